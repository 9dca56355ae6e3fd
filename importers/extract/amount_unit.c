/* The currency or percent mark of a number, at either side of it, and the small change behind it. */
#include "importers/extract/amount_parts.h"

#include <string.h>

/* A sign may keep a stop: "US$.3.27". A stop behind a short magnitude ends the word, not the sentence: "5
 * bln. dollars". */
#define SHORT_WORD_BYTES 4

static const TfDecimal hundredth = {1, -2};
static const TfDecimal hundred = {1, 2};
static const TfDecimal thousand = {1, 3};

static bool is_currency(const Token *token)
{
    return token->kind == TOKEN_CURRENCY;
}

/* A code or name that is also a word ("ALL 5", "5 won") needs a magnitude; a name is content with a number
 * that has a mark: "10,000 won". */
static bool unit_counts(const Token *unit, const Draft *draft)
{
    return !unit->weak || draft->amount.has_scale ||
           (!unit->sign && !draft->amount.spelled && !draft->is_plain_digits);
}

/* The currency token in front of a draft, if it may belong to it; NULL when there is none. */
static const Token *unit_before(const Grammar *grammar, size_t free_from, const Draft *draft)
{
    if (draft->first == 0 || draft->first - 1 < free_from)
        return NULL;
    const Token *unit = amount_token(grammar, draft->first - 1);
    const Token *number = amount_token(grammar, draft->first);
    bool close = amount_is_close(number) || (number->gap == GAP_POINT && !number->is_plain && unit->sign &&
                                             number->start == unit->end + 1);
    if (!is_currency(unit) || !close)
        return NULL;
    /* names stand behind as a rule: "dollars three billion", but "won 5 medals" */
    if (!unit->sign && (unit->weak || !draft->amount.has_scale))
        return NULL;
    return unit_counts(unit, draft) ? unit : NULL;
}

static bool is_number(const Token *token)
{
    return token->kind == TOKEN_DIGITS || token->kind == TOKEN_NUMBER;
}

/* A sign that touches the number behind it and not the one before: "3 USD50 cards", "1 $10 bill". */
static bool belongs_behind(const Grammar *grammar, size_t unit)
{
    const Token *token = amount_token(grammar, unit);
    const Token *next = amount_token(grammar, unit + 1);
    return token->kind == TOKEN_CURRENCY && token->sign && token->gap != GAP_NONE && is_number(next) &&
           next->gap == GAP_NONE;
}

static const Token *unit_behind(const Grammar *grammar, const Draft *draft)
{
    const Token *unit = amount_token(grammar, draft->last + 1);
    const Token *last = amount_token(grammar, draft->last);
    if (unit->kind != TOKEN_CURRENCY && unit->kind != TOKEN_PERCENT)
        return NULL;
    bool stop = unit->gap == GAP_POINT && last->kind == TOKEN_SCALE &&
                last->end - last->start <= SHORT_WORD_BYTES && unit->kind == TOKEN_CURRENCY;
    if ((!amount_is_close(unit) && !stop) || belongs_behind(grammar, draft->last + 1))
        return NULL;
    return unit_counts(unit, draft) ? unit : NULL;
}

static const TokenCurrency *meaning(const Grammar *grammar, const Token *token)
{
    return &grammar->currencies[token - grammar->tokens.items];
}

static bool multiply(Draft *draft, TfDecimal factor)
{
    return tf_decimal_multiply(draft->amount.value, factor, &draft->amount.value);
}

static void set_currency(const Grammar *grammar, const Token *unit, Draft *draft)
{
    const TokenCurrency *currency = meaning(grammar, unit);
    if (!multiply(draft, currency->factor))
        return;
    draft->amount.kind = AMOUNT_MONEY;
    memcpy(draft->amount.currency, currency->code, sizeof currency->code);
    draft->amount.currency_basis = TF_BASIS_EXPLICIT;
    draft->amount.currency_entry = unit->entry;
}

