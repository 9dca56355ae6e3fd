/* Finding the forms of the lexicons in a text: at every place where a phrase may begin, a walk down the trie.
 * A walk is no longer than the longest form, so the whole is linear in the text. */
#include "importers/language/affix.h"
#include "importers/language/automaton.h"
#include "importers/language/fold.h"
#include "importers/language/gate_tables.h"

#include <string.h>

/* A blank in a form stands for a run of blanks of at most this many characters with one line end among them.
 */
#define MOST_BLANKS 8

/* News has about one hit in this many bytes; room for them is made at once, so that little is copied. */
#define BYTES_PER_HIT 6

/* Ends of prefixes that may lie ahead at once; Arabic has three of them before one word. */
#define MOST_PREFIXES 8

typedef struct Scan {
    TfSlice text;
    uint32_t language; /* index, or ANY_LANGUAGE */
    const AutomatonNode *nodes;
    const ScanFilter *filter; /* NULL: forms may begin anywhere */
    TfArena *arena;
    LexHits *hits;
    size_t word_starts[MOST_PREFIXES]; /* ends of prefixes ahead: words begin there inside a run of letters */
    size_t word_start_count;
} Scan;

#define ANY_LANGUAGE     AFFIX_ANY_LANGUAGE
#define UNKNOWN_LANGUAGE 0xFFFEu

static uint32_t find_language(TfSlice lang)
{
    if (lang.bytes == NULL)
        return ANY_LANGUAGE;
    for (uint32_t i = 1; i < automaton_language_count; i++)
        if (tf_slice_is(lang, automaton_languages[i]))
            return i;
    return UNKNOWN_LANGUAGE;
}

bool language_is_known(TfSlice lang)
{
    return lang.bytes != NULL && find_language(lang) != UNKNOWN_LANGUAGE;
}

/* Where the run of blanks that began before `at` ends. */
static size_t skip_blanks(TfSlice text, size_t at, bool had_line)
{
    for (int count = 1; at < text.length && count < MOST_BLANKS; count++) {
        FoldedChar next = fold_char(text, at);
        if (next.klass != CHAR_BLANK && (next.klass != CHAR_LINE || had_line))
            break;
        had_line = had_line || next.klass == CHAR_LINE;
        at += next.width;
    }
    return at;
}

static CharClass class_at(TfSlice text, size_t at)
{
    return at < text.length ? (CharClass)fold_char(text, at).klass : CHAR_OTHER;
}

/* Forms that ask for their own case must stand in the text byte by byte. */
static bool case_agrees(const Scan *scan, const AutomatonMeaning *meaning, size_t start, size_t end)
{
    return meaning->exact == 0 ||
           tf_slice_is(tf_slice_range(scan->text, start, end), automaton_texts + meaning->exact);
}

/* The characters at the two ends of a form and beside them. */
typedef struct Ends {
    CharClass before;
    CharClass first;
    CharClass last;
    CharClass after;
} Ends;

/* A prefix begins a word and touches the letter or digit behind it; other forms end where a word ends. */
static bool stands_well(const Ends *ends, const AutomatonMeaning *meaning)
{
    bool glued = meaning->is_glued;
    if (meaning->is_prefix)
        return fold_is_boundary(ends->before, ends->first, false) &&
               (ends->after == CHAR_LETTER || ends->after == CHAR_DIGIT);
    return fold_is_boundary(ends->before, ends->first, glued) &&
           fold_is_boundary(ends->last, ends->after, glued);
}

/* A walk down the trie: where it began, where it is, and what the last ending it passed says. */
typedef struct Walk {
    size_t start;
    CharClass before;
    CharClass first;
    size_t at;
    uint32_t node;
    CharClass last;
    LexCase sense;
    uint16_t ending_language; /* of the endings passed; 0 when none was */
    int stems;                /* passed so far */
} Walk;

/* A form has no more words with endings than this. */
#define MOST_STEMS 6

static bool is_spoken(const Scan *scan, const AutomatonMeaning *meaning, const Walk *walk)
{
    bool ending = walk->ending_language == 0 || meaning->language == walk->ending_language;
    return ending &&
           (meaning->language == 0 || scan->language == ANY_LANGUAGE || meaning->language == scan->language);
}

