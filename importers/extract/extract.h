/* Reads the trade claims of one article. Pure: a text goes in, claims come out; nothing is stored or printed.
 */
#ifndef IMPORTERS_EXTRACT_EXTRACT_H
#define IMPORTERS_EXTRACT_EXTRACT_H

#include "tracker/model/article.h"

/* Version of the rules: stored with each claim, so that a newer extractor knows which to read again. */
#define EXTRACT_VERSION 1

/* Finds every claim of the article, in order of their spans.
 *
 * article  text, title, body, date and lang as a reader filled them; a missing date makes relative periods
 * unset claims   out: live in the arena; doc, lang, pub_date, outlet and url are the article's Errors
 * TF_NO_MEMORY, TF_LIMIT. A text without claims is TF_OK with count 0 */
TF_CHECKED TfStatus extract_claims(const TfArticle *article, TfArena *arena, TfClaimList *claims,
                                   TfError *error);

/* The same, and a long article is read in pieces of 64 KB, cut at ends of paragraphs or sentences, so that
 * memory does not grow with its length. What a piece leaves out (the pair, the year) is looked for in that
 * piece alone. */
TF_CHECKED TfStatus extract_article(const TfArticle *article, TfArena *arena, TfClaimList *claims,
                                    TfError *error);

/* Takes the claims of one piece, which are valid during the call; false when memory is short. */
typedef bool ClaimSink(void *context, const TfClaimList *claims);

/* The same once more, each piece's claims handed on and forgotten; no call for a piece without any. */
TF_CHECKED TfStatus extract_each(const TfArticle *article, TfArena *arena, ClaimSink *sink, void *context,
                                 TfError *error);

/* The same, and which amounts of money were seen and left.
 * left     out: lives in the arena */
TF_CHECKED TfStatus extract_explained(const TfArticle *article, TfArena *arena, TfClaimList *claims,
                                      TfLeftAmounts *left, TfError *error);

/* A money amount or percentage of a text, whatever it is about. */
typedef struct TfQuantity {
    TfDecimal value;
    bool has_value_max;
    TfDecimal value_max; /* ranges: "5-6 billion" */
    char unit[8];        /* ISO 4217, or "percent" */
    TfRelation relation; /* the hedge that governs it */
    TfSpan span;         /* number, magnitude and currency or percent mark; no hedge */
} TfQuantity;

typedef struct TfQuantityList {
    TfQuantity *items;
    size_t count;
    size_t capacity;
} TfQuantityList;

/* Finds every amount with a currency and every percentage, in order of their spans.
 * Errors  TF_NO_MEMORY, TF_LIMIT */
TF_CHECKED TfStatus extract_quantities(TfSlice text, TfSlice lang, TfArena *arena, TfQuantityList *quantities,
                                       TfError *error);

#endif
