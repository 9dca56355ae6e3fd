/* Runs every folder of tests/cases/feed; its README.md says what they hold. */
#define _GNU_SOURCE /* scandir */
#include "tests/support/support.h"

#include "importers/archive/feed.h"
#include "tracker/base/tsv.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#define CASES TEST_SOURCE_DIR "/tests/cases/feed"

static TfSlice case_file(const char *name, const char *file, TfArena *arena)
{
    TfSlice bytes = {NULL, 0};
    TfError error;
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s/%s", CASES, name, file);
    if (access(path, R_OK) == 0)
        assert_ok(file_read(path, FEED_MOST_BYTES, arena, &bytes, &error), &error);
    return bytes;
}

static TfSlice field_of(const Document *document, TfSlice field, char date[TF_DATE_CHARS])
{
    static const char *const kinds[] = {
        [DOCUMENT_TEXT] = "text", [DOCUMENT_HTML] = "html", [DOCUMENT_LINK] = "link"};
    const struct {
        const char *name;
        TfSlice value;
    } values[] = {
        {"kind", tf_slice(kinds[document->kind])},
        {"url", document->url},
        {"title", document->title},
        {"author", document->author},
        {"outlet", document->outlet},
        {"lang", document->lang},
        {"date", tf_slice(tf_date_write(date, document->date))},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (tf_slice_is(field, values[i].name))
            return values[i].value;
    fail_msg("expected.tsv has no field '%.*s'", TF_SLICE_ARG(field));
    return field;
}

static bool row_holds(const char *name, const FeedDocuments *documents, TfSlice key, TfSlice wanted)
{
    char text[TF_DATE_CHARS];
    TfSlice rest = key;
    TfSlice first = tf_slice_split(&rest, '.');
    TfSlice got;
    if (tf_slice_is(key, "count")) {
        (void)snprintf(text, sizeof text, "%zu", documents->count);
        got = tf_slice(text);
    } else {
        size_t entry = (size_t)(first.bytes[0] - '0');
        got = entry >= 1 && entry <= documents->count ? field_of(&documents->items[entry - 1], rest, text)
                                                      : tf_slice("no such entry");
    }
    if (tf_slice_equal(got, wanted))
        return true;
    print_message("  %s: %.*s is '%.*s', wanted '%.*s'\n", name, TF_SLICE_ARG(key), TF_SLICE_ARG(got),
                  TF_SLICE_ARG(wanted));
    return false;
}

static size_t run_case(const char *name)
{
    TfArena arena;
    TfError error;
    TsvReader reader;
    FeedDocuments documents = {NULL, 0};
    FeedOrigin origin = {.name = "feed", .url = TF_SLICE("https://feeds.example/all/feed")};
    size_t wrong = 0;
    tf_arena_init(&arena, 0);
    TfSlice bytes = case_file(name, "feed.xml", &arena);
    if (bytes.bytes == NULL)
        bytes = case_file(name, "feed.json", &arena);
    assert_ok(feed_read(bytes, &origin, &arena, &documents, &error), &error);
    tsv_open(&reader, case_file(name, "expected.tsv", &arena));
    size_t rows = 0;
    for (; tsv_next(&reader); rows++)
        wrong += !row_holds(name, &documents, tsv_field(&reader, 0), tsv_field(&reader, 1));
    assert_true(rows > 0);
    tf_arena_done(&arena);
    return wrong;
}

static int is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "README.md") != 0;
}

static void reads_every_feed_as_its_folder_says(void **state)
{
    (void)state;
    struct dirent **entries;
    int count = scandir(CASES, &entries, is_case, alphasort);
    size_t wrong = 0;
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        wrong += run_case(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_feed_as_its_folder_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
