/* A wrong publication day is put right by importing the same text with the right one. */
#include "tests/unit/store/store_fixture.h"

static const char seed_text[] =
    "Turnover reached 28 billion dollars last year. The two sides aim for 30 billion.\n";

typedef struct Bench {
    TfArena arena;
    TfError error;
    Store *store;
    TfArticle article;
    TfClaim claims[2];
} Bench;

/* What an extractor reads on that day: last year's turnover, and a target that no day changes. */
static void read_on(Bench *bench, const char *day, int last_year)
{
    bench->article.date = day_of(day);
    bench->claims[0] =
        at_amount(make_claim("KAZ", "RUS", last_year, 28), &bench->article, "28 billion dollars");
    bench->claims[1] = at_amount(make_claim("KAZ", "RUS", 2030, 30), &bench->article, "30 billion");
}

static void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
    set_day("2024-12-01");
    bench->store = open_store(":memory:");
    bench->article = make_article("seed.txt", seed_text, "2023-11-27");
    bench->article.url = tf_slice("https://ledger.example/1");
    read_on(bench, "2023-11-27", 2022);
    assert_true(add(bench->store, &bench->article, bench->claims, 2, 1).was_new);
}

static void bench_done(Bench *bench)
{
    check_store(bench->store, &bench->arena);
    store_close(bench->store);
    tf_arena_done(&bench->arena);
}

static TfDate stored_date(Bench *bench)
{
    TfArticle article;
    assert_ok(store_article(bench->store, 1, &bench->arena, &article, &bench->error), &bench->error);
    return article.date;
}

static void a_given_day_replaces_the_wrong_one_and_what_was_read_with_it(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    decide(bench.store, 1, STORE_ACCEPTED);
    decide(bench.store, 2, STORE_ACCEPTED);
    bench.article.date_basis = TF_DATE_GIVEN;
    bench.article.url = (TfSlice){NULL, 0};
    read_on(&bench, "2024-11-27", 2023);
    StoreAdded added = add(bench.store, &bench.article, bench.claims, 2, 1);
    assert_false(added.was_new);
    assert_true(added.was_redated);
    assert_int_equal(added.article_id, 1);
    assert_int_equal(added.claims_added, 2);
    assert_int_equal(tf_date_compare(stored_date(&bench), day_of("2024-11-27")), 0);

    TfClaimRows claims = ask_claims(bench.store, of_pair("KZ-RU"), &bench.arena);
    assert_int_equal(claims.count, 2);
    assert_int_equal(claims.items[0].claim.period.from.year, 2023);
    assert_int_equal(tf_date_compare(claims.items[0].claim.pub_date, day_of("2024-11-27")), 0);
    assert_slice(claims.items[0].decision, "extracted"); /* another statement than the accepted one */
    assert_slice(claims.items[1].decision, "accepted");
    TfClaimFilter before = of_pair("KZ-RU");
    before.as_of = day_of("2024-11-26");
    assert_int_equal(ask_claims(bench.store, before, &bench.arena).count, 0);

    added = add(bench.store, &bench.article, bench.claims, 2, 1); /* once */
    assert_false(added.was_redated);
    assert_int_equal(added.claims_added, 0);
    bench_done(&bench);
}

static void nothing_else_changes_a_known_day(void **state)
{
    (void)state;
    static const struct {
        TfDateBasis basis;
        const char *url, *text;
        int extractor;
    } rows[] = {
        {TF_DATE_PAGE, "", seed_text, 1}, /* read from the page, which it was before */
        {TF_DATE_GIVEN, "https://mirror.example/9", seed_text, 1}, /* a reprint */
        {TF_DATE_GIVEN, "",
         "Turnover reached  28 billion dollars last year.  The two sides aim for 30 billion.", 1},
        {TF_DATE_GIVEN, "", seed_text, 0}, /* an older extractor */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        bench.article.date_basis = rows[i].basis;
        bench.article.url = rows[i].url[0] != '\0' ? tf_slice(rows[i].url) : (TfSlice){NULL, 0};
        bench.article.text = tf_slice(rows[i].text);
        read_on(&bench, "2024-11-27", 2023);
        StoreAdded added = add(bench.store, &bench.article, bench.claims, 2, rows[i].extractor);
        assert_false(added.was_new || added.was_redated);
        assert_int_equal(added.claims_added, 0);
        assert_int_equal(tf_date_compare(stored_date(&bench), day_of("2023-11-27")), 0);
        bench_done(&bench);
    }
}

static void a_page_read_without_a_day_gets_one(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfArticle undated = make_article("other.txt", "Exports came to 5 billion dollars.", "");
    TfClaim claim = at_amount(make_claim("KAZ", "CHN", 2023, 5), &undated, "5 billion dollars");
    assert_true(add(bench.store, &undated, &claim, 1, 1).was_new);
    undated.date = day_of("2024-02-01");
    undated.date_basis = TF_DATE_GIVEN;
    assert_true(add(bench.store, &undated, &claim, 1, 1).was_redated);
    TfClaimFilter filter = of_pair("KZ-CN");
    filter.as_of = day_of("2024-02-01");
    assert_int_equal(ask_claims(bench.store, filter, &bench.arena).count, 1);
    bench_done(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_given_day_replaces_the_wrong_one_and_what_was_read_with_it),
        cmocka_unit_test(nothing_else_changes_a_known_day),
        cmocka_unit_test(a_page_read_without_a_day_gets_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
