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

/* The sharper question, for the many pages of an archive: the amount is written out as a number and its unit,
 * and two parties are named, one of them near it. It all but never holds back a text that has claims: one
 * that names its parties nowhere, or sells for "$5,300,000" without a word of trade. */
bool gate_admits_sharply(TfSlice text);

#endif
