/* One pass over the page before libxml2 sees it: what holds no text (scripts, styles, drawings, comments) is
 * most of a page's bytes, and attributes beyond a limit would cost libxml2 quadratic time. */
#include "importers/html/html_internal.h"

#include <string.h>

/* Elements that go with all they hold. JSON-LD stays: it says what the page is about. */
static const struct {
    const char *name;
    size_t length;
} dropped[] = {
    {"script", 6}, {"style", 5}, {"svg", 3}, {"iframe", 6}, {"noembed", 7}, {"object", 6},
};

typedef struct Cleaner {
    TfSlice from;
    size_t at; /* all before it is copied or cut */
    char *to;
    size_t length;
    HtmlCuts *cuts;
    TfArena *arena;
    bool failed;
    bool no_comment_ends; /* from here on; or else a page of "<!--" would be searched once for each */
} Cleaner;

static void copy_until(Cleaner *cleaner, size_t end)
{
    memcpy(cleaner->to + cleaner->length, cleaner->from.bytes + cleaner->at, end - cleaner->at);
    cleaner->length += end - cleaner->at;
    cleaner->at = end;
}

static void cut_until(Cleaner *cleaner, size_t end)
{
    HtmlCuts *cuts = cleaner->cuts;
    if (end == cleaner->at)
        return;
    cleaner->at = end;
    size_t removed = end - cleaner->length;
    if (cuts->count > 0 && cuts->items[cuts->count - 1].source == cleaner->length) {
        cuts->items[cuts->count - 1].removed = removed;
        return;
    }
    if (!tf_arena_grow(cleaner->arena, &cuts->items, &cuts->capacity, cuts->count, sizeof *cuts->items)) {
        cleaner->failed = true;
        return;
    }
    cuts->items[cuts->count++] = (HtmlCut){cleaner->length, removed};
}

