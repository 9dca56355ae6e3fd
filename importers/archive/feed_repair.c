/* XML that is not well-formed made so, without losing text. One pass over the bytes, with a stack of the tags
 * that are open. */
#include "importers/archive/feed_parts.h"

#include <string.h>

#define MOST_OPEN 200

typedef struct Repair {
    TfSlice xml;
    size_t at;
    TextBuilder *out;
    TfSlice open[MOST_OPEN];
    size_t count;
} Repair;

static bool begins_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || (byte & 0x80) != 0;
}

static bool is_in_name(char byte)
{
    return begins_name(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == ':';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static TfSlice take_name(TfSlice xml, size_t *at)
{
    size_t start = *at;
    if (*at < xml.length && begins_name(xml.bytes[*at]))
        while (*at < xml.length && is_in_name(xml.bytes[*at]))
            ++*at;
    return tf_slice_range(xml, start, *at);
}

/* "&name;" of XML, "&#1234;", else a bare "&" is escaped and HTML's names are spelled out. */
static void repair_entity(TfSlice text, size_t *at, TextBuilder *out)
{
    static const char *const own[] = {"amp", "lt", "gt", "quot", "apos"};
    TfSlice window = tf_slice_range(text, 0, *at + 34);
    size_t end = tf_slice_find_byte(window, *at, ';');
    TfSlice name = tf_slice_range(window, *at + 1, end == TF_NOWHERE ? 0 : end);
    for (size_t i = 0; i < 5; i++)
        if (tf_slice_is(name, own[i])) {
            text_addf(out, "&%s;", own[i]);
            *at = end + 1;
            return;
        }
    if (name.length > 0 && feed_entity(name) != 0) {
        text_addf(out, "&#%u;", feed_entity(name));
        *at = end + 1;
        return;
    }
    const char *digits =
        name.length > 1 && (name.bytes[1] | 0x20) == 'x' ? "0123456789abcdefABCDEF" : "0123456789";
    size_t from = digits[10] != '\0' ? 2 : 1;
    bool is_number = name.length > from && name.bytes[0] == '#' && name.length < from + 7;
    for (size_t i = from; i < name.length && is_number; i++)
        is_number = strchr(digits, name.bytes[i]) != NULL && name.bytes[i] != '\0';
    text_add(out, is_number && name.bytes[from] != '0' ? "&" : "&amp;");
    ++*at;
}

/* Characters that XML forbids are left out; `stop` bytes are not looked at. */
static void add_text(TfSlice text, TextBuilder *out)
{
    for (size_t at = 0; at < text.length;) {
        char byte = text.bytes[at];
        if (byte == '&') {
            repair_entity(text, &at, out);
            continue;
        }
        if (byte == '<')
            text_add(out, "&lt;");
        else if (byte == '"')
            text_add(out, "&quot;");
        else if ((unsigned char)byte >= ' ' || is_blank(byte))
            text_add_byte(out, byte);
        at++;
    }
}

static bool is_repeated(const TfSlice *names, size_t count, TfSlice name)
{
    for (size_t i = 0; i < count; i++)
        if (tf_slice_equal(names[i], name))
            return true;
    return false;
}

/* One attribute; without a value it is its own. */
static TfSlice take_value(TfSlice tag, size_t *at, TfSlice name)
{
    while (*at < tag.length && is_blank(tag.bytes[*at]))
        ++*at;
    if (*at >= tag.length || tag.bytes[*at] != '=')
        return name;
    ++*at;
    while (*at < tag.length && is_blank(tag.bytes[*at]))
        ++*at;
    if (*at < tag.length && (tag.bytes[*at] == '"' || tag.bytes[*at] == '\'')) {
        size_t end = tf_slice_find_byte(tag, *at + 1, tag.bytes[*at]);
        end = end == TF_NOWHERE ? tag.length : end;
        TfSlice value = tf_slice_range(tag, *at + 1, end);
        *at = end + 1;
        return value;
    }
    size_t start = *at;
    while (*at < tag.length && !is_blank(tag.bytes[*at]))
        ++*at;
    return tf_slice_range(tag, start, *at);
}

#define MOST_NAMES 100

static void add_attributes(TfSlice tag, size_t at, TextBuilder *out)
{
    TfSlice names[MOST_NAMES];
    size_t count = 0;
    while (at < tag.length && count < MOST_NAMES) {
        TfSlice name = take_name(tag, &at);
        if (name.length == 0) {
            at++;
            continue;
        }
        TfSlice value = take_value(tag, &at, name);
        if (is_repeated(names, count, name) || name.bytes[name.length - 1] == ':')
            continue;
        names[count++] = name;
        text_addf(out, " %.*s=\"", TF_SLICE_ARG(name));
        add_text(value, out);
        text_add_byte(out, '"');
    }
}

static void close_down_to(Repair *repair, size_t count)
{
    while (repair->count > count) {
        repair->count--;
        text_addf(repair->out, "</%.*s>", TF_SLICE_ARG(repair->open[repair->count]));
    }
}

/* An end tag closes what is open within its element; without a beginning it is left out. */
static void end_tag(Repair *repair, TfSlice name)
{
    for (size_t i = repair->count; i-- > 0;)
        if (tf_slice_equal(repair->open[i], name)) {
            close_down_to(repair, i);
            return;
        }
}

/* An entry within an entry was one whose end is missing. */
static void end_entry_before(Repair *repair, TfSlice name)
{
    if (tf_slice_is(name, "item") || tf_slice_is(name, "entry"))
        end_tag(repair, name);
}

static void start_tag(Repair *repair, TfSlice tag)
{
    size_t at = 0;
    TfSlice name = take_name(tag, &at);
    bool is_empty = tag.bytes[tag.length - 1] == '/';
    if (repair->count >= MOST_OPEN)
        return;
    end_entry_before(repair, name);
    text_addf(repair->out, "<%.*s", TF_SLICE_ARG(name));
    add_attributes(tf_slice_range(tag, 0, tag.length - is_empty), at, repair->out);
    text_add(repair->out, is_empty ? "/>" : ">");
    if (!is_empty)
        repair->open[repair->count++] = name;
}

/* Where the tag at `at` ends: at ">" outside quotes, or before the next "<" when none comes first. */
static size_t tag_end(TfSlice xml, size_t at)
{
    char quote = '\0';
    for (size_t i = at; i < xml.length; i++) {
        char byte = xml.bytes[i];
        if (quote != '\0')
            quote = byte == quote ? '\0' : quote;
        else if ((byte == '"' || byte == '\'') && i > at && xml.bytes[i - 1] == '=')
            quote = byte;
        else if (byte == '>' || byte == '<')
            return i;
    }
    size_t plain = tf_slice_find_byte(xml, at, '>');
    return plain == TF_NOWHERE ? xml.length : plain;
}

/* CDATA goes on as text, which spares the care for "]]>"; comments, instructions and the DOCTYPE are left
 * out. */
static void special(Repair *repair, TfSlice rest)
{
    static const struct {
        const char *start;
        const char *end;
    } kinds[] = {{"<![CDATA[", "]]>"}, {"<!--", "-->"}, {"<?", "?>"}, {"<!", ">"}};
    for (size_t i = 0; i < 4; i++) {
        size_t from = strlen(kinds[i].start);
        if (!tf_slice_starts_with(rest, kinds[i].start))
            continue;
        size_t end = tf_slice_find(rest, from, kinds[i].end);
        TfSlice inside = tf_slice_range(rest, from, end == TF_NOWHERE ? rest.length : end);
        for (size_t at = 0; i == 0 && at < inside.length; at++) {
            char byte = inside.bytes[at];
            if (byte == '&' || byte == '<')
                text_add(repair->out, byte == '&' ? "&amp;" : "&lt;");
            else if ((unsigned char)byte >= ' ' || is_blank(byte))
                text_add_byte(repair->out, byte);
        }
        repair->at += from + inside.length + (end == TF_NOWHERE ? 0 : strlen(kinds[i].end));
        return;
    }
}

static void at_bracket(Repair *repair)
{
    TfSlice xml = repair->xml;
    size_t at = repair->at;
    char next = at + 1 < xml.length ? xml.bytes[at + 1] : ' ';
    size_t name_at = at + 1 + (next == '/');
    if (next == '!' || next == '?') {
        special(repair, tf_slice_range(xml, at, xml.length));
        return;
    }
    if (name_at >= xml.length || !begins_name(xml.bytes[name_at])) {
        text_add(repair->out, "&lt;");
        repair->at++;
        return;
    }
    size_t end = tag_end(xml, name_at);
    if (next == '/')
        end_tag(repair, take_name(xml, &name_at));
    else
        start_tag(repair, tf_slice_range(xml, at + 1, end));
    repair->at = end + (end < xml.length && xml.bytes[end] == '>');
}

/* What stands before the feed (blank lines, a warning of the server) is left out. */
static size_t feed_start(TfSlice xml)
{
    static const char *const roots[] = {"<rss",       "<rdf:RDF", "<RDF",  "<feed",
                                        "<atom:feed", "<channel", "<entry"};
    size_t first = TF_NOWHERE;
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        size_t at = tf_slice_find(tf_slice_range(xml, 0, 65536), 0, roots[i]);
        first = at < first ? at : first;
    }
    return first == TF_NOWHERE ? 0 : first;
}

void feed_repair(TfSlice xml, TextBuilder *out)
{
    Repair repair = {.xml = xml, .at = feed_start(xml), .out = out};
    while (repair.at < xml.length && !out->failed) {
        if (xml.bytes[repair.at] == '<') {
            at_bracket(&repair);
            if (repair.count == 0) /* behind the root is nothing of a feed */
                break;
            continue;
        }
        size_t end = tf_slice_find_byte(xml, repair.at, '<');
        end = end == TF_NOWHERE ? xml.length : end;
        add_text(tf_slice_range(xml, repair.at, end), out);
        repair.at = end;
    }
    close_down_to(&repair, 0);
}