static void take_before(const Grammar *grammar, const Token *unit, Draft *draft)
{
    set_currency(grammar, unit, draft);
    draft->first--;
    draft->amount.span.start = unit->start;
}

static void take_behind(const Grammar *grammar, const Token *unit, Draft *draft)
{
    draft->last++;
    draft->amount.span.end = unit->end;
    draft->unit_is_behind = true;
    if (unit->kind == TOKEN_CURRENCY) {
        set_currency(grammar, unit, draft);
        return;
    }
    bool points = strncmp(unit->entry->value, "points", strlen("points")) == 0;
    draft->amount.kind = points ? AMOUNT_POINTS : AMOUNT_PERCENT;
    draft->amount.currency_entry = unit->entry;
}

/* "75 USD million": a magnitude behind the currency. */
static void take_late_scale(const Grammar *grammar, Draft *draft)
{
    const Token *scale = amount_token(grammar, draft->last + 1);
    if (draft->amount.has_scale || draft->amount.kind != AMOUNT_MONEY || scale->kind != TOKEN_SCALE ||
        scale->weak || !amount_is_close(scale) || tf_decimal_compare(scale->number, thousand) < 0 ||
        !multiply(draft, scale->number))
        return;
    draft->scale = scale->number;
    draft->amount.has_scale = true;
    draft->amount.scale_entry = scale->entry;
    draft->last++;
    draft->amount.span.end = scale->end;
}

/* "16 billion dollars and a half (of) the billion": the half of the magnitude behind the currency. */
static void take_late_half(const Grammar *grammar, Draft *draft)
{
    const Token *half = amount_token(grammar, draft->last + 1);
    const Token *scale = amount_token(grammar, draft->last + 2);
    TfDecimal part;
    TfDecimal sum;
    if (draft->amount.kind != AMOUNT_MONEY || !draft->amount.has_scale || half->kind != TOKEN_NUMBER ||
        half->word != WORD_ADD || half->gap != GAP_BLANK || scale->kind != TOKEN_SCALE ||
        !amount_is_close(scale) || tf_decimal_compare(scale->number, draft->scale) != 0 ||
        !tf_decimal_multiply(half->number, scale->number, &part) ||
        !tf_decimal_add(draft->amount.value, part, &sum))
        return;
    draft->amount.value = sum;
    draft->last += 2;
    draft->amount.span.end = scale->end;
}

static bool is_whole_below_hundred(TfDecimal number)
{
    number = tf_decimal_normal(number);
    return number.exponent >= 0 && number.digits > 0 && tf_decimal_compare(number, hundred) < 0;
}

