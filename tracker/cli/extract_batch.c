/* A ring of batches: the calling thread fills them in order and writes them out in order, the others read.
 * POSIX threads, since the sanitizers know no others. */
#include "tracker/cli/extract_batch.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A batch is full with this many bytes or lines: enough that passing it on costs nothing, few enough that all
 * threads have work soon. */
#define BATCH_BYTES ((size_t)128 * 1024)
#define BATCH_LINES 256
/* Batches in the ring for each thread. */
#define BATCHES_PER_JOB 3
#define MOST_ARENA      ((size_t)1 << 30)

typedef enum BatchState { BATCH_FREE = 0, BATCH_FILLED, BATCH_TAKEN, BATCH_READ } BatchState;

typedef struct BatchLine {
    size_t start;
    size_t length;
    size_t number;
} BatchLine;

typedef struct Batch {
    char *bytes; /* the lines, one behind the other */
    size_t length;
    size_t capacity;
    BatchLine lines[BATCH_LINES];
    size_t count;
    bool has_failure; /* what came behind the lines could not be read */
    TfError failure;
    BatchResult result;
    BatchState state;
} Batch;

typedef struct Ring {
    const BatchWork *work;
    pthread_mutex_t lock;
    pthread_cond_t filled;
    pthread_cond_t read;
    Batch *batches;
    size_t size;
    size_t next_taken; /* counts batches, as do the places of the caller */
    size_t next_filled;
    bool at_end;
} Ring;

void batch_result_init(BatchResult *result)
{
    *result = (BatchResult){.pages = 0};
    text_init(&result->out, (size_t)2 << 30);
    text_init(&result->errors, (size_t)1 << 28);
    jsonw_start(&result->json, &result->out);
}

void batch_result_clear(BatchResult *result)
{
    text_clear(&result->out);
    text_clear(&result->errors);
    jsonw_start(&result->json, &result->out);
    result->pages = result->claims = result->failures = 0;
}

void batch_result_done(BatchResult *result)
{
    text_done(&result->out);
    text_done(&result->errors);
}

/* ---- filling ---- */

static bool add_line(Batch *batch, TfSlice line, size_t number)
{
    if (batch->length + line.length > batch->capacity) {
        size_t capacity = batch->length + line.length + BATCH_BYTES;
        char *bytes = realloc(batch->bytes, capacity);
        if (bytes == NULL)
            return false;
        batch->bytes = bytes;
        batch->capacity = capacity;
    }
    memcpy(batch->bytes + batch->length, line.bytes, line.length);
    batch->lines[batch->count++] = (BatchLine){batch->length, line.length, number};
    batch->length += line.length;
    return true;
}

/* Memory of one long line is not kept for the short ones behind it. */
static void empty(Batch *batch)
{
    if (batch->capacity > 4 * BATCH_BYTES) {
        free(batch->bytes);
        batch->bytes = NULL;
        batch->capacity = 0;
        batch_result_done(&batch->result);
        batch_result_init(&batch->result);
    }
    batch_result_clear(&batch->result);
    batch->length = batch->count = 0;
    batch->has_failure = false;
}

/* Fills an empty batch; *done when nothing comes behind it. */
static bool fill(LineReader *lines, Batch *batch, bool *done)
{
    while (batch->count < BATCH_LINES && batch->length < BATCH_BYTES) {
        TfSlice line = {NULL, 0};
        TfStatus status = lines_next(lines, &line, &batch->failure);
        *done = status == TF_IO || (status == TF_OK && line.bytes == NULL);
        batch->has_failure = status != TF_OK;
        if (*done || batch->has_failure)
            return true;
        if (tf_slice_trim(line).length > 0 && !add_line(batch, line, lines_number(lines)))
            return false;
    }
    return true;
}

/* ---- reading ---- */

static void read_batch(const BatchWork *work, Batch *batch, TfArena *arena)
{
    for (size_t i = 0; i < batch->count; i++) {
        const BatchLine *line = &batch->lines[i];
        work->read_line(work->context, tf_slice_of(batch->bytes + line->start, line->length), line->number,
                        arena, &batch->result);
        tf_arena_reset(arena);
    }
    if (batch->has_failure)
        work->line_failed(work->context, &batch->failure, &batch->result);
}

/* The next filled batch; NULL at the end. The lock is held. */
static Batch *take_batch(Ring *ring)
{
    while (ring->next_taken == ring->next_filled && !ring->at_end)
        (void)pthread_cond_wait(&ring->filled, &ring->lock);
    if (ring->next_taken == ring->next_filled)
        return NULL;
    Batch *batch = &ring->batches[ring->next_taken++ % ring->size];
    batch->state = BATCH_TAKEN;
    return batch;
}

