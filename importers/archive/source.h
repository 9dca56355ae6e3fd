/* An input of any kind as a run of documents: files, archives, feeds, known by their content.
 *
 * Text, HTML, PDF and MHTML are one document; JSON Lines and claims files one a line; RSS, Atom and JSON
 * feeds one an entry (a link where the entry has no article of its own); sitemaps one link an address; WARC,
 * ARC and WET one a record that holds a page. gzip and Zstandard around any of them are undone, member by
 * member or whole. Memory does not grow with the input. */
#ifndef IMPORTERS_ARCHIVE_SOURCE_H
#define IMPORTERS_ARCHIVE_SOURCE_H

#include "tracker/base/arena.h"
#include "tracker/model/document.h"

typedef enum SourceKind {
    SOURCE_TEXT = 0,
    SOURCE_HTML,
    SOURCE_PDF,
    SOURCE_MHTML,
    SOURCE_JSON_LINES,
    SOURCE_CLAIMS,
    SOURCE_FEED,
    SOURCE_SITEMAP,
    SOURCE_WARC, /* WET is WARC that holds text */
    SOURCE_ARC,
    SOURCE_DATABASE, /* tradefig's own: no documents, the store merges it */
} SourceKind;

typedef struct Source Source;

typedef struct SourceOptions {
    bool is_forced; /* take it for `kind` instead of looking at its content */
    SourceKind kind;
    /* An import that was cut off goes on: `from` is the place of a document and from_number its number (0:
     * from the start). Documents with a smaller number are left out, and those that follow are numbered (and
     * so called) as if the input were read from its start, whether it can be entered at `from` or not. */
    uint64_t from;
    size_t from_number;
    size_t most_bytes; /* of one document once unpacked; 0: 16 MiB */
    /* NULL, or a question put to the raw bytes of an archive's page (WARC, ARC, WET): when the answer is no
     * the document is left out and counted. Not asked of PDF, whose words are packed. */
    bool (*is_wanted)(TfSlice bytes, DocumentKind kind);
} SourceOptions;

typedef struct SourceCounts {
    uint64_t bytes_read;  /* of the input as stored */
    uint64_t bytes_total; /* 0 when it cannot be known (a pipe) */
    uint64_t unpacked;    /* bytes behind gzip and Zstandard */
    size_t documents;     /* handed on */
    size_t unwanted;      /* left out by is_wanted */
    size_t others;        /* records that hold no page: requests, pictures, answers other than 200 */
} SourceCounts;

/* path    a file, or "-" for standard input; a folder is none
 * Errors  TF_IO cannot be opened; TF_BAD_INPUT empty, or a kind that is not read (picture, DOCX), named;
 *         TF_NO_MEMORY */
TF_CHECKED TfStatus source_open(const char *path, const SourceOptions *options, Source **source,
                                TfError *error);
/* The same of bytes in memory, which must outlive the source; `name` is used in ids and messages, `url` (may
 * be empty) and `fetched` are handed on with each document that has none of its own. */
TF_CHECKED TfStatus source_open_bytes(TfSlice bytes, const char *name, TfSlice url, TfDate fetched,
                                      const SourceOptions *options, Source **source, TfError *error);
/* NULL is allowed. */
void source_close(Source *source);

SourceKind source_kind(const Source *source);
const char *source_kind_name(SourceKind kind); /* "web archive (WARC)" */
/* Whether a sitemap tells of sitemaps, not of pages; known with its first link. */
bool source_is_index(const Source *source);

/* The next document; its slices are valid until the next call. kind DOCUMENT_NONE at the end.
 *
 * Errors  TF_BAD_INPUT, TF_LIMIT  this document is broken or too large: document->id, number and place are
 * set, the next call goes on behind it; TF_IO  the input ends here (a read error, an archive that is cut off
 * or damaged so that no next record is found); TF_NO_MEMORY */
TF_CHECKED TfStatus source_next(Source *source, Document *document, TfError *error);

void source_counts(const Source *source, SourceCounts *counts);

#endif
