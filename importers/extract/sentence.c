/* Paragraphs to sentences, by ICU's rules for the language. A full stop that a lexicon's phrase covers
 * ("U.S.", "Jan.") ends nothing, and a sentence without end is cut, so that nothing grows with the square of
 * its length. */
#include "importers/extract/reading.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

/* Longest sentence in words; news has none over a hundred or so. */
#define MOST_WORDS 220
#define MOST_BYTES 4000

typedef struct Splitter {
    Reading *reading;
    UBreakIterator *breaks;
    UChar *units; /* room for the longest paragraph */
    int32_t capacity;
    uint32_t paragraph;
    bool is_title;
} Splitter;

static bool add_sentence(Splitter *splitter, size_t start, size_t end)
{
    SentenceList *list = &splitter->reading->sentences;
    TfSlice text = splitter->reading->text;
    while (start < end && strchr(" \t\n", text.bytes[start]) != NULL)
        start++;
    while (end > start && strchr(" \t\n", text.bytes[end - 1]) != NULL)
        end--;
    if (start == end)
        return true;
    Sentence sentence = {{start, end}, splitter->paragraph, splitter->is_title};
    if (!tf_arena_grow(splitter->reading->arena, &list->items, &list->capacity, list->count, sizeof sentence))
        return false;
    list->items[list->count++] = sentence;
    return true;
}

/* Cuts a piece that is longer than a sentence can be, at blanks. */
static bool add_piece(Splitter *splitter, size_t start, size_t end)
{
    TfSlice text = splitter->reading->text;
    int words = 0;
    size_t from = start;
    for (size_t i = start; i < end; i++) {
        bool blank = text.bytes[i] == ' ' || text.bytes[i] == '\n';
        words += blank;
        bool cut =
            (blank && words >= MOST_WORDS) || (i - from >= MOST_BYTES && (text.bytes[i] & 0xC0) != 0x80);
        if (!cut)
            continue;
        if (!add_sentence(splitter, from, i))
            return false;
        from = i;
        words = 0;
    }
    return add_sentence(splitter, from, end);
}

/* Whether some mark covers the byte before `end`, as "Jan." does, and the full stop with it. */
static bool is_abbreviation(const Reading *reading, size_t end)
{
    static const LexKind kinds[] = {LEX_PARTY, LEX_MONTH, LEX_PERIOD, LEX_MEASURE, LEX_SPEECH};
    while (end > 0 && strchr(" \n\t", reading->text.bytes[end - 1]) != NULL)
        end--;
    if (end == 0 || reading->text.bytes[end - 1] != '.')
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const Mark *mark = reading_mark_at(reading, kinds[i], end - 1);
        if (mark != NULL && mark->end >= end)
            return true;
    }
    return false;
}

/* A line end inside a paragraph is no sentence end: pages are wrapped at any width. */
static bool is_wrap(TfSlice text, size_t end)
{
    if (end == 0 || text.bytes[end - 1] != '\n')
        return false;
    size_t last = end - 1;
    while (last > 0 && strchr(" \t\n", text.bytes[last - 1]) != NULL)
        last--;
    static const char stops[] = ".!?:;\"";
    return last > 0 && strchr(stops, text.bytes[last - 1]) == NULL &&
           (unsigned char)text.bytes[last - 1] < 0x80;
}

/* Whether ICU's end of a sentence is none. */
static bool is_inner(const Reading *reading, size_t end)
{
    return is_abbreviation(reading, end) || is_wrap(reading->text, end);
}

/* Whether the full stop at `stop` ends a sentence though ICU takes it for an abbreviation's: the word in
 * front of it is a small word of the lexicon without a stop ("nahm um 5 Prozent ab. Die Importe ..."). */
