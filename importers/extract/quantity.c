/* extract_quantities: the amounts that have a currency and the percentages, whatever they are about. */
#include "importers/extract/amount.h"
#include "importers/extract/places.h"

#include <string.h>

/* A currency taken over from somewhere else on the page is a guess of the claim reader, no quantity. */
static bool is_quantity(const Amount *amount)
{
    if (amount->kind == AMOUNT_PERCENT)
        return true;
    return amount->kind == AMOUNT_MONEY &&
           (amount->currency_basis == TF_BASIS_EXPLICIT || amount->currency_is_shared);
}

static TfQuantity quantity_of(const Amount *amount)
{
    TfQuantity quantity = {.value = amount->value,
                           .has_value_max = amount->has_value_max,
                           .value_max = amount->value_max,
                           .relation = amount->relation,
                           .span = amount->span};
    if (amount->kind == AMOUNT_PERCENT)
        memcpy(quantity.unit, "percent", sizeof "percent");
    else
        memcpy(quantity.unit, amount->currency, sizeof amount->currency);
    return quantity;
}

/* Adds the quantities of the piece [start, end) of a text. */
static TfStatus add_piece(TfSlice text, TfSlice lang, TfSpan piece, TfArena *scratch, TfArena *arena,
                          TfQuantityList *list, TfError *error)
{
    LexHits hits;
    AmountList amounts;
    TfSlice part = tf_slice_range(text, piece.start, piece.end);
    TfStatus status = language_scan(part, lang, scratch, &hits, error);
    if (status == TF_OK)
        status = amounts_find(part, &hits, lang, scratch, &amounts, error);
    if (status != TF_OK)
        return status;
    for (size_t i = 0; i < amounts.count; i++) {
        if (!is_quantity(&amounts.items[i]))
            continue;
        if (!tf_arena_grow(arena, &list->items, &list->capacity, list->count, sizeof *list->items))
            return tf_fail_memory(error);
        TfQuantity *quantity = &list->items[list->count++];
        *quantity = quantity_of(&amounts.items[i]);
        quantity->span.start += piece.start;
        quantity->span.end += piece.start;
    }
    return TF_OK;
}

TfStatus extract_quantities(TfSlice text, TfSlice lang, TfArena *arena, TfQuantityList *quantities,
                            TfError *error)
{
    TfArena scratch;
    TfStatus status = TF_OK;
    *quantities = (TfQuantityList){NULL, 0, 0};
    tf_arena_init(&scratch, arena->limit);
    for (size_t start = 0; start < text.length && status == TF_OK;) {
        size_t end = text.length - start > PIECE_BYTES ? pieces_cut(text, start) : text.length;
        status = add_piece(text, lang, (TfSpan){start, end}, &scratch, arena, quantities, error);
        tf_arena_reset(&scratch);
        start = end;
    }
    tf_arena_done(&scratch);
    return status;
}
