/* "28 billion, up 7%": the rate tells the year before. README.md, "What counts". */
#include "tracker/series/beside.h"

#include "tracker/series/rounding.h"

/* A rate beyond it is a slip, or counts from next to nothing. */
static const double most_growth = 1e4;

/* Reads "2023-01-01..2023-09-30". */
static bool read_window(TfSlice text, TfPeriod *window)
{
    size_t dots = tf_slice_find(text, 0, "..");
    if (dots == TF_NOWHERE)
        return false;
    return tf_date_read(tf_slice_range(text, 0, dots), &window->from) &&
           tf_date_read(tf_slice_range(text, dots + 2, text.length), &window->to) &&
           tf_period_is_whole_months(*window);
}

bool series_is_yoy(const TfClaim *claim)
{
    TfPeriod base = {.kind = TF_PERIOD_NONE};
    if (tf_slice_is(claim->growth_base, "yoy"))
        return true;
    if (!tf_period_is_whole_months(claim->period) || !read_window(claim->growth_base, &base))
        return false;
    return tf_date_month_index(base.from) + 12 == tf_date_month_index(claim->period.from) &&
           tf_date_month_index(base.to) + 12 == tf_date_month_index(claim->period.to);
}

bool series_growth_beside(const TfClaim *claim, const TfObservation *level, TfObservation *growth)
{
    double fraction = tf_decimal_to_double(claim->growth_pct) / 100;
    if (claim->kind != TF_CLAIM_LEVEL || claim->measure == TF_BALANCE || !claim->has_growth ||
        claim->has_growth_hi || !series_is_yoy(claim))
        return false;
    /* an open period was cut to the months that were over; the rate is of those the page meant */
    if (!tf_slice_is(tf_slice(claim->currency), "USD") || !tf_date_is_set(claim->period.to))
        return false;
    if (!(fraction > -1 && fraction <= most_growth))
        return false;
    *growth = *level;
    growth->is_growth = true;
    growth->value_usd = fraction;
    growth->rounding = series_percent_rounding(claim->growth_pct) / 100;
    /* the hedge of the amount may be the rate's too: "more than 28 billion, up 7%" */
    growth->relation = level->relation == TF_EQ ? TF_EQ : TF_APPROX;
    growth->currency[0] = '\0';
    growth->is_approximate = false;
    growth->conversion_sd = 0;
    return true;
}
