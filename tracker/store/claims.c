/* Adding claims: with their article, or as a claims file that names its page. */
#include "tracker/store/store_internal.h"

#include "tracker/model/claim_json.h"

#include <string.h>

static const char newest_reading[] =
    "SELECT max(extractor) FROM readings WHERE article_id = ? AND extractor >= 0";
static const char insert_reading[] = "INSERT INTO readings (article_id, extractor, read_at) VALUES (?, ?, ?)";
static const char find_reading[] = "SELECT id FROM readings WHERE article_id = ? AND extractor = ?";
static const char supersede[] =
    "UPDATE claims SET superseded_by = ?1 WHERE article_id = ?2 AND superseded_by IS NULL AND"
    " reading_id IN (SELECT id FROM readings WHERE article_id = ?2 AND extractor >= 0 AND id <> ?1)";
/* Ten rows a statement where there are as many: that costs SQLite little more than one. */
#define ROWS      10
#define ROW       "(?, ?, ?, ?, ?, ?, ?, ?)"
#define FIVE_ROWS ROW ", " ROW ", " ROW ", " ROW ", " ROW
#define INSERT_INTO                                                                                          \
    "INSERT INTO claims (article_id, reading_id, claim_key, span_start, span_end, pair_a, pair_b, claim) "   \
    "VALUES "
static const char insert_claim[] = INSERT_INTO ROW " ON CONFLICT DO NOTHING";
static const char insert_claims[] = INSERT_INTO FIVE_ROWS ", " FIVE_ROWS " ON CONFLICT DO NOTHING";
static const char find_page[] = "SELECT id FROM articles WHERE page = ?";
static const char find_texts_of_doc[] =
    "SELECT a.id, tf_text(t.text) FROM articles a JOIN article_texts t ON t.article_id = a.id WHERE a.doc = ?"
    " ORDER BY a.id DESC LIMIT 20"; /* names repeat ("index.html"), and each text is compared */

/* ---- readings ---- */

static TfStatus start_reading(Store *store, int64_t article_id, int extractor, int64_t *reading_id,
                              TfError *error)
{
    char now[STORE_TIME_CHARS];
    StoreQuery query = store_query(store, insert_reading);
    store_bind_integer(&query, article_id);
    store_bind_integer(&query, extractor);
    store_bind_string(&query, store_now(now));
    TfStatus status = store_run(&query, error);
    if (status == TF_OK)
        *reading_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

TfStatus store_add_reading(Store *store, int64_t article_id, int extractor, bool again, int64_t *reading_id,
                           TfError *error)
{
    bool found;
    bool known = false;
    int64_t newest = 0;
    *reading_id = 0;
    StoreQuery query = store_query(store, newest_reading);
    store_bind_integer(&query, article_id);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK && found) {
        known = sqlite3_column_type(query.statement, 0) != SQLITE_NULL;
        newest = store_column_integer(&query, 0);
    }
    store_query_end(&query);
    if (status != TF_OK || (known && (again ? newest > extractor : newest >= extractor)))
        return status;
    status = start_reading(store, article_id, extractor, reading_id, error);
    if (status != TF_OK || !known)
        return status;
    query = store_query(store, supersede);
    store_bind_integer(&query, *reading_id);
    store_bind_integer(&query, article_id);
    return store_run(&query, error);
}

/* The reading that stands for "came as claims"; one for each article. */
static TfStatus claims_file_reading(Store *store, int64_t article_id, int64_t *reading_id, TfError *error)
{
    bool found;
    StoreQuery query = store_query(store, find_reading);
    store_bind_integer(&query, article_id);
    store_bind_integer(&query, STORE_CAME_AS_CLAIMS);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK && found)
        *reading_id = store_column_integer(&query, 0);
    store_query_end(&query);
    if (status == TF_OK && !found)
        status = start_reading(store, article_id, STORE_CAME_AS_CLAIMS, reading_id, error);
    return status;
}

/* ---- one claim ---- */

/* A row that cannot be read would stand in the way of every later question, so it is not let in. */
static TfStatus check_text(TfSlice text, const TfClaim *claim, size_t claim_number, TfError *error)
{
    TfArena arena;
    TfClaim again;
    TfError fault;
    tf_arena_init(&arena, 0);
    TfStatus status = claim_read_json(text, &arena, &again, &fault);
    tf_arena_done(&arena);
    if (status == TF_BAD_INPUT)
        return tf_fail(error, TF_BAD_INPUT, "claim %zu of '%.*s' cannot be kept: %.600s", claim_number,
                       (int)(claim->doc.length < 80 ? claim->doc.length : 80),
                       claim->doc.length > 0 ? claim->doc.bytes : "", fault.message);
    return status == TF_OK ? TF_OK : tf_fail_memory(error);
}

