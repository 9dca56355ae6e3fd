/* Parties in a list, each of which has an amount of its own: "with Russia and China 5 and 6 billion
 * respectively".
 */
#include "importers/extract/party.h"

/* Words between the parties of a bare list, and between it and its first amount. */
#define LIST_GAP    3
#define MOST_LISTED 8

/* "with Russia and China" names two others, and no pair. */
bool pair_are_listed(const PartyMention *a, const PartyMention *b)
{
    bool outward = party_is_outward(a->at);
    return outward && a->at == b->at;
}

/* "Then came Turkey and Uzbekistan with 2.4 and 2.1 billion respectively": as many parties in front of the
 * first amount as there are amounts, joined, each of whom has its own. */
static const PartyMention *listed_bare(const Reading *reading, const PartyMentions *mentions,
                                       const PairQuestion *question)
{
    const PartyMention *run[MOST_LISTED];
    size_t count = 0;
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (!tf_party_is_set(mention->party) || mention->is_place || mention->is_speaker ||
            mention->span.end > question->list_start)
            continue;
        bool goes_on = count > 0 && count < MOST_LISTED && run[count - 1]->at == mention->at &&
                       reading_distance(reading, run[count - 1]->span, mention->span) <= LIST_GAP;
        count = goes_on ? count : 0;
        run[count++] = mention;
    }
    bool near =
        count > 1 && reading_distance(reading, run[count - 1]->span,
                                      (TfSpan){question->list_start, question->list_start}) <= LIST_GAP;
    return near && count == question->list_count && question->list_place <= count
               ? run[question->list_place - 1]
               : NULL;
}

/* "respectively": the party of the list that has the amount's place in it. */
static const PartyMention *listed(const PartyMentions *mentions, const PairQuestion *question)
{
    size_t place = 0;
    const PartyMention *before = NULL;
    for (size_t i = 0; i < mentions->count && question->list_place > 0; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (!tf_party_is_set(mention->party) || mention->is_place || mention->is_speaker)
            continue;
        bool in_list = i + 1 < mentions->count && pair_are_listed(mention, &mentions->items[i + 1]);
        bool ends_list = before != NULL && pair_are_listed(before, mention);
        before = mention;
        if ((in_list || ends_list) && ++place == question->list_place)
            return mention;
    }
    return NULL;
}

const PartyMention *pair_listed(const Reading *reading, const PartyMentions *mentions,
                                const PairQuestion *question)
{
    const PartyMention *bare = question->list_count > 0 ? listed_bare(reading, mentions, question) : NULL;
    return bare != NULL ? bare : listed(mentions, question);
}
