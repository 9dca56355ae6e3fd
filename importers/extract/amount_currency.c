/* Which currency a shared word means ("shillings", "pounds"), and the currency of a magnitude that stands
 * bare. */
#include "importers/extract/amount_parts.h"
#include "importers/extract/reading.h"

#include "tracker/model/party.h"

#include <string.h>

#define LETTERS    26
#define MOST_CODES 16
#define MOST_SEEN  256

/* What the page says about currencies: codes that stand there unmistakably, and how often each country is
 * named. */
typedef struct Evidence {
    bool codes[LETTERS][LETTERS][LETTERS];
    uint32_t countries[LETTERS][LETTERS]; /* by the two letters a currency code begins with */
    const LexEntry *seen[MOST_SEEN];      /* entries looked up already, and their place in countries */
    uint32_t *place[MOST_SEEN];
} Evidence;

static bool is_shared(const char *value)
{
    return strchr(value, ',') != NULL;
}

static bool *code_flag(Evidence *evidence, const char *code)
{
    return &evidence->codes[code[0] - 'A'][code[1] - 'A'][code[2] - 'A'];
}

/* Where a country is counted; NULL for what is no country. */
static uint32_t *country_place(Evidence *evidence, const LexEntry *entry)
{
    TfParty party;
    char two[TF_PARTY_SHORT_CHARS];
    TfSlice code = tf_slice(entry->value);
    if (code.length != 3 || !tf_party_from_code(code, &party))
        return NULL;
    (void)tf_party_short(two, party);
    bool letters = two[0] >= 'A' && two[0] <= 'Z' && two[1] >= 'A' && two[1] <= 'Z' && two[2] == '\0';
    return letters ? &evidence->countries[two[0] - 'A'][two[1] - 'A'] : NULL;
}

/* A page names few countries often, so what an entry stands for is remembered. */
static void count_country(Evidence *evidence, const LexEntry *entry)
{
    size_t slot = ((uintptr_t)entry / sizeof *entry) % MOST_SEEN;
    if (evidence->seen[slot] != entry) {
        evidence->seen[slot] = entry;
        evidence->place[slot] = country_place(evidence, entry);
    }
    if (evidence->place[slot] != NULL)
        (*evidence->place[slot])++;
}

/* Codes apart by commas, each with its factor: "USD/100,EUR/100", "USD*1e6". The best supported one is taken.
 */
static TokenCurrency choose(Evidence *evidence, const char *value)
{
    TfSlice codes = tf_slice(value);
    bool by_codes = tf_slice_ends_with(codes, " page"); /* "dollars" beside "Canadian dollars" */
    codes = tf_slice_split(&codes, ' ');
    TokenCurrency best = {"", {1, 0}};
    uint64_t best_support = 0;
    for (int i = 0; codes.bytes != NULL && i < MOST_CODES; i++) {
        TfSlice code = tf_slice_split(&codes, ',');
        bool stands = evidence != NULL && *code_flag(evidence, code.bytes);
        uint64_t support = stands ? (uint64_t)1 << 40 : 0;
        if (evidence != NULL && !by_codes)
            support += evidence->countries[code.bytes[0] - 'A'][code.bytes[1] - 'A'];
        if (i > 0 && support <= best_support)
            continue;
        best_support = support;
        memcpy(best.code, code.bytes, 3);
        best.factor = (TfDecimal){1, 0};
        TfDecimal factor;
        if (code.length > 4 && tf_decimal_read(tf_slice_range(code, 4, code.length), &factor))
            best.factor = code.bytes[3] == '*' ? factor : (TfDecimal){1, (int16_t)-factor.exponent};
    }
    return best;
}

bool amount_choose_currencies(Grammar *grammar)
{
    bool any_shared = false;
    for (size_t i = 0; i < grammar->tokens.count && !any_shared; i++) {
        const Token *token = &grammar->tokens.items[i];
        any_shared = token->kind == TOKEN_CURRENCY && is_shared(token->entry->value);
    }
    /* a sign of one currency needs no evidence, and the table of it is large */
    Evidence *evidence = any_shared ? tf_arena_alloc(grammar->arena, sizeof *evidence) : NULL;
    grammar->currencies =
        tf_arena_alloc_array(grammar->arena, grammar->tokens.count, sizeof *grammar->currencies);
    if ((any_shared && evidence == NULL) || grammar->currencies == NULL)
        return false;
    for (size_t i = 0; any_shared && i < grammar->tokens.count; i++) {
        const Token *token = &grammar->tokens.items[i];
        if (token->kind == TOKEN_CURRENCY && !is_shared(token->entry->value))
            *code_flag(evidence, token->entry->value) = true;
    }
    for (size_t i = 0; any_shared && i < grammar->hits->count; i++)
        if (grammar->hits->items[i].entry->kind == LEX_PARTY)
            count_country(evidence, grammar->hits->items[i].entry);
    for (size_t i = 0; i < grammar->tokens.count; i++) {
        const Token *token = &grammar->tokens.items[i];
        if (token->kind == TOKEN_CURRENCY)
            grammar->currencies[i] = choose(evidence, token->entry->value);
    }
    return true;
}

static bool wants_currency(const Amount *amount)
{
    return amount->kind == AMOUNT_NUMBER && amount->has_scale && amount->look == NUMBER_PLAIN;
}

static void give(Amount *to, const Amount *from)
{
    to->kind = AMOUNT_MONEY;
    memcpy(to->currency, from->currency, sizeof from->currency);
    to->currency_basis = TF_BASIS_INFERRED;
    to->currency_entry = from->currency_entry;
}

/* Bytes of a hedge between a bracket and its amount: "(around $4.4 billion)". */
#define BRACKET_HEDGE 24
/* "83 billion rand ($4.4 billion), against 71 billion": what a bracket tells again lends its currency to
 * nobody. */
static bool is_in_bracket(const Grammar *grammar, const Amount *amount)
{
    size_t start = amount->span.start;
    size_t least = start > BRACKET_HEDGE ? start - BRACKET_HEDGE : 0;
    for (size_t i = start; i > least; i--) {
        int bracket = reading_bracket_at(grammar->text, i - 1);
        if (bracket != 0 || grammar->text.bytes[i - 1] == '\n')
            return bracket > 0;
    }
    return false;
}

void amount_infer_currencies(Grammar *grammar)
{
    Draft *drafts = grammar->drafts.items;
    size_t count = grammar->drafts.count;
    const Amount *before = NULL;
    size_t before_line = 0;
    size_t next = 0; /* first money with its own currency at or behind the draft in hand */
    for (size_t i = 0; i < count; i++) {
        Amount *amount = &drafts[i].amount;
        bool second = before != NULL && before_line == drafts[i].line && is_in_bracket(grammar, amount);
        if (amount->kind == AMOUNT_MONEY && amount->currency_basis == TF_BASIS_EXPLICIT && !second) {
            before = amount;
            before_line = drafts[i].line;
        }
        if (!wants_currency(amount))
            continue;
        next = next > i ? next : i;
        while (next < count && (drafts[next].amount.kind != AMOUNT_MONEY ||
                                drafts[next].amount.currency_basis != TF_BASIS_EXPLICIT))
            next++;
        const Amount *behind = next < count ? &drafts[next].amount : NULL;
        bool line_before = before != NULL && before_line == drafts[i].line;
        bool line_behind = behind != NULL && drafts[next].line == drafts[i].line;
        const Amount *from = before != NULL && (line_before || !line_behind) ? before : behind;
        if (from != NULL)
            give(amount, from);
    }
}
