/* From text to rows, from rows to periods. */
#include "tracker/projection/series_table.h"

#include "tracker/base/cells.h"
#include "tracker/base/date.h"
#include "tracker/base/number.h"

#include <math.h>
#include <stdlib.h>

enum { SHOWN_BYTES = 30, MOST_NAMED_GAPS = 6 };

typedef struct Row {
    int month; /* of a table without dates: the number of the row */
    double value;
    size_t line;
} Row;

typedef struct Table {
    Row *rows;
    size_t count;
    size_t capacity;
    char separator;
    bool has_dates;
    size_t date_column;
    size_t value_column;
    CellsPeriod kind;
} Table;

/* ---- cells ---- */

static bool is_missing(TfSlice cell)
{
    static const char *const words[] = {"", "NA", "N/A", "NaN", "null", "-", "–", ".", "..", "...", "…"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (tf_slice_equal_ascii_case(cell, tf_slice(words[i])))
            return true;
    return false;
}

static TfStatus fail_cell(size_t line, size_t column, TfSlice cell, const char *needed, TfError *error)
{
    return tf_fail(error, TF_BAD_INPUT, "line %zu, column %zu: '%.*s' is not %s", line, column + 1,
                   (int)(cell.length < SHOWN_BYTES ? cell.length : SHOWN_BYTES), cell.bytes, needed);
}

/* ---- columns ---- */

static bool is_named(TfSlice cell, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tf_slice_equal_ascii_case(cell, tf_slice(names[i])))
            return true;
    return false;
}

/* Which columns to read, by the first row; *is_header when it only names them. */
static TfStatus find_columns(Table *table, const TfSlice *cells, size_t count, size_t line, bool *is_header,
                             TfError *error)
{
    static const char *const dates[] = {"date", "period", "time", "year", "quarter", "month", "TIME_PERIOD"};
    static const char *const values[] = {"value", "values", "OBS_VALUE"};
    double number = 0;
    bool comma = table->separator != ',';
    bool found_value = false;
    table->has_dates = count > 1;
    table->date_column = 0;
    table->value_column = count > 1 ? 1 : 0;
    *is_header = !cells_read_number(cells[table->value_column], comma, &number) &&
                 !is_missing(cells[table->value_column]);
    if (!*is_header && count <= 2)
        return TF_OK;
    for (size_t i = 0; i < count && *is_header; i++) {
        if (is_named(cells[i], dates, sizeof dates / sizeof dates[0]))
            table->date_column = i;
        if (is_named(cells[i], values, sizeof values / sizeof values[0])) {
            table->value_column = i;
            found_value = true;
        }
    }
    if (count > 2 && !found_value)
        return tf_fail(
            error, TF_BAD_INPUT,
            "line %zu: %zu columns; date and value are needed, or a first row that calls one column "
            "\"value\"",
            line, count);
    if (count > 1 && table->value_column == table->date_column)
        table->date_column = table->value_column == 0 ? 1 : 0;
    return TF_OK;
}

/* ---- rows ---- */

static TfStatus read_row(Table *table, const TfSlice *cells, size_t count, size_t line, TfArena *arena,
                         TfError *error)
{
    size_t last = table->value_column > table->date_column ? table->value_column : table->date_column;
    Row row = {.month = (int)table->count, .line = line, .value = (double)NAN};
    CellsPeriod kind = table->kind;
    if (count <= (table->has_dates ? last : table->value_column))
        return tf_fail(error, TF_BAD_INPUT, "line %zu: %zu column%s; %zu are needed", line, count,
                       count == 1 ? "" : "s", last + 1);
    TfSlice date = cells[table->date_column];
    TfSlice value = cells[table->value_column];
    if (table->has_dates && !cells_read_date(date, &kind, &row.month))
        return fail_cell(line, table->date_column, date, "a date like 2023, 2023-Q1, 2023-01 or 2023-01-31",
                         error);
    if (table->count > 0 && kind != table->kind)
        return fail_cell(line, table->date_column, date,
                         "the same kind of date as those before (year, quarter or month)", error);
    if (!is_missing(value) && (!cells_read_number(value, table->separator != ',', &row.value)))
        return fail_cell(line, table->value_column, value, "a number", error);
    if (table->count >= SERIES_TABLE_MOST_ROWS)
        return tf_fail(error, TF_LIMIT, "line %zu: more than %zu rows", line, SERIES_TABLE_MOST_ROWS);
    if (!tf_arena_grow(arena, &table->rows, &table->capacity, table->count, sizeof row))
        return tf_fail_memory(error);
    table->kind = kind;
    table->rows[table->count++] = row;
    return TF_OK;
}

