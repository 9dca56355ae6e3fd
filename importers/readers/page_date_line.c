/* Lines that hold a date and little else: "The Ledger | Updated 8 April 2025, 9:14 pm IST". */
#include "importers/readers/page.h"

#include "importers/readers/character.h"
#include "importers/readers/page_words.h"

#include <string.h>
#include <unicode/uchar.h>

#define MOST_LINE_BYTES   300
#define MOST_PROSE_BYTES  200 /* of a sentence that is little else but a date */
#define MOST_WORDS_BEFORE 10
#define MOST_WORDS_AFTER  20

/* Words that stand around a date and are no outlet. */
#define DATE_WORDS (PAGE_PUBLISHED | PAGE_UPDATED | PAGE_PARTICLE | PAGE_ZONE)

/* --- is it such a line --- */

static size_t last_word_start(TfSlice text)
{
    size_t start = text.length;
    for (size_t at = start; at > 0; start = at)
        if (!character_is_letter(character_before(text, &at)))
            break;
    return start;
}

/* The first character is a capital, or of a script without capitals, or no letter. */
static bool begins_as_name(TfSlice text)
{
    size_t at = 0;
    return text.length == 0 || !u_islower(character_next(text, &at));
}

TfSlice page_strip_date_words(TfSlice before, bool *updated)
{
    for (;;) {
        size_t length = 0;
        before = page_trim_marks(before);
        unsigned kinds = page_suffix_kinds(before, DATE_WORDS, &length);
        char buffer[PAGE_FORM_BYTES];
        if (kinds == 0) {
            length = before.length - last_word_start(before);
            TfSlice word = tf_slice_range(before, before.length - length, before.length);
            if (length == 0 || page_weekday(page_fold(word, buffer)) < 0)
                return before;
        }
        *updated |= (kinds & PAGE_UPDATED) != 0;
        before.length -= length;
    }
}

/* In "talks on 27 November 2024" the date belongs to a sentence: a small word leads to it without a mark. */
static bool is_led_to(TfSlice before)
{
    bool updated = false;
    size_t length = 0;
    if (page_prefix_kinds(before, PAGE_BYLINE | PAGE_PUBLISHED | PAGE_UPDATED, &length) != 0 && length >= 5)
        return false; /* "Posted by oz on"; shorter words begin sentences */
    if (page_prefix_kinds(before, PAGE_BYLINE, &length) != 0)
        return false;
    TfSlice left = page_strip_date_words(before, &updated);
    for (size_t at = left.length > 0 ? (size_t)(left.bytes + left.length - before.bytes) : 0;
         at < before.length;) {
        UChar32 character = character_next(before, &at);
        if (!character_is_letter(character) && !u_isUWhiteSpace(character))
            return false;
    }
    return left.length > 0 && !begins_as_name(tf_slice_range(left, last_word_start(left), left.length));
}

static bool goes_on_as_sentence(TfSlice after)
{
    size_t length;
    TfSlice rest = tf_slice_trim(after);
    return !begins_as_name(rest) && page_count_words(rest) >= 4 &&
           page_prefix_kinds(rest, DATE_WORDS | PAGE_BYLINE, &length) == 0;
}

static bool is_date_line(const PageLine *about, TfSlice before, TfSlice after, bool strict)
{
    size_t words_before = page_count_words(before);
    size_t words_after = page_count_words(after);
    if (words_before > MOST_WORDS_BEFORE || words_after > MOST_WORDS_AFTER)
        return false;
    if (about->prose && (words_before > 5 || words_after > 3))
        return false;
    return !goes_on_as_sentence(after) && !(strict && is_led_to(before));
}

/* --- the outlet in it --- */

/* "10:15", "10h12", "18时21分": a figure, one character, two figures. */
static bool has_clock(TfSlice text)
{
    for (size_t at = 0; at < text.length;) {
        bool figure = u_isdigit(character_next(text, &at)) != 0;
        size_t next = at;
        if (!figure || next >= text.length)
            continue;
        UChar32 between = character_next(text, &next);
        bool mark =
            between == ':' || between == 'h' || between == 0x65F6 || between == 0x6642 || between == 0xC2DC;
        if (mark && next < text.length && u_isdigit(character_next(text, &next)))
            return true;
    }
    return false;
}

static bool is_number_sign(TfSlice text)
{
    return tf_slice_starts_with(text, "\xE2\x84\x96") || tf_slice_starts_with(text, "No.") ||
           tf_slice_starts_with(text, "#");
}

/* No outlet: a time, a zone, a weekday, a byline, a reading time, an issue's number. */
static bool is_no_outlet(TfSlice part)
{
    char buffer[PAGE_FORM_BYTES];
    size_t length;
    ReaderDate date;
    TfSlice form = page_fold(part, buffer);
    unsigned kinds = page_word_kinds(form);
    return form.length < 2 || part.length > 120 || page_count_words(part) > 9 || page_weekday(form) >= 0 ||
           (kinds & (DATE_WORDS | PAGE_NOISE | PAGE_LABEL | PAGE_BYLINE | PAGE_END)) != 0 ||
           page_prefix_kinds(part, PAGE_BYLINE | PAGE_ZONE | PAGE_LEGAL, &length) != 0 ||
           page_label_value(part, PAGE_LABEL | PAGE_BYLINE | PAGE_PUBLISHED).bytes != NULL ||
           has_clock(part) || is_number_sign(part) || page_find_url(part).bytes != NULL ||
           reader_date_find(part, 0, false, &date);
}

