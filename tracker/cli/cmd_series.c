/* tradefig series: what the claims of a pair come to, each statement once, and what was left out and why. */
#include "tracker/cli/common.h"
#include "tracker/cli/observed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_converted(const TfObservation *item)
{
    return item->currency[0] != '\0' && strcmp(item->currency, "USD") != 0;
}

/* "RUB, approximate" for an amount that was converted, else empty. */
static TfSlice conversion_text(const TfObservation *item, TfArena *arena)
{
    if (!is_converted(item))
        return tf_slice("");
    return tf_arena_format(arena, "%s%s", item->currency, item->is_approximate ? ", approximate" : "");
}

/* Why a figure stands there, or may not: derived, doubted. */
static TfSlice note_text(const TfObservation *item, TfArena *arena)
{
    if (item->doubt.bytes != NULL)
        return tf_arena_format(arena, "doubt: %.*s", TF_SLICE_ARG(item->doubt));
    return tf_slice(item->is_derived ? "derived from the two" : "");
}

/* Columns that stand there only where they have something to say. */
typedef struct Extras {
    bool currency;
    bool notes;
} Extras;

static Extras find_extras(const TfSeries *series)
{
    Extras extras = {false, false};
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        extras.currency = extras.currency || is_converted(item);
        extras.notes = extras.notes || item->is_derived || item->doubt.bytes != NULL;
    }
    return extras;
}

static void print_table(const TfSeries *series, TfArena *arena, TextBuilder *out)
{
    static const char *const all[] = {"PERIOD", "FLOW",  "VALUE",  "SAID IN", "SOURCE",
                                      "SAID",   "PAGES", "CLAIMS", "NOTE"};
    static const char alignment[] = "llrlllrll";
    enum { COLUMNS = sizeof all / sizeof all[0], CURRENCY = 3, NOTE = 8 };
    const char *headings[COLUMNS];
    char aligned[COLUMNS + 1] = "";
    size_t columns = 0;
    Extras extras = find_extras(series);
    Table table;
    for (size_t c = 0; c < COLUMNS; c++)
        if ((c != CURRENCY || extras.currency) && (c != NOTE || extras.notes)) {
            aligned[columns] = alignment[c];
            headings[columns++] = all[c];
        }
    table_init(&table, arena, headings, columns, aligned);
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        char period[TF_PERIOD_CHARS];
        char day[TF_DATE_CHARS];
        const TfSlice cells[COLUMNS] = {
            tf_arena_copy(arena, tf_slice(tf_period_text(period, tf_observation_period(item)))),
            tf_slice(tf_measure_name(item->flow)),
            tf_observation_text(item, arena),
            conversion_text(item, arena),
            item->source,
            tf_arena_copy(arena, tf_slice(tf_date_write_short(day, item->said))),
            tf_arena_format(arena, "%zu", item->article_count),
            observed_ids_text(item, arena),
            note_text(item, arena)};
        for (size_t c = 0; c < COLUMNS; c++)
            if ((c != CURRENCY || extras.currency) && (c != NOTE || extras.notes))
                table_add(&table, cells[c]);
    }
    table_print(&table, FORMAT_TEXT, out);
}

/* Plain numbers, for spreadsheets: US dollars, or a fraction for growth. */
static void print_cells(const TfSeries *series, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"period",   "flow",        "kind", "relation", "value",
                                           "rounding", "source",      "said", "pages",    "claims",
                                           "currency", "approximate", "side", "derived",  "doubt"};
    enum { COLUMNS = sizeof headings / sizeof headings[0] };
    Table table;
    table_init(&table, arena, headings, COLUMNS, "llllrrllrllllll");
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        char period[TF_PERIOD_CHARS];
        const TfSlice cells[COLUMNS] = {
            tf_arena_copy(arena, tf_slice(tf_period_key(period, tf_observation_period(item)))),
            tf_slice(tf_measure_name(item->flow)),
            tf_slice(item->is_growth ? "growth" : "level"),
            tf_slice(tf_relation_name(item->relation)),
            number_cell(item->value_usd, arena),
            number_cell(item->rounding, arena),
            item->source,
            date_cell(item->said, arena),
            tf_arena_format(arena, "%zu", item->article_count),
            observed_ids_text(item, arena),
            tf_slice(item->currency),
            tf_slice(item->is_approximate ? "true" : "false"),
            tf_slice(item->side.code),
            tf_slice(item->is_derived ? "true" : "false"),
            item->doubt};
        for (size_t c = 0; c < COLUMNS; c++)
            table_add(&table, cells[c]);
    }
    table_print(&table, format, out);
}

