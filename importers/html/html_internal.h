/* The parts of reading a web page, in order: clean, tree, facts, body. Private to the module; html_read in
 * html.c runs them. */
#ifndef IMPORTERS_HTML_HTML_INTERNAL_H
#define IMPORTERS_HTML_HTML_INTERNAL_H

#include "importers/html/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <stdint.h>

/* Most bytes of one page, and what its tree may hold: pages that people read stay far below. */
#define READER_MOST_HTML     ((size_t)16 << 20)
#define HTML_MOST_NODES      ((size_t)300000)
#define HTML_MOST_ATTRIBUTES 64  /* of one tag; libxml2 takes quadratic time in them */
#define HTML_MOST_DEPTH      400 /* open elements; what is deeper hangs on the last one */

/* A piece of the page that html_clean left out. */
typedef struct HtmlCut {
    size_t source;  /* where the cut is in what is left */
    size_t removed; /* bytes taken away up to and including this cut */
} HtmlCut;

typedef struct HtmlCuts {
    HtmlCut *items;
    size_t count;
    size_t capacity;
} HtmlCuts;

typedef struct HtmlPage {
    htmlDocPtr doc;
    TfSlice decoded; /* the whole page as UTF-8 */
    TfSlice source;  /* what libxml2 was given: without scripts, styles, comments, drawings, unread
                        attributes */
    HtmlCuts cuts;
    const ReaderOptions *options; /* never NULL */
    TfArena *arena;
} HtmlPage;

/* What the page says about itself. Slices live in the page's arena (or are the caller's), bytes NULL when
 * unknown. */
typedef struct HtmlFacts {
    TfSlice title;
    TfSlice outlet;    /* the original one, where the page names it */
    TfSlice publisher; /* the site */
    TfSlice author;
    TfSlice url; /* canonical */
    TfSlice lang;
    TfDate date;
    TfDateBasis date_basis;
    xmlNodePtr title_node; /* the element that shows the title; NULL when none does */
} HtmlFacts;

/* What a block of the body is. */
typedef enum HtmlBlockKind {
    HTML_TEXT = 0, /* text in no element of its own */
    HTML_PARAGRAPH,
    HTML_HEADING,
    HTML_ITEM,
    HTML_ROW,
    HTML_CAPTION,
    HTML_QUOTE,
    HTML_CODE,
} HtmlBlockKind;

typedef struct HtmlBlock {
    TfSlice text;    /* one line: blanks are single */
    xmlNodePtr node; /* the element that holds it */
    size_t source;   /* where it starts in page->source */
    HtmlBlockKind kind;
} HtmlBlock;

typedef struct HtmlBody {
    HtmlBlock *blocks;
    size_t count;
} HtmlBody;

/* html_attributes.c. What of an attribute is asked for. */
typedef enum HtmlNeed { HTML_UNREAD = 0, HTML_NAME /* that it is there */, HTML_VALUE } HtmlNeed;
HtmlNeed html_need(TfSlice element, TfSlice name, TfSlice value);

/* html_clean.c. Leaves out what holds no text, and attributes beyond HTML_MOST_ATTRIBUTES. */
TF_CHECKED TfStatus html_clean(TfSlice decoded, TfArena *arena, TfSlice *source, HtmlCuts *cuts,
                               TfError *error);

/* html_build.c. Fills page->doc from page->source; end with html_free_tree. Each element's and text node's
 * _private is its offset in page->source. Only to be read: the nodes are the arena's. */
TF_CHECKED TfStatus html_make_tree(HtmlPage *page, TfError *error);
void html_free_tree(HtmlPage *page);

/* html_tree.c. The node behind `node` in document order that is no descendant of it, within `root`; NULL at
 * the end. */
xmlNodePtr html_skip(xmlNodePtr node, xmlNodePtr root);
/* The next node in document order within `root`, NULL at the end. Loop instead of recursion:
 * for (node = root; node != NULL; node = html_next(node, root)) */
xmlNodePtr html_next(xmlNodePtr node, xmlNodePtr root);
bool html_is(xmlNodePtr node, const char *element);
/* The value as it stands in the tree, no copy; bytes NULL when the element has no such attribute. */
TfSlice html_attribute(xmlNodePtr node, const char *name);
/* All text below the node, blanks single and trimmed, at most `most` bytes; bytes NULL when memory is short.
 */
TfSlice html_text(xmlNodePtr node, size_t most, TfArena *arena);

/* html_place.c. Offset in the bytes as they came for an offset of page->source, for places in order. */
void html_place(const HtmlPage *page, TfSlice bytes, TfPlace *places, size_t count);

/* facts.c */
TF_CHECKED TfStatus html_find_facts(const HtmlPage *page, HtmlFacts *facts, TfError *error);

/* body.c */
TF_CHECKED TfStatus html_find_body(const HtmlPage *page, const HtmlFacts *facts, HtmlBody *body,
                                   TfError *error);

#endif
