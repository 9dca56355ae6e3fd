/* A projection: for each calendar year the distribution of its total, and the chance of reaching a value. */
#ifndef TRACKER_MODEL_PROJECTION_H
#define TRACKER_MODEL_PROJECTION_H

#include "tracker/model/series.h"

/* Quantiles of a total, US dollars. */
typedef struct TfFan {
    double median;
    double lo50, hi50;
    double lo80, hi80;
    double lo95, hi95;
} TfFan;

typedef struct TfProjectedYear {
    int year;
    TfFan total_usd;
} TfProjectedYear;

/* The chance of reaching a value in a year, and in that year or one projected before it. */
typedef struct TfReach {
    int year;
    double chance;
    double by_then;
} TfReach;

typedef struct TfProjectedMonth {
    int year;
    int month; /* 1 to 12 */
    TfFan total_usd;
} TfProjectedMonth;

/* How far an observation lies from what the model makes of all of them together. Where they contradict each
 * other the model believes some or others; this is the distance that half of its belief does not exceed. */
typedef struct TfResidual {
    size_t observation; /* index into the series */
    double sigmas;      /* |stated - modelled| / sd; above 3 it was outvoted */
} TfResidual;

typedef struct TfProjection {
    const TfProjectedYear *years;
    size_t year_count;
    TfSlice reference_source; /* the source whose books the totals are in */
    double volatility;        /* posterior mean of the yearly sd of log trade */
    const TfResidual *residuals;
    size_t residual_count;
} TfProjection;

#endif
