/* Whether an amount is about trade: it has words of trade nearer than words of other money, or it goes on
 * with what the sentences before spoke of. */
#include "importers/extract/draft.h"

#include <string.h>

/* Without a word of trade a sentence goes on with the focus this many sentences long, */
#define CARRY_SENTENCES 2
/* and this many when it speaks of a target, a figure or the like. */
#define CARRY_WITH_WORD 6
/* A measure word this far away says no more than the focus does. */
#define MEASURE_REACH 40
/* "supply", "sold" lose against a trap that stands up to this much further away. */
#define WEAK_MARGIN 8
/* A trap further away than this is about something else in the sentence. */
#define TRAP_REACH 14
/* Least amount that a trade claim names without its measure close by. */
#define LEAST_VALUE 1e5
#define CLOSE_REACH 6
/* A number without magnitude ("19.5") takes that of an amount this near in front. */
#define BORROW_REACH 12
/* "in October they counted only 520 million" is dated. */
#define DATED_REACH 5
/* "times" stands this many bytes behind its number. */
#define TIMES_REACH 3

bool amount_is_candidate(const Amount *amount)
{
    if (amount->bracket_of != AMOUNT_NOWHERE)
        return false;
    if (amount->kind == AMOUNT_MONEY)
        return true;
    return amount->kind == AMOUNT_NUMBER && amount->look == NUMBER_PLAIN && amount->has_scale;
}

/* "83 billion rand ($4.4 billion) in 2023": what follows the bracket follows the amount. */
static TfSpan with_tellings(const Reading *reading, size_t index)
{
    TfSpan full = reading->amounts.items[index].span;
    size_t end = full.end;
    for (size_t i = index + 1; i < reading->amounts.count; i++) {
        if (reading->amounts.items[i].bracket_of != index)
            break;
        end = reading->amounts.items[i].span.end;
    }
    if (end > full.end && end < reading->text.length && reading->text.bytes[end] == ')')
        full.end = end + 1;
    return full;
}

/* "30億ドル増えて5050億ドル": a difference, as the word right behind it says, parts nothing from the level.
 */
static bool is_step(const Reading *reading, const Amount *amount)
{
    const Mark *mark = reading_mark_at(reading, LEX_GROWTH, amount->span.end);
    return mark != NULL && mark->start == amount->span.end && mark->side != SIDE_FRONT &&
           (mark->role == ROLE_UP || mark->role == ROLE_DOWN);
}

/* The amounts in front and behind that this one shares the sentence with. */
AmountPlace amount_place(const Reading *reading, const SentenceView *view, size_t index)
{
    AmountPlace place = {.amount = &reading->amounts.items[index], .sentence = view->sentence->span};
    place.is_first = place.is_last = true;
    place.full = with_tellings(reading, index);
    place.reach = place.sentence;
    for (size_t i = index; i > view->amount_first && place.is_first; i--) {
        const Amount *before = &reading->amounts.items[i - 1];
        if (!amount_is_candidate(before) || is_step(reading, before))
            continue;
        place.reach.start = before->span.end;
        place.before = before->span;
        place.is_first = false;
    }
    for (size_t i = index + 1; i < view->amount_end && place.is_last; i++) {
        const Amount *behind = &reading->amounts.items[i];
        if (!amount_is_candidate(behind))
            continue;
        place.reach.end = behind->span.start;
        place.behind = behind->span;
        place.is_last = false;
    }
    return place;
}

static bool names_a_party(const SentenceView *view)
{
    for (size_t i = 0; i < view->parties.count; i++)
        if (!view->parties.items[i].is_place)
            return true;
    return false;
}

/* "By the guest's count it came even to 25 billion": the sentence behind a claim tells one more figure, and
 * whose or how it came about. */
static bool is_next_figure(const Extraction *extraction, const SentenceView *view)
{
    const Reading *reading = extraction->reading;
    TfSpan span = view->sentence->span;
    size_t first;
    size_t end;
    bool says_scope = false;
    reading_marks_in(reading, LEX_SCOPE, span, &first, &end);
    for (size_t i = first; i < end; i++)
        says_scope = says_scope || !tf_slice_starts_with(
                                       tf_slice(reading->marks[LEX_SCOPE].items[i].entry->value), "sector:");
    return says_scope || reading_has(reading, LEX_SPEECH, ROLE_SOURCE, span) ||
           (reading_has(reading, LEX_PERIOD, ROLE_NOW, span) &&
            reading_has_any(reading, LEX_STATUS, ROLE_ACTUAL, ROLE_ACTUAL_WEAK, span));
}

