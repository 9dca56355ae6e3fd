/* Days and months, against facts of the calendar. */
#define _GNU_SOURCE /* setenv */
#include "tests/support/support.h"

#include "tracker/base/date.h"

#include <stdlib.h>
#include <time.h>

static void reads_only_days_that_exist(void **state)
{
    (void)state;
    const char *const good[] = {"2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"};
    const char *const bad[] = {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-1-1",
                               "24-01-01",   "2024/01/01", "",           "2024-04-31", "2024-01-01x",
                               "2024-+1-+5", "+024-01-01", "2024- 1-01", "-001-01-01", "2024-01--1"};
    TfDate date;
    char text[TF_DATE_CHARS];
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(tf_date_read(tf_slice(good[i]), &date));
        assert_string_equal(tf_date_write(text, date), good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(tf_date_read(tf_slice(bad[i]), &date));
}

static void days_count_from_1970_and_back(void **state)
{
    (void)state;
    const struct {
        TfDate date;
        int32_t days;
        int weekday;
    } rows[] = {
        {{1970, 1, 1}, 0, 4},       {{1969, 12, 31}, -1, 3}, {{2000, 3, 1}, 11017, 3},
        {{2024, 11, 27}, 20054, 3}, {{1, 1, 1}, -719162, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(tf_date_to_days(rows[i].date), rows[i].days);
        assert_int_equal(tf_date_weekday(rows[i].date), rows[i].weekday);
    }
    for (int32_t days = -719162; days < 2932896; days += 97) {
        TfDate date = tf_date_from_days(days);
        assert_true(tf_date_is_valid(date.year, date.month, date.day));
        assert_int_equal(tf_date_to_days(date), days);
    }
}

static void months_have_an_index(void **state)
{
    (void)state;
    int index = tf_month_index(2024, 2);
    assert_int_equal(tf_month_last_day(index).day, 29);
    assert_int_equal(tf_month_first_day(index + 11).month, 1);
    assert_int_equal(tf_month_first_day(index + 11).year, 2025);
}

static void today_can_be_fixed(void **state)
{
    (void)state;
    char text[TF_DATE_CHARS];
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "1732665600", 1), 0);
    assert_string_equal(tf_date_write(text, tf_date_today()), "2024-11-27");
    assert_string_equal(tf_date_write_short(text, tf_date_today()), "27 Nov 2024");
    assert_int_equal(unsetenv("SOURCE_DATE_EPOCH"), 0);
}

static void a_fixed_time_out_of_range_is_now(void **state)
{
    (void)state;
    const struct {
        const char *fixed;
        int64_t seconds; /* -1: the clock's */
    } rows[] = {
        {"0", 0},
        {"253402300799", 253402300799},
        {"253402300800", -1},
        {"9223372036854775807", -1},
        {"-1", -1},
        {"", -1},
        {"1e9", -1},
        {"99999999999999999999", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(setenv("SOURCE_DATE_EPOCH", rows[i].fixed, 1), 0);
        int64_t earliest = (int64_t)time(NULL);
        int64_t now = tf_now_seconds();
        if (rows[i].seconds >= 0)
            assert_int_equal(now, rows[i].seconds);
        else
            assert_in_range(now, earliest, time(NULL));
        TfDate today = tf_date_today();
        assert_true(tf_date_is_valid(today.year, today.month, today.day));
    }
    assert_int_equal(unsetenv("SOURCE_DATE_EPOCH"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_only_days_that_exist),
        cmocka_unit_test(days_count_from_1970_and_back),
        cmocka_unit_test(months_have_an_index),
        cmocka_unit_test(today_can_be_fixed),
        cmocka_unit_test(a_fixed_time_out_of_range_is_now),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
