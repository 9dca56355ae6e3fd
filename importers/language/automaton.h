/* The compiled lexicons: a double-array trie over folded UTF-8 and the entries its forms lead to.
 *
 * The tables are written by the lexicon compiler at build time (lexicons.c of the build folder). */
#ifndef IMPORTERS_LANGUAGE_AUTOMATON_H
#define IMPORTERS_LANGUAGE_AUTOMATON_H

#include "importers/language/fold.h"
#include "importers/language/language.h"

/* The child of node `n` by byte `b` is node `base + b` if its `check` is n. A node with AUTOMATON_ACCEPT in
 * its base ends a form: its child by byte 0 holds the index of the form's first meaning in place of a base.
 */
typedef struct AutomatonNode {
    uint32_t base;
    uint32_t check;
} AutomatonNode;

#define AUTOMATON_ACCEPT 0x80000000u

/* Goes to the child of *node by a byte; false when there is none. The automaton of the lexicons and those of
 * the gate are walked alike. */
static inline bool automaton_step(const AutomatonNode *nodes, uint32_t *node, uint8_t byte)
{
    uint32_t child = (nodes[*node].base & ~AUTOMATON_ACCEPT) + byte;
    if (nodes[child].check != *node)
        return false;
    *node = child;
    return true;
}

static inline bool automaton_step_wide(const AutomatonNode *nodes, uint32_t *node, uint32_t code)
{
    char bytes[4];
    size_t length = fold_write(code, bytes);
    for (size_t i = 0; i < length; i++)
        if (!automaton_step(nodes, node, (uint8_t)bytes[i]))
            return false;
    return true;
}

/* The same by a folded character; what matches nothing (0) leads nowhere. */
static inline bool automaton_step_char(const AutomatonNode *nodes, uint32_t *node, uint32_t code)
{
    if (code < 0x80)
        return code != 0 && automaton_step(nodes, node, (uint8_t)code);
    return automaton_step_wide(nodes, node, code);
}

/* Stands in a form's key where an ending may follow the stem. */
#define AUTOMATON_STEM '~'

/* One meaning of a form. The meanings of a form follow each other. */
typedef struct AutomatonMeaning {
    uint32_t entry;    /* index into automaton_entries */
    uint32_t exact;    /* offset into automaton_texts of the form with its case; 0 when any case will do */
    uint16_t language; /* index into automaton_languages; 0 for every language */
    uint8_t is_last;   /* of the form */
    uint8_t is_glued;  /* its kind touches digits: "28bn", "USD133", "9M", "2.5x" */
    uint8_t is_prefix; /* it is written together with the word behind it */
} AutomatonMeaning;

/* By index into automaton_languages, a trie of the language's forms and those of no language: a small one
 * stays in the processor's cache. [0] holds the forms of all languages. 256 empty nodes at the end of each
 * keep every child inside. */
extern const AutomatonNode *const automaton_nodes[];
extern const AutomatonMeaning automaton_meanings[];
extern const LexEntry automaton_entries[];
extern const uint32_t automaton_entry_count;
extern const char automaton_texts[];
extern const char *const automaton_languages[]; /* [0] is "" */
extern const uint32_t automaton_language_count;

/* A part of an inflected word: an ending that may follow a stem ("~" in a form). */
typedef struct AutomatonAffix {
    const char *text;  /* folded */
    uint16_t language; /* index into automaton_languages */
    uint8_t is_last;   /* no further ending may follow */
    uint8_t sense;     /* LexCase */
} AutomatonAffix;

extern const AutomatonAffix automaton_affixes[]; /* sorted by text */
extern const uint32_t automaton_affix_count;

/* A common word and a language it is common in; sorted by word, so words of several languages lie together.
 */
typedef struct CommonWord {
    const char *word; /* folded */
    const char *language;
} CommonWord;

extern const CommonWord common_words[];
extern const uint32_t common_word_count;

#endif
