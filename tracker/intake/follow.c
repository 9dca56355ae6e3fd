/* Following an address: fetched, taken apart, and for feeds compared with what the store knows. */
#include "tracker/intake/follow.h"

#include <stdlib.h>
#include <string.h>

#define USUAL_MOST_PAGES 500

typedef struct Feed {
    TfSlice url;
    size_t level;
} Feed;

typedef struct Follow {
    Store *store;
    const FollowOptions *options;
    FollowSink *sink;
    void *context;
    FollowReport *report;
    Fetcher *fetcher;
    TfArena arena; /* of the whole */
    TfArena page;  /* of the address at hand */
    Feed *feeds;
    size_t feed_count;
    size_t feed_capacity;
    TfSlice *handed; /* links of the feed at hand whose articles were in it: they need no fetch */
    size_t handed_count;
    size_t handed_capacity;
    size_t attempts; /* pages asked for, also in vain */
    bool is_over;    /* whoever stores the pages cannot go on */
} Follow;

/* Ends the whole, not only the page it happened to. */
static bool is_fatal(const Follow *follow, TfStatus status)
{
    return follow->is_over || status == TF_NO_MEMORY || status == TF_INTERRUPTED || status == TF_STORE;
}

static TfStatus hand_on(Follow *follow, const Document *document, TfSlice link, TfError *error)
{
    follow->report->pages++;
    TfStatus status = follow->sink(follow->context, document, link, NULL, error);
    follow->is_over = follow->is_over || status != TF_OK;
    return status;
}

static TfStatus tell_failure(Follow *follow, TfSlice url, TfSlice link, const TfError *failure,
                             TfError *error)
{
    Document document = {.id = url, .url = url, .number = 1};
    follow->report->failures++;
    TfStatus status = follow->sink(follow->context, &document, link, failure, error);
    follow->is_over = follow->is_over || status != TF_OK;
    return status;
}

static TfStatus settle(Follow *follow, TfError *error)
{
    TfStatus status =
        follow->options->settle != NULL ? follow->options->settle(follow->context, error) : TF_OK;
    follow->is_over = follow->is_over || status != TF_OK;
    return status;
}

static TfStatus open_fetched(Follow *follow, const Fetched *fetched, Source **source, TfError *error)
{
    return source_open_bytes(fetched->bytes, fetched->url.bytes, fetched->url, fetched->day,
                             &follow->options->source, source, error);
}

/* ---- pages ---- */

/* What a link told of its page goes with it, where the page's container says nothing. */
static void add_told(Document *document, const StoreLink *link, const Fetched *fetched)
{
    if (document->title.bytes == NULL)
        document->title = link->title;
    if (!tf_date_is_set(document->date))
        document->date = link->date;
    if (document->charset.bytes == NULL)
        document->charset = fetched->charset;
}

static TfStatus take_documents(Follow *follow, Source *source, const Fetched *fetched, const StoreLink *link,
                               TfError *error)
{
    for (;;) {
        Document document;
        TfError failure;
        TfStatus status = source_next(source, &document, &failure);
        if (status == TF_OK && document.kind == DOCUMENT_NONE)
            return TF_OK;
        if (status == TF_OK) {
            add_told(&document, link, fetched);
            status = hand_on(follow, &document, link->url, error);
            if (status != TF_OK)
                return status;
            continue;
        }
        if (is_fatal(follow, status)) {
            if (error != NULL)
                *error = failure;
            return status;
        }
        TfStatus told = tell_failure(follow, document.id, link->url, &failure, error);
        if (told != TF_OK || status == TF_IO)
            return told;
    }
}

static TfStatus fetch_link(Follow *follow, const StoreLink *link, TfSlice url, TfError *error)
{
    TfSlice none = {NULL, 0};
    Fetched fetched;
    Source *source = NULL;
    tf_arena_reset(&follow->page);
    TfStatus status = settle(follow, error);
    if (status == TF_OK)
        status = fetch_page(follow->fetcher, url, none, none, &follow->page, &fetched, error);
    if (status == TF_OK)
        status = open_fetched(follow, &fetched, &source, error);
    if (status == TF_OK && source_kind(source) == SOURCE_DATABASE)
        status = tf_fail(error, TF_BAD_INPUT, "%.*s: is a tradefig database; save it and import the file",
                         TF_SLICE_ARG(url));
    else if (status == TF_OK)
        status = take_documents(follow, source, &fetched, link, error);
    source_close(source);
    return status;
}

