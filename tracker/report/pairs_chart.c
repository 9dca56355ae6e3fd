/* Several pairs side by side, each as a share of its target. */
#include "tracker/report/pair_kinds.h"
#include "tracker/report/pair_layout.h"

#include <math.h>

static PairLayout layout_of(const ReportPair *pair, Words *words, TfArena *arena)
{
    return (PairLayout){.series = pair->series,
                        .rows = pair->rows,
                        .progress = pair->progress,
                        .progress_count = pair->progress_count,
                        .words = words,
                        .arena = arena};
}

static const TfProgress *dated_target(const PairLayout *layout)
{
    const TfProgress *item = pair_headline_target(layout);
    return item != NULL && isfinite(item->target.value_usd) && item->target.value_usd > 0 ? item : NULL;
}

bool report_has_dated_target(const ReportPair *pair)
{
    PairLayout layout = layout_of(pair, NULL, NULL);
    return dated_target(&layout) != NULL;
}

/* ---- panels ---- */

/* A doubted figure does not speak for its year, here as in the chart of the pair. */
static bool is_drawn(const TfObservation *item)
{
    return tf_observation_is_level(item, TF_TURNOVER) && tf_observation_is_whole_year(item) &&
           item->doubt.bytes == NULL;
}

/* Of each year the figure that speaks for it, the latest CHART_MOST_POINTS years; items come by their first
 * month. */
static TfStatus add_years(const PairLayout *layout, PairPanel *panel, TfError *error)
{
    const TfSeries *series = layout->series;
    const TfObservation *best = NULL;
    PairYear *years = tf_arena_alloc_array(layout->arena, series->count, sizeof *years);
    if (years == NULL)
        return tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (!is_drawn(item))
            continue;
        bool is_new = best == NULL || tf_observation_year(item) != tf_observation_year(best);
        if (!is_new && !tf_observation_is_better(item, best))
            continue;
        best = item;
        count += is_new ? 1 : 0;
        years[count - 1] =
            (PairYear){tf_observation_year(item), item->value_usd / layout->unit, item->relation};
    }
    size_t left_out = count > CHART_MOST_POINTS ? count - CHART_MOST_POINTS : 0;
    panel->years = years + left_out;
    panel->count = count - left_out;
    return TF_OK;
}

/* The target is one of the pair's. */
static TfStatus make_panel(const ReportPair *pair, const TfProgress *item, double largest, Words *words,
                           TfArena *arena, PairPanel *panel, TfError *error)
{
    PairLayout layout = layout_of(pair, words, arena);
    TfStatus status = pair_start(&layout, largest, error);
    if (status != TF_OK)
        return status;
    const TfTarget *target = &item->target;
    const TfClaimRecord *record = pair_record_of(&layout, target->claim_ids, target->claim_count);
    bool is_open = tf_target_has_chance(item->status) && isfinite(item->p_target);
    *panel = (PairPanel){.name = pair_name_words(&layout),
                         .goal = pair_target_words(&layout, target),
                         .target = target->value_usd / layout.unit,
                         .deadline = target->deadline.year,
                         .probability = is_open ? fmin(fmax(item->p_target, 0), 1) : (double)NAN,
                         .verdict = is_open ? tf_slice("") : pair_status_words(&layout, item->status),
                         .href = pair_link_to(&layout, record),
                         .evidence = pair_evidence_text(&layout, record)};
    return add_years(&layout, panel, error);
}

/* ---- words ---- */

static TfSlice pairs_title(const PairLayout *layout, const Pairs *pairs)
{
    size_t open = 0;
    size_t likely = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        open += isnan(pairs->panels[i].probability) ? 0 : 1;
        likely += pairs->panels[i].probability >= 0.5 ? 1 : 0;
    }
    return pair_say(layout, WORD_PAIRS_TITLE, .numbers = {(double)open, (double)likely});
}

static size_t claims_of(const ReportPair *pairs, size_t count)
{
    size_t claims = 0;
    for (size_t i = 0; i < count; i++)
        claims += report_has_dated_target(&pairs[i]) ? pairs[i].rows->count : 0;
    return claims;
}

static TfStatus add_words(const ReportPair *pairs, size_t count, double largest, Words *language,
                          TfArena *arena, Chart *chart, TfError *error)
{
    PairLayout layout = layout_of(&pairs[0], language, arena);
    ChartWords *words = &chart->words;
    pair_choose_unit(&layout, largest);
    words->id = tf_slice("tf-pairs");
    words->language = words_language(language);
    words->title = pairs_title(&layout, &chart->pairs);
    words->subtitle = pair_plain(&layout, WORD_PAIRS_SUBTITLE);
    words->legend = tf_slice("");
    const TfSlice notes[] = {
        pair_say(&layout, WORD_PAIRS_FIGURES, .texts = {pair_unit_words(&layout)}),
        pair_say(&layout, WORD_SOURCE_PAIRS,
                 .numbers = {(double)claims_of(pairs, count), (double)chart->pairs.count}),
        pair_as_of_note(&layout)};
    const TfSlice told[] = {pair_plain(&layout, WORD_PAIRS_TELL), pair_stopped(&layout, words->title)};
    words->footnote = pair_joined(&layout, notes, 3);
    words->description = pair_joined(&layout, told, 2);
    return pair_check_words(words, error);
}

static double largest_target(const ReportPair *pairs, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        PairLayout layout = layout_of(&pairs[i], NULL, NULL);
        const TfProgress *item = dated_target(&layout);
        largest = item != NULL ? fmax(largest, item->target.value_usd) : largest;
    }
    return largest;
}

TfStatus report_pairs_chart(const ReportPair *pairs, size_t count, Words *words, TfArena *arena, Chart *chart,
                            TfError *error)
{
    double largest = largest_target(pairs, count);
    size_t used = 0;
    PairPanel *panels = tf_arena_alloc_array(arena, count, sizeof *panels);
    TfStatus status = panels != NULL ? TF_OK : tf_fail_memory(error);
    for (size_t i = 0; i < count && used < CHART_MOST_PANELS && status == TF_OK; i++) {
        PairLayout layout = layout_of(&pairs[i], NULL, NULL);
        const TfProgress *item = dated_target(&layout);
        if (item != NULL)
            status = make_panel(&pairs[i], item, largest, words, arena, &panels[used++], error);
    }
    if (status != TF_OK)
        return status;
    if (used == 0)
        return tf_fail(error, TF_NOT_FOUND, "nothing to draw: no pair has a dated target in US dollars");
    *chart = (Chart){.kind = CHART_PAIRS, .pairs = {panels, used}};
    return add_words(pairs, count, largest, words, arena, chart, error);
}
