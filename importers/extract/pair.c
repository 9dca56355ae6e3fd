/* The pair that governs an amount: the parties of its stretch of the sentence, else those of before, of the
 * headline, of the speakers, of the page. */
#include "importers/extract/party.h"

#include <string.h>

/* A party behind the amount belongs to it within this distance. */
#define BEHIND_REACH 8
/* A party without a small word behind the amount must be nearer. */
#define BARE_REACH 3

static bool is_small_word(MarkRole role)
{
    return role >= ROLE_AT_WITH && role <= ROLE_AT_BY;
}

/* Candidates for the pair of an amount, best first, at most two with different codes. */
typedef struct Candidates {
    const PartyMention *best[2];
    int score[2];
    const PartyMention *pair;  /* nearest "the two countries" */
    const PartyMention *other; /* nearest "the neighbour" */
    const PartyMention *own;   /* nearest "our country" */
    const PartyMention *bloc;  /* nearest "the region" */
} Candidates;

static bool same_code(const PartyMention *a, const PartyMention *b)
{
    return a != NULL && b != NULL && tf_party_equal(a->party, b->party);
}

/* Keeps the two best mentions of different parties; a smaller score is better. */
static void keep_best(Candidates *candidates, const PartyMention *mention, int score)
{
    for (int i = 0; i < 2; i++) {
        if (same_code(candidates->best[i], mention)) {
            if (score >= candidates->score[i])
                return;
            candidates->best[i] = NULL;
            if (i == 0) {
                candidates->best[0] = candidates->best[1];
                candidates->score[0] = candidates->score[1];
                candidates->best[1] = NULL;
            }
        }
    }
    for (int i = 0; i < 2; i++) {
        if (candidates->best[i] != NULL && candidates->score[i] <= score)
            continue;
        if (i == 0) {
            candidates->best[1] = candidates->best[0];
            candidates->score[1] = candidates->score[0];
        }
        candidates->best[i] = mention;
        candidates->score[i] = score;
        return;
    }
}

/* "sold 5 billion worth of goods to India and bought 3": India stands with the amount in front. */
static bool is_of_previous(const Reading *reading, const PairQuestion *question, TfSpan span)
{
    if (question->before.end == 0)
        return false;
    bool own_measure =
        question->measure.start >= span.end && question->measure.start < question->amount.start;
    TfSpan next = own_measure ? question->measure : question->amount;
    int before = reading_breaks(reading, question->before, span) +
                 reading_has(reading, LEX_PARTY, ROLE_JOIN, (TfSpan){question->before.end, span.start});
    int behind = reading_breaks(reading, span, next) +
                 reading_has(reading, LEX_PARTY, ROLE_JOIN, (TfSpan){span.end, next.start});
    if (own_measure)
        return before <= behind;
    int nearer = reading_distance(reading, span, next) - reading_distance(reading, question->before, span);
    bool joined = nearer == 0 && reading_has(reading, LEX_PARTY, ROLE_JOIN, (TfSpan){span.end, next.start});
    return before < behind || (before == behind && (nearer > 0 || joined)); /* "2 to Chile and 1 to Peru" */
}

/* "exports made 31 million, supplies from Pakistan 22": behind the amount, and another word of trade stands
 * between. */
static bool has_own_measure(const Reading *reading, const PairQuestion *question, const PartyMention *mention)
{
    size_t first;
    size_t end;
    if (question->behind.end == 0 || mention->span.end > question->behind.start)
        return false;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){question->amount.end, mention->span.start}, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_MEASURE].items[i];
        if (mark->role >= ROLE_TURNOVER && mark->role <= ROLE_SURPLUS &&
            mark->start != question->measure.start)
            return true;
    }
    return false;
}

