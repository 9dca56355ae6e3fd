/* Starting gnuplot: what the child gets, and every way it can fail, played by a shell script of that name. */
// WRAP: fwrite
#include "tests/unit/plots/plots_support.h"

#include "plots/gnuplot.h"

#include <errno.h>
#include <time.h>

static bool disk_is_full;

size_t __real_fwrite(const void *bytes, size_t size, size_t count, FILE *stream);
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *stream);
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *stream)
{
    if (disk_is_full) {
        errno = ENOSPC;
        return 0;
    }
    return __real_fwrite(bytes, size, count, stream);
}

static char usual_path[4096];
static char fake_folder[512];
static char private_parent[512];

/* A folder with bin/ for the fake and tmp/ for the private folders, both at the front of everything. */
static int set_up(void **state)
{
    (void)state;
    const char *folder = scratch_folder();
    (void)snprintf(usual_path, sizeof usual_path, "%s", getenv("PATH"));
    (void)snprintf(fake_folder, sizeof fake_folder, "%s/bin", folder);
    (void)snprintf(private_parent, sizeof private_parent, "%s/tmp", folder);
    assert_int_equal(mkdir(fake_folder, 0755), 0);
    assert_int_equal(mkdir(private_parent, 0755), 0);
    assert_int_equal(setenv("TMPDIR", private_parent, 1), 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    disk_is_full = false;
    (void)setenv("PATH", usual_path, 1);
    (void)unsetenv("TMPDIR");
    scratch_remove();
    return 0;
}

static void fake_gnuplot(const char *script)
{
    char path[600];
    char text[2048];
    (void)snprintf(path, sizeof path, "%s/gnuplot", fake_folder);
    (void)snprintf(text, sizeof text, "#!/bin/sh\n%s\n", script);
    write_text(path, text, 0755);
    assert_int_equal(setenv("PATH", fake_folder, 1), 0);
}

/* One run with a small file; the private folder must be gone whatever came of it. */
static TfStatus run(int limit_ms, TfArena *arena, TfSlice *picture, TfError *error)
{
    const GnuplotFile files[] = {{"words.tsv", S("1\tword\n")}};
    GnuplotJob job = {.files = files, .file_count = 1, .script = "chart.gp", .limit_ms = limit_ms};
    TfStatus status = gnuplot_run(&job, arena, picture, error);
    assert_int_equal(count_entries(private_parent), 0);
    return status;
}

static void the_picture_is_what_the_child_left(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    tf_arena_init(&arena, 0);
    fake_gnuplot("read word < words.tsv; echo \"$@ $word\" > picture");
    assert_ok(run(0, &arena, &picture, &error), &error);
    assert_slice(picture, "-d chart.gp 1\tword\n");
    tf_arena_done(&arena);
}

static void the_child_sees_a_small_environment_and_no_input(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    tf_arena_init(&arena, 0);
    (void)setenv("GNUPLOT_LIB", "/somewhere", 1);
    (void)setenv("SECRET", "value", 1);
    fake_gnuplot("{ /usr/bin/env; read line && echo input; } > picture; exit 0");
    assert_ok(run(0, &arena, &picture, &error), &error);
    assert_true(tf_slice_find(picture, 0, "LC_ALL=C.UTF-8\n") != TF_NOWHERE);
    assert_true(tf_slice_find(picture, 0, private_parent) != TF_NOWHERE);
    const char *absent[] = {"SECRET", "GNUPLOT", "USER", "DISPLAY", "input"};
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++)
        assert_true(tf_slice_find(picture, 0, absent[i]) == TF_NOWHERE);
    tf_arena_done(&arena);
}

static void each_failure_says_what_to_do(void **state)
{
    (void)state;
    const struct {
        const char *script;
        const char *message; /* part of it */
    } rows[] = {
        {"exit 3", "exit status 3"},
        {"printf half > picture; exit 1", "exit status 1"},
        {"printf whole > picture; echo 'warning: something' >&2", "warning: something"},
        {"echo >&2; echo '   plot 1/0' >&2; echo '        ^' >&2; echo '\"chart.gp\" line 7: bad data' >&2; "
         "exit 1",
         "line 7: bad data"},
        {"echo first >&2; echo second >&2; exit 1", "first"},
        {"kill -9 $$", "signal 9"},
        {"exit 0", "drew nothing"},
        {": > picture", "drew nothing"},
        {"i=0; while [ $i -lt 3000 ]; do echo 'a line of noise that goes on and on and on and on' >&2; "
         "i=$((i+1)); done; exit 1",
         "a line of noise"},
        {"printf '\\001\\377' >&2; exit 1", "gnuplot failed"},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfError error;
        TfSlice picture = {NULL, 0};
        fake_gnuplot(rows[i].script);
        assert_int_equal(run(0, &arena, &picture, &error), TF_TOOL);
        if (strstr(error.message, rows[i].message) == NULL)
            fail_msg("row %zu: \"%s\" is not in \"%s\"", i, rows[i].message, error.message);
        assert_null(picture.bytes);
        for (const char *at = error.message; *at != '\0'; at++)
            assert_true((unsigned char)*at >= 0x20);
    }
    tf_arena_done(&arena);
}

