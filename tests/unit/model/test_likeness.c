/* Likeness: copies of a text are found, bulletins in the same words are kept apart. */
#include "tracker/model/likeness.h"

#include "tests/support/support.h"

#include <glob.h>

static TfSignature sign(const char *text)
{
    TfArticle article = {.text = tf_slice(text)};
    TfSignature signature;
    likeness_signature(&article, &signature);
    return signature;
}

static double like(const char *a, const char *b)
{
    TfSignature first = sign(a);
    TfSignature second = sign(b);
    return likeness(&first, &second);
}

static bool share_a_band(const char *a, const char *b)
{
    uint64_t keys[2][LIKENESS_BANDS];
    TfSignature first = sign(a);
    TfSignature second = sign(b);
    assert_int_equal(likeness_bands(&first, keys[0]), LIKENESS_BANDS);
    assert_int_equal(likeness_bands(&second, keys[1]), LIKENESS_BANDS);
    for (size_t i = 0; i < LIKENESS_BANDS; i++)
        if (keys[0][i] == keys[1][i])
            return true;
    return false;
}

#define FIRST                                                                                                \
    "Ministers of the two countries met in Tashkent on Monday and looked back on a good year for business. " \
    "Trade came to 4.2 billion dollars, of which cotton yarn made up 310 million and machines 1,250 "        \
    "million.\n"
#define SECOND                                                                                               \
    "The railway carried 28,400 tonnes more than before, said the head of the transport board, who wants a " \
    "second line through the mountains. Works are to begin when the thaw allows it.\n"
#define THIRD                                                                                                \
    "Farmers from the valley asked for lower duties on fruit. A group of experts shall answer them before "  \
    "the harvest, and the parliaments of both sides will be told what it found.\n"

static void a_text_is_like_itself(void **state)
{
    (void)state;
    assert_close(like(FIRST SECOND, FIRST SECOND), 1, 1e-9);
}

static void case_blanks_and_marks_do_not_count(void **state)
{
    (void)state;
    assert_close(
        like("\xC3\x89lan et \"vigueur\": le commerce a cr\xC3\xBB, dit-on; les ports, eux, n'ont pas "
             "suivi le mouvement cette saison-ci, faute de bras.",
             "\xC3\xA9LAN ET \xC2\xABVIGUEUR\xC2\xBB \xE2\x80\x93 le commerce\xC2\xA0 a cr\xC3\xBB dit "
             "on. les ports eux n\xE2\x80\x99ont pas suivi le mouvement\r\n cette saison ci (faute de "
             "bras)"),
        1, 1e-9);
}

static void the_way_figures_are_grouped_does_not_count(void **state)
{
    (void)state;
    assert_close(like(FIRST "It was 12,500 and 1.5", FIRST "It was 12 500 and 1,5"), 1, 1e-9);
    assert_close(like(FIRST "It was 12,500 and 1.5", FIRST "It was 12\xE2\x80\xAF"
                                                           "500 and 1.5"),
                 1, 1e-9);
}

static void carried_with_another_headline_and_a_tag_it_is_the_same(void **state)
{
    (void)state;
    const char *copy = "A good year behind them\nTASHKENT (Silk News) - " FIRST SECOND THIRD
                       "Editing by the evening desk. (c) Silk News 2024";
    assert_true(like("Railway wants a second line\n" FIRST SECOND THIRD, copy) > LIKENESS_SAME);
    assert_true(share_a_band("Railway wants a second line\n" FIRST SECOND THIRD, copy));
}

static void with_its_last_paragraph_cut_it_is_the_same(void **state)
{
    (void)state;
    assert_true(like(FIRST SECOND THIRD, FIRST SECOND) > LIKENESS_SAME);
    assert_true(share_a_band(FIRST SECOND THIRD, FIRST SECOND));
}

static void one_figure_corrected_it_is_the_same(void **state)
{
    (void)state;
    const char *corrected =
        "Ministers of the two countries met in Tashkent on Monday and looked back on a good year for "
        "business. Trade came to 4.2 billion dollars, of which cotton yarn made up 330 million and "
        "machines 1,250 million.\n" SECOND THIRD;
    assert_true(like(FIRST SECOND THIRD, corrected) > LIKENESS_SAME);
}

#define BULLETIN(a, b, c, d)                                                                                 \
    "The customs office says exports to the neighbour came to " a " million dollars in the month, imports "  \
    "from it to " b " million. Grain made up " c " per cent and metals " d " per cent of what was sold; "    \
    "figures of the month may change when late papers have been counted, the office adds as always."

static void the_same_words_with_other_figures_are_another_article(void **state)
{
    (void)state;
    assert_true(like(BULLETIN("412", "118", "31", "22"), BULLETIN("398", "127", "28", "24")) <
                LIKENESS_SAME / 2);
    assert_true(like(BULLETIN("412", "118", "31", "22"), BULLETIN("398", "127", "31", "22")) < LIKENESS_SAME);
    assert_true(like(BULLETIN("412", "118", "31", "22"), "KYIV: " BULLETIN("412", "118", "31", "22")) >
                LIKENESS_SAME);
}

