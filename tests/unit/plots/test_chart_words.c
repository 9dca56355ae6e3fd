/* Words from strangers on a chart: none starts a command, breaks the picture or makes it endless. */
#include "tests/unit/plots/chart_bench.h"

#include "plots/chart_text.h"
#include "plots/gnuplot.h"
#include "plots/svg_finish.h"
#include "plots/tables.h"

#include <math.h>

extern const unsigned char embedded_style_gp[];
extern const unsigned long embedded_style_gp_length;

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
    Layout layout;
    layout_start(&layout, &seed_chart, 500, NULL, 0, &arena);
    layout.top = 78;
    layout.x_low = 2000;
    layout.x_high = 2010;
    layout.y_high = 10;
    layout.y_step = 5;
    for (size_t i = 0; i < count; i++)
        layout_add_label(&layout,
                         (LayoutLabel){.x = 20, .y = 20 + 5 * (double)i, .size = 12, .text = texts[i]});
    return layout;
}

static TfSlice picture_of(GnuplotEngine *engine, const Layout *layout, ChartFormat format)
{
    static const char script[] = "load 'style.gp'\neval 'plot '.L\nset output\n";
    GnuplotFile files[TABLES_MOST + 2];
    size_t count = tables_write(layout, format, CHART_LIGHT, &arena, files);
    assert_true(count > 0);
    files[count++] =
        (GnuplotFile){"style.gp", tf_slice_of((const char *)embedded_style_gp, embedded_style_gp_length)};
    files[count++] = (GnuplotFile){"labels.gp", tf_slice(script)};
    GnuplotJob job = {.files = files, .file_count = count, .script = "labels.gp"};
    TfSlice picture = {NULL, 0};
    TfError error;
    assert_ok(engine != NULL ? gnuplot_engine_run(engine, &job, &arena, &picture, &error)
                             : gnuplot_run(&job, &arena, &picture, &error),
              &error);
    return picture;
}

/* The texts of a finished page are these, in order: those gnuplot drew, or the labels of a layout. */
static void assert_texts(TfSlice picture, const Layout *labels, const TfSlice *texts, size_t count)
{
    TextBuilder out;
    TfError error;
    SvgFinish finish = {.id = S("x")};
    if (labels != NULL) {
        finish.labels = labels->labels;
        finish.label_count = labels->label_count;
    }
    text_init(&out, 0);
    assert_ok(svg_finish(picture, &finish, &out, &error), &error);
    assert_well_formed(text_slice(&out));
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        TfSlice got = next_text(text_slice(&out), &at);
        if (!tf_slice_equal(got, texts[i]))
            fail_msg("%zu: got \"%.*s\", wanted \"%.*s\"", i, TF_SLICE_ARG(got), TF_SLICE_ARG(texts[i]));
    }
    text_done(&out);
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
    assert_texts(picture_of(NULL, &layout, CHART_SVG), NULL, clean, HOSTILE);
    assert_true(picture_of(NULL, &layout, CHART_PNG).length > 1000);
    assert_true(picture_of(NULL, &layout, CHART_PDF).length > 1000);
    assert_int_equal(access(witness, F_OK), -1);
    assert_int_equal(count_entries(private_parent), 0);
}

/* --- a process that something started leaves its page faults with the parent that waited for it --- */

/* The one child of this process; 0 when there is none. */
static int only_child(void)
{
    char path[64];
    int child = 0;
    (void)snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *stream = fopen(path, "r");
    if (stream == NULL || fscanf(stream, "%d", &child) != 1)
        child = 0;
    if (stream != NULL)
        (void)fclose(stream);
    return child;
}

