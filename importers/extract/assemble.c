/* Drafts to claims: equal statements become one, second amounts become alternatives, and each claim says
 * which rule and which lexicon entries made it and how sure it is. */
#include "importers/extract/draft.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CLAIMS   20000
#define LEAST_BUCKETS 16
#define MOST_BUCKETS  4096

/* Drafts of one amount of money, so that equal statements are found without comparing all with all. */
typedef struct Merger {
    size_t *heads; /* by bucket, index of a claim + 1 */
    size_t bucket_count;
    size_t *next; /* for each claim, the claim before it in its bucket + 1 */
    size_t next_capacity;
} Merger;

static size_t bucket_of(const Merger *merger, const TfClaim *claim)
{
    TfDecimal value = tf_decimal_normal(claim->kind == TF_CLAIM_LEVEL ? claim->value : claim->growth_pct);
    uint64_t mixed = (uint64_t)(value.digits < 0 ? -value.digits : value.digits) * 0x9E3779B97F4A7C15u +
                     (uint64_t)value.exponent;
    return (size_t)(mixed >> 40) % merger->bucket_count;
}

static bool same_amount(const TfClaim *a, const TfClaim *b)
{
    assert(a != NULL && b != NULL);
    if (a->kind != b->kind || a->kind != TF_CLAIM_LEVEL || a->has_value_hi != b->has_value_hi)
        return false;
    return tf_decimal_compare(a->value, b->value) == 0 && strcmp(a->currency, b->currency) == 0 &&
           (!a->has_value_hi || tf_decimal_compare(a->value_hi, b->value_hi) == 0);
}

static bool same_period(const TfClaim *a, const TfClaim *b)
{
    bool outlook = a->status != TF_ACTUAL && a->status != TF_ESTIMATE;
    if (outlook)
        return tf_date_compare(a->deadline, b->deadline) == 0;
    return tf_date_compare(a->period.from, b->period.from) == 0 &&
           tf_date_compare(a->period.to, b->period.to) == 0;
}

static bool same_statement(const TfClaim *a, const TfClaim *b)
{
    return same_amount(a, b) && a->status == b->status && a->measure == b->measure &&
           tf_slice_equal(a->scope, b->scope) && tf_pair_equal(tf_claim_pair(a), tf_claim_pair(b)) &&
           same_period(a, b);
}

/* A headline says again what the body says: its amount alone is enough. */
static bool is_repeated(const Draft *draft, const TfClaim *claim, bool is_title)
{
    return is_title ? same_amount(&draft->claim, claim) : same_statement(&draft->claim, claim);
}

static bool add_mention(TfClaim *claim, TfArena *arena, TfSpan span)
{
    TfSpan *mentions = tf_arena_alloc_array(arena, claim->mention_count + 1, sizeof *mentions);
    if (mentions == NULL)
        return false;
    size_t at = 0;
    while (at < claim->mention_count && claim->mentions[at].start < span.start)
        at++;
    for (size_t i = 0; i < claim->mention_count; i++)
        mentions[i < at ? i : i + 1] = claim->mentions[i];
    mentions[at] = span;
    claim->mentions = mentions;
    claim->mention_count++;
    return true;
}

/* The second telling of an amount, in a bracket right behind it. */
static bool add_alternatives(const Reading *reading, const Draft *draft, TfArena *arena, TfClaim *claim)
{
    TfAlternative found[4];
    size_t count = 0;
    for (size_t i = draft->amount + 1; i < reading->amounts.count && i <= draft->amount + 3; i++) {
        const Amount *amount = &reading->amounts.items[i];
        if (amount->bracket_of != draft->amount || amount->kind != AMOUNT_MONEY || count == 4)
            continue;
        TfAlternative *alternative = &found[count++];
        *alternative = (TfAlternative){.money = {.value = amount->value}, .span = amount->span};
        memcpy(alternative->money.currency, amount->currency, sizeof amount->currency);
        alternative->text = tf_article_span(reading->article, amount->span);
    }
    if (count == 0)
        return true;
    TfAlternative *kept = tf_arena_alloc_array(arena, count, sizeof *kept);
    if (kept == NULL)
        return false;
    memcpy(kept, found, count * sizeof *kept);
    claim->alternatives = kept;
    claim->alternative_count = count;
    return true;
}

