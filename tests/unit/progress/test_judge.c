/* A target is judged by a newer one, by a figure, or by chance; the reason says which and with what numbers.
 */
#include "tests/support/support.h"

#include "tracker/progress/progress.h"

#include <math.h>

enum { MOST_ITEMS = 12 };

typedef struct Bench {
    TfArena arena;
    TfError error;
    TfTarget target; /* 30 bn by 2025, said in November 2024 */
    TfObservation items[MOST_ITEMS];
    TfSeries series; /* as of 27 Nov 2024 */
    TfProjection projection;
    ProgressChances chances;
    TfProgress progress;
} Bench;

static void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
    bench->target = (TfTarget){
        .money = {.value = {30, 9}, .currency = "USD"},
        .value_usd = 30e9,
        .deadline = {2025, 12, 31},
        .from_month = tf_month_index(2025, 1),
        .to_month = tf_month_index(2025, 12),
        .stated = {2024, 11, 27},
    };
    bench->series.as_of = (TfDate){2024, 11, 27};
    bench->series.items = bench->items;
    bench->chances = (ProgressChances){0.34, 0.28, 0.41};
}

static void bench_done(Bench *bench)
{
    tf_arena_done(&bench->arena);
}

static TfObservation *add_months(Bench *bench, int year, int months, double value, TfRelation relation)
{
    TfObservation *item = &bench->items[bench->series.count++];
    int from = tf_month_index(year, 1);
    *item = (TfObservation){.from_month = from,
                            .to_month = from + months - 1,
                            .value_usd = value,
                            .rounding = 1e8,
                            .relation = relation,
                            .source = TF_SLICE("statements"),
                            .said = {2024, 6, 1},
                            .article_count = 1};
    return item;
}

static TfObservation *add_year(Bench *bench, int year, double value, TfRelation relation)
{
    return add_months(bench, year, 12, value, relation);
}

static const TfProgress *judge_with(Bench *bench, const TfProjection *projection, const TfTarget *newer,
                                    const char *why_not)
{
    TfSlice words = why_not == NULL ? (TfSlice){NULL, 0} : tf_slice(why_not);
    assert_ok(progress_judge(&bench->target, &bench->series, projection, &bench->chances, newer, words,
                             &bench->arena, &bench->progress, &bench->error),
              &bench->error);
    return &bench->progress;
}

static const TfProgress *judge(Bench *bench)
{
    return judge_with(bench, &bench->projection, NULL, NULL);
}

static void the_chance_decides_while_the_year_is_open(void **state)
{
    (void)state;
    const struct {
        double chance;
        TfTargetStatus status;
        const char *reason;
    } rows[] = {
        {0.34, TF_TARGET_UNCLEAR, "chance 34% lies between 1 in 3 and 2 in 3"},
        {0.9, TF_TARGET_ON_PATH, "chance 90% is 2 in 3 or more"},
        {2.0 / 3, TF_TARGET_ON_PATH, "chance 66.67% is 2 in 3 or more"},
        {0.664, TF_TARGET_UNCLEAR, "chance 66.40% lies between 1 in 3 and 2 in 3"},
        {0.333, TF_TARGET_OFF_PATH, "chance 33.30% is below 1 in 3"},
        {0.05, TF_TARGET_OFF_PATH, "chance 5% is below 1 in 3"},
        {0, TF_TARGET_OFF_PATH, "chance <1% is below 1 in 3"},
        {1, TF_TARGET_ON_PATH, "chance >99% is 2 in 3 or more"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_year(&bench, 2023, 28e9, TF_EQ);
        bench.chances.p_target = rows[i].chance;
        const TfProgress *progress = judge(&bench);
        assert_int_equal(progress->status, rows[i].status);
        assert_slice(progress->reason, rows[i].reason);
        bench_done(&bench);
    }
}

static void set_claims(TfObservation *observation, const int64_t *ids, size_t count)
{
    observation->claim_ids = ids;
    observation->claim_count = count;
}

static void counts_the_claims_the_projection_used_each_once(void **state)
{
    (void)state;
    static const int64_t old[] = {1, 2}, year[] = {3, 9, 12}, half[] = {12, 4}; /* 12 tells both */
    static const int64_t all[] = {3, 4, 9, 12};
    Bench bench;
    bench_start(&bench);
    set_claims(add_year(&bench, 1995, 1e9, TF_EQ), old, 2); /* too old: no residual */
    set_claims(add_year(&bench, 2023, 28e9, TF_EQ), year, 3);
    add_months(&bench, 2024, 9, 20e9, TF_GT); /* given by a caller, without claims */
    TfObservation *part = add_months(&bench, 2024, 6, 12e9, TF_EQ);
    part->source = tf_slice("statistics:KAZ");
    set_claims(part, half, 2);
    const TfResidual residuals[] = {{1, 0.1}, {2, 0.2}, {3, 0.3}};
    bench.projection.residuals = residuals;
    bench.projection.residual_count = 3;
    const TfProgress *progress = judge(&bench);
    assert_int_equal(progress->claims_used, 4);
    assert_memory_equal(progress->claim_ids, all, sizeof all);
    assert_int_equal(progress->sources_used, 2);
    bench_done(&bench);
}

static void says_how_much_growth_is_still_needed(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2023, 28e9, TF_EQ);
    add_months(&bench, 2024, 9, 20e9, TF_GT);
    const TfProgress *progress = judge(&bench);
    assert_int_equal(progress->base_year, 2023);
    assert_close(progress->base_usd, 28e9, 1e-15);
    assert_close(progress->needed_growth, 0.0714, 0.001);
    assert_close(progress->needed_growth_per_year, 0.0351, 0.002);
    assert_close(progress->p_drift_low, 0.28, 1e-12);
    assert_close(progress->p_drift_high, 0.41, 1e-12);
    bench_done(&bench);
}

