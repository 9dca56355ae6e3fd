/* Theta forecasts: simple exponential smoothing with a share of the trend.
 *
 * Dynamic optimised theta: the level is smoothed, and a share (1 - 1/theta) of a trend line, fitted anew at
 * every step to the values so far, is added; smoothing, start and theta by least squares of the one-step
 * errors. Theta: smoothing of the level, plus half the slope of the least-squares line of the whole series.
 *
 * For a given smoothing alpha the errors are linear in the rest (start, share), so only alpha is searched
 * for: on a grid that is narrowed three times, which finds the least of all and never fails.
 *
 * Method  Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016), "Models for optimising the theta
 * method and their relationship to state space models", International Journal of Forecasting 32;
 * Assimakopoulos & Nikolopoulos (2000), "The theta model", IJF 16; Hyndman & Billah (2003), "Unmasking the
 * Theta method", IJF 19 */
#ifndef TRACKER_PROJECTION_SERIES_THETA_H
#define TRACKER_PROJECTION_SERIES_THETA_H

#include <stddef.h>

/* Forecasts of `horizon` steps past values[count - 1], without seasons.
 *
 * values     count >= 4, finite
 * intercept, slope   room for `count` each
 * Returns the sd of the one-step errors */
double series_dynamic_theta(const double *values, size_t count, double *intercept, double *slope,
                            size_t horizon, double *forecasts);
/* The same; count >= 3. */
double series_theta(const double *values, size_t count, size_t horizon, double *forecasts);

#endif
