/* What each kind of chart brings: its layout, its numbers, its script. */
#ifndef PLOTS_DRAW_H
#define PLOTS_DRAW_H

#include "plots/data.h"
#include "plots/layout.h"

/* Lays the chart out; everything in `layout` lives in `arena` or in the chart.
 * Errors  TF_BAD_INPUT nothing to draw, or a figure or year that cannot be; TF_LIMIT; TF_NO_MEMORY */
typedef TfStatus LayoutChart(const Chart *chart, TfArena *arena, Layout *layout, TfError *error);
/* Tells the chart's numbers. */
typedef void TellChart(const Chart *chart, ChartData *data);

LayoutChart layout_trajectory, layout_pace, layout_balance, layout_targets, layout_odds, layout_claims,
    layout_pairs;
TellChart data_trajectory, data_pace, data_balance, data_targets, data_odds, data_claims, data_pairs;

#endif
