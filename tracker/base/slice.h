/* Text as it is passed around: a view of bytes that somebody else owns. UTF-8; a NUL byte is an ordinary
 * byte. */
#ifndef TRACKER_BASE_SLICE_H
#define TRACKER_BASE_SLICE_H

#include "tracker/base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct TfSlice {
    const char *bytes;
    size_t length;
} TfSlice;

/* A slice of a string literal, usable in static tables. */
#define TF_SLICE(literal)                                                                                    \
    {                                                                                                        \
        (literal), sizeof(literal) - 1                                                                       \
    }

/* printf("%.*s", TF_SLICE_ARG(slice)) */
#define TF_SLICE_ARG(slice) (int)(slice).length, (slice).bytes

/* NULL gives the empty slice. */
TF_EXPORT TfSlice tf_slice(const char *text);
TF_EXPORT TfSlice tf_slice_of(const char *bytes, size_t length);

/* Bytes [start, end) of `slice`; both are cut to its length. */
TF_EXPORT TfSlice tf_slice_range(TfSlice slice, size_t start, size_t end);

TF_EXPORT bool tf_slice_equal(TfSlice a, TfSlice b);
TF_EXPORT bool tf_slice_is(TfSlice slice, const char *text);
/* Letters A-Z count as a-z; all other bytes must be the same. */
TF_EXPORT bool tf_slice_equal_ascii_case(TfSlice a, TfSlice b);
TF_EXPORT bool tf_slice_starts_with(TfSlice slice, const char *prefix);
TF_EXPORT bool tf_slice_ends_with(TfSlice slice, const char *suffix);
/* By bytes, shorter first: <0, 0, >0. */
TF_EXPORT int tf_slice_compare(TfSlice a, TfSlice b);

/* Offset of the first occurrence at or after `from`, or TF_NOWHERE. */
#define TF_NOWHERE ((size_t)-1)
TF_EXPORT size_t tf_slice_find_byte(TfSlice slice, size_t from, char byte);
TF_EXPORT size_t tf_slice_find(TfSlice slice, size_t from, const char *needle);

/* Without blanks, tabs and line ends at either side (ASCII and U+00A0). */
TF_EXPORT TfSlice tf_slice_trim(TfSlice slice);

/* Takes the part before `separator` off the front of *rest and returns it; the whole rest when there is none.
 * Loop with: while (rest.bytes != NULL) field = tf_slice_split(&rest, '\t'); */
TF_EXPORT TfSlice tf_slice_split(TfSlice *rest, char separator);

/* Length of the valid UTF-8 sequence at `bytes` (at least one is left), 0 when it is not one. */
TF_EXPORT size_t tf_utf8_sequence(const char *bytes, size_t left);

#endif