static void the_base_is_the_best_figure_of_the_last_whole_year(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2022, 26.1e9, TF_EQ)->article_count = 9;
    add_year(&bench, 2023, 27e9, TF_GT)->article_count = 9;     /* a bound gives way to a figure */
    add_year(&bench, 2023, 26e9, TF_APPROX)->article_count = 9; /* so does a hedged one */
    add_year(&bench, 2023, 28.2e9, TF_EQ);
    add_year(&bench, 2023, 28e9, TF_EQ)->article_count = 3; /* most pages */
    add_year(&bench, 2023, 27.7e9, TF_EQ)->article_count = 3;
    bench.items[bench.series.count - 1].said = (TfDate){2023, 6, 1}; /* as many pages, but earlier */
    add_months(&bench, 2024, 9, 20e9, TF_EQ);
    TfObservation *growth = add_year(&bench, 2024, 0.2, TF_EQ);
    growth->is_growth = true;
    add_year(&bench, 2024, 18e9, TF_EQ)->flow = TF_EXPORTS;
    const TfProgress *progress = judge(&bench);
    assert_int_equal(progress->base_year, 2023);
    assert_close(progress->base_usd, 28e9, 1e-15);
    bench_done(&bench);
}

static void a_figure_of_a_generation_ago_is_no_base(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 1992, 0.5e9, TF_EQ);
    add_year(&bench, 2011, 23e9, TF_EQ);
    assert_int_equal(judge(&bench)->base_year, 0);
    add_year(&bench, 2012, 23.8e9, TF_EQ);
    assert_int_equal(judge(&bench)->base_year, 2012);
    bench_done(&bench);
}

