/* Looking up words in the table that page_words_compiler writes at build time. */
#include "importers/readers/page_words_table.h"

#include "importers/readers/character.h"

#include <string.h>

/* --- the table --- */

const PageWord *page_word(TfSlice folded)
{
    static const PageWord nothing = {.weekday = 0};
    if (folded.length == 0 || folded.length >= PAGE_FORM_BYTES)
        return &nothing;
    for (size_t slot = page_words_hash(folded) & page_words_mask; page_words_slots[slot] != 0;
         slot = (slot + 1) & page_words_mask) {
        const PageWord *word = &page_words_entries[page_words_slots[slot]];
        if (word->length == folded.length &&
            memcmp(page_words_text + word->text, folded.bytes, folded.length) == 0)
            return word;
    }
    return &nothing;
}

unsigned page_word_kinds(TfSlice folded)
{
    return page_word(folded)->kinds;
}

int page_month(TfSlice folded)
{
    const PageWord *word = page_word(folded);
    return word->month > 0 ? word->month : 0;
}

int page_weekday(TfSlice folded)
{
    return page_word(folded)->weekday - 1;
}

/* --- beginnings and ends of a line --- */

#define MOST_WORDS 4

/* The kinds of bytes [start, end) and their number, when one of them is wanted; else what was found before.
 */
static unsigned kinds_of_part(TfSlice text, size_t start, size_t end, unsigned wanted, unsigned before,
                              size_t *length)
{
    char buffer[PAGE_FORM_BYTES];
    unsigned kinds = page_word_kinds(page_fold(tf_slice_range(text, start, end), buffer));
    if ((kinds & wanted) == 0)
        return before;
    *length = end - start;
    return kinds;
}

unsigned page_prefix_kinds(TfSlice text, unsigned wanted, size_t *length)
{
    unsigned found = 0;
    int words = 0;
    bool in_word = false;
    size_t end = 0;
    for (size_t at = 0; end < text.length && end < PAGE_FORM_BYTES && words < MOST_WORDS; end = at) {
        bool letter = character_is_letter(character_next(text, &at));
        if (in_word && !letter) {
            words++;
            found = kinds_of_part(text, 0, end, wanted, found, length);
        }
        in_word = letter;
    }
    if (in_word && end == text.length && words < MOST_WORDS)
        found = kinds_of_part(text, 0, end, wanted, found, length);
    return found;
}

unsigned page_suffix_kinds(TfSlice text, unsigned wanted, size_t *length)
{
    unsigned found = 0;
    int words = 0;
    bool in_word = false;
    size_t start = text.length;
    for (size_t at = start; start > 0 && text.length - start < PAGE_FORM_BYTES && words < MOST_WORDS;
         start = at) {
        bool letter = character_is_letter(character_before(text, &at));
        if (in_word && !letter) {
            words++;
            found = kinds_of_part(text, start, text.length, wanted, found, length);
        }
        in_word = letter;
    }
    if (in_word && start == 0 && words < MOST_WORDS)
        found = kinds_of_part(text, 0, text.length, wanted, found, length);
    return found;
}
