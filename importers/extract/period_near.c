/* Which phrase of a sentence can date an amount, and which of them is nearest. */
#include "importers/extract/period_near.h"

/* Another amount between phrase and amount makes the phrase the other's. */
#define AMOUNT_COST 9
/* "in June shipments fell": the measure stands this near behind the time. */
#define MEASURE_REACH 1
/* "when" stands this near behind the phrase it goes on with; a comma counts. */
#define WHEN_REACH 6
/* A base ("compared with ... of 2023") dates an amount only right behind it. */
#define BASE_REACH 4
/* A phrase that stands right behind another amount. */
#define TAKEN_COST 5
/* A phrase behind a comma with a figure of its own opens another clause. */
#define CLAUSE_COST      9
#define OWN_FIGURE_REACH 6
/* "compared with" stands this near in front of the base. */
#define BASE_WORD_REACH 2
/* "in August" is as often the time of a speech as of a figure. */
#define LONE_MONTH_COST 3
/* Further behind, past more than one comma, a phrase belongs to another clause. */
#define BEHIND_REACH 12
/* The word for a goal begins at most this many bytes in front of its year. */
#define GOAL_BYTES 40
/* A year without "by" dates a target when it is this near. */
#define TARGET_YEAR_REACH 6
/* An amount this near behind a bracket's opening is the first thing in it. */
#define BRACKET_BYTES 6

bool period_is_outlook(TfClaimStatus status)
{
    return status == TF_TARGET || status == TF_FORECAST || status == TF_POTENTIAL;
}

bool period_touches(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase, int reach)
{
    TfSpan own = phrase->span.start >= place->full.end ? place->full : place->amount->span;
    return reading_distance(reading, phrase->span, own) <= reach;
}

/* A phrase that touches the amount in front is that one's first. */
static bool is_taken(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    if (place->before.end == 0 || phrase->span.start < place->before.end ||
        phrase->span.end > place->amount->span.start)
        return false;
    return reading_distance(reading, place->before, phrase->span) <= 1 &&
           reading_breaks(reading, place->before, phrase->span) == 0;
}

/* Brackets that open and do not close again between two places, less those that close only. */
static int bracket_depth(TfSlice text, size_t start, size_t end)
{
    int depth = 0;
    int least = 0;
    for (size_t i = start; i < end && i < text.length; i++) {
        depth += reading_bracket_at(text, i);
        least = depth < least ? depth : least;
    }
    return least < 0 ? least : depth;
}

/* "58.3 billion (2023: 53.5 billion)": what stands in a bracket with an amount of its own is of that one;
 * and a base in a bracket that is closed says nothing of what comes behind. */
static bool is_bracketed_off(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    TfSpan own = place->amount->span;
    if (phrase->span.end <= own.start) {
        bool has_amount = place->before.end > 0 && place->before.start >= phrase->span.end &&
                          bracket_depth(reading->text, phrase->span.end, place->before.start) == 0;
        return (phrase->is_base || has_amount) &&
               bracket_depth(reading->text, phrase->span.end, own.start) < 0;
    }
    bool opens_bracket = phrase->span.end < reading->text.length && place->behind.end > 0 &&
                         reading->text.bytes[phrase->span.end] == '(' &&
                         place->behind.start <= phrase->span.end + BRACKET_BYTES;
    if (opens_bracket)
        return true; /* "246억 달러로 전년(278억 달러)보다": the year before is that of the bracket */
    return place->behind.end > 0 && bracket_depth(reading->text, own.end, phrase->span.start) > 0 &&
           bracket_depth(reading->text, phrase->span.end, place->behind.start) == 0 &&
           phrase->span.end <= place->behind.start;
}

/* "compared with 821 million in the same period of 2022, and so a surplus of 418": the time of a base is no
 * other amount's. */
static bool is_of_base(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    if (!is_taken(reading, place, phrase))
        return false;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_PERIOD, (TfSpan){place->sentence.start, place->before.start}, &first, &end);
    for (size_t i = end; i > first; i--) {
        const Mark *mark = &reading->marks[LEX_PERIOD].items[i - 1];
        if (reading_distance(reading, mark_span(mark), place->before) > BASE_WORD_REACH)
            return false;
        if (mark->role == ROLE_BASE)
            return true;
    }
    return false;
}

/* "a surplus of 4 trillion, but in June shipments to America lost 11%": a word of what is measured right
 * behind the time. */
static bool has_measure_behind(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){phrase->span.end, place->sentence.end}, &first, &end);
    if (first == end)
        return false;
    const Mark *mark = &reading->marks[LEX_MEASURE].items[first];
    bool counts = mark->role >= ROLE_TURNOVER && mark->role <= ROLE_IMPORTS_WEAK;
    return counts && reading_distance(reading, phrase->span, mark_span(mark)) <= MEASURE_REACH &&
           reading_breaks(reading, phrase->span, mark_span(mark)) == 0;
}

