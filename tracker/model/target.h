/* A stated target and how it stands. */
#ifndef TRACKER_MODEL_TARGET_H
#define TRACKER_MODEL_TARGET_H

#include "tracker/model/projection.h"

typedef enum TfTargetStatus {
    TF_TARGET_OPEN = 0, /* no deadline: it cannot be missed */
    TF_TARGET_ON_PATH,  /* chance of 2 in 3 or more */
    TF_TARGET_UNCLEAR,
    TF_TARGET_OFF_PATH, /* chance below 1 in 3 */
    TF_TARGET_MET,      /* a figure of its months, of the same side, reaches it */
    TF_TARGET_MISSED,
    TF_TARGET_REPLACED, /* a later statement gives another value or deadline */
    TF_TARGET_NOT_RATED /* not enough claims, or no dollars to measure it in */
} TfTargetStatus;

/* How a target is carried on by one that was stated later. */
typedef enum TfTargetLink {
    TF_LINK_NONE = 0,
    TF_LINK_REVISED, /* replaced: both cannot be stages of one rise */
    TF_LINK_STAGE,   /* a higher amount by a later deadline; both stand */
    TF_LINK_OPENED   /* said again without a deadline; both stand */
} TfTargetLink;

typedef struct TfTarget {
    TfPair pair;
    TfMeasure flow; /* seen from pair.a */
    TfMoney money;  /* the amount, of a range its lower end; no currency for a growth target */
    bool has_value_hi;
    TfDecimal value_hi;  /* upper end of a range, when any statement gives one */
    bool is_growth;      /* "+50% by 2030" */
    double growth;       /* 0.5 */
    int growth_year;     /* the year it is counted from, 0 when nobody can tell */
    double value_usd;    /* NAN when it cannot be told */
    bool is_approximate; /* converted with a recent mean rate, as targets of the future have to be */
    TfSlice conversion;  /* with which; bytes NULL for dollars */
    TfRelation relation;
    TfDate deadline;          /* unset for an open target */
    int from_month;           /* the months whose total has to reach it (tf_month_index, both */
    int to_month;             /* included); 0 for an open target, which any year may reach */
    TfParty side;             /* the side of the pair that stated it; code "" when both did or nobody tells */
    TfDate stated;            /* first said */
    TfSlice stated_by;        /* outlet or speaker of the first statement */
    const int64_t *claim_ids; /* of the target statements, oldest first */
    size_t claim_count;
    const TfClaimRecord *const *statements; /* the same claims whole: how its wording moved */
    TfTargetLink link; /* how the next target carries it on; the later fields say which */
    int64_t next;      /* first claim of that target, 0: none */
    TfDate next_stated;
    int64_t previous; /* first claim of the target whose `next` this one is (of several the latest), or 0 */
} TfTarget;

/* The running year against the target: how much of it is done, and what the rest of it has to bring. */
typedef struct TfPace {
    int year;            /* the last year of which a part is stated and not the whole; 0: there is none */
    int months;          /* from January, of the longest part stated */
    double done_usd;     /* in those months: as stated, or of a bound what the model makes of it */
    bool is_modelled;    /* the latter */
    double normal_share; /* of a year that those months usually are, by the model's last years */
    double pace_usd;     /* done_usd / normal_share */
    double goal_usd; /* what the year has to come to: the target in its own year, before that the amount on
                        a path of even growth from the base year; NAN without one */
    double needed_per_month_usd; /* in each month that is left, for goal_usd; 0 when it is reached */
    double last_year_month_usd;  /* in the same months of the year before, by the model */
} TfPace;

typedef struct TfProgress {
    TfTarget target;
    TfTargetStatus status;
    TfSlice reason;     /* the rule that gave the status, in words, with its numbers */
    TfParty judged_by;  /* whose figures decide: the side that stated it, else the side of the projection's
                           books; code "": anybody's */
    double p_target;    /* chance that the total of its months reaches it; NAN when not rated */
    double p_drift_low; /* the same with 3 points less, and more, yearly growth */
    double p_drift_high;
    int base_year; /* last year with a whole-year figure, 0 when none */
    double base_usd;
    double needed_growth; /* total, from base_usd to the target: 0.071 is +7.1% */
    double needed_growth_per_year;
    TfPace pace;
    TfProjection projection;  /* years from the base year's next to the deadline */
    const int64_t *claim_ids; /* the claims the projection used, by number, each once */
    size_t claims_used;
    size_t sources_used; /* outlets */
} TfProgress;

/* An article, and what it did to a target's chance. */
typedef struct TfProgressStep {
    TfDate date;        /* of publication; unset: undated pages, which come last */
    int64_t article_id; /* 0: no article, time alone */
    TfSlice outlet;
    TfSlice title;
    double p_before; /* just before it; NAN when there was no chance yet */
    double p_after;
    TfTargetStatus status;    /* after it */
    const int64_t *claim_ids; /* of the pair that it brought */
    size_t claim_count;
    size_t small_moves; /* articles since the step before that moved it by less than half a point each */
} TfProgressStep;

typedef struct TfTargetHistory {
    TfProgress now;
    const TfProgressStep *steps; /* oldest first; the first is the article that stated the target */
    size_t step_count;
    size_t small_moves; /* since the last step */
} TfTargetHistory;

/* "34%" of 0..1, for people: a chance that is still open is never shown as 0% or 100%, but as "<1%" or
 * ">99%". Returns `text`. */
#define TF_CHANCE_CHARS 8
TF_EXPORT const char *tf_chance_text(char text[TF_CHANCE_CHARS], double chance);

TF_EXPORT const char *tf_target_status_name(TfTargetStatus status);
/* The rule behind a status, in words. */
TF_EXPORT const char *tf_target_status_rule(TfTargetStatus status);
/* "30.0 bn USD by 2025", "30.0–35.0 bn USD by 30 Jun 2026", "+50% on 2023 by 2030 (42.0 bn USD)", "30.0 bn
 * USD". Lives in the arena. */
TF_EXPORT TfSlice tf_target_text(const TfTarget *target, TfArena *arena);
/* "revised", "stage", "opened", or "" */
TF_EXPORT const char *tf_target_link_name(TfTargetLink link);
/* Whether the target is still rated by its chance: on path, unclear or off path. */
TF_EXPORT bool tf_target_has_chance(TfTargetStatus status);
/* Whether a figure has decided it: met or missed. */
TF_EXPORT bool tf_target_is_judged(TfTargetStatus status);

#endif
