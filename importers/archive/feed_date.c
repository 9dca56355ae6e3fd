/* Days as feeds write them. The day is the one written: 23:30 in the publisher's zone is that day. */
#include "importers/archive/feed_parts.h"

#include "importers/readers/date_find.h"

#include <string.h>

/* Placeholders of publishing systems (1970-01-01, 0001-01-01) lie below. */
#define FIRST_YEAR 1971

static TfDate checked(int year, int month, int day)
{
    TfDate none = {0, 0, 0};
    if (year < FIRST_YEAR || !tf_date_is_valid(year, month, day))
        return none;
    return (TfDate){(int16_t)year, (int8_t)month, (int8_t)day};
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Takes a number of exactly `digits` digits. */
static bool take_number(TfSlice *text, size_t digits, int *value)
{
    *value = 0;
    if (text->length < digits)
        return false;
    for (size_t i = 0; i < digits; i++) {
        if (!is_digit(text->bytes[i]))
            return false;
        *value = *value * 10 + (text->bytes[i] - '0');
    }
    *text = tf_slice_range(*text, digits, text->length);
    return true;
}

static bool take_dash(TfSlice *text)
{
    if (!tf_slice_starts_with(*text, "-"))
        return false;
    *text = tf_slice_range(*text, 1, text->length);
    return true;
}

/* 2024-11-27T..., 20241127, 2024-332, 2024332 (day of the year). A month without its day is no day. */
static bool read_iso(TfSlice text, TfDate *date)
{
    int year;
    int month;
    int day;
    if (!take_number(&text, 4, &year))
        return false;
    take_dash(&text);
    size_t digits = 0;
    while (digits < text.length && is_digit(text.bytes[digits]))
        digits++;
    if (digits == 3 && take_number(&text, 3, &day)) {
        TfDate first = {(int16_t)year, 1, 1};
        bool in_year = day >= 1 && day <= 366 && year >= FIRST_YEAR;
        *date = in_year ? tf_date_from_days(tf_date_to_days(first) + day - 1) : (TfDate){0, 0, 0};
        return true;
    }
    if (!take_number(&text, 2, &month))
        return false;
    take_dash(&text);
    if (!take_number(&text, 2, &day) || (text.length > 0 && is_digit(text.bytes[0])))
        return false;
    *date = checked(year, month, day);
    return true;
}

/* 1..12 for a word that begins with an English month's first three letters. */
static int month_of(TfSlice word)
{
    for (int month = 1; month <= 12 && word.length >= 3; month++)
        if (tf_slice_equal_ascii_case(tf_slice_range(word, 0, 3), tf_slice(tf_month_short_name(month))))
            return month;
    return 0;
}

/* The next word or number of `text`; ":" stays in, so that times can be told. */
static TfSlice next_token(TfSlice *text)
{
    size_t start = 0;
    while (start < text->length && strchr(" ,-/.\t\r\n", text->bytes[start]) != NULL)
        start++;
    size_t end = start;
    while (end < text->length && strchr(" ,-/.\t\r\n", text->bytes[end]) == NULL)
        end++;
    TfSlice token = tf_slice_range(*text, start, end);
    *text = tf_slice_range(*text, end, text->length);
    return token;
}

/* RFC 822 and its relatives: an English month, a day of one or two figures, a year of two or four, in any
 * order; weekday, time and zone around or between them ("Wed Nov 27 10:00:00 2024", "27-Nov-24"). */
static bool read_words(TfSlice text, TfDate *date)
{
    int day = 0;
    int month = 0;
    int year = 0;
    for (size_t i = 0; i < 8 && (day == 0 || month == 0 || year == 0); i++) {
        TfSlice token = next_token(&text);
        size_t digits = 0;
        while (digits < token.length && is_digit(token.bytes[digits]))
            digits++;
        int value = 0;
        bool is_time = tf_slice_find_byte(token, 0, ':') != TF_NOWHERE;
        if (is_time || digits > 4 ||
            (digits > 0 && !take_number(&(TfSlice){token.bytes, digits}, digits, &value)))
            continue;
        if (digits == 0)
            month = month != 0 ? month : month_of(token);
        else if (digits == 4 && year == 0)
            year = value;
        else if (digits <= 2 && day == 0)
            day = value;
        else if (digits == 2 && month != 0 && year == 0)
            year = value < 70 ? 2000 + value : 1900 + value;
    }
    *date = checked(year, month, day);
    return month != 0 && day != 0 && year != 0;
}

TfDate feed_date(TfSlice text)
{
    TfDate date = {0, 0, 0};
    ReaderDate found;
    text = tf_slice_trim(tf_slice_range(text, 0, 200));
    if (read_iso(text, &date) || read_words(text, &date))
        return date;
    if (!reader_date_find(text, 0, false, &found) || found.unsure)
        return (TfDate){0, 0, 0};
    return checked(found.date.year, found.date.month, found.date.day);
}
