/* Text of small pieces of HTML: titles as a line, and how much running text an entry holds. A scan and no
 * tree: an entry is measured here, and read by importers/html when it is an article. */
#include "importers/archive/feed_parts.h"

#include <libxml/HTMLparser.h>
#include <stdint.h>
#include <string.h>

/* Most bytes of a title, author or outlet; longer ones are cut. */
#define MOST_LINE_BYTES 2000

unsigned feed_entity(TfSlice name)
{
    char text[32];
    if (name.length == 0 || name.length >= sizeof text)
        return 0;
    memcpy(text, name.bytes, name.length);
    text[name.length] = '\0';
    const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)text);
    return found != NULL ? found->value : strcmp(text, "apos") == 0 ? '\'' : 0;
}

typedef struct Scan {
    TfSlice html;
    size_t at;
    unsigned in_link; /* open <a> */
    bool was_tag;     /* a tag stood before this character */
} Scan;

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Whether "<" at `at` begins a tag or a comment. */
static bool begins_tag(TfSlice html, size_t at)
{
    char next = at + 1 < html.length ? html.bytes[at + 1] : ' ';
    return is_letter(next) || next == '/' || next == '!' || next == '?';
}

static TfSlice tag_name(TfSlice html, size_t at)
{
    size_t start = at + 1 + (at + 1 < html.length && html.bytes[at + 1] == '/');
    size_t end = start;
    while (end < html.length && is_letter(html.bytes[end]))
        end++;
    return tf_slice_range(html, start, end);
}

/* Passes the tag at scan->at; the text within script and style goes with it. */
static void pass_tag(Scan *scan)
{
    TfSlice html = scan->html;
    TfSlice name = tag_name(html, scan->at);
    bool closes = html.bytes[scan->at + 1] == '/';
    bool is_comment = tf_slice_starts_with(tf_slice_range(html, scan->at, html.length), "<!--");
    size_t end = is_comment ? tf_slice_find(html, scan->at, "-->") : tf_slice_find_byte(html, scan->at, '>');
    if (tf_slice_equal_ascii_case(name, tf_slice("a")))
        scan->in_link = closes ? 0 : 1;
    if (!closes && (tf_slice_equal_ascii_case(name, tf_slice("script")) ||
                    tf_slice_equal_ascii_case(name, tf_slice("style")))) {
        size_t close = tf_slice_find(html, scan->at, "</");
        end = close == TF_NOWHERE ? TF_NOWHERE : tf_slice_find_byte(html, close, '>');
    }
    scan->at = end == TF_NOWHERE ? html.length : end + 1 + (is_comment ? 2 : 0);
    scan->was_tag = true;
}

/* The character of the entity at scan->at, which is passed; 0 when it is a plain "&". */
static unsigned pass_entity(Scan *scan)
{
    size_t end = tf_slice_find_byte(tf_slice_range(scan->html, 0, scan->at + 34), scan->at, ';');
    TfSlice name = tf_slice_range(scan->html, scan->at + 1, end == TF_NOWHERE ? 0 : end);
    unsigned value = 0;
    if (end == TF_NOWHERE || name.length == 0)
        return 0;
    if (name.bytes[0] != '#') {
        value = feed_entity(name);
    } else {
        bool is_hex = name.length > 1 && (name.bytes[1] | 0x20) == 'x';
        for (size_t i = is_hex ? 2 : 1; i < name.length && value <= 0x10FFFF; i++) {
            const char *digits = "0123456789abcdef";
            const char *digit = strchr(digits, name.bytes[i] | 0x20);
            if (digit == NULL || *digit == '\0' || (!is_hex && digit - digits > 9))
                return 0;
            value = value * (is_hex ? 16 : 10) + (unsigned)(digit - digits);
        }
        /* The C1 range means windows-1252, as in browsers; two of it are common. */
        value = value == 0x96 ? 0x2013 : value == 0x97 ? 0x2014 : value == 0x92 ? 0x2019 : value;
    }
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return 0;
    scan->at = end + 1;
    return value;
}

