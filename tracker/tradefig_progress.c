/* How a pair's targets stand: targets, their chances and the figures that decide them. */
#include "tracker/progress/progress.h"
#include "tracker/tradefig_known.h"

#include <math.h>
#include <stdlib.h>

/* Drift prior tried beside the usual one, to show how much hangs on it. */
#define DRIFT_STEP 0.03

/* What the projection says of all targets of one flow: their totals are asked for together. */
typedef struct Outlook {
    TfMeasure flow;
    int first; /* years that are projected, both included */
    int last;
    ProgressPacePlan pace;
    ClaimWindow
        *windows; /* the years, then those of targets that are no such years, then those of the pace */
    size_t window_count;
    size_t *places; /* for each target of the list the place of its window, or NO_WINDOW */
    size_t first_pace;
    ClaimForecast *forecasts; /* of the windows; NULL: there is no projection, */
    ClaimForecast *low; /* with a lower drift; of the years and targets alone; NULL when not asked for */
    ClaimForecast *high;
    TfSlice why_not; /* for this reason */
    TfProjection projection;
} Outlook;

enum { FLOWS = 3, MONTHS_A_YEAR = 12 };
/* Windows that targets may ask for: far fewer than a fit takes, which leaves room for those of the pace. */
#define MOST_TARGET_WINDOWS 300
#define NO_WINDOW           ((size_t)-1)

/* ---- projecting ---- */

static int year_of(const TfTarget *target)
{
    return target->to_month / MONTHS_A_YEAR;
}

/* Whether the total of its months is worth asking for. */
static bool has_outlook(const Outlook *outlook, const TfTarget *target)
{
    return target->flow == outlook->flow && tf_date_is_set(target->deadline) && isfinite(target->value_usd) &&
           year_of(target) >= outlook->first && year_of(target) <= outlook->last;
}

/* The years that targets of the flow ask for, within reach of its figures. Targets without a deadline ask for
 * one: the fit says which figures are outvoted. */
static bool plan_years(const TfSeries *series, const TfTargetList *targets, Outlook *outlook)
{
    int first = known_first_year(series, outlook->flow);
    bool any = false;
    bool any_open = false;
    for (size_t i = 0; i < targets->count; i++) {
        const TfTarget *target = &targets->items[i];
        int year = year_of(target);
        any_open = any_open || (target->flow == outlook->flow && !tf_date_is_set(target->deadline));
        bool is_near = first == 0 || (year >= first - MOST_YEARS_AHEAD && year <= first + MOST_YEARS_AHEAD);
        if (target->flow != outlook->flow || !tf_date_is_set(target->deadline) ||
            !isfinite(target->value_usd) || !is_near)
            continue;
        if (first == 0)
            first = year;
        outlook->first = !any ? (first < year ? first : year) : year < outlook->first ? year : outlook->first;
        outlook->last = !any || year > outlook->last ? year : outlook->last;
        any = true;
    }
    if (!any && any_open && first != 0) {
        outlook->first = outlook->last = first;
        any = true;
    }
    return any;
}

/* The place of the target's months among the windows; they are added where they are new. */
static size_t place_window(ClaimWindow *windows, size_t *count, const TfTarget *target)
{
    size_t at = 0;
    while (at < *count &&
           (windows[at].from_month != target->from_month || windows[at].to_month != target->to_month))
        at++;
    if (at == MOST_TARGET_WINDOWS)
        return NO_WINDOW;
    if (at == *count)
        windows[(*count)++] = (ClaimWindow){target->from_month, target->to_month, target->flow};
    return at;
}

static TfStatus plan_windows(const TfTargetList *targets, TfArena *arena, Outlook *outlook, TfError *error)
{
    size_t years = (size_t)(outlook->last - outlook->first) + 1;
    size_t most = years + targets->count + outlook->pace.window_count;
    size_t count = 0;
    ClaimWindow *windows = tf_arena_alloc_array(arena, most, sizeof *windows);
    size_t *places = tf_arena_alloc_array(arena, targets->count, sizeof *places);
    if (windows == NULL || places == NULL)
        return tf_fail_memory(error);
    while (count < years)
        windows[count] = known_window_of_year(outlook->first + (int)count, outlook->flow), count++;
    for (size_t i = 0; i < targets->count; i++)
        places[i] = has_outlook(outlook, &targets->items[i])
                        ? place_window(windows, &count, &targets->items[i])
                        : NO_WINDOW;
    outlook->first_pace = count;
    for (size_t i = 0; i < outlook->pace.window_count; i++)
        windows[count++] = (ClaimWindow){outlook->pace.windows[i].from_month,
                                         outlook->pace.windows[i].to_month, outlook->flow};
    outlook->windows = windows;
    outlook->window_count = count;
    outlook->places = places;
    return TF_OK;
}

