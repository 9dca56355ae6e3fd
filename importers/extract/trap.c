/* Money that is about something else than trade, and amounts that are a difference instead of a level. */
#include "importers/extract/measure.h"

#include "importers/language/fold.h"

/* "raise sales to China by 2 billion": the verb of change stands this near. */
#define CHANGE_REACH 6

/* "the ministry projects a total of 9.5 billion": a verb behind a speaker, no project. */
static bool is_said(const Reading *reading, const Mark *trap)
{
    const Mark *verb = reading_mark_at(reading, LEX_STATUS, trap->start);
    size_t first;
    size_t end;
    if (verb == NULL || verb->role != ROLE_FORECAST)
        return false;
    reading_marks_in(reading, LEX_SPEECH, (TfSpan){trap->start > 60 ? trap->start - 60 : 0, trap->start},
                     &first, &end);
    return end > first && reading_distance(reading, mark_span(&reading->marks[LEX_SPEECH].items[end - 1]),
                                           mark_span(trap)) <= 1;
}

/* "2.1 million tonnes of wheat worth 550 million dollars": what another number counts says nothing of the
 * money behind. */
static bool is_counted(const Reading *reading, const AmountPlace *place, const Mark *trap)
{
    size_t at = amounts_at(&reading->amounts, trap->start > 1 ? trap->start - 2 : 0);
    if (!tf_slice_starts_with(tf_slice(trap->entry->value), "unit") || trap->end > place->amount->span.start)
        return false;
    for (size_t i = at; i < reading->amounts.count && reading->amounts.items[i].span.start < trap->start; i++)
        if (reading->amounts.items[i].kind == AMOUNT_NUMBER &&
            reading_distance(reading, reading->amounts.items[i].span, mark_span(trap)) == 0)
            return true;
    return false;
}

/* "Ukrainian companies sold goods worth 5 million": who sells and buys is no other money. */
#define SELLER_REACH 2
static bool is_seller(const Reading *reading, TfSpan sentence, const Mark *trap)
{
    size_t first;
    size_t end;
    if (!tf_slice_is(tf_slice(trap->entry->value), "company") ||
        (!reading_has(reading, LEX_MEASURE, ROLE_GOODS, sentence) &&
         !reading_has(reading, LEX_SCOPE, ROLE_SCOPE, sentence)))
        return false;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){trap->end, sentence.end}, &first, &end);
    const Mark *verb = first < end ? &reading->marks[LEX_MEASURE].items[first] : NULL;
    return verb != NULL && (verb->role == ROLE_EXPORTS_VERB || verb->role == ROLE_IMPORTS_VERB) &&
           reading_distance(reading, mark_span(trap), mark_span(verb)) <= SELLER_REACH;
}

int trap_distance(const Reading *reading, const AmountPlace *place, const Mark **nearest)
{
    size_t first;
    size_t end;
    int best = TRAP_NONE;
    reading_marks_in(reading, LEX_TRAP, place->sentence, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_TRAP].items[i];
        if (mark->role != ROLE_TRAP || is_said(reading, mark) || is_counted(reading, place, mark) ||
            is_seller(reading, place->sentence, mark))
            continue;
        int cost = place_cost(reading, place, mark);
        if (mark->start >= place->amount->span.end) /* behind, only "5 billion of loans" is meant */
            cost = 2 * cost + 1;
        if (cost < best && nearest != NULL)
            *nearest = mark;
        best = cost < best ? cost : best;
    }
    return best;
}

/* Bytes of an ending glued to a percentage, with its apostrophe and the blank behind. */
#define MOST_PERCENT_ENDING 8
/* "26.7%増の", "5.4% 증가한": the word of change behind a percentage says what that does. */
static bool is_of_percentage(const Reading *reading, const Mark *mark)
{
    size_t amount = amounts_at(&reading->amounts, mark->start > 0 ? mark->start - 1 : 0);
    for (size_t i = amount > 0 ? amount - 1 : 0; i <= amount && i < reading->amounts.count; i++) {
        const Amount *before = &reading->amounts.items[i];
        if (before->kind != AMOUNT_PERCENT || before->span.end > mark->start)
            continue;
        size_t gap = mark->start - before->span.end;
        bool ending = gap <= MOST_PERCENT_ENDING && reading->text.bytes[before->span.end] == '\'';
        if (gap <= 1 || ending)
            return true;
    }
    return false;
}

/* "by 21 million, or 4.8%, more": a comparative that only a percentage parts from the amount. */
#define ASIDE_BYTES 48
static bool is_past_percentage(const Reading *reading, TfSpan amount, const Mark *mark)
{
    size_t at = amounts_at(&reading->amounts, mark->start > 0 ? mark->start - 1 : 0);
    if (mark->start < amount.end || mark->start - amount.end > ASIDE_BYTES)
        return false;
    for (size_t i = at > 0 ? at - 1 : 0; i <= at && i < reading->amounts.count; i++) {
        const Amount *between = &reading->amounts.items[i];
        if (between->kind == AMOUNT_PERCENT && between->span.start >= amount.end &&
            between->span.end <= mark->start)
            return !reading_has(reading, LEX_GROWTH, ROLE_GROWTH_BY,
                                (TfSpan){amount.end, between->span.start}); /* "на 6 млрд, на 4% больше" */
    }
    return false;
}

