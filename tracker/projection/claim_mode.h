/* The most likely state under one volatility, and the Gaussian around it. Private to this folder. */
#ifndef TRACKER_PROJECTION_CLAIM_MODE_H
#define TRACKER_PROJECTION_CLAIM_MODE_H

#include "tracker/projection/claim_problem.h"

typedef enum ClaimStart {
    CLAIM_FROM_PRIOR,     /* the prior mean, then all claims as Gaussians */
    CLAIM_FROM_NEIGHBOUR, /* the state and rows left by the call before, under another volatility */
    CLAIM_FROM_CONSENSUS, /* the prior mean, then what most claims agree on */
    CLAIM_FROM_OTHERS,    /* the state left by the call before, then all claims but those left out */
    CLAIM_FROM_HERE       /* the state and rows as they are */
} ClaimStart;

typedef struct ClaimMode {
    double evidence; /* log of the marginal likelihood by Laplace, up to a constant */
    double misfit;   /* how far the log posterior is below what it would be if no claim were in tension */
} ClaimMode;

/* Takes the passes that come before the search only. Errors  TF_NUMERIC */
TF_CHECKED TfStatus claim_mode_approach(ClaimProblem *problem, ClaimStart start, TfError *error);
/* Finds a mode under problem->prior. Errors  TF_NUMERIC */
TF_CHECKED TfStatus claim_mode_find(ClaimProblem *problem, ClaimStart start, ClaimMode *mode, TfError *error);

/* How many sds each claim lies from what the others say together, claims being Gaussians and those left out
 * unheard; 0 for those. strains  out: one a claim */
TF_CHECKED TfStatus claim_mode_strains(ClaimProblem *problem, double *strains, TfError *error);

/* Of a log total; keeps answers finite where claims leave nothing open. */
#define CLAIM_LEAST_VARIANCE 1e-10

/* Mean and sd of the log total of a linearised target after claim_mode_find. */
TF_CHECKED TfStatus claim_mode_target(ClaimProblem *problem, const ClaimTotal *target, double *mean,
                                      double *sd, TfError *error);
/* The same for several together: what the claims say about a target, one number a row, and from two of those
 * the covariance of the two targets. */
TF_CHECKED TfStatus claim_mode_reach(ClaimProblem *problem, const ClaimTotal *target, double *reached,
                                     TfError *error);
double claim_mode_between(const ClaimProblem *problem, const ClaimTotal *a, const double *reached_a,
                          const ClaimTotal *b, const double *reached_b);

#endif
