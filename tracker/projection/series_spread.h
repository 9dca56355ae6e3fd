/* How wide the ranges about a forecast are: rules measured on other series, not on the model's own belief.
 *
 * In-sample errors tell how wrong a model was, not how wrong it will be, and of a short series they tell even
 * that badly. So each half-width is a fitted law
 *
 *     ln width = a + b ln h + c ln(ets) + d ln(theta sqrt h)
 *
 * with h the steps ahead, ets and theta the members' error sds as shares of the forecast and of the level.
 * Such a width holds 50, 80 or 95% of the later values of the series it was fitted to, by quantile regression
 * (tests/bench/calibrate_series.py). c + d comes out well below 1: quiet series get less quiet, wild ones
 * less wild.
 *
 * Method  Koenker & Bassett (1978), "Regression quantiles", Econometrica 46 */
#ifndef TRACKER_PROJECTION_SERIES_SPREAD_H
#define TRACKER_PROJECTION_SERIES_SPREAD_H

#include "tracker/projection/series_pool.h"

#include <stddef.h>

/* Half-widths of the ranges that hold 50, 80 and 95%: on the logarithm of positive series, else as shares of
 * the level. */
typedef struct SeriesWidths {
    double half50, half80, half95;
} SeriesWidths;

/* The mean |value| of the last two years. */
double series_level(const double *values, size_t count, size_t seasons);
/* What the law takes: ets and theta sqrt h for `step` (0: one ahead), within .002 and 2. */
void series_spread_inputs(const SeriesPool *pool, double level, size_t step, double *ets, double *theta);
SeriesWidths series_widths(const SeriesPool *pool, double level, size_t seasons, size_t step);
/* Of a series too short to tell: a random walk as volatile as the median trade flow (README.md). */
SeriesWidths series_walk_widths(size_t seasons, size_t step);

#endif