/* Whether the text goes on after a bare number as after a whole amount: no word that it would count. */
static bool ends_there(const Grammar *grammar, size_t token)
{
    const Token *number = amount_token(grammar, token);
    const Token *behind = amount_token(grammar, token + 1);
    size_t at = number->end;
    while (at < grammar->text.length && grammar->text.bytes[at] == ' ')
        at++;
    if (behind->kind != TOKEN_NONE && behind->start == at)
        return behind->kind == TOKEN_NUMBER || behind->kind == TOKEN_HEDGE;
    if (at == grammar->text.length)
        return true;
    unsigned char byte = (unsigned char)grammar->text.bytes[at];
    return byte < 0x80 && !((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') && !(byte >= '0' && byte <= '9');
}

/* "3 dollars 50 cents", "five kuai and two mao"; without the name of the small coin: "15 dollars 50". */
static void take_small_change(const Grammar *grammar, Draft *draft)
{
    size_t at = draft->last + 1;
    const Token *token = amount_token(grammar, at);
    TfDecimal raw = tf_decimal_normal(draft->raw);
    if (draft->amount.kind != AMOUNT_MONEY || draft->amount.has_scale || raw.exponent < 0 ||
        token->gap != GAP_BLANK)
        return;
    if (token->kind == TOKEN_NUMBER && token->word == WORD_AND)
        token = amount_token(grammar, ++at);
    if (token->gap != GAP_BLANK ||
        (token->kind != TOKEN_DIGITS && !(token->kind == TOKEN_NUMBER && token->word == WORD_NUMBER)) ||
        token->is_code || !is_whole_below_hundred(token->number))
        return;
    const Token *coin = amount_token(grammar, at + 1);
    TfDecimal factor = hundredth;
    bool named = is_currency(coin) && amount_is_close(coin) &&
                 tf_decimal_compare(meaning(grammar, coin)->factor, (TfDecimal){1, 0}) < 0;
    if (named)
        factor = meaning(grammar, coin)->factor;
    else if (!draft->unit_is_behind || !ends_there(grammar, at))
        return;
    TfDecimal change;
    if (!tf_decimal_multiply(token->number, factor, &change) ||
        !tf_decimal_add(draft->amount.value, change, &draft->amount.value))
        return;
    draft->last = named ? at + 1 : at;
    draft->amount.span.end = amount_token(grammar, draft->last)->end;
}

/* "30 billion (dollars - ed.)": said in a bracket, so not part of the amount's span. */
static void take_in_bracket(const Grammar *grammar, Draft *draft)
{
    const Token *unit = amount_token(grammar, draft->last + 1);
    const Token *behind = amount_token(grammar, draft->last + 2);
    bool has_number = is_number(behind) && amount_is_close(behind);
    if (draft->amount.kind == AMOUNT_NUMBER && draft->amount.has_scale && is_currency(unit) &&
        unit->gap == GAP_OPEN && !has_number)
        set_currency(grammar, unit, draft);
}

/* Which of two currencies around a number is its own. A bare "$" gives way to the dollar named behind it. */
static bool front_wins(const Grammar *grammar, const Token *front, const Token *behind)
{
    if (!front->sign || behind->kind == TOKEN_PERCENT)
        return false;
    return strcmp(front->entry->value, "USD sign bare") != 0 || front->end - front->start > 1 ||
           meaning(grammar, behind)->code[2] != 'D';
}

void amount_read_unit(const Grammar *grammar, size_t free_from, Draft *draft)
{
    const Token *front = unit_before(grammar, free_from, draft);
    const Token *behind = unit_behind(grammar, draft);
    if (front != NULL && (behind == NULL || front_wins(grammar, front, behind))) {
        take_before(grammar, front, draft);
        const Token *next = amount_token(grammar, draft->last + 2);
        if (behind != NULL && behind->kind == TOKEN_CURRENCY && !(is_number(next) && amount_is_close(next)) &&
            strcmp(meaning(grammar, behind)->code, draft->amount.currency) == 0) {
            draft->last++; /* "$5 billion dollars" */
            draft->amount.span.end = behind->end;
        }
    } else if (behind != NULL) {
        take_behind(grammar, behind, draft);
        if (front != NULL && front->sign && behind->kind == TOKEN_CURRENCY &&
            front->end - front->start == 1) {
            draft->first--; /* "$5 AUD" */
            draft->amount.span.start = front->start;
        }
    }
    take_in_bracket(grammar, draft);
    take_late_scale(grammar, draft);
    take_late_half(grammar, draft);
    take_small_change(grammar, draft);
}

void amount_read_percent_of(const Grammar *grammar, size_t free_from, Draft *draft)
{
    if (draft->amount.kind != AMOUNT_NUMBER || draft->first == 0 || draft->first - 1 < free_from)
        return;
    const Token *mark = amount_token(grammar, draft->first - 1);
    if (mark->kind != TOKEN_PERCENT || amount_token(grammar, draft->first)->gap != GAP_BLANK ||
        strstr(mark->entry->value, " of") == NULL)
        return;
    draft->first--;
    draft->amount.kind = AMOUNT_PERCENT;
    draft->amount.currency_entry = mark->entry;
    draft->amount.span.start = mark->start;
}
