/* Statements of one goal become one target, whoever made them. */
#include "tests/support/support.h"

#include "tracker/progress/progress.h"

#include <math.h>

enum { MOST_RECORDS = 20 };

typedef struct Bench {
    TfArena arena;
    TfError error;
    TfClaimRecord records[MOST_RECORDS];
    size_t count;
    TfTargetList targets;
} Bench;

static void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
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

/* A turnover target of Kazakhstan and Russia. */
static TfClaim *add_target(Bench *bench, const char *value, const char *deadline, const char *said)
{
    TfClaimRecord *record = &bench->records[bench->count++];
    *record = (TfClaimRecord){.id = (int64_t)bench->count, .claim = tf_claim_default()};
    TfClaim *claim = &record->claim;
    assert_true(tf_party_from_code(tf_slice("KAZ"), &claim->reporter));
    assert_true(tf_party_from_code(tf_slice("RUS"), &claim->partner));
    claim->status = TF_TARGET;
    claim->has_value = tf_decimal_read(tf_slice(value), &claim->value);
    (void)snprintf(claim->currency, sizeof claim->currency, "USD");
    claim->deadline = day(deadline);
    claim->pub_date = day(said);
    return claim;
}

static const TfTargetList *find(Bench *bench, const char *as_of)
{
    TfAsk ask = {.as_of = day(as_of)};
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &ask.pair, &bench->error), &bench->error);
    assert_ok(progress_find_targets(bench->records, bench->count, &ask, &bench->arena, &bench->targets,
                                    &bench->error),
              &bench->error);
    return &bench->targets;
}

static void one_goal_said_three_times_is_one_target(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27")->attribution = tf_slice("Putin");
    add_target(&bench, "30000000000", "2025-12-31", "2023-11-09")->attribution = tf_slice("Tokayev");
    add_target(&bench, "3e10", "2025-12-31", "")->attribution = tf_slice("somebody");
    const TfTargetList *targets = find(&bench, "");
    assert_int_equal(targets->count, 1);
    const TfTarget *target = &targets->items[0];
    assert_int_equal(target->claim_count, 3);
    assert_int_equal(target->claim_ids[0], 2);
    assert_int_equal(target->claim_ids[1], 1);
    assert_int_equal(target->claim_ids[2], 3); /* no date: last */
    assert_slice(target->stated_by, "Tokayev");
    assert_int_equal(tf_date_compare(target->stated, day("2023-11-09")), 0);
    assert_close(target->value_usd, 30e9, 1e-15);
    assert_string_equal(target->money.currency, "USD");
    bench_done(&bench);
}

static void targets_come_by_deadline_and_open_ones_last(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "40000000000", "", "2020-01-01");
    add_target(&bench, "50000000000", "2030-12-31", "2024-01-01");
    add_target(&bench, "30000000000", "2025-12-31", "2024-01-01");
    add_target(&bench, "28000000000", "2025-12-31", "2022-01-01");
    const TfTargetList *targets = find(&bench, "");
    const int64_t order[] = {4, 3, 2, 1};
    assert_int_equal(targets->count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(targets->items[i].claim_ids[0], order[i]);
    bench_done(&bench);
}

static void a_year_as_period_is_the_deadline(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_target(&bench, "30000000000", "", "2024-11-27");
    claim->period.from = day("2025-01-01");
    claim->period.to = day("2025-12-31");
    assert_int_equal(find(&bench, "")->items[0].deadline.year, 2025);
    bench_done(&bench);
}

static void what_is_no_target_of_the_pair_is_passed_over(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27")->status = TF_POTENTIAL;
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27")->status = TF_FORECAST;
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27")->status = TF_ACTUAL;
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27")->measure = TF_BALANCE;
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27")->scope = tf_slice("non_oil");
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27")->tier = 0;
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27")->kind = TF_CLAIM_GROWTH; /* no growth */
    add_target(&bench, "30000000000", "2025-12-31", "2025-02-01"); /* said after the day asked for */
    TfClaim *other = add_target(&bench, "30000000000", "2025-12-31", "2024-11-27");
    assert_true(tf_party_from_code(tf_slice("CHN"), &other->partner));
    add_target(&bench, "30000000000", "2025-12-31", "2024-11-27");
    bench.records[bench.count - 1].decision = tf_slice("rejected");
    assert_int_equal(find(&bench, "2025-01-01")->count, 0);
    bench_done(&bench);
}

