/* The mean of a run of months: of which rates it is made, what it may be off by, and when there is none. */
#include "tests/support/support.h"

#include "tracker/currency/currency.h"

#include <math.h>

enum { MOST_RATES = 2000 };

typedef struct Bench {
    TfArena arena;
    TfError error;
    TfRate rates[MOST_RATES];
    size_t count;
    TfMeanRate mean;
} Bench;

static void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
}

static TfDate day(const char *text)
{
    TfDate date;
    assert_true(tf_date_read(tf_slice(text), &date));
    return date;
}

static void add_rate(Bench *bench, const char *currency, TfDate from, TfDate to, double usd,
                     const char *source)
{
    assert_true(bench->count < MOST_RATES);
    TfRate *rate = &bench->rates[bench->count++];
    *rate = (TfRate){.from = from, .to = to, .usd = usd, .source = tf_slice(source)};
    (void)snprintf(rate->currency, sizeof rate->currency, "%s", currency);
}

/* A rate for each day from..to, but for Sundays. */
static void add_days(Bench *bench, const char *currency, const char *from, const char *to, double usd,
                     const char *source)
{
    for (int32_t at = tf_date_to_days(day(from)); at <= tf_date_to_days(day(to)); at++)
        if (tf_date_weekday(tf_date_from_days(at)) != 0)
            add_rate(bench, currency, tf_date_from_days(at), tf_date_from_days(at), usd, source);
}

static const TfMeanRate *ask(Bench *bench, const char *currency, int year, int from, int to)
{
    const CurrencyTable *table;
    currency_sort(bench->rates, bench->count);
    assert_ok(
        currency_table_make((TfRates){bench->rates, bench->count}, &bench->arena, &table, &bench->error),
        &bench->error);
    assert_ok(currency_mean(table, currency, tf_month_index(year, from), tf_month_index(year, to),
                            &bench->arena, &bench->mean, &bench->error),
              &bench->error);
    return &bench->mean;
}

/* ---- imported rates ---- */

static void a_mean_of_daily_rates_counts_each_month_the_same(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_days(&bench, "KZT", "2024-01-01", "2024-01-31", 0.002, "NBK");
    add_rate(&bench, "KZT", day("2024-02-10"), day("2024-02-10"), 0.003, "NBK");
    add_rate(&bench, "KZT", day("2024-02-20"), day("2024-02-20"), 0.005, "NBK");
    const TfMeanRate *mean = ask(&bench, "KZT", 2024, 1, 2);
    assert_close(mean->usd, (0.002 + (0.003 + 0.005) / 2) / 2, 1e-12);
    assert_false(mean->is_approximate);
    assert_close(mean->sd, 0.02, 1e-12);
    assert_slice(mean->how, "29 rates, NBK");
    assert_close(ask(&bench, "KZT", 2024, 2, 2)->usd, 0.004, 1e-12);
    tf_arena_done(&bench.arena);
}

static void a_mean_that_a_source_states_for_the_months_goes_before_their_days(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_days(&bench, "KZT", "2024-01-01", "2024-02-29", 0.002, "NBK");
    add_rate(&bench, "KZT", day("2024-02-01"), day("2024-02-29"), 0.004, "NBK");
    assert_close(ask(&bench, "KZT", 2024, 1, 2)->usd, 0.003, 1e-12);
    assert_close(ask(&bench, "KZT", 2024, 2, 2)->usd, 0.004, 1e-12);
    add_rate(&bench, "KZT", day("2024-01-01"), day("2024-12-31"), 0.0021, "NBK");
    assert_close(ask(&bench, "KZT", 2024, 1, 12)->usd, 0.0021, 1e-12);
    assert_false(bench.mean.is_approximate);
    tf_arena_done(&bench.arena);
}

static void a_year_that_was_imported_stands_for_its_part_approximately(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_rate(&bench, "KZT", day("2023-01-01"), day("2023-12-31"), 0.0030, "NBK");
    const TfMeanRate *mean = ask(&bench, "KZT", 2023, 1, 9);
    assert_close(mean->usd, 0.0030, 1e-12);
    assert_true(mean->is_approximate);
    assert_slice(mean->how, "imported mean of 2023; no imported rate from 1 Jan 2023 to 31 Jan 2023");
    tf_arena_done(&bench.arena);
}

