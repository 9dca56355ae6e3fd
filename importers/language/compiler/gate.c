/* The tables of the gate: of the lexicon's forms those that every claim needs, as two tries and two filters
 * on their first three bytes. */
#include "importers/language/compiler/compiler.h"

#include "importers/language/fold.h"
#include "importers/language/gate_tables.h"
#include "tracker/base/file.h"
#include "tracker/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILTER_DEPTH     3
#define SCAN_DEPTH       4
#define MOST_CODE        0x10FFFFu
#define FIRST_SURROGATE  0xD800u
#define BEHIND_SURROGATE 0xE000u

/* Trade between countries is told in magnitudes from here on. */
#define LARGE 1e4

/* A character that is folded to another one. */
typedef struct Variant {
    uint32_t folded;
    uint32_t code;
} Variant;

typedef struct Gate {
    Variant *variants; /* sorted by `folded` */
    size_t variant_count;
    size_t variant_capacity;
    TfArena *arena;
    size_t depth; /* of the filter: 3 or 4 bytes */
    ScanFilter scan;
    uint8_t filter[(1u << GATE_HASH_BITS) / 8];
    uint8_t single[32];
} Gate;

/* ---- which forms ---- */

static bool begins_with_one_of(TfSlice value, const char *const *words, size_t count)
{
    TfSlice rest = value;
    TfSlice first = tf_slice_split(&rest, ' ');
    for (size_t i = 0; i < count; i++)
        if (tf_slice_is(first, words[i]))
            return true;
    return false;
}

static bool has_word(TfSlice value, const char *word)
{
    for (TfSlice rest = value; rest.bytes != NULL;)
        if (tf_slice_is(tf_slice_split(&rest, ' '), word))
            return true;
    return false;
}

/* States and blocs, and what stands for a pair of them or for one's own. */
static bool is_party(TfSlice value)
{
    static const char *const stand_ins[] = {"pair", "own", "other", "that", "bloc", "home"};
    bool is_named = value.length >= 2 && value.bytes[0] >= 'A' && value.bytes[0] <= 'Z';
    return is_named || begins_with_one_of(value, stand_ins, sizeof stand_ins / sizeof stand_ins[0]);
}

static bool is_number(TfSlice value)
{
    return (value.bytes[0] >= '0' && value.bytes[0] <= '9') || has_word(value, "article");
}

static bool is_of_class(const LexiconEntry *entry, GateClass kind)
{
    if (kind == GATE_PARTY)
        return entry->kind == LEX_PARTY && is_party(entry->value);
    if (kind == GATE_NUMBER)
        return entry->kind == LEX_NUMBER && is_number(entry->value);
    static const char *const measures[] = {"turnover", "exports", "imports", "balance", "goods"};
    static const char *const changes[] = {"x", "times", "fraction"};
    if (kind == GATE_TRADE) /* a partner in trade is of trade, and the particle of a verb ("aus") any word */
        return entry->kind == LEX_MEASURE && !tf_slice_ends_with(entry->value, " close") &&
               (tf_slice_is(entry->value, "context 1") ||
                begins_with_one_of(entry->value, measures, sizeof measures / sizeof measures[0]));
    if (entry->kind == LEX_GROWTH)
        return begins_with_one_of(entry->value, changes, sizeof changes / sizeof changes[0]);
    /* a glued sign ("b") counts only with a currency at the figure, and that is found itself */
    if (entry->kind == LEX_CURRENCY) /* a small word between two currencies is none */
        return !tf_slice_is(entry->value, "joint");
    return entry->kind == LEX_PERCENT ||
           (entry->kind == LEX_SCALE && !tf_slice_ends_with(entry->value, " glued"));
}

/* ---- the filter ---- */

/* Bytes of a form's beginning as they may stand in a text. */
typedef struct Prefix {
    uint8_t bytes[SCAN_DEPTH + 4];
    size_t length;
    bool is_open; /* letters may follow the whole form */
} Prefix;

