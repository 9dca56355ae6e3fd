/* The kind of a page by its bytes, and what goes along with it to its reader. */
#include "tests/support/support.h"

#include "tracker/intake/read_document.h"

static void tells_kinds_by_content(void **state)
{
    static const struct {
        const char *bytes;
        DocumentKind kind;
    } rows[] = {
        {"<!DOCTYPE html><html>", DOCUMENT_HTML},
        {"\xEF\xBB\xBF \n<HTML>", DOCUMENT_HTML},
        {"<!-- made by hand --><body><p>Trade grew.", DOCUMENT_HTML},
        {"<p>Trade grew.</p>", DOCUMENT_HTML},
        {"<< Trade grew >> it says", DOCUMENT_TEXT},
        {"Trade grew\n\nIn <html> pages too.", DOCUMENT_TEXT},
        {"%PDF-1.7 ...", DOCUMENT_PDF},
        {" {\"text\": \"Trade grew.\"}\n", DOCUMENT_JSON_LINE},
        {"{not so} trade grew", DOCUMENT_TEXT},
        {"", DOCUMENT_TEXT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(intake_kind(tf_slice(rows[i].bytes)), rows[i].kind);
}

static void lang_is(const char *page, const char *given, const char *wanted)
{
    TfArena arena;
    TfArticle article;
    TfError error;
    Document document = {.kind = DOCUMENT_HTML, .id = tf_slice("page"), .bytes = tf_slice(page)};
    ReaderOptions options = {.lang = tf_slice(given)};
    tf_arena_init(&arena, 0);
    assert_ok(intake_read(&document, given != NULL ? &options : NULL, &arena, &article, &error), &error);
    assert_slice(article.lang, wanted);
    tf_arena_done(&arena);
}

static void trusts_the_text_more_than_the_template(void **state)
{
    static const char page[] =
        "<html lang=\"en\"><p>Der Handel mit Polen erreichte einen Wert von 180 Milliarden Euro, "
        "wie das Amt mitteilte. Vor allem Maschinen und Fahrzeuge gingen \xC3\xBC"
        "ber die Grenze.</p></html>";
    static const char polish[] =
        "<html lang=\"pl\"><p>Handel z Niemcami wzr\xC3\xB3s\xC5\x82 w ubieg\xC5\x82ym roku o "
        "jedn\xC4\x85 dziesi\xC4\x85t\xC4\x85, poda\xC5\x82 urz\xC4\x85"
        "d.</p></html>";
    (void)state;
    lang_is(page, NULL, "de");
    lang_is(page, "fr", "fr"); /* the user's word */
    lang_is(polish, NULL, "pl");
}

static void refuses_what_is_no_article(void **state)
{
    (void)state;
    TfArena arena;
    TfArticle article;
    TfError error;
    Document document = {.kind = DOCUMENT_LINK, .id = tf_slice("link")};
    tf_arena_init(&arena, 0);
    assert_int_equal(intake_read(&document, NULL, &arena, &article, &error), TF_BAD_INPUT);
    assert_string_equal(error.message, "is a link, an article was needed");
    tf_arena_done(&arena);
}

static void takes_what_the_container_tells(void **state)
{
    (void)state;
    TfArena arena;
    TfArticle article;
    TfError error;
    Document document = {.kind = DOCUMENT_HTML,
                         .id = tf_slice("feed#1"),
                         .bytes = tf_slice("<p>Trade between Kenya and India grew, the ministry said.</p>"),
                         .title = tf_slice("Kenya sells more tea"),
                         .outlet = tf_slice("Harbour Post"),
                         .url = tf_slice("https://harbourpost.example/tea"),
                         .date = {2024, 11, 27}};
    tf_arena_init(&arena, 0);
    assert_ok(intake_read(&document, NULL, &arena, &article, &error), &error);
    assert_slice(tf_article_span(&article, article.title), "Kenya sells more tea");
    assert_slice(article.outlet, "Harbour Post");
    assert_slice(article.url, "https://harbourpost.example/tea");
    assert_int_equal(article.date.day, 27);
    assert_int_equal(article.date_basis, TF_DATE_GIVEN);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_kinds_by_content),
        cmocka_unit_test(trusts_the_text_more_than_the_template),
        cmocka_unit_test(refuses_what_is_no_article),
        cmocka_unit_test(takes_what_the_container_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