/* Page faults of all the children that process `id` has waited for. */
static unsigned long faults_of_children(int id)
{
    char path[64];
    unsigned long faults = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/stat", id);
    FILE *stream = fopen(path, "r");
    assert_non_null(stream);
    int read = fscanf(stream, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %lu", &faults);
    (void)fclose(stream);
    assert_int_equal(read, 1);
    return faults;
}

/* Hostile texts in pairs, so that one ends where another begins. */
static void pair_up(size_t first, const char *witness, TfSlice *texts, size_t count)
{
    static const char *const between[] = {"", " ", "\n", "'", "\"", "\\", "`", "\xe2\x80\x8f"};
    for (size_t i = 0; i < count; i++) {
        size_t number = first + i;
        TfSlice one = with_witness(hostile[number % HOSTILE], witness);
        TfSlice two = with_witness(hostile[(number * 31 + number / HOSTILE) % HOSTILE], witness);
        TextBuilder out;
        text_init(&out, 0);
        text_add_slice(&out, one);
        text_add(&out, between[number % (sizeof between / sizeof between[0])]);
        text_add_slice(&out, two);
        texts[i] = chart_text_clean(text_slice(&out), 1000, &arena);
        text_done(&out);
        assert_true(texts[i].length > 0);
    }
}

/* Words of an SVG do not pass through gnuplot, those of the other formats do. */
static const TfSlice empty_page = S("<svg><title>Gnuplot</title></svg>");

static void words_of_an_svg_stand_where_gnuplot_would_put_them(void **state)
{
    (void)state;
    need_gnuplot();
    const TfSlice words = S("Word");
    Layout layout = page_of_labels(&words, 1);
    TfSlice drawn_by_gnuplot = picture_of(NULL, &layout, CHART_SVG);
    double x = 0;
    double y = 0;
    for (size_t at = 0; (at = tf_slice_find(drawn_by_gnuplot, at, "<g transform=\"translate(")) != TF_NOWHERE;
         at++)
        assert_int_equal(sscanf(drawn_by_gnuplot.bytes + at, "<g transform=\"translate(%lf,%lf)", &x, &y), 2);
    assert_true(fabs(x - 20) < 0.05); /* the last text is the label, in hundredths of pixels */
    assert_true(fabs(y - 23.9) < 0.05);
    TextBuilder out;
    TfError error;
    SvgFinish finish = {.id = S("x"), .labels = layout.labels, .label_count = 1};
    text_init(&out, 0);
    assert_ok(svg_finish(empty_page, &finish, &out, &error), &error);
    assert_int_equal(count_of(text_slice(&out), "x=\"20\" y=\"23.9\" font-size=\"12\""), 1);
    text_done(&out);
}

#define MANY 2000
#define PAGE 80

static void two_thousand_hostile_words_go_through_one_gnuplot(void **state)
{
    (void)state;
    need_gnuplot();
    const char *witness = in_folder("witness");
    GnuplotEngine *engine;
    TfError error;
    assert_ok(gnuplot_engine_start(&engine, &error), &error);
    int process = 0;
    for (size_t first = 0; first < MANY; first += PAGE) {
        TfSlice texts[PAGE];
        pair_up(first, witness, texts, PAGE);
        Layout layout = page_of_labels(texts, PAGE);
        assert_texts(picture_of(engine, &layout, CHART_SVG), NULL, texts, PAGE);
        assert_texts(empty_page, &layout, texts, PAGE);
        if (first == 0)
            process = only_child();
    }
    if (process > 0) { /* where /proc tells: the same process all the time, and it started none */
        assert_int_equal(only_child(), process);
        assert_int_equal(faults_of_children(process), 0);
    }
    assert_int_equal(access(witness, F_OK), -1);
    gnuplot_engine_stop(engine);
    assert_int_equal(count_entries(private_parent), 0);
}

/* The test above can fail: this is what it would see. */
static void a_started_process_would_be_noticed(void **state)
{
    (void)state;
    need_gnuplot();
    GnuplotEngine *engine;
    TfError error;
    const GnuplotFile files[] = {
        {"x.gp", S("x = system('true')\nset output 'picture'\nset terminal svg\nplot x\n"
                   "set output\n")}};
    GnuplotJob job = {.files = files, .file_count = 1, .script = "x.gp"};
    TfSlice picture;
    assert_ok(gnuplot_engine_start(&engine, &error), &error);
    assert_ok(gnuplot_engine_run(engine, &job, &arena, &picture, &error), &error);
    int process = only_child();
    if (process > 0)
        assert_true(faults_of_children(process) > 0);
    gnuplot_engine_stop(engine);
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
        const Chart chart = {
            .words = {words[3], words[4], words[0], words[1], words[2], CHART_ENGLISH, words[0]},
            .trajectory = {.points = points, .point_count = 2, .targets = &target, .target_count = 1}};
        TfSlice svg = drawn(&chart, CHART_SVG, CHART_LIGHT, "hostile.svg");
        assert_well_formed(svg);
        assert_int_equal(count_of(svg, "<script"), 0);
        assert_int_equal(access(witness, F_OK), -1);
    }
}

