/* Speed of language_scan and of extract_quantities, in processor time: language_scan_main FILE LANG. */
#include "importers/extract/extract.h"
#include "importers/language/language.h"
#include "tracker/base/file.h"

#include <stdio.h>
#include <time.h>

#define LEAST_SECONDS 1.0

static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static TfStatus run(TfSlice text, TfSlice lang, bool with_quantities, TfError *error)
{
    TfArena arena;
    tf_arena_init(&arena, 0);
    LexHits hits;
    TfQuantityList quantities;
    TfStatus status = with_quantities ? extract_quantities(text, lang, &arena, &quantities, error)
                                      : language_scan(text, lang, &arena, &hits, error);
    tf_arena_done(&arena);
    return status;
}

int main(int argc, char **argv)
{
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfError error = {.status = TF_OK};
    TfSlice text;
    TfSlice lang = tf_slice(argc > 2 ? argv[2] : NULL);
    if (argc < 2 || file_read(argv[1], (size_t)1 << 30, &arena, &text, &error) != TF_OK) {
        (void)fprintf(stderr, "usage: %s FILE [LANG]: %s\n", argv[0], error.message);
        return 2;
    }
    TfStatus status = TF_OK;
    for (int i = 0; i < 2 && status == TF_OK; i++) {
        double start = seconds();
        double bytes = 0;
        while (status == TF_OK && seconds() - start < LEAST_SECONDS) {
            status = run(text, lang, i == 1, &error);
            bytes += (double)text.length;
        }
        printf("%s\t%.1f MB/s\n", i == 1 ? "quantities" : "scan", bytes / 1e6 / (seconds() - start));
    }
    if (status != TF_OK)
        (void)fprintf(stderr, "%s\n", error.message);
    tf_arena_done(&arena);
    return status == TF_OK ? 0 : 1;
}
