/* The pace of a year: totals from January on, month by month, against earlier years and the path that a
 * target requires. A line between months that nobody stated is dotted. */
#include "plots/draw.h"

#include "plots/chart_text.h"

#include <math.h>
#include <stdlib.h>

#define HEIGHT       470.0
#define LABEL_PITCH  15.0
#define MOST_END     240.0 /* pixels of a label at the right */
#define MARKED_YEARS 6     /* the latest ones are told apart, older ones show where the year usually goes */

typedef enum PaceLayer {
    LAYER_OUTLOOK = 0,   /* month lo80 median hi80 */
    LAYER_EARLIER_GAPS,  /* month value; a row of NAN ends a piece */
    LAYER_EARLIER,       /* month value */
    LAYER_EARLIER_EXACT, /* month value */
    LAYER_EARLIER_OPEN,  /* month value */
    LAYER_PATH,          /* month value */
    LAYER_CURRENT_GAPS,  /* month value */
    LAYER_CURRENT,       /* month value */
    LAYER_ARROWS,        /* month value rise */
    LAYER_CURRENT_EXACT, /* month value */
    LAYER_CURRENT_OPEN,  /* month value */
    LAYER_GOAL,          /* month value */
    LAYER_COUNT
} PaceLayer;

static const LayoutTable layers[LAYER_COUNT] = {
    [LAYER_OUTLOOK] = {"outlook.tsv", "month\tlo80\tmedian\thi80", 4},
    [LAYER_EARLIER_GAPS] = {"earlier_gaps.tsv", "month\tvalue", 2},
    [LAYER_EARLIER] = {"earlier.tsv", "month\tvalue", 2},
    [LAYER_EARLIER_EXACT] = {"earlier_exact.tsv", "month\tvalue", 2},
    [LAYER_EARLIER_OPEN] = {"earlier_open.tsv", "month\tvalue", 2},
    [LAYER_PATH] = {"path.tsv", "month\tvalue", 2},
    [LAYER_CURRENT_GAPS] = {"current_gaps.tsv", "month\tvalue", 2},
    [LAYER_CURRENT] = {"current.tsv", "month\tvalue", 2},
    [LAYER_ARROWS] = {"arrows.tsv", "month\tvalue\trise", 3},
    [LAYER_CURRENT_EXACT] = {"current_exact.tsv", "month\tvalue", 2},
    [LAYER_CURRENT_OPEN] = {"current_open.tsv", "month\tvalue", 2},
    [LAYER_GOAL] = {"goal.tsv", "month\tvalue", 2},
};

/* Which layers a year goes to. */
typedef struct YearStyle {
    PaceLayer line, gaps, exact, open;
    double mark; /* half the width of a mark in pixels */
} YearStyle;

static const YearStyle current_style = {LAYER_CURRENT, LAYER_CURRENT_GAPS, LAYER_CURRENT_EXACT,
                                        LAYER_CURRENT_OPEN, 5};
static const YearStyle earlier_style = {LAYER_EARLIER, LAYER_EARLIER_GAPS, LAYER_EARLIER_EXACT,
                                        LAYER_EARLIER_OPEN, 3};

/* --- what it takes --- */

static TfStatus check_month(double month, TfError *error)
{
    if (month > 0 && month <= 12)
        return TF_OK;
    return tf_fail(error, TF_BAD_INPUT, "a total runs through month %g; it must be above 0 and at most 12",
                   month);
}

static TfStatus check_year(const PaceYear *year, TfError *error)
{
    TfStatus status = layout_check_year("pace", year->year, error);
    if (status == TF_OK)
        status = layout_check_count("totals of one year", year->count, CHART_MOST_POINTS, error);
    for (size_t i = 0; status == TF_OK && i < year->count; i++) {
        const PacePoint *point = &year->points[i];
        const double values[] = {point->value, point->low, point->high};
        status = check_month(point->month, error);
        if (status == TF_OK)
            status =
                layout_check_figures("total", year->year, values, point->relation == TF_RANGE ? 3 : 1, error);
    }
    return status;
}

static TfStatus check_paths(const Pace *pace, TfError *error)
{
    TfStatus status =
        layout_check_count("months", pace->outlook_count + pace->path_count, CHART_MOST_FAN, error);
    for (size_t i = 0; status == TF_OK && i < pace->outlook_count; i++) {
        const PaceOutlook *at = &pace->outlook[i];
        const double values[] = {at->lo80, at->median, at->hi80, at->month};
        status = layout_check_figures("outlook", pace->current.year, values, 4, error);
    }
    for (size_t i = 0; status == TF_OK && i < pace->path_count; i++) {
        const double values[] = {pace->path[i].value, pace->path[i].month};
        status = layout_check_figures("required path", pace->current.year, values, 2, error);
    }
    return status;
}

