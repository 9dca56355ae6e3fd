/* Checks a series of totals, puts it and its indicator into units near 1, chooses columns and noise by the
 * method, and checks that what comes back adds up. */
#include "tracker/projection/disaggregate.h"

#include "tracker/projection/disaggregate_fit.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <math.h>

#define MOST_TOTALS      400
#define MOST_PERIODS     2400
#define MOST_DIFFERENCES 2
/* rho is looked for between these, first on a grid. */
#define LEAST_RHO  (-0.999)
#define GREAT_RHO  0.999
#define RHO_STEPS  40
#define RHO_PASSES 60
#define RHO_CLOSE  1e-9
#define PERFECT_R2 (1.0 - 1e-10)
/* How far the parts of a total may be off it, as a share of the largest total. */
#define SUM_CLOSE 1e-9

static bool is_known_parts(size_t parts)
{
    return parts == 3 || parts == 4 || parts == 12;
}

static TfStatus check_totals(const DisaggregateInput *input, TfError *error)
{
    size_t least = input->method == TF_SPREAD_DENTON ? 2 : input->indicator != NULL ? 3 : 2;
    if (input->total_count < least)
        return tf_fail(error, TF_BAD_INPUT,
                       "spreading totals over shorter periods needs %zu of them, not %zu", least,
                       input->total_count);
    if (input->total_count > MOST_TOTALS || input->total_count * input->parts > MOST_PERIODS)
        return tf_fail(error, TF_LIMIT,
                       "%zu totals of %zu periods are too many: %d totals, %d periods is most",
                       input->total_count, input->parts, MOST_TOTALS, MOST_PERIODS);
    bool any = false;
    for (size_t i = 0; i < input->total_count; i++) {
        if (!isfinite(input->totals[i]))
            return tf_fail(error, TF_BAD_INPUT, "total %zu is missing: spreading needs a complete series",
                           i + 1);
        any = any || input->totals[i] != 0.0;
    }
    return any ? TF_OK : tf_fail(error, TF_BAD_INPUT, "every total is 0: there is nothing to spread");
}

static TfStatus check_indicator(const DisaggregateInput *input, TfError *error)
{
    size_t needed = input->total_count * input->parts;
    if (input->indicator_count > MOST_PERIODS)
        return tf_fail(error, TF_LIMIT, "an indicator of %zu periods is too long: %d is most",
                       input->indicator_count, MOST_PERIODS);
    if (input->indicator_lead > input->indicator_count ||
        input->indicator_count - input->indicator_lead < needed)
        return tf_fail(
            error, TF_BAD_INPUT, "the indicator has %zu periods from the first total on, the totals need %zu",
            input->indicator_lead > input->indicator_count ? (size_t)0
                                                           : input->indicator_count - input->indicator_lead,
            needed);
    for (size_t t = 0; t < input->indicator_count; t++) {
        if (!isfinite(input->indicator[t]))
            return tf_fail(error, TF_BAD_INPUT, "period %zu of the indicator is missing", t + 1);
        if (input->method == TF_SPREAD_DENTON && !(input->indicator[t] > 0.0))
            return tf_fail(error, TF_BAD_INPUT,
                           "period %zu of the indicator is %g: Denton's method needs it above 0", t + 1,
                           input->indicator[t]);
    }
    return TF_OK;
}

static TfStatus check(const DisaggregateInput *input, TfError *error)
{
    if (input->method < TF_SPREAD_DENTON || input->method > TF_SPREAD_FERNANDEZ)
        return tf_fail(error, TF_BAD_USAGE, "no method of disaggregation has the number %d",
                       (int)input->method);
    if (!is_known_parts(input->parts))
        return tf_fail(error, TF_BAD_USAGE, "a total is spread over 3, 4 or 12 periods, not %zu",
                       input->parts);
    if (input->differences < 0 || input->differences > MOST_DIFFERENCES)
        return tf_fail(error, TF_BAD_USAGE,
                       "differences of order %d were asked for; orders 1 and 2 are there",
                       input->differences);
    TfStatus status = check_totals(input, error);
    return status == TF_OK && input->indicator != NULL ? check_indicator(input, error) : status;
}

/* ---- units near 1 ---- */

static double largest(const double *values, size_t count)
{
    double most = 0.0;
    for (size_t i = 0; i < count; i++)
        most = fmax(most, fabs(values[i]));
    return most > 0.0 ? most : 1.0;
}

static double *divided(const double *values, size_t count, double unit, TfArena *arena)
{
    double *made = tf_arena_alloc_array(arena, count, sizeof *made);
    for (size_t i = 0; made != NULL && i < count; i++)
        made[i] = values[i] / unit;
    return made;
}

