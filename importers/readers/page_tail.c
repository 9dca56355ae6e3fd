/* What pages put behind an article and between its paragraphs: comments, related news, menus, rights,
 * sources. */
#include "importers/readers/page.h"

#include "importers/readers/character.h"
#include "importers/readers/page_words.h"

#include <string.h>
#include <unicode/uchar.h>

/* A heading of what follows counts as the end when no more than this part of the running text comes behind
 * it. */
#define PROSE_BEHIND 2

/* A menu without a heading: at least so many short lines without figures or stops, at the very end. */
#define MENU_LINES 5
#define MENU_WIDTH 60

/* Lines at the end in which a date line is looked for when the head has none. */
#define TAIL_DATE_LINES 6

static bool has_figure(TfSlice line)
{
    for (size_t at = 0; at < line.length;) {
        UChar32 character = character_next(line, &at);
        if (character >= 0 && u_isdigit(character))
            return true;
    }
    return false;
}

static unsigned kinds_of_line(const Page *page, size_t line)
{
    char buffer[PAGE_FORM_BYTES];
    TfSlice text = page_line(page, line);
    return text.length < PAGE_FORM_BYTES ? page_word_kinds(page_fold(text, buffer)) : 0;
}

/* "© 2024 ...", "All rights reserved". A short form ("Copyright") begins sentences too. */
#define SURE_LEGAL_BYTES 13

static bool is_legal(const Page *page, size_t line)
{
    size_t length;
    TfSlice text = page_line(page, line);
    if (text.length > 400)
        return false;
    if (tf_slice_starts_with(text, "\xC2\xA9") || tf_slice_starts_with(text, "(c) "))
        return true;
    bool found = page_prefix_kinds(text, PAGE_LEGAL, &length) != 0 ||
                 page_suffix_kinds(text, PAGE_LEGAL, &length) != 0;
    return found && (length >= SURE_LEGAL_BYTES || !page->lines[line].prose);
}

/* "Read more: Another headline", "Tags: gas, wheat". */
static bool is_labelled(const Page *page, size_t line)
{
    return page->lines[line].width <= 250 &&
           page_label_value(page_line(page, line), PAGE_LABEL).bytes != NULL;
}

/* --- where the article ends --- */

static size_t prose_width(const Page *page, size_t from, size_t to)
{
    size_t width = 0;
    for (size_t line = from; line < to; line++)
        if (page->lines[line].prose && !page->lines[line].out)
            width += page->lines[line].width;
    return width;
}

/* The first heading of what follows an article that has nearly all running text before it; count when none
 * has. */
static size_t find_heading(const Page *page)
{
    size_t total = prose_width(page, 0, page->count);
    size_t before = 0;
    for (size_t line = 0; line < page->count; line++) {
        bool could_end = !page->lines[line].prose && before > 0;
        unsigned kinds = could_end ? kinds_of_line(page, line) : 0;
        if ((kinds & PAGE_COMMENTS) != 0 ||
            ((kinds & PAGE_END) != 0 && (total - before) * PROSE_BEHIND <= before))
            return line;
        if (page->lines[line].prose && !page->lines[line].out)
            before += page->lines[line].width;
    }
    return page->count;
}

static bool is_menu_line(const Page *page, size_t line)
{
    TfSlice text = page_line(page, line);
    return !page->lines[line].prose && page->lines[line].width <= MENU_WIDTH && !has_figure(text) &&
           tf_slice_find_byte(text, 0, ':') == TF_NOWHERE && text.bytes[0] != '-' && text.bytes[0] != '*';
}

/* Where a menu begins that runs to `end`; `end` when it is shorter than a menu. */
static size_t find_menu(const Page *page, size_t end)
{
    size_t start = end;
    while (start > 0 && (page->lines[start - 1].out || is_menu_line(page, start - 1)))
        start--;
    while (start < end && page->lines[start].out)
        start++;
    bool something_before = false;
    for (size_t line = 0; line < start && !something_before; line++)
        something_before = !page->lines[line].out;
    return something_before && end - start >= MENU_LINES ? start : end;
}

/* --- what is no part of it --- */

static void read_source(const Page *page, size_t line, PageFacts *facts)
{
    TfSlice text = page_line(page, line);
    TfSlice url = page_find_url(text);
    TfSlice value = page_label_value(text, PAGE_SOURCE);
    if (url.bytes != NULL) {
        if (facts->url.bytes == NULL || value.bytes != NULL)
            facts->url = url;
        page->lines[line].out = true;
    } else if (value.length > 0 && line + TAIL_DATE_LINES >= page->count && page_count_words(value) <= 6) {
        if (facts->outlet.bytes == NULL)
            facts->outlet = page_trim_marks(value);
        page->lines[line].out = true;
    }
}

/* Marks single lines before `end` that are no part of the article wherever they stand. */
static void drop_lines(const Page *page, size_t end, PageFacts *facts)
{
    for (size_t line = 0; line < end; line++) {
        PageLine *about = &page->lines[line];
        TfSlice text = page_line(page, line);
        if (about->out || about->width > 400)
            continue;
        if (page_is_ornament(text) || is_legal(page, line) || is_labelled(page, line) ||
            (!about->prose && (kinds_of_line(page, line) & PAGE_NOISE) != 0))
            about->out = true;
        else
            read_source(page, line, facts);
    }
}

static bool any_left(const Page *page, size_t end)
{
    for (size_t line = 0; line < end; line++)
        if (!page->lines[line].out)
            return true;
    return false;
}

/* "Published: 30 August 2012" near the end, or a day alone right behind the last paragraph. Other days down
 * there belong to lists of other articles. */
static bool is_date_of_this(const Page *page, size_t line, size_t end, const DateLine *found)
{
    bool last = line + 1 == end && line > 0 && page->lines[line - 1].prose && !page->lines[line - 1].out;
    return found->published || found->updated || (last && found->outlet.bytes == NULL);
}

static void read_date_at_end(const Page *page, size_t end, PageFacts *facts)
{
    size_t first = end > TAIL_DATE_LINES ? end - TAIL_DATE_LINES : 0;
    for (size_t line = end; line > first && !tf_date_is_set(facts->date); line--) {
        DateLine found;
        if (page->lines[line - 1].out || !page_read_date_line(page, line - 1, true, &found) ||
            !is_date_of_this(page, line - 1, end, &found))
            continue;
        facts->date = found.date;
        facts->date_basis = TF_DATE_PAGE;
        if (facts->outlet.bytes == NULL)
            facts->outlet = found.outlet;
        page->lines[line - 1].out = true;
    }
}

void page_read_tail(Page *page, PageFacts *facts)
{
    size_t end = find_heading(page);
    drop_lines(page, end, facts);
    end = find_menu(page, end);
    if (!any_left(page, end))
        return;
    for (size_t line = end; line < page->count; line++) {
        if (facts->url.bytes == NULL && page_label_value(page_line(page, line), PAGE_SOURCE).bytes != NULL)
            read_source(page, line, facts);
        page->lines[line].out = true;
    }
    read_date_at_end(page, end, facts);
}
