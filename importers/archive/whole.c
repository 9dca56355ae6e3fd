/* An input that is one document: a text, a web page, a PDF. */
#include "importers/archive/source_internal.h"

#include "importers/readers/reader.h"

#include <stdio.h>

#define USUAL_MOST_BYTES ((size_t)16 << 20)

/* Texts may be as long as the text reader takes them; what has to be parsed, less. */
static size_t limit_of(const Source *source)
{
    if (source->options.most_bytes > 0)
        return source->options.most_bytes;
    return source->kind == SOURCE_TEXT ? READER_MOST_BYTES : USUAL_MOST_BYTES;
}

TfStatus whole_next(Source *source, Document *document, TfError *error)
{
    static const DocumentKind kinds[] = {
        [SOURCE_TEXT] = DOCUMENT_TEXT, [SOURCE_HTML] = DOCUMENT_HTML, [SOURCE_PDF] = DOCUMENT_PDF};
    size_t limit = limit_of(source);
    TfSlice bytes;
    if (source->number > 0)
        return TF_OK;
    source->number = 1;
    TfStatus status = stream_peek(source->stream, limit + 1, &bytes, error);
    source->is_done = true;
    bool is_padded = status == TF_BAD_INPUT && stream_is_behind_member(source->stream);
    if (status != TF_OK && !is_padded)
        return status;
    if (bytes.length > limit)
        return tf_fail_at(error, TF_LIMIT, source->name, limit,
                          "longer than the limit of %zu MB for one article; split it into articles",
                          limit >> 20);
    stream_take(source->stream, bytes.length);
    document->kind = kinds[source->kind];
    document->bytes = bytes;
    return TF_OK;
}
