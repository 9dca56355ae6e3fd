/* The files a chart script reads: the layout as tab-separated tables. */
#ifndef PLOTS_TABLES_H
#define PLOTS_TABLES_H

#include "plots/gnuplot.h"
#include "plots/layout.h"

#define TABLES_MOST (LAYOUT_MOST_LAYERS + 3)

/* numbers.tsv, labels.tsv, zero.tsv and a file for each layer that has rows; returns how many, 0 when memory
 * is short. Names are fixed, bytes live in `arena`. */
size_t tables_write(const Layout *layout, ChartFormat format, ChartTheme theme, TfArena *arena,
                    GnuplotFile files[TABLES_MOST]);

#endif
