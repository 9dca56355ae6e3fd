/* Rows of tables as people save them: cells, dates and numbers of CSV, semicolons and tabs. */
#ifndef TRACKER_BASE_CELLS_H
#define TRACKER_BASE_CELLS_H

#include "tracker/base/slice.h"

#include <stdbool.h>

#define CELLS_MOST 64

/* A tab, semicolon or comma: the first of these that the line holds, else a comma. */
char cells_separator(TfSlice line);
/* The cells of a line, trimmed, without quotes around them; returns how many, CELLS_MOST at most. A quoted
 * cell ends at the next quote, so it holds no quote and no line end. */
size_t cells_split(TfSlice line, char separator, TfSlice cells[CELLS_MOST]);
/* The line behind the next LF, without CR; skips empty lines and those that start with "#". bytes NULL at the
 * end.
 *
 * rest    in/out: what is left
 * number  in/out: lines taken so far */
TfSlice cells_next_line(TfSlice *rest, size_t *number);

/* How long a period a date names. */
typedef enum CellsPeriod { CELLS_YEAR = 0, CELLS_QUARTER, CELLS_MONTH } CellsPeriod;
/* Reads 2023, 2023-Q1 (2023Q1, Q1 2023), 2023-01 (2023M01, 2023/01, 01.2023) and the days 2023-01-31
 * (2023/01/31, 31.01.2023), which stand for their months; *month_index is tf_month_index of the first month.
 */
bool cells_read_date(TfSlice text, CellsPeriod *period, int *month_index);
/* Reads a number; with `decimal_comma`, "1 234,5" too. */
bool cells_read_number(TfSlice text, bool decimal_comma, double *value);

#endif
