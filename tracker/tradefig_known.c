/* What is known of a pair: its claims from the store, and the series they come to. */
#include "tracker/tradefig_known.h"
#include "tracker/series/observe.h"

/* "no claims for KZ-RS (Kazakhstan–Serbia). Did you mean KZ-RU?": the stored pair that shares a party, most
 * claims first. */
static TfStatus fail_unknown_pair(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, TfError *error)
{
    TfPair pair = ask->pair;
    char asked[TF_PAIR_CHARS];
    char close[TF_PAIR_CHARS] = "";
    char day[TF_DATE_CHARS];
    TfPairRows pairs = {NULL, 0};
    TfStatus status = store_pairs(tradefig->store, arena, &pairs, error);
    if (status != TF_OK)
        return status;
    for (size_t i = 0; i < pairs.count && close[0] == '\0'; i++) {
        TfPair other = pairs.items[i].pair;
        if (tf_pair_equal(other, pair))
            return tf_fail(error, TF_NOT_FOUND, "no claims for %s were known on %s",
                           tf_pair_short(asked, pair), tf_date_write_short(day, ask->as_of));
        if (tf_party_equal(other.a, pair.a) || tf_party_equal(other.b, pair.b) ||
            tf_party_equal(other.a, pair.b) || tf_party_equal(other.b, pair.a))
            (void)tf_pair_short(close, other);
    }
    TfSlice name = tf_pair_name(pair, "en", arena);
    return tf_fail(error, TF_NOT_FOUND, "no claims for %s (%.*s).%s%s%s Known pairs: tradefig claims --pairs",
                   tf_pair_short(asked, pair), TF_SLICE_ARG(name), close[0] != '\0' ? " Did you mean " : "",
                   close, close[0] != '\0' ? "?" : "");
}

TfStatus known_look_up(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, Known *known, TfError *error)
{
    TfClaimFilter filter = {.has_pair = true, .pair = ask->pair, .as_of = ask->as_of};
    TfStatus status = store_claims(tradefig->store, &filter, arena, &known->rows, error);
    if (status != TF_OK)
        return status;
    if (known->rows.count == 0) { /* official figures alone are something to go by */
        TfOfficials figures = {NULL, 0};
        status = store_official(tradefig->store, ask->pair, ask->as_of, arena, &figures, error);
        if (status != TF_OK || figures.count == 0)
            return status != TF_OK ? status : fail_unknown_pair(tradefig, ask, arena, error);
    }
    status = known_name_speakers(&known->rows, arena, error);
    return status != TF_OK ? status : known_observe(tradefig, ask, arena, known, error);
}

TfStatus known_observe(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, Known *known, TfError *error)
{
    TfOfficials figures = {NULL, 0};
    TfStatus status = known_rates(tradefig, &known->rows, ask->as_of, arena, &known->rates, error);
    if (status == TF_OK)
        status = series_observe(known->rows.items, known->rows.count, ask, known->rates, arena,
                                &known->series, error);
    if (status == TF_OK)
        status = store_official(tradefig->store, ask->pair, ask->as_of, arena, &figures, error);
    return status == TF_OK ? known_add_official(tradefig, &figures, ask, arena, &known->series, error)
                           : status;
}

TfStatus tf_series(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, TfSeries *series, TfError *error)
{
    Known known = {.rows = {NULL, 0}};
    TfStatus status = known_look_up(tradefig, ask, arena, &known, error);
    if (status == TF_OK)
        *series = known.series;
    return status;
}
