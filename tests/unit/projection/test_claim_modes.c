/* Claims that contradict each other: each may be believed, by how many others agree with it. */
#include "tests/unit/projection/model_fixture.h"

static double chance_above(Fit *fit, const TfObservation *claims, size_t count, int year, double value)
{
    const ClaimWindow window = year_of(year, TF_TURNOVER);
    assert_ok(fit_run(fit, claims, count, &window, 1), &fit->error);
    assert_sound(&fit->forecasts[0]);
    return claim_forecast_chance(&fit->forecasts[0], value);
}

static TfObservation said_by(TfObservation claim, const char *source)
{
    claim.source = tf_slice(source);
    return claim;
}

static void one_against_one_leaves_both_open(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {said_by(claim(2023, 1, 12, 20e9, 1e9, TF_EQ), "A"),
                                    said_by(claim(2023, 1, 12, 40e9, 1e9, TF_EQ), "A")};
    const TfObservation turned[] = {claims[1], claims[0]};
    double chance = chance_above(&fit, claims, 2, 2023, 28e9);
    assert_true(chance > 0.2 && chance < 0.8);
    assert_close(chance_above(&fit, turned, 2, 2023, 28e9), chance, 1e-6);
    double low = claim_forecast_quantile(&fit.forecasts[0], 0.1);
    double high = claim_forecast_quantile(&fit.forecasts[0], 0.9);
    assert_close(low, 20e9, 0.05);
    assert_close(high, 40e9, 0.05);
    size_t outvoted = 0; /* one of them at most: half of what is believed is with each */
    for (size_t i = 0; i < 2; i++)
        outvoted += fit.projection.residuals[i].sigmas > 3;
    assert_true(outvoted < 2);
    fit_done(&fit);
}

static void two_outvote_one(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {said_by(claim(2023, 1, 12, 20e9, 1e9, TF_EQ), "A"),
                                    said_by(claim(2023, 1, 12, 40e9, 1e9, TF_EQ), "B"),
                                    said_by(claim(2023, 1, 12, 20.5e9, 1e8, TF_EQ), "C"),
                                    said_by(claim(2022, 1, 12, 19e9, 1e9, TF_EQ), "A")};
    assert_true(chance_above(&fit, claims, 4, 2023, 28e9) < 0.02);
    assert_true(fit.projection.residuals[1].sigmas > 3);
    for (size_t i = 0; i < 4; i++)
        if (i != 1)
            assert_true(fit.projection.residuals[i].sigmas < 3);
    fit_done(&fit);
}

static void a_figure_ten_times_too_large_is_outvoted_by_its_neighbours(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {
        claim(2019, 1, 12, 2.1e9, 1e8, TF_EQ), claim(2020, 1, 12, 2.0e9, 1e8, TF_EQ),
        claim(2021, 1, 12, 24e9, 1e9, TF_EQ), /* 2.4 */
        claim(2022, 1, 12, 2.6e9, 1e8, TF_EQ), claim(2023, 1, 12, 2.8e9, 1e8, TF_EQ)};
    assert_true(chance_above(&fit, claims, 5, 2021, 5e9) < 0.02);
    assert_true(fit.projection.residuals[2].sigmas > 3);
    assert_true(chance_above(&fit, claims, 5, 2024, 5e9) < 0.05);
    fit_done(&fit);
}

/* The chance under more drift is never the smaller one, whichever claims are believed. */
static void more_drift_makes_growth_likelier_among_contradictions(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {claim(2021, 1, 12, 18e9, 1e9, TF_EQ),
                                    claim(2022, 1, 12, 31e9, 1e9, TF_EQ),
                                    claim(2022, 1, 12, 19e9, 1e9, TF_EQ), claim(2023, 1, 9, 24e9, 1e9, TF_GT),
                                    growth(2023, 12, 0.02, 0.01, TF_EQ)};
    const ClaimWindow window = year_of(2026, TF_TURNOVER);
    double before = 0;
    for (int step = -1; step <= 1; step++) {
        ClaimModelOptions options = claim_model_defaults();
        options.drift_per_year += 0.03 * step;
        assert_ok(claim_model_fit(fit.workspace, claims, 5, &window, 1, &options, &fit.arena, fit.forecasts,
                                  NULL, &fit.error),
                  &fit.error);
        double chance = claim_forecast_chance(&fit.forecasts[0], 34e9);
        assert_true(chance > before);
        before = chance;
    }
    fit_done(&fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_against_one_leaves_both_open),
        cmocka_unit_test(two_outvote_one),
        cmocka_unit_test(a_figure_ten_times_too_large_is_outvoted_by_its_neighbours),
        cmocka_unit_test(more_drift_makes_growth_likelier_among_contradictions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
