/* Exchange rates and official figures: a table goes in whole, twice changes nothing, a correction wins. */
#include "tests/unit/store/store_fixture.h"

#include <math.h>

static StoreRate make_rate(const char *currency, const char *from, const char *to, double usd)
{
    StoreRate rate = {.from = day_of(from), .to = day_of(to), .usd = usd, .source = tf_slice("a bank")};
    (void)snprintf(rate.currency, sizeof rate.currency, "%.3s", currency);
    return rate;
}

static void rates_come_by_day_and_a_correction_wins(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreRates rates;
    size_t added;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    StoreRate table[] = {make_rate("RUB", "2024-01-02", "2024-01-02", 0.011),
                         make_rate("RUB", "2024-01-01", "2024-01-01", 0.012),
                         make_rate("EUR", "2023-01-01", "2023-12-31", 1.08)};
    assert_ok(store_add_rates(store, table, 3, &added, &error), &error);
    assert_int_equal(added, 3);
    assert_ok(store_add_rates(store, table, 3, &added, &error), &error);
    assert_int_equal(added, 0);
    table[0].usd = 0.013;
    assert_ok(store_add_rates(store, table, 3, &added, &error), &error);
    assert_int_equal(added, 1);
    table[0].usd = 0.011; /* and back again is a correction as well */
    assert_ok(store_add_rates(store, table, 3, &added, &error), &error);
    assert_int_equal(added, 1);

    assert_ok(store_rates(store, "RUB", day_of(""), &arena, &rates, &error), &error);
    assert_int_equal(rates.count, 2);
    assert_close(rates.items[0].usd, 0.012, 0);
    assert_close(rates.items[1].usd, 0.011, 0);
    assert_slice(rates.items[1].source, "a bank");
    assert_ok(store_rates(store, "RUB", day_of("2024-01-01"), &arena, &rates, &error), &error);
    assert_int_equal(rates.count, 1);
    assert_ok(store_rates(store, "", day_of(""), &arena, &rates, &error), &error);
    assert_int_equal(rates.count, 3);
    assert_string_equal(rates.items[0].currency, "EUR");
    store_close(store);
    tf_arena_done(&arena);
}

static void spans_tell_what_there_is_of_each_currency_and_source(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfRateSpans spans;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    assert_ok(store_rate_spans(store, &arena, &spans, &error), &error);
    assert_int_equal(spans.count, 0);
    StoreRate table[] = {make_rate("RUB", "2024-01-02", "2024-01-02", 0.011),
                         make_rate("RUB", "2023-01-01", "2023-12-31", 0.012),
                         make_rate("RUB", "2024-01-01", "2024-01-01", 0.012),
                         make_rate("EUR", "2023-01-01", "2023-12-31", 1.08)};
    table[2].source = tf_slice("another");
    assert_ok(store_add_rates(store, table, 4, NULL, &error), &error);
    table[0].usd = 0.013; /* a correction is no further rate */
    assert_ok(store_add_rates(store, table, 1, NULL, &error), &error);
    assert_ok(store_rate_spans(store, &arena, &spans, &error), &error);
    assert_int_equal(spans.count, 3);
    assert_string_equal(spans.items[0].currency, "EUR");
    assert_slice(spans.items[1].source, "a bank");
    assert_int_equal(spans.items[1].count, 2);
    assert_int_equal(tf_date_compare(spans.items[1].from, day_of("2023-01-01")), 0);
    assert_int_equal(tf_date_compare(spans.items[1].to, day_of("2024-01-02")), 0);
    assert_slice(spans.items[2].source, "another");
    store_close(store);
    tf_arena_done(&arena);
}

