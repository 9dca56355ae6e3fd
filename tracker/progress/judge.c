/* Judging a target: by a later target, by a figure for its year, or by the projection; the rule that decided
 * is said with its numbers. README.md has the rules in order. */
#include "tracker/progress/figures.h"

#include "tracker/model/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS_A_YEAR = 12, MOST_BASE_AGE = 12 /* years */ };
static const double likely = 2.0 / 3;
static const double unlikely = 1.0 / 3;

/* ---- growth that is needed ---- */

/* The base may lie up to the deadline, and not a generation before the target was said, which would make any
 * growth needed look the same. */
static void set_base(TfProgress *progress, const FigureView *view)
{
    const TfTarget *target = &progress->target;
    bool dated = tf_date_is_set(target->deadline);
    int last = dated ? target->to_month / MONTHS_A_YEAR : 9999;
    int first = (tf_date_is_set(target->stated) ? target->stated.year : last) - MOST_BASE_AGE;
    const TfObservation *base = figure_base(view, first, last);
    if (base == NULL)
        return;
    progress->base_year = tf_observation_year(base);
    progress->base_usd = base->value_usd;
    if (dated && target->to_month - target->from_month + 1 < MONTHS_A_YEAR)
        return; /* part of a year does not grow from a whole one */
    progress->needed_growth = target->value_usd / base->value_usd - 1;
    double years = (target->to_month - base->to_month) / (double)MONTHS_A_YEAR;
    if (dated && years > 0)
        progress->needed_growth_per_year = pow(target->value_usd / base->value_usd, 1.0 / years) - 1;
}

/* ---- verdicts ---- */

static TfStatus settle(TfProgress *progress, TfTargetStatus status, TfSlice reason, TfError *error)
{
    if (reason.bytes == NULL)
        return tf_fail_memory(error);
    progress->status = status;
    progress->reason = reason;
    return TF_OK;
}

static TfStatus settle_replaced(TfProgress *progress, const TfTarget *newer, TfArena *arena, TfError *error)
{
    char said[TF_DATE_CHARS];
    TfSlice goal = tf_target_text(newer, arena);
    if (goal.bytes == NULL)
        return tf_fail_memory(error);
    tf_date_write_short(said, newer->stated);
    TfSlice reason = tf_arena_format(arena, "on %s the target became %.*s%s", said, TF_SLICE_ARG(goal),
                                     tf_date_is_set(newer->deadline) ? "" : " without a deadline");
    return settle(progress, TF_TARGET_REPLACED, reason, error);
}

/* How a bound is read in a sentence. */
static const char *relation_words(TfRelation relation)
{
    static const char *const words[] = {
        [TF_EQ] = "",          [TF_APPROX] = "about ", [TF_ALMOST] = "almost ", [TF_GT] = "over ",
        [TF_GE] = "at least ", [TF_LT] = "under ",     [TF_LE] = "at most ",    [TF_RANGE] = "the middle "};
    return words[relation];
}

/* "2025", "Jul 2025-Jun 2026" */
static const char *months_text(char text[TF_PERIOD_CHARS], int from_month, int to_month)
{
    TfDate from = tf_month_first_day(from_month);
    TfDate to = tf_month_last_day(to_month);
    return tf_period_text(text, (TfPeriod){from, to, tf_period_kind_of(from, to), TF_BASIS_EXPLICIT});
}

static TfStatus settle_decided(TfProgress *progress, const TfObservation *figure, TfArena *arena,
                               TfError *error)
{
    char months[TF_PERIOD_CHARS];
    double target = progress->target.value_usd;
    bool met = figure_verdict(figure, target) == FIGURE_REACHED;
    TfSlice amount = tf_money_text(figure->value_usd, "USD", arena);
    TfSlice goal = tf_money_text(target, "USD", arena);
    if (amount.bytes == NULL || goal.bytes == NULL)
        return tf_fail_memory(error);
    /* 29.97 may not look as if it were 30.0 */
    bool near = !met && figure->relation == TF_EQ && tf_slice_equal(amount, goal);
    TfSlice reason = tf_arena_format(arena, "%s came to %s%.*s%s, %s %.*s",
                                     months_text(months, figure->from_month, figure->to_month),
                                     relation_words(figure->relation), TF_SLICE_ARG(amount),
                                     figure->is_approximate ? " (converted with a mean rate)" : "",
                                     met    ? "which reaches"
                                     : near ? "just below"
                                            : "below",
                                     TF_SLICE_ARG(goal));
    return settle(progress, met ? TF_TARGET_MET : TF_TARGET_MISSED, reason, error);
}

