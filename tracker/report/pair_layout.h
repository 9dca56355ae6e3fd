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

/* "Target: $30bn by 2025", and below it "stated Nov 2024 · 34% likely". (pair_words.c) */
TfSlice pair_target_label(const PairLayout *layout, const TfProgress *item);
TfSlice pair_target_sublabel(const PairLayout *layout, const TfProgress *item);

/* Title, subtitle, footnote and description, once points, fan and targets are there. (pair_words.c) */
void pair_add_words(const PairLayout *layout, Chart *chart);

#endif
