/* What the page of a pair shows: looked up, projected and judged once, drawn by one gnuplot for all pages. */
#include "plots/chart.h"
#include "tracker/report/pair_chart.h"
#include "tracker/report/pair_kinds.h"
#include "tracker/series/conflicts.h"
#include "tracker/tradefig_known.h"

#include <string.h>

#define KINDS ((size_t)TF_CHART_CLAIMS + 1)

TfStatus tf_article(Tradefig *tradefig, int64_t article_id, TfArena *arena, TfArticle *article,
                    TfError *error)
{
    return store_article(tradefig->store, article_id, arena, article, error);
}

typedef struct Viewer {
    Tradefig *tradefig;
    const TfAsk *ask;
    TfArena *arena;
    Known known;
    TfProgress *progress; /* the targets of the view, as the charts take them */
    TfView *view;
    TfDrawing drawings[KINDS];
} Viewer;

/* ---- answers ---- */

/* The claims again, each knowing where the report shows it. */
static TfStatus place_claims(Viewer *viewer, TfSlice articles, TfError *error)
{
    TfClaimRows *rows = &viewer->known.rows;
    TfClaimRecord *placed = tf_arena_alloc_array(viewer->arena, rows->count, sizeof *placed);
    if (placed == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < rows->count; i++) {
        placed[i] = rows->items[i];
        placed[i].shown_at = tf_arena_format(viewer->arena, "%.*s%lld.html#c%lld", TF_SLICE_ARG(articles),
                                             (long long)placed[i].article_id, (long long)placed[i].id);
        if (placed[i].shown_at.bytes == NULL)
            return tf_fail_memory(error);
    }
    rows->items = placed;
    return TF_OK;
}

static TfStatus judge(Viewer *viewer, TfError *error)
{
    TfHistoryRows history = {.items = NULL};
    TfStatus status = tf_progress_history(viewer->tradefig, viewer->ask, viewer->arena, &history, error);
    if (status != TF_OK)
        return status;
    viewer->progress = tf_arena_alloc_array(viewer->arena, history.count, sizeof *viewer->progress);
    if (viewer->progress == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < history.count; i++)
        viewer->progress[i] = history.items[i].now;
    viewer->view->targets = history.items;
    viewer->view->target_count = history.count;
    return TF_OK;
}

/* A pair of which nothing can be projected still has a page. */
static bool is_nothing(TfStatus status)
{
    return status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_NUMERIC;
}

static TfStatus answer(Viewer *viewer, TfSlice articles, TfError *error)
{
    TfView *view = viewer->view;
    TfStatus status = known_look_up(viewer->tradefig, viewer->ask, viewer->arena, &viewer->known, error);
    if (status == TF_OK && articles.length > 0)
        status = place_claims(viewer, articles, error);
    if (status != TF_OK)
        return status;
    status = known_project(viewer->tradefig, &viewer->known, 0, viewer->arena, &view->projection, error);
    if (is_nothing(status)) {
        view->projection = (TfProjection){.years = NULL};
        status = TF_OK;
    }
    if (status == TF_OK)
        status = judge(viewer, error);
    if (status == TF_OK)
        status = series_conflicts(viewer->known.rows.items, viewer->known.rows.count, &viewer->known.series,
                                  view->projection.residuals, view->projection.residual_count, false,
                                  viewer->arena, &view->conflicts, error);
    view->claims = viewer->known.rows;
    view->series = viewer->known.series;
    return status;
}

/* ---- charts ---- */

