/* Where a label goes: candidates are tried against everything drawn so far, the cheapest place wins. */
#ifndef PLOTS_PLACE_H
#define PLOTS_PLACE_H

#include "tracker/base/arena.h"

/* A rectangle in logical pixels, y downwards. */
typedef struct PlaceBox {
    double left, top, right, bottom;
} PlaceBox;

/* Something a label should keep off; a weight of 100 and more is worth dropping an optional label for. */
typedef struct PlaceObstacle {
    PlaceBox box; /* of a line: its ends are (left, top) and (right, bottom) */
    double weight;
    bool is_line;
} PlaceObstacle;

typedef struct PlaceField {
    PlaceBox area; /* labels stay inside */
    PlaceObstacle *obstacles;
    size_t count;
    size_t capacity;
    TfArena *arena;
    bool failed; /* memory was short */
} PlaceField;

/* What an optional label may cost at most. */
#define PLACE_TOO_DEAR 90.0

void place_add_box(PlaceField *field, PlaceBox box, double weight);
void place_add_line(PlaceField *field, double x0, double y0, double x1, double y1, double weight);

/* The cost of covering `box`: the sum over obstacles it touches, plus much for leaving the area. */
double place_label_cost(const PlaceField *field, PlaceBox box);

/* The cost of a line through labels and marks; lines may cross each other. */
double place_line_cost(const PlaceField *field, double x0, double y0, double x1, double y1);

/* Index of the cheapest of `count` > 0 boxes, the earlier one on a tie; each later one counts a little more,
 * so the order is one of preference. `*cost` is its cost without that. */
size_t place_best(const PlaceField *field, const PlaceBox *boxes, size_t count, double *cost);

#endif
