/* One address by libcurl: hop by hop, so that each host's robots.txt is asked before it is. */
#define _GNU_SOURCE /* nanosleep, clock_gettime */
#include "importers/fetch/fetch.h"

#include "importers/fetch/robots.h"
#include "tracker/base/clock.h"
#include "tracker/base/text.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define AGENT_NAME "tradefig"
/* Hosts that are remembered; more are asked anew. */
#define MOST_HOSTS       1000
#define MOST_URL_BYTES   4096
#define ROBOTS_REDIRECTS 5

typedef enum RobotsState { ROBOTS_RULES, ROBOTS_ALL, ROBOTS_NONE } RobotsState;

typedef struct Host {
    struct Host *next;
    char *origin; /* "https://example.org:8443" */
    RobotsState state;
    Robots robots;
    bool is_silent;   /* not even an answer about robots.txt */
    int64_t asked_at; /* milliseconds; 0 never */
} Host;

struct Fetcher {
    FetchOptions options;
    CURL *curl;
    TfArena arena; /* of hosts and their rules */
    Host *hosts;
    size_t host_count;
    char agent[256];
};

/* One answer of a host. */
typedef struct Answer {
    const Fetcher *fetcher;
    TextBuilder body;
    size_t most_bytes;
    bool is_too_large;
    long status;
    char etag[512];
    char last_modified[128];
    char type[256];
    char redirect[MOST_URL_BYTES];
} Answer;

/* An address in its parts. */
typedef struct Address {
    char url[MOST_URL_BYTES]; /* without user-info and fragment */
    char origin[512];
    char path[MOST_URL_BYTES]; /* with its query */
} Address;

static bool is_stopped(const Fetcher *fetcher)
{
    return fetcher->options.is_stopped != NULL && fetcher->options.is_stopped(fetcher->options.user);
}

bool fetch_is_url(const char *name)
{
    TfSlice slice = tf_slice(name);
    return tf_slice_equal_ascii_case(tf_slice_range(slice, 0, 7), tf_slice("http://")) ||
           tf_slice_equal_ascii_case(tf_slice_range(slice, 0, 8), tf_slice("https://"));
}

static bool take_part(CURLU *parts, CURLUPart part, char *to, size_t room)
{
    char *text = NULL;
    bool is_taken = curl_url_get(parts, part, &text, 0) == CURLUE_OK && strlen(text) < room;
    if (is_taken)
        memcpy(to, text, strlen(text) + 1);
    curl_free(text);
    return is_taken;
}

static bool split_address(TfSlice url, Address *address)
{
    char text[MOST_URL_BYTES];
    char query[MOST_URL_BYTES];
    CURLU *parts = curl_url();
    if (parts == NULL || url.length == 0 || url.length >= sizeof text ||
        memchr(url.bytes, '\0', url.length) != NULL) {
        curl_url_cleanup(parts);
        return false;
    }
    memcpy(text, url.bytes, url.length);
    text[url.length] = '\0';
    bool is_good =
        fetch_is_url(text) && curl_url_set(parts, CURLUPART_URL, text, CURLU_URLENCODE) == CURLUE_OK;
    (void)curl_url_set(parts, CURLUPART_USER, NULL, 0);
    (void)curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0);
    (void)curl_url_set(parts, CURLUPART_OPTIONS, NULL, 0);
    (void)curl_url_set(parts, CURLUPART_FRAGMENT, NULL, 0);
    is_good = is_good && take_part(parts, CURLUPART_URL, address->url, sizeof address->url) &&
              take_part(parts, CURLUPART_PATH, address->path, sizeof address->path);
    size_t length = is_good ? strlen(address->path) : 0;
    if (is_good && take_part(parts, CURLUPART_QUERY, query, sizeof query) &&
        length + strlen(query) + 2 < sizeof address->path) {
        address->path[length] = '?';
        memcpy(address->path + length + 1, query, strlen(query) + 1);
    }
    (void)curl_url_set(parts, CURLUPART_QUERY, NULL, 0);
    (void)curl_url_set(parts, CURLUPART_PATH, "/", 0);
    is_good = is_good && take_part(parts, CURLUPART_URL, address->origin, sizeof address->origin);
    if (is_good)
        address->origin[strlen(address->origin) - 1] = '\0';
    curl_url_cleanup(parts);
    return is_good;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *user)
{
    Answer *answer = user;
    size_t length = size * count;
    if (answer->body.length + length > answer->most_bytes) {
        text_add_slice(&answer->body, tf_slice_of(bytes, answer->most_bytes - answer->body.length));
        answer->is_too_large = true;
        return CURL_WRITEFUNC_ERROR;
    }
    text_add_slice(&answer->body, tf_slice_of(bytes, length));
    return answer->body.failed ? CURL_WRITEFUNC_ERROR : length;
}

