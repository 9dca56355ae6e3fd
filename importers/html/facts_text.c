/* Short texts of a page made comparable: cleaned, folded, looked into. */
#include "importers/html/facts_internal.h"

#include "importers/readers/character.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* --- cleaning --- */

static bool is_blank(UChar32 character)
{
    return character <= ' ' || character == 0xA0 || (character >= 0x80 && u_isUWhiteSpace(character));
}

/* Characters that are there but not seen: soft hyphens, marks of direction, joiners of no width. */
static bool is_unseen(UChar32 character)
{
    return character == 0xAD || character == 0x200B || character == 0xFEFF || character == 0x200E ||
           character == 0x200F || character == 0x2060;
}

static size_t put_character(char *to, UChar32 character)
{
    size_t length = 0;
    uint8_t bytes[4];
    U8_APPEND_UNSAFE(bytes, length, (uint32_t)character);
    memcpy(to, bytes, length);
    return length;
}

/* The number of "#38;" or "#x26;" behind '&'; 0 when it is none. */
static UChar32 numeric_entity(TfSlice name)
{
    bool hex = name.length > 2 && (name.bytes[1] | 0x20) == 'x';
    UChar32 value = 0;
    for (size_t i = hex ? 2 : 1; i < name.length; i++) {
        int digit = u_digit((unsigned char)name.bytes[i], hex ? 16 : 10);
        if (digit < 0 || value > 0x10FFFF)
            return 0;
        value = value * (hex ? 16 : 10) + digit;
    }
    return value >= ' ' && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF) ? value : 0;
}

/* The character of an entity at `at`, and behind it in *end; 0 when none stands there. */
static UChar32 entity_at(TfSlice text, size_t at, size_t *end)
{
    char name[12];
    if (text.bytes[at] != '&')
        return 0;
    size_t stop = tf_slice_find_byte(tf_slice_range(text, 0, at + 12), at, ';');
    if (stop == TF_NOWHERE || stop < at + 3)
        return 0;
    TfSlice inner = tf_slice_range(text, at + 1, stop);
    *end = stop + 1;
    if (inner.bytes[0] == '#')
        return numeric_entity(inner);
    memcpy(name, inner.bytes, inner.length);
    name[inner.length] = '\0';
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    return entity != NULL ? (UChar32)entity->value : tf_slice_is(inner, "apos") ? '\'' : 0;
}

/* Bytes of a tag ("<em>", "</b>", "<br/>") at `at`, 0 when none stands there. */
static size_t tag_at(TfSlice text, size_t at)
{
    size_t name = at + 1;
    if (text.bytes[at] != '<' || name >= text.length)
        return 0;
    name += text.bytes[name] == '/';
    if (name >= text.length || !u_isalpha((unsigned char)text.bytes[name]))
        return 0;
    size_t end = tf_slice_find_byte(tf_slice_range(text, 0, at + 200), at, '>');
    return end != TF_NOWHERE ? end + 1 - at : 0;
}

TfSlice fact_clean(TfSlice text, TfArena *arena)
{
    text = tf_slice_range(text, 0, (size_t)1 << 16);
    char *to = tf_arena_room(arena, text.length + 1);
    size_t length = 0;
    bool blank = false;
    if (to == NULL || text.length == 0)
        return (TfSlice){NULL, 0};
    for (size_t at = 0; at < text.length;) {
        size_t tag = tag_at(text, at);
        size_t next = at;
        UChar32 character = tag > 0 ? ' ' : entity_at(text, at, &next);
        if (character == '&' && next < text.length) { /* "&amp;quot;": twice over */
            char again[16];
            size_t rest = text.length - next < 12 ? text.length - next : 12;
            size_t inner = 0;
            again[0] = '&';
            memcpy(again + 1, text.bytes + next, rest);
            UChar32 second = entity_at(tf_slice_of(again, rest + 1), 0, &inner);
            if (second != 0) {
                character = second;
                next += inner - 1;
            }
        }
        if (character == 0) {
            next = at;
            character = character_next(text, &next);
        }
        at = tag > 0 ? at + tag : next;
        if (is_unseen(character))
            continue;
        if (character < 0 || is_blank(character)) {
            blank = true;
            continue;
        }
        if (blank && length > 0)
            to[length++] = ' ';
        blank = false;
        length += put_character(to + length, character);
    }
    return length > 0 ? tf_slice_of(to, length) : (TfSlice){NULL, 0};
}

