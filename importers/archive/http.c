/* Answers of web servers as archives keep them: head, chunks, content encodings. Labels are taken for a hint:
 * some writers keep a body packed, others unpack it and leave the label. */
#include "importers/archive/source_internal.h"

#include <brotli/decode.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

/* gzip in gzip is met; more layers are made to harm. */
#define MOST_LAYERS  2
#define CODING_CHARS 64

/* ---- the head ---- */

/* Takes one line, without its end, off the front of *rest. */
static TfSlice take_line(TfSlice *rest)
{
    size_t end = tf_slice_find_byte(*rest, 0, '\n');
    TfSlice line = tf_slice_range(*rest, 0, end);
    *rest = end == TF_NOWHERE ? tf_slice_range(*rest, rest->length, rest->length)
                              : tf_slice_range(*rest, end + 1, rest->length);
    if (line.length > 0 && line.bytes[line.length - 1] == '\r')
        line.length--;
    return line;
}

bool http_next_field(TfSlice *rest, TfSlice *name, TfSlice *value)
{
    while (rest->length > 0) {
        TfSlice line = take_line(rest);
        if (line.length == 0)
            return false;
        while (rest->length > 0 && (rest->bytes[0] == ' ' || rest->bytes[0] == '\t')) {
            TfSlice folded = take_line(rest);
            line.length = (size_t)(folded.bytes + folded.length - line.bytes);
        }
        size_t colon = tf_slice_find_byte(line, 0, ':');
        if (colon == TF_NOWHERE)
            continue; /* no field: passed over */
        *name = tf_slice_trim(tf_slice_range(line, 0, colon));
        *value = tf_slice_trim(tf_slice_range(line, colon + 1, line.length));
        return true;
    }
    return false;
}

static TfSlice without_quotes(TfSlice text)
{
    while (text.length > 0 && strchr("\"' ", text.bytes[0]) != NULL)
        text = tf_slice_range(text, 1, text.length);
    while (text.length > 0 && strchr("\"' ", text.bytes[text.length - 1]) != NULL)
        text.length--;
    return text;
}

void http_read_media_type(TfSlice value, TfSlice *media_type, TfSlice *charset)
{
    TfSlice rest = value;
    TfSlice type = tf_slice_trim(tf_slice_split(&rest, ';'));
    size_t comma = tf_slice_find_byte(type, 0, ','); /* two headers joined: the first */
    *media_type = tf_slice_trim(tf_slice_range(type, 0, comma));
    *charset = (TfSlice){NULL, 0};
    while (rest.bytes != NULL) {
        TfSlice parameter = tf_slice_trim(tf_slice_split(&rest, ';'));
        TfSlice key = tf_slice_trim(tf_slice_split(&parameter, '='));
        TfSlice told = parameter.bytes != NULL ? without_quotes(parameter) : (TfSlice){NULL, 0};
        if (tf_slice_equal_ascii_case(key, tf_slice("charset")) && told.length > 0)
            *charset = told;
    }
}

/* "HTTP/1.1 200 OK" */
static unsigned read_status(TfSlice line)
{
    size_t blank = tf_slice_find_byte(line, 0, ' ');
    TfSlice code =
        tf_slice_trim(tf_slice_range(line, blank == TF_NOWHERE ? line.length : blank, line.length));
    unsigned status = 0;
    for (size_t i = 0; i < 3; i++) {
        if (i >= code.length || code.bytes[i] < '0' || code.bytes[i] > '9')
            return 1; /* HTTP, but of no status there is */
        status = status * 10 + (unsigned)(code.bytes[i] - '0');
    }
    return status;
}

/* ---- chunks ---- */

/* "1a2b; extension" up to the end of its line; false when it is none. */
static bool read_chunk_size(TfSlice *rest, size_t *size)
{
    size_t end = tf_slice_find_byte(tf_slice_range(*rest, 0, 256), 0, '\n');
    size_t digits = 0;
    *size = 0;
    if (end == TF_NOWHERE)
        return false;
    for (; digits < end && digits < 8; digits++) {
        static const char hex[] = "0123456789abcdef";
        char letter = rest->bytes[digits];
        const char *at =
            letter != '\0' ? strchr(hex, letter >= 'A' && letter <= 'F' ? letter + 32 : letter) : NULL;
        if (at == NULL)
            break;
        *size = *size * 16 + (size_t)(at - hex);
    }
    if (digits == 0 || (rest->bytes[digits] != ';' && strchr(" \t\r\n", rest->bytes[digits]) == NULL))
        return false;
    *rest = tf_slice_range(*rest, end + 1, rest->length);
    return true;
}

/* Joins the chunks of a body. One that does not begin with a chunk was joined before; one that breaks off is
 * taken as far as it goes. */
