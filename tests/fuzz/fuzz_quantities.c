/* Any bytes are a text: scanning and the amount grammar must hold, and spans must lie inside, in order. */
#include "importers/extract/amount.h"
#include "importers/extract/extract.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_amounts(TfSlice text, TfSlice lang, TfArena *arena)
{
    LexHits hits;
    AmountList list;
    if (language_scan(text, lang, arena, &hits, NULL) != TF_OK ||
        amounts_find(text, &hits, lang, arena, &list, NULL) != TF_OK)
        return;
    size_t end = 0;
    for (size_t i = 0; i < list.count; i++) {
        TfSpan span = list.items[i].span;
        if (span.start < end || span.end <= span.start || span.end > text.length)
            abort();
        end = span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {"en", "ru", "es", NULL};
    TfSlice text = {(const char *)data, size};
    TfSlice lang = tf_slice(languages[size % 4]);
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfQuantityList quantities;
    (void)language_identify(text);
    if (extract_quantities(text, lang, &arena, &quantities, NULL) == TF_OK)
        check_amounts(text, lang, &arena);
    tf_arena_done(&arena);
    return 0;
}
