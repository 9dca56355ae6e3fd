/* Parties of a sentence, the parties of a page, and the pair that governs an amount. */
#include "importers/extract/party.h"

#include <string.h>

/* A small word governs the party that follows within this distance. */
#define FRONT_REACH 2
/* "Kazakhstan's foreign minister": the speaker's office follows within this distance. */
#define SPEAKER_REACH 3
/* A party behind the amount belongs to it within this distance. */
#define BEHIND_REACH 8

static bool is_small_word(MarkRole role)
{
    return role >= ROLE_AT_WITH && role <= ROLE_AT_BY;
}

static TfParty code_of(const Mark *mark)
{
    TfParty party = {""};
    if (mark->role != ROLE_PARTY && mark->role != ROLE_CAPITAL)
        return party;
    TfSlice rest = tf_slice(mark->entry->value);
    TfSlice code = tf_slice_split(&rest, ' ');
    if (code.length < sizeof party.code)
        memcpy(party.code, code.bytes, code.length);
    return party;
}

/* The small word in front of a mark, or the one that governs the list it stands in. */
static MarkRole word_in_front(const Reading *reading, const MarkList *list, size_t at, size_t first,
                              const PartyMention *before)
{
    if (at == first)
        return ROLE_NONE;
    const Mark *mark = &list->items[at];
    const Mark *front = &list->items[at - 1];
    int distance = reading_distance(reading, mark_span(front), mark_span(mark));
    if (is_small_word(front->role) && distance <= FRONT_REACH)
        return front->role;
    bool joined = front->role == ROLE_JOIN && distance <= FRONT_REACH;
    if (before != NULL && before->at != ROLE_NONE &&
        (joined || reading_distance(reading, before->span, mark_span(mark)) <= 3))
        return before->at;
    return ROLE_NONE;
}

/* Whether an office or agency follows: "Russian president", "China's customs". */
static void note_speaker(const Reading *reading, TfSpan sentence, PartyMention *mention)
{
    size_t first;
    size_t end;
    TfSpan behind = {mention->span.end, sentence.end};
    reading_marks_in(reading, LEX_SPEECH, behind, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_SPEECH].items[i];
        int distance = reading_distance(reading, mention->span, mark_span(mark));
        if (distance > SPEAKER_REACH)
            break;
        if (mark->role != ROLE_SPEAKER && mark->role != ROLE_AGENCY)
            continue;
        mention->is_speaker = distance <= 2;
        mention->is_agency = mark->role == ROLE_AGENCY;
        return;
    }
    TfSpan before = {sentence.start, mention->span.start};
    reading_marks_in(reading, LEX_SPEECH, before, &first, &end);
    if (end == first || mention->at != ROLE_AT_OF)
        return;
    const Mark *mark = &reading->marks[LEX_SPEECH].items[end - 1];
    if (mark->role == ROLE_SPEAKER &&
        reading_distance(reading, mark_span(mark), mention->span) <= FRONT_REACH)
        mention->is_speaker = true;
}

/* "ASTANA, September 25.", "BEIJING - ": a capital at the head of a paragraph with a mark behind it. */
static bool is_dateline(const Reading *reading, const Sentence *sentence, const PartyMention *mention)
{
    if (mention->role != ROLE_CAPITAL || mention->span.start != sentence->span.start || sentence->is_title)
        return false;
    TfSlice behind = tf_slice_range(reading->text, mention->span.end, sentence->span.end);
    static const char *const marks[] = {", ", " \u2013", " \u2014", " - ", " (", ": ", " /", ". "};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (tf_slice_starts_with(behind, marks[i]))
            return true;
    return false;
}

/* "in India's trade": the party owns what follows, and is no place. */
static bool is_owner(const Reading *reading, const PartyMention *mention)
{
    TfSlice behind = tf_slice_range(reading->text, mention->span.end, reading->text.length);
    if (tf_slice_starts_with(behind, "'") || tf_slice_starts_with(behind, "\u2019"))
        return true;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){mention->span.end, mention->span.end + 40}, &first, &end);
    return first < end && reading_distance(reading, mention->span,
                                           mark_span(&reading->marks[LEX_MEASURE].items[first])) == 0;
}

void parties_find(const Reading *reading, const Sentence *sentence, PartyMentions *mentions)
{
    const MarkList *list = &reading->marks[LEX_PARTY];
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_PARTY, sentence->span, &first, &end);
    mentions->count = 0;
    for (size_t i = first; i < end && mentions->count < MOST_MENTIONS; i++) {
        const Mark *mark = &list->items[i];
        bool named = mark->role >= ROLE_PARTY && mark->role <= ROLE_OTHER;
        if (!named)
            continue;
        PartyMention *before = mentions->count > 0 ? &mentions->items[mentions->count - 1] : NULL;
        PartyMention mention = {mark_span(mark), code_of(mark), mark->role, ROLE_NONE,
                                false,           false,         false,      mark->entry};
        mention.at = word_in_front(reading, list, i, first, before);
        bool apposed = before != NULL && before->role == ROLE_OTHER && tf_party_is_set(mention.party) &&
                       reading_distance(reading, before->span, mention.span) == 0;
        if (apposed) { /* "its southern neighbour Kazakhstan" */
            mention.at = before->at;
            mentions->count--;
        }
        note_speaker(reading, sentence->span, &mention);
        mention.is_place = (mention.at == ROLE_AT_IN && !is_owner(reading, &mention)) ||
                           is_dateline(reading, sentence, &mention);
        mentions->items[mentions->count++] = mention;
    }
}

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
} Tally;
#define MOST_TALLIES 64
#define TITLE_WEIGHT 3

