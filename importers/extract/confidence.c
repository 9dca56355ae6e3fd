/* How sure a claim is: a logistic model over the words of its rule. The weights are fitted by
 * tests/bench/confidence.py on labelled articles that the rules were made with in view (tests/corpus/tuned
 * and corpus/dev), so they say too much of others: that program prints by how much. */
#include "importers/extract/draft.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Words between a measure and its amount that still make it a near one, or one in reach. */
#define NEAR_MEASURE 4
#define FAR_MEASURE  12
/* From here on the amounts of a sentence are many. */
#define MANY_AMOUNTS 4
/* A rule is about 130 bytes. */
#define MOST_RULE_BYTES 256

static const double base_weight = 2.22;

/* "currency:none", "growth" and "pair:unknown" are too rare there to be fitted and set by judgement. */
typedef struct Weight {
    const char *word;
    double weight;
} Weight;

/* Sorted by word. */
static const Weight weights[] = {
    {"amounts:few", -0.13},
    {"amounts:many", 0.45},
    {"amounts:one", -0.32},
    {"currency:explicit", 0.42},
    {"currency:inferred", -0.42},
    {"currency:none", -1.00},
    {"growth", -0.80},
    {"measure:carried", -0.24},
    {"measure:far", 0.18},
    {"measure:named", -0.08},
    {"measure:near", 0.15},
    {"pair:carried", -0.64},
    {"pair:half-named", 0.02},
    {"pair:headline", 0.16},
    {"pair:named", 0.45},
    {"pair:unknown", -2.00},
    {"parties:few", -0.01},
    {"parties:many", 0.01},
    {"period:explicit", 0.57},
    {"period:inferred", -0.39},
    {"period:none", -0.30},
    {"period:relative", 0.13},
    {"status:actual", 0.13},
    {"status:estimate", 0.05},
    {"status:forecast", -0.08},
    {"status:potential", -0.37},
    {"status:target", 0.27},
    {"title", -0.28},
    {"trap:near", -0.63},
};

static const char *measure_word(const Draft *draft)
{
    if (draft->is_carried)
        return "carried";
    if (draft->measure_distance <= NEAR_MEASURE)
        return "near";
    return draft->measure_distance <= FAR_MEASURE ? "named" : "far";
}

static const char *amounts_word(const Draft *draft)
{
    if (draft->amount_count <= 1)
        return "one";
    return draft->amount_count < MANY_AMOUNTS ? "few" : "many";
}

TfSlice confidence_rule(const Draft *draft, TfArena *arena)
{
    static const char *const pairs[] = {[PAIR_UNKNOWN] = "unknown",
                                        [PAIR_NAMED] = "named",
                                        [PAIR_HALF] = "half-named",
                                        [PAIR_CARRIED] = "carried",
                                        [PAIR_HEADLINE] = "headline"};
    const char *const parts[] = {tf_claim_kind_name(draft->claim.kind),
                                 " measure:",
                                 measure_word(draft),
                                 " pair:",
                                 pairs[draft->pair_basis],
                                 " period:",
                                 tf_basis_name(draft->claim.period.basis),
                                 " status:",
                                 tf_claim_status_name(draft->claim.status),
                                 " currency:",
                                 tf_basis_name(draft->claim.currency_basis),
                                 " amounts:",
                                 amounts_word(draft),
                                 draft->party_count > 2 ? " parties:many" : " parties:few",
                                 draft->is_near_trap ? " trap:near" : "",
                                 draft->is_title ? " title" : ""};
    char text[MOST_RULE_BYTES];
    size_t length = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t part = strlen(parts[i]);
        assert(length + part <= sizeof text);
        memcpy(text + length, parts[i], part);
        length += part;
    }
    return tf_arena_copy(arena, tf_slice_of(text, length));
}

static int compare_weight(const void *word, const void *weight)
{
    return tf_slice_compare(*(const TfSlice *)word, tf_slice(((const Weight *)weight)->word));
}

static double weight_of(TfSlice word)
{
    const Weight *found =
        bsearch(&word, weights, sizeof weights / sizeof weights[0], sizeof weights[0], compare_weight);
    return found != NULL ? found->weight : 0;
}

double confidence_of(TfSlice rule)
{
    double sum = base_weight;
    while (rule.bytes != NULL)
        sum += weight_of(tf_slice_split(&rule, ' '));
    return 1 / (1 + exp(-sum));
}