/* "Báo Quốc TếBáo Quốc Tế" and "Bulletin | Bulletin": pages print logo and name. */
static TfSlice undouble(TfSlice name)
{
    for (size_t gap = 0; gap <= 1; gap++) {
        if (name.length < 2 || (name.length - gap) % 2 != 0)
            continue;
        size_t half = (name.length - gap) / 2;
        TfSlice first = tf_slice_range(name, 0, half);
        if (tf_slice_equal(first, tf_slice_range(name, half + gap, name.length)))
            return tf_slice_trim(first);
    }
    return name;
}

/* Length of a mark between parts of a line at `at`: bar, bullet, tab, two blanks; brackets; a dash when
 * `dashes`. */
static size_t part_mark(TfSlice text, size_t at, bool dashes)
{
    static const TfSlice marks[] = {
        TF_SLICE("|"),   TF_SLICE("\t"), TF_SLICE("  "), TF_SLICE("\xC2\xB7"),     TF_SLICE("\xE2\x80\xA2"),
        TF_SLICE(" / "), TF_SLICE("("),  TF_SLICE(")"),  TF_SLICE("\xE3\x80\x80"), TF_SLICE("\xEF\xBD\x9C")};
    static const TfSlice dash_marks[] = {TF_SLICE(" - "), TF_SLICE("\xE2\x80\x93"), TF_SLICE("\xE2\x80\x94"),
                                         TF_SLICE("/")};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (tf_slice_equal(tf_slice_range(text, at, at + marks[i].length), marks[i]))
            return marks[i].length;
    for (size_t i = 0; dashes && i < sizeof dash_marks / sizeof dash_marks[0]; i++)
        if (tf_slice_equal(tf_slice_range(text, at, at + dash_marks[i].length), dash_marks[i]))
            return dash_marks[i].length;
    return 0;
}

/* Takes the next part off *rest. */
static TfSlice next_part(TfSlice *rest, bool dashes)
{
    for (size_t at = 0; at < rest->length; at++) {
        size_t mark = part_mark(*rest, at, dashes);
        if (mark == 0)
            continue;
        TfSlice part = tf_slice_range(*rest, 0, at);
        *rest = tf_slice_range(*rest, at + mark, rest->length);
        return part;
    }
    TfSlice all = *rest;
    *rest = (TfSlice){NULL, 0};
    return all;
}

/* The first part of `text` that can be an outlet; of it what stands before a comma. `before` the date: the
 * words that lead to it are at the end of the last part. */
static TfSlice outlet_in(TfSlice text, bool before)
{
    bool updated = false;
    while (text.bytes != NULL) {
        TfSlice part = next_part(&text, !before);
        if (before && text.bytes == NULL)
            part = page_strip_date_words(part, &updated);
        TfSlice value = page_label_value(part, PAGE_SOURCE);
        part = value.bytes != NULL ? value : part;
        while (part.bytes != NULL) {
            TfSlice name = page_trim_marks(tf_slice_split(&part, ','));
            if (!is_no_outlet(name))
                return undouble(name);
            size_t length;
            if (page_prefix_kinds(name, PAGE_BYLINE, &length) != 0)
                break; /* "By A. Writer, correspondent" */
        }
    }
    return (TfSlice){NULL, 0};
}

/* Of several dates the first that is not the day of a change. */
static void choose_date(TfSlice line, ReaderDate *chosen, ReaderDate *last, bool *updated)
{
    size_t from = chosen->end;
    (void)page_strip_date_words(tf_slice_range(line, 0, chosen->start), updated);
    *last = *chosen;
    for (int more = 0; more < 4 && reader_date_find(line, from, false, last); more++) {
        bool changed = false;
        (void)page_strip_date_words(tf_slice_range(line, from, last->start), &changed);
        if (*updated && !changed) {
            chosen->date = last->date;
            chosen->unsure = last->unsure;
            *updated = false;
        }
        from = last->end;
    }
}

bool page_read_date_line(const Page *page, size_t line, bool first, DateLine *found)
{
    TfSlice text = page_line(page, line);
    TfSlice url = page_find_url(text);
    ReaderDate date;
    ReaderDate last;
    if (url.bytes != NULL) /* a day in an address is none of the line */
        text.length = (size_t)(url.bytes - text.bytes);
    bool too_long = text.length > (page->lines[line].prose ? MOST_PROSE_BYTES : MOST_LINE_BYTES);
    if (too_long || !reader_date_find(text, 0, false, &date))
        return false;
    bool updated = false;
    choose_date(text, &date, &last, &updated);
    TfSlice before = tf_slice_range(text, 0, date.start);
    TfSlice after = tf_slice_range(text, last.end, text.length);
    if (!is_date_line(&page->lines[line], before, after, first || !date.figures))
        return false;
    size_t length;
    *found = (DateLine){
        .date = date.date, .updated = updated, .unsure = date.unsure, .outlet = outlet_in(before, true)};
    found->published = page_suffix_kinds(page_trim_marks(before), PAGE_PUBLISHED, &length) != 0;
    found->outlet_first = found->outlet.bytes != NULL;
    if (!found->outlet_first)
        found->outlet = outlet_in(after, false);
    return true;
}
