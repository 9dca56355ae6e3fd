/* Exchange rates: files of them into the store, what is there, and the rates of a set of claims. */
#include "tracker/base/file.h"
#include "tracker/series/missing.h"
#include "tracker/tradefig_known.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Largest file of rates. */
#define MOST_FILE_BYTES ((size_t)64 << 20)
/* Currencies whose rates are loaded for one answer; claims in more are told as having none. */
#define MOST_CURRENCIES 64

/* A set of codes, in order. */
typedef struct Codes {
    char items[MOST_CURRENCIES][4];
    size_t count;
} Codes;

static void add_code(Codes *codes, const char *code)
{
    size_t at = 0;
    while (at < codes->count && strcmp(codes->items[at], code) < 0)
        at++;
    if (code[0] == '\0' || codes->count == MOST_CURRENCIES ||
        (at < codes->count && strcmp(codes->items[at], code) == 0))
        return;
    memmove(codes->items + at + 1, codes->items + at, (codes->count - at) * sizeof codes->items[0]);
    (void)snprintf(codes->items[at], sizeof codes->items[at], "%.3s", code);
    codes->count++;
}

/* The stored rates of all the codes and of those they are fixed to, in the order of TfRates. */
static TfStatus load_rates(Tradefig *tradefig, const Codes *asked, TfDate as_of, TfArena *arena,
                           TfRates *rates, TfError *error)
{
    Codes wanted = *asked;
    Codes *codes = &wanted;
    for (size_t i = 0; i < asked->count; i++)
        add_code(codes, currency_fixed_to(asked->items[i]));
    TfRates each[MOST_CURRENCIES];
    size_t count = 0;
    for (size_t i = 0; i < codes->count; i++) {
        TfStatus status = store_rates(tradefig->store, codes->items[i], as_of, arena, &each[i], error);
        if (status != TF_OK)
            return status;
        count += each[i].count;
    }
    TfRate *items = tf_arena_alloc_array(arena, count, sizeof *items);
    if (items == NULL)
        return tf_fail_memory(error);
    *rates = (TfRates){items, count};
    for (size_t i = 0; i < codes->count; i++) {
        if (each[i].count > 0)
            memcpy(items, each[i].items, each[i].count * sizeof *items);
        items += each[i].count;
    }
    return TF_OK;
}

static TfStatus make_table(Tradefig *tradefig, const Codes *codes, TfDate as_of, TfArena *arena,
                           const CurrencyTable **table, TfError *error)
{
    TfRates rates = {NULL, 0};
    TfStatus status = load_rates(tradefig, codes, as_of, arena, &rates, error);
    return status == TF_OK ? currency_table_make(rates, arena, table, error) : status;
}

/* The currencies of claims, and of the amounts that stand beside theirs. */
static void add_claim_codes(const TfClaimRows *rows, Codes *codes)
{
    for (size_t i = 0; i < rows->count; i++) {
        const TfClaim *claim = &rows->items[i].claim;
        if (strcmp(claim->currency, "USD") == 0)
            continue;
        add_code(codes, claim->currency);
        for (size_t k = 0; k < claim->alternative_count; k++)
            add_code(codes, claim->alternatives[k].money.currency);
    }
}

static void add_official_codes(const TfOfficials *figures, Codes *codes)
{
    for (size_t i = 0; i < figures->count; i++)
        if (strcmp(figures->items[i].currency, "USD") != 0)
            add_code(codes, figures->items[i].currency);
}

TfStatus known_rates(Tradefig *tradefig, const TfClaimRows *rows, TfDate as_of, TfArena *arena,
                     const CurrencyTable **table, TfError *error)
{
    Codes codes = {.count = 0};
    add_claim_codes(rows, &codes);
    *table = NULL;
    return codes.count > 0 ? make_table(tradefig, &codes, as_of, arena, table, error) : TF_OK;
}

