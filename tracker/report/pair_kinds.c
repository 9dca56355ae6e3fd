/* Odds, targets and balance of a pair as charts: which figures are drawn, and the words around them. */
#include "tracker/report/pair_kinds.h"

#include "tracker/report/pair_layout.h"

#include <math.h>
#include <stdlib.h>

/* ---- odds ---- */

static bool has_odds(const TfTargetHistory *history)
{
    for (size_t i = 0; i < history->step_count; i++)
        if (isfinite(history->steps[i].p_after) && tf_date_is_set(history->steps[i].date))
            return true;
    return false;
}

static const TfTargetHistory *headline(const TfTargetHistory *histories, size_t count)
{
    const TfTargetHistory *last = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!has_odds(&histories[i]))
            continue;
        if (tf_target_has_chance(histories[i].now.status))
            return &histories[i];
        last = &histories[i];
    }
    return last;
}

static TfSlice step_evidence(const PairLayout *layout, const TfProgressStep *step)
{
    bool has_both = step->outlet.length > 0 && step->title.length > 0;
    TfSlice page = tf_arena_format(layout->arena, "%.*s%s%.*s", TF_SLICE_ARG(step->outlet),
                                   has_both ? ", " : "", TF_SLICE_ARG(step->title));
    return pair_say(layout, WORD_EVIDENCE_STEP,
                    .texts = {pair_day(layout, step->date), pair_chance(layout, step->p_after), page});
}

static size_t fill_steps(const PairLayout *layout, const TfTargetHistory *history, OddsStep *steps)
{
    size_t count = 0;
    size_t first = history->step_count > CHART_MOST_POINTS ? history->step_count - CHART_MOST_POINTS : 0;
    for (size_t i = first; i < history->step_count; i++) {
        const TfProgressStep *step = &history->steps[i];
        if (!isfinite(step->p_after) || !tf_date_is_set(step->date))
            continue;
        const TfClaimRecord *record = pair_record_of(layout, step->claim_ids, step->claim_count);
        steps[count++] = (OddsStep){step->date, fmin(fmax(step->p_after, 0), 1), step->outlet,
                                    pair_link_to(layout, record), step_evidence(layout, step)};
    }
    return count;
}

static TfSlice odds_title(const PairLayout *layout, TfSlice target, const OddsStep *steps, size_t count)
{
    double first = steps[0].probability;
    double last = steps[count - 1].probability;
    TfSlice before = pair_chance(layout, first);
    TfSlice now = pair_chance(layout, last);
    if (before.bytes == NULL || now.bytes == NULL || tf_slice_equal(before, now))
        return pair_say(layout, WORD_ODDS_TITLE, .texts = {target, now});
    return pair_say(layout, WORD_ODDS_MOVED,
                    .texts = {tf_slice(last > first ? "up" : "down"), target, before, now});
}