static int compare_variants(const void *left, const void *right)
{
    const Variant *a = left;
    const Variant *b = right;
    return a->folded < b->folded ? -1 : a->folded > b->folded;
}

static bool find_variants(Gate *gate)
{
    for (uint32_t code = 1; code <= MOST_CODE; code++) {
        char bytes[4];
        if (code == FIRST_SURROGATE)
            code = BEHIND_SURROGATE;
        FoldedChar folded = fold_char(tf_slice_of(bytes, fold_write(code, bytes)), 0);
        if (folded.code == code || folded.code == 0)
            continue;
        if (!tf_arena_grow(gate->arena, &gate->variants, &gate->variant_capacity, gate->variant_count,
                           sizeof *gate->variants))
            return false;
        gate->variants[gate->variant_count++] = (Variant){folded.code, code};
    }
    qsort(gate->variants, gate->variant_count, sizeof *gate->variants, compare_variants);
    return true;
}

static void set_bit(uint8_t *bits, uint32_t index)
{
    bits[index >> 3] = (uint8_t)(bits[index >> 3] | 1u << (index & 7));
}

/* Sets the bit of a form's beginning in the filter of the scanner. */
static void add_scan_prefix(ScanFilter *filter, uint32_t bytes, Prefix prefix)
{
    unsigned length = prefix.length < SCAN_DEPTH ? (unsigned)prefix.length : SCAN_DEPTH;
    if (length == SCAN_DEPTH)
        set_bit(filter->four, scan_hash(bytes, 4, SCAN_FOUR_BITS));
    else if (prefix.is_open)
        set_bit(filter->open, scan_hash(bytes, length, SCAN_OPEN_BITS));
    else if (length == 3)
        set_bit(filter->three, scan_hash(bytes, 3, SCAN_THREE_BITS));
    else if (length == 2)
        set_bit(filter->two, scan_hash(bytes, 2, SCAN_TWO_BITS));
    else
        set_bit(filter->one, prefix.bytes[0]);
}

/* Sets the bits of a prefix; what is shorter than the filter is deep may be followed by any byte. */
static void add_prefix(Gate *gate, Prefix prefix)
{
    uint32_t bytes = prefix.bytes[0] | (uint32_t)prefix.bytes[1] << 8 | (uint32_t)prefix.bytes[2] << 16;
    if (gate->depth == SCAN_DEPTH) {
        add_scan_prefix(&gate->scan, bytes | (uint32_t)prefix.bytes[3] << 24, prefix);
        return;
    }
    if (prefix.length >= FILTER_DEPTH) {
        set_bit(gate->filter, gate_hash(bytes));
        return;
    }
    if (prefix.length == 1) {
        set_bit(gate->single, prefix.bytes[0]);
        return;
    }
    for (uint32_t byte = 0; byte < 256; byte++) {
        Prefix longer = prefix;
        longer.bytes[longer.length++] = (uint8_t)byte;
        add_prefix(gate, longer);
    }
}

static void add_beginnings(Gate *gate, TfSlice key, Prefix prefix);

static void add_char(Gate *gate, uint32_t code, TfSlice rest, Prefix prefix)
{
    prefix.length += fold_write(code, (char *)prefix.bytes + prefix.length);
    add_beginnings(gate, rest, prefix);
}

/* Adds every way to write the beginning of `key` behind `prefix`. */
static void add_beginnings(Gate *gate, TfSlice key, Prefix prefix)
{
    if (prefix.length >= gate->depth || key.length == 0) {
        add_prefix(gate, prefix);
        return;
    }
    FoldedChar next = fold_char(key, 0);
    /* behind a blank may come more of them: what follows is not asked for */
    TfSlice rest = next.code == ' ' ? tf_slice("") : tf_slice_range(key, next.width, key.length);
    add_char(gate, next.code, rest, prefix);
    Variant wanted = {next.code, 0};
    const Variant *found =
        bsearch(&wanted, gate->variants, gate->variant_count, sizeof wanted, compare_variants);
    if (found == NULL)
        return;
    while (found > gate->variants && found[-1].folded == next.code)
        found--;
    for (; found < gate->variants + gate->variant_count && found->folded == next.code; found++)
        add_char(gate, found->code, rest, prefix);
}

