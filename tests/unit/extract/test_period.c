/* Period phrases and the days they mean for an article of 15 October 2024. */
#include "importers/extract/period.h"
#include "tests/support/support.h"

/* Days of the first phrase of `words`, "2024-01-01..2024-09-30"; "none" when there is no phrase. */
static const char *days_of(const char *words, int fiscal_month, TfDate published, TfPeriod frame)
{
    static char text[64];
    TfArena arena;
    TfError error;
    Reading reading;
    PeriodPhrases phrases;
    char from[TF_DATE_CHARS];
    char to[TF_DATE_CHARS];
    TfArticle article = {
        .id = tf_slice("a"), .text = tf_slice(words), .lang = tf_slice("en"), .date = published};
    TfSpan whole = {0, article.text.length};
    article.body = &whole;
    article.body_count = 1;
    tf_arena_init(&arena, 0);
    assert_ok(reading_make(&article, &arena, &reading, &error), &error);
    period_find(&reading, whole, &phrases);
    PeriodContext context = {.published = published, .fiscal_month = fiscal_month, .frame = frame};
    TfPeriod period = {.kind = TF_PERIOD_NONE};
    if (phrases.count > 0)
        period = period_resolve(&phrases.items[0], &context);
    (void)snprintf(text, sizeof text, "%s..%s", tf_date_write(from, period.from),
                   tf_date_write(to, period.to));
    tf_arena_done(&arena);
    return phrases.count == 0 ? "none" : text;
}

typedef struct Row {
    const char *words;
    const char *days;
} Row;

static void check_rows(const Row *rows, size_t count, int fiscal_month, TfPeriod frame)
{
    TfDate published = {2024, 10, 15};
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *got = days_of(rows[i].words, fiscal_month, published, frame);
        if (strcmp(got, rows[i].days) == 0)
            continue;
        print_error("\"%s\": got %s, wanted %s\n", rows[i].words, got, rows[i].days);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}
#define CHECK_ROWS(rows, fiscal_month, frame)                                                                \
    check_rows(rows, sizeof(rows) / sizeof((rows)[0]), fiscal_month, frame)

static const TfPeriod no_frame = {.kind = TF_PERIOD_NONE};

static void reads_years_in_digits_and_words(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"came to 5 in 2023", "2023-01-01..2023-12-31"},
        {"came to 5 last year", "2023-01-01..2023-12-31"},
        {"for the whole of last year", "2023-01-01..2023-12-31"},
        {"this year", "2024-01-01..2024-12-31"},
        {"in the period 2018-2023", "2018-01-01..2023-12-31"},
        {"from 2018 to 2023", "2018-01-01..2023-12-31"},
        {"two years ago", "2022-01-01..2022-12-31"},
        {"so far this year it came to 5", "2024-01-01.."},
    };
    CHECK_ROWS(rows, 1, no_frame);
}

static void reads_parts_of_a_year(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"in the first nine months of 2024", "2024-01-01..2024-09-30"},
        {"in the first 9 months of this year", "2024-01-01..2024-09-30"},
        {"in the first eight months", "2024-01-01..2024-08-31"},
        {"in the first eleven months", "2023-01-01..2023-11-30"},
        {"over the past seven months", "2024-01-01..2024-07-31"},
        {"in January-September 2024", "2024-01-01..2024-09-30"},
        {"between January and September 2024", "2024-01-01..2024-09-30"},
        {"from April 2022 to February 2023", "2022-04-01..2023-02-28"},
        {"in the nine months to September", "2024-01-01..2024-09-30"},
        {"in the year to March 2024", "2023-04-01..2024-03-31"},
        {"in the four quarters to the end of March 2024", "2023-04-01..2024-03-31"},
        {"in the first half of 2023", "2023-01-01..2023-06-30"},
        {"in the second half of last year", "2023-07-01..2023-12-31"},
        {"in H1 2024", "2024-01-01..2024-06-30"},
        {"in Q3 2022", "2022-07-01..2022-09-30"},
        {"in the third quarter of 2022", "2022-07-01..2022-09-30"},
        {"in the first two quarters of 2024", "2024-01-01..2024-06-30"},
        {"in September", "2024-09-01..2024-09-30"},
        {"in December", "2023-12-01..2023-12-31"},
        {"last month", "2024-09-01..2024-09-30"},
        {"in 9M 2024", "2024-01-01..2024-09-30"},
    };
    CHECK_ROWS(rows, 1, no_frame);
}

static void reads_fiscal_years_by_their_first_month(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"in FY24", "2023-04-01..2024-03-31"},
        {"in FY 2023-24", "2023-04-01..2024-03-31"},
        {"in 2021-22", "2021-04-01..2022-03-31"},
        {"last fiscal year", "2023-04-01..2024-03-31"},
        {"between April and September of the current fiscal year", "2024-04-01..2024-09-30"},
        {"in the fiscal year 2023", "2022-04-01..2023-03-31"},
    };
    CHECK_ROWS(rows, 4, no_frame);
    static const Row calendar[] = {{"in fiscal year 2023", "2023-01-01..2023-12-31"}};
    CHECK_ROWS(calendar, 1, no_frame);
}

static void reads_deadlines(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"by 2030", "2030-01-01..2030-12-31"},
        {"before 2030", "2030-01-01..2030-12-31"},
        {"by the end of 2025", "2025-01-01..2025-12-31"},
        {"within five years", "2029-01-01..2029-12-31"},
        {"over the next 2-3 years", "2027-01-01..2027-12-31"},
        {"by the end of the decade", "2030-01-01..2030-12-31"},
        {"by the end of the year", "2024-01-01..2024-12-31"},
        {"in the near future", ".."},
    };
    CHECK_ROWS(rows, 1, no_frame);
}

static void takes_the_frame_where_a_phrase_leans_on_it(void **state)
{
    (void)state;
    TfPeriod frame = {{2024, 1, 1}, {2024, 8, 31}, TF_PERIOD_YTD, TF_BASIS_EXPLICIT};
    static const Row rows[] = {
        {"a year ago", "2023-01-01..2023-08-31"},
        {"in the same months of 2023", "2023-01-01..2023-08-31"},
        {"in the same period of last year", "2023-01-01..2023-08-31"},
    };
    CHECK_ROWS(rows, 1, frame);
}

static void finds_no_period_in_what_only_looks_like_one(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"the talks of November 27", "none"},
        {"on 30 September the minister", "none"},
        {"it may grow, they march on", "none"},
        {"flight 2024.5 left", "none"},
    };
    CHECK_ROWS(rows, 1, no_frame);
}

static void leaves_relative_words_without_days_when_the_page_has_no_date(void **state)
{
    (void)state;
    TfDate unknown = {0, 0, 0};
    assert_string_equal(days_of("last year", 1, unknown, no_frame), "..");
    assert_string_equal(days_of("in the first nine months", 1, unknown, no_frame), "..");
    assert_string_equal(days_of("within five years", 1, unknown, no_frame), "..");
    assert_string_equal(days_of("in 2023", 1, unknown, no_frame), "2023-01-01..2023-12-31");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_years_in_digits_and_words),
        cmocka_unit_test(reads_parts_of_a_year),
        cmocka_unit_test(reads_fiscal_years_by_their_first_month),
        cmocka_unit_test(reads_deadlines),
        cmocka_unit_test(takes_the_frame_where_a_phrase_leans_on_it),
        cmocka_unit_test(finds_no_period_in_what_only_looks_like_one),
        cmocka_unit_test(leaves_relative_words_without_days_when_the_page_has_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
