/* Totals spread over shorter periods: figures that tempdisagg 1.1.1 gives for the same problems (to the four
 * digits it was asked to print), figures derived by hand, and what is refused. */
#include "tests/support/support.h"
#include "tests/unit/projection/model_fixture.h"
#include "tests/unit/projection/swiss_pharma.h"

#include "tracker/projection/disaggregate.h"

static TfArena arena;
static TfError error;

static int start(void **state)
{
    (void)state;
    tf_arena_init(&arena, 0);
    memset(&error, 0, sizeof error);
    return 0;
}

static int end(void **state)
{
    (void)state;
    tf_arena_done(&arena);
    return 0;
}

static DisaggregateInput sales(size_t parts, TfSpreadMethod method)
{
    return (DisaggregateInput){.totals = pharma_sales, .total_count = 36, .parts = parts, .method = method};
}

static DisaggregateInput sales_by_exports(TfSpreadMethod method)
{
    DisaggregateInput input = sales(4, method);
    input.indicator = pharma_exports;
    input.indicator_count = 158;
    input.indicator_lead = PHARMA_LEAD;
    return input;
}

static Disaggregated spread(const DisaggregateInput *input)
{
    Disaggregated result = {.values = NULL};
    assert_ok(disaggregate(input, &arena, &result, &error), &error);
    return result;
}

static void starts_with(const Disaggregated *result, const double want[4])
{
    for (size_t i = 0; i < 4; i++)
        assert_true(fabs(result->values[i] - want[i]) <= 0.00005001);
}

static void ends_with(const Disaggregated *result, const double want[4])
{
    for (size_t i = 0; i < 4; i++)
        assert_true(fabs(result->values[result->count - 4 + i] - want[i]) <= 0.00005001);
}

static void adds_up(const DisaggregateInput *input, const Disaggregated *result)
{
    for (size_t i = 0; i < input->total_count; i++) {
        double sum = 0.0;
        for (size_t part = 0; part < input->parts; part++)
            sum += result->values[result->lead + i * input->parts + part];
        assert_close(sum, input->totals[i], 1e-9);
    }
}

/* ---- the peers' figures ---- */

static void denton_keeps_quarters_level(void **state)
{
    (void)state;
    DisaggregateInput input = sales(4, TF_SPREAD_DENTON);
    Disaggregated result = spread(&input);
    starts_with(&result, (double[]){33.3872, 33.7025, 34.3333, 35.2793});
    ends_with(&result, (double[]){252.9956, 247.9229, 244.5411, 242.8502});
    assert_int_equal(result.count, 144);
    assert_int_equal(result.negative_count, 0);
    adds_up(&input, &result);
}

static void denton_keeps_the_slope_of_quarters(void **state)
{
    (void)state;
    DisaggregateInput input = sales(4, TF_SPREAD_DENTON);
    input.differences = 2;
    Disaggregated result = spread(&input);
    starts_with(&result, (double[]){32.5746, 33.6549, 34.7222, 35.7506});
    ends_with(&result, (double[]){257.8050, 251.1906, 243.6090, 235.7051});
    adds_up(&input, &result);
}

static void denton_keeps_months_level(void **state)
{
    (void)state;
    DisaggregateInput input = sales(12, TF_SPREAD_DENTON);
    Disaggregated result = spread(&input);
    starts_with(&result, (double[]){11.1054, 11.1174, 11.1415, 11.1775});
    ends_with(&result, (double[]){81.1691, 80.9689, 80.8354, 80.7687});
    adds_up(&input, &result);
}

static void denton_follows_an_indicator_and_goes_on_with_it(void **state)
{
    (void)state;
    DisaggregateInput input = sales_by_exports(TF_SPREAD_DENTON);
    Disaggregated result = spread(&input);
    starts_with(&result, (double[]){27.6966, 28.1655, 25.9552, 29.7605});
    ends_with(&result, (double[]){235.7491, 226.9635, 247.8771, 238.1263});
    assert_int_equal(result.count, 158);
    assert_int_equal(result.lead, 12);
    adds_up(&input, &result);
}

