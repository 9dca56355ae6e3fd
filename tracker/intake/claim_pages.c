/* Only the first line of a page is read twice: the memory of the page before goes before it is kept. */
#include "tracker/intake/claim_pages.h"

#include "tracker/model/claim_json.h"

/* Claims of one page that are kept in memory at once. */
#define MOST_PAGE_CLAIMS 100000

void claim_pages_init(ClaimPages *pages)
{
    pages->page = (TfClaimList){NULL, 0, 0};
    tf_arena_init(&pages->arena, 0);
}

void claim_pages_done(ClaimPages *pages)
{
    tf_arena_done(&pages->arena);
}

void claim_pages_clear(ClaimPages *pages)
{
    tf_arena_reset(&pages->arena);
    pages->page = (TfClaimList){NULL, 0, 0};
}

TfStatus claim_pages_add(ClaimPages *pages, TfSlice line, bool *ends_page, TfError *error)
{
    TfClaim claim;
    TfStatus status = claim_read_json(line, &pages->arena, &claim, error);
    if (status == TF_OK && claim.doc.length == 0)
        status = tf_fail(error, TF_BAD_INPUT,
                         "field 'doc' is missing, needed: the page the claim is from (its address)");
    if (status != TF_OK)
        return status;
    *ends_page = pages->page.count > 0 && (pages->page.count >= MOST_PAGE_CLAIMS ||
                                           !tf_slice_equal(pages->page.items[0].doc, claim.doc));
    if (*ends_page || tf_claim_list_add(&pages->page, &pages->arena, &claim))
        return TF_OK;
    return tf_fail_memory(error);
}
