/* Endings and prefixes of inflected words in a text, by the tables of ending.tsv. */
#ifndef IMPORTERS_LANGUAGE_AFFIX_H
#define IMPORTERS_LANGUAGE_AFFIX_H

#include "importers/language/automaton.h"

#define AFFIX_ANY_LANGUAGE 0xFFFFu

typedef struct Ending {
    size_t end;        /* behind it in the text */
    uint16_t language; /* whose ending it is; 0 when the word ends where the stem does */
    LexCase sense;     /* of its last part */
} Ending;

/* The ending that stands between `at` and the end of the word, as a chain of parts of one language. False when
 * what stands there is none. An empty ending is one. */
bool affix_ending(TfSlice text, size_t at, uint32_t language, Ending *ending);

typedef struct Prefix {
    size_t length; /* 0 to begin with */
    LexCase sense;
} Prefix;

/* The next longer prefix glued to the word at `start`; false when there is no further one. */
bool affix_prefix(TfSlice text, size_t start, uint32_t language, Prefix *prefix);

#endif
