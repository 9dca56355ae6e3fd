/* Years, marks and small numbers of a sentence as tokens of period phrases. */
#include "importers/extract/period_walk.h"

#include "importers/language/fold.h"

#include <string.h>
#include <unicode/uchar.h>

/* A decimal digit of any script; -1 for anything else. */
static int digit_at(TfSlice text, size_t at, size_t *width)
{
    *width = 1;
    if (at >= text.length)
        return -1;
    char byte = text.bytes[at];
    if ((uint8_t)byte < 0x80)
        return byte >= '0' && byte <= '9' ? byte - '0' : -1;
    FoldedChar next = fold_char(text, at);
    *width = next.width;
    return next.klass == CHAR_DIGIT ? u_charDigitValue((UChar32)next.code) : -1;
}

static bool is_digit(TfSlice text, size_t at)
{
    size_t width;
    return digit_at(text, at, &width) >= 0;
}

/* Value of the run of digits at `at`, how many there are, and the place behind them; 0 when there are more
 * than four. */
static int digits_at(TfSlice text, size_t at, size_t *count, size_t *end)
{
    int value = 0;
    size_t width;
    *count = 0;
    *end = at;
    for (int digit = digit_at(text, at, &width); digit >= 0 && *count < 5;
         digit = digit_at(text, *end, &width)) {
        value = value * 10 + digit;
        *end += width;
        (*count)++;
    }
    return *count <= 4 ? value : 0;
}

/* Bytes of the mark that may join the two halves of "2021-22"; 0 when there is none. */
static size_t joint_at(TfSlice text, size_t at)
{
    if (at >= text.length)
        return 0;
    if (text.bytes[at] == '-' || text.bytes[at] == '/')
        return 1;
    static const char *const joints[] = {"~", "\u2013", "\u301C", "\u223C", "\uFF5E"};
    TfSlice behind = tf_slice_range(text, at, text.length);
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
        if (tf_slice_starts_with(behind, joints[i]))
            return strlen(joints[i]);
    return 0;
}

static bool is_year(int value, size_t length)
{
    return length == 4 && value >= 1900 && value <= 2099;
}

/* Reads "2024", "2021-22", "2021/2022" at a digit; false when the number is no year. */
static bool read_year(TfSlice text, size_t at, PeriodToken *token)
{
    size_t length;
    size_t end;
    int year = digits_at(text, at, &length, &end);
    if (!is_year(year, length))
        return false;
    bool decimal =
        end < text.length && (text.bytes[end] == '.' || text.bytes[end] == ',') && is_digit(text, end + 1);
    if (decimal)
        return false;
    *token = (PeriodToken){.span = {at, end}, .kind = PERIOD_TOKEN_YEAR, .number = year, .number_to = year};
    size_t joint = joint_at(text, end);
    size_t tail_length = 0;
    int tail = joint > 0 ? digits_at(text, end + joint, &tail_length, &end) : 0;
    if (tail_length == 2)
        tail += year / 100 * 100;
    if ((tail_length == 2 || is_year(tail, tail_length)) && tail > year) {
        token->kind = PERIOD_TOKEN_PAIR;
        token->number_to = tail;
        token->span.end = end;
    }
    return true;
}

/* Two digits behind a fiscal mark: "FY24", "FY 24-25". */
static bool read_short_year(TfSlice text, size_t at, PeriodToken *token)
{
    size_t length;
    size_t end;
    int year = digits_at(text, at, &length, &end);
    bool mark = end < text.length && (text.bytes[end] == ',' || text.bytes[end] == '.');
    bool is_figure = (mark && is_digit(text, end + 1)) || (end < text.length && text.bytes[end] == '%');
    if (length != 2 || is_figure) /* "over the financial year 32.9%" */
        return false;
    *token = (PeriodToken){
        .span = {at, end}, .kind = PERIOD_TOKEN_YEAR, .number = 2000 + year, .number_to = 2000 + year};
    size_t joint = joint_at(text, end);
    size_t tail_length = 0;
    int tail = joint > 0 ? digits_at(text, end + joint, &tail_length, &end) : 0;
    if (tail_length == 2 && tail == year + 1) {
        token->kind = PERIOD_TOKEN_PAIR;
        token->number_to = 2000 + tail;
        token->span.end = end;
    }
    return true;
}

