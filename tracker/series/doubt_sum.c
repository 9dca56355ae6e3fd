/* Parts that are more than their whole, runs of months and flows that do not add up. */
#include "tracker/series/doubt.h"
#include "tracker/series/interval.h"

#include "tracker/model/wording.h"

#include <math.h>

/* By how much of it a sum may miss: within one source, and between sources, which may be of other books. */
static const double slack_one_source = 0.03, slack_two_sources = 0.25;
/* Runs of months that make up a year: twelve at most. */
enum { MOST_PARTS = 12 };

static double slack_between(const TfObservation *a, const TfObservation *b)
{
    return tf_slice_equal(a->source, b->source) ? slack_one_source : slack_two_sources;
}

static TfSlice amount_text(const TfObservation *item, TfArena *arena)
{
    return tf_money_text(item->value_usd, "USD", arena);
}

static const char *months_text(char text[TF_PERIOD_CHARS], const TfObservation *item)
{
    TfDate from = tf_month_first_day(item->from_month);
    TfDate to = tf_month_last_day(item->to_month);
    return tf_period_text(text, (TfPeriod){from, to, tf_period_kind_of(from, to), TF_BASIS_EXPLICIT});
}

/* ---- a part and its whole ---- */

static bool is_part_of(const TfObservation *part, const TfObservation *whole)
{
    return part->flow == whole->flow && part->from_month >= whole->from_month &&
           part->to_month <= whole->to_month &&
           part->to_month - part->from_month < whole->to_month - whole->from_month;
}

/* The one that is farther from its neighbours is doubted, both when that does not tell. */
static bool doubt_part(const Doubting *doubting, TfObservation *part, TfObservation *whole)
{
    char months[TF_PERIOD_CHARS];
    double part_off = doubting->distances[part - doubting->items];
    double whole_off = doubting->distances[whole - doubting->items];
    if (part_off >= whole_off && part->doubt.bytes == NULL) {
        TfSlice amount = amount_text(whole, doubting->arena);
        TfSlice claims = doubt_claims_text(whole, doubting->arena);
        if (!doubt_set(doubting, part, "more than %s as a whole (%.*s, %.*s)", months_text(months, whole),
                       TF_SLICE_ARG(amount), TF_SLICE_ARG(claims)))
            return false;
    }
    if (part_off > whole_off || whole->doubt.bytes != NULL)
        return true;
    TfSlice amount = amount_text(part, doubting->arena);
    TfSlice claims = doubt_claims_text(part, doubting->arena);
    return doubt_set(doubting, whole, "less than %s alone (%.*s, %.*s)", months_text(months, part),
                     TF_SLICE_ARG(amount), TF_SLICE_ARG(claims));
}

/* ---- a run of parts ---- */

/* Parts that follow each other from the first month of a whole. */
typedef struct Run {
    double sum;
    double width;
    size_t parts;
} Run;

static bool is_run_part(const TfObservation *item, const TfObservation *whole)
{
    return doubt_is_level(item) && is_part_of(item, whole) && tf_slice_equal(item->source, whole->source) &&
           (item->relation == TF_EQ || item->relation == TF_APPROX);
}

/* The first figure that begins with `month` or later: the series is in that order. */
static size_t first_from(const Doubting *doubting, int month)
{
    size_t low = 0;
    for (size_t count = doubting->count; count > 0;) {
        size_t half = count / 2;
        if (doubting->items[low + half].from_month < month) {
            low += half + 1;
            count -= half + 1;
        } else
            count = half;
    }
    return low;
}

/* A quarter after the other, or the two halves, of one source: do they come to the whole? */
static bool doubt_run(const Doubting *doubting, TfObservation *whole)
{
    Run runs[MOST_PARTS + 1] = {
        {.parts = 0}}; /* that end before each of its months; no parts: there is none */
    size_t length = (size_t)(whole->to_month - whole->from_month) + 1;
    if (length > MOST_PARTS)
        return true;
    for (size_t i = first_from(doubting, whole->from_month); i < doubting->count; i++) {
        const TfObservation *part = &doubting->items[i];
        if (part->from_month > whole->to_month)
            break;
        size_t from = (size_t)(part->from_month - whole->from_month);
        size_t to = (size_t)(part->to_month - whole->from_month) + 1;
        if (!is_run_part(part, whole) || (from > 0 && runs[from].parts == 0) || runs[to].parts > 0)
            continue;
        runs[to] = (Run){runs[from].sum + part->value_usd,
                         runs[from].width + part->rounding / 2 + part->conversion_sd * part->value_usd,
                         runs[from].parts + 1};
    }
    const Run *run = &runs[length];
    double slack = run->width + slack_one_source * run->sum;
    if (run->parts == 0 || (series_low(whole) <= run->sum + slack && series_high(whole) >= run->sum - slack))
        return true;
    TfSlice amount = tf_money_text(run->sum, "USD", doubting->arena);
    return doubt_set(doubting, whole, "its %zu parts of the same source come to %.*s", run->parts,
                     TF_SLICE_ARG(amount));
}

