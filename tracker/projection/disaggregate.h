/* Spreads the totals of a complete series over shorter periods: years over quarters or months, so that the
 * periods of each total add up to it exactly.
 *
 * Methods  Denton: the smoothest path, or the path whose ratio to an indicator is smoothest (Denton 1971,
 * JASA 66, with the start freed as in Dagum & Cholette 2006, ch. 6). Chow-Lin: regression on an indicator
 *          with AR(1) errors, rho by maximum likelihood (Chow & Lin 1971, Review of Economics and Statistics
 *          53). Fernandez: the same with random-walk errors (Fernandez 1981, same journal, 63).
 *
 * These take totals as exact and know no bounds, hedges or gaps: claims go to claim_model.h. */
#ifndef TRACKER_PROJECTION_DISAGGREGATE_H
#define TRACKER_PROJECTION_DISAGGREGATE_H

#include "tracker/base/arena.h"
#include "tracker/model/spread.h"

typedef struct DisaggregateInput {
    const double *totals; /* consecutive, none missing */
    size_t total_count;
    size_t parts; /* periods in a total: 3, 4 or 12 */
    TfSpreadMethod method;
    int differences;         /* Denton: 1 keeps the path level, 2 keeps its slope; 0 means 1 */
    const double *indicator; /* one value a period; NULL: none */
    size_t indicator_count;  /* at least the periods of all totals; more extend the answer */
    size_t indicator_lead;   /* its periods before the first total's */
} DisaggregateInput;

typedef struct Disaggregated {
    const double *values; /* as many as the indicator's, else total_count * parts */
    size_t count;
    size_t lead;           /* values before the first total's */
    size_t negative_count; /* values below 0: the methods are linear and keep no sign */
    /* of the regressions, 0 for Denton: value = intercept + slope * indicator + error, a period */
    double intercept;
    double slope;
    double rho;         /* autocorrelation of the error a period; Chow-Lin takes 0 for a negative one */
    double rho_found;   /* where the likelihood is highest, also below 0 */
    double adjusted_r2; /* of the totals, weighted as in the fit */
} Disaggregated;

/* Errors  TF_BAD_USAGE a method, number of parts or order of differences that is not there
 *         TF_BAD_INPUT too few totals, values that are not finite, an indicator that does not cover the
 * totals, is not above 0 (Denton) or tells nothing (it does not vary) TF_LIMIT     more than 2400 periods or
 * 400 totals TF_NUMERIC   no finite answer, or one whose parts do not add up; TF_NO_MEMORY */
TF_CHECKED TfStatus disaggregate(const DisaggregateInput *input, TfArena *arena, Disaggregated *result,
                                 TfError *error);

#endif
