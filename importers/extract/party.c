/* The parties that a sentence names. */
#include "importers/extract/party.h"

#include <string.h>

/* "That country" was named at most this many bytes before. */
#define THAT_BYTES 900
/* Longest bracket that only adds to the party in front of it. */
#define BRACKET_BYTES 90
/* "Kazakhstan's foreign minister": the speaker's office follows within this distance. */
#define SPEAKER_REACH 3

TfParty party_of_mark(const Mark *mark)
{
    TfParty party = {""};
    if (!party_is_named(mark))
        return party;
    TfSlice rest = tf_slice(mark->entry->value);
    TfSlice code = tf_slice_split(&rest, ' ');
    if (code.length < sizeof party.code)
        memcpy(party.code, code.bytes, code.length);
    return party;
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
    if (end == first)
        return;
    const Mark *mark = &reading->marks[LEX_SPEECH].items[end - 1];
    int distance = reading_distance(reading, mark_span(mark), mention->span);
    if (mark->role == ROLE_SPEAKER && mention->at == ROLE_AT_OF && distance <= PARTY_FRONT_REACH)
        mention->is_speaker = true;
    bool named_behind = mention->at == ROLE_NONE && distance == 0; /* "hải quan Trung Quốc" */
    if (named_behind && (mark->role == ROLE_SPEAKER || mark->role == ROLE_AGENCY)) {
        mention->is_speaker = true;
        mention->is_agency = mark->role == ROLE_AGENCY;
    }
}

/* "Wien/Mailand. ": a dateline of two places. */
static bool goes_on_dateline(const Reading *reading, const PartyMention *before, const PartyMention *mention)
{
    return before != NULL && before->is_place && before->role == ROLE_CAPITAL &&
           mention->span.start == before->span.end + 1 && reading->text.bytes[before->span.end] == '/';
}

/* "ASTANA, September 25.", "BEIJING - ": a capital at the head of a paragraph with a mark behind it. */
static bool is_dateline(const Reading *reading, const Sentence *sentence, const PartyMention *before,
                        const PartyMention *mention)
{
    bool at_head = mention->span.start == sentence->span.start || goes_on_dateline(reading, before, mention);
    if (mention->role != ROLE_CAPITAL || !at_head || sentence->is_title)
        return false;
    TfSlice behind = tf_slice_range(reading->text, mention->span.end, sentence->span.end);
    static const char *const marks[] = {", ", " \u2013", " \u2014", " - ", " (", ": ", "/", " /", ". "};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (tf_slice_starts_with(behind, marks[i]))
            return true;
    return false;
}

/* Whether the code of a mention is that of a region of the other's country: RUS-TA of RUS. */
static bool is_region_of(const PartyMention *region, const PartyMention *state)
{
    size_t length = strlen(state->party.code);
    return length == 3 && strncmp(region->party.code, state->party.code, length) == 0 &&
           region->party.code[length] == '-';
}

bool party_has_apostrophe(const Reading *reading, size_t at)
{
    TfSlice behind = tf_slice_range(reading->text, at, reading->text.length);
    return tf_slice_starts_with(behind, "'") || tf_slice_starts_with(behind, "\u2019");
}

/* "in India's trade": the party owns what follows, and is no place. */
static bool is_owner(const Reading *reading, const PartyMention *mention)
{
    if (party_has_apostrophe(reading, mention->span.end))
        return true;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){mention->span.end, mention->span.end + 40}, &first, &end);
    return first < end && reading_distance(reading, mention->span,
                                           mark_span(&reading->marks[LEX_MEASURE].items[first])) == 0;
}

/* "同国": the country named last; what it exports is what the one named last as a doer exports. */
static TfParty party_named_last(const Reading *reading, const MarkList *list, size_t at, bool is_outward)
{
    TfParty last = {""};
    for (size_t i = at; i > 0 && list->items[at].start - list->items[i - 1].start < THAT_BYTES; i--) {
        const Mark *mark = &list->items[i - 1];
        if (!party_is_named(mark))
            continue;
        bool is_behind;
        MarkRole role = party_word_at(reading, list, i - 1, (size_t[2]){0, at}, NULL, &is_behind);
        if (is_outward || !party_is_outward(role))
            return party_of_mark(mark);
        if (!tf_party_is_set(last))
            last = party_of_mark(mark);
    }
    return last;
}

/* "EUとの経済連携協定", "with" whom something else than the trade is: a word that the lexicon calls none of
 * trade stands right behind. */
