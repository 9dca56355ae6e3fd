/* Importing: a path becomes pages, each page is read, extracted and stored, and one that fails costs only
 * itself. */
#define _GNU_SOURCE /* fts */
#include "importers/extract/extract.h"
#include "importers/readers/reader.h"
#include "tracker/base/lines.h"
#include "tracker/model/claim_json.h"
#include "tracker/tradefig_internal.h"

#include <errno.h>
#include <fts.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Claims of one page of a claims file that are kept in memory at once. */
#define MOST_PAGE_CLAIMS 100000

static volatile sig_atomic_t interrupted; /* a signal asked to stop and nobody heard it yet */

void tf_interrupt(void)
{
    interrupted = 1;
}

typedef struct Import {
    Tradefig *tradefig; /* NULL in a dry run without a database */
    const TfImportOptions *options;
    TfImportSink *sink;
    void *context;
    TfImportReport *report;
    TfError *error;
    const char *file;
    TfArena arena; /* of one page */
} Import;

static void tell(Import *import, const TfImported *imported)
{
    if (imported->failure != NULL)
        import->report->failures++;
    else if (imported->was_new)
        import->report->pages++;
    else
        import->report->duplicates++;
    if (import->sink != NULL)
        import->sink(import->context, imported);
}

/* Tells a page's failure. The whole import stops only for failures that every later page would meet again. */
static TfStatus page_failed(Import *import, TfError *failure, size_t line_number)
{
    if (failure->status == TF_INTERRUPTED)
        interrupted = 0;
    if (failure->status == TF_STORE || failure->status == TF_INTERRUPTED) {
        if (import->error != NULL)
            *import->error = *failure;
        return failure->status;
    }
    if (failure->status == TF_NO_MEMORY)
        (void)tf_fail(failure, TF_NO_MEMORY,
                      "needs more memory than one article may take; split it into articles");
    if (failure->source[0] == '\0' && line_number > 0)
        (void)snprintf(failure->source, sizeof failure->source, "%s:%zu", import->file, line_number);
    else if (failure->source[0] == '\0')
        (void)snprintf(failure->source, sizeof failure->source, "%s", import->file);
    tell(import, &(TfImported){.file = import->file, .failure = failure});
    return TF_OK;
}

/* Whether somebody asked to stop; the asking is over when it was heard. */
static TfStatus check_interrupt(Import *import)
{
    if (!interrupted)
        return TF_OK;
    interrupted = 0;
    return tf_fail(import->error, TF_INTERRUPTED, "interrupted; what was read until now is stored");
}

/* ---- one article ---- */

static TfStatus keep_article(Import *import, const TfArticle *article, TfError *failure)
{
    TfClaimList claims = {NULL, 0, 0};
    StoreAdded added = {.was_new = true};
    /* Without its day nobody can say what was known when, nor what "last year" means. */
    if (!tf_date_is_set(article->date))
        return tf_fail(failure, TF_BAD_INPUT,
                       "no publication date found, one was needed: give it with --date 2024-11-27");
    TfStatus status = tf_extract(article, &import->arena, &claims, failure);
    if (status == TF_OK && !import->options->dry_run)
        status =
            store_add_article(import->tradefig->store, article, &claims, EXTRACT_VERSION, &added, failure);
    if (status != TF_OK)
        return status;
    import->report->claims += import->options->dry_run ? claims.count : added.claims_added;
    tell(import, &(TfImported){.file = import->file,
                               .article = article,
                               .claims = claims.items,
                               .claim_count = claims.count,
                               .was_new = added.was_new,
                               .was_redated = added.was_redated});
    return TF_OK;
}

static TfStatus import_text(Import *import, LineReader *lines)
{
    TfError failure = {.status = TF_OK};
    TfSlice bytes = {NULL, 0};
    TfArticle article;
    TfStatus status = lines_rest(lines, &bytes, &failure);
    const char *id = strcmp(import->file, "-") == 0 ? "standard input" : import->file;
    if (status == TF_OK)
        status =
            tf_read_text(bytes, tf_slice(id), &import->options->read, &import->arena, &article, &failure);
    if (status == TF_OK)
        status = keep_article(import, &article, &failure);
    return status == TF_OK ? TF_OK : page_failed(import, &failure, 0);
}

