/* What pages say about themselves. Runs every folder of tests/cases/html_facts: page.html is read and each
 * row of expected.tsv compared. A row is a field, a tab and its value; an empty value means that nothing must
 * be found. The field "given_url" is what the caller knows, "fetched" the day of the fetch. A folder ending
 * .known holds a gap. */
#define _GNU_SOURCE /* scandir */
#include "tests/support/support.h"

#include "importers/html/facts_internal.h"
#include "tracker/base/text.h"
#include "tracker/base/tsv.h"

#include <dirent.h>
#include <stdlib.h>

#define CASES TEST_SOURCE_DIR "/tests/cases/html_facts"

typedef struct Case {
    const char *name;
    TfArena arena;
    TfArticle article;
} Case;

static TfSlice case_file(Case *one, const char *file)
{
    TfSlice bytes = {NULL, 0};
    TfError error;
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s/%s", CASES, one->name, file);
    assert_ok(file_read(path, READER_MOST_BYTES, &one->arena, &bytes, &error), &error);
    return bytes;
}

static TfSlice value_of(Case *one, TfSlice field)
{
    const TfArticle *article = &one->article;
    char date[TF_DATE_CHARS];
    const struct {
        const char *name;
        TfSlice value;
    } values[] = {
        {"title", tf_article_span(article, article->title)},
        {"outlet", article->outlet},
        {"publisher", article->publisher},
        {"author", article->author},
        {"lang", article->lang},
        {"url", article->url},
        {"date", tf_arena_format(&one->arena, "%s", tf_date_write(date, article->date))},
        {"date_basis", tf_slice(tf_date_basis_name(article->date_basis))},
    };
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (tf_slice_is(field, values[i].name))
            return values[i].value;
    fail_msg("%s: expected.tsv has no field '%.*s'", one->name, TF_SLICE_ARG(field));
    return field;
}

/* A row that is no expectation but what the caller knows. */
static bool is_given(TfSlice field)
{
    return tf_slice_is(field, "given_url") || tf_slice_is(field, "fetched");
}

static ReaderOptions options_of(Case *one)
{
    TsvReader rows;
    ReaderOptions options = {.fetched = {2026, 11, 24}};
    tsv_open(&rows, case_file(one, "expected.tsv"));
    while (tsv_next(&rows)) {
        if (tf_slice_is(tsv_field(&rows, 0), "given_url"))
            options.url = tsv_field(&rows, 1);
        if (tf_slice_is(tsv_field(&rows, 0), "fetched"))
            assert_true(tf_date_read(tsv_field(&rows, 1), &options.fetched));
    }
    return options;
}

/* Number of rows that do not hold. */
static size_t run_case(const char *name)
{
    Case one = {.name = name};
    TfError error;
    TsvReader rows;
    size_t wrong = 0;
    size_t count = 0;
    tf_arena_init(&one.arena, 0);
    ReaderOptions options = options_of(&one);
    assert_ok(
        html_read(case_file(&one, "page.html"), tf_slice(name), &options, &one.arena, &one.article, &error),
        &error);
    tsv_open(&rows, case_file(&one, "expected.tsv"));
    for (; tsv_next(&rows); count++) {
        TfSlice field = tsv_field(&rows, 0);
        TfSlice wanted = tsv_field(&rows, 1);
        if (is_given(field) || tf_slice_equal(value_of(&one, field), wanted))
            continue;
        print_message("  %s: %.*s is '%.*s', wanted '%.*s'\n", name, TF_SLICE_ARG(field),
                      TF_SLICE_ARG(value_of(&one, field)), TF_SLICE_ARG(wanted));
        wrong++;
    }
    if (count == 0)
        fail_msg("%s: expected.tsv has no rows", name);
    (void)case_file(&one, "notes.md");
    tf_arena_done(&one.arena);
    return wrong;
}

static int is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "README.md") != 0;
}

static void reads_every_case_as_its_folder_says(void **state)
{
    (void)state;
    struct dirent **entries;
    int count = scandir(CASES, &entries, is_case, alphasort);
    size_t failed = 0;
    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        size_t length = strlen(name);
        bool known = length > 6 && strcmp(name + length - 6, ".known") == 0;
        size_t wrong = run_case(name);
        if (known && wrong == 0)
            print_message("  %s passes: take .known off its name\n", name);
        failed += known == (wrong == 0);
        free(entries[i]);
    }
    free(entries);
    print_message("  %d cases, %zu failed\n", count, failed);
    assert_int_equal(failed, 0);
}

