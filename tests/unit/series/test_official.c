/* Official figures: tables of them, and which of them count in a series. */
#include "tests/support/support.h"

#include "tracker/series/official.h"

#include <stdio.h>

static TfPair pair_of(const char *a, const char *b)
{
    TfParty x = {""};
    TfParty y = {""};
    assert_true(tf_party_from_code(tf_slice(a), &x) && tf_party_from_code(tf_slice(b), &y));
    return tf_pair(x, y);
}

typedef struct Bench {
    TfArena arena;
    TfError error;
    TfOfficials figures;
    TfAsk ask;
    TfSeries series;
} Bench;

static void start(Bench *bench, const char *text)
{
    *bench = (Bench){.ask = {.pair = pair_of("KAZ", "RUS")}};
    tf_arena_init(&bench->arena, 0);
    bench->series.pair = bench->ask.pair;
    assert_ok(official_read(tf_slice(text), &bench->arena, &bench->figures, &bench->error), &bench->error);
}

static void take(Bench *bench)
{
    assert_ok(official_add(&bench->figures, &bench->ask, NULL, &bench->arena, &bench->series, &bench->error),
              &bench->error);
}

static void reads_columns_in_any_order(void **state)
{
    (void)state;
    Bench bench;
    start(&bench, "value;currency;period;measure;partner;reporter;note;valuation\n"
                  "1 500,5;USD;2023-Q1;exports;RU;Kazakhstan;x;fob\n");
    assert_int_equal(bench.figures.count, 1);
    assert_close(bench.figures.items[0].value, 1500.5, 0);
    assert_string_equal(bench.figures.items[0].reporter.code, "KAZ");
    assert_int_equal(bench.figures.items[0].to.month, 3);
    assert_slice(bench.figures.items[0].valuation, "fob");
    tf_arena_done(&bench.arena);
}

#define HEAD "period,reporter,partner,measure,value,currency\n"

static void names_the_line_and_column_that_is_wrong(void **state)
{
    (void)state;
    const struct {
        const char *text, *words;
    } rows[] = {
        {"", "no table"},
        {HEAD, "no figures stand under the first row"},
        {"period,reporter,partner,measure,value\n", "no column \"currency\""},
        {HEAD "2023,KZ,RU,exports,5,USD\nlater,KZ,RU,exports,5,USD\n", "line 3, column period: 'later'"},
        {HEAD "2023,Atlantis,RU,exports,5,USD\n", "line 2, column reporter: 'Atlantis' is not a country"},
        {HEAD "2023,KZ,KZ,exports,5,USD\n", "column partner: 'KZ' is not another party"},
        {HEAD "2023,KZ,RU,turnover,5,USD\n", "column measure: 'turnover' is not exports or imports"},
        {HEAD "2023,KZ,RU,exports,-5,USD\n", "column value: '-5' is not a number from 0"},
        {HEAD "2023,KZ,RU,exports,5,dollars\n", "column currency: 'dollars'"},
        {HEAD "2023,KZ\n", "column partner: '' is not a country"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArena arena;
        TfError error;
        TfOfficials figures;
        tf_arena_init(&arena, 0);
        assert_int_equal(official_read(tf_slice(rows[i].text), &arena, &figures, &error), TF_BAD_INPUT);
        if (strstr(error.message, rows[i].words) == NULL)
            fail_msg("row %zu says: %s", i, error.message);
        tf_arena_done(&arena);
    }
}

static void sees_both_reporters_from_the_first_side(void **state)
{
    (void)state;
    Bench bench;
    start(&bench,
          HEAD "2022,KZ,RU,exports,5e9,USD\n2022,RU,KZ,exports,17e9,USD\n2022,RU,KZ,imports,6e9,USD\n");
    take(&bench);
    assert_int_equal(bench.series.count, 4); /* and Russia's turnover */
    size_t exports = 0;
    for (size_t i = 0; i < 4; i++) {
        const TfObservation *item = &bench.series.items[i];
        exports += item->flow == TF_EXPORTS;
        if (item->flow == TF_TURNOVER) {
            assert_close(item->value_usd, 23e9, 1e-12);
            assert_true(item->is_derived);
        } else if (item->value_usd > 1e10) {
            assert_int_equal(item->flow, TF_IMPORTS);
            assert_slice(item->source, "statistics:RUS");
            assert_string_equal(item->side.code, "RUS");
        }
    }
    assert_int_equal(exports, 2);
    assert_int_equal(bench.series.warning_count, 1);
    tf_arena_done(&bench.arena);
}

/* Rows of the months of years first..last and the year before them, as one table. */
static void write_months(char *text, size_t size, int first, int last)
{
    size_t length = (size_t)snprintf(text, size, HEAD);
    for (int year = first; year <= last; year++) {
        for (int month = 1; month <= 12; month++)
            length += (size_t)snprintf(text + length, size - length, "%d-%02d,KZ,RU,exports,1e8,USD\n", year,
                                       month);
        length += (size_t)snprintf(text + length, size - length, "%d,KZ,RU,exports,1.2e9,USD\n", year);
    }
}

static size_t count_of_length(const TfSeries *series, TfMeasure flow, int length)
{
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++)
        count += series->items[i].flow == flow &&
                 series->items[i].to_month - series->items[i].from_month + 1 == length;
    return count;
}

