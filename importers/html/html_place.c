/* From offsets of the cleaned page back to bytes of the page as it came. Tags are the milestones: in every
 * encoding that pages are written in, the n-th '<' of the text is the n-th of the bytes. */
#include "importers/html/html_internal.h"

#include <string.h>

/* Offset in page->decoded. */
static size_t uncut(const HtmlCuts *cuts, size_t *next, size_t source)
{
    while (*next < cuts->count && cuts->items[*next].source <= source)
        ++*next;
    return source + (*next > 0 ? cuts->items[*next - 1].removed : 0);
}

/* The next '<' at or behind `at`, or TF_NOWHERE. */
static size_t next_tag(TfSlice text, size_t at)
{
    return at < text.length ? tf_slice_find_byte(text, at, '<') : TF_NOWHERE;
}

/* Places behind the same tag in both. Exact where the page was UTF-8; elsewhere as exact as the text between
 * a tag and the block is plain ASCII. */
void html_place(const HtmlPage *page, TfSlice bytes, TfPlace *places, size_t count)
{
    bool same =
        page->decoded.length == bytes.length && memcmp(page->decoded.bytes, bytes.bytes, bytes.length) == 0;
    size_t cut = 0, tag = 0, input = 0, before = 0;
    size_t next = next_tag(page->decoded, 0), found = next_tag(bytes, 0);
    for (size_t i = 0; i < count; i++) {
        size_t at = uncut(&page->cuts, &cut, places[i].input);
        at = at > before ? at : before;
        before = at;
        while (!same && next != TF_NOWHERE && next <= at && found != TF_NOWHERE) {
            tag = next;
            input = found;
            next = next_tag(page->decoded, next + 1);
            found = next_tag(bytes, found + 1);
        }
        size_t place = same ? at : input + (at - tag);
        places[i].input = place < bytes.length ? place : bytes.length - 1;
    }
}
