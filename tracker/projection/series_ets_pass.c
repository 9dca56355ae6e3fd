/* The inner loop. Each of the 15 models gets its own copy of one function, in which the compiler drops what
 * the model does not have: it is where nearly all the time of a projection goes. */
#include "tracker/projection/series_ets_pass.h"

#include <math.h>
#include <string.h>

#if defined(__GNUC__)
#define COPIED inline __attribute__((always_inline))
#else
#define COPIED inline
#endif

/* A mu nearer to 0 makes relative errors meaningless; values are of the size of 1. */
#define LEAST_MU 1e-8
/* How many mu are multiplied before a logarithm is taken: cheaper, and far from overflow. */
enum { PRODUCT_STEPS = 8 };

size_t ets_parameters(EtsModel model, size_t which[ETS_PARAMETERS])
{
    size_t count = 0;
    which[count++] = ETS_ALPHA;
    which[count++] = ETS_LEVEL;
    if (model.trend != ETS_NO_TREND) {
        which[count++] = ETS_BETA_SHARE;
        which[count++] = ETS_SLOPE;
    }
    if (model.trend == ETS_DAMPED)
        which[count++] = ETS_PHI;
    if (model.season != ETS_NO_SEASON)
        which[count++] = ETS_GAMMA_SHARE;
    return count;
}

/* Derivatives of alpha, beta, gamma, phi, level and slope by each of the model's parameters. */
typedef struct Seeds {
    double alpha[ETS_PARAMETERS], beta[ETS_PARAMETERS], gamma[ETS_PARAMETERS], phi[ETS_PARAMETERS];
    double level[ETS_PARAMETERS], slope[ETS_PARAMETERS];
} Seeds;

static void seed(EtsModel model, const double p[ETS_PARAMETERS], Seeds *seeds)
{
    size_t which[ETS_PARAMETERS];
    size_t count = ets_parameters(model, which);
    memset(seeds, 0, sizeof *seeds);
    for (size_t k = 0; k < count; k++) {
        seeds->alpha[k] = which[k] == ETS_ALPHA;
        seeds->beta[k] = which[k] == ETS_ALPHA        ? p[ETS_BETA_SHARE]
                         : which[k] == ETS_BETA_SHARE ? p[ETS_ALPHA]
                                                      : 0;
        seeds->gamma[k] = which[k] == ETS_ALPHA         ? -p[ETS_GAMMA_SHARE]
                          : which[k] == ETS_GAMMA_SHARE ? 1 - p[ETS_ALPHA]
                                                        : 0;
        seeds->phi[k] = which[k] == ETS_PHI;
        seeds->level[k] = which[k] == ETS_LEVEL;
        seeds->slope[k] = which[k] == ETS_SLOPE;
    }
}

