/* Files of rates, known by their first bytes, and what the readers share. */
#include "tracker/base/number.h"
#include "tracker/currency/quotes.h"

#include <stdio.h>
#include <string.h>

const double currency_least_rate = 1e-12, currency_most_rate = 1e12;

TfStatus currency_add_quote(CurrencyQuotes *quotes, TfArena *arena, TfSlice currency, TfSlice base,
                            TfDate from, TfDate to, double value, TfSlice source, TfError *error)
{
    if (!tf_arena_grow(arena, &quotes->items, &quotes->capacity, quotes->count, sizeof *quotes->items))
        return tf_fail_memory(error);
    CurrencyQuote quote = {.from = from, .to = to, .value = value, .source = source};
    (void)snprintf(quote.currency, sizeof quote.currency, "%.*s", TF_SLICE_ARG(currency));
    (void)snprintf(quote.base, sizeof quote.base, "%.*s", TF_SLICE_ARG(base));
    quotes->items[quotes->count++] = quote;
    return TF_OK;
}

bool currency_is_code(TfSlice text)
{
    if (text.length != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (text.bytes[i] < 'A' || text.bytes[i] > 'Z')
            return false;
    return true;
}

bool currency_read_rate(TfSlice text, double *value)
{
    return tf_double_read(text, value) && *value >= currency_least_rate && *value <= currency_most_rate;
}

TfSlice currency_shown(TfSlice cell)
{
    size_t length = cell.length < 40 ? cell.length : 40;
    while (length > 0 && length < cell.length && ((unsigned char)cell.bytes[length] & 0xC0) == 0x80)
        length--;
    return tf_slice_of(cell.bytes, length);
}

/* ---- which reader ---- */

static bool is_xml(TfSlice bytes)
{
    return tf_slice_starts_with(bytes, "<") || tf_slice_starts_with(bytes, "\xFF\xFE") ||
           tf_slice_starts_with(bytes, "\xFE\xFF");
}

TfStatus currency_read(TfSlice bytes, TfArena *arena, CurrencyQuotes *quotes, TfError *error)
{
    if (tf_slice_starts_with(bytes, "\xEF\xBB\xBF"))
        bytes = tf_slice_range(bytes, 3, bytes.length);
    TfSlice text = tf_slice_trim(bytes);
    if (text.length == 0)
        return tf_fail(error, TF_BAD_INPUT, "the file is empty");
    if (tf_slice_starts_with(text, "PK\x03\x04"))
        return tf_fail(error, TF_BAD_INPUT, "this is a ZIP archive; unpack it and give the file in it");
    if (tf_slice_starts_with(text, "\x1F\x8B"))
        return tf_fail(error, TF_BAD_INPUT, "this is a gzip file; unpack it first");
    if (is_xml(text))
        return currency_read_cbr(text, arena, quotes, error);
    TfSlice rest = text;
    TfSlice header = tf_slice_trim(tf_slice_split(&rest, '\n'));
    if (currency_is_ecb(header))
        return currency_read_ecb(text, arena, quotes, error);
    return currency_read_plain(text, arena, quotes, error);
}
