/* The layers of a trajectory: what is stated, what is projected, what is aimed for, as rows in the chart's
 * own unit; with them the links to the evidence and what labels have to keep off. */
#include "plots/trajectory.h"

#include <math.h>

#define KEEP_OFF_OUTER 30.0 /* of the 95% band: the label would lie half on paper, half on tint */

typedef struct Series {
    Layout *layout;
    const Trajectory *chart;
} Series;

static void add_stated(Layout *layout, const ChartPoint *point)
{
    TrajectoryLayer layer = point->relation == TF_EQ ? LAYER_EXACT : LAYER_OPEN;
    layout_add_row(layout, layer, (LayoutRow){{point->year, point->value}});
    layout_add_arrow(layout, LAYER_ARROWS, point->year, point->value, point->relation, 1,
                     LAYOUT_ARROW_PIXELS);
    layout_keep_off_mark(layout, point->year, point->value, 5);
}

/* Solid from one year to the next; over years that nobody stated, dotted. */
static void add_line_to(Layout *layout, const ChartPoint *from, const ChartPoint *to)
{
    bool is_next = to->year == from->year + 1;
    if (is_next && layout->layers[LAYER_LINE].count == 0)
        layout_add_row(layout, LAYER_LINE, (LayoutRow){{from->year, from->value}});
    if (is_next) {
        const LayoutRows *line = &layout->layers[LAYER_LINE];
        if (line->count > 0 && line->rows[line->count - 1].cells[0] < from->year) {
            layout_break(layout, LAYER_LINE);
            layout_add_row(layout, LAYER_LINE, (LayoutRow){{from->year, from->value}});
        }
        layout_add_row(layout, LAYER_LINE, (LayoutRow){{to->year, to->value}});
    } else {
        layout_add_row(
            layout, LAYER_GAPS,
            (LayoutRow){{from->year, from->value, to->year - from->year, to->value - from->value}});
    }
    layout_keep_off_line(layout, from->year, from->value, to->year, to->value, KEEP_OFF_LINE);
}

static void add_line(Series *series)
{
    Layout *layout = series->layout;
    const ChartPoint *last = NULL;
    for (size_t i = 0; i < series->chart->point_count; i++) {
        const ChartPoint *point = &layout->trajectory->points[i];
        if (!layout->trajectory->is_main[i])
            continue;
        if (last != NULL)
            add_line_to(layout, last, point);
        add_stated(layout, point);
        last = point;
    }
}

/* The whole-year point of the line in the year of points[index], or NULL. */
static const ChartPoint *main_of(const Series *series, size_t index)
{
    const ChartPoint *points = series->layout->trajectory->points;
    size_t at = index;
    while (at > 0 && points[at - 1].year == points[index].year)
        at--;
    for (; at < series->chart->point_count && points[at].year == points[index].year; at++)
        if (series->layout->trajectory->is_main[at])
            return &points[at];
    return NULL;
}

static void add_other(Series *series, size_t index)
{
    Layout *layout = series->layout;
    const ChartPoint *point = &layout->trajectory->points[index];
    const ChartPoint *stem = main_of(series, index);
    if (stem != NULL) {
        double low = fmin(stem->value, point->value);
        double high = fmax(stem->value, point->value);
        layout_add_row(layout, LAYER_STEMS, (LayoutRow){{point->year, low, high}});
        layout_keep_off_line(layout, point->year, low, point->year, high, KEEP_OFF_STEM);
    }
    layout_add_row(layout, point->relation == TF_EQ ? LAYER_OTHER_EXACT : LAYER_OTHER_OPEN,
                   (LayoutRow){{point->year, point->value}});
    layout_add_arrow(layout, LAYER_OTHER_ARROWS, point->year, point->value, point->relation, 1,
                     0.7 * LAYOUT_ARROW_PIXELS);
    layout_keep_off_mark(layout, point->year, point->value, 4);
}

size_t trajectory_bar_of(const Layout *layout, size_t index)
{
    const ChartPoint *points = layout->trajectory->points;
    size_t at = index;
    while (at > 0 && points[at - 1].year == points[index].year)
        at--;
    size_t best = index;
    for (; points[at].year == points[index].year; at++) {
        bool is_better = points[at].is_other_source == points[best].is_other_source
                             ? points[at].value >= points[best].value
                             : points[best].is_other_source;
        if (points[at].is_part_year && is_better)
            best = at;
        if (at + 1 == layout->trajectory->point_count)
            break;
    }
    return best;
}