TfStatus report_odds_chart(const TfSeries *series, const TfClaimRows *rows, const TfTargetHistory *histories,
                           size_t count, Words *words, TfArena *arena, Chart *chart, TfError *error)
{
    PairLayout layout = {.series = series, .rows = rows, .words = words, .arena = arena};
    const TfTargetHistory *history = headline(histories, count);
    if (history == NULL)
        return tf_fail(error, TF_NOT_FOUND, "nothing to draw: no target of the pair has had a chance");
    TfStatus status = pair_start(&layout, history->now.target.value_usd, error);
    OddsStep *steps = tf_arena_alloc_array(arena, history->step_count, sizeof *steps);
    if (status != TF_OK || steps == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    TfSlice target = pair_target_words(&layout, &history->now.target);
    *chart = (Chart){.kind = CHART_ODDS};
    chart->odds = (Odds){steps, fill_steps(&layout, history, steps), series->as_of};
    chart->words.title = odds_title(&layout, target, steps, chart->odds.count);
    chart->words.subtitle =
        pair_say(&layout, WORD_ODDS_SUBTITLE, .texts = {pair_name_words(&layout), target});
    return pair_finish(&layout, "odds", WORD_ODDS_LEGEND, chart, error);
}

/* ---- targets ---- */

static double largest_target(const TfProgress *progress, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        if (isfinite(progress[i].target.value_usd))
            largest = fmax(largest, progress[i].target.value_usd);
    return largest;
}

static void add_range(const PairLayout *layout, const TfProgress *item, TargetRow *row)
{
    row->lo80 = row->median = row->hi80 = (double)NAN;
    for (size_t i = 0; i < item->projection.year_count; i++) {
        const TfProjectedYear *year = &item->projection.years[i];
        if (!tf_date_is_set(item->target.deadline) || year->year != item->target.deadline.year ||
            !tf_target_has_chance(item->status))
            continue;
        row->lo80 = year->total_usd.lo80 / layout->unit;
        row->median = year->total_usd.median / layout->unit;
        row->hi80 = year->total_usd.hi80 / layout->unit;
    }
}

static TargetRow target_row(const PairLayout *layout, const TfProgress *item)
{
    const TfTarget *target = &item->target;
    const TfClaimRecord *record = pair_record_of(layout, target->claim_ids, target->claim_count);
    bool is_open = tf_target_has_chance(item->status);
    TargetRow row = {.name = pair_target_words(layout, target),
                     .goal = pair_say(layout, WORD_FLOW, .texts = {tf_slice(tf_measure_name(target->flow))}),
                     .target = target->value_usd / layout->unit,
                     .reached = {.value = (double)NAN},
                     .probability = is_open ? item->p_target : (double)NAN,
                     .verdict = is_open ? tf_slice("") : pair_status_words(layout, item->status),
                     .href = pair_link_to(layout, record),
                     .evidence = pair_evidence_text(layout, record)};
    if (item->base_year > 0 && isfinite(item->base_usd)) {
        TfSlice money = pair_short_money(layout, item->base_usd / layout->unit);
        row.reached.value = item->base_usd / layout->unit;
        row.reached_label =
            pair_say(layout, WORD_TARGETS_REACHED, .texts = {money, pair_year(layout, item->base_year)});
    }
    add_range(layout, item, &row);
    return row;
}

/* How many are likelier than not, of those that are open. */
static TfSlice targets_title(const PairLayout *layout, const TargetRow *rows, size_t count)
{
    size_t open = 0;
    size_t likely = 0;
    for (size_t i = 0; i < count; i++) {
        open += isnan(rows[i].probability) ? 0 : 1;
        likely += rows[i].probability >= 0.5 ? 1 : 0;
    }
    return pair_say(layout, WORD_TARGETS_TITLE, .numbers = {(double)open, (double)likely},
                    .texts = {pair_name_words(layout)});
}

TfStatus report_targets_chart(const TfSeries *series, const TfClaimRows *rows, const TfProgress *progress,
                              size_t count, Words *words, TfArena *arena, Chart *chart, TfError *error)
{
    PairLayout layout = {.series = series, .rows = rows, .words = words, .arena = arena};
    TfStatus status = pair_start(&layout, largest_target(progress, count), error);
    TargetRow *targets = tf_arena_alloc_array(arena, count, sizeof *targets);
    if (status != TF_OK || targets == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    size_t used = 0;
    for (size_t i = 0; i < count && used < CHART_MOST_TARGETS; i++)
        if (progress[i].target.value_usd > 0)
            targets[used++] = target_row(&layout, &progress[i]);
    if (used == 0)
        return tf_fail(error, TF_NOT_FOUND, "nothing to draw: no target of the pair is known in US dollars");
    *chart = (Chart){.kind = CHART_TARGETS};
    chart->targets = (Targets){targets, used};
    chart->words.title = targets_title(&layout, targets, used);
    chart->words.subtitle = pair_plain(&layout, WORD_TARGETS_SUBTITLE);
    return pair_finish(&layout, "targets", WORD_TARGETS_LEGEND, chart, error);
}

/* ---- balance ---- */

/* What speaks for one year: whole, or the same part of it for both flows. */
typedef struct YearFigures {
    const TfObservation *exports, *imports;
} YearFigures;

static const TfObservation *better(const TfObservation *item, const TfObservation *than)
{
    return tf_observation_is_better(item, than) ? item : than;
}

static YearFigures whole_year(const TfSeries *series, int year)
{
    YearFigures found = {NULL, NULL};
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (tf_observation_year(item) != year || !tf_observation_is_whole_year(item))
            continue;
        if (tf_observation_is_level(item, TF_EXPORTS))
            found.exports = better(item, found.exports);
        if (tf_observation_is_level(item, TF_IMPORTS))
            found.imports = better(item, found.imports);
    }
    return found;
}

/* Of a year's parts from January through `to_month` the one that speaks for it. */
static const TfObservation *part_of(const TfSeries *series, TfMeasure flow, int year, int to_month)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (tf_observation_year(item) == year && item->to_month == to_month &&
            tf_observation_is_part_year(item) && tf_observation_is_level(item, flow))
            best = better(item, best);
    }
    return best;
}

/* The longest part from January of which both are known. */
static YearFigures part_year(const TfSeries *series, int year)
{
    for (int month = 11; month >= 1; month--) {
        int to_month = tf_month_index(year, month);
        YearFigures found = {part_of(series, TF_EXPORTS, year, to_month),
                             part_of(series, TF_IMPORTS, year, to_month)};
        if (found.exports != NULL && found.imports != NULL)
            return found;
    }
    return (YearFigures){NULL, NULL};
}

static ChartFigure figure_of(const PairLayout *layout, const TfObservation *item)
{
    if (item == NULL)
        return (ChartFigure){.value = (double)NAN};
    const TfClaimRecord *record = pair_record_of(layout, item->claim_ids, item->claim_count);
    return (ChartFigure){.value = item->value_usd / layout->unit,
                         .relation =
                             item->is_approximate && item->relation == TF_EQ ? TF_APPROX : item->relation,
                         .low = (item->value_usd - item->rounding / 2) / layout->unit,
                         .high = (item->value_usd + item->rounding / 2) / layout->unit,
                         .href = pair_link_to(layout, record),
                         .evidence = pair_evidence_text(layout, record)};
}

