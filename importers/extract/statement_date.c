/* When a figure is of: the phrase of its sentence, else what the page spoke of before, while that still
 * governs. */
#include "importers/extract/draft.h"

/* Fiscal years are those of the outlet's country when it is one of the two, else of the side that speaks, of
 * the page's topic, of the other side. */
static int fiscal_month_of(const Extraction *extraction, TfParty reporter, TfParty partner)
{
    TfParty outlet = extraction->page.outlet;
    bool takes_part = tf_party_equal(outlet, reporter) || tf_party_equal(outlet, partner);
    const TfParty order[] = {takes_part ? outlet : reporter, reporter, extraction->page.topic, partner,
                             outlet};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        int month = tf_party_is_set(order[i]) ? period_fiscal_month(order[i]) : 1;
        if (month != 1)
            return month;
    }
    return 1;
}

/* A headline's rounded figure is of the same time as the body's: "tops 10 billion", "10.1 billion in 2023".
 */
static TfPeriod headline_period(const Extraction *extraction, const TfClaim *claim)
{
    double value = tf_decimal_to_double(claim->value);
    TfPeriod period = extraction->focus.lead;
    for (size_t i = 0; i < extraction->drafts.count; i++) {
        const TfClaim *body = &extraction->drafts.items[i].claim;
        double other = tf_decimal_to_double(body->value);
        if (body->kind != TF_CLAIM_LEVEL || body->measure != claim->measure || other > value * 1.1 ||
            other < value * 0.9)
            continue;
        period = body->period;
        break;
    }
    period.basis = TF_BASIS_INFERRED;
    return period;
}

/* The time that governs a sentence without one of its own: that spoken of last, or in a new paragraph that of
 * the page when the other was an aside or lies further back. */
static TfPeriod governing_period(const Focus *focus, const SentenceView *view)
{
    TfPeriod period = focus->frame;
    bool same_paragraph = focus->frame_paragraph == view->sentence->paragraph;
    bool is_aside = period.kind == TF_PERIOD_MONTH && focus->lead.kind != TF_PERIOD_MONTH &&
                    tf_date_compare(focus->lead.to, period.to) == 0; /* "in December alone" of the year */
    if (!same_paragraph && focus->lead.kind != TF_PERIOD_NONE &&
        (is_aside || tf_date_compare(focus->lead.to, period.to) > 0))
        period = focus->lead;
    return period;
}

/* "came to 8.8 billion, after 8.1 in 2022": the year of a base behind the amount; 0 without. */
static int year_of_base(const SentenceView *view, const Draft *draft)
{
    for (size_t i = 0; i < view->periods.count; i++) {
        const PeriodPhrase *phrase = &view->periods.items[i];
        if (phrase->is_base && phrase->part == PART_YEAR && phrase->year_kind == YEAR_DIGITS &&
            phrase->year_to == 0 && phrase->span.start >= draft->claim.span.end)
            return phrase->year;
    }
    return 0;
}

/* "exports each year more than 1 billion": a rate in front of the amount, with no figure between, is of no
 * year. */
static bool is_rate_in_front(const Extraction *extraction, const SentenceView *view, TfSpan amount)
{
    for (size_t i = 0; i < view->periods.count; i++) {
        const PeriodPhrase *phrase = &view->periods.items[i];
        size_t first;
        size_t end;
        if (phrase->part != PART_RATE || phrase->span.end > amount.start)
            continue;
        reading_amounts_in(extraction->reading, (TfSpan){phrase->span.end, amount.start}, &first, &end);
        if (first == end)
            return true;
    }
    return false;
}

static bool is_pair(const TfClaim *claim, TfParty a, TfParty b)
{
    return (tf_party_equal(claim->reporter, a) && tf_party_equal(claim->partner, b)) ||
           (tf_party_equal(claim->reporter, b) && tf_party_equal(claim->partner, a));
}

