/* What the readers of rate files share. Private to this folder. */
#ifndef TRACKER_CURRENCY_QUOTES_H
#define TRACKER_CURRENCY_QUOTES_H

#include "tracker/currency/currency.h"

/* Largest and least worth of one unit in another currency that is taken for a rate. */
extern const double currency_least_rate, currency_most_rate;

/* Adds a quote; `currency` and `base` are codes of three letters.
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus currency_add_quote(CurrencyQuotes *quotes, TfArena *arena, TfSlice currency, TfSlice base,
                                       TfDate from, TfDate to, double value, TfSlice source, TfError *error);
/* Three capital letters. */
bool currency_is_code(TfSlice text);
/* A number with "." as decimal mark, in the range of rates. */
bool currency_read_rate(TfSlice text, double *value);
/* The cell as it may be shown in a message: at most 40 bytes. */
TfSlice currency_shown(TfSlice cell);

/* The readers. `text` is UTF-8 without a mark, but for XML, which says its encoding itself. */
bool currency_is_ecb(TfSlice header);
TF_CHECKED TfStatus currency_read_ecb(TfSlice text, TfArena *arena, CurrencyQuotes *quotes, TfError *error);
TF_CHECKED TfStatus currency_read_plain(TfSlice text, TfArena *arena, CurrencyQuotes *quotes, TfError *error);
TF_CHECKED TfStatus currency_read_cbr(TfSlice bytes, TfArena *arena, CurrencyQuotes *quotes, TfError *error);

#endif
