/* A table of rates that anybody can write: columns date, currency, usd and, when there is one, source, in any
 * order, separated by commas, semicolons or tabs. */
#include "tracker/base/number.h"
#include "tracker/currency/quotes.h"

enum { MOST_COLUMNS = 32 };
typedef enum Column { DATE, CURRENCY, USD, SOURCE, COLUMNS } Column;
static const char *const names[] = {
    [DATE] = "date", [CURRENCY] = "currency", [USD] = "usd", [SOURCE] = "source"};

typedef struct Table {
    size_t places[COLUMNS]; /* from 1; 0: not there */
    char separator;
    TfSlice text;
    size_t line;
    TfSlice cells[COLUMNS];
} Table;

static TfSlice unquote(TfSlice cell)
{
    cell = tf_slice_trim(cell);
    if (cell.length >= 2 && cell.bytes[0] == '"' && cell.bytes[cell.length - 1] == '"')
        cell = tf_slice_range(cell, 1, cell.length - 1);
    return cell;
}

static char find_separator(TfSlice header)
{
    static const char separators[] = {',', ';', '\t'};
    for (size_t i = 0; i < sizeof separators; i++)
        if (tf_slice_find_byte(header, 0, separators[i]) != TF_NOWHERE)
            return separators[i];
    return ',';
}

static TfStatus read_header(Table *table, TfSlice header, TfError *error)
{
    TfSlice shown = currency_shown(header);
    table->separator = find_separator(header);
    for (size_t place = 1; header.bytes != NULL && place <= MOST_COLUMNS; place++) {
        TfSlice cell = unquote(tf_slice_split(&header, table->separator));
        for (size_t i = 0; i < COLUMNS; i++)
            if (tf_slice_equal_ascii_case(cell, tf_slice(names[i])) && table->places[i] == 0)
                table->places[i] = place;
    }
    for (size_t i = 0; i < SOURCE; i++)
        if (table->places[i] == 0)
            return tf_fail(
                error, TF_BAD_INPUT,
                "no file of rates that is known: the first line is '%.*s'; needed: the ECB's "
                "eurofxref-hist.csv, XML of the Bank of Russia, or a CSV whose heading names date, "
                "currency and usd",
                TF_SLICE_ARG(shown));
    return TF_OK;
}

static void split_line(Table *table, TfSlice line)
{
    for (size_t i = 0; i < COLUMNS; i++)
        table->cells[i] = tf_slice_of(line.bytes, 0);
    for (size_t place = 1; line.bytes != NULL && place <= MOST_COLUMNS; place++) {
        TfSlice cell = unquote(tf_slice_split(&line, table->separator));
        for (size_t i = 0; i < COLUMNS; i++)
            if (table->places[i] == place)
                table->cells[i] = cell;
    }
}

static TfStatus fail_cell(const Table *table, Column column, const char *needed, TfError *error)
{
    TfSlice cell = table->cells[column];
    return tf_fail_at(error, TF_BAD_INPUT, NULL, (size_t)(cell.bytes - table->text.bytes),
                      "line %zu, column %zu (%s): '%.*s' is %s", table->line, table->places[column],
                      names[column], TF_SLICE_ARG(currency_shown(cell)), needed);
}

/* A number of `digits` digits and nothing else. */
static bool read_digits(TfSlice text, size_t digits, int *number)
{
    int64_t value = 0;
    if (text.length != digits || text.bytes[0] < '0' || text.bytes[0] > '9' || !tf_integer_read(text, &value))
        return false;
    *number = (int)value;
    return true;
}

/* "2024-03-01", "2024-03" or "2024". */
static bool read_days(TfSlice cell, TfDate *from, TfDate *to)
{
    int year = 0;
    int month = 0;
    if (tf_date_read(cell, from)) {
        *to = *from;
        return true;
    }
    if (!read_digits(tf_slice_range(cell, 0, 4), 4, &year) || year < 1)
        return false;
    if (cell.length == 4) {
        *from = tf_date_first_of_month(year, 1);
        *to = tf_date_last_of_month(year, 12);
        return true;
    }
    if (cell.length != 7 || cell.bytes[4] != '-' || !read_digits(tf_slice_range(cell, 5, 7), 2, &month) ||
        month < 1 || month > 12)
        return false;
    *from = tf_date_first_of_month(year, month);
    *to = tf_date_last_of_month(year, month);
    return true;
}

static TfStatus read_line(Table *table, TfArena *arena, CurrencyQuotes *quotes, TfError *error)
{
    TfDate from;
    TfDate to;
    double usd = 0;
    TfSlice source = tf_slice("table");
    if (!read_days(table->cells[DATE], &from, &to))
        return fail_cell(table, DATE, "no day, month or year; needed: 2024-03-01, 2024-03 or 2024", error);
    if (!currency_is_code(table->cells[CURRENCY]))
        return fail_cell(table, CURRENCY, "no currency; needed: three capital letters (KZT)", error);
    if (!currency_read_rate(table->cells[USD], &usd))
        return fail_cell(table, USD, "no rate; needed: US dollars for one unit, as 0.0109", error);
    if (tf_slice_is(table->cells[CURRENCY], "USD") && !(usd >= 1 && usd <= 1))
        return fail_cell(table, USD, "not what a US dollar is worth", error);
    if (table->places[SOURCE] != 0 && table->cells[SOURCE].length > 0) {
        source = tf_arena_copy(arena, table->cells[SOURCE]);
        if (source.bytes == NULL)
            return tf_fail_memory(error);
    }
    return currency_add_quote(quotes, arena, table->cells[CURRENCY], tf_slice("USD"), from, to, usd, source,
                              error);
}

TfStatus currency_read_plain(TfSlice text, TfArena *arena, CurrencyQuotes *quotes, TfError *error)
{
    Table table = {.text = text, .line = 1};
    TfSlice rest = text;
    TfStatus status = read_header(&table, tf_slice_trim(tf_slice_split(&rest, '\n')), error);
    quotes->kind = "a table of rates";
    while (status == TF_OK && rest.bytes != NULL) {
        TfSlice line = tf_slice_trim(tf_slice_split(&rest, '\n'));
        table.line++;
        if (line.length == 0 || line.bytes[0] == '#')
            continue;
        split_line(&table, line);
        status = read_line(&table, arena, quotes, error);
    }
    return status;
}
