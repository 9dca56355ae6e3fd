/* From a pattern with names to one that ICU's C functions can be given: "{claims, plural, one {# claim}} of
 * {pair}" becomes "{0, plural, one {# claim}} of {1}". */
#include "tracker/report/words_pattern.h"

#include "tracker/base/text.h"

#include <string.h>
#include <unicode/ustring.h>

enum { MOST_USES = 64, MOST_DEPTH = 8, MOST_PATTERN = 4096 };

/* Where a name stands. */
typedef struct Use {
    size_t start, end;
    size_t argument; /* of the row: numbers, then texts */
} Use;

typedef struct Reader {
    TfSlice text;
    size_t at;
    const WordRow *row;
    Use uses[MOST_USES];
    size_t count;
    TfError *error;
} Reader;

static TfStatus fail(const Reader *reader, const char *needed)
{
    return tf_fail(reader->error, TF_BAD_INPUT, "the pattern does not read at its byte %zu: needed %s",
                   reader->at + 1, needed);
}

static bool takes(Reader *reader, char byte)
{
    bool is_there = reader->at < reader->text.length && reader->text.bytes[reader->at] == byte;
    reader->at += is_there ? 1 : 0;
    return is_there;
}

static void skip_blanks(Reader *reader)
{
    while (takes(reader, ' '))
        ;
}

/* A name, a type or what a branch is for. */
static TfSlice take_token(Reader *reader)
{
    size_t start = reader->at;
    while (reader->at < reader->text.length && strchr(" ,{}#'", reader->text.bytes[reader->at]) == NULL)
        reader->at++;
    TfSlice token = tf_slice_range(reader->text, start, reader->at);
    skip_blanks(reader);
    return token;
}

static size_t place_of(TfSlice name, const char *const *names, size_t count)
{
    size_t at = 0;
    while (at < count && (names[at] == NULL || !tf_slice_is(name, names[at])))
        at++;
    return at;
}

static TfStatus note_use(Reader *reader, TfSlice name, bool is_number)
{
    const char *const *names = is_number ? reader->row->numbers : reader->row->texts;
    size_t most = is_number ? WORDS_MOST_NUMBERS : WORDS_MOST_TEXTS;
    size_t at = place_of(name, names, most);
    if (at == most)
        return tf_fail(reader->error, TF_BAD_INPUT, "the sentence is given no %s '%.*s'",
                       is_number ? "number" : "text", TF_SLICE_ARG(name));
    if (reader->count == MOST_USES)
        return fail(reader, "fewer arguments");
    size_t start = (size_t)(name.bytes - reader->text.bytes);
    reader->uses[reader->count++] =
        (Use){start, start + name.length, is_number ? at : WORDS_MOST_NUMBERS + at};
    return TF_OK;
}

static TfStatus read_message(Reader *reader, size_t depth);

/* "one {# claim} other {# claims}" up to the brace that ends the argument. */
static TfStatus read_branches(Reader *reader, size_t depth)
{
    TfStatus status = TF_OK;
    while (status == TF_OK && !takes(reader, '}')) {
        TfSlice branch = take_token(reader);
        if (branch.length == 0 || !takes(reader, '{'))
            return fail(reader, "a branch like other {...}");
        status = read_message(reader, depth + 1);
        if (status == TF_OK && !takes(reader, '}'))
            return fail(reader, "'}'");
        skip_blanks(reader);
    }
    return status;
}

/* Behind its opening brace: "pair}", "claims, plural, ...}", "unit, select, ...}", "open, number}". */
static TfStatus read_argument(Reader *reader, size_t depth)
{
    TfSlice name = take_token(reader);
    if (takes(reader, '}'))
        return note_use(reader, name, false);
    if (!takes(reader, ','))
        return fail(reader, "',' or '}' behind a name");
    skip_blanks(reader);
    TfSlice type = take_token(reader);
    bool is_select = tf_slice_is(type, "select");
    bool is_plural = tf_slice_is(type, "plural");
    if (!is_select && !is_plural && !tf_slice_is(type, "number"))
        return fail(reader, "plural, select or number");
    TfStatus status = note_use(reader, name, !is_select);
    if (status != TF_OK)
        return status;
    if (!is_select && !is_plural)
        return takes(reader, '}') ? TF_OK : fail(reader, "'}'");
    if (!takes(reader, ','))
        return fail(reader, "',' and the branches");
    skip_blanks(reader);
    return read_branches(reader, depth);
}

