/* The sentences of charts: every language has every one, with the same arguments, and all of them read. */
#include "tests/support/support.h"

#include "tracker/report/words.h"

#include <string.h>

static Words *opened(ChartLanguage language)
{
    TfError error;
    Words *words = NULL;
    assert_ok(words_open(language, &words, &error), &error);
    return words;
}

static WordValues values_of_all(void)
{
    WordValues values = {.numbers = {3, 5}};
    for (size_t i = 0; i < WORDS_MOST_TEXTS; i++)
        values.texts[i] = tf_slice("xyz");
    return values;
}

static void every_sentence_reads_in_every_language(void **state)
{
    (void)state;
    for (ChartLanguage language = CHART_ENGLISH; language < CHART_LANGUAGES; language++) {
        Words *words = opened(language);
        TfArena arena;
        TfError error;
        tf_arena_init(&arena, 0);
        const WordValues values = values_of_all();
        assert_ok(words_check(words, &error), &error);
        for (size_t i = WORDS_OF_DAYS; i < WORD_COUNT; i++) {
            TfSlice said = words_say(words, &arena, (Word)i, &values);
            if (said.length == 0 || tf_slice_find_byte(said, 0, '{') != TF_NOWHERE)
                fail_msg("%s: %s gives \"%.*s\"", words_code(words), word_rows[i].key, TF_SLICE_ARG(said));
        }
        tf_arena_done(&arena);
        words_close(words);
    }
}

/* Whether the text makes a difference to the sentence: as it stands, or as one of the keys that choose; where
 * others have to choose first, they are `other`. */
static bool makes_a_difference(Words *words, Word word, size_t argument, const char *other, TfArena *arena)
{
    static const char *const keys[] = {"zyx", "lt", "ge",  "bn",  "none", "year",    "up",     "less",
                                       "one", "2",  "USD", "met", "here", "exports", "on_path"};
    WordValues values = {.numbers = {3, 5}};
    for (size_t i = 0; i < WORDS_MOST_TEXTS; i++)
        values.texts[i] = tf_slice(other);
    TfSlice plain = words_say(words, arena, word, &values);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        values.texts[argument] = tf_slice(keys[i]);
        if (!tf_slice_equal(words_say(words, arena, word, &values), plain))
            return true;
    }
    return false;
}

static bool holds_argument(Words *words, Word word, size_t argument, TfArena *arena)
{
    return makes_a_difference(words, word, argument, "xyz", arena) ||
           makes_a_difference(words, word, argument, "about", arena);
}

/* Months and days are there in two forms, of which a language takes one; a period's months too. A year that
 * the chart is of need not be said again. */
static bool may_leave_out(Word word)
{
    return word == WORD_TARGET_CHANCE || word == WORD_TARGET_STATUS || word == WORD_PERIOD_PART ||
           word == WORD_MONTHS_LABEL || word == WORD_PERIOD_BY || word == WORD_ODDS_MOVED ||
           word == WORD_PACE_NEEDED;
}

static void no_language_leaves_an_argument_out(void **state)
{
    (void)state;
    for (ChartLanguage language = CHART_ENGLISH; language < CHART_LANGUAGES; language++) {
        Words *words = opened(language);
        TfArena arena;
        tf_arena_init(&arena, 0);
        for (size_t i = WORDS_OF_DAYS; i < WORD_COUNT; i++)
            for (size_t k = 0; k < WORDS_MOST_TEXTS && word_rows[i].texts[k] != NULL; k++)
                if (!may_leave_out((Word)i) && !holds_argument(words, (Word)i, k, &arena))
                    fail_msg("%s: %s leaves out {%s}", words_code(words), word_rows[i].key,
                             word_rows[i].texts[k]);
        tf_arena_done(&arena);
        words_close(words);
    }
}

