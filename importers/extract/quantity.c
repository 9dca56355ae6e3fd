/* extract_quantities: the amounts that have a currency and the percentages, whatever they are about. */
#include "importers/extract/amount.h"
#include "importers/extract/extract.h"

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

TfStatus extract_quantities(TfSlice text, TfSlice lang, TfArena *arena, TfQuantityList *quantities,
                            TfError *error)
{
    LexHits hits;
    AmountList amounts;
    TfStatus status = language_scan(text, lang, arena, &hits, error);
    if (status == TF_OK)
        status = amounts_find(text, &hits, lang, arena, &amounts, error);
    if (status != TF_OK)
        return status;
    TfQuantityList list = {NULL, 0, 0};
    for (size_t i = 0; i < amounts.count; i++) {
        if (!is_quantity(&amounts.items[i]))
            continue;
        if (!tf_arena_grow(arena, &list.items, &list.capacity, list.count, sizeof *list.items))
            return tf_fail_memory(error);
        list.items[list.count++] = quantity_of(&amounts.items[i]);
    }
    *quantities = list;
    return TF_OK;
}
