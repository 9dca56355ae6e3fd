/* A pattern of the files made ready for ICU. Private to this folder. */
#ifndef TRACKER_REPORT_WORDS_PATTERN_H
#define TRACKER_REPORT_WORDS_PATTERN_H

#include "tracker/report/words.h"

#include <unicode/umsg.h>

/* What the pattern is given, in the order ICU asks for it: numbers first, then texts, only those it holds. */
typedef struct WordPattern {
    UMessageFormat *format; /* NULL until words_pattern_read */
    unsigned char numbers[WORDS_MOST_NUMBERS];
    size_t number_count;
    unsigned char texts[WORDS_MOST_TEXTS];
    size_t text_count;
} WordPattern;

/* Reads a pattern of `row`. ICU's C functions take arguments by number and by the type that the pattern makes
 * of them, so both are settled here: names become numbers, and a text can never be taken for a number. Errors
 * TF_BAD_INPUT what does not read, without its place; TF_NO_MEMORY */
TF_CHECKED TfStatus words_pattern_read(TfSlice text, const WordRow *row, const char *locale, TfArena *scratch,
                                       WordPattern *pattern, TfError *error);

#endif
