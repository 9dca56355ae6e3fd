/* How badly bytes read as text of an encoding: what the wrong encoding makes of words and no language does.
 */
#include "importers/readers/charset.h"
#include "importers/readers/convert.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

/* A text of nothing but capitals is KOI8 read as windows-1251, or the other way round. */
#define ALL_CAPITALS 500
#define ENOUGH_CASED 40

/* What one character is to its neighbour. */
typedef struct Letter {
    UChar32 code;
    bool is_letter;
    bool is_small;
    bool is_capital;
    bool is_sign; /* fraction, currency, copyright and the like */
    UScriptCode script;
} Letter;

static Letter look_at(UChar32 code)
{
    Letter letter = {.code = code, .script = USCRIPT_COMMON};
    if (code < 0x80) { /* the most of a page */
        letter.is_small = code >= 'a' && code <= 'z';
        letter.is_capital = code >= 'A' && code <= 'Z';
        letter.is_letter = letter.is_small || letter.is_capital;
        letter.script = letter.is_letter ? USCRIPT_LATIN : USCRIPT_COMMON;
        return letter;
    }
    UErrorCode status = U_ZERO_ERROR;
    uint32_t mask = U_GET_GC_MASK(code);
    letter.is_small = (mask & U_GC_LL_MASK) != 0;
    letter.is_capital = (mask & U_GC_LU_MASK) != 0;
    letter.is_letter = (mask & U_GC_L_MASK) != 0;
    letter.is_sign = (mask & (U_GC_S_MASK | U_GC_NO_MASK)) != 0 || code == 0xA7 || code == 0xB6;
    letter.script = letter.is_letter ? uscript_getScript(code, &status) : USCRIPT_COMMON;
    return letter;
}

/* Scripts that Japanese mixes within a word. Korean with Chinese signs in it is rare enough to be odd. */
static bool is_japanese(UScriptCode script)
{
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_COMMON;
}

/* Scripts that stand beside Latin letters without a blank. */
static bool is_east_asian(UScriptCode script)
{
    return is_japanese(script) || script == USCRIPT_HANGUL;
}

/* Lines and blocks of old terminals. */
static bool is_box(UChar32 code)
{
    return code >= 0x2500 && code <= 0x259F;
}

static bool is_odd_pair(const Letter *left, const Letter *right)
{
    if (left->code == 0xFFFD || right->code == 0xFFFD)
        return true;
    if (is_box(left->code) || is_box(right->code))
        return true;
    if (left->is_sign != right->is_sign)
        return left->is_letter && right->is_sign; /* "gr³" of "grô"; a sign in front of a word is none */
    if (!left->is_letter || !right->is_letter)
        return false;
    if (left->script != right->script)
        return left->code >= 0x80 && right->code >= 0x80
                   ? !is_japanese(left->script) || !is_japanese(right->script)
                   : !is_east_asian(left->script) && !is_east_asian(right->script);
    if (left->is_small && right->is_capital)
        return true;
    /* no language has many accents side by side, but for the same twice (Finnish) */
    return left->script == USCRIPT_LATIN && left->code >= 0xC0 && right->code >= 0xC0 &&
           left->code <= 0x24F && right->code <= 0x24F && left->code != right->code;
}

typedef struct Tally {
    size_t pairs; /* neighbours of which one is a letter and one beyond ASCII */
    size_t odd;
    size_t cased; /* letters beyond ASCII that are small or capital */
    size_t capitals;
} Tally;

static void tally_pairs(TfSlice text, Tally *tally)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    Letter left = {.code = ' ', .script = USCRIPT_COMMON};
    for (size_t at = 0; at < text.length;) {
        UChar32 code;
        U8_NEXT_OR_FFFD(bytes, at, text.length, code);
        Letter right = look_at(code);
        bool counts = (left.code >= 0x80 || right.code >= 0x80) &&
                      (left.is_letter || right.is_letter || left.code == 0xFFFD || right.code == 0xFFFD);
        tally->pairs += counts;
        tally->odd += counts && is_odd_pair(&left, &right);
        tally->capitals += code >= 0x80 && right.is_capital;
        tally->cased += code >= 0x80 && (right.is_capital || right.is_small);
        left = right;
    }
}

unsigned reader_oddness(TfSlice bytes, const char *encoding)
{
    Tally tally = {0};
    size_t faults = 0;
    TfError error;
    TextBuilder text;
    text_init(&text, 0);
    if (reader_convert(bytes, encoding, &text, &faults, &error) != TF_OK) {
        text_done(&text);
        return 1000;
    }
    tally_pairs(text_slice(&text), &tally);
    text_done(&text);
    if (tally.pairs == 0)
        return 0;
    unsigned oddness = (unsigned)(tally.odd * 1000 / tally.pairs);
    bool all_capitals = tally.cased >= ENOUGH_CASED && tally.capitals * 10 > tally.cased * 7;
    return all_capitals && oddness < ALL_CAPITALS ? ALL_CAPITALS : oddness;
}
