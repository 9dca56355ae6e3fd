/* The way through an article: read it once, then sentence by sentence, the headline last. */
#include "importers/extract/draft.h"
#include "importers/extract/page_dollar.h"
#include "importers/extract/places.h"

#include <string.h>

/* "partner" stands this many bytes behind its owner. */
#define PARTNER_REACH 60

/* Fills a view part by part: its lists are large, and zeroing them for each sentence would cost much. */
static void look_at(const Extraction *extraction, size_t index, SentenceView *view)
{
    const Reading *reading = extraction->reading;
    view->sentence = &reading->sentences.items[index];
    view->index = index;
    view->draft_first = extraction->drafts.count;
    parties_find(reading, view->sentence, &view->parties);
    period_find(reading, view->sentence->span, &view->periods);
    reading_amounts_in(reading, view->sentence->span, &view->amount_first, &view->amount_end);
    statement_find_list(reading, view);
}

/* Whether the party owns a word such as "partner": "Kazakhstan is Germany's main partner" is told from the
 * side of Germany. */
static bool owns_partner(const Reading *reading, const SentenceView *view, TfParty party)
{
    for (size_t i = 0; i < view->parties.count; i++) {
        const PartyMention *mention = &view->parties.items[i];
        size_t first;
        size_t end;
        if (!tf_party_equal(mention->party, party) || !party_has_apostrophe(reading, mention->span.end))
            continue;
        reading_marks_in(reading, LEX_MEASURE, (TfSpan){mention->span.end, mention->span.end + PARTNER_REACH},
                         &first, &end);
        if (first < end && reading->marks[LEX_MEASURE].items[first].role == ROLE_CONTEXT)
            return true;
    }
    return false;
}

/* The parties a sentence names outside of offices and places; the number of different ones. */
static size_t named_parties(const SentenceView *view, TfParty named[2], bool *governed)
{
    size_t count = 0;
    *governed = false;
    for (size_t i = 0; i < view->parties.count; i++) {
        const PartyMention *mention = &view->parties.items[i];
        bool good = tf_party_is_set(mention->party) && !mention->is_place && !mention->is_speaker &&
                    !party_is_world(mention->party); /* "tables of trade with all countries" */
        bool known = (count > 0 && tf_party_equal(named[0], mention->party)) ||
                     (count > 1 && tf_party_equal(named[1], mention->party));
        if (!good || known)
            continue;
        if (count < 2)
            named[count] = mention->party;
        count++;
        *governed = *governed || mention->at == ROLE_AT_WITH || mention->at == ROLE_AT_BETWEEN;
    }
    return count;
}

/* "Spain (+10%), while exports to Turkey fell": two that are named in
 * a sentence of changes need be no pair, the last change has one.
 */
static bool follow_change(Extraction *extraction, const SentenceView *view)
{
    if (extraction->drafts.count == view->draft_first)
        return false;
    const TfClaim *claim = &extraction->drafts.items[extraction->drafts.count - 1].claim;
    PairFocus *pair = &extraction->focus.pair;
    if (party_is_world(claim->partner) || party_is_world(claim->reporter))
        return false;
    *pair = (PairFocus){.reporter = claim->reporter,
                        .partner = claim->partner,
                        .last_named = claim->partner,
                        .subject = pair->subject};
    return true;
}

/* Turns the focus to the pair of a sentence of trade that has no amount. */
static void follow_pair(Extraction *extraction, const SentenceView *view, bool is_trade)
{
    PairFocus *pair = &extraction->focus.pair;
    const PageParties *page = &extraction->page;
    TfParty named[2] = {{""}, {""}};
    bool governed;
    size_t count = named_parties(view, named, &governed);
    if (count == 2 && owns_partner(extraction->reading, view, named[1])) {
        TfParty owner = named[1];
        named[1] = named[0];
        named[0] = owner;
    }
    if (count == 2 && follow_change(extraction, view))
        return;
    if (count == 0 || count > 2 || (count == 1 && !is_trade && !governed))
        return;
    bool is_turned =
        tf_party_equal(named[1], page->outlet); /* "Die USA sind der wichtigste Partner Deutschlands" */
    if (count == 2 && is_trade)
        extraction->focus.turned_paragraph = view->sentence->paragraph;
    if (count == 2 && is_trade)
        *pair = (PairFocus){.reporter = named[is_turned],
                            .partner = named[!is_turned],
                            .last_named = named[!is_turned],
                            .subject = pair->subject,
                            .speaker = pair->speaker};
    if (count == 2) {
        pair->recent[0] = named[0];
        pair->recent[1] = named[1];
        return;
    }
    bool is_aside = page->title_count == 2 && !tf_party_equal(named[0], page->title[0]) &&
                    !tf_party_equal(named[0], page->title[1]);
    if (!tf_party_is_set(pair->partner) && is_aside)
        return; /* an agreement with a bloc is mentioned, and the page is about the headline's two */
    if (!tf_party_is_set(pair->partner) && is_trade && tf_party_is_set(page->topic) &&
        !tf_party_equal(page->topic, named[0]))
        *pair = (PairFocus){.reporter = page->topic,
                            .partner = named[0],
                            .last_named = named[0],
                            .subject = pair->subject,
                            .speaker = pair->speaker};
    if (!tf_party_is_set(pair->partner) || tf_party_equal(named[0], pair->partner) ||
        tf_party_equal(named[0], pair->reporter))
        return;
    bool topic_stays = tf_party_equal(page->topic, pair->partner);
    if (topic_stays)
        pair->reporter = page->topic;
    pair->partner = named[0];
    pair->last_named = named[0];
}

