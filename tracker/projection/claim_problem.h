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
    CLAIM_MOST_TOTALS = 2 * CLAIM_MOST_ROWS, /* growth has two */
    CLAIM_MOST_WINDOWS = 400,
    CLAIM_NODES = 9,
    CLAIM_MOST_SWEEPS =
        5, /* over the nodes: from nothing left out, and from some contradicted claims left out */
};
#define CLAIM_NONE ((size_t)-1)

/* A run of months of one flow, or of both for turnover told apart, whose total claims or targets speak of. */
typedef struct ClaimTotal {
    ClaimSegment segments[2]; /* one a flow */
    size_t segment_count;
    double value;  /* log of the total at the present state */
    double linear; /* its gradient times the deviation from the prior mean */
    double alpha;  /* what the rows put on it in g = H' alpha */
} ClaimTotal;

/* A log total, or for growth the difference of two; plus the factor of its source. Claims about the same
 * months from the same source share a row, since they speak of the same number. */
typedef struct ClaimRow {
    size_t total;
    size_t base;      /* what growth is measured from, or CLAIM_NONE */
    size_t bias;      /* the source whose factor is added, or CLAIM_NONE */
    double value;     /* y = the row at the present state */
    double linear;    /* its gradient times the deviation from the prior mean */
    double precision; /* what the claims on it come to, as one Gaussian about `pseudo` */
    double pseudo;
    double alpha;    /* weight of the row in the loading g = H' alpha */
    double variance; /* of the row given all claims, by claim_mode_strains */
} ClaimRow;

typedef struct ClaimTerm {
    size_t row;
    bool is_left_out; /* while a search begins: the others lead it */
    ClaimLikelihood likelihood;
} ClaimTerm;

/* A mode under one volatility: the posterior is the mixture of them. */
typedef struct ClaimComponent {
    double z; /* of the volatility, in sds of its prior */
    double log_weight;
    double weight; /* sums to 1 */
    const double *row_values;
} ClaimComponent;

typedef struct ClaimProblem {
    ClaimPrior prior;
    int first_month;  /* tf_month_index of t = 0 */
    int claim_months; /* t < claim_months in every claim: what the loops have to look at */
    bool *is_claimed; /* by month, up to claim_months: some claim speaks of it */
    bool *is_asked;   /* by month: some target lies there */
    double log_volatility;
    double volatility_drag; /* these four of ClaimModelOptions */
    double interval_share;
    double gain_left;
    bool follows_one_mode;
    double drag_per_year; /* what the mean has been lowered by at present */
    size_t term_count;
    ClaimTerm *terms;
    double undisputed; /* sum of the log-likelihoods were each claim alone */
    size_t row_count;
    ClaimRow *rows;
    size_t total_count;
    ClaimTotal *totals;
    size_t target_count;
    ClaimTotal *targets;
    size_t source_count;
    ClaimSource *sources;
    size_t reference; /* the source whose factor is 0 */
    size_t component_count;
    ClaimComponent components[CLAIM_MOST_COMPONENTS];
    double *row_values; /* row_count a component */

    /* the state: flow_count * month_count months, then the factors of the sources */
    size_t state_count;
    double *mean;        /* prior mean m */
    double *loading;     /* g */
    double *deviation;   /* K g = x - m */
    double *loading_old; /* both ends of a step that may be cut */
    double *loading_new;
    double *exponential; /* exp(x - shift) by month */

    ClaimParts *parts;  /* prior covariance of totals i >= k at i (i + 1) / 2 + k */
    bool parts_are_old; /* the totals were linearised anew since */
    double *to_target;  /* total_count: prior covariance with a target */
    double *factor;     /* row_count^2: Cholesky factor of I + W^1/2 C W^1/2 */
    double *scaled;     /* row_count: the right-hand side and solution */
    double *root;       /* row_count: W^1/2 */

    double *values;  /* 2 * term_count: while the problem is set up, and the strains */
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

/* Sets the prior's kernels and mean for a volatility; the state stays where it is. */
void claim_problem_set_volatility(ClaimProblem *problem, double volatility);
/* Brings the totals and rows up to date with the deviation. */
void claim_problem_linearise(ClaimProblem *problem);
/* The same for the targets. */
void claim_problem_linearise_targets(ClaimProblem *problem);
/* Prior covariances of the linearised totals, from which those of the rows follow. */
void claim_problem_find_parts(ClaimProblem *problem);
double claim_problem_between(const ClaimProblem *problem, const ClaimRow *a, const ClaimRow *b);
/* Prior covariance of a target with every total (in problem->to_target), of a row with that target, and of
 * two targets. */
void claim_problem_reach_target(ClaimProblem *problem, const ClaimTotal *target);
double claim_problem_to_target(const ClaimProblem *problem, const ClaimRow *row);
double claim_problem_between_targets(const ClaimProblem *problem, const ClaimTotal *a, const ClaimTotal *b);

#endif
