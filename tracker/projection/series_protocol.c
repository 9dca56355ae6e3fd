/* JSON in, JSON out. */
#include "tracker/projection/series_protocol.h"

#include "tracker/base/json_writer.h"

#include <jansson.h>

/* ANSWER_DIGITS: beyond them the answer of another compiler or C library may differ */
enum { MOST_LINE_BYTES = 4 << 20, ANSWER_DIGITS = 7 };
#define ARENA_LIMIT ((size_t)64 << 20)

static TfStatus fail_field(const char *field, const char *needed, TfError *error)
{
    return tf_fail(error, TF_BAD_INPUT, "\"%s\" is missing or not %s", field, needed);
}

static TfStatus read_whole_number(const json_t *root, const char *field, int64_t *number, TfError *error)
{
    const json_t *value = json_object_get(root, field);
    if (!json_is_integer(value))
        return fail_field(field, "a whole number", error);
    *number = json_integer_value(value);
    return TF_OK;
}

static TfStatus read_values(const json_t *root, TfArena *arena, TfOrdinary *series, TfError *error)
{
    const json_t *list = json_object_get(root, "values");
    if (!json_is_array(list))
        return fail_field("values", "an array of numbers", error);
    size_t count = json_array_size(list);
    double *values = tf_arena_alloc_array(arena, count, sizeof *values);
    if (values == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_array_get(list, i);
        if (!json_is_number(value))
            return tf_fail(error, TF_BAD_INPUT, "\"values\": item %zu is not a number", i + 1);
        values[i] = json_number_value(value);
    }
    series->values = values;
    series->count = count;
    return TF_OK;
}

static TfStatus read_series(const json_t *root, TfArena *arena, TfSlice *id, TfOrdinary *series,
                            int64_t *horizon, TfError *error)
{
    int64_t frequency = 0;
    const json_t *name = json_object_get(root, "id");
    if (!json_is_string(name))
        return fail_field("id", "a string", error);
    *id = tf_slice_of(json_string_value(name), json_string_length(name));
    TfStatus status = read_whole_number(root, "freq", &frequency, error);
    if (status == TF_OK)
        status = read_whole_number(root, "h", horizon, error);
    if (status == TF_OK)
        status = read_values(root, arena, series, error);
    if (status != TF_OK)
        return status;
    if (*horizon < 1 || *horizon > SERIES_MOST_YEARS * 12)
        return tf_fail(error, TF_BAD_INPUT, "\"h\" is %lld; 1 to %d are possible", (long long)*horizon,
                       SERIES_MOST_YEARS * 12);
    series->frequency = frequency >= 1 && frequency <= 12 ? (int)frequency : 0;
    return TF_OK;
}

static void write_answer(TfSlice id, const TfFan *fans, size_t count, TextBuilder *out)
{
    static const struct {
        const char *name;
        size_t offset;
    } columns[] = {{"mean", offsetof(TfFan, median)}, {"lo50", offsetof(TfFan, lo50)},
                   {"hi50", offsetof(TfFan, hi50)},   {"lo80", offsetof(TfFan, lo80)},
                   {"hi80", offsetof(TfFan, hi80)},   {"lo95", offsetof(TfFan, lo95)},
                   {"hi95", offsetof(TfFan, hi95)}};
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_string(&json, "id", id);
    for (size_t c = 0; c < sizeof columns / sizeof columns[0]; c++) {
        jsonw_open_array(&json, columns[c].name);
        for (size_t i = 0; i < count; i++) {
            const double *value = (const void *)((const char *)&fans[i] + columns[c].offset);
            jsonw_rounded(&json, NULL, *value, ANSWER_DIGITS);
        }
        jsonw_close_array(&json);
    }
    jsonw_close_object(&json);
    text_add_byte(out, '\n');
}

static TfStatus answer(SeriesWorkspace *workspace, const json_t *root, TfArena *arena, TextBuilder *out,
                       TfError *error)
{
    TfSlice id = {NULL, 0};
    TfOrdinary series = {.values = NULL};
    TfOrdinaryMethod method;
    int64_t horizon = 0;
    if (!json_is_object(root))
        return tf_fail(error, TF_BAD_INPUT, "the line is not a JSON object");
    TfStatus status = read_series(root, arena, &id, &series, &horizon, error);
    if (status != TF_OK)
        return status;
    TfFan *fans = tf_arena_alloc_array(arena, (size_t)horizon, sizeof *fans);
    if (fans == NULL)
        return tf_fail_memory(error);
    status = series_forecast(workspace, &series, (size_t)horizon, fans, &method, error);
    if (status == TF_OK) {
        write_answer(id, fans, (size_t)horizon, out);
        status = text_check(out, error);
    }
    return status;
}

TfStatus series_protocol_answer(SeriesWorkspace *workspace, TfSlice line, TextBuilder *out, TfError *error)
{
    json_error_t found;
    TfArena arena;
    if (line.length > MOST_LINE_BYTES)
        return tf_fail(error, TF_BAD_INPUT, "the line has %zu bytes; at most %d are possible", line.length,
                       MOST_LINE_BYTES);
    json_t *root = json_loadb(line.bytes, line.length, JSON_REJECT_DUPLICATES, &found);
    if (root == NULL)
        return tf_fail_at(error, TF_BAD_INPUT, NULL, (size_t)found.position, "not JSON: %s", found.text);
    tf_arena_init(&arena, ARENA_LIMIT);
    TfStatus status = answer(workspace, root, &arena, out, error);
    tf_arena_done(&arena);
    json_decref(root);
    return status;
}
