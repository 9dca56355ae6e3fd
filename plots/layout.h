/* The frame every kind of chart shares: a plot area with its scales, layers of rows for gnuplot, labels with
 * their places, links. All of it is numbers and words; plots/<kind>.gp only draws what it finds here. */
#ifndef PLOTS_LAYOUT_H
#define PLOTS_LAYOUT_H

#include "plots/chart.h"
#include "plots/palette.h"
#include "plots/place.h"
#include "plots/terms.h"

#define LAYOUT_MOST_COLUMNS 8
#define LAYOUT_MOST_LAYERS  20

/* A layer's file for gnuplot: "fan.tsv", "year\tlo95\t...". */
typedef struct LayoutTable {
    const char *file;
    const char *columns;
    size_t width;
} LayoutTable;

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
    double scale;                    /* pixels a logical pixel, of PNG and sixel */
    double left, right, top, bottom; /* the plot area in logical pixels */
    double x_low, x_high;            /* years, months or shares, as the kind has it */
    double y_low, y_high;            /* the chart's unit */
    double y_step;                   /* of ticks and grid lines; 0: none */
    const char *y_suffix;            /* behind the figures of the value axis: "%" */
    int decimals;                    /* of value labels */
    ChartLanguage language;
    const struct TrajectoryOrder *trajectory; /* of that kind only */
    const LayoutTable *tables;                /* of the layers, in the order they are painted */
    size_t table_count;
    LayoutRows layers[LAYOUT_MOST_LAYERS];
    LayoutLabel *labels;
    size_t label_count, label_capacity;
    LayoutLink *links;
    size_t link_count, link_capacity;
    PlaceField field;
    TfArena *arena;
    bool failed; /* memory was short */
} Layout;

/* Sizes of text, in pixels. */
#define LAYOUT_VALUE_SIZE 12.5
#define LAYOUT_SMALL_SIZE 10.5
#define LAYOUT_TICK_SIZE  12.0
#define LAYOUT_EDGE       16.0 /* from the picture's side to its words */

/* What a label pays for covering it; see PLACE_TOO_DEAR. */
#define KEEP_OFF_LABEL  200.0
#define KEEP_OFF_LINE   100.0
#define KEEP_OFF_MARKER 100.0
#define KEEP_OFF_STEM   70.0
#define KEEP_OFF_MEDIAN 50.0
#define KEEP_OFF_EDGE   6.0
#define KEEP_OFF_GRID   3.0 /* light, but text reads better beside it */
#define KEEP_OFF_BAR    1.5

#define LAYOUT_ARROW_PIXELS 24.0

/* ---- the frame, layout.c ---- */

/* A picture of 800 logical pixels by `height` with the usual margins below and at the right; everything in it
 * lives in `arena` or in the chart. */
void layout_start(Layout *layout, const Chart *chart, double height, const LayoutTable *tables,
                  size_t table_count, TfArena *arena);
#define LAYOUT_START(layout, chart, height, tables, arena)                                                   \
    layout_start((layout), (chart), (height), (tables), sizeof(tables) / sizeof(tables)[0], (arena))
/* Sets the picture's height by the foot of the plot; before anything is placed but the title and subtitle. */
void layout_set_bottom(Layout *layout, double bottom);
/* Where labels may stand, once the margins are set. */
void layout_field(Layout *layout);
/* Says whether memory was short. */
TF_CHECKED TfStatus layout_end(const Layout *layout, TfError *error);

/* Places in logical pixels. */
double layout_x(const Layout *layout, double x);
double layout_y(const Layout *layout, double value);
double layout_unit_width(const Layout *layout);          /* of one unit of x: a year, a month */
double layout_rise(const Layout *layout, double pixels); /* in units of the value axis */

void layout_add_row(Layout *layout, size_t layer, LayoutRow row);
void layout_break(Layout *layout, size_t layer); /* a line does not go on to the next row */
void layout_add_label(Layout *layout, LayoutLabel label);
/* Links are as wide as a finger where points are far apart, `spacing` pixels, and never cover a neighbour's
 * centre. Without an href nothing is added. */
void layout_add_link(Layout *layout, double x, double value, double spacing, TfSlice href, TfSlice evidence);
/* The arrow of a bound, `rise` pixels long, in a layer of x, value, rise; nothing for other relations.
 * `sign` -1 for figures drawn downwards. */
