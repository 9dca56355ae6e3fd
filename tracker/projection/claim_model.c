/* The claim model: one mode search per volatility, weighted by how well each explains the claims. */
#include "tracker/projection/claim_model.h"

#include "tracker/projection/claim_history.h"
#include "tracker/projection/claim_mode.h"
#include "tracker/projection/claim_nodes.h"

#include <math.h>
#include <stdlib.h>

ClaimModelOptions claim_model_defaults(void)
{
    return (ClaimModelOptions){.drift_per_year = 0.05,
                               .volatility_drag = 1,
                               .scale_shift = 0,
                               .history_years = 12,
                               .interval_share = 0.5,
                               .gain_left = 1e-6};
}

ClaimModelOptions claim_model_reference(void)
{
    return (ClaimModelOptions){.drift_per_year = 0.03, .is_first_fit = true, .follows_one_mode = true};
}

static const double least_weight = 1e-12; /* of a component; less is left out of forecasts */

/* ---- targets ---- */

static TfStatus read_targets(void *context, ClaimProblem *problem, size_t component, TfError *error)
{
    ClaimForecast *forecasts = context;
    claim_problem_linearise_targets(problem);
    for (size_t i = 0; i < problem->target_count; i++) {
        double mean;
        double sd;
        TfStatus status = claim_mode_target(problem, &problem->targets[i], &mean, &sd, error);
        if (status != TF_OK)
            return status;
        forecasts[i].nodes[component].mean = mean;
        forecasts[i].nodes[component].sd = sd;
    }
    return TF_OK;
}

static void weigh_targets(const ClaimProblem *problem, ClaimForecast *forecasts)
{
    for (size_t i = 0; i < problem->target_count; i++) {
        ClaimForecast *forecast = &forecasts[i];
        forecast->node_count = 0;
        for (size_t c = 0; c < problem->component_count; c++) {
            forecast->nodes[forecast->node_count] = forecast->nodes[c];
            forecast->nodes[forecast->node_count].weight = problem->components[c].weight;
            forecast->node_count += problem->components[c].weight > least_weight;
        }
    }
}

/* ---- what else is told ---- */

static double mean_volatility(const ClaimProblem *problem)
{
    double z = 0;
    for (size_t c = 0; c < problem->component_count; c++)
        z += problem->components[c].weight * problem->components[c].z;
    return exp(problem->log_volatility + claim_prior_log_volatility_sd() * z);
}

typedef struct WeightedDistance {
    double distance;
    double weight;
} WeightedDistance;

static int compare_distances(const void *a, const void *b)
{
    double left = ((const WeightedDistance *)a)->distance;
    double right = ((const WeightedDistance *)b)->distance;
    return (left > right) - (left < right);
}

/* The distance that half of the posterior does not exceed. Between two modes that believe one claim each, the
 * mean total would be far from both claims; so each claim is as far off as in the better half of the modes.
 */
static double median_distance(const ClaimProblem *problem, const ClaimTerm *term)
{
    WeightedDistance sorted[CLAIM_MOST_COMPONENTS];
    size_t count = problem->component_count;
    for (size_t c = 0; c < count; c++)
        sorted[c] = (WeightedDistance){
            claim_likelihood_distance(&term->likelihood, problem->components[c].row_values[term->row]),
            problem->components[c].weight};
    qsort(sorted, count, sizeof sorted[0], compare_distances);
    size_t at = 0;
    for (double below = sorted[0].weight; at + 1 < count && below < 0.5; below += sorted[at].weight)
        at++;
    return sorted[at].distance;
}

static TfStatus describe(const ClaimProblem *problem, const ClaimHistory *history, TfArena *arena,
                         TfProjection *projection, TfError *error)
{
    TfResidual *residuals = tf_arena_alloc_array(arena, problem->term_count, sizeof *residuals);
    if (residuals == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < problem->term_count; i++)
        residuals[i] = (TfResidual){
            .observation = history->places == NULL ? i : history->places[i],
            .sigmas = median_distance(problem, &problem->terms[i]),
        };
    *projection = (TfProjection){
        .reference_source = problem->sources[problem->reference].name,
        .volatility = mean_volatility(problem),
        .residuals = residuals,
        .residual_count = problem->term_count,
    };
    return TF_OK;
}

TfStatus claim_model_fit(ClaimWorkspace *workspace, const TfObservation *observations, size_t count,
                         const ClaimWindow *windows, size_t window_count, const ClaimModelOptions *options,
                         TfArena *arena, ClaimForecast *forecasts, TfProjection *projection, TfError *error)
{
    ClaimModelOptions used = options != NULL ? *options : claim_model_defaults();
    ClaimProblem *problem = &workspace->problem;
    ClaimHistory history;
    TfStatus status = claim_history_choose(observations, count, used.history_years, arena, &history, error);
    if (status == TF_OK)
        status =
            claim_problem_start(workspace, history.items, history.count, windows, window_count, &used, error);
    if (status == TF_OK)
        status = claim_nodes_find(problem, read_targets, forecasts, error);
    if (status != TF_OK)
        return status;
    weigh_targets(problem, forecasts);
    return projection == NULL ? TF_OK : describe(problem, &history, arena, projection, error);
}
