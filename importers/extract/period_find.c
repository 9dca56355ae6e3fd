/* Period phrases of a sentence: small patterns over tokens. */
#include "importers/extract/period.h"
#include "importers/extract/period_token.h"

/* Longer rows of years are the time of nothing that trade news adds up. */
#define MOST_ROW_YEARS 10

/* A place in the tokens while a pattern is tried. Joints ("of", "in", "the") are passed over. */
typedef struct Walk {
    const PeriodTokens *tokens;
    size_t at;
    size_t begin;     /* the first token, which may stand apart from what is before it */
    bool after_ahead; /* the phrase before was "in two years": "in four" is of the same kind */
} Walk;

static const PeriodToken no_token = {
    .role = ROLE_COUNT, .deadline = ROLE_COUNT, .kind = PERIOD_TOKEN_MARK, .is_apart = true};

/* The next token that is no joint, if nothing but joints lie between. */
static const PeriodToken *peek(Walk *walk)
{
    const PeriodToken *items = walk->tokens->items;
    size_t i = walk->at;
    while (i < walk->tokens->count && (!items[i].is_apart || i == walk->begin) && items[i].role == ROLE_LINK)
        i++;
    if (i >= walk->tokens->count || (items[i].is_apart && i != walk->begin))
        return &no_token;
    walk->at = i;
    return &walk->tokens->items[i];
}

static const PeriodToken *take(Walk *walk)
{
    const PeriodToken *token = peek(walk);
    walk->at += token != &no_token;
    return token;
}

static bool is_role(const PeriodToken *token, MarkRole role)
{
    return token->kind == PERIOD_TOKEN_MARK && token->role == role;
}

/* "ilk 9 ayda geçen yılın aynı dönemine göre", "... geçen yıla göre": the year is that of a base behind the phrase. */
static bool opens_base(Walk *walk)
{
    const PeriodToken *behind = peek(walk);
    return is_role(behind, ROLE_SAME_PERIOD) || (behind->is_after && is_role(behind, ROLE_BASE));
}

/* The year at the end of a phrase, if there is one: "of 2024", "last year", "this fiscal", "FY24". */
static void read_tail(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    bool is_fiscal = false;
    const PeriodToken *token = take(&trial);
    if (is_role(token, ROLE_FISCAL)) {
        is_fiscal = true;
        token = take(&trial);
    }
    if (opens_base(&trial))
        return;
    if (token->kind == PERIOD_TOKEN_YEAR || token->kind == PERIOD_TOKEN_PAIR) {
        bool one_year = token->kind == PERIOD_TOKEN_PAIR && token->number_to == token->number + 1;
        phrase->year_kind = is_fiscal || one_year ? YEAR_FISCAL : YEAR_DIGITS;
        phrase->year = token->number;
        phrase->is_short_fiscal = is_fiscal && token->kind == PERIOD_TOKEN_YEAR;
    } else if (is_role(token, ROLE_YEAR_REL) || is_role(token, ROLE_FISCAL_REL)) {
        phrase->year_kind = token->role == ROLE_YEAR_REL ? YEAR_BACK : YEAR_FISCAL_BACK;
        phrase->year = token->number;
    } else if (is_role(token, ROLE_YEAR_SAME)) {
        phrase->year_kind = YEAR_SAME;
    } else if (!is_role(token, ROLE_UNIT_YEAR) || phrase->part == PART_YEAR) {
        return; /* "the first eight months of the year" names no year, but ends here */
    }
    phrase->span.end = token->span.end;
    *walk = trial;
}

/* "to August", "ended March 2024" behind a count of months or a year. */
static bool read_trail(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = take(&trial);
    bool joint = token->role == ROLE_TO || token->role == ROLE_ENDING || token->deadline == ROLE_BY;
    if (token->kind != PERIOD_TOKEN_MARK || !joint)
        return false;
    const PeriodToken *month = take(&trial);
    if (month->kind == PERIOD_TOKEN_NUMBER) /* "to 31 March" */
        month = take(&trial);
    if (!is_role(month, ROLE_MONTH))
        return false;
    phrase->part = PART_TRAIL;
    phrase->month_to = month->number;
    phrase->span.end = month->span.end;
    Walk day = trial;
    const PeriodToken *number = take(&day);
    if (number->kind == PERIOD_TOKEN_NUMBER && number->number <= 31)
        trial = day;
    *walk = trial;
    read_tail(walk, phrase);
    return true;
}

