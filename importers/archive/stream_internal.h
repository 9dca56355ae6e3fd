/* The inside of a Stream, shared by stream.c (window, input) and unpack.c (gzip, Zstandard). */
#ifndef IMPORTERS_ARCHIVE_STREAM_INTERNAL_H
#define IMPORTERS_ARCHIVE_STREAM_INTERNAL_H

#include "importers/archive/stream.h"

#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

/* The input is read in steps of this many bytes: large members are at hand whole for libdeflate. */
#define RAW_STEP    ((size_t)256 * 1024)
#define WINDOW_STEP ((size_t)256 * 1024)
/* Members that are remembered at once; a window holds fewer. */
#define MOST_MARKS 4096

typedef enum Packing { PACKING_UNKNOWN = 0, PACKING_NONE, PACKING_GZIP, PACKING_ZSTD } Packing;

typedef struct MemberMark {
    uint64_t unpacked; /* first byte, counted from the first unpacked one */
    uint64_t place;    /* first byte in the input as stored */
} MemberMark;

struct Stream {
    char path[256]; /* for messages; long names are cut */
    int descriptor; /* -1: memory */
    TfSlice memory;
    uint64_t total;

    uint8_t *raw; /* raw[raw_start, raw_end) is read and not yet unpacked */
    size_t raw_capacity;
    size_t raw_start;
    size_t raw_end;
    uint64_t raw_offset; /* of raw[0] in the input */
    bool raw_at_end;

    uint8_t *window; /* window[start, end) is unpacked and not yet taken */
    size_t capacity;
    size_t start;
    size_t end;
    uint64_t window_offset; /* of window[0] among the unpacked bytes */
    uint64_t plain_base;    /* what a seek added to the offsets of plain input */
    uint64_t unpacked;
    bool at_end; /* everything is in the window */

    Packing packing;
    TfError failure;       /* what broke the packed data at hand; status TF_OK: nothing did */
    bool is_behind_member; /* what follows a whole member is none */
    bool in_member;        /* zlib or Zstandard is inside one */
    uint64_t member_unpacked;
    uint64_t member_place;
    struct libdeflate_decompressor *whole;
    z_stream gzip;
    bool has_gzip;
    ZSTD_DCtx *zstd;
    MemberMark marks[MOST_MARKS];
    size_t mark_count;
};

/* Reads until at least `wanted` bytes of the input are at hand, or its end. */
TF_CHECKED TfStatus stream_fill_raw(Stream *stream, size_t wanted, TfError *error);
/* Room for `room` bytes behind the window's end; NULL when memory is short. */
uint8_t *stream_window_room(Stream *stream, size_t room);
void stream_window_took(Stream *stream, size_t count);
void stream_mark_member(Stream *stream, uint64_t raw_place);

/* unpack.c. Adds to the window, at least one byte unless the input is at its end (at_end). `wanted` is what
 * the caller needs in all. */
TF_CHECKED TfStatus unpack_more(Stream *stream, size_t wanted, TfError *error);
void unpack_restart(Stream *stream);
void unpack_done(Stream *stream);

#endif
