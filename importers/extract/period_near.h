/* Which phrase of a sentence can date an amount, and which of them is nearest. Private to period_choose.c. */
#ifndef IMPORTERS_EXTRACT_PERIOD_NEAR_H
#define IMPORTERS_EXTRACT_PERIOD_NEAR_H

#include "importers/extract/status.h"

/* "a year", "a year ago" must touch their amount. */
#define TOUCH 1

/* A plan, forecast or possibility: what comes, and is no fact yet. */
bool period_is_outlook(TfClaimStatus status);
/* Whether a phrase stands no more than `reach` words from the amount. */
bool period_touches(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase, int reach);
/* The year in which an old plan was made: "in 2011 ... promised 5 billion in two years"; 0 when none is said.
 */
int period_anchor(const Reading *reading, const PeriodPhrases *phrases, const AmountPlace *place,
                  const PeriodContext *context);
/* The phrase that dates the amount, as what its status says; NULL when none can. */
const PeriodPhrase *period_nearest(const Reading *reading, const AmountPlace *place,
                                   const PeriodPhrases *phrases, const PeriodContext *context,
                                   TfClaimStatus status);

#endif