static void two_weeks_without_a_rate_are_a_pause_and_more_is_a_gap(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_days(&bench, "MDL", "2024-01-15", "2024-01-31", 0.056, "NBM"); /* 1 to 14 January: fourteen days */
    assert_close(ask(&bench, "MDL", 2024, 1, 1)->usd, 0.056, 1e-12);
    tf_arena_done(&bench.arena);
    bench_start(&bench);
    add_days(&bench, "MDL", "2024-01-16", "2024-01-31", 0.056, "NBM");
    const TfMeanRate *mean = ask(&bench, "MDL", 2024, 1, 1);
    assert_true(mean->usd <= 0);
    assert_slice(mean->how, "no MDL rate for Jan 2024: imported rates begin 16 Jan 2024");
    tf_arena_done(&bench.arena);
}

static void a_missing_mean_names_currency_months_and_what_is_missing(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_days(&bench, "MDL", "2022-01-01", "2022-03-01", 0.056, "NBM");
    add_days(&bench, "MDL", "2022-06-01", "2022-12-31", 0.056, "NBM");
    ask(&bench, "MDL", 2022, 1, 9);
    assert_slice(bench.mean.how,
                 "no MDL rate for Jan\u2013Sep 2022: no imported rate from 2 Mar 2022 to 31 Mar 2022");
    ask(&bench, "MDL", 2024, 1, 9);
    assert_slice(bench.mean.how, "no MDL rate for Jan\u2013Sep 2024: imported rates end 31 Dec 2022");
    ask(&bench, "AMD", 2024, 1, 12);
    assert_slice(bench.mean.how, "no AMD rate for 2024: none are imported");
    assert_true(bench.mean.usd <= 0);
    tf_arena_done(&bench.arena);
}

static void the_source_with_the_most_rates_is_asked_alone(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_days(&bench, "MDL", "2024-01-01", "2024-01-31", 0.056, "NBM");
    for (int day_of = 3; day_of <= 31; day_of += 7)
        add_rate(&bench, "MDL", (TfDate){2024, 1, (int8_t)day_of}, (TfDate){2024, 1, (int8_t)day_of}, 0.060,
                 "A");
    const TfMeanRate *mean = ask(&bench, "MDL", 2024, 1, 1);
    assert_close(mean->usd, 0.056, 1e-12);
    assert_slice(mean->how, "27 rates, NBM");
    tf_arena_done(&bench.arena);
}

static void where_no_source_covers_all_months_they_are_taken_together(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_days(&bench, "MDL", "2022-02-01", "2022-03-02", 0.010, "ECB");
    add_days(&bench, "MDL", "2022-03-03", "2022-03-31", 0.020, "NBM");
    const TfMeanRate *mean = ask(&bench, "MDL", 2022, 2, 3);
    assert_close(mean->usd, (0.010 + (2 * 0.010 + 25 * 0.020) / 27) / 2, 1e-12);
    assert_slice(mean->how, "51 rates, several sources");
    tf_arena_done(&bench.arena);
}

/* ---- what is built in ---- */

static void the_built_in_mean_of_a_year_is_approximate(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    const TfMeanRate *mean = ask(&bench, "RUB", 2023, 1, 12);
    assert_close(mean->usd, 1 / 85.16, 1e-9);
    assert_true(mean->is_approximate);
    assert_slice(mean->how, "built-in mean of 2023; none are imported");
    /* by hand: s = ln(85.16 / 68.48) / .816; sd = hypot(.02, s / 10) */
    assert_close(mean->sd, hypot(0.02, log(85.16 / 68.48) / 0.816 / 10), 1e-9);
    assert_close(ask(&bench, "EUR", 2010, 1, 12)->usd, 1.3257, 1e-9);
    assert_close(ask(&bench, "BRL", 2024, 1, 12)->usd, 1 / 5.387, 1e-9);
    tf_arena_done(&bench.arena);
}

static void a_part_of_a_year_is_less_sure_the_shorter_it_is_and_the_more_the_rate_moved(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    double nine = ask(&bench, "RUB", 2023, 1, 9)->sd;
    double one = ask(&bench, "RUB", 2023, 1, 1)->sd;
    double calm = ask(&bench, "CNY", 2013, 1, 9)->sd;
    double s = log(85.16 / 68.48) / 0.816;
    assert_close(nine, sqrt(0.02 * 0.02 + s * s * (0.25 * 0.25 * 0.577 * 0.577 + 0.01)), 1e-9);
    assert_true(one > nine && nine > calm);
    assert_true(calm < 0.025);
    assert_true(ask(&bench, "KZT", 2025, 1, 12)->sd > 0.02 * 1.4); /* marked as unsure */
    tf_arena_done(&bench.arena);
}

