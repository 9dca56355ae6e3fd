/* Conversion of amounts: the rate of an observation's own months, and a line of warning for each currency. */
#include "tracker/series/convert.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MONTHS_A_YEAR = 12 };

/* ---- rates ---- */

static TfStatus find_mean(const SeriesRates *rates, const char *currency, int from_month, int to_month,
                          TfArena *arena, TfMeanRate *mean, TfError *error)
{
    if (rates->table != NULL)
        return currency_mean(rates->table, currency, from_month, to_month, arena, mean, error);
    *mean = (TfMeanRate){.how = TF_SLICE("no exchange rates are at hand")};
    (void)snprintf(mean->currency, sizeof mean->currency, "%.3s", currency);
    return TF_OK;
}

/* What growth in a currency is multiplied with to be growth in dollars. */
static TfStatus compare_years(const SeriesRates *rates, const char *currency,
                              const TfObservation *observation, TfArena *arena, TfMeanRate *mean,
                              TfError *error)
{
    TfMeanRate before;
    TfStatus status = find_mean(rates, currency, observation->from_month - MONTHS_A_YEAR,
                                observation->to_month - MONTHS_A_YEAR, arena, &before, error);
    if (status != TF_OK)
        return status;
    if (!(before.usd > 0)) {
        *mean = before;
        return TF_OK;
    }
    mean->usd /= before.usd;
    mean->sd = hypot(mean->sd, before.sd);
    mean->is_approximate = mean->is_approximate || before.is_approximate;
    return TF_OK;
}

TfStatus series_rate(const SeriesRates *rates, const char *currency, TfArena *arena,
                     TfObservation *observation, TfMeanRate *mean, TfError *error)
{
    TfStatus status =
        find_mean(rates, currency, observation->from_month, observation->to_month, arena, mean, error);
    if (status == TF_OK && observation->is_growth && mean->usd > 0)
        status = compare_years(rates, currency, observation, arena, mean, error);
    if (status != TF_OK)
        return status;
    memcpy(observation->currency, mean->currency, sizeof observation->currency);
    observation->is_approximate = mean->is_approximate;
    observation->conversion_sd = mean->sd;
    return TF_OK;
}

/* ---- what is told of them ---- */

/* The tally of a currency, made when there is none; NULL when there is no more room. */
static SeriesTally *tally_of(SeriesRates *rates, const char *currency)
{
    size_t at = 0;
    while (at < rates->count && strcmp(rates->tallies[at].currency, currency) < 0)
        at++;
    if (at < rates->count && strcmp(rates->tallies[at].currency, currency) == 0)
        return &rates->tallies[at];
    if (rates->count == SERIES_MOST_CURRENCIES)
        return NULL;
    memmove(rates->tallies + at + 1, rates->tallies + at, (rates->count - at) * sizeof rates->tallies[0]);
    rates->count++;
    rates->tallies[at] = (SeriesTally){.approximate = 0};
    memcpy(rates->tallies[at].currency, currency, sizeof rates->tallies[at].currency);
    return &rates->tallies[at];
}

static void note_months(SeriesTally *tally, const TfMeanRate *missing)
{
    bool is_first = tally->left_out == 0;
    if (is_first || missing->from_month < tally->from_month)
        tally->from_month = missing->from_month;
    if (is_first || missing->to_month > tally->to_month)
        tally->to_month = missing->to_month;
}

void series_tally(SeriesRates *rates, const TfMeanRate *mean)
{
    if (mean->usd > 0 && !mean->is_approximate)
        return;
    SeriesTally *tally = tally_of(rates, mean->currency);
    if (tally == NULL)
        return;
    size_t *count = mean->usd > 0 ? &tally->approximate : &tally->left_out;
    TfSlice *words = mean->usd > 0 ? &tally->how : &tally->reason;
    if (!(mean->usd > 0))
        note_months(tally, mean);
    if ((*count)++ == 0)
        *words = mean->how;
}

static TfSlice describe(const SeriesTally *tally, bool is_left_out, TfArena *arena)
{
    size_t count = is_left_out ? tally->left_out : tally->approximate;
    const char *figures = count == 1 ? "figure" : "figures";
    if (is_left_out)
        return tf_arena_format(arena, "%zu %s in %s left out: %.*s%s; tradefig fx import FILE takes rates",
                               count, figures, tally->currency, TF_SLICE_ARG(tally->reason),
                               count == 1 ? "" : ", and more");
    return tf_arena_format(arena,
                           "%zu %s in %s converted with yearly mean rates, approximate (%.*s); tradefig fx "
                           "import FILE takes better ones",
                           count, figures, tally->currency, TF_SLICE_ARG(tally->how));
}

TfStatus series_rate_warnings(const SeriesRates *rates, TfArena *arena, const TfSlice **warnings,
                              size_t *count, TfError *error)
{
    size_t made = 0;
    TfSlice *lines = tf_arena_alloc_array(arena, 2 * rates->count, sizeof *lines);
    if (lines == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < rates->count; i++)
        for (int is_left_out = 0; is_left_out <= 1; is_left_out++) {
            const SeriesTally *tally = &rates->tallies[i];
            if ((is_left_out != 0 ? tally->left_out : tally->approximate) == 0)
                continue;
            lines[made] = describe(tally, is_left_out != 0, arena);
            if (lines[made++].bytes == NULL)
                return tf_fail_memory(error);
        }
    *warnings = lines;
    *count = made;
    return TF_OK;
}
