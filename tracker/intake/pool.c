/* The caller's side: a ring of documents in their order, and workers that each have a few of them in hand. */
#define _GNU_SOURCE /* MSG_NOSIGNAL */
#include "tracker/intake/pool.h"

#include "tracker/intake/pool_worker.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_WORKERS 64
/* Documents under way, and bytes of them and of answers whose turn has not come. */
#define MOST_JOBS  1024
#define MOST_BYTES ((size_t)12 << 20)
/* What one worker has in hand: enough small documents that it never waits, and no more than two large ones.
 */
#define MOST_IN_HAND       32
#define MOST_BYTES_IN_HAND ((size_t)64 * 1024)
/* How long to wait before asking again whether to stop. */
#define WAIT_MILLISECONDS 200

typedef enum JobState { JOB_WAITS = 0, JOB_GIVEN, JOB_DONE } JobState;

typedef struct Job {
    JobState state;
    bool has_work;
    void *tag;
    char *frame; /* head and document, until it is done */
    size_t frame_length;
    char *answer;
    size_t answer_length;
    TfError *failure;
} Job;

typedef struct Hand {
    pid_t process; /* 0: there is none */
    int descriptor;
    uint64_t jobs[MOST_IN_HAND]; /* numbers, as they were given; the first is the one at work */
    size_t count;
    size_t bytes;
    size_t whole; /* of jobs: frames that were sent wholly; the next one, */
    size_t sent;  /* so many bytes of it */
    PoolHead head;
    size_t head_got;
    char *answer; /* the one that is coming in */
    size_t answer_got;
} Hand;

struct Pool {
    PoolOptions options;
    Job jobs[MOST_JOBS]; /* by number modulo MOST_JOBS */
    uint64_t first;      /* number of the document that is taken next */
    uint64_t next;       /* number the next one handed in gets */
    uint64_t unseen;     /* every waiting job has this number or a later one */
    size_t bytes;
    Hand hands[MOST_WORKERS];
    bool has_no_processes; /* the system makes none: the work is done here */
    TfArena arena;         /* of work done here */
    TextBuilder answer;
};

static Job *job_at(Pool *pool, uint64_t number)
{
    return &pool->jobs[number % MOST_JOBS];
}

TfStatus pool_create(const PoolOptions *options, Pool **pool, TfError *error)
{
    Pool *result = calloc(1, sizeof *result);
    if (result == NULL)
        return tf_fail_memory(error);
    PoolLimits *limits = &result->options.limits;
    result->options = *options;
    if (limits->cpu_seconds == 0)
        limits->cpu_seconds = POOL_CPU_SECONDS;
    if (limits->wall_seconds == 0)
        limits->wall_seconds = POOL_WALL_SECONDS;
    if (limits->memory == 0)
        limits->memory = POOL_MEMORY;
    if (result->options.jobs > MOST_WORKERS)
        result->options.jobs = MOST_WORKERS;
    result->has_no_processes = options->jobs == 0;
    tf_arena_init(&result->arena, limits->memory);
    text_init(&result->answer, POOL_MOST_BYTES);
    *pool = result;
    return TF_OK;
}

size_t pool_waiting(const Pool *pool)
{
    return (size_t)(pool->next - pool->first);
}

/* ---- jobs ---- */

static void release_frame(Pool *pool, Job *job)
{
    pool->bytes -= job->frame_length;
    free(job->frame);
    job->frame = NULL;
    job->frame_length = 0;
}

static void release_job(Pool *pool, Job *job)
{
    release_frame(pool, job);
    pool->bytes -= job->answer_length;
    free(job->answer);
    free(job->failure);
    *job = (Job){.state = JOB_WAITS};
}

/* The job is done without an answer; when there is no memory for the reason, the answer is just missing. */
static void fail_job(Pool *pool, Job *job, const TfError *why)
{
    release_frame(pool, job);
    job->state = JOB_DONE;
    job->failure = malloc(sizeof *job->failure);
    if (job->failure != NULL)
        *job->failure = *why;
}

/* Gives out what is ready, in order. */
static TfStatus take_ready(Pool *pool, TfError *error)
{
    static const TfError no_answer = {.status = TF_NO_MEMORY, .message = "out of memory"};
    TfStatus status = TF_OK;
    while (status == TF_OK && pool->first < pool->next && job_at(pool, pool->first)->state == JOB_DONE) {
        Job *job = job_at(pool, pool->first++);
        const TfError *failure = job->failure;
        if (failure == NULL && job->answer == NULL && job->has_work)
            failure = &no_answer;
        status = pool->options.take(pool->options.take_context, job->tag,
                                    (TfSlice){job->answer, job->answer_length}, failure, error);
        release_job(pool, job);
    }
    return status;
}

static void work_here(Pool *pool, Job *job)
{
    static const TfError too_long = {.status = TF_NO_MEMORY, .message = "needed more memory than there is"};
    TfSlice document = tf_slice_of(job->frame + sizeof(PoolHead), job->frame_length - sizeof(PoolHead));
    pool_work_here(&pool->options, document, &pool->arena, &pool->answer);
    if (pool->answer.failed) {
        fail_job(pool, job, &too_long);
        return;
    }
    release_frame(pool, job);
    job->answer = pool->answer.bytes;
    job->answer_length = pool->answer.length;
    job->state = JOB_DONE;
    pool->bytes += job->answer_length;
    text_init(&pool->answer, POOL_MOST_BYTES); /* the bytes are the job's now */
}

