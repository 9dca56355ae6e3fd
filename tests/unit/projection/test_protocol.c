/* The protocol agrees with answers made by another program, and says clearly what is wrong with a case. */
#include "tests/support/support.h"

#include "tracker/projection/protocol.h"

#include <jansson.h>

#include <math.h>

static const char *const quantile_names[] = {"0.025", "0.05", "0.1",  "0.25", "0.5",
                                             "0.75",  "0.9",  "0.95", "0.975"};
enum { QUANTILES = sizeof quantile_names / sizeof quantile_names[0] };

static TfSlice golden_file(const char *name, TfArena *arena)
{
    char path[1024];
    TfError error;
    TfSlice bytes;
    (void)snprintf(path, sizeof path, "%s/tests/golden/claimproj/%s", TEST_SOURCE_DIR, name);
    assert_ok(file_read(path, 1 << 24, arena, &bytes, &error), &error);
    return bytes;
}

static double number_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

/* The largest of the relative differences of mean, volatility and quantiles, and that of the chances. */
static double difference(TfSlice got_line, TfSlice want_line)
{
    json_t *got = json_loadb(got_line.bytes, got_line.length, 0, NULL);
    json_t *want = json_loadb(want_line.bytes, want_line.length, 0, NULL);
    assert_non_null(got);
    assert_non_null(want);
    assert_string_equal(json_string_value(json_object_get(got, "id")),
                        json_string_value(json_object_get(want, "id")));
    double most = fabs(number_of(got, "p_target") - number_of(want, "p_target"));
    most = fmax(most, fabs(number_of(got, "mean") / number_of(want, "mean") - 1));
    most = fmax(most, fabs(number_of(got, "s") / number_of(want, "s") - 1));
    for (size_t i = 0; i < QUANTILES; i++)
        most = fmax(most, fabs(number_of(json_object_get(got, "quantiles"), quantile_names[i]) /
                                   number_of(json_object_get(want, "quantiles"), quantile_names[i]) -
                               1));
    json_decref(got);
    json_decref(want);
    return most;
}

/* Answers `cases` line by line up to the end of `answers`, and counts those that agree. The reference follows
 * one mode, and so differs where claims contradict each other. */
static size_t count_agreeing(TfSlice cases, TfSlice answers, size_t count)
{
    TfError error;
    TextBuilder out;
    size_t compared = 0;
    size_t agreeing = 0;
    ClaimModelOptions reference = claim_model_reference();
    ClaimWorkspace *workspace = claim_workspace_alloc(4, 24);
    text_init(&out, 0);
    while (answers.length > 0) {
        TfSlice line = tf_slice_split(&cases, '\n');
        text_clear(&out);
        assert_ok(protocol_answer_with(workspace, &reference, line, &out, &error), &error);
        agreeing += difference(text_slice(&out), tf_slice_split(&answers, '\n')) < 1e-4;
        compared++;
    }
    assert_int_equal(compared, count);
    text_done(&out);
    claim_workspace_free(workspace);
    return agreeing;
}

static void agrees_with_the_reference_on_its_own_cases(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    assert_true(count_agreeing(golden_file("own.cases.jsonl", &arena),
                               golden_file("own.answers.jsonl", &arena), 14) >= 12);
    tf_arena_done(&arena);
}

static void agrees_with_the_reference_on_200_cases_of_real_trade(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfSlice cases =
        shared_file("data/forecast/claims-dev.cases.jsonl", &arena); /* may skip: nothing is held yet */
    assert_true(count_agreeing(cases, golden_file("dev-200.answers.jsonl", &arena), 200) >= 170);
    tf_arena_done(&arena);
}

/* Whatever compiler built it. A change of the model changes them:
 *   bench_projection --answers tests/golden/claimproj/own.cases.jsonl
 * >tests/golden/claimproj/own.stored.jsonl
 */
