/* Pace of the running year, and what was said about one year, as charts of a pair. */
#include "tracker/report/pair_kinds.h"

#include "tracker/report/pair_layout.h"

#include <math.h>

enum { MONTHS_A_YEAR = 12 };

static bool is_turnover_from_january(const TfObservation *item)
{
    return tf_observation_is_level(item, TF_TURNOVER) &&
           (tf_observation_is_whole_year(item) || tf_observation_is_part_year(item));
}

static double largest_turnover(const TfSeries *series)
{
    double largest = 0;
    for (size_t i = 0; i < series->count; i++)
        if (is_turnover_from_january(&series->items[i]))
            largest = fmax(largest, series->items[i].value_usd);
    return largest;
}

static TfRelation drawn_relation(const TfObservation *item)
{
    return item->is_approximate && item->relation == TF_EQ ? TF_APPROX : item->relation;
}

/* ---- pace ---- */

/* Of a year's totals through `month` the one that speaks for it; NULL when none is stated. */
static const TfObservation *best_through(const TfSeries *series, int year, int month)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        bool fits = is_turnover_from_january(item) && tf_observation_year(item) == year &&
                    item->to_month % MONTHS_A_YEAR == month - 1;
        if (fits && tf_observation_is_better(item, best))
            best = item;
    }
    return best;
}

/* The last year of which a part is stated; 0 when there is none. Its whole may be stated, too: such a year
 * says more than an older one that nobody completed. *first: the first year with any total. */
static int last_year_by_month(const TfSeries *series, int *first)
{
    int last = 0;
    *first = 0;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (!is_turnover_from_january(item))
            continue;
        int year = tf_observation_year(item);
        *first = *first == 0 || year < *first ? year : *first;
        if (tf_observation_is_part_year(item) && year > last)
            last = year;
    }
    return last;
}

static PacePoint pace_point(const PairLayout *layout, const TfObservation *item, int month)
{
    const TfClaimRecord *record = pair_record_of(layout, item->claim_ids, item->claim_count);
    return (PacePoint){.month = month,
                       .value = item->value_usd / layout->unit,
                       .relation = drawn_relation(item),
                       .low = (item->value_usd - item->rounding / 2) / layout->unit,
                       .high = (item->value_usd + item->rounding / 2) / layout->unit,
                       .href = pair_link_to(layout, record),
                       .evidence = pair_evidence_text(layout, record)};
}

/* A year of the chart; count 0 when nothing is stated of it, or memory is short. */
static PaceYear pace_year(const PairLayout *layout, int year)
{
    PaceYear result = {year, NULL, 0};
    PacePoint *points = tf_arena_alloc_array(layout->arena, MONTHS_A_YEAR, sizeof *points);
    for (int month = 1; points != NULL && month <= MONTHS_A_YEAR; month++) {
        const TfObservation *item = best_through(layout->series, year, month);
        if (item != NULL)
            points[result.count++] = pace_point(layout, item, month);
    }
    result.points = points;
    return result;
}

static TfStatus add_earlier(const PairLayout *layout, int first, Pace *pace, TfError *error)
{
    int last = pace->current.year - 1;
    if (last - first >= CHART_MOST_YEARS)
        first = last - CHART_MOST_YEARS + 1;
    PaceYear *years = tf_arena_alloc_array(
        layout->arena, last >= first ? (size_t)last - (size_t)first + 1 : 0, sizeof *years);
    if (years == NULL)
        return tf_fail_memory(error);
    for (int year = first; year <= last; year++) {
        years[pace->earlier_count] = pace_year(layout, year);
        if (years[pace->earlier_count].points == NULL)
            return tf_fail_memory(error);
        pace->earlier_count += years[pace->earlier_count].count > 0;
    }
    pace->earlier = years;
    return TF_OK;
}

static TfStatus add_outlook(const PairLayout *layout, Pace *pace, TfError *error)
{
    for (size_t i = 0; i < layout->projection->year_count; i++) {
        const TfProjectedYear *year = &layout->projection->years[i];
        if (year->year != pace->current.year)
            continue;
        PaceOutlook *outlook = tf_arena_alloc(layout->arena, sizeof *outlook);
        if (outlook == NULL)
            return tf_fail_memory(error);
        *outlook = (PaceOutlook){MONTHS_A_YEAR, year->total_usd.lo80 / layout->unit,
                                 year->total_usd.median / layout->unit, year->total_usd.hi80 / layout->unit};
        pace->outlook = outlook;
        pace->outlook_count = 1;
    }
    return TF_OK;
}

/* The first target, they come by deadline, that says what the year has to come to. */
static const TfProgress *guide_of(const PairLayout *layout, int year)
{
    for (size_t i = 0; i < layout->progress_count; i++) {
        const TfProgress *item = &layout->progress[i];
        if (item->target.flow == TF_TURNOVER && tf_target_has_chance(item->status) &&
            item->pace.year == year && isfinite(item->pace.goal_usd) && item->pace.goal_usd > 0)
            return item;
    }
    return NULL;
}

