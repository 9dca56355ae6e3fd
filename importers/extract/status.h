/* Whether an amount is done, expected, wanted or possible, and what its growth is. */
#ifndef IMPORTERS_EXTRACT_STATUS_H
#define IMPORTERS_EXTRACT_STATUS_H

#include "importers/extract/measure.h"
#include "importers/extract/period.h"

typedef struct StatusChoice {
    TfClaimStatus status;
    const Mark *mark;       /* NULL when nothing says so */
    bool is_now;            /* "has reached", "stands at": true today, with no period meant */
    bool is_counterfactual; /* "would have been", a dream: no claim */
    bool names_deadline;    /* the sentence speaks of a deadline or target year */
} StatusChoice;

/* The outlook that the words in front of the amount speak of; `otherwise` when they speak of none. */
TfClaimStatus status_outlook(const Reading *reading, const AmountPlace *place, TfClaimStatus otherwise);

void status_find(const Reading *reading, const AmountPlace *place, StatusChoice *choice);

/* Days of an amount. */
typedef struct PeriodChoice {
    TfPeriod period;
    TfDate deadline;            /* outlooks */
    bool is_found;              /* a phrase of the sentence says it */
    bool is_base;               /* the amount is what another is compared with */
    const PeriodPhrase *phrase; /* of the sentence, or `dated` */
    PeriodPhrase dated;         /* a phrase with the year that stood elsewhere */
} PeriodChoice;

/* The phrase of the sentence that dates the amount; a future year makes an outlook of what looked done, so
 * the status may change. */
void period_choose(const Reading *reading, const AmountPlace *place, const PeriodPhrases *phrases,
                   const PeriodContext *context, StatusChoice *status, PeriodChoice *choice);

/* A change in percent, and where it stands. */
typedef struct Growth {
    TfSpan span; /* of the percentage or multiple */
    TfDecimal percent;
    bool has_high;
    TfDecimal percent_high;
    TfRelation relation;
    bool is_per_year;
    const LexEntry *entry;
} Growth;

#define MOST_GROWTHS 32
typedef struct Growths {
    Growth items[MOST_GROWTHS];
    size_t count;
} Growths;

/* Finds the changes a sentence speaks of: "up 9.2 %", "2.5 times", "doubled", "by a third". */
void growths_find(const Reading *reading, TfSpan sentence, Growths *growths);

#endif
