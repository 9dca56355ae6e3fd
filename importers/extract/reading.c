/* Words and distances of an article, and the look-ups by place that all rules use. */
#include "importers/extract/reading.h"

#include "importers/language/fold.h"

#include <string.h>

/* What a step over a mark of punctuation adds to the distance between two words. */
static const struct {
    uint32_t mark;
    uint32_t cost;
} punctuation[] = {
    {',', 3},    {';', 10},    {':', 2},     {'(', 3},   {')', 3},    {'?', 12},   {'!', 12},   {0x3001, 3},
    {0xFF0C, 3}, {0xFF1B, 10}, {0x3002, 12}, {0x60C, 3}, {0x61B, 10}, {0xFF08, 3}, {0xFF09, 3},
};
#define PUNCTUATION_COUNT (sizeof punctuation / sizeof punctuation[0])
/* A dash with blanks around it parts a sentence as a comma does. */
#define DASH_COST 3

static uint32_t cost_of(uint32_t code, bool after_blank)
{
    if (code == '-')
        return after_blank ? DASH_COST : 0;
    for (size_t i = 0; i < PUNCTUATION_COUNT; i++)
        if (punctuation[i].mark == code)
            return punctuation[i].cost;
    return 0;
}

static bool add_word(Reading *reading, size_t start, uint32_t cost, uint32_t breaks)
{
    WordList *words = &reading->words;
    if (words->count == words->capacity &&
        !tf_arena_grow(reading->arena, &words->items, &words->capacity, words->count, sizeof *words->items))
        return false;
    words->items[words->count++] = (Word){(uint32_t)start, cost, breaks};
    return true;
}

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019;
}

/* Whether "," or "." stands inside a number: "3,964"; Arabic digits have marks of their own. */
static bool is_number_mark(TfSlice text, size_t at, FoldedChar mark, bool inside)
{
    bool is_mark = mark.code == ',' || mark.code == '.' || mark.code == 0x066B || mark.code == 0x066C;
    return inside && is_mark && at + mark.width < text.length &&
           fold_char(text, at + mark.width).klass == CHAR_DIGIT;
}

/* Notes where the words of each block begin. */
static bool index_words(Reading *reading)
{
    WordList *words = &reading->words;
    words->block_count = reading->text.length / WORD_BLOCK + 2;
    words->blocks = tf_arena_room(reading->arena, words->block_count * sizeof *words->blocks);
    if (words->blocks == NULL)
        return false;
    size_t block = 0;
    for (size_t i = 0; i < words->count; i++)
        while (block * WORD_BLOCK <= words->items[i].start)
            words->blocks[block++] = (uint32_t)i;
    while (block < words->block_count)
        words->blocks[block++] = (uint32_t)words->count;
    return true;
}

/* Of any script. */
static bool is_semicolon(uint32_t code)
{
    return code == ';' || code == 0xFF1B || code == 0x61B;
}

static bool words_make(Reading *reading)
{
    TfSlice text = reading->text;
    uint32_t cost = 0;
    uint32_t breaks = 0;
    bool inside = false;
    bool after_blank = false;
    bool odd = false; /* in scripts without blanks two characters make a word */
    bool was_free = false;
    for (size_t at = 0; at < text.length;) {
        FoldedChar c = fold_char(text, at);
        bool starts = c.klass == CHAR_LETTER || c.klass == CHAR_DIGIT || c.klass == CHAR_FREE;
        bool goes_on = starts || is_apostrophe(c.code) || is_number_mark(text, at, c, inside);
        bool is_free = c.klass == CHAR_FREE;
        odd = is_free && inside && !odd;
        bool turns = was_free && starts && !is_free; /* the digits in "出口757" are a word of their own */
        was_free = is_free;
        cost += starts && (!inside || is_free || turns) && !odd;
        if (starts && (!inside || is_free || turns) && !add_word(reading, at, cost, breaks))
            return false;
        uint32_t step = goes_on ? 0 : cost_of(c.code, after_blank);
        cost += step;
        breaks += step == 0 ? 0U : is_semicolon(c.code) ? 2U : 1U; /* a semicolon parts more than a comma */
        inside = goes_on && (inside || starts);
        after_blank = c.klass == CHAR_BLANK || c.klass == CHAR_LINE;
        at += c.width;
        if (c.klass == CHAR_LETTER)
            at = fold_skip_letters(text, at);
    }
    return index_words(reading);
}

/* Index of the last word that starts before `offset`; 0 when none does. */
static size_t word_before(const Reading *reading, size_t offset)
{
    const WordList *words = &reading->words;
    size_t block = offset / WORD_BLOCK;
    size_t next = block < words->block_count ? words->blocks[block] : words->count;
    while (next < words->count && words->items[next].start < offset)
        next++;
    return next == 0 ? 0 : next - 1;
}

/* The last word of the span further left and the first of the one further right; false when they touch. */
static bool words_between(const Reading *reading, TfSpan a, TfSpan b, size_t *left, size_t *right)
{
    const WordList *words = &reading->words;
    if (a.start > b.start) {
        TfSpan swap = a;
        a = b;
        b = swap;
    }
    if (a.end > b.start || words->count == 0)
        return false;
    *left = word_before(reading, a.end);
    *right = word_before(reading, b.start + 1);
    bool inside = b.start < reading->text.length && /* behind an article written together with its noun */
                  fold_class_before(reading->text, b.start) == CHAR_LETTER &&
                  fold_char(reading->text, b.start).klass == CHAR_LETTER;
    if (words->items[*right].start < b.start && *right + 1 < words->count && !inside)
        ++*right; /* b begins with a mark such as "$": its word comes next */
    return *right > *left;
}

