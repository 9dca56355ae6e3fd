/* robots.txt as RFC 9309 has it: groups by product name, the longest rule wins, "*" and "$". */
#ifndef IMPORTERS_FETCH_ROBOTS_H
#define IMPORTERS_FETCH_ROBOTS_H

#include "tracker/base/arena.h"

/* More of a robots.txt is not read, and no more rules kept. */
#define ROBOTS_MOST_BYTES ((size_t)500 * 1024)
#define ROBOTS_MOST_RULES 10000

typedef struct RobotsRule {
    TfSlice pattern; /* escapes made alike */
    bool is_allowed;
} RobotsRule;

typedef struct Robots {
    RobotsRule *rules;
    size_t count;
    double delay_seconds; /* Crawl-delay; 0 when there is none */
} Robots;

/* The rules for `agent` (a product name, in any case): those of its own groups, else those of "*". */
TF_CHECKED TfStatus robots_read(TfSlice text, TfSlice agent, TfArena *arena, Robots *robots, TfError *error);
/* path  with its query, beginning with "/" */
bool robots_allow(const Robots *robots, TfSlice path);

#endif
