/* Lexicon hits to marks: the value of each entry read into a role, and hits that a longer phrase swallows
 * left out. */
#include "importers/extract/reading.h"

#include "importers/language/fold.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>

typedef struct RoleWord {
    LexKind kind;
    const char *words; /* a value is these words, and a number when the role takes one */
    MarkRole role;
} RoleWord;

static const RoleWord role_words[] = {
    {LEX_PERIOD, "unit year named", ROLE_UNIT_YEAR_NAMED},
    {LEX_PERIOD, "unit year", ROLE_UNIT_YEAR},
    {LEX_PERIOD, "unit month named", ROLE_UNIT_MONTH_NAMED},
    {LEX_PERIOD, "unit month", ROLE_UNIT_MONTH},
    {LEX_PERIOD, "monthno", ROLE_MONTH_NUMBER},
    {LEX_PERIOD, "unit quarter", ROLE_UNIT_QUARTER},
    {LEX_PERIOD, "unit half", ROLE_UNIT_HALF},
    {LEX_PERIOD, "unit decade", ROLE_UNIT_DECADE},
    {LEX_PERIOD, "unit day", ROLE_UNIT_DAY},
    {LEX_PERIOD, "unit fiscal", ROLE_FISCAL},
    {LEX_PERIOD, "fiscal", ROLE_FISCAL_REL},
    {LEX_PERIOD, "months", ROLE_MONTHS},
    {LEX_PERIOD, "month", ROLE_MONTH_REL},
    {LEX_PERIOD, "half", ROLE_HALF},
    {LEX_PERIOD, "quarter", ROLE_QUARTER},
    {LEX_PERIOD, "year same", ROLE_YEAR_SAME},
    {LEX_PERIOD, "year frame", ROLE_YEAR_FRAME},
    {LEX_PERIOD, "year", ROLE_YEAR_REL},
    {LEX_PERIOD, "same period", ROLE_SAME_PERIOD},
    {LEX_PERIOD, "ago", ROLE_AGO},
    {LEX_PERIOD, "first", ROLE_FIRST},
    {LEX_PERIOD, "second", ROLE_SECOND},
    {LEX_PERIOD, "third", ROLE_THIRD},
    {LEX_PERIOD, "fourth", ROLE_FOURTH},
    {LEX_PERIOD, "past", ROLE_PAST},
    {LEX_PERIOD, "next", ROLE_NEXT},
    {LEX_PERIOD, "this", ROLE_THIS},
    {LEX_PERIOD, "same", ROLE_SAME},
    {LEX_PERIOD, "each", ROLE_EACH},
    {LEX_PERIOD, "in row", ROLE_IN_ROW},
    {LEX_PERIOD, "ytd", ROLE_YTD},
    {LEX_PERIOD, "now", ROLE_NOW},
    {LEX_PERIOD, "rate day", ROLE_RATE_DAY},
    {LEX_PERIOD, "rate", ROLE_RATE},
    {LEX_PERIOD, "link", ROLE_LINK},
    {LEX_PERIOD, "from", ROLE_FROM},
    {LEX_PERIOD, "since", ROLE_SINCE},
    {LEX_PERIOD, "to", ROLE_TO},
    {LEX_PERIOD, "and", ROLE_AND},
    {LEX_PERIOD, "ending", ROLE_ENDING},
    {LEX_PERIOD, "as of", ROLE_AS_OF},
    {LEX_PERIOD, "vague", ROLE_VAGUE},
    {LEX_PERIOD, "then", ROLE_THEN},
    {LEX_PERIOD, "base yoy", ROLE_BASE_YOY},
    {LEX_PERIOD, "base mom", ROLE_BASE_MOM},
    {LEX_PERIOD, "base", ROLE_BASE},
    {LEX_MONTH, "", ROLE_MONTH},
    {LEX_DEADLINE, "by end", ROLE_BY_END},
    {LEX_DEADLINE, "by year same", ROLE_BY_YEAR_SAME},
    {LEX_DEADLINE, "by year", ROLE_BY_YEAR_REL},
    {LEX_DEADLINE, "by decade", ROLE_BY_DECADE},
    {LEX_DEADLINE, "by", ROLE_BY},
    {LEX_DEADLINE, "before", ROLE_BEFORE},
    {LEX_DEADLINE, "within", ROLE_WITHIN},
    {LEX_DEADLINE, "in", ROLE_IN},
    {LEX_DEADLINE, "open", ROLE_OPEN},
    {LEX_DEADLINE, "word", ROLE_DEADLINE_WORD},
    {LEX_PARTY, "pair", ROLE_PAIR},
    {LEX_PARTY, "bloc", ROLE_BLOC},
    {LEX_PARTY, "own", ROLE_OWN},
    {LEX_PARTY, "that", ROLE_THAT},
    {LEX_PARTY, "it", ROLE_IT},
    {LEX_PARTY, "other", ROLE_OTHER},
    {LEX_PARTY, "at with", ROLE_AT_WITH},
    {LEX_PARTY, "at to", ROLE_AT_TO},
    {LEX_PARTY, "at from", ROLE_AT_FROM},
    {LEX_PARTY, "at between", ROLE_AT_BETWEEN},
    {LEX_PARTY, "at into", ROLE_AT_INTO},
    {LEX_PARTY, "at in", ROLE_AT_IN},
    {LEX_PARTY, "at of", ROLE_AT_OF},
    {LEX_PARTY, "at by", ROLE_AT_BY},
    {LEX_PARTY, "join", ROLE_JOIN},
    {LEX_MEASURE, "turnover weak", ROLE_TURNOVER_WEAK},
    {LEX_MEASURE, "turnover world", ROLE_TURNOVER_WORLD},
    {LEX_MEASURE, "turnover verb", ROLE_TURNOVER_VERB},
    {LEX_MEASURE, "turnover", ROLE_TURNOVER},
    {LEX_MEASURE, "exports weak", ROLE_EXPORTS_WEAK},
    {LEX_MEASURE, "exports verb", ROLE_EXPORTS_VERB},
    {LEX_MEASURE, "exports", ROLE_EXPORTS},
    {LEX_MEASURE, "imports weak", ROLE_IMPORTS_WEAK},
    {LEX_MEASURE, "imports verb", ROLE_IMPORTS_VERB},
    {LEX_MEASURE, "imports soft", ROLE_IMPORTS_SOFT},
    {LEX_MEASURE, "imports", ROLE_IMPORTS},
    {LEX_MEASURE, "balance -", ROLE_DEFICIT},
    {LEX_MEASURE, "balance +", ROLE_SURPLUS},
    {LEX_MEASURE, "balance", ROLE_BALANCE},
    {LEX_MEASURE, "goods", ROLE_GOODS},
    {LEX_MEASURE, "same", ROLE_SAME_FIGURE},
    {LEX_MEASURE, "part", ROLE_PART},
    {LEX_MEASURE, "reverse", ROLE_REVERSE},
    {LEX_MEASURE, "list", ROLE_LIST},
    {LEX_MEASURE, "respectively", ROLE_RESPECTIVELY},
    {LEX_MEASURE, "context", ROLE_CONTEXT},
    {LEX_MEASURE, "open", ROLE_SPLIT_VERB},
    {LEX_GROWTH, "open", ROLE_SPLIT_VERB},
    {LEX_STATUS, "target weak", ROLE_TARGET_WEAK},
    {LEX_STATUS, "target", ROLE_TARGET},
    {LEX_STATUS, "forecast", ROLE_FORECAST},
    {LEX_STATUS, "potential", ROLE_POTENTIAL},
    {LEX_STATUS, "estimate", ROLE_ESTIMATE},
    {LEX_STATUS, "actual now", ROLE_ACTUAL_NOW},
    {LEX_STATUS, "actual weak", ROLE_ACTUAL_WEAK},
    {LEX_STATUS, "actual", ROLE_ACTUAL},
    {LEX_STATUS, "counterfactual", ROLE_COUNTERFACTUAL},
    {LEX_STATUS, "dream", ROLE_DREAM},
    {LEX_GROWTH, "up", ROLE_UP},
    {LEX_GROWTH, "down", ROLE_DOWN},
    {LEX_GROWTH, "more", ROLE_MORE},
    {LEX_GROWTH, "less", ROLE_LESS},
    {LEX_GROWTH, "x", ROLE_MULTIPLE},
    {LEX_GROWTH, "times", ROLE_TIMES},
    {LEX_GROWTH, "fraction", ROLE_FRACTION},
    {LEX_GROWTH, "base yoy", ROLE_BASE_YOY},
    {LEX_GROWTH, "base mom", ROLE_BASE_MOM},
    {LEX_GROWTH, "base per_year", ROLE_BASE_PER_YEAR},
    {LEX_GROWTH, "share", ROLE_SHARE},
    {LEX_GROWTH, "same", ROLE_GROWTH_SAME},
    {LEX_GROWTH, "to", ROLE_GROWTH_TO},
    {LEX_GROWTH, "by", ROLE_GROWTH_BY},
    {LEX_GROWTH, "from", ROLE_GROWTH_FROM},
    {LEX_RECORD, "record", ROLE_RECORD},
    {LEX_SPEECH, "verb", ROLE_SAYS},
    {LEX_SPEECH, "source", ROLE_SOURCE},
    {LEX_SPEECH, "agency", ROLE_AGENCY},
    {LEX_SPEECH, "speaker", ROLE_SPEAKER},
};

