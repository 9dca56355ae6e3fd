/* Failures of disk, memory and patience: nothing half stored, and the reason in words. */
// WRAP: sqlite3_step malloc realloc calloc
#include "tests/unit/store/store_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

/* ---- wrapped calls ---- */

static int steps_left = -1; /* the step that fails counts down to 0; below 0 none does */
static int step_failure = SQLITE_FULL;
static void (*before_commit)(void);

int __real_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_step(sqlite3_stmt *statement)
{
    if (steps_left == 0) {
        steps_left = -1;
        return step_failure;
    }
    if (steps_left > 0)
        steps_left--;
    if (before_commit != NULL && strcmp(sqlite3_sql(statement), "COMMIT") == 0)
        before_commit();
    return __real_sqlite3_step(statement);
}

static int allocations_left = -1;

static bool memory_is_short(void)
{
    if (allocations_left > 0)
        allocations_left--;
    return allocations_left == 0;
}

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_malloc(size_t size)
{
    return memory_is_short() ? NULL : __real_malloc(size);
}

void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size)
{
    return memory_is_short() ? NULL : __real_realloc(memory, size);
}

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size)
{
    return memory_is_short() ? NULL : __real_calloc(count, size);
}

/* SQLite takes its memory through these, so that its requests are counted and refused with ours. */
static void *sqlite_malloc(int size)
{
    size_t *block = memory_is_short() ? NULL : __real_malloc((size_t)size + 16);
    if (block == NULL)
        return NULL;
    *block = (size_t)size;
    return block + 2;
}

static void sqlite_free(void *memory)
{
    if (memory != NULL)
        free((size_t *)memory - 2);
}

static void *sqlite_realloc(void *memory, int size)
{
    size_t *block = memory_is_short() ? NULL : __real_realloc((size_t *)memory - 2, (size_t)size + 16);
    if (block == NULL)
        return NULL;
    *block = (size_t)size;
    return block + 2;
}

static int sqlite_size(void *memory)
{
    return memory != NULL ? (int)*((size_t *)memory - 2) : 0;
}

static int sqlite_round(int size)
{
    return (size + 7) & ~7;
}

static int sqlite_start(void *data)
{
    (void)data;
    return SQLITE_OK;
}

static void sqlite_stop(void *data)
{
    (void)data;
}

/* ---- disk ---- */

/* Everything the store holds stays as it was when any one step of an article fails, and the next try
 * succeeds. */
static void a_failing_step_takes_the_article_back(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    assert_ok(add_numbered(store, 0, &added, &error), &error);
    TfSlice before = dump_store(store, &arena);
    int steps = 0;
    for (;; steps++) {
        step_failure = steps % 2 == 0 ? SQLITE_FULL : SQLITE_IOERR;
        steps_left = steps;
        if (add_numbered(store, 1, &added, &error) == TF_OK)
            break;
        steps_left = -1;
        assert_int_equal(error.status, TF_IO);
        assert_non_null(strstr(error.message, steps % 2 == 0 ? "no space is left" : "the disk failed"));
        assert_slice(dump_store(store, &arena), before.bytes);
    }
    steps_left = -1;
    assert_true(steps > 10);
    assert_true(added.was_new);
    check_store(store, &arena);
    store_close(store);
    tf_arena_done(&arena);
}

