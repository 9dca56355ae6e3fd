/* One amount of a sentence: is it trade, between whom, of what, when, how sure. Each answer comes from the
 * rules of its own file; what the sentence leaves out comes from the page's focus. */
#include "importers/extract/draft.h"

#include <string.h>

/* "record" calls an amount so from this far. */
#define RECORD_REACH 14
/* and behind it, when the sentence has no other amount there, from this far. */
#define RECORD_BEHIND 26

/* A year this much older than what its paragraph speaks of is a glance back. */
#define ASIDE_YEARS 3

/* Words between the amounts of a list, and between them and "respectively". */
#define LIST_GAP 4

/* The word "respectively" of the sentence; NULL without. */
static const Mark *respectively_of(const Reading *reading, const SentenceView *view)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, view->sentence->span, &first, &end);
    for (size_t i = first; i < end; i++)
        if (reading->marks[LEX_MEASURE].items[i].role == ROLE_RESPECTIVELY)
            return &reading->marks[LEX_MEASURE].items[i];
    return NULL;
}

void statement_find_list(const Reading *reading, SentenceView *view)
{
    const Mark *word = respectively_of(reading, view);
    view->list_word = word;
    view->list_leads = false;
    for (size_t i = view->amount_first; word != NULL && i < view->amount_end && !view->list_leads; i++) {
        const Amount *amount = &reading->amounts.items[i];
        view->list_leads = amount_is_candidate(amount) && amount->span.start >= word->end &&
                           reading_distance(reading, mark_span(word), amount->span) <= LIST_GAP;
    }
}

/* Whether an amount is parted from the list of "respectively": "trade with India of 26 billion; Belgium and
 * the Netherlands follow, respectively with 19.8 and 17.4". */
static bool is_before_list(const Reading *reading, const SentenceView *view, size_t index)
{
    return view->list_leads && reading->amounts.items[index].span.end <= view->list_word->start;
}

/* In a sentence with "respectively": which of the run of amounts this is, from 1; 0 without. */
static size_t list_place_of(const Reading *reading, const SentenceView *view, size_t index)
{
    size_t place = 0;
    if (view->list_word == NULL || is_before_list(reading, view, index))
        return 0;
    for (size_t i = view->amount_first; i <= index; i++)
        place += amount_is_candidate(&reading->amounts.items[i]) && !is_before_list(reading, view, i);
    return place;
}

/* "Then came Turkey and Uzbekistan with 2.4 and 2.1 billion respectively": the list has no measure of its own
 * that could be of two parties. */
static void note_bare_list(const Reading *reading, const SentenceView *view, const MeasureChoice *measure,
                           PairQuestion *question)
{
    bool bare = measure->mark == NULL || measure->role == ROLE_TURNOVER ||
                reading_has(reading, LEX_MEASURE, ROLE_LIST, view->sentence->span);
    const Mark *word = view->list_word;
    for (size_t i = view->amount_first; bare && question->list_place > 0 && i < view->amount_end; i++) {
        if (!amount_is_candidate(&reading->amounts.items[i]) || is_before_list(reading, view, i))
            continue;
        size_t start = reading->amounts.items[i].span.start;
        if (question->list_count == 0)
            question->list_start = word->start < start && word->start > view->sentence->span.start &&
                                           reading_money_between(reading, word->end, start) == 0
                                       ? word->start
                                       : start;
        question->list_count++;
    }
}

bool statement_pair(Extraction *extraction, const SentenceView *view, const AmountPlace *place, size_t index,
                    const MeasureChoice *measure, PairChoice *pair)
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
    question.is_turnover = measure->measure == TF_TURNOVER && measure->mark != NULL;
    question.is_sale = measure->role == ROLE_EXPORTS_VERB && measure->mark != NULL;
    question.is_purchase =
        (measure->role == ROLE_IMPORTS_VERB || measure->role == ROLE_IMPORTS_SOFT) && measure->mark != NULL;
    uint32_t here = view->sentence->paragraph;
    question.is_new = focus->is_set && focus->last_paragraph != here && focus->turned_paragraph != here &&
                      question.is_turnover;
    question.list_place =
        index < extraction->reading->amounts.count ? list_place_of(extraction->reading, view, index) : 0;
    note_bare_list(extraction->reading, view, measure, &question);
    return party_choose(extraction->reading, &view->parties, &question, &focus->pair, &extraction->page,
                        pair);
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
        bool behind = mark->start >= own.end && place->is_last;
        if (mark->role != ROLE_RECORD ||
            reading_distance(reading, span, own) > (behind ? RECORD_BEHIND : RECORD_REACH) ||
            !place_owns(reading, place, span))
            continue;
        bool of_before = mark->start < own.start && place->before.end > 0 &&
                         !reading_is_of_next(reading, place->before, span, own);
        if (!of_before)
            return true;
    }
    return false;
}

