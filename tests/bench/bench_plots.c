/* Draws example charts to look at, and measures some. Not a test and not shipped.
 *
 *   bench_plots FOLDER         writes every example as SVG and PNG into FOLDER
 *   bench_plots --time N       median wall time of N charts, each with a gnuplot of its own and all with one
 */
#define _GNU_SOURCE /* clock_gettime */
#include "plots/chart.h"
#include "tests/unit/plots/kind_examples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define S(text)   TF_SLICE(text)
#define MOST_RUNS 1000

#define YEAR(y, v)                                                                                           \
    {                                                                                                        \
        .year = (y), .value = (v), .href = S("#c1"), .evidence = S("a stated year")                          \
    }
#define OTHER(y, v)                                                                                          \
    {                                                                                                        \
        .year = (y), .value = (v), .is_other_source = true, .href = S("#c2"),                                \
        .evidence = S("another source")                                                                      \
    }

static const ChartPoint seed_points[] = {
    {.year = 2023,
     .value = 28.0,
     .href = S("#c1"),
     .evidence = S("2023: 28.0 billion USD. Example Daily, 27 Nov 2024")},
    {.year = 2024,
     .value = 20.0,
     .relation = TF_GT,
     .is_part_year = true,
     .part_label = S("Jan\u2013Sep"),
     .href = S("#c2"),
     .evidence = S("January to September 2024: more than 20 billion USD. Example Daily, 27 Nov 2024")},
};
static const ChartFan seed_fan[] = {
    {2024, {27.7, 26.9, 28.5, 26.2, 29.2, 25.4, 30.1}},
    {2025, {28.4, 25.9, 31.1, 23.7, 34.1, 21.5, 37.6}},
};
static const ChartTarget seed_target[] = {
    {2025, 30.0, 2024.9, S("Target: $30bn by 2025"), S("stated Nov 2024 \u00b7 34% likely"), S("#c3"),
     S("Target: 30 billion USD by 2025")},
};

static const ChartPoint long_points[] = {
    YEAR(2005, 9.5),
    YEAR(2006, 12.8),
    YEAR(2007, 16.6),
    YEAR(2008, 20.0),
    YEAR(2009, 12.9),
    YEAR(2010, 17.9),
    YEAR(2011, 23.8),
    YEAR(2012, 23.9),
    YEAR(2013, 23.5),
    YEAR(2014, 21.1),
    YEAR(2015, 15.6),
    YEAR(2016, 13.0),
    YEAR(2017, 16.0),
    YEAR(2018, 18.2),
    YEAR(2019, 19.6),
    YEAR(2020, 19.0),
    YEAR(2021, 24.5),
    YEAR(2022, 26.0),
    YEAR(2023, 28.0),
    OTHER(2021, 25.6),
    OTHER(2022, 28.2),
    OTHER(2023, 27.2),
    OTHER(2023, 28.5),
    OTHER(2012, 22.1),
    {.year = 2024,
     .value = 20.0,
     .relation = TF_GT,
     .is_part_year = true,
     .part_label = S("Jan\u2013Sep"),
     .href = S("#c9"),
     .evidence = S("x")},
    {.year = 2024, .value = 12.6, .is_part_year = true, .part_label = S("Jan\u2013Jun")},
};
static const ChartFan long_fan[] = {
    {2024, {27.5, 26.8, 28.3, 26.1, 29.1, 25.4, 30.0}},
    {2025, {28.6, 27.1, 30.2, 25.6, 31.8, 23.9, 33.9}},
    {2026, {29.7, 27.6, 31.9, 25.5, 34.3, 23.0, 37.0}},
};
static const ChartTarget many_targets[] = {
    {2025, 30.0, 2024.9, S("Target: $30bn by 2025"), S("stated Nov 2024 \u00b7 34% likely"), S("#t1"),
     S("t")},
    {2025, 35.0, 2022.4, S("Target: $35bn by 2025"), S("stated May 2022 \u00b7 6% likely"), S("#t2"), S("t")},
    {2020, 30.0, 2014.4, S("Target: $30bn by 2020"), S("stated May 2014 \u00b7 missed"), S("#t3"), S("t")},
};
static const ChartPoint mid_points[] = {
    YEAR(2018, 18.2),
    YEAR(2019, 19.6),
    YEAR(2020, 19.0),
    YEAR(2021, 24.5),
    YEAR(2022, 26.0),
    YEAR(2023, 28.0),
    OTHER(2021, 25.6),
    OTHER(2022, 28.2),
    OTHER(2023, 27.2),
    OTHER(2023, 28.5),
    {.year = 2024,
     .value = 20.0,
     .relation = TF_GT,
     .is_part_year = true,
     .part_label = S("Jan\u2013Sep"),
     .href = S("#c9"),
     .evidence = S("x")},
};
static const ChartPoint one_point[] = {YEAR(2023, 28.0)};
static const ChartPoint part_only[] = {
    {.year = 2024,
     .value = 20.0,
     .relation = TF_GT,
     .is_part_year = true,
     .part_label = S("Jan\u2013Sep"),
     .href = S("#c9"),
     .evidence = S("x")},
};
static const ChartFan lone_fan[] = {{2024, {27.7, 26.9, 28.5, 26.2, 29.2, 25.4, 30.1}}};
static const ChartPoint holes[] = {
    YEAR(2010, 1.25),
    {.year = 2013, .value = 2.0, .relation = TF_APPROX},
    {.year = 2014, .value = 2.4, .relation = TF_GE},
    {.year = 2015, .value = 3.0, .relation = TF_ALMOST},
    YEAR(2018, 2.1),
    YEAR(2019, 2.35),
    {.year = 2022, .value = 4.5, .relation = TF_LE},
    {.year = 2023, .value = 1.1, .is_part_year = true, .part_label = S("Q1")},
    {.year = 2022, .value = 2.1, .is_part_year = true, .part_label = S("Jan\u2013Jun")},
    {.year = 2023,
     .value = 2.2,
     .is_part_year = true,
     .part_label = S("Jan\u2013Jul"),
     .relation = TF_APPROX},
};
static const ChartTarget far_targets[] = {
    {2030, 100.0, 2023.4, S("Target: $100bn by 2030"), S("stated May 2023 \u00b7 less than 1% likely"),
     S("#t1"), S("t")},
    {2027, 40.0, 2022.4, S("Target: $40bn by 2027"), S("stated Jun 2022"), S("#t1"), S("t")},
};
static const ChartPoint balance[] = {
    YEAR(2018, -2.2),
    YEAR(2019, -3.6),
    YEAR(2020, 1.0),
    YEAR(2021, 2.5),
    YEAR(2022, -1.0),
    {.year = 2023, .value = -2.4, .is_part_year = true, .part_label = S("Jan\u2013Sep"), .relation = TF_LT}};
