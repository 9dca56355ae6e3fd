/* Direct labels of a trajectory instead of a legend: ticks, fan, bars, targets and values, each put where it
 * covers least. Those that matter most are placed first; those that may be missed are dropped when crowded.
 */
#include "plots/trajectory.h"

#include "plots/chart_text.h"

#include <math.h>
#include <string.h>

#define MOST_PART 24 /* characters of "Jan–Sep" */

static TfSlice point_text(Layout *layout, const ChartPoint *point)
{
    return layout_value_text(layout, point->relation, point->value, point->low, point->high);
}

/* --- fan --- */

enum { FAN_95, FAN_80, FAN_50, FAN_MEDIAN, FAN_LABELS };

/* The four labels keep their order from above and a line's distance, and stay inside the plot. */
static void spread(double y[FAN_LABELS], double top, double bottom)
{
    static const double pitch[FAN_LABELS] = {0, 13.5, 13.5, 15.5};
    for (int i = FAN_LABELS - 1; i > 0; i--)
        y[i - 1] = fmin(y[i - 1], y[i] - pitch[i]);
    double shift = fmax(top - y[FAN_95], 0);
    y[FAN_95] += shift;
    for (int i = 1; i < FAN_LABELS; i++)
        y[i] = fmax(y[i], y[i - 1] + pitch[i]);
    shift = fmax(y[FAN_MEDIAN] - bottom, 0);
    for (int i = 0; i < FAN_LABELS; i++)
        y[i] -= shift;
}

static double clamp_y(const Layout *layout, double value)
{
    return fmin(fmax(layout_y(layout, value), layout->top), layout->bottom);
}

static LayoutLabel fan_label(Layout *layout, int which, double median)
{
    const char *const words[] = {chart_term(layout->language, TERM_RANGE), "80%", "50%"};
    if (which == FAN_MEDIAN)
        return (LayoutLabel){.size = LAYOUT_VALUE_SIZE,
                             .is_bold = true,
                             .colour = COLOUR_SERIES,
                             .text = layout_number(layout, chart_term(layout->language, TERM_MEDIAN), median,
                                                   layout->decimals)};
    return (LayoutLabel){.size = LAYOUT_SMALL_SIZE, .colour = COLOUR_MUTED, .text = tf_slice(words[which])};
}

static const TfFan *last_fan(const Layout *layout, const Trajectory *chart)
{
    return &layout->trajectory->fan[chart->fan_count - 1].fan;
}

/* The labels beside the upper half of the fan (`half` 1) or the lower one (-1); returns what they cover. */
static double fan_side(Layout *layout, const ChartFan *last, int half, LayoutLabel labels[FAN_LABELS])
{
    const TfFan *fan = &last->fan;
    const double edges[] = {half > 0 ? fan->hi95 : fan->lo95, half > 0 ? fan->hi80 : fan->lo80,
                            half > 0 ? fan->hi50 : fan->lo50, fan->median};
    double y[FAN_LABELS];
    for (int i = 0; i < FAN_LABELS; i++) /* the middle of its band, seen upwards */
        y[i] = half * (clamp_y(layout, edges[i]) + clamp_y(layout, edges[i < FAN_MEDIAN ? i + 1 : i])) / 2;
    if (half > 0)
        spread(y, layout->top + 4, layout->bottom - 8);
    else
        spread(y, 8 - layout->bottom, -4 - layout->top);
    double end = last->year + (layout->layers[LAYER_FAN].count > 0 ? 0 : 0.2);
    double cost = 0;
    for (int i = 0; i < FAN_LABELS; i++) {
        labels[i] = fan_label(layout, i, fan->median);
        labels[i].x = layout->trajectory->is_fan_last ? layout->right + 4 : layout_x(layout, end) + 13;
        labels[i].y = half * y[i];
        cost += place_label_cost(&layout->field, layout_label_box(&labels[i]));
    }
    return cost;
}

static void fan_labels(Layout *layout, const Trajectory *chart)
{
    if (chart->fan_count == 0)
        return;
    const ChartFan *last = &layout->trajectory->fan[chart->fan_count - 1];
    LayoutLabel upper[FAN_LABELS];
    LayoutLabel lower[FAN_LABELS];
    bool is_upper = fan_side(layout, last, 1, upper) <= fan_side(layout, last, -1, lower) + 20;
    for (int i = 0; i < FAN_LABELS; i++)
        layout_put(layout, is_upper ? upper[i] : lower[i]);
}