static void chow_lin_regresses_on_an_indicator(void **state)
{
    (void)state;
    DisaggregateInput input = sales_by_exports(TF_SPREAD_CHOW_LIN);
    Disaggregated result = spread(&input);
    starts_with(&result, (double[]){31.5945, 31.9193, 30.3882, 33.0242});
    ends_with(&result, (double[]){240.4793, 234.3434, 276.0609, 265.6896});
    assert_close(result.intercept, 12.40888, 1e-6);
    assert_close(result.slope, 0.01339184, 1e-6);
    assert_true(result.rho == 0.0);
    assert_true(fabs(result.rho_found + 0.30695) < 2e-5);
    assert_true(fabs(result.adjusted_r2 - 0.99458) < 5e-6);
    adds_up(&input, &result);
}

static void fernandez_regresses_with_a_random_walk(void **state)
{
    (void)state;
    DisaggregateInput input = sales_by_exports(TF_SPREAD_FERNANDEZ);
    Disaggregated result = spread(&input);
    starts_with(&result, (double[]){30.5792, 30.8108, 29.7194, 31.5983});
    ends_with(&result, (double[]){238.3589, 231.3083, 247.1649, 239.7718});
    assert_close(result.intercept, 16.90312, 1e-6);
    assert_close(result.slope, 0.009546106, 1e-6);
    adds_up(&input, &result);
}

static void a_straight_line_of_years_is_one_of_quarters(void **state)
{
    (void)state;
    const double years[] = {20, 22, 24, 26, 28};
    DisaggregateInput input = {.totals = years, .total_count = 5, .parts = 4, .differences = 2};
    Disaggregated result = spread(&input);
    for (size_t i = 0; i < 20; i++)
        assert_close(result.values[i], 4.8125 + 0.125 * (double)i, 1e-12);
}

/* ---- by hand ---- */

/* Least squares of first differences: inside a year the second difference is constant, and it is level at
 * both ends. Two years a, b with four quarters: x_i = x_1 + k i(i-1)/2 up to the middle, mirrored beyond;
 * then the differences are k 1, 2, 3, 4, 3, 2, 1 and b - a = k (1+3+6+10 ... ) = 44 k. */
static void two_totals_solve_by_hand(void **state)
{
    (void)state;
    const double years[] = {100, 144};
    const double want[] = {22.5, 23.5, 25.5, 28.5, 32.5, 35.5, 37.5, 38.5};
    DisaggregateInput input = {.totals = years, .total_count = 2, .parts = 4};
    Disaggregated result = spread(&input);
    for (size_t i = 0; i < 8; i++)
        assert_close(result.values[i], want[i], 1e-12);
}

