/* What the formats share: an open source and the table row that reads it. Private to this folder. */
#ifndef IMPORTERS_ARCHIVE_SOURCE_INTERNAL_H
#define IMPORTERS_ARCHIVE_SOURCE_INTERNAL_H

#include "importers/archive/source.h"
#include "importers/archive/stream.h"
#include "tracker/base/text.h"

/* Bytes that are looked at to tell what an input is. */
#define SNIFF_BYTES ((size_t)16 * 1024)

struct Source {
    Stream *stream;
    SourceKind kind;
    SourceOptions options;
    SourceCounts counts;
    char *name; /* as given: begins the ids */
    TfSlice url;
    TfDate fetched;
    TfArena arena;      /* of the document at hand; reset before the next */
    bool is_done;       /* nothing follows */
    uint64_t failed_at; /* 0, or where the last call failed */
    bool is_index;      /* a sitemap of sitemaps */
    bool is_lost;       /* the packed data broke: go to the next member first */

    size_t number; /* of the document or line handed on last */
    void *state;   /* the format's own, freed by its close */
};

/* One way to read an input. `next` fills the document handed on; it returns as source_next does. */
typedef struct SourceFormat {
    const char *name; /* "web archive (WARC)" */
    TfStatus (*next)(Source *source, Document *document, TfError *error);
    void (*close)(Source *source); /* NULL when there is no state */
} SourceFormat;

/* sniff.c. The kind of an input by its first bytes. Errors TF_BAD_INPUT, naming what it is. */
TF_CHECKED TfStatus source_sniff(TfSlice head, SourceKind *kind, TfError *error);
/* Whether bytes look like a web page, or a piece of one, whatever they are called. */
bool sniff_is_html(TfSlice bytes);
bool sniff_is_pdf(TfSlice bytes);

/* whole.c, source_lines.c, warc.c, arc.c */
TF_CHECKED TfStatus whole_next(Source *source, Document *document, TfError *error);
TF_CHECKED TfStatus lines_next_document(Source *source, Document *document, TfError *error);
TF_CHECKED TfStatus warc_next(Source *source, Document *document, TfError *error);
TF_CHECKED TfStatus arc_next(Source *source, Document *document, TfError *error);

/* Whether the caller wants the page; one that is none, or is not wanted, is counted. */
bool source_is_wanted(Source *source, const Document *document);
/* Fills id, number and place of the record that begins here. */
void source_begin_record(Source *source, Document *document);
/* source_feed.c */
TF_CHECKED TfStatus feed_next(Source *source, Document *document, TfError *error);
void feed_close(Source *source);
TF_CHECKED TfStatus sitemap_next(Source *source, Document *document, TfError *error);
void sitemap_close_state(Source *source);
TF_CHECKED TfStatus mhtml_next(Source *source, Document *document, TfError *error);

/* "name#place" or "name#member+offset", in the source's arena. */
TfSlice source_record_id(Source *source, StreamPosition position);

/* http.c. An answer of a web server as an archive keeps it. */
typedef struct HttpAnswer {
    unsigned status;    /* 0: no HTTP */
    TfSlice media_type; /* "text/html", lower case not assured; bytes NULL when not told */
    TfSlice charset;
    TfSlice body; /* chunks joined, content encoding undone; in the message or in the arena */
} HttpAnswer;
/* most_bytes  of the body once unpacked
 * Errors      TF_LIMIT; TF_NO_MEMORY. A body that does not unpack as its header says is taken as it is. */
TF_CHECKED TfStatus http_read_answer(TfSlice message, size_t most_bytes, TfArena *arena, HttpAnswer *answer,
                                     TfError *error);
/* Splits "text/html; charset=utf-8". */
void http_read_media_type(TfSlice value, TfSlice *media_type, TfSlice *charset);
/* Takes the next header line of *rest, folded lines joined as they stand; false at the blank line or the end.
 */
bool http_next_field(TfSlice *rest, TfSlice *name, TfSlice *value);

/* The kind of an archive's page by media type and content; DOCUMENT_NONE when it is none. */
DocumentKind sniff_page(TfSlice media_type, TfSlice body);

#endif