/* Room right of the plot for the labels of a fan that ends it. */
static double fan_room(Layout *layout, const Trajectory *chart)
{
    double room = 0;
    for (int i = 0; i < FAN_LABELS; i++) {
        LayoutLabel label = fan_label(layout, i, last_fan(layout, chart)->median);
        PlaceBox box = layout_label_box(&label);
        room = fmax(room, box.right - box.left);
    }
    return room + 4 + 8;
}

/* --- bars --- */

static bool has_whole_year(const Layout *layout, size_t index)
{
    const ChartPoint *points = layout->trajectory->points;
    for (size_t i = index; i < layout->trajectory->point_count && points[i].year == points[index].year; i++)
        if (layout->trajectory->is_main[i])
            return true;
    for (size_t i = index; i > 0 && points[i - 1].year == points[index].year; i--)
        if (layout->trajectory->is_main[i - 1])
            return true;
    return false;
}

static void bar_value(Layout *layout, const ChartPoint *point)
{
    double sign = point->value < 0 ? 1 : -1; /* away from zero is up on the page for a positive figure */
    const LayoutOffset offsets[] = {
        {9, 12 * sign, ALIGN_LEFT},  {-9, 12 * sign, ALIGN_RIGHT},  {0, 15 * sign, ALIGN_CENTRE},
        {9, 0, ALIGN_LEFT},          {0, -15 * sign, ALIGN_CENTRE}, {0, 34 * sign, ALIGN_CENTRE},
        {9, -14 * sign, ALIGN_LEFT},
    };
    /* an exact figure has no arrow in its way: straight above reads best */
    const LayoutOffset *from = layout_direction(point->relation) == 0 ? offsets + 2 : offsets;
    size_t count = sizeof offsets / sizeof offsets[0] - (size_t)(from - offsets);
    LayoutLabel label = {.size = LAYOUT_VALUE_SIZE,
                         .is_bold = true,
                         .colour = COLOUR_SERIES,
                         .text = point_text(layout, point)};
    (void)layout_put_near(layout, label, layout_x(layout, point->year), layout_y(layout, point->value), from,
                          count, HUGE_VAL);
}

/* "Jan–Sep" inside the foot of its bar, or beside it when the bar is too low or too narrow. */
static void bar_part(Layout *layout, const ChartPoint *point, bool is_needed)
{
    double up = point->value < 0 ? -1 : 1;
    double half = trajectory_bar_half(layout) * layout_unit_width(layout);
    const LayoutOffset offsets[] = {
        {0, -10 * up, ALIGN_CENTRE},
        {half + 4, -9 * up, ALIGN_LEFT},
        {-half - 4, -9 * up, ALIGN_RIGHT},
        {0, -24 * up, ALIGN_CENTRE},
    };
    LayoutLabel label = {.size = LAYOUT_SMALL_SIZE,
                         .colour = COLOUR_INK,
                         .text = chart_text_clean(point->part_label, MOST_PART, layout->arena)};
    bool is_narrow = chart_text_width(label.text, label.size, false) > layout_unit_width(layout) - 2;
    if (is_narrow && !is_needed)
        return;
    (void)layout_put_near(layout, label, layout_x(layout, point->year), layout_y(layout, 0), offsets,
                          sizeof offsets / sizeof offsets[0], PLACE_TOO_DEAR);
}

/* "Jan–May" at a tick in a bar, or at the top of a bar with ticks; returns whether there was room. */
static bool bar_tick_part(Layout *layout, const ChartPoint *point)
{
    double half = trajectory_bar_half(layout) * layout_unit_width(layout);
    const LayoutOffset offsets[] = {
        {0, -8, ALIGN_CENTRE},
        {0, 9, ALIGN_CENTRE},
        {half + 4, 0, ALIGN_LEFT},
        {-half - 4, 0, ALIGN_RIGHT},
    };
    LayoutLabel label = {.size = LAYOUT_SMALL_SIZE,
                         .colour = COLOUR_INK,
                         .text = chart_text_clean(point->part_label, MOST_PART, layout->arena)};
    if (chart_text_width(label.text, label.size, false) > layout_unit_width(layout) - 2)
        return false;
    return layout_put_near(layout, label, layout_x(layout, point->year), layout_y(layout, point->value),
                           offsets, sizeof offsets / sizeof offsets[0], PLACE_TOO_DEAR);
}

