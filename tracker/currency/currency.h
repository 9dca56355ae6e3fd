/* Exchange rates: reading files of them, and the mean rate of a run of months.
 *
 * A rate is US dollars for one unit of a currency. README.md says how a mean is found and what it may be off
 * by. */
#ifndef TRACKER_CURRENCY_CURRENCY_H
#define TRACKER_CURRENCY_CURRENCY_H

#include "tracker/base/arena.h"
#include "tracker/model/rate.h"

/* ---- asking ---- */

/* Rates that can be asked: those somebody imported, and the built-in ones behind them. */
typedef struct CurrencyTable CurrencyTable;

/* stored  in the order of TfRates; has to outlive the table
 * table   out: lives in the arena
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus currency_table_make(TfRates stored, TfArena *arena, const CurrencyTable **table,
                                        TfError *error);

/* The mean rate of the months from..to (tf_month_index, both included). A currency without a rate for them is
 * TF_OK with usd 0 and the reason in `how`: nothing is guessed.
 *
 * currency  ISO 4217; "USD" is 1
 * mean      out: `how` lives in the arena or in the table
 * Errors    TF_NO_MEMORY */
TF_CHECKED TfStatus currency_mean(const CurrencyTable *table, const char *currency, int from_month,
                                  int to_month, TfArena *arena, TfMeanRate *mean, TfError *error);

/* What one unit was worth lately, for amounts of the future (targets), which have no rate: the mean of the
 * twelve months before the as-of day's, or of the last year known before it. Always approximate.
 *
 * as_of   a day
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus currency_recent_mean(const CurrencyTable *table, const char *currency, TfDate as_of,
                                         TfArena *arena, TfMeanRate *mean, TfError *error);

/* The currency that `currency` is fixed to ("EUR" for DEM, "RUB" for RUR), or "" when it is to none. Whoever
 * loads rates of a currency loads those of this one too. Static storage. */
const char *currency_fixed_to(const char *currency);

/* The currencies and years of the built-in table. Lives in the arena.
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus currency_built_in(TfArena *arena, TfRateSpans *spans, TfError *error);

/* ---- reading ---- */

/* Quotes as a file gives them: one unit of `currency` is `value` units of `base`. */
typedef struct CurrencyQuote {
    char currency[4];
    char base[4];
    TfDate from;
    TfDate to;
    double value;
    TfSlice source;
} CurrencyQuote;

typedef struct CurrencyQuotes {
    CurrencyQuote *items;
    size_t count;
    size_t capacity;
    size_t empty_cells; /* "N/A": no rate that day */
    const char *kind;   /* "euro reference rates of the ECB", ... Static storage */
} CurrencyQuotes;

/* Reads a file of rates, known by its content: the ECB's eurofxref-hist.csv (and eurofxref.csv), the Bank of
 * Russia's XML_dynamic and XML_daily, or a CSV with the columns date, currency, usd (and source, when there
 * is one).
 *
 * quotes  out: what stands in the file is behind what was there; lives in the arena
 * Errors  TF_BAD_INPUT naming line, column and what was found; TF_NO_MEMORY */
TF_CHECKED TfStatus currency_read(TfSlice bytes, TfArena *arena, CurrencyQuotes *quotes, TfError *error);

typedef struct CurrencyResolved {
    TfRates rates;        /* by currency, first day, last day and source */
    size_t unresolved;    /* quotes in another currency that has no dollar rate for their day */
    char currency[4];     /* of the first of those, */
    char base[4];         /* and the currency they are quoted in */
    TfDate first_missing; /* the days they are of */
    TfDate last_missing;
} CurrencyResolved;

/* Turns quotes into dollars: those in another currency with its rate of the same days, from the quotes
 * themselves or else from `known` (in the order of TfRates). Where the base has none but the currency has,
 * the base's rate is what comes out: euros in roubles and euros in dollars give roubles.
 *
 * Errors  TF_BAD_INPUT two rates that differ for the same days and source; TF_NO_MEMORY */
TF_CHECKED TfStatus currency_resolve(const CurrencyQuotes *quotes, TfRates known, TfArena *arena,
                                     CurrencyResolved *resolved, TfError *error);

/* Puts rates into the order of TfRates. */
void currency_sort(TfRate *rates, size_t count);

#endif
