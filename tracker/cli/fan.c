/* Projected years as JSON and as text. */
#include "tracker/cli/fan.h"

void fan_print_quantiles(JsonWriter *json, const TfFan *fan, int digits)
{
    jsonw_rounded(json, "median", fan->median, digits);
    jsonw_rounded(json, "lo50", fan->lo50, digits);
    jsonw_rounded(json, "hi50", fan->hi50, digits);
    jsonw_rounded(json, "lo80", fan->lo80, digits);
    jsonw_rounded(json, "hi80", fan->hi80, digits);
    jsonw_rounded(json, "lo95", fan->lo95, digits);
    jsonw_rounded(json, "hi95", fan->hi95, digits);
}

void fan_print_years(JsonWriter *json, const TfProjection *projection)
{
    jsonw_open_array(json, "years");
    for (size_t i = 0; i < projection->year_count; i++) {
        jsonw_open_object(json, NULL);
        jsonw_integer(json, "year", projection->years[i].year);
        fan_print_quantiles(json, &projection->years[i].total_usd, FAN_DIGITS);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
}

TfSlice fan_range_text(double low, double high, double median, TfArena *arena)
{
    static const double units[] = {1e12, 1e9, 1e6, 1};
    size_t at = 0;
    while (at < 3 && median < units[at] * 0.9995)
        at++;
    /* "0.0–917930769.8" tells nobody anything: far ends are read in units of their own */
    if (low < 0.05 * units[at] || high >= 1e4 * units[at]) {
        TfSlice from = tf_money_text(low, "", arena);
        TfSlice to = tf_money_text(high, "", arena);
        return from.bytes != NULL && to.bytes != NULL
                   ? tf_arena_format(arena, "%.*s%s%.*s", TF_SLICE_ARG(from), low < 0 ? " to " : "\u2013",
                                     TF_SLICE_ARG(to))
                   : (TfSlice){NULL, 0};
    }
    return tf_arena_format(arena, "%.1f\u2013%.1f", low / units[at], high / units[at]);
}
