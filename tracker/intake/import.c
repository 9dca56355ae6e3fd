/* The beginning of the pipeline: inputs are opened one after the other, and their documents handed to the
 * pool. */
#define _GNU_SOURCE /* realpath, asprintf, st_mtim */
#include "tracker/intake/import.h"

#include "importers/language/gate_raw.h"
#include "tracker/base/clock.h"
#include "tracker/intake/feed.h"
#include "tracker/intake/folder.h"

#include "importers/fetch/fetch.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whoever watches is told so often. */
#define WATCH_MILLISECONDS 200

/* ---- what a document becomes ---- */

static bool is_archive(SourceKind kind)
{
    return kind == SOURCE_WARC || kind == SOURCE_ARC;
}

static ItemKind item_kind_of(DocumentKind kind)
{
    return kind == DOCUMENT_CLAIM_LINE ? ITEM_CLAIM : kind == DOCUMENT_LINK ? ITEM_LINK : ITEM_PAGE;
}

TfStatus import_hand_on(Import *import, Input *input, const Document *document, TfError *error)
{
    Item *item = item_create(item_kind_of(document->kind), input, document);
    if (item == NULL)
        return tf_fail_memory(error);
    TfSlice work = {NULL, 0};
    if (item->kind == ITEM_PAGE) {
        bool only_claims = is_archive(input->kind) && !import->options->keep_all;
        text_clear(&import->packed);
        work_pack(&import->packed, document, only_claims);
        work = text_slice(&import->packed);
    }
    if (import->packed.failed) {
        item_free(item);
        return tf_fail_memory(error);
    }
    return pool_submit(import->pool, work, item, error);
}

TfStatus import_tell_failure(Import *import, Input *input, const Document *document, const TfError *failure,
                             TfError *error)
{
    Item *item = item_create(ITEM_FAILED, input, document);
    TfError *copy = malloc(sizeof *copy);
    if (item == NULL || copy == NULL) {
        item_free(item);
        free(copy);
        return tf_fail_memory(error);
    }
    *copy = *failure;
    item->failure = copy;
    return pool_submit(import->pool, (TfSlice){NULL, 0}, item, error);
}

static TfStatus hand_on_mark(Import *import, ItemKind kind, Input *input, Run *run, TfError *error)
{
    Item *item = item_create(kind, input, NULL);
    if (item == NULL)
        return tf_fail_memory(error);
    item->run = run;
    return pool_submit(import->pool, (TfSlice){NULL, 0}, item, error);
}

TfStatus import_end_input(Import *import, Input *input, TfError *error)
{
    import->bytes_before += input->counts.bytes_read;
    return hand_on_mark(import, ITEM_INPUT_END, input, NULL, error);
}

/* ---- an input ---- */

/* The failures of this path among those of all, which are sorted by path. */
static StoreFailures failures_of(const StoreFailures *all, const char *path)
{
    size_t low = 0;
    size_t high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tf_slice_compare(all->items[middle].path, tf_slice(path)) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < all->count && tf_slice_is(all->items[end].path, path))
        end++;
    return (StoreFailures){all->items + low, end - low};
}

/* Whatever makes going on wrong when it changes is in the key: another file under the name, other options. */
static char *checkpoint_key(const Import *import, const char *full)
{
    const ReaderOptions *read = &import->options->read;
    struct stat about;
    char day[TF_DATE_CHARS];
    char *key = NULL;
    if (import->store == NULL || stat(full, &about) != 0 || !S_ISREG(about.st_mode))
        return NULL;
    int length = asprintf(&key, "%s\n%lld bytes, changed %lld.%09ld\n%s|%.*s|%.*s|%.*s|%d%d%d", full,
                          (long long)about.st_size, (long long)about.st_mtim.tv_sec, about.st_mtim.tv_nsec,
                          tf_date_write(day, read->date), TF_SLICE_ARG(read->url), TF_SLICE_ARG(read->lang),
                          TF_SLICE_ARG(read->outlet), import->options->keep_all, import->options->is_forced,
                          (int)import->options->kind);
    return length < 0 ? NULL : key;
}

Input *import_new_input(Import *import, const char *path, TfError *error)
{
    Input *input = calloc(1, sizeof *input);
    bool is_path = strcmp(path, "-") != 0 && !fetch_is_url(path);
    char *full = is_path ? realpath(path, NULL) : NULL;
    if (input != NULL)
        *input = (Input){.path = strdup(path), .full = full != NULL ? full : strdup(path)};
    else
        free(full);
    if (input == NULL || input->path == NULL || input->full == NULL) {
        input_free(input);
        (void)tf_fail_memory(error);
        return NULL;
    }
    input->run = import->last_run;
    input->is_address = fetch_is_url(path);
    input->is_missing = full == NULL && is_path;
    input->known = failures_of(&import->failures, input->full);
    import_keep_input(import, input);
    return input;
}

