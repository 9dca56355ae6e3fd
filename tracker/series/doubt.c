/* What the rules of the doubts share, and their order. README.md, "Doubts". */
#include "tracker/series/doubt.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

enum { MOST_IDS_SHOWN = 4 };

bool doubt_is_level(const TfObservation *item)
{
    return !item->is_growth && !item->is_derived;
}

double doubt_log_yearly(const TfObservation *item)
{
    return log(item->value_usd * 12 / (item->to_month - item->from_month + 1));
}

double doubt_middle(const TfObservation *item)
{
    return (item->from_month + item->to_month) / 2.0;
}

bool doubt_set(const Doubting *doubting, TfObservation *item, const char *format, ...)
{
    char words[400];
    va_list arguments;
    if (item->doubt.bytes != NULL)
        return true;
    va_start(arguments, format);
    (void)vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    item->doubt = tf_arena_copy(doubting->arena, tf_slice(words));
    return item->doubt.bytes != NULL;
}

TfSlice doubt_claims_text(const TfObservation *item, TfArena *arena)
{
    char text[120];
    size_t length = (size_t)snprintf(text, sizeof text, item->claim_count == 1 ? "claim" : "claims");
    for (size_t i = 0; i < item->claim_count && i < MOST_IDS_SHOWN; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s %lld", i > 0 ? "," : "",
                                   (long long)item->claim_ids[i]);
    if (item->claim_count > MOST_IDS_SHOWN)
        (void)snprintf(text + length, sizeof text - length, " ...");
    return item->claim_count == 0 ? tf_slice("a figure") : tf_arena_copy(arena, tf_slice(text));
}

bool doubt_share_a_claim(const TfObservation *a, const TfObservation *b)
{
    size_t i = 0;
    size_t k = 0;
    while (i < a->claim_count && k < b->claim_count && a->claim_ids[i] != b->claim_ids[k]) {
        if (a->claim_ids[i] < b->claim_ids[k])
            i++;
        else
            k++;
    }
    return i < a->claim_count && k < b->claim_count;
}

TfStatus series_doubt(TfObservation *items, size_t count, TfPair pair, const CurrencyTable *rates,
                      TfArena *arena, TfError *error)
{
    const Doubting doubting = {.items = items,
                               .count = count,
                               .distances = tf_arena_alloc_array(arena, count, sizeof(double)),
                               .pair = pair,
                               .rates = rates,
                               .arena = arena};
    if (doubting.distances == NULL || !doubt_slips(&doubting, error) || !doubt_parts(&doubting) ||
        !doubt_flows(&doubting) || !doubt_derived(&doubting))
        return tf_fail_memory(error);
    return TF_OK;
}
