/* What the files that join the modules share. Not installed. */
#ifndef TRACKER_TRADEFIG_INTERNAL_H
#define TRACKER_TRADEFIG_INTERNAL_H

#include "plots/chart.h"
#include "tracker/projection/claim_model.h"
#include "tracker/store/store.h"
#include "tracker/tradefig.h"

struct Tradefig {
    Store *store;
    ClaimWorkspace *workspace;
    ChartEngine *engine; /* NULL until a page is drawn */
};

/* Largest line of JSON Lines, and largest article. */
#define TRADEFIG_MOST_BYTES ((size_t)64 << 20)

#endif