/* What a method works on, in units near 1. */
typedef struct Prepared {
    DisaggregateProblem problem;
    double *ones;      /* a constant: the indicator of those who have none */
    double *indicator; /* the indicator, or `ones` */
    double total_unit;
    double indicator_unit;
} Prepared;

static TfStatus prepare(const DisaggregateInput *input, TfArena *arena, Prepared *prepared, TfError *error)
{
    bool has = input->indicator != NULL;
    size_t periods = has ? input->indicator_count : input->total_count * input->parts;
    *prepared = (Prepared){
        .problem = {.total_count = input->total_count,
                    .parts = input->parts,
                    .lead = has ? input->indicator_lead : 0,
                    .period_count = periods,
                    .noise = {.response = tf_arena_alloc_array(arena, periods, sizeof(double)),
                              .first_sd = 1.0}},
        .ones = tf_arena_alloc_array(arena, periods, sizeof(double)),
        .total_unit = largest(input->totals, input->total_count),
        .indicator_unit = has ? largest(input->indicator, periods) : 1.0,
    };
    prepared->problem.totals = divided(input->totals, input->total_count, prepared->total_unit, arena);
    if (prepared->ones == NULL || prepared->problem.noise.response == NULL ||
        prepared->problem.totals == NULL)
        return tf_fail_memory(error);
    for (size_t t = 0; t < periods; t++)
        prepared->ones[t] = 1.0;
    prepared->indicator =
        has ? divided(input->indicator, periods, prepared->indicator_unit, arena) : prepared->ones;
    return prepared->indicator != NULL ? TF_OK : tf_fail_memory(error);
}

/* ---- Denton ---- */

/* The ratio to the indicator is a polynomial of an order below the differences', which costs nothing, and
 * integrated noise beside it: the least squares of that noise are Denton's criterion. */
static TfStatus fit_denton(const DisaggregateInput *input, Prepared *prepared, TfArena *arena, double *values,
                           TfError *error)
{
    DisaggregateProblem *problem = &prepared->problem;
    size_t order = input->differences == MOST_DIFFERENCES ? 2 : 1;
    double *slope = tf_arena_alloc_array(arena, problem->period_count, sizeof *slope);
    if (slope == NULL)
        return tf_fail_memory(error);
    for (size_t t = 0; t < problem->period_count; t++) {
        slope[t] = prepared->indicator[t] * ((double)t / (double)problem->period_count - 0.5);
        problem->noise.response[t] = order == 2 ? (double)(t + 1) : 1.0;
    }
    problem->columns[0] = prepared->indicator;
    problem->columns[1] = slope;
    problem->column_count = order;
    problem->noise.scale = prepared->indicator;
    problem->noise.quiet = order;
    DisaggregateFit fit;
    return disaggregate_fit(problem, &fit, values, error);
}

/* ---- the regressions ---- */

static void set_columns(const DisaggregateInput *input, Prepared *prepared)
{
    DisaggregateProblem *problem = &prepared->problem;
    problem->columns[0] = prepared->ones;
    problem->columns[1] = prepared->indicator;
    problem->column_count = input->indicator != NULL ? 2 : 1;
    problem->noise.scale = prepared->ones;
}

/* An error that carries on with rho a period: 1 is a random walk from 0. */
static void set_rho(DisaggregateProblem *problem, double rho)
{
    problem->noise.first_sd = fabs(rho) < 1.0 ? 1.0 / sqrt(1.0 - rho * rho) : 1.0;
    for (size_t t = 0; t < problem->period_count; t++)
        problem->noise.response[t] = t == 0 ? 1.0 : problem->noise.response[t - 1] * rho;
}

static double unlikelihood(double rho, void *context)
{
    DisaggregateProblem *problem = context;
    DisaggregateFit fit;
    set_rho(problem, rho);
    /* A rho without an answer is no candidate; the fit at the end says why. */
    return disaggregate_fit(problem, &fit, NULL, NULL) == TF_OK ? -fit.log_likelihood : (double)INFINITY;
}

/* Brent's search between two neighbours of the grid's best. */
static double refine(DisaggregateProblem *problem, double low, double best, double high)
{
    gsl_function function = {.function = unlikelihood, .params = problem};
    gsl_min_fminimizer *search = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    if (search == NULL)
        return best;
    if (gsl_min_fminimizer_set(search, &function, best, low, high) == GSL_SUCCESS) {
        for (int pass = 0; pass < RHO_PASSES; pass++)
            if (gsl_min_fminimizer_iterate(search) != GSL_SUCCESS ||
                gsl_min_fminimizer_x_upper(search) - gsl_min_fminimizer_x_lower(search) < RHO_CLOSE)
                break;
        best = gsl_min_fminimizer_x_minimum(search);
    }
    gsl_min_fminimizer_free(search);
    return best;
}

