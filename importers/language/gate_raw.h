/* The gate for pages as an archive holds them: whether it pays to decode and parse one at all.
 *
 * Of a web page only what a reader would see is looked at, and the "articleBody" of its JSON-LD: scripts,
 * styles, comments and attributes are passed over. A page whose encoding cannot be judged by its bytes alone
 * is let through. Like gate_admits it may let a page through that has no claim, and all but never holds back
 * one that has. */
#ifndef IMPORTERS_LANGUAGE_GATE_RAW_H
#define IMPORTERS_LANGUAGE_GATE_RAW_H

#include "tracker/base/slice.h"

bool gate_admits_raw(TfSlice bytes, bool is_html);

#endif