/* Up to the brace that ends it, or the end of the text. */
static TfStatus read_message(Reader *reader, size_t depth)
{
    TfStatus status = depth < MOST_DEPTH ? TF_OK : fail(reader, "fewer branches within branches");
    while (status == TF_OK && reader->at < reader->text.length && reader->text.bytes[reader->at] != '}') {
        if (reader->text.bytes[reader->at] == '\'')
            return fail(reader, "\u2019 in place of ', which is a sign of ICU's");
        if (takes(reader, '{'))
            status = read_argument(reader, depth);
        else
            reader->at++;
    }
    return status;
}

/* Numbers the arguments that are held, and says in `pattern` which they are. */
static void number_arguments(const Reader *reader, WordPattern *pattern, size_t numbers[WORDS_MOST_ARGUMENTS])
{
    bool is_held[WORDS_MOST_ARGUMENTS] = {false};
    size_t next = 0;
    for (size_t i = 0; i < reader->count; i++)
        is_held[reader->uses[i].argument] = true;
    for (size_t i = 0; i < WORDS_MOST_ARGUMENTS; i++) {
        if (!is_held[i])
            continue;
        numbers[i] = next++;
        if (i < WORDS_MOST_NUMBERS)
            pattern->numbers[pattern->number_count++] = (unsigned char)i;
        else
            pattern->texts[pattern->text_count++] = (unsigned char)(i - WORDS_MOST_NUMBERS);
    }
}

static TfStatus open_format(const TextBuilder *text, const char *locale, TfArena *scratch,
                            WordPattern *pattern, TfError *error)
{
    TfSlice numbered = text_slice(text);
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    UChar *wide = tf_arena_alloc_array(scratch, numbered.length + 1, sizeof *wide);
    TfStatus status = text_check(text, error);
    if (status != TF_OK || wide == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    (void)u_strFromUTF8(wide, (int32_t)numbered.length + 1, &length, numbered.bytes, (int32_t)numbered.length,
                        &code);
    pattern->format = umsg_open(wide, length, locale, NULL, &code);
    if (U_SUCCESS(code))
        return TF_OK;
    umsg_close(pattern->format);
    pattern->format = NULL;
    return tf_fail(error, TF_BAD_INPUT, "the pattern does not read: %s", u_errorName(code));
}

TfStatus words_pattern_read(TfSlice text, const WordRow *row, const char *locale, TfArena *scratch,
                            WordPattern *pattern, TfError *error)
{
    Reader reader = {.text = text, .row = row, .error = error};
    size_t numbers[WORDS_MOST_ARGUMENTS] = {0};
    size_t done = 0;
    if (text.length == 0 || text.length > MOST_PATTERN)
        return tf_fail(error, TF_BAD_INPUT, "a pattern has 1 to %d bytes, not %zu", MOST_PATTERN,
                       text.length);
    TfStatus status = read_message(&reader, 0);
    if (status == TF_OK && reader.at < text.length)
        status = fail(&reader, "'{' before '}'");
    if (status != TF_OK)
        return status;
    *pattern = (WordPattern){.format = NULL};
    number_arguments(&reader, pattern, numbers);
    TextBuilder out;
    text_init(&out, 0);
    for (size_t i = 0; i < reader.count; i++) {
        text_add_slice(&out, tf_slice_range(text, done, reader.uses[i].start));
        text_addf(&out, "%zu", numbers[reader.uses[i].argument]);
        done = reader.uses[i].end;
    }
    text_add_slice(&out, tf_slice_range(text, done, text.length));
    status = open_format(&out, locale, scratch, pattern, error);
    text_done(&out);
    return status;
}
