/* One number with its magnitude, from tokens: digits or words, halves, several magnitudes in falling order.
 */
#include "importers/extract/amount_parts.h"

#include <string.h>

static const TfDecimal one = {1, 0};
static const TfDecimal hundred = {1, 2};
static const TfDecimal million = {1, 6};
static const TfDecimal thousand = {1, 3};

/* A number and the magnitudes behind it: "two hundred and five thousand", "28.5 billion", "7 bln". */
typedef struct Group {
    TfDecimal value;  /* without the magnitudes: 205, 28.5, 7 */
    TfDecimal factor; /* the magnitudes: 1e3, 1e9 */
    bool has_factor;
    bool spelled;
    const LexEntry *scale_entry;
    size_t next; /* token behind it */
} Group;

typedef struct Reader {
    const Grammar *grammar;
    size_t first; /* token the whole number starts with */
    size_t hedge; /* token of a hedge inside, or AMOUNT_NOWHERE */
} Reader;

const Token *amount_token(const Grammar *grammar, size_t index)
{
    static const Token nothing = {.kind = TOKEN_NONE};
    return index < grammar->tokens.count ? &grammar->tokens.items[index] : &nothing;
}

bool amount_is_close(const Token *token)
{
    return token->gap == GAP_BLANK || token->gap == GAP_HYPHEN || token->gap == GAP_NONE;
}

static bool is_word(const Token *token, NumberWord word)
{
    return token->kind == TOKEN_NUMBER && token->word == word;
}

static bool is_scale(const Token *token)
{
    return token->kind == TOKEN_SCALE && amount_is_close(token);
}

static bool is_unit(const Token *token)
{
    return (token->kind == TOKEN_CURRENCY || token->kind == TOKEN_PERCENT) && amount_is_close(token);
}

/* A short magnitude sign ("b", "m") counts only with a currency at the figure. */
static bool scale_counts(const Reader *reader, size_t at)
{
    const Grammar *grammar = reader->grammar;
    if (!amount_token(grammar, at)->weak)
        return true;
    const Token *before = amount_token(grammar, reader->first - 1);
    const Token *behind = amount_token(grammar, at + 1);
    bool sign_before =
        before->kind == TOKEN_CURRENCY && amount_is_close(amount_token(grammar, reader->first));
    return sign_before || (is_unit(behind) && behind->kind == TOKEN_CURRENCY);
}

/* "a" and "half a" are numbers only in front of a magnitude (or, a half, of a unit). */
static bool word_starts_number(const Reader *reader, size_t at)
{
    const Token *token = amount_token(reader->grammar, at);
    const Token *behind = amount_token(reader->grammar, at + 1);
    switch (token->word) {
    case WORD_NUMBER:
        return true;
    case WORD_ARTICLE:
        return is_scale(behind) && !behind->weak;
    case WORD_FRACTION:
        return (is_scale(behind) && !behind->weak) || is_unit(behind);
    default:
        return false;
    }
}

/* "2천448", "二十一", "千五百": a number in tens, hundreds and thousands, as East Asia counts below the
 * magnitude. The parts fall; the first may be left out ("百" is one hundred). False when no such word stands
 * here. */
static bool read_inner(const Reader *reader, size_t at, Group *group)
{
    TfDecimal sum = {0, 0};
    TfDecimal least = {1, 6};
    size_t next = at;
    bool spelled = true;
    bool any = false;
    for (;;) {
        const Token *token = amount_token(reader->grammar, next);
        bool number = token->kind == TOKEN_DIGITS || is_word(token, WORD_NUMBER);
        const Token *unit = number ? amount_token(reader->grammar, next + 1) : token;
        bool has_unit = unit->kind == TOKEN_SCALE && unit->inner && (!number || amount_is_close(unit));
        bool ends = number && !has_unit && is_scale(unit); /* "39 mil 543 millones": what it is of follows */
        bool fits = number || has_unit;
        TfDecimal part = number ? token->number : one;
        if (has_unit && !tf_decimal_multiply(part, unit->number, &part))
            return false;
        bool joined = token->gap == GAP_NONE || (ends && amount_is_close(token));
        fits =
            fits && (next == at || (joined && any)) && !token->is_code && tf_decimal_compare(part, least) < 0;
        if (!fits || !tf_decimal_add(sum, part, &sum))
            break;
        spelled = spelled && token->kind != TOKEN_DIGITS;
        next += number && has_unit ? 2 : 1;
        any = any || has_unit;
        least = has_unit ? unit->number : (TfDecimal){0, 0};
        if (!has_unit)
            break;
    }
    if (any)
        *group = (Group){.value = sum, .factor = one, .spelled = spelled, .next = next};
    return any;
}