/* A tick of another part than its bar; of the same part one label says enough. */
static bool is_other_part(const Layout *layout, size_t index)
{
    const ChartPoint *points = layout->trajectory->points;
    if (!points[index].is_part_year)
        return false;
    size_t bar = trajectory_bar_of(layout, index);
    return bar != index && !tf_slice_equal(points[index].part_label, points[bar].part_label);
}

/* Whether a bar has a tick of a shorter part, in the way of a label at its foot. */
static bool has_tick(const Layout *layout, size_t bar)
{
    for (size_t i = 0; i < layout->trajectory->point_count; i++)
        if (is_other_part(layout, i) && trajectory_bar_of(layout, i) == bar)
            return true;
    return false;
}

/* Only a year without a whole-year figure needs its bar's value; else the line has said it. */
static void bar_labels(Layout *layout)
{
    size_t last = TF_NOWHERE;
    for (size_t i = 0; i < layout->trajectory->point_count; i++)
        if (layout->trajectory->points[i].is_part_year)
            last = trajectory_bar_of(layout, i);
    for (size_t i = 0; i < layout->trajectory->point_count; i++) {
        if (!layout->trajectory->points[i].is_part_year || trajectory_bar_of(layout, i) != i)
            continue;
        const ChartPoint *bar = &layout->trajectory->points[i];
        if (!has_whole_year(layout, i))
            bar_value(layout, bar);
        if (!has_tick(layout, i) || !bar_tick_part(layout, bar))
            bar_part(layout, bar, i == last);
    }
    for (size_t i = 0; i < layout->trajectory->point_count; i++)
        if (is_other_part(layout, i))
            (void)bar_tick_part(layout, &layout->trajectory->points[i]);
}

/* --- values and the note on sources --- */

/* The line's points in order. */
typedef struct MainPoints {
    const ChartPoint *points; /* of the layout */
    size_t *indexes;
    size_t count;
    double span; /* highest less lowest value */
} MainPoints;

static MainPoints main_points(Layout *layout)
{
    MainPoints main = {.points = layout->trajectory->points,
                       .indexes = tf_arena_alloc_array(layout->arena, layout->trajectory->point_count,
                                                       sizeof *main.indexes)};
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    for (size_t i = 0; main.indexes != NULL && i < layout->trajectory->point_count; i++) {
        if (!layout->trajectory->is_main[i])
            continue;
        main.indexes[main.count++] = i;
        low = fmin(low, layout->trajectory->points[i].value);
        high = fmax(high, layout->trajectory->points[i].value);
    }
    layout->failed = layout->failed || main.indexes == NULL;
    main.span = high - low;
    return main;
}

static const ChartPoint *main_at(const MainPoints *main, size_t at)
{
    return &main->points[main->indexes[at]];
}

/* 1 where the line turns down, -1 where it turns up, by at least a twelfth of its span on both sides; else 0.
 */
static int turn_of(const MainPoints *main, size_t at)
{
    if (at == 0 || at + 1 >= main->count)
        return 0;
    double before = main_at(main, at)->value - main_at(main, at - 1)->value;
    double after = main_at(main, at)->value - main_at(main, at + 1)->value;
    if (before * after <= 0 || fmin(fabs(before), fabs(after)) < main->span / 12)
        return 0;
    return before > 0 ? 1 : -1;
}

#define RANK_LAST 3

/* 3 the last year, 2 the first, 1 where the line turns, 0 all between. */
static int rank_of(const MainPoints *main, size_t at)
{
    if (at + 1 == main->count)
        return RANK_LAST;
    return at == 0 ? 2 : turn_of(main, at) != 0;
}

