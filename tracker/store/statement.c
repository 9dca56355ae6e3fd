/* Prepared statements, transactions and the failures of SQLite in words. */
#include "tracker/store/store_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- failures ---- */

static const struct Fault {
    int code;
    TfStatus status;
    const char *words;
} faults[] = {
    {SQLITE_FULL, TF_IO,
     "no space is left on the disk; this step stored nothing, make room and run it again"},
    {SQLITE_NOMEM, TF_NO_MEMORY, "out of memory"},
    {SQLITE_READONLY, TF_IO, "the file or its folder is read-only, so nothing was stored"},
    {SQLITE_PERM, TF_IO, "the file or its folder is read-only, so nothing was stored"},
    {SQLITE_IOERR, TF_IO, "the disk failed while reading or writing; this step stored nothing"},
    {SQLITE_CANTOPEN, TF_IO, "cannot open the database, or make the files it needs beside it"},
    {SQLITE_CORRUPT, TF_STORE,
     "the database is damaged; go back to a copy of it, or import the articles into a new file"},
    {SQLITE_NOTADB, TF_STORE, "this is not a tradefig database; choose another file with --db"},
    {SQLITE_BUSY, TF_STORE,
     "another program has kept the database for more than 10 seconds; try again when it is done"},
    {SQLITE_LOCKED, TF_STORE, "another program keeps the database; try again when it is done"},
    {SQLITE_INTERRUPT, TF_INTERRUPTED, "interrupted; what was stored before stays"},
    {SQLITE_TOOBIG, TF_LIMIT, "one text is longer than the database takes (1 GB)"},
};

static const struct Fault *fault_of(int code)
{
    static const struct Fault other = {SQLITE_ERROR, TF_STORE, "the database refused this step"};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        if (faults[i].code == (code & 0xff))
            return &faults[i];
    return &other;
}

TfStatus store_fail(Store *store, int code, TfError *error)
{
    int system_code = sqlite3_system_errno(store->db);
    bool disk = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
    if (disk && (system_code == ENOSPC || system_code == EDQUOT))
        code = SQLITE_FULL;
    const struct Fault *fault = fault_of(code);
    if (fault->status == TF_STORE)
        return tf_fail_at(error, TF_STORE, store->path, 0, "%s: %s", fault->words, sqlite3_errmsg(store->db));
    if (disk && system_code != 0 && fault->status == TF_IO && code != SQLITE_FULL)
        return tf_fail_at(error, TF_IO, store->path, 0, "%s: %s", fault->words, strerror(system_code));
    return tf_fail_at(error, fault->status, store->path, 0, "%s", fault->words);
}

/* ---- statements ---- */

static int prepare(Store *store, const char *sql, sqlite3_stmt **statement)
{
    for (size_t i = 0; i < store->cached; i++) {
        if (store->cache[i].sql == sql) {
            *statement = store->cache[i].statement;
            return SQLITE_OK;
        }
    }
    if (store->cached == STORE_STATEMENTS)
        return SQLITE_MISUSE;
    int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    if (code == SQLITE_OK)
        store->cache[store->cached++] = (StoreStatement){sql, *statement};
    return code;
}

StoreQuery store_query(Store *store, const char *sql)
{
    StoreQuery query = {.store = store};
    query.code = prepare(store, sql, &query.statement);
    return query;
}

void store_query_end(StoreQuery *query)
{
    if (query->statement == NULL)
        return;
    /* The reset repeats the code of the last step, which was reported then. */
    (void)sqlite3_reset(query->statement);
    (void)sqlite3_clear_bindings(query->statement);
    query->statement = NULL;
}

static void keep(StoreQuery *query, int code)
{
    if (query->code == SQLITE_OK)
        query->code = code;
}

void store_bind_text(StoreQuery *query, TfSlice text)
{
    query->bound++;
    if (query->code != SQLITE_OK)
        return;
    if (text.bytes == NULL)
        keep(query, sqlite3_bind_null(query->statement, query->bound));
    else
        keep(query, sqlite3_bind_text64(query->statement, query->bound, text.bytes, text.length,
                                        SQLITE_STATIC, SQLITE_UTF8));
}

