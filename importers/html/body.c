/* Which blocks of a page are the article: each block is scored, the element that gains most by its blocks is
 * found, and each is scored again with that in mind. */
#include "importers/html/html_score.h"

#include <string.h>

/* From this score on a block is one of the article. */
#define KEEP 0.5
/* Blocks that are surely text: where the article begins and ends. */
#define STRONG       0.8
#define STRONG_WIDTH 80
/* Blocks on either side that are looked at. */
#define NEIGHBOURS 3
/* A page whose visible text is shorter than this may hide its article until a script shows it. */
#define LITTLE_TEXT 200

/* Long blocks count for more, but one block is not an article. */
static double gain_of(const HtmlPiece *piece, double score)
{
    double width = piece->width < 400 ? piece->width : 400;
    return (width + 5) * (2 * score - 1);
}

/* The element whose blocks gain most in sum. */
static TfStatus choose_element(const HtmlPage *page, HtmlScorer *scorer, TfError *error)
{
    const HtmlPieces *pieces = scorer->pieces;
    double *gains = tf_arena_alloc_array(page->arena, pieces->element_count, sizeof *gains);
    if (gains == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < pieces->count; i++)
        gains[pieces->pieces[i].element] += gain_of(&pieces->pieces[i], scorer->first[i]);
    for (size_t i = pieces->element_count; i-- > 1;)
        gains[pieces->elements[i].parent] += gains[i];
    scorer->chosen = 0;
    for (uint32_t i = 1; i < pieces->element_count; i++)
        if (gains[i] >= gains[scorer->chosen]) /* of several as good, the innermost */
            scorer->chosen = i;
    return TF_OK;
}

static void find_strong(HtmlScorer *scorer)
{
    const HtmlElement *chosen = &scorer->pieces->elements[scorer->chosen];
    scorer->first_strong = chosen->end_block;
    scorer->last_strong = chosen->first_block;
    for (size_t i = chosen->first_block; i < chosen->end_block; i++) {
        if (scorer->first[i] < STRONG || scorer->pieces->pieces[i].width < STRONG_WIDTH)
            continue;
        if (scorer->first_strong > i)
            scorer->first_strong = i;
        scorer->last_strong = i;
    }
}

static bool is_same_text(TfSlice a, TfSlice b)
{
    return a.length > 0 && tf_slice_equal(a, b);
}

/* The piece in the title's element, or else the first that reads as the title does. */
static size_t find_title(const HtmlPieces *pieces, const HtmlFacts *facts)
{
    size_t heading = TF_NOWHERE;
    for (size_t i = 0; i < pieces->count; i++) {
        const HtmlPiece *piece = &pieces->pieces[i];
        if ((facts->title_node != NULL && pieces->elements[piece->element].node == facts->title_node) ||
            is_same_text(piece->text, facts->title))
            return i;
        if (heading == TF_NOWHERE && piece->kind == HTML_HEADING && piece->level == 1)
            heading = i;
    }
    return heading;
}

static TfStatus make_scorer(const HtmlPage *page, const HtmlFacts *facts, const HtmlPieces *pieces,
                            HtmlScorer *scorer, TfError *error)
{
    *scorer = (HtmlScorer){.pieces = pieces, .title = find_title(pieces, facts)};
    scorer->prose_before = tf_arena_alloc_array(page->arena, pieces->count + 1, sizeof *scorer->prose_before);
    scorer->first = tf_arena_alloc_array(page->arena, pieces->count + 1, sizeof *scorer->first);
    scorer->words = tf_arena_alloc_array(page->arena, pieces->count + 1, sizeof *scorer->words);
    if (scorer->prose_before == NULL || scorer->first == NULL || scorer->words == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < pieces->count; i++)
        scorer->words[i] = html_words(&pieces->pieces[i]);
    for (size_t i = 0; i < pieces->count; i++)
        scorer->prose_before[i + 1] =
            scorer->prose_before[i] + (html_is_prose(&pieces->pieces[i]) ? pieces->pieces[i].width : 0);
    return TF_OK;
}

TfStatus html_score(const HtmlPage *page, const HtmlFacts *facts, const HtmlPieces *pieces,
                    HtmlScorer *scorer, double **second, TfError *error)
{
    HtmlFeatures features;
    TfStatus status = make_scorer(page, facts, pieces, scorer, error);
    if (status != TF_OK)
        return status;
    for (size_t i = 0; i < pieces->count; i++) {
        html_first_features(scorer, i, &features);
        scorer->first[i] = html_weigh(&features, html_first_weights);
    }
    status = choose_element(page, scorer, error);
    *second = tf_arena_alloc_array(page->arena, pieces->count + 1, sizeof **second);
    if (status == TF_OK && *second == NULL)
        status = tf_fail_memory(error);
    if (status != TF_OK)
        return status;
    find_strong(scorer);
    for (size_t i = 0; i < pieces->count; i++) {
        html_second_features(scorer, i, &features);
        (*second)[i] = html_weigh(&features, html_second_weights);
    }
    return TF_OK;
}

