/* Which claims count and how much they say; every refusal has its reason. */
#include "tests/unit/series/series_bench.h"

/* ---- what counts ---- */

static void a_statement_becomes_an_observation(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    add_level(&bench, "20000000000", "2024-01-01", "2024-09-30")->relation = TF_GT;
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count, 2);
    assert_int_equal(series->left_out_count, 0);
    const TfObservation *year = &series->items[0];
    assert_int_equal(year->from_month, tf_month_index(2023, 1));
    assert_int_equal(year->to_month, tf_month_index(2023, 12));
    assert_close(year->value_usd, 28e9, 1e-15);
    assert_close(year->rounding, 1e9, 1e-15);
    assert_false(year->is_growth);
    assert_slice(year->source, "statements");
    assert_int_equal(year->claim_count, 1);
    assert_int_equal(year->article_count, 1);
    const TfObservation *part = &series->items[1];
    assert_int_equal(part->to_month, tf_month_index(2024, 9));
    assert_int_equal(part->relation, TF_GT);
    bench_done(&bench);
}

static void an_estimate_counts_and_an_outlook_does_not(void **state)
{
    (void)state;
    const struct {
        TfClaimStatus status;
        const char *reason; /* NULL: it counts */
    } rows[] = {{TF_ACTUAL, NULL},
                {TF_ESTIMATE, NULL},
                {TF_FORECAST, "a forecast, not a figure"},
                {TF_TARGET, "a target, not a figure"},
                {TF_POTENTIAL, "a potential, not a figure"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_level(&bench, "28000000000", "2023-01-01", "2023-12-31")->status = rows[i].status;
        if (rows[i].reason != NULL)
            assert_left_out(&bench, rows[i].reason);
        else
            assert_int_equal(observe(&bench, "")->count, 1);
        bench_done(&bench);
    }
}

static void a_period_has_to_be_a_run_of_months_up_to_a_year(void **state)
{
    (void)state;
    const struct {
        const char *from, *to;
        TfPeriodKind kind;
        const char *published;
        const char *reason;
    } rows[] = {
        {"", "", TF_PERIOD_NONE, "2024-11-27", "no period is named"},
        {"", "", TF_PERIOD_RATE, "2024-11-27", "a rate a year, without saying which year"},
        {"2024-01-01", "2024-09-15", TF_PERIOD_NONE, "2024-11-27",
         "1 Jan\u201315 Sep 2024 is not a run of whole months"},
        {"2020-01-01", "2022-12-31", TF_PERIOD_SPAN, "2024-11-27",
         "2020\u20132022 is more than a year: a total and a yearly figure are not told apart"},
        {"2024-01-01", "2024-12-31", TF_PERIOD_YEAR, "2024-11-27",
         "published 27 Nov 2024, before 2024 was over"},
        {"2024-01-01", "", TF_PERIOD_YTD_OPEN, "", "a period without an end, on a page without a date"},
        {"2024-01-01", "", TF_PERIOD_YTD_OPEN, "2024-01-20",
         "a period without an end, published before a month of it was over"},
        {"2023-01-01", "", TF_PERIOD_YTD_OPEN, "2024-11-27",
         "a period without an end that did not begin with the year of publication"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        TfClaim *claim = add_level(&bench, "20000000000", rows[i].from, rows[i].to);
        claim->period.kind = rows[i].kind;
        claim->pub_date = day(rows[i].published);
        assert_left_out(&bench, rows[i].reason);
        bench_done(&bench);
    }
}

static void what_lacks_its_number_is_left_out(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "1", "2023-01-01", "2023-12-31")->has_value = false;
    assert_left_out(&bench, "no amount is named");
    bench_done(&bench);
    bench_start(&bench);
    add_growth(&bench, "5", "yoy")->has_growth = false;
    assert_left_out(&bench, "no rate of growth is named");
    bench_done(&bench);
    bench_start(&bench);
    TfClaim *open_growth = add_growth(&bench, "5", "yoy");
    open_growth->period.to = day("");
    assert_left_out(&bench, "growth over a period without an end");
    bench_done(&bench);
}

static void a_year_said_in_its_december_counts(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31")->pub_date = day("2023-12-20");
    assert_int_equal(observe(&bench, "")->count, 1);
    bench_done(&bench);
}

static void this_year_already_is_a_bound_on_the_months_over(void **state)
{
    (void)state;
    const struct {
        TfRelation said;
        bool counts;
    } rows[] = {{TF_GT, true},  {TF_GE, true},  {TF_EQ, true},     {TF_APPROX, true},
                {TF_LT, false}, {TF_LE, false}, {TF_ALMOST, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        TfClaim *claim = add_level(&bench, "20000000000", "2024-01-01", "");
        claim->relation = rows[i].said;
        claim->period.kind = TF_PERIOD_YTD_OPEN;
        const TfSeries *series = observe(&bench, "");
        assert_int_equal(series->count, rows[i].counts ? 1 : 0);
        if (rows[i].counts) {
            assert_int_equal(series->items[0].relation, TF_GT);
            assert_int_equal(series->items[0].to_month, tf_month_index(2024, 10));
        } else
            assert_slice(series->left_out[0].reason, "an upper bound on a period without an end");
        bench_done(&bench);
    }
}

static void other_subjects_are_left_out(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "1000000000", "2023-01-01", "2023-12-31")->scope = tf_slice("sector:energy");
    assert_left_out(&bench, "scope sector:energy; only trade in all goods is added up");
    bench_done(&bench);
    bench_start(&bench);
    add_level(&bench, "1000000000", "2023-01-01", "2023-12-31")->measure = TF_BALANCE;
    assert_left_out(&bench,
                    "a balance is the difference of two flows, and none is stated for the same months");
    bench_done(&bench);
    bench_start(&bench);
    add_level(&bench, "1000000000", "2023-01-01", "2023-12-31")->tier = 0;
    assert_left_out(&bench, "marked to be ignored (tier 0)");
    bench_done(&bench);
    bench_start(&bench);
    add_level(&bench, "1000000000", "2023-01-01", "2023-12-31");
    bench.records[0].decision = tf_slice("rejected");
    assert_left_out(&bench, "rejected in review");
    bench_done(&bench);
}

static void trade_with_the_world_is_no_pair(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_level(&bench, "140000000000", "2023-01-01", "2023-12-31");
    assert_true(tf_party_from_code(tf_slice("WORLD"), &claim->partner));
    TfAsk ask = {.pair = tf_claim_pair(claim)};
    assert_ok(series_observe(bench.records, 1, &ask, NULL, &bench.arena, &bench.series, &bench.error),
              &bench.error);
    assert_int_equal(bench.series.count, 0);
    assert_slice(bench.series.left_out[0].reason, "about a region or the world, not about two parties");
    bench_done(&bench);
}

static void claims_of_other_pairs_are_not_even_named(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_level(&bench, "41000000000", "2023-01-01", "2023-12-31");
    assert_true(tf_party_from_code(tf_slice("CHN"), &claim->partner));
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count + series->left_out_count, 0);
    bench_done(&bench);
}

