/* What an observation is about, and which of several speaks for its months. */
#include "tracker/model/series.h"

#include "tracker/model/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MONTHS_A_YEAR = 12 };

bool tf_series_is_approximate(const TfSeries *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->items[i].is_approximate)
            return true;
    return false;
}

bool tf_observation_is_level(const TfObservation *observation, TfMeasure flow)
{
    return !observation->is_growth && observation->flow == flow;
}

bool tf_observation_is_whole_year(const TfObservation *observation)
{
    return observation->from_month % MONTHS_A_YEAR == 0 &&
           observation->to_month == observation->from_month + MONTHS_A_YEAR - 1;
}

bool tf_observation_is_part_year(const TfObservation *observation)
{
    return observation->from_month % MONTHS_A_YEAR == 0 &&
           observation->to_month < observation->from_month + MONTHS_A_YEAR - 1;
}

int tf_observation_year(const TfObservation *observation)
{
    return observation->from_month / MONTHS_A_YEAR;
}

static int exactness(const TfObservation *observation)
{
    static const int ranks[] = {[TF_EQ] = 3, [TF_APPROX] = 2, [TF_RANGE] = 2, [TF_ALMOST] = 1,
                                [TF_GT] = 1, [TF_GE] = 1,     [TF_LT] = 1,    [TF_LE] = 1};
    return ranks[observation->relation];
}

bool tf_observation_is_better(const TfObservation *observation, const TfObservation *than)
{
    if (than == NULL)
        return true;
    if ((observation->doubt.bytes != NULL) != (than->doubt.bytes != NULL))
        return than->doubt.bytes != NULL;
    if (exactness(observation) != exactness(than))
        return exactness(observation) > exactness(than);
    if (observation->is_approximate != than->is_approximate)
        return than->is_approximate;
    if (observation->article_count != than->article_count)
        return observation->article_count > than->article_count;
    return tf_date_compare(observation->said, than->said) >= 0;
}

/* ---- in words ---- */

TfPeriod tf_observation_period(const TfObservation *item)
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
TfSlice tf_observation_text(const TfObservation *item, TfArena *arena)
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
