/* Feeds: how they are known, their days, and what costs too much. */
#include "tests/support/support.h"

#include "importers/archive/feed.h"
#include "importers/archive/feed_parts.h"

static void reads_days_in_the_forms_that_feeds_write(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *day;
    } rows[] = {
        {"Wed, 27 Nov 2024 10:00:00 GMT", "2024-11-27"},
        {"27 Nov 24 10:00 EST", "2024-11-27"},
        {"Wed Nov 27 10:00:00 2024", "2024-11-27"},
        {"Wednesday, 27-Nov-24 10:00:00 GMT", "2024-11-27"},
        {"Wed, 7 November 2024 10:00", "2024-11-07"},
        {"November 27, 2024", "2024-11-27"},
        {"2024-11-27T23:30:00+05:00", "2024-11-27"},
        {"2024-11-27 10:00:00.0", "2024-11-27"},
        {"20241127T100000Z", "2024-11-27"},
        {"2024-332", "2024-11-27"},
        {"27.11.2024 10:00", "2024-11-27"},
        {"27 \xD0\xBD\xD0\xBE\xD1\x8F\xD0\xB1\xD1\x80\xD1\x8F 2024", "2024-11-27"},
        {"2024\xE5\xB9\xB4"
         "11\xE6\x9C\x88"
         "27\xE6\x97\xA5",
         "2024-11-27"},
        {"Thu, 01 Jan 1970 00:00:00 GMT", ""},
        {"0001-01-01T00:00:00Z", ""},
        {"Wed, 31 Nov 2024", ""},
        {"2024-11", ""},
        {"yesterday", ""},
        {"", ""},
    };
    char text[TF_DATE_CHARS];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *got = tf_date_write(text, feed_date(tf_slice(rows[i].text)));
        if (strcmp(got, rows[i].day) != 0)
            fail_msg("'%s' is %s, wanted %s", rows[i].text, got, rows[i].day);
    }
}

static void knows_a_feed_by_its_first_bytes(void **state)
{
    (void)state;
    assert_true(feed_is_xml(tf_slice("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- a -->\n<rss version='2.0'>")));
    assert_true(feed_is_xml(tf_slice("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>")));
    assert_true(feed_is_xml(tf_slice("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>")));
    assert_false(feed_is_xml(tf_slice("<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'>")));
    assert_false(feed_is_xml(tf_slice("<!DOCTYPE html><html><body>&lt;rss></body></html>")));
    assert_true(feed_is_json(tf_slice(" {\"version\": \"https://jsonfeed.org/version/1\"")));
    assert_false(feed_is_json(tf_slice("{\"text\": \"an article\"}")));
}

static void makes_addresses_whole_and_leaves_names_and_other_schemes_out(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfSlice base = tf_slice("https://a.example/news/feed.xml");
    assert_slice(feed_url(tf_slice(" ../x y?q=1&b=2 "), base, &arena), "https://a.example/x%20y?q=1&b=2");
    assert_slice(feed_url(tf_slice("//b.example/x"), base, &arena), "https://b.example/x");
    assert_slice(feed_url(tf_slice("HTTP://me:pw@b.example/x@y"), base, &arena), "http://b.example/x@y");
    assert_null(feed_url(tf_slice("javascript:alert(1)"), base, &arena).bytes);
    assert_null(feed_url(tf_slice("tag:a.example,2024:1"), base, &arena).bytes);
    assert_null(feed_url(tf_slice("x"), (TfSlice){NULL, 0}, &arena).bytes);
    assert_null(feed_url(tf_slice("http://"), base, &arena).bytes);
    tf_arena_done(&arena);
}

static TfStatus read_text(const char *text, size_t *count, TfError *error)
{
    TfArena arena;
    FeedDocuments documents = {NULL, 0};
    FeedOrigin origin = {.name = "feed"};
    tf_arena_init(&arena, 0);
    TfStatus status = feed_read(tf_slice(text), &origin, &arena, &documents, error);
    *count = documents.count;
    tf_arena_done(&arena);
    return status;
}

static void keeps_what_came_before_a_feed_was_cut_off(void **state)
{
    (void)state;
    TfError error;
    size_t count;
    assert_ok(read_text("<rss><channel><item><link>http://a.example/1</link></item><item><link>http://a.ex",
                        &count, &error),
              &error);
    assert_int_equal(count, 2);
}

static void refuses_a_tag_with_thousands_of_attributes(void **state)
{
    (void)state;
    TfError error;
    size_t count;
    TextBuilder text;
    text_init(&text, 0);
    text_add(&text, "<rss ");
    for (int i = 0; i < 60000; i++)
        text_addf(&text, "a%d='' ", i);
    text_add(&text, "></rss>");
    assert_int_equal(read_text(text.bytes, &count, &error), TF_LIMIT);
    assert_non_null(strstr(error.message, "attributes"));
    text_done(&text);
}

static void survives_a_hundred_thousand_nested_tags(void **state)
{
    (void)state;
    TfError error;
    size_t count;
    TextBuilder text;
    text_init(&text, 0);
    text_add(&text, "<rss><channel><item><link>http://a.example/1</link><description>");
    for (int i = 0; i < 100000; i++)
        text_add(&text, "<div>");
    assert_ok(read_text(text.bytes, &count, &error), &error);
    assert_int_equal(count, 1);
    text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_days_in_the_forms_that_feeds_write),
        cmocka_unit_test(knows_a_feed_by_its_first_bytes),
        cmocka_unit_test(makes_addresses_whole_and_leaves_names_and_other_schemes_out),
        cmocka_unit_test(keeps_what_came_before_a_feed_was_cut_off),
        cmocka_unit_test(refuses_a_tag_with_thousands_of_attributes),
        cmocka_unit_test(survives_a_hundred_thousand_nested_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
