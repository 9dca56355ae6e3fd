/* Sentence ends by what stands around a mark: ". " before a capital, "?" "!" "。" "؟" "।", or a line end. A
 * full stop inside "9.5", "U.S." or "27. November" is none. */
#include "tracker/store/sentence.h"

#include "tracker/base/json_writer.h"

#include <string.h>
#include <unicode/uchar.h>

/* Short forms that end with a stop and may stand before a capital or a name. */
static const char *const short_forms[] = {
    "Mr",  "Mrs",  "Ms",  "Dr",  "Prof",   "St",  "Gen", "Sen", "Gov",  "Rep", "No",   "Nr",  "Inc",  "Ltd",
    "Co",  "Corp", "vs",  "ca",  "Jan",    "Feb", "Mar", "Apr", "Jun",  "Jul", "Aug",  "Sep", "Sept", "Oct",
    "Nov", "Dec",  "Mio", "Mrd", "approx", "Sr",  "Sra", "Mme", "долл", "тов", "проф", "им",  "ул",
};

/* ---- characters ---- */

uint32_t sentence_character(TfSlice text, size_t at, size_t *length)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes + at;
    *length = 1;
    if (bytes[0] < 0x80)
        return bytes[0];
    size_t size = tf_utf8_sequence(text.bytes + at, text.length - at);
    if (size < 2)
        return 0xfffd;
    *length = size;
    if (size == 2)
        return (uint32_t)(bytes[0] & 0x1f) << 6 | (bytes[1] & 0x3fU);
    if (size == 3)
        return (uint32_t)(bytes[0] & 0x0f) << 12 | (uint32_t)(bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3fU);
    return (uint32_t)(bytes[0] & 0x07) << 18 | (uint32_t)(bytes[1] & 0x3f) << 12 |
           (uint32_t)(bytes[2] & 0x3f) << 6 | (bytes[3] & 0x3fU);
}

static bool is_inside_character(TfSlice text, size_t at)
{
    return at < text.length && ((unsigned char)text.bytes[at] & 0xc0) == 0x80;
}

/* The character that ends before `at` (> 0), and where it starts. */
static uint32_t character_before(TfSlice text, size_t at, size_t *start)
{
    size_t length;
    size_t first = at - 1;
    while (first > 0 && at - first < 4 && is_inside_character(text, first))
        first--;
    uint32_t character = sentence_character(text, first, &length);
    if (first + length != at) {
        first = at - 1;
        character = sentence_character(tf_slice_range(text, 0, at), first, &length);
    }
    *start = first;
    return character;
}

static bool is_one_of(uint32_t character, const uint32_t *set, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (set[i] == character)
            return true;
    return false;
}
#define IS_ONE_OF(character, set) is_one_of((character), (set), sizeof(set) / sizeof((set)[0]))

static bool is_blank(uint32_t character)
{
    static const uint32_t blanks[] = {' ', '\t', '\r', '\f', '\v', 0xa0, 0x2009, 0x202f, 0x3000};
    return IS_ONE_OF(character, blanks);
}

/* Quotes and brackets on either side of a sentence; many are used both ways. */
static bool is_quote(uint32_t character)
{
    static const uint32_t quotes[] = {'"',    '\'',   '(',    ')',    '[',    ']',    0xab,
                                      0xbb,   0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e,
                                      0x2039, 0x203a, 0x300c, 0x300d, 0x300e, 0x300f};
    return IS_ONE_OF(character, quotes);
}

static bool is_closing(uint32_t character)
{
    static const uint32_t closing[] = {'"', '\'', ')', ']', 0xbb, 0x2019, 0x201d, 0x203a, 0x300d, 0x300f};
    return IS_ONE_OF(character, closing);
}

/* Marks that end a sentence with no blank behind them. */
static bool is_wide_end(uint32_t character)
{
    static const uint32_t ends[] = {0x3002, 0xff01, 0xff1f, 0xff61};
    return IS_ONE_OF(character, ends);
}

static bool is_end(uint32_t character)
{
    static const uint32_t ends[] = {'!', '?', 0x2026, 0x061f, 0x06d4, 0x0964, 0x0589};
    return IS_ONE_OF(character, ends);
}

/* ---- one place ---- */

/* A new sentence begins with a letter that is not small, behind at most three quotes or dashes. */
static bool looks_like_beginning(TfSlice text, size_t at)
{
    for (int skipped = 0; at < text.length && skipped < 4; skipped++) {
        size_t length;
        uint32_t character = sentence_character(text, at, &length);
        bool dash = character == '-' || character == 0x2013 || character == 0x2014;
        if (!is_quote(character) && !dash && !is_blank(character))
            return u_isalpha((UChar32)character) != 0 && u_islower((UChar32)character) == 0;
        at += length;
    }
    return false;
}

/* The word before the stop at `stop`: letters and digits back to anything else, at most 16 bytes. */
static TfSlice word_before(TfSlice text, size_t stop)
{
    size_t start = stop;
    while (start > 0 && stop - start < 16) {
        size_t first;
        uint32_t character = character_before(text, start, &first);
        if (u_isalnum((UChar32)character) == 0)
            break;
        start = first;
    }
    return tf_slice_range(text, start, stop);
}

