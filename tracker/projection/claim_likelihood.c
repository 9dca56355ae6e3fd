/* Claims as likelihoods: which intervals a relation and a rounding leave open, and how sharply. The equations
 * are in README.md, "What a claim says". */
#include "tracker/projection/claim_likelihood.h"

#include <math.h>

#define SQRT_2             1.4142135623730951
#define SQRT_2_PI          2.5066282746310002
#define UNIFORM_SD_DIVISOR 3.46 /* width of an interval to its sd */

static const double wrong_share = 0.03;     /* claims that are simply wrong, spread over two log units */
static const double doubted_share = 1;      /* of those that look like a slip: as likely wrong as right */
static const double sigma_stated = 0.01;    /* revisions of a figure stated flat, log units */
static const double sigma_about = 0.025;    /* of one called approximate */
static const double sigma_growth = 0.008;   /* of a growth rate */
static const double finest_rounding = 1e-4; /* a figure of five digits says no more than one of four */
static const double least_usd = 1, most_usd = 1e16;
static const double most_growth = 1e4;

/* Speakers round a bound to 1, 5 or 10 units of its last digit: "more than 20" is said of 20.1 and of 24. */
typedef struct BoundStep {
    double share;
    double units;
} BoundStep;
static const BoundStep level_steps[] = {{0.7, 1}, {0.2, 5}, {0.1, 10}};
static const BoundStep growth_steps[] = {{0.9, 1}, {0.1, 5}};

double claim_normal_below(double z)
{
    return 0.5 * erfc(-z / SQRT_2);
}

double claim_normal_density(double z)
{
    return fabs(z) < 38 ? exp(-0.5 * z * z) / SQRT_2_PI : 0;
}

static const char *number_text(char text[TF_NUMBER_CHARS], double value)
{
    if (!isfinite(value))
        return isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
    tf_double_write(text, value);
    return text;
}

TfStatus claim_observation_check(const TfObservation *observation, size_t place, TfError *error)
{
    double value = observation->value_usd;
    if (observation->flow == TF_BALANCE)
        return tf_fail(error, TF_BAD_INPUT, "claim %zu is a balance; turnover, exports or imports are needed",
                       place);
    if (observation->from_month > observation->to_month)
        return tf_fail(error, TF_BAD_INPUT, "claim %zu ends before it begins", place);
    char found[TF_NUMBER_CHARS];
    if (!isfinite(observation->rounding) || observation->rounding < 0)
        return tf_fail(error, TF_BAD_INPUT, "claim %zu has rounding %s; it must be 0 or more", place,
                       number_text(found, observation->rounding));
    if (!isfinite(observation->conversion_sd) || observation->conversion_sd < 0)
        return tf_fail(error, TF_BAD_INPUT,
                       "claim %zu has a conversion that is off by %s; 0 or more is needed", place,
                       number_text(found, observation->conversion_sd));
    if (observation->is_growth && !(value >= -1 && value <= most_growth))
        return tf_fail(error, TF_BAD_INPUT, "claim %zu has growth %s; it must be -1 (-100%%) or more", place,
                       number_text(found, value));
    if (!observation->is_growth && !(value >= least_usd && value <= most_usd))
        return tf_fail(error, TF_BAD_INPUT, "claim %zu has value %s; it must be 1 to 1e16 US dollars", place,
                       number_text(found, value));
    return TF_OK;
}

/* The log of one end of an interval; the ends of wide ones may fall below zero. */
static double log_end(const TfObservation *observation, double end)
{
    if (observation->is_growth)
        return log(fmax(1 + end, 1e-3));
    return log(fmax(end, 1e-3 * fabs(observation->value_usd) + 1e-9));
}

static void add_interval(ClaimLikelihood *likelihood, const TfObservation *observation, double share,
                         double low, double high)
{
    likelihood->intervals[likelihood->interval_count].share = share;
    likelihood->intervals[likelihood->interval_count].low = log_end(observation, low);
    likelihood->intervals[likelihood->interval_count].high = log_end(observation, high);
    likelihood->interval_count++;
}

/* A step of k units counts only where the value is a multiple of it: "more than 21" was not rounded to tens.
 */
static bool step_fits(double value, double step)
{
    return fabs(value / step - round(value / step)) < 1e-6;
}

