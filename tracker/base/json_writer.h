/* Writing JSON: objects, arrays and scalars onto a text builder, in the order they are said.
 *
 * Reading JSON is jansson's work (hence jsonw_ and not json_, which are its names); writing is here because
 * our numbers are exact decimals and our keys keep their order. The writer puts commas and escapes; invalid
 * UTF-8 becomes U+FFFD, so the output always parses.
 */
#ifndef TRACKER_BASE_JSON_WRITER_H
#define TRACKER_BASE_JSON_WRITER_H

#include "tracker/base/date.h"
#include "tracker/base/number.h"
#include "tracker/base/text.h"

typedef struct JsonWriter {
    TextBuilder *out;
    bool need_comma;
} JsonWriter;

void jsonw_start(JsonWriter *json, TextBuilder *out);

/* `key` is NULL inside an array and at the top. */
void jsonw_open_object(JsonWriter *json, const char *key);
void jsonw_close_object(JsonWriter *json);
void jsonw_open_array(JsonWriter *json, const char *key);
void jsonw_close_array(JsonWriter *json);

void jsonw_string(JsonWriter *json, const char *key, TfSlice value);
/* A slice with bytes NULL is written as null. */
void jsonw_string_or_null(JsonWriter *json, const char *key, TfSlice value);
void jsonw_text(JsonWriter *json, const char *key, const char *value);
void jsonw_decimal(JsonWriter *json, const char *key, TfDecimal value);
/* Not finite is written as null. */
void jsonw_double(JsonWriter *json, const char *key, double value);
/* Rounded to `digits` significant digits first: for figures a person reads. */
void jsonw_rounded(JsonWriter *json, const char *key, double value, int digits);
void jsonw_integer(JsonWriter *json, const char *key, int64_t value);
void jsonw_bool(JsonWriter *json, const char *key, bool value);
void jsonw_null(JsonWriter *json, const char *key);
/* "2024-11-27", or null. */
void jsonw_date(JsonWriter *json, const char *key, TfDate value);
/* Text that is JSON already. */
void jsonw_raw(JsonWriter *json, const char *key, TfSlice value);

/* Only the quoted, escaped string. */
void jsonw_escape(TextBuilder *out, TfSlice value);

#endif