static void add_part_year(Series *series, size_t index)
{
    Layout *layout = series->layout;
    const ChartPoint *point = &layout->trajectory->points[index];
    double half = trajectory_bar_half(layout);
    double from = point->year - half;
    if (trajectory_bar_of(layout, index) != index) {
        layout_add_row(layout, LAYER_BAR_TICKS, (LayoutRow){{from, point->value, 2 * half}});
        layout_keep_off_line(layout, from, point->value, point->year + half, point->value, KEEP_OFF_STEM);
        return;
    }
    layout_add_row(layout, LAYER_BARS, (LayoutRow){{point->year, 0, point->value, half}});
    add_stated(layout, point);
    double base = layout_y(layout, 0);
    double top = layout_y(layout, point->value);
    place_add_box(&layout->field,
                  (PlaceBox){layout_x(layout, from), fmin(base, top), layout_x(layout, point->year + half),
                             fmax(base, top)},
                  KEEP_OFF_BAR);
    layout_keep_off_line(layout, from, point->value, point->year + half, point->value, KEEP_OFF_BAR);
}

static void add_points(Series *series)
{
    Layout *layout = series->layout;
    for (size_t i = 0; i < series->chart->point_count; i++) {
        const ChartPoint *point = &layout->trajectory->points[i];
        if (point->is_part_year)
            add_part_year(series, i);
        else if (!layout->trajectory->is_main[i])
            add_other(series, i);
        layout_add_link(layout, point->year, point->value, layout_unit_width(layout), point->href,
                        point->evidence);
    }
}

/* The last whole year before the projection: where the fan opens; NULL when there is none. */
static const ChartPoint *joint_of(const Series *series)
{
    const ChartPoint *joint = NULL;
    for (size_t i = 0; i < series->chart->point_count; i++)
        if (series->layout->trajectory->is_main[i] &&
            series->layout->trajectory->points[i].year < series->layout->trajectory->fan[0].year)
            joint = &series->layout->trajectory->points[i];
    return joint;
}

static LayoutRow fan_row(int year, const TfFan *fan)
{
    return (LayoutRow){{year, fan->lo95, fan->lo80, fan->lo50, fan->median, fan->hi50, fan->hi80, fan->hi95}};
}

static void add_fan_obstacles(Layout *layout)
{
    static const double weights[8] = {0,
                                      KEEP_OFF_OUTER,
                                      KEEP_OFF_EDGE,
                                      KEEP_OFF_EDGE,
                                      KEEP_OFF_MEDIAN,
                                      KEEP_OFF_EDGE,
                                      KEEP_OFF_EDGE,
                                      KEEP_OFF_OUTER};
    const LayoutRows *fan = &layout->layers[LAYER_FAN];
    for (size_t i = 1; i < fan->count; i++)
        for (size_t k = 1; k < 8; k++)
            layout_keep_off_line(layout, fan->rows[i - 1].cells[0], fan->rows[i - 1].cells[k],
                                 fan->rows[i].cells[0], fan->rows[i].cells[k], weights[k]);
}

static void add_fan(Series *series)
{
    Layout *layout = series->layout;
    size_t count = series->chart->fan_count;
    if (count == 0)
        return;
    const ChartPoint *joint = joint_of(series);
    if (joint == NULL && count == 1) {
        const ChartFan *lone = &layout->trajectory->fan[0];
        layout_add_row(layout, LAYER_FAN_BOX, fan_row(lone->year, &lone->fan));
        layout_keep_off_line(layout, lone->year - 0.2, lone->fan.median, lone->year + 0.2, lone->fan.median,
                             KEEP_OFF_MEDIAN);
        return;
    }
    if (joint != NULL) {
        double v = joint->value;
        layout_add_row(layout, LAYER_FAN, (LayoutRow){{joint->year, v, v, v, v, v, v, v}});
    }
    for (size_t i = 0; i < count; i++)
        layout_add_row(layout, LAYER_FAN,
                       fan_row(layout->trajectory->fan[i].year, &layout->trajectory->fan[i].fan));
    add_fan_obstacles(layout);
}

/* A line from the day a target was stated to its deadline; without a deadline it runs on to the edge. */
static void add_target(Series *series, const ChartTarget *target)
{
    Layout *layout = series->layout;
    double end = target->year > 0 ? target->year : layout->x_high;
    double from = target->stated_year;
    if (isfinite(from) && from >= layout->x_low && from < end) {
        layout_add_row(layout, LAYER_TARGET_LINES, (LayoutRow){{from, target->value, end - from}});
        layout_keep_off_line(layout, from, target->value, end, target->value, KEEP_OFF_STEM);
    }
    if (target->year > 0) {
        layout_add_row(layout, LAYER_TARGETS, (LayoutRow){{end, target->value}});
        layout_keep_off_mark(layout, end, target->value, 7);
    }
    layout_add_link(layout, end, target->value, layout_unit_width(layout), target->href, target->evidence);
}

void trajectory_series(Layout *layout, const Trajectory *chart)
{
    Series series = {layout, chart};
    add_line(&series);
    add_points(&series);
    add_fan(&series);
    for (size_t i = 0; i < chart->target_count; i++)
        add_target(&series, &chart->targets[i]);
}