/* Puts the JSON of a claim behind what store->text holds. */
static TfStatus add_text(Store *store, const TfClaim *claim, size_t claim_number, TfError *error)
{
    JsonWriter json;
    size_t start = store->text.length;
    jsonw_start(&json, &store->text);
    claim_write_brief(&json, claim);
    TfStatus status = text_check(&store->text, error);
    if (status != TF_OK || claim_is_plain(claim))
        return status;
    return check_text(tf_slice_range(text_slice(&store->text), start, store->text.length), claim,
                      claim_number, error);
}

TfStatus store_claim_text(Store *store, const TfClaim *claim, size_t claim_number, TfError *error)
{
    text_clear(&store->text);
    return add_text(store, claim, claim_number, error);
}

/* FNV-1a. Two claims at one place of one article would have to share it for one to be lost. */
int64_t store_key(TfSlice key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.length; i++)
        hash = (hash ^ (unsigned char)key.bytes[i]) * 0x100000001b3u;
    int64_t number;
    memcpy(&number, &hash, sizeof number);
    return number;
}

/* What the page says about itself, where the claim does not repeat it. */
static TfClaim with_page(const TfClaim *claim, const TfArticle *article)
{
    TfClaim whole = *claim;
    if (article == NULL)
        return whole;
    if (whole.doc.length == 0)
        whole.doc = article->id;
    if (whole.lang.length == 0)
        whole.lang = article->lang;
    if (whole.outlet.length == 0)
        whole.outlet = article->outlet;
    if (whole.url.length == 0)
        whole.url = article->url;
    if (!tf_date_is_set(whole.pub_date))
        whole.pub_date = article->date;
    return whole;
}

/* A row that waits to be inserted. */
typedef struct Row {
    int64_t key;
    int64_t span_start;
    int64_t span_end;
    TfPair pair;
    size_t text_start; /* of its JSON, in store->text */
    size_t text_end;
} Row;

typedef struct Rows {
    int64_t article_id;
    int64_t reading_id;
    Row items[ROWS];
    size_t count;
} Rows;

static void bind_row(StoreQuery *query, const Rows *rows, const Row *row)
{
    store_bind_integer(query, rows->article_id);
    store_bind_integer(query, rows->reading_id);
    store_bind_integer(query, row->key);
    store_bind_integer(query, row->span_start);
    store_bind_integer(query, row->span_end);
    store_bind_string(query, row->pair.a.code);
    store_bind_string(query, row->pair.b.code);
    store_bind_text(query, tf_slice_range(text_slice(&query->store->text), row->text_start, row->text_end));
}

static TfStatus insert_rows(Store *store, Rows *rows, size_t *count, TfError *error)
{
    TfStatus status = TF_OK;
    size_t at_once = rows->count == ROWS ? ROWS : 1;
    for (size_t i = 0; i < rows->count && status == TF_OK; i += at_once) {
        StoreQuery query = store_query(store, at_once == ROWS ? insert_claims : insert_claim);
        for (size_t k = i; k < i + at_once; k++)
            bind_row(&query, rows, &rows->items[k]);
        status = store_run(&query, error);
        if (status == TF_OK)
            *count += (size_t)sqlite3_changes(store->db);
    }
    rows->count = 0;
    text_clear(&store->text);
    return status;
}

static TfStatus add_row(Store *store, Rows *rows, const TfClaim *claim, size_t number, TfArena *arena,
                        TfError *error)
{
    Row *row = &rows->items[rows->count++];
    TfSlice key = tf_claim_key(claim, arena);
    *row = (Row){.key = store_key(key),
                 .span_start = claim->has_span ? (int64_t)claim->span.start : -1,
                 .span_end = claim->has_span ? (int64_t)claim->span.end : -1,
                 .pair = tf_claim_pair(claim),
                 .text_start = store->text.length};
    TfStatus status = key.bytes != NULL ? add_text(store, claim, number, error) : tf_fail_memory(error);
    row->text_end = store->text.length;
    return status;
}

TfStatus store_add_claims(Store *store, int64_t article_id, int64_t reading_id, const TfClaim *claims,
                          size_t claim_count, const TfArticle *article, size_t *count, TfError *error)
{
    TfArena arena;
    TfStatus status = TF_OK;
    Rows rows = {.article_id = article_id, .reading_id = reading_id};
    tf_arena_init(&arena, 0);
    text_clear(&store->text);
    for (size_t i = 0; i < claim_count && status == TF_OK; i++) {
        TfClaim claim = with_page(&claims[i], article);
        status = add_row(store, &rows, &claim, i + 1, &arena, error);
        if (status == TF_OK && rows.count == ROWS)
            status = insert_rows(store, &rows, count, error);
    }
    tf_arena_done(&arena);
    return status == TF_OK ? insert_rows(store, &rows, count, error) : status;
}

