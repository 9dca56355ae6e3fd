/* Sources and their factors. README.md, "Sources". */
#include "tracker/projection/claim_sources.h"

#include <limits.h>
#include <stdlib.h>

/* Sd of the factor between two sources: of one side, or of two whose side nobody tells (outlets); when only
 * one of them is known to be a side's; officials of two sides, who also read from each other's books; the
 * statistics of two sides. */
static const double same_side_bias_sd = 0.04;
static const double unknown_side_bias_sd = 0.08;
static const double officials_bias_sd = 0.12;
static const double other_side_bias_sd = 0.25;

/* A figure counts half after three years, a third after six: a fan in the books of ten years ago would carry
 * the doubt of how they differ from those of today. */
enum { WHOLE_WEIGHT = 1000, HALF_AFTER_MONTHS = 36 };

static int compare_names(const void *a, const void *b)
{
    return tf_slice_compare(((const ClaimSource *)a)->name, ((const ClaimSource *)b)->name);
}

/* One entry a name, sorted; returns how many. */
static size_t merge_names(ClaimSource *sources, size_t count)
{
    size_t kept = 0;
    qsort(sources, count, sizeof *sources, compare_names);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !tf_slice_equal(sources[kept - 1].name, sources[i].name)) {
            sources[kept++] = sources[i];
            continue;
        }
        ClaimSource *same = &sources[kept - 1];
        same->weight += sources[i].weight;
        same->newest = sources[i].newest > same->newest ? sources[i].newest : same->newest;
    }
    return kept;
}

static size_t find_reference(const ClaimSource *sources, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (sources[i].weight > sources[best].weight ||
            (sources[i].weight == sources[best].weight && sources[i].newest > sources[best].newest))
            best = i;
    return best;
}

/* "statistics:KAZ" and "statistics:RUS" are the books of two sides. */
static bool is_statistics(TfSlice name)
{
    return tf_slice_starts_with(name, "statistics:");
}

static double bias_sd(const ClaimSource *source, const ClaimSource *reference)
{
    bool is_known = tf_party_is_set(source->side);
    if (is_known != tf_party_is_set(reference->side))
        return unknown_side_bias_sd;
    if (tf_party_equal(source->side, reference->side))
        return same_side_bias_sd;
    return is_statistics(source->name) && is_statistics(reference->name) ? other_side_bias_sd
                                                                         : officials_bias_sd;
}

static int newest_level(const TfObservation *observations, size_t count)
{
    int newest = INT_MIN;
    for (size_t i = 0; i < count; i++)
        if (!observations[i].is_growth && observations[i].to_month > newest)
            newest = observations[i].to_month;
    return newest;
}

size_t claim_sources_list(const TfObservation *observations, size_t count, ClaimSource *sources,
                          size_t *reference)
{
    size_t found = 0;
    int newest = newest_level(observations, count);
    for (size_t i = 0; i < count; i++) {
        const TfObservation *claim = &observations[i];
        if (claim->is_growth)
            continue;
        long weight = WHOLE_WEIGHT * HALF_AFTER_MONTHS / (HALF_AFTER_MONTHS + newest - claim->to_month);
        sources[found++] = (ClaimSource){claim->source, claim->side, claim->to_month, weight, 0};
    }
    found = merge_names(sources, found);
    *reference = find_reference(sources, found);
    for (size_t i = 0; i < found; i++) {
        double sd = bias_sd(&sources[i], &sources[*reference]);
        sources[i].bias_variance = i == *reference ? 0 : sd * sd;
    }
    return found;
}

size_t claim_sources_find(const ClaimSource *sources, size_t count, TfSlice name)
{
    size_t low = 0;
    while (count > 0) {
        size_t half = count / 2;
        int order = tf_slice_compare(name, sources[low + half].name);
        if (order == 0)
            return low + half;
        if (order > 0) {
            low += half + 1;
            count -= half + 1;
        } else
            count = half;
    }
    return TF_NOWHERE;
}
