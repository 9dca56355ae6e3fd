/* The covariance of monthly log trade. Parts and figures are explained in README.md, "What is believed
 * before". */
#include "tracker/projection/claim_prior.h"

#include <math.h>
#include <string.h>

/* Ratios of the parts to the yearly sd s of the random walk, fitted by marginal likelihood on 67 pairs up to
 * 2007. */
static const double season_ratio = 0.39;
static const double irregular_ratio = 0.685;
/* log s has mean intercept + slope * log(yearly trade in million US dollars). */
static const double log_volatility_intercept = 0.42;
static const double log_volatility_slope = -0.25;
static const double log_volatility_sd = 0.49;
static const double vague_level_variance = 4;
/* What years ahead are unsure by, against months. */
typedef struct Shape {
    double drag_ratio; /* of the AR(1) part, to s */
    double drag_phi;
    double drift_sd;       /* yearly */
    double world_cycle_sd; /* yearly; all pairs share it, so no volatility of a pair scales it */
} Shape;
static const Shape shape = {.drag_ratio = 0.55, .drag_phi = 0.8, .drift_sd = 0.025, .world_cycle_sd = 0.04};
/* As fitted to months, a year ahead; its ranges held the less the nearer and the more the farther the year.
 */
static const Shape first_shape = {
    .drag_ratio = 0.442, .drag_phi = 0.635, .drift_sd = 0.03, .world_cycle_sd = 0.06};

static const double one_way_sd_ratio = 1.15; /* exports or imports alone, against turnover */
static const double two_way_correlation = 0.25;
static const double two_way_level_correlation = 0.5;

/* The mean log seasonal pattern of 137 pairs, January first. */
static const double season_pattern[12] = {-.057, -.083, .050,  -.013, .008, .015,
                                          .015,  .015,  -.006, .051,  .001, .003};

double claim_prior_season(int calendar_month)
{
    double sum = 0;
    for (int month = 0; month < 12; month++)
        sum += season_pattern[month];
    return season_pattern[calendar_month] - sum / 12;
}

double claim_prior_log_volatility(double millions_a_year)
{
    return log_volatility_intercept + log_volatility_slope * log(millions_a_year);
}

double claim_prior_log_volatility_sd(void)
{
    return log_volatility_sd;
}

void claim_prior_start(ClaimPrior *prior, bool is_first_fit)
{
    const Shape *used = is_first_fit ? &first_shape : &shape;
    prior->power[0] = 1;
    for (int k = 1; k <= prior->month_count; k++)
        prior->power[k] = prior->power[k - 1] * used->drag_phi;
    prior->scaled = (ClaimKernel){
        .walk = 1.0 / 12,
        .drag = used->drag_ratio * used->drag_ratio,
        .season = season_ratio * season_ratio,
        .irregular = irregular_ratio * irregular_ratio,
        .level = -season_ratio * season_ratio / 12,
    };
    prior->fixed = (ClaimKernel){
        .walk = used->world_cycle_sd * used->world_cycle_sd / 12,
        .level = vague_level_variance,
        .drift = used->drift_sd * used->drift_sd,
    };
}

/* variance  s^2, times the correlation between the two flows
 * share     correlation of the parts that do not depend on s */
static ClaimKernel make_kernel(const ClaimPrior *prior, double variance, double share)
{
    const ClaimKernel *scaled = &prior->scaled;
    const ClaimKernel *fixed = &prior->fixed;
    return (ClaimKernel){
        .walk = variance * scaled->walk + share * fixed->walk,
        .drag = variance * scaled->drag,
        .season = variance * scaled->season,
        .irregular = variance * scaled->irregular,
        .level = variance * scaled->level + share * fixed->level,
        .drift = share * fixed->drift,
    };
}

void claim_prior_set_volatility(ClaimPrior *prior, double volatility)
{
    double variance = volatility * volatility;
    if (prior->flow_count == 2)
        variance *= one_way_sd_ratio * one_way_sd_ratio;
    prior->variance = variance;
    prior->own = make_kernel(prior, variance, 1);
    prior->other = make_kernel(prior, variance * two_way_correlation, two_way_level_correlation);
}

