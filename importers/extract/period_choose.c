/* When an amount is of: the phrase that dates it, and what that means for a fact or an outlook. */
#include "importers/extract/period_near.h"

/* Totals of a year come out up to this month of the next. */
#define LAST_MONTH_OF_TOTALS 4

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

/* "last year's 1.9 billion" beside a figure of eight months: the same eight months. */
static TfPeriod like_frame(TfPeriod period, const PeriodContext *context)
{
    const TfPeriod *frame = &context->frame;
    bool part = tf_date_is_set(frame->from) && tf_date_is_set(frame->to) && frame->kind != TF_PERIOD_YEAR &&
                frame->kind != TF_PERIOD_SPAN;
    if (!part || period.kind != TF_PERIOD_YEAR || period.to.year != frame->to.year - 1)
        return period;
    TfPeriod same = period_years_earlier(*frame, 1);
    same.basis = period.basis;
    return same;
}

static void choose_fact(const PeriodContext *context, const PeriodPhrase *phrase, const StatusChoice *status,
                        PeriodChoice *choice)
{
    PeriodContext past = *context;
    if (context->last_year > context->published.year)
        past.last_year = 0; /* "by 2030 ... in the same year": of the figures before, not of the plan */
    choice->period = period_resolve(phrase, &past);
    bool same_year = phrase->part == PART_YEAR && phrase->year_kind == YEAR_SAME &&
                     context->frame.kind == TF_PERIOD_FISCAL &&
                     choice->period.to.year >= context->frame.from.year &&
                     choice->period.to.year <= context->frame.to.year;
    if (same_year) /* a fiscal year was spoken of */
        choice->period = context->frame;
    if (phrase->is_deadline)
        choice->period = until(choice->period);
    if (phrase->is_base && phrase->year_kind == YEAR_BACK)
        choice->period = like_frame(choice->period, context);
    bool this_year = phrase->part == PART_YEAR && phrase->year_kind == YEAR_BACK && phrase->year == 0;
    if (this_year && status->mark != NULL && !phrase->is_deadline) {
        choice->period.to = (TfDate){0};
        choice->period.kind = TF_PERIOD_YTD_OPEN;
    }
    bool whole_year = phrase->year_kind == YEAR_FRAME && choice->period.kind == TF_PERIOD_YEAR;
    if (whole_year && status->status == TF_ACTUAL && choice->period.to.year == context->published.year &&
        context->published.month <= LAST_MONTH_OF_TOTALS)
        choice->period =
            period_years_earlier(choice->period, 1); /* "for the year" beside January's figures */
    bool looks_back = phrase->part == PART_SAME && choice->period.to.year < context->frame.to.year;
    choice->is_base = phrase->is_base || phrase->part == PART_AGO || looks_back;
    choice->is_found = choice->period.kind != TF_PERIOD_NONE;
}

static void choose_outlook(const PeriodContext *context, const PeriodPhrase *phrase, TfClaimStatus status,
                           PeriodChoice *choice)
{
    TfPeriod period = period_resolve(phrase, context);
    choice->is_found = true;
    if (period.kind == TF_PERIOD_NONE || period.kind == TF_PERIOD_YTD_OPEN || period.kind == TF_PERIOD_RATE)
        return;
    choice->period = phrase->is_deadline && period.kind != TF_PERIOD_FISCAL ? until(period) : period;
    bool over = phrase->part == PART_MONTHS && !phrase->is_deadline && status == TF_FORECAST &&
                tf_date_compare(period.to, context->published) < 0;
    if (over) /* "it grew by 10% in ten months, so 40 billion will be reached": in the year of those months */
        choice->period = period_year(period.to.year, TF_BASIS_INFERRED);
    choice->deadline = choice->period.to;
}

/* "In 2015 the ministers spoke of 10 billion by 2020": an end that lies behind the year of the telling. */
static bool is_old_plan(const Reading *reading, const AmountPlace *place, const PeriodPhrases *phrases,
                        const PeriodPhrase *phrase)
{
    bool due = phrase->is_deadline && phrase->part == PART_YEAR && phrase->year_kind == YEAR_DIGITS &&
               phrase->span.start >= place->amount->span.end &&
               reading_distance(reading, place->amount->span, phrase->span) <= TOUCH;
    if (due && !place->is_last && reading_breaks(reading, phrase->span, place->behind) == 0)
        return false; /* "from 3.5 billion in 2022 to 10 billion by 2030" */
    for (size_t i = 0; due && i < phrases->count; i++) {
        const PeriodPhrase *told = &phrases->items[i];
        if (told->part == PART_YEAR && told->year_kind == YEAR_DIGITS && !told->is_deadline &&
            told->year < phrase->year && told->span.end <= place->amount->span.start)
            return true;
    }
    return false;
}

/* "speak of 15 billion within five years": the phrase behind the amount makes it a plan. */
static void outlook_by_phrase(const Reading *reading, const AmountPlace *place, const PeriodPhrases *phrases,
                              StatusChoice *status)
{
    if (period_is_outlook(status->status))
        return;
    for (size_t i = 0; i < phrases->count; i++) {
        const PeriodPhrase *phrase = &phrases->items[i];
        if (status->mark == NULL && is_old_plan(reading, place, phrases, phrase))
            status->status = TF_TARGET;
        bool ahead = phrase->part == PART_AHEAD || (phrase->part == PART_OPEN && phrase->is_deadline);
        bool behind = ahead && phrase->span.start >= place->amount->span.end;
        if (behind && reading_distance(reading, place->amount->span, phrase->span) <= TOUCH &&
            reading_breaks(reading, place->amount->span, phrase->span) == 0)
            status->status = TF_TARGET;
    }
}