static bool is_missed_end(const Reading *reading, size_t stop, size_t end)
{
    static const LexKind kinds[] = {LEX_PERIOD, LEX_GROWTH};
    const char *bytes = reading->text.bytes;
    bool opens = stop > 0 && stop + 2 < end && bytes[stop] == '.' && bytes[stop + 1] == ' ' &&
                 bytes[stop + 2] >= 'A' && bytes[stop + 2] <= 'Z';
    for (size_t i = 0; opens && i < sizeof kinds / sizeof kinds[0]; i++) {
        const Mark *mark = reading_mark_at(reading, kinds[i], stop - 1);
        bool is_small = mark != NULL && bytes[mark->start] >= 'a' && bytes[mark->start] <= 'z';
        if (is_small && mark->end == stop)
            return true;
    }
    return false;
}

/* Letters of a word that no abbreviation has. */
#define LONG_WORD 5
/* ICU holds every word that ends as an abbreviation does for one: in Portuguese "comercial." for "al.",
 * "dólares." for "ares.". A long word ends its sentence where the next word has a capital and small letters
 * behind. */
static bool is_end_of_word(const Reading *reading, size_t stop, size_t end)
{
    const uint8_t *bytes = (const uint8_t *)reading->text.bytes;
    int32_t at = (int32_t)stop;
    UChar32 letter = 0;
    if (bytes[stop] != '.' || stop + 2 >= end || bytes[stop + 1] != ' ')
        return false;
    for (int letters = 0; letters < LONG_WORD; letters++) {
        if (at == 0)
            return false;
        U8_PREV(bytes, 0, at, letter);
        if (letter < 0 || !u_isalpha(letter))
            return false;
    }
    at = (int32_t)stop + 2;
    U8_NEXT(bytes, at, (int32_t)end, letter);
    if (letter < 0 || !u_isupper(letter) || at >= (int32_t)end)
        return false;
    U8_NEXT(bytes, at, (int32_t)end, letter);
    const Mark *hedge = reading_mark_at(reading, LEX_RELATION, stop - 1);
    return letter >= 0 && (letter == ' ' || u_islower(letter)) && hedge == NULL &&
           !is_abbreviation(reading, stop + 1);
}

/* Cuts what ICU left whole at the stops it missed. */
static bool add_pieces(Splitter *splitter, size_t start, size_t end)
{
    size_t from = start;
    for (size_t i = start; i < end; i++) {
        if (!is_missed_end(splitter->reading, i, end) && !is_end_of_word(splitter->reading, i, end))
            continue;
        if (!add_piece(splitter, from, i + 1))
            return false;
        from = i + 1;
    }
    return add_piece(splitter, from, end);
}

/* Gives ICU the paragraph as UTF-16, which it walks twice as fast; false when it cannot. */
static bool set_text(Splitter *splitter, TfSlice paragraph, int32_t *units)
{
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(splitter->units, splitter->capacity, units, paragraph.bytes,
                         (int32_t)paragraph.length, 0xFFFD, NULL, &code);
    ubrk_setText(splitter->breaks, splitter->units, *units, &code);
    return U_SUCCESS(code) != 0;
}

/* The byte behind `count` of the text's units of UTF-16 from `at` on. */
static size_t skip_units(TfSlice text, size_t units, size_t at, int32_t count)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    if (units == text.length)
        return at + (size_t)count; /* all of it is ASCII */
    while (count > 0 && at < text.length) {
        UChar32 character;
        U8_NEXT_OR_FFFD(bytes, at, text.length, character);
        count -= U16_LENGTH(character);
    }
    return at;
}

static TfStatus split_paragraph(Splitter *splitter, TfSpan span, TfError *error)
{
    TfSlice paragraph = tf_slice_range(splitter->reading->text, span.start, span.end);
    int32_t units = 0;
    if (!set_text(splitter, paragraph, &units))
        return tf_fail_memory(error);
    size_t from = span.start;
    size_t byte = 0;
    int32_t unit = 0;
    for (int32_t at = ubrk_next(splitter->breaks); at != UBRK_DONE; at = ubrk_next(splitter->breaks)) {
        byte = skip_units(paragraph, (size_t)units, byte, at - unit);
        unit = at;
        size_t end = span.start + byte;
        if (end < span.end && is_inner(splitter->reading, end))
            continue;
        if (!add_pieces(splitter, from, end))
            return tf_fail_memory(error);
        from = end;
    }
    return TF_OK;
}

