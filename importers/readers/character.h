/* Stepping through UTF-8, one character at a time, over ICU's macros; a broken byte gives -1. */
#ifndef IMPORTERS_READERS_CHARACTER_H
#define IMPORTERS_READERS_CHARACTER_H

#include "tracker/base/slice.h"

#include <stdint.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* The character at *at, which moves behind it; *at < text.length. */
static inline UChar32 character_next(TfSlice text, size_t *at)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    UChar32 character;
    U8_NEXT(bytes, *at, text.length, character);
    return character;
}

/* The character before *at, which moves to its start; *at > 0. */
static inline UChar32 character_before(TfSlice text, size_t *at)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    UChar32 character;
    /* at most four bytes back, so the 32-bit offset that ICU wants cannot overflow */
    size_t base = *at > 8 ? *at - 8 : 0;
    int32_t near = (int32_t)(*at - base);
    U8_PREV(bytes + base, 0, near, character);
    *at = base + (size_t)near;
    return character;
}

/* A letter, or a mark that belongs to one. */
static inline bool character_is_letter(UChar32 character)
{
    if (character < 0x80)
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    int8_t type = u_charType(character);
    return u_isalpha(character) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

/* Characters that are words of their own: ideographs, kana, Hangul syllables. */
static inline bool character_is_east_asian(UChar32 character)
{
    return character >= 0x1100 &&
           (u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC) ||
            (character >= 0xAC00 && character <= 0xD7A3) || (character >= 0x3040 && character <= 0x30FF));
}

#endif