/* --- days: the head of a page, and the day wanted --- */

static void day_is(const char *html, const char *url, const char *wanted)
{
    TfArena arena;
    TfArticle article;
    TfError error;
    char page[4096];
    char day[TF_DATE_CHARS];
    ReaderOptions options = {.url = tf_slice(url), .fetched = {2026, 11, 24}};
    tf_arena_init(&arena, 0);
    (void)snprintf(page, sizeof page, "<html><head>%s<p>Exports rose by a tenth, the office said.</p></html>",
                   html);
    assert_ok(html_read(tf_slice(page), tf_slice("page"), &options, &arena, &article, &error), &error);
    assert_string_equal(tf_date_write(day, article.date), wanted);
    tf_arena_done(&arena);
}

static void takes_the_day_as_written_in_its_own_time_zone(void **state)
{
    static const char *const rows[][2] = {
        {"2024-11-27T23:30:00+02:00", "2024-11-27"},
        {"2024-11-27T00:30:00-05:00", "2024-11-27"},
        {"2024-11-27 10:00", "2024-11-27"},
        {"20241127", "2024-11-27"},
        {"20241127093000", "2024-11-27"},
        {"1732665600", "2024-11-27"},
        {"1732665600000", "2024-11-27"},
        {"Wed, 27 Nov 2024 10:00:00 GMT", "2024-11-27"},
        {"27.11.2024", "2024-11-27"},
        {"November 27, 2024", "2024-11-27"},
        {"2024/11/27", "2024-11-27"},
        {"2024-02-30", ""},
        {"1899-12-31", ""},
        {"yesterday", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char head[256];
        (void)snprintf(head, sizeof head, "<meta property=\"article:published_time\" content=\"%s\">",
                       rows[i][0]);
        day_is(head, NULL, rows[i][1]);
    }
}

static void never_takes_a_day_after_the_fetch(void **state)
{
    (void)state;
    day_is("<meta property=\"article:published_time\" content=\"2026-11-25\">", NULL, "");
    day_is("<meta property=\"article:published_time\" content=\"2026-11-25\"><meta name=\"date\" "
           "content=\"2026-11-20\">",
           NULL, "2026-11-20");
}

static void prefers_publication_to_change(void **state)
{
    (void)state;
    day_is(
        "<meta property=\"article:modified_time\" content=\"2024-12-02\"><meta property=\"og:updated_time\" "
        "content=\"2024-12-02\"><meta name=\"dc.date.issued\" content=\"2024-11-27\">",
        NULL, "2024-11-27");
    day_is("<meta property=\"og:updated_time\" content=\"2024-12-02\">", NULL, "2024-12-02");
}

static void corrects_universal_time_by_the_day_in_the_address(void **state)
{
    (void)state;
    day_is("<meta property=\"article:published_time\" content=\"2024-11-28T02:10:00Z\">",
           "https://example.com/2024/11/27/exports", "2024-11-27");
    day_is("<meta property=\"article:published_time\" content=\"2024-11-27T02:10:00Z\">",
           "https://example.com/2023/02/01/series/exports", "2024-11-27");
}

static void reads_json_ld_with_faults(void **state)
{
    static const char *const scripts[] = {
        "{\"@type\":\"NewsArticle\",\"headline\":\"Exports\nrose\",\"datePublished\":\"2024-11-27\",}",
        "<!-- {\"@type\":[\"Article\"],\"datePublished\":\"2024-11-27\"} -->",
        "//<![CDATA[\n{\"@type\":\"Article\",\"datePublished\":\"2024-11-27\"}\n//]]>",
        "{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"BlogPosting\",\"datePublished\":\"2024-11-27\"}]}",
        "[[{\"@type\":\"http://schema.org/Article\",\"datePublished\":[\"2024-11-27\"]}]]",
        "{\"@type\":\"Article\", broken, \"datePublished\" : \"2024-11-27\"",
        "{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"Article\",\"datePublished\":\"2024-11-27\"}};",
    };
    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        char head[512];
        (void)snprintf(head, sizeof head, "<script type=\"application/ld+json\">%s</script>", scripts[i]);
        day_is(head, NULL, "2024-11-27");
    }
    day_is("<script type=\"application/ld+json\"></script>", NULL, "");
    day_is("<script type=\"application/ld+json\">{\"@type\":7,\"datePublished\":{}}</script>", NULL, "");
}

