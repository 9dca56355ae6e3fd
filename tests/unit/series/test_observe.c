// WRAP: malloc
/* Claims become observations, each statement once, and every refusal has its reason. */
#include "tests/support/support.h"

#include "tracker/model/claim_json.h"
#include "tracker/series/observe.h"

#include <stdlib.h>

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
static int refuse_after = -1; /* allocations still granted; negative: all */

void *__wrap_malloc(size_t size)
{
    if (refuse_after >= 0 && refuse_after-- == 0)
        return NULL;
    return __real_malloc(size);
}

enum { MOST_RECORDS = 200 };

typedef struct Bench {
    TfArena arena;
    TfError error;
    TfClaimRecord records[MOST_RECORDS];
    size_t count;
    TfSeries series;
} Bench;

static void bench_start(Bench *bench)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
}

static void bench_done(Bench *bench)
{
    tf_arena_done(&bench->arena);
}

static TfDate day(const char *text)
{
    TfDate date = {0, 0, 0};
    assert_true(text[0] == '\0' || tf_date_read(tf_slice(text), &date));
    return date;
}

static TfClaim *add_claim(Bench *bench, const TfClaim *claim)
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
static TfClaim *add_level(Bench *bench, const char *value, const char *from, const char *to)
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

static TfClaim *add_growth(Bench *bench, const char *percent, const char *base)
{
    TfClaim *claim = add_level(bench, "1", "2024-01-01", "2024-09-30");
    claim->kind = TF_CLAIM_GROWTH;
    claim->has_value = false;
    claim->has_growth = tf_decimal_read(tf_slice(percent), &claim->growth_pct);
    claim->growth_base = base == NULL ? (TfSlice){NULL, 0} : tf_slice(base);
    return claim;
}

static const TfSeries *observe(Bench *bench, const char *as_of)
{
    TfPair pair;
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &pair, &bench->error), &bench->error);
    assert_ok(series_observe(bench->records, bench->count, pair, day(as_of), &bench->arena, &bench->series,
                             &bench->error),
              &bench->error);
    return &bench->series;
}

