/* Pace: how much of the running year is done, and what the months that are left have to bring. */
#include "tracker/progress/progress.h"

#include <math.h>

enum { MONTHS_A_YEAR = 12 };

/* ---- which year, which months ---- */

static int last_whole_year(const TfSeries *series, TfMeasure flow)
{
    int last = 0;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (tf_observation_is_level(item, flow) && tf_observation_is_whole_year(item) &&
            tf_observation_year(item) > last)
            last = tf_observation_year(item);
    }
    return last;
}

/* The longest part, counted from January, of the last year that has no whole figure; the best of equals. */
static const TfObservation *find_running_part(const TfSeries *series, TfMeasure flow)
{
    const TfObservation *best = NULL;
    int whole = last_whole_year(series, flow);
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (!tf_observation_is_level(item, flow) || !tf_observation_is_part_year(item) ||
            tf_observation_year(item) <= whole || item->doubt.bytes != NULL)
            continue;
        if (best == NULL || item->to_month > best->to_month ||
            (item->to_month == best->to_month && tf_observation_is_better(item, best)))
            best = item;
    }
    return best;
}

static void add_year(ProgressPacePlan *plan, int year)
{
    int first = year * MONTHS_A_YEAR;
    plan->windows[plan->window_count].from_month = first;
    plan->windows[plan->window_count++].to_month = first + plan->months - 1;
    plan->windows[plan->window_count].from_month = first + plan->months;
    plan->windows[plan->window_count++].to_month = first + MONTHS_A_YEAR - 1;
}

void progress_plan_pace(const TfSeries *series, TfMeasure flow, ProgressPacePlan *plan)
{
    *plan = (ProgressPacePlan){.stated = find_running_part(series, flow)};
    if (plan->stated == NULL)
        return;
    plan->year = tf_observation_year(plan->stated);
    plan->months = plan->stated->to_month % MONTHS_A_YEAR + 1;
    for (int before = 0; before <= PACE_YEARS_BEFORE; before++)
        add_year(plan, plan->year - before);
}

/* ---- what it comes to ---- */

/* What the running year has to come to. */
static double goal_of_year(const TfProgress *progress, int year)
{
    const TfTarget *target = &progress->target;
    int last = target->to_month / MONTHS_A_YEAR;
    bool is_year = target->to_month - target->from_month + 1 == MONTHS_A_YEAR &&
                   target->to_month % MONTHS_A_YEAR == MONTHS_A_YEAR - 1;
    if (!is_year || year > last)
        return (double)NAN;
    if (year == last)
        return target->value_usd;
    if (progress->base_year == 0 || progress->base_year >= year)
        return (double)NAN;
    double share = (double)(year - progress->base_year) / (last - progress->base_year);
    return progress->base_usd * pow(target->value_usd / progress->base_usd, share);
}

/* The first part's share of a year, by the mean of the years before the running one. */
static double normal_share(const ProgressPacePlan *plan, const double *medians)
{
    double sum = 0;
    size_t years = 0;
    for (size_t i = 2; i + 1 < plan->window_count; i += 2, years++)
        sum += medians[i] / (medians[i] + medians[i + 1]);
    return sum / (double)years;
}

void progress_set_pace(TfProgress *progress, const ProgressPacePlan *plan, const double *medians)
{
    progress->pace = (TfPace){.year = 0};
    bool has_year = plan->year != 0 && tf_target_has_chance(progress->status) &&
                    plan->year <= progress->target.to_month / MONTHS_A_YEAR;
    if (!has_year)
        return;
    TfRelation relation = plan->stated->relation;
    bool is_stated = relation == TF_EQ || relation == TF_APPROX || relation == TF_RANGE;
    TfPace pace = {.year = plan->year, .months = plan->months, .is_modelled = !is_stated};
    int left = MONTHS_A_YEAR - plan->months;
    pace.done_usd = is_stated ? plan->stated->value_usd : medians[0];
    pace.normal_share = normal_share(plan, medians);
    pace.pace_usd = pace.done_usd / pace.normal_share;
    pace.goal_usd = goal_of_year(progress, plan->year);
    pace.needed_per_month_usd = fmax(pace.goal_usd - pace.done_usd, 0) / left;
    if (!isfinite(pace.goal_usd)) /* fmax drops a NAN */
        pace.needed_per_month_usd = (double)NAN;
    pace.last_year_month_usd = medians[3] / left;
    progress->pace = pace;
}
