/* JSON Lines: fields, defaults, errors that name line and field. */
#include "tests/support/support.h"

#include "importers/readers/reader.h"

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static TfArticle read_line(const char *line, const ReaderOptions *options, TfArena *arena)
{
    TfArticle article = {.id = {NULL, 0}};
    TfError error;
    assert_ok(reader_read_jsonl(tf_slice(line), 7, options, arena, &article, &error), &error);
    return article;
}

static void takes_the_fields_of_a_line(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article = read_line(
        "{\"id\":\"a-1\",\"title\":\"Wheat goes north\",\"text\":\"Wheat goes north\\n\\nWheat worth 3 "
        "million dollars went north.\",\"date\":\"2024-11-27\",\"lang\":\"EN-us\",\"url\":"
        "\"https://a.example/1\",\"outlet\":\"The Mill\"}",
        NULL, &arena);
    assert_slice(article.id, "a-1");
    assert_slice(tf_article_span(&article, article.title), "Wheat goes north");
    assert_null(article.headline.bytes);
    assert_int_equal(article.body_count, 1);
    assert_slice(tf_article_span(&article, article.body[0]), "Wheat worth 3 million dollars went north.");
    assert_int_equal(article.date.day, 27);
    assert_int_equal(article.date_basis, TF_DATE_GIVEN);
    assert_slice(article.lang, "en");
    assert_slice(article.url, "https://a.example/1");
    assert_slice(article.outlet, "The Mill");
    assert_string_equal(article.encoding, "UTF-8");
    tf_arena_done(&arena);
}

static void needs_only_a_text(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article = read_line(
        "\xEF\xBB\xBF {\"text\":\"Trade came to 3 million dollars.\",\"date\":null,\"more\":[1]} \r\n", NULL,
        &arena);
    assert_slice(article.id, "line-7");
    assert_int_equal(article.title.end, 0);
    assert_int_equal(article.body_count, 1);
    assert_slice(tf_article_span(&article, article.body[0]), "Trade came to 3 million dollars.");
    assert_false(tf_date_is_set(article.date));
    assert_int_equal(article.date_basis, TF_DATE_UNKNOWN);
    assert_null(article.lang.bytes);
    assert_null(article.url.bytes);
    assert_null(article.outlet.bytes);
    tf_arena_done(&arena);
}

static void keeps_the_text_byte_for_byte(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article =
        read_line("{\"text\":\" One\\r\\n\\r\\nTwo\\u0000 and \\u1ed9 are the words here.\\r\\n\",\"id\":12}",
                  NULL, &arena);
    static const char text[] = " One\r\n\r\nTwo\0 and \u1ed9 are the words here.\r\n";
    assert_int_equal(article.text.length, sizeof text - 1);
    assert_memory_equal(article.text.bytes, text, sizeof text - 1);
    assert_slice(article.id, "12");
    assert_slice(tf_article_span(&article, article.title), "One");
    assert_int_equal(article.body_count, 1);
    assert_int_equal(article.body[0].start, 8);
    assert_int_equal(article.body[0].end, sizeof text - 3);
    tf_arena_done(&arena);
}

static void keeps_a_title_that_is_not_in_the_text(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfArticle article = read_line(
        "{\"title\":\"Wheat goes north\",\"text\":\"A short beginning\\n\\nWheat worth 3 million dollars "
        "went north this year.\"}",
        NULL, &arena);
    assert_slice(article.headline, "Wheat goes north");
    assert_int_equal(article.title.end, 0);
    assert_int_equal(article.body_count, 2);
    tf_arena_done(&arena);
}

static void lets_the_caller_know_better(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    ReaderOptions options = {.url = TF_SLICE("https://b.example"),
                             .lang = TF_SLICE("ru"),
                             .outlet = TF_SLICE("The Other"),
                             .date = {2020, 1, 2}};
    TfArticle article = read_line(
        "{\"text\":\"Trade came to 3 million dollars.\",\"date\":\"2024-11-27\",\"lang\":\"en\",\"url\":"
        "\"https://a.example/1\",\"outlet\":\"The Mill\"}",
        &options, &arena);
    assert_slice(article.url, "https://b.example");
    assert_slice(article.lang, "ru");
    assert_slice(article.outlet, "The Other");
    assert_int_equal(article.date.year, 2020);
    tf_arena_done(&arena);
}

