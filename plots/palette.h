/* The colours of every chart, in both themes; also the class names a page styles the inline SVG by. */
#ifndef PLOTS_PALETTE_H
#define PLOTS_PALETTE_H

#include "plots/chart.h"

#include <stdint.h>

typedef enum ChartColour {
    COLOUR_PAPER = 0,
    COLOUR_INK,
    COLOUR_MUTED,
    COLOUR_GRID,
    COLOUR_AXIS,
    COLOUR_SERIES,
    COLOUR_FAN50,
    COLOUR_FAN80,
    COLOUR_FAN95,
    COLOUR_TARGET,
    COLOUR_BAR,
    COLOUR_BAR_EDGE,
    COLOUR_OTHER,
    COLOUR_GOOD,
    COLOUR_COUNT
} ChartColour;

/* 0xRRGGBB */
uint32_t palette_rgb(ChartColour colour, ChartTheme theme);
/* "ink", "main", "f50", ...: the last part of the classes f-ink (fill), s-ink (stroke) and c-ink (color). */
const char *palette_name(ChartColour colour);

#endif
