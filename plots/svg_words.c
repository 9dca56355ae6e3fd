/* Escaping, and labels at their places. */
#include "plots/svg_words.h"

#include <math.h>
#include <string.h>

#define MOST_TEXT 20000 /* bytes of a description or evidence text */

/* U+FFFE and U+FFFF. */
static bool is_no_character(TfSlice bytes)
{
    return tf_slice_is(bytes, "\xEF\xBF\xBE") || tf_slice_is(bytes, "\xEF\xBF\xBF");
}

/* C0 and DEL, and what turns the direction of writing: U+202A..U+202E, U+2066..U+2069. */
static bool is_control(TfSlice bytes)
{
    unsigned char last = (unsigned char)bytes.bytes[bytes.length - 1];
    if (bytes.length == 1)
        return last < 0x20 || last == 0x7F;
    return (tf_slice_starts_with(bytes, "\xE2\x80") && last >= 0xAA && last <= 0xAE) ||
           (tf_slice_starts_with(bytes, "\xE2\x81") && last >= 0xA6 && last <= 0xA9);
}

void svg_add_escaped(TextBuilder *out, TfSlice text)
{
    static const char *const escapes[128] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
    size_t length;
    for (size_t at = 0; at < text.length && at < MOST_TEXT; at += length) {
        length = tf_utf8_sequence(text.bytes + at, text.length - at);
        unsigned char byte = (unsigned char)text.bytes[at];
        TfSlice bytes = tf_slice_of(text.bytes + at, length);
        if (length == 0 || is_no_character(bytes))
            text_add(out, "\xEF\xBF\xBD");
        else if (is_control(bytes))
            text_add_byte(out, ' ');
        else if (byte < 128 && escapes[byte] != NULL)
            text_add(out, escapes[byte]);
        else
            text_add_slice(out, bytes);
        length += length == 0;
    }
}

/* gnuplot writes "&" as "&amp;" but leaves "&#" alone, and "]]>" too: read its text back, then escape it
 * whole. */
void svg_add_text_of_gnuplot(TextBuilder *out, TfSlice text)
{
    static const struct {
        const char *entity, *meaning;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    size_t plain = 0;
    for (size_t at = 0; at < text.length; at++) {
        TfSlice rest = tf_slice_range(text, at, text.length);
        for (size_t i = 0; text.bytes[at] == '&' && i < sizeof entities / sizeof entities[0]; i++) {
            if (!tf_slice_starts_with(rest, entities[i].entity))
                continue;
            svg_add_escaped(out, tf_slice_range(text, plain, at));
            svg_add_escaped(out, tf_slice(entities[i].meaning));
            at += strlen(entities[i].entity) - 1;
            plain = at + 1;
            break;
        }
    }
    svg_add_escaped(out, tf_slice_range(text, plain, text.length));
}

static void add_number(TextBuilder *out, const char *name, double value)
{
    char text[TF_NUMBER_CHARS];
    tf_double_write(text, round(value * 100) / 100);
    text_addf(out, " %s=\"%s\"", name, text);
}

/* The place is the middle of the line, that of a text element its foot: as far below as gnuplot puts it, so
 * that all formats look alike. */
#define FOOT 0.325

void svg_add_label(TextBuilder *out, const LayoutLabel *label, ChartTheme theme)
{
    static const char *const anchors[] = {[ALIGN_LEFT] = "",
                                          [ALIGN_CENTRE] = " text-anchor=\"middle\"",
                                          [ALIGN_RIGHT] = " text-anchor=\"end\""};
    text_addf(out, "<text class=\"f-%s\" fill=\"#%06x\"", palette_name(label->colour),
              (unsigned)palette_rgb(label->colour, theme));
    add_number(out, "x", label->x);
    add_number(out, "y", label->y + FOOT * label->size);
    add_number(out, "font-size", label->size);
    text_addf(out, "%s%s>", label->is_bold ? " font-weight=\"700\"" : "", anchors[label->align]);
    svg_add_escaped(out, label->text);
    text_add(out, "</text>\n");
}
