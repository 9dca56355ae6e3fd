/* A figure that is ten, a hundred or a thousand times what its neighbours say, or as many times as a dollar
 * has roubles. */
#include "tracker/series/doubt.h"

#include "tracker/model/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Neighbours lie within two years; the nearest of them count. Two of them are needed, or one that is about
 * the very same months. */
enum { REACH_MONTHS = 24, MOST_NEIGHBOURS = 7, LEAST_NEIGHBOURS = 2 };
/* Figures before and behind, in the order of their first months, among which neighbours are looked for. */
enum { MOST_LOOKED_AT = 200 };
/* How far from a power of ten, or from a rate, the ratio may be (log), for a year and for less of one; for
 * one neighbour about the same months; figures closer than `support` bear each other out. */
static const double slack_year = 0.4, slack_part = 0.5, slack_same_months = 0.1, support_ratio = 0.7;
/* A currency that is worth more than this has a rate that trade may grow by. */
static const double least_log_rate = 1.1;

typedef struct Neighbour {
    const TfObservation *item;
    double distance; /* months */
} Neighbour;

static int by_distance(const void *left, const void *right)
{
    const Neighbour *a = left;
    const Neighbour *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

static int by_value(const void *left, const void *right)
{
    double a = doubt_log_yearly(((const Neighbour *)left)->item);
    double b = doubt_log_yearly(((const Neighbour *)right)->item);
    return a < b ? -1 : a > b;
}

/* Puts a neighbour in its place among the nearest. */
static void insert(Neighbour nearest[MOST_NEIGHBOURS], size_t *count, Neighbour next)
{
    size_t at = *count;
    if (*count == MOST_NEIGHBOURS && by_distance(&next, &nearest[MOST_NEIGHBOURS - 1]) > 0)
        return;
    if (*count < MOST_NEIGHBOURS)
        ++*count;
    else
        at = MOST_NEIGHBOURS - 1;
    for (; at > 0 && by_distance(&next, &nearest[at - 1]) < 0; at--)
        nearest[at] = nearest[at - 1];
    nearest[at] = next;
}

/* The nearest figures of the same flow; returns how many. Bounds are quoted near the figure they bound. */
static size_t find_neighbours(const Doubting *doubting, size_t place, Neighbour nearest[MOST_NEIGHBOURS])
{
    const TfObservation *item = &doubting->items[place];
    size_t first = place > MOST_LOOKED_AT ? place - MOST_LOOKED_AT : 0;
    size_t found = 0;
    for (size_t i = first; i < doubting->count && i <= place + MOST_LOOKED_AT; i++) {
        const TfObservation *other = &doubting->items[i];
        double distance = fabs(doubt_middle(other) - doubt_middle(item));
        if (i != place && doubt_is_level(other) && other->flow == item->flow && distance <= REACH_MONTHS)
            insert(nearest, &found, (Neighbour){other, distance});
    }
    return found;
}

static double median_of(Neighbour *nearest, size_t count)
{
    qsort(nearest, count, sizeof *nearest, by_value);
    return (doubt_log_yearly(nearest[(count - 1) / 2].item) + doubt_log_yearly(nearest[count / 2].item)) / 2;
}

/* Whether others bear the figure out: one that is close to it, unless the far ones are on either side in time
 * and twice as many. Trade that really fell to a tenth stays there. */
static bool is_borne_out(const TfObservation *item, const Neighbour *nearest, size_t count)
{
    size_t close = 0;
    size_t far = 0;
    bool before = false;
    bool after = false;
    for (size_t i = 0; i < count; i++) {
        const TfObservation *other = nearest[i].item;
        if (fabs(doubt_log_yearly(other) - doubt_log_yearly(item)) < support_ratio) {
            close++;
            continue;
        }
        far++;
        before = before || doubt_middle(other) <= doubt_middle(item);
        after = after || doubt_middle(other) >= doubt_middle(item);
    }
    return close > 0 && !(before && after && far > 2 * close);
}

/* ---- what the ratio is near to ---- */

typedef struct Slip {
    double log_ratio;
    const char *words;
} Slip;

static const Slip powers[] = {
    {2.302585, "about ten times"},        {4.605170, "about a hundred times"},
    {6.907755, "about a thousand times"}, {-2.302585, "about a tenth of"},
    {-4.605170, "about a hundredth of"},  {-6.907755, "about a thousandth of"},
};

static const Slip *find_power(double log_ratio, double slack)
{
    for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++)
        if (fabs(log_ratio - powers[i].log_ratio) < slack)
            return &powers[i];
    return NULL;
}

/* Units of the currency for a dollar in the months of the item, log; 0 when nobody knows. */
static TfStatus log_rate(const Doubting *doubting, const char *currency, const TfObservation *item,
                         double *rate, TfError *error)
{
    TfMeanRate mean = {.usd = 0};
    TfStatus status = currency_mean(doubting->rates, currency, item->from_month, item->to_month,
                                    doubting->arena, &mean, error);
    *rate = mean.usd > 0 ? -log(mean.usd) : 0;
    return status;
}

/* The currency whose rate the ratio is near to: one of the pair's, printed for dollars; or dollars that were
 * taken for the currency the figure is in. Empty when there is none. */
