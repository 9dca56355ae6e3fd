/* Feeds, sitemaps and saved pages through the one door of source.h. */
#include "tests/unit/archive/archive_bench.h"

static size_t read_all(TfSlice bytes, SourceKind *kind, Document *first, char id[200])
{
    Source *source = NULL;
    Document document;
    TfError error;
    TfDate day = {2024, 11, 28};
    size_t count = 0;
    assert_ok(source_open_bytes(bytes, "input", tf_slice("https://a.example/in"), day, NULL, &source, &error),
              &error);
    *kind = source_kind(source);
    for (;; count++) {
        assert_ok(source_next(source, &document, &error), &error);
        if (document.kind == DOCUMENT_NONE)
            break;
        if (count == 0) {
            *first = document;
            (void)snprintf(id, 200, "%.*s %.*s", TF_SLICE_ARG(document.id), TF_SLICE_ARG(document.url));
        }
    }
    source_close(source);
    return count;
}

static void gives_entries_addresses_and_pages_also_when_packed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        SourceKind kind;
        DocumentKind first;
        size_t count;
        const char *id;
    } rows[] = {
        {"<rss><channel><item><link>/1</link></item><item><link>/2</link></item></channel></rss>",
         SOURCE_FEED, DOCUMENT_LINK, 2, "input#1 https://a.example/1"},
        {"{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"url\": \"/1\"}]}", SOURCE_FEED,
         DOCUMENT_LINK, 1, "input#1 https://a.example/1"},
        {"<?xml version=\"1.0\"?><urlset><url><loc>/1</loc></url><url><loc>/2</loc></url></urlset>",
         SOURCE_SITEMAP, DOCUMENT_LINK, 2, "input#1 https://a.example/1"},
        {"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: "
         "text/html\r\nContent-Location: https://b.example/\r\n\r\n<p>x</p>\r\n--b--\r\n",
         SOURCE_MHTML, DOCUMENT_HTML, 1, "input https://b.example/"},
    };
    for (size_t i = 0; i < 2 * sizeof rows / sizeof rows[0]; i++) {
        Document first;
        SourceKind kind;
        char id[200];
        TextBuilder packed;
        text_init(&packed, 0);
        if (i % 2 == 0)
            text_add(&packed, rows[i / 2].text);
        else
            add_member(&packed, tf_slice(rows[i / 2].text));
        assert_int_equal(read_all(text_slice(&packed), &kind, &first, id), rows[i / 2].count);
        assert_int_equal(kind, rows[i / 2].kind);
        assert_int_equal(first.kind, rows[i / 2].first);
        assert_string_equal(id, rows[i / 2].id);
        text_done(&packed);
    }
}

static void ends_a_feed_that_cannot_be_read_with_one_message(void **state)
{
    (void)state;
    Source *source = NULL;
    Document document;
    TfError error;
    assert_ok(source_open_bytes(tf_slice("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": 5}"),
                                "input", (TfSlice){NULL, 0}, (TfDate){0}, NULL, &source, &error),
              &error);
    assert_int_equal(source_next(source, &document, &error), TF_BAD_INPUT);
    assert_ok(source_next(source, &document, &error), &error);
    assert_int_equal(document.kind, DOCUMENT_NONE);
    source_close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_entries_addresses_and_pages_also_when_packed),
        cmocka_unit_test(ends_a_feed_that_cannot_be_read_with_one_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
