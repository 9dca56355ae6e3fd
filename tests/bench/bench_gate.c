/* How fast raw pages are judged and how many are kept: bench_gate [--text] FILE... */
#define _GNU_SOURCE /* clock_gettime */
#include "importers/language/gate.h"
#include "importers/language/gate_raw.h"
#include "tracker/base/arena.h"
#include "tracker/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 5

static double cpu_seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void measure(const char *name, const TfSlice *pages, size_t count, bool is_html, bool is_raw)
{
    double best = 1e9;
    size_t kept = 0;
    size_t bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start = cpu_seconds();
        kept = bytes = 0;
        for (size_t i = 0; i < count; i++) {
            bool is_kept = is_raw ? gate_admits_raw(pages[i], is_html) : gate_admits(pages[i]);
            kept += is_kept;
            bytes += pages[i].length;
        }
        double seconds = cpu_seconds() - start;
        best = seconds < best ? seconds : best;
    }
    printf("%s\t%zu pages, %.1f MB\tkept %zu\t%.0f MB a CPU second\n", name, count, (double)bytes / 1e6, kept,
           (double)bytes / 1e6 / best);
}

int main(int argc, char **argv)
{
    TfArena arena;
    bool is_html = argc < 2 || strcmp(argv[1], "--text") != 0;
    TfSlice *pages = calloc((size_t)argc, sizeof *pages);
    size_t count = 0;
    tf_arena_init(&arena, (size_t)4 << 30);
    for (int i = is_html ? 1 : 2; i < argc && pages != NULL; i++)
        count += file_read(argv[i], (size_t)1 << 28, &arena, &pages[count], NULL) == TF_OK;
    if (count > 0) {
        measure("as raw page", pages, count, is_html, true);
        if (!is_html)
            measure("as text", pages, count, false, false);
    }
    tf_arena_done(&arena);
    free(pages);
    return count > 0 ? 0 : 1;
}
