/* What is told of a pair on the pages about all of them. */
#include "tracker/web/changes.h"

#include <math.h>
#include <stdio.h>

const TfProgress *page_headline_target(const TfView *view)
{
    const TfProgress *last = NULL;
    for (size_t i = 0; i < view->target_count; i++) {
        const TfProgress *item = &view->targets[i].now;
        if (item->target.flow != TF_TURNOVER || !tf_date_is_set(item->target.deadline))
            continue;
        if (tf_target_has_chance(item->status) && item->target.deadline.year >= view->series.as_of.year)
            return item;
        last = item;
    }
    return last != NULL || view->target_count == 0 ? last : &view->targets[0].now;
}

static bool is_yearly(const TfObservation *item)
{
    return tf_observation_is_level(item, TF_TURNOVER) && tf_observation_is_whole_year(item);
}

const TfObservation *page_last_figure(const TfSeries *series)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (!is_yearly(item))
            continue;
        bool is_later = best == NULL || tf_observation_year(item) > tf_observation_year(best);
        bool is_better = best != NULL && tf_observation_year(item) == tf_observation_year(best) &&
                         tf_observation_is_better(item, best);
        if (is_later || is_better)
            best = item;
    }
    return best;
}

TfSlice page_figure(const TfObservation *item, TfArena *arena)
{
    TfClaim claim = tf_claim_default();
    claim.has_value = true;
    claim.value = tf_decimal_from_double(item->value_usd);
    claim.relation = item->relation == TF_RANGE ? TF_APPROX : item->relation;
    claim.currency[0] = 'U';
    claim.currency[1] = 'S';
    claim.currency[2] = 'D';
    return tf_claim_value_text(&claim, arena);
}

TfSlice page_finding(const TfView *view, TfArena *arena)
{
    for (size_t i = 0; i < view->drawing_count; i++)
        if (view->drawings[i].kind == TF_CHART_TRAJECTORY)
            return view->drawings[i].title;
    TfSlice name = tf_pair_name(view->series.pair, "en", arena);
    return tf_arena_format(arena, "What is stated about %.*s trade", TF_SLICE_ARG(name));
}

/* Claims are by day, not by number. */
const TfClaimRecord *page_claim(const TfView *view, int64_t id)
{
    for (size_t i = 0; i < view->claims.count; i++)
        if (view->claims.items[i].id == id)
            return &view->claims.items[i];
    return NULL;
}

static TfDate newest_claim(const TfView *view)
{
    TfDate newest = {0, 0, 0};
    for (size_t i = 0; i < view->claims.count; i++)
        if (tf_date_compare(view->claims.items[i].claim.pub_date, newest) > 0)
            newest = view->claims.items[i].claim.pub_date;
    return newest;
}

/* ---- a line of small years ---- */

enum { SPARK_YEARS = 20, SPARK_WIDTH = 96, SPARK_HEIGHT = 24 };

/* The best figure of each of the last years; those before the first are without a value. */
typedef struct Spark {
    double usd[SPARK_YEARS]; /* NAN: nothing stated */
    int first;               /* the year of usd[0] */
    int stated;              /* years with a value */
    int from, to;            /* the first and last of them, counted from 0 */
    double most;
} Spark;

static Spark find_years(const TfSeries *series, int last)
{
    const TfObservation *best[SPARK_YEARS] = {NULL};
    Spark spark = {.first = last - SPARK_YEARS + 1};
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        int at = tf_observation_year(item) - spark.first;
        if (is_yearly(item) && item->doubt.bytes == NULL && at >= 0 && at < SPARK_YEARS &&
            tf_observation_is_better(item, best[at]))
            best[at] = item;
    }
    for (int i = 0; i < SPARK_YEARS; i++) {
        spark.usd[i] = best[i] != NULL ? best[i]->value_usd : (double)NAN;
        if (best[i] == NULL)
            continue;
        spark.from = spark.stated == 0 ? i : spark.from;
        spark.to = i;
        spark.stated++;
        spark.most = fmax(spark.most, spark.usd[i]);
    }
    return spark;
}

static double spark_y(const Spark *spark, int at)
{
    return spark->most > 0 ? SPARK_HEIGHT - 2 - (SPARK_HEIGHT - 4) * fmax(spark->usd[at], 0) / spark->most
                           : SPARK_HEIGHT - 2;
}

