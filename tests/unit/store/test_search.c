/* Sentences are found by their words, in any script, and nothing a person types is taken for a command. */
#include "tests/unit/store/store_fixture.h"

static int64_t add_text_with_claim(Store *store, const char *id, const char *text, const char *day)
{
    TfArticle article = make_article(id, text, day);
    TfClaim claim = make_claim("KAZ", "RUS", 2023, 28);
    claim.has_span = true;
    return add(store, &article, &claim, 1, 1).article_id;
}

static TfSearchRows search(Store *store, const char *words, size_t most, TfArena *arena)
{
    TfSearchRows hits = {NULL, 0};
    TfError error;
    assert_ok(store_search(store, tf_slice(words), most, arena, &hits, &error), &error);
    return hits;
}

static void words_find_their_sentence(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    add_text_with_claim(
        store, "en",
        "Trade grew. Turnover reached 9.5 billion dollars in 2023. Turnover fell later. \"Never\" again.",
        "2024-01-01");
    add_text_with_claim(store, "ru", "Товарооборот вырос. В 2023 году он составил 28 млрд долларов.",
                        "2024-01-01");
    add_text_with_claim(store, "vi", "Kim ngạch thương mại đạt 86,7 tỷ USD. Xuất khẩu tăng.", "2024-01-01");
    add_text_with_claim(store, "zh", "双边贸易额达410.2亿美元。出口增长。", "2024-01-01");
    add_text_with_claim(store, "ko", "지난해 양국 교역액은 1,500억 달러였다. 수출이 늘었다.", "2024-01-01");
    const struct {
        const char *words;
        const char *snippet; /* NULL: nothing */
    } rows[] = {
        {"turnover 2023", "Turnover reached 9.5 billion dollars in 2023."},
        {"TURNOVER 9.5", "Turnover reached 9.5 billion dollars in 2023."},
        {"turnover fell 2023", NULL},
        {"never", "\"Never\" again."},
        {"\"never", "\"Never\" again."},
        {"составил 2023", "В 2023 году он составил 28 млрд долларов."},
        {"kim ngach 86,7", "Kim ngạch thương mại đạt 86,7 tỷ USD."},
        {"贸易额", "双边贸易额达410.2亿美元。"},
        {"出口", "出口增长。"},
        {"贸额", NULL},
        {"교역액", "지난해 양국 교역액은 1,500억 달러였다."},
        {"turnover NOT fell", NULL},
        {"sentence:turnover", NULL},
        {"turn*", NULL},
        {"- turnover * later ^", "Turnover fell later."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfSearchRows hits = search(store, rows[i].words, 10, &arena);
        if (hits.count != (rows[i].snippet != NULL ? 1 : 0))
            fail_msg("\"%s\" found %zu sentences", rows[i].words, hits.count);
        if (hits.count == 1)
            assert_slice(hits.items[0].snippet, rows[i].snippet);
    }
    store_close(store);
    tf_arena_done(&arena);
}

static void newest_article_comes_first_up_to_the_number_asked(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    set_day("2024-06-01");
    Store *store = open_store(":memory:");
    add_text_with_claim(store, "a", "Turnover one. Turnover two.", "2024-03-01");
    int64_t newest = add_text_with_claim(store, "b", "Turnover three.", "");
    add_text_with_claim(store, "c", "Turnover four.", "2024-05-01");
    TfSearchRows hits = search(store, "turnover", 3, &arena);
    assert_int_equal(hits.count, 3);
    assert_slice(hits.items[0].snippet, "Turnover three.");
    assert_int_equal(hits.items[0].article_id, newest);
    assert_false(tf_date_is_set(hits.items[0].date));
    assert_slice(hits.items[1].snippet, "Turnover four.");
    assert_slice(hits.items[1].outlet, "The Daily Ledger");
    assert_slice(hits.items[2].snippet, "Turnover one.");
    assert_int_equal(search(store, "turnover", 0, &arena).count, 0);
    store_close(store);
    tf_arena_done(&arena);
}

static void only_articles_with_claims_are_searched(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfArticle article = make_article("a", "Turnover of nothing.", "2024-03-01");
    TfClaim claim = make_claim("KAZ", "RUS", 2023, 28);
    add(store, &article, NULL, 0, 1);
    assert_int_equal(search(store, "turnover", 9, &arena).count, 0);
    add(store, &article, &claim, 1, 2); /* a newer extractor found something: now it is */
    assert_int_equal(search(store, "turnover", 9, &arena).count, 1);
    add(store, &article, &claim, 1, 3);
    assert_int_equal(search(store, "turnover", 9, &arena).count, 1);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_long_sentence_is_shown_around_the_word(void **state)
{
    (void)state;
    TfArena arena;
    TextBuilder text;
    tf_arena_init(&arena, 0);
    text_init(&text, 0);
    for (int i = 0; i < 500; i++)
        text_add(&text, "слово ");
    text_add(&text, "оборот ");
    for (int i = 0; i < 500; i++)
        text_add(&text, "слово ");
    Store *store = open_store(":memory:");
    add_text_with_claim(store, "a", text.bytes, "2024-03-01");
    TfSearchRows hits = search(store, "оборот", 9, &arena);
    assert_int_equal(hits.count, 1);
    assert_true(hits.items[0].snippet.length <= 400 && hits.items[0].snippet.length > 380);
    assert_true(tf_slice_find(hits.items[0].snippet, 0, "слово оборот слово") != TF_NOWHERE);
    store_close(store);
    text_done(&text);
    tf_arena_done(&arena);
}

static void a_search_that_cannot_be_is_refused(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSearchRows hits;
    TextBuilder many;
    tf_arena_init(&arena, 0);
    text_init(&many, 0);
    for (int i = 0; i < 40; i++)
        text_add(&many, "word ");
    Store *store = open_store(":memory:");
    assert_int_equal(store_search(store, tf_slice(" \"-\" "), 9, &arena, &hits, &error), TF_BAD_USAGE);
    assert_non_null(strstr(error.message, "needs a word"));
    assert_int_equal(store_search(store, text_slice(&many), 9, &arena, &hits, &error), TF_LIMIT);
    store_close(store);
    text_done(&many);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_find_their_sentence),
        cmocka_unit_test(newest_article_comes_first_up_to_the_number_asked),
        cmocka_unit_test(only_articles_with_claims_are_searched),
        cmocka_unit_test(a_long_sentence_is_shown_around_the_word),
        cmocka_unit_test(a_search_that_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
