/* Web pages as a whole: what becomes of their blocks, and pages made to do harm. */
#include "tests/support/support.h"

#include "importers/html/html_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SENTENCE    "Trade between the two countries came to 28 billion dollars in the year, the ministry said."
#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

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
    static const char page[] =
        "<html><head><title>Trade grows</title><script>var a = '<p>no</p>';</script></head><body>"
        "<article><p>" SENTENCE "</p><!-- no --><p>Again: " SENTENCE "</p></article></body></html>";
    TfArticle article = read_page(page, &arena);
    assert_slice(article.text, "Trade grows\n\n" SENTENCE "\nAgain: " SENTENCE "\n");
    assert_int_equal(article.body_count, 2);
    assert_slice(tf_article_span(&article, article.title), "Trade grows");
    assert_null(article.headline.bytes);
    tf_arena_done(&arena);
}

static void leads_from_each_block_to_the_bytes_of_the_page(void **state)
{
    (void)state;
    /* a mark, CR LF, a legacy encoding, and bytes that are cut before libxml2 sees them */
    static const char *const pages[] = {
        "\xEF\xBB\xBF<html><body>\r\n<style>p {}</style><p>" SENTENCE "</p>\r\n<!-- x --><p>Then. " SENTENCE
        "</p></body></html>",
        "<html><head><meta charset=windows-1252></head><body><p>" SENTENCE
        "</p>\n<script>1</script>\n<p>Then \x96 " SENTENCE "</p></body></html>",
        "<p>" SENTENCE "<br><br>Then. " SENTENCE "</p>",
    };
    for (size_t i = 0; i < COUNT(pages); i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        TfArticle article = read_page(pages[i], &arena);
        assert_int_equal(article.place_count, 2);
        for (size_t j = 0; j < article.place_count; j++)
            assert_memory_equal(pages[i] + article.places[j].input,
                                article.text.bytes + article.places[j].text, 5);
        tf_arena_done(&arena);
    }
}

static void reads_a_piece_of_a_page(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article =
        read_page("<p>Turnover came to 28 bn dollars.</p><table><tr><td>Exports</td><td>10 bn</td></tr>"
                  "<tr><td>Imports</td><td>18 bn</td></tr></table><p>So said the ministry.</p>",
                  &arena);
    assert_slice(
        article.text,
        "Turnover came to 28 bn dollars.\nExports | 10 bn\nImports | 18 bn\nSo said the ministry.\n");
    tf_arena_done(&arena);
}

static void keeps_nothing_of_what_the_caller_passed(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfArticle article;
    tf_arena_init(&arena, 0);
    char page[] = "<p>" SENTENCE "</p>";
    char url[] = "https://mill.example/1";
    ReaderOptions options = {.url = tf_slice(url), .date = {2024, 11, 27}};
    assert_ok(html_read(tf_slice(page), tf_slice("x"), &options, &arena, &article, &error), &error);
    memset(page, 'x', sizeof page - 1);
    memset(url, 'x', sizeof url - 1);
    assert_slice(article.text, SENTENCE "\n");
    assert_slice(article.url, "https://mill.example/1");
    assert_int_equal(article.date_basis, TF_DATE_GIVEN);
    tf_arena_done(&arena);
}

/* ---- pages made to do harm ---- */

/* `head`, then `piece` as often as asked, then a sentence in a paragraph. */
static char *make_page(const char *head, const char *piece, size_t times, const char *tail, size_t *length)
{
    size_t piece_length = strlen(piece), head_length = strlen(head), tail_length = strlen(tail);
    *length = head_length + piece_length * times + tail_length;
    char *page = malloc(*length + 1);
    assert_non_null(page);
    memcpy(page, head, head_length);
    for (size_t i = 0; i < times; i++)
        memcpy(page + head_length + i * piece_length, piece, piece_length);
    memcpy(page + head_length + piece_length * times, tail, tail_length + 1);
    return page;
}

typedef struct Hostile {
    const char *head;
    const char *piece;
    size_t times;
    const char *tail;
    TfStatus status;
} Hostile;

#define AFTER "<p>" SENTENCE "</p>"

static const Hostile hostile[] = {
    {"", "<div>", 100000, AFTER, TF_OK},
    {"", "<table><tr><td>", 30000, AFTER, TF_OK},
    {"", "<ul><li>", 30000, AFTER, TF_OK},
    {"<p ", "a1=1 ", 60000, ">x</p>" AFTER, TF_OK},
    {"<table><tr>", "<td colspan=9007199254740991>1</td>", 2, "</table>" AFTER, TF_OK},
    {"", "<!--", 200000, "x" AFTER, TF_OK},
    {"", "&amp;", 200000, AFTER, TF_OK},
    {"", "<p>x", 1000000, "", TF_LIMIT},
    {"", "<script>", 100000, "", TF_BAD_INPUT},
    {"", " ", 100000, "", TF_BAD_INPUT},
    {"", "<img src=x>", 1000, "", TF_BAD_INPUT},
    {"", "x", READER_MOST_HTML + 1, "", TF_LIMIT},
};

