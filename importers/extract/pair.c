/* The pair that governs an amount: the parties of its stretch of the sentence, else those of before, of the
 * headline, of the speakers, of the page. */
#include "importers/extract/party.h"

#include <string.h>

/* A party behind the amount belongs to it within this distance. */
#define BEHIND_REACH 8
/* Words between the parties of a bare list, and between it and its first amount. */
#define LIST_GAP    3
#define MOST_LISTED 8
/* A party without a small word behind the amount must be nearer. */
#define BARE_REACH 3

static bool is_small_word(MarkRole role)
{
    return role >= ROLE_AT_WITH && role <= ROLE_AT_BY;
}

static bool is_world(TfParty party)
{
    return strcmp(party.code, "WORLD") == 0;
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

static bool focus_has(const PairFocus *focus, TfParty party)
{
    return tf_party_is_set(focus->partner) && tf_party_is_set(party) &&
           (tf_party_equal(focus->reporter, party) || tf_party_equal(focus->partner, party));
}

static TfParty other_of(const PairFocus *focus, TfParty party)
{
    return tf_party_equal(focus->reporter, party) ? focus->partner : focus->reporter;
}

/* Members of the blocs whose own trade is told beside that of a member. */
static const struct {
    const char *bloc;
    const char *members;
} blocs[] = {
    {"ASEAN", "BRN IDN KHM LAO MMR MYS PHL SGP THA VNM"},
    {"CASIA", "KAZ KGZ TJK TKM UZB"},
    {"EAC", "BDI COD KEN RWA SSD TZA UGA"},
    {"EAEU", "ARM BLR KAZ KGZ RUS"},
    {"EU", "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU "
           "SVK SVN "
           "SWE"},
    {"GCC", "ARE BHR KWT OMN QAT SAU"},
    {"MERCOSUR", "ARG BRA PRY URY"},
};

static bool is_member(TfParty party, TfParty bloc)
{
    for (size_t i = 0; i < sizeof blocs / sizeof blocs[0]; i++)
        if (strcmp(blocs[i].bloc, bloc.code) == 0)
            return strstr(blocs[i].members, party.code) != NULL;
    return false;
}

/* Whether the headline names a bloc, or a continent, among its first two. */
static bool is_title_bloc(const PageParties *page, TfParty party)
{
    bool in_title = page->title_count > 1 &&
                    (tf_party_equal(page->title[0], party) || tf_party_equal(page->title[1], party));
    for (size_t i = 0; i < sizeof blocs / sizeof blocs[0]; i++)
        if (strcmp(blocs[i].bloc, party.code) == 0)
            return in_title;
    return in_title && (strcmp(party.code, "AFRICA") == 0 || strcmp(party.code, "ASIA") == 0);
}

/* The party that stands beside one that is named alone. */
static TfParty beside(TfParty party, bool is_outward, const PairFocus *focus, const PageParties *page)
{
    if (focus_has(focus, party))
        return other_of(focus, party);
    bool of_outlet = page->outlet_takes_part && !tf_party_equal(page->outlet, party) &&
                     (tf_party_equal(focus->reporter, page->outlet) ||
                      (!tf_party_is_set(focus->partner) &&
                       (tf_party_equal(page->topic, page->outlet) || tf_party_equal(page->topic, party))) ||
                      (focus_has(focus, page->outlet) && tf_party_equal(page->topic, page->outlet)));
    bool of_speaker = focus_has(focus, focus->speaker) && !tf_party_equal(focus->speaker, party);
    if (is_outward && tf_party_is_set(focus->world) && !tf_party_equal(focus->world, party))
        return focus->world; /* "Taiwan's exports were 54 billion ... those to America 18" */
    if (is_outward && of_speaker)
        return focus->speaker; /* "the Russian deputy said ... Of the trade with India he said" */
    bool about_other = focus_has(focus, page->topic) && !tf_party_equal(page->outlet, focus->reporter) &&
                       !tf_party_equal(page->topic, page->outlet) && !tf_party_equal(page->topic, party) &&
                       !tf_party_equal(page->outlet, page->title[0]) &&
                       !tf_party_equal(page->outlet, page->title[1]);
    if (is_outward && of_outlet && !about_other)
        return page->outlet; /* "exports to China 5, to America 6": those of the page's own country */
    bool of_topic = focus_has(focus, page->topic);
    bool of_anchor = tf_party_is_set(focus->anchor) && focus_has(focus, focus->anchor);
    TfParty first = of_topic ? page->topic : of_anchor && !is_outward ? focus->anchor : focus->reporter;
    if (!of_topic && is_title_bloc(page, focus->partner))
        first = focus->partner; /* "China's trade with Africa ... India, too", where Africa is in the title */
    if (is_member(party, first) ||
        is_member(first, party)) /* "Germany and Central Asia ... exports to Kyrgyzstan" */
        first = other_of(focus, first);
    const TfParty choices[] = {first,          page->topic,  page->title[0],
                               page->title[1], page->outlet, page->second};
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
        if (tf_party_is_set(choices[i]) && !tf_party_equal(choices[i], party))
            return choices[i];
    return (TfParty){""};
}

/* The party that the sentence before named beside this one. */
static TfParty recent_beside(TfParty party, const PairFocus *focus)
{
    if (tf_party_equal(focus->recent[0], party))
        return focus->recent[1];
    return tf_party_equal(focus->recent[1], party) ? focus->recent[0] : (TfParty){""};
}

/* The two parties whose officials speak in the sentence: "the Russian president told his Kazakh colleague".
 */
static bool choose_speakers(const PartyMentions *mentions, PairChoice *choice)
{
    TfParty found[2] = {{""}, {""}};
    size_t count = 0;
    for (size_t i = 0; i < mentions->count && count < 2; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (!mention->is_speaker || !tf_party_is_set(mention->party) ||
            (count == 1 && tf_party_equal(found[0], mention->party)))
            continue;
        found[count++] = mention->party;
    }
    if (count == 2)
        *choice = (PairChoice){found[0], found[1], PAIR_CARRIED, NULL, NULL};
    return count == 2;
}

/* "中国税関総署によると、輸出は": a country's books, and nobody beside it, count its trade with the
 * world. */
static bool choose_books(const PartyMentions *mentions, const PageParties *page, PairChoice *choice)
{
    TfParty keeper = {""};
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        bool is_other = tf_party_is_set(keeper) && !tf_party_equal(keeper, mention->party);
        if (!mention->is_agency || !mention->is_speaker || !tf_party_is_set(mention->party) || is_other)
            return false;
        keeper = mention->party;
    }
    *choice = (PairChoice){keeper, {"WORLD"}, PAIR_HEADLINE, NULL, NULL};
    return tf_party_is_set(keeper) && (page->title_count == 0 || tf_party_equal(page->title[0], keeper));
}

