/* Scales a series to the size of 1, asks the members, and takes their median. */
#include "tracker/projection/series_pool.h"

#include "tracker/base/size.h"
#include "tracker/projection/series_theta.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Arrays of the workspace by their length. */
enum { VALUE_ARRAYS = 5, STEP_ARRAYS = 6 };

SeriesWorkspace *series_workspace_alloc(void)
{
    return calloc(1, sizeof(SeriesWorkspace));
}

void series_workspace_free(SeriesWorkspace *workspace)
{
    if (workspace == NULL)
        return;
    free(workspace->block);
    free(workspace);
}

static TfStatus reserve(SeriesWorkspace *w, size_t count, size_t horizon, TfError *error)
{
    if (count <= w->count && horizon <= w->horizon)
        return TF_OK;
    count = count > w->count ? count : w->count;
    horizon = horizon > w->horizon ? horizon : w->horizon;
    double *block = calloc(VALUE_ARRAYS * count + STEP_ARRAYS * horizon, sizeof *block);
    if (block == NULL)
        return tf_fail_memory(error);
    free(w->block);
    *w = (SeriesWorkspace){.count = count, .horizon = horizon, .block = block};
    double **const by_value[VALUE_ARRAYS] = {&w->scaled, &w->adjusted, &w->logs, &w->intercept, &w->slope};
    double **const by_step[STEP_ARRAYS] = {&w->ets,       &w->ets_deviation, &w->theta,
                                           &w->log_theta, &w->forecast,      &w->work};
    for (size_t i = 0; i < VALUE_ARRAYS; i++, block += count)
        *by_value[i] = block;
    for (size_t i = 0; i < STEP_ARRAYS; i++, block += horizon)
        *by_step[i] = block;
    return TF_OK;
}

/* The exponent of 2 that brings the mean of |values| to 1/2..1: an exact scale, so units change nothing. */
static int size_of_values(const double *values, size_t count)
{
    int exponent = 0;
    double mean = 0;
    for (size_t i = 0; i < count; i++)
        mean += fabs(values[i]) / (double)count;
    (void)frexp(mean, &exponent);
    return exponent;
}

static double median_of_three(double a, double b, double c)
{
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/* The values without seasons, their logarithms when they have any, and whether there was a season to take
 * out. */
static bool adjust(SeriesWorkspace *w, size_t count, size_t seasons, bool is_positive,
                   double index[SERIES_MOST_SEASONS])
{
    SeasonKind kind = is_positive ? SEASON_RATIOS : SEASON_SHIFTS;
    bool adjusted = series_season_last(w->scaled, count, seasons, kind, index);
    for (size_t i = 0; i < SERIES_MOST_SEASONS && !adjusted; i++)
        index[i] = is_positive ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        double season = index[i % seasons];
        w->adjusted[i] = is_positive ? w->scaled[i] / season : w->scaled[i] - season;
        w->logs[i] = is_positive ? log(w->adjusted[i]) : w->adjusted[i];
    }
    return adjusted;
}

static double root_mean_step(const double *values, size_t count)
{
    double squares = 0;
    for (size_t i = 1; i < count; i++)
        squares += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
    return sqrt(squares / (double)(count - 1));
}

/* Back to the units of the values, seasons put in; the median over the members. */
static TfStatus combine(SeriesWorkspace *w, SeriesPool *pool, size_t count, size_t seasons, size_t horizon,
                        const double *index, int exponent, TfError *error)
{
    bool has_ets = pool->ets != NULL;
    for (size_t i = 0; i < horizon; i++) {
        double season = index[(count + i) % seasons];
        double theta = pool->is_positive ? w->theta[i] * season : w->theta[i] + season;
        double other = pool->is_positive ? exp(w->log_theta[i]) * season : w->log_theta[i] + season;
        w->theta[i] = ldexp(theta, exponent);
        w->log_theta[i] = ldexp(other, exponent);
        w->ets[i] = has_ets ? ldexp(w->ets[i], exponent) : w->theta[i];
        w->ets_deviation[i] = has_ets ? ldexp(w->ets_deviation[i], exponent) : 0;
        w->forecast[i] = has_ets ? median_of_three(w->ets[i], w->theta[i], w->log_theta[i])
                                 : (w->theta[i] + w->log_theta[i]) / 2;
        if (!isfinite(w->forecast[i]) || !isfinite(w->ets_deviation[i]))
            return tf_fail(error, TF_NUMERIC, "the series has no finite forecast %zu steps ahead", i + 1);
    }
    pool->theta_deviation = ldexp(pool->theta_deviation, exponent);
    pool->walk_deviation = ldexp(pool->walk_deviation, exponent);
    return TF_OK;
}

TfStatus series_pool(SeriesWorkspace *workspace, const double *values, size_t count, size_t seasons,
                     size_t horizon, SeriesPool *pool, TfError *error)
{
    SeriesWorkspace *w = workspace;
    EtsPool ets;
    double index[SERIES_MOST_SEASONS];
    TfStatus status = reserve(w, count, horizon, error);
    if (status != TF_OK)
        return status;
    int exponent = size_of_values(values, count);
    bool is_positive = true;
    for (size_t i = 0; i < count; i++) {
        w->scaled[i] = ldexp(values[i], -exponent);
        is_positive = is_positive && w->scaled[i] > 0;
    }
    *pool =
        (SeriesPool){w->forecast, NULL, w->ets_deviation, w->theta, w->log_theta, .is_positive = is_positive};
    if (ets_fit(w->scaled, count, seasons, &ets)) {
        ets_forecast(&ets, horizon, w->ets, w->ets_deviation, w->work);
        pool->ets = w->ets;
        pool->best = ets.fits[ets.best].model;
    }
    pool->is_adjusted = adjust(w, count, seasons, is_positive, index);
    pool->theta_deviation =
        series_dynamic_theta(w->adjusted, count, w->intercept, w->slope, horizon, w->theta);
    (void)series_theta(w->logs, count, horizon, w->log_theta);
    pool->walk_deviation = root_mean_step(w->adjusted, count);
    return combine(w, pool, count, seasons, horizon, index, exponent, error);
}
