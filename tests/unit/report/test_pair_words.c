// WRAP: vsnprintf
/* What the chart of a pair says: its title by the target or the last figure, its footnote, its description.
 */
#include "tests/unit/report/report_bench.h"

static int float_formats; /* formats with a %f, %g or %e that were written */

int __real_vsnprintf(char *text, size_t size, const char *format, va_list arguments);
int __wrap_vsnprintf(char *text, size_t size, const char *format, va_list arguments);
int __wrap_vsnprintf(char *text, size_t size, const char *format, va_list arguments)
{
    for (const char *at = strchr(format, '%'); at != NULL; at = strchr(at + 1, '%')) {
        at += 1 + strspn(at + 1, "0123456789.*-+ #l");
        float_formats += *at == 'f' || *at == 'g' || *at == 'e';
    }
    return __real_vsnprintf(text, size, format, arguments);
}

static void the_title_says_how_the_target_stands(void **state)
{
    (void)state;
    static const struct {
        TfTargetStatus status;
        const char *title;
    } rows[] = {
        {TF_TARGET_ON_PATH, "Kazakhstan\u2013Russia trade is on the path to $30bn by 2025"},
        {TF_TARGET_UNCLEAR,
         "Kazakhstan\u2013Russia trade is close to, but not yet on, the path to $30bn by 2025"},
        {TF_TARGET_OFF_PATH, "Kazakhstan\u2013Russia trade is off the path to $30bn by 2025"},
        {TF_TARGET_MET, "Kazakhstan\u2013Russia trade reached its target of $30bn for 2025"},
        {TF_TARGET_MISSED, "Kazakhstan\u2013Russia trade missed its target of $30bn for 2025"},
        {TF_TARGET_REPLACED, "Kazakhstan\u2013Russia trade came to $28bn in 2023"},
        {TF_TARGET_NOT_RATED, "Kazakhstan\u2013Russia trade came to $28bn in 2023"},
        {TF_TARGET_OPEN, "Kazakhstan\u2013Russia trade came to $28bn in 2023"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench *bench = bench_create();
        add_year(bench, 2023, 28e9, TF_EQ);
        add_target(bench, 2025, 30e9, rows[i].status, 0.5);
        assert_slice(words_of(bench)->title, rows[i].title);
        bench_free(bench);
    }
}

static void a_target_that_is_open_to_judgement_comes_before_one_that_was_judged(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_target(bench, 2020, 25e9, TF_TARGET_MISSED, 0);
    add_target(bench, 2025, 30e9, TF_TARGET_ON_PATH, 0.9);
    add_target(bench, 2030, 40e9, TF_TARGET_OFF_PATH, 0.1);
    assert_holds(words_of(bench)->title, "is on the path to $30bn by 2025");
    bench->targets[1].status = TF_TARGET_MET;
    bench->targets[2].status = TF_TARGET_REPLACED;
    assert_holds(words_of(bench)->title, "reached its target of $30bn for 2025");
    bench_free(bench);
}

static void a_year_that_is_over_has_no_path_any_more(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    bench->series.as_of = (TfDate){2026, 2, 1};
    add_target(bench, 2025, 30e9, TF_TARGET_UNCLEAR, 0.4);
    assert_holds(words_of(bench)->title,
                 "No figure yet says whether Kazakhstan\u2013Russia trade reached $30bn in 2025");
    add_target(bench, 2030, 40e9, TF_TARGET_OFF_PATH, 0.1);
    assert_holds(words_of(bench)->title, "is off the path to $40bn by 2030");
    bench_free(bench);
}

static void bounds_are_said_in_words(void **state)
{
    (void)state;
    static const struct {
        TfRelation relation;
        const char *title, *description;
    } rows[] = {
        {TF_EQ, " came to $28bn in 2023", " 2023: 28.0 billion US dollars."},
        {TF_APPROX, " came to about $28bn in 2023", " 2023: about 28.0 billion US dollars."},
        {TF_ALMOST, " came to almost $28bn in 2023", " 2023: almost 28.0 billion US dollars."},
        {TF_GT, " came to more than $28bn in 2023", " 2023: more than 28.0 billion US dollars."},
        {TF_GE, " came to at least $28bn in 2023", " 2023: at least 28.0 billion US dollars."},
        {TF_LT, " stayed below $28bn in 2023", " 2023: less than 28.0 billion US dollars."},
        {TF_LE, " came to at most $28bn in 2023", " 2023: at most 28.0 billion US dollars."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench *bench = bench_create();
        add_year(bench, 2023, 28e9, rows[i].relation);
        (void)chart_of(bench);
        assert_holds(bench->chart.words.title, rows[i].title);
        assert_holds(bench->chart.words.description, rows[i].description);
        bench_free(bench);
    }
}

static void part_years_alone_make_no_finding(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_figure(bench, 2024, 1, 9, 20e9, TF_GT);
    (void)chart_of(bench);
    assert_slice(bench->chart.words.title, "What is stated about Kazakhstan\u2013Russia trade");
    assert_holds(bench->chart.words.description, " 2024, Jan\u2013Sep: more than 20.0 billion US dollars.");
    assert_slice(bench->chart.words.id, "tf-KZ-RU");
    bench_free(bench);
}

static void the_footnote_counts_claims_and_pages(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2021, 24e9, TF_EQ);
    (void)chart_of(bench);
    assert_holds(bench->chart.words.footnote, "Source: 1 claim in 1 article, latest 1\u00a0Feb\u00a02022. As "
                                              "of 1\u00a0Feb\u00a02022 \u00b7 tradefig\u00a0");
    add_year(bench, 2022, 26e9, TF_EQ);
    add_year(bench, 2023, 28e9, TF_GT);
    add_year(bench, 2020, 19e9, TF_EQ);
    bench->records[2].article_id = 1; /* pages repeat, and not in a row */
    bench->series.as_of = (TfDate){2024, 11, 27};
    (void)chart_of(bench);
    assert_holds(bench->chart.words.footnote, "Source: 4 claims in 3 articles, latest 1\u00a0Feb\u00a02024. "
                                              "As of 27\u00a0Nov\u00a02024 \u00b7 tradefig\u00a0");
    assert_holds(bench->chart.words.legend, "Open marker with arrow = a bound");
    bench_free(bench);
}

static void small_figures_beside_large_ones_are_told(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2021, 2e6, TF_EQ);
    add_year(bench, 2022, 263e6, TF_EQ);
    add_year(bench, 2023, 28e9, TF_EQ);
    (void)chart_of(bench);
    assert_holds(bench->chart.words.description, " 2021: 0.002 billion US dollars.");
    assert_holds(bench->chart.words.description, " 2022: 0.263 billion US dollars.");
    assert_holds(bench->chart.words.description, " 2023: 28.0 billion US dollars.");
    bench_free(bench);
}

