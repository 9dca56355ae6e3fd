/* Which figures a target is measured by. README.md has the rules. */
#include "tracker/progress/figures.h"

#include <math.h>

static const double outvoted_sigmas = 3; /* as everywhere in tradefig */
static const double conversion_sds = 2;

FigureVerdict figure_verdict(const TfObservation *figure, double target_usd)
{
    double doubt = exp(conversion_sds * figure->conversion_sd); /* 1 for dollars */
    double low = figure->value_usd / doubt;
    double high = figure->value_usd * doubt;
    switch (figure->relation) {
    case TF_GT:
    case TF_GE:
        return low >= target_usd ? FIGURE_REACHED : FIGURE_UNDECIDED;
    case TF_LT:
    case TF_LE:
    case TF_ALMOST:
        return high <= target_usd ? FIGURE_NOT_REACHED : FIGURE_UNDECIDED;
    case TF_RANGE:
        low -= figure->rounding / 2;
        high += figure->rounding / 2;
        break;
    default:
        break;
    }
    if (low >= target_usd)
        return FIGURE_REACHED;
    return high < target_usd ? FIGURE_NOT_REACHED : FIGURE_UNDECIDED;
}

static bool is_other_sides(const FigureView *view, const TfObservation *figure)
{
    return tf_party_is_set(view->side) && tf_party_is_set(figure->side) &&
           !tf_party_equal(view->side, figure->side);
}

/* Whether the model finds it far from all others together. */
static bool is_outvoted(const FigureView *view, const TfObservation *figure)
{
    size_t place = (size_t)(figure - view->series->items);
    for (size_t i = 0; view->projection != NULL && i < view->projection->residual_count; i++)
        if (view->projection->residuals[i].observation == place)
            return view->projection->residuals[i].sigmas > outvoted_sigmas;
    return false;
}

const char *figure_why_aside(const FigureView *view, const TfObservation *figure)
{
    if (is_other_sides(view, figure))
        return "it is from other books than the target is judged by";
    if (figure->doubt.bytes != NULL)
        return "it is implausible";
    return is_outvoted(view, figure) ? "it lies far from all the others" : NULL;
}

/* The own side's figures speak before those of nobody knows whom. */
static bool is_better(const FigureView *view, const TfObservation *figure, const TfObservation *than)
{
    if (than != NULL && tf_party_is_set(view->side)) {
        bool is_own = tf_party_equal(figure->side, view->side);
        bool was_own = tf_party_equal(than->side, view->side);
        if (is_own != was_own)
            return is_own;
    }
    return tf_observation_is_better(figure, than);
}

static const TfObservation *find_deciding(const FigureView *view, int from_month, int to_month,
                                          double target_usd, bool is_aside)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < view->series->count; i++) {
        const TfObservation *figure = &view->series->items[i];
        if (figure->from_month == from_month && figure->to_month == to_month &&
            tf_observation_is_level(figure, view->flow) &&
            figure_verdict(figure, target_usd) != FIGURE_UNDECIDED && is_better(view, figure, best) &&
            (figure_why_aside(view, figure) != NULL) == is_aside)
            best = figure;
    }
    return best;
}

const TfObservation *figure_deciding(const FigureView *view, int from_month, int to_month, double target_usd)
{
    return find_deciding(view, from_month, to_month, target_usd, false);
}

const TfObservation *figure_set_aside(const FigureView *view, int from_month, int to_month, double target_usd)
{
    return find_deciding(view, from_month, to_month, target_usd, true);
}

static const TfObservation *find_base(const FigureView *view, int first_year, int last_year, bool is_any)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < view->series->count; i++) {
        const TfObservation *figure = &view->series->items[i];
        int year = tf_observation_year(figure);
        if (!tf_observation_is_level(figure, view->flow) || !tf_observation_is_whole_year(figure) ||
            year < first_year || year > last_year || (!is_any && figure_why_aside(view, figure) != NULL))
            continue;
        if (best == NULL || figure->from_month > best->from_month ||
            (figure->from_month == best->from_month && is_better(view, figure, best)))
            best = figure;
    }
    return best;
}

const TfObservation *figure_base(const FigureView *view, int first_year, int last_year)
{
    const TfObservation *base = find_base(view, first_year, last_year, false);
    return base != NULL ? base : find_base(view, first_year, last_year, true);
}
