/* What each kind of chart shows, as numbers and words in the chart's unit, e.g. billion US dollars. Figures
 * must be finite and below 1e15 but where NAN is allowed, years 1..9999; order does not matter unless it says
 * so. Every `href` leads to the evidence (empty for none), `evidence` is the text of that link. */
#ifndef PLOTS_KINDS_H
#define PLOTS_KINDS_H

#include "tracker/base/date.h"
#include "tracker/model/target.h"

/* Bounds on what one picture takes; more is a mistake of the caller or an attack. */
#define CHART_MOST_POINTS  1000
#define CHART_MOST_FAN     100
#define CHART_MOST_TARGETS 50
#define CHART_MOST_YEARS   100 /* of a pace */
#define CHART_MOST_PANELS  60  /* of pairs */

/* The language of the words and figures that a chart brings itself. */
typedef enum ChartLanguage {
    CHART_ENGLISH = 0,
    CHART_RUSSIAN,
    CHART_VIETNAMESE,
    CHART_LANGUAGES
} ChartLanguage;

/* The words around every chart. */
typedef struct ChartWords {
    TfSlice id;          /* unique on a page: letters, digits, hyphens */
    TfSlice title;       /* states the finding */
    TfSlice subtitle;    /* measure, unit, pair */
    TfSlice footnote;    /* sources, as-of, model; with the legend wrapped onto at most two lines */
    TfSlice description; /* for those who do not see it */
    ChartLanguage language;
    TfSlice legend; /* what marks mean that no label explains; of a picture only, before the footnote */
} ChartWords;

/* ---- trajectory ---- */

/* One stated point: a whole year, or a part of it. */
typedef struct ChartPoint {
    int year;
    double value;
    TfRelation relation;  /* eq: filled; approx, range: open; gt, ge, lt, le, almost: open with an arrow */
    double low, high;     /* the ends of a range, whose middle `value` is; else not read */
    bool is_other_source; /* drawn as a grey stem beside the line */
    bool is_part_year;    /* drawn as a bar; part_label says which months: "Jan–Sep" */
    TfSlice part_label;
    TfSlice href;
    TfSlice evidence; /* "2023: 28.0 billion USD. Example Daily, 27 Nov 2024" */
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

/* Quantiles of a projected year. */
typedef struct ChartFan {
    int year;
    TfFan fan;
} ChartFan;

/* Zero is always on its axis, so no subtitle has to say where the axis starts. */
typedef struct Trajectory {
    const ChartPoint
        *points; /* at most one whole-year point a year that is not is_other_source joins the line */
    size_t point_count;
    const ChartFan *fan;
    size_t fan_count;
    const ChartTarget *targets;
    size_t target_count;
} Trajectory;

/* ---- pace ---- */

/* A total from January on. */
typedef struct PacePoint {
    double month; /* it runs through: 9 is the end of September; above 0, at most 12 */
    double value;
    TfRelation relation;
    double low, high; /* as in ChartPoint */
    TfSlice href;
    TfSlice evidence;
} PacePoint;

typedef struct PaceYear {
    int year;
    const PacePoint *points; /* neighbouring months are joined by a solid line, others by a dotted one */
    size_t count;
} PaceYear;

/* Where the year may end up, or what it takes, by month. */
typedef struct PaceOutlook {
    double month;
    double lo80, median, hi80;
} PaceOutlook;

typedef struct PaceStep {
    double month;
    double value;
} PaceStep;

typedef struct Pace {
    PaceYear current;
    const PaceYear *earlier;
    size_t earlier_count;
    const PaceOutlook *outlook; /* of the current year, by month; opens at its last point */
    size_t outlook_count;
    const PaceStep *path; /* required for the target, by month */
    size_t path_count;
    TfSlice path_label; /* "needed in 2025: 30" */
    TfSlice path_href;
    TfSlice path_evidence;
} Pace;

/* ---- balance ---- */

/* A figure with its evidence; value NAN: not known. */
typedef struct ChartFigure {
    double value;
    TfRelation relation;
    double low, high; /* as in ChartPoint */
    TfSlice href;
    TfSlice evidence;
} ChartFigure;

/* One year, or a part of it, at most once a year. */
typedef struct BalanceYear {
    int year;
    TfSlice part_label;           /* "Jan–Sep"; empty for the whole year */
    ChartFigure exports, imports; /* not negative; imports are drawn downwards */
    ChartFigure balance;          /* signed */
} BalanceYear;

typedef struct Balance {
    const BalanceYear *years;
    size_t count;
    TfSlice exports_label, imports_label, balance_label; /* empty: "exports", "imports", "balance" */
} Balance;

/* ---- targets ---- */

typedef struct TargetRow {
    TfSlice name;              /* "Kazakhstan–Russia" */
    TfSlice goal;              /* "$30bn by 2025" */
    double target;             /* above 0; everything is drawn as a share of it */
    ChartFigure reached;       /* latest whole year; its link is that of the bar */
    TfSlice reached_label;     /* "28.0 in 2023" */
    double lo80, median, hi80; /* of the deadline year; NAN: none */
    double probability;        /* 0..1; NAN: none, as with a target that was met or missed */
    TfSlice verdict;           /* beside the probability or in its place: "met", "missed" */
    TfSlice href;              /* of the target mark */
    TfSlice evidence;
} TargetRow;

typedef struct Targets {
    const TargetRow *rows; /* from above, in this order */
    size_t count;
} Targets;

/* ---- odds ---- */

/* From this day on, until the next step. */
typedef struct OddsStep {
    TfDate day;
    double probability; /* 0..1 */
    TfSlice note;       /* "record 2023 total"; may be empty, and is left out where it does not fit */
    TfSlice href;       /* the article that moved it */
    TfSlice evidence;
} OddsStep;

typedef struct Odds {
    const OddsStep *steps;
    size_t count;
    TfDate until; /* the day the estimate holds for; the last step's when it is earlier */
} Odds;

/* ---- claims ---- */

typedef struct ClaimMark {
    TfDate said;
    double value;
    TfRelation relation;
    double low, high; /* as in ChartPoint */
    bool is_official; /* drawn as a square */
    bool is_doubtful; /* grey: it takes no part */
    TfSlice label;    /* "News agency B"; left out where it does not fit */
    TfSlice href;
    TfSlice evidence;
} ClaimMark;

/* What was believed from this day on, until the next. */
typedef struct ClaimBelief {
    TfDate from;
    double lo80, median, hi80;
} ClaimBelief;

typedef struct Claims {
    const ClaimMark *marks;
    size_t count;
    const ClaimBelief *beliefs;
    size_t belief_count;
    TfDate until; /* the day the last belief holds for */
} Claims;

/* ---- pairs ---- */

typedef struct PairYear {
    int year;
    double value;
    TfRelation relation;
} PairYear;

typedef struct PairPanel {
    TfSlice name;          /* "Kazakhstan–Russia" */
    TfSlice goal;          /* "$30bn by 2025" */
    double target;         /* above 0 */
    int deadline;          /* 0: none */
    const PairYear *years; /* whole years, at most one of each */
    size_t count;
    double probability; /* 0..1; NAN: none */
    TfSlice verdict;    /* in its place: "met" */
    TfSlice href;       /* of the pair's page */
    TfSlice evidence;
} PairPanel;

typedef struct Pairs {
    const PairPanel *panels; /* in this order, three a row */
    size_t count;
} Pairs;

#endif
