/* The plain-text reader: what the caller knows, hostile input, limits. What pages look like is in
 * test_cases.c. */
#define _GNU_SOURCE /* clock_gettime */
#include "tests/support/support.h"

#include "importers/readers/reader.h"

#include <stdlib.h>
#include <time.h>

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static TfArticle read_text(TfSlice bytes, const ReaderOptions *options, TfArena *arena)
{
    TfArticle article = {.id = {NULL, 0}};
    TfError error;
    assert_ok(reader_read_text(bytes, tf_slice("page.txt"), options, arena, &article, &error), &error);
    return article;
}

static const char page[] =
    "Wheat goes north\n\nThe Mill, 27 November 2024\n\nWheat worth 3 million dollars went north "
    "this year.\n\nSource: https://mill.example/1\n";

static void finds_everything_when_nothing_is_given(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article = read_text(tf_slice(page), NULL, &arena);
    assert_slice(article.id, "page.txt");
    assert_slice(article.text, page);
    assert_slice(article.outlet, "The Mill");
    assert_slice(article.url, "https://mill.example/1");
    assert_null(article.publisher.bytes);
    assert_null(article.lang.bytes);
    assert_null(article.headline.bytes);
    assert_int_equal(article.date_basis, TF_DATE_PAGE);
    tf_arena_done(&arena);
}

static void lets_the_caller_know_better(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    ReaderOptions options = {.url = TF_SLICE("https://b.example/2020/01/02/x"),
                             .lang = TF_SLICE("en"),
                             .outlet = TF_SLICE("The Other"),
                             .date = {2019, 5, 6}};
    TfArticle article = read_text(tf_slice(page), &options, &arena);
    assert_slice(article.url, "https://b.example/2020/01/02/x");
    assert_slice(article.lang, "en");
    assert_slice(article.outlet, "The Other");
    assert_int_equal(article.date.year, 2019);
    assert_int_equal(article.date_basis, TF_DATE_GIVEN);
    assert_int_equal(article.body_count, 1); /* the date line is none of the body either way */
    tf_arena_done(&arena);
}

static void takes_the_day_from_the_given_address_when_the_page_has_none(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    ReaderOptions options = {.url = TF_SLICE("https://b.example/2020/01/02/x")};
    TfArticle article = read_text(tf_slice("Wheat\n\nWheat worth 3 million dollars went north this year.\n"),
                                  &options, &arena);
    assert_int_equal(article.date.day, 2);
    assert_int_equal(article.date_basis, TF_DATE_URL);
    tf_arena_done(&arena);
}

static void copies_what_it_keeps_into_the_arena(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    char *bytes = strdup(page);
    TfArticle article = read_text(tf_slice_of(bytes, strlen(bytes)), NULL, &arena);
    memset(bytes, 'x', strlen(bytes));
    free(bytes);
    assert_slice(article.text, page);
    assert_slice(article.outlet, "The Mill");
    tf_arena_done(&arena);
}

/* Spans are in order, apart from each other, within the text, and begin and end on characters. */
static void check_spans(const TfArticle *article)
{
    size_t before = 0;
    assert_true(article->body_count > 0);
    for (size_t i = 0; i < article->body_count; i++) {
        TfSpan span = article->body[i];
        assert_true(span.start >= before && span.end > span.start && span.end <= article->text.length);
        assert_int_not_equal((unsigned char)article->text.bytes[span.start] & 0xC0, 0x80);
        before = span.end;
    }
    assert_true(article->title.end <= article->text.length && article->title.start <= article->title.end);
}

static double seconds_to_read(TfSlice bytes)
{
    struct timespec start;
    struct timespec end;
    TfArena arena;
    tf_arena_init(&arena, (size_t)4 << 30);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    TfArticle article = read_text(bytes, NULL, &arena);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    check_spans(&article);
    tf_arena_done(&arena);
    return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) * 1e-9;
}

static TfSlice repeat(TfArena *arena, const char *piece, size_t count, const char *last)
{
    size_t length = strlen(piece);
    char *bytes = tf_arena_alloc(arena, length * count + strlen(last) + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * length, piece, length);
    strcpy(bytes + length * count, last);
    return tf_slice_of(bytes, length * count + strlen(last));
}

