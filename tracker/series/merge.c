/* Which claims say the same. README.md, "Once". */
#include "tracker/series/merge.h"

#include <math.h>
#include <stdlib.h>

/* Figures of one article that a rounded repeat in its copies is compared with. */
enum { MOST_FULLER = 16 };

/* ---- order ---- */

static int compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_doubles(double a, double b)
{
    return (a > b) - (a < b);
}

int series_compare_subjects(const TfObservation *a, const TfObservation *b)
{
    int order = compare_integers(a->from_month, b->from_month);
    if (order == 0)
        order = compare_integers(a->to_month, b->to_month);
    if (order == 0)
        order = compare_integers(a->is_growth, b->is_growth);
    if (order == 0)
        order = compare_integers((int64_t)a->flow, (int64_t)b->flow);
    return order;
}

/* By what is said, whoever says it. */
static int compare_figures(const TfObservation *a, const TfObservation *b)
{
    int order = series_compare_subjects(a, b);
    if (order == 0)
        order = compare_integers((int64_t)a->relation, (int64_t)b->relation);
    if (order == 0)
        order = compare_doubles(a->value_usd, b->value_usd);
    /* two ranges with one middle are two statements */
    if (order == 0 && a->relation == TF_RANGE)
        order = compare_doubles(a->rounding, b->rounding);
    return order;
}

/* 0 means the same statement. */
static int compare_statements(const TfObservation *a, const TfObservation *b)
{
    int order = compare_figures(a, b);
    return order != 0 ? order : tf_slice_compare(a->source, b->source);
}

/* Statements together, in each the pages together. */
static int compare_candidates(const void *left, const void *right)
{
    const Candidate *a = left;
    const Candidate *b = right;
    int order = compare_statements(&a->observation, &b->observation);
    if (order == 0)
        order = compare_integers(a->page, b->page);
    return order != 0 ? order : compare_integers(a->claim_id, b->claim_id);
}

/* What the copies of one article say of one thing together, the fullest figure first. */
static int compare_within_pages(const void *left, const void *right)
{
    const Candidate *a = left;
    const Candidate *b = right;
    int order = compare_integers(a->page, b->page);
    if (order == 0)
        order = series_compare_subjects(&a->observation, &b->observation);
    if (order == 0)
        order = compare_doubles(a->observation.rounding, b->observation.rounding);
    return order != 0 ? order : compare_candidates(left, right);
}

int series_compare_observations(const void *left, const void *right)
{
    const TfObservation *a = left;
    const TfObservation *b = right;
    int order = compare_integers(a->from_month, b->from_month);
    if (order == 0)
        order = compare_integers(a->to_month, b->to_month);
    if (order == 0)
        order = tf_date_compare(a->said, b->said);
    return order != 0 ? order : compare_statements(a, b);
}

static int compare_ids(const void *left, const void *right)
{
    return compare_integers(*(const int64_t *)left, *(const int64_t *)right);
}

/* ---- rounded repeats ---- */

static bool is_point(const TfObservation *observation)
{
    return observation->relation == TF_EQ || observation->relation == TF_APPROX;
}

/* "28 billion" in a copy of the article that has "28.04 billion". */
static bool is_rounded_repeat(const TfObservation *rough, const TfObservation *full)
{
    return is_point(rough) && is_point(full) && full->rounding < rough->rounding &&
           tf_slice_is(tf_slice(rough->currency), full->currency) &&
           fabs(rough->value_usd - full->value_usd) <= rough->rounding / 2 * (1 + 1e-9);
}

static void take_figure(TfObservation *rough, const TfObservation *full)
{
    rough->value_usd = full->value_usd;
    rough->rounding = full->rounding;
    rough->relation = full->relation;
}

/* Gives the rounded repeats among the copies of one article the figure they repeat. */
static void settle_repeats(Candidate *candidates, size_t count)
{
    size_t first = 0;
    qsort(candidates, count, sizeof *candidates, compare_within_pages);
    for (size_t i = 0; i < count; i++) {
        const TfObservation *item = &candidates[i].observation;
        if (candidates[first].page != candidates[i].page ||
            series_compare_subjects(&candidates[first].observation, item) != 0)
            first = i;
        for (size_t k = first; k < i && k < first + MOST_FULLER; k++) {
            if (!is_rounded_repeat(item, &candidates[k].observation))
                continue;
            take_figure(&candidates[i].observation, &candidates[k].observation);
            break;
        }
    }
}

/* ---- whose figure ---- */

/* Claims of the run that starts at `candidates` with the same source; they stand together. */
static size_t same_source(const Candidate *candidates, size_t count)
{
    size_t end = 1;
    while (end < count &&
           tf_slice_equal(candidates[0].observation.source, candidates[end].observation.source))
        end++;
    return end;
}