int reading_distance(const Reading *reading, TfSpan a, TfSpan b)
{
    size_t left;
    size_t right;
    if (!words_between(reading, a, b, &left, &right))
        return 0;
    int cost = (int)(reading->words.items[right].cost - reading->words.items[left].cost);
    return cost > 0 ? cost - 1 : 0;
}

int reading_bracket_at(TfSlice text, size_t at)
{
    if (text.bytes[at] == '(' || text.bytes[at] == ')')
        return text.bytes[at] == '(' ? 1 : -1;
    bool is_wide = at + 2 < text.length && memcmp(&text.bytes[at], "\xEF\xBC", 2) == 0; /* full-width forms */
    if (!is_wide)
        return 0;
    return (uint8_t)text.bytes[at + 2] == 0x88 ? 1 : (uint8_t)text.bytes[at + 2] == 0x89 ? -1 : 0;
}

int reading_breaks(const Reading *reading, TfSpan a, TfSpan b)
{
    size_t left;
    size_t right;
    if (!words_between(reading, a, b, &left, &right))
        return 0;
    return (int)(reading->words.items[right].breaks - reading->words.items[left].breaks);
}

/* First mark of a list that starts at or after `offset`. */
static size_t mark_from(const MarkList *list, size_t offset)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void reading_marks_in(const Reading *reading, LexKind kind, TfSpan span, size_t *first, size_t *end)
{
    *first = mark_from(&reading->marks[kind], span.start);
    *end = span.end > span.start ? mark_from(&reading->marks[kind], span.end) : *first;
}

bool reading_has_any(const Reading *reading, LexKind kind, MarkRole first_role, MarkRole last_role,
                     TfSpan span)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, kind, span, &first, &end);
    for (size_t i = first; i < end; i++) {
        MarkRole role = reading->marks[kind].items[i].role;
        if (role >= first_role && role <= last_role)
            return true;
    }
    return false;
}

bool reading_has(const Reading *reading, LexKind kind, MarkRole role, TfSpan span)
{
    return reading_has_any(reading, kind, role, role, span);
}

/* "and" parts two statements as a comma does. */
static bool has_join(const Reading *reading, size_t start, size_t end)
{
    return reading_has(reading, LEX_PARTY, ROLE_JOIN, (TfSpan){start, end});
}

/* "1.58 trillion rubles (17.2 billion dollars) in 2024": what stands behind the second telling is as near to
 * the amount as to that one. */
static TfSpan with_telling(const Reading *reading, TfSpan amount, size_t end)
{
    size_t at = amounts_at(&reading->amounts, amount.start);
    const AmountList *amounts = &reading->amounts;
    while (at + 1 < amounts->count && amounts->items[at + 1].bracket_of != AMOUNT_NOWHERE &&
           amounts->items[at + 1].span.start >= amount.end && amounts->items[at + 1].span.end <= end)
        amount.end = amounts->items[++at].span.end;
    return amount;
}

bool reading_is_of_next(const Reading *reading, TfSpan amount, TfSpan span, TfSpan next)
{
    if (span.start >= next.start)
        return true;
    amount = with_telling(reading, amount, span.start);
    int here = reading_breaks(reading, amount, span) + has_join(reading, amount.end, span.start);
    int there = reading_breaks(reading, span, next) + has_join(reading, span.end, next.start);
    if (here != there)
        return here > there;
    int distance = reading_distance(reading, amount, span);
    return distance >= 2 && 2 * reading_distance(reading, span, next) < distance;
}

const Mark *reading_mark_at(const Reading *reading, LexKind kind, size_t offset)
{
    const MarkList *list = &reading->marks[kind];
    size_t at = mark_from(list, offset);
    if (at < list->count && list->items[at].start == offset)
        return &list->items[at];
    if (at > 0 && list->items[at - 1].end > offset)
        return &list->items[at - 1];
    return NULL;
}

static size_t amount_from(const AmountList *list, size_t offset)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void reading_amounts_in(const Reading *reading, TfSpan span, size_t *first, size_t *end)
{
    *first = amount_from(&reading->amounts, span.start);
    *end = span.end > span.start ? amount_from(&reading->amounts, span.end) : *first;
}

size_t reading_money_between(const Reading *reading, size_t start, size_t end)
{
    size_t count = 0;
    for (size_t i = amount_from(&reading->amounts, start); i < reading->amounts.count; i++) {
        const Amount *amount = &reading->amounts.items[i];
        if (amount->span.end > end)
            break;
        count += amount->kind == AMOUNT_MONEY && amount->bracket_of == AMOUNT_NOWHERE;
    }
    return count;
}

bool reading_is_blank(const Reading *reading, size_t start, size_t end)
{
    for (size_t i = start; i < end && i < reading->text.length; i++)
        if (strchr(" \t\n", reading->text.bytes[i]) == NULL)
            return false;
    return true;
}

TfStatus reading_make(const TfArticle *article, TfArena *arena, Reading *reading, TfError *error)
{
    *reading = (Reading){.article = article, .text = article->text, .arena = arena};
    if (article->text.length > INT32_MAX / 2)
        return tf_fail(error, TF_LIMIT, "an article of %zu bytes is too long to read, 1 GiB is the limit",
                       article->text.length);
    LexHits hits;
    TfStatus status = parts_scan(reading, &hits, error);
    if (status != TF_OK)
        return status;
    if (!words_make(reading))
        return tf_fail_memory(error);
    status = marks_make(&hits, reading, error);
    return status == TF_OK ? sentences_make(&hits, reading, error) : status;
}
