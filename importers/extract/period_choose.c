/* Which period phrase of a sentence dates an amount. */
#include "importers/extract/status.h"

/* Another amount between phrase and amount makes the phrase the other's. */
#define AMOUNT_COST 9
/* "a year", "a year ago" must touch their amount. */
#define TOUCH 1
/* A base ("compared with ... of 2023") dates an amount only right behind it. */
#define BASE_REACH 4
/* A year without "by" dates a target when it is this near. */
#define TARGET_YEAR_REACH 6

static bool is_outlook(TfClaimStatus status)
{
    return status == TF_TARGET || status == TF_FORECAST || status == TF_POTENTIAL;
}

static bool touches(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase, int reach)
{
    return reading_distance(reading, phrase->span, place->amount->span) <= reach;
}

/* Words between a phrase and the amount; -1 when the phrase cannot date it. */
static int cost_of(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    TfSpan span = place->amount->span;
    bool before = phrase->span.end <= span.start;
    size_t from = before ? phrase->span.end : span.end;
    size_t to = before ? span.start : phrase->span.start;
    int distance = reading_distance(reading, phrase->span, span);
    if (from > to)
        return -1;
    return distance + AMOUNT_COST * (int)reading_money_between(reading, from, to);
}

/* Whether a phrase can be the time of something done. */
static bool dates_fact(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase)
{
    switch (phrase->part) {
    case PART_RATE:
    case PART_RATE_SHORT:
        return phrase->span.start >= place->amount->span.end && touches(reading, place, phrase, 0);
    case PART_AGO:
        return touches(reading, place, phrase, TOUCH) ||
               (phrase->span.end <= place->amount->span.start &&
                touches(reading, place, phrase, BASE_REACH) && !phrase->is_base);
    case PART_AHEAD:
    case PART_BACK:
    case PART_LENGTH:
    case PART_DECADE:
    case PART_OPEN:
        return false;
    default:
        break;
    }
    if (phrase->is_base)
        return phrase->span.end <= place->amount->span.start && touches(reading, place, phrase, BASE_REACH);
    return true;
}

/* Whether a phrase can be the end of an outlook. */
static bool dates_outlook(const Reading *reading, const AmountPlace *place, const PeriodPhrase *phrase,
                          const PeriodContext *context, TfClaimStatus status)
{
    if (phrase->is_base)
        return false;
    if (phrase->is_deadline || phrase->part == PART_AHEAD)
        return true;
    bool now_or_later =
        phrase->year_kind == YEAR_BACK ? phrase->year >= 0 : phrase->year >= context->published.year;
    bool whole = phrase->part == PART_YEAR || phrase->part == PART_MONTHS;
    if (!whole || phrase->year_kind == YEAR_NONE)
        return false;
    if (phrase->year_kind == YEAR_FRAME)
        return status == TF_FORECAST;
    if (phrase->year_kind == YEAR_SAME)
        return true;
    return now_or_later && (status != TF_TARGET || touches(reading, place, phrase, TARGET_YEAR_REACH));
}

/* The year in which an old plan was made: "in 2011 ... promised 5 billion in two years". */
static int anchor_of(const PeriodPhrases *phrases, const AmountPlace *place, const PeriodContext *context)
{
    int anchor = 0;
    for (size_t i = 0; i < phrases->count; i++) {
        const PeriodPhrase *phrase = &phrases->items[i];
        bool past = phrase->part == PART_YEAR && phrase->year_kind == YEAR_DIGITS && !phrase->is_deadline &&
                    !phrase->is_base && phrase->year < context->published.year;
        if (past && phrase->span.end <= place->amount->span.start)
            anchor = phrase->year;
        bool past_month = phrase->part == PART_MONTHS && phrase->year_kind == YEAR_DIGITS &&
                          !phrase->is_deadline && phrase->year < context->published.year;
        if (past_month && phrase->span.end <= place->amount->span.start)
            anchor = phrase->year;
    }
    return anchor;
}

static const PeriodPhrase *nearest(const Reading *reading, const AmountPlace *place,
                                   const PeriodPhrases *phrases, const PeriodContext *context,
                                   TfClaimStatus status)
{
    const PeriodPhrase *best = NULL;
    int best_cost = 10000;
    for (size_t i = 0; i < phrases->count; i++) {
        const PeriodPhrase *phrase = &phrases->items[i];
        bool possible = is_outlook(status) ? dates_outlook(reading, place, phrase, context, status)
                                           : dates_fact(reading, place, phrase);
        int cost = possible ? cost_of(reading, place, phrase) : -1;
        if (cost < 0)
            continue;
        if (is_outlook(status) && !phrase->is_deadline)
            cost += 4;
        if (cost < best_cost) {
            best_cost = cost;
            best = phrase;
        }
    }
    return best;
}

/* "by October", "by the end of August" of something done: from January to then. */
static TfPeriod until(TfPeriod period)
{
    if (!tf_date_is_set(period.to) || period.kind == TF_PERIOD_YEAR || period.kind == TF_PERIOD_FISCAL)
        return period;
    period.from = tf_date_first_of_month(period.to.year, 1);
    period.kind = tf_period_kind_of(period.from, period.to);
    return period;
}

static bool is_future(TfPeriod period, TfDate published)
{
    return tf_date_is_set(published) && tf_date_is_set(period.to) && period.to.year > published.year;
}

static void choose_fact(const PeriodContext *context, const PeriodPhrase *phrase, const StatusChoice *status,
                        PeriodChoice *choice)
{
    choice->period = period_resolve(phrase, context);
    if (phrase->is_deadline)
        choice->period = until(choice->period);
    bool this_year = phrase->part == PART_YEAR && phrase->year_kind == YEAR_BACK && phrase->year == 0;
    if (this_year && status->mark != NULL && !phrase->is_deadline) {
        choice->period.to = (TfDate){0};
        choice->period.kind = TF_PERIOD_YTD_OPEN;
    }
    choice->is_base = phrase->is_base || phrase->part == PART_AGO;
    choice->is_found = choice->period.kind != TF_PERIOD_NONE;
}

static void choose_outlook(const PeriodContext *context, const PeriodPhrase *phrase, PeriodChoice *choice)
{
    TfPeriod period = period_resolve(phrase, context);
    choice->is_found = true;
    if (period.kind == TF_PERIOD_NONE || period.kind == TF_PERIOD_YTD_OPEN || period.kind == TF_PERIOD_RATE)
        return;
    choice->period = phrase->is_deadline && period.kind != TF_PERIOD_FISCAL ? until(period) : period;
    choice->deadline = period.to;
}

void period_choose(const Reading *reading, const AmountPlace *place, const PeriodPhrases *phrases,
                   const PeriodContext *context, StatusChoice *status, PeriodChoice *choice)
{
    *choice = (PeriodChoice){.period = {.kind = TF_PERIOD_NONE}};
    PeriodContext here = *context;
    here.anchor_year = is_outlook(status->status) ? anchor_of(phrases, place, context) : 0;
    choice->phrase = nearest(reading, place, phrases, &here, status->status);
    if (choice->phrase == NULL)
        return;
    if (!is_outlook(status->status)) {
        choose_fact(&here, choice->phrase, status, choice);
        if (!is_future(choice->period, context->published))
            return;
        status->status = status->names_deadline || choice->phrase->is_deadline ? TF_TARGET : TF_FORECAST;
    }
    choose_outlook(&here, choice->phrase, choice);
}
