/* The parties of a page as a whole: whom it is about, and the country of its outlet. */
#include "importers/extract/party.h"

#include <string.h>

static bool is_bloc(TfParty party)
{
    static const char *const blocs[] = {"EU",  "EAEU",   "ASEAN", "MERCOSUR", "GCC", "CIS",
                                        "EAC", "AFRICA", "ASIA",  "CASIA",    "BRI"};
    for (size_t i = 0; i < sizeof blocs / sizeof blocs[0]; i++)
        if (strcmp(blocs[i], party.code) == 0)
            return true;
    return false;
}

/* How often each party is named. */
typedef struct Tally {
    TfParty party;
    size_t count;
    size_t doing; /* counted as one whose trade it is */
} Tally;
#define MOST_TALLIES 64
#define TITLE_WEIGHT 3
/* A page whose headline tells its own country's trade with others is about that, whoever is named most. */
#define OWN_TITLE_WEIGHT 24

typedef struct Tallies {
    Tally items[MOST_TALLIES];
    size_t count;
} Tallies;

static void tally_add(Tallies *tallies, TfParty party, size_t weight, size_t doing)
{
    for (size_t i = 0; i < tallies->count; i++)
        if (tf_party_equal(tallies->items[i].party, party)) {
            tallies->items[i].count += weight;
            tallies->items[i].doing += doing;
            return;
        }
    if (tallies->count < MOST_TALLIES)
        tallies->items[tallies->count++] = (Tally){party, weight, doing};
}

/* "trade with China" is rather about the other side: such a party counts once, one on its own twice; and as
 * one whose trade it is, four times. */
static void tally_marks(const Reading *reading, TfSpan span, size_t weight, Tallies *tallies)
{
    const MarkList *list = &reading->marks[LEX_PARTY];
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_PARTY, span, &first, &end);
    for (size_t i = first; i < end; i++) {
        TfParty party = party_of_mark(&list->items[i]);
        if (!tf_party_is_set(party) || party_is_world(party))
            continue;
        bool is_behind;
        MarkRole at = party_word_at(reading, list, i, (size_t[2]){first, end}, NULL, &is_behind);
        bool is_other = party_is_outward(at) || at == ROLE_AT_IN;
        tally_add(tallies, party, is_other ? weight : 2 * weight, is_other ? weight : 4 * weight);
    }
}

/* Words that one country's pages use ("home TWN" for its ministry, "home JPN weak" for words of the language)
 * count besides its name. */
#define WEAK_HOME 1
#define FIRM_HOME 8

/* The country of the mark where the page's language is at home ("DEU home" in a German lexicon, "own home
 * ITA" for "our"); else "". */
static TfParty home_of(const Mark *mark)
{
    TfParty party = {""};
    TfSlice rest = tf_slice(mark->entry->value);
    if (mark->role == ROLE_OWN)
        (void)tf_slice_split(&rest, ' ');
    else if (mark->role != ROLE_HOME)
        return strstr(mark->entry->value, " home") != NULL ? party_of_mark(mark) : party;
    (void)tf_slice_split(&rest, ' ');
    if (!tf_party_from_code(tf_slice_split(&rest, ' '), &party))
        return (TfParty){""};
    return party;
}

/* "タイ財務省": an office whose country stands right in front is of that one. */
static TfParty home_at(const MarkList *list, size_t at)
{
    const Mark *front = at > 0 ? &list->items[at - 1] : NULL;
    bool is_named =
        front != NULL && list->items[at].start - front->end <= 1 && tf_party_is_set(party_of_mark(front));
    return is_named && list->items[at].role == ROLE_HOME ? (TfParty){""} : home_of(&list->items[at]);
}

static size_t home_weight(const Mark *mark)
{
    bool is_weak = mark->role != ROLE_HOME || tf_slice_ends_with(tf_slice(mark->entry->value), " weak");
    return is_weak ? WEAK_HOME : FIRM_HOME;
}

/* An outlet that does not name its country is taken to be of the country of its language that the page speaks
 * of most. */
static void find_home(const Reading *reading, PageParties *page)
{
    const MarkList *list = &reading->marks[LEX_PARTY];
    Tallies tallies = {.count = 0};
    size_t most = 0;
    for (size_t i = 0; i < list->count; i++)
        if (tf_party_is_set(home_at(list, i)))
            tally_add(&tallies, home_at(list, i), home_weight(&list->items[i]), 0);
    for (size_t i = 0; i < tallies.count; i++) {
        if (tallies.items[i].count <= most)
            continue;
        most = tallies.items[i].count;
        page->outlet = tallies.items[i].party;
    }
}