/* The sums over pairs of months grow with each month by its products with the sums so far. */
void claim_segment_sum(ClaimSegment *segment, const ClaimPrior *prior)
{
    int length = segment->to - segment->from + 1;
    double phi = prior->power[1];
    double mass = 0, moment = 0, decayed = 0, to_start = 0;
    double own_minimum = 0, own_decay = 0, own_same = 0;
    int calendar = (prior->first_calendar + segment->from) % 12;
    memset(segment->by_calendar, 0, sizeof segment->by_calendar);
    for (int k = 0; k < length; k++) {
        double weight = segment->weights[k];
        double square = weight * weight;
        decayed *= phi;
        own_minimum += 2 * weight * moment + square * k;
        own_decay += 2 * weight * decayed + square;
        own_same += square;
        decayed += weight;
        mass += weight;
        moment += weight * k;
        to_start += weight * prior->power[k];
        segment->by_calendar[calendar] += weight;
        calendar = calendar == 11 ? 0 : calendar + 1;
    }
    segment->mass = mass;
    segment->moment = moment + mass * segment->from;
    segment->decayed_to_end = decayed;
    segment->decayed_to_start = to_start;
    segment->own_minimum = own_minimum + mass * mass * segment->from;
    segment->own_decay = own_decay;
    segment->own_same = own_same;
}

/* What two overlapping runs have in common needs a pass over their months: the sums over pairs of months grow
 * with each month by its products with the sums so far. */
typedef struct PairSums {
    double minimum; /* of min(t, t') */
    double decay;   /* of phi^|t - t'| */
    double same;    /* of [t = t'] */
} PairSums;

static PairSums sum_overlapping(const ClaimSegment *a, const ClaimSegment *b, double phi)
{
    PairSums sums = {0, 0, 0};
    double moment_a = 0, moment_b = 0, decayed_a = 0, decayed_b = 0;
    int from = a->from < b->from ? a->from : b->from;
    int to = a->to > b->to ? a->to : b->to;
    for (int t = from; t <= to; t++) {
        double weight_a = t >= a->from && t <= a->to ? a->weights[t - a->from] : 0;
        double weight_b = t >= b->from && t <= b->to ? b->weights[t - b->from] : 0;
        double both = weight_a * weight_b;
        decayed_a *= phi;
        decayed_b *= phi;
        sums.minimum += weight_a * moment_b + weight_b * moment_a + both * t;
        sums.decay += weight_a * decayed_b + weight_b * decayed_a + both;
        sums.same += both;
        moment_a += weight_a * t;
        moment_b += weight_b * t;
        decayed_a += weight_a;
        decayed_b += weight_b;
    }
    return sums;
}

/* Runs without a common month factorise: the earlier month is always of the earlier run. */
static PairSums sum_apart(const ClaimSegment *earlier, const ClaimSegment *later, const double *power)
{
    return (PairSums){
        .minimum = earlier->moment * later->mass,
        .decay = earlier->decayed_to_end * later->decayed_to_start * power[later->from - earlier->to],
    };
}

/* Totals of the same months of the same flow weigh them alike, up to a factor. */
static PairSums sum_same(const ClaimSegment *a, const ClaimSegment *b)
{
    double ratio = b->mass / a->mass;
    return (PairSums){a->own_minimum * ratio, a->own_decay * ratio, a->own_same * ratio};
}

static double sum_seasons(const ClaimSegment *a, const ClaimSegment *b)
{
    double even = 0;
    double odd = 0;
    for (int month = 0; month < 12; month += 2) { /* two chains of additions that do not wait on each other */
        even += a->by_calendar[month] * b->by_calendar[month];
        odd += a->by_calendar[month + 1] * b->by_calendar[month + 1];
    }
    return even + odd;
}

