/* "No figure of goods; there are claims of services (4)." */
#include "tracker/series/scopes.h"

#include "tracker/base/text.h"

/* More scopes than these are not named; a longer name is cut. */
enum { MOST_SCOPES = 8, MOST_NAME = 40 };

typedef struct ScopeCount {
    TfSlice name;
    size_t claims;
} ScopeCount;

/* Whether it would be a figure, were its scope asked for. */
static bool is_candidate(const TfClaimRecord *record, const TfSeries *series)
{
    const TfClaim *claim = &record->claim;
    bool is_known = !tf_date_is_set(series->as_of) || tf_date_compare(claim->pub_date, series->as_of) <= 0;
    return tf_pair_equal(tf_claim_pair(claim), series->pair) && is_known &&
           (claim->status == TF_ACTUAL || claim->status == TF_ESTIMATE) && claim->tier != 0 &&
           !tf_slice_is(record->decision, "rejected") && !tf_slice_equal(claim->scope, series->scope);
}

/* Counts the scopes in the order in which they come; returns how many there are, the rest under none. */
static size_t count_scopes(const TfClaimRecord *records, size_t count, const TfSeries *series,
                           ScopeCount scopes[MOST_SCOPES])
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        if (!is_candidate(&records[i], series))
            continue;
        while (at < found && !tf_slice_equal(scopes[at].name, records[i].claim.scope))
            at++;
        if (at == MOST_SCOPES)
            continue;
        if (at == found)
            scopes[found++] = (ScopeCount){records[i].claim.scope, 0};
        scopes[at].claims++;
    }
    return found;
}

static TfSlice scopes_text(const TfSeries *series, const ScopeCount *scopes, size_t count, TfArena *arena)
{
    TextBuilder text;
    text_init(&text, 0);
    text_addf(&text, "no figure of %.*s; there are claims of ",
              TF_SLICE_ARG(tf_slice_range(series->scope, 0, MOST_NAME)));
    for (size_t i = 0; i < count; i++)
        text_addf(&text, "%s%.*s (%zu)",
                  i == 0          ? ""
                  : i + 1 < count ? ", "
                                  : " and ",
                  TF_SLICE_ARG(tf_slice_range(scopes[i].name, 0, MOST_NAME)), scopes[i].claims);
    text_add(&text, ": --scope asks for one of them");
    TfSlice copy = tf_arena_copy(arena, text_slice(&text));
    text_done(&text);
    return copy;
}

TfStatus series_warn_of_scopes(const TfClaimRecord *records, size_t count, TfArena *arena, TfSeries *series,
                               TfError *error)
{
    ScopeCount scopes[MOST_SCOPES];
    size_t found = series->count > 0 ? 0 : count_scopes(records, count, series, scopes);
    if (found == 0)
        return TF_OK;
    TfSlice *warnings = tf_arena_alloc_array(arena, series->warning_count + 1, sizeof *warnings);
    TfSlice words = scopes_text(series, scopes, found, arena);
    if (warnings == NULL || words.bytes == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < series->warning_count; i++)
        warnings[i] = series->warnings[i];
    warnings[series->warning_count] = words;
    series->warnings = warnings;
    series->warning_count++;
    return TF_OK;
}
