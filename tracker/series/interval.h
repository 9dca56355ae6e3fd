/* What a figure allows, as an interval. Private to this folder. */
#ifndef TRACKER_SERIES_INTERVAL_H
#define TRACKER_SERIES_INTERVAL_H

#include "tracker/model/series.h"

/* The least and the most that the figure may mean: half its rounding either way, for "about" at least a
 * twentieth (of growth a point), and what its conversion may be off by. A bound has one end only: 0 (-1 for
 * growth) and HUGE_VAL stand for the other. */
double series_low(const TfObservation *item);
double series_high(const TfObservation *item);
/* How wide a figure is by its wording alone, in its own unit: its rounding, for "about" as above. Balances
 * may be below 0. */
double series_width(const TfObservation *item);
/* More than, less than, almost. */
bool series_is_bound(const TfObservation *item);

#endif