static void assert_left_out(Bench *bench, const char *reason)
{
    const TfSeries *series = observe(bench, "2025-01-01");
    assert_int_equal(series->count, 0);
    assert_int_equal(series->left_out_count, 1);
    assert_int_equal(series->left_out[0].claim_id, 1);
    assert_slice(series->left_out[0].reason, reason);
}

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
         "Jan\u2013Sep 2024 is not a run of whole months"},
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
    assert_left_out(&bench, "a balance is the difference of two flows, not a flow");
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
    TfPair pair = tf_claim_pair(claim);
    assert_ok(series_observe(bench.records, 1, pair, day(""), &bench.arena, &bench.series, &bench.error),
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

/* ---- how much ---- */

static void roubles_count_only_with_dollars_beside_them(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_level(&bench, "1500000000000", "2023-01-01", "2023-07-31");
    (void)snprintf(claim->currency, sizeof claim->currency, "RUB");
    assert_left_out(&bench, "in RUB for Jan\u2013Jul 2023: there is no exchange rate for it");
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
    assert_left_out(&bench, "-2.8e+10 is no amount of trade: 1 to 1e16 US dollars is");
    bench_done(&bench);
    bench_start(&bench);
    add_level(&bench, "28e30", "2023-01-01", "2023-12-31");
    assert_left_out(&bench, "2.8e+31 is no amount of trade: 1 to 1e16 US dollars is");
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

static void a_level_with_its_growth_is_one_observation(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfClaim *claim = add_level(&bench, "22200000000", "2024-01-01", "2024-10-31");
    claim->has_growth = true;
    claim->growth_pct = (TfDecimal){10, 0};
    claim->growth_base = tf_slice("yoy");
    assert_int_equal(observe(&bench, "")->count, 1);
    bench_done(&bench);
}

/* ---- from which side ---- */

static void flows_are_seen_from_the_first_of_the_pair(void **state)
{
    (void)state;
    const struct {
        const char *reporter, *partner;
        TfMeasure said, seen;
    } rows[] = {{"KAZ", "RUS", TF_EXPORTS, TF_EXPORTS},
                {"RUS", "KAZ", TF_EXPORTS, TF_IMPORTS},
                {"KAZ", "RUS", TF_IMPORTS, TF_IMPORTS},
                {"RUS", "KAZ", TF_IMPORTS, TF_EXPORTS},
                {"RUS", "KAZ", TF_TURNOVER, TF_TURNOVER}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        TfClaim *claim = add_level(&bench, "18600000000", "2023-01-01", "2023-12-31");
        assert_true(tf_party_from_code(tf_slice(rows[i].reporter), &claim->reporter));
        assert_true(tf_party_from_code(tf_slice(rows[i].partner), &claim->partner));
        claim->measure = rows[i].said;
        assert_int_equal(observe(&bench, "")->items[0].flow, rows[i].seen);
        bench_done(&bench);
    }
}

static void an_agency_of_statistics_is_a_source_of_its_own(void **state)
{
    (void)state;
    const struct {
        const char *attribution; /* NULL: nobody */
        const char *reporter;
        const char *source;
    } rows[] = {
        {NULL, "KAZ", "statements"},
        {"Tokayev", "KAZ", "statements"},
        {"the customs of Russia", "KAZ", "statistics:RUS"},
        {"Kazakhstan's Bureau of National Statistics", "RUS", "statistics:KAZ"},
        {"KZ stat bureau", "RUS", "statistics:KAZ"},
        {"KZ stat", "RUS", "statistics:KAZ"},
        {"Federal Customs Service", "RUS", "statistics:RUS"},
        {"Росстат", "RUS", "statistics:RUS"},
        {"Бюро национальной статистики", "KAZ", "statistics:KAZ"},
        {"Tổng cục Hải quan", "KAZ", "statistics:KAZ"},
        {"海关总署", "RUS", "statistics:RUS"},
        {"Бюро статистики Казахстана", "RUS", "statistics:KAZ"}, /* in a Russian article */
        {"RUS customs", "KAZ", "statistics:RUS"},
        {"Rus customs", "KAZ", "statistics:KAZ"},
        {"a statesman in Moscow", "RUS", "statements"},
        {"sources accustomed to it", "RUS", "statements"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        TfClaim *claim = add_level(&bench, "18900000000", "2023-01-01", "2023-09-30");
        claim->lang = tf_slice("ru");
        claim->attribution = rows[i].attribution == NULL ? (TfSlice){NULL, 0} : tf_slice(rows[i].attribution);
        assert_true(tf_party_from_code(tf_slice(rows[i].reporter), &claim->reporter));
        assert_true(
            tf_party_from_code(tf_slice(rows[i].reporter[0] == 'K' ? "RUS" : "KAZ"), &claim->partner));
        assert_slice(observe(&bench, "")->items[0].source, rows[i].source);
        bench_done(&bench);
    }
}

/* ---- once ---- */

static void copies_of_a_statement_are_one_observation(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31")->pub_date = day("2024-07-01");
    TfClaim *same_page = add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    bench.records[2].article_id = 1;
    same_page->value_text = tf_slice("28.0 billion");
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count, 1);
    const TfObservation *one = &series->items[0];
    assert_int_equal(one->claim_count, 3);
    assert_int_equal(one->article_count, 2);
    for (int64_t i = 0; i < 3; i++)
        assert_int_equal(one->claim_ids[i], i + 1);
    assert_int_equal(tf_date_compare(one->said, day("2024-07-01")), 0);
    assert_close(one->rounding, 1e8, 1e-12); /* "28.0" is the fuller copy */
    bench_done(&bench);
}

static void different_statements_stay_apart(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    add_level(&bench, "26100000000", "2022-01-01", "2022-12-31");
    add_level(&bench, "28200000000", "2022-01-01", "2022-12-31");                   /* another figure */
    add_level(&bench, "26100000000", "2022-01-01", "2022-12-31")->relation = TF_GT; /* another bound */
    add_level(&bench, "26100000000", "2021-01-01", "2021-12-31");                   /* another year */
    add_level(&bench, "26100000000", "2022-01-01", "2022-12-31")->measure = TF_IMPORTS;
    add_level(&bench, "26100000000", "2022-01-01", "2022-12-31")->attribution = tf_slice("KZ customs");
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count, 6);
    assert_int_equal(series->items[0].from_month, tf_month_index(2021, 1));
    bench_done(&bench);
}

static void the_order_of_the_claims_does_not_matter(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    const char *const values[] = {"26100000000", "28200000000", "26100000000", "27000000000"};
    for (size_t i = 0; i < 4; i++)
        add_level(&bench, values[i], "2022-01-01", "2022-12-31");
    TfSeries forward = *observe(&bench, "");
    for (size_t i = 0; i < 2; i++) {
        TfClaimRecord swap = bench.records[i];
        bench.records[i] = bench.records[3 - i];
        bench.records[3 - i] = swap;
    }
    const TfSeries *backward = observe(&bench, "");
    assert_int_equal(forward.count, backward->count);
    for (size_t i = 0; i < forward.count; i++) {
        assert_true(forward.items[i].value_usd == backward->items[i].value_usd);
        assert_int_equal(forward.items[i].claim_ids[0], backward->items[i].claim_ids[0]);
    }
    bench_done(&bench);
}

static void no_claims_make_an_empty_series(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    const TfSeries *series = observe(&bench, "2024-11-27");
    assert_int_equal(series->count, 0);
    assert_int_equal(series->left_out_count, 0);
    bench_done(&bench);
}

static void memory_that_runs_out_is_said(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    TfPair pair;
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &pair, &bench.error), &bench.error);
    refuse_after = 0;
    TfStatus status =
        series_observe(bench.records, 1, pair, day(""), &bench.arena, &bench.series, &bench.error);
    refuse_after = -1;
    assert_int_equal(status, TF_NO_MEMORY);
    bench.records[0].claim.attribution = tf_slice("KZ customs");
    status = TF_NO_MEMORY;
    for (size_t limit = 8; status != TF_OK; limit += 8) { /* at each of the places that ask */
        TfArena small;
        assert_true(limit < 100000);
        tf_arena_init(&small, limit);
        status = series_observe(bench.records, 1, pair, day(""), &small, &bench.series, &bench.error);
        assert_true(status == TF_OK || status == TF_NO_MEMORY);
        tf_arena_done(&small);
    }
    bench_done(&bench);
}

