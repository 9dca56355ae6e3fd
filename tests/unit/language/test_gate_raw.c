/* The gate for raw pages: what an article's text lets through, its page lets through in any markup and
 * encoding. */
#include "importers/language/gate.h"
#include "importers/language/gate_raw.h"
#include "tests/support/support.h"
#include "tracker/base/text.h"

#include <glob.h>
#include <stdlib.h>
#include <unicode/ucnv.h>

typedef void (*Wrap)(TfSlice text, TextBuilder *out);

static const char *const head =
    "<!DOCTYPE html><html><head><title>News</title><style>p > b {width: 50%}</style>"
    "<script>var a = '<b>exports</b> 5 billion'; if (a < 3) b();</script></head>"
    "<body class=\"exports $5 billion\"><!-- exports > $5 billion -->";

/* A paragraph a line, some words in elements of their own. */
static void in_paragraphs(TfSlice text, TextBuilder *out)
{
    text_add(out, head);
    for (TfSlice rest = text; rest.bytes != NULL;) {
        TfSlice line = tf_slice_split(&rest, '\n');
        text_add(out, "\n    <p class=\"x\">\n        ");
        for (size_t word = 0; line.bytes != NULL; word++) {
            text_add(out, word % 3 == 1 ? "<a href=\"/a?b=1&amp;c=2\"><b>" : "");
            text_add_slice(out, tf_slice_split(&line, ' '));
            text_add(out, word % 3 == 1 ? "</b></a>" : "");
            text_add(out, line.bytes == NULL ? "" : word % 2 == 0 ? "&nbsp;" : " ");
        }
        text_add(out, "</p>");
    }
    text_add(out, "</body></html>");
}

/* Everything beyond ASCII as a number. */
static void in_references(TfSlice text, TextBuilder *out)
{
    text_add(out, head);
    for (size_t at = 0; at < text.length;) {
        size_t width = tf_utf8_sequence(text.bytes + at, text.length - at);
        uint32_t code = (uint8_t)text.bytes[at];
        code &= width == 2 ? 0x1F : width == 3 ? 0x0F : width == 4 ? 0x07 : 0x7F;
        for (size_t i = 1; i < width; i++)
            code = code << 6 | ((uint8_t)text.bytes[at + i] & 0x3F);
        text_addf(out, code < 0x80 ? "%c" : at % 2 == 0 ? "&#%u;" : "&#x%X;", code);
        at += width == 0 ? 1 : width;
    }
}

/* Only as the body that a script tells. */
static void in_json_ld(TfSlice text, TextBuilder *out)
{
    text_add(out, "<html><script type=\"application/ld+json\">{\"articleBody\" : \"");
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] == '\n' || text.bytes[i] == '"')
            text_add(out, text.bytes[i] == '\n' ? "\\n" : "\\\"");
        else
            text_add_byte(out, text.bytes[i]);
    text_add(out, "\"}</script><p>Read on with a subscription.</p></html>");
}

static size_t check(TfSlice text, const char *path, Wrap wrap)
{
    TextBuilder page;
    text_init(&page, 0);
    wrap(text, &page);
    bool admitted = gate_admits_raw(text_slice(&page), true);
    if (!admitted)
        print_error("%s: held back\n", path);
    text_done(&page);
    return !admitted;
}

static size_t check_encoding(TfSlice text, const char *path, const char *encoding)
{
    TextBuilder page;
    UErrorCode status = U_ZERO_ERROR;
    text_init(&page, 0);
    in_paragraphs(text, &page);
    static char bytes[1 << 18];
    int32_t length =
        ucnv_convert(encoding, "UTF-8", bytes, sizeof bytes, page.bytes, (int32_t)page.length, &status);
    assert_true(U_SUCCESS(status));
    text_done(&page);
    bool admitted = gate_admits_raw(tf_slice_of(bytes, (size_t)length), true);
    if (!admitted)
        print_error("%s in %s: held back\n", path, encoding);
    return !admitted;
}

/* The encodings that pages of a language were written in before UTF-8. */
static const struct {
    const char *language;
    const char *encodings[3];
} legacy[] = {
    {"ru", {"windows-1251", "KOI8-R", "UTF-16"}},
    {"uk", {"windows-1251", "KOI8-U", NULL}},
    {"zh", {"GB18030", "Big5", "UTF-16"}},
    {"ja", {"Shift_JIS", "EUC-JP", "ISO-2022-JP"}},
    {"ko", {"EUC-KR", NULL, NULL}},
    {"ar", {"windows-1256", NULL, NULL}},
    {"tr", {"windows-1254", NULL, NULL}},
    {"de", {"windows-1252", "ISO-8859-15", NULL}},
    {"fr", {"windows-1252", "ISO-8859-1", NULL}},
    {"es", {"windows-1252", NULL, NULL}},
    {"pt", {"windows-1252", NULL, NULL}},
    {"it", {"windows-1252", NULL, NULL}},
    {"vi", {"windows-1258", NULL, NULL}},
};

