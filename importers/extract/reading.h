/* One article as the rules see it: its words, sentences, amounts and marks, made once and then only read.
 *
 * A mark is a phrase of a lexicon that the rules care about, with its value read into a role and a number.
 * Distances between things of a sentence count words, and more where a comma or a bracket stands between. */
#ifndef IMPORTERS_EXTRACT_READING_H
#define IMPORTERS_EXTRACT_READING_H

#include "importers/extract/amount.h"
#include "tracker/model/article.h"

/* What a mark says. The words of the lexicons that stand for each are in the table of mark.c. */
typedef enum MarkRole {
    ROLE_NONE = 0, /* a phrase that is none of the things its words alone would be */
    /* period.tsv, month.tsv */
    ROLE_UNIT_YEAR,
    ROLE_UNIT_YEAR_NAMED, /* names a year of two digits in front of it */
    ROLE_UNIT_MONTH,
    ROLE_UNIT_MONTH_NAMED, /* names a month in front of its number, counts months behind it */
    ROLE_MONTH_NUMBER,     /* behind the number of a month */
    ROLE_UNIT_QUARTER,
    ROLE_UNIT_HALF,
    ROLE_UNIT_DECADE,
    ROLE_UNIT_DAY,
    ROLE_FISCAL,
    ROLE_FISCAL_REL,
    ROLE_MONTHS,
    ROLE_MONTH,
    ROLE_MONTH_REL,
    ROLE_HALF,
    ROLE_QUARTER,
    ROLE_YEAR_REL,
    ROLE_YEAR_SAME,
    ROLE_YEAR_FRAME,
    ROLE_SAME_PERIOD,
    ROLE_AGO,
    ROLE_FIRST,
    ROLE_SECOND,
    ROLE_THIRD,
    ROLE_FOURTH,
    ROLE_PAST,
    ROLE_NEXT,
    ROLE_THIS,
    ROLE_SAME,
    ROLE_EACH,
    ROLE_IN_ROW,
    ROLE_YTD,
    ROLE_NOW,
    ROLE_RATE,
    ROLE_RATE_DAY,
    ROLE_LINK,
    ROLE_FROM,
    ROLE_SINCE,
    ROLE_TO,
    ROLE_AND,
    ROLE_ENDING,
    ROLE_AS_OF,
    ROLE_VAGUE,
    ROLE_THEN,
    ROLE_BASE,
    ROLE_BASE_YOY,
    ROLE_BASE_MOM,
    ROLE_BASE_PER_YEAR,
    /* deadline.tsv */
    ROLE_BY,
    ROLE_BY_END,
    ROLE_BEFORE,
    ROLE_BY_YEAR_REL,
    ROLE_BY_YEAR_SAME,
    ROLE_BY_DECADE,
    ROLE_WITHIN,
    ROLE_IN,
    ROLE_OPEN,
    ROLE_DEADLINE_WORD,
    /* party.tsv */
    ROLE_PARTY,
    ROLE_CAPITAL,
    ROLE_PAIR,
    ROLE_BLOC,
    ROLE_OWN,
    ROLE_OTHER,
    ROLE_THAT, /* the country named last */
    ROLE_IT,
    ROLE_HOME, /* a word by which a page is known to be written in a country */
    ROLE_AT_WITH,
    ROLE_AT_TO,
    ROLE_AT_FROM,
    ROLE_AT_BETWEEN,
    ROLE_AT_IN,
    ROLE_AT_OF,
    ROLE_AT_BY,
    ROLE_AT_INTO, /* direction or place, as the party's case says */
    ROLE_JOIN,
    /* measure.tsv */
    ROLE_TURNOVER,
    ROLE_TURNOVER_WEAK,
    ROLE_TURNOVER_WORLD,
    ROLE_TURNOVER_VERB,
    ROLE_EXPORTS,
    ROLE_EXPORTS_WEAK,
    ROLE_EXPORTS_VERB,
    ROLE_IMPORTS,
    ROLE_IMPORTS_WEAK,
    ROLE_IMPORTS_VERB,
    ROLE_IMPORTS_SOFT,
    ROLE_BALANCE,
    ROLE_DEFICIT,
    ROLE_SURPLUS,
    ROLE_GOODS,
    ROLE_SAME_FIGURE,
    ROLE_PART,
    ROLE_REVERSE, /* in the opposite direction */
    ROLE_LIST,
    ROLE_RESPECTIVELY,
    ROLE_CONTEXT,
    ROLE_SPLIT_VERB, /* a verb whose particle ends the clause and says what it means */
    /* scope.tsv: the value itself is the scope */
    ROLE_SCOPE,
    /* status.tsv */
    ROLE_TARGET,
    ROLE_TARGET_WEAK,
    ROLE_FORECAST,
    ROLE_POTENTIAL,
    ROLE_ESTIMATE,
    ROLE_ACTUAL,
    ROLE_ACTUAL_NOW,
    ROLE_ACTUAL_WEAK, /* reached: done, unless a plan or forecast in front governs it */
    ROLE_COUNTERFACTUAL,
    ROLE_DREAM,
    /* growth.tsv */
    ROLE_UP,
    ROLE_DOWN,
    ROLE_MORE,
    ROLE_LESS,
    ROLE_MULTIPLE,
    ROLE_TIMES,
    ROLE_FRACTION,
    ROLE_SHARE,
    ROLE_GROWTH_SAME,
    ROLE_GROWTH_TO,
    ROLE_GROWTH_BY,
    ROLE_GROWTH_FROM,
    /* record.tsv, speech.tsv, trap.tsv */
    ROLE_RECORD,
    ROLE_SAYS,
    ROLE_SOURCE,
    ROLE_AGENCY,
    ROLE_SPEAKER,
    ROLE_TRAP,
    ROLE_COUNT
} MarkRole;