/* From nothing at the foot to the largest at the top, so that a small change looks small. */
static void add_spark(const TfSeries *series, const TfObservation *figure, TfArena *arena, TextBuilder *out)
{
    Spark spark = find_years(series, tf_observation_year(figure));
    if (spark.stated < 2)
        return;
    TfSlice from = tf_money_text(spark.usd[spark.from], "USD", arena);
    TfSlice to = tf_money_text(spark.usd[spark.to], "USD", arena);
    html(out,
         "<svg class=\"spark\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 24\" width=\"96\" "
         "height=\"24\" role=\"img\" aria-label=\"{label}\"><path d=\"M2 22.5H94\"/><polyline points=\"",
         {"label",
          tf_arena_format(arena, "Yearly turnover as stated, %d: %.*s, %d: %.*s", spark.first + spark.from,
                          TF_SLICE_ARG(from), spark.first + spark.to, TF_SLICE_ARG(to))});
    double step = (SPARK_WIDTH - 4.0) / (spark.to - spark.from);
    for (int i = spark.from; i <= spark.to; i++) {
        if (isnan(spark.usd[i]))
            continue;
        text_add(out, i > spark.from ? " " : "");
        text_add_fixed(out, 2 + step * (i - spark.from), 1);
        text_add(out, ",");
        text_add_fixed(out, spark_y(&spark, i), 1);
    }
    html_add(out, "\"/></svg>");
}

/* ---- its row ---- */

static void add_chance(const TfProgress *target, TfArena *arena, TextBuilder *out)
{
    bool is_known = target != NULL && tf_target_has_chance(target->status) && isfinite(target->p_target);
    html_add(out, "<td class=\"n\" data-label=\"Chance\">");
    if (is_known)
        html(out,
             "{chance} <svg class=\"meter\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
             "aria-hidden=\"true\"><rect class=\"f-main\" width=\"{width}\" height=\"8\"/></svg>",
             {"chance", page_chance(target->p_target, arena)},
             {"width", page_number(lround(100 * target->p_target), arena)});
    html_add(out, "</td>");
}

static void add_figure(const TfView *view, const TfObservation *figure, TfArena *arena, TextBuilder *out)
{
    html_add(out, "<td data-label=\"Last figure\">");
    if (figure != NULL) {
        TfSlice value = page_figure(figure, arena);
        html(out, "{value} in {year} ", {"value", value},
             {"year", page_number(tf_observation_year(figure), arena)});
        add_spark(&view->series, figure, arena, out);
    }
    html_add(out, "</td>");
}

static void add_row(const TfView *view, const PairCard *card, TfArena *arena, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    const TfProgress *target = page_headline_target(view);
    html(out,
         "<tr><th scope=\"row\"><a href=\"" WEB_PAIRS
         "{pair}.html\">{name}</a></th><td data-label=\"Finding\">{finding}</td>",
         {"pair", tf_slice(tf_pair_short(pair, card->pair))}, {"name", tf_pair_name(card->pair, "en", arena)},
         {"finding", page_finding(view, arena)});
    add_figure(view, page_last_figure(&view->series), arena, out);
    html_add(out, "<td data-label=\"Target\">");
    if (target != NULL) {
        html(out, "{target} ", {"target", tf_target_text(&target->target, arena)});
        page_status(out, target->status);
    }
    html_add(out, "</td>");
    add_chance(target, arena, out);
    html(out,
         "<td class=\"n\" data-label=\"Claims\">{claims}</td><td class=\"w\" data-label=\"Last "
         "claim\">{day}</td></tr>\n",
         {"claims", page_number((int64_t)card->claims, arena)}, {"day", page_day(card->newest, arena)});
}

/* What `print` writes about the pair, kept in the arena; bytes NULL when it could not be. */
static TfSlice part(const TfView *view, const PairCard *card,
                    void (*print)(const TfView *, const PairCard *, TfArena *, TextBuilder *), TfArena *arena)
{
    TextBuilder text;
    TfSlice kept = {NULL, 0};
    text_init(&text, 0);
    print(view, card, arena, &text);
    if (text_check(&text, NULL) == TF_OK)
        kept = tf_arena_copy(arena, text_slice(&text));
    text_done(&text);
    return kept;
}

static void add_conflicts(const TfView *view, const PairCard *card, TfArena *arena, TextBuilder *out)
{
    (void)card;
    conflicts_of_pair(view, arena, out);
}

static void add_news(const TfView *view, const PairCard *card, TfArena *arena, TextBuilder *out)
{
    (void)card;
    changes_of_pair(view, arena, out);
}

PairCard pair_card(const TfView *view, TfArena *arena)
{
    const TfProgress *target = page_headline_target(view);
    const TfObservation *figure = page_last_figure(&view->series);
    bool has_chance = target != NULL && tf_target_has_chance(target->status);
    PairCard card = {.pair = view->series.pair,
                     .claims = view->claims.count,
                     .newest = newest_claim(view),
                     .chance = has_chance ? target->p_target : (double)NAN,
                     .size_usd = figure != NULL ? figure->value_usd : (double)NAN,
                     .conflict_count = view->conflicts.count};
    card.row = part(view, &card, add_row, arena);
    card.conflicts = part(view, &card, add_conflicts, arena);
    card.news = part(view, &card, add_news, arena);
    return card;
}
