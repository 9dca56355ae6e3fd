/* The printer follows the template only as far as it must: whether it is in a tag, in a quoted attribute, and
 * which one. */
#include "tracker/web/html.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#define MOST_ADDRESS 4096

/* ---- escaping ---- */

/* U+0080..U+009F, U+FFFE and U+FFFF: HTML takes the first for errors, XML has no place for the others. */
static bool is_no_character(const char *bytes, size_t length)
{
    bool is_c1 = length == 2 && (unsigned char)bytes[0] == 0xC2 && (unsigned char)bytes[1] < 0xA0;
    bool is_non = length == 3 && (unsigned char)bytes[0] == 0xEF && (unsigned char)bytes[1] == 0xBF &&
                  (unsigned char)bytes[2] >= 0xBE;
    return length == 0 || is_c1 || is_non;
}

void html_escape(TextBuilder *out, TfSlice text)
{
    static const char *const entities[128] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;", ['\x7F'] = " "};
    size_t length;
    for (size_t at = 0; at < text.length; at += length) {
        length = tf_utf8_sequence(text.bytes + at, text.length - at);
        unsigned char byte = (unsigned char)text.bytes[at];
        if (is_no_character(text.bytes + at, length)) {
            text_add(out, "\xEF\xBF\xBD");
            length += length == 0;
        } else if (byte < 0x20 && byte != '\n' && byte != '\t')
            text_add_byte(out, ' ');
        else if (byte < 128 && entities[byte] != NULL)
            text_add(out, entities[byte]);
        else
            text_add_slice(out, tf_slice_of(text.bytes + at, length));
    }
}

static bool is_scheme_letter(char byte)
{
    char letter = (char)(byte | 0x20);
    return (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' ||
           byte == '.';
}

bool html_address_is_safe(TfSlice address)
{
    static const char *const schemes[] = {"http", "https", "mailto"};
    if (address.length == 0 || address.length > MOST_ADDRESS)
        return false;
    for (size_t i = 0; i < address.length; i++)
        if ((unsigned char)address.bytes[i] <= 0x20 || address.bytes[i] == 0x7F)
            return false;
    size_t end = 0;
    while (end < address.length && is_scheme_letter(address.bytes[end]))
        end++;
    if (end == address.length || address.bytes[end] != ':')
        return !tf_slice_starts_with(address, "//"); /* no scheme; "//host" would leave the folder */
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (tf_slice_equal_ascii_case(tf_slice_range(address, 0, end), tf_slice(schemes[i])))
            return true;
    return false;
}

/* ---- templates ---- */

/* Where in the page the next byte of the template stands. */
typedef struct Place {
    bool in_tag;
    char quote;        /* of the attribute value it is in, or 0 */
    bool is_link;      /* that attribute is an address */
    bool is_raw;       /* in a style or script, where entities mean nothing */
    const char *start; /* of the tag */
} Place;

static bool ends_with(const char *start, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - start) >= length && memcmp(end - length, word, length) == 0;
}

static void step(Place *place, const char *at)
{
    if (place->quote != 0) {
        if (*at == place->quote)
            place->quote = 0;
    } else if (place->in_tag && (*at == '"' || *at == '\'')) {
        place->quote = *at;
        place->is_link = ends_with(place->start, at, "href=") || ends_with(place->start, at, "src=");
    } else if (place->in_tag && *at == '>') {
        place->in_tag = false;
        place->is_raw = strncmp(place->start, "<style", 6) == 0 || strncmp(place->start, "<script", 7) == 0;
    } else if (!place->in_tag && *at == '<') {
        place->in_tag = true;
        place->start = at;
    }
}

static const HtmlValue *find_value(const HtmlValue *values, const char *name, size_t length)
{
    for (; values->name != NULL; values++)
        if (strlen(values->name) == length && memcmp(values->name, name, length) == 0)
            return values;
    return NULL;
}

static void put_value(TextBuilder *out, const Place *place, const char *name, size_t length,
                      const HtmlValue *values)
{
    bool is_html = *name == '!';
    const HtmlValue *value = find_value(values, name + is_html, length - is_html);
    assert(value != NULL);
    if (value == NULL)
        return;
    if (is_html) {
        text_add_slice(out, value->text);
        return;
    }
    assert(!place->is_raw && (!place->in_tag || place->quote != 0));
    /* What an address begins with decides where it leads; "page.html#{id}" begins with bytes of ours. */
    bool is_start = place->is_link && name >= place->start + 2 && name[-2] == place->quote;
    bool may_be_empty = name[length + 1] != place->quote;
    bool is_empty = value->text.length == 0 && may_be_empty;
    if (is_start && !is_empty && !html_address_is_safe(value->text))
        text_add_byte(out, '#');
    else
        html_escape(out, value->text);
}

void html_print(TextBuilder *out, const char *template, const HtmlValue *values)
{
    Place place = {.start = template};
    for (const char *at = template; *at != '\0'; at++) {
        if (*at != '{' || at[1] == '{') {
            at += *at == '{';
            step(&place, at);
            text_add_byte(out, *at);
            continue;
        }
        const char *end = strchr(at, '}');
        assert(end != NULL);
        if (end == NULL)
            return;
        put_value(out, &place, at + 1, (size_t)(end - at) - 1, values);
        at = end;
    }
}
