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

/* --- one process for many --- */

/* A shell script that takes orders as gnuplot does; `on_load` runs where a chart is drawn. */
static void fake_engine(const char *on_load)
{
    char script[1500];
    (void)snprintf(script, sizeof script,
                   "echo $$ >> %s/started\n"
                   "while read -r line; do\n"
                   "case \"$line\" in\n"
                   "load*) %s;;\n"
                   "print*) end=${line#print \\'}; echo \"${end%%\\'}\" >&2;;\n"
                   "esac\ndone",
                   fake_folder, on_load);
    fake_gnuplot(script);
}

static size_t times_started(TfArena *arena)
{
    char path[600];
    TfSlice text;
    TfError error;
    (void)snprintf(path, sizeof path, "%s/started", fake_folder);
    assert_ok(file_read(path, 1000, arena, &text, &error), &error);
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.bytes[i] == '\n';
    return count;
}

static TfStatus order(GnuplotEngine *engine, const char *word, TfArena *arena, TfSlice *picture,
                      TfError *error)
{
    const GnuplotFile files[] = {{word, S("1\tword\n")}};
    GnuplotJob job = {.files = files, .file_count = 1, .script = "chart.gp", .limit_ms = 3000};
    return gnuplot_engine_run(engine, &job, arena, picture, error);
}

static void one_process_draws_many_and_finds_only_its_own_files(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    GnuplotEngine *engine;
    tf_arena_init(&arena, 0);
    fake_engine("echo *.tsv > picture");
    assert_ok(gnuplot_engine_start(&engine, &error), &error);
    assert_ok(order(engine, "a.tsv", &arena, &picture, &error), &error);
    assert_slice(picture, "a.tsv\n");
    assert_ok(order(engine, "b.tsv", &arena, &picture, &error), &error);
    assert_slice(picture, "b.tsv\n");
    assert_int_equal(times_started(&arena), 1);
    gnuplot_engine_stop(engine);
    gnuplot_engine_stop(NULL);
    assert_int_equal(count_entries(private_parent), 0);
    tf_arena_done(&arena);
}

/* Until the third is started each fails in its own way; the engine tries twice a chart, and goes on. */
static void a_process_that_ends_or_hangs_is_replaced_and_asked_once_more(void **state)
{
    (void)state;
    const char *ways[] = {"exit 3", "kill -9 $$", "exec /bin/sleep 60", "exec 0<&- 2>&-; exec /bin/sleep 60"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        TfArena arena;
        TfError error;
        TfSlice picture;
        GnuplotEngine *engine;
        char on_load[600];
        tf_arena_init(&arena, 0);
        (void)snprintf(on_load, sizeof on_load,
                       "n=0; while read -r l; do n=$((n+1)); done < %s/started; "
                       "[ $n -ge 4 ] || { %s; }; echo whole > picture",
                       fake_folder, ways[i]);
        fake_engine(on_load);
        assert_ok(gnuplot_engine_start(&engine, &error), &error);
        const GnuplotFile file = {"a.tsv", S("1")};
        GnuplotJob job = {.files = &file, .file_count = 1, .script = "chart.gp", .limit_ms = 200};
        assert_int_equal(gnuplot_engine_run(engine, &job, &arena, &picture, &error), TF_TOOL);
        assert_int_equal(times_started(&arena), 2);
        job.limit_ms = 2000;
        assert_ok(gnuplot_engine_run(engine, &job, &arena, &picture, &error), &error);
        assert_slice(picture, "whole\n");
        assert_int_equal(times_started(&arena), 4);
        gnuplot_engine_stop(engine);
        char path[600];
        (void)snprintf(path, sizeof path, "%s/started", fake_folder);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(count_entries(private_parent), 0);
        tf_arena_done(&arena);
    }
}

static void what_one_chart_said_is_no_fault_of_the_next(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    GnuplotEngine *engine;
    tf_arena_init(&arena, 0);
    fake_engine("[ -e bad.tsv ] && echo 'line 7: bad data' >&2; echo whole > picture");
    assert_ok(gnuplot_engine_start(&engine, &error), &error);
    assert_int_equal(order(engine, "bad.tsv", &arena, &picture, &error), TF_TOOL);
    assert_non_null(strstr(error.message, "line 7: bad data"));
    assert_int_equal(times_started(&arena), 1); /* the chart is to blame: not asked again */
    assert_ok(order(engine, "good.tsv", &arena, &picture, &error), &error);
    assert_int_equal(times_started(&arena), 2);
    gnuplot_engine_stop(engine);
    tf_arena_done(&arena);
}

static void a_flood_of_words_does_not_hide_the_end(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    GnuplotEngine *engine;
    tf_arena_init(&arena, 0);
    fake_engine("i=0; while [ $i -lt 2000 ]; do echo 'a line of noise that goes on and on' >&2; "
                "i=$((i+1)); done; echo whole > picture");
    assert_ok(gnuplot_engine_start(&engine, &error), &error);
    assert_int_equal(order(engine, "a.tsv", &arena, &picture, &error), TF_TOOL);
    assert_non_null(strstr(error.message, "a line of noise"));
    assert_int_equal(times_started(&arena), 1);
    gnuplot_engine_stop(engine);
    tf_arena_done(&arena);
}

static void an_engine_leaves_no_descriptor_and_no_process(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice picture;
    tf_arena_init(&arena, 0);
    size_t before = count_entries("/proc/self/fd");
    const char *rows[] = {"echo whole > picture", "exit 1", "echo bad >&2"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        GnuplotEngine *engine;
        fake_engine(rows[i]);
        assert_ok(gnuplot_engine_start(&engine, &error), &error);
        (void)order(engine, "a.tsv", &arena, &picture, &error);
        (void)order(engine, "a.tsv", &arena, &picture, &error);
        gnuplot_engine_stop(engine);
    }
    assert_int_equal(count_entries("/proc/self/fd"), before);
    assert_int_equal(count_entries(private_parent), 0);
    (void)setenv("PATH", "/nowhere", 1);
    GnuplotEngine *engine;
    assert_ok(gnuplot_engine_start(&engine, &error), &error);
    assert_int_equal(order(engine, "a.tsv", &arena, &picture, &error), TF_TOOL);
    assert_non_null(strstr(error.message, "apt-get install gnuplot-nox"));
    gnuplot_engine_stop(engine);
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
        TEST(one_process_draws_many_and_finds_only_its_own_files),
        TEST(a_process_that_ends_or_hangs_is_replaced_and_asked_once_more),
        TEST(what_one_chart_said_is_no_fault_of_the_next),
        TEST(a_flood_of_words_does_not_hide_the_end),
        TEST(an_engine_leaves_no_descriptor_and_no_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