void store_bind_blob(StoreQuery *query, const void *bytes, size_t length)
{
    query->bound++;
    if (query->code == SQLITE_OK)
        keep(query, sqlite3_bind_blob64(query->statement, query->bound, bytes, length, SQLITE_STATIC));
}

void store_bind_string(StoreQuery *query, const char *text)
{
    store_bind_text(query, text != NULL ? tf_slice(text) : (TfSlice){NULL, 0});
}

void store_bind_integer(StoreQuery *query, int64_t value)
{
    query->bound++;
    if (query->code == SQLITE_OK)
        keep(query, sqlite3_bind_int64(query->statement, query->bound, value));
}

void store_bind_double(StoreQuery *query, double value)
{
    query->bound++;
    if (query->code == SQLITE_OK)
        keep(query, sqlite3_bind_double(query->statement, query->bound, value));
}

void store_bind_double_if(StoreQuery *query, bool has, double value)
{
    if (has)
        store_bind_double(query, value);
    else
        store_bind_text(query, (TfSlice){NULL, 0});
}

void store_bind_date(StoreQuery *query, TfDate date)
{
    char text[TF_DATE_CHARS];
    if (!tf_date_is_set(date)) {
        store_bind_text(query, (TfSlice){NULL, 0});
        return;
    }
    query->bound++;
    if (query->code == SQLITE_OK)
        keep(query, sqlite3_bind_text(query->statement, query->bound, tf_date_write(text, date), -1,
                                      SQLITE_TRANSIENT));
}

TfStatus store_next(StoreQuery *query, bool *found, TfError *error)
{
    int code = query->code == SQLITE_OK ? sqlite3_step(query->statement) : query->code;
    *found = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return TF_OK;
    query->code = code;
    return store_fail(query->store, code, error);
}

TfStatus store_run(StoreQuery *query, TfError *error)
{
    bool found;
    TfStatus status = store_next(query, &found, error);
    store_query_end(query);
    return status;
}

TfSlice store_column_slice(const StoreQuery *query, int column)
{
    /* The text first: asking for it may convert, and only then is the length that of the text. */
    const char *bytes = (const char *)sqlite3_column_text(query->statement, column);
    return (TfSlice){bytes, (size_t)sqlite3_column_bytes(query->statement, column)};
}

TfSlice store_column_text(StoreQuery *query, int column, TfArena *arena)
{
    TfSlice text = store_column_slice(query, column);
    if (text.bytes == NULL)
        return (TfSlice){NULL, 0};
    TfSlice copy = tf_arena_copy(arena, text);
    if (copy.bytes == NULL)
        keep(query, SQLITE_NOMEM);
    return copy;
}

TfDate store_column_date(const StoreQuery *query, int column)
{
    TfDate date = {0, 0, 0};
    TfSlice text = store_column_slice(query, column);
    return text.bytes != NULL && tf_date_read(text, &date) ? date : (TfDate){0, 0, 0};
}

TfParty store_column_party(const StoreQuery *query, int column)
{
    TfParty party = {""};
    TfSlice code = store_column_slice(query, column);
    if (code.bytes != NULL && code.length < sizeof party.code)
        memcpy(party.code, code.bytes, code.length);
    return party;
}

int64_t store_column_integer(const StoreQuery *query, int column)
{
    return sqlite3_column_int64(query->statement, column);
}

TfStatus store_scalar(Store *store, const char *sql, int64_t *value, TfError *error)
{
    bool found;
    StoreQuery query = store_query(store, sql);
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK)
        *value = found ? store_column_integer(&query, 0) : 0;
    store_query_end(&query);
    return status;
}

TfStatus store_script(Store *store, const char *sql, TfError *error)
{
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? TF_OK : store_fail(store, code, error);
}

/* ---- transactions ---- */

static TfStatus begin(Store *store, TfError *error)
{
    if (!store->writable)
        return tf_fail_at(error, TF_BAD_USAGE, store->path, 0, "the database was opened for reading only");
    /* Immediate: the wait for another writer is here, and no step after it can find the database taken. */
    StoreQuery query = store_query(store, "BEGIN IMMEDIATE");
    return store_run(&query, error);
}

