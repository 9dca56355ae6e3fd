/* Articles: their rows, texts and addresses, and adding one with its claims in a single transaction. */
#include "tracker/store/store_internal.h"

#include <string.h>

static const char insert_article[] =
    "INSERT INTO articles (hash, page, doc, title, author, outlet, publisher, lang, date, date_basis,"
    " encoding, bad_bytes, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char insert_text[] = "INSERT INTO article_texts (article_id, text, title_start, title_end, "
                                  "body) VALUES (?, tf_pack(?), ?, ?, ?)";
static const char insert_address[] =
    "INSERT INTO article_addresses (article_id, url, outlet, date, seen_at) VALUES (?, ?, ?, ?, ?) ON"
    " CONFLICT DO NOTHING";
static const char find_by_hash[] = "SELECT id FROM articles WHERE hash = ?";
/* ?1 article, ?2 the day given, ?3 the address it came from or NULL. */
static const char find_other_date[] =
    "SELECT 1 FROM articles a WHERE a.id = ?1 AND a.date IS NOT ?2 AND (?3 IS NULL OR EXISTS (SELECT 1"
    " FROM article_addresses w WHERE w.article_id = a.id AND w.url = ?3))";
static const char correct_date[] = "UPDATE articles SET date = ?2, date_basis = ?3 WHERE id = ?1";
static const char list_articles[] =
    "SELECT a.id, a.doc, a.title, a.outlet, a.lang, a.date, a.imported_at, (SELECT count(*) FROM claims"
    " c WHERE c.article_id = a.id AND c.superseded_by IS NULL), (SELECT w.url FROM article_addresses w"
    " WHERE w.article_id = a.id ORDER BY w.id LIMIT 1), (SELECT n.of_id FROM near_duplicates n"
    " WHERE n.article_id = a.id) FROM articles a ORDER BY a.id";
static const char get_article[] =
    "SELECT a.doc, a.outlet, a.publisher, a.lang, a.date, a.date_basis, a.encoding, a.bad_bytes,"
    " tf_text(t.text), t.title_start, t.title_end, t.body, (SELECT w.url FROM article_addresses w WHERE"
    " w.article_id = a.id ORDER BY w.id LIMIT 1), a.title, a.author FROM articles a LEFT JOIN article_texts "
    "t ON"
    " t.article_id = a.id WHERE a.id = ?";

/* ---- adding ---- */

static TfStatus check_article(const TfArticle *article, const TfClaimList *claims, TfError *error)
{
    if (article->text.length > STORE_LONGEST_TEXT)
        return tf_fail(error, TF_LIMIT,
                       "a text of %zu MB; the store takes up to %zu MB, split it into articles",
                       article->text.length >> 20, STORE_LONGEST_TEXT >> 20);
    for (size_t i = 0; i < claims->count; i++) {
        const TfClaim *claim = &claims->items[i];
        if (claim->has_span &&
            (claim->span.end > article->text.length || claim->span.start > claim->span.end))
            return tf_fail(error, TF_BAD_INPUT, "claim %zu points at bytes %zu to %zu of a text of %zu bytes",
                           i + 1, claim->span.start, claim->span.end, article->text.length);
    }
    return TF_OK;
}

TfStatus store_insert_article(Store *store, const TfArticle *article, const char *hash, int64_t *article_id,
                              TfError *error)
{
    char now[STORE_TIME_CHARS];
    TfSlice title = tf_article_span(article, article->title);
    TfSlice none = {NULL, 0};
    if (title.length == 0)
        title = article->headline;
    StoreQuery query = store_query(store, insert_article);
    store_bind_string(&query, hash);
    store_bind_text(&query, hash == NULL ? article->id : none);
    store_bind_text(&query, article->id.bytes != NULL ? article->id : tf_slice(""));
    store_bind_text(&query, title.length > 0 ? title : none);
    store_bind_text(&query, article->author);
    store_bind_text(&query, article->outlet);
    store_bind_text(&query, article->publisher);
    store_bind_text(&query, article->lang);
    store_bind_date(&query, article->date);
    store_bind_string(&query, tf_date_basis_name(article->date_basis));
    store_bind_string(&query, article->encoding);
    store_bind_integer(&query, (int64_t)article->bad_bytes);
    store_bind_string(&query, store_now(now));
    TfStatus status = store_run(&query, error);
    if (status == TF_OK)
        *article_id = sqlite3_last_insert_rowid(store->db);
    return status;
}

/* "0-120 122-480" in store->text. */
static TfStatus write_body(Store *store, const TfArticle *article, TfError *error)
{
    text_clear(&store->text);
    for (size_t i = 0; i < article->body_count; i++)
        text_addf(&store->text, i == 0 ? "%zu-%zu" : " %zu-%zu", article->body[i].start,
                  article->body[i].end);
    return text_check(&store->text, error);
}

static TfStatus add_text(Store *store, int64_t article_id, const TfArticle *article, TfError *error)
{
    TfStatus status = write_body(store, article, error);
    if (status != TF_OK)
        return status;
    StoreQuery query = store_query(store, insert_text);
    store_bind_integer(&query, article_id);
    store_bind_text(&query, article->text.bytes != NULL ? article->text : tf_slice(""));
    store_bind_integer(&query, (int64_t)article->title.start);
    store_bind_integer(&query, (int64_t)article->title.end);
    store_bind_text(&query, text_slice(&store->text));
    return store_run(&query, error);
}

TfStatus store_add_address(Store *store, int64_t article_id, TfSlice url, TfSlice outlet, TfDate date,
                           TfError *error)
{
    char now[STORE_TIME_CHARS];
    if (url.length == 0)
        return TF_OK;
    StoreQuery query = store_query(store, insert_address);
    store_bind_integer(&query, article_id);
    store_bind_text(&query, url);
    store_bind_text(&query, outlet);
    store_bind_date(&query, date);
    store_bind_string(&query, store_now(now));
    return store_run(&query, error);
}

/* The article of this text, made when it is new. */
static TfStatus find_or_add(Store *store, const TfArticle *article, StoreAdded *added, TfError *error)
{
    char hash[TF_HASH_CHARS];
    bool found;
    tf_article_hash(article, hash);
    StoreQuery query = store_query(store, find_by_hash);
    store_bind_string(&query, hash);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK && found)
        added->article_id = store_column_integer(&query, 0);
    store_query_end(&query);
    if (status != TF_OK || found)
        return status;
    added->was_new = true;
    status = store_insert_article(store, article, hash, &added->article_id, error);
    return status == TF_OK ? add_text(store, added->article_id, article, error) : status;
}

