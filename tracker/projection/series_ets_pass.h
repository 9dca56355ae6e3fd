/* One pass of exponential smoothing over a series: sum of squares, derivatives, last state. */
#ifndef TRACKER_PROJECTION_SERIES_ETS_PASS_H
#define TRACKER_PROJECTION_SERIES_ETS_PASS_H

#include "tracker/projection/series_ets.h"

/* The parameters of the search, in this order; a model without a trend or season skips theirs. beta_share is
 * beta / alpha, gamma_share gamma / (1 - alpha): both run from 0 to 1. */
enum { ETS_ALPHA, ETS_LEVEL, ETS_BETA_SHARE, ETS_SLOPE, ETS_PHI, ETS_GAMMA_SHARE, ETS_PARAMETERS };

typedef struct EtsSeries {
    const double *values;
    size_t count;
    size_t seasons;
    double season[SERIES_MOST_SEASONS]; /* at the start */
} EtsSeries;

/* Sums over a pass. The least-squares problem of M errors has the residuals e_t G, with G the geometric mean
 * of mu, so it takes the sums of log mu and of its derivatives beside those of e. */
typedef struct EtsSums {
    double squares;                              /* sum e^2 */
    double log_mean;                             /* mean of log mu; 0 of A errors */
    double gradient[ETS_PARAMETERS];             /* sum e de/dp */
    double gram[ETS_PARAMETERS][ETS_PARAMETERS]; /* sum de/dp de/dq, q <= p */
    double log_gradient[ETS_PARAMETERS];         /* sum d log mu/dp */
} EtsSums;

typedef struct EtsState {
    double level, slope;
    double season[SERIES_MOST_SEASONS];
} EtsState;

/* False when the pass left the model's range: mu of M errors not positive, or numbers not finite.
 * `parameters` all six; gram and gradients are of the model's own, packed: see ets_parameters. */
bool ets_pass(EtsModel model, const EtsSeries *series, const double parameters[ETS_PARAMETERS], EtsSums *sums,
              EtsState *last);

/* Which parameters a model has, in the packed order; returns how many. */
size_t ets_parameters(EtsModel model, size_t which[ETS_PARAMETERS]);

#endif
