/* Web pages as a whole: what becomes of their blocks, and pages made to do harm. */
#include "tests/support/support.h"

#include "importers/html/html_internal.h"

#include <stdlib.h>
#include <string.h>

static const char sentence[] =
    "Trade between the two countries came to 28 billion dollars in the year, the ministry said.";

static TfArticle read_page(const char *page, TfArena *arena)
{
    TfArticle article = {.id = {NULL, 0}};
    TfError error;
    assert_ok(html_read(tf_slice(page), tf_slice("page.html"), NULL, arena, &article, &error), &error);
    return article;
}

static void lays_title_and_blocks_out_a_line_each(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    char page[2048];
    (void)snprintf(page, sizeof page,
                   "<html><head><title>Trade grows</title><script>var a = '<p>no</p>';</script></head><body>"
                   "<article><p>%s</p><p>%s Again.</p></article></body></html>",
                   sentence, sentence);
    TfArticle article = read_page(page, &arena);
    char expected[2048];
    (void)snprintf(expected, sizeof expected, "Trade grows\n\n%s\n%s Again.\n", sentence, sentence);
    assert_slice(article.text, expected);
    assert_int_equal(article.body_count, 2);
    assert_slice(tf_article_span(&article, article.title), "Trade grows");
    for (size_t i = 0; i < article.place_count; i++) /* each place leads to its block in the page */
        assert_memory_equal(page + article.places[i].input, article.text.bytes + article.places[i].text, 20);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lays_title_and_blocks_out_a_line_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
