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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_a_long_article_in_pieces),
                                       cmocka_unit_test(hands_on_every_piece)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