static COPIED bool pass(const bool relative, const EtsTrend trend, const EtsSeason season, const size_t lanes,
                        const EtsSeries *series, const double p[ETS_PARAMETERS], EtsSums *sums,
                        EtsState *last)
{
    const bool sloped = trend != ETS_NO_TREND;
    const double alpha = p[ETS_ALPHA];
    const double beta = sloped ? p[ETS_BETA_SHARE] * alpha : 0;
    const double gamma = season != ETS_NO_SEASON ? p[ETS_GAMMA_SHARE] * (1 - alpha) : 0;
    const double phi = trend == ETS_DAMPED ? p[ETS_PHI] : 1;
    double level = p[ETS_LEVEL];
    double slope = sloped ? p[ETS_SLOPE] : 0;
    double squares = 0;
    double product = 1;
    double logs = 0;
    Seeds d;
    double gradient[ETS_PARAMETERS] = {0};
    double log_gradient[ETS_PARAMETERS] = {0};
    double gram[ETS_PARAMETERS][ETS_PARAMETERS] = {{0}};
    double d_season[SERIES_MOST_SEASONS][ETS_PARAMETERS];
    seed((EtsModel){relative, trend, season}, p, &d);
    if (season != ETS_NO_SEASON) {
        memcpy(last->season, series->season, sizeof last->season);
        memset(d_season, 0, sizeof d_season);
    }
    for (size_t t = 0, place = 0; t < series->count; t++) {
        double moved = phi * slope;
        double base = level + moved;
        double index = season != ETS_NO_SEASON ? last->season[place] : 0;
        double mu = season == ETS_RATIOS ? base * index : base + index;
        double shock = series->values[t] - mu;
        double by_mu = 1;
        if (relative) {
            if (!(mu > LEAST_MU))
                return false;
            by_mu = 1 / mu;
            product *= mu;
            if (t % PRODUCT_STEPS == PRODUCT_STEPS - 1) {
                logs += log(product);
                product = 1;
            }
        }
        double by_index = season == ETS_RATIOS ? 1 / index : 1;
        double by_base = season == ETS_RATIOS ? 1 / base : 1;
        double level_shock = shock * by_index; /* what the level and slope are told of it */
        double season_shock = shock * by_base;
        double error = shock * by_mu;
        double d_error[ETS_PARAMETERS];
        squares += error * error;
        for (size_t k = 0; k < lanes; k++) {
            double d_moved = sloped ? phi * d.slope[k] + d.phi[k] * slope : 0;
            double d_base = d.level[k] + d_moved;
            double d_index = season != ETS_NO_SEASON ? d_season[place][k] : 0;
            double d_mu = season == ETS_RATIOS ? d_base * index + base * d_index : d_base + d_index;
            double d_level_shock = season == ETS_RATIOS ? -(d_mu + level_shock * d_index) * by_index : -d_mu;
            d.level[k] = d_base + d.alpha[k] * level_shock + alpha * d_level_shock;
            if (sloped)
                d.slope[k] = d_moved + d.beta[k] * level_shock + beta * d_level_shock;
            if (season != ETS_NO_SEASON) {
                double d_season_shock =
                    season == ETS_RATIOS ? -(d_mu + season_shock * d_base) * by_base : -d_mu;
                d_season[place][k] = d_index + d.gamma[k] * season_shock + gamma * d_season_shock;
            }
            d_error[k] = relative ? -(1 + error) * by_mu * d_mu : -d_mu;
            if (relative)
                log_gradient[k] += by_mu * d_mu;
            gradient[k] += error * d_error[k];
        }
        for (size_t i = 0; i < lanes; i++)
            for (size_t k = 0; k <= i; k++)
                gram[i][k] += d_error[i] * d_error[k];
        level = base + alpha * level_shock;
        slope = sloped ? moved + beta * level_shock : 0;
        if (season != ETS_NO_SEASON) {
            last->season[place] = index + gamma * season_shock;
            place = place + 1 == series->seasons ? 0 : place + 1;
        }
    }
    last->level = level;
    last->slope = slope;
    sums->squares = squares;
    sums->log_mean = relative ? (logs + log(product)) / (double)series->count : 0;
    memcpy(sums->gradient, gradient, sizeof gradient);
    memcpy(sums->log_gradient, log_gradient, sizeof log_gradient);
    memcpy(sums->gram, gram, sizeof gram);
    return isfinite(squares) && isfinite(level) && isfinite(sums->log_mean);
}

typedef bool Pass(const EtsSeries *series, const double p[ETS_PARAMETERS], EtsSums *sums, EtsState *last);

#define PASS(name, relative, trend, season, lanes)                                                           \
    static bool name(const EtsSeries *series, const double p[ETS_PARAMETERS], EtsSums *sums, EtsState *last) \
    {                                                                                                        \
        return pass(relative, trend, season, lanes, series, p, sums, last);                                  \
    }
#define PASSES(prefix, relative, season, lanes)                                                              \
    PASS(prefix##_level, relative, ETS_NO_TREND, season, 2 + (lanes))                                        \
    PASS(prefix##_trend, relative, ETS_TREND, season, 4 + (lanes))                                           \
    PASS(prefix##_damped, relative, ETS_DAMPED, season, 5 + (lanes))

PASSES(absolute_plain, false, ETS_NO_SEASON, 0)
PASSES(absolute_shifts, false, ETS_SHIFTS, 1)
PASSES(relative_plain, true, ETS_NO_SEASON, 0)
PASSES(relative_shifts, true, ETS_SHIFTS, 1)
PASSES(relative_ratios, true, ETS_RATIOS, 1)

static Pass *const passes[2][3][3] = {
    {{absolute_plain_level, absolute_shifts_level, NULL},
     {absolute_plain_trend, absolute_shifts_trend, NULL},
     {absolute_plain_damped, absolute_shifts_damped, NULL}},
    {{relative_plain_level, relative_shifts_level, relative_ratios_level},
     {relative_plain_trend, relative_shifts_trend, relative_ratios_trend},
     {relative_plain_damped, relative_shifts_damped, relative_ratios_damped}},
};

bool ets_pass(EtsModel model, const EtsSeries *series, const double parameters[ETS_PARAMETERS], EtsSums *sums,
              EtsState *last)
{
    Pass *chosen = passes[model.relative ? 1 : 0][model.trend][model.season];
    return chosen != NULL && chosen(series, parameters, sums, last);
}