/* Whether "and" is written together with the number behind it, as Arabic joins the parts of one number. */
static bool is_glued_and(const Reader *reader, size_t at)
{
    const Token *token = amount_token(reader->grammar, at);
    const Token *number = amount_token(reader->grammar, at + 1);
    return is_word(token, WORD_AND) && token->gap == GAP_BLANK && number->gap == GAP_NONE &&
           (number->kind == TOKEN_DIGITS || is_word(number, WORD_NUMBER));
}

/* "a billion and 700 million", "a billion and a half (of) the billion": what is behind a magnitude that is
 * one without a number. */
static bool goes_on_behind_one(const Reader *reader, size_t at, const Token *scale)
{
    const Grammar *grammar = reader->grammar;
    bool half = is_word(amount_token(grammar, at), WORD_ADD);
    const Token *next = amount_token(grammar, half ? at + 1 : at + 2);
    if (half)
        return is_unit(next) || (is_scale(next) && tf_decimal_compare(next->number, scale->number) == 0);
    return is_glued_and(reader, at) && is_scale(next) && tf_decimal_compare(next->number, scale->number) < 0;
}

/* A magnitude that is one without a number in front, with its currency or the rest of the number behind. */
static bool read_lone_scale(const Reader *reader, size_t at, Group *group)
{
    const Token *token = amount_token(reader->grammar, at);
    const Token *behind = amount_token(reader->grammar, at + 1);
    if (token->kind != TOKEN_SCALE || !token->alone)
        return false;
    bool has_unit = is_unit(behind) && behind->kind == TOKEN_CURRENCY;
    if (!has_unit && !goes_on_behind_one(reader, at + 1, token))
        return false;
    *group = (Group){.value = one,
                     .factor = token->number,
                     .has_factor = true,
                     .scale_entry = token->entry,
                     .spelled = true,
                     .next = at + 1};
    return true;
}

/* "two billions" in one word, as Arabic says it, is two with its magnitude: "and 300 million" may follow. */
static void part_dual(const Token *token, Group *group)
{
    TfDecimal number = tf_decimal_normal(token->number);
    if (tf_decimal_compare(number, million) < 0)
        return;
    group->value = (TfDecimal){number.digits, 0};
    group->factor = (TfDecimal){1, number.exponent};
    group->has_factor = true;
    group->scale_entry = token->entry;
}

static bool read_start(const Reader *reader, size_t at, Group *group)
{
    const Token *token = amount_token(reader->grammar, at);
    if (!token->is_code && (read_inner(reader, at, group) || read_lone_scale(reader, at, group)))
        return true;
    if ((token->kind != TOKEN_DIGITS && token->kind != TOKEN_NUMBER) || token->is_code)
        return false;
    if (token->kind == TOKEN_NUMBER && !word_starts_number(reader, at))
        return false;
    *group = (Group){
        .value = token->number, .factor = one, .spelled = token->kind == TOKEN_NUMBER, .next = at + 1};
    if (group->spelled)
        part_dual(token, group);
    return true;
}

