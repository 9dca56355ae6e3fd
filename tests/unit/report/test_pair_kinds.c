/* Odds, targets and balance as charts: which figures are drawn and what the title says. */
#include "tests/unit/report/report_bench.h"

#include "tracker/report/pair_kinds.h"

#include <math.h>

/* --- balance --- */

static void add_flow(Bench *bench, TfMeasure flow, int year, int months, double value, TfRelation relation)
{
    add_figure(bench, year, 1, months, value, relation)->flow = flow;
}

static const Balance *balance_of(Bench *bench)
{
    assert_ok(report_balance_chart(&bench->series, &bench->rows, bench->words, &bench->arena, &bench->chart,
                                   &bench->error),
              &bench->error);
    return &bench->chart.balance;
}

static void a_balance_is_what_was_sold_less_what_was_bought(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_flow(bench, TF_EXPORTS, 2022, 12, 8.8e9, TF_EQ);
    add_flow(bench, TF_IMPORTS, 2022, 12, 17.3e9, TF_EQ);
    add_flow(bench, TF_EXPORTS, 2023, 12, 9.8e9, TF_APPROX);
    add_flow(bench, TF_IMPORTS, 2023, 12, 17.2e9, TF_EQ);
    add_flow(bench, TF_EXPORTS, 2024, 6, 4.5e9, TF_EQ);
    add_flow(bench, TF_EXPORTS, 2024, 9, 6.9e9, TF_EQ);
    add_flow(bench, TF_IMPORTS, 2024, 9, 13.1e9, TF_EQ);
    const Balance *balance = balance_of(bench);
    assert_int_equal(balance->count, 3);
    assert_close(balance->years[0].balance.value, -8.5, 1e-9);
    assert_int_equal(balance->years[0].balance.relation, TF_EQ);
    assert_int_equal(balance->years[1].balance.relation, TF_APPROX);
    assert_close(balance->years[2].balance.value, -6.2, 1e-9);
    assert_slice(balance->years[2].part_label, "Jan\u2013Sep");
    assert_slice(bench->chart.words.title, "Kazakhstan sold Russia $7.4bn less than it bought in 2023");
    assert_slice(bench->chart.words.id, "tf-balance-KZ-RU");
    assert_slice(balance->years[0].exports.href, "#c1");
    bench_free(bench);
}

static void a_bound_gives_no_balance(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_flow(bench, TF_EXPORTS, 2023, 12, 9.8e9, TF_GT);
    add_flow(bench, TF_IMPORTS, 2023, 12, 17.2e9, TF_EQ);
    const Balance *balance = balance_of(bench);
    assert_true(isnan(balance->years[0].balance.value));
    assert_int_equal(balance->years[0].exports.relation, TF_GT);
    assert_slice(bench->chart.words.title, "Kazakhstan bought $17.2bn from Russia in 2023");
    bench_free(bench);
}

static void the_newest_year_titles_a_balance_chart(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_flow(bench, TF_EXPORTS, 2010, 12, 0.2e9, TF_EQ);
    add_flow(bench, TF_IMPORTS, 2010, 12, 0.4e9, TF_EQ);
    add_flow(bench, TF_EXPORTS, 2023, 12, 9.8e9, TF_EQ);
    add_flow(bench, TF_IMPORTS, 2024, 12, 17.2e9, TF_LT);
    (void)balance_of(bench);
    assert_slice(bench->chart.words.title, "Kazakhstan sold Russia $9.8bn in 2023");
    bench_free(bench);
}

static void an_even_balance_is_no_surplus(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_flow(bench, TF_EXPORTS, 2023, 12, 9.8e9, TF_EQ);
    add_flow(bench, TF_IMPORTS, 2023, 12, 9.8e9, TF_EQ);
    (void)balance_of(bench);
    assert_slice(bench->chart.words.title, "What Kazakhstan sold Russia, and bought from it");
    bench_free(bench);
}

static void bounds_alone_leave_the_title_open(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_flow(bench, TF_EXPORTS, 2023, 12, 9.8e9, TF_GT);
    (void)balance_of(bench);
    assert_slice(bench->chart.words.title, "What Kazakhstan sold Russia, and bought from it");
    bench_free(bench);
}

static void turnover_alone_has_no_balance_chart(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2023, 28e9, TF_EQ);
    assert_int_equal(report_balance_chart(&bench->series, &bench->rows, bench->words, &bench->arena,
                                          &bench->chart, &bench->error),
                     TF_NOT_FOUND);
    bench_free(bench);
}

/* --- targets --- */

static TfStatus make_targets(Bench *bench)
{
    return report_targets_chart(&bench->series, &bench->rows, bench->targets, bench->target_count,
                                bench->words, &bench->arena, &bench->chart, &bench->error);
}

