/* Which figures and targets the chart of a pair shows, and with what evidence. */
#include "tests/unit/report/report_bench.h"

#include <math.h>

static void the_unit_makes_the_largest_figure_readable(void **state)
{
    (void)state;
    static const struct {
        double value, target;
        double drawn;
        const char *subtitle, *title;
    } rows[] = {
        {1.5e12, 0, 1.5, "trillion US dollars", "came to $1.5tn in"},
        {28e9, 0, 28, "billion US dollars", "came to $28bn in"},
        {7.46e9, 0, 7.46, "billion US dollars", "came to $7.5bn in"},
        {850e6, 0, 850, "million US dollars", "came to $850mn in"},
        {40e3, 0, 40, "thousand US dollars", "came to $40k in"},
        {850e6, 2e9, 0.85, "billion US dollars", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench *bench = bench_create();
        add_year(bench, 2023, rows[i].value, TF_EQ);
        if (rows[i].target > 0)
            add_target(bench, 2030, rows[i].target, TF_TARGET_ON_PATH, 0.9);
        const Trajectory *chart = chart_of(bench);
        assert_close(chart->points[0].value, rows[i].drawn, 1e-12);
        assert_holds(bench->chart.words.subtitle, rows[i].subtitle);
        assert_holds(bench->chart.words.title, rows[i].title);
        bench_free(bench);
    }
}

/* The same rule as progress has: "about 28" and not "> 20", however many pages say so. */
static void the_line_takes_the_best_figure_of_a_year(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2023, 20e9, TF_GT)->article_count = 2;
    add_year(bench, 2023, 28e9, TF_APPROX);
    const Trajectory *chart = chart_of(bench);
    assert_int_equal(chart->point_count, 2);
    assert_true(chart->points[0].is_other_source);
    assert_false(chart->points[1].is_other_source);
    assert_close(chart->points[1].value, 28, 1e-12);
    assert_holds(bench->chart.words.title, "came to about $28bn in 2023");
    bench_free(bench);
}

static void a_doubted_figure_is_not_on_the_line(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2022, 26e9, TF_EQ);
    add_year(bench, 2023, 280e9, TF_EQ)->doubt = tf_slice("about ten times its neighbours");
    const Trajectory *chart = chart_of(bench);
    assert_false(chart->points[0].is_other_source);
    assert_true(chart->points[1].is_other_source);
    add_year(bench, 2023, 28e9, TF_GT);
    chart = chart_of(bench);
    assert_true(chart->points[1].is_other_source);
    assert_false(chart->points[2].is_other_source);
    bench_free(bench);
}

static void part_years_are_drawn_where_no_whole_year_is_known(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_figure(bench, 2022, 1, 9, 19e9, TF_EQ); /* hidden by the whole year */
    add_year(bench, 2022, 26e9, TF_EQ);
    add_figure(bench, 2023, 1, 1, 2e9, TF_EQ);
    add_figure(bench, 2023, 1, 9, 20e9, TF_GT);
    add_figure(bench, 2023, 4, 3, 6e9, TF_EQ);   /* a quarter off January */
    add_figure(bench, 2023, 4, 12, 24e9, TF_EQ); /* a fiscal year */
    add_figure(bench, 2024, 1, 6, 0.1, TF_EQ)->is_growth = true;
    add_figure(bench, 2024, 1, 6, 5e9, TF_EQ)->flow = TF_EXPORTS;
    const Trajectory *chart = chart_of(bench);
    assert_int_equal(chart->point_count, 3);
    assert_false(chart->points[0].is_part_year);
    assert_close(chart->points[0].value, 26, 1e-12);
    assert_true(chart->points[1].is_part_year);
    assert_slice(chart->points[1].part_label, "Jan");
    assert_slice(chart->points[2].part_label, "Jan\u2013Sep");
    assert_false(chart->points[2].is_other_source);
    bench_free(bench);
}

static void a_range_keeps_its_ends(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2023, 5.5e9, TF_RANGE)->rounding = 1e9;
    const Trajectory *chart = chart_of(bench);
    assert_int_equal(chart->points[0].relation, TF_RANGE);
    assert_close(chart->points[0].value, 5.5, 1e-12);
    assert_close(chart->points[0].low, 5, 1e-12);
    assert_close(chart->points[0].high, 6, 1e-12);
    assert_holds(bench->chart.words.title, "came to between $5bn and $6bn in 2023");
    assert_holds(bench->chart.words.description, " 2023: 5.0 to 6.0 billion US dollars.");
    bench_free(bench);
}

