/* Reading the TSV files: entries, their forms, and what is said when a line is wrong. */
#include "importers/language/compiler/compiler.h"

#include "importers/language/fold.h"
#include "tracker/base/file.h"

#include <stdlib.h>
#include <string.h>

#define MOST_FILE_BYTES ((size_t)8 << 20)
#define MOST_HYPHENS    4

static const char *const kind_names[LEX_KIND_COUNT] = {
    [LEX_NUMBER] = "number",   [LEX_SCALE] = "scale",       [LEX_CURRENCY] = "currency",
    [LEX_PERCENT] = "percent", [LEX_RELATION] = "relation", [LEX_MONTH] = "month",
    [LEX_PERIOD] = "period",   [LEX_DEADLINE] = "deadline", [LEX_PARTY] = "party",
    [LEX_MEASURE] = "measure", [LEX_SCOPE] = "scope",       [LEX_STATUS] = "status",
    [LEX_GROWTH] = "growth",   [LEX_RECORD] = "record",     [LEX_SPEECH] = "speech",
    [LEX_TRAP] = "trap",
};

const char *lexicon_kind_name(LexKind kind)
{
    return kind_names[kind];
}

bool lexicon_language(Lexicon *lexicon, TfSlice lang, uint16_t *index)
{
    if (tf_slice_is(lang, "any"))
        lang = tf_slice("");
    for (size_t i = 0; i < lexicon->language_count; i++) {
        if (tf_slice_equal(lexicon->languages[i], lang)) {
            *index = (uint16_t)i;
            return true;
        }
    }
    if (lexicon->language_count == LEXICON_MOST_LANGUAGES)
        return false;
    *index = (uint16_t)lexicon->language_count;
    lexicon->languages[lexicon->language_count++] = lang;
    return true;
}

bool lexicon_add_entry(Lexicon *lexicon, const LexiconEntry *entry, uint32_t *index)
{
    if (!tf_arena_grow(lexicon->arena, &lexicon->entries, &lexicon->entry_capacity, lexicon->entry_count,
                       sizeof *lexicon->entries))
        return false;
    *index = (uint32_t)lexicon->entry_count;
    lexicon->entries[lexicon->entry_count++] = *entry;
    return true;
}

size_t lexicon_fold(TfSlice form, char key[LEXICON_FORM_BYTES])
{
    size_t length = 0;
    for (size_t at = fold_skip_vowels(form, 0); at < form.length;) {
        FoldedChar next = fold_char(form, at);
        at = fold_skip_vowels(form, at + next.width);
        if (next.code == 0 || length + 4 > LEXICON_FORM_BYTES)
            return 0;
        if (next.code != ' ' || (length > 0 && key[length - 1] != ' '))
            length += fold_write(next.code, key + length);
    }
    return length;
}

static bool add_key(Lexicon *lexicon, uint32_t entry, TfSlice key, TfSlice exact, bool is_prefix)
{
    LexiconForm form = {tf_arena_copy(lexicon->arena, key), entry, exact, is_prefix, 0};
    if (form.key.bytes == NULL || !tf_arena_grow(lexicon->arena, &lexicon->forms, &lexicon->form_capacity,
                                                 lexicon->form_count, sizeof *lexicon->forms))
        return false;
    lexicon->forms[lexicon->form_count++] = form;
    return true;
}

TfStatus lexicon_add_form(Lexicon *lexicon, uint32_t entry, TfSlice form, TfError *error)
{
    const char *place = lexicon->entries[entry].place.bytes;
    bool exact = form.length > 1 && form.bytes[0] == '=';
    if (exact)
        form = tf_slice_range(form, 1, form.length);
    bool is_prefix = form.length > 1 && form.bytes[form.length - 1] == '+';
    if (is_prefix)
        form.length--;
    char key[LEXICON_FORM_BYTES];
    size_t length = lexicon_fold(form, key);
    if (length == 0)
        return tf_fail(error, TF_BAD_INPUT, "%s: form '%.*s' is empty, not UTF-8 or longer than %d bytes",
                       place, TF_SLICE_ARG(form), LEXICON_FORM_BYTES - 4);
    if (exact && length > 1 && key[length - 1] == AUTOMATON_STEM)
        return tf_fail(error, TF_BAD_INPUT, "%s: form '=%.*s' asks for its own case and for endings", place,
                       TF_SLICE_ARG(form));
    size_t hyphens[MOST_HYPHENS];
    size_t count = 0;
    for (size_t i = 1; i + 1 < length && count < MOST_HYPHENS; i++)
        if (key[i] == '-' && !exact)
            hyphens[count++] = i;
    for (unsigned choice = 0; choice < 1u << count; choice++) {
        for (size_t i = 0; i < count; i++)
            key[hyphens[i]] = choice >> i & 1 ? ' ' : '-';
        if (!add_key(lexicon, entry, tf_slice_of(key, length), exact ? form : (TfSlice){NULL, 0}, is_prefix))
            return tf_fail_memory(error);
    }
    return TF_OK;
}

