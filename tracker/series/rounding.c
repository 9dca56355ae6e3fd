/* The unit of the last digit quoted, from the digits themselves and the words around them. */
#include "tracker/series/rounding.h"

#include <math.h>

static int count_digits(int64_t digits)
{
    int count = 1;
    for (; digits > 9 || digits < -9; digits /= 10)
        count++;
    return count;
}

/* Digits of the first numeral that come after its decimal mark, when there are one or two: three may be a
 * group of thousands. `whole` is the numeral without its mark. */
static int read_fraction(TfSlice quoted, int64_t *whole)
{
    size_t at = 0;
    int fraction = -1;
    *whole = 0;
    while (at < quoted.length && (quoted.bytes[at] < '0' || quoted.bytes[at] > '9'))
        at++;
    for (; at < quoted.length && *whole < INT64_MAX / 100; at++) {
        char byte = quoted.bytes[at];
        if (byte >= '0' && byte <= '9') {
            *whole = *whole * 10 + (byte - '0');
            fraction += fraction >= 0;
        } else if ((byte == '.' || byte == ',') && fraction < 0)
            fraction = 0;
        else
            break;
    }
    return fraction == 1 || fraction == 2 ? fraction : 0;
}

/* Zeros a page writes behind the decimal mark are meant: "20.0 billion" is known to a tenth. */
static int zeros_written(TfDecimal value, TfSlice quoted)
{
    int64_t whole;
    if (quoted.bytes == NULL || read_fraction(quoted, &whole) == 0 || whole == 0)
        return 0;
    int zeros = 0;
    for (; whole % 10 == 0; whole /= 10)
        zeros++;
    return whole == value.digits ? zeros : 0;
}

double series_money_rounding(TfDecimal value, TfSlice quoted)
{
    TfDecimal normal = tf_decimal_normal(value);
    int exponent = normal.exponent;
    int zeros = zeros_written(normal, quoted);
    /* "20 billion" and "300 million" have two good digits, "5 billion" has one */
    if (zeros > 0)
        exponent -= zeros;
    else if (count_digits(normal.digits) == 1 && exponent % 3 != 0)
        exponent--;
    return tf_decimal_to_double((TfDecimal){1, (int16_t)exponent});
}

double series_percent_rounding(TfDecimal percent)
{
    TfDecimal normal = tf_decimal_normal(percent);
    int exponent = normal.exponent;
    if (count_digits(normal.digits) == 1 && exponent > 0)
        exponent--;
    return tf_decimal_to_double((TfDecimal){1, (int16_t)exponent});
}
