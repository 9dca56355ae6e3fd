/* Finding targets: statements of one goal, collected from all who made them. */
#include "tracker/progress/progress.h"

#include <math.h>
#include <stdlib.h>

/* One claim that states a target. */
typedef struct Statement {
    const TfClaim *claim;
    int64_t claim_id;
    TfMeasure flow; /* seen from pair.a */
    TfDate deadline;
} Statement;

/* ---- which claims ---- */

/* A target for trade in all goods between the two; those of one sector or a balance are not judged. */
static bool states_target(const TfClaimRecord *record, const TfAsk *ask)
{
    const TfClaim *claim = &record->claim;
    TfPair pair = ask->pair;
    TfSlice scope = ask->scope.length > 0 ? ask->scope : tf_slice("goods");
    for (size_t i = 0; i < ask->without_count; i++)
        if (ask->without[i] == record->id)
            return false;
    if (claim->status != TF_TARGET || claim->kind != TF_CLAIM_LEVEL || !claim->has_value || claim->tier == 0)
        return false;
    if (!tf_pair_equal(tf_claim_pair(claim), pair) || !tf_party_is_whole(pair.a) ||
        !tf_party_is_whole(pair.b))
        return false;
    if (claim->measure == TF_BALANCE || !tf_slice_equal(claim->scope, scope) || claim->value.digits <= 0)
        return false;
    if (tf_slice_is(record->decision, "rejected"))
        return false;
    return !tf_date_is_set(ask->as_of) || tf_date_compare(claim->pub_date, ask->as_of) <= 0;
}

static Statement make_statement(const TfClaimRecord *record)
{
    const TfClaim *claim = &record->claim;
    return (Statement){.claim = claim,
                       .claim_id = record->id,
                       .flow = tf_claim_flow(claim),
                       .deadline = tf_date_is_set(claim->deadline) ? claim->deadline : claim->period.to};
}

/* ---- order ---- */

/* By deadline, open ones last. */
static int compare_deadlines(TfDate a, TfDate b)
{
    if (tf_date_is_set(a) != tf_date_is_set(b))
        return tf_date_is_set(a) ? -1 : 1;
    return tf_date_compare(a, b);
}

/* 0 means the same target. */
static int compare_goals(const Statement *a, const Statement *b)
{
    int order = compare_deadlines(a->deadline, b->deadline);
    if (order == 0)
        order = (a->flow > b->flow) - (a->flow < b->flow);
    if (order == 0)
        order = tf_decimal_compare(a->claim->value, b->claim->value);
    return order != 0 ? order : tf_slice_compare(tf_slice(a->claim->currency), tf_slice(b->claim->currency));
}

/* Statements of a target together, oldest first; those without a date come last. */
static int compare_statements(const void *left, const void *right)
{
    const Statement *a = left;
    const Statement *b = right;
    int order = compare_goals(a, b);
    if (order == 0)
        order = compare_deadlines(a->claim->pub_date, b->claim->pub_date);
    return order != 0 ? order : (a->claim_id > b->claim_id) - (a->claim_id < b->claim_id);
}

static int compare_targets(const void *left, const void *right)
{
    const TfTarget *a = left;
    const TfTarget *b = right;
    int order = compare_deadlines(a->deadline, b->deadline);
    if (order == 0)
        order = compare_deadlines(a->stated, b->stated);
    return order != 0 ? order : (a->claim_ids[0] > b->claim_ids[0]) - (a->claim_ids[0] < b->claim_ids[0]);
}

/* ---- targets ---- */

static double in_dollars(const TfClaim *claim)
{
    if (tf_slice_is(tf_slice(claim->currency), "USD"))
        return tf_decimal_to_double(claim->value);
    for (size_t i = 0; i < claim->alternative_count; i++)
        if (tf_slice_is(tf_slice(claim->alternatives[i].money.currency), "USD"))
            return tf_decimal_to_double(claim->alternatives[i].money.value);
    return (double)NAN;
}

static TfTarget make_target(const Statement *statements, size_t count, TfPair pair, int64_t *ids)
{
    const TfClaim *first = statements[0].claim;
    TfTarget target = {
        .pair = pair,
        .flow = statements[0].flow,
        .value_usd = (double)NAN,
        .relation = first->relation,
        .deadline = statements[0].deadline,
        .stated = first->pub_date,
        .stated_by = first->attribution.length > 0 ? first->attribution : first->outlet,
        .claim_ids = ids,
        .claim_count = count,
    };
    target.money.value = first->value;
    for (size_t i = 0; i < sizeof target.money.currency; i++)
        target.money.currency[i] = first->currency[i];
    for (size_t i = 0; i < count; i++) {
        ids[i] = statements[i].claim_id;
        if (!isfinite(target.value_usd))
            target.value_usd = in_dollars(statements[i].claim);
    }
    return target;
}

static TfStatus make_targets(const Statement *statements, size_t count, TfPair pair, TfArena *arena,
                             TfTargetList *targets, TfError *error)
{
    int64_t *ids = tf_arena_alloc_array(arena, count, sizeof *ids);
    if (ids == NULL)
        return tf_fail_memory(error);
    for (size_t first = 0; first < count;) {
        size_t end = first + 1;
        while (end < count && compare_goals(&statements[first], &statements[end]) == 0)
            end++;
        if (!tf_arena_grow(arena, &targets->items, &targets->capacity, targets->count,
                           sizeof *targets->items))
            return tf_fail_memory(error);
        targets->items[targets->count++] = make_target(statements + first, end - first, pair, ids + first);
        first = end;
    }
    if (targets->count > 0)
        qsort(targets->items, targets->count, sizeof *targets->items, compare_targets);
    return TF_OK;
}

TfStatus progress_find_targets(const TfClaimRecord *records, size_t count, const TfAsk *ask, TfArena *arena,
                               TfTargetList *targets, TfError *error)
{
    TfTargetList made = {NULL, 0, 0};
    Statement *statements = tf_arena_alloc_array(arena, count, sizeof *statements);
    if (statements == NULL)
        return tf_fail_memory(error);
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (states_target(&records[i], ask))
            statements[found++] = make_statement(&records[i]);
    qsort(statements, found, sizeof *statements, compare_statements);
    TfStatus status = make_targets(statements, found, ask->pair, arena, &made, error);
    if (status == TF_OK)
        *targets = made;
    return status;
}
