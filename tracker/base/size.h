/* Sums and products of sizes that report overflow instead of wrapping. */
#ifndef TRACKER_BASE_SIZE_H
#define TRACKER_BASE_SIZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* *sum = a + b; false when that does not fit. */
static inline bool tf_size_add(size_t a, size_t b, size_t *sum)
{
    if (a > SIZE_MAX - b)
        return false;
    *sum = a + b;
    return true;
}

/* *product = a * b; false when that does not fit. */
static inline bool tf_size_multiply(size_t a, size_t b, size_t *product)
{
    if (b != 0 && a > SIZE_MAX / b)
        return false;
    *product = a * b;
    return true;
}

#endif
