/* The memory of a problem: one block, cut up anew for each. Private to this folder. */
#ifndef TRACKER_PROJECTION_CLAIM_WORKSPACE_H
#define TRACKER_PROJECTION_CLAIM_WORKSPACE_H

#include "tracker/projection/claim_problem.h"

/* How much of everything a problem needs. The limits of claim_problem.h bound all of it, so that sums and
 * products cannot overflow. */
typedef struct ClaimSizes {
    size_t claims;
    size_t windows;
    size_t states;  /* months of all flows, and one a source */
    size_t weights; /* months of all segments */
} ClaimSizes;

/* Makes room for a problem of these sizes, growing the block when it must, and hands out the arrays of
 * `workspace->problem`.
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus claim_workspace_cut(ClaimWorkspace *workspace, const ClaimSizes *sizes, TfError *error);

#endif
