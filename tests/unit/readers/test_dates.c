/* Dates as pages write them. */
#include "tests/support/support.h"

#include "importers/readers/date_find.h"
#include "importers/readers/page_words.h"

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static const char *first_date(const char *text, bool without_year, char date[TF_DATE_CHARS])
{
    ReaderDate found = {.date = {0, 0, 0}};
    if (!reader_date_find(tf_slice(text), 0, without_year, &found))
        return "";
    (void)snprintf(date, TF_DATE_CHARS, "%04d-%02d-%02d", found.date.year, found.date.month, found.date.day);
    return date;
}

static void reads_dates_in_figures(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"27/11/2024", "2024-11-27"},
        {"27.11.2024", "2024-11-27"},
        {"27-11-2024", "2024-11-27"},
        {"7/1/2024", "2024-01-07"},
        {"27. 11. 2024", "2024-11-27"},
        {"27.11.24", "2024-11-27"},
        {"2024-11-27", "2024-11-27"},
        {"2024/11/27", "2024-11-27"},
        {"2024.11.27.", "2024-11-27"},
        {"2024-11-27T10:00Z", "2024-11-27"},
        {"2025-09-09T13:05+0300", "2025-09-09"},
        {"2024年11月27日", "2024-11-27"},
        {"2024年 11月 27日(水)", "2024-11-27"},
        {"令和6年11月27日", "2024-11-27"},
        {"中華民國113年11月27日", "2024-11-27"},
        {"2024년 11월 27일", "2024-11-27"},
        {"２０２４年１１月２７日", "2024-11-27"},
        {"٢٧/١١/٢٠٢٤", "2024-11-27"},
        {"Báo Quốc Tế27/11/2024", "2024-11-27"},
        {"10:15 27/11/2024", "2024-11-27"},
        {"29.02.2024", "2024-02-29"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char date[TF_DATE_CHARS];
        assert_string_equal(first_date(rows[i][0], false, date), rows[i][1]);
    }
}

static void reads_dates_with_month_names_of_many_languages(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"27 November 2024", "2024-11-27"},
        {"November 27, 2024", "2024-11-27"},
        {"November 27 2024", "2024-11-27"},
        {"Nov. 27, 2024", "2024-11-27"},
        {"Nov 27, 2024", "2024-11-27"},
        {"Sept. 3, 2024", "2024-09-03"},
        {"27 Nov 2024 18:05 GMT", "2024-11-27"},
        {"27-Nov-2024", "2024-11-27"},
        {"the 27th of November, 2024", "2024-11-27"},
        {"Wednesday, 27 NOVEMBER 2024", "2024-11-27"},
        {"ngày 27 tháng 11 năm 2024", "2024-11-27"},
        {"27 tháng 11, 2024", "2024-11-27"},
        {"ngày 27/11/2024", "2024-11-27"},
        {"27 ноября 2024 г.", "2024-11-27"},
        {"27 ноября 2024 года", "2024-11-27"},
        {"27 сен 2024", "2024-09-27"},
        {"27 нояб. 2024", "2024-11-27"},
        {"27 novembre 2024", "2024-11-27"},
        {"1er décembre 2024", "2024-12-01"},
        {"27. November 2024", "2024-11-27"},
        {"3. März 2024", "2024-03-03"},
        {"27 de noviembre de 2024", "2024-11-27"},
        {"27 de novembro de 2024", "2024-11-27"},
        {"1º de janeiro de 2025", "2025-01-01"},
        {"27 Kasım 2024", "2024-11-27"},
        {"27 KASIM 2024", "2024-11-27"},
        {"27 қараша 2024", "2024-11-27"},
        {"2024 жылғы 27 қараша", "2024-11-27"},
        {"27 نوفمبر 2024", "2024-11-27"},
        {"٢٧ تشرين الثاني ٢٠٢٤", "2024-11-27"},
        {"27 نيسان/أبريل 2024", "2024-04-27"},
        {"27 أغسطس (آب) 2024 م", "2024-08-27"},
        {"27 جويلية 2024", "2024-07-27"},
        {"27 Desember 2024", "2024-12-27"},
        {"27 Mei 2024", "2024-05-27"},
        {"27 листопада 2024 року", "2024-11-27"},
        {"2024-yil 27-noyabr", "2024-11-27"},
        {"27-noyabr 2024-yil", "2024-11-27"},
        {"27 listopada 2024", "2024-11-27"},
        {"2024. november 27.", "2024-11-27"},
        {"27 नवंबर 2024", "2024-11-27"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char date[TF_DATE_CHARS];
        if (strcmp(first_date(rows[i][0], false, date), rows[i][1]) != 0)
            fail_msg("%s: got '%s', wanted %s", rows[i][0], first_date(rows[i][0], false, date), rows[i][1]);
    }
}

