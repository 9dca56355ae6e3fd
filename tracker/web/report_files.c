/* Files of a report: whole, left alone when they stay the same, taken away when they are gone. */
#include "tracker/base/file.h"
#include "tracker/web/report_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static TfSlice path_of(Writer *writer, TfSlice name)
{
    return tf_arena_format(&writer->page, "%s/%.*s", writer->options->folder, TF_SLICE_ARG(name));
}

/* Whether the file at `path` holds exactly these bytes. */
static bool is_same(const char *path, TfSlice bytes)
{
    struct stat about;
    TfArena arena;
    TfSlice old;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode) || (size_t)about.st_size != bytes.length)
        return false;
    tf_arena_init(&arena, REPORT_MOST_FILE + 1);
    bool same = file_read(path, REPORT_MOST_FILE, &arena, &old, NULL) == TF_OK && tf_slice_equal(old, bytes);
    tf_arena_done(&arena);
    return same;
}

bool writer_has(Writer *writer, TfSlice name, size_t size)
{
    struct stat about;
    TfSlice path = path_of(writer, name);
    return path.bytes != NULL && stat(path.bytes, &about) == 0 && S_ISREG(about.st_mode) &&
           (size_t)about.st_size == size;
}

static TfSlice part_of(Writer *writer, unsigned number)
{
    return tf_arena_format(&writer->page, "%s/.part-%u", writer->options->folder, number);
}

void writer_remove_parts(Writer *writer)
{
    for (unsigned number = 0; number <= REPORT_MOST_JOBS; number++) {
        TfSlice part = part_of(writer, number);
        if (part.bytes != NULL)
            (void)unlink(part.bytes);
    }
}

TfStatus writer_replace(Writer *writer, TfSlice name, TfSlice bytes, TfError *error)
{
    TfSlice path = path_of(writer, name);
    TfSlice part = part_of(writer, writer->number);
    if (path.bytes == NULL || part.bytes == NULL)
        return tf_fail_memory(error);
    return file_put(path.bytes, part.bytes, bytes, error);
}

TfStatus writer_put(Writer *writer, TfSlice name, TfSlice bytes, TfError *error)
{
    TfSlice path = path_of(writer, name);
    TfSlice kept = tf_arena_copy(&writer->kept, name);
    if (path.bytes == NULL || kept.bytes == NULL ||
        !file_list_add(&writer->files, &writer->kept, kept, bytes.length))
        return tf_fail_memory(error);
    if (is_same(path.bytes, bytes))
        return TF_OK;
    writer->written++;
    return writer_replace(writer, name, bytes, error);
}

TfStatus writer_put_page(Writer *writer, TfSlice name, TfError *error)
{
    TfStatus status = name.bytes == NULL ? tf_fail_memory(error) : text_check(&writer->out, error);
    if (status == TF_OK)
        status = writer_put(writer, name, text_slice(&writer->out), error);
    text_clear(&writer->out);
    return status;
}

/* ---- files that are gone ---- */

static int by_name(const void *a, const void *b)
{
    return tf_slice_compare(*(const TfSlice *)a, *(const TfSlice *)b);
}

/* The names of all files of pages and pairs, sorted; those of articles go by their numbers. */
static TfSlice *sort_names(const Manifest *manifest, TfArena *arena, size_t *count)
{
    size_t most = manifest->pages.count;
    for (size_t i = 0; i < manifest->pair_count; i++)
        most += manifest->pairs[i].files.count;
    TfSlice *names = tf_arena_alloc_array(arena, most, sizeof *names);
    if (names == NULL)
        return NULL;
    *count = 0;
    for (size_t i = 0; i < manifest->pages.count; i++)
        names[(*count)++] = manifest->pages.items[i].name;
    for (size_t i = 0; i < manifest->pair_count; i++)
        for (size_t k = 0; k < manifest->pairs[i].files.count; k++)
            names[(*count)++] = manifest->pairs[i].files.items[k].name;
    if (*count > 0)
        qsort(names, *count, sizeof *names, by_name);
    return names;
}

/* What cannot be removed stays: a report is whole without that. */
static void remove_file(Writer *writer, TfSlice name)
{
    TfSlice path = path_of(writer, name);
    if (path.bytes != NULL)
        (void)unlink(path.bytes);
}

void writer_remove_gone(Writer *writer, const Manifest *now)
{
    size_t old_count = 0;
    size_t count = 0;
    tf_arena_reset(&writer->page);
    TfSlice *old = sort_names(writer->old, &writer->kept, &old_count);
    TfSlice *names = sort_names(now, &writer->kept, &count);
    if (old == NULL || names == NULL)
        return;
    for (size_t i = 0; i < old_count; i++)
        if (count == 0 || bsearch(&old[i], names, count, sizeof *names, by_name) == NULL)
            remove_file(writer, old[i]);
    for (size_t i = 0; i < writer->old->article_count; i++) {
        int64_t id = writer->old->articles[i].id;
        if (manifest_article(now, id) == NULL)
            remove_file(writer, tf_arena_format(&writer->page, WEB_ARTICLES "%lld.html", (long long)id));
    }
}

/* ---- the program ---- */

/* The bytes of a program that is there as a file; false when they cannot be read. */
static bool digest_file(const char *path, struct sha256_ctx *digest)
{
    uint8_t bytes[65536];
    size_t got;
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return false;
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        sha256_update(digest, got, bytes);
    bool is_read = ferror(file) == 0;
    (void)fclose(file);
    return is_read;
}

/* Where gnuplot is, how large and how old: a newer one may draw otherwise. */
static void digest_gnuplot(struct sha256_ctx *digest)
{
    char path[FILE_PATH_CHARS];
    struct stat about;
    if (!file_find_program("gnuplot", path) || stat(path, &about) != 0)
        return;
    digest_integer(digest, about.st_size);
    digest_integer(digest, about.st_mtime);
}

void writer_find_program(Writer *writer)
{
    struct sha256_ctx digest;
    sha256_init(&digest);
    bool is_known = digest_file("/proc/self/exe", &digest);
    digest_gnuplot(&digest);
    digest_end(&digest, writer->program);
    if (!is_known)
        writer->program[0] = '\0';
}
