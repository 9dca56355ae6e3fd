/* An ordinary series out of a table of dates and values: what spreadsheets and statistical offices save as
 * CSV.
 *
 * One row a line: date, value. The separator is a tab, semicolon or comma, by the first row; with the first
 * two a value may have a decimal comma. "#" lines are skipped. A first row without a number names the
 * columns: of more than two, one called date, period, time, year, quarter, month or TIME_PERIOD is the date,
 * and one called value, values or OBS_VALUE the value. A single column is values without dates; then the
 * frequency has to be said.
 *
 * Dates are 2023, 2023-Q1 (also 2023Q1, Q1 2023), 2023-01 (2023M01, 01.2023), 2023-01-31 (31.01.2023), and
 * all of one kind. The frequency is found from them: months that are 3 or 12 apart make a quarterly or yearly
 * series. Empty values, NA and the like are missing. */
#ifndef TRACKER_PROJECTION_SERIES_TABLE_H
#define TRACKER_PROJECTION_SERIES_TABLE_H

#include "tracker/base/arena.h"
#include "tracker/model/ordinary.h"

/* Rows at most. */
#define SERIES_TABLE_MOST_ROWS ((size_t)1000000)

/* frequency  0: found from the dates; else 1, 4 or 12
 * series     out: sorted by time; missing periods are bridged between their neighbours (by a straight
 *            line, of positive values on the logarithm) and named in the remarks; lives in the arena,
 *            like its texts
 * Errors     TF_BAD_INPUT naming line and column: no table, a date or number that cannot be read, two
 *            values of one period, kinds of dates mixed, an odd frequency, more than a fifth of the
 *            periods missing; TF_LIMIT; TF_NO_MEMORY */
TF_CHECKED TfStatus series_table_read(TfSlice text, int frequency, TfArena *arena, TfOrdinary *series,
                                      TfError *error);

#endif
