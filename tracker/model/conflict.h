/* Who says what about the same months, and whether that can all be true. */
#ifndef TRACKER_MODEL_CONFLICT_H
#define TRACKER_MODEL_CONFLICT_H

#include "tracker/model/projection.h"

/* Where a claim stands. */
typedef struct TfSaid {
    int64_t claim_id;
    TfSlice outlet;      /* bytes NULL when unknown, as the next two */
    TfSlice url;         /* of the page */
    TfSlice attribution; /* who the page says it is from */
    TfDate date;
} TfSaid;

/* One statement: an observation of the series, with the claims it comes from. */
typedef struct TfVoice {
    TfObservation observation;
    const TfSaid *said; /* by claim id */
    size_t said_count;
    bool is_weighed; /* it took part in the projection */
    double sigmas; /* how far it then lies from what all figures together come to; above 3 it was outvoted */
} TfVoice;

/* All that is said of one run of months and one flow. Statements are intervals: a rounded figure, a bound, a
 * range. They agree when they have a value in common. */
typedef struct TfPeriodVoices {
    int from_month; /* tf_month_index, both included */
    int to_month;
    bool is_growth;
    TfMeasure flow;
    const TfVoice *voices; /* by the day they were said */
    size_t count;
    double
        spread; /* largest figure over the smallest, less 1; for growth their difference; bounds left out */
    bool conflict_a; /* two figures of pair.a's own books have no value in common */
    bool conflict_b;
    bool conflict_between; /* one of a's and one of b's */
    bool conflict_untold;  /* one that nobody tells whose it is, with another */
} TfPeriodVoices;

typedef struct TfConflicts {
    TfSeries series;               /* what the voices were taken from */
    const TfPeriodVoices *periods; /* by first and last month */
    size_t count;
} TfConflicts;

TF_EXPORT bool tf_voices_conflict(const TfPeriodVoices *voices);
/* Whether the projection outvotes it. */
TF_EXPORT bool tf_voice_is_outvoted(const TfVoice *voice);
/* "conflict, within the books of RU, between KZ and RU", "agree", "one statement". Lives in the arena. */
TF_EXPORT TfSlice tf_voices_verdict(const TfPeriodVoices *voices, TfPair pair, TfArena *arena);
/* "8% apart", "3.1 points apart"; empty when figures do not differ. Lives in the arena. */
TF_EXPORT TfSlice tf_voices_spread(const TfPeriodVoices *voices, TfArena *arena);

#endif
