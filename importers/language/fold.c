/* Folding and character classes: a table for ASCII, ICU's properties for the rest. */
#include "importers/language/fold.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define L CHAR_LETTER
#define D CHAR_DIGIT
#define B CHAR_BLANK
#define N CHAR_LINE

const uint8_t fold_ascii_class[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, B, N, 0, 0, N, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, //
    B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, //
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0, //
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
};

const uint8_t fold_ascii_code[128] = {
    0,   1,   2,   3,   4,   5,   6,   7,   8,   ' ', ' ', 11,  12,  ' ', 14,  15,  //
    16,  17,  18,  19,  20,  21,  22,  23,  24,  25,  26,  27,  28,  29,  30,  31,  //
    ' ', '!', '"', '#', '$', '%', '&', 39,  '(', ')', '*', '+', ',', '-', '.', '/', //
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', //
    '@', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', //
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '[', 92,  ']', '^', '_', //
    '`', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', //
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '{', '|', '}', '~', 127, //
};

/* Scripts that set no blanks between words. Hangul is among them: particles are glued to its nouns. */
static const struct {
    UChar32 first;
    UChar32 last;
} free_ranges[] = {
    {0x0E00, 0x0EFF},   /* Thai, Lao */
    {0x1000, 0x109F},   /* Burmese */
    {0x1100, 0x11FF},   /* Hangul parts */
    {0x1780, 0x17FF},   /* Khmer */
    {0x3005, 0x3007},   /* Han repetition marks */
    {0x3040, 0x30FF},   /* Kana */
    {0x3300, 0x33FF},   /* squared words, U+3326 "doru" */
    {0x3400, 0x4DBF},   /* Han */
    {0x4E00, 0x9FFF},   /* Han */
    {0xAC00, 0xD7AF},   /* Hangul */
    {0xF900, 0xFAFF},   /* Han */
    {0x20000, 0x3FFFF}, /* Han */
};

static bool is_free(UChar32 code)
{
    if (code < free_ranges[0].first)
        return false;
    for (size_t i = 0; i < sizeof free_ranges / sizeof free_ranges[0]; i++)
        if (code >= free_ranges[i].first && code <= free_ranges[i].last)
            return true;
    return false;
}

static CharClass class_of(UChar32 code)
{
    if (is_free(code))
        return CHAR_FREE;
    uint32_t mask = U_GET_GC_MASK(code);
    if (mask & (U_GC_L_MASK | U_GC_M_MASK))
        return CHAR_LETTER;
    if (mask & U_GC_ND_MASK)
        return CHAR_DIGIT;
    if (mask & U_GC_ZS_MASK)
        return CHAR_BLANK;
    return mask & (U_GC_ZL_MASK | U_GC_ZP_MASK) ? CHAR_LINE : CHAR_OTHER;
}

/* Arabic letters that writers use for one another: alef with and without its hamza, the final ya and ha. */
static UChar32 plain_arabic(UChar32 code)
{
    if (code == 0x0622 || code == 0x0623 || code == 0x0625 || code == 0x0671)
        return 0x0627;
    if (code == 0x0649)
        return 0x064A;
    return code == 0x0629 ? 0x0647 : code;
}

/* Characters that printers use for one another. */
static UChar32 plain_form(UChar32 code, CharClass klass)
{
    if (klass == CHAR_BLANK || klass == CHAR_LINE)
        return ' ';
    if ((code >= 0x2010 && code <= 0x2013) || code == 0x2212)
        return '-'; /* hyphens, figure and en dash, minus */
    if (code == 0x2018 || code == 0x2019 || (code >= 0x02BB && code <= 0x02BD) || code == 0x00B4)
        return '\''; /* the mark of o\u02BB and g\u02BB is typed in each of these ways */
    if (code == 0x0130 || code == 0x0131)
        return 'i'; /* capitals do not tell the dotted i from the dotless */
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0; /* full-width ASCII */
    if (code == 0x0401 || code == 0x0451)
        return 0x0435; /* Cyrillic yo is printed as ye as often as not */
    if (code >= 0x0600 && code <= 0x06FF)
        return plain_arabic(code);
    return u_foldCase(code, U_FOLD_CASE_DEFAULT);
}

FoldedChar fold_wide_char(TfSlice text, size_t at)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes + at;
    size_t left = text.length - at;
    int32_t length = left > 4 ? 4 : (int32_t)left;
    int32_t next = 0;
    UChar32 code;
    U8_NEXT(bytes, next, length, code);
    if (code < 0)
        return (FoldedChar){0, 1, CHAR_OTHER};
    CharClass klass = class_of(code);
    return (FoldedChar){(uint32_t)plain_form(code, klass), (uint8_t)next, (uint8_t)klass};
}

CharClass fold_class_before(TfSlice text, size_t at)
{
    size_t start = at > 0 ? at - 1 : 0;
    while (start > 0 && at - start < 4 && ((uint8_t)text.bytes[start] & 0xC0) == 0x80)
        start--;
    return at > 0 ? (CharClass)fold_char(text, start).klass : CHAR_OTHER;
}

size_t fold_write(uint32_t code, char bytes[4])
{
    int32_t length = 0;
    U8_APPEND_UNSAFE((uint8_t *)bytes, length, code);
    return (size_t)length;
}
