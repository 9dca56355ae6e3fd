/* Projects a pair's trade from what was claimed about it: levels with bounds and hedges over any run of
 * months, growth rates, several sources.
 *
 * Method  Latent monthly log flow (random walk + AR(1) + fixed seasonal + irregular) observed through
 * interval-censored claims; posterior mode by Newton steps in claim space, Laplace approximation, mixed over
 * a grid of volatilities. README.md of this folder has the equations and the figures it was fitted on. */
#ifndef TRACKER_PROJECTION_CLAIM_MODEL_H
#define TRACKER_PROJECTION_CLAIM_MODEL_H

#include "tracker/model/projection.h"

/* Memory of the numeric loops, made once for many series. */
typedef struct ClaimWorkspace ClaimWorkspace;
/* most_claims, most_months: largest problem it will be asked; it grows when a larger one comes. NULL: no
 * memory. */
ClaimWorkspace *claim_workspace_alloc(size_t most_claims, size_t most_months);
void claim_workspace_free(ClaimWorkspace *workspace);

/* The model's fixed numbers. claim_model_defaults() has the fitted ones. */
typedef struct ClaimModelOptions {
    double drift_per_year;  /* 0.05: prior mean of the yearly growth of expected trade, log units */
    double volatility_drag; /* 1: log trade is expected to grow by that share of s^2 / 2 a year less, since
                             * the mean of a log-normal lies s^2 / 2 above; 0: as if none were volatile */
    double scale_shift;     /* added to the log-volatility prior: claim_scale_shift of the pair */
    int history_years; /* 12: older claims than this, before the newest level claim, are not used; 0: all are
                        */
    double interval_share; /* 0.5: a claim counts with at least that share of the precision of its intervals.
                            * The curvature of a wide interval ("6 billion" is 5.5 to 6.5) is 0 in its middle,
                            * and the Laplace approximation would take the claim for none at all; 0: that
                            * approximation as it is */
    double gain_left;  /* 1e-6: a search also ends where another step would raise the log posterior by less;
                        * 0: only where the last one raised it by less than 1e-5 */
    bool is_first_fit; /* false; true: the prior's parts as fitted to months a year ahead */
    bool follows_one_mode; /* false; true: contradictory claims are not tried one without the other */
} ClaimModelOptions;
ClaimModelOptions claim_model_defaults(void);
/* The model as it was first published, on all claims: what tests/golden/claimproj was made with. */
ClaimModelOptions claim_model_reference(void);

/* How far from the average pair's volatility a pair's is expected, log units: trade of two OECD members is
 * steadier, trade that no member takes part in less steady. README.md, "What is believed before". */
double claim_scale_shift(TfPair pair);

/* A run of months whose total is asked for. */
typedef struct ClaimWindow {
    int from_month;
    int to_month;
    TfMeasure flow;
} ClaimWindow;

enum { CLAIM_MOST_COMPONENTS = 45 };

/* The distribution of one window's total: a mixture of log-normals. */
typedef struct ClaimForecast {
    size_t node_count;
    struct {
        double weight; /* sums to 1 */
        double mean;   /* of the log total, US dollars */
        double sd;
    } nodes[CLAIM_MOST_COMPONENTS];
} ClaimForecast;

/* Posterior of every window, given the observations of the last options->history_years.
 *
 * observations  at least one level claim; values > 0. Of more than 4000, or of more than 400 different
 *               periods and sources, those said last are used
 * windows       400 at most
 * forecasts     out: one per window
 * projection    out, may be NULL: reference source, volatility and the residuals of the observations used
 *               (years are left empty)
 * Errors        TF_BAD_INPUT no level claim, a value that is not positive, more than 1200 months;
 *               TF_NUMERIC */
TF_CHECKED TfStatus claim_model_fit(ClaimWorkspace *workspace, const TfObservation *observations,
                                    size_t count, const ClaimWindow *windows, size_t window_count,
                                    const ClaimModelOptions *options, TfArena *arena,
                                    ClaimForecast *forecasts, TfProjection *projection, TfError *error);

enum { CLAIM_DRAWS = 4000, CLAIM_MOST_JOINT_WINDOWS = 64 };

/* Totals of several windows drawn together, for what hangs on more than one of them. */
typedef struct ClaimDraws {
    size_t count; /* CLAIM_DRAWS */
    size_t window_count;
    const double *log_totals; /* window_count a draw */
} ClaimDraws;

/* Draws from the posterior of at most CLAIM_MOST_JOINT_WINDOWS windows; the same ones every time. The other
 * arguments, and the errors, are those of claim_model_fit. */
TF_CHECKED TfStatus claim_model_draw(ClaimWorkspace *workspace, const TfObservation *observations,
                                     size_t count, const ClaimWindow *windows, size_t window_count,
                                     const ClaimModelOptions *options, TfArena *arena, ClaimDraws *draws,
                                     TfError *error);
/* The chance that one before `at` reached the value, but `at` does not. */
double claim_draws_only_before(const ClaimDraws *draws, size_t at, double value_usd);
/* Quantiles of the difference between the totals of two windows, US dollars. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus claim_draws_difference(const ClaimDraws *draws, size_t window, size_t minus,
                                           TfArena *arena, TfFan *fan, TfError *error);

/* P(total >= value_usd), exact for the mixture. */
double claim_forecast_chance(const ClaimForecast *forecast, double value_usd);
/* The total below which a share `probability` (0..1) of the mixture lies, US dollars. */
double claim_forecast_quantile(const ClaimForecast *forecast, double probability);
double claim_forecast_mean(const ClaimForecast *forecast);
TfFan claim_forecast_fan(const ClaimForecast *forecast);

#endif
