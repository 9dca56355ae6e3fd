/* Claims: words of the enumerations, defaults, identity. */
#include "tracker/model/claim.h"

#include <string.h>

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

static bool is_within(TfDecimal value, int power)
{
    TfDecimal bound = {1, (int16_t)power};
    TfDecimal opposite = {-1, (int16_t)power};
    return tf_decimal_compare(value, bound) < 0 && tf_decimal_compare(value, opposite) > 0;
}

bool tf_claim_is_bounded(const TfClaim *claim)
{
    return (!claim->has_value || is_within(claim->value, 21)) &&
           (!claim->has_value_hi || is_within(claim->value_hi, 21)) &&
           (!claim->has_growth || is_within(claim->growth_pct, 9)) &&
           (!claim->has_growth_hi || is_within(claim->growth_pct_hi, 9));
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

TfParty tf_claim_noted_side(const TfClaim *claim)
{
    bool is_noted = claim->rule.bytes == NULL && claim->attribution.length > 0;
    return is_noted && claim->measure == TF_TURNOVER ? claim->reporter : (TfParty){""};
}

/* The amount of a key, low end first: a deficit of the one is a surplus of the other. */
static void write_range(char low[TF_NUMBER_CHARS], char high[TF_NUMBER_CHARS], const TfDecimal *value,
                        const TfDecimal *value_hi, bool negated)
{
    low[0] = high[0] = '\0';
    if (value == NULL)
        return;
    TfDecimal first = negated ? tf_decimal_negate(*value) : *value;
    (void)tf_decimal_write(low, first);
    if (value_hi == NULL)
        return;
    TfDecimal second = negated ? tf_decimal_negate(*value_hi) : *value_hi;
    bool turned = tf_decimal_compare(first, second) > 0;
    (void)tf_decimal_write(low, turned ? second : first);
    (void)tf_decimal_write(high, turned ? first : second);
}

/* Parts of a key, which '|' sets apart. */
#define KEY_PARTS 16
typedef struct Key {
    TfSlice parts[KEY_PARTS];
    size_t count;
} Key;

static void add_part(Key *key, TfSlice part)
{
    key->parts[key->count++] = part;
}

static void add_word(Key *key, const char *word)
{
    add_part(key, tf_slice(word));
}

static TfSlice join(const Key *key, TfArena *arena)
{
    size_t length = key->count - 1;
    for (size_t i = 0; i < key->count; i++)
        length += key->parts[i].length;
    char *bytes = tf_arena_alloc(arena, length + 1);
    if (bytes == NULL)
        return (TfSlice){NULL, 0};
    char *to = bytes;
    for (size_t i = 0; i < key->count; i++) {
        if (i > 0)
            *to++ = '|';
        if (key->parts[i].length > 0)
            memcpy(to, key->parts[i].bytes, key->parts[i].length);
        to += key->parts[i].length;
    }
    *to = '\0';
    return tf_slice_of(bytes, length);
}

/* A growth claim has its percentage and base in its key as well, which a level claim only carries with it. A
 * balance that grows by 10% does so for both sides. */
TfSlice tf_claim_key(const TfClaim *claim, TfArena *arena)
{
    char numbers[4][TF_NUMBER_CHARS];
    char dates[3][TF_DATE_CHARS];
    Key key = {.count = 0};
    TfPair pair = tf_claim_pair(claim);
    bool turned = claim->measure == TF_BALANCE && !tf_party_equal(pair.a, claim->reporter);
    write_range(numbers[0], numbers[1], claim->has_value ? &claim->value : NULL,
                claim->has_value_hi ? &claim->value_hi : NULL, turned);
    add_word(&key, tf_claim_kind_name(claim->kind));
    add_word(&key, pair.a.code);
    add_word(&key, pair.b.code);
    add_word(&key, tf_measure_name(tf_claim_flow(claim)));
    add_part(&key, claim->scope);
    add_word(&key, tf_date_write(dates[0], claim->period.from));
    add_word(&key, tf_date_write(dates[1], claim->period.to));
    add_word(&key, tf_claim_status_name(claim->status));
    add_word(&key, tf_date_write(dates[2], claim->deadline));
    add_word(&key, tf_relation_name(claim->relation));
    add_word(&key, numbers[0]);
    add_word(&key, numbers[1]);
    add_word(&key, claim->currency);
    if (claim->kind == TF_CLAIM_GROWTH) {
        write_range(numbers[2], numbers[3], claim->has_growth ? &claim->growth_pct : NULL,
                    claim->has_growth_hi ? &claim->growth_pct_hi : NULL, false);
        add_word(&key, numbers[2]);
        add_word(&key, numbers[3]);
        add_part(&key, claim->growth_base);
    }
    return join(&key, arena);
}
