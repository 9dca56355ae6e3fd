/* What an observation is about, and which of several speaks for its months. */
#include "tracker/model/series.h"

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
