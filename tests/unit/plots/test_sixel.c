/* Charts as sixel graphics, decoded as a terminal would: whole, of the size asked for, in the chart's
 * colours. */
#include "tests/unit/plots/chart_bench.h"

#include "plots/dashes.h"

#include <ctype.h>

#define MOST_COLOURS 256

/* What a terminal would have painted. */
typedef struct Painted {
    size_t width, height; /* as the picture says */
    size_t widest, bands; /* as painted */
    uint32_t rgb[MOST_COLOURS];
    size_t dots[MOST_COLOURS]; /* of each colour */
    size_t colour_count;
} Painted;

static size_t number_at(TfSlice six, size_t *at)
{
    size_t number = 0;
    assert_true(*at < six.length && isdigit((unsigned char)six.bytes[*at]));
    while (*at < six.length && isdigit((unsigned char)six.bytes[*at]))
        number = number * 10 + (size_t)(six.bytes[(*at)++] - '0');
    return number;
}

/* "1;2;3" */
static size_t numbers_at(TfSlice six, size_t *at, size_t numbers[5])
{
    size_t count = 0;
    do {
        assert_true(count < 5);
        numbers[count++] = number_at(six, at);
    } while (*at < six.length && six.bytes[*at] == ';' && (*at)++ > 0);
    return count;
}

static void choose_colour(TfSlice six, size_t *at, Painted *painted, size_t *colour)
{
    size_t numbers[5];
    size_t count = numbers_at(six, at, numbers);
    assert_true(numbers[0] < MOST_COLOURS);
    *colour = numbers[0];
    if (count == 1)
        return;
    assert_int_equal(count, 5);
    assert_int_equal(numbers[1], 2); /* red, green, blue in percent */
    painted->rgb[*colour] = (uint32_t)(numbers[2] << 16 | numbers[3] << 8 | numbers[4]);
    painted->colour_count++;
}

static void paint(Painted *painted, size_t colour, size_t dots, size_t times)
{
    for (size_t i = 0; i < 6; i++)
        painted->dots[colour] += (dots >> i & 1) * times;
}

/* One command at `at`: a strip of six dots, a repeated one, a colour, a new line. */
static void step(TfSlice six, size_t *at, Painted *painted, size_t *colour, size_t *x)
{
    char byte = six.bytes[(*at)++];
    if (byte == '#') {
        choose_colour(six, at, painted, colour);
    } else if (byte == '$' || byte == '-') {
        *x = 0;
        painted->bands += byte == '-';
    } else if (byte != '\n') {
        size_t times = byte == '!' ? number_at(six, at) : 1;
        if (byte == '!')
            byte = six.bytes[(*at)++];
        assert_in_range(byte, '?', '~');
        paint(painted, *colour, (size_t)(byte - '?'), times);
        *x += times;
        painted->widest = *x > painted->widest ? *x : painted->widest;
    }
}

static Painted decoded(TfSlice six)
{
    static Painted painted;
    painted = (Painted){.width = 0};
    size_t numbers[5];
    size_t at = 3;
    size_t colour = 0;
    size_t x = 0;
    assert_true(tf_slice_starts_with(six, "\033Pq\"")); /* DCS q, raster attributes */
    assert_true(tf_slice_ends_with(six, "\033\\"));     /* ST */
    at++;
    assert_int_equal(numbers_at(six, &at, numbers), 4);
    painted.width = numbers[2];
    painted.height = numbers[3];
    while (at < six.length - 2)
        step(six, &at, &painted, &colour, &x);
    return painted;
}

static TfSlice sixels(const Chart *chart, ChartTheme theme, size_t width)
{
    TextBuilder out;
    TfError error;
    text_init(&out, 0);
    assert_ok(chart_sixel(chart, theme, width, &out, &error), &error);
    TfSlice copy = tf_arena_copy(&arena, text_slice(&out));
    assert_non_null(copy.bytes);
    text_done(&out);
    return copy;
}

/* Dots of a colour whose parts differ by 2 percent at most. */
static size_t dots_of(const Painted *painted, uint32_t rgb)
{
    size_t dots = 0;
    for (size_t i = 0; i < MOST_COLOURS; i++) {
        bool is_near = true;
        for (int shift = 0; shift <= 16; shift += 8) {
            int want = (int)((rgb >> shift & 255) * 100 / 255);
            int got = (int)(painted->rgb[i] >> shift & 255);
            is_near = is_near && abs(got - want) <= 2;
        }
        dots += is_near ? painted->dots[i] : 0;
    }
    return dots;
}