typedef struct Tallies {
    Tally items[MOST_TALLIES];
    size_t count;
} Tallies;

static void tally_add(Tallies *tallies, TfParty party, size_t weight)
{
    for (size_t i = 0; i < tallies->count; i++)
        if (tf_party_equal(tallies->items[i].party, party)) {
            tallies->items[i].count += weight;
            return;
        }
    if (tallies->count < MOST_TALLIES)
        tallies->items[tallies->count++] = (Tally){party, weight};
}

static bool is_world(TfParty party)
{
    return strcmp(party.code, "WORLD") == 0;
}

static void tally_marks(const Reading *reading, TfSpan span, size_t weight, Tallies *tallies)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_PARTY, span, &first, &end);
    for (size_t i = first; i < end; i++) {
        TfParty party = code_of(&reading->marks[LEX_PARTY].items[i]);
        if (tf_party_is_set(party) && !is_world(party))
            tally_add(tallies, party, weight);
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
        bool is_code = hits.items[i].entry->kind == LEX_PARTY && value[0] >= 'A' && value[0] <= 'Z';
        if (!is_code || tf_party_is_set(page->outlet))
            continue;
        TfSlice rest = tf_slice(value);
        if (!tf_party_from_code(tf_slice_split(&rest, ' '), &page->outlet))
            page->outlet = (TfParty){""};
    }
    return status;
}

TfStatus parties_of_page(const Reading *reading, PageParties *page, TfError *error)
{
    *page = (PageParties){.title_count = 0};
    TfStatus status = find_outlet(reading, page, error);
    if (status != TF_OK)
        return status;
    Tallies tallies = {.count = 0};
    tally_marks(reading, reading->article->title, TITLE_WEIGHT, &tallies);
    page->title_count = tallies.count;
    for (size_t i = 0; i < 2 && i < tallies.count; i++)
        page->title[i] = tallies.items[i].party;
    if (tf_party_is_set(page->outlet))
        tally_add(&tallies, page->outlet, TITLE_WEIGHT);
    for (size_t i = 0; i < reading->article->body_count; i++)
        tally_marks(reading, reading->article->body[i], 1, &tallies);
    size_t best[2] = {0, 0};
    size_t most_bloc = 0;
    for (size_t i = 0; i < tallies.count; i++) {
        const Tally *tally = &tallies.items[i];
        if (is_bloc(tally->party) && tally->count > most_bloc) {
            page->bloc = tally->party;
            most_bloc = tally->count;
        }
        if (tally->count > best[0]) {
            page->second = page->topic;
            best[1] = best[0];
            page->topic = tally->party;
            best[0] = tally->count;
        } else if (tally->count > best[1]) {
            page->second = tally->party;
            best[1] = tally->count;
        }
    }
    return TF_OK;
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
    int before = reading_breaks(reading, question->before, span);
    int behind = reading_breaks(reading, span, next);
    if (own_measure)
        return before <= behind;
    return before < behind || (before == behind && reading_distance(reading, question->before, span) <
                                                       reading_distance(reading, span, next));
}

/* Whether a mention stands where it can be a party of the amount. */
static bool is_in_reach(const Reading *reading, const PairQuestion *question, const PartyMention *mention)
{
    if (mention->span.start < question->reach.start || mention->span.end > question->reach.end)
        return false;
    if (mention->is_speaker || mention->is_place)
        return false;
    bool governed = is_small_word(mention->at) && mention->at != ROLE_AT_IN;
    if (mention->span.start < question->amount.start)
        return !governed || !is_of_previous(reading, question, mention->span);
    if (question->behind.end > 0 &&
        reading_is_of_next(reading, question->amount, mention->span, question->behind))
        return false;
    int distance = reading_distance(reading, question->amount, mention->span);
    return distance <= (governed ? BEHIND_REACH : 3);
}

static int score_of(const Reading *reading, const PairQuestion *question, const PartyMention *mention)
{
    bool has_measure = question->measure.end > question->measure.start;
    int score = reading_distance(reading, mention->span, question->amount);
    if (has_measure) {
        int to_measure = reading_distance(reading, mention->span, question->measure);
        score = to_measure < score ? to_measure : score;
    }
    if (mention->at == ROLE_AT_WITH || mention->at == ROLE_AT_BETWEEN || mention->at == ROLE_AT_TO ||
        mention->at == ROLE_AT_FROM)
        score -= 6;
    return score;
}

