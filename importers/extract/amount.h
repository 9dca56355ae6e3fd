/* Amounts of a text: money, percentages and plain numbers, from the lexicon's hits and the digits between
 * them.
 *
 * The grammar says what stands there: exact value, currency, hedge, span. Whether an amount is about trade is
 * not its business. Numbers that are no amount (years, days, counts) are in the list too, marked as such, so
 * that a caller meets every number once. Nothing here knows a language: words come as lexicon hits. */
#ifndef IMPORTERS_EXTRACT_AMOUNT_H
#define IMPORTERS_EXTRACT_AMOUNT_H

#include "importers/language/language.h"
#include "tracker/model/claim.h"

typedef enum AmountKind {
    AMOUNT_NUMBER = 0, /* no currency and no percent mark; `look` says what else is known */
    AMOUNT_MONEY,      /* has a currency; currency_basis says whether it stands at the figure */
    AMOUNT_PERCENT,    /* value 9.2 is 9.2 % */
    AMOUNT_POINTS,     /* percentage points */
} AmountKind;

/* What a plain number looks like. Only AMOUNT_NUMBER has a look other than NUMBER_PLAIN. */
typedef enum NumberLook {
    NUMBER_PLAIN = 0, /* "18.1", "44.03 billion" with no money near it, "nine" */
    NUMBER_YEAR,      /* four digits 1900..2099, no mark: "2023", "1990s"; also the halves of "2021-22" */
    NUMBER_DAY,       /* beside a month name, or in a numeric date: "November 27", "27/11/2024" */
    NUMBER_ORDINAL,   /* "1st", "25th" */
    NUMBER_CODE, /* glued to letters, or part of an address or a clock time: "BRICS2024", "9:30", "F-16" */
    NUMBER_UNIT, /* counts something the trap lexicon names (value "unit ..."): "50 billion cubic metres" */
} NumberLook;

#define AMOUNT_NOWHERE ((size_t)-1)

typedef struct Amount {
    AmountKind kind;
    NumberLook look;
    TfDecimal value; /* whole units of the currency, exact, sign included; percent: 9.2 */
    bool has_value_max;
    TfDecimal value_max;     /* ranges: "5-6 billion"; value <= value_max, relation TF_RANGE */
    char currency[4];        /* ISO 4217, "" when none */
    TfBasis currency_basis;  /* EXPLICIT at the figure, INFERRED from a neighbour, NONE */
    bool has_scale;          /* a magnitude word is part of the value, its own or a neighbour's */
    bool scale_is_shared;    /* the magnitude word is a neighbour's: "5 to 10 billion", "5, 10 billion" */
    bool currency_is_shared; /* the currency stands at another amount of the same list or range */
    bool spelled;            /* the number is in words, wholly or partly */
    TfRelation relation;     /* the hedge that governs it; TF_RANGE for a range without a hedge */
    TfSpan relation_span;    /* the hedge's bytes; empty when none */
    TfSpan span;             /* number, magnitude, currency or percent mark, sign; no hedge, no bracket */
    TfSpan number;           /* the part of span that is number and magnitude: "28.5 billion" */
    size_t bracket_of; /* index of the amount in front of whose bracket or "or" this is a second telling:
                          "1.5 trillion rubles ($15.6 bln)"; AMOUNT_NOWHERE when none. In "exceeded 100
                          billion (102.6 billion)" the mark is the telling, of the exact amount behind it */
    const LexEntry *currency_entry; /* entries used; NULL when none */
    const LexEntry *scale_entry;
    const LexEntry *relation_entry;
} Amount;

typedef struct AmountList {
    Amount *items; /* by span.start; spans do not overlap */
    size_t count;
    size_t capacity;
} AmountList;

/* Finds every number of the text, money or not.
 *
 * hits    of language_scan on the same text; all kinds may be there
 * lang    how numbers are written (decimal comma or point); bytes NULL means as in English
 * list    out: lives in the arena
 * Errors  TF_NO_MEMORY, TF_LIMIT. Linear in the text and the hits */
TF_CHECKED TfStatus amounts_find(TfSlice text, const LexHits *hits, TfSlice lang, TfArena *arena,
                                 AmountList *list, TfError *error);

/* Reads a bare number the way a neighbour is written: "14 billion ... 19.5" gives 19.5 the neighbour's
 * magnitude and currency (basis INFERRED). False, and no change, when the number has a magnitude of its own,
 * is no plain number, or the value does not fit. */
bool amount_borrow(Amount *amount, const Amount *from);

/* First amount that ends after `offset`, by binary search; list->count when there is none. */
size_t amounts_at(const AmountList *list, size_t offset);

#endif
