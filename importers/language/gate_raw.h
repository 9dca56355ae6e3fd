/* The gate for pages as an archive holds them: whether it pays to decode and parse one at all.
 *
 * Of a web page only what a reader would see is looked at, and the "articleBody" of its JSON-LD: scripts,
 * styles, comments and attributes are passed over. A page whose encoding cannot be judged by its bytes alone
 * is let through. What is seen is put to gate_admits_sharply: about one page in nine of the web at large
 * passes. */
#ifndef IMPORTERS_LANGUAGE_GATE_RAW_H
#define IMPORTERS_LANGUAGE_GATE_RAW_H

#include "tracker/base/slice.h"

bool gate_admits_raw(TfSlice bytes, bool is_html);

#endif