/* Where a word stands against what it governs, when its language sets it behind. */
typedef enum MarkSide {
    SIDE_FRONT = 0,
    SIDE_AFTER,
    SIDE_BOTH,
    SIDE_PARTICLE, /* the particle of a verb in front */
} MarkSide;

typedef struct Mark {
    uint32_t start; /* bytes [start, end) of the text */
    uint32_t end;
    MarkRole role;
    MarkSide side;
    LexCase sense; /* of a party: what its form or its ending says */
    double number; /* "half 2" has 2, "x 2.5" has 2.5 */
    const LexEntry *entry;
} Mark;

/* Marks of one kind by start; those of the same kind do not overlap. */
typedef struct MarkList {
    Mark *items;
    size_t count;
    size_t capacity;
} MarkList;

typedef struct Sentence {
    TfSpan span;
    uint32_t paragraph; /* 0 is the title */
    bool is_title;
} Sentence;

typedef struct SentenceList {
    Sentence *items;
    size_t count;
    size_t capacity;
} SentenceList;

/* A word's start, and what it costs to walk from the text's first word to it. */
typedef struct Word {
    uint32_t start;
    uint32_t cost;
    uint32_t breaks; /* commas and other marks passed on the way */
} Word;

/* Of every block of so many bytes the first word that starts in or behind it is noted. */
#define WORD_BLOCK 32

typedef struct WordList {
    Word *items;
    size_t count;
    size_t capacity;
    uint32_t *blocks; /* by offset / WORD_BLOCK */
    size_t block_count;
} WordList;

typedef struct Reading {
    const TfArticle *article;
    TfSlice text;
    TfArena *arena;
    WordList words;
    SentenceList sentences; /* body first, then the title's */
    AmountList amounts;
    MarkList marks[LEX_KIND_COUNT];
} Reading;

/* Makes all of it. Errors  TF_NO_MEMORY, TF_LIMIT */
TF_CHECKED TfStatus reading_make(const TfArticle *article, TfArena *arena, Reading *reading, TfError *error);

/* Words between two spans of one sentence, commas and brackets counted as several; 0 when they touch. */
int reading_distance(const Reading *reading, TfSpan a, TfSpan b);

/* Commas, brackets and other marks between two spans. */
int reading_breaks(const Reading *reading, TfSpan a, TfSpan b);

/* Whether what stands at `span`, between an amount and the next, belongs to the next one. */
bool reading_is_of_next(const Reading *reading, TfSpan amount, TfSpan span, TfSpan next);

/* 1 where a bracket opens, -1 where one closes, of the narrow or the wide ones; else 0. */
int reading_bracket_at(TfSlice text, size_t at);

/* Money amounts that lie wholly inside [start, end). */
size_t reading_money_between(const Reading *reading, size_t start, size_t end);

/* Indices [*first, *end) of the marks of a kind that start inside the span. */
void reading_marks_in(const Reading *reading, LexKind kind, TfSpan span, size_t *first, size_t *end);
/* The same for amounts. */
void reading_amounts_in(const Reading *reading, TfSpan span, size_t *first, size_t *end);

/* Whether a mark of a kind that starts inside the span has a role, or one that lies between two. */
bool reading_has(const Reading *reading, LexKind kind, MarkRole role, TfSpan span);
bool reading_has_any(const Reading *reading, LexKind kind, MarkRole first_role, MarkRole last_role,
                     TfSpan span);

/* The mark of a kind that covers or starts at `offset`; NULL when none does. */
const Mark *reading_mark_at(const Reading *reading, LexKind kind, size_t offset);

static inline TfSpan mark_span(const Mark *mark)
{
    return (TfSpan){mark->start, mark->end};
}

/* Whether the value of a mark's entry ends in a word that says more than its role: "verb first". */
bool mark_has_flag(const Mark *mark, const char *flag);
/* What an entry of a lexicon is; ROLE_NONE for the value "none", and for one that no rule knows. */
MarkRole mark_role_of(const LexEntry *entry);

/* Whether only blanks, and none of the bytes of a clause's end, lie in [start, end). */
bool reading_is_blank(const Reading *reading, size_t start, size_t end);

/* parts.c: the hits and amounts of the text, each paragraph in its own language. */
TF_CHECKED TfStatus parts_scan(Reading *reading, LexHits *hits, TfError *error);
/* mark.c: lexicon hits to marks. */
TF_CHECKED TfStatus marks_make(const LexHits *hits, Reading *reading, TfError *error);
/* mark_settle.c: leaves out marks that those around them rule out. */
void marks_settle(const LexHits *hits, Reading *reading);
/* sentence.c: paragraphs to sentences. */
TF_CHECKED TfStatus sentences_make(const LexHits *hits, Reading *reading, TfError *error);

#endif
