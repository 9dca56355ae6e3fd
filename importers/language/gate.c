/* The gate: a filter on three bytes finds places where a form may begin, a walk down a trie makes sure. */
#include "importers/language/gate.h"

#include "importers/language/fold.h"
#include "importers/language/gate_tables.h"

#include <string.h>

/* A sentence is cut at this many bytes, so trade and amount of one claim are no further apart. */
#define SENTENCE_BYTES ((size_t)4096)

#define NOT_FOUND ((size_t)-1)

static size_t skip_blanks(TfSlice text, size_t at)
{
    while (at < text.length) {
        FoldedChar next = fold_char(text, at);
        if (next.klass != CHAR_BLANK && next.klass != CHAR_LINE)
            break;
        at += next.width;
    }
    return at;
}

/* Whether the form that ends at `node` may end here. A figure may touch it: "28bn". */
static bool ends_here(const AutomatonNode *nodes, uint32_t node, CharClass last, TfSlice text, size_t at)
{
    uint32_t flags = nodes[nodes[node].base & ~AUTOMATON_ACCEPT].base;
    CharClass after = at < text.length ? (CharClass)fold_char(text, at).klass : CHAR_OTHER;
    return (flags & GATE_OPEN) != 0 || fold_is_boundary(last, after, true);
}

/* Whether a form of the trie begins at `start`. */
static bool form_at(const AutomatonNode *nodes, TfSlice text, size_t start)
{
    uint32_t node = 0;
    FoldedChar next = fold_char(text, start);
    if (next.klass == CHAR_LETTER && next.code < GATE_FAR_SCRIPTS && !gate_has_near_prefixes &&
        fold_class_before(text, start) == CHAR_LETTER)
        return false;
    for (size_t at = start; automaton_step_char(nodes, &node, next.code);) {
        at += next.width;
        if (next.code == ' ')
            at = skip_blanks(text, at);
        if ((nodes[node].base & AUTOMATON_ACCEPT) != 0 &&
            ends_here(nodes, node, (CharClass)next.klass, text, at))
            return true;
        if (at >= text.length)
            break;
        next = fold_char(text, at);
    }
    return false;
}

static inline bool may_begin(GateClass kind, uint32_t bytes)
{
    uint32_t hash = gate_hash(bytes);
    bool single = kind == GATE_AMOUNT && (gate_single[kind][bytes >> 3 & 31] >> (bytes & 7) & 1) != 0;
    return (gate_filter[kind][hash >> 3] >> (hash & 7) & 1) != 0 || single;
}

/* Four bytes from `at` on, blanks behind the end. */
static uint32_t bytes_at(TfSlice text, size_t at)
{
    uint8_t bytes[4] = {' ', ' ', ' ', ' '};
    size_t count = text.length - at < 4 ? text.length - at : 4;
    memcpy(bytes, text.bytes + at, count);
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* The first place from `at` on where a form of the class begins. Inlined twice, for the two classes. */
static inline size_t find(GateClass kind, TfSlice text, size_t at)
{
    uint32_t bytes = at < text.length ? bytes_at(text, at) << 8 : 0;
    for (; at < text.length; at++) {
        uint32_t coming = at + 3 < text.length ? (uint8_t)text.bytes[at + 3] : (uint8_t)' ';
        bytes = bytes >> 8;
        if (may_begin(kind, bytes) && ((uint8_t)text.bytes[at] & 0xC0) != 0x80 &&
            form_at(gate_nodes[kind], text, at))
            return at;
        bytes = (bytes & 0xFFFFFFu) | coming << 24;
    }
    return NOT_FOUND;
}

static size_t find_trade(TfSlice text, size_t at)
{
    return find(GATE_TRADE, text, at);
}

static size_t find_amount(TfSlice text, size_t at)
{
    return find(GATE_AMOUNT, text, at);
}

bool gate_admits(TfSlice text)
{
    size_t amount = NOT_FOUND;
    size_t trade = find_trade(text, 0);
    while (trade != NOT_FOUND) {
        size_t from = trade > SENTENCE_BYTES ? trade - SENTENCE_BYTES : 0;
        if (amount == NOT_FOUND || amount < from)
            amount = find_amount(text, from);
        if (amount == NOT_FOUND)
            return false;
        if (amount <= trade + SENTENCE_BYTES)
            return true;
        trade = find_trade(text, amount - SENTENCE_BYTES);
    }
    return false;
}