static void the_title_counts_open_targets_by_their_chance(void **state)
{
    (void)state;
    const struct {
        double chances[3]; /* below 0: missed */
        const char *title;
    } rows[] = {
        {{0.6, 0.2, 0.7}, "2 of 3 open targets of Kazakhstan\u2013Russia trade are likelier met than missed"},
        {{0.6, 0.2, -1}, "1 of 2 open targets of Kazakhstan\u2013Russia trade is likelier met than missed"},
        {{0.1, 0.2, -1},
         "None of 2 open targets of Kazakhstan\u2013Russia trade is likelier met than missed"},
        {{0.1, -1, -1}, "The open target of Kazakhstan\u2013Russia trade is likelier missed than met"},
        {{-1, -1, -1}, "No stated target of Kazakhstan\u2013Russia trade is open any more"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench *bench = bench_create();
        for (int k = 0; k < 3; k++)
            add_target(bench, 2025 + k, 30e9, rows[i].chances[k] < 0 ? TF_TARGET_MISSED : TF_TARGET_UNCLEAR,
                       rows[i].chances[k]);
        assert_ok(make_targets(bench), &bench->error);
        assert_slice(bench->chart.words.title, rows[i].title);
        bench_free(bench);
    }
}

static void a_target_has_its_range_and_what_was_reached(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    const TfProjectedYear years[] = {{2024, {28e9, 27e9, 29e9, 26e9, 30e9, 25e9, 31e9}},
                                     {2025, {29e9, 27e9, 31e9, 25e9, 33e9, 23e9, 35e9}}};
    TfProgress *item = add_target(bench, 2025, 30e9, TF_TARGET_UNCLEAR, 0.34);
    item->projection.years = years;
    item->projection.year_count = 2;
    item->base_year = 2023;
    item->base_usd = 28e9;
    add_target(bench, 2030, (double)NAN, TF_TARGET_UNCLEAR, 0.1);
    assert_ok(make_targets(bench), &bench->error);
    const Targets *targets = &bench->chart.targets;
    assert_int_equal(targets->count, 1); /* the other is not known in dollars */
    assert_slice(targets->rows[0].name, "$30bn by 2025");
    assert_slice(targets->rows[0].reached_label, "$28bn in 2023");
    assert_close(targets->rows[0].lo80, 25, 1e-9);
    assert_close(targets->rows[0].hi80, 33, 1e-9);
    assert_close(targets->rows[0].probability, 0.34, 1e-9);
    bench_free(bench);
}

/* --- odds --- */

static void the_odds_are_those_of_the_next_open_target(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    const int64_t claim = 1;
    add_year(bench, 2022, 26e9, TF_EQ);
    const TfProgressStep steps[] = {
        {.date = {2023, 11, 9},
         .outlet = TF_SLICE("Daily"),
         .title = TF_SLICE("News"),
         .p_after = 0.15,
         .claim_ids = &claim,
         .claim_count = 1},
        {.date = {0, 0, 0}, .p_after = 0.9}, /* no day */
        {.date = {2024, 1, 25}, .p_after = (double)NAN},
        {.date = {2024, 11, 27}, .p_after = 0.27},
    };
    add_target(bench, 2020, 25e9, TF_TARGET_MISSED, 0);
    add_target(bench, 2025, 30e9, TF_TARGET_UNCLEAR, 0.27);
    const TfTargetHistory histories[] = {{.now = bench->targets[0], .steps = steps, .step_count = 1},
                                         {.now = bench->targets[1], .steps = steps, .step_count = 4}};
    assert_ok(report_odds_chart(&bench->series, &bench->rows, histories, 2, bench->words, &bench->arena,
                                &bench->chart, &bench->error),
              &bench->error);
    const Odds *odds = &bench->chart.odds;
    assert_int_equal(odds->count, 2);
    assert_close(odds->steps[1].probability, 0.27, 1e-9);
    assert_slice(odds->steps[0].href, "#c1");
    assert_slice(odds->steps[0].evidence, "9\u00a0Nov\u00a02023: 15%. Daily, News: open the source");
    assert_slice(bench->chart.words.title, "The chance of $30bn by 2025 went from 15% to 27%");
    assert_int_equal(report_odds_chart(&bench->series, &bench->rows, NULL, 0, bench->words, &bench->arena,
                                       &bench->chart, &bench->error),
                     TF_NOT_FOUND);
    bench_free(bench);
}

/* --- pace --- */

static TfStatus make_pace(Bench *bench)
{
    return report_pace_chart(&bench->series, &bench->rows, &bench->projection, bench->targets,
                             bench->target_count, bench->words, &bench->arena, &bench->chart, &bench->error);
}

static void the_running_year_goes_against_those_before(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    const TfProjectedYear years[] = {{2024, {27.5e9, 27e9, 28e9, 26e9, 29e9, 25e9, 30e9}}};
    add_year(bench, 2022, 26e9, TF_EQ);
    add_figure(bench, 2023, 1, 9, 20.2e9, TF_APPROX);
    add_year(bench, 2023, 28e9, TF_EQ);
    add_figure(bench, 2024, 4, 3, 6e9, TF_EQ); /* not from January */
    add_figure(bench, 2024, 1, 6, 12.9e9, TF_EQ);
    add_figure(bench, 2024, 1, 9, 20e9, TF_GT);
    bench->projection = (TfProjection){.years = years, .year_count = 1};
    TfProgress *item = add_target(bench, 2025, 30e9, TF_TARGET_UNCLEAR, 0.3);
    item->pace =
        (TfPace){.year = 2024, .months = 9, .normal_share = 0.72, .pace_usd = 27.8e9, .goal_usd = 29e9};
    assert_ok(make_pace(bench), &bench->error);
    const Pace *pace = &bench->chart.pace;
    assert_int_equal(pace->current.year, 2024);
    assert_int_equal(pace->current.count, 2);
    assert_close(pace->current.points[1].value, 20, 1e-9);
    assert_int_equal(pace->current.points[1].relation, TF_GT);
    assert_int_equal(pace->earlier_count, 2);
    assert_int_equal(pace->earlier[1].count, 2);
    assert_close(pace->outlook[0].median, 27.5, 1e-9);
    assert_int_equal(pace->path_count, 2);
    assert_close(pace->path[0].value, 29 * 0.72, 1e-9);
    assert_slice(pace->path_label, "needed in 2024: $29bn");
    assert_slice(bench->chart.words.title,
                 "2024 is heading for about $27.5bn, after $28bn in 2023; the path asks for $29bn");
    bench_free(bench);
}

static void without_a_part_of_a_year_there_is_no_pace(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2023, 28e9, TF_EQ);
    assert_int_equal(make_pace(bench), TF_NOT_FOUND);
    add_figure(bench, 2024, 1, 9, 21e9, TF_EQ);
    assert_ok(make_pace(bench), &bench->error);
    assert_slice(bench->chart.words.title, "Kazakhstan\u2013Russia trade in 2024, from January on");
    assert_int_equal(bench->chart.pace.path_count + bench->chart.pace.outlook_count, 0);
    bench_free(bench);
}

