/* tradefig fx: takes exchange rates, lists what is there, says what a currency was worth in a period. */
#include "tracker/cli/common.h"

#include <string.h>

/* ---- import ---- */

static void print_import_text(const Context *context, const TfRateImport *report)
{
    TextBuilder *out = context->out;
    for (size_t i = 0; i < report->file_count; i++) {
        const TfRateFile *file = &report->files[i];
        if (file->fault.bytes != NULL)
            continue;
        text_add_shown(out, file->name);
        text_addf(out, "  %.*s: %zu rate%s", TF_SLICE_ARG(file->kind), file->rates,
                  file->rates == 1 ? "" : "s");
        if (file->empty_cells > 0)
            text_addf(out, ", %zu cell%s without one", file->empty_cells, file->empty_cells == 1 ? "" : "s");
        text_add(out, "\n");
    }
    text_addf(out, "%zu rate%s in US dollars, %zu new.   Next: tradefig fx list\n", report->rates,
              report->rates == 1 ? "" : "s", report->added);
}

static void print_import_json(const Context *context, const TfRateImport *report)
{
    JsonWriter json;
    jsonw_start(&json, context->out);
    jsonw_open_object(&json, NULL);
    jsonw_open_array(&json, "files");
    for (size_t i = 0; i < report->file_count; i++) {
        const TfRateFile *file = &report->files[i];
        jsonw_open_object(&json, NULL);
        jsonw_string(&json, "file", file->name);
        jsonw_string_or_null(&json, "kind", file->kind);
        jsonw_integer(&json, "rates", (int64_t)file->rates);
        jsonw_integer(&json, "empty", (int64_t)file->empty_cells);
        jsonw_string_or_null(&json, "error", file->fault);
        jsonw_close_object(&json);
    }
    jsonw_close_array(&json);
    jsonw_integer(&json, "rates", (int64_t)report->rates);
    jsonw_integer(&json, "new", (int64_t)report->added);
    jsonw_integer(&json, "unresolved", (int64_t)report->unresolved);
    jsonw_string_or_null(&json, "remark", report->remark);
    jsonw_close_object(&json);
    text_add(context->out, "\n");
}

/* Tells each file that could not be read; returns how many. */
static size_t print_faults(const TfRateImport *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->file_count; i++) {
        TfError error;
        const TfRateFile *file = &report->files[i];
        if (file->fault.bytes == NULL)
            continue;
        count++;
        (void)tf_fail_at(&error, TF_BAD_INPUT, file->name.bytes, 0, "%.*s", TF_SLICE_ARG(file->fault));
        print_failure(&error);
    }
    return count;
}

static int import_rates(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfRateImport report;
    if (context->argument_count < 2) {
        (void)tf_fail(context->error, TF_BAD_USAGE,
                      "fx import needs a file of rates, or - for standard input");
        return EXIT_USAGE;
    }
    TfStatus status = open_database(context, true, &tradefig);
    if (status == TF_OK)
        status = tf_fx_import(tradefig, context->arguments + 1, context->argument_count - 1, context->arena,
                              &report, context->error);
    tf_close(tradefig);
    if (status != TF_OK)
        return exit_code_of(status);
    size_t faults = print_faults(&report);
    OutputFormat format = output_format(context->options);
    if (format == FORMAT_JSON || format == FORMAT_JSONL)
        print_import_json(context, &report);
    else
        print_import_text(context, &report);
    if (report.unresolved > 0)
        remark(context->options, "%.*s\n", TF_SLICE_ARG(report.remark));
    if (faults == report.file_count)
        return EXIT_FAILED;
    return faults > 0 || report.unresolved > 0 ? EXIT_PARTLY : EXIT_DONE;
}

/* ---- list ---- */

static void print_spans_json(const Context *context, const TfRateSpans *spans, OutputFormat format)
{
    ObjectList list;
    objects_start(&list, format, context->out);
    for (size_t i = 0; i < spans->count; i++) {
        const TfRateSpan *span = &spans->items[i];
        JsonWriter *json = objects_next(&list);
        jsonw_text(json, "currency", span->currency);
        jsonw_date(json, "from", span->from);
        jsonw_date(json, "to", span->to);
        jsonw_integer(json, "rates", (int64_t)span->count);
        jsonw_string(json, "source", span->source);
        jsonw_bool(json, "approximate", span->is_built_in);
        objects_end(&list);
    }
    objects_finish(&list);
}

static void print_spans(const Context *context, const TfRateSpans *spans, OutputFormat format)
{
    static const char *const headings[] = {"CURRENCY", "FROM", "TO", "RATES", "SOURCE"};
    Table table;
    table_init(&table, context->arena, headings, 5, "lllrl");
    for (size_t i = 0; i < spans->count; i++) {
        const TfRateSpan *span = &spans->items[i];
        table_add(&table, tf_slice(span->currency));
        table_add(&table, date_cell(span->from, context->arena));
        table_add(&table, date_cell(span->to, context->arena));
        table_add(&table, tf_arena_format(context->arena, "%zu", span->count));
        table_add(&table, span->is_built_in ? tf_arena_format(context->arena, "%.*s (approximate)",
                                                              TF_SLICE_ARG(span->source))
                                            : span->source);
    }
    table_print(&table, format, context->out);
}

