/* What the files of this folder share: the table behind a CurrencyTable. Private to this folder. */
#ifndef TRACKER_CURRENCY_TABLE_H
#define TRACKER_CURRENCY_TABLE_H

#include "tracker/currency/currency.h"

enum { FIRST_BUILT_IN_YEAR = 1990, LAST_BUILT_IN_YEAR = 2049, BUILT_IN_YEARS = 60, MOST_BUILT_IN = 64 };

/* The built-in yearly means of a currency; 0 where there is none. */
typedef struct BuiltIn {
    char currency[4];
    double usd[BUILT_IN_YEARS]; /* from FIRST_BUILT_IN_YEAR */
    bool is_unsure[BUILT_IN_YEARS];
} BuiltIn;

struct CurrencyTable {
    TfRates stored;
    BuiltIn built_in[MOST_BUILT_IN];
    size_t built_in_count;
};

/* A currency whose value in another one is fixed. */
typedef struct FixedRate {
    char currency[4];
    char base[4];
    double units; /* for one of the base */
    int first_year;
    int last_year;
} FixedRate;

/* Fills the built-in means from annual_rates.tsv. */
void currency_load_built_in(CurrencyTable *table);
/* NULL when there are none. */
const BuiltIn *currency_find_built_in(const CurrencyTable *table, const char *currency);
/* The yearly mean, 0 when not known. */
double currency_built_in_usd(const BuiltIn *built_in, int year);
bool currency_built_in_is_unsure(const BuiltIn *built_in, int year);
/* Whether `currency` is fixed to another. */
bool currency_find_fixed(const char *currency, FixedRate *fixed);

/* The rates of a currency: a run of `table->stored`. */
TfRates currency_stored(TfRates stored, const char *currency);

/* A mean of stored rates alone; false, with the gap in `mean->how`, when they do not cover the months. */
TF_CHECKED TfStatus currency_stored_mean(TfRates rates, int from_month, int to_month, TfArena *arena,
                                         TfMeanRate *mean, TfError *error);

#endif
