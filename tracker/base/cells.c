/* Cells, dates and numbers of tables. */
#include "tracker/base/cells.h"

#include "tracker/base/date.h"
#include "tracker/base/number.h"

#include <string.h>

char cells_separator(TfSlice line)
{
    return tf_slice_find_byte(line, 0, '\t') != TF_NOWHERE  ? '\t'
           : tf_slice_find_byte(line, 0, ';') != TF_NOWHERE ? ';'
                                                            : ',';
}

static TfSlice next_cell(TfSlice *line, char separator)
{
    if (line->length == 0 || line->bytes[0] != '"')
        return tf_slice_trim(tf_slice_split(line, separator));
    size_t end = tf_slice_find_byte(*line, 1, '"');
    if (end == TF_NOWHERE)
        return tf_slice_trim(tf_slice_split(line, separator));
    TfSlice cell = tf_slice_range(*line, 1, end);
    *line = tf_slice_range(*line, end + 1, line->length);
    (void)tf_slice_split(line, separator);
    return tf_slice_trim(cell);
}

size_t cells_split(TfSlice line, char separator, TfSlice cells[CELLS_MOST])
{
    size_t count = 0;
    while (line.bytes != NULL && count < CELLS_MOST)
        cells[count++] = next_cell(&line, separator);
    return count;
}

TfSlice cells_next_line(TfSlice *rest, size_t *number)
{
    while (rest->bytes != NULL) {
        TfSlice line = tf_slice_split(rest, '\n');
        ++*number;
        if (*number == 1 && tf_slice_starts_with(line, "\xEF\xBB\xBF"))
            line = tf_slice_range(line, 3, line.length);
        if (line.length > 0 && line.bytes[line.length - 1] == '\r')
            line.length--;
        if (tf_slice_trim(line).length > 0 && line.bytes[0] != '#')
            return line;
    }
    return (TfSlice){NULL, 0};
}

/* Date patterns: y, m, d a digit of year, month, day, q that of the quarter; any other byte stands for
 * itself. */
static const struct {
    const char *pattern;
    CellsPeriod period;
} patterns[] = {
    {"yyyy", CELLS_YEAR},        {"yyyy-Qq", CELLS_QUARTER},
    {"yyyyQq", CELLS_QUARTER},   {"yyyy Qq", CELLS_QUARTER},
    {"Qq yyyy", CELLS_QUARTER},  {"Qq-yyyy", CELLS_QUARTER},
    {"yyyy-mm", CELLS_MONTH},    {"yyyyMmm", CELLS_MONTH},
    {"yyyy-Mmm", CELLS_MONTH},   {"yyyy/mm", CELLS_MONTH},
    {"mm.yyyy", CELLS_MONTH},    {"mm/yyyy", CELLS_MONTH},
    {"yyyy-mm-dd", CELLS_MONTH}, {"yyyy/mm/dd", CELLS_MONTH},
    {"dd.mm.yyyy", CELLS_MONTH}, {"yyyy-mm-ddT00:00:00", CELLS_MONTH},
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

bool cells_read_date(TfSlice text, CellsPeriod *period, int *month_index)
{
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        DateParts parts;
        if (!matches(text, patterns[i].pattern, &parts))
            continue;
        int month = patterns[i].period == CELLS_YEAR      ? 1
                    : patterns[i].period == CELLS_QUARTER ? parts.quarter * 3 - 2
                                                          : parts.month;
        int day = strchr(patterns[i].pattern, 'd') != NULL ? parts.day : 1;
        if (!tf_date_is_valid(parts.year, month, day))
            return false;
        *period = patterns[i].period;
        *month_index = tf_month_index(parts.year, month);
        return true;
    }
    return false;
}

bool cells_read_number(TfSlice text, bool decimal_comma, double *value)
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
