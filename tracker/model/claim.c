/* Claims: words of the enumerations, defaults, identity. */
#include "tracker/model/claim.h"

static const char *const kind_names[] = {[TF_CLAIM_LEVEL] = "level", [TF_CLAIM_GROWTH] = "growth"};
static const char *const measure_names[] = {
    [TF_TURNOVER] = "turnover",
    [TF_EXPORTS] = "exports",
    [TF_IMPORTS] = "imports",
    [TF_BALANCE] = "balance",
};
static const char *const relation_names[] = {
    [TF_EQ] = "eq", [TF_APPROX] = "approx", [TF_ALMOST] = "almost", [TF_GT] = "gt",
    [TF_GE] = "ge", [TF_LT] = "lt",         [TF_LE] = "le",         [TF_RANGE] = "range",
};
static const char *const status_names[] = {
    [TF_ACTUAL] = "actual", [TF_ESTIMATE] = "estimate",   [TF_FORECAST] = "forecast",
    [TF_TARGET] = "target", [TF_POTENTIAL] = "potential",
};

#define COUNT(names) (sizeof(names) / sizeof((names)[0]))

/* Index of `name` in a table of words, or TF_NOWHERE. */
static size_t find_word(TfSlice name, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tf_slice_is(name, words[i]))
            return i;
    return TF_NOWHERE;
}

const char *tf_claim_kind_name(TfClaimKind kind)
{
    return kind_names[kind];
}

const char *tf_measure_name(TfMeasure measure)
{
    return measure_names[measure];
}

const char *tf_relation_name(TfRelation relation)
{
    return relation_names[relation];
}

const char *tf_claim_status_name(TfClaimStatus status)
{
    return status_names[status];
}

bool tf_claim_kind_read(TfSlice name, TfClaimKind *kind)
{
    size_t at = find_word(name, kind_names, COUNT(kind_names));
    if (at != TF_NOWHERE)
        *kind = (TfClaimKind)at;
    return at != TF_NOWHERE;
}

bool tf_measure_read(TfSlice name, TfMeasure *measure)
{
    size_t at = find_word(name, measure_names, COUNT(measure_names));
    if (at != TF_NOWHERE)
        *measure = (TfMeasure)at;
    return at != TF_NOWHERE;
}

bool tf_relation_read(TfSlice name, TfRelation *relation)
{
    size_t at = find_word(name, relation_names, COUNT(relation_names));
    if (at != TF_NOWHERE)
        *relation = (TfRelation)at;
    return at != TF_NOWHERE;
}

bool tf_claim_status_read(TfSlice name, TfClaimStatus *status)
{
    size_t at = find_word(name, status_names, COUNT(status_names));
    if (at != TF_NOWHERE)
        *status = (TfClaimStatus)at;
    return at != TF_NOWHERE;
}

TfClaim tf_claim_default(void)
{
    return (TfClaim){.scope = TF_SLICE("goods"), .tier = 1};
}

TfPair tf_claim_pair(const TfClaim *claim)
{
    return tf_pair(claim->reporter, claim->partner);
}

bool tf_claim_list_add(TfClaimList *list, TfArena *arena, const TfClaim *claim)
{
    if (!tf_arena_grow(arena, &list->items, &list->capacity, list->count, sizeof *claim))
        return false;
    list->items[list->count++] = *claim;
    return true;
}

TfMeasure tf_claim_flow(const TfClaim *claim)
{
    static const TfMeasure seen_from_b[] = {[TF_TURNOVER] = TF_TURNOVER,
                                            [TF_EXPORTS] = TF_IMPORTS,
                                            [TF_IMPORTS] = TF_EXPORTS,
                                            [TF_BALANCE] = TF_BALANCE};
    bool is_first = tf_party_equal(claim->reporter, tf_claim_pair(claim).a);
    return is_first ? claim->measure : seen_from_b[claim->measure];
}

TfSlice tf_claim_key(const TfClaim *claim, TfArena *arena)
{
    TfPair pair = tf_claim_pair(claim);
    bool swapped = !tf_party_equal(pair.a, claim->reporter);
    TfDecimal value = claim->has_value ? claim->value : claim->growth_pct;
    if (swapped && claim->measure == TF_BALANCE)
        value.digits = -value.digits;
    char from[TF_DATE_CHARS];
    char to[TF_DATE_CHARS];
    char deadline[TF_DATE_CHARS];
    char low[TF_NUMBER_CHARS];
    char high[TF_NUMBER_CHARS] = "";
    tf_decimal_write(low, value);
    if (claim->has_value_hi)
        tf_decimal_write(high, claim->value_hi);
    return tf_arena_format(arena, "%s|%s|%s|%s|%.*s|%s|%s|%s|%s|%s|%s|%s|%s", tf_claim_kind_name(claim->kind),
                           pair.a.code, pair.b.code, tf_measure_name(tf_claim_flow(claim)),
                           TF_SLICE_ARG(claim->scope), tf_date_write(from, claim->period.from),
                           tf_date_write(to, claim->period.to), tf_claim_status_name(claim->status),
                           tf_date_write(deadline, claim->deadline), tf_relation_name(claim->relation), low,
                           high, claim->currency);
}