/* A source of one figure: claims that stand together. */
typedef struct Teller {
    TfSlice source;
    TfParty side;
    size_t first;
    size_t end;
    size_t pages; /* a wire copy is no second voice */
} Teller;

/* A pair has two sides, each with officials and statistics, and there are those who do not tell. */
enum { MOST_TELLERS = 5 };

/* Of claims that stand together, page by page. */
static size_t count_pages(const Candidate *candidates, size_t count)
{
    size_t pages = count > 0 ? 1 : 0;
    for (size_t i = 1; i < count; i++)
        if (candidates[i - 1].page != candidates[i].page)
            pages++;
    return pages;
}

static size_t list_tellers(const Candidate *candidates, size_t count, Teller *tellers)
{
    size_t found = 0;
    for (size_t first = 0; first < count && found < MOST_TELLERS; found++) {
        size_t end = first + same_source(candidates + first, count - first);
        const TfObservation *item = &candidates[first].observation;
        tellers[found] =
            (Teller){item->source, item->side, first, end, count_pages(candidates + first, end - first)};
        first = end;
    }
    return found;
}

/* Officials read their statistics out: those are the source of their side. */
static const Teller *find_books(const Teller *tellers, size_t count, const Teller *teller)
{
    for (size_t i = 0; i < count; i++)
        if (tf_party_equal(tellers[i].side, teller->side) &&
            tf_slice_starts_with(tellers[i].source, "statistics:"))
            return &tellers[i];
    return teller;
}

/* The known side's source that most pages have; NULL when nobody tells. */
static const Teller *find_loudest(const Teller *tellers, size_t count)
{
    const Teller *loudest = NULL;
    for (size_t i = 0; i < count; i++) {
        bool is_louder = loudest == NULL || tellers[i].pages > loudest->pages;
        if (tf_party_is_set(tellers[i].side) && is_louder)
            loudest = &tellers[i];
    }
    return loudest;
}

/* One figure: who says it without telling whose it is has it from the side that does, and a side's officials
 * have it from its statistics. */
static void settle_figure(Candidate *candidates, size_t count)
{
    Teller tellers[MOST_TELLERS];
    size_t found = list_tellers(candidates, count, tellers);
    const Teller *loudest = find_loudest(tellers, found);
    for (size_t i = 0; i < found && loudest != NULL; i++) {
        const Teller *said_by = tf_party_is_set(tellers[i].side) ? &tellers[i] : loudest;
        said_by = find_books(tellers, found, said_by);
        for (size_t k = tellers[i].first; k < tellers[i].end; k++) {
            candidates[k].observation.source = said_by->source;
            candidates[k].observation.side = said_by->side;
        }
    }
}

static void settle_sources(Candidate *candidates, size_t count)
{
    qsort(candidates, count, sizeof *candidates, compare_candidates);
    for (size_t first = 0; first < count;) {
        size_t end = first + 1;
        while (end < count &&
               compare_figures(&candidates[first].observation, &candidates[end].observation) == 0)
            end++;
        settle_figure(candidates + first, end - first);
        first = end;
    }
}

/* ---- merging ---- */

/* One observation of `count` candidates that say the same; their claim ids go to `ids`. */
static TfObservation merge(const Candidate *candidates, size_t count, int64_t *ids)
{
    TfObservation merged = candidates[0].observation;
    for (size_t i = 0; i < count; i++) {
        const TfObservation *each = &candidates[i].observation;
        ids[i] = candidates[i].claim_id;
        if (i > 0 && candidates[i - 1].page != candidates[i].page)
            merged.article_count++;
        if (tf_date_compare(each->said, merged.said) < 0)
            merged.said = each->said;
        /* a copy that says "20" for "20.0" has lost a digit, it does not doubt it */
        if (each->rounding < merged.rounding)
            merged.rounding = each->rounding;
        /* dollars a page gives itself need no rate */
        if (each->conversion_sd < merged.conversion_sd) {
            merged.conversion_sd = each->conversion_sd;
            merged.is_approximate = each->is_approximate;
        }
    }
    qsort(ids, count, sizeof *ids, compare_ids);
    merged.claim_ids = ids;
    merged.claim_count = count;
    return merged;
}

size_t series_merge(Candidate *candidates, size_t count, TfObservation *items, int64_t *ids)
{
    size_t made = 0;
    settle_repeats(candidates, count);
    settle_sources(candidates, count);
    qsort(candidates, count, sizeof *candidates, compare_candidates);
    for (size_t first = 0; first < count;) {
        size_t end = first + 1;
        while (end < count &&
               compare_statements(&candidates[first].observation, &candidates[end].observation) == 0)
            end++;
        items[made++] = merge(candidates + first, end - first, ids + first);
        first = end;
    }
    return made;
}