/* The year of a figure that another is compared with is not the one spoken of. */
static bool is_of_base(const Extraction *extraction, const SentenceView *view, const PeriodPhrase *phrase)
{
    for (size_t i = view->draft_first; i < extraction->drafts.count; i++) {
        const Draft *draft = &extraction->drafts.items[i];
        if (draft->is_base && phrase->span.end <= draft->claim.span.start &&
            reading_distance(extraction->reading, phrase->span, draft->claim.span) <= 1)
            return true;
    }
    return false;
}

/* Keeps the year named last, and the time that a sentence about figures sets for those that follow. */
static void follow_period(Extraction *extraction, const SentenceView *view, bool sets_frame)
{
    bool is_change =
        reading_has_any(extraction->reading, LEX_GROWTH, ROLE_UP, ROLE_DOWN, view->sentence->span);
    Focus *focus = &extraction->focus;
    PeriodContext context = {.published = extraction->reading->article->date,
                             .frame = focus->frame,
                             .last_year = focus->last_year};
    context.fiscal_month = period_fiscal_month(extraction->page.topic);
    for (size_t i = 0; i < view->periods.count; i++) {
        const PeriodPhrase *phrase = &view->periods.items[i];
        bool dated = phrase->part == PART_YEAR || phrase->part == PART_MONTHS || phrase->part == PART_TRAIL;
        if (!dated || phrase->is_base || is_of_base(extraction, view, phrase))
            continue;
        bool lone_month = phrase->part == PART_MONTHS && phrase->month_from == phrase->month_to;
        TfPeriod period = period_resolve(phrase, &context);
        if (phrase->year_kind == YEAR_DIGITS)
            focus->last_year = phrase->year_to > 0 ? phrase->year_to : phrase->year;
        lone_month = lone_month && !is_change; /* "foreign trade slowed in August" sets the time */
        if (!sets_frame || lone_month || phrase->is_deadline || period.kind == TF_PERIOD_NONE)
            continue;
        period.basis = TF_BASIS_INFERRED;
        focus->frame = period;
        focus->frame_paragraph = view->sentence->paragraph;
        if (focus->lead.kind == TF_PERIOD_NONE)
            focus->lead = period;
    }
}

/* The first party of a sentence that is no office; a place only where `with_places`. */
static TfParty first_named(const SentenceView *view, bool with_places)
{
    for (size_t i = 0; i < view->parties.count; i++) {
        const PartyMention *mention = &view->parties.items[i];
        bool fits = !mention->is_speaker && !party_is_world(mention->party) &&
                    (with_places ? mention->role == ROLE_PARTY
                                 : !mention->is_place && !party_is_outward(mention->at));
        if (fits)
            return mention->party;
    }
    return (TfParty){""};
}

/* Keeps the party a sentence begins with: "it" of the next one may mean that. */
static void follow_subject(Extraction *extraction, const SentenceView *view)
{
    TfParty *subject = &extraction->focus.pair.subject;
    *subject = first_named(view, false);
    if (!tf_party_is_set(*subject))
        *subject = first_named(view, true); /* "It looks different in Poland. Sales there rose" */
}

/* Keeps whose official speaks: what is told of trade with others in the paragraph is told of his country. */
static void follow_speaker(Extraction *extraction, const SentenceView *view)
{
    PairFocus *pair = &extraction->focus.pair;
    if (extraction->speaker_paragraph != view->sentence->paragraph)
        pair->speaker = (TfParty){""};
    extraction->speaker_paragraph = view->sentence->paragraph;
    for (size_t i = 0; i < view->parties.count; i++) {
        const PartyMention *mention = &view->parties.items[i];
        if (mention->is_speaker && !mention->is_agency && tf_party_is_set(mention->party))
            pair->speaker = mention->party;
    }
}

