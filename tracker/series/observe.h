/* From claims to observations: one currency, each statement once, with every reason for leaving one out. */
#ifndef TRACKER_SERIES_OBSERVE_H
#define TRACKER_SERIES_OBSERVE_H

#include "tracker/currency/currency.h"
#include "tracker/model/query.h"

enum { SERIES_MOST_OBSERVATIONS = 4000 };

/* Makes the series of a pair.
 *
 * Forecasts, targets and potentials are no observations. Copies of one statement (same window, flow,
 * relation, value and source family) become one observation that names all its claims. Left out, with the
 * reason in words: currencies without a rate, periods that are not whole months or more than a year, scopes
 * other than the one asked for, balances that tell no flow, claims about the world or a region, later
 * publications than the as-of day, and of more than SERIES_MOST_OBSERVATIONS those said first.
 *
 * records  claims of the store, in any order; those of other pairs are ignored
 * ask      the pair, and which of its claims take part
 * rates    for amounts in other currencies than US dollars; NULL: they are left out. What a reader has
 *          to know of them is told in series->warnings
 * series   out: lives in the arena
 * Errors   TF_NO_MEMORY */
TF_CHECKED TfStatus series_observe(const TfClaimRecord *records, size_t count, const TfAsk *ask,
                                   const CurrencyTable *rates, TfArena *arena, TfSeries *series,
                                   TfError *error);

#endif
