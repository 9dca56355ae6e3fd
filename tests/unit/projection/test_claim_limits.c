// WRAP: malloc calloc gsl_blas_dtrsv
/* What the model cannot do is refused in words, and a flood of claims leaves it the newest. */
#include "tests/unit/projection/model_fixture.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>

/* ---- memory that runs out when a test says so ---- */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
static int refuse_after = -1; /* allocations still granted; negative: all */

static bool refused(void)
{
    if (refuse_after < 0)
        return false;
    return refuse_after-- == 0;
}

void *__wrap_malloc(size_t size)
{
    return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refused() ? NULL : __real_calloc(count, size);
}

/* ---- a solve that fails when a test says so ---- */

int __real_gsl_blas_dtrsv(CBLAS_UPLO_t half, CBLAS_TRANSPOSE_t turned, CBLAS_DIAG_t diagonal,
                          const gsl_matrix *matrix, gsl_vector *vector);
int __wrap_gsl_blas_dtrsv(CBLAS_UPLO_t half, CBLAS_TRANSPOSE_t turned, CBLAS_DIAG_t diagonal,
                          const gsl_matrix *matrix, gsl_vector *vector);
static int solves_left = -1; /* that will succeed; negative: all */

int __wrap_gsl_blas_dtrsv(CBLAS_UPLO_t half, CBLAS_TRANSPOSE_t turned, CBLAS_DIAG_t diagonal,
                          const gsl_matrix *matrix, gsl_vector *vector)
{
    if (solves_left >= 0 && solves_left-- == 0)
        return GSL_EDOM;
    return __real_gsl_blas_dtrsv(half, turned, diagonal, matrix, vector);
}

/* ---- refusals ---- */

