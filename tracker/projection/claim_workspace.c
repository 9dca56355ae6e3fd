/* One block of memory for all arrays of a problem; it only ever grows. */
#include "tracker/projection/claim_workspace.h"

#include <gsl/gsl_errno.h>

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, USUAL_WINDOWS = 8, USUAL_WEIGHTS = 24 };

typedef struct Cutter {
    char *block; /* NULL while the sizes are being summed */
    size_t used;
} Cutter;

static void *cut(Cutter *cutter, size_t count, size_t size)
{
    size_t at = cutter->used;
    cutter->used += (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return cutter->block == NULL ? NULL : cutter->block + at;
}

/* Hands out the arrays from `block`; with NULL it only counts. Returns the bytes they take. */
static size_t cut_all(ClaimProblem *problem, const ClaimSizes *sizes, char *block)
{
    Cutter cutter = {.block = block};
    size_t rows = sizes->claims < CLAIM_MOST_ROWS ? sizes->claims : CLAIM_MOST_ROWS;
    size_t totals = 2 * rows;
    memset(problem, 0, sizeof *problem);
    problem->terms = cut(&cutter, sizes->claims, sizeof *problem->terms);
    problem->rows = cut(&cutter, rows, sizeof *problem->rows);
    problem->totals = cut(&cutter, totals, sizeof *problem->totals);
    problem->targets = cut(&cutter, sizes->windows, sizeof *problem->targets);
    problem->sources = cut(&cutter, sizes->claims, sizeof *problem->sources);
    problem->mean = cut(&cutter, sizes->states, sizeof(double));
    problem->loading = cut(&cutter, sizes->states, sizeof(double));
    problem->deviation = cut(&cutter, sizes->states, sizeof(double));
    problem->loading_old = cut(&cutter, sizes->states, sizeof(double));
    problem->loading_new = cut(&cutter, sizes->states, sizeof(double));
    problem->exponential = cut(&cutter, sizes->states, sizeof(double));
    problem->is_claimed = cut(&cutter, sizes->states, sizeof(bool));
    problem->is_asked = cut(&cutter, sizes->states, sizeof(bool));
    problem->parts = cut(&cutter, totals * (totals + 1) / 2, sizeof(ClaimParts));
    problem->to_target = cut(&cutter, totals, sizeof(double));
    problem->factor = cut(&cutter, rows * rows, sizeof(double));
    problem->scaled = cut(&cutter, rows, sizeof(double));
    problem->root = cut(&cutter, rows, sizeof(double));
    problem->row_values = cut(&cutter, CLAIM_MOST_COMPONENTS * rows, sizeof(double));
    problem->values = cut(&cutter, 2 * sizes->claims, sizeof(double));
    problem->weights = cut(&cutter, sizes->weights, sizeof(double));
    return cutter.used;
}

TfStatus claim_workspace_cut(ClaimWorkspace *workspace, const ClaimSizes *sizes, TfError *error)
{
    size_t size = cut_all(&workspace->problem, sizes, NULL);
    if (size > workspace->block_size) {
        free(workspace->block);
        workspace->block_size = 0;
        workspace->block = malloc(size);
        if (workspace->block == NULL)
            return tf_fail_memory(error);
        workspace->block_size = size;
    }
    (void)cut_all(&workspace->problem, sizes, workspace->block);
    return TF_OK;
}

ClaimWorkspace *claim_workspace_alloc(size_t most_claims, size_t most_months)
{
    ClaimWorkspace *workspace = calloc(1, sizeof *workspace);
    if (workspace == NULL)
        return NULL;
    /* a singular matrix is an answer to give, not a reason to end the program */
    (void)gsl_set_error_handler_off();
    size_t claims = most_claims < CLAIM_MOST_OBSERVATIONS ? most_claims : CLAIM_MOST_OBSERVATIONS;
    size_t months = most_months < CLAIM_MOST_MONTHS ? most_months : CLAIM_MOST_MONTHS;
    ClaimSizes sizes = {
        .claims = claims,
        .windows = USUAL_WINDOWS,
        .states = 2 * months + claims,
        .weights = (claims + USUAL_WINDOWS) * USUAL_WEIGHTS,
    };
    if (claim_workspace_cut(workspace, &sizes, NULL) != TF_OK) {
        claim_workspace_free(workspace);
        return NULL;
    }
    return workspace;
}

void claim_workspace_free(ClaimWorkspace *workspace)
{
    if (workspace == NULL)
        return;
    free(workspace->block);
    free(workspace);
}
