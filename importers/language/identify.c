/* Which language a text is in: by its script where that is enough, else by the commonest words of the
 * languages that share the script. */
#include "importers/language/automaton.h"
#include "importers/language/fold.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

/* A text says its language early; the rest is not read. */
#define MOST_BYTES      ((size_t)64 * 1024)
#define MOST_WORD_BYTES 32
#define MOST_LANGUAGES  32
/* Words common in one language alone that must be seen, and how far ahead of the next language. */
#define LEAST_SCORE 2.0
#define LEAST_LEAD  1.15
/* A paragraph is short, so it must be plainer that it is not in the page's language. */
#define MOST_PART_BYTES  ((size_t)600)
#define LEAST_PART_SCORE 5.0
#define PART_LEAD        2.5
/* A paragraph that begins so plainly in the page's language is not read on. */
#define GLANCE_BYTES ((size_t)160)
#define GLANCE_SCORE 2.0

typedef struct Tally {
    const char *language;
    double score;
} Tally;

typedef struct Counts {
    size_t kana;
    size_t hangul;
    size_t han;
    size_t letters; /* of all other scripts */
    Tally tallies[MOST_LANGUAGES];
    size_t tally_count;
} Counts;

static void count_script(Counts *counts, FoldedChar next)
{
    if (next.klass == CHAR_LETTER)
        counts->letters++;
    else if (next.klass != CHAR_FREE)
        return;
    else if (next.code >= 0x3040 && next.code <= 0x30FF)
        counts->kana++;
    else if ((next.code >= 0xAC00 && next.code <= 0xD7AF) || (next.code >= 0x1100 && next.code <= 0x11FF))
        counts->hangul++;
    else if (next.code >= 0x3400)
        counts->han++;
}

static void add_score(Counts *counts, const char *language, double score)
{
    for (size_t i = 0; i < counts->tally_count; i++) {
        const char *known = counts->tallies[i].language; /* two letters */
        if (known[0] == language[0] && known[1] == language[1]) {
            counts->tallies[i].score += score;
            return;
        }
    }
    if (counts->tally_count < MOST_LANGUAGES)
        counts->tallies[counts->tally_count++] = (Tally){language, score};
}

/* The common words as an open hash, made once for the process. */
typedef struct WordSlot {
    uint16_t first; /* index + 1 of the first of equal words; 0 when the slot is free */
    uint16_t count; /* of equal ones */
    uint32_t hash;
} WordSlot;

#define WORD_SLOTS 8192
static WordSlot word_slots[WORD_SLOTS];
static pthread_once_t words_once = PTHREAD_ONCE_INIT;

static uint32_t hash_of(TfSlice word)
{
    uint32_t hash = 5381;
    for (size_t i = 0; i < word.length; i++)
        hash = hash * 33 ^ (unsigned char)word.bytes[i];
    return hash ^ hash >> 13;
}

/* The slot of a word, or the free one where it would be. */
static WordSlot *find_word(TfSlice word, uint32_t hash)
{
    WordSlot *slot = &word_slots[hash % WORD_SLOTS];
    while (slot->first != 0 && (slot->hash != hash || !tf_slice_is(word, common_words[slot->first - 1].word)))
        slot = slot + 1 < word_slots + WORD_SLOTS ? slot + 1 : word_slots;
    return slot;
}

static void make_slots(void)
{
    assert(common_word_count <= WORD_SLOTS / 2);
    for (uint32_t i = 0; i < common_word_count; i++) {
        TfSlice word = tf_slice(common_words[i].word);
        WordSlot *slot = find_word(word, hash_of(word));
        if (slot->first == 0)
            *slot = (WordSlot){(uint16_t)(i + 1), 0, hash_of(word)};
        slot->count++;
    }
}

/* A word counts for each language it is common in, less the more there are. */
static void count_word(Counts *counts, TfSlice word)
{
    const WordSlot *slot = find_word(word, hash_of(word));
    for (uint32_t i = 0; i < slot->count; i++)
        add_score(counts, common_words[slot->first - 1 + i].language, 1.0 / slot->count);
}

