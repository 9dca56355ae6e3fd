/* Finding dates: the text becomes tokens, and rows of patterns are tried at each of them. */
#include "importers/readers/date_find.h"

#include "importers/readers/character.h"
#include "importers/readers/date_era.h"
#include "importers/readers/page_words.h"

#include <string.h>

typedef enum TokenKind {
    TOKEN_NUMBER,
    TOKEN_MONTH, /* a month's name */
    TOKEN_WORD,
    TOKEN_PARTICLE,   /* "de", "of", "года", "th" */
    TOKEN_MONTH_WORD, /* Vietnamese "tháng", before the month's number */
    TOKEN_YEAR_MARK,  /* 年 */
    TOKEN_MONTH_MARK,
    TOKEN_DAY_MARK,
    TOKEN_BLANK,
    TOKEN_MARK, /* any other character; `value` is it */
} TokenKind;

typedef struct Token {
    TokenKind kind;
    int weekday; /* 0..6 of a word, else -1 */
    int value;
    unsigned digits;
    bool starts_name; /* of a word: the first of a name of several words */
    size_t start;
    size_t end;
} Token;

#define MOST_TOKENS 256

typedef struct Tokens {
    TfSlice text;
    Token token[MOST_TOKENS + 1]; /* a blank behind the last, so that one token ahead can be looked at */
    size_t count;
} Tokens;

/* Year, month and day as a pattern meets them. */
typedef struct Parts {
    int year;
    int month;
    int day;
    int separator;
    unsigned glued; /* figures behind the year that are not its own */
} Parts;

/* --- tokens --- */

static TokenKind east_asian_kind(UChar32 character)
{
    switch (character) {
    case 0x5E74: /* 年 */
    case 0xB144: /* 년 */
        return TOKEN_YEAR_MARK;
    case 0x6708: /* 月 */
    case 0xC6D4: /* 월 */
        return TOKEN_MONTH_MARK;
    case 0x65E5: /* 日 */
    case 0x53F7: /* 号 */
    case 0x865F: /* 號 */
    case 0xC77C: /* 일 */
        return TOKEN_DAY_MARK;
    default:
        return TOKEN_WORD;
    }
}

static void read_number(TfSlice text, size_t *at, Token *token)
{
    for (size_t next = *at; next < text.length; *at = next) {
        UChar32 character = character_next(text, &next);
        int digit = character >= 0 ? u_charDigitValue(character) : -1;
        if (digit < 0)
            break;
        token->digits++;
        if (token->digits <= 8)
            token->value = token->value * 10 + digit;
    }
    token->kind = TOKEN_NUMBER;
}

/* Gives a word token its meaning. Two or three words can be one name: "thứ hai", "tháng mười hai". */
static void name_word(Tokens *tokens, Token *token)
{
    char buffer[PAGE_FORM_BYTES];
    TfSlice form = page_fold(tf_slice_range(tokens->text, token->start, token->end), buffer);
    const PageWord *word = page_word(form);
    token->weekday = word->weekday - 1;
    token->value = word->month > 0 ? word->month : 0;
    token->starts_name = word->starts_name;
    bool may_be = form.length > 0 && form.bytes[0] == 't'; /* most words are not */
    if (may_be && (tf_slice_is(form, "tháng") || tf_slice_is(form, "thg")))
        token->kind = TOKEN_MONTH_WORD;
    else if (token->value > 0)
        token->kind = TOKEN_MONTH;
    else if ((word->kinds & PAGE_PARTICLE) != 0)
        token->kind = TOKEN_PARTICLE;
    Token *first = tokens->count >= 2 ? &tokens->token[tokens->count - 2] : NULL;
    if (first == NULL || !first->starts_name || token[-1].kind == TOKEN_NUMBER ||
        (first->kind != TOKEN_WORD && first->kind != TOKEN_MONTH && first->kind != TOKEN_MONTH_WORD))
        return;
    word = page_word(page_fold(tf_slice_range(tokens->text, first->start, token->end), buffer));
    if (word->weekday > 0)
        token->weekday = word->weekday - 1;
    if (word->month > 0) {
        *first = (Token){TOKEN_MONTH, -1, word->month, 0, word->starts_name, first->start, token->end};
        tokens->count -= 2; /* the caller counts the joined token */
    }
}

