/* Setting a problem up: the months, the rows, the reference source, the prior mean; and rows as linear
 * functions. */
#include "tracker/projection/claim_problem.h"

#include <gsl/gsl_errno.h>

#include "tracker/base/date.h"
#include "tracker/base/size.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sd of the factor between two sources: outlets or agencies of one side, or the statistics of two sides. */
static const double same_side_bias_sd = 0.04;
static const double other_side_bias_sd = 0.25;

/* ---- the months ---- */

typedef struct MonthRange {
    int from;
    int to;
} MonthRange;

static void widen(MonthRange *range, int from, int to)
{
    range->from = from < range->from ? from : range->from;
    range->to = to > range->to ? to : range->to;
}

static TfStatus check_windows(const ClaimWindow *windows, size_t count, TfError *error)
{
    if (count > CLAIM_MOST_WINDOWS)
        return tf_fail(error, TF_BAD_INPUT, "%zu totals are asked for; at most %d are possible", count,
                       CLAIM_MOST_WINDOWS);
    for (size_t i = 0; i < count; i++) {
        if (windows[i].from_month > windows[i].to_month)
            return tf_fail(error, TF_BAD_INPUT, "the target period ends before it begins");
        if (windows[i].flow == TF_BALANCE)
            return tf_fail(error, TF_BAD_INPUT,
                           "a balance cannot be projected; turnover, exports or imports can");
    }
    return TF_OK;
}

static TfStatus find_months(const TfObservation *observations, size_t count, const ClaimWindow *windows,
                            size_t window_count, MonthRange *all, int *last_claimed, TfError *error)
{
    MonthRange range = {observations[0].from_month, observations[0].to_month};
    for (size_t i = 0; i < count; i++)
        widen(&range, observations[i].from_month - (observations[i].is_growth ? 12 : 0),
              observations[i].to_month);
    *last_claimed = range.to;
    for (size_t i = 0; i < window_count; i++)
        widen(&range, windows[i].from_month, windows[i].to_month);
    /* months are bounded by what callers can write as dates, so the difference cannot overflow */
    int months = range.to - range.from + 1;
    if (months > CLAIM_MOST_MONTHS)
        return tf_fail(error, TF_BAD_INPUT, "claims and target span %d months; at most %d are possible",
                       months, CLAIM_MOST_MONTHS);
    *all = range;
    return TF_OK;
}

/* ---- sources ---- */

typedef struct SourceUse {
    TfSlice name;
    size_t level_count;
    int newest; /* last month of its newest level claim */
} SourceUse;

static int compare_names(const void *a, const void *b)
{
    TfSlice left = ((const SourceUse *)a)->name;
    TfSlice right = ((const SourceUse *)b)->name;
    return tf_slice_compare(left, right);
}

/* Counts the level claims of each source; `uses` has room for one an observation. Sorted by name. */
static size_t count_sources(const TfObservation *observations, size_t count, SourceUse *uses)
{
    size_t level_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!observations[i].is_growth)
            uses[level_count++] = (SourceUse){observations[i].source, 1, observations[i].to_month};
    qsort(uses, level_count, sizeof *uses, compare_names);
    size_t kept = 0;
    for (size_t i = 0; i < level_count; i++) {
        if (kept == 0 || !tf_slice_equal(uses[kept - 1].name, uses[i].name)) {
            uses[kept++] = uses[i];
            continue;
        }
        uses[kept - 1].level_count++;
        if (uses[i].newest > uses[kept - 1].newest)
            uses[kept - 1].newest = uses[i].newest;
    }
    return kept;
}

/* The reference is the most quoted source; of equals the one with the newest window; of equals the first
 * name. */
static size_t find_reference(const SourceUse *uses, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (uses[i].level_count > uses[best].level_count ||
            (uses[i].level_count == uses[best].level_count && uses[i].newest > uses[best].newest))
            best = i;
    return best;
}

/* "statistics:KAZ" and "statistics:RUS" are the books of two sides; README.md, "Sources". */
static bool is_statistics(TfSlice source)
{
    return tf_slice_starts_with(source, "statistics:");
}

static void set_sources(ClaimProblem *problem, SourceUse *uses, size_t count)
{
    size_t reference = find_reference(uses, count);
    problem->reference_source = uses[reference].name;
    for (size_t i = 0; i < count; i++) {
        bool both = is_statistics(uses[i].name) && is_statistics(problem->reference_source);
        double sd = both ? other_side_bias_sd : same_side_bias_sd;
        problem->bias_variance[i] = i == reference ? 0 : sd * sd;
    }
    problem->bias_count = count;
}

