/* The amount grammar, step by step, and what the numbers are that are no amounts. */
#include "importers/extract/amount.h"

#include "importers/extract/amount_parts.h"
#include "importers/language/fold.h"

#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR  2099

static const TfDecimal one = {1, 0};

/* ---- signs ---- */

/* The character before an offset, as folded; 0 at the start. `start` gets its offset. */
static FoldedChar char_before(TfSlice text, size_t at, size_t *start)
{
    *start = at;
    if (at == 0)
        return (FoldedChar){0, 1, CHAR_OTHER};
    size_t from = at - 1;
    while (from > 0 && at - from < 4 && ((uint8_t)text.bytes[from] & 0xC0) == 0x80)
        from--;
    *start = from;
    return fold_char(text, from);
}

/* Whether a sign at `at` begins something: nothing, a blank or an opening mark stands before it. */
static bool sign_is_free(TfSlice text, size_t at)
{
    size_t start;
    FoldedChar before = char_before(text, at, &start);
    return start == at || before.klass == CHAR_BLANK || before.klass == CHAR_LINE ||
           (before.code != 0 && before.code < 0x80 && strchr("([\"'/", (int)before.code) != NULL);
}

static void negate(Draft *draft)
{
    draft->amount.value.digits = -draft->amount.value.digits;
    draft->raw.digits = -draft->raw.digits;
}

/* "-65.2", "+9%", "minus five percent", "$-5 billion". */
static void read_sign(const Grammar *grammar, Draft *draft)
{
    size_t start;
    const Token *first = amount_token(grammar, draft->first);
    FoldedChar before = char_before(grammar->text, first->start, &start);
    if (start < first->start && (before.code == '-' || before.code == '+') &&
        sign_is_free(grammar->text, start)) {
        if (before.code == '-')
            negate(draft);
        draft->amount.span.start = start;
        return;
    }
    const Token *word = amount_token(grammar, draft->first - 1);
    if (word->kind == TOKEN_NUMBER && word->word == WORD_MINUS && first->gap == GAP_BLANK) {
        negate(draft);
        draft->amount.span.start = word->start;
        draft->first--;
        return;
    }
    const Token *second = amount_token(grammar, draft->first + 1);
    if (first->kind == TOKEN_CURRENCY && draft->last > draft->first && second->gap == GAP_HYPHEN &&
        fold_char(grammar->text, first->start).klass == CHAR_OTHER && first->end - first->start <= 3)
        negate(draft);
}

/* ---- plain numbers ---- */

/* A number that is digits glued to something: it gets a look at once. */
static Draft code_draft(const Grammar *grammar, size_t at)
{
    const Token *token = amount_token(grammar, at);
    Draft draft = {.first = at, .last = at, .raw = token->number, .scale = one};
    draft.amount.value = token->number;
    draft.amount.look = NUMBER_CODE;
    draft.amount.bracket_of = AMOUNT_NOWHERE;
    draft.amount.span = (TfSpan){token->start, token->end};
    draft.amount.number = draft.amount.span;
    draft.hedge_behind = AMOUNT_NOWHERE;
    draft.is_plain_digits = token->is_plain;
    return draft;
}

static bool is_between(TfDecimal value, int low, int high)
{
    return tf_decimal_normal(value).exponent >= 0 && tf_decimal_compare(value, (TfDecimal){low, 0}) >= 0 &&
           tf_decimal_compare(value, (TfDecimal){high, 0}) <= 0;
}

static bool has_year_form(const Draft *draft)
{
    return draft->is_plain_digits && draft->amount.span.end - draft->amount.span.start == 4 &&
           is_between(draft->amount.value, FIRST_YEAR, LAST_YEAR);
}

/* What letters behind the digits make of them: "1990s", "25th". */
static NumberLook look_of_suffix(const Grammar *grammar, const Draft *draft)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th"};
    TfSlice rest = tf_slice_range(grammar->text, draft->amount.span.end, draft->amount.span.end + 3);
    bool ends = rest.length < 3 || fold_char(rest, 2).klass < CHAR_LETTER;
    for (size_t i = 0; i < sizeof ordinals / sizeof ordinals[0]; i++)
        if (draft->is_plain_digits && ends && tf_slice_starts_with(rest, ordinals[i]))
            return NUMBER_ORDINAL;
    bool decade = has_year_form(draft) && rest.length > 0 && rest.bytes[0] == 's';
    return decade ? NUMBER_YEAR : NUMBER_CODE;
}

static bool is_bare(const Draft *draft)
{
    return draft->amount.kind == AMOUNT_NUMBER && !draft->amount.has_scale;
}

