/* The window of unpacked bytes, and reading the input it is filled from. */
#define _GNU_SOURCE /* O_CLOEXEC, posix_fadvise */
#include "importers/archive/stream_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- opening ---- */

static Stream *stream_create(void)
{
    Stream *stream = calloc(1, sizeof *stream);
    if (stream != NULL)
        stream->descriptor = -1;
    return stream;
}

TfStatus stream_open(const char *path, Stream **stream, TfError *error)
{
    struct stat about = {0};
    Stream *result = stream_create();
    if (result == NULL)
        return tf_fail_memory(error);
    (void)snprintf(result->path, sizeof result->path, "%s", path);
    result->descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    TfStatus status = TF_OK;
    if (result->descriptor < 0)
        status = tf_fail_at(error, TF_IO, path, 0, "cannot open: %s", strerror(errno));
    else if (fstat(result->descriptor, &about) == 0 && S_ISDIR(about.st_mode))
        status = tf_fail_at(error, TF_IO, path, 0, "is a folder, a file was needed");
    else if (S_ISREG(about.st_mode))
        result->total = (uint64_t)about.st_size;
    if (status != TF_OK) {
        stream_close(result);
        return status;
    }
    (void)posix_fadvise(result->descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    *stream = result;
    return TF_OK;
}

TfStatus stream_open_bytes(TfSlice bytes, Stream **stream, TfError *error)
{
    Stream *result = stream_create();
    if (result == NULL)
        return tf_fail_memory(error);
    result->memory = bytes;
    result->total = bytes.length;
    *stream = result;
    return TF_OK;
}

void stream_close(Stream *stream)
{
    if (stream == NULL)
        return;
    unpack_done(stream);
    if (stream->descriptor > STDIN_FILENO)
        close(stream->descriptor);
    free(stream->raw);
    free(stream->window);
    free(stream);
}

bool stream_is_packed(const Stream *stream)
{
    return stream->packing == PACKING_GZIP || stream->packing == PACKING_ZSTD;
}

uint64_t stream_bytes_read(const Stream *stream)
{
    return stream->raw_offset + stream->raw_start;
}

uint64_t stream_bytes_total(const Stream *stream)
{
    return stream->total;
}

uint64_t stream_bytes_unpacked(const Stream *stream)
{
    return stream->unpacked;
}

/* ---- the input as stored ---- */

static TfStatus read_descriptor(Stream *stream, size_t room, size_t *got, TfError *error)
{
    ssize_t count = read(stream->descriptor, stream->raw + stream->raw_end, room);
    /* A handler that does not restart calls was set by somebody who wants to be heard. */
    if (count < 0 && errno == EINTR)
        return tf_fail(error, TF_INTERRUPTED, "interrupted; what was read until now is stored");
    if (count < 0)
        return tf_fail_at(error, TF_IO, stream->path, 0, "cannot read: %s", strerror(errno));
    *got = (size_t)count;
    return TF_OK;
}

/* Room for RAW_STEP bytes behind raw_end; what was taken in front goes. */
static bool make_raw_room(Stream *stream)
{
    if (stream->raw_start > 0 && stream->raw_capacity - stream->raw_end < RAW_STEP) {
        memmove(stream->raw, stream->raw + stream->raw_start, stream->raw_end - stream->raw_start);
        stream->raw_offset += stream->raw_start;
        stream->raw_end -= stream->raw_start;
        stream->raw_start = 0;
    }
    if (stream->raw_capacity - stream->raw_end >= RAW_STEP)
        return true;
    size_t capacity = stream->raw_capacity == 0 ? 2 * RAW_STEP : stream->raw_capacity * 2;
    uint8_t *raw = realloc(stream->raw, capacity);
    if (raw == NULL)
        return false;
    stream->raw = raw;
    stream->raw_capacity = capacity;
    return true;
}

TfStatus stream_fill_raw(Stream *stream, size_t wanted, TfError *error)
{
    while (!stream->raw_at_end && stream->raw_end - stream->raw_start < wanted) {
        size_t got = 0;
        TfStatus status = TF_OK;
        if (!make_raw_room(stream))
            return tf_fail_memory(error);
        if (stream->descriptor >= 0) {
            status = read_descriptor(stream, stream->raw_capacity - stream->raw_end, &got, error);
        } else {
            uint64_t at = stream->raw_offset + stream->raw_end;
            TfSlice rest = tf_slice_range(stream->memory, (size_t)at, (size_t)at + RAW_STEP);
            if (rest.length > 0)
                memcpy(stream->raw + stream->raw_end, rest.bytes, rest.length);
            got = rest.length;
        }
        if (status != TF_OK)
            return status;
        stream->raw_at_end = got == 0;
        stream->raw_end += got;
    }
    return TF_OK;
}

/* ---- the window ---- */

uint8_t *stream_window_room(Stream *stream, size_t room)
{
    /* An empty window begins anew at its front, which the processor's caches still hold. */
    bool is_empty = stream->start == stream->end;
    if (stream->start > 0 && (is_empty || stream->capacity - stream->end < room)) {
        memmove(stream->window, stream->window + stream->start, stream->end - stream->start);
        stream->window_offset += stream->start;
        stream->end -= stream->start;
        stream->start = 0;
    }
    if (stream->capacity - stream->end < room) {
        size_t capacity = stream->capacity == 0 ? WINDOW_STEP : stream->capacity;
        while (capacity - stream->end < room)
            capacity *= 2;
        uint8_t *window = realloc(stream->window, capacity);
        if (window == NULL)
            return NULL;
        stream->window = window;
        stream->capacity = capacity;
    }
    return stream->window + stream->end;
}

void stream_window_took(Stream *stream, size_t count)
{
    stream->end += count;
    stream->unpacked += count;
    stream->member_unpacked += count;
}

/* Remembers that a member begins with the next byte of the window. */
void stream_mark_member(Stream *stream, uint64_t raw_place)
{
    if (stream->mark_count == MOST_MARKS) { /* the oldest are asked for no more */
        memmove(stream->marks, stream->marks + MOST_MARKS / 2, MOST_MARKS / 2 * sizeof stream->marks[0]);
        stream->mark_count = MOST_MARKS / 2;
    }
    stream->marks[stream->mark_count++] = (MemberMark){stream->window_offset + stream->end, raw_place};
    stream->member_unpacked = 0;
    stream->member_place = raw_place;
}

bool stream_is_behind_member(const Stream *stream)
{
    return stream->is_behind_member;
}

StreamPosition stream_position(const Stream *stream)
{
    uint64_t at = stream->window_offset + stream->start;
    if (!stream_is_packed(stream))
        return (StreamPosition){stream->plain_base + at, 0, stream->plain_base + at};
    size_t i = stream->mark_count;
    while (i > 1 && stream->marks[i - 1].unpacked > at)
        i--;
    if (i == 0)
        return (StreamPosition){0, at, stream_bytes_read(stream)};
    uint64_t offset = at - stream->marks[i - 1].unpacked;
    uint64_t read = offset == 0              ? stream->marks[i - 1].place
                    : i < stream->mark_count ? stream->marks[i].place
                                             : stream_bytes_read(stream);
    return (StreamPosition){stream->marks[i - 1].place, offset, read};
}

TfSlice stream_at_hand(const Stream *stream)
{
    return tf_slice_of(stream->window == NULL ? "" : (const char *)stream->window + stream->start,
                       stream->end - stream->start);
}

TfStatus stream_peek(Stream *stream, size_t wanted, TfSlice *bytes, TfError *error)
{
    TfStatus status = TF_OK;
    while (status == TF_OK && !stream->at_end && stream->end - stream->start < wanted)
        status = unpack_more(stream, wanted, error);
    *bytes = stream_at_hand(stream);
    return status;
}

void stream_take(Stream *stream, size_t count)
{
    stream->start += count;
}

TfStatus stream_skip(Stream *stream, uint64_t count, uint64_t *skipped, TfError *error)
{
    TfStatus status = TF_OK;
    *skipped = 0;
    while (status == TF_OK && *skipped < count) {
        TfSlice bytes;
        status = stream_peek(stream, 1, &bytes, error);
        if (bytes.length == 0)
            break;
        size_t step = bytes.length < count - *skipped ? bytes.length : (size_t)(count - *skipped);
        stream_take(stream, step);
        *skipped += step;
    }
    return status;
}

bool stream_seek(Stream *stream, uint64_t place)
{
    if (stream->descriptor < 0 || stream->total == 0 || place > stream->total ||
        lseek(stream->descriptor, (off_t)place, SEEK_SET) < 0)
        return false;
    stream->raw_start = stream->raw_end = 0;
    stream->raw_offset = place;
    stream->raw_at_end = false;
    stream->plain_base = place - stream->window_offset - stream->end;
    stream->start = stream->end;
    stream->at_end = false;
    stream->mark_count = 0;
    unpack_restart(stream);
    return true;
}
