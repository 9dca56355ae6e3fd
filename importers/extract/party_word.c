/* The small word, or the case, that governs a party: "with China", "Rusya ile", "в Россию". */
#include "importers/extract/party.h"

/* Most marks of a list that a small word behind it governs. */
#define LIST_REACH 8

static MarkRole role_of_case(LexCase sense)
{
    static const MarkRole roles[LEX_CASE_COUNT] = {ROLE_NONE,    ROLE_AT_WITH, ROLE_AT_TO,
                                                   ROLE_AT_FROM, ROLE_AT_IN,   ROLE_AT_OF};
    return roles[sense];
}

/* "в Россию" and "в России", "з Китаю" and "з Китаєм": a word that says direction or place, origin or
 * company takes its sense from the party's case. */
static MarkRole settle(MarkRole role, const Mark *party)
{
    if (role == ROLE_AT_FROM && party->sense == LEX_CASE_COMPANY)
        return ROLE_AT_WITH;
    if (role != ROLE_AT_INTO)
        return role;
    LexCase sense = party->sense;
    return sense == LEX_CASE_IN || sense == LEX_CASE_PLACE ? ROLE_AT_IN : ROLE_AT_TO;
}

/* The small word behind a mark, where a language sets it there: "Rusya ile", "중국과의". One that
 * stands behind a list governs all of it. */
MarkRole party_word_behind(const Reading *reading, const MarkList *list, size_t at, size_t end)
{
    for (size_t i = at; i + 1 < end && i < at + LIST_REACH; i++) {
        const Mark *mark = &list->items[i];
        const Mark *behind = &list->items[i + 1];
        bool joins = mark->role == ROLE_JOIN || behind->role == ROLE_JOIN; /* which may be a comma */
        bool touches = joins ? reading_is_blank(reading, mark->end, behind->start)
                             : reading_distance(reading, mark_span(mark), mark_span(behind)) == 0;
        if (!touches && mark->end != behind->start) /* "欧州連合(EU)向け" */
            return ROLE_NONE;
        if (party_is_small_word(behind->role) && behind->side != SIDE_FRONT)
            return behind->role;
        bool joined = mark->role == ROLE_JOIN && i > at && list->items[at].sense == LEX_CASE_NONE;
        bool directed = behind->sense == LEX_CASE_TO || behind->sense == LEX_CASE_FROM;
        if (joined && directed &&
            party_is_named(behind)) /* "Almanya ve İtalya'ya": the last one has the case */
            return role_of_case(behind->sense);
        if (!party_is_named(behind) && behind->role != ROLE_JOIN)
            return ROLE_NONE;
    }
    return ROLE_NONE;
}

/* "nello stesso periodo Mosca", "nach Polen exportierten deutsche Firmen": a time, a number or a verb of
 * trade keeps what stands in front of it from the party behind. */
static bool is_parted(const Reading *reading, size_t start, size_t end)
{
    size_t first;
    size_t last;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){start, end}, &first, &last);
    for (size_t i = first; i < last; i++) {
        MarkRole role = reading->marks[LEX_MEASURE].items[i].role;
        if (role == ROLE_EXPORTS_VERB || role == ROLE_IMPORTS_VERB || role == ROLE_TURNOVER_VERB)
            return true;
    }
    reading_marks_in(reading, LEX_PERIOD, (TfSpan){start, end}, &first, &last);
    for (size_t i = first; i < last; i++) {
        MarkRole role = reading->marks[LEX_PERIOD].items[i].role;
        if (role == ROLE_SAME_PERIOD || role == ROLE_UNIT_YEAR || role == ROLE_YEAR_REL ||
            role == ROLE_HALF || role == ROLE_QUARTER || role == ROLE_MONTHS || role == ROLE_MONTH_REL)
            return true;
    }
    reading_marks_in(reading, LEX_MONTH, (TfSpan){start, end}, &first, &last);
    if (first < last)
        return true; /* "В августе лидировала Германия" */
    for (size_t i = start; i < end; i++)
        if (reading->text.bytes[i] >= '0' && reading->text.bytes[i] <= '9')
            return true;
    reading_marks_in(reading, LEX_MONTH, (TfSpan){start, end}, &first, &last);
    return first < last; /* "у травні експорт Китаю": the small word is the month's */
}

/* A small word written together with the word behind it ("للإحصاء") governs nothing beyond that word. */
static bool is_of_other_word(const Reading *reading, const Mark *front, const Mark *mark)
{
    bool small = party_is_small_word(front->role) || front->role == ROLE_JOIN;
    if (!small || front->end >= mark->start || reading->text.bytes[front->end] == ' ')
        return false;
    for (size_t i = front->end; i < mark->start; i++)
        if (reading->text.bytes[i] == ' ')
            return (uint8_t)reading->text.bytes[front->end] >=
                   0x80; /* a letter, and no comma or quotation mark */
    return false;
}

