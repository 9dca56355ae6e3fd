/* The words of a pair's chart, by rules that follow from the numbers: title, subtitle, footnote, description,
 * labels.
 */
#include "tracker/base/number.h"
#include "tracker/report/pair_layout.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- amounts ---- */

/* "30", "7.5" */
static TfSlice fixed_text(const PairLayout *layout, double value, int decimals)
{
    char text[TF_FIXED_CHARS];
    size_t length = tf_fixed_write(text, value, decimals);
    return tf_arena_copy(layout->arena, tf_slice_of(text, length));
}

/* "$30bn", "$7.5bn" */
TfSlice pair_short_money(const PairLayout *layout, double scaled)
{
    bool is_whole = fabs(scaled - round(scaled)) < 0.05;
    TfSlice number = fixed_text(layout, scaled, is_whole ? 0 : 1);
    return tf_arena_format(layout->arena, "$%.*s%s", TF_SLICE_ARG(number), layout->unit_short);
}

/* What stands before the amount of a figure that is not flat. */
static const char *const bounds[] = {
    [TF_EQ] = "",          [TF_APPROX] = "about ", [TF_ALMOST] = "almost ", [TF_GT] = "more than ",
    [TF_GE] = "at least ", [TF_LT] = "less than ", [TF_LE] = "at most ",    [TF_RANGE] = "",
};

/* ---- targets ---- */

TfSlice pair_target_label(const PairLayout *layout, const TfProgress *item)
{
    TfSlice money = pair_short_money(layout, item->target.value_usd / layout->unit);
    return tf_arena_format(layout->arena, "Target: %.*s by %d", TF_SLICE_ARG(money),
                           item->target.deadline.year);
}

TfSlice pair_target_sublabel(const PairLayout *layout, const TfProgress *item)
{
    const TfTarget *target = &item->target;
    char stated[32] = "no date";
    if (tf_date_is_set(target->stated))
        (void)snprintf(stated, sizeof stated, "%s %d", tf_month_short_name(target->stated.month),
                       target->stated.year);
    if (!tf_target_has_chance(item->status) || !isfinite(item->p_target))
        return tf_arena_format(layout->arena, "stated %s \u00b7 %s", stated,
                               tf_target_status_name(item->status));
    TfSlice percent = fixed_text(layout, 100 * item->p_target, 0);
    return tf_arena_format(layout->arena, "stated %s \u00b7 %.*s%% likely", stated, TF_SLICE_ARG(percent));
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
    static const char *const phrases[] = {
        [TF_TARGET_ON_PATH] = "is on the path to",
        [TF_TARGET_UNCLEAR] = "is close to, but not yet on, the path to",
        [TF_TARGET_OFF_PATH] = "is off the path to",
        [TF_TARGET_MET] = "reached its target of",
        [TF_TARGET_MISSED] = "missed its target of",
    };
    bool is_judged = tf_target_is_judged(item->status);
    TfSlice money = pair_short_money(layout, item->target.value_usd / layout->unit);
    if (is_overdue(layout, item))
        return tf_arena_format(layout->arena, "No figure yet says whether %.*s trade reached %.*s in %d",
                               TF_SLICE_ARG(pair), TF_SLICE_ARG(money), item->target.deadline.year);
    return tf_arena_format(layout->arena, "%.*s trade %s %.*s %s %d", TF_SLICE_ARG(pair),
                           phrases[item->status], TF_SLICE_ARG(money), is_judged ? "for" : "by",
                           item->target.deadline.year);
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
    TfSlice money = pair_short_money(layout, point->value);
    if (point->relation == TF_LT)
        return tf_arena_format(layout->arena, "%.*s trade stayed below %.*s in %d", TF_SLICE_ARG(pair),
                               TF_SLICE_ARG(money), point->year);
    if (point->relation != TF_RANGE)
        return tf_arena_format(layout->arena, "%.*s trade came to %s%.*s in %d", TF_SLICE_ARG(pair),
                               bounds[point->relation], TF_SLICE_ARG(money), point->year);
    TfSlice low = pair_short_money(layout, point->low);
    TfSlice high = pair_short_money(layout, point->high);
    return tf_arena_format(layout->arena, "%.*s trade came to between %.*s and %.*s in %d",
                           TF_SLICE_ARG(pair), TF_SLICE_ARG(low), TF_SLICE_ARG(high), point->year);
}

static TfSlice title(const PairLayout *layout, const Trajectory *chart)
{
    TfSlice pair = tf_pair_name(layout->series->pair, "en", layout->arena);
    const TfProgress *target = pair_headline_target(layout);
    const ChartPoint *last = last_year(chart);
    if (target != NULL)
        return title_of_target(layout, pair, target);
    if (last != NULL)
        return title_of_figure(layout, pair, last);
    return tf_arena_format(layout->arena, "What is stated about %.*s trade", TF_SLICE_ARG(pair));
}

/* ---- around the plot ---- */

