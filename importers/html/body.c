/* Which blocks of a page are the article. */
#include "importers/html/html_blocks.h"

static double value_of(const HtmlPieces *pieces, const HtmlPiece *piece)
{
    const HtmlElement *element = &pieces->elements[piece->element];
    double linked = piece->width > 0 ? (double)piece->link_width / piece->width : 1;
    if (linked > 0.5 || (element->all & SIGN_AGAINST) != 0)
        return -(double)piece->width - 10;
    return piece->width >= 60 && piece->ends ? (double)piece->width : -10;
}

/* The subtree with the largest sum of values. */
static TfStatus choose_element(const HtmlPage *page, const HtmlPieces *pieces, uint32_t *chosen,
                               TfError *error)
{
    double *sums = tf_arena_alloc_array(page->arena, pieces->element_count, sizeof *sums);
    if (sums == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < pieces->count; i++)
        sums[pieces->pieces[i].element] += value_of(pieces, &pieces->pieces[i]);
    *chosen = 0;
    for (size_t i = pieces->element_count; i-- > 1;) {
        sums[pieces->elements[i].parent] += sums[i];
        if (sums[i] >= sums[*chosen] || *chosen == 0)
            *chosen = (uint32_t)i;
    }
    if (sums[0] > sums[*chosen])
        *chosen = 0;
    return TF_OK;
}

TfStatus html_find_body(const HtmlPage *page, const HtmlFacts *facts, HtmlBody *body, TfError *error)
{
    (void)facts;
    HtmlPieces pieces;
    uint32_t chosen = 0;
    TfStatus status = html_cut_pieces(page, false, &pieces, error);
    if (status == TF_OK && pieces.count == 0)
        status = html_cut_pieces(page, true, &pieces, error);
    if (status == TF_OK && pieces.count == 0)
        status = tf_fail(error, TF_BAD_INPUT, "holds no text, a page with an article was needed");
    if (status == TF_OK)
        status = choose_element(page, &pieces, &chosen, error);
    if (status != TF_OK)
        return status;
    *body = (HtmlBody){.blocks = tf_arena_alloc_array(page->arena, pieces.count + 1, sizeof *body->blocks)};
    if (body->blocks == NULL)
        return tf_fail_memory(error);
    const HtmlElement *around = &pieces.elements[chosen];
    for (size_t i = around->first_block; i < around->end_block; i++) {
        const HtmlPiece *piece = &pieces.pieces[i];
        const HtmlElement *element = &pieces.elements[piece->element];
        if (((element->all & ~around->all) & SIGN_AGAINST) == 0 || body->count == 0)
            body->blocks[body->count++] = (HtmlBlock){piece->text, element->node, piece->source, piece->kind};
    }
    return TF_OK;
}