/* ---- the tries ---- */

static void clear_filters(Gate *gate, size_t depth)
{
    gate->depth = depth;
    memset(&gate->scan, 0, sizeof gate->scan);
    memset(gate->filter, 0, sizeof gate->filter);
    memset(gate->single, 0, sizeof gate->single);
}

static int compare_keys(const void *left, const void *right)
{
    const LexiconForm *a = left;
    const LexiconForm *b = right;
    return tf_slice_compare(a->key, b->key);
}

/* A form up to its first stem: any letters may follow that. */
static LexiconForm beginning_of(LexiconForm form)
{
    size_t stem = tf_slice_find_byte(form.key, 1, AUTOMATON_STEM); /* a sign "~" is no stem */
    form.is_prefix = form.is_prefix || stem != TF_NOWHERE;
    form.key = tf_slice_range(form.key, 0, stem);
    return form;
}

/* The lexicon with the forms of one class alone; those that may go on with letters are called prefixes. */
static bool select_forms(const Lexicon *lexicon, GateClass kind, Gate *gate, Lexicon *selected)
{
    *selected = *lexicon;
    selected->forms = tf_arena_alloc_array(gate->arena, lexicon->form_count, sizeof *lexicon->forms);
    selected->form_count = 0;
    if (selected->forms == NULL)
        return false;
    clear_filters(gate, FILTER_DEPTH);
    for (size_t i = 0; i < lexicon->form_count; i++) {
        const LexiconForm *form = &lexicon->forms[i];
        if (!is_of_class(&lexicon->entries[form->entry], kind))
            continue;
        LexiconForm beginning = beginning_of(*form);
        if (beginning.key.length == 0)
            continue;
        selected->forms[selected->form_count++] = beginning;
        add_beginnings(gate, beginning.key, (Prefix){.length = 0});
    }
    qsort(selected->forms, selected->form_count, sizeof *selected->forms, compare_keys);
    for (size_t i = 0; i < selected->form_count; i++)
        selected->forms[i].first = (uint32_t)i;
    return true;
}

static bool is_capitals(TfSlice exact)
{
    for (size_t i = 0; i < exact.length; i++)
        if (exact.bytes[i] < 'A' || exact.bytes[i] > 'Z')
            return false;
    return exact.length > 0;
}

/* "Umsatz", where "umsatz" would be another word. */
static bool is_upper(TfSlice exact)
{
    return exact.length > 0 && exact.bytes[0] >= 'A' && exact.bytes[0] <= 'Z';
}

static bool is_ascii(TfSlice key)
{
    for (size_t i = 0; i < key.length; i++)
        if ((uint8_t)key.bytes[i] >= 0x80)
            return false;
    return true;
}

/* Whether a word of trade is seldom about other things; a deficit may be anyone's, and a gap anything's. */
static bool is_strong(const LexiconEntry *entry)
{
    static const char *const measures[] = {"turnover", "exports", "imports"};
    static const char *const often_else[] = {"weak", "verb", "soft", "world"};
    if (entry->kind != LEX_MEASURE ||
        !begins_with_one_of(entry->value, measures, sizeof measures / sizeof measures[0]))
        return false;
    for (size_t i = 0; i < sizeof often_else / sizeof often_else[0]; i++)
        if (has_word(entry->value, often_else[i]))
            return false;
    return true;
}

/* A number for each party, by its code: 3 letters of 5 bits, or for a bloc its first 3. */
static uint32_t party_id(TfSlice value)
{
    TfSlice rest = value;
    TfSlice code = tf_slice_split(&rest, ' ');
    uint32_t id = 0;
    for (size_t i = 0; i < code.length && i < 4; i++)
        id = id << 5 | ((uint8_t)code.bytes[i] & 31u);
    return id;
}

