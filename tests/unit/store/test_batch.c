/* Many articles in one transaction: a page that fails costs itself, a database that gives up costs the batch
 * and says so. */
// WRAP: sqlite3_step
#include "tests/unit/store/store_fixture.h"

static int steps_left = -1; /* the step that fails counts down to 0; below 0 none does */
static bool fails_for_good; /* as a full disk does: SQLite takes the transaction back itself */
static Store *failing;

int __real_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_step(sqlite3_stmt *statement)
{
    if (steps_left == 0) {
        steps_left = -1;
        if (fails_for_good)
            (void)sqlite3_exec(failing->db, "ROLLBACK", NULL, NULL, NULL);
        return SQLITE_FULL;
    }
    if (steps_left > 0)
        steps_left--;
    return __real_sqlite3_step(statement);
}

static void begin_batch(Store *store)
{
    TfError error;
    assert_ok(store_begin_batch(store, &error), &error);
}

static void end_batch(Store *store)
{
    TfError error;
    assert_ok(store_end_batch(store, &error), &error);
}

static void add_ok(Store *store, int n)
{
    TfError error;
    StoreAdded added;
    assert_ok(add_numbered(store, n, &added, &error), &error);
}

static void a_batch_stores_what_single_articles_do(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice dump[2];
    tf_arena_init(&arena, 0);
    for (int batched = 0; batched < 2; batched++) {
        Store *store = open_store(":memory:");
        if (batched)
            begin_batch(store);
        for (int n = 0; n < 30; n++)
            add_ok(store, n % 20); /* some come twice */
        decide(store, 1, STORE_REJECTED);
        assert_ok(store_log_run(store, &(StoreRun){.source = tf_slice("x"), .articles = 20}, &error), &error);
        if (batched)
            end_batch(store);
        check_store(store, &arena);
        dump[batched] = dump_store(store, &arena);
        assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count, 38);
        store_close(store);
    }
    assert_slice(dump[1], dump[0].bytes);
    tf_arena_done(&arena);
}

static void a_page_that_is_refused_costs_itself(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfArticle article = make_article("bad.txt", "Trade came to 5 billion dollars.", "2024-01-01");
    TfClaim beyond = make_claim("KAZ", "RUS", 2023, 5); /* refused before anything is written */
    beyond.has_span = true;
    beyond.span = (TfSpan){10, 1000};
    TfClaim unreadable = make_claim("KAZ", "RUS", 2023, 5); /* and after its article was */
    unreadable.has_value = false;
    TfClaim *refused[] = {&beyond, &unreadable};
    begin_batch(store);
    add_ok(store, 0);
    for (size_t i = 0; i < 2; i++) {
        TfClaimList list = {refused[i], 1, 1};
        assert_int_equal(store_add_article(store, &article, &list, 1, NULL, &error), TF_BAD_INPUT);
        add_ok(store, (int)i + 1);
    }
    end_batch(store);
    assert_int_equal(check_store(store, &arena).articles, 3);
    store_close(store);
    tf_arena_done(&arena);
}

/* Whichever step fails, the batch ends with whole articles: all but the failing one, or none of the batch. */
static void a_failing_step_costs_the_article_or_the_batch(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    size_t lost = 0;
    size_t alone = 0;
    tf_arena_init(&arena, 0);
    for (int steps = 0;; steps++) {
        Store *store = failing = open_store(":memory:");
        fails_for_good = steps % 3 == 0;
        add_ok(store, 0);
        begin_batch(store);
        add_ok(store, 1);
        steps_left = steps;
        bool failed = add_numbered(store, 2, &added, &error) != TF_OK;
        bool through = !failed && steps_left >= 0;
        steps_left = -1;
        assert_true(failed || through);
        bool next_failed = add_numbered(store, 3, &added, &error) != TF_OK;
        TfStatus ended = store_end_batch(store, &error);
        assert_true(next_failed == (ended != TF_OK));
        size_t articles = check_store(store, &arena).articles;
        assert_int_equal(articles, ended != TF_OK ? 1 : through ? 4 : 3);
        lost += ended != TF_OK;
        alone += ended == TF_OK && failed;
        if (ended != TF_OK)
            assert_non_null(strstr(error.message, "no space is left"));
        add_ok(store, 5); /* the store goes on without a batch */
        store_close(store);
        if (through)
            break;
    }
    assert_true(lost >= 4 && alone >= 8);
    tf_arena_done(&arena);
}

static void a_dropped_batch_stores_nothing(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    add_ok(store, 0);
    begin_batch(store);
    add_ok(store, 1);
    store_drop_batch(store);
    store_drop_batch(store); /* there is none any more */
    assert_int_equal(check_store(store, &arena).articles, 1);
    assert_int_equal(store_end_batch(store, &error), TF_BAD_USAGE);
    begin_batch(store);
    assert_int_equal(store_begin_batch(store, &error), TF_BAD_USAGE);
    add_ok(store, 1);
    end_batch(store);
    assert_int_equal(check_store(store, &arena).articles, 2);
    begin_batch(store);
    add_ok(store, 2);
    store_close(store); /* and so does a batch whose store is closed */
    tf_arena_done(&arena);
}

static void what_was_opened_for_reading_takes_no_batch(void **state)
{
    (void)state;
    TfError error;
    Store *store = NULL;
    const char *path = scratch_path("x.db");
    store_close(open_store(path));
    assert_ok(store_open(path, false, &store, &error), &error);
    assert_int_equal(store_begin_batch(store, &error), TF_BAD_USAGE);
    assert_int_equal(store_end_batch(store, &error), TF_BAD_USAGE);
    store_close(store);
    scratch_remove();
}

/* Readers see a batch when it is through, and another writer waits for it. */
static void a_batch_appears_at_once(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    Store *reader = NULL;
    TfArticleRows rows;
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    Store *store = open_store(path);
    assert_ok(store_open(path, false, &reader, &error), &error);
    begin_batch(store);
    for (int n = 0; n < 5; n++)
        add_ok(store, n);
    assert_ok(store_articles(reader, &arena, &rows, &error), &error);
    assert_int_equal(rows.count, 0);
    end_batch(store);
    assert_ok(store_articles(reader, &arena, &rows, &error), &error);
    assert_int_equal(rows.count, 5);
    store_close(reader);
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_stores_what_single_articles_do),
        cmocka_unit_test(a_page_that_is_refused_costs_itself),
        cmocka_unit_test(a_failing_step_costs_the_article_or_the_batch),
        cmocka_unit_test(a_dropped_batch_stores_nothing),
        cmocka_unit_test(what_was_opened_for_reading_takes_no_batch),
        cmocka_unit_test(a_batch_appears_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
