/* Exports, imports, turnover and balance: two of them make a third. */
#include "tests/unit/series/series_bench.h"

static TfClaim *add_flow(Bench *bench, TfMeasure measure, const char *value)
{
    TfClaim *claim = add_level(bench, value, "2023-01-01", "2023-12-31");
    claim->measure = measure;
    claim->rule = tf_slice("level");
    return claim;
}

static bool has(const TfSeries *series, TfMeasure flow)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->items[i].flow == flow)
            return true;
    return false;
}

static TfObservation find(const TfSeries *series, TfMeasure flow)
{
    size_t at = 0;
    assert_true(has(series, flow));
    while (series->items[at].flow != flow)
        at++;
    return series->items[at];
}

static void two_figures_make_the_third(void **state)
{
    (void)state;
    const struct {
        TfMeasure first, second;
        const char *values[2];
        TfMeasure made[2]; /* TF_BALANCE: none */
        double worth[2];
        double rounding;
    } rows[] = {
        {TF_EXPORTS, TF_IMPORTS, {"9800000000", "16200000000"}, {TF_TURNOVER, TF_BALANCE}, {26e9, 0}, 2e8},
        {TF_TURNOVER,
         TF_BALANCE,
         {"26000000000", "-6400000000"},
         {TF_EXPORTS, TF_IMPORTS},
         {9.8e9, 16.2e9},
         5.5e8},
        {TF_EXPORTS, TF_BALANCE, {"9800000000", "-6400000000"}, {TF_IMPORTS, TF_BALANCE}, {16.2e9, 0}, 2e8},
        {TF_IMPORTS, TF_BALANCE, {"16200000000", "-6400000000"}, {TF_EXPORTS, TF_BALANCE}, {9.8e9, 0}, 2e8},
        {TF_EXPORTS, TF_BALANCE, {"9800000000", "6400000000"}, {TF_IMPORTS, TF_BALANCE}, {3.4e9, 0}, 2e8},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_flow(&bench, rows[i].first, rows[i].values[0]);
        add_flow(&bench, rows[i].second, rows[i].values[1])->pub_date = day("2024-12-01");
        const TfSeries *series = observe(&bench, "2025-01-01");
        assert_int_equal(series->left_out_count, 0);
        for (size_t k = 0; k < 2 && rows[i].made[k] != TF_BALANCE; k++) {
            const TfObservation made = find(series, rows[i].made[k]);
            assert_true(made.is_derived);
            assert_close(made.value_usd, rows[i].worth[k], 1e-12);
            assert_close(made.rounding, rows[i].rounding, 1e-12);
            assert_int_equal(made.claim_count, 2);
            assert_int_equal(made.claim_ids[1], 2);
            assert_int_equal(tf_date_compare(made.said, day("2024-12-01")), 0);
        }
        assert_false(find(series, rows[i].first).is_derived);
        assert_false(has(series, TF_BALANCE));
        bench_done(&bench);
    }
}

static void a_balance_is_seen_from_the_first_of_the_pair(void **state)
{
    (void)state;
    const struct {
        const char *reporter, *partner, *balance;
        double exports;
    } rows[] = {{"KAZ", "RUS", "-6000000000", 10e9},
                {"RUS", "KAZ", "6000000000", 10e9},
                {"KAZ", "RUS", "6000000000", 16e9}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_flow(&bench, TF_TURNOVER, "26000000000");
        TfClaim *balance = add_flow(&bench, TF_BALANCE, rows[i].balance);
        assert_true(tf_party_from_code(tf_slice(rows[i].reporter), &balance->reporter));
        assert_true(tf_party_from_code(tf_slice(rows[i].partner), &balance->partner));
        assert_close(find(observe(&bench, ""), TF_EXPORTS).value_usd, rows[i].exports, 1e-12);
        bench_done(&bench);
    }
}

