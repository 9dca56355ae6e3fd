/* Which figures are of a year, and which of several speaks for it. */
#include "tests/support/support.h"

#include "tracker/model/series.h"

static TfObservation figure(TfRelation relation, size_t articles, signed char said_day)
{
    return (TfObservation){.from_month = tf_month_index(2023, 1),
                           .to_month = tf_month_index(2023, 12),
                           .value_usd = 28e9,
                           .relation = relation,
                           .said = {2024, 2, said_day},
                           .article_count = articles};
}

static void exact_beats_about_beats_a_bound_then_pages_then_days(void **state)
{
    (void)state;
    const TfObservation worst_to_best[] = {
        figure(TF_GT, 1, 1),     figure(TF_LE, 1, 2),    figure(TF_ALMOST, 2, 1),
        figure(TF_APPROX, 1, 1), figure(TF_RANGE, 1, 2), figure(TF_APPROX, 9, 1),
        figure(TF_EQ, 1, 1),     figure(TF_EQ, 1, 2),    figure(TF_EQ, 2, 1),
    };
    for (size_t i = 0; i < sizeof worst_to_best / sizeof worst_to_best[0]; i++) {
        assert_true(tf_observation_is_better(&worst_to_best[i], NULL));
        for (size_t j = 0; j < i; j++) {
            assert_true(tf_observation_is_better(&worst_to_best[i], &worst_to_best[j]));
            assert_false(tf_observation_is_better(&worst_to_best[j], &worst_to_best[i]));
        }
    }
}

static void a_year_counts_from_january(void **state)
{
    (void)state;
    const struct {
        int first, months;
        bool is_whole, is_part;
    } rows[] = {{1, 12, true, false},  {1, 9, false, true},  {1, 1, false, true},
                {4, 12, false, false}, {7, 3, false, false}, {1, 13, false, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfObservation item = {.from_month = tf_month_index(2023, rows[i].first)};
        item.to_month = item.from_month + rows[i].months - 1;
        assert_int_equal(tf_observation_is_whole_year(&item), rows[i].is_whole);
        assert_int_equal(tf_observation_is_part_year(&item), rows[i].is_part);
        assert_int_equal(tf_observation_year(&item), 2023);
    }
}

static void a_level_is_an_amount_of_its_flow(void **state)
{
    (void)state;
    TfObservation item = {.flow = TF_EXPORTS};
    assert_true(tf_observation_is_level(&item, TF_EXPORTS));
    assert_false(tf_observation_is_level(&item, TF_TURNOVER));
    item.is_growth = true;
    assert_false(tf_observation_is_level(&item, TF_EXPORTS));
}

static void flows_are_seen_from_the_first_of_the_pair(void **state)
{
    (void)state;
    static const struct {
        const char *reporter, *partner;
        TfMeasure measure, flow;
    } rows[] = {{"KAZ", "RUS", TF_EXPORTS, TF_EXPORTS},
                {"RUS", "KAZ", TF_EXPORTS, TF_IMPORTS},
                {"RUS", "KAZ", TF_IMPORTS, TF_EXPORTS},
                {"RUS", "KAZ", TF_TURNOVER, TF_TURNOVER},
                {"RUS", "KAZ", TF_BALANCE, TF_BALANCE}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfClaim claim = tf_claim_default();
        assert_true(tf_party_from_code(tf_slice(rows[i].reporter), &claim.reporter));
        assert_true(tf_party_from_code(tf_slice(rows[i].partner), &claim.partner));
        claim.measure = rows[i].measure;
        assert_int_equal(tf_claim_flow(&claim), rows[i].flow);
    }
}

static void a_region_and_the_world_are_no_whole_party(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        bool is_whole;
    } rows[] = {{"KAZ", true}, {"EU", true}, {"RUS-TA", false}, {"WORLD", false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfParty party;
        assert_true(tf_party_from_code(tf_slice(rows[i].code), &party));
        assert_int_equal(tf_party_is_whole(party), rows[i].is_whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_beats_about_beats_a_bound_then_pages_then_days),
        cmocka_unit_test(a_year_counts_from_january),
        cmocka_unit_test(a_level_is_an_amount_of_its_flow),
        cmocka_unit_test(flows_are_seen_from_the_first_of_the_pair),
        cmocka_unit_test(a_region_and_the_world_are_no_whole_party),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