static void what_was_said_later_is_not_known_yet(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    assert_int_equal(observe(&bench, "2024-11-27")->count, 1);
    const TfSeries *series = observe(&bench, "2024-11-26");
    assert_int_equal(series->count, 0);
    assert_slice(series->left_out[0].reason, "published 27 Nov 2024, after 26 Nov 2024");
    bench_done(&bench);
}

static void a_page_without_a_date_says_nothing_of_the_future(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_level(&bench, "28000000000", "2900-01-01", "2900-12-31");
    claim->pub_date = day("");
    assert_left_out(&bench, "on a page without a date, before 2900 was over");
    claim->period.from = day("2024-01-01");
    claim->period.to = day("2024-12-31");
    assert_int_equal(observe(&bench, "2024-12-03")->count, 1);
    bench_done(&bench);
}

/* ---- how much ---- */

static void roubles_count_only_with_dollars_beside_them(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_level(&bench, "1500000000000", "2023-01-01", "2023-07-31");
    (void)snprintf(claim->currency, sizeof claim->currency, "RUB");
    assert_left_out(&bench, "no exchange rates are at hand");
    TfAlternative dollars = {.money = {.value = {156, 8}, .currency = "USD"}, .text = TF_SLICE("$15.6 bln")};
    claim->alternatives = &dollars;
    claim->alternative_count = 1;
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count, 1);
    assert_close(series->items[0].value_usd, 15.6e9, 1e-15);
    assert_close(series->items[0].rounding, 1e8, 1e-15);
    bench_done(&bench);
}

static void an_amount_needs_a_currency_and_a_size(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31")->currency[0] = '\0';
    assert_left_out(&bench, "no currency is named");
    bench_done(&bench);
    bench_start(&bench);
    add_level(&bench, "0", "2023-01-01", "2023-12-31");
    assert_left_out(&bench, "0 is no amount of trade: 1 to 1e16 US dollars is");
    bench_done(&bench);
    bench_start(&bench);
    add_level(&bench, "-28000000000", "2023-01-01", "2023-12-31");
    assert_left_out(&bench, "-28000000000 is no amount of trade: 1 to 1e16 US dollars is");
    bench_done(&bench);
    bench_start(&bench);
    add_level(&bench, "28e30", "2023-01-01", "2023-12-31");
    assert_left_out(&bench, "28e30 is no amount of trade: 1 to 1e16 US dollars is");
    bench_done(&bench);
}

