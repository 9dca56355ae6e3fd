/* Whether a claim is an observation, and which. Private to this folder. */
#ifndef TRACKER_SERIES_ADMIT_H
#define TRACKER_SERIES_ADMIT_H

#include "tracker/model/query.h"
#include "tracker/series/convert.h"
#include "tracker/series/named.h"

/* Makes one observation of one claim of the pair, or says why it is none.
 *
 * rates        for amounts in other currencies; what they were used for is noted in it
 * names        of the pair
 * observation  out: without claim ids
 * reason       out: bytes NULL when the claim is admitted; lives in the arena
 * Errors       TF_NO_MEMORY */
TF_CHECKED TfStatus series_admit(const TfClaimRecord *record, const TfAsk *ask, SeriesRates *rates,
                                 SeriesNames *names, TfArena *arena, TfObservation *observation,
                                 TfSlice *reason, TfError *error);

/* Notes in the rates whether the claim is left out for want of one, whatever its scope; nothing else is told.
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus series_look_for_rates(const TfClaimRecord *record, SeriesRates *rates, TfArena *arena,
                                          TfError *error);

#endif