static void only_web_addresses_are_linked(void **state)
{
    (void)state;
    static const struct {
        const char *url, *href;
    } rows[] = {{"https://daily.example/1", "https://daily.example/1"},
                {"http://daily.example/1", "http://daily.example/1"},
                {"javascript:alert(1)", "#c1"},
                {"file:///etc/passwd", "#c1"},
                {"", "#c1"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench *bench = bench_create();
        add_year(bench, 2023, 28e9, TF_EQ);
        bench->records[0].claim.url = tf_slice(rows[i].url);
        const Trajectory *chart = chart_of(bench);
        assert_slice(chart->points[0].href, rows[i].href);
        assert_slice(chart->points[0].evidence,
                     "2023: 28.0 bn USD. Example Daily, 1\u00a0Feb\u00a02024: open the source");
        bench_free(bench);
    }
}

static void a_figure_without_a_claim_has_no_link(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2022, 26e9, TF_EQ)->claim_count = 0;
    add_year(bench, 2023, 28e9, TF_EQ);
    bench->ids[1] = 99; /* a claim that is not among the rows */
    const Trajectory *chart = chart_of(bench);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(chart->points[i].href.length, 0);
        assert_int_equal(chart->points[i].evidence.length, 0);
    }
    bench_free(bench);
}

static void the_claim_is_found_whatever_the_order_of_the_rows(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    for (int i = 0; i < 9; i++)
        add_year(bench, 2010 + i, 1e9 * (i + 1), TF_EQ);
    for (size_t i = 0; i < 4; i++) {
        TfClaimRecord swapped = bench->records[i];
        bench->records[i] = bench->records[8 - i];
        bench->records[8 - i] = swapped;
    }
    const Trajectory *chart = chart_of(bench);
    for (size_t i = 0; i < 9; i++) {
        char href[16];
        (void)snprintf(href, sizeof href, "#c%zu", i + 1);
        assert_slice(chart->points[i].href, href);
    }
    bench_free(bench);
}

static void targets_need_a_deadline_and_dollars(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_target(bench, 2025, 30e9, TF_TARGET_UNCLEAR, 0.34);
    add_target(bench, 2030, 40e9, TF_TARGET_OPEN, 0)->target.deadline = (TfDate){0, 0, 0};
    add_target(bench, 2030, (double)NAN, TF_TARGET_NOT_RATED, 0);
    add_target(bench, 2030, 20e9, TF_TARGET_ON_PATH, 0.9)->target.flow = TF_EXPORTS;
    add_target(bench, 2020, 25.5e9, TF_TARGET_MISSED, 0)->target.stated = (TfDate){0, 0, 0};
    const Trajectory *chart = chart_of(bench);
    assert_int_equal(chart->target_count, 2);
    assert_slice(chart->targets[0].label, "Target: $30bn by 2025");
    assert_slice(chart->targets[0].sublabel, "stated Nov 2024 \u00b7 34% likely");
    assert_close(chart->targets[0].stated_year, 2024.9, 1e-4);
    assert_slice(chart->targets[1].label, "Target: $25.5bn by 2020");
    assert_slice(chart->targets[1].sublabel, "stated no date \u00b7 missed");
    assert_close(chart->targets[1].stated_year, 2020, 1e-12);
    bench_free(bench);
}

static void of_a_flood_the_line_and_the_newest_are_drawn(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2022, 26e9, TF_EQ)->said = (TfDate){2000, 1, 1}; /* on the line, however old */
    for (int i = 0; i < CHART_MOST_POINTS + 2; i++) {
        TfObservation *item = add_year(bench, 2023, 28e9 + i, i == 0 ? TF_EQ : TF_GT);
        if (i == 3 || i == 5 || i == 8)
            item->said = (TfDate){2023, 12, 31};
    }
    for (int i = 0; i < CHART_MOST_TARGETS + 1; i++)
        add_target(bench, 2030, 30e9 + 1e6 * i, TF_TARGET_UNCLEAR, 0.5);
    bench->targets[7].target.stated = (TfDate){2010, 1, 1};
    const Trajectory *chart = chart_of(bench);
    assert_int_equal(chart->point_count, CHART_MOST_POINTS);
    assert_int_equal(chart->points[0].year, 2022);
    for (size_t i = 1; i < chart->point_count; i++) {
        double dollars = chart->points[i].value * 1e9 - 28e9;
        for (int gone = 3; gone < 9; gone++)
            assert_true((gone != 3 && gone != 5 && gone != 8) || dollars < gone - 0.5 ||
                        dollars > gone + 0.5);
    }
    assert_int_equal(chart->target_count, CHART_MOST_TARGETS);
    assert_close(chart->targets[6].value, 30.006, 1e-12);
    assert_close(chart->targets[7].value, 30.008, 1e-12);
    assert_holds(bench->chart.words.footnote, " 4 older statements are not drawn.");
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_unit_makes_the_largest_figure_readable),
        cmocka_unit_test(the_line_takes_the_best_figure_of_a_year),
        cmocka_unit_test(a_doubted_figure_is_not_on_the_line),
        cmocka_unit_test(part_years_are_drawn_where_no_whole_year_is_known),
        cmocka_unit_test(a_range_keeps_its_ends),
        cmocka_unit_test(only_web_addresses_are_linked),
        cmocka_unit_test(a_figure_without_a_claim_has_no_link),
        cmocka_unit_test(the_claim_is_found_whatever_the_order_of_the_rows),
        cmocka_unit_test(targets_need_a_deadline_and_dollars),
        cmocka_unit_test(of_a_flood_the_line_and_the_newest_are_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