/* Where an interrupted import of it was; number 0: it is read from its start. */
static TfStatus find_checkpoint(Import *import, Input *input, SourceOptions *options, TfError *error)
{
    char *number_key = NULL;
    uint64_t number = 0;
    input->key = checkpoint_key(import, input->full);
    if (input->key == NULL)
        return TF_OK;
    if (asprintf(&number_key, "%s\nnumber", input->key) < 0)
        return tf_fail_memory(error);
    TfStatus status = store_checkpoint(import->store, tf_slice(input->key), &options->from, error);
    if (status == TF_OK)
        status = store_checkpoint(import->store, tf_slice(number_key), &number, error);
    free(number_key);
    if (status != TF_OK || number == 0)
        return status;
    options->from_number = (size_t)number;
    input->has_checkpoint = true;
    import->report->resumed++;
    return TF_OK;
}

static bool gate_of_archive(TfSlice bytes, DocumentKind kind)
{
    return gate_admits_raw(bytes, kind == DOCUMENT_HTML);
}

SourceOptions import_source_options(const Import *import)
{
    return (SourceOptions){.is_forced = import->options->is_forced,
                           .kind = import->options->kind,
                           .is_wanted = import->options->keep_all ? NULL : gate_of_archive};
}

static void watch(Import *import, const Source *source)
{
    int64_t now = clock_milliseconds();
    SourceCounts counts;
    if (import->options->watch == NULL || now - import->told_at < WATCH_MILLISECONDS)
        return;
    import->told_at = now;
    source_counts(source, &counts);
    TfImportProgress progress = {.bytes_read = import->bytes_before + counts.bytes_read,
                                 .bytes_total = import->bytes_total,
                                 .documents = import->documents + counts.documents + counts.unwanted,
                                 .seconds = (double)(now - import->started_at) / 1000};
    import->options->watch(import->options->watch_context, &progress);
}

/* Whoever writes into a pipe may wait long: what came is stored meanwhile, and nobody is locked out. */
static TfStatus settle_before_waiting(Import *import, const Input *input, TfError *error)
{
    struct pollfd standard_input = {STDIN_FILENO, POLLIN, 0};
    if (strcmp(input->path, "-") != 0 || poll(&standard_input, 1, 0) != 0)
        return TF_OK;
    TfStatus status = pool_finish(import->pool, error);
    return status == TF_OK ? writer_commit(import->writer, true, error) : status;
}

TfStatus import_next(Import *import, Input *input, Source *source, Document *document, bool *is_broken,
                     TfError *error)
{
    TfError failure = {.status = TF_OK};
    *document = (Document){.kind = DOCUMENT_NONE};
    *is_broken = false;
    TfStatus status = settle_before_waiting(import, input, error);
    if (status == TF_OK)
        status = writer_commit(import->writer, false, error);
    if (status != TF_OK)
        return status;
    status = source_next(source, document, &failure);
    if (import->options->should_stop != NULL && import->options->should_stop())
        return tf_fail(error, TF_INTERRUPTED, "interrupted");
    watch(import, source);
    if (status == TF_OK)
        return TF_OK;
    if (status == TF_NO_MEMORY)
        return tf_fail_memory(error);
    *is_broken = true;
    if (status == TF_IO) /* nothing comes behind it */
        document->kind = DOCUMENT_NONE;
    else if (document->kind == DOCUMENT_NONE)
        document->kind = DOCUMENT_TEXT;
    return import_tell_failure(import, input, document, &failure, error);
}

static TfStatus read_documents(Import *import, Input *input, Source *source, size_t done, TfError *error)
{
    Document document;
    bool is_broken = false;
    TfStatus status;
    do {
        status = import_next(import, input, source, &document, &is_broken, error);
        bool is_new = document.kind != DOCUMENT_NONE && !is_broken && document.number > done;
        if (status == TF_OK && is_new)
            status = import_hand_on(import, input, &document, error);
    } while (status == TF_OK && document.kind != DOCUMENT_NONE);
    return status;
}

/* Reads an opened input to its end. */
static TfStatus read_source(Import *import, Input *input, Source *source, size_t done, TfError *error)
{
    TfStatus status = TF_OK;
    input->kind = source_kind(source);
    if (input->kind == SOURCE_CLAIMS) { /* its lines are gathered, and importing them again changes nothing */
        free(input->key);
        input->key = NULL;
    }
    if (input->kind == SOURCE_DATABASE)
        status = hand_on_mark(import, ITEM_DATABASE, input, NULL, error);
    else
        status = read_documents(import, input, source, done, error);
    source_counts(source, &input->counts);
    import->documents += input->counts.documents + input->counts.unwanted;
    return status;
}