static void survives_json_ld_that_is_nested_without_end(void **state)
{
    (void)state;
    TfArena arena;
    TfArticle article;
    TfError error;
    TextBuilder page;
    tf_arena_init(&arena, 0);
    text_init(&page, 0);
    text_add(&page, "<html><script type=\"application/ld+json\">");
    for (int i = 0; i < 100000; i++)
        text_add(&page, "[{\"a\":");
    text_add(&page, "</script><h1>Trade</h1><p>Exports rose by a tenth, the office said.</p></html>");
    assert_ok(html_read(text_slice(&page), tf_slice("page"), NULL, &arena, &article, &error), &error);
    assert_false(tf_date_is_set(article.date));
    text_done(&page);
    tf_arena_done(&arena);
}

/* Each text with a figure asks what stands around it; the work for that has an end. */
static void walks_little_around_texts_among_empty_elements(void **state)
{
    (void)state;
    TfArena arena;
    TfArticle article;
    TfError error;
    TextBuilder page;
    tf_arena_init(&arena, 0);
    text_init(&page, 0);
    text_add(&page, "<html><h1>Trade</h1><div>");
    for (int i = 0; i < 60000; i++)
        text_add(&page, "<b></b>");
    for (int i = 0; i < 60000; i++)
        text_add(&page, "<i>1:</i>");
    text_add(&page, "</div><p>Exports rose by a tenth, the office said.</p></html>");
    assert_ok(html_read(text_slice(&page), tf_slice("page"), NULL, &arena, &article, &error), &error);
    assert_false(tf_date_is_set(article.date));
    text_done(&page);
    tf_arena_done(&arena);
}

/* --- small texts --- */

static void cleans_what_was_escaped_twice(void **state)
{
    static const char *const rows[][2] = {
        {"Trade &amp;amp; ports", "Trade & ports"},
        {"Trade &amp; ports", "Trade & ports"},
        {"a &lt; b", "a < b"},
        {"  a \n\t b\xC2\xA0 ", "a b"},
        {"<em>New</em> deal", "New deal"},
        {"Welt\xC2\xADhandel", "Welthandel"},
        {"it&#39;s &#x26; &quot;so&quot;", "it's & \"so\""},
        {"R&D; &unknown;", "R&D; &unknown;"},
        {"3 < 4 > 2", "3 < 4 > 2"},
        {"&", "&"},
    };
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfSlice got = fact_clean(tf_slice(rows[i][0]), &arena);
        assert_slice(got, rows[i][1]);
    }
    tf_arena_done(&arena);
}

static void knows_words_of_a_class(void **state)
{
    (void)state;
    assert_true((fact_class_bits(tf_slice("entryDate")) & WORD_DATE) != 0);
    assert_true((fact_class_bits(tf_slice("post__author-name")) & WORD_AUTHOR) != 0);
    assert_true((fact_class_bits(tf_slice("RELATED posts")) & WORD_OUT) != 0);
    assert_int_equal(fact_class_bits(tf_slice("update-candidates mandated")) & WORD_DATE, 0);
    assert_int_equal(fact_class_bits(tf_slice("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_case_as_its_folder_says),
        cmocka_unit_test(takes_the_day_as_written_in_its_own_time_zone),
        cmocka_unit_test(never_takes_a_day_after_the_fetch),
        cmocka_unit_test(prefers_publication_to_change),
        cmocka_unit_test(corrects_universal_time_by_the_day_in_the_address),
        cmocka_unit_test(reads_json_ld_with_faults),
        cmocka_unit_test(survives_json_ld_that_is_nested_without_end),
        cmocka_unit_test(walks_little_around_texts_among_empty_elements),
        cmocka_unit_test(cleans_what_was_escaped_twice),
        cmocka_unit_test(knows_words_of_a_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
