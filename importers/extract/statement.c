/* One amount of a sentence: is it trade, between whom, of what, when, how sure. Each answer comes from the
 * rules of its own file; what the sentence leaves out comes from the page's focus. */
#include "importers/extract/draft.h"

#include <string.h>

/* "record" calls an amount so from this far. */
#define RECORD_REACH 14

/* In a sentence with "respectively": which of the run of amounts this is, from 1; 0 without. */
static size_t list_place_of(const Reading *reading, const SentenceView *view, size_t index)
{
    size_t place = 0;
    if (!sentence_has(reading, LEX_MEASURE, ROLE_RESPECTIVELY, ROLE_RESPECTIVELY, view->sentence->span))
        return 0;
    for (size_t i = view->amount_first; i <= index; i++)
        place += amount_is_candidate(&reading->amounts.items[i]);
    return place;
}

static bool choose_pair(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                        size_t index, const MeasureChoice *measure, PairChoice *pair)
{
    const Focus *focus = &extraction->focus;
    PairQuestion question = {.amount = place->amount->span,
                             .reach = place->reach,
                             .before = place->before,
                             .behind = place->behind,
                             .is_first = place->is_first};
    if (measure->mark != NULL)
        question.measure = mark_span(measure->mark);
    question.with_world = measure->role == ROLE_TURNOVER_WORLD && measure->mark != NULL;
    question.is_directed = measure->measure == TF_EXPORTS || measure->measure == TF_IMPORTS;
    question.is_new = focus->is_set && focus->last_paragraph != view->sentence->paragraph &&
                      measure->measure == TF_TURNOVER && measure->mark != NULL;
    question.list_place =
        index < extraction->reading->amounts.count ? list_place_of(extraction->reading, view, index) : 0;
    return party_choose(extraction->reading, &view->parties, &question, &focus->pair, &extraction->page,
                        pair);
}

/* Fiscal years are those of the side that speaks, else of the page's topic, else of the other side. */
static int fiscal_month_of(const Extraction *extraction, TfParty reporter, TfParty partner)
{
    const TfParty order[] = {extraction->page.outlet, reporter, extraction->page.topic, partner};
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
    if (sentence_has(extraction->reading, LEX_PERIOD, ROLE_THEN, ROLE_THEN, in_front) &&
        extraction->drafts.count == view->draft_first)
        return;
    bool same_sentence = extraction->drafts.count > view->draft_first;
    if (status->is_now && !same_sentence && !view->sentence->is_title)
        return;
    if (view->sentence->is_title) {
        choice->period = headline_period(extraction, &draft->claim);
        return;
    }
    TfPeriod period = focus->frame;
    bool same_paragraph = focus->frame_paragraph == view->sentence->paragraph;
    if (!same_paragraph && focus->lead.kind != TF_PERIOD_NONE &&
        tf_date_compare(focus->lead.to, period.to) > 0)
        period = focus->lead;
    period.basis = TF_BASIS_INFERRED;
    choice->period = period;
}

/* The end of a "from ... to ..." pair, or a base without its own date: a year earlier than its fellow. */
static bool is_undated_base(const Reading *reading, const AmountPlace *place)
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

static void set_period(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                       StatusChoice *status, Draft *draft)
{
    const Focus *focus = &extraction->focus;
    TfClaim *claim = &draft->claim;
    PeriodContext context = {.published = extraction->reading->article->date,
                             .frame = focus->frame,
                             .last_year = focus->last_year};
    context.fiscal_month = fiscal_month_of(extraction, claim->reporter, claim->partner);
    PeriodChoice choice;
    period_choose(extraction->reading, place, &view->periods, &context, status, &choice);
    claim->status = status->status;
    if (!choice.is_found)
        carry_period(extraction, view, draft, status, &choice);
    bool same_sentence = extraction->drafts.count > view->draft_first;
    if (!choice.is_found && same_sentence && is_undated_base(extraction->reading, place) &&
        choice.period.kind != TF_PERIOD_NONE) {
        choice.period = period_years_earlier(choice.period, 1);
        choice.is_base = true;
    }
    bool in_range = follows_role(extraction->reading, place, ROLE_FROM) ||
                    follows_role(extraction->reading, place, ROLE_TO);
    if (in_range)
        draft->range_end = follows_role(extraction->reading, place, ROLE_FROM) ? 1 : 2;
    bool is_stale = choice.is_found && choice.phrase->span.end <= place->reach.start + 1;
    if (in_range && choice.is_found && place->before.end > 0)
        is_stale = is_stale || choice.phrase->span.end <= place->amount->span.start;
    if (in_range && (!choice.is_found || is_stale))
        date_from_to(extraction, view, place, draft, &choice);
    claim->period = choice.period;
    claim->deadline = choice.deadline;
    bool outlook = claim->status != TF_ACTUAL && claim->status != TF_ESTIMATE;
    if (outlook && claim->relation == TF_LE)
        claim->relation = TF_EQ; /* "raise it up to 20 billion" */
    draft->is_base = choice.is_base;
}

