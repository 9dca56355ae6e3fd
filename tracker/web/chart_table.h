/* The numbers behind a chart as tables a person can read. */
#ifndef TRACKER_WEB_CHART_TABLE_H
#define TRACKER_WEB_CHART_TABLE_H

#include "tracker/web/html.h"

/* Tables of a chart's CSV (plots/data.h): one for each list in its first column, with the columns that have
 * anything in it; "href" becomes the link of "evidence". Text that is no such CSV gives no table. */
void chart_tables(TfSlice csv, TextBuilder *out);

#endif
