/* How well signatures tell copies from other articles: bench_likeness FILE... (plain texts). Each text is
 * edited as those who carry it do; figures on standard output, tab separated. */
#define _GNU_SOURCE /* clock_gettime */
#include "tracker/base/arena.h"
#include "tracker/base/file.h"
#include "tracker/base/text.h"
#include "tracker/model/likeness.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_PARAGRAPHS 256
#define FEWEST_BYTES    300 /* of a text that is asked about: a headline is no article */

static const char *const filler =
    "Editors of this page may be reached on all working days; readers who wish to reply write to us.";

/* A text as its paragraphs. */
typedef struct Page {
    TfSlice paragraphs[MOST_PARAGRAPHS];
    size_t count;
} Page;

typedef void (*Edit)(const Page *page, TextBuilder *out);

static Page split(TfSlice text)
{
    Page page = {.count = 0};
    while (text.bytes != NULL && page.count < MOST_PARAGRAPHS) {
        TfSlice line = tf_slice_trim(tf_slice_split(&text, '\n'));
        if (line.length > 0)
            page.paragraphs[page.count++] = line;
    }
    return page;
}

static void add_paragraphs(const Page *page, size_t from, size_t to, TextBuilder *out)
{
    for (size_t i = from; i < to && i < page->count; i++) {
        text_add_slice(out, page->paragraphs[i]);
        text_add(out, "\n\n");
    }
}

static void as_is(const Page *page, TextBuilder *out)
{
    add_paragraphs(page, 0, page->count, out);
}

static void other_headline(const Page *page, TextBuilder *out)
{
    text_add(out, "What the sides agreed upon this week\n\nDaily Mirror of Trade | 3 May 2024\n\n");
    add_paragraphs(page, 2, page->count, out);
}

static void agency_tag(const Page *page, TextBuilder *out)
{
    text_add(out, "KYIV, 14 February (Interline News) -- ");
    add_paragraphs(page, 0, page->count, out);
    text_add(out, "Copyright 2024 Interline News. All rights reserved.\n");
}

static void sentence_in(const Page *page, TextBuilder *out)
{
    size_t middle = page->count / 2;
    add_paragraphs(page, 0, middle, out);
    text_addf(out, "%s\n\n", filler);
    add_paragraphs(page, middle, page->count, out);
}

static void last_cut(const Page *page, TextBuilder *out)
{
    add_paragraphs(page, 0, page->count - page->count / 3, out);
}

static void first_half(const Page *page, TextBuilder *out)
{
    add_paragraphs(page, 0, (page->count + 1) / 2, out);
}

static void other_type(const Page *page, TextBuilder *out)
{
    for (size_t i = 0; i < page->count; i++) {
        for (size_t at = 0; at < page->paragraphs[i].length; at++) {
            char byte = page->paragraphs[i].bytes[at];
            if (byte == ' ' && at % 7 == 0)
                text_add(out, "\xC2\xA0");
            else
                text_add_byte(out, at % 5 == 0 ? (char)toupper(byte) : byte);
        }
        text_add(out, "\r\n");
    }
}

static unsigned next_random;
static unsigned random_below(unsigned most)
{
    next_random = next_random * 1664525u + 1013904223u;
    return (next_random >> 8) % most;
}

/* Every figure but years becomes another one with `permille` probability. */
static void change_figures(const Page *page, unsigned permille, TextBuilder *out)
{
    for (size_t i = 0; i < page->count; i++) {
        TfSlice line = page->paragraphs[i];
        for (size_t at = 0; at < line.length;) {
            size_t end = at;
            while (end < line.length && isdigit((unsigned char)line.bytes[end]))
                end++;
            bool is_year = end - at == 4 && (line.bytes[at] == '1' || line.bytes[at] == '2');
            if (end > at && !is_year && random_below(1000) < permille) {
                for (; at < end; at++)
                    text_add_byte(out, (char)('1' + random_below(9)));
                continue;
            }
            end = end > at ? end : at + 1;
            text_add_slice(out, tf_slice_range(line, at, end));
            at = end;
        }
        text_add(out, "\n\n");
    }
}

static void next_bulletin(const Page *page, TextBuilder *out)
{
    change_figures(page, 1000, out);
}

static void next_bulletin_same_places(const Page *page, TextBuilder *out)
{
    change_figures(page, 700, out);
}

static void one_figure_corrected(const Page *page, TextBuilder *out)
{
    change_figures(page, 100, out);
}

static const struct {
    const char *name;
    Edit edit;
    bool is_same;
} edits[] = {
    {"untouched", as_is, true},
    {"other headline and date", other_headline, true},
    {"dateline and agency tag", agency_tag, true},
    {"a sentence put in", sentence_in, true},
    {"last third cut", last_cut, true},
    {"first half alone", first_half, true},
    {"case and blanks", other_type, true},
    {"one figure in ten corrected", one_figure_corrected, true},
    {"same words, other figures", next_bulletin, false},
    {"same words, seven of ten figures other", next_bulletin_same_places, false},
};
#define EDITS (sizeof edits / sizeof edits[0])