/* "-odd", "-plus" between a number and its magnitude or unit: "100-plus billion". */
static void pass_inner_hedge(Reader *reader, Group *group)
{
    const Token *hedge = amount_token(reader->grammar, group->next);
    const Token *behind = amount_token(reader->grammar, group->next + 1);
    if (hedge->kind != TOKEN_HEDGE || !amount_is_close(hedge) || (!is_scale(behind) && !is_unit(behind)) ||
        strstr(hedge->entry->value, " after") == NULL)
        return;
    reader->hedge = group->next++;
}

/* "and a half" behind a whole number; the small number behind a hundred: "two hundred and five". */
static void read_added_part(const Reader *reader, Group *group, bool behind_hundred)
{
    size_t at = group->next;
    const Token *token = amount_token(reader->grammar, at);
    if (behind_hundred && is_word(token, WORD_AND) && token->gap == GAP_BLANK)
        token = amount_token(reader->grammar, ++at);
    if (!amount_is_close(token))
        return;
    if (group->has_factor) /* the half is of the magnitude: see read_late_half */
        return;
    bool half = is_word(token, WORD_ADD) || (is_word(token, WORD_FRACTION) && token->gap == GAP_NONE);
    bool small = behind_hundred && group->spelled && is_word(token, WORD_NUMBER) &&
                 tf_decimal_compare(token->number, hundred) < 0;
    TfDecimal sum;
    if ((half || small) && tf_decimal_add(group->value, token->number, &sum)) {
        group->value = sum;
        group->next = at + 1;
    }
}

/* Digits once more, now that the magnitude behind them is known. */
static void read_digits_again(const Reader *reader, size_t at, const Token *scale, Group *group)
{
    const Token *digits = amount_token(reader->grammar, at);
    if (digits->kind != TOKEN_DIGITS)
        return;
    NumberLiteral literal = number_scan(reader->grammar->text, digits->start, reader->grammar->style);
    TfDecimal value;
    if (number_value(reader->grammar->text, &literal, reader->grammar->style,
                     tf_decimal_normal(scale->number).exponent, &value))
        group->value = value;
}

/* "22,630 mdd", "MUS$ 1.200": a currency that has its magnitude in it, behind the digits or in front, says
 * how their mark is read as the magnitude by itself would. */
static void read_by_currency(const Reader *reader, size_t at, Group *group)
{
    const Grammar *grammar = reader->grammar;
    const size_t beside[] = {group->next, at > 0 ? at - 1 : grammar->tokens.count};
    if (group->has_factor || group->next != at + 1)
        return;
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        const Token *sign = amount_token(grammar, beside[i]);
        if (sign->kind != TOKEN_CURRENCY || !amount_is_close(i == 0 ? sign : amount_token(grammar, at)) ||
            tf_decimal_compare(grammar->currencies[beside[i]].factor, thousand) < 0)
            continue;
        Token scale = {.number = grammar->currencies[beside[i]].factor};
        read_digits_again(reader, at, &scale, group);
        return;
    }
}

/* "a billion and a half dollars": the half is of the magnitude, which may stand behind it once more. */
static void read_late_half(const Reader *reader, Group *group)
{
    const Token *token = amount_token(reader->grammar, group->next);
    const Token *behind = amount_token(reader->grammar, group->next + 1);
    bool again = is_scale(behind) && tf_decimal_compare(behind->number, group->factor) == 0;
    bool counts = group->spelled || is_unit(behind) || again;
    TfDecimal sum;
    if (group->has_factor && counts && is_word(token, WORD_ADD) && token->gap == GAP_BLANK &&
        tf_decimal_add(group->value, token->number, &sum)) {
        group->value = sum;
        group->next += again ? 2 : 1;
    }
}

/* "in 2023 a billion dollars", where no article is written: the year counts no magnitude that is one by
 * itself. */
static bool is_year_before_one(const Token *digits, const Token *scale)
{
    int year =
        digits->kind == TOKEN_DIGITS && digits->is_plain ? (int)tf_decimal_to_double(digits->number) : 0;
    return scale->alone && tf_decimal_compare(scale->number, million) > 0 && year >= 1990 && year < 2040;
}