/* A sentence without a claim still says whom and when the next ones are about. */
static void follow_sentence(Extraction *extraction, const SentenceView *view)
{
    const Reading *reading = extraction->reading;
    TfSpan span = view->sentence->span;
    bool is_trade = reading_has_any(reading, LEX_MEASURE, ROLE_TURNOVER, ROLE_IMPORTS_VERB, span) ||
                    reading_has_any(reading, LEX_MEASURE, ROLE_BALANCE, ROLE_SURPLUS, span) ||
                    reading_has(reading, LEX_MEASURE, ROLE_CONTEXT, span);
    bool is_books = reading_has(reading, LEX_SPEECH, ROLE_AGENCY, span);
    if (view->sentence->is_title)
        return;
    follow_pair(extraction, view, is_trade);
    follow_period(extraction, view, is_trade || is_books);
}

/* Notes an amount that made no claim, when somebody wants to know. */
static void note_left(Extraction *extraction, const Amount *amount)
{
    bool is_money = amount->kind == AMOUNT_MONEY || (amount->kind == AMOUNT_NUMBER && amount->has_scale);
    if (!extraction->keeps_left || !is_money)
        return;
    const Mark *mark = extraction->reason_mark;
    TfLeftAmounts *left = &extraction->left;
    TfLeftAmount item = {.span = amount->span, .reason = extraction->reason};
    if (amount->bracket_of != AMOUNT_NOWHERE)
        item.reason = "it tells the amount before it in another currency";
    else if (amount->look == NUMBER_UNIT)
        item.reason = "it counts things";
    else if (mark != NULL) {
        item.word = mark_span(mark);
        item.entry = mark->entry->place;
    }
    if (!tf_arena_grow(extraction->reading->arena, &left->items, &left->capacity, left->count, sizeof item))
        extraction->out_of_memory = true;
    else
        left->items[left->count++] = item;
}

static bool read_amount(Extraction *extraction, const SentenceView *view, size_t index)
{
    extraction->reason = "it is no amount of money";
    extraction->reason_mark = NULL;
    if (statement_read(extraction, view, index))
        return true;
    note_left(extraction, &extraction->reading->amounts.items[index]);
    return false;
}

static void read_sentence(Extraction *extraction, size_t index)
{
    SentenceView view;
    look_at(extraction, index, &view);
    bool found = false;
    extraction->focus.pair.in_sentence = false;
    follow_speaker(extraction, &view);
    for (size_t i = view.amount_first; i < view.amount_end; i++)
        found = read_amount(extraction, &view, i) || found;
    statement_read_growth(extraction, &view);
    follow_subject(extraction, &view);
    if (found)
        follow_period(extraction, &view, false);
    else
        follow_sentence(extraction, &view);
}

/* Whether the page has a word of trade that is no firm's as well, as "sales" and "turnover" of a shop are. */
static bool speaks_of_trade(const Reading *reading)
{
    const MarkList *list = &reading->marks[LEX_MEASURE];
    for (size_t i = 0; i < list->count; i++) {
        MarkRole role = list->items[i].role;
        if (role == ROLE_TURNOVER || role == ROLE_TURNOVER_WORLD || role == ROLE_EXPORTS ||
            role == ROLE_IMPORTS || role == ROLE_CONTEXT)
            return true;
    }
    return false;
}

static TfStatus read_article(const TfArticle *article, TfArena *arena, TfClaimList *claims,
                             TfLeftAmounts *left, TfError *error)
{
    Reading *reading = tf_arena_alloc(arena, sizeof *reading);
    Extraction *extraction = tf_arena_alloc(arena, sizeof *extraction);
    if (reading == NULL || extraction == NULL)
        return tf_fail_memory(error);
    TfStatus status = reading_make(article, arena, reading, error);
    if (status != TF_OK)
        return status;
    extraction->reading = reading;
    extraction->keeps_left = left != NULL;
    extraction->is_trade_page = speaks_of_trade(reading);
    status = parties_of_page(reading, &extraction->page, error);
    if (status != TF_OK)
        return status;
    page_choose_dollar(reading, extraction->page.outlet);
    for (size_t i = 0; i < reading->sentences.count && !extraction->out_of_memory; i++)
        read_sentence(extraction, i);
    if (extraction->out_of_memory)
        return tf_fail_memory(error);
    if (left != NULL)
        *left = extraction->left;
    return assemble_claims(reading, &extraction->drafts, arena, claims, error);
}

static TfStatus extract(const TfArticle *article, TfArena *arena, TfClaimList *claims, TfLeftAmounts *left,
                        TfError *error)
{
    TfArticle whole;
    size_t shift;
    TfStatus status = places_add_headline(article, arena, &whole, &shift, error);
    if (status == TF_OK)
        status = read_article(&whole, arena, claims, left, error);
    if (status == TF_OK && !places_drop_headline(article, shift, arena, claims, left))
        return tf_fail_memory(error);
    return status;
}

TfStatus extract_claims(const TfArticle *article, TfArena *arena, TfClaimList *claims, TfError *error)
{
    return extract(article, arena, claims, NULL, error);
}

TfStatus extract_explained_whole(const TfArticle *article, TfArena *arena, TfClaimList *claims,
                                 TfLeftAmounts *left, TfError *error)
{
    return extract(article, arena, claims, left, error);
}