static TfStatus join_chunks(TfArena *arena, TfSlice *body, TfError *error)
{
    TfSlice rest = *body;
    size_t size = 0;
    size_t length = 0;
    if (!read_chunk_size(&rest, &size) || size > rest.length + ((size_t)1 << 24))
        return TF_OK;
    char *joined = tf_arena_room(arena, body->length);
    if (joined == NULL)
        return tf_fail_memory(error);
    while (size > 0) {
        TfSlice chunk = tf_slice_range(rest, 0, size);
        memcpy(joined + length, chunk.bytes, chunk.length);
        length += chunk.length;
        rest = tf_slice_range(rest, chunk.length, rest.length);
        (void)take_line(&rest);
        if (!read_chunk_size(&rest, &size))
            break;
    }
    *body = tf_slice_of(joined, length);
    return TF_OK;
}

/* ---- content encodings ---- */

typedef struct Unpacking {
    TfSlice in;
    size_t limit;
    TfArena *arena;
    char *out;
    size_t capacity;
    size_t made;
} Unpacking;

/* More room for what is unpacked. */
static TfStatus grow(Unpacking *unpacking, TfError *error)
{
    size_t capacity = unpacking->capacity == 0 ? unpacking->in.length * 5 + 4096 : unpacking->capacity * 2;
    if (unpacking->made > unpacking->limit)
        return tf_fail(error, TF_LIMIT, "unpacks to more than the limit of %zu MB", unpacking->limit >> 20);
    if (capacity > unpacking->limit + 1)
        capacity = unpacking->limit + 1;
    char *out = tf_arena_room(unpacking->arena, capacity);
    if (out == NULL)
        return tf_fail_memory(error);
    if (unpacking->made > 0)
        memcpy(out, unpacking->out, unpacking->made);
    unpacking->out = out;
    unpacking->capacity = capacity;
    return TF_OK;
}

/* What an unpacker found: all of it, a body that was cut short, or no such packing. */
typedef enum Unpacked { UNPACKED_NOT = 0, UNPACKED_PART, UNPACKED_ALL, UNPACKED_NEEDS_ROOM } Unpacked;

static Unpacked unpack_zlib(Unpacking *unpacking, int window_bits, TfStatus *status, TfError *error)
{
    z_stream zlib = {.next_in = (z_const Bytef *)(uintptr_t)unpacking->in.bytes,
                     .avail_in = (uInt)unpacking->in.length};
    int result = inflateInit2(&zlib, window_bits);
    *status = result == Z_OK ? TF_OK : tf_fail_memory(error);
    while (*status == TF_OK && result == Z_OK) {
        if (unpacking->made == unpacking->capacity)
            *status = grow(unpacking, error);
        if (*status != TF_OK)
            break;
        zlib.next_out = (Bytef *)unpacking->out + unpacking->made;
        zlib.avail_out = (uInt)(unpacking->capacity - unpacking->made);
        result = inflate(&zlib, Z_NO_FLUSH);
        unpacking->made = unpacking->capacity - zlib.avail_out;
    }
    (void)inflateEnd(&zlib);
    return result == Z_STREAM_END ? UNPACKED_ALL : unpacking->made > 0 ? UNPACKED_PART : UNPACKED_NOT;
}

static Unpacked unpack_gzip(Unpacking *unpacking, TfStatus *status, TfError *error)
{
    return unpack_zlib(unpacking, 15 + 16, status, error);
}

/* With zlib's head as the rule says, and without, as some servers send it. */
static Unpacked unpack_deflate(Unpacking *unpacking, TfStatus *status, TfError *error)
{
    Unpacked unpacked = unpack_zlib(unpacking, 15, status, error);
    if (*status != TF_OK || unpacked != UNPACKED_NOT)
        return unpacked;
    unpacked = unpack_zlib(unpacking, -15, status, error);
    return unpacked == UNPACKED_PART ? UNPACKED_NOT : unpacked; /* any bytes begin like bare deflate */
}

static Unpacked unpack_brotli(Unpacking *unpacking, TfStatus *status, TfError *error)
{
    BrotliDecoderState *brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    const uint8_t *in = (const uint8_t *)unpacking->in.bytes;
    size_t left = unpacking->in.length;
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    *status = brotli != NULL ? TF_OK : tf_fail_memory(error);
    while (*status == TF_OK && result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
        if (unpacking->made == unpacking->capacity)
            *status = grow(unpacking, error);
        if (*status != TF_OK)
            break;
        uint8_t *out = (uint8_t *)unpacking->out + unpacking->made;
        size_t room = unpacking->capacity - unpacking->made;
        result = BrotliDecoderDecompressStream(brotli, &left, &in, &room, &out, NULL);
        unpacking->made = unpacking->capacity - room;
    }
    BrotliDecoderDestroyInstance(brotli);
    if (result == BROTLI_DECODER_RESULT_SUCCESS)
        return left <= unpacking->in.length / 2 ? UNPACKED_ALL : UNPACKED_NOT;
    /* Plain text can look like the beginning of brotli; then it does not grow. */
    return result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && unpacking->made > unpacking->in.length
               ? UNPACKED_PART
               : UNPACKED_NOT;
}