/* A whole number of 1 to 100 as an amount of the text. */
static bool small_number(const Amount *amount, PeriodToken *token)
{
    double value = tf_decimal_to_double(amount->value);
    double last = amount->has_value_max ? tf_decimal_to_double(amount->value_max) : value;
    if (amount->kind != AMOUNT_NUMBER || amount->has_scale || value < 1 || last > 100 ||
        value != (int)value || last != (int)last)
        return false;
    *token = (PeriodToken){
        .span = amount->span, .kind = PERIOD_TOKEN_NUMBER, .number = (int)value, .number_to = (int)last};
    return true;
}

/* "tháng 1-7": digits behind a month that is called by its number are the last month of a run. */
static void read_last_month(TfSlice text, PeriodToken *month)
{
    size_t length = 0;
    size_t end = month->span.end;
    size_t joint = is_digit(text, end - 1) ? joint_at(text, end) : 0;
    int last = joint > 0 ? digits_at(text, end + joint, &length, &end) : 0;
    if (length == 0 || length > 2 || last <= month->number || last > 12)
        return;
    month->number_to = last;
    month->span.end = end;
}

/* "tháng 9", "tháng 9/2024": digits behind a word that names months by number. */
static bool read_month_number(const PeriodTokens *tokens, size_t at, PeriodToken *token)
{
    if (tokens->count == 0)
        return false;
    const PeriodToken *unit = &tokens->items[tokens->count - 1];
    bool counts =
        tokens->count > 1 && tokens->items[tokens->count - 2].kind == PERIOD_TOKEN_NUMBER && !unit->is_apart;
    TfSlice text = tokens->reading->text;
    size_t length;
    size_t end;
    int month = digits_at(text, at, &length, &end);
    if (unit->role != ROLE_UNIT_MONTH_NAMED || counts || at != unit->span.end + 1 || length > 2 ||
        month < 1 || month > 12)
        return false;
    *token = (PeriodToken){.span = {at, end}, .role = ROLE_MONTH, .number = month, .number_to = month};
    read_last_month(text, token);
    return true;
}

static bool fiscal_before(const PeriodTokens *tokens, size_t at)
{
    if (tokens->count == 0)
        return false;
    const PeriodToken *last = &tokens->items[tokens->count - 1];
    return last->role == ROLE_FISCAL && at - last->span.end <= 3;
}

/* "2024-м", "2024'te", "2030'a": an ending glued to a year by a hyphen or an apostrophe is passed over. */
#define MOST_YEAR_ENDING 3
static void pass_ending(const Reading *reading, PeriodToken *token)
{
    TfSlice text = reading->text;
    size_t at = token->span.end;
    if (token->kind != PERIOD_TOKEN_YEAR || at >= text.length)
        return;
    FoldedChar mark = fold_char(text, at);
    if (mark.code != '-' && mark.code != '\'')
        return;
    at += mark.width;
    if (reading_mark_at(reading, LEX_PERIOD, at) != NULL)
        return; /* "2030-yil" */
    int letters = 0;
    while (at < text.length && fold_char(text, at).klass == CHAR_LETTER && letters <= MOST_YEAR_ENDING) {
        at += fold_char(text, at).width;
        letters++;
    }
    if (letters > 0 && letters <= MOST_YEAR_ENDING)
        token->span.end = at;
}

/* Whether two tokens are one phrase though a hyphen parts them: "2030-yil". */
static bool is_hyphen_joint(const PeriodToken *year, const PeriodToken *unit)
{
    return year->kind == PERIOD_TOKEN_YEAR && unit->kind == PERIOD_TOKEN_MARK &&
           unit->role == ROLE_UNIT_YEAR && unit->span.start == year->span.end + 1;
}

/* "quý I/2021", "9 tháng/2024": a stroke ties a part of a year to the year behind it. */
static bool is_slash_joint(TfSlice text, const PeriodToken *part, const PeriodToken *year)
{
    bool is_part = part->kind == PERIOD_TOKEN_MARK && part->role != ROLE_LINK;
    return is_part && year->kind == PERIOD_TOKEN_YEAR && year->span.start == part->span.end + 1 &&
           text.bytes[part->span.end] == '/';
}

/* The hyphen of "2030-yil" is no "to". */
static void drop_hyphen(PeriodTokens *tokens, const PeriodToken *unit)
{
    if (tokens->count < 2)
        return;
    const PeriodToken *joint = &tokens->items[tokens->count - 1];
    const PeriodToken *year = &tokens->items[tokens->count - 2];
    if (joint->role == ROLE_TO && joint->span.start == year->span.end &&
        joint->span.end == unit->span.start && is_hyphen_joint(year, unit))
        tokens->count--;
}