static void sign(TfSlice text, TfSignature *signature)
{
    TfArticle article = {.text = text};
    likeness_signature(&article, signature);
}

static bool share_band(const TfSignature *a, const TfSignature *b)
{
    uint64_t keys[2][LIKENESS_BANDS];
    size_t count = likeness_bands(a, keys[0]);
    if (likeness_bands(b, keys[1]) < count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (keys[0][i] == keys[1][i])
            return true;
    return false;
}

static size_t digits_of(TfSlice text)
{
    size_t count = 0;
    for (size_t i = 1; i < text.length; i++)
        count += isdigit((unsigned char)text.bytes[i]) && !isdigit((unsigned char)text.bytes[i - 1]);
    return count;
}

static int compare_doubles(const void *left, const void *right)
{
    const double *a = left;
    const double *b = right;
    return *a < *b ? -1 : *a > *b;
}

static void measure_edit(size_t edit, const TfSlice *texts, const TfSignature *signatures, size_t count)
{
    double *likes = calloc(count + 1, sizeof *likes);
    size_t asked = 0;
    size_t said = 0;
    size_t found = 0;
    for (size_t i = 0; i < count && likes != NULL; i++) {
        Page page = split(texts[i]);
        TextBuilder out;
        TfSignature other;
        if (!edits[edit].is_same && digits_of(texts[i]) < 6)
            continue; /* no bulletin */
        text_init(&out, 0);
        next_random = (unsigned)i * 977 + 5;
        edits[edit].edit(&page, &out);
        sign(text_slice(&out), &other);
        likes[asked] = likeness(&signatures[i], &other);
        said += likes[asked] >= LIKENESS_SAME;
        found += share_band(&signatures[i], &other);
        if (getenv("LIKENESS_SHOW") != NULL && (likes[asked] >= LIKENESS_SAME) != edits[edit].is_same)
            fprintf(stderr, "%s: text %zu, %zu bytes, like %.2f\n", edits[edit].name, i, texts[i].length,
                    likes[asked]);
        asked++;
        text_done(&out);
    }
    if (likes == NULL)
        return;
    qsort(likes, asked, sizeof *likes, compare_doubles);
    printf("%s\t%zu texts\tsame %.4f\tby a band %.4f\tlikeness 1%% %.2f, half %.2f, 99%% %.2f\n",
           edits[edit].name, asked, (double)said / (double)asked, (double)found / (double)asked,
           likes[asked / 100], likes[asked / 2], likes[asked - 1 - asked / 100]);
    free(likes);
}

static void measure_strangers(const TfSlice *texts, const TfSignature *signatures, size_t count)
{
    size_t pairs = 0;
    size_t said = 0;
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 1; k < count; k++, pairs++) {
            bool is_same = likeness(&signatures[i], &signatures[k]) >= LIKENESS_SAME;
            said += is_same;
            found += share_band(&signatures[i], &signatures[k]);
            if (is_same && getenv("LIKENESS_SHOW") != NULL)
                fprintf(stderr, "the same: texts %zu and %zu\n%.*s\n%.*s\n", i, k, 60, texts[i].bytes, 60,
                        texts[k].bytes);
        }
    printf("different texts\t%zu pairs\tsame %zu\tby a band %zu\n", pairs, said, found);
}

static void measure_speed(const TfSlice *texts, TfSignature *signatures, size_t count)
{
    struct timespec times[2];
    size_t bytes = 0;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &times[0]);
    for (int round = 0; round < 20; round++)
        for (size_t i = 0; i < count; i++) {
            sign(texts[i], &signatures[i]);
            bytes += texts[i].length;
        }
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &times[1]);
    double seconds =
        (double)(times[1].tv_sec - times[0].tv_sec) + (double)(times[1].tv_nsec - times[0].tv_nsec) * 1e-9;
    printf("signatures\t%.0f MB a second, %.1f microseconds for 4 KB\n", (double)bytes / 1e6 / seconds,
           seconds / (double)bytes * 4096e6);
}

int main(int argc, char **argv)
{
    TfArena arena;
    size_t count = 0;
    TfSlice *texts = calloc((size_t)argc, sizeof *texts);
    TfSignature *signatures = calloc((size_t)argc, sizeof *signatures);
    tf_arena_init(&arena, 0);
    for (int i = 1; i < argc && texts != NULL; i++)
        if (file_read(argv[i], (size_t)1 << 26, &arena, &texts[count], NULL) == TF_OK &&
            texts[count].length >= FEWEST_BYTES)
            count++;
    if (signatures != NULL && count > 0) {
        measure_speed(texts, signatures, count);
        for (size_t edit = 0; edit < EDITS; edit++)
            measure_edit(edit, texts, signatures, count);
        measure_strangers(texts, signatures, count);
    }
    tf_arena_done(&arena);
    free(texts);
    free(signatures);
    return count > 0 ? 0 : 1;
}
