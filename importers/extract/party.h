/* Who trades: the parties a sentence names and the pair an amount is about. */
#ifndef IMPORTERS_EXTRACT_PARTY_H
#define IMPORTERS_EXTRACT_PARTY_H

#include "importers/extract/reading.h"

#include <string.h>

/* A party as a sentence mentions it. Stand-ins ("the two sides") have no code but a role. */
typedef struct PartyMention {
    TfSpan span;
    TfParty party;       /* code "" for a stand-in */
    MarkRole role;       /* ROLE_PARTY, ROLE_CAPITAL, ROLE_PAIR, ROLE_OWN, ROLE_OTHER */
    MarkRole at;         /* the small word or case that governs it: ROLE_AT_WITH, ...; ROLE_NONE */
    bool is_word_behind; /* a word of its own behind the party, no ending */
    bool is_at_behind;   /* that word stands behind, or is the party's own ending */
    bool is_speaker;     /* part of "Russian president", "Chinese customs" */
    bool is_agency;      /* a speaker that keeps books */
    bool is_pronoun;     /* "with it" */
    bool is_listed;      /* of a list in which each party has its figure right behind it */
    bool is_place;       /* "in Astana", or a dateline */
    const LexEntry *entry;
} PartyMention;

/* All countries together. */
static inline bool party_is_world(TfParty party)
{
    return strcmp(party.code, "WORLD") == 0;
}

/* "with China", "to China", "from China": the party is rather the other side. */
static inline bool party_is_outward(MarkRole at)
{
    return at == ROLE_AT_WITH || at == ROLE_AT_TO || at == ROLE_AT_FROM;
}

/* Whether a party behind the amount of another one is the next of a list: "to France (5 billion), Germany (4
 * billion) and Italy (3 billion)". */
bool party_goes_on_list(const Reading *reading, TfSpan before, TfSpan party);

#define MOST_MENTIONS 96

typedef struct PartyMentions {
    PartyMention items[MOST_MENTIONS];
    size_t count;
} PartyMentions;

void parties_find(const Reading *reading, const Sentence *sentence, PartyMentions *mentions);

/* How many different parties are named; those past the first eight are not told apart. */
size_t parties_count(const PartyMentions *mentions);

/* The party that a mark names; "" for a stand-in. */
TfParty party_of_mark(const Mark *mark);
/* "with", "to", "in" and their like. */
static inline bool party_is_small_word(MarkRole role)
{
    return role >= ROLE_AT_WITH && role <= ROLE_AT_INTO;
}

/* A name, and no stand-in for one. */
static inline bool party_is_named(const Mark *mark)
{
    return mark->role == ROLE_PARTY || mark->role == ROLE_CAPITAL;
}

/* A small word governs the party that follows within this distance. */
#define PARTY_FRONT_REACH 2
/* The small word behind a mark, or behind the list it begins; ROLE_NONE when there is none. */
MarkRole party_word_behind(const Reading *reading, const MarkList *list, size_t at, size_t end);

/* The small word or the case that governs the mark at `at` of the list, looked for among the marks of
 * `range`; `before` is the mention in front, or NULL. `is_behind` when it stands behind or in the word
 * itself. */
MarkRole party_word_at(const Reading *reading, const MarkList *list, size_t at, const size_t range[2],
                       const PartyMention *before, bool *is_behind);

/* Whether an apostrophe stands at `at`: the party in front owns what follows. */
bool party_has_apostrophe(const Reading *reading, size_t at);

/* What the page as a whole is about. */
typedef struct PageParties {
    TfParty topic;          /* the party whose trade it tells most, the headline's counting more */
    TfParty second;         /* the next; unset when there is no other */
    TfParty title[2];       /* the first two of the headline; unset when it names fewer */
    size_t title_count;     /* distinct parties of the headline */
    TfParty outlet;         /* country in the outlet's name, or of its language */
    bool outlet_takes_part; /* it is named, its offices speak, or nobody else could be meant */
    TfParty bloc;           /* the bloc named most; unset when none is */
} PageParties;

