/* Case folders tests/cases/html/<case>/: page.html is read, and the article's text must be expected.txt. */
#define _GNU_SOURCE /* scandir */
#include "tests/support/support.h"

#include "importers/html/html.h"
#include "tracker/base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER TEST_SOURCE_DIR "/tests/cases/html"

static int is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strstr(entry->d_name, ".md") == NULL;
}

static TfSlice read_file(const char *name, const char *file, TfArena *arena)
{
    char path[512];
    TfSlice bytes = {NULL, 0};
    TfError error;
    (void)snprintf(path, sizeof path, FOLDER "/%s/%s", name, file);
    assert_ok(file_read(path, 1 << 20, arena, &bytes, &error), &error);
    return bytes;
}

static bool reads_as_expected(const char *name)
{
    TfArena arena;
    TfError error;
    TfArticle article = {.text = {"", 0}};
    tf_arena_init(&arena, 0);
    TfSlice page = read_file(name, "page.html", &arena);
    TfSlice expected = read_file(name, "expected.txt", &arena);
    TfStatus status = html_read(page, tf_slice(name), NULL, &arena, &article, &error);
    bool same = status == TF_OK && tf_slice_equal(article.text, expected);
    if (!same)
        print_error("%s: %s\n--- got\n%.*s--- expected\n%.*s", name,
                    status == TF_OK ? "differs" : error.message, TF_SLICE_ARG(article.text),
                    TF_SLICE_ARG(expected));
    tf_arena_done(&arena);
    return same;
}

static void reads_each_page_as_its_folder_expects(void **state)
{
    (void)state;
    struct dirent **names = NULL;
    int count = scandir(FOLDER, &names, is_case, alphasort);
    int wrong = 0;
    for (int i = 0; i < count; i++) {
        wrong += !reads_as_expected(names[i]->d_name);
        free(names[i]);
    }
    free(names);
    assert_true(count > 5);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_page_as_its_folder_expects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
