/* An address becomes documents: a page, or what is new in a feed or sitemap.
 *
 * The store remembers what a feed told (links) and what HTTP said of it (visits), so that following it again
 * asks only for what is new. */
#ifndef TRACKER_INTAKE_FOLLOW_H
#define TRACKER_INTAKE_FOLLOW_H

#include "importers/archive/source.h"
#include "importers/fetch/fetch.h"
#include "tracker/store/store.h"

/* Feeds behind one address: those of a sitemap index, and of an index in it. */
#define FOLLOW_MOST_FEEDS  1000
#define FOLLOW_MOST_LEVELS 3

typedef struct FollowOptions {
    FetchOptions fetch;
    SourceOptions source;
    size_t most_pages; /* fetched in one go; 0: 500. The others stay open and come next time */
    /* NULL, or asked (with the sink's context) before every request and before a feed is remembered as read:
     * to store what was handed on until then. */
    TfStatus (*settle)(void *context, TfError *error);
} FollowOptions;

typedef struct FollowReport {
    size_t feeds;     /* that were fetched, */
    size_t unchanged; /* and that had not changed since */
    size_t links;     /* that no feed told of before */
    size_t pages;     /* handed on */
    size_t failures;
    size_t left; /* links that stay open because of most_pages */
} FollowReport;

/* Takes one document, or what went wrong over one (`failure` not NULL; then document has its id and address).
 *
 * link  the address the feed told, bytes NULL for none: whoever stores the article calls store_link_fetched
 *       with it
 * Returns a status other than TF_OK to end the whole. */
typedef TfStatus FollowSink(void *context, const Document *document, TfSlice link, const TfError *failure,
                            TfError *error);

/* Fetches one address and hands on the documents it holds: one for a page, many for a feed.
 * Errors  as fetch_page and source_open_bytes; the sink's */
TF_CHECKED TfStatus intake_fetch(TfSlice url, const FollowOptions *options, FollowSink *sink, void *context,
                                 FollowReport *report, TfError *error);

/* Follows a feed or sitemap: entries with an article of their own are handed on at once, then the pages of
 * links that are open, oldest first (store_link_is_open: what failed for good is not asked for again).
 *
 * url     an address, or the path of a file from the root on, which is read each time
 * Errors  of the first address; of the store; the sink's; TF_INTERRUPTED. A page or a further feed that
 * cannot be had is told to the sink */
TF_CHECKED TfStatus intake_follow(Store *store, TfSlice url, const FollowOptions *options, FollowSink *sink,
                                  void *context, FollowReport *report, TfError *error);

#endif
