/* Articles go in once, whole, with their claims, and come out as they were. */
#include "tests/unit/store/store_fixture.h"

static const char seed_text[] = "Trade grows\n\nTurnover in 2023 reached a record of 28 billion dollars. The "
                                "two sides aim for 30 billion "
                                "dollars by 2025.\n";

static void an_article_comes_back_as_it_was_imported(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfSpan body[] = {{13, 67}, {68, 119}};
    TfArticle article = make_article("seed.txt", seed_text, "2024-11-27");
    article.title = (TfSpan){0, 11};
    article.body = body;
    article.body_count = 2;
    article.publisher = tf_slice("Mirror");
    article.author = tf_slice("Ana Ruiz");
    article.url = tf_slice("https://ledger.example/1");
    article.encoding = "windows-1251";
    article.bad_bytes = 3;
    TfClaim claim = at_amount(make_claim("KAZ", "RUS", 2023, 28), &article, "28 billion dollars");
    StoreAdded added = add(store, &article, &claim, 1, 1);
    assert_true(added.was_new);
    assert_int_equal(added.claims_added, 1);

    TfArticle got;
    TfSlice text;
    assert_ok(store_article(store, added.article_id, &arena, &got, &error), &error);
    assert_slice(got.id, "seed.txt");
    assert_slice(got.text, seed_text);
    assert_slice(tf_article_span(&got, got.title), "Trade grows");
    assert_int_equal(got.body_count, 2);
    assert_memory_equal(got.body, body, sizeof body);
    assert_slice(got.outlet, "The Daily Ledger");
    assert_slice(got.publisher, "Mirror");
    assert_slice(got.author, "Ana Ruiz");
    assert_slice(got.url, "https://ledger.example/1");
    assert_slice(got.lang, "en");
    assert_int_equal(tf_date_compare(got.date, day_of("2024-11-27")), 0);
    assert_int_equal(got.date_basis, TF_DATE_PAGE);
    assert_string_equal(got.encoding, "windows-1251");
    assert_int_equal(got.bad_bytes, 3);
    assert_ok(store_article_text(store, added.article_id, &arena, &text, &error), &error);
    assert_slice(text, seed_text);
    store_close(store);
    tf_arena_done(&arena);
}

