/* The mode search, all in claim space: a few robust Gaussian passes towards it, then Newton steps on the true
 * likelihood, halved while they fall. README.md, "Finding the mode". */
#include "tracker/projection/claim_mode.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>

#include <math.h>
#include <string.h>

enum { GAUSSIAN_PASSES = 6, NEWTON_STEPS = 25 };
static const double first_pass_extra_sd = 0.3;
static const double robust_units = 4; /* a claim this many sds off counts half */
static const double robust_least_sd = 0.05;
static const double step_tolerance = 1e-5; /* of the log posterior */
static const double fall_tolerance = 1e-9;
static const double shortest_step = 0.05;
static const double least_search_precision = 1; /* keeps a step finite where the likelihood is flat */
static const double least_final_precision = 1e-3;

/* ---- the state ---- */

/* x = m + K g, for the months that claims look at. */
static void update_deviation(ClaimProblem *problem, int months)
{
    claim_prior_apply(&problem->prior, problem->loading, months, problem->deviation);
    size_t first = problem->prior.flow_count * (size_t)problem->prior.month_count;
    for (size_t i = 0; i < problem->source_count; i++)
        problem->deviation[first + i] = problem->sources[i].bias_variance * problem->loading[first + i];
}

static void linearise_claims(ClaimProblem *problem)
{
    double shift = claim_problem_exponentials(problem, problem->claim_months);
    claim_problem_linearise(problem, problem->rows, problem->row_count, shift);
}

/* g = H' alpha */
static void spread_loading(const ClaimProblem *problem, double *loading)
{
    size_t stride = (size_t)problem->prior.month_count;
    size_t biases = problem->prior.flow_count * stride;
    memset(loading, 0, problem->state_count * sizeof *loading);
    for (size_t i = 0; i < problem->row_count; i++) {
        const ClaimRow *row = &problem->rows[i];
        for (size_t k = 0; k < row->segment_count; k++) {
            const ClaimSegment *segment = &row->segments[k];
            double *months = loading + segment->flow * stride + segment->from;
            for (int t = 0; t <= segment->to - segment->from; t++)
                months[t] += row->alpha * segment->weights[t];
        }
        if (row->bias != CLAIM_NO_BIAS)
            loading[biases + row->bias] += row->alpha;
    }
}

/* ---- linear algebra ---- */

/* Factors B = I + W^1/2 C W^1/2 for the precisions of the rows. */
static TfStatus factor_rows(ClaimProblem *problem, TfError *error)
{
    size_t count = problem->row_count;
    for (size_t i = 0; i < count; i++) {
        problem->root[i] = sqrt(problem->rows[i].precision);
        for (size_t k = 0; k <= i; k++) {
            double covariance = claim_problem_between(problem, &problem->rows[i], &problem->rows[k]);
            problem->factor[i * count + k] = problem->root[i] * covariance * problem->root[k];
        }
        problem->factor[i * count + i] += 1;
    }
    gsl_matrix_view matrix = gsl_matrix_view_array(problem->factor, count, count);
    int code = gsl_linalg_cholesky_decomp1(&matrix.matrix);
    if (code != 0)
        return tf_fail(error, TF_NUMERIC, "the claims give no finite answer (%s)", gsl_strerror(code));
    return TF_OK;
}

/* alpha = W^1/2 B^-1 W^1/2 pseudo: the Gaussian answer to rows that say `pseudo` with `precision`. */
static TfStatus solve_rows(ClaimProblem *problem, TfError *error)
{
    TfStatus status = factor_rows(problem, error);
    if (status != TF_OK)
        return status;
    size_t count = problem->row_count;
    for (size_t i = 0; i < count; i++)
        problem->scaled[i] = problem->root[i] * problem->rows[i].pseudo;
    gsl_matrix_const_view matrix = gsl_matrix_const_view_array(problem->factor, count, count);
    gsl_vector_view vector = gsl_vector_view_array(problem->scaled, count);
    int code = gsl_linalg_cholesky_svx(&matrix.matrix, &vector.vector);
    if (code != 0)
        return tf_fail(error, TF_NUMERIC, "the claims give no finite answer (%s)", gsl_strerror(code));
    for (size_t i = 0; i < count; i++)
        problem->rows[i].alpha = problem->root[i] * problem->scaled[i];
    return TF_OK;
}

static double log_determinant(const ClaimProblem *problem)
{
    double sum = 0;
    for (size_t i = 0; i < problem->row_count; i++)
        sum += 2 * log(problem->factor[i * problem->row_count + i]);
    return sum;
}

/* ---- Gaussian passes ---- */

static void clear_precisions(ClaimProblem *problem)
{
    for (size_t i = 0; i < problem->row_count; i++) {
        problem->rows[i].precision = 0;
        problem->rows[i].pseudo = 0;
    }
}

/* Each claim as a Gaussian about the middle of its interval, the wider the further the state is from it. */
static void set_gaussian(ClaimProblem *problem, double extra_sd)
{
    clear_precisions(problem);
    for (size_t i = 0; i < problem->term_count; i++) {
        const ClaimLikelihood *likelihood = &problem->terms[i].likelihood;
        ClaimRow *row = &problem->rows[problem->terms[i].row];
        double sd = likelihood->spread + extra_sd;
        double off = (likelihood->centre - row->value) / (robust_units * hypot(sd, robust_least_sd));
        double precision = 1 / (sd * sd * (1 + off * off));
        row->precision += precision;
        row->pseudo += precision * (likelihood->centre - (row->value - row->linear));
    }
    for (size_t i = 0; i < problem->row_count; i++)
        problem->rows[i].pseudo /= problem->rows[i].precision;
}

