/* Reading answers off a mixture of log-normals, without sampling. */
#include "tracker/projection/claim_model.h"

#include "tracker/projection/claim_likelihood.h"

#include <gsl/gsl_cdf.h>

#include <math.h>

static const double bracket_sds = 8;
static const double root_tolerance = 1e-13;
static const double last_step = 1e-8; /* Newton: what is left after it is its square */
enum { ROOT_STEPS = 100 };

/* Share of the mixture below a log total, and its density there. */
static double below(const ClaimForecast *forecast, double log_total, double *density)
{
    double share = 0;
    *density = 0;
    for (size_t i = 0; i < forecast->node_count; i++) {
        double z = (log_total - forecast->nodes[i].mean) / forecast->nodes[i].sd;
        share += forecast->nodes[i].weight * claim_normal_below(z);
        *density += forecast->nodes[i].weight * claim_normal_density(z) / forecast->nodes[i].sd;
    }
    return share;
}

double claim_forecast_chance(const ClaimForecast *forecast, double value_usd)
{
    if (!(value_usd > 0))
        return 1;
    double chance = 0;
    for (size_t i = 0; i < forecast->node_count; i++)
        chance += forecast->nodes[i].weight *
                  claim_normal_below((forecast->nodes[i].mean - log(value_usd)) / forecast->nodes[i].sd);
    return fmin(chance, 1);
}

/* Newton steps on the mixture's distribution, from `log_total`, kept inside a bracket that shrinks with each.
 */
static double find_quantile(const ClaimForecast *forecast, double probability, double low, double high,
                            double log_total)
{
    for (int step = 0; step < ROOT_STEPS && high - low > root_tolerance * fabs(high); step++) {
        double density;
        double excess = below(forecast, log_total, &density) - probability;
        if (excess < 0)
            low = log_total;
        else
            high = log_total;
        double next = log_total - excess / density;
        if (fabs(next - log_total) <= last_step)
            return next;
        if (!(next > low && next < high))
            next = 0.5 * (low + high);
        log_total = next;
    }
    return log_total;
}

double claim_forecast_quantile(const ClaimForecast *forecast, double probability)
{
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    double middle = 0;
    double square = 0;
    for (size_t i = 0; i < forecast->node_count; i++) {
        low = fmin(low, forecast->nodes[i].mean - bracket_sds * forecast->nodes[i].sd);
        high = fmax(high, forecast->nodes[i].mean + bracket_sds * forecast->nodes[i].sd);
        middle += forecast->nodes[i].weight * forecast->nodes[i].mean;
    }
    for (size_t i = 0; i < forecast->node_count; i++) {
        double off = forecast->nodes[i].mean - middle;
        square += forecast->nodes[i].weight * (off * off + forecast->nodes[i].sd * forecast->nodes[i].sd);
    }
    double guess = middle + sqrt(square) * gsl_cdf_ugaussian_Pinv(probability);
    return exp(find_quantile(forecast, probability, low, high, fmin(fmax(guess, low), high)));
}

double claim_forecast_mean(const ClaimForecast *forecast)
{
    double sum = 0;
    for (size_t i = 0; i < forecast->node_count; i++) {
        double half_variance = forecast->nodes[i].sd * forecast->nodes[i].sd / 2;
        /* a node with a wild sd must not carry the mean away */
        sum += forecast->nodes[i].weight * exp(forecast->nodes[i].mean + fmin(half_variance, 2));
    }
    return sum;
}

TfFan claim_forecast_fan(const ClaimForecast *forecast)
{
    return (TfFan){
        .median = claim_forecast_quantile(forecast, 0.5),
        .lo50 = claim_forecast_quantile(forecast, 0.25),
        .hi50 = claim_forecast_quantile(forecast, 0.75),
        .lo80 = claim_forecast_quantile(forecast, 0.1),
        .hi80 = claim_forecast_quantile(forecast, 0.9),
        .lo95 = claim_forecast_quantile(forecast, 0.025),
        .hi95 = claim_forecast_quantile(forecast, 0.975),
    };
}