static void puts_the_day_first_unless_something_says_otherwise(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"09/11/2024", "2024-11-09"},
        {"11/27/2024", "2024-11-27"},                       /* 27 is no month */
        {"Wednesday, 09/11/2024", "2024-09-11"},            /* a Wednesday only so */
        {"Saturday, 09/11/2024", "2024-11-09"},             /* a Saturday only so */
        {"Thứ Hai, 09/12/2024", "2024-12-09"},              /* Monday */
        {"среда, 09.10.2024", "2024-10-09"},                /* both agree */
        {"Published 09/11/2024 8:14 AM EST", "2024-09-11"}, /* an American clock */
        {"09/11/2024 8:14 GMT", "2024-11-09"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char date[TF_DATE_CHARS];
        assert_string_equal(first_date(rows[i][0], false, date), rows[i][1]);
    }
}

static void leaves_other_numbers_alone(void **state)
{
    (void)state;
    const char *const rows[] = {
        "",
        "31/02/2024",
        "2023-15-02",
        "10.27.11.2024", /* an address */
        "27.11.2024.5",  /* a version */
        "27/11/20245",
        "127/11/2024",
        "28 billion USD in 2023",
        "from November 27-28",
        "FY 2024-25",
        "May 2024",
        "1,204.5",
        "2024 11 27",
        "+84 24 3934 1234",
        "in March, 2024 and later",
        "99 November 2024",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char date[TF_DATE_CHARS];
        if (first_date(rows[i], false, date)[0] != '\0')
            fail_msg("'%s' was read as %s", rows[i], first_date(rows[i], false, date));
    }
}

static void reads_days_without_a_year_only_when_asked(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"MOSCOW, Nov 27 (Agency) —", "0000-11-27"},
        {"МОСКВА, 9 сен –", "0000-09-09"},
        {"北京11月27日电", "0000-11-27"},
        {"Hà Nội, 27/11 (TTX) –", "0000-11-27"},
        {"Hà Nội, 27 tháng 11 –", "0000-11-27"},
        {"Feb. 29 —", "0000-02-29"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char date[TF_DATE_CHARS];
        assert_string_equal(first_date(rows[i][0], true, date), rows[i][1]);
        assert_string_equal(first_date(rows[i][0], false, date), "");
    }
}

static void takes_apart_what_a_page_runs_together(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"October 17, 20236:01 PM ET", "2023-10-17"},
        {"19.11.202119.11.2021", "2021-11-19"},
        {"1. November 20161. November 2016", "2016-11-01"},
        {"By A. WriterNovember 20, 2007", "2007-11-20"},
        {"Mar 27, 20255 mins", "2025-03-27"},
        {"Mar 27, 202555555", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char date[TF_DATE_CHARS];
        assert_string_equal(first_date(rows[i][0], false, date), rows[i][1]);
    }
    ReaderDate found;
    TfSlice text = tf_slice("19.11.202119.11.2021");
    assert_true(reader_date_find(text, 0, false, &found));
    assert_slice(tf_slice_range(text, found.start, found.end), "19.11.2021");
}

static void sees_which_order_a_page_keeps(void **state)
{
    (void)state;
    assert_true(reader_dates_have_month_first(tf_slice("09/10/2024 and 11/24/2025")));
    assert_false(reader_dates_have_month_first(tf_slice("11/24/2025 and 24/11/2025")));
    assert_false(reader_dates_have_month_first(tf_slice("09/10/2024")));
    assert_false(reader_dates_have_month_first(tf_slice("11/24/20251, 11/24-2025, 13/24/2025, 1/1")));
    assert_false(reader_dates_have_month_first(tf_slice("")));
}

