/* A report of one file: ids stay apart, links stay inside, and what quoted words look like does not matter.
 */
#include "tests/support/support.h"
#include "tracker/web/single.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static TfArena arena;
static TextBuilder out;

#define PAGE(title, content)                                                                                 \
    "<html><head><title>" title " \u00b7 tradefig</title></head><body><main id=\"main\">" content            \
    "</main></body></html>"

/* The section of the second file, which is joined with one that stands before it and one behind. */
static const char *joined(const char *content)
{
    char page[2048];
    (void)snprintf(page, sizeof page, PAGE("Pair", "%s"), content);
    const SingleFile files[] = {{tf_slice("articles/3.html"), tf_slice(PAGE("Article", "<h1>A</h1>"))},
                                {tf_slice("index.html"), tf_slice(PAGE("Pairs", "<h1>I</h1>"))},
                                {tf_slice("pairs/A-B.csv"), tf_slice("x,y\n")},
                                {tf_slice("pairs/A-B.html"), tf_slice(page)}};
    text_clear(&out);
    TfError error;
    TfDate day = {2024, 12, 31};
    assert_ok(single_join(files, sizeof files / sizeof files[0], day, &arena, &out, &error), &error);
    char *section =
        strstr(out.bytes, "<section class=\"page\" id=\"pairs.A-B\" aria-labelledby=\"pairs.A-B.title\">\n");
    assert_non_null(section);
    section = strchr(section, '\n') + 1;
    *strstr(section, "</section>\n") = '\0';
    return section;
}

static void ids_and_links_get_the_name_of_their_page(void **state)
{
    (void)state;
    static const struct {
        const char *content, *want;
    } rows[] = {
        {"<p id=\"x\">a</p>", "<p id=\"pairs.A-B.x\">a</p>"},
        {"<a href=\"#x\">a</a>", "<a href=\"#pairs.A-B.x\">a</a>"},
        {"<a href=\"../articles/3.html#c5\">a</a>", "<a href=\"#articles.3.c5\">a</a>"},
        {"<a href=\"../index.html\">a</a>", "<a href=\"#index\">a</a>"},
        {"<a href=\"https://example.org/a#b\">a</a>", "<a href=\"https://example.org/a#b\">a</a>"},
        {"<a href=\"mailto:a@example.org\">a</a>", "<a href=\"mailto:a@example.org\">a</a>"},
        {"<use xlink:href=\"#m\"/>", "<use xlink:href=\"#pairs.A-B.m\"/>"},
        {"<g filter=\"url(#f)\"/>", "<g filter=\"url(#pairs.A-B.f)\"/>"},
        {"<g aria-labelledby=\"a b\"/>", "<g aria-labelledby=\"pairs.A-B.a pairs.A-B.b\"/>"},
        {"<a href=\"A-B.csv\">CSV</a>",
         "<a download=\"A-B.csv\" href=\"data:text/csv;base64,eCx5Cg==\">CSV</a>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(joined(rows[i].content), rows[i].want);
}

static void headings_go_down_a_level(void **state)
{
    (void)state;
    assert_string_equal(
        joined("<h1 lang=\"en\">a</h1><h2>b</h2><h3>c</h3><header>d</header><hr/>"),
        "<h2 id=\"pairs.A-B.title\" lang=\"en\">a</h2><h3>b</h3><h4>c</h4><header>d</header><hr/>");
}

static void words_that_look_like_tags_and_links_stay_words(void **state)
{
    (void)state;
    static const char *const same[] = {
        "<p title=\"a > b id=&quot;x&quot;\">href=\"#x\"</p>",
        "<p title='1 > 0'>&lt;h1 id=\"x\"&gt; url(#x)</p>",
        "<q>&lt;/main&gt;</q>",
        "a &amp; b",
        "",
    };
    static const char *const want[] = {
        "<p title=\"a > b id=&quot;x&quot;\">href=\"#x\"</p>",
        "<p title=\"1 > 0\">&lt;h1 id=\"x\"&gt; url(#x)</p>",
        "<q>&lt;/main&gt;</q>",
        "a &amp; b",
        "",
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        assert_string_equal(joined(same[i]), want[i]);
}

static void what_needs_other_pages_is_left_out(void **state)
{
    (void)state;
    assert_string_equal(
        joined("<p>a</p><!-- > --><nav class=\"orders\"><a href=\"b.html\">b</a></nav><p>c</p>"),
        "<p>a</p><p>c</p>");
}

static void a_file_too_long_to_send_is_refused_in_words(void **state)
{
    (void)state;
    TfError error;
    char *long_text = malloc(SINGLE_MOST_BYTES);
    assert_non_null(long_text);
    memset(long_text, 'a', SINGLE_MOST_BYTES);
    const SingleFile files[] = {{tf_slice("index.html"), tf_slice(PAGE("I", "<a href=\"x.csv\">x</a>"))},
                                {tf_slice("x.csv"), tf_slice_of(long_text, SINGLE_MOST_BYTES)}};
    TextBuilder small;
    text_init(&small, SINGLE_MOST_BYTES);
    TfDate day = {2024, 12, 31};
    assert_int_equal(single_join(files, 2, day, &arena, &small, &error), TF_LIMIT);
    assert_non_null(strstr(error.message, "longer than 16 MB"));
    text_done(&small);
    free(long_text);
}

static int start(void **state)
{
    (void)state;
    tf_arena_init(&arena, 0);
    text_init(&out, 0);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    text_done(&out);
    tf_arena_done(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_and_links_get_the_name_of_their_page),
        cmocka_unit_test(headings_go_down_a_level),
        cmocka_unit_test(words_that_look_like_tags_and_links_stay_words),
        cmocka_unit_test(what_needs_other_pages_is_left_out),
        cmocka_unit_test(a_file_too_long_to_send_is_refused_in_words),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
