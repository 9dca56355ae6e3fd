/* One telling of a chart's numbers, two forms. A CSV row is gathered field by field in the order of the
 * header; fields that this row has not are empty. */
#include "plots/data.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void data_open_list(ChartData *data, const char *name)
{
    if (data->form == DATA_JSON)
        jsonw_open_array(&data->json, name);
}

void data_close_list(ChartData *data)
{
    if (data->form == DATA_JSON)
        jsonw_close_array(&data->json);
}

void data_open_row(ChartData *data, const char *list)
{
    if (data->form == DATA_JSON)
        jsonw_open_object(&data->json, NULL);
    if (data->form == DATA_CSV)
        text_add(data->out, list);
    data->column = 0;
}

void data_close_row(ChartData *data)
{
    if (data->form == DATA_JSON)
        jsonw_close_object(&data->json);
    if (data->form != DATA_CSV)
        return;
    for (; data->column < data->column_count; data->column++)
        text_add_byte(data->out, ',');
    text_add(data->out, "\n");
}

static size_t column_of(const ChartData *data, const char *name)
{
    size_t at = 0;
    while (at < data->column_count && strcmp(data->columns[at], name) != 0)
        at++;
    return at;
}

/* Where a new column goes: behind the field told before it in this row, so that every row is in order. */
static void gather(ChartData *data, const char *name)
{
    size_t at = column_of(data, name);
    if (at == data->column_count) {
        assert(data->column_count < DATA_MOST_COLUMNS);
        for (size_t i = data->column_count++; i > data->column; i--)
            data->columns[i] = data->columns[i - 1];
        at = data->column;
        data->columns[at] = name;
    }
    data->column = at + 1;
}

/* Writes the commas up to the field; true when its text is to follow. */
static bool reach(ChartData *data, const char *name)
{
    if (data->form == DATA_CSV_HEADER)
        gather(data, name);
    if (data->form != DATA_CSV)
        return false;
    size_t at = column_of(data, name);
    assert(at < data->column_count && at >= data->column);
    for (; data->column <= at; data->column++)
        text_add_byte(data->out, ',');
    return true;
}

void data_double(ChartData *data, const char *name, double value)
{
    char text[TF_NUMBER_CHARS];
    if (data->form == DATA_JSON)
        jsonw_double(&data->json, name, value);
    else if (reach(data, name) && isfinite(value) && tf_double_write(text, value) > 0)
        text_add(data->out, text);
}

void data_integer(ChartData *data, const char *name, int64_t value)
{
    if (data->form == DATA_JSON)
        jsonw_integer(&data->json, name, value);
    else if (reach(data, name))
        text_addf(data->out, "%lld", (long long)value);
}

void data_bool(ChartData *data, const char *name, bool value)
{
    if (data->form == DATA_JSON)
        jsonw_bool(&data->json, name, value);
    else if (reach(data, name))
        text_add(data->out, value ? "true" : "false");
}

/* Quoted where RFC 4180 asks for it. */
static void add_quoted(TextBuilder *out, TfSlice value)
{
    bool is_plain = true;
    for (size_t i = 0; is_plain && i < value.length; i++)
        is_plain = value.bytes[i] != '\0' && strchr(",\"\r\n", value.bytes[i]) == NULL;
    if (is_plain) {
        text_add_slice(out, value);
        return;
    }
    text_add_byte(out, '"');
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] == '"')
            text_add_byte(out, '"');
        text_add_byte(out, value.bytes[i]);
    }
    text_add_byte(out, '"');
}

void data_slice(ChartData *data, const char *name, TfSlice value)
{
    if (data->form == DATA_JSON)
        jsonw_string(&data->json, name, value);
    else if (reach(data, name))
        add_quoted(data->out, value);
}

void data_text(ChartData *data, const char *name, const char *value)
{
    data_slice(data, name, tf_slice(value));
}

void data_day(ChartData *data, const char *name, TfDate day)
{
    char text[TF_DATE_CHARS];
    if (data->form == DATA_JSON)
        jsonw_date(&data->json, name, day);
    else if (reach(data, name))
        text_add(data->out, tf_date_write(text, day));
}

void data_figure(ChartData *data, double value, TfRelation relation, double low, double high)
{
    data_double(data, "value", value);
    if (relation == TF_RANGE) {
        data_double(data, "low", low);
        data_double(data, "high", high);
    }
    data_text(data, "relation", tf_relation_name(relation));
}

void data_evidence(ChartData *data, TfSlice href, TfSlice evidence)
{
    data_slice(data, "href", href);
    data_slice(data, "evidence", evidence);
}