static void a_range_counts_from_its_lower_end(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "30000000000", "2025-12-31", "2023-11-27");
    TfClaim *range = add_target(&bench, "30000000000", "2025-12-31", "2024-11-27");
    range->relation = TF_RANGE;
    range->has_value_hi = tf_decimal_read(tf_slice("35000000000"), &range->value_hi);
    assert_int_equal(find(&bench, "")->count, 1); /* the wording moved, the goal did not */
    const TfTarget *target = &bench.targets.items[0];
    assert_close(target->value_usd, 30e9, 1e-15);
    assert_slice(tf_target_text(target, &bench.arena), "30.0\u201335.0 bn USD by 2025");
    assert_int_equal(target->statements[1]->claim.relation, TF_RANGE);
    bench_done(&bench);
}

static void an_amount_of_nothing_is_kept_without_dollars(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "-5", "2025-12-31", "2024-11-27");
    add_target(&bench, "0", "2025-12-31", "2024-11-27");
    assert_int_equal(find(&bench, "")->count, 2);
    assert_true(isnan(bench.targets.items[0].value_usd));
    assert_true(isnan(bench.targets.items[1].value_usd));
    bench_done(&bench);
}

static void roubles_have_no_dollars_unless_the_page_gives_them(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_target(&bench, "3000000000000", "2030-12-31", "2024-11-27");
    (void)snprintf(claim->currency, sizeof claim->currency, "RUB");
    assert_true(isnan(find(&bench, "")->items[0].value_usd));
    TfAlternative dollars = {.money = {.value = {30, 9}, .currency = "USD"}};
    claim->alternatives = &dollars;
    claim->alternative_count = 1;
    assert_close(find(&bench, "")->items[0].value_usd, 30e9, 1e-15);
    assert_string_equal(bench.targets.items[0].money.currency, "RUB");
    bench_done(&bench);
}

static void flows_are_seen_from_the_first_of_the_pair(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_target(&bench, "20000000000", "2030-12-31", "2024-11-27");
    claim->measure = TF_EXPORTS;
    claim->reporter = claim->partner; /* Russia's exports */
    assert_true(tf_party_from_code(tf_slice("KAZ"), &claim->partner));
    assert_int_equal(find(&bench, "")->items[0].flow, TF_IMPORTS);
    bench_done(&bench);
}

static void no_records_make_no_targets(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    assert_int_equal(find(&bench, "")->count, 0);
    bench_done(&bench);
}

/* ---- replacing ---- */

static void a_newer_target_replaces_unless_both_are_stages_of_a_rise(void **state)
{
    (void)state;
    const struct {
        const char *value, *deadline; /* of the newer; the older is 30 bn by 2025, said in 2022 */
        const char *said;
        bool replaces;
    } rows[] = {
        {"40000000000", "2025-12-31", "2024-01-01", true},  /* raised */
        {"25000000000", "2025-12-31", "2024-01-01", true},  /* lowered */
        {"30000000000", "2030-12-31", "2024-01-01", true},  /* put off */
        {"28000000000", "2027-12-31", "2024-01-01", true},  /* put off and lowered */
        {"50000000000", "2030-12-31", "2024-01-01", false}, /* a later stage */
        {"28000000000", "2024-12-31", "2024-01-01", false}, /* an earlier stage */
        {"30000000000", "2024-12-31", "2024-01-01", true},  /* brought forward */
        {"40000000000", "2024-12-31", "2024-01-01", true},  /* raised and brought forward */
        {"30000000000", "", "2024-01-01", false},           /* said again without the date */
        {"40000000000", "", "2024-01-01", false},
        {"30000000000", "2030-12-31", "2026-02-01",
         false}, /* said when the older was past: that one is judged */
        {"40000000000", "2025-12-31", "2021-01-01", false}, /* said before */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_target(&bench, "30000000000", "2025-12-31", "2022-06-01");
        add_target(&bench, rows[i].value, rows[i].deadline, rows[i].said);
        const TfTargetList *targets = find(&bench, "");
        const TfTarget *older = targets->items[0].claim_ids[0] == 1 ? &targets->items[0] : &targets->items[1];
        const TfTarget *newer = progress_newer_target(targets, older);
        if ((newer != NULL) != rows[i].replaces)
            fail_msg("row %zu", i);
        bench_done(&bench);
    }
}

