/* Amounts that belong together: ranges, lists that share a magnitude or a currency, second tellings in
 * brackets. */
#include "importers/extract/amount_parts.h"

#include <string.h>

/* Members of a list differ by less than this many times before one lends the other its magnitude. */
#define MOST_LIST_RATIO 50.0
/* "$2 billion to $30 billion" behind "rose" is an increase and a level; two ends of a range lie close. */
#define MOST_RANGE_RATIO 1.6

typedef enum Link { LINK_NONE = 0, LINK_DASH, LINK_TO, LINK_AND, LINK_OR, LINK_COMMA, LINK_SLASH } Link;

static bool says(const Token *token, const char *word)
{
    size_t length = strlen(word);
    return token->kind == TOKEN_HEDGE && strncmp(token->entry->value, word, length) == 0 &&
           token->entry->value[length] == ' ';
}

/* What joins two drafts that follow each other. */
static Link link_between(const Grammar *grammar, const Draft *a, const Draft *b)
{
    static const Link by_gap[] = {[GAP_HYPHEN] = LINK_DASH,
                                  [GAP_DASH] = LINK_DASH,
                                  [GAP_COMMA] = LINK_COMMA,
                                  [GAP_SLASH] = LINK_SLASH,
                                  [GAP_COLON] = LINK_NONE};
    const Token *first = amount_token(grammar, b->first);
    if (b->first == a->last + 1)
        return by_gap[first->gap];
    if (b->first != a->last + 2 || (first->gap != GAP_BLANK && first->gap != GAP_NONE))
        return LINK_NONE;
    const Token *word = amount_token(grammar, a->last + 1);
    bool is_glued = word->gap == GAP_NONE && first->gap == GAP_NONE; /* "640억∼650억" */
    if (word->gap != GAP_BLANK && word->gap != GAP_COMMA && !is_glued)
        return LINK_NONE;
    if (word->kind == TOKEN_NUMBER && word->word == WORD_AND)
        return LINK_AND;
    if (says(word, "to"))
        return LINK_TO;
    return says(word, "or") ? LINK_OR : LINK_NONE;
}

/* The hedge token in front of a draft; TOKEN_NONE when something else stands there. */
static const Token *hedge_before(const Grammar *grammar, const Draft *draft)
{
    const Token *token = amount_token(grammar, draft->first - 1);
    bool hedges = token->kind == TOKEN_HEDGE && amount_token(grammar, draft->first)->gap == GAP_BLANK;
    return hedges ? token : amount_token(grammar, AMOUNT_NOWHERE);
}

static bool is_after_between(const Grammar *grammar, const Draft *draft)
{
    const Token *hedge = hedge_before(grammar, draft);
    if (hedge->kind == TOKEN_NONE || says(hedge, "between"))
        return hedge->kind != TOKEN_NONE;
    /* "between about 5 and 6" */
    return draft->first >= 2 && hedge->gap == GAP_BLANK &&
           says(amount_token(grammar, draft->first - 2), "between");
}

static bool same_unit(const Amount *a, const Amount *b)
{
    return a->kind == b->kind && strcmp(a->currency, b->currency) == 0;
}

/* Whether the unit of one end serves both: "$5-6 billion", "5-6 billion dollars", "10-15%". */
static bool units_agree(const Draft *a, const Draft *b)
{
    if (same_unit(&a->amount, &b->amount))
        return true;
    if (a->amount.kind == AMOUNT_NUMBER)
        return b->unit_is_behind;
    return a->amount.kind == AMOUNT_MONEY && b->amount.kind == AMOUNT_NUMBER && !a->unit_is_behind;
}

/* Value of `a` with the magnitude of `b`, if it has none of its own. */
static bool value_with_scale(const Draft *a, const Draft *b, TfDecimal *value)
{
    *value = a->amount.value;
    if (a->amount.has_scale || !b->amount.has_scale)
        return a->amount.has_scale == b->amount.has_scale;
    return tf_decimal_multiply(a->amount.value, b->scale, value);
}

static double ratio_of(TfDecimal low, TfDecimal high)
{
    double a = tf_decimal_to_double(low);
    double b = tf_decimal_to_double(high);
    return a > 0 && b > 0 ? b / a : 1e300;
}

static bool is_bare(const Draft *draft)
{
    return draft->amount.kind == AMOUNT_NUMBER && !draft->amount.has_scale;
}

