/* The rate of growth that stands beside an amount. Private to this folder. */
#ifndef TRACKER_SERIES_BESIDE_H
#define TRACKER_SERIES_BESIDE_H

#include "tracker/model/series.h"

/* Against the same months a year before: said so, or a window that is just those months. */
bool series_is_yoy(const TfClaim *claim);

/* Makes the growth observation of "28 billion, up 7%", which tells the year before; false when there is none:
 * no rate, another base, or an amount in another currency than dollars, whose growth is not that of dollars.
 *
 * level   the observation that was made of the claim's amount
 * growth  out: like it, but for value, rounding and relation */
bool series_growth_beside(const TfClaim *claim, const TfObservation *level, TfObservation *growth);

#endif