static TfStatus check(const Pace *pace, TfError *error)
{
    TfStatus status = layout_check_count("earlier years", pace->earlier_count, CHART_MOST_YEARS, error);
    size_t points = pace->current.count;
    for (size_t i = 0; status == TF_OK && i < pace->earlier_count; i++) {
        status = check_year(&pace->earlier[i], error);
        points += pace->earlier[i].count;
    }
    if (status == TF_OK)
        status = layout_check_count("totals", points, 4 * CHART_MOST_POINTS, error);
    if (status == TF_OK)
        status = check_year(&pace->current, error);
    if (status == TF_OK)
        status = check_paths(pace, error);
    if (status == TF_OK && points + pace->outlook_count + pace->path_count == 0)
        status = tf_fail(error, TF_BAD_INPUT, "nothing to draw: no total, no outlook, no path");
    return status;
}

static int by_month(const void *a, const void *b)
{
    const PacePoint *left = a;
    const PacePoint *right = b;
    if (left->month != right->month)
        return left->month < right->month ? -1 : 1;
    return (left->value > right->value) - (left->value < right->value);
}

/* The year with its points in order. */
static PaceYear sorted(Layout *layout, const PaceYear *year)
{
    PaceYear result = *year;
    PacePoint *points = tf_arena_alloc_array(layout->arena, year->count, sizeof *points);
    result.points = points;
    if (points == NULL) {
        layout->failed = true;
        result.count = 0;
        return result;
    }
    for (size_t i = 0; i < year->count; i++)
        points[i] = year->points[i];
    qsort(points, year->count, sizeof *points, by_month);
    return result;
}

/* --- ranges --- */

static void include_year(LayoutSpan *values, const PaceYear *year)
{
    for (size_t i = 0; i < year->count; i++)
        layout_include(values, year->points[i].value);
}

static void set_ranges(Layout *layout, const Pace *pace)
{
    LayoutSpan values = {0, 0};
    include_year(&values, &pace->current);
    for (size_t i = 0; i < pace->earlier_count; i++)
        include_year(&values, &pace->earlier[i]);
    for (size_t i = 0; i < pace->outlook_count; i++) {
        layout_include(&values, pace->outlook[i].lo80);
        layout_include(&values, pace->outlook[i].hi80);
    }
    for (size_t i = 0; i < pace->path_count; i++)
        layout_include(&values, pace->path[i].value);
    if (!(values.high > values.low))
        values.high = 1;
    layout_set_values(layout, values);
    layout->x_low = 0;
    layout->x_high = 12.1;
}

static void set_decimals(Layout *layout, const Pace *pace)
{
    double last[2] = {0, 0};
    if (pace->current.count > 0)
        last[0] = pace->current.points[pace->current.count - 1].value;
    if (pace->path_count > 0)
        last[1] = pace->path[pace->path_count - 1].value;
    layout->decimals = layout_decimals_for(last, 2);
}

/* --- layers --- */

/* From one total to the next: a month on solid, more dotted. Each piece ends with a break. */
static void add_piece(Layout *layout, const YearStyle *style, PaceStep from, PaceStep to)
{
    bool is_next = to.month - from.month <= 1 + 1e-9;
    PaceLayer layer = is_next ? style->line : style->gaps;
    layout_add_row(layout, layer, (LayoutRow){{from.month, from.value}});
    layout_add_row(layout, layer, (LayoutRow){{to.month, to.value}});
    layout_break(layout, layer);
    layout_keep_off_line(layout, from.month, from.value, to.month, to.value,
                         style == &current_style ? KEEP_OFF_LINE : KEEP_OFF_STEM);
}

static void add_mark(Layout *layout, const YearStyle *style, const PacePoint *point)
{
    layout_add_row(layout, point->relation == TF_EQ ? style->exact : style->open,
                   (LayoutRow){{point->month, point->value}});
    if (style == &current_style)
        layout_add_arrow(layout, LAYER_ARROWS, point->month, point->value, point->relation, 1,
                         LAYOUT_ARROW_PIXELS);
    layout_keep_off_mark(layout, point->month, point->value, style->mark);
    layout_add_link(layout, point->month, point->value, layout_unit_width(layout), point->href,
                    point->evidence);
}

static void add_year(Layout *layout, const YearStyle *style, const PaceYear *year, bool is_marked)
{
    PaceStep last = {0, 0};
    for (size_t i = 0; i < year->count; i++) {
        const PacePoint *point = &year->points[i];
        PaceStep here = {point->month, point->value};
        if (i == 0 || point->month > last.month)
            add_piece(layout, style, last, here);
        last = here;
        if (is_marked)
            add_mark(layout, style, point);
    }
}

