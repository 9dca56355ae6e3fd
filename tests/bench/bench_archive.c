/* How quickly archives are read: makes web archives of a folder of pages, unpacks them with libdeflate alone,
 * and reads them as documents that nobody wants, so that nothing but reading is measured.
 *
 *   bench_archive make PAGES FOLDER   pages.warc.gz (one member a record), one.warc.gz (one member),
 * pages.warc.zst, text.wet.gz bench_archive unpack FILE         libdeflate alone, member by member
 *   bench_archive read FILE           source_next until the end
 *
 * Both print the megabytes of the input and of what was unpacked per processor second, the median of 5 runs.
 */
#include "importers/archive/source.h"
#include "tracker/base/file.h"
#include "tracker/base/text.h"

#include <dirent.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <zstd.h>

enum { RUNS = 5 };
/* The pages are written this many times over: a run shall last longer than the clock is coarse. */
#define COPIES     2
#define FILE_LIMIT ((size_t)2 << 30)
#define MEMBER_OUT ((size_t)64 << 20)

/* ---- making archives ---- */

static void add_record(TextBuilder *out, const char *type, const char *media, const char *name,
                       const char *head, TfSlice body)
{
    text_addf(out,
              "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://pages.example/%s\r\n"
              "WARC-Date: 2025-06-01T10:00:00Z\r\nWARC-Record-ID: "
              "<urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
              "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s",
              type, name, media, strlen(head) + body.length, head);
    text_add_slice(out, body);
    text_add(out, "\r\n\r\n");
}

/* The words of a page, without its tags, scripts and styles: what a WET file holds of it. */
static void add_words(TextBuilder *out, TfSlice page)
{
    for (size_t at = 0; at < page.length;) {
        size_t tag = tf_slice_find_byte(page, at, '<');
        text_add_slice(out, tf_slice_range(page, at, tag));
        if (tag == TF_NOWHERE)
            return;
        TfSlice name = tf_slice_range(page, tag + 1, tag + 7);
        const char *end = tf_slice_equal_ascii_case(name, tf_slice("script")) ? "</script"
                          : tf_slice_starts_with(name, "style")               ? "</style"
                                                                              : ">";
        size_t closing = tf_slice_find(page, tag, end);
        size_t behind = closing == TF_NOWHERE ? TF_NOWHERE : tf_slice_find_byte(page, closing, '>');
        at = behind == TF_NOWHERE ? page.length : behind + 1;
    }
}

typedef struct Maker {
    struct libdeflate_compressor *packer;
    FILE *members; /* pages.warc.gz */
    FILE *words;   /* text.wet.gz */
    FILE *frames;  /* pages.warc.zst */
    TextBuilder all;
    TextBuilder record;
    TextBuilder text;
} Maker;

static void write_member(Maker *maker, TfSlice bytes, FILE *file)
{
    size_t most = libdeflate_gzip_compress_bound(maker->packer, bytes.length);
    char *room = malloc(most);
    size_t made =
        room != NULL ? libdeflate_gzip_compress(maker->packer, bytes.bytes, bytes.length, room, most) : 0;
    if (made == 0 || fwrite(room, 1, made, file) != made)
        exit(1);
    free(room);
}

static void write_frame(TfSlice bytes, FILE *file)
{
    size_t most = ZSTD_compressBound(bytes.length);
    char *room = malloc(most);
    size_t made = room != NULL ? ZSTD_compress(room, most, bytes.bytes, bytes.length, 3) : 0;
    if (room == NULL || ZSTD_isError(made) || fwrite(room, 1, made, file) != made)
        exit(1);
    free(room);
}

static void add_page(Maker *maker, const char *name, TfSlice page)
{
    text_clear(&maker->record);
    add_record(&maker->record, "response", "application/http; msgtype=response", name,
               "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: bench\r\n\r\n", page);
    write_member(maker, text_slice(&maker->record), maker->members);
    write_frame(text_slice(&maker->record), maker->frames);
    text_add_slice(&maker->all, text_slice(&maker->record));
    text_clear(&maker->text);
    add_words(&maker->text, page);
    text_clear(&maker->record);
    add_record(&maker->record, "conversion", "text/plain", name, "", text_slice(&maker->text));
    write_member(maker, text_slice(&maker->record), maker->words);
}

static void add_folder(Maker *maker, const char *folder)
{
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        TfArena arena;
        TfSlice page;
        char path[4096];
        tf_arena_init(&arena, 0);
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (names[i]->d_name[0] != '.' && file_read(path, FILE_LIMIT, &arena, &page, NULL) == TF_OK)
            add_page(maker, names[i]->d_name, page);
        tf_arena_done(&arena);
        free(names[i]);
    }
    free(names);
}

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    return file;
}