/* Whose books speak, when those of one country do: "대만 재정부가 발표한 9월 수출액". */
static TfParty teller_of(const PartyMentions *mentions)
{
    TfParty teller = {""};
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (!mention->is_agency || !tf_party_is_set(mention->party))
            continue;
        if (tf_party_is_set(teller) && !tf_party_equal(teller, mention->party))
            return (TfParty){""};
        teller = mention->party;
    }
    return teller;
}

/* Nobody is named: the pair of before, of the headline, of the speakers, of the page. */
static bool choose_carried(const PartyMentions *mentions, const PairQuestion *question,
                           const PairFocus *focus, const PageParties *page, bool says_pair,
                           PairChoice *choice)
{
    if (tf_party_is_set(focus->world) && !says_pair && !question->is_turnover) {
        *choice = (PairChoice){focus->world, {"WORLD"}, PAIR_CARRIED, NULL, NULL};
        return true;
    }
    bool returns =
        question->is_new && page->title_count == 2; /* a new paragraph goes back to the headline's pair */
    if (tf_party_is_set(focus->partner) && !returns) {
        *choice = (PairChoice){focus->reporter, focus->partner, PAIR_CARRIED, NULL, NULL};
        return true;
    }
    if (tf_party_is_set(focus->recent[1]) && !tf_party_is_set(focus->partner)) {
        *choice = (PairChoice){focus->recent[0], focus->recent[1], PAIR_CARRIED, NULL, NULL};
        return true;
    }
    bool is_first = !tf_party_is_set(focus->partner) && page->title_count < 2 && !question->is_turnover;
    if (is_first && !says_pair && choose_books(mentions, page, choice))
        return true;
    if (page->title_count == 2) {
        *choice = (PairChoice){page->title[0], page->title[1], PAIR_HEADLINE, NULL, NULL};
        return true;
    }
    if (choose_speakers(mentions, choice))
        return true;
    bool of_outlet = page->outlet_takes_part && tf_party_equal(page->outlet, page->topic);
    TfParty teller = of_outlet ? page->outlet : teller_of(mentions);
    if (tf_party_is_set(teller) && question->is_directed && question->measure.end > 0 && !says_pair) {
        *choice = (PairChoice){teller, {"WORLD"}, PAIR_HEADLINE, NULL, NULL};
        return true; /* "Last month exports rose to 56 billion", of the page's own country */
    }
    *choice = (PairChoice){page->topic, page->second, PAIR_HEADLINE, NULL, NULL};
    return tf_party_is_set(page->second);
}

