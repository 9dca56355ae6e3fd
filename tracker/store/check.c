/* The database's own checks, for doctor and the tests of failure. */
#include "tracker/store/store_internal.h"

/* Each row of these is something that must not be, but for "ok", which says that nothing was found. */
typedef struct Check {
    const char *sql;
    const char *what; /* what a row is about; the row's first column is added */
} Check;

static const Check checks[] = {
    {"PRAGMA integrity_check(20)", ""},
    {"SELECT format('%s %s', \"table\", rowid) FROM pragma_foreign_key_check LIMIT 20", "points nowhere: "},
    {"SELECT id FROM claims WHERE NOT json_valid(claim) LIMIT 20", "not readable: claim "},
    {"SELECT c.id FROM claims c JOIN readings r ON r.id = c.reading_id WHERE r.article_id <> c.article_id "
     "LIMIT 20",
     "read in another article: claim "},
    {"SELECT id FROM articles WHERE hash IS NOT NULL AND id NOT IN (SELECT article_id FROM article_texts) "
     "LIMIT 20",
     "without its text: article "},
    {"SELECT article_id FROM article_texts WHERE tf_text(text) IS NULL LIMIT 20", "no text: article "},
};

/* The index's own check is put as if it wrote, so it needs a writable store; where writing is forbidden, each
 * entry of the index is read instead, through a table that lives outside the database. */
static const Check index_check = {"INSERT INTO sentence_index (sentence_index) VALUES ('integrity-check')",
                                  ""};
static const Check index_reading = {
    "SELECT 'ok' FROM (SELECT total(doc + cnt) AS entries FROM temp.sentence_words) WHERE entries >= 0", ""};
static const char open_index[] = "PRAGMA query_only = OFF; CREATE VIRTUAL TABLE temp.sentence_words USING "
                                 "fts5vocab (main, sentence_index, row)";
static const char close_index[] = "DROP TABLE IF EXISTS temp.sentence_words; PRAGMA query_only = ON";

static void add_finding(TextBuilder *findings, const char *what, TfSlice row)
{
    if (tf_slice_is(row, "ok"))
        return;
    text_add(findings, findings->length > 0 ? "; " : "");
    text_add(findings, what);
    text_add_slice(findings, row);
}

/* A damaged page stops a check; that is a finding and not a failure of the question. */
static TfStatus judge(TfStatus status, int code, const TfError *fault, TextBuilder *findings, TfError *error)
{
    if (status == TF_OK)
        return TF_OK;
    if ((code & 0xff) != SQLITE_CORRUPT && (code & 0xff) != SQLITE_NOTADB)
        return tf_fail_at(error, status, fault->source, 0, "%s", fault->message);
    add_finding(findings, "", tf_slice(fault->message));
    return TF_OK;
}

static TfStatus run_check(Store *store, const Check *check, TextBuilder *findings, TfError *error)
{
    TfError fault = {0};
    bool found = false;
    StoreQuery query = store_query(store, check->sql);
    TfStatus status = store_next(&query, &found, &fault);
    while (status == TF_OK && found) {
        add_finding(findings, check->what, store_column_slice(&query, 0));
        status = store_next(&query, &found, &fault);
    }
    int code = query.code;
    store_query_end(&query);
    return judge(status, code, &fault, findings, error);
}

static TfStatus check_sentence_index(Store *store, TextBuilder *findings, TfError *error)
{
    TfError fault = {0};
    if (store->writable)
        return run_check(store, &index_check, findings, error);
    TfStatus status = store_script(store, open_index, &fault);
    if (status == TF_OK)
        status = run_check(store, &index_reading, findings, error);
    else
        status = judge(status, sqlite3_errcode(store->db), &fault, findings, error);
    TfStatus closed = store_script(store, close_index, &fault);
    return status == TF_OK && closed != TF_OK
               ? tf_fail_at(error, closed, fault.source, 0, "%s", fault.message)
               : status;
}

static TfStatus count_rows(Store *store, TfStoreSummary *summary, TfError *error)
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

TfStatus store_check(Store *store, TfArena *arena, TfStoreSummary *summary, TfError *error)
{
    TfStoreSummary result = {0};
    TextBuilder findings;
    TfError fault;
    TfStatus status = TF_OK;
    text_init(&findings, 1 << 16);
    for (size_t i = 0; i < sizeof checks / sizeof checks[0] && status == TF_OK; i++)
        status = run_check(store, &checks[i], &findings, error);
    if (status == TF_OK)
        status = check_sentence_index(store, &findings, error);
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
