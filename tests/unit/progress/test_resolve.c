/* Growth targets get their dollars from a figure, deadlines the months that are meant, targets their chain.
 */
#include "tests/support/support.h"

#include "tracker/progress/progress.h"

#include <math.h>

enum { MOST = 12 };

typedef struct Bench {
    TfArena arena;
    TfError error;
    TfClaimRecord records[MOST];
    size_t count;
    TfObservation items[MOST];
    TfSeries series;
    TfTargetList targets;
} Bench;

static void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
    bench->series.items = bench->items;
}

static void bench_done(Bench *bench)
{
    tf_arena_done(&bench->arena);
}

static TfDate day(const char *text)
{
    TfDate date = {0, 0, 0};
    assert_true(text[0] == '\0' || tf_date_read(tf_slice(text), &date));
    return date;
}

static TfClaim *add_claim(Bench *bench, const char *deadline, const char *said)
{
    TfClaimRecord *record = &bench->records[bench->count++];
    *record = (TfClaimRecord){.id = (int64_t)bench->count, .claim = tf_claim_default()};
    TfClaim *claim = &record->claim;
    assert_true(tf_party_from_code(tf_slice("KAZ"), &claim->reporter));
    assert_true(tf_party_from_code(tf_slice("RUS"), &claim->partner));
    claim->status = TF_TARGET;
    claim->deadline = day(deadline);
    claim->pub_date = day(said);
    return claim;
}

static TfClaim *add_target(Bench *bench, const char *value, const char *deadline, const char *said)
{
    TfClaim *claim = add_claim(bench, deadline, said);
    claim->has_value = tf_decimal_read(tf_slice(value), &claim->value);
    (void)snprintf(claim->currency, sizeof claim->currency, "USD");
    return claim;
}

static TfClaim *add_growth(Bench *bench, const char *percent, const char *deadline, const char *said)
{
    TfClaim *claim = add_claim(bench, deadline, said);
    claim->kind = TF_CLAIM_GROWTH;
    claim->has_growth = tf_decimal_read(tf_slice(percent), &claim->growth_pct);
    return claim;
}

static void add_year(Bench *bench, int year, double value)
{
    bench->items[bench->series.count++] = (TfObservation){.from_month = tf_month_index(year, 1),
                                                          .to_month = tf_month_index(year, 12),
                                                          .value_usd = value,
                                                          .source = TF_SLICE("statements"),
                                                          .article_count = 1};
}

static const TfTarget *resolve(Bench *bench)
{
    TfAsk ask = {.scope = {NULL, 0}};
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &ask.pair, &bench->error), &bench->error);
    assert_ok(progress_find_targets(bench->records, bench->count, &ask, &bench->arena, &bench->targets,
                                    &bench->error),
              &bench->error);
    progress_resolve_targets(&bench->targets, &bench->series);
    progress_link_targets(&bench->targets);
    return bench->targets.items;
}

static void growth_counts_from_the_last_year_that_was_over(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_growth(&bench, "50", "2030-12-31", "2024-11-27");
    assert_true(isnan(resolve(&bench)->value_usd)); /* no figure of 2023 */
    assert_slice(tf_target_text(bench.targets.items, &bench.arena), "+50% on 2023 by 2030");
    add_year(&bench, 2023, 28e9);
    assert_close(resolve(&bench)->value_usd, 42e9, 1e-12);
    assert_slice(tf_target_text(bench.targets.items, &bench.arena), "+50% on 2023 by 2030 (42.0 bn USD)");
    bench_done(&bench);
}