static TfStatus batch_was_lost(const Store *store, TfError *error)
{
    if (error != NULL)
        *error = store->batch_error;
    return store->batch_error.status;
}

TfStatus store_begin(Store *store, TfError *error)
{
    if (!store->in_batch)
        return begin(store, error);
    if (store->batch_is_lost)
        return batch_was_lost(store, error);
    StoreQuery query = store_query(store, "SAVEPOINT part");
    TfStatus status = store_run(&query, error);
    store->in_part = status == TF_OK;
    return status;
}

static TfStatus wait_for_disk(Store *store, TfError *error)
{
    TfStatus status = store_script(store, "PRAGMA synchronous = FULL", error);
    store->waits = status == TF_OK;
    return status;
}

TfStatus store_begin_safely(Store *store, TfError *error)
{
    TfStatus status = store->in_batch ? TF_OK : wait_for_disk(store, error);
    return status == TF_OK ? store_begin(store, error) : status;
}

/* Commits or takes back the whole transaction. */
static TfStatus end(Store *store, TfStatus status, TfError *error)
{
    if (status == TF_OK) {
        StoreQuery query = store_query(store, "COMMIT");
        status = store_run(&query, error);
    }
    /* SQLite takes some failures back by itself; then there is no transaction any more. */
    if (status != TF_OK && sqlite3_get_autocommit(store->db) == 0)
        (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    if (store->waits)
        (void)sqlite3_exec(store->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
    store->waits = false;
    return status;
}

/* A batch that cannot go on is lost whole: its earlier parts are gone too, and store_end_batch says so. */
static void lose_batch(Store *store, TfStatus status, const TfError *error)
{
    static const char words[] = "the batch was lost to a failure of the database; it stored nothing";
    if (store->batch_is_lost)
        return;
    store->batch_is_lost = true;
    if (error != NULL)
        store->batch_error = *error;
    else
        (void)tf_fail_at(&store->batch_error, status, store->path, 0, "%s", words);
    (void)end(store, status, NULL);
}

static TfStatus end_part(Store *store, TfStatus status, TfError *error)
{
    bool begun = store->in_part;
    if (status == TF_OK) {
        StoreQuery query = store_query(store, "RELEASE part");
        status = store_run(&query, error);
    }
    store->in_part = false;
    if (status == TF_OK)
        return status;
    bool is_gone = sqlite3_get_autocommit(store->db) != 0;
    if (is_gone ||
        (begun && sqlite3_exec(store->db, "ROLLBACK TO part; RELEASE part", NULL, NULL, NULL) != SQLITE_OK))
        lose_batch(store, status, error);
    return status;
}

TfStatus store_end(Store *store, TfStatus status, TfError *error)
{
    return store->in_batch ? end_part(store, status, error) : end(store, status, error);
}

TfStatus store_begin_batch(Store *store, TfError *error)
{
    if (store->in_batch)
        return tf_fail_at(error, TF_BAD_USAGE, store->path, 0, "a batch is under way already");
    TfStatus status = store_begin_safely(store, error);
    if (status != TF_OK)
        return end(store, status, error);
    store->in_batch = true;
    store->batch_is_lost = false;
    return TF_OK;
}

TfStatus store_end_batch(Store *store, TfError *error)
{
    if (!store->in_batch)
        return tf_fail_at(error, TF_BAD_USAGE, store->path, 0, "no batch is under way");
    store->in_batch = false;
    return store->batch_is_lost ? batch_was_lost(store, error) : end(store, TF_OK, error);
}

void store_drop_batch(Store *store)
{
    if (store->in_batch && !store->batch_is_lost)
        (void)end(store, TF_INTERRUPTED, NULL);
    store->in_batch = false;
}

const char *store_now(char text[STORE_TIME_CHARS])
{
    int64_t seconds = tf_now_seconds();
    char day[TF_DATE_CHARS];
    int in_day = (int)(seconds % 86400);
    (void)tf_date_write(day, tf_date_from_days((int32_t)(seconds / 86400)));
    (void)snprintf(text, STORE_TIME_CHARS, "%sT%02d:%02d:%02dZ", day, in_day / 3600, in_day / 60 % 60,
                   in_day % 60);
    return text;
}