/* Ends also where a capital follows a small letter: "WriterNovember 20". */
static void read_word(TfSlice text, size_t *at)
{
    bool after_small = false;
    for (size_t next = *at; next < text.length; *at = next) {
        unsigned char byte = (unsigned char)text.bytes[next];
        if (byte >= 'a' && byte <= 'z') {
            after_small = true;
            next++;
            continue;
        }
        UChar32 character = character_next(text, &next);
        if (!character_is_letter(character) || character_is_east_asian(character) ||
            (after_small && u_isupper(character)))
            break;
        after_small = u_islower(character);
    }
}

/* A name stands no further from the figures of its date than this: tokens behind them, bytes before them. */
#define NAME_TOKENS 12
#define NAME_BYTES  64

/* The next figure, or byte that may begin one in another script, at or behind `at`. */
static size_t next_figure(TfSlice text, size_t at)
{
    for (; at < text.length; at++) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if ((byte >= '0' && byte <= '9') || byte > 0xD3) /* no letter of Europe begins so high */
            break;
    }
    return at;
}

/* Words far from figures need no meaning, and most words are. */
static void tokenise(TfSlice text, Tokens *tokens)
{
    size_t behind_figure = NAME_TOKENS;
    size_t figure = next_figure(text, 0);
    tokens->text = text; /* the tokens themselves are set one by one: zeroing them all would cost most */
    tokens->count = 0;
    for (size_t at = 0; at < text.length && tokens->count < MOST_TOKENS;) {
        Token *token = &tokens->token[tokens->count];
        *token = (Token){TOKEN_MARK, -1, 0, 0, false, at, 0};
        size_t start = at;
        unsigned char byte = (unsigned char)text.bytes[at];
        if (byte < 0x80 && !u_isalnum(byte)) {
            bool blank = byte == ' ' || (byte >= '\t' && byte <= '\r');
            token->kind = blank ? TOKEN_BLANK : TOKEN_MARK;
            token->value = blank ? 0 : byte;
            token->end = ++at;
            tokens->count++;
            behind_figure++;
            continue;
        }
        UChar32 character = character_next(text, &at);
        bool east_asian = character_is_east_asian(character);
        if (character >= 0 && u_charDigitValue(character) >= 0) {
            at = start;
            read_number(text, &at, token);
            date_add_era(tf_slice_range(text, 0, start), &token->value, &token->digits);
        } else if (east_asian) {
            token->kind = east_asian_kind(character);
        } else if (character_is_letter(character)) {
            token->kind = TOKEN_WORD;
            at = start;
            read_word(text, &at);
        } else if (character >= 0 && u_isUWhiteSpace(character)) {
            token->kind = TOKEN_BLANK;
        } else {
            token->value = character;
        }
        token->end = at;
        behind_figure = token->kind == TOKEN_NUMBER ? 0 : behind_figure + 1;
        if (figure < at)
            figure = next_figure(text, at);
        bool is_near = behind_figure < NAME_TOKENS || (figure < text.length && figure - at < NAME_BYTES);
        if (token->kind == TOKEN_WORD && !east_asian && is_near)
            name_word(tokens, token);
        tokens->count++;
    }
    tokens->token[tokens->count] = (Token){TOKEN_BLANK, -1, 0, 0, false, text.length, text.length};
}

/* --- patterns --- */

/* Y year of four figures, y of two; M month and D day in figures; N month's name; T "tháng"; k m d the marks
 * behind year, month and day; / a separator, the same each time; _ blanks, points, commas, hyphens and
 * particles; blanks alone are skipped before k m d, T and /. */
static const struct {
    const char *pattern;
    bool figures;
    bool has_year;
} patterns[] = {
    {"Y/M/D", true, true},  {"D/M/Y", true, true},  {"D/M/y", true, true},  {"YkMmDd", true, true},
    {"D_N_Y", false, true}, {"N_D_Y", false, true}, {"Y_N_D", false, true}, {"Y_D_N", false, true},
    {"DTM_Y", false, true}, {"MmDd", true, false},  {"D_N", false, false},  {"N_D", false, false},
    {"DTM", false, false},  {"D/M", true, false},
};

