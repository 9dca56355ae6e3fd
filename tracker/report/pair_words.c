/* The words of a pair's chart, by rules that follow from the numbers: title, subtitle, footnote, description,
 * labels.
 */
#include "tracker/report/pair_layout.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- targets ---- */

TfSlice pair_target_label(const PairLayout *layout, const TfProgress *item)
{
    TfSlice money = pair_short_money(layout, item->target.value_usd / layout->unit);
    return pair_say(layout, WORD_TARGET_LABEL,
                    .texts = {money, pair_year(layout, item->target.deadline.year)});
}

TfSlice pair_target_sublabel(const PairLayout *layout, const TfProgress *item)
{
    TfSlice day = pair_day(layout, item->target.stated);
    TfSlice month = words_day(layout->words, layout->arena, WORD_MONTH, item->target.stated);
    if (!tf_target_has_chance(item->status) || !isfinite(item->p_target))
        return pair_say(layout, WORD_TARGET_STATUS,
                        .texts = {month, day, pair_status_words(layout, item->status)});
    return pair_say(layout, WORD_TARGET_CHANCE, .texts = {month, day, pair_chance(layout, item->p_target)});
}

/* ---- title ---- */

/* Whether the target's year was over on the as-of day: its figure is due, and nobody is on a path any more.
 */
static bool is_overdue(const PairLayout *layout, const TfProgress *item)
{
    return tf_target_has_chance(item->status) && layout->series->as_of.year > item->target.deadline.year;
}

/* The target the title speaks of: the next one whose year is not over, else the last one that was judged or
 * is due. */
const TfProgress *pair_headline_target(const PairLayout *layout)
{
    const TfProgress *last = NULL;
    for (size_t i = 0; i < layout->progress_count; i++) {
        const TfProgress *item = &layout->progress[i];
        if (item->target.flow != TF_TURNOVER || !tf_date_is_set(item->target.deadline))
            continue;
        if (tf_target_has_chance(item->status) && !is_overdue(layout, item))
            return item;
        if (tf_target_has_chance(item->status) || tf_target_is_judged(item->status))
            last = item;
    }
    return last;
}

static TfSlice title_of_target(const PairLayout *layout, TfSlice pair, const TfProgress *item)
{
    static const char *const keys[] = {
        [TF_TARGET_ON_PATH] = "on_path", [TF_TARGET_UNCLEAR] = "unclear", [TF_TARGET_OFF_PATH] = "off_path",
        [TF_TARGET_MET] = "met",         [TF_TARGET_MISSED] = "missed",
    };
    TfSlice money = pair_short_money(layout, item->target.value_usd / layout->unit);
    TfSlice year = pair_year(layout, item->target.deadline.year);
    if (is_overdue(layout, item))
        return pair_say(layout, WORD_TITLE_OVERDUE, .texts = {pair, money, year});
    return pair_say(layout, WORD_TITLE_TARGET, .texts = {tf_slice(keys[item->status]), pair, money, year});
}

/* The last year of the line; NULL when there is none. */
static const ChartPoint *last_year(const Trajectory *chart)
{
    const ChartPoint *last = NULL;
    for (size_t i = 0; i < chart->point_count; i++)
        if (!chart->points[i].is_other_source && !chart->points[i].is_part_year &&
            (last == NULL || chart->points[i].year > last->year))
            last = &chart->points[i];
    return last;
}

static TfSlice title_of_figure(const PairLayout *layout, TfSlice pair, const ChartPoint *point)
{
    TfSlice relation = tf_slice(tf_relation_name(point->relation));
    TfSlice year = pair_year(layout, point->year);
    if (point->relation != TF_RANGE)
        return pair_say(layout, WORD_TITLE_FIGURE,
                        .texts = {relation, pair, pair_short_money(layout, point->value), year});
    return pair_say(
        layout, WORD_TITLE_RANGE,
        .texts = {pair, pair_short_money(layout, point->low), pair_short_money(layout, point->high), year});
}

static TfSlice title(const PairLayout *layout, const Trajectory *chart)
{
    TfSlice pair = pair_name_words(layout);
    const TfProgress *target = pair_headline_target(layout);
    const ChartPoint *last = last_year(chart);
    if (target != NULL)
        return title_of_target(layout, pair, target);
    if (last != NULL)
        return title_of_figure(layout, pair, last);
    return pair_say(layout, WORD_TITLE_STATED, .texts = {pair});
}

/* ---- around the plot ---- */

static TfSlice subtitle(const PairLayout *layout, const Trajectory *chart)
{
    TfSlice unit = pair_unit_words(layout);
    if (chart->fan_count == 0)
        return pair_say(layout, WORD_SUBTITLE, .texts = {unit});
    return pair_say(layout, WORD_SUBTITLE_PROJECTED,
                    .texts = {unit, pair_year(layout, chart->fan[chart->fan_count - 1].year)});
}

