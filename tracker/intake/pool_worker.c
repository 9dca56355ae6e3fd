/* A worker holds nothing of value: no file of the user, no database. So it may be ended at any moment. */
#define _GNU_SOURCE /* SOCK_CLOEXEC, strsignal, malloc_trim */
#include "tracker/intake/pool_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

#define READ_BYTES ((size_t)64 * 1024)
/* A document or answer this long leaves memory behind that is given back at once. */
#define LONG_BYTES ((size_t)1 << 20)

typedef struct Worker {
    const PoolOptions *options;
    int descriptor;
    char *buffer; /* [start, end) came and was not worked on yet */
    size_t capacity;
    size_t start;
    size_t end;
    TfArena arena;
    TextBuilder answer;
} Worker;

/* ---- its limits ---- */

/* The limit as it is, but for `value` where it allows that much. */
static struct rlimit lowered(struct rlimit limit, size_t value)
{
    limit.rlim_cur = limit.rlim_max != RLIM_INFINITY && limit.rlim_max < value ? limit.rlim_max : value;
    return limit;
}

/* Address space in use; a guess where the system does not say. */
static size_t bytes_mapped(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    bool known = file != NULL && fscanf(file, "%lu", &pages) == 1;
    if (file != NULL)
        (void)fclose(file);
    return known ? (size_t)pages * (size_t)sysconf(_SC_PAGESIZE) : (size_t)1 << 30;
}

/* Sanitizers take terabytes of address space for themselves. */
static void limit_memory(size_t most)
{
    struct rlimit limit;
    if (!IS_SANITIZED && getrlimit(RLIMIT_AS, &limit) == 0) {
        limit = lowered(limit, bytes_mapped() + most);
        (void)setrlimit(RLIMIT_AS, &limit);
    }
    limit = (struct rlimit){0, 0};
    (void)setrlimit(RLIMIT_CORE, &limit);
}

/* A document's time is up: the signal ends the process. 0 s switches the clocks off. */
static void set_clocks(unsigned cpu_seconds, unsigned wall_seconds)
{
    struct itimerval cpu = {.it_value = {.tv_sec = (time_t)cpu_seconds}};
    struct itimerval wall = {.it_value = {.tv_sec = (time_t)wall_seconds}};
    (void)setitimer(ITIMER_PROF, &cpu, NULL);
    (void)setitimer(ITIMER_REAL, &wall, NULL);
}

/* Ctrl-C reaches every process of the terminal, and it is the parent who decides when to stop. What the
 * program does on other signals is not the worker's business. */
static void settle_signals(void)
{
    static const int ends[] = {SIGPROF, SIGALRM, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGCHLD};
    sigset_t none;
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGTERM, SIG_IGN);
    (void)signal(SIGHUP, SIG_IGN);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (!IS_SANITIZED || ends[i] == SIGPROF || ends[i] == SIGALRM)
            (void)signal(ends[i], SIG_DFL);
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Whatever a library prints over a broken page does not belong between the import's own lines. */
static void settle_streams(void)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0)
        return;
    (void)dup2(nothing, STDIN_FILENO);
    (void)dup2(nothing, STDOUT_FILENO);
    if (!IS_SANITIZED)
        (void)dup2(nothing, STDERR_FILENO);
    if (nothing > STDERR_FILENO)
        (void)close(nothing);
}

/* A worker whose parent was killed has nobody to work for. */
static void end_with_parent(pid_t parent)
{
#if defined(__linux__)
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)
        _exit(0);
}

/* ---- its loop ---- */

static bool read_more(Worker *worker)
{
    ssize_t got;
    do
        got = read(worker->descriptor, worker->buffer + worker->end, worker->capacity - worker->end);
    while (got < 0 && errno == EINTR);
    if (got > 0)
        worker->end += (size_t)got;
    return got > 0;
}

