/* The verb or noun that governs an amount: done, estimated, expected, wanted, possible. */
#include "importers/extract/status.h"

/* Behind the amount only words this near count: "the $30 billion target". */
#define BEHIND_REACH 2
/* A verb at the end of its clause governs the amount in front of it from this far. */
#define VERB_REACH 10
/* A weak word ("to raise") takes its sense from a stronger one at most this far in front. */
#define WEAK_REACH 20
/* A small word right in front of an amount begins at most this many bytes before it. */
#define BESIDE_BYTES 24
/* A mark that has an amount of its own already governs the next one less. */
#define TAKEN_COST 40

static const struct {
    MarkRole role;
    TfClaimStatus status;
    int cost;
} readings[] = {
    {ROLE_TARGET, TF_TARGET, 0},         {ROLE_TARGET_WEAK, TF_TARGET, 0}, {ROLE_FORECAST, TF_FORECAST, 0},
    {ROLE_POTENTIAL, TF_POTENTIAL, 0},   {ROLE_ACTUAL, TF_ACTUAL, 1},      {ROLE_ACTUAL_NOW, TF_ACTUAL, 3},
    {ROLE_COUNTERFACTUAL, TF_ACTUAL, 0}, {ROLE_DREAM, TF_ACTUAL, 0},       {ROLE_ACTUAL_WEAK, TF_ACTUAL, 1},
};
#define READING_COUNT (sizeof readings / sizeof readings[0])

static size_t reading_of(MarkRole role)
{
    for (size_t i = 0; i < READING_COUNT; i++)
        if (readings[i].role == role)
            return i;
    return READING_COUNT;
}

/* A plan, a forecast or a chance in so many words. */
static bool is_outlook(MarkRole role)
{
    return role == ROLE_TARGET || role == ROLE_FORECAST || role == ROLE_POTENTIAL;
}

/* Whether a comma stands right behind: the verb at the end is shared with what follows. */
static bool is_listed(const Reading *reading, size_t end)
{
    TfSlice behind = tf_slice_range(reading->text, end, reading->text.length);
    return tf_slice_starts_with(behind, ",") || tf_slice_starts_with(behind, "\u3001") ||
           tf_slice_starts_with(behind, "\uFF0C");
}

/* A verb that ends the clause of the amount, or of the last in a list of amounts. */
static int cost_of_last(const Reading *reading, const AmountPlace *place, const Mark *mark, int distance)
{
    size_t end = place->amount->span.end;
    size_t between = reading_money_between(reading, end, mark->start);
    int reach = VERB_REACH + (between > 0 ? VERB_REACH : 0);
    if (distance > reach || between > 1 || (between == 1 && !is_listed(reading, end)))
        return -1;
    return distance;
}

static int cost_of(const Reading *reading, const AmountPlace *place, const Mark *mark)
{
    TfSpan span = place->amount->span;
    int distance = reading_distance(reading, mark_span(mark), span);
    bool is_verb_last = mark->side != SIDE_FRONT && mark->start >= span.end;
    if (is_verb_last)
        return cost_of_last(reading, place, mark, distance);
    if (mark->end <= span.start && mark->side == SIDE_AFTER)
        return -1;
    if (mark->end <= span.start)
        return distance + (reading_money_between(reading, mark->end, span.start) > 0 ? TAKEN_COST : 0);
    if (mark->start >= span.end && distance <= BEHIND_REACH)
        return distance * 3 / 2 + 2;
    return -1;
}

/* The nearest plan, forecast or chance in front of `before`. */
static TfClaimStatus outlook_before(const Reading *reading, TfSpan sentence, TfSpan before,
                                    TfClaimStatus otherwise)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_STATUS, (TfSpan){sentence.start, before.start}, &first, &end);
    for (size_t i = end; i > first; i--) {
        const Mark *mark = &reading->marks[LEX_STATUS].items[i - 1];
        if (reading_distance(reading, mark_span(mark), before) > WEAK_REACH)
            break;
        if (is_outlook(mark->role))
            return readings[reading_of(mark->role)].status;
    }
    return otherwise;
}

/* The nearest plan, forecast or chance behind `mark`, in languages whose verbs end the clause. */
static TfClaimStatus outlook_behind(const Reading *reading, TfSpan sentence, TfSpan mark,
                                    TfClaimStatus otherwise)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_STATUS, (TfSpan){mark.end, sentence.end}, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *behind = &reading->marks[LEX_STATUS].items[i];
        if (behind->side == SIDE_FRONT)
            continue;
        if (reading_distance(reading, mark, mark_span(behind)) > VERB_REACH)
            break;
        if (is_outlook(behind->role))
            return readings[reading_of(behind->role)].status;
    }
    return otherwise;
}

/* "phấn đấu đạt 30 tỷ", "năm 2023 đạt 28 tỷ": reached is wanted or done, as the nearest word in front says
 * that has no amount of its own. */
static TfClaimStatus outlook_of_clause(const Reading *reading, const AmountPlace *place, TfSpan before)
{
    size_t first;
    size_t end;
    bool goes_on = place->before.end > 0 && before.start == place->before.end; /* "从35亿美元提高到100亿" */
    TfSpan clause = {goes_on ? place->sentence.start : place->reach.start, before.start};
    reading_marks_in(reading, LEX_STATUS, clause, &first, &end);
    for (size_t i = end; i > first; i--) {
        MarkRole role = reading->marks[LEX_STATUS].items[i - 1].role;
        if (role == ROLE_ACTUAL || role == ROLE_ACTUAL_NOW)
            return TF_ACTUAL;
        if (role == ROLE_TARGET_WEAK || role == ROLE_TARGET)
            return outlook_before(reading, clause, before, TF_TARGET);
        if (is_outlook(role))
            return readings[reading_of(role)].status;
    }
    return TF_ACTUAL;
}

