/* A claim: what one page says about trade between two parties, whole, as the page says it (tradefig-claim/1).
 *
 * The meaning of every field, and the words of the enumerations, are those of the schema that `tradefig
 * extract` prints. Slices of a claim live in the arena it was made in. */
#ifndef TRACKER_MODEL_CLAIM_H
#define TRACKER_MODEL_CLAIM_H

#include "tracker/base/number.h"
#include "tracker/model/party.h"
#include "tracker/model/period.h"

typedef enum TfClaimKind { TF_CLAIM_LEVEL = 0, TF_CLAIM_GROWTH } TfClaimKind;
typedef enum TfMeasure { TF_TURNOVER = 0, TF_EXPORTS, TF_IMPORTS, TF_BALANCE } TfMeasure;
typedef enum TfRelation {
    TF_EQ = 0,
    TF_APPROX,
    TF_ALMOST, /* approached from below */
    TF_GT,
    TF_GE,
    TF_LT,
    TF_LE,
    TF_RANGE, /* value to value_hi */
} TfRelation;
typedef enum TfClaimStatus { TF_ACTUAL = 0, TF_ESTIMATE, TF_FORECAST, TF_TARGET, TF_POTENTIAL } TfClaimStatus;

/* Bytes [start, end) of the article text. */
typedef struct TfSpan {
    size_t start;
    size_t end;
} TfSpan;

/* An amount of money: exact, in whole units of the currency. */
typedef struct TfMoney {
    TfDecimal value;
    char currency[4]; /* ISO 4217, "" when none */
} TfMoney;

/* The second amount of a claim: "1.5 trillion rubles ($15.6 bln)". */
typedef struct TfAlternative {
    TfMoney money;
    TfSpan span;
    TfSlice text;
} TfAlternative;

typedef struct TfClaim {
    TfClaimKind kind;
    TfParty reporter; /* exports: from reporter to partner; imports: into reporter; balance: the reporter's */
    TfParty partner;
    TfMeasure measure;
    TfSlice scope;     /* "goods", "goods_services", "services", "non_oil", "sector:..." */
    bool has_value;    /* level claims */
    TfDecimal value;   /* whole units of the currency; a balance is signed */
    bool has_value_hi; /* ranges */
    TfDecimal value_hi;
    char currency[4]; /* ISO 4217, "" when none */
    TfBasis currency_basis;
    TfRelation relation;
    bool record;
    TfPeriod period;
    TfClaimStatus status;
    TfDate deadline; /* outlooks only */
    bool has_growth;
    TfDecimal growth_pct; /* +150 for "2.5 times" */
    bool has_growth_hi;
    TfDecimal growth_pct_hi;
    TfSlice growth_base; /* "yoy", "per_year", "2014-04-01..2015-03-31", or bytes NULL */
    TfSlice attribution; /* bytes NULL when the page names nobody */

    bool has_span;      /* false for claims imported without their article */
    TfSpan span;        /* amount with magnitude and currency, no hedge */
    TfSlice value_text; /* the bytes of the span */
    const TfSpan *mentions;
    size_t mention_count;
    const TfAlternative *alternatives;
    size_t alternative_count;
    int tier; /* 1; 2 for sector, world, region and growth-only claims; 0 to ignore */

    TfSlice rule;      /* the extractor's rule that made it, or bytes NULL */
    TfSlice entries;   /* lexicon entries used, "en/scale.tsv:3 en/measure.tsv:12", or bytes NULL */
    double confidence; /* 0..1; how often such a claim is right */

    TfSlice doc;     /* the page: its id, */
    TfSlice lang;    /* ISO 639-1, */
    TfDate pub_date; /* publication day, */
    TfSlice outlet;  /* name of the outlet, */
    TfSlice url;     /* and address; bytes NULL when unknown */
} TfClaim;

typedef struct TfClaimList {
    TfClaim *items;
    size_t count;
    size_t capacity;
} TfClaimList;

/* An amount of money that an article names and that is no trade claim, and why. */
typedef struct TfLeftAmount {
    TfSpan span;
    const char *reason; /* "it is about finance", static */
    TfSpan word;        /* the words that say so; empty when none do */
    const char *entry;  /* the lexicon's line of those words; NULL when none */
} TfLeftAmount;

typedef struct TfLeftAmounts {
    TfLeftAmount *items; /* in the order of their spans */
    size_t count;
    size_t capacity;
} TfLeftAmounts;

/* Words of the schema, and back (false on a word it does not have). */
TF_EXPORT const char *tf_claim_kind_name(TfClaimKind kind);
TF_EXPORT const char *tf_measure_name(TfMeasure measure);
TF_EXPORT const char *tf_relation_name(TfRelation relation);
TF_EXPORT const char *tf_claim_status_name(TfClaimStatus status);
TF_EXPORT bool tf_claim_kind_read(TfSlice name, TfClaimKind *kind);
TF_EXPORT bool tf_measure_read(TfSlice name, TfMeasure *measure);
TF_EXPORT bool tf_relation_read(TfSlice name, TfRelation *relation);
TF_EXPORT bool tf_claim_status_read(TfSlice name, TfClaimStatus *status);

/* Whether the claim's amounts are ones that anybody's trade could come to: below 10^21 whole units, growth
 * below 10^9 per cent. Larger ones are slips or jokes; neither the extractor nor the store keeps them. */
TF_EXPORT bool tf_claim_is_bounded(const TfClaim *claim);

/* A claim with every field at its default: level, turnover, goods, eq, actual, tier 1. */
TF_EXPORT TfClaim tf_claim_default(void);
TF_EXPORT TfPair tf_claim_pair(const TfClaim *claim);
/* The measure as the pair's first party sees it: exports of pair.b to pair.a are pair.a's imports. Turnover
 * and balance stay what they are (a balance changes its sign). */
TF_EXPORT TfMeasure tf_claim_flow(const TfClaim *claim);
/* The side that speaks, of a claim that a person noted down (no rule of an extractor read it): as the
 * reporter of a turnover, which has no direction, people give the side whose words they are, while an
 * extractor's reporter is only the party named first. code "" when it does not tell. */
TF_EXPORT TfParty tf_claim_noted_side(const TfClaim *claim);
/* Adds a copy of *claim to a list that grows in the arena; false when memory is short. */
TF_EXPORT bool tf_claim_list_add(TfClaimList *list, TfArena *arena, const TfClaim *claim);

/* What a claim is about, as one line of text: kind, pair and direction, measure, scope, period, status,
 * deadline, relation, amount and currency, for growth also percentage and base. A balance is signed as the
 * pair's first party sees it. Two claims with the same key say the same thing. Lives in the arena. */
TF_EXPORT TfSlice tf_claim_key(const TfClaim *claim, TfArena *arena);

#endif
