/* Measure words that govern an amount, and the scope beside them. */
#include "importers/extract/measure.h"

#include "importers/language/fold.h"

#include <string.h>

/* Another amount between word and amount makes the word the other's. */
#define AMOUNT_COST 6
/* Words behind an amount govern it less often than those before. */
#define BEHIND_COST 2

int place_cost(const Reading *reading, const AmountPlace *place, const Mark *mark)
{
    TfSpan span = place->amount->span;
    TfSpan word = mark_span(mark);
    int distance = reading_distance(reading, word, span);
    if (word.end <= span.start)
        return distance + AMOUNT_COST * (int)reading_money_between(reading, word.end, span.start);
    if (mark->side != SIDE_FRONT) /* a verb at the end of its clause */
        return distance + AMOUNT_COST * (int)reading_money_between(reading, span.end, word.start);
    return distance * 3 / 2 + BEHIND_COST +
           AMOUNT_COST * (int)reading_money_between(reading, span.end, word.start);
}

bool place_owns(const Reading *reading, const AmountPlace *place, TfSpan span)
{
    TfSpan own = span.start >= place->full.end ? place->full : place->amount->span;
    if (span.start >= own.end && place->behind.end > 0)
        return !reading_is_of_next(reading, own, span, place->behind);
    return true;
}

/* What a measure word of the next clause costs more. */
#define CLAUSE_COST 8
/* A scope said in front of the measure. */
#define SCOPE_REACH 5
/* What a part is made of stands this near in front of its amount. */
#define PART_REACH 8
/* A balance this near in front of "trade" is a balance of it. */
#define BALANCE_REACH 4

/* How a role of the lexicon reads. */
static const struct {
    MarkRole role;
    TfMeasure measure;
    int sign;
    bool is_weak;
    int cost; /* added to its distance: stronger words win */
} readings[] = {
    {ROLE_TURNOVER, TF_TURNOVER, 0, false, 0},       {ROLE_TURNOVER_WEAK, TF_TURNOVER, 0, false, 1},
    {ROLE_TURNOVER_WORLD, TF_TURNOVER, 0, false, 0}, {ROLE_TURNOVER_VERB, TF_TURNOVER, 0, true, 0},
    {ROLE_EXPORTS, TF_EXPORTS, 0, false, 0},         {ROLE_EXPORTS_WEAK, TF_EXPORTS, 0, true, 1},
    {ROLE_EXPORTS_VERB, TF_EXPORTS, 0, true, 0},     {ROLE_IMPORTS, TF_IMPORTS, 0, false, 0},
    {ROLE_IMPORTS_WEAK, TF_IMPORTS, 0, true, 1},     {ROLE_IMPORTS_VERB, TF_IMPORTS, 0, true, 0},
    {ROLE_IMPORTS_SOFT, TF_IMPORTS, 0, true, 1},     {ROLE_BALANCE, TF_BALANCE, 0, false, 0},
    {ROLE_DEFICIT, TF_BALANCE, -1, false, 0},        {ROLE_SURPLUS, TF_BALANCE, 1, false, 0},
    {ROLE_GOODS, TF_TURNOVER, 0, true, 10},
};
#define READING_COUNT (sizeof readings / sizeof readings[0])

static size_t reading_of(MarkRole role)
{
    for (size_t i = 0; i < READING_COUNT; i++)
        if (readings[i].role == role)
            return i;
    return READING_COUNT;
}

/* "took" is a purchase only where goods are spoken of. */
static bool has_goods(const Reading *reading, TfSpan span)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_SCOPE, span, &first, &end);
    return end > first || reading_has(reading, LEX_MEASURE, ROLE_GOODS, span);
}

static bool is_possible(const Reading *reading, const AmountPlace *place, MarkRole role)
{
    return role != ROLE_IMPORTS_SOFT || has_goods(reading, place->reach);
}

/* "gold accounted for 4 billion of exports": the subject in front says what the part is made of. */
static void find_part(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    TfSpan own = place->amount->span;
    bool is_part = choice->is_behind &&
                   reading_has(reading, LEX_PARTY, ROLE_AT_OF, (TfSpan){own.end, choice->mark->start});
    bool goes_on = place->before.end > 0 && choice->mark->end <= place->before.start;
    is_part = is_part || goes_on; /* "fruit worth 4.6 billion, durians alone accounting for 2.9" */
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_SCOPE, (TfSpan){place->reach.start, own.start}, &first, &end);
    for (size_t i = first; i < end && is_part; i++) {
        const Mark *mark = &reading->marks[LEX_SCOPE].items[i];
        if (!tf_slice_starts_with(tf_slice(mark->entry->value), "sector:") ||
            reading_distance(reading, mark_span(mark), own) > PART_REACH)
            continue;
        choice->scope = tf_slice(mark->entry->value);
        choice->scope_mark = mark;
        return;
    }
}

