/* The closed forms of the covariance are the sums they stand for, multiplied out month by month. */
#include "tests/support/support.h"

#include "tracker/projection/claim_prior.h"

#include <math.h>
#include <stdlib.h>

enum { MONTHS = 40, STATES = 2 * MONTHS };

/* Covariance of two months, straight from the definition. */
static double month_covariance(const ClaimPrior *prior, size_t flow_a, int a, size_t flow_b, int b)
{
    const ClaimKernel *kernel = flow_a == flow_b ? &prior->own : &prior->other;
    bool same_calendar = (a - b) % 12 == 0;
    double years_a = (a - prior->reference_time) / 12;
    double years_b = (b - prior->reference_time) / 12;
    return kernel->walk * (a < b ? a : b) + kernel->drag * pow(prior->power[1], abs(a - b)) +
           kernel->season * same_calendar + kernel->irregular * (a == b) + kernel->level +
           kernel->drift * years_a * years_b;
}

static ClaimPrior make_prior(size_t flows)
{
    ClaimPrior prior = {
        .month_count = MONTHS, .first_calendar = 10, .flow_count = flows, .reference_time = 17.25};
    claim_prior_start(&prior, false);
    claim_prior_set_volatility(&prior, 0.17);
    return prior;
}

/* A run with uneven weights, some negative. */
static ClaimSegment make_segment(const ClaimPrior *prior, size_t flow, int from, int to, double *weights)
{
    ClaimSegment segment = {.flow = flow, .from = from, .to = to, .weights = weights};
    for (int i = 0; i <= to - from; i++)
        weights[i] = sin(1.0 + i + from) + 0.3;
    claim_segment_sum(&segment, prior);
    return segment;
}

static double between(const ClaimPrior *prior, const ClaimSegment *a, const ClaimSegment *b)
{
    ClaimParts parts = claim_prior_between(prior, a, b);
    return prior->variance * parts.scaled + parts.fixed;
}

static void two_windows_covary_as_their_months_do(void **state)
{
    (void)state;
    const struct {
        size_t flow_a;
        int from_a, to_a;
        size_t flow_b;
        int from_b, to_b;
    } rows[] = {
        {0, 2, 13, 0, 14, 25},  /* one after the other */
        {0, 20, 31, 0, 3, 8},   /* the second earlier */
        {0, 2, 13, 0, 2, 13},   /* the same months */
        {0, 2, 13, 0, 5, 7},    /* one inside the other */
        {0, 0, 11, 0, 6, 17},   /* half over half */
        {0, 39, 39, 0, 39, 39}, /* a month */
        {0, 0, 39, 0, 0, 23},   /* more than a year */
        {0, 2, 13, 1, 2, 13},   /* two flows */
        {1, 2, 13, 0, 30, 35},  /* two flows apart */
    };
    ClaimPrior prior = make_prior(2);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double weights_a[MONTHS];
        double weights_b[MONTHS];
        ClaimSegment a = make_segment(&prior, rows[i].flow_a, rows[i].from_a, rows[i].to_a, weights_a);
        ClaimSegment b = make_segment(&prior, rows[i].flow_b, rows[i].from_b, rows[i].to_b, weights_b);
        double want = 0;
        for (int s = a.from; s <= a.to; s++)
            for (int t = b.from; t <= b.to; t++)
                want += weights_a[s - a.from] * weights_b[t - b.from] *
                        month_covariance(&prior, a.flow, s, b.flow, t);
        assert_close(between(&prior, &a, &b), want, 1e-12);
        assert_close(between(&prior, &b, &a), want, 1e-12);
    }
}

static void a_window_varies_as_its_months_do(void **state)
{
    (void)state;
    ClaimPrior prior = make_prior(1);
    double weights[MONTHS];
    double again[MONTHS];
    ClaimSegment segment = make_segment(&prior, 0, 7, 22, weights);
    ClaimSegment copy = make_segment(&prior, 0, 7, 22, again);
    double want = 0;
    for (int s = segment.from; s <= segment.to; s++)
        for (int t = copy.from; t <= copy.to; t++)
            want += weights[s - segment.from] * again[t - copy.from] * month_covariance(&prior, 0, s, 0, t);
    assert_close(between(&prior, &segment, &segment), want, 1e-12);
    for (int t = 0; t <= copy.to - copy.from; t++)
        again[t] *= 0.4; /* exports as a share of turnover */
    claim_segment_sum(&copy, &prior);
    assert_close(between(&prior, &segment, &copy), 0.4 * want, 1e-12);
    assert_close(between(&prior, &copy, &segment), 0.4 * want, 1e-12);
}

static void one_pass_multiplies_by_the_whole_covariance(void **state)
{
    (void)state;
    for (size_t flows = 1; flows <= 2; flows++) {
        ClaimPrior prior = make_prior(flows);
        double loading[STATES] = {0};
        double got[STATES];
        int months = 33;
        for (size_t f = 0; f < flows; f++)
            for (int t = 0; t < months; t++)
                loading[f * MONTHS + (size_t)t] = cos(3.0 * t + (double)f);
        claim_prior_apply(&prior, loading, months, got);
        for (size_t f = 0; f < flows; f++)
            for (int t = 0; t < months; t++) {
                double want = 0;
                for (size_t g = 0; g < flows; g++)
                    for (int u = 0; u < months; u++)
                        want += month_covariance(&prior, f, t, g, u) * loading[g * MONTHS + (size_t)u];
                assert_true(fabs(got[f * MONTHS + (size_t)t] - want) < 1e-12);
            }
    }
}

static void larger_pairs_are_calmer(void **state)
{
    (void)state;
    assert_true(claim_prior_log_volatility(28000) < claim_prior_log_volatility(300));
    /* a pair of 28 bn moves by about 12% a year */
    assert_close(exp(claim_prior_log_volatility(28000)), 0.1176, 1e-3);
}

static void the_seasonal_pattern_sums_to_nothing(void **state)
{
    (void)state;
    double sum = 0;
    for (int month = 0; month < 12; month++)
        sum += claim_prior_season(month);
    assert_true(fabs(sum) < 1e-15);
    assert_true(claim_prior_season(1) < claim_prior_season(2)); /* February is short */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_windows_covary_as_their_months_do),
        cmocka_unit_test(a_window_varies_as_its_months_do),
        cmocka_unit_test(one_pass_multiplies_by_the_whole_covariance),
        cmocka_unit_test(larger_pairs_are_calmer),
        cmocka_unit_test(the_seasonal_pattern_sums_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
