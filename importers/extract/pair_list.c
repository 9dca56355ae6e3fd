/* Parties in a list, each of which has an amount of its own: "with Russia and China 5 and 6 billion
 * respectively".
 */
#include "importers/extract/party.h"

/* Words between the parties of a bare list, and between it and its first amount. */
#define LIST_GAP    3
#define MOST_LISTED 8
/* A member of a list and its amount: "Mexico ($172 billion)". */
#define MEMBER_GAP 3

/* In a list of parties and figures each figure stands this near behind its party, and the next party this
 * near behind the figure. */
#define FIGURE_REACH 5

static bool is_figure(const Amount *amount)
{
    return amount->kind == AMOUNT_MONEY || (amount->kind == AMOUNT_NUMBER && amount->has_scale) ||
           (amount->kind == AMOUNT_NUMBER && amount->look == NUMBER_PLAIN && amount->value.exponent < 0);
}

/* The first figure behind a party, where it is near enough to be the party's. */
static const Amount *figure_of(const Reading *reading, TfSpan party)
{
    size_t at = amounts_at(&reading->amounts, party.end);
    const Amount *amount = at < reading->amounts.count ? &reading->amounts.items[at] : NULL;
    bool near = amount != NULL && amount->span.start >= party.end && is_figure(amount) &&
                reading_distance(reading, party, amount->span) <= FIGURE_REACH;
    return near ? amount : NULL;
}

bool party_goes_on_list(const Reading *reading, TfSpan before, TfSpan party)
{
    const Amount *figure = figure_of(reading, before);
    const Amount *own = figure_of(reading, party);
    if (figure == NULL || own == NULL || figure->span.end > party.start ||
        reading_money_between(reading, figure->span.end, party.start) > 0 ||
        reading_breaks(reading, figure->span, party) +
                (int)reading_has(reading, LEX_PARTY, ROLE_JOIN, (TfSpan){figure->span.end, party.start}) ==
            0)
        return false;
    TfSpan gap = {before.end, own->span.start}; /* no word says that another sentence has begun */
    return reading_distance(reading, figure->span, party) <= 2 * FIGURE_REACH &&
           !reading_has_any(reading, LEX_MEASURE, ROLE_TURNOVER, ROLE_SURPLUS, gap) &&
           !reading_has_any(reading, LEX_STATUS, ROLE_TARGET, ROLE_ACTUAL_NOW, gap);
}

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
    const PartyMention *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (!tf_party_is_set(mention->party) || mention->is_place || mention->is_speaker ||
            mention->span.end > question->list_start)
            continue;
        bool joined = count > 0 && (run[count - 1]->at == mention->at || /* "대만과 일본이": and, not with */
                                    (run[count - 1]->at == ROLE_AT_WITH && run[count - 1]->is_at_behind &&
                                     mention->at == ROLE_NONE));
        bool goes_on = joined && count < MOST_LISTED &&
                       reading_distance(reading, run[count - 1]->span, mention->span) <= LIST_GAP;
        count = goes_on ? count : 0;
        run[count++] = mention;
        bool of_subject = count == question->list_count && mention->at != ROLE_NONE && count > 1;
        if (of_subject) /* "for Chile and Peru, with whom Colombian trade was 2.1 and 2.6 respectively" */
            found = run[question->list_place - 1];
        else if (goes_on && count > question->list_count)
            found = NULL;
    }
    bool near =
        count > 1 && reading_distance(reading, run[count - 1]->span,
                                      (TfSpan){question->list_start, question->list_start}) <= LIST_GAP;
    if (count == 1 && found != NULL)
        return found;
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

/* "to ASEAN by 15% to 58 billion, to the EU by 12% to 49, to Africa": whether the amount in front has a party
 * of its own in front of it, with the same small word, so that this one behind a comma is not its second. */
bool pair_opens_item(const Reading *reading, const PartyMentions *mentions, size_t index,
                     const PairQuestion *question)
{
    const PartyMention *mention = &mentions->items[index];
    if (index == 0 || question->before.end == 0 || !party_is_outward(mention->at) ||
        mention->span.start < question->before.end || mention->span.end > question->amount.start)
        return false;
    const PartyMention *last = &mentions->items[index - 1];
    return last->at == mention->at && tf_party_is_set(last->party) &&
           last->span.end <= question->before.start &&
           reading_money_between(reading, last->span.end, question->before.start) == 0 &&
           reading_breaks(reading, question->before, mention->span) > 0;
}

/* Whether a party behind the amount opens the next item of such a list. */
bool pair_opens_next_item(const Reading *reading, const PartyMentions *mentions, size_t index,
                          const PairQuestion *question)
{
    PairQuestion next = *question;
    next.before = question->amount;
    next.amount = question->behind;
    return question->behind.end > 0 && pair_opens_item(reading, mentions, index, &next);
}

/* The mention that stands right in front of an amount. */
static const PartyMention *member_at(const Reading *reading, const PartyMentions *mentions, TfSpan amount)
{
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (mention->span.end <= amount.start && tf_party_is_set(mention->party) && !mention->is_speaker &&
            reading_distance(reading, mention->span, amount) <= MEMBER_GAP &&
            !reading_has_any(reading, LEX_MEASURE, ROLE_TURNOVER, ROLE_GOODS,
                             (TfSpan){mention->span.end, amount.start}))
            return mention;
    }
    return NULL;
}

TfParty pair_of_list(const Reading *reading, const PartyMentions *mentions, const PairQuestion *question,
                     const PartyMention *named, const PairFocus *focus)
{
    TfParty none = {""};
    const PartyMention *before = question->before.end > 0 && focus->in_sentence
                                     ? member_at(reading, mentions, question->before)
                                     : NULL;
    if (before == NULL || member_at(reading, mentions, question->amount) != named ||
        before->at != named->at || before->is_place || tf_party_equal(before->party, named->party))
        return none;
    if (tf_party_equal(before->party, focus->reporter))
        return focus->partner;
    return tf_party_equal(before->party, focus->partner) ? focus->reporter : none;
}
