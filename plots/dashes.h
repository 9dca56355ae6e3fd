/* Dashes for gnuplot's sixel terminal, which draws every line solid: what is dotted or dashed elsewhere is
 * cut into pieces before it goes there. */
#ifndef PLOTS_DASHES_H
#define PLOTS_DASHES_H

#include "plots/layout.h"

/* Replaces the rows of the layers that are dashed in plots/<kind>.gp by those of their dashes. */
void layout_cut_dashes(Layout *layout);

#endif
