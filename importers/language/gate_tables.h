/* The tables of the gate, written by the lexicon compiler (gate_tables.c of the build folder). */
#ifndef IMPORTERS_LANGUAGE_GATE_TABLES_H
#define IMPORTERS_LANGUAGE_GATE_TABLES_H

#include "importers/language/automaton.h"

/* What a form is for the gate. */
typedef enum GateClass {
    GATE_TRADE = 0, /* a word that says what is measured */
    GATE_AMOUNT,    /* a magnitude, a currency, a percent mark, a word of change */
    GATE_PARTY,     /* a country, a bloc, or what stands for one */
    GATE_NUMBER,    /* a number spelled out */
    GATE_CLASSES
} GateClass;

/* In the base of the child by byte 0: */
#define GATE_OPEN     1u  /* the form may go on with letters */
#define GATE_CAPITALS 2u  /* it is written in capitals ("ALL", "TOP") */
#define GATE_FIGURE   4u  /* it counts beside a figure; with a magnitude, that is found itself */
#define GATE_STRONG   8u  /* of trade: it says what is measured by itself, and is seldom about other things */
#define GATE_CHANGE   16u /* of amounts: it needs no number ("doubled") */
#define GATE_ALONE    32u /* of amounts: a magnitude that means one by itself, or is part of a number */
#define GATE_PAIR     64u /* of parties: it stands for two ("the two countries") */
#define GATE_LARGE    128u /* of amounts: a magnitude of trade, ten thousands and more */
#define GATE_UPPER    256u /* it begins with a capital */
#define GATE_ID_SHIFT 10u  /* of parties: from this bit on a number of its own for each */

/* From this code point on letters may be glued to the front of any word ("and the exports" is one word in
 * Arabic); before it only when some language of the lexicons has prefixes there. */
#define GATE_FAR_SCRIPTS 0x590u
extern const bool gate_has_near_prefixes;

/* One trie a class, built like automaton_nodes. */
extern const AutomatonNode *const gate_nodes[GATE_CLASSES];

/* A form of the class may begin with three bytes when bit `gate_hash(bytes)` is set. */
#define GATE_HASH_BITS 15
extern const uint8_t gate_filter[GATE_CLASSES][(1u << GATE_HASH_BITS) / 8];

/* A form of the class is this byte alone when its bit is set; only such forms are not in the filter. */
extern const uint8_t gate_single[GATE_CLASSES][32];

/* Hash of the three low bytes; letters of either case, and other bytes that differ in that bit, are the same.
 */
static inline uint32_t gate_hash(uint32_t bytes)
{
    return ((bytes & 0xFFFFFFu) | 0x202020u) * 0x9E3779B1u >> (32 - GATE_HASH_BITS);
}

/* Where forms of a language, and of no language, may begin; a walk down the automaton costs more. A bit is
 * set for each beginning of a form: its first four bytes, or all of it when it is shorter; `open` has the
 * short ones that letters may follow, stems and prefixes. */
#define SCAN_TWO_BITS   13
#define SCAN_THREE_BITS 14
#define SCAN_FOUR_BITS  16
#define SCAN_OPEN_BITS  13
typedef struct ScanFilter {
    uint8_t one[256 / 8];
    uint8_t two[(1u << SCAN_TWO_BITS) / 8];
    uint8_t three[(1u << SCAN_THREE_BITS) / 8];
    uint8_t four[(1u << SCAN_FOUR_BITS) / 8];
    uint8_t open[(1u << SCAN_OPEN_BITS) / 8];
} ScanFilter;
extern const ScanFilter scan_filters[]; /* by index into automaton_languages */

/* Hash of the low `length` bytes, 1 to 4; letters of either case are the same, as in gate_hash. */
static inline uint32_t scan_hash(uint32_t bytes, unsigned length, unsigned bits)
{
    uint32_t mask = 0xFFFFFFFFu >> (32 - 8 * length);
    return ((bytes | 0x20202020u) & mask) * 0x9E3779B1u >> (32 - bits);
}

#endif
