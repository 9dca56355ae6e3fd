/* Exchange rates, in US dollars for one unit of a currency. */
#ifndef TRACKER_MODEL_RATE_H
#define TRACKER_MODEL_RATE_H

#include "tracker/base/date.h"
#include "tracker/base/slice.h"

#include <stdbool.h>

/* What one unit of a currency was worth, on a day or as the average of a run of days. */
typedef struct TfRate {
    char currency[4]; /* ISO 4217 */
    TfDate from;
    TfDate to;  /* both days included */
    double usd; /* US dollars for one unit, > 0 */
    TfSlice source;
} TfRate;

typedef struct TfRates {
    const TfRate *items; /* by currency, first day, last day and source */
    size_t count;
} TfRates;

/* What one unit was worth on the average of a run of months, or why nobody can say. */
typedef struct TfMeanRate {
    char currency[4];
    int from_month; /* tf_month_index, both included */
    int to_month;
    double usd;          /* US dollars for one unit; 0: there is no rate */
    double sd;           /* what an amount converted with it may be off by, log units */
    bool is_approximate; /* the mean of a whole year stands for its part, or a built-in mean for the rates */
    TfSlice how;         /* which rates it was made of, or what is missing, in words */
} TfMeanRate;

/* The rates of a currency from one source. */
typedef struct TfRateSpan {
    char currency[4];
    TfDate from;
    TfDate to;
    size_t count;
    TfSlice source;
    bool is_built_in;
} TfRateSpan;

typedef struct TfRateSpans {
    const TfRateSpan
        *items; /* by currency; of each what was imported, by source, and then the built-in means */
    size_t count;
} TfRateSpans;

/* Claims that take no part in any answer for want of a rate. */
typedef struct TfMissingRate {
    char currency[4];
    int from_month; /* tf_month_index, from the first month they are about to the last */
    int to_month;
    size_t claims;
    TfSlice reason; /* of the first */
} TfMissingRate;

typedef struct TfMissingRates {
    const TfMissingRate *items; /* by currency */
    size_t count;
} TfMissingRates;

#endif
