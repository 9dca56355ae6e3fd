/* A pair's projection: its series through the claim model. */
#include "tracker/tradefig_known.h"

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

/* Where only exports and imports are stated, theirs count for turnover. */
static int first_year(const TfSeries *series, TfMeasure flow)
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

/* A balance is known once both of its flows are. */
int known_first_year(const TfSeries *series, TfMeasure flow)
{
    if (flow != TF_BALANCE)
        return first_year(series, flow);
    int exports = first_year(series, TF_EXPORTS);
    int imports = first_year(series, TF_IMPORTS);
    return exports == 0 || (imports != 0 && imports < exports) ? imports : exports;
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
    bool is_there = stated.exports || stated.imports;
    (void)tf_pair_short(pair, series->pair);
    if (flow == TF_BALANCE)
        is_there = stated.exports + stated.imports + stated.turnover >= 2;
    else if (flow == TF_TURNOVER)
        is_there = stated.turnover || (stated.exports && stated.imports);
    if (is_there)
        return TF_OK;
    if (stated.exports || stated.imports || stated.turnover)
        return tf_fail(error, TF_NOT_FOUND, "no %s of %s to project: only %s stated; see tradefig series %s",
                       tf_measure_name(flow), pair,
                       stated.turnover  ? "turnover is"
                       : stated.exports ? "one side's exports are"
                                        : "one side's imports are",
                       pair);
    if (series->count == 0 && series->warning_count > 0)
        return tf_fail(error, TF_NOT_FOUND, "no figure of %s to project from: %.*s", pair,
                       TF_SLICE_ARG(series->warnings[series->warning_count - 1]));
    return tf_fail(
        error, TF_NOT_FOUND,
        "no figure of %s to project from (%zu claim%s, none an amount in US dollars over whole months that "
        "are over); tradefig series %s --verbose says why each was left out",
        pair, series->left_out_count + series->count, series->left_out_count + series->count == 1 ? "" : "s",
        pair);
}

TfStatus known_prepare(Tradefig *tradefig, const TfSeries *series, TfMeasure flow, TfError *error)
{
    TfStatus status = check_flow(series, flow, error);
    return status == TF_OK ? prepare_workspace(tradefig, error) : status;
}

ClaimModelOptions known_model_options(const TfSeries *series, double drift_shift)
{
    ClaimModelOptions options = claim_model_defaults();
    options.drift_per_year += drift_shift;
    options.scale_shift = claim_scale_shift(series->pair);
    return options;
}

TfStatus known_forecast_windows(Tradefig *tradefig, const TfSeries *series, const ClaimWindow *windows,
                                size_t count, double drift_shift, TfArena *arena, ClaimForecast **forecasts,
                                TfProjection *projection, TfError *error)
{
    TfStatus status = count > 0 ? known_prepare(tradefig, series, windows[0].flow, error) : TF_OK;
    *forecasts = tf_arena_alloc_array(arena, count, sizeof **forecasts);
    if (status == TF_OK && *forecasts == NULL)
        status = tf_fail_memory(error);
    if (status != TF_OK)
        return status;
    ClaimModelOptions options = known_model_options(series, drift_shift);
    return claim_model_fit(tradefig->workspace, series->items, series->count, windows, count, &options, arena,
                           *forecasts, projection, error);
}

ClaimWindow known_window_of_year(int year, TfMeasure flow)
{
    return (ClaimWindow){tf_month_index(year, 1), tf_month_index(year, 12), flow};
}