/* "correspondieron a ventas peruanas": the small word governs the noun in front of the party's adjective.
 * Behind "of" the party is that of the noun either way. */
static bool is_behind_noun(const Reading *reading, const Mark *front, const Mark *mark)
{
    size_t first;
    size_t end;
    if (!party_is_small_word(front->role) || front->role == ROLE_AT_OF)
        return false;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){front->end, mark->start}, &first, &end);
    if (first == end)
        return false;
    const Mark *noun = &reading->marks[LEX_MEASURE].items[end - 1];
    return noun->role >= ROLE_TURNOVER && noun->role <= ROLE_SURPLUS && noun->end + 1 == mark->start;
}

/* "Com a Rússia, Ancara teve": of two parties at the head of a sentence the second is who does it, unless the
 * list goes on behind. */
static bool is_subject_behind(const Reading *reading, const MarkList *list, size_t at, size_t first)
{
    const Mark *mark = &list->items[at];
    const Mark *next = at + 1 < list->count ? &list->items[at + 1] : NULL;
    if (at > first + 2)
        return false;
    return next == NULL || (next->role != ROLE_JOIN && !party_is_named(next)) ||
           reading_distance(reading, mark_span(mark), mark_span(next)) > 3;
}

/* The small word in front of a mark, or the one that governs the list it stands in. */
static MarkRole word_in_front(const Reading *reading, const MarkList *list, size_t at, size_t first,
                              const PartyMention *before)
{
    if (at == first)
        return ROLE_NONE;
    const Mark *mark = &list->items[at];
    const Mark *front = &list->items[at - 1];
    int distance = reading_is_blank(reading, front->end, mark->start)
                       ? 0 /* "대(對)인도": the bracket is part of the small word */
                       : reading_distance(reading, mark_span(front), mark_span(mark));
    bool listed = before != NULL && party_is_named(mark) && !before->is_at_behind &&
                  party_is_outward(before->at) && party_goes_on_list(reading, before->span, mark_span(mark));
    if (is_parted(reading, front->start, mark->start) || is_behind_noun(reading, front, mark) ||
        is_of_other_word(reading, front, mark))
        return listed ? before->at : ROLE_NONE;
    if (party_is_small_word(front->role) && front->side != SIDE_AFTER && distance <= PARTY_FRONT_REACH)
        return settle(front->role, mark);
    bool joined = front->role == ROLE_JOIN && distance <= PARTY_FRONT_REACH && before != NULL &&
                  reading_money_between(reading, before->span.end, mark->start) == 0;
    if (before != NULL && before->at != ROLE_NONE && !before->is_at_behind &&
        (party_is_named(mark) || (mark->role == ROLE_OWN && joined)) &&
        (joined || (reading_distance(reading, before->span, mark_span(mark)) <= 3 &&
                    reading_breaks(reading, before->span, mark_span(mark)) > 0 &&
                    !is_subject_behind(reading, list, at, first))))
        return before->at;
    return listed ? before->at : ROLE_NONE;
}

/* "на китайский экспорт", "с российским импортом": the small word governs the noun behind, and the party is
 * an adjective of that. Only where blanks part the three words. */
static bool is_of_noun(const Reading *reading, const Mark *front, const Mark *mark)
{
    const char *bytes = reading->text.bytes;
    size_t at = mark->end + 1;
    const Mark *noun = reading_mark_at(reading, LEX_MEASURE, at);
    bool is_flow =
        noun != NULL && noun->start == at &&
        (noun->role == ROLE_EXPORTS || noun->role == ROLE_IMPORTS || noun->role == ROLE_EXPORTS_WEAK ||
         noun->role == ROLE_IMPORTS_WEAK || noun->role == ROLE_TURNOVER);
    return is_flow && bytes[mark->end] == ' ' && front->end + 1 == mark->start && bytes[front->end] == ' ';
}

/* The small word or the case that governs a mark; `is_behind` when it stands behind or in the word itself. */
MarkRole party_word_at(const Reading *reading, const MarkList *list, size_t at, const size_t range[2],
                       const PartyMention *before, bool *is_behind)
{
    *is_behind = true;
    MarkRole role = party_word_behind(reading, list, at, range[1]);
    if (role == ROLE_NONE)
        role = role_of_case(list->items[at].sense);
    bool in_front = at > range[0] && party_is_small_word(list->items[at - 1].role) &&
                    list->items[at - 1].side != SIDE_AFTER;
    if (role != ROLE_NONE && !in_front)
        return role;
    MarkRole front = word_in_front(reading, list, at, range[0], before);
    if (in_front && list->items[at - 1].role == ROLE_AT_INTO &&
        is_of_noun(reading, &list->items[at - 1], &list->items[at]))
        front = ROLE_NONE;
    *is_behind = front == ROLE_NONE;
    return front != ROLE_NONE ? front : role;
}
