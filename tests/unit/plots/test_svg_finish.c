/* The finishing step: what it adds to gnuplot's SVG, what it takes away, and that nothing breaks the XML. */
#include "tests/unit/plots/plots_support.h"

#include "plots/svg_finish.h"

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg width=\"800\">\n<title>Gnuplot</title>\n"
    "<desc>Produced by GNUPLOT</desc>\n";

/* Finishes head + body + </svg>; the result lives in `out`. */
static TfSlice finished(const char *body, const SvgFinish *finish, TextBuilder *out)
{
    char svg[4096];
    TfError error;
    (void)snprintf(svg, sizeof svg, "%s%s</svg>\n", head, body);
    text_init(out, 0);
    assert_ok(svg_finish(tf_slice(svg), finish, out, &error), &error);
    assert_well_formed(text_slice(out));
    return text_slice(out);
}

static void rewrites_what_gnuplot_writes(void **state)
{
    (void)state;
    const struct {
        const char *body;
        const char *wanted;   /* is in the result */
        const char *unwanted; /* is not; NULL for nothing */
    } rows[] = {
        {"<path stroke='rgb( 11,  95, 165)'  d='M1,2'/>",
         "<path class=\"s-main\" stroke=\"#0b5fa5\" d=\"M1,2\"/>", "rgb"},
        {"<path class=\"gridline\" stroke='#e3e6ea' d='M1'/>",
         "<path class=\"s-grid\" stroke=\"#e3e6ea\" d=\"M1\"/>", "gridline"},
        {"<use color='rgb(180,  70,  11)' x='1'/>", "class=\"c-tgt\" color=\"#b4460b\"", NULL},
        {"<rect fill = '#123456'/>", "<rect fill=\"#123456\"/>", "class"},
        {"<g fill=\"none\" color=\"black\"><rect/></g>", "<g fill=\"none\" color=\"black\">", "class"},
        {"<g font-family=\"Inter:Bold\"><text>x</text></g>", "<g font-weight=\"700\"><text>x</text></g>",
         "Inter:Bold"},
        {"<g font-family=\"Inter\"><text>x</text></g>", "<g><text>x</text></g>", NULL},
        {"<g id=\"gnuplot_plot_1\" ><title>'a.tsv' using 1:($2>3)</title><rect/></g>",
         "<g id=\"kz-ru-gnuplot_plot_1\"><rect/></g>", "a.tsv"},
        {"<circle id='gpPt5'/><use xlink:href='#gpPt5'/>", "<use xlink:href=\"#kz-ru-gpPt5\"/>", "#gpPt5"},
        {"<g fill=\"none\">\n</g><g x='1'>\n<text></text>\n</g><rect/>", "</style>\n\n<rect/></svg>", "<g"},
        {"<text>a ]]> b &#x41; &amp;#65; &lt; 'q'</text>",
         "<text>a ]]&gt; b &amp;#x41; &amp;#65; &lt; &#39;q&#39;</text>", NULL},
        {"<text>&amp;lt;</text>", "<text>&amp;lt;</text>", NULL},
        {"<text>\u202e7 \u2066x\u2069 \u2027</text>", "<text> 7  x  \u2027</text>", "\u202e"},
        {"<text>&amp;amp; & x</text>", "<text>&amp;amp; &amp; x</text>", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextBuilder out;
        SvgFinish finish = {.id = S("kz-ru"), .title = S("T"), .description = S("D")};
        TfSlice svg = finished(rows[i].body, &finish, &out);
        if (tf_slice_find(svg, 0, rows[i].wanted) == TF_NOWHERE)
            fail_msg("row %zu: %s is not in\n%s", i, rows[i].wanted, svg.bytes);
        if (rows[i].unwanted != NULL && tf_slice_find(svg, 0, rows[i].unwanted) != TF_NOWHERE)
            fail_msg("row %zu: %s is in\n%s", i, rows[i].unwanted, svg.bytes);
        text_done(&out);
    }
}

static void colours_get_the_classes_of_their_theme(void **state)
{
    (void)state;
    TextBuilder out;
    SvgFinish finish = {.id = S("a"), .theme = CHART_DARK};
    TfSlice svg = finished("<path stroke='#6db6f2'/><path stroke='#0b5fa5'/>", &finish, &out);
    assert_true(
        tf_slice_find(svg, 0, "<path class=\"s-main\" stroke=\"#6db6f2\"/><path stroke=\"#0b5fa5\"/>") !=
        TF_NOWHERE);
    text_done(&out);
}

static void only_a_light_picture_goes_dark_with_the_screen(void **state)
{
    (void)state;
    for (ChartTheme theme = CHART_LIGHT; theme <= CHART_DARK; theme++) {
        TextBuilder out;
        SvgFinish finish = {.id = S("a"), .theme = theme};
        TfSlice svg = finished("", &finish, &out);
        size_t style =
            tf_slice_find(svg, 0, "<style>@media screen and (prefers-color-scheme:dark){.f-bg{fill:#14181d}");
        assert_int_equal(style != TF_NOWHERE, theme == CHART_LIGHT);
        text_done(&out);
    }
}

static void labels_are_written_in_front_of_the_drawing(void **state)
{
    (void)state;
    TextBuilder out;
    const LayoutLabel labels[] = {
        {16, 27, ALIGN_LEFT, 19, true, COLOUR_INK, S("a < b & \"c\" ]]>")},
        {100.123, 40, ALIGN_RIGHT, 10.5, false, COLOUR_MUTED, S("\xd0\x94")},
        {100, 50, ALIGN_CENTRE, 12, false, COLOUR_TARGET, S("")},
    };
    SvgFinish finish = {.id = S("a"), .theme = CHART_DARK, .labels = labels, .label_count = 3};
    TfSlice svg = finished("<rect/>", &finish, &out);
    static const char wanted[] =
        "<rect/><g stroke=\"none\">\n"
        "<text class=\"f-ink\" fill=\"#eceff2\" x=\"16\" y=\"33.17\" font-size=\"19\" font-weight=\"700\">"
        "a &lt; b &amp; &quot;c&quot; ]]&gt;</text>\n"
        "<text class=\"f-mute\" fill=\"#a4adb8\" x=\"100.12\" y=\"43.41\" font-size=\"10.5\" "
        "text-anchor=\"end\">\xd0\x94</text>\n"
        "<text class=\"f-tgt\" fill=\"#ff9a5c\" x=\"100\" y=\"53.9\" font-size=\"12\" "
        "text-anchor=\"middle\"></text>\n</g>\n</svg>";
    if (tf_slice_find(svg, 0, wanted) == TF_NOWHERE)
        fail_msg("%s", svg.bytes);
    text_done(&out);
}

static void names_and_describes_the_picture(void **state)
{
    (void)state;
    TextBuilder out;
    SvgFinish finish = {.id = S("p1"), .title = S("A & B <\"'\x01\xff]]>"), .description = S("d\0e")};
    TfSlice svg = finished("", &finish, &out);
    const char *wanted[] = {
        "role=\"group\" aria-labelledby=\"p1-title\" aria-describedby=\"p1-desc\"",
        "<title id=\"p1-title\">A &amp; B &lt;&quot;&#39; \uFFFD]]&gt;</title>",
        "<desc id=\"p1-desc\">d e</desc>",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        assert_true(tf_slice_find(svg, 0, wanted[i]) != TF_NOWHERE);
    assert_true(tf_slice_find(svg, 0, "Gnuplot") == TF_NOWHERE);
    assert_true(tf_slice_find(svg, 0, "GNUPLOT") == TF_NOWHERE);
    text_done(&out);
}

static void a_strange_id_becomes_one_that_is_safe(void **state)
{
    (void)state;
    TextBuilder out;
    SvgFinish finish = {.id = S("a\"b<c d\xff")};
    TfSlice svg = finished("", &finish, &out);
    assert_true(tf_slice_find(svg, 0, "id=\"a-b-c-d--title\"") != TF_NOWHERE);
    text_done(&out);
    finish.id = tf_slice("");
    svg = finished("", &finish, &out);
    assert_true(tf_slice_find(svg, 0, "id=\"chart-title\"") != TF_NOWHERE);
    text_done(&out);
}

static void every_point_with_an_address_gets_a_link(void **state)
{
    (void)state;
    const LayoutLink links[] = {
        {10.04, 20, 12, S("#c1"), S("first \"quoted\" <b>")},
        {30, 40.55, 6, S("https://example.org/?a=1&b=2"), S("second")},
        {50, 60, 6, S("javascript:alert(1)"), S("third")},
    };
    TextBuilder out;
    SvgFinish finish = {.id = S("a"), .links = links, .link_count = 3};
    TfSlice svg = finished("<rect/>", &finish, &out);
    const char *wanted[] = {
        "<g class=\"evidence\" role=\"list\" aria-label=\"Evidence\">",
        ("<a href=\"#c1\" aria-label=\"first &quot;quoted&quot; &lt;b&gt;\"><title>first &quot;quoted&quot; "
         "&lt;b&gt;</title><circle cx=\"10\" cy=\"20\" r=\"12\""),
        "<a href=\"https://example.org/?a=1&amp;b=2\"",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        assert_true(tf_slice_find(svg, 0, wanted[i]) != TF_NOWHERE);
    assert_true(tf_slice_find(svg, 0, "javascript") == TF_NOWHERE);
    text_done(&out);
}

static void only_harmless_addresses_are_linked(void **state)
{
    (void)state;
    const struct {
        TfSlice href;
        bool is_safe;
    } rows[] = {
        {S("#c1"), true},
        {S("article/7.html#c1"), true},
        {S("/article/7"), true},
        {S("../a:b/c"), true},
        {S("?q=a:b"), true},
        {S("http://example.org/"), true},
        {S("HTTPS://example.org/x"), true},
        {S("mailto:a@example.org"), true},
        {S("//example.org/x"), true},
        {S(""), false},
        {S("javascript:alert(1)"), false},
        {S("JaVaScRiPt:alert(1)"), false},
        {S("java\nscript:alert(1)"), false},
        {S("\x01javascript:alert(1)"), false},
        {S(" javascript:alert(1)"), false},
        {S("data:text/html,x"), false},
        {S("vbscript:x"), false},
        {S("file:///etc/passwd"), false},
        {S("a\0b"), false},
        {S("a:b"), false},
        {S(":"), false},
        {S("\\\\host\\share"), false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (svg_link_is_safe(rows[i].href) != rows[i].is_safe)
            fail_msg("row %zu: %.*s", i, TF_SLICE_ARG(rows[i].href));
    char longest[5000];
    memset(longest, 'a', sizeof longest);
    assert_false(svg_link_is_safe(tf_slice_of(longest, sizeof longest)));
}

static void half_an_svg_is_refused(void **state)
{
    (void)state;
    const char *rows[] = {
        "",
        "not an svg",
        "<svg>",
        "<svg><title>x</title>",
        "<svg><title>x</title><g",
        "<svg></svg>",
        "<title>x</title></svg>",
        "<svg><title>x",
        "<svg><desc",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextBuilder out;
        TfError error;
        SvgFinish finish = {.id = S("a")};
        text_init(&out, 0);
        assert_int_equal(svg_finish(tf_slice(rows[i]), &finish, &out, &error), TF_TOOL);
        text_done(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rewrites_what_gnuplot_writes),
        cmocka_unit_test(colours_get_the_classes_of_their_theme),
        cmocka_unit_test(only_a_light_picture_goes_dark_with_the_screen),
        cmocka_unit_test(labels_are_written_in_front_of_the_drawing),
        cmocka_unit_test(names_and_describes_the_picture),
        cmocka_unit_test(a_strange_id_becomes_one_that_is_safe),
        cmocka_unit_test(every_point_with_an_address_gets_a_link),
        cmocka_unit_test(only_harmless_addresses_are_linked),
        cmocka_unit_test(half_an_svg_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
