/* Quantities of sentences, JSON Lines in and out: {"id","text","lang"} gives a line for each amount and
 * percentage. Drives the recogniser suites; the program's own form is `tradefig extract --quantities --input
 * jsonl`. */
#include "importers/extract/extract.h"
#include "tracker/base/json_writer.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *modifier_of(TfRelation relation)
{
    return relation == TF_EQ ? "=" : tf_relation_name(relation);
}

static void print_quantity(TextBuilder *out, const char *id, const TfQuantity *quantity)
{
    JsonWriter json;
    text_clear(out);
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "id", id);
    jsonw_text(&json, "kind", "quantity");
    jsonw_decimal(&json, "value", quantity->value);
    if (quantity->has_value_max)
        jsonw_decimal(&json, "value_max", quantity->value_max);
    jsonw_text(&json, "unit", quantity->unit);
    jsonw_text(&json, "modifier", modifier_of(quantity->relation));
    jsonw_integer(&json, "start", (int64_t)quantity->span.start);
    jsonw_integer(&json, "end", (int64_t)quantity->span.end);
    jsonw_close_object(&json);
    (void)fwrite(out->bytes, 1, out->length, stdout);
    (void)putchar('\n');
}

static TfStatus answer(const char *line, TextBuilder *out, TfError *error)
{
    json_error_t where;
    json_t *record = json_loads(line, 0, &where);
    const char *id = json_string_value(json_object_get(record, "id"));
    const char *text = json_string_value(json_object_get(record, "text"));
    const char *lang = json_string_value(json_object_get(record, "lang"));
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfQuantityList list = {NULL, 0, 0};
    TfStatus status = TF_OK;
    if (id == NULL || text == NULL)
        status = tf_fail(error, TF_BAD_INPUT, "a line without id or text");
    else
        status = extract_quantities(tf_slice(text), tf_slice(lang), &arena, &list, error);
    for (size_t i = 0; status == TF_OK && i < list.count; i++)
        print_quantity(out, id, &list.items[i]);
    tf_arena_done(&arena);
    json_decref(record);
    return status;
}

int main(void)
{
    char *line = NULL;
    size_t size = 0;
    TextBuilder out;
    text_init(&out, 0);
    TfError error = {.status = TF_OK};
    TfStatus status = TF_OK;
    while (status == TF_OK && getline(&line, &size, stdin) > 0)
        status = answer(line, &out, &error);
    if (status != TF_OK)
        (void)fprintf(stderr, "quantities: %s\n", error.message);
    text_done(&out);
    free(line);
    return status == TF_OK ? 0 : 1;
}
