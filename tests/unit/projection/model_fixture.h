/* What the tests of the claim model share: claims and windows put short, one fit, what every answer obeys. */
#ifndef TESTS_UNIT_PROJECTION_MODEL_FIXTURE_H
#define TESTS_UNIT_PROJECTION_MODEL_FIXTURE_H

#include "tests/support/support.h"

#include "tracker/base/date.h"
#include "tracker/projection/claim_model.h"

#include <math.h>
#include <stdlib.h>

static inline TfObservation claim(int year, int month, int months, double value, double rounding,
                                  TfRelation relation)
{
    int from = tf_month_index(year, month);
    return (TfObservation){.from_month = from,
                           .to_month = from + months - 1,
                           .value_usd = value,
                           .rounding = rounding,
                           .relation = relation,
                           .source = TF_SLICE("A")};
}

static inline TfObservation growth(int year, int months, double value, double rounding, TfRelation relation)
{
    TfObservation made = claim(year, 1, months, value, rounding, relation);
    made.is_growth = true;
    return made;
}

static inline ClaimWindow year_of(int year, TfMeasure flow)
{
    return (ClaimWindow){tf_month_index(year, 1), tf_month_index(year, 12), flow};
}

typedef struct Fit {
    ClaimWorkspace *workspace;
    TfArena arena;
    TfError error;
    ClaimForecast forecasts[8];
    TfProjection projection;
} Fit;

static inline void fit_start(Fit *fit)
{
    memset(fit, 0, sizeof *fit);
    tf_arena_init(&fit->arena, 0);
    fit->workspace = claim_workspace_alloc(8, 60);
    assert_non_null(fit->workspace);
}

static inline TfStatus fit_run(Fit *fit, const TfObservation *claims, size_t count,
                               const ClaimWindow *windows, size_t asked)
{
    return claim_model_fit(fit->workspace, claims, count, windows, asked, NULL, &fit->arena, fit->forecasts,
                           &fit->projection, &fit->error);
}

static inline void fit_done(Fit *fit)
{
    claim_workspace_free(fit->workspace);
    tf_arena_done(&fit->arena);
}

static inline void assert_sound(const ClaimForecast *forecast)
{
    static const double probabilities[] = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
    double before = 0;
    for (size_t i = 0; i < sizeof probabilities / sizeof probabilities[0]; i++) {
        double quantile = claim_forecast_quantile(forecast, probabilities[i]);
        assert_true(isfinite(quantile) && quantile > before);
        before = quantile;
    }
    assert_true(isfinite(claim_forecast_mean(forecast)));
}

#endif