static void add_outlook(Layout *layout, const Pace *pace, const PaceYear *current)
{
    if (pace->outlook_count == 0)
        return;
    PaceOutlook last = {0, 0, 0, 0};
    if (current->count > 0) {
        const PacePoint *point = &current->points[current->count - 1];
        last = (PaceOutlook){point->month, point->value, point->value, point->value};
    }
    layout_add_row(layout, LAYER_OUTLOOK, (LayoutRow){{last.month, last.lo80, last.median, last.hi80}});
    for (size_t i = 0; i < pace->outlook_count; i++) {
        const PaceOutlook *at = &pace->outlook[i];
        if (at->month <= last.month)
            continue;
        layout_add_row(layout, LAYER_OUTLOOK, (LayoutRow){{at->month, at->lo80, at->median, at->hi80}});
        layout_keep_off_line(layout, last.month, last.median, at->month, at->median, KEEP_OFF_MEDIAN);
        last = *at;
    }
}

static void add_path(Layout *layout, const Pace *pace)
{
    PaceStep last = {0, 0};
    for (size_t i = 0; i < pace->path_count; i++) {
        PaceStep here = pace->path[i];
        if (i == 0 && here.month > 0)
            layout_add_row(layout, LAYER_PATH, (LayoutRow){{0, 0}});
        layout_add_row(layout, LAYER_PATH, (LayoutRow){{here.month, here.value}});
        layout_keep_off_line(layout, last.month, last.value, here.month, here.value, KEEP_OFF_STEM);
        last = here;
    }
    if (pace->path_count == 0)
        return;
    layout_add_row(layout, LAYER_GOAL, (LayoutRow){{last.month, last.value}});
    layout_keep_off_mark(layout, last.month, last.value, 7);
    layout_add_link(layout, last.month, last.value, layout_unit_width(layout), pace->path_href,
                    pace->path_evidence);
}

/* --- labels --- */

static LayoutLabel end_label(const Layout *layout, double value, TfSlice text, ChartColour colour)
{
    return (LayoutLabel){.x = layout->right + 8,
                         .y = layout_y(layout, value),
                         .size = LAYOUT_VALUE_SIZE,
                         .is_bold = colour != COLOUR_MUTED,
                         .colour = colour,
                         .text = text};
}

/* "2023: 28.0", and "2023, by Sep: 20.0" when the year is not whole. */
static TfSlice year_text(Layout *layout, const PaceYear *year)
{
    const PacePoint *last = &year->points[year->count - 1];
    TfSlice value = layout_value_text(layout, last->relation, last->value, last->low, last->high);
    if (last->month > 11.99)
        return tf_arena_format(layout->arena, "%d: %.*s", year->year, TF_SLICE_ARG(value));
    return tf_arena_format(layout->arena, "%d, %s: %.*s", year->year,
                           chart_month(layout->language, (int)fmin(12, ceil(last->month))),
                           TF_SLICE_ARG(value));
}

static int latest_first(const void *a, const void *b)
{
    const PaceYear *left = a;
    const PaceYear *right = b;
    return (left->year < right->year) - (left->year > right->year);
}

typedef struct EndLabels {
    LayoutLabel *items;
    size_t count;
} EndLabels;

/* What stands at the right, most worthy first: the path, the outlook, the latest years. */
static EndLabels list_end_labels(Layout *layout, const Pace *pace, PaceYear *years)
{
    EndLabels labels = {tf_arena_alloc_array(layout->arena, pace->earlier_count + 2, sizeof *labels.items),
                        0};
    if (labels.items == NULL) {
        layout->failed = true;
        return labels;
    }
    TfSlice path_label = layout_fitted(layout, pace->path_label, MOST_END, LAYOUT_VALUE_SIZE, true);
    if (pace->path_count > 0 && path_label.length > 0)
        labels.items[labels.count++] =
            end_label(layout, pace->path[pace->path_count - 1].value, path_label, COLOUR_TARGET);
    if (pace->outlook_count > 0) {
        double median = pace->outlook[pace->outlook_count - 1].median;
        TfSlice figure = layout_number(layout, "", median, layout->decimals);
        labels.items[labels.count++] =
            end_label(layout, median,
                      tf_arena_format(layout->arena, "%s%d%s%.*s",
                                      chart_term(layout->language, TERM_OUTLOOK_BEFORE), pace->current.year,
                                      chart_term(layout->language, TERM_OUTLOOK_AFTER), TF_SLICE_ARG(figure)),
                      COLOUR_SERIES);
    }
    for (size_t i = 0; i < pace->earlier_count && i < MARKED_YEARS; i++)
        if (years[i].count > 0)
            labels.items[labels.count++] = end_label(layout, years[i].points[years[i].count - 1].value,
                                                     year_text(layout, &years[i]), COLOUR_MUTED);
    return labels;
}

