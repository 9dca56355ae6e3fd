/* The models of a series, their fit and the choice among them. */
#include "tracker/projection/series_ets.h"

#include "tracker/projection/series_ets_pass.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_STEPS = 40 };
/* A step that gains less in the objective (twice the log-likelihood) ends the search. */
#define LEAST_GAIN 1e-4
/* Models nearer than that in AICc count as equal, so that no rounding error decides between them. */
#define AICC_TIE 0.01
/* Akaike weights are exp(-AICc / 2) raised to 1 over this: softer than theory has it, as AICc is noisy too.
 */
#define FLATNESS 2.0

/* Bounds, where the search starts, and how much a parameter is held there: pull (p - start)^2 is added to the
 * objective. A few values cannot tell how a slope changes or is damped, and would rather say anything. */
static const struct {
    double least, most, start, pull;
} ranges[ETS_PARAMETERS] = {
    [ETS_ALPHA] = {1e-3, .9999, .4, 0},       [ETS_LEVEL] = {-1e3, 1e3, 0, 0},
    [ETS_BETA_SHARE] = {1e-4, .9999, .1, 10}, [ETS_SLOPE] = {-1e3, 1e3, 0, 0},
    [ETS_PHI] = {.8, .98, .95, 100},          [ETS_GAMMA_SHARE] = {1e-4, .9999, .1, 0},
};

void ets_name(EtsModel model, char name[ETS_NAME_CHARS])
{
    static const char *const trends[] = {"N", "A", "Ad"};
    static const char *const seasons[] = {"N", "A", "M"};
    (void)snprintf(name, ETS_NAME_CHARS, "%s,%s,%s", model.relative ? "M" : "A", trends[model.trend],
                   seasons[model.season]);
}

/* ---- the fit of one model ---- */

typedef struct Problem {
    EtsModel model;
    const EtsSeries *series;
    size_t which[ETS_PARAMETERS];
    size_t lanes;
} Problem;

/* A point of the search: the objective there, its sums and the last state. */
typedef struct Point {
    double parameters[ETS_PARAMETERS];
    double objective;
    EtsSums sums;
    EtsState last;
} Point;

static bool evaluate(const Problem *problem, Point *point)
{
    if (!ets_pass(problem->model, problem->series, point->parameters, &point->sums, &point->last))
        return false;
    double n = (double)problem->series->count;
    point->objective = n * (log(fmax(point->sums.squares, n * 1e-28) / n) + 2 * point->sums.log_mean);
    for (size_t k = 0; k < problem->lanes; k++) {
        size_t p = problem->which[k];
        double away = point->parameters[p] - ranges[p].start;
        point->objective += ranges[p].pull * away * away;
    }
    return isfinite(point->objective);
}

/* Turns the sums of e into those of the residuals e G, over G^2, by adding what the change of G brings; then
 * adds the pulls, which in these units count sum e^2 / n. */
static void finish_sums(const Problem *problem, Point *point)
{
    EtsSums *sums = &point->sums;
    double n = (double)problem->series->count;
    for (size_t i = 0; i < problem->lanes && problem->model.relative; i++)
        for (size_t k = 0; k <= i; k++)
            sums->gram[i][k] +=
                (sums->log_gradient[k] * sums->gradient[i] + sums->log_gradient[i] * sums->gradient[k]) / n +
                sums->log_gradient[i] * sums->log_gradient[k] / (n * n) * sums->squares;
    for (size_t i = 0; i < problem->lanes; i++) {
        size_t p = problem->which[i];
        double pull = ranges[p].pull * sums->squares / n;
        if (problem->model.relative)
            sums->gradient[i] += sums->log_gradient[i] / n * sums->squares;
        sums->gram[i][i] += pull;
        sums->gradient[i] += pull * (point->parameters[p] - ranges[p].start);
    }
}

/* Solves (gram + damping diag(gram)) step = -gradient over the parameters that are free, by Cholesky's
 * factor: written out because a library call costs more than the whole system of at most 6. */
static bool solve_step(const EtsSums *sums, size_t lanes, const bool fixed[ETS_PARAMETERS], double damping,
                       double step[ETS_PARAMETERS])
{
    double factor[ETS_PARAMETERS][ETS_PARAMETERS];
    for (size_t i = 0; i < lanes; i++) {
        step[i] = fixed[i] ? 0 : -sums->gradient[i];
        for (size_t k = 0; k <= i; k++) {
            double entry = fixed[i] || fixed[k] ? (i == k) : sums->gram[i][k];
            if (i == k)
                entry += fixed[i] ? 0 : damping * entry + 1e-300;
            for (size_t m = 0; m < k; m++)
                entry -= factor[i][m] * factor[k][m];
            if (i == k && !(entry > 0))
                return false;
            factor[i][k] = i == k ? sqrt(entry) : entry / factor[k][k];
        }
        for (size_t k = 0; k < i; k++)
            step[i] -= factor[i][k] * step[k];
        step[i] /= factor[i][i];
    }
    for (size_t i = lanes; i-- > 0;) {
        for (size_t k = i + 1; k < lanes; k++)
            step[i] -= factor[k][i] * step[k];
        step[i] /= factor[i][i];
    }
    return true;
}