static TfSlice subtitle(const PairLayout *layout, const Trajectory *chart)
{
    if (chart->fan_count == 0)
        return tf_arena_format(layout->arena,
                               "Bilateral goods turnover as stated in news articles, %s US dollars",
                               layout->unit_name);
    return tf_arena_format(
        layout->arena,
        "Bilateral goods turnover as stated in news articles, %s US dollars, and projection to %d",
        layout->unit_name, chart->fan[chart->fan_count - 1].year);
}

static TfDate newest_day(const TfClaimRows *rows)
{
    TfDate newest = {0, 0, 0};
    for (size_t i = 0; i < rows->count; i++)
        if (tf_date_compare(rows->items[i].claim.pub_date, newest) > 0)
            newest = rows->items[i].claim.pub_date;
    return newest;
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

/* "Amounts in RUB are converted with yearly mean rates, approximately." for what is drawn. */
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
    if (used == 0)
        return tf_slice("");
    return tf_arena_format(layout->arena, " Amounts in %s: at yearly mean rates, approximate.", codes);
}

TfSlice pair_source_note(const PairLayout *layout)
{
    char latest[TF_DATE_CHARS];
    return tf_arena_format(layout->arena, "Source: %zu claim%s in %zu article%s, latest %s.",
                           layout->rows->count, layout->rows->count == 1 ? "" : "s", layout->article_count,
                           layout->article_count == 1 ? "" : "s",
                           tf_date_write_short(latest, newest_day(layout->rows)));
}

TfSlice pair_as_of_note(const PairLayout *layout)
{
    char text[TF_DATE_CHARS];
    TfDate as_of = layout->series->as_of;
    if (!tf_date_is_set(as_of))
        as_of = newest_day(layout->rows);
    return tf_arena_format(layout->arena, " As of %s \u00b7 tradefig %s", tf_date_write_short(text, as_of),
                           TRADEFIG_VERSION);
}

static TfSlice footnote(const PairLayout *layout, const Trajectory *chart)
{
    char not_drawn[64] = "";
    TfSlice note = conversion_note(layout);
    TfSlice source = pair_source_note(layout);
    TfSlice as_of = pair_as_of_note(layout);
    if (layout->not_drawn > 0)
        (void)snprintf(not_drawn, sizeof not_drawn, " %zu older statement%s not drawn.", layout->not_drawn,
                       layout->not_drawn == 1 ? " is" : "s are");
    return tf_arena_format(
        layout->arena, "%.*s%s%s%.*s%s%.*s", TF_SLICE_ARG(source), not_drawn,
        has_bound(chart) ? " Open marker with arrow = a bound (\u201cmore than\u201d, \u201calmost\u201d)."
                         : "",
        TF_SLICE_ARG(note),
        chart->fan_count > 0 ? " Bands hold 50, 80 and 95% of the claim model\u2019s projection." : "",
        TF_SLICE_ARG(as_of));
}

/* ---- description ---- */

static void describe_point(const PairLayout *layout, const ChartPoint *point, TextBuilder *text)
{
    text_addf(text, " %d%s%.*s: %s", point->year, point->is_part_year ? ", " : "",
              TF_SLICE_ARG(point->part_label), bounds[point->relation]);
    if (point->relation == TF_RANGE) {
        text_add_fixed(text, point->low, 1);
        text_add(text, " to ");
        text_add_fixed(text, point->high, 1);
    } else
        text_add_fixed(text, point->value, 1);
    text_addf(text, " %s US dollars.", layout->unit_name);
}

static void describe_fan(const ChartFan *year, TextBuilder *text)
{
    text_addf(text, " Projection %d: median ", year->year);
    text_add_fixed(text, year->fan.median, 1);
    text_add(text, ", 80 per cent range ");
    text_add_fixed(text, year->fan.lo80, 1);
    text_add(text, " to ");
    text_add_fixed(text, year->fan.hi80, 1);
    text_add(text, ".");
}

/* What the picture shows, for a reader who does not see it. */
static TfSlice description(const PairLayout *layout, const Trajectory *chart)
{
    TextBuilder text;
    text_init(&text, (size_t)1 << 16);
    text_add(&text, "Line chart of yearly trade turnover.");
    for (size_t i = 0; i < chart->point_count && i < 60; i++)
        if (!chart->points[i].is_other_source)
            describe_point(layout, &chart->points[i], &text);
    for (size_t i = 0; i < chart->fan_count; i++)
        describe_fan(&chart->fan[i], &text);
    for (size_t i = 0; i < chart->target_count; i++)
        text_addf(&text, " %.*s, %.*s.", TF_SLICE_ARG(chart->targets[i].label),
                  TF_SLICE_ARG(chart->targets[i].sublabel));
    TfSlice copy = tf_arena_copy(layout->arena, text_slice(&text));
    text_done(&text);
    return copy;
}

void pair_add_words(const PairLayout *layout, Chart *chart)
{
    char id[TF_PAIR_CHARS];
    chart->words.id = tf_arena_format(layout->arena, "tf-%s", tf_pair_short(id, layout->series->pair));
    chart->words.title = title(layout, &chart->trajectory);
    chart->words.subtitle = subtitle(layout, &chart->trajectory);
    chart->words.footnote = footnote(layout, &chart->trajectory);
    chart->words.description = description(layout, &chart->trajectory);
}