/* ---- claims without their article ---- */

static TfStatus check_page(const TfClaim *claims, size_t count, TfError *error)
{
    if (count == 0)
        return tf_fail(error, TF_BAD_USAGE, "a page without claims; at least one is needed");
    if (claims[0].doc.length == 0)
        return tf_fail(error, TF_BAD_INPUT, "field 'doc' is missing, needed: the name of the claim's page");
    for (size_t i = 1; i < count; i++)
        if (!tf_slice_equal(claims[i].doc, claims[0].doc))
            return tf_fail(error, TF_BAD_INPUT,
                           "claims of two pages, '%.*s' and '%.*s'; one is taken at a time",
                           TF_SLICE_ARG(tf_slice_range(claims[0].doc, 0, 80)),
                           TF_SLICE_ARG(tf_slice_range(claims[i].doc, 0, 80)));
    return TF_OK;
}

/* True when every claim has a place, and its amount stands at that place of the text. */
static bool claims_fit_text(const TfClaim *claims, size_t count, TfSlice text)
{
    for (size_t i = 0; i < count; i++) {
        TfSlice there = tf_slice_range(text, claims[i].span.start, claims[i].span.end);
        if (!claims[i].has_span || claims[i].value_text.length == 0 ||
            !tf_slice_equal(there, claims[i].value_text))
            return false;
    }
    return true;
}

/* The stored article a claims file was made from: the same name, and every amount at its place. So a file
 * that was exported here changes nothing when it comes back. *article_id is 0 when there is none. */
static TfStatus find_own_article(Store *store, const TfClaim *claims, size_t count, int64_t *article_id,
                                 TfError *error)
{
    bool found = false;
    *article_id = 0;
    StoreQuery query = store_query(store, find_texts_of_doc);
    store_bind_text(&query, claims[0].doc);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found && *article_id == 0) {
        if (claims_fit_text(claims, count, store_column_slice(&query, 1)))
            *article_id = store_column_integer(&query, 0);
        else
            status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    return status;
}

/* What the claims say about their page, each thing as the first claim that knows it says it. */
static TfArticle page_of(const TfClaim *claims, size_t count)
{
    TfArticle page = {.id = claims[0].doc};
    for (size_t i = count; i-- > 0;) {
        if (claims[i].outlet.length > 0)
            page.outlet = claims[i].outlet;
        if (claims[i].lang.length > 0)
            page.lang = claims[i].lang;
        if (claims[i].url.length > 0)
            page.url = claims[i].url;
        if (tf_date_is_set(claims[i].pub_date))
            page.date = claims[i].pub_date;
    }
    page.date_basis = tf_date_is_set(page.date) ? TF_DATE_GIVEN : TF_DATE_UNKNOWN;
    return page;
}

static TfStatus find_or_add_page(Store *store, const TfClaim *claims, size_t count, StoreAdded *added,
                                 TfError *error)
{
    bool found = false;
    StoreQuery query = store_query(store, find_page);
    store_bind_text(&query, claims[0].doc);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK && found)
        added->article_id = store_column_integer(&query, 0);
    store_query_end(&query);
    if (status == TF_OK && !found)
        status = find_own_article(store, claims, count, &added->article_id, error);
    if (status != TF_OK)
        return status;
    TfArticle page = page_of(claims, count);
    if (added->article_id == 0) {
        added->was_new = true;
        status = store_insert_article(store, &page, NULL, &added->article_id, error);
    }
    return status == TF_OK
               ? store_add_address(store, added->article_id, page.url, page.outlet, page.date, error)
               : status;
}

static TfStatus add_page(Store *store, const TfClaim *claims, size_t count, StoreAdded *added, TfError *error)
{
    int64_t reading_id = 0;
    TfStatus status = find_or_add_page(store, claims, count, added, error);
    if (status == TF_OK)
        status = claims_file_reading(store, added->article_id, &reading_id, error);
    if (status == TF_OK)
        status = store_add_claims(store, added->article_id, reading_id, claims, count, NULL,
                                  &added->claims_added, error);
    return status;
}

TfStatus store_add_page_claims(Store *store, const TfClaim *claims, size_t count, StoreAdded *added,
                               TfError *error)
{
    StoreAdded result = {0};
    TfStatus status = check_page(claims, count, error);
    if (status == TF_OK)
        status = store_begin(store, error);
    if (status == TF_OK)
        status = add_page(store, claims, count, &result, error);
    status = store_end(store, status, error);
    if (status == TF_OK && added != NULL)
        *added = result;
    return status;
}
