/* What every answer obeys, whatever the claims: shown on sets of claims made at random (the same ones each
 * time) from a walk of yearly trade, as news would tell it. */
#include "tests/unit/join/answers_fixture.h"

enum { SETS = 8, MOST_SAID = 12, AS_OF_YEAR = 2022 };

/* ---- claims at random ---- */

static uint64_t seed;

/* 0 to 1; a linear congruential generator, so that the sets are the same everywhere. */
static double uniform(void)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(seed >> 11) / 9007199254740992.0;
}

static size_t pick(size_t count)
{
    return (size_t)(uniform() * (double)count);
}

static double two_digits(double value)
{
    double unit = pow(10, floor(log10(value)) - 1);
    return round(value / unit) * unit;
}

/* One claim about a year's trade: whole or in part, flat or hedged, or its growth. */
static Said say(int year, double total, double before)
{
    static const TfRelation relations[] = {TF_EQ, TF_EQ, TF_EQ, TF_APPROX, TF_GT, TF_ALMOST};
    static const int months[] = {12, 12, 12, 9, 6, 3};
    Said said = {.published = day_of(year + 1, 1 + (int)pick(12), 15),
                 .year = year,
                 .month = 1,
                 .months = months[pick(6)],
                 .measure = TF_TURNOVER,
                 .relation = relations[pick(6)]};
    if (pick(5) == 0 && before > 0)
        said.growth_pct = round(1000 * (total / before - 1)) / 10 + 0.1;
    else
        said.value = two_digits(total * said.months / 12);
    return said;
}

/* Claims of one set; returns how many. */
static size_t say_all(size_t set, Said said[MOST_SAID])
{
    seed = UINT64_C(977) + set;
    double total = pow(10, 8 + 3 * uniform());
    double before = 0;
    size_t count = 0;
    said[count++] =
        (Said){.published = {2021, 2, 1}, .year = 2020, .month = 1, .months = 12, .value = two_digits(total)};
    size_t wanted = 3 + pick(MOST_SAID - 4);
    for (int year = 2021 - (int)wanted / 2; count < wanted; year += count % 2 == 0) {
        if (year > 2021)
            break;
        said[count++] = say(year, total, before);
        before = total;
        total *= exp(0.03 + 0.2 * (uniform() - 0.5));
    }
    return count;
}

/* ---- answers ---- */

static TfAsk usual_ask(int later)
{
    return ask_pair("KAZ", "RUS", day_of(AS_OF_YEAR + later, 12, 31));
}

static TfPairProjection project(Answers *answers, const TfAsk *ask)
{
    TfPairProjection projection;
    assert_ok(tf_project(answers->tradefig, ask, 0, &answers->arena, &projection, &answers->error),
              &answers->error);
    return projection;
}

/* The projection of claims written so, in a database of their own. */
static TfPairProjection answer(Answers *answers, const Said *said, size_t count, const Writing *writing)
{
    answers_anew(answers);
    answers_add(answers, said, count, writing);
    TfAsk ask = ask_pair(writing->reporter, writing->partner, day_of(AS_OF_YEAR + writing->later, 12, 31));
    return project(answers, &ask);
}

static void same_fan(const TfFan *got, const TfFan *want, double relative)
{
    assert_close(got->median, want->median, relative);
    assert_close(got->lo50, want->lo50, relative);
    assert_close(got->hi50, want->hi50, relative);
    assert_close(got->lo80, want->lo80, relative);
    assert_close(got->hi80, want->hi80, relative);
    assert_close(got->lo95, want->lo95, relative);
    assert_close(got->hi95, want->hi95, relative);
}

/* relative 0: to the last bit. */
static void same_years(const TfPairProjection *got, const TfPairProjection *want, int later, double relative)
{
    assert_int_equal(got->projection.year_count, want->projection.year_count);
    for (size_t i = 0; i < got->projection.year_count; i++) {
        assert_int_equal(got->projection.years[i].year, want->projection.years[i].year + later);
        same_fan(&got->projection.years[i].total_usd, &want->projection.years[i].total_usd, relative);
    }
    assert_close(got->projection.volatility, want->projection.volatility, relative);
}

/* Runs a check on every set. */
static void on_every_set(void (*check)(Answers *, const Said *, size_t, const TfPairProjection *))
{
    for (size_t set = 0; set < SETS; set++) {
        Answers answers;
        Said said[MOST_SAID];
        size_t count = say_all(set, said);
        answers_start(&answers);
        Writing plain = plain_writing();
        TfPairProjection usual = answer(&answers, said, count, &plain);
        assert_true(usual.projection.year_count > 0);
        check(&answers, said, count, &usual);
        answers_done(&answers);
    }
}

/* ---- what holds ---- */

static void check_order(Answers *answers, const Said *said, size_t count, const TfPairProjection *usual)
{
    Writing writing = plain_writing();
    writing.backwards = true;
    TfPairProjection backwards = answer(answers, said, count, &writing);
    same_years(&backwards, usual, 0, 0);
    writing.turn = count / 2;
    TfPairProjection turned = answer(answers, said, count, &writing);
    same_years(&turned, usual, 0, 0);
}

static void the_order_of_claims_does_not_matter(void **state)
{
    (void)state;
    on_every_set(check_order);
}

static void check_copies(Answers *answers, const Said *said, size_t count, const TfPairProjection *usual)
{
    Writing writing = plain_writing();
    writing.copies = 5;
    TfPairProjection more = answer(answers, said, count, &writing);
    same_years(&more, usual, 0, 0);
    assert_int_equal(more.series.count, usual->series.count);
    assert_int_equal(more.series.items[0].article_count, 5 * usual->series.items[0].article_count);
}

static void what_more_outlets_repeat_counts_once(void **state)
{
    (void)state;
    on_every_set(check_copies);
}

