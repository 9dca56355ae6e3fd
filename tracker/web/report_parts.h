/* What the parts of a report share while it is written: where to, of what, and the memory of it. Private to
 * this folder. */
#ifndef TRACKER_WEB_REPORT_PARTS_H
#define TRACKER_WEB_REPORT_PARTS_H

#include "tracker/web/manifest.h"
#include "tracker/web/pages.h"
#include "tracker/web/report.h"

#define REPORT_MOST_JOBS   32
#define REPORT_MOST_FILE   ((size_t)512 << 20)
#define REPORT_MOST_MEMORY ((size_t)4 << 30) /* some 2 kB a claim */

typedef struct Writer {
    Tradefig *tradefig;
    const WebOptions *options;
    const char *base_url;       /* with a slash at its end; NULL: not told */
    TextBuilder out;            /* the page at hand */
    TfArena kept;               /* what the whole report needs */
    TfArena page;               /* what one page needs */
    unsigned number;            /* of the process that writes: names its temporary file */
    char program[DIGEST_CHARS]; /* of what pages are made by; "": unknown, and nothing old is to be trusted */
    const Manifest *old;        /* of the report that was there */
    FileList files;             /* those put lately, names in `kept` */
    size_t written;             /* of all put, those that were new or other */
} Writer;

/* Puts a file there without looking at the old one, and without listing it. */
TF_CHECKED TfStatus writer_replace(Writer *writer, TfSlice name, TfSlice bytes, TfError *error);
/* Takes away what a report that was killed was writing. */
void writer_remove_parts(Writer *writer);
/* Puts a file of that name, seen from the report's folder, there; one that holds these bytes is left alone.
 */
TF_CHECKED TfStatus writer_put(Writer *writer, TfSlice name, TfSlice bytes, TfError *error);
/* The same with what was gathered in `out`, which is empty then. name  bytes NULL: no memory was left for it
 */
TF_CHECKED TfStatus writer_put_page(Writer *writer, TfSlice name, TfError *error);
/* Whether the folder has a file of that name and size. */
bool writer_has(Writer *writer, TfSlice name, size_t size);
/* Takes the files away that the old manifest lists and the new one does not. */
void writer_remove_gone(Writer *writer, const Manifest *now);
/* What pages are made by: the program's own bytes, and gnuplot as the system tells of it. */
void writer_find_program(Writer *writer);

/* Whether the report is about the pair. */
bool report_is_about(const Writer *writer, TfPair pair);
/* The pairs the report is about, most claims first. In `kept`. */
TF_CHECKED TfStatus report_find_pairs(Writer *writer, TfPairRows *pairs, TfError *error);
/* The pages of a pair and its targets, made anew unless the old ones are what they would be.
 * at      its place among the pairs; entry: in `kept`
 * Errors  TF_NOT_FOUND nothing is known of it on that day */
TF_CHECKED TfStatus report_write_pair(Writer *writer, TfPair pair, size_t at, PairEntry *entry,
                                      TfError *error);
/* The pages about all pairs. */
TF_CHECKED TfStatus report_write_overview(Writer *writer, Manifest *now, TfError *error);
/* A page for each article that a claim is from. Stops early, with what it has, when it is interrupted. */
TF_CHECKED TfStatus report_write_articles(Writer *writer, Manifest *now, TfError *error);

/* Processes that write the pages of pairs, each with a database and a gnuplot of its own. */
typedef struct Crew Crew;
/* Starts them; call it before the database is opened, which must not be carried into another process. None
 * are started for one job, or where the system allows none: *crew is NULL then. writer  without a database */
TF_CHECKED TfStatus crew_start(Writer *writer, Crew **crew, TfError *error);
TF_CHECKED TfStatus crew_give(Crew *crew, const TfPairRows *pairs, TfError *error);
/* Waits for them and ends them; the entries of all pairs that were made, in the order of the pairs.
 * pairs   those that were given
 * Errors  the one met at the first pair; TF_TOOL one of them ended by itself */
TF_CHECKED TfStatus crew_end(Crew *crew, const TfPairRows *pairs, Writer *writer, Manifest *now,
                             TfError *error);
/* Ends them after the pair each is at. NULL is allowed. */
void crew_stop(Crew *crew);

/* Whether web_interrupt was called. */
bool report_is_interrupted(void);

#endif