static void nouns_follow_their_number(void **state)
{
    (void)state;
    static const struct {
        ChartLanguage language;
        double claims, articles;
        const char *said;
    } rows[] = {
        {CHART_ENGLISH, 1, 2, "Source: 1 claim in 2 articles, latest xyz."},
        {CHART_ENGLISH, 21, 1, "Source: 21 claims in 1 article, latest xyz."},
        {CHART_RUSSIAN, 1, 1, "Источник: 1 сообщение в 1 статье, последнее\u00a0— xyz."},
        {CHART_RUSSIAN, 2, 2, "Источник: 2 сообщения в 2 статьях, последнее\u00a0— xyz."},
        {CHART_RUSSIAN, 5, 5, "Источник: 5 сообщений в 5 статьях, последнее\u00a0— xyz."},
        {CHART_RUSSIAN, 11, 11, "Источник: 11 сообщений в 11 статьях, последнее\u00a0— xyz."},
        {CHART_RUSSIAN, 21, 21, "Источник: 21 сообщение в 21 статье, последнее\u00a0— xyz."},
        {CHART_VIETNAMESE, 1, 1, "Nguồn: 1 thông tin trong 1 bài báo, mới nhất xyz."},
        {CHART_VIETNAMESE, 21, 5, "Nguồn: 21 thông tin trong 5 bài báo, mới nhất xyz."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Words *words = opened(rows[i].language);
        TfArena arena;
        tf_arena_init(&arena, 0);
        const WordValues values = {.numbers = {rows[i].claims, rows[i].articles}, .texts = {TF_SLICE("xyz")}};
        assert_slice(words_say(words, &arena, WORD_SOURCE, &values), rows[i].said);
        tf_arena_done(&arena);
        words_close(words);
    }
}

static void verbs_follow_how_many_targets_are_likely(void **state)
{
    (void)state;
    static const struct {
        double open, likely;
        const char *russian, *vietnamese;
    } rows[] = {
        {0, 0, "Открытых целей у этих пар больше нет", "Các cặp nước này không còn mục tiêu nào đang mở"},
        {1, 0, "Единственная открытая цель, скорее всего, не будет достигнута",
         "Mục tiêu duy nhất đang mở nhiều khả năng không đạt"},
        {1, 1, "Единственная открытая цель, скорее всего, будет достигнута",
         "Mục tiêu duy nhất đang mở nhiều khả năng đạt được"},
        {2, 0, "Ни одна из 2 открытых целей, скорее всего, не будет достигнута",
         "Không mục tiêu nào trong 2 mục tiêu đang mở nhiều khả năng đạt được"},
        {21, 1, "Скорее всего, будет достигнута 1 из 21 открытой цели",
         "1 trong 21 mục tiêu đang mở nhiều khả năng đạt được"},
        {5, 2, "Скорее всего, будут достигнуты 2 из 5 открытых целей",
         "2 trong 5 mục tiêu đang mở nhiều khả năng đạt được"},
        {21, 5, "Скорее всего, будет достигнуто 5 из 21 открытой цели",
         "5 trong 21 mục tiêu đang mở nhiều khả năng đạt được"},
    };
    Words *russian = opened(CHART_RUSSIAN);
    Words *vietnamese = opened(CHART_VIETNAMESE);
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const WordValues values = {.numbers = {rows[i].open, rows[i].likely}};
        assert_slice(words_say(russian, &arena, WORD_PAIRS_TITLE, &values), rows[i].russian);
        assert_slice(words_say(vietnamese, &arena, WORD_PAIRS_TITLE, &values), rows[i].vietnamese);
    }
    tf_arena_done(&arena);
    words_close(russian);
    words_close(vietnamese);
}

static void numbers_and_days_are_in_the_style_of_the_language(void **state)
{
    (void)state;
    static const struct {
        ChartLanguage language;
        const char *number, *half, *day, *month, *none;
    } rows[] = {
        {CHART_ENGLISH, "1,234.5", "2.5", "5\u00a0Sep\u00a02024", "Sep 2024", "no date"},
        {CHART_RUSSIAN, "1\u00a0234,5", "2,5", "5\u00a0сентября\u00a02024", "сентябрь 2024", "без даты"},
        {CHART_VIETNAMESE, "1.234,5", "2,5", "5/9/2024", "tháng 9/2024", "không rõ"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Words *words = opened(rows[i].language);
        TfArena arena;
        tf_arena_init(&arena, 0);
        assert_slice(words_number(words, &arena, 1234.5, 1), rows[i].number);
        /* 2.45 is a little more than that as a double, and tf_fixed_write rounds it so */
        assert_slice(words_number(words, &arena, 2.45, 1), rows[i].half);
        assert_slice(words_day(words, &arena, WORD_DAY, (TfDate){2024, 9, 5}), rows[i].day);
        assert_slice(words_day(words, &arena, WORD_MONTH, (TfDate){2024, 9, 5}), rows[i].month);
        assert_slice(words_day(words, &arena, WORD_DAY, (TfDate){0, 0, 0}), rows[i].none);
        tf_arena_done(&arena);
        words_close(words);
    }
}

static void words_of_strangers_come_out_as_they_are(void **state)
{
    (void)state;
    static const char *const names[] = {"{0}", "it's {x", "100 %, plural}", "# '{'",
                                        "\xF0\x9F\x93\x88 \xD7\x90"};
    Words *words = opened(CHART_RUSSIAN);
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const WordValues values = {.texts = {tf_slice(names[i]), TF_SLICE("below")}};
        TfSlice said = words_say(words, &arena, WORD_TELL_TARGET, &values);
        TfSlice wanted = tf_arena_format(&arena, "%s, below.", names[i]);
        assert_true(tf_slice_equal(said, wanted));
    }
    const WordValues broken = {.texts = {TF_SLICE("a\xFF\0b"), TF_SLICE("c")}};
    assert_slice(words_say(words, &arena, WORD_TELL_TARGET, &broken), "a\uFFFD b, c.");
    char *large = test_calloc(100001, 1);
    memset(large, 'x', 100000);
    const WordValues long_one = {.texts = {tf_slice(large), TF_SLICE("c")}};
    assert_int_equal(words_say(words, &arena, WORD_TELL_TARGET, &long_one).length, 100004);
    const WordValues short_of_memory = {.texts = {{NULL, 0}, TF_SLICE("c")}};
    assert_null(words_say(words, &arena, WORD_TELL_TARGET, &short_of_memory).bytes);
    test_free(large);
    tf_arena_done(&arena);
    words_close(words);
}