static bool is_order(const PeriodToken *token)
{
    return token->kind == PERIOD_TOKEN_MARK &&
           (token->role == ROLE_FIRST || token->role == ROLE_PAST || token->role == ROLE_SAME ||
            token->role == ROLE_NEXT || token->role == ROLE_THIS);
}

/* "first nine months of 2024", "past seven months", "nine months to September", "six-month". */
static bool read_months(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = take(&trial);
    MarkRole order = ROLE_NONE;
    if (is_order(token)) {
        order = token->role;
        token = take(&trial);
    }
    int count = token->number;
    int unit_months = 1;
    if (token->kind == PERIOD_TOKEN_NUMBER) {
        token = take(&trial);
        if (order == ROLE_NONE && is_order(token)) { /* "neuf premiers mois" */
            order = token->role;
            token = take(&trial);
        }
        if (token->role == ROLE_UNIT_QUARTER)
            unit_months = 3;
        else if (token->role != ROLE_UNIT_MONTH)
            return false;
    } else if (!is_role(token, ROLE_MONTHS)) {
        return false;
    }
    phrase->count = count * unit_months;
    if (phrase->count > 36)
        return false;
    phrase->span.end = token->span.end;
    *walk = trial;
    const PeriodToken *behind = peek(&trial);
    if (order == ROLE_NONE && is_order(behind) && behind->role != ROLE_THIS) { /* "9 tháng đầu năm" */
        order = behind->role;
        (void)take(&trial);
        phrase->span.end = behind->span.end;
        *walk = trial;
    }
    if (read_trail(walk, phrase))
        return true;
    phrase->part = order == ROLE_PAST ? PART_PAST : order == ROLE_NEXT ? PART_OPEN : PART_MONTHS;
    phrase->month_from = 1;
    phrase->month_to = phrase->count;
    read_tail(walk, phrase);
    bool is_length =
        phrase->count >= 12 || (order == ROLE_NONE && phrase->year_kind == YEAR_NONE && unit_months == 3);
    if (is_length && phrase->part == PART_MONTHS)
        phrase->part = PART_LENGTH;
    return true;
}

/* Passes over a day beside a month: "September 30", "30 September". */
static bool skip_day(Walk *walk)
{
    Walk trial = *walk;
    const PeriodToken *token = take(&trial);
    if (token->kind != PERIOD_TOKEN_NUMBER || token->is_word || token->number > 31 || token->number_to != token->number)
        return false;
    *walk = trial;
    return true;
}

/* "1至9月": a number whose month word stands behind the second month. */
static bool is_number_of_month(Walk walk)
{
    const PeriodToken *to = take(&walk);
    return is_role(to, ROLE_TO) && is_role(take(&walk), ROLE_MONTH);
}

static const PeriodToken *as_month(const PeriodToken *number, PeriodToken *month)
{
    *month = *number;
    month->kind = PERIOD_TOKEN_MARK;
    month->role = ROLE_MONTH;
    return month;
}

/* "January-September 2024", "from April 2022 to February 2023", "June", "last December"; a day makes it a
 * date and no period. */
static bool read_named_months(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    PeriodToken numbered;
    const PeriodToken *first = take(&trial);
    bool is_past = is_role(first, ROLE_PAST);
    if (is_past)
        first = take(&trial);
    if (first->kind == PERIOD_TOKEN_NUMBER && first->number <= 12 && is_number_of_month(trial))
        first = as_month(first, &numbered);
    if (!is_role(first, ROLE_MONTH))
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
    read_tail(&trial, &start);
    Walk joint = trial;
    const PeriodToken *to = take(&joint);
    const PeriodToken *last = is_role(to, ROLE_TO) || is_role(to, ROLE_AND) ? take(&joint) : &no_token;
    if (!is_role(last, ROLE_MONTH)) {
        *phrase = start;
        *walk = trial;
        return true;
    }
    phrase->month_to = last->number_to;
    phrase->span.end = last->span.end;
    *walk = joint;
    read_tail(walk, phrase);
    if (start.year_kind == YEAR_DIGITS && phrase->year_kind == YEAR_DIGITS) {
        phrase->year_to = phrase->year;
        phrase->year = start.year;
    } else if (phrase->year_kind == YEAR_NONE) {
        phrase->year_kind = start.year_kind;
        phrase->year = start.year;
    }
    return true;
}

