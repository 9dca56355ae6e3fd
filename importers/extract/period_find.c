/* Period phrases of a sentence: the patterns, tried from left to right, and the small words around them. */
#include "importers/extract/period_walk.h"

#include "importers/language/fold.h"

/* What the tokens in front of a phrase say about it. */
typedef struct Front {
    size_t start;      /* where the phrase begins with them */
    bool is_base;      /* "compared with", "since" */
    bool is_since;     /* a start, and no fellow to compare with */
    bool is_ending;    /* "which ended in mid-July" tells of a year, not of July */
    MarkRole deadline; /* "by", "before" */
} Front;

/* "mid-" and the like stand between a small word and its month. */
static bool is_passed(const PeriodTokens *tokens, size_t at)
{
    const PeriodToken *token = &tokens->items[at];
    bool joint = token->role == ROLE_TO && at > 0 && walk_is_role(&tokens->items[at - 1], ROLE_VAGUE);
    return token->kind == PERIOD_TOKEN_MARK &&
           (joint || token->role == ROLE_LINK || token->role == ROLE_BASE || token->role == ROLE_VAGUE ||
            token->deadline != ROLE_NONE);
}

static Front read_front(const PeriodTokens *tokens, size_t at)
{
    const PeriodToken *own = &tokens->items[at];
    Front front = {.start = own->span.start, .deadline = ROLE_NONE};
    if (own->role == ROLE_LINK && own->deadline == ROLE_BY_END)
        front.deadline = own->deadline; /* French "à fin" joins, and sets an end */
    for (size_t i = at; i > 0 && !tokens->items[i].is_apart; i--) {
        const PeriodToken *token = &tokens->items[i - 1];
        if (token->kind != PERIOD_TOKEN_MARK || token->is_after)
            break;
        bool is_mark = fold_char(tokens->reading->text, token->span.start).klass == CHAR_OTHER;
        if (token->role == ROLE_LINK && is_mark)
            break; /* "27億ドルで、前年の21億ドル": what a comma parts from it is no part of it */
        if (token->role == ROLE_LINK || token->deadline != ROLE_NONE)
            front.start = token->span.start;
        front.is_ending = front.is_ending || token->role == ROLE_ENDING;
        front.is_since = front.is_since || token->role == ROLE_SINCE;
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
    phrase->is_since = front->is_since;
    if (deadline == ROLE_BY || deadline == ROLE_BY_END || deadline == ROLE_BEFORE || deadline == ROLE_WITHIN)
        phrase->is_deadline = true;
    phrase->is_before = deadline == ROLE_BEFORE;
}

/* Small words that a language sets behind: "2030'a kadar", "2030年までに", "2023年比". */
static void set_back(Walk *walk, PeriodPhrase *phrase)
{
    for (;;) {
        Walk trial = *walk;
        const PeriodToken *token = walk_take(&trial);
        if (token == &walk_no_token || !token->is_after)
            return;
        bool has_start = phrase->part == PART_MONTHS && phrase->count == 0 &&
                         (phrase->year_to > 0 || phrase->month_from > 1) &&
                         (phrase->year_to > 0 || phrase->month_from < phrase->month_to);
        if (token->deadline != ROLE_NONE && !(has_start && token->deadline == ROLE_BY))
            phrase->is_deadline = true; /* "4월부터 9월까지" begins in April */
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

/* "+33% by 2021" told in 2023: where one small word says "by" and "against", a year that is over is no goal.
 */
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
    while (from > 0 && !tokens->items[from].is_apart && walk_is_role(&tokens->items[from - 1], ROLE_LINK))
        from--;
    if (from == 0 || tokens->items[from].is_apart ||
        !(walk_is_role(&tokens->items[from - 1], ROLE_FROM) || is_by_past_year(reading, tokens, from, at)))
        return false;
    size_t start = tokens->items[from - 1].span.start;
    size_t amount = amounts_at(&reading->amounts, start >= 3 ? start - 3 : 0);
    return amount < reading->amounts.count && reading->amounts.items[amount].kind == AMOUNT_PERCENT &&
           reading->amounts.items[amount].span.end <= start;
}

/* "the lowest since records began", "с 2002 года": a year behind "from" that no "to" follows is where
 * something begins. */
static bool is_start(const PeriodTokens *tokens, size_t at, const PeriodPhrase *phrase)
{
    size_t from = at;
    while (from > 0 && !tokens->items[from].is_apart && walk_is_role(&tokens->items[from - 1], ROLE_LINK))
        from--;
    return phrase->part == PART_YEAR && phrase->year_to == 0 && from > 0 && !tokens->items[from].is_apart &&
           walk_is_role(&tokens->items[from - 1], ROLE_FROM);
}

/* "in the third quarter 5, in the second 4": an ordinal alone is of the kind of the part before. */
static bool read_elliptic_part(Walk *walk, const PeriodPhrases *phrases, PeriodPhrase *phrase)
{
    static const MarkRole ordinals[] = {ROLE_FIRST, ROLE_SECOND, ROLE_THIRD, ROLE_FOURTH};
    const PeriodPhrase *last = phrases->count > 0 ? &phrases->items[phrases->count - 1] : NULL;
    bool part = last != NULL && last->part == PART_MONTHS && (last->count == 3 || last->count == 6);
    Walk trial = *walk;
    const PeriodToken *token = walk_take(&trial);
    for (int i = 0; i < 4 && part; i++) {
        if (!walk_is_role(token, ordinals[i]))
            continue;
        const PeriodToken *next = walk_take(&trial);
        if (next != &walk_no_token && !walk_is_role(next, ROLE_AND))
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
        bool found = walk_read_deadline_word(&tokens.items[at], &phrase);
        bool is_behind =
            tokens.items[at].is_after; /* "27億ドルで、前年の": "in" belongs to what is in front */
        bool starts =
            tokens.items[at].role != ROLE_LINK || (tokens.items[at].deadline != ROLE_NONE && !is_behind);
        if (found)
            walk.at++;
        else
            found =
                (starts && walk_read_phrase(&walk, &phrase)) || read_elliptic_part(&walk, phrases, &phrase);
        if (!found || walk.at == at) {
            at++;
            continue;
        }
        set_front(&phrase, &front);
        phrase.is_base = phrase.is_base || is_start(&tokens, at, &phrase);
        set_back(&walk, &phrase);
        bool is_use = phrase.part != PART_LENGTH || phrase.count > 0;
        if (is_use && !(front.is_ending && phrase.part == PART_MONTHS))
            phrases->items[phrases->count++] = phrase;
        at = walk.at;
    }
}
