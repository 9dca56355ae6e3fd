/* Which observations a fit uses. Private to this folder. */
#ifndef TRACKER_PROJECTION_CLAIM_HISTORY_H
#define TRACKER_PROJECTION_CLAIM_HISTORY_H

#include "tracker/model/series.h"

/* The observations a fit uses, in the order given, and their places among those given; `places` NULL: all of
 * them. */
typedef struct ClaimHistory {
    const TfObservation *items;
    const size_t *places;
    size_t count;
} ClaimHistory;

/* Leaves out derived figures that repeat what others say, what is older than `history_years` before the
 * newest level claim (0: nothing), and, where more is left than CLAIM_MOST_OBSERVATIONS or CLAIM_MOST_ROWS
 * allow, rates of growth before levels and what was said first before what was said last.
 *
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus claim_history_choose(const TfObservation *observations, size_t count, int history_years,
                                         TfArena *arena, ClaimHistory *history, TfError *error);

#endif
