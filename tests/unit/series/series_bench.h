/* What the tests of series share: claims between Kazakhstan and Russia put short, and what they come to. */
#ifndef TESTS_UNIT_SERIES_SERIES_BENCH_H
#define TESTS_UNIT_SERIES_SERIES_BENCH_H

#include "tests/support/support.h"

#include "tracker/series/observe.h"

enum { MOST_RECORDS = 200 };

typedef struct Bench {
    TfArena arena;
    TfError error;
    TfClaimRecord records[MOST_RECORDS];
    size_t count;
    const CurrencyTable *rates;
    TfSeries series;
} Bench;

static inline void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
}

static inline void bench_done(Bench *bench)
{
    tf_arena_done(&bench->arena);
}

static inline TfDate day(const char *text)
{
    TfDate date = {0, 0, 0};
    assert_true(text[0] == '\0' || tf_date_read(tf_slice(text), &date));
    return date;
}

static inline TfClaim *add_claim(Bench *bench, const TfClaim *claim)
{
    assert_true(bench->count < MOST_RECORDS);
    TfClaimRecord *record = &bench->records[bench->count++];
    *record = (TfClaimRecord){.id = (int64_t)bench->count,
                              .article_id = (int64_t)bench->count,
                              .claim = *claim,
                              .decision = TF_SLICE("extracted")};
    return &record->claim;
}

/* "28000000000" of 2023, said by one page a day in 2024, between Kazakhstan and Russia. */
static inline TfClaim *add_level(Bench *bench, const char *value, const char *from, const char *to)
{
    TfClaim claim = tf_claim_default();
    assert_true(tf_party_from_code(tf_slice("KAZ"), &claim.reporter));
    assert_true(tf_party_from_code(tf_slice("RUS"), &claim.partner));
    claim.has_value = tf_decimal_read(tf_slice(value), &claim.value);
    (void)snprintf(claim.currency, sizeof claim.currency, "USD");
    claim.period.from = day(from);
    claim.period.to = day(to);
    claim.period.kind = tf_period_kind_of(claim.period.from, claim.period.to);
    claim.pub_date = day("2024-11-27");
    return add_claim(bench, &claim);
}

static inline TfClaim *add_growth(Bench *bench, const char *percent, const char *base)
{
    TfClaim *claim = add_level(bench, "1", "2024-01-01", "2024-09-30");
    claim->kind = TF_CLAIM_GROWTH;
    claim->has_value = false;
    claim->has_growth = tf_decimal_read(tf_slice(percent), &claim->growth_pct);
    claim->growth_base = base == NULL ? (TfSlice){NULL, 0} : tf_slice(base);
    return claim;
}

static inline const TfSeries *observe(Bench *bench, const char *as_of)
{
    TfAsk ask = {.as_of = day(as_of)};
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &ask.pair, &bench->error), &bench->error);
    assert_ok(series_observe(bench->records, bench->count, &ask, bench->rates, &bench->arena, &bench->series,
                             &bench->error),
              &bench->error);
    return &bench->series;
}

static inline void assert_left_out(Bench *bench, const char *reason)
{
    const TfSeries *series = observe(bench, "2025-01-01");
    assert_int_equal(series->count, 0);
    assert_int_equal(series->left_out_count, 1);
    assert_int_equal(series->left_out[0].claim_id, 1);
    assert_slice(series->left_out[0].reason, reason);
}

#endif