/* Through the months that are done as much as is normal, then to the goal. */
static TfStatus add_path(const PairLayout *layout, const TfProgress *guide, Pace *pace, TfError *error)
{
    PaceStep *steps = tf_arena_alloc_array(layout->arena, 2, sizeof *steps);
    if (steps == NULL)
        return tf_fail_memory(error);
    double goal = guide->pace.goal_usd / layout->unit;
    if (guide->pace.normal_share > 0 && guide->pace.normal_share < 1 && guide->pace.months < MONTHS_A_YEAR)
        steps[pace->path_count++] = (PaceStep){guide->pace.months, goal * guide->pace.normal_share};
    steps[pace->path_count++] = (PaceStep){MONTHS_A_YEAR, goal};
    TfSlice money = pair_short_money(layout, goal);
    const TfTarget *target = &guide->target;
    const TfClaimRecord *record = pair_record_of(layout, target->claim_ids, target->claim_count);
    pace->path = steps;
    pace->path_label =
        pair_say(layout, WORD_PACE_NEEDED, .texts = {pair_year(layout, pace->current.year), money});
    pace->path_href = pair_link_to(layout, record);
    pace->path_evidence = pair_evidence_text(layout, record);
    return TF_OK;
}

/* Follows from what is drawn: the outlook against the path. */
static TfSlice pace_title(const PairLayout *layout, const Pace *pace, const TfProgress *guide)
{
    int year = pace->current.year;
    TfSlice this_year = pair_year(layout, year);
    const TfObservation *last = best_through(layout->series, year - 1, MONTHS_A_YEAR);
    if (guide == NULL || pace->outlook_count == 0)
        return pair_say(layout, WORD_PACE_TITLE, .texts = {pair_name_words(layout), this_year});
    TfSlice now = pair_short_money(layout, pace->outlook[pace->outlook_count - 1].median);
    TfSlice goal = pair_short_money(layout, guide->pace.goal_usd / layout->unit);
    if (last == NULL)
        return pair_say(layout, WORD_PACE_PATH, .texts = {this_year, now, goal});
    TfSlice before = pair_short_money(layout, last->value_usd / layout->unit);
    return pair_say(layout, WORD_PACE_PATH_AFTER,
                    .texts = {this_year, now, goal, before, pair_year(layout, year - 1)});
}

TfStatus report_pace_chart(const TfSeries *series, const TfClaimRows *rows, const TfProjection *projection,
                           const TfProgress *progress, size_t count, Words *words, TfArena *arena,
                           Chart *chart, TfError *error)
{
    PairLayout layout = {.series = series,
                         .rows = rows,
                         .projection = projection,
                         .progress = progress,
                         .progress_count = count,
                         .words = words,
                         .arena = arena};
    int first;
    int year = last_year_by_month(series, &first);
    if (year == 0)
        return tf_fail(error, TF_NOT_FOUND,
                       "nothing to draw: no part of a year is stated for the pair's turnover");
    const TfProgress *guide = guide_of(&layout, year);
    TfStatus status = pair_start(&layout, largest_turnover(series), error);
    if (status != TF_OK)
        return status;
    *chart = (Chart){.kind = CHART_PACE};
    Pace *pace = &chart->pace;
    pace->current = pace_year(&layout, year);
    if (pace->current.points == NULL)
        return tf_fail_memory(error);
    status = add_earlier(&layout, first, pace, error);
    if (status == TF_OK)
        status = add_outlook(&layout, pace, error);
    if (status == TF_OK && guide != NULL)
        status = add_path(&layout, guide, pace, error);
    if (status != TF_OK)
        return status;
    chart->words.title = pace_title(&layout, pace, guide);
    bool is_old = tf_date_is_set(series->as_of) && series->as_of.year > year + 1;
    chart->words.subtitle =
        pair_say(&layout, is_old ? WORD_PACE_SUBTITLE_OLD : WORD_PACE_SUBTITLE,
                 .texts = {pair_name_words(&layout), pair_unit_words(&layout), pair_year(&layout, year)});
    return pair_finish(&layout, "pace", guide != NULL ? WORD_PACE_LEGEND_PATH : WORD_PACE_LEGEND, chart,
                       error);
}

/* ---- claims ---- */

static bool is_about(const TfObservation *item, int year)
{
    return tf_observation_is_level(item, TF_TURNOVER) && tf_observation_is_whole_year(item) &&
           tf_observation_year(item) == year && tf_date_is_set(item->said);
}

static size_t count_about(const TfSeries *series, int year)
{
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++)
        count += is_about(&series->items[i], year) ? 1 : 0;
    return count;
}

/* The year of which most was said, the later one of two; 0 when of none. Items come by their first month. */
static int most_said(const TfSeries *series)
{
    int best = 0;
    size_t most = 0;
    int last = 0;
    for (size_t i = 0; i < series->count; i++) {
        int year = tf_observation_year(&series->items[i]);
        if (year == last)
            continue;
        last = year;
        size_t count = count_about(series, year);
        if (count >= most && count > 0) {
            most = count;
            best = year;
        }
    }
    return best;
}

