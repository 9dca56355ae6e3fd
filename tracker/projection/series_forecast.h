/* Projection of ordinary series: yearly, quarterly or monthly values of anything, no claims needed.
 *
 * The forecast is the median of three (series_pool.h), the ranges come from laws measured on other series
 * (series_spread.h); of positive series they are set on the logarithm, so that no range reaches below 0. */
#ifndef TRACKER_PROJECTION_SERIES_FORECAST_H
#define TRACKER_PROJECTION_SERIES_FORECAST_H

#include "tracker/base/arena.h"
#include "tracker/model/ordinary.h"
#include "tracker/projection/series_pool.h"

/* Values of more than that many periods ago are left out: they change nothing any more and cost time. */
enum { SERIES_MOST_USED = 2000 };
/* Years ahead at most. */
enum { SERIES_MOST_YEARS = 30 };

/* Projects `horizon` periods past the last value.
 *
 * series  frequency 1, 4 or 12; values finite, |value| up to 1e18; 1 to 3 values must be above 0
 * fans    room for `horizon`
 * method  out: how it was done, and with which models
 * Errors  TF_BAD_INPUT saying which value or number is the matter; TF_NUMERIC; TF_NO_MEMORY */
TF_CHECKED TfStatus series_forecast(SeriesWorkspace *workspace, const TfOrdinary *series, size_t horizon,
                                    TfFan *fans, TfOrdinaryMethod *method, TfError *error);

/* "median of exponential smoothing (M,A,N), ..." in words; in the arena. */
TfSlice series_method_text(const TfOrdinaryMethod *method, TfArena *arena);

#endif