static void a_chart_becomes_sixels_in_its_colours(void **state)
{
    (void)state;
    need_gnuplot();
    for (ChartTheme theme = CHART_LIGHT; theme <= CHART_DARK; theme++) {
        Painted painted = decoded(sixels(&seed_chart, theme, CHART_USUAL_SIXELS));
        assert_int_equal(painted.width, 800);
        assert_int_equal(painted.height, 500);
        assert_int_equal(painted.widest, 800);
        assert_int_equal(painted.bands, (500 + 5) / 6);
        assert_in_range(painted.colour_count, 4, MOST_COLOURS);
        assert_true(dots_of(&painted, theme == CHART_LIGHT ? 0xffffff : 0x14181d) > 800 * 500 / 2);
        assert_true(dots_of(&painted, theme == CHART_LIGHT ? 0xb4460b : 0xff9a5c) > 100);
        assert_true(dots_of(&painted, theme == CHART_LIGHT ? 0x0b5fa5 : 0x6db6f2) > 100);
    }
}

static void sixels_are_as_wide_as_asked_within_reason(void **state)
{
    (void)state;
    need_gnuplot();
    const struct {
        size_t asked, got;
    } rows[] = {{640, 640}, {0, CHART_LEAST_SIXELS}, {1, CHART_LEAST_SIXELS}, {SIZE_MAX, CHART_MOST_SIXELS}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Painted painted = decoded(sixels(&seed_chart, CHART_LIGHT, rows[i].asked));
        assert_int_equal(painted.width, rows[i].got);
        assert_int_equal(painted.widest, rows[i].got);
        assert_int_equal(painted.height, rows[i].got * 5 / 8);
    }
}

static void the_same_chart_gives_the_same_sixels(void **state)
{
    (void)state;
    need_gnuplot();
    TfSlice first = sixels(&seed_chart, CHART_LIGHT, 500);
    assert_true(tf_slice_equal(first, sixels(&seed_chart, CHART_LIGHT, 500)));
    TfSlice file = drawn(&seed_chart, CHART_SIXEL, CHART_LIGHT, "a.six");
    assert_true(tf_slice_equal(file, sixels(&seed_chart, CHART_LIGHT, CHART_USUAL_SIXELS)));
}

static void what_cannot_be_drawn_leaves_no_sixels(void **state)
{
    (void)state;
    const Chart nothing = {.kind = CHART_TRAJECTORY};
    TextBuilder out;
    TfError error;
    text_init(&out, 0);
    assert_int_equal(chart_sixel(&nothing, CHART_LIGHT, 800, &out, &error), TF_BAD_INPUT);
    assert_int_equal(text_slice(&out).length, 0);
    text_done(&out);
}

static void lines_are_cut_into_dashes_that_go_on_around_corners(void **state)
{
    (void)state;
    static const LayoutTable tables[] = {{"path.tsv", "x\ty", 2}, {"target_lines.tsv", "x\ty\tway", 3}};
    Chart chart = {.kind = CHART_PACE};
    Layout layout;
    LAYOUT_START(&layout, &chart, 500, tables, &arena);
    layout.left = 0; /* a unit a pixel, across and up */
    layout.right = 100;
    layout.top = 0;
    layout.bottom = 100;
    layout.x_high = 100;
    layout.y_high = 100;
    layout_add_row(&layout, 0, (LayoutRow){{0, 0}});
    layout_add_row(&layout, 0, (LayoutRow){{20, 0}});
    layout_add_row(&layout, 0, (LayoutRow){{20, 15}});
    layout_break(&layout, 0);
    layout_add_row(&layout, 1, (LayoutRow){{10, 50, 15}});
    layout_cut_dashes(&layout);
    const double ends[][4] = {{0, 0, 9, 0}, {15, 0, 20, 0}, {20, 0, 20, 4}, {20, 10, 20, 15}};
    assert_int_equal(layout.layers[0].count, 3 * 4);
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < 4; k++)
            assert_close(layout.layers[0].rows[i * 3 + k / 2].cells[k % 2], ends[i][k], 1e-9);
    assert_int_equal(layout.layers[1].count, 2); /* 8 on, 5 off, 2 of the next */
    assert_close(layout.layers[1].rows[1].cells[0], 23, 1e-9);
    assert_close(layout.layers[1].rows[1].cells[2], 2, 1e-9);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_chart_becomes_sixels_in_its_colours),
        TEST(sixels_are_as_wide_as_asked_within_reason),
        TEST(the_same_chart_gives_the_same_sixels),
        TEST(lines_are_cut_into_dashes_that_go_on_around_corners),
        TEST(what_cannot_be_drawn_leaves_no_sixels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
