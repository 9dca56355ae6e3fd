/* Following feeds and sitemaps, against a server of the test's own on loopback. */
#define _GNU_SOURCE /* setenv */
#include "tests/support/http_server.h"
#include "tests/support/support.h"

#include "tracker/intake/follow.h"

#include <stdlib.h>

#define PROSE                                                                                                \
    "Trade between the two countries reached 4.3 billion dollars in the year, the ministry said, and more "  \
    "than half of it was grain and metals. Both sides want to bring the figure to 10 billion dollars by "    \
    "the end of the decade, and officials named roads, border posts and a common industrial zone as means."

/* The body of /index, packed by gzip. */
static const unsigned char packed_index[] = {
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xb3, 0x29, 0xce, 0x2c,
    0x49, 0xcd, 0x4d, 0x2c, 0xc8, 0xcc, 0x4b, 0x49, 0xad, 0xb0, 0xb3, 0x81, 0xf2, 0xec,
    0x6c, 0x72, 0xf2, 0x93, 0xed, 0xf4, 0x81, 0x2c, 0x1b, 0x7d, 0x10, 0xcb, 0x46, 0x1f,
    0x2e, 0xa1, 0x8f, 0xa2, 0x01, 0x00, 0x5c, 0x6e, 0x87, 0xff, 0x3f, 0x00, 0x00, 0x00};

static const HttpScript script[] = {
    {.path = "/index.gz",
     .head = "200 OK\r\nContent-Type: application/gzip",
     .body = (const char *)packed_index,
     .length = sizeof packed_index},
    {.path = "/feed", .head = "304 Not Modified", .if_has = "If-None-Match: \"f1\""},
    {.path = "/feed",
     .head = "200 OK\r\nETag: \"f1\"",
     .body = "<rss><channel><title>Gauge</title><item><title>Own</title><link>/own</link><encoded "
             "xmlns='http://purl.org/rss/1.0/modules/content/'>" PROSE PROSE "</encoded></item>"
             "<item><title>Told</title><link>/told</link><pubDate>27 Nov 2024</pubDate></item>"
             "<item><link>/gone</link></item></channel></rss>"},
    {.path = "/told",
     .head = "200 OK\r\nContent-Type: text/html",
     .body = "<html><body><p>" PROSE "</p></body></html>"},
    {.path = "/index",
     .head = "200 OK",
     .body = "<sitemapindex><sitemap><loc>/map</loc></sitemap></sitemapindex>"},
    {.path = "/map",
     .head = "200 OK",
     .body = "<urlset><url><loc>/told</loc></url><url><loc>/told?2</loc></url></urlset>"},
    {.path = "/told?2", .head = "200 OK", .body = "<html><body><p>" PROSE "</p></body></html>"},
};

typedef struct Bench {
    HttpServer *server;
    Store *store;
    FollowOptions options;
    FollowReport report;
    TfError error;
    char seen[2000];
    bool is_broken_off; /* the sink takes nothing */
} Bench;

static TfStatus on_document(void *context, const Document *document, TfSlice link, const TfError *failure,
                            TfError *error)
{
    Bench *bench = context;
    char day[TF_DATE_CHARS];
    size_t used = strlen(bench->seen);
    size_t base = strlen(http_server_url(bench->server));
    TfSlice path = tf_slice_range(document->url, base, document->url.length);
    if (failure != NULL)
        (void)snprintf(bench->seen + used, sizeof bench->seen - used, "[%.*s failed]", TF_SLICE_ARG(path));
    else
        (void)snprintf(bench->seen + used, sizeof bench->seen - used, "[%.*s %.*s %s]", TF_SLICE_ARG(path),
                       TF_SLICE_ARG(document->title), tf_date_write(day, document->date));
    (void)link;
    return bench->is_broken_off ? tf_fail(error, TF_INTERRUPTED, "interrupted") : TF_OK;
}

static int start(void **state)
{
    static Bench bench;
    memset(&bench, 0, sizeof bench);
    (void)setenv("no_proxy", "*", 1);
    bench.options.fetch.pause_milliseconds = -1;
    bench.server = http_server_start(script, sizeof script / sizeof script[0]);
    *state = &bench;
    return bench.server == NULL || store_open(":memory:", true, &bench.store, &bench.error) != TF_OK;
}

static int end(void **state)
{
    Bench *bench = *state;
    store_close(bench->store);
    http_server_stop(bench->server);
    return 0;
}

static TfStatus follow(Bench *bench, const char *path)
{
    char url[128];
    bench->seen[0] = '\0';
    (void)snprintf(url, sizeof url, "%s%s", http_server_url(bench->server), path);
    return intake_follow(bench->store, tf_slice(url), &bench->options, on_document, bench, &bench->report,
                         &bench->error);
}

