/* Which claims hold, and as of which day: filters, newer extractors, pages that came as claims, sentences. */
#include "tests/unit/store/store_fixture.h"

static const char seed_text[] = "Turnover in 2023 reached a record of 28 billion dollars. The U.S. was at "
                                "9.5 billion. The two sides aim for 30 "
                                "billion dollars by 2025.\n";

/* Two articles of KAZ-RUS a month apart, one of KAZ-CHN without a date. */
static void fill(Store *store)
{
    TfArticle first = make_article("first.txt", seed_text, "2024-11-27");
    first.url = tf_slice("https://ledger.example/first");
    TfClaim claims[] = {at_amount(make_claim("KAZ", "RUS", 2023, 28), &first, "28 billion dollars"),
                        at_amount(make_claim("RUS", "KAZ", 2025, 30), &first, "30 billion dollars")};
    claims[1].status = TF_TARGET;
    claims[1].confidence = 0.5;
    add(store, &first, claims, 2, 1);

    TfArticle second = make_article("second.txt", "Trade stood at 27 billion dollars.", "2024-10-27");
    second.outlet = tf_slice("Газета.Ру");
    TfClaim claim = at_amount(make_claim("KAZ", "RUS", 2022, 27), &second, "27 billion dollars");
    add(store, &second, &claim, 1, 1);

    set_day("2024-12-24");
    TfArticle undated = make_article("undated.txt", "With China it was 41 billion dollars.", "");
    claim = at_amount(make_claim("CHN", "KAZ", 2023, 41), &undated, "41 billion dollars");
    add(store, &undated, &claim, 1, 1);
}

