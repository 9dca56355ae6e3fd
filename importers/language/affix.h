/* Endings of inflected words in a text, by the tables of ending.tsv. */
#ifndef IMPORTERS_LANGUAGE_AFFIX_H
#define IMPORTERS_LANGUAGE_AFFIX_H

#include "importers/language/automaton.h"

#define AFFIX_ANY_LANGUAGE 0xFFFFu

typedef struct Ending {
    size_t end;        /* behind it in the text */
    uint16_t language; /* whose ending it is; 0 when the word ends where the stem does */
    LexCase sense;     /* of its last part */
} Ending;

/* The ending that stands between `at` and the end of the word, as a chain of parts of one language. False
 * when what stands there is none. An empty ending is one. */
bool affix_ending(TfSlice text, size_t at, uint32_t language, Ending *ending);

#endif