static void add_bound(ClaimLikelihood *likelihood, const TfObservation *observation, double unit,
                      bool is_above)
{
    const BoundStep *steps = observation->is_growth ? growth_steps : level_steps;
    size_t count = observation->is_growth ? sizeof growth_steps / sizeof growth_steps[0]
                                          : sizeof level_steps / sizeof level_steps[0];
    double value = observation->value_usd;
    for (size_t i = 0; i < count; i++) {
        double step = steps[i].units * unit;
        if (steps[i].units > 1 && !step_fits(value, step))
            continue;
        add_interval(likelihood, observation, steps[i].share, is_above ? value : value - step,
                     is_above ? value + step : value);
    }
}

static double sigma_of(const TfObservation *observation)
{
    if (observation->is_growth)
        return sigma_growth;
    return observation->relation == TF_APPROX ? sigma_about : sigma_stated;
}

ClaimLikelihood claim_likelihood_of(const TfObservation *observation)
{
    ClaimLikelihood likelihood = {.sigma = hypot(sigma_of(observation), observation->conversion_sd)};
    double value = observation->value_usd;
    double least = observation->is_growth ? finest_rounding : finest_rounding * value;
    double unit = fmax(observation->rounding, least);
    switch (observation->relation) {
    case TF_GT:
    case TF_GE:
        add_bound(&likelihood, observation, unit, true);
        break;
    case TF_ALMOST: /* approached from below */
    case TF_LT:
    case TF_LE:
        add_bound(&likelihood, observation, unit, false);
        break;
    default: /* a range comes as its middle, with its width as the rounding */
        add_interval(&likelihood, observation, 1, value - unit / 2, value + unit / 2);
    }
    double low = likelihood.intervals[0].low;
    double high = likelihood.intervals[0].high;
    double share = observation->doubt.length > 0 ? doubted_share : wrong_share;
    likelihood.floor = share / 2 * fmax(high - low, 1e-4);
    likelihood.centre = 0.5 * (low + high);
    likelihood.spread = hypot(likelihood.sigma, (high - low) / UNIFORM_SD_DIVISOR);
    return likelihood;
}

ClaimSlopes claim_likelihood_at(const ClaimLikelihood *likelihood, double log_total)
{
    double sigma = likelihood->sigma;
    double chance = likelihood->floor;
    double first = 0;
    double second = 0;
    for (size_t i = 0; i < likelihood->interval_count; i++) {
        double share = likelihood->intervals[i].share;
        double low = (likelihood->intervals[i].low - log_total) / sigma;
        double high = (likelihood->intervals[i].high - log_total) / sigma;
        /* the tail that is small is the one to subtract in */
        double inside = low > 0 ? claim_normal_below(-low) - claim_normal_below(-high)
                                : claim_normal_below(high) - claim_normal_below(low);
        double at_low = claim_normal_density(low);
        double at_high = claim_normal_density(high);
        chance += share * inside;
        first += share * (at_low - at_high) / sigma;
        second += share * (low * at_low - high * at_high) / (sigma * sigma);
    }
    double slope = first / chance;
    return (ClaimSlopes){.value = log(chance), .first = slope, .second = second / chance - slope * slope};
}

double claim_likelihood_precision(const ClaimLikelihood *likelihood, double log_total)
{
    double mean = 0;
    double square = 0;
    bool inside = false;
    for (size_t i = 0; i < likelihood->interval_count; i++) {
        double low = likelihood->intervals[i].low;
        double high = likelihood->intervals[i].high;
        double middle = 0.5 * (low + high);
        mean += likelihood->intervals[i].share * middle;
        square += likelihood->intervals[i].share * (middle * middle + (high - low) * (high - low) / 12);
        inside = inside || (log_total >= low && log_total <= high);
    }
    double variance = square - mean * mean + likelihood->sigma * likelihood->sigma;
    return inside ? 1 / variance : 0;
}

double claim_likelihood_distance(const ClaimLikelihood *likelihood, double log_total)
{
    double low = likelihood->intervals[0].low;
    double high = likelihood->intervals[0].high;
    for (size_t i = 1; i < likelihood->interval_count; i++) {
        low = fmin(low, likelihood->intervals[i].low);
        high = fmax(high, likelihood->intervals[i].high);
    }
    double spread = hypot(likelihood->sigma, (high - low) / UNIFORM_SD_DIVISOR);
    return fabs(log_total - 0.5 * (low + high)) / spread;
}
