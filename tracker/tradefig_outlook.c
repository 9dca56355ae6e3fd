/* More about a pair's years to come: any flow and the balance of two, the months of the running year, and the
 * chance of reaching a value in one year or another. */
#include "tracker/tradefig_known.h"

#include <math.h>

/* What one outlook is made from. */
typedef struct Outlook {
    Tradefig *tradefig;
    const TfSeries *series;
    const TfProjectOptions *options;
    int first; /* years */
    int last;
    TfArena *arena;
    TfError *error;
} Outlook;

/* Draws of the years of one flow or, one after the other, of two. */
static TfStatus draw_years(const Outlook *outlook, const TfMeasure *flows, size_t flow_count,
                           ClaimDraws *draws)
{
    size_t years = (size_t)(outlook->last - outlook->first) + 1;
    ClaimWindow *windows = tf_arena_alloc_array(outlook->arena, flow_count * years, sizeof *windows);
    if (windows == NULL)
        return tf_fail_memory(outlook->error);
    for (size_t f = 0; f < flow_count; f++)
        for (size_t i = 0; i < years; i++)
            windows[f * years + i] = known_window_of_year(outlook->first + (int)i, flows[f]);
    ClaimModelOptions options = known_model_options(outlook->series, 0);
    return claim_model_draw(outlook->tradefig->workspace, outlook->series->items, outlook->series->count,
                            windows, flow_count * years, &options, outlook->arena, draws, outlook->error);
}

/* ---- the balance ---- */

/* Exports less imports, drawn together: the projection holds those of exports so far. */
static TfStatus project_balance(const Outlook *outlook, TfProjection *projection)
{
    static const TfMeasure flows[] = {TF_EXPORTS, TF_IMPORTS};
    ClaimDraws draws;
    size_t count = projection->year_count;
    TfStatus status = draw_years(outlook, flows, 2, &draws);
    TfProjectedYear *years =
        status == TF_OK ? tf_arena_alloc_array(outlook->arena, count, sizeof *years) : NULL;
    if (status == TF_OK && years == NULL)
        status = tf_fail_memory(outlook->error);
    for (size_t i = 0; i < count && status == TF_OK; i++) {
        years[i].year = projection->years[i].year;
        status =
            claim_draws_difference(&draws, i, count + i, outlook->arena, &years[i].total_usd, outlook->error);
    }
    if (status == TF_OK)
        projection->years = years;
    return status;
}

/* ---- reaching a value ---- */

/* The chance of a year alone is exact, and so only what came before it needs draws. */
static TfStatus find_reach(const Outlook *outlook, const ClaimForecast *forecasts, TfPairProjection *answer)
{
    ClaimDraws draws;
    size_t count = answer->projection.year_count;
    TfReach *reach = tf_arena_alloc_array(outlook->arena, count, sizeof *reach);
    if (reach == NULL)
        return tf_fail_memory(outlook->error);
    TfStatus status = draw_years(outlook, &outlook->options->measure, 1, &draws);
    if (status != TF_OK)
        return status;
    double value = outlook->options->reach_usd;
    for (size_t i = 0; i < count; i++) {
        double chance = claim_forecast_chance(&forecasts[i], value);
        double by_then = chance + claim_draws_only_before(&draws, i, value);
        if (i > 0)
            by_then = fmax(by_then, reach[i - 1].by_then);
        reach[i] = (TfReach){answer->projection.years[i].year, chance, fmin(by_then, 1)};
    }
    answer->reach_usd = value;
    answer->reach = reach;
    answer->reach_count = count;
    return TF_OK;
}

/* ---- months ---- */

/* The months still to come: from the one after the last that any amount of the flow covers to December of the
 * first projected year. */
static ClaimWindow months_to_come(const Outlook *outlook)
{
    TfMeasure flow = outlook->options->measure;
    int december = tf_month_index(outlook->first, 12);
    int next = december - 11;
    for (size_t i = 0; i < outlook->series->count; i++) {
        const TfObservation *item = &outlook->series->items[i];
        if (tf_observation_is_level(item, flow) && item->to_month >= next && item->to_month < december)
            next = item->to_month + 1;
    }
    return (ClaimWindow){next, december, flow};
}