static void refuses_what_cannot_be_projected(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    TfObservation balance = claim(2020, 1, 12, 5e9, 1e8, TF_EQ);
    balance.flow = TF_BALANCE;
    const struct {
        TfObservation claim;
        size_t count;
        ClaimWindow window;
        const char *said;
    } rows[] = {
        {claim(2020, 1, 12, 5e9, 1e8, TF_EQ), 0, year_of(2021, TF_TURNOVER), "there is no claim"},
        {growth(2020, 12, 0.1, 0.01, TF_EQ), 1, year_of(2021, TF_TURNOVER), "all claims are growth rates"},
        {claim(2020, 1, 12, -5e9, 1e8, TF_EQ), 1, year_of(2021, TF_TURNOVER),
         "claim 1 has value -5000000000;"},
        {claim(2020, 1, 12, (double)NAN, 1e8, TF_EQ), 1, year_of(2021, TF_TURNOVER), "claim 1 has value nan"},
        {balance, 1, year_of(2021, TF_TURNOVER), "claim 1 is a balance"},
        {claim(2020, 1, 12, 5e9, 1e8, TF_EQ), 1, year_of(2021, TF_BALANCE), "a balance cannot be projected"},
        {claim(2020, 1, 12, 5e9, 1e8, TF_EQ), 1, year_of(2160, TF_TURNOVER),
         "span 1692 months; at most 1200"},
        {claim(2020, 1, 12, 5e9, 1e8, TF_EQ), 1, {24300, 24299, TF_TURNOVER}, "ends before it begins"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(fit_run(&fit, &rows[i].claim, rows[i].count, &rows[i].window, 1), TF_BAD_INPUT);
        if (strstr(fit.error.message, rows[i].said) == NULL)
            fail_msg("row %zu said \"%s\"", i, fit.error.message);
    }
    fit_done(&fit);
}

static void refuses_too_many_totals(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    static ClaimWindow windows[401];
    const TfObservation one = claim(2020, 1, 12, 5e9, 1e8, TF_EQ);
    for (size_t i = 0; i < 401; i++)
        windows[i] = year_of(2021, TF_TURNOVER);
    assert_int_equal(fit_run(&fit, &one, 1, windows, 401), TF_BAD_INPUT);
    assert_non_null(strstr(fit.error.message, "401 totals are asked for; at most 400"));
    fit_done(&fit);
}

/* ---- floods ---- */

static void of_too_many_periods_the_last_said_are_used(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    enum { MANY = 500 };
    static TfObservation claims[MANY];
    for (int i = 0; i < MANY; i++) {
        claims[i] = claim(2004 + i / 60, 1 + i % 12, 1 + (i / 12) % 5, 1e9, 1e8, TF_EQ);
        claims[i].said = tf_date_from_days(tf_date_to_days((TfDate){2013, 1, 1}) + i);
    }
    const ClaimWindow window = year_of(2012, TF_TURNOVER);
    assert_ok(fit_run(&fit, claims, MANY, &window, 1), &fit.error);
    assert_sound(&fit.forecasts[0]);
    assert_int_equal(fit.projection.residual_count, 400);
    assert_int_equal(fit.projection.residuals[0].observation, 100);
    assert_int_equal(fit.projection.residuals[399].observation, 499);
    /* the same period many times is no more work */
    for (int i = 0; i < MANY; i++)
        claims[i] = claim(2000 + i % 3, 1, 12, 1e9, 1e8, TF_EQ);
    assert_ok(fit_run(&fit, claims, MANY, &window, 1), &fit.error);
    assert_sound(&fit.forecasts[0]);
    assert_int_equal(fit.projection.residual_count, MANY);
    fit_done(&fit);
}

static void of_too_many_claims_growth_goes_first_and_then_the_oldest(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    enum { MANY = 4002 };
    static TfObservation claims[MANY];
    for (int i = 0; i < MANY; i++) {
        claims[i] = claim(2020, 1, 12, 5e9, 1e8, TF_EQ);
        claims[i].said = (TfDate){2021, 3, 1};
    }
    claims[7] = growth(2020, 12, 0.1, 0.01, TF_EQ);
    claims[7].said = (TfDate){2022, 1, 1};
    claims[9].said = (TfDate){2021, 2, 1};
    const ClaimWindow window = year_of(2021, TF_TURNOVER);
    assert_ok(fit_run(&fit, claims, MANY, &window, 1), &fit.error);
    assert_sound(&fit.forecasts[0]);
    assert_int_equal(fit.projection.residual_count, 4000);
    for (size_t i = 0; i < 4000; i++)
        assert_true(fit.projection.residuals[i].observation != 7 &&
                    fit.projection.residuals[i].observation != 9);
    fit_done(&fit);
}

/* ---- failures ---- */

static void says_so_when_memory_is_short(void **state)
{
    (void)state;
    const TfObservation one = claim(2020, 1, 12, 5e9, 1e8, TF_EQ);
    const ClaimWindow window = year_of(2021, TF_TURNOVER);
    for (int granted = 0; granted < 2; granted++) {
        refuse_after = granted;
        ClaimWorkspace *workspace = claim_workspace_alloc(8, 60);
        refuse_after = -1;
        assert_null(workspace);
    }
    Fit fit;
    fit_start(&fit);
    claim_workspace_free(fit.workspace);
    fit.workspace = claim_workspace_alloc(0, 0); /* too small, so that the fit has to grow it */
    refuse_after = 0;
    TfStatus status = fit_run(&fit, &one, 1, &window, 1);
    refuse_after = -1;
    assert_int_equal(status, TF_NO_MEMORY);
    assert_ok(fit_run(&fit, &one, 1, &window, 1), &fit.error);
    fit_done(&fit);
    claim_workspace_free(NULL);
}

static void a_solve_gsl_refuses_is_an_error_and_not_the_end(void **state)
{
    (void)state;
    Fit fit;
    fit_start(&fit);
    const TfObservation one = claim(2020, 1, 12, 5e9, 1e8, TF_EQ);
    const ClaimWindow window = year_of(2021, TF_TURNOVER);
    for (int good = 0; good < 28;
         good += 3) { /* in the first passes, in the steps, at the end, at a later node */
        solves_left = good;
        TfStatus status = fit_run(&fit, &one, 1, &window, 1);
        solves_left = -1;
        assert_int_equal(status, TF_NUMERIC);
        assert_non_null(strstr(fit.error.message, "no finite answer"));
    }
    fit_done(&fit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_cannot_be_projected),
        cmocka_unit_test(refuses_too_many_totals),
        cmocka_unit_test(of_too_many_periods_the_last_said_are_used),
        cmocka_unit_test(of_too_many_claims_growth_goes_first_and_then_the_oldest),
        cmocka_unit_test(says_so_when_memory_is_short),
        cmocka_unit_test(a_solve_gsl_refuses_is_an_error_and_not_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
