/* One process of gnuplot in a private folder: what it is given, how it is started, heard and ended. */
#define _GNU_SOURCE /* mkdtemp, nftw, posix_spawn_file_actions_addchdir_np */
#include "plots/gnuplot_child.h"

#include "plots/chart_text.h"
#include "tracker/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_PICTURE   ((size_t)64 << 20) /* a chart has some 100 kB */
#define MOST_VARIABLES 8

static void close_end(int *end)
{
    if (*end >= 0)
        (void)close(*end);
    *end = -1;
}

/* --- the private folder --- */

TfStatus gnuplot_child_make_folder(GnuplotChild *child, TfError *error)
{
    const char *base = getenv("TMPDIR");
    if (base == NULL || base[0] == '\0')
        base = "/tmp";
    int length = snprintf(child->folder, sizeof child->folder, "%s/tradefig-chart-XXXXXX", base);
    if (length < 0 || (size_t)length >= sizeof child->folder - 64) {
        child->folder[0] = '\0';
        return tf_fail(error, TF_IO, "the path in TMPDIR is longer than %d bytes", GNUPLOT_MOST_PATH - 64);
    }
    if (mkdtemp(child->folder) == NULL) {
        child->folder[0] = '\0';
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

static void remove_folder(GnuplotChild *child)
{
    if (child->folder[0] != '\0')
        (void)nftw(child->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* The folder is gone in a moment, so these files are neither synced nor renamed. */
static TfStatus write_file(const GnuplotChild *child, const GnuplotFile *file, TfError *error)
{
    char path[GNUPLOT_MOST_PATH + 64];
    (void)snprintf(path, sizeof path, "%s/%s", child->folder, file->name);
    FILE *stream = fopen(path, "wxe");
    if (stream == NULL)
        return tf_fail_at(error, TF_IO, path, 0, "cannot write: %s", strerror(errno));
    bool is_written = fwrite(file->bytes.bytes, 1, file->bytes.length, stream) == file->bytes.length;
    if (fclose(stream) != 0)
        is_written = false;
    return is_written ? TF_OK : tf_fail_at(error, TF_IO, path, 0, "cannot write: %s", strerror(errno));
}

/* What the last chart left, so that a script finds nothing but its own files. */
static void empty_folder(const GnuplotChild *child)
{
    DIR *folder = opendir(child->folder);
    if (folder == NULL)
        return;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (entry->d_name[0] != '.')
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
    (void)closedir(folder);
}

TfStatus gnuplot_child_fill(const GnuplotChild *child, const GnuplotFile *files, size_t count, TfError *error)
{
    empty_folder(child);
    TfStatus status = TF_OK;
    for (size_t i = 0; status == TF_OK && i < count; i++)
        status = write_file(child, &files[i], error);
    return status;
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

static bool fill_environment(Environment *environment, const GnuplotChild *child)
{
    size_t count = 0;
    return add_variable(environment, &count, "PATH", getenv("PATH")) &&
           add_variable(environment, &count, "LC_ALL", "C.UTF-8") &&
           add_variable(environment, &count, "HOME", child->folder) &&
           add_variable(environment, &count, "TMPDIR", child->folder) &&
           add_variable(environment, &count, "FONTCONFIG_FILE", getenv("FONTCONFIG_FILE")) &&
           add_variable(environment, &count, "FONTCONFIG_PATH", getenv("FONTCONFIG_PATH"));
}

static int add_channels(posix_spawn_file_actions_t *actions, int input, int talk)
{
    int code = input >= 0 ? posix_spawn_file_actions_adddup2(actions, input, 0)
                          : posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (code == 0)
        code = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    return code != 0 ? code : posix_spawn_file_actions_adddup2(actions, talk, 2);
}

/* Own process group, so that the time limit also ends what the program may have started; signals as usual. */
static int spawn(GnuplotChild *child, char *const arguments[], char *const variables[], int input, int talk)
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
        code = add_channels(&actions, input, talk);
        if (code == 0)
            code = posix_spawn_file_actions_addchdir_np(&actions, child->folder);
        if (code == 0)
            code = posix_spawnp(&child->id, arguments[0], &actions, &attributes, arguments, variables);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

/* A socket and not a pipe, since writing to one that nobody reads any more can be done without a signal. */
static int open_orders(GnuplotChild *child, int *far_end)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return errno;
    child->orders = ends[0];
    *far_end = ends[1];
    return 0;
}

/* Starts it with its end of both channels, of which only ours stay open. */
static int start_with_channels(GnuplotChild *child, char *const arguments[], char *const variables[])
{
    int talk[2] = {-1, -1};
    int input = -1;
    int code = pipe2(talk, O_CLOEXEC) != 0 ? errno : 0;
    if (code == 0 && arguments[2] == NULL)
        code = open_orders(child, &input);
    if (code == 0)
        code = spawn(child, arguments, variables, input, talk[1]);
    close_end(&input);
    close_end(&talk[1]);
    child->talk = talk[0];
    if (code == 0)
        return 0;
    child->id = 0;
    close_end(&child->talk);
    close_end(&child->orders);
    return code;
}

TfStatus gnuplot_child_start(GnuplotChild *child, const char *script, TfArena *arena, TfError *error)
{
    Environment environment = {.arena = arena};
    if (!fill_environment(&environment, child))
        return tf_fail_memory(error);
    char program[] = "gnuplot";
    char ignore_settings[] = "-d";
    char name[64];
    (void)snprintf(name, sizeof name, "%s", script != NULL ? script : "");
    char *arguments[] = {program, ignore_settings, script != NULL ? name : NULL, NULL};
    gnuplot_child_forget(child);
    close_end(&child->talk); /* of the one before */
    child->exit_status = 0;
    int code = start_with_channels(child, arguments, environment.variables);
    if (code == 0)
        return TF_OK;
    if (code == ENOENT)
        return tf_fail(error, TF_TOOL,
                       "gnuplot is not installed, or not on the PATH: apt-get install gnuplot-nox");
    return tf_fail(error, TF_TOOL, "cannot start gnuplot: %s", strerror(code));
}

bool gnuplot_child_order(const GnuplotChild *child, TfSlice order)
{
    size_t done = 0;
    while (done < order.length) {
        ssize_t sent = send(child->orders, order.bytes + done, order.length - done, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        done += (size_t)sent;
    }
    return true;
}

static void keep_tail(GnuplotChild *child, const char *bytes, size_t count)
{
    if (count >= GNUPLOT_TAIL) {
        memcpy(child->tail, bytes + count - GNUPLOT_TAIL, GNUPLOT_TAIL);
        child->tail_length = GNUPLOT_TAIL;
        return;
    }
    size_t room = GNUPLOT_TAIL - count;
    size_t kept = child->tail_length < room ? child->tail_length : room;
    memmove(child->tail, child->tail + child->tail_length - kept, kept);
    memcpy(child->tail + kept, bytes, count);
    child->tail_length = kept + count;
}

/* Keeps the first GNUPLOT_MOST_TALK bytes and drops the rest, so that a chatty child never blocks. */
void gnuplot_child_listen(GnuplotChild *child, int wait_ms)
{
    struct pollfd talk = {.fd = child->talk, .events = POLLIN};
    if (poll(&talk, 1, wait_ms) <= 0)
        return;
    char bytes[1024];
    ssize_t got = read(child->talk, bytes, sizeof bytes);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        close_end(&child->talk);
        return;
    }
    size_t room = GNUPLOT_MOST_TALK - child->said_length;
    size_t kept = (size_t)got < room ? (size_t)got : room;
    memcpy(child->said + child->said_length, bytes, kept);
    child->said_length += kept;
    keep_tail(child, bytes, (size_t)got);
}

void gnuplot_child_forget(GnuplotChild *child)
{
    child->said_length = 0;
    child->tail_length = 0;
}

/* Ends the child's whole group, then the child; before it is reaped its number cannot be anybody else's. */
void gnuplot_child_stop(GnuplotChild *child)
{
    close_end(&child->orders);
    if (child->id <= 0)
        return;
    (void)kill(-child->id, SIGKILL);
    while (waitpid(child->id, &child->exit_status, 0) < 0 && errno == EINTR)
        continue;
    child->id = 0;
}

/* Also true when the host ignores SIGCHLD and the child was reaped at once; its number is then no longer
 * ours. */
bool gnuplot_child_has_ended(GnuplotChild *child)
{
    siginfo_t about = {.si_pid = 0};
    if (waitid(P_PID, (id_t)child->id, &about, WEXITED | WNOHANG | WNOWAIT) == 0)
        return about.si_pid == child->id;
    if (errno != ECHILD)
        return false;
    child->id = 0;
    return true;
}

/* --- the verdict --- */

/* Said when a font folder cannot be cached or its settings are old; the picture is whole all the same. */
static bool is_harmless(TfSlice line)
{
    return tf_slice_trim(line).length == 0 || tf_slice_starts_with(line, GNUPLOT_END) ||
           tf_slice_starts_with(line, "Fontconfig warning:") ||
           tf_slice_starts_with(line, "Fontconfig error: No writable cache directories");
}

/* The first line that says what went wrong; empty when there is none. gnuplot shows the line of the script
 * and a caret first, the cause comes behind "line N:". */
static TfSlice complaint(const GnuplotChild *child)
{
    TfSlice rest = tf_slice_of(child->said, child->said_length);
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

TfStatus gnuplot_child_judge(const GnuplotChild *child, TfArena *arena, TfError *error)
{
    TfSlice said = chart_text_clean(complaint(child), 300, arena); /* it ends up on a terminal */
    if (WIFSIGNALED(child->exit_status))
        return tf_fail(error, TF_TOOL, "gnuplot was ended by signal %d; no chart was written",
                       WTERMSIG(child->exit_status));
    if (said.length > 0)
        return tf_fail(error, TF_TOOL, "gnuplot failed, no chart was written: %.*s", TF_SLICE_ARG(said));
    if (WEXITSTATUS(child->exit_status) == 127)
        return tf_fail(error, TF_TOOL, "gnuplot could not be run: apt-get install gnuplot-nox");
    if (WEXITSTATUS(child->exit_status) != 0)
        return tf_fail(error, TF_TOOL,
                       "gnuplot failed with exit status %d and without a word; no chart was "
                       "written",
                       WEXITSTATUS(child->exit_status));
    return TF_OK;
}

TfStatus gnuplot_child_picture(const GnuplotChild *child, TfArena *arena, TfSlice *picture, TfError *error)
{
    char path[GNUPLOT_MOST_PATH + 64];
    (void)snprintf(path, sizeof path, "%s/%s", child->folder, GNUPLOT_PICTURE);
    TfSlice bytes;
    TfStatus status = file_read(path, MOST_PICTURE, arena, &bytes, error);
    if (status == TF_NO_MEMORY)
        return status;
    if (status != TF_OK || bytes.length == 0)
        return tf_fail(error, TF_TOOL, "gnuplot ended well but drew nothing; no chart was written");
    *picture = bytes;
    return TF_OK;
}

void gnuplot_child_init(GnuplotChild *child)
{
    *child = (GnuplotChild){.orders = -1, .talk = -1};
}

void gnuplot_child_done(GnuplotChild *child)
{
    gnuplot_child_stop(child);
    close_end(&child->talk);
    remove_folder(child);
    child->folder[0] = '\0';
}
