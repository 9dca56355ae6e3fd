/* Charts of a pair: what is drawn is given as numbers and words, gnuplot draws it, a finishing step makes the
 * SVG accessible and links every point to its evidence. */
#ifndef PLOTS_CHART_H
#define PLOTS_CHART_H

#include "tracker/base/text.h"
#include "tracker/model/target.h"

typedef enum ChartFormat { CHART_SVG = 0, CHART_PNG, CHART_PDF } ChartFormat;
typedef enum ChartTheme { CHART_LIGHT = 0, CHART_DARK } ChartTheme;

/* Bounds on what one picture takes; more is a mistake of the caller or an attack. */
#define CHART_MOST_POINTS  1000
#define CHART_MOST_FAN     100
#define CHART_MOST_TARGETS 50

/* One stated point: a whole year, or a part of it. */
typedef struct ChartPoint {
    int year;
    double value;         /* in the chart's unit, e.g. billion US dollars */
    TfRelation relation;  /* eq: filled; approx, range: open; gt, ge, lt, le, almost: open with an arrow */
    double low, high;     /* the ends of a range, whose middle `value` is; else not read */
    bool is_other_source; /* drawn as a grey stem beside the line */
    bool is_part_year;    /* drawn as a bar; part_label says which months: "Jan–Sep" */
    TfSlice part_label;
    TfSlice href;     /* where its evidence is; empty for none */
    TfSlice evidence; /* text of the link: "2023: 28.0 billion USD. Example Daily, 27 Nov 2024" */
} ChartPoint;

typedef struct ChartTarget {
    int year; /* of the deadline; 0 for none: its line runs on to the edge */
    double value;
    double stated_year; /* 2024.9 is late November 2024 */
    TfSlice label;      /* "Target: $30bn by 2025" */
    TfSlice sublabel;   /* "stated Nov 2024 · 34% likely" */
    TfSlice href;
    TfSlice evidence;
} ChartTarget;

/* Quantiles of a projected year, in the chart's unit. */
typedef struct ChartFan {
    int year;
    TfFan fan;
} ChartFan;

typedef struct Trajectory {
    TfSlice id;          /* unique on a page: letters, digits, hyphens */
    TfSlice title;       /* states the finding */
    TfSlice subtitle;    /* measure, unit, pair */
    TfSlice footnote;    /* sources, as-of, model; wrapped onto at most two lines */
    TfSlice description; /* for those who do not see it */
    const ChartPoint
        *points; /* at most one whole-year point a year that is not is_other_source joins the line */
    size_t point_count;
    const ChartFan *fan;
    size_t fan_count;
    const ChartTarget *targets;
    size_t target_count;
} Trajectory;

/* Draws the trajectory chart. Zero is always on its axis, so no subtitle has to say where the axis starts.
 * Words are cleaned, and too long ones shrunk, wrapped or cut; see plots/README.md.
 *
 * path     the file to write; it is the old file or the whole new one at any moment
 * Errors   TF_BAD_INPUT nothing to draw, a figure that is not finite or a year not in 1..9999; TF_LIMIT more
 * than CHART_MOST_POINTS, CHART_MOST_FAN or CHART_MOST_TARGETS; TF_TOOL gnuplot is missing, failed or took
 * longer than 30 s, with what to do; TF_IO disk full, no such folder */
TF_CHECKED TfStatus chart_trajectory(const Trajectory *chart, ChartFormat format, ChartTheme theme,
                                     const char *path, TfError *error);

/* The plotted numbers and words as one JSON document (what `chart -o x.json` writes). */
void chart_trajectory_json(const Trajectory *chart, TextBuilder *out);

/* By the file's ending: .svg .png .pdf; false for others. */
bool chart_format_of(const char *path, ChartFormat *format);

#endif
