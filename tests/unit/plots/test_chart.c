/* Whole charts: the pictures, the JSON, and the old file when something fails. */
// WRAP: write
#include "tests/unit/plots/chart_bench.h"

#include <errno.h>

static bool disk_is_full;

ssize_t __real_write(int descriptor, const void *bytes, size_t count);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t count);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t count)
{
    if (disk_is_full && descriptor > 2) {
        errno = ENOSPC;
        return -1;
    }
    return __real_write(descriptor, bytes, count);
}

static void draws_all_formats_in_both_themes(void **state)
{
    (void)state;
    need_gnuplot();
    for (int theme = 0; theme < 2; theme++) {
        TfSlice svg = drawn(&seed_chart, CHART_SVG, (ChartTheme)theme, "a.svg");
        assert_well_formed(svg);
        assert_true(tf_slice_find(svg, 0, theme == 0 ? "#ffffff" : "#14181d") != TF_NOWHERE);
        assert_true(
            tf_slice_starts_with(drawn(&seed_chart, CHART_PNG, (ChartTheme)theme, "a.png"), "\x89PNG"));
        assert_true(tf_slice_starts_with(drawn(&seed_chart, CHART_PDF, (ChartTheme)theme, "a.pdf"), "%PDF"));
    }
}

static void a_png_has_half_as_many_pixels_again(void **state)
{
    (void)state;
    need_gnuplot();
    TfSlice png = drawn(&seed_chart, CHART_PNG, CHART_LIGHT, "a.png");
    const unsigned char *at = (const unsigned char *)png.bytes + 16; /* IHDR: width and height */
    assert_int_equal(at[2] * 256 + at[3], 1200);
    assert_int_equal(at[6] * 256 + at[7], 750);
}

static void the_same_input_gives_the_same_bytes(void **state)
{
    (void)state;
    need_gnuplot();
    TfSlice first = drawn(&seed_chart, CHART_SVG, CHART_LIGHT, "a.svg");
    TfSlice second = drawn(&seed_chart, CHART_SVG, CHART_LIGHT, "b.svg");
    assert_true(tf_slice_equal(first, second));
}

static void one_gnuplot_for_many_draws_what_one_each_draws(void **state)
{
    (void)state;
    need_gnuplot();
    TfError error;
    ChartEngine *engine;
    assert_ok(chart_engine_start(&engine, &error), &error);
    for (ChartTheme theme = CHART_LIGHT; theme <= CHART_DARK; theme++) {
        TextBuilder whole;
        text_init(&whole, 0);
        assert_ok(chart_draw(NULL, &seed_chart, CHART_SVG, theme, &whole, &error), &error);
        TfSlice alone = text_slice(&whole);
        for (int i = 0; i < 3; i++) {
            TextBuilder out;
            text_init(&out, 0);
            assert_ok(chart_draw(engine, &seed_chart, CHART_SVG, theme, &out, &error), &error);
            assert_true(tf_slice_equal(text_slice(&out), alone));
            text_clear(&out);
            assert_ok(chart_draw(engine, &seed_chart, CHART_PNG, theme, &out, &error), &error);
            assert_true(tf_slice_starts_with(text_slice(&out), "\x89PNG"));
            text_done(&out);
        }
        text_done(&whole);
    }
    chart_engine_stop(engine);
    assert_int_equal(count_entries(private_parent), 0);
}

static void every_point_opens_its_evidence(void **state)
{
    (void)state;
    need_gnuplot();
    TfSlice svg = drawn(&seed_chart, CHART_SVG, CHART_LIGHT, "a.svg");
    assert_int_equal(count_of(svg, "<a href=\""), 3);
    assert_int_equal(count_of(svg, "<title"), 4); /* the picture's own and one a link */
    assert_int_equal(count_of(svg, "role=\"img\""), 0);
    assert_int_equal(count_of(svg, "url(#"), 0);
    assert_int_equal(count_of(svg, "style=\""), 0);
    assert_int_equal(count_of(svg, "<script"), 0);
    assert_int_equal(count_of(svg, "id=\"gnuplot"), 0);
    assert_int_equal(count_of(svg, ":Bold"), 0);
    /* sorted by year, so the keyboard walks along the line */
    assert_true(tf_slice_find(svg, 0, "#c1\"") < tf_slice_find(svg, 0, "#c2\""));
}

