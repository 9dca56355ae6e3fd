/* Pages are stored in batches: one wait for the disk for some hundred pages, together with how far the input
 * was read, so that both are there or neither. */
#define _GNU_SOURCE /* clock_gettime */
#include "tracker/intake/writer.h"

#include "importers/extract/extract.h"
#include "tracker/base/clock.h"
#include "tracker/intake/claim_pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A batch is committed with so many pages, so many bytes of text, or after so long. */
#define BATCH_PAGES        200
#define BATCH_BYTES        ((size_t)8 << 20)
#define BATCH_MILLISECONDS 1000

struct Writer {
    Store *store; /* NULL in a dry run */
    const IntakeOptions *options;
    TfImportReport *report;
    TfImportReport committed; /* what of it is on the disk */
    bool in_batch;
    size_t batch_pages;
    size_t batch_bytes;
    int64_t batch_start;
    Input *input;      /* of the batch's last page, whose place goes with it */
    const Run *run;    /* under way */
    ClaimPages claims; /* the page of a claims file that is gathered */
    TfArena arena;     /* of one page */
};

TfStatus writer_create(Store *store, const IntakeOptions *options, TfImportReport *report, Writer **writer,
                       TfError *error)
{
    Writer *result = calloc(1, sizeof *result);
    if (result == NULL)
        return tf_fail_memory(error);
    result->store = options->dry_run ? NULL : store;
    result->options = options;
    result->report = report;
    tf_arena_init(&result->arena, 0);
    claim_pages_init(&result->claims);
    *writer = result;
    return TF_OK;
}

void writer_free(Writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->in_batch) {
        store_drop_batch(writer->store);
        *writer->report = writer->committed; /* counts say what is stored */
    }
    claim_pages_done(&writer->claims);
    tf_arena_done(&writer->arena);
    free(writer);
}

/* ---- batches ---- */

static TfStatus begin_batch(Writer *writer, TfError *error)
{
    if (writer->store == NULL || writer->in_batch)
        return TF_OK;
    TfStatus status = store_begin_batch(writer->store, error);
    writer->in_batch = status == TF_OK;
    writer->batch_pages = writer->batch_bytes = 0;
    writer->batch_start = clock_milliseconds();
    return status;
}

/* The number goes with the place: behind it the documents are called as in one go. */
static TfStatus set_checkpoint(Writer *writer, Input *input, TfError *error)
{
    if (input == NULL || input->key == NULL || input->last_number == 0)
        return TF_OK;
    TfSlice number = tf_arena_format(&writer->arena, "%s\nnumber", input->key);
    if (number.bytes == NULL)
        return tf_fail_memory(error);
    TfStatus status = store_set_checkpoint(writer->store, tf_slice(input->key), input->last_place, error);
    if (status == TF_OK)
        status = store_set_checkpoint(writer->store, number, input->last_number, error);
    input->has_checkpoint = status == TF_OK;
    return status;
}

static TfStatus drop_checkpoint(Writer *writer, Input *input, TfError *error)
{
    if (!input->has_checkpoint || writer->store == NULL)
        return TF_OK;
    TfSlice number = tf_arena_format(&writer->arena, "%s\nnumber", input->key);
    if (number.bytes == NULL)
        return tf_fail_memory(error);
    input->has_checkpoint = false;
    TfStatus status = store_drop_checkpoint(writer->store, tf_slice(input->key), error);
    return status == TF_OK ? store_drop_checkpoint(writer->store, number, error) : status;
}

TfStatus writer_commit(Writer *writer, bool now, TfError *error)
{
    if (!writer->in_batch)
        return TF_OK;
    if (!now && writer->batch_pages < BATCH_PAGES && writer->batch_bytes < BATCH_BYTES &&
        clock_milliseconds() - writer->batch_start < BATCH_MILLISECONDS)
        return TF_OK;
    TfStatus status = set_checkpoint(writer, writer->input, error);
    if (status != TF_OK)
        return status;
    writer->in_batch = false;
    status = store_end_batch(writer->store, error);
    if (status == TF_OK)
        writer->committed = *writer->report;
    else
        *writer->report = writer->committed;
    return status;
}

/* ---- telling ---- */

static bool is_line(const Input *input)
{
    return input->kind == SOURCE_JSON_LINES || input->kind == SOURCE_CLAIMS;
}

