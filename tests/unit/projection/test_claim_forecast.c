/* Answers read off a mixture of log-normals. */
#include "tests/support/support.h"

#include "tracker/projection/claim_model.h"

#include <math.h>

static ClaimForecast mixture(void)
{
    return (ClaimForecast){.node_count = 3,
                           .nodes = {{0.2, log(20e9), 0.02}, {0.5, log(28e9), 0.1}, {0.3, log(30e9), 0.6}}};
}

static void a_single_lognormal_has_known_quantiles(void **state)
{
    (void)state;
    const ClaimForecast forecast = {.node_count = 1, .nodes = {{1, log(28e9), 0.1}}};
    TfFan fan = claim_forecast_fan(&forecast);
    assert_close(fan.median, 28e9, 1e-11);
    assert_close(fan.hi80, 28e9 * exp(0.1 * 1.2815515655446004), 1e-11);
    assert_close(fan.lo95, 28e9 * exp(-0.1 * 1.959963984540054), 1e-11);
    assert_close(fan.hi50 * fan.lo50, 28e9 * 28e9, 1e-11);
    assert_close(claim_forecast_mean(&forecast), 28e9 * exp(0.005), 1e-11);
    assert_close(claim_forecast_chance(&forecast, 28e9), 0.5, 1e-11);
}

static void chance_undoes_the_quantile(void **state)
{
    (void)state;
    const ClaimForecast forecast = mixture();
    for (int permille = 1; permille < 1000; permille += 37) {
        double p = permille / 1000.0;
        assert_close(1 - claim_forecast_chance(&forecast, claim_forecast_quantile(&forecast, p)), p, 1e-9);
    }
}

static void chance_falls_from_one_to_nothing(void **state)
{
    (void)state;
    const ClaimForecast forecast = mixture();
    assert_true(claim_forecast_chance(&forecast, 0) == 1);
    assert_true(claim_forecast_chance(&forecast, -5) == 1);
    assert_true(claim_forecast_chance(&forecast, 1) <= 1);
    assert_true(claim_forecast_chance(&forecast, 25e9) > claim_forecast_chance(&forecast, 26e9));
    assert_true(claim_forecast_chance(&forecast, 1e15) < 1e-11);
}

static void a_wild_node_does_not_carry_the_mean_away(void **state)
{
    (void)state;
    const ClaimForecast forecast = {.node_count = 2, .nodes = {{0.99, log(1e9), 0.1}, {0.01, log(1e9), 9}}};
    assert_true(claim_forecast_mean(&forecast) < 1.2e9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_single_lognormal_has_known_quantiles),
        cmocka_unit_test(chance_undoes_the_quantile),
        cmocka_unit_test(chance_falls_from_one_to_nothing),
        cmocka_unit_test(a_wild_node_does_not_carry_the_mean_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
