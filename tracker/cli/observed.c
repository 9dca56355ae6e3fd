/* Observations in the words that several commands share. */
#include "tracker/cli/observed.h"

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
    jsonw_string(json, "text", tf_observation_text(item, arena));
    jsonw_close_object(json);
}
