/* Periods of every kind: the words of the schema, the kind two days make, keys and texts. */
#include "tests/support/support.h"

#include "tracker/model/period.h"

static const TfDate unset = {0, 0, 0};

static void every_kind_and_basis_has_a_word(void **state)
{
    (void)state;
    static const char *const kinds[] = {"none",   "year",   "half", "quarter",  "month", "ytd",
                                        "months", "fiscal", "span", "ytd_open", "rate"};
    static const char *const bases[] = {"none", "explicit", "relative", "inferred"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        TfPeriodKind kind;
        assert_true(tf_period_kind_read(tf_slice(kinds[i]), &kind));
        assert_string_equal(tf_period_kind_name(kind), kinds[i]);
    }
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        TfBasis basis;
        assert_true(tf_basis_read(tf_slice(bases[i]), &basis));
        assert_string_equal(tf_basis_name(basis), bases[i]);
    }
}

static void reads_the_words_of_older_collections_and_no_others(void **state)
{
    (void)state;
    TfPeriodKind kind = TF_PERIOD_YEAR;
    TfBasis basis = TF_BASIS_EXPLICIT;
    assert_true(tf_period_kind_read(tf_slice("annual_rate"), &kind));
    assert_int_equal(kind, TF_PERIOD_RATE);
    assert_true(tf_period_kind_read(tf_slice("unknown"), &kind));
    assert_int_equal(kind, TF_PERIOD_NONE);
    assert_false(tf_period_kind_read(tf_slice("decade"), &kind));
    assert_false(tf_period_kind_read(tf_slice(""), &kind));
    assert_false(tf_basis_read(tf_slice("Explicit"), &basis));
    assert_int_equal(kind, TF_PERIOD_NONE);
    assert_int_equal(basis, TF_BASIS_EXPLICIT);
}