static TfStatus forecast(Tradefig *tradefig, const TfSeries *series, bool briefly, TfArena *arena,
                         Outlook *outlook, TfError *error)
{
    TfStatus status = known_forecast_windows(tradefig, series, outlook->windows, outlook->window_count, 0,
                                             arena, &outlook->forecasts, &outlook->projection, error);
    if (status == TF_OK)
        status = known_keep_years(outlook->forecasts, outlook->first, outlook->last, arena,
                                  &outlook->projection, error);
    if (status == TF_OK && !briefly)
        status = known_forecast_windows(tradefig, series, outlook->windows, outlook->first_pace, -DRIFT_STEP,
                                        arena, &outlook->low, NULL, error);
    if (status == TF_OK && !briefly)
        status = known_forecast_windows(tradefig, series, outlook->windows, outlook->first_pace, DRIFT_STEP,
                                        arena, &outlook->high, NULL, error);
    return status;
}

/* A series that cannot be projected leaves the reason. */
static TfStatus look_ahead(Tradefig *tradefig, const TfSeries *series, const TfTargetList *targets,
                           bool briefly, TfArena *arena, Outlook *outlook, TfError *error)
{
    TfError reason;
    if (!plan_years(series, targets, outlook))
        return TF_OK;
    if (!briefly)
        progress_plan_pace(series, outlook->flow, &outlook->pace);
    TfStatus status = plan_windows(targets, arena, outlook, error);
    if (status != TF_OK)
        return status;
    status = forecast(tradefig, series, briefly, arena, outlook, &reason);
    if (status == TF_NO_MEMORY)
        return tf_fail_memory(error);
    if (status == TF_OK)
        return TF_OK;
    outlook->forecasts = NULL;
    outlook->why_not = tf_arena_copy(arena, tf_slice(reason.message));
    return outlook->why_not.bytes != NULL ? TF_OK : tf_fail_memory(error);
}

/* ---- who said it ---- */

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

/* How many outlets stand behind a projection; a page that names none counts by its address. Sources are
 * counted so, and not by the books their figures come from: a reader asks who said it. */
static TfStatus count_outlets(const Known *known, TfProgress *progress, TfArena *arena, TfError *error)
{
    const int64_t *ids = progress->claim_ids;
    size_t count = progress->claims_used;
    size_t named = 0;
    TfSlice *names = tf_arena_alloc_array(arena, known->rows.count, sizeof *names);
    if (names == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < known->rows.count; i++) {
        const TfClaimRecord *record = &known->rows.items[i];
        if (count > 0 && bsearch(&record->id, ids, count, sizeof *ids, by_id) != NULL)
            names[named++] = record->claim.outlet.length > 0 ? record->claim.outlet : record->claim.doc;
    }
    if (named > 0)
        qsort(names, named, sizeof *names, by_name);
    progress->sources_used = 0;
    for (size_t i = 0; i < named; i++)
        progress->sources_used += i == 0 || !tf_slice_equal(names[i], names[i - 1]);
    return TF_OK;
}

/* ---- judging ---- */

/* The years of the flow's projection that lead to the target's. */
static TfProjection years_to(const Outlook *outlook, const TfSeries *series, const TfTarget *target)
{
    TfProjection projection = outlook->projection;
    int first = known_first_year(series, outlook->flow);
    if (first < outlook->first || first > year_of(target))
        first = year_of(target);
    projection.years += first - outlook->first;
    projection.year_count = (size_t)(year_of(target) - first) + 1;
    return projection;
}

static ProgressChances chances_of(const Outlook *outlook, size_t at, double value_usd)
{
    size_t place = outlook->places[at];
    ProgressChances chances = {claim_forecast_chance(&outlook->forecasts[place], value_usd), (double)NAN,
                               (double)NAN};
    if (outlook->low != NULL && outlook->high != NULL) {
        chances.p_drift_low = claim_forecast_chance(&outlook->low[place], value_usd);
        chances.p_drift_high = claim_forecast_chance(&outlook->high[place], value_usd);
    }
    return chances;
}

static void add_pace(const Outlook *outlook, TfProgress *progress)
{
    double medians[PACE_MOST_WINDOWS];
    for (size_t i = 0; i < outlook->pace.window_count; i++)
        medians[i] = claim_forecast_quantile(&outlook->forecasts[outlook->first_pace + i], 0.5);
    progress_set_pace(progress, &outlook->pace, medians);
}

