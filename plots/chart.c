/* Draws a chart: layout, tables, one run of gnuplot, the finishing step, the file in one piece. */
#include "plots/chart.h"

#include "plots/gnuplot.h"
#include "plots/layout.h"
#include "plots/svg_finish.h"
#include "plots/tables.h"
#include "tracker/base/file.h"

#define MOST_MEMORY ((size_t)256 << 20)
#define MOST_SVG    ((size_t)64 << 20)

extern const unsigned char embedded_style_gp[];
extern const unsigned long embedded_style_gp_length;
extern const unsigned char embedded_trajectory_gp[];
extern const unsigned long embedded_trajectory_gp_length;

bool chart_format_of(const char *path, ChartFormat *format)
{
    static const char *const endings[] = {[CHART_SVG] = ".svg", [CHART_PNG] = ".png", [CHART_PDF] = ".pdf"};
    TfSlice name = tf_slice(path);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (name.length < 5)
            break;
        TfSlice ending = tf_slice_range(name, name.length - 4, name.length);
        if (!tf_slice_equal_ascii_case(ending, tf_slice(endings[i])))
            continue;
        *format = (ChartFormat)i;
        return true;
    }
    return false;
}

static GnuplotFile script_file(const char *name, const unsigned char *bytes, unsigned long length)
{
    return (GnuplotFile){name, tf_slice_of((const char *)bytes, (size_t)length)};
}

static TfStatus draw(const Layout *layout, ChartFormat format, ChartTheme theme, TfArena *arena,
                     TfSlice *picture, TfError *error)
{
    GnuplotFile files[TABLES_MOST + 2];
    size_t count = tables_write(layout, format, theme, arena, files);
    if (count == 0)
        return tf_fail_memory(error);
    files[count++] = script_file("style.gp", embedded_style_gp, embedded_style_gp_length);
    files[count++] = script_file("trajectory.gp", embedded_trajectory_gp, embedded_trajectory_gp_length);
    GnuplotJob job = {.files = files, .file_count = count, .script = "trajectory.gp"};
    return gnuplot_run(&job, arena, picture, error);
}

static TfStatus finish(const Trajectory *chart, const Layout *layout, ChartTheme theme, TfSlice *picture,
                       TextBuilder *out, TfError *error)
{
    SvgFinish spec = {.id = chart->id,
                      .title = chart->title,
                      .description = chart->description,
                      .theme = theme,
                      .links = layout->links,
                      .link_count = layout->link_count};
    TfStatus status = svg_finish(*picture, &spec, out, error);
    if (status == TF_OK)
        *picture = text_slice(out);
    return status;
}

TfStatus chart_trajectory(const Trajectory *chart, ChartFormat format, ChartTheme theme, const char *path,
                          TfError *error)
{
    TfArena arena;
    tf_arena_init(&arena, MOST_MEMORY);
    TextBuilder svg;
    text_init(&svg, MOST_SVG);
    Layout layout;
    TfSlice picture = {NULL, 0};
    TfStatus status = layout_trajectory(chart, &arena, &layout, error);
    if (status != TF_OK)
        goto cleanup;
    status = draw(&layout, format, theme, &arena, &picture, error);
    if (status != TF_OK)
        goto cleanup;
    if (format == CHART_SVG)
        status = finish(chart, &layout, theme, &picture, &svg, error);
    if (status == TF_OK)
        status = file_write_whole(path, picture, error);

cleanup:
    text_done(&svg);
    tf_arena_done(&arena);
    return status;
}