TfStatus known_official_rates(Tradefig *tradefig, const TfOfficials *figures, TfDate as_of, TfArena *arena,
                              const CurrencyTable **table, TfError *error)
{
    Codes codes = {.count = 0};
    add_official_codes(figures, &codes);
    *table = NULL;
    return codes.count > 0 ? make_table(tradefig, &codes, as_of, arena, table, error) : TF_OK;
}

TfStatus known_stored_rates(Tradefig *tradefig, const TfClaimRows *rows, const TfOfficials *figures,
                            TfDate as_of, TfArena *arena, TfRates *rates, TfError *error)
{
    Codes codes = {.count = 0};
    add_claim_codes(rows, &codes);
    add_official_codes(figures, &codes);
    return load_rates(tradefig, &codes, as_of, arena, rates, error);
}

/* ---- import ---- */

/* Reads one file; a fault is the file's and not the call's. */
static TfStatus read_rate_file(const char *path, TfArena *arena, CurrencyQuotes *quotes, TfRateFile *file,
                               TfError *error)
{
    TfSlice bytes;
    TfError fault;
    size_t before = quotes->count;
    *file = (TfRateFile){.name = tf_slice(strcmp(path, "-") == 0 ? "standard input" : path)};
    quotes->empty_cells = 0;
    TfStatus status = file_read(path, MOST_FILE_BYTES, arena, &bytes, &fault);
    if (status == TF_OK)
        status = currency_read(bytes, arena, quotes, &fault);
    if (status == TF_NO_MEMORY)
        return tf_fail_memory(error);
    if (status == TF_OK && quotes->count == before)
        status = tf_fail(&fault, TF_BAD_INPUT, "no rate stands in it");
    if (status != TF_OK) {
        quotes->count = before;
        file->fault = tf_arena_copy(arena, tf_slice(fault.message));
        return file->fault.bytes != NULL ? TF_OK : tf_fail_memory(error);
    }
    file->kind = tf_slice(quotes->kind);
    file->rates = quotes->count - before;
    file->empty_cells = quotes->empty_cells;
    return TF_OK;
}

static TfStatus resolve_quotes(Tradefig *tradefig, const CurrencyQuotes *quotes, TfArena *arena,
                               CurrencyResolved *resolved, TfError *error)
{
    Codes bases = {.count = 0};
    TfRates known = {NULL, 0};
    add_code(&bases, "EUR");
    for (size_t i = 0; i < quotes->count; i++)
        if (strcmp(quotes->items[i].base, "USD") != 0)
            add_code(&bases, quotes->items[i].base);
    TfStatus status = load_rates(tradefig, &bases, (TfDate){0, 0, 0}, arena, &known, error);
    return status == TF_OK ? currency_resolve(quotes, known, arena, resolved, error) : status;
}

static TfSlice describe_unresolved(const CurrencyResolved *resolved, TfArena *arena)
{
    char first[TF_DATE_CHARS];
    char last[TF_DATE_CHARS];
    return tf_arena_format(
        arena,
        "%zu rate%s in %s not kept, since nobody knows %s in US dollars for their days (%s to %s, the "
        "first is of %s): import rates of USD from the same source first, or all files at once",
        resolved->unresolved, resolved->unresolved == 1 ? "" : "s", resolved->base, resolved->base,
        tf_date_write(first, resolved->first_missing), tf_date_write(last, resolved->last_missing),
        resolved->currency);
}