/* "fell by 3%, to 3.6 billion", where the word that says "to" also says "up to": the level that a change ends
 * at is no ceiling. */
static bool ends_change(const Reading *reading, const AmountPlace *place)
{
    TfSpan hedge = place->amount->relation_span;
    const Mark *to = reading_mark_at(reading, LEX_GROWTH, hedge.start);
    return to != NULL && to->start == hedge.start && to->role == ROLE_GROWTH_TO &&
           reading_has_any(reading, LEX_GROWTH, ROLE_UP, ROLE_DOWN,
                           (TfSpan){place->reach.start, hedge.start});
}

static void set_amount(Extraction *extraction, const AmountPlace *place, const MeasureChoice *measure,
                       TfClaim *claim)
{
    const Amount *amount = place->amount;
    claim->has_value = true;
    claim->value = amount->value;
    claim->has_value_hi = amount->has_value_max;
    claim->value_hi = amount->value_max;
    claim->relation = amount->relation;
    const Mark *change = reading_mark_at(extraction->reading, LEX_GROWTH, amount->relation_span.start);
    bool within = change != NULL && change->start < amount->relation_span.start;
    if (claim->relation == TF_LE && (within || ends_change(extraction->reading, place)))
        claim->relation = TF_EQ; /* "edged up to 1.8 billion" */
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
    bool alone = amount->currency_basis == TF_BASIS_INFERRED && place->is_first && place->is_last;
    if (claim->currency[0] != '\0' && !alone)
        return; /* its own, or that of a neighbour in the sentence */
    if (extraction->focus.currency[0] != '\0') {
        memcpy(claim->currency, extraction->focus.currency, sizeof claim->currency);
        claim->currency_basis = TF_BASIS_INFERRED;
    }
}

/* A sign that several countries use ("Rs", a bare "$") is that of the page's own country when that is one of
 * them. */
static void localize_currency(const Extraction *extraction, const Amount *amount, TfClaim *claim)
{
    const PageParties *page = &extraction->page;
    const TfParty parties[] = {page->outlet, page->topic, claim->reporter, claim->partner};
    TfSlice codes = amount->currency_entry != NULL ? tf_slice(amount->currency_entry->value) : tf_slice("");
    bool is_settled = tf_slice_ends_with(codes, " page");
    codes = tf_slice_split(&codes, ' ');
    if (is_settled || amount->currency_basis != TF_BASIS_EXPLICIT ||
        tf_slice_find_byte(codes, 0, ',') == TF_NOWHERE)
        return;
    for (size_t i = 0; i < sizeof parties / sizeof parties[0]; i++) {
        char alpha2[TF_PARTY_SHORT_CHARS];
        TfSlice rest = codes;
        (void)tf_party_short(alpha2, parties[i]);
        while (rest.bytes != NULL) {
            TfSlice code = tf_slice_split(&rest, ',');
            if (code.length != 3 || strncmp(code.bytes, alpha2, 2) != 0)
                continue;
            memcpy(claim->currency, code.bytes, 3);
            claim->currency_basis = TF_BASIS_INFERRED;
            return;
        }
    }
}

static bool is_region(TfParty party)
{
    return strchr(party.code, '-') != NULL;
}