/* A parameter at its bound that the descent pushes outwards stays there. */
static void find_fixed(const Problem *problem, const Point *point, bool fixed[ETS_PARAMETERS])
{
    for (size_t k = 0; k < problem->lanes; k++) {
        size_t p = problem->which[k];
        double value = point->parameters[p];
        fixed[k] = (value <= ranges[p].least && point->sums.gradient[k] > 0) ||
                   (value >= ranges[p].most && point->sums.gradient[k] < 0);
    }
}

static void move(const Problem *problem, const Point *from, const double step[ETS_PARAMETERS], Point *to)
{
    memcpy(to->parameters, from->parameters, sizeof to->parameters);
    for (size_t k = 0; k < problem->lanes; k++) {
        size_t p = problem->which[k];
        double value = from->parameters[p] + step[k];
        to->parameters[p] = fmin(fmax(value, ranges[p].least), ranges[p].most);
    }
}

/* Levenberg-Marquardt from `at`, which becomes the end. */
static bool descend(const Problem *problem, Point *at)
{
    double damping = 1e-2;
    if (!evaluate(problem, at))
        return false;
    finish_sums(problem, at);
    for (size_t i = 0; i < MOST_STEPS && damping < 1e8; i++) {
        bool fixed[ETS_PARAMETERS];
        double step[ETS_PARAMETERS];
        Point next;
        find_fixed(problem, at, fixed);
        if (!solve_step(&at->sums, problem->lanes, fixed, damping, step)) {
            damping *= 10;
            continue;
        }
        move(problem, at, step, &next);
        if (!evaluate(problem, &next) || !(next.objective < at->objective)) {
            damping *= 10;
            continue;
        }
        double gain = at->objective - next.objective;
        finish_sums(problem, &next);
        *at = next;
        if (gain < LEAST_GAIN)
            break;
        damping = fmax(damping * .1, 1e-9);
    }
    return true;
}

/* Level and slope of the first years, without the seasons: a least-squares line, or the mean without a trend.
 */
static void start_level(const EtsSeries *series, EtsModel model, double *level, double *slope)
{
    size_t count = series->seasons > 1 ? 2 * series->seasons : 10;
    if (count > series->count)
        count = series->count;
    double sum = 0;
    double products = 0;
    double squares = 0;
    double middle =
        (double)(count + 1) / 2; /* times are 1, 2 ...: the level is that before the first value */
    for (size_t i = 0; i < count; i++) {
        double index = series->season[i % series->seasons];
        double value = model.season == ETS_SHIFTS   ? series->values[i] - index
                       : model.season == ETS_RATIOS ? series->values[i] / index
                                                    : series->values[i];
        double x = (double)(i + 1) - middle;
        sum += value;
        products += x * value;
        squares += x * x;
    }
    double mean = sum / (double)count;
    *slope = model.trend != ETS_NO_TREND && squares > 0 ? products / squares : 0;
    *level = mean - *slope * middle;
}

/* Fits one model; false when there are too few values for it or it does not suit them. */
static bool fit_model(const EtsSeries *series, EtsModel model, EtsFit *fit)
{
    Problem problem = {.model = model, .series = series};
    Point point;
    problem.lanes = ets_parameters(model, problem.which);
    double n = (double)series->count;
    /* the seasons at the start are estimated too, if not by this search */
    double count = (double)problem.lanes + (model.season != ETS_NO_SEASON ? (double)series->seasons - 1 : 0);
    if (n - count - 2 <= 0)
        return false;
    for (size_t i = 0; i < ETS_PARAMETERS; i++)
        point.parameters[i] = ranges[i].start;
    start_level(series, model, &point.parameters[ETS_LEVEL], &point.parameters[ETS_SLOPE]);
    if (!descend(&problem, &point))
        return false;
    *fit = (EtsFit){.model = model, .alpha = point.parameters[ETS_ALPHA], .phi = 1};
    if (model.trend != ETS_NO_TREND)
        fit->beta = point.parameters[ETS_BETA_SHARE] * fit->alpha;
    if (model.trend == ETS_DAMPED)
        fit->phi = point.parameters[ETS_PHI];
    if (model.season != ETS_NO_SEASON) {
        fit->gamma = point.parameters[ETS_GAMMA_SHARE] * (1 - fit->alpha);
        memcpy(fit->season, point.last.season, sizeof fit->season);
    }
    fit->level = point.last.level;
    fit->slope = point.last.slope;
    double smoothing = (double)problem.lanes - (model.trend != ETS_NO_TREND ? 2 : 1);
    fit->sigma = sqrt(point.sums.squares / fmax(n - smoothing, 1));
    fit->aicc = point.objective + 2 * (count + 1) + 2 * (count + 1) * (count + 2) / (n - count - 2);
    return true;
}