/* "from 49 billion in 2023 to 47": the time behind what a change starts at is not that of its end. */
static bool is_of_start(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    TfSpan own = place->amount->span;
    size_t first;
    size_t end;
    if (!is_taken(reading, place, phrase) ||
        !reading_has(reading, LEX_GROWTH, ROLE_GROWTH_TO, (TfSpan){phrase->span.end, own.start}))
        return false;
    reading_marks_in(reading, LEX_GROWTH, (TfSpan){place->sentence.start, place->before.start}, &first, &end);
    const Mark *from = end > first ? &reading->marks[LEX_GROWTH].items[end - 1] : NULL;
    return from != NULL && from->role == ROLE_GROWTH_FROM &&
           reading_distance(reading, mark_span(from), place->before) <= 1;
}

/* "reached 1.5 billion, and in seven months of 2025 it grew by 17%": the time behind the comma has a figure.
 */
static bool opens_clause(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    if (phrase->span.start < place->amount->span.end ||
        reading_breaks(reading, place->amount->span, phrase->span) == 0)
        return false;
    if (has_measure_behind(reading, place, phrase))
        return true;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_GROWTH, (TfSpan){phrase->span.end, place->sentence.end}, &first, &end);
    const Mark *change = first < end ? &reading->marks[LEX_GROWTH].items[first] : NULL;
    if (change != NULL && (change->role == ROLE_UP || change->role == ROLE_DOWN) &&
        reading_distance(reading, phrase->span, mark_span(change)) <= TOUCH)
        return true; /* "exceeded 1.6 billion, yet in 2022 halved" */
    size_t next = amounts_at(&reading->amounts, phrase->span.end);
    for (size_t i = next; i < reading->amounts.count && i <= next + 1; i++) {
        const Amount *figure = &reading->amounts.items[i];
        bool counts = figure->kind != AMOUNT_NUMBER || figure->has_scale || figure->value.exponent < 0;
        if (counts && figure->span.start >= phrase->span.end && figure->span.end <= place->sentence.end)
            return reading_distance(reading, phrase->span, figure->span) <= OWN_FIGURE_REACH;
    }
    return false;
}

/* Whether a verb that ends its clause stands between an amount and a phrase behind it. */
static bool ends_clause(const Reading *reading, size_t start, size_t end)
{
    size_t first;
    size_t last;
    reading_marks_in(reading, LEX_STATUS, (TfSpan){start, end}, &first, &last);
    for (size_t i = first; i < last; i++)
        if (reading->marks[LEX_STATUS].items[i].side == SIDE_AFTER)
            return true;
    return false;
}

/* "jumped to 8 billion: in the first half gold went that way": behind a colon that stands right behind the
 * amount something else is told. */
static bool is_past_colon(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    size_t end = place->amount->span.end;
    return phrase->span.start > end && end < reading->text.length && reading->text.bytes[end] == ':';
}

/* "fell 7% to 99.6 billion, and fell in August alone by 23.5%": the clause behind has a verb, a time and a
 * figure. */
static bool is_of_clause_behind(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    TfSpan between = {place->amount->span.end, phrase->span.start};
    return opens_clause(reading, place, phrase) && (reading_has(reading, LEX_GROWTH, ROLE_UP, between) ||
                                                    reading_has(reading, LEX_GROWTH, ROLE_DOWN, between));
}

/* "touches 34.3 billion, against the 28.4 of 2023": a bare number with decimals between the amount and the
 * phrase, right in front of the phrase, is what that dates. */
static bool is_of_bare_number(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    for (size_t i = amounts_at(&reading->amounts, place->amount->span.end); i < reading->amounts.count; i++) {
        const Amount *number = &reading->amounts.items[i];
        if (number->span.end > phrase->span.start)
            return false;
        bool bare = number->kind == AMOUNT_NUMBER && number->look == NUMBER_PLAIN && !number->has_scale &&
                    number->value.exponent < 0;
        if (bare && number->span.start >= place->amount->span.end &&
            reading_distance(reading, number->span, phrase->span) <= TOUCH)
            return true;
    }
    return false;
}