/* Nothing in the sentence dates the amount: what the page spoke of before does, while it still governs. */
static void carry_period(const Extraction *extraction, const SentenceView *view, const Draft *draft,
                         const StatusChoice *status, PeriodChoice *choice)
{
    const Focus *focus = &extraction->focus;
    bool outlook = draft->claim.status != TF_ACTUAL && draft->claim.status != TF_ESTIMATE;
    bool doubts = draft->claim.status == TF_FORECAST || draft->claim.status == TF_POTENTIAL;
    if (doubts && draft->is_carried && focus->last_sentence + 1 == view->index &&
        tf_date_is_set(focus->deadline)) {
        choice->deadline = focus->deadline; /* "... 2 billion by 2026. Experts think 1.5 more likely" */
        choice->period = period_year(focus->deadline.year, TF_BASIS_INFERRED);
    }
    if (outlook || focus->frame.kind == TF_PERIOD_NONE)
        return;
    TfSpan in_front = {view->sentence->span.start, draft->claim.span.start};
    if (reading_has(extraction->reading, LEX_PERIOD, ROLE_THEN, in_front) &&
        extraction->drafts.count == view->draft_first)
        return;
    bool same_sentence = extraction->drafts.count > view->draft_first;
    const PairFocus *pair = &focus->pair;
    bool goes_on = status->mark != NULL && status->mark->side == SIDE_AFTER &&
                   focus->frame_paragraph == view->sentence->paragraph &&
                   is_pair(&draft->claim, pair->reporter, pair->partner);
    if (status->is_now && !same_sentence && !goes_on && !view->sentence->is_title)
        return;
    if (is_rate_in_front(extraction, view, draft->claim.span))
        return;
    const Draft *fellow = same_sentence ? &extraction->drafts.items[extraction->drafts.count - 1] : NULL;
    if (fellow != NULL && fellow->claim.period.kind == TF_PERIOD_NONE && fellow->claim.status == TF_ACTUAL)
        return; /* "buys for 440 million now, and sells for 10" */
    if (view->sentence->is_title) {
        choice->period = headline_period(extraction, &draft->claim);
        return;
    }
    TfPeriod period = governing_period(focus, view);
    int base = year_of_base(view, draft);
    int published = extraction->reading->article->date.year;
    if (base > 0 && period.kind != TF_PERIOD_YEAR && (base + 1 == published || base + 2 == published))
        period = period_year(base + 1, TF_BASIS_INFERRED);
    period.basis = TF_BASIS_INFERRED;
    choice->period = period;
}

/* Whether "compared with" or the like stands right in front of the amount. Without a date of its own such a
 * base is a year older than its fellow. */
static bool is_behind_base(const Reading *reading, const AmountPlace *place)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_PERIOD, (TfSpan){place->sentence.start, place->amount->span.start}, &first,
                     &end);
    if (end == first)
        return false;
    const Mark *mark = &reading->marks[LEX_PERIOD].items[end - 1];
    bool is_hedge =
        mark->start < place->amount->relation_span.end && mark->end > place->amount->relation_span.start;
    return mark->role == ROLE_BASE && !is_hedge &&
           reading_distance(reading, mark_span(mark), place->amount->span) <= 1;
}

/* The mark of a range in front of the amount: "from 60.41 billion to 94.57 billion". */
static bool follows_role(const Reading *reading, const AmountPlace *place, MarkRole role)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_PERIOD, (TfSpan){place->reach.start, place->amount->span.start}, &first,
                     &end);
    if (end == first)
        return false;
    const Mark *mark = &reading->marks[LEX_PERIOD].items[end - 1];
    return mark->role == role && reading_distance(reading, mark_span(mark), place->amount->span) == 0;
}

/* "from A to B" without days: those of the "from ... to ..." in front, if there was one in the sentence; else
 * A is a year older than B. */
static void date_from_to(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                         Draft *draft, PeriodChoice *choice)
{
    const Reading *reading = extraction->reading;
    bool is_from = draft->range_end == 1;
    for (size_t i = extraction->drafts.count; i > view->draft_first; i--) {
        const Draft *before = &extraction->drafts.items[i - 1];
        if (before->range_end != draft->range_end)
            continue;
        choice->period = before->claim.period;
        choice->period.basis = TF_BASIS_INFERRED;
        return;
    }
    bool has_end =
        place->behind.end > 0 && reading_distance(reading, place->amount->span, place->behind) <= 1;
    if (is_from && has_end && choice->period.kind != TF_PERIOD_NONE) {
        choice->period = period_years_earlier(choice->period, 1);
        choice->is_base = true;
    }
}

/* "58.3 billion (53.5 billion in 2023)": what a bracket tells beside the figure in front of it. */
static bool is_in_bracket(const Reading *reading, const AmountPlace *place)
{
    if (place->before.end == 0) /* none in front: the scan would begin at the top of the text */
        return false;
    int depth = 0;
    for (size_t i = place->before.end; i < place->amount->span.start; i++) {
        depth += reading_bracket_at(reading->text, i);
        depth = depth < 0 ? 0 : depth;
    }
    return depth > 0;
}

