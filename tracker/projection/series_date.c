/* Dates and numbers of tables. */
#include "tracker/base/date.h"
#include "tracker/base/number.h"
#include "tracker/projection/series_table.h"

#include <string.h>

/* Date patterns: y, m, d a digit of year, month, day, q that of the quarter; any other byte stands for
 * itself. */
static const struct {
    const char *pattern;
    SeriesDateKind kind;
} patterns[] = {
    {"yyyy", SERIES_DATE_YEAR},        {"yyyy-Qq", SERIES_DATE_QUARTER},
    {"yyyyQq", SERIES_DATE_QUARTER},   {"yyyy Qq", SERIES_DATE_QUARTER},
    {"Qq yyyy", SERIES_DATE_QUARTER},  {"Qq-yyyy", SERIES_DATE_QUARTER},
    {"yyyy-mm", SERIES_DATE_MONTH},    {"yyyyMmm", SERIES_DATE_MONTH},
    {"yyyy-Mmm", SERIES_DATE_MONTH},   {"yyyy/mm", SERIES_DATE_MONTH},
    {"mm.yyyy", SERIES_DATE_MONTH},    {"mm/yyyy", SERIES_DATE_MONTH},
    {"yyyy-mm-dd", SERIES_DATE_MONTH}, {"yyyy/mm/dd", SERIES_DATE_MONTH},
    {"dd.mm.yyyy", SERIES_DATE_MONTH}, {"yyyy-mm-ddT00:00:00", SERIES_DATE_MONTH},
};

/* Where the digits of a date are gathered. */
typedef struct DateParts {
    int year, month, day, quarter;
} DateParts;

static int *part_of(DateParts *parts, char letter)
{
    return letter == 'y'   ? &parts->year
           : letter == 'm' ? &parts->month
           : letter == 'd' ? &parts->day
           : letter == 'q' ? &parts->quarter
                           : NULL;
}

static bool matches(TfSlice text, const char *pattern, DateParts *parts)
{
    *parts = (DateParts){0, 0, 0, 0};
    if (text.length != strlen(pattern))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        int *part = part_of(parts, pattern[i]);
        char byte = text.bytes[i];
        if (part == NULL) {
            if (byte != pattern[i] && !(pattern[i] == 'Q' && byte == 'q'))
                return false;
            continue;
        }
        if (byte < '0' || byte > '9')
            return false;
        *part = *part * 10 + (byte - '0');
    }
    return true;
}

bool series_date_read(TfSlice text, SeriesDateKind *kind, int *month_index)
{
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        DateParts parts;
        if (!matches(text, patterns[i].pattern, &parts))
            continue;
        int month = patterns[i].kind == SERIES_DATE_YEAR      ? 1
                    : patterns[i].kind == SERIES_DATE_QUARTER ? parts.quarter * 3 - 2
                                                              : parts.month;
        int day = strchr(patterns[i].pattern, 'd') != NULL ? parts.day : 1;
        if (!tf_date_is_valid(parts.year, month, day))
            return false;
        *kind = patterns[i].kind;
        *month_index = tf_month_index(parts.year, month);
        return true;
    }
    return false;
}

bool series_number_read(TfSlice text, bool decimal_comma, double *value)
{
    char plain[TF_NUMBER_CHARS];
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (decimal_comma && byte == ' ')
            continue;
        if (decimal_comma && byte == '\xC2' && i + 1 < text.length && text.bytes[i + 1] == '\xA0') {
            i++; /* a no-break space between thousands */
            continue;
        }
        if (length + 1 >= sizeof plain)
            return tf_double_read(text, value); /* very long: as it is */
        plain[length++] = decimal_comma && byte == ',' ? '.' : byte;
    }
    return tf_double_read(tf_slice_of(plain, length), value);
}