static TfStatus find_currency(const Doubting *doubting, const TfObservation *item, double log_ratio,
                              double slack, char currency[4], double *rate, TfError *error)
{
    const char *own = item->currency;
    bool is_converted = own[0] != '\0' && !tf_slice_is(tf_slice(own), "USD");
    char candidates[2][4] = {"", ""};
    currency[0] = '\0';
    if (doubting->rates == NULL || fabs(log_ratio) < least_log_rate - slack)
        return TF_OK;
    if (is_converted)
        (void)snprintf(candidates[0], sizeof candidates[0], "%s", own);
    else {
        (void)tf_party_currency(doubting->pair.a, candidates[0]);
        (void)tf_party_currency(doubting->pair.b, candidates[1]);
    }
    for (size_t i = 0; i < 2 && currency[0] == '\0'; i++) {
        if (candidates[i][0] == '\0' || tf_slice_is(tf_slice(candidates[i]), "USD"))
            continue;
        TfStatus status = log_rate(doubting, candidates[i], item, rate, error);
        if (status != TF_OK)
            return status;
        double wanted = is_converted ? -*rate : *rate;
        if (fabs(*rate) >= least_log_rate && fabs(log_ratio - wanted) < slack)
            (void)snprintf(currency, 4, "%s", candidates[i]);
    }
    return TF_OK;
}

/* ---- one figure ---- */

/* "what claim 7 and 2 others say of the time around (28.0 bn USD a year)": the nearest is named. */
static TfSlice neighbours_text(const Doubting *doubting, const TfObservation *nearest, size_t count,
                               double log_yearly)
{
    TfArena *arena = doubting->arena;
    TfSlice claims = doubt_claims_text(nearest, arena);
    TfSlice amount = tf_money_text(exp(log_yearly), "USD", arena);
    if (count == 1)
        return tf_arena_format(arena, "what %.*s says of the same months (%.*s a year)", TF_SLICE_ARG(claims),
                               TF_SLICE_ARG(amount));
    return tf_arena_format(arena, "what %.*s and %zu other%s of the time around come to (%.*s a year)",
                           TF_SLICE_ARG(claims), count - 1, count > 2 ? "s" : "", TF_SLICE_ARG(amount));
}

static double slack_for(const TfObservation *item, size_t neighbours)
{
    if (neighbours < LEAST_NEIGHBOURS)
        return slack_same_months;
    return item->to_month - item->from_month + 1 == 12 ? slack_year : slack_part;
}

static bool doubt_slip(const Doubting *doubting, size_t place, TfError *error)
{
    Neighbour nearest[MOST_NEIGHBOURS] = {{NULL, 0}};
    Neighbour sorted[MOST_NEIGHBOURS];
    TfObservation *item = &doubting->items[place];
    size_t count = find_neighbours(doubting, place, nearest);
    if (count == 0)
        return true;
    memcpy(sorted, nearest, sizeof sorted);
    double level = median_of(sorted, count);
    double log_ratio = doubt_log_yearly(item) - level;
    doubting->distances[place] = fabs(log_ratio);
    const TfObservation *first = nearest[0].item;
    bool is_same_months = first->from_month == item->from_month && first->to_month == item->to_month;
    if (is_borne_out(item, nearest, count) || (count < LEAST_NEIGHBOURS && !is_same_months))
        return true;
    double slack = slack_for(item, count);
    const Slip *power = find_power(log_ratio, slack);
    char currency[4] = "";
    double rate = 0;
    TfStatus status = find_currency(doubting, item, log_ratio, slack, currency, &rate, error);
    if (status != TF_OK || (power == NULL && currency[0] == '\0'))
        return status == TF_OK;
    TfSlice others = neighbours_text(doubting, first, count, level);
    if (others.bytes == NULL)
        return false;
    if (currency[0] != '\0')
        return doubt_set(doubting, item, "%.3g times %.*s, and a dollar was %.3g %s: %s%s?", exp(log_ratio),
                         TF_SLICE_ARG(others), exp(rate), currency,
                         log_ratio > 0 ? "another currency printed as dollars"
                                       : "dollars printed as another currency",
                         power != NULL ? ", or a slip of digits" : "");
    return doubt_set(doubting, item, "%s %.*s: a slip of digits?", power->words, TF_SLICE_ARG(others));
}

/* The exports and imports that a doubted sum was made of: nobody knows which of them slipped, or both. */
static bool doubt_addends(const Doubting *doubting, const TfObservation *sum, size_t place)
{
    size_t first = place > MOST_LOOKED_AT ? place - MOST_LOOKED_AT : 0;
    for (size_t i = first; i < doubting->count && i <= place + MOST_LOOKED_AT; i++) {
        TfObservation *item = &doubting->items[i];
        if (doubt_is_level(item) && item->from_month == sum->from_month && item->to_month == sum->to_month &&
            doubt_share_a_claim(item, sum) &&
            !doubt_set(doubting, item, "exports and imports together: %.*s", TF_SLICE_ARG(sum->doubt)))
            return false;
    }
    return true;
}

/* A turnover that two flows make has neighbours where its flows have none. */
static bool doubt_sum(const Doubting *doubting, size_t place, TfError *error)
{
    const TfObservation *item = &doubting->items[place];
    if (!item->is_derived || item->flow != TF_TURNOVER)
        return true;
    return doubt_slip(doubting, place, error) &&
           (item->doubt.bytes == NULL || doubt_addends(doubting, item, place));
}

bool doubt_slips(const Doubting *doubting, TfError *error)
{
    for (size_t i = 0; i < doubting->count; i++)
        if (doubt_is_level(&doubting->items[i]) && !doubt_slip(doubting, i, error))
            return false;
    for (size_t i = 0; i < doubting->count; i++)
        if (!doubt_sum(doubting, i, error))
            return false;
    return true;
}
