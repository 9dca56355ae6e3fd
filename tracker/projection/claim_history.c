/* Which observations a fit uses: the recent ones, and of too many the ones said last, so that a pair of which
 * a very large or hostile file speaks keeps its projection. */
#include "tracker/projection/claim_history.h"

#include "tracker/projection/claim_problem.h"

#include <limits.h>
#include <stdlib.h>

/* An observation on its way into the history. */
typedef struct Entry {
    const TfObservation *item;
    size_t place; /* among those given */
    size_t row;   /* same number: same months, flow and source, which share a row of the problem */
} Entry;

/* ---- order ---- */

static int compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* 0: they share a row. Rates of growth have no factor of a source. */
static int compare_rows(const TfObservation *a, const TfObservation *b)
{
    int order = compare_integers(a->is_growth, b->is_growth);
    if (order == 0)
        order = compare_integers(a->from_month, b->from_month);
    if (order == 0)
        order = compare_integers(a->to_month, b->to_month);
    if (order == 0)
        order = compare_integers((int64_t)a->flow, (int64_t)b->flow);
    return order != 0 || a->is_growth ? order : tf_slice_compare(a->source, b->source);
}

static int by_row(const void *left, const void *right)
{
    const Entry *a = left;
    const Entry *b = right;
    return compare_rows(a->item, b->item);
}

/* Levels before growth, without which growth says nothing; then what was said last. */
static int by_worth(const void *left, const void *right)
{
    const Entry *a = left;
    const Entry *b = right;
    int order = compare_integers(a->item->is_growth, b->item->is_growth);
    if (order == 0)
        order = tf_date_compare(b->item->said, a->item->said);
    if (order == 0)
        order = compare_integers(b->item->to_month, a->item->to_month);
    return order != 0 ? order : compare_integers((int64_t)a->place, (int64_t)b->place);
}

static int by_place(const void *left, const void *right)
{
    const Entry *a = left;
    const Entry *b = right;
    return compare_integers((int64_t)a->place, (int64_t)b->place);
}

/* ---- choosing ---- */

static int first_used_month(const TfObservation *observations, size_t count, int history_years)
{
    int newest = INT_MIN / 2;
    for (size_t i = 0; i < count; i++)
        if (!observations[i].is_growth && observations[i].to_month > newest)
            newest = observations[i].to_month;
    return newest - 12 * history_years + 1;
}

/* A derived figure that says nothing the others do not: the sum of exports and imports, which the model adds
 * up itself, and the second of the two that a balance splits a turnover into. Counted, they would be votes
 * for the slips of the claims they come from. */
static bool is_repeat(const TfObservation *observations, size_t at)
{
    const TfObservation *item = &observations[at];
    if (!item->is_derived || item->flow == TF_TURNOVER)
        return item->is_derived;
    for (size_t i = at; i > 0 && observations[i - 1].from_month == item->from_month; i--)
        if (observations[i - 1].is_derived && observations[i - 1].claim_ids == item->claim_ids)
            return true;
    return false;
}

/* How fast trade grew a generation ago says little about how it grows now, but the drift would be fitted to
 * it. */
static size_t keep_recent(const TfObservation *observations, size_t count, int history_years, Entry *entries)
{
    int first = history_years > 0 ? first_used_month(observations, count, history_years) : INT_MIN;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (observations[i].to_month >= first && !is_repeat(observations, i))
            entries[kept++] = (Entry){&observations[i], i, 0};
    return kept;
}

/* Numbers the rows; returns how many there are. */
static size_t number_rows(Entry *entries, size_t count)
{
    size_t row = 0;
    qsort(entries, count, sizeof *entries, by_row);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare_rows(entries[i - 1].item, entries[i].item) != 0)
            row++;
        entries[i].row = row;
    }
    return count > 0 ? row + 1 : 0;
}

/* Keeps as many as the problem takes; `taken` has a false for each row. */
static size_t keep_worthiest(Entry *entries, size_t count, bool *taken)
{
    size_t kept = 0;
    size_t rows = 0;
    qsort(entries, count, sizeof *entries, by_worth);
    for (size_t i = 0; i < count && kept < CLAIM_MOST_OBSERVATIONS; i++) {
        if (!taken[entries[i].row]) {
            if (rows == CLAIM_MOST_ROWS)
                continue;
            taken[entries[i].row] = true;
            rows++;
        }
        entries[kept++] = entries[i];
    }
    return kept;
}

static TfStatus keep_within_limits(Entry *entries, size_t *count, TfArena *arena, TfError *error)
{
    size_t rows = number_rows(entries, *count);
    if (*count > CLAIM_MOST_OBSERVATIONS || rows > CLAIM_MOST_ROWS) {
        bool *taken = tf_arena_alloc_array(arena, rows, sizeof *taken);
        if (taken == NULL)
            return tf_fail_memory(error);
        *count = keep_worthiest(entries, *count, taken);
    }
    qsort(entries, *count, sizeof *entries, by_place);
    return TF_OK;
}

TfStatus claim_history_choose(const TfObservation *observations, size_t count, int history_years,
                              TfArena *arena, ClaimHistory *history, TfError *error)
{
    *history = (ClaimHistory){.items = observations, .count = count};
    if (count == 0)
        return TF_OK;
    Entry *entries = tf_arena_alloc_array(arena, count, sizeof *entries);
    if (entries == NULL)
        return tf_fail_memory(error);
    size_t used = keep_recent(observations, count, history_years, entries);
    TfStatus status = keep_within_limits(entries, &used, arena, error);
    if (status != TF_OK || used == count)
        return status;
    TfObservation *items = tf_arena_alloc_array(arena, used, sizeof *items);
    size_t *places = tf_arena_alloc_array(arena, used, sizeof *places);
    if (items == NULL || places == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < used; i++) {
        items[i] = *entries[i].item;
        places[i] = entries[i].place;
    }
    *history = (ClaimHistory){items, places, used};
    return TF_OK;
}