static void make_room(Layout *layout, const EndLabels *labels)
{
    double room = 22;
    for (size_t i = 0; i < labels->count; i++)
        room = fmax(room, layout_label_width(&labels->items[i]));
    layout->right = layout->width - LAYOUT_EDGE - room;
    for (size_t i = 0; i < labels->count; i++)
        labels->items[i].x = layout->right + 8;
}

static void current_label(Layout *layout, const PaceYear *current)
{
    static const LayoutOffset offsets[] = {{10, 16, ALIGN_LEFT}, {-10, -14, ALIGN_RIGHT},
                                           {10, 32, ALIGN_LEFT}, {-10, -30, ALIGN_RIGHT},
                                           {12, 48, ALIGN_LEFT}, {-12, 18, ALIGN_RIGHT}};
    if (current->count == 0)
        return;
    const PacePoint *last = &current->points[current->count - 1];
    LayoutLabel label = {.size = LAYOUT_VALUE_SIZE,
                         .is_bold = true,
                         .colour = COLOUR_SERIES,
                         .text = year_text(layout, current)};
    (void)layout_put_near(layout, label, layout_x(layout, last->month), layout_y(layout, last->value),
                          offsets, sizeof offsets / sizeof offsets[0], HUGE_VAL);
}

static void month_ticks(Layout *layout)
{
    for (int month = 1; month <= 12; month++)
        layout_x_tick(layout, month, tf_slice(chart_month(layout->language, month)));
}

TfStatus layout_pace(const Chart *chart, TfArena *arena, Layout *layout, TfError *error)
{
    const Pace *pace = &chart->pace;
    LAYOUT_START(layout, chart, HEIGHT, layers, arena);
    TfStatus status = check(pace, error);
    PaceYear *years = tf_arena_alloc_array(arena, pace->earlier_count, sizeof *years);
    if (status != TF_OK || years == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    for (size_t i = 0; i < pace->earlier_count; i++)
        years[i] = sorted(layout, &pace->earlier[i]);
    qsort(years, pace->earlier_count, sizeof *years, latest_first);
    PaceYear current = sorted(layout, &pace->current);
    set_ranges(layout, pace);
    set_decimals(layout, pace);
    layout_heads(layout, &chart->words);
    layout->left = fmax(46, LAYOUT_EDGE + layout_value_tick_room(layout) + 8);
    EndLabels labels = list_end_labels(layout, pace, years);
    make_room(layout, &labels);
    layout_field(layout);
    layout_value_ticks(layout);
    month_ticks(layout);
    for (size_t i = pace->earlier_count; i-- > 0;) /* the latest is painted last */
        add_year(layout, &earlier_style, &years[i], i < MARKED_YEARS);
    add_outlook(layout, pace, &current);
    add_path(layout, pace);
    add_year(layout, &current_style, &current, true);
    layout_put_column(layout, labels.items, labels.count, LABEL_PITCH);
    current_label(layout, &current);
    return layout_end(layout, error);
}

/* --- the numbers --- */

static void add_point_data(ChartData *data, const char *list, int year, const PacePoint *point)
{
    data_open_row(data, list);
    data_integer(data, "year", year);
    data_double(data, "month", point->month);
    data_figure(data, point->value, point->relation, point->low, point->high);
    data_evidence(data, point->href, point->evidence);
    data_close_row(data);
}

static void add_paths_data(const Pace *pace, ChartData *data)
{
    data_open_list(data, "outlook");
    for (size_t i = 0; i < pace->outlook_count; i++) {
        data_open_row(data, "outlook");
        data_integer(data, "year", pace->current.year);
        data_double(data, "month", pace->outlook[i].month);
        data_double(data, "lo80", pace->outlook[i].lo80);
        data_double(data, "median", pace->outlook[i].median);
        data_double(data, "hi80", pace->outlook[i].hi80);
        data_close_row(data);
    }
    data_close_list(data);
    data_open_list(data, "path");
    for (size_t i = 0; i < pace->path_count; i++) {
        data_open_row(data, "path");
        data_double(data, "month", pace->path[i].month);
        data_double(data, "value", pace->path[i].value);
        if (i + 1 == pace->path_count) /* where the link of the target is */
            data_evidence(data, pace->path_href, pace->path_evidence);
        data_close_row(data);
    }
    data_close_list(data);
}

void data_pace(const Chart *chart, ChartData *data)
{
    const Pace *pace = &chart->pace;
    data_open_list(data, "current");
    for (size_t i = 0; i < pace->current.count; i++)
        add_point_data(data, "current", pace->current.year, &pace->current.points[i]);
    data_close_list(data);
    data_open_list(data, "earlier");
    for (size_t i = 0; i < pace->earlier_count; i++)
        for (size_t k = 0; k < pace->earlier[i].count; k++)
            add_point_data(data, "earlier", pace->earlier[i].year, &pace->earlier[i].points[k]);
    data_close_list(data);
    add_paths_data(pace, data);
}