static void print_json_item(JsonWriter *json, const TfSeries *series, const TfObservation *item,
                            TfArena *arena)
{
    char pair[TF_PAIR_CHARS];
    char key[TF_PERIOD_CHARS];
    jsonw_open_object(json, NULL);
    jsonw_text(json, "pair", tf_pair_short(pair, series->pair));
    jsonw_text(json, "period", tf_period_key(key, tf_observation_period(item)));
    jsonw_text(json, "flow", tf_measure_name(item->flow));
    jsonw_text(json, "kind", item->is_growth ? "growth" : "level");
    jsonw_text(json, "relation", tf_relation_name(item->relation));
    observed_write_value(json, item, arena);
    jsonw_text(json, "currency", item->currency[0] != '\0' ? item->currency : NULL);
    jsonw_bool(json, "approximate", item->is_approximate);
    jsonw_rounded(json, "conversion_sd", item->conversion_sd, 3);
    jsonw_string(json, "source", item->source);
    jsonw_text(json, "side", item->side.code[0] != '\0' ? item->side.code : NULL);
    jsonw_bool(json, "derived", item->is_derived);
    jsonw_string_or_null(json, "doubt", item->doubt);
    jsonw_date(json, "said", item->said);
    jsonw_integer(json, "pages", (int64_t)item->article_count);
    jsonw_open_array(json, "claims");
    for (size_t i = 0; i < item->claim_count; i++)
        jsonw_integer(json, NULL, item->claim_ids[i]);
    jsonw_close_array(json);
    jsonw_close_object(json);
}

static void print_json(const TfSeries *series, TfArena *arena, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "pair", tf_pair_short(pair, series->pair));
    jsonw_date(&json, "as_of", series->as_of);
    jsonw_string(&json, "scope", series->scope);
    jsonw_open_array(&json, "observations");
    for (size_t i = 0; i < series->count; i++)
        print_json_item(&json, series, &series->items[i], arena);
    jsonw_close_array(&json);
    jsonw_open_array(&json, "left_out");
    for (size_t i = 0; i < series->left_out_count; i++) {
        jsonw_open_object(&json, NULL);
        jsonw_integer(&json, "claim", series->left_out[i].claim_id);
        jsonw_string(&json, "reason", series->left_out[i].reason);
        jsonw_close_object(&json);
    }
    jsonw_close_array(&json);
    print_json_warnings(&json, series);
    jsonw_close_object(&json);
    text_add(out, "\n");
}

static void print_json_lines(const TfSeries *series, TfArena *arena, TextBuilder *out)
{
    for (size_t i = 0; i < series->count; i++) {
        JsonWriter json;
        jsonw_start(&json, out);
        print_json_item(&json, series, &series->items[i], arena);
        text_add(out, "\n");
    }
}

int cmd_series(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfAsk ask;
    TfSeries series;
    TfStatus status = read_ask(context, 0, &ask);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = tf_series(tradefig, &ask, context->arena, &series, context->error);
    if (status == TF_OK) {
        OutputFormat format = output_format(context->options);
        if (format == FORMAT_JSON)
            print_json(&series, context->arena, context->out);
        else if (format == FORMAT_JSONL)
            print_json_lines(&series, context->arena, context->out);
        else if (format == FORMAT_TEXT)
            print_table(&series, context->arena, context->out);
        else
            print_cells(&series, format, context->arena, context->out);
        print_warnings(context->options, &series);
        if (series.left_out_count > 0 && format == FORMAT_TEXT)
            remark(context->options, "%zu claim%s left out%s\n", series.left_out_count,
                   series.left_out_count == 1 ? "" : "s",
                   context->options->verbose ? ":" : "; --verbose or --json says why");
        for (size_t i = 0; context->options->verbose && i < series.left_out_count; i++)
            remark(context->options, "  claim %lld: %.*s\n", (long long)series.left_out[i].claim_id,
                   TF_SLICE_ARG(series.left_out[i].reason));
    }
    tf_close(tradefig);
    return exit_code_of(status);
}