/* "translate(x,y)" of the first mark with this class, to compare with the link over it. */
static void links_lie_on_the_marks_gnuplot_drew(void **state)
{
    (void)state;
    need_gnuplot();
    TfSlice svg = drawn(&seed_chart, CHART_SVG, CHART_LIGHT, "a.svg");
    size_t mark = tf_slice_find(svg, 0, "<use class=\"c-tgt\"");
    assert_true(mark != TF_NOWHERE);
    size_t place = tf_slice_find(svg, mark, "translate(");
    size_t link = tf_slice_find(svg, tf_slice_find(svg, 0, "href=\"#c3\""), "cx=\"");
    double x;
    double y;
    double cx;
    double cy;
    assert_int_equal(sscanf(svg.bytes + place, "translate(%lf,%lf)", &x, &y), 2);
    assert_int_equal(sscanf(svg.bytes + link, "cx=\"%lf\" cy=\"%lf\"", &cx, &cy), 2);
    assert_true(x > cx - 0.2 && x < cx + 0.2 && y > cy - 0.2 && y < cy + 0.2);
}

static void odd_charts_are_drawn_too(void **state)
{
    (void)state;
    need_gnuplot();
    const ChartPoint part = {.year = 2024, .value = 20, .relation = TF_GT, .is_part_year = true};
    const ChartPoint negative = {.year = 2024, .value = -20, .relation = TF_LT, .is_part_year = true};
    ChartPoint forty[40];
    for (int i = 0; i < 40; i++)
        forty[i] = (ChartPoint){.year = 1980 + i, .value = i % 7, .relation = (TfRelation)(i % 8)};
    const ChartPoint ages[] = {{.year = 1, .value = 0}, {.year = 9999, .value = 1e15}};
    const Trajectory charts[] = {
        {.points = seed_points + 1, .point_count = 1},
        {.points = &part, .point_count = 1},
        {.points = &negative, .point_count = 1},
        {.points = forty, .point_count = 40, .fan = seed_fan, .fan_count = 2},
        {.points = ages, .point_count = 2},
        {.fan = seed_fan, .fan_count = 1},
        {.fan = seed_fan, .fan_count = 2},
        {.targets = seed_targets, .target_count = 1},
    };
    for (size_t i = 0; i < sizeof charts / sizeof charts[0]; i++) {
        const Chart chart = {.trajectory = charts[i]};
        assert_well_formed(drawn(&chart, CHART_SVG, CHART_LIGHT, "odd.svg"));
    }
}

/* --- failures --- */

static void the_old_file_stays_when_gnuplot_fails(void **state)
{
    (void)state;
    const char *scripts[] = {
        "exit 1",
        "printf '<svg><title>half' > picture; exit 1",
        "printf '<svg><title>half' > picture",
        "printf '<svg><title>t</title></svg>' > picture; echo 'warning: x' >&2",
    };
    const char *path = in_folder("chart.svg");
    const char *fake = in_folder("gnuplot");
    write_text(path, "the old chart", 0644);
    assert_int_equal(setenv("PATH", folder, 1), 0);
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        TfError error;
        write_text(fake, tf_arena_format(&arena, "#!/bin/sh\n%s\n", scripts[i]).bytes, 0755);
        assert_int_equal(chart_write(NULL, &seed_chart, CHART_SVG, CHART_LIGHT, path, &error), TF_TOOL);
        assert_slice(read_back(path), "the old chart");
        assert_int_equal(count_entries(private_parent), 0);
        assert_int_equal(count_entries(folder), 3); /* tmp, gnuplot, chart.svg: nothing half-written */
    }
    assert_int_equal(unlink(fake), 0);
    TfError error;
    assert_int_equal(chart_write(NULL, &seed_chart, CHART_SVG, CHART_LIGHT, path, &error), TF_TOOL);
    assert_non_null(strstr(error.message, "apt-get install gnuplot-nox"));
    assert_slice(read_back(path), "the old chart");
}

static void a_target_that_cannot_be_written_is_an_io_error(void **state)
{
    (void)state;
    need_gnuplot();
    const char *paths[] = {in_folder("no/such/folder/a.svg"), private_parent, "/proc/a.svg"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        TfError error;
        assert_int_equal(chart_write(NULL, &seed_chart, CHART_SVG, CHART_LIGHT, paths[i], &error), TF_IO);
        assert_int_equal(count_entries(private_parent), 0);
    }
}

