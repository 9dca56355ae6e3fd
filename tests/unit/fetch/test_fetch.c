/* Fetching, against a server of the test's own on loopback. */
#define _GNU_SOURCE /* setenv */
#include "tests/support/http_server.h"
#include "tests/support/support.h"

#include "importers/fetch/fetch.h"

#include <stdlib.h>

static const HttpScript script[] = {
    {.path = "/robots.txt", .head = "200 OK", .body = "User-agent: *\nDisallow: /closed\n"},
    {.path = "/page", .head = "304 Not Modified", .if_has = "If-None-Match: \"v1\""},
    {.path = "/page",
     .head = "200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"\r\nETag: \"v1\"\r\n"
             "Last-Modified: Wed, 27 Nov 2024 10:00:00 GMT",
     .body = "a page"},
    {.path = "/chunked",
     .head = "200 OK\r\nTransfer-Encoding: chunked",
     .body = "4\r\ntwen\r\n2\r\nty\r\n0\r\n\r\n"},
    {.path = "/loop", .head = "302 Found\r\nLocation: /loop"},
    {.path = "/moved", .head = "301 Moved\r\nLocation: page#part"},
    {.path = "/to-closed", .head = "302 Found\r\nLocation: /closed/page"},
    {.path = "/to-file", .head = "302 Found\r\nLocation: file:///etc/passwd"},
    {.path = "/closed/page", .head = "200 OK", .body = "secret"},
    {.path = "/large", .head = "200 OK", .body = "0123456789", .repeat = 1000},
    {.path = "/slow", .head = "200 OK", .body = "0123456789", .repeat = 100, .drip_ms = 100},
    {.path = "/cut", .head = "200 OK\r\nContent-Length: 100", .body = "short"},
    {.path = "/silent"},
    {.path = "/empty", .head = "200 OK"},
    {.path = "/broken", .head = "500 Oops", .body = "x"},
    {.path = "/not-gzip", .head = "200 OK\r\nContent-Encoding: gzip", .body = "unpacked already"},
};

typedef struct Bench {
    HttpServer *server;
    Fetcher *fetcher;
    TfArena arena;
    Fetched got;
    TfError error;
} Bench;

static bool stopped;

static bool is_stopped(void *user)
{
    (void)user;
    return stopped;
}

static int start_with(void **state, const HttpScript *rows, size_t count)
{
    static Bench bench;
    FetchOptions options = {.contact = "https://me.example/",
                            .most_bytes = 5000,
                            .most_milliseconds = 700,
                            .pause_milliseconds = -1,
                            .is_stopped = is_stopped};
    memset(&bench, 0, sizeof bench);
    stopped = false;
    (void)setenv("no_proxy", "*", 1);
    bench.server = http_server_start(rows, count);
    tf_arena_init(&bench.arena, 0);
    *state = &bench;
    return bench.server == NULL || fetch_open(&options, &bench.fetcher, &bench.error) != TF_OK;
}

static int start(void **state)
{
    return start_with(state, script, sizeof script / sizeof script[0]);
}

static int end(void **state)
{
    Bench *bench = *state;
    fetch_close(bench->fetcher);
    http_server_stop(bench->server);
    tf_arena_done(&bench->arena);
    return 0;
}

static TfStatus get_with(Bench *bench, const char *path, const char *etag)
{
    char url[256];
    (void)snprintf(url, sizeof url, "%s%s", http_server_url(bench->server), path);
    return fetch_page(bench->fetcher, tf_slice(url), tf_slice(etag), (TfSlice){NULL, 0}, &bench->arena,
                      &bench->got, &bench->error);
}

static void fetches_a_page_and_what_its_headers_say(void **state)
{
    Bench *bench = *state;
    assert_ok(get_with(bench, "/page#top", ""), &bench->error);
    assert_slice(bench->got.bytes, "a page");
    assert_slice(bench->got.media_type, "text/html");
    assert_slice(bench->got.charset, "windows-1251");
    assert_slice(bench->got.etag, "\"v1\"");
    assert_slice(bench->got.last_modified, "Wed, 27 Nov 2024 10:00:00 GMT");
    assert_null(strchr(bench->got.url.bytes, '#'));
    assert_false(bench->got.is_unchanged);
    assert_non_null(strstr(http_server_last(bench->server), "tradefig/"));
    assert_non_null(strstr(http_server_last(bench->server), "(+https://me.example/)"));
    assert_ok(get_with(bench, "/chunked", ""), &bench->error);
    assert_slice(bench->got.bytes, "twenty");
    assert_ok(get_with(bench, "/not-gzip", ""), &bench->error);
    assert_slice(bench->got.bytes, "unpacked already");
}