/* "second half of 2023", "Q3", "first half of the fiscal year". A number at or under 0 counts back. */
static bool read_part(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = take(&trial);
    bool is_fiscal = is_role(token, ROLE_FISCAL); /* "the fiscal first half of 2023" */
    if (is_fiscal)
        token = take(&trial);
    int length = is_role(token, ROLE_HALF) ? 6 : is_role(token, ROLE_QUARTER) ? 3 : 0;
    if (length == 0 || token->number < 1)
        return false;
    phrase->part = PART_MONTHS;
    phrase->month_from = (token->number - 1) * length + 1;
    phrase->month_to = token->number * length;
    phrase->count = length;
    phrase->span.end = token->span.end;
    *walk = trial;
    read_tail(walk, phrase);
    if (is_fiscal && phrase->year_kind == YEAR_DIGITS)
        phrase->year_kind = YEAR_FISCAL;
    return true;
}

/* "two years in a row", "two consecutive years". */
static bool read_row(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = take(&trial);
    if (token->kind != PERIOD_TOKEN_NUMBER || token->number < 2 || token->number > MOST_ROW_YEARS)
        return false;
    phrase->count = token->number;
    token = take(&trial);
    bool in_front = is_role(token, ROLE_IN_ROW);
    if (in_front)
        token = take(&trial);
    if (!is_role(token, ROLE_UNIT_YEAR))
        return false;
    if (!in_front)
        token = take(&trial);
    if (!in_front && !is_role(token, ROLE_IN_ROW))
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
    const PeriodToken *token = take(&trial);
    MarkRole order = token->role;
    if (token->kind == PERIOD_TOKEN_MARK && (token->role == ROLE_PAST || token->role == ROLE_NEXT)) {
        order = token->role;
        token = take(&trial);
    }
    int count = 1;
    if (token->kind == PERIOD_TOKEN_NUMBER) {
        count = token->number_to;
        token = take(&trial);
        if (token->kind == PERIOD_TOKEN_NUMBER) { /* "two to three" */
            count = token->number;
            token = take(&trial);
        }
    } else if (deadline != ROLE_WITHIN && order != ROLE_NEXT && order != ROLE_PAST) {
        return false;
    }
    if (is_role(token, ROLE_YEAR_REL) && token->is_after && count > 1 &&
        (token->number == 1 || token->number == -1))
        order = token->number > 0 ? ROLE_NEXT : ROLE_PAST; /* "5 năm tới", "3 năm qua": behind a count the
                                                            * words for next and last year count years */
    Walk behind = trial;
    const PeriodToken *last = take(&behind);
    if (is_role(token, ROLE_UNIT_YEAR) && count > 1 &&
        (is_role(last, ROLE_PAST) || is_role(last, ROLE_NEXT))) {
        order = last->role; /* "3 năm gần đây" */
        trial = behind;
        phrase->span.end = last->span.end;
    }
    if (deadline == ROLE_NONE && last->is_after && last->deadline == ROLE_WITHIN &&
        is_role(token, ROLE_UNIT_YEAR)) {
        deadline = ROLE_WITHIN; /* "五年内" */
        trial = behind;
        phrase->span.end = last->span.end;
    }
    bool is_decade = is_role(token, ROLE_UNIT_DECADE);
    bool is_short = deadline == ROLE_IN && walk->after_ahead && token == &no_token && count > 1;
    if (is_short)
        token = &walk->tokens->items[trial.at - 1];
    bool is_relative = is_role(token, ROLE_YEAR_REL) && (order == ROLE_NEXT || order == ROLE_PAST);
    if (!is_decade && !is_short && !is_relative && !is_role(token, ROLE_UNIT_YEAR))
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
    const PeriodToken *token = take(&trial);
    if (is_role(token, ROLE_UNIT_YEAR) || (is_role(token, ROLE_FISCAL))) {
        phrase->count = 12;
        phrase->span.end = token->span.end;
        if (read_trail(&trial, phrase)) {
            *walk = trial;
            return true;
        }
    }
    Walk tail = *walk;
    phrase->part = PART_YEAR;
    read_tail(&tail, phrase);
    if (phrase->year_kind == YEAR_NONE) {
        if (!is_role(token, ROLE_YEAR_FRAME))
            return false;
        phrase->year_kind = YEAR_FRAME;
        phrase->span.end = token->span.end;
        *walk = trial;
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
        *phrase = part;
        *walk = behind;
        return true;
    }
    if (first->kind == PERIOD_TOKEN_PAIR && first->number_to > first->number + 1)
        phrase->year_to = first->number_to;
    Walk joint = *walk;
    const PeriodToken *to = take(&joint);
    bool between = walk->begin > 0 && is_role(&walk->tokens->items[walk->begin - 1], ROLE_FROM);
    bool joined = is_role(to, ROLE_TO) || (between && is_role(to, ROLE_AND));
    const PeriodToken *last = joined ? take(&joint) : &no_token;
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
    const PeriodToken *token = take(&trial);
    if (is_role(token, ROLE_AGO) && token->number > 0) { /* "the same month of the year before" */
        phrase->part = PART_AGO;
        phrase->count = token->number;
        phrase->span.end = token->span.end;
        *walk = trial;
        return;
    }
    read_tail(walk, phrase);
    if (token->kind != PERIOD_TOKEN_PAIR || token->number_to <= token->number + 1)
        return;
    phrase->part = PART_YEAR;
    phrase->year_to = token->number_to;
}

