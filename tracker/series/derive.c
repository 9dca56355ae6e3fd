/* Exports, imports and balances as constraints. README.md, "Two that make a third". */
#include "tracker/series/derive.h"

#include "tracker/series/interval.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Derivation {
    const TfObservation *group; /* what is said of one run of months */
    size_t group_count;
    TfObservation *made; /* everything that stays */
    size_t made_count;
    TfArena *arena;
    bool no_memory;
} Derivation;

/* ---- which figures ---- */

/* An amount that sums can be made with: no bound, no range. */
static bool is_point(const TfObservation *item)
{
    return !item->is_growth && (item->relation == TF_EQ || item->relation == TF_APPROX);
}

/* From the same books, or from books that nobody tells apart. */
static bool may_be_same_books(const TfObservation *a, const TfObservation *b)
{
    return tf_party_equal(a->side, b->side) || !tf_party_is_set(a->side) || !tf_party_is_set(b->side);
}

/* The figure of `flow` that goes with `item`: of its own source before others, then the better one. */
static const TfObservation *find_figure(const Derivation *derivation, TfMeasure flow,
                                        const TfObservation *item)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < derivation->group_count; i++) {
        const TfObservation *other = &derivation->group[i];
        if (other->flow != flow || !is_point(other) || !may_be_same_books(other, item))
            continue;
        bool own = tf_slice_equal(other->source, item->source);
        bool best_own = best != NULL && tf_slice_equal(best->source, item->source);
        if (best == NULL || (own && !best_own) || (own == best_own && tf_observation_is_better(other, best)))
            best = other;
    }
    return best;
}

/* ---- making the third ---- */