static void texts_without_blanks_between_words_are_compared_too(void **state)
{
    (void)state;
    const char *chinese = "两国部长周一在塔什干会晤，回顾了过去一年的经贸往来。双方贸易额达到42亿美元，"
                          "其中棉纱3.1亿美元。铁路运量比去年增加，运输部门希望修建第二条线路。";
    const char *copy =
        "塔什干电：两国部长周一在塔什干会晤，回顾了过去一年的经贸往来。双方贸易额达到42亿美元，"
        "其中棉纱3.1亿美元。铁路运量比去年增加，运输部门希望修建第二条线路。（完）";
    const char *other = "农民代表周三要求降低水果关税，专家小组将在收获季节之前给出答复，两国议会届时也会得到"
                        "报告。新的口岸预计在明年春天开放，届时每天可通过数百辆卡车。";
    assert_true(like(chinese, copy) > LIKENESS_SAME);
    assert_true(share_a_band(chinese, copy));
    assert_true(like(chinese, other) < 0.1);
    const char *thai = "การค้าระหว่างสองประเทศเพิ่มขึ้นในปีที่ผ่านมา รัฐมนตรีกล่าวว่าทางรถไฟสายใหม่จะช่วยให้สินค้าเดินทางเร็วขึ้น";
    assert_close(like(thai, thai), 1, 1e-9);
}

static void a_line_is_like_its_equal_alone(void **state)
{
    (void)state;
    uint64_t bands[LIKENESS_BANDS];
    TfSignature line = sign("Photo: press office of the government");
    assert_close(like("Photo: press office of the government", "Photo: press office of the government"), 1,
                 0);
    assert_close(like("Photo: press office of the government", "Photo: press office of the parliament"), 0,
                 0);
    assert_close(like("", ""), 0, 0);
    assert_int_equal(likeness_bands(&line, bands), 0);
}

static void only_the_body_counts(void **state)
{
    (void)state;
    TfSpan body[] = {{9, 9 + sizeof FIRST - 1}};
    TfArticle article = {.text = tf_slice("HEADLINE\n" FIRST SECOND), .body = body, .body_count = 1};
    TfSignature signature;
    TfSignature wanted = sign(FIRST);
    likeness_signature(&article, &signature);
    assert_memory_equal(&signature, &wanted, sizeof wanted);
}

static void broken_bytes_and_long_figures_do_no_harm(void **state)
{
    (void)state;
    static const char bytes[] = "\xFF\x80 a\0b \xE2\x82 1,234,567,890,123,456,789,012 7.\xC2";
    TfArticle article = {.text = tf_slice_of(bytes, sizeof bytes - 1)};
    TfSignature signature;
    likeness_signature(&article, &signature);
    assert_in_range(signature.figure_count, 1, LIKENESS_FIGURES);
}

static void a_signature_of_another_version_is_like_none(void **state)
{
    (void)state;
    TfSignature now = sign(FIRST);
    TfSignature then = now;
    then.version++;
    assert_close(likeness(&now, &then), 0, 0);
    then = now;
    then.figure_count = UINT16_MAX; /* as a damaged store may hold */
    assert_close(likeness(&now, &then), 0, 0);
}

/* Articles on one subject in 17 languages, none of which is a copy of another. */
static void articles_of_the_corpus_are_told_apart(void **state)
{
    (void)state;
    static TfSignature signatures[1000];
    glob_t found;
    size_t count = 0;
    assert_int_equal(glob(TEST_SOURCE_DIR "/tests/corpus/tuned/*/*.txt", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc && count < 1000; i++) {
        TfArena arena;
        TfError error;
        TfArticle article = {.body = NULL};
        tf_arena_init(&arena, 0);
        assert_ok(file_read(found.gl_pathv[i], (size_t)1 << 20, &arena, &article.text, &error), &error);
        likeness_signature(&article, &signatures[count++]);
        tf_arena_done(&arena);
    }
    globfree(&found);
    assert_true(count > 200);
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++)
            assert_true(likeness(&signatures[i], &signatures[k]) < LIKENESS_SAME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_like_itself),
        cmocka_unit_test(case_blanks_and_marks_do_not_count),
        cmocka_unit_test(the_way_figures_are_grouped_does_not_count),
        cmocka_unit_test(carried_with_another_headline_and_a_tag_it_is_the_same),
        cmocka_unit_test(with_its_last_paragraph_cut_it_is_the_same),
        cmocka_unit_test(one_figure_corrected_it_is_the_same),
        cmocka_unit_test(the_same_words_with_other_figures_are_another_article),
        cmocka_unit_test(texts_without_blanks_between_words_are_compared_too),
        cmocka_unit_test(a_line_is_like_its_equal_alone),
        cmocka_unit_test(only_the_body_counts),
        cmocka_unit_test(broken_bytes_and_long_figures_do_no_harm),
        cmocka_unit_test(a_signature_of_another_version_is_like_none),
        cmocka_unit_test(articles_of_the_corpus_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
