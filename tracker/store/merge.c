/* Taking in another database: its articles by their text, with addresses, claims, decisions, rates, figures
 * and links. Everything is matched by what it says, never by row numbers, so a second merge adds nothing.
 *
 * What both know keeps what is stored here: the day of an article, and its claims unless the other database
 * holds those of a newer extractor. Imports, failures and checkpoints are the other's own business. */
#define _GNU_SOURCE /* strdup, mkstemp */
#include "tracker/store/store_internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- steps ---- */

/* Each is one statement; where its count says something it goes into a field of StoreMerged. */
typedef struct Step {
    const char *sql;
    size_t counts;    /* offset of the field plus one; 0: not counted */
    const char *when; /* a question; without an answer the step is left out. NULL: always taken */
} Step;

#define COUNTED(field) (offsetof(StoreMerged, field) + 1)

/* temp.article_map: their article, ours, whether it came with this merge (was_new), whether the bytes of both
 * texts are the same (fits), and our newest extractor (newest) and theirs (theirs_newest), -2 for none. */
static const Step steps[] = {
    {"CREATE TEMP TABLE article_map (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL UNIQUE, was_new "
     "INTEGER"
     " NOT NULL, fits INTEGER NOT NULL, newest INTEGER NOT NULL, theirs_newest INTEGER NOT NULL)",
     0, NULL},
    {"CREATE TEMP TABLE reading_map (theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL, is_new INTEGER NOT"
     " NULL)",
     0, NULL},
    {"INSERT INTO temp.article_map SELECT a.id, m.id, 0, ifnull((SELECT p.text IS t.text OR tf_text(p.text) "
     "IS"
     " tf_text(t.text) FROM other.article_texts p, main.article_texts t WHERE p.article_id = a.id AND"
     " t.article_id = m.id), 0),"
     " ifnull((SELECT max(r.extractor) FROM main.readings r WHERE r.article_id = m.id), -2),"
     " ifnull((SELECT max(r.extractor) FROM other.readings r WHERE r.article_id = a.id), -2)"
     " FROM other.articles a JOIN main.articles m ON m.hash = a.hash",
     COUNTED(duplicates), NULL},
    {"INSERT INTO temp.article_map SELECT a.id, m.id, 0, 1,"
     " ifnull((SELECT max(r.extractor) FROM main.readings r WHERE r.article_id = m.id), -2),"
     " ifnull((SELECT max(r.extractor) FROM other.readings r WHERE r.article_id = a.id), -2)"
     " FROM other.articles a JOIN main.articles m ON m.page = a.page",
     COUNTED(duplicates), NULL},
    {"INSERT INTO temp.article_map SELECT a.id, ifnull((SELECT max(id) FROM main.articles), 0) +"
     " row_number() OVER (ORDER BY a.id), 1, 1, -2, -2 FROM other.articles a WHERE a.id NOT IN (SELECT theirs"
     " FROM temp.article_map)",
     COUNTED(articles), NULL},
    {"INSERT INTO main.articles (id, hash, page, doc, title, author, outlet, publisher, lang, date,"
     " date_basis, encoding, bad_bytes, imported_at) SELECT m.ours, a.hash, a.page, a.doc, a.title, a.author,"
     " a.outlet, a.publisher, a.lang, a.date, a.date_basis, a.encoding, a.bad_bytes, a.imported_at"
     " FROM temp.article_map m JOIN other.articles a ON a.id = m.theirs WHERE m.was_new ORDER BY m.ours",
     0, NULL},
    {"INSERT INTO main.article_texts (article_id, text, title_start, title_end, body) SELECT m.ours, t.text,"
     " t.title_start, t.title_end, t.body FROM temp.article_map m JOIN other.article_texts t ON t.article_id"
     " = m.theirs WHERE m.was_new ORDER BY m.ours",
     0, NULL},
    {"INSERT INTO main.article_addresses (article_id, url, outlet, date, seen_at) SELECT m.ours, w.url,"
     " w.outlet, w.date, w.seen_at FROM other.article_addresses w JOIN temp.article_map m ON m.theirs ="
     " w.article_id WHERE m.was_new OR NOT EXISTS (SELECT 1 FROM main.article_addresses o WHERE o.article_id "
     "="
     " m.ours AND o.url = w.url) ORDER BY w.id",
     0, NULL},
    /* Readings of new articles, those of a newer extractor, and claims that came as claims. */
    {"INSERT INTO temp.reading_map SELECT r.id, o.id, 0 FROM other.readings r JOIN temp.article_map m ON"
     " m.theirs = r.article_id JOIN main.readings o ON o.article_id = m.ours AND o.extractor = -1 WHERE"
     " r.extractor = -1 AND NOT m.was_new",
     0, NULL},
    {"INSERT INTO temp.reading_map SELECT r.id, ifnull((SELECT max(id) FROM main.readings), 0) +"
     " row_number() OVER (ORDER BY r.id), 1 FROM other.readings r JOIN temp.article_map m ON m.theirs ="
     " r.article_id WHERE m.was_new OR (r.extractor = -1 AND r.id NOT IN (SELECT theirs FROM"
     " temp.reading_map) AND m.fits) OR (m.fits AND r.extractor > m.newest AND r.extractor >= 0)",
     0, NULL},
    {"INSERT INTO main.readings (id, article_id, extractor, read_at) SELECT n.ours, m.ours, r.extractor,"
     " r.read_at FROM temp.reading_map n JOIN other.readings r ON r.id = n.theirs JOIN temp.article_map m ON"
     " m.theirs = r.article_id WHERE n.is_new ORDER BY n.ours",
     0, NULL},
    {"UPDATE main.claims SET superseded_by = (SELECT max(n.ours) FROM temp.article_map m JOIN other.readings "
     "r"
     " ON r.article_id = m.theirs JOIN temp.reading_map n ON n.theirs = r.id WHERE m.ours ="
     " claims.article_id AND r.extractor >= 0) WHERE superseded_by IS NULL AND article_id IN (SELECT ours "
     "FROM"
     " temp.article_map WHERE NOT was_new AND fits AND theirs_newest > newest AND newest >= 0) AND reading_id"
     " IN (SELECT id FROM main.readings o WHERE o.article_id = claims.article_id AND o.extractor >= 0)",
     0, NULL},
    {"INSERT INTO main.claims (article_id, reading_id, superseded_by, claim_key, span_start, span_end, "
     "pair_a,"
     " pair_b, claim) SELECT m.ours, n.ours, s.ours, c.claim_key, c.span_start, c.span_end, c.pair_a,"
     " c.pair_b, c.claim FROM other.claims c CROSS JOIN temp.reading_map n ON n.theirs = c.reading_id"
     " CROSS JOIN temp.article_map m ON m.theirs = c.article_id LEFT JOIN temp.reading_map s ON s.theirs ="
     " c.superseded_by WHERE n.is_new AND m.fits ORDER BY c.id ON CONFLICT DO NOTHING",
     COUNTED(claims), "SELECT 1 FROM temp.reading_map WHERE is_new"},
    /* Claims of pages that both have: from the indexes alone, as hardly any is new. */
    {"INSERT INTO main.claims (article_id, reading_id, claim_key, span_start, span_end, pair_a, pair_b, "
     "claim)"
     " SELECT m.ours, n.ours, c.claim_key, c.span_start, c.span_end, c.pair_a, c.pair_b, c.claim FROM"
     " (SELECT h.id AS id, m.ours AS ours FROM temp.article_map m CROSS JOIN other.claims h"
     "  ON h.article_id = m.theirs AND h.superseded_by IS NULL WHERE NOT m.was_new AND m.fits AND NOT EXISTS"
     "  (SELECT 1 FROM main.claims o WHERE o.article_id = m.ours AND o.span_start = h.span_start AND"
     "  o.span_end = h.span_end AND o.claim_key = h.claim_key AND o.superseded_by IS NULL)) m"
     " CROSS JOIN other.claims c ON c.id = m.id CROSS JOIN temp.reading_map n ON n.theirs = c.reading_id"
     " WHERE NOT n.is_new ORDER BY c.id ON CONFLICT DO NOTHING",
     COUNTED(claims), "SELECT 1 FROM temp.reading_map WHERE NOT is_new"},
    /* Equal decisions of one second are told apart by their order. */
    {"CREATE TEMP TABLE decision_map AS WITH"
     " theirs AS (SELECT d.id, m.ours AS article_id, d.span_start, d.span_end, d.claim_key, d.decision,"
     " d.decided_at, row_number() OVER (PARTITION BY d.article_id, d.span_start, d.span_end, d.claim_key,"
     " d.decision, d.decided_at, d.by, d.why, d.edited ORDER BY d.id) AS place, d.by, d.why, d.edited FROM"
     " other.decisions d JOIN temp.article_map m ON m.theirs = d.article_id),"
     " ours AS (SELECT d.id, d.article_id, d.span_start, d.span_end, d.claim_key, d.decision, d.decided_at,"
     " row_number() OVER (PARTITION BY d.article_id, d.span_start, d.span_end, d.claim_key, d.decision,"
     " d.decided_at, d.by, d.why, d.edited ORDER BY d.id) AS place, d.by, d.why, d.edited FROM main.decisions"
     " d)"
     " SELECT t.id AS theirs, o.id AS ours FROM theirs t LEFT JOIN ours o ON o.article_id = t.article_id AND"
     " o.span_start = t.span_start AND o.span_end = t.span_end AND o.claim_key = t.claim_key AND o.decision ="
     " t.decision AND o.decided_at = t.decided_at AND o.place = t.place AND o.by IS t.by AND o.why IS t.why"
     " AND o.edited IS t.edited",
     0, NULL},
    {"DELETE FROM temp.decision_map WHERE ours IS NULL AND NOT EXISTS (SELECT 1 FROM other.decisions d JOIN"
     " temp.article_map m ON m.theirs = d.article_id JOIN main.claims c ON c.article_id = m.ours AND"
     " c.span_start = d.span_start AND c.span_end = d.span_end AND c.claim_key = d.claim_key WHERE d.id ="
     " theirs)",
     0, NULL},
    {"CREATE TEMP TABLE new_decisions AS SELECT theirs, ifnull((SELECT max(id) FROM main.decisions), 0) +"
     " row_number() OVER (ORDER BY theirs) AS ours FROM temp.decision_map WHERE ours IS NULL",
     0, NULL},
    {"UPDATE temp.decision_map SET ours = (SELECT n.ours FROM temp.new_decisions n WHERE n.theirs ="
     " decision_map.theirs) WHERE ours IS NULL",
     0, NULL},
    {"INSERT INTO main.decisions (id, article_id, span_start, span_end, claim_key, claim_id, decision, "
     "undoes,"
     " edited, edited_a, edited_b, by, why, decided_at) SELECT n.ours, m.ours, d.span_start, d.span_end,"
     " d.claim_key, coalesce((SELECT c.id FROM main.claims c WHERE c.article_id = m.ours AND c.span_start ="
     " d.span_start AND c.span_end = d.span_end AND c.claim_key = d.claim_key AND c.superseded_by IS NULL),"
     " (SELECT max(c.id) FROM main.claims c WHERE c.article_id = m.ours AND c.span_start = d.span_start AND"
     " c.span_end = d.span_end AND c.claim_key = d.claim_key)), d.decision, (SELECT u.ours"
     " FROM temp.decision_map u WHERE u.theirs = d.undoes), d.edited, d.edited_a, d.edited_b, d.by, d.why,"
     " d.decided_at FROM temp.new_decisions n JOIN other.decisions d ON d.id = n.theirs JOIN temp.article_map"
     " m ON m.theirs = d.article_id ORDER BY n.ours ON CONFLICT (undoes) WHERE undoes IS NOT NULL DO NOTHING",
     COUNTED(decisions), NULL},
    {"INSERT INTO main.rates (currency, from_day, to_day, usd, source, added_at) SELECT r.currency,"
     " r.from_day, r.to_day, r.usd, r.source, r.added_at FROM other.rates r WHERE NOT EXISTS (SELECT 1 FROM"
     " main.rates o WHERE o.currency = r.currency AND o.from_day = r.from_day AND o.to_day = r.to_day AND"
     " o.source = r.source AND o.usd = r.usd) ORDER BY r.id",
     0, NULL},
    {"INSERT INTO main.official_observations (reporter, partner, measure, period_from, period_to, value,"
     " currency, valuation, source, added_at) SELECT r.reporter, r.partner, r.measure, r.period_from,"
     " r.period_to, r.value, r.currency, r.valuation, r.source, r.added_at FROM other.official_observations r"
     " WHERE NOT EXISTS (SELECT 1 FROM main.official_observations o WHERE o.reporter = r.reporter AND"
     " o.partner = r.partner AND o.measure = r.measure AND o.period_from = r.period_from AND o.period_to ="
     " r.period_to AND o.source = r.source AND o.value = r.value AND o.currency = r.currency AND o.valuation"
     " IS r.valuation) ORDER BY r.id",
     0, NULL},
    {"INSERT INTO main.links (url, title, date, found_at, article_id) SELECT l.url, l.title, l.date,"
     " l.found_at, m.ours FROM other.links l LEFT JOIN temp.article_map m ON m.theirs = l.article_id WHERE "
     "true"
     " ORDER BY l.id ON CONFLICT (url) DO UPDATE SET title = ifnull(title, excluded.title), date ="
     " ifnull(date, excluded.date), article_id = ifnull(article_id, excluded.article_id) WHERE (title IS NULL"
     " AND excluded.title IS NOT NULL) OR (date IS NULL AND excluded.date IS NOT NULL) OR (article_id IS NULL"
     " AND excluded.article_id IS NOT NULL)",
     0, NULL},
    {"INSERT INTO main.link_sources (source, link_id) SELECT s.source, o.id FROM other.link_sources s JOIN"
     " other.links l ON l.id = s.link_id JOIN main.links o ON o.url = l.url WHERE true ON CONFLICT DO "
     "NOTHING",
     0, NULL},
};
#define STEP_COUNT (sizeof steps / sizeof steps[0])

