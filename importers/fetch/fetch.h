/* Pages by HTTP, politely: robots.txt is asked first (RFC 9309), a host is not asked twice at once, and
 * nothing may be endless (redirects, time, bytes). */
#ifndef IMPORTERS_FETCH_FETCH_H
#define IMPORTERS_FETCH_FETCH_H

#include "tracker/base/arena.h"
#include "tracker/base/date.h"

#include <stdint.h>

/* Bytes of a page once unpacked, redirects, and seconds without the whole page. */
#define FETCH_MOST_BYTES     ((size_t)16 << 20)
#define FETCH_MOST_REDIRECTS 10
#define FETCH_MOST_SECONDS   120

/* Zero stands for the usual value of each. */
typedef struct FetchOptions {
    const char *contact;     /* told to the hosts with our name: an address or page; may be NULL */
    size_t most_bytes;       /* FETCH_MOST_BYTES */
    long most_milliseconds;  /* of one page in all: FETCH_MOST_SECONDS */
    long stall_seconds;      /* without 10 bytes a second: 30 */
    long pause_milliseconds; /* between two requests to a host: 1000; less than 0 is none */
    long most_pause_seconds; /* of a Crawl-delay in robots.txt: 10 */
    /* NULL, or asked several times a second; true ends the fetch with TF_INTERRUPTED. */
    bool (*is_stopped)(void *user);
    void *user;
} FetchOptions;

/* What was fetched, in the arena. Slices with bytes NULL were not told. */
typedef struct Fetched {
    bool is_unchanged;  /* since the answer whose etag or last_modified was given: there are no bytes */
    TfSlice bytes;      /* content encoding undone */
    TfSlice url;        /* where it was in the end, without user-info and fragment */
    TfSlice media_type; /* "text/html" */
    TfSlice charset;
    TfSlice etag;
    TfSlice last_modified;
    TfDate day; /* of the fetch, UTC */
} Fetched;

/* Holds connections, robots.txt of each host and when it was asked last; for one thread. */
typedef struct Fetcher Fetcher;

TF_CHECKED TfStatus fetch_open(const FetchOptions *options, Fetcher **fetcher, TfError *error);
/* NULL is allowed. */
void fetch_close(Fetcher *fetcher);

/* Whether an input's name is an address that can be fetched. */
bool fetch_is_url(const char *name);

/* Fetches one address.
 *
 * etag, last_modified  of the last answer, bytes NULL when there was none
 * Errors  TF_BAD_INPUT no address of http or https, or robots.txt does not allow it; TF_NOT_FOUND the
 * page is not there, or not for us (404, 410, 401, 451); TF_IO the network, the host or its answer (the
 * message says what, in one line that begins with the address); TF_LIMIT too large; TF_INTERRUPTED;
 * TF_NO_MEMORY */
TF_CHECKED TfStatus fetch_page(Fetcher *fetcher, TfSlice url, TfSlice etag, TfSlice last_modified,
                               TfArena *arena, Fetched *fetched, TfError *error);

#endif
