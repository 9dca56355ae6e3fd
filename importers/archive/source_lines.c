/* JSON Lines: one article, or one claim, a line. */
#include "importers/archive/source_internal.h"

#include "importers/readers/reader.h"

#include <string.h>

/* The length of the line at hand, its end in *end_length (0 at the end of the input without one); TF_NOWHERE
 * when it is longer than the limit. */
static TfStatus find_line(Source *source, size_t limit, size_t *length, size_t *end_length, TfError *error)
{
    size_t seen = 0;
    size_t wanted = 1;
    for (;;) {
        TfSlice bytes;
        TfStatus status = stream_peek(source->stream, wanted, &bytes, error);
        bool is_padded = status == TF_BAD_INPUT && stream_is_behind_member(source->stream);
        if (status != TF_OK && !is_padded)
            return status;
        const char *end = bytes.length > seen ? memchr(bytes.bytes + seen, '\n', bytes.length - seen) : NULL;
        *length = end != NULL ? (size_t)(end - bytes.bytes) : bytes.length;
        *end_length = end != NULL ? 1 : 0;
        if (*length > limit) {
            *length = TF_NOWHERE;
            return TF_OK;
        }
        if (end != NULL || bytes.length < wanted)
            return TF_OK;
        seen = bytes.length;
        wanted = bytes.length + 1;
    }
}

/* Throws away a line that is too long. */
static TfStatus skip_line(Source *source, TfError *error)
{
    for (;;) {
        TfSlice bytes;
        TfStatus status = stream_peek(source->stream, 1, &bytes, error);
        if (status != TF_OK || bytes.length == 0)
            return status;
        const char *end = memchr(bytes.bytes, '\n', bytes.length);
        stream_take(source->stream, end != NULL ? (size_t)(end - bytes.bytes) + 1 : bytes.length);
        if (end != NULL)
            return TF_OK;
    }
}

/* Takes the line at hand; *line has bytes NULL at the end. */
static TfStatus take_line(Source *source, size_t limit, TfSlice *line, TfError *error)
{
    size_t length = 0;
    size_t end_length = 0;
    *line = (TfSlice){NULL, 0};
    TfStatus status = find_line(source, limit, &length, &end_length, error);
    if (status != TF_OK)
        return status;
    if (length == 0 && end_length == 0)
        return TF_OK;
    source->number++;
    if (length == TF_NOWHERE) {
        status = skip_line(source, error);
        if (status != TF_OK)
            return status;
        return tf_fail_at(error, TF_LIMIT, source->name, 0, "line %zu is longer than the limit of %zu MB",
                          source->number, limit >> 20);
    }
    *line = tf_slice_range(stream_at_hand(source->stream), 0, length);
    stream_take(source->stream, length + end_length);
    return TF_OK;
}

TfStatus lines_next_document(Source *source, Document *document, TfError *error)
{
    size_t limit = source->options.most_bytes > 0 ? source->options.most_bytes : READER_MOST_BYTES;
    TfSlice line;
    do {
        document->place = stream_position(source->stream).read;
        TfStatus status = take_line(source, limit, &line, error);
        document->number = source->number;
        if (status ==
            TF_BAD_INPUT) /* packed data: the line it broke in is lost, and no line end is sure behind it */
            return tf_fail_at(error, TF_IO, source->name, 0, "line %zu: the packed data is damaged behind it",
                              source->number);
        if (status != TF_OK)
            return status;
    } while (line.bytes != NULL && tf_slice_trim(line).length == 0);
    if (line.bytes == NULL)
        return TF_OK;
    document->kind = source->kind == SOURCE_CLAIMS ? DOCUMENT_CLAIM_LINE : DOCUMENT_JSON_LINE;
    document->bytes = line;
    document->number = source->number;
    return TF_OK;
}