static void filters_say_which_claims_are_asked_for(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    fill(store);
    TfClaimFilter pair = of_pair("KZ-RU");
    TfClaimFilter nobody = of_pair("KZ-UZ");
    TfClaimFilter target = {.has_status = true, .status = TF_TARGET};
    TfClaimFilter sure = {.min_confidence = 0.8};
    TfClaimFilter one = {.claim_id = 2};
    TfClaimFilter gone = {.claim_id = 99};
    struct {
        TfClaimFilter filter;
        const char *outlet;
        const char *as_of;
        size_t count;
    } rows[] = {
        {{0}, "", "", 4},
        {pair, "", "", 3},
        {nobody, "", "", 0},
        {target, "", "", 1},
        {sure, "", "", 3},
        {one, "", "", 1},
        {gone, "", "", 0},
        {{0}, "daily LEDGER", "", 3},
        {{0}, "гАЗЕТА", "", 1},
        {{0}, "ledger.example/FIRST", "", 2},
        {pair, "'; --", "", 0},
        {pair, "", "2024-10-26", 0},
        {pair, "", "2024-10-27", 1},
        {pair, "", "2024-11-26", 1},
        {pair, "", "2024-11-27", 3},
        {{0}, "", "2024-12-23", 3}, /* the undated one is known from the day it came in */
        {{0}, "", "2024-12-24", 4},
        {one, "", "2024-11-26", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        rows[i].filter.outlet = tf_slice(rows[i].outlet);
        rows[i].filter.as_of = day_of(rows[i].as_of);
        size_t count = ask_claims(store, rows[i].filter, &arena).count;
        if (count != rows[i].count)
            fail_msg("row %zu: %zu claims, wanted %zu", i, count, rows[i].count);
    }
    store_close(store);
    tf_arena_done(&arena);
}

static void records_come_by_day_with_their_sentence(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    fill(store);
    TfClaimRows claims = ask_claims(store, (TfClaimFilter){0}, &arena);
    const struct {
        int64_t id;
        const char *sentence;
    } rows[] = {
        {3, "Trade stood at 27 billion dollars."},
        {1, "Turnover in 2023 reached a record of 28 billion dollars."},
        {2, "The two sides aim for 30 billion dollars by 2025."},
        {4, "With China it was 41 billion dollars."},
    };
    assert_int_equal(claims.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(claims.items[i].id, rows[i].id);
        assert_slice(claims.items[i].sentence, rows[i].sentence);
        assert_slice(claims.items[i].decision, "extracted");
    }
    const TfClaim *claim = &claims.items[1].claim;
    assert_slice(claim->doc, "first.txt"); /* the article says what the claim left out */
    assert_slice(claim->outlet, "The Daily Ledger");
    assert_slice(claim->url, "https://ledger.example/first");
    assert_slice(claim->lang, "en");
    assert_int_equal(tf_date_compare(claim->pub_date, day_of("2024-11-27")), 0);
    assert_slice(claim->value_text, "28 billion dollars");
    assert_int_equal(tf_decimal_compare(claim->value, (TfDecimal){28, 9}), 0);
    store_close(store);
    tf_arena_done(&arena);
}

static void pairs_are_counted_the_way_round_that_has_no_order(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfPairRows pairs;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    fill(store);
    assert_ok(store_pairs(store, &arena, &pairs, &error), &error);
    assert_int_equal(pairs.count, 2);
    assert_string_equal(pairs.items[0].pair.a.code, "KAZ");
    assert_string_equal(pairs.items[0].pair.b.code, "RUS");
    assert_int_equal(pairs.items[0].claims, 3);
    assert_string_equal(pairs.items[1].pair.a.code, "CHN");
    assert_int_equal(pairs.items[1].claims, 1);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_newer_extractor_supersedes_and_keeps_decisions(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfArticle article = make_article("seed.txt", seed_text, "2024-11-27");
    TfClaim right = at_amount(make_claim("KAZ", "RUS", 2023, 28), &article, "28 billion dollars");
    TfClaim wrong = at_amount(make_claim("KAZ", "RUS", 2024, 30), &article, "30 billion dollars");
    TfClaim corrected = at_amount(make_claim("KAZ", "RUS", 2025, 30), &article, "30 billion dollars");
    TfClaim first[] = {right, wrong};
    TfClaim second[] = {right, corrected};
    second[0].rule = tf_slice("a newer rule");
    second[0].confidence = 0.99;
    add(store, &article, first, 2, 1);
    decide(store, 1, STORE_ACCEPTED);
    decide(store, 2, STORE_REJECTED);

    assert_int_equal(add(store, &article, second, 2, 1).claims_added, 0); /* the same version: no change */
    StoreAdded added = add(store, &article, second, 2, 2);
    assert_false(added.was_new);
    assert_int_equal(added.claims_added, 2);
    assert_int_equal(add(store, &article, first, 2, 1).claims_added, 0); /* an older one: no change */

    TfClaimRows claims = ask_claims(store, (TfClaimFilter){.with_rejected = true}, &arena);
    assert_int_equal(claims.count, 2);
    assert_slice(claims.items[0].decision, "accepted");
    assert_slice(claims.items[0].claim.rule, "a newer rule");
    assert_slice(claims.items[1].decision, "extracted"); /* another statement than the rejected one */
    claims = ask_claims(store, (TfClaimFilter){.claim_id = 1}, &arena); /* an old number still leads there */
    assert_int_equal(claims.count, 1);
    assert_slice(claims.items[0].claim.rule, "a newer rule");
    int64_t rows;
    assert_ok(store_scalar(store, "SELECT count(*) FROM claims", &rows, &error), &error);
    assert_int_equal(rows, 4);
    assert_int_equal(check_store(store, &arena).claims, 2);
    store_close(store);
    tf_arena_done(&arena);
}

static void an_extractor_that_finds_nothing_supersedes_too(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfArticle article = make_article("seed.txt", seed_text, "2024-11-27");
    TfClaim claim = at_amount(make_claim("KAZ", "RUS", 2023, 28), &article, "28 billion dollars");
    add(store, &article, &claim, 1, 1);
    add(store, &article, NULL, 0, 2);
    assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count, 0);
    add(store, &article, &claim, 1, 3);
    assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count, 1);
    store_close(store);
    tf_arena_done(&arena);
}

/* ---- pages that came as claims ---- */

static StoreAdded add_page(Store *store, const TfClaim *claims, size_t count)
{
    StoreAdded added = {0};
    TfError error;
    assert_ok(store_add_page_claims(store, claims, count, &added, &error), &error);
    return added;
}

static TfClaim page_claim(const char *doc, int year, int billions)
{
    TfClaim claim = make_claim("KAZ", "RUS", year, billions);
    claim.doc = tf_slice(doc);
    return claim;
}

