/* The charts of a pair beside the trajectory: the odds of its target over time, all its targets, its balance.
 */
#ifndef TRACKER_REPORT_PAIR_KINDS_H
#define TRACKER_REPORT_PAIR_KINDS_H

#include "plots/chart.h"
#include "tracker/model/query.h"
#include "tracker/report/words.h"

/* All live in the arena, and speak the language of `words`; titles state a finding by rule. Errors
 * TF_NOT_FOUND nothing to draw; TF_NO_MEMORY
 */

/* histories  of the pair's targets; drawn is the next one that is still open, else the last that has steps */
TF_CHECKED TfStatus report_odds_chart(const TfSeries *series, const TfClaimRows *rows,
                                      const TfTargetHistory *histories, size_t count, Words *words,
                                      TfArena *arena, Chart *chart, TfError *error);

TF_CHECKED TfStatus report_targets_chart(const TfSeries *series, const TfClaimRows *rows,
                                         const TfProgress *progress, size_t count, Words *words,
                                         TfArena *arena, Chart *chart, TfError *error);

/* Of each year the figures that speak for it; the last year without whole ones has a part of it, when exports
 * and imports are known for the same months. A balance is their difference, and is left out where one is a
 * bound. */
TF_CHECKED TfStatus report_balance_chart(const TfSeries *series, const TfClaimRows *rows, Words *words,
                                         TfArena *arena, Chart *chart, TfError *error);

/* The last year of which a part is stated and not the whole, by its totals from January on.
 *
 * projection  yearly turnover; its range of that year is the outlook; no years when there is none
 * progress    the targets: the nearest one that says what the year has to come to gives the path */
TF_CHECKED TfStatus report_pace_chart(const TfSeries *series, const TfClaimRows *rows,
                                      const TfProjection *projection, const TfProgress *progress,
                                      size_t count, Words *words, TfArena *arena, Chart *chart,
                                      TfError *error);

/* A pair among several. */
typedef struct ReportPair {
    const TfSeries *series;
    const TfClaimRows *rows;
    const TfProgress *progress;
    size_t progress_count;
} ReportPair;

/* Each pair's whole years as shares of the target that its own chart speaks of; a pair without a dated one is
 * left out. */
TF_CHECKED TfStatus report_pairs_chart(const ReportPair *pairs, size_t count, Words *words, TfArena *arena,
                                       Chart *chart, TfError *error);
/* Whether it has one that is open, due or judged. */
bool report_has_dated_target(const ReportPair *pair);

/* What a year's total was expected to be from a day on, US dollars. */
typedef struct ReportBelief {
    TfDate from;
    TfFan total_usd;
} ReportBelief;

/* The year that claims are drawn of: `wanted`, or for 0 the one of which most was said, of several the
 * latest. first_said  out: the day of the first statement Errors      TF_NOT_FOUND nothing is said of it,
 * saying of which years there is */
TF_CHECKED TfStatus report_claims_year(const TfSeries *series, int wanted, int *year, TfDate *first_said,
                                       TfError *error);
/* The whole-year turnover of a year as stated on each day, and as it was believed to be.
 * beliefs  oldest first; none is allowed */
TF_CHECKED TfStatus report_claims_chart(const TfSeries *series, const TfClaimRows *rows, int year,
                                        const ReportBelief *beliefs, size_t belief_count, Words *words,
                                        TfArena *arena, Chart *chart, TfError *error);

#endif