static TfStatus lay_out(const Viewer *viewer, TfChartKind kind, Chart *chart, TfError *error)
{
    const TfView *view = viewer->view;
    const TfProgress *progress = viewer->progress;
    size_t count = view->target_count;
    TfArena *arena = viewer->arena;
    Words *words = NULL;
    TfStatus status = tradefig_words(viewer->tradefig, viewer->ask, &words, error);
    if (status != TF_OK)
        return status;
    switch (kind) {
    case TF_CHART_TRAJECTORY:
        return report_pair_chart(&view->series, &view->claims, &view->projection, progress, count, words,
                                 arena, chart, error);
    case TF_CHART_ODDS:
        return report_odds_chart(&view->series, &view->claims, view->targets, count, words, arena, chart,
                                 error);
    case TF_CHART_TARGETS:
        return report_targets_chart(&view->series, &view->claims, progress, count, words, arena, chart,
                                    error);
    case TF_CHART_BALANCE:
        return report_balance_chart(&view->series, &view->claims, words, arena, chart, error);
    case TF_CHART_PACE:
        return report_pace_chart(&view->series, &view->claims, &view->projection, progress, count, words,
                                 arena, chart, error);
    case TF_CHART_CLAIMS:
        return known_claims_chart(viewer->tradefig, viewer->ask, &viewer->known, arena, chart, error);
    case TF_CHART_PAIRS: /* not of one pair */
        break;
    }
    return TF_NOT_FOUND;
}

/* What was gathered, as a copy in the arena. */
static TfStatus keep(TextBuilder *text, TfArena *arena, TfSlice *copy, TfError *error)
{
    TfStatus status = text_check(text, error);
    if (status != TF_OK)
        return status;
    *copy = tf_arena_copy(arena, text_slice(text));
    text_clear(text);
    return copy->bytes == NULL ? tf_fail_memory(error) : TF_OK;
}

static TfStatus draw(Viewer *viewer, const Chart *chart, TfDrawing *drawing, TfError *error)
{
    TextBuilder text;
    text_init(&text, 0);
    TfStatus status = chart_draw(viewer->tradefig->engine, chart, CHART_SVG, CHART_LIGHT, &text, error);
    if (status == TF_OK)
        status = keep(&text, viewer->arena, &drawing->svg, error);
    if (status == TF_OK) {
        chart_json(chart, &text);
        status = keep(&text, viewer->arena, &drawing->json, error);
    }
    if (status == TF_OK) {
        chart_csv(chart, &text);
        status = keep(&text, viewer->arena, &drawing->csv, error);
    }
    drawing->title = chart->words.title;
    text_done(&text);
    return status;
}

static bool is_empty(const Chart *chart)
{
    const Trajectory *drawn = &chart->trajectory;
    return chart->kind == CHART_TRAJECTORY &&
           drawn->point_count + drawn->fan_count + drawn->target_count == 0;
}

static TfStatus draw_kind(Viewer *viewer, TfChartKind kind, TfError *error)
{
    Chart chart = {.kind = CHART_TRAJECTORY};
    TfStatus status = lay_out(viewer, kind, &chart, error);
    if (status == TF_NOT_FOUND || (status == TF_OK && is_empty(&chart)))
        return TF_OK;
    TfDrawing *drawing = &viewer->drawings[viewer->view->drawing_count];
    drawing->kind = kind;
    if (status == TF_OK)
        status = draw(viewer, &chart, drawing, error);
    if (status == TF_OK)
        viewer->view->drawing_count++;
    /* One chart that cannot be drawn does not cost a report of a thousand pairs. */
    return is_nothing(status) || status == TF_LIMIT ? TF_OK : status;
}

static TfStatus draw_all(Viewer *viewer, TfError *error)
{
    TfStatus status = TF_OK;
    if (viewer->tradefig->engine == NULL)
        status = chart_engine_start(&viewer->tradefig->engine, error);
    for (size_t kind = 0; kind < KINDS && status == TF_OK; kind++)
        status = draw_kind(viewer, (TfChartKind)kind, error);
    TfDrawing *kept = tf_arena_alloc_array(viewer->arena, KINDS, sizeof *kept);
    if (status == TF_OK && kept == NULL)
        status = tf_fail_memory(error);
    if (status == TF_OK) {
        memcpy(kept, viewer->drawings, sizeof viewer->drawings);
        viewer->view->drawings = kept;
    }
    return status;
}

TfStatus tf_view(Tradefig *tradefig, const TfAsk *ask, TfSlice articles, TfArena *arena, TfView *view,
                 TfError *error)
{
    TfView made = {.drawing_count = 0};
    Viewer viewer = {.tradefig = tradefig, .ask = ask, .arena = arena, .view = &made};
    TfStatus status = answer(&viewer, articles, error);
    if (status == TF_OK)
        status = draw_all(&viewer, error);
    if (status == TF_OK)
        *view = made;
    return status;
}