/* Whether a mention stands where it can be a party of the amount. */
static bool is_in_reach(const Reading *reading, const PairQuestion *question, const PartyMention *mention)
{
    if (mention->span.start < question->reach.start || mention->span.end > question->reach.end)
        return false;
    if (mention->is_speaker || mention->is_place)
        return false;
    bool governed = is_small_word(mention->at) && mention->at != ROLE_AT_IN;
    if (mention->is_listed) /* "from China 14 billion, Poland 7": the figure behind is its own */
        return mention->span.end <= question->amount.start &&
               reading_money_between(reading, mention->span.end, question->amount.start) == 0;
    if (mention->span.start < question->amount.start)
        return !governed || !is_of_previous(reading, question, mention->span);
    if (mention->at == ROLE_AT_BY && !question->is_directed)
        return false; /* "followed by Uzbekistan" */
    if (question->behind.end > 0 &&
        reading_has(reading, LEX_MEASURE, ROLE_LIST, (TfSpan){question->amount.end, mention->span.end}))
        return false; /* "took 5 billion, followed by India (3 billion)" */
    if (question->behind.end > 0 &&
        reading_is_of_next(reading, question->amount, mention->span, question->behind))
        return false;
    if (question->amount.end < reading->text.length && reading->text.bytes[question->amount.end] == ':')
        return false; /* "8 billion: through Armenia gold went to the Emirates" */
    if (mention->is_word_behind && reading_breaks(reading, question->amount, mention->span) > 0)
        return false; /* "1580億ドルに達しており、インドとの差は": it governs what follows */
    if (has_own_measure(reading, question, mention))
        return false;
    int distance = reading_distance(reading, question->amount, mention->span);
    bool of_measure =
        question->measure.start >= question->amount.end; /* "5 billion was the trade of A with B" */
    int to_measure = of_measure ? reading_distance(reading, question->measure, mention->span) : distance;
    distance = to_measure < distance ? to_measure : distance;
    return distance <= (governed ? BEHIND_REACH : BARE_REACH);
}

static int score_of(const Reading *reading, const PairQuestion *question, const PartyMention *mention)
{
    bool has_measure = question->measure.end > question->measure.start;
    int score = reading_distance(reading, mention->span, question->amount);
    bool touches = false;
    if (has_measure) {
        int to_measure = reading_distance(reading, mention->span, question->measure);
        touches = to_measure == 0 && mention->span.start >= question->measure.end;
        score = to_measure < score ? to_measure : score;
    }
    if (party_is_outward(mention->at) || mention->at == ROLE_AT_BETWEEN || touches)
        score -= 6; /* "the exports of Algeria" as Arabic sets it: the owner right behind the word */
    return score;
}

static void collect(const Reading *reading, const PartyMentions *mentions, const PairQuestion *question,
                    Candidates *candidates)
{
    *candidates = (Candidates){.pair = NULL};
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        bool opens = pair_opens_item(reading, mentions, i, question);
        if ((!opens && !is_in_reach(reading, question, mention)) ||
            pair_opens_next_item(reading, mentions, i, question))
            continue;
        if (mention->role == ROLE_PAIR)
            candidates->pair = mention;
        else if (mention->role == ROLE_OTHER &&
                 (candidates->other == NULL || mention->span.end <= question->amount.start))
            candidates->other = mention; /* one in front of the amount comes first */
        else if (mention->role == ROLE_OWN)
            candidates->own = mention;
        else if (mention->role == ROLE_BLOC)
            candidates->bloc = mention;
        else if (tf_party_is_set(mention->party))
            keep_best(candidates, mention, score_of(reading, question, mention));
    }
    const PartyMention *first = candidates->best[0];
    const PartyMention *other = candidates->other;
    bool stands_for = other != NULL && other->is_pronoun && first != NULL &&
                      first->span.end <= other->span.start && candidates->best[1] == NULL &&
                      reading_breaks(reading, first->span, other->span) > 0;
    if (stands_for) /* "The main partner is Kazakhstan: trade with it came to 8.8 billion" */
        candidates->other = NULL;
}

/* The books that speak must be those of one of the two: "Chinese customs credits the pair with". */
static void respect_agency(const Reading *reading, const PartyMentions *mentions,
                           const PairQuestion *question, PairChoice *choice)
{
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        bool speaks = mention->is_agency && mention->is_speaker && tf_party_is_set(mention->party) &&
                      mention->span.end <= question->amount.start &&
                      reading_distance(reading, mention->span, question->amount) <= BEHIND_REACH;
        if (!speaks || tf_party_equal(mention->party, choice->a) || tf_party_equal(mention->party, choice->b))
            continue;
        const PartyMention *nearest = NULL;
        for (size_t k = 0; k < i; k++)
            if (tf_party_equal(mentions->items[k].party, choice->a) ||
                tf_party_equal(mentions->items[k].party, choice->b))
                nearest = &mentions->items[k];
        if (nearest != NULL)
            *choice = (PairChoice){mention->party, nearest->party, PAIR_HALF, NULL, NULL};
        return;
    }
}

