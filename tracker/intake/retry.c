/* Pages that failed are found again by their place in their input, in one pass through it. */
#define _GNU_SOURCE /* strndup */
#include "importers/fetch/fetch.h"
#include "tracker/intake/feed.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_known(const Input *input, const Document *document)
{
    for (size_t i = 0; i < input->known.count; i++)
        if (is_same_page(&input->known.items[i], document))
            return true;
    return false;
}

/* Whether what failed was not one page but all behind its place: the packing was damaged, the archive cut
 * off. The store keeps the reason in words, which are the archive readers' own. */
static bool is_of_the_rest(const StoreFailure *failure)
{
    return failure->number == 0 || tf_slice_find(failure->reason, 0, "cut off") != TF_NOWHERE ||
           tf_slice_find(failure->reason, 0, "damaged") != TF_NOWHERE;
}

/* The place from which on everything is to be read; UINT64_MAX when single pages are looked for. */
static uint64_t place_of_the_rest(const Input *input)
{
    for (size_t i = 0; i < input->known.count; i++)
        if (is_of_the_rest(&input->known.items[i]))
            return input->known.items[i].place;
    return UINT64_MAX;
}

/* Reads on until behind the last page that is looked for, or to the end. */
static TfStatus read_failed(Import *import, Input *input, Source *source, TfError *error)
{
    uint64_t rest = place_of_the_rest(input);
    uint64_t last_place = input->known.items[input->known.count - 1].place;
    Document document;
    bool is_broken = false;
    TfStatus status;
    do {
        status = import_next(import, input, source, &document, &is_broken, error);
        if (status == TF_OK && document.kind != DOCUMENT_NONE && !is_broken &&
            (document.place >= rest || is_known(input, &document)))
            status = import_hand_on(import, input, &document, error);
    } while (status == TF_OK && document.kind != DOCUMENT_NONE &&
             (rest != UINT64_MAX || document.place <= last_place));
    return status;
}

/* The gate is not asked again of single pages: whatever failed was wanted. */
static TfStatus retry_input(Import *import, const char *path, TfError *error)
{
    Source *source = NULL;
    TfError failure = {.status = TF_OK};
    SourceOptions options = import_source_options(import);
    Input *input = import_new_input(import, path, error);
    if (input == NULL)
        return TF_NO_MEMORY;
    if (place_of_the_rest(input) == UINT64_MAX)
        options.is_wanted = NULL;
    options.from = input->known.count > 0 ? input->known.items[0].place : 0;
    options.from_number = input->known.count > 0 ? input->known.items[0].number : 0;
    TfStatus status = source_open(path, &options, &source, &failure);
    if (status == TF_OK) {
        input->kind = source_kind(source);
        status = input->known.count > 0 ? read_failed(import, input, source, error) : TF_OK;
    } else {
        status = import_tell_failure(import, input, &(Document){.id = tf_slice(path)}, &failure, error);
    }
    source_close(source);
    if (status != TF_OK)
        return status;
    return import_end_input(import, input, error);
}

static TfStatus tell_lost(Import *import, const char *path, TfError *error)
{
    TfError failure;
    Input *input = import_new_input(import, path, error);
    if (input == NULL)
        return TF_NO_MEMORY;
    input->is_missing = true;
    (void)tf_fail_at(&failure, TF_IO, "standard input", 0,
                     "%zu of its pages failed and cannot be read again from here: import that input again",
                     input->known.count);
    TfStatus status = import_tell_failure(import, input, &(Document){.id = tf_slice(path)}, &failure, error);
    if (status != TF_OK)
        return status;
    return import_end_input(import, input, error);
}

static TfStatus retry_path(Import *import, const char *path, TfError *error)
{
    if (fetch_is_url(path))
        return import_address(import, path, error);
    return strcmp(path, "-") == 0 ? tell_lost(import, path, error) : retry_input(import, path, error);
}

TfStatus intake_retry(Store *store, const IntakeOptions *options, TfImportReport *report, TfError *error)
{
    Import import;
    TfStatus status = import_open(&import, store, options, report, error);
    for (size_t i = 0; status == TF_OK && i < import.failures.count;) {
        TfSlice path = import.failures.items[i].path;
        char *copy = strndup(path.bytes, path.length);
        status = copy != NULL ? import_run(&import, copy, retry_path, error) : tf_fail_memory(error);
        free(copy);
        while (i < import.failures.count && tf_slice_equal(import.failures.items[i].path, path))
            i++;
    }
    return import_close(&import, status, error);
}
