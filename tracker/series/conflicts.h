/* Who says what about the same months. */
#ifndef TRACKER_SERIES_CONFLICTS_H
#define TRACKER_SERIES_CONFLICTS_H

#include "tracker/model/conflict.h"

/* Lists the periods of a series in which statements have no value in common, one is doubted, or one was
 * outvoted.
 *
 * records    the claims the series was made of, in any order
 * residuals  of its projection; a count of 0 when there is none
 * all        also periods of which two or more statements agree
 * conflicts  out: lives in the arena
 * Errors     TF_NO_MEMORY */
TF_CHECKED TfStatus series_conflicts(const TfClaimRecord *records, size_t count, const TfSeries *series,
                                     const TfResidual *residuals, size_t residual_count, bool all,
                                     TfArena *arena, TfConflicts *conflicts, TfError *error);

#endif