/* The next character of text, 0 at the end; tags are passed. */
static unsigned next_character(Scan *scan)
{
    TfSlice html = scan->html;
    scan->was_tag = false;
    while (scan->at < html.length && html.bytes[scan->at] == '<' && begins_tag(html, scan->at))
        pass_tag(scan);
    if (scan->at >= html.length)
        return 0;
    if (html.bytes[scan->at] == '&') {
        unsigned value = pass_entity(scan);
        if (value != 0)
            return value;
    }
    unsigned char lead = (unsigned char)html.bytes[scan->at];
    size_t length = tf_utf8_sequence(html.bytes + scan->at, html.length - scan->at);
    if (length < 2) {
        scan->at++;
        return length == 0 ? 0xFFFD : lead == 0 ? ' ' : lead;
    }
    unsigned value = lead & (0xFFU >> (length + 1));
    for (size_t i = 1; i < length; i++)
        value = value << 6 | ((unsigned char)html.bytes[scan->at + i] & 0x3F);
    scan->at += length;
    return value;
}

static bool is_blank(unsigned character)
{
    return character <= ' ' || character == 0xA0 || character == 0x3000 ||
           (character >= 0x2000 && character <= 0x200B) || character == 0xFEFF || character == 0xAD;
}

static size_t put_utf8(char *to, unsigned value)
{
    if (value < 0x80) {
        to[0] = (char)value;
        return 1;
    }
    size_t length = value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
    static const unsigned leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length; i-- > 1; value >>= 6)
        to[i] = (char)(0x80 | (value & 0x3F));
    to[0] = (char)(leads[length] | value);
    return length;
}

/* Tags that run within a word or line; every other one ends what stands before it. */
static bool is_inline(TfSlice html, size_t at)
{
    static const char *const names[] = {"a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub"};
    TfSlice name = tag_name(html, at);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (tf_slice_equal_ascii_case(name, tf_slice(names[i])))
            return true;
    return false;
}

TfSlice feed_plain(TfSlice html, TfArena *arena)
{
    Scan scan = {.html = html};
    char text[MOST_LINE_BYTES + 8];
    size_t length = 0;
    bool blank = false;
    while (length < MOST_LINE_BYTES) {
        size_t before = scan.at;
        unsigned character = next_character(&scan);
        if (character == 0)
            break;
        blank = blank || (scan.was_tag && !is_inline(html, before)) || is_blank(character);
        if (is_blank(character))
            continue;
        if (blank && length > 0)
            text[length++] = ' ';
        length += put_utf8(text + length, character);
        blank = false;
    }
    return tf_arena_copy(arena, tf_slice_of(text, length));
}

size_t feed_prose(TfSlice html)
{
    Scan scan = {.html = html};
    size_t count = 0;
    for (unsigned character; (character = next_character(&scan)) != 0;)
        if (!is_blank(character) && scan.in_link == 0)
            count += character >= 0x2E80 && character < 0xE000 ? 3 : 1;
    return count;
}

/* A cut is looked for in so many last characters. */
#define CUT_WINDOW 160

bool feed_is_cut(TfSlice html)
{
    Scan scan = {.html = html};
    unsigned last[CUT_WINDOW] = {0};
    size_t count = 0;
    size_t outside = 0; /* characters up to the last one that is no part of a link */
    for (unsigned character; (character = next_character(&scan)) != 0;) {
        if (is_blank(character))
            continue;
        last[count++ % CUT_WINDOW] = character;
        outside = scan.in_link == 0 ? count : outside;
    }
    size_t first = count > CUT_WINDOW ? count - CUT_WINDOW : 0;
    for (size_t i = count; i > first; i--) {
        unsigned at[4] = {0};
        for (size_t j = 0; j < 4 && i - 1 >= first + j; j++)
            at[j] = last[(i - 1 - j) % CUT_WINDOW];
        bool dots = at[0] == 0x2026 || (at[0] == '.' && at[1] == '.' && at[2] == '.');
        bool in_brackets = at[0] == ']' && (at[1] == 0x2026 || (at[1] == '.' && at[2] == '.'));
        /* "[…]" anywhere near the end; bare dots only as the last thing, or the last before a link */
        if (in_brackets || (dots && (i == count || i == outside)))
            return true;
    }
    return false;
}
