/* The factor of the rows' Gaussian, and the triangular solves with it. */
#include "tracker/projection/claim_factor.h"

#include <gsl/gsl_blas.h>

#include <math.h>

static TfStatus fail_unfinite(TfError *error)
{
    return tf_fail(error, TF_NUMERIC, "the claims give no finite answer");
}

/* row -= a[at] * a - b[at] * b - ..., from place `at` on, for four rows that follow each other. */
static void subtract_four(double *restrict row, const double *four, size_t at, size_t count)
{
    const double *a = four;
    const double *b = a + count;
    const double *c = b + count;
    const double *d = c + count;
    double by_a = a[at], by_b = b[at], by_c = c[at], by_d = d[at];
    for (size_t j = at; j < count; j++)
        row[j] = row[j] - by_a * a[j] - by_b * b[j] - by_c * c[j] - by_d * d[j];
}

static void subtract_one(double *restrict row, const double *one, size_t at, size_t count)
{
    double by = one[at];
    for (size_t j = at; j < count; j++)
        row[j] -= by * one[j];
}

/* U with U'U the symmetric matrix, of which the upper half is read and overwritten; false when it is not
 * positive definite. Most of a projection of many claims is spent here; GSL's factorization takes several
 * times the instructions, since its BLAS strides through memory. */
static bool factor_upper(double *matrix, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double *row = matrix + i * count;
        size_t k = 0;
        for (; k + 4 <= i; k += 4)
            subtract_four(row, matrix + k * count, i, count);
        for (; k < i; k++)
            subtract_one(row, matrix + k * count, i, count);
        if (!(row[i] > 0 && isfinite(row[i])))
            return false;
        double scale = 1 / sqrt(row[i]);
        for (size_t j = i; j < count; j++)
            row[j] *= scale;
    }
    return true;
}

TfStatus claim_factor_rows(ClaimProblem *problem, TfError *error)
{
    size_t count = problem->row_count;
    claim_problem_find_parts(problem);
    for (size_t i = 0; i < count; i++)
        problem->root[i] = sqrt(problem->rows[i].precision);
    for (size_t i = 0; i < count; i++) {
        double *row = problem->factor + i * count;
        for (size_t k = i; k < count; k++)
            row[k] = problem->root[i] * problem->root[k] *
                     claim_problem_between(problem, &problem->rows[i], &problem->rows[k]);
        row[i] += 1;
    }
    return factor_upper(problem->factor, count) ? TF_OK : fail_unfinite(error);
}

TfStatus claim_factor_solve(ClaimProblem *problem, TfError *error)
{
    size_t count = problem->row_count;
    for (size_t i = 0; i < count; i++)
        problem->scaled[i] = problem->root[i] * problem->rows[i].pseudo;
    TfStatus status = claim_factor_reach(problem, problem->scaled, 0, error);
    if (status != TF_OK)
        return status;
    gsl_matrix_const_view matrix = gsl_matrix_const_view_array(problem->factor, count, count);
    gsl_vector_view vector = gsl_vector_view_array(problem->scaled, count);
    if (gsl_blas_dtrsv(CblasUpper, CblasNoTrans, CblasNonUnit, &matrix.matrix, &vector.vector) != 0)
        return fail_unfinite(error);
    for (size_t i = 0; i < count; i++)
        problem->rows[i].alpha = problem->root[i] * problem->scaled[i];
    return TF_OK;
}

double claim_factor_log_determinant(const ClaimProblem *problem)
{
    double sum = 0;
    for (size_t i = 0; i < problem->row_count; i++)
        sum += 2 * log(problem->factor[i * problem->row_count + i]);
    return sum;
}

TfStatus claim_factor_reach(const ClaimProblem *problem, double *vector, size_t from, TfError *error)
{
    size_t count = problem->row_count;
    gsl_matrix_const_view matrix = gsl_matrix_const_view_array(problem->factor, count, count);
    gsl_matrix_const_view corner =
        gsl_matrix_const_submatrix(&matrix.matrix, from, from, count - from, count - from);
    gsl_vector_view rest = gsl_vector_view_array(vector + from, count - from);
    if (gsl_blas_dtrsv(CblasUpper, CblasTrans, CblasNonUnit, &corner.matrix, &rest.vector) != 0)
        return fail_unfinite(error);
    return TF_OK;
}