static void take_header(TfSlice line, const char *name, char *to, size_t room)
{
    size_t length = strlen(name);
    if (!tf_slice_equal_ascii_case(tf_slice_range(line, 0, length), tf_slice(name)))
        return;
    TfSlice value = tf_slice_trim(tf_slice_range(line, length, line.length));
    if (value.length < room) {
        memcpy(to, value.bytes, value.length);
        to[value.length] = '\0';
    }
}

static size_t on_header(char *bytes, size_t size, size_t count, void *user)
{
    Answer *answer = user;
    TfSlice line = tf_slice_of(bytes, size * count);
    take_header(line, "etag:", answer->etag, sizeof answer->etag);
    take_header(line, "last-modified:", answer->last_modified, sizeof answer->last_modified);
    return line.length;
}

static int on_progress(void *user, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now)
{
    (void)total, (void)now, (void)up_total, (void)up_now;
    return is_stopped(user);
}

/* What went wrong between here and the host, in words. */
static TfStatus network_failure(const Fetcher *fetcher, CURLcode code, const char *url, TfError *error)
{
    static const struct {
        CURLcode code;
        const char *words;
    } causes[] = {
        {CURLE_COULDNT_RESOLVE_HOST, "there is no such host"},
        {CURLE_COULDNT_RESOLVE_PROXY, "there is no such proxy"},
        {CURLE_COULDNT_CONNECT, "the host cannot be reached"},
        {CURLE_PEER_FAILED_VERIFICATION, "the host's certificate does not hold"},
        {CURLE_SSL_CONNECT_ERROR, "no secure connection could be made"},
        {CURLE_GOT_NOTHING, "the host closed the connection without an answer"},
        {CURLE_PARTIAL_FILE, "the connection was cut before the end of the page"},
        {CURLE_RECV_ERROR, "the connection was cut"},
        {CURLE_BAD_CONTENT_ENCODING, "the answer does not unpack as it says"},
        {CURLE_UNSUPPORTED_PROTOCOL, "is no address of http or https"},
    };
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return tf_fail(error, TF_INTERRUPTED, "%s: interrupted", url);
    if (code == CURLE_OUT_OF_MEMORY)
        return tf_fail_memory(error);
    if (code == CURLE_OPERATION_TIMEDOUT)
        return tf_fail(error, TF_IO, "%s: the page did not come within %ld s", url,
                       (fetcher->options.most_milliseconds + 999) / 1000);
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++)
        if (causes[i].code == code)
            return tf_fail(error, TF_IO, "%s: %s", url, causes[i].words);
    return tf_fail(error, TF_IO, "%s: %s", url, curl_easy_strerror(code));
}

static void set_limits(const Fetcher *fetcher)
{
    CURL *curl = fetcher->curl;
    (void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    (void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    (void)curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    (void)curl_easy_setopt(curl, CURLOPT_USERAGENT, fetcher->agent);
    (void)curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, fetcher->options.most_milliseconds);
    (void)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 30000L);
    (void)curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 10L);
    (void)curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, fetcher->options.stall_seconds);
    (void)curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    (void)curl_easy_setopt(curl, CURLOPT_XFERINFODATA, fetcher);
    (void)curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

/* Headers of a conditional request; *list is given back by the caller. */
static bool add_condition(struct curl_slist **list, const char *name, TfSlice value)
{
    char line[700];
    if (value.length == 0 || value.length > 512 || tf_slice_find_byte(value, 0, '\n') != TF_NOWHERE ||
        tf_slice_find_byte(value, 0, '\r') != TF_NOWHERE)
        return true;
    (void)snprintf(line, sizeof line, "%s: %.*s", name, TF_SLICE_ARG(value));
    struct curl_slist *longer = curl_slist_append(*list, line);
    *list = longer != NULL ? longer : *list;
    return longer != NULL;
}