TfStatus tf_fx_import(Tradefig *tradefig, const char *const *paths, size_t count, TfArena *arena,
                      TfRateImport *report, TfError *error)
{
    TfRateImport made = {.file_count = count};
    CurrencyQuotes quotes = {.items = NULL};
    CurrencyResolved resolved = {.unresolved = 0};
    TfRateFile *files = tf_arena_alloc_array(arena, count, sizeof *files);
    TfStatus status = files != NULL ? TF_OK : tf_fail_memory(error);
    for (size_t i = 0; i < count && status == TF_OK; i++)
        status = read_rate_file(paths[i], arena, &quotes, &files[i], error);
    if (status == TF_OK)
        status = resolve_quotes(tradefig, &quotes, arena, &resolved, error);
    if (status == TF_OK)
        status =
            store_add_rates(tradefig->store, resolved.rates.items, resolved.rates.count, &made.added, error);
    if (status != TF_OK)
        return status;
    made.files = files;
    made.rates = resolved.rates.count;
    made.unresolved = resolved.unresolved;
    if (resolved.unresolved > 0) {
        made.remark = describe_unresolved(&resolved, arena);
        if (made.remark.bytes == NULL)
            return tf_fail_memory(error);
    }
    *report = made;
    return TF_OK;
}

/* ---- what is there ---- */

/* By currency, what was imported before what is built in. */
static int compare_spans(const void *left, const void *right)
{
    const TfRateSpan *a = left;
    const TfRateSpan *b = right;
    int order = strcmp(a->currency, b->currency);
    if (order == 0)
        order = (a->is_built_in ? 1 : 0) - (b->is_built_in ? 1 : 0);
    return order != 0 ? order : tf_slice_compare(a->source, b->source);
}

TfStatus tf_fx_list(Tradefig *tradefig, const char *currency, TfArena *arena, TfRateSpans *spans,
                    TfError *error)
{
    TfRateSpans stored;
    TfRateSpans built_in;
    TfStatus status = store_rate_spans(tradefig->store, arena, &stored, error);
    if (status == TF_OK)
        status = currency_built_in(arena, &built_in, error);
    if (status != TF_OK)
        return status;
    TfRateSpan *items = tf_arena_alloc_array(arena, stored.count + built_in.count, sizeof *items);
    if (items == NULL)
        return tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < stored.count + built_in.count; i++) {
        const TfRateSpan *span = i < stored.count ? &stored.items[i] : &built_in.items[i - stored.count];
        if (currency == NULL || currency[0] == '\0' || strcmp(span->currency, currency) == 0)
            items[count++] = *span;
    }
    if (count > 0)
        qsort(items, count, sizeof *items, compare_spans);
    *spans = (TfRateSpans){items, count};
    return TF_OK;
}

TfStatus tf_fx_rate(Tradefig *tradefig, const char *currency, TfPeriod period, TfDate as_of, TfArena *arena,
                    TfMeanRate *rate, TfError *error)
{
    char text[TF_PERIOD_CHARS];
    Codes codes = {.count = 0};
    const CurrencyTable *table = NULL;
    if (!tf_period_is_whole_months(period))
        return tf_fail(error, TF_BAD_USAGE, "%s is not a run of whole months", tf_period_text(text, period));
    add_code(&codes, currency);
    TfStatus status = make_table(tradefig, &codes, as_of, arena, &table, error);
    if (status == TF_OK)
        status = currency_mean(table, currency, tf_date_month_index(period.from),
                               tf_date_month_index(period.to), arena, rate, error);
    if (status == TF_OK && !(rate->usd > 0))
        status = tf_fail(error, TF_NOT_FOUND, "%.*s; tradefig fx import FILE takes rates",
                         TF_SLICE_ARG(rate->how));
    return status;
}

/* ---- what is missing ---- */

TfStatus tf_fx_missing(Tradefig *tradefig, TfArena *arena, TfMissingRates *rates, TfError *error)
{
    TfClaimFilter filter = {.has_pair = false};
    TfClaimRows rows = {NULL, 0};
    const CurrencyTable *table = NULL;
    TfStatus status = store_claims(tradefig->store, &filter, arena, &rows, error);
    if (status == TF_OK)
        status = known_rates(tradefig, &rows, (TfDate){0, 0, 0}, arena, &table, error);
    if (status == TF_OK)
        status = series_missing_rates(rows.items, rows.count, table, arena, rates, error);
    return status;
}