static void *read_batches(void *argument)
{
    Ring *ring = argument;
    TfArena arena;
    tf_arena_init(&arena, MOST_ARENA);
    (void)pthread_mutex_lock(&ring->lock);
    for (Batch *batch; (batch = take_batch(ring)) != NULL;) {
        (void)pthread_mutex_unlock(&ring->lock);
        read_batch(ring->work, batch, &arena);
        (void)pthread_mutex_lock(&ring->lock);
        batch->state = BATCH_READ;
        (void)pthread_cond_broadcast(&ring->read);
    }
    (void)pthread_mutex_unlock(&ring->lock);
    tf_arena_done(&arena);
    return NULL;
}

/* ---- the calling thread ---- */

/* Waits until a batch is read, and writes it out. */
static void write_batch(Ring *ring, Batch *batch)
{
    (void)pthread_mutex_lock(&ring->lock);
    while (batch->state == BATCH_FILLED || batch->state == BATCH_TAKEN)
        (void)pthread_cond_wait(&ring->read, &ring->lock);
    (void)pthread_mutex_unlock(&ring->lock);
    if (batch->state == BATCH_READ)
        ring->work->write(ring->work->context, &batch->result);
    batch->state = BATCH_FREE;
}

static void pass_on(Ring *ring, Batch *batch, bool at_end)
{
    (void)pthread_mutex_lock(&ring->lock);
    batch->state = BATCH_FILLED;
    ring->next_filled++;
    ring->at_end = at_end;
    (void)pthread_cond_broadcast(&ring->filled);
    (void)pthread_mutex_unlock(&ring->lock);
}

static void end(Ring *ring)
{
    (void)pthread_mutex_lock(&ring->lock);
    ring->at_end = true;
    (void)pthread_cond_broadcast(&ring->filled);
    (void)pthread_mutex_unlock(&ring->lock);
}

static TfStatus feed(Ring *ring, LineReader *lines, TfError *error)
{
    bool done = false;
    bool good = true;
    size_t place = 0;
    for (; !done && good; place++) {
        Batch *batch = &ring->batches[place % ring->size];
        write_batch(ring, batch);
        empty(batch);
        good = fill(lines, batch, &done);
        pass_on(ring, batch, done || !good);
    }
    for (size_t i = 0; i < ring->size; i++) /* the oldest first */
        write_batch(ring, &ring->batches[(place + i) % ring->size]);
    return good ? TF_OK : tf_fail_memory(error);
}

static TfStatus run_alone(LineReader *lines, const BatchWork *work, Batch *batch, TfError *error)
{
    TfArena arena;
    bool done = false;
    bool good = true;
    tf_arena_init(&arena, MOST_ARENA);
    while (!done && good) {
        empty(batch);
        good = fill(lines, batch, &done);
        read_batch(work, batch, &arena);
        work->write(work->context, &batch->result);
    }
    tf_arena_done(&arena);
    return good ? TF_OK : tf_fail_memory(error);
}

static TfStatus run_threads(Ring *ring, LineReader *lines, TfError *error)
{
    unsigned started = 0;
    pthread_t *threads = calloc(ring->work->jobs, sizeof *threads);
    if (threads == NULL)
        return tf_fail_memory(error);
    while (started < ring->work->jobs && pthread_create(&threads[started], NULL, read_batches, ring) == 0)
        started++;
    TfStatus status = started > 0 ? feed(ring, lines, error) : tf_fail_memory(error);
    end(ring);
    for (unsigned i = 0; i < started; i++)
        (void)pthread_join(threads[i], NULL);
    free(threads);
    return status;
}

TfStatus batch_run(LineReader *lines, const BatchWork *work, TfError *error)
{
    Ring ring = {.work = work, .size = work->jobs > 1 ? (size_t)work->jobs * BATCHES_PER_JOB : 1};
    ring.batches = calloc(ring.size, sizeof *ring.batches);
    if (ring.batches == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < ring.size; i++)
        batch_result_init(&ring.batches[i].result);
    TfStatus status;
    if (work->jobs <= 1) {
        status = run_alone(lines, work, &ring.batches[0], error);
    } else if (pthread_mutex_init(&ring.lock, NULL) != 0 || pthread_cond_init(&ring.filled, NULL) != 0 ||
               pthread_cond_init(&ring.read, NULL) != 0) {
        status = tf_fail_memory(error);
    } else {
        status = run_threads(&ring, lines, error);
        (void)pthread_cond_destroy(&ring.read);
        (void)pthread_cond_destroy(&ring.filled);
        (void)pthread_mutex_destroy(&ring.lock);
    }
    for (size_t i = 0; i < ring.size; i++) {
        batch_result_done(&ring.batches[i].result);
        free(ring.batches[i].bytes);
    }
    free(ring.batches);
    return status;
}