static void says_where_the_date_stands(void **state)
{
    (void)state;
    ReaderDate found;
    TfSlice text = tf_slice("Ledger | 27 November 2024, 10:15, 28.11.2024");
    assert_true(reader_date_find(text, 0, false, &found));
    assert_slice(tf_slice_range(text, found.start, found.end), "27 November 2024");
    assert_false(found.figures);
    assert_true(reader_date_find(text, found.end, false, &found));
    assert_slice(tf_slice_range(text, found.start, found.end), "28.11.2024");
    assert_true(found.figures);
    assert_false(reader_date_find(text, found.end, false, &found));
}

static void reads_the_day_in_an_address(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"https://a.example/2024/11/27/slug", "2024-11-27"},
        {"https://a.example/news/2024-11-27-slug", "2024-11-27"},
        {"https://a.example/slug-20241127.html", "2024-11-27"},
        {"https://a.example/2024/1/7/slug", "2024-01-07"},
        {"https://a.example/slug-295356.html", ""},
        {"https://a.example/slug-102241127081234.htm", ""},
        {"https://a.example/2024/13/27/", ""},
        {"https://a.example/2024/11/", ""},
        {"https://a.example/20249999", ""},
        {"", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfDate date = {0, 0, 0};
        char text[TF_DATE_CHARS];
        assert_int_equal(reader_date_of_url(tf_slice(rows[i][0]), &date), rows[i][1][0] != '\0');
        assert_string_equal(tf_date_write(text, date), rows[i][1]);
    }
}

static void knows_months_and_weekdays_by_shortened_names(void **state)
{
    (void)state;
    assert_int_equal(page_month(tf_slice("november")), 11);
    assert_int_equal(page_month(tf_slice("nov")), 11);
    assert_int_equal(page_month(tf_slice("ноя")), 11);
    assert_int_equal(page_month(tf_slice("no")), 0);
    assert_int_equal(page_month(tf_slice("jui")), 0); /* juin or juillet */
    assert_int_equal(page_month(tf_slice("tháng")), 0);
    assert_int_equal(page_weekday(tf_slice("thứ hai")), 1);
    assert_int_equal(page_weekday(tf_slice("воскресенье")), 0);
    assert_int_equal(page_weekday(tf_slice("水曜日")), 3);
    assert_int_equal(page_weekday(tf_slice("november")), -1);
}

static void folds_what_stands_around_a_word(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"Comment (0)", "comment"},
        {"  3 COMMENTS:", "comments"},
        {"» Читайте также…", "читайте также"},
        {"İlgili Haberler", "ilgili haberler"},
        {"Tin  liên\tquan", "tin liên quan"},
        {"12/34", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char buffer[PAGE_FORM_BYTES];
        assert_slice(page_fold(tf_slice(rows[i][0]), buffer), rows[i][1]);
    }
    char buffer[PAGE_FORM_BYTES];
    char longer[400];
    memset(longer, 'x', sizeof longer);
    assert_int_equal(page_fold(tf_slice_of(longer, sizeof longer), buffer).length, 0);
    assert_int_equal(page_fold(tf_slice_of(longer, PAGE_FORM_BYTES + 1), buffer).length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates_in_figures),
        cmocka_unit_test(reads_dates_with_month_names_of_many_languages),
        cmocka_unit_test(puts_the_day_first_unless_something_says_otherwise),
        cmocka_unit_test(leaves_other_numbers_alone),
        cmocka_unit_test(reads_days_without_a_year_only_when_asked),
        cmocka_unit_test(takes_apart_what_a_page_runs_together),
        cmocka_unit_test(sees_which_order_a_page_keeps),
        cmocka_unit_test(says_where_the_date_stands),
        cmocka_unit_test(reads_the_day_in_an_address),
        cmocka_unit_test(knows_months_and_weekdays_by_shortened_names),
        cmocka_unit_test(folds_what_stands_around_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
