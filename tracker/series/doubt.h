/* Figures that look like a slip, in words. Private to this folder. */
#ifndef TRACKER_SERIES_DOUBT_H
#define TRACKER_SERIES_DOUBT_H

#include "tracker/currency/currency.h"
#include "tracker/model/series.h"

/* Sets the doubts of a series. Nothing is dropped or changed by them.
 *
 * items   by first and last month; derived ones are judged by what they are made of, but a turnover that is
 *         exports and imports together by its neighbours too
 * pair    whose currencies may have been printed for dollars
 * rates   NULL: none are known
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus series_doubt(TfObservation *items, size_t count, TfPair pair, const CurrencyTable *rates,
                                 TfArena *arena, TfError *error);

/* ---- what the files of the doubts share ---- */

typedef struct Doubting {
    TfObservation *items;
    size_t count;
    double *distances; /* how far each is from its neighbours (log); 0 for those that have none */
    TfPair pair;
    const CurrencyTable *rates;
    TfArena *arena;
} Doubting;

/* An amount that is not derived. */
bool doubt_is_level(const TfObservation *item);
/* Log of the amount a year that it comes to, and the middle of its months. */
double doubt_log_yearly(const TfObservation *item);
double doubt_middle(const TfObservation *item);
/* Sets the doubt, the first one an item gets; false when memory is short. */
bool doubt_set(const Doubting *doubting, TfObservation *item, const char *format, ...) TF_PRINTF_LIKE(3, 4);
/* "claim 12", "claims 12, 15", "claims 12, 15, 17 ...". In the arena. */
TfSlice doubt_claims_text(const TfObservation *item, TfArena *arena);

/* Whether both come from one claim: a derived figure and what it was made of. Claim ids are in order. */
bool doubt_share_a_claim(const TfObservation *a, const TfObservation *b);

/* The rules. False when memory is short. */
bool doubt_slips(const Doubting *doubting, TfError *error);
bool doubt_parts(const Doubting *doubting);
bool doubt_flows(const Doubting *doubting);
bool doubt_derived(const Doubting *doubting);

#endif
