/* The answers: series, projection, progress and chart of a pair, each from the store through the pure
 * modules. */
#include "plots/chart.h"
#include "tracker/base/file.h"
#include "tracker/progress/progress.h"
#include "tracker/projection/claim_model.h"
#include "tracker/report/pair_chart.h"
#include "tracker/series/observe.h"
#include "tracker/tradefig_internal.h"

#include <math.h>
#include <stdlib.h>

/* Years a projection may reach past its last figure. */
#define MOST_YEARS_AHEAD 30
/* Drift prior tried beside the usual one, to show how much hangs on it. */
#define DRIFT_STEP 0.03

/* What is known about a pair on a day. */
typedef struct Known {
    TfClaimRows rows;
    TfSeries series;
} Known;

/* "no claims for KZ-RS (Kazakhstan–Serbia). Did you mean KZ-RU?": the stored pair that shares a party, most
 * claims first. */
static TfStatus fail_unknown_pair(Tradefig *tradefig, TfPair pair, TfDate as_of, TfArena *arena,
                                  TfError *error)
{
    char asked[TF_PAIR_CHARS];
    char close[TF_PAIR_CHARS] = "";
    char day[TF_DATE_CHARS];
    TfPairRows pairs = {NULL, 0};
    TfStatus status = store_pairs(tradefig->store, arena, &pairs, error);
    if (status != TF_OK)
        return status;
    for (size_t i = 0; i < pairs.count && close[0] == '\0'; i++) {
        TfPair other = pairs.items[i].pair;
        if (tf_pair_equal(other, pair))
            return tf_fail(error, TF_NOT_FOUND, "no claims for %s were known on %s",
                           tf_pair_short(asked, pair), tf_date_write_short(day, as_of));
        if (tf_party_equal(other.a, pair.a) || tf_party_equal(other.b, pair.b) ||
            tf_party_equal(other.a, pair.b) || tf_party_equal(other.b, pair.a))
            (void)tf_pair_short(close, other);
    }
    TfSlice name = tf_pair_name(pair, "en", arena);
    return tf_fail(error, TF_NOT_FOUND, "no claims for %s (%.*s).%s%s%s Known pairs: tradefig claims --pairs",
                   tf_pair_short(asked, pair), TF_SLICE_ARG(name), close[0] != '\0' ? " Did you mean " : "",
                   close, close[0] != '\0' ? "?" : "");
}

static TfStatus look_up(Tradefig *tradefig, TfPair pair, TfDate as_of, TfArena *arena, Known *known,
                        TfError *error)
{
    TfClaimFilter filter = {.has_pair = true, .pair = pair, .as_of = as_of};
    TfStatus status = store_claims(tradefig->store, &filter, arena, &known->rows, error);
    if (status != TF_OK)
        return status;
    if (known->rows.count == 0)
        return fail_unknown_pair(tradefig, pair, as_of, arena, error);
    return series_observe(known->rows.items, known->rows.count, pair, as_of, arena, &known->series, error);
}

TfStatus tf_series(Tradefig *tradefig, TfPair pair, TfDate as_of, TfArena *arena, TfSeries *series,
                   TfError *error)
{
    Known known = {.rows = {NULL, 0}};
    TfStatus status = look_up(tradefig, pair, as_of, arena, &known, error);
    if (status == TF_OK)
        *series = known.series;
    return status;
}

/* Levels of which flow the series states. */
typedef struct Stated {
    bool turnover;
    bool exports;
    bool imports;
} Stated;

static Stated stated_levels(const TfSeries *series)
{
    Stated stated = {false, false, false};
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        stated.turnover = stated.turnover || tf_observation_is_level(item, TF_TURNOVER);
        stated.exports = stated.exports || tf_observation_is_level(item, TF_EXPORTS);
        stated.imports = stated.imports || tf_observation_is_level(item, TF_IMPORTS);
    }
    return stated;
}

/* The first year worth projecting: the one after the last whole-year figure, or the first that is spoken of.
 * Where only exports and imports are stated, theirs count for turnover. */
static int first_projected_year(const TfSeries *series, TfMeasure flow)
{
    int whole = 0;
    int earliest = 0;
    bool any_flow = flow == TF_TURNOVER && !stated_levels(series).turnover;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (item->is_growth || (item->flow != flow && !any_flow))
            continue;
        int year = tf_observation_year(item);
        if (earliest == 0 || year < earliest)
            earliest = year;
        if (tf_observation_is_whole_year(item) && year > whole)
            whole = year;
    }
    return whole != 0 ? whole + 1 : earliest;
}

