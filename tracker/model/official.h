/* Figures of statistical offices: goods that went from or to the reporter. */
#ifndef TRACKER_MODEL_OFFICIAL_H
#define TRACKER_MODEL_OFFICIAL_H

#include "tracker/model/claim.h"

typedef struct TfOfficial {
    TfParty reporter;
    TfParty partner;
    TfMeasure measure; /* TF_EXPORTS to the partner or TF_IMPORTS from it */
    TfDate from;
    TfDate to;
    double value; /* whole units of the currency */
    char currency[4];
    TfSlice valuation; /* "fob", "cif", or bytes NULL */
    TfSlice source;
} TfOfficial;

typedef struct TfOfficials {
    const TfOfficial *items; /* by reporter, measure, first day, last day and source */
    size_t count;
} TfOfficials;

#endif