static void says_when_a_page_is_unchanged(void **state)
{
    Bench *bench = *state;
    assert_ok(get_with(bench, "/page", "\"v1\""), &bench->error);
    assert_true(bench->got.is_unchanged);
    assert_int_equal(bench->got.bytes.length, 0);
}

static void follows_redirects_to_the_page_and_names_where_it_was(void **state)
{
    Bench *bench = *state;
    char want[128];
    (void)snprintf(want, sizeof want, "%s/page", http_server_url(bench->server));
    assert_ok(get_with(bench, "/moved", ""), &bench->error);
    assert_slice(bench->got.url, want);
}

static void asks_robots_txt_once_a_host_and_keeps_to_it(void **state)
{
    Bench *bench = *state;
    assert_int_equal(get_with(bench, "/closed/page", ""), TF_BAD_INPUT);
    assert_non_null(strstr(bench->error.message, "robots.txt of the host does not allow it"));
    assert_int_equal(get_with(bench, "/to-closed", ""), TF_BAD_INPUT);
    assert_int_equal(http_server_asked(bench->server, "/closed/page"), 0);
    assert_int_equal(http_server_asked(bench->server, "/robots.txt"), 1);
}

static void says_in_one_line_why_there_is_no_page(void **state)
{
    Bench *bench = *state;
    static const struct {
        const char *path;
        TfStatus status;
        const char *message;
    } rows[] = {
        {"/none", TF_NOT_FOUND, ": 404 not found"},
        {"/broken", TF_IO, ": 500 the host failed"},
        {"/loop", TF_IO, ": redirected more than 10 times"},
        {"/to-file", TF_BAD_INPUT, "'file:///etc/passwd' is no address of http or https"},
        {"/large", TF_LIMIT, ": larger than 0 MB"},
        {"/slow", TF_IO, ": the page did not come within 1 s"},
        {"/cut", TF_IO, ": the connection was cut before the end of the page"},
        {"/silent", TF_IO, ": the host closed the connection without an answer"},
        {"/empty", TF_IO, ": an empty page"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfStatus status = get_with(bench, rows[i].path, "");
        if (status != rows[i].status || strstr(bench->error.message, rows[i].message) == NULL)
            fail_msg("%s: %s, %s", rows[i].path, tf_status_name(status), bench->error.message);
    }
}

static void refuses_what_is_no_address(void **state)
{
    Bench *bench = *state;
    static const char *const rows[] = {"ftp://a.example/", "file:///etc/passwd", "http://", "",
                                       "http://a b/"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(fetch_page(bench->fetcher, tf_slice(rows[i]), tf_slice(""), tf_slice(""),
                                    &bench->arena, &bench->got, &bench->error),
                         TF_BAD_INPUT);
    assert_true(fetch_is_url("HTTPS://a.example/"));
    assert_false(fetch_is_url("httpsfile.html"));
}

static void ends_when_it_is_told_to(void **state)
{
    Bench *bench = *state;
    stopped = true;
    assert_int_equal(get_with(bench, "/page", ""), TF_INTERRUPTED);
}

static const HttpScript failing[] = {
    {.path = "/robots.txt", .head = "503 Later"},
    {.path = "/page", .head = "200 OK", .body = "a page"},
};

static int start_failing(void **state)
{
    return start_with(state, failing, 2);
}

static void fetches_nothing_while_robots_txt_cannot_be_had(void **state)
{
    Bench *bench = *state;
    assert_int_equal(get_with(bench, "/page", ""), TF_IO);
    assert_int_equal(http_server_asked(bench->server, "/page"), 0);
}

static int start_without(void **state)
{
    return start_with(state, failing + 1, 1);
}

static void fetches_all_where_there_is_no_robots_txt(void **state)
{
    Bench *bench = *state;
    assert_ok(get_with(bench, "/page", ""), &bench->error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fetches_a_page_and_what_its_headers_say, start, end),
        cmocka_unit_test_setup_teardown(says_when_a_page_is_unchanged, start, end),
        cmocka_unit_test_setup_teardown(follows_redirects_to_the_page_and_names_where_it_was, start, end),
        cmocka_unit_test_setup_teardown(asks_robots_txt_once_a_host_and_keeps_to_it, start, end),
        cmocka_unit_test_setup_teardown(says_in_one_line_why_there_is_no_page, start, end),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_address, start, end),
        cmocka_unit_test_setup_teardown(ends_when_it_is_told_to, start, end),
        cmocka_unit_test_setup_teardown(fetches_nothing_while_robots_txt_cannot_be_had, start_failing, end),
        cmocka_unit_test_setup_teardown(fetches_all_where_there_is_no_robots_txt, start_without, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
