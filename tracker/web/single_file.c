/* The report is made as a folder, read back and joined. */
#define _GNU_SOURCE /* mkdtemp, nftw */
#include "tracker/web/single.h"

#include "tracker/base/file.h"
#include "tracker/web/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Files of a report that are read back before it is sure to be too long for one file. */
#define MOST_READ (4 * SINGLE_MOST_BYTES)

typedef struct Gathered {
    TfArena *arena;
    SingleFile *files;
    size_t count;
    size_t capacity;
    size_t bytes;
} Gathered;

static int by_name(const void *left, const void *right)
{
    return tf_slice_compare(((const SingleFile *)left)->name, ((const SingleFile *)right)->name);
}

static TfStatus gather_file(Gathered *gathered, const char *folder, TfSlice name, TfError *error)
{
    TfSlice path = tf_arena_format(gathered->arena, "%s/%.*s", folder, TF_SLICE_ARG(name));
    if (gathered->count == gathered->capacity) {
        size_t capacity = 2 * gathered->capacity + 64;
        SingleFile *more = tf_arena_alloc_array(gathered->arena, capacity, sizeof *more);
        if (more == NULL)
            return tf_fail_memory(error);
        if (gathered->count > 0)
            memcpy(more, gathered->files, gathered->count * sizeof *more);
        gathered->files = more;
        gathered->capacity = capacity;
    }
    SingleFile *file = &gathered->files[gathered->count];
    file->name = name;
    if (path.bytes == NULL)
        return tf_fail_memory(error);
    TfStatus status =
        file_read(path.bytes, MOST_READ - gathered->bytes, gathered->arena, &file->bytes, error);
    if (status == TF_LIMIT)
        return tf_fail(
            error, TF_LIMIT,
            "the report would be longer than %zu MB, too much for one file: name the pairs it is to "
            "be about, or write a folder",
            SINGLE_MOST_BYTES >> 20);
    gathered->bytes += status == TF_OK ? file->bytes.length : 0;
    gathered->count += status == TF_OK;
    return status;
}

/* The files of a folder of the report; `below` is its name with a slash, or empty. */
static TfStatus gather(Gathered *gathered, const char *folder, const char *below, TfError *error)
{
    TfStatus status = TF_OK;
    TfSlice path = tf_arena_format(gathered->arena, "%s/%s", folder, below);
    DIR *open = path.bytes != NULL ? opendir(path.bytes) : NULL;
    if (open == NULL)
        return path.bytes == NULL ? tf_fail_memory(error)
                                  : tf_fail(error, TF_IO, "%s: %s", path.bytes, strerror(errno));
    for (struct dirent *entry; status == TF_OK && (entry = readdir(open)) != NULL;) {
        if (entry->d_name[0] == '.' || strchr(entry->d_name, '.') == NULL || /* not a page of a report */
            strcmp(entry->d_name, MANIFEST_FILE) == 0)
            continue;
        TfSlice name = tf_arena_format(gathered->arena, "%s%s", below, entry->d_name);
        status = name.bytes == NULL ? tf_fail_memory(error) : gather_file(gathered, folder, name, error);
    }
    (void)closedir(open);
    return status;
}

static TfStatus join(const WebOptions *options, TextBuilder *out, TfError *error)
{
    static const char *const folders[] = {"", WEB_PAIRS, WEB_TARGETS, WEB_ARTICLES};
    TfArena arena;
    tf_arena_init(&arena, 0);
    Gathered gathered = {.arena = &arena};
    TfStatus status = TF_OK;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0] && status == TF_OK; i++)
        status = gather(&gathered, options->folder, folders[i], error);
    if (status == TF_OK) {
        qsort(gathered.files, gathered.count, sizeof *gathered.files, by_name);
        status = single_join(gathered.files, gathered.count, options->ask.as_of, &arena, out, error);
    }
    tf_arena_done(&arena);
    return status;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    (void)remove(path);
    return 0;
}

TfStatus web_report_single(const WebOptions *options, const char *file, WebReport *report, TfError *error)
{
    char folder[4096];
    const char *place = getenv("TMPDIR");
    WebOptions own = *options;
    int length = snprintf(folder, sizeof folder, "%s/tradefig-report-XXXXXX",
                          place != NULL && place[0] != '\0' ? place : "/tmp");
    if (length < 0 || (size_t)length >= sizeof folder)
        return tf_fail(error, TF_IO, "the name of the folder for temporary files, $TMPDIR, is too long");
    if (mkdtemp(folder) == NULL)
        return tf_fail(error, TF_IO, "%s: no folder can be made there: %s", folder, strerror(errno));
    own.folder = folder;
    TextBuilder out;
    text_init(&out, SINGLE_MOST_BYTES);
    TfStatus status = web_report(&own, report, error);
    if (status == TF_INTERRUPTED)
        status = tf_fail(error, TF_INTERRUPTED, "interrupted; no file was written");
    if (status == TF_OK)
        status = join(&own, &out, error);
    /* before the file: writing into a pipe that nobody reads any more ends the program */
    (void)nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    if (status == TF_OK)
        status = file_write_whole(file, text_slice(&out), error);
    text_done(&out);
    return status;
}
