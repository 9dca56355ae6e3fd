/* Targets: finding what was stated, and judging how it stands. */
#ifndef TRACKER_PROGRESS_PROGRESS_H
#define TRACKER_PROGRESS_PROGRESS_H

#include "tracker/model/query.h"
#include "tracker/model/target.h"

typedef struct TfTargetList {
    TfTarget *items; /* by deadline, then first statement; open ones last */
    size_t count;
    size_t capacity;
} TfTargetList;

/* Collects the target claims of a pair into targets: the same flow, value, currency and deadline is one
 * target. */
TF_CHECKED TfStatus progress_find_targets(const TfClaimRecord *records, size_t count, const TfAsk *ask,
                                          TfArena *arena, TfTargetList *targets, TfError *error);

/* The latest other target that replaces this one, or NULL. One said later replaces it when both cannot be
 * stages of one rise: the same deadline with another amount, or a later deadline without a higher amount, or
 * a higher amount not later. A target whose deadline was past when the other was said stays, and so does a
 * dated one when the other has no deadline. */
const TfTarget *progress_newer_target(const TfTargetList *targets, const TfTarget *target);

/* What the projection says about a target. */
typedef struct ProgressChances {
    double p_target;
    double p_drift_low;
    double p_drift_high;
} ProgressChances;

/* Judges one target.
 *
 * series      observations of the pair as of that day
 * projection  years up to the deadline; NULL when none could be made: then the target is not rated, with
 *             `why_not` as the reason, unless a figure decides it
 * newer       a later target of the same flow, or NULL; whether it replaces this one is judged here
 * progress    out: lives in the arena; `projection` is copied shallowly
 * Errors      TF_NO_MEMORY */
TF_CHECKED TfStatus progress_judge(const TfTarget *target, const TfSeries *series,
                                   const TfProjection *projection, const ProgressChances *chances,
                                   const TfTarget *newer, TfSlice why_not, TfArena *arena,
                                   TfProgress *progress, TfError *error);

#endif
