/* The layout of a trajectory: ranges, ticks, the rows of every layer gnuplot draws, and every label with its
 * place. All of it is numbers and words; plots/trajectory.gp only draws what it finds here. */
#ifndef PLOTS_LAYOUT_H
#define PLOTS_LAYOUT_H

#include "plots/chart.h"
#include "plots/palette.h"
#include "plots/place.h"

typedef enum LayoutLayer {
    LAYER_FAN = 0,      /* year lo95 lo80 lo50 median hi50 hi80 hi95; bands between years */
    LAYER_FAN_BOX,      /* the same for a fan of one lone year: boxes */
    LAYER_BARS,         /* year base value half_width; part-years */
    LAYER_BAR_TICKS,    /* from year, value, years: shorter part-years of a bar's year */
    LAYER_STEMS,        /* year low high: from the line to what another source says */
    LAYER_OTHER_EXACT,  /* year value */
    LAYER_OTHER_OPEN,   /* year value */
    LAYER_OTHER_ARROWS, /* year value rise */
    LAYER_GAPS,         /* year value years rise: over years that nobody stated, dotted */
    LAYER_LINE,         /* year value; a row of NAN breaks the line */
    LAYER_ARROWS,       /* year value rise: a bound, pointing where the figure may lie */
    LAYER_EXACT,        /* year value */
    LAYER_OPEN,         /* year value */
    LAYER_TARGET_LINES, /* from value years */
    LAYER_LEADERS,      /* year value years rise: from a target to its label, when that is far */
    LAYER_TARGETS,      /* year value */
    LAYER_COUNT
} LayoutLayer;

#define LAYOUT_MOST_COLUMNS 8

typedef struct LayoutRow {
    double cells[LAYOUT_MOST_COLUMNS];
} LayoutRow;

typedef struct LayoutRows {
    LayoutRow *rows;
    size_t count;
    size_t capacity;
} LayoutRows;

typedef enum LabelAlign { ALIGN_LEFT = 0, ALIGN_CENTRE, ALIGN_RIGHT } LabelAlign;

typedef struct LayoutLabel {
    double x, y; /* logical pixels from the top left; y is the middle of the line */
    LabelAlign align;
    double size; /* pixels */
    bool is_bold;
    ChartColour colour;
    TfSlice text; /* clean, see chart_text.h */
} LayoutLabel;

/* Somewhere to click: the place of a point and its evidence, as the caller gave them. */
typedef struct LayoutLink {
    double x, y, radius;
    TfSlice href;
    TfSlice evidence;
} LayoutLink;

typedef struct Layout {
    double width, height;
    double left, right, top, bottom; /* the plot area in logical pixels */
    double x_low, x_high;            /* years */
    double y_low, y_high, y_step;    /* the chart's unit; zero is always in range */
    int decimals;                    /* of value labels */
    bool is_fan_last;                /* nothing is drawn right of the projection */
    LayoutRows layers[LAYER_COUNT];
    LayoutLabel *labels;
    size_t label_count, label_capacity;
    LayoutLink *links;
    size_t link_count, link_capacity;
    const ChartPoint *points; /* sorted by year, in the order given within one */
    size_t point_count;
    const bool *is_main; /* by point: it is its year's place on the line */
    const ChartFan *fan; /* sorted by year; a joint to the last whole year is in the layer only */
    PlaceField field;
    TfArena *arena;
    bool failed; /* memory was short */
} Layout;

/* File name and column names of a layer: "fan.tsv", "year\tlo95\t...". */
const char *layout_layer_file(LayoutLayer layer);
const char *layout_layer_columns(LayoutLayer layer);
size_t layout_layer_width(LayoutLayer layer);

/* Lays the chart out; everything in `layout` lives in `arena` or in the chart.
 * Errors  TF_BAD_INPUT nothing to draw, a figure that is not finite, a year out of 1..9999; TF_LIMIT;
 * TF_NO_MEMORY */
TF_CHECKED TfStatus layout_trajectory(const Trajectory *chart, TfArena *arena, Layout *layout,
                                      TfError *error);

/* Parts of it, in the order they run. */
void layout_heads(Layout *layout, const Trajectory *chart);   /* title, subtitle, footnote; the top margin */
void layout_margins(Layout *layout, const Trajectory *chart); /* room for tick and fan labels at the sides */
void layout_series(Layout *layout, const Trajectory *chart);  /* layers, links, obstacles */
void layout_labels(Layout *layout, const Trajectory *chart);  /* ticks and direct labels */

void layout_target_labels(Layout *layout, const Trajectory *chart);

/* Places in logical pixels. */
double layout_x(const Layout *layout, double year);
double layout_y(const Layout *layout, double value);
double layout_year_width(const Layout *layout);
double layout_bar_half(const Layout *layout); /* half the width of a part-year's bar, in years */
/* Which way the figure may lie from what was said: 1 up, -1 down, 0 for an exact or rounded one. */
int layout_direction(TfRelation relation);

void layout_add_row(Layout *layout, LayoutLayer layer, LayoutRow row);
void layout_add_label(Layout *layout, LayoutLabel label);
PlaceBox layout_label_box(const LayoutLabel *label);
TfSlice layout_number(Layout *layout, const char *mark, double value, int decimals);

/* The part-year point of the year of points[index] that is drawn as its bar: the largest of the main source,
 * the last given on a tie, since a longer part of a year adds up to more. */
size_t layout_bar_of(const Layout *layout, size_t index);

#endif