static int tier_of(const TfClaim *claim)
{
    bool world = party_is_world(claim->partner) || party_is_world(claim->reporter);
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

/* Keeps the party that stays when the other changes: a ranking goes on with its partners. */
static void note_anchor(PairFocus *pair, const TfClaim *claim)
{
    bool has_reporter =
        tf_party_equal(claim->reporter, pair->reporter) || tf_party_equal(claim->reporter, pair->partner);
    bool has_partner =
        tf_party_equal(claim->partner, pair->reporter) || tf_party_equal(claim->partner, pair->partner);
    if (has_reporter != has_partner && tf_party_is_set(pair->partner))
        pair->anchor = has_reporter ? claim->reporter : claim->partner;
}

/* "traded 11.8 billion in 2023, a little less than in 2022, when it was 12.4": the older figure of a sentence
 * is what the newer is seen against. */
static bool is_behind_newer(const Extraction *extraction, const SentenceView *view, const TfClaim *claim)
{
    for (size_t i = view->draft_first; i + 1 < extraction->drafts.count; i++) {
        const Draft *other = &extraction->drafts.items[i];
        bool fact = other->claim.status == TF_ACTUAL || other->claim.status == TF_ESTIMATE;
        if (fact && !other->is_base && other->claim.period.kind == TF_PERIOD_YEAR &&
            claim->period.kind == TF_PERIOD_YEAR && other->claim.period.to.year > claim->period.to.year)
            return true;
    }
    return false;
}

/* What later sentences go on with. */
static void update_focus(Extraction *extraction, const SentenceView *view, const Draft *draft,
                         const MeasureChoice *measure)
{
    Focus *focus = &extraction->focus;
    const TfClaim *claim = &draft->claim;
    if (view->sentence->is_title)
        return;
    TfSpan in_front = {view->sentence->span.start, claim->span.start};
    bool is_part = focus->is_set && reading_has(extraction->reading, LEX_MEASURE, ROLE_PART, in_front);
    if (!is_part && (focus->last_sentence != view->index || !focus->is_set))
        focus->main_measure = *measure;
    else if (focus->main_measure.measure != measure->measure && focus->lead_measure.measure == TF_TURNOVER)
        focus->main_measure = focus->lead_measure; /* exports and imports: parts of what the page is about */
    if (!focus->is_set)
        focus->lead_measure = *measure;
    bool is_gap = measure->measure == TF_BALANCE && focus->lead_measure.measure == TF_TURNOVER;
    if (is_gap) /* after a word on the balance the page goes on with the trade */
        focus->main_measure = focus->lead_measure;
    focus->measure = *measure;
    focus->last_sentence = view->index;
    focus->last_paragraph = view->sentence->paragraph;
    focus->is_set = true;
    focus->status = claim->status;
    focus->deadline = claim->deadline;
    if (claim->currency[0] != '\0')
        memcpy(focus->currency, claim->currency, sizeof focus->currency);
    bool world = party_is_world(claim->partner);
    focus->pair.in_sentence = true;
    focus->pair.world = world ? claim->reporter : (TfParty){""};
    if (!world) {
        note_anchor(&focus->pair, claim);
        focus->pair.reporter = claim->reporter;
        focus->pair.partner = claim->partner;
        focus->pair.last_named = claim->partner;
    }
    bool sold = claim->measure == TF_EXPORTS && !world;
    bool bought = claim->measure == TF_IMPORTS && !world;
    focus->pair.seller = sold ? claim->reporter : bought ? claim->partner : (TfParty){""};
    focus->pair.buyer = sold ? claim->partner : bought ? claim->reporter : (TfParty){""};
    bool fact = claim->status == TF_ACTUAL || claim->status == TF_ESTIMATE;
    bool is_aside = claim->period.kind == TF_PERIOD_YEAR &&
                    focus->frame_paragraph == view->sentence->paragraph &&
                    claim->period.to.year + ASIDE_YEARS <= focus->frame.to.year;
    if (!fact || draft->is_base || is_aside || is_behind_newer(extraction, view, claim) ||
        claim->period.kind == TF_PERIOD_NONE)
        return; /* "In 2012 it had been less than two billion": a glance back */
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
    bool shared = extraction->drafts.count > view->draft_first && status->mark != NULL &&
                  place->before.end > 0 && status->mark->end <= place->before.start &&
                  status->status == TF_ACTUAL;
    if (shared && focus->status == TF_TARGET)
        status->status = TF_TARGET; /* "spoke of 10 billion in the short term and 15 afterwards" */
    bool same = measure->mark == NULL && focus->status == TF_TARGET && !says_time(view) &&
                (status->is_now || status->mark == NULL) &&
                reading_has(reading, LEX_MEASURE, ROLE_SAME_FIGURE, place->sentence);
    if (same)
        status->status = TF_TARGET; /* "Moscow's number is larger still" after a number that was a goal */
}

/* A goal that names no flow is one of the whole trade, also after a sentence about exports: leaders set their
 * sights on turnover, and would say so otherwise. */
static void adjust_measure(const Extraction *extraction, const SentenceView *view, const StatusChoice *status,
                           MeasureChoice *measure)
{
    bool is_first = extraction->drafts.count == view->draft_first;
    bool of_both = status->status == TF_POTENTIAL &&
                   reading_has(extraction->reading, LEX_PARTY, ROLE_PAIR, view->sentence->span);
    bool of_page = (status->status == TF_POTENTIAL || status->status == TF_FORECAST) &&
                   extraction->focus.lead_measure.measure == TF_TURNOVER;
    if (measure->mark == NULL && is_first && (status->status == TF_TARGET || of_both || of_page) &&
        measure->measure != TF_TURNOVER) {
        measure->measure = TF_TURNOVER;
        measure->role = ROLE_TURNOVER;
    }
}

/* Traps that stand this much further away than the measure are still near. */
#define TRAP_MARGIN 6

/* What makes a reading more or less sure. */
static void note_surroundings(const Extraction *extraction, const SentenceView *view,
                              const MeasureChoice *measure, Draft *draft)
{
    const AmountList *amounts = &extraction->reading->amounts;
    draft->is_carried = measure->mark == NULL;
    draft->measure_distance = measure->distance;
    draft->is_near_trap = measure->trap <= measure->distance + TRAP_MARGIN;
    draft->is_title = view->sentence->is_title;
    for (size_t i = view->amount_first; i < view->amount_end; i++)
        draft->amount_count += amount_is_candidate(&amounts->items[i]);
    draft->party_count = parties_count(&view->parties);
}

/* "aus Kasachstan kamen Waren für 897 Millionen": goods that go somewhere, or come from there. */
static void direct_goods(const PairChoice *pair, MeasureChoice *measure)
{
    const PartyMention *mentions[] = {pair->mention_a, pair->mention_b};
    if (measure->role != ROLE_GOODS || measure->measure != TF_TURNOVER)
        return;
    for (size_t i = 0; i < 2; i++) {
        if (mentions[i] == NULL)
            continue;
        if (mentions[i]->at == ROLE_AT_TO)
            measure->measure = TF_EXPORTS;
        else if (mentions[i]->at == ROLE_AT_FROM)
            measure->measure = TF_IMPORTS;
    }
}

/* Sets reporter and partner. */
static void orient(const Extraction *extraction, const SentenceView *view, const AmountPlace *place,
                   const PairChoice *pair, const MeasureChoice *measure, bool is_reverse, TfClaim *claim)
{
    const PairFocus *focus = &extraction->focus.pair;
    if (!is_reverse) {
        measure_orient(extraction->reading, measure, pair, &view->parties, place, focus, &extraction->page,
                       &claim->reporter, &claim->partner);
        return;
    }
    claim->reporter = focus->reporter;
    claim->partner = focus->partner;
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
    if (!relevance_find(extraction, view, &place, &measure))
        return false;
    extraction->reason = "the page names no two parties for it";
    if (!statement_pair(extraction, view, &place, index, &measure, &pair))
        return false;
    direct_goods(&pair, &measure);
    bool is_reverse = measure_turn_back(reading, &place, &pair, &extraction->focus.pair, &measure);
    status_find(reading, &place, &status);
    extraction->reason = "it is something that did not happen";
    extraction->reason_mark = status.mark;
    if (status.is_counterfactual)
        return false;
    adjust_status(extraction, view, &place, &measure, &status);
    adjust_measure(extraction, view, &status, &measure);
    Draft draft = {
        .claim = tf_claim_default(), .amount = index, .sentence = view->index, .pair_basis = pair.basis};
    note_surroundings(extraction, view, &measure, &draft);
    set_amount(extraction, &place, &measure, &draft.claim);
    draft.claim.status = status.status;
    orient(extraction, view, &place, &pair, &measure, is_reverse, &draft.claim);
    localize_currency(extraction, place.amount, &draft.claim);
    statement_date(extraction, view, &place, &status, &draft);
    draft.claim.record = is_record(reading, &place);
    statement_date_record(extraction, &draft.claim);
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
