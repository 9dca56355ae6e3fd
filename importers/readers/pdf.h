/* Parts of the PDF reader. Private to the readers. */
#ifndef IMPORTERS_READERS_PDF_H
#define IMPORTERS_READERS_PDF_H

#include "tracker/base/text.h"

/* pdf_layout.c. From pages as pdftotext writes them (lines, blank lines between blocks, a form feed behind
 * each page) to a paragraph a line, a blank line between them: lines joined, words put together that were
 * divided at the end of a line, page numbers and lines that come back on page after page left out. */
TF_CHECKED TfStatus pdf_join_lines(TfSlice pages, TextBuilder *text, TfError *error);

#endif