/* The letters of `name` in any case stand at `at`, and no letter or figure follows. */
static bool has_name(TfSlice text, size_t at, const char *name, size_t length)
{
    if (at + length > text.length)
        return false;
    if (!tf_slice_equal_ascii_case(tf_slice_range(text, at, at + length), tf_slice_of(name, length)))
        return false;
    if (at + length == text.length)
        return true;
    char next = text.bytes[at + length];
    return next == '>' || next == '/' || (next >= '\t' && next <= '\r') || next == ' ';
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Behind the closing tag of `name`, for text between `at` and it that is not markup; the end when there is
 * none. */
static size_t find_close(TfSlice text, size_t at, const char *name, size_t length)
{
    while (at < text.length) {
        const char *found = memchr(text.bytes + at, '<', text.length - at);
        if (found == NULL)
            return text.length;
        at = (size_t)(found - text.bytes) + 1;
        if (at < text.length && text.bytes[at] == '/' && has_name(text, at + 1, name, length)) {
            const char *end = memchr(text.bytes + at, '>', text.length - at);
            return end != NULL ? (size_t)(end - text.bytes) + 1 : text.length;
        }
    }
    return text.length;
}

/* What a tag is like: where it ends, how many attributes it has and where the last that may stay ends. */
typedef struct Tag {
    size_t end;  /* behind '>' */
    size_t stay; /* end of attribute HTML_MOST_ATTRIBUTES; 0 when there are no more than that */
    size_t attributes;
    bool data; /* its type speaks of JSON-LD */
} Tag;

static size_t skip_value(TfSlice text, size_t at)
{
    char quote = at < text.length ? text.bytes[at] : '\0';
    if (quote == '"' || quote == '\'') {
        const char *end = memchr(text.bytes + at + 1, quote, text.length - at - 1);
        return end != NULL ? (size_t)(end - text.bytes) + 1 : text.length;
    }
    while (at < text.length && !is_blank(text.bytes[at]) && text.bytes[at] != '>')
        at++;
    return at;
}

static size_t skip_blanks(TfSlice text, size_t at)
{
    while (at < text.length && is_blank(text.bytes[at]))
        at++;
    return at;
}

static size_t skip_attribute(TfSlice text, size_t at, Tag *tag)
{
    size_t start = at++;
    while (at < text.length && !is_blank(text.bytes[at]) && text.bytes[at] != '>' && text.bytes[at] != '=' &&
           text.bytes[at] != '/')
        at++;
    size_t equals = skip_blanks(text, at);
    if (equals < text.length && text.bytes[equals] == '=') {
        size_t value = skip_blanks(text, equals + 1);
        at = skip_value(text, value);
        if (tf_slice_starts_with(tf_slice_range(text, start, at), "type"))
            tag->data |= tf_slice_find(tf_slice_range(text, value, at), 0, "ld+json") != TF_NOWHERE;
    }
    return at;
}

/* Reads the tag whose name starts at `at`. */
static Tag read_tag(TfSlice text, size_t at)
{
    Tag tag = {0};
    while (at < text.length && !is_blank(text.bytes[at]) && text.bytes[at] != '>' && text.bytes[at] != '/')
        at++;
    while (at < text.length && text.bytes[at] != '>') {
        if (is_blank(text.bytes[at]) || text.bytes[at] == '/') {
            at++;
            continue;
        }
        at = skip_attribute(text, at, &tag);
        if (++tag.attributes == HTML_MOST_ATTRIBUTES)
            tag.stay = at;
    }
    tag.end = at < text.length ? at + 1 : at;
    if (tag.attributes <= HTML_MOST_ATTRIBUTES)
        tag.stay = 0;
    return tag;
}

/* Behind the comment, or what a browser takes for one, that starts at `at` with "<!". */
static size_t skip_comment(Cleaner *cleaner, size_t at)
{
    TfSlice text = cleaner->from;
    bool comment = tf_slice_starts_with(tf_slice_range(text, at, text.length), "<!--");
    if (comment && !cleaner->no_comment_ends) {
        size_t end = tf_slice_find(text, at + 2, "-->");
        if (end != TF_NOWHERE)
            return end + 3;
        cleaner->no_comment_ends = true;
    }
    const char *close = memchr(text.bytes + at, '>', text.length - at);
    return close != NULL ? (size_t)(close - text.bytes) + 1 : text.length;
}

/* Drawings nest; the other dropped elements hold no markup. */
static size_t skip_element(TfSlice text, size_t behind_tag, size_t which)
{
    if (text.bytes[behind_tag - 1] == '>' && behind_tag >= 2 && text.bytes[behind_tag - 2] == '/' &&
        strcmp(dropped[which].name, "svg") == 0)
        return behind_tag;
    return find_close(text, behind_tag, dropped[which].name, dropped[which].length);
}

static void clean_tag(Cleaner *cleaner, size_t open)
{
    TfSlice text = cleaner->from;
    Tag tag = read_tag(text, open + 1);
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++) {
        if ((text.bytes[open + 1] | 0x20) != dropped[i].name[0] ||
            !has_name(text, open + 1, dropped[i].name, dropped[i].length))
            continue;
        size_t end = skip_element(text, tag.end, i);
        copy_until(cleaner, open);
        if (tag.data && i == 0)
            copy_until(cleaner, end);
        else
            cut_until(cleaner, end);
        return;
    }
    if (tag.stay > 0) {
        copy_until(cleaner, tag.stay);
        cut_until(cleaner, tag.end > tag.stay ? tag.end - 1 : tag.end);
    }
    copy_until(cleaner, tag.end);
}

/* libxml2 ends at a NUL byte. */
static void blank_nul_bytes(char *text, size_t length)
{
    char *at = text;
    while ((at = memchr(at, '\0', length - (size_t)(at - text))) != NULL)
        *at = ' ';
}

static bool starts_tag(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

TfStatus html_clean(TfSlice decoded, TfArena *arena, TfSlice *source, HtmlCuts *cuts, TfError *error)
{
    *cuts = (HtmlCuts){0};
    Cleaner cleaner = {
        .from = decoded, .to = tf_arena_room(arena, decoded.length + 1), .cuts = cuts, .arena = arena};
    if (cleaner.to == NULL)
        return tf_fail_memory(error);
    size_t at = 0;
    while (at + 1 < decoded.length) {
        const char *found = memchr(decoded.bytes + at, '<', decoded.length - at - 1);
        if (found == NULL)
            break;
        size_t open = (size_t)(found - decoded.bytes);
        at = open + 1;
        if (starts_tag(found[1])) {
            clean_tag(&cleaner, open);
            at = cleaner.at;
        } else if (found[1] == '!' || found[1] == '?') {
            copy_until(&cleaner, open);
            at = skip_comment(&cleaner, open);
            cut_until(&cleaner, at);
        }
    }
    copy_until(&cleaner, decoded.length);
    if (cleaner.failed)
        return tf_fail_memory(error);
    cleaner.to[cleaner.length] = '\0';
    blank_nul_bytes(cleaner.to, cleaner.length);
    *source = tf_slice_of(cleaner.to, cleaner.length);
    return TF_OK;
}
