/* Numbers as text, the same in every locale, and exact decimals.
 *
 * An amount of an article is kept as digits x 10^exponent, so "15.6 billion" is 156 x 10^8 to the last digit
 * and not the nearest binary fraction. */
#ifndef TRACKER_BASE_NUMBER_H
#define TRACKER_BASE_NUMBER_H

#include "tracker/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct TfDecimal {
    int64_t digits;   /* signed */
    int16_t exponent; /* value = digits * 10^exponent */
} TfDecimal;

/* The nearest double. */
TF_EXPORT double tf_decimal_to_double(TfDecimal decimal);
/* The shortest decimal that reads back as `value` (at most 17 digits); 0 when it is not finite. */
TF_EXPORT TfDecimal tf_decimal_from_double(double value);
/* Without trailing zeros in the digits: 2800 x 10^7 becomes 28 x 10^9; 0 becomes 0 x 10^0. */
TF_EXPORT TfDecimal tf_decimal_normal(TfDecimal decimal);
/* -decimal. No reader or sum makes digits of INT64_MIN; should they come, the result is off by one in the
 * last of 19 digits. */
TF_EXPORT TfDecimal tf_decimal_negate(TfDecimal decimal);
/* a * b, a + b, exactly. False when the digits do not fit in 64 bits with either sign. */
TF_EXPORT bool tf_decimal_multiply(TfDecimal a, TfDecimal b, TfDecimal *product);
TF_EXPORT bool tf_decimal_add(TfDecimal a, TfDecimal b, TfDecimal *sum);
/* By value, exactly: <0, 0, >0. */
TF_EXPORT int tf_decimal_compare(TfDecimal a, TfDecimal b);

/* Longest text tf_decimal_write or tf_double_write makes, with its NUL byte. */
#define TF_NUMBER_CHARS 48
/* Plain notation, "28000000000" or "-0.047"; returns the length. Beyond 30 digits either side: "28e40". */
TF_EXPORT size_t tf_decimal_write(char text[TF_NUMBER_CHARS], TfDecimal decimal);
/* The shortest text that reads back the same: "0.1", "28000000000"; "null" when not finite (JSON has no NaN).
 */
TF_EXPORT size_t tf_double_write(char text[TF_NUMBER_CHARS], double value);
/* Room for any double with its decimals: 309 digits before the mark, the locale's mark, 20 behind it. */
#define TF_FIXED_CHARS    352
#define TF_FIXED_DECIMALS 20
/* printf's "%.*f" with a point in every locale: "28.5", "-0.0", "nan", "inf"; rounded as printf rounds, that
 * is the exact value of the double, halves to even. Returns the length.
 *
 * decimals  0..TF_FIXED_DECIMALS; what is beyond is cut to that */
TF_EXPORT size_t tf_fixed_write(char text[TF_FIXED_CHARS], double value, int decimals);

/* Reads the whole slice as a number: digits, "." as the decimal mark, optional sign and e-exponent. */
TF_EXPORT bool tf_decimal_read(TfSlice text, TfDecimal *decimal);
TF_EXPORT bool tf_double_read(TfSlice text, double *value);
/* A whole number, optional sign; false on anything else or overflow. */
TF_EXPORT bool tf_integer_read(TfSlice text, int64_t *value);

#endif
