/* What a target comes to once figures are known: the dollars of a growth target, and the months that count.
 */
#include "tracker/progress/figures.h"

#include <math.h>
#include <stdio.h>

enum { MONTHS_A_YEAR = 12, MIDDLE_OF_MONTH = 15, MOST_BASE_AGE = 12 /* years */ };

/* ---- growth ---- */

/* "2021-01-01..2021-12-31" to 2021; 0 for anything else. */
static int year_of_span(TfSlice span)
{
    TfDate from;
    TfDate to;
    TfSlice rest = span;
    TfSlice first = tf_slice_split(&rest, '.');
    if (!tf_date_read(first, &from) || rest.length < 1 ||
        !tf_date_read(tf_slice_range(rest, 1, rest.length), &to))
        return 0;
    bool is_year = from.month == 1 && from.day == 1 && to.month == 12 && to.day == 31 && from.year == to.year;
    return is_year ? from.year : 0;
}

/* The year that "+50%" is counted from: the one named, the one before for "against the year before", else the
 * last that was over when it was said. */
static int growth_base_year(const TfTarget *target)
{
    const TfClaim *claim = &target->statements[0]->claim;
    if (tf_slice_is(claim->growth_base, "yoy"))
        return target->deadline.year - (tf_date_is_set(target->deadline) ? 1 : 0);
    if (claim->growth_base.length > 0)
        return year_of_span(claim->growth_base);
    int year = tf_date_is_set(target->stated) ? target->stated.year - 1 : 0;
    return tf_date_is_set(target->deadline) && target->deadline.year <= year ? 0 : year;
}

static void set_growth_value(TfTarget *target, const TfSeries *series)
{
    FigureView view = {.series = series, .flow = target->flow, .side = target->side};
    target->growth_year = growth_base_year(target);
    const TfObservation *base =
        target->growth_year != 0 ? figure_base(&view, target->growth_year, target->growth_year) : NULL;
    bool is_amount = base != NULL && (base->relation == TF_EQ || base->relation == TF_APPROX);
    target->value_usd =
        is_amount && target->growth > 0 ? base->value_usd * (1 + target->growth) : (double)NAN;
    target->is_approximate = is_amount && base->is_approximate;
}

/* ---- months ---- */

/* Months of the year's part that the first statement names and that ends with the deadline; 0: a whole year,
 * or none. */
static int named_months(const TfTarget *target)
{
    TfPeriod period = target->claim_count > 0 && target->statements != NULL
                          ? target->statements[0]->claim.period
                          : (TfPeriod){.kind = TF_PERIOD_NONE};
    if (!tf_date_is_set(period.from) || tf_date_compare(period.to, target->deadline) != 0 ||
        !tf_period_is_whole_months(period))
        return 0;
    int months = tf_date_month_index(period.to) - tf_date_month_index(period.from) + 1;
    return months < MONTHS_A_YEAR ? months : 0;
}

/* "15 billion by June" of a pair that does 28 a year is meant for the half-year, "30 billion by June" for a
 * year: the amount is the part's when it is nearer to its share of the last whole year than to that year. */
static bool is_for_part(const TfTarget *target, const TfSeries *series, int months)
{
    FigureView view = {.series = series, .flow = target->flow, .side = target->side};
    const TfObservation *base =
        figure_base(&view, target->deadline.year - MOST_BASE_AGE, target->deadline.year);
    double share = (1 + (double)months / MONTHS_A_YEAR) / 2;
    return base != NULL && target->value_usd < share * base->value_usd;
}

/* The twelve months that are over on the deadline, for the end of a year that year. */
static void set_months(TfTarget *target, const TfSeries *series)
{
    if (!tf_date_is_set(target->deadline))
        return;
    target->to_month = tf_date_month_index(target->deadline) - (target->deadline.day < MIDDLE_OF_MONTH);
    target->from_month = target->to_month - MONTHS_A_YEAR + 1;
    int months = named_months(target);
    if (months > 0 && is_for_part(target, series, months))
        target->from_month = target->to_month - months + 1;
}

void progress_resolve_targets(TfTargetList *targets, const TfSeries *series)
{
    for (size_t i = 0; i < targets->count; i++) {
        if (targets->items[i].is_growth)
            set_growth_value(&targets->items[i], series);
        set_months(&targets->items[i], series);
    }
}
