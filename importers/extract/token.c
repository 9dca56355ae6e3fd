/* Making tokens: one pass over the text beside the sorted hits. Addresses of the web are skipped whole. */
#include "importers/extract/token.h"

#include "importers/language/fold.h"

#include <string.h>

/* A gap longer than this holds words, whatever they are. */
#define MOST_GAP_BYTES 24

/* Prefixes are short. */
#define MOST_PREFIX_BYTES 12

static const int kind_order[LEX_KIND_COUNT] = {
    [LEX_SCALE] = 5, [LEX_CURRENCY] = 4, [LEX_PERCENT] = 3, [LEX_NUMBER] = 2, [LEX_RELATION] = 1};

static const TokenKind kind_of[LEX_KIND_COUNT] = {[LEX_NUMBER] = TOKEN_NUMBER,
                                                  [LEX_SCALE] = TOKEN_SCALE,
                                                  [LEX_CURRENCY] = TOKEN_CURRENCY,
                                                  [LEX_PERCENT] = TOKEN_PERCENT,
                                                  [LEX_RELATION] = TOKEN_HEDGE};

TokenGap token_gap(TfSlice text, size_t from, size_t to)
{
    if (from >= to)
        return GAP_NONE;
    if (to - from > MOST_GAP_BYTES)
        return GAP_OTHER;
    uint32_t sign = 0;
    int blanks = 0;
    int lines = 0;
    for (size_t at = from; at < to;) {
        FoldedChar next = fold_char(text, at);
        at += next.width;
        if (next.klass == CHAR_BLANK)
            blanks++;
        else if (next.klass == CHAR_LINE)
            lines++;
        else if (next.code == '"' || (next.code >= 0x201C && next.code <= 0x201E) || next.code == 0xAB ||
                 next.code == 0xBB)
            continue; /* quotation marks join and part nothing */
        else if (sign != 0 || next.klass != CHAR_OTHER)
            return GAP_OTHER;
        else
            sign = next.code;
    }
    if (lines > 1)
        return GAP_OTHER;
    blanks += lines;
    switch (sign) {
    case 0:
        return GAP_BLANK;
    case '-':
        return blanks == 0 ? GAP_HYPHEN : GAP_DASH;
    case 0x2014:
    case 0x2015:
    case '~':
    case 0x301C:
    case 0xFF5E:
        return GAP_DASH;
    case ',':
    case 0x3001:
    case 0x060C: /* Arabic comma */
    case ';':
        return GAP_COMMA;
    case '.':
        return GAP_POINT;
    case '(':
    case '[':
    case 0xFF08:
        return GAP_OPEN;
    case '/':
        return GAP_SLASH;
    case ':':
        return blanks == 0 ? GAP_COLON : GAP_OTHER;
    default:
        return GAP_OTHER;
    }
}

/* Reads the words behind the first of a value column. */
static bool value_has(const char *value, const char *flag)
{
    const char *found = strchr(value, ' ');
    return found != NULL && strstr(found + 1, flag) != NULL;
}

static void read_number_word(Token *token, const char *value)
{
    static const struct {
        const char *flag;
        NumberWord word;
    } flags[] = {{"article", WORD_ARTICLE}, {"fraction", WORD_FRACTION}, {"add", WORD_ADD}};
    if (strcmp(value, "and") == 0)
        token->word = WORD_AND;
    else if (strcmp(value, "minus") == 0)
        token->word = WORD_MINUS;
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (value_has(value, flags[i].flag))
            token->word = flags[i].word;
}

static Token token_of_hit(const LexHit *hit)
{
    const char *value = hit->entry->value;
    Token token = {
        .kind = kind_of[hit->entry->kind], .start = hit->start, .end = hit->end, .entry = hit->entry};
    TfSlice rest = tf_slice(value);
    (void)tf_decimal_read(tf_slice_split(&rest, ' '), &token.number);
    if (token.kind == TOKEN_NUMBER)
        read_number_word(&token, value);
    if (token.kind == TOKEN_SCALE) {
        token.weak = value_has(value, "glued");
        token.inner = value_has(value, "inner");
        token.alone = value_has(value, "one");
    }
    if (token.kind == TOKEN_CURRENCY) {
        token.weak = value_has(value, "word");
        /* codes and signs of CLDR belong to no language; its names do */
        token.sign = value_has(value, "sign") || hit->entry->lang[0] == '\0';
    }
    return token;
}

typedef struct Scanner {
    TfSlice text;
    const LexHits *hits;
    size_t next_hit;
    const NumberStyle *style;
    size_t skip_until; /* end of an address of the web */
    size_t next_address;
    size_t next_scheme;
    size_t next_www;
    TfArena *arena;
    TokenList *list;
    bool is_joined; /* the next token is the currency that a small word ties to its magnitude */
} Scanner;