/* Pages of an archive or a feed are told by their own names, others by the name of their file. */
static const char *shown_name(Writer *writer, const Input *input, const Document *document)
{
    bool has_own = input->kind == SOURCE_WARC || input->kind == SOURCE_ARC || input->kind == SOURCE_FEED;
    const char *name =
        has_own && document->id.length > 0 ? tf_arena_copy(&writer->arena, document->id).bytes : NULL;
    return name != NULL ? name : input->path;
}

static void tell(Writer *writer, const TfImported *imported)
{
    if (imported->failure != NULL)
        writer->report->failures++;
    else if (imported->was_new)
        writer->report->pages++;
    else
        writer->report->duplicates++;
    if (writer->options->sink != NULL)
        writer->options->sink(writer->options->sink_context, imported);
}

/* ---- failures ---- */

/* "#1234+56" of "news.warc.gz#1234+56": how the path was written does not matter. */
static TfSlice place_name(TfSlice id)
{
    size_t mark = id.length;
    while (mark > 0 && id.bytes[mark - 1] != '#')
        mark--;
    return mark > 0 ? tf_slice_range(id, mark, id.length) : (TfSlice){NULL, 0};
}

bool is_same_page(const StoreFailure *failure, const Document *document)
{
    TfSlice place = place_name(document->id);
    if (place.length > 0 && place_name(failure->doc).length > 0)
        return tf_slice_equal(place, place_name(failure->doc));
    return failure->number == document->number;
}

/* The page among the input's failures of earlier imports, behind the one given (NULL: the first); NULL when
 * it is not there. */
static const StoreFailure *find_known(const Input *input, const Document *document,
                                      const StoreFailure *behind)
{
    if (input->known.count == 0)
        return NULL;
    const StoreFailure *end = input->known.items + input->known.count;
    const StoreFailure *known = behind != NULL ? behind + 1 : input->known.items;
    /* What could not be had at all (number 0) is there with any of its pages. */
    while (known < end && !is_same_page(known, document) && !(input->is_address && known->number == 0))
        known++;
    return known < end ? known : NULL;
}

/* Remembered, so that it can be tried again. */
static TfStatus keep_failure(Writer *writer, const Input *input, const Document *document,
                             const TfError *failure, TfError *error)
{
    if (writer->store == NULL || input->is_missing)
        return TF_OK;
    const StoreFailure *known = find_known(input, document, NULL);
    StoreFailure row = {.run = input->run->id,
                        .path = tf_slice(input->full),
                        .doc = document->id.length > 0 ? document->id : tf_slice(input->path),
                        .number = document->number,
                        .place = document->place,
                        .url = document->url,
                        .reason = tf_slice(failure->message)};
    if (known != NULL)
        row.doc = known->doc;
    return store_add_failure(writer->store, &row, error);
}

/* The readers name the line themselves. */
static void name_failure(Writer *writer, const Input *input, const Document *document, TfError *failure)
{
    if (failure->source[0] != '\0')
        return;
    bool names_line = tf_slice_starts_with(tf_slice(failure->message), "line ");
    if (is_line(input) && document->number > 0 && !names_line)
        (void)snprintf(failure->source, sizeof failure->source, "%s:%zu", input->path, document->number);
    else
        (void)snprintf(failure->source, sizeof failure->source, "%s", shown_name(writer, input, document));
}

/* The whole import stops only for failures that every later page would meet again. */
static TfStatus page_failed(Writer *writer, const Input *input, const Document *document,
                            const TfError *failure, TfError *error)
{
    if (failure->status == TF_STORE || failure->status == TF_INTERRUPTED) {
        if (error != NULL)
            *error = *failure;
        return failure->status;
    }
    TfError shown = *failure;
    name_failure(writer, input, document, &shown);
    TfStatus status = keep_failure(writer, input, document, failure, error);
    if (status == TF_OK)
        tell(writer, &(TfImported){.file = shown_name(writer, input, document), .failure = &shown});
    return status;
}

