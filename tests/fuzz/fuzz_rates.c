/* The readers of rate files on any bytes: they return, and every rate that comes out is a number above zero
 * for days in order. */
#include "tracker/currency/currency.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const TfRate *rate)
{
    if (!(rate->usd > 0) || !isfinite(rate->usd) || strlen(rate->currency) != 3 ||
        tf_date_compare(rate->from, rate->to) > 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TfArena arena;
    TfError error;
    CurrencyQuotes quotes = {.items = NULL};
    CurrencyResolved resolved;
    const CurrencyTable *table;
    TfMeanRate mean;
    tf_arena_init(&arena, (size_t)256 << 20);
    TfSlice bytes = tf_slice_of((const char *)data, size);
    if (currency_read(bytes, &arena, &quotes, &error) == TF_OK &&
        currency_resolve(&quotes, (TfRates){NULL, 0}, &arena, &resolved, &error) == TF_OK) {
        for (size_t i = 0; i < resolved.rates.count; i++)
            check(&resolved.rates.items[i]);
        if (resolved.rates.count > 0 &&
            currency_table_make(resolved.rates, &arena, &table, &error) == TF_OK) {
            const TfRate *first = &resolved.rates.items[0];
            int month = tf_date_month_index(first->from);
            if (currency_mean(table, first->currency, month, month + 11, &arena, &mean, &error) == TF_OK &&
                !isfinite(mean.usd))
                abort();
        }
    }
    tf_arena_done(&arena);
    return 0;
}
