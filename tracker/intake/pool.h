/* Worker processes that read documents: what goes wrong over one document costs that document alone.
 *
 * The caller hands documents in and gets an answer for each, in the order they were handed in. A worker that
 * crashes, or that needs more time or memory than a document may, ends; its document is answered with the
 * reason, and another worker takes up the others. Processes are forked when there is work for them. */
#ifndef TRACKER_INTAKE_POOL_H
#define TRACKER_INTAKE_POOL_H

#include "tracker/base/arena.h"
#include "tracker/base/text.h"

typedef struct Pool Pool;

/* What one document may cost; 0 in a field means the default. */
typedef struct PoolLimits {
    unsigned cpu_seconds;  /* 10 */
    unsigned wall_seconds; /* 60: a reader that waits for another program uses no processor time */
    size_t memory;         /* 1 GiB above what the process has at its start; not held under the sanitizers */
} PoolLimits;

/* Runs in the worker: makes the answer to one document. */
typedef void PoolWork(void *context, TfSlice document, TfArena *arena, TextBuilder *answer);

/* Runs in the caller's process, once for each document, in their order.
 *
 * tag      what was handed in with the document
 * answer   valid during the call; bytes NULL when there is none
 * failure  NULL, or why there is none: TF_LIMIT "took more than 10 s to read", TF_TOOL "the reader
 *          crashed (signal 11, Segmentation fault)", TF_NO_MEMORY
 * Any other status than TF_OK ends what the pool is doing with that status */
typedef TfStatus PoolTake(void *context, void *tag, TfSlice answer, const TfError *failure, TfError *error);

typedef struct PoolOptions {
    unsigned jobs; /* most worker processes; 0: the work is done here, with no limits */
    PoolLimits limits;
    PoolWork *work;
    void *work_context;
    PoolTake *take;
    void *take_context;
    void (*drop)(void *tag);   /* NULL, or what becomes of a tag that is never taken */
    bool (*should_stop)(void); /* NULL, or asked after every wait: true ends it with TF_INTERRUPTED */
} PoolOptions;

TF_CHECKED TfStatus pool_create(const PoolOptions *options, Pool **pool, TfError *error);
/* Ends the workers; documents without an answer are dropped. NULL is allowed. */
void pool_free(Pool *pool);

/* Hands a document in, which is copied. Waits while much is under way, and gives out answers that are ready.
 * A document with bytes NULL needs no work: it is there to be taken in its turn, without answer or failure.
 * Errors  TF_NO_MEMORY, TF_INTERRUPTED, whatever `take` returned; the tag is the pool's in any case */
TF_CHECKED TfStatus pool_submit(Pool *pool, TfSlice document, void *tag, TfError *error);
/* Waits until every document handed in was taken. */
TF_CHECKED TfStatus pool_finish(Pool *pool, TfError *error);

/* Documents handed in whose turn has not come. */
size_t pool_waiting(const Pool *pool);

#endif
