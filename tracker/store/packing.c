/* Texts of articles, packed with zstd: tf_pack(text) and tf_text(packed), functions of our SQL, so that a
 * statement says which text it wants and none has to know how it is kept. */
#include "tracker/store/store_internal.h"

#include <stdlib.h>
#include <zstd.h>

#define LEVEL 3

/* Contexts and a buffer that live as long as the connection. */
typedef struct Packer {
    ZSTD_CCtx *packs;
    ZSTD_DCtx *unpacks;
    void *room;
    size_t capacity;
} Packer;

static void packer_done(void *data)
{
    Packer *packer = data;
    (void)ZSTD_freeCCtx(packer->packs);
    (void)ZSTD_freeDCtx(packer->unpacks);
    free(packer->room);
    free(packer);
}

static Packer *packer_new(void)
{
    Packer *packer = calloc(1, sizeof *packer);
    if (packer == NULL)
        return NULL;
    packer->packs = ZSTD_createCCtx();
    packer->unpacks = ZSTD_createDCtx();
    if (packer->packs != NULL && packer->unpacks != NULL)
        return packer;
    packer_done(packer);
    return NULL;
}

static bool make_room(Packer *packer, size_t size)
{
    if (size <= packer->capacity)
        return true;
    free(packer->room);
    packer->room = malloc(size);
    packer->capacity = packer->room != NULL ? size : 0;
    return packer->room != NULL;
}

/* tf_pack(text): the frame, or the text itself when that is no longer. */
static void pack(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    Packer *packer = sqlite3_user_data(context);
    const unsigned char *text = sqlite3_value_text(values[0]);
    size_t length = (size_t)sqlite3_value_bytes(values[0]);
    if (text == NULL || !make_room(packer, ZSTD_compressBound(length))) {
        if (sqlite3_value_type(values[0]) != SQLITE_NULL)
            sqlite3_result_error_nomem(context);
        return;
    }
    size_t packed = ZSTD_compressCCtx(packer->packs, packer->room, packer->capacity, text, length, LEVEL);
    if (ZSTD_isError(packed) || packed >= length)
        sqlite3_result_value(context, values[0]);
    else
        sqlite3_result_blob64(context, packer->room, packed, SQLITE_TRANSIENT);
}

static void damaged(sqlite3_context *context)
{
    sqlite3_result_error(context, "the text of an article cannot be unpacked", -1);
    sqlite3_result_error_code(context, SQLITE_CORRUPT);
}

/* tf_text(packed): what is no frame is the text itself. The frame names its length, which is held to the
 * longest text there can be before memory is asked for. */
static void unpack(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    Packer *packer = sqlite3_user_data(context);
    if (sqlite3_value_type(values[0]) != SQLITE_BLOB) {
        sqlite3_result_value(context, values[0]);
        return;
    }
    const void *packed = sqlite3_value_blob(values[0]);
    size_t size = (size_t)sqlite3_value_bytes(values[0]);
    unsigned long long length = packed != NULL ? ZSTD_getFrameContentSize(packed, size) : 0;
    if (length == 0 || length > STORE_LONGEST_TEXT) {
        damaged(context);
        return;
    }
    char *text = sqlite3_malloc64(length);
    if (text == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (ZSTD_decompressDCtx(packer->unpacks, text, (size_t)length, packed, size) == length) {
        sqlite3_result_text64(context, text, length, sqlite3_free, SQLITE_UTF8);
        return;
    }
    sqlite3_free(text);
    damaged(context);
}

int store_add_packing(sqlite3 *db)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    Packer *packs = packer_new();
    Packer *unpacks = packer_new();
    if (packs == NULL || unpacks == NULL) {
        if (packs != NULL)
            packer_done(packs);
        if (unpacks != NULL)
            packer_done(unpacks);
        return SQLITE_NOMEM;
    }
    /* Each takes its packer over, also when it fails. */
    int code = sqlite3_create_function_v2(db, "tf_pack", 1, flags, packs, pack, NULL, NULL, packer_done);
    int other = sqlite3_create_function_v2(db, "tf_text", 1, flags, unpacks, unpack, NULL, NULL, packer_done);
    return code != SQLITE_OK ? code : other;
}
