/* The text builder: doubling growth up to a limit. */
#include "tracker/base/text.h"

#include "tracker/base/number.h"
#include "tracker/base/size.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_LIMIT ((size_t)256 << 20)

void text_init(TextBuilder *text, size_t limit)
{
    *text = (TextBuilder){.limit = limit > 0 ? limit : DEFAULT_LIMIT};
}

void text_done(TextBuilder *text)
{
    if (text == NULL)
        return;
    free(text->bytes);
    *text = (TextBuilder){.limit = text->limit};
}

void text_clear(TextBuilder *text)
{
    text->length = 0;
    text->failed = false;
    text->out_of_memory = false;
    if (text->bytes != NULL)
        text->bytes[0] = '\0';
}

/* Room for `extra` bytes and a NUL byte; false marks the builder failed. */
static bool reserve(TextBuilder *text, size_t extra)
{
    if (!text->failed && text->length + extra < text->capacity && extra <= text->limit - text->length)
        return true; /* as nearly always */
    size_t needed;
    if (text->failed || !tf_size_add(text->length, extra, &needed) || needed > text->limit) {
        text->failed = true;
        return false;
    }
    if (needed < text->capacity)
        return true;
    size_t capacity = text->capacity < 128 ? 256 : text->capacity * 2;
    if (capacity <= needed)
        capacity = needed + 1;
    char *bytes = realloc(text->bytes, capacity);
    if (bytes == NULL) {
        text->failed = true;
        text->out_of_memory = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

void text_add_slice(TextBuilder *text, TfSlice slice)
{
    if (!reserve(text, slice.length))
        return;
    if (slice.length > 0)
        memcpy(text->bytes + text->length, slice.bytes, slice.length);
    text->length += slice.length;
    text->bytes[text->length] = '\0';
}

void text_add(TextBuilder *text, const char *string)
{
    text_add_slice(text, tf_slice(string));
}

void text_add_byte(TextBuilder *text, char byte)
{
    if (!reserve(text, 1))
        return;
    text->bytes[text->length++] = byte;
    text->bytes[text->length] = '\0';
}

char *text_room(TextBuilder *text, size_t most)
{
    return reserve(text, most) ? text->bytes + text->length : NULL;
}

void text_took(TextBuilder *text, size_t count)
{
    text->length += count;
    text->bytes[text->length] = '\0';
}

/* Would the sequence at `bytes` do something to a terminal instead of being seen? */
static bool is_control(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    if (length == 1)
        return at[0] < 0x20 || at[0] == 0x7F;
    if (length == 2) /* C2 80..9F is C1 */
        return at[0] == 0xC2 && at[1] < 0xA0;
    if (length != 3 || at[0] != 0xE2)
        return false;
    if (at[1] == 0x80) /* E2 80 A8..AE: ends of line and paragraph, then the direction of what follows */
        return at[2] >= 0xA8 && at[2] <= 0xAE;
    return at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9; /* the isolates */
}

void text_add_shown(TextBuilder *text, TfSlice slice)
{
    size_t plain = 0; /* start of the run that needs no change */
    for (size_t at = 0; at < slice.length;) {
        size_t length = tf_utf8_sequence(slice.bytes + at, slice.length - at);
        bool valid = length > 0;
        if (!valid)
            length = 1;
        if (!valid || is_control(slice.bytes + at, length)) {
            text_add_slice(text, tf_slice_range(slice, plain, at));
            text_add(text, valid ? " " : "\uFFFD");
            plain = at + length;
        }
        at += length;
    }
    text_add_slice(text, tf_slice_range(slice, plain, slice.length));
}

void text_add_fixed(TextBuilder *text, double value, int decimals)
{
    char number[TF_FIXED_CHARS];
    text_add_slice(text, tf_slice_of(number, tf_fixed_write(number, value, decimals)));
}

void text_addf(TextBuilder *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        text->failed = true;
    } else if (reserve(text, (size_t)length)) {
        (void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

TfSlice text_slice(const TextBuilder *text)
{
    return text->bytes != NULL ? tf_slice_of(text->bytes, text->length) : tf_slice("");
}

TfStatus text_check(const TextBuilder *text, TfError *error)
{
    if (!text->failed)
        return TF_OK;
    if (text->out_of_memory)
        return tf_fail_memory(error);
    return tf_fail(error, TF_LIMIT, "text longer than its limit of %zu bytes", text->limit);
}