static TfStatus check_currency(const Context *context, const char *code)
{
    bool is_code = strlen(code) == 3;
    for (const char *at = code; *at != '\0'; at++)
        is_code = is_code && *at >= 'A' && *at <= 'Z';
    if (is_code)
        return TF_OK;
    return tf_fail(context->error, TF_BAD_USAGE, "'%.40s' is no currency; needed: three letters as KZT",
                   code);
}

static int list_rates(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfRateSpans spans;
    const char *code = context->argument_count > 1 ? context->arguments[1] : "";
    TfStatus status = context->argument_count > 1 ? check_currency(context, code) : TF_OK;
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = tf_fx_list(tradefig, code, context->arena, &spans, context->error);
    tf_close(tradefig);
    if (status == TF_OK && spans.count == 0)
        status =
            tf_fail(context->error, TF_NOT_FOUND, "no rates of %s; tradefig fx import FILE takes them", code);
    if (status != TF_OK)
        return exit_code_of(status);
    OutputFormat format = output_format(context->options);
    if (format == FORMAT_JSON || format == FORMAT_JSONL)
        print_spans_json(context, &spans, format);
    else
        print_spans(context, &spans, format);
    return EXIT_DONE;
}

/* ---- rate ---- */

static void print_rate_json(const Context *context, const TfMeanRate *rate, TfPeriod period)
{
    char key[TF_PERIOD_CHARS];
    JsonWriter json;
    jsonw_start(&json, context->out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "currency", rate->currency);
    jsonw_text(&json, "period", tf_period_key(key, period));
    jsonw_rounded(&json, "usd", rate->usd, 6);
    jsonw_rounded(&json, "per_usd", 1 / rate->usd, 6);
    jsonw_bool(&json, "approximate", rate->is_approximate);
    jsonw_rounded(&json, "sd", rate->sd, 3);
    jsonw_string(&json, "how", rate->how);
    jsonw_close_object(&json);
    text_add(context->out, "\n");
}

static TfSlice six_digits(double value, TfArena *arena)
{
    return tf_arena_format(arena, "%.6g", value);
}

static void print_rate(const Context *context, const TfMeanRate *rate, TfPeriod period, OutputFormat format)
{
    static const char *const headings[] = {"CURRENCY", "PERIOD", "USD FOR 1", "FOR 1 USD", "OFF BY", "FROM"};
    char text[TF_PERIOD_CHARS];
    TfArena *arena = context->arena;
    Table table;
    table_init(&table, arena, headings, 6, "llrrrl");
    table_add(&table, tf_slice(rate->currency));
    table_add(&table, tf_arena_copy(arena, tf_slice(tf_period_text(text, period))));
    table_add(&table, six_digits(rate->usd, arena));
    table_add(&table, six_digits(1 / rate->usd, arena));
    table_add(&table, tf_arena_format(arena, "%.1f%%", 100 * rate->sd));
    table_add(&table, tf_arena_format(arena, "%.*s%s", TF_SLICE_ARG(rate->how),
                                      rate->is_approximate ? " (approximate)" : ""));
    table_print(&table, format, context->out);
}

static int show_rate(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfPeriod period;
    TfMeanRate rate;
    if (context->argument_count != 3) {
        (void)tf_fail(context->error, TF_BAD_USAGE,
                      "fx rate needs a currency and a period, as in: RUB 2024-Q3");
        return EXIT_USAGE;
    }
    TfStatus status = check_currency(context, context->arguments[1]);
    if (status == TF_OK && !tf_period_read(tf_slice(context->arguments[2]), &period))
        status = tf_fail(context->error, TF_BAD_USAGE,
                         "'%.40s' is no period; needed: 2024, 2024-03, 2024-Q3, 2024-H1 or 2024-01..2024-09",
                         context->arguments[2]);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = tf_fx_rate(tradefig, context->arguments[1], period, as_of_day(context->options),
                            context->arena, &rate, context->error);
    tf_close(tradefig);
    if (status != TF_OK)
        return exit_code_of(status);
    OutputFormat format = output_format(context->options);
    if (format == FORMAT_JSON || format == FORMAT_JSONL)
        print_rate_json(context, &rate, period);
    else
        print_rate(context, &rate, period, format);
    return EXIT_DONE;
}

int cmd_fx(const Context *context)
{
    const char *word = context->argument_count > 0 ? context->arguments[0] : "list";
    if (strcmp(word, "import") == 0)
        return import_rates(context);
    if (strcmp(word, "rate") == 0)
        return show_rate(context);
    if (strcmp(word, "list") == 0 && context->argument_count <= 2)
        return list_rates(context);
    (void)tf_fail(context->error, TF_BAD_USAGE,
                  "'%.40s' is nothing fx does; needed: import FILE, list [CURRENCY] or rate CURRENCY PERIOD",
                  word);
    return EXIT_USAGE;
}
