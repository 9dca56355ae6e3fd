/* Claims while they are made: what one amount of a sentence says, before equal statements become one. */
#ifndef IMPORTERS_EXTRACT_DRAFT_H
#define IMPORTERS_EXTRACT_DRAFT_H

#include "importers/extract/extract.h"
#include "importers/extract/status.h"

typedef struct Draft {
    TfClaim claim;
    size_t amount; /* index into the reading's amounts */
    size_t sentence;
    int range_end;   /* 1 behind "from", 2 behind "to" of a range of times */
    bool is_base;    /* what another figure is compared with: sets no frame */
    bool is_carried; /* its measure comes from the sentences before */
    PairBasis pair_basis;
    int measure_distance; /* words from measure to amount, when the sentence has it */
    bool is_near_trap;    /* words of other money stand not much further away */
    size_t amount_count;  /* amounts of money in the sentence */
    size_t party_count;   /* different parties in the sentence */
    bool is_title;
    const LexEntry *entries[8]; /* used, NULL when not */
} Draft;

typedef struct DraftList {
    Draft *items;
    size_t count;
    size_t capacity;
} DraftList;

/* What the page spoke of last; sentences without words of their own go on with it. */
typedef struct Focus {
    PairFocus pair;
    MeasureChoice measure;      /* of the last claim */
    MeasureChoice main_measure; /* of the first claim of its sentence: parts do not govern what follows */
    MeasureChoice lead_measure; /* of the first claim of the page */
    TfDate deadline;            /* of the last claim */
    int last_year;              /* named last, 0 when none was */
    char currency[4];           /* of the last claim; "" when none */
    TfPeriod frame;             /* what the last claim that was no base was about */
    TfPeriod lead;              /* of the first dated claim of the page */
    TfPair frame_pair;
    uint32_t frame_paragraph;
    uint32_t turned_paragraph; /* where a sentence without a figure turned to another pair */
    size_t last_sentence;      /* of the last claim */
    uint32_t last_paragraph;
    bool is_set;          /* some claim was made */
    bool is_estimate;     /* the paragraph's figures are preliminary */
    TfClaimStatus status; /* of the last claim */
} Focus;

typedef struct Extraction {
    const Reading *reading;
    PageParties page;
    Focus focus;
    DraftList drafts;
    bool is_trade_page; /* it has words that speak of trade between states and of nothing else */
    bool keeps_left;    /* somebody asks which amounts were left */
    TfLeftAmounts left;
    const char *reason; /* why the amount in hand is no claim */
    const Mark *reason_mark;
    uint32_t speaker_paragraph; /* of the sentence whose speaker the focus keeps */
    size_t trap_sentence;       /* index + 1 of the last sentence whose money was about something else */
    bool out_of_memory;
} Extraction;

/* One sentence with what was found in it. */
typedef struct SentenceView {
    const Sentence *sentence;
    size_t index;
    PartyMentions parties;
    PeriodPhrases periods;
    size_t amount_first; /* indices [first, end) into the amounts */
    size_t amount_end;
    size_t draft_first;    /* drafts of this sentence start here */
    const Mark *list_word; /* "respectively"; NULL when it is not said */
    bool list_leads;       /* its amounts stand right behind the word, and others in front are none of them */
} SentenceView;

/* relevance.c: which amounts may be claims, and whether one is about trade. */
bool amount_is_candidate(const Amount *amount);
AmountPlace amount_place(const Reading *reading, const SentenceView *view, size_t index);
/* The measure of an amount that is about trade, its own or carried over; false when it is about something
 * else. */
bool relevance_find(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                    MeasureChoice *measure);
/* Whether a word such as "sales" is all that speaks of trade: on a page about trade between states, or beside
 * two states, it may be that; elsewhere it is a firm's. */
bool relevance_is_doubtful(const Extraction *extraction, const SentenceView *view,
                           const MeasureChoice *measure);
/* "14 billion in seven months, 19.5 by October": a bare number read like the claim in front of it. */
bool relevance_borrow(Extraction *extraction, const SentenceView *view, size_t index, Amount *amount);
/* Looks for "respectively" once a sentence. */
void statement_find_list(const Reading *reading, SentenceView *view);
/* Reads one amount; true when it became a draft. */
bool statement_read(Extraction *extraction, const SentenceView *view, size_t amount);

/* Parts of it, shared with growth claims. The pair of an amount (`amount` is AMOUNT_NOWHERE for a
 * percentage); period, deadline and status; and the time of a record that names none. */
bool statement_pair(Extraction *extraction, const SentenceView *view, const AmountPlace *place, size_t amount,
                    const MeasureChoice *measure, PairChoice *pair);
void statement_date(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                    StatusChoice *status, Draft *draft);
void statement_date_record(const Extraction *extraction, TfClaim *claim);

/* Gives the changes of a sentence to its drafts, or makes growth claims of them. */
void statement_read_growth(Extraction *extraction, const SentenceView *view);

/* Who says it, as the page puts it; bytes NULL when nobody is named. */
TfSlice speech_attribution(const Reading *reading, const SentenceView *view, TfSpan amount);

/* confidence.c: how a draft was read, as words ("measure:near pair:named period:explicit"); bytes NULL when
 * memory is short. */
TfSlice confidence_rule(const Draft *draft, TfArena *arena);
/* How likely a claim read so is right in all its parts, 0 to 1. */
double confidence_of(TfSlice rule);

/* Equal statements become one claim with several mentions; rule, confidence and the article's fields are set.
 */
TF_CHECKED TfStatus assemble_claims(const Reading *reading, DraftList *drafts, TfArena *arena,
                                    TfClaimList *claims, TfError *error);

#endif