static void a_full_disk_leaves_the_old_file(void **state)
{
    (void)state;
    need_gnuplot();
    const char *path = in_folder("chart.svg");
    write_text(path, "the old chart", 0644);
    TfError error;
    disk_is_full = true;
    TfStatus status = chart_write(NULL, &seed_chart, CHART_SVG, CHART_LIGHT, path, &error);
    disk_is_full = false;
    assert_int_equal(status, TF_IO);
    assert_non_null(strstr(error.message, "No space left"));
    assert_slice(read_back(path), "the old chart");
    assert_int_equal(count_entries(folder), 2);
}

static void nothing_to_draw_is_said_before_gnuplot_starts(void **state)
{
    (void)state;
    TfError error;
    Chart empty = {.words = {.title = S("nothing")}};
    assert_int_equal(setenv("PATH", "/nowhere", 1), 0);
    assert_int_equal(chart_write(NULL, &empty, CHART_SVG, CHART_LIGHT, in_folder("a.svg"), &error),
                     TF_BAD_INPUT);
}

/* --- JSON and names --- */

static void the_json_holds_the_plotted_numbers_and_words(void **state)
{
    (void)state;
    TextBuilder out;
    text_init(&out, 0);
    chart_json(&seed_chart, &out);
    assert_true(tf_slice_starts_with(
        text_slice(&out), "{\"schema\":\"tradefig-chart/1\",\"kind\":\"trajectory\",\"id\":\"kz-ru\","));
    const char *wanted[] = {
        "{\"year\":2023,\"value\":28,\"relation\":\"eq\",\"other_source\":false,\"part_year\":false,\"part\":"
        "\"\",\"href\":\"#c1\","
        "\"evidence\":\"2023: 28.0 billion USD\"}",
        "{\"year\":2024,\"value\":20,\"relation\":\"gt\",\"other_source\":false,\"part_year\":true,\"part\":"
        "\"Jan\u2013Sep\"",
        "{\"year\":2025,\"lo95\":21.5,\"lo80\":23.7,\"lo50\":25.9,\"median\":28.4,\"hi50\":31.1,\"hi80\":34."
        "1,\"hi95\":37.6}",
        "{\"year\":2025,\"value\":30,\"stated_year\":2024.9,\"label\":\"Target: $30bn by 2025\"",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (tf_slice_find(text_slice(&out), 0, wanted[i]) == TF_NOWHERE)
            fail_msg("%s is not in %s", wanted[i], out.bytes);
    text_done(&out);
}

static void the_ending_of_a_name_decides_the_format(void **state)
{
    (void)state;
    const struct {
        const char *path;
        bool is_known;
        ChartFormat format;
    } rows[] = {
        {"a.svg", true, CHART_SVG},   {"dir.pdf/b.PNG", true, CHART_PNG},
        {"x.pdf", true, CHART_PDF},   {"x.six", true, CHART_SIXEL},
        {"a.json", false, CHART_SVG}, {"svg", false, CHART_SVG},
        {".svg", false, CHART_SVG},   {"", false, CHART_SVG},
        {"a.svgz", false, CHART_SVG}, {"a.svg.", false, CHART_SVG},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ChartFormat format = CHART_SVG;
        assert_int_equal(chart_format_of(rows[i].path, &format), rows[i].is_known);
        assert_int_equal(format, rows[i].format);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(draws_all_formats_in_both_themes),
        TEST(a_png_has_half_as_many_pixels_again),
        TEST(the_same_input_gives_the_same_bytes),
        TEST(one_gnuplot_for_many_draws_what_one_each_draws),
        TEST(every_point_opens_its_evidence),
        TEST(links_lie_on_the_marks_gnuplot_drew),
        TEST(odd_charts_are_drawn_too),
        TEST(the_old_file_stays_when_gnuplot_fails),
        TEST(a_target_that_cannot_be_written_is_an_io_error),
        TEST(a_full_disk_leaves_the_old_file),
        TEST(nothing_to_draw_is_said_before_gnuplot_starts),
        TEST(the_json_holds_the_plotted_numbers_and_words),
        TEST(the_ending_of_a_name_decides_the_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