static TfStatus import_json_lines(Import *import, LineReader *lines)
{
    TfStatus status = TF_OK;
    while (status == TF_OK) {
        TfError failure = {.status = TF_OK};
        TfSlice line = {NULL, 0};
        TfArticle article;
        status = check_interrupt(import);
        if (status != TF_OK)
            return status;
        TfStatus page = lines_next(lines, &line, &failure);
        if (page == TF_OK && line.bytes == NULL)
            return TF_OK;
        if (page == TF_OK && tf_slice_trim(line).length == 0)
            continue;
        size_t number = 0; /* the reader's messages name the line themselves */
        if (page == TF_OK)
            page = tf_read_jsonl(line, lines_number(lines), &import->options->read, &import->arena, &article,
                                 &failure);
        if (page == TF_OK) {
            number = lines_number(lines);
            page = keep_article(import, &article, &failure);
        }
        if (page == TF_IO)
            return tf_fail_at(import->error, TF_IO, failure.source, 0, "%s", failure.message);
        if (page != TF_OK)
            status = page_failed(import, &failure, number);
        tf_arena_reset(&import->arena);
    }
    return status;
}

/* ---- claims files ---- */

/* Stores the claims gathered for one page and empties the list. */
static TfStatus finish_page(Import *import, TfClaimList *page)
{
    if (page->count == 0)
        return TF_OK;
    TfError failure = {.status = TF_OK};
    StoreAdded added = {.was_new = true};
    TfStatus status = TF_OK;
    if (!import->options->dry_run)
        status = store_add_page_claims(import->tradefig->store, page->items, page->count, &added, &failure);
    if (status == TF_OK) {
        bool was_new = import->options->dry_run || added.claims_added > 0;
        import->report->claims += import->options->dry_run ? page->count : added.claims_added;
        tell(import, &(TfImported){.file = import->file,
                                   .claims = page->items,
                                   .claim_count = page->count,
                                   .was_new = was_new});
    } else {
        status = page_failed(import, &failure, 0);
    }
    tf_arena_reset(&import->arena);
    *page = (TfClaimList){NULL, 0, 0};
    return status;
}

/* Reads one line into the page; a line of another page finishes the one before, and with it the memory the
 * line was read into: only such a line is read twice. */
static TfStatus add_claim_line(Import *import, TfSlice line, TfClaimList *page, TfError *failure)
{
    TfClaim claim;
    TfStatus status = claim_read_json(line, &import->arena, &claim, failure);
    if (status == TF_OK && claim.doc.length == 0)
        status = tf_fail(failure, TF_BAD_INPUT,
                         "field 'doc' is missing, needed: the page the claim is from (its address)");
    bool ends_page = status == TF_OK && page->count > 0 &&
                     (page->count >= MOST_PAGE_CLAIMS || !tf_slice_equal(page->items[0].doc, claim.doc));
    if (ends_page)
        status = finish_page(import, page);
    if (ends_page && status == TF_OK)
        status = claim_read_json(line, &import->arena, &claim, failure);
    if (status == TF_OK && !tf_claim_list_add(page, &import->arena, &claim))
        status = tf_fail_memory(failure);
    return status;
}

/* Reads one line of a claims file; *done at its end. */
static TfStatus next_claim(Import *import, LineReader *lines, TfClaimList *page, bool *done)
{
    TfError failure = {.status = TF_OK};
    TfSlice line = {NULL, 0};
    TfStatus got = lines_next(lines, &line, &failure);
    *done = got == TF_OK && line.bytes == NULL;
    if (got == TF_OK && !*done && tf_slice_trim(line).length > 0)
        got = add_claim_line(import, line, page, &failure);
    if (got == TF_IO)
        return tf_fail_at(import->error, TF_IO, failure.source, 0, "%s", failure.message);
    return got == TF_OK ? TF_OK : page_failed(import, &failure, lines_number(lines));
}

static TfStatus import_claims(Import *import, LineReader *lines)
{
    TfClaimList page = {NULL, 0, 0};
    bool done = false;
    TfStatus status = TF_OK;
    while (status == TF_OK && !done) {
        status = check_interrupt(import);
        if (status == TF_OK)
            status = next_claim(import, lines, &page, &done);
    }
    /* What was read is stored, also when the rest could not be. */
    TfStatus last = status == TF_STORE || status == TF_NO_MEMORY ? TF_OK : finish_page(import, &page);
    return status != TF_OK ? status : last;
}

