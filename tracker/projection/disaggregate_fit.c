/* Generalised least squares in the space of the totals: with A the sums, F = A L and V = F F', beta is the
 * regression of the whitened totals on the whitened sums of X, and the residuals of the totals are given
 * back to the periods by L F' V^-1. V is as large as there are totals, never as there are periods. */
#include "tracker/projection/disaggregate_fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_multifit.h>
#include <math.h>

/* Columns closer to each other than this (reciprocal condition) are one. */
#define LEAST_RCOND 1e-9

typedef struct Work {
    gsl_matrix *spread;  /* F: totals x noises */
    gsl_matrix *factor;  /* V, then its Cholesky factor */
    gsl_matrix *columns; /* A X, then whitened */
    gsl_matrix *covariance;
    gsl_vector *totals;    /* whitened */
    gsl_vector *ones;      /* whitened, for the spread about the mean */
    gsl_vector *residuals; /* of the totals */
    gsl_vector *noises;
    gsl_vector *beta;
    gsl_multifit_linear_workspace *regression;
} Work;

static TfStatus work_init(Work *work, const DisaggregateProblem *problem, TfError *error)
{
    size_t totals = problem->total_count;
    size_t columns = problem->column_count;
    *work = (Work){
        .spread = gsl_matrix_calloc(totals, problem->period_count),
        .factor = gsl_matrix_calloc(totals, totals),
        .columns = gsl_matrix_calloc(totals, columns),
        .covariance = gsl_matrix_alloc(columns, columns),
        .totals = gsl_vector_alloc(totals),
        .ones = gsl_vector_alloc(totals),
        .residuals = gsl_vector_alloc(totals),
        .noises = gsl_vector_alloc(problem->period_count),
        .beta = gsl_vector_alloc(columns),
        .regression = gsl_multifit_linear_alloc(totals, columns),
    };
    bool whole = work->spread != NULL && work->factor != NULL && work->columns != NULL &&
                 work->covariance != NULL && work->totals != NULL && work->ones != NULL &&
                 work->residuals != NULL && work->noises != NULL && work->beta != NULL &&
                 work->regression != NULL;
    return whole ? TF_OK : tf_fail_memory(error);
}

/* GSL's free functions take NULL. */
static void work_done(Work *work)
{
    gsl_matrix_free(work->spread);
    gsl_matrix_free(work->factor);
    gsl_matrix_free(work->columns);
    gsl_matrix_free(work->covariance);
    gsl_vector_free(work->totals);
    gsl_vector_free(work->ones);
    gsl_vector_free(work->residuals);
    gsl_vector_free(work->noises);
    gsl_vector_free(work->beta);
    gsl_multifit_linear_free(work->regression);
}

static double noise_weight(const DisaggregateNoise *noise, size_t period, size_t from)
{
    return noise->scale[period] * noise->response[period - from] * (from == 0 ? noise->first_sd : 1.0);
}

/* F, V and its factor, and the sums of the columns. */
static bool set_up(const DisaggregateProblem *problem, Work *work)
{
    for (size_t i = 0; i < problem->total_count; i++) {
        size_t first = problem->lead + i * problem->parts;
        for (size_t t = first; t < first + problem->parts; t++) {
            for (size_t j = problem->noise.quiet; j <= t; j++)
                *gsl_matrix_ptr(work->spread, i, j) += noise_weight(&problem->noise, t, j);
            for (size_t k = 0; k < problem->column_count; k++)
                *gsl_matrix_ptr(work->columns, i, k) += problem->columns[k][t];
        }
        gsl_vector_set(work->totals, i, problem->totals[i]);
        gsl_vector_set(work->ones, i, 1.0);
    }
    return gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1.0, work->spread, 0.0, work->factor) == GSL_SUCCESS &&
           gsl_linalg_cholesky_decomp1(work->factor) == GSL_SUCCESS;
}

static void whiten(Work *work)
{
    gsl_blas_dtrsm(CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, 1.0, work->factor, work->columns);
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, work->factor, work->totals);
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, work->factor, work->ones);
}

