/* The series of a pair: every claim is admitted or refused, and those that say the same become one
 * observation. */
#include "tracker/series/observe.h"

#include "tracker/series/admit.h"

#include "tracker/series/beside.h"
#include "tracker/series/derive.h"
#include "tracker/series/doubt.h"
#include "tracker/series/merge.h"
#include "tracker/series/scopes.h"

#include <stdlib.h>

/* ---- too many ---- */

/* What was said last comes first. */
static int compare_news(const void *left, const void *right)
{
    const TfObservation *a = left;
    const TfObservation *b = right;
    int order = tf_date_compare(b->said, a->said);
    return order != 0 ? order : series_compare_observations(a, b);
}

/* Leaves out all but the SERIES_MOST_OBSERVATIONS said last, with the reason; returns how many stay. A flood
 * of claims may not shut a pair. */
static size_t keep_newest(TfObservation *items, size_t count, TfLeftOut *left_out, size_t *left_out_count)
{
    if (count <= SERIES_MOST_OBSERVATIONS)
        return count;
    qsort(items, count, sizeof *items, compare_news);
    for (size_t i = SERIES_MOST_OBSERVATIONS; i < count; i++)
        for (size_t k = 0; k < items[i].claim_count; k++)
            left_out[(*left_out_count)++] = (TfLeftOut){
                items[i].claim_ids[k], tf_slice("one of more than 4000 figures, of which the ones "
                                                "said last are kept")};
    return SERIES_MOST_OBSERVATIONS;
}

/* ---- the whole ---- */

/* Admits or refuses the claims of the pair, in the order they come. */
static TfStatus admit_all(const TfClaimRecord *records, size_t count, const TfAsk *ask, SeriesRates *rates,
                          TfSeries *series, Candidate *candidates, TfLeftOut *left_out, size_t *admitted,
                          TfArena *arena, TfError *error)
{
    SeriesNames names = {.pair = series->pair};
    *admitted = 0;
    for (size_t i = 0; i < count; i++) {
        TfSlice reason;
        TfObservation beside;
        if (!tf_pair_equal(tf_claim_pair(&records[i].claim), series->pair))
            continue;
        Candidate *candidate = &candidates[*admitted];
        TfStatus status =
            series_admit(&records[i], ask, rates, &names, arena, &candidate->observation, &reason, error);
        if (status != TF_OK)
            return status;
        if (reason.bytes != NULL) {
            left_out[series->left_out_count++] = (TfLeftOut){records[i].id, reason};
            continue;
        }
        candidate->claim_id = records[i].id;
        candidate->page = records[i].family_id != 0 ? records[i].family_id : records[i].article_id;
        ++*admitted;
        if (series_growth_beside(&records[i].claim, &candidate->observation, &beside)) {
            candidates[*admitted] = *candidate;
            candidates[(*admitted)++].observation = beside;
        }
    }
    return TF_OK;
}

/* Makes observations of the admitted claims: each statement once, then what two make together, then doubts.
 */
static TfStatus fuse(Candidate *candidates, size_t admitted, const CurrencyTable *rates, TfLeftOut *left_out,
                     TfSeries *series, TfArena *arena, TfError *error)
{
    TfObservation *items = tf_arena_alloc_array(arena, admitted, sizeof *items);
    int64_t *ids = tf_arena_alloc_array(arena, admitted, sizeof *ids);
    if (items == NULL || ids == NULL)
        return tf_fail_memory(error);
    size_t count = series_merge(candidates, admitted, items, ids);
    count = keep_newest(items, count, left_out, &series->left_out_count);
    qsort(items, count, sizeof *items, series_compare_observations);
    TfStatus status = series_derive(&items, &count, left_out, &series->left_out_count, arena, error);
    if (status != TF_OK)
        return status;
    qsort(items, count, sizeof *items, series_compare_observations);
    series->items = items;
    series->count = count;
    series->left_out = left_out;
    return series_doubt(items, count, series->pair, rates, arena, error);
}

TfStatus series_observe(const TfClaimRecord *records, size_t count, const TfAsk *ask,
                        const CurrencyTable *rates, TfArena *arena, TfSeries *series, TfError *error)
{
    TfSeries made = {
        .pair = ask->pair,
        .as_of = ask->as_of,
        .scope = ask->scope.length > 0 ? ask->scope : tf_slice("goods"),
    };
    /* a claim is an amount, a rate of growth, or both */
    Candidate *candidates = tf_arena_alloc_array(arena, count, 2 * sizeof *candidates);
    TfLeftOut *left_out = tf_arena_alloc_array(arena, count, 2 * sizeof *left_out);
    if (candidates == NULL || left_out == NULL)
        return tf_fail_memory(error);
    size_t admitted;
    SeriesRates conversions = {.table = rates};
    TfStatus status =
        admit_all(records, count, ask, &conversions, &made, candidates, left_out, &admitted, arena, error);
    if (status == TF_OK)
        status = fuse(candidates, admitted, rates, left_out, &made, arena, error);
    if (status == TF_OK)
        status = series_rate_warnings(&conversions, arena, &made.warnings, &made.warning_count, error);
    if (status == TF_OK)
        status = series_warn_of_scopes(records, count, arena, &made, error);
    if (status == TF_OK)
        *series = made;
    return status;
}
