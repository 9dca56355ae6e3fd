/* From observations to points and from judged targets to marks: which are drawn, where, with what evidence.
 */
#include "tracker/report/pair_chart.h"

#include "tracker/report/pair_layout.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

void pair_choose_unit(PairLayout *layout, double largest)
{
    static const struct {
        double unit;
        const char *key;
    } units[] = {{1e12, "tn"}, {1e9, "bn"}, {1e6, "mn"}, {1e3, "k"}};
    size_t at = 0;
    while (at < 3 && largest < units[at].unit)
        at++;
    layout->unit = units[at].unit;
    layout->unit_key = units[at].key;
}

static double largest_turnover(const PairLayout *layout)
{
    double largest = 0;
    for (size_t i = 0; i < layout->series->count; i++)
        if (tf_observation_is_level(&layout->series->items[i], TF_TURNOVER))
            largest = fmax(largest, layout->series->items[i].value_usd);
    for (size_t i = 0; i < layout->progress_count; i++)
        if (layout->progress[i].target.flow == TF_TURNOVER && isfinite(layout->progress[i].target.value_usd))
            largest = fmax(largest, layout->progress[i].target.value_usd);
    return largest;
}

/* ---- the claims behind the figures ---- */

static int compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_id(const void *left, const void *right)
{
    const TfClaimRecord *const *a = left;
    const TfClaimRecord *const *b = right;
    return compare_integers((*a)->id, (*b)->id);
}

static int by_article(const void *left, const void *right)
{
    const TfClaimRecord *const *a = left;
    const TfClaimRecord *const *b = right;
    return compare_integers((*a)->article_id, (*b)->article_id);
}

/* Counts the pages, then leaves the rows sorted for pair_record_of. */
TfStatus pair_index_rows(PairLayout *layout, TfError *error)
{
    size_t count = layout->rows->count;
    const TfClaimRecord **index = tf_arena_alloc_array(layout->arena, count, sizeof *index);
    if (index == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        index[i] = &layout->rows->items[i];
    qsort(index, count, sizeof *index, by_article);
    for (size_t i = 0; i < count; i++)
        layout->article_count += i == 0 || index[i - 1]->article_id != index[i]->article_id;
    qsort(index, count, sizeof *index, by_id);
    layout->by_id = index;
    return TF_OK;
}

const TfClaimRecord *pair_record_of(const PairLayout *layout, const int64_t *claim_ids, size_t count)
{
    if (count == 0 || layout->by_id == NULL)
        return NULL;
    const TfClaimRecord wanted = {.id = claim_ids[0]};
    const TfClaimRecord *key = &wanted;
    const TfClaimRecord **found = bsearch(&key, layout->by_id, layout->rows->count, sizeof *found, by_id);
    return found != NULL ? *found : NULL;
}

/* The sentence in a report, else the page's address where there is a web address (an article may name any
 * other scheme, and a click must not run it), else the claim's anchor in a report. */
TfSlice pair_link_to(const PairLayout *layout, const TfClaimRecord *record)
{
    if (record == NULL)
        return tf_slice("");
    if (record->shown_at.length > 0)
        return record->shown_at;
    TfSlice url = record->claim.url;
    if (url.length > 0 && (tf_slice_starts_with(url, "https://") || tf_slice_starts_with(url, "http://")))
        return url;
    return tf_arena_format(layout->arena, "#c%lld", (long long)record->id);
}

/* ---- points ---- */

/* A figure that may be drawn. */
typedef struct Candidate {
    const TfObservation *item;
    bool is_main; /* it speaks for its year on the line, which a doubted one does not */
} Candidate;

static const TfObservation *best_of_year(const TfObservation *items, size_t count)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (tf_observation_is_level(&items[i], TF_TURNOVER) && tf_observation_is_whole_year(&items[i]) &&
            tf_observation_is_better(&items[i], best))
            best = &items[i];
    return best;
}

/* Of one year its whole-year figures, or where there are none its part-years. Quarters and months off January
 * stay out. Returns how many there are. */
