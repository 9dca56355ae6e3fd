/* ARC 1 and 2, the format before WARC: a line of address, host, day, media type and length, then what the
 * server answered. */
#include "importers/archive/source_internal.h"

#include "tracker/base/number.h"

#define USUAL_MOST_BYTES ((size_t)16 << 20)
#define MOST_LINE        ((size_t)64 * 1024)
#define FIELDS_1         5
#define FIELDS_2         10

typedef struct ArcLine {
    TfSlice url;
    TfSlice media_type;
    TfDate date;
    uint64_t length;
} ArcLine;

/* "20240930..." */
static bool read_day(TfSlice text, TfDate *date)
{
    char day[11];
    if (text.length < 8)
        return false;
    for (size_t i = 0, at = 0; i < 8; i++) {
        day[at++] = text.bytes[i];
        if (i == 3 || i == 5)
            day[at++] = '-';
    }
    return tf_date_read(tf_slice_of(day, 10), date);
}

/* Takes `count` fields off the end; the address in front may hold blanks. fields[0] is the last. */
static TfSlice take_fields(TfSlice line, size_t count, TfSlice *fields)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = line.length;
        while (at > 0 && line.bytes[at - 1] != ' ')
            at--;
        fields[i] = tf_slice_range(line, at, line.length);
        line = tf_slice_range(line, 0, at > 0 ? at - 1 : 0);
    }
    return line;
}

static bool read_as(TfSlice line, size_t count, size_t day_at, ArcLine *read)
{
    TfSlice fields[FIELDS_2];
    int64_t length;
    read->url = take_fields(line, count - 1, fields);
    if (read->url.length == 0 || !tf_integer_read(fields[0], &length) || length < 0 ||
        !read_day(fields[day_at], &read->date))
        return false;
    read->media_type = fields[day_at - 1];
    read->length = (uint64_t)length;
    return true;
}

static bool read_arc_line(TfSlice line, ArcLine *read)
{
    line = tf_slice_trim(line);
    return read_as(line, FIELDS_1, 2, read) || read_as(line, FIELDS_2, 7, read);
}

/* The line of the next record, taken; bytes NULL at the end. */
static TfStatus take_line(Source *source, TfSlice *line, TfError *error)
{
    TfSlice bytes;
    *line = (TfSlice){NULL, 0};
    TfStatus status = stream_peek(source->stream, 1, &bytes, error);
    while (status == TF_OK && bytes.length > 0 && (bytes.bytes[0] == '\n' || bytes.bytes[0] == '\r')) {
        stream_take(source->stream, 1);
        status = stream_peek(source->stream, 1, &bytes, error);
    }
    if (status == TF_OK && bytes.length > 0)
        status = stream_peek(source->stream, MOST_LINE, &bytes, error);
    size_t end = tf_slice_find_byte(bytes, 0, '\n');
    if (bytes.length == 0 || (end == TF_NOWHERE && status != TF_OK))
        return status;
    *line = tf_arena_copy(&source->arena, tf_slice_range(bytes, 0, end));
    return line->bytes == NULL ? tf_fail_memory(error) : TF_OK;
}

/* A line that is none: goes on behind it, line by line, until one is. */
static TfStatus refuse_line(Source *source, TfError *error)
{
    TfSlice bytes = stream_at_hand(source->stream);
    size_t end = tf_slice_find_byte(bytes, 0, '\n');
    stream_take(source->stream, end == TF_NOWHERE ? bytes.length : end + 1);
    for (ArcLine read; (bytes = stream_at_hand(source->stream)).length > 0;) {
        TfSlice rest = bytes;
        TfSlice line = tf_slice_split(&rest, '\n');
        if (rest.bytes == NULL || read_arc_line(line, &read))
            break;
        stream_take(source->stream, line.length + 1);
    }
    return tf_fail_at(error, TF_BAD_INPUT, source->name, 0,
                      "a record whose first line is no \"address host day type length\"; left out");
}

static TfStatus take_block(Source *source, const ArcLine *line, TfSlice *block, TfError *error)
{
    size_t most = source->options.most_bytes > 0 ? source->options.most_bytes : USUAL_MOST_BYTES;
    uint64_t skipped = 0;
    TfSlice bytes = stream_at_hand(source->stream);
    size_t end = tf_slice_find_byte(bytes, 0, '\n');
    stream_take(source->stream, end == TF_NOWHERE ? bytes.length : end + 1);
    if (line->length > most + MOST_LINE) {
        TfStatus status = stream_skip(source->stream, line->length, &skipped, error);
        return status != TF_OK ? status
                               : tf_fail_at(error, TF_LIMIT, source->name, 0,
                                            "a page of %llu MB, the limit is %zu MB; left out",
                                            (unsigned long long)(line->length >> 20), most >> 20);
    }
    TfStatus status = stream_peek(source->stream, (size_t)line->length, block, error);
    if (status == TF_OK && block->length < line->length)
        return tf_fail_at(error, TF_IO, source->name, 0, "is cut off: its last record has %zu of %llu bytes",
                          block->length, (unsigned long long)line->length);
    *block = tf_slice_range(*block, 0, (size_t)line->length);
    if (status == TF_OK)
        stream_take(source->stream, block->length);
    return status;
}

static TfStatus read_record(Source *source, const ArcLine *line, Document *document, TfError *error)
{
    size_t most = source->options.most_bytes > 0 ? source->options.most_bytes : USUAL_MOST_BYTES;
    TfSlice block;
    HttpAnswer answer;
    TfStatus status = take_block(source, line, &block, error);
    if (status == TF_OK)
        status = http_read_answer(block, most, &source->arena, &answer, error);
    if (status != TF_OK)
        return status;
    document->url = line->url;
    document->fetched = line->date;
    document->bytes = answer.body;
    document->charset = answer.charset;
    bool is_page =
        answer.status == 200 || (answer.status == 0 && !tf_slice_starts_with(line->url, "filedesc:"));
    if (is_page)
        document->kind =
            sniff_page(answer.media_type.bytes != NULL ? answer.media_type : line->media_type, answer.body);
    if (!source_is_wanted(source, document))
        document->kind = DOCUMENT_NONE;
    return TF_OK;
}

TfStatus arc_next(Source *source, Document *document, TfError *error)
{
    TfStatus status = TF_OK;
    while (status == TF_OK && document->kind == DOCUMENT_NONE) {
        ArcLine line;
        TfSlice text;
        tf_arena_reset(&source->arena);
        *document = (Document){.kind = DOCUMENT_NONE};
        status = take_line(source, &text, error);
        if (status == TF_OK && text.bytes == NULL)
            return TF_OK;
        source_begin_record(source, document);
        if (status == TF_OK)
            status = read_arc_line(text, &line) ? read_record(source, &line, document, error)
                                                : refuse_line(source, error);
    }
    source->is_lost = status == TF_BAD_INPUT && stream_is_packed(source->stream) &&
                      stream_at_hand(source->stream).length == 0;
    return status;
}