/* Keeps the meanings of the form that ends where the walk is; false when memory is short. */
static bool keep(Scan *scan, const Walk *walk)
{
    uint32_t index = scan->nodes[scan->nodes[walk->node].base & ~AUTOMATON_ACCEPT].base;
    LexHits *hits = scan->hits;
    Ends ends = {walk->before, walk->first, walk->last, class_at(scan->text, walk->at)};
    for (const AutomatonMeaning *meaning = &automaton_meanings[index];; meaning++) {
        if (is_spoken(scan, meaning, walk) && stands_well(&ends, meaning) &&
            case_agrees(scan, meaning, walk->start, walk->at)) {
            if (hits->count == hits->capacity &&
                !tf_arena_grow(scan->arena, &hits->items, &hits->capacity, hits->count, sizeof *hits->items))
                return false;
            hits->items[hits->count++] =
                (LexHit){(uint32_t)walk->start, (uint32_t)walk->at, &automaton_entries[meaning->entry],
                         walk->sense, meaning->is_prefix};
        }
        if (meaning->is_last)
            return true;
    }
}

static bool follow(Scan *scan, Walk walk);

/* A form with a stem goes on behind the ending of the text's word; false when memory is short. */
static bool follow_stem(Scan *scan, const Walk *from)
{
    uint32_t node = from->node;
    if (from->stems == MOST_STEMS || !automaton_step(scan->nodes, &node, AUTOMATON_STEM))
        return true; /* most often, and before the walk is copied */
    Walk walk = *from;
    Ending ending;
    walk.node = node;
    if (!affix_ending(scan->text, walk.at, scan->language, &ending))
        return true;
    walk.stems++;
    walk.at = ending.end;
    if (ending.language != 0) {
        walk.ending_language = ending.language;
        walk.last = CHAR_LETTER;
    }
    walk.sense = ending.sense;
    return follow(scan, walk);
}

/* Keeps every form that goes on from where the walk is; false when memory is short. */
static bool follow(Scan *scan, Walk walk)
{
    for (;;) {
        if (walk.at > walk.start)
            walk.at = fold_skip_vowels(scan->text, walk.at);
        if ((scan->nodes[walk.node].base & AUTOMATON_ACCEPT) && walk.at > walk.start && !keep(scan, &walk))
            return false;
        if (walk.at > walk.start && walk.last == CHAR_LETTER && !follow_stem(scan, &walk))
            return false;
        if (walk.at >= scan->text.length)
            return true;
        FoldedChar next = fold_char(scan->text, walk.at);
        if (next.code == AUTOMATON_STEM && walk.at > walk.start)
            return true; /* the text's own "~" is no stem */
        if (!automaton_step_char(scan->nodes, &walk.node, next.code))
            return true;
        walk.at += next.width;
        walk.last = (CharClass)next.klass;
        if (next.code == ' ')
            walk.at = skip_blanks(scan->text, walk.at, next.klass == CHAR_LINE);
    }
}

/* The hits of one place are asked for longest first, each once. */
static void put_in_order(LexHits *hits, size_t from)
{
    for (size_t i = from + 1; i < hits->count; i++) {
        LexHit hit = hits->items[i];
        size_t at = i;
        while (at > from && hits->items[at - 1].end < hit.end) {
            hits->items[at] = hits->items[at - 1];
            at--;
        }
        hits->items[at] = hit;
    }
}

/* Notes that a word begins where a prefix ends. */
static void add_word_start(Scan *scan, size_t at)
{
    for (size_t i = 0; i < scan->word_start_count; i++)
        if (scan->word_starts[i] == at)
            return;
    if (scan->word_start_count < MOST_PREFIXES)
        scan->word_starts[scan->word_start_count++] = at;
}

/* The prefixes among the hits since `had` count when the word is no form as a whole. */
static void settle_prefixes(Scan *scan, size_t had)
{
    LexHits *hits = scan->hits;
    size_t kept = had;
    for (size_t i = had; i < hits->count; i++)
        if (!hits->items[i].is_prefix)
            hits->items[kept++] = hits->items[i];
    if (kept > had)
        hits->count = kept;
    else
        for (size_t i = had; i < hits->count; i++)
            add_word_start(scan, hits->items[i].end);
}

/* Whether a prefix ends at `at`. Starts that are passed are forgotten. */
static bool is_behind_prefix(Scan *scan, size_t at)
{
    bool found = false;
    size_t kept = 0;
    for (size_t i = 0; i < scan->word_start_count; i++) {
        found = found || scan->word_starts[i] == at;
        if (scan->word_starts[i] > at)
            scan->word_starts[kept++] = scan->word_starts[i];
    }
    scan->word_start_count = kept;
    return found;
}

