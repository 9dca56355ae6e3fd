/* The gate never holds back a text that has claims: every article of the repository (and of the shared
 * corpus, when it is there), whole and paragraph by paragraph, is read with and without it. */
#define _DEFAULT_SOURCE
#include "importers/extract/extract.h"
#include "importers/language/gate.h"
#include "importers/language/language.h"
#include "tests/unit/extract/case_article.h"

#include <fts.h>

static TfSlice language_of(TfSlice text)
{
    TfSlice lang = language_identify(text);
    return lang.bytes != NULL ? lang : tf_slice("en");
}

/* 1 when the text has claims and the gate holds it back. */
static size_t check_text(TfSlice text, TfSlice lang, const char *path, size_t *with_claims)
{
    TfArena arena;
    TfError error;
    TfClaimList claims;
    tf_arena_init(&arena, 0);
    TfArticle article = case_article(text, lang, tf_slice(path), &arena);
    article.date = (TfDate){2024, 11, 27};
    assert_ok(extract_claims(&article, &arena, &claims, &error), &error);
    bool held_back = claims.count > 0 && !gate_admits(text);
    if (held_back)
        print_error("%s: held back: %.200s\n", path, text.bytes);
    *with_claims += claims.count > 0;
    tf_arena_done(&arena);
    return held_back;
}

static size_t check_file(const char *path, size_t *with_claims)
{
    TfArena arena;
    TfError error;
    TfSlice text;
    tf_arena_init(&arena, 0);
    assert_ok(file_read(path, 4 << 20, &arena, &text, &error), &error);
    TfSlice lang = language_of(text);
    size_t wrong = check_text(text, lang, path, with_claims);
    TfSlice rest = text;
    while (rest.bytes != NULL) {
        char lines[4096];
        TfSlice line = tf_slice_split(&rest, '\n');
        int length = snprintf(lines, sizeof lines, "Title\nOutlet\n%.*s", TF_SLICE_ARG(line));
        if (length > 0 && (size_t)length < sizeof lines)
            wrong += check_text(tf_slice_of(lines, (size_t)length), lang, path, with_claims);
    }
    tf_arena_done(&arena);
    return wrong;
}

static void holds_back_no_article_with_claims(void **state)
{
    (void)state;
    char cases[] = TEST_SOURCE_DIR "/tests/cases";
    char corpus[] = TEST_SOURCE_DIR "/tests/corpus";
    char dev[] = TEST_SHARED_DIR "/corpus/dev";
    char *roots[] = {cases, corpus, dev, NULL};
    size_t wrong = 0;
    size_t with_claims = 0;
    FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    assert_non_null(tree);
    for (FTSENT *entry; (entry = fts_read(tree)) != NULL;)
        if (entry->fts_info == FTS_F && tf_slice_ends_with(tf_slice(entry->fts_name), ".txt") &&
            strstr(entry->fts_path, "/cases/readers/") == NULL)
            wrong += check_file(entry->fts_path, &with_claims);
    (void)fts_close(tree);
    assert_true(with_claims > 100);
    assert_int_equal(wrong, 0);
}

static void admits_trade_beside_an_amount_only(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool admitted;
    } rows[] = {
        {"Trade turnover reached $5 billion.", true},
        {"TRADE TURNOVER REACHED $5 BILLION.", true},
        {"trade\xC2\xA0turnover of 5bn", true},
        {"Exports doubled.", true},
        {"\xD8\xA7\xD9\x84\xD8\xB5\xD8\xA7\xD8\xAF\xD8\xB1\xD8\xA7\xD8\xAA 5 "
         "\xD9\x85\xD9\x84\xD9\x8A\xD8\xA7\xD8\xB1",
         true}, /* "the exports 5 billion", the article glued to its word */
        {"", false},
        {"$", false},
        {"The committee met on Tuesday to discuss roads and schools.", false},
        {"The army's importance grew in 2024.", false},
        {"The bridge cost $5 million.", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (gate_admits(tf_slice(rows[i].text)) != rows[i].admitted)
            fail_msg("\"%s\" is %s", rows[i].text, rows[i].admitted ? "held back" : "admitted");
}

static void looks_no_further_than_a_sentence_is_long(void **state)
{
    (void)state;
    static char text[20000];
    memset(text, ' ', sizeof text);
    memcpy(text, "exports", strlen("exports"));
    memcpy(text + 12000, "5 billion", strlen("5 billion"));
    assert_false(gate_admits(tf_slice_of(text, sizeof text)));
    memcpy(text + 13500, "exports", strlen("exports"));
    assert_true(gate_admits(tf_slice_of(text, sizeof text)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(holds_back_no_article_with_claims),
                                       cmocka_unit_test(admits_trade_beside_an_amount_only),
                                       cmocka_unit_test(looks_no_further_than_a_sentence_is_long)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
