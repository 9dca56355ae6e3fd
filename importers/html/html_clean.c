/* One pass over the page before libxml2 sees it: what holds no text (scripts, styles, drawings, comments) is
 * most of a page's bytes, and attributes beyond a limit would cost libxml2 quadratic time. */
#include "importers/html/html_internal.h"

#include <string.h>

/* Elements that go with all they hold. (JSON-LD is read from the page as it came.) */
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
    TfSlice name;
    size_t end;  /* behind '>' */
    size_t stay; /* end of attribute HTML_MOST_ATTRIBUTES; 0 when there are no more than that */
    size_t attributes;
    TfSpan unread[HTML_MOST_ATTRIBUTES]; /* pieces that nobody asks for */
    size_t unread_count;
} Tag;

typedef struct Attribute {
    TfSpan name;
    TfSpan value; /* with its quotes; empty when there is none */
} Attribute;

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

/* Reads the attribute at `at`; returns where it ends. */
static size_t read_attribute(TfSlice text, size_t at, Attribute *attribute)
{
    size_t start = at++;
    while (at < text.length && !is_blank(text.bytes[at]) && text.bytes[at] != '>' && text.bytes[at] != '=' &&
           text.bytes[at] != '/')
        at++;
    attribute->name = (TfSpan){start, at};
    attribute->value = (TfSpan){at, at};
    size_t equals = skip_blanks(text, at);
    if (equals < text.length && text.bytes[equals] == '=') {
        size_t value = skip_blanks(text, equals + 1);
        at = skip_value(text, value);
        attribute->value = (TfSpan){value, at};
    }
    return at;
}

/* Letters and hyphens, then quotes that end and are followed by a blank or the tag's end: what every reader
 * of HTML takes for the same. */
static bool is_plain(TfSlice text, const Attribute *attribute)
{
    TfSpan value = attribute->value;
    char quote = value.start < text.length ? text.bytes[value.start] : '\0';
    if ((quote != '"' && quote != '\'') || value.end < value.start + 2 || value.end >= text.length ||
        text.bytes[value.end - 1] != quote)
        return false;
    for (size_t i = attribute->name.start; i < attribute->name.end; i++) {
        char letter = (char)(text.bytes[i] | 0x20);
        if ((letter < 'a' || letter > 'z') && (text.bytes[i] != '-' || i == attribute->name.start))
            return false;
    }
    char next = text.bytes[value.end];
    return is_blank(next) || next == '>' || next == '/';
}

/* Notes what of the attribute is not asked for; blanks behind it go with it, so that neighbours make one. */
static void note_unread(TfSlice text, const Attribute *attribute, Tag *tag)
{
    TfSpan name = attribute->name, value = attribute->value;
    if (!is_plain(text, attribute))
        return;
    HtmlNeed need = html_need(tag->name, tf_slice_range(text, name.start, name.end),
                              tf_slice_range(text, value.start + 1, value.end - 1));
    if (need == HTML_VALUE || (need == HTML_NAME && value.end < name.end + 4))
        return;
    TfSpan cut = {need == HTML_NAME ? name.end : name.start, value.end};
    if (need == HTML_UNREAD)
        cut.end = skip_blanks(text, cut.end);
    if (tag->unread_count > 0 && tag->unread[tag->unread_count - 1].end == cut.start)
        tag->unread[tag->unread_count - 1].end = cut.end;
    else
        tag->unread[tag->unread_count++] = cut;
}

/* Reads the tag whose name starts at `at`. */
static void read_tag(TfSlice text, size_t at, Tag *tag)
{
    size_t start = at;
    tag->stay = tag->attributes = tag->unread_count = 0;
    while (at < text.length && !is_blank(text.bytes[at]) && text.bytes[at] != '>' && text.bytes[at] != '/')
        at++;
    tag->name = tf_slice_range(text, start, at);
    while (at < text.length && text.bytes[at] != '>') {
        if (is_blank(text.bytes[at]) || text.bytes[at] == '/') {
            at++;
            continue;
        }
        Attribute attribute;
        at = read_attribute(text, at, &attribute);
        if (++tag->attributes <= HTML_MOST_ATTRIBUTES)
            note_unread(text, &attribute, tag);
        if (tag->attributes == HTML_MOST_ATTRIBUTES)
            tag->stay = at;
    }
    tag->end = at < text.length ? at + 1 : at;
    if (tag->attributes <= HTML_MOST_ATTRIBUTES)
        tag->stay = 0;
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

/* Index in `dropped`, its length when the element stays. */
static size_t find_dropped(TfSlice name)
{
    size_t which = 0;
    while (which < sizeof dropped / sizeof dropped[0] &&
           (name.length != dropped[which].length ||
            !tf_slice_equal_ascii_case(name, tf_slice_of(dropped[which].name, dropped[which].length))))
        which++;
    return which;
}

static void clean_tag(Cleaner *cleaner, size_t open)
{
    TfSlice text = cleaner->from;
    Tag tag;
    read_tag(text, open + 1, &tag);
    size_t which = find_dropped(tag.name);
    if (which < sizeof dropped / sizeof dropped[0]) {
        size_t end = skip_element(text, tag.end, which);
        copy_until(cleaner, open);
        cut_until(cleaner, end);
        return;
    }
    for (size_t i = 0; i < tag.unread_count; i++) {
        copy_until(cleaner, tag.unread[i].start);
        cut_until(cleaner, tag.unread[i].end);
    }
    if (tag.stay > 0) {
        if (tag.stay > cleaner->at)
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
