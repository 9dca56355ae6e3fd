/* Golden words: what all seven kinds of charts say in each language, in tests/golden/words/<language>.txt;
 * TRADEFIG_UPDATE_GOLDEN=1 writes them anew, for a person to read. */
#include "tests/unit/report/report_bench.h"

#include "plots/terms.h"
#include "tracker/base/file.h"
#include "tracker/base/text.h"
#include "tracker/report/pair_kinds.h"

#include <math.h>
#include <stdlib.h>

/* ---- what is told ---- */

static const TfProjectedYear years[] = {{2024, {27.5e9, 27e9, 28e9, 26e9, 29e9, 25e9, 30e9}},
                                        {2025, {29e9, 27e9, 31e9, 25e9, 33e9, 23e9, 35e9}}};

/* Claims about every sort of period and amount, each behind the figure of a year. */
static void add_said(Bench *bench)
{
    static const struct {
        TfPeriod period;
        TfRelation relation;
        const char *currency;
        double value, value_hi; /* 0: none */
    } said[] = {
        {{{2012, 1, 1}, {2012, 12, 31}, TF_PERIOD_YEAR, TF_BASIS_EXPLICIT}, TF_EQ, "USD", 12400, 0},
        {{{2010, 1, 1}, {2013, 12, 31}, TF_PERIOD_SPAN, TF_BASIS_EXPLICIT}, TF_APPROX, "RUB", 1.25e12, 0},
        {{{2014, 7, 1}, {2014, 9, 30}, TF_PERIOD_QUARTER, TF_BASIS_EXPLICIT}, TF_ALMOST, "EUR", 850e6, 0},
        {{{2015, 11, 1}, {2015, 11, 30}, TF_PERIOD_MONTH, TF_BASIS_EXPLICIT}, TF_GT, "CNY", 7e9, 0},
        {{{2016, 1, 1}, {2016, 5, 31}, TF_PERIOD_YTD, TF_BASIS_EXPLICIT}, TF_GE, "KZT", 7.125e9, 0},
        {{{2017, 4, 1}, {2017, 9, 30}, TF_PERIOD_MONTHS, TF_BASIS_EXPLICIT}, TF_LT, "VND", 9e13, 0},
        {{{2018, 4, 1}, {2019, 3, 31}, TF_PERIOD_MONTHS, TF_BASIS_EXPLICIT}, TF_LE, "JPY", 9e9, 0},
        {{{2019, 2, 2}, {2019, 2, 27}, TF_PERIOD_NONE, TF_BASIS_EXPLICIT}, TF_RANGE, "USD", 5e9, 6e9},
        {{{2020, 1, 1}, {2020, 9, 15}, TF_PERIOD_NONE, TF_BASIS_EXPLICIT}, TF_EQ, "", 5e9, 0},
        {{{2021, 3, 1}, {0, 0, 0}, TF_PERIOD_YTD_OPEN, TF_BASIS_EXPLICIT}, TF_EQ, "USD", 5e9, 0},
        {{{0, 0, 0}, {2022, 8, 31}, TF_PERIOD_NONE, TF_BASIS_EXPLICIT}, TF_EQ, "USD", 5e9, 0},
        {{{0, 0, 0}, {0, 0, 0}, TF_PERIOD_RATE, TF_BASIS_EXPLICIT}, TF_EQ, "USD", 5e9, 0},
    };
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        TfObservation *item = add_year(bench, 2012 + (int)i, 20e9 + (double)i * 1e9, said[i].relation);
        TfClaim *claim = &bench->records[bench->rows.count - 1].claim;
        item->rounding = 2e9;
        claim->period = said[i].period;
        claim->value = tf_decimal_from_double(said[i].value);
        claim->has_value_hi = said[i].value_hi > 0;
        claim->value_hi = tf_decimal_from_double(said[i].value_hi);
        (void)snprintf(claim->currency, sizeof claim->currency, "%s", said[i].currency);
    }
    TfClaim *growth = &bench->records[0].claim;
    growth->has_value = false;
    growth->has_growth = growth->has_growth_hi = true;
    growth->growth_pct = tf_decimal_from_double(4.7);
    growth->growth_pct_hi = tf_decimal_from_double(5.5);
    bench->records[1].shown_at = tf_slice("articles/1.html#c2");
    bench->items[1].is_approximate = true;
    (void)snprintf(bench->items[1].currency, sizeof bench->items[1].currency, "RUB");
}

static void add_outlooks(Bench *bench)
{
    static const TfDate deadlines[] = {{2025, 12, 31}, {2026, 6, 30}, {0, 0, 0}};
    for (size_t i = 0; i < 3; i++) {
        (void)add_figure(bench, 2024, 1, 5 + (int)i, 10e9 + (double)i * 1e9, i == 1 ? TF_APPROX : TF_EQ);
        TfClaim *claim = &bench->records[bench->rows.count - 1].claim;
        claim->status = TF_TARGET;
        claim->deadline = deadlines[i];
        claim->period = (TfPeriod){{0, 0, 0}, {0, 0, 0}, TF_PERIOD_NONE, TF_BASIS_EXPLICIT};
    }
}

