/* The claims as one Gaussian: B = I + W^1/2 C W^1/2 over the rows, its factor, and what is solved with it.
 * Private to this folder. */
#ifndef TRACKER_PROJECTION_CLAIM_FACTOR_H
#define TRACKER_PROJECTION_CLAIM_FACTOR_H

#include "tracker/projection/claim_problem.h"

/* Factors B for the precisions of the rows. Errors  TF_NUMERIC */
TF_CHECKED TfStatus claim_factor_rows(ClaimProblem *problem, TfError *error);
/* alpha = W^1/2 B^-1 W^1/2 pseudo: the Gaussian answer to rows that say `pseudo` with the precision that was
 * factored in. */
TF_CHECKED TfStatus claim_factor_solve(ClaimProblem *problem, TfError *error);
double claim_factor_log_determinant(const ClaimProblem *problem);
/* L^-1 vector, in place, for a vector of row_count numbers of which those before `from` are 0. */
TF_CHECKED TfStatus claim_factor_reach(const ClaimProblem *problem, double *vector, size_t from,
                                       TfError *error);

#endif
