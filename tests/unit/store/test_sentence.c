/* Where sentences begin and end, in several scripts, and what is shown of a long one. */
#include "tests/support/support.h"

#include "tracker/base/json_writer.h"
#include "tracker/base/text.h"
#include "tracker/store/sentence.h"

#include <time.h>

/* The text with a bar before each sentence but the first. */
static void split_with_bars(TfSlice text, TextBuilder *out)
{
    for (size_t start = 0; start < text.length;) {
        size_t end = sentence_next(text, start);
        text_add(out, start > 0 ? "|" : "");
        text_add_slice(out, tf_slice_range(text, start, end));
        start = end;
    }
}

static void sentences_end_where_a_reader_ends_them(void **state)
{
    (void)state;
    const char *const rows[] = {
        "Trade grew. |It reached 9.5 billion. |Then it fell.",
        "The U.S. Commerce Department said so. |Mr. Smith did not.",
        "By 2025. |The aim is 30 bn.",
        "Was it 28? |\"Yes!\" |She said so.",
        "It was 28 bn (a record). |Then 30.",
        "\u201cIt grew.\u201d |The next one.",
        "Title without a stop\n|Text of it.",
        "Оборот вырос до 28,5 млрд долл. США в 2023 году. |Это рекорд.",
        "В 2023 г. оборот вырос. |«Мы довольны», – сказал он. |Ещё бы.",
        "Am 27. November stieg der Handel. |Er fiel danach.",
        "双边贸易额达410.2亿美元。|出口增长。|“很好。”|他说。",
        "貿易額は113.8億ドル。|「増えた。」|と述べた。",
        "بلغ التبادل التجاري 20.6 مليار دولار. |وهل زاد؟ |نعم.",
        "व्यापार बढ़ा। |यह अच्छा है।",
        "Kim ngạch đạt 86,7 tỷ USD. |Đây là kỷ lục.",
        "e.g. this goes on, approx. 5 billion of it. |Now it ends.",
        "It ends... or not. |It ends.",
        "no capital. it goes on",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextBuilder plain;
        TextBuilder got;
        text_init(&plain, 0);
        text_init(&got, 0);
        for (const char *at = rows[i]; *at != '\0'; at++)
            if (*at != '|')
                text_add_byte(&plain, *at);
        split_with_bars(text_slice(&plain), &got);
        assert_string_equal(got.bytes, rows[i]);
        text_done(&plain);
        text_done(&got);
    }
}

static void a_span_gives_its_sentence(void **state)
{
    (void)state;
    const char text[] = "First one.  Turnover in the U.S. was 9.5 billion. Last one.\nA line";
    const struct {
        const char *at;
        const char *sentence;
    } rows[] = {
        {"First", "First one."},
        {"9.5", "Turnover in the U.S. was 9.5 billion."},
        {"Turnover", "Turnover in the U.S. was 9.5 billion."},
        {"billion.", "Turnover in the U.S. was 9.5 billion."},
        {"Last", "Last one."},
        {"A line", "A line"},
        {"one.  Turnover", "First one.  Turnover in the U.S. was 9.5 billion."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t start = tf_slice_find(tf_slice(text), 0, rows[i].at);
        assert_slice(sentence_around(tf_slice(text), (TfSpan){start, start + strlen(rows[i].at)}),
                     rows[i].sentence);
    }
    assert_null(sentence_around(tf_slice(text), (TfSpan){5, 4}).bytes);
    assert_null(sentence_around(tf_slice(text), (TfSpan){0, sizeof text}).bytes);
    assert_slice(sentence_around(tf_slice(text), (TfSpan){strlen(text), strlen(text)}), "A line");
    assert_int_equal(sentence_around(tf_slice(""), (TfSpan){0, 0}).length, 0);
}

static void a_long_sentence_is_cut_between_characters(void **state)
{
    (void)state;
    static const char *const fillers[] = {"a", "é", "млрд ", "億", "😀", "\xff"};
    for (size_t f = 0; f < sizeof fillers / sizeof fillers[0]; f++) {
        TextBuilder text;
        text_init(&text, 0);
        while (text.length < 1000)
            text_add(&text, fillers[f]);
        size_t place = text.length;
        text_add(&text, "28 bn");
        while (text.length < 2000)
            text_add(&text, fillers[f]);
        for (size_t wide = 0; wide < 700; wide += 7) {
            TfSlice shown = sentence_around(text_slice(&text), (TfSpan){place, place + wide});
            assert_true(shown.length <= SENTENCE_SHOWN && shown.length > SENTENCE_SHOWN - 12);
            assert_true(wide < 5 || tf_slice_find(shown, 0, "28 bn") != TF_NOWHERE);
            for (size_t at = 0; at < shown.length && fillers[f][0] != '\xff';) {
                size_t length = tf_utf8_sequence(shown.bytes + at, shown.length - at);
                assert_true(length > 0);
                at += length;
            }
        }
        text_done(&text);
    }
}

/* A page may be one run of anything: the walk stays linear. A quadratic one would take minutes. */
static void hostile_runs_take_linear_time(void **state)
{
    (void)state;
    static const char *const units[] = {" ", ". ", "\"", "A. ", "\n", "。", "- ", "' . ", "\xc2\xa0", "\x80"};
    clock_t before = clock();
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        TextBuilder text;
        text_init(&text, 0);
        while (text.length < 200000)
            text_add(&text, units[u]);
        text_add(&text, "28");
        TfSlice slice = text_slice(&text);
        for (size_t start = 0; start < slice.length;)
            start = sentence_next(slice, start);
        for (size_t at = 0; at < slice.length; at += 1000)
            (void)sentence_around(slice, (TfSpan){at, at});
        text_done(&text);
    }
    assert_true(clock() - before < 10 * CLOCKS_PER_SEC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end_where_a_reader_ends_them),
        cmocka_unit_test(a_span_gives_its_sentence),
        cmocka_unit_test(a_long_sentence_is_cut_between_characters),
        cmocka_unit_test(hostile_runs_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
