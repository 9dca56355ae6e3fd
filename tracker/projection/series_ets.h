/* Exponential smoothing in state-space form, the models averaged by their AICc.
 *
 * Error additive (A) or relative (M), trend none (N), additive (A) or damped (Ad), season none (N), additive
 * (A) or multiplicative (M); not A errors with M seasons, and M only of positive values: 15 models at most.
 * With l the level, b the slope, s the season a year ago, y the value:
 *
 *     q = l + phi b;  mu = q, q + s or q s;  e = y - mu (A) or (y - mu) / mu (M);  a = y - mu
 *     l' = q + alpha a,  b' = phi b + beta a,  s' = s + gamma a      (M seasons: a/s, a/s and a/q)
 *
 * The objective is n log(sum e^2 / n), of M errors + 2 sum log mu: the logarithm of a sum of squares of
 * e_t times the geometric mean of all mu, so every model is a least-squares problem, solved by
 * Levenberg-Marquardt with exact derivatives and bounds on the parameters. Level and slope at the start are
 * fitted, seasons at the start are the classical indices.
 *
 * Method  Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, Springer: models and
 *         variances ch. 2 and 6, AICc ch. 7; Marquardt (1963), SIAM J. 11; weights after Kolassa (2011),
 * "Combining exponential smoothing forecasts using Akaike weights", International Journal of Forecasting 27
 */
#ifndef TRACKER_PROJECTION_SERIES_ETS_H
#define TRACKER_PROJECTION_SERIES_ETS_H

#include "tracker/projection/series_season.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum EtsTrend { ETS_NO_TREND = 0, ETS_TREND, ETS_DAMPED } EtsTrend;
typedef enum EtsSeason { ETS_NO_SEASON = 0, ETS_SHIFTS, ETS_RATIOS } EtsSeason;

typedef struct EtsModel {
    bool relative; /* M errors */
    EtsTrend trend;
    EtsSeason season;
} EtsModel;

/* "A,Ad,N": error, trend, season, as the field writes them. */
#define ETS_NAME_CHARS 8
void ets_name(EtsModel model, char name[ETS_NAME_CHARS]);

/* A model fitted to a series, and where it stands at the end. */
typedef struct EtsFit {
    EtsModel model;
    double alpha, beta, gamma, phi;
    double level, slope;
    double season[SERIES_MOST_SEASONS]; /* at the places t % seasons */
    double sigma;                       /* sd of e */
    double aicc;
    double weight; /* of the best 1 */
} EtsFit;

enum { ETS_MODELS = 18 }; /* combinations; three of them are not used */

typedef struct EtsPool {
    EtsFit fits[ETS_MODELS];
    size_t count;
    size_t best; /* of models as good as each other (0.01) the plainest */
    size_t seasons;
    size_t places; /* values fitted to */
} EtsPool;

/* Fits all models a series of `count` values allows and weighs them.
 *
 * values   finite, of the size of 1 (mean |value| between 1/4 and 4, say)
 * seasons  1..12; seasonal models need two years and three values
 * Returns false when there are too few values for any (fewer than 5) */
bool ets_fit(const double *values, size_t count, size_t seasons, EtsPool *pool);

/* Forecasts past the end, and the sd of their errors in the units of the values: the formulas of linear
 * models, of M errors times the forecast, and what the models differ by.
 *
 * work  room for `horizon` */
void ets_forecast(const EtsPool *pool, size_t horizon, double *forecasts, double *deviations, double *work);

#endif
