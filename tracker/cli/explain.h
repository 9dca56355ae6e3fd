/* What a person is told of how an article was read. Private to cmd_extract. */
#ifndef TRACKER_CLI_EXPLAIN_H
#define TRACKER_CLI_EXPLAIN_H

#include "tracker/base/text.h"
#include "tracker/tradefig.h"

/* Prints the claims of an article with what they were read from, and the amounts that were left, with why. */
void explain_article(const TfArticle *article, const TfClaimList *claims, const TfLeftAmounts *left,
                     TfArena *arena, TextBuilder *out);

#endif