static size_t check_legacy(TfSlice text, const char *path)
{
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof legacy / sizeof legacy[0]; i++) {
        char folder[8];
        (void)snprintf(folder, sizeof folder, "/%s/", legacy[i].language);
        for (size_t k = 0; k < 3 && strstr(path, folder) != NULL && legacy[i].encodings[k] != NULL; k++)
            wrong += check_encoding(text, path, legacy[i].encodings[k]);
    }
    return wrong;
}

static void lets_through_what_the_text_lets_through(void **state)
{
    (void)state;
    glob_t found;
    size_t asked = 0;
    size_t wrong = 0;
    assert_int_equal(glob(TEST_SOURCE_DIR "/tests/corpus/*/*/*.txt", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        TfArena arena;
        TfError error;
        TfSlice text;
        tf_arena_init(&arena, 0);
        assert_ok(file_read(found.gl_pathv[i], (size_t)1 << 20, &arena, &text, &error), &error);
        if (gate_admits(text)) {
            asked++;
            wrong += check(text, found.gl_pathv[i], in_paragraphs) +
                     check(text, found.gl_pathv[i], in_references) +
                     check(text, found.gl_pathv[i], in_json_ld) + check_legacy(text, found.gl_pathv[i]);
            wrong += !gate_admits_raw(text, false);
        }
        tf_arena_done(&arena);
    }
    globfree(&found);
    assert_true(asked > 200);
    assert_int_equal(wrong, 0);
}

static void looks_at_what_is_seen_only(void **state)
{
    (void)state;
    static const struct {
        const char *page;
        bool admitted;
    } rows[] = {
        {"<p>Exports to China came to $5 billion in India.</p>", true},
        {"<p>Ex<b>ports</b> from India to China came to <i>five</i> billion.</p>", true},
        {"<td>Exports to China, India</td><td>5</td><td>billion</td>", true},
        {"<span>India to China</span><span>Exports</span><span>5 billion</span>", true},
        {"<p>As exporta&ccedil;&otilde;es do Brasil para a &Iacute;ndia: 5 bilh&otilde;es", true},
        {"<P>1 < 2 & exports, China to India: 5&#160;billion", true},
        {"<p>Bilateral trade of the two countries doubled.", true},
        {"<p>India sold China goods of 5 million dollars.", true},
        {"<p>Exports came to $5 billion.</p>", false},
        {"<p>Exports to China came to $5 billion.</p>", false},
        {"<p>Exports from India to China came to billions.</p>", false},
        {"<p>India bought 5 percent of China.</p>", false},
        {"<script>India, China exports = 5 billion</script><p>Nothing.</p>", false},
        {"<SCRIPT>India, China exports = '</b>' + 5 billion</Script><p>Nothing.</p>", false},
        {"<!-- India, China exports: > 5 billion --><p>Nothing.</p>", false},
        {"<p title=\"exports of India to China of 5 billion\">Nothing.</p>", false},
        {"<style>India, China exports 5 billion", false},
        {"<script", false},
        {"<", false},
        {"&#", false},
        {"", false},
        {"\xFF\xFE<", true},        /* not to be judged by its bytes */
        {"\x1B$B<p>Nothing", true}, /* the same */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (gate_admits_raw(tf_slice(rows[i].page), true) != rows[i].admitted)
            fail_msg("\"%s\" is %s", rows[i].page, rows[i].admitted ? "held back" : "admitted");
}

/* Trade and amount that stand on either side of where text is handed to the gate. */
static void finds_what_lies_across_pieces(void **state)
{
    (void)state;
    enum { MOST = 200000 };
    static const char claim[] = " exports to China from India of some 5 billion ";
    char *page = malloc(MOST);
    assert_non_null(page);
    for (size_t at = 60000; at < 70000; at += 97) {
        memset(page, 'x', MOST);
        memcpy(page + at, claim, strlen(claim));
        assert_true(gate_admits_raw(tf_slice_of(page, MOST), true));
    }
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lets_through_what_the_text_lets_through),
                                       cmocka_unit_test(looks_at_what_is_seen_only),
                                       cmocka_unit_test(finds_what_lies_across_pieces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
