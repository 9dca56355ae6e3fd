/* A pair's chart: series, projection and targets put together and drawn. */
#include "plots/chart.h"
#include "tracker/base/file.h"
#include "tracker/report/pair_chart.h"
#include "tracker/tradefig_known.h"

/* The numbers behind the picture. */
static TfStatus write_numbers(const Chart *chart, const char *path, bool is_json, TfError *error)
{
    TextBuilder out;
    text_init(&out, 0);
    if (is_json)
        chart_json(chart, &out);
    else
        chart_csv(chart, &out);
    TfStatus status = text_check(&out, error);
    if (status == TF_OK)
        status = file_write_whole(path, text_slice(&out), error);
    text_done(&out);
    return status;
}

static TfStatus write_chart(const Chart *chart, TfChartTheme theme, const char *path, TfError *error)
{
    ChartFormat format;
    bool is_json = tf_slice_ends_with(tf_slice(path), ".json");
    if (is_json || tf_slice_ends_with(tf_slice(path), ".csv"))
        return write_numbers(chart, path, is_json, error);
    if (!chart_format_of(path, &format))
        return tf_fail_at(error, TF_BAD_USAGE, path, 0,
                          "the file's ending says what to draw: .svg, .png, .pdf, or .json or .csv for the "
                          "numbers");
    return chart_write(NULL, chart, format, theme == TF_THEME_DARK ? CHART_DARK : CHART_LIGHT, path, error);
}

TfStatus tf_chart(Tradefig *tradefig, const TfAsk *ask, TfChartTheme theme, const char *path, TfError *error)
{
    TfArena arena;
    Known known = {.rows = {NULL, 0}};
    TfProjection projection = {NULL, 0, {NULL, 0}, 0, NULL, 0};
    TfProgressRows progress = {.items = NULL};
    Chart chart;
    tf_arena_init(&arena, 0);
    TfStatus status = known_look_up(tradefig, ask, &arena, &known, error);
    /* A pair of which only growth or targets are known still has a chart, without a fan. */
    if (status == TF_OK) {
        status = known_project(tradefig, &known, 0, &arena, &projection, error);
        if (status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_NUMERIC)
            status = TF_OK;
    }
    if (status == TF_OK)
        status = known_judge(tradefig, &known, ask, &arena, &progress, error);
    if (status == TF_OK)
        status = report_pair_chart(&known.series, &known.rows, &projection, progress.items, progress.count,
                                   &arena, &chart, error);
    if (status == TF_OK &&
        chart.trajectory.point_count + chart.trajectory.fan_count + chart.trajectory.target_count == 0)
        status = tf_fail(error, TF_NOT_FOUND,
                         "nothing to draw: no yearly turnover or target of the pair is stated in "
                         "US dollars; tradefig series --verbose says what is");
    if (status == TF_OK)
        status = write_chart(&chart, theme, path, error);
    tf_arena_done(&arena);
    return status;
}
