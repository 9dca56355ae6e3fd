/* From observations to points, from judged targets to a title, from claims to a footnote. */
#include "tracker/report/pair_chart.h"

#include "tracker/model/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What every part of the layout needs. */
typedef struct Layout {
    const TfSeries *series;
    const TfClaimRows *rows;
    const TfProjection *projection;
    const TfProgress *progress;
    size_t progress_count;
    TfArena *arena;
    double unit; /* US dollars of one unit of the y axis */
    const char *unit_name;
    const char *unit_short;
} Layout;

static bool is_turnover_level(const TfObservation *item)
{
    return !item->is_growth && item->flow == TF_TURNOVER;
}

static bool is_whole_year(const TfObservation *item)
{
    return item->from_month % 12 == 0 && item->to_month == item->from_month + 11;
}

/* Part of one year, counted from January. */
static bool is_part_year(const TfObservation *item)
{
    return item->from_month % 12 == 0 && item->to_month < item->from_month + 11;
}

/* The unit in which the largest figure reads as 1 to 999. */
static void choose_unit(Layout *layout)
{
    static const struct {
        double unit;
        const char *name;
        const char *abbreviation;
    } units[] = {
        {1e12, "trillion", "tn"}, {1e9, "billion", "bn"}, {1e6, "million", "mn"}, {1e3, "thousand", "k"}};
    double largest = 0;
    for (size_t i = 0; i < layout->series->count; i++)
        if (is_turnover_level(&layout->series->items[i]))
            largest = fmax(largest, layout->series->items[i].value_usd);
    for (size_t i = 0; i < layout->progress_count; i++)
        if (layout->progress[i].target.flow == TF_TURNOVER && isfinite(layout->progress[i].target.value_usd))
            largest = fmax(largest, layout->progress[i].target.value_usd);
    size_t at = 0;
    while (at < 3 && largest < units[at].unit)
        at++;
    layout->unit = units[at].unit;
    layout->unit_name = units[at].name;
    layout->unit_short = units[at].abbreviation;
}

/* ---- points ---- */

/* Of two figures for one year the line takes the exact one, then the one more pages carry, then the later
 * one. */
static bool is_better(const TfObservation *item, const TfObservation *than)
{
    if ((item->relation == TF_EQ) != (than->relation == TF_EQ))
        return item->relation == TF_EQ;
    if (item->article_count != than->article_count)
        return item->article_count > than->article_count;
    return tf_date_compare(item->said, than->said) > 0;
}

static const TfObservation *best_of_year(const Layout *layout, int year)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < layout->series->count; i++) {
        const TfObservation *item = &layout->series->items[i];
        if (is_turnover_level(item) && is_whole_year(item) && item->from_month / 12 == year &&
            (best == NULL || is_better(item, best)))
            best = item;
    }
    return best;
}

static const TfClaimRecord *record_of(const Layout *layout, int64_t claim_id)
{
    for (size_t i = 0; i < layout->rows->count; i++)
        if (layout->rows->items[i].id == claim_id)
            return &layout->rows->items[i];
    return NULL;
}

/* The page's address where there is a web address (an article may name any other scheme, and a click must not
 * run it), else the claim's anchor in a report. */
static TfSlice link_to(const Layout *layout, const TfClaimRecord *record)
{
    if (record == NULL)
        return tf_slice("");
    TfSlice url = record->claim.url;
    if (url.length > 0 && (tf_slice_starts_with(url, "https://") || tf_slice_starts_with(url, "http://")))
        return url;
    return tf_arena_format(layout->arena, "#c%lld", (long long)record->id);
}

/* "2023: 28.0 bn USD. Example Daily, 27 Nov 2024: open the sentence" */
static TfSlice evidence_text(const Layout *layout, const TfClaimRecord *record)
{
    if (record == NULL)
        return tf_slice("");
    char day[TF_DATE_CHARS];
    TfSlice when = tf_claim_when_text(&record->claim, layout->arena);
    TfSlice value = tf_claim_value_text(&record->claim, layout->arena);
    TfSlice outlet = record->claim.outlet.length > 0 ? record->claim.outlet : record->claim.doc;
    return tf_arena_format(layout->arena, "%.*s: %.*s. %.*s, %s: open the source", TF_SLICE_ARG(when),
                           TF_SLICE_ARG(value), TF_SLICE_ARG(outlet),
                           tf_date_write_short(day, record->claim.pub_date));
}

