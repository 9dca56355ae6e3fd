/* Judging a target: by a later target, by a figure for its year, or by the projection; the rule that decided
 * is said with its numbers. README.md has the rules in order. */
#include "tracker/progress/progress.h"

#include "tracker/model/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_BASE_AGE = 12 /* years */ };
static const double likely = 2.0 / 3;
static const double unlikely = 1.0 / 3;

/* ---- replaced ---- */

/* Amounts of two targets: <0, 0, >0; false when their currencies differ. */
static bool compare_amounts(const TfTarget *a, const TfTarget *b, int *order)
{
    if (strcmp(a->money.currency, b->money.currency) == 0) {
        *order = tf_decimal_compare(a->money.value, b->money.value);
        return true;
    }
    *order = (a->value_usd > b->value_usd) - (a->value_usd < b->value_usd);
    return isfinite(a->value_usd) && isfinite(b->value_usd);
}

static bool replaces(const TfTarget *newer, const TfTarget *target)
{
    int amounts;
    if (newer == target || newer->flow != target->flow ||
        tf_date_compare(newer->stated, target->stated) <= 0 || !compare_amounts(newer, target, &amounts))
        return false;
    if (!tf_date_is_set(target->deadline))
        return amounts != 0 || tf_date_is_set(newer->deadline);
    if (!tf_date_is_set(newer->deadline) || tf_date_compare(target->deadline, newer->stated) < 0)
        return false;
    int years = newer->deadline.year - target->deadline.year;
    if (years == 0)
        return amounts != 0;
    return years > 0 ? amounts <= 0 : amounts >= 0;
}

const TfTarget *progress_newer_target(const TfTargetList *targets, const TfTarget *target)
{
    const TfTarget *newest = NULL;
    for (size_t i = 0; i < targets->count; i++) {
        const TfTarget *other = &targets->items[i];
        if (replaces(other, target) && (newest == NULL || tf_date_compare(other->stated, newest->stated) > 0))
            newest = other;
    }
    return newest;
}

/* ---- figures of whole years ---- */

static bool is_year_figure(const TfObservation *observation, TfMeasure flow)
{
    return tf_observation_is_level(observation, flow) && tf_observation_is_whole_year(observation);
}

typedef enum Verdict { UNDECIDED = 0, REACHED, NOT_REACHED } Verdict;

/* A bound decides only on its own side: "more than 27" does not miss 28. */
static Verdict compare_with_target(const TfObservation *figure, double target_usd)
{
    double value = figure->value_usd;
    switch (figure->relation) {
    case TF_GT:
    case TF_GE:
        return value >= target_usd ? REACHED : UNDECIDED;
    case TF_LT:
    case TF_LE:
    case TF_ALMOST:
        return value <= target_usd ? NOT_REACHED : UNDECIDED;
    case TF_RANGE:
        if (value - figure->rounding / 2 >= target_usd)
            return REACHED;
        return value + figure->rounding / 2 < target_usd ? NOT_REACHED : UNDECIDED;
    default:
        return value >= target_usd ? REACHED : NOT_REACHED;
    }
}

/* The best figure of a year that says whether the target was reached; NULL when none does. A flat figure
 * silences the bounds of its year. */
static const TfObservation *find_deciding(const TfSeries *series, TfMeasure flow, int year, double target_usd)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *figure = &series->items[i];
        if (is_year_figure(figure, flow) && tf_observation_year(figure) == year &&
            compare_with_target(figure, target_usd) != UNDECIDED && tf_observation_is_better(figure, best))
            best = figure;
    }
    return best;
}

/* The years a base may lie in: up to the deadline, and not a generation before the target was said, which
 * would make any growth needed look the same. */
static bool may_be_base(const TfTarget *target, int year)
{
    int last = tf_date_is_set(target->deadline) ? target->deadline.year : 9999;
    int first = (tf_date_is_set(target->stated) ? target->stated.year : last) - MOST_BASE_AGE;
    return year <= last && year >= first;
}

/* The figure to count growth from: the best one of the last year that has any. */
static const TfObservation *find_base(const TfSeries *series, const TfTarget *target)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *figure = &series->items[i];
        if (!is_year_figure(figure, target->flow) || !may_be_base(target, tf_observation_year(figure)))
            continue;
        if (best == NULL || figure->from_month > best->from_month ||
            (figure->from_month == best->from_month && tf_observation_is_better(figure, best)))
            best = figure;
    }
    return best;
}

