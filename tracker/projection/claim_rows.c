/* Totals and rows at a state: the logs, their gradients (the share of each month in its total) and prior
 * covariances. */
#include "tracker/projection/claim_problem.h"

#include <assert.h>
#include <math.h>

/* ---- values and gradients ---- */

/* Brings exp(x - shift) up to date for the months t < months that are needed; returns the shift. */
static double find_exponentials(ClaimProblem *problem, const bool *is_needed, int months)
{
    size_t flows = problem->prior.flow_count;
    size_t stride = (size_t)problem->prior.month_count;
    double shift = -HUGE_VAL;
    for (size_t flow = 0; flow < flows; flow++)
        for (size_t t = 0; t < (size_t)months; t++) {
            double log_flow = problem->mean[flow * stride + t] + problem->deviation[flow * stride + t];
            problem->exponential[flow * stride + t] = log_flow;
            if (is_needed[t])
                shift = log_flow > shift ? log_flow : shift;
        }
    for (size_t flow = 0; flow < flows; flow++)
        for (size_t t = 0; t < (size_t)months; t++)
            if (is_needed[t])
                problem->exponential[flow * stride + t] =
                    exp(problem->exponential[flow * stride + t] - shift);
    return shift;
}

static void linearise_total(ClaimProblem *problem, ClaimTotal *total, double shift)
{
    size_t stride = (size_t)problem->prior.month_count;
    double sum = 0;
    for (size_t k = 0; k < total->segment_count; k++) {
        const ClaimSegment *segment = &total->segments[k];
        const double *months = problem->exponential + segment->flow * stride;
        for (int t = segment->from; t <= segment->to; t++)
            sum += months[t];
    }
    double linear = 0;
    double scale = 1 / sum;
    for (size_t k = 0; k < total->segment_count; k++) {
        ClaimSegment *segment = &total->segments[k];
        size_t at = segment->flow * stride + (size_t)segment->from;
        int length = segment->to - segment->from + 1;
        for (int i = 0; i < length; i++) {
            segment->weights[i] = problem->exponential[at + (size_t)i] * scale;
            linear += segment->weights[i] * problem->deviation[at + (size_t)i];
        }
    }
    total->value = shift + log(sum);
    total->linear = linear;
}

static void read_row(const ClaimProblem *problem, ClaimRow *row)
{
    const ClaimTotal *total = &problem->totals[row->total];
    row->value = total->value;
    row->linear = total->linear;
    if (row->base != CLAIM_NONE) {
        row->value -= problem->totals[row->base].value;
        row->linear -= problem->totals[row->base].linear;
    }
    if (row->bias != CLAIM_NONE) {
        size_t first = problem->prior.flow_count * (size_t)problem->prior.month_count;
        row->value += problem->deviation[first + row->bias];
        row->linear += problem->deviation[first + row->bias];
    }
}

void claim_problem_linearise(ClaimProblem *problem)
{
    double shift = find_exponentials(problem, problem->is_claimed, problem->claim_months);
    for (size_t i = 0; i < problem->total_count; i++)
        linearise_total(problem, &problem->totals[i], shift);
    for (size_t i = 0; i < problem->row_count; i++)
        read_row(problem, &problem->rows[i]);
    problem->parts_are_old = true;
}

/* ---- the prior under a volatility ---- */

/* Claims of a few years cannot tell a pair that shrinks by more than an eighth a year from a volatile one. */
static const double most_drag = 0.125;

/* Lowers the yearly drift of the prior mean by `change`. The months stay where they are, so what they deviate
 * by changes, and with it the linear part of the totals; their gradients do not. */
static void lower_drift(ClaimProblem *problem, double change)
{
    const ClaimPrior *prior = &problem->prior;
    size_t stride = (size_t)prior->month_count;
    for (size_t flow = 0; flow < prior->flow_count; flow++)
        for (size_t t = 0; t < stride; t++) {
            double lower = change * ((double)t - prior->reference_time) / 12;
            problem->mean[flow * stride + t] -= lower;
            problem->deviation[flow * stride + t] += lower;
        }
    for (size_t i = 0; i < problem->total_count; i++) {
        ClaimTotal *total = &problem->totals[i];
        for (size_t k = 0; k < total->segment_count; k++)
            for (int t = total->segments[k].from; t <= total->segments[k].to; t++)
                total->linear += total->segments[k].weights[t - total->segments[k].from] * change *
                                 (t - prior->reference_time) / 12;
    }
    for (size_t i = 0; i < problem->row_count; i++)
        read_row(problem, &problem->rows[i]);
}