/* Whether a sentence without a word of trade can go on with what was said before. */
static bool goes_on(const Extraction *extraction, const SentenceView *view)
{
    const Focus *focus = &extraction->focus;
    const Reading *reading = extraction->reading;
    TfSpan span = view->sentence->span;
    if (!focus->is_set || view->sentence->is_title)
        return false;
    if (extraction->drafts.count > view->draft_first)
        return true;
    bool word = reading_has_any(reading, LEX_MEASURE, ROLE_SAME_FIGURE, ROLE_LIST, span) ||
                reading_has(reading, LEX_STATUS, ROLE_TARGET, span) ||
                reading_has(reading, LEX_STATUS, ROLE_POTENTIAL, span);
    if (view->index > focus->last_sentence + (word ? CARRY_WITH_WORD : CARRY_SENTENCES))
        return false;
    return word || names_a_party(view) || view->periods.count > 0 ||
           reading_has_any(reading, LEX_STATUS, ROLE_TARGET_WEAK, ROLE_POTENTIAL, span) ||
           is_next_figure(extraction, view);
}

/* "the deficit with China": a partner stands behind the word. */
#define PARTNER_REACH 4
static bool has_partner(const Reading *reading, const PartyMentions *parties, const Mark *balance)
{
    for (size_t i = 0; i < parties->count && balance != NULL; i++) {
        const PartyMention *mention = &parties->items[i];
        if (mention->at == ROLE_AT_WITH && mention->span.start >= balance->end &&
            reading_distance(reading, mark_span(balance), mention->span) <= PARTNER_REACH)
            return true;
    }
    return false;
}

/* A bare "deficit" in a sentence about a budget is the budget's. */
static bool is_other_balance(const Reading *reading, const SentenceView *view, const AmountPlace *place,
                             const MeasureChoice *measure)
{
    size_t first;
    size_t end;
    if (measure->measure != TF_BALANCE || has_partner(reading, &view->parties, measure->mark) ||
        reading_has_any(reading, LEX_MEASURE, ROLE_TURNOVER, ROLE_IMPORTS_SOFT, place->sentence))
        return false;
    reading_marks_in(reading, LEX_TRAP, place->sentence, &first, &end);
    for (size_t i = first; i < end; i++)
        if (tf_slice_is(tf_slice(reading->marks[LEX_TRAP].items[i].entry->value), "budget"))
            return true;
    return false;
}

/* "the daily average of exports was 49 million": trade, but no total of it. */
static bool is_average(const Reading *reading, const MeasureChoice *measure, const Mark *trap)
{
    return trap != NULL && tf_slice_is(tf_slice(trap->entry->value), "exchange") &&
           reading_distance(reading, mark_span(trap), mark_span(measure->mark)) <= 1;
}

bool relevance_is_doubtful(const Extraction *extraction, const SentenceView *view,
                           const MeasureChoice *measure)
{
    return measure->is_weak && !extraction->is_trade_page && parties_count(&view->parties) < 2;
}

/* Whether the sentence speaks of goods. */
static bool names_goods(const Reading *reading, TfSpan sentence)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_SCOPE, sentence, &first, &end);
    for (size_t i = first; i < end; i++)
        if (tf_slice_is(tf_slice(reading->marks[LEX_SCOPE].items[i].entry->value), "goods"))
            return true;
    return reading_has(reading, LEX_MEASURE, ROLE_GOODS, sentence);
}

static bool is_trade(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                     const MeasureChoice *measure, int trap)
{
    double value = tf_decimal_to_double(place->amount->value);
    int margin = measure->is_weak ? WEAK_MARGIN : 0;
    if (trap < measure->distance + margin || is_other_balance(extraction->reading, view, place, measure) ||
        relevance_is_doubtful(extraction, view, measure))
        return false;
    const Focus *focus = &extraction->focus;
    bool known = focus->is_set || tf_party_is_set(focus->pair.partner);
    bool verb = measure->role == ROLE_EXPORTS_VERB || measure->role == ROLE_IMPORTS_VERB;
    bool has_goods = names_goods(extraction->reading, view->sentence->span);
    if (measure->is_weak && !names_a_party(view) && (!known || (verb && !has_goods)))
        return false; /* "lorries assembled there sold for 18 million" */
    return value >= LEAST_VALUE || measure->distance <= CLOSE_REACH;
}

