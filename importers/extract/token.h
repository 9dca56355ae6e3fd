/* The tokens an amount is made of: digits, and the lexicon's numbers, magnitudes, currencies, percent marks,
 * hedges. */
#ifndef IMPORTERS_EXTRACT_TOKEN_H
#define IMPORTERS_EXTRACT_TOKEN_H

#include "importers/extract/number.h"
#include "importers/language/language.h"

typedef enum TokenKind {
    TOKEN_NONE = 0, /* before the first and behind the last one */
    TOKEN_DIGITS,
    TOKEN_NUMBER, /* a number in words, or a part of one */
    TOKEN_SCALE,
    TOKEN_CURRENCY,
    TOKEN_PERCENT,
    TOKEN_HEDGE, /* relation.tsv: hedges, and the words of ranges */
} TokenKind;

/* What stands between a token and the one before it. */
typedef enum TokenGap {
    GAP_OTHER = 0, /* words, sentence ends, anything else */
    GAP_NONE,      /* nothing: "28bn" */
    GAP_BLANK,
    GAP_HYPHEN, /* a hyphen or short dash, glued at both sides */
    GAP_DASH,   /* a dash with blanks, or a long one */
    GAP_COMMA,
    GAP_POINT, /* "." with or without a blank: "bln. dollars" */
    GAP_OPEN,  /* an opening bracket */
    GAP_SLASH,
    GAP_COLON, /* glued: "9:30" */
} TokenGap;

/* What the value column of a number word says besides a number. */
typedef enum NumberWord {
    WORD_NUMBER = 0,
    WORD_ARTICLE,  /* "a": one, before a magnitude */
    WORD_FRACTION, /* "half a": a number, before a magnitude, currency or percent mark */
    WORD_ADD,      /* "and a half": added to what stands before */
    WORD_AND,
    WORD_MINUS,
} NumberWord;

typedef struct Token {
    TokenKind kind;
    TokenGap gap;
    uint32_t start;
    uint32_t end;
    const LexEntry *entry; /* NULL for digits */
    TfDecimal number;      /* NUMBER, SCALE */
    NumberWord word;
    bool inner;    /* SCALE: multiplies the digits of a number inside its magnitude: 千, 천 */
    bool weak;     /* SCALE: counts only with a currency. CURRENCY: a code that is also a word */
    bool alone;    /* SCALE: one of it without a number: "مليار دولار" is a billion dollars */
    bool sign;     /* CURRENCY: stands before the number as a rule */
    bool is_code;  /* DIGITS: glued to letters, part of an address, a date or a clock time */
    bool is_plain; /* DIGITS: no mark */
    bool used;     /* taken by an amount */
} Token;

typedef struct TokenList {
    Token *items;
    size_t count;
    size_t capacity;
} TokenList;

/* The tokens of a text in order, without overlaps (the longest form at a place wins).
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus tokens_find(TfSlice text, const LexHits *hits, const NumberStyle *style, TfArena *arena,
                                TokenList *list, TfError *error);

/* What stands in [from, to). */
TokenGap token_gap(TfSlice text, size_t from, size_t to);

#endif
