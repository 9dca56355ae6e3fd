/* A claim's likelihood: which totals it allows, how sharply, and its derivatives. */
#include "tests/support/support.h"

#include "tracker/projection/claim_likelihood.h"

#include <math.h>

static TfObservation level(double value, double rounding, TfRelation relation)
{
    return (TfObservation){.from_month = 24276,
                           .to_month = 24287,
                           .value_usd = value,
                           .rounding = rounding,
                           .relation = relation};
}

static double chance_at(const TfObservation *claim, double total)
{
    ClaimLikelihood likelihood = claim_likelihood_of(claim);
    return exp(claim_likelihood_at(&likelihood, log(total)).value);
}

static void each_relation_allows_its_side(void **state)
{
    (void)state;
    const struct {
        TfRelation relation;
        double allowed;
        double doubtful; /* at least five times less likely */
    } rows[] = {
        {TF_EQ, 20.3e9, 21.5e9},    {TF_EQ, 19.7e9, 18.5e9},   {TF_APPROX, 20.6e9, 23e9},
        {TF_GT, 20.5e9, 19e9},      {TF_GE, 23.5e9, 18e9},     {TF_LT, 19.5e9, 21e9},
        {TF_LE, 16.5e9, 22e9},      {TF_ALMOST, 19.5e9, 21e9}, {TF_ALMOST, 19.2e9, 20.9e9},
        {TF_RANGE, 20.4e9, 21.5e9},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfObservation claim = level(20e9, 1e9, rows[i].relation);
        assert_true(chance_at(&claim, rows[i].allowed) > 5 * chance_at(&claim, rows[i].doubtful));
    }
}

static void a_range_is_one_interval(void **state)
{
    (void)state;
    TfObservation claim = level(5.5e9, 1e9, TF_RANGE); /* "5 to 6 billion" */
    assert_close(chance_at(&claim, 5.2e9), chance_at(&claim, 5.8e9), 0.01);
    assert_true(chance_at(&claim, 5.5e9) > 0.99);
    assert_true(chance_at(&claim, 6.4e9) < 0.01);
}

static void a_bound_said_of_a_round_figure_reaches_further(void **state)
{
    (void)state;
    TfObservation round_figure = level(20e9, 1e9, TF_GT);
    TfObservation odd_figure = level(21e9, 1e9, TF_GT);
    assert_int_equal(claim_likelihood_of(&round_figure).interval_count, 3);
    assert_int_equal(claim_likelihood_of(&odd_figure).interval_count, 1);
    assert_true(chance_at(&round_figure, 24e9) > 10 * chance_at(&odd_figure, 25e9));
}

static void a_wrong_claim_is_never_impossible(void **state)
{
    (void)state;
    TfObservation claim = level(2.8e9, 1e8, TF_EQ); /* a digit slipped */
    ClaimLikelihood likelihood = claim_likelihood_of(&claim);
    ClaimSlopes slopes = claim_likelihood_at(&likelihood, log(28e9));
    assert_true(isfinite(slopes.value));
    assert_true(slopes.value > -12);
    assert_true(fabs(slopes.first) < 1e-6); /* and it does not pull */
    assert_true(claim_likelihood_distance(&likelihood, log(28e9)) > 3);
    assert_true(claim_likelihood_distance(&likelihood, log(2.81e9)) < 1);
}

static void derivatives_are_those_of_the_value(void **state)
{
    (void)state;
    TfObservation growth = level(0.1, 0.01, TF_GT);
    growth.is_growth = true;
    const struct {
        TfObservation claim;
        double at;
    } rows[] = {
        {level(20e9, 1e9, TF_EQ), log(20.6e9)},
        {level(20e9, 1e9, TF_GT), log(19.9e9)},
        {level(20e9, 1e9, TF_APPROX), log(19e9)},
        {level(24.5e9, 1e8, TF_LT), log(24.6e9)},
        {growth, log(1.09)},
    };
    double step = 1e-5;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ClaimLikelihood likelihood = claim_likelihood_of(&rows[i].claim);
        ClaimSlopes here = claim_likelihood_at(&likelihood, rows[i].at);
        ClaimSlopes below = claim_likelihood_at(&likelihood, rows[i].at - step);
        ClaimSlopes above = claim_likelihood_at(&likelihood, rows[i].at + step);
        assert_true(fabs(here.first) > 1);
        assert_close(here.first, (above.value - below.value) / (2 * step), 1e-4);
        assert_close(here.second, (above.first - below.first) / (2 * step), 1e-4);
    }
}

