/* The parts of a trajectory's layout. */
#ifndef PLOTS_TRAJECTORY_H
#define PLOTS_TRAJECTORY_H

#include "plots/draw.h"
#include "plots/layout.h"

typedef enum TrajectoryLayer {
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
} TrajectoryLayer;

/* The chart in order of years. */
typedef struct TrajectoryOrder {
    const ChartPoint *points; /* in the order given within a year */
    size_t point_count;
    const bool *is_main; /* by point: it is its year's place on the line */
    const ChartFan *fan; /* a joint to the last whole year is in the layer only */
    bool is_fan_last;    /* nothing is drawn right of the projection */
} TrajectoryOrder;

/* Parts of it, in the order they run. */
void trajectory_margins(Layout *layout, const Trajectory *chart); /* room for tick and fan labels */
void trajectory_series(Layout *layout, const Trajectory *chart);  /* layers, links, obstacles */
void trajectory_labels(Layout *layout, const Trajectory *chart);  /* ticks and direct labels */
void trajectory_target_labels(Layout *layout, const Trajectory *chart);

double trajectory_bar_half(const Layout *layout); /* half the width of a part-year's bar, in years */

/* The part-year point of the year of points[index] that is drawn as its bar: the largest of the main source,
 * the last given on a tie, since a longer part of a year adds up to more. */
size_t trajectory_bar_of(const Layout *layout, size_t index);

#endif