/* "Nisan/April", "August (Ab)": Arabic papers name a month twice; the second name belongs to the first. */
static bool is_second_name(PeriodTokens *tokens, const PeriodToken *token)
{
    PeriodToken *last = tokens->count > 0 ? &tokens->items[tokens->count - 1] : NULL;
    if (last == NULL || last->kind != PERIOD_TOKEN_MARK || token->kind != PERIOD_TOKEN_MARK ||
        last->role != ROLE_MONTH || token->role != ROLE_MONTH || last->number != token->number)
        return false;
    TfSlice text = tokens->reading->text;
    size_t at = last->span.end;
    at += at < text.length && text.bytes[at] == ' ';
    char mark = at < text.length ? text.bytes[at] : '\0';
    bool closed = token->span.end < text.length && text.bytes[token->span.end] == ')';
    if (at + 1 != token->span.start || (mark != '/' && !(mark == '(' && closed)))
        return false;
    last->span.end = token->span.end + (mark == '(');
    return true;
}

/* Adds a token, and notes whether anything but blanks and a comma lies before it. */
static void add_token(PeriodTokens *tokens, PeriodToken token)
{
    if (tokens->count == MOST_PERIOD_TOKENS || is_second_name(tokens, &token))
        return;
    drop_hyphen(tokens, &token);
    token.is_apart = tokens->count == 0;
    pass_ending(tokens->reading, &token);
    if (tokens->count > 0 && !is_hyphen_joint(&tokens->items[tokens->count - 1], &token)) {
        size_t from = tokens->items[tokens->count - 1].span.end;
        if (is_slash_joint(tokens->reading->text, &tokens->items[tokens->count - 1], &token))
            from++;
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
static bool token_of_marks(const Mark *period, const Mark *month, const Mark *deadline, PeriodToken *token)
{
    const Mark *first = period;
    if (month != NULL && (first == NULL || month->end >= first->end))
        first = month;
    if (first == NULL && deadline == NULL)
        return false;
    if (first == NULL || (deadline != NULL && deadline->end > first->end)) {
        *token = (PeriodToken){
            .span = mark_span(deadline), .deadline = deadline->role, .number = (int)deadline->number};
        token->is_after = deadline->side == SIDE_AFTER;
        return true;
    }
    *token = (PeriodToken){.span = mark_span(first), .role = first->role, .number = (int)first->number};
    token->number_to = token->number;
    token->is_after = first->side == SIDE_AFTER;
    if (deadline != NULL && deadline->end == first->end) {
        token->deadline = deadline->role;
        token->is_after = deadline->side == SIDE_AFTER;
    }
    return true;
}

/* The phrase of a period that begins inside a deadline's word and goes on behind it; NULL when there is none.
 */
static const Mark *period_inside(const Cursor *periods, const PeriodToken *token)
{
    for (size_t i = periods->at; token->deadline != ROLE_NONE && i < periods->list->count; i++) {
        const Mark *mark = &periods->list->items[i];
        if (mark->start >= token->span.end)
            return NULL;
        if (mark->start > token->span.start && mark->end > token->span.end)
            return mark;
    }
    return NULL;
}

/* The token that starts at `at`: a year, a phrase of the lexicons, or a small number. */
static bool token_at(PeriodTokens *tokens, Cursor cursors[3], size_t at, PeriodToken *token)
{
    const Reading *reading = tokens->reading;
    const Mark *period = cursor_at(&cursors[0], at);
    const Mark *month = cursor_at(&cursors[1], at);
    const Mark *deadline = cursor_at(&cursors[2], at);
    if (token_of_marks(period, month, deadline, token)) {
        const Mark *inner = period_inside(&cursors[0], token);
        if (inner != NULL) /* "vào năm" and "năm ngoái" share a word */
            token->span.end = inner->start;
        if (walk_is_role(token, ROLE_MONTH))
            read_last_month(reading->text, token);
        return true;
    }
    if (!is_digit(reading->text, at) || fold_class_before(reading->text, at) == CHAR_DIGIT)
        return false;
    if (read_month_number(tokens, at, token))
        return true;
    if (fiscal_before(tokens, at) && read_short_year(reading->text, at, token))
        return true;
    return read_year(reading->text, at, token);
}

/* "24年", "'23년": two digits that a word for the year touches name one of this century. Smaller and larger
 * ones rather count years. */
static bool name_short_year(const PeriodToken *unit, PeriodToken *front)
{
    bool named = front != NULL && front->kind == PERIOD_TOKEN_NUMBER && front->span.end == unit->span.start &&
                 front->number == front->number_to && front->number >= 15 && front->number < 50;
    if (!named)
        return false;
    front->kind = PERIOD_TOKEN_YEAR;
    front->number += 2000;
    front->number_to = front->number;
    return true;
}

static void settle_short_year(PeriodToken *unit, PeriodToken *front)
{
    unit->role = name_short_year(unit, front) ? ROLE_LINK : ROLE_UNIT_YEAR;
}

/* Words beside a year or a month's number say nothing more: "2024年", "năm 2024", "9月", "tháng 9". */
static void settle_units(PeriodTokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        PeriodToken *token = &tokens->items[i];
        if (token->kind != PERIOD_TOKEN_MARK)
            continue;
        PeriodToken *front = i > 0 && !token->is_apart ? &tokens->items[i - 1] : NULL;
        PeriodToken *behind =
            i + 1 < tokens->count && !tokens->items[i + 1].is_apart ? &tokens->items[i + 1] : NULL;
        bool year_front = front != NULL && front->kind == PERIOD_TOKEN_YEAR;
        bool year_behind =
            behind != NULL && (behind->kind == PERIOD_TOKEN_YEAR || behind->kind == PERIOD_TOKEN_PAIR);
        if (token->role == ROLE_UNIT_YEAR_NAMED)
            settle_short_year(token, front);
        if (token->role == ROLE_FISCAL && token->is_after)
            (void)name_short_year(token, front); /* "25年度" */
        if (token->role == ROLE_UNIT_YEAR && (year_front || year_behind))
            token->role = ROLE_LINK;
        else if (token->role == ROLE_UNIT_MONTH_NAMED && behind != NULL && behind->role == ROLE_MONTH)
            token->role = ROLE_LINK;
        else if (token->role == ROLE_UNIT_MONTH_NAMED)
            token->role = ROLE_UNIT_MONTH;
        else if (token->role == ROLE_MONTH_NUMBER) {
            bool named = front != NULL && front->kind == PERIOD_TOKEN_NUMBER && front->number_to <= 12;
            token->role = ROLE_LINK;
            if (named) {
                front->kind = PERIOD_TOKEN_MARK;
                front->role = ROLE_MONTH;
            }
        }
    }
}

/* The next place at or behind `at` where a token may begin: a mark, an amount, a digit, or a letter of
 * another script, which may be one. */
static size_t next_place(const PeriodTokens *tokens, const Cursor cursors[3], size_t amount, size_t at,
                         size_t end)
{
    const Reading *reading = tokens->reading;
    for (size_t i = 0; i < 3; i++)
        for (size_t k = cursors[i].at; k < cursors[i].list->count && cursors[i].list->items[k].start < end;
             k++)
            if (cursors[i].list->items[k].start >= at) {
                end = cursors[i].list->items[k].start;
                break;
            }
    if (amount < reading->amounts.count && reading->amounts.items[amount].span.start >= at &&
        reading->amounts.items[amount].span.start < end)
        end = reading->amounts.items[amount].span.start;
    const char *bytes = reading->text.bytes;
    while (at < end && (unsigned char)bytes[at] < 0x80 && (bytes[at] < '0' || bytes[at] > '9'))
        at++;
    return at;
}

void period_tokens(const Reading *reading, TfSpan sentence, PeriodTokens *tokens)
{
    tokens->reading = reading;
    tokens->count = 0;
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
        PeriodToken token;
        while (amount < last_amount && reading->amounts.items[amount].span.start < at)
            amount++;
        bool is_here = amount < last_amount && reading->amounts.items[amount].span.start == at;
        bool is_money = is_here && (reading->amounts.items[amount].kind == AMOUNT_MONEY ||
                                    reading->amounts.items[amount].has_scale);
        bool found = token_at(tokens, cursors, at, &token);
        found = found && !(is_money && token.kind != PERIOD_TOKEN_MARK); /* "2000亿美元" is no year */
        if (!found && is_here)
            found = small_number(&reading->amounts.items[amount], &token);
        token.is_word = found && is_here && !is_digit(reading->text, at);
        if (found)
            add_token(tokens, token);
        /* the digits of an amount that is no period are passed as a whole */
        size_t next = found ? token.span.end : is_here ? reading->amounts.items[amount].span.end : at + 1;
        at = next > at ? next : at + 1;
        while (amount < last_amount && reading->amounts.items[amount].span.start < at)
            amount++;
        at = next_place(tokens, cursors, amount, at, sentence.end);
    }
    settle_units(tokens);
}
