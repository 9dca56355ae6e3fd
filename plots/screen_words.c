/* Words of a chart for a terminal: made harmless, put into ASCII where there is no more, measured. */
#include "plots/screen.h"

#include "tracker/base/text.h"

#include <math.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include <unicode/utrans.h>

#define MOST_UNITS 4096 /* UTF-16, of one text; no word of a chart is as long */

/* What the transliterator leaves as it is. */
static const struct {
    UChar32 sign;
    const char *text;
} ascii_signs[] = {
    {0x00A3, "GBP"}, {0x00A5, "JPY"}, {0x00B7, "-"},   {0x2022, "*"}, {0x20AB, "VND"},
    {0x20AC, "EUR"}, {0x20BD, "RUB"}, {0x2192, "->"},  {0x2212, "-"}, {0x2248, "~"},
    {0x2264, "<="},  {0x2265, ">="},  {0x20B8, "KZT"}, {0x25C6, "*"},
};

static const char *ascii_sign(UChar32 sign)
{
    for (size_t i = 0; i < sizeof ascii_signs / sizeof ascii_signs[0]; i++)
        if (ascii_signs[i].sign == sign)
            return ascii_signs[i].text;
    return "?";
}

static bool is_ascii(TfSlice text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] >= 0x80)
            return false;
    return true;
}

/* Signs that have words of their own, before ICU, which knows none for them; the rest as it is. */
static void add_signs(TextBuilder *out, TfSlice text, bool is_last)
{
    for (int32_t at = 0, next = 0; at < (int32_t)text.length; at = next) {
        UChar32 character;
        U8_NEXT((const uint8_t *)text.bytes, next, (int32_t)text.length, character);
        const char *words = character < 0x80 ? NULL : ascii_sign(character);
        if (words == NULL || (!is_last && words[0] == '?'))
            text_add_slice(out, tf_slice_range(text, (size_t)at, (size_t)next));
        else
            text_add(out, words);
    }
}

static UTransliterator *transliterator(Screen *screen)
{
    static const UChar id[] = u"Any-Latin; Latin-ASCII";
    UErrorCode code = U_ZERO_ERROR;
    if (screen->to_ascii == NULL)
        screen->to_ascii = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
    return screen->to_ascii;
}

/* Letters without their accents, other scripts in Latin letters; as it is when ICU cannot. */
static void transliterate(Screen *screen, TextBuilder *text)
{
    UChar units[MOST_UNITS];
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    UTransliterator *to_ascii = transliterator(screen);
    TfSlice given = text_slice(text);
    if (to_ascii == NULL || given.length > MOST_UNITS / 4)
        return;
    u_strFromUTF8(units, MOST_UNITS, &length, given.bytes, (int32_t)given.length, &code);
    int32_t limit = length;
    utrans_transUChars(to_ascii, units, &length, MOST_UNITS, 0, &limit, &code);
    char bytes[3 * MOST_UNITS];
    int32_t count = 0;
    u_strToUTF8(bytes, (int32_t)sizeof bytes, &count, units, length, &code);
    if (U_FAILURE(code))
        return;
    text_clear(text);
    text_add_slice(text, tf_slice_of(bytes, (size_t)count));
}

static void put_into_ascii(Screen *screen, TfSlice words, TextBuilder *out)
{
    TextBuilder text;
    text_init(&text, 0);
    add_signs(&text, words, false);
    transliterate(screen, &text);
    add_signs(out, text_slice(&text), true);
    text_done(&text);
}

TfSlice screen_words(Screen *screen, TfSlice words)
{
    TextBuilder shown;
    TextBuilder ascii;
    text_init(&shown, 0);
    text_init(&ascii, 0);
    text_add_shown(&shown, words);
    bool is_plain = screen->terminal->has_utf8 || is_ascii(text_slice(&shown));
    if (!is_plain)
        put_into_ascii(screen, text_slice(&shown), &ascii);
    TfSlice kept = tf_arena_copy(screen->layout->arena, text_slice(is_plain ? &shown : &ascii));
    if (shown.failed || ascii.failed || kept.bytes == NULL) {
        screen->layout->failed = true;
        kept = tf_slice("");
    }
    text_done(&shown);
    text_done(&ascii);
    return kept;
}

static size_t columns_of(UChar32 character)
{
    int8_t type = u_charType(character);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
        return 0;
    int32_t width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t screen_fitting(TfSlice words, size_t columns)
{
    size_t used = 0;
    int32_t at = 0;
    while (at < (int32_t)words.length) {
        int32_t next = at;
        UChar32 character;
        U8_NEXT((const uint8_t *)words.bytes, next, (int32_t)words.length, character);
        used += columns_of(character);
        if (used > columns)
            break;
        at = next;
    }
    return (size_t)at;
}

size_t screen_columns(TfSlice words)
{
    size_t used = 0;
    for (int32_t at = 0; at < (int32_t)words.length;) {
        UChar32 character;
        U8_NEXT((const uint8_t *)words.bytes, at, (int32_t)words.length, character);
        used += columns_of(character);
    }
    return used;
}

void screen_start(Screen *screen, const ChartTerminal *terminal, Layout *layout)
{
    *screen = (Screen){.terminal = terminal,
                       .layout = layout,
                       .scale = LAYOUT_EMPTY_SPAN,
                       .widest = -HUGE_VAL,
                       .subtitle = {NULL, 0}};
}

void screen_done(Screen *screen)
{
    if (screen->to_ascii != NULL)
        utrans_close(screen->to_ascii);
    screen->to_ascii = NULL;
}
