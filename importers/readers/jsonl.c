/* The JSON Lines reader: one object a line, of which only "text" is needed. Flat objects are read in one pass
 * by json_line.c; the rest, and saying what is wrong with a line, is jansson's work. */
#include "importers/readers/json_line.h"
#include "importers/readers/page.h"

#include "tracker/base/number.h"

#include <jansson.h>
#include <string.h>

static const char *type_name(const json_t *value)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "a list",  [JSON_STRING] = "a string",
        [JSON_INTEGER] = "a number", [JSON_REAL] = "a number", [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",      [JSON_NULL] = "null",
    };
    return names[json_typeof(value)];
}

/* Parses the line; *root is for json_decref, also on failure. */
static TfStatus parse_line(TfSlice line, size_t line_number, json_t **root, TfError *error)
{
    json_error_t fault;
    if (tf_slice_starts_with(line, "\xEF\xBB\xBF"))
        line = tf_slice_range(line, 3, line.length);
    line = tf_slice_trim(line);
    if (line.length == 0)
        return tf_fail(error, TF_BAD_INPUT, "line %zu: is empty, a JSON object was needed", line_number);
    *root = json_loadb(line.bytes, line.length, JSON_ALLOW_NUL, &fault);
    if (*root == NULL)
        return tf_fail_at(error, TF_BAD_INPUT, NULL, fault.position > 0 ? (size_t)fault.position : 0,
                          "line %zu: is no JSON (%s), an object like {\"text\": \"...\"} was needed",
                          line_number, fault.text);
    if (!json_is_object(*root))
        return tf_fail(error, TF_BAD_INPUT, "line %zu: is %s, a JSON object with \"text\" was needed",
                       line_number, type_name(*root));
    return TF_OK;
}

