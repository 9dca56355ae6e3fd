/* What the view of a pair is made of, as a digest: while that stays, so does the view. */
#include "tracker/currency/currency.h"
#include "tracker/model/digest.h"
#include "tracker/tradefig_known.h"

#include <string.h>

typedef struct Keyed {
    Tradefig *tradefig;
    const TfAsk *ask;
    TfArena *arena;
    struct sha256_ctx digest;
} Keyed;

static void add_question(Keyed *keyed)
{
    const TfAsk *ask = keyed->ask;
    char pair[TF_PAIR_CHARS];
    digest_text(&keyed->digest, tf_slice(tf_pair_short(pair, ask->pair)));
    digest_date(&keyed->digest, ask->as_of);
    digest_text(&keyed->digest, ask->scope);
    digest_text(&keyed->digest, tf_slice(ask->only_side.code));
    digest_integer(&keyed->digest, ask->year);
    digest_text(&keyed->digest, ask->lang);
    digest_integer(&keyed->digest, (int64_t)ask->without_count);
    for (size_t i = 0; i < ask->without_count; i++)
        digest_integer(&keyed->digest, ask->without[i]);
}

static TfStatus add_claims(Keyed *keyed, const TfClaimRows *rows, TfError *error)
{
    TextBuilder scratch;
    TfStatus status = TF_OK;
    text_init(&scratch, 0);
    for (size_t i = 0; i < rows->count && status == TF_OK; i++)
        status = digest_record(&keyed->digest, &rows->items[i], &scratch, error);
    text_done(&scratch);
    return status;
}

static void add_figures(Keyed *keyed, const TfOfficials *figures)
{
    digest_integer(&keyed->digest, (int64_t)figures->count);
    for (size_t i = 0; i < figures->count; i++) {
        const TfOfficial *figure = &figures->items[i];
        digest_text(&keyed->digest, tf_slice(figure->reporter.code));
        digest_text(&keyed->digest, tf_slice(figure->partner.code));
        digest_integer(&keyed->digest, figure->measure);
        digest_date(&keyed->digest, figure->from);
        digest_date(&keyed->digest, figure->to);
        digest_double(&keyed->digest, figure->value);
        digest_text(&keyed->digest, tf_slice(figure->currency));
        digest_text(&keyed->digest, figure->valuation);
        digest_text(&keyed->digest, figure->source);
    }
}

/* Rates of these currencies, and of those they are fixed to. All of them: which ones a conversion takes
 * depends on the day it is asked for. */
static TfStatus add_rates(Keyed *keyed, const TfClaimRows *rows, const TfOfficials *figures, TfError *error)
{
    TfRates rates = {NULL, 0};
    TfStatus status =
        known_stored_rates(keyed->tradefig, rows, figures, keyed->ask->as_of, keyed->arena, &rates, error);
    for (size_t i = 0; i < rates.count && status == TF_OK; i++) {
        digest_text(&keyed->digest, tf_slice(rates.items[i].currency));
        digest_date(&keyed->digest, rates.items[i].from);
        digest_date(&keyed->digest, rates.items[i].to);
        digest_double(&keyed->digest, rates.items[i].usd);
        digest_text(&keyed->digest, rates.items[i].source);
    }
    return status;
}

TfStatus tf_view_key(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, TfSlice *key, TfError *error)
{
    Keyed keyed = {.tradefig = tradefig, .ask = ask, .arena = arena};
    TfClaimFilter filter = {.has_pair = true, .pair = ask->pair, .as_of = ask->as_of};
    TfClaimRows rows = {NULL, 0};
    TfOfficials figures = {NULL, 0};
    char text[DIGEST_CHARS];
    sha256_init(&keyed.digest);
    digest_text(&keyed.digest, tf_slice(tf_version()));
    add_question(&keyed);
    TfStatus status = store_claims(tradefig->store, &filter, arena, &rows, error);
    if (status == TF_OK)
        status = store_official(tradefig->store, ask->pair, ask->as_of, arena, &figures, error);
    if (status == TF_OK)
        status = add_claims(&keyed, &rows, error);
    if (status != TF_OK)
        return status;
    add_figures(&keyed, &figures);
    status = add_rates(&keyed, &rows, &figures, error);
    digest_end(&keyed.digest, text);
    if (status == TF_OK)
        *key = tf_arena_copy(arena, tf_slice(text));
    return status == TF_OK && key->bytes == NULL ? tf_fail_memory(error) : status;
}
