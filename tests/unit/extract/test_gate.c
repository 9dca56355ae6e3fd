/* The gate never holds back a text that has claims: every article of the repository (and of the shared
 * corpus, when it is there), whole and paragraph by paragraph, is read with and without it. The gate for raw
 * pages may lose few. */
#define _DEFAULT_SOURCE
#include "importers/extract/extract.h"
#include "importers/language/gate.h"
#include "importers/language/gate_raw.h"
#include "importers/language/language.h"
#include "tests/unit/extract/case_article.h"

#include <fts.h>
#include <glob.h>

static TfSlice language_of(TfSlice text)
{
    TfSlice lang = language_identify(text);
    return lang.bytes != NULL ? lang : tf_slice("en");
}

/* Texts with claims, and how many of them are held back. */
typedef struct Tally {
    size_t with_claims;
    size_t wrong;
    size_t wrong_raw;
} Tally;

static void check_text(TfSlice text, TfSlice lang, const char *path, Tally *tally)
{
    TfArena arena;
    TfError error;
    TfClaimList claims;
    tf_arena_init(&arena, 0);
    TfArticle article = case_article(text, lang, tf_slice(path), &arena);
    article.date = (TfDate){2024, 11, 27};
    assert_ok(extract_claims(&article, &arena, &claims, &error), &error);
    bool is_wrong = claims.count > 0 && !gate_admits(text);
    bool is_wrong_raw =
        claims.count > 0 && (!gate_admits_raw(text, false) || !gate_admits_sharply(article.text));
    if (is_wrong || is_wrong_raw)
        print_message("%s: held back%s: %.200s\n", path, is_wrong ? "" : " as a raw page", text.bytes);
    tally->with_claims += claims.count > 0;
    tally->wrong += is_wrong;
    tally->wrong_raw += is_wrong_raw;
    tf_arena_done(&arena);
}

static void check_file(const char *path, Tally *pages, Tally *paragraphs)
{
    TfArena arena;
    TfError error;
    TfSlice text;
    tf_arena_init(&arena, 0);
    assert_ok(file_read(path, 4 << 20, &arena, &text, &error), &error);
    TfSlice lang = language_of(text);
    check_text(text, lang, path, pages);
    TfSlice rest = text;
    while (rest.bytes != NULL) {
        char lines[4096];
        TfSlice line = tf_slice_split(&rest, '\n');
        int length = snprintf(lines, sizeof lines, "Title\nOutlet\n%.*s", TF_SLICE_ARG(line));
        if (length > 0 && (size_t)length < sizeof lines)
            check_text(tf_slice_of(lines, (size_t)length), lang, path, paragraphs);
    }
    tf_arena_done(&arena);
}

static void holds_back_no_article_with_claims(void **state)
{
    (void)state;
    char cases[] = TEST_SOURCE_DIR "/tests/cases";
    char corpus[] = TEST_SOURCE_DIR "/tests/corpus";
    char dev[] = TEST_SHARED_DIR "/corpus/dev";
    char *roots[] = {cases, corpus, dev, NULL};
    Tally pages = {0, 0, 0};
    Tally paragraphs = {0, 0, 0};
    FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    assert_non_null(tree);
    for (FTSENT *entry; (entry = fts_read(tree)) != NULL;)
        if (entry->fts_info == FTS_F && tf_slice_ends_with(tf_slice(entry->fts_name), ".txt") &&
            strstr(entry->fts_path, "/cases/readers/") == NULL)
            check_file(entry->fts_path, &pages, &paragraphs);
    (void)fts_close(tree);
    print_message("%zu articles with claims, %zu raw lost; %zu paragraphs, %zu raw lost\n", pages.with_claims,
                  pages.wrong_raw, paragraphs.with_claims, paragraphs.wrong_raw);
    assert_true(pages.with_claims > 100);
    assert_int_equal(pages.wrong + paragraphs.wrong, 0);
    assert_true(pages.wrong_raw * 1000 <= pages.with_claims * 3);
    /* a paragraph alone seldom names both its parties */
    assert_true(paragraphs.wrong_raw * 100 <= paragraphs.with_claims * 2);
}

/* Every sentence of tests/sentences, as a page of its own. */
static void lets_sentences_through_as_raw_pages(void **state)
{
    (void)state;
    glob_t found;
    Tally tally = {0, 0, 0};
    assert_int_equal(glob(TEST_SOURCE_DIR "/tests/sentences/*.tsv", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        TfArena arena;
        TfError error;
        TfSlice rest;
        tf_arena_init(&arena, 0);
        assert_ok(file_read(found.gl_pathv[i], 4 << 20, &arena, &rest, &error), &error);
        TfSlice name = tf_slice(strrchr(found.gl_pathv[i], '/') + 1);
        while (rest.bytes != NULL) {
            char page[4096];
            TfSlice line = tf_slice_split(&rest, '\n');
            TfSlice sentence = tf_slice_split(&line, '\t');
            int length = snprintf(page, sizeof page, "Title\nOutlet\n%.*s", TF_SLICE_ARG(sentence));
            if (length > 0 && (size_t)length < sizeof page)
                check_text(tf_slice_of(page, (size_t)length), tf_slice_range(name, 0, 2), found.gl_pathv[i],
                           &tally);
        }
        tf_arena_done(&arena);
    }
    globfree(&found);
    print_message("%zu sentences with claims, %zu raw lost\n", tally.with_claims, tally.wrong_raw);
    assert_true(tally.with_claims > 100);
    assert_int_equal(tally.wrong, 0);
    assert_true(tally.wrong_raw * 100 <= tally.with_claims * 2);
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
                                       cmocka_unit_test(lets_sentences_through_as_raw_pages),
                                       cmocka_unit_test(admits_trade_beside_an_amount_only),
                                       cmocka_unit_test(looks_no_further_than_a_sentence_is_long)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
