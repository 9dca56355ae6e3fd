/* Marks that those around them make something else: words inside longer ones, names that are none, verbs in
 * two parts. */
#include "importers/extract/reading.h"

#include "importers/language/fold.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* Leaves out the marks of `list` that lie inside a longer mark of `other`. */
static void drop_inside(MarkList *list, const MarkList *other)
{
    size_t kept = 0;
    size_t at = 0;
    for (size_t i = 0; i < list->count; i++) {
        Mark mark = list->items[i];
        while (at < other->count && other->items[at].end < mark.end)
            at++;
        bool inside = at < other->count && other->items[at].start <= mark.start &&
                      other->items[at].end - other->items[at].start > mark.end - mark.start;
        if (!inside)
            list->items[kept++] = mark;
    }
    list->count = kept;
}

/* "U.S. dollars" names no party. */
static void drop_in_amounts(MarkList *list, const AmountList *amounts)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t at = amounts_at(amounts, list->items[i].start);
        bool inside = at < amounts->count && amounts->items[at].kind != AMOUNT_NUMBER &&
                      amounts->items[at].span.start < list->items[i].end;
        if (!inside)
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* Whether any phrase of the lexicons begins at `at`. */
static bool starts_phrase(const LexHits *hits, size_t at)
{
    size_t low = 0;
    size_t high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->items[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < hits->count && hits->items[low].start == at;
}

/* Whether the letter at `at` is a capital of a word that goes on in small letters. */
static bool is_capitalised(TfSlice text, size_t at)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    UChar32 first = -1;
    UChar32 second = -1;
    if (at < text.length)
        U8_NEXT(bytes, at, text.length, first);
    if (at < text.length)
        U8_NEXT(bytes, at, text.length, second);
    return first >= 0 && second >= 0 && u_isupper(first) && u_islower(second);
}

/* "Paris Baguette", "Washington Post": a capital city that a capitalised word of no lexicon follows is part
 * of a name. In a headline every word may be capitalised. */
static void drop_names(const LexHits *hits, Reading *reading)
{
    MarkList *list = &reading->marks[LEX_PARTY];
    TfSpan title = reading->article->title;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const Mark *mark = &list->items[i];
        bool in_title = mark->start >= title.start && mark->end <= title.end;
        bool is_name = mark->role == ROLE_CAPITAL && !in_title &&
                       is_capitalised(reading->text, mark->start) && mark->end < reading->text.length &&
                       reading->text.bytes[mark->end] == ' ' &&
                       is_capitalised(reading->text, mark->end + 1) && !starts_phrase(hits, mark->end + 1);
        if (!is_name)
            list->items[kept++] = *mark;
    }
    list->count = kept;
}

static bool is_named(const Mark *mark)
{
    return mark->role == ROLE_PARTY || mark->role == ROLE_CAPITAL;
}

static bool is_short(const Mark *mark)
{
    return tf_slice_ends_with(tf_slice(mark->entry->value), " short");
}

/* Names that touch: of one character each ("日中"), or one of them in Latin letters ("日EU"). */
static bool is_other_name(const Mark *mark, TfSlice text)
{
    return is_short(mark) || (is_named(mark) && (uint8_t)text.bytes[mark->start] < 0x80);
}

/* A joint that ties names written together: "日・インド", "한·베트남". */
static bool is_tight_join(const Mark *mark)
{
    return mark->role == ROLE_JOIN && mark->number > 0;
}

/* Whether what stands in front holds a name of one character: another one, or a small word ("対米"). A small
 * word that belongs to what is in front of it ("の", "で") holds nothing. */
static bool holds_behind(const Mark *kept, size_t count, size_t start, TfSlice text)
{
    const Mark *front = count > 0 ? &kept[count - 1] : NULL;
    if (front == NULL || front->end != start)
        return false;
    bool small = front->role >= ROLE_AT_WITH && front->role <= ROLE_AT_INTO && front->side != SIDE_AFTER;
    bool joined = is_tight_join(front) && count > 1 && kept[count - 2].end == front->start &&
                  is_named(&kept[count - 2]);
    return small || joined || is_other_name(front, text);
}

