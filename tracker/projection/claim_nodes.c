/* The sweeps over the volatilities. The first begins with all claims; when a claim is out of line, further
 * ones begin with some of the claims that contradict each other left out. README.md, "Several modes". */
#include "tracker/projection/claim_nodes.h"

#include "tracker/projection/claim_mode.h"

#include <math.h>
#include <string.h>

static const double node_span = 2.2;   /* volatilities reach this many sds of their prior to either side */
static const double same_mode = 1e-3;  /* rows of one mode found twice differ by less, log units */
static const double same_basin = 0.02; /* a search that begins as near to a mode as this ends there */
static const double outvoted_sds = 3;
static const double strained_sds = 2.5;
static const double outvoting_costs = 4; /* log posterior lost by the least of claims that is outvoted */
static const double hardly_matters = 5;  /* a mode that many log units below another */
static const double no_weight = 15;
enum { MIDDLE_NODE = CLAIM_NODES / 2, MOST_LEFT_OUT = 3, MOST_TRIALS = 12, WIDEST_BRANCH = 3 };

/* ---- one sweep ---- */

/* Whether the rows are within `distance` of a mode that was found under z. */
static bool is_near_known(const ClaimProblem *problem, double z, double distance)
{
    for (size_t c = 0; c < problem->component_count; c++) {
        double most = 0;
        if (problem->components[c].z != z)
            continue;
        for (size_t i = 0; i < problem->row_count; i++)
            most = fmax(most, fabs(problem->components[c].row_values[i] - problem->rows[i].value));
        if (most < distance)
            return true;
    }
    return false;
}

static void add_component(ClaimProblem *problem, double z, double evidence)
{
    double *values = problem->row_values + problem->component_count * problem->row_count;
    for (size_t i = 0; i < problem->row_count; i++)
        values[i] = problem->rows[i].value;
    problem->components[problem->component_count++] =
        (ClaimComponent){.z = z, .log_weight = evidence - 0.5 * z * z, .row_values = values};
}

typedef struct Sweep {
    ClaimVisit *visit;
    void *context;
    double misfits[CLAIM_NODES]; /* of the first sweep */
} Sweep;

/* z of the node, from the liveliest, under which claims contradict each other least, to the calmest. */
static double node_z(int node)
{
    return node_span * (1 - 2.0 * node / (CLAIM_NODES - 1));
}

static void set_node(ClaimProblem *problem, int node)
{
    double log_volatility = problem->log_volatility + claim_prior_log_volatility_sd() * node_z(node);
    claim_problem_set_volatility(problem, exp(log_volatility));
}

static TfStatus add_mode(ClaimProblem *problem, int node, double evidence, Sweep *state, TfError *error)
{
    add_component(problem, node_z(node), evidence);
    return state->visit(state->context, problem, problem->component_count - 1, error);
}

/* With all claims, each node from its neighbour. */
static TfStatus sweep_with_all(ClaimProblem *problem, Sweep *state, TfError *error)
{
    TfStatus status = TF_OK;
    for (int node = 0; node < CLAIM_NODES && status == TF_OK; node++) {
        ClaimMode mode;
        set_node(problem, node);
        status = claim_mode_find(problem, node == 0 ? CLAIM_FROM_PRIOR : CLAIM_FROM_NEIGHBOUR, &mode, error);
        if (status == TF_OK)
            status = add_mode(problem, node, mode.evidence, state, error);
        state->misfits[node] = mode.misfit;
    }
    return status;
}

static double largest_log_weight(const ClaimProblem *problem)
{
    double most = -HUGE_VAL;
    for (size_t c = 0; c < problem->component_count; c++)
        most = fmax(most, problem->components[c].log_weight);
    return most;
}

/* Begins at the node `first` as `start` says, and goes on `step` by `step`, as far as it finds modes that are
 * new and count. */
static TfStatus sweep_half(ClaimProblem *problem, ClaimStart start, int first, int step, Sweep *state,
                           TfError *error)
{
    int known = 0;
    for (int node = first; node >= 0 && node < CLAIM_NODES; node += step) {
        ClaimMode mode;
        set_node(problem, node);
        TfStatus status =
            claim_mode_find(problem, node == first ? start : CLAIM_FROM_NEIGHBOUR, &mode, error);
        if (status != TF_OK)
            return status;
        if (is_near_known(problem, node_z(node), same_mode)) {
            if (++known > (step > 0 ? 1 : 0)) /* the calmer, the more modes there are */
                break;
            continue;
        }
        double log_weight = mode.evidence - 0.5 * node_z(node) * node_z(node);
        if (log_weight < largest_log_weight(problem) - no_weight)
            break;
        status = add_mode(problem, node, mode.evidence, state, error);
        if (status != TF_OK)
            return status;
    }
    return TF_OK;
}

/* From the middle node to both sides. */
static TfStatus sweep_from(ClaimProblem *problem, ClaimStart start, Sweep *state, TfError *error)
{
    TfStatus status = sweep_half(problem, start, MIDDLE_NODE, 1, state, error);
    return status == TF_OK ? sweep_half(problem, start, MIDDLE_NODE - 1, -1, state, error) : status;
}

/* From what most claims agree on, unless that leads to a mode that is there. */
static TfStatus sweep_from_consensus(ClaimProblem *problem, Sweep *state, TfError *error)
{
    set_node(problem, MIDDLE_NODE);
    TfStatus status = claim_mode_approach(problem, CLAIM_FROM_CONSENSUS, error);
    if (status != TF_OK)
        return status;
    claim_problem_linearise(problem);
    if (is_near_known(problem, node_z(MIDDLE_NODE), same_basin))
        return TF_OK;
    status = sweep_half(problem, CLAIM_FROM_HERE, MIDDLE_NODE, 1, state, error);
    return status == TF_OK ? sweep_half(problem, CLAIM_FROM_CONSENSUS, MIDDLE_NODE - 1, -1, state, error)
                           : status;
}

