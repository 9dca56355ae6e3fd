/* Slices, builders, arenas and JSON text: what they do at their edges. */
// WRAP: malloc realloc
#include "tests/support/support.h"

#include "tracker/base/json_writer.h"
#include "tracker/base/size.h"
#include "tracker/base/tsv.h"

#include <math.h>

/* Calls left until an allocation fails; negative: none fails. */
static int allocations_left = -1;
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static int refuse(void)
{
    return allocations_left >= 0 && allocations_left-- == 0;
}

void *__wrap_malloc(size_t size)
{
    return refuse() ? NULL : __real_malloc(size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return refuse() ? NULL : __real_realloc(memory, size);
}

static void slices_cut_find_and_compare(void **state)
{
    (void)state;
    TfSlice text = tf_slice_of("a\0b,c", 5);
    assert_int_equal(tf_slice_find_byte(text, 0, 'b'), 2);
    assert_int_equal(tf_slice_find_byte(text, 3, 'b'), TF_NOWHERE);
    assert_int_equal(tf_slice_find(text, 0, "b,c"), 2);
    assert_int_equal(tf_slice_find(text, 0, "b,cd"), TF_NOWHERE);
    assert_int_equal(tf_slice_range(text, 3, 99).length, 2);
    assert_int_equal(tf_slice_range(text, 9, 4).length, 0);
    assert_true(tf_slice_compare(tf_slice("ab"), tf_slice("abc")) < 0);
    assert_true(tf_slice_equal_ascii_case(tf_slice("MiR"), tf_slice("mIr")));
    assert_false(tf_slice_equal_ascii_case(tf_slice("[x"), tf_slice("{x")));
    assert_slice(tf_slice_trim(tf_slice(" \t\u00a0x y\u00a0\r\n")), "x y");
    assert_slice(tf_slice_trim(tf_slice(" \u00a0 ")), "");
}

static void splitting_gives_every_part_once(void **state)
{
    (void)state;
    TfSlice rest = tf_slice("a,,b");
    assert_slice(tf_slice_split(&rest, ','), "a");
    assert_slice(tf_slice_split(&rest, ','), "");
    assert_slice(tf_slice_split(&rest, ','), "b");
    assert_null(rest.bytes);
}

static void an_arena_keeps_to_its_limit(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 1000);
    assert_non_null(tf_arena_alloc(&arena, 0));
    assert_non_null(tf_arena_alloc(&arena, 900));
    assert_null(tf_arena_alloc(&arena, 200));
    assert_null(tf_arena_alloc_array(&arena, SIZE_MAX / 2, 3));
    assert_null(tf_arena_alloc(&arena, SIZE_MAX));
    tf_arena_done(&arena);
    assert_non_null(tf_arena_alloc(&arena, 900));
    tf_arena_done(&arena);
}

static void an_arena_says_when_memory_is_short(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    allocations_left = 0;
    assert_null(tf_arena_copy(&arena, tf_slice("text")).bytes);
    allocations_left = -1;
    assert_slice(tf_arena_copy(&arena, tf_slice("text")), "text");
    assert_slice(tf_arena_format(&arena, "%d-%s", 7, "x"), "7-x");
    tf_arena_done(&arena);
}

static void an_arena_that_is_reset_asks_for_memory_once(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (int page = 0; page < 4; page++) {
        if (page == 2)
            allocations_left = 0; /* from the third page on none may be needed */
        for (int i = 0; i < 100; i++) {
            char *block = tf_arena_alloc(&arena, 4000);
            assert_non_null(block);
            assert_int_equal(block[3999], 0);
            block[3999] = 1;
        }
        tf_arena_reset(&arena);
        assert_int_equal(arena.used, 0);
    }
    allocations_left = -1;
    tf_arena_done(&arena);
}

static void large_and_small_requests_do_not_overlap(void **state)
{
    (void)state;
    enum { COUNT = 200 };
    TfArena arena;
    char *blocks[COUNT];
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i % 7 == 0 ? 100000 : 1 + i;
        blocks[i] = tf_arena_alloc(&arena, size);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        memset(blocks[i], (int)i, size);
    }
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal((unsigned char)blocks[i][0], (unsigned char)i);
    tf_arena_done(&arena);
}

static void a_builder_remembers_that_it_failed(void **state)
{
    (void)state;
    TextBuilder text;
    TfError error;
    text_init(&text, 4);
    text_add(&text, "abc");
    text_add(&text, "de");
    text_add(&text, "f");
    assert_slice(text_slice(&text), "abc");
    assert_int_equal(text_check(&text, &error), TF_LIMIT);
    text_done(&text);
    text_init(&text, 0);
    allocations_left = 0;
    text_addf(&text, "%d", 5);
    allocations_left = -1;
    assert_int_equal(text_check(&text, NULL), TF_NO_MEMORY);
    text_clear(&text);
    text_add(&text, "again ");
    text_add_fixed(&text, 28.46, 1);
    assert_ok(text_check(&text, &error), &error);
    assert_slice(text_slice(&text), "again 28.5");
    text_done(&text);
}