static int by_bytes(const void *a, const void *b)
{
    return tf_slice_compare(*(const TfSlice *)a, *(const TfSlice *)b);
}

static bool was_handed_on(const Follow *follow, TfSlice url)
{
    return follow->handed_count > 0 &&
           bsearch(&url, follow->handed, follow->handed_count, sizeof url, by_bytes) != NULL;
}

static TfStatus fetch_open_links(Follow *follow, TfSlice feed, TfError *error)
{
    StoreLinks links;
    size_t most = follow->options->most_pages > 0 ? follow->options->most_pages : USUAL_MOST_PAGES;
    TfStatus status = store_links(follow->store, feed, true, &follow->arena, &links, error);
    if (follow->handed_count > 0)
        qsort(follow->handed, follow->handed_count, sizeof follow->handed[0], by_bytes);
    for (size_t i = 0; status == TF_OK && i < links.count; i++) {
        TfError failure;
        bool is_open = false;
        if (was_handed_on(follow, links.items[i].url))
            continue;
        status = store_link_is_open(follow->store, links.items[i].url, &is_open, error);
        if (status != TF_OK || !is_open)
            continue;
        if (follow->attempts >= most) {
            follow->report->left += links.count - i;
            break;
        }
        follow->attempts++;
        status = fetch_link(follow, &links.items[i], links.items[i].url, &failure);
        if (is_fatal(follow, status) && error != NULL)
            *error = failure;
        if (status != TF_OK && !is_fatal(follow, status))
            status = tell_failure(follow, links.items[i].url, links.items[i].url, &failure, error);
    }
    return status;
}

/* ---- feeds ---- */

static TfStatus add_feed(Follow *follow, TfSlice url, size_t level, TfError *error)
{
    for (size_t i = 0; i < follow->feed_count; i++)
        if (tf_slice_equal(follow->feeds[i].url, url))
            return TF_OK;
    if (level >= FOLLOW_MOST_LEVELS || follow->feed_count >= FOLLOW_MOST_FEEDS)
        return TF_OK;
    TfSlice kept = tf_arena_copy(&follow->arena, url);
    if (kept.bytes == NULL || !tf_arena_grow(&follow->arena, &follow->feeds, &follow->feed_capacity,
                                             follow->feed_count, sizeof follow->feeds[0]))
        return tf_fail_memory(error);
    follow->feeds[follow->feed_count++] = (Feed){kept, level};
    return TF_OK;
}

/* An entry: a link to keep, and the article itself when it is there and new. */
static TfStatus take_entry(Follow *follow, const Feed *feed, const Document *document, TfError *error)
{
    bool was_new = true;
    bool is_open = true; /* one that was handed on and not stored comes again */
    StoreLink link = {
        .url = document->url, .title = document->title, .date = document->date, .source = feed->url};
    TfStatus status = TF_OK;
    if (document->url.length > 0)
        status = store_add_link(follow->store, &link, &was_new, error);
    if (status == TF_OK && document->url.length > 0)
        status = store_link_is_open(follow->store, document->url, &is_open, error);
    if (status != TF_OK)
        return status;
    follow->report->links += document->url.length > 0 && was_new;
    if (document->kind == DOCUMENT_LINK || !is_open)
        return TF_OK;
    if (document->url.length > 0) {
        TfSlice url = tf_arena_copy(&follow->arena, document->url);
        if (url.bytes == NULL || !tf_arena_grow(&follow->arena, &follow->handed, &follow->handed_capacity,
                                                follow->handed_count, sizeof url))
            return tf_fail_memory(error);
        follow->handed[follow->handed_count++] = url;
    }
    return hand_on(follow, document, document->url, error);
}

/* An index tells of sitemaps, not of pages. */
static TfStatus take_entries(Follow *follow, const Feed *feed, Source *source, TfError *error)
{
    TfStatus status = TF_OK;
    while (status == TF_OK) {
        Document document;
        TfError failure;
        status = source_next(source, &document, &failure);
        if (status == TF_OK && document.kind == DOCUMENT_NONE)
            return TF_OK;
        if (status == TF_OK) {
            status = source_is_index(source) ? add_feed(follow, document.url, feed->level + 1, error)
                                             : take_entry(follow, feed, &document, error);
            continue;
        }
        bool is_over = status == TF_IO;
        if (is_fatal(follow, status) && error != NULL)
            *error = failure;
        if (!is_fatal(follow, status))
            status = tell_failure(follow, feed->url, (TfSlice){NULL, 0}, &failure, error);
        if (is_over)
            return status;
    }
    return status;
}