static size_t choose_of_year(const TfObservation *items, size_t count, Candidate *chosen)
{
    const TfObservation *best = best_of_year(items, count);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const TfObservation *item = &items[i];
        bool fits = best != NULL ? tf_observation_is_whole_year(item) : tf_observation_is_part_year(item);
        if (fits && tf_observation_is_level(item, TF_TURNOVER))
            chosen[found++] = (Candidate){item, item == best && item->doubt.bytes == NULL};
    }
    return found;
}

/* The line first, then what was said last. */
static int by_worth(const void *left, const void *right)
{
    const Candidate *a = left;
    const Candidate *b = right;
    int order = compare_integers(b->is_main, a->is_main);
    if (order == 0)
        order = tf_date_compare(b->item->said, a->item->said);
    return order != 0 ? order : compare_integers(a->item - b->item, 0);
}

static int by_place(const void *left, const void *right)
{
    const Candidate *a = left;
    const Candidate *b = right;
    return compare_integers(a->item - b->item, 0);
}

/* The candidates in the order of the series, no more than a picture takes. */
static size_t choose_points(PairLayout *layout, Candidate *chosen)
{
    const TfObservation *items = layout->series->items;
    size_t count = 0;
    for (size_t first = 0; first < layout->series->count;) {
        size_t end = first + 1;
        while (end < layout->series->count &&
               tf_observation_year(&items[end]) == tf_observation_year(&items[first]))
            end++;
        count += choose_of_year(items + first, end - first, chosen + count);
        first = end;
    }
    if (count <= CHART_MOST_POINTS)
        return count;
    qsort(chosen, count, sizeof *chosen, by_worth);
    qsort(chosen, CHART_MOST_POINTS, sizeof *chosen, by_place);
    layout->not_drawn += count - CHART_MOST_POINTS;
    return CHART_MOST_POINTS;
}

static ChartPoint make_point(const PairLayout *layout, const TfObservation *item, bool is_main)
{
    const TfClaimRecord *record = pair_record_of(layout, item->claim_ids, item->claim_count);
    ChartPoint point = {.year = tf_observation_year(item),
                        .value = item->value_usd / layout->unit,
                        .relation = item->relation,
                        .is_other_source = tf_observation_is_whole_year(item) && !is_main,
                        .is_part_year = tf_observation_is_part_year(item),
                        .part_label = tf_slice(""),
                        .href = pair_link_to(layout, record),
                        .evidence = pair_evidence_text(layout, record)};
    if (point.is_part_year)
        point.part_label = pair_months_label(layout, item->from_month % 12 + 1, item->to_month % 12 + 1);
    if (point.relation == TF_RANGE) {
        point.low = (item->value_usd - item->rounding / 2) / layout->unit;
        point.high = (item->value_usd + item->rounding / 2) / layout->unit;
    }
    return point;
}

static TfStatus add_points(PairLayout *layout, Trajectory *chart, TfError *error)
{
    Candidate *chosen = tf_arena_alloc_array(layout->arena, layout->series->count, sizeof *chosen);
    if (chosen == NULL)
        return tf_fail_memory(error);
    size_t count = choose_points(layout, chosen);
    ChartPoint *points = tf_arena_alloc_array(layout->arena, count, sizeof *points);
    if (points == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        assert(chosen[i].item != NULL);
        points[i] = make_point(layout, chosen[i].item, chosen[i].is_main);
    }
    chart->points = points;
    chart->point_count = count;
    return TF_OK;
}

/* ---- fan ---- */

static TfFan scaled_fan(TfFan fan, double unit)
{
    return (TfFan){fan.median / unit, fan.lo50 / unit, fan.hi50 / unit, fan.lo80 / unit,
                   fan.hi80 / unit,   fan.lo95 / unit, fan.hi95 / unit};
}

