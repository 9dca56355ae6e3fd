/* One run of gnuplot: a private folder, a child process with a time limit, the picture read back. */
#define _GNU_SOURCE /* mkdtemp, nftw, posix_spawn_file_actions_addchdir_np */
#include "plots/gnuplot.h"

#include "plots/chart_text.h"
#include "tracker/base/clock.h"
#include "tracker/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define USUAL_LIMIT_MS 30000
#define MOST_TALK      4096               /* bytes of standard error that are kept */
#define MOST_PICTURE   ((size_t)64 << 20) /* a chart has some 100 kB */
#define LONGEST_PATH   1024
#define MOST_VARIABLES 8

typedef struct Run {
    char folder[LONGEST_PATH];
    pid_t child; /* 0 when none runs */
    int talk;    /* read end of its standard error, -1 when closed */
    int exit_status;
    char said[MOST_TALK + 1];
    size_t said_length;
} Run;

/* --- the private folder --- */

static TfStatus make_folder(Run *run, TfError *error)
{
    const char *base = getenv("TMPDIR");
    if (base == NULL || base[0] == '\0')
        base = "/tmp";
    int length = snprintf(run->folder, sizeof run->folder, "%s/tradefig-chart-XXXXXX", base);
    if (length < 0 || (size_t)length >= sizeof run->folder - 64) {
        run->folder[0] = '\0';
        return tf_fail(error, TF_IO, "the path in TMPDIR is longer than %d bytes", LONGEST_PATH - 64);
    }
    if (mkdtemp(run->folder) == NULL) {
        run->folder[0] = '\0';
        return tf_fail_at(error, TF_IO, base, 0,
                          "cannot make a folder for gnuplot: %s; set TMPDIR to a folder that can be written",
                          strerror(errno));
    }
    return TF_OK;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    (void)remove(path); /* go on: what can go should go */
    return 0;
}

static void remove_folder(Run *run)
{
    if (run->folder[0] != '\0')
        (void)nftw(run->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* The folder is gone in a moment, so these files are neither synced nor renamed. */
static TfStatus write_file(const Run *run, const GnuplotFile *file, TfError *error)
{
    char path[LONGEST_PATH + 64];
    (void)snprintf(path, sizeof path, "%s/%s", run->folder, file->name);
    FILE *stream = fopen(path, "wxe");
    if (stream == NULL)
        return tf_fail_at(error, TF_IO, path, 0, "cannot write: %s", strerror(errno));
    bool is_written = fwrite(file->bytes.bytes, 1, file->bytes.length, stream) == file->bytes.length;
    if (fclose(stream) != 0)
        is_written = false;
    return is_written ? TF_OK : tf_fail_at(error, TF_IO, path, 0, "cannot write: %s", strerror(errno));
}

/* --- the child --- */

typedef struct Environment {
    char *variables[MOST_VARIABLES + 1];
    TfArena *arena;
} Environment;

static bool add_variable(Environment *environment, size_t *count, const char *name, const char *value)
{
    if (value == NULL)
        return true;
    TfSlice text = tf_arena_format(environment->arena, "%s=%s", name, value);
    char *copy = text.bytes != NULL ? tf_arena_alloc(environment->arena, text.length + 1) : NULL;
    if (copy == NULL)
        return false;
    memcpy(copy, text.bytes, text.length);
    environment->variables[(*count)++] = copy;
    return true;
}

static bool fill_environment(Environment *environment, const Run *run)
{
    size_t count = 0;
    return add_variable(environment, &count, "PATH", getenv("PATH")) &&
           add_variable(environment, &count, "LC_ALL", "C.UTF-8") &&
           add_variable(environment, &count, "HOME", run->folder) &&
           add_variable(environment, &count, "TMPDIR", run->folder) &&
           add_variable(environment, &count, "FONTCONFIG_FILE", getenv("FONTCONFIG_FILE")) &&
           add_variable(environment, &count, "FONTCONFIG_PATH", getenv("FONTCONFIG_PATH"));
}

/* Own process group, so that the time limit also ends what the program may have started; signals as usual. */
static int spawn(Run *run, char *const arguments[], char *const variables[], int talk)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t usual;
    (void)sigemptyset(&none);
    (void)sigemptyset(&usual);
    (void)sigaddset(&usual, SIGPIPE);
    (void)sigaddset(&usual, SIGINT);
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0)
        return code;
    code = posix_spawnattr_init(&attributes);
    if (code == 0) {
        (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                        POSIX_SPAWN_SETSIGDEF);
        (void)posix_spawnattr_setsigmask(&attributes, &none);
        (void)posix_spawnattr_setsigdefault(&attributes, &usual);
        if ((code = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)) == 0 &&
            (code = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)) == 0 &&
            (code = posix_spawn_file_actions_adddup2(&actions, talk, 2)) == 0 &&
            (code = posix_spawn_file_actions_addchdir_np(&actions, run->folder)) == 0)
            code = posix_spawnp(&run->child, arguments[0], &actions, &attributes, arguments, variables);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

