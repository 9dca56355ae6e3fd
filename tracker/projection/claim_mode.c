/* The mode search, all in claim space: a few robust Gaussian passes towards it, then Newton steps on the true
 * likelihood, halved while they fall. README.md, "Finding the mode". */
#include "tracker/projection/claim_mode.h"

#include "tracker/projection/claim_factor.h"

#include <math.h>
#include <string.h>

enum { GAUSSIAN_PASSES = 6, PLAIN_PASSES = 2, NEWTON_STEPS = 100 };
static const double first_pass_extra_sd = 0.3;
static const double robust_units = 4; /* a claim this many sds off counts half */
/* To find what most claims agree on: by what they are blurred, pass by pass, and how many sds off is too far.
 */
static const double blurs[GAUSSIAN_PASSES] = {1, 0.5, 0.25, 0.12, 0.06, 0};
static const double consensus_units = 2;
static const double robust_least_sd = 0.05;
static const double step_tolerance = 1e-5; /* of the log posterior */
static const double fall_tolerance = 1e-9;
static const double shortest_step = 0.25;
static const double damping_factor = 8;
static const double most_damping = 1e6;
static const double least_search_precision = 1; /* keeps a step finite where the likelihood is flat */
static const double least_final_precision = 1e-3;

/* ---- the state ---- */

/* x = m + K g, for the months that claims look at. */
static void update_deviation(ClaimProblem *problem, int months)
{
    claim_prior_apply(&problem->prior, problem->loading, months, problem->deviation);
    size_t first = problem->prior.flow_count * (size_t)problem->prior.month_count;
    for (size_t i = 0; i < problem->source_count; i++)
        problem->deviation[first + i] = problem->sources[i].bias_variance * problem->loading[first + i];
}

/* g = H' alpha */
static void spread_loading(ClaimProblem *problem, double *loading)
{
    size_t stride = (size_t)problem->prior.month_count;
    double *biases = loading + problem->prior.flow_count * stride;
    memset(loading, 0, problem->state_count * sizeof *loading);
    for (size_t i = 0; i < problem->total_count; i++)
        problem->totals[i].alpha = 0;
    for (size_t i = 0; i < problem->row_count; i++) {
        const ClaimRow *row = &problem->rows[i];
        problem->totals[row->total].alpha += row->alpha;
        if (row->base != CLAIM_NONE)
            problem->totals[row->base].alpha -= row->alpha;
        if (row->bias != CLAIM_NONE)
            biases[row->bias] += row->alpha;
    }
    for (size_t i = 0; i < problem->total_count; i++) {
        const ClaimTotal *total = &problem->totals[i];
        for (size_t k = 0; k < total->segment_count; k++) {
            const ClaimSegment *segment = &total->segments[k];
            double *months = loading + segment->flow * stride + segment->from;
            for (int t = 0; t <= segment->to - segment->from; t++)
                months[t] += total->alpha * segment->weights[t];
        }
    }
}

/* ---- Gaussian passes ---- */

static void clear_precisions(ClaimProblem *problem)
{
    for (size_t i = 0; i < problem->row_count; i++) {
        problem->rows[i].precision = 0;
        problem->rows[i].pseudo = 0;
    }
}

/* How claims are heard in a Gaussian pass. */
typedef struct Hearing {
    double extra_sd;
    double units; /* how many sds off make a claim's precision fall to a half, */
    bool is_deaf; /* or to a quarter, and then with the fourth power: those far off are hardly heard */
} Hearing;

/* Each claim as a Gaussian about the middle of its interval, the wider the further the state is from it. */
static void set_gaussian(ClaimProblem *problem, Hearing hearing)
{
    clear_precisions(problem);
    for (size_t i = 0; i < problem->term_count; i++) {
        const ClaimLikelihood *likelihood = &problem->terms[i].likelihood;
        ClaimRow *row = &problem->rows[problem->terms[i].row];
        if (problem->terms[i].is_left_out)
            continue;
        double sd = likelihood->spread + hearing.extra_sd;
        double off = (likelihood->centre - row->value) / (hearing.units * hypot(sd, robust_least_sd));
        double far = 1 + off * off;
        double precision = 1 / (sd * sd * (hearing.is_deaf ? far * far : far));
        row->precision += precision;
        row->pseudo += precision * (likelihood->centre - (row->value - row->linear));
    }
    for (size_t i = 0; i < problem->row_count; i++)
        if (problem->rows[i].precision > 0)
            problem->rows[i].pseudo /= problem->rows[i].precision;
}

