/* How many ordinary series a second: reads series (JSON Lines, the protocol of tracker/projection/README.md)
 * and projects them all five times; prints the median over processor time. Other faces print what is behind.
 *
 *   bench_series FILE.jsonl...              series a second, file by file
 *   bench_series --parts FILE.jsonl...      one line a series and step: what calibrate_series.py fits the
 * ranges to bench_series --answers FILE.jsonl...    the answers, a line each */
#include "tracker/base/file.h"
#include "tracker/projection/series_protocol.h"
#include "tracker/projection/series_spread.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 5, MOST_VALUES = 4000, MOST_STEPS = 360 };
#define FILE_LIMIT ((size_t)1 << 30)

static int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Answers every line; returns how many failed. */
static size_t answer_all(SeriesWorkspace *workspace, TfSlice lines, TextBuilder *out, size_t *count)
{
    size_t failures = 0;
    *count = 0;
    while (lines.bytes != NULL) {
        TfError error;
        TfSlice line = tf_slice_split(&lines, '\n');
        if (line.length == 0)
            continue;
        ++*count;
        if (series_protocol_answer(workspace, line, out, &error) != TF_OK) {
            failures++;
            (void)fprintf(stderr, "series %zu: %s\n", *count, error.message);
        }
    }
    return failures;
}

static size_t time_all(SeriesWorkspace *workspace, const char *name, TfSlice lines, TextBuilder *out)
{
    double rates[RUNS];
    size_t count = 0;
    size_t failures = 0;
    for (size_t i = 0; i < RUNS; i++) {
        text_clear(out);
        clock_t start = clock();
        failures = answer_all(workspace, lines, out, &count);
        rates[i] = (double)count / ((double)(clock() - start) / CLOCKS_PER_SEC);
    }
    qsort(rates, RUNS, sizeof rates[0], compare_doubles);
    (void)printf("%s: %zu series, %zu failed, %.0f series/s (median of %d runs, processor time)\n", name,
                 count, failures, rates[RUNS / 2], RUNS);
    return failures;
}

static size_t read_numbers(const json_t *root, const char *field, double *numbers, size_t most)
{
    const json_t *list = json_object_get(root, field);
    size_t count = json_array_size(list) < most ? json_array_size(list) : most;
    for (size_t i = 0; i < count; i++)
        numbers[i] = json_number_value(json_array_get(list, i));
    return count;
}

/* freq, step, forecast, actual, level, is_positive, ets share, theta share */
static void print_parts(SeriesWorkspace *workspace, const json_t *root)
{
    static double values[MOST_VALUES];
    static double actual[MOST_STEPS];
    TfError error;
    SeriesPool pool;
    size_t count = read_numbers(root, "values", values, MOST_VALUES);
    size_t steps = read_numbers(root, "actual", actual, MOST_STEPS);
    size_t seasons = (size_t)json_integer_value(json_object_get(root, "freq"));
    if (count < SERIES_LEAST_VALUES || steps == 0 ||
        series_pool(workspace, values, count, seasons, steps, &pool, &error) != TF_OK)
        return;
    double level = series_level(values, count, seasons);
    for (size_t i = 0; i < steps; i++) {
        double ets = 0;
        double theta = 0;
        series_spread_inputs(&pool, level, i, &ets, &theta);
        (void)printf("%s\t%zu\t%zu\t%.10g\t%.10g\t%.10g\t%d\t%.10g\t%.10g\n",
                     json_string_value(json_object_get(root, "id")), seasons, i + 1, pool.forecast[i],
                     actual[i], level, pool.is_positive ? 1 : 0, ets, theta);
    }
}

static void print_all_parts(SeriesWorkspace *workspace, TfSlice lines)
{
    while (lines.bytes != NULL) {
        TfSlice line = tf_slice_split(&lines, '\n');
        json_t *root = json_loadb(line.bytes, line.length, 0, NULL);
        if (root != NULL)
            print_parts(workspace, root);
        json_decref(root);
    }
}

int main(int argc, char **argv)
{
    const char *face = argc > 1 && argv[1][0] == '-' ? argv[1] : "";
    int first = face[0] == '-' ? 2 : 1;
    size_t failures = 0;
    size_t count = 0;
    TextBuilder out;
    if (first >= argc) {
        (void)fprintf(stderr, "usage: bench_series [--parts|--answers] FILE.jsonl...\n");
        return 2;
    }
    text_init(&out, 0);
    SeriesWorkspace *workspace = series_workspace_alloc();
    for (int i = first; i < argc && workspace != NULL; i++) {
        TfArena arena;
        TfError error;
        TfSlice lines = {NULL, 0};
        tf_arena_init(&arena, FILE_LIMIT);
        if (file_read(argv[i], FILE_LIMIT, &arena, &lines, &error) != TF_OK) {
            (void)fprintf(stderr, "bench_series: %s\n", error.message);
            failures++;
        } else if (strcmp(face, "--parts") == 0)
            print_all_parts(workspace, lines);
        else if (strcmp(face, "--answers") == 0) {
            text_clear(&out);
            failures += answer_all(workspace, lines, &out, &count);
            (void)fwrite(text_slice(&out).bytes, 1, text_slice(&out).length, stdout);
        } else
            failures += time_all(workspace, argv[i], lines, &out);
        tf_arena_done(&arena);
    }
    series_workspace_free(workspace);
    text_done(&out);
    return failures == 0 ? 0 : 1;
}
