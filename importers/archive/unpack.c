/* gzip members and Zstandard frames become bytes of the window. */
#include "importers/archive/stream_internal.h"

#include <stdlib.h>
#include <string.h>

/* A member is unpacked whole when it is no longer than this, packed and unpacked. */
#define WHOLE_RAW ((size_t)256 * 1024)
#define WHOLE_OUT ((size_t)2 * 1024 * 1024)
/* What one step of the others may add. */
#define PIECE_OUT ((size_t)256 * 1024)
/* Data that grows more than BOMB_RATIO times to more than BOMB_BYTES is made to harm: text packs 3 to 20
 * times. */
#define BOMB_RATIO 200
#define BOMB_BYTES ((uint64_t)16 << 20)
/* A Zstandard frame may ask for a window of 2^25 bytes, 32 MB: more than level 19 uses. */
#define ZSTD_WINDOW_LOG 25
#define ZSTD_FRAME      0xFD2FB528U
#define ZSTD_SKIPPABLE  0x184D2A50U /* to ...5F */
#define ZSTD_DICTIONARY 0x184D2A5DU /* of a .warc.zst, in front of its frames */
#define MOST_DICTIONARY ((size_t)8 << 20)

static const uint8_t *raw_at(const Stream *stream)
{
    return stream->raw + stream->raw_start;
}

static size_t raw_left(const Stream *stream)
{
    return stream->raw_end - stream->raw_start;
}

static uint64_t raw_place(const Stream *stream)
{
    return stream->raw_offset + stream->raw_start;
}