static void read_scales(const Reader *reader, size_t start, Group *group)
{
    const Token *token = amount_token(reader->grammar, group->next);
    if (group->next == start + 1 && is_year_before_one(amount_token(reader->grammar, start), token))
        return;
    while (is_scale(token = amount_token(reader->grammar, group->next)) &&
           scale_counts(reader, group->next)) {
        bool is_hundred = tf_decimal_compare(token->number, hundred) <= 0;
        if (is_hundred && group->has_factor)
            return;
        if (!group->has_factor && group->next == start + 1)
            read_digits_again(reader, start, token, group);
        TfDecimal *grows = is_hundred ? &group->value : &group->factor;
        if (!tf_decimal_multiply(*grows, token->number, grows))
            return;
        group->next++;
        if (is_hundred) {
            read_added_part(reader, group, true);
        } else {
            group->has_factor = true;
            group->scale_entry = token->entry;
        }
    }
}

static bool read_group(Reader *reader, size_t at, Group *group)
{
    if (!read_start(reader, at, group))
        return false;
    read_added_part(reader, group, false);
    pass_inner_hedge(reader, group);
    read_scales(reader, at, group);
    read_by_currency(reader, at, group);
    read_late_half(reader, group);
    return true;
}

/* Whether `group` goes on with the number: "500 mln" behind "7 bln", "five hundred" behind "two thousand". */
static bool continues(const Group *before, const Group *group)
{
    if (!before->has_factor || tf_decimal_compare(group->factor, before->factor) >= 0)
        return false;
    if (!group->has_factor && !(group->spelled && before->spelled))
        return false;
    TfDecimal value;
    return tf_decimal_multiply(group->value, group->factor, &value) &&
           tf_decimal_compare(value, before->factor) < 0;
}

static bool add_group(Draft *draft, const Group *group)
{
    TfDecimal value;
    TfDecimal sum;
    if (!tf_decimal_multiply(group->value, group->factor, &value) ||
        !tf_decimal_add(draft->amount.value, value, &sum))
        return false;
    draft->amount.value = sum;
    return true;
}

/* The groups behind the first one, as long as they get smaller. */
static void read_rest(Reader *reader, Group group, Draft *draft)
{
    for (;;) {
        size_t at = group.next;
        const Token *token = amount_token(reader->grammar, at);
        if (!amount_is_close(token))
            break;
        bool glued = is_glued_and(reader, at); /* "9 billion and400 million" is one number in Arabic */
        if (is_word(token, WORD_AND))
            token = amount_token(reader->grammar, ++at);
        Group more;
        if (!amount_is_close(token) || !read_group(reader, at, &more) ||
            (at > group.next && !glued && !(more.spelled && group.spelled)) || !continues(&group, &more) ||
            !add_group(draft, &more))
            break;
        draft->is_composite = true;
        group = more;
    }
    draft->last = group.next - 1;
}

bool amount_read_number(const Grammar *grammar, size_t at, Draft *draft)
{
    Reader reader = {grammar, at, AMOUNT_NOWHERE};
    Group group;
    if (!read_group(&reader, at, &group))
        return false;
    *draft = (Draft){.first = at, .raw = group.value, .scale = group.factor};
    draft->amount.bracket_of = AMOUNT_NOWHERE;
    draft->amount.has_scale = group.has_factor;
    draft->amount.scale_entry = group.scale_entry;
    draft->amount.spelled = group.spelled;
    const Token *token = amount_token(grammar, at);
    draft->is_plain_digits = token->kind == TOKEN_DIGITS && token->is_plain;
    if (!add_group(draft, &group))
        return false;
    read_rest(&reader, group, draft);
    draft->hedge_behind = reader.hedge;
    draft->amount.number = (TfSpan){token->start, amount_token(grammar, draft->last)->end};
    draft->amount.span = draft->amount.number;
    return true;
}
