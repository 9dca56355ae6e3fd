/* The flagship told by what was said later: for each year the total expected on 15 October of it, from what
 * outlets had said by then, beside the whole-year figure of the same books that most pages gave afterwards;
 * and the chance of the target at the end of each month since it was stated. Not a test; unit.join_nowcasts
 * checks the same nowcasts.
 *
 *   bench_story CLAIMS.jsonl NEW.db              rows, tab separated
 *   bench_story CLAIMS.jsonl NEW.db CHART.svg    and a chart (.svg, .png or .pdf) */
#include "plots/chart.h"
#include "tracker/tradefig.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 2021, LAST_YEAR = 2025, TARGET_YEAR = 2025, CHART_FROM = 2021 };
#define TARGET_USD   30e9
#define BILLION      1e9
#define YEAR_COUNT   (LAST_YEAR - FIRST_YEAR + 1)
#define MOST_STATED  200
#define TARGET_HREF  TF_SLICE("#target")
#define FIGURES_HREF TF_SLICE("#figures")

typedef struct Story {
    Tradefig *tradefig;
    TfArena arena;
    TfError error;
    ChartFan fan[YEAR_COUNT];
    size_t fan_count;
    ChartPoint points[MOST_STATED];
    size_t point_count;
    double first_chance;
    double last_chance;
} Story;

static TfAsk ask_on(int year, int month, int day)
{
    TfAsk ask = {.as_of = {(int16_t)year, (int8_t)month, (int8_t)day}};
    if (tf_pair_read(tf_slice("KZ-RU"), &ask.pair, NULL) != TF_OK)
        (void)fprintf(stderr, "no pair KZ-RU\n");
    return ask;
}

static bool is_year_turnover(const TfObservation *item, int year)
{
    return tf_observation_is_level(item, TF_TURNOVER) && tf_observation_is_whole_year(item) &&
           tf_observation_year(item) == year;
}

/* The flat whole-year figure on most pages, of the books `source` (empty: of any); NULL when there is none.
 */
static const TfObservation *figure_of(const TfSeries *series, int year, TfSlice source)
{
    const TfObservation *best = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (!is_year_turnover(item, year) || item->relation != TF_EQ || item->is_approximate ||
            (source.length > 0 && !tf_slice_equal(item->source, source)))
            continue;
        if (best == NULL || item->article_count > best->article_count ||
            (item->article_count == best->article_count && item->rounding < best->rounding))
            best = item;
    }
    return best;
}

static TfStatus tell_nowcasts(Story *story, const TfSeries *all)
{
    printf("year\tmedian\tlo80\thi80\tbooks\tlater\theld\n");
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        TfAsk ask = ask_on(year, 10, 15);
        TfPairProjection answer;
        TfStatus status = tf_project(story->tradefig, &ask, year, &story->arena, &answer, &story->error);
        if (status != TF_OK)
            return status;
        const TfFan *fan = &answer.projection.years[answer.projection.year_count - 1].total_usd;
        TfSlice books = answer.projection.reference_source;
        const TfObservation *later = figure_of(all, year, books);
        if (later == NULL)
            later = figure_of(all, year, (TfSlice){NULL, 0});
        printf("%d\t%.1f\t%.1f\t%.1f\t%.*s\t", year, fan->median / BILLION, fan->lo80 / BILLION,
               fan->hi80 / BILLION, TF_SLICE_ARG(books));
        if (later != NULL)
            printf("%.1f\t%s\n", later->value_usd / BILLION,
                   fan->lo80 <= later->value_usd && later->value_usd <= fan->hi80 ? "held" : "missed");
        else
            printf("-\t-\n");
        story->fan[story->fan_count++] =
            (ChartFan){year,
                       {fan->median / BILLION, fan->lo50 / BILLION, fan->hi50 / BILLION, fan->lo80 / BILLION,
                        fan->hi80 / BILLION, fan->lo95 / BILLION, fan->hi95 / BILLION}};
    }
    return TF_OK;
}

/* Chance of the target at the end of every month from the day it was stated. */
static TfStatus tell_chances(Story *story)
{
    printf("as of\tchance of 30 bn in 2025\n");
    for (int month = tf_month_index(2024, 11); month <= tf_month_index(2025, 11); month++) {
        TfAsk ask = ask_on(month / 12, month % 12 + 1, 28);
        TfProgressRows rows;
        TfStatus status = tf_progress(story->tradefig, &ask, &story->arena, &rows, &story->error);
        if (status != TF_OK)
            return status;
        for (size_t i = 0; i < rows.count; i++) {
            const TfProgress *item = &rows.items[i];
            if (item->target.deadline.year != TARGET_YEAR || fabs(item->target.value_usd - TARGET_USD) > 1 ||
                item->target.flow != TF_TURNOVER)
                continue;
            printf("%d-%02d\t%.0f%%\t%s\n", month / 12, month % 12 + 1, 100 * item->p_target,
                   tf_target_status_name(item->status));
            if (story->first_chance == 0)
                story->first_chance = item->p_target;
            story->last_chance = item->p_target;
        }
    }
    return TF_OK;
}