static void value_label(Layout *layout, const ChartPoint *point, int turn, bool is_needed)
{
    /* below, unless the line comes from there; a peak's place is the first, above */
    static const LayoutOffset offsets[] = {
        {0, -16, ALIGN_CENTRE}, {0, 17, ALIGN_CENTRE}, {0, -16, ALIGN_CENTRE}, {6, 15, ALIGN_LEFT},
        {-6, -14, ALIGN_RIGHT}, {6, -14, ALIGN_LEFT},  {-6, 15, ALIGN_RIGHT},  {10, 0, ALIGN_LEFT},
        {-10, 0, ALIGN_RIGHT},  {0, 28, ALIGN_CENTRE}, {0, -27, ALIGN_CENTRE}, {0, 40, ALIGN_CENTRE},
    };
    LayoutLabel label = {.size = LAYOUT_VALUE_SIZE, .colour = COLOUR_INK, .text = point_text(layout, point)};
    size_t skipped = turn > 0 ? 0 : 1;
    (void)layout_put_near(layout, label, layout_x(layout, point->year), layout_y(layout, point->value),
                          offsets + skipped, sizeof offsets / sizeof offsets[0] - skipped,
                          is_needed ? 400 : PLACE_TOO_DEAR);
}

static double widest_value(Layout *layout, const MainPoints *main)
{
    double width = 0;
    for (size_t i = 0; i < main->count; i++) {
        TfSlice text = point_text(layout, main_at(main, i));
        width = fmax(width, chart_text_width(text, LAYOUT_VALUE_SIZE, false));
    }
    return width;
}

/* Where years stand close, only the first, the last and the turns are worth a figure. */
static void value_labels(Layout *layout, int highest, int lowest)
{
    MainPoints main = main_points(layout);
    bool is_dense = layout_unit_width(layout) < widest_value(layout, &main) + 4;
    for (int rank = highest; rank >= (is_dense && lowest < 1 ? 1 : lowest); rank--)
        for (size_t i = 0; i < main.count; i++)
            if (rank_of(&main, i) == rank)
                value_label(layout, main_at(&main, i), turn_of(&main, i), rank > 1);
}

/* Says once, at the longest grey stem, what the stems are. */
static void sources_note(Layout *layout)
{
    static const LayoutOffset offsets[] = {
        {-8, 0, ALIGN_RIGHT}, {8, 0, ALIGN_LEFT}, {0, -13, ALIGN_CENTRE}, {0, 13, ALIGN_CENTRE}};
    const LayoutRows *stems = &layout->layers[LAYER_STEMS];
    const LayoutRow *longest = NULL;
    for (size_t i = 0; i < stems->count; i++) {
        double length = stems->rows[i].cells[2] - stems->rows[i].cells[1];
        if (longest == NULL || length > longest->cells[2] - longest->cells[1])
            longest = &stems->rows[i];
    }
    if (longest == NULL || longest->cells[1] == longest->cells[2])
        return;
    LayoutLabel label = {.size = LAYOUT_SMALL_SIZE,
                         .colour = COLOUR_MUTED,
                         .text = tf_slice(chart_term(layout->language, TERM_SOURCES_DIFFER))};
    double x = layout_x(layout, longest->cells[0]);
    for (int end = 2; end >= 1; end--)
        if (layout_put_near(layout, label, x, layout_y(layout, longest->cells[end]), offsets,
                            sizeof offsets / sizeof offsets[0], PLACE_TOO_DEAR))
            return;
}

void trajectory_labels(Layout *layout, const Trajectory *chart)
{
    layout_field(layout);
    layout_value_ticks(layout);
    layout_year_ticks(layout);
    fan_labels(layout, chart);
    bar_labels(layout);
    value_labels(layout, RANK_LAST, RANK_LAST);
    trajectory_target_labels(layout, chart);
    value_labels(layout, RANK_LAST - 1, 0);
    sources_note(layout);
}

void trajectory_margins(Layout *layout, const Trajectory *chart)
{
    layout->left = fmax(46, LAYOUT_EDGE + layout_value_tick_room(layout) + 8);
    if (chart->fan_count == 0)
        return;
    double room = fan_room(layout, chart);
    if (layout->trajectory->is_fan_last) {
        layout->right = layout->width - fmax(112, room);
        return;
    }
    /* the fan ends inside the plot: its labels have to end inside the picture */
    double end = layout->trajectory->fan[chart->fan_count - 1].year + 0.2;
    double share = (end - layout->x_low) / (layout->x_high - layout->x_low);
    double most = layout->left + (layout->width - LAYOUT_EDGE - room - layout->left) / share;
    layout->right = fmin(layout->right, most);
}