/* A figure called a record, with no time said: the last year that was over. */
static void date_record(const Extraction *extraction, TfClaim *claim)
{
    TfDate published = extraction->reading->article->date;
    bool undated = claim->period.kind == TF_PERIOD_NONE && claim->status == TF_ACTUAL;
    if (claim->record && undated && tf_date_is_set(published))
        claim->period = period_year(published.year - 1, TF_BASIS_INFERRED);
}

static bool is_record(const Reading *reading, const AmountPlace *place)
{
    TfSpan own = place->amount->span;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_RECORD, place->reach, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_RECORD].items[i];
        TfSpan span = mark_span(mark);
        if (mark->role != ROLE_RECORD || reading_distance(reading, span, own) > RECORD_REACH ||
            !place_owns(reading, place, span))
            continue;
        bool of_before = mark->start < own.start && place->before.end > 0 &&
                         !reading_is_of_next(reading, place->before, span, own);
        if (!of_before)
            return true;
    }
    return false;
}

static void set_amount(Extraction *extraction, const Amount *amount, const MeasureChoice *measure,
                       TfClaim *claim)
{
    claim->has_value = true;
    claim->value = amount->value;
    claim->has_value_hi = amount->has_value_max;
    claim->value_hi = amount->value_max;
    claim->relation = amount->relation;
    claim->measure = measure->measure;
    claim->scope = measure->scope.length > 0 ? measure->scope : tf_slice("goods");
    if (measure->measure == TF_BALANCE && measure->sign < 0 && amount->value.digits > 0) {
        claim->value.digits = -claim->value.digits;
        claim->value_hi.digits = -claim->value_hi.digits;
    }
    claim->has_span = true;
    claim->span = amount->span;
    claim->value_text = tf_article_span(extraction->reading->article, amount->span);
    memcpy(claim->currency, amount->currency, sizeof claim->currency);
    claim->currency_basis = amount->currency_basis;
    if (claim->currency[0] != '\0')
        return;
    if (extraction->focus.currency[0] != '\0') {
        memcpy(claim->currency, extraction->focus.currency, sizeof claim->currency);
        claim->currency_basis = TF_BASIS_INFERRED;
    }
}

static bool is_region(TfParty party)
{
    return strchr(party.code, '-') != NULL;
}

static int tier_of(const TfClaim *claim)
{
    bool world = strcmp(claim->partner.code, "WORLD") == 0 || strcmp(claim->reporter.code, "WORLD") == 0;
    bool sector = tf_slice_starts_with(claim->scope, "sector:");
    return world || sector || is_region(claim->reporter) || is_region(claim->partner) ||
                   claim->kind == TF_CLAIM_GROWTH
               ? 2
               : 1;
}

static void note_entries(Draft *draft, const Amount *amount, const MeasureChoice *measure,
                         const StatusChoice *status)
{
    draft->entries[0] = amount->scale_entry;
    draft->entries[1] = amount->currency_entry;
    draft->entries[2] = amount->relation_entry;
    draft->entries[3] = measure->mark != NULL ? measure->mark->entry : NULL;
    draft->entries[4] = status->mark != NULL ? status->mark->entry : NULL;
    draft->entries[5] = measure->scope_mark != NULL ? measure->scope_mark->entry : NULL;
}

