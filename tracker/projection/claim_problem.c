/* Setting a problem up: what is refused, the months, the rows, the prior mean. */
#include "tracker/projection/claim_problem.h"

#include "tracker/projection/claim_workspace.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* ---- totals and rows ---- */

static ClaimTotal make_total(const ClaimProblem *problem, TfMeasure flow, int from, int to)
{
    ClaimTotal total = {.segment_count = 0};
    size_t first = flow == TF_IMPORTS && problem->prior.flow_count == 2 ? 1 : 0;
    size_t last = flow == TF_EXPORTS ? 0 : problem->prior.flow_count - 1;
    for (size_t i = first; i <= last; i++)
        total.segments[total.segment_count++] = (ClaimSegment){
            .flow = i,
            .from = from - problem->first_month,
            .to = to - problem->first_month,
        };
    return total;
}

/* The place of the total of these months among those there are; it is added when it is new. */
static size_t place_total(ClaimProblem *problem, TfMeasure flow, int from, int to)
{
    ClaimTotal total = make_total(problem, flow, from, to);
    size_t at = 0;
    for (; at < problem->total_count; at++) {
        const ClaimTotal *other = &problem->totals[at];
        if (other->segment_count == total.segment_count &&
            other->segments[0].flow == total.segments[0].flow &&
            other->segments[0].from == total.segments[0].from &&
            other->segments[0].to == total.segments[0].to)
            return at;
    }
    assert(at < CLAIM_MOST_TOTALS);
    problem->totals[problem->total_count++] = total;
    for (int t = total.segments[0].from; t <= total.segments[0].to; t++)
        problem->is_claimed[t] = true;
    return at;
}

/* The place of the row among those there are; it is added when it is new. The history holds few enough. */
static size_t place_row(ClaimProblem *problem, const ClaimRow *row)
{
    size_t at = 0;
    while (at < problem->row_count &&
           !(problem->rows[at].total == row->total && problem->rows[at].base == row->base &&
             problem->rows[at].bias == row->bias))
        at++;
    assert(at < CLAIM_MOST_ROWS);
    if (at == problem->row_count)
        problem->rows[problem->row_count++] = *row;
    return at;
}

/* The factor that a claim's figure is off by: none for growth, and none for the reference. */
static size_t bias_of(const ClaimProblem *problem, const TfObservation *observation)
{
    if (observation->is_growth)
        return CLAIM_NONE;
    size_t source = claim_sources_find(problem->sources, problem->source_count, observation->source);
    return problem->sources[source].bias_variance > 0 ? source : CLAIM_NONE;
}

static void make_rows(ClaimProblem *problem, const TfObservation *observations, size_t count)
{
    memset(problem->is_claimed, 0, (size_t)problem->prior.month_count * sizeof *problem->is_claimed);
    for (size_t i = 0; i < count; i++) {
        const TfObservation *claim = &observations[i];
        ClaimRow row = {
            .total = place_total(problem, claim->flow, claim->from_month, claim->to_month),
            .base = claim->is_growth
                        ? place_total(problem, claim->flow, claim->from_month - 12, claim->to_month - 12)
                        : CLAIM_NONE,
            .bias = bias_of(problem, claim),
        };
        problem->terms[i] =
            (ClaimTerm){.row = place_row(problem, &row), .likelihood = claim_likelihood_of(claim)};
        const ClaimLikelihood *likelihood = &problem->terms[i].likelihood;
        problem->undisputed += claim_likelihood_at(likelihood, likelihood->centre).value;
    }
    problem->term_count = count;
}