/* ---- a text that is known ---- */

/* The text the claims were read from may be a copy with other blanks than the stored one. Spans of a newer
 * reading must fit the text that is kept, so the claims of such a copy are left out. */
static TfStatus has_same_bytes(Store *store, int64_t article_id, TfSlice text, bool *same, TfError *error)
{
    bool found;
    StoreQuery query = store_query(store, "SELECT tf_text(text) FROM article_texts WHERE article_id = ?");
    store_bind_integer(&query, article_id);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK)
        *same = found && tf_slice_equal(store_column_slice(&query, 0), text);
    store_query_end(&query);
    return status;
}

/* Whether the article has another day than the one given, and this is no reprint: it comes without an address
 * or from one of the article's own. */
static TfStatus needs_date(Store *store, int64_t article_id, const TfArticle *article, bool *needs,
                           TfError *error)
{
    bool found;
    *needs = false;
    if (article->date_basis != TF_DATE_GIVEN || !tf_date_is_set(article->date))
        return TF_OK;
    StoreQuery query = store_query(store, find_other_date);
    store_bind_integer(&query, article_id);
    store_bind_date(&query, article->date);
    store_bind_text(&query, article->url.length > 0 ? article->url : (TfSlice){NULL, 0});
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK)
        *needs = found;
    store_query_end(&query);
    return status;
}

static TfStatus set_date(Store *store, int64_t article_id, const TfArticle *article, TfError *error)
{
    StoreQuery query = store_query(store, correct_date);
    store_bind_integer(&query, article_id);
    store_bind_date(&query, article->date);
    store_bind_string(&query, tf_date_basis_name(article->date_basis));
    return store_run(&query, error);
}

/* What a known text gets that comes again: a corrected day, and a reading when that or the extractor is news.
 */
static TfStatus update_known(Store *store, const TfArticle *article, int extractor, StoreAdded *added,
                             int64_t *reading_id, TfError *error)
{
    bool readable = false;
    bool redated = false;
    TfStatus status = has_same_bytes(store, added->article_id, article->text, &readable, error);
    if (status != TF_OK || !readable)
        return status;
    status = needs_date(store, added->article_id, article, &redated, error);
    if (status == TF_OK)
        status = store_add_reading(store, added->article_id, extractor, redated, reading_id, error);
    if (status != TF_OK || !redated || *reading_id == 0)
        return status;
    added->was_redated = true;
    return set_date(store, added->article_id, article, error);
}

static TfStatus add_everything(Store *store, const TfArticle *article, const TfClaimList *claims,
                               int extractor, StoreAdded *added, TfError *error)
{
    int64_t reading_id = 0;
    TfStatus status = find_or_add(store, article, added, error);
    if (status == TF_OK && added->was_new)
        status = store_add_reading(store, added->article_id, extractor, false, &reading_id, error);
    else if (status == TF_OK)
        status = update_known(store, article, extractor, added, &reading_id, error);
    if (status == TF_OK)
        status =
            store_add_address(store, added->article_id, article->url, article->outlet, article->date, error);
    if (status == TF_OK && reading_id != 0)
        status = store_add_claims(store, added->article_id, reading_id, claims->items, claims->count, article,
                                  &added->claims_added, error);
    if (status == TF_OK && added->claims_added > 0)
        status = store_index_sentences(store, added->article_id, article->text, error);
    if (status == TF_OK && added->claims_added > 0)
        status = store_compare(store, added->article_id, article, &added->copy_of, error);
    return status;
}

