/* The model answers as trade is known to behave, and gives a sound answer to odd series. */
#include "tests/unit/projection/model_fixture.h"

/* ---- the flagship ---- */

static void projects_a_pair_from_two_sentences(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {claim(2023, 1, 12, 28e9, 1e9, TF_EQ),
                                    claim(2024, 1, 9, 20e9, 1e9, TF_GT)};
    const ClaimWindow windows[] = {year_of(2024, TF_TURNOVER), year_of(2025, TF_TURNOVER)};
    assert_ok(fit_run(&fit, claims, 2, windows, 2), &fit.error);
    TfFan running = claim_forecast_fan(&fit.forecasts[0]);
    TfFan next = claim_forecast_fan(&fit.forecasts[1]);
    assert_close(running.median, 27.79e9, 0.002);
    assert_close(running.lo80, 26.3e9, 0.002);
    assert_close(running.hi80, 29.29e9, 0.002);
    assert_close(next.median, 28.97e9, 0.002);
    assert_close(next.lo80, 24.02e9, 0.002);
    assert_close(next.hi80, 34.66e9, 0.002);
    assert_close(claim_forecast_chance(&fit.forecasts[0], 28e9), 0.425, 0.01);
    assert_close(claim_forecast_chance(&fit.forecasts[1], 30e9), 0.394, 0.01);
    assert_slice(fit.projection.reference_source, "A");
    assert_true(fit.projection.volatility > 0.08 && fit.projection.volatility < 0.15);
    assert_int_equal(fit.projection.residual_count, 2);
    assert_true(fit.projection.residuals[0].sigmas < 1);
    fit_done(&fit);
}

static void more_drift_makes_the_target_likelier(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {claim(2023, 1, 12, 28e9, 1e9, TF_EQ),
                                    claim(2024, 1, 9, 20e9, 1e9, TF_GT)};
    const ClaimWindow window = year_of(2027, TF_TURNOVER);
    double before = 0;
    for (int step = -1; step <= 1; step++) {
        ClaimModelOptions options = claim_model_defaults();
        options.drift_per_year += 0.03 * step;
        assert_ok(claim_model_fit(fit.workspace, claims, 2, &window, 1, &options, &fit.arena, fit.forecasts,
                                  NULL, &fit.error),
                  &fit.error);
        double chance = claim_forecast_chance(&fit.forecasts[0], 32e9);
        assert_true(chance > before + 0.02);
        before = chance;
    }
    fit_done(&fit);
}

static void a_livelier_prior_widens_the_range(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {claim(2023, 1, 12, 28e9, 1e9, TF_EQ),
                                    claim(2024, 1, 9, 20e9, 1e9, TF_GT)};
    const ClaimWindow window = year_of(2025, TF_TURNOVER);
    ClaimModelOptions options = claim_model_defaults();
    options.scale_shift = 0.35;
    assert_ok(claim_model_fit(fit.workspace, claims, 2, &window, 1, &options, &fit.arena, fit.forecasts, NULL,
                              &fit.error),
              &fit.error);
    TfFan fan = claim_forecast_fan(&fit.forecasts[0]);
    assert_close(fan.lo80, 22.5e9, 0.003);
    assert_close(fan.hi80, 36.25e9, 0.003);
    fit_done(&fit);
}

/* Equal chances of doubling and of halving make the mean grow: volatile trade grows as much as other trade in
 * the mean, so less in the median. */
static void the_median_of_volatile_trade_grows_less(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation small = claim(2023, 1, 12, 4e8, 1e6, TF_EQ);
    const ClaimWindow window = year_of(2027, TF_TURNOVER);
    ClaimModelOptions options = claim_model_defaults();
    double medians[2];
    for (int drag = 0; drag <= 1; drag++) {
        options.volatility_drag = drag;
        assert_ok(claim_model_fit(fit.workspace, &small, 1, &window, 1, &options, &fit.arena, fit.forecasts,
                                  NULL, &fit.error),
                  &fit.error);
        medians[drag] = claim_forecast_quantile(&fit.forecasts[0], 0.5);
    }
    assert_true(medians[1] < 0.95 * medians[0]);
    assert_true(medians[1] > 0.7 * medians[0]);
    fit_done(&fit);
}