static void one_bad_rate_keeps_the_table_out(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreRates rates;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    StoreRate good = make_rate("RUB", "2024-01-01", "2024-01-01", 0.012);
    const struct {
        StoreRate rate;
        const char *message_part;
    } rows[] = {
        {make_rate("RU", "2024-01-01", "2024-01-01", 1), "rate 2 is of currency 'RU'"},
        {make_rate("RUB", "2024-01-02", "2024-01-01", 1), "a last day not before it"},
        {make_rate("RUB", "", "", 1), "a first day"},
        {make_rate("RUB", "2024-01-01", "2024-01-01", 0), "is 0 US dollars"},
        {make_rate("RUB", "2024-01-01", "2024-01-01", (double)NAN), "needed: more than 0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        StoreRate table[] = {good, rows[i].rate};
        assert_int_equal(store_add_rates(store, table, 2, NULL, &error), TF_BAD_INPUT);
        if (strstr(error.message, rows[i].message_part) == NULL)
            fail_msg("message \"%s\" does not say \"%s\"", error.message, rows[i].message_part);
        assert_ok(store_rates(store, "", day_of(""), &arena, &rates, &error), &error);
        assert_int_equal(rates.count, 0);
    }
    store_close(store);
    tf_arena_done(&arena);
}

static StoreOfficial make_figure(const char *reporter, const char *partner, TfMeasure measure, double value)
{
    StoreOfficial figure = {.measure = measure,
                            .from = day_of("2023-01-01"),
                            .to = day_of("2023-12-31"),
                            .value = value,
                            .currency = "USD",
                            .valuation = tf_slice(measure == TF_EXPORTS ? "fob" : "cif"),
                            .source = tf_slice("an office")};
    (void)snprintf(figure.reporter.code, sizeof figure.reporter.code, "%s", reporter);
    (void)snprintf(figure.partner.code, sizeof figure.partner.code, "%s", partner);
    return figure;
}

static void official_figures_of_both_sides_and_their_revisions(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    StoreOfficials figures;
    size_t added;
    tf_arena_init(&arena, 0);
    Store *store = open_store(":memory:");
    TfPair pair = of_pair("KZ-RU").pair;
    StoreOfficial table[] = {make_figure("RUS", "KAZ", TF_EXPORTS, 16e9),
                             make_figure("KAZ", "RUS", TF_IMPORTS, 17e9),
                             make_figure("KAZ", "CHN", TF_EXPORTS, 14e9)};
    set_day("2024-02-01");
    assert_ok(store_add_official(store, table, 3, &added, &error), &error);
    assert_int_equal(added, 3);
    assert_ok(store_add_official(store, table, 3, &added, &error), &error);
    assert_int_equal(added, 0);
    set_day("2024-06-01");
    table[0].value = 16.5e9;
    assert_ok(store_add_official(store, table, 3, &added, &error), &error);
    assert_int_equal(added, 1);

    assert_ok(store_official(store, pair, day_of(""), &arena, &figures, &error), &error);
    assert_int_equal(figures.count, 2);
    assert_string_equal(figures.items[0].reporter.code, "KAZ");
    assert_int_equal(figures.items[0].measure, TF_IMPORTS);
    assert_slice(figures.items[0].valuation, "cif");
    assert_close(figures.items[1].value, 16.5e9, 0);
    assert_ok(store_official(store, pair, day_of("2024-05-31"), &arena, &figures, &error), &error);
    assert_int_equal(figures.count, 2);
    assert_close(figures.items[1].value, 16e9, 0);
    assert_ok(store_official(store, pair, day_of("2024-01-31"), &arena, &figures, &error), &error);
    assert_int_equal(figures.count, 0);

    table[1].measure = TF_BALANCE;
    assert_int_equal(store_add_official(store, table, 3, NULL, &error), TF_BAD_INPUT);
    assert_non_null(strstr(error.message, "official figure 2 (KAZ, RUS) needs exports or imports"));
    store_close(store);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_come_by_day_and_a_correction_wins),
        cmocka_unit_test(spans_tell_what_there_is_of_each_currency_and_source),
        cmocka_unit_test(one_bad_rate_keeps_the_table_out),
        cmocka_unit_test(official_figures_of_both_sides_and_their_revisions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