static void survives_pages_made_to_do_harm(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        size_t length;
        char *page = make_page(hostile[i].head, hostile[i].piece, hostile[i].times, hostile[i].tail, &length);
        TfArena arena;
        TfArticle article;
        TfError error = {.status = TF_OK};
        tf_arena_init(&arena, (size_t)256 << 20);
        TfStatus status = html_read(tf_slice_of(page, length), tf_slice("x"), NULL, &arena, &article, &error);
        if (status != hostile[i].status)
            fail_msg("%s x %zu: %s, %s", hostile[i].piece, hostile[i].times, tf_status_name(status),
                     status != TF_OK ? error.message : "");
        if (status == TF_OK && hostile[i].tail[0] != '\0')
            assert_true(tf_slice_find(article.text, 0, SENTENCE) != TF_NOWHERE);
        tf_arena_done(&arena);
        free(page);
    }
}

static void reads_on_behind_a_nul_byte(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfArticle article;
    tf_arena_init(&arena, 0);
    static const char page[] = "<p>One\0 " SENTENCE "</p>" AFTER;
    assert_ok(html_read(tf_slice_of(page, sizeof page - 1), tf_slice("x"), NULL, &arena, &article, &error),
              &error);
    assert_int_equal(article.body_count, 2);
    tf_arena_done(&arena);
}

static void reads_on_behind_the_end_of_the_page_and_a_second_beginning(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfArticle article;
    tf_arena_init(&arena, 0);
    static const char page[] =
        "<html class=a><body><p>" SENTENCE "</p><html lang=en id=b><p>Inside.</p></body></html>"
        "<div><p>Behind: " SENTENCE "</p></div>";
    assert_ok(html_read(tf_slice_of(page, sizeof page - 1), tf_slice("x"), NULL, &arena, &article, &error),
              &error);
    assert_true(tf_slice_find(article.text, 0, "Behind: " SENTENCE) != TF_NOWHERE);
    tf_arena_done(&arena);
}

/* Attributes that nobody reads are cut out; what is no plain attribute stays for libxml2 to judge. */
static void reads_text_around_attributes_of_any_kind(void **state)
{
    static const char *const tags[] = {"<p onclick=\"a('<p>')\" style='color:red'>",
                                       "<p data-x=\"1\"title='2'>",
                                       "<p x='a\"b' y=\"c'd\" z>",
                                       "<p\ntitle = \"a > b\"\nalt=''>",
                                       "<p width=\"1\"/>",
                                       "<p a=b/ c=\"d\" \"e\">"};
    (void)state;
    for (size_t i = 0; i < COUNT(tags); i++) {
        TfArena arena;
        TfError error;
        TfArticle article;
        char page[1000];
        tf_arena_init(&arena, 0);
        (void)snprintf(page, sizeof page, "<body><p>" SENTENCE "</p>%sSecond: " SENTENCE "</p></body>",
                       tags[i]);
        assert_ok(html_read(tf_slice(page), tf_slice("x"), NULL, &arena, &article, &error), &error);
        assert_slice(article.text, SENTENCE "\nSecond: " SENTENCE "\n");
        assert_memory_equal(page + article.places[1].input, "Second:", 7);
        tf_arena_done(&arena);
    }
}

static void reads_every_beginning_of_a_page_or_says_why_not(void **state)
{
    (void)state;
    static const char page[] =
        "<!doctype html><html lang=en><head><title>T</title><style>a{}</style></head><body><nav><a "
        "href='/'>Home</a></nav><article><h1>T</h1>" AFTER
        "<table><tr><th>a</th><td>1</td></tr></table></article></body></html>";
    for (size_t length = 1; length < sizeof page; length++) {
        TfArena arena;
        TfError error = {.status = TF_OK};
        TfArticle article;
        tf_arena_init(&arena, 0);
        TfStatus status = html_read(tf_slice_of(page, length), tf_slice("x"), NULL, &arena, &article, &error);
        assert_true(status == TF_OK ? article.body_count > 0 : error.message[0] != '\0');
        tf_arena_done(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lays_title_and_blocks_out_a_line_each),
        cmocka_unit_test(leads_from_each_block_to_the_bytes_of_the_page),
        cmocka_unit_test(reads_a_piece_of_a_page),
        cmocka_unit_test(keeps_nothing_of_what_the_caller_passed),
        cmocka_unit_test(survives_pages_made_to_do_harm),
        cmocka_unit_test(reads_on_behind_a_nul_byte),
        cmocka_unit_test(reads_on_behind_the_end_of_the_page_and_a_second_beginning),
        cmocka_unit_test(reads_text_around_attributes_of_any_kind),
        cmocka_unit_test(reads_every_beginning_of_a_page_or_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