/* "our country", "his country": of the official who speaks, else of the outlet, else of the page. */
static TfParty resolve_own(const PartyMentions *mentions, const PairFocus *focus, const PageParties *page)
{
    for (size_t i = 0; i < mentions->count; i++)
        if (mentions->items[i].is_speaker && tf_party_is_set(mentions->items[i].party))
            return mentions->items[i].party;
    const TfParty choices[] = {page->outlet, focus->reporter, page->topic};
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
        if (tf_party_is_set(choices[i]))
            return choices[i];
    return (TfParty){""};
}

/* "ドイツ連邦統計庁によると、対中貿易は": the books of a country that the page has not paired yet count its
 * own trade. */
static TfParty agency_beside(const PartyMentions *mentions, const PartyMention *named)
{
    TfParty found = {""};
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        bool keeps_books =
            mention->is_agency && mention->is_speaker && mention->span.end <= named->span.start;
        if (keeps_books && tf_party_is_set(mention->party) && !tf_party_equal(mention->party, named->party))
            found = mention->party;
    }
    return found;
}

/* Whether the party is the doer of the words in front of it and no small word makes it the other side. */
static bool is_subject(const PairQuestion *question, const PartyMention *mention)
{
    return mention->at == ROLE_NONE && mention->span.end <= question->amount.start;
}

/* One party is named: the other is the page's. */
static bool choose_one(const PartyMentions *mentions, const PairQuestion *question, const PartyMention *named,
                       const Candidates *candidates, const PairFocus *focus, const PageParties *page,
                       TfParty own, PairChoice *choice)
{
    TfParty partner = {""};
    bool known = pair_focus_has(focus, named->party);
    bool is_outward = party_is_outward(named->at);
    bool is_new_doer = !known && is_subject(question, named) && candidates->other == NULL;
    if (candidates->own != NULL && tf_party_is_set(own) && !tf_party_equal(own, named->party))
        partner = own;
    else if (is_new_doer && question->is_purchase && tf_party_is_set(focus->seller))
        partner = focus->seller; /* "The Philippines sold 10 billion to Japan. The United States took 12" */
    else if (is_new_doer && question->is_sale && tf_party_is_set(focus->buyer))
        partner = focus->buyer;
    else if (candidates->other != NULL)
        partner = pair_other(named, focus, page);
    else if (!known && question->is_directed && is_subject(question, named) &&
             !pair_focus_has(focus, page->topic))
        partner = focus->partner; /* "Brazil sold 7 billion to Singapore; Argentina sold 3" */
    else if (!tf_party_is_set(focus->partner) && page->title_count != 2 && question->is_owned)
        partner = (TfParty){"WORLD"};
    if (!tf_party_is_set(partner) && is_outward && !known)
        partner = agency_beside(mentions, named);
    if (!tf_party_is_set(partner) || tf_party_equal(partner, named->party))
        partner = pair_beside(named->party, is_outward, focus, page);
    bool is_same = named->at != ROLE_NONE && !known; /* "shipments to China ... with the country" */
    *choice = (PairChoice){named->party, partner, PAIR_HALF, named, is_same ? NULL : candidates->other};
    return tf_party_is_set(partner);
}

static bool choose_world(const PairQuestion *question, const Candidates *candidates, const PairFocus *focus,
                         const PageParties *page, PairChoice *choice)
{
    const PartyMention *first = candidates->best[0];
    bool says_partner = candidates->best[1] != NULL || candidates->pair != NULL ||
                        (first != NULL && (first->at == ROLE_AT_WITH || first->at == ROLE_AT_BETWEEN));
    if (!question->with_world || says_partner)
        return false;
    TfParty reporter = tf_party_is_set(focus->reporter) ? focus->reporter : page->topic;
    if (first != NULL && !party_is_world(first->party))
        reporter = first->party;
    *choice = (PairChoice){reporter, {"WORLD"}, PAIR_HALF, first, NULL};
    return tf_party_is_set(reporter);
}

