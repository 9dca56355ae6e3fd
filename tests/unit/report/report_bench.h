/* What the tests of report share: figures, claims and judged targets of Kazakhstan and Russia, and their
 * chart. */
#ifndef TESTS_UNIT_REPORT_REPORT_BENCH_H
#define TESTS_UNIT_REPORT_REPORT_BENCH_H

#include "tests/support/support.h"

#include "tracker/report/pair_chart.h"

enum { BENCH_MOST = 2000 };

typedef struct Bench {
    TfArena arena;
    TfError error;
    TfObservation *items;
    TfClaimRecord *records;
    int64_t ids[BENCH_MOST];
    TfProgress targets[BENCH_MOST];
    size_t target_count;
    TfSeries series;
    TfClaimRows rows;
    TfProjection projection;
    Words *words;
    Chart chart;
} Bench;

static inline Bench *bench_create(void)
{
    Bench *bench = test_calloc(1, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &bench->series.pair, &bench->error), &bench->error);
    assert_ok(words_open(CHART_ENGLISH, &bench->words, &bench->error), &bench->error);
    bench->items = test_calloc(BENCH_MOST, sizeof *bench->items);
    bench->records = test_calloc(BENCH_MOST, sizeof *bench->records);
    bench->series.items = bench->items;
    bench->rows.items = bench->records;
    return bench;
}

static inline void bench_free(Bench *bench)
{
    tf_arena_done(&bench->arena);
    words_close(bench->words);
    test_free(bench->items);
    test_free(bench->records);
    test_free(bench);
}

/* The months of `year` from `month` on, said on 1 February of the year after by claim and article number
 * 1, 2, ... */
static inline TfObservation *add_figure(Bench *bench, int year, int month, int months, double value,
                                        TfRelation relation)
{
    size_t at = bench->series.count++;
    int from = tf_month_index(year, month);
    TfDate said = {(short)(year + 1), 2, 1};
    bench->ids[at] = (int64_t)at + 1;
    bench->items[at] = (TfObservation){.from_month = from,
                                       .to_month = from + months - 1,
                                       .value_usd = value,
                                       .rounding = 1e8,
                                       .relation = relation,
                                       .source = TF_SLICE("statements"),
                                       .said = said,
                                       .claim_ids = &bench->ids[at],
                                       .claim_count = 1,
                                       .article_count = 1};
    TfClaimRecord *record = &bench->records[bench->rows.count++];
    *record =
        (TfClaimRecord){.id = bench->ids[at], .article_id = bench->ids[at], .claim = tf_claim_default()};
    record->claim.has_value = true;
    record->claim.value = tf_decimal_from_double(value);
    record->claim.relation = relation;
    record->claim.pub_date = said;
    record->claim.outlet = tf_slice("Example Daily");
    (void)snprintf(record->claim.currency, sizeof record->claim.currency, "USD");
    record->claim.period =
        (TfPeriod){tf_date_first_of_month(year, month),
                   tf_date_last_of_month((from + months - 1) / 12, (from + months - 1) % 12 + 1),
                   TF_PERIOD_YEAR, TF_BASIS_EXPLICIT};
    return &bench->items[at];
}

static inline TfObservation *add_year(Bench *bench, int year, double value, TfRelation relation)
{
    return add_figure(bench, year, 1, 12, value, relation);
}

static inline TfProgress *add_target(Bench *bench, int year, double value, TfTargetStatus status,
                                     double chance)
{
    TfProgress *item = &bench->targets[bench->target_count++];
    *item = (TfProgress){.status = status, .p_target = chance};
    item->target.value_usd = value;
    item->target.deadline = tf_date_last_of_month(year, 12);
    item->target.stated = (TfDate){2024, 11, 27};
    return item;
}

static inline const Trajectory *chart_of(Bench *bench)
{
    assert_ok(report_pair_chart(&bench->series, &bench->rows, &bench->projection, bench->targets,
                                bench->target_count, bench->words, &bench->arena, &bench->chart,
                                &bench->error),
              &bench->error);
    return &bench->chart.trajectory;
}

static inline const ChartWords *words_of(Bench *bench)
{
    (void)chart_of(bench);
    return &bench->chart.words;
}

#define assert_holds(slice, text) support_holds((slice), (text), __FILE__, __LINE__)
static inline void support_holds(TfSlice slice, const char *text, const char *file, int line)
{
    if (tf_slice_find(slice, 0, text) == TF_NOWHERE) {
        print_error("\"%.*s\" does not hold \"%s\"\n", TF_SLICE_ARG(slice), text);
        _fail(file, line);
    }
}

#endif