static TfStatus prepare_workspace(Tradefig *tradefig, TfError *error)
{
    if (tradefig->workspace == NULL)
        tradefig->workspace = claim_workspace_alloc(64, 360);
    return tradefig->workspace != NULL ? TF_OK : tf_fail_memory(error);
}

/* Whether the series says anything that a projection of `flow` can start from. */
static TfStatus check_flow(const TfSeries *series, TfMeasure flow, TfError *error)
{
    char pair[TF_PAIR_CHARS];
    Stated stated = stated_levels(series);
    (void)tf_pair_short(pair, series->pair);
    if (flow == TF_TURNOVER ? stated.turnover || (stated.exports && stated.imports)
                            : stated.exports || stated.imports)
        return TF_OK;
    if (stated.exports || stated.imports || stated.turnover)
        return tf_fail(error, TF_NOT_FOUND, "no %s of %s to project: only %s stated; see tradefig series %s",
                       tf_measure_name(flow), pair,
                       stated.turnover  ? "turnover is"
                       : stated.exports ? "one side's exports are"
                                        : "one side's imports are",
                       pair);
    return tf_fail(
        error, TF_NOT_FOUND,
        "no figure of %s to project from (%zu claims, none an amount in US dollars over whole months that "
        "are over); tradefig series %s --verbose says why each was left out",
        pair, series->left_out_count + series->count, pair);
}

/* Forecasts of the calendar years first..last under one drift prior. */
static TfStatus forecast_years(Tradefig *tradefig, const TfSeries *series, TfMeasure flow, int first,
                               int last, double drift_shift, TfArena *arena, ClaimForecast **forecasts,
                               TfProjection *projection, TfError *error)
{
    size_t count = (size_t)(last - first) + 1;
    ClaimWindow *windows = tf_arena_alloc_array(arena, count, sizeof *windows);
    *forecasts = tf_arena_alloc_array(arena, count, sizeof **forecasts);
    if (windows == NULL || *forecasts == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        int year = first + (int)i;
        windows[i] = (ClaimWindow){tf_month_index(year, 1), tf_month_index(year, 12), flow};
    }
    ClaimModelOptions options = claim_model_defaults();
    options.drift_per_year += drift_shift;
    return claim_model_fit(tradefig->workspace, series->items, series->count, windows, count, &options, arena,
                           *forecasts, projection, error);
}

