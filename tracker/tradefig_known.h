/* What the answers share: what is known of a pair, and its projection. Not installed. */
#ifndef TRACKER_TRADEFIG_KNOWN_H
#define TRACKER_TRADEFIG_KNOWN_H

#include "tracker/currency/currency.h"
#include "tracker/tradefig_internal.h"

/* Years a projection may reach past its last figure. */
#define MOST_YEARS_AHEAD 30

/* What is known about a pair on a day. */
typedef struct Known {
    TfClaimRows rows;
    TfSeries series;
    const CurrencyTable *rates; /* NULL when all claims are in dollars */
} Known;

/* Errors  TF_NOT_FOUND no claims for the pair, naming the closest pair there is */
TF_CHECKED TfStatus known_look_up(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, Known *known,
                                  TfError *error);
/* Fills in the speakers of the claims, from their attributions and what stands behind those.
 * rows  in/out: a copy in the arena
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus known_name_speakers(TfClaimRows *rows, TfArena *arena, TfError *error);

/* The series of known->rows, with the rates it needs. */
TF_CHECKED TfStatus known_observe(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, Known *known,
                                  TfError *error);
/* The exchange rates that these claims need, as they were known on a day; *table is NULL when all are in
 * dollars. */
TF_CHECKED TfStatus known_rates(Tradefig *tradefig, const TfClaimRows *rows, TfDate as_of, TfArena *arena,
                                const CurrencyTable **table, TfError *error);

/* The same for official figures. */
TF_CHECKED TfStatus known_official_rates(Tradefig *tradefig, const TfOfficials *figures, TfDate as_of,
                                         TfArena *arena, const CurrencyTable **table, TfError *error);
/* The rates that were stored of the currencies of both. */
TF_CHECKED TfStatus known_stored_rates(Tradefig *tradefig, const TfClaimRows *rows,
                                       const TfOfficials *figures, TfDate as_of, TfArena *arena,
                                       TfRates *rates, TfError *error);
/* Adds official figures to a series, as exact observations. */
TF_CHECKED TfStatus known_add_official(Tradefig *tradefig, const TfOfficials *figures, const TfAsk *ask,
                                       TfArena *arena, TfSeries *series, TfError *error);

/* The first year worth projecting: the one after the last whole-year figure, or the first that is spoken of;
 * 0 when none is. */
int known_first_year(const TfSeries *series, TfMeasure flow);
/* Whether the series says anything that a projection of `flow` can start from; room for the numeric loops.
 * Errors  TF_NOT_FOUND saying what there is; TF_NO_MEMORY */
TF_CHECKED TfStatus known_prepare(Tradefig *tradefig, const TfSeries *series, TfMeasure flow, TfError *error);
/* What the claim model is told of the pair. */
ClaimModelOptions known_model_options(const TfSeries *series, double drift_shift);
/* Forecasts of runs of months, all of one flow, with `drift_shift` added to the drift prior.
 * projection  may be NULL; its years are left empty
 * Errors      TF_NOT_FOUND nothing to project from, saying what there is; those of claim_model_fit */
TF_CHECKED TfStatus known_forecast_windows(Tradefig *tradefig, const TfSeries *series,
                                           const ClaimWindow *windows, size_t count, double drift_shift,
                                           TfArena *arena, ClaimForecast **forecasts,
                                           TfProjection *projection, TfError *error);
ClaimWindow known_window_of_year(int year, TfMeasure flow);
/* The forecasts of the years first..last as the years of a projection. */
TF_CHECKED TfStatus known_keep_years(const ClaimForecast *forecasts, int first, int last, TfArena *arena,
                                     TfProjection *projection, TfError *error);
/* The years to project: to `last_year`, or for 0 a year past the as-of day, the last figure and the last
 * target. Errors  TF_BAD_USAGE a year that is over or too far; TF_NOT_FOUND figures that are too old */
TF_CHECKED TfStatus known_years(const Known *known, TfMeasure flow, int last_year, int *first, int *last,
                                TfError *error);
/* Yearly turnover up to `last_year`, as known_years has it. */
TF_CHECKED TfStatus known_project(Tradefig *tradefig, const Known *known, int last_year, TfArena *arena,
                                  TfProjection *projection, TfError *error);
/* How every target stands. */
TF_CHECKED TfStatus known_judge(Tradefig *tradefig, const Known *known, const TfAsk *ask, TfArena *arena,
                                TfProgressRows *rows, TfError *error);
/* The same of their chances and statuses alone: no chances under other drifts, no pace, no count of outlets.
 */
TF_CHECKED TfStatus known_judge_briefly(Tradefig *tradefig, const Known *known, const TfAsk *ask,
                                        TfArena *arena, TfProgressRows *rows, TfError *error);
/* The chart of what was said about the year of which most was, with what was believed on each day.
 * Errors  TF_NOT_FOUND nothing to draw */
TF_CHECKED TfStatus known_claims_chart(Tradefig *tradefig, const TfAsk *ask, const Known *known,
                                       TfArena *arena, Chart *chart, TfError *error);

#endif
