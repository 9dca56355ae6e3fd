/* The dateline of an agency before the first paragraph: place, date, name of the agency, a dash. */
#include "importers/readers/page.h"

#include "importers/readers/character.h"
#include "importers/readers/page_words.h"

#include <string.h>
#include <unicode/uchar.h>

#define MOST_PLACE_BYTES 90
#define MOST_PLACE_WORDS 7

/* Figures of a date stand no further from its beginning: "September the 27th". */
#define MOST_NAME_BYTES 80

/* Within these bytes a dateline's date ends. */
#define DATELINE_BYTES (MOST_PLACE_BYTES + MOST_NAME_BYTES)

/* Paragraphs that may carry it; a standfirst comes first on some pages. */
#define PARAGRAPHS_TRIED 3

static bool has_small_letters(TfSlice text)
{
    for (size_t at = 0; at < text.length;) {
        UChar32 character = character_next(text, &at);
        if (character >= 0 && u_islower(character))
            return true;
    }
    return false;
}

/* Each word begins with a capital, or its script has none; words that belong to a date do not count. */
static bool is_place(TfSlice text)
{
    bool in_word = false;
    size_t start = 0;
    for (size_t at = 0; at < text.length; start = at) {
        UChar32 character = character_next(text, &at);
        bool letter = character_is_letter(character);
        if (letter && !in_word && u_islower(character)) {
            size_t length;
            TfSlice rest = tf_slice_range(text, start, text.length);
            if (page_prefix_kinds(rest, PAGE_PUBLISHED | PAGE_PARTICLE, &length) == 0)
                return false;
        }
        in_word = letter;
    }
    return true;
}

/* Where the marks right behind `place` end in `before`, which begins with it. */
static size_t marks_end(TfSlice before, TfSlice place)
{
    size_t end = (size_t)(place.bytes + place.length - before.bytes);
    for (size_t at = end; at < before.length; end = at)
        if (character_is_letter(character_next(before, &at)))
            break;
    return end;
}

/* What stands before the date: one to seven capitalised words, then a comma, bracket or dash unless all
 * capitals. */
static bool leads_to_date(TfSlice before)
{
    if (before.length > MOST_PLACE_BYTES || page_count_words(before) > MOST_PLACE_WORDS)
        return false;
    if (page_is_ornament(before))
        return before.length <=
               4; /* the date comes first: "27 Nov, Moscow —" is rare, "(27 Nov) —" less so */
    bool updated = false;
    TfSlice place = page_strip_date_words(before, &updated);
    before = tf_slice_range(before, 0, marks_end(before, place));
    bool marked = (size_t)(place.bytes + place.length - before.bytes) < tf_slice_trim(before).length ||
                  tf_slice_ends_with(place, ")");
    return is_place(place) && (marked || !has_small_letters(place));
}

/* An agency in brackets or slashes at the start of `text`; bytes NULL when there is none. */
static TfSlice agency_at(TfSlice text, size_t *length)
{
    static const struct {
        TfSlice open;
        TfSlice close;
    } pairs[] = {{TF_SLICE("("), TF_SLICE(")")},
                 {TF_SLICE("/"), TF_SLICE("/")},
                 {TF_SLICE("["), TF_SLICE("]")},
                 {TF_SLICE("\xEF\xBC\x88"), TF_SLICE("\xEF\xBC\x89")}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        size_t open = pairs[i].open.length;
        if (!tf_slice_equal(tf_slice_range(text, 0, open), pairs[i].open))
            continue;
        TfSlice inside = tf_slice_range(text, open, 60);
        size_t end = tf_slice_find(inside, 0, pairs[i].close.bytes);
        if (end == TF_NOWHERE || end == 0)
            continue;
        *length = open + end + pairs[i].close.length;
        return tf_slice_trim(tf_slice_range(inside, 0, end));
    }
    return (TfSlice){NULL, 0};
}

static bool is_dash(UChar32 character)
{
    return character >= 0 && (u_charType(character) == U_DASH_PUNCTUATION || character == '=');
}

/* Whether `after` ends a dateline: a dash, a colon, an agency, the word for a dispatch, or a stop behind
 * capitals. A particle ("г.", "года") may come first. */
