/* Amounts in other currencies become dollars at the mean rate of their own months, and what is not exact is
 * told. */
#include "tests/unit/series/series_bench.h"

#include "tracker/series/missing.h"

#include <math.h>

static void give_rates(Bench *bench, const TfRate *rates, size_t count)
{
    assert_ok(currency_table_make((TfRates){rates, count}, &bench->arena, &bench->rates, &bench->error),
              &bench->error);
}

static TfClaim *add_roubles(Bench *bench, const char *value, const char *from, const char *to)
{
    TfClaim *claim = add_level(bench, value, from, to);
    (void)snprintf(claim->currency, sizeof claim->currency, "RUB");
    return claim;
}

static const TfRate year_2023 = {"RUB", {2023, 1, 1}, {2023, 12, 31}, 0.012, TF_SLICE("a bank")};

static void an_amount_is_worth_the_mean_rate_of_its_months(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    give_rates(&bench, &year_2023, 1);
    add_roubles(&bench, "2000000000000", "2023-01-01", "2023-12-31")->value_text = tf_slice("2 trillion");
    const TfSeries *series = observe(&bench, "2025-01-01");
    assert_int_equal(series->count, 1);
    const TfObservation *item = &series->items[0];
    assert_close(item->value_usd, 2.4e10, 1e-12);
    assert_close(item->rounding, 1.2e10, 1e-12); /* a trillion roubles */
    assert_string_equal(item->currency, "RUB");
    assert_false(item->is_approximate);
    assert_close(item->conversion_sd, 0.02, 1e-12);
    assert_int_equal(series->warning_count, 0);
    bench_done(&bench);
}

static void dollars_stay_as_they_are(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    give_rates(&bench, &year_2023, 1);
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    const TfObservation *item = &observe(&bench, "2025-01-01")->items[0];
    assert_close(item->value_usd, 2.8e10, 0);
    assert_string_equal(item->currency, "USD");
    assert_true(item->conversion_sd <= 0);
    bench_done(&bench);
}

static void a_range_is_converted_at_both_ends(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    give_rates(&bench, &year_2023, 1);
    TfClaim *claim = add_roubles(&bench, "1000000000000", "2023-01-01", "2023-12-31");
    claim->relation = TF_RANGE;
    claim->has_value_hi = tf_decimal_read(tf_slice("2000000000000"), &claim->value_hi);
    const TfObservation *item = &observe(&bench, "2025-01-01")->items[0];
    assert_close(item->value_usd, 1.8e10, 1e-12);
    assert_close(item->rounding, 1.2e10, 1e-12);
    bench_done(&bench);
}

static void means_of_years_are_told_as_approximate(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    give_rates(&bench, NULL, 0);
    add_roubles(&bench, "1500000000000", "2023-01-01", "2023-09-30");
    add_roubles(&bench, "716000000000", "2023-01-01", "2023-04-30");
    const TfSeries *series = observe(&bench, "2025-01-01");
    assert_int_equal(series->count, 2);
    assert_true(series->items[0].is_approximate && series->items[1].is_approximate);
    assert_true(series->items[0].conversion_sd > series->items[1].conversion_sd); /* four months and nine */
    assert_int_equal(series->warning_count, 1);
    assert_slice(
        series->warnings[0],
        "2 figures in RUB converted with yearly mean rates, approximate (built-in mean of 2023; none "
        "are imported); tradefig fx import FILE takes better ones");
    assert_true(tf_series_is_approximate(series));
    bench_done(&bench);
}

static void without_a_rate_a_claim_is_left_out_and_told(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    give_rates(&bench, &year_2023, 1);
    TfClaim *claim = add_roubles(&bench, "1500000000000", "2023-01-01", "2023-09-30");
    (void)snprintf(claim->currency, sizeof claim->currency, "AMD");
    assert_left_out(&bench, "no AMD rate for Jan\u2013Sep 2023: none are imported");
    assert_int_equal(bench.series.warning_count, 1);
    assert_slice(
        bench.series.warnings[0],
        "1 figure in AMD left out: no AMD rate for Jan\u2013Sep 2023: none are imported; tradefig fx "
        "import FILE takes rates");
    bench_done(&bench);
}

