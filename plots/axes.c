/* Scales and ticks: ranges with round steps, figures of the value axis, years and months of the other. */
#include "plots/layout.h"

#include <math.h>

/* --- what a figure may be --- */

TfStatus layout_check_count(const char *what, size_t count, size_t most, TfError *error)
{
    if (count <= most)
        return TF_OK;
    return tf_fail(error, TF_LIMIT, "%zu %s are too many for one chart; it takes %zu", count, what, most);
}

TfStatus layout_check_year(const char *what, int year, TfError *error)
{
    if (year >= 1 && year <= 9999)
        return TF_OK;
    return tf_fail(error, TF_BAD_INPUT, "the year %d of a %s is not within 1 to 9999", year, what);
}

TfStatus layout_check_day(const char *what, TfDate day, TfError *error)
{
    if (tf_date_is_valid(day.year, day.month, day.day))
        return TF_OK;
    return tf_fail(error, TF_BAD_INPUT, "a %s has no day: %d-%d-%d", what, day.year, day.month, day.day);
}

TfStatus layout_check_figures(const char *what, int year, const double *values, size_t count, TfError *error)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]) || fabs(values[i]) > 1e15)
            return tf_fail(error, TF_BAD_INPUT, "the figure of a %s of %d is not a number below 1e15", what,
                           year);
    return TF_OK;
}

/* --- the value axis --- */

void layout_include(LayoutSpan *span, double value)
{
    if (!isfinite(value))
        return;
    span->low = fmin(span->low, value);
    span->high = fmax(span->high, value);
}

double layout_nice_step(double span, double most)
{
    double raw = span / most;
    double power = pow(10, floor(log10(raw)));
    static const double steps[] = {1, 2, 2.5, 5, 10};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (raw <= steps[i] * power * (1 + 1e-9))
            return steps[i] * power;
    return 10 * power;
}

/* An axis shorter than that has steps that are no numbers any more; what is on it is drawn as zero. */
#define LEAST_SPAN 1e-9

void layout_set_values(Layout *layout, LayoutSpan values)
{
    double span = values.high - values.low;
    layout->y_high = values.high > 0 ? values.high + 0.09 * span : 0;
    layout->y_low = values.low < 0 ? values.low - 0.09 * span : 0;
    if (layout->y_high - layout->y_low < LEAST_SPAN)
        layout->y_high = layout->y_low + 1;
    layout->y_step = layout_nice_step(layout->y_high - layout->y_low, 6);
}

/* What fills less than a third of an axis from zero gets one of its own. */
bool layout_set_values_near(Layout *layout, LayoutSpan values)
{
    double span = values.high - values.low;
    double farthest = fmax(fabs(values.low), fabs(values.high));
    if (values.low * values.high <= 0 || span * 3 > farthest || farthest < LEAST_SPAN) {
        layout_include(&values, 0);
        if (!(values.high > values.low))
            values.high = 1;
        layout_set_values(layout, values);
        return false;
    }
    double air = fmax(0.14 * span, 0.02 * farthest);
    layout->y_low = values.low - air;
    layout->y_high = values.high + air;
    layout->y_step = layout_nice_step(layout->y_high - layout->y_low, 5);
    return true;
}

int layout_decimals_for(const double *values, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = isfinite(values[i]) ? fmax(largest, fabs(values[i])) : largest;
    int least = largest >= 1000 ? 0 : 1;
    int most = largest >= 1000 ? 0 : largest >= 10 || largest == 0 ? 1 : largest >= 1 ? 2 : 3;
    for (int decimals = least; decimals < most; decimals++) {
        bool is_enough = true;
        for (size_t i = 0; is_enough && i < count; i++) {
            double scaled = values[i] * pow(10, decimals);
            is_enough = !isfinite(scaled) || fabs(scaled - round(scaled)) < 1e-6;
        }
        if (is_enough)
            return decimals;
    }
    return most;
}

static int step_decimals(double step)
{
    int decimals = 0;
    while (decimals < 9 && fabs(step - round(step)) > 1e-9 * step) {
        step *= 10;
        decimals++;
    }
    return decimals;
}

