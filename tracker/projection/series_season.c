/* Classical decomposition with years that count by their distance, and shrinkage. */
#include "tracker/projection/series_season.h"

#include <math.h>

/* Below it a ratio says that a season hardly exists, and dividing by it would blow the series up. */
#define LEAST_RATIO 1e-3
/* A year further away counts that much of the one before it; found on M1 and tourism, where .6 to .8 are as
 * good. */
#define YEAR_WEIGHT .75

/* What is gathered of the differences or ratios, by place in the year. */
typedef struct Places {
    double mean[SERIES_MOST_SEASONS];
    double weight[SERIES_MOST_SEASONS];  /* sum of weights */
    double squares[SERIES_MOST_SEASONS]; /* sum of squared weights */
} Places;

/* A decomposition: which values, and which end of the series counts most. */
typedef struct Decomposition {
    const double *values;
    size_t count;
    size_t seasons;
    SeasonKind kind;
    bool from_end;
} Decomposition;

static double mean_of(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum / (double)count;
}

/* The mean of a year about `at`; of an even number of seasons the outer two count half. */
static double year_about(const double *values, size_t at, size_t seasons)
{
    size_t first = at - seasons / 2;
    double sum = 0;
    for (size_t i = 0; i < seasons; i++)
        sum += values[first + i];
    if (seasons % 2 == 0)
        sum += (values[first + seasons] - values[first]) / 2;
    return sum / (double)seasons;
}

/* The weight of the place `at`: years are counted from the end that matters. Years far off count nothing,
 * which also keeps long series fast. */
static double weight_at(const Decomposition *of, size_t at)
{
    size_t years = (of->from_end ? of->count - 1 - at : at) / of->seasons;
    double weight = 1;
    if (years > 100)
        return 0;
    for (size_t i = 0; i < years; i++)
        weight *= YEAR_WEIGHT;
    return weight;
}

/* The ratio or difference at `at`; false when the year about it is not positive. */
static bool detrended(const Decomposition *of, size_t at, double *value)
{
    double year = year_about(of->values, at, of->seasons);
    if (of->kind == SEASON_RATIOS && !(year > 0))
        return false;
    *value = of->kind == SEASON_RATIOS ? of->values[at] / year : of->values[at] - year;
    return true;
}

static bool gather(const Decomposition *of, Places *places)
{
    size_t half = of->seasons / 2;
    *places = (Places){.mean = {0}};
    for (size_t t = half; t + half < of->count; t++) {
        size_t place = t % of->seasons;
        double weight = weight_at(of, t);
        double value = 0;
        if (!detrended(of, t, &value))
            return false;
        places->mean[place] += weight * value;
        places->weight[place] += weight;
        places->squares[place] += weight * weight;
    }
    for (size_t i = 0; i < of->seasons; i++) {
        if (!(places->weight[i] > 0))
            return false;
        places->mean[i] /= places->weight[i];
    }
    return true;
}

/* The variance of a mean of a place that comes from noise, on average over the places. */
static double noise_of_means(const Decomposition *of, const Places *places)
{
    size_t half = of->seasons / 2;
    double squares = 0;
    double freedom = 0;
    double variances = 0;
    for (size_t t = half; t + half < of->count; t++) {
        double value = 0;
        (void)detrended(of, t, &value);
        double rest = value - places->mean[t % of->seasons];
        squares += weight_at(of, t) * rest * rest;
    }
    for (size_t i = 0; i < of->seasons; i++) {
        freedom += places->weight[i] - places->squares[i] / places->weight[i];
        variances += places->squares[i] / (places->weight[i] * places->weight[i]);
    }
    return freedom > 0 ? squares / freedom * variances / (double)of->seasons : 0;
}

/* Draws the means towards their mean by the share of their variance that is noise. */
static void shrink(const Decomposition *of, Places *places)
{
    double mean = mean_of(places->mean, of->seasons);
    double variance = 0;
    for (size_t i = 0; i < of->seasons; i++)
        variance += (places->mean[i] - mean) * (places->mean[i] - mean);
    variance /= (double)of->seasons - 1;
    double kept = variance > 0 ? fmax(0, 1 - noise_of_means(of, places) / variance) : 0;
    for (size_t i = 0; i < of->seasons; i++)
        places->mean[i] = mean + kept * (places->mean[i] - mean);
}

/* Scales the means to 1 or shifts them to 0. */
static bool finish(const Decomposition *of, const Places *places, double index[SERIES_MOST_SEASONS])
{
    double mean = mean_of(places->mean, of->seasons);
    for (size_t i = 0; i < of->seasons; i++) {
        index[i] = of->kind == SEASON_RATIOS ? places->mean[i] / mean : places->mean[i] - mean;
        if (of->kind == SEASON_RATIOS && !(index[i] >= LEAST_RATIO))
            return false;
    }
    return true;
}

bool series_season_last(const double *values, size_t count, size_t seasons, SeasonKind kind,
                        double index[SERIES_MOST_SEASONS])
{
    Decomposition of = {values, count, seasons, kind, true};
    Places places;
    if (seasons < 2 || count < 3 * seasons || !gather(&of, &places))
        return false;
    shrink(&of, &places);
    return finish(&of, &places, index);
}

bool series_season_first(const double *values, size_t count, size_t seasons, SeasonKind kind,
                         double index[SERIES_MOST_SEASONS])
{
    Decomposition of = {values, count, seasons, kind, false};
    Places places;
    return seasons >= 2 && count > 2 * seasons && gather(&of, &places) && finish(&of, &places, index);
}