static void make_targets(ClaimProblem *problem, const ClaimWindow *windows, size_t count)
{
    memset(problem->is_asked, 0, (size_t)problem->prior.month_count * sizeof *problem->is_asked);
    for (size_t i = 0; i < count; i++) {
        const ClaimWindow *window = &windows[i];
        problem->targets[i] = make_total(problem, window->flow, window->from_month, window->to_month);
        for (int month = window->from_month; month <= window->to_month; month++)
            problem->is_asked[month - problem->first_month] = true;
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

/* Gives each segment of totals and targets its weights, none yet. */
static void hand_out_weights(ClaimProblem *problem)
{
    double *weights = problem->weights;
    for (size_t i = 0; i < problem->total_count + problem->target_count; i++) {
        ClaimTotal *total =
            i < problem->total_count ? &problem->totals[i] : &problem->targets[i - problem->total_count];
        for (size_t k = 0; k < total->segment_count; k++) {
            size_t length = (size_t)(total->segments[k].to - total->segments[k].from) + 1;
            total->segments[k].weights = weights;
            memset(weights, 0, length * sizeof *weights);
            weights += length;
        }
    }
}

/* ---- the whole ---- */

static size_t count_flows(const TfObservation *observations, size_t count, const ClaimWindow *windows,
                          size_t window_count)
{
    for (size_t i = 0; i < count; i++)
        if (observations[i].flow != TF_TURNOVER)
            return 2;
    for (size_t i = 0; i < window_count; i++)
        if (windows[i].flow != TF_TURNOVER)
            return 2;
    return 1;
}

static ClaimSizes count_sizes(const TfObservation *observations, size_t count, const ClaimWindow *windows,
                              size_t window_count, size_t flows, int months)
{
    size_t weights = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = (size_t)(observations[i].to_month - observations[i].from_month) + 1;
        weights += observations[i].is_growth ? 2 * length : length;
    }
    for (size_t i = 0; i < window_count; i++)
        weights += (size_t)(windows[i].to_month - windows[i].from_month) + 1;
    return (ClaimSizes){
        .claims = count,
        .windows = window_count,
        .states = flows * (size_t)months + count,
        .weights = flows * weights,
    };
}

static TfStatus check_observations(const TfObservation *observations, size_t count, TfError *error)
{
    bool has_level = false;
    assert(count <= CLAIM_MOST_OBSERVATIONS);
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

static TfStatus check_all(const TfObservation *observations, size_t count, const ClaimWindow *windows,
                          size_t window_count, MonthRange *range, int *last_claimed, TfError *error)
{
    TfStatus status = check_observations(observations, count, error);
    if (status == TF_OK)
        status = check_windows(windows, window_count, error);
    if (status == TF_OK)
        status = find_months(observations, count, windows, window_count, range, last_claimed, error);
    return status;
}

static void set_prior(ClaimProblem *problem, const TfObservation *observations, size_t count,
                      const ClaimModelOptions *options)
{
    double size = pair_size(observations, count, problem->values);
    problem->prior.reference_time = mean_time(observations, count, problem->first_month);
    problem->state_count =
        problem->prior.flow_count * (size_t)problem->prior.month_count + problem->source_count;
    memset(problem->mean, 0, problem->state_count * sizeof(double));
    memset(problem->deviation, 0, problem->state_count * sizeof(double));
    set_mean(problem, size, options->drift_per_year);
    problem->log_volatility = claim_prior_log_volatility(size) + options->scale_shift;
    problem->volatility_drag = options->volatility_drag;
    problem->interval_share = options->interval_share;
    problem->gain_left = options->gain_left;
    problem->follows_one_mode = options->follows_one_mode;
    problem->drag_per_year = 0;
    claim_prior_start(&problem->prior, options->is_first_fit);
}

TfStatus claim_problem_start(ClaimWorkspace *workspace, const TfObservation *observations, size_t count,
                             const ClaimWindow *windows, size_t window_count,
                             const ClaimModelOptions *options, TfError *error)
{
    ClaimProblem *problem = &workspace->problem;
    MonthRange range = {0, 0};
    int last_claimed = 0;
    TfStatus status = check_all(observations, count, windows, window_count, &range, &last_claimed, error);
    if (status != TF_OK)
        return status;
    int months = range.to - range.from + 1;
    size_t flows = count_flows(observations, count, windows, window_count);
    ClaimSizes sizes = count_sizes(observations, count, windows, window_count, flows, months);
    status = claim_workspace_cut(workspace, &sizes, error);
    if (status != TF_OK)
        return status;
    problem->first_month = range.from;
    problem->claim_months = last_claimed - range.from + 1;
    problem->prior.month_count = months;
    problem->prior.first_calendar = range.from % 12;
    problem->prior.flow_count = flows;
    problem->source_count = claim_sources_list(observations, count, problem->sources, &problem->reference);
    make_rows(problem, observations, count);
    make_targets(problem, windows, window_count);
    hand_out_weights(problem);
    set_prior(problem, observations, count, options);
    return TF_OK;
}