/* Has the buffer hold `length` bytes from its start on; false at the end of the work. */
static bool fill(Worker *worker, size_t length)
{
    if (length > POOL_MOST_BYTES + sizeof(PoolHead))
        return false;
    if (worker->start > 0 && worker->start + length > worker->capacity) {
        memmove(worker->buffer, worker->buffer + worker->start, worker->end - worker->start);
        worker->end -= worker->start;
        worker->start = 0;
    }
    if (length > worker->capacity) {
        size_t capacity = length < READ_BYTES ? READ_BYTES : length;
        char *buffer = realloc(worker->buffer, capacity);
        if (buffer == NULL)
            return false;
        worker->buffer = buffer;
        worker->capacity = capacity;
    }
    while (worker->end - worker->start < length)
        if (!read_more(worker))
            return false;
    return true;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = send(descriptor, bytes, length, MSG_NOSIGNAL);
        if (written < 0 && errno != EINTR)
            return false;
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

void pool_work_here(const PoolOptions *options, TfSlice document, TfArena *arena, TextBuilder *answer)
{
    text_clear(answer);
    options->work(options->work_context, document, arena, answer);
    tf_arena_reset(arena);
}

/* The head is the first bytes of the answer, so that both leave with one call. */
static bool answer_one(Worker *worker, TfSlice document)
{
    const PoolLimits *limits = &worker->options->limits;
    TextBuilder *answer = &worker->answer;
    PoolHead head = {0, 0};
    text_clear(answer);
    text_add_slice(answer, tf_slice_of((const char *)&head, sizeof head));
    set_clocks(limits->cpu_seconds, limits->wall_seconds);
    worker->options->work(worker->options->work_context, document, &worker->arena, answer);
    tf_arena_reset(&worker->arena);
    set_clocks(0, 0);
    head = answer->failed ? (PoolHead){0, 1} : (PoolHead){answer->length - sizeof head, 0};
    if (answer->failed)
        return write_all(worker->descriptor, (const char *)&head, sizeof head);
    memcpy(answer->bytes, &head, sizeof head);
    return write_all(worker->descriptor, answer->bytes, answer->length);
}

/* Gives back what a long document took. */
static void shrink(Worker *worker, size_t length)
{
    if (length < LONG_BYTES && worker->answer.length < LONG_BYTES)
        return;
    text_done(&worker->answer);
    if (worker->start == worker->end && worker->capacity > READ_BYTES) {
        free(worker->buffer);
        worker->buffer = NULL;
        worker->capacity = worker->start = worker->end = 0;
    }
#if defined(__GLIBC__)
    (void)malloc_trim(0);
#endif
}

static void work_until_end(const PoolOptions *options, int descriptor)
{
    Worker worker = {.options = options, .descriptor = descriptor};
    PoolHead head;
    tf_arena_init(&worker.arena, options->limits.memory);
    text_init(&worker.answer, POOL_MOST_BYTES);
    while (fill(&worker, sizeof head)) {
        memcpy(&head, worker.buffer + worker.start, sizeof head);
        if (!fill(&worker, sizeof head + (size_t)head.length))
            break;
        TfSlice document = tf_slice_of(worker.buffer + worker.start + sizeof head, (size_t)head.length);
        if (!answer_one(&worker, document))
            break;
        worker.start += sizeof head + document.length;
        shrink(&worker, document.length);
    }
}

/* ---- from the caller's side ---- */

static void run_worker(const PoolOptions *options, pid_t parent, int descriptor, const int *others,
                       size_t other_count)
{
    end_with_parent(parent);
    for (size_t i = 0; i < other_count; i++)
        (void)close(others[i]);
    settle_signals();
    settle_streams();
    limit_memory(options->limits.memory);
    work_until_end(options, descriptor);
    _exit(0); /* without the caller's buffers and exit handlers */
}

TfStatus pool_worker_start(const PoolOptions *options, const int *others, size_t other_count, pid_t *process,
                           int *descriptor, TfError *error)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return tf_fail(error, TF_TOOL, "no socket for a reader process: %s", strerror(errno));
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        run_worker(options, parent, ends[1], others, other_count);
    }
    (void)close(ends[1]);
    if (child > 0 && fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0) {
        *process = child;
        *descriptor = ends[0];
        return TF_OK;
    }
    TfStatus status = tf_fail(error, TF_TOOL, "no process for a reader: %s", strerror(errno));
    if (child > 0)
        pool_worker_end(child, ends[0], &options->limits, NULL);
    else
        (void)close(ends[0]);
    return status;
}

static void say_why(int how, const PoolLimits *limits, TfError *why)
{
    int number = WIFSIGNALED(how) ? WTERMSIG(how) : 0;
    if (number == SIGPROF)
        (void)tf_fail(why, TF_LIMIT, "took more than %u s to read", limits->cpu_seconds);
    else if (number == SIGALRM)
        (void)tf_fail(why, TF_LIMIT, "took more than %u s to read", limits->wall_seconds);
    else if (number != 0)
        (void)tf_fail(why, TF_TOOL, "the reader crashed (signal %d, %s)", number, strsignal(number));
    else
        (void)tf_fail(why, TF_TOOL, "the reader ended (exit code %d)", WIFEXITED(how) ? WEXITSTATUS(how) : 0);
}

void pool_worker_end(pid_t process, int descriptor, const PoolLimits *limits, TfError *why)
{
    int how = 0;
    (void)close(descriptor);
    (void)kill(process, SIGKILL); /* a process that ended by itself keeps the status it ended with */
    pid_t got;
    do
        got = waitpid(process, &how, 0);
    while (got < 0 && errno == EINTR);
    if (why != NULL)
        say_why(how, limits, why);
}