/* ---- files that are not right ---- */

/* Every key but `but`, with a pattern that holds no arguments; what is behind is added. */
static char *file_of(Word but, const char *behind)
{
    char *text = test_calloc(WORD_COUNT, 64);
    size_t used = 0;
    for (size_t i = 0; i < WORD_COUNT; i++)
        if (i != but)
            used += (size_t)snprintf(text + used, 64, "%s = x\n", word_rows[i].key);
    (void)snprintf(text + used, 1024, "%s", behind);
    return text;
}

static void a_file_that_does_not_read_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *behind, *message;
    } rows[] = {
        {"source 5", "xx.txt:#: needed 'key = pattern'"},
        {"sauce = x", "xx.txt:#: there is no sentence 'sauce'"},
        {"day = x", "xx.txt:#: 'day' is there already, in line 1"},
        {"# nothing", "xx.txt: needed 'source'"},
        {"source = {claims, plural, one {#}",
         "xx.txt:#: source: the pattern does not read at its byte 25: needed a "
         "branch like other {...}"},
        {"source = {day} {articels, number}", "xx.txt:#: source: the sentence is given no number 'articels'"},
        {"source = {claims}", "xx.txt:#: source: the sentence is given no text 'claims'"},
        {"source = {day, plural, other {#}}", "xx.txt:#: source: the sentence is given no number 'day'"},
        {"source = {day, date}",
         "xx.txt:#: source: the pattern does not read at its byte 11: needed plural, select "
         "or number"},
        {"source = day}", "xx.txt:#: source: the pattern does not read at its byte 4: needed '{' before '}'"},
        {"source = it's",
         "xx.txt:#: source: the pattern does not read at its byte 3: needed \u2019 in place of ', "
         "which is a sign of ICU's"},
        {"source = {claims, plural, one {#}}", "xx.txt:#: source: the pattern does not read: "
                                               "U_DEFAULT_KEYWORD_MISSING"},
        {"source =", "xx.txt:#: source: a pattern has 1 to 4096 bytes, not 0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *file = file_of(WORD_SOURCE, rows[i].behind);
        Words *words = NULL;
        TfError error = {.status = TF_OK};
        TfStatus status = words_read(tf_slice(file), "xx.txt", CHART_ENGLISH, &words, &error);
        if (status == TF_OK)
            status = words_check(words, &error);
        assert_int_equal(status, TF_BAD_INPUT);
        char wanted[256];
        const char *number = strchr(rows[i].message, '#');
        if (number == NULL)
            (void)snprintf(wanted, sizeof wanted, "%s", rows[i].message);
        else
            (void)snprintf(wanted, sizeof wanted, "xx.txt:%d%s", WORD_COUNT, number + 1);
        assert_string_equal(error.message, wanted);
        words_close(words);
        test_free(file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_reads_in_every_language),
        cmocka_unit_test(no_language_leaves_an_argument_out),
        cmocka_unit_test(nouns_follow_their_number),
        cmocka_unit_test(verbs_follow_how_many_targets_are_likely),
        cmocka_unit_test(numbers_and_days_are_in_the_style_of_the_language),
        cmocka_unit_test(words_of_strangers_come_out_as_they_are),
        cmocka_unit_test(a_file_that_does_not_read_is_named_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
