/* Runs every folder of tests/cases/readers: article.txt is read and each row of expected.tsv compared.
 *
 * A row is a field, a tab and its value; an empty value means that nothing must be found. "\n" stands for a
 * line end within a value. A folder ending .known holds a gap: it is reported, and asks to be renamed once it
 * passes. */
#define _GNU_SOURCE /* scandir */
#include "tests/support/support.h"

#include "importers/readers/reader.h"
#include "tracker/base/tsv.h"

#include <dirent.h>
#include <stdlib.h>

#define CASES TEST_SOURCE_DIR "/tests/cases/readers"

typedef struct Case {
    const char *name;
    TfArena arena;
    TfArticle article;
    TfStatus status;
    TfError error;
} Case;

static TfSlice case_file(Case *one, const char *file)
{
    TfSlice bytes = {NULL, 0};
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s/%s", CASES, one->name, file);
    assert_ok(file_read(path, READER_MOST_BYTES, &one->arena, &bytes, &one->error), &one->error);
    return bytes;
}

static TfSlice body(const Case *one, size_t paragraph)
{
    return one->article.body_count > 0 ? tf_article_span(&one->article, one->article.body[paragraph])
                                       : (TfSlice){NULL, 0};
}

/* The value of `field`; the error's message for "error". */
static TfSlice value_of(Case *one, TfSlice field)
{
    const TfArticle *article = &one->article;
    char date[TF_DATE_CHARS];
    const struct {
        const char *name;
        TfSlice value;
    } values[] = {
        {"title", tf_article_span(article, article->title)},
        {"outlet", article->outlet},
        {"publisher", article->publisher},
        {"date", tf_arena_format(&one->arena, "%s", tf_date_write(date, article->date))},
        {"date_basis", tf_slice(tf_date_basis_name(article->date_basis))},
        {"url", article->url},
        {"encoding", tf_slice(article->encoding)},
        {"body_first", body(one, 0)},
        {"body_last", body(one, article->body_count - 1)},
        {"body_count", tf_arena_format(&one->arena, "%zu", article->body_count)},
        {"bad_bytes", tf_arena_format(&one->arena, "%zu", article->bad_bytes)},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (tf_slice_is(field, values[i].name))
            return values[i].value;
    fail_msg("%s: expected.tsv has no field '%.*s'", one->name, TF_SLICE_ARG(field));
    return field;
}

/* `value` with "\n" as line ends. */
static TfSlice with_line_ends(TfArena *arena, TfSlice value)
{
    char *copy = tf_arena_alloc(arena, value.length + 1);
    size_t to = 0;
    for (size_t at = 0; at < value.length; at++) {
        bool line_end = value.bytes[at] == '\\' && at + 1 < value.length && value.bytes[at + 1] == 'n';
        copy[to++] = line_end ? '\n' : value.bytes[at];
        at += line_end;
    }
    return tf_slice_of(copy, to);
}

static bool row_holds(Case *one, TfSlice field, TfSlice wanted)
{
    bool wants_error = tf_slice_is(field, "error");
    if (wants_error || one->status != TF_OK) {
        if (wants_error && one->status != TF_OK &&
            strstr(one->error.message, wanted.bytes) == one->error.message)
            return true;
        print_message("  %s: %s\n", one->name, one->status == TF_OK ? "was read" : one->error.message);
        return false;
    }
    TfSlice got = value_of(one, field);
    wanted = with_line_ends(&one->arena, wanted);
    if (tf_slice_equal(got, wanted))
        return true;
    print_message("  %s: %.*s is '%.*s', wanted '%.*s'\n", one->name, TF_SLICE_ARG(field), TF_SLICE_ARG(got),
                  TF_SLICE_ARG(wanted));
    return false;
}

/* Number of rows that do not hold. */
static size_t run_case(const char *name)
{
    Case one = {.name = name};
    size_t wrong = 0;
    size_t rows = 0;
    TsvReader reader;
    tf_arena_init(&one.arena, 0);
    one.status = reader_read_text(case_file(&one, "article.txt"), tf_slice(name), NULL, &one.arena,
                                  &one.article, &one.error);
    tsv_open(&reader, case_file(&one, "expected.tsv"));
    for (; tsv_next(&reader); rows++) {
        TfSlice wanted = tf_arena_copy(&one.arena, tsv_field(&reader, 1));
        wrong += !row_holds(&one, tsv_field(&reader, 0), wanted);
    }
    if (rows == 0)
        fail_msg("%s: expected.tsv has no rows", name);
    (void)case_file(&one, "notes.md");
    tf_arena_done(&one.arena);
    return wrong;
}

static int is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "README.md") != 0;
}

static void reads_every_case_as_its_folder_says(void **state)
{
    (void)state;
    struct dirent **entries;
    int count = scandir(CASES, &entries, is_case, alphasort);
    size_t failed = 0;
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        size_t length = strlen(name);
        bool known = length > 6 && strcmp(name + length - 6, ".known") == 0;
        size_t wrong = run_case(name);
        if (known && wrong > 0)
            print_message("  known gap: %s\n", name);
        if (known && wrong == 0)
            print_message("  %s passes: take .known off its name\n", name);
        failed += known == (wrong == 0);
        free(entries[i]);
    }
    free(entries);
    print_message("  %d cases, %zu failed\n", count, failed);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_case_as_its_folder_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
