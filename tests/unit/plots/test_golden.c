/* Golden charts: the tables gnuplot reads and the structure of the finished SVG, not its pixels. Files are
 * tests/golden/charts/<name>.tables and .structure; TRADEFIG_UPDATE_GOLDEN=1 writes them anew. */
#include "tests/unit/plots/kind_examples.h"
#include "tests/unit/plots/plots_support.h"

#include "plots/draw.h"
#include "plots/tables.h"
#include "tracker/base/number.h"

#include <math.h>

static const ChartPoint rich_points[] = {
    {.year = 2018, .value = 18.2, .href = S("#c1"), .evidence = S("2018")},
    {.year = 2019, .value = 19.6, .href = S("#c2"), .evidence = S("2019")},
    {.year = 2021, .value = 24.5, .relation = TF_APPROX, .href = S("#c3"), .evidence = S("2021")},
    {.year = 2022, .value = 26.0, .relation = TF_GE, .href = S("#c4"), .evidence = S("2022")},
    {.year = 2022, .value = 28.2, .is_other_source = true, .href = S("#c5"), .evidence = S("2022, other")},
    {.year = 2023, .value = 28.0, .href = S("#c6"), .evidence = S("2023")},
    {.year = 2023, .value = 27.2, .is_other_source = true, .relation = TF_APPROX},
    {.year = 2024, .value = 12.6, .is_part_year = true, .part_label = S("Jan\u2013Jun")},
    {.year = 2024, .value = 20.0, .relation = TF_GT, .is_part_year = true, .part_label = S("Jan\u2013Sep")},
};
static const ChartTarget rich_targets[] = {
    {2025, 30.0, 2024.9, S("Target: $30bn by 2025"), S("stated Nov 2024"), S("#t1"), S("30 by 2025")},
    {2030, 40.0, 2023.2, S("Target: $40bn by 2030"), S("stated Mar 2023"), S("#t2"), S("40 by 2030")},
    {0, 50.0, 2021.5, S("Goal: $50bn"), S(""), S(""), S("")},
};
static const ChartPoint balance_points[] = {
    {.year = 2021, .value = -2.25},
    {.year = 2022, .value = 1.5},
    {.year = 2023, .value = -1.75, .relation = TF_LT, .is_part_year = true, .part_label = S("H1")},
};

static const struct {
    const char *name;
    ChartTheme theme;
    Chart chart;
} charts[] = {
    {"rich",
     CHART_LIGHT,
     {.words = {.id = S("rich"),
                .title = S("Two targets, a gap, bounds & other sources"),
                .subtitle = S("billion US dollars"),
                .footnote = S("Source: invented."),
                .description = S("Invented.")},
      .trajectory = {.points = rich_points,
                     .point_count = sizeof rich_points / sizeof rich_points[0],
                     .fan = seed_fan,
                     .fan_count = 2,
                     .targets = rich_targets,
                     .target_count = 3}}},
    {"balance",
     CHART_DARK,
     {.words = {.id = S("balance"), .title = S("A balance may be negative")},
      .trajectory = {.points = balance_points,
                     .point_count = sizeof balance_points / sizeof balance_points[0]}}},
    {"lone_year",
     CHART_LIGHT,
     {.words = {.id = S("lone"), .title = S("One projected year")},
      .trajectory = {.fan = seed_fan, .fan_count = 1}}},
};

static const struct {
    const char *name;
    const Chart *chart;
} kinds[] = {
    {"kind_pace", &pace_chart}, {"kind_balance", &balance_chart}, {"kind_targets", &targets_chart},
    {"kind_odds", &odds_chart}, {"kind_claims", &claims_chart},   {"kind_pairs", &pairs_chart},
};

/* Numbers may differ in the last digits between machines, everything else may not. */
static bool same_field(TfSlice got, TfSlice want)
{
    double got_number;
    double want_number;
    if (tf_slice_equal(got, want))
        return true;
    if (!tf_double_read(got, &got_number) || !tf_double_read(want, &want_number))
        return false;
    return fabs(got_number - want_number) <= 1e-6 * fabs(want_number);
}

static void compare(const char *what, TfSlice got, TfSlice want)
{
    for (size_t line = 1; got.bytes != NULL || want.bytes != NULL; line++) {
        TfSlice got_line = got.bytes != NULL ? tf_slice_split(&got, '\n') : tf_slice("(end)");
        TfSlice want_line = want.bytes != NULL ? tf_slice_split(&want, '\n') : tf_slice("(end)");
        TfSlice got_rest = got_line;
        TfSlice want_rest = want_line;
        while (got_rest.bytes != NULL && want_rest.bytes != NULL)
            if (!same_field(tf_slice_split(&got_rest, '\t'), tf_slice_split(&want_rest, '\t')))
                break;
        if (got_rest.bytes != NULL || want_rest.bytes != NULL)
            fail_msg("%s:%zu: got \"%.*s\", wanted \"%.*s\"", what, line, TF_SLICE_ARG(got_line),
                     TF_SLICE_ARG(want_line));
    }
}

