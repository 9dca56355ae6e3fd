/* Imports: when they ran and how they went, the pages that failed, and how far an input was read. */
#include "tracker/store/store_internal.h"

static const char start_run[] = "INSERT INTO runs (source, started_at, version) VALUES (?, ?, ?)";
static const char end_run[] =
    "UPDATE runs SET articles = ?2, claims = ?3, duplicates = ?4, failures = ?5, message = ?6, ended_at = ?7"
    " WHERE id = ?1 AND ended_at IS NULL";

static const char add_failure[] =
    "INSERT INTO failures (run, path, doc, number, place, url, reason, failed_at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (path, doc, number) WHERE mended_in IS NULL"
    " DO UPDATE SET run = ?1, place = ?5, url = ?6, reason = ?7, failed_at = ?8";
static const char open_failures[] =
    "SELECT id, run, path, doc, number, place, url, reason FROM failures WHERE mended_in IS NULL"
    " ORDER BY path, place, number, id";
static const char mend_failure[] = "UPDATE failures SET mended_in = ?2 WHERE id = ?1 AND mended_in IS NULL";

static const char set_checkpoint[] = "INSERT INTO checkpoints (input, place, set_at) VALUES (?1, ?2, ?3)"
                                     " ON CONFLICT (input) DO UPDATE SET place = ?2, set_at = ?3";
static const char find_checkpoint[] = "SELECT place FROM checkpoints WHERE input = ?";
static const char drop_checkpoint[] = "DELETE FROM checkpoints WHERE input = ?";

static TfSlice or_empty(TfSlice text)
{
    return text.bytes != NULL ? text : tf_slice("");
}

/* ---- runs ---- */

static TfStatus insert_start(Store *store, TfSlice source, int64_t *run, TfError *error)
{
    char now[STORE_TIME_CHARS];
    StoreQuery query = store_query(store, start_run);
    store_bind_text(&query, or_empty(source));
    store_bind_string(&query, store_now(now));
    store_bind_string(&query, TRADEFIG_VERSION);
    TfStatus status = store_run(&query, error);
    if (status == TF_OK)
        *run = sqlite3_last_insert_rowid(store->db);
    return status;
}

static TfStatus write_end(Store *store, int64_t run, const StoreRun *counts, TfError *error)
{
    char now[STORE_TIME_CHARS];
    StoreQuery query = store_query(store, end_run);
    store_bind_integer(&query, run);
    store_bind_integer(&query, (int64_t)counts->articles);
    store_bind_integer(&query, (int64_t)counts->claims);
    store_bind_integer(&query, (int64_t)counts->duplicates);
    store_bind_integer(&query, (int64_t)counts->failures);
    store_bind_text(&query, counts->message.length > 0 ? counts->message : (TfSlice){NULL, 0});
    store_bind_string(&query, store_now(now));
    TfStatus status = store_run(&query, error);
    if (status == TF_OK && sqlite3_changes(store->db) == 0)
        return tf_fail_at(error, TF_NOT_FOUND, store->path, 0, "there is no import %lld under way",
                          (long long)run);
    return status;
}

TfStatus store_start_run(Store *store, TfSlice source, int64_t *run, TfError *error)
{
    int64_t started = 0;
    TfStatus status = store_begin(store, error);
    if (status == TF_OK)
        status = insert_start(store, source, &started, error);
    status = store_end(store, status, error);
    if (status == TF_OK)
        *run = started;
    return status;
}

TfStatus store_end_run(Store *store, int64_t run, const StoreRun *counts, TfError *error)
{
    TfStatus status = store_begin_safely(store, error);
    if (status == TF_OK)
        status = write_end(store, run, counts, error);
    return store_end(store, status, error);
}

TfStatus store_log_run(Store *store, const StoreRun *run, TfError *error)
{
    int64_t started = 0;
    TfStatus status = store_begin_safely(store, error);
    if (status == TF_OK)
        status = insert_start(store, run->source, &started, error);
    if (status == TF_OK)
        status = write_end(store, started, run, error);
    return store_end(store, status, error);
}

/* ---- pages that failed ---- */

