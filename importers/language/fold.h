/* One character of a text as the phrase automaton sees it: case-folded, blanks and dashes made alike.
 *
 * The lexicon compiler and the scanner both read through this, so a form and a text agree by construction. */
#ifndef IMPORTERS_LANGUAGE_FOLD_H
#define IMPORTERS_LANGUAGE_FOLD_H

#include "tracker/base/slice.h"

#include <stdint.h>

typedef enum CharClass {
    CHAR_OTHER = 0, /* punctuation, symbols, what is not UTF-8 */
    CHAR_BLANK,     /* spaces of any width, tab */
    CHAR_LINE,      /* LF, CR */
    CHAR_LETTER,    /* letters and the marks on them */
    CHAR_DIGIT,     /* decimal digits of any script */
    CHAR_FREE, /* scripts that set no blanks between words: Han, Kana, Hangul, Thai, Lao, Khmer, Burmese */
} CharClass;

typedef struct FoldedChar {
    uint32_t code; /* folded code point; ' ' for any blank or line end, '-' for any dash; 0 matches nothing */
    uint8_t width; /* bytes it takes in the text, at least 1 */
    uint8_t klass; /* CharClass */
} FoldedChar;

/* ASCII as tables: folded byte (0 for NUL) and class. */
extern const uint8_t fold_ascii_code[128];
extern const uint8_t fold_ascii_class[128];

/* The character at `at`, which is not ASCII. */
FoldedChar fold_wide_char(TfSlice text, size_t at);

/* The character at `at`, which must be inside the text. In the header because the scanner spends its time
 * here. */
static inline FoldedChar fold_char(TfSlice text, size_t at)
{
    uint8_t first = (uint8_t)text.bytes[at];
    return first < 0x80 ? (FoldedChar){fold_ascii_code[first], 1, fold_ascii_class[first]}
                        : fold_wide_char(text, at);
}

/* Behind the Arabic vowel marks at `at`: words are written with and without them. The doubling mark tells
 * words apart and is none. */
static inline size_t fold_skip_vowels(TfSlice text, size_t at)
{
    while (at + 1 < text.length && (uint8_t)text.bytes[at] == 0xD9 && (uint8_t)text.bytes[at + 1] >= 0x8B &&
           (uint8_t)text.bytes[at + 1] <= 0x92 && (uint8_t)text.bytes[at + 1] != 0x91)
        at += 2;
    return at;
}

/* Behind the ASCII letters at `at`: inside a word nothing begins. */
static inline size_t fold_skip_letters(TfSlice text, size_t at)
{
    while (at < text.length && (uint8_t)text.bytes[at] < 0x80 &&
           fold_ascii_class[(uint8_t)text.bytes[at]] == CHAR_LETTER)
        at++;
    return at;
}

/* Class of the character in front of `at`; CHAR_OTHER at the start of the text. */
CharClass fold_class_before(TfSlice text, size_t at);

/* Whether a phrase may begin or end between two characters. A letter and a digit touch in "28bn" and
 * "USD133": that is a boundary for the kinds whose forms are written so (`glued`). */
static inline bool fold_is_boundary(CharClass left, CharClass right, bool glued)
{
    if (left < CHAR_LETTER || right < CHAR_LETTER || left == CHAR_FREE || right == CHAR_FREE)
        return true;
    return glued && left != right;
}

/* UTF-8 of a folded code point; returns the bytes written, 1..4. */
size_t fold_write(uint32_t code, char bytes[4]);

#endif
