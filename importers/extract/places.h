/* Moving what was read in one text to its places in another: a piece of a long article, an article that its
 * headline was put in front of. */
#ifndef IMPORTERS_EXTRACT_PLACES_H
#define IMPORTERS_EXTRACT_PLACES_H

#include "importers/extract/extract.h"

/* Adds `by` to every place of a claim, which are then places of the article, and takes its words from there;
 * (size_t)0 - n goes back by n. The lists are made anew. False when memory is short. */
bool places_move_claim(const TfArticle *article, size_t by, TfArena *arena, TfClaim *claim);
void places_move_left(size_t by, TfLeftAmount *left);

/* Puts the headline that stands beside a text in front of it, for what only the headline says: the parties,
 * most often. `whole` is the article itself, and *shift 0, when there is none. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus places_add_headline(const TfArticle *article, TfArena *arena, TfArticle *whole,
                                        size_t *shift, TfError *error);

/* Turns places of the whole into places of the text; what the headline alone says has none and is left out.
 * `left` may be NULL. False when memory is short. */
bool places_drop_headline(const TfArticle *article, size_t shift, TfArena *arena, TfClaimList *claims,
                          TfLeftAmounts *left);

/* Longest piece that is read at once, and where the one that begins at `start` may end in a text that is
 * longer: behind a sentence, at a blank, or between two characters. */
#define PIECE_BYTES ((size_t)64 * 1024)
size_t pieces_cut(TfSlice text, size_t start);

/* extract_explained for an article that is no longer than a piece. */
TF_CHECKED TfStatus extract_explained_whole(const TfArticle *article, TfArena *arena, TfClaimList *claims,
                                            TfLeftAmounts *left, TfError *error);

#endif
