/* The gate of texts: a word of trade, and an amount no further from it than a sentence is long. */
#include "importers/language/gate.h"

#include "importers/language/gate_find.h"

/* Trade and amount of one claim are no further apart: one sentence, or a few that follow each other. */
#define SENTENCE_BYTES ((size_t)2048)

static bool find_trade(TfSlice text, size_t at, GateHit *hit)
{
    return gate_find(GATE_TRADE, false, text, at, text.length, hit);
}

static bool find_amount(TfSlice text, size_t at, size_t end, GateHit *hit)
{
    return gate_find(GATE_AMOUNT, false, text, at, end, hit);
}

bool gate_admits(TfSlice text)
{
    GateHit trade;
    GateHit amount;
    size_t looked = 0; /* no amount begins between SENTENCE_BYTES in front of `trade` and here */
    for (size_t at = 0; find_trade(text, at, &trade); at = trade.start + 1) {
        size_t from = trade.start > SENTENCE_BYTES ? trade.start - SENTENCE_BYTES : 0;
        from = from > looked ? from : looked;
        looked = trade.start + SENTENCE_BYTES + 1;
        if (find_amount(text, from, looked, &amount))
            return true;
    }
    return false;
}
