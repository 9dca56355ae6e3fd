/* Means of imported rates: the months of a window each by itself, from one source where one covers them all.
 */
#include "tracker/currency/table.h"

#include <stdlib.h>
#include <string.h>

/* Days on end without a rate that a month may have: central banks pause up to eleven days at New Year and a
 * week or so in holidays. */
#define MOST_DAYS_WITHOUT 14
/* Sources of one currency that are tried each by itself; the rest is only pooled. */
#define MOST_SOURCES 16

static int compare_rates(const void *left, const void *right)
{
    const TfRate *a = left;
    const TfRate *b = right;
    int order = strcmp(a->currency, b->currency);
    if (order == 0)
        order = tf_date_compare(a->from, b->from);
    if (order == 0)
        order = tf_date_compare(a->to, b->to);
    if (order == 0)
        order = tf_slice_compare(a->source, b->source);
    return order != 0 ? order : (a->usd > b->usd) - (a->usd < b->usd);
}

void currency_sort(TfRate *rates, size_t count)
{
    if (count > 0)
        qsort(rates, count, sizeof *rates, compare_rates);
}

/* The first rate that does not come before (currency, from); `count` when all do. */
static size_t first_at(TfRates rates, const char *currency, TfDate from)
{
    size_t low = 0;
    size_t high = rates.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(rates.items[middle].currency, currency);
        if (order == 0)
            order = tf_date_compare(rates.items[middle].from, from);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

TfRates currency_stored(TfRates stored, const char *currency)
{
    size_t first = first_at(stored, currency, (TfDate){0, 0, 0});
    size_t end = first;
    while (end < stored.count && strcmp(stored.items[end].currency, currency) == 0)
        end++;
    return (TfRates){first < end ? stored.items + first : NULL, end - first};
}

/* ---- one run of days ---- */

/* What the rates of one source (bytes NULL: of any) say about a run of days. */
typedef struct Reading {
    double usd;
    size_t rows;
    TfDate gap_from; /* where there are too few rates; unset when there are enough */
    TfDate gap_to;
} Reading;

static bool counts(const TfRate *rate, TfSlice source)
{
    return source.bytes == NULL || tf_slice_equal(rate->source, source);
}

/* The mean that a source itself gives for exactly these days; 0 when it gives none. */
static double stated_mean(TfRates rates, TfDate from, TfDate to, TfSlice source)
{
    for (size_t i = first_at(rates, rates.count > 0 ? rates.items[0].currency : "", from);
         i < rates.count && tf_date_compare(rates.items[i].from, from) == 0; i++)
        if (tf_date_compare(rates.items[i].to, to) == 0 && tf_date_compare(from, to) < 0 &&
            counts(&rates.items[i], source))
            return rates.items[i].usd;
    return 0;
}

/* Notes the days between two rates when they are too many; the first gap stays. */
static void note_gap(Reading *reading, int32_t day_before, int32_t day_after)
{
    if (day_after - day_before - 1 <= MOST_DAYS_WITHOUT || tf_date_is_set(reading->gap_from))
        return;
    reading->gap_from = tf_date_from_days(day_before + 1);
    reading->gap_to = tf_date_from_days(day_after - 1);
}

/* The mean of a month: as stated, or of its daily rates. */
static Reading read_month(TfRates rates, int month, TfSlice source)
{
    TfDate from = tf_month_first_day(month);
    TfDate to = tf_month_last_day(month);
    Reading reading = {.usd = stated_mean(rates, from, to, source), .rows = 1};
    if (reading.usd > 0 || rates.count == 0) {
        if (rates.count == 0)
            note_gap(&reading, tf_date_to_days(from) - 1, tf_date_to_days(to) + 1);
        return reading;
    }
    double sum = 0;
    int32_t before = tf_date_to_days(from) - 1;
    reading.rows = 0;
    for (size_t i = first_at(rates, rates.items[0].currency, from);
         i < rates.count && tf_date_compare(rates.items[i].from, to) <= 0; i++) {
        const TfRate *rate = &rates.items[i];
        if (tf_date_compare(rate->from, rate->to) != 0 || !counts(rate, source))
            continue;
        note_gap(&reading, before, tf_date_to_days(rate->from));
        before = tf_date_to_days(rate->from);
        sum += rate->usd;
        reading.rows++;
    }
    note_gap(&reading, before, tf_date_to_days(to) + 1);
    reading.usd = reading.rows > 0 ? sum / (double)reading.rows : 0;
    return reading;
}

/* The mean of a window: as stated, or of its months, each counting the same. */
static Reading read_window(TfRates rates, int from_month, int to_month, TfSlice source)
{
    Reading whole = {
        .usd = stated_mean(rates, tf_month_first_day(from_month), tf_month_last_day(to_month), source),
        .rows = 1};
    if (whole.usd > 0)
        return whole;
    whole.rows = 0;
    double sum = 0;
    for (int month = from_month; month <= to_month; month++) {
        Reading reading = read_month(rates, month, source);
        if (tf_date_is_set(reading.gap_from))
            return reading;
        sum += reading.usd;
        whole.rows += reading.rows;
    }
    whole.usd = sum / (double)(to_month - from_month + 1);
    return whole;
}

/* ---- from which source ---- */

/* Adds a source that is not there yet; false when there is no more room. */
static bool add_source(TfSlice *sources, size_t *count, TfSlice source)
{
    for (size_t i = 0; i < *count; i++)
        if (tf_slice_equal(sources[i], source))
            return true;
    if (*count == MOST_SOURCES)
        return false;
    sources[(*count)++] = source;
    return true;
}

static size_t list_sources(TfRates rates, int from_month, int to_month, TfSlice sources[MOST_SOURCES])
{
    size_t count = 0;
    TfDate last = tf_month_last_day(to_month);
    for (size_t i = first_at(rates, rates.items[0].currency, tf_month_first_day(from_month));
         i < rates.count && tf_date_compare(rates.items[i].from, last) <= 0; i++)
        if (!add_source(sources, &count, rates.items[i].source))
            break;
    return count;
}

/* The source that covers the window with the most rates, by name among equals; none: bytes NULL. */
static TfSlice best_source(TfRates rates, int from_month, int to_month, Reading *best)
{
    TfSlice sources[MOST_SOURCES];
    TfSlice name = {NULL, 0};
    size_t count = rates.count > 0 ? list_sources(rates, from_month, to_month, sources) : 0;
    *best = (Reading){.usd = 0};
    for (size_t i = 0; i < count; i++) {
        Reading reading = read_window(rates, from_month, to_month, sources[i]);
        if (tf_date_is_set(reading.gap_from))
            continue;
        if (reading.rows > best->rows ||
            (reading.rows == best->rows && tf_slice_compare(sources[i], name) < 0)) {
            *best = reading;
            name = sources[i];
        }
    }
    return name;
}

/* ---- in words ---- */

static TfSlice describe_gap(TfRates rates, const Reading *reading, TfArena *arena)
{
    char first[TF_DATE_CHARS];
    char last[TF_DATE_CHARS];
    if (rates.count == 0)
        return tf_slice("none are imported");
    TfDate begin = rates.items[0].from;
    TfDate end = rates.items[0].to;
    for (size_t i = 0; i < rates.count; i++)
        if (tf_date_compare(rates.items[i].to, end) > 0)
            end = rates.items[i].to;
    if (tf_date_compare(reading->gap_from, end) > 0)
        return tf_arena_format(arena, "imported rates end %s", tf_date_write_short(last, end));
    if (tf_date_compare(reading->gap_to, begin) < 0)
        return tf_arena_format(arena, "imported rates begin %s", tf_date_write_short(first, begin));
    return tf_arena_format(arena, "no imported rate from %s to %s",
                           tf_date_write_short(first, reading->gap_from),
                           tf_date_write_short(last, reading->gap_to));
}

static TfSlice describe_mean(const Reading *reading, TfSlice source, TfArena *arena)
{
    if (source.bytes == NULL)
        source = tf_slice("several sources");
    else if (source.length == 0)
        source = tf_slice("an unnamed source");
    return tf_arena_format(arena, "%zu rate%s, %.*s", reading->rows, reading->rows == 1 ? "" : "s",
                           TF_SLICE_ARG(source));
}

TfStatus currency_stored_mean(TfRates rates, int from_month, int to_month, TfArena *arena, TfMeanRate *mean,
                              TfError *error)
{
    Reading reading;
    TfSlice source = best_source(rates, from_month, to_month, &reading);
    if (source.bytes == NULL)
        reading = read_window(rates, from_month, to_month, source);
    bool is_whole = !tf_date_is_set(reading.gap_from);
    mean->usd = is_whole ? reading.usd : 0;
    mean->how = is_whole ? describe_mean(&reading, source, arena) : describe_gap(rates, &reading, arena);
    return mean->how.bytes != NULL ? TF_OK : tf_fail_memory(error);
}
