/* Feeds, sitemaps and saved pages as rows of the table in source.c. */
#include "importers/archive/feed.h"
#include "importers/archive/mhtml.h"
#include "importers/archive/sitemap.h"
#include "importers/archive/source_internal.h"

#include <stdlib.h>

/* A sitemap is read in such pieces. */
#define PIECE_BYTES ((size_t)64 * 1024)
/* Its root stands within so many. */
#define INDEX_BYTES ((size_t)4 * 1024)

/* All of the input, at most `limit` bytes of it. */
static TfStatus take_whole(Source *source, size_t limit, TfSlice *bytes, TfError *error)
{
    TfStatus status = stream_peek(source->stream, limit + 1, bytes, error);
    source->is_done = status != TF_OK;
    return status;
}

/* ---- feeds ---- */

typedef struct FeedState {
    TfArena arena;
    FeedDocuments documents;
    size_t given;
} FeedState;

static TfStatus read_feed(Source *source, FeedState *state, TfError *error)
{
    TfSlice bytes;
    FeedOrigin origin = {.name = source->name, .url = source->url, .fetched = source->fetched};
    TfStatus status = take_whole(source, FEED_MOST_BYTES, &bytes, error);
    if (status != TF_OK)
        return status;
    source->is_done = true; /* unless it can be read */
    status = feed_read(bytes, &origin, &state->arena, &state->documents, error);
    if (status != TF_OK)
        return status;
    stream_take(source->stream, bytes.length);
    source->is_done = false;
    return TF_OK;
}

TfStatus feed_next(Source *source, Document *document, TfError *error)
{
    FeedState *state = source->state;
    if (state == NULL) {
        source->state = state = calloc(1, sizeof *state);
        if (state == NULL)
            return tf_fail_memory(error);
        tf_arena_init(&state->arena, 0);
        TfStatus status = read_feed(source, state, error);
        if (status != TF_OK)
            return status;
    }
    if (state->given < state->documents.count)
        *document = state->documents.items[state->given++];
    source->number = state->given;
    return TF_OK;
}

void feed_close(Source *source)
{
    FeedState *state = source->state;
    if (state != NULL)
        tf_arena_done(&state->arena);
    free(state);
}

/* ---- sitemaps ---- */

typedef struct SitemapState {
    SitemapReader *reader;
    bool is_ended;
} SitemapState;

TfStatus sitemap_next(Source *source, Document *document, TfError *error)
{
    SitemapState *state = source->state;
    TfStatus status = TF_OK;
    if (state == NULL) {
        source->state = state = calloc(1, sizeof *state);
        if (state == NULL)
            return tf_fail_memory(error);
        status = sitemap_open(source->name, source->url, &state->reader, error);
    }
    while (status == TF_OK && !sitemap_take(state->reader, document) && !state->is_ended) {
        TfSlice piece;
        status = stream_peek(source->stream, PIECE_BYTES + 1, &piece, error);
        if (status == TF_BAD_INPUT && stream_is_behind_member(source->stream))
            status = TF_OK;                /* padding behind the last member */
        source->is_done = status != TF_OK; /* the rest of a sitemap means nothing without what broke */
        if (status != TF_OK)
            break;
        state->is_ended = piece.length <= PIECE_BYTES;
        piece = tf_slice_range(piece, 0, PIECE_BYTES);
        if (source->number == 0 && !source->is_index)
            source->is_index =
                tf_slice_find(tf_slice_range(piece, 0, INDEX_BYTES), 0, "<sitemapindex") != TF_NOWHERE;
        status = sitemap_push(state->reader, piece, state->is_ended, error);
        stream_take(source->stream, piece.length);
    }
    if (document->kind != DOCUMENT_NONE)
        source->number = document->number;
    return status;
}

void sitemap_close_state(Source *source)
{
    SitemapState *state = source->state;
    if (state != NULL)
        sitemap_close(state->reader);
    free(state);
}

/* ---- saved pages ---- */

/* The page stands in front of its pictures, so what is beyond the limit is none of it. */
TfStatus mhtml_next(Source *source, Document *document, TfError *error)
{
    TfSlice bytes;
    size_t limit = source->options.most_bytes > 0 ? source->options.most_bytes : FEED_MOST_BYTES;
    TfStatus status = take_whole(source, limit, &bytes, error);
    source->is_done = true;
    source->number = 1;
    return status == TF_OK ? mhtml_read(bytes, &source->arena, document, error) : status;
}
