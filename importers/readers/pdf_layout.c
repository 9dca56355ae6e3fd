/* From the lines of printed pages to paragraphs. */
#include "importers/readers/pdf.h"

#include "importers/readers/character.h"

#include <stdlib.h>
#include <string.h>

#define MOST_LINES ((size_t)200000)
/* Lines at the top and at the bottom of a page that may be its running head and foot. */
#define EDGE_LINES 3
/* Pages on which a line must come back to be one. */
#define LEAST_REPEATS 3
#define LONGEST_EDGE  160

typedef struct PdfLine {
    TfSlice text; /* without blanks at its ends; empty for a line between blocks */
    size_t page;
    size_t width;  /* characters */
    unsigned hash; /* of an edge line with its figures left out */
    bool is_edge;
    bool is_out;
} PdfLine;

typedef struct PdfLines {
    PdfLine *lines;
    size_t count;
} PdfLines;

static size_t width_of(TfSlice text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.length; i++)
        width += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return width;
}

/* "Page 3 of 12" and "Page 4 of 12" are alike. */
static unsigned hash_without_figures(TfSlice text)
{
    unsigned hash = 2166136261U;
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            hash = (hash ^ (unsigned char)text.bytes[i]) * 16777619U;
    return hash;
}

/* "- 12 -", "12" */
static bool is_page_number(TfSlice text)
{
    size_t figures = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool figure = text.bytes[i] >= '0' && text.bytes[i] <= '9';
        figures += figure;
        if (!figure && strchr(" -|/.", text.bytes[i]) == NULL)
            return false;
    }
    return figures > 0 && figures <= 4;
}

static TfStatus split_lines(TfSlice pages, PdfLines *all, TfError *error)
{
    size_t count = 0;
    for (size_t i = 0; i < pages.length; i++)
        count += pages.bytes[i] == '\n' || pages.bytes[i] == '\f';
    if (count >= MOST_LINES)
        return tf_fail(error, TF_LIMIT, "has %zu lines, an article of at most %zu was needed", count,
                       MOST_LINES);
    all->lines = calloc(count + 1, sizeof *all->lines);
    if (all->lines == NULL)
        return tf_fail_memory(error);
    for (size_t page = 0; pages.bytes != NULL; page++) {
        TfSlice rest = tf_slice_split(&pages, '\f');
        while (rest.bytes != NULL && all->count <= count) {
            TfSlice text = tf_slice_trim(tf_slice_split(&rest, '\n'));
            all->lines[all->count++] = (PdfLine){.text = text, .page = page, .width = width_of(text)};
        }
    }
    return TF_OK;
}

/* Marks the first and last lines of each page, going over the lines in one direction. */
static void mark_edges(PdfLines *all, bool from_end)
{
    size_t page = (size_t)-1;
    size_t met = 0;
    for (size_t i = 0; i < all->count; i++) {
        PdfLine *line = &all->lines[from_end ? all->count - 1 - i : i];
        if (line->page != page)
            met = 0;
        page = line->page;
        if (line->text.length == 0)
            continue;
        if (met == 0 && is_page_number(line->text)) {
            line->is_out = true; /* the line behind it is an edge as well */
            continue;
        }
        if (met++ < EDGE_LINES && line->text.length <= LONGEST_EDGE) {
            line->is_edge = true;
            line->hash = hash_without_figures(line->text);
        }
    }
}

static int by_hash(const void *left, const void *right)
{
    const PdfLine *const *a = left;
    const PdfLine *const *b = right;
    if ((*a)->hash != (*b)->hash)
        return (*a)->hash < (*b)->hash ? -1 : 1;
    return (*a)->page < (*b)->page ? -1 : (*a)->page > (*b)->page;
}

/* Drops what stands at the edge of several pages. The first of them stays when it stands on the first page
 * only as a title would: it is said once in the text then. */
