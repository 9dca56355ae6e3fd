/* Draws a chart: layout, tables, a run of gnuplot, the finishing step, the file in one piece. */
#include "plots/chart.h"

#include "plots/dashes.h"
#include "plots/draw.h"
#include "plots/gnuplot.h"
#include "plots/screen.h"
#include "plots/svg_finish.h"
#include "plots/tables.h"
#include "tracker/base/file.h"

#define MOST_MEMORY  ((size_t)256 << 20)
#define MOST_PICTURE ((size_t)64 << 20)

#define SCRIPT(name)                                                                                         \
    extern const unsigned char embedded_##name##_gp[];                                                       \
    extern const unsigned long embedded_##name##_gp_length;
SCRIPT(style)
SCRIPT(trajectory)
SCRIPT(pace)
SCRIPT(balance)
SCRIPT(targets)
SCRIPT(odds)
SCRIPT(claims)
SCRIPT(pairs)

static const struct {
    const char *name;
    LayoutChart *lay_out;
    TellChart *tell;
    ShowChart *show;
    const char *script;
    const unsigned char *script_bytes;
    const unsigned long *script_length;
} kinds[CHART_KINDS] = {
#define KIND(kind, name)                                                                                     \
    [kind] = {#name,                                                                                         \
              layout_##name,                                                                                 \
              data_##name,                                                                                   \
              show_##name,                                                                                   \
              #name ".gp",                                                                                   \
              embedded_##name##_gp,                                                                          \
              &embedded_##name##_gp_length}
    KIND(CHART_TRAJECTORY, trajectory), KIND(CHART_PACE, pace), KIND(CHART_BALANCE, balance),
    KIND(CHART_TARGETS, targets),       KIND(CHART_ODDS, odds), KIND(CHART_CLAIMS, claims),
    KIND(CHART_PAIRS, pairs),
};

const char *chart_kind_name(ChartKind kind)
{
    return kinds[kind].name;
}

bool chart_kind_of(TfSlice name, ChartKind *kind)
{
    for (ChartKind i = 0; i < CHART_KINDS; i++) {
        if (!tf_slice_is(name, kinds[i].name))
            continue;
        *kind = i;
        return true;
    }
    return false;
}

bool chart_format_of(const char *path, ChartFormat *format)
{
    static const char *const endings[] = {
        [CHART_SVG] = ".svg", [CHART_PNG] = ".png", [CHART_PDF] = ".pdf", [CHART_SIXEL] = ".six"};
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

TfStatus chart_engine_start(ChartEngine **engine, TfError *error)
{
    return gnuplot_engine_start(engine, error);
}

void chart_engine_stop(ChartEngine *engine)
{
    gnuplot_engine_stop(engine);
}

static GnuplotFile script_file(const char *name, const unsigned char *bytes, unsigned long length)
{
    return (GnuplotFile){name, tf_slice_of((const char *)bytes, (size_t)length)};
}

static TfStatus run(ChartEngine *engine, ChartKind kind, const Layout *layout, ChartFormat format,
                    ChartTheme theme, TfSlice *picture, TfError *error)
{
    GnuplotFile files[TABLES_MOST + 2];
    Layout drawn = *layout;
    if (format == CHART_SVG)
        drawn.label_count = 0; /* the finishing step writes them, which takes a hundredth of the time */
    size_t count = tables_write(&drawn, format, theme, layout->arena, files);
    if (count == 0)
        return tf_fail_memory(error);
    files[count++] = script_file("style.gp", embedded_style_gp, embedded_style_gp_length);
    files[count++] = script_file(kinds[kind].script, kinds[kind].script_bytes, *kinds[kind].script_length);
    GnuplotJob job = {.files = files, .file_count = count, .script = kinds[kind].script};
    if (engine != NULL)
        return gnuplot_engine_run(engine, &job, layout->arena, picture, error);
    return gnuplot_run(&job, layout->arena, picture, error);
}

static TfStatus finish(const Chart *chart, const Layout *layout, ChartTheme theme, TfSlice picture,
                       TextBuilder *out, TfError *error)
{
    SvgFinish spec = {.id = chart->words.id,
                      .title = chart->words.title,
                      .description = chart->words.description,
                      .language = chart->words.language,
                      .theme = theme,
                      .labels = layout->labels,
                      .label_count = layout->label_count,
                      .links = layout->links,
                      .link_count = layout->link_count};
    return svg_finish(picture, &spec, out, error);
}

/* Pixels a logical pixel of each format; of an SVG and a PDF there are none. */
static const double usual_scales[] = {[CHART_SVG] = 1, [CHART_PNG] = 1.5, [CHART_PDF] = 1, [CHART_SIXEL] = 1};

static TfStatus fit_to_format(Layout *layout, ChartFormat format, size_t width, TfError *error)
{
    layout->scale = width > 0 ? (double)width / layout->width : usual_scales[format];
    if (format == CHART_SIXEL)
        layout_cut_dashes(layout);
    return layout_end(layout, error);
}

/* `width` in pixels; 0 for the usual one. */
static TfStatus draw(ChartEngine *engine, const Chart *chart, ChartFormat format, ChartTheme theme,
                     size_t width, TextBuilder *picture, TfError *error)
{
    TfArena arena;
    tf_arena_init(&arena, MOST_MEMORY);
    TextBuilder svg;
    text_init(&svg, MOST_PICTURE);
    Layout layout;
    TfSlice drawn = {NULL, 0};
    TfStatus status = kinds[chart->kind].lay_out(chart, &arena, &layout, error);
    if (status == TF_OK)
        status = fit_to_format(&layout, format, width, error);
    if (status == TF_OK)
        status = run(engine, chart->kind, &layout, format, theme, &drawn, error);
    if (status == TF_OK && format == CHART_SVG) {
        status = finish(chart, &layout, theme, drawn, &svg, error);
        drawn = text_slice(&svg);
    }
    if (status == TF_OK) {
        text_add_slice(picture, drawn);
        status = text_check(picture, error);
    }
    text_done(&svg);
    tf_arena_done(&arena);
    return status;
}

TfStatus chart_draw(ChartEngine *engine, const Chart *chart, ChartFormat format, ChartTheme theme,
                    TextBuilder *picture, TfError *error)
{
    return draw(engine, chart, format, theme, 0, picture, error);
}

TfStatus chart_sixel(const Chart *chart, ChartTheme theme, size_t width, TextBuilder *picture, TfError *error)
{
    if (width < CHART_LEAST_SIXELS)
        width = CHART_LEAST_SIXELS;
    if (width > CHART_MOST_SIXELS)
        width = CHART_MOST_SIXELS;
    return draw(NULL, chart, CHART_SIXEL, theme, width, picture, error);
}

TfStatus chart_write(ChartEngine *engine, const Chart *chart, ChartFormat format, ChartTheme theme,
                     const char *path, TfError *error)
{
    TextBuilder picture;
    text_init(&picture, MOST_PICTURE);
    TfStatus status = chart_draw(engine, chart, format, theme, &picture, error);
    if (status == TF_OK)
        status = file_write_whole(path, text_slice(&picture), error);
    text_done(&picture);
    return status;
}

TfStatus chart_show(const Chart *chart, const ChartTerminal *terminal, TextBuilder *out, TfError *error)
{
    TfArena arena;
    Layout layout;
    tf_arena_init(&arena, MOST_MEMORY);
    TfStatus status = kinds[chart->kind].lay_out(chart, &arena, &layout, error);
    if (status == TF_OK) {
        Screen screen;
        screen_start(&screen, terminal, &layout);
        screen.subtitle = chart->words.subtitle;
        kinds[chart->kind].show(chart, &screen);
        screen_paint(&screen, &chart->words, out);
        screen_done(&screen);
        status = layout_end(&layout, error);
    }
    if (status == TF_OK)
        status = text_check(out, error);
    tf_arena_done(&arena);
    return status;
}

/* --- the numbers --- */

void chart_json(const Chart *chart, TextBuilder *out)
{
    ChartData data = {.form = DATA_JSON, .out = out};
    jsonw_start(&data.json, out);
    jsonw_open_object(&data.json, NULL);
    jsonw_text(&data.json, "schema", "tradefig-chart/1");
    jsonw_text(&data.json, "kind", kinds[chart->kind].name);
    jsonw_string(&data.json, "id", chart->words.id);
    jsonw_string(&data.json, "title", chart->words.title);
    jsonw_string(&data.json, "subtitle", chart->words.subtitle);
    jsonw_text(&data.json, "lang", chart_language_code(chart->words.language));
    jsonw_string(&data.json, "legend", chart->words.legend);
    jsonw_string(&data.json, "footnote", chart->words.footnote);
    jsonw_string(&data.json, "description", chart->words.description);
    kinds[chart->kind].tell(chart, &data);
    jsonw_close_object(&data.json);
    text_add_byte(out, '\n');
}

void chart_csv(const Chart *chart, TextBuilder *out)
{
    ChartData data = {.form = DATA_CSV_HEADER, .out = out};
    kinds[chart->kind].tell(chart, &data);
    text_add(out, "list");
    for (size_t i = 0; i < data.column_count; i++)
        text_addf(out, ",%s", data.columns[i]);
    text_add(out, "\n");
    data.form = DATA_CSV;
    kinds[chart->kind].tell(chart, &data);
}
