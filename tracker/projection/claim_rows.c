/* Rows at a state: the log totals, their gradients (the share of each month in its total) and prior
 * covariances. */
#include "tracker/projection/claim_problem.h"

#include <math.h>

double claim_problem_exponentials(ClaimProblem *problem, int months)
{
    size_t flows = problem->prior.flow_count;
    size_t stride = (size_t)problem->prior.month_count;
    double shift = -HUGE_VAL;
    for (size_t flow = 0; flow < flows; flow++)
        for (size_t at = flow * stride; at < flow * stride + (size_t)months; at++) {
            double log_flow = problem->mean[at] + problem->deviation[at];
            problem->exponential[at] = log_flow;
            shift = log_flow > shift ? log_flow : shift;
        }
    for (size_t flow = 0; flow < flows; flow++)
        for (size_t at = flow * stride; at < flow * stride + (size_t)months; at++)
            problem->exponential[at] = exp(problem->exponential[at] - shift);
    return shift;
}

/* One total of a row: its log is added to the row's value, and its segments get their months' shares. */
static void linearise_total(ClaimProblem *problem, ClaimRow *row, size_t first, double shift)
{
    const double *exponential = problem->exponential;
    size_t stride = (size_t)problem->prior.month_count;
    double total = 0;
    for (size_t k = first; k < first + row->flows_each; k++) {
        const ClaimSegment *segment = &row->segments[k];
        const double *months = exponential + segment->flow * stride;
        for (int t = segment->from; t <= segment->to; t++)
            total += months[t];
    }
    double sign = row->segments[first].sign;
    row->value += sign * (shift + log(total));
    for (size_t k = first; k < first + row->flows_each; k++) {
        ClaimSegment *segment = &row->segments[k];
        size_t at = segment->flow * stride + (size_t)segment->from;
        int length = segment->to - segment->from + 1;
        double linear = 0;
        for (int i = 0; i < length; i++) {
            segment->weights[i] = sign * exponential[at + (size_t)i] / total;
            linear += segment->weights[i] * problem->deviation[at + (size_t)i];
        }
        row->linear += linear;
        claim_segment_sum(segment, &problem->prior);
    }
}

void claim_problem_linearise(ClaimProblem *problem, ClaimRow *rows, size_t count, double shift)
{
    size_t biases = problem->prior.flow_count * (size_t)problem->prior.month_count;
    for (size_t i = 0; i < count; i++) {
        ClaimRow *row = &rows[i];
        row->value = 0;
        row->linear = 0;
        for (size_t first = 0; first < row->segment_count; first += row->flows_each)
            linearise_total(problem, row, first, shift);
        if (row->bias != CLAIM_NO_BIAS) {
            row->value += problem->deviation[biases + row->bias];
            row->linear += problem->deviation[biases + row->bias];
        }
    }
}

double claim_problem_between(const ClaimProblem *problem, const ClaimRow *a, const ClaimRow *b)
{
    double sum = 0;
    for (size_t i = 0; i < a->segment_count; i++)
        for (size_t k = 0; k < b->segment_count; k++)
            sum += claim_prior_between(&problem->prior, &a->segments[i], &b->segments[k]);
    if (a->bias != CLAIM_NO_BIAS && a->bias == b->bias)
        sum += problem->sources[a->bias].bias_variance;
    return sum;
}
