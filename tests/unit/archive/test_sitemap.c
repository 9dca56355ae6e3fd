/* Sitemaps of every form, in pieces of any size. */
#include "tests/support/support.h"

#include "importers/archive/sitemap.h"
#include "tracker/base/text.h"

typedef struct Got {
    size_t count;
    char urls[2000];
    Document last;
    char title[200];
    char outlet[100];
    char lang[8];
    TfStatus status;
    TfError error;
} Got;

static void take_all(SitemapReader *reader, Got *got)
{
    Document link;
    while (sitemap_take(reader, &link)) {
        size_t used = strlen(got->urls);
        got->count++;
        assert_int_equal(link.kind, DOCUMENT_LINK);
        if (used + link.url.length + 2 < sizeof got->urls)
            (void)snprintf(got->urls + used, sizeof got->urls - used, "%.*s ", TF_SLICE_ARG(link.url));
        (void)snprintf(got->title, sizeof got->title, "%.*s", TF_SLICE_ARG(link.title));
        (void)snprintf(got->outlet, sizeof got->outlet, "%.*s", TF_SLICE_ARG(link.outlet));
        (void)snprintf(got->lang, sizeof got->lang, "%.*s", TF_SLICE_ARG(link.lang));
        got->last = link;
    }
}

static void read_in_pieces(TfSlice text, size_t piece, Got *got)
{
    SitemapReader *reader = NULL;
    memset(got, 0, sizeof *got);
    assert_ok(sitemap_open("map.xml", tf_slice("https://a.example/map.xml"), &reader, &got->error),
              &got->error);
    for (size_t at = 0; got->status == TF_OK && at <= text.length; at += piece) {
        bool is_last = at + piece > text.length;
        got->status = sitemap_push(reader, tf_slice_range(text, at, at + piece), is_last, &got->error);
        take_all(reader, got);
    }
    sitemap_close(reader);
}

static void reads_each_form_whatever_the_pieces(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *urls;
    } rows[] = {
        {"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc> "
         "https://a.example/1?x=1&amp;y=2 </loc><lastmod>2024-11-27</lastmod><image:image "
         "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'><image:loc>https://a.example/p.png"
         "</image:loc></image:image></url><url><loc>/2?x=1&y=2</loc></url></urlset>",
         "https://a.example/1?x=1&y=2 https://a.example/2?x=1&y=2 "},
        {"<sitemapindex><sitemap><loc><![CDATA[https://a.example/s1.xml.gz?a&b]]></loc></sitemap></"
         "sitemapindex>",
         "https://a.example/s1.xml.gz?a&b "},
        {"https://a.example/1\r\n\nhttps://u:p@a.example/2\n", "https://a.example/1 https://a.example/2 "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t piece = i == 2 ? 60 : 1; piece < 600; piece += 7) {
            Got got;
            read_in_pieces(tf_slice(rows[i].text), piece, &got);
            assert_ok(got.status, &got.error);
            assert_string_equal(got.urls, rows[i].urls);
        }
}

static void takes_what_news_sitemaps_say(void **state)
{
    (void)state;
    Got got;
    char day[TF_DATE_CHARS];
    read_in_pieces(
        tf_slice("<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url>"
                 "<loc>https://a.example/1</loc><n:news><n:publication><n:name>The Gauge</n:name>"
                 "<n:language>en</n:language></n:publication><n:publication_date>"
                 "2024-11-27T10:00:00Z</n:publication_date><n:title>Grain &amp;amp; steel</n:title>"
                 "</n:news></url></urlset>"),
        50, &got);
    assert_ok(got.status, &got.error);
    assert_string_equal(got.title, "Grain & steel");
    assert_string_equal(got.outlet, "The Gauge");
    assert_string_equal(got.lang, "en");
    assert_string_equal(tf_date_write(day, got.last.date), "2024-11-27");
}

static void gives_what_stands_before_a_fault_and_then_says_so(void **state)
{
    (void)state;
    Got got;
    read_in_pieces(tf_slice("<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.ex"), 30,
                   &got);
    assert_int_equal(got.status, TF_BAD_INPUT);
    assert_int_equal(got.count, 1);
    assert_non_null(strstr(got.error.message, "behind 1 addresses"));
}

static void refuses_a_tag_with_thousands_of_attributes(void **state)
{
    (void)state;
    TextBuilder text;
    Got got;
    text_init(&text, 0);
    text_add(&text, "<urlset ");
    for (int i = 0; i < 20000; i++)
        text_addf(&text, "a%d='' ", i);
    read_in_pieces(text_slice(&text), 65536, &got);
    assert_int_equal(got.status, TF_LIMIT);
    text_done(&text);
}

static void reads_fifty_thousand_addresses(void **state)
{
    (void)state;
    TextBuilder text;
    Got got;
    text_init(&text, 0);
    text_add(&text, "<urlset>");
    for (int i = 0; i < 50000; i++)
        text_addf(&text, "<url><loc>https://a.example/%d</loc></url>\n", i);
    text_add(&text, "</urlset>");
    read_in_pieces(text_slice(&text), 65536, &got);
    assert_ok(got.status, &got.error);
    assert_int_equal(got.count, 50000);
    text_done(&text);
}

static void knows_a_sitemap_by_its_first_bytes(void **state)
{
    (void)state;
    assert_true(sitemap_is_xml(tf_slice("\xEF\xBB\xBF<?xml version='1.0'?><?xml-stylesheet?><urlset>")));
    assert_true(sitemap_is_xml(tf_slice("<sitemapindex xmlns='x'>")));
    assert_false(sitemap_is_xml(tf_slice("<html><body>&lt;urlset> <urlset></body>")));
    assert_true(sitemap_is_lines(tf_slice("https://a.example/1\nhttps://a.example/2")));
    assert_false(sitemap_is_lines(tf_slice("https://a.example/1\nTrade grew.")));
    assert_false(sitemap_is_lines(tf_slice("https://a.example/1")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_form_whatever_the_pieces),
        cmocka_unit_test(takes_what_news_sitemaps_say),
        cmocka_unit_test(gives_what_stands_before_a_fault_and_then_says_so),
        cmocka_unit_test(refuses_a_tag_with_thousands_of_attributes),
        cmocka_unit_test(reads_fifty_thousand_addresses),
        cmocka_unit_test(knows_a_sitemap_by_its_first_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