static bool ends_dateline(TfSlice after, bool capitals, TfSlice *agency)
{
    size_t length = 0;
    after = tf_slice_trim(after);
    if (page_prefix_kinds(tf_slice_range(after, 0, 24), PAGE_PARTICLE, &length) != 0)
        after = tf_slice_trim(tf_slice_range(after, length, after.length));
    bool stopped = tf_slice_starts_with(after, ".");
    if (stopped || tf_slice_starts_with(after, ","))
        after = tf_slice_trim(tf_slice_range(after, 1, after.length));
    *agency = agency_at(after, &length);
    if (agency->bytes != NULL)
        return true;
    static const char *const dispatch[] = {"\xE7\x94\xB5", "\xE9\x9B\xBB", "\xE8\xAE\xAF", "\xE8\xA8\x8A",
                                           "--"};
    for (size_t i = 0; i < sizeof dispatch / sizeof dispatch[0]; i++)
        if (tf_slice_starts_with(after, dispatch[i]))
            return true;
    size_t at = 0;
    UChar32 character = after.length > 0 ? character_next(after, &at) : -1;
    return is_dash(character) || character == ':' || (stopped && capitals);
}

/* The year of a day without one: the latest that is not after the page's own date, but for a day of time
 * zones. */
static TfDate complete(TfDate date, TfDate page_date)
{
    if (date.year != 0 || !tf_date_is_set(page_date))
        return date;
    for (int year = page_date.year + 1; year >= page_date.year - 4; year--) {
        if (!tf_date_is_valid(year, date.month, date.day))
            continue;
        TfDate whole = {(int16_t)year, date.month, date.day};
        if (tf_date_to_days(whole) <= tf_date_to_days(page_date) + 1)
            return whole;
    }
    return date;
}

static bool read_dateline(TfSlice paragraph, ReaderDate *date, TfSlice *agency)
{
    TfSlice start = tf_slice_range(paragraph, 0, READER_DATE_BYTES);
    /* a date further on would not be a dateline's */
    if (!reader_date_find(tf_slice_range(start, 0, DATELINE_BYTES), 0, true, date))
        return false;
    TfSlice before = tf_slice_range(start, 0, date->start);
    return leads_to_date(before) &&
           ends_dateline(tf_slice_range(start, date->end, start.length), !has_small_letters(before), agency);
}

/* "HÀ NỘI (NVC) --", "(BTGT) -": an agency without a date. */
static TfSlice agency_alone(TfSlice paragraph)
{
    TfSlice none = {NULL, 0};
    TfSlice start = tf_slice_range(paragraph, 0, MOST_PLACE_BYTES);
    size_t open = tf_slice_find_byte(start, 0, '(');
    size_t length = 0;
    if (open == TF_NOWHERE || !is_place(tf_slice_range(start, 0, open)) ||
        page_count_words(tf_slice_range(start, 0, open)) > MOST_PLACE_WORDS)
        return none;
    TfSlice agency = agency_at(tf_slice_range(paragraph, open, paragraph.length), &length);
    TfSlice rest = tf_slice_trim(tf_slice_range(paragraph, open + length, open + length + 8));
    size_t at = 0;
    bool dash = rest.length > 0 && is_dash(character_next(rest, &at));
    return agency.bytes != NULL && dash && page_count_words(agency) <= 4 ? agency : none;
}

void page_read_dateline(const Page *page, PageFacts *facts)
{
    size_t tried = 0;
    for (size_t line = 0; line < page->count && tried < PARAGRAPHS_TRIED; line++) {
        if (page->lines[line].out || !page->lines[line].prose)
            continue;
        tried++;
        ReaderDate date;
        TfSlice agency = {NULL, 0};
        TfSlice paragraph = page_line(page, line);
        if (read_dateline(paragraph, &date, &agency)) {
            TfDate whole = complete(date.date, facts->date);
            if (whole.year != 0 && tf_date_compare(whole, facts->date) != 0) {
                facts->date = whole;
                facts->date_basis = TF_DATE_TEXT;
            }
        } else if (facts->outlet.bytes == NULL) {
            agency = agency_alone(paragraph);
        }
        if (facts->outlet.bytes == NULL && agency.bytes != NULL && page_count_words(agency) <= 5)
            facts->outlet = agency;
        if (agency.bytes != NULL || facts->date_basis == TF_DATE_TEXT)
            return;
    }
}