static void hands_on_articles_of_the_feed_and_pages_of_its_links(void **state)
{
    Bench *bench = *state;
    assert_ok(follow(bench, "/feed"), &bench->error);
    assert_non_null(strstr(bench->seen, "[/own Own ]"));
    assert_non_null(strstr(bench->seen, "[/told Told 2024-11-27]"));
    assert_non_null(strstr(bench->seen, "[/gone failed]"));
    assert_int_equal(bench->report.links, 3);
    assert_int_equal(bench->report.failures, 1);
    assert_int_equal(http_server_asked(bench->server, "/own"), 0);
}

static void asks_an_unchanged_feed_only_whether_it_is(void **state)
{
    Bench *bench = *state;
    assert_ok(follow(bench, "/feed"), &bench->error);
    assert_ok(follow(bench, "/feed"), &bench->error);
    assert_int_equal(bench->report.unchanged, 1);
    assert_int_equal(bench->report.links, 0);
    assert_null(strstr(bench->seen, "[/own Own ]"));
}

static void leaves_links_for_the_next_time_beyond_the_most_pages(void **state)
{
    Bench *bench = *state;
    bench->options.most_pages = 1;
    assert_ok(follow(bench, "/index"), &bench->error);
    assert_int_equal(bench->report.feeds, 2);
    assert_int_equal(bench->report.pages, 1);
    assert_int_equal(bench->report.left, 1);
    bench->options.most_pages = 0;
}

static void hands_an_entry_on_again_that_was_not_stored(void **state)
{
    Bench *bench = *state;
    bench->is_broken_off = true;
    assert_int_equal(follow(bench, "/feed"), TF_INTERRUPTED);
    bench->is_broken_off = false;
    assert_ok(follow(bench, "/feed"), &bench->error);
    assert_int_equal(bench->report.unchanged, 0);
    assert_non_null(strstr(bench->seen, "[/own Own ]"));
}

static void knows_an_index_that_is_packed(void **state)
{
    Bench *bench = *state;
    assert_ok(follow(bench, "/index.gz"), &bench->error);
    assert_int_equal(bench->report.feeds, 2);
    assert_int_equal(bench->report.links, 2);
}

static void asks_no_more_for_a_page_that_failed_for_good(void **state)
{
    Bench *bench = *state;
    char url[128];
    StoreFailure failure = {.number = 1, .reason = TF_SLICE("404 not found")};
    (void)snprintf(url, sizeof url, "%s/gone", http_server_url(bench->server));
    failure.path = failure.doc = tf_slice(url);
    assert_ok(store_start_run(bench->store, tf_slice("feed"), &failure.run, &bench->error), &bench->error);
    assert_ok(store_add_failure(bench->store, &failure, &bench->error), &bench->error);
    assert_ok(follow(bench, "/feed"), &bench->error);
    assert_int_equal(bench->report.failures, 0);
    assert_int_equal(http_server_asked(bench->server, "/gone"), 0);
}

static void says_when_the_address_is_no_feed_or_is_not_there(void **state)
{
    Bench *bench = *state;
    assert_int_equal(follow(bench, "/told"), TF_BAD_INPUT);
    assert_non_null(strstr(bench->error.message, "a feed or sitemap was needed"));
    assert_int_equal(follow(bench, "/none"), TF_NOT_FOUND);
}

static void fetches_a_page_alone(void **state)
{
    Bench *bench = *state;
    char url[128];
    (void)snprintf(url, sizeof url, "%s/told", http_server_url(bench->server));
    assert_ok(intake_fetch(tf_slice(url), &bench->options, on_document, bench, &bench->report, &bench->error),
              &bench->error);
    assert_string_equal(bench->seen, "[/told  ]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hands_on_articles_of_the_feed_and_pages_of_its_links, start, end),
        cmocka_unit_test_setup_teardown(asks_an_unchanged_feed_only_whether_it_is, start, end),
        cmocka_unit_test_setup_teardown(leaves_links_for_the_next_time_beyond_the_most_pages, start, end),
        cmocka_unit_test_setup_teardown(hands_an_entry_on_again_that_was_not_stored, start, end),
        cmocka_unit_test_setup_teardown(knows_an_index_that_is_packed, start, end),
        cmocka_unit_test_setup_teardown(asks_no_more_for_a_page_that_failed_for_good, start, end),
        cmocka_unit_test_setup_teardown(says_when_the_address_is_no_feed_or_is_not_there, start, end),
        cmocka_unit_test_setup_teardown(fetches_a_page_alone, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
