/* A program that is killed while it imports leaves articles that are there with all their claims, or not at
 * all; the import that goes on afterwards ends with what an undisturbed one has. */
#include "tests/unit/store/store_fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KILLS 30 /* of each kind */
/* Articles an import adds before it waits to be killed: a busy machine may let it run long before the kill.
 */
#define MOST_AHEAD 140

/* Adds articles from number `first` on until it is killed, in batches of `batch` (0: none); says with a byte
 * that it has begun, and after each batch or article. */
static void import_until_killed(const char *path, int first, int batch, int announce)
{
    Store *store = NULL;
    StoreAdded added;
    TfError error;
    if (store_open(path, true, &store, &error) != TF_OK || write(announce, "", 1) != 1)
        _exit(1);
    for (int n = first; n < first + MOST_AHEAD; n++) {
        bool ends = batch == 0 || (n - first) % batch == batch - 1;
        if (batch != 0 && (n - first) % batch == 0 && store_begin_batch(store, &error) != TF_OK)
            _exit(2);
        if (add_numbered(store, n, &added, &error) != TF_OK)
            _exit(2);
        if (batch != 0 && ends && store_end_batch(store, &error) != TF_OK)
            _exit(2);
        if (ends && write(announce, "", 1) != 1)
            _exit(2);
    }
    for (;;)
        (void)pause();
}

static void wait_microseconds(long microseconds)
{
    struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
    (void)nanosleep(&time, NULL);
}

/* Kills the import somewhere after the first `whole` articles or batches. */
static void import_and_kill(const char *path, int first, int batch, int whole, long microseconds)
{
    int ends[2];
    char byte;
    int how;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        import_until_killed(path, first, batch, ends[1]);
    close(ends[1]);
    for (int i = 0; i <= whole; i++)
        assert_int_equal(read(ends[0], &byte, 1), 1);
    wait_microseconds(microseconds);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &how, 0), child);
    close(ends[0]);
    assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
}

/* How many of the articles 0, 1, 2 ... are there: an unbroken run, each with every claim and its index. */
static int count_whole_articles(const char *path)
{
    TfArena arena;
    TfError error;
    TfArticleRows articles;
    int64_t unindexed;
    tf_arena_init(&arena, 0);
    Store *store = open_store(path);
    check_store(store, &arena);
    assert_ok(store_articles(store, &arena, &articles, &error), &error);
    for (size_t n = 0; n < articles.count; n++) {
        char doc[32];
        (void)snprintf(doc, sizeof doc, "n%zu.txt", n);
        assert_slice(articles.items[n].doc, doc);
        assert_int_equal(articles.items[n].claim_count, 1 + n % 3);
        assert_non_null(articles.items[n].first_url.bytes);
    }
    assert_ok(store_scalar(store, "SELECT count(*) FROM articles WHERE NOT indexed", &unindexed, &error),
              &error);
    assert_int_equal(unindexed, 0);
    store_close(store);
    int count = (int)articles.count;
    tf_arena_done(&arena);
    return count;
}

static TfSlice dump_of_undisturbed(int count, TfArena *arena)
{
    StoreAdded added;
    TfError error;
    Store *store = open_store(":memory:");
    for (int n = 0; n < count; n++)
        assert_ok(add_numbered(store, n, &added, &error), &error);
    TfSlice dump = dump_store(store, arena);
    store_close(store);
    return dump;
}

static void kill_and_go_on(int batch)
{
    TfArena arena;
    TfError error;
    TfSearchRows hits;
    uint32_t random = 20241127;
    int count = 0;
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    for (int i = 0; i < KILLS; i++) {
        random = random * 1664525 + 1013904223;
        int whole = (int)(random >> 30);
        import_and_kill(path, count, batch, whole, (long)(random >> 8) % 4000);
        int now = count_whole_articles(path);
        int reported = batch > 0 ? whole * batch : whole;
        assert_true(now >= count + reported); /* what was reported as added is there */
        assert_true(batch == 0 || (now - count) % batch == 0);
        count = now;
    }
    Store *store = open_store(path);
    TfSlice want = dump_of_undisturbed(count, &arena);
    TfSlice got = dump_store(store, &arena);
    assert_int_equal(got.length, want.length);
    assert_memory_equal(got.bytes, want.bytes, want.length);
    assert_ok(store_search(store, tf_slice("report trade"), 1000000, &arena, &hits, &error), &error);
    assert_int_equal(hits.count, count);
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

static void a_killed_import_leaves_whole_articles_and_can_go_on(void **state)
{
    (void)state;
    kill_and_go_on(0);
}

static void a_killed_import_leaves_whole_batches_and_can_go_on(void **state)
{
    (void)state;
    kill_and_go_on(7);
}

/* An undecided kill must not lose a decision either: it is there, or the program never said so. */
static void a_decision_that_was_reported_is_kept(void **state)
{
    (void)state;
    TfError error;
    StoreAdded added;
    int ends[2];
    const char *path = scratch_path("x.db");
    Store *store = open_store(path);
    assert_ok(add_numbered(store, 0, &added, &error), &error);
    store_close(store);
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        TfSlice none = tf_slice("");
        store = open_store(path);
        while (store_decide(store, 1, STORE_ACCEPTED, NULL, none, none, &error) == TF_OK)
            if (write(ends[1], "", 1) != 1)
                break;
        _exit(1);
    }
    close(ends[1]);
    char bytes[4096];
    int64_t kept;
    int64_t reported = read(ends[0], bytes, 1); /* however long it takes until there is one */
    wait_microseconds(20000);
    assert_int_equal(kill(child, SIGKILL), 0);
    for (ssize_t got = read(ends[0], bytes, sizeof bytes); got > 0; got = read(ends[0], bytes, sizeof bytes))
        reported += got;
    close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    store = open_store(path);
    assert_ok(store_scalar(store, "SELECT count(*) FROM decisions", &kept, &error), &error);
    assert_true(reported > 0 && (kept == reported || kept == reported + 1));
    store_close(store);
    scratch_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_import_leaves_whole_articles_and_can_go_on),
        cmocka_unit_test(a_killed_import_leaves_whole_batches_and_can_go_on),
        cmocka_unit_test(a_decision_that_was_reported_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
