/* A language's sentences: its file of patterns, read once, and what ICU makes of them. Patterns, numbers and
 * days are made ready when first used, which a chart does with a dozen of them. */
#include "tracker/report/words.h"

#include "plots/terms.h"
#include "tracker/base/number.h"
#include "tracker/report/words_pattern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

typedef struct WordEntry {
    TfSlice pattern; /* of the file; bytes NULL: not there */
    size_t line;
    WordPattern ready;
} WordEntry;

struct Words {
    ChartLanguage language;
    const char *name; /* of the file */
    WordEntry entries[WORD_COUNT];
    UNumberFormat *numbers; /* NULL until one is written */
    UDateFormat *days[WORDS_OF_DAYS];
    TfArena scratch; /* of the sentence being made */
};

#define EMBEDDED(language)                                                                                   \
    extern const unsigned char embedded_##language##_txt[];                                                  \
    extern const unsigned long embedded_##language##_txt_length
EMBEDDED(en);
EMBEDDED(ru);
EMBEDDED(vi);

static const struct {
    const char *name;
    const unsigned char *bytes;
    const unsigned long *length;
} files[CHART_LANGUAGES] = {
    [CHART_ENGLISH] = {"en.txt", embedded_en_txt, &embedded_en_txt_length},
    [CHART_RUSSIAN] = {"ru.txt", embedded_ru_txt, &embedded_ru_txt_length},
    [CHART_VIETNAMESE] = {"vi.txt", embedded_vi_txt, &embedded_vi_txt_length},
};

/* ---- reading a file ---- */

static TfStatus take_line(Words *words, TfSlice line, size_t number, TfError *error)
{
    TfSlice pattern = line;
    TfSlice key = tf_slice_trim(tf_slice_split(&pattern, '='));
    size_t at = 0;
    while (at < WORD_COUNT && !tf_slice_is(key, word_rows[at].key))
        at++;
    if (pattern.bytes == NULL)
        return tf_fail(error, TF_BAD_INPUT, "%s:%zu: needed 'key = pattern'", words->name, number);
    if (at == WORD_COUNT)
        return tf_fail(error, TF_BAD_INPUT, "%s:%zu: there is no sentence '%.*s'", words->name, number,
                       TF_SLICE_ARG(key));
    if (words->entries[at].pattern.bytes != NULL)
        return tf_fail(error, TF_BAD_INPUT, "%s:%zu: '%.*s' is there already, in line %zu", words->name,
                       number, TF_SLICE_ARG(key), words->entries[at].line);
    words->entries[at].pattern = tf_slice_trim(pattern);
    words->entries[at].line = number;
    return TF_OK;
}

static TfStatus take_file(Words *words, TfSlice file, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t number = 1; status == TF_OK && file.bytes != NULL; number++) {
        TfSlice line = tf_slice_trim(tf_slice_split(&file, '\n'));
        if (line.length > 0 && line.bytes[0] != '#')
            status = take_line(words, line, number, error);
    }
    for (size_t i = 0; status == TF_OK && i < WORD_COUNT; i++)
        if (words->entries[i].pattern.bytes == NULL)
            status = tf_fail(error, TF_BAD_INPUT, "%s: needed '%s'", words->name, word_rows[i].key);
    return status;
}

TfStatus words_read(TfSlice file, const char *name, ChartLanguage language, Words **words, TfError *error)
{
    Words *made = calloc(1, sizeof *made);
    if (made == NULL)
        return tf_fail_memory(error);
    made->language = language;
    made->name = name;
    tf_arena_init(&made->scratch, 0);
    TfStatus status = take_file(made, file, error);
    if (status == TF_OK)
        *words = made;
    else
        words_close(made);
    return status;
}

TfStatus words_open(ChartLanguage language, Words **words, TfError *error)
{
    TfSlice file = tf_slice_of((const char *)files[language].bytes, *files[language].length);
    return words_read(file, files[language].name, language, words, error);
}