static void no_figure_is_taken_for_sharper_than_four_digits(void **state)
{
    (void)state;
    TfObservation exact = level(27.83456789e9, 0, TF_EQ);
    TfObservation four = level(27.83456789e9, 27.83456789e5, TF_EQ);
    assert_close(chance_at(&exact, 27.8e9), chance_at(&four, 27.8e9), 1e-12);
}

static void an_unsure_exchange_rate_blurs_the_figure(void **state)
{
    (void)state;
    TfObservation dollars = level(20e9, 1e8, TF_EQ);
    TfObservation roubles = dollars;
    roubles.conversion_sd = 0.05;
    assert_true(chance_at(&roubles, 21e9) > 5 * chance_at(&dollars, 21e9));
    assert_true(chance_at(&roubles, 20e9) < chance_at(&dollars, 20e9));
    roubles.conversion_sd = (double)NAN;
    assert_int_equal(claim_observation_check(&roubles, 1, NULL), TF_BAD_INPUT);
}

static void a_claim_that_looks_like_a_slip_is_outvoted_sooner(void **state)
{
    (void)state;
    TfObservation claim = level(20e9, 1e9, TF_EQ);
    TfObservation doubted = claim;
    doubted.doubt = tf_slice("ten times what is said of the year before");
    assert_true(chance_at(&doubted, 2e9) > 20 * chance_at(&claim, 2e9));
    /* but it still says something */
    assert_true(chance_at(&doubted, 20e9) > 10 * chance_at(&doubted, 2e9));
}

static void checks_what_it_is_given(void **state)
{
    (void)state;
    TfObservation growth = level(-1.01, 0.01, TF_EQ);
    growth.is_growth = true;
    TfObservation balance = level(5e9, 1e9, TF_EQ);
    balance.flow = TF_BALANCE;
    TfObservation turned = level(5e9, 1e9, TF_EQ);
    turned.to_month = turned.from_month - 1;
    const struct {
        TfObservation claim;
        TfStatus status;
    } rows[] = {
        {level(5e9, 1e9, TF_EQ), TF_OK},
        {level((double)NAN, 1e9, TF_EQ), TF_BAD_INPUT},
        {level(-5, 1e9, TF_EQ), TF_BAD_INPUT},
        {level((double)INFINITY, 1, TF_EQ), TF_BAD_INPUT},
        {level(5e9, (double)NAN, TF_EQ), TF_BAD_INPUT},
        {level(5e9, (double)INFINITY, TF_EQ), TF_BAD_INPUT},
        {growth, TF_BAD_INPUT},
        {balance, TF_BAD_INPUT},
        {turned, TF_BAD_INPUT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(claim_observation_check(&rows[i].claim, i, NULL), rows[i].status);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_relation_allows_its_side),
        cmocka_unit_test(a_range_is_one_interval),
        cmocka_unit_test(a_bound_said_of_a_round_figure_reaches_further),
        cmocka_unit_test(a_wrong_claim_is_never_impossible),
        cmocka_unit_test(derivatives_are_those_of_the_value),
        cmocka_unit_test(no_figure_is_taken_for_sharper_than_four_digits),
        cmocka_unit_test(an_unsure_exchange_rate_blurs_the_figure),
        cmocka_unit_test(a_claim_that_looks_like_a_slip_is_outvoted_sooner),
        cmocka_unit_test(checks_what_it_is_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
