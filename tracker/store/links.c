/* Addresses: those that feeds and sitemaps told of, and what HTTP said when one was fetched. */
#include "tracker/store/store_internal.h"

static const char find_link[] = "SELECT id FROM links WHERE url = ?";
static const char insert_link[] = "INSERT INTO links (url, title, date, found_at) VALUES (?, ?, ?, ?)";
static const char complete_link[] =
    "UPDATE links SET title = ifnull(title, ?2), date = ifnull(date, ?3) WHERE id = ?1"
    " AND ((title IS NULL AND ?2 IS NOT NULL) OR (date IS NULL AND ?3 IS NOT NULL))";
static const char insert_source[] =
    "INSERT INTO link_sources (source, link_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
static const char link_fetched[] = "UPDATE links SET article_id = ?2 WHERE url = ?1";
static const char link_is_open[] =
    "SELECT article_id IS NULL AND NOT EXISTS (SELECT 1 FROM failures f WHERE f.path = l.url"
    " AND f.number > 0 AND f.mended_in IS NULL) FROM links l WHERE l.url = ?";
static const char all_links[] =
    "SELECT l.url, l.title, l.date, l.article_id, (SELECT s.source FROM link_sources s WHERE s.link_id = l.id"
    " ORDER BY s.source LIMIT 1) FROM links l WHERE ?1 IS NULL AND NOT (?2 AND l.article_id IS NOT NULL)"
    " ORDER BY l.id";
static const char links_of_source[] =
    "SELECT l.url, l.title, l.date, l.article_id, s.source FROM link_sources s JOIN links l ON l.id ="
    " s.link_id WHERE s.source = ?1 AND NOT (?2 AND l.article_id IS NOT NULL) ORDER BY l.id";

static const char find_visit[] = "SELECT etag, last_modified FROM visits WHERE url = ?";
static const char set_visit[] =
    "INSERT INTO visits (url, etag, last_modified, visited_at) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (url) DO UPDATE SET etag = ?2, last_modified = ?3, visited_at = ?4";

static TfSlice or_null(TfSlice text)
{
    return text.length > 0 ? text : (TfSlice){NULL, 0};
}

/* ---- links ---- */

static TfStatus find_by_url(Store *store, TfSlice url, int64_t *id, TfError *error)
{
    bool found = false;
    StoreQuery query = store_query(store, find_link);
    store_bind_text(&query, url);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK)
        *id = found ? store_column_integer(&query, 0) : 0;
    store_query_end(&query);
    return status;
}

static TfStatus insert_new(Store *store, const StoreLink *link, int64_t *id, TfError *error)
{
    char now[STORE_TIME_CHARS];
    StoreQuery query = store_query(store, insert_link);
    store_bind_text(&query, link->url);
    store_bind_text(&query, or_null(link->title));
    store_bind_date(&query, link->date);
    store_bind_string(&query, store_now(now));
    TfStatus status = store_run(&query, error);
    if (status == TF_OK)
        *id = sqlite3_last_insert_rowid(store->db);
    return status;
}

static TfStatus complete(Store *store, int64_t id, const StoreLink *link, TfError *error)
{
    StoreQuery query = store_query(store, complete_link);
    store_bind_integer(&query, id);
    store_bind_text(&query, or_null(link->title));
    store_bind_date(&query, link->date);
    return store_run(&query, error);
}

static TfStatus mark_fetched(Store *store, TfSlice url, int64_t article, TfError *error)
{
    StoreQuery query = store_query(store, link_fetched);
    store_bind_text(&query, url);
    store_bind_integer(&query, article);
    return store_run(&query, error);
}

static TfStatus add_link(Store *store, const StoreLink *link, bool *was_new, TfError *error)
{
    int64_t id = 0;
    TfStatus status = find_by_url(store, link->url, &id, error);
    *was_new = id == 0;
    if (status == TF_OK)
        status = id == 0 ? insert_new(store, link, &id, error) : complete(store, id, link, error);
    if (status != TF_OK)
        return status;
    StoreQuery query = store_query(store, insert_source);
    store_bind_text(&query, link->source.bytes != NULL ? link->source : tf_slice(""));
    store_bind_integer(&query, id);
    status = store_run(&query, error);
    return status == TF_OK && link->article != 0 ? mark_fetched(store, link->url, link->article, error)
                                                 : status;
}

TfStatus store_add_link(Store *store, const StoreLink *link, bool *was_new, TfError *error)
{
    bool is_new = false;
    if (link->url.length == 0)
        return tf_fail(error, TF_BAD_INPUT, "a link without an address");
    TfStatus status = store_begin(store, error);
    if (status == TF_OK)
        status = add_link(store, link, &is_new, error);
    status = store_end(store, status, error);
    if (status == TF_OK && was_new != NULL)
        *was_new = is_new;
    return status;
}

TfStatus store_links(Store *store, TfSlice source, bool only_open, TfArena *arena, StoreLinks *links,
                     TfError *error)
{
    StoreLink *rows = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    StoreQuery query = store_query(store, source.length > 0 ? links_of_source : all_links);
    store_bind_text(&query, or_null(source));
    store_bind_integer(&query, only_open ? 1 : 0);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found) {
        if (!tf_arena_grow(arena, &rows, &capacity, count, sizeof *rows)) {
            status = tf_fail_memory(error);
            break;
        }
        rows[count++] = (StoreLink){.url = store_column_text(&query, 0, arena),
                                    .title = store_column_text(&query, 1, arena),
                                    .date = store_column_date(&query, 2),
                                    .article = store_column_integer(&query, 3),
                                    .source = store_column_text(&query, 4, arena)};
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    if (status == TF_OK)
        *links = (StoreLinks){rows, count};
    return status;
}

TfStatus store_link_is_open(Store *store, TfSlice url, bool *is_open, TfError *error)
{
    bool found = false;
    StoreQuery query = store_query(store, link_is_open);
    store_bind_text(&query, url);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK)
        *is_open = found && store_column_integer(&query, 0) != 0;
    store_query_end(&query);
    return status;
}

TfStatus store_link_fetched(Store *store, TfSlice url, int64_t article, TfError *error)
{
    TfStatus status = store_begin(store, error);
    if (status == TF_OK)
        status = mark_fetched(store, url, article, error);
    return store_end(store, status, error);
}

/* ---- visits ---- */

TfStatus store_visit(Store *store, TfSlice url, TfArena *arena, StoreVisit *visit, TfError *error)
{
    bool found = false;
    StoreVisit result = {.url = url};
    StoreQuery query = store_query(store, find_visit);
    store_bind_text(&query, url);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK && found) {
        result.etag = store_column_text(&query, 0, arena);
        result.last_modified = store_column_text(&query, 1, arena);
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    if (status == TF_OK)
        *visit = result;
    return status;
}

static TfStatus write_visit(Store *store, const StoreVisit *visit, TfError *error)
{
    char now[STORE_TIME_CHARS];
    StoreQuery query = store_query(store, set_visit);
    store_bind_text(&query, visit->url);
    store_bind_text(&query, or_null(visit->etag));
    store_bind_text(&query, or_null(visit->last_modified));
    store_bind_string(&query, store_now(now));
    return store_run(&query, error);
}

TfStatus store_set_visit(Store *store, const StoreVisit *visit, TfError *error)
{
    TfStatus status = store_begin(store, error);
    if (status == TF_OK)
        status = write_visit(store, visit, error);
    return store_end(store, status, error);
}