void words_close(Words *words)
{
    if (words == NULL)
        return;
    for (size_t i = 0; i < WORD_COUNT; i++)
        umsg_close(words->entries[i].ready.format);
    unum_close(words->numbers);
    for (size_t i = 0; i < WORDS_OF_DAYS; i++)
        udat_close(words->days[i]);
    tf_arena_done(&words->scratch);
    free(words);
}

ChartLanguage words_language(const Words *words)
{
    return words->language;
}

const char *words_code(const Words *words)
{
    return chart_language_code(words->language);
}

/* ---- days ---- */

/* A formatter of days by the pattern of `word`; NULL when ICU has no memory, or the pattern does not read. */
static UDateFormat *open_days(Words *words, Word word)
{
    enum { MOST = 64 };
    UChar pattern[MOST];
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    TfSlice text = words->entries[word].pattern;
    (void)u_strFromUTF8(pattern, MOST, &length, text.bytes, (int32_t)text.length, &code);
    UDateFormat *made =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, words_code(words), u"GMT", -1, pattern, length, &code);
    if (U_SUCCESS(code))
        return made;
    udat_close(made);
    return NULL;
}

static TfSlice kept(TfArena *arena, const UChar *wide, int32_t length)
{
    size_t room = 3 * (size_t)length + 1; /* a UTF-16 unit is at most three bytes of UTF-8 */
    char *bytes = tf_arena_alloc(arena, room);
    int32_t size = 0;
    UErrorCode code = U_ZERO_ERROR;
    if (bytes == NULL)
        return (TfSlice){NULL, 0};
    u_strToUTF8(bytes, (int32_t)room, &size, wide, length, &code);
    return U_SUCCESS(code) ? tf_slice_of(bytes, (size_t)size) : (TfSlice){NULL, 0};
}

TfSlice words_day(Words *words, TfArena *arena, Word pattern, TfDate day)
{
    enum { MOST = 128, MILLISECONDS_A_DAY = 86400000 };
    UChar text[MOST];
    UErrorCode code = U_ZERO_ERROR;
    assert(pattern < WORDS_OF_DAYS);
    if (!tf_date_is_set(day))
        return words_say(words, arena, WORD_DAY_NONE, WITH(.numbers = {0}));
    if (words->days[pattern] == NULL)
        words->days[pattern] = open_days(words, pattern);
    if (words->days[pattern] == NULL)
        return (TfSlice){NULL, 0};
    UDate when = (double)tf_date_to_days(day) * MILLISECONDS_A_DAY;
    int32_t length = udat_format(words->days[pattern], when, text, MOST, NULL, &code);
    return U_SUCCESS(code) ? kept(arena, text, length) : (TfSlice){NULL, 0};
}

/* ---- numbers ---- */

TfSlice words_number(Words *words, TfArena *arena, double value, int decimals)
{
    char digits[TF_FIXED_CHARS];
    UChar text[2 * TF_FIXED_CHARS]; /* with marks between thousands */
    UErrorCode code = U_ZERO_ERROR;
    size_t length = tf_fixed_write(digits, value, decimals);
    if (words->numbers == NULL)
        words->numbers = unum_open(UNUM_DECIMAL, NULL, 0, words_code(words), NULL, &code);
    if (words->numbers == NULL || U_FAILURE(code))
        return (TfSlice){NULL, 0};
    unum_setAttribute(words->numbers, UNUM_FRACTION_DIGITS, decimals);
    int32_t written = unum_formatDecimal(words->numbers, digits, (int32_t)length, text,
                                         (int32_t)(sizeof text / sizeof text[0]), NULL, &code);
    if (U_FAILURE(code)) /* not finite */
        return tf_arena_copy(arena, tf_slice_of(digits, length));
    return kept(arena, text, written);
}

/* ---- sentences ---- */

static TfStatus make_ready(Words *words, Word word, TfError *error)
{
    WordEntry *entry = &words->entries[word];
    TfError reason = {.status = TF_OK};
    if (entry->ready.format != NULL)
        return TF_OK;
    TfStatus status = words_pattern_read(entry->pattern, &word_rows[word], words_code(words), &words->scratch,
                                         &entry->ready, &reason);
    if (status == TF_OK)
        return TF_OK;
    return tf_fail(error, status, "%s:%zu: %s: %s", words->name, entry->line, word_rows[word].key,
                   reason.message);
}