static void a_range_becomes_its_middle_and_its_width(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_level(&bench, "5000000000", "2023-01-01", "2023-12-31");
    claim->relation = TF_RANGE;
    claim->has_value_hi = true;
    claim->value_hi = (TfDecimal){6, 9};
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->items[0].relation, TF_RANGE);
    assert_close(series->items[0].value_usd, 5.5e9, 1e-15);
    assert_close(series->items[0].rounding, 1e9, 1e-15);
    claim->has_value_hi = false; /* a range with one end is a figure */
    series = observe(&bench, "");
    assert_int_equal(series->items[0].relation, TF_EQ);
    bench_done(&bench);
}

static void growth_counts_against_the_same_months_a_year_before(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_growth(&bench, "34.4", "yoy");
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count, 1);
    assert_true(series->items[0].is_growth);
    assert_close(series->items[0].value_usd, 0.344, 1e-12);
    assert_close(series->items[0].rounding, 0.001, 1e-12);
    bench_done(&bench);
    const struct {
        const char *percent, *base, *reason;
    } rows[] = {
        {"34", NULL, "growth without saying against what"},
        {"34", "per_year", "growth that is not against the same months a year before"},
        {"34", "2014-04-01..2015-03-31", "growth that is not against the same months a year before"},
        {"-140", "yoy", "-140% is no rate of growth: trade cannot fall by more than 100%"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bench_start(&bench);
        add_growth(&bench, rows[i].percent, rows[i].base);
        assert_left_out(&bench, rows[i].reason);
        bench_done(&bench);
    }
}

static void a_level_with_its_growth_tells_the_year_before_too(void **state)
{
    (void)state;
    const struct {
        const char *base, *currency;
        TfRelation relation;
        size_t count;
        TfRelation seen;
    } rows[] = {
        {"yoy", "USD", TF_EQ, 2, TF_EQ},
        {"2023-01-01..2023-10-31", "USD", TF_EQ, 2, TF_EQ},
        {"yoy", "USD", TF_GT, 2, TF_APPROX}, /* "more than 22 billion, up 10%": whose hedge is open */
        {"2021-01-01..2021-10-31", "USD", TF_EQ, 1, TF_EQ},
        {"2023-01-01..2023-12-31", "USD", TF_EQ, 1, TF_EQ},
        {"2023-01-01", "USD", TF_EQ, 1, TF_EQ},
        {"per_year", "USD", TF_EQ, 1, TF_EQ},
        {NULL, "USD", TF_EQ, 1, TF_EQ},
        {"yoy", "EUR", TF_EQ, 1, TF_EQ}, /* growth in euros is not growth in dollars */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        const TfAlternative dollars = {.money = {{222, 8}, "USD"}};
        TfClaim *claim = add_level(&bench, "22200000000", "2024-01-01", "2024-10-31");
        claim->has_growth = true;
        claim->growth_pct = (TfDecimal){10, 0};
        claim->growth_base = rows[i].base == NULL ? (TfSlice){NULL, 0} : tf_slice(rows[i].base);
        claim->relation = rows[i].relation;
        claim->alternatives = &dollars;
        claim->alternative_count = 1;
        (void)snprintf(claim->currency, sizeof claim->currency, "%s", rows[i].currency);
        const TfSeries *series = observe(&bench, "");
        assert_int_equal(series->count, rows[i].count);
        for (size_t k = 0; k < series->count; k++) {
            assert_int_equal(series->items[k].claim_count, 1);
            assert_int_equal(series->items[k].claim_ids[0], 1);
            if (!series->items[k].is_growth)
                continue;
            assert_close(series->items[k].value_usd, 0.1, 1e-12);
            assert_int_equal(series->items[k].relation, rows[i].seen);
        }
        bench_done(&bench);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_statement_becomes_an_observation),
        cmocka_unit_test(an_estimate_counts_and_an_outlook_does_not),
        cmocka_unit_test(a_period_has_to_be_a_run_of_months_up_to_a_year),
        cmocka_unit_test(what_lacks_its_number_is_left_out),
        cmocka_unit_test(a_year_said_in_its_december_counts),
        cmocka_unit_test(this_year_already_is_a_bound_on_the_months_over),
        cmocka_unit_test(other_subjects_are_left_out),
        cmocka_unit_test(trade_with_the_world_is_no_pair),
        cmocka_unit_test(claims_of_other_pairs_are_not_even_named),
        cmocka_unit_test(what_was_said_later_is_not_known_yet),
        cmocka_unit_test(a_page_without_a_date_says_nothing_of_the_future),
        cmocka_unit_test(roubles_count_only_with_dollars_beside_them),
        cmocka_unit_test(an_amount_needs_a_currency_and_a_size),
        cmocka_unit_test(a_range_becomes_its_middle_and_its_width),
        cmocka_unit_test(growth_counts_against_the_same_months_a_year_before),
        cmocka_unit_test(a_level_with_its_growth_tells_the_year_before_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