static TfStatus cut(const HtmlPage *page, HtmlPieces *pieces, TfError *error)
{
    TfStatus status = html_cut_pieces(page, false, pieces, error);
    if (status != TF_OK || pieces->elements[0].sums.prose_width >= LITTLE_TEXT)
        return status;
    HtmlPieces all;
    status = html_cut_pieces(page, true, &all, error);
    if (status == TF_OK && all.elements[0].sums.prose_width > 2 * pieces->elements[0].sums.prose_width)
        *pieces = all;
    if (status == TF_OK && pieces->count == 0)
        *pieces = all;
    return status;
}

static void put_block(const HtmlPieces *pieces, size_t at, HtmlBody *body)
{
    const HtmlPiece *piece = &pieces->pieces[at];
    body->blocks[body->count++] =
        (HtmlBlock){piece->text, pieces->elements[piece->element].node, piece->source, piece->kind};
}

/* From this score on a block is, which reads as running text and stands in one element with blocks that
 * surely are. */
#define KEEP_BESIDE 0.2
/* A bare page has few blocks, and little of it stands in links or in boxes that are no part of articles: a
 * feed's entry, a print version. Nearly all of it is the article. */
#define BARE_MOST  100 /* blocks */
#define BARE_SHARE 0.1

static bool is_bare(const HtmlPieces *pieces)
{
    double width = 0, other = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const HtmlPiece *piece = &pieces->pieces[i];
        bool against = (pieces->elements[piece->element].all & SIGN_AGAINST) != 0;
        width += piece->width;
        other += against ? piece->width : piece->link_width;
    }
    return pieces->count <= BARE_MOST && other <= width * BARE_SHARE;
}

static bool is_mostly_link(const HtmlPiece *piece)
{
    return piece->link_width * 2 > piece->width;
}

/* The element of the piece, or a list or row in it, holds a block that is surely text. */
static bool is_beside_strong(const HtmlScorer *scorer, const double *second, size_t at)
{
    const HtmlPieces *pieces = scorer->pieces;
    uint32_t home = pieces->elements[pieces->pieces[at].element].parent;
    size_t start = at > NEIGHBOURS ? at - NEIGHBOURS : 0;
    for (size_t i = start; i < pieces->count && i <= at + NEIGHBOURS; i++)
        if (second[i] >= STRONG && pieces->elements[pieces->pieces[i].element].parent == home)
            return true;
    return false;
}

static bool is_kept(const HtmlScorer *scorer, const double *second, bool bare, size_t at)
{
    const HtmlPiece *piece = &scorer->pieces->pieces[at];
    if (second[at] >= KEEP)
        return true;
    if (bare)
        return !is_mostly_link(piece) && !html_is_noise(piece);
    return second[at] >= KEEP_BESIDE && piece->kind == HTML_PARAGRAPH && piece->ends && piece->width >= 40 &&
           !is_mostly_link(piece) && is_beside_strong(scorer, second, at);
}

/* A page on which nothing looks like an article gives the blocks of the best element: something is better to
 * look at than nothing. */
static void choose_blocks(const HtmlScorer *scorer, const HtmlFacts *facts, const double *second,
                          HtmlBody *body)
{
    const HtmlPieces *pieces = scorer->pieces;
    bool bare = is_bare(pieces), begun = false;
    for (size_t i = 0; i < pieces->count; i++) {
        TfSlice text = pieces->pieces[i].text;
        if (!is_kept(scorer, second, bare, i) || (i == scorer->title && is_same_text(text, facts->title)) ||
            (!begun && html_is_credit(facts, text)))
            continue;
        begun |= html_is_prose(&pieces->pieces[i]);
        put_block(pieces, i, body);
    }
    const HtmlElement *chosen = &pieces->elements[scorer->chosen];
    for (size_t i = chosen->first_block; i < chosen->end_block && body->count == 0; i++)
        if (scorer->first[i] >= KEEP || chosen->end_block - chosen->first_block < 3)
            put_block(pieces, i, body);
    for (size_t i = 0; i < pieces->count && body->count == 0; i++)
        if (html_is_prose(&pieces->pieces[i]) || i + 1 == pieces->count)
            put_block(pieces, i, body);
}

TfStatus html_find_body(const HtmlPage *page, const HtmlFacts *facts, HtmlBody *body, TfError *error)
{
    HtmlPieces pieces;
    HtmlScorer scorer;
    double *second = NULL;
    TfStatus status = cut(page, &pieces, error);
    if (status == TF_OK && pieces.count == 0)
        status = tf_fail(error, TF_BAD_INPUT, "holds no text, a page with an article was needed");
    if (status == TF_OK)
        status = html_score(page, facts, &pieces, &scorer, &second, error);
    if (status != TF_OK)
        return status;
    *body = (HtmlBody){.blocks = tf_arena_alloc_array(page->arena, pieces.count, sizeof *body->blocks)};
    if (body->blocks == NULL)
        return tf_fail_memory(error);
    choose_blocks(&scorer, facts, second, body);
    return TF_OK;
}
