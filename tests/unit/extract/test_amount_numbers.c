/* Digits as languages write them: which mark is the decimal mark, with and without a magnitude. */
#include "tests/support/support.h"

#include "importers/extract/number.h"

typedef struct Row {
    const char *lang;
    const char *text;
    int scale_power;
    const char *value; /* "" when it is no number */
    size_t end;
} Row;

static void check(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const NumberStyle *style = number_style(tf_slice(rows[i].lang));
        TfSlice text = tf_slice(rows[i].text);
        NumberLiteral literal = number_scan(text, 0, style);
        char value[TF_NUMBER_CHARS] = "";
        TfDecimal decimal;
        if (number_value(text, &literal, style, rows[i].scale_power, &decimal))
            (void)tf_decimal_write(value, decimal);
        if (strcmp(value, rows[i].value) != 0)
            print_error("in %s: %s\n", rows[i].lang, rows[i].text);
        assert_string_equal(value, rows[i].value);
        assert_int_equal(literal.end, rows[i].end > 0 ? rows[i].end : text.length);
    }
}

static void one_mark_is_a_decimal_mark_unless_three_digits_follow(void **state)
{
    (void)state;
    const Row rows[] = {
        {"en", "28.5", 0, "28.5", 0}, {"en", "28,5", 0, "28.5", 0},   {"ru", "28,5", 9, "28.5", 0},
        {"ru", "28.5", 9, "28.5", 0}, {"en", "0.125", 0, "0.125", 0}, {"en", "1234.567", 0, "1234.567", 0},
        {"vi", "86,7", 9, "86.7", 0}, {"de", "1,75", 0, "1.75", 0},
    };
    check(rows, sizeof rows / sizeof rows[0]);
}

static void three_digits_behind_a_mark_go_by_language_and_magnitude(void **state)
{
    (void)state;
    const Row rows[] = {
        {"en", "3,964", 6, "3964", 0},      {"en", "3.295", 12, "3.295", 0},
        {"ru", "244,819", 9, "244.819", 0}, {"ru", "244.819", 9, "244.819", 0},
        {"pt", "34,351", 9, "34.351", 0},   {"fr", "137,415", 9, "137.415", 0},
        {"es", "27.800", 6, "27800", 0},    {"es", "62,127", 6, "62127", 0},
        {"es", "399.5", 9, "399.5", 0},     {"vi", "1.450", 9, "1450", 0},
        {"vi", "1,450", 9, "1.45", 0},      {"de", "1.450", 6, "1450", 0},
        {"zh", "1,500", 8, "1500", 0},      {"ar", "1,250", 6, "1250", 0},
        {"ar", "1.250", 6, "1.25", 0},      {"ar", "1,250", 9, "1.25", 0},
    };
    check(rows, sizeof rows / sizeof rows[0]);
}

static void several_marks_group_and_the_last_kind_is_the_decimal_mark(void **state)
{
    (void)state;
    const Row rows[] = {
        {"en", "1,234,567", 0, "1234567", 0},
        {"en", "1,234.5", 0, "1234.5", 0},
        {"de", "1.234,5", 0, "1234.5", 0},
        {"en", "1.234,5", 0, "1234.5", 0},
        {"en", "12,34,567.89", 0, "1234567.89", 0},
        {"en", "1'234'567", 0, "1234567", 0},
        {"en", "27.11.2024", 0, "", 0},
        {"en", "192.168.0.1", 0, "", 0},
        {"en", "1,2,3", 0, "", 0},
    };
    check(rows, sizeof rows / sizeof rows[0]);
}

static void blanks_group_where_they_cannot_part_two_numbers(void **state)
{
    (void)state;
    const Row rows[] = {
        {"ru", "80 000", 0, "80000", 0},
        {"en", "80 000", 0, "80000", 0},
        {"en", "80 300", 0, "80", 2},
        {"en", "1 234 567", 0, "1234567", 0},
        {"en", "3 495.6", 0, "3495.6", 0},
        {"en",
         "80\xC2\xA0"
         "000",
         0, "80000", 0},
        {"ru", "2024 300", 0, "2024", 4},
        {"ru", "28 30", 0, "28", 2},
    };
    check(rows, sizeof rows / sizeof rows[0]);
}

static void reads_digits_of_other_scripts(void **state)
{
    (void)state;
    const Row rows[] = {
        {"fa", "\xDB\xB1\xDB\xB8\xD9\xAB\xDB\xB9", 9, "18.9", 0}, /* Arabic-Indic digits and decimal mark */
        {"zh", "\xEF\xBC\x92\xEF\xBC\x98", 0, "28", 0},           /* full width */
    };
    check(rows, sizeof rows / sizeof rows[0]);
}

static void a_number_longer_than_any_amount_is_a_code(void **state)
{
    (void)state;
    static char digits[4096];
    memset(digits, '7', sizeof digits - 1);
    const NumberStyle *style = number_style(tf_slice("en"));
    NumberLiteral literal = number_scan(tf_slice(digits), 0, style);
    TfDecimal decimal;
    assert_true(literal.is_code);
    assert_false(number_value(tf_slice(digits), &literal, style, 0, &decimal));
    const Row rows[] = {{"en", "12345678901234567890123", 0, "12345678901234567000000", 0}};
    check(rows, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_mark_is_a_decimal_mark_unless_three_digits_follow),
        cmocka_unit_test(three_digits_behind_a_mark_go_by_language_and_magnitude),
        cmocka_unit_test(several_marks_group_and_the_last_kind_is_the_decimal_mark),
        cmocka_unit_test(blanks_group_where_they_cannot_part_two_numbers),
        cmocka_unit_test(reads_digits_of_other_scripts),
        cmocka_unit_test(a_number_longer_than_any_amount_is_a_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
