/* The patterns of period phrases: each tries to read one kind from where the walk is. */
#include "importers/extract/period_walk.h"

/* Longer rows of years are the time of nothing that trade news adds up. */
#define MOST_ROW_YEARS 10

static bool is_order(const PeriodToken *token)
{
    return token->kind == PERIOD_TOKEN_MARK &&
           (token->role == ROLE_FIRST || token->role == ROLE_PAST || token->role == ROLE_SAME ||
            token->role == ROLE_NEXT || token->role == ROLE_THIS);
}

/* "the last three months of 2022": with a year that is over, the last ones are those at its end. */
static void end_of_year(PeriodPhrase *phrase)
{
    bool is_over = phrase->year_kind == YEAR_DIGITS || (phrase->year_kind == YEAR_BACK && phrase->year < 0);
    if (!is_over || phrase->count > 12)
        return;
    phrase->part = PART_MONTHS;
    phrase->month_from = 13 - phrase->count;
    phrase->month_to = 12;
}

/* "first nine months of 2024", "past seven months", "nine months to September", "six-month". */
static bool read_months(Walk *walk, PeriodPhrase *phrase)
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
        end_of_year(phrase);
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

/* "as of October 1, 2024", "на 1 октября": from January to the month that was over by then. */
static bool read_as_of(Walk *walk, PeriodPhrase *phrase)
{
    const PeriodTokens *tokens = walk->tokens;
    Walk trial = *walk;
    bool led = walk_is_role(&tokens->items[walk->at], ROLE_AS_OF) ||
               (walk->at > 0 && !tokens->items[walk->at].is_apart &&
                walk_is_role(&tokens->items[walk->at - 1], ROLE_AS_OF));
    const PeriodToken *first = walk_take(&trial);
    const PeriodToken *second = walk_take(&trial);
    bool day_first = first->kind == PERIOD_TOKEN_NUMBER;
    const PeriodToken *day = day_first ? first : second;
    const PeriodToken *month = day_first ? second : first;
    if (!led || day->kind != PERIOD_TOKEN_NUMBER || !walk_is_role(month, ROLE_MONTH) || day->number > 31)
        return false;
    phrase->part = PART_MONTHS;
    phrase->month_from = 1;
    phrase->month_to = month->number - (day->number < LATE_DAY);
    phrase->span.end = second->span.end;
    *walk = trial;
    walk_read_tail(walk, phrase);
    if (phrase->month_to > 0)
        return true;
    phrase->month_to = 12; /* "as of 1 January 2024": the year before */
    if (phrase->year_kind == YEAR_NONE)
        phrase->year_kind = YEAR_BACK;
    phrase->year--;
    return true;
}

/* "January-September 2024", "from April 2022 to February 2023", "June", "last December"; a day makes it a
 * date and no period. */
static bool read_named_months(Walk *walk, PeriodPhrase *phrase)
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
static bool read_part(Walk *walk, PeriodPhrase *phrase)
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

/* "two years in a row", "two consecutive years". */
static bool read_row(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = walk_take(&trial);
    if (token->kind != PERIOD_TOKEN_NUMBER || token->number < 2 || token->number > MOST_ROW_YEARS)
        return false;
    phrase->count = token->number;
    token = walk_take(&trial);
    bool in_front = walk_is_role(token, ROLE_IN_ROW);
    if (in_front)
        token = walk_take(&trial);
    if (!walk_is_role(token, ROLE_UNIT_YEAR))
        return false;
    if (!in_front)
        token = walk_take(&trial);
    if (!in_front && !walk_is_role(token, ROLE_IN_ROW))
        return false;
    phrase->part = PART_ROW;
    phrase->span.end = token->span.end;
    *walk = trial;
    return true;
}

