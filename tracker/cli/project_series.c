/* An ordinary series: read, projected, printed. */
#include "tracker/cli/project_series.h"

#include "tracker/base/file.h"
#include "tracker/cli/fan.h"

#include <math.h>
#include <string.h>

#define MOST_FILE_BYTES ((size_t)64 << 20)
/* Of figures a person reads, and of those a program does. */
enum { SHOWN_DIGITS = 4, WRITTEN_DIGITS = 7 };

typedef struct SeriesAnswer {
    TfOrdinary series;
    TfOrdinaryProjection projection;
} SeriesAnswer;

static const char *frequency_name(int frequency)
{
    return frequency == 1 ? "yearly" : frequency == 4 ? "quarterly" : "monthly";
}

static int frequency_of(const char *name)
{
    return name == NULL ? 0 : strcmp(name, "yearly") == 0 ? 1 : strcmp(name, "quarterly") == 0 ? 4 : 12;
}

/* Decimals that show `digits` digits of the value. */
static int decimals_of(double value, int digits)
{
    int before = value != 0 ? (int)floor(log10(fabs(value))) + 1 : 1;
    int decimals = digits - before;
    return decimals < 0 ? 0 : decimals > 12 ? 12 : decimals;
}

static TfSlice fixed_text(double value, int decimals, TfArena *arena)
{
    char text[TF_FIXED_CHARS];
    size_t length = tf_fixed_write(text, value, decimals);
    return tf_arena_copy(arena, tf_slice_of(text, length));
}

static TfSlice range_text(double low, double high, int decimals, TfArena *arena)
{
    return tf_arena_format(arena, "%s%s%s", fixed_text(low, decimals, arena).bytes, low < 0 ? " to " : "–",
                           fixed_text(high, decimals, arena).bytes);
}

static void print_text(const SeriesAnswer *answer, const char *name, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"PERIOD", "MEDIAN", "50%", "80%", "95%"};
    const TfOrdinary *series = &answer->series;
    char first[TF_ORDINARY_CHARS];
    char last[TF_ORDINARY_CHARS];
    Table table;
    table_init(&table, arena, headings, 5, "lrrrr");
    for (size_t i = 0; i < answer->projection.count; i++) {
        const TfFan *fan = &answer->projection.fans[i];
        char period[TF_ORDINARY_CHARS];
        int decimals = decimals_of(fan->median, SHOWN_DIGITS);
        table_add(&table,
                  tf_arena_copy(arena, tf_slice(tf_ordinary_period(period, series, series->count + i))));
        table_add(&table, fixed_text(fan->median, decimals, arena));
        table_add(&table, range_text(fan->lo50, fan->hi50, decimals, arena));
        table_add(&table, range_text(fan->lo80, fan->hi80, decimals, arena));
        table_add(&table, range_text(fan->lo95, fan->hi95, decimals, arena));
    }
    text_add_shown(out, tf_slice(strcmp(name, "-") == 0 ? "standard input" : name));
    text_addf(out, ": %s, %zu value%s", frequency_name(series->frequency), series->count,
              series->count == 1 ? "" : "s");
    if (series->is_dated)
        text_addf(out, ", %s to %s", tf_ordinary_period(first, series, 0),
                  tf_ordinary_period(last, series, series->count - 1));
    text_add_byte(out, '\n');
    table_print(&table, FORMAT_TEXT, out);
    text_addf(out, "%.*s\n", TF_SLICE_ARG(answer->projection.method_text));
    for (size_t i = 0; i < series->remark_count; i++)
        text_addf(out, "%.*s\n", TF_SLICE_ARG(series->remarks[i]));
}

static void print_cells(const SeriesAnswer *answer, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"period", "median", "lo50", "hi50",
                                           "lo80",   "hi80",   "lo95", "hi95"};
    Table table;
    table_init(&table, arena, headings, 8, "lrrrrrrr");
    for (size_t i = 0; i < answer->projection.count; i++) {
        const TfFan *fan = &answer->projection.fans[i];
        const double cells[] = {fan->median, fan->lo50, fan->hi50, fan->lo80,
                                fan->hi80,   fan->lo95, fan->hi95};
        char period[TF_ORDINARY_CHARS];
        table_add(&table, tf_arena_copy(arena, tf_slice(tf_ordinary_period(period, &answer->series,
                                                                           answer->series.count + i))));
        for (size_t c = 0; c < sizeof cells / sizeof cells[0]; c++)
            table_add(&table, fixed_text(cells[c], decimals_of(cells[c], WRITTEN_DIGITS), arena));
    }
    table_print(&table, format, out);
}

