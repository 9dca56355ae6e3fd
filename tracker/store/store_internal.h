/* Inside the store: the open database, prepared statements that remember their first failure, transactions,
 * and what the files of this folder offer each other. SQLite is spoken only here. */
#ifndef TRACKER_STORE_STORE_INTERNAL_H
#define TRACKER_STORE_STORE_INTERNAL_H

#include "tracker/base/text.h"
#include "tracker/store/store.h"

#include <sqlite3.h>

/* More than the statements of this folder, so that the cache never has to forget one. */
#define STORE_STATEMENTS 96

typedef struct StoreStatement {
    const char *sql; /* a static text: its address is its name */
    sqlite3_stmt *statement;
} StoreStatement;

struct Store {
    sqlite3 *db;
    char *path;
    bool writable;
    bool any_age; /* an older schema will do */
    bool waits;   /* the commit under way waits for the disk */
    bool in_batch;
    bool in_part;       /* of the batch: what store_begin began and store_end ends */
    bool batch_is_lost; /* SQLite took all of it back; batch_error says why */
    TfError batch_error;
    StoreStatement cache[STORE_STATEMENTS];
    size_t cached;
    TextBuilder text; /* reused for JSON and sentences */
};

/* ---- one statement (statement.c) ---- */

/* A statement under way. Binding never fails on the spot: the first failure is kept and reported by the next
 * step. Parameters are bound in their order, starting with ?1. */
typedef struct StoreQuery {
    Store *store;
    sqlite3_stmt *statement;
    int bound;
    int code;
} StoreQuery;

/* `sql` must be a static text. */
StoreQuery store_query(Store *store, const char *sql);
/* Gives the statement back to the cache; every query ends with it. */
void store_query_end(StoreQuery *query);

/* The slice must stay until the query ends. bytes NULL is bound as NULL. */
void store_bind_text(StoreQuery *query, TfSlice text);
void store_bind_string(StoreQuery *query, const char *text);
void store_bind_integer(StoreQuery *query, int64_t value);
void store_bind_double(StoreQuery *query, double value);
void store_bind_double_if(StoreQuery *query, bool has, double value);
void store_bind_blob(StoreQuery *query, const void *bytes, size_t length);
/* An unset date is bound as NULL. */
void store_bind_date(StoreQuery *query, TfDate date);

/* Steps to the next row: *found says whether there is one. */
TF_CHECKED TfStatus store_next(StoreQuery *query, bool *found, TfError *error);
/* Steps a statement that gives no rows, and ends it. */
TF_CHECKED TfStatus store_run(StoreQuery *query, TfError *error);

/* Columns of the row. The slice of _slice ends with the next step; _text copies into the arena, bytes NULL
 * for NULL, and short memory fails the next step. */
TfSlice store_column_slice(const StoreQuery *query, int column);
TfSlice store_column_text(StoreQuery *query, int column, TfArena *arena);
TfDate store_column_date(const StoreQuery *query, int column);
/* A code too long for a party gives the unset one. */
TfParty store_column_party(const StoreQuery *query, int column);
int64_t store_column_integer(const StoreQuery *query, int column);
/* One integer from a statement without parameters. */
TF_CHECKED TfStatus store_scalar(Store *store, const char *sql, int64_t *value, TfError *error);

/* A failure of SQLite in words. */
TfStatus store_fail(Store *store, int code, TfError *error);
/* Runs a script of statements without parameters. */
TF_CHECKED TfStatus store_script(Store *store, const char *sql, TfError *error);

/* ---- transactions (statement.c) ---- */

/* Begins a transaction, or in a batch a part of it that can be taken back alone. TF_BAD_USAGE when the store
 * was opened for reading. */
TF_CHECKED TfStatus store_begin(Store *store, TfError *error);
/* The same, and its commit waits for the disk, as that of a batch always does; see store.c. */
TF_CHECKED TfStatus store_begin_safely(Store *store, TfError *error);
/* Commits when `status` is TF_OK, else takes everything back; returns what came of it. Also ends a beginning
 * that failed. */
TF_CHECKED TfStatus store_end(Store *store, TfStatus status, TfError *error);