/* The party that "the neighbour" or "with it" stands for, beside one that is named or not. */
static TfParty resolve_other(const PartyMention *named, const PairFocus *focus, const PageParties *page)
{
    if (focus_has(focus, named->party))
        return other_of(focus, named->party);
    bool outward = party_is_outward(named->at);
    if (outward && tf_party_is_set(page->topic) && !tf_party_equal(page->topic, named->party))
        return page->topic; /* "shipments to China ... with the country": it is China again */
    if (tf_party_is_set(focus->last_named) && !tf_party_equal(focus->last_named, named->party))
        return focus->last_named;
    return focus->partner;
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
    bool known = focus_has(focus, named->party);
    bool is_outward = party_is_outward(named->at);
    bool is_new_doer = !known && is_subject(question, named) && candidates->other == NULL;
    if (candidates->own != NULL && tf_party_is_set(own) && !tf_party_equal(own, named->party))
        partner = own;
    else if (is_new_doer && question->is_purchase && tf_party_is_set(focus->seller))
        partner = focus->seller; /* "The Philippines sold 10 billion to Japan. The United States took 12" */
    else if (is_new_doer && question->is_sale && tf_party_is_set(focus->buyer))
        partner = focus->buyer;
    else if (candidates->other != NULL)
        partner = resolve_other(named, focus, page);
    else if (!known && question->is_directed && is_subject(question, named) && !focus_has(focus, page->topic))
        partner = focus->partner; /* "Brazil sold 7 billion to Singapore; Argentina sold 3" */
    else if (!tf_party_is_set(focus->partner) && page->title_count != 2 && question->is_owned)
        partner = (TfParty){"WORLD"};
    if (!tf_party_is_set(partner) && is_outward && !known)
        partner = agency_beside(mentions, named);
    if (!tf_party_is_set(partner) || tf_party_equal(partner, named->party))
        partner = beside(named->party, is_outward, focus, page);
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
    if (first != NULL && !is_world(first->party))
        reporter = first->party;
    *choice = (PairChoice){reporter, {"WORLD"}, PAIR_HALF, first, NULL};
    return tf_party_is_set(reporter);
}

/* "imports from the neighbour": the neighbour is not the country of the page. */
static void point_at_other(const PartyMention *mention, const PairFocus *focus, const PageParties *page,
                           PairChoice *choice)
{
    bool outward = party_is_outward(mention->at);
    bool goes_on = focus->in_sentence && focus_has(focus, choice->a) && focus_has(focus, choice->b);
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

static bool choose_by_names(const Reading *reading, const PartyMentions *mentions,
                            const PairQuestion *question, const Candidates *candidates,
                            const PairFocus *focus, const PageParties *page, PairChoice *choice)
{
    const PartyMention *first = candidates->best[0];
    const PartyMention *second = candidates->best[1];
    const PartyMention *in_list = pair_listed(reading, mentions, question);
    TfParty own = candidates->own != NULL ? resolve_own(mentions, focus, page) : (TfParty){""};
    if (in_list != NULL)
        return choose_one(mentions, question, in_list, candidates, focus, page, own, choice);
    if (second != NULL && (!pair_are_listed(first, second) || are_tied(reading, question, first, second)) &&
        !are_on_one_side(first, second)) {
        bool in_order = first->span.start < second->span.start;
        const PartyMention *a = in_order ? first : second;
        const PartyMention *b = in_order ? second : first;
        *choice = (PairChoice){a->party, b->party, PAIR_NAMED, a, b};
        return true;
    }
    if (first == NULL && candidates->bloc != NULL && tf_party_is_set(page->bloc)) {
        TfParty partner = candidates->other != NULL ? recent_beside(page->bloc, focus) : (TfParty){""};
        if (!tf_party_is_set(partner))
            partner = beside(page->bloc, false, focus, page);
        *choice = (PairChoice){partner, page->bloc, PAIR_HALF, NULL, candidates->bloc};
        return tf_party_is_set(partner);
    }
    bool with_bloc = first != NULL && candidates->bloc != NULL && is_small_word(candidates->bloc->at) &&
                     candidates->bloc->at != ROLE_AT_IN && tf_party_is_set(page->bloc) &&
                     !tf_party_equal(page->bloc, first->party);
    if (with_bloc) { /* "trade between India and the bloc" */
        *choice = (PairChoice){first->party, page->bloc, PAIR_HALF, first, candidates->bloc};
        return true;
    }
    TfParty kept = first != NULL && candidates->pair == NULL
                       ? pair_of_list(reading, mentions, question, first, focus)
                       : (TfParty){""};
    if (tf_party_is_set(kept) && !tf_party_equal(kept, first->party)) {
        *choice = (PairChoice){first->party, kept, PAIR_HALF, first, NULL};
        return true;
    }
    if (first != NULL && candidates->pair == NULL)
        return choose_one(mentions, question, first, candidates, focus, page, own, choice);
    bool turns =
        candidates->other != NULL && first == NULL && tf_party_is_set(focus->subject) &&
        (candidates->other->is_pronoun || (!focus->in_sentence && party_is_outward(candidates->other->at) &&
                                           !focus_has(focus, focus->subject))) &&
        !tf_party_equal(focus->subject, page->topic);
    if (turns) { /* "Russia took its place. Trade with it grew", "The deficit with that country" */
        TfParty partner = tf_party_is_set(page->topic) ? page->topic : focus->reporter;
        *choice = (PairChoice){partner, focus->subject, PAIR_CARRIED, NULL, candidates->other};
        return true;
    }
    bool chosen = choose_carried(mentions, question, focus, page, candidates->pair != NULL, choice);
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
