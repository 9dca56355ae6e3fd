/* Pages and feeds by their address: what intake_fetch and intake_follow hand on goes through the pool like
 * the documents of a file. */
#define _GNU_SOURCE /* strndup, realpath */
#include "tracker/intake/feed.h"
#include "tracker/intake/follow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Addresses {
    Import *import;
    Input *input;    /* the address given */
    TfStatus status; /* of what the pipeline said, not the network */
} Addresses;

static bool is_stopped(void *user)
{
    const Import *import = user;
    return import->options->should_stop != NULL && import->options->should_stop();
}

/* A fetch waits for the network, and between two pages of a host: what came is stored meanwhile. */
static TfStatus settle(void *context, TfError *error)
{
    Addresses *addresses = context;
    TfStatus status = pool_finish(addresses->import->pool, error);
    if (status == TF_OK)
        status = writer_commit(addresses->import->writer, true, error);
    if (addresses->status == TF_OK) /* a disk that was full stays the reason why the import ended */
        addresses->status = status;
    return status;
}

static FollowOptions follow_options(Import *import)
{
    return (FollowOptions){.fetch = {.is_stopped = is_stopped, .user = import},
                           .source = import_source_options(import),
                           .settle = settle};
}

/* Messages of a fetch begin with the address, which the listing puts in front itself. */
static TfError without_address(const TfError *failure, TfSlice address)
{
    TfError result = *failure;
    TfSlice message = tf_slice(failure->message);
    TfSlice start = tf_slice_range(message, 0, address.length);
    if (address.length > 0 && tf_slice_equal(start, address) &&
        tf_slice_starts_with(tf_slice_range(message, address.length, message.length), ": "))
        (void)snprintf(result.message, sizeof result.message, "%s", failure->message + address.length + 2);
    return result;
}

/* Whether asking again would say the same: it is remembered as failed. Else the link just stays open. */
static bool is_for_good(TfStatus status)
{
    return status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_LIMIT;
}

static TfStatus pass_on(Import *import, Input *input, const Document *document, const TfError *failure,
                        TfError *error)
{
    if (failure == NULL)
        return import_hand_on(import, input, document, error);
    TfError shown = without_address(failure, document->id);
    return import_tell_failure(import, input, document, &shown, error);
}

/* The page of a link is an input of its own, so that it can be tried again without its feed. */
static TfStatus take_link(Import *import, const Document *document, TfSlice link, const TfError *failure,
                          TfError *error)
{
    char *path = strndup(link.bytes, link.length);
    Input *input = path != NULL ? import_new_input(import, path, error) : NULL;
    free(path);
    if (input == NULL)
        return tf_fail_memory(error);
    input->kind = SOURCE_FEED;
    input->is_missing = failure != NULL && !is_for_good(failure->status);
    TfStatus status = pass_on(import, input, document, failure, error);
    return status == TF_OK ? import_end_input(import, input, error) : status;
}

static TfStatus on_document(void *context, const Document *document, TfSlice link, const TfError *failure,
                            TfError *error)
{
    Addresses *addresses = context;
    Import *import = addresses->import;
    import->documents++;
    addresses->status = link.length > 0 ? take_link(import, document, link, failure, error)
                                        : pass_on(import, addresses->input, document, failure, error);
    if (addresses->status == TF_OK && is_stopped(import))
        addresses->status = tf_fail(error, TF_INTERRUPTED, "interrupted");
    return addresses->status;
}

/* What ended it costs the address alone, unless the pipeline or the user ended it. */
static TfStatus end_address(Addresses *addresses, TfStatus status, const TfError *failure, TfError *error)
{
    TfSlice url = tf_slice(addresses->input->path);
    bool ends_all = addresses->status != TF_OK || status == TF_NO_MEMORY || status == TF_INTERRUPTED ||
                    status == TF_STORE;
    if (status != TF_OK && ends_all) {
        if (error != NULL)
            *error = *failure;
        return status;
    }
    if (status != TF_OK) {
        TfError shown = without_address(failure, tf_slice(addresses->input->full));
        Document page = {.id = url, .url = url, .number = is_for_good(status)};
        status = pass_on(addresses->import, addresses->input, &page, &shown, error);
    }
    return status == TF_OK ? import_end_input(addresses->import, addresses->input, error) : status;
}

static TfStatus begin_address(Import *import, const char *url, Addresses *addresses, TfError *error)
{
    *addresses = (Addresses){.import = import, .input = import_new_input(import, url, error)};
    if (addresses->input == NULL)
        return TF_NO_MEMORY;
    addresses->input->kind = SOURCE_FEED; /* its documents are told by their own names */
    return TF_OK;
}

TfStatus import_address(Import *import, const char *url, TfError *error)
{
    Addresses addresses;
    FollowReport report;
    TfError failure = {.status = TF_OK};
    FollowOptions options = follow_options(import);
    TfStatus status = begin_address(import, url, &addresses, error);
    if (status != TF_OK)
        return status;
    status = intake_fetch(tf_slice(url), &options, on_document, &addresses, &report, &failure);
    return end_address(&addresses, status, &failure, error);
}

TfStatus import_followed(Import *import, const char *feed, TfError *error)
{
    Addresses addresses;
    FollowReport report = {.feeds = 0};
    TfError failure = {.status = TF_OK};
    FollowOptions options = follow_options(import);
    if (import->store == NULL)
        return tf_fail(error, TF_BAD_USAGE,
                       "--feed takes what the database has not seen yet, so it cannot be a dry run");
    TfStatus status = begin_address(import, feed, &addresses, error);
    if (status != TF_OK)
        return status;
    addresses.input->is_missing = true; /* the feed is read again by following it again */
    TfSlice source = tf_slice(addresses.input->full);
    status = intake_follow(import->store, source, &options, on_document, &addresses, &report, &failure);
    import->report->links += report.links;
    import->report->left += report.left;
    return end_address(&addresses, status, &failure, error);
}
