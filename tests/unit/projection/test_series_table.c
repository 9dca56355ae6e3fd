/* Tables as people have them: every usual kind of date and number, gaps, and clear words for the rest. */
#include "tests/support/support.h"

#include "tracker/projection/series_table.h"

#include <math.h>

typedef struct Reading {
    TfArena arena;
    TfError error;
    TfStatus status;
    TfOrdinary series;
} Reading;

static void read_table(Reading *reading, const char *text, int frequency)
{
    tf_arena_init(&reading->arena, 0);
    reading->status =
        series_table_read(tf_slice(text), frequency, &reading->arena, &reading->series, &reading->error);
}

static void reads_the_usual_tables(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int frequency;
        const char *first;
        size_t count;
        double last;
    } rows[] = {
        {"2020,1\n2021,2\n2022,3\n", 1, "2020", 3, 3},
        {"\xEF\xBB\xBF"
         "date,value\r\n2020,1\r\n2021,2.5\r\n",
         1, "2020", 2, 2.5},
        {"2020-Q1;1,5\n2020-Q2;2,5\n", 4, "2020-Q1", 2, 2.5},
        {"Q3 2020\t7\nQ4 2020\t1 234,5\n", 4, "2020-Q3", 2, 1234.5},
        {"2020-01,1\n2020-02,2\n", 12, "2020-01", 2, 2},
        {"2020M11,1\n2020M12,2\n2021M01,3\n", 12, "2020-11", 3, 3},
        {"2020-03-31,1\n2020-06-30,2\n2020-09-30,4\n", 4, "2020-Q1", 3, 4},
        {"31.12.2020;1\n31.12.2021;2\n", 1, "2020", 2, 2},
        {"# from the office\n\n\"2020\",\"1\"\n\"2021\",\"2\"\n", 1, "2020", 2, 2},
        {"2022,3\n2020,1\n2021,2\n", 1, "2020", 3, 3},
        {"reporter,TIME_PERIOD,flow,OBS_VALUE\nKZ,2020,X,5\nKZ,2021,X,6\n", 1, "2020", 2, 6},
        {"value,year\n5,2020\n6,2021\n", 1, "2020", 2, 6},
        {"2020,\n2021,2\n2022,3\n2023,NA\n", 1, "2021", 2, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Reading reading;
        char name[TF_ORDINARY_CHARS];
        read_table(&reading, rows[i].text, 0);
        assert_ok(reading.status, &reading.error);
        assert_int_equal(reading.series.frequency, rows[i].frequency);
        assert_string_equal(tf_ordinary_period(name, &reading.series, 0), rows[i].first);
        assert_int_equal(reading.series.count, rows[i].count);
        assert_close(reading.series.values[rows[i].count - 1], rows[i].last, 0);
        tf_arena_done(&reading.arena);
    }
}

static void takes_values_without_dates_when_told_the_frequency(void **state)
{
    (void)state;
    Reading reading;
    char name[TF_ORDINARY_CHARS];
    read_table(&reading, "5\n6\n7\n", 4);
    assert_ok(reading.status, &reading.error);
    assert_int_equal(reading.series.count, 3);
    assert_string_equal(tf_ordinary_period(name, &reading.series, 3), "+1");
    tf_arena_done(&reading.arena);
}

static void bridges_a_gap_and_names_it(void **state)
{
    (void)state;
    Reading reading;
    read_table(&reading, "2011,1\n2012,1\n2013,1\n2014,4\n2016,16\n2017,16\n", 0);
    assert_ok(reading.status, &reading.error);
    assert_int_equal(reading.series.count, 7);
    assert_close(reading.series.values[4], 8, 1e-12);
    assert_int_equal(reading.series.remark_count, 1);
    assert_slice(reading.series.remarks[0],
                 "1 of 7 periods missing and bridged between their neighbours: 2015");
    tf_arena_done(&reading.arena);
}

static void says_what_is_wrong_with_a_table(void **state)
{
    (void)state;
    const struct {
        const char *text;
        int frequency;
        const char *words;
    } rows[] = {
        {"", 0, "no rows of date and value"},
        {"date,value\n", 0, "no rows of date and value"},
        {"2020,1\nsoon,2\n", 0, "line 2, column 1: 'soon' is not a date like"},
        {"2020,1\n2021,x\n", 0, "line 2, column 2: 'x' is not a number"},
        {"2020,1\n2021-Q1,2\n", 0, "line 2, column 1: '2021-Q1' is not the same kind of date"},
        {"2020,1\n2020,2\n", 0, "lines 1 and 2 both have a value of 2020"},
        {"2020-01-01,1\n2020-01-02,2\n2020-02-01,3\n", 0, "lines 1 and 2 both have a value of 2020-01"},
        {"2020-13,1\n", 0, "'2020-13' is not a date"},
        {"2020-02-30,1\n", 0, "'2020-02-30' is not a date"},
        {"2020-01,1\n", 0, "one date does not tell"},
        {"5\n6\n", 0, "one column has no dates"},
        {"2020-01,1\n2020-07,1\n2021-01,1\n", 0, "the dates are 6 months apart"},
        {"2020,1\n2021,1\n", 12, "the dates are years; a monthly series cannot"},
        {"2000,1\n2001,2\n2010,3\n", 0,
         "8 of 11 periods are missing (2002, 2003, 2004, 2005, 2006, 2007 ...)"},
        {"a,b,c\n2020,1,2\n", 0, "3 columns; date and value are needed"},
        {"2020,1\n2021\n", 0, "line 2: 1 column; 2 are needed"},
        {"2020,1,234\n", 0, "3 columns; date and value"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Reading reading;
        read_table(&reading, rows[i].text, rows[i].frequency);
        assert_int_equal(reading.status, TF_BAD_INPUT);
        if (strstr(reading.error.message, rows[i].words) == NULL)
            fail_msg("row %zu says: %s", i, reading.error.message);
        tf_arena_done(&reading.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_usual_tables),
        cmocka_unit_test(takes_values_without_dates_when_told_the_frequency),
        cmocka_unit_test(bridges_a_gap_and_names_it),
        cmocka_unit_test(says_what_is_wrong_with_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