static void months_of_two_years_take_both_means_by_their_share(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    const TfMeanRate *mean = ask(&bench, "INR", 2022, 4, 15); /* the fiscal year from April */
    assert_close(mean->usd, 0.75 / 78.60 + 0.25 / 82.60, 1e-9);
    assert_slice(mean->how, "built-in means of 2022 and 2023; none are imported");
    tf_arena_done(&bench.arena);
}

static void imported_rates_go_before_built_in_ones_and_their_gap_is_told(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_days(&bench, "RUB", "2023-01-01", "2023-06-30", 0.0130, "Bank of Russia");
    assert_close(ask(&bench, "RUB", 2023, 1, 6)->usd, 0.0130, 1e-12);
    assert_false(bench.mean.is_approximate);
    const TfMeanRate *mean = ask(&bench, "RUB", 2023, 1, 12);
    assert_close(mean->usd, 1 / 85.16, 1e-9);
    assert_slice(mean->how, "built-in mean of 2023; imported rates end 30 Jun 2023");
    tf_arena_done(&bench.arena);
}

static void nothing_is_guessed_outside_the_built_in_years(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    assert_true(ask(&bench, "RUB", 1999, 1, 12)->usd <= 0);
    assert_true(ask(&bench, "RUB", 2026, 1, 12)->usd <= 0);
    assert_true(ask(&bench, "UZS", 2017, 1, 12)->usd <= 0);
    assert_true(ask(&bench, "RUB", 1999, 6, 18)->usd <= 0); /* half of it is known */
    tf_arena_done(&bench.arena);
}

static void every_built_in_mean_lies_near_its_neighbours(void **state)
{
    (void)state;
    Bench bench;
    TfRateSpans spans;
    bench_start(&bench);
    assert_ok(currency_built_in(&bench.arena, &spans, &bench.error), &bench.error);
    assert_int_equal(spans.count, 34);
    for (size_t i = 0; i < spans.count; i++) {
        double before = 0;
        for (int year = spans.items[i].from.year; year <= spans.items[i].to.year; year++) {
            double usd = ask(&bench, spans.items[i].currency, year, 1, 12)->usd;
            if (before > 0 && usd > 0 && !(usd / before > 0.5 && usd / before < 1.5))
                fail_msg("%s %d: %g after %g", spans.items[i].currency, year, usd, before);
            before = usd;
        }
    }
    tf_arena_done(&bench.arena);
}

/* ---- fixed values ---- */

static void a_currency_fixed_to_another_is_worth_what_that_is(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_days(&bench, "EUR", "2010-01-01", "2010-01-31", 1.40, "ECB");
    assert_close(ask(&bench, "DEM", 2010, 1, 1)->usd, 1.40 / 1.95583, 1e-12);
    assert_false(bench.mean.is_approximate);
    assert_slice(bench.mean.how, "fixed at 1.95583 for 1 EUR: 26 rates, ECB");
    assert_close(ask(&bench, "AED", 2010, 1, 12)->usd, 1 / 3.6725, 1e-12);
    assert_slice(bench.mean.how, "fixed at 3.6725 for 1 USD");
    assert_close(ask(&bench, "RUR", 2010, 1, 12)->usd, 1 / 30.37, 1e-9);
    assert_true(bench.mean.is_approximate);
    assert_true(ask(&bench, "DEM", 1998, 1, 12)->usd <= 0);
    assert_string_equal(currency_fixed_to("DEM"), "EUR");
    assert_string_equal(currency_fixed_to("KZT"), "");
    tf_arena_done(&bench.arena);
}

static void a_dollar_is_a_dollar(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    assert_close(ask(&bench, "USD", 1950, 1, 12)->usd, 1, 0);
    assert_true(bench.mean.sd <= 0);
    tf_arena_done(&bench.arena);
}

/* ---- lately ---- */

static const TfMeanRate *ask_lately(Bench *bench, const char *currency, const char *as_of)
{
    const CurrencyTable *table;
    currency_sort(bench->rates, bench->count);
    assert_ok(
        currency_table_make((TfRates){bench->rates, bench->count}, &bench->arena, &table, &bench->error),
        &bench->error);
    assert_ok(currency_recent_mean(table, currency, day(as_of), &bench->arena, &bench->mean, &bench->error),
              &bench->error);
    return &bench->mean;
}