static bool is_separator(int character)
{
    return character == '/' || character == '.' || character == '-' || character == 0x2010 ||
           character == 0x2011 || character == 0x2013;
}

static bool is_filler(const Token *token)
{
    return token->kind == TOKEN_BLANK || token->kind == TOKEN_PARTICLE ||
           (token->kind == TOKEN_MARK && (token->value == '.' || token->value == ',' || token->value == '-' ||
                                          token->value == 0x060C || token->value == '\''));
}

static bool take_number(const Token *token, unsigned digits, int low, int high, int *part)
{
    if (token->kind != TOKEN_NUMBER || token->digits > digits || (digits == 4 && token->digits != 4) ||
        token->value < low || token->value > high)
        return false;
    *part = token->value;
    return true;
}

static bool take_separator(const Token *token, Parts *parts)
{
    if (token->kind != TOKEN_MARK || !is_separator(token->value) ||
        (parts->separator != 0 && parts->separator != token->value))
        return false;
    parts->separator = token->value;
    return true;
}

/* "November 27, 20246:01 PM", "19.11.202119.11.2021": a page's parts run into each other. The year is the
 * last part of such a date, and a time or another date goes on behind it. */
static bool take_glued_year(const Token *token, Parts *parts)
{
    if (token->kind != TOKEN_NUMBER || token->digits < 5 || token->digits > 6 || parts->day == 0)
        return false;
    int year = token->value / (token->digits == 5 ? 10 : 100);
    bool goes_on = token[1].kind == TOKEN_MARK && (token[1].value == ':' || is_separator(token[1].value));
    if (year < 1990 || year > 2100 || (parts->separator != 0 && !goes_on))
        return false;
    parts->year = year;
    parts->glued = token->digits - 4;
    return true;
}

static bool take(const Token *token, char element, Parts *parts)
{
    switch (element) {
    case 'Y':
        return take_number(token, 4, 1900, 2100, &parts->year) || take_glued_year(token, parts);
    case 'y':
        if (token->digits != 2 || parts->separator == '-' || !take_number(token, 2, 0, 69, &parts->year))
            return false;
        parts->year += 2000;
        return true;
    case 'M': /* month and day may change places, see settle_order */
        return take_number(token, 2, 1, 31, &parts->month);
    case 'D':
        return take_number(token, 2, 1, 31, &parts->day);
    case 'N':
        parts->month = token->value;
        return token->kind == TOKEN_MONTH;
    case 'T':
        return token->kind == TOKEN_MONTH_WORD;
    case 'k':
        return token->kind == TOKEN_YEAR_MARK;
    case 'm':
        return token->kind == TOKEN_MONTH_MARK;
    case 'd':
        return token->kind == TOKEN_DAY_MARK;
    default:
        return take_separator(token, parts);
    }
}

/* "23 Nisan/April 2024" in Arabic, "August (Ab) 2024": tokens of a second name of the month behind the first,
 * as lands of one language name it; 0 when there is none. */
static size_t second_name(const Tokens *tokens, size_t at, int month)
{
    size_t from = at;
    if (at < tokens->count && tokens->token[at].kind == TOKEN_BLANK)
        at++;
    int mark = at < tokens->count && tokens->token[at].kind == TOKEN_MARK ? tokens->token[at].value : 0;
    if (mark != '/' && mark != '(')
        return 0;
    at++;
    if (at >= tokens->count || tokens->token[at].kind != TOKEN_MONTH || tokens->token[at].value != month)
        return 0;
    at++;
    bool closed =
        at < tokens->count && tokens->token[at].kind == TOKEN_MARK && tokens->token[at].value == ')';
    if (mark == '(' && !closed)
        return 0;
    return at + (mark == '(') - from;
}

/* Tokens `pattern` covers from `at` on, 0 when it does not fit. At most four fillers or two blanks are
 * skipped. */
