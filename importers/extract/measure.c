/* Measure words that govern an amount, the scope beside them, and the direction of trade. */
#include "importers/extract/measure.h"

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
    TfSpan own = place->amount->span;
    if (span.start >= own.end && place->behind.end > 0)
        return !reading_is_of_next(reading, own, span, place->behind);
    return true;
}

/* "raise sales to China by 2 billion": the verb of change stands this near. */
#define CHANGE_REACH 6
/* What a measure word of the next clause costs more. */
#define CLAUSE_COST 8
/* A scope said in front of the measure. */
#define SCOPE_REACH 5
/* What a part is made of stands this near in front of its amount. */
#define PART_REACH 8
/* A balance this near in front of "trade" is a balance of it. */
#define BALANCE_REACH 4
/* "a surplus towards Washington": the other side stands this near behind the balance. */
#define FAR_SIDE_REACH 2

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

static bool is_mark_between(const Reading *reading, LexKind kind, MarkRole role, size_t start, size_t end)
{
    size_t first;
    size_t last;
    reading_marks_in(reading, kind, (TfSpan){start, end}, &first, &last);
    for (size_t i = first; i < last; i++)
        if (reading->marks[kind].items[i].role == role)
            return true;
    return false;
}

/* "took" is a purchase only where goods are spoken of. */
static bool has_goods(const Reading *reading, TfSpan span)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, span, &first, &end);
    for (size_t i = first; i < end; i++)
        if (reading->marks[LEX_MEASURE].items[i].role == ROLE_GOODS)
            return true;
    reading_marks_in(reading, LEX_SCOPE, span, &first, &end);
    return end > first;
}

static bool is_possible(const Reading *reading, const AmountPlace *place, MarkRole role)
{
    return role != ROLE_IMPORTS_SOFT || has_goods(reading, place->reach);
}

/* "gold accounted for 4 billion of exports": the subject in front says what the part is made of. */
static void find_part(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    TfSpan own = place->amount->span;
    bool is_part =
        choice->is_behind && is_mark_between(reading, LEX_PARTY, ROLE_AT_OF, own.end, choice->mark->start);
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
        bool sector = tf_slice_starts_with(value, "sector:");
        int distance = reading_distance(reading, mark_span(mark), mark_span(choice->mark));
        int to_amount = reading_distance(reading, mark_span(mark), place->amount->span);
        bool reaches = sector ? distance <= 1
                              : distance <= 2 || (to_amount <= 6 && mark->start > place->amount->span.end);
        bool of =
            distance == 2 && is_mark_between(reading, LEX_PARTY, ROLE_AT_OF, choice->mark->end, mark->start);
        reaches = reaches || of; /* "deliveries of used cars" */
        bool made_of = to_amount <= 1 && mark->start >= place->amount->span.end &&
                       is_mark_between(reading, LEX_PARTY, ROLE_AT_OF, place->amount->span.end, mark->start);
        reaches = reaches || made_of; /* "24.7 billion of agricultural products" */
        bool in_front = !sector && mark->end <= choice->mark->start && mark->start >= place->reach.start;
        reaches = reaches || (in_front && distance <= SCOPE_REACH); /* "including services, trade was" */
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
    bool near = reading_distance(reading, mark_span(mark), mark_span(choice->mark)) <= BALANCE_REACH;
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

/* Behind "and" or a comma another clause begins: its words are of what follows there. "5 billion of exports, 6
 * billion of imports": a word that a comma parts from the amount, and none from the one in front, is of that. */
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
                  is_mark_between(reading, LEX_PARTY, ROLE_JOIN, own.end, mark->start);
    return parted ? CLAUSE_COST : 0;
}

/* "exports and imports were 1.57 and 1.73 billion respectively": the run of measures in front is shared out
 * in order. */
