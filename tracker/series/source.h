/* Whose books a claim quotes. Private to this folder. */
#ifndef TRACKER_SERIES_SOURCE_H
#define TRACKER_SERIES_SOURCE_H

#include "tracker/model/series.h"

/* The family of a claim: "statements", or "statistics:KAZ" when it names an agency that counts trade.
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus series_source(const TfClaim *claim, TfPair pair, TfArena *arena,
                                  TfObservation *observation, TfError *error);

#endif
