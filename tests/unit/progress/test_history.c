/* Of all articles, those that moved a target become steps; the others are counted. */
#include "tests/support/support.h"

#include "tracker/progress/progress.h"

#include <math.h>

static const TfClaimRecord record = {
    .id = 7, .article_id = 3, .article_title = TF_SLICE("Trade grows"), .claim.outlet = TF_SLICE("Bulletin")};

static ProgressMoment moment(int day, double chance, TfTargetStatus status)
{
    return (ProgressMoment){.is_stated = true,
                            .status = status,
                            .p_target = chance,
                            .date = {2024, 11, (int8_t)day},
                            .records = &record,
                            .record_count = 1};
}

static TfTargetHistory make(const ProgressMoment *moments, size_t count, TfArena *arena)
{
    TfError error;
    TfTargetHistory history;
    assert_ok(progress_make_history(moments, count, arena, &history, &error), &error);
    return history;
}

static void articles_that_moved_it_are_steps(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    const ProgressMoment moments[] = {
        {.is_stated = false},
        moment(2, 0.400, TF_TARGET_UNCLEAR),  /* it was stated */
        moment(3, 0.404, TF_TARGET_UNCLEAR),  /* small */
        moment(4, 0.4085, TF_TARGET_UNCLEAR), /* small */
        moment(5, 0.500, TF_TARGET_UNCLEAR),
        moment(6, 0.501, TF_TARGET_UNCLEAR),
        moment(7, 0.501, TF_TARGET_MET), /* no move, but decided */
        moment(8, 0.501, TF_TARGET_MET),
    };
    TfTargetHistory history = make(moments, sizeof moments / sizeof moments[0], &arena);
    assert_int_equal(history.step_count, 3);
    const TfProgressStep *steps = history.steps;
    assert_true(isnan(steps[0].p_before));
    assert_close(steps[0].p_after, 0.4, 1e-12);
    assert_int_equal(steps[0].article_id, 3);
    assert_slice(steps[0].outlet, "Bulletin");
    assert_slice(steps[0].title, "Trade grows");
    assert_int_equal(steps[0].claim_count, 1);
    assert_int_equal(steps[0].claim_ids[0], 7);
    assert_int_equal(steps[1].date.day, 5);
    assert_close(steps[1].p_before, 0.4085, 1e-12);
    assert_int_equal(steps[1].small_moves, 2);
    assert_int_equal(steps[2].status, TF_TARGET_MET);
    assert_int_equal(steps[2].small_moves, 1);
    assert_int_equal(history.small_moves, 1);
    tf_arena_done(&arena);
}

static void time_alone_is_a_step_without_an_article_or_nothing(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    ProgressMoment moments[] = {moment(2, 0.4, TF_TARGET_UNCLEAR), moment(9, 0.4, TF_TARGET_UNCLEAR)};
    moments[1].records = NULL;
    moments[1].record_count = 0;
    TfTargetHistory history = make(moments, 2, &arena);
    assert_int_equal(history.step_count, 1);
    assert_int_equal(history.small_moves, 0); /* no article */
    moments[1].p_target = 0.3;
    history = make(moments, 2, &arena);
    assert_int_equal(history.step_count, 2);
    assert_int_equal(history.steps[1].article_id, 0);
    tf_arena_done(&arena);
}

static void a_chance_that_appears_or_goes_is_a_step(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    const ProgressMoment moments[] = {
        moment(2, (double)NAN, TF_TARGET_NOT_RATED), moment(3, (double)NAN, TF_TARGET_NOT_RATED),
        moment(4, 0.4, TF_TARGET_UNCLEAR), moment(5, (double)NAN, TF_TARGET_NOT_RATED)};
    assert_int_equal(make(moments, 4, &arena).step_count, 3);
    tf_arena_done(&arena);
}

static void nothing_stated_is_no_history(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    const ProgressMoment none = {.is_stated = false};
    assert_int_equal(make(&none, 1, &arena).step_count, 0);
    assert_int_equal(make(NULL, 0, &arena).step_count, 0);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_that_moved_it_are_steps),
        cmocka_unit_test(time_alone_is_a_step_without_an_article_or_nothing),
        cmocka_unit_test(a_chance_that_appears_or_goes_is_a_step),
        cmocka_unit_test(nothing_stated_is_no_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