static void foreign_text_cannot_steer_a_terminal(void **state)
{
    (void)state;
    const struct {
        TfSlice text;
        const char *shown;
    } rows[] = {
        {TF_SLICE(""), ""},
        {TF_SLICE("Việt 中 😀 é\u00a0x"), "Việt 中 😀 é\u00a0x"},
        {TF_SLICE("\x1b[31mred\x1b[0m"), " [31mred [0m"},
        {TF_SLICE("a\r\n\tb\0c\x7f"), "a   b c "},
        {TF_SLICE("\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0"), "   \u00a0"},
        {TF_SLICE("\u2027|\u2028|\u2029|\u202a|\u202e|\u202f"), "\u2027| | | | |\u202f"},
        {TF_SLICE("\u2065|\u2066|\u2069|\u206a"), "\u2065| | |\u206a"},
        {TF_SLICE("\xff\xc0\xaf x\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD x\uFFFD\uFFFD\uFFFD"},
        {TF_SLICE("cut \xe2\x80"), "cut \uFFFD\uFFFD"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextBuilder out;
        text_init(&out, 0);
        text_add_shown(&out, rows[i].text);
        assert_slice(text_slice(&out), rows[i].shown);
        text_done(&out);
    }
}

static void json_escapes_what_would_break_it(void **state)
{
    (void)state;
    const struct {
        TfSlice text;
        const char *json;
    } rows[] = {
        {TF_SLICE("a\"b\\c"), "\"a\\\"b\\\\c\""},
        {TF_SLICE("\n\t\x01\x7f"), "\"\\n\\t\\u0001\\u007f\""},
        {TF_SLICE("nul\0end"), "\"nul\\u0000end\""},
        {TF_SLICE("Việt 中 😀"), "\"Việt 中 😀\""},
        {TF_SLICE("\xff\xc0\xaf\xed\xa0\x80"), "\"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\""},
        {TF_SLICE("cut \xe4\xb8"), "\"cut \uFFFD\uFFFD\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextBuilder out;
        text_init(&out, 0);
        jsonw_escape(&out, rows[i].text);
        assert_slice(text_slice(&out), rows[i].json);
        text_done(&out);
    }
}

static void json_puts_commas_between_members_only(void **state)
{
    (void)state;
    TextBuilder out;
    JsonWriter json;
    text_init(&out, 0);
    jsonw_start(&json, &out);
    jsonw_open_object(&json, NULL);
    jsonw_open_array(&json, "a");
    jsonw_close_array(&json);
    jsonw_open_array(&json, "b");
    jsonw_integer(&json, NULL, -3);
    jsonw_bool(&json, NULL, true);
    jsonw_close_array(&json);
    jsonw_double(&json, "c", (double)NAN);
    jsonw_rounded(&json, "d", 27718281828.0, 3);
    jsonw_rounded(&json, "e", 0.34567, 2);
    jsonw_date(&json, "f", (TfDate){2024, 2, 29});
    jsonw_string_or_null(&json, "g", (TfSlice){NULL, 0});
    jsonw_close_object(&json);
    assert_slice(text_slice(&out), "{\"a\":[],\"b\":[-3,true],\"c\":null,\"d\":27700000000,\"e\":0.35,"
                                   "\"f\":\"2024-02-29\",\"g\":null}");
    text_done(&out);
}

static void tsv_skips_comments_and_counts_lines(void **state)
{
    (void)state;
    TsvReader reader;
    tsv_open(&reader, tf_slice("\xEF\xBB\xBF# head\r\n\r\na\t b \tc\r\n  \nd"));
    assert_true(tsv_next(&reader));
    assert_int_equal(reader.line, 3);
    assert_slice(tsv_field(&reader, 1), "b");
    assert_slice(tsv_field(&reader, 7), "");
    assert_true(tsv_next(&reader));
    assert_int_equal(reader.line, 5);
    assert_int_equal(reader.count, 1);
    assert_false(tsv_next(&reader));
    tsv_open(&reader, tf_slice(""));
    assert_false(tsv_next(&reader));
}

static void sizes_report_overflow(void **state)
{
    (void)state;
    size_t result;
    assert_true(tf_size_add(1, 2, &result) && result == 3);
    assert_false(tf_size_add(SIZE_MAX, 1, &result));
    assert_true(tf_size_multiply(0, SIZE_MAX, &result) && result == 0);
    assert_false(tf_size_multiply(SIZE_MAX / 2 + 1, 2, &result));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_cut_find_and_compare),
        cmocka_unit_test(splitting_gives_every_part_once),
        cmocka_unit_test(an_arena_keeps_to_its_limit),
        cmocka_unit_test(an_arena_says_when_memory_is_short),
        cmocka_unit_test(an_arena_that_is_reset_asks_for_memory_once),
        cmocka_unit_test(large_and_small_requests_do_not_overlap),
        cmocka_unit_test(a_builder_remembers_that_it_failed),
        cmocka_unit_test(foreign_text_cannot_steer_a_terminal),
        cmocka_unit_test(json_escapes_what_would_break_it),
        cmocka_unit_test(json_puts_commas_between_members_only),
        cmocka_unit_test(tsv_skips_comments_and_counts_lines),
        cmocka_unit_test(sizes_report_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
