/* The quick reader of flat JSON objects. It is strict: whatever it is not sure of it leaves to jansson. */
#include "importers/readers/json_line.h"

#include "tracker/base/hex.h"

#include <stdint.h>
#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

const LineField line_fields[LINE_FIELD_COUNT] = {
    {"id", offsetof(LineFields, id)},         {"text", offsetof(LineFields, text)},
    {"date", offsetof(LineFields, date)},     {"lang", offsetof(LineFields, lang)},
    {"title", offsetof(LineFields, title)},   {"url", offsetof(LineFields, url)},
    {"outlet", offsetof(LineFields, outlet)}, {"html", offsetof(LineFields, html)},
};

/* Other names that collections of news use for them. */
static const LineField line_aliases[] = {
    {"maintext", offsetof(LineFields, text)},     {"content", offsetof(LineFields, text)},
    {"body", offsetof(LineFields, text)},         {"plaintext", offsetof(LineFields, text)},
    {"published", offsetof(LineFields, date)},    {"publish_date", offsetof(LineFields, date)},
    {"date_publish", offsetof(LineFields, date)}, {"publishing_date", offsetof(LineFields, date)},
    {"language", offsetof(LineFields, lang)},     {"source_domain", offsetof(LineFields, outlet)},
    {"domain", offsetof(LineFields, outlet)},     {"source", offsetof(LineFields, outlet)},
};

/* Longer numbers may not fit, which jansson refuses. */
#define MOST_NUMBER_BYTES 18

typedef struct Cursor {
    const char *at;
    const char *end;
    TfArena *arena;
} Cursor;

static void skip_blanks(Cursor *cursor)
{
    while (cursor->at < cursor->end &&
           (*cursor->at == ' ' || *cursor->at == '\t' || *cursor->at == '\r' || *cursor->at == '\n'))
        cursor->at++;
}

/* Passes `byte` and the blanks before it. */
static bool take(Cursor *cursor, char byte)
{
    skip_blanks(cursor);
    if (cursor->at >= cursor->end || *cursor->at != byte)
        return false;
    cursor->at++;
    return true;
}

#define EACH_BYTE(value) (UINT64_MAX / 255 * (value))

/* Whether one of eight bytes is a quote, a backslash, a control character or not ASCII. A borrow may mark a
 * plain byte above a true one, so the answer "none" is sure and "some" means: look. */
static bool has_special(uint64_t bytes)
{
    uint64_t quote = bytes ^ EACH_BYTE('"');
    uint64_t slash = bytes ^ EACH_BYTE('\\');
    uint64_t found = (bytes - EACH_BYTE(0x20)) | (quote - EACH_BYTE(1)) | (slash - EACH_BYTE(1)) | bytes;
    return (found & EACH_BYTE(0x80)) != 0;
}

/* The first byte from `at` on that is a quote, a backslash, a control character or no UTF-8; NULL at the
 * end. */
static const char *plain_end(const char *at, const char *end)
{
    while (at < end) {
        uint64_t bytes;
        while (end - at >= 8 && (memcpy(&bytes, at, sizeof bytes), !has_special(bytes)))
            at += 8;
        while (at < end && (unsigned char)*at < 0x80) {
            if (*at == '"' || *at == '\\' || (unsigned char)*at < 0x20)
                return at;
            at++;
            if (((uintptr_t)at & 7) == 0)
                break;
        }
        while (at < end && (unsigned char)*at >= 0x80) {
            size_t length = tf_utf8_sequence(at, (size_t)(end - at));
            if (length == 0)
                return at;
            at += length;
        }
    }
    return NULL;
}