/* Takes the ASCII letters at `at` into the word; where they end. */
static size_t take_plain(Counts *counts, TfSlice text, size_t at, char *word, size_t *length)
{
    size_t start = at;
    for (; at < text.length; at++) {
        uint8_t byte = (uint8_t)text.bytes[at];
        if (byte >= 0x80 || fold_ascii_class[byte] != CHAR_LETTER)
            break;
        if (*length <= MOST_WORD_BYTES - 4)
            word[(*length)++] = (char)fold_ascii_code[byte];
    }
    counts->letters += at - start;
    return at;
}

static void count_words(Counts *counts, TfSlice text)
{
    char word[MOST_WORD_BYTES];
    size_t length = 0;
    (void)pthread_once(&words_once, make_slots);
    for (size_t at = 0; at < text.length;) {
        at = take_plain(counts, text, at, word, &length);
        if (at == text.length) {
            count_word(counts, tf_slice_of(word, length));
            return;
        }
        FoldedChar next = fold_char(text, at);
        at += next.width;
        count_script(counts, next);
        bool in_word = next.klass == CHAR_LETTER || (next.code == '\'' && length > 0);
        if (in_word && next.code != 0 && length <= MOST_WORD_BYTES - 4)
            length += fold_write(next.code, word + length);
        if (in_word && at < text.length)
            continue;
        if (length > 0)
            count_word(counts, tf_slice_of(word, length));
        length = 0;
    }
}

/* Chinese, Japanese and Korean are told by their scripts. */
static const char *by_script(const Counts *counts)
{
    size_t free = counts->kana + counts->hangul + counts->han;
    if (free <= counts->letters / 2)
        return NULL;
    if (counts->hangul * 2 > free)
        return "ko";
    return counts->kana * 20 > free ? "ja" : "zh";
}

static const char *by_words(const Counts *counts)
{
    const Tally *best = NULL;
    double second = 0;
    for (size_t i = 0; i < counts->tally_count; i++) {
        const Tally *tally = &counts->tallies[i];
        if (best == NULL || tally->score > best->score) {
            second = best != NULL ? best->score : 0;
            best = tally;
        } else if (tally->score > second) {
            second = tally->score;
        }
    }
    return best != NULL && best->score >= LEAST_SCORE && best->score >= second * LEAST_LEAD ? best->language
                                                                                            : NULL;
}

TfSlice language_identify(TfSlice text)
{
    Counts counts = {.kana = 0};
    count_words(&counts, tf_slice_range(text, 0, MOST_BYTES));
    const char *language = by_script(&counts);
    return tf_slice(language != NULL ? language : by_words(&counts));
}

static double score_of(const Counts *counts, TfSlice language)
{
    for (size_t i = 0; i < counts->tally_count; i++)
        if (tf_slice_is(language, counts->tallies[i].language))
            return counts->tallies[i].score;
    return 0;
}

static bool begins_in(TfSlice text, TfSlice page)
{
    Counts counts = {.kana = 0};
    count_words(&counts, tf_slice_range(text, 0, GLANCE_BYTES));
    const char *best = by_script(&counts) == NULL ? by_words(&counts) : NULL;
    return best != NULL && tf_slice_is(page, best) && score_of(&counts, page) >= GLANCE_SCORE;
}

TfSlice language_of_part(TfSlice text, TfSlice page)
{
    Counts counts = {.kana = 0};
    if (begins_in(text, page))
        return page;
    count_words(&counts, tf_slice_range(text, 0, MOST_PART_BYTES));
    const char *language = by_script(&counts);
    if (language == NULL) {
        language = by_words(&counts);
        double score = language != NULL ? score_of(&counts, tf_slice(language)) : 0;
        if (score < LEAST_PART_SCORE || score < PART_LEAD * score_of(&counts, page))
            return page;
    }
    bool kin = tf_slice_is(page, "ja") && strcmp(language, "zh") == 0; /* a line of Japanese without kana */
    return language_is_known(tf_slice(language)) && !kin ? tf_slice(language) : page;
}
