/* The layout: which mark a figure becomes, which range and ticks it gets, and that labels keep apart. */
#include "tests/unit/plots/plots_support.h"

#include "plots/chart_text.h"
#include "plots/trajectory.h"

#include <math.h>

static TfArena arena;

static int open_arena(void **state)
{
    (void)state;
    tf_arena_init(&arena, 0);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    tf_arena_done(&arena);
    return 0;
}

static Layout laid_out_with(const Trajectory *chart, const char *title)
{
    Layout layout;
    TfError error;
    const Chart whole = {.words = {.title = tf_slice(title)}, .trajectory = *chart};
    assert_ok(layout_trajectory(&whole, &arena, &layout, &error), &error);
    return layout;
}

static Layout laid_out(const Trajectory *chart)
{
    return laid_out_with(chart, "");
}

static Layout of_points(const ChartPoint *points, size_t count)
{
    Trajectory chart = {.points = points, .point_count = count};
    return laid_out(&chart);
}

static void assert_row(const Layout *layout, TrajectoryLayer layer, size_t row, size_t columns,
                       const double *want)
{
    assert_true(row < layout->layers[layer].count);
    for (size_t i = 0; i < columns; i++)
        assert_close(layout->layers[layer].rows[row].cells[i], want[i], 1e-9);
}

#define assert_cells(layout, layer, row, ...)                                                                \
    do {                                                                                                     \
        const double want_[] = {__VA_ARGS__};                                                                \
        assert_row((layout), (layer), (row), sizeof want_ / sizeof want_[0], want_);                         \
    } while (0)

static bool has_label(const Layout *layout, const char *text)
{
    for (size_t i = 0; i < layout->label_count; i++)
        if (tf_slice_is(layout->labels[i].text, text))
            return true;
    return false;
}

static void what_is_not_zero_does_not_read_as_zero(void **state)
{
    (void)state;
    const struct {
        double value;
        int decimals;
        const char *text;
    } rows[] = {{0.002, 1, "0.002"}, {-0.04, 1, "\u22120.04"}, {0.04, 2, "0.04"},
                {0.05, 1, "0.1"},    {0.0000004, 1, "0.0"},    {1e-17, 2, "0.00"},
                {0, 1, "0.0"},       {0.3, 0, "0.3"},          {26, 0, "26"}};
    Layout layout = {.arena = &arena, .language = CHART_ENGLISH};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_slice(layout_number(&layout, "", rows[i].value, rows[i].decimals), rows[i].text);
}

static void the_parts_of_a_bar_are_told_once(void **state)
{
    (void)state;
    const ChartPoint points[] = {
        {.year = 2023, .value = 28},
        {.year = 2024, .value = 20, .is_part_year = true, .part_label = S("Jan\u2013Sep")},
        {.year = 2024, .value = 19.9, .is_part_year = true, .part_label = S("Jan\u2013Sep")},
        {.year = 2024, .value = 9, .is_part_year = true, .part_label = S("Jan\u2013Mar")},
    };
    Layout layout = of_points(points, sizeof points / sizeof points[0]);
    size_t told = 0;
    for (size_t i = 0; i < layout.label_count; i++)
        told += tf_slice_is(layout.labels[i].text, "Jan\u2013Sep") ? 1 : 0;
    assert_int_equal(told, 1);
    assert_true(has_label(&layout, "Jan\u2013Mar"));
}