static size_t match(const Tokens *tokens, size_t at, const char *pattern, Parts *parts)
{
    size_t start = at;
    *parts = (Parts){0};
    for (const char *element = pattern; *element != '\0'; element++) {
        for (int skipped = 0;
             *element == '_' && skipped < 5 && at < tokens->count && is_filler(&tokens->token[at]); skipped++)
            at++;
        if (*element == '_')
            continue;
        while (element > pattern && at < tokens->count && at < start + 12 &&
               tokens->token[at].kind == TOKEN_BLANK)
            at++;
        if (at >= tokens->count || !take(&tokens->token[at], *element, parts))
            return 0;
        at++;
        if (*element == 'N')
            at += second_name(tokens, at, parts->month);
    }
    return at - start;
}

/* A number beside the figures makes them something else: an address, a version, a sum. */
static bool stands_alone(const Tokens *tokens, size_t at, size_t length)
{
    const Token *token = tokens->token;
    size_t after = at + length;
    if (at >= 2 && token[at - 1].kind == TOKEN_MARK && is_separator(token[at - 1].value) &&
        token[at - 2].kind == TOKEN_NUMBER)
        return false;
    return after + 1 >= tokens->count || token[after].kind != TOKEN_MARK ||
           !is_separator(token[after].value) || token[after + 1].kind != TOKEN_NUMBER;
}

/* --- which number is the day --- */

static bool weekday_fits(const Tokens *tokens, int year, int month, int day)
{
    int weekday = tf_date_weekday((TfDate){(int16_t)year, (int8_t)month, (int8_t)day});
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->token[i].weekday == weekday)
            return true;
    return false;
}

static bool names_american_zone(const Tokens *tokens)
{
    static const char *const zones[] = {"EST", "EDT", "PST", "PDT"};
    for (size_t i = 0; i < tokens->count; i++)
        for (size_t zone = 0; zone < sizeof zones / sizeof zones[0]; zone++)
            if (tokens->token[i].kind == TOKEN_WORD &&
                tf_slice_is(tf_slice_range(tokens->text, tokens->token[i].start, tokens->token[i].end),
                            zones[zone]))
                return true;
    return false;
}

/* Puts month and day of a date in figures in their places; false when nothing but habit decides. */
static bool settle_order(const Tokens *tokens, Parts *parts)
{
    bool both_ways = parts->day <= 12 && parts->month <= 12 && parts->day != parts->month;
    bool swap = parts->month > 12;
    bool sure = !both_ways || parts->year == 0;
    if (!sure) {
        bool as_it_is = weekday_fits(tokens, parts->year, parts->month, parts->day);
        bool swapped = weekday_fits(tokens, parts->year, parts->day, parts->month);
        sure = swapped != as_it_is || names_american_zone(tokens);
        swap = sure && !as_it_is;
    }
    if (swap) {
        int day = parts->month;
        parts->month = parts->day;
        parts->day = day;
    }
    return sure;
}

static bool try_at(const Tokens *tokens, size_t at, bool without_year, ReaderDate *found)
{
    if (tokens->token[at].kind != TOKEN_NUMBER && tokens->token[at].kind != TOKEN_MONTH)
        return false; /* every pattern begins with one of them */
    for (size_t row = 0; row < sizeof patterns / sizeof patterns[0]; row++) {
        Parts parts;
        size_t length =
            patterns[row].has_year || without_year ? match(tokens, at, patterns[row].pattern, &parts) : 0;
        if (length == 0 || (patterns[row].figures && parts.glued == 0 && !stands_alone(tokens, at, length)))
            continue;
        bool day_first = patterns[row].pattern[0] == 'D' && patterns[row].figures;
        bool sure = !day_first || settle_order(tokens, &parts);
        int year_checked = parts.year > 0 ? parts.year : 2024; /* a leap year: 29 February is a day */
        if (!tf_date_is_valid(year_checked, parts.month, parts.day))
            continue;
        *found = (ReaderDate){.date = {(int16_t)parts.year, (int8_t)parts.month, (int8_t)parts.day},
                              .start = tokens->token[at].start,
                              .end = tokens->token[at + length - 1].end - parts.glued,
                              .figures = patterns[row].figures,
                              .unsure = !sure};
        return true;
    }
    return false;
}