static uint32_t little_endian(const uint8_t *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* Magic, the one method there is, and no flag that is reserved. */
static bool is_gzip(const uint8_t *bytes, size_t length)
{
    return length >= 4 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8 && (bytes[3] & 0xE0) == 0;
}

static bool is_zstd(const uint8_t *bytes, size_t length)
{
    return length >= 4 &&
           (little_endian(bytes) == ZSTD_FRAME || (little_endian(bytes) & 0xFFFFFFF0U) == ZSTD_SKIPPABLE);
}

/* A failure stays: whoever asks for more bytes gets it again, until stream_resync or stream_seek goes
 * elsewhere. */
static TfStatus keep_failure(Stream *stream, TfError *error)
{
    stream->in_member = false;
    if (error != NULL)
        *error = stream->failure;
    return stream->failure.status;
}

static TfStatus damaged(Stream *stream, const char *what, TfError *error)
{
    (void)tf_fail_at(&stream->failure, TF_BAD_INPUT, stream->path, (size_t)raw_place(stream),
                     "the packed data is damaged at byte %llu (%s)", (unsigned long long)raw_place(stream),
                     what);
    return keep_failure(stream, error);
}

static TfStatus cut_off(Stream *stream, TfError *error)
{
    stream->raw_start = stream->raw_end;
    (void)tf_fail_at(&stream->failure, TF_IO, stream->path, (size_t)raw_place(stream),
                     "is cut off: the packed data ends at byte %llu inside a member",
                     (unsigned long long)raw_place(stream));
    return keep_failure(stream, error);
}

static bool is_bomb(const Stream *stream)
{
    uint64_t packed = raw_place(stream) - stream->member_place;
    return stream->member_unpacked > BOMB_BYTES && stream->member_unpacked / BOMB_RATIO > packed;
}

static TfStatus refuse_bomb(Stream *stream, TfError *error)
{
    (void)tf_fail_at(&stream->failure, TF_BAD_INPUT, stream->path, (size_t)raw_place(stream),
                     "%llu bytes unpack to more than %llu MB, which no page does; left out",
                     (unsigned long long)(raw_place(stream) - stream->member_place),
                     (unsigned long long)(stream->member_unpacked >> 20));
    return keep_failure(stream, error);
}

/* ---- plain ---- */

static TfStatus copy_plain(Stream *stream, size_t wanted, TfError *error)
{
    TfStatus status = stream_fill_raw(stream, 1, error);
    size_t count = raw_left(stream);
    uint8_t *room = status == TF_OK && count > 0 ? stream_window_room(stream, count) : NULL;
    (void)wanted;
    if (status != TF_OK)
        return status;
    if (count > 0 && room == NULL)
        return tf_fail_memory(error);
    if (count > 0)
        memcpy(room, raw_at(stream), count);
    stream_window_took(stream, count);
    stream->raw_start += count;
    stream->at_end = count == 0;
    return TF_OK;
}

/* ---- gzip ---- */

/* Unpacks the member at hand in one go; false when it is too long for that, or broken, which zlib then says.
 */
static bool unpack_whole(Stream *stream)
{
    size_t taken = 0;
    size_t made = 0;
    if (stream->whole == NULL)
        stream->whole = libdeflate_alloc_decompressor();
    uint8_t *room = stream->whole != NULL ? stream_window_room(stream, WHOLE_OUT) : NULL;
    if (room == NULL)
        return false;
    enum libdeflate_result result = libdeflate_gzip_decompress_ex(
        stream->whole, raw_at(stream), raw_left(stream), room, stream->capacity - stream->end, &taken, &made);
    if (result != LIBDEFLATE_SUCCESS)
        return false;
    stream_window_took(stream, made);
    stream->raw_start += taken;
    return true;
}

static TfStatus start_pieces(Stream *stream, TfError *error)
{
    int result = stream->has_gzip ? inflateReset(&stream->gzip) : inflateInit2(&stream->gzip, 15 + 16);
    if (result != Z_OK)
        return tf_fail_memory(error);
    stream->has_gzip = true;
    stream->in_member = true;
    return TF_OK;
}

/* One step of zlib within a member. */
static TfStatus unpack_piece(Stream *stream, TfError *error)
{
    TfStatus status = stream_fill_raw(stream, 1, error);
    if (status != TF_OK)
        return status;
    if (raw_left(stream) == 0)
        return cut_off(stream, error);
    uint8_t *room = stream_window_room(stream, PIECE_OUT);
    if (room == NULL)
        return tf_fail_memory(error);
    stream->gzip.next_in = stream->raw + stream->raw_start;
    stream->gzip.avail_in = (uInt)raw_left(stream);
    stream->gzip.next_out = room;
    stream->gzip.avail_out = (uInt)PIECE_OUT;
    int result = inflate(&stream->gzip, Z_NO_FLUSH);
    stream->raw_start = stream->raw_end - stream->gzip.avail_in;
    stream_window_took(stream, PIECE_OUT - stream->gzip.avail_out);
    if (result == Z_STREAM_END)
        stream->in_member = false;
    else if (result == Z_MEM_ERROR)
        return tf_fail_memory(error);
    else if (result != Z_OK && result != Z_BUF_ERROR)
        return damaged(stream, stream->gzip.msg != NULL ? stream->gzip.msg : "gzip", error);
    return is_bomb(stream) ? refuse_bomb(stream, error) : TF_OK;
}

/* Between two members: zeros that tapes leave, the end, or what is no gzip. */
static TfStatus start_gzip(Stream *stream, TfError *error)
{
    TfStatus status = stream_fill_raw(stream, WHOLE_RAW, error);
    while (status == TF_OK && raw_left(stream) > 0 && raw_at(stream)[0] == 0) {
        stream->raw_start++;
        status = stream_fill_raw(stream, 4, error);
    }
    if (status != TF_OK)
        return status;
    if (raw_left(stream) == 0) {
        stream->at_end = true;
        return TF_OK;
    }
    if (!is_gzip(raw_at(stream), raw_left(stream))) {
        stream->is_behind_member = true;
        return damaged(stream, "no gzip member begins here", error);
    }
    stream_mark_member(stream, raw_place(stream));
    return unpack_whole(stream) ? TF_OK : start_pieces(stream, error);
}

static TfStatus unpack_gzip(Stream *stream, TfError *error)
{
    return stream->in_member ? unpack_piece(stream, error) : start_gzip(stream, error);
}

/* ---- Zstandard ---- */

/* The dictionary of a .warc.zst, itself perhaps packed. */
static TfStatus load_dictionary(Stream *stream, size_t length, TfError *error)
{
    TfStatus status = stream_fill_raw(stream, 8 + length, error);
    if (status != TF_OK)
        return status;
    if (raw_left(stream) < 8 + length)
        return cut_off(stream, error);
    const uint8_t *bytes = raw_at(stream) + 8;
    void *unpacked = NULL;
    if (length >= 4 && little_endian(bytes) == ZSTD_FRAME) {
        unpacked = malloc(MOST_DICTIONARY);
        size_t made = unpacked != NULL ? ZSTD_decompress(unpacked, MOST_DICTIONARY, bytes, length) : 0;
        if (unpacked == NULL || ZSTD_isError(made)) {
            free(unpacked);
            return unpacked == NULL ? tf_fail_memory(error) : damaged(stream, "its dictionary", error);
        }
        bytes = unpacked;
        length = made;
    }
    size_t result = ZSTD_DCtx_loadDictionary(stream->zstd, bytes, length);
    free(unpacked);
    return ZSTD_isError(result) ? damaged(stream, "its dictionary", error) : TF_OK;
}

/* Steps over a skippable frame; a dictionary is taken. */
static TfStatus skip_frame(Stream *stream, TfError *error)
{
    uint64_t length = 0;
    TfStatus status = stream_fill_raw(stream, 8, error);
    if (status != TF_OK)
        return status;
    if (raw_left(stream) < 8)
        return cut_off(stream, error);
    length = little_endian(raw_at(stream) + 4);
    if (little_endian(raw_at(stream)) == ZSTD_DICTIONARY && length <= MOST_DICTIONARY)
        status = load_dictionary(stream, (size_t)length, error);
    for (length += 8; status == TF_OK && length > 0;) {
        status = stream_fill_raw(stream, 1, error);
        size_t step = raw_left(stream) < length ? raw_left(stream) : (size_t)length;
        if (status == TF_OK && step == 0)
            return cut_off(stream, error);
        stream->raw_start += step;
        length -= step;
    }
    return status;
}

static TfStatus start_zstd(Stream *stream, TfError *error)
{
    TfStatus status = stream_fill_raw(stream, 4, error);
    if (status != TF_OK)
        return status;
    if (raw_left(stream) == 0) {
        stream->at_end = true;
        return TF_OK;
    }
    if (!is_zstd(raw_at(stream), raw_left(stream))) {
        stream->is_behind_member = true;
        return damaged(stream, "no Zstandard frame begins here", error);
    }
    if (stream->zstd == NULL) {
        stream->zstd = ZSTD_createDCtx();
        if (stream->zstd == NULL)
            return tf_fail_memory(error);
        (void)ZSTD_DCtx_setParameter(stream->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG);
    }
    if (little_endian(raw_at(stream)) != ZSTD_FRAME)
        return skip_frame(stream, error);
    stream_mark_member(stream, raw_place(stream));
    stream->in_member = true;
    return TF_OK;
}

static TfStatus unpack_zstd(Stream *stream, TfError *error)
{
    if (!stream->in_member)
        return start_zstd(stream, error);
    TfStatus status = stream_fill_raw(stream, 1, error);
    if (status != TF_OK)
        return status;
    uint8_t *room = stream_window_room(stream, PIECE_OUT);
    if (room == NULL)
        return tf_fail_memory(error);
    ZSTD_inBuffer in = {raw_at(stream), raw_left(stream), 0};
    ZSTD_outBuffer out = {room, PIECE_OUT, 0};
    size_t result = ZSTD_decompressStream(stream->zstd, &out, &in);
    stream->raw_start += in.pos;
    stream_window_took(stream, out.pos);
    if (ZSTD_isError(result)) {
        (void)ZSTD_DCtx_reset(stream->zstd, ZSTD_reset_session_only);
        return damaged(stream, ZSTD_getErrorName(result), error);
    }
    if (result == 0)
        stream->in_member = false;
    else if (in.pos == 0 && out.pos == 0 && stream->raw_at_end)
        return cut_off(stream, error);
    return is_bomb(stream) ? refuse_bomb(stream, error) : TF_OK;
}

/* ---- all ---- */

static TfStatus find_packing(Stream *stream, TfError *error)
{
    TfStatus status = stream_fill_raw(stream, 4, error);
    if (status != TF_OK)
        return status;
    stream->packing = is_gzip(raw_at(stream), raw_left(stream))   ? PACKING_GZIP
                      : is_zstd(raw_at(stream), raw_left(stream)) ? PACKING_ZSTD
                                                                  : PACKING_NONE;
    return TF_OK;
}

TfStatus unpack_more(Stream *stream, size_t wanted, TfError *error)
{
    if (stream->failure.status != TF_OK)
        return keep_failure(stream, error);
    TfStatus status = stream->packing == PACKING_UNKNOWN ? find_packing(stream, error) : TF_OK;
    if (status != TF_OK)
        return status;
    switch (stream->packing) {
    case PACKING_GZIP:
        return unpack_gzip(stream, error);
    case PACKING_ZSTD:
        return unpack_zstd(stream, error);
    default:
        return copy_plain(stream, wanted, error);
    }
}

/* The next place behind the first byte at hand where a member could begin. */
TfStatus stream_resync(Stream *stream, bool *found, TfError *error)
{
    bool (*begins)(const uint8_t *, size_t) = stream->packing == PACKING_ZSTD ? is_zstd : is_gzip;
    TfStatus status = TF_OK;
    *found = false;
    stream->is_behind_member = false;
    stream->failure.status = TF_OK;
    stream->start = stream->end;
    stream->in_member = false;
    if (!stream_is_packed(stream))
        return TF_OK;
    if (raw_place(stream) == stream->member_place)
        stream->raw_start++;
    while ((status = stream_fill_raw(stream, 4, error)) == TF_OK && raw_left(stream) >= 4) {
        const uint8_t *first = memchr(raw_at(stream), begins == is_zstd ? 0x28 : 0x1F, raw_left(stream));
        stream->raw_start = first == NULL ? stream->raw_end : (size_t)(first - stream->raw);
        if (first != NULL && (status = stream_fill_raw(stream, 4, error)) == TF_OK &&
            begins(raw_at(stream), raw_left(stream))) {
            *found = true;
            stream->at_end = false;
            return TF_OK;
        }
        if (status != TF_OK || raw_left(stream) == 0)
            continue;
        stream->raw_start++;
    }
    stream->at_end = true;
    return status;
}

void unpack_restart(Stream *stream)
{
    stream->failure.status = TF_OK;
    stream->is_behind_member = false;
    stream->in_member = false;
    if (stream->zstd != NULL)
        (void)ZSTD_DCtx_reset(stream->zstd, ZSTD_reset_session_only);
}

void unpack_done(Stream *stream)
{
    libdeflate_free_decompressor(stream->whole);
    if (stream->has_gzip)
        (void)inflateEnd(&stream->gzip);
    (void)ZSTD_freeDCtx(stream->zstd);
}
