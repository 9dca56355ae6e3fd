/* The line reader: one buffer that grows to the longest line and no further than its limit. */
#define _GNU_SOURCE /* O_CLOEXEC */
#include "tracker/base/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PEEK_BYTES  ((size_t)64 * 1024)
#define LIMIT_CHARS 32

struct LineReader {
    char path[256]; /* for messages; long names are cut */
    int descriptor;
    bool at_end; /* nothing more to read from the descriptor */
    size_t most_bytes;
    size_t number;
    char *buffer;
    size_t capacity;
    size_t start; /* buffer[start, end) is read and not yet handed out */
    size_t end;
};

static TfStatus open_input(LineReader *reader, const char *path, TfError *error)
{
    (void)snprintf(reader->path, sizeof reader->path, "%s", path);
    reader->descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (reader->descriptor < 0)
        return tf_fail_at(error, TF_IO, path, 0, "cannot open: %s", strerror(errno));
    if (fstat(reader->descriptor, &about) == 0 && S_ISDIR(about.st_mode))
        return tf_fail_at(error, TF_IO, path, 0, "is a folder, a file was needed");
    return TF_OK;
}

TfStatus lines_open(const char *path, size_t most_bytes, LineReader **reader, TfError *error)
{
    LineReader *result = calloc(1, sizeof *result);
    if (result == NULL)
        return tf_fail_memory(error);
    result->most_bytes = most_bytes;
    TfStatus status = open_input(result, path, error);
    if (status != TF_OK) {
        lines_close(result);
        return status;
    }
    *reader = result;
    return TF_OK;
}

void lines_close(LineReader *reader)
{
    if (reader == NULL)
        return;
    if (reader->descriptor > STDIN_FILENO)
        close(reader->descriptor);
    free(reader->buffer);
    free(reader);
}

/* Room for at least one more byte behind `end`. */
static TfStatus make_room(LineReader *reader, TfError *error)
{
    if (reader->start > 0 && reader->end == reader->capacity) {
        memmove(reader->buffer, reader->buffer + reader->start, reader->end - reader->start);
        reader->end -= reader->start;
        reader->start = 0;
    }
    if (reader->end < reader->capacity)
        return TF_OK;
    size_t capacity = reader->capacity == 0 ? PEEK_BYTES : reader->capacity * 2;
    char *buffer = realloc(reader->buffer, capacity);
    if (buffer == NULL)
        return tf_fail_memory(error);
    reader->buffer = buffer;
    reader->capacity = capacity;
    return TF_OK;
}

/* Reads once more into the buffer; sets at_end at the end. */
static TfStatus read_more(LineReader *reader, TfError *error)
{
    TfStatus status = make_room(reader, error);
    if (status != TF_OK)
        return status;
    ssize_t got = read(reader->descriptor, reader->buffer + reader->end, reader->capacity - reader->end);
    /* A handler that does not restart calls was set by somebody who wants to be heard while a pipe is silent.
     */
    if (got < 0 && errno == EINTR)
        return tf_fail(error, TF_INTERRUPTED, "interrupted; what was read until now is stored");
    if (got < 0)
        return tf_fail_at(error, TF_IO, reader->path, 0, "cannot read: %s", strerror(errno));
    reader->at_end = got == 0;
    reader->end += (size_t)got;
    return TF_OK;
}

TfStatus lines_peek(LineReader *reader, TfSlice *bytes, TfError *error)
{
    TfStatus status = TF_OK;
    while (status == TF_OK && !reader->at_end && reader->end < PEEK_BYTES)
        status = read_more(reader, error);
    if (status == TF_OK)
        *bytes = tf_slice_of(reader->buffer, reader->end < PEEK_BYTES ? reader->end : PEEK_BYTES);
    return status;
}

/* "512 bytes" or "16 MB", for messages. */
static const char *limit_text(char text[LIMIT_CHARS], size_t limit)
{
    bool small = limit < (size_t)1 << 20;
    (void)snprintf(text, LIMIT_CHARS, "%zu %s", small ? limit : limit >> 20, small ? "bytes" : "MB");
    return text;
}

/* Throws away a line that is too long: the `length` bytes at hand and its line end, which may be yet to come.
 */
static TfStatus skip_line(LineReader *reader, size_t length, bool has_end, TfError *error)
{
    char limit[LIMIT_CHARS];
    TfStatus status = TF_OK;
    reader->start += length + (has_end ? 1 : 0);
    while (!has_end && status == TF_OK && !reader->at_end) {
        reader->start = reader->end = 0;
        status = read_more(reader, error);
        const char *line_end = memchr(reader->buffer, '\n', reader->end);
        has_end = line_end != NULL;
        reader->start = has_end ? (size_t)(line_end - reader->buffer) + 1 : reader->end;
    }
    if (status != TF_OK)
        return status;
    return tf_fail_at(error, TF_LIMIT, reader->path, 0, "line %zu is longer than the limit of %s",
                      reader->number, limit_text(limit, reader->most_bytes));
}

TfStatus lines_next(LineReader *reader, TfSlice *line, TfError *error)
{
    size_t seen = 0; /* bytes of this line already searched for its end */
    for (;;) {
        size_t have = reader->end - reader->start;
        const char *from = reader->buffer + reader->start;
        const char *line_end = have > seen ? memchr(from + seen, '\n', have - seen) : NULL;
        size_t length = line_end != NULL ? (size_t)(line_end - from) : have;
        bool whole = line_end != NULL || reader->at_end;
        if (whole && have == 0) {
            *line = (TfSlice){NULL, 0};
            return TF_OK;
        }
        size_t kept = length > 0 && from[length - 1] == '\r' ? length - 1 : length;
        bool too_long = kept > reader->most_bytes;
        if (too_long || whole)
            reader->number++;
        if (too_long)
            return skip_line(reader, length, line_end != NULL, error);
        if (whole) {
            reader->start += length + (line_end != NULL ? 1 : 0);
            *line = tf_slice_of(from, kept);
            return TF_OK;
        }
        seen = have;
        TfStatus status = read_more(reader, error);
        if (status != TF_OK)
            return status;
    }
}

size_t lines_number(const LineReader *reader)
{
    return reader->number;
}

TfStatus lines_rest(LineReader *reader, TfSlice *bytes, TfError *error)
{
    char limit[LIMIT_CHARS];
    TfStatus status = TF_OK;
    while (status == TF_OK && !reader->at_end && reader->end - reader->start <= reader->most_bytes)
        status = read_more(reader, error);
    if (status != TF_OK)
        return status;
    if (reader->end - reader->start > reader->most_bytes)
        return tf_fail_at(error, TF_LIMIT, reader->path, reader->most_bytes,
                          "longer than the limit of %s for one article; split it into articles",
                          limit_text(limit, reader->most_bytes));
    *bytes = tf_slice_of(reader->buffer + reader->start, reader->end - reader->start);
    reader->start = reader->end;
    return TF_OK;
}
