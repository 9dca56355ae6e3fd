/* The laws of the half-widths, as calibrate_series.py --laws printed them, and what they are applied to. */
#include "tracker/projection/series_spread.h"

#include <math.h>

#define LEAST_SHARE .002
#define MOST_SHARE  2.0

/* a, b, c, d of the header for 50, 80 and 95%; from M1 and tourism, with the same weight. */
typedef struct SpreadLaw {
    size_t seasons;
    double law[3][4];
} SpreadLaw;

static const SpreadLaw laws[] = {
    {1, {{-1.065, 0.394, 0.223, 0.447}, {-0.248, 0.363, 0.164, 0.536}, {0.404, 0.345, 0.276, 0.497}}},
    {4, {{-1.099, 0.083, 0.391, 0.332}, {-0.449, 0.126, 0.504, 0.190}, {0.046, 0.189, 0.593, 0.104}}},
    {12, {{-1.047, -0.054, 0.407, 0.320}, {-0.374, -0.040, 0.366, 0.350}, {0.198, -0.033, 0.359, 0.346}}},
};

double series_level(const double *values, size_t count, size_t seasons)
{
    size_t used = 2 * seasons < count ? 2 * seasons : count;
    double sum = 0;
    for (size_t i = count - used; i < count; i++)
        sum += fabs(values[i]) / (double)used;
    return sum;
}

static double within(double share)
{
    return share > LEAST_SHARE ? fmin(share, MOST_SHARE) : LEAST_SHARE; /* NaN becomes the least */
}

void series_spread_inputs(const SeriesPool *pool, double level, size_t step, double *ets, double *theta)
{
    double base = pool->is_positive ? pool->forecast[step] : level;
    *theta = within(pool->theta_deviation / level * sqrt((double)step + 1));
    *ets = pool->ets != NULL ? within(pool->ets_deviation[step] / base) : *theta;
}

static const SpreadLaw *law_of(size_t seasons)
{
    size_t at = 0;
    while (at + 1 < sizeof laws / sizeof laws[0] && laws[at].seasons < seasons)
        at++;
    return &laws[at];
}

SeriesWidths series_widths(const SeriesPool *pool, double level, size_t seasons, size_t step)
{
    const SpreadLaw *law = law_of(seasons);
    double ets = 0;
    double theta = 0;
    double half[3];
    series_spread_inputs(pool, level, step, &ets, &theta);
    for (size_t i = 0; i < 3; i++) {
        const double *b = law->law[i];
        half[i] = exp(b[0] + b[1] * log((double)step + 1) + b[2] * log(ets) + b[3] * log(theta));
        if (i > 0)
            half[i] = fmax(half[i], half[i - 1]);
    }
    return (SeriesWidths){half[0], half[1], half[2]};
}

SeriesWidths series_walk_widths(size_t seasons, size_t step)
{
    /* yearly growth of trade varies by .22, a single month by .19 more; of one figure the walk and two single
     * periods are in the error. Quantiles of Student's t with 5 degrees: pairs differ in volatility. */
    double years = ((double)step + 1) / (double)seasons;
    double single = .19 * .19 * (double)seasons / 12;
    double sd = sqrt(.22 * .22 * years + (seasons > 1 ? 2 * single : 0));
    return (SeriesWidths){.727 * sd, 1.476 * sd, 2.571 * sd};
}