/* "23年の62億ドルから6.5%増えた": a word behind the amount says that the change starts there. */
static bool is_start_of_change(const Reading *reading, const AmountPlace *place)
{
    const Mark *mark = reading_mark_at(reading, LEX_GROWTH, place->amount->span.end);
    return mark != NULL && mark->start == place->amount->span.end && mark->role == ROLE_GROWTH_FROM &&
           mark->side == SIDE_AFTER;
}

/* "14.7 billion and 9.8 billion respectively in 2023": the one time that stands behind all amounts is that of
 * each. */
static void share_period(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                         const PeriodContext *context, StatusChoice *status, PeriodChoice *choice)
{
    const Reading *reading = extraction->reading;
    if (place->behind.end == 0 || view->list_word == NULL || view->periods.count != 1 ||
        view->periods.items[0].is_base || view->periods.items[0].span.start < place->behind.end)
        return;
    AmountPlace whole = *place;
    whole.behind = (TfSpan){0, 0};
    whole.reach.end = place->sentence.end;
    whole.is_last = true;
    period_choose(reading, &whole, &view->periods, context, status, choice);
}

/* "bought for 12 billion, and sold for 16.7 in 2023": the only time of the sentence, right behind the next
 * figure, is that of both when nothing else dates the first. */
static TfPeriod joined_period(const Extraction *extraction, const SentenceView *view,
                              const AmountPlace *place, const PeriodContext *context)
{
    const Reading *reading = extraction->reading;
    const PeriodPhrase *only = view->periods.count == 1 ? &view->periods.items[0] : NULL;
    TfPeriod none = {.kind = TF_PERIOD_NONE};
    if (only == NULL || place->behind.end == 0 || only->is_base || only->is_deadline ||
        only->span.start < place->behind.end || reading_distance(reading, place->behind, only->span) > 1 ||
        reading_breaks(reading, place->behind, only->span) > 0 ||
        reading_breaks(reading, place->amount->span, place->behind) > 1 ||
        (only->part != PART_YEAR && only->part != PART_MONTHS))
        return none;
    TfPeriod period = period_resolve(only, context);
    period.basis = TF_BASIS_INFERRED;
    return period;
}

/* "5억 달러에서 18억 달러로" behind "2003년 16억 달러에서 지난해 63억 달러로": the days of that change, when
 * the sentence before told it. */
static void date_like_range(const Extraction *extraction, const SentenceView *view, const Draft *draft,
                            PeriodChoice *choice)
{
    for (size_t i = extraction->drafts.count; i > 0; i--) {
        const Draft *before = &extraction->drafts.items[i - 1];
        if (before->sentence + 1 < view->index)
            return;
        if (before->range_end != draft->range_end || before->claim.period.kind == TF_PERIOD_NONE)
            continue;
        choice->period = before->claim.period;
        choice->period.basis = TF_BASIS_INFERRED;
        return;
    }
}

/* The days of an amount: those that a phrase of its sentence gives, that it shares with others, or that were
 * spoken of before; and those of a base, a year older than what it is compared with. */
static void find_days(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                      const PeriodContext *context, StatusChoice *status, Draft *draft, PeriodChoice *choice)
{
    const Reading *reading = extraction->reading;
    TfClaim *claim = &draft->claim;
    period_choose(reading, place, &view->periods, context, status, choice);
    claim->status = status->status;
    if (!choice->is_found)
        share_period(extraction, view, place, context, status, choice);
    if (!choice->is_found)
        carry_period(extraction, view, draft, status, choice);
    bool is_open = !choice->is_found && choice->period.kind == TF_PERIOD_NONE && !status->is_now;
    if (is_open && (claim->status == TF_ACTUAL || claim->status == TF_ESTIMATE))
        choice->period = joined_period(extraction, view, place, context);
    bool follows_base = extraction->drafts.count > view->draft_first && is_behind_base(reading, place);
    bool carried = !choice->is_found && choice->period.kind != TF_PERIOD_NONE;
    bool same_months = choice->is_found && choice->phrase->part == PART_SAME &&
                       choice->phrase->year_kind == YEAR_NONE && !choice->is_base;
    if (follows_base && (carried || same_months)) { /* "against 10.1 in the same months" */
        choice->period = period_years_earlier(choice->period, 1);
        choice->is_base = true;
    }
}

