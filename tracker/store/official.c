/* Figures of statistical offices, to hold claims against. A revision is a later row. */
#include "tracker/store/store_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Nothing is added when the newest row about the same says the same. */
static const char insert_figure[] =
    "INSERT INTO official_observations (reporter, partner, measure, period_from, period_to, source,"
    " value, currency, valuation, added_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 WHERE (?7,"
    " ?8, ifnull(?9, '')) IS NOT (SELECT value, currency, ifnull(valuation, '') FROM"
    " official_observations WHERE reporter = ?1 AND partner = ?2 AND measure = ?3 AND period_from = ?4"
    " AND period_to = ?5 AND source = ?6 ORDER BY id DESC LIMIT 1)";
static const char find_figures[] =
    "SELECT o.reporter, o.partner, o.measure, o.period_from, o.period_to, o.value, o.currency,"
    " o.valuation, o.source FROM official_observations o WHERE ((o.reporter = ?1 AND o.partner = ?2) OR"
    " (o.reporter = ?2 AND o.partner = ?1)) AND substr(o.added_at, 1, 10) <= ?3 AND o.period_to <= ?3"
    " AND NOT EXISTS (SELECT 1 FROM official_observations n WHERE n.reporter = o.reporter AND n.partner"
    " = o.partner AND n.measure = o.measure AND n.period_from = o.period_from AND n.period_to ="
    " o.period_to AND n.source = o.source AND n.id > o.id AND substr(n.added_at, 1, 10) <= ?3) ORDER BY"
    " o.reporter, o.measure, o.period_from, o.period_to, o.source";

static TfStatus check_figure(const StoreOfficial *figure, size_t number, TfError *error)
{
    TfParty party;
    const char *fault = NULL;
    if (!tf_party_from_code(tf_slice(figure->reporter.code), &party) ||
        !tf_party_from_code(tf_slice(figure->partner.code), &party) ||
        tf_party_equal(figure->reporter, figure->partner))
        fault = "two different parties by code";
    else if (figure->measure != TF_EXPORTS && figure->measure != TF_IMPORTS)
        fault = "exports or imports as its measure";
    else if (!tf_date_is_set(figure->from) || tf_date_compare(figure->from, figure->to) > 0)
        fault = "a first day and a last day not before it";
    else if (!isfinite(figure->value) || figure->value < 0)
        fault = "a value of 0 or more";
    else if (strlen(figure->currency) != 3)
        fault = "an ISO 4217 currency (USD)";
    if (fault == NULL)
        return TF_OK;
    return tf_fail(error, TF_BAD_INPUT, "official figure %zu (%s, %s) needs %s", number,
                   figure->reporter.code, figure->partner.code, fault);
}

static TfStatus insert_row(Store *store, const StoreOfficial *figure, const char *now, TfError *error)
{
    StoreQuery query = store_query(store, insert_figure);
    store_bind_string(&query, figure->reporter.code);
    store_bind_string(&query, figure->partner.code);
    store_bind_string(&query, tf_measure_name(figure->measure));
    store_bind_date(&query, figure->from);
    store_bind_date(&query, figure->to);
    store_bind_text(&query, figure->source.bytes != NULL ? figure->source : tf_slice(""));
    store_bind_double(&query, figure->value);
    store_bind_string(&query, figure->currency);
    store_bind_text(&query, figure->valuation);
    store_bind_string(&query, now);
    return store_run(&query, error);
}

TfStatus store_add_official(Store *store, const StoreOfficial *figures, size_t count, size_t *added,
                            TfError *error)
{
    char now[STORE_TIME_CHARS];
    size_t new_rows = 0;
    TfStatus status = store_begin(store, error);
    (void)store_now(now);
    for (size_t i = 0; i < count && status == TF_OK; i++) {
        status = check_figure(&figures[i], i + 1, error);
        if (status == TF_OK)
            status = insert_row(store, &figures[i], now, error);
        if (status == TF_OK)
            new_rows += (size_t)sqlite3_changes(store->db);
    }
    status = store_end(store, status, error);
    if (status == TF_OK && added != NULL)
        *added = new_rows;
    return status;
}

static void read_figure(StoreQuery *query, TfArena *arena, StoreOfficial *figure)
{
    figure->reporter = store_column_party(query, 0);
    figure->partner = store_column_party(query, 1);
    figure->measure = tf_slice_is(store_column_slice(query, 2), "imports") ? TF_IMPORTS : TF_EXPORTS;
    figure->from = store_column_date(query, 3);
    figure->to = store_column_date(query, 4);
    figure->value = sqlite3_column_double(query->statement, 5);
    (void)snprintf(figure->currency, sizeof figure->currency, "%.3s", store_column_slice(query, 6).bytes);
    figure->valuation = store_column_text(query, 7, arena);
    figure->source = store_column_text(query, 8, arena);
}

TfStatus store_official(Store *store, TfPair pair, TfDate as_of, TfArena *arena, StoreOfficials *figures,
                        TfError *error)
{
    char day[TF_DATE_CHARS] = STORE_LAST_DAY;
    StoreOfficial *rows = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    if (tf_date_is_set(as_of))
        (void)tf_date_write(day, as_of);
    StoreQuery query = store_query(store, find_figures);
    store_bind_string(&query, pair.a.code);
    store_bind_string(&query, pair.b.code);
    store_bind_string(&query, day);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found) {
        if (!tf_arena_grow(arena, &rows, &capacity, count, sizeof *rows)) {
            status = tf_fail_memory(error);
            break;
        }
        read_figure(&query, arena, &rows[count++]);
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    if (status == TF_OK)
        *figures = (StoreOfficials){rows, count};
    return status;
}