static bool read_single(Walk *walk, PeriodPhrase *phrase)
{
    const PeriodToken *token = take(walk);
    if (is_role(token, ROLE_MONTH_REL) || (is_role(token, ROLE_QUARTER) && token->number < 1)) {
        phrase->part = PART_PAST;
        phrase->count = token->role == ROLE_QUARTER ? 3 : 1;
        if (token->number == 0)
            phrase->part = PART_LENGTH;
        phrase->span.end = token->span.end;
        return true;
    }
    for (size_t i = 0; i < sizeof single_marks / sizeof single_marks[0]; i++)
        if (is_role(token, single_marks[i].role)) {
            phrase->part = single_marks[i].part;
            phrase->year_kind = single_marks[i].year_kind;
            phrase->count = token->number;
            phrase->span.end = token->span.end;
            if (phrase->part == PART_SAME)
                read_same_tail(walk, phrase);
            return true;
        }
    return false;
}

/* A date such as "30 September 2024": read, and of no use. */
static bool read_date(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const PeriodToken *token = peek(&trial);
    if (token->kind != PERIOD_TOKEN_NUMBER || token->number > 31)
        return false;
    (void)take(&trial);
    token = take(&trial);
    if (!is_role(token, ROLE_MONTH))
        return false;
    phrase->span.end = token->span.end;
    phrase->part = PART_LENGTH;
    phrase->count = 0;
    read_tail(&trial, phrase);
    phrase->year_kind = YEAR_NONE;
    *walk = trial;
    return true;
}

/* A deadline mark that says it all: "by the end of the year", "by the end of the decade", "soon". */
static bool read_deadline_word(const PeriodToken *token, PeriodPhrase *phrase)
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
    read_tail(&trial, &head);
    size_t head_end = head.span.end;
    if (head.year_kind == YEAR_NONE || peek(&trial) == &no_token)
        return false;
    static bool (*const parts[])(Walk *, PeriodPhrase *) = {read_months, read_named_months, read_part,
                                                            read_single};
    const PeriodToken *first = peek(&trial);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        Walk behind = trial;
        PeriodPhrase part = {.span = {phrase->span.start, first->span.end}};
        bool fits = parts[i](&behind, &part) && part.year_kind == YEAR_NONE &&
                    (part.part == PART_MONTHS || part.part == PART_SAME);
        if (!fits || has_comma(walk->tokens, head_end, first->span.start))
            continue;
        part.year_kind = head.year_kind;
        part.year = head.year;
        part.is_short_fiscal = head.is_short_fiscal;
        *phrase = part;
        *walk = behind;
        return true;
    }
    return false;
}

