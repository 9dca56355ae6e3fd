/* Amounts in other currencies as US dollars, and what a reader has to know of that. Private to this folder.
 */
#ifndef TRACKER_SERIES_CONVERT_H
#define TRACKER_SERIES_CONVERT_H

#include "tracker/currency/currency.h"
#include "tracker/model/series.h"

enum { SERIES_MOST_CURRENCIES = 64 };

/* What became of the claims in one currency. */
typedef struct SeriesTally {
    char currency[4];
    size_t approximate; /* converted with means of years */
    size_t left_out;    /* there was no rate */
    int from_month;     /* of the months for which there was none, the first and the last */
    int to_month;
    TfSlice how;    /* of the first that was approximate, */
    TfSlice reason; /* and of the first that was left out */
} SeriesTally;

/* The rates of a series and what they were used for. */
typedef struct SeriesRates {
    const CurrencyTable *table;                  /* NULL: amounts in dollars alone are admitted */
    SeriesTally tallies[SERIES_MOST_CURRENCIES]; /* by currency; of more currencies nothing is told */
    size_t count;
} SeriesRates;

/* The mean rate of the observation's months, noted in the observation: currency, is_approximate,
 * conversion_sd. For growth it is that rate over the one of the same months a year before.
 *
 * mean     out: usd 0 when there is none, with the reason in `how`
 * Errors   TF_NO_MEMORY */
TF_CHECKED TfStatus series_rate(const SeriesRates *rates, const char *currency, TfArena *arena,
                                TfObservation *observation, TfMeanRate *mean, TfError *error);

/* Counts a claim whose amount was converted, or that is left out for want of a rate. */
void series_tally(SeriesRates *rates, const TfMeanRate *mean);

/* One line for each currency with something to tell. Lives in the arena.
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus series_rate_warnings(const SeriesRates *rates, TfArena *arena, const TfSlice **warnings,
                                         size_t *count, TfError *error);

#endif
