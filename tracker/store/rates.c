/* Exchange rates, by day or by period. A correction is a later row. */
#include "tracker/store/store_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Nothing is added when the newest row of the same days and source says the same. */
static const char insert_rate[] =
    "INSERT INTO rates (currency, from_day, to_day, source, usd, added_at) SELECT ?1, ?2, ?3, ?4, ?5,"
    " ?6 WHERE ?5 IS NOT (SELECT usd FROM rates WHERE currency = ?1 AND from_day = ?2 AND to_day = ?3"
    " AND source = ?4 ORDER BY id DESC LIMIT 1)";
static const char find_rates[] =
    "SELECT r.currency, r.from_day, r.to_day, r.usd, r.source FROM rates r WHERE (?1 = '' OR r.currency"
    " = ?1) AND r.to_day <= ?2 AND NOT EXISTS (SELECT 1 FROM rates n WHERE n.currency = r.currency AND"
    " n.from_day = r.from_day AND n.to_day = r.to_day AND n.source = r.source AND n.id > r.id) ORDER BY"
    " r.currency, r.from_day, r.to_day, r.source";
static const char find_spans[] =
    "SELECT currency, min(from_day), max(to_day), count(DISTINCT from_day || to_day), source FROM rates"
    " GROUP BY currency, source ORDER BY currency, source";

static TfStatus check_rate(const StoreRate *rate, size_t number, TfError *error)
{
    char found[TF_NUMBER_CHARS];
    if (strlen(rate->currency) != 3)
        return tf_fail(error, TF_BAD_INPUT, "rate %zu is of currency '%s', needed: an ISO 4217 code (EUR)",
                       number, rate->currency);
    if (!tf_date_is_set(rate->from) || tf_date_compare(rate->from, rate->to) > 0)
        return tf_fail(error, TF_BAD_INPUT, "rate %zu (%s) needs a first day and a last day not before it",
                       number, rate->currency);
    if (isfinite(rate->usd) && rate->usd > 0)
        return TF_OK;
    tf_double_write(found, rate->usd);
    return tf_fail(error, TF_BAD_INPUT, "rate %zu (%s) is %s US dollars, needed: more than 0", number,
                   rate->currency, isfinite(rate->usd) ? found : "no number of");
}

static TfStatus insert_row(Store *store, const StoreRate *rate, const char *now, TfError *error)
{
    StoreQuery query = store_query(store, insert_rate);
    store_bind_string(&query, rate->currency);
    store_bind_date(&query, rate->from);
    store_bind_date(&query, rate->to);
    store_bind_text(&query, rate->source.bytes != NULL ? rate->source : tf_slice(""));
    store_bind_double(&query, rate->usd);
    store_bind_string(&query, now);
    return store_run(&query, error);
}

TfStatus store_add_rates(Store *store, const StoreRate *rates, size_t count, size_t *added, TfError *error)
{
    char now[STORE_TIME_CHARS];
    size_t new_rows = 0;
    TfStatus status = store_begin(store, error);
    (void)store_now(now);
    for (size_t i = 0; i < count && status == TF_OK; i++) {
        status = check_rate(&rates[i], i + 1, error);
        if (status == TF_OK)
            status = insert_row(store, &rates[i], now, error);
        if (status == TF_OK)
            new_rows += (size_t)sqlite3_changes(store->db);
    }
    status = store_end(store, status, error);
    if (status == TF_OK && added != NULL)
        *added = new_rows;
    return status;
}

static void read_rate(StoreQuery *query, TfArena *arena, StoreRate *rate)
{
    (void)snprintf(rate->currency, sizeof rate->currency, "%.3s", store_column_slice(query, 0).bytes);
    rate->from = store_column_date(query, 1);
    rate->to = store_column_date(query, 2);
    rate->usd = sqlite3_column_double(query->statement, 3);
    rate->source = store_column_text(query, 4, arena);
}

TfStatus store_rates(Store *store, const char *currency, TfDate as_of, TfArena *arena, StoreRates *rates,
                     TfError *error)
{
    char day[TF_DATE_CHARS] = STORE_LAST_DAY;
    StoreRate *rows = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    if (tf_date_is_set(as_of))
        (void)tf_date_write(day, as_of);
    StoreQuery query = store_query(store, find_rates);
    store_bind_string(&query, currency);
    store_bind_string(&query, day);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found) {
        if (!tf_arena_grow(arena, &rows, &capacity, count, sizeof *rows)) {
            status = tf_fail_memory(error);
            break;
        }
        read_rate(&query, arena, &rows[count++]);
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    if (status == TF_OK)
        *rates = (StoreRates){rows, count};
    return status;
}

static void read_span(StoreQuery *query, TfArena *arena, TfRateSpan *span)
{
    *span = (TfRateSpan){.from = store_column_date(query, 1), .to = store_column_date(query, 2)};
    (void)snprintf(span->currency, sizeof span->currency, "%.3s", store_column_slice(query, 0).bytes);
    span->count = (size_t)store_column_integer(query, 3);
    span->source = store_column_text(query, 4, arena);
}

TfStatus store_rate_spans(Store *store, TfArena *arena, TfRateSpans *spans, TfError *error)
{
    TfRateSpan *rows = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    StoreQuery query = store_query(store, find_spans);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found) {
        if (!tf_arena_grow(arena, &rows, &capacity, count, sizeof *rows)) {
            status = tf_fail_memory(error);
            break;
        }
        read_span(&query, arena, &rows[count++]);
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    if (status == TF_OK)
        *spans = (TfRateSpans){rows, count};
    return status;
}
