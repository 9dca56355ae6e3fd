/* Questions about claims: which hold, what people decided, the sentence of each, and the pairs there are. */
#include "tracker/store/sentence.h"
#include "tracker/store/store_internal.h"

#include "tracker/model/claim_json.h"

/* The rows `p` that say now what the decision or claim row `d` is about. */
#define SAME_STATEMENT                                                                                       \
    " CROSS JOIN claims p ON p.article_id = d.article_id AND p.span_start = d.span_start"                    \
    " AND p.span_end = d.span_end AND p.claim_key = d.claim_key AND p.superseded_by IS NULL"

/* The newest decision on the claim `c` up to the day ?1 that was not taken back by then. */
#define DECIDED(condition)                                                                                   \
    "(SELECT d.id FROM decisions d WHERE d.article_id = c.article_id AND d.span_start = c.span_start"        \
    " AND d.span_end = c.span_end AND d.claim_key = c.claim_key AND d.decision " condition                   \
    " AND substr(d.decided_at, 1, 10) <= ?1 AND NOT EXISTS"                                                  \
    " (SELECT 1 FROM decisions u WHERE u.undoes = d.id AND substr(u.decided_at, 1, 10) <= ?1)"               \
    " ORDER BY d.decided_at DESC, d.id DESC LIMIT 1)"

#define WITH_DECISIONS                                                                                       \
    " LEFT JOIN decisions s ON s.id = " DECIDED("<> 'undone'") " LEFT JOIN decisions e ON e.id = " DECIDED(  \
        "= 'edited'")

/* ?1 the day, ?2 part of an outlet's name or NULL, ?3 1 to keep rejected claims. */
#define CLAIMS_WHERE(condition)                                                                              \
    "SELECT c.id, a.id, a.title, ifnull(s.decision, 'extracted'), ifnull(e.edited, c.claim), c.span_start,"  \
    " c.span_end, ifnull((SELECT of_id FROM near_duplicates WHERE article_id = a.id), a.id)"                 \
    " FROM claims c JOIN articles a ON a.id = c.article_id" WITH_DECISIONS                                   \
    " WHERE a.known_on <= ?1 AND (?3 OR s.decision IS NOT 'rejected')"                                       \
    " AND (?2 IS NULL OR tf_holds(a.outlet, ?2) OR tf_holds(a.publisher, ?2) OR EXISTS"                      \
    " (SELECT 1 FROM article_addresses w WHERE w.article_id = a.id AND"                                      \
    " (tf_holds(w.url, ?2) OR tf_holds(w.outlet, ?2))))"                                                     \
    " AND " condition " ORDER BY a.known_on, c.id"

/* The plus keeps the index by pair out of it: all rows are read faster in their own order. */
static const char all_claims[] = CLAIMS_WHERE("+c.superseded_by IS NULL");
/* Claims of a pair as they were read, and those that somebody corrected to it; ?4 and ?5 are the pair. */
static const char claims_of_pair[] = CLAIMS_WHERE(
    "c.id IN (SELECT r.id FROM claims r WHERE r.pair_a = ?4 AND r.pair_b = ?5 AND r.superseded_by IS NULL"
    " UNION SELECT p.id FROM decisions d" SAME_STATEMENT
    " WHERE d.edited IS NOT NULL AND d.edited_a = ?4 AND d.edited_b = ?5)");
/* A claim by its number ?4, also by one it had before a newer extractor read the same statement again. */
static const char claim_of_id[] =
    CLAIMS_WHERE("c.id IN (SELECT p.id FROM claims d" SAME_STATEMENT " WHERE d.id = ?4)");

/* Counted from the index alone, then put right for the few claims that somebody rejected or corrected. */
static const char find_pairs[] =
    "WITH decided AS MATERIALIZED (SELECT c.pair_a, c.pair_b, s.decision, e.edited_a, e.edited_b"
    " FROM claims c" WITH_DECISIONS " WHERE c.id IN (SELECT p.id FROM decisions d" SAME_STATEMENT "))"
    " SELECT a, b, sum(n) AS total FROM"
    " (SELECT pair_a AS a, pair_b AS b, count(*) AS n FROM claims WHERE superseded_by IS NULL GROUP BY a, b"
    " UNION ALL SELECT pair_a, pair_b, -1 FROM decided WHERE decision = 'rejected' OR edited_a IS NOT NULL"
    " UNION ALL SELECT edited_a, edited_b, 1 FROM decided"
    " WHERE decision <> 'rejected' AND edited_a IS NOT NULL)"
    " GROUP BY a, b HAVING total > 0 ORDER BY total DESC, a, b";

/* ---- sentences ---- */

/* The text of the article the rows are about; rows of one article mostly follow each other. */
typedef struct Texts {
    StoreQuery query;
    int64_t article_id; /* 0: none yet */
    TfSlice text;
} Texts;

static TfStatus text_of(Texts *texts, Store *store, int64_t article_id, TfError *error)
{
    bool found;
    if (texts->article_id == article_id)
        return TF_OK;
    store_query_end(&texts->query);
    texts->query = store_query(store, "SELECT tf_text(text) FROM article_texts WHERE article_id = ?");
    store_bind_integer(&texts->query, article_id);
    TfStatus status = store_next(&texts->query, &found, error);
    texts->article_id = article_id;
    texts->text = status == TF_OK && found ? store_column_slice(&texts->query, 0) : (TfSlice){NULL, 0};
    return status;
}

