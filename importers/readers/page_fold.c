/* Folding the words around an article: the compiler of the word table and the look-up share it. */
#include "importers/readers/character.h"
#include "importers/readers/page_words.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* NFKC case folding; dotless i counts as i, since Turkish capitals lose the difference. */
static int32_t fold_units(const UChar *units, int32_t length, UChar *folded, int32_t capacity)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *folding = unorm2_getNFKCCasefoldInstance(&code);
    int32_t count = unorm2_normalize(folding, units, length, folded, capacity, &code);
    if (U_FAILURE(code))
        return 0;
    int32_t to = 0;
    for (int32_t i = 0; i < count; i++) {
        if (folded[i] == 0x0307)
            continue;
        UChar unit = folded[i] == 0x0131 ? 'i' : folded[i];
        unit = unit == 0x2019 || unit == 0x02BB || unit == 0x02BC || unit == 0x2018 ? '\'' : unit;
        bool blank = unit == ' ' || unit == '\t';
        if (!blank || (to > 0 && folded[to - 1] != ' '))
            folded[to++] = blank ? ' ' : unit;
    }
    return to;
}

/* Without what is not a letter at both ends. */
static TfSlice trim_to_letters(TfSlice text)
{
    size_t start = 0;
    size_t end = text.length;
    for (size_t next = start; next < end; start = next)
        if (character_is_letter(character_next(text, &next)))
            break;
    for (size_t before = end; before > start; end = before)
        if (character_is_letter(character_before(text, &before)))
            break;
    return tf_slice_range(text, start, end);
}

/* Characters whose folding is one character that combines with nothing behind it; 0 for all others. */
static uint32_t fold_simple(UChar32 code)
{
    if (code < 0xC0)
        return 0;
    if (code <= 0xFF) /* Latin-1; sharp s becomes two letters */
        return code == 0xD7 || code == 0xDF ? 0 : (uint32_t)code | 0x20;
    if ((code >= 0x1EA0 && code <= 0x1EF9) || code == 0x110 || code == 0x111) /* Vietnamese */
        return code < 0x200 ? 0x111 : (uint32_t)code | 1;
    if (code >= 0x410 && code <= 0x44F) /* Russian */
        return code < 0x430 ? (uint32_t)code + 0x20 : (uint32_t)code;
    bool alike = (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3);
    return alike ? (uint32_t)code : 0;
}

/* Folds the commonest characters without ICU's normaliser, which costs more than all the rest of reading a
 * page; false, with nothing lost, at the first character that is not one of them. */
static bool fold_quickly(TfSlice text, char buffer[PAGE_FORM_BYTES], TfSlice *form)
{
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if (length + 4 >= PAGE_FORM_BYTES)
            return false;
        if (byte < 0x80) {
            bool blank = byte == ' ' || byte == '\t';
            unsigned char small = byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
            if (!blank || (length > 0 && buffer[length - 1] != ' '))
                buffer[length++] = blank ? ' ' : (char)small;
            at++;
            continue;
        }
        uint32_t code = fold_simple(character_next(text, &at));
        if (code == 0)
            return false;
        U8_APPEND_UNSAFE((uint8_t *)buffer, length, code);
    }
    *form = trim_to_letters(tf_slice_of(buffer, length));
    return true;
}

TfSlice page_fold(TfSlice text, char buffer[PAGE_FORM_BYTES])
{
    TfSlice form;
    if (text.length < PAGE_FORM_BYTES && fold_quickly(text, buffer, &form))
        return form;
    UChar units[PAGE_FORM_BYTES * 2];
    UChar folded[PAGE_FORM_BYTES * 3];
    TfSlice none = {buffer, 0};
    if (text.length == 0 || text.length >= PAGE_FORM_BYTES * 2)
        return none;
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(units, PAGE_FORM_BYTES * 2, &length, text.bytes, (int32_t)text.length, 0xFFFD, NULL,
                         &code);
    if (U_FAILURE(code))
        return none;
    length = fold_units(units, length, folded, PAGE_FORM_BYTES * 3);
    int32_t bytes = 0;
    u_strToUTF8(buffer, PAGE_FORM_BYTES, &bytes, folded, length, &code);
    return U_SUCCESS(code) ? trim_to_letters((TfSlice){buffer, (size_t)bytes}) : none;
}
