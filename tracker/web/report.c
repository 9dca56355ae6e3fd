/* The report: its folders, its manifest, then its parts one after the other. */
#define _GNU_SOURCE /* O_CLOEXEC */
#include "tracker/web/report.h"

#include "tracker/base/file.h"
#include "tracker/web/report_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted; /* a signal asked to stop and nobody heard it yet */

void web_interrupt(void)
{
    interrupted = 1;
}

bool report_is_interrupted(void)
{
    return interrupted != 0;
}

/* ---- the folder ---- */

/* The address of the report with a slash at its end; none is told: NULL. */
static TfStatus read_base(Writer *writer, TfError *error)
{
    const char *url = writer->options->base_url;
    if (url == NULL)
        return TF_OK;
    TfSlice given = tf_slice(url);
    bool is_web = tf_slice_starts_with(given, "http://") || tf_slice_starts_with(given, "https://");
    if (!is_web || !html_address_is_safe(given) || strpbrk(url, "?#") != NULL)
        return tf_fail(error, TF_BAD_USAGE,
                       "--base-url '%s': needed an http or https address without ? and #, like "
                       "https://example.org/trade/",
                       url);
    bool has_slash = url[given.length - 1] == '/';
    writer->base_url = tf_arena_format(&writer->kept, "%s%s", url, has_slash ? "" : "/").bytes;
    return writer->base_url == NULL ? tf_fail_memory(error) : TF_OK;
}

static TfStatus make_folders(Writer *writer, TfError *error)
{
    static const char *const names[] = {WEB_PAIRS, WEB_ARTICLES, WEB_TARGETS};
    TfStatus status = TF_OK;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && status == TF_OK; i++) {
        TfSlice path = tf_arena_format(&writer->kept, "%s/%s", writer->options->folder, names[i]);
        status = path.bytes == NULL ? tf_fail_memory(error) : file_make_folder(path.bytes, error);
    }
    return status;
}

/* Whether the file is a manifest of ours: web pages of others have a manifest.json, too. */
static bool is_our_manifest(const char *folder)
{
    static const char ours[] = "{\"schema\":\"tradefig-report/";
    char path[4096];
    char start[sizeof ours] = "";
    struct stat about;
    int length = snprintf(path, sizeof path, "%s/" MANIFEST_FILE, folder);
    if (length < 0 || (size_t)length >= sizeof path || stat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return false;
    bool is_ours = fread(start, 1, sizeof ours - 1, file) == sizeof ours - 1 && strcmp(start, ours) == 0;
    (void)fclose(file);
    return is_ours;
}

/* A folder with other things in it is somebody's: 'report -o .' would spill pages among their files, or
 * replace an index.html of theirs. A report whose manifest is damaged, or of an older program, has its three
 * folders; the first of them are all there is where making them was stopped. */
static TfStatus check_folder(const char *path, TfError *error)
{
    size_t folders = 0;
    char other[256] = "";
    DIR *folder = opendir(path);
    if (folder == NULL && errno == ENOTDIR)
        return tf_fail_at(error, TF_IO, path, 0, "is a file, a folder was needed");
    if (folder == NULL) /* not there yet, or making folders in it says why not */
        return TF_OK;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        const char *name = entry->d_name;
        bool is_first = other[0] == '\0' || strcmp(name, other) < 0;
        if (strcmp(name, "pairs") == 0 || strcmp(name, "articles") == 0 || strcmp(name, "targets") == 0)
            folders++;
        else if (name[0] != '.' && is_first && strlen(name) < sizeof other)
            memcpy(other, name, strlen(name) + 1);
    }
    (void)closedir(folder);
    if (folders == 3 || other[0] == '\0' || is_our_manifest(path))
        return TF_OK;
    return tf_fail_at(error, TF_IO, path, 0,
                      "holds other things (%s): needed a new or empty folder, or one with a report", other);
}

