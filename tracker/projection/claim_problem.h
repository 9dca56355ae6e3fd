/* The claims of one pair set up for the numeric loops: rows (which months a claim sums up), terms (what it
 * says about that sum), the latent state, and the memory of it all. Private to this folder. */
#ifndef TRACKER_PROJECTION_CLAIM_PROBLEM_H
#define TRACKER_PROJECTION_CLAIM_PROBLEM_H

#include "tracker/projection/claim_likelihood.h"
#include "tracker/projection/claim_model.h"
#include "tracker/projection/claim_prior.h"
#include "tracker/projection/claim_sources.h"

enum {
    CLAIM_MOST_OBSERVATIONS = 4000,
    CLAIM_MOST_ROWS = 400,
    CLAIM_MOST_WINDOWS = 400,
    CLAIM_NODES = 9,
};
#define CLAIM_NO_BIAS ((size_t)-1)

/* A log total (of both flows for turnover told apart), or for growth the difference of two; plus the factor
 * of its source. Claims about the same months from the same source share a row, since they speak of the same
 * number. */
typedef struct ClaimRow {
    ClaimSegment segments[4]; /* a total's flows, then for growth those of its base */
    size_t segment_count;
    size_t flows_each; /* segments a total has */
    size_t bias;       /* the source whose factor is added, or CLAIM_NO_BIAS */
    double value;      /* y = the row at the present state */
    double linear;     /* its gradient times the deviation from the prior mean */
    double precision;  /* what the claims on it come to, as one Gaussian about `pseudo` */
    double pseudo;
    double alpha; /* weight of the row in the loading g = H' alpha */
    double node_value[CLAIM_NODES];
} ClaimRow;

typedef struct ClaimTerm {
    size_t row;
    ClaimLikelihood likelihood;
} ClaimTerm;

typedef struct ClaimProblem {
    ClaimPrior prior;
    int first_month;  /* tf_month_index of t = 0 */
    int claim_months; /* t < claim_months in every claim: what the loops have to look at */
    double log_volatility;
    double interval_share; /* of ClaimModelOptions */
    size_t term_count;
    ClaimTerm *terms;
    size_t row_count;
    ClaimRow *rows;
    size_t target_count;
    ClaimRow *targets;
    size_t source_count;
    ClaimSource *sources;
    size_t reference; /* the source whose factor is 0 */

    /* the state: flow_count * month_count months, then the factors of the sources */
    size_t state_count;
    double *mean;        /* prior mean m */
    double *loading;     /* g */
    double *deviation;   /* K g = x - m */
    double *loading_old; /* both ends of a step that may be cut */
    double *loading_new;
    double *exponential; /* exp(x - shift) by month */

    double *factor; /* row_count^2: Cholesky factor of I + W^1/2 C W^1/2 */
    double *scaled; /* row_count: the right-hand side and solution */
    double *root;   /* row_count: W^1/2 */

    double *values;  /* 2 * term_count, while the problem is set up */
    double *weights; /* those of all segments */
} ClaimProblem;

struct ClaimWorkspace {
    char *block;
    size_t block_size;
    ClaimProblem problem;
};

/* Checks the claims and sets up `workspace->problem`; slices of it point into the observations. */
TF_CHECKED TfStatus claim_problem_start(ClaimWorkspace *workspace, const TfObservation *observations,
                                        size_t count, const ClaimWindow *windows, size_t window_count,
                                        const ClaimModelOptions *options, TfError *error);

/* Brings exp(x) up to date for months t < months; returns the shift. */
double claim_problem_exponentials(ClaimProblem *problem, int months);
/* Value and softmax weights of rows at the present state. */
void claim_problem_linearise(ClaimProblem *problem, ClaimRow *rows, size_t count, double shift);
/* Prior covariance of two linearised rows. */
double claim_problem_between(const ClaimProblem *problem, const ClaimRow *a, const ClaimRow *b);

#endif