static void a_page_of_claims_is_found_again(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice text;
    TfArticleRows list;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfClaim claims[] = {page_claim("page-1", 2022, 27), page_claim("page-1", 2023, 28),
                        page_claim("page-1", 2024, 29)};
    claims[1].outlet = tf_slice("The Daily Ledger");
    claims[1].pub_date = day_of("2024-11-27");
    claims[1].url = tf_slice("https://ledger.example/1");
    StoreAdded added = add_page(store, claims, 2);
    assert_true(added.was_new);
    assert_int_equal(added.claims_added, 2);
    TfSlice before = dump_store(store, &arena);
    int changes = sqlite3_total_changes(store->db);
    added = add_page(store, claims, 2);
    assert_false(added.was_new);
    assert_int_equal(added.claims_added, 0);
    assert_slice(dump_store(store, &arena), before.bytes);
    assert_int_equal(sqlite3_total_changes(store->db), changes);
    assert_int_equal(add_page(store, claims, 3).claims_added, 1);

    assert_ok(store_articles(store, &arena, &list, &error), &error);
    assert_int_equal(list.count, 1);
    assert_slice(list.items[0].doc, "page-1");
    assert_slice(list.items[0].outlet, "The Daily Ledger");
    assert_slice(list.items[0].first_url, "https://ledger.example/1");
    assert_int_equal(tf_date_compare(list.items[0].date, day_of("2024-11-27")), 0);
    assert_ok(store_article_text(store, 1, &arena, &text, &error), &error);
    assert_null(text.bytes);
    assert_null(ask_claims(store, (TfClaimFilter){0}, &arena).items[0].sentence.bytes);
    store_close(store);
    tf_arena_done(&arena);
}

static void one_statement_on_two_pages_is_two_rows_with_one_key(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    int64_t keys;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfClaim here = page_claim("page-1", 2023, 28);
    TfClaim there = page_claim("page-2", 2023, 28);
    TfParty swapped = there.reporter;
    there.reporter = there.partner;
    there.partner = swapped;
    add_page(store, &here, 1);
    add_page(store, &there, 1);
    assert_int_equal(ask_claims(store, of_pair("KZ-RU"), &arena).count, 2);
    assert_ok(store_scalar(store, "SELECT count(DISTINCT claim_key) FROM claims", &keys, &error), &error);
    assert_int_equal(keys, 1);
    store_close(store);
    tf_arena_done(&arena);
}

/* Claims that were exported from here and come back change nothing; a page that only has the same name is
 * another. */
static void exported_claims_come_home(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    fill(store);
    TfSlice before = dump_store(store, &arena);
    TfClaimRows claims = ask_claims(store, (TfClaimFilter){0}, &arena);
    for (size_t i = 0; i < claims.count; i++) {
        StoreAdded added = add_page(store, &claims.items[i].claim, 1);
        assert_int_equal(added.article_id, claims.items[i].article_id);
        assert_int_equal(added.claims_added, 0);
    }
    /* one reading that says "came as claims" is added to each article, and nothing that is asked for */
    assert_slice(dump_store(store, &arena), before.bytes);
    TfClaim other = claims.items[0].claim;
    other.value_text = tf_slice("something else");
    assert_true(add_page(store, &other, 1).was_new);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_page_is_refused_with_the_reason(void **state)
{
    (void)state;
    TfError error;
    Store *store = open_store(":memory:");
    TfClaim nameless = page_claim("", 2023, 28);
    TfClaim mixed[] = {page_claim("page-1", 2023, 28), page_claim("page-2", 2023, 28)};
    TfClaim spoilt[] = {page_claim("page-1", 2023, 28), page_claim("page-1", 2024, 28)};
    spoilt[1].has_value = false;
    assert_int_equal(store_add_page_claims(store, &nameless, 1, NULL, &error), TF_BAD_INPUT);
    assert_non_null(strstr(error.message, "'doc' is missing"));
    assert_int_equal(store_add_page_claims(store, mixed, 2, NULL, &error), TF_BAD_INPUT);
    assert_non_null(strstr(error.message, "'page-1' and 'page-2'"));
    assert_int_equal(store_add_page_claims(store, spoilt, 2, NULL, &error), TF_BAD_INPUT);
    assert_non_null(strstr(error.message, "claim 2 of 'page-1'"));
    int64_t articles;
    assert_ok(store_scalar(store, "SELECT count(*) FROM articles", &articles, &error), &error);
    assert_int_equal(articles, 0);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_say_which_claims_are_asked_for),
        cmocka_unit_test(records_come_by_day_with_their_sentence),
        cmocka_unit_test(pairs_are_counted_the_way_round_that_has_no_order),
        cmocka_unit_test(a_newer_extractor_supersedes_and_keeps_decisions),
        cmocka_unit_test(an_extractor_that_finds_nothing_supersedes_too),
        cmocka_unit_test(a_page_of_claims_is_found_again),
        cmocka_unit_test(one_statement_on_two_pages_is_two_rows_with_one_key),
        cmocka_unit_test(exported_claims_come_home),
        cmocka_unit_test(a_page_is_refused_with_the_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
