/* tradefig progress: how the stated targets of one pair, or of all, stand. */
#include "tracker/cli/common.h"
#include "tracker/cli/fan.h"

#include <math.h>
#include <stdio.h>

/* ---- JSON: one object a target, a line each ---- */

static void print_target_json(JsonWriter *json, const TfProgress *item)
{
    const TfTarget *target = &item->target;
    jsonw_open_object(json, "target");
    jsonw_decimal(json, "value", target->money.value);
    jsonw_text(json, "currency", target->money.currency);
    jsonw_rounded(json, "value_usd", target->value_usd, 12);
    jsonw_string_or_null(json, "conversion", target->conversion);
    jsonw_text(json, "relation", tf_relation_name(target->relation));
    jsonw_date(json, "deadline", target->deadline);
    jsonw_date(json, "stated", target->stated);
    jsonw_string_or_null(json, "stated_by", target->stated_by);
    jsonw_open_array(json, "claims");
    for (size_t i = 0; i < target->claim_count; i++)
        jsonw_integer(json, NULL, target->claim_ids[i]);
    jsonw_close_array(json);
    jsonw_close_object(json);
}

static void print_claims_used(JsonWriter *json, const TfSeries *series, const TfProgress *item)
{
    jsonw_open_object(json, "claims");
    jsonw_integer(json, "count", (int64_t)item->claims_used);
    jsonw_integer(json, "sources", (int64_t)item->sources_used);
    jsonw_open_array(json, "ids");
    for (size_t i = 0; i < item->projection.residual_count;
         i++) { /* one for every observation that was used */
        const TfObservation *used = &series->items[item->projection.residuals[i].observation];
        for (size_t c = 0; c < used->claim_count; c++)
            jsonw_integer(json, NULL, used->claim_ids[c]);
    }
    jsonw_close_array(json);
    jsonw_close_object(json);
}

static void print_percent(JsonWriter *json, const char *key, double fraction)
{
    if (isfinite(fraction))
        jsonw_double(json, key, round(fraction * 10000) / 100);
    else
        jsonw_null(json, key);
}

static void print_json(const TfSeries *series, const TfProgress *item, TfDate as_of, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "pair", tf_pair_short(pair, item->target.pair));
    jsonw_text(&json, "measure", tf_measure_name(item->target.flow));
    jsonw_date(&json, "as_of", as_of);
    print_target_json(&json, item);
    jsonw_rounded(&json, "p_target", item->p_target, 6);
    jsonw_rounded(&json, "p_target_drift_low", item->p_drift_low, 6);
    jsonw_rounded(&json, "p_target_drift_high", item->p_drift_high, 6);
    jsonw_text(&json, "status", tf_target_status_name(item->status));
    jsonw_string_or_null(&json, "reason", item->reason);
    if (item->base_year != 0)
        jsonw_integer(&json, "base_year", item->base_year);
    else
        jsonw_null(&json, "base_year");
    jsonw_rounded(&json, "base_value", item->base_year != 0 ? item->base_usd : (double)NAN, 12);
    print_percent(&json, "needed_growth_pct", item->needed_growth);
    print_percent(&json, "needed_growth_per_year_pct", item->needed_growth_per_year);
    fan_print_years(&json, &item->projection);
    print_claims_used(&json, series, item);
    print_json_warnings(&json, series);
    jsonw_close_object(&json);
    text_add(out, "\n");
}

/* ---- text ---- */

/* The longest part of `year` that is stated, counted from January; NULL when none is. */
static const TfObservation *longest_part(const TfSeries *series, TfMeasure flow, int year)
{
    const TfObservation *longest = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (tf_observation_is_level(item, flow) && tf_observation_is_part_year(item) &&
            tf_observation_year(item) == year && (longest == NULL || item->to_month > longest->to_month))
            longest = item;
    }
    return longest;
}

static void print_part(const TfObservation *item, TfArena *arena, TextBuilder *out)
{
    char period[TF_PERIOD_CHARS];
    TfPeriod months = {tf_month_first_day(item->from_month), tf_month_last_day(item->to_month), TF_PERIOD_YTD,
                       TF_BASIS_EXPLICIT};
    TfClaim claim = tf_claim_default();
    claim.has_value = true;
    claim.value = tf_decimal_from_double(item->value_usd);
    claim.relation = item->relation;
    (void)snprintf(claim.currency, sizeof claim.currency, "USD");
    TfSlice value = tf_claim_value_text(&claim, arena);
    size_t columns = display_width(tf_slice(tf_period_text(period, months)));
    text_addf(out, "  %s%*s %.*s\n", period, columns < 13 ? (int)(13 - columns) : 0, "", TF_SLICE_ARG(value));
}