/* Every word of every kind, through one gnuplot. */
static void hostile_words_in_every_kind_leave_the_svg_whole(void **state)
{
    (void)state;
    need_gnuplot();
    const char *witness = in_folder("witness");
    ChartEngine *engine;
    TfError error;
    assert_ok(chart_engine_start(&engine, &error), &error);
    for (size_t i = 0; i < HOSTILE; i++) {
        TfSlice w = with_witness(hostile[i], witness);
        const PacePoint total = {.month = 9, .value = 20, .href = w, .evidence = w};
        const PaceStep step = {12, 30};
        const BalanceYear year = {2023, .part_label = w, .exports = {.value = 1, .href = w, .evidence = w},
                                  .imports = {.value = 2}, .balance = {.value = -1}};
        const TargetRow row = {.name = w,
                               .goal = w,
                               .target = 1,
                               .reached = {.value = 0.5, .href = w, .evidence = w},
                               .reached_label = w,
                               .probability = 0.5,
                               .verdict = w,
                               .href = w,
                               .evidence = w};
        const OddsStep odds = {{2024, 1, 2}, 0.5, w, w, w};
        const ClaimMark mark = {.said = {2024, 1, 2}, .value = 1, .label = w, .href = w, .evidence = w};
        const PairPanel panel = {.name = w,
                                 .goal = w,
                                 .target = 1,
                                 .deadline = 2025,
                                 .probability = 0.5,
                                 .href = w,
                                 .evidence = w};
        const Chart charts[] = {
            {.kind = CHART_PACE,
             .pace = {.current = {2024, &total, 1},
                      .path = &step,
                      .path_count = 1,
                      .path_label = w,
                      .path_href = w,
                      .path_evidence = w}},
            {.kind = CHART_BALANCE, .balance = {&year, 1, w, w, w}},
            {.kind = CHART_TARGETS, .targets = {&row, 1}},
            {.kind = CHART_ODDS, .odds = {&odds, 1, {0, 0, 0}}},
            {.kind = CHART_CLAIMS, .claims = {.marks = &mark, .count = 1}},
            {.kind = CHART_PAIRS, .pairs = {&panel, 1}},
        };
        for (size_t k = 0; k < sizeof charts / sizeof charts[0]; k++) {
            Chart chart = charts[k];
            TextBuilder out;
            chart.words = (ChartWords){w, w, w, w, w, CHART_ENGLISH, w};
            text_init(&out, 0);
            assert_ok(chart_draw(engine, &chart, CHART_SVG, CHART_LIGHT, &out, &error), &error);
            assert_well_formed(text_slice(&out));
            assert_int_equal(count_of(text_slice(&out), "<script"), 0);
            text_done(&out);
        }
    }
    int process = only_child();
    if (process > 0)
        assert_int_equal(faults_of_children(process), 0);
    assert_int_equal(access(witness, F_OK), -1);
    chart_engine_stop(engine);
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
    const Chart chart = {
        .words = {words, words, words, words, words, CHART_ENGLISH, words},
        .trajectory = {.points = &point, .point_count = 1, .targets = &target, .target_count = 1}};
    TfSlice svg = drawn(&chart, CHART_SVG, CHART_LIGHT, "long.svg");
    assert_well_formed(svg);
    assert_true(svg.length < 200000);
    free(bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hostile_words_arrive_exactly_and_start_nothing),
        TEST(words_of_an_svg_stand_where_gnuplot_would_put_them),
        TEST(two_thousand_hostile_words_go_through_one_gnuplot),
        TEST(a_started_process_would_be_noticed),
        TEST(hostile_words_in_every_field_leave_the_svg_whole),
        TEST(hostile_words_in_every_kind_leave_the_svg_whole),
        TEST(very_long_words_are_cut_and_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
