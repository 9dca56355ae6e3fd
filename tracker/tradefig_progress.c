/* How a pair's targets stand: targets, their chances and the figures that decide them. */
#include "tracker/progress/progress.h"
#include "tracker/tradefig_known.h"

#include <math.h>
#include <stdlib.h>

/* Drift prior tried beside the usual one, to show how much hangs on it. */
#define DRIFT_STEP 0.03

/* Chance of reaching the target in its year under three drift priors. */
static TfStatus target_chances(Tradefig *tradefig, const TfSeries *series, const TfTarget *target, int first,
                               TfArena *arena, ProgressChances *chances, TfProjection *projection,
                               TfError *error)
{
    int year = target->deadline.year;
    ClaimForecast *forecasts = NULL;
    TfStatus status =
        known_project_flow(tradefig, series, target->flow, first, year, arena, &forecasts, projection, error);
    if (status != TF_OK)
        return status;
    chances->p_target = claim_forecast_chance(&forecasts[year - first], target->value_usd);
    for (int side = 0; side < 2; side++) {
        double shift = side == 0 ? -DRIFT_STEP : DRIFT_STEP;
        status = known_forecast_years(tradefig, series, target->flow, year, year, shift, arena, &forecasts,
                                      NULL, error);
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
    int first = known_first_year(&known->series, target->flow);
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

/* ---- targets in other currencies ---- */

/* The day whose rates count: as-of, or the newest page's when nobody asked for a day. */
static TfDate rate_day(const Known *known, TfDate as_of)
{
    for (size_t i = 0; !tf_date_is_set(as_of) && i < known->rows.count; i++) {
        TfDate day = known->rows.items[known->rows.count - 1 - i].claim.pub_date;
        if (tf_date_is_set(day))
            return day;
    }
    return as_of;
}

/* A target lies ahead and has no rate: it is taken at the mean of the last twelve months. */
static TfStatus convert_target(const Known *known, TfDate day, TfArena *arena, TfTarget *target,
                               TfError *error)
{
    TfMeanRate rate;
    if (isfinite(target->value_usd) || target->money.currency[0] == '\0' || known->rates == NULL ||
        !tf_date_is_set(day))
        return TF_OK;
    TfStatus status = currency_recent_mean(known->rates, target->money.currency, day, arena, &rate, error);
    if (status != TF_OK || !(rate.usd > 0))
        return status;
    target->value_usd = rate.usd * tf_decimal_to_double(target->money.value);
    target->conversion = rate.how;
    return TF_OK;
}

/* Says in the reason that the target's dollars are approximate. */
static TfStatus note_conversion(TfProgress *progress, TfArena *arena, TfError *error)
{
    TfSlice how = progress->target.conversion;
    if (how.bytes == NULL)
        return TF_OK;
    TfSlice value = tf_money_text(progress->target.value_usd, "USD", arena);
    progress->reason =
        tf_arena_format(arena, "%.*s; the target is taken for %.*s at %.*s (approximate)",
                        TF_SLICE_ARG(progress->reason), TF_SLICE_ARG(value), TF_SLICE_ARG(how));
    return progress->reason.bytes != NULL ? TF_OK : tf_fail_memory(error);
}

TfStatus known_judge(Tradefig *tradefig, const Known *known, const TfAsk *ask, TfArena *arena,
                     TfProgressRows *rows, TfError *error)
{
    TfTargetList targets = {0};
    TfStatus status =
        progress_find_targets(known->rows.items, known->rows.count, ask, arena, &targets, error);
    if (status != TF_OK)
        return status;
    TfProgress *items = tf_arena_alloc_array(arena, targets.count, sizeof *items);
    if (items == NULL)
        return tf_fail_memory(error);
    TfDate day = rate_day(known, ask->as_of);
    for (size_t i = 0; i < targets.count && status == TF_OK; i++)
        status = convert_target(known, day, arena, &targets.items[i], error);
    for (size_t i = 0; i < targets.count && status == TF_OK; i++) {
        status = judge_target(tradefig, known, &targets, i, arena, &items[i], error);
        if (status == TF_OK)
            status = note_conversion(&items[i], arena, error);
    }
    if (status == TF_OK)
        *rows = (TfProgressRows){items, targets.count, known->series};
    return status;
}

TfStatus tf_progress(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, TfProgressRows *rows,
                     TfError *error)
{
    Known known = {.rows = {NULL, 0}};
    TfStatus status = known_look_up(tradefig, ask, arena, &known, error);
    if (status == TF_OK)
        status = known_judge(tradefig, &known, ask, arena, rows, error);
    return status;
}
