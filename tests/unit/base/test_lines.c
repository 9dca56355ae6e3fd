/* Lines of any length up to the limit, from any input. */
#include "tests/support/support.h"

#include "tracker/base/lines.h"

#include <stdlib.h>

static LineReader *open_with(const char *bytes, size_t length, size_t limit)
{
    static char path[512];
    TfError error;
    LineReader *reader = NULL;
    (void)snprintf(path, sizeof path, "%s/input", scratch_folder());
    assert_ok(file_write_whole(path, tf_slice_of(bytes, length), &error), &error);
    assert_ok(lines_open(path, limit, &reader, &error), &error);
    return reader;
}

static void close_and_clean(LineReader *reader)
{
    lines_close(reader);
    scratch_remove();
}

static void gives_every_line_without_its_end(void **state)
{
    (void)state;
    static const char bytes[] = "one\r\n\ntwo\0two\nlast";
    LineReader *reader = open_with(bytes, sizeof bytes - 1, 100);
    const TfSlice wanted[] = {TF_SLICE("one"), TF_SLICE(""), TF_SLICE("two\0two"), TF_SLICE("last")};
    TfSlice line;
    TfError error;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        assert_ok(lines_next(reader, &line, &error), &error);
        assert_true(line.bytes != NULL && tf_slice_equal(line, wanted[i]));
        assert_int_equal(lines_number(reader), i + 1);
    }
    assert_ok(lines_next(reader, &line, &error), &error);
    assert_null(line.bytes);
    close_and_clean(reader);
}

static void skips_a_line_over_the_limit_and_goes_on(void **state)
{
    (void)state;
    enum { LONG = 3 * 1024 * 1024 };
    char *bytes = malloc(LONG + 10);
    assert_non_null(bytes);
    memset(bytes, 'x', LONG);
    memcpy(bytes, "a\n", 2);
    memcpy(bytes + LONG, "\nb\nccc", 6);
    LineReader *reader = open_with(bytes, LONG + 6, 1 << 20);
    TfSlice line;
    TfError error;
    assert_ok(lines_next(reader, &line, &error), &error);
    assert_slice(line, "a");
    assert_int_equal(lines_next(reader, &line, &error), TF_LIMIT);
    assert_non_null(strstr(error.message, "line 2 is longer"));
    assert_ok(lines_next(reader, &line, &error), &error);
    assert_slice(line, "b");
    assert_int_equal(lines_number(reader), 3);
    assert_ok(lines_next(reader, &line, &error), &error);
    assert_slice(line, "ccc");
    close_and_clean(reader);
    free(bytes);
}

static void a_small_limit_holds_inside_the_buffer_too(void **state)
{
    (void)state;
    static const char bytes[] = "12345\r\n123456\nab\n12345\n1234567";
    static const char *const wanted[] = {"12345", NULL, "ab", "12345", NULL}; /* NULL: too long */
    for (int peek = 0; peek < 2; peek++) {
        LineReader *reader = open_with(bytes, sizeof bytes - 1, 5);
        TfSlice line;
        TfError error;
        if (peek)
            assert_ok(lines_peek(reader, &line, &error), &error);
        for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
            TfStatus status = lines_next(reader, &line, &error);
            assert_int_equal(status, wanted[i] != NULL ? TF_OK : TF_LIMIT);
            assert_int_equal(lines_number(reader), i + 1);
            if (wanted[i] != NULL)
                assert_slice(line, wanted[i]);
            else
                assert_non_null(strstr(error.message, "limit of 5 bytes"));
        }
        assert_ok(lines_next(reader, &line, &error), &error);
        assert_null(line.bytes);
        close_and_clean(reader);
    }
}

static void peeks_and_then_gives_the_whole(void **state)
{
    (void)state;
    LineReader *reader = open_with("whole\ntext", 10, 100);
    TfSlice bytes;
    TfError error;
    assert_ok(lines_peek(reader, &bytes, &error), &error);
    assert_slice(bytes, "whole\ntext");
    assert_ok(lines_rest(reader, &bytes, &error), &error);
    assert_slice(bytes, "whole\ntext");
    close_and_clean(reader);
}

static void refuses_a_document_over_the_limit(void **state)
{
    (void)state;
    LineReader *reader = open_with("0123456789", 10, 9);
    TfSlice bytes;
    TfError error;
    assert_int_equal(lines_rest(reader, &bytes, &error), TF_LIMIT);
    close_and_clean(reader);
    reader = open_with("0123456789", 10, 9);
    assert_ok(lines_peek(reader, &bytes, &error), &error); /* all of it is in the buffer then */
    assert_int_equal(lines_rest(reader, &bytes, &error), TF_LIMIT);
    close_and_clean(reader);
}

static void says_when_there_is_nothing_to_open(void **state)
{
    (void)state;
    LineReader *reader = NULL;
    TfError error;
    assert_int_equal(lines_open("/nowhere/x", 10, &reader, &error), TF_IO);
    assert_string_equal(error.source, "/nowhere/x");
    assert_int_equal(lines_open("/", 10, &reader, &error), TF_IO);
    assert_non_null(strstr(error.message, "folder"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_every_line_without_its_end),
        cmocka_unit_test(skips_a_line_over_the_limit_and_goes_on),
        cmocka_unit_test(a_small_limit_holds_inside_the_buffer_too),
        cmocka_unit_test(peeks_and_then_gives_the_whole),
        cmocka_unit_test(refuses_a_document_over_the_limit),
        cmocka_unit_test(says_when_there_is_nothing_to_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