static TfPair pair_of(const char *a, const char *b)
{
    TfParty x = {""};
    TfParty y = {""};
    (void)tf_party_from_code(tf_slice(a), &x);
    (void)tf_party_from_code(tf_slice(b), &y);
    return tf_pair(x, y);
}

static void who_trades_tells_how_steady_trade_is(void **state)
{
    (void)state;
    const struct {
        const char *a;
        const char *b;
        double shift;
    } rows[] = {
        {"USA", "AUS", -0.15}, {"DEU", "FRA", -0.15}, {"EU", "USA", -0.15},    {"CHN", "DEU", 0},
        {"KAZ", "TUR", 0},     {"KAZ", "RUS", 0.35},  {"VNM", "RUS-TA", 0.35}, {"", "RUS", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(claim_scale_shift(pair_of(rows[i].a, rows[i].b)) == rows[i].shift);
}

/* ---- what claims do ---- */

static void windows_asked_together_get_the_answers_they_get_alone(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {claim(2019, 1, 12, 6.1e9, 1e8, TF_EQ),
                                    claim(2020, 1, 12, 5.5e9, 1e8, TF_APPROX),
                                    growth(2021, 6, 0.2, 0.01, TF_EQ)};
    const ClaimWindow windows[] = {year_of(2021, TF_TURNOVER), year_of(2023, TF_TURNOVER),
                                   year_of(2020, TF_TURNOVER)};
    double together[3];
    assert_ok(fit_run(&fit, claims, 3, windows, 3), &fit.error);
    for (size_t i = 0; i < 3; i++)
        together[i] = claim_forecast_quantile(&fit.forecasts[i], 0.9);
    for (size_t i = 0; i < 3; i++) {
        assert_ok(fit_run(&fit, claims, 3, &windows[i], 1), &fit.error);
        assert_close(claim_forecast_quantile(&fit.forecasts[0], 0.9), together[i], 1e-12);
    }
    fit_done(&fit);
}

static void growth_of_a_generation_ago_is_not_extended(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    /* three hundredfold in three decades, then slower */
    const TfObservation claims[] = {
        claim(1995, 1, 12, 0.45e9, 1e7, TF_EQ), claim(2005, 1, 12, 6.8e9, 1e8, TF_EQ),
        growth(2006, 12, 0.4, 0.01, TF_EQ),     claim(2021, 1, 12, 112e9, 1e9, TF_EQ),
        claim(2023, 1, 12, 111e9, 1e9, TF_EQ),  claim(2024, 1, 12, 135e9, 1e9, TF_EQ),
    };
    const ClaimWindow window = year_of(2030, TF_TURNOVER);
    ClaimModelOptions all = claim_model_defaults();
    all.history_years = 0;
    assert_ok(claim_model_fit(fit.workspace, claims, 6, &window, 1, &all, &fit.arena, fit.forecasts, NULL,
                              &fit.error),
              &fit.error);
    double extended = claim_forecast_quantile(&fit.forecasts[0], 0.5);
    assert_ok(fit_run(&fit, claims, 6, &window, 1), &fit.error);
    double median = claim_forecast_quantile(&fit.forecasts[0], 0.5);
    assert_true(extended > median);
    assert_int_equal(fit.projection.residual_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(fit.projection.residuals[i].observation, 3 + i);
    /* the same as if the old ones had never been said */
    assert_ok(fit_run(&fit, claims + 3, 3, &window, 1), &fit.error);
    assert_true(claim_forecast_quantile(&fit.forecasts[0], 0.5) == median);
    fit_done(&fit);
}

static void a_derived_figure_that_repeats_others_takes_no_part(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    static const int64_t ids[] = {1, 2};
    TfObservation claims[] = {
        claim(2022, 1, 12, 26e9, 1e9, TF_EQ),
        claim(2023, 1, 12, 28e9, 1e9, TF_EQ),
        claim(2023, 1, 12, 10.5e9, 5e8, TF_EQ), /* exports and imports, by a balance */
        claim(2023, 1, 12, 17.5e9, 5e8, TF_EQ),
        claim(2024, 1, 12, 29e9, 1e9, TF_EQ), /* exports and imports added */
    };
    claims[2].flow = TF_EXPORTS;
    claims[3].flow = TF_IMPORTS;
    claims[2].claim_ids = claims[3].claim_ids = ids;
    const ClaimWindow window = year_of(2025, TF_TURNOVER);
    assert_ok(fit_run(&fit, claims, 5, &window, 1), &fit.error);
    assert_int_equal(fit.projection.residual_count, 5);
    claims[2].is_derived = claims[3].is_derived = claims[4].is_derived = true;
    assert_ok(fit_run(&fit, claims, 5, &window, 1), &fit.error);
    assert_int_equal(fit.projection.residual_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(fit.projection.residuals[i].observation, i);
    fit_done(&fit);
}

static void almost_says_less_than(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const ClaimWindow window = year_of(2023, TF_TURNOVER);
    double medians[2];
    const TfRelation relations[] = {TF_ALMOST, TF_LT};
    for (size_t i = 0; i < 2; i++) {
        TfObservation nearly = claim(2023, 1, 12, 30e9, 1e9, relations[i]);
        assert_ok(fit_run(&fit, &nearly, 1, &window, 1), &fit.error);
        medians[i] = claim_forecast_quantile(&fit.forecasts[0], 0.5);
    }
    assert_true(medians[0] == medians[1]);
    assert_true(medians[0] < 29.8e9);
    fit_done(&fit);
}

static void a_figure_of_one_digit_still_says_how_much(void **state)
{
    (void)state;
    const struct {
        TfObservation claim;
        double low; /* what the 95% range of the next year may not leave */
        double high;
    } rows[] = {
        {claim(2023, 1, 12, 6e9, 1e9, TF_EQ), 3.5e9, 10.5e9},
        {claim(2023, 1, 12, 6.1e9, 1e8, TF_EQ), 3.5e9, 10.5e9},
        {claim(2023, 1, 12, 3e9, 1e9, TF_EQ), 1.4e9, 6e9},
        {claim(2023, 1, 12, 2e9, 1e9, TF_APPROX), 0.8e9, 4.8e9},
        {claim(2023, 1, 12, 3e9, 1e9, TF_GT), 1e9, 10e9},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Fit fit;
        fit_start(&fit);
        const ClaimWindow window = year_of(2024, TF_TURNOVER);
        assert_ok(fit_run(&fit, &rows[i].claim, 1, &window, 1), &fit.error);
        TfFan fan = claim_forecast_fan(&fit.forecasts[0]);
        if (fan.lo95 < rows[i].low || fan.hi95 > rows[i].high)
            fail_msg("row %zu: 95%% range %g to %g", i, fan.lo95, fan.hi95);
        fit_done(&fit);
    }
}

static void a_slip_of_ten_is_outvoted(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation claims[] = {
        claim(2014, 1, 12, 20.3e9, 1e8, TF_EQ), claim(2015, 1, 12, 22e9, 1e9, TF_EQ),
        claim(2016, 1, 12, 2.3e9, 1e8, TF_EQ), claim(2017, 1, 12, 24.9e9, 1e8, TF_EQ)};
    const ClaimWindow window = year_of(2016, TF_TURNOVER);
    assert_ok(fit_run(&fit, claims, 4, &window, 1), &fit.error);
    assert_close(claim_forecast_quantile(&fit.forecasts[0], 0.5), 23.5e9, 0.05);
    assert_true(fit.projection.residuals[2].sigmas > 3);
    for (size_t i = 0; i < 4; i++)
        assert_true(i == 2 || fit.projection.residuals[i].sigmas < 3);
    fit_done(&fit);
}

static void two_sides_books_differ_more_than_two_outlets(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const char *const names[2][2] = {{"A", "B"}, {"statistics:CHN", "statistics:KAZ"}};
    const ClaimWindow window = year_of(2024, TF_TURNOVER);
    double widths[2];
    for (size_t i = 0; i < 2; i++) {
        TfObservation claims[] = {claim(2022, 1, 12, 31.2e9, 1e8, TF_EQ),
                                  claim(2023, 1, 12, 41e9, 1e9, TF_EQ),
                                  claim(2024, 1, 10, 24.3e9, 1e8, TF_EQ)};
        claims[0].source = claims[1].source = tf_slice(names[i][0]);
        claims[2].source = tf_slice(names[i][1]);
        if (i == 1) {
            assert_true(tf_party_from_code(tf_slice("CHN"), &claims[0].side));
            claims[1].side = claims[0].side;
            assert_true(tf_party_from_code(tf_slice("KAZ"), &claims[2].side));
        }
        assert_ok(fit_run(&fit, claims, 3, &window, 1), &fit.error);
        assert_slice(fit.projection.reference_source, names[i][0]);
        widths[i] = claim_forecast_quantile(&fit.forecasts[0], 0.5);
    }
    /* the other side's low figure says little about the level of this side's */
    assert_true(widths[1] > widths[0] + 1e9);
    fit_done(&fit);
}

/* One side's books hold a fifth less than the other's for three years: its figure of the fourth is read so.
 */
static void how_far_two_books_are_apart_is_learnt(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    TfObservation claims[11];
    size_t count = 0;
    for (int year = 2015; year <= 2021; year++)
        claims[count++] = claim(year, 1, 12, 30e9 + 1e9 * (year - 2015), 1e8, TF_EQ);
    for (int year = 2019; year <= 2022; year++)
        claims[count++] = claim(year, 1, 12, 0.8 * (30e9 + 1e9 * (year - 2015)), 1e8, TF_EQ);
    for (size_t i = 0; i < count; i++) {
        claims[i].source = tf_slice(i < 7 ? "statistics:CHN" : "statistics:KAZ");
        assert_true(tf_party_from_code(tf_slice(i < 7 ? "CHN" : "KAZ"), &claims[i].side));
    }
    const ClaimWindow window = year_of(2022, TF_TURNOVER);
    assert_ok(fit_run(&fit, claims, count, &window, 1), &fit.error);
    assert_slice(fit.projection.reference_source, "statistics:CHN");
    TfFan fan = claim_forecast_fan(&fit.forecasts[0]);
    assert_close(fan.median, 37e9, 0.02);
    assert_true(fan.hi80 < 1.1 * fan.lo80);
    fit_done(&fit);
}

static void the_books_of_today_are_the_reference(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    TfObservation claims[] = {
        claim(2012, 1, 12, 20e9, 1e8, TF_EQ), claim(2013, 1, 12, 20e9, 1e8, TF_EQ),
        claim(2014, 1, 12, 21e9, 1e8, TF_EQ), claim(2021, 1, 12, 26e9, 1e8, TF_EQ),
        claim(2022, 1, 12, 27e9, 1e8, TF_EQ),
    };
    claims[3].source = claims[4].source = tf_slice("B");
    const ClaimWindow window = year_of(2023, TF_TURNOVER);
    assert_ok(fit_run(&fit, claims, 5, &window, 1), &fit.error);
    assert_slice(fit.projection.reference_source, "B");
    fit_done(&fit);
}

static void exports_and_imports_add_up_to_turnover(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    TfObservation claims[] = {claim(2016, 1, 12, 3.1e9, 1e8, TF_EQ), claim(2016, 1, 12, 5.2e9, 1e8, TF_EQ)};
    claims[0].flow = TF_EXPORTS;
    claims[1].flow = TF_IMPORTS;
    const ClaimWindow windows[] = {year_of(2016, TF_TURNOVER), year_of(2016, TF_EXPORTS),
                                   year_of(2016, TF_IMPORTS)};
    assert_ok(fit_run(&fit, claims, 2, windows, 3), &fit.error);
    assert_close(claim_forecast_quantile(&fit.forecasts[0], 0.5), 8.3e9, 0.01);
    assert_close(claim_forecast_quantile(&fit.forecasts[1], 0.5), 3.1e9, 0.01);
    assert_close(claim_forecast_quantile(&fit.forecasts[2], 0.5), 5.2e9, 0.01);
    fit_done(&fit);
}

static void asking_for_exports_of_a_turnover_splits_it_in_doubt(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation turnover = claim(2023, 1, 12, 10e9, 1e8, TF_EQ);
    const ClaimWindow window = year_of(2023, TF_EXPORTS);
    assert_ok(fit_run(&fit, &turnover, 1, &window, 1), &fit.error);
    TfFan fan = claim_forecast_fan(&fit.forecasts[0]);
    assert_true(fan.median > 3e9 && fan.median < 7e9);
    assert_true(fan.hi80 > 1.5 * fan.lo80);
    fit_done(&fit);
}

/* ---- anything at all ---- */

static void odd_series_get_a_sound_answer(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    TfObservation rows[][4] = {
        {claim(2020, 5, 1, 7e6, 1e6, TF_EQ)},                                       /* one month */
        {claim(2020, 1, 12, 5e9, 1e9, TF_GT), claim(2021, 1, 12, 7e9, 1e9, TF_LT)}, /* only bounds */
        {claim(2020, 1, 12, 1, 0, TF_EQ), claim(2021, 1, 12, 1e16, 0, TF_EQ)}, /* a dollar, and too much */
        {claim(2020, 1, 12, 5e9, 1e8, TF_EQ), claim(2020, 1, 12, 50e9, 1e8, TF_EQ)}, /* contradictory */
        {claim(2020, 1, 12, 5e9, 1e8, TF_GT), claim(2020, 1, 12, 3e9, 1e8, TF_LT),
         claim(2020, 1, 9, 6e9, 1e8, TF_GT), claim(2020, 1, 6, 7e9, 1e8, TF_EQ)}, /* parts above the whole */
        {claim(2020, 1, 12, 5e9, 4e10, TF_EQ)},                                   /* rounding above value */
        {claim(2020, 1, 12, 5e9, 1e8, TF_EQ), growth(2021, 12, -1, 0.01, TF_EQ)}, /* trade ended */
        {claim(2020, 1, 12, 5e9, 1e8, TF_EQ), growth(2021, 12, 99, 1, TF_GT)},    /* a hundredfold */
        {claim(1932, 1, 12, 1e9, 1e8, TF_EQ), claim(2024, 12, 1, 1e8, 1e7, TF_EQ)}, /* 92 years apart */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t count = 0;
        while (count < 4 && rows[i][count].from_month != 0)
            count++;
        int last = rows[i][count - 1].to_month / 12;
        const ClaimWindow windows[] = {year_of(last, TF_TURNOVER), year_of(last - 1, TF_TURNOVER)};
        if (fit_run(&fit, rows[i], count, windows, 2) != TF_OK)
            fail_msg("row %zu: %s", i, fit.error.message);
        assert_sound(&fit.forecasts[0]);
        assert_sound(&fit.forecasts[1]);
        for (size_t k = 0; k < count; k++)
            assert_true(isfinite(fit.projection.residuals[k].sigmas));
    }
    fit_done(&fit);
}

static void each_of_many_sources_has_its_own_factor(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const char *const names[] = {"e", "c", "a", "d", "b", "a", "f"};
    TfObservation claims[7];
    for (int i = 0; i < 7; i++) {
        claims[i] = claim(2015, 1, 12, 10e9 + 1e8 * i, 1e8, TF_EQ);
        claims[i].source = tf_slice(names[i]);
    }
    const ClaimWindow window = year_of(2015, TF_TURNOVER);
    assert_ok(fit_run(&fit, claims, 7, &window, 1), &fit.error);
    assert_slice(fit.projection.reference_source, "a"); /* quoted twice */
    double median = claim_forecast_quantile(&fit.forecasts[0], 0.5);
    assert_true(median > 10.1e9 && median < 10.6e9);
    claims[5].source = tf_slice("g"); /* all once: the newest window decides */
    claims[3].to_month++;
    assert_ok(fit_run(&fit, claims, 7, &window, 1), &fit.error);
    assert_slice(fit.projection.reference_source, "d");
    fit_done(&fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(projects_a_pair_from_two_sentences),
        cmocka_unit_test(more_drift_makes_the_target_likelier),
        cmocka_unit_test(a_livelier_prior_widens_the_range),
        cmocka_unit_test(the_median_of_volatile_trade_grows_less),
        cmocka_unit_test(who_trades_tells_how_steady_trade_is),
        cmocka_unit_test(windows_asked_together_get_the_answers_they_get_alone),
        cmocka_unit_test(growth_of_a_generation_ago_is_not_extended),
        cmocka_unit_test(a_derived_figure_that_repeats_others_takes_no_part),
        cmocka_unit_test(almost_says_less_than),
        cmocka_unit_test(a_figure_of_one_digit_still_says_how_much),
        cmocka_unit_test(a_slip_of_ten_is_outvoted),
        cmocka_unit_test(two_sides_books_differ_more_than_two_outlets),
        cmocka_unit_test(how_far_two_books_are_apart_is_learnt),
        cmocka_unit_test(the_books_of_today_are_the_reference),
        cmocka_unit_test(exports_and_imports_add_up_to_turnover),
        cmocka_unit_test(asking_for_exports_of_a_turnover_splits_it_in_doubt),
        cmocka_unit_test(odd_series_get_a_sound_answer),
        cmocka_unit_test(each_of_many_sources_has_its_own_factor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