/* ---- the pool ---- */

/* Which models a series allows, with the seasons at their start. */
typedef struct Choices {
    EtsSeries series[3]; /* by EtsSeason */
    bool possible[3];
    bool is_positive;
} Choices;

static void find_choices(const double *values, size_t count, size_t seasons, Choices *choices)
{
    choices->is_positive = true;
    for (size_t i = 0; i < count; i++)
        choices->is_positive = choices->is_positive && values[i] > 0;
    for (size_t season = 0; season < 3; season++) {
        choices->series[season] = (EtsSeries){.values = values, .count = count, .seasons = seasons};
        choices->possible[season] = season == ETS_NO_SEASON;
    }
    if (seasons < 2 || count < 2 * seasons + 3)
        return;
    choices->possible[ETS_SHIFTS] =
        series_season_first(values, count, seasons, SEASON_SHIFTS, choices->series[ETS_SHIFTS].season);
    choices->possible[ETS_RATIOS] =
        choices->is_positive &&
        series_season_first(values, count, seasons, SEASON_RATIOS, choices->series[ETS_RATIOS].season);
}

static void fit_all(const Choices *choices, EtsPool *pool)
{
    pool->count = 0;
    for (size_t i = 0; i < ETS_MODELS; i++) {
        EtsModel model = {i % 2 == 1, (EtsTrend)(i / 2 % 3), (EtsSeason)(i / 6)};
        if (!choices->possible[model.season] || (model.relative && !choices->is_positive) ||
            (!model.relative && model.season == ETS_RATIOS))
            continue;
        if (fit_model(&choices->series[model.season], model, &pool->fits[pool->count]))
            pool->count++;
    }
}

bool ets_fit(const double *values, size_t count, size_t seasons, EtsPool *pool)
{
    Choices choices;
    find_choices(values, count, seasons, &choices);
    pool->seasons = seasons;
    pool->places = count;
    fit_all(&choices, pool);
    pool->best = 0;
    for (size_t i = 1; i < pool->count; i++)
        if (pool->fits[i].aicc < pool->fits[pool->best].aicc - AICC_TIE)
            pool->best = i;
    for (size_t i = 0; i < pool->count; i++)
        pool->fits[i].weight = exp((pool->fits[pool->best].aicc - pool->fits[i].aicc) / (2 * FLATNESS));
    return pool->count > 0;
}

/* ---- what follows from the fits ---- */

/* Adds a fit's forecasts, weighted: sums of f, of f^2 and of the variance. */
static void add_forecasts(const EtsPool *pool, const EtsFit *fit, size_t horizon, double *sums,
                          double *squares, double *variances)
{
    double damped = 0; /* phi + phi^2 + ... */
    double power = 1;
    double spread = 1; /* sum of c_j^2, c_0 = 1 */
    for (size_t i = 0; i < horizon; i++) {
        if (i > 0) {
            double c = fit->alpha + fit->beta * damped + (i % pool->seasons == 0 ? fit->gamma : 0);
            spread += c * c;
        }
        power *= fit->phi;
        damped += power;
        double base = fit->level + damped * fit->slope;
        double index = fit->season[(pool->places + i) % pool->seasons];
        double forecast = fit->model.season == ETS_RATIOS ? base * index : base + index;
        double scale = fit->model.relative ? forecast : 1;
        sums[i] += fit->weight * forecast;
        squares[i] += fit->weight * forecast * forecast;
        variances[i] += fit->weight * fit->sigma * fit->sigma * spread * scale * scale;
    }
}

void ets_forecast(const EtsPool *pool, size_t horizon, double *forecasts, double *deviations, double *work)
{
    double weights = 0;
    for (size_t i = 0; i < horizon; i++)
        forecasts[i] = deviations[i] = work[i] = 0;
    for (size_t i = 0; i < pool->count; i++) {
        add_forecasts(pool, &pool->fits[i], horizon, forecasts, work, deviations);
        weights += pool->fits[i].weight;
    }
    for (size_t i = 0; i < horizon; i++) {
        forecasts[i] /= weights;
        double between = work[i] / weights - forecasts[i] * forecasts[i];
        deviations[i] = sqrt(deviations[i] / weights + fmax(between, 0));
    }
}