/* What is stated about the years that bear on the target: the base year, and parts of the years since. */
static void print_figures(const TfSeries *series, const TfProgress *item, TfArena *arena, TextBuilder *out)
{
    const TfTarget *target = &item->target;
    int last_year = tf_date_is_set(target->deadline) ? target->deadline.year : series->as_of.year;
    if (item->base_year == 0)
        return;
    TfSlice base = tf_money_text(item->base_usd, "USD", arena);
    text_addf(out, "  %-13d %-13.*s %.0f%% of the target\n", item->base_year, TF_SLICE_ARG(base),
              100 * item->base_usd / target->value_usd);
    for (int year = item->base_year + 1; year <= last_year; year++) {
        const TfObservation *part = longest_part(series, target->flow, year);
        if (part != NULL)
            print_part(part, arena, out);
    }
}

static void print_outlook(const TfProgress *item, TfArena *arena, TextBuilder *out)
{
    for (size_t i = 0; i < item->projection.year_count; i++) {
        const TfProjectedYear *year = &item->projection.years[i];
        const TfFan *fan = &year->total_usd;
        TfSlice median = tf_money_text(fan->median, "USD", arena);
        TfSlice range = fan_range_text(fan->lo80, fan->hi80, fan->median, arena);
        text_addf(out, "  %-13d %-13.*s 80%% range %.*s\n", year->year, TF_SLICE_ARG(median),
                  TF_SLICE_ARG(range));
    }
}

/* What growth the target still asks for. */
static void print_needed(const TfProgress *item, TextBuilder *out)
{
    if (item->base_year == 0 || !isfinite(item->needed_growth) || tf_target_is_judged(item->status))
        return;
    text_addf(out, "  needed        %+.1f%% over %d", 100 * item->needed_growth, item->base_year);
    if (isfinite(item->needed_growth_per_year) && item->target.deadline.year > item->base_year + 1)
        text_addf(out, ", %+.1f%% a year", 100 * item->needed_growth_per_year);
    text_add(out, "\n");
}

/* "chance 34%, unclear: ...; based on 3 claims, 1 source" */
static void print_verdict(const TfProgress *item, TextBuilder *out)
{
    print_needed(item, out);
    if (isfinite(item->p_target) && !tf_target_is_judged(item->status)) {
        text_addf(out, "  chance        %.0f%%", 100 * item->p_target);
        bool is_ordered = item->p_drift_low <= item->p_target && item->p_target <= item->p_drift_high;
        if (!is_ordered)
            text_add(out, "  (the figures contradict each other: it depends on which are believed)");
        else if (isfinite(item->p_drift_low) && isfinite(item->p_drift_high))
            text_addf(out, "  (%.0f%% to %.0f%% if the drift is 3 points lower or higher)",
                      100 * item->p_drift_low, 100 * item->p_drift_high);
        text_add(out, "\n");
    }
    text_addf(out, "  status        %s: %.*s\n", tf_target_status_name(item->status),
              TF_SLICE_ARG(item->reason));
    if (item->claims_used > 0)
        text_addf(out, "  based on      %zu claim%s, %zu source%s%s\n", item->claims_used,
                  item->claims_used == 1 ? "" : "s", item->sources_used, item->sources_used == 1 ? "" : "s",
                  item->sources_used == 1 ? ": one more independent source would narrow the range most" : "");
}

static void print_text(const TfSeries *series, const TfProgress *item, TfDate as_of, TfArena *arena,
                       TextBuilder *out)
{
    const TfTarget *target = &item->target;
    char stated[TF_DATE_CHARS];
    char day[TF_DATE_CHARS];
    TfSlice pair = tf_pair_name(target->pair, "en", arena);
    TfSlice value = tf_money_text(tf_decimal_to_double(target->money.value), target->money.currency, arena);
    text_addf(out, "%.*s: %.*s", TF_SLICE_ARG(pair), TF_SLICE_ARG(value));
    if (target->flow != TF_TURNOVER)
        text_addf(out, " of %s", tf_measure_name(target->flow));
    if (tf_date_is_set(target->deadline))
        text_addf(out, " by %d", target->deadline.year);
    text_addf(out, " (said %s", tf_date_write_short(stated, target->stated));
    if (target->stated_by.length > 0)
        text_add(out, ", ");
    text_add_shown(out, target->stated_by);
    text_addf(out, "), as of %s\n", tf_date_write_short(day, as_of));
    if (isfinite(target->value_usd))
        print_figures(series, item, arena, out);
    if (!tf_target_is_judged(item->status))
        print_outlook(item, arena, out);
    print_verdict(item, out);
    TfSlice approximate = approximate_text(series, arena);
    if (approximate.bytes != NULL)
        text_addf(out, "  with          %.*s\n", TF_SLICE_ARG(approximate));
}

