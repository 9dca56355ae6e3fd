/* One document, whatever it is, becomes an article: the reader of its kind is called. */
#ifndef TRACKER_INTAKE_READ_DOCUMENT_H
#define TRACKER_INTAKE_READ_DOCUMENT_H

#include "importers/readers/reader.h"
#include "tracker/model/document.h"

/* The kind of a single page by its bytes: DOCUMENT_TEXT, DOCUMENT_HTML, DOCUMENT_PDF or DOCUMENT_JSON_LINE.
 */
DocumentKind intake_kind(TfSlice bytes);

/* Reads a document with the reader of its kind.
 *
 * document  what its container tells (url, title, date ...) is used where the options leave it open; `number`
 *           is named in errors about a JSON line
 * options   what the user says; NULL for nothing
 * Errors    TF_BAD_INPUT a link, a claim, or nothing that reads as an article; TF_LIMIT; TF_NO_MEMORY */
TF_CHECKED TfStatus intake_read(const Document *document, const ReaderOptions *options, TfArena *arena,
                                TfArticle *article, TfError *error);

#endif
