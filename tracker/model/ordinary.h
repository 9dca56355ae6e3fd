/* An ordinary series: a value a year, quarter or month, of anything; and its projection. */
#ifndef TRACKER_MODEL_ORDINARY_H
#define TRACKER_MODEL_ORDINARY_H

#include "tracker/model/projection.h"

/* Periods are counted from year 0: year * frequency + (0 for the first of the year). */
typedef struct TfOrdinary {
    int frequency; /* 1, 4 or 12 a year */
    int first;     /* period of values[0] */
    bool is_dated; /* else first is 0 and periods are only counted */
    const double *values;
    size_t count;
    const TfSlice *remarks; /* gaps that were bridged and the like, in words */
    size_t remark_count;
} TfOrdinary;

typedef enum TfOrdinaryKind {
    TF_ORDINARY_POOL = 0, /* median of exponential smoothing and two thetas */
    TF_ORDINARY_WALK,     /* too short: a random walk */
    TF_ORDINARY_CONSTANT, /* all values the same */
} TfOrdinaryKind;

typedef struct TfOrdinaryMethod {
    TfOrdinaryKind kind;
    bool is_log;       /* ranges were set on the logarithm */
    bool is_adjusted;  /* seasons were taken out for the thetas */
    char smoothing[8]; /* the best model of exponential smoothing, "M,Ad,N"; "" none */
    size_t used;       /* values used, the last ones */
} TfOrdinaryMethod;

typedef struct TfOrdinaryProjection {
    const TfFan *fans; /* of the periods after the last value, in its unit */
    size_t count;
    TfOrdinaryMethod method;
    TfSlice method_text;
} TfOrdinaryProjection;

/* "2023", "2023-Q1", "2023-01"; "+1" of periods only counted, from `last`. */
#define TF_ORDINARY_CHARS 24
TF_EXPORT const char *tf_ordinary_period(char text[TF_ORDINARY_CHARS], const TfOrdinary *series,
                                         size_t index);

#endif
