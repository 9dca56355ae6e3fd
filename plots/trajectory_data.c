/* The numbers of a trajectory. */
#include "plots/data.h"
#include "plots/trajectory.h"

static void add_point(ChartData *data, const ChartPoint *point)
{
    data_open_row(data, "points");
    data_integer(data, "year", point->year);
    data_figure(data, point->value, point->relation, point->low, point->high);
    data_bool(data, "other_source", point->is_other_source);
    data_bool(data, "part_year", point->is_part_year);
    data_slice(data, "part", point->part_label);
    data_evidence(data, point->href, point->evidence);
    data_close_row(data);
}

static void add_fan(ChartData *data, const ChartFan *year)
{
    data_open_row(data, "projection");
    data_integer(data, "year", year->year);
    data_double(data, "lo95", year->fan.lo95);
    data_double(data, "lo80", year->fan.lo80);
    data_double(data, "lo50", year->fan.lo50);
    data_double(data, "median", year->fan.median);
    data_double(data, "hi50", year->fan.hi50);
    data_double(data, "hi80", year->fan.hi80);
    data_double(data, "hi95", year->fan.hi95);
    data_close_row(data);
}

static void add_target(ChartData *data, const ChartTarget *target)
{
    data_open_row(data, "targets");
    data_integer(data, "year", target->year);
    data_double(data, "value", target->value);
    data_double(data, "stated_year", target->stated_year);
    data_slice(data, "label", target->label);
    data_slice(data, "sublabel", target->sublabel);
    data_evidence(data, target->href, target->evidence);
    data_close_row(data);
}

void data_trajectory(const Chart *chart, ChartData *data)
{
    const Trajectory *own = &chart->trajectory;
    data_open_list(data, "points");
    for (size_t i = 0; i < own->point_count; i++)
        add_point(data, &own->points[i]);
    data_close_list(data);
    data_open_list(data, "projection");
    for (size_t i = 0; i < own->fan_count; i++)
        add_fan(data, &own->fan[i]);
    data_close_list(data);
    data_open_list(data, "targets");
    for (size_t i = 0; i < own->target_count; i++)
        add_target(data, &own->targets[i]);
    data_close_list(data);
}
