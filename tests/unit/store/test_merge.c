/* Taking in another database: nothing twice, nothing half, whichever of two comes first. */
#include "tests/unit/store/store_fixture.h"

#include "tracker/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char paths[4][520];

static const char *path_of(int i)
{
    return paths[i];
}

/* A clean folder for each test. */
static int start(void **state)
{
    (void)state;
    const char *folder = scratch_folder();
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        (void)snprintf(paths[i], sizeof paths[i], "%s/%zu.db", folder, i);
    return 0;
}

static int finish(void **state)
{
    (void)state;
    scratch_remove();
    return 0;
}

static void add_numbers(Store *store, int first, int end)
{
    TfError error;
    StoreAdded added;
    for (int n = first; n < end; n++)
        assert_ok(add_numbered(store, n, &added, &error), &error);
}

static StoreMerged merge(Store *store, const char *path)
{
    TfError error;
    StoreMerged merged = {0};
    assert_ok(store_merge(store, path, &merged, &error), &error);
    return merged;
}

static void run_sql(Store *store, const char *sql)
{
    TfError error;
    assert_ok(store_script(store, sql, &error), &error);
}

static int64_t scalar(Store *store, const char *sql)
{
    TfError error;
    int64_t value = -1;
    assert_ok(store_scalar(store, sql, &value, &error), &error);
    return value;
}

static void add_rest(Store *store, const char *source)
{
    TfError error;
    StoreRate rate = {"EUR", day_of("2024-01-01"), day_of("2024-12-31"), 1.08, tf_slice(source)};
    StoreLink link = {.url = tf_slice("https://ledger.example/next"), .source = tf_slice(source)};
    TfClaim claim = make_claim("KAZ", "VNM", 2023, 5);
    claim.doc = tf_slice(source);
    assert_ok(store_add_rates(store, &rate, 1, NULL, &error), &error);
    assert_ok(store_add_link(store, &link, NULL, &error), &error);
    assert_ok(store_add_page_claims(store, &claim, 1, NULL, &error), &error);
}

/* Two databases that share articles 5 to 9, with decisions, rates, links and pages of claims. */
static void fill_two(void)
{
    set_day("2024-12-01");
    Store *store = open_store(path_of(0));
    add_numbers(store, 0, 10);
    decide(store, 1, STORE_REJECTED);
    decide(store, 3, STORE_ACCEPTED);
    add_rest(store, "feed-a");
    store_close(store);
    store = open_store(path_of(1));
    add_numbers(store, 5, 15);
    decide(store, 1, STORE_REJECTED);
    decide(store, 1, STORE_UNDONE);
    add_rest(store, "feed-b");
    store_close(store);
}

static void the_other_way_round_gives_the_same(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSearchRows hits;
    TfSlice dumps[2];
    tf_arena_init(&arena, 0);
    fill_two();
    for (int turn = 0; turn < 2; turn++) {
        Store *store = open_store(path_of(2));
        StoreMerged first = merge(store, path_of(turn));
        assert_int_equal(first.articles, 11);
        assert_int_equal(first.duplicates, 0);
        assert_int_equal(first.decisions, 2);
        StoreMerged second = merge(store, path_of(1 - turn));
        assert_int_equal(second.articles, 6);
        assert_int_equal(second.duplicates, 5);
        assert_int_equal(second.decisions, 2);
        assert_int_equal(check_store(store, &arena).articles, 17);
        assert_int_equal(first.claims + second.claims, check_store(store, &arena).claims);
        assert_int_equal(scalar(store, "SELECT count(*) FROM rates"), 2);
        assert_int_equal(scalar(store, "SELECT count(*) FROM links"), 1);
        assert_int_equal(scalar(store, "SELECT count(*) FROM link_sources"), 2);
        assert_ok(store_search(store, tf_slice("report trade"), 100, &arena, &hits, &error), &error);
        assert_int_equal(hits.count, 15);
        assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count,
                         check_store(store, &arena).claims - 1); /* one is rejected */
        dumps[turn] = dump_store(store, &arena);
        store_close(store);
        (void)unlink(path_of(2));
    }
    assert_slice(dumps[1], dumps[0].bytes);
    Store *store = open_store(":memory:");
    add_numbers(store, 0, 15);
    add_rest(store, "feed-a");
    add_rest(store, "feed-b");
    assert_slice(dump_store(store, &arena), dumps[0].bytes);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_second_merge_changes_nothing(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    fill_two();
    Store *store = open_store(path_of(0));
    merge(store, path_of(1));
    TfSlice before = dump_store(store, &arena);
    int64_t decisions = scalar(store, "SELECT count(*) FROM decisions");
    int64_t readings = scalar(store, "SELECT count(*) FROM readings");
    StoreMerged again = merge(store, path_of(1));
    assert_int_equal(again.articles + again.claims + again.decisions, 0);
    assert_int_equal(again.duplicates, 11);
    assert_slice(dump_store(store, &arena), before.bytes);
    assert_int_equal(scalar(store, "SELECT count(*) FROM decisions"), decisions);
    assert_int_equal(scalar(store, "SELECT count(*) FROM readings"), readings);
    add_numbers(store, 20, 21); /* the store goes on */
    store_close(store);
    tf_arena_done(&arena);
}