/* An id may be a number. */
static bool number_as_id(const json_t *value, const char *field, TfArena *arena, TfSlice *slice)
{
    if (!json_is_integer(value) || strcmp(field, "id") != 0)
        return false;
    *slice = tf_arena_format(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return slice->bytes != NULL;
}

/* Fields under other names, as far as they hold strings. */
static void take_aliases(json_t *root, LineFields *line)
{
    const char *key;
    json_t *value;
    json_object_foreach(root, key, value)
    {
        if (json_is_string(value))
            json_line_keep_alias(line, tf_slice(key),
                                 tf_slice_of(json_string_value(value), json_string_length(value)), false);
    }
}

static TfStatus take_fields(json_t *root, size_t line_number, TfArena *arena, LineFields *line,
                            TfError *error)
{
    *line = (LineFields){.id = {NULL, 0}};
    for (size_t i = 0; i < LINE_FIELD_COUNT; i++) {
        const char *name = line_fields[i].name;
        TfSlice *slice = (TfSlice *)(void *)((char *)line + line_fields[i].offset);
        const json_t *value = json_object_get(root, name);
        if (value == NULL || json_is_null(value) || number_as_id(value, name, arena, slice))
            continue;
        if (!json_is_string(value))
            return tf_fail(error, TF_BAD_INPUT, "line %zu: \"%s\" is %s, a string was needed", line_number,
                           name, type_name(value));
        *slice = tf_slice_of(json_string_value(value), json_string_length(value));
    }
    take_aliases(root, line);
    return TF_OK;
}

/* "2024-11-27", with or without a time, or any other form a page uses, with nothing else in the field. */
static bool read_date(TfSlice text, TfDate *date)
{
    ReaderDate found;
    TfSlice trimmed = tf_slice_trim(text);
    if (tf_date_read(tf_slice_range(trimmed, 0, 10), date))
        return trimmed.length == 10 || strchr("T t", trimmed.bytes[10]) != NULL;
    if (!reader_date_find(trimmed, 0, false, &found) ||
        page_count_words(tf_slice_range(trimmed, 0, found.start)) > 1)
        return false;
    *date = found.date;
    return true;
}

/* "en-US" and "EN" are "en"; what is no code is left out, since the language can be found from the text. */
static TfSlice language_of(TfSlice code, char buffer[4])
{
    size_t length = 0;
    while (length < code.length && length < 4 && code.bytes[length] != '-' && code.bytes[length] != '_') {
        char letter = (char)(code.bytes[length] | 0x20);
        if (letter < 'a' || letter > 'z')
            return (TfSlice){NULL, 0};
        buffer[length++] = letter;
    }
    return length == 2 || length == 3 ? tf_slice_of(buffer, length) : (TfSlice){NULL, 0};
}

/* What the options leave open comes from the line. */
static TfStatus merge(const ReaderOptions *options, const LineFields *line, size_t line_number, char lang[4],
                      ReaderOptions *merged, TfError *error)
{
    *merged = options != NULL ? *options : (ReaderOptions){.url = {NULL, 0}};
    if (merged->url.bytes == NULL && line->url.length > 0)
        merged->url = line->url;
    if (merged->outlet.bytes == NULL && line->outlet.length > 0)
        merged->outlet = line->outlet;
    if (merged->lang.bytes == NULL)
        merged->lang = language_of(line->lang, lang);
    if (!tf_date_is_set(merged->date) && tf_slice_trim(line->date).length > 0 &&
        !read_date(line->date, &merged->date) && !line->date_is_alias)
        return tf_fail(error, TF_BAD_INPUT, "line %zu: \"date\" is '%.*s', a day like 2024-11-27 was needed",
                       line_number, TF_SLICE_ARG(tf_slice_range(line->date, 0, 80)));
    return TF_OK;
}

static TfStatus check_text(TfSlice text, size_t line_number, TfError *error)
{
    if (text.bytes == NULL)
        return tf_fail(error, TF_BAD_INPUT, "line %zu: has no \"text\", which was needed", line_number);
    if (page_trim_blanks(text).length == 0)
        return tf_fail(error, TF_BAD_INPUT, "line %zu: \"text\" is empty, an article was needed",
                       line_number);
    if (text.length > READER_MOST_BYTES)
        return tf_fail(error, TF_LIMIT, "line %zu: \"text\" has %zu MB, at most %zu MB were needed",
                       line_number, text.length >> 20, READER_MOST_BYTES >> 20);
    return TF_OK;
}

/* An article nobody wants: only its name is kept. */
static TfStatus skim(const LineFields *line, size_t line_number, TfArena *arena, TfArticle *article,
                     TfError *error)
{
    TfArticle read = {.encoding = "UTF-8", .text = {"", 0}, .is_skimmed = true};
    read.id = line->id.length > 0 ? tf_arena_copy(arena, line->id)
                                  : tf_arena_format(arena, "line-%zu", line_number);
    if (read.id.bytes == NULL)
        return tf_fail_memory(error);
    *article = read;
    return TF_OK;
}

static TfStatus fill(const LineFields *line, size_t line_number, const ReaderOptions *options, TfArena *arena,
                     TfArticle *article, TfError *error)
{
    char lang[4];
    ReaderOptions merged;
    TfStatus status = check_text(line->text, line_number, error);
    if (status == TF_OK)
        status = merge(options, line, line_number, lang, &merged, error);
    if (status != TF_OK)
        return status;
    TfArticle read = {.encoding = "UTF-8"};
    if (merged.is_wanted != NULL && !merged.is_wanted(line->text))
        return skim(line, line_number, arena, article, error);
    read.text = line->text_is_kept ? line->text : tf_arena_copy(arena, line->text);
    read.id = line->id.length > 0 ? tf_arena_copy(arena, line->id)
                                  : tf_arena_format(arena, "line-%zu", line_number);
    if (read.text.bytes == NULL || read.id.bytes == NULL)
        return tf_fail_memory(error);
    status = reader_fill_article(&merged, line->title, arena, &read, error);
    if (status == TF_OK)
        *article = read;
    return status;
}

/* The line's fields, which live in the line, the arena or *root. */
static TfStatus read_fields(TfSlice line, size_t line_number, TfArena *arena, json_t **root,
                            LineFields *fields, TfError *error)
{
    *root = NULL;
    if (json_line_read(line, arena, fields))
        return TF_OK;
    TfStatus status = parse_line(line, line_number, root, error);
    return status == TF_OK ? take_fields(*root, line_number, arena, fields, error) : status;
}

TfStatus reader_read_jsonl(TfSlice line, size_t line_number, const ReaderOptions *options, TfArena *arena,
                           TfArticle *article, TfError *error)
{
    json_t *root;
    LineFields fields;
    TfStatus status = read_fields(line, line_number, arena, &root, &fields, error);
    if (status == TF_OK)
        status = fill(&fields, line_number, options, arena, article, error);
    json_decref(root);
    return status;
}

/* A copy in the arena of what is set and the options leave open; false when memory is short. */
static bool keep(TfArena *arena, TfSlice told, TfSlice *option)
{
    if (option->bytes == NULL && told.length > 0)
        *option = told;
    if (option->bytes != NULL)
        *option = tf_arena_copy(arena, *option);
    return told.length == 0 || option->bytes != NULL;
}

static TfStatus fill_page(const LineFields *line, size_t line_number, const ReaderOptions *options,
                          TfArena *arena, ReaderLinePage *page, TfError *error)
{
    char lang[4];
    ReaderLinePage found = {.html = {NULL, 0}};
    if (tf_slice_trim(line->html).length == 0 || line->text.length > 0) {
        *page = found;
        return TF_OK;
    }
    TfStatus status = merge(options, line, line_number, lang, &found.options, error);
    if (status != TF_OK)
        return status;
    found.html = tf_arena_copy(arena, line->html);
    found.id = line->id.length > 0 ? tf_arena_copy(arena, line->id)
                                   : tf_arena_format(arena, "line-%zu", line_number);
    ReaderOptions *kept = &found.options;
    if (found.html.bytes == NULL || found.id.bytes == NULL || !keep(arena, line->title, &kept->title) ||
        !keep(arena, kept->url, &kept->url) || !keep(arena, kept->outlet, &kept->outlet) ||
        !keep(arena, kept->lang, &kept->lang))
        return tf_fail_memory(error);
    kept->charset = (TfSlice){"utf-8", 5}; /* JSON is, whatever the page says of itself */
    *page = found;
    return TF_OK;
}

TfStatus reader_page_of_jsonl(TfSlice line, size_t line_number, const ReaderOptions *options, TfArena *arena,
                              ReaderLinePage *page, TfError *error)
{
    json_t *root;
    LineFields fields;
    TfStatus status = read_fields(line, line_number, arena, &root, &fields, error);
    if (status == TF_OK)
        status = fill_page(&fields, line_number, options, arena, page, error);
    json_decref(root);
    return status;
}
