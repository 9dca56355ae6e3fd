/* Reading ending.tsv: the endings that follow the stems of a language. */
#include "importers/language/compiler/compiler.h"

static const char *const sense_names[LEX_CASE_COUNT] = {
    [LEX_CASE_NONE] = "",       [LEX_CASE_WITH] = "with",       [LEX_CASE_TO] = "to",
    [LEX_CASE_FROM] = "from",   [LEX_CASE_IN] = "in",           [LEX_CASE_OF] = "of",
    [LEX_CASE_PLACE] = "place", [LEX_CASE_COMPANY] = "company",
};

static bool read_sense(TfSlice word, LexCase *sense)
{
    for (int i = 0; i < LEX_CASE_COUNT; i++) {
        if (tf_slice_is(word, sense_names[i])) {
            *sense = (LexCase)i;
            return true;
        }
    }
    return false;
}

/* "on" or "last", then what it says of a party: "last from". */
static bool read_value(TfSlice value, LexiconAffix *affix)
{
    TfSlice word = tf_slice_split(&value, ' ');
    affix->is_last = tf_slice_is(word, "last");
    affix->sense = LEX_CASE_NONE;
    if (!affix->is_last && !tf_slice_is(word, "on"))
        return false;
    return value.bytes == NULL || read_sense(value, &affix->sense);
}

static TfStatus add_affix(Lexicon *lexicon, LexiconAffix affix, TfSlice form, const char *place,
                          TfError *error)
{
    char key[LEXICON_FORM_BYTES];
    size_t length = lexicon_fold(form, key);
    if (length == 0)
        return tf_fail(error, TF_BAD_INPUT, "%s: '%.*s' is empty, too long or not UTF-8", place,
                       TF_SLICE_ARG(form));
    affix.text = tf_arena_copy(lexicon->arena, tf_slice_of(key, length));
    if (affix.text.bytes == NULL ||
        !tf_arena_grow(lexicon->arena, &lexicon->affixes, &lexicon->affix_capacity, lexicon->affix_count,
                       sizeof affix))
        return tf_fail_memory(error);
    lexicon->affixes[lexicon->affix_count++] = affix;
    return TF_OK;
}

TfStatus lexicon_read_affix(Lexicon *lexicon, const TsvReader *reader, uint16_t language, const char *place,
                            TfError *error)
{
    LexiconAffix affix = {.language = language};
    if (reader->count < 2 || !read_value(tsv_field(reader, 1), &affix))
        return tf_fail(error, TF_BAD_INPUT,
                       "%s: the second field is not on or last, with a case such as 'last from'", place);
    TfSlice forms = tsv_field(reader, 0);
    TfStatus status = TF_OK;
    while (forms.bytes != NULL && status == TF_OK)
        status = add_affix(lexicon, affix, tf_slice_trim(tf_slice_split(&forms, '|')), place, error);
    return status;
}