static ClaimMark claim_mark(const PairLayout *layout, const TfObservation *item)
{
    const TfClaimRecord *record = pair_record_of(layout, item->claim_ids, item->claim_count);
    return (ClaimMark){.said = item->said,
                       .value = item->value_usd / layout->unit,
                       .relation = drawn_relation(item),
                       .low = (item->value_usd - item->rounding / 2) / layout->unit,
                       .high = (item->value_usd + item->rounding / 2) / layout->unit,
                       .is_doubtful = item->doubt.bytes != NULL,
                       .label = record != NULL ? record->claim.outlet : tf_slice(""),
                       .href = pair_link_to(layout, record),
                       .evidence = pair_evidence_text(layout, record)};
}

/* Whether they agree: bounds say too little to be counted as another figure. */
static TfSlice claims_title(const PairLayout *layout, const Claims *claims, int year)
{
    double low = HUGE_VAL;
    double high = 0;
    size_t flat = 0;
    for (size_t i = 0; i < claims->count; i++) {
        const ClaimMark *mark = &claims->marks[i];
        if ((mark->relation != TF_EQ && mark->relation != TF_APPROX) || mark->is_doubtful)
            continue;
        low = fmin(low, mark->value);
        high = fmax(high, mark->value);
        flat++;
    }
    TfSlice said = pair_year(layout, year);
    if (flat < 2 || !(low > 0))
        return pair_say(layout, WORD_CLAIMS_TITLE, .texts = {pair_name_words(layout), said});
    if (high - low < 0.005 * high)
        return pair_say(layout, WORD_CLAIMS_AGREE, .numbers = {(double)flat}, .texts = {said});
    TfSlice percent = pair_number(layout, 100 * (high / low - 1), 0);
    if (percent.bytes != NULL)
        percent = tf_arena_format(layout->arena, "%.*s%%", TF_SLICE_ARG(percent));
    return pair_say(layout, WORD_CLAIMS_DIFFER, .numbers = {(double)flat}, .texts = {said, percent});
}

TfStatus report_claims_year(const TfSeries *series, int wanted, int *year, TfDate *first_said, TfError *error)
{
    int most = most_said(series);
    *year = wanted != 0 ? wanted : most;
    *first_said = (TfDate){0, 0, 0};
    if (most == 0)
        return tf_fail(error, TF_NOT_FOUND,
                       "nothing to draw: no whole year's turnover is stated for the pair");
    for (size_t i = 0; i < series->count; i++) {
        TfDate said = series->items[i].said;
        if (is_about(&series->items[i], *year) &&
            (!tf_date_is_set(*first_said) || tf_date_compare(said, *first_said) < 0))
            *first_said = said;
    }
    if (!tf_date_is_set(*first_said))
        return tf_fail(error, TF_NOT_FOUND,
                       "nothing to draw: no turnover of the whole of %d is stated; most is said of %d", *year,
                       most);
    return TF_OK;
}

static TfStatus add_beliefs(const PairLayout *layout, const ReportBelief *beliefs, size_t count,
                            Claims *claims, TfError *error)
{
    ClaimBelief *drawn = tf_arena_alloc_array(layout->arena, count, sizeof *drawn);
    if (drawn == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        drawn[i] = (ClaimBelief){beliefs[i].from, beliefs[i].total_usd.lo80 / layout->unit,
                                 beliefs[i].total_usd.median / layout->unit,
                                 beliefs[i].total_usd.hi80 / layout->unit};
    claims->beliefs = drawn;
    claims->belief_count = count;
    return TF_OK;
}

TfStatus report_claims_chart(const TfSeries *series, const TfClaimRows *rows, int year,
                             const ReportBelief *beliefs, size_t belief_count, Words *words, TfArena *arena,
                             Chart *chart, TfError *error)
{
    PairLayout layout = {.series = series, .rows = rows, .words = words, .arena = arena};
    TfStatus status = pair_start(&layout, largest_turnover(series), error);
    ClaimMark *marks = tf_arena_alloc_array(arena, count_about(series, year), sizeof *marks);
    if (status != TF_OK || marks == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < series->count && count < CHART_MOST_POINTS; i++)
        if (is_about(&series->items[i], year))
            marks[count++] = claim_mark(&layout, &series->items[i]);
    *chart = (Chart){.kind = CHART_CLAIMS};
    chart->claims = (Claims){.marks = marks, .count = count, .until = series->as_of};
    status = add_beliefs(&layout, beliefs, belief_count, &chart->claims, error);
    if (status != TF_OK)
        return status;
    chart->words.title = claims_title(&layout, &chart->claims, year);
    chart->words.subtitle =
        pair_say(&layout, WORD_CLAIMS_SUBTITLE,
                 .texts = {pair_name_words(&layout), pair_year(&layout, year), pair_unit_words(&layout)});
    return pair_finish(&layout, "claims", belief_count > 0 ? WORD_CLAIMS_BELIEFS : WORD_CLAIMS_LEGEND, chart,
                       error);
}