static void check(const char *name, const char *ending, TfSlice got, TfArena *arena)
{
    char path[1024];
    TfError error;
    (void)snprintf(path, sizeof path, "%s/tests/golden/charts/%s.%s", TEST_SOURCE_DIR, name, ending);
    if (getenv("TRADEFIG_UPDATE_GOLDEN") != NULL)
        assert_ok(file_write_whole(path, got, &error), &error);
    TfSlice want;
    assert_ok(file_read(path, (size_t)1 << 20, arena, &want, &error), &error);
    compare(path, got, want);
}

static LayoutChart *const lay_out[CHART_KINDS] = {
    layout_trajectory, layout_pace, layout_balance, layout_targets, layout_odds, layout_claims, layout_pairs};

static void check_tables(const char *name, const Chart *chart, ChartTheme theme)
{
    TfArena arena;
    Layout layout;
    TfError error;
    GnuplotFile files[TABLES_MOST];
    TextBuilder out;
    tf_arena_init(&arena, 0);
    text_init(&out, 0);
    assert_ok(lay_out[chart->kind](chart, &arena, &layout, &error), &error);
    size_t count = tables_write(&layout, CHART_SVG, theme, &arena, files);
    for (size_t k = 0; k < count; k++)
        text_addf(&out, "== %s\n%.*s", files[k].name, TF_SLICE_ARG(files[k].bytes));
    check(name, "tables", text_slice(&out), &arena);
    text_done(&out);
    tf_arena_done(&arena);
}

static void the_tables_are_the_golden_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof charts / sizeof charts[0]; i++)
        check_tables(charts[i].name, &charts[i].chart, charts[i].theme);
    for (size_t i = 0; i < COUNT_(kinds); i++)
        check_tables(kinds[i].name, kinds[i].chart, CHART_LIGHT);
}

/* "g.s-main role=list": the parts of a tag that say what it is for. */
static void add_tag(TextBuilder *out, TfSlice tag)
{
    static const char *const kept[] = {" class=\"", " role=\"", " href=\"", " aria-label=\"",
                                       " xlink:href=\""};
    size_t end = 0;
    while (end < tag.length && tag.bytes[end] != ' ' && tag.bytes[end] != '\n')
        end++;
    text_add_slice(out, tf_slice_range(tag, 0, end));
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        size_t at = tf_slice_find(tag, end, kept[i]);
        if (at == TF_NOWHERE)
            continue;
        size_t close = tf_slice_find_byte(tag, at + strlen(kept[i]), '"');
        text_add_slice(out, tf_slice_range(tag, at, close + 1));
    }
}

/* One line for each painted or spoken element; a run of equal lines becomes one with its count. */
static void add_structure(TextBuilder *out, TfSlice svg)
{
    static const char *const shown[] = {"svg",   "path", "polygon", "use",    "text",
                                        "title", "desc", "a",       "circle", "rect"};
    char last[512] = "";
    size_t times = 0;
    size_t at = tf_slice_find(svg, 0, "</defs>");
    TextBuilder line;
    text_init(&line, 0);
    while ((at = tf_slice_find_byte(svg, at, '<')) != TF_NOWHERE) {
        size_t end = tf_slice_find_byte(svg, at, '>');
        TfSlice tag = tf_slice_range(svg, at + 1, end);
        TfSlice text = tf_slice_range(svg, end + 1, tf_slice_find_byte(svg, end, '<'));
        at = end;
        bool is_shown = false;
        for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
            is_shown =
                is_shown ||
                (tf_slice_starts_with(tag, shown[i]) &&
                 strchr(" \n/>", tag.length > strlen(shown[i]) ? tag.bytes[strlen(shown[i])] : '>') != NULL);
        if (!is_shown)
            continue;
        text_clear(&line);
        add_tag(&line, tag);
        if (tf_slice_starts_with(tag, "text") || tf_slice_starts_with(tag, "title"))
            text_addf(&line, " %.*s", TF_SLICE_ARG(text));
        if (strcmp(last, line.bytes) != 0 && times > 0)
            text_addf(out, "%zu\t%s\n", times, last);
        times = strcmp(last, line.bytes) == 0 ? times + 1 : 1;
        (void)snprintf(last, sizeof last, "%s", line.bytes);
    }
    text_addf(out, "%zu\t%s\n", times, last);
    text_done(&line);
}

static void check_structure(const char *name, const Chart *chart, ChartTheme theme)
{
    TfArena arena;
    TfError error;
    TextBuilder svg;
    TextBuilder out;
    tf_arena_init(&arena, 0);
    text_init(&svg, 0);
    text_init(&out, 0);
    assert_ok(chart_draw(NULL, chart, CHART_SVG, theme, &svg, &error), &error);
    add_structure(&out, text_slice(&svg));
    check(name, "structure", text_slice(&out), &arena);
    text_done(&out);
    text_done(&svg);
    tf_arena_done(&arena);
}

static void the_structure_of_the_svg_is_the_golden_one(void **state)
{
    (void)state;
    need_gnuplot();
    for (size_t i = 0; i < sizeof charts / sizeof charts[0]; i++)
        check_structure(charts[i].name, &charts[i].chart, charts[i].theme);
    for (size_t i = 0; i < COUNT_(kinds); i++)
        check_structure(kinds[i].name, kinds[i].chart, CHART_LIGHT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_are_the_golden_ones),
        cmocka_unit_test(the_structure_of_the_svg_is_the_golden_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