typedef bool (*Pattern)(Walk *walk, PeriodPhrase *phrase);
static const Pattern patterns[] = {read_date, read_headed, read_months,      read_named_months, read_part,
                                   read_row,  read_years,  read_year_phrase, read_single};

/* Tries the patterns at a token; the first that fits gives the phrase. */
static bool read_phrase(Walk *walk, PeriodPhrase *phrase)
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

/* What the tokens in front of a phrase say about it. */
typedef struct Front {
    size_t start;      /* where the phrase begins with them */
    bool is_base;      /* "compared with", "since" */
    bool is_ending;    /* "which ended in mid-July" tells of a year, not of July */
    MarkRole deadline; /* "by", "before" */
} Front;

/* "mid-" and the like stand between a small word and its month. */
static bool is_passed(const PeriodTokens *tokens, size_t at)
{
    const PeriodToken *token = &tokens->items[at];
    bool joint = token->role == ROLE_TO && at > 0 && is_role(&tokens->items[at - 1], ROLE_VAGUE);
    return token->kind == PERIOD_TOKEN_MARK &&
           (joint || token->role == ROLE_LINK || token->role == ROLE_BASE || token->role == ROLE_VAGUE ||
            token->deadline != ROLE_NONE);
}

static Front read_front(const PeriodTokens *tokens, size_t at)
{
    Front front = {tokens->items[at].span.start, false, false, ROLE_NONE};
    for (size_t i = at; i > 0 && !tokens->items[i].is_apart; i--) {
        const PeriodToken *token = &tokens->items[i - 1];
        if (token->kind != PERIOD_TOKEN_MARK || token->is_after)
            break;
        if (token->role == ROLE_LINK || token->deadline != ROLE_NONE)
            front.start = token->span.start;
        front.is_ending = front.is_ending || token->role == ROLE_ENDING;
        front.is_base = front.is_base || token->role == ROLE_BASE || token->role == ROLE_SINCE;
        if (token->deadline != ROLE_NONE && token->deadline != ROLE_IN && front.deadline == ROLE_NONE)
            front.deadline = token->deadline;
        if (!is_passed(tokens, i - 1))
            break;
    }
    return front;
}

static void set_front(PeriodPhrase *phrase, const Front *front)
{
    MarkRole deadline = front->deadline;
    phrase->span.start = front->start;
    phrase->is_base = front->is_base;
    if (deadline == ROLE_BY || deadline == ROLE_BY_END || deadline == ROLE_BEFORE || deadline == ROLE_WITHIN)
        phrase->is_deadline = true;
    phrase->is_before = deadline == ROLE_BEFORE;
}

/* Small words that a language sets behind: "2030'a kadar", "2030年までに", "2023年比". */
static void set_back(Walk *walk, PeriodPhrase *phrase)
{
    for (;;) {
        Walk trial = *walk;
        const PeriodToken *token = take(&trial);
        if (token == &no_token || !token->is_after)
            return;
        if (token->deadline != ROLE_NONE)
            phrase->is_deadline = true;
        bool until = token->deadline == ROLE_BY && phrase->part == PART_MONTHS && phrase->count == 0;
        if (until && phrase->month_from == phrase->month_to)
            phrase->month_from = 1; /* "10월까지" counts from January, as "by October" does */
        phrase->is_before = phrase->is_before || token->deadline == ROLE_BEFORE;
        phrase->is_base = phrase->is_base || token->role == ROLE_BASE || token->role == ROLE_SINCE;
        phrase->is_base_behind = phrase->is_base_behind || token->role == ROLE_BASE;
        phrase->span.end = token->span.end;
        *walk = trial;
    }
}

