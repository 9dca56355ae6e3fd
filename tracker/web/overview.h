/* The pages about all pairs at once: lists of the pairs, contradictions, changes. They are made of what each
 * pair adds to them, so that a pair which stays the same need not be looked at again. */
#ifndef TRACKER_WEB_OVERVIEW_H
#define TRACKER_WEB_OVERVIEW_H

#include "tracker/web/pages.h"

/* What a pair adds: plain values and pieces of HTML, in its own arena. */
typedef struct PairCard {
    TfPair pair;
    size_t claims;
    TfDate newest;   /* day of its last claim */
    double chance;   /* of the target it speaks of first; NAN */
    double size_usd; /* turnover of the last whole year stated; NAN */
    size_t conflict_count;
    TfSlice row;       /* its row in a list of pairs */
    TfSlice conflicts; /* its section of the contradictions; empty when there are none */
    TfSlice news;      /* its lines of the changes, see changes.h; empty when there are none */
} PairCard;

/* A slice with bytes NULL means that memory ran out. */
PairCard pair_card(const TfView *view, TfArena *arena);

typedef struct Overview {
    const PairCard *cards; /* most claims first */
    size_t count;
    TfDate as_of;
    const char *base_url; /* where the report will lie, with a slash at its end; NULL: not told */
} Overview;

/* The pages and the feed, each by its file in the report's folder; NULL behind the last. */
const char *overview_file(size_t index);
/* arena  for the words of the page */
void overview_page(size_t index, const Overview *all, TfArena *arena, TextBuilder *out);

/* ---- the rooms of it ---- */

typedef enum PairOrder {
    PAIRS_BY_CLAIMS = 0,
    PAIRS_BY_NAME,
    PAIRS_BY_CHANCE,
    PAIRS_BY_SIZE,
    PAIRS_BY_NEWS
} PairOrder;
#define PAIR_ORDERS ((size_t)PAIRS_BY_NEWS + 1)
const char *index_file(PairOrder order);
void index_page(const Overview *all, PairOrder order, TfArena *arena, TextBuilder *out);

void methods_page(const Overview *all, TextBuilder *out);
void conflicts_page(const Overview *all, TfArena *arena, TextBuilder *out);
void conflicts_of_pair(const TfView *view, TfArena *arena, TextBuilder *out);

#endif
