/* A page as a list of blocks and the elements around them: what choosing the body works on, so that the tree
 * is walked once. Private to the module. */
#ifndef IMPORTERS_HTML_HTML_BLOCKS_H
#define IMPORTERS_HTML_HTML_BLOCKS_H

#include "importers/html/html_internal.h"

/* What the name of an element, its role, class or id says that it holds. */
typedef enum HtmlSign {
    SIGN_NAV = 1,
    SIGN_FOOT = 2,
    SIGN_HEAD = 4,
    SIGN_SIDE = 8,
    SIGN_COMMENT = 16,
    SIGN_SHARE = 32,
    SIGN_RELATED = 64,
    SIGN_PROMO = 128,
    SIGN_AUTHOR = 256,
    SIGN_META = 512,
    SIGN_CAPTION = 1024,
    SIGN_FORM = 2048,
    SIGN_CONTENT = 4096, /* "content", "entry", "story" */
    SIGN_ARTICLE = 8192, /* the article itself: element article, itemprop=articleBody */
    SIGN_MAIN = 16384,
    SIGN_LIST = 32768,
    SIGN_TABLE = 65536,
    SIGN_HIDDEN = 131072,
    SIGN_ASK = 262144, /* asks something of the reader: to subscribe, to agree, to give */
} HtmlSign;

#define SIGN_COUNT 19

/* The signs of elements that hold no part of the article, as a rule. */
#define SIGN_AGAINST                                                                                         \
    (SIGN_NAV | SIGN_FOOT | SIGN_SIDE | SIGN_COMMENT | SIGN_SHARE | SIGN_RELATED | SIGN_PROMO | SIGN_ASK |   \
     SIGN_FORM | SIGN_AUTHOR | SIGN_META | SIGN_HEAD)

/* Sums over blocks. Width counts letters; an East Asian character counts as two and a half. */
typedef struct HtmlSums {
    uint32_t width;
    uint32_t link_width;  /* the part of it that stands in links */
    uint32_t prose_width; /* the part of it in blocks that read as running text */
    uint32_t blocks;
} HtmlSums;

/* An element that makes blocks. */
typedef struct HtmlElement {
    xmlNodePtr node;
    uint32_t parent; /* index; the first element is its own parent */
    uint32_t depth;
    uint32_t first_block;
    uint32_t end_block;
    uint32_t own;  /* HtmlSign bits of itself */
    uint32_t near; /* of itself and the two around it */
    uint32_t all;  /* of itself and all around it that do not hold most of the page */
    uint32_t name; /* hash of its element and classes, to see what repeats */
    HtmlSums sums;
} HtmlElement;

typedef struct HtmlPiece {
    TfSlice text;
    uint32_t element; /* index of the innermost */
    HtmlBlockKind kind;
    uint32_t level; /* of a heading, 1..6 */
    uint32_t width;
    uint32_t link_width;
    uint32_t bold_width;
    uint32_t digits;
    uint32_t stops; /* marks that end a sentence, within it or at its end */
    uint32_t commas;
    bool ends; /* with such a mark, or a colon */
    size_t source;
} HtmlPiece;

typedef struct HtmlPieces {
    HtmlElement *elements;
    size_t element_count;
    size_t element_capacity;
    HtmlPiece *pieces;
    size_t count;
    size_t capacity;
} HtmlPieces;

/* hidden  take what style sheets and attributes hide as well, and what stands in noscript */
TF_CHECKED TfStatus html_cut_pieces(const HtmlPage *page, bool hidden, HtmlPieces *pieces, TfError *error);

/* Running text: a sentence or two that stand in no link. */
bool html_is_prose(const HtmlPiece *piece);

/* html_credit.c. A line with the author or the day of publication that the page tells elsewhere, and with
 * little else than words like "By". */
bool html_is_credit(const HtmlFacts *facts, TfSlice text);

/* html_signs.c */
uint32_t html_signs(xmlNodePtr node);
bool html_is_hidden(xmlNodePtr node);

#endif
