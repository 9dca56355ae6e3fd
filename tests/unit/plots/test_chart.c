/* Whole charts: the pictures, the JSON, the old file when something fails, and words from strangers. */
// WRAP: write
#include "tests/unit/plots/plots_support.h"

#include "plots/chart_text.h"
#include "plots/gnuplot.h"
#include "plots/svg_finish.h"
#include "plots/tables.h"

#include <errno.h>

extern const unsigned char embedded_style_gp[];
extern const unsigned long embedded_style_gp_length;
extern const unsigned char embedded_trajectory_gp[];
extern const unsigned long embedded_trajectory_gp_length;

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

static TfArena arena;
static const char *folder;
static char usual_path[4096];
static char private_parent[512];

static int set_up(void **state)
{
    (void)state;
    folder = scratch_folder();
    (void)snprintf(usual_path, sizeof usual_path, "%s", getenv("PATH"));
    (void)snprintf(private_parent, sizeof private_parent, "%s/tmp", folder);
    assert_int_equal(mkdir(private_parent, 0755), 0);
    assert_int_equal(setenv("TMPDIR", private_parent, 1), 0);
    tf_arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    disk_is_full = false;
    (void)setenv("PATH", usual_path, 1);
    (void)unsetenv("TMPDIR");
    tf_arena_done(&arena);
    scratch_remove();
    return 0;
}

static const char *in_folder(const char *name)
{
    TfSlice path = tf_arena_format(&arena, "%s/%s", folder, name);
    assert_non_null(path.bytes);
    return path.bytes;
}

static TfSlice read_back(const char *path)
{
    TfSlice bytes = {NULL, 0};
    TfError error;
    assert_ok(file_read(path, (size_t)1 << 26, &arena, &bytes, &error), &error);
    return bytes;
}

static TfSlice drawn(const Trajectory *chart, ChartFormat format, ChartTheme theme, const char *name)
{
    TfError error;
    const char *path = in_folder(name);
    assert_ok(chart_trajectory(chart, format, theme, path, &error), &error);
    assert_int_equal(count_entries(private_parent), 0);
    return read_back(path);
}

static size_t count_of(TfSlice text, const char *needle)
{
    size_t count = 0;
    for (size_t at = tf_slice_find(text, 0, needle); at != TF_NOWHERE;
         at = tf_slice_find(text, at + 1, needle))
        count++;
    return count;
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
    for (size_t i = 0; i < sizeof charts / sizeof charts[0]; i++)
        assert_well_formed(drawn(&charts[i], CHART_SVG, CHART_LIGHT, "odd.svg"));
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
        assert_int_equal(chart_trajectory(&seed_chart, CHART_SVG, CHART_LIGHT, path, &error), TF_TOOL);
        assert_slice(read_back(path), "the old chart");
        assert_int_equal(count_entries(private_parent), 0);
        assert_int_equal(count_entries(folder), 3); /* tmp, gnuplot, chart.svg: nothing half-written */
    }
    assert_int_equal(unlink(fake), 0);
    TfError error;
    assert_int_equal(chart_trajectory(&seed_chart, CHART_SVG, CHART_LIGHT, path, &error), TF_TOOL);
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
        assert_int_equal(chart_trajectory(&seed_chart, CHART_SVG, CHART_LIGHT, paths[i], &error), TF_IO);
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
    TfStatus status = chart_trajectory(&seed_chart, CHART_SVG, CHART_LIGHT, path, &error);
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
    Trajectory empty = {.title = S("nothing")};
    assert_int_equal(setenv("PATH", "/nowhere", 1), 0);
    assert_int_equal(chart_trajectory(&empty, CHART_SVG, CHART_LIGHT, in_folder("a.svg"), &error),
                     TF_BAD_INPUT);
}

/* --- words from strangers --- */