static const ChartTarget same_value[] = {
    {2025, 30.0, 2024.9, S("Target: $30bn by 2025"), S("stated Nov 2024"), S("#t1"), S("t")},
    {2026, 30.0, 2024.2, S("Target: $30bn by 2026"), S("stated Feb 2024"), S("#t2"), S("t")},
    {2030, 40.0, 2023.2, S("Target: $40bn by 2030"), S("stated Feb 2023"), S("#t3"), S("t")},
    {0, 50.0, 2021.5, S("Goal: $50bn, no deadline"), S("stated Jun 2021"), S("#t4"), S("t")},
};
static ChartPoint forty[40];
static ChartPoint every[40];

#define WORDS                                                                                                \
    .words = {                                                                                               \
        .id = S("tf1"),                                                                                      \
        .title = S("Kazakhstan\u2013Russia trade is close to, but not yet on, the path to $30bn"),           \
        .subtitle =                                                                                          \
            S("Bilateral goods turnover as stated in news articles, billion US dollars, and projection"),    \
        .footnote =                                                                                          \
            S("Source: 7 claims in 4 articles, latest 27 Nov 2024. Open marker with arrow = \u201cmore "     \
              "than\u201d. Bands: 50, 80 and 95% of simulated paths, local linear trend. As of 27 Nov 2024 " \
              "\u00b7 tradefig 0.1 \u00b7 illustrative figures, for design only"),                           \
        .description = S("Line chart. The target is 30.")}
#define POINTS(array) .trajectory.points = (array), .trajectory.point_count = sizeof(array) / sizeof(array)[0]
#define FAN(array)    .trajectory.fan = (array), .trajectory.fan_count = sizeof(array) / sizeof(array)[0]
#define TARGETS(array)                                                                                       \
    .trajectory.targets = (array), .trajectory.target_count = sizeof(array) / sizeof(array)[0]

static const struct {
    const char *name;
    ChartTheme theme;
    Chart chart;
} examples[] = {
    {"seed", CHART_LIGHT, {WORDS, POINTS(seed_points), FAN(seed_fan), TARGETS(seed_target)}},
    {"seed-dark", CHART_DARK, {WORDS, POINTS(seed_points), FAN(seed_fan), TARGETS(seed_target)}},
    {"mid", CHART_LIGHT, {WORDS, POINTS(mid_points), FAN(long_fan), TARGETS(seed_target)}},
    {"long", CHART_LIGHT, {WORDS, POINTS(long_points), FAN(long_fan), TARGETS(many_targets)}},
    {"one", CHART_LIGHT, {WORDS, POINTS(one_point)}},
    {"one-fan", CHART_LIGHT, {WORDS, POINTS(part_only), FAN(lone_fan)}},
    {"targets-only", CHART_LIGHT, {WORDS, TARGETS(seed_target)}},
    {"fan-only", CHART_DARK, {WORDS, FAN(long_fan)}},
    {"holes", CHART_LIGHT, {WORDS, POINTS(holes)}},
    {"far", CHART_LIGHT, {WORDS, POINTS(mid_points), FAN(long_fan), TARGETS(far_targets)}},
    {"same", CHART_LIGHT, {WORDS, POINTS(mid_points), FAN(long_fan), TARGETS(same_value)}},
    {"signed", CHART_LIGHT, {WORDS, POINTS(balance)}},
    {"forty", CHART_LIGHT, {WORDS, POINTS(forty), FAN(long_fan), TARGETS(many_targets)}},
    {"parts", CHART_LIGHT, {WORDS, POINTS(every), FAN(long_fan)}},
    {"names",
     CHART_LIGHT,
     {.words =
          {.id = S("tf2"),
           .title =
               S("United Arab Emirates\u2013Bosnia & Herzegovina trade is well below the path to the $30bn "
                 "that both sides aim for by 2025"),
           .subtitle = S("Bilateral turnover of goods and services of the United Arab Emirates with Bosnia & "
                         "Herzegovina as stated in news articles, billion US dollars"),
           .footnote = S("Source: 1 claim.")},
      POINTS(mid_points),
      FAN(long_fan),
      TARGETS(seed_target)}},
};
#define TRAJECTORIES (sizeof examples / sizeof examples[0])
#define EXAMPLES     (TRAJECTORIES + sizeof kind_examples / sizeof kind_examples[0])

