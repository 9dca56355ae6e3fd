/* An import from its inputs to the store: documents in, articles with claims stored in the order of the
 * input.
 *
 * A page that fails costs itself and is remembered; an import that is interrupted, at whatever moment and
 * however, goes on where it was when it is started again. */
#ifndef TRACKER_INTAKE_IMPORT_H
#define TRACKER_INTAKE_IMPORT_H

#include "importers/archive/source.h"
#include "importers/readers/reader.h"
#include "tracker/model/import.h"
#include "tracker/store/store.h"

typedef struct IntakeOptions {
    ReaderOptions read; /* what the user says of every page */
    bool is_forced;     /* every input is of `kind`, whatever it looks like */
    SourceKind kind;
    bool dry_run;
    const char *feed; /* NULL, or a feed or sitemap, by address or path, that is followed before the paths */
    bool keep_all;    /* pages of archives too that hold no claim */
    unsigned jobs;    /* worker processes; 0: pages are read in this process */
    TfImportSink *sink;
    void *sink_context;
    TfImportWatch *watch; /* NULL, or told a few times a second how far the import is */
    void *watch_context;
    bool (*should_stop)(void); /* NULL, or asked all the time */
} IntakeOptions;

/* Imports files, folders (with everything in them), addresses of http and https, tradefig databases (which
 * are merged) and standard input ("-"), one after the other.
 *
 * store   may be NULL in a dry run
 * report  counts up
 * Errors  TF_IO a path cannot be opened (it costs only itself, and is told to the sink) is no error of the
 *         whole; TF_STORE; TF_INTERRUPTED what was read is stored; TF_NO_MEMORY */
TF_CHECKED TfStatus intake_import(Store *store, const char *const *paths, size_t count,
                                  const IntakeOptions *options, TfImportReport *report, TfError *error);

/* Takes up again the pages that failed in earlier imports and are not read yet. */
TF_CHECKED TfStatus intake_retry(Store *store, const IntakeOptions *options, TfImportReport *report,
                                 TfError *error);

#endif