TfStatus known_keep_years(const ClaimForecast *forecasts, int first, int last, TfArena *arena,
                          TfProjection *projection, TfError *error)
{
    size_t count = (size_t)(last - first) + 1;
    TfProjectedYear *years = tf_arena_alloc_array(arena, count, sizeof *years);
    if (years == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        years[i] = (TfProjectedYear){first + (int)i, claim_forecast_fan(&forecasts[i])};
    projection->years = years;
    projection->year_count = count;
    return TF_OK;
}

/* The years first..last of one flow as a projection. */
static TfStatus project_years(Tradefig *tradefig, const TfSeries *series, TfMeasure flow, int first, int last,
                              TfArena *arena, TfProjection *projection, TfError *error)
{
    size_t count = (size_t)(last - first) + 1;
    ClaimForecast *forecasts = NULL;
    ClaimWindow *windows = tf_arena_alloc_array(arena, count, sizeof *windows);
    if (windows == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        windows[i] = known_window_of_year(first + (int)i, flow);
    TfStatus status =
        known_forecast_windows(tradefig, series, windows, count, 0.0, arena, &forecasts, projection, error);
    return status != TF_OK ? status : known_keep_years(forecasts, first, last, arena, projection, error);
}

/* The year to project to when nobody says: one past the as-of day, the last figure and the last target that a
 * projection reaches. */
static int default_last_year(const Known *known, int first)
{
    TfDate as_of = known->series.as_of;
    int last = tf_date_is_set(as_of) ? as_of.year + 1 : 0;
    for (size_t i = 0; i < known->series.count; i++)
        if (known->series.items[i].to_month / 12 + 1 > last)
            last = known->series.items[i].to_month / 12 + 1;
    for (size_t i = 0; i < known->rows.count; i++) {
        const TfClaim *claim = &known->rows.items[i].claim;
        if (claim->status == TF_TARGET && claim->deadline.year + 1 > last &&
            claim->deadline.year <= first + MOST_YEARS_AHEAD)
            last = claim->deadline.year + 1;
    }
    return last;
}

/* A table of the years 24 to 54 is no answer to how trade stands today. */
static TfStatus check_age(const TfSeries *series, int first, TfError *error)
{
    char pair[TF_PAIR_CHARS];
    char day[TF_DATE_CHARS];
    if (first == 0 || !tf_date_is_set(series->as_of) || series->as_of.year <= first + MOST_YEARS_AHEAD)
        return TF_OK;
    return tf_fail(error, TF_NOT_FOUND,
                   "the figures of %s end %d years before %s; a projection reaches %d years",
                   tf_pair_short(pair, series->pair), series->as_of.year - first,
                   tf_date_write_short(day, series->as_of), MOST_YEARS_AHEAD);
}

TfStatus known_years(const Known *known, TfMeasure flow, int last_year, int *first, int *last, TfError *error)
{
    int turnover_first = known_first_year(&known->series, TF_TURNOVER);
    *first = known_first_year(&known->series, flow);
    if (turnover_first > *first) /* years that are over are not ahead, though their split is not stated */
        *first = turnover_first;
    *last = last_year != 0 ? last_year : default_last_year(known, *first);
    bool is_bound = *first != 0 && last_year != 0; /* without figures check_flow says what is missing */
    if (is_bound && *last < *first)
        return tf_fail(error, TF_BAD_USAGE, "the year %d is over: whole-year figures go to %d", *last,
                       *first - 1);
    TfStatus status = last_year == 0 ? check_age(&known->series, *first, error) : TF_OK;
    if (status != TF_OK)
        return status;
    if (is_bound && *last > *first + MOST_YEARS_AHEAD)
        return tf_fail(error, TF_BAD_USAGE, "%d is too far: %d years past the figures is the most", *last,
                       MOST_YEARS_AHEAD);
    if (*last > *first + MOST_YEARS_AHEAD)
        *last = *first + MOST_YEARS_AHEAD;
    if (*last < *first)
        *last = *first;
    return TF_OK;
}

TfStatus known_project(Tradefig *tradefig, const Known *known, int last_year, TfArena *arena,
                       TfProjection *projection, TfError *error)
{
    int first = 0;
    int last = 0;
    TfStatus status = known_years(known, TF_TURNOVER, last_year, &first, &last, error);
    if (status != TF_OK)
        return status;
    return project_years(tradefig, &known->series, TF_TURNOVER, first, last, arena, projection, error);
}

TfStatus tf_project(Tradefig *tradefig, const TfAsk *ask, int last_year, TfArena *arena,
                    TfPairProjection *projection, TfError *error)
{
    const TfProjectOptions options = {.measure = TF_TURNOVER, .last_year = last_year};
    return tf_project_flow(tradefig, ask, &options, arena, projection, error);
}