static const char drop_maps[] =
    "DROP TABLE IF EXISTS temp.article_map; DROP TABLE IF EXISTS temp.reading_map;"
    "DROP TABLE IF EXISTS temp.decision_map; DROP TABLE IF EXISTS temp.new_decisions";

/* Prepared apart from the cache: the tables these name are there only while a merge is under way. */
static TfStatus run_apart(Store *store, const char *sql, bool *found, TfError *error)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    *found = code == SQLITE_ROW;
    TfStatus status = code == SQLITE_DONE || code == SQLITE_ROW ? TF_OK : store_fail(store, code, error);
    (void)sqlite3_finalize(statement);
    return status;
}

static TfStatus run_step(Store *store, const Step *step, StoreMerged *merged, TfError *error)
{
    bool found = true;
    TfStatus status = step->when != NULL ? run_apart(store, step->when, &found, error) : TF_OK;
    if (status != TF_OK || !found)
        return status;
    status = run_apart(store, step->sql, &found, error);
    if (status == TF_OK && step->counts > 0)
        *(size_t *)(void *)((char *)merged + step->counts - 1) += (size_t)sqlite3_changes(store->db);
    return status;
}

/* ---- what is made from the rows ---- */

static const char next_unindexed[] =
    "SELECT a.id, tf_text(t.text) FROM articles a JOIN article_texts t ON t.article_id = a.id WHERE a.id > ? "
    "AND NOT"
    " a.indexed AND EXISTS (SELECT 1 FROM claims c JOIN readings r ON r.id = c.reading_id WHERE"
    " c.article_id = a.id AND c.superseded_by IS NULL AND r.extractor >= 0) ORDER BY a.id LIMIT 1";

