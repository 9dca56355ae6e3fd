/* What the parts of facts.c share: the marks one walk over the tree leaves, and what each part makes of them.
 * Private to the files facts*.c. */
#ifndef IMPORTERS_HTML_FACTS_INTERNAL_H
#define IMPORTERS_HTML_FACTS_INTERNAL_H

#include "importers/html/html_internal.h"

#include <stdint.h>

/* --- text (facts_text.c) --- */

/* Longest title, name or date line that is taken; what is longer is none. */
#define FACT_MOST_BYTES 600

/* Blanks of any script single, entities that were escaped twice decoded, tags taken out; in the arena. */
TfSlice fact_clean(TfSlice text, TfArena *arena);
/* Words in lower case with single blanks between them, all marks left out; East Asian runs are one word. */
TfSlice fact_fold(TfSlice text, TfArena *arena);
/* Whether the words of `part`, both folded, stand in `whole` one after the other. */
bool fact_holds(TfSlice whole, TfSlice part);
/* Words of a folded text. */
size_t fact_count_words(TfSlice folded);
/* Which part of the words of `a` stand in `b` too, 0 to 1; both folded. Characters count where there are no
 * blanks between words. */
double fact_shared(TfSlice a, TfSlice b);
/* Whether `token` (lower case) is one of the words of a class or id; those end at blanks, hyphens,
 * underscores, digits and before a capital. */
bool fact_has_token(TfSlice words, const char *token);

/* --- class and id (facts_words.c) --- */

enum {
    WORD_OUT = 1,    /* a block that is no part of an article */
    WORD_HEADER = 2, /* the page's head, as an id */
    WORD_DATE = 4,
    WORD_PUBLISHED = 8,
    WORD_UPDATED = 16,
    WORD_AUTHOR = 32,
};
/* What the words of a class or id say, WORD_ bits. */
unsigned fact_class_bits(TfSlice words);

/* --- the tree (facts_tree.c) --- */

/* The value of an attribute, bytes NULL when there is none. A view of the tree. */
TfSlice fact_attribute(const xmlNode *node, const char *name);
bool fact_is(const xmlNode *node, const char *name);
/* The text below a node, blanks single, at most `most` bytes of it; scripts and the like left out. `whole`
 * (may be NULL) out: nothing was cut. */
TfSlice fact_node_text(const xmlNode *node, size_t most, TfArena *arena, bool *whole);
/* The next node in the order of the document below `root`, NULL at the end; `into` whether to enter `node`.
 */
xmlNode *fact_next(const xmlNode *root, xmlNode *node, bool into);
bool fact_is_below(const xmlNode *node, const xmlNode *ancestor);

/* --- the walk (facts_scan.c) --- */

typedef enum FactZone {
    ZONE_PLAIN = 0,
    ZONE_ARTICLE = 1, /* within article, main or itemprop=articleBody */
    ZONE_OUT = 2,     /* within nav, footer, aside, form, or a block called related, comments, sidebar ... */
    ZONE_HEADER = 4,  /* within header, or a block called so */
    ZONE_LINK = 8,    /* within a link */
} FactZone;

typedef enum FactSign {
    SIGN_TEXT = 1,       /* a text with a figure */
    SIGN_TIME = 2,       /* the element time, abbr, or one with a date in an attribute */
    SIGN_DATE_CLASS = 4, /* class or id says date, time, published */
    SIGN_PUBLISHED = 8,  /* itemprop, property or class says: of publication */
    SIGN_UPDATED = 16,   /* of a change */
    SIGN_AUTHOR = 32,    /* rel or itemprop author */
    SIGN_AUTHOR_CLASS = 64,
    SIGN_BYLINE = 128, /* a text that begins with a byline's word */
} FactSign;

/* An element or text that may tell something. */
typedef struct FactMark {
    xmlNode *node;
    TfSlice value;  /* of the attribute that told it; bytes NULL: look at the text */
    uint32_t order; /* visible texts before it */
    uint32_t bytes; /* of visible text before it */
    uint16_t signs;
    uint16_t zones;
    uint8_t level; /* of a heading, 1..6 */
} FactMark;

typedef struct FactMarks {
    FactMark *items;
    size_t count;
    size_t capacity;
} FactMarks;

/* <meta name|property|itemprop|http-equiv= content=> */
typedef struct FactMeta {
    TfSlice key; /* lower case is not made: compare without case */
    TfSlice value;
} FactMeta;

#define FACT_MOST_METAS 200
#define FACT_MOST_MARKS 600

/* Author names as JSON-LD gives them, and the rest of the object that describes the article. */
typedef struct FactLd {
    int rank;         /* how sure it is the article: 0 nothing found */
    TfSlice headline; /* bytes NULL: not told; all live in the arena */
    TfSlice published;
    TfSlice modified;
    TfSlice author; /* several joined with ", " */
    TfSlice publisher;
    TfSlice source; /* an organisation that is called the author: an agency whose report it is */
    TfSlice lang;
    TfSlice url;
} FactLd;

typedef struct FactScan {
    const HtmlPage *page;
    TfArena *arena;
    FactMeta metas[FACT_MOST_METAS];
    size_t meta_count;
    TfSlice canonical; /* link rel=canonical */
    TfSlice base;      /* base href */
    TfSlice lang;      /* html lang */
    TfSlice title;     /* <title>, cleaned */
    FactMarks headings;
    FactMarks dates;
    FactMarks authors;
    FactMarks sources; /* texts that begin with a word like "Source:" */
    FactMark agency;   /* the first dateline that names one: its value is the name */
    FactLd ld;
    uint32_t bytes; /* of visible text in all */
    uint32_t texts;
} FactScan;

/* The agency of a dateline that a text begins with, "SEOUL, Nov. 27 (Agency) -- ..."; bytes NULL when there
 * is none. facts_dateline.c */
TfSlice fact_dateline_agency(TfSlice text);

TF_CHECKED TfStatus fact_scan(const HtmlPage *page, FactScan *scan, TfError *error);
/* The first meta of that name with something in it, bytes NULL when there is none. */
TfSlice fact_meta(const FactScan *scan, const char *key);

/* --- JSON-LD (facts_ld.c) --- */

/* Finds the object that describes the article in the page's JSON-LD; `title` is what the page calls itself.
 */
TF_CHECKED TfStatus fact_read_ld(const HtmlPage *page, TfSlice title, FactLd *ld, TfError *error);

/* --- the facts, each in a file of its own --- */

void fact_find_site(FactScan *scan, HtmlFacts *facts); /* facts_site.c: url, outlet, publisher, lang */
void fact_find_title(FactScan *scan, HtmlFacts *facts);
/* facts_title_cut.c: the title without the site's name, labels and what stands beside bars; bytes NULL when
 * nothing is left. */
TfSlice fact_without_site(const FactScan *scan, const HtmlFacts *facts, TfSlice title);
void fact_find_date(FactScan *scan, HtmlFacts *facts);
void fact_find_author(FactScan *scan, HtmlFacts *facts);
/* The outlet whose report it is, when the page names another than the site; needs the title. */
void fact_find_outlet(FactScan *scan, HtmlFacts *facts);

/* Whether a name is the site's own: its name, or its domain without the ending; `loosely`: or one is part of
 * the other. */
bool fact_is_site_name(const FactScan *scan, const HtmlFacts *facts, TfSlice name, bool loosely);
/* The label of a host that names it: "nytimes" of "www.nytimes.com". */
TfSlice fact_domain_label(TfSlice url);
TfSlice fact_host(TfSlice url);
/* Whether a link leads to a site's first page: "/" or "https://host/". */
bool fact_is_home(TfSlice href);

#endif