/* A page that failed in an earlier import is read now. */
static TfStatus mend(Writer *writer, const Input *input, const Document *document, TfError *error)
{
    const StoreFailure *known = NULL;
    TfStatus status = TF_OK;
    while (writer->store != NULL && status == TF_OK && (known = find_known(input, document, known)) != NULL) {
        status = store_mend_failure(writer->store, known->id, input->run->id, error);
        writer->report->mended += status == TF_OK ? 1 : 0;
        if (status == TF_NOT_FOUND) /* mended by another import meanwhile */
            status = TF_OK;
    }
    return status;
}

/* ---- pages ---- */

/* By the address it was asked for, and by the one it has. */
static TfStatus close_links(Writer *writer, const Input *input, const Document *document, int64_t article,
                            TfError *error)
{
    if (writer->store == NULL || !input->is_address)
        return TF_OK;
    TfStatus status = store_link_fetched(writer->store, tf_slice(input->path), article, error);
    if (status == TF_OK && document->url.length > 0)
        status = store_link_fetched(writer->store, document->url, article, error);
    return status;
}

static TfStatus store_page(Writer *writer, const Input *input, const Document *document,
                           const IntakeResult *result, TfError *failure)
{
    StoreAdded added = {.was_new = true};
    if (writer->store != NULL) {
        TfStatus status = store_add_article(writer->store, &result->article, &result->claims, EXTRACT_VERSION,
                                            &added, failure);
        if (status == TF_OK)
            status = close_links(writer, input, document, added.article_id, failure);
        if (status != TF_OK)
            return status;
    }
    writer->report->claims += writer->store == NULL ? result->claims.count : added.claims_added;
    writer->batch_bytes += result->article.text.length;
    tell(writer, &(TfImported){.file = shown_name(writer, input, document),
                               .article = &result->article,
                               .claims = result->claims.items,
                               .claim_count = result->claims.count,
                               .was_new = added.was_new,
                               .was_redated = added.was_redated});
    return TF_OK;
}

static TfStatus write_page(Writer *writer, const Input *input, const Document *document, TfSlice answer,
                           const TfError *failure, TfError *error)
{
    IntakeResult result;
    TfError found = {.status = TF_OK};
    TfStatus status = TF_OK;
    if (failure != NULL) {
        found = *failure;
        status = failure->status;
    } else {
        status = wire_get_result(answer, &writer->arena, &result, &found);
    }
    if (status == TF_OK && result.outcome == INTAKE_FAILED) {
        found = result.failure;
        status = found.status;
    }
    if (status == TF_OK && result.outcome == INTAKE_EMPTY)
        writer->report->claimless++;
    else if (status == TF_OK)
        status = store_page(writer, input, document, &result, &found);
    if (status != TF_OK)
        return page_failed(writer, input, document, &found, error);
    return mend(writer, input, document, error);
}

/* ---- claims files ---- */

static TfStatus write_gathered(Writer *writer, const Input *input, TfError *error)
{
    ClaimPages *gathered = &writer->claims;
    TfError failure = {.status = TF_OK};
    StoreAdded added = {.was_new = true};
    TfStatus status = TF_OK;
    const Document page = {.id = gathered->page.count > 0 ? gathered->page.items[0].doc : tf_slice("")};
    if (gathered->page.count == 0)
        return TF_OK;
    if (writer->store != NULL)
        status = store_add_page_claims(writer->store, gathered->page.items, gathered->page.count, &added,
                                       &failure);
    bool was_new = writer->store == NULL || added.claims_added > 0;
    if (status == TF_OK) {
        writer->report->claims += writer->store == NULL ? gathered->page.count : added.claims_added;
        tell(writer, &(TfImported){.file = input->path,
                                   .claims = gathered->page.items,
                                   .claim_count = gathered->page.count,
                                   .was_new = was_new});
    } else {
        status = page_failed(writer, input, &page, &failure, error);
    }
    claim_pages_clear(gathered);
    return status;
}

/* A line of another page ends the one before. */
static TfStatus write_claim(Writer *writer, const Input *input, const Document *document, TfError *error)
{
    TfError failure = {.status = TF_OK};
    bool ends_page = false;
    TfStatus status = claim_pages_add(&writer->claims, document->bytes, &ends_page, &failure);
    if (status == TF_OK && ends_page) {
        status = write_gathered(writer, input, error);
        if (status != TF_OK)
            return status;
        status = claim_pages_add(&writer->claims, document->bytes, &ends_page, &failure);
    }
    return status == TF_OK ? TF_OK : page_failed(writer, input, document, &failure, error);
}