static TfStatus insert_failure(Store *store, const StoreFailure *failure, TfError *error)
{
    char now[STORE_TIME_CHARS];
    StoreQuery query = store_query(store, add_failure);
    store_bind_integer(&query, failure->run);
    store_bind_text(&query, or_empty(failure->path));
    store_bind_text(&query, or_empty(failure->doc));
    store_bind_integer(&query, (int64_t)failure->number);
    store_bind_integer(&query, (int64_t)failure->place);
    store_bind_text(&query, failure->url.length > 0 ? failure->url : (TfSlice){NULL, 0});
    store_bind_text(&query, or_empty(failure->reason));
    store_bind_string(&query, store_now(now));
    return store_run(&query, error);
}

TfStatus store_add_failure(Store *store, const StoreFailure *failure, TfError *error)
{
    TfStatus status = store_begin(store, error);
    if (status == TF_OK)
        status = insert_failure(store, failure, error);
    return store_end(store, status, error);
}

static StoreFailure read_failure(StoreQuery *query, TfArena *arena)
{
    return (StoreFailure){.id = store_column_integer(query, 0),
                          .run = store_column_integer(query, 1),
                          .path = store_column_text(query, 2, arena),
                          .doc = store_column_text(query, 3, arena),
                          .number = (size_t)store_column_integer(query, 4),
                          .place = (uint64_t)store_column_integer(query, 5),
                          .url = store_column_text(query, 6, arena),
                          .reason = store_column_text(query, 7, arena)};
}

TfStatus store_failures(Store *store, TfArena *arena, StoreFailures *failures, TfError *error)
{
    StoreFailure *rows = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    StoreQuery query = store_query(store, open_failures);
    TfStatus status = store_next(&query, &found, error);
    while (status == TF_OK && found) {
        if (!tf_arena_grow(arena, &rows, &capacity, count, sizeof *rows)) {
            status = tf_fail_memory(error);
            break;
        }
        rows[count++] = read_failure(&query, arena);
        status = store_next(&query, &found, error);
    }
    store_query_end(&query);
    if (status == TF_OK)
        *failures = (StoreFailures){rows, count};
    return status;
}

static TfStatus mend(Store *store, int64_t failure, int64_t run, TfError *error)
{
    StoreQuery query = store_query(store, mend_failure);
    store_bind_integer(&query, failure);
    store_bind_integer(&query, run);
    TfStatus status = store_run(&query, error);
    if (status == TF_OK && sqlite3_changes(store->db) == 0)
        return tf_fail_at(error, TF_NOT_FOUND, store->path, 0, "there is no open failure %lld",
                          (long long)failure);
    return status;
}

TfStatus store_mend_failure(Store *store, int64_t failure, int64_t run, TfError *error)
{
    TfStatus status = store_begin(store, error);
    if (status == TF_OK)
        status = mend(store, failure, run, error);
    return store_end(store, status, error);
}

/* ---- how far an input was read ---- */

static TfStatus write_checkpoint(Store *store, TfSlice input, uint64_t place, TfError *error)
{
    char now[STORE_TIME_CHARS];
    StoreQuery query = store_query(store, set_checkpoint);
    store_bind_text(&query, or_empty(input));
    store_bind_integer(&query, (int64_t)place);
    store_bind_string(&query, store_now(now));
    return store_run(&query, error);
}

TfStatus store_set_checkpoint(Store *store, TfSlice input, uint64_t place, TfError *error)
{
    TfStatus status = store_begin(store, error);
    if (status == TF_OK)
        status = write_checkpoint(store, input, place, error);
    return store_end(store, status, error);
}

TfStatus store_checkpoint(Store *store, TfSlice input, uint64_t *place, TfError *error)
{
    bool found = false;
    StoreQuery query = store_query(store, find_checkpoint);
    store_bind_text(&query, or_empty(input));
    TfStatus status = store_next(&query, &found, error);
    if (status == TF_OK)
        *place = found ? (uint64_t)store_column_integer(&query, 0) : 0;
    store_query_end(&query);
    return status;
}

static TfStatus delete_checkpoint(Store *store, TfSlice input, TfError *error)
{
    StoreQuery query = store_query(store, drop_checkpoint);
    store_bind_text(&query, or_empty(input));
    return store_run(&query, error);
}

TfStatus store_drop_checkpoint(Store *store, TfSlice input, TfError *error)
{
    TfStatus status = store_begin(store, error);
    if (status == TF_OK)
        status = delete_checkpoint(store, input, error);
    return store_end(store, status, error);
}
