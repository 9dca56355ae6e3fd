/* Feeds become documents: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed.
 *
 * An entry that holds an article of its own is a page (DOCUMENT_HTML or DOCUMENT_TEXT); one that only says
 * what is to be read elsewhere is a DOCUMENT_LINK. Which of the two is a measure of its text, in
 * feed_entry.c. */
#ifndef IMPORTERS_ARCHIVE_FEED_H
#define IMPORTERS_ARCHIVE_FEED_H

#include "tracker/base/arena.h"
#include "tracker/model/document.h"

/* Most bytes of a feed, and most entries that are read of one. */
#define FEED_MOST_BYTES   ((size_t)16 << 20)
#define FEED_MOST_ENTRIES ((size_t)100000)

/* Where a feed came from: what is handed on with its documents. */
typedef struct FeedOrigin {
    const char *name; /* used in ids: "feed.xml#3" */
    TfSlice url;      /* relative addresses count from here; bytes NULL when unknown */
    TfSlice charset;  /* as the transport says, bytes NULL when it does not */
    TfDate fetched;
} FeedOrigin;

typedef struct FeedDocuments {
    const Document *items;
    size_t count;
} FeedDocuments;

/* Whether the first bytes of a file are those of a feed. */
bool feed_is_xml(TfSlice start);
bool feed_is_json(TfSlice start);

/* Reads a feed of either form, in any encoding, well-formed or not. Entries without address and text are left
 * out.
 *
 * documents  out: in the feed's order, with titles, authors and outlets as plain text; lives in the arena
 * Errors     TF_BAD_INPUT no feed, or none of its entries can be read; TF_LIMIT; TF_NO_MEMORY */
TF_CHECKED TfStatus feed_read(TfSlice bytes, const FeedOrigin *origin, TfArena *arena,
                              FeedDocuments *documents, TfError *error);

#endif
