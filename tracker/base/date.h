/* Calendar days, proleptic Gregorian, years 1 to 9999, and months counted from year 0. */
#ifndef TRACKER_BASE_DATE_H
#define TRACKER_BASE_DATE_H

#include "tracker/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct TfDate {
    int16_t year; /* 0 means "no date" */
    int8_t month; /* 1..12 */
    int8_t day;   /* 1..31 */
} TfDate;

TF_EXPORT bool tf_date_is_set(TfDate date);
/* True for a day that exists. */
TF_EXPORT bool tf_date_is_valid(int year, int month, int day);
TF_EXPORT int tf_days_in_month(int year, int month);
/* <0, 0, >0; "no date" comes first. */
TF_EXPORT int tf_date_compare(TfDate a, TfDate b);
TF_EXPORT TfDate tf_date_first_of_month(int year, int month);
TF_EXPORT TfDate tf_date_last_of_month(int year, int month);

/* Months since January of year 0: 2024-11 is 2024 * 12 + 10. */
TF_EXPORT int tf_month_index(int year, int month);
TF_EXPORT int tf_date_month_index(TfDate date);
TF_EXPORT TfDate tf_month_first_day(int month_index);
TF_EXPORT TfDate tf_month_last_day(int month_index);

/* Days since 1970-01-01, and back; weekday 0 is Sunday. */
TF_EXPORT int32_t tf_date_to_days(TfDate date);
TF_EXPORT TfDate tf_date_from_days(int32_t days);
TF_EXPORT int tf_date_weekday(TfDate date);

/* "2024-11-27", exactly; false on anything else or a day that does not exist. */
TF_EXPORT bool tf_date_read(TfSlice text, TfDate *date);
#define TF_DATE_CHARS 24
/* "2024-11-27", or "" for no date. Returns `text`. */
TF_EXPORT const char *tf_date_write(char text[TF_DATE_CHARS], TfDate date);
/* "27 Nov 2024", or "no date": for people, in English. Returns `text`. */
TF_EXPORT const char *tf_date_write_short(char text[TF_DATE_CHARS], TfDate date);
/* "Jan" ... "Dec"; month 1..12. */
TF_EXPORT const char *tf_month_short_name(int month);

/* Seconds since 1970-01-01 UTC, from 0 to the end of year 9999. SOURCE_DATE_EPOCH decides when it is a number
 * in that range (reproducible output). */
TF_EXPORT int64_t tf_now_seconds(void);
/* The day of tf_now_seconds, in UTC. */
TF_EXPORT TfDate tf_date_today(void);

#endif
