/* The compiled word table: an open hash of folded forms, written by page_words_compiler. Private to it and to
 * page_words.c. */
#ifndef IMPORTERS_READERS_PAGE_WORDS_TABLE_H
#define IMPORTERS_READERS_PAGE_WORDS_TABLE_H

#include "importers/readers/page_words.h"

extern const unsigned char page_words_text[]; /* the forms, one behind the other */
extern const PageWord page_words_entries[];   /* [0] is not used */
extern const uint16_t page_words_slots[];     /* 0, or an entry; a power of two of them */
extern const size_t page_words_mask;

static inline size_t page_words_hash(TfSlice form)
{
    size_t hash = 5381;
    for (size_t i = 0; i < form.length; i++)
        hash = hash * 33 ^ (unsigned char)form.bytes[i];
    return hash ^ hash >> 15;
}

#endif
