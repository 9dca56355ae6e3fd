/* The claim model: one mode search per volatility, weighted by how well each explains the claims. */
#include "tracker/projection/claim_model.h"

#include "tracker/projection/claim_history.h"
#include "tracker/projection/claim_mode.h"

#include <math.h>

static const double node_span = 2.2; /* volatilities reach this many sds of their prior to either side */

/* What the nodes come to, one entry a node. */
typedef struct NodeTable {
    double z[CLAIM_NODES];
    double weight[CLAIM_NODES];
} NodeTable;

ClaimModelOptions claim_model_defaults(void)
{
    return (ClaimModelOptions){
        .drift_per_year = 0.03, .scale_shift = 0, .history_years = 12, .interval_share = 0.5};
}

/* ---- nodes ---- */

/* Log weights become weights that sum to 1. */
static void normalise(double weights[CLAIM_NODES])
{
    double most = weights[0];
    double sum = 0;
    for (size_t i = 1; i < CLAIM_NODES; i++)
        most = fmax(most, weights[i]);
    for (size_t i = 0; i < CLAIM_NODES; i++)
        sum += weights[i] = exp(weights[i] - most);
    for (size_t i = 0; i < CLAIM_NODES; i++)
        weights[i] /= sum;
}

static TfStatus read_targets(ClaimProblem *problem, size_t node, ClaimForecast *forecasts, TfError *error)
{
    double shift = claim_problem_exponentials(problem, problem->prior.month_count);
    for (size_t i = 0; i < problem->target_count; i++) {
        double mean;
        double sd;
        TfStatus status = claim_mode_target(problem, &problem->targets[i], shift, &mean, &sd, error);
        if (status != TF_OK)
            return status;
        forecasts[i].nodes[node].mean = mean;
        forecasts[i].nodes[node].sd = sd;
    }
    return TF_OK;
}

static TfStatus run_nodes(ClaimProblem *problem, NodeTable *table, ClaimForecast *forecasts, TfError *error)
{
    double sd = claim_prior_log_volatility_sd();
    for (size_t node = 0; node < CLAIM_NODES; node++) {
        double z = node_span * (2.0 * (double)node / (CLAIM_NODES - 1) - 1);
        double evidence;
        claim_prior_set_volatility(&problem->prior, exp(problem->log_volatility + sd * z));
        TfStatus status = claim_mode_find(problem, node == 0, &evidence, error);
        if (status == TF_OK)
            status = read_targets(problem, node, forecasts, error);
        if (status != TF_OK)
            return status;
        table->z[node] = z;
        table->weight[node] = evidence - 0.5 * z * z;
        for (size_t i = 0; i < problem->row_count; i++)
            problem->rows[i].node_value[node] = problem->rows[i].value;
    }
    normalise(table->weight);
    return TF_OK;
}

static double mean_volatility(const ClaimProblem *problem, const NodeTable *table)
{
    double z = 0;
    for (size_t node = 0; node < CLAIM_NODES; node++)
        z += table->weight[node] * table->z[node];
    return exp(problem->log_volatility + claim_prior_log_volatility_sd() * z);
}

static TfStatus describe(const ClaimProblem *problem, const NodeTable *table, const ClaimHistory *history,
                         TfArena *arena, TfProjection *projection, TfError *error)
{
    TfResidual *residuals = tf_arena_alloc_array(arena, problem->term_count, sizeof *residuals);
    if (residuals == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < problem->term_count; i++) {
        const ClaimRow *row = &problem->rows[problem->terms[i].row];
        double value = 0;
        for (size_t node = 0; node < CLAIM_NODES; node++)
            value += table->weight[node] * row->node_value[node];
        residuals[i] = (TfResidual){
            .observation = history->places == NULL ? i : history->places[i],
            .sigmas = claim_likelihood_distance(&problem->terms[i].likelihood, value),
        };
    }
    *projection = (TfProjection){
        .reference_source = problem->sources[problem->reference].name,
        .volatility = mean_volatility(problem, table),
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
    ClaimHistory history;
    NodeTable table;
    TfStatus status = claim_history_choose(observations, count, used.history_years, arena, &history, error);
    if (status == TF_OK)
        status =
            claim_problem_start(workspace, history.items, history.count, windows, window_count, &used, error);
    if (status == TF_OK)
        status = run_nodes(&workspace->problem, &table, forecasts, error);
    if (status != TF_OK)
        return status;
    for (size_t i = 0; i < window_count; i++) {
        forecasts[i].node_count = CLAIM_NODES;
        for (size_t node = 0; node < CLAIM_NODES; node++)
            forecasts[i].nodes[node].weight = table.weight[node];
    }
    return projection == NULL ? TF_OK
                              : describe(&workspace->problem, &table, &history, arena, projection, error);
}