static void add_row(Table *table, const TfProgress *item, TfArena *arena)
{
    char text[TF_PAIR_CHARS];
    const TfTarget *target = &item->target;
    table_add(table, tf_arena_copy(arena, tf_slice(tf_pair_short(text, target->pair))));
    table_add(table, tf_slice(tf_measure_name(target->flow)));
    table_add(table, number_cell(tf_decimal_to_double(target->money.value), arena));
    table_add(table, tf_arena_copy(arena, tf_slice(target->money.currency)));
    table_add(table, date_cell(target->deadline, arena));
    table_add(table, date_cell(target->stated, arena));
    table_add(table, number_cell(round(item->p_target * 1e4) / 1e4, arena));
    table_add(table, number_cell(round(item->needed_growth * 1e4) / 100, arena));
    table_add(table, tf_slice(tf_target_status_name(item->status)));
}

/* ---- running ---- */

typedef struct Answers {
    const Context *context;
    Tradefig *tradefig;
    TfAsk ask;
    OutputFormat format;
    double least; /* of --fail-below, 0 without it */
    Table table;  /* for CSV and Markdown: one for all pairs */
    bool any;
    bool below;
} Answers;

static bool falls_below(const TfProgress *item, double least)
{
    return item->status == TF_TARGET_MISSED || (tf_target_has_chance(item->status) && item->p_target < least);
}

static void print_answer(Answers *answers, const TfSeries *series, const TfProgress *item)
{
    const Context *context = answers->context;
    if (answers->format == FORMAT_JSON || answers->format == FORMAT_JSONL) {
        print_json(series, item, answers->ask.as_of, context->out);
    } else if (answers->format == FORMAT_TEXT) {
        text_add(context->out, answers->any ? "\n" : "");
        print_text(series, item, answers->ask.as_of, context->arena, context->out);
    } else {
        add_row(&answers->table, item, context->arena);
    }
    answers->any = true;
    answers->below =
        answers->below || (context->options->fail_below != NULL && falls_below(item, answers->least));
}

static TfStatus answer_pair(Answers *answers, TfPair pair)
{
    const Context *context = answers->context;
    TfProgressRows rows = {.items = NULL};
    TfAsk ask = answers->ask;
    ask.pair = pair;
    TfStatus status = tf_progress(answers->tradefig, &ask, context->arena, &rows, context->error);
    for (size_t i = 0; status == TF_OK && i < rows.count; i++)
        print_answer(answers, &rows.series, &rows.items[i]);
    if (status == TF_OK && rows.count > 0)
        print_warnings(context->options, &rows.series);
    return status;
}

static TfStatus answer_all_pairs(Answers *answers)
{
    TfPairRows pairs = {NULL, 0};
    TfError *error = answers->context->error;
    TfStatus status = tf_pairs(answers->tradefig, answers->context->arena, &pairs, error);
    for (size_t i = 0; status == TF_OK && i < pairs.count; i++) {
        status = answer_pair(answers, pairs.items[i].pair);
        if (status == TF_NOT_FOUND) { /* nothing was known of this pair on that day */
            error->status = TF_OK;
            status = TF_OK;
        }
    }
    return status;
}

static TfStatus answer(Answers *answers)
{
    const Context *context = answers->context;
    TfPair pair;
    bool one_pair = context->argument_count > 0;
    TfStatus status =
        one_pair ? read_ask(context, 0, &answers->ask) : read_ask_options(context, &answers->ask);
    pair = answers->ask.pair;
    if (status == TF_OK)
        status = open_database(context, false, &answers->tradefig);
    if (status == TF_OK)
        status = one_pair ? answer_pair(answers, pair) : answer_all_pairs(answers);
    if (status == TF_OK && !answers->any) {
        char name[TF_PAIR_CHARS] = "";
        return tf_fail(context->error, TF_NOT_FOUND, "no target is stated%s%s", one_pair ? " for " : "",
                       one_pair ? tf_pair_short(name, pair) : "");
    }
    if (status == TF_OK && (answers->format == FORMAT_CSV || answers->format == FORMAT_MARKDOWN))
        table_print(&answers->table, answers->format, context->out);
    return status;
}

int cmd_progress(const Context *context)
{
    static const char *const headings[] = {"pair",     "measure",           "target",
                                           "currency", "deadline",          "stated",
                                           "p_target", "needed_growth_pct", "status"};
    Answers answers = {.context = context, .format = output_format(context->options)};
    table_init(&answers.table, context->arena, headings, 9, "llrlllrrl");
    if (context->options->fail_below != NULL)
        (void)tf_double_read(tf_slice(context->options->fail_below), &answers.least);
    TfStatus status = answer(&answers);
    tf_close(answers.tradefig);
    if (status != TF_OK)
        return exit_code_of(status);
    if (answers.below)
        remark(context->options, "tradefig: a target's chance is below %s\n", context->options->fail_below);
    return answers.below ? EXIT_CHECK : EXIT_DONE;
}
