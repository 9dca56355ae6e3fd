/* A pair's chart: series, projection and targets put together and drawn. */
#include "plots/chart.h"
#include "tracker/base/file.h"
#include "tracker/report/pair_chart.h"
#include "tracker/report/pair_kinds.h"
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

/* What the makers of charts are given. */
typedef struct Question {
    Tradefig *tradefig;
    const TfAsk *ask;
    TfArena *arena;
    Known known;
} Question;

static TfStatus make_trajectory(const Question *question, Chart *chart, TfError *error)
{
    const Known *known = &question->known;
    TfProjection projection = {NULL, 0, {NULL, 0}, 0, NULL, 0};
    TfProgressRows progress = {.items = NULL};
    TfStatus status = known_project(question->tradefig, known, 0, question->arena, &projection, error);
    /* A pair of which only growth or targets are known still has a chart, without a fan. */
    if (status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_NUMERIC)
        status = TF_OK;
    if (status == TF_OK)
        status = known_judge(question->tradefig, known, question->ask, question->arena, &progress, error);
    if (status == TF_OK)
        status = report_pair_chart(&known->series, &known->rows, &projection, progress.items, progress.count,
                                   question->arena, chart, error);
    const Trajectory *drawn = &chart->trajectory;
    if (status == TF_OK && drawn->point_count + drawn->fan_count + drawn->target_count == 0)
        status = tf_fail(error, TF_NOT_FOUND,
                         "nothing to draw: no yearly turnover or target of the pair is stated in "
                         "US dollars; tradefig series --verbose says what is");
    return status;
}

static TfStatus make_odds(const Question *question, Chart *chart, TfError *error)
{
    TfHistoryRows history = {.items = NULL};
    TfStatus status =
        tf_progress_history(question->tradefig, question->ask, question->arena, &history, error);
    if (status != TF_OK)
        return status;
    return report_odds_chart(&question->known.series, &question->known.rows, history.items, history.count,
                             question->arena, chart, error);
}

static TfStatus make_targets(const Question *question, Chart *chart, TfError *error)
{
    const Known *known = &question->known;
    TfProgressRows progress = {.items = NULL};
    TfStatus status =
        known_judge(question->tradefig, known, question->ask, question->arena, &progress, error);
    if (status != TF_OK)
        return status;
    return report_targets_chart(&known->series, &known->rows, progress.items, progress.count, question->arena,
                                chart, error);
}

static TfStatus make_balance(const Question *question, Chart *chart, TfError *error)
{
    return report_balance_chart(&question->known.series, &question->known.rows, question->arena, chart,
                                error);
}

static TfStatus make_pace(const Question *question, Chart *chart, TfError *error)
{
    const Known *known = &question->known;
    TfProjection projection = {NULL, 0, {NULL, 0}, 0, NULL, 0};
    TfProgressRows progress = {.items = NULL};
    TfStatus status = known_project(question->tradefig, known, 0, question->arena, &projection, error);
    if (status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_NUMERIC)
        status = TF_OK; /* without an outlook */
    if (status == TF_OK)
        status = known_judge(question->tradefig, known, question->ask, question->arena, &progress, error);
    if (status != TF_OK)
        return status;
    return report_pace_chart(&known->series, &known->rows, &projection, progress.items, progress.count,
                             question->arena, chart, error);
}

static TfStatus make_claims(const Question *question, Chart *chart, TfError *error)
{
    return report_claims_chart(&question->known.series, &question->known.rows, question->arena, chart, error);
}

static const struct {
    const char *name;
    TfStatus (*make)(const Question *question, Chart *chart, TfError *error);
} kinds[] = {
    [TF_CHART_TRAJECTORY] = {"trajectory", make_trajectory},
    [TF_CHART_ODDS] = {"odds", make_odds},
    [TF_CHART_TARGETS] = {"targets", make_targets},
    [TF_CHART_BALANCE] = {"balance", make_balance},
    [TF_CHART_PACE] = {"pace", make_pace},
    [TF_CHART_CLAIMS] = {"claims", make_claims},
};

bool tf_chart_kind_read(TfSlice name, TfChartKind *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!tf_slice_is(name, kinds[i].name))
            continue;
        *kind = (TfChartKind)i;
        return true;
    }
    return false;
}

static TfStatus make_chart(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind, TfArena *arena,
                           Chart *chart, TfError *error)
{
    Question question = {tradefig, ask, arena, {.rows = {NULL, 0}}};
    *chart = (Chart){.kind = CHART_TRAJECTORY};
    TfStatus status = known_look_up(tradefig, ask, arena, &question.known, error);
    if (status == TF_OK)
        status = kinds[kind].make(&question, chart, error);
    return status;
}

TfStatus tf_chart(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind, TfChartTheme theme,
                  const char *path, TfError *error)
{
    TfArena arena;
    Chart chart;
    tf_arena_init(&arena, 0);
    TfStatus status = make_chart(tradefig, ask, kind, &arena, &chart, error);
    if (status == TF_OK)
        status = write_chart(&chart, theme, path, error);
    tf_arena_done(&arena);
    return status;
}

TfStatus tf_chart_text(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind, const TfTerminal *terminal,
                       TfArena *arena, TfSlice *text, TfError *error)
{
    const ChartTerminal shown = {terminal->width, terminal->has_utf8, terminal->has_colour};
    Chart chart;
    TextBuilder out;
    text_init(&out, 0);
    TfStatus status = make_chart(tradefig, ask, kind, arena, &chart, error);
    if (status == TF_OK)
        status = chart_show(&chart, &shown, &out, error);
    if (status == TF_OK) {
        *text = tf_arena_copy(arena, text_slice(&out));
        if (text->bytes == NULL)
            status = tf_fail_memory(error);
    }
    text_done(&out);
    return status;
}
