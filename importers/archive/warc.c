/* WARC 0.17 to 1.1, WET among it: one record after the other, pages handed on, the rest counted. A record
 * that is not in order costs itself: the next one is found by its first line. */
#include "importers/archive/source_internal.h"

#include "tracker/base/number.h"

#include <string.h>

/* A record's header is shorter, in any archive seen; longer ones are no header. */
#define MOST_HEADER ((size_t)64 * 1024)
/* The header of a server's answer comes on top of the page's own bytes. */
#define ANSWER_HEADER    ((size_t)64 * 1024)
#define USUAL_MOST_BYTES ((size_t)16 << 20)
/* How far a next record is looked for behind a broken one before the member is given up. */
#define SEARCH_STEP ((size_t)64 * 1024)

typedef struct WarcHeader {
    TfSlice type;
    TfSlice url;
    TfSlice media_type; /* of the block */
    TfDate date;
    uint64_t length;
    bool has_length;
} WarcHeader;

static size_t most_bytes(const Source *source)
{
    return source->options.most_bytes > 0 ? source->options.most_bytes : USUAL_MOST_BYTES;
}

/* ---- the header ---- */

static bool read_length(TfSlice value, uint64_t *length)
{
    int64_t number;
    if (!tf_integer_read(value, &number) || number < 0)
        return false;
    *length = (uint64_t)number;
    return true;
}

