/* Runs a fuzz target over every file of the folders given: a corpus as an ordinary test. */
#include "tracker/base/file.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
    TfArena arena;
    TfError error;
    TfSlice bytes = {NULL, 0};
    tf_arena_init(&arena, 0);
    TfStatus status = file_read(path, (size_t)64 << 20, &arena, &bytes, &error);
    if (status == TF_OK)
        (void)LLVMFuzzerTestOneInput((const uint8_t *)bytes.bytes, bytes.length);
    else
        (void)fprintf(stderr, "%s: %s\n", path, error.message);
    tf_arena_done(&arena);
    return status == TF_OK ? 0 : 1;
}

static int replay_folder(const char *path, int *count)
{
    DIR *folder = opendir(path);
    int failures = 0;
    if (folder == NULL) {
        (void)fprintf(stderr, "%s: cannot open the corpus\n", path);
        return 1;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char full[4096];
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(full, sizeof full, "%s/%s", path, entry->d_name);
        failures += replay_file(full);
        ++*count;
    }
    (void)closedir(folder);
    return failures;
}

int main(int argc, char **argv)
{
    int failures = argc < 2;
    int count = 0;
    for (int i = 1; i < argc; i++)
        failures += replay_folder(argv[i], &count);
    printf("%d inputs replayed, %d failed\n", count, failures);
    return failures > 0 || count == 0;
}