#define ROLE_WORD_COUNT (sizeof role_words / sizeof role_words[0])

/* "half 2" against "half": 2; 0 when there is no number. False when something else follows. */
static bool match_words(TfSlice value, const char *words, double *number)
{
    if (!tf_slice_starts_with(value, words))
        return false;
    TfSlice rest = tf_slice_trim(tf_slice_range(value, strlen(words), value.length));
    *number = 0;
    return rest.length == 0 || tf_double_read(rest, number);
}

static MarkRole party_role(TfSlice value)
{
    TfSlice rest = value;
    TfSlice code = tf_slice_split(&rest, ' ');
    if (tf_slice_is(code, "home"))
        return ROLE_HOME;
    if (tf_slice_is(code, "own")) /* "own home ITA": "our", in a language at home in one country */
        return ROLE_OWN;
    if (code.length < 2 || code.bytes[0] < 'A' || code.bytes[0] > 'Z')
        return ROLE_NONE;
    return rest.bytes != NULL && tf_slice_starts_with(rest, "capital") ? ROLE_CAPITAL : ROLE_PARTY;
}

static MarkRole role_of(LexKind kind, TfSlice value, double *number)
{
    *number = 0;
    for (size_t i = 0; i < ROLE_WORD_COUNT; i++)
        if (role_words[i].kind == kind && match_words(value, role_words[i].words, number))
            return role_words[i].role;
    if (kind == LEX_PARTY)
        return party_role(value);
    if (kind == LEX_SCOPE && !tf_slice_is(value, "none"))
        return ROLE_SCOPE;
    if (kind == LEX_TRAP && !tf_slice_is(value, "none"))
        return ROLE_TRAP;
    return ROLE_NONE;
}

