/* Processes that write the pages of pairs at once. Each takes the next pair that nobody took, until there is
 * none, and tells at its end what it made; so the order of pairs, and every byte, is the same with any
 * number. */
#define _GNU_SOURCE /* MAP_ANONYMOUS */
#include "tracker/web/report_parts.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What all processes see. */
typedef struct Shared {
    atomic_size_t next; /* pair that nobody took yet */
    atomic_int stop;
    struct {
        atomic_size_t at; /* pair at hand, from 1; 0: none */
        TfStatus status;
        TfError error;
    } workers[REPORT_MOST_JOBS];
} Shared;

struct Crew {
    Shared *shared;
    pid_t parent;
    size_t pair_count;
    unsigned count;
    struct {
        pid_t process;
        int end; /* of the socket to it */
        TextBuilder heard;
    } workers[REPORT_MOST_JOBS];
};

/* ---- in a worker ---- */

static bool send_all(int end, TfSlice bytes)
{
    while (bytes.length > 0) {
        ssize_t put = send(end, bytes.bytes, bytes.length, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes.bytes += put;
        bytes.length -= (size_t)put;
    }
    return true;
}

/* Until the other side said all. */
static bool hear_all(int end, TextBuilder *heard)
{
    for (;;) {
        char bytes[16384];
        ssize_t got = recv(end, bytes, sizeof bytes, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        text_add_slice(heard, tf_slice_of(bytes, (size_t)got));
    }
}

/* One line a pair: its place, the files written for it, its entry; without an entry it is not known that day.
 */
static TfStatus tell_pair(Writer *writer, TfPair pair, size_t at, TextBuilder *told, TfError *error)
{
    PairEntry entry;
    size_t before = writer->written;
    TfStatus status = report_write_pair(writer, pair, at, &entry, error);
    if (status != TF_OK)
        return status == TF_NOT_FOUND ? TF_OK : status;
    text_addf(told, "%zu\t%zu\t", at, writer->written - before);
    manifest_write_pair(&entry, told);
    text_add(told, "\n");
    tf_arena_reset(&writer->kept);
    return text_check(told, error);
}

static TfStatus read_pairs(TfSlice list, TfArena *arena, TfPair **pairs, size_t *count, TfError *error)
{
    size_t capacity = 0;
    TfStatus status = TF_OK;
    *pairs = NULL;
    *count = 0;
    while (list.length > 0 && status == TF_OK) {
        TfSlice line = tf_slice_split(&list, '\n');
        if (!tf_arena_grow(arena, pairs, &capacity, *count, sizeof **pairs))
            return tf_fail_memory(error);
        status = tf_pair_read(line, &(*pairs)[(*count)++], error);
    }
    return status;
}

static TfStatus work_through(const Crew *crew, Writer *writer, unsigned number, const TfPair *pairs,
                             size_t count, TextBuilder *told, TfError *error)
{
    Shared *shared = crew->shared;
    TfStatus status = tf_open(writer->options->database, false, &writer->tradefig, error);
    while (status == TF_OK && atomic_load(&shared->stop) == 0 && getppid() == crew->parent) {
        size_t at = atomic_fetch_add(&shared->next, 1);
        if (at >= count)
            break;
        atomic_store(&shared->workers[number].at, at + 1);
        status = tell_pair(writer, pairs[at], at, told, error);
    }
    tf_close(writer->tradefig);
    return status;
}

/* A worker's whole life. It is out of reach of the terminal's Ctrl-C, so that its gnuplot is too; the parent
 * tells it to stop. */
static void work(const Crew *crew, const Writer *parent, unsigned number, int end)
{
    Writer writer = {.options = parent->options, .old = parent->old, .number = number + 1};
    TextBuilder heard;
    TextBuilder told;
    TfArena arena;
    TfPair *pairs;
    size_t count;
    TfError *error = &crew->shared->workers[number].error;
    (void)setpgid(0, 0);
    (void)signal(SIGINT, SIG_DFL);
    (void)signal(SIGTERM, SIG_DFL);
    memcpy(writer.program, parent->program, sizeof writer.program);
    text_init(&heard, 0);
    text_init(&told, REPORT_MOST_FILE);
    text_init(&writer.out, REPORT_MOST_FILE);
    tf_arena_init(&arena, 0);
    tf_arena_init(&writer.kept, 0);
    tf_arena_init(&writer.page, 0);
    TfStatus status = TF_OK;
    if (!hear_all(end, &heard)) /* the parent is gone */
        _exit(0);
    status = read_pairs(text_slice(&heard), &arena, &pairs, &count, error);
    if (status == TF_OK)
        status = work_through(crew, &writer, number, pairs, count, &told, error);
    crew->shared->workers[number].status = status;
    if (status != TF_OK)
        atomic_store(&crew->shared->stop, 1);
    bool is_told = send_all(end, text_slice(&told));
    _exit(is_told ? 0 : 1);
}

/* ---- in the parent ---- */

static void free_crew(Crew *crew)
{
    for (unsigned i = 0; i < crew->count; i++) {
        (void)close(crew->workers[i].end);
        text_done(&crew->workers[i].heard);
    }
    (void)munmap(crew->shared, sizeof *crew->shared);
    free(crew);
}

/* False when the system allows no more. */
static bool start_worker(Crew *crew, const Writer *writer)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    pid_t process = fork();
    if (process == 0) {
        (void)close(ends[0]);
        for (unsigned i = 0; i < crew->count; i++)
            (void)close(crew->workers[i].end); /* else the others would not hear that the parent said all */
        work(crew, writer, crew->count, ends[1]);
    }
    (void)close(ends[1]);
    if (process < 0) {
        (void)close(ends[0]);
        return false;
    }
    crew->workers[crew->count].process = process;
    crew->workers[crew->count].end = ends[0];
    text_init(&crew->workers[crew->count].heard, REPORT_MOST_FILE);
    crew->count++;
    return true;
}

TfStatus crew_start(Writer *writer, Crew **crew, TfError *error)
{
    unsigned jobs = writer->options->jobs < REPORT_MOST_JOBS ? writer->options->jobs : REPORT_MOST_JOBS;
    *crew = NULL;
    if (jobs <= 1)
        return TF_OK;
    Crew *made = calloc(1, sizeof *made);
    if (made == NULL)
        return tf_fail_memory(error);
    made->parent = getpid();
    made->shared =
        mmap(NULL, sizeof *made->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (made->shared == MAP_FAILED) {
        free(made);
        return tf_fail_memory(error);
    }
    while (made->count < jobs && start_worker(made, writer))
        ;
    if (made->count > 0)
        *crew = made;
    else
        free_crew(made);
    return TF_OK;
}

TfStatus crew_give(Crew *crew, const TfPairRows *pairs, TfError *error)
{
    TextBuilder list;
    text_init(&list, 0);
    for (size_t i = 0; i < pairs->count; i++) {
        char pair[TF_PAIR_CHARS];
        text_addf(&list, "%s\n", tf_pair_short(pair, pairs->items[i].pair));
    }
    TfStatus status = text_check(&list, error);
    crew->pair_count = pairs->count;
    for (unsigned i = 0; i < crew->count && status == TF_OK; i++) {
        (void)send_all(crew->workers[i].end, text_slice(&list)); /* one that is gone is noticed at the end */
        (void)shutdown(crew->workers[i].end, SHUT_WR);
    }
    text_done(&list);
    return status;
}

/* Hears all workers out. */
static void hear_crew(Crew *crew)
{
    bool is_done[REPORT_MOST_JOBS] = {false};
    for (;;) {
        struct pollfd waiting[REPORT_MOST_JOBS];
        unsigned open = 0;
        for (unsigned i = 0; i < crew->count; i++) {
            waiting[i] = (struct pollfd){is_done[i] ? -1 : crew->workers[i].end, POLLIN, 0};
            open += !is_done[i];
        }
        if (open == 0)
            return;
        if (report_is_interrupted())
            atomic_store(&crew->shared->stop, 1);
        if (poll(waiting, crew->count, 200) <= 0) /* a signal may come between two looks */
            continue;
        for (unsigned i = 0; i < crew->count; i++) {
            char bytes[65536];
            if (waiting[i].revents == 0)
                continue;
            ssize_t got = recv(crew->workers[i].end, bytes, sizeof bytes, MSG_DONTWAIT);
            if (got > 0)
                text_add_slice(&crew->workers[i].heard, tf_slice_of(bytes, (size_t)got));
            is_done[i] = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
        }
    }
}

/* How a worker ended; one that stopped for another's sake is well. */
static TfStatus end_worker(const Crew *crew, unsigned number, const TfPairRows *pairs, TfError *error)
{
    const char *why = "ended before its time";
    char pair[TF_PAIR_CHARS] = "its start";
    int ended = 0;
    while (waitpid(crew->workers[number].process, &ended, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(ended) && WEXITSTATUS(ended) == 0) {
        TfStatus status = crew->shared->workers[number].status;
        if (status != TF_OK && error != NULL)
            *error = crew->shared->workers[number].error;
        return status;
    }
    if (WIFSIGNALED(ended))
        why = strsignal(WTERMSIG(ended));
    size_t at = atomic_load(&crew->shared->workers[number].at);
    if (at > 0 && at <= pairs->count)
        (void)tf_pair_short(pair, pairs->items[at - 1].pair);
    return tf_fail(error, TF_TOOL, "a process of the report ended at %s: %s", pair, why);
}

/* Puts the entry of a line in its place. */
static bool place_entry(TfSlice line, Writer *writer, PairEntry *places, bool *is_there, size_t count)
{
    char number[32];
    size_t values[2];
    for (int i = 0; i < 2; i++) {
        TfSlice text = tf_slice_split(&line, '\t');
        if (text.length == 0 || text.length >= sizeof number)
            return false;
        memcpy(number, text.bytes, text.length);
        number[text.length] = '\0';
        values[i] = strtoul(number, NULL, 10);
    }
    if (values[0] >= count || is_there[values[0]] ||
        !manifest_read_pair(line, &writer->kept, &places[values[0]]))
        return false;
    is_there[values[0]] = true;
    writer->written += values[1];
    return true;
}

static TfStatus gather(const Crew *crew, Writer *writer, Manifest *now, TfError *error)
{
    size_t count = crew->pair_count;
    PairEntry *places = tf_arena_alloc_array(&writer->kept, count, sizeof *places);
    bool *is_there = tf_arena_alloc_array(&writer->kept, count, sizeof *is_there);
    if (places == NULL || is_there == NULL)
        return tf_fail_memory(error);
    for (unsigned i = 0; i < crew->count; i++) {
        TfSlice rest = text_slice(&crew->workers[i].heard);
        while (rest.length > 0)
            if (!place_entry(tf_slice_split(&rest, '\n'), writer, places, is_there, count))
                return tf_fail(error, TF_TOOL, "a process of the report told nonsense of its pages");
    }
    now->pairs = places;
    for (size_t i = 0; i < count; i++)
        if (is_there[i])
            places[now->pair_count++] = places[i];
    return TF_OK;
}

TfStatus crew_end(Crew *crew, const TfPairRows *pairs, Writer *writer, Manifest *now, TfError *error)
{
    TfStatus status = TF_OK;
    size_t first = 0; /* pair at which the error came, from 1 */
    hear_crew(crew);
    for (unsigned i = 0; i < crew->count; i++) {
        TfError other;
        TfStatus ended = end_worker(crew, i, pairs, &other);
        size_t at = atomic_load(&crew->shared->workers[i].at);
        if (ended == TF_OK || (status != TF_OK && at >= first))
            continue;
        status = ended;
        first = at;
        if (error != NULL)
            *error = other;
    }
    if (status == TF_OK)
        status = gather(crew, writer, now, error);
    free_crew(crew);
    return status;
}

void crew_stop(Crew *crew)
{
    if (crew == NULL)
        return;
    atomic_store(&crew->shared->stop, 1);
    for (unsigned i = 0; i < crew->count; i++)
        (void)shutdown(crew->workers[i].end, SHUT_RDWR);
    for (unsigned i = 0; i < crew->count; i++)
        while (waitpid(crew->workers[i].process, NULL, 0) < 0 && errno == EINTR)
            ;
    free_crew(crew);
}
