/* Sitemaps become links, in little memory whatever their size: urlset, sitemapindex, Google News, lines of
 * addresses. */
#ifndef IMPORTERS_ARCHIVE_SITEMAP_H
#define IMPORTERS_ARCHIVE_SITEMAP_H

#include "tracker/base/arena.h"
#include "tracker/model/document.h"

typedef struct SitemapReader SitemapReader;

/* Whether the first bytes of a file are those of a sitemap, in XML or as lines of addresses. */
bool sitemap_is_xml(TfSlice start);
bool sitemap_is_lines(TfSlice start);

/* name  used in ids, url what relative addresses count from (bytes NULL when unknown); both must outlive the
 * reader
 * Errors TF_NO_MEMORY */
TF_CHECKED TfStatus sitemap_open(const char *name, TfSlice url, SitemapReader **reader, TfError *error);
/* NULL is allowed. */
void sitemap_close(SitemapReader *reader);

/* Reads on, once all links found so far are taken (they end with this call).
 *
 * is_last  the sitemap ends with these bytes, of which there may be none
 * Errors   TF_BAD_INPUT not well-formed, said with the last bytes: what could be read was given; TF_LIMIT a
 * costly tag; TF_NO_MEMORY */
TF_CHECKED TfStatus sitemap_push(SitemapReader *reader, TfSlice bytes, bool is_last, TfError *error);
/* The next link: address, and title, day, outlet and language where the sitemap tells them (it tells the day
 * of publication for news only; the day of a change is none). False when more bytes are needed. */
bool sitemap_take(SitemapReader *reader, Document *document);

#endif