static void lately_is_the_last_twelve_months_and_never_what_was_not_known_yet(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    const TfMeanRate *mean = ask_lately(&bench, "RUB", "2024-06-15");
    assert_close(mean->usd, 1 / 85.16, 1e-9); /* of 2023: 2024 was not over */
    assert_true(mean->is_approximate);
    assert_slice(mean->how, "the rate of 2023: built-in mean of 2023; none are imported");
    add_days(&bench, "RUB", "2023-06-01", "2024-05-31", 0.011, "Bank of Russia");
    assert_close(ask_lately(&bench, "RUB", "2024-06-15")->usd, 0.011, 1e-12);
    assert_true(bench.mean.is_approximate);
    assert_true(ask_lately(&bench, "RUB", "2030-06-15")->usd <= 0); /* too long ago */
    assert_close(ask_lately(&bench, "USD", "2024-06-15")->usd, 1, 0);
    assert_false(bench.mean.is_approximate);
    tf_arena_done(&bench.arena);
}

/* ---- failure ---- */

/* What a whole way through the module says when memory ends after `limit` bytes. */
static TfStatus go_through(size_t limit)
{
    static const char file[] = "Date,USD,JPY,\n2024-01-15,1.09,158.7,\n2024-01-16,1.08,159.1,\n";
    TfArena arena;
    TfError error;
    CurrencyQuotes quotes = {.items = NULL};
    CurrencyResolved resolved;
    const CurrencyTable *table;
    TfMeanRate mean;
    tf_arena_init(&arena, limit);
    TfStatus status = currency_read(tf_slice(file), &arena, &quotes, &error);
    if (status == TF_OK)
        status = currency_resolve(&quotes, (TfRates){NULL, 0}, &arena, &resolved, &error);
    if (status == TF_OK)
        status = currency_table_make(resolved.rates, &arena, &table, &error);
    if (status == TF_OK)
        status = currency_mean(table, "JPY", tf_month_index(2024, 1), tf_month_index(2024, 9), &arena, &mean,
                               &error);
    if (status == TF_OK)
        status = currency_recent_mean(table, "AMD", day("2024-10-01"), &arena, &mean, &error);
    tf_arena_done(&arena);
    return status;
}

static void a_lack_of_memory_is_an_error_wherever_it_comes(void **state)
{
    (void)state;
    size_t limit = 16;
    while (limit < ((size_t)1 << 20)) {
        TfStatus status = go_through(limit);
        if (status == TF_OK)
            break;
        assert_int_equal(status, TF_NO_MEMORY);
        limit += limit < 2048 || limit > 30000 ? 16 : 512;
    }
    assert_true(limit > 2048 && limit < ((size_t)1 << 20));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mean_of_daily_rates_counts_each_month_the_same),
        cmocka_unit_test(a_mean_that_a_source_states_for_the_months_goes_before_their_days),
        cmocka_unit_test(a_year_that_was_imported_stands_for_its_part_approximately),
        cmocka_unit_test(two_weeks_without_a_rate_are_a_pause_and_more_is_a_gap),
        cmocka_unit_test(a_missing_mean_names_currency_months_and_what_is_missing),
        cmocka_unit_test(the_source_with_the_most_rates_is_asked_alone),
        cmocka_unit_test(where_no_source_covers_all_months_they_are_taken_together),
        cmocka_unit_test(the_built_in_mean_of_a_year_is_approximate),
        cmocka_unit_test(a_part_of_a_year_is_less_sure_the_shorter_it_is_and_the_more_the_rate_moved),
        cmocka_unit_test(months_of_two_years_take_both_means_by_their_share),
        cmocka_unit_test(imported_rates_go_before_built_in_ones_and_their_gap_is_told),
        cmocka_unit_test(nothing_is_guessed_outside_the_built_in_years),
        cmocka_unit_test(every_built_in_mean_lies_near_its_neighbours),
        cmocka_unit_test(a_currency_fixed_to_another_is_worth_what_that_is),
        cmocka_unit_test(a_dollar_is_a_dollar),
        cmocka_unit_test(lately_is_the_last_twelve_months_and_never_what_was_not_known_yet),
        cmocka_unit_test(a_lack_of_memory_is_an_error_wherever_it_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
