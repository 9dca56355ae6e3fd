/* Names of parties in an attribution. */
#include "tracker/series/named.h"

#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* ---- the names ---- */

/* The names in a language; none when there is no more room. */
static TfStatus find_names(SeriesNames *names, const char *language, TfArena *arena, TfPartyNames *found,
                           TfError *error)
{
    size_t at = 0;
    while (at < names->count && !tf_slice_is(tf_slice(language), names->items[at].language))
        at++;
    *found = (TfPartyNames){NULL, 0};
    if (at == SERIES_MOST_LANGUAGES)
        return TF_OK;
    if (at == names->count) {
        TfStatus status = tf_party_names(names->pair, language, arena, &names->items[at].names, error);
        if (status != TF_OK)
            return status;
        (void)snprintf(names->items[at].language, sizeof names->items[at].language, "%s", language);
        names->count++;
    }
    *found = names->items[at].names;
    return TF_OK;
}

/* The names in English and in the language of the page. */
typedef struct Lists {
    TfPartyNames items[2];
} Lists;

static TfStatus find_lists(SeriesNames *names, TfSlice language, TfArena *arena, Lists *lists, TfError *error)
{
    char own[8] = "";
    if (language.length < sizeof own)
        (void)snprintf(own, sizeof own, "%.*s", TF_SLICE_ARG(language));
    TfStatus status = find_names(names, "en", arena, &lists->items[0], error);
    if (status == TF_OK && own[0] != '\0' && !tf_slice_is(language, "en"))
        status = find_names(names, own, arena, &lists->items[1], error);
    return status;
}

/* ---- where they stand ---- */

/* Whether a word may begin at `at`: anywhere in scripts that do not part words (Chinese, Japanese, Thai). */
static bool begins_word(TfSlice text, size_t at)
{
    UChar32 before = 0;
    int32_t end = (int32_t)at;
    if (at == 0)
        return true;
    if (U8_IS_TRAIL((uint8_t)text.bytes[at]))
        return false;
    U8_PREV((const uint8_t *)text.bytes, 0, end, before);
    if (before < 0 || !u_isalnum(before))
        return true;
    int breaking = u_getIntPropertyValue(before, UCHAR_LINE_BREAK);
    return breaking == U_LB_IDEOGRAPHIC || breaking == U_LB_COMPLEX_CONTEXT ||
           breaking == U_LB_CONDITIONAL_JAPANESE_STARTER;
}

/* How many bytes of whole characters the text at `at` has in common with the name. */
static size_t shared_length(TfSlice text, size_t at, TfSlice name)
{
    size_t length = 0;
    while (length < name.length && at + length < text.length &&
           tf_slice_equal_ascii_case(tf_slice_of(text.bytes + at + length, 1),
                                     tf_slice_of(name.bytes + length, 1)))
        length++;
    while (length > 0 && length < name.length && U8_IS_TRAIL((uint8_t)name.bytes[length]))
        length--;
    return length;
}

/* The longest name that stands at `at`, NULL when none does. */
static const TfPartyName *name_at(const Lists *lists, TfSlice text, size_t at)
{
    const TfPartyName *longest = NULL;
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists->items[l].count; i++) {
            const TfPartyName *each = &lists->items[l].items[i];
            if ((longest == NULL || each->name.length > longest->name.length) &&
                shared_length(text, at, each->name) == each->name.length)
                longest = each;
        }
    return longest;
}

/* Whether the text goes on behind the name like the longer name of another: "Нигерии" is not Niger's. */
static bool goes_on_as_other(const Lists *lists, TfSlice text, size_t at, const TfPartyName *name)
{
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists->items[l].count; i++) {
            const TfPartyName *each = &lists->items[l].items[i];
            if (!tf_party_equal(each->party, name->party) &&
                shared_length(text, at, each->name) > name->name.length)
                return true;
        }
    return false;
}

/* ---- codes ---- */

/* The code as a word of its own, in capitals: "KZ stat bureau". */
static bool holds_code(TfSlice text, TfSlice code)
{
    TfSlice rest = text;
    while (rest.bytes != NULL && code.length > 0) {
        TfSlice word = tf_slice_split(&rest, ' ');
        if (tf_slice_ends_with(word, "'s"))
            word.length -= 2;
        if (tf_slice_equal(word, code))
            return true;
    }
    return false;
}

static bool has_code(TfSlice text, TfParty party)
{
    char brief[TF_PARTY_SHORT_CHARS];
    return holds_code(text, tf_slice(party.code)) || holds_code(text, tf_slice(tf_party_short(brief, party)));
}

/* ---- the whole ---- */

/* The one of two that is named; code "" when both are, or neither. */
static TfParty choose(TfPair pair, bool a, bool b)
{
    return a == b ? (TfParty){""} : a ? pair.a : pair.b;
}

TfStatus series_named(SeriesNames *names, TfSlice text, TfSlice language, TfArena *arena, TfParty *named,
                      TfError *error)
{
    Lists lists = {{{NULL, 0}, {NULL, 0}}};
    TfPair pair = names->pair;
    bool a = false;
    bool b = false;
    TfStatus status = find_lists(names, language, arena, &lists, error);
    if (status != TF_OK)
        return status;
    for (size_t at = 0; at < text.length;) {
        const TfPartyName *found = begins_word(text, at) ? name_at(&lists, text, at) : NULL;
        if (found != NULL && !goes_on_as_other(&lists, text, at, found)) {
            a = a || tf_party_equal(found->party, pair.a);
            b = b || tf_party_equal(found->party, pair.b);
        }
        at += found != NULL ? found->name.length : 1;
    }
    *named = a || b ? choose(pair, a, b) : choose(pair, has_code(text, pair.a), has_code(text, pair.b));
    return TF_OK;
}