static bool is_before_other_thing(const Reading *reading, const Mark *word)
{
    const Mark *thing = reading_mark_at(reading, LEX_MEASURE, word->end);
    return word->role == ROLE_AT_WITH && thing != NULL && thing->start == word->end &&
           thing->role == ROLE_NONE;
}

static bool is_of_agreement(const Reading *reading, const MarkList *list, size_t at,
                            const PartyMention *mention)
{
    if (mention->at != ROLE_AT_WITH || !mention->is_word_behind)
        return false;
    for (size_t i = at + 1; i < list->count; i++)
        if (list->items[i].side != SIDE_FRONT)
            return is_before_other_thing(reading, &list->items[i]);
    return false;
}

/* "China (including Hong Kong)": the place where a bracket closes that opens right behind the party in front
 * and names another without a figure of its own; 0 when there is none. */
static size_t bracket_end(const Reading *reading, const PartyMention *before, const Mark *mark)
{
    TfSlice text = reading->text;
    size_t open = before->span.end;
    while (open < mark->start && text.bytes[open] == ' ')
        open++;
    if (open >= mark->start || reading_bracket_at(text, open) != 1)
        return 0;
    for (size_t i = open + 1; i < text.length && i < open + BRACKET_BYTES; i++) {
        if (reading_bracket_at(text, i) == 1 || (text.bytes[i] >= '0' && text.bytes[i] <= '9'))
            return 0;
        if (reading_bracket_at(text, i) == -1)
            return i < mark->end ? 0 : i + (text.bytes[i] == ')' ? 1 : 3);
    }
    return 0;
}

/* The word behind such a bracket governs the party in front: "中国（香港を含む）向け". */
static void pass_bracket(const Reading *reading, const MarkList *list, size_t end, size_t at,
                         PartyMention *before)
{
    while (at < list->count && list->items[at].start < end)
        at++;
    bool small = at < list->count && list->items[at].start == end &&
                 party_is_small_word(list->items[at].role) && list->items[at].side != SIDE_FRONT;
    if (!small)
        return;
    before->at = list->items[at].role;
    before->is_at_behind = before->is_word_behind = true;
    before->is_place = before->is_place || is_before_other_thing(reading, &list->items[at]);
}

/* "중국에서는 500억 달러어치를 들여왔다": where something is bought, it comes from. */
static bool is_bought_there(const Reading *reading, const Sentence *sentence, const PartyMention *mention)
{
    if (mention->at != ROLE_AT_IN || !mention->is_at_behind || mention->role != ROLE_PARTY)
        return false;
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){mention->span.end, sentence->span.end}, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_MEASURE].items[i];
        if (mark->side != SIDE_AFTER)
            continue;
        return mark->role == ROLE_IMPORTS_VERB &&
               reading_money_between(reading, mention->span.end, mark->start) == 1;
    }
    return false;
}

/* "followed by France", where the small word for "by" is that for "in", too. */
static bool is_behind_list(const Reading *reading, const PartyMention *mention)
{
    size_t first;
    size_t end;
    size_t start = mention->span.start;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){start > 60 ? start - 60 : 0, start}, &first, &end);
    const Mark *mark = end > first ? &reading->marks[LEX_MEASURE].items[end - 1] : NULL;
    return mark != NULL && mark->role == ROLE_LIST &&
           reading_distance(reading, mark_span(mark), mention->span) == 0;
}

/* The marks of a sentence, and the mention that a mark of it is. */
typedef struct MentionFinder {
    const Reading *reading;
    const Sentence *sentence;
    const MarkList *list;
    size_t first;
    size_t end;
} MentionFinder;

/* Who is meant, and which small word governs it. */
static PartyMention read_mention(const MentionFinder *finder, size_t at, PartyMention *before)
{
    const Reading *reading = finder->reading;
    const Mark *mark = &finder->list->items[at];
    PartyMention mention = {
        .span = mark_span(mark), .party = party_of_mark(mark), .role = mark->role, .entry = mark->entry};
    mention.at = party_word_at(reading, finder->list, at, (size_t[2]){finder->first, finder->end}, before,
                               &mention.is_at_behind);
    mention.is_word_behind =
        mention.at != ROLE_NONE && party_word_behind(reading, finder->list, at, finder->end) == mention.at;
    if (mention.role == ROLE_THAT) {
        mention.party = party_named_last(reading, finder->list, at, party_is_outward(mention.at));
        mention.role = tf_party_is_set(mention.party) ? ROLE_PARTY : ROLE_OWN;
    }
    if (is_bought_there(reading, finder->sentence, &mention))
        mention.at = ROLE_AT_FROM;
    mention.is_listed = before != NULL && party_is_named(mark) && party_is_outward(mention.at) &&
                        before->at == mention.at && party_goes_on_list(reading, before->span, mention.span);
    if (mention.is_listed)
        before->is_listed = true;
    return mention;
}