static TfStatus add_fan(const PairLayout *layout, Trajectory *chart, TfError *error)
{
    size_t count = layout->projection->year_count;
    ChartFan *fan = tf_arena_alloc_array(layout->arena, count, sizeof *fan);
    if (fan == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        fan[i] = (ChartFan){layout->projection->years[i].year,
                            scaled_fan(layout->projection->years[i].total_usd, layout->unit)};
    chart->fan = fan;
    chart->fan_count = count;
    return TF_OK;
}

/* ---- targets ---- */

/* Said last comes first. */
static int by_news(const void *left, const void *right)
{
    const TfProgress *const *a = left;
    const TfProgress *const *b = right;
    int order = tf_date_compare((*b)->target.stated, (*a)->target.stated);
    return order != 0 ? order : compare_integers(*a - *b, 0);
}

static int by_order_given(const void *left, const void *right)
{
    const TfProgress *const *a = left;
    const TfProgress *const *b = right;
    return compare_integers(*a - *b, 0);
}

static size_t choose_targets(PairLayout *layout, const TfProgress **chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < layout->progress_count; i++) {
        const TfTarget *target = &layout->progress[i].target;
        if (target->flow == TF_TURNOVER && tf_date_is_set(target->deadline) && isfinite(target->value_usd))
            chosen[count++] = &layout->progress[i];
    }
    if (count <= CHART_MOST_TARGETS)
        return count;
    qsort(chosen, count, sizeof *chosen, by_news);
    qsort(chosen, CHART_MOST_TARGETS, sizeof *chosen, by_order_given);
    layout->not_drawn += count - CHART_MOST_TARGETS;
    return CHART_MOST_TARGETS;
}

/* The day as a place on the year axis: 2024.9 is late November 2024. */
static double year_axis(TfDate date)
{
    return date.year + (date.month - 1 + (date.day - 1) / 31.0) / 12.0;
}

static ChartTarget make_target(const PairLayout *layout, const TfProgress *item)
{
    const TfTarget *target = &item->target;
    const TfClaimRecord *record = pair_record_of(layout, target->claim_ids, target->claim_count);
    return (ChartTarget){
        .year = target->deadline.year,
        .value = target->value_usd / layout->unit,
        .stated_year = tf_date_is_set(target->stated) ? year_axis(target->stated) : target->deadline.year,
        .label = pair_target_label(layout, item),
        .sublabel = pair_target_sublabel(layout, item),
        .href = pair_link_to(layout, record),
        .evidence = pair_evidence_text(layout, record),
    };
}

static TfStatus add_targets(PairLayout *layout, Trajectory *chart, TfError *error)
{
    const TfProgress **chosen = tf_arena_alloc_array(layout->arena, layout->progress_count, sizeof *chosen);
    if (chosen == NULL)
        return tf_fail_memory(error);
    size_t count = choose_targets(layout, chosen);
    ChartTarget *targets = tf_arena_alloc_array(layout->arena, count, sizeof *targets);
    if (targets == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        targets[i] = make_target(layout, chosen[i]);
    chart->targets = targets;
    chart->target_count = count;
    return TF_OK;
}

/* ---- the whole ---- */

TfStatus report_pair_chart(const TfSeries *series, const TfClaimRows *rows, const TfProjection *projection,
                           const TfProgress *progress, size_t progress_count, Words *words, TfArena *arena,
                           Chart *chart, TfError *error)
{
    PairLayout layout = {.series = series,
                         .rows = rows,
                         .projection = projection,
                         .progress = progress,
                         .progress_count = progress_count,
                         .words = words,
                         .arena = arena};
    Chart result = {.kind = CHART_TRAJECTORY};
    pair_choose_unit(&layout, largest_turnover(&layout));
    TfStatus status = pair_index_rows(&layout, error);
    if (status == TF_OK)
        status = add_points(&layout, &result.trajectory, error);
    if (status == TF_OK)
        status = add_fan(&layout, &result.trajectory, error);
    if (status == TF_OK)
        status = add_targets(&layout, &result.trajectory, error);
    if (status != TF_OK)
        return status;
    pair_add_words(&layout, &result);
    status = pair_check_words(&result.words, error);
    if (status == TF_OK)
        *chart = result;
    return status;
}