/* "in five years", "over the past three years", "within 2-3 years"; the role in front decides. */
static bool read_years(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    MarkRole deadline = walk->tokens->items[walk->at].deadline;
    if (deadline == ROLE_WITHIN || deadline == ROLE_IN || deadline == ROLE_BY)
        trial.at++;
    const PeriodToken *token = walk_take(&trial);
    MarkRole order = token->role;
    if (token->kind == PERIOD_TOKEN_MARK && (token->role == ROLE_PAST || token->role == ROLE_NEXT)) {
        order = token->role;
        token = walk_take(&trial);
    }
    int count = 1;
    if (token->kind == PERIOD_TOKEN_NUMBER) {
        count = token->number_to;
        token = walk_take(&trial);
        if (token->kind == PERIOD_TOKEN_NUMBER) { /* "two to three" */
            count = token->number;
            token = walk_take(&trial);
        }
    } else if (deadline != ROLE_WITHIN && order != ROLE_NEXT && order != ROLE_PAST) {
        return false;
    }
    if (walk_is_role(token, ROLE_YEAR_REL) && token->is_after && count > 1 &&
        (token->number == 1 || token->number == -1))
        order = token->number > 0 ? ROLE_NEXT : ROLE_PAST; /* "5 năm tới", "3 năm qua": behind a count the
                                                            * words for next and last year count years */
    Walk behind = trial;
    const PeriodToken *last = walk_take(&behind);
    if (walk_is_role(token, ROLE_UNIT_YEAR) && count > 1 &&
        (walk_is_role(last, ROLE_PAST) || walk_is_role(last, ROLE_NEXT))) {
        order = last->role; /* "3 năm gần đây" */
        trial = behind;
        phrase->span.end = last->span.end;
    }
    if (deadline == ROLE_NONE && last->is_after && last->deadline == ROLE_WITHIN &&
        walk_is_role(token, ROLE_UNIT_YEAR)) {
        deadline = ROLE_WITHIN; /* "五年内" */
        trial = behind;
        phrase->span.end = last->span.end;
    }
    bool is_decade = walk_is_role(token, ROLE_UNIT_DECADE);
    bool is_short = deadline == ROLE_IN && walk->after_ahead && token == &walk_no_token && count > 1;
    if (is_short)
        token = &walk->tokens->items[trial.at - 1];
    bool is_relative = walk_is_role(token, ROLE_YEAR_REL) && (order == ROLE_NEXT || order == ROLE_PAST);
    if (!is_decade && !is_short && !is_relative && !walk_is_role(token, ROLE_UNIT_YEAR))
        return false;
    phrase->count = is_decade ? 10 * count : count;
    bool ahead = order == ROLE_NEXT || deadline == ROLE_WITHIN || deadline == ROLE_IN;
    phrase->part = order == ROLE_PAST || !ahead ? PART_BACK : PART_AHEAD;
    phrase->is_deadline = phrase->part == PART_AHEAD;
    if (phrase->span.end < token->span.end)
        phrase->span.end = token->span.end;
    *walk = trial;
    return true;
}

/* "the year to March 2024", "the whole year", "2021-22", "FY24", "2018 to 2023". */
static bool read_year_phrase(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = walk_take(&trial);
    if (walk_is_role(token, ROLE_UNIT_YEAR) || (walk_is_role(token, ROLE_FISCAL))) {
        phrase->count = 12;
        phrase->span.end = token->span.end;
        if (walk_read_trail(&trial, phrase)) {
            *walk = trial;
            return true;
        }
    }
    Walk tail = *walk;
    phrase->part = PART_YEAR;
    walk_read_tail(&tail, phrase);
    if (phrase->year_kind == YEAR_NONE) {
        if (!walk_is_role(token, ROLE_YEAR_FRAME))
            return false;
        phrase->year_kind = YEAR_FRAME;
        phrase->span.end = token->span.end;
        *walk = trial;
        PeriodPhrase named = {.span = phrase->span, .part = PART_YEAR};
        walk_read_tail(&trial, &named);
        if (named.year_kind == YEAR_DIGITS || named.year_kind == YEAR_BACK) { /* "the whole year 2022" */
            *phrase = named;
            *walk = trial;
        }
        return true;
    }
    *walk = tail;
    const PeriodToken *first = &walk->tokens->items[walk->at - 1];
    PeriodPhrase part = {.span = phrase->span};
    Walk behind = *walk;
    if (phrase->year_kind != YEAR_DIGITS && read_part(&behind, &part) && part.year_kind == YEAR_NONE) {
        part.year_kind = phrase->year_kind; /* "the current fiscal year's first quarter" */
        part.year = phrase->year;
        part.is_short_fiscal = phrase->is_short_fiscal;
        part.is_start_named = phrase->is_start_named;
        *phrase = part;
        *walk = behind;
        return true;
    }
    if (first->kind == PERIOD_TOKEN_PAIR && first->number_to > first->number + 1)
        phrase->year_to = first->number_to;
    Walk joint = *walk;
    const PeriodToken *to = walk_take(&joint);
    bool between = walk->begin > 0 && walk_is_role(&walk->tokens->items[walk->begin - 1], ROLE_FROM);
    bool joined = walk_is_role(to, ROLE_TO) || (between && walk_is_role(to, ROLE_AND));
    const PeriodToken *last = joined ? walk_take(&joint) : &walk_no_token;
    if (first->kind == PERIOD_TOKEN_YEAR && last->kind == PERIOD_TOKEN_YEAR && last->number > first->number) {
        phrase->year_to = last->number;
        phrase->span.end = last->span.end;
        *walk = joint;
    }
    return true;
}