static void an_indicator_of_the_right_size_is_the_answer(void **state)
{
    (void)state;
    const double months[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    const double quarters[] = {3, 7.5, 12}; /* half of the sums */
    for (int method = TF_SPREAD_DENTON; method <= TF_SPREAD_FERNANDEZ; method++) {
        DisaggregateInput input = {.totals = quarters,
                                   .total_count = 3,
                                   .parts = 3,
                                   .method = (TfSpreadMethod)method,
                                   .indicator = months,
                                   .indicator_count = 9};
        Disaggregated result = spread(&input);
        for (size_t i = 0; i < 9; i++)
            assert_close(result.values[i], months[i] / 2, 1e-9);
        if (method == TF_SPREAD_CHOW_LIN)
            assert_true(result.rho_found == 0.0); /* nothing is left to carry on */
    }
}

static void units_do_not_matter(void **state)
{
    (void)state;
    double dollars[36];
    double tonnes[158];
    for (size_t i = 0; i < 36; i++)
        dollars[i] = pharma_sales[i] * 1e9;
    for (size_t i = 0; i < 158; i++)
        tonnes[i] = pharma_exports[i] * 1e-6;
    for (int method = TF_SPREAD_DENTON; method <= TF_SPREAD_FERNANDEZ; method++) {
        DisaggregateInput input = sales_by_exports((TfSpreadMethod)method);
        Disaggregated result = spread(&input);
        input.totals = dollars;
        input.indicator = tonnes;
        Disaggregated large = spread(&input);
        for (size_t i = 0; i < 158; i++)
            assert_close(large.values[i], result.values[i] * 1e9, 1e-7);
    }
}

static void a_century_of_months_still_adds_up(void **state)
{
    (void)state;
    double years[200];
    for (size_t i = 0; i < 200; i++)
        years[i] = 1e9 * exp(0.06 * (double)i) * (i % 7 == 0 ? 0.5 : 1.0);
    for (int order = 1; order <= 2; order++) {
        DisaggregateInput input = {.totals = years, .total_count = 200, .parts = 12, .differences = order};
        Disaggregated result = spread(&input);
        assert_int_equal(result.count, 2400);
    }
}

/* ---- beside the claim model ---- */

/* The claim model with exact totals poses the same problem in logs: its months add up nearly (each is a
 * median of its own), and are above 0 where Denton's are not. */
static void counts_months_below_zero(void **state)
{
    (void)state;
    const double years[] = {5, 1, 0.2, 0.05, 6};
    DisaggregateInput input = {.totals = years, .total_count = 5, .parts = 12};
    Disaggregated result = spread(&input);
    assert_true(result.negative_count > 0);
    double least = 0;
    for (size_t i = 0; i < result.count; i++)
        least = fmin(least, result.values[i]);
    assert_true(fabs(least + 0.077) < 0.001); /* what tempdisagg says */
}

static void the_claim_model_keeps_months_above_zero(void **state)
{
    (void)state;
    /* a pair this small may leap so; of a large one the model would call the low years wrong */
    const double years[] = {5e6, 1e6, 0.3e6, 0.2e6, 2e6};
    DisaggregateInput input = {.totals = years, .total_count = 5, .parts = 12};
    Disaggregated straight = spread(&input);
    assert_true(straight.negative_count > 0);
    Fit fit;
    fit_start(&fit);
    TfObservation claims[5];
    for (int i = 0; i < 5; i++)
        claims[i] = claim(2019 + i, 1, 12, years[i], years[i] * 1e-4, TF_EQ);
    for (int i = 0; i < 5; i++) {
        ClaimWindow months[12];
        ClaimForecast forecasts[12];
        double sum = 0.0;
        for (int m = 0; m < 12; m++)
            months[m] =
                (ClaimWindow){tf_month_index(2019 + i, m + 1), tf_month_index(2019 + i, m + 1), TF_TURNOVER};
        assert_ok(claim_model_fit(fit.workspace, claims, 5, months, 12, NULL, &fit.arena, forecasts, NULL,
                                  &fit.error),
                  &fit.error);
        for (int m = 0; m < 12; m++) {
            double median = claim_forecast_quantile(&forecasts[m], 0.5);
            assert_true(median > 0.0);
            assert_true(claim_forecast_quantile(&forecasts[m], 0.025) > 0.0);
            sum += median;
        }
        assert_close(sum, years[i], 0.02);
    }
    fit_done(&fit);
}

/* Growth of 5 to 10% a year, little noise: both paths are nearly straight, but the claim model knows the
 * season. Season out, they agree. */
static void the_claim_model_is_near_denton_on_calm_years(void **state)
{
    (void)state;
    const double years[] = {20e9, 22e9, 24e9, 26e9, 28e9};
    DisaggregateInput input = {.totals = years, .total_count = 5, .parts = 4};
    Disaggregated smooth = spread(&input);
    Fit fit;
    fit_start(&fit);
    TfObservation claims[5];
    for (int i = 0; i < 5; i++)
        claims[i] = claim(2019 + i, 1, 12, years[i], years[i] * 1e-4, TF_EQ);
    for (int i = 0; i < 5; i++) {
        ClaimWindow windows[5];
        for (int q = 0; q < 4; q++)
            windows[q] = (ClaimWindow){tf_month_index(2019 + i, 3 * q + 1),
                                       tf_month_index(2019 + i, 3 * q + 3), TF_TURNOVER};
        windows[4] = year_of(2019 + i, TF_TURNOVER);
        assert_ok(fit_run(&fit, claims, 5, windows, 5), &fit.error);
        double sum = 0.0;
        for (int q = 0; q < 4; q++) {
            double median = claim_forecast_quantile(&fit.forecasts[q], 0.5);
            assert_true(fabs(log(median / smooth.values[4 * i + q])) < 0.10);
            sum += median;
        }
        assert_close(claim_forecast_quantile(&fit.forecasts[4], 0.5), years[i], 0.003);
        assert_close(sum, years[i], 0.003);
    }
    fit_done(&fit);
}

/* ---- what is refused ---- */

static void refuses(DisaggregateInput input, TfStatus status, const char *words)
{
    Disaggregated result = {.values = NULL};
    assert_int_equal(disaggregate(&input, &arena, &result, &error), status);
    if (strstr(error.message, words) == NULL)
        fail_msg("\"%s\" should say \"%s\"", error.message, words);
    assert_null(result.values);
}

static void says_what_cannot_be_spread(void **state)
{
    (void)state;
    static const double five[] = {20, 22, 24, 26, 28};
    static const double hole[] = {20, (double)NAN, 24, 26, 28};
    static const double nothing[] = {0, 0, 0, 0, 0};
    double flat[20];
    double low[20];
    for (size_t i = 0; i < 20; i++) {
        flat[i] = 7.0;
        low[i] = (double)i;
    }
    DisaggregateInput good = {.totals = five, .total_count = 5, .parts = 4};
    DisaggregateInput input = good;
    input.parts = 12;
    input.differences = 12;
    refuses(input, TF_BAD_USAGE, "differences of order 12");
    input = good;
    input.parts = 5;
    refuses(input, TF_BAD_USAGE, "3, 4 or 12 periods");
    input = good;
    input.total_count = 1;
    refuses(input, TF_BAD_INPUT, "needs 2 of them, not 1");
    input = good;
    input.total_count = 0;
    refuses(input, TF_BAD_INPUT, "not 0");
    input = good;
    input.totals = hole;
    refuses(input, TF_BAD_INPUT, "total 2 is missing");
    input.totals = nothing;
    refuses(input, TF_BAD_INPUT, "every total is 0");
    input = good;
    input.indicator = low;
    input.indicator_count = 19;
    refuses(input, TF_BAD_INPUT, "has 19 periods");
    input.indicator_count = 20;
    refuses(input, TF_BAD_INPUT, "needs it above 0");
    input.indicator_lead = 1;
    refuses(input, TF_BAD_INPUT, "has 19 periods");
    input.indicator_lead = 30;
    refuses(input, TF_BAD_INPUT, "has 0 periods");
    input.indicator_lead = 0;
    input.indicator = flat;
    input.method = TF_SPREAD_CHOW_LIN;
    refuses(input, TF_BAD_INPUT, "hardly varies");
    input.method = TF_SPREAD_FERNANDEZ;
    refuses(input, TF_BAD_INPUT, "hardly varies");
    input = good;
    input.total_count = 401;
    refuses(input, TF_LIMIT, "too many");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(denton_keeps_quarters_level, start, end),
        cmocka_unit_test_setup_teardown(denton_keeps_the_slope_of_quarters, start, end),
        cmocka_unit_test_setup_teardown(denton_keeps_months_level, start, end),
        cmocka_unit_test_setup_teardown(denton_follows_an_indicator_and_goes_on_with_it, start, end),
        cmocka_unit_test_setup_teardown(chow_lin_regresses_on_an_indicator, start, end),
        cmocka_unit_test_setup_teardown(fernandez_regresses_with_a_random_walk, start, end),
        cmocka_unit_test_setup_teardown(a_straight_line_of_years_is_one_of_quarters, start, end),
        cmocka_unit_test_setup_teardown(two_totals_solve_by_hand, start, end),
        cmocka_unit_test_setup_teardown(an_indicator_of_the_right_size_is_the_answer, start, end),
        cmocka_unit_test_setup_teardown(units_do_not_matter, start, end),
        cmocka_unit_test_setup_teardown(a_century_of_months_still_adds_up, start, end),
        cmocka_unit_test_setup_teardown(counts_months_below_zero, start, end),
        cmocka_unit_test_setup_teardown(the_claim_model_keeps_months_above_zero, start, end),
        cmocka_unit_test_setup_teardown(the_claim_model_is_near_denton_on_calm_years, start, end),
        cmocka_unit_test_setup_teardown(says_what_cannot_be_spread, start, end),
    };
    return cmocka_run_group_tests_name("disaggregate", tests, NULL, NULL);
}
