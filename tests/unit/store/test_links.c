/* Addresses that feeds told of, and what HTTP said of them. */
#include "tests/unit/store/store_fixture.h"

static bool add_link(Store *store, const char *url, const char *title, const char *day, const char *source)
{
    TfError error;
    bool was_new;
    StoreLink link = {
        .url = tf_slice(url), .title = tf_slice(title), .date = day_of(day), .source = tf_slice(source)};
    assert_ok(store_add_link(store, &link, &was_new, &error), &error);
    return was_new;
}

static StoreLinks ask_links(Store *store, const char *source, bool only_open, TfArena *arena, size_t count)
{
    TfError error;
    StoreLinks links;
    assert_ok(store_links(store, tf_slice(source), only_open, arena, &links, &error), &error);
    assert_int_equal(links.count, count);
    return links;
}

static void a_link_is_kept_once_and_found_by_each_source(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    assert_true(add_link(store, "https://a.example/1", "", "", "feed-b"));
    assert_true(add_link(store, "https://a.example/2", "Second", "2024-02-02", "feed-b"));
    assert_false(add_link(store, "https://a.example/1", "First", "2024-01-01", "feed-a"));
    assert_false(add_link(store, "https://a.example/1", "Renamed", "2025-01-01", "feed-a"));
    StoreLinks links = ask_links(store, "", false, &arena, 2);
    assert_slice(links.items[0].url, "https://a.example/1");
    assert_slice(links.items[0].title, "First"); /* told by the second source only, and kept */
    assert_int_equal(tf_date_compare(links.items[0].date, day_of("2024-01-01")), 0);
    assert_int_equal(links.items[0].article, 0);
    assert_slice(links.items[1].title, "Second");
    assert_slice(ask_links(store, "feed-a", false, &arena, 1).items[0].source, "feed-a");
    ask_links(store, "feed-b", false, &arena, 2);
    ask_links(store, "feed-c", false, &arena, 0);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_fetched_link_is_open_no_more(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    assert_ok(add_numbered(store, 0, &added, &error), &error);
    add_link(store, "https://a.example/1", "", "", "feed");
    add_link(store, "https://a.example/2", "", "", "feed");
    assert_ok(store_link_fetched(store, tf_slice("https://a.example/1"), added.article_id, &error), &error);
    assert_ok(store_link_fetched(store, tf_slice("https://a.example/9"), added.article_id, &error), &error);
    assert_slice(ask_links(store, "", true, &arena, 1).items[0].url, "https://a.example/2");
    assert_slice(ask_links(store, "feed", true, &arena, 1).items[0].url, "https://a.example/2");
    assert_int_equal(ask_links(store, "feed", false, &arena, 2).items[0].article, added.article_id);
    assert_false(add_link(store, "https://a.example/1", "", "", "feed")); /* and stays so */
    ask_links(store, "feed", true, &arena, 1);
    assert_int_equal(store_link_fetched(store, tf_slice("https://a.example/2"), 99, &error), TF_STORE);
    StoreLink nameless = {.source = tf_slice("feed")};
    assert_int_equal(store_add_link(store, &nameless, NULL, &error), TF_BAD_INPUT);
    store_close(store);
    tf_arena_done(&arena);
}

static void what_http_said_is_remembered(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreVisit visit;
    TfSlice url = tf_slice("https://a.example/feed");
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    assert_ok(store_visit(store, url, &arena, &visit, &error), &error);
    assert_slice(visit.url, url.bytes);
    assert_null(visit.etag.bytes);
    assert_null(visit.last_modified.bytes);
    StoreVisit said = {url, tf_slice("\"abc\""), tf_slice("Wed, 27 Nov 2024 10:00:00 GMT")};
    assert_ok(store_set_visit(store, &said, &error), &error);
    assert_ok(store_visit(store, url, &arena, &visit, &error), &error);
    assert_slice(visit.etag, "\"abc\"");
    assert_slice(visit.last_modified, "Wed, 27 Nov 2024 10:00:00 GMT");
    said.etag = (TfSlice){NULL, 0}; /* the newest answer counts whole */
    assert_ok(store_set_visit(store, &said, &error), &error);
    assert_ok(store_visit(store, url, &arena, &visit, &error), &error);
    assert_null(visit.etag.bytes);
    store_close(store);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_is_kept_once_and_found_by_each_source),
        cmocka_unit_test(a_fetched_link_is_open_no_more),
        cmocka_unit_test(what_http_said_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