/* Whether a clause ends right behind: what a number counts would stand there. */
static bool ends_clause(const Reading *reading, TfSpan amount)
{
    TfSlice behind = tf_slice_range(reading->text, amount.end, reading->text.length);
    static const char *const ends[] = {"!", "?",  ",",      ";",       ".",       ":",
                                       ")", "\n", "\u00BB", " \u2013", " \u2014", " ("};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (tf_slice_starts_with(behind, ends[i]))
            return true;
    return behind.length == 0;
}

/* "half a million Israelis": a number without currency goes on with money only where words of figures stand.
 */
static bool says_money(const Extraction *extraction, const SentenceView *view, const Amount *amount)
{
    const Reading *reading = extraction->reading;
    TfSpan span = view->sentence->span;
    bool dated = false; /* "It was 2.3 billion in that year" */
    for (size_t i = 0; i < view->periods.count; i++)
        dated = dated || reading_distance(reading, view->periods.items[i].span, amount->span) <= DATED_REACH;
    bool is_told = view->periods.count > 0 || amount->relation != TF_EQ ||
                   reading_has_any(reading, LEX_STATUS, ROLE_ACTUAL, ROLE_ACTUAL_NOW, span);
    bool alone = (is_told && ends_clause(reading, amount->span)) ||
                 (amount->scale_is_shared && amount->currency[0] != '\0');
    if ((dated || alone) && extraction->focus.last_sentence + 1 >= view->index)
        return true;
    return amount->currency_basis == TF_BASIS_EXPLICIT || extraction->drafts.count > view->draft_first ||
           reading_has_any(reading, LEX_MEASURE, ROLE_SAME_FIGURE, ROLE_LIST, span) ||
           reading_has_any(reading, LEX_STATUS, ROLE_TARGET, ROLE_POTENTIAL, span);
}

/* "The government promised 120 billion pesos" on a page that counts in dollars: without a word of trade,
 * money of another kind is not what the page goes on with. */
static bool is_other_money(const Extraction *extraction, const SentenceView *view, const Amount *amount)
{
    const Focus *focus = &extraction->focus;
    return amount->currency_basis == TF_BASIS_EXPLICIT && amount->currency[0] != '\0' &&
           focus->currency[0] != '\0' && strcmp(amount->currency, focus->currency) != 0 &&
           extraction->drafts.count == view->draft_first && !names_a_party(view) &&
           view->periods.count == 0 &&
           !reading_has_any(extraction->reading, LEX_MEASURE, ROLE_TURNOVER, ROLE_LIST, view->sentence->span);
}

/* Notes why an amount is no claim; false, for the caller to return. */
static bool left_for(Extraction *extraction, const char *reason, const Mark *mark)
{
    extraction->reason = reason;
    extraction->reason_mark = mark;
    return false;
}

/* "With services it may come to 50 billion": "a goal of 100 billion, but without oil": what was spoken
 * of before, and services or less oil. */
static bool says_scope(const Reading *reading, TfSpan sentence, const char *scope)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_SCOPE, sentence, &first, &end);
    for (size_t i = first; i < end; i++)
        if (tf_slice_is(tf_slice(reading->marks[LEX_SCOPE].items[i].entry->value), scope))
            return true;
    return false;
}

/* "the surplus in trade with China shrank to 28 billion from 36": with no word of trade between two amounts
 * the second counts what the first does, whichever word in front is nearer. */
static void follow_first(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                         MeasureChoice *measure)
{
    const Reading *reading = extraction->reading;
    const MeasureChoice *first = &extraction->focus.measure;
    TfSpan between = {place->before.end, place->amount->span.start};
    const Draft *last = extraction->drafts.count > view->draft_first
                            ? &extraction->drafts.items[extraction->drafts.count - 1]
                            : NULL;
    if (last == NULL || place->before.end == 0 || last->claim.span.start != place->before.start ||
        measure->mark->end > place->before.start || first->mark == NULL ||
        first->mark->start > place->before.start ||
        reading_has_any(reading, LEX_MEASURE, ROLE_TURNOVER, ROLE_SURPLUS, between) ||
        reading_has(reading, LEX_MEASURE, ROLE_RESPECTIVELY, place->sentence))
        return;
    measure->measure = first->measure;
    measure->role = first->role;
    measure->sign = first->sign;
    measure->mark = first->mark;
    measure->is_weak = first->is_weak;
}

