/* One amount of a sentence: is it trade, between whom, of what, when, how sure. Each answer comes from the
 * rules of its own file; what the sentence leaves out comes from the page's focus. */
#include "importers/extract/draft.h"

#include <string.h>

/* Without a word of trade a sentence goes on with the focus this many sentences long. */
#define CARRY_SENTENCES 2
/* A measure word this far away says no more than the focus does. */
#define MEASURE_REACH 40
/* Least amount that a trade claim names without its measure close by. */
#define LEAST_VALUE 1e5

static bool is_candidate(const Amount *amount)
{
    if (amount->bracket_of != AMOUNT_NOWHERE)
        return false;
    if (amount->kind == AMOUNT_MONEY)
        return true;
    return amount->kind == AMOUNT_NUMBER && amount->look == NUMBER_PLAIN && amount->has_scale;
}

/* The amounts in front and behind that this one shares the sentence with. */
static AmountPlace place_of(const Reading *reading, const SentenceView *view, size_t index)
{
    AmountPlace place = {.amount = &reading->amounts.items[index],
                         .sentence = view->sentence->span,
                         .is_first = true,
                         .is_last = true};
    place.reach = place.sentence;
    for (size_t i = index; i > view->amount_first; i--) {
        const Amount *before = &reading->amounts.items[i - 1];
        if (!is_candidate(before))
            continue;
        place.reach.start = before->span.end;
        place.is_first = false;
        break;
    }
    for (size_t i = index + 1; i < view->amount_end; i++) {
        const Amount *behind = &reading->amounts.items[i];
        if (!is_candidate(behind))
            continue;
        place.reach.end = behind->span.start;
        place.is_last = false;
        break;
    }
    return place;
}

static bool has_measure_role(const Reading *reading, TfSpan span, MarkRole role)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, span, &first, &end);
    for (size_t i = first; i < end; i++)
        if (reading->marks[LEX_MEASURE].items[i].role == role)
            return true;
    return false;
}

static bool names_a_party(const SentenceView *view)
{
    for (size_t i = 0; i < view->parties.count; i++)
        if (!view->parties.items[i].is_place)
            return true;
    return false;
}

/* Whether a sentence without a word of trade can go on with what was said before. */
static bool goes_on(const Extraction *extraction, const SentenceView *view)
{
    const Focus *focus = &extraction->focus;
    if (!focus->is_set || view->sentence->is_title)
        return false;
    if (view->index > focus->last_sentence + CARRY_SENTENCES)
        return false;
    const Reading *reading = extraction->reading;
    return names_a_party(view) || view->periods.count > 0 ||
           has_measure_role(reading, view->sentence->span, ROLE_SAME_FIGURE) ||
           has_measure_role(reading, view->sentence->span, ROLE_PART) ||
           has_measure_role(reading, view->sentence->span, ROLE_LIST) ||
           extraction->drafts.count > view->draft_first;
}

/* Decides whether the amount is about trade, and what it measures. */
static bool choose_measure(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                           MeasureChoice *measure)
{
    const Reading *reading = extraction->reading;
    double value = tf_decimal_to_double(place->amount->value);
    int trap = trap_distance(reading, place);
    bool found = measure_find(reading, place, measure) && measure->distance <= MEASURE_REACH;
    if (trap_is_difference(reading, place))
        return false;
    if (found && trap < measure->distance)
        return false;
    if (found && measure->is_weak && !names_a_party(view) && !extraction->focus.is_set)
        return false;
    if (found && (value < LEAST_VALUE) && measure->distance > 6)
        return false;
    if (found)
        return true;
    if (trap < TRAP_NONE || value < LEAST_VALUE || !goes_on(extraction, view))
        return false;
    *measure = extraction->focus.measure;
    measure->mark = NULL;
    return true;
}

static bool choose_pair(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                        const MeasureChoice *measure, PairChoice *pair)
{
    PairQuestion question = {
        .amount = place->amount->span, .reach = place->reach, .is_first = place->is_first};
    if (measure->mark != NULL)
        question.measure = mark_span(measure->mark);
    question.with_world = measure->role == ROLE_TURNOVER_WORLD && measure->mark != NULL;
    return party_choose(extraction->reading, &view->parties, &question, &extraction->focus.pair,
                        &extraction->page, pair);
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

/* Nothing in the sentence dates the amount: what the page spoke of before does, while it still governs. */
static void carry_period(const Extraction *extraction, const SentenceView *view, const Draft *draft,
                         const StatusChoice *status, PeriodChoice *choice)
{
    const Focus *focus = &extraction->focus;
    bool outlook = draft->claim.status != TF_ACTUAL && draft->claim.status != TF_ESTIMATE;
    if (outlook || focus->frame.kind == TF_PERIOD_NONE)
        return;
    bool same_sentence = extraction->drafts.count > view->draft_first;
    if (status->is_now && !same_sentence)
        return;
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
    return mark->role == ROLE_BASE && reading_distance(reading, mark_span(mark), place->amount->span) <= 1;
}

static void set_period(Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                       StatusChoice *status, Draft *draft)
{
    const Focus *focus = &extraction->focus;
    TfClaim *claim = &draft->claim;
    PeriodContext context = {.published = extraction->reading->article->date, .frame = focus->frame};
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
    claim->period = choice.period;
    claim->deadline = choice.deadline;
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
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_RECORD, place->reach, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_RECORD].items[i];
        if (mark->role == ROLE_RECORD &&
            reading_distance(reading, mark_span(mark), place->amount->span) <= 14)
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
    focus->measure = *measure;
    focus->last_sentence = view->index;
    focus->last_paragraph = view->sentence->paragraph;
    focus->is_set = true;
    focus->status = claim->status;
    if (claim->currency[0] != '\0')
        memcpy(focus->currency, claim->currency, sizeof focus->currency);
    if (strcmp(claim->partner.code, "WORLD") != 0) {
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

bool statement_read(Extraction *extraction, const SentenceView *view, size_t index)
{
    const Reading *reading = extraction->reading;
    if (!is_candidate(&reading->amounts.items[index]))
        return false;
    AmountPlace place = place_of(reading, view, index);
    MeasureChoice measure;
    PairChoice pair;
    StatusChoice status;
    if (!choose_measure(extraction, view, &place, &measure) ||
        !choose_pair(extraction, view, &place, &measure, &pair))
        return false;
    status_find(reading, &place, &status);
    if (status.is_counterfactual)
        return false;
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
        !choose_pair(extraction, view, &place, &measure, &pair))
        return;
    StatusChoice status;
    status_find(reading, &place, &status);
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
        if (follows && first == end)
            set_growth(&extraction->drafts.items[own - 1].claim, growth);
        else
            growth_alone(extraction, view, growth);
    }
}
