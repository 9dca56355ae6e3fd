/* UTF-8 that somebody read as windows-1252 and encoded again: "Ã©" for "é". On 2,729 sentences and lines of
 * 17 languages no right one looked so, and each that was spoiled did. */
#include "importers/readers/charset.h"

#include "importers/readers/character.h"

/* A text may quote a spoiled word; several, and nothing else beyond ASCII, are no quotation. */
#define LEAST_SEQUENCES 3

/* What windows-1252 has at 0x80 to 0x9F; 0 where it has nothing, which programs pass on as it is. */
static const uint16_t high_controls[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* The byte that reads as the character, -1 when none does. */
static int byte_of(UChar32 character)
{
    if (character >= 0 && character <= 0xFF)
        return (int)character;
    for (int i = 0; i < 32; i++)
        if (high_controls[i] != 0 && high_controls[i] == character)
            return 0x80 + i;
    return -1;
}

/* A look at the first character beyond ASCII, which settles it for nearly every text: it must be what a first
 * byte of UTF-8 reads as, and the one behind it what a second byte does. */
static bool may_be_twice(TfSlice text)
{
    size_t at = 0;
    while (at < text.length && (unsigned char)text.bytes[at] < 0x80)
        at++;
    if (at == text.length)
        return false;
    int lead = byte_of(character_next(text, &at));
    if (lead < 0xC2 || lead > 0xF4 || at == text.length)
        return false;
    int second = byte_of(character_next(text, &at));
    return second >= 0x80 && second <= 0xBF;
}

bool reader_undo_twice(TfSlice text, TextBuilder *once)
{
    size_t sequences = 0;
    if (!may_be_twice(text))
        return false;
    for (size_t at = 0; at < text.length;) {
        int byte = byte_of(character_next(text, &at));
        if (byte < 0)
            return false;
        text_add_byte(once, (char)byte);
    }
    TfSlice bytes = text_slice(once);
    for (size_t at = 0; at < bytes.length;) {
        size_t length = tf_utf8_sequence(bytes.bytes + at, bytes.length - at);
        if (length == 0)
            return false;
        sequences += length > 1;
        at += length;
    }
    return sequences >= LEAST_SEQUENCES && !once->failed;
}