/* ---- links and databases ---- */

static TfStatus write_link(Writer *writer, const Input *input, const Document *document, TfError *error)
{
    bool was_new = true;
    StoreLink link = {.url = document->url,
                      .title = document->title,
                      .date = document->date,
                      .source = tf_slice(input->full)};
    if (writer->store != NULL) {
        TfError failure;
        TfStatus status = store_add_link(writer->store, &link, &was_new, &failure);
        if (status != TF_OK)
            return page_failed(writer, input, document, &failure, error);
    }
    writer->report->links += was_new ? 1 : 0;
    return TF_OK;
}

/* A transaction of its own, behind that of the pages before it. */
static TfStatus merge(Writer *writer, const Input *input, TfMerged *merged, TfError *error)
{
    StoreMerged counts;
    if (strcmp(input->path, "-") == 0)
        return tf_fail_at(error, TF_BAD_INPUT, "standard input", 0,
                          "is a tradefig database; give its path to merge it");
    if (writer->store == NULL)
        return tf_fail(error, TF_BAD_USAGE,
                       "is a tradefig database; what merging it brings is known only by doing it, without "
                       "--dry-run");
    TfStatus status = writer_commit(writer, true, error);
    if (status == TF_OK)
        status = store_merge(writer->store, input->full, &counts, error);
    if (status == TF_OK)
        *merged = (TfMerged){counts.articles, counts.claims, counts.duplicates, counts.decisions};
    return status;
}

/* A failure is not kept: whoever gave the database gives it again. */
static TfStatus write_database(Writer *writer, Input *input, TfError *error)
{
    TfError failure = {.status = TF_OK};
    TfMerged merged = {.articles = 0};
    TfImportReport *report = writer->report;
    TfStatus status = merge(writer, input, &merged, &failure);
    input->is_missing = true;
    if (status != TF_OK) {
        if (failure.status == TF_STORE) /* of the other file: ours would say so again */
            failure.status = TF_BAD_INPUT;
        status = begin_batch(writer, error);
        return status != TF_OK
                   ? status
                   : page_failed(writer, input, &(Document){.id = tf_slice(input->path)}, &failure, error);
    }
    report->pages += merged.articles;
    report->claims += merged.claims;
    report->duplicates += merged.duplicates;
    report->decisions += merged.decisions;
    if (writer->options->sink != NULL)
        writer->options->sink(writer->options->sink_context,
                              &(TfImported){.file = input->path,
                                            .was_new = merged.articles + merged.claims + merged.decisions > 0,
                                            .merged = &merged});
    return begin_batch(writer, error);
}

/* ---- items ---- */

Item *item_create(ItemKind kind, Input *input, const Document *document)
{
    Item *item = calloc(1, sizeof *item);
    if (item == NULL)
        return NULL;
    *item = (Item){.kind = kind, .input = input};
    text_init(&item->packed, 0);
    if (document == NULL)
        return item;
    Document packed = *document;
    if (kind != ITEM_CLAIM)
        packed.bytes = (TfSlice){NULL, 0};
    wire_put_document(&item->packed, &packed);
    if (!item->packed.failed)
        return item;
    item_free(item);
    return NULL;
}

void item_free(Item *item)
{
    if (item == NULL)
        return;
    free(item->failure);
    text_done(&item->packed);
    free(item);
}

void input_free(Input *input)
{
    if (input == NULL)
        return;
    free(input->path);
    free(input->full);
    free(input->key);
    free(input);
}

void run_free(Run *run)
{
    if (run != NULL)
        free(run->source);
    free(run);
}

/* An input that as such could not be read once (number 0) was read to its end without a failure. */
static TfStatus mend_whole(Writer *writer, const Input *input, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t i = 0; writer->store != NULL && i < input->known.count && status == TF_OK; i++) {
        if (input->known.items[i].number != 0)
            continue;
        status = store_mend_failure(writer->store, input->known.items[i].id, input->run->id, error);
        writer->report->mended += status == TF_OK ? 1 : 0;
        if (status == TF_NOT_FOUND) /* mended with one of its pages */
            status = TF_OK;
    }
    return status;
}