static TfStatus gaussian_pass(ClaimProblem *problem, Hearing hearing, TfError *error)
{
    claim_problem_linearise(problem);
    set_gaussian(problem, hearing);
    TfStatus status = claim_factor_rows(problem, error);
    if (status == TF_OK)
        status = claim_factor_solve(problem, error);
    if (status != TF_OK)
        return status;
    spread_loading(problem, problem->loading);
    update_deviation(problem, problem->claim_months);
    return TF_OK;
}

static TfStatus passes_from_prior(ClaimProblem *problem, TfError *error)
{
    TfStatus status = TF_OK;
    memset(problem->deviation, 0, problem->state_count * sizeof(double));
    for (int pass = 0; pass < GAUSSIAN_PASSES && status == TF_OK; pass++)
        status = gaussian_pass(problem, (Hearing){pass == 0 ? first_pass_extra_sd : 0, robust_units, false},
                               error);
    return status;
}

/* Towards what most claims agree on: blurred at first and sharper by and by, those far off hardly heard
 * (graduated non-convexity: Blake & Zisserman 1987; the weights are those of Geman & McClure 1987). */
static TfStatus passes_from_consensus(ClaimProblem *problem, TfError *error)
{
    TfStatus status = TF_OK;
    memset(problem->deviation, 0, problem->state_count * sizeof(double));
    for (int pass = 0; pass < GAUSSIAN_PASSES && status == TF_OK; pass++)
        status = gaussian_pass(problem, (Hearing){blurs[pass], consensus_units, true}, error);
    return status;
}

/* All claims that are not left out are believed, however far the state is from them. */
static TfStatus passes_from_others(ClaimProblem *problem, TfError *error)
{
    TfStatus status = TF_OK;
    for (int pass = 0; pass < PLAIN_PASSES && status == TF_OK; pass++)
        status = gaussian_pass(problem, (Hearing){0, HUGE_VAL, false}, error);
    return status;
}

/* ---- Newton steps ---- */

/* Sum of the log-likelihoods; the rows get precision sum max(-l'', least) and the pseudo observation of a
 * Newton step. `interval_share` > 0 gives each claim at least that share of the precision its intervals have.
 */
static double set_newton(ClaimProblem *problem, double least_precision, double interval_share)
{
    double sum = 0;
    clear_precisions(problem);
    for (size_t i = 0; i < problem->term_count; i++) {
        ClaimRow *row = &problem->rows[problem->terms[i].row];
        ClaimSlopes slopes = claim_likelihood_at(&problem->terms[i].likelihood, row->value);
        sum += slopes.value;
        double least = least_precision;
        if (interval_share > 0)
            least = fmax(least, interval_share *
                                    claim_likelihood_precision(&problem->terms[i].likelihood, row->value));
        row->precision += fmax(-slopes.second, least);
        row->pseudo += slopes.first;
    }
    for (size_t i = 0; i < problem->row_count; i++)
        problem->rows[i].pseudo =
            problem->rows[i].linear + problem->rows[i].pseudo / problem->rows[i].precision;
    return sum;
}

/* g' K g */
static double penalty(const ClaimProblem *problem)
{
    size_t stride = (size_t)problem->prior.month_count;
    size_t biases = problem->prior.flow_count * stride;
    double sum = 0;
    for (size_t flow = 0; flow < problem->prior.flow_count; flow++)
        for (size_t at = flow * stride; at < flow * stride + (size_t)problem->claim_months; at++)
            sum += problem->loading[at] * problem->deviation[at];
    for (size_t at = biases; at < problem->state_count; at++)
        sum += problem->loading[at] * problem->deviation[at];
    return sum;
}

static void take_step(ClaimProblem *problem, double step)
{
    for (size_t at = 0; at < problem->state_count; at++)
        problem->loading[at] =
            problem->loading_old[at] + step * (problem->loading_new[at] - problem->loading_old[at]);
    update_deviation(problem, problem->claim_months);
}

