/* A table of official figures. */
#include "tracker/base/cells.h"
#include "tracker/series/official.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_BYTES = 30 };

typedef enum Column {
    COLUMN_PERIOD = 0,
    COLUMN_REPORTER,
    COLUMN_PARTNER,
    COLUMN_MEASURE,
    COLUMN_VALUE,
    COLUMN_CURRENCY,
    COLUMN_VALUATION, /* may be absent, from here on */
    COLUMN_SOURCE,
    COLUMNS
} Column;

static const char *const column_names[COLUMNS] = {"period", "reporter", "partner",   "measure",
                                                  "value",  "currency", "valuation", "source"};

typedef struct OfficialTable {
    char separator;
    size_t at[COLUMNS]; /* CELLS_MOST: not there */
    TfOfficial *items;
    size_t count;
    size_t capacity;
} OfficialTable;

/* One row as it is read. */
typedef struct OfficialRow {
    const OfficialTable *table;
    const TfSlice *cells;
    size_t count;
    size_t line;
} OfficialRow;

static TfStatus find_columns(OfficialTable *table, TfSlice line, size_t number, TfError *error)
{
    TfSlice cells[CELLS_MOST];
    table->separator = cells_separator(line);
    size_t count = cells_split(line, table->separator, cells);
    for (size_t c = 0; c < COLUMNS; c++) {
        table->at[c] = CELLS_MOST;
        for (size_t i = 0; i < count; i++)
            if (tf_slice_equal_ascii_case(cells[i], tf_slice(column_names[c])))
                table->at[c] = i;
        if (table->at[c] == CELLS_MOST && c < COLUMN_VALUATION)
            return tf_fail(
                error, TF_BAD_INPUT,
                "line %zu: no column \"%s\"; period, reporter, partner, measure, value and currency "
                "are needed",
                number, column_names[c]);
    }
    return TF_OK;
}

/* The cell of a column, empty when the row is shorter. */
static TfSlice cell_of(const OfficialRow *row, Column column)
{
    size_t at = row->table->at[column];
    return at < row->count ? row->cells[at] : tf_slice("");
}

static TfStatus fail_cell(const OfficialRow *row, Column column, const char *needed, TfError *error)
{
    TfSlice cell = cell_of(row, column);
    return tf_fail(error, TF_BAD_INPUT, "line %zu, column %s: '%.*s' is not %s", row->line,
                   column_names[column], (int)(cell.length < SHOWN_BYTES ? cell.length : SHOWN_BYTES),
                   cell.bytes, needed);
}

static TfStatus read_period(const OfficialRow *row, TfOfficial *figure, TfError *error)
{
    static const int months[] = {[CELLS_YEAR] = 12, [CELLS_QUARTER] = 3, [CELLS_MONTH] = 1};
    CellsPeriod length;
    TfPeriod period;
    int month = 0;
    if (cells_read_date(cell_of(row, COLUMN_PERIOD), &length, &month)) {
        figure->from = tf_month_first_day(month);
        figure->to = tf_month_last_day(month + months[length] - 1);
        return TF_OK;
    }
    if (!tf_period_read(cell_of(row, COLUMN_PERIOD), &period) || !tf_period_is_whole_months(period))
        return fail_cell(row, COLUMN_PERIOD, "a period like 2023, 2023-Q1, 2023-01 or 2023-01..2023-09",
                         error);
    figure->from = period.from;
    figure->to = period.to;
    return TF_OK;
}

static TfStatus read_parties(const OfficialRow *row, TfOfficial *figure, TfError *error)
{
    if (!tf_party_read(cell_of(row, COLUMN_REPORTER), &figure->reporter) ||
        !tf_party_is_whole(figure->reporter))
        return fail_cell(row, COLUMN_REPORTER, "a country or bloc", error);
    if (!tf_party_read(cell_of(row, COLUMN_PARTNER), &figure->partner) || !tf_party_is_whole(figure->partner))
        return fail_cell(row, COLUMN_PARTNER, "a country or bloc", error);
    if (tf_party_equal(figure->reporter, figure->partner))
        return fail_cell(row, COLUMN_PARTNER, "another party than the reporter", error);
    return TF_OK;
}

