/* What is kept of imports: their start and end, pages that failed until they are mended, how far an input was
 * read. */
#include "tests/unit/store/store_fixture.h"

static int64_t scalar(Store *store, const char *sql)
{
    TfError error;
    int64_t value;
    assert_ok(store_scalar(store, sql, &value, &error), &error);
    return value;
}

static int64_t start(Store *store, const char *source)
{
    TfError error;
    int64_t run = 0;
    assert_ok(store_start_run(store, tf_slice(source), &run, &error), &error);
    assert_true(run > 0);
    return run;
}

static void an_import_has_a_start_and_an_end(void **state)
{
    (void)state;
    TfError error;
    Store *store = open_store(":memory:");
    int64_t first = start(store, "first.warc.gz");
    int64_t killed = start(store, "second.warc.gz");
    StoreRun counts = {.articles = 3, .claims = 7, .duplicates = 1, .failures = 2};
    assert_ok(store_end_run(store, first, &counts, &error), &error);
    assert_int_equal(scalar(store, "SELECT count(*) FROM runs WHERE ended_at IS NULL"), 1);
    assert_int_equal(
        scalar(store,
               "SELECT count(*) FROM runs WHERE source = 'first.warc.gz' AND articles = 3 AND claims ="
               " 7 AND duplicates = 1 AND failures = 2 AND message IS NULL AND started_at <= ended_at"),
        1);
    assert_int_equal(store_end_run(store, first, &counts, &error), TF_NOT_FOUND); /* an end is final */
    assert_int_equal(store_end_run(store, 99, &counts, &error), TF_NOT_FOUND);
    counts.message = tf_slice("interrupted");
    assert_ok(store_end_run(store, killed, &counts, &error), &error);
    counts.source = tf_slice("third.txt");
    assert_ok(store_log_run(store, &counts, &error), &error);
    assert_int_equal(scalar(store, "SELECT count(*) FROM runs WHERE message = 'interrupted'"), 2);
    store_close(store);
}

static StoreFailure failure_of(int64_t run, const char *path, const char *doc, size_t number, uint64_t place)
{
    return (StoreFailure){.run = run,
                          .path = tf_slice(path),
                          .doc = tf_slice(doc),
                          .number = number,
                          .place = place,
                          .reason = tf_slice("no publication date")};
}

static StoreFailures open_failures(Store *store, TfArena *arena, size_t count)
{
    TfError error;
    StoreFailures failures;
    assert_ok(store_failures(store, arena, &failures, &error), &error);
    assert_int_equal(failures.count, count);
    return failures;
}

static void a_failed_page_is_kept_until_it_is_mended(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    int64_t run = start(store, "a.warc");
    StoreFailure late = failure_of(run, "a.warc", "a.warc#9", 9, 9000);
    StoreFailure early = failure_of(run, "a.warc", "a.warc#2", 2, 200);
    early.url = tf_slice("https://ledger.example/2");
    assert_ok(store_add_failure(store, &late, &error), &error);
    assert_ok(store_add_failure(store, &early, &error), &error);
    StoreFailures failures = open_failures(store, &arena, 2);
    const StoreFailure *first = &failures.items[0];
    assert_slice(first->path, "a.warc");
    assert_slice(first->doc, "a.warc#2");
    assert_slice(first->url, "https://ledger.example/2");
    assert_slice(first->reason, "no publication date");
    assert_int_equal(first->number, 2);
    assert_int_equal(first->place, 200);
    assert_int_equal(first->run, run);
    assert_null(failures.items[1].url.bytes);

    int64_t again = start(store, "a.warc");
    assert_ok(store_mend_failure(store, first->id, again, &error), &error);
    assert_int_equal(store_mend_failure(store, first->id, again, &error), TF_NOT_FOUND);
    assert_slice(open_failures(store, &arena, 1).items[0].doc, "a.warc#9");
    assert_ok(store_add_failure(store, &early, &error), &error); /* mended pages may fail anew */
    open_failures(store, &arena, 2);
    assert_int_equal(scalar(store, "SELECT count(*) FROM failures"), 3);
    store_close(store);
    tf_arena_done(&arena);
}

static void the_same_page_that_fails_again_is_one_failure(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    StoreFailure failure = failure_of(start(store, "a.warc"), "a.warc", "a.warc#2", 2, 200);
    assert_ok(store_add_failure(store, &failure, &error), &error);
    failure.run = start(store, "a.warc");
    failure.reason = tf_slice("a picture");
    failure.place = 300;
    assert_ok(store_add_failure(store, &failure, &error), &error);
    StoreFailures failures = open_failures(store, &arena, 1);
    assert_slice(failures.items[0].reason, "a picture");
    assert_int_equal(failures.items[0].place, 300);
    assert_int_equal(failures.items[0].run, failure.run);
    failure.number = 3;
    assert_ok(store_add_failure(store, &failure, &error), &error);
    open_failures(store, &arena, 2);
    failure.run = 99; /* no such import */
    assert_int_equal(store_add_failure(store, &failure, &error), TF_STORE);
    open_failures(store, &arena, 2);
    store_close(store);
    tf_arena_done(&arena);
}

static uint64_t checkpoint(Store *store, const char *input)
{
    TfError error;
    uint64_t place = 12345;
    assert_ok(store_checkpoint(store, tf_slice(input), &place, &error), &error);
    return place;
}

static void an_input_remembers_how_far_it_was_read(void **state)
{
    (void)state;
    TfError error;
    Store *store = open_store(":memory:");
    assert_int_equal(checkpoint(store, "a"), 0);
    assert_ok(store_set_checkpoint(store, tf_slice("a"), 100, &error), &error);
    assert_ok(store_set_checkpoint(store, tf_slice("a"), (uint64_t)1 << 40, &error), &error);
    assert_ok(store_set_checkpoint(store, tf_slice("b"), 7, &error), &error);
    assert_true(checkpoint(store, "a") == (uint64_t)1 << 40);
    assert_ok(store_drop_checkpoint(store, tf_slice("a"), &error), &error);
    assert_ok(store_drop_checkpoint(store, tf_slice("a"), &error), &error); /* gone already */
    assert_int_equal(checkpoint(store, "a"), 0);
    assert_int_equal(checkpoint(store, "b"), 7);
    store_close(store);
}

static void a_checkpoint_goes_with_its_batch(void **state)
{
    (void)state;
    TfError error;
    Store *store = open_store(":memory:");
    assert_ok(store_begin_batch(store, &error), &error);
    assert_ok(store_set_checkpoint(store, tf_slice("a"), 100, &error), &error);
    assert_int_equal(checkpoint(store, "a"), 100);
    store_drop_batch(store);
    assert_int_equal(checkpoint(store, "a"), 0);
    assert_ok(store_begin_batch(store, &error), &error);
    assert_ok(store_set_checkpoint(store, tf_slice("a"), 100, &error), &error);
    assert_ok(store_end_batch(store, &error), &error);
    assert_int_equal(checkpoint(store, "a"), 100);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_import_has_a_start_and_an_end),
        cmocka_unit_test(a_failed_page_is_kept_until_it_is_mended),
        cmocka_unit_test(the_same_page_that_fails_again_is_one_failure),
        cmocka_unit_test(an_input_remembers_how_far_it_was_read),
        cmocka_unit_test(a_checkpoint_goes_with_its_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
