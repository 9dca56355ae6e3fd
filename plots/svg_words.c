/* Escaping, and labels at their places. */
#include "plots/svg_words.h"

#include <math.h>
#include <string.h>

#define MOST_TEXT 20000 /* bytes of a description or evidence text */

void svg_add_escaped(TextBuilder *out, TfSlice text)
{
    static const char *const escapes[128] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
    size_t length;
    for (size_t at = 0; at < text.length && at < MOST_TEXT; at += length) {
        length = tf_utf8_sequence(text.bytes + at, text.length - at);
        unsigned char byte = (unsigned char)text.bytes[at];
        if (length == 0 || (length == 3 && (memcmp(text.bytes + at, "\xEF\xBF\xBE", 3) == 0 ||
                                            memcmp(text.bytes + at, "\xEF\xBF\xBF", 3) == 0)))
            text_add(out, "\xEF\xBF\xBD");
        else if (byte < 0x20 || byte == 0x7F)
            text_add_byte(out, ' ');
        else if (byte < 128 && escapes[byte] != NULL)
            text_add(out, escapes[byte]);
        else
            text_add_slice(out, tf_slice_of(text.bytes + at, length));
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