static TfSlice why_no_outlook(const Outlook *outlook, const TfTarget *target, TfArena *arena)
{
    if (outlook->why_not.bytes != NULL)
        return outlook->why_not;
    if (has_outlook(outlook, target))
        return tf_arena_format(arena, "its months are one too many: targets may have %d different deadlines",
                               MOST_TARGET_WINDOWS);
    return tf_arena_format(arena, "%d is too far from the figures: %d years are the most", year_of(target),
                           MOST_YEARS_AHEAD);
}

static TfStatus judge_target(const Known *known, const TfTargetList *targets, size_t at,
                             const Outlook *outlook, TfArena *arena, TfProgress *progress, TfError *error)
{
    const TfTarget *target = &targets->items[at];
    bool has_fit = outlook->forecasts != NULL;
    bool is_made = has_fit && outlook->places[at] != NO_WINDOW;
    ProgressChances chances = {(double)NAN, (double)NAN, (double)NAN};
    TfProjection projection = {.years = NULL};
    TfSlice why_not = {NULL, 0};
    if (is_made) {
        chances = chances_of(outlook, at, target->value_usd);
        projection = years_to(outlook, &known->series, target);
    } else if (has_fit && !tf_date_is_set(target->deadline)) {
        projection = outlook->projection;
        projection.year_count = 0; /* no year is asked for */
    } else if (tf_date_is_set(target->deadline)) {
        why_not = why_no_outlook(outlook, target, arena);
    }
    TfStatus status =
        progress_judge(target, &known->series, projection.residuals != NULL ? &projection : NULL, &chances,
                       progress_newer_target(targets, target), why_not, arena, progress, error);
    if (status == TF_OK && is_made && outlook->pace.year != 0)
        add_pace(outlook, progress);
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
        !tf_date_is_set(day) || target->money.value.digits <= 0)
        return TF_OK;
    TfStatus status = currency_recent_mean(known->rates, target->money.currency, day, arena, &rate, error);
    if (status != TF_OK || !(rate.usd > 0))
        return status;
    target->value_usd = rate.usd * tf_decimal_to_double(target->money.value);
    target->conversion = rate.how;
    target->is_approximate = true;
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

/* ---- the whole ---- */

static TfStatus find_targets(const Known *known, const TfAsk *ask, TfArena *arena, TfTargetList *targets,
                             TfError *error)
{
    TfStatus status = progress_find_targets(known->rows.items, known->rows.count, ask, arena, targets, error);
    TfDate day = rate_day(known, ask->as_of);
    for (size_t i = 0; i < targets->count && status == TF_OK; i++)
        status = convert_target(known, day, arena, &targets->items[i], error);
    if (status != TF_OK)
        return status;
    progress_resolve_targets(targets, &known->series);
    progress_link_targets(targets);
    return TF_OK;
}

static TfStatus judge_all(Tradefig *tradefig, const Known *known, const TfAsk *ask, bool briefly,
                          TfArena *arena, TfProgressRows *rows, TfError *error)
{
    static const TfMeasure flows[FLOWS] = {TF_TURNOVER, TF_EXPORTS, TF_IMPORTS};
    TfTargetList targets = {0};
    TfStatus status = find_targets(known, ask, arena, &targets, error);
    TfProgress *items = status == TF_OK ? tf_arena_alloc_array(arena, targets.count, sizeof *items) : NULL;
    if (items == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    for (size_t f = 0; f < FLOWS && status == TF_OK; f++) {
        Outlook outlook = {.flow = flows[f]};
        status = look_ahead(tradefig, &known->series, &targets, briefly, arena, &outlook, error);
        for (size_t i = 0; i < targets.count && status == TF_OK; i++) {
            if (targets.items[i].flow != flows[f])
                continue;
            status = judge_target(known, &targets, i, &outlook, arena, &items[i], error);
            if (status == TF_OK)
                status = note_conversion(&items[i], arena, error);
            if (status == TF_OK && !briefly)
                status = count_outlets(known, &items[i], arena, error);
        }
    }
    if (status == TF_OK)
        *rows = (TfProgressRows){items, targets.count, known->series};
    return status;
}

TfStatus known_judge(Tradefig *tradefig, const Known *known, const TfAsk *ask, TfArena *arena,
                     TfProgressRows *rows, TfError *error)
{
    return judge_all(tradefig, known, ask, false, arena, rows, error);
}

TfStatus known_judge_briefly(Tradefig *tradefig, const Known *known, const TfAsk *ask, TfArena *arena,
                             TfProgressRows *rows, TfError *error)
{
    return judge_all(tradefig, known, ask, true, arena, rows, error);
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