static TfStatus find_months(const Outlook *outlook, TfPairProjection *answer)
{
    enum { MOST_MONTHS = 12 };
    ClaimWindow all = months_to_come(outlook);
    ClaimWindow windows[MOST_MONTHS];
    ClaimForecast *forecasts = NULL;
    size_t count = 0;
    for (int month = all.from_month; month <= all.to_month && count < MOST_MONTHS; month++)
        windows[count++] = (ClaimWindow){month, month, all.flow};
    TfProjectedMonth *months = tf_arena_alloc_array(outlook->arena, count, sizeof *months);
    if (months == NULL)
        return tf_fail_memory(outlook->error);
    TfStatus status = known_forecast_windows(outlook->tradefig, outlook->series, windows, count, 0,
                                             outlook->arena, &forecasts, NULL, outlook->error);
    if (status != TF_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        months[i] = (TfProjectedMonth){windows[i].from_month / 12, windows[i].from_month % 12 + 1,
                                       claim_forecast_fan(&forecasts[i])};
    answer->months = months;
    answer->month_count = count;
    return TF_OK;
}

/* ---- the whole ---- */

static TfStatus check_options(const TfProjectOptions *options, TfError *error)
{
    if (options->measure == TF_BALANCE && (options->reach_usd > 0 || options->months))
        return tf_fail(error, TF_BAD_USAGE,
                       "of a balance only years can be projected; chances of reaching a value and months are "
                       "there for turnover, exports and imports");
    return TF_OK;
}

/* The years of the flow, or of exports when a balance is asked for: all but its years is the same. */
static TfStatus project_years(const Outlook *outlook, ClaimForecast **forecasts, TfProjection *projection)
{
    size_t count = (size_t)(outlook->last - outlook->first) + 1;
    TfMeasure measure = outlook->options->measure;
    ClaimWindow *windows = tf_arena_alloc_array(outlook->arena, count, sizeof *windows);
    if (windows == NULL)
        return tf_fail_memory(outlook->error);
    for (size_t i = 0; i < count; i++)
        windows[i] =
            known_window_of_year(outlook->first + (int)i, measure == TF_BALANCE ? TF_EXPORTS : measure);
    TfStatus status = known_prepare(outlook->tradefig, outlook->series, measure, outlook->error);
    if (status == TF_OK)
        status = known_forecast_windows(outlook->tradefig, outlook->series, windows, count, 0, outlook->arena,
                                        forecasts, projection, outlook->error);
    if (status == TF_OK)
        status = known_keep_years(*forecasts, outlook->first, outlook->last, outlook->arena, projection,
                                  outlook->error);
    return status;
}

static TfStatus look_ahead(const Outlook *outlook, TfPairProjection *answer)
{
    const TfProjectOptions *options = outlook->options;
    ClaimForecast *forecasts = NULL;
    TfStatus status = project_years(outlook, &forecasts, &answer->projection);
    if (status == TF_OK && options->measure == TF_BALANCE)
        status = project_balance(outlook, &answer->projection);
    if (status == TF_OK && options->reach_usd > 0)
        status = find_reach(outlook, forecasts, answer);
    if (status == TF_OK && options->months)
        status = find_months(outlook, answer);
    return status;
}

TfStatus tf_project_flow(Tradefig *tradefig, const TfAsk *ask, const TfProjectOptions *options,
                         TfArena *arena, TfPairProjection *projection, TfError *error)
{
    Known known = {.rows = {NULL, 0}};
    Outlook outlook = {tradefig, &known.series, options, 0, 0, arena, error};
    TfStatus status = check_options(options, error);
    if (status == TF_OK)
        status = known_look_up(tradefig, ask, arena, &known, error);
    if (status == TF_OK)
        status =
            known_years(&known, options->measure, options->last_year, &outlook.first, &outlook.last, error);
    if (status != TF_OK)
        return status;
    TfPairProjection answer = {.series = known.series, .measure = options->measure};
    status = look_ahead(&outlook, &answer);
    if (status == TF_OK)
        *projection = answer;
    return status;
}
