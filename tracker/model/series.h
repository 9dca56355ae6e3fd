/* Observations: what claims come to once they are in one currency and each statement counts once. */
#ifndef TRACKER_MODEL_SERIES_H
#define TRACKER_MODEL_SERIES_H

#include "tracker/model/claim.h"

/* A claim as the store knows it. */
typedef struct TfClaimRecord {
    int64_t id;
    TfClaim claim;
    int64_t article_id;
    int64_t family_id; /* the article that stands for all that carry its text with small changes: itself, or
                          the one it is a copy of */
    TfSlice article_title;
    TfSlice sentence;      /* the sentence around the span; bytes NULL when there is no text */
    size_t sentence_start; /* byte of the article's text where it starts */
    TfParty speaker;       /* whose official or agency the attribution names; code "" when it does not tell */
    TfSlice decision;      /* "extracted", "accepted", "edited", "rejected" */
    TfSlice shown_at;      /* where a report shows the sentence; bytes NULL: there is no report */
} TfClaimRecord;

/* One statement about one run of months. */
typedef struct TfObservation {
    int from_month; /* tf_month_index of the first and the last month, both included */
    int to_month;
    bool is_growth;   /* value is then a fraction: 0.10 is +10% against the same months a year before */
    double value_usd; /* whole US dollars, or the growth fraction */
    double rounding;  /* unit of the last digit quoted, in the unit of value_usd: 28 bn -> 1e9 */
    TfRelation relation;
    TfMeasure flow;       /* turnover, exports or imports, seen from pair.a: exports go a -> b */
    TfSlice source;       /* the family whose books it comes from; opaque */
    TfParty side;         /* the party of the pair whose books they are; code "" when nobody tells */
    char currency[4];     /* the one it was said in; "" for growth */
    bool is_approximate;  /* converted to dollars with the mean rate of a year, from the built-in table */
    double conversion_sd; /* what the conversion may be off by, log units; 0 for dollars, save a small
                             difference of large ones: what they may be off by is more of it */
    bool is_derived;      /* of two claims: the third of exports, imports, turnover and balance */
    TfSlice doubt;        /* why it is implausible, in words; bytes NULL: nothing speaks against it */
    TfDate said;          /* earliest publication */
    const int64_t
        *claim_ids; /* every claim that says this, in order; empty for observations given by a caller */
    size_t claim_count;
    size_t article_count;
} TfObservation;

/* A claim that takes no part in the likelihood, and why, in words. */
typedef struct TfLeftOut {
    int64_t claim_id;
    TfSlice reason;
} TfLeftOut;

typedef struct TfSeries {
    TfPair pair;
    TfDate as_of;
    TfSlice scope;              /* "goods" unless another was asked for */
    const TfObservation *items; /* by from_month, to_month, said */
    size_t count;
    const TfLeftOut *left_out;
    size_t left_out_count;
    const TfSlice *warnings; /* what a reader has to know: rates that are missing or stale */
    size_t warning_count;
} TfSeries;

/* Whether an observation of it was converted with an approximate rate. */
TF_EXPORT bool tf_series_is_approximate(const TfSeries *series);
/* An amount of `flow`, not a rate of growth. */
TF_EXPORT bool tf_observation_is_level(const TfObservation *observation, TfMeasure flow);
/* Of a calendar year: all of it, or a part counted from January. */
TF_EXPORT bool tf_observation_is_whole_year(const TfObservation *observation);
TF_EXPORT bool tf_observation_is_part_year(const TfObservation *observation);
/* The calendar year it begins in. */
TF_EXPORT int tf_observation_year(const TfObservation *observation);

/* Whether it speaks for its months rather than `than` (which may be NULL): one without a doubt, an exact
 * figure before a rounded one or a range, those before a bound; then one in dollars before one converted
 * approximately; then the one on more pages; then the one said later. */
TF_EXPORT bool tf_observation_is_better(const TfObservation *observation, const TfObservation *than);

/* Its months as a period. */
TF_EXPORT TfPeriod tf_observation_period(const TfObservation *observation);
/* The value in the words of a claim: "28.0 bn USD", "> 20.0 bn USD", "+7.1%". Lives in the arena. */
TF_EXPORT TfSlice tf_observation_text(const TfObservation *observation, TfArena *arena);

#endif
