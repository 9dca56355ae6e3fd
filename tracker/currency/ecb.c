/* The European Central Bank's euro reference rates (eurofxref-hist.csv, eurofxref.csv): a column for each
 * currency, units of it for one euro, "N/A" where there was none, a comma at the end of each line. */
#include "tracker/base/number.h"
#include "tracker/currency/quotes.h"

#include <stdio.h>

enum { MOST_COLUMNS = 200 };
static const TfSlice source = TF_SLICE("ECB");

typedef struct Table {
    TfSlice columns[MOST_COLUMNS]; /* codes; [0] is the date */
    size_t column_count;
    TfSlice text;
    size_t line;
    TfArena *arena;
    CurrencyQuotes *quotes;
} Table;

bool currency_is_ecb(TfSlice header)
{
    TfSlice first = tf_slice_trim(tf_slice_split(&header, ','));
    if (!tf_slice_equal_ascii_case(first, tf_slice("Date")) || header.bytes == NULL)
        return false;
    return currency_is_code(tf_slice_trim(tf_slice_split(&header, ',')));
}

static TfStatus fail_cell(const Table *table, size_t column, TfSlice cell, const char *needed, TfError *error)
{
    TfSlice name = column < table->column_count ? table->columns[column] : tf_slice("none");
    TfSlice shown = currency_shown(cell);
    return tf_fail_at(error, TF_BAD_INPUT, NULL, (size_t)(cell.bytes - table->text.bytes),
                      "line %zu, column %zu (%.*s): '%.*s' is %s", table->line, column + 1,
                      TF_SLICE_ARG(currency_shown(name)), TF_SLICE_ARG(shown), needed);
}

static TfStatus read_header(Table *table, TfSlice line, TfError *error)
{
    while (line.bytes != NULL) {
        TfSlice cell = tf_slice_trim(tf_slice_split(&line, ','));
        if (cell.length == 0 && line.bytes == NULL) /* behind the last comma */
            break;
        if (table->column_count == MOST_COLUMNS)
            return tf_fail(error, TF_BAD_INPUT, "line 1 has more than %d columns", MOST_COLUMNS);
        if (table->column_count > 0 && !currency_is_code(cell))
            return fail_cell(table, table->column_count, cell, "no currency code of three letters", error);
        table->columns[table->column_count++] = cell;
    }
    return TF_OK;
}

/* "2024-11-22", or "22 November 2024" in the file of one day. */
static bool read_day(TfSlice cell, TfDate *day)
{
    if (tf_date_read(cell, day))
        return true;
    int64_t number = 0;
    int64_t year = 0;
    TfSlice first = tf_slice_split(&cell, ' ');
    TfSlice name = cell.bytes != NULL ? tf_slice_split(&cell, ' ') : tf_slice("");
    if (cell.bytes == NULL || !tf_integer_read(first, &number) || !tf_integer_read(cell, &year) ||
        number < 1 || number > 31 || year < 1 || year > 9999)
        return false;
    for (int month = 1; month <= 12; month++)
        if (tf_slice_equal_ascii_case(tf_slice_range(name, 0, 3), tf_slice(tf_month_short_name(month))) &&
            tf_date_is_valid((int)year, month, (int)number)) {
            *day = (TfDate){(int16_t)year, (int8_t)month, (int8_t)number};
            return true;
        }
    return false;
}

static TfStatus read_cell(Table *table, size_t column, TfSlice cell, TfDate day, TfError *error)
{
    double value = 0;
    if (cell.length == 0 || tf_slice_equal_ascii_case(cell, tf_slice("N/A"))) {
        table->quotes->empty_cells++;
        return TF_OK;
    }
    if (!currency_read_rate(cell, &value))
        return fail_cell(table, column, cell, "no rate; needed: units for one euro, more than 0", error);
    bool is_dollar = tf_slice_is(table->columns[column], "USD");
    return currency_add_quote(table->quotes, table->arena,
                              is_dollar ? tf_slice("EUR") : table->columns[column],
                              is_dollar ? tf_slice("USD") : tf_slice("EUR"), day, day,
                              is_dollar ? value : 1 / value, source, error);
}

static TfStatus read_line(Table *table, TfSlice line, TfError *error)
{
    TfDate day;
    TfSlice cell = tf_slice_trim(tf_slice_split(&line, ','));
    if (!read_day(cell, &day))
        return fail_cell(table, 0, cell, "no day; needed: 2024-11-22", error);
    size_t column = 1;
    for (; line.bytes != NULL; column++) {
        cell = tf_slice_trim(tf_slice_split(&line, ','));
        if (cell.length == 0 && line.bytes == NULL && column >= table->column_count)
            return TF_OK;
        if (column >= table->column_count)
            return fail_cell(table, column, cell, "a cell more than the heading has", error);
        TfStatus status = read_cell(table, column, cell, day, error);
        if (status != TF_OK)
            return status;
    }
    if (column < table->column_count)
        return tf_fail(error, TF_BAD_INPUT, "line %zu has %zu cells, the heading %zu: the file is cut off",
                       table->line, column, table->column_count);
    return TF_OK;
}

TfStatus currency_read_ecb(TfSlice text, TfArena *arena, CurrencyQuotes *quotes, TfError *error)
{
    Table table = {.text = text, .line = 1, .arena = arena, .quotes = quotes};
    TfSlice rest = text;
    TfStatus status = read_header(&table, tf_slice_trim(tf_slice_split(&rest, '\n')), error);
    quotes->kind = "euro reference rates of the ECB";
    while (status == TF_OK && rest.bytes != NULL) {
        TfSlice line = tf_slice_trim(tf_slice_split(&rest, '\n'));
        table.line++;
        if (line.length > 0)
            status = read_line(&table, line, error);
    }
    return status;
}
