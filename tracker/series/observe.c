/* The series of a pair: every claim is admitted or refused, and those that say the same become one
 * observation. */
#include "tracker/series/observe.h"

#include "tracker/series/admit.h"

#include <stdlib.h>

/* An admitted claim: what it observes, and where it stands. */
typedef struct Candidate {
    TfObservation observation;
    int64_t claim_id;
    int64_t article_id;
    TfSlice doc;
} Candidate;

/* ---- order ---- */

static int compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_doubles(double a, double b)
{
    return (a > b) - (a < b);
}

/* By what is said: 0 means the same statement. */
static int compare_statements(const TfObservation *a, const TfObservation *b)
{
    int order = compare_integers(a->from_month, b->from_month);
    if (order == 0)
        order = compare_integers(a->to_month, b->to_month);
    if (order == 0)
        order = compare_integers(a->is_growth, b->is_growth);
    if (order == 0)
        order = compare_integers((int64_t)a->flow, (int64_t)b->flow);
    if (order == 0)
        order = compare_integers((int64_t)a->relation, (int64_t)b->relation);
    if (order == 0)
        order = compare_doubles(a->value_usd, b->value_usd);
    /* two ranges with one middle are two statements */
    if (order == 0 && a->relation == TF_RANGE)
        order = compare_doubles(a->rounding, b->rounding);
    return order != 0 ? order : tf_slice_compare(a->source, b->source);
}

/* Statements together, in each the pages together. */
static int compare_candidates(const void *left, const void *right)
{
    const Candidate *a = left;
    const Candidate *b = right;
    int order = compare_statements(&a->observation, &b->observation);
    if (order == 0)
        order = compare_integers(a->article_id, b->article_id);
    if (order == 0)
        order = tf_slice_compare(a->doc, b->doc);
    return order != 0 ? order : compare_integers(a->claim_id, b->claim_id);
}

/* The order of a series. */
static int compare_observations(const void *left, const void *right)
{
    const TfObservation *a = left;
    const TfObservation *b = right;
    int order = compare_integers(a->from_month, b->from_month);
    if (order == 0)
        order = compare_integers(a->to_month, b->to_month);
    if (order == 0)
        order = tf_date_compare(a->said, b->said);
    return order != 0 ? order : compare_statements(a, b);
}

static int compare_ids(const void *left, const void *right)
{
    return compare_integers(*(const int64_t *)left, *(const int64_t *)right);
}

/* ---- merging ---- */

static bool same_page(const Candidate *a, const Candidate *b)
{
    return a->article_id == b->article_id && tf_slice_equal(a->doc, b->doc);
}

/* One observation of `count` candidates that say the same; their claim ids go to `ids`. */
static TfObservation merge(const Candidate *candidates, size_t count, int64_t *ids)
{
    TfObservation merged = candidates[0].observation;
    for (size_t i = 0; i < count; i++) {
        const TfObservation *each = &candidates[i].observation;
        ids[i] = candidates[i].claim_id;
        if (i > 0 && !same_page(&candidates[i - 1], &candidates[i]))
            merged.article_count++;
        if (tf_date_compare(each->said, merged.said) < 0)
            merged.said = each->said;
        /* a copy that says "20" for "20.0" has lost a digit, it does not doubt it */
        if (each->rounding < merged.rounding)
            merged.rounding = each->rounding;
    }
    qsort(ids, count, sizeof *ids, compare_ids);
    merged.claim_ids = ids;
    merged.claim_count = count;
    return merged;
}

/* One observation for each statement; `items` has room for `count`. Returns how many there are. */
static size_t merge_all(Candidate *candidates, size_t count, TfObservation *items, int64_t *ids)
{
    size_t made = 0;
    qsort(candidates, count, sizeof *candidates, compare_candidates);
    for (size_t first = 0; first < count;) {
        size_t end = first + 1;
        while (end < count &&
               compare_statements(&candidates[first].observation, &candidates[end].observation) == 0)
            end++;
        items[made++] = merge(candidates + first, end - first, ids + first);
        first = end;
    }
    return made;
}

/* ---- too many ---- */

/* What was said last comes first. */
static int compare_news(const void *left, const void *right)
{
    const TfObservation *a = left;
    const TfObservation *b = right;
    int order = tf_date_compare(b->said, a->said);
    return order != 0 ? order : compare_observations(a, b);
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
    *admitted = 0;
    for (size_t i = 0; i < count; i++) {
        TfSlice reason;
        if (!tf_pair_equal(tf_claim_pair(&records[i].claim), series->pair))
            continue;
        Candidate *candidate = &candidates[*admitted];
        TfStatus status =
            series_admit(&records[i], ask, rates, arena, &candidate->observation, &reason, error);
        if (status != TF_OK)
            return status;
        if (reason.bytes != NULL) {
            left_out[series->left_out_count++] = (TfLeftOut){records[i].id, reason};
            continue;
        }
        candidate->claim_id = records[i].id;
        candidate->article_id = records[i].article_id;
        candidate->doc = records[i].claim.doc;
        ++*admitted;
    }
    return TF_OK;
}

TfStatus series_observe(const TfClaimRecord *records, size_t count, const TfAsk *ask,
                        const CurrencyTable *rates, TfArena *arena, TfSeries *series, TfError *error)
{
    TfSeries made = {
        .pair = ask->pair,
        .as_of = ask->as_of,
        .scope = ask->scope.length > 0 ? ask->scope : tf_slice("goods"),
    };
    Candidate *candidates = tf_arena_alloc_array(arena, count, sizeof *candidates);
    TfLeftOut *left_out = tf_arena_alloc_array(arena, count, sizeof *left_out);
    if (candidates == NULL || left_out == NULL)
        return tf_fail_memory(error);
    size_t admitted;
    SeriesRates conversions = {.table = rates};
    TfStatus status =
        admit_all(records, count, ask, &conversions, &made, candidates, left_out, &admitted, arena, error);
    if (status != TF_OK)
        return status;
    TfObservation *items = tf_arena_alloc_array(arena, admitted, sizeof *items);
    int64_t *ids = tf_arena_alloc_array(arena, admitted, sizeof *ids);
    if (items == NULL || ids == NULL)
        return tf_fail_memory(error);
    made.count =
        keep_newest(items, merge_all(candidates, admitted, items, ids), left_out, &made.left_out_count);
    qsort(items, made.count, sizeof *items, compare_observations);
    made.items = items;
    made.left_out = left_out;
    status = series_rate_warnings(&conversions, arena, &made.warnings, &made.warning_count, error);
    if (status == TF_OK)
        *series = made;
    return status;
}
