/* Claims that contradict each other, at random (the same ones each time): whatever a few wrong figures say of
 * other years and flows, a year that three sources agree on keeps its total. */
#include "tests/unit/projection/model_fixture.h"

enum { SETS = 150, MOST_CLAIMS = 48, LAST_YEAR = 2024 };

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

static TfSlice source_of(size_t at)
{
    static const char *const names[] = {"officials:KAZ", "officials:RUS", "statements", "statistics:KAZ"};
    return tf_slice(names[at]);
}

static double two_digits(double value)
{
    double unit = pow(10, floor(log10(value)) - 1);
    return round(value / unit) * unit;
}

/* A year as a source tells it, whole or in part, in words that fit. */
static TfObservation right_claim(int year, double total)
{
    static const int months[] = {12, 12, 12, 9, 8, 11};
    static const TfRelation relations[] = {TF_EQ, TF_EQ, TF_APPROX, TF_GT};
    size_t source = pick(4);
    int length = months[pick(6)];
    double value = two_digits(total * length / 12 * (0.97 + 0.02 * (double)source));
    TfObservation made = claim(year, 1, length, value, pow(10, floor(log10(value)) - 1), relations[pick(4)]);
    made.source = source_of(source);
    return made;
}

/* Another currency, a slip of ten or a hundred, one sector taken for all. */
static TfObservation wrong_claim(int year, double total)
{
    static const double factors[] = {0.01, 0.03, 0.1, 0.3, 3, 10, 30};
    static const TfMeasure flows[] = {TF_TURNOVER, TF_EXPORTS, TF_IMPORTS};
    double value = two_digits(total * factors[pick(7)]);
    TfObservation made = claim(year, 1, 12, value, pow(10, floor(log10(value)) - 1), TF_EQ);
    made.flow = flows[pick(3)];
    made.source = source_of(pick(4));
    return made;
}

static size_t make_set(size_t set, TfObservation *claims, double *last_total)
{
    seed = UINT64_C(99000) + set;
    double total = 2e9 + 20e9 * uniform();
    size_t count = 0;
    for (int year = 2013; year < LAST_YEAR; year++) {
        for (size_t told = 1 + pick(4); told > 0; told--)
            claims[count++] = right_claim(year, total);
        if (pick(3) == 0)
            claims[count++] = wrong_claim(year, total);
        total *= exp(0.05 + 0.25 * (uniform() - 0.5));
        if (count > MOST_CLAIMS - 8)
            break;
    }
    for (size_t source = 0; source < 3; source++) {
        claims[count] = claim(LAST_YEAR, 1, 12, two_digits(total), pow(10, floor(log10(total)) - 1), TF_EQ);
        claims[count++].source = source_of(source);
    }
    *last_total = two_digits(total);
    return count;
}

static void a_year_that_three_sources_agree_on_keeps_its_total(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    for (size_t set = 0; set < SETS; set++) {
        TfObservation claims[MOST_CLAIMS];
        double total;
        size_t count = make_set(set, claims, &total);
        ClaimWindow windows[] = {year_of(LAST_YEAR, TF_TURNOVER), year_of(LAST_YEAR + 1, TF_TURNOVER)};
        assert_ok(fit_run(&fit, claims, count, windows, 2), &fit.error);
        TfFan known = claim_forecast_fan(&fit.forecasts[0]);
        TfFan next = claim_forecast_fan(&fit.forecasts[1]);
        if (fabs(log(known.median / total)) > 0.2 || fabs(log(next.median / total)) > 0.4)
            fail_msg("set %zu of %zu claims: %.3g told, %.3g (%.3g to %.3g) found, then %.3g", set, count,
                     total, known.median, known.lo80, known.hi80, next.median);
        tf_arena_reset(&fit.arena);
    }
    fit_done(&fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_that_three_sources_agree_on_keeps_its_total),
    };
    return cmocka_run_group_tests_name("claim contradictions", tests, NULL, NULL);
}