/* A target without a deadline is met by any year's figure from the year it was said on. */
static TfStatus settle_open(TfProgress *progress, const FigureView *view, TfArena *arena, TfError *error)
{
    const TfTarget *target = &progress->target;
    for (size_t i = 0; i < view->series->count; i++) {
        const TfObservation *item = &view->series->items[i];
        if (!tf_observation_is_level(item, view->flow) || !tf_observation_is_whole_year(item) ||
            tf_observation_year(item) < target->stated.year)
            continue;
        const TfObservation *figure =
            figure_deciding(view, item->from_month, item->to_month, target->value_usd);
        if (figure != NULL && figure_verdict(figure, target->value_usd) == FIGURE_REACHED)
            return settle_decided(progress, figure, arena, error);
    }
    return settle(progress, TF_TARGET_OPEN, tf_slice("no deadline was stated, so it cannot be missed"),
                  error);
}

/* Why an amount has no dollars. */
static TfSlice why_unmeasured(const TfTarget *target, TfArena *arena)
{
    const char *currency = target->money.currency;
    if (target->is_growth && target->growth <= 0)
        return tf_slice("it asks for no growth");
    if (target->is_growth && target->growth_year == 0)
        return tf_slice("it asks for growth, and the year to count it from is not told");
    if (target->is_growth)
        return tf_arena_format(arena, "it asks for growth over %d, of which no figure is known",
                               target->growth_year);
    if (target->money.value.digits <= 0)
        return tf_slice("an amount of 0 or less is no goal that can be reached");
    if (currency[0] == '\0')
        return tf_slice("no currency was stated");
    return tf_arena_format(arena, "in %s: there is no exchange rate for it", currency);
}

static TfStatus settle_not_rated(TfProgress *progress, TfSlice why_not, TfArena *arena, TfError *error)
{
    TfSlice reason = why_not;
    if (!isfinite(progress->target.value_usd))
        reason = why_unmeasured(&progress->target, arena);
    else if (why_not.length == 0)
        reason = tf_slice("no projection up to its deadline");
    return settle(progress, TF_TARGET_NOT_RATED, reason, error);
}

/* "no figure decides 2025 yet; ", or what was found and does not count; empty while its months run. */
static TfSlice undecided_text(const TfProgress *progress, const FigureView *view, TfArena *arena)
{
    char months[TF_PERIOD_CHARS];
    const TfTarget *target = &progress->target;
    const TfObservation *aside =
        figure_set_aside(view, target->from_month, target->to_month, target->value_usd);
    (void)months_text(months, target->from_month, target->to_month);
    if (aside != NULL) {
        TfSlice amount = tf_money_text(aside->value_usd, "USD", arena);
        return tf_arena_format(arena, "the figure of %.*s for %s does not decide, for %s; ",
                               TF_SLICE_ARG(amount), months, figure_why_aside(view, aside));
    }
    TfDate as_of = view->series->as_of;
    if (tf_date_is_set(as_of) && tf_date_month_index(as_of) > target->to_month)
        return tf_arena_format(arena, "no figure decides %s yet; ", months);
    return tf_arena_copy(arena, tf_slice(""));
}

static TfStatus settle_by_chance(TfProgress *progress, const FigureView *view, TfSlice why_not,
                                 TfArena *arena, TfError *error)
{
    double chance = progress->p_target;
    if (!isfinite(chance))
        return settle_not_rated(progress, why_not, arena, error);
    TfTargetStatus status = chance >= likely     ? TF_TARGET_ON_PATH
                            : chance >= unlikely ? TF_TARGET_UNCLEAR
                                                 : TF_TARGET_OFF_PATH;
    const char *rule = status == TF_TARGET_ON_PATH   ? "is 2 in 3 or more"
                       : status == TF_TARGET_UNCLEAR ? "lies between 1 in 3 and 2 in 3"
                                                     : "is below 1 in 3";
    /* the rounded chance may not contradict the rule: 66.6% is not 67% */
    bool near = fabs(chance - likely) < 0.006 || fabs(chance - unlikely) < 0.006;
    char percent[TF_FIXED_CHARS];
    char rounded[TF_CHANCE_CHARS];
    tf_fixed_write(percent, 100 * chance, 2);
    TfSlice undecided = undecided_text(progress, view, arena);
    TfSlice reason = tf_arena_format(arena, "%.*schance %s%s %s", TF_SLICE_ARG(undecided),
                                     near ? percent : tf_chance_text(rounded, chance), near ? "%" : "", rule);
    return settle(progress, status, reason, error);
}