static void a_completed_year_says_more_than_an_old_one_that_nobody_completed(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_figure(bench, 2019, 1, 11, 17.2e9, TF_EQ);
    add_year(bench, 2022, 26e9, TF_EQ);
    bench->series.as_of = (TfDate){2025, 6, 1};
    assert_ok(make_pace(bench), &bench->error);
    assert_int_equal(bench->chart.pace.current.year, 2019);
    assert_slice(bench->chart.words.title, "Kazakhstan\u2013Russia trade in 2019, from January on");
    assert_slice(bench->chart.words.subtitle, "Kazakhstan\u2013Russia turnover from January on, billion US "
                                              "dollars; no months after 2019 are known");
    add_figure(bench, 2024, 1, 9, 20e9, TF_EQ);
    add_year(bench, 2024, 27.8e9, TF_EQ);
    assert_ok(make_pace(bench), &bench->error);
    assert_int_equal(bench->chart.pace.current.year, 2024);
    assert_int_equal(bench->chart.pace.current.count, 2);
    assert_slice(bench->chart.words.subtitle,
                 "Kazakhstan\u2013Russia turnover from January on, billion US dollars");
    bench_free(bench);
}

/* --- claims --- */

static void the_year_most_is_said_of_is_shown_as_it_was_said(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2022, 26e9, TF_EQ);
    add_year(bench, 2023, 28e9, TF_EQ);
    add_year(bench, 2023, 27e9, TF_APPROX);
    add_year(bench, 2023, 29e9, TF_LT);
    add_year(bench, 2023, 2.8e9, TF_EQ)->doubt = tf_slice("ten times less");
    int year = 0;
    TfDate first = {0, 0, 0};
    const ReportBelief belief = {{2024, 1, 25}, {28e9, 27.8e9, 28.2e9, 27.5e9, 28.6e9, 27e9, 29e9}};
    assert_ok(report_claims_year(&bench->series, 0, &year, &first, &bench->error), &bench->error);
    assert_int_equal(year, 2023);
    assert_true(tf_date_compare(first, bench->series.items[1].said) == 0);
    assert_ok(report_claims_chart(&bench->series, &bench->rows, year, &belief, 1, bench->words, &bench->arena,
                                  &bench->chart, &bench->error),
              &bench->error);
    assert_int_equal(bench->chart.claims.belief_count, 1);
    assert_close(bench->chart.claims.beliefs[0].hi80, 28.6, 1e-12);
    const Claims *claims = &bench->chart.claims;
    assert_int_equal(claims->count, 4);
    assert_true(claims->marks[3].is_doubtful);
    assert_slice(claims->marks[0].label, "Example Daily");
    assert_slice(claims->marks[0].href, "#c2");
    assert_slice(bench->chart.words.title, "2 statements about 2023 differ by up to 4%");
    bench_free(bench);
}

