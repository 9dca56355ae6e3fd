/* What tradefig project tells beside the years: the chances of reaching a value, and months. */
#include "tracker/cli/outlook.h"

#include "tracker/cli/fan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS = 6 }; /* more would pretend */

/* ---- what is asked ---- */

static const struct {
    const char *name;
    double unit;
} amount_units[] = {
    {"", 1},          {"k", 1e3},   {"m", 1e6},    {"mn", 1e6},        {"mln", 1e6},
    {"million", 1e6}, {"b", 1e9},   {"bn", 1e9},   {"bln", 1e9},       {"billion", 1e9},
    {"t", 1e12},      {"tn", 1e12}, {"trn", 1e12}, {"trillion", 1e12},
};

/* Below that a unit was forgotten: "--reach 30" means no 30 dollars. */
static const double least_reach = 1e4;

bool outlook_read_amount(TfSlice text, double *value)
{
    size_t end = text.length;
    while (end > 0 && strchr("0123456789.", text.bytes[end - 1]) == NULL)
        end--;
    double number = 0;
    TfSlice unit = tf_slice_trim(tf_slice_range(text, end, text.length));
    if (!tf_double_read(tf_slice_trim(tf_slice_range(text, 0, end)), &number))
        return false;
    for (size_t i = 0; i < sizeof amount_units / sizeof amount_units[0]; i++)
        if (tf_slice_is(unit, amount_units[i].name)) {
            *value = number * amount_units[i].unit;
            return isfinite(*value) && *value >= least_reach;
        }
    return false;
}

TfProjectOptions outlook_options(const Options *options)
{
    TfProjectOptions wanted = {.months = options->months};
    int64_t year = 0;
    if (options->to != NULL && tf_integer_read(tf_slice(options->to), &year))
        wanted.last_year = (int)year;
    if (options->measure != NULL)
        (void)tf_measure_read(tf_slice(options->measure), &wanted.measure);
    if (options->reach != NULL)
        (void)outlook_read_amount(tf_slice(options->reach), &wanted.reach_usd);
    return wanted;
}

/* ---- text ---- */

TfSlice outlook_measure_text(TfPair pair, TfMeasure measure, TfArena *arena)
{
    if (measure == TF_TURNOVER)
        return tf_slice("turnover");
    TfSlice a = tf_party_name(pair.a, "en", arena);
    TfSlice b = tf_party_name(pair.b, "en", arena);
    return tf_arena_format(arena, "%s of %.*s %s %.*s", tf_measure_name(measure), TF_SLICE_ARG(a),
                           measure == TF_EXPORTS   ? "to"
                           : measure == TF_IMPORTS ? "from"
                                                   : "with",
                           TF_SLICE_ARG(b));
}

static TfSlice chance_text(double chance, TfArena *arena)
{
    char text[TF_CHANCE_CHARS];
    return tf_arena_copy(arena, tf_slice(tf_chance_text(text, chance)));
}

static void print_reach(const TfPairProjection *answer, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"YEAR", "IN THE YEAR", "BY THEN"};
    Table table;
    TfSlice value = tf_money_text(answer->reach_usd, "USD", arena);
    table_init(&table, arena, headings, 3, "rrr");
    for (size_t i = 0; i < answer->reach_count; i++) {
        table_add(&table, tf_arena_format(arena, "%d", answer->reach[i].year));
        table_add(&table, chance_text(answer->reach[i].chance, arena));
        table_add(&table, chance_text(answer->reach[i].by_then, arena));
    }
    text_addf(out, "chance of reaching %.*s\n", TF_SLICE_ARG(value));
    table_print(&table, FORMAT_TEXT, out);
}

static void print_months(const TfPairProjection *answer, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"MONTH", "MEDIAN", "50%", "80%", "95%"};
    Table table;
    table_init(&table, arena, headings, 5, "rrrrr");
    for (size_t i = 0; i < answer->month_count; i++) {
        const TfProjectedMonth *month = &answer->months[i];
        const TfFan *fan = &month->total_usd;
        table_add(&table, tf_arena_format(arena, "%d-%02d", month->year, month->month));
        table_add(&table, tf_money_text(fan->median, "USD", arena));
        table_add(&table, fan_range_text(fan->lo50, fan->hi50, fan->median, arena));
        table_add(&table, fan_range_text(fan->lo80, fan->hi80, fan->median, arena));
        table_add(&table, fan_range_text(fan->lo95, fan->hi95, fan->median, arena));
    }
    table_print(&table, FORMAT_TEXT, out);
}

void outlook_print_text(const TfPairProjection *answer, TfArena *arena, TextBuilder *out)
{
    if (answer->month_count > 0)
        print_months(answer, arena, out);
    if (answer->reach_count > 0)
        print_reach(answer, arena, out);
}

/* ---- JSON ---- */

static void reach_json(const TfPairProjection *answer, JsonWriter *json)
{
    enum { CHANCE_DIGITS = 4 };
    jsonw_open_object(json, "reach");
    jsonw_rounded(json, "value", answer->reach_usd, DIGITS);
    jsonw_open_array(json, "years");
    for (size_t i = 0; i < answer->reach_count; i++) {
        jsonw_open_object(json, NULL);
        jsonw_integer(json, "year", answer->reach[i].year);
        jsonw_rounded(json, "chance", answer->reach[i].chance, CHANCE_DIGITS);
        jsonw_rounded(json, "by_then", answer->reach[i].by_then, CHANCE_DIGITS);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
    jsonw_close_object(json);
}

static void months_json(const TfPairProjection *answer, JsonWriter *json)
{
    jsonw_open_array(json, "months");
    for (size_t i = 0; i < answer->month_count; i++) {
        char name[16];
        (void)snprintf(name, sizeof name, "%04d-%02d", answer->months[i].year, answer->months[i].month);
        jsonw_open_object(json, NULL);
        jsonw_text(json, "month", name);
        fan_print_quantiles(json, &answer->months[i].total_usd, FAN_DIGITS);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
}

void outlook_print_json(const TfPairProjection *answer, JsonWriter *json)
{
    if (answer->month_count > 0)
        months_json(answer, json);
    if (answer->reach_count > 0)
        reach_json(answer, json);
}