static LayoutLabel tick_label(Layout *layout, double value)
{
    TfSlice figure = layout_number(layout, "", value, step_decimals(layout->y_step));
    return (LayoutLabel){
        .x = layout->left - 8,
        .y = layout_y(layout, value),
        .align = ALIGN_RIGHT,
        .size = LAYOUT_TICK_SIZE,
        .colour = COLOUR_MUTED,
        .text = tf_arena_format(layout->arena, "%.*s%s", TF_SLICE_ARG(figure), layout->y_suffix)};
}

typedef struct TickRange {
    int first, last; /* multiples of the step */
} TickRange;

static TickRange tick_range(const Layout *layout)
{
    return (TickRange){(int)ceil(layout->y_low / layout->y_step - 1e-9),
                       (int)floor(layout->y_high / layout->y_step + 1e-9)};
}

void layout_value_ticks(Layout *layout)
{
    TickRange range = tick_range(layout);
    for (int i = range.first; i <= range.last; i++) {
        LayoutLabel label = tick_label(layout, i * layout->y_step);
        layout_put(layout, label);
        place_add_line(&layout->field, layout->left, label.y, layout->right, label.y, KEEP_OFF_GRID);
    }
}

double layout_value_tick_room(Layout *layout)
{
    double room = 0;
    TickRange range = tick_range(layout);
    for (int i = range.first; i <= range.last; i++) {
        LayoutLabel label = tick_label(layout, i * layout->y_step);
        PlaceBox box = layout_label_box(&label);
        room = fmax(room, box.right - box.left);
    }
    return room;
}

/* --- the other axis --- */

void layout_x_tick(Layout *layout, double x, TfSlice text)
{
    layout_add_label(layout, (LayoutLabel){.x = layout_x(layout, x),
                                           .y = layout->bottom + 17,
                                           .align = ALIGN_CENTRE,
                                           .size = LAYOUT_TICK_SIZE,
                                           .colour = COLOUR_MUTED,
                                           .text = text});
}

static int year_step(double year_width)
{
    static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i] * year_width >= 44)
            return steps[i];
    return 5000;
}

/* Every second year is counted back from the last one, which matters most; rarer ones are round. */
void layout_year_ticks(Layout *layout)
{
    int step = year_step(layout_unit_width(layout));
    int first = (int)ceil(layout->x_low + 0.1);
    int last = (int)floor(layout->x_high);
    int anchor = step <= 2 ? last : last - last % step;
    for (int year = anchor - (anchor - first) / step * step; year <= last; year += step)
        layout_x_tick(layout, year, tf_arena_format(layout->arena, "%d", year));
}

double layout_time_of(TfDate day)
{
    double days =
        tf_date_to_days((TfDate){(int16_t)(day.year + 1), 1, 1}) - tf_date_to_days((TfDate){day.year, 1, 1});
    return day.year + (tf_date_to_days(day) - tf_date_to_days((TfDate){day.year, 1, 1})) / days;
}

/* "2024" in January and at the first tick, else "Apr". */
static void month_tick(Layout *layout, int month, bool is_first)
{
    TfDate day = tf_month_first_day(month);
    TfSlice text = tf_slice(chart_month(layout->language, day.month));
    if (day.month == 1)
        text = tf_arena_format(layout->arena, "%d", day.year);
    else if (is_first)
        text = tf_arena_format(layout->arena, "%s %d", chart_month(layout->language, day.month), day.year);
    layout_x_tick(layout, layout_time_of(day), text);
}

void layout_time_ticks(Layout *layout)
{
    static const int steps[] = {1, 2, 3, 6};
    double month_width = layout_unit_width(layout) / 12;
    int step = 0;
    for (size_t i = 0; step == 0 && i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i] * month_width >= 62)
            step = steps[i];
    if (step == 0) {
        layout_year_ticks(layout);
        return;
    }
    int first = (int)ceil(layout->x_low * 12 - 1e-6);
    int last = (int)floor(layout->x_high * 12 + 1e-6);
    int from = (first + step - 1) / step * step;
    for (int month = from; month <= last; month += step)
        month_tick(layout, month, month == from);
}
