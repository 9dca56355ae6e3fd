/* Copies: articles that carry a text which is stored already, with another headline or a sentence cut off.
 *
 * Each article with claims is compared with those that share one of its signature's bands. The oldest that is
 * like it heads its family; what is linked to a head is not looked up by later ones, so families stay around
 * one text and a lookup stays a few probes of an index however often a text was carried. */
#include "tracker/store/store_internal.h"

#include "tracker/model/likeness.h"

#include <string.h>

static const char insert_signature[] = "INSERT INTO signatures (article_id, signature) VALUES (?, ?)";
static const char insert_band[] = "INSERT INTO signature_bands (band, article_id) VALUES (?, ?)";
static const char insert_copy[] =
    "INSERT INTO near_duplicates (article_id, of_id, similarity) VALUES (?, ?, ?)";
static const char find_in_band[] =
    "SELECT b.article_id, s.signature FROM signature_bands b JOIN signatures s ON s.article_id ="
    " b.article_id WHERE b.band = ?1 AND b.article_id < ?2 ORDER BY b.article_id LIMIT ?3";
static const char is_compared[] = "SELECT 1 FROM signatures WHERE article_id = ?1 UNION ALL"
                                  " SELECT 1 FROM near_duplicates WHERE article_id = ?1";
static const char find_family[] = "SELECT ifnull((SELECT of_id FROM near_duplicates WHERE article_id = a.id),"
                                  " a.id) FROM articles a WHERE a.id = ?";
/* Those with claims read from their text; ?1 the article looked at last. */
static const char next_uncompared[] =
    "SELECT a.id FROM articles a WHERE a.id > ?1 AND a.indexed AND NOT EXISTS (SELECT 1 FROM signatures"
    " WHERE article_id = a.id) AND NOT EXISTS (SELECT 1 FROM near_duplicates WHERE article_id = a.id) ORDER "
    "BY a.id LIMIT 1";

/* Heads that share a band are few but for pages made to look alike; no more than these are compared. */
#define MOST_IN_BAND 64

typedef struct Head {
    int64_t article_id; /* 0: none is like it */
    double similarity;
} Head;

/* Looks for an older head among those of one band. */
static TfStatus look_in_band(Store *store, const TfSignature *signature, uint64_t band, int64_t below,
                             Head *head, TfError *error)
{
    bool found = false;
    StoreQuery query = store_query(store, find_in_band);
    store_bind_integer(&query, (int64_t)band);
    store_bind_integer(&query, head->article_id != 0 ? head->article_id : below);
    store_bind_integer(&query, MOST_IN_BAND);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found) {
        TfSignature other;
        const void *bytes = sqlite3_column_blob(query.statement, 1);
        if (sqlite3_column_bytes(query.statement, 1) == (int)sizeof other && bytes != NULL) {
            memcpy(&other, bytes, sizeof other);
            double similarity = other.version == LIKENESS_VERSION ? likeness(signature, &other) : 0;
            if (similarity >= LIKENESS_SAME) {
                *head = (Head){store_column_integer(&query, 0), similarity};
                break;
            }
        }
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    return status;
}

static TfStatus add_head(Store *store, int64_t article_id, const TfSignature *signature,
                         const uint64_t *bands, size_t band_count, TfError *error)
{
    StoreQuery query = store_query(store, insert_signature);
    store_bind_integer(&query, article_id);
    store_bind_blob(&query, signature, sizeof *signature);
    TfStatus status = store_run(&query, error);
    for (size_t i = 0; i < band_count && status == TF_OK; i++) {
        bool repeats = false;
        for (size_t k = 0; k < i; k++)
            repeats = repeats || bands[k] == bands[i];
        if (repeats)
            continue;
        query = store_query(store, insert_band);
        store_bind_integer(&query, (int64_t)bands[i]);
        store_bind_integer(&query, article_id);
        status = store_run(&query, error);
    }
    return status;
}

static TfStatus add_copy(Store *store, int64_t article_id, Head head, TfError *error)
{
    StoreQuery query = store_query(store, insert_copy);
    store_bind_integer(&query, article_id);
    store_bind_integer(&query, head.article_id);
    store_bind_double(&query, head.similarity);
    return store_run(&query, error);
}

static TfStatus was_compared(Store *store, int64_t article_id, bool *was, TfError *error)
{
    StoreQuery query = store_query(store, is_compared);
    store_bind_integer(&query, article_id);
    TfStatus status = store_next(&query, was, error);
    store_query_end(&query);
    return status;
}

TfStatus store_compare(Store *store, int64_t article_id, const TfArticle *article, int64_t *copy_of,
                       TfError *error)
{
    TfSignature signature;
    uint64_t bands[LIKENESS_BANDS];
    Head head = {0, 0};
    bool was = false;
    *copy_of = 0;
    TfStatus status = was_compared(store, article_id, &was, error);
    if (status != TF_OK || was)
        return status;
    likeness_signature(article, &signature);
    size_t count = likeness_bands(&signature, bands);
    for (size_t i = 0; i < count && status == TF_OK; i++)
        status = look_in_band(store, &signature, bands[i], article_id, &head, error);
    if (status == TF_OK)
        status = head.article_id != 0 ? add_copy(store, article_id, head, error)
                                      : add_head(store, article_id, &signature, bands, count, error);
    *copy_of = head.article_id;
    return status;
}

static TfStatus find_next(Store *store, int64_t after, int64_t *article_id, TfError *error)
{
    bool found = false;
    StoreQuery query = store_query(store, next_uncompared);
    store_bind_integer(&query, after);
    TfStatus status = store_next(&query, &found, error);
    *article_id = status == TF_OK && found ? store_column_integer(&query, 0) : 0;
    store_query_end(&query);
    return status;
}

TfStatus store_compare_all(Store *store, TfError *error)
{
    int64_t article_id = 0;
    TfStatus status = find_next(store, 0, &article_id, error);
    while (status == TF_OK && article_id != 0) {
        TfArena arena;
        TfArticle article;
        int64_t copy_of;
        tf_arena_init(&arena, 0);
        status = store_article(store, article_id, &arena, &article, error);
        if (status == TF_OK)
            status = store_compare(store, article_id, &article, &copy_of, error);
        tf_arena_done(&arena);
        if (status == TF_OK)
            status = find_next(store, article_id, &article_id, error);
    }
    return status;
}

TfStatus store_family(Store *store, int64_t article_id, int64_t *family, TfError *error)
{
    bool found = false;
    StoreQuery query = store_query(store, find_family);
    store_bind_integer(&query, article_id);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK && found)
        *family = store_column_integer(&query, 0);
    store_query_end(&query);
    if (status == TF_OK && !found)
        return store_no_article(store, article_id, error);
    return status;
}
