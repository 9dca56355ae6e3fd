/* Targets: finding what was stated, how one carries on another, and judging how each stands. */
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
 * target. The dollars of a growth target, the months and the links are not known yet; the statements are
 * those of `records`, which have to outlive the targets. */
TF_CHECKED TfStatus progress_find_targets(const TfClaimRecord *records, size_t count, const TfAsk *ask,
                                          TfArena *arena, TfTargetList *targets, TfError *error);

/* Fills in what the figures tell: the amount of growth targets, and the months whose total is meant. Before
 * it, the caller gives targets in other currencies their dollars. */
void progress_resolve_targets(TfTargetList *targets, const TfSeries *series);

/* Fills in which target carries on which. After the amounts are known. */
void progress_link_targets(TfTargetList *targets);

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
 * newer       the target that replaces this one, or NULL
 * progress    out: lives in the arena; `projection` is copied shallowly; no pace yet
 * Errors      TF_NO_MEMORY */
TF_CHECKED TfStatus progress_judge(const TfTarget *target, const TfSeries *series,
                                   const TfProjection *projection, const ProgressChances *chances,
                                   const TfTarget *newer, TfSlice why_not, TfArena *arena,
                                   TfProgress *progress, TfError *error);

/* ---- pace ---- */

enum { PACE_YEARS_BEFORE = 3, PACE_MOST_WINDOWS = 2 * (1 + PACE_YEARS_BEFORE) };

/* The running year of a flow, and the totals that its pace is read from. */
typedef struct ProgressPacePlan {
    int year; /* 0: no part of a year is stated that has no whole figure */
    int months;
    const TfObservation *stated;
    size_t window_count; /* two a year, its first `months` months and the rest: of the running year, then of
                            the years before it, latest first */
    struct {
        int from_month;
        int to_month;
    } windows[PACE_MOST_WINDOWS];
} ProgressPacePlan;

void progress_plan_pace(const TfSeries *series, TfMeasure flow, ProgressPacePlan *plan);
/* Sets progress->pace for a target that still has a chance; `medians` are those of the plan's windows, US
 * dollars. */
void progress_set_pace(TfProgress *progress, const ProgressPacePlan *plan, const double *medians);

/* ---- history ---- */

/* How a target stood after an article. */
typedef struct ProgressMoment {
    bool is_stated; /* false: nobody had stated the target yet */
    TfTargetStatus status;
    double p_target;
    TfDate date;
    const TfClaimRecord *records; /* the article's claims; NULL when time alone passed */
    size_t record_count;
} ProgressMoment;

/* Makes the steps of a target's history from its moments in order: each article that moved its chance by half
 * a point or more, changed its status or stated it; the others are counted.
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus progress_make_history(const ProgressMoment *moments, size_t count, TfArena *arena,
                                          TfTargetHistory *history, TfError *error);

#endif
