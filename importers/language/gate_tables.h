/* The tables of the gate, written by the lexicon compiler (gate_tables.c of the build folder). */
#ifndef IMPORTERS_LANGUAGE_GATE_TABLES_H
#define IMPORTERS_LANGUAGE_GATE_TABLES_H

#include "importers/language/automaton.h"

/* What a form is for the gate. */
typedef enum GateClass {
    GATE_TRADE = 0, /* a word that says what is measured */
    GATE_AMOUNT,    /* a magnitude, a currency, a percent mark, a word of change */
    GATE_CLASSES
} GateClass;

/* In the base of the child by byte 0: the form may go on with letters. */
#define GATE_OPEN 1u

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

/* Where forms of a language, and of no language, may begin; a walk down the large automaton costs more. Forms
 * of four bytes and more are in `four`, shorter ones in `three`, those of one byte in `single`. */
#define SCAN_HASH_BITS 16
typedef struct ScanFilter {
    uint8_t four[(1u << SCAN_HASH_BITS) / 8];
    uint8_t three[(1u << GATE_HASH_BITS) / 8];
    uint8_t single[32];
} ScanFilter;
extern const ScanFilter scan_filters[]; /* by index into automaton_languages */

static inline uint32_t scan_hash(uint32_t bytes)
{
    return (bytes | 0x20202020u) * 0x9E3779B1u >> (32 - SCAN_HASH_BITS);
}

#endif
