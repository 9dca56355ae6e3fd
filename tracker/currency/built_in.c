/* The rates that travel in the program: yearly means and fixed values, read from their tables. */
#include "tracker/base/number.h"
#include "tracker/base/tsv.h"
#include "tracker/currency/table.h"

#include <stdio.h>

extern const unsigned char embedded_annual_rates_tsv[];
extern const unsigned long embedded_annual_rates_tsv_length;
extern const unsigned char embedded_fixed_rates_tsv[];
extern const unsigned long embedded_fixed_rates_tsv_length;

static TfSlice embedded(const unsigned char *bytes, unsigned long length)
{
    return tf_slice_of((const char *)bytes, length);
}

/* ---- yearly means ---- */

/* "KZT" are tenge for a dollar; "USD/EUR" are dollars for a euro. */
static bool is_in_dollars(TfSlice heading)
{
    return tf_slice_starts_with(heading, "USD/");
}

/* One of the tables of the file: a heading, and a line for each year. */
typedef struct YearTable {
    BuiltIn *columns;
    size_t count;
    bool in_dollars[MOST_BUILT_IN];
} YearTable;

static YearTable start_table(CurrencyTable *table, const TsvReader *reader)
{
    YearTable years = {.columns = table->built_in + table->built_in_count};
    for (size_t i = 1; i < reader->count && table->built_in_count < MOST_BUILT_IN; i++) {
        TfSlice heading = reader->fields[i];
        bool in_dollars = is_in_dollars(heading);
        TfSlice code = in_dollars ? tf_slice_range(heading, 4, heading.length) : heading;
        BuiltIn *column = &table->built_in[table->built_in_count++];
        (void)snprintf(column->currency, sizeof column->currency, "%.*s", TF_SLICE_ARG(code));
        years.in_dollars[years.count++] = in_dollars;
    }
    return years;
}

static void add_year(YearTable *years, const TsvReader *reader)
{
    int64_t year = 0;
    if (!tf_integer_read(reader->fields[0], &year) || year < FIRST_BUILT_IN_YEAR || year > LAST_BUILT_IN_YEAR)
        return;
    size_t at = (size_t)(year - FIRST_BUILT_IN_YEAR);
    for (size_t i = 0; i < years->count; i++) {
        TfSlice cell = tsv_field(reader, i + 1);
        bool is_unsure = tf_slice_starts_with(cell, "~");
        double value = 0;
        if (is_unsure)
            cell = tf_slice_range(cell, 1, cell.length);
        if (!tf_double_read(cell, &value) || !(value > 0))
            continue;
        years->columns[i].usd[at] = years->in_dollars[i] ? value : 1 / value;
        years->columns[i].is_unsure[at] = is_unsure;
    }
}

void currency_load_built_in(CurrencyTable *table)
{
    TsvReader reader;
    YearTable years = {.columns = NULL};
    tsv_open(&reader, embedded(embedded_annual_rates_tsv, embedded_annual_rates_tsv_length));
    while (tsv_next(&reader))
        if (tf_slice_is(reader.fields[0], "year"))
            years = start_table(table, &reader);
        else
            add_year(&years, &reader);
}

const BuiltIn *currency_find_built_in(const CurrencyTable *table, const char *currency)
{
    for (size_t i = 0; i < table->built_in_count; i++)
        if (tf_slice_is(tf_slice(currency), table->built_in[i].currency))
            return &table->built_in[i];
    return NULL;
}

double currency_built_in_usd(const BuiltIn *built_in, int year)
{
    if (built_in == NULL || year < FIRST_BUILT_IN_YEAR || year > LAST_BUILT_IN_YEAR)
        return 0;
    return built_in->usd[year - FIRST_BUILT_IN_YEAR];
}

bool currency_built_in_is_unsure(const BuiltIn *built_in, int year)
{
    return currency_built_in_usd(built_in, year) > 0 && built_in->is_unsure[year - FIRST_BUILT_IN_YEAR];
}

static TfRateSpan span_of(const BuiltIn *built_in)
{
    TfRateSpan span = {.source = TF_SLICE("built-in yearly means"), .is_built_in = true};
    (void)snprintf(span.currency, sizeof span.currency, "%s", built_in->currency);
    for (int year = FIRST_BUILT_IN_YEAR; year <= LAST_BUILT_IN_YEAR; year++) {
        if (!(currency_built_in_usd(built_in, year) > 0))
            continue;
        if (span.count++ == 0)
            span.from = tf_date_first_of_month(year, 1);
        span.to = tf_date_last_of_month(year, 12);
    }
    return span;
}

TfStatus currency_built_in(TfArena *arena, TfRateSpans *spans, TfError *error)
{
    CurrencyTable *table = tf_arena_alloc(arena, sizeof *table);
    TfRateSpan *items = tf_arena_alloc_array(arena, MOST_BUILT_IN, sizeof *items);
    if (table == NULL || items == NULL)
        return tf_fail_memory(error);
    currency_load_built_in(table);
    for (size_t i = 0; i < table->built_in_count; i++)
        items[i] = span_of(&table->built_in[i]);
    *spans = (TfRateSpans){items, table->built_in_count};
    return TF_OK;
}

/* ---- fixed values ---- */

static bool read_fixed(const TsvReader *reader, FixedRate *fixed)
{
    int64_t first = 0;
    int64_t last = 9999;
    if (!tf_double_read(tsv_field(reader, 2), &fixed->units) ||
        !tf_integer_read(tsv_field(reader, 3), &first) ||
        (!tf_slice_is(tsv_field(reader, 4), "-") && !tf_integer_read(tsv_field(reader, 4), &last)))
        return false;
    (void)snprintf(fixed->currency, sizeof fixed->currency, "%.*s", TF_SLICE_ARG(tsv_field(reader, 0)));
    (void)snprintf(fixed->base, sizeof fixed->base, "%.*s", TF_SLICE_ARG(tsv_field(reader, 1)));
    fixed->first_year = (int)first;
    fixed->last_year = (int)last;
    return true;
}

bool currency_find_fixed(const char *currency, FixedRate *fixed)
{
    TsvReader reader;
    tsv_open(&reader, embedded(embedded_fixed_rates_tsv, embedded_fixed_rates_tsv_length));
    while (tsv_next(&reader))
        if (tf_slice_is(tsv_field(&reader, 0), currency))
            return read_fixed(&reader, fixed);
    return false;
}

const char *currency_fixed_to(const char *currency)
{
    static const char *const bases[] = {"EUR", "RUB", "USD"};
    FixedRate fixed;
    if (currency_find_fixed(currency, &fixed))
        for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++)
            if (tf_slice_is(tf_slice(bases[i]), fixed.base))
                return bases[i];
    return "";
}