static void a_relation_decides_the_mark(void **state)
{
    (void)state;
    const struct {
        TfRelation relation;
        TrajectoryLayer layer;
        int direction;
        const char *label;
    } rows[] = {
        {TF_EQ, LAYER_EXACT, 0, "5.0"},        {TF_APPROX, LAYER_OPEN, 0, "~\u00a05.0"},
        {TF_RANGE, LAYER_OPEN, 0, "5.0"},      {TF_ALMOST, LAYER_OPEN, -1, "<\u00a05.0"},
        {TF_GT, LAYER_OPEN, 1, ">\u00a05.0"},  {TF_GE, LAYER_OPEN, 1, "\u2265\u00a05.0"},
        {TF_LT, LAYER_OPEN, -1, "<\u00a05.0"}, {TF_LE, LAYER_OPEN, -1, "\u2264\u00a05.0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ChartPoint point = {.year = 2020, .value = 5, .relation = rows[i].relation};
        Layout layout = of_points(&point, 1);
        assert_int_equal(layout.layers[rows[i].layer].count, 1);
        assert_int_equal(layout.layers[LAYER_EXACT].count + layout.layers[LAYER_OPEN].count, 1);
        assert_int_equal(layout.layers[LAYER_ARROWS].count, rows[i].direction != 0);
        if (rows[i].direction != 0)
            assert_true(layout.layers[LAYER_ARROWS].rows[0].cells[2] * rows[i].direction > 0);
        assert_true(has_label(&layout, rows[i].label));
    }
}

static void a_range_is_an_open_mark_with_both_its_ends(void **state)
{
    (void)state;
    ChartPoint point = {.year = 2020, .value = 5.5, .relation = TF_RANGE, .low = 5, .high = 6};
    Layout layout = of_points(&point, 1);
    assert_cells(&layout, LAYER_OPEN, 0, 2020, 5.5);
    assert_int_equal(layout.layers[LAYER_EXACT].count + layout.layers[LAYER_ARROWS].count, 0);
    assert_true(has_label(&layout, "5.0\u20136.0"));
}

static void neighbouring_years_are_joined_and_gaps_dotted(void **state)
{
    (void)state;
    const ChartPoint points[] = {
        {.year = 2019, .value = 9}, {.year = 2010, .value = 1}, {.year = 2011, .value = 2},
        {.year = 2013, .value = 4}, {.year = 2018, .value = 8}, {.year = 2012, .value = 3},
    };
    Layout layout = of_points(points, 6);
    assert_cells(&layout, LAYER_LINE, 0, 2010, 1);
    assert_cells(&layout, LAYER_LINE, 3, 2013, 4);
    assert_true(isnan(layout.layers[LAYER_LINE].rows[4].cells[0]));
    assert_cells(&layout, LAYER_LINE, 5, 2018, 8);
    assert_cells(&layout, LAYER_LINE, 6, 2019, 9);
    assert_int_equal(layout.layers[LAYER_LINE].count, 7);
    assert_int_equal(layout.layers[LAYER_GAPS].count, 1);
    assert_cells(&layout, LAYER_GAPS, 0, 2013, 4, 5, 4);
}

static void a_year_alone_is_a_marker(void **state)
{
    (void)state;
    const ChartPoint point = {.year = 2023, .value = 28};
    Layout layout = of_points(&point, 1);
    assert_int_equal(layout.layers[LAYER_LINE].count, 0);
    assert_int_equal(layout.layers[LAYER_GAPS].count, 0);
    assert_cells(&layout, LAYER_EXACT, 0, 2023, 28);
    assert_true(layout.x_high - layout.x_low >= 2.5);
}

static void other_sources_hang_on_stems_and_do_not_bend_the_line(void **state)
{
    (void)state;
    const ChartPoint points[] = {
        {.year = 2021, .value = 24},
        {.year = 2022, .value = 26},
        {.year = 2022, .value = 28, .is_other_source = true},
        {.year = 2022, .value = 25, .is_other_source = true, .relation = TF_APPROX},
        {.year = 2020, .value = 20, .is_other_source = true},
        {.year = 2022, .value = 40}, /* a second figure of the same year: the first joins the line */
    };
    Layout layout = of_points(points, 6);
    assert_int_equal(layout.layers[LAYER_LINE].count, 2);
    assert_int_equal(layout.layers[LAYER_STEMS].count, 3);
    assert_cells(&layout, LAYER_STEMS, 0, 2022, 26, 28);
    assert_cells(&layout, LAYER_STEMS, 1, 2022, 25, 26);
    assert_cells(&layout, LAYER_STEMS, 2, 2022, 26, 40);
    assert_int_equal(layout.layers[LAYER_OTHER_OPEN].count, 1);
    assert_int_equal(layout.layers[LAYER_OTHER_EXACT].count, 3);
    assert_cells(&layout, LAYER_OTHER_EXACT, 0, 2020, 20);
    assert_true(has_label(&layout, "sources differ"));
}

static void sources_that_agree_are_not_said_to_differ(void **state)
{
    (void)state;
    const ChartPoint points[] = {{.year = 2022, .value = 26},
                                 {.year = 2022, .value = 26, .is_other_source = true}};
    Layout layout = of_points(points, 2);
    assert_false(has_label(&layout, "sources differ"));
}

static void the_largest_part_of_a_year_is_its_bar(void **state)
{
    (void)state;
    const ChartPoint points[] = {
        {.year = 2024, .value = 12, .is_part_year = true, .part_label = S("Jan\u2013Jun")},
        {.year = 2024, .value = 20, .is_part_year = true, .part_label = S("Jan\u2013Sep"), .relation = TF_GT},
        {.year = 2024, .value = 6, .is_part_year = true, .part_label = S("Q1")},
        {.year = 2024, .value = 21, .is_part_year = true, .is_other_source = true},
        {.year = 2023, .value = 28},
        {.year = 2023, .value = 15, .is_part_year = true, .part_label = S("Jan\u2013Jul")},
    };
    Layout layout = of_points(points, 6);
    assert_int_equal(layout.layers[LAYER_BARS].count, 2);
    assert_cells(&layout, LAYER_BARS, 0, 2023, 0, 15);
    assert_cells(&layout, LAYER_BARS, 1, 2024, 0, 20);
    assert_int_equal(layout.layers[LAYER_BAR_TICKS].count, 3);
    assert_true(has_label(&layout, ">\u00a020.0"));
    assert_true(has_label(&layout, "Jan\u2013Sep"));
    assert_false(has_label(&layout, "15.0")); /* the line has said the year */
    assert_int_equal(layout.layers[LAYER_LINE].count, 0);
}

static void the_fan_opens_at_the_last_whole_year(void **state)
{
    (void)state;
    Layout layout = laid_out(&seed_chart.trajectory);
    assert_int_equal(layout.layers[LAYER_FAN].count, 3);
    assert_cells(&layout, LAYER_FAN, 0, 2023, 28, 28, 28, 28, 28, 28, 28);
    assert_cells(&layout, LAYER_FAN, 1, 2024, 25.4, 26.2, 26.9, 27.7, 28.5, 29.2, 30.1);
    assert_true(has_label(&layout, "median 28.4"));
    Trajectory alone = {.fan = seed_fan, .fan_count = 2};
    layout = laid_out(&alone);
    assert_int_equal(layout.layers[LAYER_FAN].count, 2);
    alone.fan_count = 1;
    layout = laid_out(&alone);
    assert_int_equal(layout.layers[LAYER_FAN].count, 0);
    assert_int_equal(layout.layers[LAYER_FAN_BOX].count, 1);
}

static void a_target_runs_from_the_day_it_was_stated(void **state)
{
    (void)state;
    const ChartTarget targets[] = {
        {.year = 2025,
         .value = 30,
         .stated_year = 2023.5,
         .label = S("by 2025"),
         .sublabel = S("stated 2023")},
        {.year = 2026, .value = 35, .stated_year = (double)NAN, .label = S("by 2026")},
        {.year = 2024, .value = 20, .stated_year = 2024.5, .label = S("stated late")},
        {.year = 0, .value = 50, .stated_year = 2022, .label = S("open")},
    };
    Trajectory chart = {.targets = targets, .target_count = 4};
    Layout layout = laid_out(&chart);
    assert_int_equal(layout.layers[LAYER_TARGETS].count, 3);
    assert_int_equal(layout.layers[LAYER_TARGET_LINES].count, 2);
    assert_cells(&layout, LAYER_TARGET_LINES, 0, 2023.5, 30, 1.5);
    assert_cells(&layout, LAYER_TARGET_LINES, 1, 2022, 50, layout.x_high - 2022);
    const char *labels[] = {"by 2025", "stated 2023", "by 2026", "stated late", "open"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        assert_true(has_label(&layout, labels[i]));
}

static void zero_is_always_in_range(void **state)
{
    (void)state;
    const double rows[][2] = {{200, 215}, {-3, -1}, {-2, 5}, {0, 0}, {1e-7, 2e-7}, {1e14, 1e15}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ChartPoint points[] = {{.year = 2020, .value = rows[i][0]},
                                     {.year = 2021, .value = rows[i][1]}};
        Layout layout = of_points(points, 2);
        assert_true(layout.y_low <= 0 && layout.y_high >= 0 && layout.y_high > layout.y_low);
        assert_true(layout.y_low <= rows[i][0] && layout.y_high >= rows[i][1]);
        double ticks = (layout.y_high - layout.y_low) / layout.y_step;
        assert_true(ticks >= 2 && ticks <= 6);
    }
}

static void the_outermost_band_alone_does_not_flatten_the_rest(void **state)
{
    (void)state;
    const ChartPoint point = {.year = 2023, .value = 28};
    const ChartFan fan = {2024, {28, 26, 30, 24, 33, 10, 4000}};
    Trajectory chart = {.points = &point, .point_count = 1, .fan = &fan, .fan_count = 1};
    Layout layout = laid_out(&chart);
    assert_true(layout.y_high < 60);
    assert_cells(&layout, LAYER_FAN, 1, 2024, 10, 24, 26, 28, 30, 33, 4000);
}

static void figures_show_the_decimals_that_were_stated(void **state)
{
    (void)state;
    const struct {
        double value;
        const char *label;
    } rows[] = {{28, "28.0"},     {1.25, "1.25"},      {1.5, "1.5"}, {690.4, "690.4"}, {12345, "12345"},
                {0.047, "0.047"}, {-2.5, "\u22122.5"}, {0, "0.0"},   {28.26, "28.3"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const ChartPoint point = {.year = 2023, .value = rows[i].value};
        Layout layout = of_points(&point, 1);
        if (!has_label(&layout, rows[i].label))
            fail_msg("no label %s", rows[i].label);
    }
}

static void close_years_show_the_ends_and_the_turns(void **state)
{
    (void)state;
    ChartPoint points[40];
    for (int i = 0; i < 40; i++)
        points[i] = (ChartPoint){.year = 1984 + i, .value = 10 + (i == 17 ? 20 : i * 0.5)};
    Layout layout = of_points(points, 40);
    assert_true(has_label(&layout, "10.0"));
    assert_true(has_label(&layout, "30.0"));
    assert_true(has_label(&layout, "29.5"));
    assert_false(has_label(&layout, "14.0"));
    for (size_t i = 0; i < layout.label_count; i++) /* 41 years: every fifth is named */
        assert_false(tf_slice_is(layout.labels[i].text, "1986"));
    assert_true(has_label(&layout, "2020"));
}

static void long_titles_shrink_then_wrap_then_end(void **state)
{
    (void)state;
    const struct {
        size_t words;
        size_t lines;
        double size;
    } rows[] = {{0, 0, 0}, {5, 1, 19}, {11, 1, 17}, {20, 2, 17}, {25, 2, 15}, {90, 2, 15}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char title[1024] = "";
        for (size_t k = 0; k < rows[i].words; k++)
            (void)strcat(title, "words ");
        const ChartPoint point = {.year = 2023, .value = 28};
        Trajectory chart = {.points = &point, .point_count = 1};
        Layout layout = laid_out_with(&chart, title);
        size_t lines = 0;
        for (size_t k = 0; k < layout.label_count; k++)
            if (tf_slice_starts_with(layout.labels[k].text, "words")) {
                lines++;
                assert_close(layout.labels[k].size, rows[i].size, 0);
                PlaceBox box = layout_label_box(&layout.labels[k]);
                assert_true(box.right <= layout.width - 16);
            }
        assert_int_equal(lines, rows[i].lines);
    }
}

static void what_cannot_be_drawn_is_refused(void **state)
{
    (void)state;
    const ChartPoint bad_points[] = {
        {.year = 2020, .value = (double)NAN}, {.year = 2020, .value = HUGE_VAL},
        {.year = 2020, .value = 1e300},       {.year = 0, .value = 1},
        {.year = 10000, .value = 1},          {.year = -5, .value = 1},
    };
    TfError error;
    Layout layout;
    Chart chart = {.kind = CHART_TRAJECTORY};
    assert_int_equal(layout_trajectory(&chart, &arena, &layout, &error), TF_BAD_INPUT);
    assert_non_null(strstr(error.message, "nothing to draw"));
    for (size_t i = 0; i < sizeof bad_points / sizeof bad_points[0]; i++) {
        chart.trajectory = (Trajectory){.points = &bad_points[i], .point_count = 1};
        assert_int_equal(layout_trajectory(&chart, &arena, &layout, &error), TF_BAD_INPUT);
    }
    const ChartFan fan = {2024, {.median = 1, .hi95 = (double)NAN}};
    chart.trajectory = (Trajectory){.fan = &fan, .fan_count = 1};
    assert_int_equal(layout_trajectory(&chart, &arena, &layout, &error), TF_BAD_INPUT);
    const ChartTarget target = {.year = 2024, .value = -HUGE_VAL};
    chart.trajectory = (Trajectory){.targets = &target, .target_count = 1};
    assert_int_equal(layout_trajectory(&chart, &arena, &layout, &error), TF_BAD_INPUT);
    chart.trajectory = (Trajectory){.targets = &target, .target_count = 51};
    assert_int_equal(layout_trajectory(&chart, &arena, &layout, &error), TF_LIMIT);
}

static void short_memory_is_said_not_suffered(void **state)
{
    (void)state;
    TfStatus status = TF_NO_MEMORY;
    size_t failures = 0;
    for (size_t limit = 1; status != TF_OK; limit += 97) {
        TfArena small;
        Layout layout;
        TfError error;
        tf_arena_init(&small, limit);
        status = layout_trajectory(&seed_chart, &small, &layout, &error);
        tf_arena_done(&small);
        if (status == TF_OK)
            break;
        assert_int_equal(status, TF_NO_MEMORY);
        failures++;
    }
    assert_true(failures > 10);
}

/* --- many made-up charts --- */

static uint32_t seed_of_chance = 1;

static double chance(double most)
{
    seed_of_chance = seed_of_chance * 1664525u + 1013904223u;
    return most * (double)(seed_of_chance >> 8) / (double)(1u << 24);
}

typedef struct MadeUp {
    ChartPoint points[80];
    ChartFan fan[6];
    ChartTarget targets[4];
    Trajectory chart;
} MadeUp;

static void add_point(MadeUp *made, ChartPoint point)
{
    made->points[made->chart.point_count++] = point;
}

static void make_up(MadeUp *made)
{
    *made = (MadeUp){.chart = {.point_count = 0}};
    int years = 1 + (int)chance(25);
    double level = 1 + chance(60);
    for (int i = 0; i < years; i++) {
        level *= 0.8 + chance(0.45);
        TfRelation relation = chance(1) < 0.2 ? (TfRelation)chance(7) : TF_EQ;
        if (chance(1) < 0.9)
            add_point(made, (ChartPoint){.year = 2023 - years + i, .value = level, .relation = relation});
        if (chance(1) < 0.2)
            add_point(made, (ChartPoint){.year = 2023 - years + i,
                                         .value = level * (0.85 + chance(0.3)),
                                         .is_other_source = true});
    }
    if (chance(1) < 0.6)
        add_point(made, (ChartPoint){.year = 2023,
                                     .value = level * 0.7,
                                     .relation = TF_GT,
                                     .is_part_year = true,
                                     .part_label = S("Jan\u2013Sep")});
    made->chart.fan_count = chance(1) < 0.8 ? 1 + (size_t)chance(5) : 0;
    for (size_t i = 0; i < made->chart.fan_count; i++) {
        double spread = level * 0.05 * (double)(i + 1);
        level *= 0.97 + chance(0.12);
        made->fan[i] = (ChartFan){2023 + (int)i,
                                  {level, level - spread, level + spread, level - 2 * spread,
                                   level + 2 * spread, level - 3 * spread, level + 3 * spread}};
    }
    made->chart.target_count = (size_t)chance(4);
    for (size_t i = 0; i < made->chart.target_count; i++)
        made->targets[i] = (ChartTarget){2022 + (int)chance(9),
                                         level * (0.8 + chance(1.2)),
                                         2016 + chance(8),
                                         S("Target: $30bn by 2025"),
                                         S("stated Nov 2024 \u00b7 34% likely"),
                                         S(""),
                                         S("")};
    made->chart.points = made->points;
    made->chart.fan = made->fan;
    made->chart.targets = made->targets;
}

static bool overlap(const LayoutLabel *a, const LayoutLabel *b)
{
    PlaceBox one = layout_label_box(a);
    PlaceBox two = layout_label_box(b);
    return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
}

static void labels_keep_apart_and_inside_on_many_charts(void **state)
{
    (void)state;
    size_t labels = 0;
    size_t overlaps = 0;
    for (int run = 0; run < 300; run++) {
        static MadeUp made;
        make_up(&made);
        if (made.chart.point_count + made.chart.fan_count + made.chart.target_count == 0)
            continue;
        Layout layout = laid_out_with(&made.chart, "A title of usual length for a chart");
        for (size_t i = 0; i < layout.label_count; i++) {
            PlaceBox box = layout_label_box(&layout.labels[i]);
            if (box.left < 0 || box.right > layout.width || box.top < 0 || box.bottom > layout.height)
                fail_msg("chart %d: \"%.*s\" is outside at %g, %g", run, TF_SLICE_ARG(layout.labels[i].text),
                         box.left, box.top);
            for (size_t k = 0; k < i; k++)
                overlaps += overlap(&layout.labels[i], &layout.labels[k]);
        }
        labels += layout.label_count;
        tf_arena_done(&arena);
    }
    print_message("%zu labels, %zu overlaps\n", labels, overlaps);
    assert_true(labels > 3000);
    assert_true(overlaps * 1000 < labels);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_not_zero_does_not_read_as_zero),
        TEST(the_parts_of_a_bar_are_told_once),
        TEST(a_relation_decides_the_mark),
        TEST(a_range_is_an_open_mark_with_both_its_ends),
        TEST(neighbouring_years_are_joined_and_gaps_dotted),
        TEST(a_year_alone_is_a_marker),
        TEST(other_sources_hang_on_stems_and_do_not_bend_the_line),
        TEST(sources_that_agree_are_not_said_to_differ),
        TEST(the_largest_part_of_a_year_is_its_bar),
        TEST(the_fan_opens_at_the_last_whole_year),
        TEST(a_target_runs_from_the_day_it_was_stated),
        TEST(zero_is_always_in_range),
        TEST(the_outermost_band_alone_does_not_flatten_the_rest),
        TEST(figures_show_the_decimals_that_were_stated),
        TEST(close_years_show_the_ends_and_the_turns),
        TEST(long_titles_shrink_then_wrap_then_end),
        TEST(what_cannot_be_drawn_is_refused),
        TEST(short_memory_is_said_not_suffered),
        TEST(labels_keep_apart_and_inside_on_many_charts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