static void print_fan(JsonWriter *json, const char *period, const TfFan *fan)
{
    jsonw_open_object(json, NULL);
    jsonw_text(json, "period", period);
    fan_print_quantiles(json, fan, WRITTEN_DIGITS);
    jsonw_close_object(json);
}

static void print_json(const SeriesAnswer *answer, const char *name, TextBuilder *out)
{
    const TfOrdinary *series = &answer->series;
    char period[TF_ORDINARY_CHARS];
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "series", name);
    jsonw_text(&json, "frequency", frequency_name(series->frequency));
    if (series->is_dated) {
        jsonw_text(&json, "first", tf_ordinary_period(period, series, 0));
        jsonw_text(&json, "last", tf_ordinary_period(period, series, series->count - 1));
    }
    jsonw_integer(&json, "values", (int64_t)series->count);
    jsonw_string(&json, "method", answer->projection.method_text);
    jsonw_open_array(&json, "remarks");
    for (size_t i = 0; i < series->remark_count; i++)
        jsonw_string(&json, NULL, series->remarks[i]);
    jsonw_close_array(&json);
    jsonw_open_array(&json, "periods");
    for (size_t i = 0; i < answer->projection.count; i++)
        print_fan(&json, tf_ordinary_period(period, series, series->count + i), &answer->projection.fans[i]);
    jsonw_close_array(&json);
    jsonw_close_object(&json);
    text_add(out, "\n");
}

/* --horizon, or up to the end of the year --to; 0: as usual. */
static TfStatus read_horizon(const Options *options, const TfOrdinary *series, size_t *horizon,
                             TfError *error)
{
    int64_t number = 0;
    *horizon = 0;
    if (options->horizon != NULL) {
        (void)tf_integer_read(tf_slice(options->horizon), &number);
        *horizon = (size_t)number;
        return TF_OK;
    }
    if (options->to == NULL)
        return TF_OK;
    (void)tf_integer_read(tf_slice(options->to), &number);
    if (!series->is_dated)
        return tf_fail(error, TF_BAD_USAGE, "--to %lld needs dates in the series; --horizon N goes without",
                       (long long)number);
    int64_t left = (number + 1) * series->frequency - (series->first + (int64_t)series->count);
    if (left < 1) {
        char last[TF_ORDINARY_CHARS];
        return tf_fail(error, TF_BAD_USAGE, "the year %lld is over: the values go to %s", (long long)number,
                       tf_ordinary_period(last, series, series->count - 1));
    }
    *horizon = (size_t)left;
    return TF_OK;
}

static TfStatus answer_series(const Context *context, SeriesAnswer *answer)
{
    const char *name = context->options->series;
    TfSlice text = {NULL, 0};
    size_t horizon = 0;
    TfStatus status = file_read(name, MOST_FILE_BYTES, context->arena, &text, context->error);
    if (status != TF_OK)
        return status;
    status = tf_read_series(text, frequency_of(context->options->frequency), context->arena, &answer->series,
                            context->error);
    if (status == TF_OK)
        status = read_horizon(context->options, &answer->series, &horizon, context->error);
    if (status == TF_OK)
        status =
            tf_project_series(&answer->series, horizon, context->arena, &answer->projection, context->error);
    if (status == TF_BAD_INPUT && context->error->source[0] == '\0') {
        TfError found = *context->error; /* say which file */
        return tf_fail_at(context->error, status, strcmp(name, "-") == 0 ? "standard input" : name, 0, "%s",
                          found.message);
    }
    return status;
}

int project_series(const Context *context)
{
    SeriesAnswer answer;
    const char *name = context->options->series;
    OutputFormat format = output_format(context->options);
    if (context->argument_count > 0)
        return exit_code_of(
            tf_fail(context->error, TF_BAD_USAGE, "project takes a PAIR or --series, not both"));
    TfStatus status = answer_series(context, &answer);
    if (status != TF_OK)
        return exit_code_of(status);
    if (format == FORMAT_JSON || format == FORMAT_JSONL)
        print_json(&answer, name, context->out);
    else if (format == FORMAT_TEXT)
        print_text(&answer, name, context->arena, context->out);
    else
        print_cells(&answer, format, context->arena, context->out);
    return EXIT_DONE;
}