static TfStatus read_currency(const OfficialRow *row, TfOfficial *figure, TfError *error)
{
    TfSlice code = cell_of(row, COLUMN_CURRENCY);
    bool fits = code.length == 3;
    for (size_t i = 0; i < code.length && fits; i++)
        fits = code.bytes[i] >= 'A' && code.bytes[i] <= 'Z';
    if (!fits)
        return fail_cell(row, COLUMN_CURRENCY, "a currency like USD or KZT", error);
    memcpy(figure->currency, code.bytes, 3);
    return TF_OK;
}

static TfStatus read_amount(const OfficialRow *row, TfOfficial *figure, TfError *error)
{
    if (!tf_measure_read(cell_of(row, COLUMN_MEASURE), &figure->measure) ||
        (figure->measure != TF_EXPORTS && figure->measure != TF_IMPORTS))
        return fail_cell(row, COLUMN_MEASURE, "exports or imports", error);
    if (!cells_read_number(cell_of(row, COLUMN_VALUE), row->table->separator != ',', &figure->value) ||
        !isfinite(figure->value) || figure->value < 0 || figure->value > 1e18)
        return fail_cell(row, COLUMN_VALUE, "a number from 0 to 1e18 (whole units of the currency)", error);
    return TF_OK;
}

static TfStatus read_row(const OfficialRow *row, TfArena *arena, TfOfficial *figure, TfError *error)
{
    *figure = (TfOfficial){.value = 0};
    TfStatus status = read_period(row, figure, error);
    if (status == TF_OK)
        status = read_parties(row, figure, error);
    if (status == TF_OK)
        status = read_amount(row, figure, error);
    if (status == TF_OK)
        status = read_currency(row, figure, error);
    if (status != TF_OK)
        return status;
    TfSlice valuation = cell_of(row, COLUMN_VALUATION);
    figure->source = tf_arena_copy(arena, cell_of(row, COLUMN_SOURCE));
    if (valuation.length > 0)
        figure->valuation = tf_arena_copy(arena, valuation);
    return figure->source.bytes != NULL && (valuation.length == 0 || figure->valuation.bytes != NULL)
               ? TF_OK
               : tf_fail_memory(error);
}

static TfStatus add_row(OfficialTable *table, TfSlice line, size_t number, TfArena *arena, TfError *error)
{
    TfSlice cells[CELLS_MOST];
    OfficialRow row = {table, cells, cells_split(line, table->separator, cells), number};
    if (table->count >= OFFICIAL_MOST_ROWS)
        return tf_fail(error, TF_LIMIT, "line %zu: more than %d rows", number, OFFICIAL_MOST_ROWS);
    if (!tf_arena_grow(arena, &table->items, &table->capacity, table->count, sizeof *table->items))
        return tf_fail_memory(error);
    TfStatus status = read_row(&row, arena, &table->items[table->count], error);
    table->count += status == TF_OK;
    return status;
}

TfStatus official_read(TfSlice text, TfArena *arena, TfOfficials *figures, TfError *error)
{
    OfficialTable table = {.items = NULL};
    size_t number = 0;
    TfSlice line = cells_next_line(&text, &number);
    if (line.bytes == NULL)
        return tf_fail(error, TF_BAD_INPUT, "no table; a first row with the names of columns is needed");
    TfStatus status = find_columns(&table, line, number, error);
    while (status == TF_OK && (line = cells_next_line(&text, &number)).bytes != NULL)
        status = add_row(&table, line, number, arena, error);
    if (status == TF_OK && table.count == 0)
        status = tf_fail(error, TF_BAD_INPUT, "no figures stand under the first row");
    if (status == TF_OK)
        *figures = (TfOfficials){table.items, table.count};
    return status;
}
