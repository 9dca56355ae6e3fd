/* Finding the forms of one class in a text: a filter on three bytes finds places where a form may begin, a
 * walk down a trie makes sure. In a header so that each gate has it compiled for the classes it asks for. */
#ifndef IMPORTERS_LANGUAGE_GATE_FIND_H
#define IMPORTERS_LANGUAGE_GATE_FIND_H

#include "importers/language/affix.h"
#include "importers/language/fold.h"
#include "importers/language/gate_block.h"
#include "importers/language/gate_tables.h"

#include <string.h>

/* A currency stands this near its figure, in bytes. */
#define FIGURE_REACH ((size_t)40)

/* A form found: bytes [start, end). */
typedef struct GateHit {
    size_t start;
    size_t end;
    uint32_t flags; /* of all the forms that end in between, too, when the longest was asked for */
} GateHit;

static inline size_t gate_skip_blanks(TfSlice text, size_t at)
{
    while (at < text.length) {
        FoldedChar next = fold_char(text, at);
        if (next.klass != CHAR_BLANK && next.klass != CHAR_LINE)
            break;
        at += next.width;
    }
    return at;
}

static inline bool gate_has_small_letter(TfSlice text, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (text.bytes[i] >= 'a' && text.bytes[i] <= 'z')
            return true;
    return false;
}

/* Whether a figure stands near bytes [start, end), in any script. */
static inline bool gate_has_figure(TfSlice text, size_t start, size_t end)
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
static inline bool gate_ends_here(const AutomatonNode *nodes, uint32_t node, CharClass last, TfSlice text,
                                  size_t start, size_t at)
{
    uint32_t flags = nodes[nodes[node].base & ~AUTOMATON_ACCEPT].base;
    CharClass after = at < text.length ? (CharClass)fold_char(text, at).klass : CHAR_OTHER;
    bool is_near = fold_char(text, start).code < GATE_FAR_SCRIPTS; /* its stems have endings alone behind */
    Ending ending;
    if (((flags & GATE_OPEN) == 0 || is_near) && !fold_is_boundary(last, after, true) &&
        ((flags & GATE_OPEN) == 0 || !affix_ending(text, at, AFFIX_ANY_LANGUAGE, &ending)))
        return false;
    if ((flags & GATE_UPPER) != 0 && text.bytes[start] >= 'a' && text.bytes[start] <= 'z')
        return false;
    return ((flags & GATE_CAPITALS) == 0 || !gate_has_small_letter(text, start, at)) &&
           ((flags & GATE_FIGURE) == 0 || gate_has_figure(text, start, at));
}

/* Whether a form of the trie begins at `start`: any, or the longest. */
static inline bool gate_form_at(const AutomatonNode *nodes, TfSlice text, size_t start, bool longest,
                                GateHit *hit)
{
    uint32_t node = 0;
    FoldedChar next = fold_char(text, start);
    if (next.klass == CHAR_LETTER && next.code < GATE_FAR_SCRIPTS && !gate_has_near_prefixes &&
        fold_class_before(text, start) == CHAR_LETTER)
        return false;
    *hit = (GateHit){start, start, 0};
    for (size_t at = start; automaton_step_char(nodes, &node, next.code);) {
        at += next.width;
        if (next.code == ' ')
            at = gate_skip_blanks(text, at);
        if ((nodes[node].base & AUTOMATON_ACCEPT) != 0 &&
            gate_ends_here(nodes, node, (CharClass)next.klass, text, start, at)) {
            hit->end = at;
            hit->flags |= nodes[nodes[node].base & ~AUTOMATON_ACCEPT].base;
            if (!longest)
                return true;
        }
        if (at >= text.length)
            break;
        next = fold_char(text, at);
    }
    return hit->end > start;
}

static inline bool gate_may_begin(GateClass kind, uint32_t bytes)
{
    uint32_t hash = gate_hash(bytes);
    bool single = kind == GATE_AMOUNT && (gate_single[kind][bytes >> 3 & 31] >> (bytes & 7) & 1) != 0;
    return (gate_filter[kind][hash >> 3] >> (hash & 7) & 1) != 0 || single;
}

/* Four bytes from `at` on, blanks behind the end. */
static inline uint32_t gate_bytes_at(TfSlice text, size_t at)
{
    uint8_t bytes[4] = {' ', ' ', ' ', ' '};
    size_t count = text.length - at < 4 ? text.length - at : 4;
    if (count == 4)
        memcpy(bytes, text.bytes + at, 4);
    else
        memcpy(bytes, text.bytes + at, count);
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* The first form of the class that begins in [at, end). A block of 64 bytes is looked at as a whole for
 * places where a word may begin, and only those are asked about. */
static inline bool gate_find(GateClass kind, bool longest, TfSlice text, size_t at, size_t end, GateHit *hit)
{
    bool signs = kind == GATE_AMOUNT;
    end = end < text.length ? end : text.length;
    GateBlocks blocks = {gate_has_near_prefixes, 0, 0};
    if (at > 0 && at < end) /* what stands in front of the first block */
        (void)gate_starts(&blocks, text.bytes + (at > 2 ? at - 2 : 0), at > 2 ? 2 : at, signs);
    for (; at < end; at += GATE_BLOCK) {
        size_t length = end - at < GATE_BLOCK ? end - at : GATE_BLOCK;
        uint64_t starts = gate_starts(&blocks, text.bytes + at, length, signs);
        for (; starts != 0; starts &= starts - 1) {
            size_t start = at + (size_t)__builtin_ctzll(starts);
            if (gate_may_begin(kind, gate_bytes_at(text, start)) &&
                gate_form_at(gate_nodes[kind], text, start, longest, hit))
                return true;
        }
    }
    return false;
}

#endif
