/* The hedge that governs an amount: "more than", "almost", "or so". Direction beats vagueness: "about over 1
 * billion" is over. */
#include "importers/extract/amount_parts.h"

#include <string.h>

/* Words in a row that are looked at in front of an amount. */
#define MOST_WORDS 5

/* From a verb at the head of a clause to its amount, in bytes. */
#define MOST_FAR_BYTES 300

/* An exact figure is not further from the mark it passed than this. */
#define LEAST_EXACT 0.75
#define MOST_EXACT  1.4

static int weight(TfRelation relation)
{
    static const int weights[] = {[TF_EQ] = 0, [TF_RANGE] = 0, [TF_APPROX] = 1, [TF_ALMOST] = 2,
                                  [TF_GT] = 3, [TF_GE] = 3,    [TF_LT] = 3,     [TF_LE] = 3};
    return weights[relation];
}

/* The relation a hedge token says; false for the words of ranges and those that may stand between. */
static bool relation_of(const Token *token, TfRelation *relation)
{
    TfSlice value = tf_slice(token->entry->value);
    return tf_relation_read(tf_slice_split(&value, ' '), relation);
}

static bool stands(const Token *token, const char *side)
{
    const char *found = strchr(token->entry->value, ' ');
    return found != NULL && (strcmp(found + 1, side) == 0 || strcmp(found + 1, "both") == 0 ||
                             (strcmp(found + 1, "far") == 0 && strcmp(side, "before") == 0));
}

static void take(Amount *amount, const Token *token)
{
    TfRelation relation;
    if (!relation_of(token, &relation) || weight(relation) <= weight(amount->relation) ||
        (amount->has_value_max && weight(relation) < weight(TF_GT)))
        return;
    amount->relation = relation;
    amount->relation_span = (TfSpan){token->start, token->end};
    amount->relation_entry = token->entry;
}

/* "exceeded, for the first time, $30 billion": words that a hedge reaches over. */
static bool may_stand_between(const Token *token)
{
    return token->kind == TOKEN_HEDGE && strncmp(token->entry->value, "skip ", strlen("skip ")) == 0;
}

static void read_before(const Grammar *grammar, Draft *draft)
{
    size_t at = draft->first;
    for (int words = 0; words < MOST_WORDS && at > 0; words++, at--) {
        const Token *right = amount_token(grammar, at);
        const Token *token = amount_token(grammar, at - 1);
        if (token->kind != TOKEN_HEDGE || !stands(token, "before"))
            return;
        bool aside = right->gap == GAP_COMMA && (may_stand_between(token) || may_stand_between(right));
        if (right->gap != GAP_BLANK && right->gap != GAP_NONE && !aside)
            return;
        take(&draft->amount, token);
    }
}

static void read_behind(const Grammar *grammar, Draft *draft)
{
    const Token *token = amount_token(grammar, draft->last + 1);
    if (draft->hedge_behind != AMOUNT_NOWHERE)
        take(&draft->amount, amount_token(grammar, draft->hedge_behind));
    if (token->kind == TOKEN_HEDGE && amount_is_close(token) && stands(token, "after"))
        take(&draft->amount, token);
}

/* Whether a sentence may end in [start, end), or it is too long to be one clause. */
static bool has_stop(const Grammar *grammar, size_t start, size_t end)
{
    if (end - start > MOST_FAR_BYTES)
        return true;
    for (size_t i = start; i < end; i++)
        if (strchr(".!?;:\n", grammar->text.bytes[i]) != NULL)
            return true;
    return false;
}

/* A verb in front of its subject hedges the next money of the clause: "exceeded - exports to India - 30
 * billion", as Arabic says it. */
static void read_far(const Grammar *grammar, size_t from, Draft *draft)
{
    for (size_t at = draft->first; at > from; at--) {
        const Token *token = amount_token(grammar, at - 1);
        if (has_stop(grammar, token->end, draft->amount.number.start))
            return;
        if (token->kind != TOKEN_HEDGE || !tf_slice_ends_with(tf_slice(token->entry->value), " far"))
            continue;
        take(&draft->amount, token);
        return;
    }
}

/* "exceeded 100 billion (102.6 billion)": the exact figure in the bracket is the amount, and the mark that
 * was passed a telling of it. */
static void prefer_exact(Grammar *grammar, size_t index)
{
    Amount *exact = &grammar->drafts.items[index].amount;
    if (exact->bracket_of == AMOUNT_NOWHERE || exact->relation != TF_EQ || exact->kind != AMOUNT_MONEY)
        return;
    Amount *mark = &grammar->drafts.items[exact->bracket_of].amount;
    double ratio = tf_decimal_to_double(exact->value) / tf_decimal_to_double(mark->value);
    bool is_hedged = mark->relation != TF_EQ && mark->relation != TF_RANGE;
    if (!is_hedged || strcmp(mark->currency, exact->currency) != 0 ||
        !(ratio > LEAST_EXACT && ratio < MOST_EXACT))
        return;
    mark->bracket_of = index;
    exact->bracket_of = AMOUNT_NOWHERE;
}

void amount_read_hedges(Grammar *grammar)
{
    size_t from = 0; /* behind the last amount that was more than a number */
    for (size_t i = 0; i < grammar->drafts.count; i++) {
        Draft *draft = &grammar->drafts.items[i];
        if (draft->amount.look != NUMBER_PLAIN && draft->amount.look != NUMBER_UNIT)
            continue;
        read_before(grammar, draft);
        read_behind(grammar, draft);
        if (draft->amount.kind == AMOUNT_MONEY && draft->amount.relation == TF_EQ)
            read_far(grammar, from, draft);
        if (draft->amount.kind != AMOUNT_NUMBER)
            from = draft->last + 1;
    }
    for (size_t i = 0; i < grammar->drafts.count; i++)
        prefer_exact(grammar, i);
}
