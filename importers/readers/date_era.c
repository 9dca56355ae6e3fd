/* Eras that count years of their own; their names are rows of page_words.tsv. */
#include "importers/readers/date_era.h"

#include "importers/readers/character.h"
#include "importers/readers/page_words.h"

/* Characters of the longest name. */
#define MOST_CHARACTERS 4

void date_add_era(TfSlice front, int *year, unsigned *digits)
{
    size_t start = front.length;
    for (int i = 0; i < MOST_CHARACTERS && start > 0 && *digits <= 3; i++) {
        char buffer[PAGE_FORM_BYTES];
        if (!character_is_east_asian(character_before(front, &start)))
            return;
        int era = page_word(page_fold(tf_slice_range(front, start, front.length), buffer))->era;
        if (era == 0)
            continue;
        *year += era;
        *digits = 4;
        return;
    }
}