static void an_amount_in_brackets_serves_where_its_own_currency_has_no_rate(void **state)
{
    (void)state;
    Bench bench;
    const TfAlternative euros = {.money = {.value = {3, 9}, .currency = "EUR"},
                                 .text = TF_SLICE("3 billion")};
    const TfRate rates[] = {{"EUR", {2023, 1, 1}, {2023, 12, 31}, 1.1, TF_SLICE("a bank")}};
    bench_start(&bench);
    give_rates(&bench, rates, 1);
    TfClaim *claim = add_roubles(&bench, "1280000000000", "2023-01-01", "2023-12-31");
    claim->alternatives = &euros;
    claim->alternative_count = 1;
    (void)snprintf(claim->currency, sizeof claim->currency, "AMD");
    const TfObservation *item = &observe(&bench, "2025-01-01")->items[0];
    assert_close(item->value_usd, 3.3e9, 1e-12);
    assert_string_equal(item->currency, "EUR");
    assert_int_equal(bench.series.warning_count, 0);
    bench_done(&bench);
}

static void only_what_takes_part_is_told(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    give_rates(&bench, NULL, 0);
    add_roubles(&bench, "1500000000000", "2023-01-01", "2023-09-30")->status = TF_TARGET;
    assert_int_equal(observe(&bench, "2025-01-01")->warning_count, 0);
    bench_done(&bench);
}

static void an_amount_is_judged_by_its_dollars(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    give_rates(&bench, &year_2023, 1);
    add_roubles(&bench, "500000000000000000", "2023-01-01", "2023-12-31"); /* 6e15 dollars */
    assert_int_equal(observe(&bench, "2025-01-01")->count, 1);
    bench_done(&bench);
    bench_start(&bench);
    give_rates(&bench, &year_2023, 1);
    add_roubles(&bench, "10", "2023-01-01", "2023-12-31"); /* 12 cents */
    assert_left_out(&bench, "10 is no amount of trade: 1 to 1e16 US dollars is");
    bench_done(&bench);
}

static void growth_in_another_currency_is_measured_in_dollars(void **state)
{
    (void)state;
    Bench bench;
    const TfRate rates[] = {{"RUB", {2023, 1, 1}, {2023, 9, 30}, 0.0125, TF_SLICE("a bank")},
                            {"RUB", {2024, 1, 1}, {2024, 9, 30}, 0.0100, TF_SLICE("a bank")}};
    bench_start(&bench);
    give_rates(&bench, rates, 2);
    TfClaim *claim = add_growth(&bench, "25", "yoy");
    (void)snprintf(claim->currency, sizeof claim->currency, "RUB");
    const TfObservation *item = &observe(&bench, "2025-01-01")->items[0];
    assert_true(item->is_growth);
    assert_true(fabs(item->value_usd) < 1e-12); /* money that lost a fifth makes 25% growth none */
    assert_close(item->rounding, 0.008, 1e-9);
    assert_close(item->conversion_sd, hypot(0.02, 0.02), 1e-9);
    bench_done(&bench);
}

static void growth_without_a_rate_for_both_years_is_left_out(void **state)
{
    (void)state;
    Bench bench;
    const TfRate rate = {"AMD", {2024, 1, 1}, {2024, 9, 30}, 0.0026, TF_SLICE("a bank")};
    bench_start(&bench);
    give_rates(&bench, &rate, 1);
    TfClaim *claim = add_growth(&bench, "25", "yoy");
    (void)snprintf(claim->currency, sizeof claim->currency, "AMD");
    assert_left_out(&bench, "no AMD rate for Jan\u2013Sep 2023: imported rates begin 1 Jan 2024");
    bench_done(&bench);
}

