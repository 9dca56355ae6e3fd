/* What people decided about claims. A decision is a new row; so is taking one back. */
#include "tracker/store/store_internal.h"

#include <string.h>

static const char insert_decision[] =
    "INSERT INTO decisions (article_id, span_start, span_end, claim_key, claim_id, decision, undoes,"
    " edited, edited_a, edited_b, by, why, decided_at) SELECT article_id, span_start, span_end,"
    " claim_key, id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM claims WHERE id = ?1";
static const char find_claim[] = "SELECT 1 FROM claims WHERE id = ?";
static const char latest_decision[] =
    "SELECT d.id FROM decisions d JOIN claims c ON d.article_id = c.article_id AND d.span_start ="
    " c.span_start AND d.span_end = c.span_end AND d.claim_key = c.claim_key WHERE c.id = ? AND"
    " d.decision <> 'undone' AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.id)"
    " ORDER BY d.decided_at DESC, d.id DESC LIMIT 1";

static const char *const decision_names[] = {
    [STORE_ACCEPTED] = "accepted",
    [STORE_REJECTED] = "rejected",
    [STORE_EDITED] = "edited",
    [STORE_UNDONE] = "undone",
};

/* The first integer of a question about one claim; 0 when there is none. */
static TfStatus ask(Store *store, const char *sql, int64_t claim_id, int64_t *answer, TfError *error)
{
    bool found;
    StoreQuery query = store_query(store, sql);
    store_bind_integer(&query, claim_id);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK)
        *answer = found ? store_column_integer(&query, 0) : 0;
    store_query_end(&query);
    return status;
}

static TfStatus find_undone(Store *store, int64_t claim_id, int64_t *undoes, TfError *error)
{
    TfStatus status = ask(store, latest_decision, claim_id, undoes, error);
    if (status == TF_OK && *undoes == 0)
        return tf_fail_at(error, TF_NOT_FOUND, store->path, 0, "claim %lld has no decision to take back",
                          (long long)claim_id);
    return status;
}

typedef struct Row {
    int64_t claim_id;
    StoreDecision decision;
    const TfClaim *edited;
    TfSlice by;
    TfSlice why;
} Row;

static TfStatus insert_row(Store *store, const Row *row, int64_t undoes, TfError *error)
{
    char now[STORE_TIME_CHARS];
    TfSlice none = {NULL, 0};
    TfPair pair = row->edited != NULL ? tf_claim_pair(row->edited) : (TfPair){{""}, {""}};
    StoreQuery query = store_query(store, insert_decision);
    store_bind_integer(&query, row->claim_id);
    store_bind_string(&query, decision_names[row->decision]);
    if (undoes != 0)
        store_bind_integer(&query, undoes);
    else
        store_bind_text(&query, none);
    store_bind_text(&query, row->edited != NULL ? text_slice(&store->text) : none);
    store_bind_string(&query, row->edited != NULL ? pair.a.code : NULL);
    store_bind_string(&query, row->edited != NULL ? pair.b.code : NULL);
    store_bind_text(&query, row->by.length > 0 ? row->by : none);
    store_bind_text(&query, row->why.length > 0 ? row->why : none);
    store_bind_string(&query, store_now(now));
    return store_run(&query, error);
}

static TfStatus decide(Store *store, const Row *row, TfError *error)
{
    int64_t there = 0;
    int64_t undoes = 0;
    TfStatus status = ask(store, find_claim, row->claim_id, &there, error);
    if (status == TF_OK && there == 0)
        return tf_fail_at(error, TF_NOT_FOUND, store->path, 0,
                          "there is no claim %lld; see the list: tradefig claims", (long long)row->claim_id);
    if (status == TF_OK && row->decision == STORE_UNDONE)
        status = find_undone(store, row->claim_id, &undoes, error);
    if (status == TF_OK && row->edited != NULL)
        status = store_claim_text(store, row->edited, 1, error);
    return status == TF_OK ? insert_row(store, row, undoes, error) : status;
}

TfStatus store_decide(Store *store, int64_t claim_id, StoreDecision decision, const TfClaim *edited,
                      TfSlice by, TfSlice why, TfError *error)
{
    Row row = {claim_id, decision, edited, by, why};
    if ((decision == STORE_EDITED) != (edited != NULL))
        return tf_fail(error, TF_BAD_USAGE, "an edit, and nothing else, comes with the corrected claim");
    TfStatus status = store_begin_safely(store, error);
    if (status == TF_OK)
        status = decide(store, &row, error);
    return store_end(store, status, error);
}
