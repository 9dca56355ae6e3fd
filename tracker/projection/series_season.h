/* How a series repeats itself every year: the first step of the projection of ordinary series.
 *
 * Indices are means, by place in the year, of the ratio to the centred moving average of a year (or of the
 * difference to it), scaled to mean 1 (shifted to sum 0). Two things differ from the textbook, and both were
 * worth more on M1 and tourism than any choice of model:
 * - years count less the further away they are, since seasons change;
 * - indices are drawn towards "no season" by the share of their variance that noise explains (James-Stein),
 * so that no test has to decide whether there is one.
 *
 * Method  classical decomposition; shrinkage after Miller & Williams (2003), "Shrinkage estimators of time
 *         series seasonal factors", International Journal of Forecasting 19 */
#ifndef TRACKER_PROJECTION_SERIES_SEASON_H
#define TRACKER_PROJECTION_SERIES_SEASON_H

#include <stdbool.h>
#include <stddef.h>

/* Periods of a year: months at most. */
#define SERIES_MOST_SEASONS 12

typedef enum SeasonKind { SEASON_SHIFTS = 0, SEASON_RATIOS } SeasonKind;

/* The seasons of the last years, for adjusting: values[t] / index[t % seasons], or minus it.
 * Returns false when there are fewer than three years, or ratios that are not positive: then do not adjust.
 */
bool series_season_last(const double *values, size_t count, size_t seasons, SeasonKind kind,
                        double index[SERIES_MOST_SEASONS]);
/* The seasons of the first years, not drawn to anything: where a model of changing seasons starts from. Two
 * years and a value are needed. */
bool series_season_first(const double *values, size_t count, size_t seasons, SeasonKind kind,
                         double index[SERIES_MOST_SEASONS]);

#endif
