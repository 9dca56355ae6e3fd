/* Finding the forms of the lexicons in a text: at every place where a phrase may begin, a walk down the trie.
 * A walk is no longer than the longest form, so the whole is linear in the text. */
#include "importers/language/automaton.h"
#include "importers/language/fold.h"

#include <string.h>

/* A blank in a form stands for a run of blanks of at most this many characters with one line end among them.
 */
#define MOST_BLANKS 8
/* Meanings found by one walk; the longest forms are kept when there are more. */
#define MOST_MATCHES 64

typedef struct Scan {
    TfSlice text;
    uint32_t language; /* index, or ANY_LANGUAGE */
    TfArena *arena;
    LexHits *hits;
} Scan;

#define ANY_LANGUAGE     0xFFFFu
#define UNKNOWN_LANGUAGE 0xFFFEu

static const bool glued_kinds[LEX_KIND_COUNT] = {
    [LEX_SCALE] = true,  [LEX_CURRENCY] = true, [LEX_PERCENT] = true,
    [LEX_PERIOD] = true, [LEX_MONTH] = true,    [LEX_GROWTH] = true,
};

bool automaton_kind_is_glued(LexKind kind)
{
    return glued_kinds[kind];
}

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

/* The child of *node by a byte; false when there is none. */
static bool step(uint32_t *node, uint8_t byte)
{
    uint32_t child = (automaton_nodes[*node].base & ~AUTOMATON_ACCEPT) + byte;
    if (automaton_nodes[child].check != *node)
        return false;
    *node = child;
    return true;
}

static bool step_char(uint32_t *node, uint32_t code)
{
    if (code == 0)
        return false;
    if (code < 0x80)
        return step(node, (uint8_t)code);
    char bytes[4];
    size_t length = fold_write(code, bytes);
    for (size_t i = 0; i < length; i++)
        if (!step(node, (uint8_t)bytes[i]))
            return false;
    return true;
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
    if (meaning->exact == 0)
        return true;
    const char *exact = automaton_texts + meaning->exact;
    return tf_slice_is(tf_slice_range(scan->text, start, end), exact);
}

/* Collects the meanings of the form that ends at `node` and covers [start, end). */
static size_t collect(const Scan *scan, uint32_t node, size_t start, size_t end, CharClass before,
                      CharClass first, CharClass last, LexHit *found, size_t count)
{
    uint32_t index = automaton_nodes[automaton_nodes[node].base & ~AUTOMATON_ACCEPT].base;
    CharClass after = class_at(scan->text, end);
    for (const AutomatonMeaning *meaning = &automaton_meanings[index];; meaning++) {
        const LexEntry *entry = &automaton_entries[meaning->entry];
        bool glued = glued_kinds[entry->kind];
        if ((meaning->language == 0 || scan->language == ANY_LANGUAGE ||
             meaning->language == scan->language) &&
            fold_is_boundary(before, first, glued) && fold_is_boundary(last, after, glued) &&
            case_agrees(scan, meaning, start, end)) {
            if (count == MOST_MATCHES) /* drop the shortest */
                memmove(found, found + 1, --count * sizeof *found);
            found[count++] = (LexHit){(uint32_t)start, (uint32_t)end, entry};
        }
        if (meaning->is_last)
            return count;
    }
}

static bool keep(Scan *scan, const LexHit *found, size_t count)
{
    LexHits *hits = scan->hits;
    while (count > 0) { /* longest first */
        if (!tf_arena_grow(scan->arena, &hits->items, &hits->capacity, hits->count, sizeof *hits->items))
            return false;
        hits->items[hits->count++] = found[--count];
    }
    return true;
}

/* Keeps every form that begins at `start`, where the character `first` stands; false when memory is short. */
static bool walk(Scan *scan, size_t start, CharClass before, FoldedChar first)
{
    LexHit found[MOST_MATCHES];
    size_t count = 0;
    uint32_t node = 0;
    size_t at = start;
    FoldedChar next = first;
    while (step_char(&node, next.code)) {
        at += next.width;
        if (next.code == ' ')
            at = skip_blanks(scan->text, at, next.klass == CHAR_LINE);
        if (automaton_nodes[node].base & AUTOMATON_ACCEPT)
            count = collect(scan, node, start, at, before, (CharClass)first.klass, (CharClass)next.klass,
                            found, count);
        if (at >= scan->text.length)
            break;
        next = fold_char(scan->text, at);
    }
    return count == 0 || keep(scan, found, count);
}

/* A phrase may begin here: not inside a run of letters or of digits. */
static bool may_begin(CharClass before, CharClass here)
{
    return here != CHAR_BLANK && here != CHAR_LINE && fold_is_boundary(before, here, true);
}

TfStatus language_scan(TfSlice text, TfSlice lang, TfArena *arena, LexHits *hits, TfError *error)
{
    if (text.length >= UINT32_MAX)
        return tf_fail(error, TF_LIMIT, "a text of %zu bytes is too long to scan, 4 GiB is the limit",
                       text.length);
    LexHits result = {NULL, 0, 0};
    Scan scan = {text, find_language(lang), arena, &result};
    CharClass before = CHAR_OTHER;
    for (size_t at = 0; at < text.length;) {
        FoldedChar here = fold_char(text, at);
        if (may_begin(before, (CharClass)here.klass) && !walk(&scan, at, before, here))
            return tf_fail_memory(error);
        before = (CharClass)here.klass;
        at += here.width;
    }
    *hits = result;
    return TF_OK;
}
