/* The sources of the claims: which one is the reference, and how far the others may be off. Private to this
 * folder. */
#ifndef TRACKER_PROJECTION_CLAIM_SOURCES_H
#define TRACKER_PROJECTION_CLAIM_SOURCES_H

#include "tracker/model/series.h"

/* A source as the level claims use it. */
typedef struct ClaimSource {
    TfSlice name;
    TfParty side;         /* code "" when nobody tells */
    int newest;           /* last month of its newest level claim */
    long weight;          /* of its level claims, the recent ones most */
    double bias_variance; /* of its factor, log units; 0 for the reference */
} ClaimSource;

/* Lists the sources of the level claims by name; returns how many.
 * sources    out: room for one an observation
 * reference  out: place of the one with most weight; of equals the one with the newest claim, then the first
 *            name
 */
size_t claim_sources_list(const TfObservation *observations, size_t count, ClaimSource *sources,
                          size_t *reference);
/* Place of a source; TF_NOWHERE when no level claim has it. */
size_t claim_sources_find(const ClaimSource *sources, size_t count, TfSlice name);

#endif