/* --- folding --- */

TfSlice fact_fold(TfSlice text, TfArena *arena)
{
    text = tf_slice_range(text, 0, 4096);
    char *to = tf_arena_room(arena, text.length * 2 + 4); /* a lower case letter may be longer */
    size_t length = 0;
    bool blank = false;
    if (to == NULL)
        return (TfSlice){NULL, 0};
    for (size_t at = 0; at < text.length;) {
        UChar32 character = character_next(text, &at);
        if (is_unseen(character))
            continue;
        if (character < 0 || (!character_is_letter(character) && !u_isdigit(character))) {
            blank = character != '\'' && character != 0x2019;
            continue;
        }
        if (blank && length > 0)
            to[length++] = ' ';
        blank = false;
        length += put_character(to + length, u_tolower(character));
    }
    return tf_slice_of(to, length);
}

size_t fact_count_words(TfSlice folded)
{
    size_t words = folded.length > 0;
    for (size_t i = 0; i < folded.length; i++)
        words += folded.bytes[i] == ' ';
    return words;
}

/* Scripts that write no blanks have no ends of words to look at. */
static bool ends_word(TfSlice whole, size_t at)
{
    return at == 0 || at >= whole.length || whole.bytes[at] == ' ' || whole.bytes[at - 1] == ' ' ||
           (unsigned char)whole.bytes[at] >= 0xE3;
}

/* The next place behind `at` where a word like `part` can begin: behind a blank, or at its first byte where
 * words are written without blanks. */
static size_t next_start(TfSlice whole, TfSlice part, size_t at)
{
    bool runs_on = (unsigned char)part.bytes[0] >= 0xE3;
    const char *found = memchr(whole.bytes + at, runs_on ? part.bytes[0] : ' ', whole.length - at);
    return found == NULL ? whole.length : (size_t)(found - whole.bytes) + (runs_on ? 0 : 1);
}

bool fact_holds(TfSlice whole, TfSlice part)
{
    if (part.length == 0 || part.length > whole.length)
        return false;
    for (size_t at = 0; at + part.length <= whole.length; at = next_start(whole, part, at)) {
        if (memcmp(whole.bytes + at, part.bytes, part.length) == 0 && ends_word(whole, at + part.length))
            return true;
        at += (unsigned char)part.bytes[0] >= 0xE3;
    }
    return false;
}

double fact_shared(TfSlice a, TfSlice b)
{
    size_t shared = 0;
    size_t all = 0;
    TfSlice rest = a.length > 0 ? a : (TfSlice){NULL, 0};
    while (rest.bytes != NULL) {
        TfSlice word = tf_slice_split(&rest, ' ');
        bool runs_on = word.length > 0 && (unsigned char)word.bytes[0] >= 0xE3;
        size_t step = runs_on ? 6 : word.length; /* two characters of three bytes */
        for (size_t at = 0; at < word.length; at += runs_on ? 3 : step) {
            TfSlice piece = tf_slice_range(word, at, at + step);
            if (runs_on && piece.length < step && at > 0)
                break;
            all += piece.length;
            shared += fact_holds(b, piece) ? piece.length : 0;
        }
    }
    return all > 0 ? (double)shared / (double)all : 0.0;
}

/* --- class and id --- */

static bool starts_token(TfSlice words, size_t at)
{
    unsigned char before = at > 0 ? (unsigned char)words.bytes[at - 1] : ' ';
    unsigned char here = (unsigned char)words.bytes[at];
    return !u_isalpha(before) || (u_islower(before) && u_isupper(here));
}

static bool ends_token(TfSlice words, size_t at)
{
    unsigned char here = at < words.length ? (unsigned char)words.bytes[at] : ' ';
    return !u_isalpha(here) || (u_isupper(here) && u_islower((unsigned char)words.bytes[at - 1]));
}

bool fact_has_token(TfSlice words, const char *token)
{
    size_t length = strlen(token);
    for (size_t at = 0; at + length <= words.length; at++) {
        size_t same = 0;
        while (same < length && (words.bytes[at + same] | 0x20) == token[same])
            same++;
        if (same == length && starts_token(words, at) && ends_token(words, at + length))
            return true;
    }
    return false;
}
