/* Draws from the joint posterior of several totals: the components' Gaussians, as many draws of each as it
 * has weight, from a generator with a fixed seed. */
#include "tracker/projection/claim_history.h"
#include "tracker/projection/claim_mode.h"
#include "tracker/projection/claim_model.h"
#include "tracker/projection/claim_nodes.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

#include <math.h>
#include <string.h>

static const unsigned long seed = 20241127;
static const double least_spare =
    1e-12; /* of the largest variance: a year and its months are not independent */
enum { SPARE_STEPS = 6 };

/* The Gaussians of the components, one after the other. */
typedef struct Joint {
    size_t size; /* windows */
    double *means;
    double *factors; /* Cholesky factors of the covariances */
    double *reached; /* what the claims say about each window, row_count each */
} Joint;

/* ---- the Gaussian of a component ---- */

/* Factors `covariance` with as little added to its diagonal as it takes. */
static TfStatus factor_covariance(double *covariance, double *scratch, size_t size, TfError *error)
{
    gsl_matrix_view matrix = gsl_matrix_view_array(covariance, size, size);
    double largest = CLAIM_LEAST_VARIANCE;
    double spare = least_spare;
    int code = 0;
    for (size_t i = 0; i < size; i++)
        largest = fmax(largest, covariance[i * size + i]);
    memcpy(scratch, covariance, size * size * sizeof *scratch);
    for (int step = 0; step < SPARE_STEPS; step++) {
        memcpy(covariance, scratch, size * size * sizeof *covariance);
        for (size_t i = 0; i < size; i++)
            covariance[i * size + i] = fmax(covariance[i * size + i], CLAIM_LEAST_VARIANCE) + spare * largest;
        code = gsl_linalg_cholesky_decomp1(&matrix.matrix);
        if (code == 0)
            return TF_OK;
        spare *= 100;
    }
    return tf_fail(error, TF_NUMERIC, "the claims give no finite answer for the periods asked for (%s)",
                   gsl_strerror(code));
}

static TfStatus read_joint(void *context, ClaimProblem *problem, size_t component, TfError *error)
{
    Joint *joint = context;
    size_t size = joint->size;
    double *factor = joint->factors + component * size * size;
    claim_problem_linearise_targets(problem);
    for (size_t i = 0; i < size; i++) {
        const ClaimTotal *target = &problem->targets[i];
        double *reached = joint->reached + i * problem->row_count;
        TfStatus status = claim_mode_reach(problem, target, reached, error);
        if (status != TF_OK)
            return status;
        joint->means[component * size + i] = target->value;
        for (size_t k = 0; k <= i; k++)
            factor[i * size + k] = factor[k * size + i] = claim_mode_between(
                problem, target, reached, &problem->targets[k], joint->reached + k * problem->row_count);
    }
    return factor_covariance(factor, joint->factors + CLAIM_MOST_COMPONENTS * size * size, size, error);
}

/* ---- drawing ---- */

static void draw_component(const Joint *joint, size_t component, size_t count, gsl_rng *generator,
                           double *log_totals)
{
    size_t size = joint->size;
    const double *factor = joint->factors + component * size * size;
    for (size_t d = 0; d < count; d++) {
        double normal[CLAIM_MOST_JOINT_WINDOWS];
        for (size_t i = 0; i < size; i++) {
            normal[i] = gsl_ran_ugaussian(generator);
            double value = joint->means[component * size + i];
            for (size_t k = 0; k <= i; k++)
                value += factor[i * size + k] * normal[k];
            log_totals[d * size + i] = value;
        }
    }
}

/* Each component gets its share of the draws; what is lost by rounding goes to the next. */
static TfStatus draw_all(const ClaimProblem *problem, const Joint *joint, double *log_totals, TfError *error)
{
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    if (generator == NULL)
        return tf_fail_memory(error);
    gsl_rng_set(generator, seed);
    double share = 0;
    size_t drawn = 0;
    for (size_t c = 0; c < problem->component_count; c++) {
        share += problem->components[c].weight;
        size_t until =
            c + 1 == problem->component_count ? CLAIM_DRAWS : (size_t)(fmin(share, 1) * CLAIM_DRAWS + 0.5);
        draw_component(joint, c, until - drawn, generator, log_totals + drawn * joint->size);
        drawn = until;
    }
    gsl_rng_free(generator);
    return TF_OK;
}

static TfStatus check_joint(size_t window_count, TfError *error)
{
    if (window_count == 0 || window_count > CLAIM_MOST_JOINT_WINDOWS)
        return tf_fail(error, TF_BAD_INPUT, "%zu periods are to be looked at together; 1 to %d are possible",
                       window_count, CLAIM_MOST_JOINT_WINDOWS);
    return TF_OK;
}

