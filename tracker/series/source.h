/* Whose books a claim quotes. Private to this folder. */
#ifndef TRACKER_SERIES_SOURCE_H
#define TRACKER_SERIES_SOURCE_H

#include "tracker/model/series.h"
#include "tracker/series/named.h"

/* Sets source and side: "statistics:KAZ" when the claim names an agency that counts trade, "officials:KAZ"
 * when it names another speaker whose side is known, else "statements".
 *
 * names   of the pair
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus series_source(const TfClaimRecord *record, SeriesNames *names, TfArena *arena,
                                  TfObservation *observation, TfError *error);

#endif
