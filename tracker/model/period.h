/* When a figure is about: first and last day, what kind of span it is, and how the page said it. */
#ifndef TRACKER_MODEL_PERIOD_H
#define TRACKER_MODEL_PERIOD_H

#include "tracker/base/date.h"

typedef enum TfPeriodKind {
    TF_PERIOD_NONE = 0, /* nothing said; both days unset */
    TF_PERIOD_YEAR,
    TF_PERIOD_HALF,
    TF_PERIOD_QUARTER,
    TF_PERIOD_MONTH,
    TF_PERIOD_YTD,      /* January to the end of some month */
    TF_PERIOD_MONTHS,   /* any other run of months */
    TF_PERIOD_FISCAL,   /* a fiscal year */
    TF_PERIOD_SPAN,     /* several years */
    TF_PERIOD_YTD_OPEN, /* "this year already": from 1 January, end unset */
    TF_PERIOD_RATE,     /* "a year", with no dates */
} TfPeriodKind;

/* How a field was known: in the sentence's own words, from the publication date, from elsewhere in the page.
 */
typedef enum TfBasis { TF_BASIS_NONE = 0, TF_BASIS_EXPLICIT, TF_BASIS_RELATIVE, TF_BASIS_INFERRED } TfBasis;

typedef struct TfPeriod {
    TfDate from; /* both days included; unset where open or unknown */
    TfDate to;
    TfPeriodKind kind;
    TfBasis basis;
} TfPeriod;

/* "year", "half", ...: the words of the claim schema. */
TF_EXPORT const char *tf_period_kind_name(TfPeriodKind kind);
TF_EXPORT bool tf_period_kind_read(TfSlice name, TfPeriodKind *kind);
TF_EXPORT const char *tf_basis_name(TfBasis basis);
TF_EXPORT bool tf_basis_read(TfSlice name, TfBasis *basis);

/* The kind that two days make when nothing else is said: year, half, quarter, month, ytd, months or span. */
TF_EXPORT TfPeriodKind tf_period_kind_of(TfDate from, TfDate to);
/* A whole run of calendar months: from the first day of one to the last day of another. */
TF_EXPORT bool tf_period_is_whole_months(TfPeriod period);

/* The SDMX key of the period: "2023", "2024-Q3", "2024-05", "2024-01-01/P9M"; "" when it has none. */
#define TF_PERIOD_CHARS 40
TF_EXPORT const char *tf_period_key(char text[TF_PERIOD_CHARS], TfPeriod period);
/* Reads a run of whole months: "2023", "2024-05", "2024-Q3", "2024-H1", "2024-01-01/P9M" or
 * "2024-01..2024-09" (at most 100 years). */
TF_EXPORT bool tf_period_read(TfSlice text, TfPeriod *period);
/* For people: "2023", "Jan–Sep 2024", "Q3 2024", "May 2024", "Apr 2023–Mar 2024", "since Jan 2024",
 * "until Sep 2024", "2–27 Feb 2023", "a year", "–". */
TF_EXPORT const char *tf_period_text(char text[TF_PERIOD_CHARS], TfPeriod period);

#endif
