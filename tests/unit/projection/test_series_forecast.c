/* Ordinary series: the right shape for plain cases, clear words for impossible ones, the same answer in other
 * units. */
#include "tests/support/support.h"

#include "tracker/projection/series_forecast.h"
#include "tracker/projection/series_protocol.h"
#include "tracker/projection/series_theta.h"

#include <math.h>

enum { MOST = 400, STEPS = 24 };

typedef struct Answer {
    TfFan fans[STEPS];
    TfOrdinaryMethod method;
    TfError error;
    TfStatus status;
} Answer;

static Answer project(const double *values, size_t count, int frequency, size_t horizon)
{
    Answer answer;
    TfOrdinary series = {.frequency = frequency, .values = values, .count = count};
    SeriesWorkspace *workspace = series_workspace_alloc();
    answer.status = series_forecast(workspace, &series, horizon, answer.fans, &answer.method, &answer.error);
    series_workspace_free(workspace);
    return answer;
}

static void check_order(const TfFan *fan)
{
    assert_true(fan->lo95 <= fan->lo80 && fan->lo80 <= fan->lo50 && fan->lo50 <= fan->median);
    assert_true(fan->median <= fan->hi50 && fan->hi50 <= fan->hi80 && fan->hi80 <= fan->hi95);
}

/* A small noise that is the same everywhere: -1..1. */
static double noise(size_t i)
{
    return (double)(i * 7919 % 101) / 50 - 1;
}

static void follows_a_steady_growth(void **state)
{
    (void)state;
    double values[24];
    for (size_t i = 0; i < 24; i++)
        values[i] = 100 * pow(1.05, (double)i) * (1 + .005 * noise(i));
    Answer answer = project(values, 24, 1, 3);
    assert_ok(answer.status, &answer.error);
    for (size_t i = 0; i < 3; i++) {
        assert_close(answer.fans[i].median, 100 * pow(1.05, 24 + (double)i), .08);
        assert_true(answer.fans[i].median > (i == 0 ? values[23] : answer.fans[i - 1].median));
        check_order(&answer.fans[i]);
    }
    assert_true(answer.method.is_log);
}

static void repeats_the_seasons_of_a_monthly_series(void **state)
{
    (void)state;
    double values[96];
    for (size_t i = 0; i < 96; i++)
        values[i] = 50 * (1 + .3 * sin((double)(i % 12) * 3.14159265358979 / 6)) * (1 + .01 * noise(i));
    Answer answer = project(values, 96, 12, 12);
    assert_ok(answer.status, &answer.error);
    assert_true(answer.method.is_adjusted);
    for (size_t i = 0; i < 12; i++)
        assert_close(answer.fans[i].median, 50 * (1 + .3 * sin((double)i * 3.14159265358979 / 6)), .03);
}

static void gives_the_same_answer_in_other_units(void **state)
{
    (void)state;
    double values[40];
    double large[40];
    for (size_t i = 0; i < 40; i++) {
        values[i] = 20 + .3 * (double)i + 2 * noise(i);
        large[i] = 1e9 * values[i];
    }
    Answer small = project(values, 40, 4, 8);
    Answer big = project(large, 40, 4, 8);
    assert_ok(small.status, &small.error);
    assert_ok(big.status, &big.error);
    for (size_t i = 0; i < 8; i++) {
        assert_close(big.fans[i].median, 1e9 * small.fans[i].median, 1e-5);
        assert_close(big.fans[i].hi95, 1e9 * small.fans[i].hi95, 1e-5);
    }
}

static void keeps_ranges_of_positive_series_above_zero(void **state)
{
    (void)state;
    const double values[] = {100, 40, 90, 15, 60, 8, 30, 3, 12, 1};
    Answer answer = project(values, 10, 1, 10);
    assert_ok(answer.status, &answer.error);
    for (size_t i = 0; i < 10; i++) {
        check_order(&answer.fans[i]);
        assert_true(answer.fans[i].lo95 > 0);
    }
}

static void allows_negative_values_and_keeps_zero_as_a_floor_where_none_are(void **state)
{
    (void)state;
    const double balance[] = {-3, 2, -1, 4, -2, 0, 3, -4, 1, -2};
    const double counts[] = {0, 2, 0, 1, 0, 3, 0, 0, 1, 0};
    Answer answer = project(balance, 10, 1, 4);
    assert_ok(answer.status, &answer.error);
    assert_true(answer.fans[0].lo95 < -2 && answer.fans[0].hi95 > 2);
    answer = project(counts, 10, 1, 4);
    assert_ok(answer.status, &answer.error);
    assert_true(answer.fans[3].lo95 >= 0 && answer.fans[3].hi95 > 1);
}

static void answers_every_length_from_one_value_on(void **state)
{
    (void)state;
    double values[60];
    const int frequencies[] = {1, 4, 12};
    for (size_t i = 0; i < 60; i++)
        values[i] = 10 + 2 * noise(i) + (double)(i % 4);
    for (size_t f = 0; f < 3; f++)
        for (size_t count = 1; count <= 60; count++) {
            Answer answer = project(values, count, frequencies[f], 6);
            assert_ok(answer.status, &answer.error);
            for (size_t i = 0; i < 6; i++) {
                check_order(&answer.fans[i]);
                assert_true(isfinite(answer.fans[i].hi95) && answer.fans[i].hi95 < 1000);
            }
            assert_int_equal(answer.method.kind, count < 4 ? TF_ORDINARY_WALK : TF_ORDINARY_POOL);
        }
}

