/* Who says what about the same months, and what contradicts what. */
#include "tests/unit/series/series_bench.h"

#include "tracker/series/conflicts.h"

static TfClaim *add_figure(Bench *bench, const char *value, const char *by)
{
    TfClaim *claim = add_level(bench, value, "2022-01-01", "2022-12-31");
    claim->rule = tf_slice("level");
    claim->attribution = tf_slice(by);
    return claim;
}

static TfConflicts find_conflicts(Bench *bench, const TfResidual *residuals, size_t count, bool all)
{
    TfConflicts conflicts;
    const TfSeries *series = observe(bench, "");
    assert_ok(series_conflicts(bench->records, bench->count, series, residuals, count, all, &bench->arena,
                               &conflicts, &bench->error),
              &bench->error);
    return conflicts;
}

static void intervals_without_a_common_value_conflict(void **state)
{
    (void)state;
    const struct {
        const char *values[2], *by[2];
        TfRelation relation; /* of the second */
        bool a, b, between, untold;
    } rows[] = {
        /* 26.1 and 27.0 of Kazakhstan */
        {{"26100000000", "27000000000"}, {"KZ minister", "KZ press office"}, TF_EQ, .a = true},
        {{"26100000000", "28200000000"}, {"RU minister", "RU press office"}, TF_EQ, .b = true},
        {{"26100000000", "28200000000"}, {"KZ minister", "RU minister"}, TF_EQ, .between = true},
        {{"28200000000", "26100000000"}, {"KZ minister", "RU minister"}, TF_EQ, .between = true},
        {{"26100000000", "28200000000"}, {"", "RU minister"}, TF_EQ, .untold = true},
        {{"26100000000", "28200000000"}, {"", ""}, TF_EQ, .untold = true},
        /* within rounding: 26 is 25.5 to 26.5 */
        {{"26100000000", "26000000000"}, {"KZ minister", "RU minister"}, TF_EQ, .a = false},
        {{"26100000000", "27000000000"}, {"KZ minister", "RU minister"}, TF_APPROX, .a = false},
        /* bounds */
        {{"26100000000", "26000000000"}, {"KZ minister", "RU minister"}, TF_GT, .a = false},
        {{"26100000000", "27000000000"}, {"KZ minister", "RU minister"}, TF_GT, .between = true},
        {{"26100000000", "27000000000"}, {"KZ minister", "RU minister"}, TF_ALMOST, .a = false},
        {{"28200000000", "27000000000"}, {"KZ minister", "KZ minister"}, TF_LT, .a = true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_figure(&bench, rows[i].values[0], rows[i].by[0]);
        add_figure(&bench, rows[i].values[1], rows[i].by[1])->relation = rows[i].relation;
        const TfConflicts conflicts = find_conflicts(&bench, NULL, 0, true);
        assert_int_equal(conflicts.count, 1);
        const TfPeriodVoices *period = &conflicts.periods[0];
        assert_int_equal(period->count, 2);
        assert_int_equal(period->conflict_a, rows[i].a);
        assert_int_equal(period->conflict_b, rows[i].b);
        assert_int_equal(period->conflict_between, rows[i].between);
        assert_int_equal(period->conflict_untold, rows[i].untold);
        bool any = rows[i].a || rows[i].b || rows[i].between || rows[i].untold;
        assert_int_equal(tf_voices_conflict(period), any);
        assert_int_equal(find_conflicts(&bench, NULL, 0, false).count, any);
        bench_done(&bench);
    }
}

static void each_statement_names_its_claims_and_outlets(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_figure(&bench, "28200000000", "RU minister")->outlet = tf_slice("Vesti");
    TfClaim *early = add_figure(&bench, "26100000000", "KZ minister");
    early->outlet = tf_slice("Kazinform");
    early->pub_date = day("2023-04-11");
    add_figure(&bench, "26100000000", "KZ minister")->url = tf_slice("https://example.org/a");
    const TfConflicts conflicts = find_conflicts(&bench, NULL, 0, false);
    assert_int_equal(conflicts.count, 1);
    const TfVoice *first = &conflicts.periods[0].voices[0];
    assert_string_equal(first->observation.side.code, "KAZ");
    assert_int_equal(first->said_count, 2);
    assert_int_equal(first->said[0].claim_id, 2);
    assert_slice(first->said[0].outlet, "Kazinform");
    assert_int_equal(tf_date_compare(first->said[0].date, day("2023-04-11")), 0);
    assert_slice(first->said[1].url, "https://example.org/a");
    assert_slice(conflicts.periods[0].voices[1].said[0].outlet, "Vesti");
    assert_close(conflicts.periods[0].spread, 28.2 / 26.1 - 1, 1e-9);
    bench_done(&bench);
}

static void what_is_outvoted_or_doubted_is_listed_though_nothing_contradicts_it(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "24500000000", "2021-01-01", "2021-12-31");
    add_level(&bench, "26100000000", "2022-01-01", "2022-12-31");
    add_level(&bench, "2800000000", "2023-01-01", "2023-12-31");
    const TfResidual residuals[] = {{0, 3.5}, {1, 2.9}};
    const TfConflicts conflicts = find_conflicts(&bench, residuals, 2, false);
    assert_int_equal(conflicts.count, 2);
    assert_true(tf_voice_is_outvoted(&conflicts.periods[0].voices[0]));
    assert_int_equal(conflicts.periods[0].from_month, tf_month_index(2021, 1));
    assert_non_null(conflicts.periods[1].voices[0].observation.doubt.bytes);
    assert_false(conflicts.periods[1].voices[0].is_weighed);
    assert_int_equal(find_conflicts(&bench, residuals, 2, true).count,
                     2); /* a lone figure agrees with nobody */
    bench_done(&bench);
}