static void importing_twice_changes_nothing(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    for (int n = 0; n < 5; n++)
        assert_ok(add_numbered(store, n, &added, &error), &error);
    TfSlice before = dump_store(store, &arena);
    int changes = sqlite3_total_changes(store->db);
    for (int n = 0; n < 5; n++) {
        assert_ok(add_numbered(store, n, &added, &error), &error);
        assert_false(added.was_new);
        assert_int_equal(added.article_id, n + 1);
        assert_int_equal(added.claims_added, 0);
    }
    assert_slice(dump_store(store, &arena), before.bytes);
    assert_int_equal(sqlite3_total_changes(store->db), changes);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_copy_elsewhere_adds_its_address_only(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfArticleRows list;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfArticle article = make_article("a.txt", seed_text, "2024-11-27");
    article.title = (TfSpan){0, 11};
    article.url = tf_slice("https://ledger.example/1");
    TfClaim claim = at_amount(make_claim("KAZ", "RUS", 2023, 28), &article, "28 billion dollars");
    add(store, &article, &claim, 1, 1);
    article.url = tf_slice("https://mirror.example/1");
    article.text = tf_arena_format(&arena, "  %s\r\n", seed_text); /* other blanks: the same text */
    StoreAdded added = add(store, &article, &claim, 1, 7);
    assert_false(added.was_new);
    assert_int_equal(added.claims_added, 0);

    assert_ok(store_articles(store, &arena, &list, &error), &error);
    assert_int_equal(list.count, 1);
    assert_slice(list.items[0].first_url, "https://ledger.example/1");
    assert_slice(list.items[0].title, "Trade grows");
    assert_int_equal(list.items[0].claim_count, 1);
    int64_t addresses;
    assert_ok(store_scalar(store, "SELECT count(*) FROM article_addresses", &addresses, &error), &error);
    assert_int_equal(addresses, 2);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_list_row_says_what_is_unknown(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfArticleRows list;
    tf_arena_init(&arena, 0);
    set_day("2024-12-01");
    Store *store = open_store(":memory:");
    TfArticle article = {.id = tf_slice("x"), .text = tf_slice("Nothing here.")};
    add(store, &article, NULL, 0, 1);
    assert_ok(store_articles(store, &arena, &list, &error), &error);
    assert_int_equal(list.count, 1);
    assert_null(list.items[0].first_url.bytes);
    assert_null(list.items[0].outlet.bytes);
    assert_null(list.items[0].title.bytes);
    assert_false(tf_date_is_set(list.items[0].date));
    assert_slice(list.items[0].imported_at, "2024-12-01T23:59:59Z");
    assert_int_equal(list.items[0].claim_count, 0);
    store_close(store);
    tf_arena_done(&arena);
}

/* A feed may give the title beside the text. */
static void a_title_beside_the_text_is_kept(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfArticleRows list;
    TfArticle got;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfArticle article = make_article("1", seed_text, "2024-11-27");
    article.headline = tf_slice("Two neighbours trade more");
    StoreAdded added = add(store, &article, NULL, 0, 1);
    assert_ok(store_articles(store, &arena, &list, &error), &error);
    assert_slice(list.items[0].title, "Two neighbours trade more");
    assert_ok(store_article(store, added.article_id, &arena, &got, &error), &error);
    assert_slice(got.headline, "Two neighbours trade more");
    assert_int_equal(got.title.end - got.title.start, 0);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_missing_article_is_named(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice text;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    assert_int_equal(store_article_text(store, 12, &arena, &text, &error), TF_NOT_FOUND);
    assert_non_null(strstr(error.message, "no article 12"));
    store_close(store);
    tf_arena_done(&arena);
}

/* What cannot be kept is refused with its article, whole. */
static void refuses_what_could_not_be_read_again(void **state)
{
    (void)state;
    TfError error;
    Store *store = open_store(":memory:");
    TfArticle article = make_article("a.txt", seed_text, "2024-11-27");
    TfClaim good = at_amount(make_claim("KAZ", "RUS", 2023, 28), &article, "28 billion dollars");
    TfClaim beyond = good;
    TfClaim nobody = good;
    beyond.span.end = article.text.length + 1;
    nobody.partner = (TfParty){""};
    const struct {
        TfClaim claim;
        int extractor;
        TfStatus status;
        const char *message_part;
    } rows[] = {
        {beyond, 1, TF_BAD_INPUT, "claim 2 points at bytes"},
        {nobody, 1, TF_BAD_INPUT, "claim 2 of 'a.txt' cannot be kept: field 'partner'"},
        {good, -1, TF_BAD_USAGE, "extractor version -1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfClaim claims[] = {good, rows[i].claim};
        TfClaimList list = {claims, 2, 2};
        int64_t articles;
        assert_int_equal(store_add_article(store, &article, &list, rows[i].extractor, NULL, &error),
                         rows[i].status);
        if (strstr(error.message, rows[i].message_part) == NULL)
            fail_msg("message \"%s\" does not say \"%s\"", error.message, rows[i].message_part);
        assert_ok(store_scalar(store, "SELECT count(*) FROM articles", &articles, &error), &error);
        assert_int_equal(articles, 0);
    }
    store_close(store);
}

static void odd_texts_are_kept_byte_for_byte(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    static const struct {
        const char *bytes;
        size_t length;
    } rows[] = {{"", 0}, {"a\0b", 3}, {"\xff\xfe 28", 5}, {"'; DROP TABLE claims; --", 24}, {"\xd0", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfSlice got;
        TfArticle article = {.id = tf_slice("odd"), .text = tf_slice_of(rows[i].bytes, rows[i].length)};
        TfClaim claim = make_claim("KAZ", "RUS", 2023, 28);
        claim.has_span = true;
        claim.span = (TfSpan){0, rows[i].length};
        claim.value_text = article.text;
        StoreAdded added = add(store, &article, &claim, 1, 1);
        assert_ok(store_article_text(store, added.article_id, &arena, &got, &error), &error);
        assert_int_equal(got.length, rows[i].length);
        assert_memory_equal(got.bytes, rows[i].bytes, rows[i].length);
        assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count, i + 1);
    }
    check_store(store, &arena);
    store_close(store);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_article_comes_back_as_it_was_imported),
        cmocka_unit_test(importing_twice_changes_nothing),
        cmocka_unit_test(a_copy_elsewhere_adds_its_address_only),
        cmocka_unit_test(a_list_row_says_what_is_unknown),
        cmocka_unit_test(a_title_beside_the_text_is_kept),
        cmocka_unit_test(a_missing_article_is_named),
        cmocka_unit_test(refuses_what_could_not_be_read_again),
        cmocka_unit_test(odd_texts_are_kept_byte_for_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
