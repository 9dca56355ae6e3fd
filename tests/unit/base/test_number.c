/* Decimals are exact, and number text is the same in every locale. */
#include "tests/support/support.h"

#include "tracker/base/number.h"

#include <math.h>

static void writes_decimals_in_plain_notation(void **state)
{
    (void)state;
    const struct {
        TfDecimal decimal;
        const char *text;
    } rows[] = {
        {{28, 9}, "28000000000"},
        {{-47, -3}, "-0.047"},
        {{0, 5}, "0"},
        {{15600, 6}, "15600000000"},
        {{1, -1}, "0.1"},
        {{7, 40}, "7e40"},
        {{INT64_MIN, 0}, "-9223372036854775808"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[TF_NUMBER_CHARS];
        tf_decimal_write(text, rows[i].decimal);
        assert_string_equal(text, rows[i].text);
    }
}

static void reads_numbers_and_refuses_the_rest(void **state)
{
    (void)state;
    const struct {
        const char *text;
        bool good;
        double value;
    } rows[] = {
        {"28", true, 28},
        {"-1.5", true, -1.5},
        {"1e9", true, 1e9},
        {".5", true, 0.5},
        {"1.", true, 1},
        {"", false, 0},
        {"-", false, 0},
        {"1,5", false, 0},
        {"1e", false, 0},
        {"1 ", false, 0},
        {"1e9999", false, 0},
        {"nan", false, 0},
        {"0x10", false, 0},
        {"1.2.3", false, 0},
        {"123456789012345678901234", true, 123456789012345678901234.0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = 0;
        assert_int_equal(tf_double_read(tf_slice(rows[i].text), &value), rows[i].good);
        if (rows[i].good)
            assert_close(value, rows[i].value, 1e-15);
    }
}

static void doubles_come_back_the_same(void **state)
{
    (void)state;
    const double values[] = {0.1,      1.0 / 3, 28e9, 1e-7, -123456.789, 5e-324, 1.7976931348623157e308,
                             2.0 / 3e9};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        char text[TF_NUMBER_CHARS];
        double back = 0;
        size_t length = tf_double_write(text, values[i]);
        assert_true(tf_double_read(tf_slice_of(text, length), &back));
        assert_true(back == values[i]);
    }
}

static void not_a_number_is_null(void **state)
{
    (void)state;
    char text[TF_NUMBER_CHARS];
    tf_double_write(text, (double)NAN);
    assert_string_equal(text, "null");
}

static void numbers_ignore_the_locale(void **state)
{
    (void)state;
    char text[TF_FIXED_CHARS];
    double value = 0;
    use_comma_locale();
    (void)snprintf(text, sizeof text, "%.1f", 1.5);
    assert_string_equal(text, "1,5"); /* so the locale is one */
    tf_double_write(text, 1.5);
    assert_string_equal(text, "1.5");
    assert_int_equal(tf_fixed_write(text, -28512.25, 1), 8);
    assert_string_equal(text, "-28512.2");
    assert_true(tf_double_read(tf_slice("-1.5e2"), &value));
    use_plain_locale();
    assert_close(value, -150, 0);
}

static void fixed_decimals_are_those_of_printf(void **state)
{
    (void)state;
    const struct {
        double value;
        int decimals;
        const char *text;
    } rows[] = {
        {28.5, 1, "28.5"},
        {0.25, 1, "0.2"}, /* a half, to even */
        {0.35, 1, "0.3"}, /* the double is below 0.35 */
        {2.5, 0, "2"},
        {-0.04, 1, "-0.0"},
        {999.96, 1, "1000.0"},
        {1e22, 0, "10000000000000000000000"},
        {5e-324, 3, "0.000"},
        {1, -4, "1"},
        {1, 99, "1.00000000000000000000"},
        {(double)NAN, 1, "nan"},
        {(double)INFINITY, 1, "inf"},
        {-(double)INFINITY, 1, "-inf"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[TF_FIXED_CHARS];
        assert_int_equal(tf_fixed_write(text, rows[i].value, rows[i].decimals), strlen(rows[i].text));
        assert_string_equal(text, rows[i].text);
    }
    char longest[TF_FIXED_CHARS];
    assert_int_equal(tf_fixed_write(longest, -1.7976931348623157e308, TF_FIXED_DECIMALS), 1 + 309 + 1 + 20);
}

static void decimals_add_and_multiply_exactly(void **state)
{
    (void)state;
    TfDecimal result;
    assert_true(tf_decimal_multiply((TfDecimal){156, -1}, (TfDecimal){1, 9}, &result));
    assert_int_equal(result.digits, 156);
    assert_int_equal(result.exponent, 8);
    assert_true(tf_decimal_add((TfDecimal){1, -1}, (TfDecimal){2, -1}, &result));
    assert_int_equal(tf_decimal_compare(result, (TfDecimal){3, -1}), 0);
    assert_false(tf_decimal_multiply((TfDecimal){INT64_MAX, 0}, (TfDecimal){3, 0}, &result));
    assert_true(tf_decimal_compare((TfDecimal){28, 9}, (TfDecimal){2799, 7}) > 0);
}

static void decimals_compare_exactly_and_without_overflow(void **state)
{
    (void)state;
    const struct {
        TfDecimal a;
        TfDecimal b;
        int order;
    } rows[] = {
        {{INT64_MIN, 0}, {INT64_MIN, 0}, 0},
        {{INT64_MIN, 0}, {-INT64_MAX, 0}, -1},
        {{INT64_MAX, 0}, {INT64_MIN, 0}, 1},
        {{1, 0}, {INT64_MIN, 0}, 1},
        {{1, 40}, {INT64_MAX, 0}, 1},
        {{-1, 40}, {INT64_MIN, 0}, -1},
        {{9007199254740993, 0}, {9007199254740992, 0}, 1}, /* one double */
        {{1, 19}, {INT64_MAX, 0}, 1},
        {{922337203685477581, 1}, {INT64_MAX, 0}, 1},
        {{0, 9}, {5, -30}, -1},
        {{0, 9}, {-5, -30}, 1},
        {{0, 9}, {0, -9}, 0},
        {{280, 8}, {28, 9}, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(tf_decimal_compare(rows[i].a, rows[i].b), rows[i].order);
        assert_int_equal(tf_decimal_compare(rows[i].b, rows[i].a), -rows[i].order);
    }
}

static void every_sum_and_product_can_be_negated(void **state)
{
    (void)state;
    TfDecimal result;
    const TfDecimal lowest = {INT64_MIN, 0};
    assert_true(tf_decimal_negate((TfDecimal){-28, 9}).digits == 28);
    assert_true(tf_decimal_negate(lowest).digits == INT64_MAX);
    assert_false(tf_decimal_multiply(lowest, (TfDecimal){1, 0}, &result));
    assert_false(tf_decimal_add((TfDecimal){-INT64_MAX, 0}, (TfDecimal){-1, 0}, &result));
    assert_false(tf_decimal_multiply((TfDecimal){1, 30000}, (TfDecimal){1, 30000}, &result));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_decimals_in_plain_notation),
        cmocka_unit_test(reads_numbers_and_refuses_the_rest),
        cmocka_unit_test(doubles_come_back_the_same),
        cmocka_unit_test(not_a_number_is_null),
        cmocka_unit_test(numbers_ignore_the_locale),
        cmocka_unit_test(fixed_decimals_are_those_of_printf),
        cmocka_unit_test(decimals_add_and_multiply_exactly),
        cmocka_unit_test(decimals_compare_exactly_and_without_overflow),
        cmocka_unit_test(every_sum_and_product_can_be_negated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
