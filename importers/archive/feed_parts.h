/* The parts of the feed reader. Private to this folder. */
#ifndef IMPORTERS_ARCHIVE_FEED_PARTS_H
#define IMPORTERS_ARCHIVE_FEED_PARTS_H

#include "importers/archive/feed.h"
#include "tracker/base/text.h"

/* What an entry says, as it was found: text still with its markup. Slices with bytes NULL were not there. */
typedef enum FeedField {
    FEED_TITLE,
    FEED_LINK,      /* the page of the entry */
    FEED_ORIGIN,    /* the page behind a counting address (feedburner:origLink) */
    FEED_ID,        /* guid or id: an address, sometimes */
    FEED_CONTENT,   /* content:encoded, Atom's content, xhtml:body, content_html: meant to be the article */
    FEED_SUMMARY,   /* description, summary: often a teaser */
    FEED_PLAIN,     /* content_text: the article without markup */
    FEED_PUBLISHED, /* pubDate, published, dc:date, issued */
    FEED_UPDATED,   /* updated, modified */
    FEED_AUTHOR,
    FEED_OUTLET, /* whose article it is, when the feed collects others' */
    FEED_LANG,
    FEED_BASE, /* what its relative addresses count from */
    FEED_FIELDS,
    FEED_NOTHING = FEED_FIELDS
} FeedField;

typedef struct FeedEntry {
    TfSlice fields[FEED_FIELDS];
} FeedEntry;

/* entries[0] stands for the feed itself: its title, address, language and author. */
typedef struct FeedEntries {
    FeedEntry *items;
    size_t count;
    size_t capacity;
} FeedEntries;

/* feed_xml.c. *is_whole is false when the XML is not well-formed; then what was read up to the fault is in
 * `entries`. Errors TF_NO_MEMORY; TF_LIMIT more than FEED_MOST_ENTRIES or a costly tag. */
TF_CHECKED TfStatus feed_parse_xml(TfSlice utf8, TfArena *arena, FeedEntries *entries, bool *is_whole,
                                   TfError *error);
/* feed_json.c. Errors TF_BAD_INPUT no JSON Feed; TF_NO_MEMORY. */
TF_CHECKED TfStatus feed_parse_json(TfSlice utf8, TfArena *arena, FeedEntries *entries, TfError *error);

/* feed_repair.c. Appends `xml` made well-formed: bare "&" and "<" escaped, HTML's entities spelled out,
 * attributes quoted, tags closed in their order, characters that XML forbids left out. */
void feed_repair(TfSlice xml, TextBuilder *out);

/* feed_decode.c. The feed as UTF-8 without an XML declaration. Errors TF_BAD_INPUT; TF_NO_MEMORY. */
TF_CHECKED TfStatus feed_decode(TfSlice bytes, TfSlice charset, TfArena *arena, TfSlice *utf8,
                                TfError *error);

/* feed_date.c. The day of RFC 822, W3CDTF and what else feeds write; unset when it cannot be told. */
TfDate feed_date(TfSlice text);

/* feed_text.c. Text of a piece of HTML on one line: tags left out, entities spelled out; bytes NULL when
 * memory is short. */
TfSlice feed_plain(TfSlice html, TfArena *arena);
/* Characters of running text in a piece of HTML outside links; one of Chinese, Japanese or Korean counts
 * three. */
size_t feed_prose(TfSlice html);
/* Whether the text breaks off with a mark for it: "...", "[…]", perhaps before a last link. */
bool feed_is_cut(TfSlice html);
/* The character of an HTML entity's name ("nbsp"), 0 when there is none such. */
unsigned feed_entity(TfSlice name);

/* feed_url.c. `address` as a whole http(s) address without user-info, relative ones counted from `base`;
 * bytes NULL when it is none (or memory is short). */
TfSlice feed_url(TfSlice address, TfSlice base, TfArena *arena);

/* feed_entry.c */
TF_CHECKED TfStatus feed_make_documents(const FeedEntries *entries, const FeedOrigin *origin, TfArena *arena,
                                        FeedDocuments *documents, TfError *error);

#endif
