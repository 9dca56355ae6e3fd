/* Long articles are read in pieces: no claim is lost at a cut, and every span still points into the whole
 * text. */
#include "importers/extract/extract.h"
#include "tests/unit/extract/case_article.h"

#define SENTENCE       "Trade between Kazakhstan and Russia came to %d.%04d billion USD in 2023."
#define MOST_BYTES     ((size_t)1 << 20)
#define LONG_SENTENCES 5000

static char text[MOST_BYTES];

/* An article of so many different claims, apart by `between`. */
static TfArticle long_article(int sentences, const char *between, TfArena *arena)
{
    size_t length = (size_t)snprintf(text, sizeof text, "Title\nOutlet | 2024-11-27\n");
    for (int i = 0; i < sentences; i++)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, SENTENCE "%s", 10 + i % 90, i, between);
    return case_article(tf_slice_of(text, length), tf_slice("en"), tf_slice("long"), arena);
}

static void check_claims(const TfArticle *article, const TfClaimList *claims, size_t wanted)
{
    assert_int_equal(claims->count, wanted);
    for (size_t i = 0; i < claims->count; i++) {
        const TfClaim *claim = &claims->items[i];
        TfSlice there = tf_article_span(article, claim->span);
        assert_true(i == 0 || claim->span.start > claims->items[i - 1].span.start);
        assert_true(tf_slice_equal(there, claim->value_text));
        assert_true(tf_slice_ends_with(there, "billion USD"));
        assert_int_equal(claim->mentions[0].start, claim->span.start);
        assert_true(claim->rule.length > 0 && claim->entries.length > 0);
    }
}

static void reads_a_long_article_in_pieces(void **state)
{
    (void)state;
    static const char *const between[] = {"\n", " "}; /* paragraphs, and a single one */
    for (size_t i = 0; i < 2; i++) {
        TfArena arena;
        TfClaimList claims = {NULL, 0, 0};
        TfError error;
        tf_arena_init(&arena, 0);
        TfArticle article = long_article(LONG_SENTENCES, between[i], &arena);
        assert_ok(extract_article(&article, &arena, &claims, &error), &error);
        check_claims(&article, &claims, LONG_SENTENCES);
        tf_arena_done(&arena);
    }
}

static bool count_claims(void *context, const TfClaimList *claims)
{
    *(size_t *)context += claims->count;
    return true;
}

static bool refuse_claims(void *context, const TfClaimList *claims)
{
    (void)context;
    return claims->count == 0;
}

static void hands_on_every_piece(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    size_t count = 0;
    tf_arena_init(&arena, 0);
    TfArticle article = long_article(LONG_SENTENCES, " ", &arena);
    assert_ok(extract_each(&article, &arena, count_claims, &count, &error), &error);
    assert_int_equal(count, LONG_SENTENCES);
    assert_int_equal(extract_each(&article, &arena, refuse_claims, NULL, &error), TF_NO_MEMORY);
    article = long_article(3, "\n", &arena);
    count = 0;
    assert_ok(extract_each(&article, &arena, count_claims, &count, &error), &error);
    assert_int_equal(count, 3);
    tf_arena_done(&arena);
}

/* Only the headline names the two states; it has no place in the text, and neither has what it alone says. */
static void reads_a_headline_beside_the_text(void **state)
{
    (void)state;
    static const char words[] = "Trade turnover was 3 billion USD in 2023, the ministry said.";
    TfSpan body = {0, sizeof words - 1};
    TfArticle article = {.id = tf_slice("headed"),
                         .headline =
                             tf_slice("Kazakhstan and Poland trade more, up to 4 billion USD in 2024"),
                         .text = tf_slice(words),
                         .lang = tf_slice("en"),
                         .date = {2024, 12, 20},
                         .body = &body,
                         .body_count = 1};
    TfArena arena;
    TfClaimList claims = {NULL, 0, 0};
    TfLeftAmounts left = {NULL, 0, 0};
    TfError error;
    tf_arena_init(&arena, 0);
    assert_ok(extract_explained(&article, &arena, &claims, &left, &error), &error);
    check_claims(&article, &claims, 1);
    assert_int_equal(left.count, 0);
    assert_string_equal(claims.items[0].reporter.code, "KAZ");
    assert_string_equal(claims.items[0].partner.code, "POL");
    article.headline = (TfSlice){NULL, 0};
    assert_ok(extract_claims(&article, &arena, &claims, &error), &error);
    assert_int_equal(claims.count, 0);
    tf_arena_done(&arena);
}

static void explains_a_long_article_in_pieces(void **state)
{
    (void)state;
    TfArena arena;
    TfClaimList claims = {NULL, 0, 0};
    TfLeftAmounts left = {NULL, 0, 0};
    TfError error;
    tf_arena_init(&arena, 0);
    TfArticle article = long_article(LONG_SENTENCES, "\nA loan of 7 million USD was given.\n", &arena);
    assert_ok(extract_explained(&article, &arena, &claims, &left, &error), &error);
    check_claims(&article, &claims, LONG_SENTENCES);
    assert_true(left.count >= LONG_SENTENCES - 1);
    for (size_t i = 0; i < left.count; i++)
        assert_slice(tf_article_span(&article, left.items[i].span), "7 million USD");
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_a_long_article_in_pieces),
                                       cmocka_unit_test(hands_on_every_piece),
                                       cmocka_unit_test(reads_a_headline_beside_the_text),
                                       cmocka_unit_test(explains_a_long_article_in_pieces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