static TfStatus index_new_articles(Store *store, TfError *error)
{
    int64_t article_id = 0;
    bool found = true;
    TfStatus status = TF_OK;
    while (status == TF_OK && found) {
        TfArena arena;
        TfSlice text = {NULL, 0};
        tf_arena_init(&arena, 0);
        StoreQuery query = store_query(store, next_unindexed);
        store_bind_integer(&query, article_id);
        status = store_next(&query, &found, error);
        if (status == TF_OK && found) {
            article_id = store_column_integer(&query, 0);
            text = store_column_text(&query, 1, &arena);
        }
        store_query_end(&query);
        if (status == TF_OK && found)
            status = text.bytes != NULL ? store_index_sentences(store, article_id, text, error)
                                        : tf_fail_memory(error);
        tf_arena_done(&arena);
    }
    return status;
}

static TfStatus take_in(Store *store, StoreMerged *merged, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t i = 0; i < STEP_COUNT && status == TF_OK; i++)
        status = run_step(store, &steps[i], merged, error);
    if (status == TF_OK)
        status = index_new_articles(store, error);
    return status == TF_OK ? store_compare_all(store, error) : status;
}

/* ---- the other file ---- */

static TfStatus refuse_itself(const Store *store, const char *path, TfError *error)
{
    struct stat ours;
    struct stat theirs;
    if (stat(store->path, &ours) == 0 && stat(path, &theirs) == 0 && ours.st_dev == theirs.st_dev &&
        ours.st_ino == theirs.st_ino)
        return tf_fail_at(error, TF_BAD_USAGE, path, 0, "a database is not merged into itself");
    return TF_OK;
}