static void flows_growth_and_other_months_are_other_periods(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_figure(&bench, "26100000000", "");
    add_figure(&bench, "9000000000", "")->measure = TF_EXPORTS;
    add_level(&bench, "19000000000", "2022-01-01", "2022-09-30");
    add_growth(&bench, "10", "yoy");
    assert_int_equal(find_conflicts(&bench, NULL, 0, true).count, 0);
    add_growth(&bench, "14", "yoy");
    const TfConflicts conflicts = find_conflicts(&bench, NULL, 0, true);
    assert_int_equal(conflicts.count, 1);
    assert_true(conflicts.periods[0].is_growth);
    assert_true(conflicts.periods[0].conflict_untold);
    assert_close(conflicts.periods[0].spread, 0.04, 1e-9);
    bench_done(&bench);
}

static void memory_that_runs_out_is_said(void **state)
{
    (void)state;
    Bench bench;
    TfStatus status = TF_NO_MEMORY;
    bench_start(&bench);
    add_level(&bench, "24500000000", "2021-01-01", "2021-12-31");
    add_level(&bench, "26100000000", "2022-01-01", "2022-12-31");
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    add_level(&bench, "29000000000", "2023-01-01", "2023-09-30");
    add_level(&bench, "2800000000", "2023-01-01", "2023-12-31")->attribution = tf_slice("KZ customs");
    add_level(&bench, "6000000000", "2023-01-01", "2023-12-31")->measure = TF_BALANCE;
    TfAsk ask = {.scope = {NULL, 0}};
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &ask.pair, &bench.error), &bench.error);
    for (size_t limit = 64; status != TF_OK; limit += 64) { /* at each of the places that ask */
        TfArena small;
        TfConflicts conflicts;
        assert_true(limit < 200000);
        tf_arena_init(&small, limit);
        status = series_observe(bench.records, bench.count, &ask, NULL, &small, &bench.series, &bench.error);
        if (status == TF_OK)
            status = series_conflicts(bench.records, bench.count, &bench.series, NULL, 0, true, &small,
                                      &conflicts, &bench.error);
        assert_true(status == TF_OK || status == TF_NO_MEMORY);
        if (status == TF_OK)
            assert_true(conflicts.count >= 1);
        tf_arena_done(&small);
    }
    bench_done(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(intervals_without_a_common_value_conflict),
        cmocka_unit_test(each_statement_names_its_claims_and_outlets),
        cmocka_unit_test(what_is_outvoted_or_doubted_is_listed_though_nothing_contradicts_it),
        cmocka_unit_test(memory_that_runs_out_is_said),
        cmocka_unit_test(flows_growth_and_other_months_are_other_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