static TfStatus find_outlet(const Reading *reading, PageParties *page, TfError *error)
{
    TfSlice outlet = reading->article->outlet;
    LexHits hits = {NULL, 0, 0};
    if (outlet.length == 0 || outlet.length > 200)
        return TF_OK;
    TfStatus status = language_scan(outlet, reading->article->lang, reading->arena, &hits, error);
    for (size_t i = 0; status == TF_OK && i < hits.count; i++) {
        const char *value = hits.items[i].entry->value;
        bool is_code = hits.items[i].entry->kind == LEX_PARTY && value[0] >= 'A' && value[0] <= 'Z' &&
                       !tf_slice_ends_with(tf_slice(value), " short") && /* "매일경제", "日日新聞" */
                       !tf_slice_ends_with(tf_slice(value), " weak");    /* Amman is spelled as Oman */
        if (!is_code || tf_party_is_set(page->outlet))
            continue;
        TfSlice rest = tf_slice(value);
        if (!tf_party_from_code(tf_slice_split(&rest, ' '), &page->outlet))
            page->outlet = (TfParty){""};
    }
    return status;
}

/* Whether any party stands for itself and is not only traded with: "대중 수출" alone leaves out whose. */
static bool has_own_party(const Reading *reading)
{
    const MarkList *list = &reading->marks[LEX_PARTY];
    for (size_t i = 0; i < list->count; i++) {
        bool is_behind;
        TfParty party = party_of_mark(&list->items[i]);
        if (!tf_party_is_set(party) || party_is_world(party))
            continue;
        MarkRole at = party_word_at(reading, list, i, (size_t[2]){0, list->count}, NULL, &is_behind);
        if (!party_is_outward(at) && at != ROLE_AT_IN)
            return true;
    }
    return false;
}

/* The outlet's country takes part unnamed when its offices speak, or when nobody else could be meant. */
static bool takes_part(const Reading *reading, const Tallies *tallies, TfParty outlet)
{
    const MarkList *list = &reading->marks[LEX_PARTY];
    for (size_t i = 0; i < tallies->count; i++)
        if (tf_party_equal(tallies->items[i].party, outlet))
            return true;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].role == ROLE_HOME && tf_party_equal(home_at(list, i), outlet) &&
            home_weight(&list->items[i]) == FIRM_HOME)
            return true;
    return tf_party_is_set(outlet) && !has_own_party(reading);
}

/* "대미 수출은 늘고 대중 수출은 줄어": a headline that names only whom the page's own country trades with. */
static bool add_outlet_to_title(const Reading *reading, PageParties *page)
{
    const MarkList *list = &reading->marks[LEX_PARTY];
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_PARTY, reading->article->title, &first, &end);
    for (size_t i = first; i < end; i++) {
        bool is_behind;
        TfParty party = party_of_mark(&list->items[i]);
        MarkRole at = party_word_at(reading, list, i, (size_t[2]){first, end}, NULL, &is_behind);
        bool apart = tf_party_is_set(party) && !party_is_world(party) && !party_is_outward(at);
        if (apart || list->items[i].role == ROLE_PAIR)
            return false;
    }
    bool is_named =
        tf_party_equal(page->title[0], page->outlet) || tf_party_equal(page->title[1], page->outlet);
    if (page->title_count == 0 || page->title_count > 2 || is_named)
        return false;
    page->title[1] = page->title[0];
    page->title[0] = page->outlet;
    page->title_count++; /* with two others it names no pair */
    return true;
}

/* The page's topic is the party whose trade it tells most; the second, the one named most beside it. */
static void choose_topics(const Tallies *tallies, PageParties *page)
{
    const Tally *topic = NULL;
    const Tally *second = NULL;
    size_t most_bloc = 0;
    for (size_t i = 0; i < tallies->count; i++) {
        const Tally *tally = &tallies->items[i];
        if (topic == NULL || tally->doing > topic->doing)
            topic = tally;
        if (is_bloc(tally->party) && tally->count > most_bloc) {
            page->bloc = tally->party;
            most_bloc = tally->count;
        }
    }
    for (size_t i = 0; i < tallies->count; i++)
        if (&tallies->items[i] != topic && (second == NULL || tallies->items[i].count > second->count))
            second = &tallies->items[i];
    if (topic != NULL)
        page->topic = topic->party;
    if (second != NULL)
        page->second = second->party;
}

TfStatus parties_of_page(const Reading *reading, PageParties *page, TfError *error)
{
    *page = (PageParties){.title_count = 0};
    TfStatus status = find_outlet(reading, page, error);
    if (status != TF_OK)
        return status;
    if (!tf_party_is_set(page->outlet))
        find_home(reading, page);
    Tallies tallies = {.count = 0};
    tally_marks(reading, reading->article->title, TITLE_WEIGHT, &tallies);
    page->title_count = tallies.count;
    for (size_t i = 0; i < 2 && i < tallies.count; i++)
        page->title[i] = tallies.items[i].party;
    for (size_t i = 0; i < reading->article->body_count; i++)
        tally_marks(reading, reading->article->body[i], 1, &tallies);
    page->outlet_takes_part = takes_part(reading, &tallies, page->outlet);
    if (page->outlet_takes_part && add_outlet_to_title(reading, page))
        tally_add(&tallies, page->outlet, OWN_TITLE_WEIGHT, 2 * OWN_TITLE_WEIGHT);
    else if (page->outlet_takes_part)
        tally_add(&tallies, page->outlet, 2 * TITLE_WEIGHT, 2 * TITLE_WEIGHT);
    choose_topics(&tallies, page);
    return TF_OK;
}
