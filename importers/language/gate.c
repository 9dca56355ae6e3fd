/* The gate: a filter on three bytes finds places where a form may begin, a walk down a trie makes sure. */
#include "importers/language/gate.h"

#include "importers/language/affix.h"
#include "importers/language/fold.h"
#include "importers/language/gate_block.h"
#include "importers/language/gate_tables.h"

#include <string.h>

/* Trade and amount of one claim are no further apart: one sentence, or a few that follow each other. */
#define SENTENCE_BYTES ((size_t)2048)

/* A currency stands this near its figure, in bytes. */
#define FIGURE_REACH ((size_t)40)

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

static bool has_small_letter(TfSlice text, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (text.bytes[i] >= 'a' && text.bytes[i] <= 'z')
            return true;
    return false;
}

/* Whether a figure stands near bytes [start, end), in any script. */
static bool has_figure(TfSlice text, size_t start, size_t end)
{
    size_t at = start > FIGURE_REACH ? start - FIGURE_REACH : 0;
    while (at < start && ((uint8_t)text.bytes[at] & 0xC0) == 0x80)
        at++;
    end = end + FIGURE_REACH < text.length ? end + FIGURE_REACH : text.length;
    while (at < end) {
        FoldedChar next = fold_char(text, at);
        if (next.klass == CHAR_DIGIT)
            return true;
        at += next.width;
    }
    return false;
}

/* Whether the form from `start` that ends at `node` may end here. A figure may touch it: "28bn". */
static bool ends_here(const AutomatonNode *nodes, uint32_t node, CharClass last, TfSlice text, size_t start,
                      size_t at)
{
    uint32_t flags = nodes[nodes[node].base & ~AUTOMATON_ACCEPT].base;
    CharClass after = at < text.length ? (CharClass)fold_char(text, at).klass : CHAR_OTHER;
    bool is_near = fold_char(text, start).code < GATE_FAR_SCRIPTS; /* its stems have endings alone behind */
    Ending ending;
    if (((flags & GATE_OPEN) == 0 || is_near) && !fold_is_boundary(last, after, true) &&
        ((flags & GATE_OPEN) == 0 || !affix_ending(text, at, AFFIX_ANY_LANGUAGE, &ending)))
        return false;
    return ((flags & GATE_CAPITALS) == 0 || !has_small_letter(text, start, at)) &&
           ((flags & GATE_FIGURE) == 0 || has_figure(text, start, at));
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
            ends_here(nodes, node, (CharClass)next.klass, text, start, at))
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
static inline uint32_t bytes_at(TfSlice text, size_t at)
{
    uint8_t bytes[4] = {' ', ' ', ' ', ' '};
    size_t count = text.length - at < 4 ? text.length - at : 4;
    if (count == 4)
        memcpy(bytes, text.bytes + at, 4);
    else
        memcpy(bytes, text.bytes + at, count);
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* The first place in [at, end) where a form of the class begins. Inlined twice, for the two classes. A block
 * of 64 bytes is looked at as a whole for places where a word may begin, and only those are asked about. */
static inline size_t find(GateClass kind, TfSlice text, size_t at, size_t end)
{
    end = end < text.length ? end : text.length;
    GateBlocks blocks = {gate_has_near_prefixes, 0, 0};
    if (at > 0) /* what stands in front of the first block */
        (void)gate_starts(&blocks, text.bytes + (at > 2 ? at - 2 : 0), at > 2 ? 2 : at, kind == GATE_AMOUNT);
    for (; at < end; at += GATE_BLOCK) {
        size_t length = end - at < GATE_BLOCK ? end - at : GATE_BLOCK;
        uint64_t starts = gate_starts(&blocks, text.bytes + at, length, kind == GATE_AMOUNT);
        for (; starts != 0; starts &= starts - 1) {
            size_t start = at + (size_t)__builtin_ctzll(starts);
            if (may_begin(kind, bytes_at(text, start)) && form_at(gate_nodes[kind], text, start))
                return start;
        }
    }
    return NOT_FOUND;
}

static size_t find_trade(TfSlice text, size_t at)
{
    return find(GATE_TRADE, text, at, text.length);
}

static size_t find_amount(TfSlice text, size_t at, size_t end)
{
    return find(GATE_AMOUNT, text, at, end);
}

bool gate_admits(TfSlice text)
{
    size_t looked = 0; /* no amount begins between SENTENCE_BYTES in front of `trade` and here */
    for (size_t trade = find_trade(text, 0); trade != NOT_FOUND;) {
        size_t from = trade > SENTENCE_BYTES ? trade - SENTENCE_BYTES : 0;
        from = from > looked ? from : looked;
        if (find_amount(text, from, trade + SENTENCE_BYTES + 1) != NOT_FOUND)
            return true;
        looked = trade + SENTENCE_BYTES + 1;
        trade = find_trade(text, trade + 1);
    }
    return false;
}