static TfSlice part_label(const Layout *layout, const TfObservation *item)
{
    int first = item->from_month % 12 + 1;
    int last = item->to_month % 12 + 1;
    if (first == last)
        return tf_slice(tf_month_short_name(first));
    return tf_arena_format(layout->arena, "%s\u2013%s", tf_month_short_name(first),
                           tf_month_short_name(last));
}

static ChartPoint make_point(const Layout *layout, const TfObservation *item, bool is_main)
{
    const TfClaimRecord *record = item->claim_count > 0 ? record_of(layout, item->claim_ids[0]) : NULL;
    ChartPoint point = {.year = item->from_month / 12,
                        .value = item->value_usd / layout->unit,
                        .relation = item->relation,
                        .is_other_source = is_whole_year(item) && !is_main,
                        .is_part_year = is_part_year(item),
                        .part_label = tf_slice(""),
                        .href = link_to(layout, record),
                        .evidence = evidence_text(layout, record)};
    if (point.is_part_year)
        point.part_label = part_label(layout, item);
    return point;
}

/* Whole years, and part-years of years that have no whole figure yet. Quarters and months off January stay
 * out. */
static TfStatus add_points(Layout *layout, Trajectory *chart, TfError *error)
{
    ChartPoint *points = tf_arena_alloc_array(layout->arena, layout->series->count, sizeof *points);
    if (points == NULL)
        return tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < layout->series->count; i++) {
        const TfObservation *item = &layout->series->items[i];
        const TfObservation *best = best_of_year(layout, item->from_month / 12);
        if (!is_turnover_level(item) || (!is_whole_year(item) && (!is_part_year(item) || best != NULL)))
            continue;
        points[count++] = make_point(layout, item, item == best);
    }
    chart->points = points;
    chart->point_count = count;
    return TF_OK;
}

static TfFan scaled_fan(TfFan fan, double unit)
{
    return (TfFan){fan.median / unit, fan.lo50 / unit, fan.hi50 / unit, fan.lo80 / unit,
                   fan.hi80 / unit,   fan.lo95 / unit, fan.hi95 / unit};
}

static TfStatus add_fan(Layout *layout, Trajectory *chart, TfError *error)
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

/* "$30bn", "$7.5bn" */
static TfSlice short_money(const Layout *layout, double value_usd)
{
    double scaled = value_usd / layout->unit;
    bool is_whole = fabs(scaled - round(scaled)) < 0.05;
    return tf_arena_format(layout->arena, is_whole ? "$%.0f%s" : "$%.1f%s", scaled, layout->unit_short);
}

static bool has_chance(const TfProgress *item)
{
    return item->status == TF_TARGET_ON_PATH || item->status == TF_TARGET_UNCLEAR ||
           item->status == TF_TARGET_OFF_PATH;
}

/* The day as a place on the year axis: 2024.9 is late November 2024. */
static double year_axis(TfDate date)
{
    return date.year + (date.month - 1 + (date.day - 1) / 31.0) / 12.0;
}

static TfSlice target_sublabel(const Layout *layout, const TfProgress *item)
{
    const TfTarget *target = &item->target;
    char stated[32] = "no date";
    if (tf_date_is_set(target->stated))
        (void)snprintf(stated, sizeof stated, "%s %d", tf_month_short_name(target->stated.month),
                       target->stated.year);
    if (has_chance(item) && isfinite(item->p_target))
        return tf_arena_format(layout->arena, "stated %s \u00b7 %.0f%% likely", stated, 100 * item->p_target);
    return tf_arena_format(layout->arena, "stated %s \u00b7 %s", stated, tf_target_status_name(item->status));
}

static ChartTarget make_target(const Layout *layout, const TfProgress *item)
{
    const TfTarget *target = &item->target;
    const TfClaimRecord *record = target->claim_count > 0 ? record_of(layout, target->claim_ids[0]) : NULL;
    TfSlice money = short_money(layout, target->value_usd);
    return (ChartTarget){
        .year = target->deadline.year,
        .value = target->value_usd / layout->unit,
        .stated_year = tf_date_is_set(target->stated) ? year_axis(target->stated) : target->deadline.year,
        .label =
            tf_arena_format(layout->arena, "Target: %.*s by %d", TF_SLICE_ARG(money), target->deadline.year),
        .sublabel = target_sublabel(layout, item),
        .href = link_to(layout, record),
        .evidence = evidence_text(layout, record),
    };
}