static void takes_months_of_the_last_years_and_totals_of_all(void **state)
{
    (void)state;
    static char text[1 << 16];
    Bench bench;
    write_months(text, sizeof text, 2010, 2023);
    start(&bench, text);
    take(&bench);
    assert_int_equal(count_of_length(&bench.series, TF_EXPORTS, 12), 14);
    assert_int_equal(count_of_length(&bench.series, TF_EXPORTS, 1), 48);
    assert_int_equal(bench.series.count, 62);
    for (size_t i = 1; i < bench.series.count; i++)
        assert_true(bench.series.items[i - 1].from_month <= bench.series.items[i].from_month);
    tf_arena_done(&bench.arena);
}

static void years_are_summed_from_months_and_the_running_year_as_far_as_it_goes(void **state)
{
    (void)state;
    static char text[1 << 16];
    Bench bench;
    size_t length = (size_t)snprintf(text, sizeof text, HEAD);
    for (int flow = 1; flow >= 0; flow--)
        for (int month = tf_month_index(2015, 1); month <= tf_month_index(2023, 6); month++)
            length +=
                (size_t)snprintf(text + length, sizeof text - length, "%d-%02d,KZ,RU,%s,%de8,USD\n",
                                 month / 12, month % 12 + 1, flow == 0 ? "imports" : "exports", flow + 2);
    start(&bench, text);
    take(&bench);
    assert_int_equal(count_of_length(&bench.series, TF_IMPORTS, 12), 8);
    assert_int_equal(count_of_length(&bench.series, TF_IMPORTS, 1), 42);
    assert_int_equal(count_of_length(&bench.series, TF_TURNOVER, 12), 8);
    assert_int_equal(count_of_length(&bench.series, TF_TURNOVER, 6), 1);
    for (size_t i = 0; i < bench.series.count; i++)
        if (bench.series.items[i].flow == TF_TURNOVER)
            assert_close(bench.series.items[i].value_usd,
                         tf_observation_is_whole_year(&bench.series.items[i]) ? 6e9 : 3e9, 1e-12);
    tf_arena_done(&bench.arena);
}

static void leaves_out_the_other_side_other_scopes_and_what_has_no_rate(void **state)
{
    (void)state;
    Bench bench;
    start(&bench,
          HEAD "2022,KZ,RU,exports,5e9,USD\n2022,RU,KZ,exports,17e9,USD\n2022,RU,KZ,imports,6e11,RUB\n");
    bench.ask.only_side = bench.ask.pair.a;
    take(&bench);
    assert_int_equal(bench.series.count, 1);
    bench.series.count = 0;
    bench.ask.only_side = bench.ask.pair.b;
    take(&bench);
    assert_int_equal(bench.series.count, 1);
    assert_non_null(
        strstr(bench.series.warnings[bench.series.warning_count - 1].bytes, "1 have no exchange rate"));
    bench.series.count = 0;
    bench.ask.scope = tf_slice("services");
    take(&bench);
    assert_int_equal(bench.series.count, 0);
    tf_arena_done(&bench.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_columns_in_any_order),
        cmocka_unit_test(names_the_line_and_column_that_is_wrong),
        cmocka_unit_test(sees_both_reporters_from_the_first_side),
        cmocka_unit_test(takes_months_of_the_last_years_and_totals_of_all),
        cmocka_unit_test(years_are_summed_from_months_and_the_running_year_as_far_as_it_goes),
        cmocka_unit_test(leaves_out_the_other_side_other_scopes_and_what_has_no_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
