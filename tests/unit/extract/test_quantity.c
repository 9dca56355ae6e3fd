/* Quantities: money with a currency of its own and percentages; hostile texts cost no more than their length.
 */
#include "tests/support/support.h"

#include "importers/extract/extract.h"
#include "tracker/base/text.h"

#include <time.h>

static void keeps_money_and_percentages_only(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfQuantityList list;
    TfError error;
    TfSlice text = tf_slice("In 2023 trade rose 9% to $28-30 billion, nine states took 5 billion more.");
    assert_ok(extract_quantities(text, tf_slice("en"), &arena, &list, &error), &error);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].unit, "percent");
    assert_slice(tf_slice_range(text, list.items[0].span.start, list.items[0].span.end), "9%");
    assert_string_equal(list.items[1].unit, "USD");
    assert_true(list.items[1].has_value_max);
    assert_int_equal(list.items[1].relation, TF_RANGE);
    assert_close(tf_decimal_to_double(list.items[1].value_max), 30e9, 1e-15);
    tf_arena_done(&arena);
}

static void an_empty_text_has_none(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfQuantityList list;
    TfError error;
    assert_ok(extract_quantities(tf_slice(""), (TfSlice){NULL, 0}, &arena, &list, &error), &error);
    assert_int_equal(list.count, 0);
    tf_arena_done(&arena);
}

static void says_when_memory_is_short(void **state)
{
    (void)state;
    const size_t limits[] = {100, 1000, 3000, 5000};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        TfArena arena;
        tf_arena_init(&arena, limits[i]);
        TfQuantityList list;
        TfError error;
        TfSlice text =
            tf_slice("$5 billion and 10 billion euros, 12 percent, 3 to 4 billion yen, 8 trillion");
        assert_int_equal(extract_quantities(text, tf_slice("en"), &arena, &list, &error), TF_NO_MEMORY);
        tf_arena_done(&arena);
    }
}

/* Processor seconds for a text that repeats `part` up to `size` bytes. */
static double seconds_for(const char *part, size_t size)
{
    TfArena arena;
    tf_arena_init(&arena, 0);
    char *text = tf_arena_alloc(&arena, size);
    assert_non_null(text);
    size_t length = strlen(part);
    for (size_t at = 0; at < size; at++)
        text[at] = part[at % length];
    TfQuantityList list;
    TfError error;
    clock_t start = clock();
    assert_ok(extract_quantities(tf_slice_of(text, size), tf_slice("en"), &arena, &list, &error), &error);
    double taken = (double)(clock() - start) / CLOCKS_PER_SEC;
    tf_arena_done(&arena);
    return taken;
}

static void hostile_texts_take_linear_time(void **state)
{
    (void)state;
    const char *const parts[] = {
        "7",          "billion ",   "1 billion ", "(",  "$5 (",        "1-",  "1 and ",      "over ",
        "more than ", "$",          "1,",         " ",  "5 billion, ", "://", "www.",        "half a ",
        "twenty ",    "January 5 ", ".5",         "\"", "1 2 3 ",      "bn ", "Sh5bn Kenya "};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        double once = seconds_for(parts[i], 20 * 1000);
        double eight_times = seconds_for(parts[i], 160 * 1000);
        if (eight_times > 30 * once + 0.3)
            print_error("'%s': %.3f s, and %.3f s for eight times as much\n", parts[i], once, eight_times);
        assert_true(eight_times <= 30 * once + 0.3);
    }
}

/* More numbers than blanks or digits could announce: text without blanks, its numbers in words. */
static void reads_text_that_is_full_of_spelled_numbers(void **state)
{
    (void)state;
    static const char sentence[] =
        "\xE4\xB8\xAD\xE5\x9B\xBD\xE8\xB4\xB8\xE6\x98\x93\xE9\xA2\x9D\xE4\xBA\x94\xE5\x8D\x81"
        "\xE4\xBA\xBF\xE7\xBE\x8E\xE5\x85\x83\xE7\x99\xBE\xE5\x88\x86\xE4\xB9\x8B\xE4\xBA\x94";
    TfArena arena;
    tf_arena_init(&arena, 0);
    TextBuilder text;
    text_init(&text, 1 << 20);
    for (int i = 0; i < 400; i++)
        text_add(&text, sentence);
    TfQuantityList list;
    TfError error;
    assert_ok(extract_quantities(text_slice(&text), tf_slice("zh"), &arena, &list, &error), &error);
    assert_true(list.count >= 400);
    text_done(&text);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_text_that_is_full_of_spelled_numbers),
        cmocka_unit_test(keeps_money_and_percentages_only),
        cmocka_unit_test(an_empty_text_has_none),
        cmocka_unit_test(says_when_memory_is_short),
        cmocka_unit_test(hostile_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