static void says_a_constant_series_stays(void **state)
{
    (void)state;
    const double values[] = {5, 5, 5, 5, 5, 5};
    const double zeros[] = {0, 0, 0, 0};
    Answer answer = project(values, 6, 1, 2);
    assert_ok(answer.status, &answer.error);
    assert_int_equal(answer.method.kind, TF_ORDINARY_CONSTANT);
    assert_close(answer.fans[1].median, 5, 0);
    answer = project(zeros, 4, 1, 2);
    assert_ok(answer.status, &answer.error);
    assert_close(answer.fans[1].hi95, 0, 0);
}

static void survives_series_of_every_odd_kind(void **state)
{
    (void)state;
    double values[MOST];
    for (size_t kind = 0; kind < 8; kind++) {
        for (size_t i = 0; i < 100; i++)
            values[i] = kind == 0   ? 1e17 * (1.5 + noise(i))
                        : kind == 1 ? 1e-9 * (2 + noise(i))
                        : kind == 2 ? (i < 50 ? 0 : 1e6)
                        : kind == 3 ? (i == 99 ? 1e12 : 1)
                        : kind == 4 ? (i % 2 == 0 ? 1 : 1e8)
                        : kind == 5 ? (i < 60 ? 100 + noise(i) : 0)
                        : kind == 6 ? pow(1.4, (double)i)
                                    : (double)(i % 12 == 0) * 100;
        Answer answer = project(values, 100, 12, 24);
        if (answer.status != TF_OK) {
            assert_int_equal(answer.status, TF_NUMERIC);
            continue;
        }
        for (size_t i = 0; i < 24; i++) {
            check_order(&answer.fans[i]);
            assert_true(isfinite(answer.fans[i].lo95) && isfinite(answer.fans[i].hi95));
        }
    }
}

static void refuses_in_words(void **state)
{
    (void)state;
    const double bad[] = {1, 2, (double)NAN, 4};
    const double two[] = {1, -2};
    Answer answer = project(bad, 4, 1, 2);
    assert_int_equal(answer.status, TF_BAD_INPUT);
    assert_non_null(strstr(answer.error.message, "value 3 is not a number"));
    answer = project(two, 2, 1, 2);
    assert_non_null(strstr(answer.error.message, "2 values, not all above 0; at least 4"));
    answer = project(bad, 4, 7, 2);
    assert_non_null(strstr(answer.error.message, "the frequency is 7"));
    answer = project(bad, 0, 1, 2);
    assert_non_null(strstr(answer.error.message, "no values"));
    answer = project(bad, 4, 1, 31);
    assert_non_null(strstr(answer.error.message, "31 periods ahead; 1 to 30"));
}

static void theta_of_a_straight_line_goes_on_straight(void **state)
{
    (void)state;
    double values[30];
    double intercept[30];
    double slope[30];
    double forecasts[5];
    for (size_t i = 0; i < 30; i++)
        values[i] = 3 + .5 * (double)i;
    (void)series_dynamic_theta(values, 30, intercept, slope, 5, forecasts);
    for (size_t i = 0; i < 5; i++)
        assert_close(forecasts[i], 3 + .5 * (30 + (double)i), .01);
    (void)series_theta(values, 30, 5, forecasts);
    /* theta gives half the slope, from where smoothing caught up */
    assert_close(forecasts[4] - forecasts[3], .25, 1e-9);
}

static void protocol_answers_a_line_and_names_a_wrong_field(void **state)
{
    (void)state;
    TextBuilder out;
    TfError error;
    SeriesWorkspace *workspace = series_workspace_alloc();
    text_init(&out, 0);
    assert_ok(series_protocol_answer(workspace,
                                     tf_slice("{\"id\":\"a\",\"freq\":1,\"h\":2,\"values\":[7,7,7,7,7]}"),
                                     &out, &error),
              &error);
    assert_slice(text_slice(&out),
                 "{\"id\":\"a\",\"mean\":[7,7],\"lo50\":[7,7],\"hi50\":[7,7],\"lo80\":[7,7],"
                 "\"hi80\":[7,7],\"lo95\":[7,7],\"hi95\":[7,7]}\n");
    const struct {
        const char *line, *words;
    } rows[] = {
        {"{\"id\":\"a\",\"freq\":1,\"h\":2,\"values\":[1,\"x\"]}", "\"values\": item 2 is not a number"},
        {"{\"id\":\"a\",\"freq\":1,\"h\":0,\"values\":[1]}", "\"h\" is 0; 1 to 360"},
        {"{\"id\":\"a\",\"freq\":1.5,\"h\":1,\"values\":[1]}", "\"freq\" is missing or not a whole number"},
        {"{\"freq\":1}", "\"id\" is missing or not a string"},
        {"[1]", "not a JSON object"},
        {"{", "not JSON"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(series_protocol_answer(workspace, tf_slice(rows[i].line), &out, &error),
                         TF_BAD_INPUT);
        assert_non_null(strstr(error.message, rows[i].words));
    }
    text_done(&out);
    series_workspace_free(workspace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_a_steady_growth),
        cmocka_unit_test(repeats_the_seasons_of_a_monthly_series),
        cmocka_unit_test(gives_the_same_answer_in_other_units),
        cmocka_unit_test(keeps_ranges_of_positive_series_above_zero),
        cmocka_unit_test(allows_negative_values_and_keeps_zero_as_a_floor_where_none_are),
        cmocka_unit_test(answers_every_length_from_one_value_on),
        cmocka_unit_test(says_a_constant_series_stays),
        cmocka_unit_test(survives_series_of_every_odd_kind),
        cmocka_unit_test(refuses_in_words),
        cmocka_unit_test(theta_of_a_straight_line_goes_on_straight),
        cmocka_unit_test(protocol_answers_a_line_and_names_a_wrong_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
