/* What the tests of whole charts share: a clean folder with gnuplot's own inside, and pictures read back. */
#ifndef TESTS_UNIT_PLOTS_CHART_BENCH_H
#define TESTS_UNIT_PLOTS_CHART_BENCH_H

#include "tests/unit/plots/plots_support.h"

static TfArena arena;
static const char *folder;
static char usual_path[4096];
static char private_parent[512];

static inline int set_up(void **state)
{
    (void)state;
    folder = scratch_folder();
    (void)snprintf(usual_path, sizeof usual_path, "%s", getenv("PATH"));
    (void)snprintf(private_parent, sizeof private_parent, "%s/tmp", folder);
    assert_int_equal(mkdir(private_parent, 0755), 0);
    assert_int_equal(setenv("TMPDIR", private_parent, 1), 0);
    tf_arena_init(&arena, 0);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    (void)setenv("PATH", usual_path, 1);
    (void)unsetenv("TMPDIR");
    tf_arena_done(&arena);
    scratch_remove();
    return 0;
}

static inline const char *in_folder(const char *name)
{
    TfSlice path = tf_arena_format(&arena, "%s/%s", folder, name);
    assert_non_null(path.bytes);
    return path.bytes;
}

static inline TfSlice read_back(const char *path)
{
    TfSlice bytes = {NULL, 0};
    TfError error;
    assert_ok(file_read(path, (size_t)1 << 26, &arena, &bytes, &error), &error);
    return bytes;
}

static inline TfSlice drawn(const Chart *chart, ChartFormat format, ChartTheme theme, const char *name)
{
    TfError error;
    const char *path = in_folder(name);
    assert_ok(chart_write(NULL, chart, format, theme, path, &error), &error);
    assert_int_equal(count_entries(private_parent), 0);
    return read_back(path);
}

static inline size_t count_of(TfSlice text, const char *needle)
{
    size_t count = 0;
    for (size_t at = tf_slice_find(text, 0, needle); at != TF_NOWHERE;
         at = tf_slice_find(text, at + 1, needle))
        count++;
    return count;
}

#endif