static void a_projection_is_described(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2023, 28e9, TF_EQ);
    add_target(bench, 2025, 30e9, TF_TARGET_UNCLEAR, 0.34);
    const TfProjectedYear years[] = {{2024, {28e9, 27e9, 29e9, 26e9, 30e9, 25e9, 31e9}},
                                     {2025, {29e9, 27e9, 31e9, 25.5e9, 33e9, 23e9, 35e9}}};
    bench->projection.years = years;
    bench->projection.year_count = 2;
    const Trajectory *chart = chart_of(bench);
    assert_int_equal(chart->fan_count, 2);
    assert_close(chart->fan[1].fan.lo80, 25.5, 1e-12);
    assert_holds(bench->chart.words.subtitle, "and projection to 2025");
    assert_holds(bench->chart.words.legend, "Bands hold 50, 80 and 95%");
    assert_holds(bench->chart.words.description,
                 " Projection 2025: median 29.0, 80 per cent range 25.5 to 33.0.");
    assert_holds(bench->chart.words.description,
                 " Target: $30bn by 2025, stated Nov 2024 \u00b7 34% likely.");
    bench_free(bench);
}

/* "%.1f" writes the decimal mark of the host's locale, which need not be installed here: so no format of ours
 * may ask for it. */
static void no_number_follows_the_locale(void **state)
{
    (void)state;
    Bench *bench = bench_create();
    add_year(bench, 2022, 6.5e9, TF_RANGE);
    add_year(bench, 2023, 7.5e9, TF_EQ);
    add_target(bench, 2025, 8.5e9, TF_TARGET_UNCLEAR, 0.345);
    const TfProjectedYear year = {2024, {8e9, 7e9, 9e9, 6e9, 10e9, 5e9, 11e9}};
    bench->projection.years = &year;
    bench->projection.year_count = 1;
    float_formats = 0;
    const Trajectory *chart = chart_of(bench);
    assert_int_equal(float_formats, 0);
    assert_slice(chart->targets[0].sublabel, "stated Nov 2024 \u00b7 34% likely");
    assert_holds(bench->chart.words.description, " 7.5 billion");
    bench_free(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_says_how_the_target_stands),
        cmocka_unit_test(a_target_that_is_open_to_judgement_comes_before_one_that_was_judged),
        cmocka_unit_test(a_year_that_is_over_has_no_path_any_more),
        cmocka_unit_test(bounds_are_said_in_words),
        cmocka_unit_test(part_years_alone_make_no_finding),
        cmocka_unit_test(the_footnote_counts_claims_and_pages),
        cmocka_unit_test(small_figures_beside_large_ones_are_told),
        cmocka_unit_test(a_projection_is_described),
        cmocka_unit_test(no_number_follows_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
