/* Articles that carry a stored text with small changes are linked to it, in the order they came. */
#include "tests/unit/store/store_fixture.h"

/* A report of its own for each number, long enough to be told apart. */
static const char *report(int n, const char *headline, const char *ending, TfArena *arena)
{
    static const char *const goods[] = {"grain", "copper", "textiles", "machinery", "fertilisers", "fish"};
    static const char *const towns[] = {"Almaty", "Kazan", "Aktau", "Omsk", "Uralsk", "Tomsk"};
    return tf_arena_format(
               arena,
               "%s\n\nThe ministry in %s said that turnover reached %d billion dollars in 2021, led by %s. "
               "Railway carriers in %s moved more %s than in any spring of the decade, while ports near %s "
               "waited for ice to clear. Merchants expect %s to follow %s once the new customs post opens, "
               "and the chamber of %s counted %d firms that began to sell abroad. %s\n",
               headline, towns[n % 6], n + 11, goods[n % 6], towns[(n + 1) % 6], goods[(n + 2) % 6],
               towns[(n / 6 + 3) % 6], goods[(n / 6 + 4) % 6], goods[(n + 5) % 6], towns[(n / 6) % 6],
               n * 37 + 1200, ending)
        .bytes;
}

static StoreAdded add_report(Store *store, int n, const char *headline, const char *ending)
{
    TfArena arena;
    TfError error;
    StoreAdded added = {0};
    tf_arena_init(&arena, 0);
    TfArticle article = make_article(headline, report(n, headline, ending, &arena), "2022-03-04");
    const char *amount = tf_arena_format(&arena, "%d billion dollars", n + 11).bytes;
    TfClaim claim = at_amount(make_claim("KAZ", "RUS", 2021, n + 11), &article, amount);
    TfClaimList list = {&claim, 1, 1};
    assert_ok(store_add_article(store, &article, &list, 1, &added, &error), &error);
    tf_arena_done(&arena);
    return added;
}

static int64_t family(Store *store, int64_t article_id)
{
    TfError error;
    int64_t id = 0;
    assert_ok(store_family(store, article_id, &id, &error), &error);
    return id;
}

static void a_copy_is_linked_to_the_oldest_of_its_text(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfArticleRows rows;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    StoreAdded first = add_report(store, 0, "Trade grows", "");
    StoreAdded other = add_report(store, 8, "Trade falls", "");
    StoreAdded copy = add_report(store, 0, "Neighbours trade more", "Ledger agency.");
    StoreAdded third = add_report(store, 0, "More trade", "Reprinted from the Ledger.");
    assert_int_equal(first.copy_of, 0);
    assert_int_equal(other.copy_of, 0);
    assert_int_equal(copy.copy_of, first.article_id);
    assert_int_equal(third.copy_of, first.article_id);
    assert_int_equal(family(store, third.article_id), first.article_id);
    assert_int_equal(family(store, first.article_id), first.article_id);
    assert_int_equal(family(store, other.article_id), other.article_id);
    assert_ok(store_articles(store, &arena, &rows, &error), &error);
    assert_int_equal(rows.items[0].copy_of, 0);
    assert_int_equal(rows.items[2].copy_of, first.article_id);
    int64_t nobody;
    assert_int_equal(store_family(store, 99, &nobody, &error), TF_NOT_FOUND);
    /* each comes again: nothing is linked anew */
    int changes = sqlite3_total_changes(store->db);
    assert_int_equal(add_report(store, 0, "More trade", "Reprinted from the Ledger.").copy_of, 0);
    assert_int_equal(sqlite3_total_changes(store->db), changes);
    check_store(store, &arena);
    store_close(store);
    tf_arena_done(&arena);
}

/* The same words with other figures are another month's report. */
static void reports_that_differ_are_no_copies(void **state)
{
    (void)state;
    TfError error;
    int64_t copies;
    Store *store = open_store(":memory:");
    for (int n = 0; n < 36; n++)
        assert_int_equal(add_report(store, n, "Monthly report", "").copy_of, 0);
    assert_ok(store_scalar(store, "SELECT count(*) FROM near_duplicates", &copies, &error), &error);
    assert_int_equal(copies, 0);
    store_close(store);
}

static void articles_without_claims_are_not_compared(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    int64_t signatures;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfArticle article = make_article("a", report(0, "Trade grows", "", &arena), "2022-03-04");
    add(store, &article, NULL, 0, 1);
    assert_ok(store_scalar(store, "SELECT count(*) FROM signatures", &signatures, &error), &error);
    assert_int_equal(signatures, 0);
    store_close(store);
    tf_arena_done(&arena);
}

/* Articles from before copies were looked for are compared in the order they came. */
static void stored_articles_are_compared_when_the_schema_grows(void **state)
{
    (void)state;
    TfError error;
    Store *store = open_store(":memory:");
    int64_t first = add_report(store, 0, "Trade grows", "").article_id;
    int64_t copy = add_report(store, 0, "Neighbours trade more", "Ledger agency.").article_id;
    assert_ok(store_script(store,
                           "DELETE FROM near_duplicates; DELETE FROM signature_bands; DELETE FROM signatures",
                           &error),
              &error);
    assert_int_equal(family(store, copy), copy);
    assert_ok(store_compare_all(store, &error), &error);
    assert_int_equal(family(store, copy), first);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_linked_to_the_oldest_of_its_text),
        cmocka_unit_test(reports_that_differ_are_no_copies),
        cmocka_unit_test(articles_without_claims_are_not_compared),
        cmocka_unit_test(stored_articles_are_compared_when_the_schema_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
