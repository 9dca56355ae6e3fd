/* Encodings by the names pages and servers give them, and where a page says its own. Private to the readers.
 */
#ifndef IMPORTERS_READERS_CHARSET_LABEL_H
#define IMPORTERS_READERS_CHARSET_LABEL_H

#include "tracker/base/slice.h"

/* ICU's converter for a label ("latin1", " CP1251 ", "x-sjis"), NULL when nobody knows it. An ISO name gives
 * the Windows encoding that browsers take it for, which has the same letters and more marks. Static storage.
 */
const char *reader_encoding_of_label(TfSlice label);

/* What a page declares in its first 4 KB: an XML declaration, <meta charset>, <meta http-equiv>; NULL when
 * nothing known is said. UTF-16 declared in bytes that can be read as ASCII is taken for UTF-8. */
const char *reader_declared_encoding(TfSlice page);

#endif