#define LIST_REACH 3
static void share_out(const Reading *reading, const AmountPlace *place, MeasureChoice *choice)
{
    size_t first;
    size_t end;
    if (!is_mark_between(reading, LEX_MEASURE, ROLE_RESPECTIVELY, place->sentence.start, place->sentence.end))
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

/* "30 billion of exports and 16 of imports": the word belongs to the amount in front of "of". */
static bool is_of(const Reading *reading, TfSpan amount, const Mark *mark)
{
    return mark->start >= amount.end && reading_distance(reading, amount, mark_span(mark)) <= 1 &&
           is_mark_between(reading, LEX_PARTY, ROLE_AT_OF, amount.end, mark->start);
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
        if (row == READING_COUNT || is_past || !is_possible(reading, place, mark->role) ||
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
    share_out(reading, place, choice);
    find_scope(reading, place, choice);
    find_part(reading, place, choice);
    return true;
}

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

int trap_distance(const Reading *reading, const AmountPlace *place, const Mark **nearest)
{
    size_t first;
    size_t end;
    int best = TRAP_NONE;
    reading_marks_in(reading, LEX_TRAP, place->sentence, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_TRAP].items[i];
        if (mark->role != ROLE_TRAP || is_said(reading, mark))
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

/* "26.7%増の", "5.4% 증가한": the word of change behind a percentage says what that does. */
/* Bytes of an ending glued to a percentage, with its apostrophe and the blank behind. */
#define MOST_PERCENT_ENDING 8
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
        if (between->kind == AMOUNT_PERCENT && between->span.start >= amount.end && between->span.end <= mark->start)
            return true;
    }
    return false;
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
        bool behind = mark->side != SIDE_FRONT && (mark->role == ROLE_UP || mark->role == ROLE_DOWN);
        bool comparative = behind || mark->role == ROLE_MORE || mark->role == ROLE_LESS;
        if (comparative && mark->start >= span.end && reading_distance(reading, span, mark_span(mark)) == 0)
            return true;
        if (comparative && by_amount && is_past_percentage(reading, span, mark))
            return true;
        bool change = comparative || mark->role == ROLE_UP || mark->role == ROLE_DOWN;
        if (!change || mark->end > start || mark->side == SIDE_AFTER)
            continue;
        int distance = reading_distance(reading, mark_span(mark), (TfSpan){start, span.end});
        bool to = is_mark_between(reading, LEX_GROWTH, ROLE_GROWTH_TO, mark->end, start); /* "提高到" */
        if (to || is_of_percentage(reading, mark))
            continue;
        if (distance == 0)
            return true;
        bool by = is_mark_between(reading, LEX_GROWTH, ROLE_GROWTH_BY, mark->end, start) ||
                  is_mark_between(reading, LEX_PARTY, ROLE_AT_OF, mark->end, start);
        if ((distance == 1 && by) ||
            (by_amount && distance <= CHANGE_REACH && mark->start >= place->reach.start))
            return true;
    }
    return false;
}

static bool in_pair(TfParty party, const PairChoice *pair)
{
    return tf_party_is_set(party) && (tf_party_equal(party, pair->a) || tf_party_equal(party, pair->b));
}

static TfParty counterpart(TfParty party, const PairChoice *pair)
{
    return tf_party_equal(party, pair->a) ? pair->b : pair->a;
}

/* "Germany's trade with China": the side that the trade is not said to be with. */
static TfParty side_of_trade(const PairChoice *pair, TfParty otherwise)
{
    bool with_a = pair->mention_a != NULL && pair->mention_a->at == ROLE_AT_WITH;
    bool with_b = pair->mention_b != NULL && pair->mention_b->at == ROLE_AT_WITH;
    if (with_a == with_b || pair->mention_a == NULL || pair->mention_b == NULL)
        return otherwise;
    return with_a ? pair->b : pair->a;
}

/* Whose side the page takes when the words do not say. */
static TfParty default_side(bool is_carried, const PairChoice *pair, const PairFocus *focus,
                            const PageParties *page)
{
    bool goes_on = pair->mention_a == NULL && pair->mention_b == NULL && in_pair(focus->partner, pair);
    if ((focus->in_sentence || is_carried || goes_on) && in_pair(focus->reporter, pair))
        return focus->reporter;
    if (in_pair(page->topic, pair))
        return page->topic;
    return in_pair(focus->reporter, pair) ? focus->reporter : pair->a;
}

