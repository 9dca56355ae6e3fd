/* Claims and amounts in words for people: the same words in the terminal, in charts and in pages. */
#ifndef TRACKER_MODEL_WORDING_H
#define TRACKER_MODEL_WORDING_H

#include "tracker/model/claim.h"

/* "28.0 bn USD", "1.5 tn RUB", "850.0 mn USD", "12,400 USD": one decimal from a million up, none below. Lives
 * in the arena.
 */
TF_EXPORT TfSlice tf_money_text(double value, const char *currency, TfArena *arena);
/* The amount as stated, with its bound: "28.0 bn USD", "> 20.0 bn USD", "~ 5.0 bn USD", "5.0–6.0 bn USD",
 * "+10%". */
TF_EXPORT TfSlice tf_claim_value_text(const TfClaim *claim, TfArena *arena);
/* "exact", "lower bound", "upper bound", "about", "range", "target", "forecast", "potential", "growth". */
TF_EXPORT const char *tf_claim_sort_text(const TfClaim *claim);
/* What it is about, in one phrase: "turnover, stated as a record", "exports of KZ to RU, estimate". In the
 * arena. */
TF_EXPORT TfSlice tf_claim_about_text(const TfClaim *claim, TfArena *arena);
/* The period, or for outlooks the deadline: "2023", "Jan–Sep 2024", "by 2025", "no deadline". In the arena.
 */
TF_EXPORT TfSlice tf_claim_when_text(const TfClaim *claim, TfArena *arena);

#endif