/* Copies the database behind `from` into a file of its own, where it can be brought up to date. */
static TfStatus copy_file(Store *from, const char *path, TfError *error)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open(path, &db);
    sqlite3_backup *backup = code == SQLITE_OK ? sqlite3_backup_init(db, "main", from->db, "main") : NULL;
    if (backup != NULL) {
        code = sqlite3_backup_step(backup, -1);
        (void)sqlite3_backup_finish(backup);
    }
    (void)sqlite3_close(db);
    return code == SQLITE_DONE ? TF_OK : store_fail(from, code == SQLITE_OK ? SQLITE_ERROR : code, error);
}

/* An older schema is brought up to date in a copy; the file itself is only read. *copy is the path of that
 * copy, which the caller removes and frees, or NULL when none was needed. */
static TfStatus make_current(const char *path, char **copy, TfError *error)
{
    Store *other = NULL;
    Store *grown = NULL;
    int64_t version = 0;
    *copy = NULL;
    TfStatus status = store_open_any_age(path, &other, error);
    if (status == TF_OK)
        status = store_scalar(other, "PRAGMA user_version", &version, error);
    if (status == TF_OK && version < store_schema_version()) {
        const char *folder = getenv("TMPDIR");
        TextBuilder name;
        text_init(&name, 0);
        text_addf(&name, "%s/tradefig-merge-XXXXXX", folder != NULL && folder[0] != '\0' ? folder : "/tmp");
        int descriptor = name.failed ? -1 : mkstemp(name.bytes);
        if (descriptor >= 0)
            (void)close(descriptor);
        *copy = descriptor >= 0 ? name.bytes : NULL;
        if (*copy == NULL)
            text_done(&name);
        status = *copy != NULL ? copy_file(other, *copy, error)
                               : tf_fail_at(error, TF_IO, path, 0,
                                            "no room for a copy to bring its older schema up to date");
        if (status == TF_OK)
            status = store_open(*copy, true, &grown, error);
        store_close(grown);
    }
    store_close(other);
    return status;
}

