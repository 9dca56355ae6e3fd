/* A child process from start to end. */
#define _GNU_SOURCE /* memfd_create, pipe2, prlimit */
#include "tracker/base/child.h"

#include "tracker/base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct Child {
    pid_t id;   /* 0 when none runs */
    int input;  /* a file in memory, so that the child never waits for us; -1 when closed, like the others */
    int output; /* read end of its standard output */
    int talk;   /* read end of its standard error */
    int status;
    char line[256]; /* what it says just now */
    size_t line_length;
} Child;

static void close_end(int *end)
{
    if (*end >= 0)
        (void)close(*end);
    *end = -1;
}

/* A file in memory that holds `bytes`; -1 when the system refuses. */
static int file_of(TfSlice bytes)
{
    int file = memfd_create("input", MFD_CLOEXEC);
    for (size_t done = 0; file >= 0 && done < bytes.length;) {
        ssize_t written = write(file, bytes.bytes + done, bytes.length - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            close_end(&file);
            return -1;
        }
        done += (size_t)written;
    }
    if (file >= 0 && lseek(file, 0, SEEK_SET) != 0)
        close_end(&file);
    return file;
}

static int add_files(posix_spawn_file_actions_t *actions, const Child *child, int output, int talk)
{
    int code = posix_spawn_file_actions_adddup2(actions, child->input, 0);
    if (code == 0)
        code = posix_spawn_file_actions_adddup2(actions, output, 1);
    if (code == 0)
        code = posix_spawn_file_actions_adddup2(actions, talk, 2);
    return code;
}