static void gives_the_bytes_that_are_stored(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TextBuilder out;
    tf_arena_init(&arena, 0);
    text_init(&out, 0);
    ClaimWorkspace *workspace = claim_workspace_alloc(4, 24);
    TfSlice cases = golden_file("own.cases.jsonl", &arena);
    while (cases.length > 0)
        assert_ok(protocol_answer(workspace, tf_slice_split(&cases, '\n'), &out, &error), &error);
    assert_true(tf_slice_equal(text_slice(&out), golden_file("own.stored.jsonl", &arena)));
    claim_workspace_free(workspace);
    text_done(&out);
    tf_arena_done(&arena);
}

static void gives_the_same_bytes_for_the_same_case(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TextBuilder first;
    TextBuilder second;
    tf_arena_init(&arena, 0);
    text_init(&first, 0);
    text_init(&second, 0);
    ClaimWorkspace *small = claim_workspace_alloc(1, 1);
    ClaimWorkspace *large = claim_workspace_alloc(200, 300);
    TfSlice cases = golden_file("own.cases.jsonl", &arena);
    while (cases.length > 0) {
        TfSlice line = tf_slice_split(&cases, '\n');
        assert_ok(protocol_answer(small, line, &first, &error), &error);
        assert_ok(protocol_answer(large, line, &second, &error), &error);
    }
    assert_true(tf_slice_equal(text_slice(&first), text_slice(&second)));
    claim_workspace_free(small);
    claim_workspace_free(large);
    text_done(&first);
    text_done(&second);
    tf_arena_done(&arena);
}

#define CLAIM(rest)   "{\"id\":\"x\",\"claims\":[{" rest "}],\"target\":" TARGET "}"
#define LEVEL(fields) CLAIM("\"from\":\"2023-01\",\"to\":\"2023-12\"," fields)
#define TARGET        "{\"from\":\"2025-01\",\"to\":\"2025-12\",\"value\":3e10}"
#define GOOD          "\"value\":2.8e10,\"relation\":\"=\",\"rounding\":1e9"

