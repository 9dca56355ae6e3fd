/* Pace: the running year, what is done of it, and what the months that are left have to bring. */
#include "tests/support/support.h"

#include "tracker/progress/progress.h"

#include <math.h>

enum { MOST = 8 };

typedef struct Bench {
    TfObservation items[MOST];
    TfSeries series;
    TfProgress progress; /* 30 bn by 2025, unclear, 28 bn in 2023 */
    ProgressPacePlan plan;
} Bench;

static void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    bench->series.items = bench->items;
    bench->progress.status = TF_TARGET_UNCLEAR;
    bench->progress.target.value_usd = 30e9;
    bench->progress.target.from_month = tf_month_index(2025, 1);
    bench->progress.target.to_month = tf_month_index(2025, 12);
    bench->progress.base_year = 2023;
    bench->progress.base_usd = 28e9;
}

static TfObservation *add_months(Bench *bench, int year, int months, double value, TfRelation relation)
{
    TfObservation *item = &bench->items[bench->series.count++];
    *item = (TfObservation){.from_month = tf_month_index(year, 1),
                            .to_month = tf_month_index(year, months),
                            .value_usd = value,
                            .relation = relation,
                            .article_count = 1};
    return item;
}

/* Three quarters of each year by September: 28 bn the year before. */
static const double medians[PACE_MOST_WINDOWS] = {21e9, 7e9, 21e9, 7e9, 18e9, 6e9, 15e9, 5e9};

static const TfPace *pace(Bench *bench)
{
    progress_plan_pace(&bench->series, TF_TURNOVER, &bench->plan);
    progress_set_pace(&bench->progress, &bench->plan, medians);
    return &bench->progress.pace;
}

static void asks_for_the_parts_of_four_years(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_months(&bench, 2023, 12, 28e9, TF_EQ);
    add_months(&bench, 2024, 9, 20e9, TF_EQ);
    add_months(&bench, 2024, 6, 13e9, TF_EQ);
    (void)pace(&bench);
    assert_int_equal(bench.plan.window_count, 8);
    assert_int_equal(bench.plan.windows[0].from_month, tf_month_index(2024, 1));
    assert_int_equal(bench.plan.windows[0].to_month, tf_month_index(2024, 9));
    assert_int_equal(bench.plan.windows[3].from_month, tf_month_index(2023, 10));
    assert_int_equal(bench.plan.windows[3].to_month, tf_month_index(2023, 12));
    assert_int_equal(bench.plan.windows[6].from_month, tf_month_index(2021, 1));
}

static void says_what_a_year_comes_to_and_what_is_left(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_months(&bench, 2024, 9, 20e9, TF_EQ);
    const TfPace *made = pace(&bench);
    assert_int_equal(made->year, 2024);
    assert_int_equal(made->months, 9);
    assert_close(made->done_usd, 20e9, 1e-12);
    assert_close(made->normal_share, 0.75, 1e-12);
    assert_close(made->pace_usd, 20e9 / 0.75, 1e-12);
    double goal = sqrt(28e9 * 30e9); /* half-way to 2025 on a path of even growth */
    assert_close(made->goal_usd, goal, 1e-12);
    assert_close(made->needed_per_month_usd, (goal - 20e9) / 3, 1e-12);
    assert_close(made->last_year_month_usd, 7e9 / 3, 1e-12);
    assert_false(made->is_modelled);
}

static void the_targets_own_year_has_to_come_to_the_target(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_months(&bench, 2025, 9, 20e9, TF_EQ);
    assert_close(pace(&bench)->goal_usd, 30e9, 1e-12);
    bench.items[0].value_usd = 31e9; /* reached in September */
    assert_close(pace(&bench)->needed_per_month_usd, 0, 1e-12);
}

static void of_a_bound_the_model_says_what_it_comes_to(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_months(&bench, 2024, 9, 20e9, TF_GT);
    assert_close(pace(&bench)->done_usd, 21e9, 1e-12);
    assert_true(bench.progress.pace.is_modelled);
}

static void without_a_base_there_is_no_goal_before_the_year_itself(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    bench.progress.base_year = 0;
    add_months(&bench, 2024, 9, 20e9, TF_EQ);
    assert_true(isnan(pace(&bench)->goal_usd));
    assert_true(isnan(bench.progress.pace.needed_per_month_usd));
    assert_close(bench.progress.pace.pace_usd, 20e9 / 0.75, 1e-12);
}

static void there_is_no_pace_without_a_part_of_a_year_that_still_runs(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_months(&bench, 2024, 9, 20e9, TF_EQ);
    add_months(&bench, 2024, 12, 28e9, TF_EQ); /* the whole is known */
    assert_int_equal(pace(&bench)->year, 0);
    bench_start(&bench);
    add_months(&bench, 2026, 9, 20e9, TF_EQ); /* after the deadline */
    assert_int_equal(pace(&bench)->year, 0);
    bench_start(&bench);
    add_months(&bench, 2024, 9, 20e9, TF_EQ)->flow = TF_EXPORTS;
    assert_int_equal(pace(&bench)->year, 0);
    bench_start(&bench);
    add_months(&bench, 2024, 9, 20e9, TF_EQ)->doubt = tf_slice("ten times its neighbours");
    assert_int_equal(pace(&bench)->year, 0);
    bench_start(&bench);
    add_months(&bench, 2024, 9, 20e9, TF_EQ);
    bench.progress.status = TF_TARGET_MET;
    assert_int_equal(pace(&bench)->year, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_for_the_parts_of_four_years),
        cmocka_unit_test(says_what_a_year_comes_to_and_what_is_left),
        cmocka_unit_test(the_targets_own_year_has_to_come_to_the_target),
        cmocka_unit_test(of_a_bound_the_model_says_what_it_comes_to),
        cmocka_unit_test(without_a_base_there_is_no_goal_before_the_year_itself),
        cmocka_unit_test(there_is_no_pace_without_a_part_of_a_year_that_still_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