bool doubt_parts(const Doubting *doubting)
{
    for (size_t i = 0; i < doubting->count; i++) {
        TfObservation *whole = &doubting->items[i];
        if (!doubt_is_level(whole) || whole->from_month == whole->to_month)
            continue;
        for (size_t k = first_from(doubting, whole->from_month); k < doubting->count; k++) {
            TfObservation *part = &doubting->items[k];
            if (part->from_month > whole->to_month)
                break;
            if (!doubt_is_level(part) || !is_part_of(part, whole))
                continue;
            double most = series_high(whole) * (1 + slack_between(part, whole));
            if (series_low(part) > most && !doubt_part(doubting, part, whole))
                return false;
        }
        if (!doubt_run(doubting, whole))
            return false;
    }
    return true;
}

/* ---- exports and imports ---- */

static bool same_months(const TfObservation *a, const TfObservation *b)
{
    return a->from_month == b->from_month && a->to_month == b->to_month;
}

/* Exports or imports that go with a turnover: of its source before others, then the better one. */
static const TfObservation *find_flow(const Doubting *doubting, const TfObservation *turnover, TfMeasure flow)
{
    const TfObservation *best = NULL;
    for (size_t i = first_from(doubting, turnover->from_month); i < doubting->count; i++) {
        const TfObservation *item = &doubting->items[i];
        if (item->from_month != turnover->from_month)
            break;
        if (!doubt_is_level(item) || item->flow != flow || !same_months(item, turnover))
            continue;
        bool own = tf_slice_equal(item->source, turnover->source);
        bool best_own = best != NULL && tf_slice_equal(best->source, turnover->source);
        if (best == NULL || (own && !best_own) || (own == best_own && tf_observation_is_better(item, best)))
            best = item;
    }
    return best;
}

static bool doubt_one_flow(const Doubting *doubting, TfObservation *turnover, const TfObservation *flow,
                           const char *name)
{
    double least = series_low(flow) * (1 - slack_between(flow, turnover));
    if (least <= series_high(turnover))
        return true;
    TfSlice amount = amount_text(flow, doubting->arena);
    TfSlice claims = doubt_claims_text(flow, doubting->arena);
    return doubt_set(doubting, turnover, "less than the %s of the same months alone (%.*s, %.*s)", name,
                     TF_SLICE_ARG(amount), TF_SLICE_ARG(claims));
}

static bool doubt_turnover(const Doubting *doubting, TfObservation *turnover)
{
    const TfObservation *exports = find_flow(doubting, turnover, TF_EXPORTS);
    const TfObservation *imports = find_flow(doubting, turnover, TF_IMPORTS);
    if (exports != NULL && !doubt_one_flow(doubting, turnover, exports, "exports"))
        return false;
    if (imports != NULL && !doubt_one_flow(doubting, turnover, imports, "imports"))
        return false;
    if (exports == NULL || imports == NULL)
        return true;
    double slack = fmax(slack_between(exports, turnover), slack_between(imports, turnover));
    double low = (series_low(exports) + series_low(imports)) * (1 - slack);
    double high = (series_high(exports) + series_high(imports)) * (1 + slack);
    if (series_low(turnover) <= high && series_high(turnover) >= low)
        return true;
    TfSlice sum = tf_money_text(exports->value_usd + imports->value_usd, "USD", doubting->arena);
    TfSlice one = doubt_claims_text(exports, doubting->arena);
    TfSlice other = doubt_claims_text(imports, doubting->arena);
    return doubt_set(doubting, turnover, "exports and imports of the same months come to %.*s (%.*s; %.*s)",
                     TF_SLICE_ARG(sum), TF_SLICE_ARG(one), TF_SLICE_ARG(other));
}

/* ---- what was derived ---- */

/* The doubted figure that a derived one was made of; NULL when there is none. */
static const TfObservation *find_doubted(const Doubting *doubting, const TfObservation *derived)
{
    for (size_t i = first_from(doubting, derived->from_month); i < doubting->count; i++) {
        const TfObservation *item = &doubting->items[i];
        if (item->from_month != derived->from_month)
            break;
        if (item->doubt.bytes != NULL && !item->is_derived && same_months(item, derived) &&
            doubt_share_a_claim(item, derived))
            return item;
    }
    return NULL;
}

bool doubt_derived(const Doubting *doubting)
{
    for (size_t i = 0; i < doubting->count; i++) {
        TfObservation *item = &doubting->items[i];
        const TfObservation *doubted = item->is_derived ? find_doubted(doubting, item) : NULL;
        if (doubted == NULL)
            continue;
        TfSlice claims = doubt_claims_text(doubted, doubting->arena);
        if (!doubt_set(doubting, item, "made of a figure that is doubted (%.*s)", TF_SLICE_ARG(claims)))
            return false;
    }
    return true;
}

bool doubt_flows(const Doubting *doubting)
{
    for (size_t i = 0; i < doubting->count; i++) {
        TfObservation *item = &doubting->items[i];
        if (doubt_is_level(item) && item->flow == TF_TURNOVER && !doubt_turnover(doubting, item))
            return false;
    }
    return true;
}
