/* PDF documents, made here line by line and read back through pdftotext. */
#include "tests/support/support.h"

#include "importers/readers/pdf.h"
#include "importers/readers/reader.h"

#include <stdlib.h>

#define MOST_OBJECTS 64

typedef struct Pdf {
    TextBuilder out;
    size_t offsets[MOST_OBJECTS];
    size_t count;
} Pdf;

static void open_object(Pdf *pdf)
{
    pdf->offsets[pdf->count++] = pdf->out.length;
    text_addf(&pdf->out, "%zu 0 obj\n", pdf->count);
}

/* A page of one column: 72 points from the left, 14 a line. */
static void add_page(Pdf *pdf, const char *lines)
{
    TextBuilder content;
    TfSlice rest = tf_slice(lines);
    text_init(&content, 0);
    text_add(&content, "BT /F1 11 Tf 14 TL 72 780 Td\n");
    while (rest.bytes != NULL) {
        TfSlice line = tf_slice_split(&rest, '\n');
        text_addf(&content, "(%.*s) Tj T*\n", TF_SLICE_ARG(line));
    }
    text_add(&content, "ET");
    open_object(pdf);
    text_addf(&pdf->out, "<< /Length %zu >>\nstream\n", content.length);
    text_add_slice(&pdf->out, text_slice(&content));
    text_add(&pdf->out, "\nendstream\nendobj\n");
    open_object(pdf);
    text_addf(&pdf->out,
              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %zu 0 R "
              "/Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n",
              pdf->count - 1);
    text_done(&content);
}

