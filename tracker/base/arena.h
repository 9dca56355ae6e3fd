/* Memory that is given back all at once: one arena per article, per answer, per command.
 *
 * Whoever passes an arena owns what was put into it. A result stays valid until tf_arena_done or
 * tf_arena_reset of that arena. An arena has a limit, since articles come from strangers. Not safe for two
 * threads at once. */
#ifndef TRACKER_BASE_ARENA_H
#define TRACKER_BASE_ARENA_H

#include "tracker/base/slice.h"

#include <stddef.h>

typedef struct TfArenaChunk TfArenaChunk;

typedef struct TfArena {
    TfArenaChunk *chunks; /* newest first */
    size_t used;          /* bytes handed out */
    size_t limit;         /* most bytes it may hand out */
    size_t chunk_bytes;   /* size of the next chunk: what the last page needed */
} TfArena;

/* limit  bytes; 0 means the default of 1 GiB. Takes no memory yet, so it cannot fail. */
TF_EXPORT void tf_arena_init(TfArena *arena, size_t limit);
/* Gives everything back; the arena may be used again. NULL is allowed. */
TF_EXPORT void tf_arena_done(TfArena *arena);
/* The same, but keeps one chunk as large as what was used (at most 8 MiB), so that a loop over pages asks the
 * system for memory once and not once a page. End with tf_arena_done. */
TF_EXPORT void tf_arena_reset(TfArena *arena);

/* Zeroed memory aligned for any object; NULL when memory is short or the limit is reached. size 0 gives a
 * valid pointer. */
TF_EXPORT void *tf_arena_alloc(TfArena *arena, size_t size);
/* The same, but with whatever the memory held before: for large room that is written before it is read. */
TF_EXPORT void *tf_arena_room(TfArena *arena, size_t size);
/* count * size bytes, zeroed; NULL also when the product overflows. */
TF_EXPORT void *tf_arena_alloc_array(TfArena *arena, size_t count, size_t size);
/* A copy with a NUL byte behind it (not counted in its length); bytes NULL when memory is short. */
TF_EXPORT TfSlice tf_arena_copy(TfArena *arena, TfSlice slice);
/* printf into the arena; bytes NULL when memory is short. */
TF_EXPORT TfSlice tf_arena_format(TfArena *arena, const char *format, ...) TF_PRINTF_LIKE(2, 3);

/* Makes room for one more item at the end of a growing array that lives in the arena. New room is not zeroed.
 *
 * items      in/out: pointer to the array pointer (may point to NULL)
 * capacity   in/out: items there is room for
 * count      items in use
 * size       bytes of one item
 * Returns false when memory is short. Old copies stay in the arena until it ends, at most as much again. */
TF_EXPORT bool tf_arena_grow(TfArena *arena, void *items, size_t *capacity, size_t count, size_t size);

#endif
