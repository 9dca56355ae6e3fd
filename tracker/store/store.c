/* Opening and closing the database: whose file it is, which schema it has, how it is kept safe.
 *
 * A commit of an article by itself waits for the system, not for the disk (synchronous NORMAL with WAL): a
 * killed program loses nothing, a power cut may lose the last articles whole, and importing them again brings
 * them back. What a person decided cannot be made again, so decisions wait for the disk (FULL); so do
 * batches, whose one wait many articles share, and the line that ends an import, which makes everything
 * before it safe. */
#define _GNU_SOURCE /* strdup */
#include "tracker/store/store_internal.h"

#include "tracker/base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x54464947 /* also in schema.sql */
#define BUSY_SECONDS   10

/* ---- before SQLite sees the file ---- */

static bool is_memory(const char *path)
{
    return strcmp(path, ":memory:") == 0;
}

static TfStatus make_folder_of(const char *path, TfError *error)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL || slash == path)
        return TF_OK;
    char *folder = strndup(path, (size_t)(slash - path));
    if (folder == NULL)
        return tf_fail_memory(error);
    TfStatus status = file_make_folder(folder, error);
    free(folder);
    return status;
}

static TfStatus check_file(const char *path, bool writable, TfError *error)
{
    struct stat about;
    if (is_memory(path))
        return TF_OK;
    if (stat(path, &about) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            return tf_fail_at(error, TF_IO, path, 0, "cannot open the database: %s", strerror(errno));
        if (!writable)
            return tf_fail_at(error, TF_NOT_FOUND, path, 0,
                              "there is no database here yet; an import makes it: tradefig import FILE");
        return make_folder_of(path, error);
    }
    if (!S_ISREG(about.st_mode))
        return tf_fail_at(error, TF_IO, path, 0, "this is %s; a database file was needed",
                          S_ISDIR(about.st_mode) ? "a folder" : "no ordinary file");
    if (access(path, writable ? R_OK | W_OK : R_OK) != 0)
        return tf_fail_at(error, TF_IO, path, 0, "%s: %s",
                          writable ? "the database cannot be written" : "the database cannot be read",
                          strerror(errno));
    return TF_OK;
}

/* ---- whose file it is ---- */

typedef struct Identity {
    int64_t application_id;
    int64_t version;
    int64_t objects; /* tables and the like */
} Identity;

static TfStatus read_identity(Store *store, Identity *identity, TfError *error)
{
    TfStatus status = store_scalar(store, "PRAGMA application_id", &identity->application_id, error);
    if (status == TF_OK)
        status = store_scalar(store, "PRAGMA user_version", &identity->version, error);
    if (status == TF_OK)
        status = store_scalar(store, "SELECT count(*) FROM sqlite_schema", &identity->objects, error);
    return status;
}

static TfStatus check_identity(Store *store, const Identity *identity, TfError *error)
{
    bool fresh = identity->application_id == 0 && identity->version == 0 && identity->objects == 0;
    if (fresh && store->writable)
        return TF_OK;
    if (fresh)
        return tf_fail_at(error, TF_STORE, store->path, 0,
                          "this file is empty; an import makes a database of it: tradefig import FILE");
    if (identity->application_id != APPLICATION_ID)
        return tf_fail_at(error, TF_STORE, store->path, 0,
                          "this is an SQLite database but not tradefig's; choose another file with --db");
    if (identity->version > store_schema_version())
        return tf_fail_at(
            error, TF_STORE, store->path, 0,
            "this database has schema %d, made by a newer tradefig; this one knows schemas up to "
            "%d: update tradefig",
            (int)identity->version, store_schema_version());
    if (identity->version < store_schema_version() && !store->writable && !store->any_age)
        return tf_fail_at(
            error, TF_STORE, store->path, 0,
            "this database has the older schema %d and %d is needed; any import brings it up to "
            "date, its contents stay",
            (int)identity->version, store_schema_version());
    return TF_OK;
}

/* ---- settings ---- */

/* Turning WAL on needs the file alone for a moment, and SQLite does not wait for that by itself. */
static TfStatus turn_on_wal(Store *store, TfError *error)
{
    TfStatus status = TF_OK;
    for (int tries = 0; tries < BUSY_SECONDS * 100; tries++) {
        int code = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (code == SQLITE_OK)
            return TF_OK;
        status = store_fail(store, code, error);
        if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
            return status;
        (void)sqlite3_sleep(10);
    }
    return status;
}

/* A file from a stranger may not run anything when it is read, and no statement of ours touches its inside.
 */
static TfStatus guard(Store *store, TfError *error)
{
    (void)sqlite3_busy_timeout(store->db, BUSY_SECONDS * 1000);
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    int code = store_add_functions(store->db);
    if (code != SQLITE_OK)
        return store_fail(store, code, error);
    return store_script(store,
                        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;"
                        "PRAGMA cache_size = -16000",
                        error);
}

/* Pages that many articles touch are written once a batch, and from the log to the database once in 32 MB. */
static const char room_for_writing[] = "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
                                       " PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8192";

