/* Ranges and ticks of a trajectory, and the small helpers its other parts share. */
#include "plots/layout.h"

#include "plots/chart_text.h"

#include <math.h>
#include <stdlib.h>

#define WIDTH       800.0
#define HEIGHT      500.0
#define BOTTOM_ROOM 76.0
#define RIGHT_ROOM  30.0

static const struct {
    const char *file;
    const char *columns;
    size_t width;
} layers[LAYER_COUNT] = {
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

const char *layout_layer_file(LayoutLayer layer)
{
    return layers[layer].file;
}

const char *layout_layer_columns(LayoutLayer layer)
{
    return layers[layer].columns;
}

size_t layout_layer_width(LayoutLayer layer)
{
    return layers[layer].width;
}

double layout_x(const Layout *layout, double year)
{
    return layout->left +
           (year - layout->x_low) / (layout->x_high - layout->x_low) * (layout->right - layout->left);
}

double layout_y(const Layout *layout, double value)
{
    return layout->bottom -
           (value - layout->y_low) / (layout->y_high - layout->y_low) * (layout->bottom - layout->top);
}

double layout_year_width(const Layout *layout)
{
    return (layout->right - layout->left) / (layout->x_high - layout->x_low);
}

double layout_bar_half(const Layout *layout)
{
    return fmin(0.31, 26 / layout_year_width(layout)); /* a bar alone is no wall */
}

int layout_direction(TfRelation relation)
{
    static const int directions[] = {
        [TF_ALMOST] = -1, [TF_GT] = 1, [TF_GE] = 1, [TF_LT] = -1, [TF_LE] = -1, [TF_RANGE] = 0,
    };
    return directions[relation];
}

void layout_add_row(Layout *layout, LayoutLayer layer, LayoutRow row)
{
    LayoutRows *rows = &layout->layers[layer];
    if (!tf_arena_grow(layout->arena, &rows->rows, &rows->capacity, rows->count, sizeof *rows->rows)) {
        layout->failed = true;
        return;
    }
    rows->rows[rows->count++] = row;
}

void layout_add_label(Layout *layout, LayoutLabel label)
{
    if (label.text.length == 0)
        return;
    if (!tf_arena_grow(layout->arena, &layout->labels, &layout->label_capacity, layout->label_count,
                       sizeof *layout->labels)) {
        layout->failed = true;
        return;
    }
    layout->labels[layout->label_count++] = label;
}

PlaceBox layout_label_box(const LayoutLabel *label)
{
    double width = chart_text_width(label->text, label->size, label->is_bold);
    double left = label->x - width * (label->align == ALIGN_LEFT     ? 0
                                      : label->align == ALIGN_CENTRE ? 0.5
                                                                     : 1);
    double half = label->size * 0.6;
    return (PlaceBox){left, label->y - half, left + width, label->y + half};
}

/* Digits are printed as whole numbers, so no locale can put its own decimal mark. */
TfSlice layout_number(Layout *layout, const char *mark, double value, int decimals)
{
    char text[TF_NUMBER_CHARS];
    const char *minus = value < 0 ? "\xE2\x88\x92" : "";
    long long scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    if (fabs(value) >= 1e15) {
        tf_double_write(text, fabs(value));
        return tf_arena_format(layout->arena, "%s%s%s", mark, minus, text);
    }
    long long units = llround(fabs(value) * (double)scale);
    if (units == 0)
        minus = "";
    if (decimals == 0)
        return tf_arena_format(layout->arena, "%s%s%lld", mark, minus, units);
    return tf_arena_format(layout->arena, "%s%s%lld.%0*lld", mark, minus, units / scale, decimals,
                           units % scale);
}

static bool is_line_point(const ChartPoint *point)
{
    return !point->is_other_source && !point->is_part_year;
}

/* The first whole-year point of the main source stands for its year. */
static bool *find_main(const Layout *layout)
{
    bool *is_main = tf_arena_alloc_array(layout->arena, layout->point_count, sizeof *is_main);
    int year_done = 0;
    for (size_t i = 0; is_main != NULL && i < layout->point_count; i++) {
        const ChartPoint *point = &layout->points[i];
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

/* Figures beyond 1e15 of the chart's unit are no trade, and their squares and labels no longer hold. */
static TfStatus check_figure(const char *what, int year, int first_year, const double *values, size_t count,
                             TfError *error)
{
    if (year < first_year || year > 9999)
        return tf_fail(error, TF_BAD_INPUT, "the year %d of a %s is not within 1 to 9999", year, what);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]) || fabs(values[i]) > 1e15)
            return tf_fail(error, TF_BAD_INPUT, "the figure of a %s of %d is not a number below 1e15", what,
                           year);
    return TF_OK;
}

