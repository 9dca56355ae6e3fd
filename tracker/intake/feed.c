/* Begin and end of an import: whatever way it ends, what was read is stored and nothing is left behind. */
#include "tracker/intake/feed.h"

#include "tracker/base/clock.h"

#include <stdlib.h>
#include <string.h>

static void drop_item(void *tag)
{
    item_free(tag);
}

static TfStatus open_pool(Import *import, TfError *error)
{
    /* The worker is a copy of this process, so it finds the options where they are here. */
    union {
        const void *seen;
        void *passed;
    } read = {.seen = &import->options->read};
    PoolOptions options = {.jobs = import->options->jobs,
                           .work = work_answer,
                           .work_context = read.passed,
                           .take = writer_take,
                           .take_context = import->writer,
                           .drop = drop_item,
                           .should_stop = import->options->should_stop};
    return pool_create(&options, &import->pool, error);
}

TfStatus import_open(Import *import, Store *store, const IntakeOptions *options, TfImportReport *report,
                     TfError *error)
{
    *import = (Import){.store = options->dry_run ? NULL : store, .options = options, .report = report};
    import->started_at = import->told_at = clock_milliseconds();
    text_init(&import->packed, (size_t)256 << 20);
    tf_arena_init(&import->arena, 0);
    TfStatus status = writer_create(store, options, report, &import->writer, error);
    if (status == TF_OK && import->store != NULL)
        status = store_failures(import->store, &import->arena, &import->failures, error);
    return status == TF_OK ? open_pool(import, error) : status;
}

/* The oldest ones that are done, or all. */
static void drop_inputs(Import *import, bool all)
{
    while (import->first_input != NULL && (all || import->first_input->is_done)) {
        Input *input = import->first_input;
        import->first_input = input->next;
        input_free(input);
    }
}

static void drop_runs(Import *import, bool all)
{
    while (import->first_run != NULL && (all || import->first_run->is_done)) {
        Run *run = import->first_run;
        import->first_run = run->next;
        run_free(run);
    }
}

/* Memory of what did not come to its end: items in the pool refer to it, so the pool goes first. */
static void release(Import *import)
{
    pool_free(import->pool);
    writer_free(import->writer);
    drop_inputs(import, true);
    drop_runs(import, true);
    text_done(&import->packed);
    tf_arena_done(&import->arena);
}

TfStatus import_close(Import *import, TfStatus status, TfError *error)
{
    TfError last;
    if (status == TF_OK)
        status = pool_finish(import->pool, error);
    if (status == TF_INTERRUPTED)
        status =
            tf_fail(error, TF_INTERRUPTED,
                    "interrupted; what was read until now is stored, the same import again goes on there");
    bool can_store = import->writer != NULL && status != TF_STORE && status != TF_NO_MEMORY;
    if (can_store) {
        const char *why = status == TF_OK ? NULL : error != NULL ? error->message : tf_status_name(status);
        TfStatus stopped = writer_stop(import->writer, why, &last);
        if (status == TF_OK && stopped != TF_OK)
            status = tf_fail(error, stopped, "%s", last.message);
    }
    release(import);
    return status;
}

void import_keep_input(Import *import, Input *input)
{
    drop_inputs(import, false);
    if (import->first_input == NULL)
        import->first_input = input;
    else
        import->last_input->next = input;
    import->last_input = input;
}

void import_keep_run(Import *import, Run *run)
{
    drop_runs(import, false);
    if (import->first_run == NULL)
        import->first_run = run;
    else
        import->last_run->next = run;
    import->last_run = run;
}
