/* Opening an input: what it is, and which row of the table reads it. */
#define _GNU_SOURCE /* strdup */
#include "importers/archive/source_internal.h"

#include <stdlib.h>
#include <string.h>

static const SourceFormat formats[] = {
    [SOURCE_TEXT] = {"text", whole_next, NULL},
    [SOURCE_HTML] = {"web page (HTML)", whole_next, NULL},
    [SOURCE_PDF] = {"PDF document", whole_next, NULL},
    [SOURCE_MHTML] = {"saved web page (MHTML)", mhtml_next, NULL},
    [SOURCE_JSON_LINES] = {"articles (JSON Lines)", lines_next_document, NULL},
    [SOURCE_CLAIMS] = {"claims (JSON Lines)", lines_next_document, NULL},
    [SOURCE_FEED] = {"feed", feed_next, feed_close},
    [SOURCE_SITEMAP] = {"sitemap", sitemap_next, sitemap_close_state},
    [SOURCE_WARC] = {"web archive (WARC)", warc_next, NULL},
    [SOURCE_ARC] = {"web archive (ARC)", arc_next, NULL},
    [SOURCE_DATABASE] = {"tradefig database", NULL, NULL},
};

const char *source_kind_name(SourceKind kind)
{
    return formats[kind].name;
}

/* Looks at the first bytes behind gzip and Zstandard. */
static TfStatus find_kind(Source *source, TfError *error)
{
    TfSlice head;
    TfStatus status = stream_peek(source->stream, SNIFF_BYTES, &head, error);
    if (status != TF_OK && (status != TF_BAD_INPUT || head.length == 0) &&
        (status != TF_IO || head.length == 0))
        return status;
    if (source->options.is_forced) {
        source->kind = source->options.kind;
        return TF_OK;
    }
    return source_sniff(head, &source->kind, error);
}

static TfStatus check_kind(const Source *source, TfError *error)
{
    if (source->kind == SOURCE_DATABASE && stream_is_packed(source->stream))
        return tf_fail_at(error, TF_BAD_INPUT, source->name, 0,
                          "is a packed tradefig database; unpack it first");
    if (source->kind != SOURCE_DATABASE && formats[source->kind].next == NULL)
        return tf_fail_at(error, TF_BAD_INPUT, source->name, 0, "looks like a %s, which is not read yet",
                          formats[source->kind].name);
    return TF_OK;
}

/* Goes to the place an earlier import got to, when a record begins there. What is in front of it anyway is
 * left out by source_next. */
static TfStatus go_to_start(Source *source, TfError *error)
{
    TfSlice bytes = {"", 0};
    const SourceOptions *options = &source->options;
    bool is_archive = source->kind == SOURCE_WARC || source->kind == SOURCE_ARC;
    if (options->from == 0 || options->from_number == 0 || !is_archive ||
        !stream_seek(source->stream, options->from))
        return TF_OK;
    TfStatus status = stream_peek(source->stream, 5, &bytes, NULL);
    if (status == TF_OK &&
        (source->kind == SOURCE_ARC ? bytes.length == 5 : tf_slice_starts_with(bytes, "WARC/"))) {
        source->number = options->from_number - 1;
        return TF_OK;
    }
    if (!stream_seek(source->stream, 0))
        return tf_fail_at(error, TF_IO, source->name, 0, "cannot go back to its start");
    return TF_OK;
}

static TfStatus open_stream(Stream *stream, const char *name, TfSlice url, TfDate fetched,
                            const SourceOptions *options, Source **source, TfError *error)
{
    Source *result = calloc(1, sizeof *result);
    if (result == NULL) {
        stream_close(stream);
        return tf_fail_memory(error);
    }
    result->stream = stream;
    result->url = url;
    result->fetched = fetched;
    if (options != NULL)
        result->options = *options;
    tf_arena_init(&result->arena, 0);
    result->name = strdup(strcmp(name, "-") == 0 ? "standard input" : name);
    TfStatus status = result->name != NULL ? find_kind(result, error) : tf_fail_memory(error);
    if (status == TF_OK)
        status = check_kind(result, error);
    if (status == TF_OK && result->kind != SOURCE_DATABASE)
        status = go_to_start(result, error);
    if (status != TF_OK) {
        if (error != NULL && error->source[0] == '\0' &&
            result->name != NULL) /* every message names its input */
            strncat(error->source, result->name, sizeof error->source - 1);
        source_close(result);
        return status;
    }
    *source = result;
    return TF_OK;
}

