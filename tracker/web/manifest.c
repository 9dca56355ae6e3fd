/* Reading and writing the manifest of a report. */
#include "tracker/web/manifest.h"

#include "tracker/base/file.h"
#include "tracker/base/json_writer.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA        "tradefig-report/1"
#define MOST_MANIFEST ((size_t)512 << 20)

bool file_list_add(FileList *files, TfArena *arena, TfSlice name, size_t size)
{
    if (!tf_arena_grow(arena, &files->items, &files->capacity, files->count, sizeof *files->items))
        return false;
    files->items[files->count++] = (struct ReportFile){name, size};
    return true;
}

/* ---- writing ---- */

static void write_files(JsonWriter *json, const char *key, const FileList *files)
{
    jsonw_open_array(json, key);
    for (size_t i = 0; i < files->count; i++) {
        jsonw_open_array(json, NULL);
        jsonw_string(json, NULL, files->items[i].name);
        jsonw_integer(json, NULL, (int64_t)files->items[i].size);
        jsonw_close_array(json);
    }
    jsonw_close_array(json);
}

void manifest_write_pair(const PairEntry *entry, TextBuilder *out)
{
    const PairCard *card = &entry->card;
    char pair[TF_PAIR_CHARS];
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "pair", tf_pair_short(pair, card->pair));
    jsonw_text(&json, "key", entry->key);
    jsonw_integer(&json, "claims", (int64_t)card->claims);
    jsonw_date(&json, "newest", card->newest);
    jsonw_double(&json, "chance", card->chance);
    jsonw_double(&json, "size_usd", card->size_usd);
    jsonw_integer(&json, "conflict_count", (int64_t)card->conflict_count);
    jsonw_string(&json, "row", card->row);
    jsonw_string(&json, "conflicts", card->conflicts);
    jsonw_string(&json, "news", card->news);
    write_files(&json, "files", &entry->files);
    jsonw_close_object(&json);
}

static void write_articles(JsonWriter *json, const Manifest *manifest)
{
    for (size_t i = 0; i < manifest->article_count; i++) {
        const ArticleEntry *entry = &manifest->articles[i];
        text_add(json->out, "\n");
        jsonw_open_array(json, NULL);
        jsonw_integer(json, NULL, entry->id);
        jsonw_text(json, NULL, entry->key);
        jsonw_integer(json, NULL, (int64_t)entry->size);
        jsonw_close_array(json);
    }
}

void manifest_write(const Manifest *manifest, TextBuilder *out)
{
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "schema", SCHEMA);
    jsonw_bool(&json, "is_whole", manifest->is_whole);
    write_files(&json, "pages", &manifest->pages);
    jsonw_open_array(&json, "articles");
    write_articles(&json, manifest);
    jsonw_close_array(&json);
    text_add(out, ",\n\"pairs\":["); /* a line a pair */
    for (size_t i = 0; i < manifest->pair_count; i++) {
        text_add(out, i > 0 ? ",\n" : "\n");
        manifest_write_pair(&manifest->pairs[i], out);
    }
    text_add(out, "\n]}\n");
}

/* ---- reading ---- */

/* What a manifest lists may be removed one day, so it can list only names that a report gives: these, */
static bool is_page_of_all(TfSlice name, const void *context)
{
    static const char *const pages[] = {"index.html",      "index-name.html", "index-chance.html",
                                        "index-size.html", "index-news.html", "conflicts.html",
                                        "methods.html",    "changes.html",    "changes.xml"};
    (void)context;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (tf_slice_is(name, pages[i]))
            return true;
    return false;
}