static void a_balance_that_tells_nothing_is_left_out_with_the_reason(void **state)
{
    (void)state;
    const struct {
        TfMeasure flows[2];
        const char *values[2]; /* NULL: no claim */
        const char *balance;
        TfRelation relation;
        const char *reason;
    } rows[] = {
        {{TF_EXPORTS, TF_IMPORTS},
         {NULL, NULL},
         "6000000000",
         TF_EQ,
         "a balance is the difference of two flows, and none is stated for the same months"},
        {{TF_TURNOVER, TF_IMPORTS},
         {"26000000000", NULL},
         "6000000000",
         TF_GT,
         "a balance is the difference of two flows; only an exact one tells them apart"},
        {{TF_EXPORTS, TF_IMPORTS},
         {"16000000000", "10000000000"},
         "6000000000",
         TF_EQ,
         "a balance of two flows that are known without it"},
        {{TF_TURNOVER, TF_IMPORTS},
         {"26000000000", "10000000000"},
         "6000000000",
         TF_EQ,
         "a balance of two flows that are known without it"},
        {{TF_EXPORTS, TF_IMPORTS},
         {"5000000000", NULL},
         "6000000000",
         TF_EQ,
         "a balance that leaves nothing of the flow that is not stated"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_flow(&bench, TF_BALANCE, rows[i].balance)->relation = rows[i].relation;
        for (size_t k = 0; k < 2 && rows[i].values[k] != NULL; k++)
            add_flow(&bench, rows[i].flows[k], rows[i].values[k]);
        const TfSeries *series = observe(&bench, "");
        assert_int_equal(series->left_out_count, 1);
        assert_int_equal(series->left_out[0].claim_id, 1);
        assert_slice(series->left_out[0].reason, rows[i].reason);
        bench_done(&bench);
    }
}

static void a_range_of_deficits_is_no_exact_balance(void **state)
{
    (void)state;
    const char *const ranges[][2] = {{"-2000000000", "-1000000000"}, {"-1000000000", "-2000000000"}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_flow(&bench, TF_EXPORTS, "10000000000");
        TfClaim *balance = add_flow(&bench, TF_BALANCE, ranges[i][0]);
        balance->relation = TF_RANGE;
        balance->has_value_hi = tf_decimal_read(tf_slice(ranges[i][1]), &balance->value_hi);
        const TfSeries *series = observe(&bench, "");
        assert_int_equal(series->count, 1);
        assert_int_equal(series->left_out_count, 1);
        assert_slice(series->left_out[0].reason,
                     "a balance is the difference of two flows; only an exact one tells them apart");
        bench_done(&bench);
    }
}

static void what_an_approximate_balance_leaves_is_as_wide_as_the_balance(void **state)
{
    (void)state;
    const struct {
        const char *balance;
        double rounding; /* of the imports; 0: nothing is left of them */
    } rows[] = {{"80000000000", 9e9}, {"95000000000", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_flow(&bench, TF_EXPORTS, "101000000000");
        add_flow(&bench, TF_BALANCE, rows[i].balance)->relation = TF_APPROX;
        const TfSeries *series = observe(&bench, "");
        assert_int_equal(has(series, TF_IMPORTS), rows[i].rounding > 0);
        assert_int_equal(series->left_out_count, rows[i].rounding > 0 ? 0 : 1);
        if (rows[i].rounding > 0)
            assert_close(find(series, TF_IMPORTS).rounding, rows[i].rounding, 1e-12);
        bench_done(&bench);
    }
}

static void a_small_difference_of_large_figures_is_hardly_known(void **state)
{
    (void)state;
    const struct {
        TfMeasure first;
        const char *value, *balance;
        TfMeasure made; /* TF_BALANCE: nothing */
        double sd;
    } rows[] = {
        {TF_EXPORTS, "100300000000", "95300000000", TF_IMPORTS, 0.276537},
        {TF_TURNOVER, "100300000000", "95300000000", TF_IMPORTS, 0.276537},
        {TF_TURNOVER, "100300000000", "95300000000", TF_EXPORTS, 0.0},
        {TF_EXPORTS, "100300000000", "99300000000", TF_BALANCE, 0.0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_flow(&bench, rows[i].first, rows[i].value);
        add_flow(&bench, TF_BALANCE, rows[i].balance);
        const TfSeries *series = observe(&bench, "");
        if (rows[i].made == TF_BALANCE) {
            assert_int_equal(series->count, 1);
            assert_int_equal(series->left_out_count, 1);
        } else if (rows[i].sd > 0)
            assert_close(find(series, rows[i].made).conversion_sd, rows[i].sd, 1e-3);
        else
            assert_true(find(series, rows[i].made).conversion_sd == 0);
        bench_done(&bench);
    }
}

static void a_deficit_counts_by_the_dollars_in_brackets(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfAlternative dollars = {.text = TF_SLICE("-$6.4 bn")};
    add_flow(&bench, TF_EXPORTS, "9800000000");
    TfClaim *balance = add_flow(&bench, TF_BALANCE, "-5900000000");
    (void)snprintf(balance->currency, sizeof balance->currency, "EUR");
    assert_true(tf_decimal_read(tf_slice("-6400000000"), &dollars.money.value));
    (void)snprintf(dollars.money.currency, sizeof dollars.money.currency, "USD");
    balance->alternatives = &dollars;
    balance->alternative_count = 1;
    assert_close(find(observe(&bench, ""), TF_IMPORTS).value_usd, 16.2e9, 1e-12);
    bench_done(&bench);
}

static void figures_of_two_sides_or_other_months_are_not_added(void **state)
{
    (void)state;
    const struct {
        const char *imports_by, *imports_to;
        size_t count;
    } rows[] = {
        {"KZ customs", "2023-12-31", 3}, {"RU customs", "2023-12-31", 2}, {"KZ customs", "2023-09-30", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_flow(&bench, TF_EXPORTS, "9800000000")->attribution = tf_slice("KZ customs");
        TfClaim *imports = add_flow(&bench, TF_IMPORTS, "16200000000");
        imports->attribution = tf_slice(rows[i].imports_by);
        imports->period.to = day(rows[i].imports_to);
        const TfSeries *series = observe(&bench, "");
        assert_int_equal(series->count, rows[i].count);
        if (rows[i].count == 3)
            assert_string_equal(find(series, TF_TURNOVER).side.code, "KAZ");
        bench_done(&bench);
    }
}

static void a_turnover_that_is_stated_is_not_made(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_flow(&bench, TF_EXPORTS, "9800000000");
    add_flow(&bench, TF_IMPORTS, "16200000000");
    add_flow(&bench, TF_TURNOVER, "26000000000");
    assert_int_equal(observe(&bench, "")->count, 3);
    bench_done(&bench);
}

static void balances_of_a_flood_are_all_accounted_for(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    for (int i = 0; i < 100; i++) {
        char value[32];
        (void)snprintf(value, sizeof value, "%d00000000", i + 10);
        add_flow(&bench, TF_BALANCE, value);
    }
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count, 0);
    assert_int_equal(series->left_out_count, 100);
    add_flow(&bench, TF_TURNOVER, "90000000000");
    assert_int_equal(observe(&bench, "")->count,
                     201); /* 9 of 10 bn and more: no part is lost in its rounding */
    bench_done(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_figures_make_the_third),
        cmocka_unit_test(a_balance_is_seen_from_the_first_of_the_pair),
        cmocka_unit_test(a_balance_that_tells_nothing_is_left_out_with_the_reason),
        cmocka_unit_test(a_range_of_deficits_is_no_exact_balance),
        cmocka_unit_test(what_an_approximate_balance_leaves_is_as_wide_as_the_balance),
        cmocka_unit_test(a_small_difference_of_large_figures_is_hardly_known),
        cmocka_unit_test(a_deficit_counts_by_the_dollars_in_brackets),
        cmocka_unit_test(figures_of_two_sides_or_other_months_are_not_added),
        cmocka_unit_test(a_turnover_that_is_stated_is_not_made),
        cmocka_unit_test(balances_of_a_flood_are_all_accounted_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