static void names_the_field_that_is_wrong(void **state)
{
    (void)state;
    const struct {
        const char *line;
        const char *said;
    } rows[] = {
        {"", "not JSON"},
        {"[]", "the line is an array; a JSON object is needed"},
        {"{\"id\":3}", "case: \"id\" is a number; a string is needed"},
        {"{\"id\":\"x\",\"target\":" TARGET "}", "\"claims\" is missing; an array is needed"},
        {"{\"id\":\"x\",\"claims\":[],\"target\":" TARGET "}", "there is no claim"},
        {"{\"id\":\"x\",\"claims\":[7],\"target\":" TARGET "}", "claims[0] is a number; an object is needed"},
        {"{\"id\":\"x\",\"claims\":[]}", "\"target\" is missing; an object is needed"},
        {LEVEL("\"relation\":\"=\",\"rounding\":1e9"), "claims[0]: \"value\" is missing; a number is needed"},
        {LEVEL("\"value\":2.8e10,\"relation\":\"=\""),
         "claims[0]: \"rounding\" is missing; a number is needed"},
        {LEVEL("\"value\":2.8e10,\"rounding\":1e9"),
         "claims[0]: \"relation\" is missing; a string is needed"},
        {LEVEL("\"value\":2.8e10,\"relation\":\"!\",\"rounding\":1"),
         "claims[0]: \"relation\" is '!'; one of = ~ > >= < <= is needed"},
        {LEVEL(GOOD ",\"flow\":\"balance\""),
         "claims[0]: \"flow\" is 'balance'; turnover, exports or imports is needed"},
        {LEVEL(GOOD ",\"kind\":\"rate\""), "claims[0]: \"kind\" is 'rate'; level or growth is needed"},
        {LEVEL(GOOD ",\"source\":1"), "claims[0]: \"source\" is a number; a string is needed"},
        {LEVEL("\"value\":-5,\"relation\":\"=\",\"rounding\":1"),
         "claim 1 has value -5; it must be 1 to 1e16"},
        {LEVEL("\"value\":0,\"relation\":\"=\",\"rounding\":1"), "claim 1 has value 0"},
        {LEVEL("\"value\":1e300,\"relation\":\"=\",\"rounding\":1"), "claim 1 has value 1e300"},
        {LEVEL("\"value\":1e400,\"relation\":\"=\",\"rounding\":1"), "not JSON"},
        {LEVEL("\"value\":5e9,\"relation\":\"=\",\"rounding\":-1"),
         "claim 1 has rounding -1; it must be 0 or more"},
        {LEVEL("\"value\":0.1,\"relation\":\"=\",\"rounding\":0.01,\"kind\":\"growth\""),
         "all claims are growth rates"},
        {LEVEL("\"value\":-1.2,\"relation\":\"=\",\"rounding\":0.01,\"kind\":\"growth\""),
         "claim 1 has growth -1.2"},
        {CLAIM("\"from\":\"2023-1\",\"to\":\"2023-12\"," GOOD),
         "claims[0]: \"from\" is '2023-1'; a month like 2023-01"},
        {CLAIM("\"from\":\"2023-13\",\"to\":\"2023-12\"," GOOD), "claims[0]: \"from\" is '2023-13'"},
        {CLAIM("\"from\":\"2023-05\",\"to\":\"2023-02\"," GOOD), "claim 1 ends before it begins"},
        {CLAIM("\"from\":\"1923-05\",\"to\":\"1923-12\"," GOOD),
         "claims and target span 1232 months; at most 1200"},
        {"{\"id\":\"x\",\"claims\":[{\"from\":\"2023-01\",\"to\":\"2023-12\"," GOOD
         "}],\"target\":{\"from\":\"2025-01\",\"to\":\"2025-12\",\"value\":0}}",
         "target: \"value\" is 0; more than 0 is needed"},
        {"{\"id\":\"x\",\"claims\":[{\"from\":\"2023-01\",\"to\":\"2023-12\"," GOOD
         "}],\"target\":{\"from\":\"2025-12\",\"to\":\"2025-01\",\"value\":1}}",
         "the target period ends before it begins"},
    };
    ClaimWorkspace *workspace = claim_workspace_alloc(4, 24);
    TextBuilder out;
    text_init(&out, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfError error = {.message = ""};
        assert_int_equal(protocol_answer(workspace, tf_slice(rows[i].line), &out, &error), TF_BAD_INPUT);
        if (strstr(error.message, rows[i].said) == NULL)
            fail_msg("row %zu said \"%s\", wanted \"%s\"", i, error.message, rows[i].said);
        assert_int_equal(text_slice(&out).length, 0);
    }
    text_done(&out);
    claim_workspace_free(workspace);
}

static void refuses_a_line_of_many_megabytes(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TextBuilder out;
    size_t length = (size_t)5 << 20;
    tf_arena_init(&arena, 0);
    text_init(&out, 0);
    ClaimWorkspace *workspace = claim_workspace_alloc(4, 24);
    char *bytes = tf_arena_alloc(&arena, length);
    assert_non_null(bytes);
    memset(bytes, '[', length);
    assert_int_equal(protocol_answer(workspace, tf_slice_of(bytes, length), &out, &error), TF_BAD_INPUT);
    assert_non_null(strstr(error.message, "the line has 5242880 bytes"));
    assert_int_equal(protocol_answer(workspace, tf_slice_of(bytes, 100000), &out, &error), TF_BAD_INPUT);
    assert_non_null(strstr(error.message, "not JSON"));
    claim_workspace_free(workspace);
    text_done(&out);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_reference_on_its_own_cases),
        cmocka_unit_test(agrees_with_the_reference_on_200_cases_of_real_trade),
        cmocka_unit_test(gives_the_bytes_that_are_stored),
        cmocka_unit_test(gives_the_same_bytes_for_the_same_case),
        cmocka_unit_test(names_the_field_that_is_wrong),
        cmocka_unit_test(refuses_a_line_of_many_megabytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