static TfStatus add_targets(Layout *layout, Trajectory *chart, TfError *error)
{
    ChartTarget *targets = tf_arena_alloc_array(layout->arena, layout->progress_count, sizeof *targets);
    if (targets == NULL)
        return tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < layout->progress_count; i++) {
        const TfTarget *target = &layout->progress[i].target;
        if (target->flow == TF_TURNOVER && tf_date_is_set(target->deadline) && isfinite(target->value_usd))
            targets[count++] = make_target(layout, &layout->progress[i]);
    }
    chart->targets = targets;
    chart->target_count = count;
    return TF_OK;
}

/* ---- words ---- */

/* The target the title speaks of: the next one that can still be judged, else the last one that was. */
static const TfProgress *headline_target(const Layout *layout)
{
    const TfProgress *last = NULL;
    for (size_t i = 0; i < layout->progress_count; i++) {
        const TfProgress *item = &layout->progress[i];
        if (item->target.flow != TF_TURNOVER || !tf_date_is_set(item->target.deadline))
            continue;
        if (has_chance(item))
            return item;
        if (item->status == TF_TARGET_MET || item->status == TF_TARGET_MISSED)
            last = item;
    }
    return last;
}

static TfSlice title_of_target(const Layout *layout, TfSlice pair, const TfProgress *item)
{
    static const char *const phrases[] = {
        [TF_TARGET_ON_PATH] = "is on the path to",
        [TF_TARGET_UNCLEAR] = "is close to, but not yet on, the path to",
        [TF_TARGET_OFF_PATH] = "is off the path to",
        [TF_TARGET_MET] = "reached its target of",
        [TF_TARGET_MISSED] = "missed its target of",
    };
    bool is_judged = item->status == TF_TARGET_MET || item->status == TF_TARGET_MISSED;
    TfSlice money = short_money(layout, item->target.value_usd);
    return tf_arena_format(layout->arena, "%.*s trade %s %.*s %s %d", TF_SLICE_ARG(pair),
                           phrases[item->status], TF_SLICE_ARG(money), is_judged ? "for" : "by",
                           item->target.deadline.year);
}

static TfSlice title_without_target(const Layout *layout, TfSlice pair, const Trajectory *chart)
{
    const ChartPoint *last = NULL;
    for (size_t i = 0; i < chart->point_count; i++)
        if (!chart->points[i].is_other_source && !chart->points[i].is_part_year &&
            (last == NULL || chart->points[i].year > last->year))
            last = &chart->points[i];
    if (last == NULL)
        return tf_arena_format(layout->arena, "What is stated about %.*s trade", TF_SLICE_ARG(pair));
    static const char *const verbs[] = {
        [TF_EQ] = "came to",           [TF_APPROX] = "came to about", [TF_ALMOST] = "came to almost",
        [TF_GT] = "came to more than", [TF_GE] = "came to at least",  [TF_LT] = "stayed below",
        [TF_LE] = "came to at most",   [TF_RANGE] = "came to about"};
    TfSlice money = short_money(layout, last->value * layout->unit);
    return tf_arena_format(layout->arena, "%.*s trade %s %.*s in %d", TF_SLICE_ARG(pair),
                           verbs[last->relation], TF_SLICE_ARG(money), last->year);
}

static TfSlice subtitle(const Layout *layout, const Trajectory *chart)
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

/* How many different pages, and the newest day, among the claims that are drawn. */
static size_t count_articles(const Layout *layout, TfDate *latest)
{
    size_t articles = 0;
    for (size_t i = 0; i < layout->rows->count; i++) {
        const TfClaimRecord *record = &layout->rows->items[i];
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = layout->rows->items[j].article_id == record->article_id;
        articles += !seen;
        if (tf_date_compare(record->claim.pub_date, *latest) > 0)
            *latest = record->claim.pub_date;
    }
    return articles;
}