void claim_prior_add_between(const ClaimPrior *prior, const ClaimSegment *a, const ClaimSegment *b,
                             ClaimParts *sum)
{
    const ClaimKernel *scaled = &prior->scaled;
    const ClaimKernel *fixed = &prior->fixed;
    PairSums sums;
    if (a->to < b->from)
        sums = sum_apart(a, b, prior->power);
    else if (b->to < a->from)
        sums = sum_apart(b, a, prior->power);
    else if (a->flow == b->flow && a->from == b->from && a->to == b->to)
        sums = sum_same(a, b);
    else
        sums = sum_overlapping(a, b, prior->power[1]);
    double years_a = (a->moment - prior->reference_time * a->mass) / 12;
    double years_b = (b->moment - prior->reference_time * b->mass) / 12;
    double masses = a->mass * b->mass;
    ClaimParts parts = {
        .scaled = scaled->walk * sums.minimum + scaled->drag * sums.decay + scaled->irregular * sums.same +
                  scaled->season * sum_seasons(a, b) + scaled->level * masses,
        .fixed = fixed->walk * sums.minimum + fixed->level * masses + fixed->drift * (years_a * years_b),
    };
    if (a->flow != b->flow) {
        parts.scaled *= two_way_correlation;
        parts.fixed *= two_way_level_correlation;
    }
    sum->scaled += parts.scaled;
    sum->fixed += parts.fixed;
}

ClaimParts claim_prior_between(const ClaimPrior *prior, const ClaimSegment *a, const ClaimSegment *b)
{
    ClaimParts sum = {0, 0};
    claim_prior_add_between(prior, a, b, &sum);
    return sum;
}

/* Sums of a loading over all its months. */
typedef struct LoadingSums {
    double mass;
    double years;
    double by_calendar[12];
} LoadingSums;

/* Backwards over the months: result += drag * sum over later months of phi^(t' - t) loading[t'], and the
 * sums. */
static LoadingSums add_later_months(const ClaimPrior *prior, const ClaimKernel *kernel, const double *loading,
                                    int months, double *result)
{
    LoadingSums sums = {0};
    double phi = prior->power[1];
    double moment = 0;
    double after = 0;
    int calendar = (prior->first_calendar + months - 1) % 12;
    for (int t = months - 1; t >= 0; t--) {
        result[t] += kernel->drag * after;
        after = phi * (after + loading[t]);
        sums.mass += loading[t];
        moment += loading[t] * t;
        sums.by_calendar[calendar] += loading[t];
        calendar = calendar == 0 ? 11 : calendar - 1;
    }
    sums.years = (moment - prior->reference_time * sums.mass) / 12;
    return sums;
}

/* result += kernel * loading. Both directions of phi^|t - t'| are running sums, and min(t, t') sums what is
 * left of the loading from each month on. */
static void add_kernel(const ClaimPrior *prior, const ClaimKernel *kernel, const double *loading, int months,
                       double *result)
{
    LoadingSums sums = add_later_months(prior, kernel, loading, months, result);
    double walked = -sums.mass; /* the sum begins at t = 1 */
    double ahead = sums.mass;   /* loading of month t and later */
    double before = 0;
    double phi = prior->power[1];
    double drift = kernel->drift * sums.years / 12;
    double level = kernel->level * sums.mass - drift * prior->reference_time;
    double at_once = kernel->drag + kernel->irregular;
    int calendar = prior->first_calendar;
    for (int t = 0; t < months; t++) {
        walked += ahead;
        ahead -= loading[t];
        result[t] += kernel->walk * walked + kernel->drag * before + at_once * loading[t] +
                     kernel->season * sums.by_calendar[calendar] + level + drift * t;
        before = phi * (before + loading[t]);
        calendar = calendar == 11 ? 0 : calendar + 1;
    }
}

void claim_prior_apply(const ClaimPrior *prior, const double *loading, int months, double *result)
{
    for (size_t flow = 0; flow < prior->flow_count; flow++) {
        size_t at = flow * (size_t)prior->month_count;
        memset(result + at, 0, (size_t)months * sizeof *result);
        add_kernel(prior, &prior->own, loading + at, months, result + at);
        if (prior->flow_count == 2)
            add_kernel(prior, &prior->other, loading + (size_t)prior->month_count - at, months, result + at);
    }
}