static size_t find_bias(const SourceUse *uses, size_t count, TfSlice source)
{
    size_t low = 0;
    while (count > 0) {
        size_t half = count / 2;
        int order = tf_slice_compare(source, uses[low + half].name);
        if (order == 0)
            return low + half;
        if (order > 0) {
            low += half + 1;
            count -= half + 1;
        } else
            count = half;
    }
    return CLAIM_NO_BIAS;
}

/* ---- rows ---- */

static void add_total(ClaimProblem *problem, ClaimRow *row, TfMeasure flow, int from, int to, double sign)
{
    size_t first = flow == TF_IMPORTS && problem->prior.flow_count == 2 ? 1 : 0;
    size_t last = flow == TF_EXPORTS ? 0 : problem->prior.flow_count - 1;
    for (size_t i = first; i <= last; i++) {
        ClaimSegment *segment = &row->segments[row->segment_count++];
        *segment = (ClaimSegment){
            .flow = i,
            .from = from - problem->first_month,
            .to = to - problem->first_month,
            .sign = sign,
        };
    }
    row->flows_each = last - first + 1;
}

static ClaimRow make_row(ClaimProblem *problem, const TfObservation *observation, size_t bias)
{
    ClaimRow row = {.bias = bias};
    add_total(problem, &row, observation->flow, observation->from_month, observation->to_month, 1);
    if (observation->is_growth)
        add_total(problem, &row, observation->flow, observation->from_month - 12, observation->to_month - 12,
                  -1);
    return row;
}

static bool same_row(const ClaimRow *a, const ClaimRow *b)
{
    if (a->bias != b->bias || a->segment_count != b->segment_count || a->flows_each != b->flows_each)
        return false;
    const ClaimSegment *x = a->segments;
    const ClaimSegment *y = b->segments;
    return x->flow == y->flow && x->from == y->from && x->to == y->to;
}

/* The place of the row among those there are; it is added when it is new. */
static size_t place_row(ClaimProblem *problem, const ClaimRow *row)
{
    size_t at = 0;
    while (at < problem->row_count && !same_row(&problem->rows[at], row))
        at++;
    if (at == problem->row_count && at < CLAIM_MOST_ROWS)
        problem->rows[problem->row_count++] = *row;
    return at;
}

static TfStatus make_rows(ClaimProblem *problem, const TfObservation *observations, size_t count,
                          const SourceUse *uses, TfError *error)
{
    for (size_t i = 0; i < count; i++) {
        size_t bias = CLAIM_NO_BIAS;
        if (!observations[i].is_growth)
            bias = find_bias(uses, problem->bias_count, observations[i].source);
        if (bias != CLAIM_NO_BIAS && problem->bias_variance[bias] <= 0)
            bias = CLAIM_NO_BIAS;
        ClaimRow row = make_row(problem, &observations[i], bias);
        size_t at = place_row(problem, &row);
        if (at == CLAIM_MOST_ROWS)
            return tf_fail(error, TF_BAD_INPUT,
                           "the claims are about more than %d different periods and sources",
                           CLAIM_MOST_ROWS);
        problem->terms[i] = (ClaimTerm){.row = at, .likelihood = claim_likelihood_of(&observations[i])};
    }
    problem->term_count = count;
    return TF_OK;
}

static void make_targets(ClaimProblem *problem, const ClaimWindow *windows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        problem->targets[i] = (ClaimRow){.bias = CLAIM_NO_BIAS};
        add_total(problem, &problem->targets[i], windows[i].flow, windows[i].from_month, windows[i].to_month,
                  1);
    }
    problem->target_count = count;
}

/* ---- size of the pair, prior mean ---- */

static int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static size_t yearly_values(const TfObservation *observations, size_t count, TfMeasure flow, double *values)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const TfObservation *claim = &observations[i];
        if (!claim->is_growth && claim->flow == flow)
            values[found++] = claim->value_usd * 12 / (claim->to_month - claim->from_month + 1);
    }
    return found;
}

/* Median yearly turnover that the level claims speak of, million US dollars, at least 1. Without a turnover
 * claim, exports and imports are added as they come, or one of them doubled. `values` has room for two a
 * claim. */
static double pair_size(const TfObservation *observations, size_t count, double *values)
{
    size_t found = yearly_values(observations, count, TF_TURNOVER, values);
    if (found == 0) {
        size_t exports = yearly_values(observations, count, TF_EXPORTS, values);
        size_t imports = yearly_values(observations, count, TF_IMPORTS, values + exports);
        size_t both = exports < imports ? exports : imports;
        found = both > 0 ? both : exports + imports;
        for (size_t i = 0; i < found; i++)
            values[i] = both > 0 ? values[i] + values[exports + i] : 2 * values[i];
    }
    qsort(values, found, sizeof *values, compare_doubles);
    double median = 0.5 * (values[(found - 1) / 2] + values[found / 2]);
    return fmax(median / 1e6, 1);
}