static int compare_ids(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* The claims of both, in order, each once. */
static const int64_t *join_ids(const TfObservation *a, const TfObservation *b, TfArena *arena, size_t *count)
{
    size_t all = a->claim_count + b->claim_count;
    size_t kept = 0;
    int64_t *ids = tf_arena_alloc_array(arena, all, sizeof *ids);
    if (ids == NULL)
        return NULL;
    for (size_t i = 0; i < all; i++)
        ids[i] = i < a->claim_count ? a->claim_ids[i] : b->claim_ids[i - a->claim_count];
    qsort(ids, all, sizeof *ids, compare_ids);
    for (size_t i = 0; i < all; i++)
        if (kept == 0 || ids[kept - 1] != ids[i])
            ids[kept++] = ids[i];
    *count = kept;
    return ids;
}

/* A figure that two others make. */
typedef struct Third {
    TfObservation figure;
    double error_usd; /* what the two may be off by, each on its own: in a small difference it is large */
    double
        shared_sd; /* what one rate may be off by for both, log units: it grows and shrinks with the value */
} Third;

/* What any figure stated flat may be off by, log units: the projection takes as much for every claim. */
static const double sd_stated = 0.01;

/* Books and days are theirs. `side` says whose books. */
static Third join(const TfObservation *side, const TfObservation *other)
{
    bool one_rate = strcmp(side->currency, other->currency) == 0;
    double own_a = hypot(sd_stated, one_rate ? 0 : side->conversion_sd);
    double own_b = hypot(sd_stated, one_rate ? 0 : other->conversion_sd);
    Third third = {.figure = *side,
                   .error_usd = hypot(own_a * side->value_usd, own_b * other->value_usd),
                   .shared_sd = one_rate ? fmax(side->conversion_sd, other->conversion_sd) : 0};
    TfObservation joined = *side;
    joined.relation = side->relation == TF_EQ ? other->relation : side->relation;
    joined.rounding = series_width(side) + series_width(other);
    joined.is_derived = true;
    joined.said = tf_date_compare(side->said, other->said) > 0 ? side->said : other->said;
    joined.is_approximate = side->is_approximate || other->is_approximate;
    if (!one_rate)
        memcpy(joined.currency, "USD", sizeof "USD");
    joined.article_count =
        side->article_count < other->article_count ? side->article_count : other->article_count;
    third.figure = joined;
    return third;
}

/* Adds the figure unless it is lost in its rounding or in what its parts may be off by; returns whether it
 * was added. `share` of the sum or difference of the two is the figure. */
static bool add(Derivation *derivation, const Third *third, TfMeasure flow, double value, double share)
{
    TfObservation joined = third->figure;
    double error = share * third->error_usd;
    joined.flow = flow;
    joined.value_usd = value;
    joined.rounding *= share;
    if (!(value > joined.rounding) || !(value > error))
        return false;
    /* as much as every figure may be off by is not counted twice */
    double more = fmax(0, error / value * (error / value) - sd_stated * sd_stated);
    joined.conversion_sd = hypot(sqrt(more), third->shared_sd);
    derivation->made[derivation->made_count++] = joined;
    return true;
}

/* The pair of figures as one, with the claims of both; false when memory is short. */
static bool join_both(Derivation *derivation, const TfObservation *a, const TfObservation *b, Third *third)
{
    *third = tf_party_is_set(a->side) ? join(a, b) : join(b, a);
    third->figure.claim_ids = join_ids(a, b, derivation->arena, &third->figure.claim_count);
    derivation->no_memory = third->figure.claim_ids == NULL;
    return third->figure.claim_ids != NULL;
}

/* Exports and imports of one source and no turnover that goes with them: their sum. */
static void add_up(Derivation *derivation, const TfObservation *exports)
{
    Third third;
    const TfObservation *imports = find_figure(derivation, TF_IMPORTS, exports);
    if (imports == NULL || !tf_slice_equal(imports->source, exports->source) ||
        find_figure(derivation, TF_EXPORTS, exports) != exports ||
        find_figure(derivation, TF_TURNOVER, exports) != NULL)
        return;
    if (join_both(derivation, exports, imports, &third))
        (void)add(derivation, &third, TF_TURNOVER, exports->value_usd + imports->value_usd, 1);
}

/* What a balance makes of the figures beside it; the reason in words when it makes nothing. */
static const char *split(Derivation *derivation, const TfObservation *balance)
{
    Third third;
    const TfObservation *exports = find_figure(derivation, TF_EXPORTS, balance);
    const TfObservation *imports = find_figure(derivation, TF_IMPORTS, balance);
    const TfObservation *turnover = find_figure(derivation, TF_TURNOVER, balance);
    const TfObservation *figure = exports != NULL ? exports : imports != NULL ? imports : turnover;
    double value = balance->value_usd;
    bool is_made = false;
    if (!is_point(balance))
        return "a balance is the difference of two flows; only an exact one tells them apart";
    if (figure == NULL)
        return "a balance is the difference of two flows, and none is stated for the same months";
    if (exports != NULL ? imports != NULL || turnover != NULL : imports != NULL && turnover != NULL)
        return "a balance of two flows that are known without it";
    if (!join_both(derivation, figure, balance, &third))
        return NULL;
    if (figure == turnover) {
        double total = turnover->value_usd;
        is_made = add(derivation, &third, TF_EXPORTS, (total + value) / 2, 0.5);
        is_made = add(derivation, &third, TF_IMPORTS, (total - value) / 2, 0.5) || is_made;
    } else if (figure == exports)
        is_made = add(derivation, &third, TF_IMPORTS, exports->value_usd - value, 1);
    else
        is_made = add(derivation, &third, TF_EXPORTS, imports->value_usd + value, 1);
    return is_made ? NULL : "a balance that leaves nothing of the flow that is not stated";
}

/* ---- the whole ---- */

static void leave_out(const TfObservation *item, const char *reason, TfLeftOut *left_out, size_t *count)
{
    for (size_t i = 0; i < item->claim_count; i++)
        left_out[(*count)++] = (TfLeftOut){item->claim_ids[i], tf_slice(reason)};
}

static void derive_group(Derivation *derivation, TfLeftOut *left_out, size_t *left_out_count)
{
    for (size_t i = 0; i < derivation->group_count && !derivation->no_memory; i++) {
        const TfObservation *item = &derivation->group[i];
        if (item->flow != TF_BALANCE) {
            derivation->made[derivation->made_count++] = *item;
            if (item->flow == TF_EXPORTS && is_point(item))
                add_up(derivation, item);
            continue;
        }
        const char *reason = split(derivation, item);
        if (reason != NULL)
            leave_out(item, reason, left_out, left_out_count);
    }
}

TfStatus series_derive(TfObservation **items, size_t *count, TfLeftOut *left_out, size_t *left_out_count,
                       TfArena *arena, TfError *error)
{
    Derivation derivation = {.arena = arena};
    /* a balance makes two, exports make a turnover */
    derivation.made = tf_arena_alloc_array(arena, *count, 2 * sizeof *derivation.made);
    if (derivation.made == NULL)
        return tf_fail_memory(error);
    for (size_t first = 0; first < *count && !derivation.no_memory;) {
        size_t end = first + 1;
        while (end < *count && (*items)[end].from_month == (*items)[first].from_month &&
               (*items)[end].to_month == (*items)[first].to_month)
            end++;
        derivation.group = *items + first;
        derivation.group_count = end - first;
        derive_group(&derivation, left_out, left_out_count);
        first = end;
    }
    if (derivation.no_memory)
        return tf_fail_memory(error);
    *items = derivation.made;
    *count = derivation.made_count;
    return TF_OK;
}
