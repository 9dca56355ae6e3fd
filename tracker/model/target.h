/* A stated target and how it stands. */
#ifndef TRACKER_MODEL_TARGET_H
#define TRACKER_MODEL_TARGET_H

#include "tracker/model/projection.h"

typedef enum TfTargetStatus {
    TF_TARGET_OPEN = 0, /* no deadline: it cannot be missed */
    TF_TARGET_ON_PATH,  /* chance of 2 in 3 or more */
    TF_TARGET_UNCLEAR,
    TF_TARGET_OFF_PATH, /* chance below 1 in 3 */
    TF_TARGET_MET,      /* a full-year figure of the same side is there and reaches it */
    TF_TARGET_MISSED,
    TF_TARGET_REPLACED, /* a later statement gives another value or deadline */
    TF_TARGET_NOT_RATED /* not enough claims, or another currency */
} TfTargetStatus;

typedef struct TfTarget {
    TfPair pair;
    TfMeasure flow; /* seen from pair.a */
    TfMoney money;
    double value_usd;   /* NAN when it cannot be converted */
    TfSlice conversion; /* the rate it was converted with, in words: never better than approximate; bytes NULL
                           when it was stated in dollars */
    TfRelation relation;
    TfDate deadline;          /* unset for an open target */
    TfDate stated;            /* first said */
    TfSlice stated_by;        /* outlet or speaker of the first statement */
    const int64_t *claim_ids; /* of the target statements, oldest first */
    size_t claim_count;
} TfTarget;

typedef struct TfProgress {
    TfTarget target;
    TfTargetStatus status;
    TfSlice reason;     /* the rule that gave the status, in words, with its numbers */
    double p_target;    /* chance that the deadline year's total reaches it; NAN when not rated */
    double p_drift_low; /* the same with 3 points less, and more, yearly growth */
    double p_drift_high;
    int base_year; /* last year with a whole-year figure, 0 when none */
    double base_usd;
    double needed_growth; /* total, from base_usd to the target: 0.071 is +7.1% */
    double needed_growth_per_year;
    TfProjection projection; /* years from the base year's next to the deadline */
    size_t claims_used;
    size_t sources_used; /* outlets */
} TfProgress;

TF_EXPORT const char *tf_target_status_name(TfTargetStatus status);
/* Whether the target is still rated by its chance: on path, unclear or off path. */
TF_EXPORT bool tf_target_has_chance(TfTargetStatus status);
/* Whether a figure has decided it: met or missed. */
TF_EXPORT bool tf_target_is_judged(TfTargetStatus status);

#endif