static TfStatus find_sentence(Texts *texts, StoreQuery *query, TfArena *arena, TfClaimRecord *record,
                              TfError *error)
{
    int64_t start = store_column_integer(query, 5);
    int64_t end = store_column_integer(query, 6);
    record->sentence = (TfSlice){NULL, 0};
    if (start < 0 || end < start)
        return TF_OK;
    TfStatus status = text_of(texts, query->store, record->article_id, error);
    if (status != TF_OK || texts->text.bytes == NULL)
        return status;
    TfSlice found = sentence_around(texts->text, (TfSpan){(size_t)start, (size_t)end});
    if (found.bytes == NULL)
        return TF_OK;
    record->sentence_start = (size_t)(found.bytes - texts->text.bytes);
    record->sentence = tf_arena_copy(arena, found);
    return record->sentence.bytes != NULL ? TF_OK : tf_fail_memory(error);
}

/* ---- rows ---- */

static TfStatus read_record(StoreQuery *query, Texts *texts, TfArena *arena, TfClaimRecord *record,
                            TfError *error)
{
    TfError fault;
    record->id = store_column_integer(query, 0);
    record->article_id = store_column_integer(query, 1);
    record->family_id = store_column_integer(query, 7);
    TfStatus status = claim_read_json(store_column_slice(query, 4), arena, &record->claim, &fault);
    if (status == TF_BAD_INPUT)
        return tf_fail_at(error, TF_STORE, query->store->path, 0,
                          "claim %lld of the database cannot be read, see tradefig doctor: %.500s",
                          (long long)record->id, fault.message);
    if (status != TF_OK)
        return tf_fail_memory(error);
    record->article_title = store_column_text(query, 2, arena);
    record->decision = store_column_text(query, 3, arena);
    return find_sentence(texts, query, arena, record, error);
}

/* The filter looks at the claim as it is shown, which an edit may have made another. */
static bool passes(const TfClaimFilter *filter, const TfClaim *claim)
{
    if (filter->has_pair && !tf_pair_equal(tf_claim_pair(claim), filter->pair))
        return false;
    if (filter->has_status && claim->status != filter->status)
        return false;
    return claim->confidence >= filter->min_confidence;
}

static TfStatus collect(StoreQuery *query, Texts *texts, const TfClaimFilter *filter, TfArena *arena,
                        TfClaimRows *claims, TfError *error)
{
    TfClaimRecord *records = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    TfStatus status = store_next(query, &found, error);
    while (status == TF_OK && found) {
        TfClaimRecord record = {0};
        status = read_record(query, texts, arena, &record, error);
        if (status == TF_OK && passes(filter, &record.claim)) {
            if (!tf_arena_grow(arena, &records, &capacity, count, sizeof *records))
                return tf_fail_memory(error);
            records[count++] = record;
        }
        if (status == TF_OK)
            status = store_next(query, &found, error);
    }
    if (status == TF_OK)
        *claims = (TfClaimRows){records, count};
    return status;
}

static StoreQuery ask(Store *store, const TfClaimFilter *filter, const char *day)
{
    const char *sql = filter->claim_id != 0 ? claim_of_id : filter->has_pair ? claims_of_pair : all_claims;
    StoreQuery query = store_query(store, sql);
    store_bind_string(&query, day);
    store_bind_text(&query, filter->outlet.length > 0 ? filter->outlet : (TfSlice){NULL, 0});
    store_bind_integer(&query, filter->with_rejected ? 1 : 0);
    if (filter->claim_id != 0) {
        store_bind_integer(&query, filter->claim_id);
    } else if (filter->has_pair) {
        store_bind_string(&query, filter->pair.a.code);
        store_bind_string(&query, filter->pair.b.code);
    }
    return query;
}

TfStatus store_claims(Store *store, const TfClaimFilter *filter, TfArena *arena, TfClaimRows *claims,
                      TfError *error)
{
    char day[TF_DATE_CHARS] = STORE_LAST_DAY;
    Texts texts = {.query = {.store = store}};
    if (tf_date_is_set(filter->as_of))
        (void)tf_date_write(day, filter->as_of);
    StoreQuery query = ask(store, filter, day);
    TfStatus status = collect(&query, &texts, filter, arena, claims, error);
    store_query_end(&texts.query);
    store_query_end(&query);
    return status;
}

/* ---- pairs ---- */

TfStatus store_pairs(Store *store, TfArena *arena, TfPairRows *pairs, TfError *error)
{
    TfPairRow *rows = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    StoreQuery query = store_query(store, find_pairs);
    store_bind_string(&query, STORE_LAST_DAY);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found) {
        if (!tf_arena_grow(arena, &rows, &capacity, count, sizeof *rows)) {
            status = tf_fail_memory(error);
            break;
        }
        rows[count++] = (TfPairRow){{store_column_party(&query, 0), store_column_party(&query, 1)},
                                    (size_t)store_column_integer(&query, 2)};
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    if (status == TF_OK)
        *pairs = (TfPairRows){rows, count};
    return status;
}
