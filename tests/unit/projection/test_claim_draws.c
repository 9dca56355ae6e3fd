/* Draws agree with the distributions that are known exactly, and are the same every time. */
#include "tests/unit/projection/model_fixture.h"

#include <string.h>

static const TfObservation *flagship(void)
{
    static TfObservation claims[2];
    claims[0] = claim(2023, 1, 12, 28e9, 1e9, TF_EQ);
    claims[1] = claim(2024, 1, 9, 20e9, 1e9, TF_GT);
    return claims;
}

static ClaimDraws draw(Fit *fit, const TfObservation *claims, size_t count, const ClaimWindow *windows,
                       size_t asked)
{
    ClaimDraws draws;
    assert_ok(claim_model_draw(fit->workspace, claims, count, windows, asked, NULL, &fit->arena, &draws,
                               &fit->error),
              &fit->error);
    return draws;
}

static double share_reaching(const ClaimDraws *draws, size_t window, double value)
{
    size_t found = 0;
    for (size_t d = 0; d < draws->count; d++)
        found += draws->log_totals[d * draws->window_count + window] >= log(value);
    return (double)found / (double)draws->count;
}

static void draws_have_the_chances_of_each_year(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const ClaimWindow windows[] = {year_of(2024, TF_TURNOVER), year_of(2025, TF_TURNOVER),
                                   year_of(2027, TF_TURNOVER)};
    const double values[] = {26e9, 27.5e9, 30e9, 34e9};
    assert_ok(fit_run(&fit, flagship(), 2, windows, 3), &fit.error);
    ClaimDraws draws = draw(&fit, flagship(), 2, windows, 3);
    for (size_t w = 0; w < 3; w++)
        for (size_t v = 0; v < 4; v++)
            assert_true(fabs(share_reaching(&draws, w, values[v]) -
                             claim_forecast_chance(&fit.forecasts[w], values[v])) < 0.025);
    fit_done(&fit);
}

static void neighbouring_years_go_together(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const ClaimWindow windows[] = {year_of(2025, TF_TURNOVER), year_of(2026, TF_TURNOVER)};
    ClaimDraws draws = draw(&fit, flagship(), 2, windows, 2);
    double first = share_reaching(&draws, 0, 30e9);
    double second = share_reaching(&draws, 1, 30e9);
    double either = second + claim_draws_only_before(&draws, 1, 30e9);
    assert_true(either > second && either > first);
    assert_true(either <
                1 - (1 - first) * (1 - second) - 0.05); /* less than if they knew nothing of each other */
    assert_true(claim_draws_only_before(&draws, 0, 30e9) == 0);
    fit_done(&fit);
}

static void the_same_draws_come_every_time(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const ClaimWindow windows[] = {year_of(2025, TF_TURNOVER), year_of(2026, TF_TURNOVER)};
    ClaimDraws once = draw(&fit, flagship(), 2, windows, 2);
    ClaimDraws again = draw(&fit, flagship(), 2, windows, 2);
    assert_int_equal(once.count, again.count);
    assert_memory_equal(once.log_totals, again.log_totals, once.count * 2 * sizeof(double));
    fit_done(&fit);
}

static void a_year_and_its_months_are_drawn_together(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    ClaimWindow windows[13] = {year_of(2025, TF_TURNOVER)};
    for (int month = 1; month <= 12; month++)
        windows[month] = (ClaimWindow){tf_month_index(2025, month), tf_month_index(2025, month), TF_TURNOVER};
    ClaimDraws draws = draw(&fit, flagship(), 2, windows, 13);
    double squares = 0;
    for (size_t d = 0; d < draws.count; d++) {
        double sum = 0;
        for (size_t month = 1; month <= 12; month++)
            sum += exp(draws.log_totals[d * 13 + month]);
        double off = log(sum) - draws.log_totals[d * 13];
        squares += off * off;
    }
    assert_true(sqrt(squares / (double)draws.count) < 0.04);
    fit_done(&fit);
}

static void a_balance_may_be_of_either_sign(void **state)
{
    (void)state;
    Fit fit;
    TfFan fan;
    fit_start(&fit);
    TfObservation claims[2] = {claim(2023, 1, 12, 9e9, 1e8, TF_EQ), claim(2023, 1, 12, 9.5e9, 1e8, TF_EQ)};
    claims[0].flow = TF_EXPORTS;
    claims[1].flow = TF_IMPORTS;
    const ClaimWindow windows[] = {year_of(2023, TF_EXPORTS), year_of(2023, TF_IMPORTS),
                                   year_of(2025, TF_EXPORTS), year_of(2025, TF_IMPORTS)};
    ClaimDraws draws = draw(&fit, claims, 2, windows, 4);
    assert_ok(claim_draws_difference(&draws, 0, 1, &fit.arena, &fan, &fit.error), &fit.error);
    assert_true(fan.hi95 < 0 && fan.lo95 > -1.2e9);
    assert_true(fabs(fan.median + 0.5e9) < 0.1e9);
    assert_ok(claim_draws_difference(&draws, 2, 3, &fit.arena, &fan, &fit.error), &fit.error);
    assert_true(fan.lo80 < 0 && fan.hi80 > 0 && fan.lo95 < fan.lo80 && fan.hi95 > fan.hi80);
    fit_done(&fit);
}

static void refuses_no_window_and_too_many(void **state)
{
    (void)state;
    Fit fit;
    ClaimDraws draws;
    ClaimWindow windows[CLAIM_MOST_JOINT_WINDOWS + 1];
    fit_start(&fit);
    for (int i = 0; i <= CLAIM_MOST_JOINT_WINDOWS; i++)
        windows[i] = year_of(2024 + i % 20, TF_TURNOVER);
    const size_t counts[] = {0, CLAIM_MOST_JOINT_WINDOWS + 1};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(claim_model_draw(fit.workspace, flagship(), 2, windows, counts[i], NULL, &fit.arena,
                                          &draws, &fit.error),
                         TF_BAD_INPUT);
        assert_non_null(strstr(fit.error.message, "1 to 64 are possible"));
    }
    draws = draw(&fit, flagship(), 2, windows, CLAIM_MOST_JOINT_WINDOWS); /* twenty years three times over */
    for (size_t i = 0; i < draws.count * draws.window_count; i++)
        assert_true(isfinite(draws.log_totals[i]));
    fit_done(&fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_have_the_chances_of_each_year),
        cmocka_unit_test(neighbouring_years_go_together),
        cmocka_unit_test(the_same_draws_come_every_time),
        cmocka_unit_test(a_year_and_its_months_are_drawn_together),
        cmocka_unit_test(a_balance_may_be_of_either_sign),
        cmocka_unit_test(refuses_no_window_and_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