/* Four times the input takes about four times as long; ten times would be a fault, a square takes sixteen. */
static void takes_linear_time_on_hostile_input(void **state)
{
    (void)state;
    const struct {
        const char *piece;
        size_t count;
    } rows[] = {
        {"one long line without an end ", 40000},
        {"\n", 1000000},
        {"27/11/2024\n", 20000},
        {"27 November 2024 ", 20000},
        {"Related news\n", 20000},
        {"Source: https://a.example/\n", 20000},
        {"Tags: a\n", 20000},
        {"a. ", 100000},
        {"((((", 100000},
        {"| | ", 100000},
        {"\xE1\xBB", 100000},
        {"\r\n\r", 100000},
        {"a\n\n", 100000},
        {"Line that is about as wide as broken text\nx\n", 10000},
        {"\xE3\x80\x80", 100000},
        {"http://", 50000},
        {"© a\n", 50000},
        {"A sentence of some length that ends with a stop.\n", 20000},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        tf_arena_init(&arena, (size_t)4 << 30);
        double once = seconds_to_read(repeat(&arena, rows[i].piece, rows[i].count / 4, " Fin"));
        double four = seconds_to_read(repeat(&arena, rows[i].piece, rows[i].count, " Fin"));
        if (four > 0.2 && four > 10 * once)
            fail_msg("'%s': %.3f s, four times as much %.3f s", rows[i].piece, once, four);
        tf_arena_done(&arena);
    }
}

static void refuses_what_is_too_large_before_reading_it(void **state)
{
    (void)state;
    TfArena arena;
    TfArticle article;
    TfError error;
    char byte = 'a';
    tf_arena_init(&arena, 0);
    assert_int_equal(reader_read_text(tf_slice_of(&byte, READER_MOST_BYTES + 1), tf_slice("big"), NULL,
                                      &arena, &article, &error),
                     TF_LIMIT);
    assert_int_equal(arena.used, 0);
    TfSlice lines = repeat(&arena, "a\n", 200001, "");
    assert_int_equal(reader_read_text(lines, tf_slice("lines"), NULL, &arena, &article, &error), TF_LIMIT);
    assert_string_equal(error.message, "more than 200000 lines, an article was needed");
    tf_arena_done(&arena);
}

static void says_so_when_the_arena_is_too_small(void **state)
{
    (void)state;
    TfArena data;
    tf_arena_init(&data, 0);
    TfSlice bytes = repeat(&data, "A line of the article that is read here.\n\n", 100, "");
    size_t refused = 0;
    for (size_t limit = 64; limit < 40000; limit += 512) {
        TfArena arena;
        TfArticle article;
        TfError error;
        tf_arena_init(&arena, limit);
        TfStatus status = reader_read_text(bytes, tf_slice("page"), NULL, &arena, &article, &error);
        assert_true(status == TF_OK || status == TF_NO_MEMORY);
        refused += status != TF_OK;
        tf_arena_done(&arena);
    }
    assert_true(refused > 10 && refused < 78);
    tf_arena_done(&data);
}

static void leaves_something_to_read_on_any_page(void **state)
{
    (void)state;
    const char *const rows[] = {
        "Share",
        "Related news\nComment (0)\n",
        "27/11/2024",
        "https://a.example/2024/11/27/x",
        "***",
        "Title only",
        "Title: only",
        "The Mill, 27/11/2024\n\nShare\nPrint\n",
        "\xC2\xA9 2024",
        "a",
        "Menu\nHome\nSearch\nLogin\nNews\nMore\nContact us\n",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        TfArticle article = read_text(tf_slice(rows[i]), NULL, &arena);
        check_spans(&article);
        tf_arena_done(&arena);
    }
}

static void agrees_with_the_dates_and_titles_of_the_articles_at_hand(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article = read_text(shared_file("seeds/000_aefdd9dd84b88487.txt", &arena), NULL, &arena);
    char date[TF_DATE_CHARS];
    assert_slice(tf_article_span(&article, article.title), "New horizons of strategic partnership");
    assert_slice(article.outlet, "Báo Quốc Tế");
    assert_slice(article.publisher, "Vietnam.vn");
    assert_string_equal(tf_date_write(date, article.date), "2024-11-27");
    assert_true(tf_slice_starts_with(article.url, "https://baoquocte.vn/"));
    assert_true(tf_slice_starts_with(tf_article_span(&article, article.body[0]), "At the invitation of"));
    assert_true(tf_slice_starts_with(tf_article_span(&article, article.body[article.body_count - 1]),
                                     "The ancients used"));
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_everything_when_nothing_is_given),
        cmocka_unit_test(lets_the_caller_know_better),
        cmocka_unit_test(takes_the_day_from_the_given_address_when_the_page_has_none),
        cmocka_unit_test(copies_what_it_keeps_into_the_arena),
        cmocka_unit_test(takes_linear_time_on_hostile_input),
        cmocka_unit_test(refuses_what_is_too_large_before_reading_it),
        cmocka_unit_test(says_so_when_the_arena_is_too_small),
        cmocka_unit_test(leaves_something_to_read_on_any_page),
        cmocka_unit_test(agrees_with_the_dates_and_titles_of_the_articles_at_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
