/* How well a total agrees with what was said about it: a claim as a likelihood of the log total. */
#ifndef TRACKER_PROJECTION_CLAIM_LIKELIHOOD_H
#define TRACKER_PROJECTION_CLAIM_LIKELIHOOD_H

#include "tracker/model/series.h"

/* A claim says that the log total (growth: the log ratio of two totals) lies in one of a few intervals, whose
 * shares sum to 1; the floor is the chance that the claim is simply wrong. */
typedef struct ClaimLikelihood {
    size_t interval_count;
    struct {
        double share;
        double low;
        double high;
    } intervals[3];
    double sigma;  /* noise of the figure itself, log units */
    double floor;  /* added to the likelihood at any total */
    double centre; /* a Gaussian stand-in for the first passes: that of the narrowest interval */
    double spread;
} ClaimLikelihood;

/* The log-likelihood at a point, with its two derivatives. */
typedef struct ClaimSlopes {
    double value;
    double first;
    double second;
} ClaimSlopes;

/* The observation must have passed claim_observation_check. */
ClaimLikelihood claim_likelihood_of(const TfObservation *observation);
ClaimSlopes claim_likelihood_at(const ClaimLikelihood *likelihood, double log_total);
/* The precision of a normal distribution with the mean and variance of all the claim allows; 0 at a point
 * outside of it, where the claim was outvoted. */
double claim_likelihood_precision(const ClaimLikelihood *likelihood, double log_total);
/* How many standard deviations the point lies from the middle of all the claim allows. */
double claim_likelihood_distance(const ClaimLikelihood *likelihood, double log_total);

/* Phi(z), the standard normal distribution. */
double claim_normal_below(double z);
/* Its density. */
double claim_normal_density(double z);

/* Errors  TF_BAD_INPUT naming the observation by its place: a value outside 1 to 1e16 US dollars, a fall of
 * more than 100%, a balance, months in the wrong order */
TF_CHECKED TfStatus claim_observation_check(const TfObservation *observation, size_t place, TfError *error);

#endif
