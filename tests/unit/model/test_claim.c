/* A claim's key: equal for what says the same, different for what does not. */
#include "tests/support/support.h"

#include "tracker/model/claim.h"

/* Claims come from fields of the schema in a short form, so that a row shows what differs. */
typedef struct Said {
    const char *reporter;
    const char *partner;
    TfMeasure measure;
    TfDecimal value; /* 0: none */
    TfDecimal value_hi;
    TfDecimal growth;
    TfDecimal growth_hi;
    const char *growth_base;
} Said;

static TfSlice key_of(const Said *said, TfArena *arena)
{
    TfClaim claim = tf_claim_default();
    assert_true(tf_party_from_code(tf_slice(said->reporter), &claim.reporter));
    assert_true(tf_party_from_code(tf_slice(said->partner), &claim.partner));
    claim.measure = said->measure;
    claim.has_value = said->value.digits != 0;
    claim.value = said->value;
    claim.has_value_hi = said->value_hi.digits != 0;
    claim.value_hi = said->value_hi;
    claim.has_growth = said->growth.digits != 0;
    claim.growth_pct = said->growth;
    claim.has_growth_hi = said->growth_hi.digits != 0;
    claim.growth_pct_hi = said->growth_hi;
    claim.growth_base = tf_slice(said->growth_base);
    claim.kind = claim.has_value ? TF_CLAIM_LEVEL : TF_CLAIM_GROWTH;
    return tf_claim_key(&claim, arena);
}

static void one_statement_has_one_key_from_either_side(void **state)
{
    (void)state;
    const struct {
        Said one;
        Said other;
    } rows[] = {
        {{"KAZ", "RUS", TF_EXPORTS, .value = {97, 8}}, {"RUS", "KAZ", TF_IMPORTS, .value = {97, 8}}},
        {{"KAZ", "RUS", TF_TURNOVER, .value = {280, 8}}, {"RUS", "KAZ", TF_TURNOVER, .value = {28, 9}}},
        {{"KAZ", "RUS", TF_BALANCE, .value = {-6, 9}}, {"RUS", "KAZ", TF_BALANCE, .value = {6, 9}}},
        {{"KAZ", "RUS", TF_BALANCE, .value = {-6, 9}, .value_hi = {-5, 9}},
         {"RUS", "KAZ", TF_BALANCE, .value = {5, 9}, .value_hi = {6, 9}}},
        /* "a deficit of 5 to 6 billion" may come with its ends as they were said */
        {{"KAZ", "RUS", TF_BALANCE, .value = {-5, 9}, .value_hi = {-6, 9}},
         {"RUS", "KAZ", TF_BALANCE, .value = {5, 9}, .value_hi = {6, 9}}},
        {{"KAZ", "RUS", TF_BALANCE, .growth = {10, 0}}, {"RUS", "KAZ", TF_BALANCE, .growth = {10, 0}}},
        /* a level claim is known by its level */
        {{"KAZ", "RUS", TF_TURNOVER, .value = {28, 9}, .growth = {4, 0}, .growth_base = "yoy"},
         {"KAZ", "RUS", TF_TURNOVER, .value = {28, 9}}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        TfSlice other = key_of(&rows[i].other, &arena);
        assert_slice(key_of(&rows[i].one, &arena), other.bytes);
        tf_arena_done(&arena);
    }
}

static void different_statements_have_different_keys(void **state)
{
    (void)state;
    const Said said[] = {
        {"KAZ", "RUS", TF_TURNOVER, .growth = {10, 0}},
        {"KAZ", "RUS", TF_TURNOVER, .growth = {-10, 0}},
        {"KAZ", "RUS", TF_TURNOVER, .growth = {10, 0}, .growth_base = "yoy"},
        {"KAZ", "RUS", TF_TURNOVER, .growth = {10, 0}, .growth_base = "per_year"},
        {"KAZ", "RUS", TF_TURNOVER, .growth = {10, 0}, .growth_hi = {15, 0}, .growth_base = "yoy"},
        {"KAZ", "RUS", TF_TURNOVER, .growth = {10, 0}, .growth_hi = {20, 0}, .growth_base = "yoy"},
        {"KAZ", "RUS", TF_TURNOVER, .value = {10, 0}},
        {"KAZ", "RUS", TF_EXPORTS, .value = {97, 8}},
        {"RUS", "KAZ", TF_EXPORTS, .value = {97, 8}},
        {"KAZ", "RUS", TF_BALANCE, .value = {5, 9}},
        {"RUS", "KAZ", TF_BALANCE, .value = {5, 9}},
        {"KAZ", "RUS", TF_BALANCE, .value = {5, 9}, .value_hi = {6, 9}},
        {"RUS", "KAZ", TF_BALANCE, .value = {5, 9}, .value_hi = {6, 9}},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        for (size_t j = 0; j < i; j++)
            if (tf_slice_equal(key_of(&said[i], &arena), key_of(&said[j], &arena)))
                fail_msg("rows %zu and %zu have the key %s", i, j, key_of(&said[i], &arena).bytes);
    tf_arena_done(&arena);
}

/* The lowest 64-bit number has no opposite. */
static void the_lowest_balance_has_a_key(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    const Said lowest = {"RUS", "KAZ", TF_BALANCE, .value = {INT64_MIN, 0}, .value_hi = {INT64_MIN, 1}};
    assert_true(tf_slice_find(key_of(&lowest, &arena), 0, "|9223372036854775807|") != TF_NOWHERE);
    tf_arena_done(&arena);
}

static void a_key_says_when_memory_is_short(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 8);
    const Said said = {"KAZ", "RUS", TF_TURNOVER, .value = {28, 9}};
    assert_null(key_of(&said, &arena).bytes);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_statement_has_one_key_from_either_side),
        cmocka_unit_test(different_statements_have_different_keys),
        cmocka_unit_test(the_lowest_balance_has_a_key),
        cmocka_unit_test(a_key_says_when_memory_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