static bool is_blank_byte(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* The next "://" or "www." at or after `from`, and the blanks around it. Each is looked for again only once
 * it is passed, so the text is read once for either. */
static void find_address(Scanner *scanner, size_t from)
{
    TfSlice text = scanner->text;
    if (scanner->next_scheme != TF_NOWHERE && scanner->next_scheme <= from)
        scanner->next_scheme = tf_slice_find(text, from, "://");
    if (scanner->next_www != TF_NOWHERE && scanner->next_www <= from)
        scanner->next_www = tf_slice_find(text, from, "www.");
    size_t at = scanner->next_scheme < scanner->next_www ? scanner->next_scheme : scanner->next_www;
    scanner->next_address = at;
    if (at == TF_NOWHERE)
        return;
    while (scanner->next_address > from && !is_blank_byte(text.bytes[scanner->next_address - 1]))
        scanner->next_address--;
    while (at < text.length && !is_blank_byte(text.bytes[at]))
        at++;
    scanner->skip_until = at;
}

/* "(15.3) billion riyals": statistics offices set the digits in brackets; the magnitude or unit behind them
 * is theirs all the same. */
static size_t behind_bracket(const Scanner *scanner, const Token *digits, const Token *token)
{
    TfSlice text = scanner->text;
    bool unit = token->kind == TOKEN_SCALE || token->kind == TOKEN_CURRENCY || token->kind == TOKEN_PERCENT;
    bool bracketed = digits->kind == TOKEN_DIGITS && digits->start > 0 &&
                     text.bytes[digits->start - 1] == '(' && digits->end < token->start &&
                     text.bytes[digits->end] == ')';
    return digits->end + (unit && bracketed);
}

static bool add(Scanner *scanner, Token token)
{
    TokenList *list = scanner->list;
    size_t before = list->count > 0 ? behind_bracket(scanner, &list->items[list->count - 1], &token) : 0;
    token.gap = list->count > 0 ? token_gap(scanner->text, before, token.start) : GAP_OTHER;
    if (scanner->is_joined)
        token.gap = GAP_BLANK;
    scanner->is_joined = false;
    if (!tf_arena_grow(scanner->arena, &list->items, &list->capacity, list->count, sizeof *list->items))
        return false;
    list->items[list->count++] = token;
    return true;
}

static void pass_hits(Scanner *scanner, size_t at)
{
    const LexHits *hits = scanner->hits;
    while (scanner->next_hit < hits->count && hits->items[scanner->next_hit].start < at)
        scanner->next_hit++;
}

static bool is_behind_number(const Scanner *scanner, size_t at)
{
    const TokenList *list = scanner->list;
    const Token *last = list->count > 0 ? &list->items[list->count - 1] : NULL;
    return last != NULL && (last->kind == TOKEN_DIGITS || last->kind == TOKEN_NUMBER) &&
           token_gap(scanner->text, last->end, at) != GAP_OTHER;
}

/* A small word between a magnitude and its currency: "milliards de dollars". */
static bool is_joint(const LexHit *hit)
{
    return hit->entry->kind == LEX_CURRENCY && strcmp(hit->entry->value, "joint") == 0;
}

static size_t pass_blank(const Scanner *scanner, size_t at)
{
    while (at < scanner->text.length && token_gap(scanner->text, at, at + 1) == GAP_BLANK)
        at += fold_char(scanner->text, at).width;
    return at;
}

/* The hit of a kind that starts at `at`, as a joint or not; NULL when there is none. */
static const LexHit *currency_at(const Scanner *scanner, size_t at, bool joint)
{
    const LexHits *hits = scanner->hits;
    for (size_t i = scanner->next_hit; i < hits->count && hits->items[i].start <= at; i++)
        if (hits->items[i].start == at && hits->items[i].entry->kind == LEX_CURRENCY &&
            is_joint(&hits->items[i]) == joint)
            return &hits->items[i];
    return NULL;
}

/* Where the currency stands that a joint ties to the magnitude which ends at `at`; `at` when there is none.
 */
static size_t find_joined(const Scanner *scanner, size_t at)
{
    const LexHit *joint = currency_at(scanner, pass_blank(scanner, at), true);
    size_t next = joint != NULL ? pass_blank(scanner, joint->end) : at;
    return joint != NULL && currency_at(scanner, next, false) != NULL ? next : at;
}

/* The longest hit that begins at `at` and is a part of amounts; NULL when there is none. */
static const LexHit *best_hit(Scanner *scanner, size_t at)
{
    const LexHits *hits = scanner->hits;
    const LexHit *best = NULL;
    pass_hits(scanner, at);
    for (size_t i = scanner->next_hit; i < hits->count && hits->items[i].start == at; i++) {
        const LexHit *hit = &hits->items[i];
        int order = is_joint(hit) ? 0 : kind_order[hit->entry->kind];
        if (order == kind_order[LEX_PERCENT] && value_has(hit->entry->value, "of") &&
            is_behind_number(scanner, at))
            continue; /* in "5 percent of 200" the mark is the number's before it */
        bool same = best != NULL && hit->end == best->end;
        bool is_own = same && order == kind_order[best->entry->kind] && best->entry->lang[0] == '\0';
        if (order > 0 && (best == NULL || hit->end > best->end ||
                          (same && order > kind_order[best->entry->kind]) || is_own))
            best = hit; /* the language's own sense of a sign comes before everyone's */
    }
    return best;
}

/* Whether a prefix ends at `at`: the number behind it is a word of its own. */
static bool is_behind_prefix(const Scanner *scanner, size_t at)
{
    const LexHits *hits = scanner->hits;
    for (size_t i = scanner->next_hit; i > 0 && hits->items[i - 1].start + MOST_PREFIX_BYTES >= at; i--)
        if (hits->items[i - 1].is_prefix && hits->items[i - 1].end == at)
            return true;
    return false;
}

/* Whether letters that are no currency or magnitude touch a number at its left. */
static bool is_glued_left(const Scanner *scanner, size_t start)
{
    TokenList *list = scanner->list;
    if (fold_class_before(scanner->text, start) != CHAR_LETTER)
        return false;
    const Token *last = list->count > 0 ? &list->items[list->count - 1] : NULL;
    bool is_unit = last != NULL && last->end == start && last->kind != TOKEN_NUMBER;
    return !is_unit && !is_behind_prefix(scanner, start);
}

/* Whether letters that no lexicon has touch a number at its right: "11a", "1990s". */
static bool is_glued_right(Scanner *scanner, size_t end)
{
    if (end >= scanner->text.length || fold_char(scanner->text, end).klass != CHAR_LETTER)
        return false;
    pass_hits(scanner, end);
    return scanner->next_hit == scanner->hits->count || scanner->hits->items[scanner->next_hit].start != end;
}

/* "$.5 billion", "grew .5%": a point in front that ends nothing. */
static bool has_bare_point(TfSlice text, size_t start)
{
    return start > 0 && text.bytes[start - 1] == '.' && fold_class_before(text, start - 1) < CHAR_LETTER;
}

static bool add_digits(Scanner *scanner, size_t start, size_t *end)
{
    NumberLiteral literal = number_scan(scanner->text, start, scanner->style);
    if (literal.is_plain && has_bare_point(scanner->text, start))
        literal = number_scan(scanner->text, --start, scanner->style);
    Token token = {.kind = TOKEN_DIGITS,
                   .start = (uint32_t)literal.start,
                   .end = (uint32_t)literal.end,
                   .is_plain = literal.is_plain};
    token.is_code = !number_value(scanner->text, &literal, scanner->style, 0, &token.number) ||
                    is_glued_left(scanner, start) || is_glued_right(scanner, literal.end);
    *end = literal.end;
    return add(scanner, token);
}

/* Takes what begins at `at`, if anything, and moves it past. */
static bool take(Scanner *scanner, size_t *at)
{
    FoldedChar here = fold_char(scanner->text, *at);
    if (here.klass == CHAR_DIGIT || (here.code >= '0' && here.code <= '9'))
        return add_digits(scanner, *at, at);
    const LexHit *hit = best_hit(scanner, *at);
    if (hit == NULL) {
        *at += here.width;
        return true;
    }
    *at = hit->end;
    if (!add(scanner, token_of_hit(hit)))
        return false;
    if (hit->entry->kind == LEX_SCALE) {
        *at = find_joined(scanner, hit->end);
        scanner->is_joined = *at > hit->end;
    }
    return true;
}

/* The next place worth looking at: a digit or a hit. */
static size_t next_place(Scanner *scanner, size_t at)
{
    const LexHits *hits = scanner->hits;
    pass_hits(scanner, at);
    size_t limit =
        scanner->next_hit < hits->count ? hits->items[scanner->next_hit].start : scanner->text.length;
    while (at < limit) {
        uint8_t byte = (uint8_t)scanner->text.bytes[at];
        if ((byte >= '0' && byte <= '9') || byte >= 0xC0)
            break;
        at++;
    }
    return at;
}

TfStatus tokens_find(TfSlice text, const LexHits *hits, const NumberStyle *style, TfArena *arena,
                     TokenList *list, TfError *error)
{
    *list = (TokenList){NULL, 0, 0};
    Scanner scanner = {.text = text, .hits = hits, .style = style, .arena = arena, .list = list};
    find_address(&scanner, 0);
    for (size_t at = next_place(&scanner, 0); at < text.length; at = next_place(&scanner, at)) {
        if (at >= scanner.next_address) {
            at = scanner.skip_until;
            find_address(&scanner, at);
            continue;
        }
        if (!take(&scanner, &at))
            return tf_fail_memory(error);
    }
    return TF_OK;
}
