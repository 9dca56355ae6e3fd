/* An ordinary series of totals and perhaps an indicator: read, spread, printed. */
#include "tracker/cli/project_spread.h"

#include "tracker/base/file.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_FILE_BYTES ((size_t)64 << 20)
/* Digits of the values: enough that what is printed adds up again. */
enum { DIGITS = 9 };

static TfStatus read_series(const Context *context, const char *name, int frequency, TfOrdinary *series)
{
    TfSlice text = {NULL, 0};
    TfStatus status = file_read(name, MOST_FILE_BYTES, context->arena, &text, context->error);
    if (status == TF_OK)
        status = tf_read_series(text, frequency, context->arena, series, context->error);
    if (status == TF_BAD_INPUT && context->error->source[0] == '\0') {
        TfError found = *context->error; /* say which file */
        return tf_fail_at(context->error, status, strcmp(name, "-") == 0 ? "standard input" : name, 0, "%s",
                          found.message);
    }
    return status;
}

static TfSpreadOptions spread_options(const Options *options)
{
    TfSpreadOptions spread = {.frequency = strcmp(options->disaggregate, "quarters") == 0 ? 4 : 12,
                              .method = options->indicator != NULL ? TF_SPREAD_CHOW_LIN : TF_SPREAD_DENTON};
    if (options->method != NULL)
        spread.method = strcmp(options->method, "denton") == 0     ? TF_SPREAD_DENTON
                        : strcmp(options->method, "chow-lin") == 0 ? TF_SPREAD_CHOW_LIN
                                                                   : TF_SPREAD_FERNANDEZ;
    if (options->smooth != NULL)
        spread.differences = strcmp(options->smooth, "slope") == 0 ? 2 : 1;
    return spread;
}

static TfStatus check_options(const Context *context)
{
    const Options *options = context->options;
    if (options->series == NULL)
        return tf_fail(context->error, TF_BAD_USAGE, "--disaggregate needs totals: --series FILE");
    if (context->argument_count > 0)
        return tf_fail(context->error, TF_BAD_USAGE, "project takes a PAIR or --series, not both");
    if (options->method != NULL && strcmp(options->method, "denton") != 0 && options->indicator == NULL)
        return tf_fail(context->error, TF_BAD_USAGE, "--method %s needs an --indicator FILE",
                       options->method);
    if (options->horizon != NULL || options->to != NULL)
        return tf_fail(context->error, TF_BAD_USAGE,
                       "--disaggregate looks inside the totals; an --indicator that goes on carries them on");
    if (spread_options(options).method != TF_SPREAD_DENTON && options->smooth != NULL)
        return tf_fail(context->error, TF_BAD_USAGE, "--smooth is of --method denton");
    return TF_OK;
}

static TfStatus answer(const Context *context, TfSpread *spread)
{
    const Options *options = context->options;
    TfOrdinary totals;
    TfOrdinary indicator;
    TfSpreadOptions wanted = spread_options(options);
    TfStatus status = check_options(context);
    if (status == TF_OK)
        status = read_series(context, options->series, 0, &totals);
    if (status == TF_OK && options->indicator != NULL)
        status = read_series(context, options->indicator, 0, &indicator);
    if (status == TF_OK)
        status = tf_spread_series(&totals, options->indicator != NULL ? &indicator : NULL, &wanted,
                                  context->arena, spread, context->error);
    return status;
}

static TfSlice value_text(double value, TfArena *arena)
{
    char text[TF_FIXED_CHARS];
    int before = value != 0.0 ? (int)floor(log10(fabs(value))) + 1 : 1;
    int decimals = DIGITS - before;
    size_t length = tf_fixed_write(text, value, decimals < 0 ? 0 : decimals > 12 ? 12 : decimals);
    return tf_arena_copy(arena, tf_slice_of(text, length));
}

static void print_table(const TfSpread *spread, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const shown[] = {"PERIOD", "VALUE"};
    static const char *const plain[] = {"period", "value"};
    Table table;
    table_init(&table, arena, format == FORMAT_TEXT ? shown : plain, 2, "lr");
    for (size_t i = 0; i < spread->parts.count; i++) {
        char period[TF_ORDINARY_CHARS];
        table_add(&table, tf_arena_copy(arena, tf_slice(tf_ordinary_period(period, &spread->parts, i))));
        table_add(&table, value_text(spread->parts.values[i], arena));
    }
    table_print(&table, format, out);
}

static void print_text(const TfSpread *spread, TfArena *arena, TextBuilder *out)
{
    print_table(spread, FORMAT_TEXT, arena, out);
    text_addf(out, "%.*s\n", TF_SLICE_ARG(spread->method_text));
    for (size_t i = 0; i < spread->parts.remark_count; i++)
        text_addf(out, "%.*s\n", TF_SLICE_ARG(spread->parts.remarks[i]));
}

static void print_json(const TfSpread *spread, const char *name, TextBuilder *out)
{
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "series", name);
    jsonw_string(&json, "method", spread->method_text);
    jsonw_rounded(&json, "intercept", spread->intercept, DIGITS);
    jsonw_rounded(&json, "slope", spread->slope, DIGITS);
    jsonw_rounded(&json, "rho", spread->rho, DIGITS);
    jsonw_rounded(&json, "adjusted_r2", spread->adjusted_r2, DIGITS);
    jsonw_integer(&json, "below_zero", (int64_t)spread->negative_count);
    jsonw_open_array(&json, "remarks");
    for (size_t i = 0; i < spread->parts.remark_count; i++)
        jsonw_string(&json, NULL, spread->parts.remarks[i]);
    jsonw_close_array(&json);
    jsonw_open_array(&json, "periods");
    for (size_t i = 0; i < spread->parts.count; i++) {
        char period[TF_ORDINARY_CHARS];
        jsonw_open_object(&json, NULL);
        jsonw_text(&json, "period", tf_ordinary_period(period, &spread->parts, i));
        jsonw_rounded(&json, "value", spread->parts.values[i], DIGITS);
        jsonw_close_object(&json);
    }
    jsonw_close_array(&json);
    jsonw_close_object(&json);
    text_add(out, "\n");
}

int project_spread(const Context *context)
{
    TfSpread spread;
    OutputFormat format = output_format(context->options);
    TfStatus status = answer(context, &spread);
    if (status != TF_OK)
        return exit_code_of(status);
    if (format == FORMAT_JSON || format == FORMAT_JSONL)
        print_json(&spread, context->options->series, context->out);
    else if (format == FORMAT_TEXT)
        print_text(&spread, context->arena, context->out);
    else
        print_table(&spread, format, context->arena, context->out);
    return EXIT_DONE;
}
