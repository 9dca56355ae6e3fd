/* What is believed about monthly trade before any claim is read: a Gaussian process of the log flow, its
 * covariance between two windows in closed form, and its product with a vector in one pass over the months.
 */
#ifndef TRACKER_PROJECTION_CLAIM_PRIOR_H
#define TRACKER_PROJECTION_CLAIM_PRIOR_H

#include <stdbool.h>
#include <stddef.h>

/* A century: pages like to begin with the year two countries took up relations. */
enum { CLAIM_MOST_MONTHS = 1200 };

/* Weights of the parts of the covariance between months of one flow, or of two different flows. */
typedef struct ClaimKernel {
    double walk;      /* times min(t, t') */
    double drag;      /* times phi^|t - t'|: the AR(1) part */
    double season;    /* times [same calendar month] */
    double irregular; /* times [t = t'] */
    double level;     /* times 1 */
    double drift;     /* times T T', in years from the reference time */
} ClaimKernel;

typedef struct ClaimPrior {
    int month_count;       /* t = 0 .. month_count - 1 */
    int first_calendar;    /* calendar month of t = 0, 0 is January */
    size_t flow_count;     /* 1: turnover; 2: exports and imports */
    double reference_time; /* mean time of the level claims, months */
    ClaimKernel scaled;    /* a flow with itself: variance * scaled + fixed */
    ClaimKernel fixed;
    double variance;                     /* s^2, of one flow */
    ClaimKernel own;                     /* the two together */
    ClaimKernel other;                   /* between two flows; unused when there is one */
    double power[CLAIM_MOST_MONTHS + 1]; /* power[k] = phi^k */
} ClaimPrior;

/* Fixed part of the prior mean: the seasonal pattern of all pairs together, log units, by calendar month. */
double claim_prior_season(int calendar_month);
/* Mean of log s, the yearly sd of the random walk, for a pair that trades so much a year; and its sd. */
double claim_prior_log_volatility(double millions_a_year);
double claim_prior_log_volatility_sd(void);

/* month_count, first_calendar, flow_count and reference_time are the caller's; this fills the powers and
 * the parts of the kernel (as they were fitted first, for the reference model), */
void claim_prior_start(ClaimPrior *prior, bool is_first_fit);
/* and this the kernels for one volatility. */
void claim_prior_set_volatility(ClaimPrior *prior, double volatility);

/* A covariance as a function of the volatility: variance * scaled + fixed. */
typedef struct ClaimParts {
    double scaled;
    double fixed;
} ClaimParts;

/* A run of months of one flow with weights, as a total sums them up. */
typedef struct ClaimSegment {
    size_t flow;
    int from; /* months counted from t = 0, both included */
    int to;
    double *weights; /* to - from + 1 of them */
    /* sums over the weights, by claim_segment_sum */
    double mass;
    double moment;           /* of t */
    double decayed_to_end;   /* of phi^(to - t) */
    double decayed_to_start; /* of phi^(t - from) */
    double by_calendar[12];
    /* and over pairs of its own months */
    double own_minimum; /* of min(t, t') */
    double own_decay;   /* of phi^|t - t'| */
    double own_same;    /* of [t = t'] */
} ClaimSegment;

void claim_segment_sum(ClaimSegment *segment, const ClaimPrior *prior);
/* Adds the sum over both runs of weight * covariance * weight. The innermost call of a fit: a result that
 * came back in two registers would go through memory, and the addition wait for it. */
void claim_prior_add_between(const ClaimPrior *prior, const ClaimSegment *a, const ClaimSegment *b,
                             ClaimParts *sum);
/* The same sum alone. */
ClaimParts claim_prior_between(const ClaimPrior *prior, const ClaimSegment *a, const ClaimSegment *b);

/* result = K loading, for the first `months` months of each flow; vectors hold month_count a flow. */
void claim_prior_apply(const ClaimPrior *prior, const double *loading, int months, double *result);

#endif
