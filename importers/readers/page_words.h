/* Words that pages put around an article ("Related news", "Published", "By"), in many languages, from
 * page_words.tsv, and the names of months and weekdays, from ICU; one table, made at build time. */
#ifndef IMPORTERS_READERS_PAGE_WORDS_H
#define IMPORTERS_READERS_PAGE_WORDS_H

#include "tracker/base/slice.h"

#include <stdint.h>

/* What a form can be; one form may be several things. */
typedef enum PageWordKind {
    PAGE_END = 1,         /* heads what comes after an article: related news, tags */
    PAGE_NOISE = 2,       /* a line of its own that is no part of the article: Share, Advertisement, Menu */
    PAGE_LABEL = 4,       /* "Tags: ...", "Read more: ...": the whole line is no part of it */
    PAGE_LEGAL = 8,       /* starts a line of rights */
    PAGE_SOURCE = 16,     /* "Source: ..." names an outlet or address */
    PAGE_TITLE = 32,      /* "Title: ..." */
    PAGE_BYLINE = 64,     /* "By ...", "Author: ..." */
    PAGE_PUBLISHED = 128, /* stands before a date: "Published", "ngày" */
    PAGE_UPDATED = 256,   /* stands before the date of a change */
    PAGE_PARTICLE = 512,  /* stands within a date: "27 de noviembre de 2024" */
    PAGE_ZONE = 1024,     /* follows a time: "GMT", "Uhr" */
    PAGE_COMMENTS = 2048, /* heads what readers wrote */
} PageWordKind;

/* Longest form in bytes once folded; what is longer is no form. */
#define PAGE_FORM_BYTES 96

/* The form a lookup needs: composed, without case, without what is not a letter at either end ("Comment (0)"
 * is "comment"), inner blanks single. Empty when it would be longer than PAGE_FORM_BYTES. */
TfSlice page_fold(TfSlice text, char buffer[PAGE_FORM_BYTES]);

/* All that is known of a form. */
typedef struct PageWord {
    uint32_t text;  /* offset of the form in the table's text */
    uint16_t kinds; /* PageWordKind bits */
    int16_t era;    /* the year before the first of an era of this name; 0: none */
    uint8_t length;
    int8_t month;     /* 1..12; 0 none; -1 two months begin so */
    int8_t weekday;   /* 1 Sunday .. 7 Saturday; 0 none */
    bool starts_name; /* first word of a month's or weekday's name of several words */
} PageWord;

/* The word of a folded form; one without anything known when there is none. Never NULL. */
const PageWord *page_word(TfSlice folded);

/* PageWordKind bits of a folded form, 0 when it is none. */
unsigned page_word_kinds(TfSlice folded);

/* 1..12, or 0: names in full or shortened to at least three letters, as long as only one month begins so. */
int page_month(TfSlice folded);

/* 0 Sunday .. 6 Saturday, or -1. */
int page_weekday(TfSlice folded);

/* Kinds of the folded whole, or else of the longest beginning of one to four words that is a form of one of
 * `wanted`; the length in bytes of that beginning in `text` goes to *length. 0 when there is none. */
unsigned page_prefix_kinds(TfSlice text, unsigned wanted, size_t *length);
/* The same at the end; *length counts from the end. */
unsigned page_suffix_kinds(TfSlice text, unsigned wanted, size_t *length);

#endif