static void a_figure_of_the_year_decides(void **state)
{
    (void)state;
    const struct {
        double value;
        TfRelation relation;
        TfTargetStatus status;
        const char *reason;
    } rows[] = {
        {31e9, TF_EQ, TF_TARGET_MET, "2025 came to 31.0 bn USD, which reaches 30.0 bn USD"},
        {30e9, TF_EQ, TF_TARGET_MET, "2025 came to 30.0 bn USD, which reaches 30.0 bn USD"},
        {27.8e9, TF_EQ, TF_TARGET_MISSED, "2025 came to 27.8 bn USD, below 30.0 bn USD"},
        {28e9, TF_APPROX, TF_TARGET_MISSED, "2025 came to about 28.0 bn USD, below 30.0 bn USD"},
        {30e9, TF_GT, TF_TARGET_MET, "2025 came to over 30.0 bn USD, which reaches 30.0 bn USD"},
        {30e9, TF_ALMOST, TF_TARGET_MISSED, "2025 came to almost 30.0 bn USD, below 30.0 bn USD"},
        {29e9, TF_LE, TF_TARGET_MISSED, "2025 came to at most 29.0 bn USD, below 30.0 bn USD"},
        /* these leave it open, and the chance decides */
        {29e9, TF_GT, TF_TARGET_UNCLEAR,
         "no figure decides 2025 yet; chance 34% lies between 1 in 3 and 2 in 3"},
        {31e9, TF_LT, TF_TARGET_UNCLEAR,
         "no figure decides 2025 yet; chance 34% lies between 1 in 3 and 2 in 3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        bench.series.as_of = (TfDate){2026, 3, 1};
        add_year(&bench, 2024, 28e9, TF_EQ);
        add_year(&bench, 2025, rows[i].value, rows[i].relation);
        const TfProgress *progress = judge(&bench);
        assert_slice(progress->reason, rows[i].reason);
        assert_int_equal(progress->status, rows[i].status);
        assert_int_equal(progress->base_year, 2025);
        assert_true(isnan(progress->needed_growth_per_year)); /* no year is left to grow in */
        bench_done(&bench);
    }
}

static void a_range_decides_when_all_of_it_does(void **state)
{
    (void)state;
    const struct {
        double middle;
        TfTargetStatus status;
    } rows[] = {{31e9, TF_TARGET_MET}, {30e9, TF_TARGET_UNCLEAR}, {28e9, TF_TARGET_MISSED}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_year(&bench, 2025, rows[i].middle, TF_RANGE)->rounding = 2e9;
        assert_int_equal(judge(&bench)->status, rows[i].status);
        bench_done(&bench);
    }
}

static void a_flat_figure_outweighs_the_bounds_of_its_year(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2025, 30e9, TF_GT)->article_count = 5;
    add_year(&bench, 2025, 29.4e9, TF_EQ);
    assert_int_equal(judge(&bench)->status, TF_TARGET_MISSED);
    bench_done(&bench);
}

static void nine_months_do_not_decide_a_year(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2024, 28e9, TF_EQ);
    add_months(&bench, 2025, 9, 20e9, TF_EQ);
    assert_int_equal(judge(&bench)->status, TF_TARGET_UNCLEAR);
    bench_done(&bench);
}

static void another_flow_does_not_decide(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2025, 18e9, TF_EQ)->flow = TF_EXPORTS;
    const TfProgress *progress = judge(&bench);
    assert_int_equal(progress->status, TF_TARGET_UNCLEAR);
    assert_int_equal(progress->base_year, 0);
    assert_true(isnan(progress->needed_growth));
    bench_done(&bench);
}

static void an_open_target_is_met_or_open(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    bench.target.deadline = (TfDate){0, 0, 0};
    add_year(&bench, 2012, 31e9, TF_EQ); /* before it was said */
    add_year(&bench, 2024, 28e9, TF_EQ);
    const TfProgress *progress = judge_with(&bench, NULL, NULL, NULL);
    assert_int_equal(progress->status, TF_TARGET_OPEN);
    assert_slice(progress->reason, "no deadline was stated, so it cannot be missed");
    assert_close(progress->needed_growth, 0.0714, 0.001);
    assert_true(isnan(progress->needed_growth_per_year));
    assert_true(isnan(progress->p_target));
    add_year(&bench, 2026, 30.4e9, TF_EQ);
    progress = judge_with(&bench, NULL, NULL, NULL);
    assert_int_equal(progress->status, TF_TARGET_MET);
    assert_slice(progress->reason, "2026 came to 30.4 bn USD, which reaches 30.0 bn USD");
    bench_done(&bench);
}

static void a_newer_target_comes_before_figures_and_chances(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2025, 31e9, TF_EQ);
    TfTarget newer = bench.target;
    newer.stated = (TfDate){2025, 5, 1};
    newer.deadline = (TfDate){2030, 12, 31};
    const TfProgress *progress = judge_with(&bench, &bench.projection, &newer, NULL);
    assert_int_equal(progress->status, TF_TARGET_REPLACED);
    assert_slice(progress->reason, "on 1 May 2025 the target became 30.0 bn USD by 2030");
    bench.target.deadline = newer.deadline = (TfDate){0, 0, 0};
    newer.money.value = (TfDecimal){40, 9};
    newer.value_usd = 40e9;
    assert_slice(judge_with(&bench, NULL, &newer, NULL)->reason,
                 "on 1 May 2025 the target became 40.0 bn USD without a deadline");
    bench_done(&bench);
}

