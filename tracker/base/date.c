/* Calendar arithmetic. Day numbers follow the civil-from-days construction with years that start in March. */
#include "tracker/base/date.h"

#include "tracker/base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LAST_SECOND 253402300799 /* of 9999-12-31 */

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int tf_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool tf_date_is_set(TfDate date)
{
    return date.year != 0;
}

bool tf_date_is_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= tf_days_in_month(year, month);
}

int tf_date_compare(TfDate a, TfDate b)
{
    if (a.year != b.year)
        return a.year - b.year;
    if (a.month != b.month)
        return a.month - b.month;
    return a.day - b.day;
}

TfDate tf_date_first_of_month(int year, int month)
{
    return (TfDate){(int16_t)year, (int8_t)month, 1};
}

TfDate tf_date_last_of_month(int year, int month)
{
    return (TfDate){(int16_t)year, (int8_t)month, (int8_t)tf_days_in_month(year, month)};
}

int tf_month_index(int year, int month)
{
    return year * 12 + month - 1;
}

int tf_date_month_index(TfDate date)
{
    return tf_month_index(date.year, date.month);
}

TfDate tf_month_first_day(int month_index)
{
    return tf_date_first_of_month(month_index / 12, month_index % 12 + 1);
}

TfDate tf_month_last_day(int month_index)
{
    return tf_date_last_of_month(month_index / 12, month_index % 12 + 1);
}

int32_t tf_date_to_days(TfDate date)
{
    int32_t year = date.month <= 2 ? date.year - 1 : date.year;
    int32_t era = year / 400;
    int32_t year_of_era = year - era * 400;
    int32_t month_from_march = (date.month + 9) % 12;
    int32_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468; /* 719468 days from 0000-03-01 to 1970-01-01 */
}

TfDate tf_date_from_days(int32_t days)
{
    days += 719468;
    int32_t era = days / 146097;
    int32_t day_of_era = days - era * 146097;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month_from_march = (5 * day_of_year + 2) / 153;
    int32_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    int32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    int32_t year = year_of_era + era * 400 + (month <= 2);
    return (TfDate){(int16_t)year, (int8_t)month, (int8_t)day};
}

int tf_date_weekday(TfDate date)
{
    return (tf_date_to_days(date) % 7 + 11) % 7; /* 1970-01-01 was a Thursday */
}

/* Bytes [start, end) as a number; digits alone, so no sign or blank passes. */
static bool read_part(TfSlice text, size_t start, size_t end, int *value)
{
    *value = 0;
    for (size_t at = start; at < end; at++) {
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
        *value = *value * 10 + (text.bytes[at] - '0');
    }
    return true;
}

bool tf_date_read(TfSlice text, TfDate *date)
{
    int year;
    int month;
    int day;
    if (text.length != 10 || text.bytes[4] != '-' || text.bytes[7] != '-' || !read_part(text, 0, 4, &year) ||
        !read_part(text, 5, 7, &month) || !read_part(text, 8, 10, &day) ||
        !tf_date_is_valid(year, month, day))
        return false;
    *date = (TfDate){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

/* "2024-11-27"; a claim's line has four of them, so printf would be felt. */
static void write_figures(char text[TF_DATE_CHARS], TfDate date)
{
    static const char form[] = "YYYY-MM-DD";
    memcpy(text, form, sizeof form);
    int year = date.year;
    for (int i = 3; i >= 0; i--, year /= 10)
        text[i] = (char)('0' + year % 10);
    text[5] = (char)('0' + date.month / 10);
    text[6] = (char)('0' + date.month % 10);
    text[8] = (char)('0' + date.day / 10);
    text[9] = (char)('0' + date.day % 10);
}

const char *tf_date_write(char text[TF_DATE_CHARS], TfDate date)
{
    if (!tf_date_is_set(date))
        text[0] = '\0';
    else
        write_figures(text, date);
    return text;
}

const char *tf_month_short_name(int month)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return names[month - 1];
}

const char *tf_date_write_short(char text[TF_DATE_CHARS], TfDate date)
{
    if (!tf_date_is_set(date))
        (void)snprintf(text, TF_DATE_CHARS, "no date");
    else
        (void)snprintf(text, TF_DATE_CHARS, "%d %s %d", date.day, tf_month_short_name(date.month), date.year);
    return text;
}

int64_t tf_now_seconds(void)
{
    int64_t seconds = 0;
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (fixed != NULL && tf_integer_read(tf_slice(fixed), &seconds) && seconds >= 0 && seconds <= LAST_SECOND)
        return seconds;
    seconds = (int64_t)time(NULL);
    return seconds < 0 ? 0 : seconds > LAST_SECOND ? LAST_SECOND : seconds;
}

TfDate tf_date_today(void)
{
    return tf_date_from_days((int32_t)(tf_now_seconds() / 86400));
}
