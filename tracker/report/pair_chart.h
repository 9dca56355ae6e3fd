/* What the trajectory chart of a pair shows and says, from its series, projection and targets. */
#ifndef TRACKER_REPORT_PAIR_CHART_H
#define TRACKER_REPORT_PAIR_CHART_H

#include "plots/chart.h"
#include "tracker/model/query.h"
#include "tracker/report/words.h"

/* Lays out the chart of a pair's turnover.
 *
 * series      its observations
 * rows        the claims behind them, for links and sources
 * projection  yearly turnover; no years when none could be made
 * progress    its targets, judged
 * words       the language it speaks
 * chart       out: lives in the arena. The title states the finding by rule, or is neutral when no
 *             rule applies
 * Errors      TF_NO_MEMORY */
TF_CHECKED TfStatus report_pair_chart(const TfSeries *series, const TfClaimRows *rows,
                                      const TfProjection *projection, const TfProgress *progress,
                                      size_t progress_count, Words *words, TfArena *arena, Chart *chart,
                                      TfError *error);

#endif