static void growth_counts_from_the_year_that_is_named(void **state)
{
    (void)state;
    const struct {
        const char *base;
        int year; /* 0: not told */
    } rows[] = {{"2021-01-01..2021-12-31", 2021},
                {"yoy", 2024},
                {"per_year", 0},
                {"2021-04-01..2022-03-31", 0},
                {"2021-01-01..", 0},
                {"nonsense", 0},
                {"2021", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_growth(&bench, "100", "2025-12-31", "2024-11-27")->growth_base = tf_slice(rows[i].base);
        add_year(&bench, 2021, 20e9);
        add_year(&bench, 2024, 30e9);
        const TfTarget *target = resolve(&bench);
        assert_int_equal(target->growth_year, rows[i].year);
        assert_true(isnan(target->value_usd) == (rows[i].year == 0));
        bench_done(&bench);
    }
}

static void no_growth_is_no_amount(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_growth(&bench, "-10", "2030-12-31", "2024-11-27");
    add_growth(&bench, "0", "2030-12-31", "2024-11-27");
    add_year(&bench, 2023, 28e9);
    assert_true(isnan(resolve(&bench)[0].value_usd));
    assert_true(isnan(bench.targets.items[1].value_usd));
    bench_done(&bench);
}

static void a_deadline_means_the_twelve_months_before_it(void **state)
{
    (void)state;
    const struct {
        const char *deadline;
        int from_year, from_month, to_year, to_month;
    } rows[] = {
        {"2025-12-31", 2025, 1, 2025, 12}, {"2026-01-01", 2025, 1, 2025, 12},
        {"2025-12-25", 2025, 1, 2025, 12}, {"2025-06-30", 2024, 7, 2025, 6},
        {"2025-06-15", 2024, 7, 2025, 6},  {"2025-06-14", 2024, 6, 2025, 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_target(&bench, "30000000000", rows[i].deadline, "2024-11-27");
        const TfTarget *target = resolve(&bench);
        assert_int_equal(target->from_month, tf_month_index(rows[i].from_year, rows[i].from_month));
        assert_int_equal(target->to_month, tf_month_index(rows[i].to_year, rows[i].to_month));
        bench_done(&bench);
    }
}

static void part_of_a_year_is_meant_when_the_amount_fits_it(void **state)
{
    (void)state;
    const struct {
        const char *value;
        int months;
    } rows[] = {{"15000000000", 6}, {"20000000000", 6}, {"22000000000", 12}, {"30000000000", 12}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        TfClaim *claim = add_target(&bench, rows[i].value, "2025-06-30", "2024-11-27");
        claim->period = (TfPeriod){day("2025-01-01"), day("2025-06-30"), TF_PERIOD_HALF, TF_BASIS_EXPLICIT};
        add_year(&bench, 2023, 28e9);
        const TfTarget *target = resolve(&bench);
        assert_int_equal(target->to_month - target->from_month + 1, rows[i].months);
        bench_done(&bench);
    }
}

static void an_open_target_has_no_months(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "30000000000", "", "2024-11-27");
    assert_int_equal(resolve(&bench)->to_month, 0);
    bench_done(&bench);
}

/* ---- the chain ---- */

static void targets_carry_on_one_another(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "20000000000", "2021-12-31", "2020-01-01"); /* 1 */
    add_target(&bench, "30000000000", "2025-12-31", "2021-06-01"); /* 2: a stage of 1 */
    add_target(&bench, "30000000000", "2030-12-31", "2024-01-01"); /* 3: 2 put off */
    add_target(&bench, "30000000000", "", "2025-01-01");           /* 4: 3 without a date */
    add_target(&bench, "9000000000", "2025-12-31", "2024-06-01")->measure = TF_EXPORTS; /* 5: another flow */
    resolve(&bench);
    const struct {
        TfTargetLink link;
        int64_t next, previous;
    } want[] = {{TF_LINK_STAGE, 2, 0},
                {TF_LINK_REVISED, 3, 1},
                {TF_LINK_OPENED, 4, 2},
                {TF_LINK_NONE, 0, 3},
                {TF_LINK_NONE, 0, 0}};
    for (size_t i = 0; i < bench.targets.count; i++) {
        const TfTarget *target = &bench.targets.items[i];
        size_t row = (size_t)target->claim_ids[0] - 1;
        assert_int_equal(target->link, want[row].link);
        assert_int_equal(target->next, want[row].next);
        assert_int_equal(target->previous, want[row].previous);
    }
    bench_done(&bench);
}

static void a_growth_target_is_compared_by_its_dollars(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2021, 24e9);
    add_target(&bench, "30000000000", "2025-12-31", "2021-06-01");
    add_growth(&bench, "50", "2025-12-31", "2022-06-01"); /* 36 bn */
    resolve(&bench);
    assert_int_equal(bench.targets.items[0].claim_ids[0], 1);
    assert_int_equal(bench.targets.items[0].link, TF_LINK_REVISED);
    bench_done(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth_counts_from_the_last_year_that_was_over),
        cmocka_unit_test(growth_counts_from_the_year_that_is_named),
        cmocka_unit_test(no_growth_is_no_amount),
        cmocka_unit_test(a_deadline_means_the_twelve_months_before_it),
        cmocka_unit_test(part_of_a_year_is_meant_when_the_amount_fits_it),
        cmocka_unit_test(an_open_target_has_no_months),
        cmocka_unit_test(targets_carry_on_one_another),
        cmocka_unit_test(a_growth_target_is_compared_by_its_dollars),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