static void a_year_of_which_nothing_is_said_is_refused(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    int year = 0;
    TfDate first = {0, 0, 0};
    add_year(bench, 2022, 26e9, TF_EQ);
    assert_ok(report_claims_year(&bench->series, 2022, &year, &first, &bench->error), &bench->error);
    assert_int_equal(report_claims_year(&bench->series, 2023, &year, &first, &bench->error), TF_NOT_FOUND);
    assert_non_null(strstr(bench->error.message, "2022"));
    bench_free(bench);
}

/* --- pairs --- */

static ReportPair pair_of(const Bench *bench)
{
    return (ReportPair){&bench->series, &bench->rows, bench->targets, bench->target_count};
}

static void pairs_are_shares_of_their_targets_in_one_unit(void **state)
{
    (void)state;
    Bench *large = bench_create();
    Bench *small = bench_create();
    Bench *none = bench_create();
    add_year(large, 2022, 26e9, TF_EQ);
    add_year(large, 2023, 28e9, TF_GT);
    add_target(large, 2025, 30e9, TF_TARGET_UNCLEAR, 0.6);
    add_year(small, 2022, 0.2e9, TF_EQ);
    add_year(small, 2023, 2e9, TF_EQ)->doubt = tf_slice("ten times more");
    add_target(small, 2020, 0.5e9, TF_TARGET_MISSED, (double)NAN);
    add_year(none, 2023, 5e9, TF_EQ);
    const ReportPair pairs[] = {pair_of(large), pair_of(none), pair_of(small)};
    assert_false(report_has_dated_target(&pairs[1]));
    assert_ok(report_pairs_chart(pairs, 3, large->words, &large->arena, &large->chart, &large->error),
              &large->error);
    const Pairs *chart = &large->chart.pairs;
    assert_int_equal(chart->count, 2);
    assert_int_equal(chart->panels[0].count, 2);
    assert_close(chart->panels[0].years[1].value, 28, 1e-12);
    assert_int_equal(chart->panels[0].years[1].relation, TF_GT);
    assert_close(chart->panels[0].probability, 0.6, 1e-12);
    assert_close(chart->panels[1].target, 0.5, 1e-12);
    assert_int_equal(chart->panels[1].count, 1); /* a doubted figure does not speak for its year */
    assert_slice(chart->panels[1].goal, "$500mn by 2020");
    assert_true(isnan(chart->panels[1].probability));
    assert_slice(chart->panels[1].verdict, "missed");
    assert_slice(large->chart.words.title, "The one open target is likelier met than missed");
    assert_int_equal(
        report_pairs_chart(&pairs[1], 1, large->words, &large->arena, &large->chart, &large->error),
        TF_NOT_FOUND);
    bench_free(none);
    bench_free(small);
    bench_free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_balance_is_what_was_sold_less_what_was_bought),
        cmocka_unit_test(a_bound_gives_no_balance),
        cmocka_unit_test(the_newest_year_titles_a_balance_chart),
        cmocka_unit_test(an_even_balance_is_no_surplus),
        cmocka_unit_test(bounds_alone_leave_the_title_open),
        cmocka_unit_test(turnover_alone_has_no_balance_chart),
        cmocka_unit_test(the_title_counts_open_targets_by_their_chance),
        cmocka_unit_test(a_target_has_its_range_and_what_was_reached),
        cmocka_unit_test(the_running_year_goes_against_those_before),
        cmocka_unit_test(without_a_part_of_a_year_there_is_no_pace),
        cmocka_unit_test(a_completed_year_says_more_than_an_old_one_that_nobody_completed),
        cmocka_unit_test(the_year_most_is_said_of_is_shown_as_it_was_said),
        cmocka_unit_test(a_year_of_which_nothing_is_said_is_refused),
        cmocka_unit_test(pairs_are_shares_of_their_targets_in_one_unit),
        cmocka_unit_test(the_odds_are_those_of_the_next_open_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