static void check_again(Answers *answers, const Said *said, size_t count, const TfPairProjection *usual)
{
    Writing writing = plain_writing();
    TfAsk ask = usual_ask(0);
    answers_add(answers, said, count, &writing);
    TfPairProjection again = project(answers, &ask);
    same_years(&again, usual, 0, 0);
    assert_int_equal(again.series.count, usual->series.count);
}

static void pages_imported_again_change_nothing(void **state)
{
    (void)state;
    on_every_set(check_again);
}

static void check_time(Answers *answers, const Said *said, size_t count, const TfPairProjection *usual)
{
    Writing writing = plain_writing();
    writing.later = 4;
    TfPairProjection later = answer(answers, said, count, &writing);
    same_years(&later, usual, 4, 1e-9);
}

static void four_years_later_the_answer_is_four_years_later(void **state)
{
    (void)state;
    on_every_set(check_time);
}

static void check_names(Answers *answers, const Said *said, size_t count, const TfPairProjection *usual)
{
    Writing writing = plain_writing();
    writing.reporter = "PER";
    writing.partner = "VNM";
    TfPairProjection others = answer(answers, said, count, &writing);
    same_years(&others, usual, 0, 0);
}

static void parties_are_only_names(void **state)
{
    (void)state;
    on_every_set(check_names);
}

/* Targets and forecasts say nothing of what trade is, nor does what is said after the day that is asked
 * about. */
static void check_strangers(Answers *answers, const Said *said, size_t count, const TfPairProjection *usual)
{
    double value = said[0].value;
    const Said strangers[] = {
        {{2021, 3, 1}, 2022, 1, 12, TF_TURNOVER, TF_EQ, 3 * value, 0, TF_TARGET},
        {{2021, 3, 1}, 2022, 1, 12, TF_TURNOVER, TF_EQ, 5 * value, 0, TF_FORECAST},
        {{2021, 3, 1}, 2022, 1, 12, TF_TURNOVER, TF_EQ, 5 * value, 0, TF_POTENTIAL},
        {{2023, 3, 1}, 2021, 1, 12, TF_TURNOVER, TF_EQ, 9 * value, 0, TF_ACTUAL},
    };
    Writing elsewhere = plain_writing();
    TfAsk ask = usual_ask(0);
    answers_anew(answers);
    answers_add(answers, said, count, &elsewhere);
    TextBuilder out;
    text_init(&out, 0);
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        write_said(&out, &strangers[i], &elsewhere, 50 + i, 0);
    answers_import_text(answers, text_slice(&out));
    text_done(&out);
    TfPairProjection with = project(answers, &ask);
    same_years(&with, usual, 0, 0);
}

static void outlooks_and_later_words_change_no_projection(void **state)
{
    (void)state;
    on_every_set(check_strangers);
}

static void check_targets(Answers *answers, const Said *said, size_t count, const TfPairProjection *usual)
{
    enum { TARGETS = 6 };
    Writing writing = plain_writing();
    TfAsk ask = usual_ask(0);
    TextBuilder out;
    (void)usual;
    text_init(&out, 0);
    /* each with a deadline of its own would be another question; one said later would replace the others */
    for (size_t i = 0; i < TARGETS; i++) {
        Said target = {{2021, 3, 1}, 2024, 1, 12, TF_TURNOVER, TF_EQ, 0, 0, TF_TARGET};
        target.value = two_digits(said[0].value * (0.5 + 0.3 * (double)i));
        write_said(&out, &target, &writing, 60 + i, 0);
    }
    answers_import_text(answers, text_slice(&out));
    text_done(&out);
    TfProgressRows rows;
    assert_ok(tf_progress(answers->tradefig, &ask, &answers->arena, &rows, &answers->error), &answers->error);
    assert_int_equal(rows.count, TARGETS);
    for (size_t i = 0; i < rows.count; i++) {
        assert_true(rows.items[i].p_target >= 0 && rows.items[i].p_target <= 1);
        for (size_t j = 0; j < rows.count; j++)
            if (rows.items[i].target.value_usd < rows.items[j].target.value_usd)
                assert_true(rows.items[i].p_target >= rows.items[j].p_target);
    }
    (void)count;
}

static void a_higher_target_is_never_likelier(void **state)
{
    (void)state;
    on_every_set(check_targets);
}

static void check_ranges(Answers *answers, const Said *said, size_t count, const TfPairProjection *usual)
{
    (void)answers;
    (void)said;
    (void)count;
    for (size_t i = 0; i < usual->projection.year_count; i++) {
        const TfFan *fan = &usual->projection.years[i].total_usd;
        const double ends[] = {0,           fan->lo95, fan->lo80, fan->lo50,
                               fan->median, fan->hi50, fan->hi80, fan->hi95};
        for (size_t e = 1; e < sizeof ends / sizeof ends[0]; e++)
            assert_true(isfinite(ends[e]) && ends[e] > ends[e - 1]);
    }
    assert_true(usual->projection.volatility > 0 && isfinite(usual->projection.volatility));
}

static void wider_ranges_hold_the_narrower(void **state)
{
    (void)state;
    on_every_set(check_ranges);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_claims_does_not_matter),
        cmocka_unit_test(what_more_outlets_repeat_counts_once),
        cmocka_unit_test(pages_imported_again_change_nothing),
        cmocka_unit_test(four_years_later_the_answer_is_four_years_later),
        cmocka_unit_test(parties_are_only_names),
        cmocka_unit_test(outlooks_and_later_words_change_no_projection),
        cmocka_unit_test(a_higher_target_is_never_likelier),
        cmocka_unit_test(wider_ranges_hold_the_narrower),
    };
    return cmocka_run_group_tests_name("answers hold", tests, NULL, NULL);
}