/* Takes " after", " both" or " close" off a value. Relations have a side of their own. */
static MarkSide take_side(TfSlice *value)
{
    static const struct {
        const char *word;
        MarkSide side;
    } sides[] = {{" after", SIDE_AFTER}, {" both", SIDE_BOTH}, {" close", SIDE_PARTICLE}};
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        if (!tf_slice_ends_with(*value, sides[i].word))
            continue;
        value->length -= strlen(sides[i].word);
        return sides[i].side;
    }
    return SIDE_FRONT;
}

/* Takes the case off a party whose form has its small word in it: "RUS to" for "对俄". */
static LexCase take_case(TfSlice *value)
{
    static const struct {
        const char *word;
        LexCase sense;
    } cases[] = {{" with", LEX_CASE_WITH}, {" to", LEX_CASE_TO}, {" from", LEX_CASE_FROM},
                 {" in", LEX_CASE_IN},     {" of", LEX_CASE_OF}, {" place", LEX_CASE_PLACE}};
    bool is_code = value->length > 0 && value->bytes[0] >= 'A' && value->bytes[0] <= 'Z';
    if (!is_code && !tf_slice_starts_with(*value, "other") && !tf_slice_starts_with(*value, "it ") &&
        !tf_slice_starts_with(*value, "own "))
        return LEX_CASE_NONE;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (!tf_slice_ends_with(*value, cases[i].word))
            continue;
        value->length -= strlen(cases[i].word);
        return cases[i].sense;
    }
    return LEX_CASE_NONE;
}