static TfStatus drop_repeated(PdfLines *all, TfError *error)
{
    size_t count = 0;
    PdfLine **edges = calloc(all->count + 1, sizeof(PdfLine *));
    if (edges == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < all->count; i++)
        if (all->lines[i].is_edge)
            edges[count++] = &all->lines[i];
    qsort(edges, count, sizeof(PdfLine *), by_hash);
    for (size_t start = 0, end; start < count; start = end) {
        size_t pages = 1;
        for (end = start + 1; end < count && edges[end]->hash == edges[start]->hash; end++)
            pages += edges[end]->page != edges[end - 1]->page;
        for (size_t i = start; pages >= LEAST_REPEATS && i < end; i++)
            edges[i]->is_out = true;
    }
    free(edges);
    return TF_OK;
}

/* --- joining --- */

static bool ends_sentence(TfSlice text)
{
    static const char *const ends[] = {".", "!", "?", ":", "\"", "”", "»", "。", "！", "？", "؟", "।"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (tf_slice_ends_with(text, ends[i]))
            return true;
    return false;
}

static UChar32 first_of(TfSlice text)
{
    size_t at = 0;
    return text.length > 0 ? character_next(text, &at) : 0;
}

static UChar32 last_of(TfSlice text)
{
    size_t at = text.length;
    return text.length > 0 ? character_before(text, &at) : 0;
}

/* Bytes of the hyphen that divides a word at the end of `line`; 0 when there is none. */
static size_t dividing_hyphen(TfSlice line, TfSlice next)
{
    size_t at = line.length;
    UChar32 hyphen = line.length > 0 ? character_before(line, &at) : 0;
    if (hyphen != '-' && hyphen != 0xAD && hyphen != 0x2010)
        return 0;
    UChar32 before = last_of(tf_slice_range(line, 0, at));
    return character_is_letter(before) && u_islower(first_of(next)) ? line.length - at : 0;
}

static void add_joined(TextBuilder *text, TfSlice line)
{
    TfSlice before = text_slice(text);
    size_t hyphen = dividing_hyphen(before, line);
    if (hyphen > 0)
        text->length -= hyphen;
    else if (!(character_is_east_asian(last_of(before)) || last_of(before) == 0x3001 ||
               last_of(before) == 0xFF0C) ||
             first_of(line) < 0x80)
        text_add_byte(text, ' ');
    text_add_slice(text, line);
}

/* The widest line of the block that `from` is in. */
static size_t block_width(const PdfLines *all, size_t from)
{
    size_t width = 0;
    for (size_t i = from;
         i < all->count && all->lines[i].text.length > 0 && all->lines[i].page == all->lines[from].page; i++)
        if (!all->lines[i].is_out && all->lines[i].width > width)
            width = all->lines[i].width;
    return width;
}

/* Whether the line goes on a paragraph whose last line was `last`. Within a block, lines are broken where
 * they are full; a page that ends within a sentence goes on at the next. */
static bool goes_on(const PdfLine *last, const PdfLine *line, bool new_block, size_t width)
{
    if (last == NULL)
        return false;
    bool small = u_islower(first_of(line->text)) != 0;
    if (new_block)
        return last->page != line->page && !ends_sentence(last->text) && small;
    return last->width * 10 >= width * 7 || (small && !ends_sentence(last->text));
}

TfStatus pdf_join_lines(TfSlice pages, TextBuilder *text, TfError *error)
{
    PdfLines all = {NULL, 0};
    TfStatus status = split_lines(pages, &all, error);
    if (status == TF_OK) {
        mark_edges(&all, false);
        mark_edges(&all, true);
        status = drop_repeated(&all, error);
    }
    const PdfLine *last = NULL;
    bool new_block = true;
    size_t width = 0;
    for (size_t i = 0; status == TF_OK && i < all.count; i++) {
        const PdfLine *line = &all.lines[i];
        new_block |= line->text.length == 0 || (last != NULL && last->page != line->page);
        if (line->text.length == 0 || line->is_out)
            continue;
        if (new_block)
            width = block_width(&all, i);
        if (goes_on(last, line, new_block, width)) {
            add_joined(text, line->text);
        } else {
            text_add(text, last == NULL ? "" : new_block ? "\n\n" : "\n");
            text_add_slice(text, line->text);
        }
        last = line;
        new_block = false;
    }
    free(all.lines);
    return status == TF_OK ? text_check(text, error) : status;
}
