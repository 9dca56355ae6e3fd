/* Statements about the same months side by side. README.md, "Conflicts". */
#include "tracker/series/conflicts.h"

#include "tracker/series/interval.h"
#include "tracker/series/merge.h"

#include <math.h>
#include <stdlib.h>

/* Intervals whose ends are the same number but for rounding have it in common. */
static const double touch = 1e-9;

/* ---- the claims behind a statement ---- */

static int by_id(const void *left, const void *right)
{
    int64_t a = (*(const TfClaimRecord *const *)left)->id;
    int64_t b = (*(const TfClaimRecord *const *)right)->id;
    return (a > b) - (a < b);
}

static TfSaid said_of(const TfClaimRecord *record)
{
    const TfClaim *claim = &record->claim;
    return (TfSaid){record->id, claim->outlet, claim->url, claim->attribution, claim->pub_date};
}

/* Fills in who said it; `records` are by id. */
static TfStatus find_said(TfVoice *voice, const TfClaimRecord **records, size_t count, TfArena *arena,
                          TfError *error)
{
    const TfObservation *item = &voice->observation;
    TfSaid *said = tf_arena_alloc_array(arena, item->claim_count, sizeof *said);
    if (said == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < item->claim_count; i++) {
        const TfClaimRecord wanted = {.id = item->claim_ids[i]};
        const TfClaimRecord *key = &wanted;
        const TfClaimRecord **found = bsearch(&key, records, count, sizeof(TfClaimRecord *), by_id);
        if (found != NULL)
            said[voice->said_count++] = said_of(*found);
    }
    voice->said = said;
    return TF_OK;
}

/* ---- what is about the same ---- */

/* Periods together; in each by day, then by value and source, so that the order of claims does not matter. */
static int compare_voices(const void *left, const void *right)
{
    const TfObservation *a = &((const TfVoice *)left)->observation;
    const TfObservation *b = &((const TfVoice *)right)->observation;
    int order = series_compare_subjects(a, b);
    if (order == 0)
        order = tf_date_compare(a->said, b->said);
    if (order == 0)
        order = (a->value_usd > b->value_usd) - (a->value_usd < b->value_usd);
    if (order == 0)
        order = (a->relation > b->relation) - (a->relation < b->relation);
    return order != 0 ? order : tf_slice_compare(a->source, b->source);
}

/* ---- do they agree ---- */

/* What figures of one side have in common: nothing where low > high. */
typedef struct Common {
    double low;
    double high;
} Common;

static void narrow(Common *common, const TfObservation *item)
{
    common->low = fmax(common->low, series_low(item));
    common->high = fmin(common->high, series_high(item));
}

/* Whether some figure of the one lies wholly above some figure of the other. */
static bool is_above(const Common *one, const Common *other)
{
    return one->low > other->high + touch * fmax(fabs(other->high), fabs(one->low));
}

static bool clash(const Common *one, const Common *other)
{
    return is_above(one, other) || is_above(other, one);
}

static void judge(TfPeriodVoices *period, TfPair pair)
{
    enum { SIDE_A, SIDE_B, UNTOLD, SIDES };
    Common common[SIDES];
    for (size_t i = 0; i < SIDES; i++)
        common[i] = (Common){-HUGE_VAL, HUGE_VAL};
    for (size_t i = 0; i < period->count; i++) {
        const TfObservation *item = &period->voices[i].observation;
        bool of_a = tf_party_equal(item->side, pair.a);
        bool of_b = tf_party_equal(item->side, pair.b);
        narrow(&common[of_a ? SIDE_A : of_b ? SIDE_B : UNTOLD], item);
    }
    period->conflict_a = clash(&common[SIDE_A], &common[SIDE_A]);
    period->conflict_b = clash(&common[SIDE_B], &common[SIDE_B]);
    period->conflict_between = clash(&common[SIDE_A], &common[SIDE_B]);
    for (size_t i = 0; i < SIDES; i++)
        period->conflict_untold = period->conflict_untold || clash(&common[UNTOLD], &common[i]);
}

/* Of exact figures; nothing when there are fewer than two. */
static double find_spread(const TfPeriodVoices *period)
{
    double least = HUGE_VAL;
    double most = -HUGE_VAL;
    for (size_t i = 0; i < period->count; i++) {
        const TfObservation *item = &period->voices[i].observation;
        if (series_is_bound(item))
            continue;
        least = fmin(least, item->value_usd);
        most = fmax(most, item->value_usd);
    }
    if (!(most > least))
        return 0;
    return period->is_growth ? most - least : most / least - 1;
}

static bool has_odd_voice(const TfPeriodVoices *period)
{
    for (size_t i = 0; i < period->count; i++)
        if (period->voices[i].observation.doubt.bytes != NULL || tf_voice_is_outvoted(&period->voices[i]))
            return true;
    return false;
}

/* ---- the whole ---- */

/* Every observation as a voice, by period. */
static TfStatus make_voices(const TfClaimRecord *records, size_t count, const TfSeries *series,
                            const TfResidual *residuals, size_t residual_count, TfArena *arena,
                            TfVoice **voices, TfError *error)
{
    const TfClaimRecord **sorted = tf_arena_alloc_array(arena, count, sizeof(TfClaimRecord *));
    TfVoice *made = tf_arena_alloc_array(arena, series->count, sizeof *made);
    TfStatus status = TF_OK;
    if (sorted == NULL || made == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &records[i];
    qsort(sorted, count, sizeof(TfClaimRecord *), by_id);
    for (size_t i = 0; i < series->count && status == TF_OK; i++) {
        made[i].observation = series->items[i];
        status = find_said(&made[i], sorted, count, arena, error);
    }
    for (size_t i = 0; i < residual_count; i++) {
        made[residuals[i].observation].is_weighed = true;
        made[residuals[i].observation].sigmas = residuals[i].sigmas;
    }
    qsort(made, series->count, sizeof *made, compare_voices);
    *voices = made;
    return status;
}

TfStatus series_conflicts(const TfClaimRecord *records, size_t count, const TfSeries *series,
                          const TfResidual *residuals, size_t residual_count, bool all, TfArena *arena,
                          TfConflicts *conflicts, TfError *error)
{
    TfVoice *voices = NULL;
    TfStatus status = make_voices(records, count, series, residuals, residual_count, arena, &voices, error);
    if (status != TF_OK)
        return status;
    TfPeriodVoices *periods = tf_arena_alloc_array(arena, series->count, sizeof *periods);
    size_t kept = 0;
    if (periods == NULL)
        return tf_fail_memory(error);
    for (size_t first = 0; first < series->count;) {
        const TfObservation *item = &voices[first].observation;
        size_t end = first + 1;
        while (end < series->count && series_compare_subjects(item, &voices[end].observation) == 0)
            end++;
        TfPeriodVoices period = {.from_month = item->from_month,
                                 .to_month = item->to_month,
                                 .is_growth = item->is_growth,
                                 .flow = item->flow,
                                 .voices = voices + first,
                                 .count = end - first};
        judge(&period, series->pair);
        period.spread = find_spread(&period);
        if (tf_voices_conflict(&period) || has_odd_voice(&period) || (all && period.count > 1))
            periods[kept++] = period;
        first = end;
    }
    *conflicts = (TfConflicts){*series, periods, kept};
    return TF_OK;
}