/* "the imports of India from oil", as Arabic says what they are made of: the small word touches the goods. */
static bool is_from(const Reading *reading, size_t start, const Mark *goods)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_PARTY, (TfSpan){start, goods->start}, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_PARTY].items[i];
        if (mark->role == ROLE_AT_FROM && reading_distance(reading, mark_span(mark), mark_span(goods)) == 0)
            return true;
    }
    return false;
}

/* The scope words that touch the measure, or stand in front of it. */
static void find_scope(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    size_t first;
    size_t end;
    choice->scope = tf_slice("goods");
    reading_marks_in(reading, LEX_SCOPE, place->sentence, &first, &end);
    int best = 100;
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_SCOPE].items[i];
        TfSlice value = tf_slice(mark->entry->value);
        if (mark->role != ROLE_SCOPE)
            continue;
        bool sector = tf_slice_starts_with(value, "sector:");
        int distance = reading_distance(reading, mark_span(mark), mark_span(choice->mark));
        int to_amount = reading_distance(reading, mark_span(mark), place->amount->span);
        /* where no blanks part words a particle does: "輸入は穀物が伸び" counts no grain */
        bool is_free = fold_char(reading->text, choice->mark->end).klass == CHAR_FREE;
        int most = is_free && mark->start > choice->mark->end ? -1 : 1;
        bool reaches = sector ? distance <= most
                              : distance <= 2 || (to_amount <= 6 && mark->start > place->amount->span.end);
        bool of = distance == 2 &&
                  (reading_has(reading, LEX_PARTY, ROLE_AT_OF, (TfSpan){choice->mark->end, mark->start}) ||
                   is_from(reading, choice->mark->end, mark));
        reaches = reaches || of; /* "deliveries of used cars" */
        bool made_of =
            to_amount <= 1 && mark->start >= place->amount->span.end &&
            reading_has(reading, LEX_PARTY, ROLE_AT_OF, (TfSpan){place->amount->span.end, mark->start});
        reaches = reaches || made_of; /* "24.7 billion of agricultural products" */
        bool governed = sector && mark->end <= place->amount->span.start && to_amount <= 1 &&
                        mark->start >= choice->mark->end && mark->start >= place->reach.start;
        reaches = reaches || governed; /* "купила в нас зерна на 1,9 млрд" */
        bool in_front = !sector && mark->end <= choice->mark->start && mark->start >= place->reach.start;
        int reach = tf_slice_is(value, "goods_services") ? 2 * SCOPE_REACH : SCOPE_REACH;
        bool opens = reading_distance(reading, (TfSpan){place->sentence.start, place->sentence.start},
                                      mark_span(mark)) <= 1; /* "counting goods and services, the US had" */
        reaches = reaches || (in_front && (distance <= reach || opens)); /* "including services, trade was" */
        bool other_amount = mark->start < place->amount->span.start
                                ? mark->start < place->reach.start && mark->start > choice->mark->end
                                : mark->start > place->reach.end;
        if (!reaches || other_amount || distance >= best || tf_slice_is(value, "goods"))
            continue;
        best = distance;
        choice->scope = value;
        choice->scope_mark = mark;
    }
}

/* "the shortfall in India's trade": the balance is what is counted, the trade what it is a balance of. */
static void prefer_balance(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    if (choice->measure == TF_BALANCE)
        return;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){place->reach.start, choice->mark->start}, &first, &end);
    if (end == first)
        return;
    const Mark *mark = &reading->marks[LEX_MEASURE].items[end - 1];
    size_t row = reading_of(mark->role);
    bool verb = choice->role == ROLE_EXPORTS_VERB || choice->role == ROLE_IMPORTS_VERB;
    bool near = !verb &&
                reading_distance(reading, mark_span(mark), mark_span(choice->mark)) <= BALANCE_REACH &&
                reading_breaks(reading, mark_span(mark), mark_span(choice->mark)) == 0;
    if (row == READING_COUNT || readings[row].measure != TF_BALANCE || !near)
        return;
    choice->measure = TF_BALANCE;
    choice->role = mark->role;
    choice->sign = readings[row].sign;
    choice->mark = mark;
}