/* "@" stands for the path of a file that must never appear. */
static const TfSlice hostile[] = {
    S("`touch @`"),
    S("\"`touch @`\""),
    S("$(touch @)"),
    S("'.system('touch @').'"),
    S("\".system(\"touch @\").\""),
    S("'; system('touch @'); '"),
    S("\"; system(\"touch @\"); \""),
    S("\n!touch @\n"),
    S("!touch @"),
    S("< touch @"),
    S("<touch @"),
    S("| touch @"),
    S("|touch @"),
    S("\nEOD\n!touch @\n$x << EOD\n"),
    S("EOD"),
    S("EOF"),
    S("e"),
    S("\ne\n!touch @\n"),
    S("''''.system('touch @').''''"),
    S("'a''''b'"),
    S("\\\"; system('touch @') #"),
    S("\\`touch @\\`"),
    S("@system('touch @')"),
    S("@T[1]"),
    S("set output '| touch @'"),
    S("load '< touch @'"),
    S("plot '< touch @'"),
    S("eval \"system('touch @')\""),
    S("sprintf(\"%s\", system(\"touch @\"))"),
    S("%s%s%s%n%d %1$s"),
    S("%"),
    S("100%"),
    S("\\n\\t\\\\\\x41\\101\\U+0041"),
    S("\\"),
    S("ends with \\"),
    S("{/Symbol a} {x}^{2} _b ~a{.6-} &{space} @x^2_3"),
    S("<script>alert(1)</script>"),
    S("</text></svg><script>alert(1)</script>"),
    S("<![CDATA[x]]>"),
    S("]]>"),
    S("a]]]]>>b"),
    S("&#x41;&#65;&amp;&lt;&gt;&quot;&apos;"),
    S("&"),
    S("&&#&#x&;"),
    S("&nbsp;&bogus;"),
    S("<!-- x --> <?xml y?> <!DOCTYPE z>"),
    S("onload=\"alert(1)\" x='y'"),
    S("\x01\x02\x03\x07\x08\x0b\x0c\x0e\x1b[31mred\x1b[0m\x7f"),
    S("nul\0nul\0`touch @`"),
    S("tab\tin\tthe\tmiddle"),
    S("\t\t1\t2\t3"),
    S("carriage\rreturn\r\nline"),
    S("\xff\xfe\xfd invalid \xc0\xaf \xed\xa0\x80 \xf5\x80\x80\x80"),
    S("\xe2\x82"),
    S("\u0661\u0662\u0663 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea"),
    S("\u202eright to left override\u202c"),
    S("\u200b\u2060\ufeffzero width"),
    S("\u6c49\u5b57 \U0001F600 \U0001F1F0\U0001F1FF"),
    S("Th\u01b0\u01a1ng m\u1ea1i song ph\u01b0\u01a1ng "
      "\u0422\u043e\u0432\u0430\u0440\u043e\u043e\u0431\u043e\u0440\u043e\u0442"),
    S("# comment"),
    S("NaN"),
    S("?"),
    S("1e5"),
    S("-"),
    S("--persist -e 'system(\"touch @\")'"),
    S("numbers.tsv"),
    S("../../etc/passwd"),
    S("\"\"\"\""),
    S("\"a\" \"b\""),
    S("'"),
    S("''"),
    S("it's \u201calready\u201d quoted"),
    S("a  double  blank"),
    S("$1 $2 column(1) strcol(2)"),
    S("array T[1]; T[1]=system('touch @')"),
    S("title \"x\" with labels"),
    S("pause -1; exit; quit"),
    S("cd '/'; shell"),
    S("import f(x) from '@.so'"),
};
#define HOSTILE (sizeof hostile / sizeof hostile[0])

/* The text with every '@' replaced by the path of the witness. */
static TfSlice with_witness(TfSlice text, const char *witness)
{
    TextBuilder out;
    text_init(&out, 0);
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '@')
            text_add(&out, witness);
        else
            text_add_byte(&out, text.bytes[i]);
    }
    TfSlice copy = tf_arena_copy(&arena, text_slice(&out));
    text_done(&out);
    return copy;
}