/* Notes where in "from 108 billion to 147" the amount stands, with the words in front of it or behind; true
 * when they stand in front. */
static bool note_range_end(const Extraction *extraction, const AmountPlace *place, bool after_from,
                           Draft *draft)
{
    if (follows_role(extraction->reading, place, ROLE_FROM))
        draft->range_end = 1;
    else if (after_from && follows_role(extraction->reading, place, ROLE_TO))
        draft->range_end = 2;
    if (draft->range_end > 0)
        return true;
    bool opens = !place->is_last && is_start_of_change(extraction->reading, place);
    if (opens || after_from) /* "5억 달러에서 18억 달러로": the words for from and to stand behind */
        draft->range_end = opens ? 1 : 2;
    return false;
}

/* The days of the two ends of a change. */
static void date_range(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                       bool in_front, Draft *draft, PeriodChoice *choice)
{
    bool is_same =
        choice->is_found && choice->phrase->part == PART_SAME && choice->phrase->year_kind == YEAR_NONE;
    if (!in_front && draft->range_end > 0 && (!choice->is_found || is_same))
        date_like_range(extraction, view, draft, choice);
    if (!in_front)
        return;
    bool in_front_of_it = choice->is_found && choice->phrase->span.end <= place->amount->span.start;
    bool is_stale = (choice->is_found && choice->phrase->span.end <= place->reach.start + 1) ||
                    (place->before.end > 0 && in_front_of_it);
    bool of_end = draft->range_end == 1 && in_front_of_it && !choice->is_base && place->before.end == 0;
    if (!choice->is_found || is_stale || of_end) /* "in 2021 grew from 108 billion to 147" */
        date_from_to(extraction, view, place, draft, choice);
}

/* Whether a figure is what another is compared with, or where a change starts: it sets no frame. */
static bool is_base(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                    const PeriodChoice *choice, bool after_from, const Draft *draft)
{
    const Reading *reading = extraction->reading;
    bool outlook = draft->claim.status != TF_ACTUAL && draft->claim.status != TF_ESTIMATE;
    bool same_sentence = extraction->drafts.count > view->draft_first;
    /* "rose to 812 million in January from 745 million in December" */
    bool comes_second = draft->range_end == 1 && same_sentence && !after_from;
    bool compared = same_sentence && !outlook && is_behind_base(reading, place);
    bool bracketed = choice->is_found && is_in_bracket(reading, place);
    /* "fell from 352 million in 2023 to 340": what a change starts at sets no frame for its end */
    bool starts = draft->range_end == 1 && choice->is_found && place->behind.end > 0 &&
                  choice->phrase->span.start >= place->amount->span.end;
    return choice->is_base || starts || comes_second || compared || bracketed ||
           is_start_of_change(reading, place);
}

void statement_date(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                    StatusChoice *status, Draft *draft)
{
    const Focus *focus = &extraction->focus;
    const DraftList *drafts = &extraction->drafts;
    TfClaim *claim = &draft->claim;
    PeriodContext context = {.published = extraction->reading->article->date,
                             .frame = governing_period(focus, view),
                             .last_year = focus->last_year};
    context.fiscal_month = fiscal_month_of(extraction, claim->reporter, claim->partner);
    PeriodChoice choice;
    find_days(extraction, view, place, &context, status, draft, &choice);
    bool after_from = drafts->count > view->draft_first && drafts->items[drafts->count - 1].range_end == 1;
    bool in_front = note_range_end(extraction, place, after_from, draft);
    date_range(extraction, view, place, in_front, draft, &choice);
    claim->period = choice.period;
    claim->deadline = choice.deadline;
    bool outlook = claim->status != TF_ACTUAL && claim->status != TF_ESTIMATE;
    if (outlook && claim->relation == TF_LE)
        claim->relation = TF_EQ; /* "raise it up to 20 billion" */
    draft->is_base = is_base(extraction, view, place, &choice, after_from, draft);
}

/* A figure called a record, with no time said: the last year that was over. */
void statement_date_record(const Extraction *extraction, TfClaim *claim)
{
    TfDate published = extraction->reading->article->date;
    bool undated = claim->period.kind == TF_PERIOD_NONE && claim->status == TF_ACTUAL;
    if (claim->record && undated && tf_date_is_set(published))
        claim->period = period_year(published.year - 1, TF_BASIS_INFERRED);
}