/* ---- the chart ---- */

static void add_points(Story *story, const TfSeries *all)
{
    for (int year = CHART_FROM; year <= LAST_YEAR; year++) {
        const TfObservation *best = figure_of(all, year, (TfSlice){NULL, 0});
        for (size_t i = 0; i < all->count && story->point_count < MOST_STATED; i++) {
            const TfObservation *item = &all->items[i];
            if (!is_year_turnover(item, year) || item->is_approximate)
                continue;
            story->points[story->point_count++] = (ChartPoint){
                .year = year,
                .value = item->value_usd / BILLION,
                .relation = item->relation,
                .is_other_source = item != best,
                .href = FIGURES_HREF,
                .evidence = tf_arena_format(&story->arena, "%d: %.1f billion US dollars, %zu pages", year,
                                            item->value_usd / BILLION, item->article_count)};
        }
    }
}

static TfStatus draw(Story *story, const char *path)
{
    ChartFormat format;
    TfSlice sublabel = tf_arena_format(&story->arena, "%.0f%% likely when stated, %.0f%% a year later",
                                       100 * story->first_chance, 100 * story->last_chance);
    const ChartTarget target = {.year = TARGET_YEAR,
                                .value = TARGET_USD / BILLION,
                                .stated_year = 2024.9,
                                .label = TF_SLICE("Target: $30bn by 2025"),
                                .sublabel = sublabel,
                                .href = TARGET_HREF,
                                .evidence =
                                    TF_SLICE("Target: 30 billion US dollars by 2025, stated 27 Nov 2024")};
    const Chart chart = {
        .kind = CHART_TRAJECTORY,
        .words = {.id = TF_SLICE("kz-ru-nowcasts"),
                  .title = TF_SLICE("What each October expected of the year, and what was said later"),
                  .subtitle = TF_SLICE("Kazakhstan\u2013Russia trade turnover, billion US dollars"),
                  .footnote =
                      TF_SLICE("Bands: range of each year's total as expected on 15 October of it, from what "
                               "outlets had said by then. Line: the flat whole-year figure on most pages; "
                               "grey: what others said."),
                  .description =
                      TF_SLICE("Expectations of the years 2021 to 2025 and the totals that were stated "
                               "later.")},
        .trajectory = {.points = story->points,
                       .point_count = story->point_count,
                       .fan = story->fan,
                       .fan_count = story->fan_count,
                       .targets = &target,
                       .target_count = 1}};
    if (!chart_format_of(path, &format))
        return tf_fail(&story->error, TF_BAD_USAGE, "%s: needed .svg, .png or .pdf", path);
    return chart_write(NULL, &chart, format, CHART_LIGHT, path, &story->error);
}

static TfStatus tell(Story *story, char **paths, bool with_chart)
{
    TfImportOptions options = {.format = TF_INPUT_CLAIMS};
    TfImportReport report;
    TfSeries all;
    TfAsk ask = ask_on(2026, 12, 31);
    TfStatus status = tf_open(paths[1], true, &story->tradefig, &story->error);
    if (status == TF_OK)
        status = tf_import(story->tradefig, paths[0], &options, NULL, NULL, &report, &story->error);
    if (status == TF_OK)
        status = tf_series(story->tradefig, &ask, &story->arena, &all, &story->error);
    if (status == TF_OK)
        status = tell_nowcasts(story, &all);
    if (status == TF_OK)
        status = tell_chances(story);
    if (status != TF_OK || !with_chart)
        return status;
    add_points(story, &all);
    return draw(story, paths[2]);
}

int main(int argc, char **argv)
{
    static Story story;
    if (argc < 3 || argc > 4) {
        (void)fprintf(stderr, "usage: bench_story CLAIMS.jsonl NEW.db [CHART.svg]\n");
        return 2;
    }
    tf_arena_init(&story.arena, 0);
    TfStatus status = tell(&story, argv + 1, argc == 4);
    if (status != TF_OK)
        (void)fprintf(stderr, "bench_story: %s\n", story.error.message);
    tf_close(story.tradefig);
    tf_arena_done(&story.arena);
    return status == TF_OK ? 0 : 1;
}