/* ---- files and folders ---- */

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

static TfStatus import_file(Import *import, const char *path)
{
    static TfStatus (*const importers[])(Import *, LineReader *) = {
        [TF_INPUT_TEXT] = import_text,
        [TF_INPUT_JSONL] = import_json_lines,
        [TF_INPUT_CLAIMS] = import_claims,
    };
    LineReader *lines = NULL;
    TfError failure = {.status = TF_OK};
    TfSlice head = {NULL, 0};
    TfInputFormat format = import->options->format;
    import->file = path;
    TfStatus status = check_interrupt(import);
    if (status != TF_OK)
        return status;
    tf_arena_init(&import->arena, 0);
    status = lines_open(path, TRADEFIG_MOST_BYTES, &lines, &failure);
    if (status == TF_OK)
        status = lines_peek(lines, &head, &failure);
    if (status == TF_OK)
        status = importers[format == TF_INPUT_AUTO ? tf_input_format(head) : format](import, lines);
    else
        status = page_failed(import, &failure, 0);
    lines_close(lines);
    tf_arena_done(&import->arena);
    return status;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* Every file of a folder, in the order of their names; hidden ones and symbolic links in it are left out. */
static TfStatus import_folder(Import *import, const char *path)
{
    char *name = strdup(path);
    if (name == NULL)
        return tf_fail_memory(import->error);
    char *roots[] = {name, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    TfStatus status = TF_OK;
    if (tree == NULL)
        status = tf_fail_at(import->error, TF_IO, path, 0, "cannot read the folder: %s", strerror(errno));
    for (FTSENT *entry; status == TF_OK && (errno = 0, entry = fts_read(tree)) != NULL;) {
        if (entry->fts_level > 0 && entry->fts_name[0] == '.')
            (void)fts_set(tree, entry, FTS_SKIP);
        else if (entry->fts_info == FTS_F)
            status = import_file(import, entry->fts_path);
        else if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS) {
            TfError failure;
            (void)tf_fail_at(&failure, TF_IO, entry->fts_path, 0, "cannot read: %s",
                             strerror(entry->fts_errno));
            status = page_failed(import, &failure, 0);
        }
    }
    if (tree != NULL && status == TF_OK && errno != 0)
        status =
            tf_fail_at(import->error, TF_IO, path, 0, "cannot read on in the folder: %s", strerror(errno));
    if (tree != NULL)
        (void)fts_close(tree);
    free(name);
    return status;
}

/* The import's log line; a failure to log is told only when nothing else failed. */
static TfStatus log_run(Import *import, const char *path, TfStatus status)
{
    if (import->options->dry_run || status == TF_STORE)
        return status;
    StoreRun run = {tf_slice(path),
                    import->report->pages,
                    import->report->claims,
                    import->report->duplicates,
                    import->report->failures,
                    tf_slice(status != TF_OK && import->error != NULL ? import->error->message : "")};
    TfError failure;
    TfStatus logged = store_log_run(import->tradefig->store, &run, &failure);
    if (status != TF_OK || logged == TF_OK)
        return status;
    return tf_fail(import->error, logged, "%s", failure.message);
}

TfStatus tf_import(Tradefig *tradefig, const char *path, const TfImportOptions *options, TfImportSink *sink,
                   void *context, TfImportReport *report, TfError *error)
{
    struct stat about;
    *report = (TfImportReport){0, 0, 0, 0};
    if (tradefig == NULL && !options->dry_run)
        return tf_fail(error, TF_BAD_USAGE, "an import needs a database, or to be a dry run");
    Import import = {.tradefig = tradefig,
                     .options = options,
                     .sink = sink,
                     .context = context,
                     .report = report,
                     .error = error,
                     .file = path};
    bool is_stdin = strcmp(path, "-") == 0;
    if (!is_stdin && stat(path, &about) != 0)
        return tf_fail_at(error, TF_IO, path, 0, "cannot open: %s", strerror(errno));
    TfStatus status =
        !is_stdin && S_ISDIR(about.st_mode) ? import_folder(&import, path) : import_file(&import, path);
    return log_run(&import, path, status);
}