/* "forecasts 26 billion, below the 28.7 billion of 2023": a figure that the plan is compared with is done. */
static void fact_by_phrase(const Reading *reading, const AmountPlace *place, const PeriodPhrases *phrases,
                           const PeriodContext *context, StatusChoice *status)
{
    size_t first;
    size_t end;
    TfSpan own = place->amount->span;
    if (!period_is_outlook(status->status))
        return;
    reading_marks_in(reading, LEX_PERIOD, (TfSpan){place->reach.start, own.start}, &first, &end);
    const Mark *mark = first < end ? &reading->marks[LEX_PERIOD].items[end - 1] : NULL;
    if (mark == NULL || mark->role != ROLE_BASE || reading_distance(reading, mark_span(mark), own) > 1)
        return;
    for (size_t i = 0; i < phrases->count; i++) {
        const PeriodPhrase *phrase = &phrases->items[i];
        bool past = phrase->part == PART_YEAR && phrase->year_kind == YEAR_DIGITS && !phrase->is_deadline &&
                    phrase->year < context->published.year;
        if (past && phrase->span.start >= own.end && period_touches(reading, place, phrase, TOUCH) &&
            reading_breaks(reading, own, phrase->span) == 0)
            status->status = TF_ACTUAL;
    }
}

/* "exported 5 billion and imported 3 billion in 2023": the only time of the sentence is of both. */
static const PeriodPhrase *shared_behind(const Reading *reading, const AmountPlace *place,
                                         const PeriodPhrases *phrases)
{
    const PeriodPhrase *only = phrases->count == 1 ? &phrases->items[0] : NULL;
    TfSpan own = place->full;
    bool whole = only != NULL && (only->part == PART_YEAR || only->part == PART_MONTHS) && !only->is_base &&
                 !only->is_base_behind && !only->is_deadline;
    if (!whole || place->behind.end == 0 || only->span.start < place->behind.end ||
        reading_distance(reading, place->behind, only->span) > TOUCH ||
        reading_breaks(reading, own, only->span) > 0 ||
        reading_money_between(reading, own.end, only->span.start) != 1)
        return NULL;
    TfSpan between = {own.end, place->behind.start};
    bool joined = reading_has(reading, LEX_PARTY, ROLE_JOIN, between);
    return joined && !reading_has(reading, LEX_PERIOD, ROLE_BASE, between) ? only : NULL;
}

/* A month with "by" and no year takes the year in digits that the sentence named before. */
static bool year_in_front(const PeriodPhrases *phrases, const PeriodPhrase *phrase, PeriodPhrase *dated)
{
    bool bare = phrase->part == PART_MONTHS && phrase->year_kind == YEAR_NONE && phrase->is_deadline;
    bool that = phrase->year_kind == YEAR_SAME || /* "in November of that year" */
                phrase->year_kind == YEAR_FRAME;  /* "in 2013 it came to 5 billion for the whole year" */
    bool found = false;
    for (size_t i = 0; (bare || that) && i < phrases->count; i++) {
        const PeriodPhrase *other = &phrases->items[i];
        if (other->year_kind != YEAR_DIGITS || other->span.end > phrase->span.start || (bare && found))
            continue;
        *dated = *phrase;
        dated->year_kind = YEAR_DIGITS;
        dated->year = other->year;
        found = true;
    }
    return found;
}

/* "last year's trade is expected to come to 54 billion", told before the books are closed: an estimate. */
static const PeriodPhrase *expected_of_last_year(const Reading *reading, const AmountPlace *place,
                                                 const PeriodPhrases *phrases, const PeriodContext *context,
                                                 StatusChoice *status)
{
    const PeriodPhrase *phrase = period_nearest(reading, place, phrases, context, TF_ACTUAL);
    bool over = phrase != NULL && phrase->part == PART_YEAR &&
                phrase->span.end <= place->amount->span.start && !phrase->is_base &&
                context->published.month <= LAST_MONTH_OF_TOTALS &&
                ((phrase->year_kind == YEAR_BACK && phrase->year == -1) ||
                 (phrase->year_kind == YEAR_DIGITS && phrase->year == context->published.year - 1));
    if (!over)
        return NULL;
    status->status = TF_ESTIMATE;
    return phrase;
}

void period_choose(const Reading *reading, const AmountPlace *place, const PeriodPhrases *phrases,
                   const PeriodContext *context, StatusChoice *status, PeriodChoice *choice)
{
    *choice = (PeriodChoice){.period = {.kind = TF_PERIOD_NONE}};
    PeriodContext here = *context;
    outlook_by_phrase(reading, place, phrases, status);
    fact_by_phrase(reading, place, phrases, context, status);
    here.anchor_year =
        period_is_outlook(status->status) ? period_anchor(reading, phrases, place, context) : 0;
    choice->phrase = period_nearest(reading, place, phrases, &here, status->status);
    if (choice->phrase == NULL && !period_is_outlook(status->status))
        choice->phrase = shared_behind(reading, place, phrases);
    if (choice->phrase == NULL && status->status == TF_FORECAST)
        choice->phrase = expected_of_last_year(reading, place, phrases, &here, status);
    if (choice->phrase == NULL)
        return;
    if (!period_is_outlook(status->status) && year_in_front(phrases, choice->phrase, &choice->dated))
        choice->phrase = &choice->dated; /* "in January 2022; by December" */
    if (!period_is_outlook(status->status)) {
        choose_fact(&here, choice->phrase, status, choice);
        if (!is_future(choice->period, context->published))
            return;
        bool wanted = status->names_deadline || choice->phrase->is_deadline;
        status->status = status_outlook(reading, place, wanted ? TF_TARGET : TF_FORECAST);
    }
    choose_outlook(&here, choice->phrase, status->status, choice);
}