/* and of a pair those that begin with it, in the folders of pairs and targets. */
static bool is_of_pair(TfSlice name, const void *context)
{
    static const char *const folders[] = {WEB_PAIRS, WEB_TARGETS};
    static const char *const endings[] = {".html", ".svg", ".json", ".csv"};
    const TfPair *pair = context;
    char stem[TF_PAIR_CHARS];
    size_t start = 0;
    bool ends_well = false;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (tf_slice_starts_with(name, folders[i]))
            start = strlen(folders[i]);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        ends_well = ends_well || tf_slice_ends_with(name, endings[i]);
    TfSlice rest = tf_slice_range(name, start, name.length);
    size_t length = strlen(tf_pair_short(stem, *pair));
    return start > 0 && ends_well && name.length < 200 && tf_slice_starts_with(rest, stem) &&
           (rest.bytes[length] == '.' || rest.bytes[length] == '-') &&
           memchr(rest.bytes, '/', rest.length) == NULL && memchr(rest.bytes, '\0', rest.length) == NULL;
}

static bool read_text(const json_t *object, const char *name, TfArena *arena, TfSlice *text)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value))
        return false;
    *text = tf_arena_copy(arena, tf_slice_of(json_string_value(value), json_string_length(value)));
    return text->bytes != NULL;
}

/* A digest, or "" where nothing is to be trusted. */
static bool read_key(const json_t *value, char key[DIGEST_CHARS])
{
    if (!json_is_string(value))
        return false;
    size_t length = json_string_length(value);
    if (length != 0 && length != DIGEST_CHARS - 1)
        return false;
    memcpy(key, json_string_value(value), length);
    key[length] = '\0';
    return true;
}

static bool read_size(const json_t *value, size_t *size)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return false;
    *size = (size_t)json_integer_value(value);
    return true;
}

/* A number, or NAN for null. */
static bool read_number(const json_t *value, double *number)
{
    *number = json_is_number(value) ? json_number_value(value) : (double)NAN;
    return json_is_number(value) || json_is_null(value);
}

typedef bool IsOurs(TfSlice name, const void *context);

static bool read_files(const json_t *list, IsOurs *is_ours, const void *context, TfArena *arena,
                       FileList *files)
{
    if (!json_is_array(list))
        return false;
    *files = (FileList){NULL, 0, 0};
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *row = json_array_get(list, i);
        const json_t *name = json_array_get(row, 0);
        size_t size;
        if (!json_is_string(name) || !read_size(json_array_get(row, 1), &size))
            return false;
        TfSlice copy = tf_arena_copy(arena, tf_slice_of(json_string_value(name), json_string_length(name)));
        if (copy.bytes == NULL || !is_ours(copy, context) || !file_list_add(files, arena, copy, size))
            return false;
    }
    return true;
}

static bool read_day(const json_t *value, TfDate *date)
{
    *date = (TfDate){0, 0, 0};
    return json_is_null(value) ||
           (json_is_string(value) && tf_date_read(tf_slice(json_string_value(value)), date));
}

static bool read_pair(const json_t *object, TfArena *arena, PairEntry *entry)
{
    PairCard *card = &entry->card;
    const json_t *pair = json_object_get(object, "pair");
    memset(entry, 0, sizeof *entry);
    return json_is_string(pair) &&
           tf_pair_read(tf_slice(json_string_value(pair)), &card->pair, NULL) == TF_OK &&
           read_key(json_object_get(object, "key"), entry->key) &&
           read_size(json_object_get(object, "claims"), &card->claims) &&
           read_day(json_object_get(object, "newest"), &card->newest) &&
           read_number(json_object_get(object, "chance"), &card->chance) &&
           read_number(json_object_get(object, "size_usd"), &card->size_usd) &&
           read_size(json_object_get(object, "conflict_count"), &card->conflict_count) &&
           read_text(object, "row", arena, &card->row) &&
           read_text(object, "conflicts", arena, &card->conflicts) &&
           read_text(object, "news", arena, &card->news) &&
           read_files(json_object_get(object, "files"), is_of_pair, &card->pair, arena, &entry->files);
}

bool manifest_read_pair(TfSlice line, TfArena *arena, PairEntry *entry)
{
    json_t *object = json_loadb(line.bytes, line.length, 0, NULL);
    bool is_read = read_pair(object, arena, entry);
    json_decref(object);
    return is_read;
}