static void a_full_disk_stores_nothing_half(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    TfArticleRows articles;
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    Store *store = open_store(path);
    int64_t pages;
    assert_ok(store_scalar(store, "PRAGMA page_count", &pages, &error), &error);
    char limit[64];
    (void)snprintf(limit, sizeof limit, "PRAGMA max_page_count = %d", (int)pages + 8);
    assert_ok(store_script(store, limit, &error), &error);
    int n = 0;
    while (add_numbered(store, n, &added, &error) == TF_OK)
        n++;
    assert_int_equal(error.status, TF_IO);
    assert_non_null(strstr(error.message, "no space is left on the disk"));
    assert_string_equal(error.source, path);
    assert_true(n > 5);
    assert_int_equal(check_store(store, &arena).articles, n);
    assert_ok(store_script(store, "PRAGMA max_page_count = 1000000", &error), &error);
    assert_ok(add_numbered(store, n, &added, &error), &error); /* after room was made */
    store_close(store);

    store = open_store(path);
    assert_ok(store_articles(store, &arena, &articles, &error), &error);
    assert_int_equal(articles.count, n + 1);
    for (int i = 0; i <= n; i++)
        assert_int_equal(articles.items[i].claim_count, 1 + i % 3);
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

/* ---- memory ---- */

/* Refuses the n-th request for memory, for every n until the work gets through. */
static void short_memory_is_reported_and_nothing_is_half_stored(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    Numbered made;
    tf_arena_init(&arena, 0);
    make_numbered(0, &arena, &made); /* before memory gets short */
    TfClaimList list = {made.claims, made.claim_count, made.claim_count};
    const char *path = scratch_path("x.db");
    store_close(open_store(path));
    int refused = 0;
    bool done = false;
    for (int n = 1; !done; n += 1 + n / 12) {
        Store *store = NULL;
        error.status = TF_OK;
        allocations_left = n;
        TfStatus status = store_open(path, true, &store, &error);
        if (status == TF_OK)
            status = store_add_article(store, &made.article, &list, 1, &added, &error);
        done = status == TF_OK && allocations_left > 0;
        allocations_left = -1;
        if (status != TF_OK) {
            refused++;
            if (status != TF_NO_MEMORY)
                fail_msg("request %d: %s: %s", n, tf_status_name(status), error.message);
        }
        store_close(store);
        store = open_store(path);
        size_t articles = check_store(store, &arena).articles;
        assert_int_equal(articles, status == TF_OK ? 1 : 0);
        assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count, articles);
        assert_ok(
            store_script(store,
                         "DELETE FROM signatures; DELETE FROM signature_bands; DELETE FROM near_duplicates;"
                         "DELETE FROM claims; DELETE FROM readings; DELETE FROM article_texts;"
                         "DELETE FROM article_addresses; DELETE FROM articles; DELETE FROM decisions;"
                         "INSERT INTO sentence_index (sentence_index) VALUES ('delete-all')",
                         &error),
            &error);
        store_close(store);
    }
    assert_true(refused > 20);
    scratch_remove();
    tf_arena_done(&arena);
}

static void short_memory_while_reading_is_reported(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    TfClaimRows claims;
    TfArticleRows articles;
    TfPairRows pairs;
    TfSearchRows hits;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    for (int n = 0; n < 20; n++)
        assert_ok(add_numbered(store, n, &added, &error), &error);
    for (size_t limit = 0; limit < 40000; limit += 40 + limit / 8) {
        TfArena small;
        TfClaimFilter all = {0};
        tf_arena_init(&small, limit + 1);
        TfStatus got[] = {
            store_claims(store, &all, &small, &claims, &error),
            store_articles(store, &small, &articles, &error),
            store_pairs(store, &small, &pairs, &error),
            store_search(store, tf_slice("turnover"), 100, &small, &hits, &error),
        };
        for (size_t i = 0; i < sizeof got / sizeof got[0]; i++)
            assert_true(got[i] == TF_OK || got[i] == TF_NO_MEMORY);
        assert_true(limit > 0 || got[0] == TF_NO_MEMORY);
        tf_arena_done(&small);
    }
    assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count, 39);
    store_close(store);
    tf_arena_done(&arena);
}

/* ---- two at once ---- */

static Store *reader;
static Store *writer;
static size_t seen_by_reader;

static void look(void)
{
    TfArena arena;
    TfError error;
    TfArticleRows articles;
    tf_arena_init(&arena, 0);
    before_commit = NULL;
    assert_ok(store_articles(reader, &arena, &articles, &error), &error);
    seen_by_reader = articles.count;
    tf_arena_done(&arena);
}

static void a_reader_sees_the_old_state_until_the_commit(void **state)
{
    (void)state;
    TfError error;
    StoreAdded added;
    const char *path = scratch_path("x.db");
    writer = open_store(path);
    assert_ok(add_numbered(writer, 0, &added, &error), &error);
    assert_ok(store_open(path, false, &reader, &error), &error);
    before_commit = look;
    assert_ok(add_numbered(writer, 1, &added, &error), &error);
    assert_int_equal(seen_by_reader, 1);
    look();
    assert_int_equal(seen_by_reader, 2);
    store_close(reader);
    store_close(writer);
    scratch_remove();
}

