/* What period phrases are made of: marks of the lexicons, years and small numbers, in order. */
#ifndef IMPORTERS_EXTRACT_PERIOD_TOKEN_H
#define IMPORTERS_EXTRACT_PERIOD_TOKEN_H

#include "importers/extract/reading.h"

typedef enum PeriodTokenKind {
    PERIOD_TOKEN_MARK = 0, /* role says what */
    PERIOD_TOKEN_YEAR,     /* 2024 */
    PERIOD_TOKEN_PAIR,     /* 2021-22 */
    PERIOD_TOKEN_NUMBER,   /* 1..100 */
} PeriodTokenKind;

typedef struct PeriodToken {
    TfSpan span;
    PeriodTokenKind kind;
    MarkRole role;     /* of the period or month mark */
    MarkRole deadline; /* of a deadline mark at the same place */
    int number;
    int number_to; /* of a range "2-3", of a pair; else the same */
    bool is_after; /* a small word that stands behind what it governs */
    bool is_word;  /* a number written out: "in June two countries" has no day in it */
    bool is_apart; /* other words stand between this token and the one before */
} PeriodToken;

#define MOST_PERIOD_TOKENS 240

typedef struct PeriodTokens {
    const Reading *reading;
    PeriodToken items[MOST_PERIOD_TOKENS];
    size_t count;
} PeriodTokens;

/* The tokens of a sentence, left to right. */
void period_tokens(const Reading *reading, TfSpan sentence, PeriodTokens *tokens);

#endif