void layout_add_arrow(Layout *layout, size_t layer, double x, double value, TfRelation relation, int sign,
                      double rise);

/* Labels keep off these; places are those of the scales. */
void layout_keep_off_mark(Layout *layout, double x, double value, double half);
void layout_keep_off_line(Layout *layout, double x0, double value0, double x1, double value1, double weight);

/* Which way the figure may lie from what was said: 1 up, -1 down, 0 for an exact or rounded one. */
int layout_direction(TfRelation relation);

/* ---- labels, layout.c ---- */

PlaceBox layout_label_box(const LayoutLabel *label);
double layout_label_width(const LayoutLabel *label);
/* The words clean and on one line of `width` pixels, cut with an ellipsis when they are longer. */
TfSlice layout_fitted(Layout *layout, TfSlice words, double width, double size, bool is_bold);
/* Adds a label that later ones keep off. */
void layout_put(Layout *layout, LayoutLabel label);

/* Where a label may stand around its point, in order of preference. */
typedef struct LayoutOffset {
    double dx, dy;
    LabelAlign align;
} LayoutOffset;
#define LAYOUT_MOST_OFFSETS 16

/* Puts the label at the best of the places around (x, y) pixels; returns false, and puts nothing, when all
 * cost more than `most`. */
bool layout_put_near(Layout *layout, LayoutLabel label, double x, double y, const LayoutOffset *offsets,
                     size_t count, double most);

/* Labels beside the ends of lines, one above the other: moved apart to `pitch` pixels, kept within the plot.
 * The order given is that of worth: the last ones are left out when there is no room. All have their x. */
void layout_put_column(Layout *layout, LayoutLabel *labels, size_t count, double pitch);

/* "−1.5", with the decimal mark of the chart's language; `mark` stands before it. With more decimals,
 * "0.002", where it would read as zero. */
TfSlice layout_number(Layout *layout, const char *mark, double value, int decimals);
/* "> 20.0", and for a range "5.0–6.0". */
TfSlice layout_value_text(Layout *layout, TfRelation relation, double value, double low, double high);
/* "27%", "<1%", ">99%" of 0..1. */
TfSlice layout_percent(Layout *layout, double share);

/* ---- words around the plot, heads.c ---- */

/* Title, subtitle, footnote; sets the top of the plot. */
void layout_heads(Layout *layout, const ChartWords *words);

/* ---- scales and ticks, axes.c ---- */

typedef struct LayoutSpan {
    double low, high;
} LayoutSpan;

#define LAYOUT_EMPTY_SPAN ((LayoutSpan){HUGE_VAL, -HUGE_VAL})
void layout_include(LayoutSpan *span, double value); /* not finite ones are left out */
/* Sets the value axis: the span, some air, ticks at round figures. */
void layout_set_values(Layout *layout, LayoutSpan values);
/* Air on both sides of a span that does not reach to zero; true when the axis does not start there. */
bool layout_set_values_near(Layout *layout, LayoutSpan values);
/* 1, 2, 2.5 or 5 times a power of ten, so that about `most` steps fill the span. */
double layout_nice_step(double span, double most);
/* As few decimals as show every value exactly, but no more than a reader can use. */
int layout_decimals_for(const double *values, size_t count);

void layout_value_ticks(Layout *layout);       /* figures at the left, obstacles for labels */
double layout_value_tick_room(Layout *layout); /* their width */
void layout_year_ticks(Layout *layout);
/* Ticks of a time axis whose x is in years: years, quarters or months, as there is room. */
void layout_time_ticks(Layout *layout);
void layout_x_tick(Layout *layout, double x, TfSlice text);
/* 2024.9 of a day. */
double layout_time_of(TfDate day);

/* Figures beyond 1e15 of the chart's unit are no trade, and their squares and labels no longer hold. */
TF_CHECKED TfStatus layout_check_figures(const char *what, int year, const double *values, size_t count,
                                         TfError *error);
TF_CHECKED TfStatus layout_check_year(const char *what, int year, TfError *error);
TF_CHECKED TfStatus layout_check_day(const char *what, TfDate day, TfError *error);
TF_CHECKED TfStatus layout_check_count(const char *what, size_t count, size_t most, TfError *error);

#endif
