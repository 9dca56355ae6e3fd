/* Conversion by ICU with a count of what could not be converted. */
#ifndef IMPORTERS_READERS_CONVERT_H
#define IMPORTERS_READERS_CONVERT_H

#include "tracker/base/text.h"

/* Appends `bytes` of `encoding` to `out` as UTF-8, with U+FFFD for what stands for nothing, and counts those
 * bytes. Control characters of the 0x80 to 0x9F range count as such: no page means them.
 *
 * Errors   TF_NO_MEMORY ICU cannot open the converter or memory is short */
TF_CHECKED TfStatus reader_convert(TfSlice bytes, const char *encoding, TextBuilder *out, size_t *bad_bytes,
                                   TfError *error);

/* The count alone; false when ICU has no such converter. */
bool reader_count_faults(TfSlice bytes, const char *encoding, size_t *faults);

/* Appends the composed form (NFC) of UTF-8 `text`. */
TF_CHECKED TfStatus reader_compose(TfSlice text, TextBuilder *out, TfError *error);

#endif
