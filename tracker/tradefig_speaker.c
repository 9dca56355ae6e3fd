/* Whose official or agency an attribution names, by the words of the lexicons: "Turkish prime minister",
 * "Beijing's customs authority", "посол Казахстана". */
#include "importers/language/language.h"
#include "tracker/tradefig_known.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* A longer attribution is a page; the party of an office stands close behind it. */
enum {
    MOST_ATTRIBUTION_BYTES = 1000,
    REACH_BYTES = 100,
    MOST_WORDS_BETWEEN = 3,
    MOST_WORDS_OF = 7,
    MOST_BYTES_BEHIND_OF = 5 /* "of the" */
};
#define SCRATCH_BYTES ((size_t)4 << 20)

/* The party that a lexicon's value stands for: "KAZ", "KAZ capital", "KAZ home"; code "" for small words and
 * the like. */
static TfParty party_of_value(const char *value)
{
    TfParty party = {""};
    TfSlice rest = tf_slice(value);
    TfSlice code = tf_slice_split(&rest, ' ');
    bool is_sure = rest.bytes == NULL || tf_slice_is(rest, "capital") || tf_slice_is(rest, "home");
    return is_sure && tf_party_from_code(code, &party) && tf_party_is_whole(party) ? party : (TfParty){""};
}

static bool is_of_pair(TfParty party, TfPair pair)
{
    return tf_party_equal(party, pair.a) || tf_party_equal(party, pair.b);
}

/* The first of the pair's parties that is named, else the first of all; `start` is where. */
static TfParty first_party(const LexHits *hits, TfPair pair, size_t *start)
{
    TfParty first = {""};
    for (size_t i = 0; i < hits->count; i++) {
        if (hits->items[i].entry->kind != LEX_PARTY)
            continue;
        TfParty party = party_of_value(hits->items[i].entry->value);
        bool is_first = !tf_party_is_set(first) && tf_party_is_set(party);
        if (is_first || is_of_pair(party, pair)) {
            first = party;
            *start = hits->items[i].start;
        }
        if (is_of_pair(party, pair))
            break;
    }
    return first;
}

static bool has_speech_before(const LexHits *hits, size_t end)
{
    for (size_t i = 0; i < hits->count && hits->items[i].start < end; i++)
        if (hits->items[i].entry->kind == LEX_SPEECH &&
            !tf_slice_is(tf_slice(hits->items[i].entry->value), "agency"))
            return true;
    return false;
}

/* "of", "de", "của" just in front, or a case that says it. */
static bool is_genitive(const LexHits *hits, size_t start)
{
    for (size_t i = 0; i < hits->count; i++) {
        const LexHit *hit = &hits->items[i];
        if (hit->entry->kind != LEX_PARTY)
            continue;
        bool is_of = tf_slice_is(tf_slice(hit->entry->value), "at of") && hit->end <= start &&
                     start - hit->end <= MOST_BYTES_BEHIND_OF;
        if (is_of || (hit->start == start && hit->sense == LEX_CASE_OF))
            return true;
    }
    return false;
}

/* Nothing but the rest of an office stands between: "of Trade and Integration of", "иностранных дел"; without
 * a word or a case that says "of" no name may. */
static bool is_office_tail(TfSlice between, bool is_genitive)
{
    size_t words = 0;
    bool in_word = false;
    for (int32_t at = 0; at < (int32_t)between.length;) {
        UChar32 character;
        U8_NEXT((const uint8_t *)between.bytes, at, (int32_t)between.length, character);
        bool is_name = u_isupper(character) && !is_genitive;
        if (character < 0 || is_name || (u_ispunct(character) && character != '-' && character != '\''))
            return false;
        bool is_letter = u_isalnum(character) != 0;
        words += is_letter && !in_word;
        in_word = is_letter;
    }
    return words <= (is_genitive ? MOST_WORDS_OF : MOST_WORDS_BETWEEN);
}

/* What follows the attribution in its sentence. */
static TfSlice words_behind(const TfClaimRecord *record)
{
    TfSlice attribution = record->claim.attribution;
    TfSlice sentence = record->sentence;
    for (size_t at = 0; at + attribution.length <= sentence.length; at++) {
        size_t end = at + attribution.length;
        if (!tf_slice_equal(tf_slice_range(sentence, at, end), attribution))
            continue;
        size_t stop = end + REACH_BYTES < sentence.length ? end + REACH_BYTES : sentence.length;
        while (stop < sentence.length && (sentence.bytes[stop] & 0xC0) == 0x80)
            stop++;
        return tf_slice_range(sentence, end, stop);
    }
    return (TfSlice){NULL, 0};
}

