/* Paragraphs: a line each, or a block of lines when the text was broken to a width. */
#include "importers/readers/page.h"

#include "importers/readers/character.h"

/* Widths that text is broken to by hand, mail or a converter. */
#define LEAST_BREAK 45
#define MOST_BREAK  120

/* Lines that make a habit of it. */
#define LEAST_BROKEN_LINES 4

static size_t first_word_width(TfSlice line)
{
    size_t width = 0;
    for (size_t at = 0; at < line.length; width++) {
        UChar32 character = character_next(line, &at);
        if (character == ' ')
            break;
        if (character_is_east_asian(character))
            return 3;
    }
    return width;
}

/* The next line goes on where this one is full: its first word would not have fitted. */
static bool is_broken(const Page *page, size_t line, size_t width)
{
    if (page->lines[line + 1].after_blank || page->lines[line].out || page->lines[line + 1].out)
        return false;
    return page->lines[line].width + 1 + first_word_width(page_line(page, line + 1)) > width;
}

/* The width the text is broken to, 0 when it is not: no line of a block is longer, and nearly every line that
 * is not its block's last is full. */
static size_t break_width(const Page *page)
{
    size_t width = 0;
    size_t inner = 0;
    for (size_t line = 0; line + 1 < page->count; line++) {
        if (page->lines[line + 1].after_blank)
            continue;
        inner++;
        width = page->lines[line].width > width ? page->lines[line].width : width;
        if (width > MOST_BREAK)
            return 0;
    }
    if (inner < LEAST_BROKEN_LINES || width < LEAST_BREAK)
        return 0;
    size_t broken = 0;
    for (size_t line = 0; line + 1 < page->count; line++)
        broken += is_broken(page, line, width);
    return broken * 10 >= inner * 7 ? width : 0;
}

TfStatus page_make_body(const Page *page, TfArena *arena, TfSpan **body, size_t *count, TfError *error)
{
    size_t width = break_width(page);
    size_t paragraphs = 0;
    for (size_t line = 0; line < page->count; line++)
        paragraphs += !page->lines[line].out;
    TfSpan *spans = tf_arena_alloc_array(arena, paragraphs, sizeof *spans);
    if (spans == NULL)
        return tf_fail_memory(error);
    size_t made = 0;
    bool joined = false;
    for (size_t line = 0; line < page->count; line++) {
        if (page->lines[line].out) {
            joined = false;
            continue;
        }
        if (joined)
            spans[made - 1].end = page->lines[line].end;
        else
            spans[made++] = (TfSpan){page->lines[line].start, page->lines[line].end};
        joined = width > 0 && line + 1 < page->count && is_broken(page, line, width);
    }
    *body = spans;
    *count = made;
    return TF_OK;
}
