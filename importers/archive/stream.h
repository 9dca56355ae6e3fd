/* The bytes of an input behind gzip and Zstandard, through a window that grows to what is asked for and no
 * further. Private to this folder.
 *
 * A compressed input is a run of members (gzip) or frames (Zstandard), each unpacked by itself. libdeflate
 * unpacks a gzip member that is at hand whole, zlib the others piece by piece. */
#ifndef IMPORTERS_ARCHIVE_STREAM_H
#define IMPORTERS_ARCHIVE_STREAM_H

#include "tracker/base/slice.h"

#include <stdint.h>

typedef struct Stream Stream;

/* Where the first byte not yet taken stands. */
typedef struct StreamPosition {
    uint64_t member; /* offset of its member in the input as stored; of plain input, its own offset */
    uint64_t offset; /* from the member's start, unpacked; 0 for plain input */
    uint64_t read;   /* bytes of the input that were needed to unpack the members up to it: never goes back */
} StreamPosition;

/* path    a file, or "-" for standard input
 * Errors  TF_IO; TF_NO_MEMORY */
TF_CHECKED TfStatus stream_open(const char *path, Stream **stream, TfError *error);
/* Bytes that outlive the stream. */
TF_CHECKED TfStatus stream_open_bytes(TfSlice bytes, Stream **stream, TfError *error);
/* NULL is allowed. */
void stream_close(Stream *stream);

/* Whether the input is packed at all; known after the first peek. */
bool stream_is_packed(const Stream *stream);
/* Bytes of the input: read so far, in all (0: unknown), and unpacked so far. */
uint64_t stream_bytes_read(const Stream *stream);
uint64_t stream_bytes_total(const Stream *stream);
uint64_t stream_bytes_unpacked(const Stream *stream);

/* The next bytes without taking them: at least `wanted`, fewer only at the end of the input. Valid until the
 * next call.
 *
 * Errors  TF_BAD_INPUT the packed data is damaged here: what was unpacked before it stays at hand,
 * stream_resync goes on behind it; TF_IO a read error, or the input ends inside a member; TF_INTERRUPTED;
 * TF_NO_MEMORY */
TF_CHECKED TfStatus stream_peek(Stream *stream, size_t wanted, TfSlice *bytes, TfError *error);
/* What is unpacked and at hand, without reading on. */
TfSlice stream_at_hand(const Stream *stream);
/* Takes bytes that a peek showed. */
void stream_take(Stream *stream, size_t count);
/* Takes bytes that need not be at hand; *skipped fewer only at the end. Errors as stream_peek */
TF_CHECKED TfStatus stream_skip(Stream *stream, uint64_t count, uint64_t *skipped, TfError *error);

StreamPosition stream_position(const Stream *stream);

/* Leaves the member at hand, damaged or not, and goes to the next one, found by its first bytes. False when
 * there is none, or the input is plain. */
TF_CHECKED TfStatus stream_resync(Stream *stream, bool *found, TfError *error);

/* Whether the last failure was that something else than a member follows a whole one, as when a file was
 * padded. */
bool stream_is_behind_member(const Stream *stream);

/* Goes to the member that starts at `place` of the input. False when the input is no file. */
bool stream_seek(Stream *stream, uint64_t place);

#endif