/* ---- the whole ---- */

static bool has_source(const TfSeries *series, const size_t *places, size_t count, TfSlice source)
{
    for (size_t i = 0; i < count; i++)
        if (tf_slice_equal(series->items[places[i]].source, source))
            return true;
    return false;
}

static int by_number(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* Sorted, each once; returns how many are left. */
static size_t make_unique(int64_t *ids, size_t count)
{
    size_t kept = 0;
    if (count > 0)
        qsort(ids, count, sizeof *ids, by_number);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || ids[kept - 1] != ids[i])
            ids[kept++] = ids[i];
    return kept;
}

/* Notes what the projection used: an observation it gives no residual for was too old for it. A claim that
 * tells a level and its growth stands behind two observations. */
static TfStatus note_claims(TfProgress *progress, const TfSeries *series, const TfProjection *projection,
                            TfArena *arena, TfError *error)
{
    enum { MOST_SOURCES = 16 };
    size_t first_of_source[MOST_SOURCES];
    size_t sources = 0;
    size_t count = 0;
    for (size_t i = 0; i < projection->residual_count; i++)
        if (projection->residuals[i].observation < series->count)
            count += series->items[projection->residuals[i].observation].claim_count;
    int64_t *ids = tf_arena_alloc_array(arena, count, sizeof *ids);
    if (ids == NULL)
        return tf_fail_memory(error);
    count = 0;
    for (size_t i = 0; i < projection->residual_count; i++) {
        size_t place = projection->residuals[i].observation;
        if (place >= series->count)
            continue;
        const TfObservation *used = &series->items[place];
        for (size_t c = 0; c < used->claim_count; c++)
            ids[count++] = used->claim_ids[c];
        if (sources < MOST_SOURCES && !has_source(series, first_of_source, sources, used->source))
            first_of_source[sources++] = place;
    }
    progress->claim_ids = ids;
    progress->claims_used = make_unique(ids, count);
    progress->sources_used = sources;
    return TF_OK;
}

/* The side whose books the projection is in; code "" when nobody tells. */
static TfParty reference_side(const TfSeries *series, const TfProjection *projection)
{
    for (size_t i = 0; projection != NULL && i < series->count; i++)
        if (!series->items[i].is_growth &&
            tf_slice_equal(series->items[i].source, projection->reference_source))
            return series->items[i].side;
    return (TfParty){.code = ""};
}

static TfStatus settle_status(TfProgress *progress, const FigureView *view, const TfTarget *newer,
                              TfSlice why_not, TfArena *arena, TfError *error)
{
    const TfTarget *target = &progress->target;
    const TfObservation *figure = NULL;
    if (newer != NULL)
        return settle_replaced(progress, newer, arena, error);
    if (!isfinite(target->value_usd))
        return settle_not_rated(progress, why_not, arena, error);
    if (!tf_date_is_set(target->deadline))
        return settle_open(progress, view, arena, error);
    figure = figure_deciding(view, target->from_month, target->to_month, target->value_usd);
    if (figure != NULL)
        return settle_decided(progress, figure, arena, error);
    return settle_by_chance(progress, view, why_not, arena, error);
}

TfStatus progress_judge(const TfTarget *target, const TfSeries *series, const TfProjection *projection,
                        const ProgressChances *chances, const TfTarget *newer, TfSlice why_not,
                        TfArena *arena, TfProgress *progress, TfError *error)
{
    TfProgress made = {
        .target = *target,
        .judged_by = tf_party_is_set(target->side) ? target->side : reference_side(series, projection),
        .p_target = (double)NAN,
        .p_drift_low = (double)NAN,
        .p_drift_high = (double)NAN,
        .base_usd = (double)NAN,
        .needed_growth = (double)NAN,
        .needed_growth_per_year = (double)NAN,
    };
    TfStatus status = TF_OK;
    FigureView view = {series, projection, target->flow, made.judged_by};
    if (isfinite(target->value_usd))
        set_base(&made, &view);
    if (projection != NULL && isfinite(target->value_usd)) {
        made.projection = *projection;
        made.p_target = chances->p_target;
        made.p_drift_low = chances->p_drift_low;
        made.p_drift_high = chances->p_drift_high;
        status = note_claims(&made, series, projection, arena, error);
    }
    if (status == TF_OK)
        status = settle_status(&made, &view, newer, why_not, arena, error);
    if (status == TF_OK)
        *progress = made;
    return status;
}
