/* What a sentence leaves out of a pair: the party beside the one it names, or both, from what was spoken of
 * before, from the headline, the speakers and the page. */
#include "importers/extract/party.h"

#include <string.h>

bool pair_focus_has(const PairFocus *focus, TfParty party)
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
           "SVK SVN SWE"},
    {"GCC", "ARE BHR KWT OMN QAT SAU"},
    {"MERCOSUR", "ARG BRA PRY URY"},
};

static bool is_member(TfParty party, TfParty bloc)
{
    for (size_t i = 0; i < sizeof blocs / sizeof blocs[0]; i++)
        if (strcmp(blocs[i].bloc, bloc.code) == 0)
            return strlen(party.code) == 3 && strstr(blocs[i].members, party.code) != NULL;
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
TfParty pair_beside(TfParty party, bool is_outward, const PairFocus *focus, const PageParties *page)
{
    if (pair_focus_has(focus, party))
        return other_of(focus, party);
    bool of_outlet = page->outlet_takes_part && !tf_party_equal(page->outlet, party) &&
                     (tf_party_equal(focus->reporter, page->outlet) ||
                      (!tf_party_is_set(focus->partner) &&
                       (tf_party_equal(page->topic, page->outlet) || tf_party_equal(page->topic, party))) ||
                      (pair_focus_has(focus, page->outlet) && tf_party_equal(page->topic, page->outlet)));
    bool of_speaker = pair_focus_has(focus, focus->speaker) && !tf_party_equal(focus->speaker, party);
    if (is_outward && tf_party_is_set(focus->world) && !tf_party_equal(focus->world, party))
        return focus->world; /* "Taiwan's exports were 54 billion ... those to America 18" */
    if (is_outward && of_speaker)
        return focus->speaker; /* "the Russian deputy said ... Of the trade with India he said" */
    bool about_other = pair_focus_has(focus, page->topic) && !tf_party_equal(page->outlet, focus->reporter) &&
                       !tf_party_equal(page->topic, page->outlet) && !tf_party_equal(page->topic, party) &&
                       !tf_party_equal(page->outlet, page->title[0]) &&
                       !tf_party_equal(page->outlet, page->title[1]);
    if (is_outward && of_outlet && !about_other)
        return page->outlet; /* "exports to China 5, to America 6": those of the page's own country */
    bool of_topic = pair_focus_has(focus, page->topic);
    bool of_anchor = tf_party_is_set(focus->anchor) && pair_focus_has(focus, focus->anchor);
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
TfParty pair_recent_beside(TfParty party, const PairFocus *focus)
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
bool pair_carried(const PartyMentions *mentions, const PairQuestion *question, const PairFocus *focus,
                  const PageParties *page, bool says_pair, PairChoice *choice)
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
TfParty pair_other(const PartyMention *named, const PairFocus *focus, const PageParties *page)
{
    if (pair_focus_has(focus, named->party))
        return other_of(focus, named->party);
    bool outward = party_is_outward(named->at);
    if (outward && tf_party_is_set(page->topic) && !tf_party_equal(page->topic, named->party))
        return page->topic; /* "shipments to China ... with the country": it is China again */
    if (tf_party_is_set(focus->last_named) && !tf_party_equal(focus->last_named, named->party))
        return focus->last_named;
    return focus->partner;
}