/* Sentence rules that know the language's abbreviations; plain ones when ICU has none for it. */
static UBreakIterator *open_breaks(const char *lang)
{
    char locale[24];
    UErrorCode code = U_ZERO_ERROR;
    (void)snprintf(locale, sizeof locale, "%s@ss=standard", lang);
    return ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &code);
}

/* Opening an iterator costs more than reading an article (ICU builds the language's abbreviations anew), so
 * each thread keeps the one of the language it read last, until it ends. */
typedef struct KeptBreaks {
    char lang[3];
    UBreakIterator *breaks;
} KeptBreaks;

static pthread_key_t kept_key;
static pthread_once_t kept_once = PTHREAD_ONCE_INIT;
static bool kept_ready;

static void free_kept(void *kept)
{
    ubrk_close(((KeptBreaks *)kept)->breaks);
    free(kept);
}

static void make_key(void)
{
    kept_ready = pthread_key_create(&kept_key, free_kept) == 0;
}

/* What this thread keeps; NULL when memory is short. */
static KeptBreaks *kept_of_thread(void)
{
    (void)pthread_once(&kept_once, make_key);
    KeptBreaks *kept = kept_ready ? pthread_getspecific(kept_key) : NULL;
    if (kept != NULL || !kept_ready)
        return kept;
    kept = calloc(1, sizeof *kept);
    if (kept != NULL && pthread_setspecific(kept_key, kept) != 0) {
        free(kept);
        kept = NULL;
    }
    return kept;
}

static UBreakIterator *breaks_of(TfSlice lang)
{
    KeptBreaks *kept = kept_of_thread();
    char wanted[3] = "en";
    if (kept == NULL)
        return NULL;
    if (lang.bytes != NULL && lang.length == 2)
        memcpy(wanted, lang.bytes, 2);
    if (kept->breaks != NULL && strcmp(kept->lang, wanted) != 0) {
        ubrk_close(kept->breaks);
        kept->breaks = NULL;
    }
    if (kept->breaks == NULL) {
        kept->breaks = open_breaks(wanted);
        memcpy(kept->lang, wanted, sizeof wanted);
    }
    return kept->breaks;
}

/* Room for the longest paragraph in UTF-16: no more units than bytes. */
static bool make_room(Splitter *splitter)
{
    const TfArticle *article = splitter->reading->article;
    size_t longest = article->title.end - article->title.start;
    for (size_t i = 0; i < article->body_count; i++)
        if (article->body[i].end - article->body[i].start > longest)
            longest = article->body[i].end - article->body[i].start;
    splitter->capacity = (int32_t)longest + 1;
    splitter->units = tf_arena_room(splitter->reading->arena, (longest + 1) * sizeof *splitter->units);
    return splitter->units != NULL;
}

TfStatus sentences_make(const LexHits *hits, Reading *reading, TfError *error)
{
    (void)hits;
    const TfArticle *article = reading->article;
    Splitter splitter = {.reading = reading, .breaks = breaks_of(article->lang)};
    if (splitter.breaks == NULL || !make_room(&splitter))
        return tf_fail_memory(error);
    TfStatus status = TF_OK;
    for (size_t i = 0; i < article->body_count && status == TF_OK; i++) {
        splitter.paragraph = (uint32_t)i + 1;
        status = split_paragraph(&splitter, article->body[i], error);
    }
    if (status == TF_OK && article->title.end > article->title.start) {
        splitter.paragraph = 0;
        splitter.is_title = true;
        status = split_paragraph(&splitter, article->title, error);
    }
    return status;
}
