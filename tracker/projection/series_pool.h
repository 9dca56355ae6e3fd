/* The three forecasts of an ordinary series, and what is known of their errors: middle of the road before
 * intervals are made of them.
 *
 * Members are exponential smoothing (series_ets.h), the dynamic optimised theta model, and theta on
 * logarithms (series_theta.h), the thetas of seasonally adjusted values (series_season.h); the forecast is
 * their median. Of series with values that are not positive, theta of the values takes the place of theta on
 * logarithms, and seasons are added instead of multiplied. */
#ifndef TRACKER_PROJECTION_SERIES_POOL_H
#define TRACKER_PROJECTION_SERIES_POOL_H

#include "tracker/base/status.h"
#include "tracker/projection/series_ets.h"

#include <stdbool.h>
#include <stddef.h>

/* Fewer values are no series. */
enum { SERIES_LEAST_VALUES = 4 };

/* Arrays of at least `count` values and `horizon` steps; grows when asked, and never shrinks. */
typedef struct SeriesWorkspace {
    size_t count, horizon; /* room */
    void *block;
    double *scaled, *adjusted, *logs, *intercept, *slope;
    double *ets, *ets_deviation, *theta, *log_theta, *forecast, *work;
} SeriesWorkspace;

/* NULL when memory is short. */
SeriesWorkspace *series_workspace_alloc(void);
/* NULL is allowed. */
void series_workspace_free(SeriesWorkspace *workspace);

/* Forecasts in units of the values; arrays lie in the workspace and hold until its next use. */
typedef struct SeriesPool {
    const double *forecast;      /* the median of the members */
    const double *ets;           /* NULL: too few values for it */
    const double *ets_deviation; /* sd of its errors */
    const double *theta;
    const double *log_theta; /* theta on logarithms, or plain theta */
    double theta_deviation;  /* sd of one-step errors, without seasons */
    double walk_deviation;   /* mean square of the steps, its root; without seasons */
    bool is_positive;        /* all values are above 0 */
    bool is_adjusted;        /* the thetas are of seasonally adjusted values */
    EtsModel best;           /* of exponential smoothing */
} SeriesPool;

/* values     count >= SERIES_LEAST_VALUES, finite, not all 0
 * seasons    1, 4 or 12
 * Errors     TF_NO_MEMORY; TF_NUMERIC no finite forecast */
TF_CHECKED TfStatus series_pool(SeriesWorkspace *workspace, const double *values, size_t count,
                                size_t seasons, size_t horizon, SeriesPool *pool, TfError *error);

#endif
