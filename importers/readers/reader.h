/* Readers turn bytes into articles. One function a format; all fill a TfArticle whose slices live in the
 * arena. */
#ifndef IMPORTERS_READERS_READER_H
#define IMPORTERS_READERS_READER_H

#include "tracker/model/article.h"

/* What the caller knows better than the page. Slices with bytes NULL and an unset date mean "find it
 * yourself". */
typedef struct ReaderOptions {
    TfSlice url;
    TfSlice lang;
    TfSlice outlet;
    TfDate date;
    TfSlice title; /* these four as the container of the page tells them (a feed, an archive) */
    TfSlice author;
    TfSlice charset; /* of the page's bytes; need not be true */
    TfDate fetched;  /* no page was published later */
    /* NULL, or a question put to the text of a JSON line before anything else is read: when the answer is no,
     * the article has an id and is marked as skimmed. */
    bool (*is_wanted)(TfSlice text);
} ReaderOptions;

/* Most bytes of one article; a longer input is refused before anything is allocated for it. */
#define READER_MOST_BYTES ((size_t)64 << 20)

/* Reads a plain-text article as saved from the web.
 *
 * bytes    the file, in any encoding of charset.h
 * id       names the article in messages and in claims (the file's name); not empty
 * article  out: text as UTF-8 with LF line ends, title, body paragraphs, outlet, date, url, lang
 * Errors   TF_BAD_INPUT empty, binary, or nothing that reads as text; TF_LIMIT; TF_NO_MEMORY */
TF_CHECKED TfStatus reader_read_text(TfSlice bytes, TfSlice id, const ReaderOptions *options, TfArena *arena,
                                     TfArticle *article, TfError *error);

/* Reads one line {"id","text","date","lang","title","url","outlet"} of JSON Lines. Only "text" is needed;
 * names that collections of news use for these fields are known as well (line_aliases of json_line.c), other
 * fields are passed over. The text is
 * taken as it stands, so spans count bytes of the "text" field; `line_number` makes the id when there is none
 * and is named in errors. options override the line's fields. Errors   TF_BAD_INPUT naming the field */
TF_CHECKED TfStatus reader_read_jsonl(TfSlice line, size_t line_number, const ReaderOptions *options,
                                      TfArena *arena, TfArticle *article, TfError *error);

/* A line of JSON Lines that holds a page ("html") instead of a text, for the reader of web pages. */
typedef struct ReaderLinePage {
    TfSlice html; /* UTF-8; bytes NULL when the line holds a text */
    TfSlice id;
    ReaderOptions options; /* the caller's, with what the line tells where he left them open */
} ReaderLinePage;

/* Errors   TF_BAD_INPUT no JSON, or a field of another type, naming it; TF_NO_MEMORY */
TF_CHECKED TfStatus reader_page_of_jsonl(TfSlice line, size_t line_number, const ReaderOptions *options,
                                         TfArena *arena, ReaderLinePage *page, TfError *error);

/* Reads a PDF document by pdftotext (package poppler-utils): at most 300 pages, 16 MB of text, 20 seconds.
 *
 * article  out: text is a paragraph a line; running heads, feet and page numbers are left out. date is the
 *          text's own, else the day the file was made
 * Errors   TF_BAD_INPUT broken, needs a password, or holds no text (scanned); TF_LIMIT too large or too
 *          costly; TF_TOOL pdftotext is missing or took too long; TF_NO_MEMORY */
TF_CHECKED TfStatus reader_read_pdf(TfSlice bytes, TfSlice id, const ReaderOptions *options, TfArena *arena,
                                    TfArticle *article, TfError *error);

#endif
