/* Decimals and number text. strtod and printf follow the locale, so the texts they see here never hold a mark
 * that a locale could change: digits and exponents only, or the mark is put in by hand. */
#include "tracker/base/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DIGITS   18 /* 10^18 fits in an int64_t */
#define MOST_PLAIN    30 /* zeros written out before the e-notation starts */
#define MOST_EXPONENT 400

static int64_t power_of_ten(int exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

TfDecimal tf_decimal_normal(TfDecimal decimal)
{
    if (decimal.digits == 0)
        return (TfDecimal){0, 0};
    while (decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.exponent++;
    }
    return decimal;
}

/* Powers of ten that a double holds exactly. */
static const double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
#define MOST_EXACT_POWER 22
#define MOST_EXACT_WHOLE ((int64_t)1 << 53)

double tf_decimal_to_double(TfDecimal decimal)
{
    /* Both numbers are exact, so that one operation rounds correctly. */
    if (decimal.digits > -MOST_EXACT_WHOLE && decimal.digits < MOST_EXACT_WHOLE &&
        decimal.exponent >= -MOST_EXACT_POWER && decimal.exponent <= MOST_EXACT_POWER)
        return decimal.exponent < 0 ? (double)decimal.digits / exact_powers[-decimal.exponent]
                                    : (double)decimal.digits * exact_powers[decimal.exponent];
    /* "digits e exponent" has no decimal mark, so strtod reads it alike in every locale and rounds correctly.
     */
    char text[TF_NUMBER_CHARS];
    (void)snprintf(text, sizeof text, "%llde%d", (long long)decimal.digits, (int)decimal.exponent);
    return strtod(text, NULL);
}

/* A number with few decimals, as most are; false when it needs more of them. */
static bool from_short_double(double value, TfDecimal *decimal)
{
    for (int16_t places = 0; places <= 6; places++) {
        double scaled = value * exact_powers[places];
        if (fabs(scaled) >= 1e15)
            return false;
        *decimal = (TfDecimal){(int64_t)llround(scaled), (int16_t)-places};
        if (tf_decimal_to_double(*decimal) == value)
            return true;
    }
    return false;
}

TfDecimal tf_decimal_from_double(double value)
{
    TfDecimal known;
    if (!isfinite(value) || value == 0)
        return (TfDecimal){0, 0};
    if (from_short_double(value, &known))
        return tf_decimal_normal(known);
    /* a decimal of 15 digits or fewer that reads back as `value` is its rounding to 15 digits without the
     * zeros; only subnormal numbers may need fewer digits than that rounding has */
    int first = fabs(value) < DBL_MIN ? 0 : DBL_DIG - 1;
    for (int precision = first; precision < 17; precision++) {
        char text[TF_NUMBER_CHARS];
        (void)snprintf(text, sizeof text, "%.*e", precision, value);
        TfDecimal decimal = {0, 0};
        char *mark = strpbrk(text, "eE");
        int places = 0;
        bool in_fraction = false;
        for (const char *at = text; at < mark; at++) {
            if (*at >= '0' && *at <= '9') {
                decimal.digits = decimal.digits * 10 + (*at - '0');
                places += in_fraction;
            } else if (*at != '-') {
                in_fraction = true; /* the locale's mark, whatever it is */
            }
        }
        decimal.exponent = (int16_t)(strtol(mark + 1, NULL, 10) - places);
        if (value < 0)
            decimal = tf_decimal_negate(decimal);
        if (tf_decimal_to_double(decimal) == value)
            return tf_decimal_normal(decimal);
    }
    return (TfDecimal){0, 0};
}

TfDecimal tf_decimal_negate(TfDecimal decimal)
{
    decimal.digits = decimal.digits == INT64_MIN ? INT64_MAX : -decimal.digits;
    return decimal;
}

bool tf_decimal_multiply(TfDecimal a, TfDecimal b, TfDecimal *product)
{
    a = tf_decimal_normal(a);
    b = tf_decimal_normal(b);
    int exponent = a.exponent + b.exponent;
    TfDecimal result = {0, (int16_t)exponent};
    if (result.exponent != exponent || __builtin_mul_overflow(a.digits, b.digits, &result.digits) ||
        result.digits == INT64_MIN)
        return false;
    *product = tf_decimal_normal(result);
    return true;
}

/* Gives two normal decimals one exponent, the lower. False when the one with the higher exponent does not fit
 * then: its value is farther from 0 than any 64-bit number of digits at the lower exponent. */
static bool align(TfDecimal *a, TfDecimal *b)
{
    TfDecimal *high = a->exponent > b->exponent ? a : b;
    int16_t exponent = a->exponent < b->exponent ? a->exponent : b->exponent;
    if (high->exponent - exponent > MOST_DIGITS ||
        __builtin_mul_overflow(high->digits, power_of_ten(high->exponent - exponent), &high->digits))
        return false;
    high->exponent = exponent;
    return true;
}

bool tf_decimal_add(TfDecimal a, TfDecimal b, TfDecimal *sum)
{
    a = tf_decimal_normal(a);
    b = tf_decimal_normal(b);
    if (a.digits == 0 || b.digits == 0) {
        *sum = a.digits == 0 ? b : a;
        return true;
    }
    TfDecimal result;
    if (!align(&a, &b) || __builtin_add_overflow(a.digits, b.digits, &result.digits) ||
        result.digits == INT64_MIN)
        return false;
    result.exponent = a.exponent;
    *sum = tf_decimal_normal(result);
    return true;
}

static int order(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

int tf_decimal_compare(TfDecimal a, TfDecimal b)
{
    a = tf_decimal_normal(a);
    b = tf_decimal_normal(b);
    if (a.digits == 0 || b.digits == 0)
        return order(a.digits, b.digits);
    TfDecimal x = a;
    TfDecimal y = b;
    if (align(&x, &y))
        return order(x.digits, y.digits);
    return a.exponent > b.exponent ? order(a.digits, 0) : order(0, b.digits);
}

/* Writes `digits` (no sign, no NUL) with `places` of them behind a point: "28", -3 -> "0.028". */
static size_t write_with_point(char *text, const char *digits, size_t count, size_t places)
{
    size_t at = 0;
    size_t whole = count > places ? count - places : 0;
    memcpy(text, digits, whole);
    at += whole;
    if (whole == 0)
        text[at++] = '0';
    text[at++] = '.';
    for (size_t zeros = places > count ? places - count : 0; zeros > 0; zeros--)
        text[at++] = '0';
    memcpy(text + at, digits + whole, count - whole);
    return at + count - whole;
}

/* The figures of a whole number with a NUL byte behind them; returns how many. */
static size_t write_digits(char digits[24], uint64_t number)
{
    char reversed[24];
    size_t count = 0;
    do {
        reversed[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    for (size_t i = 0; i < count; i++)
        digits[i] = reversed[count - 1 - i];
    digits[count] = '\0';
    return count;
}

size_t tf_decimal_write(char text[TF_NUMBER_CHARS], TfDecimal decimal)
{
    decimal = tf_decimal_normal(decimal);
    char digits[24];
    uint64_t magnitude = decimal.digits < 0 ? 0 - (uint64_t)decimal.digits : (uint64_t)decimal.digits;
    size_t count = write_digits(digits, magnitude);
    size_t at = 0;
    if (decimal.digits < 0)
        text[at++] = '-';
    int exponent = decimal.exponent;
    if (exponent >= 0 && (int)count + exponent <= MOST_PLAIN) {
        memcpy(text + at, digits, count);
        at += count;
        memset(text + at, '0', (size_t)exponent);
        at += (size_t)exponent;
    } else if (exponent < 0 && -exponent <= MOST_PLAIN - 2) {
        at += write_with_point(text + at, digits, count, (size_t)-exponent);
    } else {
        at += (size_t)snprintf(text + at, TF_NUMBER_CHARS - at, "%se%d", digits, exponent);
    }
    text[at] = '\0';
    return at;
}

size_t tf_double_write(char text[TF_NUMBER_CHARS], double value)
{
    if (!isfinite(value)) {
        memcpy(text, "null", 5);
        return 4;
    }
    return tf_decimal_write(text, tf_decimal_from_double(value));
}

size_t tf_fixed_write(char text[TF_FIXED_CHARS], double value, int decimals)
{
    static const char *const names[] = {"nan", "inf", "-inf"};
    if (!isfinite(value)) {
        const char *name = names[isnan(value) ? 0 : value > 0 ? 1 : 2];
        memcpy(text, name, strlen(name) + 1);
        return strlen(name);
    }
    size_t places = decimals < 0 ? 0 : decimals > TF_FIXED_DECIMALS ? TF_FIXED_DECIMALS : (size_t)decimals;
    size_t length = (size_t)snprintf(text, TF_FIXED_CHARS, "%.*f", (int)places, value);
    if (places == 0)
        return length;
    /* the mark is what stands between the leading digits and the last `places` bytes, however long it is */
    size_t whole = text[0] == '-';
    while (text[whole] >= '0' && text[whole] <= '9')
        whole++;
    text[whole] = '.';
    memmove(text + whole + 1, text + length - places, places + 1);
    return whole + 1 + places;
}

/* The digits of a number from *at on, with one optional point; digits past the 18th only move the exponent.
 */
static bool read_digits(TfSlice text, size_t *at, TfDecimal *decimal)
{
    bool any = false;
    bool in_fraction = false;
    int dropped = 0;
    int places = 0;
    int64_t digits = 0;
    for (; *at < text.length; (*at)++) {
        char byte = text.bytes[*at];
        if (byte == '.' && !in_fraction) {
            in_fraction = true;
            continue;
        }
        if (byte < '0' || byte > '9')
            break;
        any = true;
        if (digits < power_of_ten(MOST_DIGITS - 1)) {
            digits = digits * 10 + (byte - '0');
            places += in_fraction;
        } else {
            dropped += !in_fraction;
        }
        if (dropped > MOST_EXPONENT || places > MOST_EXPONENT)
            return false;
    }
    *decimal = (TfDecimal){digits, (int16_t)(dropped - places)};
    return any;
}

bool tf_decimal_read(TfSlice text, TfDecimal *decimal)
{
    size_t at = 0;
    bool negative = false;
    if (text.length > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+')) {
        negative = text.bytes[0] == '-';
        at = 1;
    }
    TfDecimal result;
    if (!read_digits(text, &at, &result))
        return false;
    if (at < text.length) {
        int64_t power;
        if ((text.bytes[at] != 'e' && text.bytes[at] != 'E') ||
            !tf_integer_read(tf_slice_range(text, at + 1, text.length), &power) || power > MOST_EXPONENT ||
            power < -MOST_EXPONENT)
            return false;
        result.exponent = (int16_t)(result.exponent + power);
    }
    if (negative)
        result = tf_decimal_negate(result);
    *decimal = tf_decimal_normal(result);
    return true;
}

bool tf_double_read(TfSlice text, double *value)
{
    TfDecimal decimal;
    if (!tf_decimal_read(text, &decimal))
        return false;
    *value = tf_decimal_to_double(decimal);
    return isfinite(*value);
}

bool tf_integer_read(TfSlice text, int64_t *value)
{
    size_t at = 0;
    bool negative = false;
    if (text.length > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+')) {
        negative = text.bytes[0] == '-';
        at = 1;
    }
    if (at == text.length)
        return false;
    int64_t result = 0;
    for (; at < text.length; at++) {
        if (text.bytes[at] < '0' || text.bytes[at] > '9')
            return false;
        int digit = text.bytes[at] - '0';
        if (__builtin_mul_overflow(result, 10, &result) ||
            __builtin_add_overflow(result, negative ? -digit : digit, &result))
            return false;
    }
    *value = result;
    return true;
}