/* "a surplus with it", "exports to the country": a stand-in that trade goes to is the other side. False for
 * an "it" that nothing governs. */
static bool settle_stand_in(const PartyMention *before, PartyMention *mention)
{
    bool outward = party_is_outward(mention->at);
    if (mention->role == ROLE_IT && !outward)
        return false;
    bool joined = mention->at == ROLE_AT_BETWEEN && before != NULL && before->at == mention->at &&
                  tf_party_is_set(before->party);
    outward = outward || joined; /* "between France and the kingdom" */
    mention->is_pronoun = mention->role == ROLE_IT;
    if ((mention->role == ROLE_IT || mention->role == ROLE_OWN) && outward)
        mention->role = ROLE_OTHER;
    return true;
}

/* Takes the small word of the mention in front where both are of one party; true when that one is told by
 * this and goes. */
static bool take_over(const Reading *reading, PartyMention *before, bool apposed, PartyMention *mention)
{
    bool owned = mention->role == ROLE_OTHER && tf_party_is_set(before->party) &&
                 party_has_apostrophe(reading, before->span.end) &&
                 reading_distance(reading, before->span, mention->span) == 0;
    if (owned) { /* "from Italy's largest partner" */
        mention->at = before->at;
        before->at = ROLE_NONE;
    }
    bool of_state = is_region_of(mention, before) &&
                    reading_distance(reading, before->span, mention->span) <= PARTY_FRONT_REACH;
    if (of_state || apposed) /* "the Russian region of Tatarstan", "its southern neighbour Kazakhstan" */
        mention->at = before->at;
    return of_state || apposed;
}

static void add_mention(const MentionFinder *finder, size_t at, PartyMentions *mentions)
{
    const Reading *reading = finder->reading;
    PartyMention *before = mentions->count > 0 ? &mentions->items[mentions->count - 1] : NULL;
    size_t bracket = before != NULL ? bracket_end(reading, before, &finder->list->items[at]) : 0;
    if (bracket > 0) {
        pass_bracket(reading, finder->list, bracket, at, before);
        return;
    }
    PartyMention mention = read_mention(finder, at, before);
    bool apposed = before != NULL && before->role == ROLE_OTHER && tf_party_is_set(mention.party) &&
                   reading_distance(reading, before->span, mention.span) == 0;
    if (!settle_stand_in(before, &mention))
        return;
    if (before != NULL && take_over(reading, before, apposed, &mention))
        mentions->count--;
    if (tf_party_is_set(mention.party))
        note_speaker(reading, finder->sentence->span, &mention);
    mention.is_place =
        (mention.at == ROLE_AT_IN && !is_owner(reading, &mention) && !is_behind_list(reading, &mention)) ||
        is_dateline(reading, finder->sentence, before, &mention) ||
        is_of_agreement(reading, finder->list, at, &mention);
    mentions->items[mentions->count++] = mention;
}

void parties_find(const Reading *reading, const Sentence *sentence, PartyMentions *mentions)
{
    MentionFinder finder = {.reading = reading, .sentence = sentence, .list = &reading->marks[LEX_PARTY]};
    reading_marks_in(reading, LEX_PARTY, sentence->span, &finder.first, &finder.end);
    mentions->count = 0;
    for (size_t i = finder.first; i < finder.end && mentions->count < MOST_MENTIONS; i++) {
        MarkRole role = finder.list->items[i].role;
        if (role >= ROLE_PARTY && role <= ROLE_IT)
            add_mention(&finder, i, mentions);
    }
}

#define MOST_DIFFERENT 8

size_t parties_count(const PartyMentions *mentions)
{
    TfParty seen[MOST_DIFFERENT];
    size_t count = 0;
    for (size_t i = 0; i < mentions->count && count < MOST_DIFFERENT; i++) {
        bool known = !tf_party_is_set(mentions->items[i].party);
        for (size_t k = 0; k < count && !known; k++)
            known = tf_party_equal(seen[k], mentions->items[i].party);
        if (!known)
            seen[count++] = mentions->items[i].party;
    }
    return count;
}
