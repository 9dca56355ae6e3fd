/* The tallies of a series, of all claims at once. */
#include "tracker/series/missing.h"

#include "tracker/series/admit.h"

#include <string.h>

TfStatus series_missing_rates(const TfClaimRecord *records, size_t count, const CurrencyTable *table,
                              TfArena *arena, TfMissingRates *missing, TfError *error)
{
    SeriesRates rates = {.table = table};
    for (size_t i = 0; i < count; i++) {
        TfStatus status = series_look_for_rates(&records[i], &rates, arena, error);
        if (status != TF_OK)
            return status;
    }
    size_t made = 0;
    TfMissingRate *items = tf_arena_alloc_array(arena, rates.count, sizeof *items);
    if (items == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < rates.count; i++) {
        const SeriesTally *tally = &rates.tallies[i];
        if (tally->left_out == 0)
            continue;
        items[made] = (TfMissingRate){.from_month = tally->from_month,
                                      .to_month = tally->to_month,
                                      .claims = tally->left_out,
                                      .reason = tally->reason};
        memcpy(items[made++].currency, tally->currency, sizeof tally->currency);
    }
    *missing = (TfMissingRates){items, made};
    return TF_OK;
}