/* Whether two digits are the year behind a whole one: "2021-22". */
static bool is_next_year(const Grammar *grammar, const Draft *a, const Draft *b)
{
    int64_t year;
    int64_t tail;
    TfSpan span = b->amount.span;
    return has_year_form(a) && span.end - span.start == 2 &&
           tf_integer_read(tf_slice_range(grammar->text, a->amount.span.start, a->amount.span.end), &year) &&
           tf_integer_read(tf_slice_range(grammar->text, span.start, span.end), &tail) &&
           tail == (year + 1) % 100;
}

/* Two numbers with a sign between: "2021-22", "2021/22", "9:30". */
static void look_at_pair(const Grammar *grammar, Draft *a, Draft *b)
{
    TokenGap gap = amount_token(grammar, b->first)->gap;
    if (b->first != a->last + 1 || !is_bare(a) || !is_bare(b) || !a->is_plain_digits || !b->is_plain_digits)
        return;
    if (gap == GAP_COLON)
        a->amount.look = b->amount.look = NUMBER_CODE;
    if ((gap == GAP_SLASH || gap == GAP_HYPHEN) && is_next_year(grammar, a, b))
        b->amount.look = NUMBER_YEAR;
}

/* Three in a row with one sign between are a date. */
static void look_at_triple(const Grammar *grammar, Draft *a, Draft *b, Draft *c)
{
    TokenGap gap = amount_token(grammar, b->first)->gap;
    bool joined = b->first == a->last + 1 && c->first == b->last + 1 &&
                  amount_token(grammar, c->first)->gap == gap && (gap == GAP_SLASH || gap == GAP_HYPHEN);
    if (!joined || !is_bare(a) || !is_bare(b) || !is_bare(c) || !a->is_plain_digits || !b->is_plain_digits ||
        !c->is_plain_digits)
        return;
    bool date = is_between(b->amount.value, 1, 31) && (has_year_form(a) || has_year_form(c));
    Draft *all[] = {a, b, c};
    for (int i = 0; i < 3; i++)
        if (!date || !has_year_form(all[i]))
            all[i]->amount.look = date ? NUMBER_DAY : NUMBER_CODE;
}

/* A capital letter and a hyphen before digits: "F-16". */
static bool is_model_name(const Grammar *grammar, const Draft *draft)
{
    size_t at = draft->amount.span.start;
    TfSlice text = grammar->text;
    return is_bare(draft) && draft->is_plain_digits && at >= 2 && text.bytes[at - 1] == '-' &&
           text.bytes[at - 2] >= 'A' && text.bytes[at - 2] <= 'Z';
}

static void look_at_shapes(Grammar *grammar)
{
    Draft *drafts = grammar->drafts.items;
    size_t count = grammar->drafts.count;
    for (size_t i = 0; i < count; i++) {
        Draft *draft = &drafts[i];
        if (draft->amount.look == NUMBER_CODE)
            draft->amount.look = look_of_suffix(grammar, draft);
        else if (is_bare(draft) && has_year_form(draft))
            draft->amount.look = NUMBER_YEAR;
        else if (is_model_name(grammar, draft))
            draft->amount.look = NUMBER_CODE;
    }
    for (size_t i = 0; i + 1 < count; i++)
        look_at_pair(grammar, &drafts[i], &drafts[i + 1]);
    for (size_t i = 0; i + 2 < count; i++)
        look_at_triple(grammar, &drafts[i], &drafts[i + 1], &drafts[i + 2]);
}

/* What the words right behind a plain number make of it: "27 November", "50 billion cubic metres". */
static void look_behind(const Grammar *grammar, size_t next_hit, bool may_be_day, Amount *amount)
{
    const LexHits *hits = grammar->hits;
    for (size_t i = next_hit; i < hits->count && hits->items[i].start <= amount->span.end + 1; i++) {
        const LexEntry *entry = hits->items[i].entry;
        TokenGap gap = token_gap(grammar->text, amount->span.end, hits->items[i].start);
        if ((gap != GAP_BLANK && gap != GAP_HYPHEN) || amount->look != NUMBER_PLAIN)
            continue;
        if (may_be_day && entry->kind == LEX_MONTH)
            amount->look = NUMBER_DAY;
        else if (entry->kind == LEX_TRAP && strncmp(entry->value, "unit", strlen("unit")) == 0)
            amount->look = NUMBER_UNIT;
    }
}

/* Days stand beside a month's name; counts stand before what they count. */
static void look_at_neighbours(Grammar *grammar)
{
    const LexHits *hits = grammar->hits;
    size_t next = 0; /* first hit behind the number in hand */
    const LexHit *month = NULL;
    for (size_t i = 0; i < grammar->drafts.count; i++) {
        Amount *amount = &grammar->drafts.items[i].amount;
        for (; next < hits->count && hits->items[next].start < amount->span.end; next++)
            if (hits->items[next].entry->kind == LEX_MONTH && hits->items[next].end <= amount->span.start)
                month = &hits->items[next];
        if (amount->kind != AMOUNT_NUMBER || amount->look != NUMBER_PLAIN)
            continue;
        bool may_be_day = !amount->has_scale && is_between(amount->value, 1, 31);
        if (may_be_day && month != NULL &&
            token_gap(grammar->text, month->end, amount->span.start) == GAP_BLANK)
            amount->look = NUMBER_DAY;
        look_behind(grammar, next, may_be_day, amount);
    }
}

