/* Words on a chart: what cleaning keeps and changes, how wide they are taken to be, where lines break. */
#include "tests/support/support.h"

#include "plots/chart_text.h"

static void keeps_words_and_replaces_what_cannot_be_drawn(void **state)
{
    (void)state;
    const struct {
        TfSlice text;
        const char *clean;
    } rows[] = {
        {TF_SLICE("Kazakhstan\u2013Russia: $30bn"), "Kazakhstan\u2013Russia: $30bn"},
        {TF_SLICE("  both ends  "), "both ends"},
        {TF_SLICE("tab\there\nand there"), "tab here and there"},
        {TF_SLICE("nul\0byte"), "nul byte"},
        {TF_SLICE("say \"yes\" (\"or\") no"), "say \u201cyes\u201d (\u201cor\u201d) no"},
        {TF_SLICE("\"start"), "\u201cstart"},
        {TF_SLICE("bad \xff byte"), "bad \uFFFD byte"},
        {TF_SLICE("cut \xe2\x82"), "cut \uFFFD\uFFFD"},
        {TF_SLICE("surrogate \xed\xa0\x80!"), "surrogate \uFFFD\uFFFD\uFFFD!"},
        {TF_SLICE("no character \xef\xbf\xbf"), "no character \uFFFD"},
        {TF_SLICE("c1 \xc2\x85 control"), "c1   control"},
        {TF_SLICE("line\u2028separator"), "line separator"},
        {TF_SLICE("\u202eturned\u202c and \u2067kept apart\u2069"), "turned  and  kept apart"},
        {TF_SLICE("`date` $(id) \\n %d {x} &#x41; ]]>"), "`date` $(id) \\n %d {x} &#x41; ]]>"},
        {TF_SLICE("\u0442\u043e\u0432\u0430\u0440\u043e\u043e\u0431\u043e\u0440\u043e\u0442"),
         "\u0442\u043e\u0432\u0430\u0440\u043e\u043e\u0431\u043e\u0440\u043e\u0442"},
        {TF_SLICE(""), ""},
        {TF_SLICE(" \n\t "), ""},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_slice(chart_text_clean(rows[i].text, 100, &arena), rows[i].clean);
    tf_arena_done(&arena);
}

static void ends_what_is_too_long_with_an_ellipsis(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    assert_slice(chart_text_clean(tf_slice("12345"), 5, &arena), "12345");
    assert_slice(chart_text_clean(tf_slice("123456"), 5, &arena), "12345\u2026");
    assert_slice(chart_text_clean(tf_slice("12345   "), 5, &arena), "12345");
    assert_slice(chart_text_clean(tf_slice("\u0436\u0436\u0436\u0436"), 2, &arena), "\u0436\u0436\u2026");
    tf_arena_done(&arena);
}

static void wide_letters_are_wider_and_marks_have_no_width(void **state)
{
    (void)state;
    double narrow = chart_text_width(tf_slice("iiii"), 10, false);
    double wide = chart_text_width(tf_slice("WWWW"), 10, false);
    assert_true(narrow > 0 && wide > 2 * narrow);
    assert_true(chart_text_width(tf_slice("WWWW"), 10, true) > wide);
    assert_close(chart_text_width(tf_slice("WWWW"), 20, false), 2 * wide, 1e-12);
    assert_close(chart_text_width(tf_slice("e\u0301"), 10, false), chart_text_width(tf_slice("e"), 10, false),
                 0);
    assert_close(chart_text_width(tf_slice("\u6c49\u5b57"), 10, false), 20, 1e-12);
    assert_close(chart_text_width(tf_slice(""), 10, false), 0, 0);
}

static void breaks_lines_at_blanks(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfSlice lines[3];
    bool is_cut;
    double width = chart_text_width(tf_slice("one two"), 10, false);
    size_t count =
        chart_text_wrap(tf_slice("one two three four"), width, 10, false, lines, 3, &is_cut, &arena);
    assert_int_equal(count, 3);
    assert_slice(lines[0], "one two");
    assert_slice(lines[1], "three");
    assert_slice(lines[2], "four");
    assert_false(is_cut);
    tf_arena_done(&arena);
}

static void no_line_is_wider_than_asked(void **state)
{
    (void)state;
    const char *texts[] = {
        "one two three four five six seven eight nine ten",
        "averyverylongwordwithoutanyblankinitthatmustbebrokensomewhere and more of it",
        "x",
        "",
        "W W W W W W W W W W W W W W W W",
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        for (double width = 60; width < 300; width += 17) {
            TfSlice lines[2];
            bool is_cut;
            size_t count = chart_text_wrap(tf_slice(texts[i]), width, 12, true, lines, 2, &is_cut, &arena);
            for (size_t k = 0; k < count; k++)
                assert_true(chart_text_width(lines[k], 12, true) <= width);
            if (is_cut)
                assert_true(tf_slice_ends_with(lines[1], "\u2026"));
        }
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_words_and_replaces_what_cannot_be_drawn),
        cmocka_unit_test(ends_what_is_too_long_with_an_ellipsis),
        cmocka_unit_test(wide_letters_are_wider_and_marks_have_no_width),
        cmocka_unit_test(breaks_lines_at_blanks),
        cmocka_unit_test(no_line_is_wider_than_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
