/* The most likely state under one volatility, and the Gaussian around it. Private to this folder. */
#ifndef TRACKER_PROJECTION_CLAIM_MODE_H
#define TRACKER_PROJECTION_CLAIM_MODE_H

#include "tracker/projection/claim_problem.h"

/* Finds the mode under problem->prior, from the state left by the call before or, when `is_first`, the prior
 * mean.
 *
 * evidence  out: log of the marginal likelihood by Laplace, up to a constant
 * Errors    TF_NUMERIC */
TF_CHECKED TfStatus claim_mode_find(ClaimProblem *problem, bool is_first, double *evidence, TfError *error);

/* Mean and sd of the log total of a target after claim_mode_find. */
TF_CHECKED TfStatus claim_mode_target(ClaimProblem *problem, ClaimRow *target, double shift, double *mean,
                                      double *sd, TfError *error);

#endif
