/* From quotes in any currency to US dollars, day by day. */
#include "tracker/base/number.h"
#include "tracker/currency/quotes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Resolving {
    const CurrencyQuotes *quotes;
    bool *gave_base; /* of each quote: it told what its base is worth */
    TfRate *rates;   /* what is in dollars so far; the first `sorted` of them in order */
    size_t count;
    size_t sorted;
    TfRates known;
    CurrencyResolved *resolved;
} Resolving;

static int compare_places(const TfRate *rate, const char *currency, TfDate from, TfDate to)
{
    int order = strcmp(rate->currency, currency);
    if (order == 0)
        order = tf_date_compare(rate->from, from);
    return order != 0 ? order : tf_date_compare(rate->to, to);
}

/* The rate of a currency for exactly these days, of that source when it has one, else of the first by name;
 * 0 when there is none. */
static double find_usd(TfRates rates, const char *currency, const CurrencyQuote *quote)
{
    size_t low = 0;
    size_t high = rates.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&rates.items[middle], currency, quote->from, quote->to) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    double usd = 0;
    for (; low < rates.count && compare_places(&rates.items[low], currency, quote->from, quote->to) == 0;
         low++)
        if (!(usd > 0) || tf_slice_equal(rates.items[low].source, quote->source))
            usd = rates.items[low].usd;
    return usd;
}

static double find_anywhere(const Resolving *resolving, const char *currency, const CurrencyQuote *quote)
{
    double usd = find_usd((TfRates){resolving->rates, resolving->sorted}, currency, quote);
    return usd > 0 ? usd : find_usd(resolving->known, currency, quote);
}

static void add_rate(Resolving *resolving, const char *currency, const CurrencyQuote *quote, double usd)
{
    TfRate rate = {.from = quote->from, .to = quote->to, .usd = usd, .source = quote->source};
    (void)snprintf(rate.currency, sizeof rate.currency, "%s", currency);
    resolving->rates[resolving->count++] = rate;
}

static void sort_rates(Resolving *resolving)
{
    currency_sort(resolving->rates, resolving->count);
    resolving->sorted = resolving->count;
}

static void note_missing(CurrencyResolved *resolved, const CurrencyQuote *quote)
{
    if (resolved->unresolved++ == 0) {
        memcpy(resolved->currency, quote->currency, sizeof resolved->currency);
        memcpy(resolved->base, quote->base, sizeof resolved->base);
        resolved->first_missing = quote->from;
        resolved->last_missing = quote->to;
    }
    if (tf_date_compare(quote->from, resolved->first_missing) < 0)
        resolved->first_missing = quote->from;
    if (tf_date_compare(quote->to, resolved->last_missing) > 0)
        resolved->last_missing = quote->to;
}

static bool is_in_dollars(const CurrencyQuote *quote)
{
    return strcmp(quote->base, "USD") == 0;
}

/* Bases that are known only by the euro: 100 roubles a euro and 1.08 dollars a euro. By the euro alone, since
 * by several currencies there would be several answers. */
static void find_bases(Resolving *resolving)
{
    for (size_t i = 0; i < resolving->quotes->count; i++) {
        const CurrencyQuote *quote = &resolving->quotes->items[i];
        if (strcmp(quote->currency, "EUR") != 0 || is_in_dollars(quote) ||
            find_anywhere(resolving, quote->base, quote) > 0)
            continue;
        double usd = find_anywhere(resolving, quote->currency, quote);
        if (usd > 0)
            add_rate(resolving, quote->base, quote, usd / quote->value);
        resolving->gave_base[i] = usd > 0;
    }
    sort_rates(resolving);
}

static void cross(Resolving *resolving)
{
    for (size_t i = 0; i < resolving->quotes->count; i++) {
        const CurrencyQuote *quote = &resolving->quotes->items[i];
        if (is_in_dollars(quote) || resolving->gave_base[i])
            continue;
        double usd = find_anywhere(resolving, quote->base, quote);
        if (usd > 0)
            add_rate(resolving, quote->currency, quote, quote->value * usd);
        else
            note_missing(resolving->resolved, quote);
    }
    sort_rates(resolving);
}

/* Leaves one rate for the same days and source. Two that differ are refused: which one is right is not ours
 * to say. */
static TfStatus drop_doubles(Resolving *resolving, TfError *error)
{
    TfRate *rates = resolving->rates;
    size_t kept = 0;
    for (size_t i = 0; i < resolving->count; i++) {
        TfRate *last = kept > 0 ? &rates[kept - 1] : NULL;
        if (last == NULL || compare_places(last, rates[i].currency, rates[i].from, rates[i].to) != 0 ||
            !tf_slice_equal(last->source, rates[i].source)) {
            rates[kept++] = rates[i];
            continue;
        }
        char day[TF_DATE_CHARS];
        char one[TF_NUMBER_CHARS];
        char other[TF_NUMBER_CHARS];
        tf_double_write(one, last->usd);
        tf_double_write(other, rates[i].usd);
        if (strcmp(one, other) != 0)
            return tf_fail(error, TF_BAD_INPUT, "two rates of %s for %s: %s and %s US dollars",
                           last->currency, tf_date_write(day, last->from), one, other);
    }
    resolving->count = kept;
    return TF_OK;
}

TfStatus currency_resolve(const CurrencyQuotes *quotes, TfRates known, TfArena *arena,
                          CurrencyResolved *resolved, TfError *error)
{
    CurrencyResolved made = {.unresolved = 0};
    /* a quote gives its currency's rate and may give its base's */
    TfRate *rates = tf_arena_alloc_array(arena, quotes->count, 2 * sizeof *rates);
    bool *gave_base = tf_arena_alloc_array(arena, quotes->count, sizeof *gave_base);
    if (rates == NULL || gave_base == NULL)
        return tf_fail_memory(error);
    Resolving resolving = {
        .quotes = quotes, .gave_base = gave_base, .rates = rates, .known = known, .resolved = &made};
    for (size_t i = 0; i < quotes->count; i++)
        if (is_in_dollars(&quotes->items[i]))
            add_rate(&resolving, quotes->items[i].currency, &quotes->items[i], quotes->items[i].value);
    sort_rates(&resolving);
    find_bases(&resolving);
    cross(&resolving);
    TfStatus status = drop_doubles(&resolving, error);
    if (status != TF_OK)
        return status;
    made.rates = (TfRates){rates, resolving.count};
    *resolved = made;
    return TF_OK;
}
