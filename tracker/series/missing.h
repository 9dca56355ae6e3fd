/* Which rates are missing: the claims that would be observations if there were one. */
#ifndef TRACKER_SERIES_MISSING_H
#define TRACKER_SERIES_MISSING_H

#include "tracker/currency/currency.h"
#include "tracker/model/query.h"
#include "tracker/model/rate.h"

/* Goes through claims of any pairs and scopes, by the rules that admit a claim to a series.
 *
 * table    the rates there are
 * missing  out: a line for each currency, at most 64 of them; lives in the arena
 * Errors   TF_NO_MEMORY */
TF_CHECKED TfStatus series_missing_rates(const TfClaimRecord *records, size_t count,
                                         const CurrencyTable *table, TfArena *arena, TfMissingRates *missing,
                                         TfError *error);

#endif