/* Counts the parties of all sentences. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus parties_of_page(const Reading *reading, PageParties *page, TfError *error);

/* The pair the page spoke of last, whose side speaks first. */
typedef struct PairFocus {
    TfParty reporter;
    TfParty partner;
    TfParty last_named; /* the party named last that is not the reporter */
    TfParty recent[2];  /* of the last sentence that named exactly two */
    TfParty anchor;     /* the party that the last two pairs have in common */
    TfParty subject;    /* the first party of the sentence before */
    TfParty speaker;    /* whose official spoke last in the paragraph */
    TfParty seller;     /* of the last claim, when it told exports or imports */
    TfParty buyer;
    bool in_sentence; /* the claim stands in the same sentence */
    TfParty world;    /* who traded with the whole world in the last claim; unset when it named two */
} PairFocus;

typedef enum PairBasis {
    PAIR_UNKNOWN = 0,
    PAIR_NAMED,    /* both stand in the sentence */
    PAIR_HALF,     /* one stands there, the other is the page's */
    PAIR_CARRIED,  /* from the sentences before */
    PAIR_HEADLINE, /* from the headline or the page as a whole */
} PairBasis;

typedef struct PairChoice {
    TfParty a; /* in the order the sentence names them */
    TfParty b;
    PairBasis basis;
    const PartyMention *mention_a; /* NULL when carried */
    const PartyMention *mention_b;
} PairChoice;

/* The stretch of a sentence that an amount has to itself: from the amount before to the amount behind. */
typedef struct PairQuestion {
    TfSpan amount;
    TfSpan reach;      /* stretch, amount included */
    TfSpan before;     /* the amount in front; empty when there is none */
    TfSpan behind;     /* the amount behind; empty when there is none */
    TfSpan measure;    /* the words that say what is measured, empty when carried over */
    bool is_first;     /* no amount stands before it in the sentence */
    bool with_world;   /* the words say "foreign trade" */
    bool is_directed;  /* exports or imports */
    bool is_turnover;  /* both ways together, in so many words */
    bool is_sale;      /* said with a verb: the subject sells */
    bool is_purchase;  /* the subject buys */
    bool is_owned;     /* one party stands right in front of the measure: "Japan's exports" */
    bool is_new;       /* first figure of a paragraph, both ways together */
    size_t list_place; /* in a list with "respectively": which of the parties, from 1; 0 without */
    size_t list_count; /* amounts of the list, when its parties stand bare in front of the first; else 0 */
    size_t list_start; /* where the first of them begins */
} PairQuestion;

/* Whether a party in front of the amount, and behind another amount, opens an item of a list of its own; and
 * whether one behind the amount opens the next item. */
bool pair_opens_item(const Reading *reading, const PartyMentions *mentions, size_t index,
                     const PairQuestion *question);
bool pair_opens_next_item(const Reading *reading, const PartyMentions *mentions, size_t index,
                          const PairQuestion *question);

/* pair_list.c: whether two mentions are of one list ("with Russia and China"), which is no pair; and the
 * party of a list with "respectively" that has the amount's place in it, NULL when there is none. */
bool pair_are_listed(const PartyMention *a, const PartyMention *b);
const PartyMention *pair_listed(const Reading *reading, const PartyMentions *mentions,
                                const PairQuestion *question);

/* The other party of a list whose members stand right in front of their amounts: "with the US the EU had 236
 * billion, Mexico 172". Unset when there is none. */
TfParty pair_of_list(const Reading *reading, const PartyMentions *mentions, const PairQuestion *question,
                     const PartyMention *named, const PairFocus *focus);

/* pair_carried.c: whether a party is one of the two that were spoken of; the party that stands beside one
 * that a sentence names alone, unset when none can be told (`is_outward`: it is traded with); the same, of
 * two that were named together lately; what "the neighbour" means beside a named party; and the pair of a
 * sentence that names nobody, false when the page gives none. */
bool pair_focus_has(const PairFocus *focus, TfParty party);
TfParty pair_beside(TfParty party, bool is_outward, const PairFocus *focus, const PageParties *page);
TfParty pair_recent_beside(TfParty party, const PairFocus *focus);
TfParty pair_other(const PartyMention *named, const PairFocus *focus, const PageParties *page);
bool pair_carried(const PartyMentions *mentions, const PairQuestion *question, const PairFocus *focus,
                  const PageParties *page, bool says_pair, PairChoice *choice);

/* Chooses the pair of an amount; false when the page gives none. */
bool party_choose(const Reading *reading, const PartyMentions *mentions, const PairQuestion *question,
                  const PairFocus *focus, const PageParties *page, PairChoice *choice);

#endif