typedef struct Example {
    const char *name;
    ChartTheme theme;
    const Chart *chart;
} Example;

static Example example_at(size_t at)
{
    if (at < TRAJECTORIES)
        return (Example){examples[at].name, examples[at].theme, &examples[at].chart};
    at -= TRAJECTORIES;
    return (Example){kind_examples[at].name, kind_examples[at].theme, kind_examples[at].chart};
}

static void fill(void)
{
    for (int i = 0; i < 40; i++) {
        forty[i] =
            (ChartPoint)YEAR(1984 + i, 2 + 0.02 * i * i + (i % 7 == 3 ? 3 : 0) - (i % 5 == 1 ? 1.5 : 0));
        every[i] = (ChartPoint)YEAR(2004 + i / 2, 10 + i * 0.5);
        if (i % 2 == 1) {
            every[i].is_part_year = true;
            every[i].part_label = (TfSlice)S("Jan\u2013Jun");
            every[i].value *= 0.48;
        }
    }
}

/* Without a path it is only drawn. */
static void draw(ChartEngine *engine, size_t at, ChartFormat format, const char *path)
{
    Example example = example_at(at);
    TfError error;
    TextBuilder picture;
    text_init(&picture, 0);
    TfStatus status = path != NULL
                          ? chart_write(engine, example.chart, format, example.theme, path, &error)
                          : chart_draw(engine, example.chart, format, example.theme, &picture, &error);
    text_done(&picture);
    if (status == TF_OK)
        return;
    (void)fprintf(stderr, "%s: %s %s\n", example.name, error.source, error.message);
    exit(1);
}

static int by_time(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;
    return (*left > *right) - (*left < *right);
}

static double milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void measure(ChartEngine *engine, size_t example, ChartFormat format, int runs)
{
    static const char *const names[] = {"SVG", "PNG", "PDF", "sixel"};
    double times[MOST_RUNS];
    for (int i = 0; i < runs; i++) {
        double start = milliseconds();
        draw(engine, example, format, engine != NULL ? NULL : "/tmp/bench_plots.out");
        times[i] = milliseconds() - start;
    }
    qsort(times, (size_t)runs, sizeof times[0], by_time);
    (void)printf("%-12s %-5s %s  median %.1f ms, fastest %.1f, slowest %.1f of %d\n",
                 example_at(example).name, names[format], engine != NULL ? "one gnuplot " : "one each    ",
                 times[runs / 2], times[0], times[runs - 1], runs);
}

/* Cold: a gnuplot, a file that is synced. Warm: one gnuplot for all, the picture in memory, as a report has
 * it. */
static void measure_all(ChartEngine *engine, int runs)
{
    for (size_t i = 0; i < EXAMPLES; i++) {
        if (i > 0 && example_at(i).chart->kind == example_at(i - 1).chart->kind)
            continue; /* one of each kind */
        for (ChartFormat format = CHART_SVG; format <= CHART_SIXEL; format++)
            measure(NULL, i, format, runs);
        draw(engine, i, CHART_SVG, NULL);
        for (ChartFormat format = CHART_SVG; format <= CHART_SIXEL; format++)
            measure(engine, i, format, runs);
    }
}

static void draw_all(ChartEngine *engine, const char *folder)
{
    static const char *const endings[] = {"svg", "png"};
    for (size_t i = 0; i < EXAMPLES; i++) {
        for (ChartFormat format = CHART_SVG; format <= CHART_PNG; format++) {
            char path[1024];
            (void)snprintf(path, sizeof path, "%s/%s.%s", folder, example_at(i).name, endings[format]);
            draw(engine, i, format, path);
        }
    }
}

int main(int count, char **arguments)
{
    TfError error;
    ChartEngine *engine;
    if (chart_engine_start(&engine, &error) != TF_OK) {
        (void)fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    fill();
    fill_kind_examples();
    if (count == 3 && strcmp(arguments[1], "--time") == 0) {
        int runs = atoi(arguments[2]);
        measure_all(engine, runs < 1 ? 1 : runs > MOST_RUNS ? MOST_RUNS : runs);
    } else if (count == 2) {
        draw_all(engine, arguments[1]);
    }
    chart_engine_stop(engine);
    return count == 2 || count == 3 ? 0 : 2;
}