/* Catalogue 1, pages 2, font 3, facts 4, then two objects a page. */
static TfSlice make_pdf(TfArena *arena, const char *facts, const char *const *pages, size_t count)
{
    Pdf pdf = {.count = 0};
    text_init(&pdf.out, 0);
    text_add(&pdf.out, "%PDF-1.4\n");
    open_object(&pdf);
    text_add(&pdf.out, "<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
    open_object(&pdf);
    text_add(&pdf.out, "<< /Type /Pages /Kids [");
    for (size_t i = 0; i < count; i++)
        text_addf(&pdf.out, " %zu 0 R", 6 + 2 * i);
    text_addf(&pdf.out, " ] /Count %zu >>\nendobj\n", count);
    open_object(&pdf);
    text_add(&pdf.out, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n");
    open_object(&pdf);
    text_addf(&pdf.out, "<< %s >>\nendobj\n", facts);
    for (size_t i = 0; i < count; i++)
        add_page(&pdf, pages[i]);
    size_t table = pdf.out.length;
    text_addf(&pdf.out, "xref\n0 %zu\n0000000000 65535 f \n", pdf.count + 1);
    for (size_t i = 0; i < pdf.count; i++)
        text_addf(&pdf.out, "%010zu 00000 n \n", pdf.offsets[i]);
    text_addf(&pdf.out, "trailer\n<< /Size %zu /Root 1 0 R /Info 4 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
              pdf.count + 1, table);
    TfSlice bytes = tf_arena_copy(arena, text_slice(&pdf.out));
    text_done(&pdf.out);
    return bytes;
}

static const char *const bulletin[] = {
    "Border Trade Bulletin\n\nTrade across the river grew by a third\n\n"
    "The trade turnover of the two provinces reached 640 million dollars in 2023, the cham-\n"
    "ber of commerce said, after 510 million a year before. Timber made up half of it, and\n"
    "grain a quarter.\n\nThe bridge carried two thirds of the goods, and the ferry took what was left over\n"
    "\n1",
    "Border Trade Bulletin\n\nwhile the old road stayed closed for most of the winter, as it had been "
    "before.\n"
    "\n2",
    "Border Trade Bulletin\n\nIn January 2024 the customs office counted 900 lorries, twice as many as "
    "usual.\n"
    "\n3",
};

static TfStatus read_pdf(TfSlice bytes, const ReaderOptions *options, TfArena *arena, TfArticle *article,
                         TfError *error)
{
    return reader_read_pdf(bytes, tf_slice("bulletin.pdf"), options, arena, article, error);
}

static void reads_paragraphs_across_lines_and_pages(void **state)
{
    (void)state;
    TfArena arena;
    TfArticle article;
    TfError error;
    tf_arena_init(&arena, 0);
    TfSlice bytes = make_pdf(&arena,
                             "/Title (Trade across the river grew by a third) "
                             "/CreationDate (D:20240212101500Z)",
                             bulletin, 3);
    assert_ok(read_pdf(bytes, NULL, &arena, &article, &error), &error);
    assert_slice(tf_article_span(&article, article.title), "Trade across the river grew by a third");
    assert_int_equal(article.body_count, 3);
    assert_slice(tf_article_span(&article, article.body[0]),
                 "The trade turnover of the two provinces reached 640 million dollars in 2023, the chamber "
                 "of commerce said, after 510 million a year before. Timber made up half of it, and grain a "
                 "quarter.");
    assert_slice(tf_article_span(&article, article.body[1]),
                 "The bridge carried two thirds of the goods, and the ferry took what was left over while "
                 "the old road stayed closed for most of the winter, as it had been before.");
    assert_int_equal(article.date.year, 2024);
    assert_int_equal(article.date.month, 2);
    assert_int_equal(article.date.day, 12);
    assert_int_equal(article.date_basis, TF_DATE_META);
    tf_arena_done(&arena);
}

static void takes_no_day_later_than_the_fetch(void **state)
{
    (void)state;
    TfArena arena;
    TfArticle article;
    TfError error;
    tf_arena_init(&arena, 0);
    TfSlice bytes = make_pdf(&arena, "/CreationDate (D:20240212101500Z)", bulletin, 3);
    const ReaderOptions options = {.fetched = {2024, 2, 11}};
    assert_ok(read_pdf(bytes, &options, &arena, &article, &error), &error);
    char day[TF_DATE_CHARS];
    assert_string_equal(tf_date_write(day, article.date), "");
    tf_arena_done(&arena);
}

static void says_what_cannot_be_read(void **state)
{
    (void)state;
    static const char *const blank[] = {""};
    TfArena arena;
    tf_arena_init(&arena, 0);
    const struct {
        TfSlice bytes;
        const char *message;
    } rows[] = {
        {make_pdf(&arena, "", blank, 1), "without text (scanned pages?)"},
        {TF_SLICE("%PDF-1.4\nno more than that"), "is a broken PDF document"},
        {TF_SLICE("%PDF-1.4\n1 0 obj\n<< /Filter /Standard /V 1 /R 2 /P -4 >>\nendobj\ntrailer\n"
                  "<< /Encrypt 1 0 R >>\n%%EOF\n"),
         "PDF document"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArticle article;
        TfError error;
        assert_int_equal(read_pdf(rows[i].bytes, NULL, &arena, &article, &error), TF_BAD_INPUT);
        if (strstr(error.message, rows[i].message) == NULL)
            fail_msg("got \"%s\"", error.message);
    }
    tf_arena_done(&arena);
}

static void joins_lines_as_scripts_do(void **state)
{
    (void)state;
    const struct {
        const char *pages;
        const char *text;
    } rows[] = {
        {"one line that is full\nand its end\n\f", "one line that is full and its end"},
        {"a word di\u00ADvided and di\u00AD\nvided again at the end\n\f",
         "a word di\u00ADvided and divided again at the end"},
        {"the speech of the ex-\nPresident was long\n\f",
         "the speech of the ex- President was long"}, /* no hyphen of division before a capital */
        {"两地贸易额\n达到六亿元\n\f", "两地贸易额达到六亿元"},
        {"Title\n\nText of the page.\n\n- 1 -\n\fMore of it.\n\n- 2 -\n\f",
         "Title\n\nText of the page.\n\nMore of it."},
        {"Head 1\n\nA.\n\fHead 2\n\nB.\n\fHead 3\n\nC.\n\f", "A.\n\nB.\n\nC."},
        {"Head 1\n\nA.\n\fHead 2\n\nB.\n\f", "Head 1\n\nA.\n\nHead 2\n\nB."}, /* twice proves nothing */
        {"Short.\nA line that is a good deal longer than the one before.\n\f",
         "Short.\nA line that is a good deal longer than the one before."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfError error;
        TextBuilder text;
        text_init(&text, 0);
        assert_ok(pdf_join_lines(tf_slice(rows[i].pages), &text, &error), &error);
        assert_slice(text_slice(&text), rows[i].text);
        text_done(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_paragraphs_across_lines_and_pages),
        cmocka_unit_test(takes_no_day_later_than_the_fetch),
        cmocka_unit_test(says_what_cannot_be_read),
        cmocka_unit_test(joins_lines_as_scripts_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