/* Targets of every sort and state. */
static void add_targets(Bench *bench)
{
    TfProgress *plain = add_target(bench, 2025, 30e9, TF_TARGET_UNCLEAR, 0.345);
    plain->projection = (TfProjection){.years = years, .year_count = 2};
    plain->base_year = 2023;
    plain->base_usd = 28e9;
    plain->pace =
        (TfPace){.year = 2024, .months = 9, .normal_share = 0.72, .pace_usd = 27.8e9, .goal_usd = 29e9};
    TfProgress *range = add_target(bench, 2026, 35e9, TF_TARGET_OFF_PATH, 0.0001);
    range->target.deadline = (TfDate){2026, 6, 30};
    range->target.money = (TfMoney){tf_decimal_from_double(35e9), "USD"};
    range->target.has_value_hi = true;
    range->target.value_hi = tf_decimal_from_double(40e9);
    TfProgress *growth = add_target(bench, 2030, 42e9, TF_TARGET_ON_PATH, 0.9999);
    growth->target.is_growth = true;
    growth->target.growth = 0.5;
    growth->target.growth_year = 2023;
    growth->target.is_approximate = true;
    TfProgress *roubles = add_target(bench, 2020, 22e9, TF_TARGET_MET, (double)NAN);
    roubles->target.money = (TfMoney){tf_decimal_from_double(2e12), "RUB"};
    roubles->target.deadline = (TfDate){0, 0, 0};
    roubles->target.stated = (TfDate){0, 0, 0};
    add_target(bench, 2019, 25e9, TF_TARGET_MISSED, (double)NAN);
    add_target(bench, 2018, 24e9, TF_TARGET_REPLACED, (double)NAN)->target.flow = TF_EXPORTS;
    add_target(bench, 2017, 23e9, TF_TARGET_NOT_RATED, (double)NAN)->target.flow = TF_IMPORTS;
    add_target(bench, 2016, 22e9, TF_TARGET_OPEN, (double)NAN);
}

static void fill(Bench *bench)
{
    add_said(bench);
    add_outlooks(bench);
    add_targets(bench);
    bench->projection = (TfProjection){.years = years, .year_count = 2};
    bench->series.as_of = (TfDate){2024, 11, 27};
}

/* ---- telling it ---- */

/* Fields of words, a line each; of evidence only what differs from kind to kind. */
static void add_field(TfSlice field, bool has_evidence, TextBuilder *out)
{
    static const char *const told[] = {"\"kind\"",
                                       "\"title\"",
                                       "\"subtitle\"",
                                       "\"legend\"",
                                       "\"footnote\"",
                                       "\"label\"",
                                       "\"sublabel\"",
                                       "\"description\"",
                                       "\"goal\"",
                                       "\"part\"",
                                       "\"verdict\"",
                                       "\"reached_label\"",
                                       "{\"name\"",
                                       "\"targets\":[{\"name\"",
                                       "\"pairs\":[{\"name\"",
                                       "\"evidence\""};
    size_t count = sizeof told / sizeof told[0] - (has_evidence ? 0 : 1);
    bool is_told = false;
    for (size_t i = 0; i < count && !is_told; i++)
        is_told = tf_slice_starts_with(field, told[i]);
    size_t end = tf_slice_find(field, 0, "\"}");
    if (is_told && tf_slice_find(field, 0, ":\"\"") == TF_NOWHERE)
        text_addf(out, "%.*s\n",
                  TF_SLICE_ARG(tf_slice_range(field, 0, end == TF_NOWHERE ? field.length : end + 1)));
}

static void add_kind(Bench *bench, TfStatus status, TextBuilder *out)
{
    TextBuilder json;
    text_init(&json, 0);
    assert_ok(status, &bench->error);
    chart_json(&bench->chart, &json);
    bool has_evidence = bench->chart.kind == CHART_TRAJECTORY || bench->chart.kind == CHART_ODDS;
    TfSlice rest = text_slice(&json);
    for (size_t end = 0; end != TF_NOWHERE;) {
        size_t row = tf_slice_find(rest, 0, ",{");
        end = tf_slice_find(rest, 0, ",\"");
        end = row < end ? row : end;
        add_field(tf_slice_range(rest, 0, end), has_evidence, out);
        rest = tf_slice_range(rest, end == TF_NOWHERE ? rest.length : end + 1, rest.length);
    }
    text_add(out, "\n");
    text_done(&json);
}