static bool is_flat(const ChartFigure *figure)
{
    return figure->relation == TF_EQ || figure->relation == TF_APPROX;
}

static BalanceYear balance_year(const PairLayout *layout, int year, const YearFigures *figures)
{
    BalanceYear result = {.year = year,
                          .exports = figure_of(layout, figures->exports),
                          .imports = figure_of(layout, figures->imports),
                          .balance = {.value = (double)NAN}};
    const TfObservation *any = figures->exports != NULL ? figures->exports : figures->imports;
    if (any != NULL && !tf_observation_is_whole_year(any))
        result.part_label = pair_months_label(layout, 1, any->to_month % 12 + 1);
    if (figures->exports == NULL || figures->imports == NULL || !is_flat(&result.exports) ||
        !is_flat(&result.imports))
        return result;
    bool is_exact = result.exports.relation == TF_EQ && result.imports.relation == TF_EQ;
    result.balance.value = result.exports.value - result.imports.value;
    result.balance.relation = is_exact ? TF_EQ : TF_APPROX;
    return result;
}

static double largest_flow(const TfSeries *series, int *first, int *last)
{
    double largest = 0;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (!tf_observation_is_level(item, TF_EXPORTS) && !tf_observation_is_level(item, TF_IMPORTS))
            continue;
        int year = tf_observation_year(item);
        *first = largest == 0 || year < *first ? year : *first;
        *last = largest == 0 || year > *last ? year : *last;
        largest = fmax(largest, item->value_usd);
    }
    return largest;
}

/* Of the newest whole year of which a balance or one exact side is known, else what the chart is about. */
static TfSlice balance_title(const PairLayout *layout, TfSlice a, TfSlice b, const BalanceYear *years,
                             size_t count)
{
    for (size_t i = count; i-- > 0;) {
        const BalanceYear *year = &years[i];
        double balance = year->balance.value;
        bool sold = !isnan(year->exports.value) && year->exports.relation == TF_EQ;
        bool bought = !isnan(year->imports.value) && year->imports.relation == TF_EQ;
        if (year->part_label.length > 0 || (isnan(balance) && !sold && !bought))
            continue;
        if (fabs(balance) * layout->unit < 1) /* less than a dollar is no surplus */
            break;
        TfSlice when = pair_year(layout, year->year);
        if (!isnan(balance))
            return pair_say(layout, WORD_BALANCE_TITLE,
                            .texts = {tf_slice(balance < 0 ? "less" : "more"), a, b,
                                      pair_short_money(layout, fabs(balance)), when});
        return pair_say(layout, WORD_BALANCE_FLOW,
                        .texts = {tf_slice(sold ? "exports" : "imports"), a, b,
                                  pair_short_money(layout, sold ? year->exports.value : year->imports.value),
                                  when});
    }
    return pair_say(layout, WORD_BALANCE_STATED, .texts = {a, b});
}

TfStatus report_balance_chart(const TfSeries *series, const TfClaimRows *rows, Words *words, TfArena *arena,
                              Chart *chart, TfError *error)
{
    PairLayout layout = {.series = series, .rows = rows, .words = words, .arena = arena};
    int first = 0;
    int last = -1;
    TfStatus status = pair_start(&layout, largest_flow(series, &first, &last), error);
    if (last - first >= CHART_MOST_POINTS)
        first = last - CHART_MOST_POINTS + 1;
    BalanceYear *years =
        tf_arena_alloc_array(arena, last >= first ? (size_t)last - (size_t)first + 1 : 0, sizeof *years);
    if (status != TF_OK || years == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    size_t count = 0;
    for (int year = first; year <= last; year++) {
        YearFigures figures = whole_year(series, year);
        if (figures.exports == NULL && figures.imports == NULL)
            figures = part_year(series, year);
        if (figures.exports != NULL || figures.imports != NULL)
            years[count++] = balance_year(&layout, year, &figures);
    }
    if (count == 0)
        return tf_fail(error, TF_NOT_FOUND,
                       "nothing to draw: neither exports nor imports of the pair are stated for a year");
    TfSlice a = pair_party_name(&layout, series->pair.a);
    TfSlice b = pair_party_name(&layout, series->pair.b);
    *chart = (Chart){.kind = CHART_BALANCE};
    chart->balance = (Balance){.years = years, .count = count};
    chart->words.title = balance_title(&layout, a, b, years, count);
    chart->words.subtitle =
        pair_say(&layout, WORD_BALANCE_SUBTITLE, .texts = {a, b, pair_unit_words(&layout)});
    return pair_finish(&layout, "balance", WORD_BALANCE_LEGEND, chart, error);
}