static TfStatus full_step(ClaimProblem *problem, TfError *error)
{
    TfStatus status = claim_factor_rows(problem, error);
    if (status == TF_OK)
        status = claim_factor_solve(problem, error);
    if (status != TF_OK)
        return status;
    memcpy(problem->loading_old, problem->loading, problem->state_count * sizeof(double));
    spread_loading(problem, problem->loading_new);
    memcpy(problem->loading, problem->loading_new, problem->state_count * sizeof(double));
    update_deviation(problem, problem->claim_months);
    return TF_OK;
}

/* Holds the rows where they are: the higher their precision, the shorter and safer the step that follows. */
static void damp_rows(ClaimProblem *problem, double damping)
{
    for (size_t i = 0; i < problem->row_count; i++) {
        ClaimRow *row = &problem->rows[i];
        row->precision *= damping;
        row->pseudo = row->linear + (row->pseudo - row->linear) / damping;
    }
}

/* log posterior where the state is, with the rows set for the next step */
static double look(ClaimProblem *problem)
{
    claim_problem_linearise(problem);
    return set_newton(problem, least_search_precision, 0) - 0.5 * penalty(problem);
}

/* At most what another step would gain: half the square of the gradient over the curvature that the claims
 * alone have, which the prior adds to. At a mode the slopes of the claims are the alphas of the step there.
 */
static double gain_left(const ClaimProblem *problem)
{
    double sum = 0;
    for (size_t i = 0; i < problem->row_count; i++) {
        const ClaimRow *row = &problem->rows[i];
        double gradient = row->precision * (row->pseudo - row->linear) - row->alpha;
        sum += gradient * gradient / row->precision;
    }
    return sum / 2;
}

static bool has_arrived(const ClaimProblem *problem, double gained, double step)
{
    return fabs(gained) < step_tolerance || (step == 1 && gain_left(problem) < problem->gain_left);
}

/* A step that falls is halved; one that still falls begins anew, damped (Levenberg 1944, Marquardt 1963):
 * where claims contradict each other the plain step may miss by powers of ten, and half of it too. */
static TfStatus newton_steps(ClaimProblem *problem, ClaimStart start, TfError *error)
{
    double best = -HUGE_VAL;
    double step = 1;
    double damping = 1;
    TfStatus status = TF_OK;
    if (start == CLAIM_FROM_NEIGHBOUR) { /* only the prior has changed: the rows and their parts stand */
        (void)set_newton(problem, least_search_precision, 0);
        status = full_step(problem, error);
    }
    double posterior = look(problem);
    for (int round = 0; status == TF_OK && round < NEWTON_STEPS; round++) {
        bool fell = posterior < best - fall_tolerance;
        if (fell && step > shortest_step) {
            step *= 0.5;
            take_step(problem, step);
        } else if (fell && damping >= most_damping)
            break;
        else {
            if (!fell && damping == 1 && has_arrived(problem, posterior - best, step))
                break;
            damping = fell ? damping * damping_factor : fmax(damping / damping_factor, 1);
            if (fell) {
                take_step(problem, 0);
                (void)look(problem);
            } else
                best = posterior;
            damp_rows(problem, damping);
            step = 1;
            status = full_step(problem, error);
        }
        posterior = look(problem);
    }
    if (status == TF_OK && posterior < best - fall_tolerance) { /* not below what was reached */
        take_step(problem, 0);
        claim_problem_linearise(problem);
    }
    return status;
}

/* ---- the whole ---- */

TfStatus claim_mode_approach(ClaimProblem *problem, ClaimStart start, TfError *error)
{
    if (start == CLAIM_FROM_PRIOR)
        return passes_from_prior(problem, error);
    if (start == CLAIM_FROM_CONSENSUS)
        return passes_from_consensus(problem, error);
    if (start == CLAIM_FROM_OTHERS)
        return passes_from_others(problem, error);
    return TF_OK;
}

TfStatus claim_mode_find(ClaimProblem *problem, ClaimStart start, ClaimMode *mode, TfError *error)
{
    TfStatus status = claim_mode_approach(problem, start, error);
    if (status == TF_OK)
        status = newton_steps(problem, start, error);
    if (status != TF_OK)
        return status;
    double posterior =
        set_newton(problem, least_final_precision, problem->interval_share) - 0.5 * penalty(problem);
    status = claim_factor_rows(problem, error);
    if (status != TF_OK)
        return status;
    *mode =
        (ClaimMode){posterior - 0.5 * claim_factor_log_determinant(problem), problem->undisputed - posterior};
    if (!isfinite(mode->evidence))
        return tf_fail(error, TF_NUMERIC, "the claims give no finite answer");
    /* one more step costs little, with the factor that is there; and targets may lie after the claims' months
     */
    status = claim_factor_solve(problem, error);
    if (status != TF_OK)
        return status;
    spread_loading(problem, problem->loading);
    update_deviation(problem, problem->prior.month_count);
    return TF_OK;
}