/* The side whose officials or books speak in the sentence, in front of the amount. */
static TfParty speaking_side(const PairChoice *pair, const PartyMentions *mentions, const AmountPlace *place,
                             TfParty otherwise)
{
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (mention->is_speaker && in_pair(mention->party, pair) &&
            mention->span.end <= place->amount->span.start)
            return mention->party;
    }
    return otherwise;
}

typedef struct Sides {
    TfParty origin;
    TfParty destination;
    TfParty owner;
    TfParty close;   /* right in front of the word */
    TfParty partner; /* "对美出口", "対米輸入": whom the other side sells to or buys from */
} Sides;

/* Whether a word for goods stands right behind: "imports Russian goods". */
#define GOODS_BYTES 40
static bool names_goods(const Reading *reading, TfSpan party)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_SCOPE, (TfSpan){party.end, party.end + GOODS_BYTES}, &first, &end);
    return first < end &&
           reading_distance(reading, party, mark_span(&reading->marks[LEX_SCOPE].items[first])) == 0;
}

/* Whether the small word in front is written together with the party: "对俄", "対米". */
static bool is_glued(const Reading *reading, size_t start)
{
    return start > 0 && ((uint8_t)reading->text.bytes[start - 1] & 0x80) != 0;
}

/* "purchases of Italian products", in either order of the last two words. */
static bool is_of_goods(const Reading *reading, const Mark *measure, const PartyMention *mention)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){measure->end, mention->span.end + 40}, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_MEASURE].items[i];
        bool beside = reading_distance(reading, mark_span(mark), mention->span) == 0;
        if (mark->role == ROLE_GOODS && beside)
            return reading_distance(reading, mark_span(measure), mention->span) <= 3;
    }
    return false;
}

/* What the words around one mention say of its side. */
static void note_side(const Reading *reading, const MeasureChoice *choice, const AmountPlace *place,
                      const PartyMention *mention, TfParty party, Sides *sides)
{
    if (mention == NULL || choice->mark == NULL)
        return;
    bool before = mention->span.end <= choice->mark->start;
    int distance = reading_distance(reading, mention->span, mark_span(choice->mark));
    bool verb = choice->role == ROLE_EXPORTS_VERB || choice->role == ROLE_IMPORTS_VERB ||
                choice->role == ROLE_IMPORTS_SOFT;
    bool glued =
        mention->at == ROLE_AT_WITH && (mention->is_at_behind || is_glued(reading, mention->span.start));
    if (choice->measure == TF_BALANCE && before && distance == 0 && !glued)
        sides->close = party; /* "with a U.S. deficit of" */
    if (glued && before && distance <= 2 && !verb)
        sides->partner = party;
    if (mention->at == ROLE_AT_TO && verb && choice->measure == TF_IMPORTS && !before)
        sides->origin = party; /* "a acheté à la Chine": what is bought comes from there */
    else if (mention->at == ROLE_AT_TO)
        sides->destination = party;
    else if (mention->at == ROLE_AT_FROM || (mention->at == ROLE_AT_BY && choice->measure == TF_EXPORTS))
        sides->origin = party;
    else if (mention->at == ROLE_AT_BY)
        sides->destination = party;
    else if (verb && !before && distance <= 2 && choice->measure == TF_IMPORTS && mention->at != ROLE_AT_WITH)
        sides->origin = party; /* "bought Chinese goods" */
    else if (verb && !before && mention->at == ROLE_AT_OF)
        sides->origin = party; /* "worth of Iranian goods" */
    else if (verb && (before || place->before.end > choice->mark->end) && mention->at == ROLE_NONE)
        sides->owner = party; /* also "... and South Sudan 13.73 billion", its verb left out */
    else if (!verb && !before && choice->measure == TF_IMPORTS && is_of_goods(reading, choice->mark, mention))
        sides->origin = party; /* "acquisti di prodotti italiani" */
    else if (!verb && before && mention->at != ROLE_AT_WITH && (distance <= 2 || mention->at == ROLE_AT_OF))
        sides->owner = party;
    else if (!verb && !before && distance == 0 && choice->measure == TF_IMPORTS &&
             names_goods(reading, mention->span))
        sides->origin = party; /* "импорт российских товаров" */
    else if (!verb && !before && (mention->at == ROLE_AT_OF || (mention->at == ROLE_NONE && distance == 0)))
        sides->owner = party; /* also "экспорт России", where a case stands for "of" */
}

