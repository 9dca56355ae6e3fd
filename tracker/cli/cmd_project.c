/* tradefig project: yearly turnover to come, or answers to cases of claims on standard input. */
#include "tracker/base/lines.h"
#include "tracker/cli/common.h"
#include "tracker/cli/fan.h"
#include "tracker/cli/outlook.h"
#include "tracker/cli/project_series.h"
#include "tracker/cli/project_spread.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_CASE_BYTES ((size_t)16 << 20)

/* ---- the protocol ---- */

static int run_protocol(const Context *context)
{
    LineReader *lines = NULL;
    TfProtocol *protocol = NULL;
    bool of_series = strcmp(context->options->protocol, "series-jsonl") == 0;
    size_t failures = 0;
    size_t answers = 0;
    TfStatus status = lines_open("-", MOST_CASE_BYTES, &lines, context->error);
    while (status == TF_OK) {
        TfError failure = {.status = TF_OK};
        TfSlice line = {NULL, 0};
        TfSlice answer;
        TfStatus got = lines_next(lines, &line, &failure);
        if (got == TF_OK && line.bytes == NULL)
            break;
        if (got == TF_OK && tf_slice_trim(line).length == 0)
            continue;
        if (got == TF_OK)
            got = of_series ? tf_series_protocol_answer(&protocol, line, &answer, &failure)
                            : tf_protocol_answer(&protocol, line, &answer, &failure);
        if (got == TF_OK) {
            answers++;
            text_add_slice(context->out, answer);
            flush_some(context->out);
        } else if (got == TF_IO || got == TF_NO_MEMORY) {
            *context->error = failure;
            status = got;
        } else {
            failures++;
            (void)fprintf(stderr, "tradefig: line %zu: %s\n", lines_number(lines), failure.message);
        }
    }
    tf_protocol_end(protocol);
    lines_close(lines);
    if (status != TF_OK)
        return exit_code_of(status);
    return failures == 0 ? EXIT_DONE : answers > 0 ? EXIT_PARTLY : EXIT_FAILED;
}

/* ---- a stored pair ---- */

static void add_cells(Table *table, TfSlice period, const TfFan *fan, TfArena *arena)
{
    const double cells[] = {fan->median, fan->lo50, fan->hi50, fan->lo80, fan->hi80, fan->lo95, fan->hi95};
    table_add(table, period);
    for (size_t c = 0; c < sizeof cells / sizeof cells[0]; c++)
        table_add(table, outlook_cell(cells[c], arena));
}

/* Plain US dollars, for spreadsheets; months, when asked for, after the years. */
static void print_cells(const TfPairProjection *answer, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"year", "median_usd", "lo50", "hi50",         "lo80",
                                           "hi80", "lo95",       "hi95", "reach_chance", "reach_by_then"};
    bool with_reach = answer->reach_count > 0;
    Table table;
    table_init(&table, arena, headings, with_reach ? 10 : 8, "rrrrrrrrrr");
    for (size_t i = 0; i < answer->projection.year_count; i++) {
        const TfProjectedYear *year = &answer->projection.years[i];
        add_cells(&table, number_cell(year->year, arena), &year->total_usd, arena);
        if (with_reach) {
            table_add(&table, tf_arena_format(arena, "%.4f", answer->reach[i].chance));
            table_add(&table, tf_arena_format(arena, "%.4f", answer->reach[i].by_then));
        }
    }
    for (size_t i = 0; i < answer->month_count; i++) {
        const TfProjectedMonth *month = &answer->months[i];
        add_cells(&table, tf_arena_format(arena, "%d-%02d", month->year, month->month), &month->total_usd,
                  arena);
        for (int c = 0; c < (with_reach ? 2 : 0); c++)
            table_add(&table, tf_slice(""));
    }
    table_print(&table, format, out);
}

/* "2 figures outvoted, 1 doubted: tradefig conflicts KZ-RU": nothing when there are none. */
static void print_odd_figures(const TfPairProjection *answer, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    size_t outvoted = 0;
    size_t doubted = 0;
    for (size_t i = 0; i < answer->projection.residual_count; i++)
        outvoted += answer->projection.residuals[i].sigmas > 3;
    for (size_t i = 0; i < answer->series.count; i++)
        doubted += answer->series.items[i].doubt.bytes != NULL;
    if (outvoted > 0 || doubted > 0)
        text_addf(out, "%zu figure%s outvoted, %zu doubted; see tradefig conflicts %s\n", outvoted,
                  outvoted == 1 ? "" : "s", doubted, tf_pair_short(pair, answer->series.pair));
}

static void print_text(const TfPairProjection *answer, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"YEAR", "MEDIAN", "50%", "80%", "95%"};
    Table table;
    table_init(&table, arena, headings, 5, "rrrrr");
    for (size_t i = 0; i < answer->projection.year_count; i++) {
        const TfProjectedYear *year = &answer->projection.years[i];
        const TfFan *fan = &year->total_usd;
        table_add(&table, tf_arena_format(arena, "%d", year->year));
        table_add(&table, tf_money_text(fan->median, "USD", arena));
        table_add(&table, fan_range_text(fan->lo50, fan->hi50, fan->median, arena));
        table_add(&table, fan_range_text(fan->lo80, fan->hi80, fan->median, arena));
        table_add(&table, fan_range_text(fan->lo95, fan->hi95, fan->median, arena));
    }
    char day[TF_DATE_CHARS];
    TfSlice name = tf_pair_name(answer->series.pair, "en", arena);
    TfSlice measure = outlook_measure_text(answer->series.pair, answer->measure, arena);
    text_addf(out, "%.*s: projected %.*s, as of %s\n", TF_SLICE_ARG(name), TF_SLICE_ARG(measure),
              tf_date_write_short(day, answer->series.as_of));
    table_print(&table, FORMAT_TEXT, out);
    outlook_print_text(answer, arena, out);
    text_addf(out, "from %zu observation%s; yearly volatility %.0f%%; the books of \"%.*s\"\n",
              answer->series.count, answer->series.count == 1 ? "" : "s", 100 * answer->projection.volatility,
              TF_SLICE_ARG(answer->projection.reference_source));
    TfSlice approximate = approximate_text(&answer->series, arena);
    if (approximate.bytes != NULL)
        text_addf(out, "with %.*s\n", TF_SLICE_ARG(approximate));
    print_odd_figures(answer, out);
}

