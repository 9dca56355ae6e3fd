/* A quick look at a text before it is read closely: whether it can hold a claim at all.
 *
 * A claim needs a word of trade and, in the same sentence, a magnitude, a currency, a percent mark or a word
 * of change ("doubled"). The gate looks for the two near each other, in all languages at once, with tables
 * that the lexicon compiler makes from the same forms the scanner finds. It may let a text through that has
 * no claim; it never holds back one that has. */
#ifndef IMPORTERS_LANGUAGE_GATE_H
#define IMPORTERS_LANGUAGE_GATE_H

#include "tracker/base/slice.h"

bool gate_admits(TfSlice text);

#endif