/* The four figures behind "\u"; -1 when they are none. */
static int32_t read_unit(const char *at, const char *end)
{
    int32_t unit = 0;
    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = hex_value(at[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* Reads "uXXXX", a pair of them for characters beyond U+FFFF; half a pair is no text. */
static bool read_unicode(Cursor *cursor, char **to)
{
    int32_t unit = read_unit(cursor->at + 1, cursor->end);
    if (unit < 0 || U16_IS_TRAIL((uint32_t)unit))
        return false;
    cursor->at += 5;
    uint32_t code = (uint32_t)unit;
    if (U16_IS_LEAD((uint32_t)unit)) {
        if (cursor->end - cursor->at < 6 || cursor->at[0] != '\\' || cursor->at[1] != 'u')
            return false;
        int32_t low = read_unit(cursor->at + 2, cursor->end);
        if (!U16_IS_TRAIL((uint32_t)low))
            return false;
        code = (uint32_t)U16_GET_SUPPLEMENTARY((uint32_t)unit, (uint32_t)low);
        cursor->at += 6;
    }
    size_t length = 0;
    U8_APPEND_UNSAFE((uint8_t *)*to, length, code);
    *to += length;
    return true;
}

/* Reads what stands behind a backslash. */
static bool read_escape(Cursor *cursor, char **to)
{
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    if (cursor->at >= cursor->end)
        return false;
    if (*cursor->at == 'u')
        return read_unicode(cursor, to);
    const char *name = *cursor->at != '\0' ? strchr(names, *cursor->at) : NULL;
    if (name == NULL)
        return false;
    *(*to)++ = values[name - names];
    cursor->at++;
    return true;
}

/* Reads the rest of a string that has escapes into the arena; `start` is its first byte and `plain` the first
 * backslash. No escape grows. */
static bool read_escaped(Cursor *cursor, const char *start, const char *plain, TfSlice *value)
{
    const char *close = plain; /* room for what is left up to the quote that ends it */
    while (close != NULL && close < cursor->end && *close != '"')
        close =
            *close == '\\' ? plain_end(close + 2 < cursor->end ? close + 2 : cursor->end, cursor->end) : NULL;
    if (close == NULL || close >= cursor->end)
        return false;
    char *bytes = tf_arena_room(cursor->arena, (size_t)(close - start) + 1);
    if (bytes == NULL)
        return false;
    char *to = bytes;
    for (cursor->at = start;;) {
        size_t length = (size_t)(plain - cursor->at);
        memcpy(to, cursor->at, length);
        to += length;
        cursor->at = plain + 1;
        if (*plain == '"') {
            *value = tf_slice_of(bytes, (size_t)(to - bytes));
            return true;
        }
        if (*plain != '\\' || !read_escape(cursor, &to))
            return false;
        plain = plain_end(cursor->at, cursor->end);
        if (plain == NULL)
            return false;
    }
}

/* Reads a string behind its first quote. */
static bool read_string(Cursor *cursor, TfSlice *value)
{
    const char *start = cursor->at;
    const char *stop = plain_end(start, cursor->end);
    if (stop == NULL)
        return false;
    if (*stop == '\\')
        return read_escaped(cursor, start, stop, value);
    *value = tf_slice_of(start, (size_t)(stop - start));
    cursor->at = stop + 1;
    return *stop == '"';
}

/* Passes a whole number that fits for certain. */
static bool read_integer(Cursor *cursor, TfSlice *value)
{
    const char *start = cursor->at;
    while (cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9')
        cursor->at++;
    *value = tf_slice_of(start, (size_t)(cursor->at - start));
    bool padded = value->length > 1 && *start == '0';
    bool goes_on = cursor->at < cursor->end && strchr(".eE", *cursor->at) != NULL;
    return value->length > 0 && value->length <= MOST_NUMBER_BYTES && !padded && !goes_on;
}

static bool read_word(Cursor *cursor, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, word, length) != 0)
        return false;
    cursor->at += length;
    return true;
}

/* The field that a key of the table names, or NULL. */
static TfSlice *field_of(const LineField *table, size_t count, LineFields *fields, TfSlice key)
{
    for (size_t i = 0; i < count; i++)
        if (tf_slice_is(key, table[i].name))
            return (TfSlice *)(void *)((char *)fields + table[i].offset);
    return NULL;
}

void json_line_keep_alias(LineFields *fields, TfSlice key, TfSlice value, bool is_kept)
{
    TfSlice *field = field_of(line_aliases, sizeof line_aliases / sizeof line_aliases[0], fields, key);
    if (field == NULL || field->bytes != NULL || value.bytes == NULL)
        return;
    *field = value;
    if (field == &fields->text)
        fields->text_is_kept = is_kept;
    if (field == &fields->date)
        fields->date_is_alias = true;
}

/* Reads a value: a string, a whole number, or a truth; bytes NULL for null. */
static bool read_value(Cursor *cursor, TfSlice *value, bool *is_string)
{
    skip_blanks(cursor);
    if (cursor->at >= cursor->end)
        return false;
    if (*cursor->at == '"') {
        cursor->at++;
        *is_string = true;
        return read_string(cursor, value);
    }
    if (*cursor->at >= '0' && *cursor->at <= '9')
        return read_integer(cursor, value);
    const char *start = cursor->at;
    if (read_word(cursor, "true") || read_word(cursor, "false")) {
        *value = tf_slice_of(start, (size_t)(cursor->at - start));
        return true;
    }
    return read_word(cursor, "null");
}

static bool read_member(Cursor *cursor, LineFields *fields)
{
    TfSlice key;
    if (!take(cursor, '"') || !read_string(cursor, &key) || !take(cursor, ':'))
        return false;
    TfSlice *field = field_of(line_fields, LINE_FIELD_COUNT, fields, key);
    TfSlice value = {NULL, 0};
    size_t used = cursor->arena->used;
    bool is_string = false;
    if (!read_value(cursor, &value, &is_string))
        return false;
    bool is_number = !is_string && value.bytes != NULL && value.bytes[0] <= '9';
    if (field != NULL && value.bytes != NULL && !is_string && !(is_number && field == &fields->id))
        return false;
    bool is_kept = cursor->arena->used > used;
    if (field == NULL) {
        if (is_string)
            json_line_keep_alias(fields, key, value, is_kept);
        return true;
    }
    if (value.bytes == NULL) /* null says nothing, and takes nothing back */
        return true;
    *field = value;
    if (field == &fields->text)
        fields->text_is_kept = is_kept;
    if (field == &fields->date)
        fields->date_is_alias = false;
    return true;
}

bool json_line_read(TfSlice line, TfArena *arena, LineFields *fields)
{
    *fields = (LineFields){.id = {NULL, 0}};
    Cursor cursor = {line.bytes, line.bytes + line.length, arena};
    if (!take(&cursor, '{'))
        return false;
    do {
        if (!read_member(&cursor, fields))
            return false;
    } while (take(&cursor, ','));
    if (!take(&cursor, '}'))
        return false;
    skip_blanks(&cursor);
    return cursor.at == cursor.end;
}