static Unpacked unpack_zstd(Unpacking *unpacking, TfStatus *status, TfError *error)
{
    ZSTD_DCtx *zstd = ZSTD_createDCtx();
    ZSTD_inBuffer in = {unpacking->in.bytes, unpacking->in.length, 0};
    size_t result = 1;
    *status = zstd != NULL ? TF_OK : tf_fail_memory(error);
    while (*status == TF_OK && result != 0 && !ZSTD_isError(result)) {
        if (unpacking->made == unpacking->capacity)
            *status = grow(unpacking, error);
        if (*status != TF_OK)
            break;
        ZSTD_outBuffer out = {unpacking->out, unpacking->capacity, unpacking->made};
        result = ZSTD_decompressStream(zstd, &out, &in);
        bool is_stuck = out.pos == unpacking->made && in.pos == in.size;
        unpacking->made = out.pos;
        if (is_stuck)
            break;
    }
    (void)ZSTD_freeDCtx(zstd);
    return result == 0 ? UNPACKED_ALL : unpacking->made > 0 ? UNPACKED_PART : UNPACKED_NOT;
}

/* By the label; gzip and Zstandard are known by their marks whether they are labelled or not. */
static const struct {
    const char *label;
    const char *mark;
    Unpacked (*unpack)(Unpacking *unpacking, TfStatus *status, TfError *error);
} codings[] = {
    {"gzip", "\x1F\x8B\x08", unpack_gzip},
    {"zstd", "\x28\xB5\x2F\xFD", unpack_zstd},
    {"deflate", NULL, unpack_deflate},
    {"br", NULL, unpack_brotli},
};

static TfStatus undo_coding(TfSlice label, size_t most_bytes, TfArena *arena, TfSlice *body, bool *undone,
                            TfError *error)
{
    *undone = false;
    for (size_t i = 0; i < sizeof codings / sizeof codings[0] && body->length > 0; i++) {
        bool is_marked = codings[i].mark != NULL && tf_slice_starts_with(*body, codings[i].mark);
        bool is_labelled = codings[i].mark == NULL && tf_slice_find(label, 0, codings[i].label) != TF_NOWHERE;
        if (!is_marked && !is_labelled)
            continue;
        Unpacking unpacking = {.in = *body, .limit = most_bytes, .arena = arena};
        TfStatus status = TF_OK;
        Unpacked unpacked = codings[i].unpack(&unpacking, &status, error);
        if (status != TF_OK)
            return status;
        if (unpacked != UNPACKED_NOT)
            *body = tf_slice_of(unpacking.out, unpacking.made);
        *undone = unpacked != UNPACKED_NOT;
        return TF_OK;
    }
    return TF_OK;
}

/* ---- all of it ---- */

static TfSlice lower_case(TfSlice value, char buffer[CODING_CHARS])
{
    size_t length = value.length < CODING_CHARS ? value.length : CODING_CHARS;
    for (size_t i = 0; i < length; i++)
        buffer[i] =
            value.bytes[i] >= 'A' && value.bytes[i] <= 'Z' ? (char)(value.bytes[i] + 32) : value.bytes[i];
    return tf_slice_of(buffer, length);
}

TfStatus http_read_answer(TfSlice message, size_t most_bytes, TfArena *arena, HttpAnswer *answer,
                          TfError *error)
{
    TfSlice rest = message;
    TfSlice name;
    TfSlice value;
    char buffer[CODING_CHARS];
    TfSlice coding = {"", 0};
    bool is_chunked = false;
    *answer = (HttpAnswer){.body = message};
    if (!tf_slice_starts_with(message, "HTTP/"))
        return TF_OK;
    answer->status = read_status(take_line(&rest));
    while (http_next_field(&rest, &name, &value)) {
        if (tf_slice_equal_ascii_case(name, tf_slice("content-type")) && value.length > 0)
            http_read_media_type(value, &answer->media_type, &answer->charset);
        else if (tf_slice_equal_ascii_case(name, tf_slice("content-encoding")))
            coding = lower_case(value, buffer);
        else if (tf_slice_equal_ascii_case(name, tf_slice("transfer-encoding")))
            is_chunked = is_chunked ||
                         tf_slice_equal_ascii_case(tf_slice_range(value, 0, 7), tf_slice("chunked")) ||
                         tf_slice_find(value, 0, "chunked") != TF_NOWHERE;
    }
    answer->body = rest;
    if (answer->status != 200 && answer->status != 203)
        return TF_OK; /* nobody asks for the body */
    TfStatus status = is_chunked ? join_chunks(arena, &answer->body, error) : TF_OK;
    bool undone = true;
    for (int layer = 0; status == TF_OK && undone && layer < MOST_LAYERS; layer++)
        status = undo_coding(layer == 0 ? coding : (TfSlice){"", 0}, most_bytes, arena, &answer->body,
                             &undone, error);
    return status;
}
