/* Writing the automaton as C: only constant tables, so the program has nothing to do at start-up. */
#include "importers/language/compiler/compiler.h"

#include "tracker/base/file.h"
#include "tracker/base/text.h"

#include <string.h>

static void emit_string(TextBuilder *out, TfSlice text)
{
    text_add_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        uint8_t byte = (uint8_t)text.bytes[i];
        if (byte < 32 || byte > 126 || byte == '"' || byte == '\\' || byte == '?')
            text_addf(out, "\\%03o", byte);
        else
            text_add_byte(out, (char)byte);
    }
    text_add_byte(out, '"');
}

void trie_emit(const Trie *trie, TextBuilder *out)
{
    text_add(out, "{");
    for (size_t i = 0; i < trie->count; i++)
        text_addf(out, "%s{%uu, %uu},", i % 8 == 0 ? "\n" : "", trie->nodes[i].base, trie->nodes[i].check);
    text_add(out, "\n};\n");
}

/* The forms that a scan of a language can meet: its own and those of no language. */
static bool select_language(const Lexicon *lexicon, size_t language, Lexicon *selected)
{
    *selected = *lexicon;
    selected->forms = tf_arena_alloc_array(lexicon->arena, lexicon->form_count + 1, sizeof *lexicon->forms);
    selected->form_count = 0;
    for (size_t i = 0; selected->forms != NULL && i < lexicon->form_count; i++) {
        uint16_t own = lexicon->entries[lexicon->forms[i].entry].language;
        if (own == 0 || own == language)
            selected->forms[selected->form_count++] = lexicon->forms[i];
    }
    return selected->forms != NULL;
}

/* One trie a language; [0] is that of all languages, for texts whose language is not known. */
static TfStatus emit_tries(TextBuilder *out, const Lexicon *lexicon, TfError *error)
{
    for (size_t i = 0; i < lexicon->language_count; i++) {
        Lexicon selected = *lexicon;
        Trie trie;
        if (i > 0 && !select_language(lexicon, i, &selected))
            return tf_fail_memory(error);
        TfStatus status = trie_build(&selected, &trie, error);
        if (status != TF_OK)
            return status;
        text_addf(out, "static const AutomatonNode nodes_%zu[] = ", i);
        trie_emit(&trie, out);
        trie_done(&trie);
    }
    text_add(out, "const AutomatonNode *const automaton_nodes[] = {");
    for (size_t i = 0; i < lexicon->language_count; i++)
        text_addf(out, "nodes_%zu, ", i);
    text_add(out, "};\n");
    return TF_OK;
}

static void emit_entries(TextBuilder *out, const Lexicon *lexicon)
{
    static const char *const kinds[LEX_KIND_COUNT] = {
        "LEX_NUMBER", "LEX_SCALE",    "LEX_CURRENCY", "LEX_PERCENT", "LEX_RELATION", "LEX_MONTH",
        "LEX_PERIOD", "LEX_DEADLINE", "LEX_PARTY",    "LEX_MEASURE", "LEX_SCOPE",    "LEX_STATUS",
        "LEX_GROWTH", "LEX_RECORD",   "LEX_SPEECH",   "LEX_TRAP"};
    text_addf(out, "const uint32_t automaton_entry_count = %zuu;\nconst LexEntry automaton_entries[] = {\n",
              lexicon->entry_count);
    for (size_t i = 0; i < lexicon->entry_count; i++) {
        const LexiconEntry *entry = &lexicon->entries[i];
        text_addf(out, "{%s, ", kinds[entry->kind]);
        emit_string(out, entry->value);
        text_add(out, ", ");
        emit_string(out, lexicon->languages[entry->language]);
        text_add(out, ", ");
        emit_string(out, entry->place);
        text_add(out, "},\n");
    }
    text_add(out, "{LEX_NUMBER, \"\", \"\", \"\"}\n};\n");
}

/* Kinds whose forms touch digits: "28bn", "USD133", "9M", "2.5x". */
static const bool glued_kinds[LEX_KIND_COUNT] = {
    [LEX_SCALE] = true,  [LEX_CURRENCY] = true, [LEX_PERCENT] = true,
    [LEX_PERIOD] = true, [LEX_MONTH] = true,    [LEX_GROWTH] = true,
};