TfClaimStatus status_outlook(const Reading *reading, const AmountPlace *place, TfClaimStatus otherwise)
{
    return outlook_before(reading, place->sentence, place->amount->span, otherwise);
}

/* Whether a word with the role stands right in front of the amount. */
static bool has_beside(const Reading *reading, LexKind kind, MarkRole role, TfSpan amount)
{
    size_t first;
    size_t end;
    TfSpan front = {amount.start > BESIDE_BYTES ? amount.start - BESIDE_BYTES : 0, amount.start};
    reading_marks_in(reading, kind, front, &first, &end);
    const Mark *mark = end > first ? &reading->marks[kind].items[end - 1] : NULL;
    return mark != NULL && mark->role == role && reading_distance(reading, mark_span(mark), amount) == 0;
}

/* "从1070亿美元提高到2000亿", "100億ドルから200億ドルへ": the first of the two is where the change starts. */
static bool is_start_of_change(const Reading *reading, const AmountPlace *place)
{
    static const LexKind kinds[] = {LEX_STATUS, LEX_GROWTH};
    size_t end = place->amount->span.end;
    if (place->is_last)
        return false;
    bool starts = has_beside(reading, LEX_GROWTH, ROLE_GROWTH_FROM, place->amount->span);
    if (starts && reading_has(reading, LEX_GROWTH, ROLE_GROWTH_TO, (TfSpan){end, place->behind.start}))
        return true; /* "double trade from 100 billion in 2018 to 200 billion" */
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const Mark *mark = reading_mark_at(reading, kinds[i], end);
        bool from = mark != NULL && mark->role == ROLE_GROWTH_FROM && mark->side == SIDE_AFTER;
        bool to = mark != NULL && (mark->role == ROLE_TARGET_WEAK || mark->role == ROLE_ACTUAL_WEAK) &&
                  mark->side == SIDE_FRONT;
        if (mark != NULL && mark->start == end && (from || to))
            return true;
    }
    return false;
}

/* Whether words of time stand in front of the amount, in its own stretch of the sentence. */
static bool says_time(const Reading *reading, const AmountPlace *place)
{
    TfSpan in_front = {place->reach.start, place->amount->span.start};
    return reading_has_any(reading, LEX_PERIOD, ROLE_UNIT_YEAR, ROLE_YTD, in_front);
}

/* "raise it to 5 billion first, to 10 billion later", with the verb at the end: an amount without a time of
 * its own takes the plan behind the next one. */
static TfClaimStatus shared_outlook(const Reading *reading, const AmountPlace *place, TfSpan mark)
{
    if (says_time(reading, place))
        return TF_ACTUAL;
    return outlook_behind(reading, place->sentence, place->behind.end > 0 ? place->behind : mark, TF_ACTUAL);
}

void status_find(const Reading *reading, const AmountPlace *place, StatusChoice *choice)
{
    size_t first;
    size_t end;
    int best = 10000;
    *choice = (StatusChoice){.status = TF_ACTUAL, .mark = NULL};
    reading_marks_in(reading, LEX_STATUS, place->sentence, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_STATUS].items[i];
        size_t row = reading_of(mark->role);
        int cost = row < READING_COUNT ? cost_of(reading, place, mark) : -1;
        if (cost < 0 || cost + readings[row].cost >= best)
            continue;
        best = cost + readings[row].cost;
        choice->mark = mark;
        choice->status = readings[row].status;
    }
    if (is_start_of_change(reading, place))
        *choice = (StatusChoice){.status = TF_ACTUAL, .mark = NULL};
    if (choice->mark != NULL && choice->mark->role == ROLE_TARGET_WEAK)
        choice->status =
            outlook_behind(reading, place->sentence, mark_span(choice->mark),
                           outlook_before(reading, place->sentence, mark_span(choice->mark), TF_TARGET));
    if (choice->mark != NULL && choice->mark->role == ROLE_ACTUAL_WEAK && choice->mark->side == SIDE_AFTER)
        choice->status = shared_outlook(reading, place, mark_span(choice->mark));
    else if (choice->mark != NULL && choice->mark->role == ROLE_ACTUAL_WEAK)
        choice->status = outlook_of_clause(reading, place, mark_span(choice->mark));
    MarkRole role = choice->mark != NULL ? choice->mark->role : ROLE_NONE;
    if (role == ROLE_ACTUAL_NOW && mark_has_flag(choice->mark, "now weak"))
        choice->status = outlook_of_clause(reading, place, mark_span(choice->mark));
    choice->is_now = role == ROLE_ACTUAL_NOW && choice->status == TF_ACTUAL &&
                     (choice->mark->end <= place->amount->span.start || choice->mark->side == SIDE_AFTER);
    choice->is_counterfactual = role == ROLE_COUNTERFACTUAL || role == ROLE_DREAM;
    choice->names_deadline = reading_has(reading, LEX_DEADLINE, ROLE_DEADLINE_WORD, place->sentence);
    if (choice->names_deadline && (choice->status == TF_POTENTIAL || choice->status == TF_FORECAST))
        choice->status = TF_TARGET;
    if (choice->status == TF_ACTUAL && reading_has(reading, LEX_STATUS, ROLE_ESTIMATE, place->sentence))
        choice->status = TF_ESTIMATE;
}