static void print_outvoted(const TfPairProjection *answer, JsonWriter *json)
{
    jsonw_open_array(json, "outvoted");
    for (size_t i = 0; i < answer->projection.residual_count; i++) {
        const TfResidual *residual = &answer->projection.residuals[i];
        const TfObservation *item = &answer->series.items[residual->observation];
        if (residual->sigmas <= 3)
            continue;
        jsonw_open_object(json, NULL);
        jsonw_rounded(json, "sigmas", residual->sigmas, 3);
        jsonw_open_array(json, "claims");
        for (size_t c = 0; c < item->claim_count; c++)
            jsonw_integer(json, NULL, item->claim_ids[c]);
        jsonw_close_array(json);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
}

static void print_json(const TfPairProjection *answer, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "pair", tf_pair_short(pair, answer->series.pair));
    jsonw_text(&json, "measure", tf_measure_name(answer->measure));
    jsonw_text(&json, "unit", "USD");
    jsonw_date(&json, "as_of", answer->series.as_of);
    fan_print_years(&json, &answer->projection);
    outlook_print_json(answer, &json);
    jsonw_rounded(&json, "volatility", answer->projection.volatility, 4);
    jsonw_string_or_null(&json, "reference_source", answer->projection.reference_source);
    jsonw_integer(&json, "observations", (int64_t)answer->series.count);
    print_outvoted(answer, &json);
    print_json_warnings(&json, &answer->series);
    jsonw_close_object(&json);
    text_add(out, "\n");
}

/* ---- what goes together ---- */

typedef enum Form { OF_PAIR = 1, OF_SERIES = 2, OF_SPREAD = 4, OF_PROTOCOL = 8 } Form;

static Form form_of(const Options *options)
{
    if (options->protocol != NULL)
        return OF_PROTOCOL;
    if (options->disaggregate != NULL)
        return OF_SPREAD;
    return options->series != NULL ? OF_SERIES : OF_PAIR;
}

/* An option that would change nothing is refused: who gives it expects it to. */
static TfStatus check_form(const Options *options, TfError *error)
{
    const struct {
        const char *name;
        bool is_given;
        unsigned forms;
    } rows[] = {
        {"as-of", options->as_of != NULL, OF_PAIR},
        {"without", options->without != NULL, OF_PAIR},
        {"only-side", options->only_side != NULL, OF_PAIR},
        {"scope", options->scope != NULL, OF_PAIR},
        {"reach", options->reach != NULL, OF_PAIR},
        {"measure", options->measure != NULL, OF_PAIR},
        {"months", options->months, OF_PAIR},
        {"to", options->to != NULL, OF_PAIR | OF_SERIES | OF_SPREAD},
        {"series", options->series != NULL, OF_SERIES | OF_SPREAD},
        {"horizon", options->horizon != NULL, OF_SERIES | OF_SPREAD},
        {"frequency", options->frequency != NULL, OF_SERIES | OF_SPREAD},
        {"disaggregate", options->disaggregate != NULL, OF_SPREAD},
        {"indicator", options->indicator != NULL, OF_SPREAD},
        {"method", options->method != NULL, OF_SPREAD},
        {"smooth", options->smooth != NULL, OF_SPREAD},
    };
    Form form = form_of(options);
    const char *words = form == OF_PAIR     ? "a PAIR"
                        : form == OF_SERIES ? "--series"
                        : form == OF_SPREAD ? "--disaggregate"
                                            : "--protocol";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].is_given && (rows[i].forms & form) == 0)
            return tf_fail(error, TF_BAD_USAGE, "--%s does not go with %s; see tradefig help project",
                           rows[i].name, words);
    return TF_OK;
}

int cmd_project(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfAsk ask;
    TfPairProjection answer;
    TfStatus status = check_form(context->options, context->error);
    if (status != TF_OK)
        return exit_code_of(status);
    if (context->options->protocol != NULL)
        return run_protocol(context);
    if (context->options->disaggregate != NULL)
        return project_spread(context);
    if (context->options->series != NULL)
        return project_series(context);
    if (context->argument_count == 0)
        status = tf_fail(context->error, TF_BAD_USAGE,
                         "project needs a PAIR, --series or --protocol; see tradefig help project");
    if (status == TF_OK)
        status = read_ask(context, 0, &ask);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    TfProjectOptions options = outlook_options(context->options);
    if (status == TF_OK)
        status = tf_project_flow(tradefig, &ask, &options, context->arena, &answer, context->error);
    if (status == TF_OK) {
        OutputFormat format = output_format(context->options);
        if (format == FORMAT_JSON || format == FORMAT_JSONL)
            print_json(&answer, context->out);
        else if (format == FORMAT_TEXT)
            print_text(&answer, context->arena, context->out);
        else
            print_cells(&answer, format, context->arena, context->out);
        print_warnings(context->options, &answer.series);
    }
    tf_close(tradefig);
    return exit_code_of(status);
}