static bool holds_in_front(const Mark *marks, size_t count, size_t end, TfSlice text)
{
    if (count == 0 || marks[0].start != end)
        return false;
    bool joined =
        is_tight_join(&marks[0]) && count > 1 && marks[1].start == marks[0].end && is_named(&marks[1]);
    return joined || is_other_name(&marks[0], text);
}

/* "米商務省", "独首相": an office right behind, unless the character is the unit of a number ("18日首相は");
 * and at the head of a clause a word of trade ("米貿易赤字"). */
static bool holds_office(const Reading *reading, const Mark *mark)
{
    const Mark *office = reading_mark_at(reading, LEX_SPEECH, mark->end);
    const Mark *trade = reading_mark_at(reading, LEX_MEASURE, mark->end);
    CharClass before = fold_class_before(reading->text, mark->start);
    bool is_office = office != NULL && office->start == mark->end &&
                     (office->role == ROLE_AGENCY || office->role == ROLE_SPEAKER);
    bool is_trade = trade != NULL && trade->start == mark->end && trade->role >= ROLE_TURNOVER &&
                    trade->role <= ROLE_SURPLUS;
    return (is_office && before != CHAR_DIGIT) || (is_trade && before != CHAR_DIGIT && before != CHAR_FREE);
}

/* A name of one character ("中", "한") is one only where it touches another, a small word or an office. */
static void drop_lone_shorts(const Reading *reading, MarkList *list)
{
    TfSlice text = reading->text;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        Mark mark = list->items[i];
        if (!is_short(&mark) || holds_behind(list->items, kept, mark.start, text) ||
            holds_in_front(&list->items[i + 1], list->count - i - 1, mark.end, text) ||
            holds_office(reading, &mark))
            list->items[kept++] = mark;
    }
    list->count = kept;
}

/* The particle of a verb in two parts stands this many bytes behind it at most. */
#define SPLIT_BYTES 240

/* Whether a clause ends at `at`: a mark, the end of the text, or "and". */
static bool ends_clause(const Reading *reading, size_t at)
{
    static const char *const ends[] = {".",       ",",       ";",  ":",      "!",      "?",  ")",     "\n",
                                       " \u2013", " \u2014", " (", "\u00BB", "\u201C", "\"", "\u00AB"};
    TfSlice behind = tf_slice_range(reading->text, at, reading->text.length);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (tf_slice_starts_with(behind, ends[i]))
            return true;
    const Mark *join = reading_mark_at(reading, LEX_PARTY, at + 1);
    return behind.length == 0 || (join != NULL && join->role == ROLE_JOIN && join->start == at + 1);
}

/* "Sie führten Waren für 5 Milliarden aus", "brachen um 3 Prozent ein": the particle at the end of its clause
 * gives the verb in front of it its sense. Halves that find no other say nothing. */
static void join_split_verbs(const Reading *reading, MarkList *list)
{
    Mark *open = NULL;
    for (size_t i = 0; i < list->count; i++) {
        Mark *mark = &list->items[i];
        if (mark->role == ROLE_SPLIT_VERB)
            open = mark;
        bool near = open != NULL && mark->start - open->end <= SPLIT_BYTES;
        if (mark->side != SIDE_PARTICLE || !near || !ends_clause(reading, mark->end))
            continue;
        open->role = mark->role;
        open->entry = mark->entry;
        open = NULL;
    }
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].role != ROLE_SPLIT_VERB && list->items[i].side != SIDE_PARTICLE)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

void marks_settle(const LexHits *hits, Reading *reading)
{
    join_split_verbs(reading, &reading->marks[LEX_MEASURE]);
    join_split_verbs(reading, &reading->marks[LEX_GROWTH]);
    MarkList *measures = &reading->marks[LEX_MEASURE];
    MarkList *traps = &reading->marks[LEX_TRAP];
    MarkList kept = *measures;
    drop_inside(measures, traps);
    drop_inside(traps, &kept);
    drop_in_amounts(&reading->marks[LEX_PARTY], &reading->amounts);
    drop_lone_shorts(reading, &reading->marks[LEX_PARTY]);
    drop_names(hits, reading);
}
