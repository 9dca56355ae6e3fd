/* The patterns of period phrases: each tries to read one kind from where the walk is. */
#include "importers/extract/period_walk.h"

/* Longer rows of years are the time of nothing that trade news adds up. */
#define MOST_ROW_YEARS 10
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
    if (phrase->year_kind != YEAR_DIGITS && walk_read_part(&behind, &part) && part.year_kind == YEAR_NONE) {
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
    if (named && walk_read_named_months(&behind, &months) && months.month_to != months.month_from) {
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
            walk_end_of_year(phrase);
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
    static bool (*const parts[])(Walk *, PeriodPhrase *) = {walk_read_months, walk_read_named_months,
                                                            walk_read_part, read_single};
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
static const Pattern patterns[] = {walk_read_as_of,        read_date,      read_headed, walk_read_months,
                                   walk_read_named_months, walk_read_part, read_row,    read_years,
                                   read_year_phrase,       read_single};

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