/* Words between a phrase and the amount; -1 when the phrase cannot date it. */
static int cost_of(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    TfSpan span = phrase->span.start >= place->full.end ? place->full : place->amount->span;
    bool before = phrase->span.end <= span.start;
    size_t from = before ? phrase->span.end : span.end;
    size_t to = before ? span.start : phrase->span.start;
    int distance = reading_distance(reading, phrase->span, span);
    bool is_owned = place->amount->scale_is_shared || place_owns(reading, place, phrase->span);
    if (from > to || !is_owned || is_of_base(reading, place, phrase) || is_of_start(reading, place, phrase) ||
        is_bracketed_off(reading, place, phrase) || is_past_colon(reading, place, phrase) ||
        is_of_clause_behind(reading, place, phrase) || (!before && is_of_bare_number(reading, place, phrase)))
        return -1;
    int others = (int)reading_money_between(reading, from, to);
    bool alone = phrase->part == PART_MONTHS && phrase->month_from == phrase->month_to &&
                 phrase->year_kind == YEAR_NONE;
    if (!before && ends_clause(reading, from, to))
        others++; /* "2021년 273억 달러를 거래했지만 작년에는" */
    if (!before && distance > BEHIND_REACH && reading_breaks(reading, span, phrase->span) > 1)
        return -1;
    return distance + AMOUNT_COST * others + (is_taken(reading, place, phrase) ? TAKEN_COST : 0) +
           (opens_clause(reading, place, phrase) ? CLAUSE_COST : 0) + (alone ? LONE_MONTH_COST : 0);
}

static bool opens_sentence(const AmountPlace *place, const PeriodPhrase *phrase)
{
    return phrase->span.start == place->sentence.start && place->is_first;
}

/* "前年同期の2倍を超える829億ドル": a multiple or a percentage between the two is what the base is of. */
static bool is_base_of_change(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    size_t first;
    size_t end;
    TfSpan between = {phrase->span.end, place->amount->span.start};
    if (between.start >= between.end)
        return false;
    reading_amounts_in(reading, between, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Amount *figure = &reading->amounts.items[i];
        const Mark *times = reading_mark_at(reading, LEX_GROWTH, figure->span.end);
        bool multiple = times != NULL && times->start == figure->span.end && times->role == ROLE_TIMES;
        if (figure->kind == AMOUNT_PERCENT || multiple)
            return true;
    }
    return reading_has(reading, LEX_GROWTH, ROLE_MULTIPLE, between);
}

/* Whether "when" stands right behind a phrase and no other amount between it and this one. */
static bool opens_when(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    size_t first;
    size_t end;
    TfSpan between = {phrase->span.end, place->amount->span.start};
    if (between.start >= between.end || reading_money_between(reading, between.start, between.end) > 0)
        return false;
    reading_marks_in(reading, LEX_PERIOD, between, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_PERIOD].items[i];
        if (mark->role == ROLE_THEN)
            return reading_distance(reading, phrase->span, mark_span(mark)) <= WHEN_REACH;
    }
    return false;
}

/* Whether a phrase can be the time of something done. */
static bool dates_fact(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    switch (phrase->part) {
    case PART_RATE:
    case PART_RATE_SHORT:
        return phrase->span.start >= place->amount->span.end && period_touches(reading, place, phrase, 0);
    case PART_AGO:
        if (phrase->count < 0 ||
            opens_sentence(place, phrase)) /* "a year later", "The year before, it was" */
            return phrase->count < 0 || !is_base_of_change(reading, place, phrase);
        if (is_base_of_change(reading, place, phrase))
            return false;
        if (phrase->is_base && phrase->span.start >= place->amount->span.end)
            return false; /* "99.6 billion, compared with the year before" */
        if (opens_when(reading, place, phrase))
            return true; /* "than a year before, when exports made 1.7 billion" */
        return period_touches(reading, place, phrase, TOUCH) ||
               (phrase->span.end <= place->amount->span.start &&
                period_touches(reading, place, phrase, BASE_REACH) && !phrase->is_base);
    case PART_AHEAD:
    case PART_BACK:
    case PART_LENGTH:
    case PART_DECADE:
    case PART_OPEN:
        return false;
    default:
        break;
    }
    if (phrase->is_deadline && is_taken(reading, place, phrase))
        return false;
    TfSpan between = {phrase->span.end, place->amount->span.start};
    if (phrase->is_base && opens_when(reading, place, phrase))
        return true; /* "12% less than in the same months of last year, when it was 739 million" */
    if (phrase->is_base && between.start < between.end &&
        (reading_has(reading, LEX_STATUS, ROLE_ACTUAL, between) ||
         (phrase->is_since && reading_has(reading, LEX_STATUS, ROLE_ACTUAL_WEAK, between))))
        return false; /* "grew by 21% against 2022 and reached 12 billion" */
    if (phrase->is_base_behind)
        return false; /* "geçen yılın aynı dönemine göre yüzde 3 artarak 12,5 milyar" */
    if (phrase->is_base)
        return phrase->span.end <= place->amount->span.start &&
               period_touches(reading, place, phrase, BASE_REACH);
    return true;
}

