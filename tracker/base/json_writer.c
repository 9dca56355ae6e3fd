/* The JSON writer. */
#include "tracker/base/json_writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void jsonw_start(JsonWriter *json, TextBuilder *out)
{
    *json = (JsonWriter){.out = out};
}

static void begin(JsonWriter *json, const char *key)
{
    size_t length = key != NULL ? strlen(key) : 0;
    char *room = text_room(json->out, length + 4);
    if (room == NULL)
        return;
    char *to = room;
    if (json->need_comma)
        *to++ = ',';
    json->need_comma = true;
    if (key != NULL) { /* keys are names of our own, with nothing to escape */
        *to++ = '"';
        memcpy(to, key, length);
        to += length;
        *to++ = '"';
        *to++ = ':';
    }
    text_took(json->out, (size_t)(to - room));
}

static void open_group(JsonWriter *json, const char *key, char mark)
{
    begin(json, key);
    text_add_byte(json->out, mark);
    json->need_comma = false;
}

static void close_group(JsonWriter *json, char mark)
{
    text_add_byte(json->out, mark);
    json->need_comma = true;
}

void jsonw_open_object(JsonWriter *json, const char *key)
{
    open_group(json, key, '{');
}

void jsonw_close_object(JsonWriter *json)
{
    close_group(json, '}');
}

void jsonw_open_array(JsonWriter *json, const char *key)
{
    open_group(json, key, '[');
}

void jsonw_close_array(JsonWriter *json)
{
    close_group(json, ']');
}

/* What a byte below 0x80 becomes inside quotes; NULL when it stands for itself. */
static const char *escape_of(unsigned char byte, char buffer[8])
{
    switch (byte) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        if (byte >= 0x20 && byte != 0x7F)
            return NULL;
        (void)snprintf(buffer, 8, "\\u%04x", byte);
        return buffer;
    }
}

/* Behind the bytes from `at` on that stand for themselves. */
static size_t plain_end(TfSlice value, size_t at)
{
    for (; at < value.length; at++) {
        unsigned char byte = (unsigned char)value.bytes[at];
        if (byte < 0x20 || byte >= 0x7F || byte == '"' || byte == '\\')
            break;
    }
    return at;
}

/* A value of plain ASCII in one step, as most are; false, with nothing written, when it is none. */
static bool write_plain(TextBuilder *out, TfSlice value)
{
    if (plain_end(value, 0) < value.length)
        return false;
    char *room = text_room(out, value.length + 2);
    if (room == NULL)
        return true; /* the builder remembers that it failed */
    room[0] = '"';
    if (value.length > 0)
        memcpy(room + 1, value.bytes, value.length);
    room[value.length + 1] = '"';
    text_took(out, value.length + 2);
    return true;
}

void jsonw_escape(TextBuilder *out, TfSlice value)
{
    if (write_plain(out, value))
        return;
    text_add_byte(out, '"');
    size_t plain = 0; /* start of the run that needs no change */
    for (size_t at = plain_end(value, 0); at < value.length; at = plain_end(value, at)) {
        char buffer[8];
        size_t length = tf_utf8_sequence(value.bytes + at, value.length - at);
        const char *instead = length == 1 ? escape_of((unsigned char)value.bytes[at], buffer) : NULL;
        if (length == 0) {
            instead = "\xEF\xBF\xBD";
            length = 1;
        }
        if (instead != NULL) {
            text_add_slice(out, tf_slice_range(value, plain, at));
            text_add(out, instead);
            plain = at + length;
        }
        at += length;
    }
    text_add_slice(out, tf_slice_range(value, plain, value.length));
    text_add_byte(out, '"');
}

void jsonw_string(JsonWriter *json, const char *key, TfSlice value)
{
    begin(json, key);
    jsonw_escape(json->out, value);
}

void jsonw_string_or_null(JsonWriter *json, const char *key, TfSlice value)
{
    if (value.bytes == NULL)
        jsonw_null(json, key);
    else
        jsonw_string(json, key, value);
}

void jsonw_text(JsonWriter *json, const char *key, const char *value)
{
    jsonw_string_or_null(json, key, tf_slice(value));
}

void jsonw_raw(JsonWriter *json, const char *key, TfSlice value)
{
    begin(json, key);
    text_add_slice(json->out, value);
}

void jsonw_decimal(JsonWriter *json, const char *key, TfDecimal value)
{
    char text[TF_NUMBER_CHARS];
    jsonw_raw(json, key, tf_slice_of(text, tf_decimal_write(text, value)));
}

void jsonw_double(JsonWriter *json, const char *key, double value)
{
    char text[TF_NUMBER_CHARS];
    jsonw_raw(json, key, tf_slice_of(text, tf_double_write(text, value)));
}

void jsonw_rounded(JsonWriter *json, const char *key, double value, int digits)
{
    if (isfinite(value) && value != 0) {
        double power = floor(log10(fabs(value))) - (digits - 1);
        double unit = pow(10.0, fabs(power)); /* a whole power of ten, so that the quotient rounds cleanly */
        value = power < 0 ? round(value * unit) / unit : round(value / unit) * unit;
    }
    jsonw_double(json, key, value);
}

void jsonw_integer(JsonWriter *json, const char *key, int64_t value)
{
    jsonw_decimal(json, key, (TfDecimal){value, 0});
}

void jsonw_bool(JsonWriter *json, const char *key, bool value)
{
    jsonw_raw(json, key, tf_slice(value ? "true" : "false"));
}

void jsonw_null(JsonWriter *json, const char *key)
{
    jsonw_raw(json, key, tf_slice("null"));
}

void jsonw_date(JsonWriter *json, const char *key, TfDate value)
{
    char text[TF_DATE_CHARS];
    if (tf_date_is_set(value))
        jsonw_text(json, key, tf_date_write(text, value));
    else
        jsonw_null(json, key);
}