static void every_currency_is_told_by_itself_in_order(void **state)
{
    (void)state;
    static const char *const currencies[] = {"XXC", "XXA", "XXB", "XXA"};
    Bench bench;
    bench_start(&bench);
    give_rates(&bench, NULL, 0);
    for (size_t i = 0; i < 4; i++) {
        TfClaim *claim = add_roubles(&bench, "1000000000", "2023-01-01", "2023-12-31");
        (void)snprintf(claim->currency, sizeof claim->currency, "%s", currencies[i]);
    }
    const TfSeries *series = observe(&bench, "2025-01-01");
    assert_int_equal(series->warning_count, 3);
    assert_true(tf_slice_starts_with(series->warnings[0], "2 figures in XXA"));
    assert_true(tf_slice_starts_with(series->warnings[1], "1 figure in XXB"));
    assert_true(tf_slice_starts_with(series->warnings[2], "1 figure in XXC"));
    bench_done(&bench);
}

/* What a series leaves out for want of a rate is missing, and nothing else is. */
static void missing_rates_are_those_that_a_series_would_need(void **state)
{
    (void)state;
    Bench bench;
    TfMissingRates missing = {NULL, 0};
    bench_start(&bench);
    give_rates(&bench, &year_2023, 1);
    add_roubles(&bench, "2000000000000", "2024-01-01", "2024-06-30");
    add_roubles(&bench, "-100000000000", "1990-01-01", "1990-12-31")->measure = TF_BALANCE;
    TfClaim *growth = add_growth(&bench, "12", "yoy");
    memcpy(growth->currency, "AMD", sizeof "AMD");
    add_roubles(&bench, "1000000000000", "1991-01-01", "1991-12-31")->scope = tf_slice("services");
    add_roubles(&bench, "2000000000000", "1980-01-01", "1980-12-31")->status = TF_TARGET;
    add_roubles(&bench, "2000000000000", "1981-01-01", "1981-12-31")->partner = growth->reporter;
    bench.records[5].decision = tf_slice("rejected");
    add_level(&bench, "28000000000", "1982-01-01", "1982-12-31");
    assert_ok(
        series_missing_rates(bench.records, bench.count, bench.rates, &bench.arena, &missing, &bench.error),
        &bench.error);
    assert_int_equal(missing.count, 2);
    assert_string_equal(missing.items[0].currency, "AMD");
    assert_int_equal(missing.items[0].claims, 1);
    assert_string_equal(missing.items[1].currency, "RUB");
    assert_int_equal(missing.items[1].claims, 2);
    assert_int_equal(missing.items[1].from_month, tf_month_index(1990, 1));
    assert_int_equal(missing.items[1].to_month, tf_month_index(1991, 12));
    assert_slice(missing.items[1].reason, "no RUB rate for 1990: imported rates begin 1 Jan 2023");
    bench_done(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amount_is_worth_the_mean_rate_of_its_months),
        cmocka_unit_test(dollars_stay_as_they_are),
        cmocka_unit_test(a_range_is_converted_at_both_ends),
        cmocka_unit_test(means_of_years_are_told_as_approximate),
        cmocka_unit_test(without_a_rate_a_claim_is_left_out_and_told),
        cmocka_unit_test(an_amount_in_brackets_serves_where_its_own_currency_has_no_rate),
        cmocka_unit_test(only_what_takes_part_is_told),
        cmocka_unit_test(an_amount_is_judged_by_its_dollars),
        cmocka_unit_test(growth_in_another_currency_is_measured_in_dollars),
        cmocka_unit_test(growth_without_a_rate_for_both_years_is_left_out),
        cmocka_unit_test(missing_rates_are_those_that_a_series_would_need),
        cmocka_unit_test(every_currency_is_told_by_itself_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
