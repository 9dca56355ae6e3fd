/* What the parts of a report share while it is written: where to, of what, and the memory of it. Private to
 * this folder. */
#ifndef TRACKER_WEB_REPORT_PARTS_H
#define TRACKER_WEB_REPORT_PARTS_H

#include "tracker/web/pages.h"
#include "tracker/web/report.h"

#define REPORT_MOST_FILE ((size_t)256 << 20)

typedef struct Writer {
    Tradefig *tradefig;
    const WebOptions *options;
    TextBuilder out; /* the page at hand */
    TfArena kept;    /* what the whole report needs */
    TfArena page;    /* what one page needs */
    WebReport *report;
} Writer;

/* Puts a file of that name, seen from the report's folder, there; one that holds these bytes is left alone.
 */
TF_CHECKED TfStatus writer_put(Writer *writer, TfSlice name, TfSlice bytes, TfError *error);
/* The same with what was gathered in `out`, which is empty then. name  bytes NULL: no memory was left for it
 */
TF_CHECKED TfStatus writer_put_page(Writer *writer, TfSlice name, TfError *error);

/* Whether the report is about the pair. */
bool report_is_about(const Writer *writer, TfPair pair);
/* Every page about pairs and targets, and those about all pairs. */
TF_CHECKED TfStatus report_write_pairs(Writer *writer, TfError *error);
/* A page for each article that a claim is from. */
TF_CHECKED TfStatus report_write_articles(Writer *writer, TfError *error);

#endif