/* The next text of the SVG at or after *at, as a reader sees it: references undone. */
static TfSlice next_text(TfSlice svg, size_t *at)
{
    static const char *const references[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
    size_t tag = tf_slice_find(svg, *at, "<text");
    assert_true(tag != TF_NOWHERE);
    size_t start = tf_slice_find_byte(svg, tag, '>') + 1;
    size_t end = tf_slice_find(svg, start, "</text>");
    TextBuilder out;
    text_init(&out, 0);
    for (size_t i = start; i < end;) {
        size_t length = 1;
        TfSlice meaning = tf_slice_range(svg, i, i + 1);
        for (size_t k = 0; k < 5; k++)
            if (tf_slice_starts_with(tf_slice_range(svg, i, end), references[k][0])) {
                length = strlen(references[k][0]);
                meaning = tf_slice(references[k][1]);
            }
        text_add_slice(&out, meaning);
        i += length;
    }
    *at = end;
    TfSlice copy = tf_arena_copy(&arena, text_slice(&out));
    text_done(&out);
    return copy;
}

/* A layout that holds nothing but these labels, from top to bottom. */
static Layout page_of_labels(const TfSlice *texts, size_t count)
{
    Layout layout = {.width = 800,
                     .height = 500,
                     .left = 46,
                     .right = 770,
                     .top = 78,
                     .bottom = 424,
                     .x_low = 2000,
                     .x_high = 2010,
                     .y_low = 0,
                     .y_high = 10,
                     .y_step = 5,
                     .arena = &arena};
    for (size_t i = 0; i < count; i++)
        layout_add_label(&layout,
                         (LayoutLabel){.x = 20, .y = 20 + 5 * (double)i, .size = 12, .text = texts[i]});
    return layout;
}

static TfSlice picture_of(const Layout *layout, ChartFormat format)
{
    GnuplotFile files[TABLES_MOST + 2];
    size_t count = tables_write(layout, format, CHART_LIGHT, &arena, files);
    assert_true(count > 0);
    files[count++] =
        (GnuplotFile){"style.gp", tf_slice_of((const char *)embedded_style_gp, embedded_style_gp_length)};
    files[count++] = (GnuplotFile){
        "trajectory.gp", tf_slice_of((const char *)embedded_trajectory_gp, embedded_trajectory_gp_length)};
    GnuplotJob job = {.files = files, .file_count = count, .script = "trajectory.gp"};
    TfSlice picture = {NULL, 0};
    TfError error;
    assert_ok(gnuplot_run(&job, &arena, &picture, &error), &error);
    return picture;
}

static void hostile_words_arrive_exactly_and_start_nothing(void **state)
{
    (void)state;
    need_gnuplot();
    assert_true(HOSTILE >= 60);
    const char *witness = in_folder("witness");
    TfSlice clean[HOSTILE];
    for (size_t i = 0; i < HOSTILE; i++) {
        clean[i] = chart_text_clean(with_witness(hostile[i], witness), 1000, &arena);
        assert_true(clean[i].length > 0);
    }
    Layout layout = page_of_labels(clean, HOSTILE);
    TextBuilder out;
    text_init(&out, 0);
    TfError error;
    SvgFinish finish = {.id = S("x")};
    assert_ok(svg_finish(picture_of(&layout, CHART_SVG), &finish, &out, &error), &error);
    assert_well_formed(text_slice(&out));
    size_t at = 0;
    for (size_t i = 0; i < HOSTILE; i++) {
        TfSlice got = next_text(text_slice(&out), &at);
        if (!tf_slice_equal(got, clean[i]))
            fail_msg("%zu: got \"%.*s\", wanted \"%.*s\"", i, TF_SLICE_ARG(got), TF_SLICE_ARG(clean[i]));
    }
    text_done(&out);
    assert_true(picture_of(&layout, CHART_PNG).length > 1000);
    assert_true(picture_of(&layout, CHART_PDF).length > 1000);
    assert_int_equal(access(witness, F_OK), -1);
    assert_int_equal(count_entries(private_parent), 0);
}

static void hostile_words_in_every_field_leave_the_svg_whole(void **state)
{
    (void)state;
    need_gnuplot();
    const char *witness = in_folder("witness");
    for (size_t i = 0; i + 4 < HOSTILE; i += 5) {
        TfSlice words[5];
        for (size_t k = 0; k < 5; k++)
            words[k] = with_witness(hostile[i + k], witness);
        const ChartPoint points[] = {{.year = 2023, .value = 28, .href = words[0], .evidence = words[1]},
                                     {.year = 2024,
                                      .value = 20,
                                      .is_part_year = true,
                                      .part_label = words[2],
                                      .href = S("#c"),
                                      .evidence = words[3]}};
        const ChartTarget target = {2025, 30, 2024.5, words[4], words[0], words[1], words[2]};
        const Trajectory chart = {.id = words[3],
                                  .title = words[4],
                                  .subtitle = words[0],
                                  .footnote = words[1],
                                  .description = words[2],
                                  .points = points,
                                  .point_count = 2,
                                  .targets = &target,
                                  .target_count = 1};
        TfSlice svg = drawn(&chart, CHART_SVG, CHART_LIGHT, "hostile.svg");
        assert_well_formed(svg);
        assert_int_equal(count_of(svg, "<script"), 0);
        assert_int_equal(access(witness, F_OK), -1);
    }
}

static void very_long_words_are_cut_and_drawn(void **state)
{
    (void)state;
    need_gnuplot();
    size_t length = (size_t)2 << 20;
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, 'w', length);
    TfSlice words = {bytes, length};
    const ChartPoint point = {.year = 2023,
                              .value = 28,
                              .is_part_year = true,
                              .part_label = words,
                              .href = words,
                              .evidence = words};
    const ChartTarget target = {2025, 30, 2024.5, words, words, S("#t"), words};
    const Trajectory chart = {.id = words,
                              .title = words,
                              .subtitle = words,
                              .footnote = words,
                              .description = words,
                              .points = &point,
                              .point_count = 1,
                              .targets = &target,
                              .target_count = 1};
    TfSlice svg = drawn(&chart, CHART_SVG, CHART_LIGHT, "long.svg");
    assert_well_formed(svg);
    assert_true(svg.length < 200000);
    free(bytes);
}

