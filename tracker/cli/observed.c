/* Observations in the words that several commands share. */
#include "tracker/cli/observed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

TfPeriod observed_period(const TfObservation *item)
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

/* A range is kept as its middle and width. */
TfSlice observed_value_text(const TfObservation *item, TfArena *arena)
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

TfSlice observed_ids_text(const TfObservation *item, TfArena *arena)
{
    TextBuilder text;
    text_init(&text, 0);
    for (size_t i = 0; i < item->claim_count; i++)
        text_addf(&text, "%s%lld", i > 0 ? " " : "", (long long)item->claim_ids[i]);
    TfSlice copy = tf_arena_copy(arena, text_slice(&text));
    text_done(&text);
    return copy;
}

void observed_write_value(JsonWriter *json, const TfObservation *item, TfArena *arena)
{
    bool has_low = item->relation != TF_LT && item->relation != TF_LE && item->relation != TF_ALMOST;
    bool has_high = item->relation != TF_GT && item->relation != TF_GE;
    double scale = item->is_growth ? 1 : 1e9;
    double half = item->relation == TF_RANGE ? item->rounding / 2 : 0;
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
    jsonw_string(json, "text", observed_value_text(item, arena));
    jsonw_close_object(json);
}
