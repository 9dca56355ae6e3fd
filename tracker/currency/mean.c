/* The mean rate of a run of months: imported rates, a fixed value, or the means of the years it lies in. */
#include "tracker/base/number.h"
#include "tracker/currency/table.h"
#include "tracker/model/period.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MONTHS_A_YEAR = 12 };

/* All log units; README.md, "What it may be off by". */
static const double sd_usual = 0.02; /* trade is not spread over the months as the rate's mean is */
static const double sd_pegged = 0.005;
static const double sd_unsure = 0.02; /* of a built-in mean that is marked "~" */
static const double sd_recent = 0.05; /* of last year's rate, for a year to come */
static const double least_yearly_move = 0.03;
static const double share_within_year = 0.1;  /* of the yearly move, for trade that leans to one end of it */
static const double sd_of_year_means = 0.816; /* of the move between means of two years, per unit of yearly
                                                 volatility of a random walk: the root of 2/3 */
static const double sd_of_part = 0.577;       /* of a part's mean against the rest's: the root of 1/3 */

TfStatus currency_table_make(TfRates stored, TfArena *arena, const CurrencyTable **table, TfError *error)
{
    CurrencyTable *made = tf_arena_alloc(arena, sizeof *made);
    if (made == NULL)
        return tf_fail_memory(error);
    made->stored = stored;
    currency_load_built_in(made);
    *table = made;
    return TF_OK;
}

/* ---- means of years ---- */

/* The mean of a calendar year: as somebody imported it, or the built-in one. */
typedef struct YearMean {
    double usd; /* 0: none */
    bool is_built_in;
    bool is_unsure;
} YearMean;

static YearMean year_mean(const CurrencyTable *table, const char *currency, int year)
{
    TfRates rates = currency_stored(table->stored, currency);
    for (size_t i = 0; i < rates.count; i++) {
        const TfRate *rate = &rates.items[i];
        if (rate->from.year == year && rate->from.month == 1 && rate->from.day == 1 &&
            rate->to.year == year && rate->to.month == 12 && rate->to.day == 31)
            return (YearMean){.usd = rate->usd};
    }
    const BuiltIn *built_in = currency_find_built_in(table, currency);
    return (YearMean){.usd = currency_built_in_usd(built_in, year),
                      .is_built_in = true,
                      .is_unsure = currency_built_in_is_unsure(built_in, year)};
}

/* How much the rate moves in a year around this one: the larger change against a neighbour. */
static double yearly_move(const CurrencyTable *table, const char *currency, int year)
{
    double usd = year_mean(table, currency, year).usd;
    double move = least_yearly_move;
    for (int side = -1; side <= 1; side += 2) {
        double beside = year_mean(table, currency, year + side).usd;
        if (beside > 0)
            move = fmax(move, fabs(log(beside / usd)));
    }
    return move / sd_of_year_means;
}

/* The years' means, each by its months in the window. */
typedef struct YearParts {
    double usd;
    double variance;
    bool is_built_in;
} YearParts;

/* Adds one year's part; false when its mean is not known. */
static bool add_year(const CurrencyTable *table, const char *currency, int year, int months, int all_months,
                     YearParts *parts)
{
    YearMean mean = year_mean(table, currency, year);
    if (!(mean.usd > 0))
        return false;
    double weight = (double)months / all_months;
    double move = yearly_move(table, currency, year);
    double rest = 1 - (double)months / MONTHS_A_YEAR;
    double off = hypot(move * rest * sd_of_part, move * share_within_year);
    if (mean.is_unsure)
        off = hypot(off, sd_unsure);
    parts->usd += weight * mean.usd;
    parts->variance += weight * off * weight * off;
    parts->is_built_in = parts->is_built_in || mean.is_built_in;
    return true;
}

static TfSlice describe_years(int first, int last, bool is_built_in, TfSlice gap, TfArena *arena)
{
    const char *kind = is_built_in ? "built-in mean" : "imported mean";
    if (first == last)
        return tf_arena_format(arena, "%s of %d; %.*s", kind, first, TF_SLICE_ARG(gap));
    return tf_arena_format(arena, "%ss of %d and %d; %.*s", kind, first, last, TF_SLICE_ARG(gap));
}

/* From the means of the years the window lies in; usd 0 when one of them is not known. */
static TfStatus mean_of_years(const CurrencyTable *table, const char *currency, TfArena *arena,
                              TfMeanRate *mean, TfError *error)
{
    int first = mean->from_month / MONTHS_A_YEAR;
    int last = mean->to_month / MONTHS_A_YEAR;
    YearParts parts = {.variance = sd_usual * sd_usual};
    for (int year = first; year <= last; year++) {
        int from = year == first ? mean->from_month % MONTHS_A_YEAR : 0;
        int to = year == last ? mean->to_month % MONTHS_A_YEAR : MONTHS_A_YEAR - 1;
        if (!add_year(table, currency, year, to - from + 1, mean->to_month - mean->from_month + 1, &parts))
            return TF_OK;
    }
    mean->how = describe_years(first, last, parts.is_built_in, mean->how, arena);
    if (mean->how.bytes == NULL)
        return tf_fail_memory(error);
    mean->usd = parts.usd;
    mean->sd = sqrt(parts.variance);
    mean->is_approximate = true;
    return TF_OK;
}

