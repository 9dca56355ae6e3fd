/* Which official figures count, and as what. */
#include "tracker/series/official.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of the last years the months count, which tell the seasons; before those years do. Older figures than that
 * say nothing of today. */
enum { YEARS_BY_MONTH = 4, YEARS_USED = 30, MONTHS_OF_YEAR = 12 };
/* A figure has that many digits worth believing, at least. */
#define ROUNDING 1e-4

/* The figures of one reporter and measure, in order of time, and where its observations go. */
typedef struct Flow {
    const TfOfficial *items;
    size_t count;
    TfObservation *out;
    size_t made;
} Flow;

static int from_month(const TfOfficial *figure)
{
    return tf_date_month_index(figure->from);
}

static int to_month(const TfOfficial *figure)
{
    return tf_date_month_index(figure->to);
}

static int length_of(const TfOfficial *figure)
{
    return to_month(figure) - from_month(figure) + 1;
}

/* The last month any figure of at most `length` months ends with; -1 without one. */
static int last_month(const Flow *flow, int length)
{
    int last = -1;
    for (size_t i = 0; i < flow->count; i++)
        if (length_of(&flow->items[i]) <= length && to_month(&flow->items[i]) > last)
            last = to_month(&flow->items[i]);
    return last;
}

/* Whether an observation so far, of `least` months or more, shares a month with from..to. */
static bool is_covered(const Flow *flow, int from, int to, int least)
{
    for (size_t i = 0; i < flow->made; i++) {
        const TfObservation *item = &flow->out[i];
        if (item->from_month <= to && item->to_month >= from &&
            item->to_month - item->from_month + 1 >= least)
            return true;
    }
    return false;
}

/* Adds a total in its own currency; value_usd is in that until it is converted. A year may stand beside its
 * months, but two sources of one reporter are one office: the first counts. */
static void add(Flow *flow, int from, int to, double value, const TfOfficial *like)
{
    bool is_year = from % MONTHS_OF_YEAR == 0 && to == from + MONTHS_OF_YEAR - 1;
    if (!(value > 0) || is_covered(flow, from, to, is_year ? MONTHS_OF_YEAR : 1))
        return;
    TfObservation *item = &flow->out[flow->made++];
    *item = (TfObservation){.from_month = from, .to_month = to, .value_usd = value, .relation = TF_EQ};
    item->rounding = value * ROUNDING;
    item->side = like->reporter;
    item->said = like->to;
    (void)snprintf(item->currency, sizeof item->currency, "%s", like->currency);
}

/* A year of which all months are there counts as their sum. */
static void add_sum_of_year(Flow *flow, size_t first)
{
    const TfOfficial *start = &flow->items[first];
    int january = from_month(start);
    int next = january;
    double sum = 0;
    for (size_t i = first; i < flow->count && next < january + MONTHS_OF_YEAR; i++) {
        const TfOfficial *figure = &flow->items[i];
        if (length_of(figure) == 1 && from_month(figure) == next &&
            strcmp(figure->currency, start->currency) == 0) {
            sum += figure->value;
            next++;
        }
    }
    if (next == january + MONTHS_OF_YEAR)
        add(flow, january, next - 1, sum, start);
}

/* Months first, where they are taken; parts of a year that share no month with those; years. */
static void choose(Flow *flow)
{
    int oldest = (last_month(flow, MONTHS_OF_YEAR) / MONTHS_OF_YEAR - YEARS_USED + 1) * MONTHS_OF_YEAR;
    int by_month = (last_month(flow, 1) / MONTHS_OF_YEAR - YEARS_BY_MONTH + 1) * MONTHS_OF_YEAR;
    for (int length = 1; length <= MONTHS_OF_YEAR; length++)
        for (size_t i = 0; i < flow->count; i++) {
            const TfOfficial *figure = &flow->items[i];
            if (length_of(figure) == length && from_month(figure) >= (length == 1 ? by_month : oldest))
                add(flow, from_month(figure), to_month(figure), figure->value, figure);
        }
    for (size_t i = 0; i < flow->count; i++)
        if (length_of(&flow->items[i]) == 1 && from_month(&flow->items[i]) % MONTHS_OF_YEAR == 0 &&
            from_month(&flow->items[i]) >= oldest)
            add_sum_of_year(flow, i);
}