static double mean_time(const TfObservation *observations, size_t count, int first_month)
{
    double sum = 0;
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (!observations[i].is_growth) {
            sum += (observations[i].from_month + observations[i].to_month) / 2.0 - first_month;
            found++;
        }
    return sum / (double)found;
}

static void set_mean(ClaimProblem *problem, double millions_a_year, double drift_per_year)
{
    const ClaimPrior *prior = &problem->prior;
    double level = log(millions_a_year * 1e6 / 12 / (double)prior->flow_count);
    for (size_t flow = 0; flow < prior->flow_count; flow++)
        for (int t = 0; t < prior->month_count; t++)
            problem->mean[flow * (size_t)prior->month_count + (size_t)t] =
                level + drift_per_year * (t - prior->reference_time) / 12 +
                claim_prior_season((prior->first_calendar + t) % 12);
}

/* ---- memory: one block, cut up anew for each problem ---- */

typedef struct Cutter {
    char *block; /* NULL while the sizes are being summed */
    size_t used;
} Cutter;

static void *cut(Cutter *cutter, size_t count, size_t size)
{
    size_t at = cutter->used;
    cutter->used += (count * size + 15) / 16 * 16;
    return cutter->block == NULL ? NULL : cutter->block + at;
}

/* How much of everything a problem needs; all are bounded by the limits, so their products cannot overflow.
 */
typedef struct ProblemSizes {
    size_t claims;
    size_t windows;
    size_t states;
    size_t flows;
    size_t weights;
} ProblemSizes;

typedef struct ProblemMemory {
    SourceUse *uses;
    double *values;
    double *weights;
} ProblemMemory;

static size_t cut_problem(ClaimProblem *problem, ProblemMemory *memory, const ProblemSizes *sizes,
                          char *block)
{
    Cutter cutter = {.block = block};
    size_t rows = sizes->claims < CLAIM_MOST_ROWS ? sizes->claims : CLAIM_MOST_ROWS;
    problem->terms = cut(&cutter, sizes->claims, sizeof *problem->terms);
    problem->rows = cut(&cutter, rows, sizeof *problem->rows);
    problem->targets = cut(&cutter, sizes->windows, sizeof *problem->targets);
    problem->bias_variance = cut(&cutter, sizes->claims, sizeof(double));
    problem->mean = cut(&cutter, sizes->states, sizeof(double));
    problem->loading = cut(&cutter, sizes->states, sizeof(double));
    problem->deviation = cut(&cutter, sizes->states, sizeof(double));
    problem->loading_old = cut(&cutter, sizes->states, sizeof(double));
    problem->loading_new = cut(&cutter, sizes->states, sizeof(double));
    problem->exponential = cut(&cutter, sizes->states, sizeof(double));
    problem->factor = cut(&cutter, rows * rows, sizeof(double));
    problem->scaled = cut(&cutter, rows, sizeof(double));
    problem->root = cut(&cutter, rows, sizeof(double));
    memory->uses = cut(&cutter, sizes->claims, sizeof *memory->uses);
    memory->values = cut(&cutter, 2 * sizes->claims, sizeof(double));
    memory->weights = cut(&cutter, sizes->weights, sizeof(double));
    return cutter.used;
}

static TfStatus reserve(ClaimWorkspace *workspace, size_t size, TfError *error)
{
    if (size <= workspace->block_size)
        return TF_OK;
    free(workspace->block);
    workspace->block_size = 0;
    workspace->block = malloc(size);
    if (workspace->block == NULL)
        return tf_fail_memory(error);
    workspace->block_size = size;
    return TF_OK;
}

ClaimWorkspace *claim_workspace_alloc(size_t most_claims, size_t most_months)
{
    ClaimWorkspace *workspace = calloc(1, sizeof *workspace);
    if (workspace == NULL)
        return NULL;
    /* a singular matrix is an answer to give, not a reason to end the program */
    (void)gsl_set_error_handler_off();
    size_t claims = most_claims < CLAIM_MOST_OBSERVATIONS ? most_claims : CLAIM_MOST_OBSERVATIONS;
    size_t months = most_months < CLAIM_MOST_MONTHS ? most_months : CLAIM_MOST_MONTHS;
    ProblemMemory memory;
    ProblemSizes sizes = {claims, 8, 2 * months + claims, 2, (claims + 8) * 24};
    if (reserve(workspace, cut_problem(&workspace->problem, &memory, &sizes, NULL), NULL) != TF_OK) {
        claim_workspace_free(workspace);
        return NULL;
    }
    return workspace;
}

