/* What an amount measures: turnover, exports, imports or a balance, its direction and its scope; or no trade
 * at all. */
#ifndef IMPORTERS_EXTRACT_MEASURE_H
#define IMPORTERS_EXTRACT_MEASURE_H

#include "importers/extract/party.h"

typedef struct MeasureChoice {
    TfMeasure measure;
    MarkRole role;    /* of the words, or of the words carried over */
    const Mark *mark; /* NULL when carried over */
    int distance;     /* words from mark to amount */
    int trap;         /* cost of the nearest trap word, TRAP_NONE without one */
    bool is_behind;   /* the mark stands behind the amount */
    bool is_weak;     /* words such as "sales" and "sold", which need a pair beside them */
    int sign;         /* balances: -1 deficit, +1 surplus, 0 not said */
    TfSlice scope;    /* "goods", "sector:oil"; static or of the lexicon */
    const Mark *scope_mark;
} MeasureChoice;

/* An amount and the stretch of its sentence that is its own. */
typedef struct AmountPlace {
    const Amount *amount;
    TfSpan sentence;
    TfSpan reach; /* from the money amount before to the one behind */
    TfSpan before;
    TfSpan behind; /* those amounts; empty when there is none */
    TfSpan full;   /* the amount with what a bracket behind tells of it again */
    bool is_first;
    bool is_last;
} AmountPlace;

/* The measure words that govern an amount; false when its sentence has none. */
bool measure_find(const Reading *reading, const AmountPlace *place, MeasureChoice *choice);

/* Whether what stands at `span` is not another amount's: the next one's, or, for what follows its amount, the
 * one before's. */
bool place_owns(const Reading *reading, const AmountPlace *place, TfSpan span);

/* The nearest trap word (`nearest` may be NULL) and its cost: small when the money is about something else;
 * TRAP_NONE without one. */
#define TRAP_NONE 10000
int trap_distance(const Reading *reading, const AmountPlace *place, const Mark **nearest);

/* Whether the amount is a difference: "up $5 billion", "$2 billion more". */
bool trap_is_difference(const Reading *reading, const AmountPlace *place);

/* "the reverse flow came to 3 billion": whether the amount counts what the buyer of the last claim sells to
 * its seller. Makes exports of a measure that was carried over. */
bool measure_turn_back(const Reading *reading, const AmountPlace *place, const PairChoice *pair,
                       const PairFocus *focus, MeasureChoice *choice);

/* Orders the pair as the schema asks: exports from reporter to partner, balances of the reporter. */
void measure_orient(const Reading *reading, const MeasureChoice *choice, const PairChoice *pair,
                    const PartyMentions *mentions, const AmountPlace *place, const PairFocus *focus,
                    const PageParties *page, TfParty *reporter, TfParty *partner);

/* Cost of a mark of the sentence for an amount: words between, other amounts, the side it stands on. */
int place_cost(const Reading *reading, const AmountPlace *place, const Mark *mark);

#endif