/* "imports from the neighbour": the neighbour is not the country of the page. */
static void point_at_other(const PartyMention *mention, const PairFocus *focus, const PageParties *page,
                           PairChoice *choice)
{
    bool outward = party_is_outward(mention->at);
    bool goes_on = focus->in_sentence && pair_focus_has(focus, choice->a) && pair_focus_has(focus, choice->b);
    TfParty near =
        goes_on ? focus->reporter : page->outlet; /* "Korea's exports ..., and its imports from there" */
    if (outward && tf_party_is_set(near) && tf_party_equal(near, choice->b)) {
        choice->b = choice->a;
        choice->a = near;
    }
    choice->mention_b = mention;
}

/* "our exports reached": the own country is the one of the two that speaks. */
static void turn_to_own(const PartyMention *mention, TfParty own, PairChoice *choice)
{
    if (!tf_party_is_set(own) || (!tf_party_equal(own, choice->a) && !tf_party_equal(own, choice->b)))
        return;
    TfParty other = tf_party_equal(own, choice->a) ? choice->b : choice->a;
    choice->a = own;
    choice->b = other;
    choice->mention_a = mention;
}

/* "Almanya'ya 1,6, ABD'ye 1,3": two that goods go to, or come from, are no pair. */
static bool are_on_one_side(const PartyMention *a, const PartyMention *b)
{
    return a->at == b->at && (a->at == ROLE_AT_TO || a->at == ROLE_AT_FROM);
}

/* "our country sold the island": the own country trades, also when the pair spoken of before is of others;
 * the other one is then the headline's, or the page's. */
static bool choose_own(const PartyMention *mention, const PartyMention *other, TfParty own,
                       const PageParties *page, PairChoice *choice)
{
    const TfParty others[] = {page->title[0], page->title[1], page->topic, page->second};
    bool takes_part = page->outlet_takes_part && tf_party_equal(own, page->outlet);
    if (!takes_part || tf_party_equal(own, choice->a) || tf_party_equal(own, choice->b))
        return false;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (!tf_party_is_set(others[i]) || tf_party_equal(others[i], own))
            continue;
        *choice = (PairChoice){own, others[i], PAIR_HALF, mention, other};
        return true;
    }
    return false;
}

/* "チリと中国との貿易額": two that nothing but a joint parts, with the word behind the second, trade with
 * each other; "日本、韓国との" names two partners. */
static bool are_tied(const Reading *reading, const PairQuestion *question, const PartyMention *a,
                     const PartyMention *b)
{
    bool with = a->at == ROLE_AT_WITH && b->at == ROLE_AT_WITH && a->is_word_behind && b->is_word_behind;
    TfSpan left = a->span.start < b->span.start ? a->span : b->span;
    TfSpan right = a->span.start < b->span.start ? b->span : a->span;
    return with && question->list_place == 0 && reading_breaks(reading, left, right) == 0 &&
           reading_distance(reading, left, right) <= 1;
}

/* Two parties of the sentence, in the order it names them. */
static bool choose_two(const Reading *reading, const PairQuestion *question, const PartyMention *first,
                       const PartyMention *second, PairChoice *choice)
{
    if (second == NULL || (pair_are_listed(first, second) && !are_tied(reading, question, first, second)) ||
        are_on_one_side(first, second))
        return false;
    bool in_order = first->span.start < second->span.start;
    const PartyMention *a = in_order ? first : second;
    const PartyMention *b = in_order ? second : first;
    *choice = (PairChoice){a->party, b->party, PAIR_NAMED, a, b};
    return true;
}

/* "the bloc" and who stands beside it, in the sentence ("trade between India and the bloc") or on the page.
 * False when no bloc is meant; *known says whether the other was found. */
static bool choose_bloc(const Candidates *candidates, const PairFocus *focus, const PageParties *page,
                        PairChoice *choice, bool *known)
{
    const PartyMention *first = candidates->best[0];
    const PartyMention *bloc = candidates->bloc;
    if (bloc == NULL || !tf_party_is_set(page->bloc))
        return false;
    if (first == NULL) {
        TfParty partner = candidates->other != NULL ? pair_recent_beside(page->bloc, focus) : (TfParty){""};
        if (!tf_party_is_set(partner))
            partner = pair_beside(page->bloc, false, focus, page);
        *choice = (PairChoice){partner, page->bloc, PAIR_HALF, NULL, bloc};
        *known = tf_party_is_set(partner);
        return true;
    }
    *known = true;
    *choice = (PairChoice){first->party, page->bloc, PAIR_HALF, first, bloc};
    return is_small_word(bloc->at) && bloc->at != ROLE_AT_IN && !tf_party_equal(page->bloc, first->party);
}