static TfSlice footnote(const Layout *layout, const Trajectory *chart)
{
    TfDate latest = {0, 0, 0};
    size_t articles = count_articles(layout, &latest);
    char latest_text[TF_DATE_CHARS];
    char as_of_text[TF_DATE_CHARS];
    bool has_bound = false;
    for (size_t i = 0; i < chart->point_count; i++)
        has_bound =
            has_bound || (chart->points[i].relation != TF_EQ && chart->points[i].relation != TF_APPROX &&
                          chart->points[i].relation != TF_RANGE);
    TfDate as_of = tf_date_is_set(layout->series->as_of) ? layout->series->as_of : latest;
    return tf_arena_format(
        layout->arena, "Source: %zu claim%s in %zu article%s, latest %s.%s%s As of %s \u00b7 tradefig %s",
        layout->rows->count, layout->rows->count == 1 ? "" : "s", articles, articles == 1 ? "" : "s",
        tf_date_write_short(latest_text, latest),
        has_bound ? " Open marker with arrow = a bound (\u201cmore than\u201d, \u201calmost\u201d)." : "",
        chart->fan_count > 0 ? " Bands hold 50, 80 and 95% of the claim model\u2019s projection." : "",
        tf_date_write_short(as_of_text, as_of), TRADEFIG_VERSION);
}

/* What the picture shows, for a reader who does not see it. */
static TfSlice description(const Layout *layout, const Trajectory *chart)
{
    TextBuilder text;
    text_init(&text, (size_t)1 << 16);
    text_add(&text, "Line chart of yearly trade turnover.");
    for (size_t i = 0; i < chart->point_count && i < 60; i++) {
        const ChartPoint *point = &chart->points[i];
        if (!point->is_other_source)
            text_addf(&text, " %d%s%.*s: %s%.1f %s US dollars.", point->year, point->is_part_year ? ", " : "",
                      TF_SLICE_ARG(point->part_label),
                      point->relation == TF_GT || point->relation == TF_GE ? "more than " : "", point->value,
                      layout->unit_name);
    }
    for (size_t i = 0; i < chart->fan_count; i++)
        text_addf(&text, " Projection %d: median %.1f, 80 per cent range %.1f to %.1f.", chart->fan[i].year,
                  chart->fan[i].fan.median, chart->fan[i].fan.lo80, chart->fan[i].fan.hi80);
    for (size_t i = 0; i < chart->target_count; i++)
        text_addf(&text, " %.*s, %.*s.", TF_SLICE_ARG(chart->targets[i].label),
                  TF_SLICE_ARG(chart->targets[i].sublabel));
    TfSlice copy = tf_arena_copy(layout->arena, text_slice(&text));
    text_done(&text);
    return copy;
}

static void add_words(const Layout *layout, Trajectory *chart)
{
    char id[TF_PAIR_CHARS];
    TfSlice pair = tf_pair_name(layout->series->pair, "en", layout->arena);
    const TfProgress *target = headline_target(layout);
    chart->id = tf_arena_format(layout->arena, "tf-%s", tf_pair_short(id, layout->series->pair));
    chart->title =
        target != NULL ? title_of_target(layout, pair, target) : title_without_target(layout, pair, chart);
    chart->subtitle = subtitle(layout, chart);
    chart->footnote = footnote(layout, chart);
    chart->description = description(layout, chart);
}

TfStatus report_pair_chart(const TfSeries *series, const TfClaimRows *rows, const TfProjection *projection,
                           const TfProgress *progress, size_t progress_count, TfArena *arena,
                           Trajectory *chart, TfError *error)
{
    Layout layout = {.series = series,
                     .rows = rows,
                     .projection = projection,
                     .progress = progress,
                     .progress_count = progress_count,
                     .arena = arena};
    Trajectory result = {.id = {NULL, 0}};
    choose_unit(&layout);
    TfStatus status = add_points(&layout, &result, error);
    if (status == TF_OK)
        status = add_fan(&layout, &result, error);
    if (status == TF_OK)
        status = add_targets(&layout, &result, error);
    if (status != TF_OK)
        return status;
    add_words(&layout, &result);
    if (result.description.bytes == NULL || result.footnote.bytes == NULL || result.title.bytes == NULL)
        return tf_fail_memory(error);
    *chart = result;
    return TF_OK;
}
