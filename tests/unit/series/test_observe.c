// WRAP: malloc
/* Claims become observations, each statement once, seen from one side. */
#include "tests/unit/series/series_bench.h"

#include "tracker/model/claim_json.h"

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
        {"Russia's prime minister", "KAZ", "officials:RUS"},
        {"analysts", "RUS", "statements"},
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
        claim->rule = tf_slice("level"); /* read by the extractor */
        claim->attribution = rows[i].attribution == NULL ? (TfSlice){NULL, 0} : tf_slice(rows[i].attribution);
        assert_true(tf_party_from_code(tf_slice(rows[i].reporter), &claim->reporter));
        assert_true(
            tf_party_from_code(tf_slice(rows[i].reporter[0] == 'K' ? "RUS" : "KAZ"), &claim->partner));
        assert_slice(observe(&bench, "")->items[0].source, rows[i].source);
        bench_done(&bench);
    }
}

static void the_side_is_told_by_the_speaker_before_all_else(void **state)
{
    (void)state;
    const struct {
        const char *attribution, *speaker;
        const char *rule; /* NULL: a person noted it down */
        TfMeasure measure;
        const char *source, *side;
    } rows[] = {
        {"Prime Minister", "RUS", "level", TF_TURNOVER, "officials:RUS", "RUS"},
        {"customs", "RUS", "level", TF_TURNOVER, "statistics:RUS", "RUS"},
        {"Moscow's man in Kazakhstan", "RUS", "level", TF_TURNOVER, "officials:RUS", "RUS"},
        {"the trade minister", "UZB", "level", TF_TURNOVER, "statements", ""}, /* of neither */
        {"the trade minister", "", "level", TF_TURNOVER, "statements", ""},
        {"the trade minister", "", NULL, TF_TURNOVER, "officials:KAZ", "KAZ"},
        {"the trade minister", "", NULL, TF_EXPORTS, "statements", ""}, /* the reporter is a direction */
        {NULL, "", NULL, TF_TURNOVER, "statements", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        TfClaim *claim = add_level(&bench, "18900000000", "2023-01-01", "2023-09-30");
        claim->attribution = rows[i].attribution == NULL ? (TfSlice){NULL, 0} : tf_slice(rows[i].attribution);
        claim->rule = rows[i].rule == NULL ? (TfSlice){NULL, 0} : tf_slice(rows[i].rule);
        claim->measure = rows[i].measure;
        (void)tf_party_from_code(tf_slice(rows[i].speaker), &bench.records[0].speaker);
        const TfObservation *seen = &observe(&bench, "")->items[0];
        assert_slice(seen->source, rows[i].source);
        assert_string_equal(seen->side.code, rows[i].side);
        bench_done(&bench);
    }
}

static void a_name_in_another_name_is_not_its_party(void **state)
{
    (void)state;
    const struct {
        const char *attribution, *lang;
        const char *reporter, *partner;
        const char *side;
    } rows[] = {
        {"Niger's minister of trade", "en", "NER", "BEN", "NER"},
        {"Nigeria's minister of trade", "en", "NER", "BEN", ""},
        {"Nigerian officials", "en", "NER", "NGA", "NGA"},
        {"Romanian officials", "en", "OMN", "ARE", ""},
        {"Oman's officials", "en", "OMN", "ROU", "OMN"},
        {"officials in Somalia", "en", "MLI", "SEN", ""},
        {"officials in Mali", "en", "MLI", "SEN", "MLI"},
        {"South Sudan's officials", "en", "SDN", "EGY", ""},
        {"officials of Papua New Guinea", "en", "GIN", "PNG", "PNG"},
        {"officials of Guinea", "en", "GIN", "PNG", "GIN"},
        {"министр Казахстана", "ru", "KAZ", "UZB", "KAZ"},
        {"министр Нигера", "ru", "NER", "BEN", "NER"},
        {"министр Нигерии", "ru", "NER", "BEN", ""},
        {"索马里官员", "zh", "MLI", "SEN", ""},
        {"据马里官员", "zh", "MLI", "SEN", "MLI"},
        {"officials of Mali and Senegal", "en", "MLI", "SEN", ""},
        {"the United States minister", "en", "USA", "CAN", "USA"},
        {"Turkey's minister", "en", "TUR", "DEU", "TUR"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        TfAsk ask = {.as_of = {0, 0, 0}};
        TfClaim *claim = add_level(&bench, "18900000000", "2023-01-01", "2023-09-30");
        claim->rule = tf_slice("level");
        claim->attribution = tf_slice(rows[i].attribution);
        claim->lang = tf_slice(rows[i].lang);
        assert_true(tf_party_from_code(tf_slice(rows[i].reporter), &claim->reporter));
        assert_true(tf_party_from_code(tf_slice(rows[i].partner), &claim->partner));
        ask.pair = tf_pair(claim->reporter, claim->partner);
        assert_ok(series_observe(bench.records, 1, &ask, NULL, &bench.arena, &bench.series, &bench.error),
                  &bench.error);
        if (strcmp(bench.series.items[0].side.code, rows[i].side) != 0)
            fail_msg("%s: '%s'", rows[i].attribution, bench.series.items[0].side.code);
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
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count, 5);
    assert_int_equal(series->items[0].from_month, tf_month_index(2021, 1));
    bench_done(&bench);
}

static void who_tells_no_side_has_a_figure_from_the_side_that_states_it(void **state)
{
    (void)state;
    const struct {
        const char *attributions[4]; /* "": nobody; NULL: no more claims */
        const char *sources[3];      /* of the observations, by name */
    } rows[] = {
        {{"", "KZ customs"}, {"statistics:KAZ"}},
        {{"KZ minister", "KZ customs"}, {"statistics:KAZ"}},
        {{"", "", "RU minister", "KZ minister"}, {"officials:KAZ", "officials:RUS"}},
        {{"KZ customs", "RU customs"}, {"statistics:KAZ", "statistics:RUS"}},
        {{"", ""}, {"statements"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        size_t expected = 0;
        size_t claims = 0;
        bench_start(&bench);
        for (size_t k = 0; k < 4 && rows[i].attributions[k] != NULL; k++) {
            TfClaim *claim = add_level(&bench, "26100000000", "2022-01-01", "2022-12-31");
            claim->attribution = tf_slice(rows[i].attributions[k]);
            claim->rule = tf_slice("level");
            claims++;
        }
        const TfSeries *series = observe(&bench, "");
        for (; expected < 3 && rows[i].sources[expected] != NULL; expected++) {
            assert_true(expected < series->count);
            assert_slice(series->items[expected].source, rows[i].sources[expected]);
            claims -= series->items[expected].claim_count;
        }
        assert_int_equal(series->count, expected);
        assert_int_equal(claims, 0);
        bench_done(&bench);
    }
}

static void copies_of_an_article_are_one_voice(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    const char *const tellers[] = {"KZ minister", "KZ minister", "RU minister",
                                   "RU minister", "RU minister", ""};
    for (size_t i = 0; i < 6; i++) {
        TfClaim *claim = add_level(&bench, "26100000000", "2022-01-01", "2022-12-31");
        claim->attribution = tf_slice(tellers[i]);
        claim->rule = tf_slice("level");
        bench.records[i].family_id = i >= 2 && i < 5 ? 3 : 0; /* one wire, three outlets */
    }
    const TfSeries *series = observe(&bench, "");
    assert_int_equal(series->count, 2);
    assert_slice(series->items[0].source, "officials:KAZ");
    assert_int_equal(series->items[0].claim_count, 3); /* the one that tells no side among them */
    bench_done(&bench);
}

static void copies_of_an_article_are_one_page(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    for (int i = 0; i < 4; i++)
        add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    bench.records[0].family_id = bench.records[2].family_id = 1;
    bench.records[1].family_id = 2;
    bench.records[3].family_id = 2;
    const TfObservation *one = &observe(&bench, "")->items[0];
    assert_int_equal(one->claim_count, 4);
    assert_int_equal(one->article_count, 2);
    bench_done(&bench);
}

static void a_rounded_repeat_in_a_copy_is_no_second_figure(void **state)
{
    (void)state;
    const struct {
        const char *full, *rough;
        bool is_copy;
        TfRelation relation; /* of the rough one */
        size_t count;
    } rows[] = {
        {"28040000000", "28000000000", true, TF_EQ, 1},  {"28040000000", "28000000000", true, TF_APPROX, 1},
        {"28040000000", "28000000000", false, TF_EQ, 2}, {"28040000000", "28000000000", true, TF_GT, 2},
        {"28600000000", "28000000000", true, TF_EQ, 2},  {"28500000000", "28000000000", true, TF_EQ, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        bench_start(&bench);
        add_level(&bench, rows[i].rough, "2023-01-01", "2023-12-31")->relation = rows[i].relation;
        add_level(&bench, rows[i].full, "2023-01-01", "2023-12-31");
        bench.records[1].family_id = rows[i].is_copy ? 1 : 2;
        bench.records[0].family_id = 1;
        const TfSeries *series = observe(&bench, "");
        assert_int_equal(series->count, rows[i].count);
        if (rows[i].count == 1) {
            assert_int_equal(series->items[0].claim_count, 2);
            assert_close(series->items[0].rounding, rows[i].full[3] == '4' ? 1e7 : 1e8, 1e-12);
        }
        bench_done(&bench);
    }
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
    TfAsk ask = {.scope = {NULL, 0}};
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &ask.pair, &bench.error), &bench.error);
    refuse_after = 0;
    TfStatus status = series_observe(bench.records, 1, &ask, NULL, &bench.arena, &bench.series, &bench.error);
    refuse_after = -1;
    assert_int_equal(status, TF_NO_MEMORY);
    bench.records[0].claim.attribution = tf_slice("KZ customs");
    status = TF_NO_MEMORY;
    for (size_t limit = 8; status != TF_OK; limit += 8) { /* at each of the places that ask */
        TfArena small;
        assert_true(limit < 100000);
        tf_arena_init(&small, limit);
        status = series_observe(bench.records, 1, &ask, NULL, &small, &bench.series, &bench.error);
        assert_true(status == TF_OK || status == TF_NO_MEMORY);
        tf_arena_done(&small);
    }
    bench_done(&bench);
}

static void a_series_without_a_figure_says_which_scopes_there_are(void **state)
{
    (void)state;
    Bench bench;
    bench_start(&bench);
    for (int i = 0; i < 3; i++)
        add_level(&bench, "28000000000", "2023-01-01", "2023-12-31")->scope = tf_slice("services");
    add_level(&bench, "4000000000", "2023-01-01", "2023-12-31")->scope = tf_slice("sector:agri");
    TfClaim *target = add_level(&bench, "30000000000", "2025-01-01", "2025-12-31");
    target->scope = tf_slice("non_oil");
    target->status = TF_TARGET;
    const TfSeries *series = observe(&bench, "2025-01-01");
    assert_int_equal(series->count, 0);
    assert_int_equal(series->warning_count, 1);
    assert_slice(series->warnings[0],
                 "no figure of goods; there are claims of services (3) and sector:agri (1): "
                 "--scope asks for one of them");
    add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    assert_int_equal(observe(&bench, "2025-01-01")->warning_count, 0);
    bench_done(&bench);
}

/* ---- too many ---- */

static void of_a_flood_the_figures_said_last_stay(void **state)
{
    (void)state;
    enum { MANY = SERIES_MOST_OBSERVATIONS + 3 };
    Bench bench;
    bench_start(&bench);
    (void)add_level(&bench, "28000000000", "2023-01-01", "2023-12-31");
    TfClaimRecord *records = tf_arena_alloc_array(&bench.arena, MANY, sizeof *records);
    assert_non_null(records);
    for (int i = 0; i < MANY; i++) {
        records[i] = bench.records[0];
        records[i].id = i + 1;
        records[i].article_id = i + 1; /* on one page 28.0 would be 28.00000001 told roughly */
        records[i].claim.value = (TfDecimal){28000000000 + i, 0};
        if (i == 5 || i == 77 || i == 400)
            records[i].claim.pub_date = day("2024-11-26");
    }
    TfAsk ask = {.pair = tf_claim_pair(&records[0].claim)};
    assert_ok(series_observe(records, MANY, &ask, NULL, &bench.arena, &bench.series, &bench.error),
              &bench.error);
    assert_int_equal(bench.series.count, SERIES_MOST_OBSERVATIONS);
    assert_int_equal(bench.series.left_out_count, 3);
    int64_t ids = 0;
    for (size_t i = 0; i < 3; i++) {
        ids += bench.series.left_out[i].claim_id;
        assert_slice(bench.series.left_out[i].reason,
                     "one of more than 4000 figures, of which the ones said last are kept");
    }
    assert_int_equal(ids, 6 + 78 + 401);
    for (size_t i = 1; i < bench.series.count; i++)
        assert_true(bench.series.items[i - 1].value_usd < bench.series.items[i].value_usd);
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
        cmocka_unit_test(flows_are_seen_from_the_first_of_the_pair),
        cmocka_unit_test(an_agency_of_statistics_is_a_source_of_its_own),
        cmocka_unit_test(a_name_in_another_name_is_not_its_party),
        cmocka_unit_test(copies_of_a_statement_are_one_observation),
        cmocka_unit_test(the_side_is_told_by_the_speaker_before_all_else),
        cmocka_unit_test(who_tells_no_side_has_a_figure_from_the_side_that_states_it),
        cmocka_unit_test(copies_of_an_article_are_one_page),
        cmocka_unit_test(copies_of_an_article_are_one_voice),
        cmocka_unit_test(a_rounded_repeat_in_a_copy_is_no_second_figure),
        cmocka_unit_test(different_statements_stay_apart),
        cmocka_unit_test(the_order_of_the_claims_does_not_matter),
        cmocka_unit_test(no_claims_make_an_empty_series),
        cmocka_unit_test(memory_that_runs_out_is_said),
        cmocka_unit_test(a_series_without_a_figure_says_which_scopes_there_are),
        cmocka_unit_test(of_a_flood_the_figures_said_last_stay),
        cmocka_unit_test(reads_137_real_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
