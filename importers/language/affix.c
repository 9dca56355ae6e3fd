/* What stands behind a stem is an ending when parts of the language's table make it up: in Russian one part,
 * in Turkish or Kazakh a chain of them. */
#include "importers/language/affix.h"

#include "importers/language/fold.h"

#include <string.h>

/* Longest rest of a word that is looked at, and most parts of a chain. */
#define MOST_REST  40
#define MOST_PARTS 6

/* First affix that is not before `text`. */
static size_t first_affix(TfSlice text)
{
    size_t low = 0;
    size_t high = automaton_affix_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tf_slice_compare(tf_slice(automaton_affixes[middle].text), text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether parts of `language` make up all of `rest`; the sense is that of the last. */
static bool is_chain(TfSlice rest, uint16_t language, int parts, LexCase *sense)
{
    if (rest.length == 0)
        return true;
    if (parts == MOST_PARTS)
        return false;
    for (size_t length = rest.length; length > 0; length--) {
        TfSlice part = tf_slice_range(rest, 0, length);
        TfSlice behind = tf_slice_range(rest, length, rest.length);
        for (size_t i = first_affix(part);
             i < automaton_affix_count && tf_slice_is(part, automaton_affixes[i].text); i++) {
            const AutomatonAffix *affix = &automaton_affixes[i];
            LexCase last = (LexCase)affix->sense;
            if (affix->language != language || (affix->is_last && behind.length > 0) ||
                !is_chain(behind, language, parts + 1, &last))
                continue;
            *sense = last;
            return true;
        }
    }
    return false;
}

/* Folds the rest of a word into `rest`; its end in the text, or 0 when it is too long to be an ending. */
static size_t fold_rest(TfSlice text, size_t at, char rest[MOST_REST], size_t *length)
{
    *length = 0;
    bool has_mark = false;
    while (at < text.length) {
        FoldedChar next = fold_char(text, at);
        bool mark = next.code == '\'' && !has_mark && at + next.width < text.length &&
                    fold_char(text, at + next.width).klass == CHAR_LETTER;
        if (next.klass != CHAR_LETTER && !mark)
            break;
        if (*length + 4 > MOST_REST)
            return 0;
        if (mark && *length == 0)
            has_mark = true; /* "Rusya'ya": the mark parts a name from its ending */
        else
            *length += fold_write(next.code, rest + *length);
        at += next.width;
    }
    return at;
}

bool affix_ending(TfSlice text, size_t at, uint32_t language, Ending *ending)
{
    char bytes[MOST_REST] = {0};
    size_t length;
    size_t end = fold_rest(text, at, bytes, &length);
    *ending = (Ending){.end = at};
    if (end == 0)
        return false;
    TfSlice rest = tf_slice_of(bytes, length);
    if (length == 0)
        return true;
    uint32_t first = language == AFFIX_ANY_LANGUAGE ? 1 : language;
    uint32_t last = language == AFFIX_ANY_LANGUAGE ? automaton_language_count - 1 : language;
    for (uint32_t i = first; i <= last && i < automaton_language_count; i++) {
        if (!is_chain(rest, (uint16_t)i, 0, &ending->sense))
            continue;
        ending->end = end;
        ending->language = (uint16_t)i;
        return true;
    }
    return false;
}