/* Another amount and another plan stand between: "by New Year it will be 7.5, and the goal of 15". */
static bool is_cut_off(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    if (place->before.end == 0 || phrase->span.end > place->before.start)
        return false;
    return reading_has(reading, LEX_STATUS, ROLE_TARGET,
                       (TfSpan){place->before.end, place->amount->span.start});
}

/* "the goal for this year is not to fall behind and ... 53 billion", "in 2024 the task is": the year stands
 * right behind the word.
 */
static bool is_year_of_goal(const Reading *reading, const PeriodPhrase *phrase)
{
    size_t first;
    size_t end;
    TfSpan front = {phrase->span.start > GOAL_BYTES ? phrase->span.start - GOAL_BYTES : 0,
                    phrase->span.start};
    reading_marks_in(reading, LEX_STATUS, front, &first, &end);
    const Mark *mark = end > first ? &reading->marks[LEX_STATUS].items[end - 1] : NULL;
    if (mark != NULL && mark->role == ROLE_TARGET &&
        reading_distance(reading, mark_span(mark), phrase->span) <= TOUCH)
        return true;
    TfSpan behind = {phrase->span.end, phrase->span.end + GOAL_BYTES};
    reading_marks_in(reading, LEX_STATUS, behind, &first, &end);
    mark = first < end ? &reading->marks[LEX_STATUS].items[first] : NULL;
    return mark != NULL && mark->role == ROLE_TARGET &&
           reading_distance(reading, phrase->span, mark_span(mark)) <= TOUCH;
}

/* Whether a phrase can be the end of an outlook. */
static bool dates_outlook(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase,
                          const PeriodContext *context, TfClaimStatus status)
{
    if (phrase->is_base || is_cut_off(reading, place, phrase))
        return false;
    if (phrase->is_deadline || phrase->part == PART_AHEAD)
        return true;
    bool now_or_later =
        phrase->year_kind == YEAR_BACK ? phrase->year >= 0 : phrase->year >= context->published.year;
    bool whole = phrase->part == PART_YEAR || phrase->part == PART_MONTHS;
    if (!whole || phrase->year_kind == YEAR_NONE)
        return false;
    if (phrase->year_kind == YEAR_FRAME)
        return status != TF_TARGET;
    if (phrase->year_kind == YEAR_SAME)
        return true;
    bool in_year = status == TF_TARGET && phrase->part == PART_YEAR &&
                   phrase->span.start >= place->full.end &&
                   reading_has(reading, LEX_DEADLINE, ROLE_IN, (TfSpan){place->full.end, phrase->span.end}) &&
                   period_touches(reading, place, phrase, TOUCH);
    if (in_year)
        return true; /* "the earlier goal was to reach 15 billion in 2022" */
    return now_or_later &&
           (status != TF_TARGET || period_touches(reading, place, phrase, TARGET_YEAR_REACH) ||
            is_year_of_goal(reading, phrase));
}

/* The year in which an old plan was made: "in 2011 ... promised 5 billion in two years". */
int period_anchor(const Reading *reading, const PeriodPhrases *phrases, const AmountPlace *place,
                  const PeriodContext *context)
{
    int anchor = 0;
    for (size_t i = 0; i < phrases->count; i++) {
        const PeriodPhrase *phrase = &phrases->items[i];
        bool whole = phrase->part == PART_YEAR || phrase->part == PART_MONTHS;
        bool past = whole && phrase->year_kind == YEAR_DIGITS && !phrase->is_deadline && !phrase->is_base &&
                    phrase->year < context->published.year;
        if (!past || phrase->span.end > place->amount->span.start)
            continue;
        bool opens = reading_distance(reading, (TfSpan){place->sentence.start, place->sentence.start},
                                      phrase->span) <= 1;
        if (opens || reading_breaks(reading, phrase->span, place->amount->span) == 0)
            anchor = phrase->year;
    }
    return anchor;
}

const PeriodPhrase *period_nearest(const Reading *reading, const AmountPlace *place,
                                   const PeriodPhrases *phrases, const PeriodContext *context,
                                   TfClaimStatus status)
{
    const PeriodPhrase *best = NULL;
    int best_cost = 10000;
    for (size_t i = 0; i < phrases->count; i++) {
        const PeriodPhrase *phrase = &phrases->items[i];
        bool possible = period_is_outlook(status) ? dates_outlook(reading, place, phrase, context, status)
                                                  : dates_fact(reading, place, phrase);
        int cost = possible ? cost_of(reading, place, phrase) : -1;
        if (cost < 0)
            continue;
        if (period_is_outlook(status) && !phrase->is_deadline)
            cost += 4;
        if (cost < best_cost) {
            best_cost = cost;
            best = phrase;
        }
    }
    return best;
}