/* "무역수지는 9억달러 적자", "343억달러의 흑자를": a deficit or surplus right behind the amount is what it
 * counts. */
static void prefer_sign_behind(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    TfSpan own = place->amount->span;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){own.end, place->reach.end}, &first, &end);
    const Mark *mark = first < end ? &reading->marks[LEX_MEASURE].items[first] : NULL;
    size_t row = mark != NULL ? reading_of(mark->role) : READING_COUNT;
    if (row == READING_COUNT || readings[row].sign == 0 || choice->sign != 0 ||
        reading_distance(reading, own, mark_span(mark)) > 1 ||
        reading_breaks(reading, own, mark_span(mark)) > 0 || !place_owns(reading, place, mark_span(mark)))
        return;
    choice->measure = TF_BALANCE;
    choice->role = mark->role;
    choice->sign = readings[row].sign;
    choice->mark = mark;
}

/* Behind "and" or a comma another clause begins: its words are of what follows there. "5 billion of exports,
 * 6 billion of imports": a word that a comma parts from the amount, and none from the one in front, is of
 * that. */
static int clause_cost(const Reading *reading, const AmountPlace *place, const Mark *mark)
{
    TfSpan own = place->amount->span;
    if (mark->start < own.end) {
        bool of_before = place->before.end > 0 && mark->start >= place->before.end &&
                         reading_breaks(reading, place->before, mark_span(mark)) == 0 &&
                         reading_breaks(reading, mark_span(mark), own) > 0;
        return of_before ? CLAUSE_COST : 0;
    }
    bool parted = reading_breaks(reading, own, mark_span(mark)) > 0 ||
                  reading_has(reading, LEX_PARTY, ROLE_JOIN, (TfSpan){own.end, mark->start});
    return parted ? CLAUSE_COST : 0;
}

/* "exports and imports were 1.57 and 1.73 billion respectively": the run of measures in front is shared out
 * in order. */
#define LIST_REACH 3
static void share_out(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    size_t first;
    size_t end;
    if (!reading_has(reading, LEX_MEASURE, ROLE_RESPECTIVELY,
                     (TfSpan){place->sentence.start, place->sentence.end}))
        return;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){place->sentence.start, place->amount->span.start}, &first,
                     &end);
    const Mark *run[4];
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_MEASURE].items[i];
        size_t row = reading_of(mark->role);
        if (row == READING_COUNT || readings[row].is_weak)
            continue;
        bool goes_on = count > 0 && count < 4 &&
                       reading_distance(reading, mark_span(run[count - 1]), mark_span(mark)) <= LIST_REACH &&
                       reading_money_between(reading, run[count - 1]->end, mark->start) == 0;
        count = goes_on ? count : 0;
        run[count++] = mark;
    }
    size_t at =
        count > 0 ? reading_money_between(reading, run[count - 1]->end, place->amount->span.start) : 0;
    if (count < 2 || at >= count)
        return;
    size_t row = reading_of(run[at]->role);
    choice->mark = run[at];
    choice->role = run[at]->role;
    choice->measure = readings[row].measure;
    choice->sign = readings[row].sign;
}

/* "the imports of Germany and its exports came to 163 billion": one sum for both is the turnover. */
static void add_both_ways(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    TfMeasure other = choice->measure == TF_EXPORTS ? TF_IMPORTS : TF_EXPORTS;
    size_t first;
    size_t end;
    bool one_way = choice->measure == TF_EXPORTS || choice->measure == TF_IMPORTS;
    if (!one_way || choice->is_weak || choice->is_behind)
        return;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){place->reach.start, choice->mark->start}, &first, &end);
    const Mark *mark = end > first ? &reading->marks[LEX_MEASURE].items[end - 1] : NULL;
    size_t row = mark != NULL ? reading_of(mark->role) : READING_COUNT;
    if (row == READING_COUNT || readings[row].is_weak || readings[row].measure != other ||
        reading_distance(reading, mark_span(mark), mark_span(choice->mark)) > LIST_REACH ||
        reading_breaks(reading, mark_span(mark), mark_span(choice->mark)) > 0)
        return;
    TfSpan between = {mark->end, choice->mark->start};
    bool joined = reading_has(reading, LEX_PARTY, ROLE_JOIN, between);
    bool told_apart = reading_has_any(reading, LEX_GROWTH, ROLE_UP, ROLE_DOWN, between) ||
                      reading_has(reading, LEX_STATUS, ROLE_ACTUAL, between);
    bool has_fellow =
        place->behind.end > 0 && reading_distance(reading, place->amount->span, place->behind) <= LIST_REACH;
    if (!joined || told_apart || has_fellow)
        return;
    choice->measure = TF_TURNOVER;
    choice->role = ROLE_TURNOVER;
    choice->sign = 0;
}