/* Own process group, so that a limit also ends what the program may have started; signals as usual. */
static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t usual;
    (void)sigemptyset(&none);
    (void)sigemptyset(&usual);
    (void)sigaddset(&usual, SIGPIPE);
    (void)sigaddset(&usual, SIGINT);
    (void)sigaddset(&usual, SIGTERM);
    (void)sigaddset(&usual, SIGHUP);
    (void)sigaddset(&usual, SIGQUIT);
    (void)posix_spawnattr_setsigmask(attributes, &none);
    (void)posix_spawnattr_setsigdefault(attributes, &usual);
    return posix_spawnattr_setflags(attributes,
                                    POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(Child *child, const char *const *arguments, int output, int talk)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char *copies[32] = {NULL}; /* posix_spawn leaves them as they are, but its type does not say so */
    for (size_t i = 0; arguments[i] != NULL && i + 1 < sizeof copies / sizeof copies[0]; i++)
        memcpy(&copies[i], &arguments[i], sizeof copies[i]);
    int code = copies[0] != NULL ? posix_spawn_file_actions_init(&actions) : EINVAL;
    if (code != 0)
        return code;
    code = posix_spawnattr_init(&attributes);
    if (code == 0) {
        code = set_attributes(&attributes);
        if (code == 0)
            code = add_files(&actions, child, output, talk);
        if (code == 0)
            code = posix_spawnp(&child->id, copies[0], &actions, &attributes, copies, environ);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

static void set_limits(const Child *child, const ChildJob *job)
{
    const struct rlimit memory = {job->most_memory, job->most_memory};
    const struct rlimit seconds = {job->most_cpu_seconds, job->most_cpu_seconds + 1};
    const struct rlimit no_core = {0, 0};
    (void)prlimit(child->id, RLIMIT_CORE, &no_core, NULL);
    if (job->most_memory > 0)
        (void)prlimit(child->id, RLIMIT_AS, &memory, NULL);
    if (job->most_cpu_seconds > 0)
        (void)prlimit(child->id, RLIMIT_CPU, &seconds, NULL);
}

static TfStatus start(Child *child, const ChildJob *job, TfError *error)
{
    int output[2] = {-1, -1};
    int talk[2] = {-1, -1};
    child->input = file_of(job->input);
    int code = child->input < 0 || pipe2(output, O_CLOEXEC) != 0 || pipe2(talk, O_CLOEXEC) != 0 ? errno : 0;
    if (code == 0)
        code = spawn(child, job->arguments, output[1], talk[1]);
    close_end(&output[1]);
    close_end(&talk[1]);
    child->output = output[0];
    child->talk = talk[0];
    if (code == 0) {
        set_limits(child, job);
        return TF_OK;
    }
    child->id = 0;
    if (code == ENOENT)
        return tf_fail(error, TF_TOOL, "%s is not installed, or not on the PATH: apt-get install %s",
                       job->arguments[0], job->package);
    return tf_fail(error, TF_TOOL, "cannot start %s: %s", job->arguments[0], strerror(code));
}

/* Bytes read; -1 when there are none for now. The end closes it. */
static ssize_t read_some(int *end, char *bytes, size_t room)
{
    ssize_t got = read(*end, bytes, room);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return -1;
    if (got <= 0)
        close_end(end);
    return got;
}

static void take_output(Child *child, TextBuilder *output)
{
    char bytes[16384];
    ssize_t got = read_some(&child->output, bytes, sizeof bytes);
    if (got > 0)
        text_add_slice(output, tf_slice_of(bytes, (size_t)got));
}

/* Keeps the last line that is not empty; of a long one its start. */
static void take_talk(Child *child, ChildEnd *end)
{
    char bytes[1024];
    ssize_t got = read_some(&child->talk, bytes, sizeof bytes);
    for (ssize_t i = 0; i < got; i++) {
        bool ends = bytes[i] == '\n' || bytes[i] == '\r';
        if (ends)
            child->line_length = 0;
        else if (child->line_length + 1 < sizeof child->line) {
            child->line[child->line_length++] = (unsigned char)bytes[i] < ' ' ? ' ' : bytes[i];
            child->line[child->line_length] = '\0';
            memcpy(end->said, child->line, child->line_length + 1);
        }
    }
}

/* Listens until both ends are closed, the limit comes or too much was written; false for the limit. */
static bool listen(Child *child, const ChildJob *job, TextBuilder *output, ChildEnd *end)
{
    int64_t deadline = clock_milliseconds() + job->limit_ms;
    while ((child->output >= 0 || child->talk >= 0) && !output->failed) {
        int64_t left = deadline - clock_milliseconds();
        if (left <= 0)
            return false;
        struct pollfd ends[] = {{.fd = child->output, .events = POLLIN},
                                {.fd = child->talk, .events = POLLIN}};
        if (poll(ends, 2, left > 1000 ? 1000 : (int)left) <= 0)
            continue;
        if (ends[0].revents != 0)
            take_output(child, output);
        if (ends[1].revents != 0)
            take_talk(child, end);
    }
    return true;
}

/* Waits for the child, which has closed its output, to end; then the group is ended. Until it is reaped its
 * number cannot be anybody else's. */
static bool reap(Child *child, int limit_ms)
{
    bool in_time = true;
    int64_t deadline = clock_milliseconds() + limit_ms;
    siginfo_t about = {.si_pid = 0};
    while (in_time && waitid(P_PID, (id_t)child->id, &about, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           about.si_pid != child->id) {
        in_time = clock_milliseconds() < deadline;
        (void)poll(NULL, 0, 1);
    }
    (void)kill(-child->id, SIGKILL);
    while (waitpid(child->id, &child->status, 0) < 0 && errno == EINTR)
        continue;
    child->id = 0;
    return in_time;
}

TfStatus child_run(const ChildJob *job, TextBuilder *output, ChildEnd *end, TfError *error)
{
    Child child = {.input = -1, .output = -1, .talk = -1};
    ChildEnd ended = {.exit_status = 0};
    bool in_time = true;
    TfStatus status = start(&child, job, error);
    if (status == TF_OK) {
        in_time = listen(&child, job, output, &ended);
        in_time = reap(&child, in_time && !output->failed ? 1000 : 0) || output->failed;
        status = text_check(output, error);
    }
    close_end(&child.input);
    close_end(&child.output);
    close_end(&child.talk);
    if (status != TF_OK)
        return status;
    if (!in_time)
        return tf_fail(error, TF_TOOL, "%s took longer than %d s and was stopped", job->arguments[0],
                       (job->limit_ms + 999) / 1000);
    ended.exit_status = WIFSIGNALED(child.status) ? 128 + WTERMSIG(child.status) : WEXITSTATUS(child.status);
    *end = ended;
    return TF_OK;
}
