/* Quotes in euros or roubles become dollars by the rate of the same day, or are counted as unresolved. */
#include "tests/support/support.h"

#include "tracker/currency/currency.h"

typedef struct Bench {
    TfArena arena;
    TfError error;
    CurrencyQuotes quotes;
    TfRate known[8];
    size_t known_count;
    CurrencyResolved resolved;
} Bench;

static void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
}

static void add_file(Bench *bench, const char *text)
{
    assert_ok(currency_read(tf_slice(text), &bench->arena, &bench->quotes, &bench->error), &bench->error);
}

static void add_known(Bench *bench, const char *currency, TfDate day, double usd, const char *source)
{
    TfRate *rate = &bench->known[bench->known_count++];
    *rate = (TfRate){.from = day, .to = day, .usd = usd, .source = tf_slice(source)};
    (void)snprintf(rate->currency, sizeof rate->currency, "%s", currency);
    currency_sort(bench->known, bench->known_count);
}

static void resolve(Bench *bench)
{
    assert_ok(currency_resolve(&bench->quotes, (TfRates){bench->known, bench->known_count}, &bench->arena,
                               &bench->resolved, &bench->error),
              &bench->error);
}

/* The one rate of a currency on a day; 0 when there is none. */
static double rate_of(const Bench *bench, const char *currency, TfDate day)
{
    double usd = 0;
    for (size_t i = 0; i < bench->resolved.rates.count; i++) {
        const TfRate *rate = &bench->resolved.rates.items[i];
        if (strcmp(rate->currency, currency) != 0 || tf_date_compare(rate->from, day) != 0)
            continue;
        assert_true(usd <= 0);
        usd = rate->usd;
    }
    return usd;
}

static const TfDate march_1 = {2022, 3, 1}, march_2 = {2024, 3, 2}, march_5 = {2024, 3, 5};
static const char dollars[] =
    "<ValCurs ID=\"R01235\"><Record Date=\"02.03.2024\"><Nominal>1</Nominal><Value>91,3336</Value></Record>"
    "</ValCurs>";
static const char tenge[] =
    "<ValCurs ID=\"R01335\"><Record Date=\"02.03.2024\"><Nominal>100</Nominal><Value>20,2894</Value></Record>"
    "<Record Date=\"05.03.2024\"><Nominal>100</Nominal><Value>20,3</Value></Record></ValCurs>";
static const char euros[] =
    "<ValCurs ID=\"R01239\"><Record Date=\"02.03.2024\"><Nominal>1</Nominal><Value>99,3546</Value></Record>"
    "</ValCurs>";

static void the_euro_of_the_day_turns_its_rates_into_dollars(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_file(&bench, "Date,USD,JPY,RUB,\n2022-03-01,1.1162,128.28,117.201,\n2022-02-28,N/A,129.31,N/A,\n");
    resolve(&bench);
    assert_close(rate_of(&bench, "EUR", march_1), 1.1162, 1e-12);
    assert_close(rate_of(&bench, "JPY", march_1), 1.1162 / 128.28, 1e-12);
    assert_close(rate_of(&bench, "RUB", march_1), 1.1162 / 117.201, 1e-12);
    assert_int_equal(bench.resolved.unresolved, 1); /* the yen of the day without a dollar */
    assert_string_equal(bench.resolved.currency, "JPY");
    assert_string_equal(bench.resolved.base, "EUR");
    tf_arena_done(&bench.arena);
}

static void roubles_need_the_dollar_of_the_same_day_in_any_order_of_files(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_file(&bench, tenge);
    add_file(&bench, dollars);
    resolve(&bench);
    assert_close(rate_of(&bench, "RUB", march_2), 1 / 91.3336, 1e-12);
    assert_close(rate_of(&bench, "KZT", march_2), 0.202894 / 91.3336, 1e-12);
    assert_close(rate_of(&bench, "KZT", march_5), 0, 0);
    assert_int_equal(bench.resolved.unresolved, 1);
    assert_int_equal(tf_date_compare(bench.resolved.first_missing, march_5), 0);
    tf_arena_done(&bench.arena);
}

static void a_stored_dollar_rate_serves_a_later_file_and_its_own_source_goes_first(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_known(&bench, "RUB", march_2, 0.0111, "A");
    add_known(&bench, "RUB", march_2, 0.0110, "Bank of Russia");
    add_known(&bench, "RUB", march_5, 0.0112, "Z");
    add_file(&bench, tenge);
    resolve(&bench);
    assert_close(rate_of(&bench, "KZT", march_2), 0.202894 * 0.0110, 1e-12);
    assert_close(rate_of(&bench, "KZT", march_5), 0.203 * 0.0112, 1e-12);
    assert_close(rate_of(&bench, "RUB", march_2), 0, 0); /* what is stored is not given again */
    tf_arena_done(&bench.arena);
}

static void a_euro_in_roubles_gives_the_rouble_by_the_euro_in_dollars(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_known(&bench, "EUR", march_2, 1.0813, "ECB");
    add_file(&bench, euros);
    add_file(&bench, tenge);
    resolve(&bench);
    assert_close(rate_of(&bench, "RUB", march_2), 1.0813 / 99.3546, 1e-12);
    assert_close(rate_of(&bench, "EUR", march_2), 0, 0); /* it is the ECB's, not the Bank of Russia's */
    assert_close(rate_of(&bench, "KZT", march_2), 0.202894 * 1.0813 / 99.3546, 1e-12);
    tf_arena_done(&bench.arena);
}

static void with_both_the_dollar_goes_before_the_euro(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_known(&bench, "EUR", march_2, 1.0813, "ECB");
    add_file(&bench, euros);
    add_file(&bench, dollars);
    resolve(&bench);
    assert_close(rate_of(&bench, "RUB", march_2), 1 / 91.3336, 1e-12);
    assert_close(rate_of(&bench, "EUR", march_2), 99.3546 / 91.3336, 1e-12);
    tf_arena_done(&bench.arena);
}

static void the_same_rate_twice_is_one_and_two_that_differ_are_refused(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_file(&bench, "date,currency,usd\n2024-03-02,KZT,0.0022\n2024-03-02,KZT,0.0022\n");
    resolve(&bench);
    assert_int_equal(bench.resolved.rates.count, 1);
    add_file(&bench, "date,currency,usd\n2024-03-02,KZT,0.0023\n");
    assert_int_equal(
        currency_resolve(&bench.quotes, (TfRates){NULL, 0}, &bench.arena, &bench.resolved, &bench.error),
        TF_BAD_INPUT);
    assert_string_equal(bench.error.message, "two rates of KZT for 2024-03-02: 0.0022 and 0.0023 US dollars");
    tf_arena_done(&bench.arena);
}

static void nothing_gives_nothing(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    resolve(&bench);
    assert_int_equal(bench.resolved.rates.count, 0);
    assert_int_equal(bench.resolved.unresolved, 0);
    tf_arena_done(&bench.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_euro_of_the_day_turns_its_rates_into_dollars),
        cmocka_unit_test(roubles_need_the_dollar_of_the_same_day_in_any_order_of_files),
        cmocka_unit_test(a_stored_dollar_rate_serves_a_later_file_and_its_own_source_goes_first),
        cmocka_unit_test(a_euro_in_roubles_gives_the_rouble_by_the_euro_in_dollars),
        cmocka_unit_test(with_both_the_dollar_goes_before_the_euro),
        cmocka_unit_test(the_same_rate_twice_is_one_and_two_that_differ_are_refused),
        cmocka_unit_test(nothing_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