static void read_field(TfSlice name, TfSlice value, WarcHeader *header)
{
    static const struct {
        TfSlice name;
        size_t offset;
    } texts[] = {
        {TF_SLICE("warc-type"), offsetof(WarcHeader, type)},
        {TF_SLICE("warc-target-uri"), offsetof(WarcHeader, url)},
        {TF_SLICE("content-type"), offsetof(WarcHeader, media_type)},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (tf_slice_equal_ascii_case(name, texts[i].name))
            memcpy((char *)header + texts[i].offset, &value, sizeof value);
    if (tf_slice_equal_ascii_case(name, tf_slice("content-length")))
        header->has_length = read_length(value, &header->length);
    else if (tf_slice_equal_ascii_case(name, tf_slice("warc-date")))
        (void)tf_date_read(tf_slice_range(value, 0, 10), &header->date);
}

static void read_header(TfSlice text, WarcHeader *header)
{
    TfSlice name;
    TfSlice value;
    *header = (WarcHeader){.has_length = false};
    (void)tf_slice_split(&text, '\n'); /* the version */
    while (http_next_field(&text, &name, &value))
        read_field(name, value, header);
    if (tf_slice_starts_with(header->url, "<") &&
        tf_slice_ends_with(header->url, ">")) /* some writers, as of 1.0 */
        header->url = tf_slice_range(header->url, 1, header->url.length - 1);
}

/* Where the first blank line ends, whatever the line ends are; 0 when there is none. */
static size_t blank_line_end(TfSlice text)
{
    for (size_t at = 0; (at = tf_slice_find_byte(text, at, '\n')) != TF_NOWHERE; at++) {
        size_t next = at + 1 < text.length && text.bytes[at + 1] == '\r' ? at + 2 : at + 1;
        if (next < text.length && text.bytes[next] == '\n')
            return next + 1;
    }
    return 0;
}

/* Length of the header at hand with its blank line; 0 when it does not end in time. */
static TfStatus find_header_end(Source *source, size_t *length, TfError *error)
{
    size_t wanted = 1024;
    *length = 0;
    for (;;) {
        TfSlice bytes;
        TfStatus status = stream_peek(source->stream, wanted, &bytes, error);
        TfSlice head = tf_slice_range(bytes, 0, MOST_HEADER);
        *length = blank_line_end(head);
        if (*length > 0)
            return TF_OK;
        if (status != TF_OK || bytes.length < wanted || wanted >= MOST_HEADER)
            return status;
        wanted *= 4;
    }
}

/* ---- finding records ---- */

/* Takes the blank lines between records; *at_end when nothing follows. */
static TfStatus skip_blank_lines(Source *source, bool *at_end, TfError *error)
{
    for (;;) {
        TfSlice bytes;
        TfStatus status = stream_peek(source->stream, 1, &bytes, error);
        size_t count = 0;
        while (count < bytes.length && (bytes.bytes[count] == '\r' || bytes.bytes[count] == '\n'))
            count++;
        stream_take(source->stream, count);
        *at_end = status == TF_OK && bytes.length == 0;
        if (status != TF_OK && count == bytes.length)
            return status;
        if (*at_end || count < bytes.length)
            return TF_OK;
    }
}

/* Takes bytes up to the next line that begins a record. False at the end. */
static TfStatus find_record(Source *source, bool *found, TfError *error)
{
    *found = false;
    for (;;) {
        TfSlice bytes;
        TfStatus status = stream_peek(source->stream, SEARCH_STEP, &bytes, error);
        size_t at = tf_slice_find(bytes, 0, "\nWARC/");
        if (at != TF_NOWHERE) {
            stream_take(source->stream, at + 1);
            *found = true;
            return TF_OK;
        }
        if (status != TF_OK)
            return status;
        if (bytes.length < SEARCH_STEP) {
            stream_take(source->stream, bytes.length);
            return TF_OK;
        }
        stream_take(source->stream, bytes.length - 5);
    }
}

/* Says what is wrong with a record and goes to the next one. A read error on the way ends the source. */
static TfStatus leave_record(Source *source, const char *what, TfError *error)
{
    bool found = false;
    TfError ignored;
    TfStatus status = find_record(source, &found, &ignored);
    source->is_lost = status == TF_BAD_INPUT;
    source->is_done = status == TF_OK && !found;
    return tf_fail_at(error, TF_BAD_INPUT, source->name, 0, "%s; left out", what);
}

/* ---- pages ---- */

/* Whether a record of this type can hold a page: what servers answered, files, and text made of pages (WET).
 */
static bool holds_page(const WarcHeader *header)
{
    static const char *const types[] = {"response", "resource", "conversion"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (tf_slice_equal_ascii_case(header->type, tf_slice(types[i])))
            return true;
    return false;
}

/* Fills the document from the record's block; kind DOCUMENT_NONE when it is no page. */
static TfStatus read_page(Source *source, const WarcHeader *header, TfSlice block, Document *document,
                          TfError *error)
{
    HttpAnswer answer = {.body = block};
    bool is_answer = tf_slice_starts_with(block, "HTTP/");
    TfStatus status = TF_OK;
    if (is_answer)
        status = http_read_answer(block, most_bytes(source), &source->arena, &answer, error);
    else
        http_read_media_type(header->media_type, &answer.media_type, &answer.charset);
    if (status != TF_OK)
        return status;
    bool is_good = !is_answer || answer.status == 200;
    bool is_converted = tf_slice_equal_ascii_case(header->type, tf_slice("conversion"));
    document->bytes = answer.body;
    document->charset = answer.charset;
    if (is_converted && tf_slice_equal_ascii_case(answer.media_type, tf_slice("text/plain"))) {
        document->kind = DOCUMENT_TEXT;
        document->charset = tf_slice("utf-8");
    } else if (is_good) {
        document->kind = sniff_page(answer.media_type, answer.body);
    }
    return TF_OK;
}

/* What the record says of the page, kept while the window moves on. */
static TfStatus keep_header(Source *source, WarcHeader *header, Document *document, TfError *error)
{
    TfSlice *kept[] = {&header->type, &header->url, &header->media_type};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        TfSlice copy = tf_arena_copy(&source->arena, *kept[i]);
        if (copy.bytes == NULL)
            return tf_fail_memory(error);
        if (kept[i]->bytes != NULL)
            *kept[i] = copy;
    }
    document->url = header->url;
    document->fetched = header->date;
    return TF_OK;
}

static TfStatus skip_block(Source *source, uint64_t length, TfError *error)
{
    uint64_t skipped = 0;
    TfStatus status = stream_skip(source->stream, length, &skipped, error);
    source->is_lost = status == TF_BAD_INPUT;
    if (status == TF_OK && skipped < length)
        return tf_fail_at(error, TF_IO, source->name, 0, "is cut off: its last record has %llu of %llu bytes",
                          (unsigned long long)skipped, (unsigned long long)length);
    return status;
}

static bool is_digit_at(TfSlice bytes, size_t at)
{
    return at < bytes.length && bytes.bytes[at] >= '0' && bytes.bytes[at] <= '9';
}

/* The length of the block at hand, at most `length`, when a record begins within it: the header is wrong
 * then. `bytes` may be shorter than the block. */
static uint64_t length_before_record(TfSlice bytes, uint64_t length)
{
    static const char mark[] = "\nWARC/";
    size_t at = tf_slice_find(bytes, 0, mark);
    while (at != TF_NOWHERE && !is_digit_at(bytes, at + strlen(mark)))
        at = tf_slice_find(bytes, at + 1, mark);
    if (at == TF_NOWHERE)
        return length;
    while (at > 0 && strchr("\r\n", bytes.bytes[at - 1]) != NULL)
        at--;
    return at;
}

/* What the block's length is: as the header says when a record, blank lines or the end come behind it, else
 * what is in front of the next record. */
static uint64_t check_length(Source *source, uint64_t length)
{
    TfSlice bytes;
    size_t most = most_bytes(source) + ANSWER_HEADER;
    size_t wanted = length < most ? (size_t)length + 4 : most;
    TfStatus ignored = stream_peek(source->stream, wanted, &bytes, NULL); /* the next peek meets it again */
    if (bytes.length < length)
        return length_before_record(bytes, length);
    TfSlice behind = tf_slice_trim(tf_slice_range(bytes, (size_t)length, bytes.length));
    if (behind.length == 0 || tf_slice_starts_with(behind, "WARC/"))
        return length;
    ignored = stream_peek(source->stream, (size_t)length + SEARCH_STEP, &bytes, NULL);
    (void)ignored;
    return length_before_record(bytes, length);
}

/* A page too large to be held: its block is skipped, and the message says so. */
static TfStatus refuse_large(Source *source, uint64_t length, TfError *error)
{
    TfStatus status = skip_block(source, length, error);
    if (status != TF_OK)
        return status;
    return tf_fail_at(error, TF_LIMIT, source->name, 0, "a page of %llu MB, the limit is %zu MB; left out",
                      (unsigned long long)(length >> 20), most_bytes(source) >> 20);
}

/* The block of a page: at hand whole, or the input ends in it. */
static TfStatus take_block(Source *source, uint64_t length, TfSlice *block, TfError *error)
{
    TfStatus status = stream_peek(source->stream, (size_t)length, block, error);
    if (status == TF_BAD_INPUT) {
        source->is_lost = true;
        return status;
    }
    if (status == TF_OK && block->length < length) {
        source->is_done = true;
        return tf_fail_at(error, TF_IO, source->name, 0, "is cut off: its last record has %zu of %llu bytes",
                          block->length, (unsigned long long)length);
    }
    *block = tf_slice_range(*block, 0, (size_t)length);
    if (status == TF_OK)
        stream_take(source->stream, block->length);
    return status;
}

/* One record. document->kind DOCUMENT_NONE with TF_OK: it was none to hand on. */
static TfStatus read_record(Source *source, Document *document, TfError *error)
{
    WarcHeader header;
    TfSlice block;
    size_t header_length = 0;
    TfStatus status = find_header_end(source, &header_length, error);
    if (status != TF_OK) {
        source->is_lost = status == TF_BAD_INPUT;
        return status;
    }
    TfSlice text = tf_slice_range(stream_at_hand(source->stream), 0, header_length);
    if (!tf_slice_starts_with(text, "WARC/"))
        return leave_record(source, "a record that does not begin with \"WARC/\"", error);
    read_header(text, &header);
    if (header_length == 0 || !header.has_length)
        return leave_record(source, "a record whose header gives no Content-Length", error);
    if (!holds_page(&header)) {
        source->counts.others++;
        stream_take(source->stream, header_length);
        return skip_block(source, check_length(source, header.length), error);
    }
    status = keep_header(source, &header, document, error);
    if (status != TF_OK)
        return status;
    stream_take(source->stream, header_length);
    header.length = check_length(source, header.length);
    if (header.length > most_bytes(source) + ANSWER_HEADER)
        return refuse_large(source, header.length, error);
    status = take_block(source, header.length, &block, error);
    return status == TF_OK ? read_page(source, &header, block, document, error) : status;
}

TfStatus warc_next(Source *source, Document *document, TfError *error)
{
    for (;;) {
        bool at_end = false;
        size_t others = source->counts.others;
        *document = (Document){.kind = DOCUMENT_NONE};
        tf_arena_reset(&source->arena);
        TfStatus status = skip_blank_lines(source, &at_end, error);
        source->is_lost = status == TF_BAD_INPUT;
        if (at_end)
            return TF_OK;
        source_begin_record(source, document);
        if (status == TF_OK)
            status = read_record(source, document, error);
        if (status != TF_OK || (others == source->counts.others && source_is_wanted(source, document)))
            return status;
        if (source->is_done)
            return TF_OK;
    }
}