/* "+33% by 2021" told in 2023: where one small word says "by" and "against", a year that is over is no goal. */
static bool is_by_past_year(const Reading *reading, const PeriodTokens *tokens, size_t from, size_t at)
{
    const PeriodToken *year = &tokens->items[at];
    return tokens->items[from - 1].deadline == ROLE_BY && year->kind == PERIOD_TOKEN_YEAR &&
           year->number < reading->article->date.year;
}

/* "up 3.4 percent from 2023": what comes behind "from" is what the growth starts at. */
static bool is_growth_base(const Reading *reading, const PeriodTokens *tokens, size_t at)
{
    size_t from = at;
    while (from > 0 && !tokens->items[from].is_apart && is_role(&tokens->items[from - 1], ROLE_LINK))
        from--;
    if (from == 0 || tokens->items[from].is_apart ||
        !(is_role(&tokens->items[from - 1], ROLE_FROM) || is_by_past_year(reading, tokens, from, at)))
        return false;
    size_t start = tokens->items[from - 1].span.start;
    size_t amount = amounts_at(&reading->amounts, start >= 3 ? start - 3 : 0);
    return amount < reading->amounts.count && reading->amounts.items[amount].kind == AMOUNT_PERCENT &&
           reading->amounts.items[amount].span.end <= start;
}

/* "in the third quarter 5, in the second 4": an ordinal alone is of the kind of the part before. */
static bool read_elliptic_part(Walk *walk, const PeriodPhrases *phrases, PeriodPhrase *phrase)
{
    static const MarkRole ordinals[] = {ROLE_FIRST, ROLE_SECOND, ROLE_THIRD, ROLE_FOURTH};
    const PeriodPhrase *last = phrases->count > 0 ? &phrases->items[phrases->count - 1] : NULL;
    bool part = last != NULL && last->part == PART_MONTHS && (last->count == 3 || last->count == 6);
    Walk trial = *walk;
    const PeriodToken *token = take(&trial);
    for (int i = 0; i < 4 && part; i++) {
        if (!is_role(token, ordinals[i]))
            continue;
        const PeriodToken *next = take(&trial);
        if (next != &no_token && !is_role(next, ROLE_AND))
            return false;
        *phrase = *last;
        phrase->month_from = i * last->count + 1;
        phrase->month_to = (i + 1) * last->count;
        phrase->span = (TfSpan){walk->tokens->items[walk->at].span.start, token->span.end};
        walk->at = (size_t)(token - walk->tokens->items) + 1;
        return true;
    }
    return false;
}

void period_find(const Reading *reading, TfSpan sentence, PeriodPhrases *phrases)
{
    phrases->count = 0;
    PeriodTokens tokens;
    period_tokens(reading, sentence, &tokens);
    for (size_t at = 0; at < tokens.count && phrases->count < MOST_PHRASES;) {
        PeriodPhrase phrase = {.part = PART_YEAR};
        bool ahead = phrases->count > 0 && phrases->items[phrases->count - 1].part == PART_AHEAD;
        Walk walk = {&tokens, at, at, ahead};
        Front front = read_front(&tokens, at);
        if (is_growth_base(reading, &tokens, at)) {
            front.is_base = true;
            front.deadline = ROLE_NONE;
        }
        bool found = read_deadline_word(&tokens.items[at], &phrase);
        bool starts = tokens.items[at].role != ROLE_LINK || tokens.items[at].deadline != ROLE_NONE;
        if (found)
            walk.at++;
        else
            found = (starts && read_phrase(&walk, &phrase)) || read_elliptic_part(&walk, phrases, &phrase);
        if (!found || walk.at == at) {
            at++;
            continue;
        }
        set_front(&phrase, &front);
        set_back(&walk, &phrase);
        bool is_use = phrase.part != PART_LENGTH || phrase.count > 0;
        if (is_use && !(front.is_ending && phrase.part == PART_MONTHS))
            phrases->items[phrases->count++] = phrase;
        at = walk.at;
    }
}
