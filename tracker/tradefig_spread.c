/* A series of totals and its indicator, lined up by their dates and spread over quarters or months. */
#include "tracker/projection/disaggregate.h"
#include "tracker/tradefig.h"

#include <stdlib.h>
#include <string.h>

static const char *parts_name(int frequency)
{
    return frequency == 4 ? "quarters" : "months";
}

static TfStatus check_frequencies(const TfOrdinary *totals, const TfOrdinary *indicator, int frequency,
                                  TfError *error)
{
    if (frequency != 4 && frequency != 12)
        return tf_fail(error, TF_BAD_USAGE, "totals are spread over 4 or 12 parts a year, not %d", frequency);
    if (totals->frequency >= frequency)
        return tf_fail(error, TF_BAD_INPUT, "the series is %s already: it cannot be spread over %s",
                       totals->frequency == 4 ? "quarterly" : "monthly", parts_name(frequency));
    if (indicator == NULL)
        return TF_OK;
    if (indicator->frequency != frequency)
        return tf_fail(error, TF_BAD_INPUT, "the indicator has %d values a year, spreading over %s needs %d",
                       indicator->frequency, parts_name(frequency), frequency);
    if (indicator->is_dated != totals->is_dated)
        return tf_fail(error, TF_BAD_INPUT, "only one of the series and the indicator has dates");
    return TF_OK;
}

/* How many periods of the indicator come before the first total's. */
static TfStatus find_lead(const TfOrdinary *totals, const TfOrdinary *indicator, size_t parts, size_t *lead,
                          TfError *error)
{
    char from[TF_ORDINARY_CHARS];
    char begins[TF_ORDINARY_CHARS];
    *lead = 0;
    if (indicator == NULL || !totals->is_dated)
        return TF_OK;
    int64_t ahead = (int64_t)totals->first * (int64_t)parts - indicator->first;
    if (ahead < 0)
        return tf_fail(error, TF_BAD_INPUT, "the indicator begins with %s, after the first total, %s",
                       tf_ordinary_period(begins, indicator, 0), tf_ordinary_period(from, totals, 0));
    *lead = (size_t)ahead;
    return TF_OK;
}

/* ---- words ---- */

static TfSlice method_words(const TfSpreadOptions *options, const Disaggregated *made, bool has_indicator,
                            TfArena *arena)
{
    if (options->method == TF_SPREAD_DENTON)
        return tf_arena_format(arena, "%s by the method of Denton, differences of order %d",
                               has_indicator ? "the smoothest ratio to the indicator" : "the smoothest path",
                               options->differences == 2 ? 2 : 1);
    const char *name = options->method == TF_SPREAD_CHOW_LIN ? "Chow-Lin" : "Fernandez";
    TfSlice found = has_indicator
                        ? tf_arena_format(arena, "%.6g + %.6g x indicator", made->intercept, made->slope)
                        : tf_arena_format(arena, "%.6g", made->intercept);
    if (found.bytes == NULL || options->method == TF_SPREAD_FERNANDEZ)
        return found.bytes == NULL
                   ? found
                   : tf_arena_format(arena,
                                     "regression by the method of %s: %.*s, errors walk, adjusted R2 %.4f",
                                     name, TF_SLICE_ARG(found), made->adjusted_r2);
    return tf_arena_format(
        arena, "regression by the method of %s: %.*s, errors carry on by %.3f%s, adjusted R2 %.4f", name,
        TF_SLICE_ARG(found), made->rho, made->rho_found < 0 ? " (below 0 was found, 0 is taken)" : "",
        made->adjusted_r2);
}

/* The remarks of both series, and what the spreading itself has to say. */
static TfStatus add_remarks(const TfOrdinary *totals, const TfOrdinary *indicator, const Disaggregated *made,
                            TfArena *arena, TfOrdinary *parts, TfError *error)
{
    size_t most = totals->remark_count + (indicator != NULL ? indicator->remark_count : 0) + 1;
    TfSlice *remarks = tf_arena_alloc_array(arena, most, sizeof *remarks);
    if (remarks == NULL)
        return tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < totals->remark_count; i++)
        remarks[count++] = totals->remarks[i];
    for (size_t i = 0; indicator != NULL && i < indicator->remark_count; i++)
        remarks[count++] = indicator->remarks[i];
    if (made->negative_count > 0) {
        remarks[count] = tf_arena_format(
            arena,
            "%zu of %zu values are below 0: the method is linear and keeps no sign where totals fall steeply",
            made->negative_count, made->count);
        if (remarks[count++].bytes == NULL)
            return tf_fail_memory(error);
    }
    parts->remarks = remarks;
    parts->remark_count = count;
    return TF_OK;
}

/* ---- the whole ---- */

TfStatus tf_spread_series(const TfOrdinary *totals, const TfOrdinary *indicator,
                          const TfSpreadOptions *options, TfArena *arena, TfSpread *spread, TfError *error)
{
    TfStatus status = check_frequencies(totals, indicator, options->frequency, error);
    if (status != TF_OK)
        return status;
    size_t parts = (size_t)(options->frequency / totals->frequency);
    DisaggregateInput input = {.totals = totals->values,
                               .total_count = totals->count,
                               .parts = parts,
                               .method = options->method,
                               .differences = options->differences,
                               .indicator = indicator != NULL ? indicator->values : NULL,
                               .indicator_count = indicator != NULL ? indicator->count : 0};
    Disaggregated made = {.values = NULL};
    status = find_lead(totals, indicator, parts, &input.indicator_lead, error);
    if (status == TF_OK)
        status = disaggregate(&input, arena, &made, error);
    if (status != TF_OK)
        return status;
    TfSpread result = {.parts = {.frequency = options->frequency,
                                 .is_dated = totals->is_dated,
                                 .values = made.values,
                                 .count = made.count},
                       .method_text = method_words(options, &made, indicator != NULL, arena),
                       .intercept = made.intercept,
                       .slope = made.slope,
                       .rho = made.rho,
                       .adjusted_r2 = made.adjusted_r2,
                       .negative_count = made.negative_count};
    if (totals->is_dated)
        result.parts.first = totals->first * (int)parts - (int)made.lead;
    if (result.method_text.bytes == NULL)
        return tf_fail_memory(error);
    status = add_remarks(totals, indicator, &made, arena, &result.parts, error);
    if (status == TF_OK)
        *spread = result;
    return status;
}