static TfStatus gaussian_passes(ClaimProblem *problem, bool is_first, TfError *error)
{
    for (int pass = 0; pass < GAUSSIAN_PASSES; pass++) {
        linearise_claims(problem);
        set_gaussian(problem, pass == 0 && is_first ? first_pass_extra_sd : 0);
        TfStatus status = solve_rows(problem, error);
        if (status != TF_OK)
            return status;
        spread_loading(problem, problem->loading);
        update_deviation(problem, problem->claim_months);
    }
    return TF_OK;
}

/* ---- Newton steps ---- */

/* Sum of the log-likelihoods; the rows get precision sum max(-l'', least) and the pseudo observation of a
 * Newton step. `interval_share` > 0 gives each claim at least that share of the precision its intervals have.
 */
static double set_newton(ClaimProblem *problem, double least_precision, double interval_share)
{
    double sum = 0;
    clear_precisions(problem);
    for (size_t i = 0; i < problem->term_count; i++) {
        ClaimRow *row = &problem->rows[problem->terms[i].row];
        ClaimSlopes slopes = claim_likelihood_at(&problem->terms[i].likelihood, row->value);
        sum += slopes.value;
        double least = least_precision;
        if (interval_share > 0)
            least = fmax(least, interval_share *
                                    claim_likelihood_precision(&problem->terms[i].likelihood, row->value));
        row->precision += fmax(-slopes.second, least);
        row->pseudo += slopes.first;
    }
    for (size_t i = 0; i < problem->row_count; i++)
        problem->rows[i].pseudo =
            problem->rows[i].linear + problem->rows[i].pseudo / problem->rows[i].precision;
    return sum;
}

/* g' K g */
static double penalty(const ClaimProblem *problem)
{
    size_t stride = (size_t)problem->prior.month_count;
    size_t biases = problem->prior.flow_count * stride;
    double sum = 0;
    for (size_t flow = 0; flow < problem->prior.flow_count; flow++)
        for (size_t at = flow * stride; at < flow * stride + (size_t)problem->claim_months; at++)
            sum += problem->loading[at] * problem->deviation[at];
    for (size_t at = biases; at < problem->state_count; at++)
        sum += problem->loading[at] * problem->deviation[at];
    return sum;
}

static void take_step(ClaimProblem *problem, double step)
{
    for (size_t at = 0; at < problem->state_count; at++)
        problem->loading[at] =
            problem->loading_old[at] + step * (problem->loading_new[at] - problem->loading_old[at]);
    update_deviation(problem, problem->claim_months);
}

static TfStatus full_step(ClaimProblem *problem, TfError *error)
{
    TfStatus status = solve_rows(problem, error);
    if (status != TF_OK)
        return status;
    memcpy(problem->loading_old, problem->loading, problem->state_count * sizeof(double));
    spread_loading(problem, problem->loading_new);
    memcpy(problem->loading, problem->loading_new, problem->state_count * sizeof(double));
    update_deviation(problem, problem->claim_months);
    return TF_OK;
}

static TfStatus newton_steps(ClaimProblem *problem, TfError *error)
{
    double best = -HUGE_VAL;
    double step = 1;
    for (int round = 0; round < NEWTON_STEPS; round++) {
        linearise_claims(problem);
        double posterior = set_newton(problem, least_search_precision, 0) - 0.5 * penalty(problem);
        if (posterior < best - fall_tolerance && step > shortest_step) {
            step *= 0.5;
            take_step(problem, step);
            continue;
        }
        if (fabs(posterior - best) < step_tolerance)
            return TF_OK;
        best = posterior;
        step = 1;
        TfStatus status = full_step(problem, error);
        if (status != TF_OK)
            return status;
    }
    linearise_claims(problem);
    return TF_OK;
}

/* ---- the whole ---- */

TfStatus claim_mode_find(ClaimProblem *problem, bool is_first, double *evidence, TfError *error)
{
    if (is_first)
        memset(problem->deviation, 0, problem->state_count * sizeof(double));
    TfStatus status = gaussian_passes(problem, is_first, error);
    if (status == TF_OK)
        status = newton_steps(problem, error);
    if (status != TF_OK)
        return status;
    double posterior =
        set_newton(problem, least_final_precision, problem->interval_share) - 0.5 * penalty(problem);
    status = factor_rows(problem, error);
    if (status != TF_OK)
        return status;
    double found = posterior - 0.5 * log_determinant(problem);
    if (!isfinite(found))
        return tf_fail(error, TF_NUMERIC, "the claims give no finite answer");
    /* the search looks at the claims' months; targets may lie later */
    update_deviation(problem, problem->prior.month_count);
    *evidence = found;
    return TF_OK;
}

TfStatus claim_mode_target(ClaimProblem *problem, ClaimRow *target, double shift, double *mean, double *sd,
                           TfError *error)
{
    size_t count = problem->row_count;
    claim_problem_linearise(problem, target, 1, shift);
    for (size_t i = 0; i < count; i++)
        problem->scaled[i] = problem->root[i] * claim_problem_between(problem, &problem->rows[i], target);
    gsl_matrix_const_view matrix = gsl_matrix_const_view_array(problem->factor, count, count);
    gsl_vector_view vector = gsl_vector_view_array(problem->scaled, count);
    int code = gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, &matrix.matrix, &vector.vector);
    double variance = claim_problem_between(problem, target, target);
    for (size_t i = 0; i < count; i++)
        variance -= problem->scaled[i] * problem->scaled[i];
    if (code != 0 || !isfinite(variance) || !isfinite(target->value))
        return tf_fail(error, TF_NUMERIC, "the claims give no finite answer for the period asked for");
    *mean = target->value;
    *sd = sqrt(fmax(variance, 1e-10));
    return TF_OK;
}
