/* The log of imports. */
#include "tracker/store/store_internal.h"

static const char insert_run[] =
    "INSERT INTO runs (source, articles, claims, duplicates, failures, message, version, ended_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

static TfStatus insert_row(Store *store, const StoreRun *run, TfError *error)
{
    char now[STORE_TIME_CHARS];
    StoreQuery query = store_query(store, insert_run);
    store_bind_text(&query, run->source.bytes != NULL ? run->source : tf_slice(""));
    store_bind_integer(&query, (int64_t)run->articles);
    store_bind_integer(&query, (int64_t)run->claims);
    store_bind_integer(&query, (int64_t)run->duplicates);
    store_bind_integer(&query, (int64_t)run->failures);
    store_bind_text(&query, run->message.length > 0 ? run->message : (TfSlice){NULL, 0});
    store_bind_string(&query, TRADEFIG_VERSION);
    store_bind_string(&query, store_now(now));
    return store_run(&query, error);
}

TfStatus store_log_run(Store *store, const StoreRun *run, TfError *error)
{
    /* Once this line is on the disk, so is everything the run stored. */
    TfStatus status = store_begin_safely(store, error);
    if (status == TF_OK)
        status = insert_row(store, run, error);
    return store_end(store, status, error);
}
