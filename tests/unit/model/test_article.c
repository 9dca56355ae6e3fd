/* An article's identity is its text, whatever its blanks. */
#include "tests/support/support.h"

#include "tracker/model/article.h"

static void assert_hash(TfSlice text, const char *wanted)
{
    char hash[TF_HASH_CHARS];
    TfArticle article = {.text = text};
    tf_article_hash(&article, hash);
    assert_string_equal(hash, wanted);
}

static void the_hash_is_sha256_of_the_text_with_single_blanks(void **state)
{
    (void)state;
    static const char nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static const char a_b[] = "c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65";
    static const char a_b_c[] = "0e9f64031fcb2bc708b531c2a20441580425d151a38503f38592a7dd36019d3b";
    const struct {
        TfSlice text;
        const char *hash;
    } rows[] = {
        {TF_SLICE(""), nothing},       {{NULL, 0}, nothing},
        {TF_SLICE(" \n\t "), nothing}, {TF_SLICE("a b"), a_b},
        {TF_SLICE("a  b"), a_b},       {TF_SLICE("\r\n a\r\n\r\n\t b\n"), a_b},
        {TF_SLICE("a\v\f\nb"), a_b},   {TF_SLICE("\u00a0a b\u00a0"), a_b},
        {TF_SLICE("a\nb   c"), a_b_c},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_hash(rows[i].text, rows[i].hash);
}

static void different_texts_have_different_hashes(void **state)
{
    (void)state;
    const TfSlice texts[] = {TF_SLICE("ab"),   TF_SLICE("a b"),  TF_SLICE("A b"),
                             TF_SLICE("a b."), TF_SLICE("a\0b"), TF_SLICE("a\0 b")};
    enum { COUNT = sizeof texts / sizeof texts[0] };
    char hashes[COUNT][TF_HASH_CHARS];
    for (size_t i = 0; i < COUNT; i++) {
        TfArticle article = {.text = texts[i]};
        tf_article_hash(&article, hashes[i]);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(hashes[i], hashes[j]);
    }
}

static void what_is_known_beside_the_text_does_not_count(void **state)
{
    (void)state;
    char one[TF_HASH_CHARS];
    char other[TF_HASH_CHARS];
    TfArticle article = {.text = TF_SLICE("turnover reached 28 billion")};
    tf_article_hash(&article, one);
    article.url = tf_slice("https://example.org/a");
    article.date = (TfDate){2024, 11, 27};
    tf_article_hash(&article, other);
    assert_string_equal(one, other);
}

static void a_span_is_cut_to_the_text(void **state)
{
    (void)state;
    const TfArticle article = {.text = TF_SLICE("28 billion")};
    assert_slice(tf_article_span(&article, (TfSpan){0, 2}), "28");
    assert_slice(tf_article_span(&article, (TfSpan){3, 99}), "billion");
    assert_slice(tf_article_span(&article, (TfSpan){50, 99}), "");
}

static void every_date_basis_has_a_word(void **state)
{
    (void)state;
    static const char *const words[] = {"unknown", "given", "page", "text", "url"};
    for (int i = TF_DATE_UNKNOWN; i <= TF_DATE_URL; i++)
        assert_string_equal(tf_date_basis_name((TfDateBasis)i), words[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_is_sha256_of_the_text_with_single_blanks),
        cmocka_unit_test(different_texts_have_different_hashes),
        cmocka_unit_test(what_is_known_beside_the_text_does_not_count),
        cmocka_unit_test(a_span_is_cut_to_the_text),
        cmocka_unit_test(every_date_basis_has_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
