/* Period phrases of a sentence: marks and numbers become tokens, and small patterns over tokens become
 * phrases. */
#include "importers/extract/period.h"

#include <string.h>

typedef enum TokenKind {
    TOKEN_MARK = 0, /* role says what */
    TOKEN_YEAR,     /* 2024 */
    TOKEN_PAIR,     /* 2021-22 */
    TOKEN_NUMBER,   /* 1..100 */
} TokenKind;

typedef struct Token {
    TfSpan span;
    TokenKind kind;
    MarkRole role;     /* of the period or month mark */
    MarkRole deadline; /* of a deadline mark at the same place */
    int number;
    int number_to; /* of a range "2-3", of a pair; else the same */
    bool is_apart; /* other words stand between this token and the one before */
} Token;

#define MOST_TOKENS 240

typedef struct Tokens {
    const Reading *reading;
    Token items[MOST_TOKENS];
    size_t count;
} Tokens;

static bool is_digit(TfSlice text, size_t at)
{
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* Value of the run of digits at `at`, and its length; 0 when it is longer than four. */
static int digits_at(TfSlice text, size_t at, size_t *length)
{
    int value = 0;
    size_t i = at;
    while (is_digit(text, i) && i - at < 5)
        value = value * 10 + (text.bytes[i++] - '0');
    *length = i - at;
    return *length <= 4 ? value : 0;
}

/* Bytes of the mark that may join the two halves of "2021-22"; 0 when there is none. */
static size_t joint_at(TfSlice text, size_t at)
{
    if (at >= text.length)
        return 0;
    if (text.bytes[at] == '-' || text.bytes[at] == '/')
        return 1;
    return tf_slice_starts_with(tf_slice_range(text, at, text.length), "\u2013") ? 3 : 0;
}

static bool is_year(int value, size_t length)
{
    return length == 4 && value >= 1900 && value <= 2099;
}

/* Reads "2024", "2021-22", "2021/2022" at a digit; false when the number is no year. */
static bool read_year(TfSlice text, size_t at, Token *token)
{
    size_t length;
    int year = digits_at(text, at, &length);
    if (!is_year(year, length))
        return false;
    bool decimal = at + length < text.length &&
                   (text.bytes[at + length] == '.' || text.bytes[at + length] == ',') &&
                   is_digit(text, at + length + 1);
    if (decimal)
        return false;
    *token = (Token){.span = {at, at + length}, .kind = TOKEN_YEAR, .number = year, .number_to = year};
    size_t joint = joint_at(text, at + length);
    size_t tail_length = 0;
    int tail = joint > 0 ? digits_at(text, at + length + joint, &tail_length) : 0;
    if (tail_length == 2)
        tail += year / 100 * 100;
    if ((tail_length == 2 || is_year(tail, tail_length)) && tail > year) {
        token->kind = TOKEN_PAIR;
        token->number_to = tail;
        token->span.end = at + length + joint + tail_length;
    }
    return true;
}

/* Two digits behind a fiscal mark: "FY24", "FY 24-25". */
static bool read_short_year(TfSlice text, size_t at, Token *token)
{
    size_t length;
    int year = digits_at(text, at, &length);
    if (length != 2)
        return false;
    *token =
        (Token){.span = {at, at + 2}, .kind = TOKEN_YEAR, .number = 2000 + year, .number_to = 2000 + year};
    size_t joint = joint_at(text, at + 2);
    size_t tail_length = 0;
    int tail = joint > 0 ? digits_at(text, at + 2 + joint, &tail_length) : 0;
    if (tail_length == 2 && tail == year + 1) {
        token->kind = TOKEN_PAIR;
        token->number_to = 2000 + tail;
        token->span.end = at + 4 + joint;
    }
    return true;
}

/* A whole number of 1 to 100 as an amount of the text. */
static bool small_number(const Amount *amount, Token *token)
{
    double value = tf_decimal_to_double(amount->value);
    double last = amount->has_value_max ? tf_decimal_to_double(amount->value_max) : value;
    if (amount->kind != AMOUNT_NUMBER || amount->has_scale || value < 1 || last > 100 ||
        value != (int)value || last != (int)last)
        return false;
    *token =
        (Token){.span = amount->span, .kind = TOKEN_NUMBER, .number = (int)value, .number_to = (int)last};
    return true;
}

static bool fiscal_before(const Tokens *tokens, size_t at)
{
    if (tokens->count == 0)
        return false;
    const Token *last = &tokens->items[tokens->count - 1];
    return last->role == ROLE_FISCAL && at - last->span.end <= 3;
}

/* Adds a token, and notes whether anything but blanks and a comma lies before it. */
static void add_token(Tokens *tokens, Token token)
{
    if (tokens->count == MOST_TOKENS)
        return;
    token.is_apart = tokens->count == 0;
    if (tokens->count > 0) {
        size_t from = tokens->items[tokens->count - 1].span.end;
        for (size_t i = from; i < token.span.start && !token.is_apart; i++)
            token.is_apart = strchr(" \t\n,'", tokens->reading->text.bytes[i]) == NULL;
    }
    tokens->items[tokens->count++] = token;
}

/* One kind's marks met in order of their places. */
typedef struct Cursor {
    const MarkList *list;
    size_t at;
} Cursor;

static const Mark *cursor_at(Cursor *cursor, size_t offset)
{
    while (cursor->at < cursor->list->count && cursor->list->items[cursor->at].start < offset)
        cursor->at++;
    bool here = cursor->at < cursor->list->count && cursor->list->items[cursor->at].start == offset;
    return here ? &cursor->list->items[cursor->at] : NULL;
}

/* Makes the token of the marks that start at one place: the longest of them decides. */
static bool token_of_marks(const Mark *period, const Mark *month, const Mark *deadline, Token *token)
{
    const Mark *first = period;
    if (month != NULL && (first == NULL || month->end >= first->end))
        first = month;
    if (first == NULL && deadline == NULL)
        return false;
    if (first == NULL || (deadline != NULL && deadline->end > first->end)) {
        *token =
            (Token){.span = mark_span(deadline), .deadline = deadline->role, .number = (int)deadline->number};
        return true;
    }
    *token = (Token){.span = mark_span(first), .role = first->role, .number = (int)first->number};
    token->number_to = token->number;
    if (deadline != NULL && deadline->end == first->end)
        token->deadline = deadline->role;
    return true;
}

/* The token that starts at `at`: a year, a phrase of the lexicons, or a small number. */
static bool token_at(Tokens *tokens, Cursor cursors[3], size_t at, Token *token)
{
    const Reading *reading = tokens->reading;
    const Mark *period = cursor_at(&cursors[0], at);
    const Mark *month = cursor_at(&cursors[1], at);
    const Mark *deadline = cursor_at(&cursors[2], at);
    if (token_of_marks(period, month, deadline, token))
        return true;
    if (!is_digit(reading->text, at) || (at > 0 && is_digit(reading->text, at - 1)))
        return false;
    if (fiscal_before(tokens, at) && read_short_year(reading->text, at, token))
        return true;
    return read_year(reading->text, at, token);
}

static void make_tokens(Tokens *tokens, TfSpan sentence)
{
    const Reading *reading = tokens->reading;
    Cursor cursors[3] = {{&reading->marks[LEX_PERIOD], 0},
                         {&reading->marks[LEX_MONTH], 0},
                         {&reading->marks[LEX_DEADLINE], 0}};
    static const LexKind kinds[3] = {LEX_PERIOD, LEX_MONTH, LEX_DEADLINE};
    size_t end;
    for (size_t i = 0; i < 3; i++)
        reading_marks_in(reading, kinds[i], sentence, &cursors[i].at, &end);
    size_t amount;
    size_t last_amount;
    reading_amounts_in(reading, sentence, &amount, &last_amount);
    for (size_t at = sentence.start; at < sentence.end;) {
        Token token;
        while (amount < last_amount && reading->amounts.items[amount].span.start < at)
            amount++;
        bool found = token_at(tokens, cursors, at, &token);
        bool is_here = amount < last_amount && reading->amounts.items[amount].span.start == at;
        if (!found && is_here)
            found = small_number(&reading->amounts.items[amount], &token);
        if (found)
            add_token(tokens, token);
        /* the digits of an amount that is no period are passed as a whole */
        size_t next = found ? token.span.end : is_here ? reading->amounts.items[amount].span.end : at + 1;
        at = next > at ? next : at + 1;
    }
}

/* A place in the tokens while a pattern is tried. Joints ("of", "in", "the") are passed over. */
typedef struct Walk {
    const Tokens *tokens;
    size_t at;
    size_t begin;     /* the first token, which may stand apart from what is before it */
    bool after_ahead; /* the phrase before was "in two years": "in four" is of the same kind */
} Walk;

static const Token no_token = {
    .role = ROLE_COUNT, .deadline = ROLE_COUNT, .kind = TOKEN_MARK, .is_apart = true};

/* The next token that is no joint, if nothing but joints lie between. */
static const Token *peek(Walk *walk)
{
    const Token *items = walk->tokens->items;
    size_t i = walk->at;
    while (i < walk->tokens->count && (!items[i].is_apart || i == walk->begin) && items[i].role == ROLE_LINK)
        i++;
    if (i >= walk->tokens->count || (items[i].is_apart && i != walk->begin))
        return &no_token;
    walk->at = i;
    return &walk->tokens->items[i];
}

static const Token *take(Walk *walk)
{
    const Token *token = peek(walk);
    walk->at += token != &no_token;
    return token;
}

static bool is_role(const Token *token, MarkRole role)
{
    return token->kind == TOKEN_MARK && token->role == role;
}

/* The year at the end of a phrase, if there is one: "of 2024", "last year", "this fiscal", "FY24". */
static void read_tail(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    bool is_fiscal = false;
    const Token *token = take(&trial);
    if (is_role(token, ROLE_FISCAL)) {
        is_fiscal = true;
        token = take(&trial);
    }
    if (token->kind == TOKEN_YEAR || token->kind == TOKEN_PAIR) {
        bool one_year = token->kind == TOKEN_PAIR && token->number_to == token->number + 1;
        phrase->year_kind = is_fiscal || one_year ? YEAR_FISCAL : YEAR_DIGITS;
        phrase->year = token->number;
        phrase->is_short_fiscal = is_fiscal && token->kind == TOKEN_YEAR;
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
    const Token *token = take(&trial);
    bool joint = token->role == ROLE_TO || token->role == ROLE_ENDING || token->deadline == ROLE_BY;
    if (token->kind != TOKEN_MARK || !joint)
        return false;
    const Token *month = take(&trial);
    if (month->kind == TOKEN_NUMBER) /* "to 31 March" */
        month = take(&trial);
    if (!is_role(month, ROLE_MONTH))
        return false;
    phrase->part = PART_TRAIL;
    phrase->month_to = month->number;
    phrase->span.end = month->span.end;
    Walk day = trial;
    const Token *number = take(&day);
    if (number->kind == TOKEN_NUMBER && number->number <= 31)
        trial = day;
    *walk = trial;
    read_tail(walk, phrase);
    return true;
}

/* "first nine months of 2024", "past seven months", "nine months to September", "six-month". */
static bool read_months(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const Token *token = take(&trial);
    MarkRole order = ROLE_NONE;
    if (token->role == ROLE_FIRST || token->role == ROLE_PAST || token->role == ROLE_SAME ||
        token->role == ROLE_NEXT || token->role == ROLE_THIS) {
        order = token->role;
        token = take(&trial);
    }
    int count = token->number;
    int unit_months = 1;
    if (token->kind == TOKEN_NUMBER) {
        token = take(&trial);
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
    const Token *token = take(&trial);
    if (token->kind != TOKEN_NUMBER || token->number > 31 || token->number_to != token->number)
        return false;
    *walk = trial;
    return true;
}

/* "January-September 2024", "from April 2022 to February 2023", "June", "last December"; a day makes it a
 * date and no period. */
static bool read_named_months(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const Token *first = take(&trial);
    bool is_past = is_role(first, ROLE_PAST);
    if (is_past)
        first = take(&trial);
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
    phrase->month_from = phrase->month_to = first->number;
    phrase->span.end = first->span.end;
    PeriodPhrase start = *phrase;
    read_tail(&trial, &start);
    Walk joint = trial;
    const Token *to = take(&joint);
    const Token *last = is_role(to, ROLE_TO) || is_role(to, ROLE_AND) ? take(&joint) : &no_token;
    if (!is_role(last, ROLE_MONTH)) {
        *phrase = start;
        *walk = trial;
        return true;
    }
    phrase->month_to = last->number;
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
    const Token *token = take(&trial);
    int length = is_role(token, ROLE_HALF) ? 6 : is_role(token, ROLE_QUARTER) ? 3 : 0;
    if (length == 0 || token->number < 1)
        return false;
    phrase->part = PART_MONTHS;
    phrase->month_from = (token->number - 1) * length + 1;
    phrase->month_to = token->number * length;
    phrase->span.end = token->span.end;
    *walk = trial;
    read_tail(walk, phrase);
    return true;
}

/* "in five years", "over the past three years", "within 2-3 years"; the role in front decides. */
static bool read_years(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    MarkRole deadline = walk->tokens->items[walk->at].deadline;
    if (deadline == ROLE_WITHIN || deadline == ROLE_IN || deadline == ROLE_BY)
        trial.at++;
    const Token *token = take(&trial);
    MarkRole order = token->role;
    if (token->kind == TOKEN_MARK && (token->role == ROLE_PAST || token->role == ROLE_NEXT)) {
        order = token->role;
        token = take(&trial);
    }
    int count = 1;
    if (token->kind == TOKEN_NUMBER) {
        count = token->number_to;
        token = take(&trial);
        if (token->kind == TOKEN_NUMBER) { /* "two to three" */
            count = token->number;
            token = take(&trial);
        }
    } else if (deadline != ROLE_WITHIN && order != ROLE_NEXT && order != ROLE_PAST) {
        return false;
    }
    bool is_decade = is_role(token, ROLE_UNIT_DECADE);
    bool is_short = deadline == ROLE_IN && walk->after_ahead && token == &no_token && count > 1;
    if (is_short)
        token = &walk->tokens->items[trial.at - 1];
    if (!is_decade && !is_short && !is_role(token, ROLE_UNIT_YEAR))
        return false;
    phrase->count = is_decade ? 10 * count : count;
    bool ahead = order == ROLE_NEXT || deadline == ROLE_WITHIN || deadline == ROLE_IN;
    phrase->part = order == ROLE_PAST || !ahead ? PART_BACK : PART_AHEAD;
    phrase->is_deadline = phrase->part == PART_AHEAD;
    phrase->span.end = token->span.end;
    *walk = trial;
    return true;
}

/* "the year to March 2024", "the whole year", "2021-22", "FY24", "2018 to 2023". */
static bool read_year_phrase(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const Token *token = take(&trial);
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
    const Token *first = &walk->tokens->items[walk->at - 1];
    if (first->kind == TOKEN_PAIR && first->number_to > first->number + 1)
        phrase->year_to = first->number_to;
    Walk joint = *walk;
    const Token *to = take(&joint);
    bool between = walk->begin > 0 && is_role(&walk->tokens->items[walk->begin - 1], ROLE_FROM);
    bool joined = is_role(to, ROLE_TO) || (between && is_role(to, ROLE_AND));
    const Token *last = joined ? take(&joint) : &no_token;
    if (first->kind == TOKEN_YEAR && last->kind == TOKEN_YEAR && last->number > first->number) {
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

static bool read_single(Walk *walk, PeriodPhrase *phrase)
{
    const Token *token = take(walk);
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
                read_tail(walk, phrase);
            return true;
        }
    return false;
}

/* A date such as "30 September 2024": read, and of no use. */
static bool read_date(Walk *walk, PeriodPhrase *phrase)
{
    Walk trial = *walk;
    const Token *token = peek(&trial);
    if (token->kind != TOKEN_NUMBER || token->number > 31)
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
static bool read_deadline_word(const Token *token, PeriodPhrase *phrase)
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

typedef bool (*Pattern)(Walk *walk, PeriodPhrase *phrase);
static const Pattern patterns[] = {read_date,  read_months,      read_named_months, read_part,
                                   read_years, read_year_phrase, read_single};

/* Tries the patterns at a token; the first that fits gives the phrase. */
static bool read_phrase(Walk *walk, PeriodPhrase *phrase)
{
    const Token *first = &walk->tokens->items[walk->at];
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

/* Whether the token in front says that what follows is a base, or an end. */
static void note_front(const Tokens *tokens, size_t at, bool *is_base, MarkRole *deadline, size_t *start)
{
    *start = tokens->items[at].span.start;
    *is_base = false;
    *deadline = ROLE_NONE;
    for (size_t i = at; i > 0; i--) {
        const Token *token = &tokens->items[i - 1];
        if (tokens->items[i].is_apart)
            return;
        if (token->kind == TOKEN_MARK && (token->role == ROLE_LINK || token->deadline != ROLE_NONE))
            *start = token->span.start;
        *is_base = *is_base || (token->kind == TOKEN_MARK && token->role == ROLE_BASE);
        if (token->kind == TOKEN_MARK && token->deadline != ROLE_NONE && token->deadline != ROLE_IN &&
            *deadline == ROLE_NONE)
            *deadline = token->deadline;
        if (token->kind != TOKEN_MARK ||
            (token->role != ROLE_LINK && token->role != ROLE_BASE && token->deadline == ROLE_NONE))
            return;
    }
}

static void set_front(PeriodPhrase *phrase, bool is_base, MarkRole deadline, size_t start)
{
    phrase->span.start = start;
    phrase->is_base = is_base;
    if (deadline == ROLE_BY || deadline == ROLE_BY_END || deadline == ROLE_BEFORE || deadline == ROLE_WITHIN)
        phrase->is_deadline = true;
    phrase->is_before = deadline == ROLE_BEFORE;
}

void period_find(const Reading *reading, TfSpan sentence, PeriodPhrases *phrases)
{
    phrases->count = 0;
    Tokens tokens = {.reading = reading, .count = 0};
    make_tokens(&tokens, sentence);
    for (size_t at = 0; at < tokens.count && phrases->count < MOST_PHRASES;) {
        PeriodPhrase phrase = {.part = PART_YEAR};
        bool ahead = phrases->count > 0 && phrases->items[phrases->count - 1].part == PART_AHEAD;
        Walk walk = {&tokens, at, at, ahead};
        bool is_base;
        MarkRole deadline;
        size_t start;
        note_front(&tokens, at, &is_base, &deadline, &start);
        bool found = read_deadline_word(&tokens.items[at], &phrase);
        bool starts = tokens.items[at].role != ROLE_LINK || tokens.items[at].deadline != ROLE_NONE;
        if (found)
            walk.at++;
        else
            found = starts && read_phrase(&walk, &phrase);
        if (!found || walk.at == at) {
            at++;
            continue;
        }
        set_front(&phrase, is_base, deadline, start);
        if (phrase.part != PART_LENGTH || phrase.count > 0)
            phrases->items[phrases->count++] = phrase;
        at = walk.at;
    }
}
