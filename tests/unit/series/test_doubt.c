/* Figures that look like a slip are said to, with the numbers; honest ones are not. */
#include "tests/unit/series/series_bench.h"

#include "tracker/series/doubt.h"

typedef struct Figure {
    const char *value, *from, *to;
    TfMeasure measure;
    TfRelation relation;
    const char *attribution;
} Figure;

enum { MOST_FIGURES = 6 };

/* The doubt of each figure in turn; the series may have another order. */
static void check(const Figure *figures, const char *const *doubts, const CurrencyTable *rates, Bench *bench)
{
    for (size_t i = 0; i < MOST_FIGURES && figures[i].value != NULL; i++) {
        TfClaim *claim = add_level(bench, figures[i].value, figures[i].from, figures[i].to);
        claim->measure = figures[i].measure;
        claim->relation = figures[i].relation;
        claim->rule = tf_slice("level");
        claim->attribution = tf_slice(figures[i].attribution);
    }
    bench->rates = rates;
    const TfSeries *series = observe(bench, "");
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        const char *wanted = item->is_derived ? NULL : doubts[item->claim_ids[0] - 1];
        if (wanted == NULL && item->doubt.bytes != NULL)
            fail_msg("unexpected doubt: %.*s", TF_SLICE_ARG(item->doubt));
        if (wanted != NULL)
            assert_slice(item->doubt, wanted);
    }
}

/* Turnover, said by nobody, of a year or of a part. */
#define PART(value, from, to)                                                                                \
    {                                                                                                        \
        value, from, to, TF_TURNOVER, TF_EQ, ""                                                              \
    }
#define YEAR(value, year) PART(value, year "-01-01", year "-12-31")

