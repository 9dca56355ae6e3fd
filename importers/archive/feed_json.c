/* JSON Feed 1.x by jansson. */
#include "importers/archive/feed_parts.h"

#include <jansson.h>

static TfSlice string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? tf_slice_of(json_string_value(value), json_string_length(value))
                                 : (TfSlice){NULL, 0};
}

/* Author of version 1.0, first author of 1.1. */
static TfSlice author_of(const json_t *object)
{
    const json_t *author = json_array_get(json_object_get(object, "authors"), 0);
    return string_of(author != NULL ? author : json_object_get(object, "author"), "name");
}

static bool take_fields(const json_t *object, bool is_feed, TfArena *arena, FeedEntry *entry)
{
    const struct {
        FeedField field;
        TfSlice value;
    } found[] = {
        {FEED_TITLE, string_of(object, "title")},
        {FEED_LINK, string_of(object, is_feed ? "home_page_url" : "url")},
        {FEED_ID, string_of(object, "id")},
        {FEED_CONTENT, string_of(object, "content_html")},
        {FEED_PLAIN, string_of(object, "content_text")},
        {FEED_SUMMARY, string_of(object, "summary")},
        {FEED_PUBLISHED, string_of(object, "date_published")},
        {FEED_UPDATED, string_of(object, "date_modified")},
        {FEED_LANG, string_of(object, "language")},
        {FEED_AUTHOR, author_of(object)},
    };
    *entry = (FeedEntry){.fields = {{NULL, 0}}};
    for (size_t i = 0; i < sizeof found / sizeof found[0]; i++) {
        TfSlice *slot = &entry->fields[found[i].field];
        if (found[i].value.length == 0)
            continue;
        *slot = tf_arena_copy(arena, found[i].value);
        if (slot->bytes == NULL)
            return false;
    }
    return true;
}

static TfStatus take_entries(const json_t *root, TfArena *arena, FeedEntries *entries, TfError *error)
{
    const json_t *items = json_object_get(root, "items");
    size_t count = json_array_size(items);
    if (!json_is_array(items))
        return tf_fail(error, TF_BAD_INPUT, "a JSON feed without \"items\", a list of entries was needed");
    if (count > FEED_MOST_ENTRIES)
        return tf_fail(error, TF_LIMIT, "%zu entries, at most %zu were needed", count, FEED_MOST_ENTRIES);
    entries->items = tf_arena_alloc_array(arena, count + 1, sizeof entries->items[0]);
    if (entries->items == NULL || !take_fields(root, true, arena, &entries->items[0]))
        return tf_fail_memory(error);
    entries->count = entries->capacity = count + 1;
    for (size_t i = 0; i < count; i++)
        if (!take_fields(json_array_get(items, i), false, arena, &entries->items[i + 1]))
            return tf_fail_memory(error);
    return TF_OK;
}

TfStatus feed_parse_json(TfSlice utf8, TfArena *arena, FeedEntries *entries, TfError *error)
{
    json_error_t fault;
    json_t *root = json_loadb(utf8.bytes, utf8.length, JSON_ALLOW_NUL, &fault);
    if (root == NULL)
        return tf_fail(error, TF_BAD_INPUT, "line %d: is no JSON (%s), a JSON feed was needed", fault.line,
                       fault.text);
    TfStatus status = take_entries(root, arena, entries, error);
    json_decref(root);
    return status;
}