/* Whether the amount is where a change starts ("from") that goes to the next one in the same clause. */
static bool goes_to_next(const Reading *reading, const AmountPlace *place)
{
    size_t first;
    size_t end;
    TfSpan own = place->amount->span;
    size_t from = own.start > 0 ? own.start - 1 : 0;
    while (from > 0 && reading->text.bytes[from] == ' ')
        from--;
    const Mark *start = reading_mark_at(reading, LEX_GROWTH, from);
    if (start == NULL || start->role != ROLE_GROWTH_FROM || place->behind.end == 0 ||
        reading_breaks(reading, own, place->behind) > 0)
        return false;
    reading_marks_in(reading, LEX_GROWTH, (TfSpan){own.end, place->behind.start}, &first, &end);
    const Mark *mark = first < end ? &reading->marks[LEX_GROWTH].items[end - 1] : NULL;
    return mark != NULL && mark->role == ROLE_GROWTH_TO &&
           reading_distance(reading, mark_span(mark), place->behind) <= 1;
}

/* Another amount follows a "from" within so many words. */
#define RANGE_REACH 6

/* "stieg von 350 Millionen Dollar 2020 auf 700 Millionen": where the change begins, though the small word in
 * front of it means "by" as well. */
static bool starts_range(const Reading *reading, const AmountPlace *place, size_t start)
{
    TfSpan own = place->amount->span;
    if (place->behind.end == 0 || reading_distance(reading, own, place->behind) > RANGE_REACH ||
        !reading_has(reading, LEX_GROWTH, ROLE_GROWTH_TO, (TfSpan){own.end, place->behind.start}))
        return false;
    const Mark *from = reading_mark_at(reading, LEX_PERIOD, start > 1 ? start - 2 : 0);
    return from != NULL && from->role == ROLE_FROM && from->end + 1 == start;
}

bool trap_is_difference(const Reading *reading, const AmountPlace *place)
{
    TfSpan span = place->amount->span;
    size_t start = place->amount->relation_span.end > 0 && place->amount->relation_span.end <= span.start &&
                           place->amount->relation_span.start < span.start
                       ? place->amount->relation_span.start
                       : span.start;
    size_t first;
    size_t end;
    if (starts_range(reading, place, start))
        return false;
    reading_marks_in(reading, LEX_GROWTH, place->sentence, &first, &end);
    bool by_amount = false; /* "cut exports by 2 billion" */
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_GROWTH].items[i];
        by_amount = by_amount || (mark->role == ROLE_GROWTH_BY && mark->end <= start &&
                                  mark->start >= place->reach.start &&
                                  reading_distance(reading, mark_span(mark), (TfSpan){start, span.end}) == 0);
    }
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_GROWTH].items[i];
        const Mark *word = reading_mark_at(reading, LEX_MEASURE, mark->start);
        if (word != NULL && (word->role == ROLE_DEFICIT || word->role == ROLE_SURPLUS))
            continue; /* "a minus of 0.4 billion" that is a balance */
        bool behind = mark->side != SIDE_FRONT && (mark->role == ROLE_UP || mark->role == ROLE_DOWN);
        bool comparative = behind || mark->role == ROLE_MORE || mark->role == ROLE_LESS;
        /* "10億ドル増えた" is a difference, "10億ドルに増えた" a level */
        bool is_free = fold_char(reading->text, span.end).klass == CHAR_FREE;
        bool touches =
            is_free ? mark->start == span.end : reading_distance(reading, span, mark_span(mark)) == 0;
        if (comparative && mark->start >= span.end && touches)
            return true;
        if (comparative && by_amount && is_past_percentage(reading, span, mark))
            return true;
        bool change = comparative || mark->role == ROLE_UP || mark->role == ROLE_DOWN;
        if (!change || mark->end > start || mark->side == SIDE_AFTER)
            continue;
        int distance = reading_distance(reading, mark_span(mark), (TfSpan){start, span.end});
        bool to = reading_has(reading, LEX_GROWTH, ROLE_GROWTH_TO, (TfSpan){mark->end, start}); /* "提高到" */
        if (to || is_of_percentage(reading, mark))
            continue;
        if (distance == 0)
            return true;
        bool by = reading_has(reading, LEX_GROWTH, ROLE_GROWTH_BY, (TfSpan){mark->end, start}) ||
                  reading_has(reading, LEX_PARTY, ROLE_AT_OF, (TfSpan){mark->end, start});
        if (by && goes_to_next(reading, place)) /* "recuou de 17,5 bilhões em 2011 para 11,7 bilhões" */
            continue;
        if ((distance == 1 && by) ||
            (by_amount && distance <= CHANGE_REACH && mark->start >= place->reach.start))
            return true;
    }
    return false;
}
