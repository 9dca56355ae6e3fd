/* What the files that join the modules share. Not installed. */
#ifndef TRACKER_TRADEFIG_INTERNAL_H
#define TRACKER_TRADEFIG_INTERNAL_H

#include "plots/chart.h"
#include "tracker/projection/claim_model.h"
#include "tracker/report/words.h"
#include "tracker/store/store.h"
#include "tracker/tradefig.h"

struct Tradefig {
    Store *store;
    ClaimWorkspace *workspace;
    ChartEngine *engine; /* NULL until a page is drawn */
    Words *words;        /* those of the last chart; NULL until one is made */
};

/* The words of the language that is asked for, kept for the next chart.
 * Errors  TF_BAD_USAGE there are none, naming those there are; TF_NO_MEMORY */
TF_CHECKED TfStatus tradefig_words(Tradefig *tradefig, const TfAsk *ask, Words **words, TfError *error);

/* Largest line of JSON Lines, and largest article. */
#define TRADEFIG_MOST_BYTES ((size_t)64 << 20)

#endif