static TfStatus start(Run *run, const GnuplotJob *job, TfArena *arena, TfError *error)
{
    Environment environment = {.arena = arena};
    if (!fill_environment(&environment, run))
        return tf_fail_memory(error);
    char program[] = "gnuplot";
    char ignore_settings[] = "-d";
    char script[64];
    (void)snprintf(script, sizeof script, "%s", job->script);
    char *arguments[] = {program, ignore_settings, script, NULL};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return tf_fail(error, TF_TOOL, "cannot start gnuplot: %s", strerror(errno));
    int code = spawn(run, arguments, environment.variables, ends[1]);
    (void)close(ends[1]);
    if (code == 0) {
        run->talk = ends[0];
        return TF_OK;
    }
    run->child = 0;
    (void)close(ends[0]);
    if (code == ENOENT)
        return tf_fail(error, TF_TOOL,
                       "gnuplot is not installed, or not on the PATH: apt-get install gnuplot-nox");
    return tf_fail(error, TF_TOOL, "cannot start gnuplot: %s", strerror(code));
}

/* Keeps the first MOST_TALK bytes and drops the rest, so that a chatty child never blocks. */
static void listen_once(Run *run, int wait_ms)
{
    struct pollfd talk = {.fd = run->talk, .events = POLLIN};
    if (poll(&talk, 1, wait_ms) <= 0)
        return;
    char bytes[1024];
    ssize_t got = read(run->talk, bytes, sizeof bytes);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        (void)close(run->talk);
        run->talk = -1;
        return;
    }
    size_t room = MOST_TALK - run->said_length;
    size_t kept = (size_t)got < room ? (size_t)got : room;
    memcpy(run->said + run->said_length, bytes, kept);
    run->said_length += kept;
}

/* Ends the child's whole group, then the child; before it is reaped its number cannot be anybody else's. */
static void stop_child(Run *run)
{
    if (run->child <= 0)
        return;
    (void)kill(-run->child, SIGKILL);
    while (waitpid(run->child, &run->exit_status, 0) < 0 && errno == EINTR)
        continue;
    run->child = 0;
}

/* Also true when the host ignores SIGCHLD and the child was reaped at once; its number is then no longer
 * ours. */
static bool has_ended(Run *run)
{
    siginfo_t about = {.si_pid = 0};
    if (waitid(P_PID, (id_t)run->child, &about, WEXITED | WNOHANG | WNOWAIT) == 0)
        return about.si_pid == run->child;
    if (errno != ECHILD)
        return false;
    run->child = 0;
    return true;
}

/* Waits for the end of the child; false when the limit came first. A grandchild may hold standard error open,
 * so its end alone proves nothing. */
static bool wait_for_end(Run *run, int limit_ms)
{
    int64_t deadline = clock_milliseconds() + limit_ms;
    while (!has_ended(run)) {
        if (clock_milliseconds() >= deadline)
            return false;
        if (run->talk >= 0)
            listen_once(run, 20);
        else
            (void)poll(NULL, 0, 1);
    }
    stop_child(run);
    size_t before;
    do { /* what it said last */
        before = run->said_length;
        if (run->talk >= 0)
            listen_once(run, 0);
    } while (run->said_length > before);
    return true;
}