/* The years first..last of one flow as a projection, with their forecasts. */
static TfStatus project_flow(Tradefig *tradefig, const TfSeries *series, TfMeasure flow, int first, int last,
                             TfArena *arena, ClaimForecast **forecasts, TfProjection *projection,
                             TfError *error)
{
    TfStatus status = check_flow(series, flow, error);
    if (status == TF_OK)
        status = prepare_workspace(tradefig, error);
    if (status == TF_OK)
        status =
            forecast_years(tradefig, series, flow, first, last, 0.0, arena, forecasts, projection, error);
    if (status != TF_OK)
        return status;
    size_t count = (size_t)(last - first) + 1;
    TfProjectedYear *years = tf_arena_alloc_array(arena, count, sizeof *years);
    if (years == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        years[i] = (TfProjectedYear){first + (int)i, claim_forecast_fan(&(*forecasts)[i])};
    projection->years = years;
    projection->year_count = count;
    return TF_OK;
}

/* The year to project to when nobody says: one past the as-of day, the last figure and the last target. */
static int default_last_year(const Known *known, TfDate as_of)
{
    int last = tf_date_is_set(as_of) ? as_of.year + 1 : 0;
    for (size_t i = 0; i < known->series.count; i++)
        if (known->series.items[i].to_month / 12 + 1 > last)
            last = known->series.items[i].to_month / 12 + 1;
    for (size_t i = 0; i < known->rows.count; i++) {
        const TfClaim *claim = &known->rows.items[i].claim;
        if (claim->status == TF_TARGET && claim->deadline.year + 1 > last)
            last = claim->deadline.year + 1;
    }
    return last;
}

static TfStatus project_known(Tradefig *tradefig, const Known *known, TfDate as_of, int last_year,
                              TfArena *arena, TfProjection *projection, TfError *error)
{
    int first = first_projected_year(&known->series, TF_TURNOVER);
    int last = last_year != 0 ? last_year : default_last_year(known, as_of);
    if (first != 0 && last_year != 0 && last < first)
        return tf_fail(error, TF_BAD_USAGE, "the year %d is over: whole-year figures go to %d", last,
                       first - 1);
    if (last > first + MOST_YEARS_AHEAD && last_year != 0)
        return tf_fail(error, TF_BAD_USAGE, "%d is too far: %d years past the figures is the most", last,
                       MOST_YEARS_AHEAD);
    if (last > first + MOST_YEARS_AHEAD)
        last = first + MOST_YEARS_AHEAD;
    if (last < first)
        last = first;
    ClaimForecast *forecasts = NULL;
    return project_flow(tradefig, &known->series, TF_TURNOVER, first, last, arena, &forecasts, projection,
                        error);
}

TfStatus tf_project(Tradefig *tradefig, TfPair pair, TfDate as_of, int last_year, TfArena *arena,
                    TfPairProjection *projection, TfError *error)
{
    Known known = {.rows = {NULL, 0}};
    TfProjection result = {NULL, 0, {NULL, 0}, 0, NULL, 0};
    TfStatus status = look_up(tradefig, pair, as_of, arena, &known, error);
    if (status == TF_OK)
        status = project_known(tradefig, &known, as_of, last_year, arena, &result, error);
    if (status == TF_OK)
        *projection = (TfPairProjection){known.series, result};
    return status;
}

/* ---- progress ---- */

/* Chance of reaching the target in its year under three drift priors. */
static TfStatus target_chances(Tradefig *tradefig, const TfSeries *series, const TfTarget *target, int first,
                               TfArena *arena, ProgressChances *chances, TfProjection *projection,
                               TfError *error)
{
    int year = target->deadline.year;
    ClaimForecast *forecasts = NULL;
    TfStatus status =
        project_flow(tradefig, series, target->flow, first, year, arena, &forecasts, projection, error);
    if (status != TF_OK)
        return status;
    chances->p_target = claim_forecast_chance(&forecasts[year - first], target->value_usd);
    for (int side = 0; side < 2; side++) {
        double shift = side == 0 ? -DRIFT_STEP : DRIFT_STEP;
        status =
            forecast_years(tradefig, series, target->flow, year, year, shift, arena, &forecasts, NULL, error);
        if (status != TF_OK)
            return status;
        double *chance = side == 0 ? &chances->p_drift_low : &chances->p_drift_high;
        *chance = claim_forecast_chance(&forecasts[0], target->value_usd);
    }
    return TF_OK;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int by_name(const void *a, const void *b)
{
    return tf_slice_compare(*(const TfSlice *)a, *(const TfSlice *)b);
}

/* The claims behind the observations that a projection used, sorted; *ids lives in the arena. */
static TfStatus used_claims(const TfSeries *series, const TfProjection *projection, TfArena *arena,
                            int64_t **ids, size_t *count, TfError *error)
{
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; i < projection->residual_count; i++) {
        const TfObservation *used = &series->items[projection->residuals[i].observation];
        for (size_t c = 0; c < used->claim_count; c++) {
            if (!tf_arena_grow(arena, ids, &capacity, *count, sizeof **ids))
                return tf_fail_memory(error);
            (*ids)[(*count)++] = used->claim_ids[c];
        }
    }
    if (*count > 0)
        qsort(*ids, *count, sizeof **ids, by_id);
    return TF_OK;
}

/* How many outlets stand behind a projection; a page that names none counts by its address. Sources are
 * counted so, and not by the books their figures come from: a reader asks who said it. */
static TfStatus count_outlets(const Known *known, const TfProjection *projection, TfArena *arena,
                              size_t *outlets, TfError *error)
{
    int64_t *ids = NULL;
    size_t count = 0;
    size_t named = 0;
    TfStatus status = used_claims(&known->series, projection, arena, &ids, &count, error);
    TfSlice *names = status == TF_OK ? tf_arena_alloc_array(arena, known->rows.count, sizeof *names) : NULL;
    if (names == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    for (size_t i = 0; i < known->rows.count; i++) {
        const TfClaimRecord *record = &known->rows.items[i];
        if (count > 0 && bsearch(&record->id, ids, count, sizeof *ids, by_id) != NULL)
            names[named++] = record->claim.outlet.length > 0 ? record->claim.outlet : record->claim.doc;
    }
    if (named > 0)
        qsort(names, named, sizeof *names, by_name);
    *outlets = 0;
    for (size_t i = 0; i < named; i++)
        *outlets += i == 0 || !tf_slice_equal(names[i], names[i - 1]);
    return TF_OK;
}

static TfStatus judge_target(Tradefig *tradefig, const Known *known, const TfTargetList *targets, size_t at,
                             TfArena *arena, TfProgress *progress, TfError *error)
{
    const TfTarget *target = &targets->items[at];
    ProgressChances chances = {(double)NAN, (double)NAN, (double)NAN};
    TfProjection projection = {NULL, 0, {NULL, 0}, 0, NULL, 0};
    const TfProjection *made = NULL;
    TfSlice why_not = {NULL, 0};
    int first = first_projected_year(&known->series, target->flow);
    int year = target->deadline.year;
    if (first == 0)
        first = year;
    if (tf_date_is_set(target->deadline) && isfinite(target->value_usd) && year <= first + MOST_YEARS_AHEAD) {
        TfError reason;
        TfStatus status = target_chances(tradefig, &known->series, target, first < year ? first : year, arena,
                                         &chances, &projection, &reason);
        if (status == TF_NO_MEMORY)
            return tf_fail_memory(error);
        if (status == TF_OK)
            made = &projection;
        else
            why_not = tf_arena_copy(arena, tf_slice(reason.message));
    }
    TfStatus status = progress_judge(target, &known->series, made, &chances,
                                     progress_newer_target(targets, target), why_not, arena, progress, error);
    if (status == TF_OK)
        status = count_outlets(known, &progress->projection, arena, &progress->sources_used, error);
    return status;
}

static TfStatus judge_all(Tradefig *tradefig, const Known *known, TfPair pair, TfDate as_of, TfArena *arena,
                          TfProgressRows *rows, TfError *error)
{
    TfTargetList targets = {0};
    TfStatus status =
        progress_find_targets(known->rows.items, known->rows.count, pair, as_of, arena, &targets, error);
    if (status != TF_OK)
        return status;
    TfProgress *items = tf_arena_alloc_array(arena, targets.count, sizeof *items);
    if (items == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < targets.count && status == TF_OK; i++)
        status = judge_target(tradefig, known, &targets, i, arena, &items[i], error);
    if (status == TF_OK)
        *rows = (TfProgressRows){items, targets.count, known->series};
    return status;
}

TfStatus tf_progress(Tradefig *tradefig, TfPair pair, TfDate as_of, TfArena *arena, TfProgressRows *rows,
                     TfError *error)
{
    Known known = {.rows = {NULL, 0}};
    TfStatus status = look_up(tradefig, pair, as_of, arena, &known, error);
    if (status == TF_OK)
        status = judge_all(tradefig, &known, pair, as_of, arena, rows, error);
    return status;
}

/* ---- chart ---- */

static TfStatus write_chart(const Trajectory *chart, TfChartTheme theme, const char *path, TfError *error)
{
    ChartFormat format;
    if (chart_format_of(path, &format))
        return chart_trajectory(chart, format, theme == TF_THEME_DARK ? CHART_DARK : CHART_LIGHT, path,
                                error);
    if (!tf_slice_ends_with(tf_slice(path), ".json"))
        return tf_fail_at(error, TF_BAD_USAGE, path, 0,
                          "the file's ending says what to draw: .svg, .png, .pdf, or .json for the numbers");
    TextBuilder out;
    text_init(&out, 0);
    chart_trajectory_json(chart, &out);
    TfStatus status = text_check(&out, error);
    if (status == TF_OK)
        status = file_write_whole(path, text_slice(&out), error);
    text_done(&out);
    return status;
}

TfStatus tf_chart(Tradefig *tradefig, TfPair pair, TfDate as_of, TfChartTheme theme, const char *path,
                  TfError *error)
{
    TfArena arena;
    Known known = {.rows = {NULL, 0}};
    TfProjection projection = {NULL, 0, {NULL, 0}, 0, NULL, 0};
    TfProgressRows progress = {.items = NULL};
    Trajectory chart;
    tf_arena_init(&arena, 0);
    TfStatus status = look_up(tradefig, pair, as_of, &arena, &known, error);
    /* A pair of which only growth or targets are known still has a chart, without a fan. */
    if (status == TF_OK) {
        status = project_known(tradefig, &known, as_of, 0, &arena, &projection, error);
        if (status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_NUMERIC)
            status = TF_OK;
    }
    if (status == TF_OK)
        status = judge_all(tradefig, &known, pair, as_of, &arena, &progress, error);
    if (status == TF_OK)
        status = report_pair_chart(&known.series, &known.rows, &projection, progress.items, progress.count,
                                   &arena, &chart, error);
    if (status == TF_OK && chart.point_count + chart.fan_count + chart.target_count == 0)
        status = tf_fail(error, TF_NOT_FOUND,
                         "nothing to draw: no yearly turnover or target of the pair is stated in "
                         "US dollars; tradefig series --verbose says what is");
    if (status == TF_OK)
        status = write_chart(&chart, theme, path, error);
    tf_arena_done(&arena);
    return status;
}
