/* Claims survive the way to JSON and back, and a wrong field is named. */
#include "tests/support/support.h"

#include "tracker/model/claim_json.h"

static const char *const whole =
    "{\"schema\":\"tradefig-claim/1\",\"doc\":\"d1\",\"url\":null,\"outlet\":null,\"lang\":\"en\","
    "\"pub_date\":\"2024-11-27\",\"kind\":\"level\",\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"measure\":"
    "\"turnover\","
    "\"scope\":\"goods\",\"value\":15600000000,\"value_hi\":null,\"currency\":\"RUB\",\"currency_basis\":"
    "\"explicit\","
    "\"relation\":\"gt\",\"record\":true,\"period_from\":\"2024-01-01\",\"period_to\":\"2024-09-30\","
    "\"period_kind\":\"ytd\",\"period_basis\":\"explicit\",\"status\":\"actual\",\"deadline\":null,"
    "\"growth_pct\":-4.7,\"growth_pct_hi\":null,\"growth_base\":\"yoy\",\"attribution\":null,\"start\":10,"
    "\"end\":24,"
    "\"value_text\":\"15.6 "
    "\\\"bn\\\"\",\"mentions\":[[10,24]],\"alts\":[{\"value\":160000000,\"currency\":\"USD\","
    "\"start\":26,\"end\":30,\"text\":\"$160m\"}],\"tier\":1,\"rule\":\"r\",\"entries\":null,\"confidence\":"
    "0.93}";

static void a_claim_comes_back_byte_for_byte(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfClaim claim;
    TextBuilder out;
    JsonWriter json;
    tf_arena_init(&arena, 0);
    text_init(&out, 0);
    jsonw_start(&json, &out);
    assert_ok(claim_read_json(tf_slice(whole), &arena, &claim, &error), &error);
    claim_write_json(&json, NULL, &claim, tf_slice(""));
    assert_slice(text_slice(&out), whole);
    text_done(&out);
    tf_arena_done(&arena);
}

/* What claim_write_json can write, claim_read_json reads: the store lives on it. */
static void odd_values_come_back_too(void **state)
{
    (void)state;
    const char *const fields[] = {
        "\"value\":28000000000000000000,\"start\":3,\"end\":9,\"mentions\":[[3,9]]",
        "\"value\":-9223372036854775807,\"value_text\":\"a\\u0000b\"",
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        TfArena arena;
        TfError error;
        TfClaim claim;
        TextBuilder out;
        JsonWriter json;
        tf_arena_init(&arena, 0);
        text_init(&out, 0);
        jsonw_start(&json, &out);
        TfSlice line = tf_arena_format(&arena, "{\"reporter\":\"KAZ\",\"partner\":\"RUS\",%s}", fields[i]);
        assert_ok(claim_read_json(line, &arena, &claim, &error), &error);
        claim_write_json(&json, NULL, &claim, tf_slice(""));
        TfSlice part = tf_slice(fields[i]);
        while (part.bytes != NULL)
            assert_true(tf_slice_find(text_slice(&out), 0,
                                      tf_arena_copy(&arena, tf_slice_split(&part, ',')).bytes) != TF_NOWHERE);
        text_done(&out);
        tf_arena_done(&arena);
    }
}

static void names_the_field_that_is_wrong(void **state)
{
    (void)state;
    const struct {
        const char *line;
        const char *message_part;
    } rows[] = {
        {"", "not JSON"},
        {"[1]", "one JSON object"},
        {"{\"reporter\":\"KAZ\",\"partner\":\"Russia\",\"value\":1}", "'partner' is \"Russia\""},
        {"{\"reporter\":\"KAZ\",\"partner\":\"RUS\"}", "'value' is missing"},
        {"{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":\"28\"}",
         "'value' is \"28\", needed: a number"},
        {"{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":1,\"measure\":\"x\"}", "'measure' is \"x\""},
        {"{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":1,\"period_from\":\"2023-02-30\"}",
         "'period_from'"},
        {"{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":1,\"start\":9,\"end\":4}", "'end' is 4"},
        {"{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"kind\":\"growth\"}", "'growth_pct' is missing"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArena arena;
        TfError error;
        TfClaim claim;
        tf_arena_init(&arena, 0);
        assert_int_equal(claim_read_json(tf_slice(rows[i].line), &arena, &claim, &error), TF_BAD_INPUT);
        if (strstr(error.message, rows[i].message_part) == NULL)
            fail_msg("message \"%s\" does not say \"%s\"", error.message, rows[i].message_part);
        tf_arena_done(&arena);
    }
}

static void one_statement_has_one_key_from_either_side(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfClaim exports = tf_claim_default();
    assert_true(tf_party_from_code(tf_slice("KAZ"), &exports.reporter));
    assert_true(tf_party_from_code(tf_slice("RUS"), &exports.partner));
    exports.measure = TF_EXPORTS;
    exports.has_value = true;
    exports.value = (TfDecimal){97, 8};
    TfClaim imports = exports;
    imports.reporter = exports.partner;
    imports.partner = exports.reporter;
    imports.measure = TF_IMPORTS;
    assert_true(tf_slice_equal(tf_claim_key(&exports, &arena), tf_claim_key(&imports, &arena)));
    imports.measure = TF_EXPORTS;
    assert_false(tf_slice_equal(tf_claim_key(&exports, &arena), tf_claim_key(&imports, &arena)));
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_comes_back_byte_for_byte),
        cmocka_unit_test(odd_values_come_back_too),
        cmocka_unit_test(names_the_field_that_is_wrong),
        cmocka_unit_test(one_statement_has_one_key_from_either_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