static void a_slip_of_digits_is_doubted(void **state)
{
    (void)state;
    const struct {
        Figure figures[MOST_FIGURES];
        const char *doubts[MOST_FIGURES];
    } rows[] = {
        {{YEAR("24500000000", "2021"), YEAR("2610000000", "2022"), YEAR("28000000000", "2023")},
         {NULL,
          "about a tenth of what claim 1 and 1 other of the time around come to (26.2 bn USD a year): a slip "
          "of digits?"}},
        {{YEAR("24500000000", "2021"), YEAR("26100000000", "2022"), YEAR("28000000000000", "2023")},
         {NULL, NULL,
          "about a thousand times what claim 2 and 1 other of the time around come to (25.3 bn USD a "
          "year): a slip of digits?"}},
        /* bounds are judged too */
        {{YEAR("24500000000", "2021"),
          YEAR("26100000000", "2022"),
          {"270000000000", "2023-01-01", "2023-12-31", TF_TURNOVER, TF_GT, ""}},
         {NULL, NULL,
          "about ten times what claim 2 and 1 other of the time around come to (25.3 bn USD a year): a "
          "slip of digits?"}},
        /* nine months against years */
        {{YEAR("24500000000", "2021"), YEAR("26100000000", "2022"),
          PART("2060000000", "2023-01-01", "2023-09-30")},
         {NULL, NULL,
          "about a tenth of what claim 2 and 1 other of the time around come to (25.3 bn USD a year): a "
          "slip of digits?"}},
        /* two figures for one year: one of them, nobody knows which */
        {{YEAR("28000000000", "2023"), YEAR("2800000000", "2023")},
         {"about ten times what claim 2 says of the same months (2.8 bn USD a year): a slip of digits?",
          "about a tenth of what claim 1 says of the same months (28.0 bn USD a year): a slip of digits?"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        check(rows[i].figures, rows[i].doubts, NULL, &bench);
        bench_done(&bench);
    }
}

static void trade_that_collapses_or_booms_is_believed(void **state)
{
    (void)state;
    static const char *const none[MOST_FIGURES] = {NULL};
    const Figure rows[][MOST_FIGURES] = {
        /* fell to a tenth, and stayed there */
        {YEAR("20000000000", "2020"), YEAR("21000000000", "2021"), YEAR("2100000000", "2022"),
         YEAR("1900000000", "2023")},
        /* rose tenfold, step by step */
        {YEAR("300000000", "2020"), YEAR("700000000", "2021"), YEAR("1500000000", "2022"),
         YEAR("3100000000", "2023")},
        /* a fifth of the year before */
        {YEAR("20000000000", "2020"), YEAR("21000000000", "2021"), YEAR("4100000000", "2022")},
        /* ten times what it was ten years ago */
        {YEAR("2800000000", "2012"), YEAR("2700000000", "2013"), YEAR("28000000000", "2023")},
        /* nothing beside it */
        {YEAR("28000000000", "2023")},
        {YEAR("28000000000", "2022"), YEAR("2800000000", "2023")},
        /* exports are no turnover */
        {YEAR("28000000000", "2022"),
         YEAR("28000000000", "2023"),
         {"2800000000", "2023-01-01", "2023-12-31", TF_EXPORTS, TF_EQ, ""}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        check(rows[i], none, NULL, &bench);
        bench_done(&bench);
    }
}

static void another_currency_printed_as_dollars_is_doubted(void **state)
{
    (void)state;
    const Figure figures[MOST_FIGURES] = {YEAR("24500000000", "2021"), YEAR("26100000000", "2022"),
                                          YEAR("2380000000000", "2023")};
    Bench bench;
    TfArena arena;
    TfError error;
    const TfRate rate = {"RUB", {2023, 1, 1}, {2023, 12, 31}, 1 / 85.0, TF_SLICE("test")};
    const CurrencyTable *rates;
    const char *const wanted[MOST_FIGURES] = {
        NULL, NULL,
        "94.1 times what claim 2 and 1 other of the time around come to (25.3 bn USD a year), and a "
        "dollar was 85 RUB: another currency printed as dollars, or a slip of digits?"};
    tf_arena_init(&arena, 0);
    assert_ok(currency_table_make((TfRates){&rate, 1}, &arena, &rates, &error), &error);
    bench_start(&bench);
    check(figures, wanted, rates, &bench);
    bench_done(&bench);
    tf_arena_done(&arena);
}

static void parts_that_are_more_than_their_whole_are_doubted(void **state)
{
    (void)state;
    const struct {
        Figure figures[MOST_FIGURES];
        const char *doubts[MOST_FIGURES];
    } rows[] = {
        /* the neighbours tell which */
        {{YEAR("26100000000", "2022"), PART("29000000000", "2023-01-01", "2023-09-30"),
          YEAR("26000000000", "2023")},
         {NULL, "more than 2023 as a whole (26.0 bn USD, claim 3)"}},
        /* nobody tells which */
        {{PART("27000000000", "2023-01-01", "2023-09-30"), YEAR("25000000000", "2023")},
         {"more than 2023 as a whole (25.0 bn USD, claim 2)",
          "less than Jan\u2013Sep 2023 alone (27.0 bn USD, claim 1)"}},
        /* within rounding */
        {{PART("26400000000", "2023-01-01", "2023-09-30"), YEAR("26000000000", "2023")}, {NULL}},
        /* of other books */
        {{{"26000000000", "2023-01-01", "2023-09-30", TF_TURNOVER, TF_EQ, "RU customs"},
          {"23000000000", "2023-01-01", "2023-12-31", TF_TURNOVER, TF_EQ, "KZ customs"}},
         {NULL}},
        /* quarters */
        {{PART("5100000000", "2023-01-01", "2023-03-31"), PART("5300000000", "2023-04-01", "2023-06-30"),
          PART("5500000000", "2023-07-01", "2023-09-30"), PART("6100000000", "2023-10-01", "2023-12-31"),
          YEAR("26000000000", "2023")},
         {NULL, NULL, NULL, NULL, "its 4 parts of the same source come to 22.0 bn USD"}},
        {{PART("10400000000", "2023-01-01", "2023-06-30"), PART("5500000000", "2023-07-01", "2023-09-30"),
          PART("6100000000", "2023-10-01", "2023-12-31"), YEAR("22000000000", "2023")},
         {NULL}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        check(rows[i].figures, rows[i].doubts, NULL, &bench);
        bench_done(&bench);
    }
}

static void flows_that_do_not_add_up_are_doubted(void **state)
{
    (void)state;
    const struct {
        Figure figures[MOST_FIGURES];
        const char *doubts[MOST_FIGURES];
    } rows[] = {
        {{{"9800000000", "2023-01-01", "2023-12-31", TF_EXPORTS, TF_EQ, ""},
          {"16200000000", "2023-01-01", "2023-12-31", TF_IMPORTS, TF_EQ, ""},
          YEAR("28000000000", "2023")},
         {NULL, NULL, "exports and imports of the same months come to 26.0 bn USD (claim 1; claim 2)"}},
        {{{"9800000000", "2023-01-01", "2023-12-31", TF_EXPORTS, TF_EQ, ""},
          {"16200000000", "2023-01-01", "2023-12-31", TF_IMPORTS, TF_EQ, ""},
          YEAR("26000000000", "2023")},
         {NULL}},
        {{{"16200000000", "2023-01-01", "2023-12-31", TF_IMPORTS, TF_EQ, ""}, YEAR("14000000000", "2023")},
         {NULL, "less than the imports of the same months alone (16.2 bn USD, claim 1)"}},
        {{{"9800000000", "2023-01-01", "2023-12-31", TF_EXPORTS, TF_EQ, "RU customs"},
          {"16200000000", "2023-01-01", "2023-12-31", TF_IMPORTS, TF_EQ, "RU customs"},
          {"28000000000", "2023-01-01", "2023-12-31", TF_TURNOVER, TF_EQ, "KZ customs"}},
         {NULL}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        check(rows[i].figures, rows[i].doubts, NULL, &bench);
        bench_done(&bench);
    }
}

static void what_is_made_of_a_doubted_figure_is_doubted(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "24500000000", "2021-01-01", "2021-12-31");
    add_level(&bench, "26100000000", "2022-01-01", "2022-12-31");
    add_level(&bench, "280000000000", "2023-01-01", "2023-12-31");
    add_level(&bench, "6400000000", "2023-01-01", "2023-12-31")->measure = TF_BALANCE;
    const TfSeries *series = observe(&bench, "");
    size_t derived = 0;
    for (size_t i = 0; i < series->count; i++)
        if (series->items[i].is_derived) {
            assert_slice(series->items[i].doubt, "made of a figure that is doubted (claim 3)");
            derived++;
        }
    assert_int_equal(derived, 2);
    bench_done(&bench);
}

/* The flows of 2023 have no neighbours; together they have. */
static void flows_whose_sum_looks_like_a_slip_are_doubted(void **state)
{
    (void)state;
    const char *wanted =
        "exports and imports together: about a tenth of what claim 2 and 1 other of the time "
        "around come to (79.0 bn USD a year): a slip of digits?";
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "78000000000", "2021-01-01", "2021-12-31");
    add_level(&bench, "80000000000", "2022-01-01", "2022-12-31");
    add_level(&bench, "5000000000", "2023-01-01", "2023-12-31")->measure = TF_EXPORTS;
    add_level(&bench, "3000000000", "2023-01-01", "2023-12-31")->measure = TF_IMPORTS;
    const TfSeries *series = observe(&bench, "");
    size_t doubted = 0;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (item->from_month != tf_month_index(2023, 1)) {
            assert_null(item->doubt.bytes);
            continue;
        }
        assert_slice(item->doubt,
                     item->is_derived ? wanted + strlen("exports and imports together: ") : wanted);
        doubted++;
    }
    assert_int_equal(doubted, 3);
    bench_done(&bench);
}

static void a_flood_of_clashes_needs_little_memory(void **state)
{
    (void)state;
    enum { EACH = 2000 };
    static TfObservation items[2 * EACH];
    TfArena arena;
    TfError error;
    TfPair pair;
    tf_arena_init(&arena, (size_t)8 << 20); /* four million clashes would not fit */
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &pair, &error), &error);
    for (int i = 0; i < 2 * EACH; i++)
        items[i] = (TfObservation){.from_month = tf_month_index(2023, 1),
                                   .to_month = tf_month_index(2023, i < EACH ? 9 : 12),
                                   .value_usd = i < EACH ? 30e9 : 20e9,
                                   .rounding = 1e8,
                                   .source = TF_SLICE("statements")};
    assert_ok(series_doubt(items, 2 * EACH, pair, NULL, &arena, &error), &error);
    assert_non_null(items[0].doubt.bytes);
    assert_non_null(items[EACH - 1].doubt.bytes);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_of_digits_is_doubted),
        cmocka_unit_test(trade_that_collapses_or_booms_is_believed),
        cmocka_unit_test(another_currency_printed_as_dollars_is_doubted),
        cmocka_unit_test(parts_that_are_more_than_their_whole_are_doubted),
        cmocka_unit_test(flows_that_do_not_add_up_are_doubted),
        cmocka_unit_test(what_is_made_of_a_doubted_figure_is_doubted),
        cmocka_unit_test(flows_whose_sum_looks_like_a_slip_are_doubted),
        cmocka_unit_test(a_flood_of_clashes_needs_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