/* What later sentences go on with. */
static void update_focus(Extraction *extraction, const SentenceView *view, const Draft *draft,
                         const MeasureChoice *measure)
{
    Focus *focus = &extraction->focus;
    const TfClaim *claim = &draft->claim;
    if (view->sentence->is_title)
        return;
    if (focus->last_sentence != view->index || !focus->is_set)
        focus->main_measure = *measure;
    else if (focus->main_measure.measure != measure->measure && focus->lead_measure.measure == TF_TURNOVER)
        focus->main_measure = focus->lead_measure; /* exports and imports: parts of what the page is about */
    if (!focus->is_set)
        focus->lead_measure = *measure;
    focus->measure = *measure;
    focus->last_sentence = view->index;
    focus->last_paragraph = view->sentence->paragraph;
    focus->is_set = true;
    focus->status = claim->status;
    focus->deadline = claim->deadline;
    if (claim->currency[0] != '\0')
        memcpy(focus->currency, claim->currency, sizeof focus->currency);
    bool world = strcmp(claim->partner.code, "WORLD") == 0;
    focus->pair.in_sentence = true;
    focus->pair.world = world ? claim->reporter : (TfParty){""};
    if (!world) {
        focus->pair.reporter = claim->reporter;
        focus->pair.partner = claim->partner;
        focus->pair.last_named = claim->partner;
    }
    bool fact = claim->status == TF_ACTUAL || claim->status == TF_ESTIMATE;
    if (!fact || draft->is_base || claim->period.kind == TF_PERIOD_NONE)
        return;
    focus->frame = claim->period;
    focus->frame_paragraph = view->sentence->paragraph;
    if (focus->lead.kind == TF_PERIOD_NONE)
        focus->lead = claim->period;
}

/* Whether a phrase of the sentence names a time, and no mere rate. */
static bool says_time(const SentenceView *view)
{
    for (size_t i = 0; i < view->periods.count; i++)
        if (view->periods.items[i].part != PART_RATE)
            return true;
    return false;
}

/* Words that settle the status where the verb alone does not. */
static void adjust_status(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                          const MeasureChoice *measure, StatusChoice *status)
{
    const Reading *reading = extraction->reading;
    const Focus *focus = &extraction->focus;
    bool verb =
        measure->mark != NULL && (measure->role == ROLE_TURNOVER_VERB || measure->role == ROLE_EXPORTS_VERB ||
                                  measure->role == ROLE_IMPORTS_VERB);
    if (verb && status->mark != NULL && status->status != TF_ACTUAL &&
        reading_distance(reading, mark_span(status->mark), place->amount->span) > measure->distance)
        status->status = TF_ACTUAL; /* "when the goal was announced they traded 2 billion" */
    bool same = measure->mark == NULL && focus->status == TF_TARGET && !says_time(view) &&
                (status->is_now || status->mark == NULL) &&
                sentence_has(reading, LEX_MEASURE, ROLE_SAME_FIGURE, ROLE_SAME_FIGURE, place->sentence);
    if (same)
        status->status = TF_TARGET; /* "Moscow's number is larger still" after a number that was a goal */
}

bool statement_read(Extraction *extraction, const SentenceView *view, size_t index)
{
    const Reading *reading = extraction->reading;
    Amount borrowed;
    bool is_borrowed = !amount_is_candidate(&reading->amounts.items[index]);
    if (is_borrowed && !relevance_borrow(extraction, view, index, &borrowed))
        return false;
    AmountPlace place = amount_place(reading, view, index);
    if (is_borrowed)
        place.amount = &borrowed;
    MeasureChoice measure;
    PairChoice pair;
    StatusChoice status;
    if (!relevance_find(extraction, view, &place, &measure) ||
        !choose_pair(extraction, view, &place, index, &measure, &pair))
        return false;
    status_find(reading, &place, &status);
    if (status.is_counterfactual)
        return false;
    adjust_status(extraction, view, &place, &measure, &status);
    Draft draft = {
        .claim = tf_claim_default(), .amount = index, .sentence = view->index, .pair_basis = pair.basis};
    draft.is_carried = measure.mark == NULL;
    set_amount(extraction, place.amount, &measure, &draft.claim);
    draft.claim.status = status.status;
    measure_orient(reading, &measure, &pair, &view->parties, &place, &extraction->focus.pair,
                   &extraction->page, &draft.claim.reporter, &draft.claim.partner);
    set_period(extraction, view, &place, &status, &draft);
    draft.claim.record = is_record(reading, &place);
    date_record(extraction, &draft.claim);
    draft.claim.tier = tier_of(&draft.claim);
    draft.claim.attribution = speech_attribution(reading, view, place.amount->span);
    note_entries(&draft, place.amount, &measure, &status);
    DraftList *drafts = &extraction->drafts;
    if (!tf_arena_grow(reading->arena, &drafts->items, &drafts->capacity, drafts->count, sizeof draft)) {
        extraction->out_of_memory = true;
        return false;
    }
    drafts->items[drafts->count++] = draft;
    update_focus(extraction, view, &draft, &measure);
    return true;
}

