/* The way through an article: read it once, then sentence by sentence, the headline last. */
#include "importers/extract/draft.h"

#include <string.h>

static SentenceView view_of(const Extraction *extraction, size_t index)
{
    const Reading *reading = extraction->reading;
    SentenceView view = {.sentence = &reading->sentences.items[index],
                         .index = index,
                         .draft_first = extraction->drafts.count};
    parties_find(reading, view.sentence, &view.parties);
    period_find(reading, view.sentence->span, &view.periods);
    reading_amounts_in(reading, view.sentence->span, &view.amount_first, &view.amount_end);
    return view;
}

/* A sentence of trade without an amount still says whom the next ones are about, and when. */
static void follow_sentence(Extraction *extraction, const SentenceView *view)
{
    const Reading *reading = extraction->reading;
    Focus *focus = &extraction->focus;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, view->sentence->span, &first, &end);
    bool is_trade = false;
    for (size_t i = first; i < end; i++) {
        MarkRole role = reading->marks[LEX_MEASURE].items[i].role;
        is_trade = is_trade || (role >= ROLE_TURNOVER && role <= ROLE_SURPLUS);
    }
    TfParty named[2] = {{""}, {""}};
    size_t count = 0;
    for (size_t i = 0; i < view->parties.count; i++) {
        const PartyMention *mention = &view->parties.items[i];
        bool good = tf_party_is_set(mention->party) && !mention->is_place && !mention->is_speaker;
        if (!good || (count > 0 && tf_party_equal(named[0], mention->party)) ||
            (count > 1 && tf_party_equal(named[1], mention->party)))
            continue;
        if (count < 2)
            named[count] = mention->party;
        count++;
    }
    if (!is_trade || view->sentence->is_title || count == 0 || count > 2)
        return;
    if (count == 2) {
        focus->pair = (PairFocus){named[0], named[1], named[1]};
    } else if (tf_party_is_set(focus->pair.partner) && !tf_party_equal(named[0], focus->pair.partner) &&
               !tf_party_equal(named[0], focus->pair.reporter)) {
        focus->pair.partner = named[0];
        focus->pair.last_named = named[0];
    }
}

static void read_sentence(Extraction *extraction, size_t index)
{
    SentenceView view = view_of(extraction, index);
    bool found = false;
    for (size_t i = view.amount_first; i < view.amount_end; i++)
        found = statement_read(extraction, &view, i) || found;
    statement_read_growth(extraction, &view);
    if (!found)
        follow_sentence(extraction, &view);
}

TfStatus extract_claims(const TfArticle *article, TfArena *arena, TfClaimList *claims, TfError *error)
{
    Reading *reading = tf_arena_alloc(arena, sizeof *reading);
    Extraction *extraction = tf_arena_alloc(arena, sizeof *extraction);
    if (reading == NULL || extraction == NULL)
        return tf_fail_memory(error);
    TfStatus status = reading_make(article, arena, reading, error);
    if (status != TF_OK)
        return status;
    extraction->reading = reading;
    status = parties_of_page(reading, &extraction->page, error);
    if (status != TF_OK)
        return status;
    for (size_t i = 0; i < reading->sentences.count && !extraction->out_of_memory; i++)
        read_sentence(extraction, i);
    if (extraction->out_of_memory)
        return tf_fail_memory(error);
    return assemble_claims(reading, &extraction->drafts, arena, claims, error);
}