/* ---- the steps ---- */

/* "N95": a letter that would be a currency before a magnitude. */
static bool is_glued_to_letter(const Grammar *grammar, const Draft *draft)
{
    const Token *before = amount_token(grammar, draft->first - 1);
    return draft->amount.kind == AMOUNT_NUMBER && before->kind == TOKEN_CURRENCY && before->weak &&
           amount_token(grammar, draft->first)->gap == GAP_NONE;
}

/* Keeps a draft; which tokens can begin a number is known to amount_read_number alone, so room is made as it
 * reads. */
static bool keep_draft(Grammar *grammar, size_t *capacity, const Draft *draft)
{
    DraftList *drafts = &grammar->drafts;
    if (!tf_arena_grow(grammar->arena, &drafts->items, capacity, drafts->count, sizeof *drafts->items))
        return false;
    drafts->items[drafts->count++] = *draft;
    return true;
}

static bool read_drafts(Grammar *grammar)
{
    size_t capacity = 0;
    size_t free_from = 0;
    size_t line = 0;
    size_t counted = 0; /* lines are counted up to here */
    for (size_t at = 0; at < grammar->tokens.count;) {
        const Token *token = amount_token(grammar, at);
        Draft draft;
        if (token->kind == TOKEN_DIGITS && token->is_code) {
            draft = code_draft(grammar, at);
        } else if (amount_read_number(grammar, at, &draft)) {
            amount_read_unit(grammar, free_from, &draft);
            amount_read_percent_of(grammar, free_from, &draft);
            read_sign(grammar, &draft);
            if (is_glued_to_letter(grammar, &draft))
                draft.amount.look = NUMBER_CODE;
        } else {
            at++;
            continue;
        }
        for (; counted < draft.amount.span.start; counted++)
            line += grammar->text.bytes[counted] == '\n';
        draft.line = line;
        if (!keep_draft(grammar, &capacity, &draft))
            return false;
        at = draft.last + 1;
        free_from = at;
    }
    return true;
}

static bool finish(Grammar *grammar, AmountList *list)
{
    size_t count = grammar->drafts.count;
    Amount *items = tf_arena_alloc_array(grammar->arena, count, sizeof *items);
    if (items == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        items[i] = grammar->drafts.items[i].amount;
    *list = (AmountList){items, count, count};
    return true;
}

TfStatus amounts_find(TfSlice text, const LexHits *hits, TfSlice lang, TfArena *arena, AmountList *list,
                      TfError *error)
{
    Grammar grammar = {.text = text, .hits = hits, .style = number_style(lang), .arena = arena};
    TfStatus status = tokens_find(text, hits, grammar.style, arena, &grammar.tokens, error);
    if (status != TF_OK)
        return status;
    if (!amount_choose_currencies(&grammar) || !read_drafts(&grammar))
        return tf_fail_memory(error);
    look_at_shapes(&grammar);
    amount_join_ranges(&grammar);
    look_at_neighbours(&grammar);
    amount_share_in_lists(&grammar);
    amount_infer_currencies(&grammar);
    amount_find_tellings(&grammar);
    amount_read_hedges(&grammar);
    return finish(&grammar, list) ? TF_OK : tf_fail_memory(error);
}

bool amount_borrow(Amount *amount, const Amount *from)
{
    TfDecimal scale = one;
    TfSlice words = tf_slice(from->scale_entry != NULL ? from->scale_entry->value : "");
    if (amount->kind != AMOUNT_NUMBER || amount->look != NUMBER_PLAIN || amount->has_scale ||
        from->kind != AMOUNT_MONEY ||
        (from->has_scale && !tf_decimal_read(tf_slice_split(&words, ' '), &scale)))
        return false;
    Amount result = *amount;
    if (!tf_decimal_multiply(amount->value, scale, &result.value) ||
        (amount->has_value_max && !tf_decimal_multiply(amount->value_max, scale, &result.value_max)))
        return false;
    result.kind = AMOUNT_MONEY;
    result.has_scale = from->has_scale;
    result.scale_is_shared = from->has_scale;
    result.scale_entry = from->scale_entry;
    result.currency_basis = TF_BASIS_INFERRED;
    result.currency_entry = from->currency_entry;
    memcpy(result.currency, from->currency, sizeof result.currency);
    *amount = result;
    return true;
}

size_t amounts_at(const AmountList *list, size_t offset)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].span.end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