/* Bytes and a NUL behind them: together these are longer than C lets one string be. */
static void emit_bytes_of(TextBuilder *out, TfSlice text)
{
    for (size_t i = 0; i < text.length; i++)
        text_addf(out, "'\\%03o',", (unsigned)(unsigned char)text.bytes[i]);
    text_add(out, "0,\n");
}

/* The meanings, form by form, and behind them the texts of the forms that ask for their own case. */
static void emit_meanings(TextBuilder *out, const Lexicon *lexicon)
{
    size_t offset = 1;
    text_add(out, "const AutomatonMeaning automaton_meanings[] = {\n");
    for (size_t i = 0; i < lexicon->form_count; i++) {
        const LexiconForm *form = &lexicon->forms[i];
        bool is_last = i + 1 == lexicon->form_count || !tf_slice_equal(form->key, lexicon->forms[i + 1].key);
        bool exact = form->exact.bytes != NULL;
        const LexiconEntry *entry = &lexicon->entries[form->entry];
        text_addf(out, "{%uu, %zuu, %u, %d, %d, %d},\n", form->entry, exact ? offset : 0,
                  (unsigned)entry->language, is_last, glued_kinds[entry->kind], form->is_prefix);
        offset += exact ? form->exact.length + 1 : 0;
    }
    text_add(out, "{0, 0, 0, 1, 0, 0}\n};\nconst char automaton_texts[] = {0,\n");
    for (size_t i = 0; i < lexicon->form_count; i++) {
        if (lexicon->forms[i].exact.bytes == NULL)
            continue;
        emit_bytes_of(out, lexicon->forms[i].exact);
    }
    text_add(out, "};\n");
}

static void emit_common(TextBuilder *out, const Lexicon *lexicon)
{
    text_addf(out, "const uint32_t common_word_count = %zuu;\nconst CommonWord common_words[] = {\n",
              lexicon->common_count);
    for (size_t i = 0; i < lexicon->common_count; i++) {
        text_add(out, "{");
        emit_string(out, lexicon->common[i].word);
        text_add(out, ", ");
        emit_string(out, lexicon->common[i].language);
        text_add(out, "},\n");
    }
    text_add(out, "{\"\", \"\"}\n};\n");
}

static void emit_affixes(TextBuilder *out, const Lexicon *lexicon)
{
    text_addf(out,
              "const uint32_t automaton_affix_count = %zuu;\nconst AutomatonAffix automaton_affixes[] = {\n",
              lexicon->affix_count);
    for (size_t i = 0; i < lexicon->affix_count; i++) {
        const LexiconAffix *affix = &lexicon->affixes[i];
        text_add(out, "{");
        emit_string(out, affix->text);
        text_addf(out, ", %u, %d, %d},\n", (unsigned)affix->language, affix->is_last, (int)affix->sense);
    }
    text_add(out, "{\"\", 0, 0, 0}\n};\n");
}

TfStatus lexicon_emit(const Lexicon *lexicon, const char *path, TfError *error)
{
    TextBuilder out;
    text_init(&out, (size_t)1 << 30);
    text_add(&out, "/* Written by the lexicon compiler from importers/lexicons and ICU's names. */\n"
                   "#include \"importers/language/automaton.h\"\n\n");
    TfStatus status = emit_tries(&out, lexicon, error);
    emit_entries(&out, lexicon);
    emit_meanings(&out, lexicon);
    emit_common(&out, lexicon);
    emit_affixes(&out, lexicon);
    text_addf(&out, "const uint32_t automaton_language_count = %zuu;\n", lexicon->language_count);
    text_add(&out, "const char *const automaton_languages[] = {");
    for (size_t i = 0; i < lexicon->language_count; i++) {
        emit_string(&out, lexicon->languages[i]);
        text_add(&out, ", ");
    }
    text_add(&out, "\"\"};\n");
    if (status == TF_OK)
        status = text_check(&out, error);
    if (status == TF_OK)
        status = file_write_whole(path, text_slice(&out), error);
    text_done(&out);
    return status;
}