/* Phrases that a single mark makes. */
static const struct {
    MarkRole role;
    PeriodPart part;
    PeriodYear year_kind;
} single_marks[] = {
    {ROLE_SAME_PERIOD, PART_SAME, YEAR_NONE},    {ROLE_AGO, PART_AGO, YEAR_NONE},
    {ROLE_YTD, PART_SINCE_START, YEAR_NONE},     {ROLE_RATE, PART_RATE, YEAR_NONE},
    {ROLE_RATE_DAY, PART_RATE_SHORT, YEAR_NONE},
};

/* "the same period of 2023"; "the period 2018-2023" is a span of years. */
static void read_same_tail(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = walk_take(&trial);
    if (walk_is_role(token, ROLE_AGO) && token->number > 0) { /* "the same month of the year before" */
        phrase->part = PART_AGO;
        phrase->count = token->number;
        phrase->span.end = token->span.end;
        *walk = trial;
        return;
    }
    PeriodPhrase months = {.span = phrase->span};
    Walk behind = *walk;
    if (walk_is_role(walk_peek(&behind), ROLE_FROM))
        (void)walk_take(&behind);
    bool named = walk_is_role(walk_peek(&behind), ROLE_MONTH);
    if (named && read_named_months(&behind, &months) && months.month_to != months.month_from) {
        *phrase = months; /* "over the period January-July 2024" */
        *walk = behind;
        return;
    }
    walk_read_tail(walk, phrase);
    if (token->kind != PERIOD_TOKEN_PAIR || token->number_to <= token->number + 1)
        return;
    phrase->part = PART_YEAR;
    phrase->year_to = token->number_to;
}

/* "с января по август": what could mean the year so far ends with a month. */
static void read_last_month_of_run(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    if (!walk_is_role(walk_take(&trial), ROLE_TO))
        return;
    const PeriodToken *month = walk_take(&trial);
    if (!walk_is_role(month, ROLE_MONTH))
        return;
    phrase->part = PART_MONTHS;
    phrase->month_from = 1;
    phrase->month_to = month->number;
    phrase->count = 0;
    phrase->span.end = month->span.end;
    *walk = trial;
    walk_read_tail(walk, phrase);
}

static bool read_single(Walk *walk, PeriodPhrase *phrase)
{
    const PeriodToken *token = walk_take(walk);
    if (walk_is_role(token, ROLE_MONTH_REL) || (walk_is_role(token, ROLE_QUARTER) && token->number < 1)) {
        phrase->part = PART_PAST;
        phrase->count = token->role == ROLE_QUARTER ? 3 : 1;
        if (token->number == 0)
            phrase->part = PART_LENGTH;
        phrase->span.end = token->span.end;
        if (token->role == ROLE_QUARTER && phrase->part == PART_PAST) {
            walk_read_tail(walk, phrase);
            end_of_year(phrase);
        }
        return true;
    }
    for (size_t i = 0; i < sizeof single_marks / sizeof single_marks[0]; i++)
        if (walk_is_role(token, single_marks[i].role)) {
            phrase->part = single_marks[i].part;
            phrase->year_kind = single_marks[i].year_kind;
            phrase->count = token->number;
            phrase->span.end = token->span.end;
            if (phrase->part == PART_SAME)
                read_same_tail(walk, phrase);
            if (phrase->part == PART_SINCE_START)
                read_last_month_of_run(walk, phrase);
            return true;
        }
    return false;
}

