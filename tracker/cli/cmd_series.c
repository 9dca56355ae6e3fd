/* tradefig series: what the claims of a pair come to, each statement once, and what was left out and why. */
#include "tracker/cli/common.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static TfPeriod observation_period(const TfObservation *item)
{
    TfDate from = tf_month_first_day(item->from_month);
    TfDate to = tf_month_last_day(item->to_month);
    return (TfPeriod){from, to, tf_period_kind_of(from, to), TF_BASIS_EXPLICIT};
}

/* A number cut to three digits. */
static TfDecimal three_digits(double value)
{
    double unit = value > 0 ? pow(10, floor(log10(value)) - 2) : 1;
    return tf_decimal_from_double(unit >= 1 ? round(value / unit) * unit : value);
}

/* "RUB, approximate" for an amount that was converted, else empty. */
static TfSlice conversion_text(const TfObservation *item, TfArena *arena)
{
    if (item->currency[0] == '\0' || strcmp(item->currency, "USD") == 0)
        return tf_slice("");
    return tf_arena_format(arena, "%s%s", item->currency, item->is_approximate ? ", approximate" : "");
}

static bool has_conversion(const TfSeries *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->items[i].conversion_sd > 0)
            return true;
    return false;
}

/* The observation's value in the words of a claim; a range is kept as its middle and width. */
static TfSlice value_text(const TfObservation *item, TfArena *arena)
{
    if (item->is_growth)
        return tf_arena_format(arena, "%+.1f%%", item->value_usd * 100);
    bool is_dollars = item->currency[0] == '\0' || strcmp(item->currency, "USD") == 0;
    TfClaim claim = tf_claim_default();
    bool is_range = item->relation == TF_RANGE;
    claim.relation = item->relation;
    claim.has_value = true;
    claim.value = tf_decimal_from_double(is_range ? item->value_usd - item->rounding / 2 : item->value_usd);
    claim.has_value_hi = is_range;
    claim.value_hi = tf_decimal_from_double(item->value_usd + item->rounding / 2);
    if (!is_dollars) { /* the digits that conversion makes say nothing */
        claim.value = three_digits(tf_decimal_to_double(claim.value));
        claim.value_hi = three_digits(tf_decimal_to_double(claim.value_hi));
    }
    (void)snprintf(claim.currency, sizeof claim.currency, "USD");
    return tf_claim_value_text(&claim, arena);
}

static TfSlice ids_text(const TfObservation *item, TfArena *arena)
{
    TextBuilder text;
    text_init(&text, 0);
    for (size_t i = 0; i < item->claim_count; i++)
        text_addf(&text, "%s%lld", i > 0 ? " " : "", (long long)item->claim_ids[i]);
    TfSlice copy = tf_arena_copy(arena, text_slice(&text));
    text_done(&text);
    return copy;
}

static void print_table(const TfSeries *series, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"PERIOD", "FLOW", "VALUE", "SOURCE", "SAID", "PAGES", "CLAIMS"};
    static const char *const with_currency[] = {"PERIOD", "FLOW", "VALUE", "SAID IN",
                                                "SOURCE", "SAID", "PAGES", "CLAIMS"};
    bool converts = has_conversion(series);
    Table table;
    if (converts)
        table_init(&table, arena, with_currency, 8, "llrlllrl");
    else
        table_init(&table, arena, headings, 7, "llrllrl");
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        char period[TF_PERIOD_CHARS];
        char day[TF_DATE_CHARS];
        table_add(&table, tf_arena_copy(arena, tf_slice(tf_period_text(period, observation_period(item)))));
        table_add(&table, tf_slice(tf_measure_name(item->flow)));
        table_add(&table, value_text(item, arena));
        if (converts)
            table_add(&table, conversion_text(item, arena));
        table_add(&table, item->source);
        table_add(&table, tf_arena_copy(arena, tf_slice(tf_date_write_short(day, item->said))));
        table_add(&table, tf_arena_format(arena, "%zu", item->article_count));
        table_add(&table, ids_text(item, arena));
    }
    table_print(&table, FORMAT_TEXT, out);
}

/* Plain numbers, for spreadsheets: US dollars, or a fraction for growth. */
static void print_cells(const TfSeries *series, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"period", "flow", "kind",  "relation", "value",    "rounding",
                                           "source", "said", "pages", "claims",   "currency", "approximate"};
    enum { COLUMNS = sizeof headings / sizeof headings[0] };
    Table table;
    table_init(&table, arena, headings, COLUMNS, "llllrrllrlll");
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        char period[TF_PERIOD_CHARS];
        const TfSlice cells[COLUMNS] = {
            tf_arena_copy(arena, tf_slice(tf_period_key(period, observation_period(item)))),
            tf_slice(tf_measure_name(item->flow)),
            tf_slice(item->is_growth ? "growth" : "level"),
            tf_slice(tf_relation_name(item->relation)),
            number_cell(item->value_usd, arena),
            number_cell(item->rounding, arena),
            item->source,
            date_cell(item->said, arena),
            tf_arena_format(arena, "%zu", item->article_count),
            ids_text(item, arena),
            tf_slice(item->currency),
            tf_slice(item->is_approximate ? "true" : "false")};
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
    bool has_low = item->relation != TF_LT && item->relation != TF_LE && item->relation != TF_ALMOST;
    bool has_high = item->relation != TF_GT && item->relation != TF_GE;
    double scale = item->is_growth ? 1 : 1e9;
    double half = item->relation == TF_RANGE ? item->rounding / 2 : 0;
    jsonw_open_object(json, NULL);
    jsonw_text(json, "pair", tf_pair_short(pair, series->pair));
    jsonw_text(json, "period", tf_period_key(key, observation_period(item)));
    jsonw_text(json, "flow", tf_measure_name(item->flow));
    jsonw_text(json, "kind", item->is_growth ? "growth" : "level");
    jsonw_text(json, "relation", tf_relation_name(item->relation));
    jsonw_open_object(json, "value");
    if (has_low)
        jsonw_double(json, "low", (item->value_usd - half) / scale);
    else
        jsonw_null(json, "low");
    if (has_high)
        jsonw_double(json, "high", (item->value_usd + half) / scale);
    else
        jsonw_null(json, "high");
    jsonw_text(json, "unit", item->is_growth ? "fraction" : "USD");
    jsonw_double(json, "scale", scale);
    jsonw_string(json, "text", value_text(item, arena));
    jsonw_close_object(json);
    jsonw_text(json, "currency", item->currency[0] != '\0' ? item->currency : NULL);
    jsonw_bool(json, "approximate", item->is_approximate);
    jsonw_rounded(json, "conversion_sd", item->conversion_sd, 3);
    jsonw_string(json, "source", item->source);
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
