/* The walk over period tokens, and the ends that many phrases share: a year, a last month. */
#include "importers/extract/period_walk.h"

const PeriodToken walk_no_token = {
    .role = ROLE_COUNT, .deadline = ROLE_COUNT, .kind = PERIOD_TOKEN_MARK, .is_apart = true};

/* The next token that is no joint, if nothing but joints lie between. */
const PeriodToken *walk_peek(Walk *walk)
{
    const PeriodToken *items = walk->tokens->items;
    size_t i = walk->at;
    while (i < walk->tokens->count && (!items[i].is_apart || i == walk->begin) &&
           (items[i].role == ROLE_LINK || items[i].role == ROLE_AS_OF))
        i++;
    if (i >= walk->tokens->count || (items[i].is_apart && i != walk->begin))
        return &walk_no_token;
    walk->at = i;
    return &walk->tokens->items[i];
}

const PeriodToken *walk_take(Walk *walk)
{
    const PeriodToken *token = walk_peek(walk);
    walk->at += token != &walk_no_token;
    return token;
}

bool walk_is_role(const PeriodToken *token, MarkRole role)
{
    return token->kind == PERIOD_TOKEN_MARK && token->role == role;
}

/* "ilk 9 ayda geçen yılın aynı dönemine göre", "... geçen yıla göre": the year is that of a base behind the
 * phrase. */
static bool opens_base(Walk *walk)
{
    const PeriodToken *behind = walk_peek(walk);
    return walk_is_role(behind, ROLE_SAME_PERIOD) || (behind->is_after && walk_is_role(behind, ROLE_BASE));
}

/* The year at the end of a phrase, if there is one: "of 2024", "last year", "this fiscal", "FY24". */
void walk_read_tail(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    bool is_fiscal = false;
    const PeriodToken *token = walk_take(&trial);
    if (walk_is_role(token, ROLE_FISCAL)) {
        is_fiscal = true;
        token = walk_take(&trial);
    }
    bool heads = phrase->part == PART_YEAR && walk_is_role(walk_peek(&trial), ROLE_SAME_PERIOD);
    if (!heads && opens_base(&trial)) /* but "2019년 같은 기간" is that period of 2019 */
        return;
    Walk behind = trial;
    bool is_named = !is_fiscal && token->kind == PERIOD_TOKEN_YEAR &&
                    walk_is_role(walk_take(&behind), ROLE_FISCAL) &&
                    trial.tokens->items[behind.at - 1].is_after;
    if (is_named) { /* "2024年度" */
        phrase->year_kind = YEAR_FISCAL;
        phrase->year = token->number;
        phrase->is_start_named = true;
        phrase->span.end = trial.tokens->items[behind.at - 1].span.end;
        *walk = behind;
        return;
    }
    if (token->kind == PERIOD_TOKEN_YEAR || token->kind == PERIOD_TOKEN_PAIR) {
        bool one_year = token->kind == PERIOD_TOKEN_PAIR && token->number_to == token->number + 1;
        phrase->year_kind = is_fiscal || one_year ? YEAR_FISCAL : YEAR_DIGITS;
        phrase->year = token->number;
        phrase->is_short_fiscal = is_fiscal && token->kind == PERIOD_TOKEN_YEAR;
    } else if (walk_is_role(token, ROLE_YEAR_REL) || walk_is_role(token, ROLE_FISCAL_REL)) {
        phrase->year_kind = token->role == ROLE_YEAR_REL ? YEAR_BACK : YEAR_FISCAL_BACK;
        phrase->year = token->number;
    } else if (walk_is_role(token, ROLE_YEAR_SAME)) {
        phrase->year_kind = YEAR_SAME;
    } else if (!walk_is_role(token, ROLE_UNIT_YEAR) || phrase->part == PART_YEAR) {
        return; /* "the first eight months of the year" names no year, but ends here */
    }
    phrase->span.end = token->span.end;
    *walk = trial;
}

/* "to August", "ended March 2024" behind a count of months or a year. */
bool walk_read_trail(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = walk_take(&trial);
    bool joint = token->role == ROLE_TO || token->role == ROLE_ENDING || token->deadline == ROLE_BY;
    if (token->kind != PERIOD_TOKEN_MARK || !joint)
        return false;
    const PeriodToken *month = walk_take(&trial);
    if (month->kind == PERIOD_TOKEN_NUMBER) /* "to 31 March" */
        month = walk_take(&trial);
    if (!walk_is_role(month, ROLE_MONTH))
        return false;
    phrase->part = PART_TRAIL;
    phrase->month_to = month->number;
    phrase->span.end = month->span.end;
    Walk day = trial;
    const PeriodToken *number = walk_take(&day);
    if (number->kind == PERIOD_TOKEN_NUMBER && number->number <= 31)
        trial = day;
    *walk = trial;
    walk_read_tail(walk, phrase);
    return true;
}