/* Reads a feed that was fetched, or a file (fetched NULL). is_index out: it told of sitemaps. */
static TfStatus read_feed(Follow *follow, const Feed *feed, const Fetched *fetched, bool *is_index,
                          TfError *error)
{
    Source *source = NULL;
    TfStatus status = fetched != NULL
                          ? open_fetched(follow, fetched, &source, error)
                          : source_open(feed->url.bytes, &follow->options->source, &source, error);
    if (status != TF_OK)
        return status;
    SourceKind kind = source_kind(source);
    if (kind == SOURCE_FEED || kind == SOURCE_SITEMAP)
        status = take_entries(follow, feed, source, error);
    else
        status = tf_fail(error, TF_BAD_INPUT, "%.*s: is a %s, a feed or sitemap was needed",
                         TF_SLICE_ARG(feed->url), source_kind_name(kind));
    *is_index = source_is_index(source);
    source_close(source);
    return status;
}

static TfStatus fetch_feed(Follow *follow, const Feed *feed, Fetched *fetched, TfError *error)
{
    StoreVisit visit;
    TfStatus status = settle(follow, error);
    if (status == TF_OK)
        status = store_visit(follow->store, feed->url, &follow->page, &visit, error);
    if (status == TF_OK)
        status = fetch_page(follow->fetcher, feed->url, visit.etag, visit.last_modified, &follow->page,
                            fetched, error);
    return status;
}

/* An index is read each time, since only so its sitemaps are known; a file is, too. */
static TfStatus visit_feed(Follow *follow, const Feed *feed, TfError *error)
{
    Fetched fetched = {.is_unchanged = false};
    bool is_file = !fetch_is_url(feed->url.bytes);
    bool is_index = false;
    tf_arena_reset(&follow->page);
    TfStatus status = is_file ? TF_OK : fetch_feed(follow, feed, &fetched, error);
    if (status != TF_OK)
        return status;
    follow->report->feeds++;
    if (fetched.is_unchanged) {
        follow->report->unchanged++;
        return TF_OK;
    }
    status = read_feed(follow, feed, is_file ? NULL : &fetched, &is_index, error);
    if (status != TF_OK || is_index || is_file)
        return status;
    /* Only when its entries are stored: had it been broken off, the next time must read the feed again. */
    status = settle(follow, error);
    StoreVisit visit = {.url = feed->url, .etag = fetched.etag, .last_modified = fetched.last_modified};
    return status == TF_OK ? store_set_visit(follow->store, &visit, error) : status;
}

static TfStatus follow_feeds(Follow *follow, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t i = 0; status == TF_OK && i < follow->feed_count; i++) {
        Feed feed = follow->feeds[i];
        TfError failure;
        follow->handed_count = 0;
        status = visit_feed(follow, &feed, &failure);
        if (status == TF_OK) {
            status = fetch_open_links(follow, feed.url, error);
            continue;
        }
        if (error != NULL)
            *error = failure;
        if (i > 0 && !is_fatal(follow, status)) /* one of an index costs itself */
            status = tell_failure(follow, feed.url, (TfSlice){NULL, 0}, &failure, error);
    }
    return status;
}

/* ---- the whole ---- */

static TfStatus begin(Follow *follow, TfError *error)
{
    tf_arena_init(&follow->arena, 0);
    tf_arena_init(&follow->page, 0);
    *follow->report = (FollowReport){0};
    return fetch_open(&follow->options->fetch, &follow->fetcher, error);
}

static void end(Follow *follow)
{
    fetch_close(follow->fetcher);
    tf_arena_done(&follow->page);
    tf_arena_done(&follow->arena);
}

TfStatus intake_fetch(TfSlice url, const FollowOptions *options, FollowSink *sink, void *context,
                      FollowReport *report, TfError *error)
{
    Follow follow = {.options = options, .sink = sink, .context = context, .report = report};
    StoreLink none = {.url = {NULL, 0}};
    TfStatus status = begin(&follow, error);
    if (status == TF_OK)
        status = fetch_link(&follow, &none, url, error);
    end(&follow);
    return status;
}

TfStatus intake_follow(Store *store, TfSlice url, const FollowOptions *options, FollowSink *sink,
                       void *context, FollowReport *report, TfError *error)
{
    Follow follow = {.store = store, .options = options, .sink = sink, .context = context, .report = report};
    TfStatus status = begin(&follow, error);
    if (status == TF_OK)
        status = add_feed(&follow, url, 0, error);
    if (status == TF_OK)
        status = follow_feeds(&follow, error);
    end(&follow);
    return status;
}