/* A date such as "30 September 2024": read, and of no use. */
static bool read_date(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = walk_peek(&trial);
    if (token->kind != PERIOD_TOKEN_NUMBER || token->number > 31)
        return false;
    (void)walk_take(&trial);
    token = walk_take(&trial);
    if (!walk_is_role(token, ROLE_MONTH))
        return false;
    phrase->span.end = token->span.end;
    phrase->part = PART_LENGTH;
    phrase->count = 0;
    walk_read_tail(&trial, phrase);
    phrase->year_kind = YEAR_NONE;
    *walk = trial;
    return true;
}

/* A deadline mark that says it all: "by the end of the year", "by the end of the decade", "soon". */
bool walk_read_deadline_word(const PeriodToken *token, PeriodPhrase *phrase)
{
    switch (token->deadline) {
    case ROLE_BY_YEAR_REL:
        phrase->year_kind = YEAR_BACK;
        phrase->year = token->number;
        break;
    case ROLE_BY_YEAR_SAME:
        phrase->year_kind = YEAR_SAME;
        break;
    case ROLE_BY_DECADE:
        phrase->part = PART_DECADE;
        break;
    case ROLE_OPEN:
        phrase->part = PART_OPEN;
        break;
    default:
        return false;
    }
    phrase->is_deadline = true;
    phrase->span = token->span;
    return true;
}

static bool has_comma(const PeriodTokens *tokens, size_t start, size_t end)
{
    TfSlice text = tf_slice_range(tokens->reading->text, start, end);
    return tf_slice_find_byte(text, 0, ',') != TF_NOWHERE;
}

/* The year in front of its part: "2024年1-9月", "geçen yılın ilk 9 ayı", "去年同期". */
static bool read_headed(Walk *walk, PeriodPhrase *phrase)
{
    PeriodPhrase head = *phrase;
    Walk trial = *walk;
    head.part = PART_YEAR;
    walk_read_tail(&trial, &head);
    size_t head_end = head.span.end;
    Walk fiscal = trial;
    if (head.year_kind == YEAR_FISCAL && walk_is_role(walk_take(&fiscal), ROLE_FISCAL))
        trial = fiscal; /* "2023-24 회계연도 첫 10개월" */
    if (head.year_kind == YEAR_NONE || walk_peek(&trial) == &walk_no_token)
        return false;
    static bool (*const parts[])(Walk *, PeriodPhrase *) = {read_months, read_named_months, read_part,
                                                            read_single};
    const PeriodToken *first = walk_peek(&trial);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        Walk behind = trial;
        PeriodPhrase part = {.span = {phrase->span.start, first->span.end}};
        bool fits = parts[i](&behind, &part) && part.year_kind == YEAR_NONE &&
                    (part.part == PART_MONTHS || part.part == PART_SAME);
        if (!fits || has_comma(walk->tokens, head_end, first->span.start))
            continue;
        part.year_kind = head.year_kind;
        part.year = head.year; /* and `year_to` where the months end in another one */
        part.is_short_fiscal = head.is_short_fiscal;
        part.is_start_named = head.is_start_named;
        *phrase = part;
        *walk = behind;
        return true;
    }
    return false;
}

typedef bool (*Pattern)(Walk *walk, PeriodPhrase *phrase);
static const Pattern patterns[] = {read_as_of, read_date, read_headed, read_months,      read_named_months,
                                   read_part,  read_row,  read_years,  read_year_phrase, read_single};

/* Tries the patterns at a token; the first that fits gives the phrase. */
bool walk_read_phrase(Walk *walk, PeriodPhrase *phrase)
{
    const PeriodToken *first = &walk->tokens->items[walk->at];
    PeriodPhrase start = {.span = first->span};
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        Walk trial = *walk;
        *phrase = start;
        if (!patterns[i](&trial, phrase))
            continue;
        *walk = trial;
        return true;
    }
    return false;
}
