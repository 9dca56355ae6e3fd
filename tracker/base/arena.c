/* A chunked arena: small requests share a chunk, a large one gets its own. */
#include "tracker/base/arena.h"

#include "tracker/base/size.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct TfArenaChunk {
    TfArenaChunk *next;
    size_t size; /* bytes in data */
    size_t used;
    max_align_t data[];
};

#define CHUNK_BYTES   ((size_t)32 * 1024)
#define MOST_KEPT     ((size_t)8 << 20)
#define DEFAULT_LIMIT ((size_t)1 << 30)
#define ALIGNMENT     sizeof(max_align_t)

void tf_arena_init(TfArena *arena, size_t limit)
{
    *arena = (TfArena){.limit = limit > 0 ? limit : DEFAULT_LIMIT, .chunk_bytes = CHUNK_BYTES};
}

void tf_arena_done(TfArena *arena)
{
    if (arena == NULL)
        return;
    while (arena->chunks != NULL) {
        TfArenaChunk *next = arena->chunks->next;
        free(arena->chunks);
        arena->chunks = next;
    }
    arena->used = 0;
}

void tf_arena_reset(TfArena *arena)
{
    TfArenaChunk *front = arena->chunks;
    if (front != NULL && front->next == NULL && front->size <= MOST_KEPT) {
        front->used = 0;
        arena->used = 0;
        return;
    }
    /* Several chunks, or one too large to keep: the next page starts with one that would have been enough. */
    if (arena->used > arena->chunk_bytes)
        arena->chunk_bytes = arena->used < MOST_KEPT ? arena->used : MOST_KEPT;
    tf_arena_done(arena);
}

/* A chunk with room for `size` bytes. The first stays at the front; one made for a single large request goes
 * behind it, so that the room left in the front chunk is not lost. */
static TfArenaChunk *chunk_with_room(TfArena *arena, size_t size)
{
    TfArenaChunk *front = arena->chunks;
    if (front != NULL && front->size - front->used >= size)
        return front;
    size_t bytes = size > arena->chunk_bytes ? size : arena->chunk_bytes;
    size_t total;
    if (!tf_size_add(bytes, sizeof(TfArenaChunk), &total))
        return NULL;
    TfArenaChunk *chunk = malloc(total);
    if (chunk == NULL)
        return NULL;
    *chunk = (TfArenaChunk){.size = bytes};
    if (front != NULL && size > arena->chunk_bytes) {
        chunk->next = front->next;
        front->next = chunk;
    } else {
        chunk->next = front;
        arena->chunks = chunk;
    }
    return chunk;
}

void *tf_arena_room(TfArena *arena, size_t size)
{
    size_t rounded;
    if (!tf_size_add(size, ALIGNMENT, &rounded))
        return NULL;
    rounded -= rounded % ALIGNMENT; /* at least one unit, so that size 0 has an address of its own */
    if (rounded > arena->limit - arena->used)
        return NULL;
    TfArenaChunk *chunk = chunk_with_room(arena, rounded);
    if (chunk == NULL)
        return NULL;
    void *memory = (char *)chunk->data + chunk->used;
    chunk->used += rounded;
    arena->used += rounded;
    return memory;
}

void *tf_arena_alloc(TfArena *arena, size_t size)
{
    void *memory = tf_arena_room(arena, size);
    return memory != NULL ? memset(memory, 0, size) : NULL;
}

void *tf_arena_alloc_array(TfArena *arena, size_t count, size_t size)
{
    size_t total;
    return tf_size_multiply(count, size, &total) ? tf_arena_alloc(arena, total) : NULL;
}

TfSlice tf_arena_copy(TfArena *arena, TfSlice slice)
{
    size_t size;
    char *copy = tf_size_add(slice.length, 1, &size) ? tf_arena_room(arena, size) : NULL;
    if (copy == NULL)
        return (TfSlice){NULL, 0};
    if (slice.length > 0)
        memcpy(copy, slice.bytes, slice.length);
    copy[slice.length] = '\0';
    return (TfSlice){copy, slice.length};
}

TfSlice tf_arena_format(TfArena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = length >= 0 ? tf_arena_alloc(arena, (size_t)length + 1) : NULL;
    if (text != NULL)
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text != NULL ? (TfSlice){text, (size_t)length} : (TfSlice){NULL, 0};
}

bool tf_arena_grow(TfArena *arena, void *items, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity)
        return true;
    size_t wanted;
    size_t bytes;
    if (!tf_size_multiply(*capacity < 8 ? 8 : *capacity, 2, &wanted) ||
        !tf_size_multiply(wanted, size, &bytes))
        return false;
    void *larger = tf_arena_room(arena, bytes);
    if (larger == NULL)
        return false;
    /* `items` is really a T**; the pointer is read and written as bytes so that no type is assumed. */
    void *old;
    memcpy(&old, items, sizeof old);
    if (count > 0)
        memcpy(larger, old, count * size);
    memcpy(items, &larger, sizeof larger);
    *capacity = wanted;
    return true;
}
