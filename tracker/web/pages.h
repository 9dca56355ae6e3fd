/* The pages of a report, each from what it shows to HTML. Nothing here reads the database or writes files. */
#ifndef TRACKER_WEB_PAGES_H
#define TRACKER_WEB_PAGES_H

#include "tracker/web/page.h"

/* A page shows so many claims of a pair; the file of all of them is beside it. */
#define MOST_CLAIMS_SHOWN 300

/* The target a pair's page speaks of first: the next that has a chance, else the last; NULL without any. */
const TfProgress *page_headline_target(const TfView *view);
/* The best figure of the last whole year that is stated; NULL without one. */
const TfObservation *page_last_figure(const TfSeries *series);
/* The claim as the view has it, which knows where its sentence is shown; NULL when it is not of the pair. */
const TfClaimRecord *page_claim(const TfView *view, int64_t id);
/* "> 20.0 bn USD". In the arena. */
TfSlice page_figure(const TfObservation *item, TfArena *arena);
/* The sentence that answers. In the arena. */
TfSlice page_finding(const TfView *view, TfArena *arena);

void pair_page(const TfView *view, TfArena *arena, TextBuilder *out);
/* Where the page of a target lies in its folder. In the arena. */
TfSlice target_file(const TfTarget *target, TfArena *arena);
/* history  one of the view's */
void target_page(const TfView *view, const TfTargetHistory *history, TfArena *arena, TextBuilder *out);
/* All claims of a pair, as CSV (RFC 4180). */
void pair_claims_csv(const TfView *view, TfArena *arena, TextBuilder *out);

/* claims  of that article, any order; row: what the list of articles tells of it */
void article_page(const TfArticle *article, const TfArticleRow *row, const TfClaimRecord *const *claims,
                  size_t count, TfDate as_of, TfArena *arena, TextBuilder *out);

#endif
