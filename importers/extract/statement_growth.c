/* Changes in percent: given to the amount they belong to, or claims of their own. */
#include "importers/extract/draft.h"

/* "over three years" stands this near behind its change. */
#define OVER_YEARS_REACH 3

/* The draft of the sentence that a change belongs to: the nearest that is no base and has none yet. */
static Draft *draft_near(Extraction *extraction, const SentenceView *view, const Growth *growth)
{
    Draft *best = NULL;
    int best_distance = growth->entry != NULL ? 14 : 30; /* "doubled" is said right beside its amount */
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

/* "grew by 80 percent over three years": the years that end with the one spoken of, else with the last that
 * is over. */
static void date_over_years(const Extraction *extraction, const SentenceView *view, const Growth *growth,
                            TfClaim *claim)
{
    const Reading *reading = extraction->reading;
    const TfPeriod *frame = &extraction->focus.frame;
    TfDate published = reading->article->date;
    for (size_t i = 0; i < view->periods.count; i++) {
        const PeriodPhrase *phrase = &view->periods.items[i];
        if (phrase->part != PART_BACK || phrase->span.start < growth->span.end ||
            reading_distance(reading, growth->span, phrase->span) > OVER_YEARS_REACH)
            continue;
        int last = frame->kind == TF_PERIOD_YEAR ? frame->to.year
                   : tf_date_is_set(published)   ? published.year - 1
                                                 : 0;
        if (last > 0)
            claim->period = period_years_back(last, phrase->count);
        return;
    }
}

/* What a page that begins with a rate speaks of: "Trade grew by 20%. Customs put the sum at 1.4 billion." */
static void note_focus(Extraction *extraction, const SentenceView *view, const MeasureChoice *measure)
{
    Focus *focus = &extraction->focus;
    if (focus->is_set)
        return;
    focus->is_set = true;
    focus->measure = focus->main_measure = focus->lead_measure = *measure;
    focus->last_sentence = view->index;
    focus->last_paragraph = view->sentence->paragraph;
}

/* Whether a party is named between two places: "Spain (+10%), while exports to Turkey fell by 26%" gives each
 * change its own. */
static bool names_party(const SentenceView *view, size_t start, size_t end)
{
    for (size_t i = 0; i < view->parties.count; i++) {
        const PartyMention *mention = &view->parties.items[i];
        if (mention->span.start >= start && mention->span.end <= end && tf_party_is_set(mention->party))
            return true;
    }
    return false;
}

/* A change with no amount in its sentence: the amount of the sentence before when that goes on, else a claim
 * of its own. */
static void growth_alone(Extraction *extraction, const SentenceView *view, const Growth *growth,
                         const Growth *before)
{
    const Reading *reading = extraction->reading;
    AmountPlace place = {
        .sentence = view->sentence->span, .reach = view->sentence->span, .is_first = true, .is_last = true};
    Amount figure = {.span = growth->span, .kind = AMOUNT_PERCENT};
    if (before != NULL && names_party(view, before->span.end, growth->span.start))
        place.reach.start = before->span.end;
    place.amount = &figure;
    MeasureChoice measure;
    PairChoice pair;
    if (!measure_find(reading, &place, &measure) || measure.distance > 12 ||
        trap_distance(reading, &place, NULL) < measure.distance ||
        relevance_is_doubtful(extraction, view, &measure) ||
        !statement_pair(extraction, view, &place, AMOUNT_NOWHERE, &measure, &pair))
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
    statement_date(extraction, view, &place, &status, &draft);
    date_over_years(extraction, view, growth, &draft.claim);
    draft.claim.tier = 2;
    draft.entries[3] = measure.mark->entry;
    draft.entries[5] = growth->entry;
    note_focus(extraction, view, &measure);
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
        bool other_subject = reading_has(extraction->reading, LEX_TRAP, ROLE_TRAP, view->sentence->span) ||
                             view->parties.count > 0;
        if (follows && first == end && !other_subject)
            set_growth(&extraction->drafts.items[own - 1].claim, growth);
        else
            growth_alone(extraction, view, growth, i > 0 ? &growths.items[i - 1] : NULL);
    }
}