/* "Russia took its place. Trade with it grew", "The deficit with that country": the party that the sentence
 * before began with. */
static bool choose_subject(const Candidates *candidates, const PairFocus *focus, const PageParties *page,
                           PairChoice *choice)
{
    const PartyMention *other = candidates->other;
    if (other == NULL || candidates->best[0] != NULL || !tf_party_is_set(focus->subject) ||
        tf_party_equal(focus->subject, page->topic))
        return false;
    bool turns = other->is_pronoun || (!focus->in_sentence && party_is_outward(other->at) &&
                                       !pair_focus_has(focus, focus->subject));
    TfParty partner = tf_party_is_set(page->topic) ? page->topic : focus->reporter;
    if (turns)
        *choice = (PairChoice){partner, focus->subject, PAIR_CARRIED, NULL, other};
    return turns;
}

static bool choose_by_names(const Reading *reading, const PartyMentions *mentions,
                            const PairQuestion *question, const Candidates *candidates,
                            const PairFocus *focus, const PageParties *page, PairChoice *choice)
{
    const PartyMention *first = candidates->best[0];
    const PartyMention *in_list = pair_listed(reading, mentions, question);
    TfParty own = candidates->own != NULL ? resolve_own(mentions, focus, page) : (TfParty){""};
    bool known;
    if (in_list != NULL)
        return choose_one(mentions, question, in_list, candidates, focus, page, own, choice);
    if (choose_two(reading, question, first, candidates->best[1], choice))
        return true;
    if (choose_bloc(candidates, focus, page, choice, &known))
        return known;
    TfParty kept = first != NULL && candidates->pair == NULL
                       ? pair_of_list(reading, mentions, question, first, focus)
                       : (TfParty){""};
    if (tf_party_is_set(kept) && !tf_party_equal(kept, first->party)) {
        *choice = (PairChoice){first->party, kept, PAIR_HALF, first, NULL};
        return true;
    }
    if (first != NULL && candidates->pair == NULL)
        return choose_one(mentions, question, first, candidates, focus, page, own, choice);
    if (choose_subject(candidates, focus, page, choice))
        return true;
    bool chosen = pair_carried(mentions, question, focus, page, candidates->pair != NULL, choice);
    bool is_other = first != NULL && chosen && !tf_party_equal(first->party, choice->a) &&
                    !tf_party_equal(first->party, choice->b);
    if (is_other)
        return choose_one(mentions, question, first, candidates, focus, page, own, choice);
    if (candidates->own != NULL && choose_own(candidates->own, candidates->other, own, page, choice))
        return true;
    if (candidates->other != NULL && chosen)
        point_at_other(candidates->other, focus, page, choice);
    if (chosen && candidates->own != NULL)
        turn_to_own(candidates->own, own, choice);
    return chosen;
}

/* "Brazil's exports were 30 billion", "as exportações brasileiras": nobody else is spoken of. A word for the
 * country behind its exports owns them where the headline names no other. */
static bool is_owner(const Reading *reading, const PairQuestion *question, const PartyMention *mention,
                     const PageParties *page)
{
    if (question->measure.end == 0)
        return false;
    int distance = reading_distance(reading, mention->span, question->measure);
    if (mention->span.end <= question->measure.start)
        return mention->at == ROLE_NONE && distance <= 1;
    bool of = mention->at == ROLE_NONE ? distance == 0 : mention->at == ROLE_AT_OF && distance <= 1;
    bool other_title = page->title_count > 0 && !tf_party_equal(page->title[0], mention->party);
    return of && !other_title && !tf_party_is_set(page->second) &&
           mention->span.end <= question->amount.start;
}

bool party_choose(const Reading *reading, const PartyMentions *mentions, const PairQuestion *question,
                  const PairFocus *focus, const PageParties *page, PairChoice *choice)
{
    Candidates candidates;
    PairQuestion asked = *question;
    collect(reading, mentions, question, &candidates);
    const PartyMention *first = candidates.best[0];
    asked.is_owned = first != NULL && is_owner(reading, question, first, page);
    question = &asked;
    if (choose_world(question, &candidates, focus, page, choice))
        return true;
    if (!choose_by_names(reading, mentions, question, &candidates, focus, page, choice))
        return false;
    respect_agency(reading, mentions, question, choice);
    return true;
}
