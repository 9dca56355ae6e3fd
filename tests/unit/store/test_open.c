/* Opening: new files, foreign files, damaged files, older and newer schemas. */
#include "tests/unit/store/store_fixture.h"

#include "tracker/model/claim_json.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_file(const char *path, const char *bytes, size_t length)
{
    TfError error;
    assert_ok(file_write_whole(path, tf_slice_of(bytes, length), &error), &error);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
    sqlite3_close(db);
}

static void refused(const char *path, bool writable, TfStatus status, const char *message_part)
{
    Store *store = NULL;
    TfError error;
    assert_int_equal(store_open(path, writable, &store, &error), status);
    assert_null(store);
    assert_string_equal(error.source, path);
    if (strstr(error.message, message_part) == NULL)
        fail_msg("message \"%s\" does not say \"%s\"", error.message, message_part);
}

static void makes_the_file_and_its_folders(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    char path[600];
    tf_arena_init(&arena, 0);
    (void)snprintf(path, sizeof path, "%s/a/b c/file:x?%%#.db", scratch_folder());
    Store *store = open_store(path);
    assert_int_equal(check_store(store, &arena).schema_version, store_schema_version());
    store_close(store);
    assert_int_equal(access(path, R_OK), 0);
    assert_ok(store_open(path, false, &store, &error), &error);
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

/* "file:x.db" is a name like any other, and no address. */
static void a_name_that_looks_like_an_address_is_a_name(void **state)
{
    (void)state;
    char before[512];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(scratch_folder()), 0);
    Store *store = open_store("file:x.db?mode=memory");
    store_close(store);
    assert_int_equal(access("file:x.db?mode=memory", R_OK), 0);
    assert_int_equal(chdir(before), 0);
    scratch_remove();
}

static void reading_never_makes_a_file(void **state)
{
    (void)state;
    const char *path = scratch_path("none.db");
    refused(path, false, TF_NOT_FOUND, "no database here yet");
    assert_int_equal(access(path, F_OK), -1);
    write_file(path, "", 0);
    refused(path, false, TF_STORE, "empty");
    Store *store = open_store(path); /* but an empty file may become one */
    store_close(store);
    scratch_remove();
}

static void what_was_opened_for_reading_is_not_written(void **state)
{
    (void)state;
    TfError error;
    StoreAdded added;
    const char *path = scratch_path("x.db");
    store_close(open_store(path));
    Store *store = NULL;
    assert_ok(store_open(path, false, &store, &error), &error);
    assert_int_equal(add_numbered(store, 1, &added, &error), TF_BAD_USAGE);
    assert_non_null(strstr(error.message, "reading only"));
    assert_int_not_equal(sqlite3_exec(store->db, "DELETE FROM claims", NULL, NULL, NULL), SQLITE_OK);
    store_close(store);
    scratch_remove();
}

static void says_whose_file_it_is_not(void **state)
{
    (void)state;
    const char *path = scratch_path("x.db");
    const char *folder = strrchr(path, '/');
    char parent[512];
    (void)snprintf(parent, sizeof parent, "%.*s", (int)(folder - path), path);
    for (int writable = 0; writable < 2; writable++) {
        refused(parent, writable == 1, TF_IO, "this is a folder");
        refused("/dev/null", writable == 1, TF_IO, "no ordinary file");

        char text[4096];
        memset(text, 'x', sizeof text);
        write_file(path, text, sizeof text);
        refused(path, writable == 1, TF_STORE, "not a tradefig database");

        (void)unlink(path);
        run_sql(path, "CREATE TABLE places (url TEXT)");
        refused(path, writable == 1, TF_STORE, "an SQLite database but not tradefig's");
        run_sql(path, "SELECT url FROM places"); /* and it was left alone */
        (void)unlink(path);
    }
    scratch_remove();
}