static bool is_large(TfSlice value)
{
    char number[32];
    (void)snprintf(number, sizeof number, "%.*s", TF_SLICE_ARG(value));
    return strtod(number, NULL) >= LARGE;
}

/* What a form says beside being one of its class. */
static uint32_t meaning_of(const LexiconEntry *entry)
{
    static const char *const changes[] = {"x", "fraction"};
    if (entry->kind == LEX_MEASURE)
        return is_strong(entry) ? GATE_STRONG : 0;
    if (entry->kind == LEX_GROWTH)
        return begins_with_one_of(entry->value, changes, 2) ? GATE_CHANGE : 0;
    if (entry->kind == LEX_SCALE)
        return (has_word(entry->value, "one") || has_word(entry->value, "inner") ? GATE_ALONE : 0) |
               (is_large(entry->value) ? GATE_LARGE : 0);
    if (entry->kind != LEX_PARTY)
        return 0;
    return begins_with_one_of(entry->value, (const char *const[]){"pair"}, 1)
               ? GATE_PAIR
               : party_id(entry->value) << GATE_ID_SHIFT;
}

/* What holds for the forms with the key of form `index`, its first: open when one is, what narrows a form
 * when it holds for all of them, and of several parties the first. Some languages write number and magnitude
 * as one word (Arabic), so only there a currency alone counts. */
static uint32_t flags_of(const Lexicon *selected, size_t index)
{
    uint32_t flags = GATE_CAPITALS | GATE_UPPER | GATE_FIGURE;
    for (size_t i = index; i < selected->form_count; i++) {
        const LexiconForm *form = &selected->forms[i];
        if (!tf_slice_equal(form->key, selected->forms[index].key))
            break;
        const LexiconEntry *entry = &selected->entries[form->entry];
        uint32_t meaning = meaning_of(entry);
        flags |= form->is_prefix ? GATE_OPEN : 0;
        flags |= meaning < 1u << GATE_ID_SHIFT || flags < 1u << GATE_ID_SHIFT ? meaning : 0;
        flags &= is_capitals(form->exact) ? ~0u : ~GATE_CAPITALS;
        flags &= is_upper(form->exact) ? ~0u : ~GATE_UPPER;
        bool is_latin = is_ascii(form->key);
        flags &= is_latin && entry->kind == LEX_CURRENCY ? ~0u : ~GATE_FIGURE;
    }
    return flags;
}

/* Puts flags in place of the index of a form's first meaning. */
static void set_flags(const Lexicon *selected, Trie *trie)
{
    for (size_t i = 0; i < trie->count; i++) {
        uint32_t end = trie->nodes[i].base & ~AUTOMATON_ACCEPT;
        if ((trie->nodes[i].base & AUTOMATON_ACCEPT) != 0 && trie->nodes[end].check == i)
            trie->nodes[end].base = flags_of(selected, trie->nodes[end].base);
    }
}

/* Whether a form's last character is a letter: behind "luso-" a word begins anyway. */
static bool ends_in_letter(TfSlice key)
{
    CharClass last = CHAR_OTHER;
    for (size_t at = 0; at < key.length;) {
        FoldedChar next = fold_char(key, at);
        last = (CharClass)next.klass;
        at += next.width;
    }
    return last == CHAR_LETTER;
}

/* Whether some language glues a prefix to the word behind it in a script of Europe. */
static bool has_near_prefixes(const Lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->form_count; i++)
        if (lexicon->forms[i].is_prefix && fold_char(lexicon->forms[i].key, 0).code < GATE_FAR_SCRIPTS &&
            ends_in_letter(lexicon->forms[i].key))
            return true;
    return false;
}

static void emit_bytes(TextBuilder *out, const uint8_t *bytes, size_t count)
{
    text_add(out, "{");
    for (size_t i = 0; i < count; i++)
        text_addf(out, "%s%u,", i % 32 == 0 ? "\n" : "", bytes[i]);
    text_add(out, "},\n");
}