/* ---- one currency, by itself ---- */

static TfStatus own_mean(const CurrencyTable *table, const char *currency, TfArena *arena, TfMeanRate *mean,
                         TfError *error)
{
    if (strcmp(currency, "USD") == 0) {
        mean->usd = 1;
        mean->how = tf_slice("US dollars");
        return TF_OK;
    }
    TfStatus status = currency_stored_mean(currency_stored(table->stored, currency), mean->from_month,
                                           mean->to_month, arena, mean, error);
    if (status != TF_OK)
        return status;
    mean->sd = sd_usual;
    return mean->usd > 0 ? TF_OK : mean_of_years(table, currency, arena, mean, error);
}

/* ---- by what it is fixed to ---- */

static TfStatus fixed_mean(const CurrencyTable *table, const FixedRate *fixed, TfArena *arena,
                           TfMeanRate *mean, TfError *error)
{
    char units[TF_NUMBER_CHARS];
    TfMeanRate base = *mean;
    TfStatus status = own_mean(table, fixed->base, arena, &base, error);
    if (status != TF_OK || !(base.usd > 0))
        return status;
    tf_double_write(units, fixed->units);
    mean->how = tf_arena_format(arena, "fixed at %s for 1 %s%s%.*s", units, fixed->base,
                                strcmp(fixed->base, "USD") == 0 ? "" : ": ",
                                strcmp(fixed->base, "USD") == 0 ? 0 : (int)base.how.length, base.how.bytes);
    if (mean->how.bytes == NULL)
        return tf_fail_memory(error);
    mean->usd = base.usd / fixed->units;
    mean->sd = hypot(base.sd, sd_pegged);
    mean->is_approximate = base.is_approximate;
    return TF_OK;
}

/* ---- the whole ---- */

static TfStatus say_why_not(TfMeanRate *mean, TfArena *arena, TfError *error)
{
    char text[TF_PERIOD_CHARS];
    TfDate from = tf_month_first_day(mean->from_month);
    TfDate to = tf_month_last_day(mean->to_month);
    TfPeriod period = {from, to, tf_period_kind_of(from, to), TF_BASIS_EXPLICIT};
    mean->sd = 0;
    mean->how = tf_arena_format(arena, "no %s rate for %s: %.*s", mean->currency,
                                tf_period_text(text, period), TF_SLICE_ARG(mean->how));
    return mean->how.bytes != NULL ? TF_OK : tf_fail_memory(error);
}

TfStatus currency_mean(const CurrencyTable *table, const char *currency, int from_month, int to_month,
                       TfArena *arena, TfMeanRate *mean, TfError *error)
{
    FixedRate fixed;
    TfMeanRate made = {.from_month = from_month, .to_month = to_month};
    (void)snprintf(made.currency, sizeof made.currency, "%.3s", currency);
    TfStatus status = own_mean(table, made.currency, arena, &made, error);
    if (status == TF_OK && !(made.usd > 0) && currency_find_fixed(made.currency, &fixed) &&
        from_month / MONTHS_A_YEAR >= fixed.first_year && to_month / MONTHS_A_YEAR <= fixed.last_year)
        status = fixed_mean(table, &fixed, arena, &made, error);
    if (status == TF_OK && !(made.usd > 0))
        status = say_why_not(&made, arena, error);
    if (status == TF_OK)
        *mean = made;
    return status;
}

/* The last year before the as-of day's whose mean is known, two years back at most: the running year's mean
 * was not known yet. */
static TfStatus recent_year(const CurrencyTable *table, const char *currency, TfDate as_of, TfArena *arena,
                            TfMeanRate *mean, TfError *error)
{
    TfStatus status = TF_OK;
    mean->usd = 0;
    for (int year = as_of.year - 1; year >= as_of.year - 2 && status == TF_OK && !(mean->usd > 0); year--)
        status = currency_mean(table, currency, tf_month_index(year, 1), tf_month_index(year, 12), arena,
                               mean, error);
    return status;
}

TfStatus currency_recent_mean(const CurrencyTable *table, const char *currency, TfDate as_of, TfArena *arena,
                              TfMeanRate *mean, TfError *error)
{
    TfMeanRate made;
    char text[TF_PERIOD_CHARS];
    int month = tf_date_month_index(as_of);
    TfStatus status = currency_mean(table, currency, month - MONTHS_A_YEAR, month - 1, arena, &made, error);
    if (status == TF_OK && (made.is_approximate || !(made.usd > 0)))
        status = recent_year(table, currency, as_of, arena, &made, error);
    if (status != TF_OK)
        return status;
    if (made.usd > 0 && strcmp(currency, "USD") != 0) {
        TfDate from = tf_month_first_day(made.from_month);
        TfDate to = tf_month_last_day(made.to_month);
        TfPeriod period = {from, to, tf_period_kind_of(from, to), TF_BASIS_EXPLICIT};
        made.how = tf_arena_format(arena, "the rate of %s: %.*s", tf_period_text(text, period),
                                   TF_SLICE_ARG(made.how));
        if (made.how.bytes == NULL)
            return tf_fail_memory(error);
        made.sd = hypot(made.sd, sd_recent);
        made.is_approximate = true;
    }
    *mean = made;
    return TF_OK;
}
