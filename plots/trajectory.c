/* Which figures a trajectory takes, their order and ranges. */
#include "plots/trajectory.h"

#include <math.h>
#include <stdlib.h>

#define HEIGHT 500.0

static const LayoutTable layers[LAYER_COUNT] = {
    [LAYER_FAN] = {"fan.tsv", "year\tlo95\tlo80\tlo50\tmedian\thi50\thi80\thi95", 8},
    [LAYER_FAN_BOX] = {"fan_box.tsv", "year\tlo95\tlo80\tlo50\tmedian\thi50\thi80\thi95", 8},
    [LAYER_BARS] = {"bars.tsv", "year\tbase\tvalue\thalf_width", 4},
    [LAYER_BAR_TICKS] = {"bar_ticks.tsv", "from\tvalue\tyears", 3},
    [LAYER_STEMS] = {"stems.tsv", "year\tlow\thigh", 3},
    [LAYER_OTHER_EXACT] = {"other_exact.tsv", "year\tvalue", 2},
    [LAYER_OTHER_OPEN] = {"other_open.tsv", "year\tvalue", 2},
    [LAYER_OTHER_ARROWS] = {"other_arrows.tsv", "year\tvalue\trise", 3},
    [LAYER_GAPS] = {"gaps.tsv", "year\tvalue\tyears\trise", 4},
    [LAYER_LINE] = {"line.tsv", "year\tvalue", 2},
    [LAYER_ARROWS] = {"arrows.tsv", "year\tvalue\trise", 3},
    [LAYER_EXACT] = {"exact.tsv", "year\tvalue", 2},
    [LAYER_OPEN] = {"open.tsv", "year\tvalue", 2},
    [LAYER_TARGET_LINES] = {"target_lines.tsv", "from\tvalue\tyears", 3},
    [LAYER_LEADERS] = {"leaders.tsv", "year\tvalue\tyears\trise", 4},
    [LAYER_TARGETS] = {"targets.tsv", "year\tvalue", 2},
};

double trajectory_bar_half(const Layout *layout)
{
    return fmin(0.31, 26 / layout_unit_width(layout)); /* a bar alone is no wall */
}

static bool is_line_point(const ChartPoint *point)
{
    return !point->is_other_source && !point->is_part_year;
}

/* The first whole-year point of the main source stands for its year. */
static bool *find_main(const TrajectoryOrder *order, TfArena *arena)
{
    bool *is_main = tf_arena_alloc_array(arena, order->point_count, sizeof *is_main);
    int year_done = 0;
    for (size_t i = 0; is_main != NULL && i < order->point_count; i++) {
        const ChartPoint *point = &order->points[i];
        if (!is_line_point(point) || point->year == year_done)
            continue;
        is_main[i] = true;
        year_done = point->year;
    }
    return is_main;
}

static TfStatus check_counts(const Trajectory *chart, TfError *error)
{
    if (chart->point_count == 0 && chart->fan_count == 0 && chart->target_count == 0)
        return tf_fail(error, TF_BAD_INPUT, "nothing to draw: no stated figure, no projection, no target");
    if (chart->point_count > CHART_MOST_POINTS || chart->fan_count > CHART_MOST_FAN ||
        chart->target_count > CHART_MOST_TARGETS)
        return tf_fail(error, TF_LIMIT,
                       "%zu points, %zu projected years and %zu targets are too many for one chart; it takes "
                       "%d, %d and %d",
                       chart->point_count, chart->fan_count, chart->target_count, CHART_MOST_POINTS,
                       CHART_MOST_FAN, CHART_MOST_TARGETS);
    return TF_OK;
}

static TfStatus check_figure(const char *what, int year, const double *values, size_t count, TfError *error)
{
    TfStatus status = layout_check_year(what, year, error);
    return status == TF_OK ? layout_check_figures(what, year, values, count, error) : status;
}

