/* The posterior as a mixture: modes under a grid of volatilities, and of contradictory claims the modes that
 * believe one side or the other. Private to this folder. */
#ifndef TRACKER_PROJECTION_CLAIM_NODES_H
#define TRACKER_PROJECTION_CLAIM_NODES_H

#include "tracker/projection/claim_problem.h"

/* Told of each component while the problem is at its mode. */
typedef TfStatus ClaimVisit(void *context, ClaimProblem *problem, size_t component, TfError *error);

/* Finds the components of the problem and their weights. Errors  TF_NUMERIC; those of `visit` */
TF_CHECKED TfStatus claim_nodes_find(ClaimProblem *problem, ClaimVisit *visit, void *context, TfError *error);

#endif