/* "2024-11-27T10:00:00Z", now; SOURCE_DATE_EPOCH decides when it is set. */
#define STORE_TIME_CHARS 40
const char *store_now(char text[STORE_TIME_CHARS]);

/* After every day that is stored: "as of" without a day. */
#define STORE_LAST_DAY "9999-12-31"

/* ---- schema (migrate.c) ---- */

typedef struct StoreMigration {
    int version; /* of the database once it is applied */
    const unsigned char *sql;
    TfStatus (*then)(Store *store, TfError *error); /* what SQL cannot do, or NULL */
} StoreMigration;

/* Opens for reading, with an older schema too; see store_open. (store.c) */
TF_CHECKED TfStatus store_open_any_age(const char *path, Store **store, TfError *error);

/* The schema this program knows. */
int store_schema_version(void);
/* Applies each migration that is newer than the database, in order, one transaction each. */
TF_CHECKED TfStatus store_migrate(Store *store, const StoreMigration *migrations, size_t count,
                                  TfError *error);
/* The program's own migrations, the schema first. */
TF_CHECKED TfStatus store_migrate_all(Store *store, TfError *error);

/* ---- parts of adding an article ---- */

/* Extractor of the readings that came as claims; extractors proper count from 0. */
#define STORE_CAME_AS_CLAIMS (-1)

/* Opens a reading of the article, which supersedes what extractors read before; *reading_id is 0 when a newer
 * extractor has read it already, or this one, unless it reads `again`. (claims.c) */
TF_CHECKED TfStatus store_add_reading(Store *store, int64_t article_id, int extractor, bool again,
                                      int64_t *reading_id, TfError *error);
/* Adds the claims that do not hold already; *count is raised by those added. `article` fills what a claim
 * does not say about its page, and may be NULL. (claims.c) */
TF_CHECKED TfStatus store_add_claims(Store *store, int64_t article_id, int64_t reading_id,
                                     const TfClaim *claims, size_t claim_count, const TfArticle *article,
                                     size_t *count, TfError *error);
/* The number a statement is found by, made of its claim key. (claims.c) */
int64_t store_key(TfSlice key);
/* JSON of a claim in store->text, checked to be readable again; `claim_number` is for the message. (claims.c)
 */
TF_CHECKED TfStatus store_claim_text(Store *store, const TfClaim *claim, size_t claim_number, TfError *error);
/* Adds an address the article does not have yet; a NULL url adds nothing. (articles.c) */
TF_CHECKED TfStatus store_add_address(Store *store, int64_t article_id, TfSlice url, TfSlice outlet,
                                      TfDate date, TfError *error);
/* Adds the row of an article: `hash` for one with text, NULL for a page known by its name. (articles.c) */
TF_CHECKED TfStatus store_insert_article(Store *store, const TfArticle *article, const char *hash,
                                         int64_t *article_id, TfError *error);
/* Puts the sentences of an article into the index, once. (search.c) */
TF_CHECKED TfStatus store_index_sentences(Store *store, int64_t article_id, TfSlice text, TfError *error);

/* Compares an article with those stored before it, once: *copy_of is the head of its family, 0 when it is its
 * own. (copies.c) */
TF_CHECKED TfStatus store_compare(Store *store, int64_t article_id, const TfArticle *article,
                                  int64_t *copy_of, TfError *error);
/* The same for every article with claims that was not compared yet. (copies.c) */
TF_CHECKED TfStatus store_compare_all(Store *store, TfError *error);
/* "there is no article 9". (articles.c) */
TF_CHECKED TfStatus store_no_article(Store *store, int64_t article_id, TfError *error);

/* True when `part` stands in `whole`, in any case. (search.c) */
bool store_name_holds(TfSlice whole, TfSlice part);
/* The functions our SQL uses; an SQLite code. (search.c) */
int store_add_functions(sqlite3 *db);
/* tf_pack and tf_text of texts; an SQLite code. (packing.c) */
int store_add_packing(sqlite3 *db);

/* Longest text an article may have: the numbers of sentence_index leave 28 bits for the place. */
#define STORE_PLACE_BITS   28
#define STORE_LONGEST_TEXT (((size_t)1 << STORE_PLACE_BITS) - 1)

#endif
