/* What importing and trying again share: an import under way, from its inputs to the pool. */
#ifndef TRACKER_INTAKE_FEED_H
#define TRACKER_INTAKE_FEED_H

#include "tracker/intake/pool.h"
#include "tracker/intake/work.h"
#include "tracker/intake/writer.h"

typedef struct Import {
    Store *store; /* NULL in a dry run */
    const IntakeOptions *options;
    TfImportReport *report;
    Pool *pool;
    Writer *writer;
    Run *first_run; /* of those that items in the pool may refer to */
    Run *last_run;
    Input *first_input;
    Input *last_input;
    TextBuilder packed;
    TfArena arena;
    StoreFailures failures; /* of earlier imports, in the arena */
    int64_t started_at;
    int64_t told_at;
    uint64_t bytes_before; /* of the inputs before this one */
    uint64_t bytes_total;
    size_t documents;
} Import;

TF_CHECKED TfStatus import_open(Import *import, Store *store, const IntakeOptions *options,
                                TfImportReport *report, TfError *error);
/* Waits for what is under way when `status` is TF_OK, stores what can be stored else; gives everything back.
 * Returns the status of the whole. */
TF_CHECKED TfStatus import_close(Import *import, TfStatus status, TfError *error);

typedef TfStatus ImportStep(Import *import, const char *path, TfError *error);
/* Does the step as an import of its own in the log. */
TF_CHECKED TfStatus import_run(Import *import, const char *path, ImportStep *step, TfError *error);

/* NULL when memory is short. */
Input *import_new_input(Import *import, const char *path, TfError *error);
/* From here on the import gives it back, once it is done. */
void import_keep_input(Import *import, Input *input);
void import_keep_run(Import *import, Run *run);
TF_CHECKED TfStatus import_end_input(Import *import, Input *input, TfError *error);

SourceOptions import_source_options(const Import *import);
/* addresses.c, as ImportSteps: a page by its address; what is new in a feed or sitemap. */
TF_CHECKED TfStatus import_address(Import *import, const char *url, TfError *error);
TF_CHECKED TfStatus import_followed(Import *import, const char *feed, TfError *error);
/* The next document. One that is broken is handed to the pool as a failure, and is_broken set; kind
 * DOCUMENT_NONE: there are no more. */
TF_CHECKED TfStatus import_next(Import *import, Input *input, Source *source, Document *document,
                                bool *is_broken, TfError *error);
TF_CHECKED TfStatus import_hand_on(Import *import, Input *input, const Document *document, TfError *error);
TF_CHECKED TfStatus import_tell_failure(Import *import, Input *input, const Document *document,
                                        const TfError *failure, TfError *error);

#endif
