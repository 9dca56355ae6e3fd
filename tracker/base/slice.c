/* Looking at slices: comparing, finding, cutting. Nothing here allocates. */
#include "tracker/base/slice.h"

#include <string.h>

TfSlice tf_slice(const char *text)
{
    return text != NULL ? (TfSlice){text, strlen(text)} : (TfSlice){NULL, 0};
}

TfSlice tf_slice_of(const char *bytes, size_t length)
{
    return (TfSlice){bytes, length};
}

TfSlice tf_slice_range(TfSlice slice, size_t start, size_t end)
{
    if (end > slice.length)
        end = slice.length;
    if (start > end)
        start = end;
    if (slice.bytes == NULL)
        return slice;
    return (TfSlice){slice.bytes + start, end - start};
}

bool tf_slice_equal(TfSlice a, TfSlice b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

bool tf_slice_is(TfSlice slice, const char *text)
{
    return tf_slice_equal(slice, tf_slice(text));
}

static char ascii_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool tf_slice_equal_ascii_case(TfSlice a, TfSlice b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i]))
            return false;
    return true;
}

bool tf_slice_starts_with(TfSlice slice, const char *prefix)
{
    size_t length = strlen(prefix);
    return slice.length >= length && (length == 0 || memcmp(slice.bytes, prefix, length) == 0);
}

bool tf_slice_ends_with(TfSlice slice, const char *suffix)
{
    size_t length = strlen(suffix);
    return slice.length >= length &&
           (length == 0 || memcmp(slice.bytes + slice.length - length, suffix, length) == 0);
}

int tf_slice_compare(TfSlice a, TfSlice b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common > 0 ? memcmp(a.bytes, b.bytes, common) : 0;
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

size_t tf_slice_find_byte(TfSlice slice, size_t from, char byte)
{
    if (from >= slice.length)
        return TF_NOWHERE;
    const char *found = memchr(slice.bytes + from, byte, slice.length - from);
    return found != NULL ? (size_t)(found - slice.bytes) : TF_NOWHERE;
}

size_t tf_slice_find(TfSlice slice, size_t from, const char *needle)
{
    size_t length = strlen(needle);
    if (length == 0)
        return from <= slice.length ? from : TF_NOWHERE;
    for (size_t at = from; (at = tf_slice_find_byte(slice, at, needle[0])) != TF_NOWHERE; at++) {
        if (slice.length - at < length)
            return TF_NOWHERE;
        if (memcmp(slice.bytes + at, needle, length) == 0)
            return at;
    }
    return TF_NOWHERE;
}

size_t tf_utf8_sequence(const char *bytes, size_t left)
{
    const unsigned char *at = (const unsigned char *)bytes;
    if (at[0] < 0x80)
        return 1;
    size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if (at[0] < 0xC2 || at[0] > 0xF4 || left < length)
        return 0;
    /* the second byte rules out long forms, surrogates and code points past U+10FFFF */
    unsigned char low = at[0] == 0xE0 ? 0xA0 : at[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = at[0] == 0xED ? 0x9F : at[0] == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

/* Length of the blank that starts at `bytes`, 0 when there is none: ASCII white space or U+00A0 (C2 A0). */
static size_t blank_at(const char *bytes, size_t left)
{
    if (bytes[0] == ' ' || (bytes[0] >= '\t' && bytes[0] <= '\r'))
        return 1;
    return left >= 2 && bytes[0] == '\xC2' && bytes[1] == '\xA0' ? 2 : 0;
}

TfSlice tf_slice_trim(TfSlice slice)
{
    size_t blank;
    while (slice.length > 0 && (blank = blank_at(slice.bytes, slice.length)) > 0) {
        slice.bytes += blank;
        slice.length -= blank;
    }
    while (slice.length > 0) {
        const char *last = slice.bytes + slice.length - 1;
        if (blank_at(last, 1) == 1)
            slice.length -= 1;
        else if (slice.length >= 2 && blank_at(last - 1, 2) == 2)
            slice.length -= 2;
        else
            break;
    }
    return slice;
}

TfSlice tf_slice_split(TfSlice *rest, char separator)
{
    size_t at = tf_slice_find_byte(*rest, 0, separator);
    if (at == TF_NOWHERE) {
        TfSlice all = *rest;
        *rest = (TfSlice){NULL, 0};
        return all;
    }
    TfSlice part = {rest->bytes, at};
    rest->bytes += at + 1;
    rest->length -= at + 1;
    return part;
}
