/* The plotted numbers and words as JSON (tradefig-chart/1), as given and unrounded. */
#include "plots/chart.h"

#include "tracker/base/json_writer.h"
#include "tracker/model/claim.h"

static void add_point(JsonWriter *json, const ChartPoint *point)
{
    jsonw_open_object(json, NULL);
    jsonw_integer(json, "year", point->year);
    jsonw_double(json, "value", point->value);
    if (point->relation == TF_RANGE) {
        jsonw_double(json, "low", point->low);
        jsonw_double(json, "high", point->high);
    }
    jsonw_text(json, "relation", tf_relation_name(point->relation));
    jsonw_bool(json, "other_source", point->is_other_source);
    jsonw_bool(json, "part_year", point->is_part_year);
    jsonw_string(json, "part", point->part_label);
    jsonw_string(json, "href", point->href);
    jsonw_string(json, "evidence", point->evidence);
    jsonw_close_object(json);
}

static void add_fan(JsonWriter *json, const ChartFan *year)
{
    jsonw_open_object(json, NULL);
    jsonw_integer(json, "year", year->year);
    jsonw_double(json, "lo95", year->fan.lo95);
    jsonw_double(json, "lo80", year->fan.lo80);
    jsonw_double(json, "lo50", year->fan.lo50);
    jsonw_double(json, "median", year->fan.median);
    jsonw_double(json, "hi50", year->fan.hi50);
    jsonw_double(json, "hi80", year->fan.hi80);
    jsonw_double(json, "hi95", year->fan.hi95);
    jsonw_close_object(json);
}

static void add_target(JsonWriter *json, const ChartTarget *target)
{
    jsonw_open_object(json, NULL);
    jsonw_integer(json, "year", target->year);
    jsonw_double(json, "value", target->value);
    jsonw_double(json, "stated_year", target->stated_year);
    jsonw_string(json, "label", target->label);
    jsonw_string(json, "sublabel", target->sublabel);
    jsonw_string(json, "href", target->href);
    jsonw_string(json, "evidence", target->evidence);
    jsonw_close_object(json);
}

static void add_lists(JsonWriter *json, const Trajectory *chart)
{
    jsonw_open_array(json, "points");
    for (size_t i = 0; i < chart->point_count; i++)
        add_point(json, &chart->points[i]);
    jsonw_close_array(json);
    jsonw_open_array(json, "projection");
    for (size_t i = 0; i < chart->fan_count; i++)
        add_fan(json, &chart->fan[i]);
    jsonw_close_array(json);
    jsonw_open_array(json, "targets");
    for (size_t i = 0; i < chart->target_count; i++)
        add_target(json, &chart->targets[i]);
    jsonw_close_array(json);
}

void chart_trajectory_json(const Trajectory *chart, TextBuilder *out)
{
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "schema", "tradefig-chart/1");
    jsonw_text(&json, "kind", "trajectory");
    jsonw_string(&json, "id", chart->id);
    jsonw_string(&json, "title", chart->title);
    jsonw_string(&json, "subtitle", chart->subtitle);
    jsonw_string(&json, "footnote", chart->footnote);
    jsonw_string(&json, "description", chart->description);
    add_lists(&json, chart);
    jsonw_close_object(&json);
    text_add_byte(out, '\n');
}