static int make(const char *pages, const char *folder)
{
    Maker maker = {.packer = libdeflate_alloc_compressor(6),
                   .members = create(folder, "pages.warc.gz"),
                   .words = create(folder, "text.wet.gz"),
                   .frames = create(folder, "pages.warc.zst")};
    FILE *one = create(folder, "one.warc.gz");
    text_init(&maker.all, FILE_LIMIT);
    text_init(&maker.record, 0);
    text_init(&maker.text, 0);
    for (int i = 0; i < COPIES; i++)
        add_folder(&maker, pages);
    write_member(&maker, text_slice(&maker.all), one);
    text_done(&maker.all);
    text_done(&maker.record);
    text_done(&maker.text);
    libdeflate_free_compressor(maker.packer);
    return fclose(maker.members) | fclose(maker.words) | fclose(maker.frames) | fclose(one);
}

/* ---- measuring ---- */

typedef struct Measured {
    uint64_t packed;
    uint64_t unpacked;
    size_t documents;
} Measured;

/* The input and the room for a member are there before the clock starts: only libdeflate is timed. */
static TfArena input_arena;
static TfSlice input;
static char *room;

static void prepare_unpack(const char *path)
{
    tf_arena_init(&input_arena, FILE_LIMIT);
    room = malloc(MEMBER_OUT);
    if (room == NULL || file_read(path, FILE_LIMIT - 4096, &input_arena, &input, NULL) != TF_OK)
        exit(1);
}

static Measured unpack(const char *path)
{
    Measured measured = {0, 0, 0};
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
    (void)path;
    while (measured.packed < input.length) {
        size_t taken = 0;
        size_t made = 0;
        if (libdeflate_gzip_decompress_ex(unpacker, input.bytes + measured.packed,
                                          input.length - measured.packed, room, MEMBER_OUT, &taken,
                                          &made) != LIBDEFLATE_SUCCESS)
            exit(1);
        measured.packed += taken;
        measured.unpacked += made;
        measured.documents++;
    }
    libdeflate_free_decompressor(unpacker);
    return measured;
}

static bool want_none(TfSlice bytes, DocumentKind kind)
{
    (void)bytes;
    (void)kind;
    return false;
}

static Measured read_all(const char *path)
{
    Source *source = NULL;
    Document document = {.kind = DOCUMENT_NONE};
    TfError error;
    SourceOptions options = {.is_wanted = want_none};
    TfStatus status = source_open(path, &options, &source, &error);
    if (status != TF_OK || source_next(source, &document, &error) != TF_OK ||
        document.kind != DOCUMENT_NONE) {
        (void)fprintf(stderr, "%s: %s\n", path,
                      status == TF_OK ? "gave a document or an error" : error.message);
        exit(1);
    }
    SourceCounts counts;
    source_counts(source, &counts);
    source_close(source);
    return (Measured){counts.bytes_read, counts.unpacked, counts.unwanted};
}

static int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double cpu_seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int measure(Measured (*work)(const char *), const char *path)
{
    double seconds[RUNS];
    struct rusage usage;
    Measured measured = {0, 0, 0};
    for (size_t i = 0; i < RUNS; i++) {
        double start = cpu_seconds();
        measured = work(path);
        seconds[i] = cpu_seconds() - start;
    }
    qsort(seconds, RUNS, sizeof seconds[0], compare_doubles);
    (void)getrusage(RUSAGE_SELF, &usage);
    (void)printf("%.0f MB/s packed, %.0f MB/s unpacked, %zu records, %ld MB of memory\n",
                 (double)measured.packed / 1e6 / seconds[RUNS / 2],
                 (double)measured.unpacked / 1e6 / seconds[RUNS / 2], measured.documents,
                 usage.ru_maxrss / 1024);
    return 0;
}

int main(int count, char **arguments)
{
    if (count == 4 && strcmp(arguments[1], "make") == 0)
        return make(arguments[2], arguments[3]);
    if (count == 3 && strcmp(arguments[1], "unpack") == 0) {
        prepare_unpack(arguments[2]);
        return measure(unpack, arguments[2]);
    }
    if (count == 3 && strcmp(arguments[1], "read") == 0)
        return measure(read_all, arguments[2]);
    (void)fprintf(stderr, "usage: bench_archive make PAGES FOLDER | unpack FILE | read FILE\n");
    return 2;
}