static bool read_pairs(const json_t *list, TfArena *arena, Manifest *manifest)
{
    size_t count = json_array_size(list);
    manifest->pairs = tf_arena_alloc_array(arena, count, sizeof *manifest->pairs);
    if (!json_is_array(list) || manifest->pairs == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!read_pair(json_array_get(list, i), arena, &manifest->pairs[i]))
            return false;
    manifest->pair_count = count;
    return true;
}

static bool read_articles(const json_t *list, TfArena *arena, Manifest *manifest)
{
    size_t count = json_array_size(list);
    manifest->articles = tf_arena_alloc_array(arena, count, sizeof *manifest->articles);
    if (!json_is_array(list) || manifest->articles == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *row = json_array_get(list, i);
        ArticleEntry *entry = &manifest->articles[i];
        entry->id = json_integer_value(json_array_get(row, 0));
        bool is_after = i == 0 || entry->id > manifest->articles[i - 1].id;
        if (entry->id <= 0 || !is_after || !read_key(json_array_get(row, 1), entry->key) ||
            !read_size(json_array_get(row, 2), &entry->size))
            return false;
    }
    manifest->article_count = count;
    return true;
}

static bool read_whole(const json_t *root, TfArena *arena, Manifest *manifest)
{
    const char *schema = json_string_value(json_object_get(root, "schema"));
    manifest->is_whole = json_is_true(json_object_get(root, "is_whole"));
    return schema != NULL && strcmp(schema, SCHEMA) == 0 &&
           read_files(json_object_get(root, "pages"), is_page_of_all, NULL, arena, &manifest->pages) &&
           read_pairs(json_object_get(root, "pairs"), arena, manifest) &&
           read_articles(json_object_get(root, "articles"), arena, manifest);
}

TfStatus manifest_read(const char *folder, TfArena *arena, Manifest *manifest, TfError *error)
{
    TfArena bytes_arena;
    TfSlice bytes;
    *manifest = (Manifest){.is_whole = false};
    TfSlice path = tf_arena_format(arena, "%s/" MANIFEST_FILE, folder);
    if (path.bytes == NULL)
        return tf_fail_memory(error);
    tf_arena_init(&bytes_arena, MOST_MANIFEST + 1);
    json_t *root = NULL;
    if (file_read(path.bytes, MOST_MANIFEST, &bytes_arena, &bytes, NULL) == TF_OK)
        root = json_loadb(bytes.bytes, bytes.length, JSON_REJECT_DUPLICATES, NULL);
    tf_arena_done(&bytes_arena);
    if (!read_whole(root, arena, manifest))
        *manifest = (Manifest){.is_whole = false};
    json_decref(root);
    for (size_t i = 0; i < manifest->pair_count && !manifest->is_whole; i++)
        manifest->pairs[i].key[0] = '\0';
    for (size_t i = 0; i < manifest->article_count && !manifest->is_whole; i++)
        manifest->articles[i].key[0] = '\0';
    return TF_OK;
}

/* ---- looking up ---- */

const PairEntry *manifest_pair(const Manifest *manifest, TfPair pair, size_t at)
{
    for (size_t i = 0; i < manifest->pair_count; i++) {
        const PairEntry *entry = &manifest->pairs[(at + i) % manifest->pair_count];
        if (tf_pair_equal(entry->card.pair, pair))
            return entry;
    }
    return NULL;
}

static int by_id(const void *key, const void *item)
{
    int64_t id = *(const int64_t *)key;
    int64_t other = ((const ArticleEntry *)item)->id;
    return (id > other) - (id < other);
}

const ArticleEntry *manifest_article(const Manifest *manifest, int64_t id)
{
    if (manifest->article_count == 0)
        return NULL;
    return bsearch(&id, manifest->articles, manifest->article_count, sizeof *manifest->articles, by_id);
}