static TfStatus check_figures(const Trajectory *chart, TfError *error)
{
    TfStatus status = check_counts(chart, error);
    for (size_t i = 0; status == TF_OK && i < chart->point_count; i++) {
        const ChartPoint *point = &chart->points[i];
        const double values[] = {point->value, point->low, point->high};
        status =
            check_figure("stated point", point->year, 1, values, point->relation == TF_RANGE ? 3 : 1, error);
    }
    for (size_t i = 0; status == TF_OK && i < chart->target_count; i++)
        status = check_figure("target", chart->targets[i].year, 0, &chart->targets[i].value, 1, error);
    for (size_t i = 0; status == TF_OK && i < chart->fan_count; i++) {
        const TfFan *fan = &chart->fan[i].fan;
        const double values[] = {fan->lo95, fan->lo80, fan->lo50, fan->median,
                                 fan->hi50, fan->hi80, fan->hi95};
        status = check_figure("projection", chart->fan[i].year, 1, values, 7, error);
    }
    return status;
}

typedef struct Span {
    double low, high;
} Span;

static void include(Span *span, double value)
{
    span->low = fmin(span->low, value);
    span->high = fmax(span->high, value);
}

static bool is_stated_before(const ChartTarget *target)
{
    return isfinite(target->stated_year) && target->stated_year >= 1 && target->stated_year < 9999 &&
           (target->year == 0 || target->stated_year < target->year);
}