/* The last two parts of ".../<lang>/<kind>.tsv"; `kind` is LEX_KIND_COUNT for ending.tsv. */
static bool split_path(TfSlice path, TfSlice *lang, LexKind *kind, TfSlice *short_name)
{
    size_t slash[2] = {0, 0};
    int seen = 0;
    for (size_t i = path.length; i > 0 && seen < 2; i--)
        if (path.bytes[i - 1] == '/')
            slash[seen++] = i;
    if (seen == 0)
        return false;
    *lang = tf_slice_range(path, slash[1], slash[0] - 1);
    *short_name = tf_slice_range(path, slash[1], path.length);
    TfSlice file = tf_slice_range(path, slash[0], path.length);
    if (!tf_slice_ends_with(file, ".tsv"))
        return false;
    file.length -= strlen(".tsv");
    *kind = LEX_KIND_COUNT;
    if (tf_slice_is(file, "ending"))
        return true;
    for (int i = 0; i < LEX_KIND_COUNT; i++) {
        if (tf_slice_is(file, kind_names[i])) {
            *kind = (LexKind)i;
            return true;
        }
    }
    return false;
}

static TfStatus read_line(Lexicon *lexicon, const TsvReader *reader, LexiconEntry entry, TfError *error)
{
    const char *needed = NULL;
    const char *place = entry.place.bytes;
    if (reader->count < 2)
        return tf_fail(error, TF_BAD_INPUT,
                       "%s: one field found, a line is form|variant<TAB>value<TAB>source", place);
    entry.value = tsv_field(reader, 1);
    if (!lexicon_value_is_good(entry.kind, entry.value, &needed))
        return tf_fail(error, TF_BAD_INPUT, "%s: value '%.*s' is not %s", place, TF_SLICE_ARG(entry.value),
                       needed);
    uint32_t index;
    if (!lexicon_add_entry(lexicon, &entry, &index))
        return tf_fail_memory(error);
    TfSlice forms = tsv_field(reader, 0);
    TfStatus status = TF_OK;
    while (forms.bytes != NULL && status == TF_OK)
        status = lexicon_add_form(lexicon, index, tf_slice_trim(tf_slice_split(&forms, '|')), error);
    return status;
}

/* One line of common.tsv: words, language. */
static TfStatus read_common_line(Lexicon *lexicon, const TsvReader *reader, TfError *error)
{
    TfSlice words = tsv_field(reader, 0);
    TfSlice language = tsv_field(reader, 1);
    if (language.length != 2)
        return tf_fail(error, TF_BAD_INPUT, "any/common.tsv:%zu: '%.*s' is not a language of two letters",
                       reader->line, TF_SLICE_ARG(language));
    while (words.bytes != NULL) {
        char key[LEXICON_FORM_BYTES];
        size_t length = lexicon_fold(tf_slice_trim(tf_slice_split(&words, '|')), key);
        LexiconCommon common = {tf_arena_copy(lexicon->arena, tf_slice_of(key, length)), language};
        if (length == 0)
            return tf_fail(error, TF_BAD_INPUT, "any/common.tsv:%zu: a word is empty, too long or not UTF-8",
                           reader->line);
        if (common.word.bytes == NULL ||
            !tf_arena_grow(lexicon->arena, &lexicon->common, &lexicon->common_capacity, lexicon->common_count,
                           sizeof common))
            return tf_fail_memory(error);
        lexicon->common[lexicon->common_count++] = common;
    }
    return TF_OK;
}

static TfStatus read_common(Lexicon *lexicon, const char *path, TfError *error)
{
    TfSlice file;
    TfStatus status = file_read(path, MOST_FILE_BYTES, lexicon->arena, &file, error);
    if (status != TF_OK)
        return status;
    TsvReader reader;
    tsv_open(&reader, file);
    while (status == TF_OK && tsv_next(&reader))
        status = read_common_line(lexicon, &reader, error);
    return status;
}

TfStatus lexicon_read_file(Lexicon *lexicon, const char *path, TfError *error)
{
    TfSlice lang;
    TfSlice name;
    LexiconEntry entry = {.kind = LEX_NUMBER};
    if (tf_slice_ends_with(tf_slice(path), "any/common.tsv"))
        return read_common(lexicon, path, error);
    if (!split_path(tf_slice(path), &lang, &entry.kind, &name))
        return tf_fail(error, TF_BAD_USAGE, "%s is no lexicon: a lexicon is <language>/<kind>.tsv", path);
    if (!lexicon_language(lexicon, lang, &entry.language))
        return tf_fail(error, TF_LIMIT, "%s: more than %d languages", path, LEXICON_MOST_LANGUAGES - 1);
    TfSlice file;
    TfStatus status = file_read(path, MOST_FILE_BYTES, lexicon->arena, &file, error);
    if (status != TF_OK)
        return status;
    TsvReader reader;
    tsv_open(&reader, file);
    while (status == TF_OK && tsv_next(&reader)) {
        entry.place = tf_arena_format(lexicon->arena, "%.*s:%zu", TF_SLICE_ARG(name), reader.line);
        if (entry.place.bytes == NULL)
            return tf_fail_memory(error);
        status = entry.kind == LEX_KIND_COUNT
                     ? lexicon_read_affix(lexicon, &reader, entry.language, entry.place.bytes, error)
                     : read_line(lexicon, &reader, entry, error);
    }
    return status;
}

