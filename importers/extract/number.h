/* Numbers in digits: where one ends in a text, and what it says in a language's way of writing. */
#ifndef IMPORTERS_EXTRACT_NUMBER_H
#define IMPORTERS_EXTRACT_NUMBER_H

#include "tracker/base/number.h"

/* How a language writes numbers. */
typedef struct NumberStyle {
    const char *lang;
    char decimal_mark;        /* ',' or '.' */
    bool blank_groups;        /* thousands are set apart by plain blanks: "80 000" */
    bool any_mark_with_scale; /* before a magnitude the other mark is a decimal mark too: ru "244.819 mlrd" */
    bool thousands_with_million; /* three digits before a million are thousands, either mark: es "27.800
                                    millones" */
    bool other_groups_million;   /* of the mark that is not the decimal mark only: Arabic "1,250 million" */
} NumberStyle;

/* The style of a language; English when lang has bytes NULL or is not in the table. */
const NumberStyle *number_style(TfSlice lang);

/* A number in digits as it stands: digits of one script, marks and blanks between them. */
typedef struct NumberLiteral {
    size_t start;
    size_t end;
    bool is_plain; /* digits only, no mark */
    bool is_code;  /* no number: "27.11.2024", "192.168.0.1", more digits than fit */
    int digits;    /* how many, at most 1000 are counted */
} NumberLiteral;

/* Reads the literal that starts at `start`, where a digit (or a mark and a digit) stands. */
NumberLiteral number_scan(TfSlice text, size_t start, const NumberStyle *style);

/* The value of a literal before a magnitude of 10^scale_power (0: none). False when it is a code. */
bool number_value(TfSlice text, const NumberLiteral *literal, const NumberStyle *style, int scale_power,
                  TfDecimal *value);

#endif
