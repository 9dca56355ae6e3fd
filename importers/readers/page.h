/* The parts of a page saved as text, from the top down: lines, head (title, outlet, date), dateline, tail,
 * body. Private to the readers; reader_fill_article in page.c runs the parts in order for every format. */
#ifndef IMPORTERS_READERS_PAGE_H
#define IMPORTERS_READERS_PAGE_H

#include "importers/readers/date_find.h"
#include "importers/readers/reader.h"

/* One line with something on it, blanks at its ends cut. */
typedef struct PageLine {
    uint32_t start; /* bytes [start, end) of the text, below READER_MOST_BYTES */
    uint32_t end;
    uint16_t width;   /* characters, an East Asian one counts 3; 65535 and more are the same */
    bool after_blank; /* first line, or a blank line stands before it */
    bool prose;       /* running text: a sentence, or long */
    bool out;         /* no part of the body */
} PageLine;

typedef struct Page {
    TfSlice text;
    PageLine *lines;
    size_t count;
} Page;

/* What head, dateline and tail found. Slices point into the text. */
typedef struct PageFacts {
    TfSpan title;
    TfSlice outlet;
    TfSlice publisher;
    TfSlice url;
    TfDate date;
    TfDateBasis date_basis;
} PageFacts;

/* Most lines of one article; more is a table or a log. */
#define PAGE_MOST_LINES ((size_t)200000)

static inline TfSlice page_line(const Page *page, size_t line)
{
    return tf_slice_range(page->text, page->lines[line].start, page->lines[line].end);
}

/* page_lines.c */
TF_CHECKED TfStatus page_split(TfSlice text, TfArena *arena, Page *page, TfError *error);
size_t page_count_words(TfSlice text);
/* Cuts white space of any script off both ends, zero-width blanks too. */
TfSlice page_trim_blanks(TfSlice text);
/* Cuts blanks, and marks that separate parts of a line, off both ends. */
TfSlice page_trim_marks(TfSlice text);
/* The address in a line that holds little else ("Source: https://..."); bytes NULL when there is none. */
TfSlice page_find_url(TfSlice line);
/* What follows a first word of kind `wanted` and a colon ("Tags: ..."); bytes NULL when the line is none
 * such. */
TfSlice page_label_value(TfSlice line, unsigned wanted);
/* No letter or figure in it: "***". */
bool page_is_ornament(TfSlice line);

/* page_date_line.c */
typedef struct DateLine {
    TfDate date;
    TfSlice outlet;    /* bytes NULL when the line names none */
    bool outlet_first; /* it stands before the date, so it could be a place */
    bool updated;      /* only the day of a change */
    bool published;    /* a word says that it is the day of publication */
    bool unsure;       /* figures that could be month first */
} DateLine;
/* Reads a line that holds a date and little else. `first` for the page's first line, which may be a title
 * that ends in a date. */
bool page_read_date_line(const Page *page, size_t line, bool first, DateLine *found);

/* Cuts words that lead to a date ("Published on Tuesday,") off the end of what stands before it; *updated is
 * set when they say that it is the day of a change. */
TfSlice page_strip_date_words(TfSlice before, bool *updated);

/* page_head.c. want_title false: the title was given and is not in the text. Marks what it used as out. */
void page_read_head(Page *page, bool want_title, PageFacts *facts);

/* page_dateline.c. "MOSCOW, Nov 27 (Agency) —" before the first paragraph. It wins over the date of the
 * page's head, which may be a reprint's, and takes the year from it when it has none. */
void page_read_dateline(const Page *page, PageFacts *facts);

/* page_tail.c. Marks what follows the article and what stands between its paragraphs as out. */
void page_read_tail(Page *page, PageFacts *facts);

/* page_body.c. Paragraphs from the lines that are left. */
TF_CHECKED TfStatus page_make_body(const Page *page, TfArena *arena, TfSpan **body, size_t *count,
                                   TfError *error);

/* page.c. Fills everything from article->text on, but for id, encoding and bad_bytes. `title` as given beside
 * the text, bytes NULL when it was not. */
TF_CHECKED TfStatus reader_fill_article(const ReaderOptions *options, TfSlice title, TfArena *arena,
                                        TfArticle *article, TfError *error);

#endif