static void claims_of_a_newer_extractor_take_the_place_of_older_ones(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article = make_article("a.txt", "Trade came to 28 billion dollars.", "2024-11-27");
    TfClaim old = at_amount(make_claim("KAZ", "RUS", 2023, 28), &article, "28 billion dollars");
    TfClaim new = at_amount(make_claim("KAZ", "RUS", 2022, 28), &article, "28 billion dollars");
    for (int newer_merged = 0; newer_merged < 2; newer_merged++) {
        Store *store = open_store(path_of(0));
        add(store, &article, newer_merged ? &old : &new, 1, newer_merged ? 1 : 2);
        Store *other = open_store(path_of(1));
        add(other, &article, newer_merged ? &new : &old, 1, newer_merged ? 2 : 1);
        store_close(other);
        assert_int_equal(merge(store, path_of(1)).claims, newer_merged);
        TfClaimRows claims = ask_claims(store, (TfClaimFilter){0}, &arena);
        assert_int_equal(claims.count, 1);
        assert_int_equal(claims.items[0].claim.period.from.year, 2022);
        assert_int_equal(merge(store, path_of(1)).claims, 0);
        assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count, 1);
        check_store(store, &arena);
        store_close(store);
        (void)unlink(path_of(0));
        (void)unlink(path_of(1));
    }
    tf_arena_done(&arena);
}

/* Spans count bytes of the text as it was stored first. */
static void claims_of_a_text_with_other_blanks_are_left(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article = make_article("a.txt", "Trade came to 28 billion dollars.", "2024-11-27");
    TfArticle blanks = make_article("a.txt", "Trade  came to 28 billion dollars.", "2024-11-27");
    TfClaim claim = at_amount(make_claim("KAZ", "RUS", 2023, 28), &blanks, "28 billion dollars");
    Store *other = open_store(path_of(1));
    add(other, &blanks, &claim, 1, 9);
    decide(other, 1, STORE_ACCEPTED);
    store_close(other);
    Store *store = open_store(path_of(0));
    add(store, &article, NULL, 0, 1);
    StoreMerged merged = merge(store, path_of(1));
    assert_int_equal(merged.duplicates, 1);
    assert_int_equal(merged.claims + merged.decisions + merged.articles, 0);
    check_store(store, &arena);
    store_close(store);
    tf_arena_done(&arena);
}

static void refused(Store *store, const char *path, TfStatus status, const char *words)
{
    TfArena arena;
    TfError error = {0};
    tf_arena_init(&arena, 0);
    TfSlice before = dump_store(store, &arena);
    assert_int_equal(store_merge(store, path, NULL, &error), status);
    if (strstr(error.message, words) == NULL)
        fail_msg("message \"%s\" does not say \"%s\"", error.message, words);
    assert_slice(dump_store(store, &arena), before.bytes);
    check_store(store, &arena);
    tf_arena_done(&arena);
}

