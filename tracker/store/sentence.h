/* Where sentences begin and end in an article's text, in any script, without a dictionary. Offsets are bytes.
 */
#ifndef TRACKER_STORE_SENTENCE_H
#define TRACKER_STORE_SENTENCE_H

#include "tracker/model/claim.h"

/* The character at `at` (< text.length) and its length in bytes; a byte that is no UTF-8 stands for itself.
 */
uint32_t sentence_character(TfSlice text, size_t at, size_t *length);

/* A sentence that is shown has at most so many bytes. */
#define SENTENCE_SHOWN 400

/* Start of the first sentence after `from`, or text.length. Walking a text so takes time linear in its
 * length. */
size_t sentence_next(TfSlice text, size_t from);

/* The part of a sentence that is shown: all of it, or SENTENCE_SHOWN bytes with `focus` inside (its
 * beginning, when it is longer itself), cut between characters. `focus` lies in the sentence. */
TfSpan sentence_window(TfSlice text, TfSpan sentence, TfSpan focus);

/* The sentence around the span, trimmed, as much of it as is shown. bytes NULL when the span does not lie in
 * the text. */
TfSlice sentence_around(TfSlice text, TfSpan span);

#endif
