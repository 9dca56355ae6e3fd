/* Bringing a database up to the schema this program knows: schema.sql first, then migrations/ by number. */
#include "tracker/store/store_internal.h"

#include <stdio.h>

extern const unsigned char embedded_schema_sql[];
extern const unsigned char embedded__0002_rates_and_official_figures_sql[];
extern const unsigned char embedded__0003_runs_failures_and_links_sql[];
extern const unsigned char embedded__0004_copies_of_a_text_sql[];
extern const unsigned char embedded__0005_packed_texts_sql[];
extern const unsigned char embedded__0006_brief_claims_sql[];

/* By version, without gaps; a test counts the files of migrations/ against it. */
static const StoreMigration steps[] = {
    {1, embedded_schema_sql, NULL},
    {2, embedded__0002_rates_and_official_figures_sql, NULL},
    {3, embedded__0003_runs_failures_and_links_sql, NULL},
    {4, embedded__0004_copies_of_a_text_sql, store_compare_all},
    {5, embedded__0005_packed_texts_sql, NULL},
    {6, embedded__0006_brief_claims_sql, NULL},
};
#define STEP_COUNT (sizeof steps / sizeof steps[0])

int store_schema_version(void)
{
    return steps[STEP_COUNT - 1].version;
}

/* Looks at the version again inside the transaction: another process may have done the step meanwhile. */
static TfStatus apply(Store *store, const StoreMigration *migration, TfError *error)
{
    int64_t version;
    TfStatus status = store_scalar(store, "PRAGMA user_version", &version, error);
    if (status != TF_OK || version >= migration->version)
        return status;
    char mark[64];
    (void)snprintf(mark, sizeof mark, "PRAGMA user_version = %d", migration->version);
    status = store_script(store, (const char *)migration->sql, error);
    if (status == TF_OK && migration->then != NULL)
        status = migration->then(store, error);
    return status == TF_OK ? store_script(store, mark, error) : status;
}

TfStatus store_migrate(Store *store, const StoreMigration *migrations, size_t count, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t i = 0; i < count && status == TF_OK; i++) {
        status = store_begin_safely(store, error);
        if (status == TF_OK)
            status = apply(store, &migrations[i], error);
        status = store_end(store, status, error);
    }
    return status;
}

TfStatus store_migrate_all(Store *store, TfError *error)
{
    return store_migrate(store, steps, STEP_COUNT, error);
}