static void remove_copy(char *copy)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; copy != NULL && i < sizeof endings / sizeof endings[0]; i++) {
        TextBuilder name;
        text_init(&name, 0);
        text_addf(&name, "%s%s", copy, endings[i]);
        if (!name.failed)
            (void)unlink(name.bytes);
        text_done(&name);
    }
    free(copy);
}

static TfStatus attach(Store *store, const char *path, TfError *error)
{
    bool like_uri = strncmp(path, "file:", 5) == 0;
    char *plain = sqlite3_mprintf("%s%s", like_uri ? "./" : "", path);
    if (plain == NULL)
        return tf_fail_memory(error);
    StoreQuery query = store_query(store, "ATTACH ?1 AS other");
    store_bind_string(&query, plain);
    TfStatus status = store_run(&query, error);
    sqlite3_free(plain);
    return status;
}

static TfStatus merge_attached(Store *store, StoreMerged *merged, TfError *error)
{
    TfStatus status = store_begin_safely(store, error);
    if (status == TF_OK)
        status = take_in(store, merged, error);
    status = store_end(store, status, error);
    (void)sqlite3_exec(store->db, drop_maps, NULL, NULL, NULL);
    return status;
}

TfStatus store_merge(Store *store, const char *path, StoreMerged *merged, TfError *error)
{
    char *copy = NULL;
    StoreMerged result = {0, 0, 0, 0};
    if (!store->writable || store->in_batch)
        return tf_fail_at(error, TF_BAD_USAGE, store->path, 0,
                          "a merge needs a database open for writing, and no batch");
    TfStatus status = refuse_itself(store, path, error);
    if (status == TF_OK)
        status = make_current(path, &copy, error);
    if (status == TF_OK)
        status = attach(store, copy != NULL ? copy : path, error);
    if (status == TF_OK) {
        /* Every row points at rows of the maps, so that looking each up again would find nothing. */
        (void)sqlite3_exec(store->db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
        status = merge_attached(store, &result, error);
        (void)sqlite3_exec(store->db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
        (void)sqlite3_exec(store->db, "DETACH other", NULL, NULL, NULL);
    }
    remove_copy(copy);
    if (status == TF_OK && merged != NULL)
        *merged = result;
    return status;
}
