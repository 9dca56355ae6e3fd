/* The patterns of period phrases that are made of months: counts and names of them, days up to which is
 * counted, halves and quarters. */
#include "importers/extract/period_walk.h"

static bool is_order(const PeriodToken *token)
{
    return token->kind == PERIOD_TOKEN_MARK &&
           (token->role == ROLE_FIRST || token->role == ROLE_PAST || token->role == ROLE_SAME ||
            token->role == ROLE_NEXT || token->role == ROLE_THIS);
}

/* "the last three months of 2022": with a year that is over, the last ones are those at its end. */
void walk_end_of_year(PeriodPhrase *phrase)
{
    bool is_over = phrase->year_kind == YEAR_DIGITS || (phrase->year_kind == YEAR_BACK && phrase->year < 0);
    if (!is_over || phrase->count > 12)
        return;
    phrase->part = PART_MONTHS;
    phrase->month_from = 13 - phrase->count;
    phrase->month_to = 12;
}

/* "first nine months of 2024", "past seven months", "nine months to September", "six-month". */
bool walk_read_months(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = walk_take(&trial);
    MarkRole order = ROLE_NONE;
    if (is_order(token)) {
        order = token->role;
        token = walk_take(&trial);
    }
    int count = token->number;
    int unit_months = 1;
    if (token->kind == PERIOD_TOKEN_NUMBER) {
        token = walk_take(&trial);
        if (order == ROLE_NONE && is_order(token)) { /* "neuf premiers mois" */
            order = token->role;
            token = walk_take(&trial);
        }
        if (token->role == ROLE_UNIT_QUARTER)
            unit_months = 3;
        else if (token->role != ROLE_UNIT_MONTH)
            return false;
    } else if (!walk_is_role(token, ROLE_MONTHS)) {
        return false;
    }
    phrase->count = count * unit_months;
    if (phrase->count > 36)
        return false;
    phrase->span.end = token->span.end;
    *walk = trial;
    const PeriodToken *behind = walk_peek(&trial);
    if (order == ROLE_NONE && is_order(behind) && behind->role != ROLE_THIS) { /* "9 tháng đầu năm" */
        order = behind->role;
        (void)walk_take(&trial);
        phrase->span.end = behind->span.end;
        *walk = trial;
    }
    if (walk_read_trail(walk, phrase))
        return true;
    phrase->part = order == ROLE_PAST ? PART_PAST : order == ROLE_NEXT ? PART_OPEN : PART_MONTHS;
    phrase->month_from = 1;
    phrase->month_to = phrase->count;
    walk_read_tail(walk, phrase);
    if (phrase->part == PART_PAST)
        walk_end_of_year(phrase);
    bool is_length = phrase->count >= 12 || /* "in a single month" is some month, "the first month" January */
                     (order == ROLE_NONE && phrase->year_kind == YEAR_NONE && phrase->count == 1) ||
                     (order == ROLE_NONE && phrase->year_kind == YEAR_NONE && unit_months == 3);
    if (is_length && phrase->part == PART_MONTHS)
        phrase->part = PART_LENGTH;
    return true;
}

/* Passes over a day beside a month: "September 30", "30 September". */
static bool skip_day(Walk *walk)
{
    Walk trial = *walk;
    const PeriodToken *token = walk_take(&trial);
    if (token->kind != PERIOD_TOKEN_NUMBER || token->is_word || token->number > 31 ||
        token->number_to != token->number)
        return false;
    *walk = trial;
    return true;
}

/* "1至9月": a number whose month word stands behind the second month. */
static bool is_number_of_month(Walk walk)
{
    const PeriodToken *to = walk_take(&walk);
    return walk_is_role(to, ROLE_TO) && walk_is_role(walk_take(&walk), ROLE_MONTH);
}

static const PeriodToken *as_month(const PeriodToken *number, PeriodToken *month)
{
    *month = *number;
    month->kind = PERIOD_TOKEN_MARK;
    month->role = ROLE_MONTH;
    return month;
}

/* From this day on a month is as good as over. */
#define LATE_DAY 28

/* "through September 30", with no start in front of it, counts from January as "as of" does. */
static bool is_led_by_to(const Walk *walk)
{
    const PeriodToken *items = walk->tokens->items;
    return walk->at > 0 && !items[walk->at].is_apart && walk_is_role(&items[walk->at - 1], ROLE_TO) &&
           (walk->at == 1 || items[walk->at - 1].is_apart);
}