static void reads_dates_as_feeds_write_them(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"2024-11-27", "2024-11-27"},
        {"2024-11-27T10:00:00+03:00", "2024-11-27"},
        {"2024-11-27 10:00", "2024-11-27"},
        {"Wed, 27 Nov 2024 10:00:00 GMT", "2024-11-27"},
        {"27/11/2024", "2024-11-27"},
        {"", ""},
        {"  ", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        char text[TF_DATE_CHARS];
        tf_arena_init(&arena, 0);
        TfSlice line =
            tf_arena_format(&arena, "{\"text\":\"Trade came to 3 million.\",\"date\":\"%s\"}", rows[i][0]);
        assert_string_equal(tf_date_write(text, read_line(line.bytes, NULL, &arena).date), rows[i][1]);
        tf_arena_done(&arena);
    }
}

static void names_line_and_field_in_errors(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"", "line 7: is empty, a JSON object was needed"},
        {"{\"text\":", "line 7: is no JSON ("},
        {"{\"text\":\"a\"} x", "line 7: is no JSON ("},
        {"\"text\"", "line 7: is no JSON ("},
        {"[]", "line 7: is a list, a JSON object with \"text\" was needed"},
        {"{}", "line 7: has no \"text\", which was needed"},
        {"{\"text\":null}", "line 7: has no \"text\", which was needed"},
        {"{\"text\":\" \\n\\t\"}", "line 7: \"text\" is empty, an article was needed"},
        {"{\"text\":\"\\u3000\\u00a0\"}", "line 7: \"text\" is empty, an article was needed"},
        {"{\"text\":{\"a\":1}}", "line 7: \"text\" is an object, a string was needed"},
        {"{\"text\":\"a\",\"title\":3}", "line 7: \"title\" is a number, a string was needed"},
        {"{\"text\":\"a\",\"id\":1.5}", "line 7: \"id\" is a number, a string was needed"},
        {"{\"text\":\"a\",\"date\":\"2024-13-01\"}",
         "line 7: \"date\" is '2024-13-01', a day like 2024-11-27 was needed"},
        {"{\"text\":\"a\",\"date\":\"yesterday\"}",
         "line 7: \"date\" is 'yesterday', a day like 2024-11-27 was needed"},
        {"{\"text\":\"a\",\"date\":\"2024-11-27x\"}", "line 7: \"date\" is '2024-11-27x'"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        TfArticle article;
        TfError error = {.status = TF_OK};
        tf_arena_init(&arena, 0);
        assert_int_equal(reader_read_jsonl(tf_slice(rows[i][0]), 7, NULL, &arena, &article, &error),
                         TF_BAD_INPUT);
        if (strncmp(error.message, rows[i][1], strlen(rows[i][1])) != 0)
            fail_msg("%s: got \"%s\", wanted \"%s\"", rows[i][0], error.message, rows[i][1]);
        tf_arena_done(&arena);
    }
}

static void refuses_nesting_without_end(void **state)
{
    (void)state;
    TfArena arena;
    TfArticle article;
    TfError error;
    tf_arena_init(&arena, 0);
    size_t depth = 1 << 20;
    char *line = tf_arena_alloc(&arena, depth + 16);
    memcpy(line, "{\"text\":", 8);
    memset(line + 8, '[', depth);
    assert_int_equal(reader_read_jsonl(tf_slice_of(line, depth + 8), 1, NULL, &arena, &article, &error),
                     TF_BAD_INPUT);
    tf_arena_done(&arena);
}

/* The quick reader and jansson must agree: the second line of each pair is one that only jansson takes. */
static void reads_a_line_the_same_in_both_ways(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "plain",
        "\\\"quoted\\\" \\\\ \\/ \\b\\f\\n\\r\\t.",
        "\\u0442\\u00e9\\u20ac \\ud83d\\ude00 \\u0041",
        "\xD1\x82\xC3\xA9\xE2\x82\xAC \xF0\x9F\x98\x80",
        "12345678\\n\xC3\xA9 1234567 \\\" 12345678901234567",
        "a\\u0000b",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        TfArena arena;
        char line[2][256];
        tf_arena_init(&arena, 0);
        for (int way = 0; way < 2; way++)
            (void)snprintf(line[way], sizeof line[way],
                           "{\"id\": %s, \"x\" : 12,\"y\":true, \"text\":\"%s\"%s}",
                           way == 0 ? "12" : "\"12\"", texts[i], way == 0 ? "" : ", \"z\": [1]");
        TfArticle quick = read_line(line[0], NULL, &arena);
        TfArticle slow = read_line(line[1], NULL, &arena);
        assert_true(tf_slice_equal(quick.id, slow.id));
        assert_true(tf_slice_equal(quick.text, slow.text));
        tf_arena_done(&arena);
    }
}