/* ---- what the others say ---- */

/* Variance of a row given all claims: (1 - [B^-1]_ii) / w_i. */
static TfStatus find_variance(ClaimProblem *problem, size_t at, TfError *error)
{
    size_t count = problem->row_count;
    memset(problem->scaled, 0, count * sizeof(double));
    problem->scaled[at] = 1;
    TfStatus status = claim_factor_reach(problem, problem->scaled, at, error);
    if (status != TF_OK)
        return status;
    double inverse = 0;
    for (size_t i = at; i < count; i++)
        inverse += problem->scaled[i] * problem->scaled[i];
    problem->rows[at].variance = (1 - inverse) / problem->rows[at].precision;
    return TF_OK;
}

/* Takes the claim out of its row and looks how far off it is then. */
static double strain_of(const ClaimLikelihood *likelihood, const ClaimRow *row)
{
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    for (size_t i = 0; i < likelihood->interval_count; i++) {
        low = fmin(low, likelihood->intervals[i].low);
        high = fmax(high, likelihood->intervals[i].high);
    }
    double share = fmin(row->variance / (likelihood->spread * likelihood->spread), 1 - 1e-9);
    double others = row->value + (row->value - likelihood->centre) * share / (1 - share);
    double off = fmax(0, fmax(low - others, others - high));
    return off / hypot(likelihood->sigma, sqrt(fmax(row->variance, 0) / (1 - share)));
}

TfStatus claim_mode_strains(ClaimProblem *problem, double *strains, TfError *error)
{
    TfStatus status = passes_from_others(problem, error);
    if (status != TF_OK)
        return status;
    claim_problem_linearise(problem);
    set_gaussian(problem, (Hearing){0, HUGE_VAL, false});
    status = claim_factor_rows(problem, error);
    for (size_t i = 0; i < problem->row_count && status == TF_OK; i++)
        if (problem->rows[i].precision > 0)
            status = find_variance(problem, i, error);
    for (size_t i = 0; i < problem->term_count && status == TF_OK; i++) {
        const ClaimRow *row = &problem->rows[problem->terms[i].row];
        strains[i] = problem->terms[i].is_left_out ? 0 : strain_of(&problem->terms[i].likelihood, row);
    }
    return status;
}

/* ---- targets ---- */

/* L^-1 W^1/2 H K h: what the claims take from the target's variance is the sum of its squares. */
TfStatus claim_mode_reach(ClaimProblem *problem, const ClaimTotal *target, double *reached, TfError *error)
{
    size_t count = problem->row_count;
    claim_problem_reach_target(problem, target);
    for (size_t i = 0; i < count; i++)
        reached[i] = problem->root[i] * claim_problem_to_target(problem, &problem->rows[i]);
    TfStatus status = claim_factor_reach(problem, reached, 0, error);
    if (status == TF_OK && !isfinite(target->value))
        return tf_fail(error, TF_NUMERIC, "the claims give no finite answer for the period asked for");
    return status;
}

double claim_mode_between(const ClaimProblem *problem, const ClaimTotal *a, const double *reached_a,
                          const ClaimTotal *b, const double *reached_b)
{
    double covariance = claim_problem_between_targets(problem, a, b);
    for (size_t i = 0; i < problem->row_count; i++)
        covariance -= reached_a[i] * reached_b[i];
    return covariance;
}

TfStatus claim_mode_target(ClaimProblem *problem, const ClaimTotal *target, double *mean, double *sd,
                           TfError *error)
{
    TfStatus status = claim_mode_reach(problem, target, problem->scaled, error);
    if (status != TF_OK)
        return status;
    double variance = claim_mode_between(problem, target, problem->scaled, target, problem->scaled);
    if (!isfinite(variance))
        return tf_fail(error, TF_NUMERIC, "the claims give no finite answer for the period asked for");
    *mean = target->value;
    *sd = sqrt(fmax(variance, CLAIM_LEAST_VARIANCE));
    return TF_OK;
}
