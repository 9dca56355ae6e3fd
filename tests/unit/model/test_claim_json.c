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

/* What the store keeps reads the same as the whole: each field at its default and away from it. */
static void a_brief_claim_reads_as_the_whole_one(void **state)
{
    (void)state;
    static const char *const fields[] = {
        "\"value\":28",
        "\"value\":28,\"value_hi\":30,\"relation\":\"range\",\"currency\":\"USD\"",
        "\"value\":28,\"currency\":\"USD\",\"currency_basis\":\"inferred\",\"record\":true",
        "\"value\":28,\"currency_basis\":\"explicit\",\"scope\":\"sector:oil\"",
        "\"value\":28,\"scope\":\"sector:oil\",\"tier\":1,\"confidence\":0",
        "\"value\":28,\"period_from\":\"2024-01-01\",\"period_to\":\"2024-12-31\",\"period_basis\":"
        "\"relative\"",
        "\"value\":28,\"period_from\":\"2024-01-01\",\"period_to\":\"2024-12-31\",\"period_kind\":\"fiscal\"",
        "\"value\":28,\"period_kind\":\"rate\",\"status\":\"target\",\"deadline\":\"2030-12-31\"",
        "\"kind\":\"growth\",\"growth_pct\":-4.7,\"growth_pct_hi\":12,\"growth_base\":\"yoy\",\"measure\":"
        "\"exports\"",
        "\"value\":-3.5,\"measure\":\"balance\",\"doc\":\"\",\"url\":\"https://a.example/"
        "\\u00e4\",\"lang\":\"ja\"",
        "\"value\":28,\"outlet\":\"\\u65e5\\u7d4c\",\"pub_date\":\"2024-11-27\",\"attribution\":\"a\\\"b\"",
        "\"value\":28000000000000000000,\"rule\":\"r\",\"entries\":\"en/scale.tsv:3\",\"confidence\":0.93",
        "\"value\":28,\"start\":0,\"end\":0,\"value_text\":\"\",\"mentions\":[[0,1],[4,9]],\"tier\":0",
        "\"value\":28,\"alts\":[{\"value\":1.5,\"currency\":\"EUR\",\"start\":1,\"end\":4,\"text\":\"1.5\"}]",
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        TfArena arena;
        TfError error;
        TfClaim claim;
        TfClaim again;
        TextBuilder out[3];
        JsonWriter json;
        tf_arena_init(&arena, 0);
        for (size_t k = 0; k < 3; k++)
            text_init(&out[k], 0);
        TfSlice line = tf_arena_format(&arena, "{\"reporter\":\"KAZ\",\"partner\":\"RUS\",%s}", fields[i]);
        assert_ok(claim_read_json(line, &arena, &claim, &error), &error);
        jsonw_start(&json, &out[0]);
        claim_write_json(&json, NULL, &claim, tf_slice(""));
        jsonw_start(&json, &out[1]);
        claim_write_brief(&json, &claim);
        assert_ok(claim_read_json(text_slice(&out[1]), &arena, &again, &error), &error);
        jsonw_start(&json, &out[2]);
        claim_write_json(&json, NULL, &again, tf_slice(""));
        assert_slice(text_slice(&out[2]), out[0].bytes);
        assert_true(out[1].length < out[0].length / 2);
        assert_int_equal(claim_is_plain(&claim), i != 11); /* an amount that is read as a double */
        for (size_t k = 0; k < 3; k++)
            text_done(&out[k]);
        tf_arena_done(&arena);
    }
}

/* Each of these is refused when it is read, so a look at the claim may not call it plain. */
static void what_cannot_be_read_again_is_not_plain(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfClaim good;
    tf_arena_init(&arena, 0);
    assert_ok(claim_read_json(tf_slice(whole), &arena, &good, &error), &error);
    assert_true(claim_is_plain(&good));
    TfSpan turned = {9, 3};
    TfAlternative odd = {.money = {{1, 0}, "usd"}};
    TfClaim bad[16];
    for (size_t i = 0; i < 16; i++)
        bad[i] = good;
    bad[0].has_value = false;
    bad[1].kind = TF_CLAIM_GROWTH;
    bad[1].has_growth = false;
    bad[2].partner = bad[2].reporter;
    memcpy(bad[3].partner.code, "XXQ", 4);
    memcpy(bad[4].currency, "R1B", 4);
    bad[5].value = (TfDecimal){1, 21};
    bad[6].growth_pct = (TfDecimal){1, 9};
    bad[7].has_value_hi = true;
    bad[7].value_hi = (TfDecimal){1, 0};
    bad[8].period.to = (TfDate){2020, 1, 1};
    bad[9].period.to = (TfDate){2024, 11, 31};
    bad[10].span = turned;
    bad[11].mentions = &turned;
    bad[12].alternatives = &odd;
    bad[13].tier = 3;
    bad[14].confidence = 1.5;
    bad[15].value = (TfDecimal){INT64_MIN, 0};
    for (size_t i = 0; i < 16; i++) {
        TfClaim again;
        TextBuilder out;
        JsonWriter json;
        text_init(&out, 0);
        jsonw_start(&json, &out);
        claim_write_brief(&json, &bad[i]);
        if (claim_read_json(text_slice(&out), &arena, &again, &error) == TF_OK)
            fail_msg("%zu can be read: %s", i, out.bytes);
        if (claim_is_plain(&bad[i]))
            fail_msg("%zu is called plain: %s", i, out.bytes);
        text_done(&out);
    }
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_comes_back_byte_for_byte),
        cmocka_unit_test(odd_values_come_back_too),
        cmocka_unit_test(a_brief_claim_reads_as_the_whole_one),
        cmocka_unit_test(what_cannot_be_read_again_is_not_plain),
        cmocka_unit_test(names_the_field_that_is_wrong),
        cmocka_unit_test(names_the_field_that_is_out_of_range),
        cmocka_unit_test(every_basis_of_a_currency_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