static void what_cannot_be_rated_says_why(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    const TfProgress *progress = judge_with(&bench, NULL, NULL, "all claims are growth rates");
    assert_int_equal(progress->status, TF_TARGET_NOT_RATED);
    assert_slice(progress->reason, "all claims are growth rates");
    assert_true(isnan(progress->p_target));
    assert_int_equal(progress->claims_used, 0);
    assert_slice(judge_with(&bench, NULL, NULL, NULL)->reason, "no projection up to its deadline");
    bench.target.value_usd = (double)NAN;
    (void)snprintf(bench.target.money.currency, sizeof bench.target.money.currency, "RUB");
    progress = judge(&bench);
    assert_int_equal(progress->status, TF_TARGET_NOT_RATED);
    assert_slice(progress->reason, "in RUB: there is no exchange rate for it");
    bench.target.money.currency[0] = '\0';
    assert_slice(judge(&bench)->reason, "no currency was stated");
    bench.target.money.value = (TfDecimal){0, 0};
    assert_slice(judge(&bench)->reason, "an amount of 0 or less is no goal that can be reached");
    bench.target.is_growth = true;
    bench.target.growth = -0.1;
    assert_slice(judge(&bench)->reason, "it asks for no growth");
    bench.target.growth = 1;
    assert_slice(judge(&bench)->reason, "it asks for growth, and the year to count it from is not told");
    bench.target.growth_year = 2023;
    assert_slice(judge(&bench)->reason, "it asks for growth over 2023, of which no figure is known");
    bench_done(&bench);
}

/* ---- whose figures ---- */

static TfParty party(const char *code)
{
    TfParty made;
    assert_true(tf_party_from_code(tf_slice(code), &made));
    return made;
}

/* A projection in Kazakhstan's books, by a figure of 2024. */
static void use_books_of_kazakhstan(Bench *bench)
{
    TfObservation *item = add_year(bench, 2024, 28e9, TF_EQ);
    item->source = tf_slice("statistics:KAZ");
    item->side = party("KAZ");
    bench->projection.reference_source = item->source;
    bench->series.as_of = (TfDate){2026, 3, 1};
}

static void the_other_sides_figure_alone_does_not_decide(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    use_books_of_kazakhstan(&bench);
    add_year(&bench, 2025, 31e9, TF_EQ)->side = party("RUS");
    const TfProgress *progress = judge(&bench);
    assert_int_equal(progress->status, TF_TARGET_UNCLEAR);
    assert_string_equal(progress->judged_by.code, "KAZ");
    assert_slice(progress->reason, "the figure of 31.0 bn USD for 2025 does not decide, for it is from other "
                                   "books than the target is judged by; "
                                   "chance 34% lies between 1 in 3 and 2 in 3");
    assert_int_equal(progress->base_year, 2024);
    add_year(&bench, 2025, 29e9, TF_EQ)->side = party("KAZ");
    assert_int_equal(judge(&bench)->status, TF_TARGET_MISSED);
    bench_done(&bench);
}

static void the_side_that_stated_it_comes_before_that_of_the_projection(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    use_books_of_kazakhstan(&bench);
    bench.target.side = party("RUS");
    add_year(&bench, 2025, 29e9, TF_EQ)->side = party("KAZ");
    assert_int_equal(judge(&bench)->status, TF_TARGET_UNCLEAR);
    add_year(&bench, 2025, 31e9, TF_EQ)->side = party("RUS");
    assert_int_equal(judge(&bench)->status, TF_TARGET_MET);
    assert_string_equal(bench.progress.judged_by.code, "RUS");
    bench_done(&bench);
}

static void own_figures_speak_before_those_of_nobody_knows_whom(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    use_books_of_kazakhstan(&bench);
    add_year(&bench, 2025, 31e9, TF_EQ)->article_count = 9; /* nobody tells whose */
    assert_int_equal(judge(&bench)->status, TF_TARGET_MET);
    add_year(&bench, 2025, 29e9, TF_EQ)->side = party("KAZ");
    assert_int_equal(judge(&bench)->status, TF_TARGET_MISSED);
    bench_done(&bench);
}

static void an_implausible_or_outvoted_figure_does_not_decide(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    bench.series.as_of = (TfDate){2026, 3, 1};
    add_year(&bench, 2025, 280e9, TF_EQ)->doubt = tf_slice("ten times its neighbours");
    assert_slice(
        judge(&bench)->reason,
        "the figure of 280.0 bn USD for 2025 does not decide, for it is implausible; chance 34% lies "
        "between 1 in 3 and 2 in 3");
    assert_int_equal(bench.progress.base_year, 2025); /* there is no other */
    bench.items[0].doubt = (TfSlice){NULL, 0};
    const TfResidual residuals[] = {{0, 3.5}};
    bench.projection.residuals = residuals;
    bench.projection.residual_count = 1;
    assert_int_equal(judge(&bench)->status, TF_TARGET_UNCLEAR);
    assert_non_null(strstr(bench.progress.reason.bytes, "it lies far from all the others"));
    bench_done(&bench);
}

