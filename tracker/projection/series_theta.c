/* One search over the smoothing for both models: `LANES` values of it are tried at once. */
#include "tracker/projection/series_theta.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

enum { LANES = 8, ROUNDS = 3 };

/* What the errors of one smoothing come to: z_t = start p_t + share x_t + error_t, where p_t is what is left
 * of the start and x_t the trend that a share of 1 would add. z is counted from a start of values[0]. */
typedef struct Sums {
    double zz[LANES], zp[LANES], zx[LANES], pp[LANES], px[LANES], xx[LANES];
} Sums;

/* A smoothing with the start and share that fit best. */
typedef struct Fit {
    double alpha;
    double start; /* added to values[0] */
    double share;
    double squares;
    double objective;
} Fit;

/* The series and its running trend lines (NULL: no trend). */
typedef struct Track {
    const double *values;
    size_t count;
    const double *intercept;
    const double *slope;
} Track;

/* A little weight on a start of values[0]: without it the start is free once the smoothing forgets it. */
#define START_WEIGHT 1e-9
/* Smoothing is held towards the middle: PULL (alpha - 1/2)^2 is added to n log of the mean square. */
#define PULL 8.0

static void add_errors(const Track *track, const double alpha[LANES], Sums *sums)
{
    double level[LANES];
    double left[LANES];
    double inverse[LANES];
    size_t first = track->slope != NULL ? 2 : 0; /* a trend needs two values */
    *sums = (Sums){.zz = {0}};
    for (size_t k = 0; k < LANES; k++) {
        level[k] = track->values[0];
        left[k] = 1;
        inverse[k] = 1 / alpha[k];
    }
    for (size_t t = 0; t < track->count; t++) {
        double value = track->values[t];
        double a = t > 0 && track->slope != NULL ? track->intercept[t - 1] : 0;
        double b = t > 0 && track->slope != NULL ? track->slope[t - 1] : 0;
        double counts = t >= first ? 1 : 0;
        for (size_t k = 0; k < LANES; k++) {
            double z = counts * (value - level[k]);
            double p = counts * left[k];
            double x = counts * (left[k] * a + (1 - left[k] * (1 - alpha[k])) * inverse[k] * b);
            sums->zz[k] += z * z;
            sums->zp[k] += z * p;
            sums->zx[k] += z * x;
            sums->pp[k] += p * p;
            sums->px[k] += p * x;
            sums->xx[k] += x * x;
            level[k] += alpha[k] * (value - level[k]);
            left[k] *= 1 - alpha[k];
        }
    }
}

static double squares_of(const Sums *sums, size_t k, double start, double share)
{
    double squares = sums->zz[k] - 2 * start * sums->zp[k] - 2 * share * sums->zx[k] +
                     start * start * sums->pp[k] + 2 * start * share * sums->px[k] +
                     share * share * sums->xx[k];
    return squares > 0 ? squares : 0;
}

/* The start and share of least squares; the share is kept within 0 (theta 1) and 1 (theta without end). */
static Fit solve(const Sums *sums, size_t k, double alpha)
{
    double pp = sums->pp[k] + START_WEIGHT;
    double determinant = pp * sums->xx[k] - sums->px[k] * sums->px[k];
    double share = 0;
    if (determinant > 1e-12 * pp * sums->xx[k])
        share = (pp * sums->zx[k] - sums->px[k] * sums->zp[k]) / determinant;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    double start = (sums->zp[k] - share * sums->px[k]) / pp;
    return (Fit){
        .alpha = alpha, .start = start, .share = share, .squares = squares_of(sums, k, start, share)};
}

/* The best smoothing of `least`..`most`. Of equals the smallest wins, by more than rounding errors. */
static Fit search(const Track *track, double least, double most)
{
    Fit best = {.alpha = least, .objective = DBL_MAX};
    double n = (double)track->count;
    double low = least;
    double high = most;
    for (size_t round = 0; round < ROUNDS; round++) {
        double alpha[LANES];
        Sums sums;
        double step = (high - low) / (LANES - 1);
        for (size_t k = 0; k < LANES; k++)
            alpha[k] = low + step * (double)k;
        add_errors(track, alpha, &sums);
        for (size_t k = 0; k < LANES; k++) {
            Fit fit = solve(&sums, k, alpha[k]);
            fit.objective = n * log(fit.squares + n * 1e-28) + PULL * (fit.alpha - .5) * (fit.alpha - .5);
            if (fit.objective < best.objective - 1e-9)
                best = fit;
        }
        low = fmax(least, best.alpha - step * (LANES - 2) / (LANES - 1));
        high = fmin(most, best.alpha + step * (LANES - 2) / (LANES - 1));
    }
    return best;
}

/* Least-squares lines through the first t values, for every t: intercept[t - 1] + slope[t - 1] i. */
static void run_lines(const double *values, size_t count, double *intercept, double *slope)
{
    double mean = values[0];
    intercept[0] = values[0];
    slope[0] = 0;
    for (size_t i = 1; i < count; i++) {
        double t = (double)(i + 1);
        double before = mean;
        mean += (values[i] - mean) / t;
        slope[i] = ((t - 2) * slope[i - 1] + 6 * (values[i] - before) / t) / (t + 1);
        intercept[i] = mean - slope[i] * (t + 1) / 2;
    }
}

/* Where smoothing stands at the end; *left is what is left of the start. */
static double last_level(const double *values, size_t count, const Fit *fit, double *left)
{
    double level = values[0] + fit->start;
    *left = 1;
    for (size_t i = 0; i < count; i++) {
        level += fit->alpha * (values[i] - level);
        *left *= 1 - fit->alpha;
    }
    return level;
}

double series_dynamic_theta(const double *values, size_t count, double *intercept, double *slope,
                            size_t horizon, double *forecasts)
{
    Track track = {values, count, intercept, slope};
    run_lines(values, count, intercept, slope);
    Fit fit = search(&track, .1, .99);
    double left = 1;
    double level = last_level(values, count, &fit, &left);
    double a = intercept[count - 1];
    double b = slope[count - 1];
    double mean = a + b * (double)(count + 1) / 2;
    for (size_t i = 0; i < horizon; i++) {
        double t = (double)(count + i + 1);
        double trend = left * a + (1 - left * (1 - fit.alpha)) / fit.alpha * b;
        double value = level + fit.share * trend;
        double before = mean;
        forecasts[i] = value;
        /* a forecast is fed back as if it had come true */
        level += fit.alpha * (value - level);
        left *= 1 - fit.alpha;
        mean += (value - mean) / t;
        b = ((t - 2) * b + 6 * (value - before) / t) / (t + 1);
        a = mean - b * (t + 1) / 2;
    }
    return sqrt(fit.squares / (double)(count - 2));
}

double series_theta(const double *values, size_t count, size_t horizon, double *forecasts)
{
    Track track = {values, count, NULL, NULL};
    Fit fit = search(&track, 1e-3, .9999);
    double left = 1;
    double level = last_level(values, count, &fit, &left);
    double middle = (double)(count - 1) / 2;
    double products = 0;
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        double x = (double)i - middle;
        products += x * values[i];
        squares += x * x;
    }
    double half_slope = products / squares / 2;
    for (size_t i = 0; i < horizon; i++)
        forecasts[i] = level + half_slope * ((double)i + (1 - left) / fit.alpha);
    return sqrt(fit.squares / (double)(count - 1));
}