static void what_cannot_be_merged_is_refused(void **state)
{
    (void)state;
    TfError error;
    char link_path[600];
    fill_two();
    Store *store = open_store(path_of(0));
    refused(store, path_of(0), TF_BAD_USAGE, "into itself");
    (void)snprintf(link_path, sizeof link_path, "%s.link", path_of(0));
    assert_int_equal(symlink(path_of(0), link_path), 0);
    refused(store, link_path, TF_BAD_USAGE, "into itself");
    refused(store, path_of(3), TF_NOT_FOUND, "no database here");
    assert_ok(file_write_whole(path_of(3), tf_slice("no database at all, but a text of some length"), &error),
              &error);
    refused(store, path_of(3), TF_STORE, "not a tradefig database");
    Store *other = open_store(path_of(1));
    run_sql(other, "PRAGMA user_version = 99");
    store_close(other);
    refused(store, path_of(1), TF_STORE, "newer tradefig");
    assert_ok(store_begin_batch(store, &error), &error);
    assert_int_equal(store_merge(store, path_of(1), NULL, &error), TF_BAD_USAGE);
    store_drop_batch(store);
    store_close(store);
}

static void a_damaged_database_changes_nothing(void **state)
{
    (void)state;
    struct stat about;
    char noise[4096];
    memset(noise, 0x5a, sizeof noise);
    Store *other = open_store(path_of(1));
    add_numbers(other, 100, 160);
    store_close(other);
    int descriptor = open(path_of(1), O_RDWR);
    assert_true(descriptor >= 0 && fstat(descriptor, &about) == 0);
    for (off_t page = about.st_size / 4096 / 2 * 4096; page < about.st_size; page += 4096)
        assert_int_equal(pwrite(descriptor, noise, sizeof noise, page), sizeof noise);
    close(descriptor);
    Store *store = open_store(path_of(0));
    add_numbers(store, 0, 5);
    refused(store, path_of(1), TF_STORE, "damaged");
    add_numbers(store, 5, 6);
    store_close(store);
}

/* A database of the first schema is brought up to date in a copy. */
static void an_older_database_is_merged_and_left_as_it_is(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice schema;
    sqlite3 *db;
    tf_arena_init(&arena, 0);
    assert_ok(file_read(TEST_SOURCE_DIR "/tracker/store/schema.sql", 1 << 20, &arena, &schema, &error),
              &error);
    assert_int_equal(sqlite3_open(path_of(1), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, schema.bytes, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "PRAGMA user_version = 1;"
                                  "INSERT INTO articles (hash, doc, date_basis, imported_at)"
                                  " VALUES ('aa', 'old.txt', 'unknown', '2024-01-02T03:04:05Z');"
                                  "INSERT INTO article_texts VALUES (1, 'Old text.', 0, 0, '')",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    Store *store = open_store(path_of(0));
    assert_int_equal(merge(store, path_of(1)).articles, 1);
    assert_int_equal(merge(store, path_of(1)).articles, 0);
    check_store(store, &arena);
    store_close(store);
    assert_int_equal(sqlite3_open(path_of(1), &db), SQLITE_OK);
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), 1);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_other_way_round_gives_the_same, start, finish),
        cmocka_unit_test_setup_teardown(a_second_merge_changes_nothing, start, finish),
        cmocka_unit_test_setup_teardown(claims_of_a_newer_extractor_take_the_place_of_older_ones, start,
                                        finish),
        cmocka_unit_test_setup_teardown(claims_of_a_text_with_other_blanks_are_left, start, finish),
        cmocka_unit_test_setup_teardown(what_cannot_be_merged_is_refused, start, finish),
        cmocka_unit_test_setup_teardown(a_damaged_database_changes_nothing, start, finish),
        cmocka_unit_test_setup_teardown(an_older_database_is_merged_and_left_as_it_is, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