static bool stop_is_no_end(TfSlice text, size_t stop)
{
    size_t length = 0;
    TfSlice word = word_before(text, stop);
    if (word.length == 0)
        return false;
    uint32_t first = sentence_character(word, 0, &length);
    bool one_letter = length == word.length && u_isalpha((UChar32)first) != 0; /* "U.S.", "J. Smith" */
    bool ordinal = word.length <= 2 && first < 0x80 && u_isdigit((UChar32)first) != 0; /* "27. November" */
    if (one_letter || ordinal)
        return true;
    for (size_t i = 0; i < sizeof short_forms / sizeof short_forms[0]; i++)
        if (tf_slice_is(word, short_forms[i]))
            return true;
    return false;
}

/* The character before the one at `at`, blanks left out; *place is where it starts. '\n' also at the
 * beginning of the text and behind a wide gap, which separate as a line end does. */
static uint32_t mark_before(TfSlice text, size_t at, size_t *place, bool *blank)
{
    size_t here = at;
    *blank = false;
    while (here > 0 && at - here < SENTENCE_SHOWN) {
        uint32_t character = character_before(text, here, place);
        if (!is_blank(character))
            return character;
        *blank = true;
        here = *place;
    }
    return '\n';
}

/* True when the character at `at`, which is no blank, is the first of a sentence. */
static bool is_start(TfSlice text, size_t at)
{
    size_t length;
    size_t place = at;
    bool blank;
    uint32_t mark = mark_before(text, at, &place, &blank);
    /* with no blank between, an opening quote belongs to this sentence */
    for (int skipped = 0; skipped < 3 && place > 0 && (blank ? is_quote(mark) : is_closing(mark)); skipped++)
        mark = character_before(text, place, &place);
    if (mark == '\n')
        return true;
    if (is_wide_end(mark)) {
        uint32_t first = sentence_character(text, at, &length);
        return !is_closing(first) && !is_wide_end(first);
    }
    if (!blank || (mark != '.' && !is_end(mark)))
        return false;
    return looks_like_beginning(text, at) && (mark != '.' || !stop_is_no_end(text, place));
}

static bool starts_here(TfSlice text, size_t at)
{
    size_t length;
    uint32_t character = sentence_character(text, at, &length);
    return !is_blank(character) && character != '\n' && is_start(text, at);
}

/* False for most characters: a sentence starts behind a blank, a line end, a wide end or a closing quote
 * only. Asked by the first byte of the character before, which the walk knows; only speed depends on it. */
static bool may_end_before_start(unsigned char first)
{
    static const bool may[256] = {
        ['\t'] = true, ['\n'] = true, ['\v'] = true, ['\f'] = true, ['\r'] = true, [' '] = true,
        ['"'] = true,  ['\''] = true, ['('] = true,  [')'] = true,  ['['] = true,  [']'] = true,
        [0xc2] = true, [0xe2] = true, [0xe3] = true, [0xef] = true,
    };
    return may[first];
}

size_t sentence_next(TfSlice text, size_t from)
{
    bool worth_asking = false;
    size_t length = 0;
    for (size_t at = from; at < text.length; at += length) {
        if (worth_asking && starts_here(text, at))
            return at;
        worth_asking = may_end_before_start((unsigned char)text.bytes[at]);
        (void)sentence_character(text, at, &length);
    }
    return text.length;
}

/* ---- what is shown ---- */

TfSpan sentence_window(TfSlice text, TfSpan sentence, TfSpan focus)
{
    if (sentence.end - sentence.start <= SENTENCE_SHOWN)
        return sentence;
    size_t wide = focus.end - focus.start;
    size_t room = wide < SENTENCE_SHOWN ? SENTENCE_SHOWN - wide : 0;
    size_t before = focus.start - sentence.start;
    size_t after = sentence.end - focus.end;
    size_t left = before < room / 2 ? before : room / 2;
    size_t right = after < room - left ? after : room - left;
    left = before < room - right ? before : room - right;
    TfSpan shown = {focus.start - left,
                    wide < SENTENCE_SHOWN ? focus.end + right : focus.start + SENTENCE_SHOWN};
    while (shown.start < focus.start && is_inside_character(text, shown.start))
        shown.start++;
    while (shown.end > shown.start && is_inside_character(text, shown.end))
        shown.end--;
    return shown;
}

static size_t start_before(TfSlice text, size_t place)
{
    size_t last = place > SENTENCE_SHOWN ? place - SENTENCE_SHOWN : 0;
    size_t at = place;
    while (at > last && (at == text.length || !starts_here(text, at)))
        (void)character_before(text, at, &at);
    return at;
}

static size_t end_after(TfSlice text, size_t place)
{
    size_t last = text.length - place > SENTENCE_SHOWN ? place + SENTENCE_SHOWN : text.length;
    size_t length = 0;
    size_t at = place;
    for (; at < last && !starts_here(text, at); at += length)
        (void)sentence_character(text, at, &length);
    return at < text.length ? at : text.length;
}

TfSlice sentence_around(TfSlice text, TfSpan span)
{
    if (span.end > text.length || span.start > span.end)
        return (TfSlice){NULL, 0};
    TfSpan sentence = {start_before(text, span.start), end_after(text, span.end)};
    sentence = sentence_window(text, sentence, span);
    return tf_slice_trim(tf_slice_range(text, sentence.start, sentence.end));
}