static void collect(const Reading *reading, const PartyMentions *mentions, const PairQuestion *question,
                    Candidates *candidates)
{
    *candidates = (Candidates){.pair = NULL};
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (!is_in_reach(reading, question, mention))
            continue;
        if (mention->role == ROLE_PAIR)
            candidates->pair = mention;
        else if (mention->role == ROLE_OTHER)
            candidates->other = mention;
        else if (mention->role == ROLE_OWN)
            candidates->own = mention;
        else if (mention->role == ROLE_BLOC)
            candidates->bloc = mention;
        else
            keep_best(candidates, mention, score_of(reading, question, mention));
    }
}

static bool focus_has(const PairFocus *focus, TfParty party)
{
    return tf_party_is_set(focus->partner) &&
           (tf_party_equal(focus->reporter, party) || tf_party_equal(focus->partner, party));
}

static TfParty other_of(const PairFocus *focus, TfParty party)
{
    return tf_party_equal(focus->reporter, party) ? focus->partner : focus->reporter;
}

/* The party that stands beside one that is named alone. */
static TfParty beside(TfParty party, const PairFocus *focus, const PageParties *page)
{
    if (focus_has(focus, party))
        return other_of(focus, party);
    bool of_topic = focus_has(focus, page->topic);
    const TfParty choices[] = {of_topic ? page->topic : focus->reporter,
                               page->topic,
                               page->title[0],
                               page->title[1],
                               page->outlet,
                               page->second};
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
        if (tf_party_is_set(choices[i]) && !tf_party_equal(choices[i], party))
            return choices[i];
    return (TfParty){""};
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

/* Nobody is named: the pair of before, of the headline, of the speakers, of the page. */
static bool choose_carried(const PartyMentions *mentions, const PairFocus *focus, const PageParties *page,
                           PairChoice *choice)
{
    if (tf_party_is_set(focus->partner)) {
        *choice = (PairChoice){focus->reporter, focus->partner, PAIR_CARRIED, NULL, NULL};
        return true;
    }
    if (page->title_count == 2) {
        *choice = (PairChoice){page->title[0], page->title[1], PAIR_HEADLINE, NULL, NULL};
        return true;
    }
    if (choose_speakers(mentions, choice))
        return true;
    *choice = (PairChoice){page->topic, page->second, PAIR_HEADLINE, NULL, NULL};
    return tf_party_is_set(page->second);
}

/* The party that "the neighbour" or "with it" stands for. */
static TfParty resolve_other(TfParty named, const PairFocus *focus)
{
    if (tf_party_is_set(named) && focus_has(focus, named))
        return other_of(focus, named);
    if (tf_party_is_set(focus->last_named) && !tf_party_equal(focus->last_named, named))
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

static bool choose_one(const PartyMention *named, const Candidates *candidates, const PairFocus *focus,
                       const PageParties *page, PairChoice *choice)
{
    TfParty partner = candidates->other != NULL ? resolve_other(named->party, focus) : (TfParty){""};
    if (!tf_party_is_set(partner) || tf_party_equal(partner, named->party))
        partner = beside(named->party, focus, page);
    *choice = (PairChoice){named->party, partner, PAIR_HALF, named, candidates->other};
    return tf_party_is_set(partner);
}

bool party_choose(const Reading *reading, const PartyMentions *mentions, const PairQuestion *question,
                  const PairFocus *focus, const PageParties *page, PairChoice *choice)
{
    Candidates candidates;
    collect(reading, mentions, question, &candidates);
    const PartyMention *first = candidates.best[0];
    const PartyMention *second = candidates.best[1];
    bool chosen;
    if (question->with_world) {
        TfParty reporter = first != NULL && !is_world(first->party) ? first->party
                           : tf_party_is_set(focus->reporter)       ? focus->reporter
                                                                    : page->topic;
        *choice = (PairChoice){reporter, {"WORLD"}, PAIR_HALF, first, NULL};
        return tf_party_is_set(reporter);
    }
    if (second != NULL) {
        bool in_order = first->span.start < second->span.start;
        const PartyMention *a = in_order ? first : second;
        const PartyMention *b = in_order ? second : first;
        *choice = (PairChoice){a->party, b->party, PAIR_NAMED, a, b};
        chosen = true;
    } else if (first == NULL && candidates.bloc != NULL && tf_party_is_set(page->bloc)) {
        TfParty partner = beside(page->bloc, focus, page);
        *choice = (PairChoice){partner, page->bloc, PAIR_HALF, NULL, candidates.bloc};
        chosen = tf_party_is_set(partner);
    } else if (first != NULL && candidates.pair == NULL) {
        chosen = choose_one(first, &candidates, focus, page, choice);
    } else {
        chosen = choose_carried(mentions, focus, page, choice);
        if (first != NULL && chosen && !tf_party_equal(first->party, choice->a) &&
            !tf_party_equal(first->party, choice->b))
            chosen = choose_one(first, &candidates, focus, page, choice);
        if (candidates.other != NULL && chosen && first == NULL)
            choice->mention_b = candidates.other;
    }
    if (chosen)
        respect_agency(reading, mentions, question, choice);
    return chosen;
}