/* ---- contradictions ---- */

static bool has_outvoted(const ClaimProblem *problem, const ClaimComponent *component)
{
    for (size_t i = 0; i < problem->term_count; i++)
        if (claim_likelihood_distance(&problem->terms[i].likelihood,
                                      component->row_values[problem->terms[i].row]) > outvoted_sds)
            return true;
    return false;
}

/* Whether another mode may count: some claim was outvoted, or outvoting one may pay. */
static bool is_in_doubt(const ClaimProblem *problem, const Sweep *state)
{
    double most = largest_log_weight(problem);
    for (size_t c = 0; c < problem->component_count; c++) {
        const ClaimComponent *component = &problem->components[c];
        if (component->log_weight + fmax(state->misfits[c] - outvoting_costs, 0) < most - hardly_matters)
            continue;
        if (state->misfits[c] > outvoting_costs - 1 || has_outvoted(problem, component))
            return true;
    }
    return false;
}

/* Claims that a search begins without. */
typedef struct Trial {
    size_t left_out[MOST_LEFT_OUT];
    size_t count;
} Trial;

static void leave_out(ClaimProblem *problem, const Trial *trial)
{
    for (size_t i = 0; i < problem->term_count; i++)
        problem->terms[i].is_left_out = false;
    for (size_t i = 0; i < trial->count; i++)
        problem->terms[trial->left_out[i]].is_left_out = true;
}

static bool same_trial(const Trial *a, const Trial *b)
{
    if (a->count != b->count)
        return false;
    size_t found = 0;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            found += a->left_out[i] == b->left_out[k];
    return found == a->count;
}

/* The most strained claim that is not marked yet; term_count when there is none. */
static size_t take_most_strained(const ClaimProblem *problem, double *strains)
{
    size_t most = problem->term_count;
    for (size_t i = 0; i < problem->term_count; i++)
        if (strains[i] > strained_sds && (most == problem->term_count || strains[i] > strains[most]))
            most = i;
    if (most < problem->term_count)
        strains[most] = 0;
    return most;
}

/* Adds to `trials` those that leave out one more claim than trials[at]; false when no claim is strained. */
static bool branch(const ClaimProblem *problem, double *strains, Trial *trials, size_t at, size_t *count)
{
    size_t claim = take_most_strained(problem, strains);
    bool any = claim < problem->term_count;
    for (int i = 0; i < WIDEST_BRANCH && claim < problem->term_count && *count < MOST_TRIALS; i++) {
        Trial longer = trials[at];
        bool is_new = longer.count < MOST_LEFT_OUT;
        if (is_new)
            longer.left_out[longer.count++] = claim;
        for (size_t k = 0; k < *count && is_new; k++)
            is_new = !same_trial(&trials[k], &longer);
        if (is_new)
            trials[(*count)++] = longer;
        claim = take_most_strained(problem, strains);
    }
    return any;
}

/* Leaves out one strained claim after the other, under the middle volatility, until the rest agree; each such
 * rest leads a sweep. */
static TfStatus sweep_contradictions(ClaimProblem *problem, Sweep *state, TfError *error)
{
    Trial trials[MOST_TRIALS] = {{.count = 0}};
    size_t count = 1;
    size_t sweeps = 1;
    bool any_outvoted = false;
    for (size_t c = 0; c < problem->component_count; c++)
        any_outvoted = any_outvoted || has_outvoted(problem, &problem->components[c]);
    TfStatus status = TF_OK;
    for (size_t at = 0; at < count && sweeps < CLAIM_MOST_SWEEPS - 1 && status == TF_OK; at++) {
        leave_out(problem, &trials[at]);
        set_node(problem, MIDDLE_NODE);
        status = claim_mode_strains(problem, problem->values, error);
        if (status != TF_OK)
            break;
        bool is_strained = branch(problem, problem->values, trials, at, &count);
        if (is_strained && trials[at].count < MOST_LEFT_OUT)
            continue;
        if (at == 0 && !any_outvoted)
            break;
        status = sweep_from(problem, CLAIM_FROM_OTHERS, state, error);
        sweeps++;
    }
    /* where more claims are wrong than can be left out one by one, what most agree on may be far from all
     * that was found */
    leave_out(problem, &(Trial){.count = 0});
    return status == TF_OK ? sweep_from_consensus(problem, state, error) : status;
}

/* ---- the whole ---- */

/* Log weights become weights that sum to 1. */
static void normalise(ClaimProblem *problem)
{
    double most = largest_log_weight(problem);
    double sum = 0;
    for (size_t c = 0; c < problem->component_count; c++) {
        problem->components[c].weight = exp(problem->components[c].log_weight - most);
        sum += problem->components[c].weight;
    }
    for (size_t c = 0; c < problem->component_count; c++)
        problem->components[c].weight /= sum;
}

TfStatus claim_nodes_find(ClaimProblem *problem, ClaimVisit *visit, void *context, TfError *error)
{
    Sweep state = {.visit = visit, .context = context};
    problem->component_count = 0;
    TfStatus status = sweep_with_all(problem, &state, error);
    if (status == TF_OK && !problem->follows_one_mode && is_in_doubt(problem, &state))
        status = sweep_contradictions(problem, &state, error);
    if (status == TF_OK)
        normalise(problem);
    return status;
}