static void warnings_of_fontconfig_are_no_failure(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    tf_arena_init(&arena, 0);
    fake_gnuplot("printf whole > picture; echo 'Fontconfig warning: \"/etc/fonts/x.conf\", line 5: old' >&2; "
                 "echo 'Fontconfig error: No writable cache directories' >&2; echo >&2");
    assert_ok(run(0, &arena, &picture, &error), &error);
    assert_slice(picture, "whole");
    tf_arena_done(&arena);
}

static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void a_child_that_hangs_is_stopped(void **state)
{
    (void)state;
    const char *rows[] = {
        "exec /bin/sleep 60",
        "/bin/sleep 60; echo never",
        "exec 2>&-; exec /bin/sleep 60",
        "trap '' TERM INT HUP; while :; do /bin/sleep 1; done",
        "while :; do echo noise >&2; done",
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfError error;
        TfSlice picture;
        fake_gnuplot(rows[i]);
        double start = seconds();
        assert_int_equal(run(300, &arena, &picture, &error), TF_TOOL);
        assert_non_null(strstr(error.message, "took longer"));
        assert_true(seconds() - start < 20);
    }
    tf_arena_done(&arena);
}

static void a_grandchild_does_not_keep_the_run_waiting(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    tf_arena_init(&arena, 0);
    fake_gnuplot("/bin/sleep 25 & printf whole > picture");
    double start = seconds();
    assert_ok(run(20000, &arena, &picture, &error), &error);
    assert_true(seconds() - start < 15);
    tf_arena_done(&arena);
}

/* A killed orphan may stay a zombie until somebody reaps it. */
static bool is_running(const char *pid)
{
    char path[64];
    char state = '?';
    (void)snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *stream = fopen(path, "r");
    if (stream == NULL)
        return false;
    int read = fscanf(stream, "%*d (%*[^)]) %c", &state);
    (void)fclose(stream);
    return read == 1 && state != 'Z' && state != 'X';
}

static void nothing_the_child_started_lives_on(void **state)
{
    (void)state;
    const char *rows[] = {"/bin/sleep 61 & echo $! > %s/pid; wait",
                          "/bin/sleep 61 & echo $! > %s/pid; exit 1",
                          "/bin/sleep 61 & echo $! > %s/pid; printf whole > picture"};
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfError error;
        TfSlice picture;
        TfSlice pid;
        char script[1024];
        char path[600];
        TfSlice row = tf_slice(rows[i]);
        size_t mark = tf_slice_find(row, 0, "%s");
        (void)snprintf(script, sizeof script, "%.*s%s%s", (int)mark, rows[i], fake_folder,
                       rows[i] + mark + 2);
        fake_gnuplot(script);
        (void)run(500, &arena, &picture, &error);
        (void)snprintf(path, sizeof path, "%s/pid", fake_folder);
        assert_ok(file_read(path, 100, &arena, &pid, &error), &error);
        TfSlice number = tf_arena_copy(&arena, tf_slice_trim(pid));
        assert_true(number.length > 0);
        for (int tries = 0; tries < 200 && is_running(number.bytes); tries++)
            (void)usleep(10000);
        assert_false(is_running(number.bytes));
    }
    tf_arena_done(&arena);
}

static void a_missing_gnuplot_is_named_with_its_package(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    tf_arena_init(&arena, 0);
    const char *paths[] = {"", "/nowhere", fake_folder};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        assert_int_equal(setenv("PATH", paths[i], 1), 0);
        assert_int_equal(run(0, &arena, &picture, &error), TF_TOOL);
        assert_non_null(strstr(error.message, "apt-get install gnuplot-nox"));
    }
    tf_arena_done(&arena);
}

static void a_full_or_missing_temporary_folder_is_an_io_error(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    tf_arena_init(&arena, 0);
    fake_gnuplot("printf whole > picture");
    disk_is_full = true;
    assert_int_equal(run(0, &arena, &picture, &error), TF_IO);
    assert_non_null(strstr(error.message, "No space left"));
    disk_is_full = false;
    assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
    assert_int_equal(run(0, &arena, &picture, &error), TF_IO);
    assert_non_null(strstr(error.message, "TMPDIR"));
    char longest[2000];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(setenv("TMPDIR", longest, 1), 0);
    assert_int_equal(run(0, &arena, &picture, &error), TF_IO);
    tf_arena_done(&arena);
}

static void no_descriptor_is_left_open(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    tf_arena_init(&arena, 0);
    size_t before = count_entries("/proc/self/fd");
    const char *rows[] = {"printf whole > picture", "exit 1", "exec /bin/sleep 60"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fake_gnuplot(rows[i]);
        (void)run(200, &arena, &picture, &error);
    }
    (void)setenv("PATH", "/nowhere", 1);
    (void)run(200, &arena, &picture, &error);
    assert_int_equal(count_entries("/proc/self/fd"), before);
    tf_arena_done(&arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_picture_is_what_the_child_left),
        TEST(the_child_sees_a_small_environment_and_no_input),
        TEST(each_failure_says_what_to_do),
        TEST(warnings_of_fontconfig_are_no_failure),
        TEST(a_child_that_hangs_is_stopped),
        TEST(a_grandchild_does_not_keep_the_run_waiting),
        TEST(nothing_the_child_started_lives_on),
        TEST(a_missing_gnuplot_is_named_with_its_package),
        TEST(a_full_or_missing_temporary_folder_is_an_io_error),
        TEST(no_descriptor_is_left_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