static TfStatus end_input(Writer *writer, Input *input, TfError *error)
{
    writer->report->unread += input->counts.unwanted;
    writer->report->others += input->counts.others;
    TfStatus status = drop_checkpoint(writer, input, error);
    if (status == TF_OK && input->failures == 0)
        status = mend_whole(writer, input, error);
    writer->input = NULL;
    input->is_done = true;
    return status;
}

static TfStatus write_item(Writer *writer, const Item *item, const Document *document, TfSlice answer,
                           const TfError *failure, TfError *error)
{
    switch (item->kind) {
    case ITEM_PAGE:
        return write_page(writer, item->input, document, answer, failure, error);
    case ITEM_FAILED:
        return page_failed(writer, item->input, document, item->failure, error);
    case ITEM_CLAIM:
        return write_claim(writer, item->input, document, error);
    case ITEM_LINK:
        return write_link(writer, item->input, document, error);
    case ITEM_DATABASE:
        return write_database(writer, item->input, error);
    case ITEM_INPUT_END:
        return end_input(writer, item->input, error);
    default:
        return TF_OK;
    }
}

/* Where the import goes on after an interruption: behind this document, unless it is part of a page that is
 * gathered still. */
static void move_on(Writer *writer, Input *input, const Document *document)
{
    writer->input = input;
    if (document->number == 0 || writer->claims.page.count > 0)
        return;
    input->last_number = document->number;
    input->last_place = document->place;
}

static TfStatus take_item(Writer *writer, const Item *item, TfSlice answer, const TfError *failure,
                          TfError *error)
{
    Document document = {.kind = DOCUMENT_NONE};
    TfStatus status = TF_OK;
    if (item->packed.length > 0)
        status = wire_get_document(text_slice(&item->packed), &document, error);
    if (status == TF_OK)
        status = begin_batch(writer, error);
    if (status == TF_OK && item->kind != ITEM_CLAIM && item->input != NULL)
        status = write_gathered(writer, item->input, error);
    size_t failures = writer->report->failures;
    if (status == TF_OK)
        status = write_item(writer, item, &document, answer, failure, error);
    if (item->input != NULL)
        item->input->failures += writer->report->failures - failures;
    if (status == TF_OK && item->input != NULL && item->kind != ITEM_INPUT_END)
        move_on(writer, item->input, &document);
    writer->batch_pages++;
    return status;
}

static TfStatus start_run(Writer *writer, Run *run, TfError *error)
{
    run->before = *writer->report;
    writer->run = run;
    if (writer->store == NULL)
        return TF_OK;
    return store_start_run(writer->store, tf_slice(run->source), &run->id, error);
}

/* Its end says that everything before it is on the disk, so that is committed first. */
static TfStatus end_run(Writer *writer, const char *why, TfError *error)
{
    const Run *run = writer->run;
    const TfImportReport *now = writer->report;
    TfStatus status = writer_commit(writer, true, error);
    writer->run = NULL;
    if (status != TF_OK || writer->store == NULL || run == NULL)
        return status;
    StoreRun counts = {.articles = now->pages - run->before.pages,
                       .claims = now->claims - run->before.claims,
                       .duplicates = now->duplicates - run->before.duplicates,
                       .failures = now->failures - run->before.failures,
                       .message = tf_slice(why)};
    return store_end_run(writer->store, run->id, &counts, error);
}

static TfStatus take(Writer *writer, const Item *item, TfSlice answer, const TfError *failure, TfError *error)
{
    if (item->kind == ITEM_RUN_START)
        return start_run(writer, item->run, error);
    if (item->kind == ITEM_RUN_END) {
        item->run->is_done = true;
        return end_run(writer, NULL, error);
    }
    TfStatus status = take_item(writer, item, answer, failure, error);
    return status == TF_OK ? writer_commit(writer, false, error) : status;
}

TfStatus writer_take(void *writer, void *tag, TfSlice answer, const TfError *failure, TfError *error)
{
    TfStatus status = take(writer, tag, answer, failure, error);
    tf_arena_reset(&((Writer *)writer)->arena);
    item_free(tag);
    return status;
}

TfStatus writer_stop(Writer *writer, const char *why, TfError *error)
{
    TfStatus status = TF_OK;
    if (writer->input != NULL && writer->claims.page.count > 0)
        status = write_gathered(writer, writer->input, error);
    return status == TF_OK ? end_run(writer, why, error) : status;
}
