/* Periods of a text: phrases found in a sentence, and the days they mean for an article of a given day.
 *
 * A phrase is a part ("first nine months", "Q3", a whole year) and a year said in some way ("2024", "last
 * year", "this fiscal", "the same"). What it means can depend on the publication day, on the country whose
 * fiscal year it is, and on the period that the page spoke of before. */
#ifndef IMPORTERS_EXTRACT_PERIOD_H
#define IMPORTERS_EXTRACT_PERIOD_H

#include "importers/extract/reading.h"

typedef enum PeriodPart {
    PART_YEAR = 0,    /* the whole year */
    PART_MONTHS,      /* month_from to month_to */
    PART_PAST,        /* the last `count` months */
    PART_TRAIL,       /* `count` months that end with month_to */
    PART_SAME,        /* the months spoken of before */
    PART_AGO,         /* what was spoken of before, `count` years earlier */
    PART_SINCE_START, /* the year so far */
    PART_RATE,        /* a year, per annum */
    PART_RATE_SHORT,  /* a day, a month */
    PART_AHEAD,       /* within `count` years */
    PART_BACK,        /* over the past `count` years */
    PART_ROW,         /* `count` whole years up to the last that is over */
    PART_LENGTH,      /* `count` months, nowhere in particular */
    PART_DECADE,      /* this decade */
    PART_OPEN,        /* soon */
} PeriodPart;

typedef enum PeriodYear {
    YEAR_NONE = 0,
    YEAR_DIGITS, /* 2024 */
    YEAR_FISCAL, /* 2023-24, FY24: the fiscal year that begins in `year` when its start month is not January
                  */
    YEAR_BACK,   /* `year` from publication: last year is -1 */
    YEAR_FISCAL_BACK,
    YEAR_SAME,  /* that year */
    YEAR_FRAME, /* the year, with nothing said */
} PeriodYear;

typedef struct PeriodPhrase {
    TfSpan span;
    PeriodPart part;
    int month_from; /* 1..12 */
    int month_to;
    int count;
    PeriodYear year_kind;
    int year;
    int year_to;      /* of a span of years, or of a run of months that ends in another year; 0 when none */
    bool is_deadline; /* "by", "before", "within": an end rather than a span */
    bool is_before;   /* a deadline said as "before" */
    bool is_base;     /* what another figure is compared with */
    bool is_since;    /* where something begins: "since 2019" */
    bool is_base_behind;  /* its word stands behind it: "geçen yıla göre" */
    bool is_short_fiscal; /* "FY24": named by the year it ends in */
    bool is_start_named;  /* "2024年度": named by the year it begins in */
} PeriodPhrase;

/* Most phrases of one sentence; further ones are left out. */
#define MOST_PHRASES 64

typedef struct PeriodPhrases {
    PeriodPhrase items[MOST_PHRASES];
    size_t count;
} PeriodPhrases;

/* Finds the phrases of a sentence, left to right. */
void period_find(const Reading *reading, TfSpan sentence, PeriodPhrases *phrases);

typedef struct PeriodContext {
    TfDate published; /* unset when unknown: relative phrases stay without days */
    int fiscal_month; /* first month of the fiscal year of the country that speaks, 1..12 */
    TfPeriod frame;   /* what the page spoke of before; kind none when nothing */
    int anchor_year;  /* year the sentence stands in for "in two years", 0 for publication */
    int last_year;    /* the year the page named last, 0 when it named none */
} PeriodContext;

/* What a phrase means; kind none when that cannot be known. For deadlines: the year or months that end there.
 */
TfPeriod period_resolve(const PeriodPhrase *phrase, const PeriodContext *context);

/* First month of the fiscal year of a country: 4 for India and Japan, 7 for Pakistan and Kenya; 1 by default.
 */
int period_fiscal_month(TfParty party);

/* The whole calendar year. */
TfPeriod period_year(int year, TfBasis basis);
/* `count` whole years of which `last` is the last. */
TfPeriod period_years_back(int last, int count);
/* The same days `years` earlier. */
TfPeriod period_years_earlier(TfPeriod period, int years);

#endif