TfStatus source_open(const char *path, const SourceOptions *options, Source **source, TfError *error)
{
    Stream *stream = NULL;
    TfStatus status = stream_open(path, &stream, error);
    if (status != TF_OK)
        return status;
    return open_stream(stream, path, (TfSlice){NULL, 0}, (TfDate){0}, options, source, error);
}

TfStatus source_open_bytes(TfSlice bytes, const char *name, TfSlice url, TfDate fetched,
                           const SourceOptions *options, Source **source, TfError *error)
{
    Stream *stream = NULL;
    TfStatus status = stream_open_bytes(bytes, &stream, error);
    if (status != TF_OK)
        return status;
    return open_stream(stream, name, url, fetched, options, source, error);
}

void source_close(Source *source)
{
    if (source == NULL)
        return;
    if (formats[source->kind].close != NULL)
        formats[source->kind].close(source);
    stream_close(source->stream);
    tf_arena_done(&source->arena);
    free(source->name);
    free(source);
}

SourceKind source_kind(const Source *source)
{
    return source->kind;
}

bool source_is_index(const Source *source)
{
    return source->is_index;
}

TfSlice source_record_id(Source *source, StreamPosition position)
{
    if (position.offset == 0)
        return tf_arena_format(&source->arena, "%s#%llu", source->name, (unsigned long long)position.member);
    return tf_arena_format(&source->arena, "%s#%llu+%llu", source->name, (unsigned long long)position.member,
                           (unsigned long long)position.offset);
}

/* A record within a member is placed one byte behind the member's start, where none begins: nothing enters
 * there. */
void source_begin_record(Source *source, Document *document)
{
    StreamPosition position = stream_position(source->stream);
    document->place = position.offset == 0 ? position.member : position.member + 1;
    document->number = ++source->number;
    document->id = source_record_id(source, position);
}

/* Pages that an import has behind it are not asked about again; answers without a body are no pages. */
bool source_is_wanted(Source *source, const Document *document)
{
    const SourceOptions *options = &source->options;
    if (document->kind == DOCUMENT_NONE || document->bytes.length == 0) {
        source->counts.others++;
        return false;
    }
    if (document->number < options->from_number)
        return false;
    if (options->is_wanted == NULL || document->kind == DOCUMENT_PDF ||
        options->is_wanted(document->bytes, document->kind))
        return true;
    source->counts.unwanted++;
    return false;
}

/* What the format left unsaid. */
static void complete(Source *source, Document *document)
{
    if (document->id.length == 0)
        document->id = tf_slice(source->name);
    if (document->url.bytes == NULL && source->url.length > 0)
        document->url = source->url;
    if (!tf_date_is_set(document->fetched))
        document->fetched = source->fetched;
    if (document->number == 0)
        document->number = source->number;
}

/* Broken packed data costs the member it is in. */
static TfStatus go_on_behind_damage(Source *source, TfError *error)
{
    bool found = false;
    source->is_lost = false;
    TfStatus status = stream_resync(source->stream, &found, error);
    source->is_done = status == TF_OK && !found;
    return status;
}

TfStatus source_next(Source *source, Document *document, TfError *error)
{
    TfStatus status = TF_OK;
    for (;;) {
        *document = (Document){.kind = DOCUMENT_NONE};
        if (source->is_lost)
            status = go_on_behind_damage(source, error);
        if (status != TF_OK || source->is_done || source->kind == SOURCE_DATABASE)
            return status;
        tf_arena_reset(&source->arena);
        status = formats[source->kind].next(source, document, error);
        if (status == TF_IO || status == TF_INTERRUPTED)
            source->is_done = true;
        if (status == TF_OK && document->kind == DOCUMENT_NONE) {
            source->is_done = true;
            return TF_OK;
        }
        complete(source, document);
        /* A failure that takes nothing would be met for ever. */
        uint64_t at = stream_bytes_unpacked(source->stream) + source->number;
        source->is_done = source->is_done || (status != TF_OK && source->failed_at == at + 1);
        source->failed_at = status != TF_OK ? at + 1 : 0;
        if (document->number >= source->options.from_number || status == TF_NO_MEMORY || source->is_done)
            break;
        status = TF_OK;
    }
    if (status == TF_OK)
        source->counts.documents++;
    return status;
}

void source_counts(const Source *source, SourceCounts *counts)
{
    *counts = source->counts;
    counts->bytes_read = stream_bytes_read(source->stream);
    counts->bytes_total = stream_bytes_total(source->stream);
    counts->unpacked = stream_bytes_unpacked(source->stream);
}