/* "as of October 1, 2024", "на 1 октября": from January to the month that was over by then. */
bool walk_read_as_of(Walk *walk, PeriodPhrase *phrase)
{
    const PeriodTokens *tokens = walk->tokens;
    Walk trial = *walk;
    bool led = walk_is_role(&tokens->items[walk->at], ROLE_AS_OF) ||
               (walk->at > 0 && !tokens->items[walk->at].is_apart &&
                walk_is_role(&tokens->items[walk->at - 1], ROLE_AS_OF)) ||
               is_led_by_to(walk);
    const PeriodToken *first = walk_take(&trial);
    const PeriodToken *second = walk_take(&trial);
    bool day_first = first->kind == PERIOD_TOKEN_NUMBER;
    const PeriodToken *day = day_first ? first : second;
    const PeriodToken *month = day_first ? second : first;
    if (!led || day->kind != PERIOD_TOKEN_NUMBER || !walk_is_role(month, ROLE_MONTH) || day->number > 31 ||
        day->number != day->number_to)
        return false;
    phrase->part = PART_MONTHS;
    phrase->month_from = 1;
    phrase->month_to = month->number - (day->number < LATE_DAY);
    phrase->span.end = second->span.end;
    *walk = trial;
    walk_read_tail(walk, phrase);
    if (phrase->month_to > 0)
        return true;
    if (phrase->year_kind == YEAR_SAME || phrase->year_kind == YEAR_FRAME)
        return false;
    phrase->month_to = 12; /* "as of 1 January 2024": the year before */
    if (phrase->year_kind == YEAR_NONE)
        phrase->year_kind = YEAR_BACK;
    phrase->year--;
    return true;
}

/* "January-September 2024", "from April 2022 to February 2023", "June", "last December"; a day makes it a
 * date and no period. */
bool walk_read_named_months(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    PeriodToken numbered;
    const PeriodToken *first = walk_take(&trial);
    bool is_past = walk_is_role(first, ROLE_PAST);
    if (is_past)
        first = walk_take(&trial);
    if (first->kind == PERIOD_TOKEN_NUMBER && first->number <= 12 && is_number_of_month(trial))
        first = as_month(first, &numbered);
    if (!walk_is_role(first, ROLE_MONTH))
        return false;
    Walk day = trial;
    if (skip_day(&day)) {
        *walk = day;
        phrase->span.end = first->span.end;
        phrase->part = PART_LENGTH; /* a date: read, and of no use */
        phrase->count = 0;
        return true;
    }
    phrase->part = PART_MONTHS;
    phrase->month_from = first->number;
    phrase->month_to = first->number_to;
    phrase->span.end = first->span.end;
    PeriodPhrase start = *phrase;
    walk_read_tail(&trial, &start);
    Walk joint = trial;
    const PeriodToken *to = walk_take(&joint);
    const PeriodToken *last =
        walk_is_role(to, ROLE_TO) || walk_is_role(to, ROLE_AND) ? walk_take(&joint) : &walk_no_token;
    int last_year = 0;
    if (walk_is_role(to, ROLE_TO) && last->kind == PERIOD_TOKEN_YEAR) { /* "24年4月〜25年3月" */
        last_year = last->number;
        last = walk_take(&joint);
    }
    if (!walk_is_role(last, ROLE_MONTH)) {
        *phrase = start;
        *walk = trial;
        return true;
    }
    phrase->month_to = last->number_to;
    phrase->span.end = last->span.end;
    *walk = joint;
    if (last_year > 0) {
        phrase->year_kind = YEAR_NONE;
        phrase->year_to = last_year;
        return true;
    }
    walk_read_tail(walk, phrase);
    if (start.year_kind == YEAR_DIGITS && phrase->year_kind == YEAR_DIGITS) {
        phrase->year_to = phrase->year;
        phrase->year = start.year;
    } else if (phrase->year_kind == YEAR_NONE) {
        phrase->year_kind = start.year_kind;
        phrase->year = start.year;
    }
    return true;
}

/* "Q1-Q3 2023", "the first to third quarters": a later part of the same kind ends the run. */
static void read_last_part(Walk *walk, const PeriodToken *first, PeriodPhrase *phrase)
{
    static const MarkRole ordinals[] = {ROLE_FIRST, ROLE_SECOND, ROLE_THIRD, ROLE_FOURTH};
    Walk trial = *walk;
    if (!walk_is_role(walk_take(&trial), ROLE_TO))
        return;
    const PeriodToken *last = walk_take(&trial);
    int number = walk_is_role(last, first->role) ? last->number : 0;
    for (int i = 0; i < 4 && number == 0 && walk_is_role(last, ordinals[i]); i++)
        number = i + 1;
    if (number <= first->number)
        return;
    phrase->month_to = number * phrase->count;
    phrase->count = 0; /* no part that an ordinal alone could go on with */
    phrase->span.end = last->span.end;
    *walk = trial;
}

/* "second half of 2023", "Q3", "first half of the fiscal year". A number at or under 0 counts back. */
bool walk_read_part(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = walk_take(&trial);
    bool is_fiscal = walk_is_role(token, ROLE_FISCAL); /* "the fiscal first half of 2023" */
    if (is_fiscal)
        token = walk_take(&trial);
    int length = walk_is_role(token, ROLE_HALF) ? 6 : walk_is_role(token, ROLE_QUARTER) ? 3 : 0;
    if (length == 0 || token->number < 1)
        return false;
    phrase->part = PART_MONTHS;
    phrase->month_from = (token->number - 1) * length + 1;
    phrase->month_to = token->number * length;
    phrase->count = length;
    phrase->span.end = token->span.end;
    *walk = trial;
    read_last_part(walk, token, phrase);
    walk_read_tail(walk, phrase);
    if (is_fiscal && phrase->year_kind == YEAR_DIGITS)
        phrase->year_kind = YEAR_FISCAL;
    return true;
}