static bool has_bound(const Trajectory *chart)
{
    for (size_t i = 0; i < chart->point_count; i++) {
        TfRelation relation = chart->points[i].relation;
        if (relation != TF_EQ && relation != TF_APPROX && relation != TF_RANGE)
            return true;
    }
    return false;
}

/* "Amounts in RUB, KZT: at yearly mean rates, approximate." of what is drawn. */
static TfSlice conversion_note(const PairLayout *layout)
{
    char codes[64] = "";
    size_t used = 0;
    for (size_t i = 0; i < layout->series->count; i++) {
        const TfObservation *item = &layout->series->items[i];
        if (!item->is_approximate || item->is_growth || item->flow != TF_TURNOVER ||
            strstr(codes, item->currency) != NULL || used + 6 > sizeof codes)
            continue;
        used +=
            (size_t)snprintf(codes + used, sizeof codes - used, "%s%s", used > 0 ? ", " : "", item->currency);
    }
    return used > 0 ? pair_say(layout, WORD_CONVERTED, .texts = {tf_slice(codes)}) : tf_slice("");
}

static TfSlice footnote(const PairLayout *layout)
{
    TfSlice not_drawn = tf_slice("");
    if (layout->not_drawn > 0)
        not_drawn = pair_say(layout, WORD_NOT_DRAWN, .numbers = {(double)layout->not_drawn});
    const TfSlice notes[] = {pair_source_note(layout), not_drawn, conversion_note(layout),
                             pair_as_of_note(layout)};
    return pair_joined(layout, notes, sizeof notes / sizeof notes[0]);
}

/* What the marks mean. */
static TfSlice legend(const PairLayout *layout, const Trajectory *chart)
{
    const TfSlice notes[] = {
        has_bound(chart) ? pair_plain(layout, WORD_LEGEND_BOUND) : tf_slice(""),
        chart->fan_count > 0 ? pair_plain(layout, WORD_LEGEND_BANDS) : tf_slice(""),
    };
    return pair_joined(layout, notes, 2);
}

/* ---- description ---- */

static TfSlice told_point(const PairLayout *layout, const ChartPoint *point)
{
    TfSlice year = pair_year(layout, point->year);
    TfSlice unit = pair_unit_words(layout);
    TfSlice when = point->is_part_year ? pair_say(layout, WORD_TELL_PART, .texts = {point->part_label, year})
                                       : pair_say(layout, WORD_TELL_YEAR, .texts = {year});
    if (point->relation == TF_RANGE)
        return pair_say(
            layout, WORD_TELL_RANGE,
            .texts = {when, pair_figure(layout, point->low), pair_figure(layout, point->high), unit});
    return pair_say(layout, WORD_TELL_FIGURE,
                    .texts = {when, tf_slice(tf_relation_name(point->relation)),
                              pair_figure(layout, point->value), unit});
}

static TfSlice told_year(const PairLayout *layout, const ChartFan *year)
{
    return pair_say(layout, WORD_TELL_PROJECTION,
                    .texts = {pair_year(layout, year->year), pair_figure(layout, year->fan.median),
                              pair_figure(layout, year->fan.lo80), pair_figure(layout, year->fan.hi80)});
}

/* Points that are told one by one; of more a reader keeps none. */
enum { MOST_TOLD = 60 };

/* What the picture shows, for a reader who does not see it. */
static TfSlice description(const PairLayout *layout, const Trajectory *chart)
{
    size_t most = 1 + MOST_TOLD + chart->fan_count + chart->target_count;
    TfSlice *told = tf_arena_alloc_array(layout->arena, most, sizeof *told);
    size_t count = 0;
    if (told == NULL)
        return (TfSlice){NULL, 0};
    told[count++] = pair_plain(layout, WORD_TELL_LINE);
    for (size_t i = 0; i < chart->point_count && i < MOST_TOLD; i++)
        if (!chart->points[i].is_other_source)
            told[count++] = told_point(layout, &chart->points[i]);
    for (size_t i = 0; i < chart->fan_count; i++)
        told[count++] = told_year(layout, &chart->fan[i]);
    for (size_t i = 0; i < chart->target_count; i++)
        told[count++] = pair_say(layout, WORD_TELL_TARGET,
                                 .texts = {chart->targets[i].label, chart->targets[i].sublabel});
    return pair_joined(layout, told, count);
}

void pair_add_words(const PairLayout *layout, Chart *chart)
{
    char id[TF_PAIR_CHARS];
    chart->words.id = tf_arena_format(layout->arena, "tf-%s", tf_pair_short(id, layout->series->pair));
    chart->words.language = words_language(layout->words);
    chart->words.title = title(layout, &chart->trajectory);
    chart->words.subtitle = subtitle(layout, &chart->trajectory);
    chart->words.footnote = footnote(layout);
    chart->words.legend = legend(layout, &chart->trajectory);
    chart->words.description = description(layout, &chart->trajectory);
}
