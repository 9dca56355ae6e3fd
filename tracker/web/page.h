/* What every page of a report shares: head, style, navigation, foot; and the words its parts use. */
#ifndef TRACKER_WEB_PAGE_H
#define TRACKER_WEB_PAGE_H

#include "tracker/tradefig.h"
#include "tracker/web/html.h"

/* Where a page lives, seen from the report's folder. */
#define WEB_PAIRS    "pairs/"
#define WEB_ARTICLES "articles/"
#define WEB_TARGETS  "targets/"

typedef enum WebSection {
    WEB_AT_PAIRS = 0,
    WEB_AT_CONFLICTS,
    WEB_AT_CHANGES,
    WEB_AT_METHODS,
    WEB_AT_NONE
} WebSection;

typedef struct Page {
    TfSlice title;
    WebSection section;
    bool is_below; /* in a folder of the report's */
    TfDate as_of;
    bool is_single; /* the report as one file: its pages are sections, and there is no feed beside it */
} Page;

/* Everything up to the first heading, and everything after the last part. */
void page_open(TextBuilder *out, const Page *page);
void page_close(TextBuilder *out, const Page *page);

/* A table up to its first row. On narrow screens its rows stand as blocks, so each cell but the row's heading
 * carries data-label="COLUMN". columns  NULL behind the last; "#Claims" is one of numbers */
void page_table_open(TextBuilder *out, TfSlice caption, const char *const *columns);
void page_table_close(TextBuilder *out);

/* "tradefig:KZ-RU/turnover/A, as of 2024-12-31, tradefig 0.1.0": how `what` of a pair is cited. */
void page_citation(TextBuilder *out, TfPair pair, const char *what, TfDate as_of);

/* ---- words ---- */

/* "34%", "<1%", ">99%": a chance that is neither 0 nor 1 is not shown as if it were; "–" when unknown. In the
 * arena. */
TfSlice page_chance(double chance, TfArena *arena);
/* "27 Nov 2024". In the arena. */
TfSlice page_day(TfDate date, TfArena *arena);
TfSlice page_number(int64_t number, TfArena *arena);
/* A word in a rounded frame, coloured by what the status means. */
void page_status(TextBuilder *out, TfTargetStatus status);
/* The outlet, else the page's name. */
TfSlice page_source(const TfClaimRecord *record);
/* The sentence of a claim with its amount marked, in its language; nothing when there is no sentence. */
void page_quote(TextBuilder *out, const TfClaimRecord *record);

#endif