static TfStatus check_figures(const Trajectory *chart, TfError *error)
{
    TfStatus status = check_counts(chart, error);
    for (size_t i = 0; status == TF_OK && i < chart->point_count; i++) {
        const ChartPoint *point = &chart->points[i];
        const double values[] = {point->value, point->low, point->high};
        status =
            check_figure("stated point", point->year, values, point->relation == TF_RANGE ? 3 : 1, error);
    }
    for (size_t i = 0; status == TF_OK && i < chart->target_count; i++) {
        if (chart->targets[i].year == 0)
            status = layout_check_figures("target", 0, &chart->targets[i].value, 1, error);
        else
            status = check_figure("target", chart->targets[i].year, &chart->targets[i].value, 1, error);
    }
    for (size_t i = 0; status == TF_OK && i < chart->fan_count; i++) {
        const TfFan *fan = &chart->fan[i].fan;
        const double values[] = {fan->lo95, fan->lo80, fan->lo50, fan->median,
                                 fan->hi50, fan->hi80, fan->hi95};
        status = check_figure("projection", chart->fan[i].year, values, 7, error);
    }
    return status;
}

static bool is_stated_before(const ChartTarget *target)
{
    return isfinite(target->stated_year) && target->stated_year >= 1 && target->stated_year < 9999 &&
           (target->year == 0 || target->stated_year < target->year);
}

static LayoutSpan span_of_years(const Trajectory *chart)
{
    LayoutSpan years = {HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < chart->point_count; i++)
        layout_include(&years, chart->points[i].year);
    for (size_t i = 0; i < chart->fan_count; i++)
        layout_include(&years, chart->fan[i].year);
    for (size_t i = 0; i < chart->target_count; i++) {
        if (chart->targets[i].year > 0)
            layout_include(&years, chart->targets[i].year);
        if (is_stated_before(&chart->targets[i]))
            layout_include(&years, chart->targets[i].stated_year);
    }
    if (years.low > years.high) /* only targets with neither deadline nor day */
        years = (LayoutSpan){2000, 2001};
    return years;
}

/* Room right of the last year: little behind a fan, whose labels follow; half a bar where a bar stands. */
static double room_after(const Trajectory *chart, double last)
{
    double room = chart->fan_count > 0 ? 0.12 : 0.45;
    for (size_t i = 0; i < chart->target_count; i++)
        if (chart->targets[i].year >= last)
            room = fmax(room, 0.2);
    for (size_t i = 0; i < chart->point_count; i++)
        if (chart->points[i].year >= last)
            room = 0.45;
    if (chart->fan_count == 1)
        room = fmax(room, 0.3); /* a lone projected year is a box */
    return room;
}

static void set_years(Layout *layout, TrajectoryOrder *order, const Trajectory *chart)
{
    LayoutSpan years = span_of_years(chart);
    size_t count = chart->fan_count;
    order->is_fan_last = count > 0 && order->fan[count - 1].year >= years.high;
    layout->x_low = years.low - 0.45;
    layout->x_high = years.high + room_after(chart, years.high);
    double missing = 2.7 - (layout->x_high - layout->x_low); /* one year alone would be as wide as the page */
    if (missing > 0) {
        layout->x_low -= missing * (chart->fan_count > 0 ? 1 : 0.5);
        layout->x_high += missing * (chart->fan_count > 0 ? 0 : 0.5);
    }
}

/* The outermost band may leave the picture when it alone would press all the rest together. */
static void include_outer(LayoutSpan *values, LayoutSpan outer)
{
    double reach = 0.5 * (values->high - values->low);
    values->high = fmax(values->high, fmin(outer.high, values->high + reach));
    values->low = fmin(values->low, fmax(outer.low, values->low - reach));
}