/* Exports of the pair's second side are imports of its first, which is where the pair is seen from. */
static TfMeasure flow_of(TfPair pair, const TfOfficial *figure)
{
    bool from_a = tf_party_equal(figure->reporter, pair.a) == (figure->measure == TF_EXPORTS);
    return from_a ? TF_EXPORTS : TF_IMPORTS;
}

/* Puts dollars, the flow and the books into what was chosen; drops what has no rate. */
static TfStatus convert(Flow *flow, TfPair pair, const CurrencyTable *rates, TfArena *arena, size_t *dropped,
                        TfError *error)
{
    TfSlice source = tf_arena_format(arena, "statistics:%s", flow->items[0].reporter.code);
    size_t kept = 0;
    if (source.bytes == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < flow->made; i++) {
        TfObservation item = flow->out[i];
        TfMeanRate mean = {.usd = 0};
        if (strcmp(item.currency, "USD") == 0)
            mean.usd = 1;
        else if (rates != NULL) {
            TfStatus status =
                currency_mean(rates, item.currency, item.from_month, item.to_month, arena, &mean, error);
            if (status != TF_OK)
                return status;
        }
        if (!(mean.usd > 0)) {
            ++*dropped;
            continue;
        }
        item.value_usd *= mean.usd;
        item.rounding *= mean.usd;
        item.conversion_sd = mean.sd;
        item.is_approximate = mean.is_approximate;
        item.flow = flow_of(pair, &flow->items[0]);
        item.source = source;
        flow->out[kept++] = item;
    }
    flow->made = kept;
    return TF_OK;
}

static bool same_flow(const TfOfficial *a, const TfOfficial *b)
{
    return tf_party_equal(a->reporter, b->reporter) && a->measure == b->measure;
}

/* ---- turnover ---- */

/* Exports and imports of the same months by the same office. */
static bool belong_together(const TfObservation *exports, const TfObservation *imports)
{
    return exports->flow == TF_EXPORTS && imports->flow == TF_IMPORTS &&
           exports->from_month == imports->from_month && exports->to_month == imports->to_month &&
           tf_slice_equal(exports->source, imports->source);
}

static TfObservation sum_of(const TfObservation *exports, const TfObservation *imports)
{
    TfObservation sum = *exports;
    sum.flow = TF_TURNOVER;
    sum.value_usd += imports->value_usd;
    sum.rounding += imports->rounding;
    sum.conversion_sd = fmax(exports->conversion_sd, imports->conversion_sd);
    sum.is_approximate = exports->is_approximate || imports->is_approximate;
    sum.is_derived = true;
    return sum;
}

/* Turnover of each year, and of the part of a year that has only months, since targets are of turnover;
 * behind the `count` observations, of which there is room for as many more. Returns how many there are then.
 */
static size_t add_turnover(TfObservation *items, size_t count)
{
    size_t made = count;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (tf_observation_is_whole_year(&items[i]) && belong_together(&items[i], &items[k]))
                items[made++] = sum_of(&items[i], &items[k]);
    return made;
}

/* The part of the running year that both flows have by month, from January on, as one sum; false when there
 * is none or the year is whole. */
static bool sum_running_year(const TfObservation *items, size_t count, TfSlice source, TfObservation *sum)
{
    int last = -1;
    for (size_t i = 0; i < count; i++)
        if (items[i].from_month == items[i].to_month && items[i].to_month > last &&
            tf_slice_equal(items[i].source, source))
            last = items[i].to_month;
    int january = last / MONTHS_OF_YEAR * MONTHS_OF_YEAR;
    int next = january;
    for (size_t i = 0; i < count && last >= 0; i++)
        for (size_t k = 0; k < count; k++) {
            if (items[i].from_month != next || items[i].to_month != next ||
                !tf_slice_equal(items[i].source, source) || !belong_together(&items[i], &items[k]))
                continue;
            TfObservation month = sum_of(&items[i], &items[k]);
            if (next > january) {
                month.value_usd += sum->value_usd;
                month.rounding += sum->rounding;
                month.from_month = january;
            }
            *sum = month;
            next++;
            break;
        }
    return next > january + 1 && next < january + MONTHS_OF_YEAR;
}

