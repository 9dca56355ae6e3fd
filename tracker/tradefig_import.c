/* Importing for callers of the library: their options become those of the pipeline in tracker/intake. */
#include "tracker/intake/import.h"
#include "tracker/tradefig_internal.h"

#include <signal.h>

static volatile sig_atomic_t interrupted; /* a signal asked to stop and nobody heard it yet */

void tf_interrupt(void)
{
    interrupted = 1;
}

static bool is_interrupted(void)
{
    return interrupted != 0;
}

/* JSON Lines begin with an object; claims are told from articles by their first keys. */
TfInputFormat tf_input_format(TfSlice head)
{
    TfSlice start = tf_slice_trim(head);
    if (tf_slice_starts_with(start, "\xEF\xBB\xBF"))
        start = tf_slice_range(start, 3, start.length);
    if (!tf_slice_starts_with(start, "{"))
        return TF_INPUT_TEXT;
    TfSlice line = tf_slice_split(&start, '\n');
    bool is_claim = tf_slice_find(line, 0, "\"reporter\"") != TF_NOWHERE &&
                    tf_slice_find(line, 0, "\"partner\"") != TF_NOWHERE;
    if (is_claim)
        return TF_INPUT_CLAIMS;
    return tf_slice_find(line, 0, "\"text\"") != TF_NOWHERE ? TF_INPUT_JSONL : TF_INPUT_TEXT;
}

static IntakeOptions intake_options(const TfImportOptions *options, TfImportSink *sink, void *context)
{
    static const SourceKind kinds[] = {
        [TF_INPUT_AUTO] = SOURCE_TEXT,        [TF_INPUT_TEXT] = SOURCE_TEXT,
        [TF_INPUT_JSONL] = SOURCE_JSON_LINES, [TF_INPUT_CLAIMS] = SOURCE_CLAIMS,
        [TF_INPUT_HTML] = SOURCE_HTML,
    };
    const TfReadOptions *read = &options->read;
    return (IntakeOptions){
        .read = {.url = read->url, .lang = read->lang, .outlet = read->outlet, .date = read->date},
        .is_forced = options->format != TF_INPUT_AUTO,
        .kind = kinds[options->format],
        .dry_run = options->dry_run,
        .feed = options->feed,
        .keep_all = options->keep_all,
        .jobs = options->jobs,
        .sink = sink,
        .sink_context = context,
        .watch = options->watch,
        .watch_context = options->watch_context,
        .should_stop = is_interrupted,
    };
}

/* The asking to stop is over when it was heard. */
static TfStatus end(TfStatus status)
{
    if (status == TF_INTERRUPTED)
        interrupted = 0;
    return status;
}

TfStatus tf_import_all(Tradefig *tradefig, const char *const *paths, size_t count,
                       const TfImportOptions *options, TfImportSink *sink, void *context,
                       TfImportReport *report, TfError *error)
{
    IntakeOptions intake = intake_options(options, sink, context);
    *report = (TfImportReport){.pages = 0};
    if (tradefig == NULL && !options->dry_run)
        return tf_fail(error, TF_BAD_USAGE, "an import needs a database, or to be a dry run");
    Store *store = tradefig != NULL ? tradefig->store : NULL;
    return end(intake_import(store, paths, count, &intake, report, error));
}

TfStatus tf_import(Tradefig *tradefig, const char *path, const TfImportOptions *options, TfImportSink *sink,
                   void *context, TfImportReport *report, TfError *error)
{
    return tf_import_all(tradefig, &path, 1, options, sink, context, report, error);
}

TfStatus tf_import_failed(Tradefig *tradefig, const TfImportOptions *options, TfImportSink *sink,
                          void *context, TfImportReport *report, TfError *error)
{
    IntakeOptions intake = intake_options(options, sink, context);
    *report = (TfImportReport){.pages = 0};
    if (tradefig == NULL)
        return tf_fail(error, TF_BAD_USAGE, "trying failed pages again needs the database that knows them");
    return end(intake_retry(tradefig->store, &intake, report, error));
}
