/* How precisely a figure was quoted. Private to this folder. */
#ifndef TRACKER_SERIES_ROUNDING_H
#define TRACKER_SERIES_ROUNDING_H

#include "tracker/base/number.h"

/* Unit of the last digit quoted, as a double: 28 bn -> 1e9, 24.5 bn -> 1e8. `quoted` is the amount as the
 * page has it ("20.0 billion"), or bytes NULL. README.md, "Rounding", has the rule. */
double series_money_rounding(TfDecimal value, TfSlice quoted);
/* The same for a percentage: 34% -> 1, 34.4% -> 0.1. */
double series_percent_rounding(TfDecimal percent);

#endif