static void a_converted_figure_decides_when_its_doubt_is_less_than_the_distance(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfObservation *figure = add_year(&bench, 2025, 31e9, TF_EQ);
    figure->is_approximate = true;
    figure->conversion_sd = 0.02;
    assert_int_equal(judge(&bench)->status, TF_TARGET_UNCLEAR);
    figure->value_usd = 33e9;
    assert_slice(judge(&bench)->reason,
                 "2025 came to 33.0 bn USD (converted with a mean rate), which reaches 30.0 bn USD");
    bench_done(&bench);
}

static void just_below_does_not_look_like_reached(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2025, 29.97e9, TF_EQ);
    assert_slice(judge(&bench)->reason, "2025 came to 30.0 bn USD, just below 30.0 bn USD");
    bench_done(&bench);
}

static void months_that_are_no_calendar_year_need_a_figure_of_their_own(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    bench.series.as_of = (TfDate){2026, 3, 1};
    bench.target.deadline = (TfDate){2025, 6, 30};
    bench.target.from_month = tf_month_index(2024, 7);
    bench.target.to_month = tf_month_index(2025, 6);
    add_year(&bench, 2024, 31e9, TF_EQ);
    assert_slice(judge(&bench)->reason,
                 "no figure decides Jul 2024\u2013Jun 2025 yet; chance 34% lies between "
                 "1 in 3 and 2 in 3");
    TfObservation *figure = add_year(&bench, 2024, 32e9, TF_EQ);
    figure->from_month = bench.target.from_month;
    figure->to_month = bench.target.to_month;
    assert_slice(judge(&bench)->reason,
                 "Jul 2024\u2013Jun 2025 came to 32.0 bn USD, which reaches 30.0 bn USD");
    bench_done(&bench);
}

static void a_figure_decides_without_a_projection(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2025, 31e9, TF_EQ);
    assert_int_equal(judge_with(&bench, NULL, NULL, "too many months")->status, TF_TARGET_MET);
    bench_done(&bench);
}

static void memory_that_runs_out_is_said(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_year(&bench, 2025, 31e9, TF_EQ);
    TfArena none;
    tf_arena_init(&none, 1);
    TfStatus status = progress_judge(&bench.target, &bench.series, &bench.projection, &bench.chances, NULL,
                                     (TfSlice){NULL, 0}, &none, &bench.progress, &bench.error);
    assert_int_equal(status, TF_NO_MEMORY);
    tf_arena_done(&none);
    bench_done(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chance_decides_while_the_year_is_open),
        cmocka_unit_test(counts_the_claims_the_projection_used_each_once),
        cmocka_unit_test(says_how_much_growth_is_still_needed),
        cmocka_unit_test(the_base_is_the_best_figure_of_the_last_whole_year),
        cmocka_unit_test(a_figure_of_a_generation_ago_is_no_base),
        cmocka_unit_test(a_figure_of_the_year_decides),
        cmocka_unit_test(a_range_decides_when_all_of_it_does),
        cmocka_unit_test(a_flat_figure_outweighs_the_bounds_of_its_year),
        cmocka_unit_test(nine_months_do_not_decide_a_year),
        cmocka_unit_test(another_flow_does_not_decide),
        cmocka_unit_test(an_open_target_is_met_or_open),
        cmocka_unit_test(a_newer_target_comes_before_figures_and_chances),
        cmocka_unit_test(what_cannot_be_rated_says_why),
        cmocka_unit_test(the_other_sides_figure_alone_does_not_decide),
        cmocka_unit_test(the_side_that_stated_it_comes_before_that_of_the_projection),
        cmocka_unit_test(own_figures_speak_before_those_of_nobody_knows_whom),
        cmocka_unit_test(an_implausible_or_outvoted_figure_does_not_decide),
        cmocka_unit_test(a_converted_figure_decides_when_its_doubt_is_less_than_the_distance),
        cmocka_unit_test(just_below_does_not_look_like_reached),
        cmocka_unit_test(months_that_are_no_calendar_year_need_a_figure_of_their_own),
        cmocka_unit_test(a_figure_decides_without_a_projection),
        cmocka_unit_test(memory_that_runs_out_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