/* Keeps every form that begins at `start`; false when memory is short. */
static bool walk_word(Scan *scan, size_t start, CharClass before, CharClass first)
{
    size_t had = scan->hits->count;
    Walk walk = {.start = start, .before = before, .first = first, .at = start};
    if (!follow(scan, walk))
        return false;
    bool has_prefix = false;
    for (size_t i = had; i < scan->hits->count; i++)
        has_prefix = has_prefix || scan->hits->items[i].is_prefix;
    if (has_prefix)
        settle_prefixes(scan, had);
    if (scan->hits->count > had + 1)
        put_in_order(scan->hits, had);
    return true;
}

/* A phrase may begin here: not inside a run of letters or of digits. */
static bool may_begin(CharClass before, CharClass here)
{
    return here != CHAR_BLANK && here != CHAR_LINE && fold_is_boundary(before, here, true);
}

static inline bool has_bit(const uint8_t *bits, uint32_t index)
{
    return (bits[index >> 3] >> (index & 7) & 1) != 0;
}

/* ASCII letters that four bytes begin with. */
static inline unsigned letters_of(uint32_t bytes)
{
    unsigned count = 0;
    while (count < 4 && ((bytes & 0xFF) | 0x20) - 'a' < 26) {
        bytes >>= 8;
        count++;
    }
    return count;
}

/* Whether a form of the scan's language may begin at `at`. Behind the end of the text stand blanks. A short
 * form that ends in the middle of a word is none, unless it is open. */
static inline bool form_may_begin(const Scan *scan, size_t at)
{
    const ScanFilter *filter = scan->filter;
    if (filter == NULL)
        return true;
    uint8_t bytes[4] = {' ', ' ', ' ', ' '};
    size_t left = scan->text.length - at;
    memcpy(bytes, scan->text.bytes + at, left < 4 ? left : 4);
    uint32_t word = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    if (has_bit(filter->four, scan_hash(word, 4, SCAN_FOUR_BITS)) ||
        fold_skip_vowels(scan->text, at + 2) > at + 2)
        return true;
    unsigned letters = letters_of(word);
    return (letters <= 3 && has_bit(filter->three, scan_hash(word, 3, SCAN_THREE_BITS))) ||
           (letters <= 2 && has_bit(filter->two, scan_hash(word, 2, SCAN_TWO_BITS))) ||
           (letters <= 1 && has_bit(filter->one, bytes[0])) ||
           has_bit(filter->open, scan_hash(word, 3, SCAN_OPEN_BITS)) ||
           has_bit(filter->open, scan_hash(word, 2, SCAN_OPEN_BITS)) ||
           has_bit(filter->open, scan_hash(word, 1, SCAN_OPEN_BITS));
}

TfStatus language_scan(TfSlice text, TfSlice lang, TfArena *arena, LexHits *hits, TfError *error)
{
    if (text.length >= UINT32_MAX)
        return tf_fail(error, TF_LIMIT, "a text of %zu bytes is too long to scan, 4 GiB is the limit",
                       text.length);
    LexHits result = {NULL, 0, 0};
    result.capacity = text.length / BYTES_PER_HIT + 16;
    result.items = tf_arena_room(arena, result.capacity * sizeof *result.items);
    if (result.items == NULL)
        return tf_fail_memory(error);
    Scan scan = {.text = text, .language = find_language(lang), .arena = arena, .hits = &result};
    bool is_known = scan.language < automaton_language_count;
    scan.nodes = automaton_nodes[is_known ? scan.language : 0];
    if (is_known)
        scan.filter = &scan_filters[scan.language];
    CharClass before = CHAR_OTHER;
    for (size_t at = 0; at < text.length;) {
        FoldedChar here = fold_char(text, at);
        if (scan.word_start_count > 0 && is_behind_prefix(&scan, at))
            before = CHAR_OTHER;
        if (may_begin(before, (CharClass)here.klass) && form_may_begin(&scan, at) &&
            !walk_word(&scan, at, before, (CharClass)here.klass))
            return tf_fail_memory(error);
        before = (CharClass)here.klass;
        at += here.width;
        if (before == CHAR_LETTER && scan.word_start_count == 0)
            at = fold_skip_letters(text, at);
    }
    *hits = result;
    return TF_OK;
}
