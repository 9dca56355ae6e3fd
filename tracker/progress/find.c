/* Finding targets: statements of one goal, collected from all who made them. */
#include "tracker/progress/progress.h"

#include <math.h>
#include <stdlib.h>

/* One claim that states a target. */
typedef struct Statement {
    const TfClaimRecord *record;
    const TfClaim *claim;
    TfMeasure flow; /* seen from pair.a */
    TfDate deadline;
} Statement;

/* ---- which claims ---- */

/* A target for trade of the scope asked for (all goods) between the two; a balance is not judged. */
static bool states_target(const TfClaimRecord *record, const TfAsk *ask)
{
    const TfClaim *claim = &record->claim;
    TfPair pair = ask->pair;
    TfSlice scope = ask->scope.length > 0 ? ask->scope : tf_slice("goods");
    for (size_t i = 0; i < ask->without_count; i++)
        if (ask->without[i] == record->id)
            return false;
    bool has_amount = claim->kind == TF_CLAIM_GROWTH ? claim->has_growth : claim->has_value;
    if (claim->status != TF_TARGET || !has_amount || claim->tier == 0)
        return false;
    if (!tf_pair_equal(tf_claim_pair(claim), pair) || !tf_party_is_whole(pair.a) ||
        !tf_party_is_whole(pair.b))
        return false;
    if (claim->measure == TF_BALANCE || !tf_slice_equal(claim->scope, scope))
        return false;
    if (tf_slice_is(record->decision, "rejected"))
        return false;
    return !tf_date_is_set(ask->as_of) || tf_date_compare(claim->pub_date, ask->as_of) <= 0;
}

static Statement make_statement(const TfClaimRecord *record)
{
    const TfClaim *claim = &record->claim;
    return (Statement){.record = record,
                       .claim = claim,
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

/* 0 means the same amount. Growth counted from different bases is not the same. */
static int compare_amounts(const TfClaim *a, const TfClaim *b)
{
    int order = (a->kind > b->kind) - (a->kind < b->kind);
    if (order != 0)
        return order;
    if (a->kind == TF_CLAIM_GROWTH) {
        order = tf_decimal_compare(a->growth_pct, b->growth_pct);
        return order != 0 ? order : tf_slice_compare(a->growth_base, b->growth_base);
    }
    order = tf_decimal_compare(a->value, b->value);
    return order != 0 ? order : tf_slice_compare(tf_slice(a->currency), tf_slice(b->currency));
}

/* 0 means the same target. */
static int compare_goals(const Statement *a, const Statement *b)
{
    int order = compare_deadlines(a->deadline, b->deadline);
    if (order == 0)
        order = (a->flow > b->flow) - (a->flow < b->flow);
    return order != 0 ? order : compare_amounts(a->claim, b->claim);
}

/* Statements of a target together, oldest first; those without a date come last. */
static int compare_statements(const void *left, const void *right)
{
    const Statement *a = left;
    const Statement *b = right;
    int order = compare_goals(a, b);
    if (order == 0)
        order = compare_deadlines(a->claim->pub_date, b->claim->pub_date);
    return order != 0 ? order : (a->record->id > b->record->id) - (a->record->id < b->record->id);
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
    if (claim->kind == TF_CLAIM_GROWTH || claim->value.digits <= 0)
        return (double)NAN;
    if (tf_slice_is(tf_slice(claim->currency), "USD"))
        return tf_decimal_to_double(claim->value);
    for (size_t i = 0; i < claim->alternative_count; i++)
        if (tf_slice_is(tf_slice(claim->alternatives[i].money.currency), "USD") &&
            claim->alternatives[i].money.value.digits > 0)
            return tf_decimal_to_double(claim->alternatives[i].money.value);
    return (double)NAN;
}

/* What the statements after the first may add: dollars, the upper end of a range. */
static void add_statement(TfTarget *target, const TfClaim *claim)
{
    if (!isfinite(target->value_usd))
        target->value_usd = in_dollars(claim);
    if (!target->has_value_hi && claim->kind == TF_CLAIM_LEVEL && claim->has_value_hi) {
        target->has_value_hi = true;
        target->value_hi = claim->value_hi;
    }
}

/* The side whose officials stated it; code "" when those of both did, or nobody tells. */
static TfParty stating_side(const Statement *statements, size_t count, TfPair pair)
{
    TfParty side = {.code = ""};
    for (size_t i = 0; i < count; i++) {
        const TfClaimRecord *record = statements[i].record;
        TfParty speaker =
            tf_party_is_set(record->speaker) ? record->speaker : tf_claim_noted_side(&record->claim);
        if (!tf_party_equal(speaker, pair.a) && !tf_party_equal(speaker, pair.b))
            continue;
        if (tf_party_is_set(side) && !tf_party_equal(side, speaker))
            return (TfParty){.code = ""};
        side = speaker;
    }
    return side;
}

/* `ids` and `records` have room for the statements. */
static TfTarget make_target(const Statement *statements, size_t count, TfPair pair, int64_t *ids,
                            const TfClaimRecord **records)
{
    const TfClaim *first = statements[0].claim;
    TfTarget target = {
        .pair = pair,
        .flow = statements[0].flow,
        .is_growth = first->kind == TF_CLAIM_GROWTH,
        .value_usd = (double)NAN,
        .relation = first->relation,
        .deadline = statements[0].deadline,
        .side = stating_side(statements, count, pair),
        .stated = first->pub_date,
        .stated_by = first->attribution.length > 0 ? first->attribution : first->outlet,
        .claim_ids = ids,
        .claim_count = count,
        .statements = records,
    };
    if (target.is_growth)
        target.growth = tf_decimal_to_double(first->growth_pct) / 100;
    else
        target.money.value = first->value;
    for (size_t i = 0; i < sizeof target.money.currency; i++)
        target.money.currency[i] = target.is_growth ? '\0' : first->currency[i];
    for (size_t i = 0; i < count; i++) {
        ids[i] = statements[i].record->id;
        records[i] = statements[i].record;
        add_statement(&target, statements[i].claim);
    }
    return target;
}

static TfStatus make_targets(const Statement *statements, size_t count, TfPair pair, TfArena *arena,
                             TfTargetList *targets, TfError *error)
{
    int64_t *ids = tf_arena_alloc_array(arena, count, sizeof *ids);
    const TfClaimRecord **records = tf_arena_alloc_array(arena, count, sizeof *records);
    if (ids == NULL || records == NULL)
        return tf_fail_memory(error);
    for (size_t first = 0; first < count;) {
        size_t end = first + 1;
        while (end < count && compare_goals(&statements[first], &statements[end]) == 0)
            end++;
        if (!tf_arena_grow(arena, &targets->items, &targets->capacity, targets->count,
                           sizeof *targets->items))
            return tf_fail_memory(error);
        targets->items[targets->count++] =
            make_target(statements + first, end - first, pair, ids + first, records + first);
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