static void add_odds(Bench *bench, TextBuilder *out)
{
    const TfProgressStep steps[] = {
        {.date = {2023, 11, 9}, .outlet = TF_SLICE("Daily"), .title = TF_SLICE("News"), .p_after = 0.0001},
        {.date = {2024, 11, 27}, .outlet = TF_SLICE("Daily"), .p_after = 0.345},
    };
    const TfTargetHistory history = {.now = bench->targets[0], .steps = steps, .step_count = 2};
    const TfTargetHistory first = {.now = bench->targets[1], .steps = steps, .step_count = 1};
    add_kind(bench,
             report_odds_chart(&bench->series, &bench->rows, &history, 1, bench->words, &bench->arena,
                               &bench->chart, &bench->error),
             out);
    add_kind(bench,
             report_odds_chart(&bench->series, &bench->rows, &first, 1, bench->words, &bench->arena,
                               &bench->chart, &bench->error),
             out);
}

static void add_claims(Bench *bench, TextBuilder *out)
{
    const ReportBelief belief = {{2024, 1, 25}, {28e9, 27.8e9, 28.2e9, 27.5e9, 28.6e9, 27e9, 29e9}};
    for (size_t said = 1; said <= 3; said++) { /* one; two that agree; two that do not */
        add_kind(bench,
                 report_claims_chart(&bench->series, &bench->rows, 2022, &belief, said > 1 ? 1 : 0,
                                     bench->words, &bench->arena, &bench->chart, &bench->error),
                 out);
        (void)add_year(bench, 2022, said == 1 ? 30e9 : 24e9, TF_EQ);
    }
}

static void add_balance(Bench *bench, TextBuilder *out)
{
    static const double imports[] = {5e9, 14.25e9}; /* more is sold than bought, then less */
    for (size_t i = 0; i < 2; i++) {
        add_figure(bench, 2022 + (int)i, 1, 12, 9.8e9, TF_EQ)->flow = TF_EXPORTS;
        add_figure(bench, 2022 + (int)i, 1, 12, imports[i], TF_EQ)->flow = TF_IMPORTS;
        add_kind(bench,
                 report_balance_chart(&bench->series, &bench->rows, bench->words, &bench->arena,
                                      &bench->chart, &bench->error),
                 out);
    }
}

static void add_rest(Bench *bench, TextBuilder *out)
{
    const ReportPair pair = {&bench->series, &bench->rows, bench->targets, bench->target_count};
    add_kind(bench,
             report_targets_chart(&bench->series, &bench->rows, bench->targets, bench->target_count,
                                  bench->words, &bench->arena, &bench->chart, &bench->error),
             out);
    add_kind(bench, report_pairs_chart(&pair, 1, bench->words, &bench->arena, &bench->chart, &bench->error),
             out);
    add_kind(bench,
             report_pace_chart(&bench->series, &bench->rows, &bench->projection, bench->targets,
                               bench->target_count, bench->words, &bench->arena, &bench->chart,
                               &bench->error),
             out);
    add_kind(bench,
             report_pace_chart(&bench->series, &bench->rows, &bench->projection, NULL, 0, bench->words,
                               &bench->arena, &bench->chart, &bench->error),
             out);
}

/* ---- the files ---- */

static void compare(ChartLanguage language, TfSlice told)
{
    char path[512];
    TfError error;
    (void)snprintf(path, sizeof path, TEST_SOURCE_DIR "/tests/golden/words/%s.txt",
                   chart_language_code(language));
    if (getenv("TRADEFIG_UPDATE_GOLDEN") != NULL) {
        assert_ok(file_write_whole(path, told, &error), &error);
        return;
    }
    TfArena arena;
    TfSlice got = told;
    TfSlice wanted;
    tf_arena_init(&arena, 0);
    assert_ok(file_read(path, (size_t)1 << 20, &arena, &wanted, &error), &error);
    while (got.bytes != NULL || wanted.bytes != NULL) {
        TfSlice got_line = tf_slice_split(&got, '\n');
        TfSlice wanted_line = tf_slice_split(&wanted, '\n');
        if (!tf_slice_equal(got_line, wanted_line))
            fail_msg("%s\n got: %.*s\nwant: %.*s", path, TF_SLICE_ARG(got_line), TF_SLICE_ARG(wanted_line));
    }
    tf_arena_done(&arena);
}

static void charts_say_in_each_language_what_was_read_and_kept(void **state)
{
    (void)state;
    for (ChartLanguage language = CHART_ENGLISH; language < CHART_LANGUAGES; language++) {
        Bench *bench = bench_create();
        TextBuilder out;
        text_init(&out, 0);
        words_close(bench->words);
        assert_ok(words_open(language, &bench->words, &bench->error), &bench->error);
        fill(bench);
        (void)chart_of(bench);
        add_kind(bench, TF_OK, &out);
        add_odds(bench, &out);
        add_rest(bench, &out);
        add_claims(bench, &out);
        add_balance(bench, &out);
        compare(language, text_slice(&out));
        text_done(&out);
        bench_free(bench);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charts_say_in_each_language_what_was_read_and_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
