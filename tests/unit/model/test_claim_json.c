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
        {"{\"reporter\":\"KAZ\",\"partner\":\"KAZ\",\"value\":1}", "'partner' is \"KAZ\""},
        {"{\"schema\":\"tradefig-claim/2\",\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":1}",
         "'schema' is"},
        {"{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":1e300}", "'value' is"},
        {"{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":28,\"value_hi\":20}", "'value_hi' is 20"},
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

/* The same, for fields of a claim that is right without them. */
static void names_the_field_that_is_out_of_range(void **state)
{
    (void)state;
    const struct {
        const char *field;
        const char *message_part;
    } rows[] = {
        {"\"tier\":3", "'tier' is 3, needed: 0, 1 or 2"},
        {"\"tier\":-1", "'tier' is -1"},
        {"\"tier\":1e300", "'tier' is 1e300"},
        {"\"tier\":1.5", "'tier' is 1.5"},
        {"\"tier\":\"1\"", "'tier' is \"1\""},
        {"\"confidence\":1.01", "'confidence' is 1.01, needed: a number from 0 to 1"},
        {"\"confidence\":-0.5", "'confidence' is -0.5"},
        {"\"currency\":\"usd\"", "'currency' is \"usd\", needed: an ISO 4217 code (USD)"},
        {"\"currency\":\"US$\"", "'currency' is \"US$\""},
        {"\"currency\":\"USDT\"", "'currency' is \"USDT\""},
        {"\"currency\":\"\\u0000\\u0000A\"", "'currency' is"},
        {"\"currency_basis\":\"guessed\"", "'currency_basis' is \"guessed\""},
        {"\"record\":1", "'record' is 1, needed: true or false"},
        {"\"record\":\"true\"", "'record' is \"true\""},
        {"\"start\":0,\"end\":2147483648", "'end' is 2147483648, needed: byte offsets"},
        {"\"start\":-1,\"end\":2", "'start' is -1"},
        {"\"start\":0.5,\"end\":2", "'start' is 0.5"},
        {"\"mentions\":[[0,1e18]]", "'mentions' is [[0,1e18]]"},
        {"\"mentions\":[[5,4]]", "'mentions' is [[5,4]]"},
        {"\"mentions\":[[5]]", "'mentions' is [[5]]"},
        {"\"mentions\":7", "'mentions' is 7, needed: a list"},
        {"\"alts\":{}", "'alts' is {}, needed: a list"},
        {"\"alts\":[1]", "'alts' is [1]"},
        {"\"alts\":[{\"value\":1,\"currency\":\"rub\"}]", "'currency' is \"rub\""},
        {"\"alts\":[{\"value\":1,\"start\":0,\"end\":-1}]", "'end' is -1"},
        {"\"value_hi\":-9223372036854775808", "'value_hi' is -9223372036854775808, needed"},
        {"\"growth_pct\":-9223372036854775808", "'growth_pct' is -9223372036854775808, needed"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArena arena;
        TfError error;
        TfClaim claim;
        tf_arena_init(&arena, 0);
        TfSlice line = tf_arena_format(&arena, "{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":1,%s}",
                                       rows[i].field);
        if (claim_read_json(line, &arena, &claim, &error) != TF_BAD_INPUT)
            fail_msg("%s is taken", rows[i].field);
        if (strstr(error.message, rows[i].message_part) == NULL)
            fail_msg("message \"%s\" does not say \"%s\"", error.message, rows[i].message_part);
        tf_arena_done(&arena);
    }
}

static void every_basis_of_a_currency_comes_back(void **state)
{
    (void)state;
    const struct {
        const char *fields;
        const char *wanted;
    } rows[] = {
        {"\"currency\":\"USD\",\"currency_basis\":\"explicit\"", "\"currency_basis\":\"explicit\""},
        {"\"currency\":\"USD\",\"currency_basis\":\"relative\"", "\"currency_basis\":\"relative\""},
        {"\"currency\":\"USD\",\"currency_basis\":\"inferred\"", "\"currency_basis\":\"inferred\""},
        {"\"currency\":\"USD\",\"currency_basis\":\"none\"", "\"currency_basis\":\"none\""},
        {"\"currency\":\"USD\"", "\"currency_basis\":\"explicit\""}, /* a currency, so somebody wrote it */
        {"\"currency\":\"USD\",\"currency_basis\":null", "\"currency_basis\":\"explicit\""},
        {"\"currency\":null", "\"currency_basis\":\"none\""},
        {"\"currency\":null,\"currency_basis\":\"inferred\"", "\"currency_basis\":\"inferred\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArena arena;
        TfError error;
        TfClaim claim;
        TextBuilder out;
        JsonWriter json;
        tf_arena_init(&arena, 0);
        text_init(&out, 0);
        jsonw_start(&json, &out);
        TfSlice line = tf_arena_format(&arena, "{\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"value\":1,%s}",
                                       rows[i].fields);
        assert_ok(claim_read_json(line, &arena, &claim, &error), &error);
        claim_write_json(&json, NULL, &claim, tf_slice(""));
        if (tf_slice_find(text_slice(&out), 0, rows[i].wanted) == TF_NOWHERE)
            fail_msg("%s does not give %s", rows[i].fields, rows[i].wanted);
        text_done(&out);
        tf_arena_done(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_comes_back_byte_for_byte),
        cmocka_unit_test(odd_values_come_back_too),
        cmocka_unit_test(names_the_field_that_is_wrong),
        cmocka_unit_test(names_the_field_that_is_out_of_range),
        cmocka_unit_test(every_basis_of_a_currency_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
