/* Each statement once: copies of one statement become one observation with all its claims. Private to this
 * folder. */
#ifndef TRACKER_SERIES_MERGE_H
#define TRACKER_SERIES_MERGE_H

#include "tracker/model/series.h"

/* An admitted claim: what it observes, and where it stands. */
typedef struct Candidate {
    TfObservation observation;
    int64_t claim_id;
    int64_t page; /* the article that stands for all near-duplicates of the one it is on */
} Candidate;

/* One observation for each statement, in no order that matters; returns how many there are.
 *
 * candidates  put into another order, and changed: a claim without a side joins the side that says the same,
 *             a rounded repeat in a copy of the article the fuller figure
 * items, ids  room for `count` */
size_t series_merge(Candidate *candidates, size_t count, TfObservation *items, int64_t *ids);

/* By what is spoken of: the months, level or growth, the flow. 0: the same. */
int series_compare_subjects(const TfObservation *a, const TfObservation *b);

/* The order of a series: by first month, last month, day said. */
int series_compare_observations(const void *left, const void *right);

#endif