/* Squares about the weighted mean of the totals. */
static double spread_about_mean(Work *work)
{
    double cross = 0.0;
    double square = 0.0;
    double all = 0.0;
    gsl_blas_ddot(work->ones, work->totals, &cross);
    gsl_blas_ddot(work->ones, work->ones, &square);
    gsl_blas_ddot(work->totals, work->totals, &all);
    return all - cross * cross / square;
}

static void judge(const DisaggregateProblem *problem, Work *work, double rss, DisaggregateFit *fit)
{
    double totals = (double)problem->total_count;
    double free = totals - (double)problem->column_count;
    double log_determinant = 0.0;
    for (size_t i = 0; i < problem->total_count; i++)
        log_determinant += 2.0 * log(gsl_matrix_get(work->factor, i, i));
    fit->log_likelihood = -0.5 * (totals * (1.0 + log(2.0 * M_PI) + log(rss / totals)) + log_determinant);
    double about_mean = spread_about_mean(work) / (totals - 1.0);
    fit->adjusted_r2 = free > 0.0 && about_mean > 0.0 ? 1.0 - rss / free / about_mean : 0.0;
}

/* Adds L F' V^-1 of the residuals of the totals to the periods. */
static void add_residuals(const DisaggregateProblem *problem, Work *work, double *values)
{
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, work->factor, work->residuals);
    gsl_blas_dtrsv(CblasLower, CblasTrans, CblasNonUnit, work->factor, work->residuals);
    gsl_blas_dgemv(CblasTrans, 1.0, work->spread, work->residuals, 0.0, work->noises);
    for (size_t t = 0; t < problem->period_count; t++)
        for (size_t j = problem->noise.quiet; j <= t; j++)
            values[t] += noise_weight(&problem->noise, t, j) * gsl_vector_get(work->noises, j);
}

static void find_residuals(const DisaggregateProblem *problem, Work *work, const double *values)
{
    for (size_t i = 0; i < problem->total_count; i++) {
        double rest = problem->totals[i];
        for (size_t part = 0; part < problem->parts; part++)
            rest -= values[problem->lead + i * problem->parts + part];
        gsl_vector_set(work->residuals, i, rest);
    }
}

/* X beta + L F' V^-1 residuals; again for what rounding has left over. */
static void give_back(const DisaggregateProblem *problem, Work *work, double *values)
{
    for (size_t t = 0; t < problem->period_count; t++) {
        values[t] = 0.0;
        for (size_t k = 0; k < problem->column_count; k++)
            values[t] += problem->columns[k][t] * gsl_vector_get(work->beta, k);
    }
    for (int pass = 0; pass < 2; pass++) {
        find_residuals(problem, work, values);
        add_residuals(problem, work, values);
    }
}

static TfStatus regress(const DisaggregateProblem *problem, Work *work, DisaggregateFit *fit, double *values,
                        TfError *error)
{
    double rss = 0.0;
    if (!set_up(problem, work))
        return tf_fail(error, TF_NUMERIC, "the totals cannot be spread over periods of such different sizes");
    whiten(work);
    if (gsl_multifit_linear(work->columns, work->totals, work->beta, work->covariance, &rss,
                            work->regression) != GSL_SUCCESS)
        return tf_fail(error, TF_NUMERIC, "the regression on the indicator has no finite answer");
    if (!(gsl_multifit_linear_rcond(work->regression) > LEAST_RCOND))
        return tf_fail(error, TF_BAD_INPUT, "the indicator tells nothing: it hardly varies over the totals");
    judge(problem, work, rss, fit);
    for (size_t k = 0; k < problem->column_count; k++)
        fit->beta[k] = gsl_vector_get(work->beta, k);
    if (values != NULL)
        give_back(problem, work, values);
    return TF_OK;
}

TfStatus disaggregate_fit(const DisaggregateProblem *problem, DisaggregateFit *fit, double *values,
                          TfError *error)
{
    Work work;
    TfStatus status = work_init(&work, problem, error);
    if (status == TF_OK)
        status = regress(problem, &work, fit, values, error);
    work_done(&work);
    return status;
}