static void a_newer_schema_is_refused(void **state)
{
    (void)state;
    const char *path = scratch_path("x.db");
    store_close(open_store(path));
    run_sql(path, "PRAGMA user_version = 99");
    refused(path, true, TF_STORE, "schema 99, made by a newer tradefig");
    refused(path, false, TF_STORE, "update tradefig");
    scratch_remove();
}

/* A database as version 1 left it, made by hand, with an article in it. */
static void make_version_1(const char *path)
{
    TfArena arena;
    TfError error;
    TfSlice schema;
    tf_arena_init(&arena, 0);
    assert_ok(file_read(TEST_SOURCE_DIR "/tracker/store/schema.sql", 1 << 20, &arena, &schema, &error),
              &error);
    run_sql(path, schema.bytes);
    run_sql(path, "PRAGMA user_version = 1;"
                  "INSERT INTO articles (hash, doc, date_basis, imported_at)"
                  " VALUES ('aa', 'old.txt', 'unknown', '2024-01-02T03:04:05Z');"
                  "INSERT INTO article_texts VALUES (1, 'Old text.', 0, 0, '')");
    tf_arena_done(&arena);
}

static void an_older_schema_is_brought_up_to_date(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice text;
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    make_version_1(path);
    refused(path, false, TF_STORE, "older schema 1");
    Store *store = open_store(path);
    TfStoreSummary summary = check_store(store, &arena);
    assert_int_equal(summary.schema_version, store_schema_version());
    assert_int_equal(summary.articles, 1);
    assert_ok(store_article_text(store, 1, &arena, &text, &error), &error);
    assert_slice(text, "Old text.");

    Store *fresh = open_store(":memory:");
    static const char tables[] =
        "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
    StoreQuery old_query = store_query(store, tables);
    StoreQuery new_query = store_query(fresh, tables);
    bool found;
    assert_ok(store_next(&old_query, &found, &error), &error);
    assert_ok(store_next(&new_query, &found, &error), &error);
    assert_slice(store_column_slice(&old_query, 0), store_column_text(&new_query, 0, &arena).bytes);
    store_query_end(&old_query);
    store_query_end(&new_query);
    store_close(fresh);
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

/* Texts from before they were packed, short and long, read the same afterwards; long ones take less room. */
static void texts_of_an_older_schema_are_packed(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfSlice text;
    TextBuilder sql;
    int64_t packed;
    tf_arena_init(&arena, 0);
    text_init(&sql, 0);
    const char *path = scratch_path("x.db");
    make_version_1(path);
    text_add(&sql, "INSERT INTO articles (hash, doc, date_basis, imported_at) VALUES ('bb', 'long.txt',"
                   " 'unknown', '2024-01-02T03:04:05Z'); INSERT INTO article_texts VALUES (2, '");
    for (int i = 0; i < 200; i++)
        text_addf(&sql, "Обмен в %d году. ", 1800 + i);
    text_add(&sql, "', 0, 0, '')");
    run_sql(path, sql.bytes);
    Store *store = open_store(path);
    assert_ok(store_article_text(store, 1, &arena, &text, &error), &error);
    assert_slice(text, "Old text.");
    assert_ok(store_article_text(store, 2, &arena, &text, &error), &error);
    assert_int_equal(tf_slice_find(text, 0, "Обмен в 1800 году. Обмен в 1801 году. "), 0);
    assert_true(tf_slice_find(text, 0, "1999 году. ") != TF_NOWHERE);
    assert_ok(
        store_scalar(store, "SELECT length(text) FROM article_texts WHERE article_id = 2", &packed, &error),
        &error);
    assert_true((size_t)packed < text.length / 4);
    check_store(store, &arena);
    store_close(store);
    scratch_remove();
    text_done(&sql);
    tf_arena_done(&arena);
}

/* The row of a claim as versions before 6 wrote it. */
static void add_old_claim(const char *path, const TfClaim *claim, int number)
{
    TfArena arena;
    TextBuilder json_text;
    JsonWriter json;
    tf_arena_init(&arena, 0);
    text_init(&json_text, 0);
    jsonw_start(&json, &json_text);
    claim_write_json(&json, NULL, claim, tf_slice(""));
    char *sql = sqlite3_mprintf(
        "INSERT INTO claims (id, article_id, reading_id, claim_key, span_start, span_end, pair_a, pair_b,"
        " kind, measure, scope, status, relation, tier, confidence, claim) VALUES (%d, 1, 1, %Q, -1, -1,"
        " 'KAZ', 'RUS', 'level', 'turnover', 'goods', 'actual', 'eq', 1, 0.9, %Q)",
        number, tf_claim_key(claim, &arena).bytes, json_text.bytes);
    assert_non_null(sql);
    run_sql(path, sql);
    sqlite3_free(sql);
    text_done(&json_text);
    tf_arena_done(&arena);
}

/* Claims and decisions from before version 6: they read the same, the decisions hold, what was taken back is
 * taken back, and the page that comes again adds nothing. */
static void claims_of_an_older_schema_stay(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    TfClaim claims[3];
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    make_version_1(path);
    run_sql(path, "DELETE FROM article_texts; UPDATE articles SET hash = NULL, page = 'p.txt', doc = 'p.txt';"
                  "INSERT INTO readings VALUES (1, 1, -1, '2024-01-02T03:04:05Z')");
    for (int i = 0; i < 3; i++) {
        claims[i] = make_claim("KAZ", "RUS", 2020 + i, 20 + i);
        claims[i].doc = tf_slice("p.txt");
        add_old_claim(path, &claims[i], i + 1);
    }
    run_sql(
        path,
        "INSERT INTO decisions (article_id, span_start, span_end, claim_key, claim_id, decision, undoes,"
        " decided_at) SELECT 1, -1, -1, claim_key, id, 'rejected', NULL, '2024-02-02T00:00:00Z' FROM claims"
        " WHERE id < 3; INSERT INTO decisions (article_id, span_start, span_end, claim_key, claim_id,"
        " decision, undoes, decided_at) SELECT 1, -1, -1, claim_key, id, 'undone', 2,"
        " '2024-02-03T00:00:00Z' FROM claims WHERE id = 2");
    Store *store = open_store(path);
    TfClaimRows rows = ask_claims(store, of_pair("KZ-RU"), &arena);
    assert_int_equal(rows.count, 2);
    assert_int_equal(rows.items[0].id, 2);
    assert_int_equal(rows.items[0].claim.period.from.year, 2021);
    assert_int_equal(rows.items[1].id, 3);
    assert_ok(store_add_page_claims(store, claims, 3, &added, &error), &error);
    assert_int_equal(added.article_id, 1);
    assert_int_equal(added.claims_added, 0);
    decide(store, 1, STORE_UNDONE);
    assert_int_equal(ask_claims(store, of_pair("KZ-RU"), &arena).count, 3);
    check_store(store, &arena);
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

static void each_migration_is_whole_or_not_there(void **state)
{
    (void)state;
    TfError error;
    int64_t answer;
    Store *store = open_store(":memory:");
    int next = store_schema_version() + 1;
    const StoreMigration migrations[] = {
        {next, (const unsigned char *)"CREATE TABLE first (x)", NULL},
        {next + 1, (const unsigned char *)"CREATE TABLE second (x); CREATE TABLE second (x)", NULL},
    };
    assert_int_equal(store_migrate(store, migrations, 2, &error), TF_STORE);
    assert_ok(store_scalar(store, "PRAGMA user_version", &answer, &error), &error);
    assert_int_equal(answer, next);
    assert_ok(
        store_scalar(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'second'", &answer, &error),
        &error);
    assert_int_equal(answer, 0);
    store_close(store);
}

static void every_migration_file_is_applied(void **state)
{
    (void)state;
    int highest = 1;
    int files = 0;
    DIR *folder = opendir(TEST_SOURCE_DIR "/tracker/store/migrations");
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        int number = atoi(entry->d_name);
        if (strstr(entry->d_name, ".sql") == NULL)
            continue;
        files++;
        highest = number > highest ? number : highest;
    }
    closedir(folder);
    assert_int_equal(highest, store_schema_version());
    assert_int_equal(files, store_schema_version() - 1);
}

static void damage(const char *path)
{
    struct stat about;
    char noise[4096];
    memset(noise, 0x5a, sizeof noise);
    int descriptor = open(path, O_RDWR);
    assert_true(descriptor >= 0);
    assert_int_equal(fstat(descriptor, &about), 0);
    /* the last pages hold rows, the first ones the names of the tables */
    for (off_t page = about.st_size / 4096 * 3 / 4 * 4096; page < about.st_size; page += 4096)
        assert_int_equal(pwrite(descriptor, noise, sizeof noise, page), sizeof noise);
    close(descriptor);
}

static void damage_is_found_and_said(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    TfStoreSummary summary;
    TfArticleRows articles;
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    Store *store = open_store(path);
    for (int n = 0; n < 60; n++)
        assert_ok(add_numbered(store, n, &added, &error), &error);
    store_close(store);
    damage(path);
    assert_ok(store_open(path, false, &store, &error), &error);
    assert_ok(store_check(store, &arena, &summary, &error), &error);
    assert_false(summary.integrity_ok);
    assert_true(summary.integrity_message.length > 0);
    assert_int_equal(store_articles(store, &arena, &articles, &error), TF_STORE);
    assert_non_null(strstr(error.message, "the database is damaged"));
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

/* Reading the index for a check leaves the database as forbidden to write as it was, and can be done again.
 */
static void a_reader_checks_the_index_and_still_cannot_write(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreAdded added;
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    Store *store = open_store(path);
    assert_ok(add_numbered(store, 0, &added, &error), &error);
    store_close(store);
    assert_ok(store_open(path, false, &store, &error), &error);
    assert_int_equal(check_store(store, &arena).articles, 1);
    assert_int_equal(check_store(store, &arena).articles, 1);
    assert_int_not_equal(sqlite3_exec(store->db, "DELETE FROM claims", NULL, NULL, NULL), SQLITE_OK);
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

/* Rows that SQLite itself finds no fault with. */
static void what_does_not_fit_together_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        const char *finding;
    } rows[] = {
        {"UPDATE claims SET article_id = 99", "points nowhere: claims 1"},
        {"UPDATE claims SET claim = '{'", "not readable: claim 1"},
        {"UPDATE claims SET article_id = 2", "read in another article: claim 1"},
        {"DELETE FROM article_texts WHERE article_id = 2", "without its text: article 2"},
        {"UPDATE article_texts SET text = substr(text, 1, 60) WHERE article_id = 2", "text of an article"},
        {"UPDATE sentence_index_data SET block = x'00' WHERE id > 10", "damaged"},
        {"DELETE FROM sentence_index_data WHERE id > 10", "damaged"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArena arena;
        TfError error;
        StoreAdded added;
        TfStoreSummary summary;
        tf_arena_init(&arena, 0);
        const char *path = scratch_path("x.db");
        Store *store = open_store(path);
        assert_ok(add_numbered(store, 0, &added, &error), &error);
        assert_ok(add_numbered(store, 3, &added, &error), &error);
        check_store(store, &arena);
        store_close(store);
        run_sql(path, rows[i].sql);
        for (int writable = 0; writable < 2; writable++) { /* doctor only reads */
            assert_ok(store_open(path, writable == 1, &store, &error), &error);
            assert_ok(store_check(store, &arena, &summary, &error), &error);
            assert_false(summary.integrity_ok);
            if (strstr(summary.integrity_message.bytes, rows[i].finding) == NULL)
                fail_msg("finding \"%s\" does not say \"%s\"", summary.integrity_message.bytes,
                         rows[i].finding);
            store_close(store);
        }
        scratch_remove();
        tf_arena_done(&arena);
    }
}

/* Runs the check as a user who is not root, for whom permissions hold; true when it passed. */
static bool as_somebody(void (*check)(const char *path), const char *path)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(77);
        check(path);
        _exit(0);
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    if (WIFEXITED(how) && WEXITSTATUS(how) != 0)
        print_error("step %d failed\n", WEXITSTATUS(how));
    return WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

static void expect_readable_but_not_writable(const char *path)
{
    Store *store = NULL;
    TfError error;
    TfArena arena;
    TfArticleRows articles;
    tf_arena_init(&arena, 0);
    TfStatus status = store_open(path, false, &store, &error);
    if (status != TF_OK || store_articles(store, &arena, &articles, &error) != TF_OK || articles.count != 1)
        _exit(1);
    store_close(store);
    tf_arena_done(&arena);
    if (store_open(path, true, &store, &error) != TF_IO)
        _exit(2);
    if (strstr(error.message, "cannot be written") == NULL && strstr(error.message, "read-only") == NULL)
        _exit(3);
    char beside[600];
    (void)snprintf(beside, sizeof beside, "%s.new", path);
    if (store_open(beside, true, &store, &error) != TF_IO)
        _exit(4);
}

static void a_database_in_a_read_only_folder_can_be_read(void **state)
{
    (void)state;
    TfError error;
    StoreAdded added;
    const char *path = scratch_path("x.db");
    char folder[512];
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    Store *store = open_store(path);
    assert_ok(add_numbered(store, 0, &added, &error), &error);
    store_close(store);
    const mode_t modes[] = {0444, 0666}; /* of the file */
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_int_equal(chmod(folder, 0555), 0);
        bool passed = as_somebody(expect_readable_but_not_writable, path);
        assert_int_equal(chmod(folder, 0755), 0);
        assert_true(passed);
    }
    scratch_remove();
}

/* Several programs that start at once on a file that is not there. */
static void two_may_make_the_same_file(void **state)
{
    (void)state;
    TfArena arena;
    pid_t children[6];
    tf_arena_init(&arena, 0);
    const char *path = scratch_path("x.db");
    for (int i = 0; i < 6; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            Store *store = NULL;
            StoreAdded added;
            TfError error;
            TfStatus status = store_open(path, true, &store, &error);
            if (status == TF_OK)
                status = add_numbered(store, i, &added, &error);
            if (status != TF_OK)
                (void)fprintf(stderr, "%s\n", error.message);
            store_close(store);
            _exit(status == TF_OK ? 0 : 1);
        }
    }
    for (int i = 0; i < 6; i++) {
        int how;
        assert_int_equal(waitpid(children[i], &how, 0), children[i]);
        assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    }
    Store *store = open_store(path);
    assert_int_equal(check_store(store, &arena).articles, 6);
    store_close(store);
    scratch_remove();
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_the_file_and_its_folders),
        cmocka_unit_test(a_name_that_looks_like_an_address_is_a_name),
        cmocka_unit_test(reading_never_makes_a_file),
        cmocka_unit_test(what_was_opened_for_reading_is_not_written),
        cmocka_unit_test(says_whose_file_it_is_not),
        cmocka_unit_test(a_newer_schema_is_refused),
        cmocka_unit_test(an_older_schema_is_brought_up_to_date),
        cmocka_unit_test(texts_of_an_older_schema_are_packed),
        cmocka_unit_test(claims_of_an_older_schema_stay),
        cmocka_unit_test(each_migration_is_whole_or_not_there),
        cmocka_unit_test(every_migration_file_is_applied),
        cmocka_unit_test(damage_is_found_and_said),
        cmocka_unit_test(a_reader_checks_the_index_and_still_cannot_write),
        cmocka_unit_test(what_does_not_fit_together_is_found),
        cmocka_unit_test(a_database_in_a_read_only_folder_can_be_read),
        cmocka_unit_test(two_may_make_the_same_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