bool reader_has_figure(TfSlice text)
{
    for (size_t at = 0; at < text.length;) {
        unsigned char byte = (unsigned char)text.bytes[at];
        if (byte >= '0' && byte <= '9')
            return true;
        if (byte >= 0x80 && u_charDigitValue(character_next(text, &at)) >= 0)
            return true;
        at += byte < 0x80;
    }
    return false;
}

bool reader_date_find(TfSlice text, size_t from, bool without_year, ReaderDate *found)
{
    Tokens tokens;
    if (!reader_has_figure(tf_slice_range(text, from, READER_DATE_BYTES)))
        return false;
    tokenise(tf_slice_range(text, 0, READER_DATE_BYTES), &tokens);
    for (size_t at = 0; at < tokens.count; at++)
        if (tokens.token[at].start >= from && try_at(&tokens, at, without_year, found))
            return true;
    return false;
}

/* --- figures alone --- */

/* Reads exactly `digits` figures at `at`, or -1. */
static int figures_at(TfSlice text, size_t at, size_t digits)
{
    int value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (at + i >= text.length || text.bytes[at + i] < '0' || text.bytes[at + i] > '9')
            return -1;
        value = value * 10 + (text.bytes[at + i] - '0');
    }
    return value;
}

static bool is_figure(TfSlice text, size_t at)
{
    return figures_at(text, at, 1) >= 0;
}

/* One or two figures at *at, which moves behind them; -1 when there are none. */
static int short_number(TfSlice text, size_t *at)
{
    size_t digits = is_figure(text, *at + 1) ? 2 : 1;
    int value = figures_at(text, *at, digits);
    *at += digits;
    return value;
}

/* Reads "11/24/2025" at `at`: +1 when only the month can be first, -1 when only the day can. */
static int order_at(TfSlice text, size_t at)
{
    int first = short_number(text, &at);
    char separator = at < text.length ? text.bytes[at++] : '\0';
    int second = short_number(text, &at);
    if (first < 1 || second < 1 || separator == '\0' || strchr("/.-", separator) == NULL ||
        at >= text.length || text.bytes[at] != separator || figures_at(text, at + 1, 4) < 1900 ||
        is_figure(text, at + 5))
        return 0;
    if (first <= 12 && second > 12 && second <= 31)
        return 1;
    return second <= 12 && first > 12 && first <= 31 ? -1 : 0;
}

bool reader_dates_have_month_first(TfSlice text)
{
    size_t month_first = 0;
    for (size_t at = 0; at < text.length; at++) {
        if (!is_figure(text, at) || (at > 0 && is_figure(text, at - 1)))
            continue;
        int order = order_at(text, at);
        if (order < 0)
            return false;
        month_first += order > 0;
    }
    return month_first > 0;
}

/* --- addresses --- */

/* Year, month, day from `at` on, joined by `gap` bytes; no further figure may follow. */
static bool url_date_at(TfSlice url, size_t at, size_t gap, TfDate *date)
{
    int year = figures_at(url, at, 4);
    size_t month_at = at + 4 + gap;
    size_t month_digits = gap == 0 || is_figure(url, month_at + 1) ? 2 : 1;
    size_t day_at = month_at + month_digits + gap;
    size_t day_digits = gap == 0 || is_figure(url, day_at + 1) ? 2 : 1;
    int month = figures_at(url, month_at, month_digits);
    int day = figures_at(url, day_at, day_digits);
    if (year < 1990 || year > 2100 || !tf_date_is_valid(year, month, day) ||
        is_figure(url, day_at + day_digits))
        return false;
    if (gap > 0 && (strchr("/-_.", url.bytes[at + 4]) == NULL || url.bytes[at + 4] != url.bytes[day_at - 1]))
        return false;
    *date = (TfDate){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

bool reader_date_of_url(TfSlice url, TfDate *date)
{
    for (size_t at = 0; at + 8 <= url.length && at < 2048; at++) {
        if ((at > 0 && is_figure(url, at - 1)) || !is_figure(url, at))
            continue;
        if (url_date_at(url, at, 1, date) || url_date_at(url, at, 0, date))
            return true;
    }
    return false;
}