void claim_workspace_free(ClaimWorkspace *workspace)
{
    if (workspace == NULL)
        return;
    free(workspace->block);
    free(workspace);
}

/* Gives each segment its weights. */
static double *hand_out_weights(ClaimRow *rows, size_t count, double *weights)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < rows[i].segment_count; k++) {
            rows[i].segments[k].weights = weights;
            weights += rows[i].segments[k].to - rows[i].segments[k].from + 1;
        }
    return weights;
}

/* ---- the whole ---- */

static ProblemSizes count_sizes(const TfObservation *observations, size_t count, const ClaimWindow *windows,
                                size_t window_count, int months)
{
    ProblemSizes sizes = {.claims = count, .windows = window_count, .flows = 1};
    size_t weights = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = (size_t)(observations[i].to_month - observations[i].from_month + 1);
        weights += observations[i].is_growth ? 2 * length : length;
        if (observations[i].flow != TF_TURNOVER)
            sizes.flows = 2;
    }
    for (size_t i = 0; i < window_count; i++) {
        weights += (size_t)(windows[i].to_month - windows[i].from_month + 1);
        if (windows[i].flow != TF_TURNOVER)
            sizes.flows = 2;
    }
    sizes.weights = weights * sizes.flows;
    sizes.states = sizes.flows * (size_t)months + count;
    return sizes;
}

static TfStatus check_observations(const TfObservation *observations, size_t count, TfError *error)
{
    bool has_level = false;
    if (count > CLAIM_MOST_OBSERVATIONS)
        return tf_fail(error, TF_BAD_INPUT, "%zu claims; at most %d are possible", count,
                       CLAIM_MOST_OBSERVATIONS);
    for (size_t i = 0; i < count; i++) {
        TfStatus status = claim_observation_check(&observations[i], i + 1, error);
        if (status != TF_OK)
            return status;
        has_level = has_level || !observations[i].is_growth;
    }
    if (!has_level)
        return tf_fail(error, TF_BAD_INPUT, "%s; at least one amount over whole months is needed",
                       count == 0 ? "there is no claim" : "all claims are growth rates");
    return TF_OK;
}

TfStatus claim_problem_start(ClaimWorkspace *workspace, const TfObservation *observations, size_t count,
                             const ClaimWindow *windows, size_t window_count,
                             const ClaimModelOptions *options, TfError *error)
{
    ClaimProblem *problem = &workspace->problem;
    ProblemMemory memory;
    MonthRange range = {0, 0};
    int last_claimed = 0;
    TfStatus status = check_observations(observations, count, error);
    if (status == TF_OK)
        status = check_windows(windows, window_count, error);
    if (status == TF_OK)
        status = find_months(observations, count, windows, window_count, &range, &last_claimed, error);
    if (status != TF_OK)
        return status;
    int months = range.to - range.from + 1;
    ProblemSizes sizes = count_sizes(observations, count, windows, window_count, months);
    status = reserve(workspace, cut_problem(problem, &memory, &sizes, NULL), error);
    if (status != TF_OK)
        return status;
    memset(problem, 0, sizeof *problem);
    (void)cut_problem(problem, &memory, &sizes, workspace->block);

    problem->first_month = range.from;
    problem->claim_months = last_claimed - range.from + 1;
    problem->prior = (ClaimPrior){
        .month_count = months,
        .first_calendar = range.from % 12,
        .flow_count = sizes.flows,
        .reference_time = mean_time(observations, count, range.from),
    };
    claim_prior_start(&problem->prior);
    set_sources(problem, memory.uses, count_sources(observations, count, memory.uses));
    status = make_rows(problem, observations, count, memory.uses, error);
    if (status != TF_OK)
        return status;
    make_targets(problem, windows, window_count);
    double *free_weights = hand_out_weights(problem->rows, problem->row_count, memory.weights);
    (void)hand_out_weights(problem->targets, window_count, free_weights);
    problem->state_count = sizes.flows * (size_t)months + problem->bias_count;
    double size = pair_size(observations, count, memory.values);
    memset(problem->mean, 0, problem->state_count * sizeof(double));
    set_mean(problem, size, options->drift_per_year);
    problem->log_volatility = claim_prior_log_volatility(size) + options->scale_shift;
    return TF_OK;
}
