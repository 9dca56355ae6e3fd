/* Charts of trade: what is drawn is given as numbers and words, gnuplot draws it, a finishing step makes the
 * SVG accessible and links every point to its evidence. */
#ifndef PLOTS_CHART_H
#define PLOTS_CHART_H

#include "plots/kinds.h"
#include "tracker/base/text.h"

typedef enum ChartFormat { CHART_SVG = 0, CHART_PNG, CHART_PDF, CHART_SIXEL } ChartFormat;
typedef enum ChartTheme { CHART_LIGHT = 0, CHART_DARK } ChartTheme;

typedef enum ChartKind {
    CHART_TRAJECTORY = 0, /* yearly totals, projection, targets */
    CHART_PACE,           /* this year month by month, against earlier years and the path required */
    CHART_BALANCE,        /* exports up, imports down, the balance between them */
    CHART_TARGETS,        /* how far each of several targets is */
    CHART_ODDS,           /* the probability of a target over time, a step an article */
    CHART_CLAIMS,         /* what was said about one period, when, and what was believed */
    CHART_PAIRS,          /* several pairs, each as a share of its target */
    CHART_KINDS
} ChartKind;

typedef struct Chart {
    ChartKind kind;
    ChartWords words;
    union {
        Trajectory trajectory;
        Pace pace;
        Balance balance;
        Targets targets;
        Odds odds;
        Claims claims;
        Pairs pairs;
    };
} Chart;

/* "trajectory", "pace", ... */
const char *chart_kind_name(ChartKind kind);
bool chart_kind_of(TfSlice name, ChartKind *kind);

/* One gnuplot for many charts; not for two threads at once. */
typedef struct GnuplotEngine ChartEngine;

/* gnuplot itself starts with the first chart. Errors  TF_IO, TF_NO_MEMORY */
TF_CHECKED TfStatus chart_engine_start(ChartEngine **engine, TfError *error);
/* NULL is allowed. */
void chart_engine_stop(ChartEngine *engine);

/* Draws a chart. Words are cleaned, and too long ones shrunk, wrapped or cut; see plots/README.md.
 *
 * engine   NULL starts a gnuplot for this chart alone
 * picture  out: appended, whole or nothing
 * Errors   TF_BAD_INPUT nothing to draw, a figure that is not finite, a year not in 1..9999; TF_LIMIT more
 * than kinds.h allows; TF_TOOL gnuplot is missing, failed or took longer than 30 s, with what to do; TF_IO */
TF_CHECKED TfStatus chart_draw(ChartEngine *engine, const Chart *chart, ChartFormat format, ChartTheme theme,
                               TextBuilder *picture, TfError *error);

/* The same into a file, which is the old one or the whole new one at any moment. Errors  also TF_IO disk
 * full, no such folder */
TF_CHECKED TfStatus chart_write(ChartEngine *engine, const Chart *chart, ChartFormat format, ChartTheme theme,
                                const char *path, TfError *error);

/* As sixel graphics, for a terminal that shows them: `width` pixels wide, kept between CHART_LEAST_SIXELS and
 * CHART_MOST_SIXELS. A file made by chart_write is as wide as the chart is drawn for. Errors  as chart_draw
 */
#define CHART_LEAST_SIXELS 400
#define CHART_USUAL_SIXELS 800
#define CHART_MOST_SIXELS  2400
TF_CHECKED TfStatus chart_sixel(const Chart *chart, ChartTheme theme, size_t width, TextBuilder *picture,
                                TfError *error);

/* What a terminal can show. */
typedef struct ChartTerminal {
    size_t width;  /* columns; a chart takes 40 to 200 */
    bool has_utf8; /* else plain ASCII, words too */
    bool has_colour;
} ChartTerminal;

/* The same chart as lines of text: bars and marks of block characters, every figure in words beside them. Its
 * words cannot command the terminal. Needs no gnuplot. Errors  as chart_draw, but for TF_TOOL and TF_IO */
TF_CHECKED TfStatus chart_show(const Chart *chart, const ChartTerminal *terminal, TextBuilder *out,
                               TfError *error);

/* The plotted numbers and words, as given and unrounded: one JSON document (tradefig-chart/1), or CSV (RFC
 * 4180, one header for all rows, the first column says which list a row is of). */
void chart_json(const Chart *chart, TextBuilder *out);
void chart_csv(const Chart *chart, TextBuilder *out);

/* By the file's ending: .svg .png .pdf .six; false for others. */
bool chart_format_of(const char *path, ChartFormat *format);

#endif