TfStatus store_add_article(Store *store, const TfArticle *article, const TfClaimList *claims, int extractor,
                           StoreAdded *added, TfError *error)
{
    StoreAdded result = {0};
    if (extractor < 0)
        return tf_fail(error, TF_BAD_USAGE, "extractor version %d; versions count from 0", extractor);
    TfStatus status = check_article(article, claims, error);
    if (status == TF_OK)
        status = store_begin(store, error);
    if (status == TF_OK)
        status = add_everything(store, article, claims, extractor, &result, error);
    status = store_end(store, status, error);
    if (status == TF_OK && added != NULL)
        *added = result;
    return status;
}

/* ---- reading ---- */

TfStatus store_articles(Store *store, TfArena *arena, TfArticleRows *articles, TfError *error)
{
    TfArticleRow *rows = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    StoreQuery query = store_query(store, list_articles);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found) {
        if (!tf_arena_grow(arena, &rows, &capacity, count, sizeof *rows)) {
            status = tf_fail_memory(error);
            break;
        }
        TfArticleRow *row = &rows[count++];
        row->id = store_column_integer(&query, 0);
        row->doc = store_column_text(&query, 1, arena);
        row->title = store_column_text(&query, 2, arena);
        row->outlet = store_column_text(&query, 3, arena);
        row->lang = store_column_text(&query, 4, arena);
        row->date = store_column_date(&query, 5);
        row->imported_at = store_column_text(&query, 6, arena);
        row->claim_count = (size_t)store_column_integer(&query, 7);
        row->first_url = store_column_text(&query, 8, arena);
        row->copy_of = store_column_integer(&query, 9);
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    if (status == TF_OK)
        *articles = (TfArticleRows){rows, count};
    return status;
}

TfStatus store_no_article(Store *store, int64_t article_id, TfError *error)
{
    return tf_fail_at(error, TF_NOT_FOUND, store->path, 0,
                      "there is no article %lld; see the list: tradefig articles", (long long)article_id);
}

TfStatus store_article_text(Store *store, int64_t article_id, TfArena *arena, TfSlice *text, TfError *error)
{
    TfArticle article;
    TfStatus status = store_article(store, article_id, arena, &article, error);
    if (status == TF_OK)
        *text = article.text;
    return status;
}

/* Reads "0-120 122-480" back. A part that is no pair of numbers ends it: such a row was not written by us. */
static bool read_body(TfSlice body, size_t text_length, TfArena *arena, TfArticle *article)
{
    size_t capacity = 0;
    while (body.length > 0) {
        TfSlice part = tf_slice_split(&body, ' ');
        TfSlice first = tf_slice_split(&part, '-');
        int64_t start;
        int64_t end;
        if (!tf_integer_read(first, &start) || part.bytes == NULL || !tf_integer_read(part, &end) ||
            start < 0 || end < start || (uint64_t)end > text_length)
            return true;
        if (!tf_arena_grow(arena, &article->body, &capacity, article->body_count, sizeof *article->body))
            return false;
        article->body[article->body_count++] = (TfSpan){(size_t)start, (size_t)end};
    }
    return true;
}

static TfDateBasis read_date_basis(TfSlice name)
{
    static const TfDateBasis known[] = {TF_DATE_GIVEN, TF_DATE_PAGE, TF_DATE_TEXT,
                                        TF_DATE_URL,   TF_DATE_META, TF_DATE_FETCHED};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (tf_slice_is(name, tf_date_basis_name(known[i])))
            return known[i];
    return TF_DATE_UNKNOWN;
}

static bool read_article(StoreQuery *query, TfArena *arena, TfArticle *article)
{
    *article = (TfArticle){0};
    article->id = store_column_text(query, 0, arena);
    article->outlet = store_column_text(query, 1, arena);
    article->publisher = store_column_text(query, 2, arena);
    article->lang = store_column_text(query, 3, arena);
    article->date = store_column_date(query, 4);
    article->date_basis = read_date_basis(store_column_slice(query, 5));
    article->encoding = store_column_text(query, 6, arena).bytes;
    article->bad_bytes = (size_t)store_column_integer(query, 7);
    article->text = store_column_text(query, 8, arena);
    article->title.start = (size_t)store_column_integer(query, 9);
    article->title.end = (size_t)store_column_integer(query, 10);
    article->url = store_column_text(query, 12, arena);
    article->author = store_column_text(query, 14, arena);
    if (article->title.start == article->title.end)
        article->headline = store_column_text(query, 13, arena);
    return read_body(store_column_slice(query, 11), article->text.length, arena, article);
}

TfStatus store_article(Store *store, int64_t article_id, TfArena *arena, TfArticle *article, TfError *error)
{
    TfArticle result;
    bool found = false;
    bool again;
    StoreQuery query = store_query(store, get_article);
    store_bind_integer(&query, article_id);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK && !found)
        status = store_no_article(store, article_id, error);
    if (status == TF_OK && !read_article(&query, arena, &result))
        status = tf_fail_memory(error);
    if (status == TF_OK)
        status = store_next(&query, &again, error);
    store_query_end(&query);
    if (status == TF_OK)
        *article = result;
    return status;
}