/* "30 billion of exports and 16 of imports", "30 billion in exports": the word belongs to the amount in front
 * of "of". */
static bool is_of(const Reading *reading, TfSpan amount, const Mark *mark)
{
    TfSpan between = {amount.end, mark->start};
    if (mark->start < amount.end || reading_distance(reading, amount, mark_span(mark)) > 1)
        return false;
    bool one_way =
        mark->role == ROLE_EXPORTS || mark->role == ROLE_IMPORTS; /* but "a deficit of 5 in trade" */
    return reading_has(reading, LEX_PARTY, ROLE_AT_OF, between) ||
           (one_way && reading_has(reading, LEX_PARTY, ROLE_AT_IN, between));
}

/* "14.3 billion, of which 5.2 of exports": the word behind "of which" and a number is that number's. */
static bool is_of_part(const Reading *reading, const AmountPlace *place, const Mark *mark)
{
    TfSpan gap = {place->amount->span.end, mark->start};
    size_t first;
    size_t end;
    if (gap.start >= gap.end)
        return false;
    reading_marks_in(reading, LEX_MEASURE, gap, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *part = &reading->marks[LEX_MEASURE].items[i];
        size_t numbers[2];
        reading_amounts_in(reading, (TfSpan){part->end, mark->start}, &numbers[0], &numbers[1]);
        if (part->role == ROLE_PART && numbers[0] < numbers[1])
            return true;
    }
    return false;
}

/* "a minus of 3.1 percent" is a change, "a deficit of 3 percent" a share: no balance in money. */
static bool is_of_percentage(const Reading *reading, const Mark *mark)
{
    size_t next = amounts_at(&reading->amounts, mark->end);
    bool balance = mark->role == ROLE_DEFICIT || mark->role == ROLE_SURPLUS || mark->role == ROLE_BALANCE;
    if (!balance || next >= reading->amounts.count)
        return false;
    const Amount *amount = &reading->amounts.items[next];
    return amount->kind == AMOUNT_PERCENT && amount->span.start >= mark->end &&
           reading_distance(reading, mark_span(mark), amount->span) == 0;
}

bool measure_find(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    size_t first;
    size_t end;
    int best = 10000;
    *choice = (MeasureChoice){.mark = NULL};
    reading_marks_in(reading, LEX_MEASURE, place->sentence, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_MEASURE].items[i];
        size_t row = reading_of(mark->role);
        bool is_past = mark->side == SIDE_AFTER && mark->end <= place->amount->span.start;
        if (row == READING_COUNT || is_past || is_of_part(reading, place, mark) ||
            is_of_percentage(reading, mark) || !is_possible(reading, place, mark->role) ||
            !place_owns(reading, place, mark_span(mark)))
            continue;
        int cost = place_cost(reading, place, mark) + readings[row].cost + clause_cost(reading, place, mark);
        if (is_of(reading, place->amount->span, mark))
            cost = 0;
        else if (place->before.end > 0 && is_of(reading, place->before, mark))
            cost += CLAUSE_COST;
        if (cost >= best)
            continue;
        best = cost;
        *choice = (MeasureChoice){.measure = readings[row].measure,
                                  .role = mark->role,
                                  .mark = mark,
                                  .distance = cost,
                                  .is_weak = readings[row].is_weak,
                                  .sign = readings[row].sign};
        choice->is_behind = mark->start > place->amount->span.start;
    }
    if (choice->mark == NULL)
        return false;
    prefer_balance(reading, place, choice);
    prefer_sign_behind(reading, place, choice);
    add_both_ways(reading, place, choice);
    share_out(reading, place, choice);
    find_scope(reading, place, choice);
    find_part(reading, place, choice);
    return true;
}
