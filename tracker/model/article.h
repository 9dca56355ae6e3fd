/* An article as a reader hands it on: the text claims point into, and what is known about the page. */
#ifndef TRACKER_MODEL_ARTICLE_H
#define TRACKER_MODEL_ARTICLE_H

#include "tracker/base/date.h"
#include "tracker/model/claim.h"

typedef enum TfDateBasis {
    TF_DATE_UNKNOWN = 0,
    TF_DATE_GIVEN, /* by the user or the feed */
    TF_DATE_PAGE,  /* a source or date line of the page */
    TF_DATE_TEXT,  /* a dateline in the running text */
    TF_DATE_URL,
    TF_DATE_META,    /* metadata of a web page */
    TF_DATE_FETCHED, /* the page says nothing: the day it was fetched, so published no later */
} TfDateBasis;

/* Where a block of the text stands in the bytes of the page as it came. */
typedef struct TfPlace {
    size_t text;  /* first byte of the block in the article's text */
    size_t input; /* first byte of it in the page */
} TfPlace;

typedef struct TfArticle {
    TfSlice id;       /* as the input names it: a file, a JSON Lines id; never empty */
    TfSlice text;     /* UTF-8, LF line ends; every span of a claim counts bytes of this */
    TfSpan title;     /* in text; empty span when there is none */
    TfSlice headline; /* title given beside the text; bytes NULL when it is part of the text */
    TfSpan *body;     /* paragraphs in text, in order; captions included, boilerplate left out */
    size_t body_count;
    TfPlace *places; /* in order of text; NULL when the reader cannot tell */
    size_t place_count;
    TfSlice author;    /* bytes NULL when unknown */
    TfSlice outlet;    /* original outlet, bytes NULL when unknown */
    TfSlice publisher; /* the site that carries it when that is another ("Vietnam.vn") */
    TfSlice url;       /* bytes NULL when unknown */
    TfSlice lang;      /* ISO 639-1, bytes NULL when unknown */
    TfDate date;       /* publication day; unset when unknown */
    TfDateBasis date_basis;
    const char *encoding; /* the encoding it was read from: "UTF-8", "windows-1251" */
    size_t bad_bytes;     /* bytes that could not be decoded and became U+FFFD */
    bool is_skimmed;      /* cannot hold a claim, and only claims were asked for: nothing but id is set */
} TfArticle;

TF_EXPORT TfSlice tf_article_span(const TfArticle *article, TfSpan span);
/* "unknown", "given", "page", "text", "url", "meta", "fetched". */
TF_EXPORT const char *tf_date_basis_name(TfDateBasis basis);

/* Lower-case hex SHA-256 of the normalised text: an article's identity. Blank runs count as one blank, so a
 * copy with other line ends or indents is the same article. */
#define TF_HASH_CHARS 65
TF_EXPORT void tf_article_hash(const TfArticle *article, char hash[TF_HASH_CHARS]);

#endif
