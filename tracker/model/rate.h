/* Exchange rates, in US dollars for one unit of a currency. */
#ifndef TRACKER_MODEL_RATE_H
#define TRACKER_MODEL_RATE_H

#include "tracker/base/date.h"
#include "tracker/base/slice.h"

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

#endif