static TfStatus read_rows(TfSlice text, Table *table, TfArena *arena, TfError *error)
{
    TfStatus status = TF_OK;
    size_t number = 0;
    TfSlice line = cells_next_line(&text, &number);
    for (; line.bytes != NULL && status == TF_OK; line = cells_next_line(&text, &number)) {
        TfSlice cells[CELLS_MOST];
        bool is_header = false;
        bool first = table->separator == '\0';
        if (first)
            table->separator = cells_separator(line);
        size_t count = cells_split(line, table->separator, cells);
        if (first)
            status = find_columns(table, cells, count, number, &is_header, error);
        if (status == TF_OK && !is_header)
            status = read_row(table, cells, count, number, arena, error);
    }
    return status;
}

static int compare_rows(const void *a, const void *b)
{
    const Row *x = a;
    const Row *y = b;
    if (x->month != y->month)
        return x->month < y->month ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* Drops missing values at either end. */
static void trim_rows(Table *table)
{
    while (table->count > 0 && isnan(table->rows[table->count - 1].value))
        table->count--;
    while (table->count > 0 && isnan(table->rows[0].value)) {
        table->rows++;
        table->count--;
    }
}

/* ---- periods ---- */

/* Months between neighbours, at least; 0 of one row. *common is the largest number that divides them all. */
static int least_step(const Table *table, int *common)
{
    int least = 0;
    *common = 0;
    for (size_t i = 1; i < table->count; i++) {
        int step = table->rows[i].month - table->rows[i - 1].month;
        int a = step;
        if (step > 0 && (least == 0 || step < least))
            least = step;
        while (a != 0) {
            int rest = *common % a;
            *common = a;
            a = rest;
        }
    }
    return least;
}

static TfStatus find_frequency(const Table *table, int asked, int *frequency, TfError *error)
{
    int common = 0;
    int least = least_step(table, &common);
    static const int by_kind[] = {1, 4, 0};
    *frequency = asked != 0 ? asked : by_kind[table->kind];
    if (asked != 0 && by_kind[table->kind] != 0 && asked > by_kind[table->kind])
        return tf_fail(error, TF_BAD_INPUT, "the dates are %s; a %s series cannot be made of them",
                       table->kind == CELLS_YEAR ? "years" : "quarters",
                       asked == 12 ? "monthly" : "quarterly");
    if (*frequency != 0)
        return TF_OK;
    if (least == 0)
        return tf_fail(error, TF_BAD_INPUT,
                       "one date does not tell whether the series is yearly, quarterly or "
                       "monthly; --frequency says it");
    *frequency = common % 12 == 0 ? 1 : common % 3 == 0 ? 4 : 12;
    if (least == 12 / *frequency || least == 1)
        return TF_OK;
    return tf_fail(error, TF_BAD_INPUT,
                   "the dates are %d months apart or more; a yearly, quarterly or monthly series is needed "
                   "(--frequency says which)",
                   least);
}

static const char *period_name(char text[TF_ORDINARY_CHARS], const TfOrdinary *series, int period)
{
    return tf_ordinary_period(text, series, (size_t)(period - series->first));
}

/* Puts the rows at their places; NaN where there is none. */
static TfStatus place_rows(const Table *table, TfOrdinary *series, double *values, TfError *error)
{
    char name[TF_ORDINARY_CHARS];
    int months = table->has_dates ? 12 / series->frequency : 1;
    int before = series->first - 1;
    for (size_t i = 0; i < series->count; i++)
        values[i] = (double)NAN;
    for (size_t i = 0; i < table->count; i++) {
        int period = table->rows[i].month / months;
        if (period == before)
            return tf_fail(error, TF_BAD_INPUT,
                           "lines %zu and %zu both have a value of %s; one is needed (sums of the period)",
                           table->rows[i - 1].line, table->rows[i].line, period_name(name, series, period));
        values[period - series->first] = table->rows[i].value;
        before = period;
    }
    return TF_OK;
}

/* A straight line between the known neighbours of the gap from..to (excluded); on logarithms where both are
 * above 0. */
static void bridge(double *values, size_t from, size_t to)
{
    double left = values[from - 1];
    double right = values[to];
    bool logs = left > 0 && right > 0;
    for (size_t i = from; i < to; i++) {
        double share = (double)(i - from + 1) / (double)(to - from + 1);
        values[i] = logs ? exp(log(left) + share * (log(right) - log(left))) : left + share * (right - left);
    }
}

/* Bridges every gap and says so. */
static TfStatus fill_gaps(TfOrdinary *series, double *values, TfArena *arena, TfError *error)
{
    TfSlice names = {"", 0};
    size_t missing = 0;
    for (size_t i = 0; i < series->count; i++) {
        char name[TF_ORDINARY_CHARS];
        if (!isnan(values[i]))
            continue;
        missing++;
        if (missing <= MOST_NAMED_GAPS)
            names = tf_arena_format(arena, "%.*s%s%s", TF_SLICE_ARG(names), missing > 1 ? ", " : "",
                                    tf_ordinary_period(name, series, i));
    }
    if (missing == 0)
        return TF_OK;
    if (missing * 5 > series->count)
        return tf_fail(error, TF_BAD_INPUT,
                       "%zu of %zu periods are missing (%.*s%s); at most a fifth can be bridged", missing,
                       series->count, TF_SLICE_ARG(names), missing > MOST_NAMED_GAPS ? " ..." : "");
    for (size_t i = 1; i < series->count; i++) {
        size_t end = i;
        while (isnan(values[end]))
            end++;
        if (end > i)
            bridge(values, i, end);
        i = end;
    }
    TfSlice *remark = tf_arena_alloc(arena, sizeof *remark);
    if (remark == NULL || names.bytes == NULL)
        return tf_fail_memory(error);
    *remark =
        tf_arena_format(arena, "%zu of %zu periods missing and bridged between their neighbours: %.*s%s",
                        missing, series->count, TF_SLICE_ARG(names), missing > MOST_NAMED_GAPS ? " ..." : "");
    series->remarks = remark;
    series->remark_count = 1;
    return TF_OK;
}

static TfStatus make_series(const Table *table, int frequency, TfArena *arena, TfOrdinary *series,
                            TfError *error)
{
    *series = (TfOrdinary){.frequency = frequency, .is_dated = table->has_dates};
    TfStatus status = TF_OK;
    if (table->has_dates)
        status = find_frequency(table, frequency, &series->frequency, error);
    else if (frequency == 0)
        status = tf_fail(error, TF_BAD_INPUT,
                         "one column has no dates; --frequency says whether the values are "
                         "yearly, quarterly or monthly");
    if (status != TF_OK)
        return status;
    int months = table->has_dates ? 12 / series->frequency : 1;
    series->first = table->rows[0].month / months;
    size_t count = (size_t)(table->rows[table->count - 1].month / months - series->first) + 1;
    double *values = tf_arena_alloc_array(arena, count, sizeof *values);
    if (values == NULL)
        return tf_fail_memory(error);
    series->values = values;
    series->count = count;
    status = place_rows(table, series, values, error);
    return status == TF_OK ? fill_gaps(series, values, arena, error) : status;
}

TfStatus series_table_read(TfSlice text, int frequency, TfArena *arena, TfOrdinary *series, TfError *error)
{
    Table table = {.rows = NULL};
    TfStatus status = read_rows(text, &table, arena, error);
    if (status != TF_OK)
        return status;
    if (table.count > 0)
        qsort(table.rows, table.count, sizeof *table.rows, compare_rows);
    trim_rows(&table);
    if (table.count == 0)
        return tf_fail(error, TF_BAD_INPUT, "no rows of date and value");
    return make_series(&table, frequency, arena, series, error);
}