/* ---- a real collection ---- */

static void reads_137_real_claims(void **state)
{
    (void)state;
    static Bench bench;
    bench_start(&bench);
    TfSlice rest = shared_file("data/kazakhstan-russia.claims.jsonl", &bench.arena);
    while (rest.length > 0) {
        TfClaim claim;
        assert_ok(claim_read_json(tf_slice_split(&rest, '\n'), &bench.arena, &claim, &bench.error),
                  &bench.error);
        add_claim(&bench, &claim);
    }
    assert_int_equal(bench.count, 137);
    const TfSeries *series = observe(&bench, "2025-12-01");
    size_t used = 0;
    for (size_t i = 0; i < series->count; i++)
        used += series->items[i].claim_count;
    assert_int_equal(used + series->left_out_count, 137);
    assert_in_range(used, 65, 85);
    assert_in_range(series->count, 40, 60);
    bench_done(&bench);
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
        cmocka_unit_test(roubles_count_only_with_dollars_beside_them),
        cmocka_unit_test(an_amount_needs_a_currency_and_a_size),
        cmocka_unit_test(a_range_becomes_its_middle_and_its_width),
        cmocka_unit_test(growth_counts_against_the_same_months_a_year_before),
        cmocka_unit_test(a_level_with_its_growth_is_one_observation),
        cmocka_unit_test(flows_are_seen_from_the_first_of_the_pair),
        cmocka_unit_test(an_agency_of_statistics_is_a_source_of_its_own),
        cmocka_unit_test(copies_of_a_statement_are_one_observation),
        cmocka_unit_test(different_statements_stay_apart),
        cmocka_unit_test(the_order_of_the_claims_does_not_matter),
        cmocka_unit_test(no_claims_make_an_empty_series),
        cmocka_unit_test(memory_that_runs_out_is_said),
        cmocka_unit_test(reads_137_real_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
