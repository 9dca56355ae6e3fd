/* A figure as an interval. */
#include "tracker/series/interval.h"

#include <math.h>

static const double about_share = 0.05, about_points = 0.01;

static bool is_upper(const TfObservation *item)
{
    return item->relation == TF_LT || item->relation == TF_LE || item->relation == TF_ALMOST;
}

static bool is_lower(const TfObservation *item)
{
    return item->relation == TF_GT || item->relation == TF_GE;
}

bool series_is_bound(const TfObservation *item)
{
    return is_upper(item) || is_lower(item);
}

double series_width(const TfObservation *item)
{
    double about = item->is_growth ? about_points : about_share * fabs(item->value_usd);
    return item->relation == TF_APPROX ? fmax(item->rounding, 2 * about) : item->rounding;
}

static double half_width(const TfObservation *item)
{
    return series_width(item) / 2 + item->conversion_sd * (item->is_growth ? 1 : item->value_usd);
}

double series_low(const TfObservation *item)
{
    double least = item->is_growth ? -1 : 0;
    if (is_upper(item))
        return least;
    return is_lower(item) ? item->value_usd : fmax(item->value_usd - half_width(item), least);
}

double series_high(const TfObservation *item)
{
    if (is_lower(item))
        return HUGE_VAL;
    return is_upper(item) ? item->value_usd : item->value_usd + half_width(item);
}