/* --- the verdict --- */

/* Said when a font folder cannot be cached or its settings are old; the picture is whole all the same. */
static bool is_harmless(TfSlice line)
{
    return tf_slice_trim(line).length == 0 || tf_slice_starts_with(line, "Fontconfig warning:") ||
           tf_slice_starts_with(line, "Fontconfig error: No writable cache directories");
}

/* The first line that says what went wrong; empty when there is none. gnuplot shows the line of the script
 * and a caret first, the cause comes behind "line N:". */
static TfSlice complaint(const Run *run)
{
    TfSlice rest = tf_slice_of(run->said, run->said_length);
    TfSlice first = {"", 0};
    while (rest.bytes != NULL) {
        TfSlice line = tf_slice_trim(tf_slice_split(&rest, '\n'));
        if (is_harmless(line))
            continue;
        if (tf_slice_find(line, 0, "line ") != TF_NOWHERE)
            return line;
        if (first.length == 0)
            first = line;
    }
    return first;
}

static TfStatus judge(const Run *run, TfArena *arena, TfError *error)
{
    TfSlice said = chart_text_clean(complaint(run), 300, arena); /* it ends up on a terminal */
    if (WIFSIGNALED(run->exit_status))
        return tf_fail(error, TF_TOOL, "gnuplot was ended by signal %d; no chart was written",
                       WTERMSIG(run->exit_status));
    if (said.length > 0)
        return tf_fail(error, TF_TOOL, "gnuplot failed, no chart was written: %.*s", TF_SLICE_ARG(said));
    if (WEXITSTATUS(run->exit_status) == 127)
        return tf_fail(error, TF_TOOL, "gnuplot could not be run: apt-get install gnuplot-nox");
    if (WEXITSTATUS(run->exit_status) != 0)
        return tf_fail(error, TF_TOOL,
                       "gnuplot failed with exit status %d and without a word; no chart was "
                       "written",
                       WEXITSTATUS(run->exit_status));
    return TF_OK;
}

static TfStatus read_picture(const Run *run, TfArena *arena, TfSlice *picture, TfError *error)
{
    char path[LONGEST_PATH + 64];
    (void)snprintf(path, sizeof path, "%s/%s", run->folder, GNUPLOT_PICTURE);
    TfSlice bytes;
    TfStatus status = file_read(path, MOST_PICTURE, arena, &bytes, error);
    if (status == TF_NO_MEMORY)
        return status;
    if (status != TF_OK || bytes.length == 0)
        return tf_fail(error, TF_TOOL, "gnuplot ended well but drew nothing; no chart was written");
    *picture = bytes;
    return TF_OK;
}

TfStatus gnuplot_run(const GnuplotJob *job, TfArena *arena, TfSlice *picture, TfError *error)
{
    Run run = {.talk = -1};
    int limit_ms = job->limit_ms > 0 ? job->limit_ms : USUAL_LIMIT_MS;
    TfStatus status = make_folder(&run, error);
    for (size_t i = 0; status == TF_OK && i < job->file_count; i++)
        status = write_file(&run, &job->files[i], error);
    if (status == TF_OK)
        status = start(&run, job, arena, error);
    if (status != TF_OK)
        goto cleanup;
    if (!wait_for_end(&run, limit_ms)) {
        status =
            tf_fail(error, TF_TOOL, "gnuplot took longer than %d s and was stopped; no chart was written",
                    (limit_ms + 999) / 1000);
        goto cleanup;
    }
    status = judge(&run, arena, error);
    if (status == TF_OK)
        status = read_picture(&run, arena, picture, error);

cleanup:
    stop_child(&run);
    if (run.talk >= 0)
        (void)close(run.talk);
    remove_folder(&run);
    return status;
}
