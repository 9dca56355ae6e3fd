/* A series of totals spread over shorter periods, so that the parts of each total add up to it. */
#ifndef TRACKER_MODEL_SPREAD_H
#define TRACKER_MODEL_SPREAD_H

#include "tracker/model/ordinary.h"

typedef enum TfSpreadMethod {
    TF_SPREAD_DENTON = 0, /* the smoothest path, or the smoothest ratio to an indicator */
    TF_SPREAD_CHOW_LIN,   /* regression on an indicator, errors that carry on from period to period */
    TF_SPREAD_FERNANDEZ,  /* the same with errors that walk */
} TfSpreadMethod;

typedef struct TfSpreadOptions {
    int frequency; /* 4 or 12 a year, above that of the totals */
    TfSpreadMethod method;
    int differences; /* Denton: 1 keeps the path level, 2 keeps its slope; 0 means 1 */
} TfSpreadOptions;

typedef struct TfSpread {
    TfOrdinary parts;    /* dated as the totals are; remarks: what bears watching, in words */
    TfSlice method_text; /* the method with what it found */
    /* of the regressions: a part = intercept + slope * indicator + error; else 0 */
    double intercept;
    double slope;
    double rho;         /* autocorrelation of the error */
    double adjusted_r2; /* of the totals */
    size_t negative_count;
} TfSpread;

#endif