static double likeliest_rho(DisaggregateProblem *problem)
{
    DisaggregateFit fit;
    set_rho(problem, 0.0);
    /* what is left of a perfect fit is rounding, and says nothing of rho */
    if (disaggregate_fit(problem, &fit, NULL, NULL) == TF_OK && fit.adjusted_r2 > PERFECT_R2)
        return 0.0;
    double step = (GREAT_RHO - LEAST_RHO) / RHO_STEPS;
    int best = 0;
    double least = (double)INFINITY;
    for (int i = 0; i <= RHO_STEPS; i++) {
        double value = unlikelihood(LEAST_RHO + step * i, problem);
        if (value < least) {
            least = value;
            best = i;
        }
    }
    double found = LEAST_RHO + step * best;
    return best == 0 || best == RHO_STEPS ? found : refine(problem, found - step, found, found + step);
}

static TfStatus fit_regression(const DisaggregateInput *input, Prepared *prepared, double *values,
                               Disaggregated *result, TfError *error)
{
    DisaggregateProblem *problem = &prepared->problem;
    DisaggregateFit fit;
    set_columns(input, prepared);
    result->rho_found = input->method == TF_SPREAD_CHOW_LIN ? likeliest_rho(problem) : 1.0;
    /* A negative rho makes the quarters zigzag, and yearly totals can hardly tell it from 0. */
    result->rho = fmax(result->rho_found, 0.0);
    set_rho(problem, result->rho);
    TfStatus status = disaggregate_fit(problem, &fit, values, error);
    if (status != TF_OK)
        return status;
    result->intercept = fit.beta[0] * prepared->total_unit;
    if (problem->column_count == 2)
        result->slope = fit.beta[1] * prepared->total_unit / prepared->indicator_unit;
    result->adjusted_r2 = fit.adjusted_r2;
    return TF_OK;
}

/* ---- what comes back ---- */

static TfStatus check_sums(const DisaggregateProblem *problem, const double *values, TfError *error)
{
    for (size_t t = 0; t < problem->period_count; t++)
        if (!isfinite(values[t]))
            return tf_fail(error, TF_NUMERIC, "spreading the totals ended without a finite answer");
    for (size_t i = 0; i < problem->total_count; i++) {
        double sum = 0.0;
        for (size_t part = 0; part < problem->parts; part++)
            sum += values[problem->lead + i * problem->parts + part];
        if (!(fabs(sum - problem->totals[i]) <= SUM_CLOSE))
            return tf_fail(error, TF_NUMERIC, "the parts of total %zu do not add up to it: off by %.2g of it",
                           i + 1, fabs(sum - problem->totals[i]));
    }
    return TF_OK;
}

static TfStatus solve(const DisaggregateInput *input, TfArena *scratch, double *values, Disaggregated *result,
                      TfError *error)
{
    Prepared prepared;
    TfStatus status = prepare(input, scratch, &prepared, error);
    if (status == TF_OK)
        status = input->method == TF_SPREAD_DENTON ? fit_denton(input, &prepared, scratch, values, error)
                                                   : fit_regression(input, &prepared, values, result, error);
    if (status == TF_OK)
        status = check_sums(&prepared.problem, values, error);
    if (status != TF_OK)
        return status;
    for (size_t t = 0; t < result->count; t++) {
        values[t] *= prepared.total_unit;
        result->negative_count += values[t] < 0.0;
    }
    return TF_OK;
}

TfStatus disaggregate(const DisaggregateInput *input, TfArena *arena, Disaggregated *result, TfError *error)
{
    TfStatus status = check(input, error);
    if (status != TF_OK)
        return status;
    bool has = input->indicator != NULL;
    Disaggregated made = {.count = has ? input->indicator_count : input->total_count * input->parts,
                          .lead = has ? input->indicator_lead : 0};
    double *values = tf_arena_alloc_array(arena, made.count, sizeof *values);
    if (values == NULL)
        return tf_fail_memory(error);
    gsl_set_error_handler_off(); /* as claim_workspace_alloc does: GSL never ends the process */
    TfArena scratch;
    tf_arena_init(&scratch, 0);
    status = solve(input, &scratch, values, &made, error);
    tf_arena_done(&scratch);
    made.values = values;
    if (status == TF_OK)
        *result = made;
    return status;
}
