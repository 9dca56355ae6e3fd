/* A chart as lines of text for a terminal: rows of a label, a strip that is painted to a common scale, and a
 * figure. Each kind tells its rows; painting is the same for all. */
#ifndef PLOTS_SCREEN_H
#define PLOTS_SCREEN_H

#include "plots/layout.h"

/* What a cell of a strip may hold; screen_paint.c says how it looks. */
typedef enum ScreenShape {
    SHAPE_NONE = 0,
    SHAPE_EXACT,      /* a bar: exact, or what is certain of a lower bound */
    SHAPE_ABOUT,      /* a bar: rounded, or below an upper bound */
    SHAPE_SECOND,     /* a bar: another source, another year, imports */
    SHAPE_RANGE_95,   /* of a projection */
    SHAPE_RANGE_80,   /* the same */
    SHAPE_MEDIAN,     /* the same */
    SHAPE_POINT,      /* a figure where zero is not on the scale */
    SHAPE_OPEN_POINT, /* the same, not exact */
    SHAPE_DOUBTED,    /* the same, takes no part */
    SHAPE_BALANCE,
    SHAPE_ABOVE,  /* a bound: the figure lies here or beyond */
    SHAPE_BELOW,  /* a bound: here or before */
    SHAPE_LINE,   /* of a target, from the year it was stated on */
    SHAPE_TARGET, /* in its year */
    SHAPE_ZERO,
    SHAPE_COUNT
} ScreenShape;

/* From one value to another, or at one (from == to). */
typedef struct ScreenItem {
    double from, to;
    ScreenShape shape;
} ScreenItem;

/* More than this in one row are left out: several targets of one year, say. */
#define SCREEN_MOST_ITEMS 64

typedef struct ScreenRow {
    TfSlice label;     /* empty: that of the row above */
    TfSlice value;     /* the figure */
    TfSlice note;      /* behind it, muted */
    bool is_heading;   /* the label stands alone, over the rows of a panel */
    ScreenItem *items; /* painted in this order, so the last is on top */
    size_t count, capacity;
} ScreenRow;

/* A line below the rows: a target in words. */
typedef struct ScreenKey {
    ScreenShape shape;
    TfSlice words;
} ScreenKey;

typedef struct Screen {
    const ChartTerminal *terminal;
    Layout *layout;   /* decimals, language, arena */
    LayoutSpan scale; /* what the strips have to show */
    double widest;    /* highest end of a 95% range, which may leave the picture */
    TfSlice subtitle;
    ScreenRow *rows;
    size_t count, capacity;
    ScreenRow spare; /* given out when memory is short, never shown */
    ScreenKey *keys;
    size_t key_count, key_capacity;
    TfSlice legend[SHAPE_COUNT]; /* bytes NULL: the usual word */
    void **to_ascii;             /* ICU's transliterator, once it was needed */
} Screen;

/* Tells the rows of a chart that its layout has checked. */
typedef void ShowChart(const Chart *chart, Screen *screen);

ShowChart show_trajectory, show_pace, show_balance, show_targets, show_odds, show_claims, show_pairs;

/* A row below the others; when memory is short one that is not shown, and the layout says so. */
ScreenRow *screen_row(Screen *screen, TfSlice label);
ScreenRow *screen_year_row(Screen *screen, int year);
void screen_heading(Screen *screen, TfSlice words);
void screen_add(Screen *screen, ScreenRow *row, double from, double to, ScreenShape shape);
void screen_mark(Screen *screen, ScreenRow *row, double at, ScreenShape shape);
/* A figure as a bar from zero, or as a point, with its bound, and in words. `exact` is the bar's shape when
 * it is exact. */
void screen_bar(Screen *screen, ScreenRow *row, double value, TfRelation relation, double low, double high,
                ScreenShape exact);
void screen_point(Screen *screen, ScreenRow *row, double value, TfRelation relation, double low, double high,
                  bool is_doubted);
/* The 80% range and its median. */
void screen_range(Screen *screen, ScreenRow *row, double lo80, double median, double hi80);
/* "(25.6–31.8)" */
TfSlice screen_range_words(Screen *screen, double low, double high);
void screen_key(Screen *screen, ScreenShape shape, TfSlice words);

/* Once for a screen, after its terminal and layout are set; screen_done gives back what is not in the arena.
 */
void screen_start(Screen *screen, const ChartTerminal *terminal, Layout *layout);
void screen_done(Screen *screen);

/* Words as this terminal can show them: no controls, nothing that turns the direction of writing, and plain
 * ASCII where it has no more. In the arena. */
TfSlice screen_words(Screen *screen, TfSlice words);

/* Columns a terminal needs for the words. */
size_t screen_columns(TfSlice words);
/* Bytes of the words that fit into so many columns. */
size_t screen_fitting(TfSlice words, size_t columns);

/* The whole: title, subtitle, rows, keys, legend, footnote. */
void screen_paint(Screen *screen, const ChartWords *words, TextBuilder *out);

#endif