/* "With 253 billion America was the main trade partner": money beside a word for a partner in trade is of
 * both ways. */
static bool is_of_partner(const Reading *reading, const SentenceView *view)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, view->sentence->span, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_MEASURE].items[i];
        if (mark->role == ROLE_CONTEXT && mark->number > 0)
            return names_a_party(view);
    }
    return false;
}

/* "Both agreed to expand their trade. 20 billion dollars a year is the goal": a wish right behind a sentence
 * about trade, before the page has told any figure. */
static bool is_first_wish(const Extraction *extraction, const SentenceView *view)
{
    const Reading *reading = extraction->reading;
    if (extraction->focus.is_set || view->index == 0 || view->sentence->is_title ||
        !reading_has(reading, LEX_STATUS, ROLE_TARGET, view->sentence->span))
        return false;
    const Sentence *before = &reading->sentences.items[view->index - 1];
    return before->paragraph == view->sentence->paragraph &&
           reading_has_any(reading, LEX_MEASURE, ROLE_TURNOVER, ROLE_TURNOVER_WEAK, before->span);
}

/* The measure of an amount without a word of its own: what was spoken of before. False when nothing was. */
static bool carry_measure(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                          MeasureChoice *measure)
{
    const Focus *focus = &extraction->focus;
    bool goes_on_here = extraction->drafts.count > view->draft_first;
    bool is_trade = !view->sentence->is_title && place->amount->currency_basis == TF_BASIS_EXPLICIT &&
                    (is_of_partner(extraction->reading, view) || is_first_wish(extraction, view));
    if (is_trade && !goes_on_here) {
        *measure = (MeasureChoice){
            .measure = TF_TURNOVER, .role = ROLE_TURNOVER, .scope = tf_slice("goods"), .mark = NULL};
        return true;
    }
    if (!goes_on(extraction, view))
        return false;
    *measure = goes_on_here ? focus->measure : focus->main_measure;
    bool of_partners = !goes_on_here && measure->measure == TF_BALANCE &&
                       reading_has(extraction->reading, LEX_MEASURE, ROLE_CONTEXT, view->sentence->span);
    if (of_partners) /* "China (272.9 billion) and the US (199.9) remain the largest partners" */
        *measure = focus->lead_measure;
    return true;
}

bool relevance_find(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                    MeasureChoice *measure)
{
    const Reading *reading = extraction->reading;
    const Focus *focus = &extraction->focus;
    const Mark *trap_mark = NULL;
    int trap = trap_distance(reading, place, &trap_mark);
    if (trap_is_difference(reading, place))
        return left_for(extraction, "it is a difference, not a level", NULL);
    if (measure_find(reading, place, measure) && measure->distance <= MEASURE_REACH) {
        measure->trap = trap;
        follow_first(extraction, view, place, measure);
        bool trade =
            is_trade(extraction, view, place, measure, trap) && !is_average(reading, measure, trap_mark);
        bool inherits = extraction->drafts.count > view->draft_first && measure->scope_mark == NULL &&
                        measure->measure != TF_TURNOVER &&
                        !tf_slice_starts_with(focus->measure.scope, "sector:");
        if (inherits && focus->measure.scope.length > 0)
            measure->scope = focus->measure.scope; /* "exports of goods and services ..., imports ..." */
        if (!trade)
            extraction->trap_sentence = view->index + 1;
        return trade || left_for(extraction, "it is about other money than trade", trap_mark);
    }
    bool is_clause =
        trap_mark != NULL && /* without any word of trade the sentence is about the other money */
        (reading_breaks(reading, mark_span(trap_mark), place->amount->span) == 0 ||
         !reading_has_any(reading, LEX_MEASURE, ROLE_TURNOVER, ROLE_SAME_FIGURE, place->sentence));
    bool governs = trap_mark != NULL && trap_mark->end <= place->amount->span.start &&
                   trap_mark->start >= place->reach.start && is_clause;
    if (trap <= (governs ? 2 * TRAP_REACH : TRAP_REACH))
        extraction->trap_sentence = view->index + 1;
    if (extraction->trap_sentence == view->index + 1 || !says_money(extraction, view, place->amount))
        return left_for(extraction, "its sentence is about other money than trade",
                        trap_mark); /* "contracts of 15 billion, on top of the 29 billion of last November" */
    if (tf_decimal_to_double(place->amount->value) < LEAST_VALUE)
        return left_for(extraction, "it is too small for the trade of two parties", NULL);
    if (!carry_measure(extraction, view, place, measure) || is_other_money(extraction, view, place->amount))
        return left_for(extraction, "no words of trade stand near it", NULL);
    measure->trap = trap;
    measure->mark = NULL;
    measure->scope_mark = NULL;
    if (!tf_slice_is(measure->scope, "goods") &&
        reading_has(reading, LEX_SCOPE, ROLE_SCOPE, view->sentence->span))
        measure->scope = tf_slice("goods"); /* the sentence says what is counted in other words */
    if (measure->measure == TF_TURNOVER && says_scope(reading, view->sentence->span, "goods_services"))
        measure->scope = tf_slice("goods_services");
    if (says_scope(reading, view->sentence->span, "non_oil"))
        measure->scope = tf_slice("non_oil");
    return true;
}