static void a_writer_that_waits_too_long_says_so(void **state)
{
    (void)state;
    TfError error;
    StoreAdded added;
    const char *path = scratch_path("x.db");
    Store *first = open_store(path);
    Store *second = open_store(path);
    (void)sqlite3_busy_timeout(second->db, 20); /* 10 seconds are too long for a test */
    assert_ok(store_begin(first, &error), &error);
    assert_int_equal(add_numbered(second, 0, &added, &error), TF_STORE);
    assert_non_null(strstr(error.message, "another program"));
    assert_non_null(strstr(error.message, "try again"));
    assert_ok(store_end(first, TF_OK, &error), &error);
    assert_ok(add_numbered(second, 0, &added, &error), &error);
    store_close(second);
    store_close(first);
    scratch_remove();
}

static void writers_take_turns(void **state)
{
    (void)state;
    TfArena arena;
    pid_t children[3];
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    store_close(open_store(path));
    for (int i = 0; i < 3; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            Store *store = open_store(path);
            StoreAdded added;
            TfError error;
            for (int n = 0; n < 40; n++)
                if (add_numbered(store, 20 * i + n, &added, &error) != TF_OK)
                    _exit(1);
            store_close(store);
            _exit(0);
        }
    }
    for (int i = 0; i < 3; i++) {
        int how;
        assert_int_equal(waitpid(children[i], &how, 0), children[i]);
        assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    }
    Store *store = open_store(path);
    assert_int_equal(check_store(store, &arena).articles, 80); /* 0..79, the overlaps once */
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

/* ---- what waits for the disk ---- */

static int64_t level_at_commit; /* 1 NORMAL, 2 FULL */

static void note_level(void)
{
    TfError error;
    before_commit = NULL;
    assert_ok(store_scalar(writer, "PRAGMA synchronous", &level_at_commit, &error), &error);
}

/* See store.c: an article can be imported again, a decision cannot be made again. */
static void decisions_and_the_end_of_an_import_wait_for_the_disk(void **state)
{
    (void)state;
    TfError error;
    StoreAdded added;
    int64_t count;
    StoreRun run = {
        .source = tf_slice("a.txt"), .articles = 1, .claims = 1, .message = tf_slice("b.txt: not read")};
    const char *path = scratch_path("x.db");
    writer = open_store(path);
    for (int i = 0; i < 2; i++) {
        before_commit = note_level;
        assert_ok(add_numbered(writer, i, &added, &error), &error);
        assert_int_equal(level_at_commit, 1);
        before_commit = note_level;
        decide(writer, 1, STORE_ACCEPTED);
        assert_int_equal(level_at_commit, 2);
        before_commit = note_level;
        assert_ok(store_log_run(writer, &run, &error), &error);
        assert_int_equal(level_at_commit, 2);
    }
    assert_ok(
        store_scalar(writer, "SELECT count(*) FROM runs WHERE message = 'b.txt: not read'", &count, &error),
        &error);
    assert_int_equal(count, 2);
    store_close(writer);
    scratch_remove();
}

int main(void)
{
    static const sqlite3_mem_methods counted = {sqlite_malloc, sqlite_free,  sqlite_realloc, sqlite_size,
                                                sqlite_round,  sqlite_start, sqlite_stop,    NULL};
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &counted) != SQLITE_OK)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failing_step_takes_the_article_back),
        cmocka_unit_test(a_full_disk_stores_nothing_half),
        cmocka_unit_test(short_memory_is_reported_and_nothing_is_half_stored),
        cmocka_unit_test(short_memory_while_reading_is_reported),
        cmocka_unit_test(a_reader_sees_the_old_state_until_the_commit),
        cmocka_unit_test(a_writer_that_waits_too_long_says_so),
        cmocka_unit_test(writers_take_turns),
        cmocka_unit_test(decisions_and_the_end_of_an_import_wait_for_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