/* "2021-22", "2018-2023": two years; and digits of a date or a telephone number go on with a third hyphen. */
static bool is_no_range(const Grammar *grammar, const Draft *a, const Draft *b)
{
    if (a->amount.look != NUMBER_PLAIN || b->amount.look != NUMBER_PLAIN)
        return true;
    const Token *behind = amount_token(grammar, b->last + 1);
    const Token *before = amount_token(grammar, a->first - 1);
    return (behind->kind == TOKEN_DIGITS && behind->gap == GAP_HYPHEN) ||
           (before->kind == TOKEN_DIGITS && amount_token(grammar, a->first)->gap == GAP_HYPHEN);
}

static bool is_range(const Grammar *grammar, const Draft *a, const Draft *b)
{
    Link link = link_between(grammar, a, b);
    TfDecimal low;
    if (link == LINK_NONE || link == LINK_COMMA || link == LINK_OR || link == LINK_SLASH ||
        is_no_range(grammar, a, b) || !units_agree(a, b) || !value_with_scale(a, b, &low) ||
        tf_decimal_compare(low, b->amount.value) >= 0 || a->amount.has_value_max)
        return false;
    const Token *hedge = hedge_before(grammar, a);
    if (link == LINK_AND)
        return is_after_between(grammar, a);
    if (link == LINK_DASH)
        return !is_bare(a) || !is_bare(b) || amount_token(grammar, b->first)->gap == GAP_HYPHEN;
    if (says(hedge, "from"))
        return false;
    bool complete = a->amount.kind != AMOUNT_NUMBER && (a->amount.has_scale || a->unit_is_behind);
    return !complete || says(hedge, "between") || ratio_of(low, b->amount.value) <= MOST_RANGE_RATIO;
}

/* Makes one draft of two. */
static void join(Draft *a, const Draft *b)
{
    Amount *amount = &a->amount;
    TfDecimal low;
    (void)value_with_scale(a, b, &low);
    bool own_scale = amount->has_scale;
    if (amount->kind == AMOUNT_NUMBER) {
        amount->kind = b->amount.kind;
        amount->currency_entry = b->amount.currency_entry;
        amount->currency_basis = b->amount.currency_basis;
        memcpy(amount->currency, b->amount.currency, sizeof amount->currency);
    }
    if (!own_scale) {
        amount->has_scale = b->amount.has_scale;
        amount->scale_entry = b->amount.scale_entry;
        a->scale = b->scale;
    }
    amount->value = low;
    amount->value_max = b->amount.value;
    amount->has_value_max = true;
    amount->relation = TF_RANGE;
    amount->spelled = amount->spelled || b->amount.spelled;
    amount->span.end = b->amount.span.end;
    amount->number.end = b->amount.number.end;
    a->unit_is_behind = a->unit_is_behind || b->unit_is_behind;
    a->last = b->last;
    a->hedge_behind = AMOUNT_NOWHERE;
}

void amount_join_ranges(Grammar *grammar)
{
    DraftList *drafts = &grammar->drafts;
    size_t kept = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        if (kept > 0 && is_range(grammar, &drafts->items[kept - 1], &drafts->items[i]))
            join(&drafts->items[kept - 1], &drafts->items[i]);
        else
            drafts->items[kept++] = drafts->items[i];
    }
    drafts->count = kept;
}

static bool may_share(const Draft *draft)
{
    return draft->amount.look == NUMBER_PLAIN && draft->amount.kind != AMOUNT_PERCENT &&
           draft->amount.kind != AMOUNT_POINTS;
}

/* "267.66 and 186.96 billion USD", "from 5 to 10 billion": the magnitude stands once, at the end. */
static void share_scale(Draft *to, const Draft *from, Link link)
{
    TfDecimal value;
    double ratio = ratio_of(to->raw, from->raw);
    if (to->amount.has_scale || !from->amount.has_scale || from->is_composite || to->unit_is_behind ||
        (link == LINK_DASH && to->amount.kind != AMOUNT_MONEY) || ratio > MOST_LIST_RATIO ||
        ratio < 1 / MOST_LIST_RATIO || !tf_decimal_multiply(to->amount.value, from->scale, &value))
        return;
    to->amount.value = value;
    to->amount.has_scale = true;
    to->amount.scale_is_shared = true;
    to->amount.scale_entry = from->amount.scale_entry;
    to->scale = from->scale;
}

/* "from 5 to 6 percent", "10 or 15 percent". */
static void share_percent(Draft *to, const Draft *from, Link link)
{
    double ratio = ratio_of(to->raw, from->raw);
    bool joined = link == LINK_TO || link == LINK_OR || link == LINK_AND;
    if (!joined || to->amount.kind != AMOUNT_NUMBER || to->amount.has_scale ||
        to->amount.look != NUMBER_PLAIN ||
        (from->amount.kind != AMOUNT_PERCENT && from->amount.kind != AMOUNT_POINTS) ||
        ratio > MOST_LIST_RATIO || ratio < 1 / MOST_LIST_RATIO)
        return;
    to->amount.kind = from->amount.kind;
    to->amount.currency_is_shared = true;
    to->amount.currency_entry = from->amount.currency_entry;
}

