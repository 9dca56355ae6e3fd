/* The database's own checks, for doctor and the tests of failure. */
#include "tracker/store/store_internal.h"

/* Each row of these is something that must not be. The first says "ok" when it found nothing. */
static const struct {
    const char *sql;
    const char *what; /* what a row is about; the row's first column is added */
    bool writes;      /* asked as if it wrote, so only where that is allowed */
} checks[] = {
    {"PRAGMA integrity_check(20)", "", false},
    {"SELECT format('%s %s', \"table\", rowid) FROM pragma_foreign_key_check LIMIT 20",
     "points nowhere: ", false},
    {"SELECT id FROM claims WHERE NOT json_valid(claim) LIMIT 20", "not readable: claim ", false},
    {"SELECT c.id FROM claims c JOIN readings r ON r.id = c.reading_id WHERE r.article_id <> c.article_id "
     "LIMIT 20",
     "read in another article: claim ", false},
    {"SELECT id FROM articles WHERE hash IS NOT NULL AND id NOT IN (SELECT article_id FROM article_texts) "
     "LIMIT 20",
     "without its text: article ", false},
    {"INSERT INTO sentence_index (sentence_index) VALUES ('integrity-check')", "", true},
};

static void add_finding(TextBuilder *findings, const char *what, TfSlice row)
{
    if (tf_slice_is(row, "ok"))
        return;
    text_add(findings, findings->length > 0 ? "; " : "");
    text_add(findings, what);
    text_add_slice(findings, row);
}

/* A damaged page stops a check; that is a finding and not a failure of the question. */
static TfStatus run_check(Store *store, size_t which, TextBuilder *findings, TfError *error)
{
    TfError fault = {0};
    bool found = false;
    StoreQuery query = store_query(store, checks[which].sql);
    TfStatus status = store_next(&query, &found, &fault);
    while (status == TF_OK && found) {
        add_finding(findings, checks[which].what, store_column_slice(&query, 0));
        status = store_next(&query, &found, &fault);
    }
    int code = query.code & 0xff;
    store_query_end(&query);
    if (status == TF_OK)
        return TF_OK;
    if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB)
        return tf_fail_at(error, status, fault.source, 0, "%s", fault.message);
    add_finding(findings, "", tf_slice(fault.message));
    return TF_OK;
}

static TfStatus count_rows(Store *store, StoreSummary *summary, TfError *error)
{
    int64_t articles = 0;
    int64_t claims = 0;
    int64_t version = 0;
    TfStatus status = store_scalar(store, "SELECT count(*) FROM articles", &articles, error);
    if (status == TF_OK)
        status =
            store_scalar(store, "SELECT count(*) FROM claims WHERE superseded_by IS NULL", &claims, error);
    if (status == TF_OK)
        status = store_scalar(store, "PRAGMA user_version", &version, error);
    summary->articles = (size_t)articles;
    summary->claims = (size_t)claims;
    summary->schema_version = (int)version;
    return status;
}

TfStatus store_check(Store *store, TfArena *arena, StoreSummary *summary, TfError *error)
{
    StoreSummary result = {0};
    TextBuilder findings;
    TfError fault;
    TfStatus status = TF_OK;
    text_init(&findings, 1 << 16);
    for (size_t i = 0; i < sizeof checks / sizeof checks[0] && status == TF_OK; i++)
        if (store->writable || !checks[i].writes)
            status = run_check(store, i, &findings, error);
    if (status == TF_OK && count_rows(store, &result, &fault) != TF_OK && findings.length == 0)
        status = tf_fail_at(error, fault.status, fault.source, 0, "%s", fault.message);
    if (status == TF_OK) {
        result.integrity_ok = findings.length == 0;
        result.integrity_message =
            tf_arena_copy(arena, findings.length > 0 ? text_slice(&findings) : tf_slice("ok"));
        if (result.integrity_message.bytes == NULL)
            status = tf_fail_memory(error);
    }
    text_done(&findings);
    if (status == TF_OK)
        *summary = result;
    return status;
}
