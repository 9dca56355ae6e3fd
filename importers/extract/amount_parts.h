/* The steps of the amount grammar share this: tokens in, drafts of amounts between the steps.
 *
 * amount_number.c   one number with its magnitude: "two and a half billion", "7 bln 500 mln"
 * amount_unit.c     its currency or percent mark, at either side
 * amount_currency.c which of several currencies a shared word means; the currency of a bare magnitude
 * amount_link.c     ranges, lists with one magnitude or currency, second tellings in brackets
 * amount_hedge.c    hedges before and after
 * amount.c          the order of the steps, and what plain numbers look like */
#ifndef IMPORTERS_EXTRACT_AMOUNT_PARTS_H
#define IMPORTERS_EXTRACT_AMOUNT_PARTS_H

#include "importers/extract/amount.h"
#include "importers/extract/token.h"

/* One amount while it is made. */
typedef struct Draft {
    Amount amount;
    size_t first; /* tokens of it, both included; a range holds those of both ends */
    size_t last;
    TfDecimal raw;        /* the number without its magnitude */
    TfDecimal scale;      /* the magnitude; 1 when none */
    bool is_composite;    /* several magnitudes: "7 bln 500 mln" */
    bool is_plain_digits; /* digits only, no mark */
    bool unit_is_behind;  /* the currency or percent mark stands behind the number */
    size_t line;          /* of the text, counted from 0 */
    size_t hedge_behind;  /* token of "-odd" or "-plus" inside it; AMOUNT_NOWHERE */
} Draft;

typedef struct DraftList {
    Draft *items;
    size_t count;
} DraftList;

/* What a currency token means here. */
typedef struct TokenCurrency {
    char code[4];     /* "" for other tokens */
    TfDecimal factor; /* 1; 1/100 for cents */
} TokenCurrency;

typedef struct Grammar {
    TfSlice text;
    const LexHits *hits;
    const NumberStyle *style;
    TokenList tokens;
    TokenCurrency *currencies; /* one for each token */
    DraftList drafts;
    TfArena *arena;
} Grammar;

/* Token at `index`; one of kind TOKEN_NONE outside the list, so index - 1 and index + 1 may be asked for
 * freely. */
const Token *amount_token(const Grammar *grammar, size_t index);
/* Nothing but a blank or a hyphen stands before it. */
bool amount_is_close(const Token *token);

/* Reads the number that starts at token `at`. False when none does. */
bool amount_read_number(const Grammar *grammar, size_t at, Draft *draft);
/* Adds the currency or percent mark to a draft. Tokens before `free_from` belong to the draft before it. */
void amount_read_unit(const Grammar *grammar, size_t free_from, Draft *draft);
/* "percent of 10": a percent mark in front. */
void amount_read_percent_of(const Grammar *grammar, size_t free_from, Draft *draft);

/* Says for each currency token which currency it means. False when memory is short. */
bool amount_choose_currencies(Grammar *grammar);
/* Gives bare magnitudes the currency of the nearest money. */
void amount_infer_currencies(Grammar *grammar);

/* Joins ranges (two drafts become one), shares magnitudes and currencies, finds second tellings. */
void amount_join_ranges(Grammar *grammar);
void amount_share_in_lists(Grammar *grammar);
void amount_find_tellings(Grammar *grammar);

void amount_read_hedges(Grammar *grammar);

#endif
