/* The worker's side of the pool: one process that answers documents until its socket is closed. */
#ifndef TRACKER_INTAKE_POOL_WORKER_H
#define TRACKER_INTAKE_POOL_WORKER_H

#include "tracker/intake/pool.h"

#include <sys/types.h>

/* In front of a document and of an answer on the socket. */
typedef struct PoolHead {
    uint64_t length;
    uint64_t is_lost; /* there was no memory for the answer; length is 0 */
} PoolHead;

/* Longest document and longest answer: a text of 64 MB and what belongs to it. */
#define POOL_MOST_BYTES ((size_t)160 << 20)

#define POOL_CPU_SECONDS  10u
#define POOL_WALL_SECONDS 60u
#define POOL_MEMORY       ((size_t)1 << 30)

/* Starts a worker. descriptor out: the caller's end of its socket, which waits for nothing
 * others  the caller's ends of the other workers' sockets, which this one must not hold open
 * Errors  TF_TOOL no process could be made */
TF_CHECKED TfStatus pool_worker_start(const PoolOptions *options, const int *others, size_t other_count,
                                      pid_t *process, int *descriptor, TfError *error);

/* Ends a worker and says how it had ended by itself, if it had. */
void pool_worker_end(pid_t process, int descriptor, const PoolLimits *limits, TfError *why);

/* The work of one document in this process. */
void pool_work_here(const PoolOptions *options, TfSlice document, TfArena *arena, TextBuilder *answer);

#endif