static Span span_of_years(const Trajectory *chart)
{
    Span years = {HUGE_VAL, -HUGE_VAL};
    for (size_t i = 0; i < chart->point_count; i++)
        include(&years, chart->points[i].year);
    for (size_t i = 0; i < chart->fan_count; i++)
        include(&years, chart->fan[i].year);
    for (size_t i = 0; i < chart->target_count; i++) {
        if (chart->targets[i].year > 0)
            include(&years, chart->targets[i].year);
        if (is_stated_before(&chart->targets[i]))
            include(&years, chart->targets[i].stated_year);
    }
    if (years.low > years.high) /* only targets with neither deadline nor day */
        years = (Span){2000, 2001};
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

static void set_years(Layout *layout, const Trajectory *chart)
{
    Span years = span_of_years(chart);
    size_t count = chart->fan_count;
    layout->is_fan_last = count > 0 && layout->fan[count - 1].year >= years.high;
    layout->x_low = years.low - 0.45;
    layout->x_high = years.high + room_after(chart, years.high);
    double missing = 2.7 - (layout->x_high - layout->x_low); /* one year alone would be as wide as the page */
    if (missing > 0) {
        layout->x_low -= missing * (chart->fan_count > 0 ? 1 : 0.5);
        layout->x_high += missing * (chart->fan_count > 0 ? 0 : 0.5);
    }
}

/* The outermost band may leave the picture when it alone would press all the rest together. */
static void include_outer(Span *values, Span outer)
{
    double reach = 0.5 * (values->high - values->low);
    values->high = fmax(values->high, fmin(outer.high, values->high + reach));
    values->low = fmin(values->low, fmax(outer.low, values->low - reach));
}

/* Zero is always in range, so no chart exaggerates and no subtitle has to warn. */
static Span span_of_values(const Trajectory *chart)
{
    Span values = {0, 0};
    Span outer = {0, 0};
    for (size_t i = 0; i < chart->point_count; i++)
        include(&values, chart->points[i].value);
    for (size_t i = 0; i < chart->target_count; i++)
        include(&values, chart->targets[i].value);
    for (size_t i = 0; i < chart->fan_count; i++) {
        include(&values, chart->fan[i].fan.median);
        include(&values, chart->fan[i].fan.lo50);
        include(&values, chart->fan[i].fan.hi50);
        include(&outer, chart->fan[i].fan.lo95);
        include(&outer, chart->fan[i].fan.hi95);
    }
    if (values.high <= 0 && values.low >= 0)
        values.high = 1;
    include_outer(&values, outer);
    return values;
}

/* 1, 2, 2.5 or 5 times a power of ten, so that about `most` steps fill the span. */
static double nice_step(double span, double most)
{
    double raw = span / most;
    double power = pow(10, floor(log10(raw)));
    static const double steps[] = {1, 2, 2.5, 5, 10};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (raw <= steps[i] * power * (1 + 1e-9))
            return steps[i] * power;
    return 10 * power;
}

static void set_values(Layout *layout, const Trajectory *chart)
{
    Span values = span_of_values(chart);
    double span = values.high - values.low;
    layout->y_high = values.high > 0 ? values.high + 0.09 * span : 0;
    layout->y_low = values.low < 0 ? values.low - 0.09 * span : 0;
    layout->y_step = nice_step(layout->y_high - layout->y_low, 6);
}

/* As few decimals as show every stated whole year exactly, but no more than a reader can use. */
static int decimals_for(const Trajectory *chart)
{
    double largest = 0;
    for (size_t i = 0; i < chart->point_count; i++)
        largest = fmax(largest, fabs(chart->points[i].value));
    int least = largest >= 1000 ? 0 : 1;
    int most = largest >= 1000 ? 0 : largest >= 10 || largest == 0 ? 1 : largest >= 1 ? 2 : 3;
    for (int decimals = least; decimals < most; decimals++) {
        bool is_enough = true;
        for (size_t i = 0; is_enough && i < chart->point_count; i++) {
            double scaled = chart->points[i].value * pow(10, decimals);
            is_enough = fabs(scaled - round(scaled)) < 1e-6;
        }
        if (is_enough)
            return decimals;
    }
    return most;
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

static TfStatus sort_points(Layout *layout, const Trajectory *chart, TfError *error)
{
    size_t count = chart->point_count;
    YearPlace *order = tf_arena_alloc_array(layout->arena, count, sizeof *order);
    ChartPoint *sorted = tf_arena_alloc_array(layout->arena, count, sizeof *sorted);
    if (order == NULL || sorted == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        order[i] = (YearPlace){chart->points[i].year, i};
    qsort(order, count, sizeof *order, by_year);
    for (size_t i = 0; i < count; i++)
        sorted[i] = chart->points[order[i].index];
    layout->points = sorted;
    layout->point_count = count;
    layout->is_main = find_main(layout);
    return layout->is_main != NULL ? TF_OK : tf_fail_memory(error);
}

static TfStatus sort_fan(Layout *layout, const Trajectory *chart, TfError *error)
{
    size_t count = chart->fan_count;
    YearPlace *order = tf_arena_alloc_array(layout->arena, count, sizeof *order);
    ChartFan *sorted = tf_arena_alloc_array(layout->arena, count, sizeof *sorted);
    if (order == NULL || sorted == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        order[i] = (YearPlace){chart->fan[i].year, i};
    qsort(order, count, sizeof *order, by_year);
    for (size_t i = 0; i < count; i++)
        sorted[i] = chart->fan[order[i].index];
    layout->fan = sorted;
    return TF_OK;
}

TfStatus layout_trajectory(const Trajectory *chart, TfArena *arena, Layout *layout, TfError *error)
{
    *layout = (Layout){.width = WIDTH,
                       .height = HEIGHT,
                       .bottom = HEIGHT - BOTTOM_ROOM,
                       .right = WIDTH - RIGHT_ROOM,
                       .arena = arena,
                       .field = {.arena = arena}};
    TfStatus status = check_figures(chart, error);
    if (status == TF_OK)
        status = sort_points(layout, chart, error);
    if (status == TF_OK)
        status = sort_fan(layout, chart, error);
    if (status != TF_OK)
        return status;
    layout->decimals = decimals_for(chart);
    set_years(layout, chart);
    set_values(layout, chart);
    layout_heads(layout, chart);
    layout_margins(layout, chart);
    layout_series(layout, chart);
    layout_labels(layout, chart);
    return layout->failed || layout->field.failed ? tf_fail_memory(error) : TF_OK;
}