static TfStatus add_class(const Lexicon *lexicon, GateClass kind, Gate *gate, TextBuilder out[3],
                          TfError *error)
{
    Lexicon selected;
    Trie trie;
    if (!select_forms(lexicon, kind, gate, &selected))
        return tf_fail_memory(error);
    TfStatus status = trie_build(&selected, &trie, error);
    if (status != TF_OK)
        return status;
    set_flags(&selected, &trie);
    text_addf(&out[0], "static const AutomatonNode nodes_%d[] = ", (int)kind);
    trie_emit(&trie, &out[0]);
    emit_bytes(&out[1], gate->filter, sizeof gate->filter);
    emit_bytes(&out[2], gate->single, sizeof gate->single);
    trie_done(&trie);
    return TF_OK;
}

/* The filter of one language, for the scanner. */
static void add_scan_filter(const Lexicon *lexicon, size_t language, Gate *gate, TextBuilder *out)
{
    clear_filters(gate, SCAN_DEPTH);
    for (size_t i = 0; i < lexicon->form_count; i++) {
        uint16_t own = lexicon->entries[lexicon->forms[i].entry].language;
        LexiconForm beginning = beginning_of(lexicon->forms[i]);
        if (own == 0 || own == language)
            add_beginnings(gate, beginning.key, (Prefix){.is_open = beginning.is_prefix});
    }
    text_add(out, "{");
    emit_bytes(out, gate->scan.one, sizeof gate->scan.one);
    emit_bytes(out, gate->scan.two, sizeof gate->scan.two);
    emit_bytes(out, gate->scan.three, sizeof gate->scan.three);
    emit_bytes(out, gate->scan.four, sizeof gate->scan.four);
    emit_bytes(out, gate->scan.open, sizeof gate->scan.open);
    text_add(out, "},\n");
}

TfStatus lexicon_emit_gate(const Lexicon *lexicon, const char *path, TfError *error)
{
    static Gate gate;
    TextBuilder out[3];
    gate.arena = lexicon->arena;
    for (int i = 0; i < 3; i++)
        text_init(&out[i], (size_t)1 << 28);
    text_add(&out[0], "/* Written by the lexicon compiler from importers/lexicons and ICU's names. */\n"
                      "#include \"importers/language/gate_tables.h\"\n\n");
    text_add(&out[1], "const uint8_t gate_filter[GATE_CLASSES][(1u << GATE_HASH_BITS) / 8] = {\n");
    text_add(&out[2], "const uint8_t gate_single[GATE_CLASSES][32] = {\n");
    TfStatus status = find_variants(&gate) ? TF_OK : tf_fail_memory(error);
    for (int kind = 0; kind < GATE_CLASSES && status == TF_OK; kind++)
        status = add_class(lexicon, (GateClass)kind, &gate, out, error);
    text_addf(&out[0], "const bool gate_has_near_prefixes = %s;\n",
              has_near_prefixes(lexicon) ? "true" : "false");
    text_add(&out[0],
             "const AutomatonNode *const gate_nodes[GATE_CLASSES] = {nodes_0, nodes_1, nodes_2, nodes_3};\n");
    for (int i = 1; i < 3; i++) {
        text_add(&out[i], "};\n");
        text_add_slice(&out[0], text_slice(&out[i]));
    }
    text_add(&out[0], "const ScanFilter scan_filters[] = {\n");
    for (size_t i = 0; i < lexicon->language_count && status == TF_OK; i++)
        add_scan_filter(lexicon, i, &gate, &out[0]);
    text_add(&out[0], "};\n");
    if (status == TF_OK)
        status = text_check(&out[0], error);
    if (status == TF_OK)
        status = file_write_whole(path, text_slice(&out[0]), error);
    for (int i = 0; i < 3; i++)
        text_done(&out[i]);
    return status;
}