/* The draft of the sentence that a change belongs to: the nearest that is no base and has none yet. */
static Draft *draft_near(Extraction *extraction, const SentenceView *view, const Growth *growth)
{
    Draft *best = NULL;
    int best_distance = 30;
    for (size_t i = view->draft_first; i < extraction->drafts.count; i++) {
        Draft *draft = &extraction->drafts.items[i];
        int distance = reading_distance(extraction->reading, draft->claim.span, growth->span);
        if (draft->is_base || draft->claim.has_growth || distance >= best_distance)
            continue;
        best = draft;
        best_distance = distance;
    }
    return best;
}

static void set_growth(TfClaim *claim, const Growth *growth)
{
    claim->has_growth = true;
    claim->growth_pct = growth->percent;
    claim->has_growth_hi = growth->has_high;
    claim->growth_pct_hi = growth->percent_high;
    bool outlook =
        claim->status == TF_TARGET || claim->status == TF_FORECAST || claim->status == TF_POTENTIAL;
    claim->growth_base = growth->is_per_year ? tf_slice("per_year")
                         : outlook           ? (TfSlice){NULL, 0}
                                             : tf_slice("yoy");
}

/* A change with no amount in its sentence: the amount of the sentence before when that goes on, else a claim
 * of its own. */
static void growth_alone(Extraction *extraction, const SentenceView *view, const Growth *growth)
{
    const Reading *reading = extraction->reading;
    AmountPlace place = {
        .sentence = view->sentence->span, .reach = view->sentence->span, .is_first = true, .is_last = true};
    Amount figure = {.span = growth->span, .kind = AMOUNT_PERCENT};
    place.amount = &figure;
    MeasureChoice measure;
    PairChoice pair;
    if (!measure_find(reading, &place, &measure) || measure.distance > 12 ||
        trap_distance(reading, &place) < measure.distance ||
        !choose_pair(extraction, view, &place, AMOUNT_NOWHERE, &measure, &pair))
        return;
    StatusChoice status;
    status_find(reading, &place, &status);
    bool outlook = status.status != TF_ACTUAL && status.status != TF_ESTIMATE;
    if (outlook && growth->entry != NULL)
        return; /* "double trade by 2030" has no number at the place */
    Draft draft = {.claim = tf_claim_default(),
                   .amount = AMOUNT_NOWHERE,
                   .sentence = view->index,
                   .pair_basis = pair.basis};
    draft.claim.kind = TF_CLAIM_GROWTH;
    draft.claim.measure = measure.measure;
    draft.claim.scope = measure.scope;
    draft.claim.status = status.status;
    draft.claim.relation = growth->relation;
    set_growth(&draft.claim, growth);
    draft.claim.has_span = true;
    draft.claim.span = growth->span;
    draft.claim.value_text = tf_article_span(reading->article, growth->span);
    measure_orient(reading, &measure, &pair, &view->parties, &place, &extraction->focus.pair,
                   &extraction->page, &draft.claim.reporter, &draft.claim.partner);
    set_period(extraction, view, &place, &status, &draft);
    draft.claim.tier = 2;
    draft.entries[3] = measure.mark->entry;
    draft.entries[5] = growth->entry;
    DraftList *drafts = &extraction->drafts;
    if (!tf_arena_grow(reading->arena, &drafts->items, &drafts->capacity, drafts->count, sizeof draft)) {
        extraction->out_of_memory = true;
        return;
    }
    drafts->items[drafts->count++] = draft;
}

void statement_read_growth(Extraction *extraction, const SentenceView *view)
{
    Growths growths;
    size_t own = extraction->drafts.count;
    growths_find(extraction->reading, view->sentence->span, &growths);
    for (size_t i = 0; i < growths.count && !view->sentence->is_title; i++) {
        const Growth *growth = &growths.items[i];
        Draft *draft = draft_near(extraction, view, growth);
        if (draft != NULL) {
            set_growth(&draft->claim, growth);
            continue;
        }
        bool follows = own > 0 && own == view->draft_first &&
                       extraction->drafts.items[own - 1].sentence + 1 == view->index &&
                       extraction->focus.last_paragraph == view->sentence->paragraph &&
                       !extraction->drafts.items[own - 1].claim.has_growth &&
                       extraction->drafts.items[own - 1].claim.kind == TF_CLAIM_LEVEL;
        size_t first;
        size_t end;
        reading_marks_in(extraction->reading, LEX_MEASURE, view->sentence->span, &first, &end);
        bool other_subject =
            sentence_has(extraction->reading, LEX_TRAP, ROLE_TRAP, ROLE_TRAP, view->sentence->span) ||
            view->parties.count > 0;
        if (follows && first == end && !other_subject)
            set_growth(&extraction->drafts.items[own - 1].claim, growth);
        else
            growth_alone(extraction, view, growth);
    }
}