static TfSlice entries_of(const Draft *draft, TfArena *arena)
{
    char text[512] = "";
    size_t length = 0;
    for (size_t i = 0; i < sizeof draft->entries / sizeof draft->entries[0]; i++) {
        const LexEntry *entry = draft->entries[i];
        if (entry == NULL || length + strlen(entry->place) + 2 > sizeof text)
            continue;
        if (length > 0)
            text[length++] = ' ';
        memcpy(text + length, entry->place, strlen(entry->place));
        length += strlen(entry->place);
    }
    return tf_arena_copy(arena, tf_slice_of(text, length));
}

static bool finish(const Reading *reading, const Draft *draft, TfArena *arena, TfClaim *claim)
{
    const TfArticle *article = reading->article;
    claim->doc = article->id;
    claim->lang = article->lang;
    claim->pub_date = article->date;
    claim->outlet = article->outlet;
    claim->url = article->url;
    claim->rule = confidence_rule(draft, arena);
    claim->entries = entries_of(draft, arena);
    if (claim->rule.bytes == NULL)
        return false;
    claim->confidence = confidence_of(claim->rule);
    return claim->entries.bytes != NULL && add_mention(claim, arena, claim->span) &&
           (draft->amount == AMOUNT_NOWHERE || add_alternatives(reading, draft, arena, claim));
}

static bool add_claim(const Reading *reading, Merger *merger, const Draft *draft, TfArena *arena,
                      TfClaimList *claims)
{
    TfClaim claim = draft->claim;
    size_t bucket = bucket_of(merger, &claim);
    if (!finish(reading, draft, arena, &claim) ||
        !tf_arena_grow(arena, &merger->next, &merger->next_capacity, claims->count, sizeof *merger->next))
        return false;
    merger->next[claims->count] = merger->heads[bucket];
    if (!tf_claim_list_add(claims, arena, &claim))
        return false;
    merger->heads[bucket] = claims->count;
    return true;
}

/* Most claims of one bucket that are looked at: a page that says one amount a million times stays cheap. */
#define MOST_LOOKS 64
#define MOST_TOLD  200

static TfClaim *find_equal(const Merger *merger, const Draft *draft, bool is_title, TfClaimList *claims)
{
    size_t at = merger->heads[bucket_of(merger, &draft->claim)];
    for (int looks = 0; at != 0 && looks < MOST_LOOKS; looks++) {
        TfClaim *claim = &claims->items[at - 1];
        if (is_repeated(draft, claim, is_title))
            return claim;
        at = merger->next[at - 1];
    }
    return NULL;
}

static int compare_claims(const void *left, const void *right)
{
    const TfClaim *a = left;
    const TfClaim *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

TfStatus assemble_claims(const Reading *reading, DraftList *drafts, TfArena *arena, TfClaimList *claims,
                         TfError *error)
{
    Merger merger = {.bucket_count = LEAST_BUCKETS};
    TfClaimList result = {NULL, 0, 0};
    while (merger.bucket_count < drafts->count && merger.bucket_count < MOST_BUCKETS)
        merger.bucket_count *= 2;
    merger.heads = tf_arena_alloc_array(arena, merger.bucket_count, sizeof *merger.heads);
    if (merger.heads == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < drafts->count; i++) {
        const Draft *draft = &drafts->items[i];
        bool is_pair = !tf_party_equal(draft->claim.reporter, draft->claim.partner);
        if (!tf_claim_is_bounded(&draft->claim) || !is_pair)
            continue;
        bool is_title = reading->sentences.items[draft->sentence].is_title;
        TfClaim *equal = find_equal(&merger, draft, is_title, &result);
        bool good = true;
        if (equal != NULL && equal->mention_count < MOST_TOLD) {
            good = add_mention(equal, arena, draft->claim.span);
            equal->record = equal->record || draft->claim.record;
        } else if (equal == NULL && result.count < MOST_CLAIMS) {
            good = add_claim(reading, &merger, draft, arena, &result);
        }
        if (!good)
            return tf_fail_memory(error);
    }
    if (result.count > 1)
        qsort(result.items, result.count, sizeof *result.items, compare_claims);
    *claims = result;
    return TF_OK;
}
