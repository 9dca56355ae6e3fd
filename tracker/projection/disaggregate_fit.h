/* One regression under sums: totals = sums of (X beta + error), the error a filter of white noise. Every
 * method of disaggregate.h is this with other columns and another filter. Private to this folder. */
#ifndef TRACKER_PROJECTION_DISAGGREGATE_FIT_H
#define TRACKER_PROJECTION_DISAGGREGATE_FIT_H

#include "tracker/projection/disaggregate.h"

#define DISAGGREGATE_MOST_COLUMNS 2

/* error_t = scale_t * sum_j response[t - j] e_j over j = quiet..t; e_0 has the sd `first_sd`, the others 1.
 */
typedef struct DisaggregateNoise {
    double *response; /* one a period */
    const double *scale;
    size_t quiet; /* periods without noise at the start: their level is left to the columns */
    double first_sd;
} DisaggregateNoise;

typedef struct DisaggregateProblem {
    const double *totals;
    size_t total_count;
    size_t parts;
    size_t lead;
    size_t period_count;
    const double *columns[DISAGGREGATE_MOST_COLUMNS]; /* of X, one value a period */
    size_t column_count;
    DisaggregateNoise noise;
} DisaggregateProblem;

typedef struct DisaggregateFit {
    double beta[DISAGGREGATE_MOST_COLUMNS];
    double log_likelihood;
    double adjusted_r2;
} DisaggregateFit;

/* values  out: one a period; NULL when only the likelihood is asked for
 * Errors  TF_BAD_INPUT the columns cannot be told apart; TF_NUMERIC; TF_NO_MEMORY */
TF_CHECKED TfStatus disaggregate_fit(const DisaggregateProblem *problem, DisaggregateFit *fit, double *values,
                                     TfError *error);

#endif
