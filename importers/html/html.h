/* Web pages become articles: libxml2's tree, the article's body found in it, and what the page says about
 * itself. */
#ifndef IMPORTERS_HTML_HTML_H
#define IMPORTERS_HTML_HTML_H

#include "importers/readers/reader.h"

/* Reads an HTML page, or a piece of one.
 *
 * bytes    any encoding; options->charset is what the transport said
 * article  out: text is the title, a blank line, and the body's blocks (paragraphs, headings, list items,
 * rows of tables, captions), a line each; title and body are spans of it. headline stays unset when the title
 * is in the text. outlet is the original outlet where the page names one, publisher the site; url the
 * canonical address; date the day of publication, never later than options->fetched; places leads from blocks
 * back to the bytes of the page Errors   TF_BAD_INPUT nothing in it that reads as text; TF_LIMIT larger than
 * READER_MOST_HTML or too costly; TF_NO_MEMORY */
TF_CHECKED TfStatus html_read(TfSlice bytes, TfSlice id, const ReaderOptions *options, TfArena *arena,
                              TfArticle *article, TfError *error);

#endif
