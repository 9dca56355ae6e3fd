/* Which scopes a pair's figures have when none is of the one asked for. Private to this folder. */
#ifndef TRACKER_SERIES_SCOPES_H
#define TRACKER_SERIES_SCOPES_H

#include "tracker/model/query.h"

/* Adds "no figure of goods; there are claims of services (4) and sector:energy (1)" to the warnings of a
 * series without a figure, when that is why.
 *
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus series_warn_of_scopes(const TfClaimRecord *records, size_t count, TfArena *arena,
                                          TfSeries *series, TfError *error);

#endif