/* "a deficit with China", "un surplus verso Washington"; but "a deficit, according to China". */
static bool is_far_side(const Reading *reading, const Mark *balance, const PartyMention *mention)
{
    if (mention == NULL || balance == NULL)
        return mention != NULL && mention->at == ROLE_AT_WITH;
    bool near = mention->span.start >= balance->end &&
                reading_distance(reading, mark_span(balance), mention->span) <= FAR_SIDE_REACH;
    return mention->at == ROLE_AT_WITH || (mention->at == ROLE_AT_TO && near);
}

/* Reporter of exports, imports or a balance. */
static TfParty directed_side(const Reading *reading, const MeasureChoice *choice, const AmountPlace *place,
                             const PairChoice *pair, TfParty otherwise)
{
    Sides sides = {.origin = {""}};
    note_side(reading, choice, place, pair->mention_a, pair->a, &sides);
    note_side(reading, choice, place, pair->mention_b, pair->b, &sides);
    bool exports = choice->measure == TF_EXPORTS;
    TfParty own = exports ? sides.origin : sides.destination;
    TfParty far = exports ? sides.destination : sides.origin;
    if (choice->measure == TF_BALANCE && in_pair(sides.close, pair))
        return sides.close;
    if (choice->measure == TF_BALANCE) {
        if (is_far_side(reading, choice->mark, pair->mention_b))
            return pair->a;
        if (is_far_side(reading, choice->mark, pair->mention_a))
            return pair->b;
        TfParty far_side = choice->sign > 0 ? sides.destination : sides.origin;
        if (choice->sign != 0 && in_pair(far_side, pair) && !in_pair(sides.owner, pair))
            return counterpart(far_side, pair); /* "xuất siêu sang EU": the surplus of sales to it */
        return in_pair(sides.owner, pair) ? sides.owner : otherwise;
    }
    if (in_pair(own, pair))
        return own;
    if (in_pair(far, pair))
        return counterpart(far, pair);
    if (in_pair(sides.partner, pair))
        return counterpart(sides.partner, pair);
    return in_pair(sides.owner, pair) ? sides.owner : otherwise;
}

/* "Spain took 5 billion, followed by India (3 billion)": the amount goes on with exports or imports whose seller
 * or buyer is of this pair, too. */
static bool keeps_role(const MeasureChoice *choice, const PairChoice *pair, const PairFocus *focus)
{
    return (choice->measure == TF_EXPORTS || choice->measure == TF_IMPORTS) &&
           (in_pair(focus->seller, pair) || in_pair(focus->buyer, pair));
}

/* Who reports then: the seller exports, the buyer imports. */
static TfParty role_kept(const MeasureChoice *choice, const PairChoice *pair, const PairFocus *focus)
{
    TfParty seller = in_pair(focus->seller, pair) ? focus->seller : counterpart(focus->buyer, pair);
    return choice->measure == TF_EXPORTS ? seller : counterpart(seller, pair);
}

void measure_orient(const Reading *reading, const MeasureChoice *choice, const PairChoice *pair,
                    const PartyMentions *mentions, const AmountPlace *place, const PairFocus *focus,
                    const PageParties *page, TfParty *reporter, TfParty *partner)
{
    TfParty side = default_side(choice->mark == NULL, pair, focus, page);
    if (strcmp(pair->b.code, "WORLD") == 0)
        side = pair->a;
    else if (strcmp(pair->a.code, "WORLD") == 0)
        side = pair->b;
    else if (choice->measure == TF_TURNOVER)
        side = speaking_side(pair, mentions, place, side_of_trade(pair, side));
    else if (choice->mark == NULL && keeps_role(choice, pair, focus))
        side = role_kept(choice, pair, focus);
    else
        side = directed_side(reading, choice, place, pair, side);
    *reporter = side;
    *partner = counterpart(side, pair);
}
