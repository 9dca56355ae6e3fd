/* The unit of the last digit quoted. */
#include "tests/support/support.h"

#include "tracker/series/rounding.h"

static TfDecimal decimal(const char *text)
{
    TfDecimal value;
    assert_true(tf_decimal_read(tf_slice(text), &value));
    return value;
}

static void reads_the_unit_of_an_amount(void **state)
{
    (void)state;
    const struct {
        const char *value;
        const char *quoted; /* NULL: the claim came without its words */
        double rounding;
    } rows[] = {
        {"28000000000", "28 billion USD", 1e9},
        {"24500000000", "$24.5 billion", 1e8},
        {"20000000000", "20 billion", 1e9},
        {"20000000000", "20.0 billion", 1e8},
        {"20000000000", "20,0 Mrd.", 1e8},
        {"20000000000", NULL, 1e9},
        {"30000000000", "30.00 bn", 1e7},
        {"100000000000", "100 billion", 1e10},
        {"130000000000", "130 billion", 1e10},
        {"5000000000", "5 billion", 1e9},
        {"5000000000", NULL, 1e9},
        {"300000000", "300 million", 1e7},
        {"1250000000", "1,25 Mrd. US-Dollar", 1e7},
        {"27800000000", "27.800 millones de dólares", 1e8}, /* a group of thousands, no decimals */
        {"7500000000", "7 bln 500 mln U.S. dollars", 1e8},
        {"20600000000", "20.6 مليار دولار", 1e8},
        {"18900000000", "۱۸.۹ میلیارد دلار", 1e8},
        {"28000000000", "280亿美元", 1e9},
        {"3295123000000", "$3,295,123 million", 1e6},
        {"26000000000", "26.50 billion", 1e9}, /* words of another amount say nothing about this one */
        {"28000000000", "99999999999999999999999999 billion", 1e9},
        {"12345", NULL, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfSlice quoted = rows[i].quoted == NULL ? (TfSlice){NULL, 0} : tf_slice(rows[i].quoted);
        assert_close(series_money_rounding(decimal(rows[i].value), quoted), rows[i].rounding, 1e-12);
    }
}

static void reads_the_unit_of_a_percentage(void **state)
{
    (void)state;
    const struct {
        const char *percent;
        double rounding;
    } rows[] = {{"34", 1}, {"34.4", 0.1}, {"10", 1},   {"5", 1},
                {"-4", 1}, {"0.5", 0.1},  {"150", 10}, {"100", 10}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_close(series_percent_rounding(decimal(rows[i].percent)), rows[i].rounding, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_unit_of_an_amount),
        cmocka_unit_test(reads_the_unit_of_a_percentage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