/* "1.2 times as much": the number says how often. */
static bool is_multiple(const Reading *reading, const Amount *amount)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_GROWTH, (TfSpan){amount->span.end, amount->span.end + TIMES_REACH}, &first,
                     &end);
    return first < end && reading->marks[LEX_GROWTH].items[first].role == ROLE_TIMES;
}

/* "65 billion, 3 percent less than before, and imported for 26": a word of trade right in front says enough.
 */
static int borrow_reach(const Reading *reading, TfSpan amount)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){0, amount.start}, &first, &end);
    if (end == first)
        return BORROW_REACH;
    const Mark *word = &reading->marks[LEX_MEASURE].items[end - 1];
    bool is_flow = word->role >= ROLE_TURNOVER && word->role <= ROLE_SURPLUS;
    bool near = reading_distance(reading, mark_span(word), amount) <= 1;
    return is_flow && near ? 2 * BORROW_REACH : BORROW_REACH;
}

/* The last amount of the sentence's claims that has a magnitude: "of which 5.2 of exports and 9.1 of imports"
 * take theirs from the total. */
static const Amount *lender_of(const Extraction *extraction, const SentenceView *view)
{
    const AmountList *amounts = &extraction->reading->amounts;
    for (size_t i = extraction->drafts.count; i > view->draft_first; i--) {
        size_t amount = extraction->drafts.items[i - 1].amount;
        if (amount != AMOUNT_NOWHERE && amounts->items[amount].has_scale)
            return &amounts->items[amount];
    }
    return NULL;
}

/* "last year it was 12 billion, and in 2022, when the ports stood still, 11.4": a time of its own between the
 * two, and nothing behind the number that it could count. */
static bool is_dated_apart(const Reading *reading, const SentenceView *view, TfSpan before, TfSpan amount)
{
    bool dated = false;
    for (size_t i = 0; i < view->periods.count; i++) {
        const PeriodPhrase *phrase = &view->periods.items[i];
        dated = dated || (phrase->year_kind != YEAR_NONE && phrase->span.start >= before.end &&
                          phrase->span.end <= amount.start);
    }
    return dated && ends_clause(reading, amount);
}

bool relevance_borrow(Extraction *extraction, const SentenceView *view, size_t index, Amount *amount)
{
    const Reading *reading = extraction->reading;
    *amount = reading->amounts.items[index];
    bool bare = amount->kind == AMOUNT_NUMBER && amount->look == NUMBER_PLAIN && !amount->has_scale &&
                amount->value.exponent < 0;
    if (!bare || extraction->drafts.count == view->draft_first)
        return false;
    const Draft *last = &extraction->drafts.items[extraction->drafts.count - 1];
    if (last->amount == AMOUNT_NOWHERE || reading_has(reading, LEX_TRAP, ROLE_TRAP, view->sentence->span) ||
        is_multiple(reading, amount) ||
        (reading_distance(reading, last->claim.span, amount->span) > borrow_reach(reading, amount->span) &&
         !is_dated_apart(reading, view, last->claim.span, amount->span)))
        return false;
    const Amount *lender = lender_of(extraction, view);
    return amount_borrow(amount, lender != NULL ? lender : &reading->amounts.items[last->amount]);
}