/* Flags that change how a role is used, and not which it is: mark_has_flag asks for them. */
static void drop_flags(TfSlice *value)
{
    static const char *const flagged[] = {"verb first", "actual now weak"};
    for (size_t i = 0; i < sizeof flagged / sizeof flagged[0]; i++)
        if (tf_slice_ends_with(*value, flagged[i]))
            value->length -= strlen(strrchr(flagged[i], ' '));
}

bool mark_has_flag(const Mark *mark, const char *flag)
{
    return tf_slice_ends_with(tf_slice(mark->entry->value), flag);
}

/* What an entry says, whatever its place in a text. */
static Mark read_entry(const LexEntry *entry)
{
    Mark mark = {.entry = entry};
    TfSlice value = tf_slice(entry->value);
    mark.side = take_side(&value);
    drop_flags(&value);
    if (entry->kind == LEX_PARTY)
        mark.sense = take_case(&value);
    mark.role = role_of(entry->kind, value, &mark.number);
    return mark;
}

MarkRole mark_role_of(const LexEntry *entry)
{
    return read_entry(entry).role;
}

/* Entries a thread met lately, so that the value of a common word is not read again and again. Entries are
 * constants of the program, so what is known of one holds for every page. */
#define CACHE_SIZE 1024

static Mark mark_of(Mark cache[CACHE_SIZE], const LexHit *hit)
{
    Mark *known = &cache[((uintptr_t)hit->entry / sizeof *hit->entry) % CACHE_SIZE];
    if (known->entry != hit->entry)
        *known = read_entry(hit->entry);
    Mark mark = *known;
    mark.start = hit->start;
    mark.end = hit->end;
    if (mark.sense == LEX_CASE_NONE)
        mark.sense = hit->sense;
    return mark;
}

/* A country's name from CLDR is a proper noun: "turkey" and "jordan" without a capital are other words. */
static bool is_common_noun(const LexHit *hit, TfSlice text)
{
    if (hit->entry->kind != LEX_PARTY || strncmp(hit->entry->place, "CLDR", 4) != 0)
        return false;
    FoldedChar first = fold_char(text, hit->start);
    bool is_lower = (UChar32)first.code != u_toupper((UChar32)first.code);
    char folded[4];
    size_t length = fold_write(first.code, folded);
    return first.klass == CHAR_LETTER && is_lower && length == first.width &&
           memcmp(folded, text.bytes + hit->start, length) == 0;
}

static bool add_mark(Reading *reading, Mark cache[CACHE_SIZE], const LexHit *hit)
{
    MarkList *list = &reading->marks[hit->entry->kind];
    if (list->count > 0 && list->items[list->count - 1].end > hit->start)
        return true; /* a longer phrase, or one further left, has these words */
    if (is_common_noun(hit, reading->text))
        return true;
    Mark mark = mark_of(cache, hit);
    if (!tf_arena_grow(reading->arena, &list->items, &list->capacity, list->count, sizeof mark))
        return false;
    list->items[list->count++] = mark;
    return true;
}

TfStatus marks_make(const LexHits *hits, Reading *reading, TfError *error)
{
    static _Thread_local Mark cache[CACHE_SIZE];
    for (size_t i = 0; i < hits->count; i++)
        if (!add_mark(reading, cache, &hits->items[i]))
            return tf_fail_memory(error);
    marks_settle(hits, reading);
    return TF_OK;
}