/* --- JSON and names --- */

static void the_json_holds_the_plotted_numbers_and_words(void **state)
{
    (void)state;
    TextBuilder out;
    text_init(&out, 0);
    chart_trajectory_json(&seed_chart, &out);
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
        {"a.svg", true, CHART_SVG},   {"dir.pdf/b.PNG", true, CHART_PNG}, {"x.pdf", true, CHART_PDF},
        {"a.json", false, CHART_SVG}, {"svg", false, CHART_SVG},          {".svg", false, CHART_SVG},
        {"", false, CHART_SVG},       {"a.svgz", false, CHART_SVG},       {"a.svg.", false, CHART_SVG},
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
        TEST(every_point_opens_its_evidence),
        TEST(links_lie_on_the_marks_gnuplot_drew),
        TEST(odd_charts_are_drawn_too),
        TEST(the_old_file_stays_when_gnuplot_fails),
        TEST(a_target_that_cannot_be_written_is_an_io_error),
        TEST(a_full_disk_leaves_the_old_file),
        TEST(nothing_to_draw_is_said_before_gnuplot_starts),
        TEST(hostile_words_arrive_exactly_and_start_nothing),
        TEST(hostile_words_in_every_field_leave_the_svg_whole),
        TEST(very_long_words_are_cut_and_drawn),
        TEST(the_json_holds_the_plotted_numbers_and_words),
        TEST(the_ending_of_a_name_decides_the_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
