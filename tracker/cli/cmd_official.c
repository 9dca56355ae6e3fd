/* tradefig official: takes figures of statistical offices, lists those of a pair. */
#include "tracker/cli/common.h"

#include <math.h>
#include <string.h>

/* ---- import ---- */

static int import_figures(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfOfficialImport report;
    OutputFormat format = output_format(context->options);
    if (context->argument_count != 2)
        return exit_code_of(tf_fail(context->error, TF_BAD_USAGE,
                                    "official import needs one table, or - for standard input"));
    TfStatus status = open_database(context, true, &tradefig);
    if (status == TF_OK)
        status = tf_official_import(tradefig, context->arguments[1], context->arena, &report, context->error);
    tf_close(tradefig);
    if (status != TF_OK)
        return exit_code_of(status);
    char pair[TF_PAIR_CHARS];
    (void)tf_pair_short(pair, tf_pair(report.reporter, report.partner));
    if (format == FORMAT_JSON || format == FORMAT_JSONL) {
        JsonWriter json;
        jsonw_start(&json, context->out);
        jsonw_open_object(&json, NULL);
        jsonw_integer(&json, "figures", (int64_t)report.figures);
        jsonw_integer(&json, "new", (int64_t)report.added);
        jsonw_close_object(&json);
        text_add(context->out, "\n");
    } else {
        text_addf(context->out, "%zu official figure%s, %zu new.   Next: tradefig official %s\n",
                  report.figures, report.figures == 1 ? "" : "s", report.added, pair);
    }
    return EXIT_DONE;
}

/* ---- list ---- */

static void print_figure_json(const TfOfficial *figure, JsonWriter *json)
{
    jsonw_text(json, "reporter", figure->reporter.code);
    jsonw_text(json, "partner", figure->partner.code);
    jsonw_text(json, "measure", tf_measure_name(figure->measure));
    jsonw_date(json, "from", figure->from);
    jsonw_date(json, "to", figure->to);
    jsonw_double(json, "value", figure->value);
    jsonw_text(json, "currency", figure->currency);
    jsonw_string_or_null(json, "valuation", figure->valuation);
    jsonw_string_or_null(json, "source", figure->source);
}

static void print_json(const Context *context, const TfOfficials *figures, OutputFormat format)
{
    ObjectList list;
    objects_start(&list, format, context->out);
    for (size_t i = 0; i < figures->count; i++) {
        print_figure_json(&figures->items[i], objects_next(&list));
        objects_end(&list);
    }
    objects_finish(&list);
}

static void add_row(const TfOfficial *figure, bool for_reading, TfArena *arena, Table *table)
{
    char key[TF_PERIOD_CHARS];
    TfPeriod period = {.from = figure->from, .to = figure->to};
    period.kind = tf_period_kind_of(figure->from, figure->to);
    table_add(table, tf_arena_copy(arena, tf_slice(tf_period_key(key, period))));
    table_add(table, tf_slice(figure->reporter.code));
    table_add(table, tf_slice(figure->partner.code));
    table_add(table, tf_slice(tf_measure_name(figure->measure)));
    table_add(table, for_reading ? tf_money_text(figure->value, figure->currency, arena)
                                 : number_cell(figure->value, arena));
    table_add(table, tf_slice(figure->currency));
    table_add(table, figure->valuation);
    table_add(table, figure->source);
}

static void print_table(const Context *context, const TfOfficials *figures, OutputFormat format)
{
    static const char *const shown[] = {"PERIOD", "REPORTER", "PARTNER",   "MEASURE",
                                        "VALUE",  "CURRENCY", "VALUATION", "SOURCE"};
    static const char *const written[] = {"period", "reporter", "partner",   "measure",
                                          "value",  "currency", "valuation", "source"};
    bool for_reading = format == FORMAT_TEXT;
    Table table;
    table_init(&table, context->arena, for_reading ? shown : written, 8, "llllrlll");
    for (size_t i = 0; i < figures->count; i++)
        add_row(&figures->items[i], for_reading, context->arena, &table);
    table_print(&table, format, context->out);
}

static int list_figures(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfPair pair;
    TfOfficials figures = {NULL, 0};
    char name[TF_PAIR_CHARS];
    OutputFormat format = output_format(context->options);
    TfStatus status = read_pair(context, 0, &pair);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = tf_official(tradefig, pair, as_of_day(context->options), context->arena, &figures,
                             context->error);
    tf_close(tradefig);
    if (status == TF_OK && figures.count == 0)
        status = tf_fail(context->error, TF_NOT_FOUND,
                         "no official figures of %s; take some in with: tradefig official import FILE.csv",
                         tf_pair_short(name, pair));
    if (status != TF_OK)
        return exit_code_of(status);
    if (format == FORMAT_JSON || format == FORMAT_JSONL)
        print_json(context, &figures, format);
    else
        print_table(context, &figures, format);
    return EXIT_DONE;
}

int cmd_official(const Context *context)
{
    if (strcmp(context->arguments[0], "import") == 0)
        return import_figures(context);
    return list_figures(context);
}
