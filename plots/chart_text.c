/* Cleaning, measuring and wrapping of the words on a chart. */
#include "plots/chart_text.h"

#include "tracker/base/json_writer.h"

#include <stdint.h>

#define ELLIPSIS "\xE2\x80\xA6"

/* Advance widths of ASCII 32..126 in thousandths of the size. */
static const uint16_t ascii_widths[] = {
    318, 401, 460, 838, 638, 950, 780, 275, 390, 390, 500, 838, 318, 460,  318, 357, 636, 636, 636,
    636, 642, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 727, 770, 632,
    587, 775, 752, 295, 543, 656, 562, 889, 753, 787, 635, 787, 695, 638,  642, 741, 684, 989, 685,
    665, 685, 390, 357, 390, 838, 500, 500, 613, 635, 558, 635, 615, 361,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 523, 392, 634, 592, 818, 592, 592,  541, 636, 337, 636, 838,
};

/* The rest by script: marks have no width of their own, letters of wide scripts fill the square. */
static const struct {
    uint32_t first, last;
    uint16_t width;
} script_widths[] = {
    {0x00a0, 0x00a0, 318},  {0x0080, 0x02ff, 650},  {0x0300, 0x036f, 0},    {0x0370, 0x03ff, 680},
    {0x0400, 0x042f, 760},  {0x0430, 0x052f, 660},  {0x0590, 0x05cf, 0},    {0x05d0, 0x05ff, 600},
    {0x0600, 0x06ff, 700},  {0x1e00, 0x1eff, 670},  {0x200b, 0x200f, 0},    {0x2010, 0x2013, 520},
    {0x2014, 0x2017, 1000}, {0x2018, 0x201f, 520},  {0x2026, 0x2026, 1000}, {0x202a, 0x202e, 0},
    {0x2060, 0x206f, 0},    {0x2190, 0x21ff, 1340}, {0x2e80, 0xa4cf, 1000}, {0xac00, 0xd7af, 1000},
    {0xf900, 0xfaff, 1000}, {0xfe00, 0xfe0f, 0},    {0xff00, 0xff60, 1000}, {0x1f000, 0x10ffff, 1400},
};

/* The code point at `bytes`; U+FFFD for a byte that starts no valid sequence. */
static uint32_t code_point(const char *bytes, size_t left, size_t *length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    *length = tf_utf8_sequence(bytes, left);
    static const unsigned char masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    if (*length == 0) {
        *length = 1;
        return 0xFFFD;
    }
    uint32_t point = at[0] & masks[*length];
    for (size_t i = 1; i < *length; i++)
        point = point << 6 | (at[i] & 0x3F);
    return point;
}

/* Also those that turn the direction of writing: behind one, "27.8" of an outlet would read "8.72". */
static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

/* An opening quote stands at the start, behind a blank or behind an opening bracket. */
static const char *quote_for(const TextBuilder *before)
{
    TfSlice text = text_slice(before);
    char last = text.length > 0 ? text.bytes[text.length - 1] : ' ';
    bool opens = last == ' ' || last == '(' || last == '[' || last == '{';
    return opens ? "\xE2\x80\x9C" : "\xE2\x80\x9D";
}

static void add_clean(TextBuilder *out, uint32_t point, TfSlice bytes)
{
    if (is_control(point))
        text_add_byte(out, ' ');
    else if (point == 0xFFFD || point == 0xFFFE || point == 0xFFFF)
        text_add(out, "\xEF\xBF\xBD");
    else if (point == '"')
        text_add(out, quote_for(out));
    else
        text_add_slice(out, bytes);
}

TfSlice chart_text_clean(TfSlice text, size_t most, TfArena *arena)
{
    TextBuilder out;
    text_init(&out, 0);
    size_t count = 0;
    size_t at = 0;
    for (; at < text.length && count < most; count++) {
        size_t length;
        uint32_t point = code_point(text.bytes + at, text.length - at, &length);
        add_clean(&out, point, tf_slice_of(text.bytes + at, length));
        at += length;
    }
    TfSlice kept = tf_slice_trim(text_slice(&out));
    bool is_cut = tf_slice_trim(tf_slice_range(text, at, text.length)).length > 0;
    TfSlice clean = tf_arena_format(arena, "%.*s%s", TF_SLICE_ARG(kept), is_cut ? ELLIPSIS : "");
    if (out.failed)
        clean.bytes = NULL;
    text_done(&out);
    return clean;
}

static double width_of(uint32_t point)
{
    if (point >= 32 && point < 127)
        return ascii_widths[point - 32];
    for (size_t i = 0; i < sizeof script_widths / sizeof script_widths[0]; i++)
        if (point >= script_widths[i].first && point <= script_widths[i].last)
            return script_widths[i].width;
    return 700;
}

double chart_text_width(TfSlice text, double size, bool is_bold)
{
    double width = 0;
    size_t length;
    for (size_t at = 0; at < text.length; at += length)
        width += width_of(code_point(text.bytes + at, text.length - at, &length));
    return width * size / 1000 * (is_bold ? 1.13 : 1.0);
}

/* Bytes of `text` that fit: up to the last blank that does, or, when a word is longer than the line, up to
 * the last character. */
static size_t fitting(TfSlice text, double width, double size, bool is_bold)
{
    double used = 0;
    size_t blank = 0;
    size_t at = 0;
    while (at < text.length) {
        size_t length;
        uint32_t point = code_point(text.bytes + at, text.length - at, &length);
        used += width_of(point) * size / 1000 * (is_bold ? 1.13 : 1.0);
        if (point == ' ')
            blank = at;
        else if (used > width)
            return blank > 0 ? blank : at > 0 ? at : length;
        at += length;
    }
    return text.length;
}

size_t chart_text_wrap(TfSlice text, double width, double size, bool is_bold, TfSlice *lines, size_t most,
                       bool *is_cut, TfArena *arena)
{
    size_t count = 0;
    *is_cut = false;
    text = tf_slice_trim(text);
    while (text.length > 0 && count < most) {
        size_t length = fitting(text, width, size, is_bold);
        if (count + 1 == most && length < text.length) {
            double room = width - chart_text_width(tf_slice(ELLIPSIS), size, is_bold);
            length = fitting(text, room, size, is_bold);
            TfSlice kept = tf_slice_trim(tf_slice_range(text, 0, length));
            lines[count++] = tf_arena_format(arena, "%.*s" ELLIPSIS, TF_SLICE_ARG(kept));
            *is_cut = true;
            break;
        }
        lines[count++] = tf_slice_trim(tf_slice_range(text, 0, length));
        text = tf_slice_trim(tf_slice_range(text, length, text.length));
    }
    return count;
}