void claim_problem_set_volatility(ClaimProblem *problem, double volatility)
{
    claim_prior_set_volatility(&problem->prior, volatility);
    double drag = problem->volatility_drag * fmin(volatility * volatility / 2, most_drag);
    if (drag != problem->drag_per_year)
        lower_drift(problem, drag - problem->drag_per_year);
    problem->drag_per_year = drag;
}

static void sum_segments(ClaimProblem *problem, ClaimTotal *total)
{
    for (size_t k = 0; k < total->segment_count; k++)
        claim_segment_sum(&total->segments[k], &problem->prior);
}

void claim_problem_linearise_targets(ClaimProblem *problem)
{
    double shift = find_exponentials(problem, problem->is_asked, problem->prior.month_count);
    for (size_t i = 0; i < problem->target_count; i++) {
        linearise_total(problem, &problem->targets[i], shift);
        sum_segments(problem, &problem->targets[i]);
    }
}

/* ---- covariances ---- */

static void add_between_totals(const ClaimPrior *prior, const ClaimTotal *a, const ClaimTotal *b,
                               ClaimParts *sum)
{
    for (size_t i = 0; i < a->segment_count; i++)
        for (size_t k = 0; k < b->segment_count; k++)
            claim_prior_add_between(prior, &a->segments[i], &b->segments[k], sum);
}

void claim_problem_find_parts(ClaimProblem *problem)
{
    if (!problem->parts_are_old)
        return;
    ClaimParts *parts = problem->parts;
    for (size_t i = 0; i < problem->total_count; i++) {
        sum_segments(problem, &problem->totals[i]);
        for (size_t k = 0; k <= i; k++, parts++) {
            *parts = (ClaimParts){0, 0};
            add_between_totals(&problem->prior, &problem->totals[i], &problem->totals[k], parts);
        }
    }
    problem->parts_are_old = false;
}

static double covariance(const ClaimProblem *problem, size_t a, size_t b)
{
    const ClaimParts *parts = &problem->parts[a >= b ? a * (a + 1) / 2 + b : b * (b + 1) / 2 + a];
    return problem->prior.variance * parts->scaled + parts->fixed;
}

double claim_problem_between(const ClaimProblem *problem, const ClaimRow *a, const ClaimRow *b)
{
    assert(!problem->parts_are_old);
    double sum = covariance(problem, a->total, b->total);
    if (a->base != CLAIM_NONE)
        sum -= covariance(problem, a->base, b->total);
    if (b->base != CLAIM_NONE)
        sum -= covariance(problem, a->total, b->base);
    if (a->base != CLAIM_NONE && b->base != CLAIM_NONE)
        sum += covariance(problem, a->base, b->base);
    if (a->bias != CLAIM_NONE && a->bias == b->bias)
        sum += problem->sources[a->bias].bias_variance;
    return sum;
}

double claim_problem_between_targets(const ClaimProblem *problem, const ClaimTotal *a, const ClaimTotal *b)
{
    ClaimParts parts = {0, 0};
    add_between_totals(&problem->prior, a, b, &parts);
    return problem->prior.variance * parts.scaled + parts.fixed;
}

void claim_problem_reach_target(ClaimProblem *problem, const ClaimTotal *target)
{
    for (size_t i = 0; i < problem->total_count; i++)
        problem->to_target[i] = claim_problem_between_targets(problem, &problem->totals[i], target);
}

double claim_problem_to_target(const ClaimProblem *problem, const ClaimRow *row)
{
    double sum = problem->to_target[row->total];
    return row->base == CLAIM_NONE ? sum : sum - problem->to_target[row->base];
}