/* Two reports in one folder would take each other's files for their own. The lock ends with its processes. */
static TfStatus lock_folder(const char *path, int *lock, TfError *error)
{
    *lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*lock >= 0 && flock(*lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return tf_fail_at(error, TF_IO, path, 0, "another tradefig report is being written there");
    return TF_OK;
}

/* ---- the manifest ---- */

static TfStatus write_manifest(Writer *writer, const Manifest *manifest, TfError *error)
{
    tf_arena_reset(&writer->page);
    text_clear(&writer->out);
    manifest_write(manifest, &writer->out);
    TfStatus status = text_check(&writer->out, error);
    if (status == TF_OK)
        status = writer_replace(writer, tf_slice(MANIFEST_FILE), text_slice(&writer->out), error);
    text_clear(&writer->out);
    return status;
}

/* From now on the old manifest is not to be trusted by the next report, should this one be killed. */
static TfStatus open_manifest(Writer *writer, TfError *error)
{
    Manifest open = *writer->old;
    open.is_whole = false;
    TfStatus status = write_manifest(writer, &open, error);
    if (status == TF_OK && writer->old->is_whole)
        file_sync_all(writer->options->folder);
    return status;
}

/* What was not reached is still as the old manifest says. */
static TfStatus keep_the_rest(Writer *writer, Manifest *now, TfError *error)
{
    const Manifest *old = writer->old;
    size_t done = now->article_count;
    size_t pairs = now->pair_count;
    PairEntry *all = tf_arena_alloc_array(&writer->kept, pairs + old->pair_count, sizeof *all);
    ArticleEntry *articles = tf_arena_alloc_array(&writer->kept, done + old->article_count, sizeof *articles);
    if (all == NULL || articles == NULL)
        return tf_fail_memory(error);
    if (pairs > 0)
        memcpy(all, now->pairs, pairs * sizeof *all);
    for (size_t i = 0; i < old->pair_count; i++)
        if (manifest_pair(now, old->pairs[i].card.pair, i) == NULL)
            all[pairs++] = old->pairs[i];
    size_t count = 0;
    size_t next = 0;
    for (size_t i = 0; i < old->article_count; i++) { /* both are by id */
        while (next < done && now->articles[next].id <= old->articles[i].id)
            articles[count++] = now->articles[next++];
        if (count == 0 || articles[count - 1].id != old->articles[i].id)
            articles[count++] = old->articles[i];
    }
    while (next < done)
        articles[count++] = now->articles[next++];
    *now = (Manifest){old->pages, all, pairs, articles, count, true};
    return TF_OK;
}

static TfStatus finish(Writer *writer, Manifest *now, TfError *error)
{
    TfStatus status = TF_OK;
    if (report_is_interrupted()) {
        status = keep_the_rest(writer, now, error);
    } else {
        if (now->pair_count == 0)
            return tf_fail(
                error, TF_NOT_FOUND, "nothing to report: no claims are stored or known on that day%s",
                writer->old->pair_count > 0 ? "; the pages that are there are of an earlier report" : "");
        status = report_write_overview(writer, now, error);
        if (status == TF_OK)
            writer_remove_gone(writer, now);
    }
    now->is_whole = true;
    if (status != TF_OK)
        return status;
    file_sync_all(writer->options->folder); /* before it is said that all is there */
    status = write_manifest(writer, now, error);
    if (status == TF_OK && report_is_interrupted())
        status = tf_fail(error, TF_INTERRUPTED, "interrupted; the same command again goes on from there");
    return status;
}

/* ---- all ---- */

/* The pairs in this process, when there is no other. */
static TfStatus write_pairs(Writer *writer, const TfPairRows *pairs, Manifest *now, TfError *error)
{
    now->pairs = tf_arena_alloc_array(&writer->kept, pairs->count, sizeof *now->pairs);
    TfStatus status = now->pairs == NULL ? tf_fail_memory(error) : TF_OK;
    for (size_t i = 0; i < pairs->count && status == TF_OK && !report_is_interrupted(); i++) {
        status = report_write_pair(writer, pairs->items[i].pair, i, &now->pairs[now->pair_count], error);
        now->pair_count += status == TF_OK;
        if (status == TF_NOT_FOUND) /* not known yet on that day */
            status = TF_OK;
    }
    return status;
}

/* Pairs in other processes, articles in this one meanwhile. */
static TfStatus write_pages(Writer *writer, Crew *crew, Manifest *now, TfError *error)
{
    TfPairRows pairs = {NULL, 0};
    TfStatus status = tf_open(writer->options->database, false, &writer->tradefig, error);
    if (status == TF_OK)
        status = report_find_pairs(writer, &pairs, error);
    if (status == TF_OK)
        status = open_manifest(writer, error);
    if (status == TF_OK && crew != NULL)
        status = crew_give(crew, &pairs, error);
    else if (status == TF_OK)
        status = write_pairs(writer, &pairs, now, error);
    if (status == TF_OK)
        status = report_write_articles(writer, now, error);
    if (status == TF_OK && crew != NULL)
        return crew_end(crew, &pairs, writer, now, error);
    crew_stop(crew);
    return status;
}

static void count_files(const Writer *writer, const Manifest *now, WebReport *report)
{
    *report = (WebReport){.pairs = now->pair_count,
                          .articles = now->article_count,
                          .files = now->pages.count + now->article_count,
                          .written = writer->written};
    for (size_t i = 0; i < now->pair_count; i++)
        report->files += now->pairs[i].files.count;
}

static TfStatus prepare(Writer *writer, Manifest *old, int *lock, TfError *error)
{
    const char *folder = writer->options->folder;
    TfStatus status = read_base(writer, error);
    if (status == TF_OK)
        status = check_folder(folder, error);
    if (status == TF_OK)
        status = make_folders(writer, error);
    if (status == TF_OK)
        status = lock_folder(folder, lock, error);
    if (status == TF_OK)
        writer_remove_parts(writer);
    if (status == TF_OK)
        status = manifest_read(folder, &writer->kept, old, error);
    if (status == TF_OK)
        writer_find_program(writer);
    return status;
}

TfStatus web_report(const WebOptions *options, WebReport *report, TfError *error)
{
    Manifest old = {.is_whole = false};
    Manifest now = {.is_whole = false};
    Writer writer = {.options = options, .old = &old};
    Crew *crew = NULL;
    int lock = -1;
    interrupted = 0;
    text_init(&writer.out, REPORT_MOST_FILE);
    tf_arena_init(&writer.kept, REPORT_MOST_MEMORY);
    tf_arena_init(&writer.page, 0);
    TfStatus status = prepare(&writer, &old, &lock, error);
    if (status == TF_OK)
        status = crew_start(&writer, &crew, error);
    if (status == TF_OK)
        status = write_pages(&writer, crew, &now, error);
    if (status == TF_OK)
        status = finish(&writer, &now, error);
    if (status == TF_OK)
        count_files(&writer, &now, report);
    tf_close(writer.tradefig);
    if (lock >= 0)
        (void)close(lock);
    text_done(&writer.out);
    tf_arena_done(&writer.kept);
    tf_arena_done(&writer.page);
    return status;
}