/* What two days are, as kind, SDMX key and text. */
static void two_days_make_a_kind_a_key_and_a_text(void **state)
{
    (void)state;
    const struct {
        TfDate from;
        TfDate to;
        TfPeriodKind kind;
        const char *key;
        const char *text;
    } rows[] = {
        {{2023, 1, 1}, {2023, 12, 31}, TF_PERIOD_YEAR, "2023", "2023"},
        {{2024, 1, 1}, {2024, 6, 30}, TF_PERIOD_HALF, "2024-01-01/P6M", "Jan\u2013Jun 2024"},
        {{2024, 7, 1}, {2024, 12, 31}, TF_PERIOD_HALF, "2024-07-01/P6M", "Jul\u2013Dec 2024"},
        {{2024, 1, 1}, {2024, 3, 31}, TF_PERIOD_QUARTER, "2024-Q1", "Q1 2024"},
        {{2024, 7, 1}, {2024, 9, 30}, TF_PERIOD_QUARTER, "2024-Q3", "Q3 2024"},
        {{2024, 10, 1}, {2024, 12, 31}, TF_PERIOD_QUARTER, "2024-Q4", "Q4 2024"},
        {{2024, 2, 1}, {2024, 2, 29}, TF_PERIOD_MONTH, "2024-02", "Feb 2024"},
        {{2024, 1, 1}, {2024, 1, 31}, TF_PERIOD_MONTH, "2024-01", "Jan 2024"},
        {{2024, 1, 1}, {2024, 9, 30}, TF_PERIOD_YTD, "2024-01-01/P9M", "Jan\u2013Sep 2024"},
        {{2024, 1, 1}, {2024, 2, 29}, TF_PERIOD_YTD, "2024-01-01/P2M", "Jan\u2013Feb 2024"},
        {{2024, 2, 1}, {2024, 4, 30}, TF_PERIOD_MONTHS, "2024-02-01/P3M", "Feb\u2013Apr 2024"},
        {{2023, 4, 1}, {2024, 3, 31}, TF_PERIOD_MONTHS, "2023-04-01/P12M", "Apr 2023\u2013Mar 2024"},
        {{2023, 1, 1}, {2024, 3, 31}, TF_PERIOD_MONTHS, "2023-01-01/P15M", "Jan 2023\u2013Mar 2024"},
        {{2020, 1, 1}, {2024, 12, 31}, TF_PERIOD_SPAN, "2020-01-01/P60M", "2020\u20132024"},
        {{2024, 1, 1}, {0, 0, 0}, TF_PERIOD_YTD_OPEN, "", "since Jan 2024"},
        {{2024, 5, 1}, {0, 0, 0}, TF_PERIOD_YTD_OPEN, "", "since May 2024"},
        {{0, 0, 0}, {0, 0, 0}, TF_PERIOD_NONE, "", "\u2013"},
        {{1, 1, 1}, {1, 12, 31}, TF_PERIOD_YEAR, "0001", "1"},
        {{9999, 12, 1}, {9999, 12, 31}, TF_PERIOD_MONTH, "9999-12", "Dec 9999"},
        /* no whole months: no key */
        {{2023, 2, 1}, {2023, 2, 27}, TF_PERIOD_NONE, "", "1\u201327 Feb 2023"},
        {{2023, 2, 2}, {2024, 2, 29}, TF_PERIOD_NONE, "", "2 Feb 2023\u201329 Feb 2024"},
        {{2024, 1, 1}, {2024, 9, 15}, TF_PERIOD_NONE, "", "1 Jan\u201315 Sep 2024"},
        {{0, 0, 0}, {2024, 9, 30}, TF_PERIOD_NONE, "", "until Sep 2024"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[TF_PERIOD_CHARS];
        TfPeriod period = {rows[i].from, rows[i].to, tf_period_kind_of(rows[i].from, rows[i].to),
                           TF_BASIS_NONE};
        if (period.kind != rows[i].kind)
            fail_msg("row %zu is %s", i, tf_period_kind_name(period.kind));
        assert_string_equal(tf_period_key(text, period), rows[i].key);
        assert_string_equal(tf_period_text(text, period), rows[i].text);
        assert_int_equal(tf_period_is_whole_months(period), rows[i].key[0] != '\0');
    }
}

/* A kind that was said stands beside its days and changes neither key nor text. */
static void a_fiscal_year_is_known_by_its_days(void **state)
{
    (void)state;
    char text[TF_PERIOD_CHARS];
    const TfPeriod fiscal = {{2023, 4, 1}, {2024, 3, 31}, TF_PERIOD_FISCAL, TF_BASIS_EXPLICIT};
    assert_string_equal(tf_period_key(text, fiscal), "2023-04-01/P12M");
    assert_string_equal(tf_period_text(text, fiscal), "Apr 2023\u2013Mar 2024");
    const TfPeriod rate = {unset, unset, TF_PERIOD_RATE, TF_BASIS_EXPLICIT};
    assert_string_equal(tf_period_key(text, rate), "");
    assert_string_equal(tf_period_text(text, rate), "a year");
}

static void reads_a_run_of_months_by_its_key(void **state)
{
    (void)state;
    const struct {
        const char *text;
        const char *key;
    } rows[] = {
        {"2023", "2023"},
        {"2024-05", "2024-05"},
        {"2024-Q3", "2024-Q3"},
        {"2024-H1", "2024-01-01/P6M"},
        {"2024-01-01/P9M", "2024-01-01/P9M"},
        {"2023-04-01/P12M", "2023-04-01/P12M"},
        {"2024-01..2024-09", "2024-01-01/P9M"},
        {"2024-Q1..2024-H2", "2024"},
        {"2023..2024", "2023-01-01/P24M"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfPeriod period;
        char text[TF_PERIOD_CHARS];
        if (!tf_period_read(tf_slice(rows[i].text), &period))
            fail_msg("row %zu is not read", i);
        assert_string_equal(tf_period_key(text, period), rows[i].key);
    }
}

static void anything_else_is_no_run_of_months(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "202",
        "0000",
        "2024-13",
        "2024-00",
        "2024-5",
        "2024-Q5",
        "2024-Q0",
        "2024-H3",
        "2024-01-01",
        "2024-01-01/P0M",
        "2024-01-01/P99999M",
        "2024-01..",
        "2024..2023",
        "2024-01-01/P9M ",
        "2024-01-01/P9D",
        "-2024",
        "2024-02-01/PM",
        "1000..2024",
        "+202",
        "2024-+1",
        "9999-12-01/P2M",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfPeriod period;
        if (tf_period_read(tf_slice(rows[i]), &period))
            fail_msg("'%s' is read", rows[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_and_basis_has_a_word),
        cmocka_unit_test(reads_the_words_of_older_collections_and_no_others),
        cmocka_unit_test(two_days_make_a_kind_a_key_and_a_text),
        cmocka_unit_test(a_fiscal_year_is_known_by_its_days),
        cmocka_unit_test(reads_a_run_of_months_by_its_key),
        cmocka_unit_test(anything_else_is_no_run_of_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
