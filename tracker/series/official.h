/* Official figures: reading tables of them, and taking them into a series beside the claims. */
#ifndef TRACKER_SERIES_OFFICIAL_H
#define TRACKER_SERIES_OFFICIAL_H

#include "tracker/currency/currency.h"
#include "tracker/model/official.h"
#include "tracker/model/query.h"

enum { OFFICIAL_MOST_ROWS = 1000000 };

/* Reads a table whose first row names its columns, in any order: period, reporter, partner, measure, value,
 * currency, and valuation and source where there are any; others are passed over. The period is 2023, 2023-Q1
 * or 2023-01; reporter and partner are codes or names; measure is exports or imports, seen from the reporter;
 * value is in whole units of the currency.
 *
 * figures  out: in the order of the rows; live in the arena
 * Errors   TF_BAD_INPUT naming line and column; TF_LIMIT; TF_NO_MEMORY */
TF_CHECKED TfStatus official_read(TfSlice text, TfArena *arena, TfOfficials *figures, TfError *error);

/* Adds what the offices counted to a series, as exact figures in the books of "statistics:REPORTER". Of the
 * last four years with months these are taken; of all years the totals (a yearly figure, or twelve months);
 * where one office has exports and imports, turnover of each year and of the running one too. Figures in
 * other currencies are converted; those without a rate, and goods figures when another scope is asked for,
 * are left out.
 *
 * figures in the order of TfOfficials
 * rates   NULL: dollars only
 * series  in/out: items in order again; a warning says how many figures of which side were used */
TF_CHECKED TfStatus official_add(const TfOfficials *figures, const TfAsk *ask, const CurrencyTable *rates,
                                 TfArena *arena, TfSeries *series, TfError *error);

#endif
