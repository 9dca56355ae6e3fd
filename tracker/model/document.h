/* A document as a container hands it on to a reader: bytes of one page, and what the container says about it.
 */
#ifndef TRACKER_MODEL_DOCUMENT_H
#define TRACKER_MODEL_DOCUMENT_H

#include "tracker/base/date.h"
#include "tracker/base/slice.h"

#include <stdint.h>

typedef enum DocumentKind {
    DOCUMENT_NONE = 0, /* there are no more */
    DOCUMENT_TEXT,     /* plain text in any encoding */
    DOCUMENT_HTML,     /* a page, or a piece of one (the content of a feed's entry) */
    DOCUMENT_PDF,
    DOCUMENT_JSON_LINE,  /* {"id","url","title","date","lang","text"|"html"} */
    DOCUMENT_CLAIM_LINE, /* one claim, schema tradefig-claim/1 */
    DOCUMENT_LINK,       /* no page, but where one is: url, and title and date where they are told */
} DocumentKind;

/* Slices with bytes NULL and an unset date mean "not told". */
typedef struct Document {
    DocumentKind kind;
    TfSlice id;      /* names it in messages and claims: "page.html", "news.warc.gz#17"; never empty */
    TfSlice bytes;   /* transfer and content encodings are undone; the character encoding is not */
    TfSlice charset; /* as the container says ("windows-1251"), which need not be true */
    TfSlice url;
    TfSlice title; /* these five: as a feed tells them, UTF-8 */
    TfSlice author;
    TfSlice outlet;
    TfSlice lang;
    TfDate date;
    TfDate fetched; /* day of the fetch: nothing on the page was published later */
    size_t number;  /* place among the input's documents, from 1; of a line, its number */
    uint64_t place; /* bytes of the input (as stored, still compressed) in front of it: for progress and
                       resuming */
} Document;

#endif