/* Zero is always in range, so no chart exaggerates and no subtitle has to warn. */
static LayoutSpan span_of_values(const Trajectory *chart)
{
    LayoutSpan values = {0, 0};
    LayoutSpan outer = {0, 0};
    for (size_t i = 0; i < chart->point_count; i++)
        layout_include(&values, chart->points[i].value);
    for (size_t i = 0; i < chart->target_count; i++)
        layout_include(&values, chart->targets[i].value);
    for (size_t i = 0; i < chart->fan_count; i++) {
        layout_include(&values, chart->fan[i].fan.median);
        layout_include(&values, chart->fan[i].fan.lo50);
        layout_include(&values, chart->fan[i].fan.hi50);
        layout_include(&outer, chart->fan[i].fan.lo95);
        layout_include(&outer, chart->fan[i].fan.hi95);
    }
    if (values.high <= 0 && values.low >= 0)
        values.high = 1;
    include_outer(&values, outer);
    return values;
}

static int decimals_for(Layout *layout, const Trajectory *chart)
{
    double *values = tf_arena_alloc_array(layout->arena, chart->point_count, sizeof *values);
    for (size_t i = 0; values != NULL && i < chart->point_count; i++)
        values[i] = chart->points[i].value;
    layout->failed = layout->failed || values == NULL;
    return values != NULL ? layout_decimals_for(values, chart->point_count) : 0;
}

/* Where an item stood before sorting. */
typedef struct YearPlace {
    int year;
    size_t index;
} YearPlace;

static int by_year(const void *a, const void *b)
{
    const YearPlace *left = a;
    const YearPlace *right = b;
    if (left->year != right->year)
        return left->year < right->year ? -1 : 1;
    return left->index < right->index ? -1 : 1; /* as given */
}

static TfStatus sort_points(TrajectoryOrder *sequence, const Trajectory *chart, TfArena *arena,
                            TfError *error)
{
    size_t count = chart->point_count;
    YearPlace *order = tf_arena_alloc_array(arena, count, sizeof *order);
    ChartPoint *sorted = tf_arena_alloc_array(arena, count, sizeof *sorted);
    if (order == NULL || sorted == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        order[i] = (YearPlace){chart->points[i].year, i};
    qsort(order, count, sizeof *order, by_year);
    for (size_t i = 0; i < count; i++)
        sorted[i] = chart->points[order[i].index];
    sequence->points = sorted;
    sequence->point_count = count;
    sequence->is_main = find_main(sequence, arena);
    return sequence->is_main != NULL ? TF_OK : tf_fail_memory(error);
}

static TfStatus sort_fan(TrajectoryOrder *sequence, const Trajectory *chart, TfArena *arena, TfError *error)
{
    size_t count = chart->fan_count;
    YearPlace *order = tf_arena_alloc_array(arena, count, sizeof *order);
    ChartFan *sorted = tf_arena_alloc_array(arena, count, sizeof *sorted);
    if (order == NULL || sorted == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        order[i] = (YearPlace){chart->fan[i].year, i};
    qsort(order, count, sizeof *order, by_year);
    for (size_t i = 0; i < count; i++)
        sorted[i] = chart->fan[order[i].index];
    sequence->fan = sorted;
    return TF_OK;
}

TfStatus layout_trajectory(const Chart *whole, TfArena *arena, Layout *layout, TfError *error)
{
    const Trajectory *chart = &whole->trajectory;
    layout_start(layout, whole, HEIGHT, layers, LAYER_COUNT, arena);
    TrajectoryOrder *sequence = tf_arena_alloc(arena, sizeof *sequence);
    if (sequence == NULL)
        return tf_fail_memory(error);
    layout->trajectory = sequence;
    TfStatus status = check_figures(chart, error);
    if (status == TF_OK)
        status = sort_points(sequence, chart, arena, error);
    if (status == TF_OK)
        status = sort_fan(sequence, chart, arena, error);
    if (status != TF_OK)
        return status;
    layout->decimals = decimals_for(layout, chart);
    set_years(layout, sequence, chart);
    layout_set_values(layout, span_of_values(chart));
    layout_heads(layout, &whole->words);
    trajectory_margins(layout, chart);
    trajectory_series(layout, chart);
    trajectory_labels(layout, chart);
    return layout_end(layout, error);
}
