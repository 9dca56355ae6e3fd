/* Places of claims, from one text to another. */
#include "importers/extract/places.h"

#include <string.h>

#define GAP "\n\n"
/* More of a headline says nothing more, and it is read with every piece of a long article. */
#define MOST_HEADLINE 1024

static TfSpan moved(TfSpan span, size_t by)
{
    return (TfSpan){span.start + by, span.end + by};
}

bool places_move_claim(const TfArticle *article, size_t by, TfArena *arena, TfClaim *claim)
{
    TfSpan *mentions = tf_arena_alloc_array(arena, claim->mention_count, sizeof *mentions);
    TfAlternative *alternatives = tf_arena_alloc_array(arena, claim->alternative_count, sizeof *alternatives);
    if (mentions == NULL || alternatives == NULL)
        return false;
    for (size_t i = 0; i < claim->mention_count; i++)
        mentions[i] = moved(claim->mentions[i], by);
    for (size_t i = 0; i < claim->alternative_count; i++) {
        alternatives[i] = claim->alternatives[i];
        alternatives[i].span = moved(alternatives[i].span, by);
        alternatives[i].text = tf_article_span(article, alternatives[i].span);
    }
    claim->mentions = mentions;
    claim->alternatives = alternatives;
    claim->span = moved(claim->span, by);
    claim->value_text = tf_article_span(article, claim->span);
    return true;
}

void places_move_left(size_t by, TfLeftAmount *left)
{
    left->span = moved(left->span, by);
    if (left->word.end > 0)
        left->word = moved(left->word, by);
}

static TfSlice beginning_of(TfSlice headline)
{
    size_t end = headline.length < MOST_HEADLINE ? headline.length : MOST_HEADLINE;
    while (end > 0 && end < headline.length && ((uint8_t)headline.bytes[end] & 0xC0) == 0x80)
        end--;
    return tf_slice_range(headline, 0, end);
}

TfStatus places_add_headline(const TfArticle *article, TfArena *arena, TfArticle *whole, size_t *shift,
                             TfError *error)
{
    TfSlice headline = beginning_of(article->headline);
    *whole = *article;
    *shift = 0;
    if (headline.length == 0 || article->title.end > article->title.start)
        return TF_OK;
    size_t before = headline.length + strlen(GAP);
    char *text = tf_arena_room(arena, before + article->text.length + 1);
    TfSpan *body = tf_arena_alloc_array(arena, article->body_count, sizeof *body);
    if (text == NULL || body == NULL)
        return tf_fail_memory(error);
    memcpy(text, headline.bytes, headline.length);
    memcpy(text + headline.length, GAP, strlen(GAP));
    memcpy(text + before, article->text.bytes, article->text.length);
    for (size_t i = 0; i < article->body_count; i++)
        body[i] = moved(article->body[i], before);
    whole->text = tf_slice_of(text, before + article->text.length);
    whole->title = (TfSpan){0, headline.length};
    whole->body = body;
    *shift = before;
    return TF_OK;
}

/* Leaves out the mentions in the headline; false when no other is there. */
static bool stands_in_text(size_t shift, TfClaim *claim)
{
    size_t first = 0; /* mentions are in order */
    while (first < claim->mention_count && claim->mentions[first].start < shift)
        first++;
    if (first == claim->mention_count)
        return false;
    claim->mentions += first;
    claim->mention_count -= first;
    if (claim->span.start < shift)
        claim->span = claim->mentions[0];
    return true;
}

bool places_drop_headline(const TfArticle *article, size_t shift, TfArena *arena, TfClaimList *claims,
                          TfLeftAmounts *left)
{
    size_t kept = 0;
    if (shift == 0)
        return true;
    for (size_t i = 0; i < claims->count; i++) {
        TfClaim claim = claims->items[i];
        if (!stands_in_text(shift, &claim))
            continue;
        if (!places_move_claim(article, (size_t)0 - shift, arena, &claim))
            return false;
        claims->items[kept++] = claim;
    }
    claims->count = kept;
    kept = 0;
    for (size_t i = 0; left != NULL && i < left->count; i++) {
        if (left->items[i].span.start < shift)
            continue;
        left->items[kept] = left->items[i];
        places_move_left((size_t)0 - shift, &left->items[kept++]);
    }
    if (left != NULL)
        left->count = kept;
    return true;
}
