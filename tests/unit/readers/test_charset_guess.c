/* The guess, on the sentences of tests/sentences written in the encodings their languages were and are kept
 * in: of samples of three lengths, bare and within markup, how many come back as they were. */
#include "tests/support/support.h"

#include "importers/readers/charset.h"
#include "importers/readers/convert.h"
#include "tracker/base/file.h"

#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

typedef struct Written {
    const char *language;
    const char *encoding;
} Written;

static const Written written[] = {
    {"ar", "windows-1256"}, {"ar", "ISO-8859-6"},   {"de", "windows-1252"}, {"en", "windows-1252"},
    {"es", "windows-1252"}, {"fr", "windows-1252"}, {"id", "windows-1252"}, {"it", "windows-1252"},
    {"pt", "windows-1252"}, {"ja", "windows-31j"},  {"ja", "EUC-JP"},       {"ja", "ISO-2022-JP"},
    {"ko", "windows-949"},  {"ru", "windows-1251"}, {"ru", "KOI8-R"},       {"ru", "ISO-8859-5"},
    {"ru", "IBM866"},       {"uk", "windows-1251"}, {"uk", "KOI8-U"},       {"tr", "windows-1254"},
    {"vi", "windows-1258"}, {"zh", "GB18030"},      {"zh", "Big5"},
};

/* The sentences of a language, a line each. */
static TfSlice text_of(const char *language, TfArena *arena)
{
    char path[512];
    TfError error;
    TfSlice file;
    TextBuilder text;
    (void)snprintf(path, sizeof path, "%s/tests/sentences/%s.tsv", TEST_SOURCE_DIR, language);
    assert_ok(file_read(path, (size_t)1 << 20, arena, &file, &error), &error);
    text_init(&text, 0);
    while (file.bytes != NULL) {
        TfSlice line = tf_slice_split(&file, '\n');
        if (line.length == 0 || line.bytes[0] == '#')
            continue;
        text_add_slice(&text, tf_slice_split(&line, '\t'));
        text_add_byte(&text, '\n');
    }
    TfSlice kept = tf_arena_copy(arena, text_slice(&text));
    text_done(&text);
    return kept;
}

static bool is_tone(UChar unit)
{
    return unit == 0x300 || unit == 0x301 || unit == 0x303 || unit == 0x309 || unit == 0x323;
}

/* Vietnamese as windows-1258 holds it: letters whole (â, ơ), each tone behind its letter. */
static int32_t set_tones_apart(const UChar *units, int32_t length, UChar *apart)
{
    int32_t to = 0;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    for (int32_t i = 0; i < length; i++) {
        UChar parts[8];
        UChar tone = 0;
        int32_t kept = 0;
        int32_t count = unorm2_normalize(nfd, units + i, 1, parts, 8, &code);
        for (int32_t part = 0; part < count; part++)
            if (is_tone(parts[part]))
                tone = parts[part];
            else
                parts[kept++] = parts[part];
        to += unorm2_normalize(nfc, parts, kept, apart + to, 8, &code);
        if (tone != 0)
            apart[to++] = tone;
    }
    return to;
}

/* In the encoding, without what it has no byte for; Vietnamese with its tone marks set apart. */
static TfSlice encode(TfSlice text, const char *encoding, TfArena *arena)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t room = (int32_t)text.length * 2 + 16;
    UChar *units = tf_arena_alloc(arena, (size_t)room * sizeof *units);
    UChar *apart = tf_arena_alloc(arena, (size_t)room * sizeof *units);
    int32_t length;
    u_strFromUTF8(units, room, &length, text.bytes, (int32_t)text.length, &code);
    if (strcmp(encoding, "windows-1258") == 0) {
        length = set_tones_apart(units, length, apart);
        units = apart;
    }
    UConverter *converter = ucnv_open(encoding, &code);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_SKIP, NULL, NULL, NULL, &code);
    char *bytes = tf_arena_alloc(arena, (size_t)room * 4);
    int32_t count = ucnv_fromUChars(converter, bytes, room * 4, units, length, &code);
    ucnv_close(converter);
    assert_true(U_SUCCESS(code));
    return tf_slice_of(bytes, (size_t)count);
}