static TfStatus prepare_writing(Store *store, TfError *error)
{
    if (sqlite3_db_readonly(store->db, "main") == 1)
        return store_fail(store, SQLITE_READONLY, error);
    TfStatus status = turn_on_wal(store, error);
    if (status == TF_OK)
        status = store_script(store, room_for_writing, error);
    return status == TF_OK ? store_migrate_all(store, error) : status;
}

/* ---- opening ---- */

/* The file: URI of a path, which may hold any byte. The caller frees it. */
static char *immutable_uri(const char *path)
{
    TextBuilder uri;
    text_init(&uri, 0);
    text_add(&uri, path[0] == '/' ? "file://" : "file:");
    for (const char *at = path; *at != '\0'; at++)
        text_addf(&uri, strchr("?#%", *at) != NULL ? "%%%02X" : "%c", (unsigned)(unsigned char)*at);
    text_add(&uri, "?immutable=1");
    if (uri.failed) {
        text_done(&uri);
        return NULL;
    }
    return uri.bytes;
}

/* Opens for writing also when only reading was asked for, as far as the file allows, and then forbids
 * writing: the last reader can so clear away the files that SQLite keeps beside the database. */
static int open_plain(Store *store)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (store->writable ? SQLITE_OPEN_CREATE : 0);
    bool like_uri = strncmp(store->path, "file:", 5) == 0;
    char *plain = like_uri ? sqlite3_mprintf("./%s", store->path) : NULL;
    if (like_uri && plain == NULL)
        return SQLITE_NOMEM;
    int code = sqlite3_open_v2(plain != NULL ? plain : store->path, &store->db, flags, NULL);
    sqlite3_free(plain);
    return code;
}

/* In a folder that cannot be written SQLite cannot make its files, and a database that nobody writes needs
 * none. */
static int open_immutable(Store *store)
{
    char *uri = immutable_uri(store->path);
    if (uri == NULL)
        return SQLITE_NOMEM;
    for (size_t i = 0; i < store->cached; i++)
        (void)sqlite3_finalize(store->cache[i].statement);
    store->cached = 0;
    (void)sqlite3_close(store->db);
    store->db = NULL;
    int code =
        sqlite3_open_v2(uri, &store->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    free(uri);
    return code;
}

/* True when nothing is waiting in a write-ahead log beside the database. */
static bool has_no_log(const char *path)
{
    struct stat about;
    char *log = sqlite3_mprintf("%s-wal", path);
    bool none = log != NULL && (stat(log, &about) != 0 || about.st_size == 0);
    sqlite3_free(log);
    return none;
}

static TfStatus connect_for_reading(Store *store, Identity *identity, TfError *error)
{
    TfError first; /* of the usual way in; not the caller's business when the other one works */
    TfStatus status = guard(store, &first);
    if (status == TF_OK)
        status = read_identity(store, identity, &first);
    if (status == TF_IO && access(store->path, R_OK) == 0 && has_no_log(store->path)) {
        int code = open_immutable(store);
        if (code != SQLITE_OK)
            return store->db != NULL ? store_fail(store, code, error) : tf_fail_memory(error);
        status = guard(store, error);
        if (status == TF_OK)
            status = read_identity(store, identity, error);
    } else if (status != TF_OK && error != NULL) {
        *error = first;
    }
    return status == TF_OK ? store_script(store, "PRAGMA query_only = ON", error) : status;
}

static TfStatus connect(Store *store, TfError *error)
{
    Identity identity = {0, 0, 0};
    TfStatus status;
    int code = open_plain(store);
    if (store->db == NULL)
        return tf_fail_memory(error);
    if (code != SQLITE_OK)
        return store_fail(store, code, error);
    if (store->writable) {
        status = guard(store, error);
        if (status == TF_OK)
            status = read_identity(store, &identity, error);
    } else {
        status = connect_for_reading(store, &identity, error);
    }
    if (status == TF_OK)
        status = check_identity(store, &identity, error);
    return status == TF_OK && store->writable ? prepare_writing(store, error) : status;
}

static TfStatus open_store(const char *path, bool writable, bool any_age, Store **store, TfError *error)
{
    TfStatus status = check_file(path, writable, error);
    if (status != TF_OK)
        return status;
    Store *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return tf_fail_memory(error);
    opened->writable = writable;
    opened->any_age = any_age;
    opened->path = strdup(path);
    text_init(&opened->text, 0);
    status = opened->path != NULL ? connect(opened, error) : tf_fail_memory(error);
    if (status == TF_OK)
        *store = opened;
    else
        store_close(opened);
    return status;
}

TfStatus store_open(const char *path, bool writable, Store **store, TfError *error)
{
    return open_store(path, writable, false, store, error);
}

TfStatus store_open_any_age(const char *path, Store **store, TfError *error)
{
    return open_store(path, false, true, store, error);
}

void store_close(Store *store)
{
    if (store == NULL)
        return;
    for (size_t i = 0; i < store->cached; i++)
        (void)sqlite3_finalize(store->cache[i].statement);
    (void)sqlite3_close(store->db);
    text_done(&store->text);
    free(store->path);
    free(store);
}