static void says_what_is_wrong_with_a_line(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "{\"text\": \"a\"} x",  "{\"text\": \"a\"",        "{\"text\": \"a",
        "{\"text\": \"\\x\"}",  "{\"text\": \"\\ud800\"}", "{\"text\": \"\xFF\"}",
        "{\"text\": \"a\tb\"}", "{\"text\": \"a\",}",      "{\"text\": \"a\", \"b\": 01}",
        "{\"text\": 5}",        "{text: \"a\"}",           "{\"text\": \"a\\",
        "{\"text\": \"\\",
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        TfArena arena;
        TfArticle article;
        TfError error;
        tf_arena_init(&arena, 0);
        if (reader_read_jsonl(tf_slice(lines[i]), 3, NULL, &arena, &article, &error) != TF_BAD_INPUT ||
            strstr(error.message, "line 3: ") == NULL)
            fail_msg("%s was taken, or not refused by name", lines[i]);
        tf_arena_done(&arena);
    }
}

static bool wants_nothing(TfSlice text)
{
    return text.length == 0;
}

static void skims_what_nobody_wants(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    ReaderOptions options = {.is_wanted = wants_nothing};
    TfArticle article = read_line("{\"id\":\"a\",\"text\":\"Wheat goes north.\"}", &options, &arena);
    assert_slice(article.id, "a");
    assert_true(article.is_skimmed);
    assert_int_equal(article.text.length, 0);
    tf_arena_done(&arena);
}

static void knows_the_names_that_collections_use(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "{\"maintext\":\"Trade grew.\",\"date_publish\":\"2024-11-27 "
        "08:00:00\",\"source_domain\":\"a.example\"}",
        "{\"body\":\"Trade grew.\",\"publish_date\":\"2024-11-27\",\"domain\":\"a.example\",\"paid\":false}",
        "{\"authors\":[\"A\"],\"content\":\"Trade grew.\",\"published\":\"27 November 2024\","
        "\"source\":\"a.example\",\"meta\":{\"text\":\"no\"}}",
        "{\"content\":\"no\",\"text\":\"Trade grew.\",\"date\":\"2024-11-27\",\"published\":\"1\","
        "\"outlet\":\"a.example\"}",
        "{\"text\":\"Trade grew.\",\"content\":{\"a\":1},\"date\":\"2024-11-27\",\"outlet\":\"a.example\","
        "\"body\":\"no\"}",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArena arena;
        TfArticle article;
        TfError error;
        char day[TF_DATE_CHARS];
        tf_arena_init(&arena, 0);
        assert_ok(reader_read_jsonl(tf_slice(rows[i]), 1, NULL, &arena, &article, &error), &error);
        assert_slice(article.text, "Trade grew.");
        assert_slice(article.outlet, "a.example");
        assert_string_equal(tf_date_write(day, article.date), "2024-11-27");
        tf_arena_done(&arena);
    }
}

static void hands_on_a_page_with_what_the_line_tells(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    ReaderLinePage page;
    char day[TF_DATE_CHARS];
    tf_arena_init(&arena, 0);
    assert_ok(reader_page_of_jsonl(
                  tf_slice("{\"id\":7,\"html\":\"<p>Trade\\ngrew.\",\"url\":\"http://a.example/1\","
                           "\"title\":\"T\",\"date\":\"2024-11-27\",\"publish_date\":\"soon\"}"),
                  1, NULL, &arena, &page, &error),
              &error);
    assert_slice(page.html, "<p>Trade\ngrew.");
    assert_slice(page.id, "7");
    assert_slice(page.options.title, "T");
    assert_slice(page.options.url, "http://a.example/1");
    assert_string_equal(tf_date_write(day, page.options.date), "2024-11-27");
    assert_ok(reader_page_of_jsonl(tf_slice("{\"html\":\"<p>no\",\"text\":\"Trade grew.\"}"), 1, NULL, &arena,
                                   &page, &error),
              &error);
    assert_null(page.html.bytes);
    assert_int_equal(reader_page_of_jsonl(tf_slice("{\"html\":1}"), 4, NULL, &arena, &page, &error),
                     TF_BAD_INPUT);
    assert_non_null(strstr(error.message, "line 4: \"html\" is a number"));
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_names_that_collections_use),
        cmocka_unit_test(hands_on_a_page_with_what_the_line_tells),
        cmocka_unit_test(reads_a_line_the_same_in_both_ways),
        cmocka_unit_test(says_what_is_wrong_with_a_line),
        cmocka_unit_test(skims_what_nobody_wants),
        cmocka_unit_test(takes_the_fields_of_a_line),
        cmocka_unit_test(needs_only_a_text),
        cmocka_unit_test(keeps_the_text_byte_for_byte),
        cmocka_unit_test(keeps_a_title_that_is_not_in_the_text),
        cmocka_unit_test(lets_the_caller_know_better),
        cmocka_unit_test(reads_dates_as_feeds_write_them),
        cmocka_unit_test(names_line_and_field_in_errors),
        cmocka_unit_test(refuses_nesting_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