/* ---- workers ---- */

/* The worker is gone: the document at work is answered with the reason, the others wait again. */
static void lose_worker(Pool *pool, Hand *hand, const TfError *reason)
{
    TfError why;
    pool_worker_end(hand->process, hand->descriptor, &pool->options.limits, &why);
    if (hand->count > 0)
        fail_job(pool, job_at(pool, hand->jobs[0]), reason != NULL ? reason : &why);
    for (size_t i = 1; i < hand->count; i++) { /* in no order: some may have waited again before */
        job_at(pool, hand->jobs[i])->state = JOB_WAITS;
        if (hand->jobs[i] < pool->unseen)
            pool->unseen = hand->jobs[i];
    }
    pool->bytes -= hand->answer != NULL ? (size_t)hand->head.length : 0;
    free(hand->answer);
    *hand = (Hand){.process = 0};
}

/* Sends until the socket is full. */
static void send_frames(Pool *pool, Hand *hand)
{
    while (hand->whole < hand->count) {
        const Job *job = job_at(pool, hand->jobs[hand->whole]);
        ssize_t sent = send(hand->descriptor, job->frame + hand->sent, job->frame_length - hand->sent,
                            MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return; /* full; or closed, which the next receive finds out */
        hand->sent += (size_t)sent;
        if (hand->sent == job->frame_length) {
            hand->sent = 0;
            hand->whole++;
        }
    }
}

/* The answer of the first job in hand is there. */
static void finish_answer(Pool *pool, Hand *hand)
{
    Job *job = job_at(pool, hand->jobs[0]);
    hand->bytes -= job->frame_length;
    release_frame(pool, job);
    job->answer = hand->answer;
    job->answer_length = (size_t)hand->head.length;
    job->state = JOB_DONE;
    hand->answer = NULL;
    hand->head_got = hand->answer_got = 0;
    hand->count--;
    hand->whole--;
    memmove(hand->jobs, hand->jobs + 1, hand->count * sizeof hand->jobs[0]);
}

/* A head has come: room for its answer; false when it makes no sense. */
static bool begin_answer(Pool *pool, Hand *hand, TfError *why)
{
    if (hand->whole == 0 || hand->head.length > POOL_MOST_BYTES) {
        (void)tf_fail(why, TF_TOOL, "the reader went wrong and was stopped");
        return false;
    }
    if (hand->head.is_lost == 0)
        hand->answer = malloc((size_t)hand->head.length + 1);
    if (hand->answer == NULL) {
        (void)tf_fail(why, TF_NO_MEMORY, "needed more memory than one document may");
        return false;
    }
    pool->bytes += (size_t)hand->head.length;
    return true;
}

/* Takes what the worker sent, until nothing more is there. */
static void receive(Pool *pool, Hand *hand)
{
    TfError why;
    while (hand->process != 0) {
        bool in_head = hand->head_got < sizeof hand->head;
        char *to = in_head ? (char *)&hand->head + hand->head_got : hand->answer + hand->answer_got;
        size_t room =
            in_head ? sizeof hand->head - hand->head_got : (size_t)hand->head.length - hand->answer_got;
        ssize_t got = room > 0 ? recv(hand->descriptor, to, room, MSG_DONTWAIT) : 0;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        if (got < 0 || (got == 0 && room > 0)) {
            lose_worker(pool, hand, NULL);
            return;
        }
        *(in_head ? &hand->head_got : &hand->answer_got) += (size_t)got;
        if (in_head && hand->head_got == sizeof hand->head && !begin_answer(pool, hand, &why))
            lose_worker(pool, hand, &why);
        else if (hand->head_got == sizeof hand->head && hand->answer_got == hand->head.length)
            finish_answer(pool, hand);
    }
}

static void start_worker(Pool *pool, Hand *hand)
{
    int others[MOST_WORKERS];
    size_t count = 0;
    TfError error;
    for (size_t i = 0; i < pool->options.jobs; i++)
        if (pool->hands[i].process != 0)
            others[count++] = pool->hands[i].descriptor;
    *hand = (Hand){.process = 0};
    if (pool_worker_start(&pool->options, others, count, &hand->process, &hand->descriptor, &error) == TF_OK)
        return;
    hand->process = 0;
    pool->has_no_processes = count == 0;
}

/* Who takes the next document: one who has nothing to do, else a new worker, else who has least in hand and
 * room for more; NULL when nobody has. */
static Hand *choose_hand(Pool *pool)
{
    Hand *best = NULL;
    Hand *absent = NULL;
    for (size_t i = 0; i < pool->options.jobs; i++) {
        Hand *hand = &pool->hands[i];
        if (hand->process == 0) {
            absent = absent != NULL ? absent : hand;
            continue;
        }
        bool has_room = hand->count < 2 || (hand->count < MOST_IN_HAND && hand->bytes < MOST_BYTES_IN_HAND);
        if (has_room && (best == NULL || hand->count < best->count))
            best = hand;
    }
    if (absent != NULL && !pool->has_no_processes && (best == NULL || best->count > 0)) {
        start_worker(pool, absent);
        return absent->process != 0 ? absent : best;
    }
    return best;
}

/* The first job that waits for a worker; NULL when there is none. */
static Job *first_waiting(Pool *pool)
{
    if (pool->unseen < pool->first)
        pool->unseen = pool->first;
    while (pool->unseen < pool->next && job_at(pool, pool->unseen)->state != JOB_WAITS)
        pool->unseen++;
    return pool->unseen < pool->next ? job_at(pool, pool->unseen) : NULL;
}

static void give_out(Pool *pool)
{
    for (Job *job; (job = first_waiting(pool)) != NULL;) {
        Hand *hand = pool->has_no_processes ? NULL : choose_hand(pool);
        if (pool->has_no_processes) {
            work_here(pool, job);
            continue;
        }
        if (hand == NULL)
            return;
        job->state = JOB_GIVEN;
        hand->jobs[hand->count++] = pool->unseen;
        hand->bytes += job->frame_length;
        send_frames(pool, hand);
    }
}

/* Gives out documents, sends and receives; waits for something to happen when `wait` is true. */
static TfStatus turn(Pool *pool, bool wait, TfError *error)
{
    struct pollfd polled[MOST_WORKERS];
    Hand *hands[MOST_WORKERS];
    nfds_t count = 0;
    give_out(pool);
    for (size_t i = 0; i < pool->options.jobs; i++) {
        Hand *hand = &pool->hands[i];
        if (hand->process == 0)
            continue;
        short events = hand->whole < hand->count ? POLLIN | POLLOUT : POLLIN;
        hands[count] = hand;
        polled[count++] = (struct pollfd){hand->descriptor, events, 0};
    }
    bool is_ready = pool->first < pool->next && job_at(pool, pool->first)->state == JOB_DONE;
    int events = count > 0 ? poll(polled, count, wait && !is_ready ? WAIT_MILLISECONDS : 0) : 0;
    for (nfds_t i = 0; events > 0 && i < count; i++) {
        if ((polled[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
            receive(pool, hands[i]);
        if (hands[i]->process != 0 && (polled[i].revents & POLLOUT) != 0)
            send_frames(pool, hands[i]);
    }
    give_out(pool);
    if (pool->options.should_stop != NULL && pool->options.should_stop())
        return tf_fail(error, TF_INTERRUPTED, "interrupted");
    return take_ready(pool, error);
}

/* ---- the caller ---- */

static TfStatus make_room(Pool *pool, size_t length, TfError *error)
{
    TfStatus status = TF_OK;
    while (status == TF_OK && pool_waiting(pool) > 0 &&
           (pool_waiting(pool) == MOST_JOBS || pool->bytes + length > MOST_BYTES))
        status = turn(pool, true, error);
    return status;
}

static void drop_tag(const Pool *pool, void *tag)
{
    if (pool->options.drop != NULL)
        pool->options.drop(tag);
}

static TfStatus add_job(Pool *pool, TfSlice document, void *tag, TfError *error)
{
    Job job = {.state = JOB_DONE, .tag = tag};
    if (document.bytes != NULL) {
        job.state = JOB_WAITS;
        job.has_work = true;
        PoolHead head = {document.length, 0};
        job.frame_length = sizeof head + document.length;
        job.frame = malloc(job.frame_length);
        if (job.frame == NULL) {
            drop_tag(pool, tag);
            return tf_fail_memory(error);
        }
        memcpy(job.frame, &head, sizeof head);
        memcpy(job.frame + sizeof head, document.bytes, document.length);
    }
    pool->bytes += job.frame_length;
    *job_at(pool, pool->next++) = job;
    return TF_OK;
}

TfStatus pool_submit(Pool *pool, TfSlice document, void *tag, TfError *error)
{
    TfStatus status = make_room(pool, document.length, error);
    if (status != TF_OK) {
        drop_tag(pool, tag);
        return status;
    }
    status = add_job(pool, document, tag, error);
    return status == TF_OK ? turn(pool, false, error) : status;
}

TfStatus pool_finish(Pool *pool, TfError *error)
{
    TfStatus status = TF_OK;
    while (status == TF_OK && pool_waiting(pool) > 0)
        status = turn(pool, true, error);
    return status;
}

void pool_free(Pool *pool)
{
    if (pool == NULL)
        return;
    for (size_t i = 0; i < pool->options.jobs; i++) {
        Hand *hand = &pool->hands[i];
        if (hand->process != 0)
            pool_worker_end(hand->process, hand->descriptor, &pool->options.limits, NULL);
        free(hand->answer);
    }
    for (; pool->first < pool->next; pool->first++) {
        drop_tag(pool, job_at(pool, pool->first)->tag);
        release_job(pool, job_at(pool, pool->first));
    }
    tf_arena_done(&pool->arena);
    text_done(&pool->answer);
    free(pool);
}