/* A person in office, not an agency, which has a country of its own. */
static bool is_person(const LexHits *hits)
{
    bool is_one = false;
    for (size_t i = 0; i < hits->count; i++) {
        TfSlice value = tf_slice(hits->items[i].entry->value);
        if (hits->items[i].entry->kind == LEX_SPEECH && tf_slice_is(value, "agency"))
            return false;
        is_one = is_one || (hits->items[i].entry->kind == LEX_SPEECH && tf_slice_is(value, "speaker"));
    }
    return is_one;
}

static TfStatus find_speaker(TfClaimRecord *record, bool *is_office, TfArena *scratch, TfError *error)
{
    LexHits hits = {NULL, 0, 0};
    TfSlice attribution = record->claim.attribution;
    TfSlice lang = record->claim.lang.length > 0 ? record->claim.lang : (TfSlice){NULL, 0};
    TfPair pair = tf_claim_pair(&record->claim);
    size_t start = 0;
    TfStatus status = language_scan(attribution, lang, scratch, &hits, error);
    if (status != TF_OK)
        return status;
    record->speaker = first_party(&hits, pair, &start);
    *is_office = is_person(&hits);
    TfSlice behind = words_behind(record);
    if (tf_party_is_set(record->speaker) || behind.length == 0)
        return TF_OK;
    hits = (LexHits){NULL, 0, 0};
    status = language_scan(behind, lang, scratch, &hits, error);
    if (status != TF_OK)
        return status;
    TfParty party = first_party(&hits, pair, &start);
    if (is_of_pair(party, pair) && !has_speech_before(&hits, start) &&
        is_office_tail(tf_slice_range(behind, 0, start), is_genitive(&hits, start)))
        record->speaker = party;
    return TF_OK;
}

/* ---- "the minister said" ---- */

static int by_article(const void *left, const void *right)
{
    const TfClaimRecord *a = *(TfClaimRecord *const *)left;
    const TfClaimRecord *b = *(TfClaimRecord *const *)right;
    if (a->article_id != b->article_id)
        return a->article_id < b->article_id ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* The one side whose speakers a page names; code "" when it names two, or none. */
static TfParty side_of_page(TfClaimRecord *const *page, size_t count)
{
    TfParty side = {""};
    for (size_t i = 0; i < count; i++) {
        TfParty speaker = page[i]->speaker;
        if (!tf_party_is_set(speaker))
            continue;
        if (tf_party_is_set(side) && !tf_party_equal(side, speaker))
            return (TfParty){""};
        side = speaker;
    }
    return side;
}

/* A person in office, without a country, is of the one that the page has named with its speakers. */
static TfStatus name_by_page(TfClaimRecord *items, const bool *is_office, size_t count, TfArena *arena,
                             TfError *error)
{
    TfClaimRecord **order = tf_arena_alloc_array(arena, count, sizeof(TfClaimRecord *));
    if (order == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        order[i] = &items[i];
    qsort(order, count, sizeof(TfClaimRecord *), by_article);
    for (size_t first = 0; first < count;) {
        size_t end = first + 1;
        while (end < count && order[end]->article_id == order[first]->article_id)
            end++;
        TfParty side = side_of_page(order + first, end - first);
        for (size_t i = first; i < end; i++)
            if (is_office[order[i] - items] && !tf_party_is_set(order[i]->speaker))
                order[i]->speaker = side;
        first = end;
    }
    return TF_OK;
}

TfStatus known_name_speakers(TfClaimRows *rows, TfArena *arena, TfError *error)
{
    TfClaimRecord *items = tf_arena_alloc_array(arena, rows->count, sizeof *items);
    bool *is_office = tf_arena_alloc_array(arena, rows->count, sizeof *is_office);
    TfArena scratch;
    TfStatus status = TF_OK;
    if (items == NULL || is_office == NULL)
        return tf_fail_memory(error);
    tf_arena_init(&scratch, SCRATCH_BYTES);
    for (size_t i = 0; i < rows->count && status == TF_OK; i++) {
        items[i] = rows->items[i];
        size_t length = items[i].claim.attribution.length;
        if (length > 0 && length <= MOST_ATTRIBUTION_BYTES)
            status = find_speaker(&items[i], &is_office[i], &scratch, error);
        tf_arena_reset(&scratch);
    }
    tf_arena_done(&scratch);
    if (status == TF_OK)
        status = name_by_page(items, is_office, rows->count, arena, error);
    if (status == TF_OK)
        rows->items = items;
    return status;
}
