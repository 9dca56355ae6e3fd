/* A growing piece of text with a limit, for output of unknown length. Lives on the heap: end it with _done.
 *
 * Appending never fails on the spot: a builder that ran out of memory or passed its limit remembers it,
 * ignores what follows, and says so when asked, so that printing code stays free of checks. */
#ifndef TRACKER_BASE_TEXT_H
#define TRACKER_BASE_TEXT_H

#include "tracker/base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct TextBuilder {
    char *bytes; /* always NUL-terminated once something was added */
    size_t length;
    size_t capacity;
    size_t limit;
    bool failed;        /* something was dropped, */
    bool out_of_memory; /* and this is why; else it was too long */
} TextBuilder;

/* limit  most bytes it may hold; 0 means 256 MiB */
void text_init(TextBuilder *text, size_t limit);
/* NULL and a half-built builder are allowed. */
void text_done(TextBuilder *text);
/* Empties it and keeps its memory. */
void text_clear(TextBuilder *text);

void text_add(TextBuilder *text, const char *string);
void text_add_slice(TextBuilder *text, TfSlice slice);
void text_add_byte(TextBuilder *text, char byte);
/* Room for `most` bytes behind the text, NULL when there is none; text_took says how many were written. */
char *text_room(TextBuilder *text, size_t most);
void text_took(TextBuilder *text, size_t count);
void text_addf(TextBuilder *text, const char *format, ...) TF_PRINTF_LIKE(2, 3);
/* "28.5": tf_fixed_write's number, with a point in every locale, which "%.1f" of text_addf has not. */
void text_add_fixed(TextBuilder *text, double value, int decimals);
/* Foreign text for a terminal or a log: whatever moves the cursor, ends the line or turns the direction of
 * writing (C0, DEL, C1, U+2028, U+2029, U+202A..U+202E, U+2066..U+2069) becomes one blank each, and a byte
 * that is no UTF-8 becomes U+FFFD. */
void text_add_shown(TextBuilder *text, TfSlice slice);

/* The text so far, never with bytes NULL; valid until the next add. */
TfSlice text_slice(const TextBuilder *text);
/* TF_OK, or TF_NO_MEMORY / TF_LIMIT when something was dropped. */
TF_CHECKED TfStatus text_check(const TextBuilder *text, TfError *error);

#endif