static size_t finish_turnover(TfObservation *items, size_t count, TfPair pair)
{
    const TfParty sides[] = {pair.a, pair.b};
    size_t made = add_turnover(items, count);
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < count; i++) {
            TfObservation sum = {.value_usd = 0};
            if (!tf_party_equal(items[i].side, sides[side]))
                continue;
            if (sum_running_year(items, count, items[i].source, &sum))
                items[made++] = sum;
            break;
        }
    return made;
}

static int compare_observations(const void *left, const void *right)
{
    const TfObservation *a = left;
    const TfObservation *b = right;
    if (a->from_month != b->from_month)
        return a->from_month < b->from_month ? -1 : 1;
    if (a->to_month != b->to_month)
        return a->to_month < b->to_month ? -1 : 1;
    int order = tf_date_compare(a->said, b->said);
    if (order == 0)
        order = (int)(a->claim_count > 0) - (int)(b->claim_count > 0);
    if (order == 0 && a->claim_count > 0)
        order = (a->claim_ids[0] > b->claim_ids[0]) - (a->claim_ids[0] < b->claim_ids[0]);
    if (order == 0)
        order = (int)a->flow - (int)b->flow;
    return order != 0 ? order : tf_slice_compare(a->source, b->source);
}

/* Says on which figures the answer stands. */
static TfStatus warn(const TfOfficials *figures, size_t used, size_t dropped, TfArena *arena,
                     TfSeries *series, TfError *error)
{
    TfSlice *warnings = tf_arena_alloc_array(arena, series->warning_count + 1, sizeof *warnings);
    char none[64] = "";
    if (warnings == NULL)
        return tf_fail_memory(error);
    if (series->warning_count > 0)
        memcpy(warnings, series->warnings, series->warning_count * sizeof *warnings);
    if (dropped > 0)
        (void)snprintf(none, sizeof none, "; %zu have no exchange rate", dropped);
    TfSlice text = tf_arena_format(
        arena,
        "%zu official figures are stored; %zu exact totals of months or years made of them count beside "
        "the claims%s",
        figures->count, used, none);
    if (text.bytes == NULL)
        return tf_fail_memory(error);
    warnings[series->warning_count++] = text;
    series->warnings = warnings;
    return TF_OK;
}

static bool takes_part(const TfOfficial *figure, const TfAsk *ask)
{
    return (!tf_party_is_set(ask->only_side) || tf_party_equal(ask->only_side, figure->reporter)) &&
           (ask->scope.length == 0 || tf_slice_is(ask->scope, "goods"));
}

TfStatus official_add(const TfOfficials *figures, const TfAsk *ask, const CurrencyTable *rates,
                      TfArena *arena, TfSeries *series, TfError *error)
{
    size_t dropped = 0;
    size_t made = series->count;
    if (figures->count == 0)
        return TF_OK;
    TfObservation *items = tf_arena_alloc_array(arena, series->count + 2 * figures->count + 4, sizeof *items);
    if (items == NULL)
        return tf_fail_memory(error);
    if (series->count > 0)
        memcpy(items, series->items, series->count * sizeof *items);
    for (size_t first = 0, end = 0; first < figures->count; first = end) {
        while (end < figures->count && same_flow(&figures->items[first], &figures->items[end]))
            end++;
        Flow flow = {.items = figures->items + first, .count = end - first, .out = items + made};
        if (!takes_part(flow.items, ask))
            continue;
        choose(&flow);
        TfStatus status = convert(&flow, ask->pair, rates, arena, &dropped, error);
        if (status != TF_OK)
            return status;
        made += flow.made;
    }
    size_t used = made - series->count;
    made = series->count + finish_turnover(items + series->count, used, ask->pair);
    if (used == 0 && dropped == 0)
        return TF_OK;
    qsort(items, made, sizeof *items, compare_observations);
    series->items = items;
    series->count = made;
    return warn(figures, used, dropped, arena, series, error);
}