static void set_base(TfProgress *progress, const TfSeries *series)
{
    const TfTarget *target = &progress->target;
    bool dated = tf_date_is_set(target->deadline);
    const TfObservation *base = find_base(series, target);
    if (base == NULL)
        return;
    progress->base_year = tf_observation_year(base);
    progress->base_usd = base->value_usd;
    progress->needed_growth = target->value_usd / base->value_usd - 1;
    int years = target->deadline.year - progress->base_year;
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
    TfSlice amount = tf_money_text(tf_decimal_to_double(newer->money.value), newer->money.currency, arena);
    if (amount.bytes == NULL)
        return tf_fail_memory(error);
    TfSlice reason;
    tf_date_write_short(said, newer->stated);
    if (tf_date_is_set(newer->deadline))
        reason = tf_arena_format(arena, "on %s the target became %.*s by %d", said, TF_SLICE_ARG(amount),
                                 newer->deadline.year);
    else
        reason = tf_arena_format(arena, "on %s the target became %.*s without a deadline", said,
                                 TF_SLICE_ARG(amount));
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

static TfStatus settle_decided(TfProgress *progress, const TfObservation *figure, TfArena *arena,
                               TfError *error)
{
    bool met = compare_with_target(figure, progress->target.value_usd) == REACHED;
    TfSlice amount = tf_money_text(figure->value_usd, "USD", arena);
    TfSlice goal = tf_money_text(progress->target.value_usd, "USD", arena);
    if (amount.bytes == NULL || goal.bytes == NULL)
        return tf_fail_memory(error);
    TfSlice reason = tf_arena_format(arena, "%d came to %s%.*s, %s %.*s", tf_observation_year(figure),
                                     relation_words(figure->relation), TF_SLICE_ARG(amount),
                                     met ? "which reaches" : "below", TF_SLICE_ARG(goal));
    return settle(progress, met ? TF_TARGET_MET : TF_TARGET_MISSED, reason, error);
}

/* A target without a deadline is met by any year's figure from the year it was said on. */
static TfStatus settle_open(TfProgress *progress, const TfSeries *series, TfArena *arena, TfError *error)
{
    const TfTarget *target = &progress->target;
    for (size_t i = 0; i < series->count; i++) {
        int year = tf_observation_year(&series->items[i]);
        if (!is_year_figure(&series->items[i], target->flow) || year < target->stated.year)
            continue;
        const TfObservation *figure = find_deciding(series, target->flow, year, target->value_usd);
        if (figure != NULL && compare_with_target(figure, target->value_usd) == REACHED)
            return settle_decided(progress, figure, arena, error);
    }
    return settle(progress, TF_TARGET_OPEN, tf_slice("no deadline was stated, so it cannot be missed"),
                  error);
}

static TfStatus settle_not_rated(TfProgress *progress, TfSlice why_not, TfArena *arena, TfError *error)
{
    const char *currency = progress->target.money.currency;
    TfSlice reason = why_not;
    if (!isfinite(progress->target.value_usd))
        reason = currency[0] == '\0'
                     ? tf_slice("no currency was stated")
                     : tf_arena_format(arena, "in %s: there is no exchange rate for it", currency);
    else if (why_not.length == 0)
        reason = tf_slice("no projection up to its deadline");
    return settle(progress, TF_TARGET_NOT_RATED, reason, error);
}

static TfStatus settle_by_chance(TfProgress *progress, TfDate as_of, TfSlice why_not, TfArena *arena,
                                 TfError *error)
{
    double chance = progress->p_target;
    if (!isfinite(chance))
        return settle_not_rated(progress, why_not, arena, error);
    int year = progress->target.deadline.year;
    TfTargetStatus status = chance >= likely     ? TF_TARGET_ON_PATH
                            : chance >= unlikely ? TF_TARGET_UNCLEAR
                                                 : TF_TARGET_OFF_PATH;
    const char *rule = status == TF_TARGET_ON_PATH   ? "is 2 in 3 or more"
                       : status == TF_TARGET_UNCLEAR ? "lies between 1 in 3 and 2 in 3"
                                                     : "is below 1 in 3";
    /* the rounded chance may not contradict the rule: 66.6% is not 67% */
    bool near = fabs(chance - likely) < 0.006 || fabs(chance - unlikely) < 0.006;
    char percent[TF_FIXED_CHARS];
    tf_fixed_write(percent, 100 * chance, near ? 2 : 0);
    TfSlice reason;
    if (tf_date_is_set(as_of) && as_of.year > year)
        reason = tf_arena_format(arena, "no figure decides %d yet; chance %s%% %s", year, percent, rule);
    else
        reason = tf_arena_format(arena, "chance %s%% %s", percent, rule);
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

/* Counts what the projection used: an observation it gives no residual for was too old for it. */
static void count_claims(TfProgress *progress, const TfSeries *series, const TfProjection *projection)
{
    enum { MOST_SOURCES = 16 };
    size_t first_of_source[MOST_SOURCES];
    size_t sources = 0;
    for (size_t i = 0; i < projection->residual_count; i++) {
        size_t place = projection->residuals[i].observation;
        if (place >= series->count)
            continue;
        const TfObservation *used = &series->items[place];
        progress->claims_used += used->claim_count > 0 ? used->claim_count : 1;
        if (sources < MOST_SOURCES && !has_source(series, first_of_source, sources, used->source))
            first_of_source[sources++] = place;
    }
    progress->sources_used = sources;
}

TfStatus progress_judge(const TfTarget *target, const TfSeries *series, const TfProjection *projection,
                        const ProgressChances *chances, const TfTarget *newer, TfSlice why_not,
                        TfArena *arena, TfProgress *progress, TfError *error)
{
    TfProgress made = {
        .target = *target,
        .p_target = (double)NAN,
        .p_drift_low = (double)NAN,
        .p_drift_high = (double)NAN,
        .base_usd = (double)NAN,
        .needed_growth = (double)NAN,
        .needed_growth_per_year = (double)NAN,
    };
    const TfObservation *figure = NULL;
    TfStatus status;
    if (isfinite(target->value_usd))
        set_base(&made, series);
    if (projection != NULL && isfinite(target->value_usd)) {
        made.projection = *projection;
        made.p_target = chances->p_target;
        made.p_drift_low = chances->p_drift_low;
        made.p_drift_high = chances->p_drift_high;
        count_claims(&made, series, projection);
    }
    if (tf_date_is_set(target->deadline))
        figure = find_deciding(series, target->flow, target->deadline.year, target->value_usd);
    if (newer != NULL && replaces(newer, target))
        status = settle_replaced(&made, newer, arena, error);
    else if (!isfinite(target->value_usd))
        status = settle_not_rated(&made, why_not, arena, error);
    else if (!tf_date_is_set(target->deadline))
        status = settle_open(&made, series, arena, error);
    else if (figure != NULL)
        status = settle_decided(&made, figure, arena, error);
    else
        status = settle_by_chance(&made, series->as_of, why_not, arena, error);
    if (status == TF_OK)
        *progress = made;
    return status;
}