static TfStatus import_file(Import *import, const char *path, TfError *error)
{
    Source *source = NULL;
    TfError failure = {.status = TF_OK};
    SourceOptions options = import_source_options(import);
    if (import->options->should_stop != NULL && import->options->should_stop())
        return tf_fail(error, TF_INTERRUPTED, "interrupted");
    Input *input = import_new_input(import, path, error);
    if (input == NULL)
        return TF_NO_MEMORY;
    TfStatus status = find_checkpoint(import, input, &options, error);
    if (status != TF_OK)
        return status;
    if (source_open(path, &options, &source, &failure) == TF_OK)
        status = read_source(import, input, source, options.from_number, error);
    else
        status = import_tell_failure(import, input, &(Document){.id = tf_slice(path)}, &failure, error);
    source_close(source);
    if (status != TF_OK)
        return status;
    return import_end_input(import, input, error);
}

/* ---- paths ---- */

static TfStatus on_file(void *context, const char *path, TfError *error)
{
    return import_file(context, path, error);
}

static TfStatus on_unreadable(void *context, const char *path, const TfError *failure, TfError *error)
{
    Import *import = context;
    Input *input = import_new_input(import, path, error);
    if (input == NULL)
        return TF_NO_MEMORY;
    input->is_missing = true;
    TfStatus status = import_tell_failure(import, input, &(Document){.id = tf_slice(path)}, failure, error);
    if (status != TF_OK)
        return status;
    return import_end_input(import, input, error);
}

static TfStatus import_path(Import *import, const char *path, TfError *error)
{
    struct stat about;
    TfError failure;
    bool is_stdin = strcmp(path, "-") == 0;
    if (fetch_is_url(path))
        return import_address(import, path, error);
    if (!is_stdin && stat(path, &about) != 0) {
        (void)tf_fail_at(&failure, TF_IO, path, 0, "cannot open: %s", strerror(errno));
        return on_unreadable(import, path, &failure, error);
    }
    if (is_stdin || !S_ISDIR(about.st_mode))
        return import_file(import, path, error);
    return folder_walk(path, &(FolderWalk){on_file, on_unreadable, import}, error);
}

TfStatus import_run(Import *import, const char *path, ImportStep *step, TfError *error)
{
    Run *run = calloc(1, sizeof *run);
    if (run != NULL)
        run->source = strdup(path);
    if (run == NULL || run->source == NULL) {
        run_free(run);
        return tf_fail_memory(error);
    }
    import_keep_run(import, run);
    TfStatus status = hand_on_mark(import, ITEM_RUN_START, NULL, run, error);
    if (status == TF_OK)
        status = step(import, path, error);
    return status == TF_OK ? hand_on_mark(import, ITEM_RUN_END, NULL, run, error) : status;
}

/* Runs and failures keep the name of what was imported, but no password. */
static TfStatus run_named(Import *import, const char *path, ImportStep *step, TfError *error)
{
    char *name = strdup(path);
    if (name == NULL)
        return tf_fail_memory(error);
    if (fetch_is_url(name)) {
        char *host = strchr(name, ':') + strlen("://");
        char *user_end = memrchr(host, '@', strcspn(host, "/?#"));
        if (user_end != NULL)
            memmove(host, user_end + 1, strlen(user_end + 1) + 1);
    }
    TfStatus status = import_run(import, name, step, error);
    free(name);
    return status;
}

static TfStatus count_bytes(void *context, const char *path, TfError *error)
{
    struct stat about;
    Import *import = context;
    (void)error;
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
        import->bytes_total += (uint64_t)about.st_size;
    return TF_OK;
}

static TfStatus skip_unreadable(void *context, const char *path, const TfError *failure, TfError *error)
{
    (void)context;
    (void)path;
    (void)failure;
    (void)error;
    return TF_OK;
}

/* Asked only when somebody watches: it costs a look at every file. */
static void count_all(Import *import, const char *const *paths, size_t count)
{
    struct stat about;
    TfStatus status = TF_OK;
    for (size_t i = 0; i < count && status == TF_OK; i++) {
        if (strcmp(paths[i], "-") == 0) {
            import->bytes_total = 0;
            return;
        }
        if (stat(paths[i], &about) == 0 && S_ISDIR(about.st_mode))
            status = folder_walk(paths[i], &(FolderWalk){count_bytes, skip_unreadable, import}, NULL);
        else
            status = count_bytes(import, paths[i], NULL);
    }
    if (status != TF_OK) /* the import will say it */
        import->bytes_total = 0;
}

TfStatus intake_import(Store *store, const char *const *paths, size_t count, const IntakeOptions *options,
                       TfImportReport *report, TfError *error)
{
    Import import;
    TfStatus status = import_open(&import, store, options, report, error);
    if (status == TF_OK && options->watch != NULL)
        count_all(&import, paths, count);
    if (status == TF_OK && options->feed != NULL)
        status = run_named(&import, options->feed, import_followed, error);
    for (size_t i = 0; i < count && status == TF_OK; i++)
        status = run_named(&import, paths[i], import_path, error);
    return import_close(&import, status, error);
}