/* qsort passes no context, so the entries are reached through the one lexicon of the program. */
static const LexiconEntry *sorted_entries;

static int compare_forms(const void *left, const void *right)
{
    const LexiconForm *a = left;
    const LexiconForm *b = right;
    int order = tf_slice_compare(a->key, b->key);
    if (order != 0)
        return order;
    const LexiconEntry *x = &sorted_entries[a->entry];
    const LexiconEntry *y = &sorted_entries[b->entry];
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->language != y->language)
        return x->language < y->language ? -1 : 1;
    return a->entry < b->entry ? -1 : a->entry > b->entry;
}

static bool same_meaning(const Lexicon *lexicon, const LexiconForm *a, const LexiconForm *b)
{
    const LexiconEntry *x = &lexicon->entries[a->entry];
    const LexiconEntry *y = &lexicon->entries[b->entry];
    return tf_slice_equal(a->key, b->key) && x->kind == y->kind;
}

static bool is_cldr(const Lexicon *lexicon, const LexiconForm *form)
{
    return tf_slice_starts_with(lexicon->entries[form->entry].place, "CLDR");
}

/* Whether an earlier form takes the place of `form`: the same word of the same kind, by a file before CLDR.
 */
static TfStatus check_against(const Lexicon *lexicon, const LexiconForm *earlier, const LexiconForm *form,
                              bool *drop, TfError *error)
{
    const LexiconEntry *x = &lexicon->entries[earlier->entry];
    const LexiconEntry *y = &lexicon->entries[form->entry];
    if (is_cldr(lexicon, form)) {
        *drop = *drop || x->language == y->language || x->language == 0 || y->language == 0;
        return TF_OK;
    }
    bool same_case = (earlier->exact.bytes == NULL && form->exact.bytes == NULL) ||
                     (earlier->exact.bytes != NULL && form->exact.bytes != NULL &&
                      tf_slice_equal(earlier->exact, form->exact));
    if (x->language != y->language || !same_case)
        return TF_OK;
    if (earlier->entry == form->entry) {
        *drop = true; /* two variants that fold to one */
        return TF_OK;
    }
    return tf_fail(error, TF_BAD_INPUT, "%s: form '%.*s' is also in %s", y->place.bytes,
                   TF_SLICE_ARG(form->key), x->place.bytes);
}

static int compare_common(const void *left, const void *right)
{
    const LexiconCommon *a = left;
    const LexiconCommon *b = right;
    int order = tf_slice_compare(a->word, b->word);
    return order != 0 ? order : tf_slice_compare(a->language, b->language);
}

static int compare_affixes(const void *left, const void *right)
{
    const LexiconAffix *a = left;
    const LexiconAffix *b = right;
    int order = tf_slice_compare(a->text, b->text);
    return order != 0 ? order : (int)a->language - (int)b->language;
}

TfStatus lexicon_sort(Lexicon *lexicon, TfError *error)
{
    if (lexicon->common_count > 0)
        qsort(lexicon->common, lexicon->common_count, sizeof *lexicon->common, compare_common);
    if (lexicon->affix_count > 0)
        qsort(lexicon->affixes, lexicon->affix_count, sizeof *lexicon->affixes, compare_affixes);
    sorted_entries = lexicon->entries;
    if (lexicon->form_count > 0)
        qsort(lexicon->forms, lexicon->form_count, sizeof *lexicon->forms, compare_forms);
    size_t kept = 0;
    for (size_t i = 0; i < lexicon->form_count; i++) {
        const LexiconForm *form = &lexicon->forms[i];
        bool drop = false;
        for (size_t k = kept; k > 0 && same_meaning(lexicon, &lexicon->forms[k - 1], form); k--) {
            TfStatus status = check_against(lexicon, &lexicon->forms[k - 1], form, &drop, error);
            if (status != TF_OK)
                return status;
        }
        if (drop)
            continue;
        lexicon->forms[kept] = *form;
        bool again = kept > 0 && tf_slice_equal(lexicon->forms[kept - 1].key, form->key);
        lexicon->forms[kept].first = again ? lexicon->forms[kept - 1].first : (uint32_t)kept;
        kept++;
    }
    lexicon->form_count = kept;
    return TF_OK;
}