TfStatus words_check(Words *words, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t i = 0; status == TF_OK && i < WORD_COUNT; i++)
        if (word_rows[i].form == WORD_IS_SENTENCE)
            status = make_ready(words, (Word)i, error);
        else if (words->entries[i].pattern.length == 0)
            status = tf_fail(error, TF_BAD_INPUT, "%s:%zu: %s: needed a pattern of days", words->name,
                             words->entries[i].line, word_rows[i].key);
    tf_arena_reset(&words->scratch);
    return status;
}

/* As ICU takes it: UTF-16 with a zero behind it and none within. NULL when memory is short. */
static const UChar *wide_text(Words *words, TfSlice text)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    UChar *wide =
        text.bytes != NULL ? tf_arena_alloc_array(&words->scratch, text.length + 1, sizeof *wide) : NULL;
    if (wide == NULL)
        return NULL;
    u_strFromUTF8WithSub(wide, (int32_t)text.length + 1, &length, text.bytes, (int32_t)text.length, 0xFFFD,
                         NULL, &code);
    for (int32_t i = 0; i < length; i++)
        wide[i] = wide[i] != 0 ? wide[i] : ' ';
    return U_SUCCESS(code) ? wide : NULL;
}

/* Numbers come first and none is left out, so three calls are all there are; texts beyond those that the
 * pattern holds are not looked at. */
static int32_t format(const WordPattern *pattern, const double numbers[2],
                      const UChar *const t[WORDS_MOST_TEXTS], UChar *out, int32_t room, UErrorCode *code)
{
    const UMessageFormat *made = pattern->format;
    static_assert(WORDS_MOST_TEXTS == 6 && WORDS_MOST_NUMBERS == 2, "the calls below pass that many");
    switch (pattern->number_count) {
    case 0:
        return umsg_format(made, out, room, code, t[0], t[1], t[2], t[3], t[4], t[5]);
    case 1:
        return umsg_format(made, out, room, code, numbers[0], t[0], t[1], t[2], t[3], t[4], t[5]);
    default:
        return umsg_format(made, out, room, code, numbers[0], numbers[1], t[0], t[1], t[2], t[3], t[4], t[5]);
    }
}

static TfSlice say(Words *words, TfArena *arena, const WordPattern *pattern, const WordValues *values)
{
    double numbers[WORDS_MOST_NUMBERS] = {0, 0};
    const UChar *texts[WORDS_MOST_TEXTS] = {NULL};
    int32_t room = 1024;
    for (size_t i = 0; i < pattern->number_count; i++)
        numbers[i] = values->numbers[pattern->numbers[i]];
    for (size_t i = 0; i < pattern->text_count; i++) {
        texts[i] = wide_text(words, values->texts[pattern->texts[i]]);
        if (texts[i] == NULL)
            return (TfSlice){NULL, 0};
        room += u_strlen(texts[i]);
    }
    for (int attempt = 0; attempt < 2; attempt++) {
        UErrorCode code = U_ZERO_ERROR;
        UChar *out = tf_arena_alloc_array(&words->scratch, (size_t)room, sizeof *out);
        int32_t length = out != NULL ? format(pattern, numbers, texts, out, room, &code) : 0;
        if (out != NULL && U_SUCCESS(code) && length <= room)
            return kept(arena, out, length);
        if (out == NULL || code != U_BUFFER_OVERFLOW_ERROR)
            break;
        room = length + 1;
    }
    return (TfSlice){NULL, 0};
}

TfSlice words_say(Words *words, TfArena *arena, Word word, const WordValues *values)
{
    TfSlice said = {NULL, 0};
    if (make_ready(words, word, NULL) == TF_OK)
        said = say(words, arena, &words->entries[word].ready, values);
    tf_arena_reset(&words->scratch);
    return said;
}