static TfStatus make_joint(const ClaimProblem *problem, TfArena *arena, Joint *joint, TfError *error)
{
    size_t size = problem->target_count;
    *joint = (Joint){
        .size = size,
        .means = tf_arena_alloc_array(arena, CLAIM_MOST_COMPONENTS * size, sizeof(double)),
        /* the last one is scratch */
        .factors = tf_arena_alloc_array(arena, (CLAIM_MOST_COMPONENTS + 1) * size * size, sizeof(double)),
        .reached = tf_arena_alloc_array(arena, size * problem->row_count, sizeof(double)),
    };
    bool is_there = joint->means != NULL && joint->factors != NULL && joint->reached != NULL;
    return is_there ? TF_OK : tf_fail_memory(error);
}

static TfStatus start(ClaimWorkspace *workspace, const TfObservation *observations, size_t count,
                      const ClaimWindow *windows, size_t window_count, const ClaimModelOptions *options,
                      TfArena *arena, TfError *error)
{
    ClaimModelOptions used = options != NULL ? *options : claim_model_defaults();
    ClaimHistory history;
    TfStatus status = check_joint(window_count, error);
    if (status == TF_OK)
        status = claim_history_choose(observations, count, used.history_years, arena, &history, error);
    if (status == TF_OK)
        status =
            claim_problem_start(workspace, history.items, history.count, windows, window_count, &used, error);
    return status;
}

TfStatus claim_model_draw(ClaimWorkspace *workspace, const TfObservation *observations, size_t count,
                          const ClaimWindow *windows, size_t window_count, const ClaimModelOptions *options,
                          TfArena *arena, ClaimDraws *draws, TfError *error)
{
    ClaimProblem *problem = &workspace->problem;
    Joint joint;
    double *log_totals = NULL;
    TfStatus status = start(workspace, observations, count, windows, window_count, options, arena, error);
    if (status == TF_OK)
        status = make_joint(problem, arena, &joint, error);
    if (status == TF_OK)
        status = claim_nodes_find(problem, read_joint, &joint, error);
    if (status != TF_OK)
        return status;
    log_totals = tf_arena_alloc_array(arena, CLAIM_DRAWS * window_count, sizeof *log_totals);
    if (log_totals == NULL)
        return tf_fail_memory(error);
    status = draw_all(problem, &joint, log_totals, error);
    if (status == TF_OK)
        *draws = (ClaimDraws){CLAIM_DRAWS, window_count, log_totals};
    return status;
}

/* ---- reading draws ---- */

static bool reached_before(const double *log_totals, size_t at, double log_value)
{
    for (size_t i = 0; i < at; i++)
        if (log_totals[i] >= log_value)
            return true;
    return false;
}

double claim_draws_only_before(const ClaimDraws *draws, size_t at, double value_usd)
{
    size_t found = 0;
    for (size_t d = 0; d < draws->count; d++) {
        const double *log_totals = draws->log_totals + d * draws->window_count;
        found += log_totals[at] < log(value_usd) && reached_before(log_totals, at, log(value_usd));
    }
    return (double)found / (double)draws->count;
}

TfStatus claim_draws_difference(const ClaimDraws *draws, size_t window, size_t minus, TfArena *arena,
                                TfFan *fan, TfError *error)
{
    double *values = tf_arena_alloc_array(arena, draws->count, sizeof *values);
    if (values == NULL)
        return tf_fail_memory(error);
    for (size_t d = 0; d < draws->count; d++) {
        const double *log_totals = draws->log_totals + d * draws->window_count;
        values[d] = exp(log_totals[window]) - exp(log_totals[minus]);
    }
    gsl_sort(values, 1, draws->count);
    *fan = (TfFan){
        .median = gsl_stats_quantile_from_sorted_data(values, 1, draws->count, 0.5),
        .lo50 = gsl_stats_quantile_from_sorted_data(values, 1, draws->count, 0.25),
        .hi50 = gsl_stats_quantile_from_sorted_data(values, 1, draws->count, 0.75),
        .lo80 = gsl_stats_quantile_from_sorted_data(values, 1, draws->count, 0.1),
        .hi80 = gsl_stats_quantile_from_sorted_data(values, 1, draws->count, 0.9),
        .lo95 = gsl_stats_quantile_from_sorted_data(values, 1, draws->count, 0.025),
        .hi95 = gsl_stats_quantile_from_sorted_data(values, 1, draws->count, 0.975),
    };
    return TF_OK;
}