static void share_currency(Draft *to, const Draft *from)
{
    if (to->amount.kind != AMOUNT_NUMBER || !to->amount.has_scale || from->amount.kind != AMOUNT_MONEY)
        return;
    to->amount.kind = AMOUNT_MONEY;
    memcpy(to->amount.currency, from->amount.currency, sizeof to->amount.currency);
    to->amount.currency_basis = TF_BASIS_INFERRED;
    to->amount.currency_is_shared = true;
    to->amount.currency_entry = from->amount.currency_entry;
}

void amount_share_in_lists(Grammar *grammar)
{
    Draft *drafts = grammar->drafts.items;
    size_t count = grammar->drafts.count;
    for (size_t i = count > 0 ? count - 1 : 0; i > 0; i--) { /* what stands behind serves those before */
        Link link = link_between(grammar, &drafts[i - 1], &drafts[i]);
        if (link == LINK_NONE || link == LINK_SLASH)
            continue;
        share_percent(&drafts[i - 1], &drafts[i], link);
        if (!may_share(&drafts[i - 1]) || !may_share(&drafts[i]))
            continue;
        share_scale(&drafts[i - 1], &drafts[i], link);
        if (drafts[i].unit_is_behind || drafts[i].amount.currency_is_shared)
            share_currency(&drafts[i - 1], &drafts[i]);
    }
    for (size_t i = 1; i < count; i++) {
        Link link = link_between(grammar, &drafts[i - 1], &drafts[i]);
        if (link != LINK_NONE && link != LINK_SLASH && may_share(&drafts[i - 1]) && may_share(&drafts[i]))
            share_currency(&drafts[i], &drafts[i - 1]);
    }
}

/* The first byte behind an offset that is no blank; 0 at the end. */
static char next_byte(TfSlice text, size_t at)
{
    size_t limit = at + 8 < text.length ? at + 8 : text.length;
    while (at < limit && text.bytes[at] == ' ')
        at++;
    return at < limit ? text.bytes[at] : '\0';
}

/* Only hedges between two drafts, behind an opening bracket or "or". */
static bool opens_telling(const Grammar *grammar, const Draft *a, const Draft *b, bool *bracket)
{
    if (b->first - a->last > 5)
        return false;
    const Token *opening = amount_token(grammar, a->last + 1);
    *bracket = opening->gap == GAP_OPEN;
    if (!*bracket && !(says(opening, "or") && (opening->gap == GAP_BLANK || opening->gap == GAP_COMMA)))
        return false;
    for (size_t i = a->last + 1; i < b->first; i++) {
        const Token *token = amount_token(grammar, i);
        const Token *next = amount_token(grammar, i + 1);
        bool word = token->kind == TOKEN_HEDGE || (token->kind == TOKEN_NUMBER && token->word != WORD_NUMBER);
        if (!word || next->gap == GAP_OTHER || next->gap == GAP_OPEN)
            return false;
    }
    return true;
}

static bool tells_again(const Grammar *grammar, const Draft *a, const Draft *b)
{
    bool bracket = false;
    if (a->amount.kind != AMOUNT_MONEY || b->amount.look != NUMBER_PLAIN ||
        b->amount.kind == AMOUNT_PERCENT || b->amount.kind == AMOUNT_POINTS ||
        !opens_telling(grammar, a, b, &bracket))
        return false;
    bool other_currency =
        b->amount.kind == AMOUNT_MONEY && strcmp(a->amount.currency, b->amount.currency) != 0;
    if (!bracket)
        return other_currency;
    char closing = next_byte(grammar->text, b->amount.span.end);
    return closing == ')' || closing == ']' || other_currency;
}

void amount_find_tellings(Grammar *grammar)
{
    Draft *drafts = grammar->drafts.items;
    for (size_t i = 1; i < grammar->drafts.count; i++) {
        if (tells_again(grammar, &drafts[i - 1], &drafts[i]))
            drafts[i].amount.bracket_of = i - 1;
        else if (drafts[i - 1].amount.bracket_of != AMOUNT_NOWHERE && drafts[i].amount.kind == AMOUNT_MONEY &&
                 drafts[i].first == drafts[i - 1].last + 1 &&
                 amount_token(grammar, drafts[i].first)->gap == GAP_COMMA &&
                 strcmp(drafts[i].amount.currency, drafts[i - 1].amount.currency) != 0)
            drafts[i].amount.bracket_of = drafts[i - 1].amount.bracket_of; /* "($15.6 bln, 14 bln euros)" */
    }
}