/* One request and its answer; a redirect is an answer. */
static TfStatus ask(Fetcher *fetcher, const char *url, struct curl_slist *headers, Answer *answer,
                    TfError *error)
{
    char *text = NULL;
    CURL *curl = fetcher->curl;
    answer->etag[0] = answer->last_modified[0] = answer->type[0] = answer->redirect[0] = '\0';
    answer->is_too_large = false;
    answer->status = 0;
    text_clear(&answer->body);
    curl_easy_reset(curl);
    set_limits(fetcher);
    (void)curl_easy_setopt(curl, CURLOPT_URL, url);
    (void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    (void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
    (void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
    (void)curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
    (void)curl_easy_setopt(curl, CURLOPT_HEADERDATA, answer);
    CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_BAD_CONTENT_ENCODING) { /* some hosts unpack and keep the label: take it as it is */
        text_clear(&answer->body);
        answer->is_too_large = false;
        (void)curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
        code = curl_easy_perform(curl);
    }
    (void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
    if (answer->body.out_of_memory)
        return tf_fail_memory(error);
    if (code != CURLE_OK && !answer->is_too_large)
        return network_failure(fetcher, code, url, error);
    if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK && text != NULL)
        (void)snprintf(answer->type, sizeof answer->type, "%.255s", text);
    if (curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &text) == CURLE_OK && text != NULL &&
        strlen(text) < sizeof answer->redirect)
        memcpy(answer->redirect, text, strlen(text) + 1);
    return TF_OK;
}

/* ---- hosts and what they allow ---- */

static Host *find_host(const Fetcher *fetcher, const char *origin)
{
    for (Host *host = fetcher->hosts; host != NULL; host = host->next)
        if (strcmp(host->origin, origin) == 0)
            return host;
    return NULL;
}

/* Waits until the host may be asked again. */
static TfStatus wait_for(Fetcher *fetcher, Host *host, TfError *error)
{
    double delay = host->robots.delay_seconds;
    if (delay > (double)fetcher->options.most_pause_seconds)
        delay = (double)fetcher->options.most_pause_seconds;
    int64_t pause = fetcher->options.pause_milliseconds;
    if (pause >= 0 && delay * 1000 > (double)pause)
        pause = (int64_t)(delay * 1000);
    while (host->asked_at != 0 && clock_milliseconds() < host->asked_at + pause) {
        if (is_stopped(fetcher))
            return tf_fail(error, TF_INTERRUPTED, "%s: interrupted", host->origin);
        (void)nanosleep(&(struct timespec){0, 50000000}, NULL);
    }
    host->asked_at = clock_milliseconds();
    return TF_OK;
}

/* RFC 9309: without a robots.txt (4xx) all is allowed, and nothing while it cannot be had (5xx, no
 * answer). */
static TfStatus ask_robots(Fetcher *fetcher, Host *host, TfError *error)
{
    Answer answer = {.fetcher = fetcher, .most_bytes = ROBOTS_MOST_BYTES};
    TfStatus status = TF_OK;
    char url[MOST_URL_BYTES];
    (void)snprintf(url, sizeof url, "%s/robots.txt", host->origin);
    text_init(&answer.body, ROBOTS_MOST_BYTES + 1);
    for (size_t hop = 0; hop <= ROBOTS_REDIRECTS; hop++) {
        status = ask(fetcher, url, NULL, &answer, error);
        if (status != TF_OK || answer.redirect[0] == '\0')
            break;
        memcpy(url, answer.redirect, sizeof url);
    }
    host->state = ROBOTS_ALL;
    if (status == TF_IO || answer.status >= 500 || answer.status == 429)
        host->state = ROBOTS_NONE;
    else if (status == TF_OK && answer.status >= 200 && answer.status < 300)
        host->state = ROBOTS_RULES;
    host->is_silent = status == TF_IO;
    status = status == TF_IO ? TF_OK : status;
    if (status == TF_OK && host->state == ROBOTS_RULES)
        status = robots_read(text_slice(&answer.body), tf_slice(AGENT_NAME), &fetcher->arena, &host->robots,
                             error);
    text_done(&answer.body);
    return status;
}

static TfStatus host_of(Fetcher *fetcher, const Address *address, Host **found, TfError *error)
{
    *found = find_host(fetcher, address->origin);
    if (*found != NULL)
        return TF_OK;
    if (fetcher->host_count >= MOST_HOSTS) {
        tf_arena_reset(&fetcher->arena);
        fetcher->hosts = NULL;
        fetcher->host_count = 0;
    }
    Host *host = tf_arena_alloc(&fetcher->arena, sizeof *host);
    char *name = tf_arena_alloc(&fetcher->arena, sizeof address->origin);
    if (host == NULL || name == NULL)
        return tf_fail_memory(error);
    memcpy(name, address->origin, sizeof address->origin);
    host->origin = name;
    TfStatus status = ask_robots(fetcher, host, error);
    if (status != TF_OK)
        return status;
    host->next = fetcher->hosts;
    fetcher->hosts = host;
    fetcher->host_count++;
    *found = host;
    return TF_OK;
}

static TfStatus check_allowed(const Host *host, const Address *address, TfError *error)
{
    if (host->state == ROBOTS_NONE)
        return tf_fail(error, TF_IO,
                       host->is_silent ? "%s: no answer from the host, whose robots.txt is asked first"
                                       : "%s: robots.txt of the host cannot be had, so nothing is fetched",
                       address->url);
    if (host->state == ROBOTS_RULES && !robots_allow(&host->robots, tf_slice(address->path)))
        return tf_fail(error, TF_BAD_INPUT, "%s: robots.txt of the host does not allow it", address->url);
    return TF_OK;
}

/* ---- one address ---- */

/* Asking again would be told the same; 403 and 429 are said of us, today. */
static bool is_for_good(long status)
{
    return status == 404 || status == 410 || status == 401 || status == 451;
}

static const char *status_words(long status)
{
    static const struct {
        long status;
        const char *words;
    } known[] = {{400, "bad request"},
                 {401, "a password is needed"},
                 {402, "payment is needed"},
                 {403, "not permitted"},
                 {404, "not found"},
                 {410, "gone"},
                 {429, "too many requests"},
                 {451, "withheld by law"},
                 {503, "not available for now"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].status == status)
            return known[i].words;
    return status >= 500 ? "the host failed" : "no page";
}

static TfStatus check_answer(const Fetcher *fetcher, const Answer *answer, const char *url, TfError *error)
{
    if (answer->status == 304)
        return TF_OK;
    if (answer->status < 200 || answer->status > 299)
        return tf_fail(error, is_for_good(answer->status) ? TF_NOT_FOUND : TF_IO, "%s: %ld %s", url,
                       answer->status, status_words(answer->status));
    if (answer->is_too_large)
        return tf_fail(error, TF_LIMIT, "%s: larger than %zu MB", url, fetcher->options.most_bytes >> 20);
    if (answer->body.length == 0)
        return tf_fail(error, TF_IO, "%s: an empty page", url);
    return TF_OK;
}

/* Asks for the page, following redirects; robots.txt is asked for each hop. */
static TfStatus follow(Fetcher *fetcher, TfSlice url, struct curl_slist *headers, Address *address,
                       Answer *answer, TfError *error)
{
    char next[MOST_URL_BYTES];
    for (size_t hop = 0; hop <= FETCH_MOST_REDIRECTS; hop++) {
        Host *host = NULL;
        if (!split_address(url, address))
            return tf_fail(error, TF_BAD_INPUT, "'%.*s' is no address of http or https",
                           TF_SLICE_ARG(tf_slice_range(url, 0, 200)));
        TfStatus status = host_of(fetcher, address, &host, error);
        if (status != TF_OK || host == NULL)
            return status;
        status = check_allowed(host, address, error);
        if (status == TF_OK)
            status = wait_for(fetcher, host, error);
        if (status == TF_OK)
            status = ask(fetcher, address->url, headers, answer, error);
        if (status != TF_OK || answer->redirect[0] == '\0')
            return status != TF_OK ? status : check_answer(fetcher, answer, address->url, error);
        memcpy(next, answer->redirect, sizeof next);
        url = tf_slice(next);
    }
    return tf_fail(error, TF_IO, "%s: redirected more than %d times", address->url, FETCH_MOST_REDIRECTS);
}

/* Splits "text/html; charset=utf-8". */
static void split_type(const char *type, TfSlice *media_type, TfSlice *charset)
{
    TfSlice rest = tf_slice(type);
    *media_type = tf_slice_trim(tf_slice_split(&rest, ';'));
    *charset = (TfSlice){NULL, 0};
    while (rest.bytes != NULL) {
        TfSlice part = tf_slice_trim(tf_slice_split(&rest, ';'));
        if (tf_slice_equal_ascii_case(tf_slice_range(part, 0, 8), tf_slice("charset="))) {
            *charset = tf_slice_range(part, 8, part.length);
            if (charset->length >= 2 && charset->bytes[0] == '"')
                *charset = tf_slice_range(*charset, 1, charset->length - 1);
        }
    }
}

/* A copy in the arena; nothing stays nothing. */
static bool keep(TfArena *arena, TfSlice value, TfSlice *kept)
{
    *kept = value.length > 0 ? tf_arena_copy(arena, value) : (TfSlice){NULL, 0};
    return value.length == 0 || kept->bytes != NULL;
}

static TfStatus take_answer(const Answer *answer, const Address *address, TfArena *arena, Fetched *fetched,
                            TfError *error)
{
    TfSlice media_type;
    TfSlice charset;
    Fetched taken = {.is_unchanged = answer->status == 304, .day = tf_date_today()};
    split_type(answer->type, &media_type, &charset);
    if (!keep(arena, text_slice(&answer->body), &taken.bytes) ||
        !keep(arena, tf_slice(address->url), &taken.url) || !keep(arena, media_type, &taken.media_type) ||
        !keep(arena, charset, &taken.charset) || !keep(arena, tf_slice(answer->etag), &taken.etag) ||
        !keep(arena, tf_slice(answer->last_modified), &taken.last_modified))
        return tf_fail_memory(error);
    *fetched = taken;
    return TF_OK;
}

TfStatus fetch_page(Fetcher *fetcher, TfSlice url, TfSlice etag, TfSlice last_modified, TfArena *arena,
                    Fetched *fetched, TfError *error)
{
    Address address;
    Answer answer = {.fetcher = fetcher, .most_bytes = fetcher->options.most_bytes};
    struct curl_slist *headers = NULL;
    text_init(&answer.body, fetcher->options.most_bytes + 1);
    TfStatus status = TF_OK;
    if (!add_condition(&headers, "If-None-Match", etag) ||
        !add_condition(&headers, "If-Modified-Since", last_modified))
        status = tf_fail_memory(error);
    if (status == TF_OK)
        status = follow(fetcher, tf_slice_trim(url), headers, &address, &answer, error);
    if (status == TF_OK)
        status = take_answer(&answer, &address, arena, fetched, error);
    curl_slist_free_all(headers);
    text_done(&answer.body);
    return status;
}

static void set_usual(FetchOptions *options)
{
    if (options->most_bytes == 0)
        options->most_bytes = FETCH_MOST_BYTES;
    if (options->most_milliseconds == 0)
        options->most_milliseconds = FETCH_MOST_SECONDS * 1000L;
    if (options->stall_seconds == 0)
        options->stall_seconds = 30;
    if (options->pause_milliseconds == 0)
        options->pause_milliseconds = 1000;
    if (options->most_pause_seconds == 0)
        options->most_pause_seconds = 10;
}

TfStatus fetch_open(const FetchOptions *options, Fetcher **fetcher, TfError *error)
{
    Fetcher *opened = calloc(1, sizeof *opened);
    if (opened == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
        (opened->curl = curl_easy_init()) == NULL) {
        free(opened);
        return tf_fail_memory(error);
    }
    opened->options = options != NULL ? *options : (FetchOptions){.contact = NULL};
    set_usual(&opened->options);
    const char *contact = opened->options.contact;
    if (contact != NULL)
        (void)snprintf(opened->agent, sizeof opened->agent, "%s/%s (+%.200s)", AGENT_NAME, TRADEFIG_VERSION,
                       contact);
    else
        (void)snprintf(opened->agent, sizeof opened->agent, "%s/%s", AGENT_NAME, TRADEFIG_VERSION);
    tf_arena_init(&opened->arena, 0);
    *fetcher = opened;
    return TF_OK;
}

void fetch_close(Fetcher *fetcher)
{
    if (fetcher == NULL)
        return;
    curl_easy_cleanup(fetcher->curl);
    tf_arena_done(&fetcher->arena);
    free(fetcher);
}
