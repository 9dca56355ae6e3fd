/* How many claim projections a second: reads cases (JSON Lines, the protocol of tracker/projection) and
 * answers them all five times; prints the median over processor time. With --answers the answers are printed
 * instead.
 *
 *   bench_projection CASES.jsonl             projections a second
 *   bench_projection --answers CASES.jsonl   one answer a line; failures on standard error
 *   bench_projection --made COUNT YEARS      twenty made-up cases of so many claims over so many years, of
 * four sources that differ, one claim in fifteen wrong */
#include "tracker/base/file.h"
#include "tracker/projection/protocol.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 5, MADE_CASES = 20, MOST_YEARS = 60, LAST_YEAR = 2023 };
#define FILE_LIMIT ((size_t)1 << 30)

static int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Answers every line; returns how many failed. */
static size_t answer_all(ClaimWorkspace *workspace, TfSlice cases, TextBuilder *out, size_t *count)
{
    size_t failures = 0;
    *count = 0;
    while (cases.bytes != NULL) {
        TfError error;
        TfSlice line = tf_slice_split(&cases, '\n');
        if (line.length == 0)
            continue;
        ++*count;
        if (protocol_answer(workspace, line, out, &error) != TF_OK) {
            failures++;
            (void)fprintf(stderr, "case %zu: %s\n", *count, error.message);
        }
    }
    return failures;
}

/* ---- made-up cases ---- */

static uint64_t seed = 1;

/* Below `count`; a linear congruential generator, so that the cases are the same everywhere. */
static int pick(int count)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((seed >> 33) % (uint64_t)count);
}

static void add_claim(TextBuilder *cases, const double *totals, int years)
{
    static const int months[] = {12, 12, 12, 12, 9, 11, 6};
    static const char *const relations[] = {"=", "=", "~", ">", "<"};
    static const double slips[] = {0.1, 0.4, 1.5, 2.5, 10};
    int year = pick(years);
    int length = months[pick(7)];
    int source = pick(4);
    double value = totals[year] * length / 12 * (0.97 + 0.02 * source + 0.02 * (pick(101) - 50) / 50);
    if (pick(15) == 0)
        value *= slips[pick(5)];
    double unit = pow(10, floor(log10(value)) - 1);
    text_addf(cases,
              "{\"from\":\"%d-01\",\"to\":\"%d-%02d\",\"value\":%.0f,\"relation\":\"%s\",\"rounding\":%.0f,"
              "\"source\":\"%c\"}",
              LAST_YEAR - years + 1 + year, LAST_YEAR - years + 1 + year, length, round(value / unit) * unit,
              relations[pick(5)], unit, 'A' + source);
}

static void make_cases(TextBuilder *cases, int count, int years)
{
    for (int at = 0; at < MADE_CASES; at++) {
        double totals[MOST_YEARS];
        double total = 2e9 + 1e8 * pick(200);
        for (int year = 0; year < years; year++) {
            totals[year] = total;
            total *= exp(0.04 + 0.0025 * (pick(101) - 50));
        }
        text_addf(cases, "{\"id\":\"made-%d\",\"claims\":[", at + 1);
        for (int i = 0; i < count; i++) {
            text_add(cases, i == 0 ? "" : ",");
            add_claim(cases, totals, years);
        }
        text_addf(cases, "],\"target\":{\"from\":\"%d-01\",\"to\":\"%d-12\",\"value\":%.0f}}\n",
                  LAST_YEAR + 2, LAST_YEAR + 2, total);
    }
}

static int run(bool print_answers, TfSlice cases, ClaimWorkspace *workspace, TextBuilder *out)
{
    double rates[RUNS];
    size_t count = 0;
    size_t failures = 0;
    for (size_t i = 0; i < (print_answers ? 1 : RUNS); i++) {
        text_clear(out);
        clock_t start = clock();
        failures = answer_all(workspace, cases, out, &count);
        rates[i] = (double)count / ((double)(clock() - start) / CLOCKS_PER_SEC);
    }
    if (print_answers)
        (void)fwrite(text_slice(out).bytes, 1, text_slice(out).length, stdout);
    else {
        qsort(rates, RUNS, sizeof rates[0], compare_doubles);
        (void)printf(
            "%zu cases, %zu failed, %.0f projections/s, %.2f ms each (median of %d runs, processor time)\n",
            count, failures, rates[RUNS / 2], 1e3 / rates[RUNS / 2], RUNS);
    }
    return failures == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    bool print_answers = argc == 3 && strcmp(argv[1], "--answers") == 0;
    int made_claims = argc == 4 && strcmp(argv[1], "--made") == 0 ? atoi(argv[2]) : 0;
    int made_years = made_claims > 0 ? atoi(argv[3]) : 0;
    bool is_made = made_claims > 0 && made_years > 0 && made_years <= MOST_YEARS;
    if (argc != 2 && !print_answers && !is_made) {
        (void)fprintf(stderr, "usage: bench_projection [--answers] CASES.jsonl | --made COUNT YEARS\n");
        return 2;
    }
    TfArena arena;
    TfError error;
    TfSlice cases;
    TextBuilder made;
    TextBuilder out;
    int code = 1;
    tf_arena_init(&arena, FILE_LIMIT);
    text_init(&made, 0);
    text_init(&out, 0);
    if (is_made)
        make_cases(&made, made_claims, made_years);
    ClaimWorkspace *workspace = claim_workspace_alloc(64, 240);
    if (workspace == NULL)
        (void)fprintf(stderr, "bench_projection: out of memory\n");
    else if (is_made)
        code = run(false, text_slice(&made), workspace, &out);
    else if (file_read(argv[argc - 1], FILE_LIMIT, &arena, &cases, &error) != TF_OK)
        (void)fprintf(stderr, "bench_projection: %s\n", error.message);
    else
        code = run(print_answers, cases, workspace, &out);
    claim_workspace_free(workspace);
    text_done(&made);
    text_done(&out);
    tf_arena_done(&arena);
    return code;
}
