/* How many claim projections a second: reads cases (JSON Lines, the protocol of tracker/projection) and
 * answers them all five times; prints the median over processor time. With --answers the answers are printed
 * instead.
 *
 *   bench_projection CASES.jsonl             projections a second
 *   bench_projection --answers CASES.jsonl   one answer a line; failures on standard error */
#include "tracker/base/file.h"
#include "tracker/projection/protocol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 5 };
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
        (void)printf("%zu cases, %zu failed, %.0f projections/s (median of %d runs, processor time)\n", count,
                     failures, rates[RUNS / 2], RUNS);
    }
    return failures == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    bool print_answers = argc == 3 && strcmp(argv[1], "--answers") == 0;
    if (argc != 2 && !print_answers) {
        (void)fprintf(stderr, "usage: bench_projection [--answers] CASES.jsonl\n");
        return 2;
    }
    TfArena arena;
    TfError error;
    TfSlice cases;
    TextBuilder out;
    int code = 1;
    tf_arena_init(&arena, FILE_LIMIT);
    text_init(&out, 0);
    ClaimWorkspace *workspace = claim_workspace_alloc(64, 240);
    if (workspace == NULL)
        (void)fprintf(stderr, "bench_projection: out of memory\n");
    else if (file_read(argv[argc - 1], FILE_LIMIT, &arena, &cases, &error) != TF_OK)
        (void)fprintf(stderr, "bench_projection: %s\n", error.message);
    else
        code = run(print_answers, cases, workspace, &out);
    claim_workspace_free(workspace);
    text_done(&out);
    tf_arena_done(&arena);
    return code;
}
