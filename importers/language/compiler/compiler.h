/* The lexicon compiler: TSV files and ICU's names in, one C file with the phrase automaton out. Runs at build
 * time. */
#ifndef IMPORTERS_LANGUAGE_COMPILER_COMPILER_H
#define IMPORTERS_LANGUAGE_COMPILER_COMPILER_H

#include "importers/language/automaton.h"
#include "tracker/base/text.h"
#include "tracker/base/tsv.h"

typedef struct LexiconEntry {
    LexKind kind;
    TfSlice value;
    uint16_t language; /* index into languages; 0 for every language */
    TfSlice place;     /* "en/scale.tsv:3", "CLDR" */
} LexiconEntry;

/* One way to write an entry, as the automaton compares it. */
typedef struct LexiconForm {
    TfSlice key; /* folded, blank runs as one blank */
    uint32_t entry;
    TfSlice exact;  /* the form with its case when it must agree; bytes NULL when any case will do */
    bool is_prefix; /* written together with the word behind it */
    uint32_t first; /* what a trie leads to: of the sorted forms the first with this key */
} LexiconForm;

/* A word of any/common.tsv. */
typedef struct LexiconCommon {
    TfSlice word;
    TfSlice language;
} LexiconCommon;

/* An ending of ending.tsv. */
typedef struct LexiconAffix {
    TfSlice text; /* folded */
    uint16_t language;
    bool is_last;
    LexCase sense;
} LexiconAffix;

#define LEXICON_MOST_LANGUAGES 64

typedef struct Lexicon {
    TfArena *arena;
    LexiconEntry *entries;
    size_t entry_count;
    size_t entry_capacity;
    LexiconForm *forms;
    size_t form_count;
    size_t form_capacity;
    LexiconCommon *common;
    size_t common_count;
    size_t common_capacity;
    LexiconAffix *affixes;
    size_t affix_count;
    size_t affix_capacity;
    TfSlice languages[LEXICON_MOST_LANGUAGES]; /* [0] is "", the folder `any` */
    size_t language_count;
} Lexicon;

/* Name of a kind, as its file is called: "scale". */
const char *lexicon_kind_name(LexKind kind);

/* Index of a language, added when new; 0 for "any". False when there are too many. */
bool lexicon_language(Lexicon *lexicon, TfSlice lang, uint16_t *index);

/* Adds an entry without forms. */
bool lexicon_add_entry(Lexicon *lexicon, const LexiconEntry *entry, uint32_t *index);

/* Adds a form of an entry, with and without its hyphens. "=" in front asks for the form's own case; "~"
 * behind a word takes the endings of its language (ending.tsv). Errors  TF_BAD_INPUT naming the entry's place
 */
TF_CHECKED TfStatus lexicon_add_form(Lexicon *lexicon, uint32_t entry, TfSlice form, TfError *error);

/* Folds a form into `key`; its length, or 0 when it is too long or a character of it is not UTF-8. */
#define LEXICON_FORM_BYTES 96
size_t lexicon_fold(TfSlice form, char key[LEXICON_FORM_BYTES]);

/* affix.c: reads one line of ending.tsv. Errors  TF_BAD_INPUT naming the place */
TF_CHECKED TfStatus lexicon_read_affix(Lexicon *lexicon, const TsvReader *reader, uint16_t language,
                                       const char *place, TfError *error);

/* Reads .../<lang>/<kind>.tsv, .../<lang>/ending.tsv, or .../any/common.tsv. Errors name file and line:
 * "ru/scale.tsv:14: value '1e' is not a number" */
TF_CHECKED TfStatus lexicon_read_file(Lexicon *lexicon, const char *path, TfError *error);

/* Whether a value is one its kind knows; `needed` says what was needed. */
bool lexicon_value_is_good(LexKind kind, TfSlice value, const char **needed);

/* Adds ICU's names: currencies and countries in every language of the lexicon it has a table row for, months,
 * magnitudes, ISO currency codes, currency symbols. A form a TSV file has already is left to the file. */
TF_CHECKED TfStatus lexicon_add_cldr(Lexicon *lexicon, TfError *error);

/* Sorts the forms; refuses one that stands twice within a kind and language, and drops CLDR's that do. */
TF_CHECKED TfStatus lexicon_sort(Lexicon *lexicon, TfError *error);

/* A double-array trie over sorted forms; the end of a key leads to `first` of its forms. */
typedef struct Trie {
    AutomatonNode *nodes;
    size_t count;
} Trie;

TF_CHECKED TfStatus trie_build(const Lexicon *lexicon, Trie *trie, TfError *error);
void trie_done(Trie *trie);

/* A C array of the trie's nodes. */
void trie_emit(const Trie *trie, TextBuilder *out);

/* Writes the tables as C. Errors  TF_IO, TF_NO_MEMORY */
TF_CHECKED TfStatus lexicon_emit(const Lexicon *lexicon, const char *path, TfError *error);

/* Writes the tables of the gate (gate_tables.h) as C. Errors  TF_IO, TF_NO_MEMORY */
TF_CHECKED TfStatus lexicon_emit_gate(const Lexicon *lexicon, const char *path, TfError *error);

#endif
