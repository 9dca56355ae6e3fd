/* What the parts of a pair's chart share while it is laid out. Private to this folder. */
#ifndef TRACKER_REPORT_PAIR_LAYOUT_H
#define TRACKER_REPORT_PAIR_LAYOUT_H

#include "tracker/report/pair_chart.h"

typedef struct PairLayout {
    const TfSeries *series;
    const TfClaimRows *rows;
    const TfProjection *projection;
    const TfProgress *progress;
    size_t progress_count;
    TfArena *arena;
    const TfClaimRecord **by_id; /* the rows, sorted by claim id */
    size_t article_count;        /* different pages among the rows */
    size_t not_drawn;            /* figures and targets beyond what one picture takes */
    double unit;                 /* US dollars of one unit of the y axis */
    const char *unit_name;
    const char *unit_short;
} PairLayout;

/* The unit in which `largest` US dollars read as 1 to 999. (these five: pair_chart.c) */
void pair_choose_unit(PairLayout *layout, double largest);
/* Counts the pages and sorts the rows for pair_record_of. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus pair_index_rows(PairLayout *layout, TfError *error);
/* The first of these claims; NULL when there is none. */
const TfClaimRecord *pair_record_of(const PairLayout *layout, const int64_t *claim_ids, size_t count);
/* Where a click leads, and what it says; NULL: nothing. */
TfSlice pair_link_to(const PairLayout *layout, const TfClaimRecord *record);
TfSlice pair_evidence_text(const PairLayout *layout, const TfClaimRecord *record);

/* "$30bn" of 30 in the layout's unit. (this and below: pair_words.c) */
TfSlice pair_short_money(const PairLayout *layout, double scaled);
/* "Source: 3 claims in 1 article, latest 27 Nov 2024.", and " As of 27 Nov 2024 · tradefig 1.0". */
TfSlice pair_source_note(const PairLayout *layout);
TfSlice pair_as_of_note(const PairLayout *layout);

/* Unit and rows, before a chart is made. (this and below: pair_frame.c) Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus pair_start(PairLayout *layout, double largest, TfError *error);
TfSlice pair_name_words(const PairLayout *layout); /* "Kazakhstan–Russia" */
/* "$30bn by 2025" where that says it all, else in full. */
TfSlice pair_target_words(const PairLayout *layout, const TfTarget *target);
/* Footnote, description and id, once title and subtitle are there. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus pair_finish(const PairLayout *layout, const char *kind, const char *legend, Chart *chart,
                                TfError *error);

/* "Target: $30bn by 2025", and below it "stated Nov 2024 · 34% likely". (pair_words.c) */
TfSlice pair_target_label(const PairLayout *layout, const TfProgress *item);
TfSlice pair_target_sublabel(const PairLayout *layout, const TfProgress *item);

/* The target a title speaks of: the next one whose year is not over, else the last one that was judged or is
 * due; NULL when there is none. (pair_words.c) */
const TfProgress *pair_headline_target(const PairLayout *layout);

/* Title, subtitle, footnote and description, once points, fan and targets are there. (pair_words.c) */
void pair_add_words(const PairLayout *layout, Chart *chart);

#endif