static void an_open_target_gives_way_to_a_date_or_another_amount(void **state)
{
    (void)state;
    const struct {
        const char *value, *deadline;
        bool replaces;
    } rows[] = {
        {"30000000000", "2030-12-31", true}, {"40000000000", "", true}, {"40000000000", "2030-12-31", true}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_target(&bench, "30000000000", "", "2022-06-01");
        add_target(&bench, rows[i].value, rows[i].deadline, "2024-01-01");
        const TfTargetList *targets = find(&bench, "");
        const TfTarget *older = targets->items[0].claim_ids[0] == 1 ? &targets->items[0] : &targets->items[1];
        assert_true((progress_newer_target(targets, older) != NULL) == rows[i].replaces);
        bench_done(&bench);
    }
}

static void the_latest_of_those_that_replace_is_named(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "30000000000", "2025-12-31", "2022-06-01");
    add_target(&bench, "30000000000", "2030-12-31", "2024-01-01"); /* put off */
    add_target(&bench, "25000000000", "2025-12-31", "2023-01-01");
    add_target(&bench, "60000000000", "2035-12-31", "2025-01-01"); /* the newest, but a later stage */
    TfClaim *exports = add_target(&bench, "10000000000", "2025-12-31", "2025-06-01");
    exports->measure = TF_EXPORTS; /* another flow */
    const TfTargetList *targets = find(&bench, "");
    const TfTarget *oldest = NULL;
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].claim_ids[0] == 1)
            oldest = &targets->items[i];
    assert_non_null(oldest);
    assert_int_equal(progress_newer_target(targets, oldest)->claim_ids[0], 2);
    bench_done(&bench);
}

static void targets_in_two_currencies_compare_in_dollars(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_target(&bench, "30000000000", "2025-12-31", "2022-06-01");
    TfClaim *roubles = add_target(&bench, "3000000000000", "2025-12-31", "2024-01-01");
    (void)snprintf(roubles->currency, sizeof roubles->currency, "RUB");
    const TfTargetList *targets = find(&bench, "");
    assert_null(progress_newer_target(targets, &targets->items[0])); /* nobody knows whether it is more */
    TfAlternative dollars = {.money = {.value = {33, 9}, .currency = "USD"}};
    roubles->alternatives = &dollars;
    roubles->alternative_count = 1;
    targets = find(&bench, "");
    assert_non_null(progress_newer_target(targets, &targets->items[0]));
    bench_done(&bench);
}

static void memory_that_runs_out_is_said(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfAsk ask = {.scope = {NULL, 0}};
    add_target(&bench, "30000000000", "2025-12-31", "2022-06-01");
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &ask.pair, &bench.error), &bench.error);
    TfStatus status = TF_NO_MEMORY;
    for (size_t limit = 8; status != TF_OK; limit += 8) { /* at each of the places that ask */
        TfArena small;
        assert_true(limit < 100000);
        tf_arena_init(&small, limit);
        status = progress_find_targets(bench.records, 1, &ask, &small, &bench.targets, &bench.error);
        assert_true(status == TF_OK || status == TF_NO_MEMORY);
        tf_arena_done(&small);
    }
    bench_done(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_goal_said_three_times_is_one_target),
        cmocka_unit_test(targets_come_by_deadline_and_open_ones_last),
        cmocka_unit_test(a_year_as_period_is_the_deadline),
        cmocka_unit_test(what_is_no_target_of_the_pair_is_passed_over),
        cmocka_unit_test(a_range_counts_from_its_lower_end),
        cmocka_unit_test(an_amount_of_nothing_is_kept_without_dollars),
        cmocka_unit_test(roubles_have_no_dollars_unless_the_page_gives_them),
        cmocka_unit_test(flows_are_seen_from_the_first_of_the_pair),
        cmocka_unit_test(no_records_make_no_targets),
        cmocka_unit_test(a_newer_target_replaces_unless_both_are_stages_of_a_rise),
        cmocka_unit_test(an_open_target_gives_way_to_a_date_or_another_amount),
        cmocka_unit_test(the_latest_of_those_that_replace_is_named),
        cmocka_unit_test(targets_in_two_currencies_compare_in_dollars),
        cmocka_unit_test(memory_that_runs_out_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