/* A sample of about `most` bytes of UTF-8 from `*at` on, whole lines where it holds one. */
static TfSlice next_sample(TfSlice text, size_t *at, size_t most)
{
    size_t start = *at;
    size_t end = start + most < text.length ? start + most : text.length;
    while (end < text.length && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end++;
    *at = end;
    return tf_slice_range(text, start, end);
}

static TfSlice decoded_as(TfSlice bytes, const char *encoding, TfArena *arena)
{
    size_t bad = 0;
    TfError error;
    TextBuilder out;
    text_init(&out, 0);
    assert_ok(reader_convert(bytes, encoding, &out, &bad, &error), &error);
    TfSlice kept = tf_arena_copy(arena, text_slice(&out));
    text_done(&out);
    return kept;
}

static bool comes_back(TfSlice sample, const char *encoding, bool in_markup, TfArena *arena, bool *counts)
{
    static const char head[] = "<!DOCTYPE html><html><head><title>News</title><style>body { margin: 0 }"
                               "</style></head><body class=\"page\"><div id=\"main\"><p class=\"text\">";
    static const char tail[] = "</p></div><script>var page = { id: 17 };</script></body></html>";
    TfSlice text = encode(sample, encoding, arena);
    TfSlice bytes = in_markup ? tf_arena_format(arena, "%s%.*s%s", head, TF_SLICE_ARG(text), tail) : text;
    size_t high = 0;
    for (size_t i = 0; i < bytes.length; i++)
        high += (unsigned char)bytes.bytes[i] >= 0x80 || bytes.bytes[i] == 0x1B;
    *counts = high > 0;
    return high == 0 || tf_slice_equal(decoded_as(bytes, encoding, arena),
                                       decoded_as(bytes, reader_guess_encoding(bytes), arena));
}

/* Right and all of `most`-byte samples in the encoding. */
static void try_samples(const Written *row, size_t most, bool in_markup, size_t *right, size_t *all)
{
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfSlice text = text_of(row->language, &arena);
    for (size_t at = 0, tried = 0; at < text.length && tried < 12; tried++) {
        bool counts;
        bool good = comes_back(next_sample(text, &at, most), row->encoding, in_markup, &arena, &counts);
        *all += counts;
        *right += counts && good;
    }
    tf_arena_done(&arena);
}

static void guesses_what_languages_are_written_in(void **state)
{
    (void)state;
    const struct {
        size_t bytes;
        size_t least; /* of a thousand */
    } lengths[] = {{100, 970}, {1000, 980}, {3000, 990}};
    for (size_t length = 0; length < COUNT(lengths); length++)
        for (int in_markup = 0; in_markup < 2; in_markup++) {
            size_t right = 0;
            size_t all = 0;
            for (size_t i = 0; i < COUNT(written); i++)
                try_samples(&written[i], lengths[length].bytes, in_markup != 0, &right, &all);
            print_message("%zu bytes%s: %zu of %zu\n", lengths[length].bytes, in_markup ? " in markup" : "",
                          right, all);
            assert_true(right * 1000 >= all * lengths[length].least);
        }
}

static void finds_no_fault_with_the_right_encoding(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(written); i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        TfSlice bytes = encode(text_of(written[i].language, &arena), written[i].encoding, &arena);
        unsigned oddness = reader_oddness(bytes, written[i].encoding);
        if (oddness > 100)
            fail_msg("%s in %s: oddness %u", written[i].language, written[i].encoding, oddness);
        tf_arena_done(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_no_fault_with_the_right_encoding),
        cmocka_unit_test(guesses_what_languages_are_written_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
